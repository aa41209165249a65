/*
 * batch_nearest_k.h
 *		What the batch notes of each home while it goes through the amenities of a category.
 *
 * The same as a tally, in a form that is quick to write: one row for each home, costs
 * not yet rounded to stored units. Rounding keeps the order of costs, so the tally that is made of
 * it in the end is the same.
 *
 * src/core/analysis/batch_nearest_k.h
 */
#ifndef CC_BATCH_NEAREST_K_H
#define CC_BATCH_NEAREST_K_H

#include "analysis/nearest_k.h"
#include "route/search.h"

/* Kept costs are padded to so many, so that a processor can compare them at once. */
#define CC_KEPT 8

typedef struct cc_record
{
	uint32_t nhomes;
	uint32_t keep;
	uint32_t nmarks;
	uint32_t npads;
	size_t stride; /* of a row: nmarks counts, a 0, then npads times CC_KEPT costs, ascending */
	uint32_t *rows;
	uint32_t *limit; /* per mark: the greatest cost that is stored as within it */
} cc_record;

extern cc_status cc_record_create(const cc_env *env, uint32_t nhomes, const cc_want *want,
								  cc_record *record);
extern void cc_record_release(const cc_env *env, cc_record *record);

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
cc_record_insert(uint32_t *costs, uint32_t npads, uint32_t cost)
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
cc_record_add(const cc_record *record, uint32_t home, uint32_t cost)
{
	uint32_t *row = &record->rows[home * record->stride];

	if (cost > record->limit[record->nmarks - 1])
		return;
	for (uint32_t m = 0; m < record->nmarks; m++)
		row[m] += cost <= record->limit[m];
	cc_record_insert(row + record->nmarks + 1, record->npads, cost);
}

/*
 * The same of CC_LANES amenities. Once a home has its nearest ones, few of the others are nearer:
 * only these are put into their places.
 */
static CC_WIDE_PART void
cc_record_add_lanes(const cc_record *record, uint32_t home, const uint32_t *costs)
{
	uint32_t *row = &record->rows[home * record->stride];
	uint32_t *kept = row + record->nmarks + 1;
	uint32_t last = record->limit[record->nmarks - 1];
	uint32_t nearer[CC_LANES];
	uint32_t n = 0;

	for (uint32_t m = 0; m < record->nmarks; m++)
	{
		uint32_t limit = record->limit[m];
		uint32_t within = 0;

		for (int k = 0; k < CC_LANES; k++)
			within += costs[k] <= limit;
		row[m] += within;
	}
	if (record->keep == 0)
		return;
	/* By what is kept so far: one that others of these push out does no harm. */
	for (int k = 0; k < CC_LANES; k++)
	{
		nearer[n] = costs[k];
		n += costs[k] <= last && costs[k] < kept[record->keep - 1];
	}
	for (uint32_t i = 0; i < n; i++)
		cc_record_insert(kept, record->npads, nearer[i]);
}

/* Note all that another record of the same want and homes holds, each so many times. */
extern void cc_record_add_copies(const cc_record *record, const cc_record *other, uint32_t times);

/* Write all that was noted to a tally of the same want and homes. */
extern void cc_record_finish(const cc_record *record, cc_tally *tally);

#endif /* CC_BATCH_NEAREST_K_H */
