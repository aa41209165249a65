/*
 * score.c
 *		Comparing a coverage with a standard: met or not, score, gaps.
 *
 * src/pg/types/score.c
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "server/srf.h"
#include "types/value.h"

PG_FUNCTION_INFO_V1(circle_coverage_meets);
PG_FUNCTION_INFO_V1(circle__meets_sel);
PG_FUNCTION_INFO_V1(circle_score);
PG_FUNCTION_INFO_V1(circle__can_answer);
PG_FUNCTION_INFO_V1(circle_gaps);

/* coverage @@ standard */
Datum
circle_coverage_meets(PG_FUNCTION_ARGS)
{
	CircleBytes coverage = CIRCLE_GETARG_BYTES(0);
	const CircleJudge *judge = circle_judge(fcinfo, 1, -1);
	cc_detail detail = {0};
	bool met;
	cc_status status =
		cc_standard_meets(judge->standard, coverage.data, coverage.len, &met, &detail);

	if (status != CC_OK)
		circle_coverage_error(status, &detail, coverage);
	PG_RETURN_BOOL(met);
}

/* Statistics do not say how many homes meet a standard: assume half of them. */
Datum
circle__meets_sel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(0.5);
}

Datum
circle_score(PG_FUNCTION_ARGS)
{
	CircleBytes coverage = CIRCLE_GETARG_BYTES(0);
	const CircleJudge *judge = circle_judge(fcinfo, 1, 2);
	cc_detail detail = {0};
	double score;
	cc_status status =
		cc_score(judge->standard, coverage.data, coverage.len, &judge->decay, &score, &detail);

	if (status != CC_OK)
		circle_coverage_error(status, &detail, coverage);
	PG_RETURN_FLOAT8(score);
}

/* Only tests call it: is every need of the standard answerable by coverages of this shape? */
Datum
circle__can_answer(PG_FUNCTION_ARGS)
{
	CircleBytes coverage = CIRCLE_GETARG_BYTES(0);
	const CircleJudge *judge = circle_judge(fcinfo, 1, 2);
	cc_detail detail = {0};
	cc_status status = cc_standard_answerable(judge->standard, coverage.data, coverage.len,
											  &judge->decay, &detail);

	if (status == CC_CORRUPT)
		circle_coverage_error(status, &detail, coverage);
	PG_RETURN_BOOL(status == CC_OK);
}

/*
 * circle_gaps(coverage, standard): need_no, need, category, needed, available, limit_value, unit,
 * nearest, alternative_of.
 */
Datum
circle_gaps(PG_FUNCTION_ARGS)
{
	CircleBytes coverage = CIRCLE_GETARG_BYTES(0);
	cc_standard *standard = circle_standard_ready(CIRCLE_GETARG_BYTES(1));
	cc_gap *gaps = palloc(standard->nnodes * sizeof(cc_gap));
	uint32 ngaps;
	cc_detail detail = {0};
	CircleSrf srf;
	cc_status status =
		cc_standard_gaps(standard, coverage.data, coverage.len, gaps, &ngaps, &detail);

	if (status != CC_OK)
		circle_coverage_error(status, &detail, coverage);
	circle_srf_begin(fcinfo, &srf);
	for (uint32 i = 0; i < ngaps; i++)
	{
		const cc_gap *gap = &gaps[i];
		const cc_node *node = &standard->nodes[gap->node];
		const cc_need *need = node->kind == CC_NEED ? &standard->needs[node->need] : NULL;
		bool nulls[9] = {false};
		Datum values[9] = {0};

		nulls[2] = nulls[5] = nulls[6] = need == NULL;
		nulls[7] = !gap->has_nearest;
		nulls[8] = gap->alternative_of == CC_NO_NODE;
		values[0] = Int32GetDatum(node->need + 1);
		values[1] = CStringGetTextDatum(circle_node_text(standard, gap->node));
		values[3] = Int32GetDatum(gap->needed);
		values[4] = Int32GetDatum(gap->available);
		if (need != NULL)
		{
			values[2] =
				PointerGetDatum(cstring_to_text_with_len(need->category, (int) need->category_len));
			values[5] = Float8GetDatum(cc_need_limit(need));
			values[6] = CStringGetTextDatum(cc_need_unit(need));
			values[7] = Float8GetDatum(cc_unit_double((cc_unit) need->unit, gap->nearest));
		}
		if (!nulls[8])
			values[8] = CStringGetTextDatum(circle_node_text(standard, gap->alternative_of));
		circle_srf_put(&srf, values, nulls);
	}
	return (Datum) 0;
}
