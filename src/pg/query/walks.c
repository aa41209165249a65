/*
 * walks.c
 *		Walks from a point to the nearest amenities of a category, with their ways: circle__walks.
 *
 * By the published version of a study, its walker and its direction, in any unit of a need. Values
 * are those of the coverages, to the bit. A home with several doors is asked about door by door:
 * each has surroundings of its own, of which those of one at a time are in use.
 *
 * src/pg/query/walks.c
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "network/network.h"
#include "network/off_network.h"
#include "query/way.h"
#include "server/args.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/rows.h"
#include "server/srf.h"
#include "study/amenities.h"
#include "study/newer.h"
#include "study/published.h"
#include "study/surroundings.h"
#include "study/template.h"

/* How far a category is looked for that the version does not know in the unit. */
#define USUAL_MIN 30
#define USUAL_M 2000

#define OUTPUT_COLUMNS (4 + CIRCLE_WAY_COLUMNS)

typedef struct Walks
{
	const char *study;
	CirclePublished published;
	CircleNetwork *network;
	CircleWants *wants;
	uint32 category;
	cc_unit unit;
	uint32 horizon; /* stored units */
	uint32 limit;   /* likewise, CC_NONE for none */
	double least_m; /* how far to look in any case */
	CirclePoints doors;
	uint32 door;               /* the current one */
	CircleSurroundings around; /* it */
	cc_place place;            /* of the door */
	bool searched;             /* from the door; else one is there already or does not get there */
} Walks;

/* An amenity, and how far it is from a door in stored units. */
typedef struct Near
{
	const char *key;
	uint32 key_len;
	uint32 door;
	uint32 stored;
} Near;

/* Its rows around the current door. */
typedef struct Rows
{
	const cc_access *accesses;
	uint32 n;
} Rows;

typedef struct NearList
{
	uint32 n;
	uint32 capacity;
	Near *items;
} NearList;

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
		walks->horizon = item->want.cutoffs[item->want.ncutoffs - 1];
		return true;
	}
	return false;
}

static void
open_walks(FunctionCallInfo fcinfo, Walks *walks)
{
	char *category = circle_text_arg(fcinfo, 3, "category");
	char *unit = circle_text_arg(fcinfo, 4, "unit");

	walks->study = circle_text_arg(fcinfo, 0, "study");
	walks->doors = circle_points_arg(circle_datum_arg(fcinfo, 2, "point"), "point");
	circle_published_read(walks->study, DatumGetInt32(circle_datum_arg(fcinfo, 1, "walker_no")),
						  &walks->published);
	walks->network = circle_network_open(walks->published.network);
	circle_warn_newer_network(walks->study, &walks->published, walks->network);
	walks->wants = circle_wants_open(walks->published.coverage_template);
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
		walks->least_m = 2 * walks->published.walker.snap_limit_m +
						 (walks->unit == CC_MINUTES
							  ? circle_walk_reach_m(&walks->published.walker, USUAL_MIN + 1) *
									cc_trip_stretch(walks->published.trip, &walks->published.walker)
							  : USUAL_M + 1);
}

/* --- doors --- */

static void
leave_door(Walks *walks)
{
	circle_surroundings_done(&walks->around);
}

/* Begin with a door and search from it; false where it is off the network that matters. */
static bool
enter_door(Walks *walks, uint32 door)
{
	cc_point point = walks->doors.pts[door];
	bool snapped;

	leave_door(walks);
	walks->door = door;
	walks->around = circle_surroundings_of_study(&(CircleStudyAsk){walks->study, &walks->published,
																   walks->network, walks->wants,
																   walks->least_m},
												 point);
	walks->place = (cc_place){.point = point, .edge = CC_NONE};
	snapped = circle_place_of_given(walks->network, walks->around.graph, point, &walks->place);
	walks->searched = snapped && walks->unit != CC_METRES_STRAIGHT;
	if (walks->searched)
		circle_check(cc_trips_run(walks->around.trips, &walks->place,
								  walks->unit == CC_MINUTES ? CC_BY_TIME : CC_BY_LENGTH,
								  cc_search_limit(walks->horizon)),
					 NULL, walks->network->name);
	return snapped || walks->unit == CC_METRES_STRAIGHT;
}

/* None of the category within the horizon lies outside of this box. */
static cc_box
reach_of_door(const Walks *walks)
{
	cc_point point = walks->place.point;
	cc_box box = {point.x, point.y, point.x, point.y};

	if (walks->least_m > 0)
		return cc_box_grow(box, walks->least_m);
	return circle_wants_boxes(walks->wants, &walks->published.walker, walks->published.trip,
							  box)[walks->category];
}

/* --- the nearest --- */

static uint32
stored_walk(const Walks *walks, const cc_access *accesses, uint32 size)
{
	uint32 cost;

	if (walks->unit == CC_METRES_STRAIGHT)
		cost = cc_cover_line(&walks->place, accesses, size);
	else if (walks->searched)
		cost = cc_cover_walk(walks->around.trips, &walks->place, accesses, size);
	else
		cost = cc_cover_inside(walks->place.point, accesses, size) ? 0 : CC_NONE;
	return cost == CC_NONE ? CC_NONE : cc_stored(cost);
}

static void
add_near(const Walks *walks, NearList *list, uint32 first, uint32 stored)
{
	const CircleAccess *row = &walks->around.amenities->rows[first];
	/* With those of another door these may go. */
	const char *key = walks->doors.n > 1 ? pnstrdup(row->key, row->key_len) : row->key;

	if (list->n == list->capacity)
	{
		list->capacity = Max(64, list->capacity * 2);
		list->items = list->items == NULL
						  ? palloc(list->capacity * sizeof(Near))
						  : repalloc_huge(list->items, list->capacity * sizeof(Near));
	}
	list->items[list->n++] = (Near){key, row->key_len, walks->door, stored};
}

/* All amenities within the horizon of the current door. */
static void
find_near(Walks *walks, NearList *list)
{
	CircleAmenities *amenities = walks->around.amenities;
	uint32 end = amenities->first[walks->category + 1];
	cc_box reach = reach_of_door(walks);
	uint32 size;

	for (uint32 i = amenities->first[walks->category]; i < end; i += size)
	{
		uint32 stored;

		CHECK_FOR_INTERRUPTS();
		size = circle_amenities_size(amenities, i);
		if (!circle_amenities_in_box(amenities, walks->around.graph, i, size, reach))
			continue;
		stored = stored_walk(walks, &amenities->accesses[i], size);
		if (stored <= walks->horizon)
			add_near(walks, list, i, stored);
	}
}

static int
compare_keys(const Near *a, const Near *b)
{
	return circle_compare_keys(a->key, a->key_len, b->key, b->key_len);
}

/* By amenity, that from the best door first. */
static int
compare_amenities(const void *left, const void *right)
{
	const Near *a = left;
	const Near *b = right;
	int order = compare_keys(a, b);

	if (order != 0)
		return order;
	if (a->stored != b->stored)
		return a->stored < b->stored ? -1 : 1;
	return (a->door > b->door) - (a->door < b->door);
}

static int
compare_near(const void *left, const void *right)
{
	const Near *a = left;
	const Near *b = right;

	if (a->stored != b->stored)
		return a->stored < b->stored ? -1 : 1;
	return compare_keys(a, b);
}

/* Of each amenity keep what is nearest. */
static void
keep_best(NearList *list)
{
	uint32 kept = 0;

	if (list->n > 0)
		qsort(list->items, list->n, sizeof(Near), compare_amenities);
	for (uint32 i = 0; i < list->n; i++)
		if (kept == 0 || compare_keys(&list->items[kept - 1], &list->items[i]) != 0)
			list->items[kept++] = list->items[i];
	list->n = kept;
}

/* All amenities within the horizon, nearest first; false where all doors are off the network. */
static bool
find_all_near(Walks *walks, NearList *list)
{
	bool known = false;

	for (uint32 door = 0; door < walks->doors.n; door++)
	{
		known |= enter_door(walks, door);
		find_near(walks, list);
	}
	if (walks->doors.n > 1)
		keep_best(list);
	if (list->n > 0)
		qsort(list->items, list->n, sizeof(Near), compare_near);
	return known;
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

/* Who is there already walks from the door to the door. */
static void
put_stay(const Walks *walks, Datum *values, bool *nulls)
{
	cc_path path = {.line = true};

	values[3] = Float8GetDatum(0);
	nulls[3] = walks->unit == CC_METRES_STRAIGHT;
	circle_way_columns(walks->around.graph, &path, &walks->place, &walks->place, &values[4],
					   &nulls[4]);
	nulls[5] = nulls[6] = nulls[7] = walks->unit == CC_METRES_STRAIGHT;
}

static uint32
line_mm(const Walks *walks, const cc_access *access)
{
	return cc_cover_line(&walks->place, access, 1);
}

/* The straight line to the nearest access point. */
static void
put_line(const Walks *walks, Rows rows, Datum *values, bool *nulls)
{
	const cc_access *best = rows.accesses;
	cc_position line[2];

	for (uint32 i = 1; i < rows.n; i++)
		if (line_mm(walks, &rows.accesses[i]) < line_mm(walks, best))
			best = &rows.accesses[i];
	line[0] =
		(cc_position){circle_degrees(walks->place.point.x), circle_degrees(walks->place.point.y)};
	line[1] =
		(cc_position){circle_degrees(best->place.point.x), circle_degrees(best->place.point.y)};
	values[4] = Float8GetDatum(line_mm(walks, best) / 1000.0);
	values[8] = circle_line_datum(line, 2);
	nulls[4] = nulls[8] = false;
}

/* The way of the first leg that the direction has: from home, or to home if it has no other. */
static void
put_way(const Walks *walks, Rows rows, Datum *values, bool *nulls)
{
	const cc_trips *trips = walks->around.trips;
	const cc_leg leg = trips->leg[CC_FROM_HOME] != NULL ? CC_FROM_HOME : CC_TO_HOME;
	const cc_search *search = trips->leg[leg];
	const cc_access *best = rows.accesses;
	const cc_place *from;
	const cc_place *to;
	cc_path path;

	for (uint32 i = 1; i < rows.n; i++)
		if (cc_trips_leg(trips, leg, &rows.accesses[i].place) <
			cc_trips_leg(trips, leg, &best->place))
			best = &rows.accesses[i];
	circle_check(cc_path_trace(search, &best->place, &path), NULL, walks->network->name);
	from = leg == CC_FROM_HOME ? &walks->place : &best->place;
	to = leg == CC_FROM_HOME ? &best->place : &walks->place;
	circle_way_columns(search->graph, &path, from, to, &values[4], &nulls[4]);
	values[3] = walks->unit == CC_MINUTES
					? values[2]
					: Float8GetDatum(cc_unit_double(
						  CC_MINUTES, cc_stored(path_ms(search->graph, &path, from, to))));
	nulls[3] = false;
	cc_path_release(search->graph->env, &path);
}

/* The rows of an amenity around the current door, snapped where the door may come to them. */
static Rows
rows_of(Walks *walks, const Near *near)
{
	CircleAmenities *amenities = walks->around.amenities;
	uint32 first = circle_amenities_find(amenities, walks->category, near->key, near->key_len);
	uint32 size = circle_amenities_size(amenities, first);

	(void) circle_amenities_in_box(amenities, walks->around.graph, first, size,
								   reach_of_door(walks));
	return (Rows){&amenities->accesses[first], size};
}

static void
put_near(Walks *walks, const Near *near, Datum *values, bool *nulls)
{
	Rows rows;

	if (near->door != walks->door)
		(void) enter_door(walks, near->door);
	rows = rows_of(walks, near);
	values[1] = PointerGetDatum(cstring_to_text_with_len(near->key, near->key_len));
	values[2] = Float8GetDatum(cc_unit_double(walks->unit, near->stored));
	nulls[1] = nulls[2] = false;
	if (cc_cover_inside(walks->place.point, rows.accesses, rows.n))
		put_stay(walks, values, nulls);
	else if (walks->unit == CC_METRES_STRAIGHT)
		put_line(walks, rows, values, nulls);
	else
		put_way(walks, rows, values, nulls);
}

static uint32
count_within(const NearList *list, uint32 limit)
{
	uint32 within = 0;

	while (within < list->n && list->items[within].stored <= limit)
		within++;
	return within;
}

static void
put_walks(Walks *walks, const NearList *list, int k, CircleSrf *srf)
{
	Datum values[OUTPUT_COLUMNS] = {0};
	bool nulls[OUTPUT_COLUMNS];

	for (uint32 i = 0; i == 0 || (i < list->n && i < (uint32) k); i++)
	{
		memset(nulls, true, sizeof(nulls));
		values[0] = Int32GetDatum((int32) count_within(list, walks->limit));
		nulls[0] = walks->limit == CC_NONE;
		if (i < list->n)
			put_near(walks, &list->items[i], values, nulls);
		circle_srf_put(srf, values, nulls);
	}
}

/*
 * circle__walks(study text, walker_no int, point geometry, category text, unit text, k int,
 *				 limit_value float8) → SETOF (within int, amenity text, value, minutes, metres,
 *				 climb_m, descent_m, steps_m float8, geom geometry); point: that of a home, or the
 *				 points of its doors
 */
Datum
circle__walks(PG_FUNCTION_ARGS)
{
	int k = DatumGetInt32(circle_datum_arg(fcinfo, 5, "k"));
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle walks", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller;
	Walks walks = {0};
	NearList list = {0};
	CircleSrf srf;

	if (k < 1)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("k must be at least 1")));
	circle_srf_begin(fcinfo, &srf);
	SPI_connect();
	caller = MemoryContextSwitchTo(context);
	open_walks(fcinfo, &walks);
	if (find_all_near(&walks, &list))
		put_walks(&walks, &list, k, &srf);
	leave_door(&walks);
	MemoryContextSwitchTo(caller);
	SPI_finish();
	MemoryContextDelete(context);
	return (Datum) 0;
}
