/*
 * partial.h
 *		What the homes of a part of a city sum up to, as bytes that are kept and added to others.
 *
 * Sums and histograms are whole numbers, so that partials add up to what all of their homes do, to
 * the bit, whatever the parts are.
 *
 * Format: the number of the format, then varints: weights, items; per weight its unit, the greatest
 * number that all its sums are multiples of (0: they are 0), homes of which it is not known, total,
 * unsnapped and on_island; per item and weight covered and straight, then the histograms of values
 * and of proximity times: how many values, ascending, each as its distance to the one before less
 * 1, with the sum of each weight. Sums are divided by the weight's unit.
 *
 * src/core/analysis/partial.h
 */
#ifndef CC_PARTIAL_H
#define CC_PARTIAL_H

#include "analysis/indicator.h"

/*
 * Append the sums of an indicator; sorts its distributions. The same homes give the same bytes, in
 * whatever order and parts they were counted in. Failures are the buffer's; CC_BAD_INPUT for an
 * indicator without standards.
 */
extern void cc_partial_write(cc_indicator *indicator, cc_buffer *out);

/*
 * Count in the homes of a partial. CC_CORRUPT, with reason and place in detail, for bytes that
 * cc_partial_write does not make of an indicator of as many items and weights; CC_LIMIT where a sum
 * does not fit; CC_CANCELED. After a failure the indicator must be cleared.
 */
extern cc_status cc_partial_add(cc_indicator *indicator, const uint8_t *data, size_t len,
								cc_detail *detail);

/*
 * Take the homes of a partial out again. As cc_partial_add, and CC_CORRUPT where the indicator does
 * not hold such homes.
 */
extern cc_status cc_partial_subtract(cc_indicator *indicator, const uint8_t *data, size_t len,
									 cc_detail *detail);

/*
 * An empty indicator of as many items and weights as a partial: other partials of the same
 * standards and weights can be counted in, homes cannot. CC_CORRUPT where the bytes are too few for
 * these.
 */
extern cc_status cc_partial_create(const cc_env *env, const uint8_t *data, size_t len,
								   cc_indicator **out, cc_detail *detail);

#endif /* CC_PARTIAL_H */
