/*
 * trips.h
 *		Walks from home, to home, or round trips, as a study asks for them.
 *
 * A trip leads from_home (to an amenity), to_home (from the amenity), or is a round_trip: out and
 *home again, half of it. Slopes make these differ.
 *
 * src/core/route/trips.h
 */
#ifndef CC_TRIPS_H
#define CC_TRIPS_H

#include "route/multi_search.h"
#include "walk/walker.h"

typedef enum cc_leg
{
	CC_FROM_HOME,
	CC_TO_HOME
} cc_leg;

#define CC_LEGS 2

/* Which legs a trip has, one bit each. */
typedef enum cc_trip
{
	CC_TRIP_FROM_HOME = 1 << CC_FROM_HOME,
	CC_TRIP_TO_HOME = 1 << CC_TO_HOME,
	CC_TRIP_ROUND = CC_TRIP_FROM_HOME | CC_TRIP_TO_HOME
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

/* The same from nlanes amenities at once; the sources and first as of cc_multi_search_run. */
extern cc_status cc_trips_run_lanes(cc_trips *trips, const cc_place *sources, const uint32_t *first,
									uint32_t nlanes, cc_measure measure, uint32_t limit);

/* Select the current lane. */
extern void cc_trips_select(cc_trips *trips, uint32_t lane);

/* The leg between the sources and a place, CC_NONE for none; 0 for a leg that the trip has not. */
extern uint32_t cc_trips_leg(const cc_trips *trips, cc_leg leg, const cc_place *place);

/*
 * The cost of a trip of these legs: of both, half their sum, and half a unit is a whole
 * one. CC_NONE where a leg is, or beyond the limit.
 */
static inline uint32_t
cc_trips_total(const cc_trips *trips, uint32_t from_home, uint32_t to_home)
{
	uint64_t total = (uint64_t) from_home + to_home;

	if (from_home == CC_NONE || to_home == CC_NONE)
		return CC_NONE;
	if (trips->trip == CC_TRIP_ROUND)
		total = (total + 1) / 2;
	return total <= trips->limit ? (uint32_t) total : CC_NONE;
}

/* The trip between the sources and a place. */
static inline uint32_t
cc_trips_walk(const cc_trips *trips, const cc_place *place)
{
	return cc_trips_total(trips, cc_trips_leg(trips, CC_FROM_HOME, place),
						  cc_trips_leg(trips, CC_TO_HOME, place));
}

/* The search whose touched nodes lie at an end of every trip: from home if the trip has it, else to
 * home.
 */
static inline const cc_search *
cc_trips_lead(const cc_trips *trips)
{
	return trips->leg[CC_FROM_HOME] != NULL ? trips->leg[CC_FROM_HOME] : trips->leg[CC_TO_HOME];
}

/*
 * How many times as long as the whole trip one of its legs may be, on any streets: what a leg
 * is to the other at most is known of slopes.
 */
extern double cc_trip_stretch(cc_trip trip, const cc_walker *walker);

#endif /* CC_TRIPS_H */
