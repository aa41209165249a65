/*
 * coverage_agg.c
 *		The aggregate circle_coverage_union: the parts of one home's coverage, joined.
 *
 * src/pg/types/coverage_agg.c
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "types/value.h"

PG_FUNCTION_INFO_V1(circle__union_step);
PG_FUNCTION_INFO_V1(circle__union_combine);
PG_FUNCTION_INFO_V1(circle__union_serial);
PG_FUNCTION_INFO_V1(circle__union_deserial);
PG_FUNCTION_INFO_V1(circle__union_final);

/* What has been joined so far, in the aggregate's context. */
typedef struct UnionState
{
	uint8 *data;
	size_t len;
} UnionState;

Datum
circle_join_coverages(CircleBytes a, CircleBytes b)
{
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	uint8 *value;
	size_t len;
	cc_status status = cc_coverage_union(&env, a.data, a.len, b.data, b.len, &value, &len, &detail);

	if (status == CC_BAD_INPUT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("coverages of category \"%s\" (%s) cannot be joined: %s", detail.name,
						cc_unit_name((cc_unit) detail.number[1]), detail.reason),
				 errhint("Make both with the same horizon, keep and cutoffs.")));
	circle_check(status, &detail, "coverage");
	return circle_value(value, len);
}

static MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "function %u called outside of an aggregate", fcinfo->flinfo->fn_oid);
	return context;
}

/* Join bytes to the state, which may be NULL. */
static UnionState *
join_state(MemoryContext context, UnionState *state, CircleBytes bytes)
{
	CircleBytes joined = bytes;

	if (state == NULL)
		state = MemoryContextAllocZero(context, sizeof(UnionState));
	else
		joined = circle_bytes(circle_join_coverages((CircleBytes){state->data, state->len}, bytes));
	if (state->data != NULL)
		pfree(state->data);
	state->data = MemoryContextAlloc(context, joined.len);
	memcpy(state->data, joined.data, joined.len);
	state->len = joined.len;
	return state;
}

Datum
circle__union_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	UnionState *state = PG_ARGISNULL(0) ? NULL : (UnionState *) PG_GETARG_POINTER(0);

	if (!PG_ARGISNULL(1))
		state = join_state(context, state, CIRCLE_GETARG_BYTES(1));
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

Datum
circle__union_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	UnionState *state = PG_ARGISNULL(0) ? NULL : (UnionState *) PG_GETARG_POINTER(0);
	UnionState *other = PG_ARGISNULL(1) ? NULL : (UnionState *) PG_GETARG_POINTER(1);

	if (other != NULL)
		state = join_state(context, state, (CircleBytes){other->data, other->len});
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

Datum
circle__union_serial(PG_FUNCTION_ARGS)
{
	UnionState *state;

	aggregate_context(fcinfo);
	state = (UnionState *) PG_GETARG_POINTER(0);
	PG_RETURN_DATUM(circle_value(state->data, state->len));
}

Datum
circle__union_deserial(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);

	PG_RETURN_POINTER(join_state(context, NULL, CIRCLE_GETARG_BYTES(0)));
}

Datum
circle__union_final(PG_FUNCTION_ARGS)
{
	UnionState *state = PG_ARGISNULL(0) ? NULL : (UnionState *) PG_GETARG_POINTER(0);

	aggregate_context(fcinfo);
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(circle_value(state->data, state->len));
}
