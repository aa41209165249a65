/*
 * coverage_json.c
 *		Coverages to and from jsonb.
 *
 * src/pg/types/coverage_json.c
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/json.h"

#include "server/jsonread.h"
#include "types/value.h"

PG_FUNCTION_INFO_V1(circle_coverage_to_jsonb);
PG_FUNCTION_INFO_V1(circle_coverage_from_jsonb);

static const char type_name[] = "circle_coverage";

/* --- writing --- */

/*
 * Numbers of a key. Three decimals of a minute are 0.06 s, so the nearest tenth
 * of a second is the stored one.
 */
static void
write_values(cc_buffer *out, const char *key, cc_unit unit, const uint32 *values, uint32 n)
{
	cc_put_text(out, key);
	for (uint32 i = 0; i < n; i++)
	{
		cc_put_text(out, i > 0 ? "," : "");
		cc_put_thousandths(out, unit == CC_MINUTES ? ((uint64) values[i] * 1000 + 300) / 600
												   : (uint64) values[i] * 100);
	}
	cc_put_u8(out, ']');
}

static void
write_entry(cc_buffer *out, const cc_entry *entry)
{
	StringInfoData name;

	initStringInfo(&name);
	escape_json(&name, pnstrdup(entry->category, entry->category_len));
	cc_put_text(out, "{\"category\":");
	cc_put_text(out, name.data);
	cc_put_text(out, ",\"unit\":\"");
	cc_put_text(out, cc_unit_name(entry->unit));
	cc_put_text(out, "\",\"keep\":");
	cc_put_whole(out, entry->keep);
	write_values(out, ",\"values\":[", entry->unit, entry->values, entry->nvalues);
	write_values(out, ",\"cutoffs\":[", entry->unit, entry->cutoffs, entry->ncutoffs);
	cc_put_text(out, ",\"counts\":[");
	for (uint32 m = 0; m < entry->ncutoffs; m++)
	{
		cc_put_text(out, m > 0 ? "," : "");
		cc_put_whole(out, entry->counts[m]);
	}
	cc_put_text(out, "]}");
}

Datum
circle_coverage_to_jsonb(PG_FUNCTION_ARGS)
{
	CircleBytes coverage = CIRCLE_GETARG_BYTES(0);
	cc_env env = circle_env(CurrentMemoryContext);
	cc_coverage_reader reader;
	const cc_entry *entry;
	cc_buffer out;
	bool first = true;
	cc_status status = cc_coverage_open(&reader, coverage.data, coverage.len);

	cc_buffer_init(&out, &env);
	cc_put_u8(&out, '[');
	while (status == CC_OK && (status = cc_coverage_next(&reader, &entry)) == CC_OK)
	{
		cc_put_text(&out, first ? "" : ",");
		first = false;
		write_entry(&out, entry);
	}
	if (status != CC_NOT_FOUND)
		circle_check(status, NULL, "value of type circle_coverage");
	cc_put_u8(&out, ']');
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(circle_buffer_cstring(&out))));
}

/* --- reading --- */

static uint32
read_whole(JsonbValue *value, const char *key, double max)
{
	double number = circle_json_number(value, key, type_name);

	if (number < 0 || number > max || number != floor(number))
		circle_json_error(type_name, psprintf("\"%s\" must be whole, from 0 to %.0f", key, max));
	return (uint32) number;
}

/* The array of a key as stored values of a unit, or as whole numbers where stored is false. */
static uint32 *
read_array(JsonbContainer *object, const char *key, cc_unit unit, bool stored, uint32 max,
		   uint32 *count)
{
	JsonbContainer *array = circle_json_array(object, key, type_name);
	uint32 *numbers;
	cc_detail detail = {0};

	*count = JsonContainerSize(array);
	if (*count > max)
		circle_json_error(type_name, psprintf("\"%s\" has more than %u elements", key, max));
	numbers = palloc(Max(*count, 1) * sizeof(uint32));
	for (uint32 i = 0; i < *count; i++)
	{
		JsonbValue *value = getIthJsonbValueFromContainer(array, i);

		if (!stored)
			numbers[i] = read_whole(value, key, CC_MAX_COUNT);
		else if (cc_unit_value(unit, circle_json_number(value, key, type_name), &numbers[i],
							   &detail) != CC_OK)
			circle_json_error(type_name, psprintf("\"%s\": %s", key, detail.reason));
	}
	return numbers;
}

static void
read_entry(JsonbContainer *object, cc_entry *entry)
{
	static const char *const keys[] = {"category", "unit",   "keep", "values",
									   "cutoffs",  "counts", NULL};
	JsonbValue *category = circle_json_string(object, "category", type_name);
	JsonbValue *unit = circle_json_string(object, "unit", type_name);
	uint32 ncounts;

	circle_json_keys(object, keys, type_name);
	if (!cc_unit_parse(unit->val.string.val, unit->val.string.len, &entry->unit))
		circle_json_error(type_name, "\"unit\" must be \"min\", \"m\" or \"m straight\"");
	entry->category = category->val.string.val;
	entry->category_len = category->val.string.len;
	entry->keep = read_whole(circle_json_get(object, "keep"), "keep", CC_MAX_KEEP);
	entry->values = read_array(object, "values", entry->unit, true, CC_MAX_KEEP, &entry->nvalues);
	entry->cutoffs =
		read_array(object, "cutoffs", entry->unit, true, CC_MAX_CUTOFFS, &entry->ncutoffs);
	entry->counts = read_array(object, "counts", entry->unit, false, CC_MAX_CUTOFFS, &ncounts);
	if (ncounts != entry->ncutoffs)
		circle_json_error(type_name, "\"counts\" must have a number for each of \"cutoffs\"");
}

static int
compare_entries(const void *a, const void *b)
{
	return cc_entry_compare(a, b);
}

Datum
circle_coverage_from_jsonb(PG_FUNCTION_ARGS)
{
	Jsonb *json = PG_GETARG_JSONB_P(0);
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	uint32 nentries;
	cc_entry *entries;
	uint8 *value;
	size_t len;

	if (!JsonContainerIsArray(&json->root) || JsonContainerIsScalar(&json->root))
		circle_json_error(type_name, "expected an array of objects");
	nentries = JsonContainerSize(&json->root);
	if (nentries > CC_MAX_ENTRIES)
		circle_json_error(type_name, "a coverage has at most 3000 entries");
	entries = palloc0(Max(nentries, 1) * sizeof(cc_entry));
	for (uint32 i = 0; i < nentries; i++)
		read_entry(circle_json_object(getIthJsonbValueFromContainer(&json->root, i), type_name),
				   &entries[i]);
	qsort(entries, nentries, sizeof(cc_entry), compare_entries);
	circle_check(cc_coverage_encode(&env, entries, nentries, &value, &len, &detail), &detail,
				 "jsonb for type circle_coverage");
	PG_RETURN_DATUM(circle_value(value, len));
}
