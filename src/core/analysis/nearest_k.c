/*
 * nearest_k.c
 *		The nearest values and the counts of each home, as they are found.
 *
 * src/core/analysis/nearest_k.c
 */
#include "analysis/nearest_k.h"

#include <string.h>

cc_status
cc_nearest_k_create(const cc_env *env, uint32_t nhomes, const cc_want *want,
					cc_nearest_k *accumulator)
{
	accumulator->nhomes = nhomes;
	accumulator->keep = want->keep;
	accumulator->ncutoffs = want->ncutoffs;
	accumulator->counts = NULL;
	accumulator->values = NULL;
	if ((uint64_t) nhomes * want->keep > SIZE_MAX / 8 ||
		(uint64_t) nhomes * want->ncutoffs > SIZE_MAX / 8)
		return CC_LIMIT;
	accumulator->values = cc_alloc(env, (size_t) nhomes * want->keep, sizeof(uint32_t), 1);
	accumulator->counts = cc_alloc0(env, (size_t) nhomes * want->ncutoffs + 1, sizeof(uint32_t));
	if (accumulator->values == NULL || accumulator->counts == NULL)
	{
		cc_nearest_k_release(env, accumulator);
		return CC_NOMEM;
	}
	memset(accumulator->values, 0xff, (size_t) nhomes * want->keep * sizeof(uint32_t));
	return CC_OK;
}

void
cc_nearest_k_release(const cc_env *env, cc_nearest_k *accumulator)
{
	cc_free(env, accumulator->values);
	cc_free(env, accumulator->counts);
	accumulator->values = NULL;
	accumulator->counts = NULL;
}

void
cc_nearest_k_add(cc_nearest_k *accumulator, const cc_want *want, uint32_t home, uint32_t stored)
{
	uint32_t *values = &accumulator->values[(size_t) home * accumulator->keep];
	uint32_t *counts = &accumulator->counts[(size_t) home * accumulator->ncutoffs];
	uint32_t at = accumulator->keep;

	if (stored > want->cutoffs[want->ncutoffs - 1])
		return;
	for (uint32_t m = want->ncutoffs; m-- > 0 && stored <= want->cutoffs[m];)
		counts[m]++;
	if (at == 0 || stored >= values[at - 1])
		return;
	for (at--; at > 0 && values[at - 1] > stored; at--)
		values[at] = values[at - 1];
	values[at] = stored;
}
