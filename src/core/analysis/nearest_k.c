/*
 * nearest_k.c
 *		The nearest values and the counts of each home, as they are found.
 *
 * src/core/analysis/nearest_k.c
 */
#include "analysis/nearest_k.h"

#include <string.h>

cc_status
cc_tally_create(const cc_env *env, uint32_t nhomes, const cc_want *want, cc_tally *tally)
{
	tally->nhomes = nhomes;
	tally->keep = want->keep;
	tally->nmarks = want->nmarks;
	tally->counts = NULL;
	tally->values = NULL;
	if ((uint64_t) nhomes * want->keep > SIZE_MAX / 8 ||
		(uint64_t) nhomes * want->nmarks > SIZE_MAX / 8)
		return CC_LIMIT;
	tally->values = cc_alloc(env, (size_t) nhomes * want->keep, sizeof(uint32_t), 1);
	tally->counts = cc_alloc0(env, (size_t) nhomes * want->nmarks + 1, sizeof(uint32_t));
	if (tally->values == NULL || tally->counts == NULL)
	{
		cc_tally_release(env, tally);
		return CC_NOMEM;
	}
	memset(tally->values, 0xff, (size_t) nhomes * want->keep * sizeof(uint32_t));
	return CC_OK;
}

void
cc_tally_release(const cc_env *env, cc_tally *tally)
{
	cc_free(env, tally->values);
	cc_free(env, tally->counts);
	tally->values = NULL;
	tally->counts = NULL;
}

void
cc_tally_add(cc_tally *tally, const cc_want *want, uint32_t home, uint32_t stored)
{
	uint32_t *values = &tally->values[(size_t) home * tally->keep];
	uint32_t *counts = &tally->counts[(size_t) home * tally->nmarks];
	uint32_t at = tally->keep;

	if (stored > want->marks[want->nmarks - 1])
		return;
	for (uint32_t m = want->nmarks; m-- > 0 && stored <= want->marks[m];)
		counts[m]++;
	if (at == 0 || stored >= values[at - 1])
		return;
	for (at--; at > 0 && values[at - 1] > stored; at--)
		values[at] = values[at - 1];
	values[at] = stored;
}
