/*
 * reach.c
 *		The streets that can be reached within limits: circle_reach, and the pieces of an isochrone.
 *
 * src/pg/query/reach.c
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "network/network.h"
#include "network/off_network.h"
#include "network/walkers.h"
#include "query/walktime.h"
#include "route/path.h"
#include "route/reach.h"
#include "server/args.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/srf.h"
#include "study/surroundings.h"
#include "types/unit.h"

#define MAX_LIMITS 100

#define REACH_COLUMNS 6
#define SHED_COLUMNS 3

/* A question for reached streets: limits in ms, ascending and distinct. */
typedef struct Ask
{
	CircleNetwork *network;
	cc_walker walker;
	cc_point origin;
	cc_direction direction;
	uint32 nlimits;
	uint32 *limits;
} Ask;

/* The answer: parts as the core gives them out, none where the origin is off the network. */
typedef struct Reach
{
	Ask ask;
	cc_env env;
	CircleSurroundings around; /* none where the origin was NULL */
	cc_place origin;
	cc_reached *parts;
	size_t n;
	size_t capacity;
} Reach;

typedef struct Line
{
	uint32 n;
	cc_position *at;
} Line;

/* A box in degrees. */
typedef struct Extent
{
	double west;
	double south;
	double east;
	double north;
} Extent;

PG_FUNCTION_INFO_V1(circle_reach);
PG_FUNCTION_INFO_V1(circle__isochrone_pieces);
PG_FUNCTION_INFO_V1(circle__isochrone_limit_ms);

/* --- arguments --- */

static cc_direction
direction_arg(FunctionCallInfo fcinfo, int number)
{
	cc_trip trip = circle_trip_lookup(circle_text_arg(fcinfo, number, "direction"));

	if (trip == CC_TRIP_ROUND)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("streets are reached from_home or to_home, not round_trip")));
	return trip == CC_TRIP_TO_HOME ? CC_TO_SOURCES : CC_FROM_SOURCES;
}

/* A limit in minutes as the search's limit in ms. */
static uint32
limit_ms(double minutes)
{
	uint32 stored;

	if (!(minutes > 0 && minutes <= CIRCLE_LONGEST_WALK_MIN))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("minutes must be above 0 and at most %d", CIRCLE_LONGEST_WALK_MIN)));
	circle_check(cc_unit_limit(CC_MINUTES, minutes, &stored, NULL), NULL, "minutes");
	return cc_search_limit(stored);
}

/* The elements of an array, which must not hold NULL. */
static Datum *
array_arg(FunctionCallInfo fcinfo, int number, const char *name, int *n)
{
	ArrayType *array = DatumGetArrayTypeP(circle_datum_arg(fcinfo, number, name));
	int16 typlen;
	bool typbyval;
	char typalign;
	Datum *datums;

	get_typlenbyvalalign(ARR_ELEMTYPE(array), &typlen, &typbyval, &typalign);
	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("%s must not hold NULL", name)));
	deconstruct_array(array, ARR_ELEMTYPE(array), typlen, typbyval, typalign, &datums, NULL, n);
	if (*n < 1 || *n > MAX_LIMITS)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("%s must hold 1 to %d limits, not %d", name, MAX_LIMITS, *n)));
	return datums;
}

/* Sort the limits, each once. */
static void
order_limits(Ask *ask)
{
	uint32 n = 0;

	cc_sort_numbers(ask->limits, ask->nlimits);
	for (uint32 i = 0; i < ask->nlimits; i++)
		if (n == 0 || ask->limits[n - 1] != ask->limits[i])
			ask->limits[n++] = ask->limits[i];
	ask->nlimits = n;
}

/* --- what is reached --- */

static cc_status
take_part(void *state, const cc_reached *part)
{
	Reach *reach = state;
	cc_status status = cc_grow(&reach->env, (void **) &reach->parts, &reach->capacity, reach->n,
							   reach->n + 1, sizeof(cc_reached));

	if (status == CC_OK)
		reach->parts[reach->n++] = *part;
	return status;
}

static void
find_parts(Reach *reach, bool rest)
{
	const Ask *ask = &reach->ask;
	const uint32 longest = ask->limits[ask->nlimits - 1];
	double reach_m = circle_walk_reach_m(&ask->walker, longest / 60000.0);
	double around_m = circle_snap_around_m(&ask->walker, reach_m + 2 * ask->walker.snap_limit_m);
	cc_search *search;

	reach->env = circle_env(CurrentMemoryContext);
	/* Parts come in the order of the edges. */
	reach->around = circle_surroundings_of_point(&(CirclePointAsk){
		ask->network, &ask->walker, CC_TRIP_FROM_HOME, ask->origin, around_m, true});
	if (!circle_place_of_given(ask->network, reach->around.graph, ask->origin, &reach->origin))
		return;
	search = reach->around.trips->leg[CC_FROM_HOME];
	circle_check(cc_search_run(search, &reach->origin, 1, CC_BY_TIME, ask->direction, longest),
				 NULL, ask->network->name);
	circle_check(cc_reach(search, ask->limits, ask->nlimits, rest, take_part, reach), NULL,
				 ask->network->name);
}

/*
 * Answer (network text, origin geometry, …, walker text, direction text); the limits are in the
 * question already. To be given back by end_reach.
 */
static void
begin_reach(FunctionCallInfo fcinfo, bool rest, Reach *reach)
{
	Ask *ask = &reach->ask;

	ask->network = circle_network_open(circle_text_arg(fcinfo, 0, "network"));
	circle_walker_lookup(circle_text_arg(fcinfo, 3, "walker"), &ask->walker);
	ask->direction = direction_arg(fcinfo, 4);
	if (PG_ARGISNULL(1))
		return;
	ask->origin = circle_point_arg(PG_GETARG_DATUM(1), "origin");
	order_limits(ask);
	find_parts(reach, rest);
}

static void
end_reach(Reach *reach)
{
	circle_surroundings_done(&reach->around);
}

/* --- lines --- */

static cc_position
door_at(const cc_place *place, uint32 mm)
{
	double part = (double) mm / place->door_mm;
	double lon = circle_degrees(place->point.x);
	double lat = circle_degrees(place->point.y);

	if (mm == place->door_mm)
		return (cc_position){place->foot_lon, place->foot_lat};
	return (cc_position){lon + part * (place->foot_lon - lon),
						 lat + part * (place->foot_lat - lat)};
}

static Line
draw(const Reach *reach, const cc_reached *part)
{
	Line line;

	if (part->edge == CC_NONE)
	{
		line.n = 2;
		line.at = palloc(2 * sizeof(cc_position));
		line.at[0] = door_at(&reach->origin, part->from_mm);
		line.at[1] = door_at(&reach->origin, part->to_mm);
	}
	else
	{
		line.at = palloc(cc_piece_room(reach->around.graph, part->edge) * sizeof(cc_position));
		line.n =
			cc_piece_line(reach->around.graph, part->edge, part->from_mm, part->to_mm, line.at);
	}
	return line;
}

/* --- circle_reach --- */

static double
stored_minutes(uint32 ms)
{
	return cc_unit_double(CC_MINUTES, cc_stored(ms));
}

static void
put_reached(const Reach *reach, const cc_reached *part, CircleSrf *srf)
{
	Datum values[REACH_COLUMNS] = {0};
	bool nulls[REACH_COLUMNS] = {false};
	Line line = draw(reach, part);

	nulls[0] = part->edge == CC_NONE;
	if (part->edge != CC_NONE)
	{
		const cc_gedge *edge = &reach->around.graph->edges[part->edge];
		const cc_tile *tile = reach->around.graph->tiles[edge->tile];

		values[0] = CStringGetTextDatum(circle_street_text(tile, &tile->edges[edge->edge]));
	}
	values[1] = Float8GetDatum(stored_minutes(reach->ask.limits[part->band]));
	values[2] = Float8GetDatum(stored_minutes(part->from_cost));
	values[3] = Float8GetDatum(stored_minutes(part->to_cost));
	values[4] = Float8GetDatum(fabs((double) part->to_mm - part->from_mm) / 1000);
	values[5] = circle_line_datum(line.at, line.n);
	circle_srf_put(srf, values, nulls);
}

/*
 * circle_reach(network text, origin geometry, minutes float8[], walker text, direction text) →
 * SETOF (street text, limit_min, from_min, to_min, metres float8, geom geometry)
 */
Datum
circle_reach(PG_FUNCTION_ARGS)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_reach", ALLOCSET_DEFAULT_SIZES);
	MemoryContext row_context =
		AllocSetContextCreate(context, "circle_reach row", ALLOCSET_SMALL_SIZES);
	MemoryContext caller;
	Reach reach = {0};
	CircleSrf srf;
	Datum *minutes;
	int n;

	circle_srf_begin(fcinfo, &srf);
	caller = MemoryContextSwitchTo(context);
	minutes = array_arg(fcinfo, 2, "minutes", &n);
	reach.ask.nlimits = n;
	reach.ask.limits = palloc(n * sizeof(uint32));
	for (int i = 0; i < n; i++)
		reach.ask.limits[i] = limit_ms(DatumGetFloat8(minutes[i]));
	begin_reach(fcinfo, false, &reach);
	MemoryContextSwitchTo(row_context);
	for (size_t i = 0; i < reach.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		put_reached(&reach, &reach.parts[i], &srf);
		MemoryContextReset(row_context);
	}
	end_reach(&reach);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	return (Datum) 0;
}

/* --- the pieces of an isochrone --- */

/* May homes be snapped to the edge before all others in reach? */
static bool
has_doors(const Reach *reach, uint32 edge)
{
	const cc_gedge *joined = &reach->around.graph->edges[edge];
	bool island;

	if ((joined->class_bits & CC_CLOSED) != 0 ||
		(joined->forward_ms == CC_IMPASSABLE && joined->backward_ms == CC_IMPASSABLE))
		return false;
	circle_check(cc_graph_island(reach->around.graph, edge, &island), NULL,
				 reach->ask.network->name);
	return !island || reach->origin.on_island;
}

static Extent
extent_of(const Line *line)
{
	Extent extent = {line->at[0].lon, line->at[0].lat, line->at[0].lon, line->at[0].lat};

	for (uint32 i = 1; i < line->n; i++)
	{
		extent.west = Min(extent.west, line->at[i].lon);
		extent.east = Max(extent.east, line->at[i].lon);
		extent.south = Min(extent.south, line->at[i].lat);
		extent.north = Max(extent.north, line->at[i].lat);
	}
	return extent;
}

/* The extent of all that is reached, grown; false when nothing is. */
static bool
reached_extent(const Reach *reach, double near_deg, Extent *all)
{
	bool any = false;

	for (size_t i = 0; i < reach->n; i++)
	{
		Line line;
		Extent one;

		if (reach->parts[i].band == reach->ask.nlimits)
			continue;
		line = draw(reach, &reach->parts[i]);
		one = extent_of(&line);
		pfree(line.at);
		if (!any)
			*all = one;
		any = true;
		all->west = Min(all->west, one.west);
		all->east = Max(all->east, one.east);
		all->south = Min(all->south, one.south);
		all->north = Max(all->north, one.north);
	}
	*all = (Extent){all->west - near_deg, all->south - near_deg, all->east + near_deg,
					all->north + near_deg};
	return any;
}

static void
put_isochrone(const Reach *reach, const cc_reached *part, const Extent *near, CircleSrf *srf)
{
	bool rest = part->band == reach->ask.nlimits;
	Line line = draw(reach, part);
	Extent extent = extent_of(&line);
	Datum values[SHED_COLUMNS];
	bool nulls[SHED_COLUMNS] = {false};

	if (rest && (extent.west > near->east || extent.east < near->west ||
				 extent.south > near->north || extent.north < near->south))
		return;
	values[0] = Int32GetDatum(rest ? PG_INT32_MAX : (int32) reach->ask.limits[part->band]);
	values[1] = BoolGetDatum(part->edge != CC_NONE && has_doors(reach, part->edge));
	values[2] = circle_line_datum(line.at, line.n);
	circle_srf_put(srf, values, nulls);
}

/*
 * circle__isochrone_pieces(network text, origin geometry, limits_ms int[], walker text, direction
 *text, near_deg float8) → SETOF (limit_ms int, doors bool, geom geometry)
 */
Datum
circle__isochrone_pieces(PG_FUNCTION_ARGS)
{
	double near_deg = DatumGetFloat8(circle_datum_arg(fcinfo, 5, "near_deg"));
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_reach", ALLOCSET_DEFAULT_SIZES);
	MemoryContext row_context =
		AllocSetContextCreate(context, "circle_reach row", ALLOCSET_SMALL_SIZES);
	MemoryContext caller;
	Extent near = {0};
	Reach reach = {0};
	CircleSrf srf;
	Datum *limits;
	int n;

	circle_srf_begin(fcinfo, &srf);
	caller = MemoryContextSwitchTo(context);
	limits = array_arg(fcinfo, 2, "limits_ms", &n);
	reach.ask.nlimits = n;
	reach.ask.limits = palloc(n * sizeof(uint32));
	for (int i = 0; i < n; i++)
		reach.ask.limits[i] = (uint32) Max(DatumGetInt32(limits[i]), 0);
	begin_reach(fcinfo, true, &reach);
	if (reached_extent(&reach, near_deg, &near))
	{
		MemoryContextSwitchTo(row_context);
		for (size_t i = 0; i < reach.n; i++)
		{
			CHECK_FOR_INTERRUPTS();
			put_isochrone(&reach, &reach.parts[i], &near, &srf);
			MemoryContextReset(row_context);
		}
	}
	end_reach(&reach);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	return (Datum) 0;
}

/* circle__isochrone_limit_ms(minutes float8, door_m float8, walker text) → int */
Datum
circle__isochrone_limit_ms(PG_FUNCTION_ARGS)
{
	uint32 limit = limit_ms(DatumGetFloat8(circle_datum_arg(fcinfo, 0, "minutes")));
	double door_m = DatumGetFloat8(circle_datum_arg(fcinfo, 1, "door_m"));
	cc_walker walker;
	double left;

	circle_walker_lookup(circle_text_arg(fcinfo, 2, "walker"), &walker);
	left = limit - ceil(door_m * 1000 / walker.door_speed_m_s);
	PG_RETURN_INT32((int32) Max(left, -1));
}
