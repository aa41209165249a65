/*
 * trips.h
 *		Walks there, back, or both, as a study asks for them.
 *
 * A trip is there (from a home to an amenity), back (from the amenity home), or both: out and home
 * again, half of it. Slopes make these differ.
 *
 * src/core/route/trips.h
 */
#ifndef CC_TRIPS_H
#define CC_TRIPS_H

#include "route/multi_search.h"
#include "walk/walker.h"

typedef enum cc_leg
{
	CC_THERE,
	CC_BACK
} cc_leg;

#define CC_LEGS 2

/* Which legs a trip has, one bit each. */
typedef enum cc_trip
{
	CC_TRIP_THERE = 1 << CC_THERE,
	CC_TRIP_BACK = 1 << CC_BACK,
	CC_TRIP_BOTH = CC_TRIP_THERE | CC_TRIP_BACK
} cc_trip;

/* Working state over one graph, to be used for many searches. */
typedef struct cc_trips
{
	const cc_env *env;
	cc_trip trip;
	cc_search *leg[CC_LEGS]; /* NULL for a leg that the trip has not */
	uint32_t limit;
} cc_trips;

/* lanes: 1 for cc_trips_run, CC_LANES for cc_trips_run_lanes. */
extern cc_status cc_trips_create(cc_graph *graph, cc_trip trip, uint32_t lanes, cc_trips **trips);
extern void cc_trips_release(cc_trips *trips);

/*
 * Search from a home so that every trip of at most limit is known; it is borrowed until the next
 * run.
 */
extern cc_status cc_trips_run(cc_trips *trips, const cc_place *home, cc_measure measure,
							  uint32_t limit);

/* The same from nlanes amenities at once; the sources and first as of cc_lanes_run. */
extern cc_status cc_trips_run_lanes(cc_trips *trips, const cc_place *sources, const uint32_t *first,
									uint32_t nlanes, cc_measure measure, uint32_t limit);

/* Take another lane in hand. */
extern void cc_trips_turn(cc_trips *trips, uint32_t lane);

/* The leg between the sources and a place, CC_NONE for none; 0 for a leg that the trip has not. */
extern uint32_t cc_trips_leg(const cc_trips *trips, cc_leg leg, const cc_place *place);

/*
 * The cost of a trip of these legs: of both, half their sum, and half a unit is a whole
 * one. CC_NONE where a leg is, or beyond the limit.
 */
static inline uint32_t
cc_trips_total(const cc_trips *trips, uint32_t there, uint32_t back)
{
	uint64_t total = (uint64_t) there + back;

	if (there == CC_NONE || back == CC_NONE)
		return CC_NONE;
	if (trips->trip == CC_TRIP_BOTH)
		total = (total + 1) / 2;
	return total <= trips->limit ? (uint32_t) total : CC_NONE;
}

/* The trip between the sources and a place. */
static inline uint32_t
cc_trips_walk(const cc_trips *trips, const cc_place *place)
{
	return cc_trips_total(trips, cc_trips_leg(trips, CC_THERE, place),
						  cc_trips_leg(trips, CC_BACK, place));
}

/* The search whose touched nodes lie at an end of every trip: there if the trip has it, else back.
 */
static inline const cc_search *
cc_trips_lead(const cc_trips *trips)
{
	return trips->leg[CC_THERE] != NULL ? trips->leg[CC_THERE] : trips->leg[CC_BACK];
}

/*
 * How many times as long as the whole trip one of its legs may be, on any streets: what a leg
 * is to the other at most is known of slopes.
 */
extern double cc_trip_stretch(cc_trip trip, const cc_walker *walker);

#endif /* CC_TRIPS_H */
