/*
 * value.c
 *		The two types as Datums: taking them apart, making them, keeping a standard ready.
 *
 * src/pg/types/value.c
 */
#include "postgres.h"

#include "types/value.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#define HINT_CATEGORIES 40 /* names in a hint */

CircleBytes
circle_bytes(Datum datum)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(datum);
	CircleBytes bytes = {(const uint8 *) VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};

	return bytes;
}

Datum
circle_value(const uint8 *data, size_t len)
{
	struct varlena *value;

	if (len > MaxAllocSize - VARHDRSZ)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("value is too large")));
	value = palloc(VARHDRSZ + len);
	SET_VARSIZE(value, VARHDRSZ + len);
	memcpy(VARDATA(value), data, len);
	return PointerGetDatum(value);
}

char *
circle_buffer_cstring(cc_buffer *buffer)
{
	cc_put_u8(buffer, '\0');
	circle_check(buffer->status, NULL, "text");
	return (char *) buffer->data;
}

static cc_standard *
decode_standard(MemoryContext context, const uint8 *data, size_t len)
{
	cc_env env = circle_env(context);
	cc_detail detail = {0};
	cc_standard *standard;

	circle_check(cc_standard_decode(&env, data, len, &standard, &detail), &detail,
				 "value of type circle_standard");
	return standard;
}

cc_standard *
circle_standard_ready(CircleBytes bytes)
{
	return decode_standard(CurrentMemoryContext, bytes.data, bytes.len);
}

/* A coverage answers needs with a limit; one without means inside a circle. */
static void
check_limits(const cc_standard *standard)
{
	for (uint32 i = 0; i < standard->nneeds; i++)
		if (standard->needs[i].unit == CC_INSIDE)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a need of category \"%.*s\" has no limit",
							(int) standard->needs[i].category_len, standard->needs[i].category),
					 errhint("Write \"within N min\", \"within N m\" or \"within N m straight\" "
							 "after it.")));
}

const cc_standard **
circle_limited_standards(ArrayType *array, uint32 *n)
{
	const cc_standard **standards;
	Datum *values;
	bool *nulls;
	int count;
	int16 typlen;
	bool typbyval;
	char typalign;

	get_typlenbyvalalign(ARR_ELEMTYPE(array), &typlen, &typbyval, &typalign);
	deconstruct_array(array, ARR_ELEMTYPE(array), typlen, typbyval, typalign, &values, &nulls,
					  &count);
	standards = palloc(Max(count, 1) * sizeof(*standards));
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (nulls[i])
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("a standard must not be NULL")));
		standards[i] = circle_standard_ready(circle_bytes(datumCopy(values[i], typbyval, typlen)));
		check_limits(standards[i]);
	}
	*n = (uint32) count;
	return standards;
}

/* --- from call to call --- */

static void
judge_standard(CircleJudge *judge, CircleBytes bytes)
{
	if (judge->standard != NULL)
	{
		pfree(judge->standard);
		judge->standard = NULL;
	}
	if (judge->bytes != NULL)
	{
		pfree(judge->bytes);
		judge->bytes = NULL;
	}
	judge->bytes = MemoryContextAlloc(judge->context, bytes.len);
	memcpy(judge->bytes, bytes.data, bytes.len);
	judge->len = bytes.len;
	judge->standard = decode_standard(judge->context, judge->bytes, judge->len);
}

static void
judge_decay(CircleJudge *judge, CircleBytes text)
{
	cc_detail detail = {0};
	cc_decay decay;
	cc_status status = cc_decay_parse((const char *) text.data, text.len, &decay, &detail);

	if (status != CC_OK)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid decay \"%.*s\": %s", (int) Min(text.len, 100),
							   (const char *) text.data, detail.reason),
						detail.hint != NULL ? errhint("%s", detail.hint) : 0));
	/* Only now: after an error that is caught, the kept state must still be valid. */
	if (judge->decay_text != NULL)
	{
		pfree(judge->decay_text);
		judge->decay_text = NULL;
	}
	judge->decay_text = MemoryContextAlloc(judge->context, Max(text.len, 1));
	memcpy(judge->decay_text, text.data, text.len);
	judge->decay_len = text.len;
	judge->decay = decay;
}

/*
 * Comparing the bytes is cheaper than any decision on when an argument is
 * constant, and right also where an expression outlives its parameters (PL/pgSQL).
 */
const CircleJudge *
circle_judge(FunctionCallInfo fcinfo, int n, int m)
{
	CircleBytes bytes = CIRCLE_GETARG_BYTES(n);
	CircleBytes text;
	CircleJudge *judge = fcinfo->flinfo != NULL ? fcinfo->flinfo->fn_extra : NULL;

	if (judge == NULL)
	{
		MemoryContext context =
			fcinfo->flinfo != NULL ? fcinfo->flinfo->fn_mcxt : CurrentMemoryContext;

		judge = MemoryContextAllocZero(context, sizeof(CircleJudge));
		judge->context = context;
		if (fcinfo->flinfo != NULL)
			fcinfo->flinfo->fn_extra = judge;
	}
	if (judge->standard == NULL || judge->len != bytes.len ||
		memcmp(judge->bytes, bytes.data, bytes.len) != 0)
		judge_standard(judge, bytes);
	if (m >= 0)
	{
		text = CIRCLE_GETARG_BYTES(m);
		if (judge->decay_text == NULL || judge->decay_len != text.len ||
			memcmp(judge->decay_text, text.data, text.len) != 0)
			judge_decay(judge, text);
	}
	return judge;
}

/* --- errors --- */

/* A stored value of a unit, as in the text form. */
static char *
stored_text(cc_unit unit, uint32 stored)
{
	cc_env env = circle_env(CurrentMemoryContext);
	cc_buffer buffer;

	cc_buffer_init(&buffer, &env);
	cc_put_stored(&buffer, unit, stored);
	return circle_buffer_cstring(&buffer);
}

/* 'clinic (min, m), park (min)' */
static char *
known_categories(CircleBytes coverage)
{
	cc_coverage_reader reader;
	const cc_entry *entry;
	StringInfoData list;
	int names = 0;
	cc_status status = cc_coverage_open(&reader, coverage.data, coverage.len);

	initStringInfo(&list);
	while (status == CC_OK && (status = cc_coverage_next(&reader, &entry)) == CC_OK)
	{
		if (names++ == HINT_CATEGORIES)
		{
			appendStringInfoString(&list, ", …");
			break;
		}
		appendStringInfo(&list, "%s%.*s (%s)", names > 1 ? ", " : "", (int) entry->category_len,
						 entry->category, cc_unit_name(entry->unit));
	}
	return list.data;
}

/* 'It keeps the 5 nearest, and counts at 5, 10, 15 min.' */
static char *
known_counts(CircleBytes coverage, const cc_detail *detail)
{
	cc_coverage_reader reader;
	const cc_entry *entry;
	StringInfoData list;

	initStringInfo(&list);
	if (cc_coverage_find(&reader, coverage.data, coverage.len, detail->name, strlen(detail->name),
						 (cc_unit) detail->number[1], &entry, NULL) != CC_OK)
		return list.data;
	appendStringInfo(&list, "It keeps the %u nearest, and counts at ", entry->keep);
	for (uint32 m = 0; m < entry->ncutoffs; m++)
		appendStringInfo(&list, "%s%s", m > 0 ? ", " : "",
						 stored_text(entry->unit, entry->cutoffs[m]));
	appendStringInfo(&list, " %s.", cc_unit_name(entry->unit));
	return list.data;
}

static void
unanswerable_error(const cc_detail *detail, CircleBytes coverage)
{
	cc_unit unit = (cc_unit) detail->number[1];
	char *asked = detail->number[0] == 0
					  ? ""
					  : psprintf(" within %s %s", stored_text(unit, (uint32) detail->number[0]),
								 cc_unit_name(unit));

	ereport(
		ERROR,
		(errcode(circle_sqlstate(CC_UNANSWERABLE)),
		 errmsg("the coverage cannot answer for \"%s\"%s: %s", detail->name, asked, detail->reason),
		 errdetail("%s", known_counts(coverage, detail)),
		 errhint(
			 "Compute the coverage again with this limit among its cutoffs, with a longer horizon, "
			 "or with a greater keep.")));
}

void
circle_coverage_error(cc_status status, const cc_detail *detail, CircleBytes coverage)
{
	char *known;

	if (status == CC_UNANSWERABLE)
		unanswerable_error(detail, coverage);
	if (status == CC_NOT_FOUND)
	{
		known = known_categories(coverage);
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("category \"%s\" (%s) is not known to the coverage", detail->name,
						cc_unit_name((cc_unit) detail->number[1])),
				 known[0] != '\0' ? errhint("It knows %s.", known)
								  : errhint("The coverage is empty: it knows no category.")));
	}
	if (status == CC_BAD_INPUT && detail->name[0] != '\0')
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("category \"%s\": %s", detail->name, detail->reason),
			 errhint(
				 "A need without \"within\" belongs to a circle's own standard and means inside that circle; "
				 "a coverage answers needs with a limit.")));
	circle_check(status, detail, "value of type circle_coverage");
	pg_unreachable();
}

/* --- arguments --- */

cc_unit
circle_unit_arg(FunctionCallInfo fcinfo, int n)
{
	char *name = text_to_cstring(PG_GETARG_TEXT_PP(n));
	cc_unit unit;

	if (!cc_unit_parse(name, strlen(name), &unit))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unit \"%s\" does not exist", name),
				 errhint("The units are min, m (on foot) and m straight (in a straight line).")));
	return unit;
}

float8 *
circle_float8_array(Datum array, int *count, const char *what)
{
	ArrayType *value = DatumGetArrayTypeP(array);

	if (ARR_NDIM(value) > 1)
		ereport(ERROR, (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
						errmsg("%s must be a one-dimensional array", what)));
	if (ARR_HASNULL(value) && array_contains_nulls(value))
		ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						errmsg("%s must not contain NULL", what)));
	*count = ArrayGetNItems(ARR_NDIM(value), ARR_DIMS(value));
	return (float8 *) ARR_DATA_PTR(value);
}
