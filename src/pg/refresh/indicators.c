/*
 * indicators.c
 *		Indicators of areas: circle__indicators.
 *
 * The caller gives homes ordered by area. What the homes of one area sum up to is kept until
 * the next area begins, so memory follows the largest area's distinct values, and those of all
 * areas where these are asked for too.
 *
 * src/pg/refresh/indicators.c
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
#include "server/args.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/rows.h"
#include "server/srf.h"
#include "study/amenities.h"
#include "study/template.h"
#include "types/value.h"

#define OUTPUT_COLUMNS 24

/* Weights are whole thousandths; weight 0 counts homes. */
#define WEIGHT_SCALE 1000.0
#define PROXIMITY_LINE_MIN 15
#define PROXIMITY_LINE_MS (PROXIMITY_LINE_MIN * 60000)
#define PROXIMITY_MIN 60000.0

/* A study's weights are columns of a table. Each sum takes about a kilobyte at first. */
#define MAX_WEIGHTS 1600
#define MAX_SUMS 200000

/* How a need is judged in straight lines. */
typedef struct Crow
{
	cc_straight *amenities; /* of its category */
	uint32 n;
	uint32 limit_dm;
} Crow;

typedef struct Indicators
{
	cc_env env;
	CircleWants *wants;
	uint32 nweights;
	cc_indicator *sums;
	cc_indicator *all; /* of all areas; NULL: not asked for */
	uint32 *cap;       /* per item: the horizon of the need */
	bool *line_known;  /* per item: can what is missing be told to be above the line of poverty? */
	Crow *crows;       /* per item; NULL: straight lines are not asked */
	bool *straight;
	CircleSrf srf;
	text *area; /* in hand; NULL: all */
} Indicators;

PG_FUNCTION_INFO_V1(circle__indicators);

/* --- straight lines --- */

/* The access points and areas of each category, with amenities numbered in it. */
static cc_straight *
straight_categories(Indicators *in, const CircleAmenities *amenities)
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
		circle_check(cc_straight_create(&in->env, &crows[first], n, number + 1, &made[c]), NULL,
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

static void
open_straight(Indicators *in, const char *query, double speed_m_s)
{
	cc_box world = {-CC_MAX_X, -CC_MAX_Y, CC_MAX_X, CC_MAX_Y};
	cc_box *boxes = palloc(Max(1, in->wants->ncategories) * sizeof(cc_box));
	cc_straight *categories;

	for (uint32 c = 0; c < in->wants->ncategories; c++)
		boxes[c] = world;
	categories = straight_categories(in, circle_amenities_read(query, in->wants, boxes));
	in->crows = palloc0(in->sums->nitems * sizeof(Crow));
	in->straight = palloc0(in->sums->nitems * sizeof(bool));
	for (uint32 i = 0; i < in->sums->nitems; i++)
	{
		const cc_item *item = &in->sums->items[i];
		const cc_need *need;

		if (item->need == CC_WHOLE)
			continue;
		need = &in->sums->standards[item->standard]->needs[item->need];
		in->crows[i].amenities =
			&categories[circle_wants_category(in->wants, need->category, need->category_len)];
		in->crows[i].n = need->n;
		in->crows[i].limit_dm = straight_limit(need, speed_m_s);
	}
}

/* --- what is asked --- */

/*
 * The horizons up to which the needs' values are known. Missing amenities count as the horizon in
 * proximity times: where that is within the line of these, nobody could be told to be above it.
 */
static void
find_caps(Indicators *in, CircleBytes known)
{
	bool line_known = true;

	in->cap = palloc0(in->sums->nitems * sizeof(uint32));
	in->line_known = palloc0(in->sums->nitems * sizeof(bool));
	for (uint32 i = 0; i < in->sums->nitems; i++)
	{
		const cc_item *item = &in->sums->items[i];
		cc_coverage_reader reader;
		const cc_entry *entry;
		cc_detail detail = {0};
		const cc_need *need;
		cc_status status;

		if (item->need == CC_WHOLE)
		{
			in->cap[i] = 100 * CC_SCORE_SCALE;
			in->line_known[i] = line_known;
			line_known = true;
			continue;
		}
		need = &in->sums->standards[item->standard]->needs[item->need];
		status = cc_coverage_find(&reader, known.data, known.len, need->category,
								  need->category_len, (cc_unit) need->unit, &entry, &detail);
		if (status != CC_OK)
			circle_coverage_error(status, &detail, known);
		in->cap[i] = cc_entry_horizon(entry);
		in->line_known[i] = true;
		if (need->unit == CC_MINUTES)
			line_known &= in->cap[i] > PROXIMITY_LINE_MIN * cc_unit_scale(CC_MINUTES);
	}
}

/* Sums and distributions are kept for each weight of each need and standard. */
static void
check_size(const cc_standard *const *standards, uint32 nstandards, int32 nweights)
{
	uint64 items = 0;

	if (nweights < 0 || nweights > MAX_WEIGHTS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("nweights must be between 0 and %d", MAX_WEIGHTS),
				 errdetail("Each weight is a column of the homes, and a table has no more.")));
	for (uint32 s = 0; s < nstandards; s++)
		items += (uint64) standards[s]->nneeds + 1;
	if (items * ((uint64) nweights + 1) > MAX_SUMS)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("too many needs and weights for indicators"),
						errdetail("The standards have " UINT64_FORMAT
								  " needs and wholes, and there are %d "
								  "weights; at most %d sums can be made at once.",
								  items, nweights, MAX_SUMS),
						errhint("Give fewer weights, or split the study.")));
}

/* --- rows out --- */

static void
check_sums(cc_status status)
{
	if (status == CC_LIMIT)
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("the weights of an area sum up to more than can be counted")));
	circle_check(status, NULL, "homes");
}

static void
put_float(Datum *values, bool *nulls, int column, bool known, double value)
{
	nulls[column] = !known;
	values[column] = known ? Float8GetDatum(value) : (Datum) 0;
}

/* Minutes, metres or points of a value of the item. */
static double
item_value(const Indicators *in, const cc_item *item, double value)
{
	if (item->need == CC_WHOLE)
		return value / CC_SCORE_SCALE;
	return value /
		   cc_unit_scale((cc_unit) in->sums->standards[item->standard]->needs[item->need].unit);
}

static void
put_weight(Indicators *in, uint32 number, uint32 weight)
{
	const cc_item *item = &in->sums->items[number];
	const cc_sums *sums = &item->sums[weight];
	bool whole = item->need == CC_WHOLE;
	double scale = weight == 0 ? 1.0 : WEIGHT_SCALE;
	uint32 line =
		whole ? PROXIMITY_LINE_MS : in->sums->standards[item->standard]->needs[item->need].limit;
	cc_distribution_stats stats =
		cc_distribution_describe(&item->values, weight, in->cap[number], Max(line, 1));
	/* How unequal, and how many are poor: by the need's values, of the whole by the proximity
	 * times. */
	cc_distribution_stats times =
		whole ? cc_distribution_describe(&item->proximity, weight, CC_BEYOND, line) : stats;
	Datum values[OUTPUT_COLUMNS];
	bool nulls[OUTPUT_COLUMNS] = {false};

	values[0] = PointerGetDatum(in->area);
	nulls[0] = in->area == NULL;
	values[1] = Int32GetDatum(item->standard + 1);
	values[2] = Int32GetDatum(whole ? 0 : item->need + 1);
	values[3] = Int32GetDatum(weight);
	values[4] = Int64GetDatum(in->sums->nhomes);
	values[5] = Int64GetDatum(in->sums->unknown[weight]);
	values[6] = Float8GetDatum(sums->total / scale);
	values[7] = Float8GetDatum(sums->covered / scale);
	put_float(values, nulls, 8, in->crows != NULL, sums->straight / scale);
	values[9] = Float8GetDatum(sums->unsnapped / scale);
	values[10] = Float8GetDatum(sums->on_island / scale);
	values[11] = Float8GetDatum(stats.beyond / scale);
	put_float(values, nulls, 12, sums->total > 0, (double) sums->covered / sums->total);
	put_float(values, nulls, 13, sums->total > 0 && in->crows != NULL,
			  (double) sums->straight / sums->total);
	put_float(values, nulls, 14, stats.any && stats.median != CC_BEYOND,
			  item_value(in, item, stats.median));
	put_float(values, nulls, 15, stats.any && stats.p90 != CC_BEYOND,
			  item_value(in, item, stats.p90));
	put_float(values, nulls, 16, stats.any, item_value(in, item, stats.mean));
	put_float(values, nulls, 17, times.any && times.unequal, times.gini);
	put_float(values, nulls, 18, times.any && times.has_palma, times.palma);
	for (int i = 0; i < 3; i++)
		put_float(values, nulls, 19 + i, times.any && line > 0 && in->line_known[number],
				  times.poverty[i]);
	put_float(values, nulls, 22, whole && times.any, times.mean / PROXIMITY_MIN);
	put_float(values, nulls, 23, whole && times.any && in->line_known[number],
			  1 - times.poverty[0]);
	circle_srf_put(&in->srf, values, nulls);
}

static void
put_sums(Indicators *in)
{
	for (uint32 i = 0; i < in->sums->nitems; i++)
	{
		CHECK_FOR_INTERRUPTS();
		cc_distribution_sort(&in->sums->items[i].values);
		cc_distribution_sort(&in->sums->items[i].proximity);
		for (uint32 w = 0; w < in->nweights; w++)
			put_weight(in, i, w);
	}
}

static void
put_area(Indicators *in)
{
	if (in->all != NULL)
		check_sums(cc_indicator_merge(in->all, in->sums));
	put_sums(in);
	cc_indicator_clear(in->sums);
}

/* Last, what all areas sum up to. */
static void
put_all(Indicators *in)
{
	in->area = NULL;
	in->sums = in->all;
	put_sums(in);
}

/* --- homes in --- */

static void
read_weights(const Indicators *in, Datum array, int64 *weights)
{
	ArrayType *given = DatumGetArrayTypeP(array);
	Datum *datums;
	bool *nulls;
	int n;

	deconstruct_array(given, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &datums,
					  &nulls, &n);
	if ((uint32) n != in->nweights - 1)
		ereport(ERROR, (errcode(ERRCODE_DATA_EXCEPTION),
						errmsg("a home has %d weights instead of %u", n, in->nweights - 1)));
	weights[0] = 1;
	for (int i = 0; i < n; i++)
		weights[i + 1] = nulls[i] ? -1 : DatumGetInt64(datums[i]);
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

	if (row->nulls[3])
	{
		*doors = palloc(sizeof(cc_point));
		(*doors)[0] = home_point(DatumGetFloat8(row->values[1]), DatumGetFloat8(row->values[2]));
		return 1;
	}
	wkb = DatumGetByteaPP(row->values[3]);
	parts = circle_read_wkb(wkb);
	*doors = palloc(Max(parts->npts, 1) * sizeof(cc_point));
	for (uint32 i = 0; i < parts->npts; i++)
		(*doors)[i] = home_point(parts->x[i], parts->y[i]);
	return parts->npts;
}

static void
judge_straight(Indicators *in, const CircleRows *row)
{
	cc_point *doors;
	uint32 ndoors = read_doors(row, &doors);

	for (uint32 i = 0; i < in->sums->nitems; i++)
		if (in->crows[i].amenities != NULL)
			in->straight[i] = cc_straight_at_least(in->crows[i].amenities, doors, ndoors,
												   in->crows[i].n, in->crows[i].limit_dm);
}

static void
count_home(Indicators *in, const CircleRows *row, int64 *weights)
{
	cc_counted home = {
		.on_island = DatumGetBool(row->values[4]), .weights = weights, .straight = in->straight};
	CircleBytes coverage = {NULL, 0};
	cc_detail detail = {0};
	cc_status status;

	if (!row->nulls[5])
		coverage = circle_bytes(row->values[5]);
	home.coverage = coverage.data;
	home.coverage_len = coverage.len;
	read_weights(in, row->values[6], weights);
	if (in->crows != NULL)
		judge_straight(in, row);
	status = cc_indicator_add(in->sums, &home, &detail);
	if (status != CC_OK && status != CC_LIMIT && coverage.data != NULL)
		circle_coverage_error(status, &detail, coverage);
	check_sums(status);
}

static void
begin_area(Indicators *in, text *area, MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);

	if (in->area != NULL)
		pfree(in->area);
	in->area = (text *) DatumGetPointer(datumCopy(PointerGetDatum(area), false, -1));
	MemoryContextSwitchTo(old);
}

static bool
same_text(const text *a, const text *b)
{
	return VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
		   memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

static void
count_homes(Indicators *in, const char *query, Oid coverage_type, MemoryContext context)
{
	const CircleColumn columns[] = {
		{"area", TEXTOID, false},        {"lon", FLOAT8OID, false},
		{"lat", FLOAT8OID, false},       {"doors", BYTEAOID, true},
		{"on_island", BOOLOID, false},   {"coverage", coverage_type, true},
		{"weights", INT8ARRAYOID, false}};
	int64 *weights = palloc(in->nweights * sizeof(int64));
	MemoryContext home_context =
		AllocSetContextCreate(context, "circle indicator home", ALLOCSET_SMALL_SIZES);
	CircleRows rows;

	circle_rows_open(&rows, "homes", query, columns, lengthof(columns));
	while (circle_rows_next(&rows))
	{
		MemoryContext old = MemoryContextSwitchTo(home_context);
		text *area = DatumGetTextPP(rows.values[0]);

		CHECK_FOR_INTERRUPTS();
		if (in->area == NULL || !same_text(in->area, area))
		{
			if (in->area != NULL)
				put_area(in);
			begin_area(in, area, context);
		}
		count_home(in, &rows, weights);
		MemoryContextSwitchTo(old);
		MemoryContextReset(home_context);
	}
	if (in->area != NULL)
		put_area(in);
	circle_rows_close(&rows);
}

/*
 * circle__indicators(homes text, standards circle_standard[], nweights int,
 *					  template circle_coverage, amenities text, speed_m_s float8,
 *					  "all" boolean) → SETOF record
 */
Datum
circle__indicators(PG_FUNCTION_ARGS)
{
	char *homes = circle_text_arg(fcinfo, 0, "homes");
	ArrayType *standards = DatumGetArrayTypeP(circle_datum_arg(fcinfo, 1, "standards"));
	int32 nweights = DatumGetInt32(circle_datum_arg(fcinfo, 2, "nweights"));
	Datum known = circle_datum_arg(fcinfo, 3, "template");
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle indicators", ALLOCSET_DEFAULT_SIZES);
	Indicators in = {.env = circle_env(context), .nweights = (uint32) nweights + 1};
	const cc_standard **ready;
	uint32 nstandards;
	MemoryContext old;

	circle_srf_begin(fcinfo, &in.srf);
	SPI_connect();
	old = MemoryContextSwitchTo(context);
	in.wants = circle_wants_open(known);
	ready = circle_limited_standards(standards, &nstandards);
	check_size(ready, nstandards, nweights);
	circle_check(cc_indicator_create(&in.env, ready, nstandards, in.nweights, &in.sums), NULL,
				 "standards");
	if (DatumGetBool(circle_datum_arg(fcinfo, 6, "all")))
		circle_check(cc_indicator_create(&in.env, ready, nstandards, in.nweights, &in.all), NULL,
					 "standards");
	find_caps(&in, circle_bytes(known));
	if (!PG_ARGISNULL(4))
		open_straight(&in, circle_text_arg(fcinfo, 4, "amenities"),
					  DatumGetFloat8(circle_datum_arg(fcinfo, 5, "speed_m_s")));
	count_homes(&in, homes, get_fn_expr_argtype(fcinfo->flinfo, 3), context);
	if (in.all != NULL)
		put_all(&in);
	MemoryContextSwitchTo(old);
	SPI_finish();
	MemoryContextDelete(context);
	return (Datum) 0;
}
