/*
 * tilecache.h
 *		Decoded tiles, kept by each backend.
 *
 * A cached tile is known by the relation it came from, its number and the hash of
 * its body. Which bodies are current is read from the table with the
 * active snapshot at each use, so the cache needs no invalidation: it is right under own
 * changes, aborts, old snapshots and on a standby.
 *
 * src/pg/network/tilecache.h
 */
#ifndef CIRCLE_TILECACHE_H
#define CIRCLE_TILECACHE_H

#include "network/network.h"
#include "network/tile.h"

#define CIRCLE_HASH_BYTES 16

/* The hash of a body, as it is stored beside it. */
extern void circle_body_hash(const uint8 *body, Size len, uint8 *hash);

/* Which version of a tile. */
typedef struct CircleTileVersion
{
	int32 tile;
	uint8 body_hash[CIRCLE_HASH_BYTES];
} CircleTileVersion;

/* Columns and rows of the grid, both ends included. */
typedef struct CircleTileRange
{
	int32 min_column;
	int32 min_row;
	int32 max_column;
	int32 max_row;
} CircleTileRange;

/* The stored tiles of a range. */
typedef struct CircleTiles
{
	uint32 ntiles;
	uint32 capacity;
	CircleTileVersion *versions; /* ascending by tile */
	const cc_tile **tiles;       /* likewise; NULL where only the versions were read */
} CircleTiles;

/* The tiles that a box touches. */
extern CircleTileRange circle_tile_range(cc_box box);

/* Is every tile of a range in another one? */
extern bool circle_range_within(CircleTileRange part, CircleTileRange whole);

/*
 * All stored tiles of a network in the range, by the active snapshot. They stay in the cache until
 * CurrentMemoryContext is reset or deleted.
 */
extern CircleTiles *circle_tiles_pin(const CircleNetwork *net, CircleTileRange range);

/* Which versions of them there are, without reading the tiles. */
extern CircleTiles *circle_tiles_versions(const CircleNetwork *net, CircleTileRange range);

/* Are these, in a range, the versions that were read of it? */
extern bool circle_tiles_same(const CircleTiles *tiles, CircleTileRange range,
							  const CircleTiles *read);

#endif /* CIRCLE_TILECACHE_H */
