/*
 * cover.c
 *		Coverage of many homes: circle__cover.
 *
 * The caller gives homes that lie together and the amenities around them. Everything
 * lives in one memory context that goes when the function returns.
 *
 * src/pg/cover.c
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "portability/instr_time.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "amenities.h"
#include "args.h"
#include "error.h"
#include "network.h"
#include "result.h"
#include "rows.h"
#include "srf.h"
#include "wants.h"

/* Tallies of all wants for one batch of homes stay below this. */
#define BATCH_BYTES ((size_t) 192 * 1024 * 1024)

#define OUTPUT_COLUMNS 7

typedef struct Homes
{
	Oid id_type;
	uint32 n;
	size_t capacity;
	Datum *ids;
	cc_place *places;
	cc_box box;
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
	cc_graph *graph;
	CircleAmenities *amenities;
	cc_trips *trips;
	CircleSrf srf;
	instr_time since; /* the end of the last phase */
	double spent_s[PHASES];
} Cover;

PG_FUNCTION_INFO_V1(circle__cover);

static const CircleColumn home_columns[] = {
	{"home_id", InvalidOid, false}, {"lon", FLOAT8OID, false}, {"lat", FLOAT8OID, false}};

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
add_home(Homes *homes, Datum id, int16 typlen, bool typbyval, double lon, double lat)
{
	cc_detail detail = {0};
	cc_point point;
	cc_status status = cc_quantise(lon, lat, &point, &detail);

	if (status != CC_OK)
		circle_check(status, &detail, home_name(homes, id));
	if (homes->n == homes->capacity)
	{
		homes->capacity *= 2;
		homes->ids = repalloc_huge(homes->ids, homes->capacity * sizeof(Datum));
		homes->places = repalloc_huge(homes->places, homes->capacity * sizeof(cc_place));
	}
	if (homes->n == 0)
		homes->box = (cc_box){point.x, point.y, point.x, point.y};
	homes->box.min_x = Min(homes->box.min_x, point.x);
	homes->box.min_y = Min(homes->box.min_y, point.y);
	homes->box.max_x = Max(homes->box.max_x, point.x);
	homes->box.max_y = Max(homes->box.max_y, point.y);
	homes->ids[homes->n] = datumCopy(id, typbyval, typlen);
	homes->places[homes->n].point = point;
	homes->n++;
}

static void
read_homes(Homes *homes, const char *query)
{
	CircleRows rows;
	int16 typlen;
	bool typbyval;

	circle_rows_open(&rows, "homes", query, home_columns, lengthof(home_columns));
	homes->id_type = TupleDescAttr(rows.desc, 0)->atttypid;
	get_typlenbyval(homes->id_type, &typlen, &typbyval);
	homes->n = 0;
	homes->capacity = 1024;
	homes->ids = palloc(homes->capacity * sizeof(Datum));
	homes->places = palloc(homes->capacity * sizeof(cc_place));
	while (circle_rows_next(&rows))
		add_home(homes, rows.values[0], typlen, typbyval, DatumGetFloat8(rows.values[1]),
				 DatumGetFloat8(rows.values[2]));
	circle_rows_close(&rows);
}

static void
snap_homes(Homes *homes, cc_graph *graph)
{
	for (uint32 i = 0; i < homes->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		circle_place_of(graph, homes->places[i].point, &homes->places[i]);
	}
}

/* By edge and the place along it; homes off the network come last. */
static int
compare_places(const void *left, const void *right, void *arg)
{
	const cc_place *a = &((const cc_place *) arg)[*(const uint32 *) left];
	const cc_place *b = &((const cc_place *) arg)[*(const uint32 *) right];

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
	uint32 *order = palloc_extended(homes->n * sizeof(uint32), MCXT_ALLOC_HUGE);
	Datum *ids = palloc_extended(homes->n * sizeof(Datum), MCXT_ALLOC_HUGE);
	cc_place *places = palloc_extended(homes->n * sizeof(cc_place), MCXT_ALLOC_HUGE);

	for (uint32 i = 0; i < homes->n; i++)
		order[i] = i;
	qsort_arg(order, homes->n, sizeof(uint32), compare_places, homes->places);
	for (uint32 i = 0; i < homes->n; i++)
	{
		ids[i] = homes->ids[order[i]];
		places[i] = homes->places[order[i]];
	}
	pfree(order);
	pfree(homes->ids);
	pfree(homes->places);
	homes->ids = ids;
	homes->places = places;
}

/* --- the caller's column list --- */

static void
check_output(const Cover *cover, Oid coverage_type)
{
	const Oid types[OUTPUT_COLUMNS] = {cover->homes.id_type,
									   FLOAT8OID,
									   BOOLOID,
									   BOOLOID,
									   coverage_type,
									   get_array_type(BOOLOID),
									   get_array_type(FLOAT8OID)};
	TupleDesc desc = cover->srf.desc;

	for (int i = 0; i < OUTPUT_COLUMNS; i++)
		if (desc->natts != OUTPUT_COLUMNS || TupleDescAttr(desc, i)->atttypid != types[i])
			ereport(
				ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("the column definition list does not fit circle__cover"),
				 errhint(
					 "It must be (home_id %s, snap_m double precision, on_island boolean, closed boolean, coverage %s, meets boolean[], score double precision[]).",
					 format_type_be(cover->homes.id_type), format_type_be(coverage_type))));
}

/* --- computing --- */

/* What the homes from ... from + n - 1 can walk to; one tally for each want. */
static cc_tally *
cover_batch(Cover *cover, uint32 from, uint32 n)
{
	const CircleWants *wants = cover->wants;
	cc_tally *tallies = palloc0(wants->n * sizeof(cc_tally));
	cc_env env = circle_env(CurrentMemoryContext);
	cc_homes *homes;

	circle_check(cc_homes_create(&env, cover->graph, cover->trip,
								 (cc_doors){&cover->homes.places[from], n, NULL, n}, &homes),
				 NULL, "homes");
	for (uint32 i = 0; i < wants->n; i++)
	{
		const CircleWant *item = &wants->items[i];
		uint32 first = cover->amenities->first[item->category_no];
		uint32 count = cover->amenities->first[item->category_no + 1] - first;

		circle_check(cc_tally_create(&env, n, &item->want, &tallies[i]), NULL, "homes");
		if (count > 0)
			circle_check(cc_cover_batch(&env, cover->trips, homes,
										&cover->amenities->accesses[first], count, &item->want,
										&tallies[i]),
						 NULL, "homes");
	}
	return tallies;
}

static void
put_home(Cover *cover, uint32 home, const cc_tally *tallies, uint32 at)
{
	const cc_place *place = &cover->homes.places[home];
	bool snapped = place->edge != CC_NONE;
	Datum values[OUTPUT_COLUMNS] = {0};
	bool nulls[OUTPUT_COLUMNS] = {false};

	values[0] = cover->homes.ids[home];
	values[1] = Float8GetDatum(place->door_mm / 1000.0);
	nulls[1] = !snapped;
	values[2] = BoolGetDatum(snapped && place->on_island);
	values[3] = BoolGetDatum(snapped && place->closed);
	if (snapped || !cover->wants->on_network)
	{
		values[4] = circle_result_coverage(cover->result, tallies, at);
		circle_result_verdict(cover->result, values[4], &values[5], &values[6]);
	}
	else
		nulls[4] = nulls[5] = nulls[6] = true;
	circle_srf_put(&cover->srf, values, nulls);
}

/* Compute and put out all homes, in batches whose tallies fit into memory. */
static void
put_homes(Cover *cover)
{
	uint32 batch = (uint32) Max(1000, BATCH_BYTES / Max(1, cover->wants->home_bytes));
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle cover batch", ALLOCSET_DEFAULT_SIZES);
	MemoryContext row_context =
		AllocSetContextCreate(CurrentMemoryContext, "circle cover row", ALLOCSET_SMALL_SIZES);

	for (uint32 from = 0; from < cover->homes.n; from += batch)
	{
		uint32 n = Min(batch, cover->homes.n - from);
		MemoryContext old = MemoryContextSwitchTo(context);
		cc_tally *tallies = cover_batch(cover, from, n);

		end_phase(cover, PHASE_SEARCH);
		MemoryContextSwitchTo(row_context);
		for (uint32 i = 0; i < n; i++)
		{
			CHECK_FOR_INTERRUPTS();
			put_home(cover, from + i, tallies, i);
			MemoryContextReset(row_context);
		}
		end_phase(cover, PHASE_ASSEMBLE);
		MemoryContextSwitchTo(old);
		MemoryContextReset(context);
	}
}

/* Load the streets and the amenities around the homes, and snap both. */
static void
load_surroundings(Cover *cover, const char *amenities)
{
	Homes *homes = &cover->homes;
	double reach_m = circle_wants_reach_m(cover->wants, &cover->walker, cover->trip);

	cover->graph = circle_network_graph(
		cover->network, cc_box_grow(homes->box, reach_m + CC_ISLAND_M), &cover->walker);
	end_phase(cover, PHASE_READ);
	snap_homes(homes, cover->graph);
	order_homes(homes);
	end_phase(cover, PHASE_SNAP);
	cover->amenities = circle_amenities_read(
		amenities, cover->wants,
		circle_wants_boxes(cover->wants, &cover->walker, cover->trip, homes->box));
	end_phase(cover, PHASE_READ);
	circle_amenities_snap(cover->amenities, cover->graph);
	end_phase(cover, PHASE_SNAP);
	circle_check(cc_trips_create(cover->graph, cover->trip, &cover->trips), NULL,
				 cover->network->name);
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

	read_homes(&cover.homes, homes);
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
