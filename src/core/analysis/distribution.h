/*
 * distribution.h
 *		How values are distributed over homes, by several weights at once: quantiles, inequality,
 *poverty.
 *
 * Weights are whole numbers, and the weight of each value is kept, so that results
 * do not depend on the order in which homes come, to the bit.
 *
 * src/core/analysis/distribution.h
 */
#ifndef CC_DISTRIBUTION_H
#define CC_DISTRIBUTION_H

#include "base/base.h"

#define CC_BEYOND UINT32_MAX /* a value larger than all: beyond the horizon */

typedef struct cc_distribution
{
	uint32_t nweights;
	uint32_t used;
	int64_t *rows;   /* a value, then the sum of each weight over the homes that have it */
	uint32_t *slots; /* open-addressed: number of a value's row, UINT32_MAX for none */
	size_t capacity; /* of rows; slots are twice as many */
} cc_distribution;

/* What a distribution says by one weight. Values are those that were added; cap stands for those
 * above.
 */
typedef struct cc_distribution_stats
{
	int64_t total;
	int64_t beyond;    /* weight of CC_BEYOND */
	bool any;          /* is there any weight? else the rest means nothing */
	uint32_t median;   /* the least value that at least half of the weight does not exceed */
	uint32_t p90;      /* likewise nine tenths */
	double mean;       /* of capped values */
	bool unequal;      /* is any capped value above 0? else gini and palma mean nothing */
	double gini;       /* Gini (1912) of capped values: 0 all alike, towards 1 */
	bool has_palma;    /* is the mean below not 0? */
	double palma;      /* mean of the tenth with the largest capped values / of the 40 % with the
						  smallest */
	double poverty[3]; /* Foster, Greer and Thorbecke (1984): shares of the weight above the line,
						  of how far above in parts of the line, and of that squared */
} cc_distribution_stats;

extern void cc_distribution_init(cc_distribution *distribution, uint32_t nweights);
extern void cc_distribution_release(const cc_env *env, cc_distribution *distribution);

/* Forget all values, keep the memory. */
extern void cc_distribution_clear(cc_distribution *distribution);

/* One home's value; a weight below 0 is unknown and left out. Sums stay within int64: CC_LIMIT. */
extern cc_status cc_distribution_add(const cc_env *env, cc_distribution *distribution,
									 uint32_t value, const int64_t *weights);

/* Up to some dozens of rows of values and their sums, as a distribution has them. */
extern cc_status cc_distribution_add_rows(const cc_env *env, cc_distribution *distribution,
										  const int64_t *rows, uint32_t n);

/* Take rows out again; values may be left with sums of 0. CC_CORRUPT where they are not in it. */
extern cc_status cc_distribution_subtract_rows(cc_distribution *distribution, const int64_t *rows,
											   uint32_t n);

/* Sort the values: before statistics, and after the last addition before the next clear. */
extern void cc_distribution_sort(cc_distribution *distribution);

/* Of a sorted distribution, by one weight; line is where poverty begins, at least 1. */
extern cc_distribution_stats cc_distribution_describe(const cc_distribution *distribution,
													  uint32_t weight, uint32_t cap, uint32_t line);

#endif /* CC_DISTRIBUTION_H */
