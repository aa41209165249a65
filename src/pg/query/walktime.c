/*
 * walktime.c
 *		circle_walk_time: how long one walk takes.
 *
 * src/pg/query/walktime.c
 */
#include "postgres.h"

#include "query/walktime.h"

#include "fmgr.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "network/off_network.h"
#include "network/walkers.h"
#include "server/args.h"
#include "server/error.h"
#include "server/postgis.h"
#include "types/unit.h"

/* The first try: detours are seldom longer than this many times the straight line. */
#define USUAL_DETOUR 2
#define LEAST_TRY_MIN 10

#define DS_PER_MIN 600

PG_FUNCTION_INFO_V1(circle_walk_time);

/* How far from its origin every walk of so many minutes stays, with what snapping needs. */
static double
walk_around_m(const cc_walker *walker, double minutes)
{
	return circle_snap_around_m(walker,
								circle_walk_reach_m(walker, minutes) + 2 * walker->snap_limit_m);
}

/* Look for a walk within the minutes; *off when a point is off the network. */
static bool
find_within(CircleNetwork *net, const cc_walker *walker, cc_point origin, cc_point destination,
			uint32 minutes, CircleWalk *walk, bool *off)
{
	walk->around = circle_surroundings_of_point(&(CirclePointAsk){
		net, walker, CC_TRIP_FROM_HOME, origin, walk_around_m(walker, minutes), false});
	walk->search = walk->around.trips->leg[CC_FROM_HOME];
	*off = !circle_place_of_given(net, walk->around.graph, origin, &walk->from) ||
		   !circle_place_of_given(net, walk->around.graph, destination, &walk->to);
	if (!*off)
	{
		circle_check(cc_search_run(walk->search, &walk->from, 1, CC_BY_TIME, CC_FROM_SOURCES,
								   cc_search_limit(minutes * DS_PER_MIN)),
					 NULL, "network");
		walk->ms = cc_search_walk(walk->search, &walk->to);
		if (walk->ms != CC_NONE)
			return true;
	}
	circle_walk_done(walk);
	return false;
}

static bool
find_walk(CircleNetwork *net, const cc_walker *walker, cc_point origin, cc_point destination,
		  CircleWalk *walk)
{
	const double straight_min = cc_distance_m(origin, destination) / walker->speed_m_s / 60;
	uint32 first_try = LEAST_TRY_MIN;
	bool off = false;

	/* Nothing is faster than the fastest straight on. */
	if (cc_distance_m(origin, destination) > circle_walk_reach_m(walker, CIRCLE_LONGEST_WALK_MIN))
	{
		circle_check_near_network(net, origin);
		circle_check_near_network(net, destination);
		return false;
	}
	first_try += (uint32) Min(straight_min * USUAL_DETOUR, CIRCLE_LONGEST_WALK_MIN);
	if (first_try < CIRCLE_LONGEST_WALK_MIN &&
		find_within(net, walker, origin, destination, first_try, walk, &off))
		return true;
	return !off &&
		   find_within(net, walker, origin, destination, CIRCLE_LONGEST_WALK_MIN, walk, &off);
}

bool
circle_walk_find(FunctionCallInfo fcinfo, CircleWalk *walk)
{
	CircleNetwork *net = circle_network_open(circle_text_arg(fcinfo, 0, "network"));
	cc_walker walker;

	circle_walker_lookup(circle_text_arg(fcinfo, 3, "walker"), &walker);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return false;
	return find_walk(net, &walker, circle_point_arg(PG_GETARG_DATUM(1), "origin"),
					 circle_point_arg(PG_GETARG_DATUM(2), "destination"), walk);
}

void
circle_walk_done(CircleWalk *walk)
{
	circle_surroundings_done(&walk->around);
}

/*
 * circle_walk_time(network text, origin geometry, destination geometry, walker text)
 * → minutes; NULL where a point is off the network or no walk within 120 minutes
 * leads there, and for a NULL point.
 */
Datum
circle_walk_time(PG_FUNCTION_ARGS)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_walk_time", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old_context = MemoryContextSwitchTo(context);
	CircleWalk walk = {0};
	bool found = circle_walk_find(fcinfo, &walk);

	if (found)
		circle_walk_done(&walk);
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(context);
	if (!found)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(cc_unit_double(CC_MINUTES, cc_stored(walk.ms)));
}
