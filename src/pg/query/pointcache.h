/*
 * pointcache.h
 *		Streets and amenities around single points, kept by each backend.
 *
 * src/pg/query/pointcache.h
 */
#ifndef CIRCLE_POINTCACHE_H
#define CIRCLE_POINTCACHE_H

#include "study/amenities.h"
#include "network/network.h"

/* What all points of a block of tiles share. */
typedef struct CircleBlock
{
	MemoryContext context; /* NULL: the slot is free */
	cc_digest key;
	cc_box box; /* of the points that it answers */
	cc_graph *graph;
	cc_trips *trips;
	CircleAmenities *amenities; /* snapped as they are asked for */
	Size bytes;                 /* of memory, without the tiles, after the last use */
	uint64 used;                /* time of the last use, in uses */
	bool busy;                  /* in use, or its user did not come to its end */
} CircleBlock;

/* What a block is asked for with. */
typedef struct CircleBlockAsk
{
	const char *study;
	cc_digest version; /* of the published version, as the active snapshot sees it */
	CircleNetwork *network;
	const cc_walker *walker;
	cc_trip trip;
	const CircleWants *wants;
	double least_reach_m; /* as far as this at least, whatever the wants say */
	cc_point point;
} CircleBlockAsk;

/*
 * The block around a point, made if need be. The caller has read the version of the study and
 * may read its amenities. To be given back by circle_block_done; not kept after an error.
 */
extern CircleBlock *circle_block_open(const CircleBlockAsk *ask);

extern void circle_block_done(CircleBlock *block);

#endif /* CIRCLE_POINTCACHE_H */
