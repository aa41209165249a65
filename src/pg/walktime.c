/*
 * walktime.c
 *		circle_walk_time: how long one walk takes.
 *
 * src/pg/walktime.c
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/memutils.h"

#include "args.h"
#include "cc_search.h"
#include "error.h"
#include "graphcache.h"
#include "network.h"
#include "postgis.h"

/* Longer walks are not looked for. */
#define LONGEST_WALK_MIN 120

/* The first try: detours are seldom longer than this many times the straight line. */
#define USUAL_DETOUR 2
#define LEAST_TRY_MIN 10

#define DS_PER_MIN 600

PG_FUNCTION_INFO_V1(circle_walk_time);

/* The box that every walk of so many minutes from the point stays in, with what snapping needs. */
static cc_box
walk_box(cc_point origin, const cc_walker *walker, double minutes)
{
	return circle_snap_box(origin, walker,
						   circle_walk_reach_m(walker, minutes) + 2 * walker->snap_limit_m);
}

/*
 * The walk in stored deciseconds, CC_NONE when there is none within the minutes;
 * *off when a point is off the network.
 */
static uint32
walk_within(CircleNetwork *net, const cc_walker *walker, cc_point origin, cc_point destination,
			uint32 minutes, bool *off)
{
	cc_graph *graph = circle_cached_graph(net, walk_box(origin, walker, minutes), walker);
	cc_search *search;
	cc_place from;
	cc_place to;
	uint32 ms = CC_NONE;

	*off = !circle_place_of(graph, origin, &from) || !circle_place_of(graph, destination, &to);
	if (!*off)
	{
		circle_check(cc_search_create(graph, &search), NULL, "network");
		circle_check(cc_search_run(search, &from, 1, CC_BY_TIME, CC_FROM_SOURCES,
								   cc_search_limit(minutes * DS_PER_MIN)),
					 NULL, "network");
		ms = cc_search_walk(search, &to);
		cc_search_release(search);
	}
	circle_graph_done(graph);
	return ms == CC_NONE ? CC_NONE : cc_stored(ms);
}

static uint32
walk(CircleNetwork *net, const cc_walker *walker, cc_point origin, cc_point destination)
{
	const double straight_min = cc_distance_m(origin, destination) / walker->speed_m_s / 60;
	uint32 first_try = LEAST_TRY_MIN;
	uint32 ds = CC_NONE;
	bool off = false;

	/* Nothing is faster than the fastest straight on. */
	if (cc_distance_m(origin, destination) > circle_walk_reach_m(walker, LONGEST_WALK_MIN))
		return CC_NONE;
	first_try += (uint32) Min(straight_min * USUAL_DETOUR, LONGEST_WALK_MIN);
	if (first_try < LONGEST_WALK_MIN)
		ds = walk_within(net, walker, origin, destination, first_try, &off);
	if (ds == CC_NONE && !off)
		ds = walk_within(net, walker, origin, destination, LONGEST_WALK_MIN, &off);
	return ds;
}

/*
 * circle_walk_time(network text, origin geometry, destination geometry, walker text)
 * → minutes; NULL where a point is off the network or no walk within 120 minutes
 * leads there, and for a NULL point.
 */
Datum
circle_walk_time(PG_FUNCTION_ARGS)
{
	char *name = circle_text_arg(fcinfo, 0, "network");
	char *walker_name = circle_text_arg(fcinfo, 3, "walker");
	MemoryContext old_context = CurrentMemoryContext;
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_walk_time", ALLOCSET_DEFAULT_SIZES);
	uint32 ds = CC_NONE;
	cc_walker walker;
	CircleNetwork *net;

	MemoryContextSwitchTo(context);
	net = circle_network_open(name);
	circle_walker_lookup(walker_name, &walker);
	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
		ds = walk(net, &walker, circle_point_arg(PG_GETARG_DATUM(1), "origin"),
				  circle_point_arg(PG_GETARG_DATUM(2), "destination"));
	MemoryContextSwitchTo(old_context);
	MemoryContextDelete(context);
	if (ds == CC_NONE)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) ds / DS_PER_MIN);
}
