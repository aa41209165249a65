/*
 * indicators.c
 *		Indicators of areas from the sums of their homes: circle__sum_parts, circle__indicators.
 *
 * Sums come as bytes (analysis/partial.h), which circle__indicator_parts makes of homes.
 *
 * src/pg/refresh/indicators.c
 */
#include "postgres.h"

#include "refresh/indicators.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "analysis/partial.h"
#include "server/args.h"
#include "server/srf.h"

#define OUTPUT_COLUMNS 23

/* Weights are whole thousandths; weight 0 counts homes. */
#define WEIGHT_SCALE 1000.0
#define PROXIMITY_LINE_MIN 15
#define PROXIMITY_LINE_MS (PROXIMITY_LINE_MIN * 60000)
#define PROXIMITY_MIN 60000.0

/* A study's weights are columns of a table. Each sum takes about a kilobyte at first. */
#define MAX_WEIGHTS 1600
#define MAX_SUMS 200000

typedef struct Indicators
{
	cc_indicator *sums;
	uint32 *cap;      /* per item: the horizon of the need */
	bool *line_known; /* per item: can what is missing be told to be above the line of poverty? */
	CircleSrf srf;
} Indicators;

/* What an aggregate has summed up so far. */
typedef struct SumState
{
	cc_env env;
	cc_indicator *sums;
} SumState;

PG_FUNCTION_INFO_V1(circle__sum_parts_step);
PG_FUNCTION_INFO_V1(circle__sum_parts_final);
PG_FUNCTION_INFO_V1(circle__indicators);

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

cc_indicator *
circle_indicator_create(const cc_env *env, ArrayType *standards, int32 nweights)
{
	uint32 nstandards;
	const cc_standard **ready = circle_limited_standards(standards, &nstandards);
	cc_indicator *made;

	check_size(ready, nstandards, nweights);
	circle_check(cc_indicator_create(env, ready, nstandards, (uint32) nweights + 1, &made), NULL,
				 "standards");
	return made;
}

/* --- parts --- */

void
circle_check_sums(cc_status status, const cc_detail *detail)
{
	if (status == CC_LIMIT)
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("the weights of an area sum up to more than can be counted")));
	circle_check(status, detail, "indicators");
}

Datum
circle_indicator_part(cc_indicator *sums)
{
	cc_buffer bytes;
	Datum part;

	cc_buffer_init(&bytes, sums->env);
	cc_partial_write(sums, &bytes);
	circle_check_sums(bytes.status, NULL);
	part = circle_value(bytes.data, bytes.len);
	cc_free(sums->env, bytes.data);
	return part;
}

static void
add_part(cc_indicator *sums, CircleBytes part, bool gone)
{
	cc_detail detail = {0};
	cc_status status = gone ? cc_partial_subtract(sums, part.data, part.len, &detail)
							: cc_partial_add(sums, part.data, part.len, &detail);

	detail.hint = "A refresh with full => true makes them again.";
	circle_check_sums(status, &detail);
}

/* circle__sum_parts_step(internal, part bytea, gone boolean) → internal; NULL parts are left out.
 */
Datum
circle__sum_parts_step(PG_FUNCTION_ARGS)
{
	SumState *state = PG_ARGISNULL(0) ? NULL : (SumState *) PG_GETARG_POINTER(0);
	MemoryContext context;
	CircleBytes part;
	cc_detail detail = {0};

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "circle__sum_parts_step called outside of an aggregate");
	if (PG_ARGISNULL(1) && state == NULL)
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	part = CIRCLE_GETARG_BYTES(1);
	if (state == NULL)
	{
		state = MemoryContextAlloc(context, sizeof(SumState));
		state->env = circle_env(context);
		circle_check_sums(
			cc_partial_create(&state->env, part.data, part.len, &state->sums, &detail), &detail);
	}
	add_part(state->sums, part, !PG_ARGISNULL(2) && PG_GETARG_BOOL(2));
	PG_RETURN_POINTER(state);
}

/* circle__sum_parts_final(internal) → bytea; NULL: no homes. */
Datum
circle__sum_parts_final(PG_FUNCTION_ARGS)
{
	SumState *state = PG_ARGISNULL(0) ? NULL : (SumState *) PG_GETARG_POINTER(0);

	if (state == NULL || state->sums->nhomes == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(circle_indicator_part(state->sums));
}

/* --- rows out --- */

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

	values[0] = Int32GetDatum(item->standard + 1);
	values[1] = Int32GetDatum(whole ? 0 : item->need + 1);
	values[2] = Int32GetDatum(weight);
	values[3] = Int64GetDatum(in->sums->nhomes);
	values[4] = Int64GetDatum(in->sums->unknown[weight]);
	values[5] = Float8GetDatum(sums->total / scale);
	values[6] = Float8GetDatum(sums->covered / scale);
	values[7] = Float8GetDatum(sums->straight / scale);
	values[8] = Float8GetDatum(sums->unsnapped / scale);
	values[9] = Float8GetDatum(sums->on_island / scale);
	values[10] = Float8GetDatum(stats.beyond / scale);
	put_float(values, nulls, 11, sums->total > 0, (double) sums->covered / sums->total);
	put_float(values, nulls, 12, sums->total > 0, (double) sums->straight / sums->total);
	put_float(values, nulls, 13, stats.any && stats.median != CC_BEYOND,
			  item_value(in, item, stats.median));
	put_float(values, nulls, 14, stats.any && stats.p90 != CC_BEYOND,
			  item_value(in, item, stats.p90));
	put_float(values, nulls, 15, stats.any, item_value(in, item, stats.mean));
	put_float(values, nulls, 16, times.any && times.unequal, times.gini);
	put_float(values, nulls, 17, times.any && times.has_palma, times.palma);
	for (int i = 0; i < 3; i++)
		put_float(values, nulls, 18 + i, times.any && line > 0 && in->line_known[number],
				  times.poverty[i]);
	put_float(values, nulls, 21, whole && times.any, times.mean / PROXIMITY_MIN);
	put_float(values, nulls, 22, whole && times.any && in->line_known[number],
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
		for (uint32 w = 0; w < in->sums->nweights; w++)
			put_weight(in, i, w);
	}
}

/*
 * circle__indicators(part bytea, standards circle_standard[], nweights int,
 *					  template circle_coverage) → SETOF record
 */
Datum
circle__indicators(PG_FUNCTION_ARGS)
{
	ArrayType *standards = DatumGetArrayTypeP(circle_datum_arg(fcinfo, 1, "standards"));
	int32 nweights = DatumGetInt32(circle_datum_arg(fcinfo, 2, "nweights"));
	CircleBytes known = circle_bytes(circle_datum_arg(fcinfo, 3, "template"));
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle indicators", ALLOCSET_DEFAULT_SIZES);
	cc_env env = circle_env(context);
	Indicators in;
	MemoryContext old;

	circle_srf_begin(fcinfo, &in.srf);
	old = MemoryContextSwitchTo(context);
	in.sums = circle_indicator_create(&env, standards, nweights);
	find_caps(&in, known);
	if (!PG_ARGISNULL(0))
		add_part(in.sums, CIRCLE_GETARG_BYTES(0), false);
	put_sums(&in);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return (Datum) 0;
}
