/*
 * batch_nearest_k.c
 *		What the batch notes of each home, and the accumulator made of it.
 *
 * src/core/analysis/batch_nearest_k.c
 */
#include "analysis/batch_nearest_k.h"

#include <string.h>

cc_status
cc_batch_nearest_k_create(const cc_env *env, uint32_t nhomes, const cc_want *want,
						  cc_batch_nearest_k *batch)
{
	batch->nhomes = nhomes;
	batch->keep = want->keep;
	batch->ncutoffs = want->ncutoffs;
	batch->npads = (want->keep + CC_KEPT - 1) / CC_KEPT;
	batch->stride = (size_t) want->ncutoffs + 1 + (size_t) batch->npads * CC_KEPT;
	batch->limit = cc_alloc(env, want->ncutoffs, sizeof(uint32_t), 0);
	batch->rows = cc_alloc(env, nhomes, batch->stride * sizeof(uint32_t), 0);
	if (batch->limit == NULL || batch->rows == NULL)
		return CC_NOMEM;
	for (uint32_t m = 0; m < want->ncutoffs; m++)
		batch->limit[m] = cc_search_limit(want->cutoffs[m]);
	for (uint32_t h = 0; h < nhomes; h++)
	{
		uint32_t *row = &batch->rows[h * batch->stride];

		memset(row, 0, (want->ncutoffs + 1) * sizeof(uint32_t));
		memset(row + want->ncutoffs + 1, 0xff, batch->npads * CC_KEPT * sizeof(uint32_t));
	}
	return CC_OK;
}

void
cc_batch_nearest_k_release(const cc_env *env, cc_batch_nearest_k *batch)
{
	cc_free(env, batch->limit);
	cc_free(env, batch->rows);
}

void
cc_batch_nearest_k_add_copies(const cc_batch_nearest_k *batch, const cc_batch_nearest_k *other,
							  uint32_t times)
{
	uint32_t copies = cc_least(times, batch->keep);

	for (uint32_t h = 0; h < batch->nhomes; h++)
	{
		uint32_t *row = &batch->rows[h * batch->stride];
		uint32_t *kept = row + batch->ncutoffs + 1;
		const uint32_t *from = &other->rows[h * batch->stride];
		const uint32_t *costs = from + batch->ncutoffs + 1;

		for (uint32_t m = 0; m < batch->ncutoffs; m++)
			row[m] += from[m] * times;
		for (uint32_t k = 0; k < batch->keep && costs[k] < kept[batch->keep - 1]; k++)
			for (uint32_t copy = 0; copy < copies; copy++)
				cc_batch_nearest_k_insert(kept, batch->npads, costs[k]);
	}
}

void
cc_batch_nearest_k_finish(const cc_batch_nearest_k *batch, cc_nearest_k *accumulator)
{
	for (uint32_t h = 0; h < batch->nhomes; h++)
	{
		const uint32_t *row = &batch->rows[h * batch->stride];
		uint32_t *counts = &accumulator->counts[(size_t) h * batch->ncutoffs];
		uint32_t *values = &accumulator->values[(size_t) h * batch->keep];

		for (uint32_t m = 0; m < batch->ncutoffs; m++)
			counts[m] = row[m];
		for (uint32_t k = 0; k < batch->keep; k++)
		{
			uint32_t cost = row[batch->ncutoffs + 1 + k];

			values[k] = cost == CC_NONE ? CC_NONE : cc_stored(cost);
		}
	}
}
