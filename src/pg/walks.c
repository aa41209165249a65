/*
 * walks.c
 *		Walks from a point to the nearest amenities of a category, with their ways: circle__walks.
 *
 * By the published night of a study, its walker and its direction, in any unit of a need. Values
 * are those of the coverages, to the bit.
 *
 * src/pg/walks.c
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "amenities.h"
#include "args.h"
#include "error.h"
#include "network.h"
#include "night.h"
#include "pointcache.h"
#include "postgis.h"
#include "rows.h"
#include "srf.h"
#include "wants.h"
#include "way.h"

/* How far a category is looked for that the night does not know in the unit. */
#define USUAL_MIN 30
#define USUAL_M 2000

#define OUTPUT_COLUMNS (4 + CIRCLE_WAY_COLUMNS)

typedef struct Walks
{
	const char *study;
	CircleNight night;
	CircleNetwork *network;
	CircleWants *wants;
	CircleBlock *block;
	cc_place place;
	uint32 category;
	cc_unit unit;
	cc_box reach;   /* none of the category within the horizon lies outside of it */
	uint32 horizon; /* stored units */
	uint32 limit;   /* likewise, CC_NONE for none */
	uint32 within;  /* how many amenities are within the limit */
} Walks;

/* An amenity by its first access point in the block, and how far it is in stored units. */
typedef struct Near
{
	uint32 first;
	uint32 size;
	uint32 stored;
} Near;

PG_FUNCTION_INFO_V1(circle__walks);

/* --- the question --- */

static void
unknown_category(const Walks *walks, const char *category)
{
	StringInfoData known;

	initStringInfo(&known);
	for (uint32 i = 0; i < walks->wants->ncategories; i++)
	{
		const CircleWant *item = &walks->wants->items[walks->wants->category_item[i]];

		appendStringInfo(&known, "%s%.*s", i > 0 ? ", " : "", (int) item->category_len,
						 item->category);
	}
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("category \"%s\" is not known in study \"%s\"", category, walks->study),
					errhint("Categories known: %s.", known.data)));
}

/* The horizon of the category in the unit, or the usual one; false where it is the latter. */
static bool
find_horizon(Walks *walks)
{
	walks->horizon = (walks->unit == CC_MINUTES ? USUAL_MIN : USUAL_M) * cc_unit_scale(walks->unit);
	for (uint32 i = 0; i < walks->wants->n; i++)
	{
		const CircleWant *item = &walks->wants->items[i];

		if (item->category_no != walks->category || item->want.unit != walks->unit)
			continue;
		walks->horizon = item->want.marks[item->want.nmarks - 1];
		return true;
	}
	return false;
}

static void
open_walks(FunctionCallInfo fcinfo, Walks *walks)
{
	char *category = circle_text_arg(fcinfo, 3, "category");
	char *unit = circle_text_arg(fcinfo, 4, "unit");
	double least_m = 0;
	cc_point point = circle_point_arg(circle_datum_arg(fcinfo, 2, "point"), "point");
	cc_box point_box = {point.x, point.y, point.x, point.y};

	walks->study = circle_text_arg(fcinfo, 0, "study");
	circle_night_read(walks->study, DatumGetInt32(circle_datum_arg(fcinfo, 1, "walker_no")),
					  &walks->night);
	walks->network = circle_network_open(walks->night.network);
	walks->place = (cc_place){.point = point, .edge = CC_NONE};
	walks->wants = circle_wants_open(walks->night.coverage_template);
	walks->category = circle_wants_category(walks->wants, category, strlen(category));
	if (walks->category == CC_NONE)
		unknown_category(walks, category);
	if (!cc_unit_parse(unit, strlen(unit), &walks->unit))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("unit \"%s\" does not exist", unit)));
	walks->limit = CC_NONE;
	if (!PG_ARGISNULL(6))
		circle_check(cc_unit_limit(walks->unit, PG_GETARG_FLOAT8(6), &walks->limit, NULL), NULL,
					 "limit");
	if (!find_horizon(walks))
		least_m = walks->unit == CC_MINUTES
					  ? circle_walk_reach_m(&walks->night.walker, USUAL_MIN + 1) *
							cc_trip_stretch(walks->night.trip, &walks->night.walker)
					  : USUAL_M + 1;
	if (least_m > 0)
	{
		least_m += 2 * walks->night.walker.snap_limit_m;
		walks->reach = cc_box_grow(point_box, least_m);
	}
	else
		walks->reach = circle_wants_boxes(walks->wants, &walks->night.walker, walks->night.trip,
										  point_box)[walks->category];
	walks->block = circle_block_open(
		&(CircleBlockAsk){walks->study, walks->night.digest, walks->network, &walks->night.walker,
						  walks->night.trip, walks->wants, least_m, point});
}

/* --- the nearest --- */

static uint32
straight_stored(const Walks *walks, const cc_access *access)
{
	double metres = cc_distance_m(walks->place.point, access->place.point);

	return metres > CC_MAX_METRES ? CC_NONE : cc_stored(cc_mm(metres));
}

static uint32
stored_walk(const Walks *walks, const cc_access *accesses, uint32 size)
{
	uint32 best = CC_NONE;

	if (walks->unit != CC_METRES_STRAIGHT)
	{
		best = cc_cover_walk(walks->block->trips, accesses, size);
		return best == CC_NONE ? CC_NONE : cc_stored(best);
	}
	for (uint32 i = 0; i < size; i++)
		best = Min(best, straight_stored(walks, &accesses[i]));
	return best;
}

static int
compare_near(const void *left, const void *right)
{
	const Near *a = left;
	const Near *b = right;

	if (a->stored != b->stored)
		return a->stored < b->stored ? -1 : 1;
	/* Access points stand in the order of their amenities' keys. */
	return (a->first > b->first) - (a->first < b->first);
}

/* All amenities within the horizon, nearest first; returns how many. */
static uint32
find_near(Walks *walks, Near **found)
{
	CircleAmenities *amenities = walks->block->amenities;
	uint32 begin = amenities->first[walks->category];
	uint32 end = amenities->first[walks->category + 1];
	Near *near = palloc(Max(end - begin, 1) * sizeof(Near));
	uint32 n = 0;
	uint32 size;

	for (uint32 i = begin; i < end; i += size)
	{
		uint32 stored;

		CHECK_FOR_INTERRUPTS();
		size = circle_amenities_size(amenities, i);
		if (!circle_amenities_in_box(amenities, walks->block->graph, i, size, walks->reach))
			continue;
		stored = stored_walk(walks, &amenities->accesses[i], size);
		if (stored == CC_NONE || stored > walks->horizon)
			continue;
		near[n++] = (Near){i, size, stored};
		walks->within += walks->limit != CC_NONE && stored <= walks->limit;
	}
	qsort(near, n, sizeof(Near), compare_near);
	*found = near;
	return n;
}

/* --- the ways --- */

/* ms of a whole way, doors included. */
static uint32
path_ms(const cc_graph *graph, const cc_path *path, const cc_place *from, const cc_place *to)
{
	uint32 ms;

	if (path->line)
		return cc_door_ms(&graph->walker, cc_mm(cc_distance_m(from->point, to->point)));
	ms = cc_door_ms(&graph->walker, from->door_mm) + cc_door_ms(&graph->walker, to->door_mm);
	for (uint32 i = 0; i < path->npieces; i++)
		ms += path->pieces[i].ms;
	return ms;
}

/* The straight line to the nearest access point. */
static void
put_line(const Walks *walks, const Near *near, Datum *values, bool *nulls)
{
	const cc_access *best = &walks->block->amenities->accesses[near->first];
	cc_position line[2];

	for (uint32 i = 1; i < near->size; i++)
	{
		const cc_access *access = &walks->block->amenities->accesses[near->first + i];

		if (straight_stored(walks, access) < straight_stored(walks, best))
			best = access;
	}
	line[0] =
		(cc_position){circle_degrees(walks->place.point.x), circle_degrees(walks->place.point.y)};
	line[1] =
		(cc_position){circle_degrees(best->place.point.x), circle_degrees(best->place.point.y)};
	values[4] =
		Float8GetDatum(cc_mm(cc_distance_m(walks->place.point, best->place.point)) / 1000.0);
	values[8] = circle_line_datum(line, 2);
	nulls[4] = nulls[8] = false;
}

/* The way of the first leg that the direction has: there, or back if it has no other. */
static void
put_way(const Walks *walks, const Near *near, Datum *values, bool *nulls)
{
	const cc_trips *trips = walks->block->trips;
	const cc_leg leg = trips->leg[CC_THERE] != NULL ? CC_THERE : CC_BACK;
	const cc_search *search = trips->leg[leg];
	const cc_access *best = &walks->block->amenities->accesses[near->first];
	const cc_place *from;
	const cc_place *to;
	cc_path path;

	for (uint32 i = 1; i < near->size; i++)
	{
		const cc_access *access = &walks->block->amenities->accesses[near->first + i];

		if (cc_trips_leg(trips, leg, &access->place) < cc_trips_leg(trips, leg, &best->place))
			best = access;
	}
	circle_check(cc_path_trace(search, &best->place, &path), NULL, walks->network->name);
	from = leg == CC_THERE ? &walks->place : &best->place;
	to = leg == CC_THERE ? &best->place : &walks->place;
	circle_way_columns(search->graph, &path, from, to, &values[4], &nulls[4]);
	values[3] = walks->unit == CC_MINUTES
					? values[2]
					: Float8GetDatum(cc_unit_double(
						  CC_MINUTES, cc_stored(path_ms(search->graph, &path, from, to))));
	nulls[3] = false;
	cc_path_release(search->graph->env, &path);
}

static void
put_walks(Walks *walks, int k, CircleSrf *srf)
{
	Near *near;
	uint32 n = find_near(walks, &near);
	Datum values[OUTPUT_COLUMNS] = {0};
	bool nulls[OUTPUT_COLUMNS];

	for (uint32 i = 0; i == 0 || (i < n && i < (uint32) k); i++)
	{
		memset(nulls, true, sizeof(nulls));
		values[0] = Int32GetDatum((int32) walks->within);
		nulls[0] = walks->limit == CC_NONE;
		if (i < n)
		{
			const CircleAccess *row = &walks->block->amenities->rows[near[i].first];

			values[1] = PointerGetDatum(cstring_to_text_with_len(row->key, row->key_len));
			values[2] = Float8GetDatum(cc_unit_double(walks->unit, near[i].stored));
			nulls[1] = nulls[2] = false;
			if (walks->unit == CC_METRES_STRAIGHT)
				put_line(walks, &near[i], values, nulls);
			else
				put_way(walks, &near[i], values, nulls);
		}
		circle_srf_put(srf, values, nulls);
	}
}

/*
 * circle__walks(study text, walker_no int, point geometry, category text, unit text, k int,
 *				 limit_value float8) → SETOF (within int, amenity text, value, minutes, metres,
 *climb_m, descent_m, steps_m float8, geom geometry)
 */
Datum
circle__walks(PG_FUNCTION_ARGS)
{
	int k = DatumGetInt32(circle_datum_arg(fcinfo, 5, "k"));
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle walks", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller;
	Walks walks = {0};
	CircleSrf srf;
	bool snapped;

	if (k < 1)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("k must be at least 1")));
	circle_srf_begin(fcinfo, &srf);
	SPI_connect();
	caller = MemoryContextSwitchTo(context);
	open_walks(fcinfo, &walks);
	snapped = circle_place_of(walks.block->graph, walks.place.point, &walks.place);
	if (snapped && walks.unit != CC_METRES_STRAIGHT)
		circle_check(cc_trips_run(walks.block->trips, &walks.place, 1,
								  walks.unit == CC_MINUTES ? CC_BY_TIME : CC_BY_LENGTH, true,
								  cc_search_limit(walks.horizon)),
					 NULL, walks.network->name);
	if (snapped || walks.unit == CC_METRES_STRAIGHT)
		put_walks(&walks, k, &srf);
	circle_block_done(walks.block);
	MemoryContextSwitchTo(caller);
	SPI_finish();
	MemoryContextDelete(context);
	return (Datum) 0;
}
