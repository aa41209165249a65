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

/* Which version of a tile. Without padding: it is a hash key. */
typedef struct CircleTileVersion
{
	Oid relid;
	int32 tile;
	uint8 body_hash[CIRCLE_HASH_BYTES];
} CircleTileVersion;

typedef struct CircleTiles
{
	uint32 ntiles;
	const cc_tile **tiles;       /* ascending by id */
	CircleTileVersion *versions; /* likewise */
} CircleTiles;

/*
 * All stored tiles of a network that touch the box, by the active snapshot. They
 * stay in the cache until CurrentMemoryContext is reset or deleted.
 */
extern CircleTiles *circle_tiles_pin(const CircleNetwork *net, cc_box box);

#endif /* CIRCLE_TILECACHE_H */
