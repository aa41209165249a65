/*
 * indicator_parts.c
 *		Sums over the homes of a study, part by part: circle__indicator_parts.
 *
 * A part is what the homes of a tile, a community and the areas above it have in common. Homes
 * come part by part, so memory follows the largest part's distinct values.
 *
 * src/pg/refresh/indicator_parts.c
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/memutils.h"

#include "analysis/indicator.h"
#include "analysis/straight.h"
#include "refresh/indicators.h"
#include "server/args.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/rows.h"
#include "server/schemas.h"
#include "server/srf.h"
#include "study/amenities.h"
#include "study/template.h"

#define KEY_COLUMNS 3
#define OUTPUT_COLUMNS 4

/* How a need is judged in straight lines. */
typedef struct Crow
{
	cc_straight *amenities; /* of its category */
	uint32 n;
	uint32 limit_dm;
} Crow;

/* What a study asks, and where it is to be read. */
typedef struct Asked
{
	Datum standards;
	int32 nweights;
	Datum known; /* template */
	double speed_m_s;
	char *homes;
	char *amenities;
} Asked;

typedef struct Parts
{
	cc_env env;
	cc_indicator *sums;
	Crow *crows; /* per item */
	bool *straight;
	int64 *weights; /* of a home */
	CircleSrf srf;
	bool begun;
	Datum key[KEY_COLUMNS]; /* of the part in hand: tile, community, areas */
} Parts;

PG_FUNCTION_INFO_V1(circle__indicator_parts);

/* --- straight lines --- */

/* The access points and areas of each category, with amenities numbered in it. */
static cc_straight *
straight_categories(Parts *parts, const CircleAmenities *amenities)
{
	cc_straight *made = palloc0(Max(1, amenities->ncategories) * sizeof(cc_straight));
	cc_crow *crows =
		MemoryContextAllocHuge(CurrentMemoryContext, Max(1, amenities->n) * sizeof(cc_crow));

	for (uint32 c = 0; c < amenities->ncategories; c++)
	{
		uint32 first = amenities->first[c];
		uint32 n = amenities->first[c + 1] - first;
		uint32 number = 0;

		for (uint32 i = first; i < first + n; i++)
		{
			number += i > first && !circle_amenities_same(amenities, i - 1, i);
			crows[i] = (cc_crow){amenities->rows[i].point, amenities->rows[i].area, number};
		}
		circle_check(cc_straight_create(&parts->env, &crows[first], n, number + 1, &made[c]), NULL,
					 "amenities");
	}
	return made;
}

/* dm of the straight line that stands for a need's limit: minutes at the walker's speed on the
 * flat. */
static uint32
straight_limit(const cc_need *need, double speed_m_s)
{
	double dm = need->unit == CC_MINUTES ? floor(need->limit * speed_m_s + 0.5) : need->limit;

	return (uint32) Min(dm, (double) CC_MAX_STRAIGHT_DM);
}

static uint32
known_category(const CircleWants *wants, const cc_need *need)
{
	uint32 category = circle_wants_category(wants, need->category, need->category_len);

	if (category == CC_NONE)
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("the template does not know category \"%.*s\"",
							   (int) need->category_len, need->category)));
	return category;
}

static void
open_straight(Parts *parts, const Asked *asked)
{
	CircleWants *wants = circle_wants_open(asked->known);
	cc_box world = {-CC_MAX_X, -CC_MAX_Y, CC_MAX_X, CC_MAX_Y};
	cc_box *boxes = palloc(Max(1, wants->ncategories) * sizeof(cc_box));
	cc_straight *categories;

	for (uint32 c = 0; c < wants->ncategories; c++)
		boxes[c] = world;
	categories = straight_categories(parts, circle_amenities_read(asked->amenities, wants, boxes));
	parts->crows = palloc0(parts->sums->nitems * sizeof(Crow));
	parts->straight = palloc0(parts->sums->nitems * sizeof(bool));
	for (uint32 i = 0; i < parts->sums->nitems; i++)
	{
		const cc_item *item = &parts->sums->items[i];
		const cc_need *need;

		if (item->need == CC_WHOLE)
			continue;
		need = &parts->sums->standards[item->standard]->needs[item->need];
		parts->crows[i].amenities = &categories[known_category(wants, need)];
		parts->crows[i].n = need->n;
		parts->crows[i].limit_dm = straight_limit(need, asked->speed_m_s);
	}
}

/* --- homes in --- */

static void
read_weights(const Parts *parts, Datum array)
{
	ArrayType *given = DatumGetArrayTypeP(array);
	Datum *datums;
	bool *nulls;
	int n;

	deconstruct_array(given, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &datums,
					  &nulls, &n);
	if ((uint32) n != parts->sums->nweights - 1)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("a home has %d weights instead of %u", n, parts->sums->nweights - 1)));
	parts->weights[0] = 1;
	for (int i = 0; i < n; i++)
		parts->weights[i + 1] = nulls[i] ? -1 : DatumGetInt64(datums[i]);
}

static cc_point
home_point(double lon, double lat)
{
	cc_detail detail = {0};
	cc_point point;

	circle_check(cc_quantise(lon, lat, &point, &detail), &detail, "home");
	return point;
}

/* The doors of a home; returns how many. */
static uint32
read_doors(const CircleRows *row, cc_point **doors)
{
	cc_parts *parts;
	bytea *wkb;

	if (row->nulls[5])
	{
		*doors = palloc(sizeof(cc_point));
		(*doors)[0] = home_point(DatumGetFloat8(row->values[3]), DatumGetFloat8(row->values[4]));
		return 1;
	}
	wkb = DatumGetByteaPP(row->values[5]);
	parts = circle_read_wkb(wkb);
	*doors = palloc(Max(parts->npts, 1) * sizeof(cc_point));
	for (uint32 i = 0; i < parts->npts; i++)
		(*doors)[i] = home_point(parts->x[i], parts->y[i]);
	return parts->npts;
}

static void
judge_straight(Parts *parts, const CircleRows *row)
{
	cc_point *doors;
	uint32 ndoors = read_doors(row, &doors);

	for (uint32 i = 0; i < parts->sums->nitems; i++)
		if (parts->crows[i].amenities != NULL)
			parts->straight[i] = cc_straight_at_least(parts->crows[i].amenities, doors, ndoors,
													  parts->crows[i].n, parts->crows[i].limit_dm);
}

static void
count_home(Parts *parts, const CircleRows *row)
{
	cc_counted home = {.on_island = DatumGetBool(row->values[6]),
					   .weights = parts->weights,
					   .straight = parts->straight};
	CircleBytes coverage = {NULL, 0};
	cc_detail detail = {0};
	cc_status status;

	if (!row->nulls[7])
		coverage = circle_bytes(row->values[7]);
	home.coverage = coverage.data;
	home.coverage_len = coverage.len;
	read_weights(parts, row->values[8]);
	judge_straight(parts, row);
	status = cc_indicator_add(parts->sums, &home, &detail);
	if (status != CC_OK && status != CC_LIMIT && coverage.data != NULL)
		circle_coverage_error(status, &detail, coverage);
	circle_check_sums(status, NULL);
}

/* --- parts out --- */

static bool
same_key(const Parts *parts, const Datum *key)
{
	return parts->begun && DatumGetInt32(parts->key[0]) == DatumGetInt32(key[0]) &&
		   datumIsEqual(parts->key[1], key[1], false, -1) &&
		   datumIsEqual(parts->key[2], key[2], false, -1);
}

/* The keys are told apart by their bytes. */
static void
detoast_key(const CircleRows *row, Datum *key)
{
	key[0] = row->values[0];
	key[1] = PointerGetDatum(PG_DETOAST_DATUM(row->values[1]));
	key[2] = PointerGetDatum(PG_DETOAST_DATUM(row->values[2]));
}

static void
put_part(Parts *parts)
{
	Datum values[OUTPUT_COLUMNS] = {parts->key[0], parts->key[1], parts->key[2]};
	bool nulls[OUTPUT_COLUMNS] = {false};

	if (!parts->begun)
		return;
	values[3] = circle_indicator_part(parts->sums);
	circle_srf_put(&parts->srf, values, nulls);
	cc_indicator_clear(parts->sums);
}

static void
begin_part(Parts *parts, const Datum *key, MemoryContext context)
{
	MemoryContext old;

	put_part(parts);
	old = MemoryContextSwitchTo(context);
	MemoryContextReset(context);
	parts->begun = true;
	parts->key[0] = key[0];
	parts->key[1] = datumCopy(key[1], false, -1);
	parts->key[2] = datumCopy(key[2], false, -1);
	MemoryContextSwitchTo(old);
}

static void
count_homes(Parts *parts, const char *query)
{
	const CircleColumn columns[] = {{"tile", INT4OID, false},        {"community", TEXTOID, false},
									{"areas", TEXTARRAYOID, false},  {"lon", FLOAT8OID, false},
									{"lat", FLOAT8OID, false},       {"doors", BYTEAOID, true},
									{"on_island", BOOLOID, false},   {"coverage", InvalidOid, true},
									{"weights", INT8ARRAYOID, false}};
	MemoryContext key_context =
		AllocSetContextCreate(CurrentMemoryContext, "circle part key", ALLOCSET_SMALL_SIZES);
	MemoryContext home_context =
		AllocSetContextCreate(CurrentMemoryContext, "circle part home", ALLOCSET_SMALL_SIZES);
	CircleRows rows;

	circle_rows_open(&rows, "homes", query, columns, lengthof(columns));
	while (circle_rows_next(&rows))
	{
		MemoryContext old = MemoryContextSwitchTo(home_context);
		Datum key[KEY_COLUMNS];

		CHECK_FOR_INTERRUPTS();
		detoast_key(&rows, key);
		if (!same_key(parts, key))
			begin_part(parts, key, key_context);
		count_home(parts, &rows);
		MemoryContextSwitchTo(old);
		MemoryContextReset(home_context);
	}
	put_part(parts);
	circle_rows_close(&rows);
}

/* --- what is asked --- */

static Datum
asked_column(int column)
{
	TupleDesc desc = SPI_tuptable->tupdesc;
	Form_pg_attribute attribute = TupleDescAttr(desc, column - 1);
	bool isnull;
	Datum value = SPI_getbinval(SPI_tuptable->vals[0], desc, column, &isnull);

	if (isnull)
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("the study has no version whose homes could be summed up"),
						errdetail("\"%s\" is not known.", NameStr(attribute->attname))));
	return datumCopy(value, attribute->attbyval, attribute->attlen);
}

/* What circle__part_sources says to the arguments, in the current context. */
static Asked
read_asked(FunctionCallInfo fcinfo)
{
	Oid types[] = {TEXTOID, INT4OID, INT4ARRAYOID, TEXTARRAYOID};
	Datum values[] = {circle_datum_arg(fcinfo, 0, "study"),
					  circle_datum_arg(fcinfo, 1, "walker_no"), PG_GETARG_DATUM(2),
					  PG_GETARG_DATUM(3)};
	char nulls[] = {' ', ' ', PG_ARGISNULL(2) ? 'n' : ' ', PG_ARGISNULL(3) ? 'n' : ' ', '\0'};
	MemoryContext context = CurrentMemoryContext;
	Asked asked;

	circle_check_schemas();
	if (SPI_execute_with_args("SELECT * FROM circle_private.circle__part_sources($1, $2, $3, $4)",
							  lengthof(types), types, values, nulls, true, 1) != SPI_OK_SELECT ||
		SPI_processed != 1)
		elog(ERROR, "circle__part_sources returned no row");
	MemoryContextSwitchTo(context);
	asked.standards = asked_column(1);
	asked.nweights = DatumGetInt32(asked_column(2));
	asked.known = asked_column(3);
	asked.speed_m_s = DatumGetFloat8(asked_column(4));
	asked.homes = TextDatumGetCString(asked_column(5));
	asked.amenities = TextDatumGetCString(asked_column(6));
	SPI_freetuptable(SPI_tuptable);
	return asked;
}

/*
 * circle__indicator_parts(study text, walker_no int, tiles int[], communities text[])
 *					  → SETOF (tile int, community text, areas text[], part bytea)
 */
Datum
circle__indicator_parts(PG_FUNCTION_ARGS)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "circle indicator parts",
												  ALLOCSET_DEFAULT_SIZES);
	Parts parts = {.env = circle_env(context)};
	MemoryContext old;
	Asked asked;

	circle_srf_begin(fcinfo, &parts.srf);
	SPI_connect();
	old = MemoryContextSwitchTo(context);
	asked = read_asked(fcinfo);
	parts.sums =
		circle_indicator_create(&parts.env, DatumGetArrayTypeP(asked.standards), asked.nweights);
	parts.weights = palloc(parts.sums->nweights * sizeof(int64));
	open_straight(&parts, &asked);
	count_homes(&parts, asked.homes);
	MemoryContextSwitchTo(old);
	SPI_finish();
	MemoryContextDelete(context);
	return (Datum) 0;
}
