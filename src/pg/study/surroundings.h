/*
 * surroundings.h
 *		What lies around homes and points: streets for a walker, searches over them, amenities.
 *
 * src/pg/study/surroundings.h
 */
#ifndef CIRCLE_SURROUNDINGS_H
#define CIRCLE_SURROUNDINGS_H

#include "network/streets.h"
#include "study/amenities.h"
#include "study/published.h"

typedef struct CircleSurroundings
{
	cc_graph *graph;
	cc_trips *trips;
	CircleAmenities *amenities; /* NULL: none were asked for */
	CircleStreets *streets;     /* what keeps the graph; NULL: nothing does */
	CircleUse *use;             /* of what keeps the amenities; NULL: nothing does */
} CircleSurroundings;

/*
 * The streets that decide about walks of reach_m (both doors included) from any place in a box, for
 * searches of many lanes. Nothing but the tiles is kept: all is gone with CurrentMemoryContext.
 */
extern CircleSurroundings circle_surroundings_of_homes(CircleNetwork *network,
													   const cc_walker *walker, cc_trip trip,
													   cc_box box, double reach_m);

/* Read amenities into them, in CurrentMemoryContext, by a query as of circle_amenities_read. */
extern void circle_surroundings_read(CircleSurroundings *around, const char *query,
									 const CircleWants *wants, const cc_box *boxes);

/* Snap all amenities that were read. */
extern void circle_surroundings_snap(CircleSurroundings *around);

#define CIRCLE_NO_TRIP ((cc_trip) 0)

/* Streets around a point. */
typedef struct CirclePointAsk
{
	const CircleNetwork *network;
	const cc_walker *walker;
	cc_trip trip; /* CIRCLE_NO_TRIP: no search is wanted */
	cc_point point;
	double around_m; /* how far from it streets are needed */
	bool exact;      /* the edges are to be in the same order each time */
} CirclePointAsk;

/* These streets, for searches of one lane; they are kept. */
extern CircleSurroundings circle_surroundings_of_point(const CirclePointAsk *ask);

/* What a study that has been published knows around a point. */
typedef struct CircleStudyAsk
{
	const char *study;
	const CirclePublished *published;
	const CircleNetwork *network;
	const CircleWants *wants;
	double least_reach_m; /* as far as this at least, whatever the wants say */
} CircleStudyAsk;

/*
 * Streets and amenities around a point; both are kept. The amenities are snapped as they are asked
 * for. The caller may read the study's amenities.
 */
extern CircleSurroundings circle_surroundings_of_study(const CircleStudyAsk *ask, cc_point point);

/* To be called when all is well: what is in use when CurrentMemoryContext goes is not kept. */
extern void circle_surroundings_done(CircleSurroundings *around);

#endif /* CIRCLE_SURROUNDINGS_H */
