/*
 * cover.c
 *		Coverage of many homes: circle__cover.
 *
 * The caller gives homes that lie together and the amenities around them. Everything
 * lives in one memory context that goes when the function returns.
 *
 * src/pg/refresh/cover.c
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "portability/instr_time.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "network/network.h"
#include "network/walkers.h"
#include "server/args.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/rows.h"
#include "server/srf.h"
#include "study/amenities.h"
#include "study/result.h"
#include "study/surroundings.h"
#include "study/template.h"

/* Accumulators of all wants for one batch of homes stay below this, with what its searches note. */
#define BATCH_BYTES ((size_t) 192 * 1024 * 1024)
#define NOTED_BYTES 128 /* of a home */

/* What is put out of a home; and, where the caller asks for it, the row that came with it. */
#define OUTPUT_COLUMNS 7
#define ROW_COLUMN OUTPUT_COLUMNS

/* Homes and their doors: those of home h are places[first[h]] ... places[first[h + 1] - 1]. */
typedef struct Homes
{
	Oid id_type;
	uint32 n;
	size_t capacity;
	Datum *ids;
	Oid row_type;  /* of the rows that come with homes; InvalidOid: none do */
	Datum *rows;   /* 0: NULL */
	uint32 *first; /* one more than homes */
	uint32 ndoors;
	size_t door_capacity;
	cc_place *places;
	cc_box box; /* of the doors */
} Homes;

/* What a batch spends its time on, told at DEBUG1. */
typedef enum Phase
{
	PHASE_READ,
	PHASE_SNAP,
	PHASE_SEARCH,
	PHASE_ASSEMBLE,
	PHASES
} Phase;

typedef struct Cover
{
	CircleNetwork *network;
	cc_walker walker;
	cc_trip trip;
	CircleWants *wants;
	CircleResult *result;
	Homes homes;
	CircleSurroundings around;
	CircleSrf srf;
	instr_time since; /* the end of the last phase */
	double spent_s[PHASES];
} Cover;

PG_FUNCTION_INFO_V1(circle__cover);

static const CircleColumn home_columns[] = {{"home_id", InvalidOid, false},
											{"lon", FLOAT8OID, false},
											{"lat", FLOAT8OID, false},
											{"doors", BYTEAOID, true},
											{"row", InvalidOid, true}};

/* --- times --- */

static void
end_phase(Cover *cover, Phase phase)
{
	instr_time now;
	instr_time spent;

	INSTR_TIME_SET_CURRENT(now);
	spent = now;
	INSTR_TIME_SUBTRACT(spent, cover->since);
	cover->spent_s[phase] += INSTR_TIME_GET_DOUBLE(spent);
	cover->since = now;
}

static void
tell_phases(const Cover *cover)
{
	const double *s = cover->spent_s;

	ereport(DEBUG1, (errmsg_internal("%u homes covered: read %.6f s, snap %.6f s, search %.6f s, "
									 "assemble %.6f s",
									 cover->homes.n, s[PHASE_READ], s[PHASE_SNAP], s[PHASE_SEARCH],
									 s[PHASE_ASSEMBLE])));
}

/* --- homes --- */

static char *
home_name(const Homes *homes, Datum id)
{
	Oid output;
	bool varlena;

	getTypeOutputInfo(homes->id_type, &output, &varlena);
	return psprintf("home \"%s\"", OidOutputFunctionCall(output, id));
}

static void
add_door(Homes *homes, Datum id, double lon, double lat)
{
	cc_detail detail = {0};
	cc_point point;
	cc_status status = cc_quantise(lon, lat, &point, &detail);

	if (status != CC_OK)
		circle_check(status, &detail, home_name(homes, id));
	if (homes->ndoors == homes->door_capacity)
	{
		homes->door_capacity *= 2;
		homes->places = repalloc_huge(homes->places, homes->door_capacity * sizeof(cc_place));
	}
	if (homes->ndoors == 0)
		homes->box = (cc_box){point.x, point.y, point.x, point.y};
	homes->box.min_x = Min(homes->box.min_x, point.x);
	homes->box.min_y = Min(homes->box.min_y, point.y);
	homes->box.max_x = Max(homes->box.max_x, point.x);
	homes->box.max_y = Max(homes->box.max_y, point.y);
	homes->places[homes->ndoors++].point = point;
}

static void
add_doors(Homes *homes, Datum id, Datum doors)
{
	bytea *wkb = DatumGetByteaPP(doors);
	cc_parts *parts = circle_read_wkb(wkb);

	if (parts->shape != CC_SHAPE_POINT && parts->shape != CC_SHAPE_POINTS)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("doors of %s are not points", home_name(homes, id))));
	for (uint32 i = 0; i < parts->npts; i++)
		add_door(homes, id, parts->x[i], parts->y[i]);
}

static void
add_home(Homes *homes, const CircleRows *rows, int16 typlen, bool typbyval)
{
	Datum id = rows->values[0];

	if (homes->n + 1 == homes->capacity)
	{
		homes->capacity *= 2;
		homes->ids = repalloc_huge(homes->ids, homes->capacity * sizeof(Datum));
		homes->rows = repalloc_huge(homes->rows, homes->capacity * sizeof(Datum));
		homes->first = repalloc_huge(homes->first, homes->capacity * sizeof(uint32));
	}
	if (rows->nulls[3])
		add_door(homes, id, DatumGetFloat8(rows->values[1]), DatumGetFloat8(rows->values[2]));
	else
		add_doors(homes, id, rows->values[3]);
	homes->rows[homes->n] = OidIsValid(homes->row_type) && !rows->nulls[4]
								? datumCopy(rows->values[4], false, -1)
								: (Datum) 0;
	homes->ids[homes->n++] = datumCopy(id, typbyval, typlen);
	homes->first[homes->n] = homes->ndoors;
}

/* with_rows: the query has a fifth column, of a composite type. */
static void
read_homes(Homes *homes, const char *query, bool with_rows)
{
	CircleRows rows;
	int16 typlen;
	bool typbyval;

	circle_rows_open(&rows, "homes", query, home_columns,
					 lengthof(home_columns) - (with_rows ? 0 : 1));
	homes->id_type = TupleDescAttr(rows.desc, 0)->atttypid;
	homes->row_type = with_rows ? TupleDescAttr(rows.desc, 4)->atttypid : InvalidOid;
	if (with_rows && !type_is_rowtype(homes->row_type))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH), errmsg("the row of a home must be a row")));
	get_typlenbyval(homes->id_type, &typlen, &typbyval);
	homes->n = homes->ndoors = 0;
	homes->capacity = homes->door_capacity = 1024;
	homes->ids = palloc(homes->capacity * sizeof(Datum));
	homes->rows = palloc(homes->capacity * sizeof(Datum));
	homes->first = palloc(homes->capacity * sizeof(uint32));
	homes->first[0] = 0;
	homes->places = palloc(homes->door_capacity * sizeof(cc_place));
	while (circle_rows_next(&rows))
		add_home(homes, &rows, typlen, typbyval);
	circle_rows_close(&rows);
}

static void
snap_homes(Homes *homes, cc_graph *graph)
{
	for (uint32 i = 0; i < homes->ndoors; i++)
	{
		CHECK_FOR_INTERRUPTS();
		circle_place_of(graph, homes->places[i].point, &homes->places[i]);
	}
}

/* Homes by the edge of their first door and the place along it; those off the network come last. */
static int
compare_places(const void *left, const void *right, void *arg)
{
	const Homes *homes = arg;
	const cc_place *a = &homes->places[homes->first[*(const uint32 *) left]];
	const cc_place *b = &homes->places[homes->first[*(const uint32 *) right]];

	if (a->edge != b->edge)
		return a->edge < b->edge ? -1 : 1;
	return (a->at_mm > b->at_mm) - (a->at_mm < b->at_mm);
}

/*
 * Put homes of the same street next to each other: a search meets them one after
 * the other, and finds what it writes of them in the processor's cache.
 */
static void
order_homes(Homes *homes)
{
	Homes ordered = *homes;
	uint32 *order = palloc_extended(homes->n * sizeof(uint32), MCXT_ALLOC_HUGE);

	ordered.ids = palloc_extended(homes->n * sizeof(Datum), MCXT_ALLOC_HUGE);
	ordered.rows = palloc_extended(homes->n * sizeof(Datum), MCXT_ALLOC_HUGE);
	ordered.first = palloc_extended((homes->n + 1) * sizeof(uint32), MCXT_ALLOC_HUGE);
	ordered.places = palloc_extended(homes->ndoors * sizeof(cc_place), MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < homes->n; i++)
		order[i] = i;
	qsort_arg(order, homes->n, sizeof(uint32), compare_places, homes);
	ordered.first[0] = 0;
	for (uint32 i = 0; i < homes->n; i++)
	{
		uint32 first = homes->first[order[i]];
		uint32 doors = homes->first[order[i] + 1] - first;

		ordered.ids[i] = homes->ids[order[i]];
		ordered.rows[i] = homes->rows[order[i]];
		memcpy(&ordered.places[ordered.first[i]], &homes->places[first], doors * sizeof(cc_place));
		ordered.first[i + 1] = ordered.first[i] + doors;
	}
	pfree(order);
	pfree(homes->ids);
	pfree(homes->rows);
	pfree(homes->first);
	pfree(homes->places);
	*homes = ordered;
}

/* The doors of some homes, their homes numbered from 0. */
static cc_doors
doors_of(const Homes *homes, uint32 from, uint32 n)
{
	uint32 first = homes->first[from];
	cc_doors doors = {&homes->places[first], homes->first[from + n] - first, NULL, n};
	uint32 *home;

	if (doors.n == n)
		return doors;
	home = palloc_extended(doors.n * sizeof(uint32), MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < n; i++)
		for (uint32 d = homes->first[from + i]; d < homes->first[from + i + 1]; d++)
			home[d - first] = i;
	doors.home = home;
	return doors;
}

/* The nearest door of a home; on an island and closed if all doors on the network are. */
static cc_place
best_door(const Homes *homes, uint32 home)
{
	cc_place best = {.edge = CC_NONE, .door_mm = CC_NONE, .on_island = true, .closed = true};

	for (uint32 d = homes->first[home]; d < homes->first[home + 1]; d++)
	{
		const cc_place *place = &homes->places[d];

		if (place->edge == CC_NONE)
			continue;
		best.edge = place->edge;
		best.door_mm = Min(best.door_mm, place->door_mm);
		best.on_island &= place->on_island;
		best.closed &= place->closed;
	}
	return best;
}

/* --- the caller's column list --- */

static void
check_output(const Cover *cover, Oid coverage_type)
{
	const Oid types[OUTPUT_COLUMNS + 1] = {cover->homes.id_type,
										   FLOAT8OID,
										   BOOLOID,
										   BOOLOID,
										   coverage_type,
										   get_array_type(BOOLOID),
										   get_array_type(FLOAT8OID),
										   cover->homes.row_type};
	TupleDesc desc = cover->srf.desc;
	int columns = OidIsValid(cover->homes.row_type) ? OUTPUT_COLUMNS + 1 : OUTPUT_COLUMNS;

	for (int i = 0; i < columns; i++)
		if (desc->natts != columns || TupleDescAttr(desc, i)->atttypid != types[i])
			ereport(
				ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("the column definition list does not fit circle__cover"),
				 errhint(
					 "It must be (home_id %s, snap_m double precision, on_island boolean, closed boolean, coverage %s, meets boolean[], score double precision[]), and after these the row of the home if its query has one.",
					 format_type_be(cover->homes.id_type), format_type_be(coverage_type))));
}

/* --- computing --- */

/* What the homes from ... from + n - 1 can walk to; one accumulator for each want. */
static cc_nearest_k *
cover_batch(Cover *cover, uint32 from, uint32 n)
{
	const CircleWants *wants = cover->wants;
	cc_nearest_k *accumulators = palloc0(wants->n * sizeof(cc_nearest_k));
	cc_env env = circle_env(CurrentMemoryContext);
	cc_homes *homes;

	circle_check(cc_homes_create(&env, cover->around.graph, cover->trip,
								 doors_of(&cover->homes, from, n), &homes),
				 NULL, "homes");
	for (uint32 i = 0; i < wants->n; i++)
	{
		const CircleWant *item = &wants->items[i];
		uint32 first = cover->around.amenities->first[item->category_no];
		uint32 count = cover->around.amenities->first[item->category_no + 1] - first;

		circle_check(cc_nearest_k_create(&env, n, &item->want, &accumulators[i]), NULL, "homes");
		if (count > 0)
			circle_check(cc_cover_batch(&env, cover->around.trips, homes,
										&cover->around.amenities->accesses[first], count,
										&item->want, &accumulators[i]),
						 NULL, "homes");
	}
	return accumulators;
}

static void
put_home(Cover *cover, uint32 home, const cc_nearest_k *accumulators, uint32 at)
{
	const cc_place place = best_door(&cover->homes, home);
	bool snapped = place.edge != CC_NONE;
	Datum values[OUTPUT_COLUMNS + 1] = {0};
	bool nulls[OUTPUT_COLUMNS + 1] = {false};

	values[0] = cover->homes.ids[home];
	values[1] = Float8GetDatum(place.door_mm / 1000.0);
	nulls[1] = !snapped;
	values[2] = BoolGetDatum(snapped && place.on_island);
	values[3] = BoolGetDatum(snapped && place.closed);
	if (snapped || !cover->wants->on_network)
	{
		values[4] = circle_result_coverage(cover->result, accumulators, at);
		circle_result_verdict(cover->result, values[4], &values[5], &values[6]);
	}
	else
		nulls[4] = nulls[5] = nulls[6] = true;
	values[ROW_COLUMN] = cover->homes.rows[home];
	nulls[ROW_COLUMN] = values[ROW_COLUMN] == 0;
	circle_srf_put(&cover->srf, values, nulls);
}

/* Compute and put out all homes, in batches whose accumulators fit into memory. */
static void
put_homes(Cover *cover)
{
	uint32 batch = (uint32) Max(1000, BATCH_BYTES / (cover->wants->home_bytes + NOTED_BYTES));
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle cover batch", ALLOCSET_DEFAULT_SIZES);
	MemoryContext row_context =
		AllocSetContextCreate(CurrentMemoryContext, "circle cover row", ALLOCSET_SMALL_SIZES);

	for (uint32 from = 0; from < cover->homes.n; from += batch)
	{
		uint32 n = Min(batch, cover->homes.n - from);
		MemoryContext old = MemoryContextSwitchTo(context);
		cc_nearest_k *accumulators = cover_batch(cover, from, n);

		end_phase(cover, PHASE_SEARCH);
		MemoryContextSwitchTo(row_context);
		for (uint32 i = 0; i < n; i++)
		{
			CHECK_FOR_INTERRUPTS();
			put_home(cover, from + i, accumulators, i);
			MemoryContextReset(row_context);
		}
		end_phase(cover, PHASE_ASSEMBLE);
		MemoryContextSwitchTo(old);
		MemoryContextReset(context);
	}
}

/* Until the nest level in hand ends. */
static void
switch_off(const char *setting)
{
	(void) set_config_option(setting, "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
							 false);
}

/*
 * Read the amenities around the homes in hand. Those of the refresh in progress have an index by
 * ranges of pages, of which the planner thinks that it rules nothing out, and would rather
 * read all amenities of a country for each batch. Where it must read all of a table, that seems so
 * dear then that the query would be compiled.
 */
static void
read_amenities(Cover *cover, const char *query)
{
	int level = NewGUCNestLevel();

	switch_off("enable_seqscan");
	switch_off("jit");
	circle_surroundings_read(
		&cover->around, query, cover->wants,
		circle_wants_boxes(cover->wants, &cover->walker, cover->trip, cover->homes.box));
	AtEOXact_GUC(true, level);
}

/* Load the streets and the amenities around the homes, and snap both. */
static void
load_surroundings(Cover *cover, const char *amenities)
{
	Homes *homes = &cover->homes;
	double reach_m = circle_wants_reach_m(cover->wants, &cover->walker, cover->trip);

	cover->around = circle_surroundings_of_homes(cover->network, &cover->walker, cover->trip,
												 homes->box, reach_m);
	end_phase(cover, PHASE_READ);
	snap_homes(homes, cover->around.graph);
	order_homes(homes);
	end_phase(cover, PHASE_SNAP);
	read_amenities(cover, amenities);
	end_phase(cover, PHASE_READ);
	circle_surroundings_snap(&cover->around);
	end_phase(cover, PHASE_SNAP);
}

/*
 * circle__cover(network text, walker text, template circle_coverage, standards circle_standard[],
 *				 homes text, amenities text, direction text) → SETOF record
 */
Datum
circle__cover(PG_FUNCTION_ARGS)
{
	char *network = circle_text_arg(fcinfo, 0, "network");
	char *walker = circle_text_arg(fcinfo, 1, "walker");
	Datum coverage_template = circle_datum_arg(fcinfo, 2, "template");
	char *homes = circle_text_arg(fcinfo, 4, "homes");
	char *amenities = circle_text_arg(fcinfo, 5, "amenities");
	char *direction = circle_text_arg(fcinfo, 6, "direction");
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle cover", ALLOCSET_DEFAULT_SIZES);
	Cover cover = {0};
	MemoryContext old;

	circle_srf_begin(fcinfo, &cover.srf);
	SPI_connect();
	old = MemoryContextSwitchTo(context);
	INSTR_TIME_SET_CURRENT(cover.since);
	cover.network = circle_network_open(network);
	circle_walker_lookup(walker, &cover.walker);
	cover.trip = circle_trip_lookup(direction);
	cover.wants = circle_wants_open(coverage_template);
	cover.result =
		circle_result_create(cover.wants, PG_ARGISNULL(3) ? NULL : PG_GETARG_ARRAYTYPE_P(3));

	read_homes(&cover.homes, homes, cover.srf.desc->natts == OUTPUT_COLUMNS + 1);
	check_output(&cover, get_fn_expr_argtype(fcinfo->flinfo, 2));
	if (cover.homes.n > 0)
	{
		load_surroundings(&cover, amenities);
		put_homes(&cover);
		tell_phases(&cover);
	}
	MemoryContextSwitchTo(old);
	SPI_finish();
	MemoryContextDelete(context);
	return (Datum) 0;
}
