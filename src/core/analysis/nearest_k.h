/*
 * nearest_k.h
 *		The nearest values and the counts of each home, as they are found.
 *
 * src/core/analysis/nearest_k.h
 */
#ifndef CC_NEAREST_K_H
#define CC_NEAREST_K_H

#include "types/unit.h"

/* What a coverage is to contain of one category in one unit. Stored units: ds or dm. */
typedef struct cc_want
{
	cc_unit unit;
	uint32_t keep;
	uint32_t ncutoffs;       /* at least one */
	const uint32_t *cutoffs; /* ascending, distinct; the last is the horizon */
} cc_want;

/* For each of nhomes: the values (ascending, CC_NONE beyond) and the counts at the cutoffs. */
typedef struct cc_nearest_k
{
	uint32_t nhomes;
	uint32_t keep;
	uint32_t ncutoffs;
	uint32_t *values; /* nhomes * keep */
	uint32_t *counts; /* nhomes * ncutoffs */
} cc_nearest_k;

extern cc_status cc_nearest_k_create(const cc_env *env, uint32_t nhomes, const cc_want *want,
									 cc_nearest_k *accumulator);
extern void cc_nearest_k_release(const cc_env *env, cc_nearest_k *accumulator);

/* Note one amenity at a stored distance from a home. */
extern void cc_nearest_k_add(cc_nearest_k *accumulator, const cc_want *want, uint32_t home,
							 uint32_t stored);

#endif /* CC_NEAREST_K_H */
