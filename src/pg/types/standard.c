/*
 * standard.c
 *		The type circle_standard: input, output, order, hash.
 *
 * src/pg/types/standard.c
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "types/value.h"

PG_FUNCTION_INFO_V1(circle_standard_in);
PG_FUNCTION_INFO_V1(circle_standard_out);
PG_FUNCTION_INFO_V1(circle_standard_recv);
PG_FUNCTION_INFO_V1(circle_standard_send);
PG_FUNCTION_INFO_V1(circle_standard_cmp);
PG_FUNCTION_INFO_V1(circle_standard_eq);
PG_FUNCTION_INFO_V1(circle_standard_ne);
PG_FUNCTION_INFO_V1(circle_standard_lt);
PG_FUNCTION_INFO_V1(circle_standard_le);
PG_FUNCTION_INFO_V1(circle_standard_gt);
PG_FUNCTION_INFO_V1(circle_standard_ge);
PG_FUNCTION_INFO_V1(circle_standard_hash);
PG_FUNCTION_INFO_V1(circle_standard_hash_extended);

Datum
circle_standard_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	uint8 *value;
	size_t len;
	cc_status status = cc_standard_parse(&env, text, strlen(text), &value, &len, &detail);

	if (status != CC_OK)
	{
		circle_bad_text(fcinfo->context, "circle_standard", text, status, &detail);
		PG_RETURN_NULL();
	}
	PG_RETURN_DATUM(circle_value(value, len));
}

/* The normal form of the text: bytes and their length, terminated. */
static char *
standard_text(CircleBytes bytes, size_t *len)
{
	cc_env env = circle_env(CurrentMemoryContext);
	cc_standard *standard = circle_standard_ready(bytes);
	cc_buffer buffer;
	char *text;

	cc_buffer_init(&buffer, &env);
	cc_standard_print(&buffer, standard);
	text = circle_buffer_cstring(&buffer);
	*len = buffer.len - 1;
	pfree(standard);
	return text;
}

Datum
circle_standard_out(PG_FUNCTION_ARGS)
{
	size_t len;

	PG_RETURN_CSTRING(standard_text(CIRCLE_GETARG_BYTES(0), &len));
}

Datum
circle_standard_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	cc_env env = circle_env(CurrentMemoryContext);
	int len = message->len - message->cursor;
	const char *bytes = pq_getmsgbytes(message, len);
	cc_detail detail = {0};
	cc_standard *standard;
	cc_status status = cc_standard_decode(&env, (const uint8 *) bytes, len, &standard, &detail);

	if (status != CC_OK)
		circle_bad_bytes("circle_standard", status, &detail);
	PG_RETURN_DATUM(circle_value((const uint8 *) bytes, len));
}

Datum
circle_standard_send(PG_FUNCTION_ARGS)
{
	CircleBytes bytes = CIRCLE_GETARG_BYTES(0);

	PG_RETURN_DATUM(circle_value(bytes.data, bytes.len));
}

/* --- order: that of the texts' bytes; all comparisons come from this one --- */

static int
standard_compare(FunctionCallInfo fcinfo)
{
	CircleBytes a = CIRCLE_GETARG_BYTES(0);
	CircleBytes b = CIRCLE_GETARG_BYTES(1);
	size_t a_len;
	size_t b_len;
	char *a_text;
	char *b_text;
	int order;

	if (a.len == b.len && memcmp(a.data, b.data, a.len) == 0)
		return 0;
	a_text = standard_text(a, &a_len);
	b_text = standard_text(b, &b_len);
	order = cc_category_compare(a_text, a_len, b_text, b_len);
	pfree(a_text);
	pfree(b_text);
	return order < 0 ? -1 : order > 0;
}

Datum
circle_standard_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(standard_compare(fcinfo));
}

Datum
circle_standard_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(standard_compare(fcinfo) == 0);
}

Datum
circle_standard_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(standard_compare(fcinfo) != 0);
}

Datum
circle_standard_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(standard_compare(fcinfo) < 0);
}

Datum
circle_standard_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(standard_compare(fcinfo) <= 0);
}

Datum
circle_standard_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(standard_compare(fcinfo) > 0);
}

Datum
circle_standard_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(standard_compare(fcinfo) >= 0);
}

Datum
circle_standard_hash(PG_FUNCTION_ARGS)
{
	CircleBytes bytes = CIRCLE_GETARG_BYTES(0);

	PG_RETURN_DATUM(hash_any(bytes.data, (int) bytes.len));
}

Datum
circle_standard_hash_extended(PG_FUNCTION_ARGS)
{
	CircleBytes bytes = CIRCLE_GETARG_BYTES(0);

	PG_RETURN_DATUM(hash_any_extended(bytes.data, (int) bytes.len, PG_GETARG_INT64(1)));
}
