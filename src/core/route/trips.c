/*
 * trips.c
 *		Walks from home, to home, or round trips, as a study asks for them.
 *
 * src/core/route/trips.c
 */
#include "route/trips.h"

#include "walk/slope.h"

#include <math.h>

cc_status
cc_trips_create(cc_graph *graph, cc_trip trip, uint32_t lanes, cc_trips **trips)
{
	cc_trips *made = cc_alloc0(graph->env, 1, sizeof(cc_trips));
	cc_status status = made == NULL ? CC_NOMEM : CC_OK;

	*trips = NULL;
	if (made != NULL)
	{
		made->env = graph->env;
		made->trip = trip;
	}
	for (int leg = 0; leg < CC_LEGS && status == CC_OK; leg++)
		if (trip & (1 << leg))
			status = cc_search_create(graph, lanes, &made->leg[leg]);
	if (status != CC_OK)
	{
		cc_trips_release(made);
		return status;
	}
	*trips = made;
	return CC_OK;
}

void
cc_trips_release(cc_trips *trips)
{
	if (trips == NULL)
		return;
	for (int leg = 0; leg < CC_LEGS; leg++)
		cc_search_release(trips->leg[leg]);
	cc_free(trips->env, trips);
}

/*
 * The longest leg of a trip of at most limit. Where no edge takes longer than skew times its
 * other way, a leg is at most skew times the other one, but for the rounding of the
 * parts of edges at both ends.
 */
static uint32_t
leg_limit(const cc_trips *trips, cc_measure measure, uint32_t limit)
{
	double skew = cc_trips_lead(trips)->graph->skew;
	double most = 2.0 * limit;
	double longest;

	if (trips->trip != CC_TRIP_ROUND)
		return limit;
	/* Lengths are the same both ways, wherever one can go both ways. */
	if (measure == CC_BY_LENGTH && !isinf(skew))
		skew = 1;
	longest = floor((most * skew + 4 * (skew + 1)) / (skew + 1)) + 1;
	/* Not so where skew is infinite. */
	if (!(longest < most))
		longest = most;
	return longest < CC_NONE - 1 ? (uint32_t) longest : CC_NONE - 1;
}

cc_status
cc_trips_run(cc_trips *trips, const cc_place *home, cc_measure measure, uint32_t limit)
{
	uint32_t longest = leg_limit(trips, measure, limit);
	cc_status status = CC_OK;

	trips->limit = limit;
	for (int leg = 0; leg < CC_LEGS && status == CC_OK; leg++)
		if (trips->leg[leg] != NULL)
			status = cc_search_run(trips->leg[leg], home, 1, measure,
								   leg == CC_FROM_HOME ? CC_FROM_SOURCES : CC_TO_SOURCES, longest);
	return status;
}

cc_status
cc_trips_run_lanes(cc_trips *trips, const cc_place *sources, const uint32_t *first, uint32_t nlanes,
				   cc_measure measure, uint32_t limit)
{
	uint32_t longest = leg_limit(trips, measure, limit);
	cc_status status = CC_OK;

	trips->limit = limit;
	for (int leg = 0; leg < CC_LEGS && status == CC_OK; leg++)
		if (trips->leg[leg] != NULL)
			status =
				cc_multi_search_run(trips->leg[leg], sources, first, nlanes, measure,
									leg == CC_FROM_HOME ? CC_TO_SOURCES : CC_FROM_SOURCES, longest);
	return status;
}

void
cc_trips_select(cc_trips *trips, uint32_t lane)
{
	for (int leg = 0; leg < CC_LEGS; leg++)
		if (trips->leg[leg] != NULL)
			cc_multi_search_select(trips->leg[leg], lane);
}

uint32_t
cc_trips_leg(const cc_trips *trips, cc_leg leg, const cc_place *place)
{
	return trips->leg[leg] == NULL ? 0 : cc_search_walk(trips->leg[leg], place);
}

double
cc_trip_stretch(cc_trip trip, const cc_walker *walker)
{
	double skew = cc_slope_skew(walker);

	return trip == CC_TRIP_ROUND ? 2 * skew / (skew + 1) : 1;
}
