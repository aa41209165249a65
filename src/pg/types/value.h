/*
 * value.h
 *		The two types as Datums: taking them apart, making them, keeping a standard ready.
 *
 * src/pg/types/value.h
 */
#ifndef CIRCLE_VALUE_H
#define CIRCLE_VALUE_H

#include "fmgr.h"
#include "utils/array.h"

#include "types/score.h"
#include "server/compat.h"
#include "server/error.h"

/* The bytes of an argument, detoasted. */
typedef struct CircleBytes
{
	const uint8 *data;
	size_t len;
} CircleBytes;

extern CircleBytes circle_bytes(Datum datum);

#define CIRCLE_GETARG_BYTES(n) circle_bytes(PG_GETARG_DATUM(n))

/* Bytes from the core as a value. */
extern Datum circle_value(const uint8 *data, size_t len);

/* A buffer's text, terminated; an error if the buffer failed. */
extern char *circle_buffer_cstring(cc_buffer *buffer);

/* A standard ready for use, in the current context. */
extern cc_standard *circle_standard_ready(CircleBytes bytes);

/*
 * The standards of an array, in the current context. Raises an error for NULL, and for needs
 * without a limit: their unit is none that a coverage has.
 */
extern const cc_standard **circle_limited_standards(ArrayType *array, uint32 *n);

/* The text of one node of a standard, without its weight. */
extern char *circle_node_text(const cc_standard *standard, uint32 node);

/* What a function keeps from call to call: the standard and the decay that it saw last. */
typedef struct CircleJudge
{
	MemoryContext context;
	uint8 *bytes;
	size_t len;
	cc_standard *standard;
	char *decay_text;
	size_t decay_len;
	cc_decay decay;
} CircleJudge;

/*
 * The standard of argument n, and the decay of argument m (or 'step' where m is -1). A
 * constant is made ready once a query.
 */
extern const CircleJudge *circle_judge(FunctionCallInfo fcinfo, int n, int m);

/* a || b; an error where they do not fit together. */
extern Datum circle_join_coverages(CircleBytes a, CircleBytes b);

/* The error of a question that a coverage did not answer; says what it knows. */
pg_noreturn extern void circle_coverage_error(cc_status status, const cc_detail *detail,
											  CircleBytes coverage);

/* A unit from its name; an error that lists them. */
extern cc_unit circle_unit_arg(FunctionCallInfo fcinfo, int n);

/* A float8[] without NULLs; what names it in errors. */
extern float8 *circle_float8_array(Datum array, int *count, const char *what);

#endif /* CIRCLE_VALUE_H */
