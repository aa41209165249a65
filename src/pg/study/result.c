/*
 * result.c
 *		From accumulators to the stored results of a home: its coverage, compared with the
 *standards.
 *
 * src/pg/study/result.c
 */
#include "postgres.h"

#include "study/result.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"

#include "server/error.h"
#include "types/value.h"

struct CircleResult
{
	const CircleWants *wants;
	cc_entry *entries; /* one a want; counts and values are those of the current home */
	uint32 nstandards;
	const cc_standard **standards;
	Datum *meets;
	Datum *scores;
};

CircleResult *
circle_result_create(const CircleWants *wants, ArrayType *standards)
{
	CircleResult *result = palloc0(sizeof(CircleResult));

	result->wants = wants;
	result->entries = palloc0(Max(wants->n, 1) * sizeof(cc_entry));
	for (uint32 i = 0; i < wants->n; i++)
	{
		const CircleWant *item = &wants->items[i];
		cc_entry *entry = &result->entries[i];

		entry->category = item->category;
		entry->category_len = item->category_len;
		entry->unit = item->want.unit;
		entry->keep = item->want.keep;
		entry->ncutoffs = item->want.ncutoffs;
		entry->cutoffs = item->want.cutoffs;
	}
	if (standards != NULL)
		result->standards = circle_limited_standards(standards, &result->nstandards);
	result->meets = palloc(Max(result->nstandards, 1) * sizeof(Datum));
	result->scores = palloc(Max(result->nstandards, 1) * sizeof(Datum));
	return result;
}

Datum
circle_result_coverage(CircleResult *result, const cc_nearest_k *accumulators, uint32 at)
{
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	uint8_t *value;
	size_t len;

	for (uint32 i = 0; i < result->wants->n; i++)
	{
		cc_entry *entry = &result->entries[i];
		const cc_nearest_k *accumulator = &accumulators[i];

		entry->counts = &accumulator->counts[(size_t) at * accumulator->ncutoffs];
		entry->values = &accumulator->values[(size_t) at * accumulator->keep];
		entry->nvalues = Min(accumulator->keep, cc_entry_total(entry));
	}
	circle_check(cc_coverage_encode(&env, result->entries, result->wants->n, &value, &len, &detail),
				 &detail, "coverage");
	return circle_value(value, len);
}

void
circle_result_verdict(CircleResult *result, Datum coverage, Datum *meets, Datum *score)
{
	const cc_decay step = {CC_STEP, {0, 0}};
	CircleBytes bytes = circle_bytes(coverage);

	for (uint32 i = 0; i < result->nstandards; i++)
	{
		cc_detail detail = {0};
		bool met;
		double points = 100;
		cc_status status =
			cc_standard_meets(result->standards[i], bytes.data, bytes.len, &met, &detail);

		/* A standard that is met scores 100. */
		if (status == CC_OK && !met)
			status = cc_score(result->standards[i], bytes.data, bytes.len, &step, &points, &detail);
		if (status != CC_OK)
			circle_coverage_error(status, &detail, bytes);
		result->meets[i] = BoolGetDatum(met);
		result->scores[i] = Float8GetDatum(points);
	}
	*meets = PointerGetDatum(construct_array(result->meets, result->nstandards, BOOLOID,
											 sizeof(bool), true, TYPALIGN_CHAR));
	*score = PointerGetDatum(construct_array(result->scores, result->nstandards, FLOAT8OID,
											 sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}
