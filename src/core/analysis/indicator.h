/*
 * indicator.h
 *		Indicators of one area: sums over its homes for each need, and for each standard as a whole.
 *
 * src/core/analysis/indicator.h
 */
#ifndef CC_INDICATOR_H
#define CC_INDICATOR_H

#include "types/score.h"
#include "analysis/distribution.h"

#define CC_WHOLE UINT32_MAX    /* in place of the number of a need: the standard as a whole */
#define CC_SCORE_SCALE 1000000 /* scores are summed up in millionths */

/* One home. Weight 0 is 1 for every home; a weight below 0 is unknown. */
typedef struct cc_counted
{
	const uint8_t *coverage; /* NULL: off the network */
	size_t coverage_len;
	bool on_island;
	const int64_t *weights;
	const bool *straight; /* per item that is a need: is it met in a straight line? NULL: unknown */
} cc_counted;

/* Sums of one weight over homes, in units of the weight. */
typedef struct cc_sums
{
	int64_t total;
	int64_t covered;
	int64_t straight; /* covered in a straight line */
	int64_t unsnapped;
	int64_t on_island;
} cc_sums;

typedef struct cc_item
{
	uint32_t standard;
	uint32_t need;          /* of the standard, or CC_WHOLE */
	cc_sums *sums;          /* per weight */
	cc_distribution values; /* over homes on the network: where the need is met, in its stored unit;
						 of the whole the score in millionths */
	cc_distribution proximity; /* of the whole: proximity times in ms */
} cc_item;

typedef struct cc_indicator
{
	const cc_env *env;
	const cc_standard *const *standards;
	uint32_t nstandards;
	uint32_t nweights;
	uint32_t nitems;
	cc_item *items; /* by standard: its needs, then the whole */
	uint64_t nhomes;
	uint64_t *unknown; /* per weight: homes of which it is not known */
} cc_indicator;

/* Standards are borrowed. */
extern cc_status cc_indicator_create(const cc_env *env, const cc_standard *const *standards,
									 uint32_t nstandards, uint32_t nweights, cc_indicator **out);

/* Without standards: no home can be counted in, sums of homes can (analysis/partial.h). */
extern cc_status cc_indicator_create_items(const cc_env *env, uint32_t nitems, uint32_t nweights,
										   cc_indicator **out);
extern void cc_indicator_release(cc_indicator *indicator);

/* Begin with the next area. */
extern void cc_indicator_clear(cc_indicator *indicator);

/*
 * Count a home in. Failures as of cc_standard_meets; CC_LIMIT where a sum does not fit.
 *
 * The proximity time (Bruno et al. 2024) is the mean over the categories that the standard asks for
 * in minutes of the mean of the kept nearest times; missing ones count as the horizon.
 */
extern cc_status cc_indicator_add(cc_indicator *indicator, const cc_counted *home,
								  cc_detail *detail);

#endif /* CC_INDICATOR_H */
