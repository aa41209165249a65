/*
 * coverage.c
 *		The type circle_coverage: input, output, equality, hash.
 *
 * src/pg/types/coverage.c
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "types/value.h"

PG_FUNCTION_INFO_V1(circle_coverage_in);
PG_FUNCTION_INFO_V1(circle_coverage_out);
PG_FUNCTION_INFO_V1(circle_coverage_recv);
PG_FUNCTION_INFO_V1(circle_coverage_send);
PG_FUNCTION_INFO_V1(circle_coverage_eq);
PG_FUNCTION_INFO_V1(circle_coverage_ne);
PG_FUNCTION_INFO_V1(circle_coverage_hash);
PG_FUNCTION_INFO_V1(circle_coverage_hash_extended);

Datum
circle_coverage_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	uint8 *value;
	size_t len;
	cc_status status = cc_coverage_parse(&env, text, strlen(text), &value, &len, &detail);

	if (status != CC_OK)
	{
		circle_bad_text(fcinfo->context, "circle_coverage", text, status, &detail);
		PG_RETURN_NULL();
	}
	PG_RETURN_DATUM(circle_value(value, len));
}

Datum
circle_coverage_out(PG_FUNCTION_ARGS)
{
	CircleBytes bytes = CIRCLE_GETARG_BYTES(0);
	cc_env env = circle_env(CurrentMemoryContext);
	cc_buffer buffer;

	cc_buffer_init(&buffer, &env);
	circle_check(cc_coverage_print(&buffer, bytes.data, bytes.len), NULL,
				 "value of type circle_coverage");
	PG_RETURN_CSTRING(circle_buffer_cstring(&buffer));
}

Datum
circle_coverage_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	cc_env env = circle_env(CurrentMemoryContext);
	int len = message->len - message->cursor;
	const char *bytes = pq_getmsgbytes(message, len);
	cc_detail detail = {0};
	cc_status status = cc_coverage_check(&env, (const uint8 *) bytes, len, &detail);

	if (status != CC_OK)
		circle_bad_bytes("circle_coverage", status, &detail);
	PG_RETURN_DATUM(circle_value((const uint8 *) bytes, len));
}

Datum
circle_coverage_send(PG_FUNCTION_ARGS)
{
	CircleBytes bytes = CIRCLE_GETARG_BYTES(0);

	PG_RETURN_DATUM(circle_value(bytes.data, bytes.len));
}

/* There is one way to write a value, so equal values have equal bytes. */
static bool
coverage_equal(FunctionCallInfo fcinfo)
{
	CircleBytes a = CIRCLE_GETARG_BYTES(0);
	CircleBytes b = CIRCLE_GETARG_BYTES(1);

	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

Datum
circle_coverage_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(coverage_equal(fcinfo));
}

Datum
circle_coverage_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!coverage_equal(fcinfo));
}

Datum
circle_coverage_hash(PG_FUNCTION_ARGS)
{
	CircleBytes bytes = CIRCLE_GETARG_BYTES(0);

	PG_RETURN_DATUM(hash_any(bytes.data, (int) bytes.len));
}

Datum
circle_coverage_hash_extended(PG_FUNCTION_ARGS)
{
	CircleBytes bytes = CIRCLE_GETARG_BYTES(0);

	PG_RETURN_DATUM(hash_any_extended(bytes.data, (int) bytes.len, PG_GETARG_INT64(1)));
}
