/*
 * coverage_ops.c
 *		Making coverages, joining them, and asking them.
 *
 * src/pg/types/coverage_ops.c
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "types/value.h"

PG_FUNCTION_INFO_V1(circle_make_coverage);
PG_FUNCTION_INFO_V1(circle_coverage_join);
PG_FUNCTION_INFO_V1(circle__replaced);
PG_FUNCTION_INFO_V1(circle_coverage_nearest);
PG_FUNCTION_INFO_V1(circle_nth_nearest);
PG_FUNCTION_INFO_V1(circle_count_within);
PG_FUNCTION_INFO_V1(circle_coverage_categories);
PG_FUNCTION_INFO_V1(circle_proximity_time);

/* --- arguments --- */

/* The bytes of a text argument that is a category's name. */
static CircleBytes
category_arg(FunctionCallInfo fcinfo, int n)
{
	CircleBytes name = CIRCLE_GETARG_BYTES(n);
	cc_detail detail = {0};
	cc_status status = cc_category_check((const char *) name.data, name.len, &detail);

	circle_check(status, &detail, "category");
	return name;
}

/* A limit in minutes or metres, as a stored value. */
static uint32
limit_arg(cc_unit unit, float8 limit, const char *what)
{
	cc_detail detail = {0};
	uint32 stored;

	circle_check(cc_unit_limit(unit, limit, &stored, &detail), &detail, what);
	return stored;
}

/* Likewise, greater than 0. */
static uint32
horizon_arg(cc_unit unit, float8 horizon, const char *what)
{
	uint32 stored = limit_arg(unit, horizon, what);

	if (stored == 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("%s: must be greater than 0", what)));
	return stored;
}

static uint32
value_arg(cc_unit unit, float8 value, const char *what)
{
	cc_detail detail = {0};
	uint32 stored;

	circle_check(cc_unit_value(unit, value, &stored, &detail), &detail, what);
	return stored;
}

static uint32
whole_arg(FunctionCallInfo fcinfo, int n, int32 min, int32 max, const char *what)
{
	int32 value = PG_GETARG_INT32(n);

	if (value < min || value > max)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("%s must be from %d to %d, not %d", what, min, max, value)));
	return (uint32) value;
}

/* The entry that a question is about: arguments 0 and 1 are the coverage and the category. */
static const cc_entry *
entry_arg(FunctionCallInfo fcinfo, cc_unit unit, cc_coverage_reader *reader)
{
	CircleBytes coverage = CIRCLE_GETARG_BYTES(0);
	CircleBytes category = category_arg(fcinfo, 1);
	const cc_entry *entry;
	cc_detail detail = {0};
	cc_status status =
		cc_coverage_find(reader, coverage.data, coverage.len, (const char *) category.data,
						 category.len, unit, &entry, &detail);

	if (status != CC_OK)
		circle_coverage_error(status, &detail, coverage);
	return entry;
}

/* --- new values --- */

static void
cutoffs_arg(Datum array, cc_unit unit, cc_entry_shape *shape)
{
	int ncutoffs;
	float8 *numbers = circle_float8_array(array, &ncutoffs, "cutoffs");
	uint32 *cutoffs = palloc(Max(ncutoffs, 1) * sizeof(uint32));

	for (int i = 0; i < ncutoffs; i++)
		cutoffs[i] = horizon_arg(unit, numbers[i], "cutoffs");
	shape->cutoffs = cutoffs;
	shape->ncutoffs = ncutoffs;
}

/* circle_make_coverage(category, times, horizon, unit, keep, cutoffs): only cutoffs may be NULL. */
Datum
circle_make_coverage(PG_FUNCTION_ARGS)
{
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	CircleBytes category;
	cc_entry_key key;
	cc_entry_shape shape = {0};
	float8 *numbers;
	uint32 *values;
	int nvalues;
	uint8 *value;
	size_t len;
	cc_status status;

	for (int i = 0; i < 5; i++)
		if (PG_ARGISNULL(i))
			PG_RETURN_NULL();
	category = category_arg(fcinfo, 0);
	key = (cc_entry_key){(const char *) category.data, category.len, circle_unit_arg(fcinfo, 3)};
	shape.horizon = horizon_arg(key.unit, PG_GETARG_FLOAT8(2), "horizon");
	shape.keep = whole_arg(fcinfo, 4, 1, CC_MAX_KEEP, "keep");
	numbers = circle_float8_array(PG_GETARG_DATUM(1), &nvalues, "times");
	values = palloc(Max(nvalues, 1) * sizeof(uint32));
	for (int i = 0; i < nvalues; i++)
		values[i] = value_arg(key.unit, numbers[i], "times");
	if (!PG_ARGISNULL(5))
		cutoffs_arg(PG_GETARG_DATUM(5), key.unit, &shape);
	status = cc_coverage_make(&env, &key, &shape, values, nvalues, &value, &len, &detail);
	circle_check(status, &detail, "coverage");
	PG_RETURN_DATUM(circle_value(value, len));
}

Datum
circle_coverage_join(PG_FUNCTION_ARGS)
{
	CircleBytes a = CIRCLE_GETARG_BYTES(0);
	CircleBytes b = CIRCLE_GETARG_BYTES(1);

	PG_RETURN_DATUM(circle_join_coverages(a, b));
}

/* circle__replaced(coverage, part) → coverage: with what the part knows in its place. */
Datum
circle__replaced(PG_FUNCTION_ARGS)
{
	CircleBytes coverage = CIRCLE_GETARG_BYTES(0);
	CircleBytes part = CIRCLE_GETARG_BYTES(1);
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	uint8 *value;
	size_t len;
	cc_status status = cc_coverage_replace(&env, coverage.data, coverage.len, part.data, part.len,
										   &value, &len, &detail);

	if (status != CC_OK)
		circle_coverage_error(status, &detail, coverage);
	PG_RETURN_DATUM(circle_value(value, len));
}

/* --- questions --- */

/* The n-th value in minutes or metres; false where there are fewer. */
static bool
nth_value(FunctionCallInfo fcinfo, const cc_entry *entry, uint32 n, float8 *result)
{
	cc_detail detail = {0};
	uint32 stored;
	cc_status status = cc_entry_nth(entry, n, &stored, &detail);

	if (status == CC_NOT_FOUND)
		return false;
	if (status != CC_OK)
		circle_coverage_error(status, &detail, CIRCLE_GETARG_BYTES(0));
	*result = cc_unit_double(entry->unit, stored);
	return true;
}

/* coverage -> category: minutes to the nearest. */
Datum
circle_coverage_nearest(PG_FUNCTION_ARGS)
{
	cc_coverage_reader reader;
	const cc_entry *entry = entry_arg(fcinfo, CC_MINUTES, &reader);
	float8 result;

	if (!nth_value(fcinfo, entry, 1, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

Datum
circle_nth_nearest(PG_FUNCTION_ARGS)
{
	uint32 n = whole_arg(fcinfo, 2, 1, PG_INT32_MAX, "n");
	cc_coverage_reader reader;
	const cc_entry *entry = entry_arg(fcinfo, circle_unit_arg(fcinfo, 3), &reader);
	float8 result;

	if (!nth_value(fcinfo, entry, n, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

Datum
circle_count_within(PG_FUNCTION_ARGS)
{
	cc_unit unit = circle_unit_arg(fcinfo, 3);
	uint32 limit = limit_arg(unit, PG_GETARG_FLOAT8(2), "limit");
	cc_coverage_reader reader;
	const cc_entry *entry = entry_arg(fcinfo, unit, &reader);
	cc_detail detail = {0};
	uint32 count;
	cc_status status = cc_entry_count(entry, limit, &count, &detail);

	if (status != CC_OK)
		circle_coverage_error(status, &detail, CIRCLE_GETARG_BYTES(0));
	PG_RETURN_INT32((int32) count);
}

/* Known categories, each once; entries of one category stand together. */
Datum
circle_coverage_categories(PG_FUNCTION_ARGS)
{
	CircleBytes coverage = CIRCLE_GETARG_BYTES(0);
	cc_coverage_reader reader;
	const cc_entry *entry;
	const char *before = NULL;
	ArrayBuildState *names = initArrayResult(TEXTOID, CurrentMemoryContext, false);
	cc_status status = cc_coverage_open(&reader, coverage.data, coverage.len);

	while (status == CC_OK && (status = cc_coverage_next(&reader, &entry)) == CC_OK)
	{
		if (entry->category != before)
			accumArrayResult(names,
							 PointerGetDatum(cstring_to_text_with_len(entry->category,
																	  (int) entry->category_len)),
							 false, TEXTOID, CurrentMemoryContext);
		before = entry->category;
	}
	if (status != CC_NOT_FOUND)
		circle_check(status, NULL, "value of type circle_coverage");
	PG_RETURN_DATUM(makeArrayResult(names, CurrentMemoryContext));
}

/*
 * circle_proximity_time(coverage, n): mean minutes to the n nearest of each category that
 * is known in minutes, then over categories. NULL where a category has fewer within the horizon.
 */
Datum
circle_proximity_time(PG_FUNCTION_ARGS)
{
	CircleBytes coverage = CIRCLE_GETARG_BYTES(0);
	uint32 n = whole_arg(fcinfo, 1, 1, CC_MAX_KEEP, "n");
	cc_coverage_reader reader;
	const cc_entry *entry;
	uint32 categories = 0;
	bool missing = false;
	double sum = 0.0;
	cc_status status = cc_coverage_open(&reader, coverage.data, coverage.len);

	while (status == CC_OK && (status = cc_coverage_next(&reader, &entry)) == CC_OK)
	{
		cc_detail detail = {0};
		uint64 stored = 0;
		uint32 last;
		cc_status known;

		if (entry->unit != CC_MINUTES)
			continue;
		categories++;
		known = cc_entry_nth(entry, n, &last, &detail);
		if (known == CC_UNANSWERABLE)
			circle_coverage_error(known, &detail, coverage);
		missing = missing || known == CC_NOT_FOUND;
		for (uint32 i = 0; i < n && known == CC_OK; i++)
			stored += entry->values[i];
		sum += stored / 600.0 / n;
	}
	if (status != CC_NOT_FOUND)
		circle_check(status, NULL, "value of type circle_coverage");
	if (categories == 0 || missing)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(sum / categories);
}
