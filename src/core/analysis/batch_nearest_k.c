/*
 * batch_nearest_k.c
 *		What the batch notes of each home, and the tally made of it.
 *
 * src/core/analysis/batch_nearest_k.c
 */
#include "analysis/batch_nearest_k.h"

#include <string.h>

cc_status
cc_record_create(const cc_env *env, uint32_t nhomes, const cc_want *want, cc_record *record)
{
	record->nhomes = nhomes;
	record->keep = want->keep;
	record->nmarks = want->nmarks;
	record->npads = (want->keep + CC_KEPT - 1) / CC_KEPT;
	record->stride = (size_t) want->nmarks + 1 + (size_t) record->npads * CC_KEPT;
	record->limit = cc_alloc(env, want->nmarks, sizeof(uint32_t), 0);
	record->rows = cc_alloc(env, nhomes, record->stride * sizeof(uint32_t), 0);
	if (record->limit == NULL || record->rows == NULL)
		return CC_NOMEM;
	for (uint32_t m = 0; m < want->nmarks; m++)
		record->limit[m] = cc_search_limit(want->marks[m]);
	for (uint32_t h = 0; h < nhomes; h++)
	{
		uint32_t *row = &record->rows[h * record->stride];

		memset(row, 0, (want->nmarks + 1) * sizeof(uint32_t));
		memset(row + want->nmarks + 1, 0xff, record->npads * CC_KEPT * sizeof(uint32_t));
	}
	return CC_OK;
}

void
cc_record_release(const cc_env *env, cc_record *record)
{
	cc_free(env, record->limit);
	cc_free(env, record->rows);
}

void
cc_record_add_copies(const cc_record *record, const cc_record *other, uint32_t times)
{
	uint32_t copies = cc_least(times, record->keep);

	for (uint32_t h = 0; h < record->nhomes; h++)
	{
		uint32_t *row = &record->rows[h * record->stride];
		uint32_t *kept = row + record->nmarks + 1;
		const uint32_t *from = &other->rows[h * record->stride];
		const uint32_t *costs = from + record->nmarks + 1;

		for (uint32_t m = 0; m < record->nmarks; m++)
			row[m] += from[m] * times;
		for (uint32_t k = 0; k < record->keep && costs[k] < kept[record->keep - 1]; k++)
			for (uint32_t copy = 0; copy < copies; copy++)
				cc_record_insert(kept, record->npads, costs[k]);
	}
}

void
cc_record_finish(const cc_record *record, cc_tally *tally)
{
	for (uint32_t h = 0; h < record->nhomes; h++)
	{
		const uint32_t *row = &record->rows[h * record->stride];
		uint32_t *counts = &tally->counts[(size_t) h * record->nmarks];
		uint32_t *values = &tally->values[(size_t) h * record->keep];

		for (uint32_t m = 0; m < record->nmarks; m++)
			counts[m] = row[m];
		for (uint32_t k = 0; k < record->keep; k++)
		{
			uint32_t cost = row[record->nmarks + 1 + k];

			values[k] = cost == CC_NONE ? CC_NONE : cc_stored(cost);
		}
	}
}
