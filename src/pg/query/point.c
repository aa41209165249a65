/*
 * point.c
 *		One point: its coverage, and the nearest amenities, by a search forward.
 *
 * src/pg/query/point.c
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "network/network.h"
#include "network/off_network.h"
#include "server/args.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/rows.h"
#include "server/srf.h"
#include "study/amenities.h"
#include "study/newer.h"
#include "study/published.h"
#include "study/result.h"
#include "study/surroundings.h"
#include "study/template.h"

/* Minutes that circle__nearest can be asked to look: a day. */
#define MAX_NEAREST_MIN 1440

/* A box up to so many units high, up to 70 degrees, holds the ellipse in it and a little more. */
#define ROUND_UNITS 1000000
#define ROUND_MAX_Y (70 * 10000000)
#define ROUND_ROOM 1.05

typedef struct Point
{
	CircleNetwork *network;
	cc_walker walker;
	cc_trip trip;
	CircleSurroundings around;
	cc_place place;
	const cc_access *accesses; /* of all amenities that may be in reach, category by category */
	const uint32 *first;       /* per category its first, and the end */
} Point;

/* An amenity and how long the walk to it is, in stored units. */
typedef struct Near
{
	const CircleAccess *row;
	uint32 stored;
} Near;

PG_FUNCTION_INFO_V1(circle__cover_point);
PG_FUNCTION_INFO_V1(circle__nearest);
PG_FUNCTION_INFO_V1(circle__published_coverage);

static void
open_point(Point *point, char *network, Datum geometry)
{
	point->network = circle_network_open(network);
	point->place.point = circle_point_arg(geometry, "point");
}

static cc_box
box_around(const Point *point, double metres)
{
	cc_point at = point->place.point;

	return cc_box_grow((cc_box){at.x, at.y, at.x, at.y}, metres);
}

/* Load the streets that a walk of reach_m and the places at its ends depend on; snap the point. */
static bool
snap_point(Point *point, double reach_m)
{
	point->around = circle_surroundings_of_point(&(CirclePointAsk){point->network, &point->walker,
																   point->trip, point->place.point,
																   reach_m + CC_ISLAND_M, false});
	return circle_place_of_given(point->network, point->around.graph, point->place.point,
								 &point->place);
}

/* --- coverage --- */

/* The longest horizon of the wants in a unit, 0 for none. */
static uint32
longest_horizon(const CircleWants *wants, cc_unit unit)
{
	uint32 longest = 0;

	for (uint32 i = 0; i < wants->n; i++)
	{
		const cc_want *want = &wants->items[i].want;

		if (want->unit == unit)
			longest = Max(longest, want->cutoffs[want->ncutoffs - 1]);
	}
	return longest;
}

/* Accumulate all wants in a unit; one search serves them all, because an accumulator minds its
 * horizon. */
static void
accumulate_unit(Point *point, const CircleWants *wants, cc_unit unit, cc_nearest_k *accumulators)
{
	cc_env env = circle_env(CurrentMemoryContext);
	uint32 horizon = longest_horizon(wants, unit);

	if (horizon > 0 && unit != CC_METRES_STRAIGHT)
		circle_check(cc_trips_run(point->around.trips, &point->place,
								  unit == CC_MINUTES ? CC_BY_TIME : CC_BY_LENGTH,
								  cc_search_limit(horizon)),
					 NULL, "point");
	for (uint32 i = 0; i < wants->n; i++)
	{
		const CircleWant *item = &wants->items[i];
		uint32 first = point->first[item->category_no];
		uint32 count = point->first[item->category_no + 1] - first;

		if (item->want.unit != unit)
			continue;
		circle_check(cc_nearest_k_create(&env, 1, &item->want, &accumulators[i]), NULL, "point");
		if (count > 0)
			circle_check(cc_cover_point(&env, point->around.trips, &point->place,
										&point->accesses[first], count, &item->want,
										&accumulators[i]),
						 NULL, "point");
	}
}

/* An accumulator of each want, in the order of the wants. */
static cc_nearest_k *
accumulate_all(Point *point, const CircleWants *wants)
{
	cc_nearest_k *accumulators = palloc0(Max(wants->n, 1) * sizeof(cc_nearest_k));

	for (int unit = 0; unit < CC_UNITS; unit++)
		accumulate_unit(point, wants, (cc_unit) unit, accumulators);
	return accumulators;
}

/*
 * circle__cover_point(network text, walker text, template circle_coverage, point geometry,
 *					   amenities text, direction text) → circle_coverage
 */
Datum
circle__cover_point(PG_FUNCTION_ARGS)
{
	char *network = circle_text_arg(fcinfo, 0, "network");
	char *walker = circle_text_arg(fcinfo, 1, "walker");
	Datum coverage_template = circle_datum_arg(fcinfo, 2, "template");
	Datum geometry = circle_datum_arg(fcinfo, 3, "point");
	char *query = circle_text_arg(fcinfo, 4, "amenities");
	char *direction = circle_text_arg(fcinfo, 5, "direction");
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext context = AllocSetContextCreate(caller, "circle point", ALLOCSET_DEFAULT_SIZES);
	Datum coverage = (Datum) 0;
	Point point = {0};
	CircleWants *wants;
	double reach_m;

	SPI_connect();
	MemoryContextSwitchTo(context);
	open_point(&point, network, geometry);
	circle_walker_lookup(walker, &point.walker);
	point.trip = circle_trip_lookup(direction);
	wants = circle_wants_open(coverage_template);
	reach_m = circle_wants_reach_m(wants, &point.walker, point.trip);
	if (snap_point(&point, reach_m) || !wants->on_network)
	{
		CircleResult *result = circle_result_create(wants, NULL);
		cc_nearest_k *accumulators;

		circle_surroundings_read(
			&point.around, query, wants,
			circle_wants_boxes(wants, &point.walker, point.trip, box_around(&point, 0)));
		circle_surroundings_snap(&point.around);
		point.accesses = point.around.amenities->accesses;
		point.first = point.around.amenities->first;
		accumulators = accumulate_all(&point, wants);
		MemoryContextSwitchTo(caller);
		coverage = circle_result_coverage(result, accumulators, 0);
	}
	circle_surroundings_done(&point.around);
	SPI_finish();
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	if (coverage == (Datum) 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(coverage);
}

/* --- the coverage of a published version --- */

/*
 * May one of an amenity's rows be in reach of a point, the box around which is known? What is in
 * its corners is not. Where the earth is too round for that to be plain, nothing is ruled out.
 */
static bool
may_be_near(const CircleAccess *rows, uint32 size, cc_point at, cc_box box)
{
	double half_x = Max((double) at.x - box.min_x, (double) box.max_x - at.x);
	double half_y = Max((double) at.y - box.min_y, (double) box.max_y - at.y);
	bool near = half_y > ROUND_UNITS || at.y > ROUND_MAX_Y || at.y < -ROUND_MAX_Y;

	for (uint32 i = 0; i < size && !near; i++)
	{
		double x = ((double) rows[i].point.x - at.x) / half_x;
		double y = ((double) rows[i].point.y - at.y) / half_y;

		near = rows[i].area != NULL || x * x + y * y < ROUND_ROOM;
	}
	return near;
}

/* Of the amenities around, those that may be in the point's reach. */
static void
choose_accesses(Point *point, const CircleWants *wants)
{
	CircleAmenities *amenities = point->around.amenities;
	cc_box *boxes = circle_wants_boxes(wants, &point->walker, point->trip, box_around(point, 0));
	cc_access *chosen =
		MemoryContextAllocHuge(CurrentMemoryContext, Max(amenities->n, 1) * sizeof(cc_access));
	uint32 *first = palloc((amenities->ncategories + 1) * sizeof(uint32));
	uint32 n = 0;
	uint32 size;

	for (uint32 category = 0; category < amenities->ncategories; category++)
	{
		first[category] = n;
		for (uint32 i = amenities->first[category]; i < amenities->first[category + 1]; i += size)
		{
			size = circle_amenities_size(amenities, i);
			if (!may_be_near(&amenities->rows[i], size, point->place.point, boxes[category]) ||
				!circle_amenities_in_box(amenities, point->around.graph, i, size, boxes[category]))
				continue;
			memcpy(&chosen[n], &amenities->accesses[i], size * sizeof(cc_access));
			n += size;
		}
	}
	first[amenities->ncategories] = n;
	point->accesses = chosen;
	point->first = first;
}

/* The coverage of the point, in the caller's context; 0 off the network. */
static Datum
cover_published(Point *point, const CircleWants *wants, MemoryContext caller)
{
	bool snapped = circle_place_of_given(point->network, point->around.graph, point->place.point,
										 &point->place);
	cc_nearest_k *accumulators;

	if (!snapped && wants->on_network)
		return (Datum) 0;
	choose_accesses(point, wants);
	accumulators = accumulate_all(point, wants);
	MemoryContextSwitchTo(caller);
	return circle_result_coverage(circle_result_create(wants, NULL), accumulators, 0);
}

/* circle__published_coverage(study text, point geometry) → circle_coverage */
Datum
circle__published_coverage(PG_FUNCTION_ARGS)
{
	char *study = circle_text_arg(fcinfo, 0, "study");
	Datum geometry = circle_datum_arg(fcinfo, 1, "point");
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext context = AllocSetContextCreate(caller, "circle point", ALLOCSET_DEFAULT_SIZES);
	Point point = {0};
	CircleWants *wants;
	CirclePublished published;
	Datum coverage;

	SPI_connect();
	MemoryContextSwitchTo(context);
	circle_published_read(study, 1, &published);
	open_point(&point, published.network, geometry);
	circle_warn_newer_network(study, &published, point.network);
	point.walker = published.walker;
	point.trip = published.trip;
	wants = circle_wants_open(published.coverage_template);
	point.around = circle_surroundings_of_study(
		&(CircleStudyAsk){study, &published, point.network, wants, 0}, point.place.point);
	coverage = cover_published(&point, wants, caller);
	circle_surroundings_done(&point.around);
	SPI_finish();
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	if (coverage == (Datum) 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(coverage);
}

/* --- the nearest --- */

static int
compare_near(const void *left, const void *right)
{
	const Near *a = left;
	const Near *b = right;

	if (a->stored != b->stored)
		return a->stored < b->stored ? -1 : 1;
	/* Rows stand in the order of their amenities' keys. */
	return (a->row > b->row) - (a->row < b->row);
}

/* The walks to all amenities in reach, nearest first; returns how many. */
static uint32
find_near(const Point *point, uint32 horizon, Near *near)
{
	const CircleAmenities *amenities = point->around.amenities;
	uint32 n = 0;
	uint32 size;

	for (uint32 i = 0; i < amenities->n; i += size)
	{
		uint32 walk;

		size = circle_amenities_size(amenities, i);
		walk = cc_cover_walk(point->around.trips, &point->place, &amenities->accesses[i], size);
		if (walk != CC_NONE && cc_stored(walk) <= horizon)
			near[n++] = (Near){&amenities->rows[i], cc_stored(walk)};
	}
	qsort(near, n, sizeof(Near), compare_near);
	return n;
}

static void
put_nearest(Point *point, const char *query, uint32 horizon, double reach_m, int k, CircleSrf *srf)
{
	cc_box box = box_around(point, reach_m);
	Near *near;
	uint32 n;

	circle_surroundings_read(&point->around, query, NULL, &box);
	circle_surroundings_snap(&point->around);
	near = palloc(Max(point->around.amenities->n, 1) * sizeof(Near));
	circle_check(
		cc_trips_run(point->around.trips, &point->place, CC_BY_TIME, cc_search_limit(horizon)),
		NULL, "point");
	n = find_near(point, horizon, near);
	for (uint32 i = 0; i < n && i < (uint32) k; i++)
	{
		const CircleAccess *row = near[i].row;
		Datum values[2];
		bool nulls[2] = {false, false};

		values[0] = PointerGetDatum(cstring_to_text_with_len(row->key, row->key_len));
		values[1] = Float8GetDatum(cc_unit_double(CC_MINUTES, near[i].stored));
		circle_srf_put(srf, values, nulls);
	}
}

/*
 * circle__nearest(network text, walker text, point geometry, k int, amenities text,
 *				   horizon_min float8, direction text) → SETOF (amenity text, minutes float8)
 */
Datum
circle__nearest(PG_FUNCTION_ARGS)
{
	char *network = circle_text_arg(fcinfo, 0, "network");
	char *walker = circle_text_arg(fcinfo, 1, "walker");
	Datum geometry = circle_datum_arg(fcinfo, 2, "point");
	int k = DatumGetInt32(circle_datum_arg(fcinfo, 3, "k"));
	char *query = circle_text_arg(fcinfo, 4, "amenities");
	double horizon_min = DatumGetFloat8(circle_datum_arg(fcinfo, 5, "horizon_min"));
	char *direction = circle_text_arg(fcinfo, 6, "direction");
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle nearest", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller;
	Point point = {0};
	CircleSrf srf;
	uint32 horizon;
	double reach_m;

	if (k < 1)
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("the number of amenities must be at least 1, not %d", k)));
	if (!(horizon_min > 0 && horizon_min <= MAX_NEAREST_MIN))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("a horizon of %g min is out of range", horizon_min),
						errdetail("It must be above 0 and at most %d min.", MAX_NEAREST_MIN)));
	circle_check(cc_unit_limit(CC_MINUTES, horizon_min, &horizon, NULL), NULL, "horizon");

	circle_srf_begin(fcinfo, &srf);
	SPI_connect();
	caller = MemoryContextSwitchTo(context);
	open_point(&point, network, geometry);
	circle_walker_lookup(walker, &point.walker);
	point.trip = circle_trip_lookup(direction);
	reach_m = circle_walk_reach_m(&point.walker, horizon_min + 1) *
				  cc_trip_stretch(point.trip, &point.walker) +
			  2 * point.walker.snap_limit_m;
	if (snap_point(&point, reach_m))
		put_nearest(&point, query, horizon, reach_m, k, &srf);
	circle_surroundings_done(&point.around);
	MemoryContextSwitchTo(caller);
	SPI_finish();
	MemoryContextDelete(context);
	return (Datum) 0;
}
