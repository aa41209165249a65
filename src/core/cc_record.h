/*
 * cc_record.h
 *		What the batch notes of each home while it goes through the amenities of a category.
 *
 * The same as a tally, in a form that is quick to write: one row for each home, costs
 * not yet rounded to stored units, an amenity counted at one mark only. Rounding keeps the
 * order of costs, so the tally that is made of it in the end is the same.
 *
 * src/core/cc_record.h
 */
#ifndef CC_RECORD_H
#define CC_RECORD_H

#include "cc_cover.h"

/* Costs are kept in lanes of so many, so that a processor can compare them at once. */
#define CC_LANES 8

typedef struct cc_record
{
	uint32_t nhomes;
	uint32_t keep;
	uint32_t nmarks;
	uint32_t nlanes;
	size_t stride;   /* of a row: nmarks counts, a 0, then nlanes lanes of costs, ascending */
	uint32_t *rows;  /* a count is that of amenities beyond the mark before */
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
cc_record_insert(uint32_t *costs, uint32_t nlanes, uint32_t cost)
{
	for (uint32_t *lane = costs + (size_t) nlanes * CC_LANES; lane > costs;)
	{
		uint32_t pushed[CC_LANES];

		lane -= CC_LANES;
		for (int k = 0; k < CC_LANES; k++)
			pushed[k] = lane[k - 1] > cost ? lane[k - 1] : cost;
		for (int k = 0; k < CC_LANES; k++)
			lane[k] = cc_least(lane[k], pushed[k]);
	}
}

/*
 * Note one amenity at a cost (ms or mm) from a home; one beyond the horizon is passed over.
 * Few branches: no processor can foretell how far the next home is.
 */
static CC_WIDE_PART void
cc_record_add(cc_record *record, uint32_t home, uint32_t cost)
{
	uint32_t *row = &record->rows[home * record->stride];
	uint32_t last = record->nmarks - 1;
	uint32_t mark = 0;

	if (cost > record->limit[last])
		return;
	for (uint32_t m = 0; m < last; m++)
		mark += cost > record->limit[m];
	row[mark]++;
	cc_record_insert(row + record->nmarks + 1, record->nlanes, cost);
}

/* Write all that was noted to a tally of the same want and homes. */
extern void cc_record_finish(const cc_record *record, cc_tally *tally);

#endif /* CC_RECORD_H */
