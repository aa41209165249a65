/*
 * streets.h
 *		Graphs around single places, kept by each backend.
 *
 * The cost of a walk does not depend on how far a graph goes beyond it. So one graph answers for
 * all places whose surroundings it holds, as long as its tiles there are those that the snapshot in
 * use shows.
 *
 * src/pg/network/streets.h
 */
#ifndef CIRCLE_STREETS_H
#define CIRCLE_STREETS_H

#include "network/tilecache.h"
#include "route/trips.h"
#include "server/cache.h"

/* A graph with its searches. */
typedef struct CircleStreets
{
	cc_graph *graph;
	cc_trips *trips[CC_TRIP_ROUND + 1]; /* of one lane; made when they are first asked for */
	CircleTileRange range;
	CircleTiles *tiles;
	cc_box box;    /* of the places that it was made for */
	int level;     /* how wide the box is: see streets.c */
	uint64 serial; /* no other streets of this backend have it */
	CircleCached *entry;
	CircleUse *use; /* the current one */
} CircleStreets;

/* What is asked for. */
typedef struct CircleStreetsAsk
{
	const CircleNetwork *network;
	const cc_walker *walker;
	cc_box box;      /* of the places */
	double around_m; /* how far from them streets are needed */
	bool exact;      /* no tiles but those: the order of the edges matters */
} CircleStreetsAsk;

/*
 * The streets around a place, as the active snapshot sees them: kept ones, or new ones, which hold
 * more than is asked for where others near by were asked for before and the cache has room. In use
 * from now on.
 */
extern CircleStreets *circle_streets_open(const CircleStreetsAsk *ask);

/*
 * The same streets again, by their key and serial number, for a place: NULL if they have gone, or
 * are not what the active snapshot shows there.
 */
extern CircleStreets *circle_streets_again(const CircleCacheKey *key, uint64 serial,
										   const CircleStreetsAsk *ask);

/* To be called when all is well; streets are not kept if CurrentMemoryContext goes before. */
extern void circle_streets_done(CircleStreets *streets);

/* Do they hold all that is within so many metres of a box? */
extern bool circle_streets_hold(const CircleStreets *streets, cc_box box, double around_m);

/* The square of so many tiles (a power of two) of the grid that a point lies in. */
extern cc_box circle_streets_square(cc_point point, int32 tiles);

extern cc_trips *circle_streets_trips(CircleStreets *streets, cc_trip trip);

#endif /* CIRCLE_STREETS_H */
