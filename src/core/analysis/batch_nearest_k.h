/*
 * batch_nearest_k.h
 *		What the batch notes of each home while it goes through the amenities of a category.
 *
 * The same as an accumulator, in a form that is quick to write: one row for each home, costs
 * not yet rounded to stored units. Rounding keeps the order of costs, so the accumulator that is
 *made of it in the end is the same.
 *
 * src/core/analysis/batch_nearest_k.h
 */
#ifndef CC_BATCH_NEAREST_K_H
#define CC_BATCH_NEAREST_K_H

#include "analysis/nearest_k.h"
#include "route/search.h"

/* Kept costs are padded to so many, so that a processor can compare them at once. */
#define CC_KEPT 8

typedef struct cc_batch_nearest_k
{
	uint32_t nhomes;
	uint32_t keep;
	uint32_t ncutoffs;
	uint32_t npads;
	size_t stride; /* of a row: ncutoffs counts, a 0, then npads times CC_KEPT costs, ascending */
	uint32_t *rows;
	uint32_t *limit; /* per cutoff: the greatest cost that is stored as within it */
} cc_batch_nearest_k;

extern cc_status cc_batch_nearest_k_create(const cc_env *env, uint32_t nhomes, const cc_want *want,
										   cc_batch_nearest_k *batch);
extern void cc_batch_nearest_k_release(const cc_env *env, cc_batch_nearest_k *batch);

static inline uint32_t
cc_least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/*
 * Put a cost into its place among costs that are preceded by a 0: of two neighbours and the cost,
 * each place gets the middle one.
 */
static CC_WIDE_PART void
cc_batch_nearest_k_insert(uint32_t *costs, uint32_t npads, uint32_t cost)
{
	for (uint32_t *pad = costs + (size_t) npads * CC_KEPT; pad > costs;)
	{
		uint32_t pushed[CC_KEPT];

		pad -= CC_KEPT;
		for (int k = 0; k < CC_KEPT; k++)
			pushed[k] = pad[k - 1] > cost ? pad[k - 1] : cost;
		for (int k = 0; k < CC_KEPT; k++)
			pad[k] = cc_least(pad[k], pushed[k]);
	}
}

/* Note one amenity at a cost (ms or mm) from a home; one beyond the horizon is passed over. */
static CC_WIDE_PART void
cc_batch_nearest_k_add(const cc_batch_nearest_k *batch, uint32_t home, uint32_t cost)
{
	uint32_t *row = &batch->rows[home * batch->stride];

	if (cost > batch->limit[batch->ncutoffs - 1])
		return;
	for (uint32_t m = 0; m < batch->ncutoffs; m++)
		row[m] += cost <= batch->limit[m];
	cc_batch_nearest_k_insert(row + batch->ncutoffs + 1, batch->npads, cost);
}

/*
 * The same of CC_LANES amenities. Once a home has its nearest ones, few of the others are nearer:
 * only these are put into their places.
 */
static CC_WIDE_PART void
cc_batch_nearest_k_add_lanes(const cc_batch_nearest_k *batch, uint32_t home, const uint32_t *costs)
{
	uint32_t *row = &batch->rows[home * batch->stride];
	uint32_t *kept = row + batch->ncutoffs + 1;
	uint32_t last = batch->limit[batch->ncutoffs - 1];
	uint32_t nearer[CC_LANES];
	uint32_t n = 0;

	for (uint32_t m = 0; m < batch->ncutoffs; m++)
	{
		uint32_t limit = batch->limit[m];
		uint32_t within = 0;

		for (int k = 0; k < CC_LANES; k++)
			within += costs[k] <= limit;
		row[m] += within;
	}
	if (batch->keep == 0)
		return;
	/* Compared with the costs kept so far; extra ones are pushed out by the others. */
	for (int k = 0; k < CC_LANES; k++)
	{
		nearer[n] = costs[k];
		n += costs[k] <= last && costs[k] < kept[batch->keep - 1];
	}
	for (uint32_t i = 0; i < n; i++)
		cc_batch_nearest_k_insert(kept, batch->npads, nearer[i]);
}

/* Note all that another record of the same want and homes holds, each so many times. */
extern void cc_batch_nearest_k_add_copies(const cc_batch_nearest_k *batch,
										  const cc_batch_nearest_k *other, uint32_t times);

/* Write all that was noted to an accumulator of the same want and homes. */
extern void cc_batch_nearest_k_finish(const cc_batch_nearest_k *batch, cc_nearest_k *accumulator);

#endif /* CC_BATCH_NEAREST_K_H */
