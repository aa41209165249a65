/*
 * standard_ops.c
 *		Putting standards together and taking them apart.
 *
 * src/pg/types/standard_ops.c
 */
#include "postgres.h"

#include "types/value.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "server/srf.h"

PG_FUNCTION_INFO_V1(circle_standard_and);
PG_FUNCTION_INFO_V1(circle_standard_or);
PG_FUNCTION_INFO_V1(circle_needs);
PG_FUNCTION_INFO_V1(circle_standard_categories);

static Datum
join_two(FunctionCallInfo fcinfo, cc_node_kind kind)
{
	const cc_standard *a = circle_standard_ready(CIRCLE_GETARG_BYTES(0));
	const cc_standard *b = circle_standard_ready(CIRCLE_GETARG_BYTES(1));
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	uint8 *value;
	size_t len;

	circle_check(cc_standard_join(&env, kind, a, b, &value, &len, &detail), &detail, "standard");
	return circle_value(value, len);
}

Datum
circle_standard_and(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(join_two(fcinfo, CC_ALL));
}

Datum
circle_standard_or(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(join_two(fcinfo, CC_ANY));
}

/* --- taking apart --- */

char *
circle_node_text(const cc_standard *standard, uint32 node)
{
	cc_env env = circle_env(CurrentMemoryContext);
	cc_buffer buffer;

	cc_buffer_init(&buffer, &env);
	cc_standard_print_node(&buffer, standard, node);
	return circle_buffer_cstring(&buffer);
}

/* circle_needs(standard): need_no, need, category, needed, limit_value, unit, weight. */
Datum
circle_needs(PG_FUNCTION_ARGS)
{
	cc_standard *standard = circle_standard_ready(CIRCLE_GETARG_BYTES(0));
	CircleSrf srf;

	circle_srf_begin(fcinfo, &srf);
	for (uint32 i = 0; i < standard->nneeds; i++)
	{
		const cc_need *need = &standard->needs[i];
		bool inside = need->unit == CC_INSIDE;
		bool nulls[7] = {false, false, false, false, inside, inside, false};
		Datum values[7] = {0};

		values[0] = Int32GetDatum(i + 1);
		values[1] = CStringGetTextDatum(circle_node_text(standard, need->node));
		values[2] =
			PointerGetDatum(cstring_to_text_with_len(need->category, (int) need->category_len));
		values[3] = Int32GetDatum(need->n);
		if (!inside)
		{
			values[4] = Float8GetDatum(cc_need_limit(need));
			values[5] = CStringGetTextDatum(cc_need_unit(need));
		}
		values[6] = Float8GetDatum(standard->nodes[need->node].weight / (double) CC_WEIGHT_ONE);
		circle_srf_put(&srf, values, nulls);
	}
	return (Datum) 0;
}

Datum
circle_standard_categories(PG_FUNCTION_ARGS)
{
	cc_standard *standard = circle_standard_ready(CIRCLE_GETARG_BYTES(0));
	ArrayBuildState *names = initArrayResult(TEXTOID, CurrentMemoryContext, false);
	const cc_need *before = NULL;

	for (uint32 i = 0; i < standard->nneeds; i++)
	{
		const cc_need *need = &standard->needs[standard->by_category[i]];

		if (before == NULL || cc_category_compare(before->category, before->category_len,
												  need->category, need->category_len) != 0)
			accumArrayResult(
				names,
				PointerGetDatum(cstring_to_text_with_len(need->category, (int) need->category_len)),
				false, TEXTOID, CurrentMemoryContext);
		before = need;
	}
	PG_RETURN_DATUM(makeArrayResult(names, CurrentMemoryContext));
}
