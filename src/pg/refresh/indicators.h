/*
 * indicators.h
 *		Sums over homes for a study's standards and weights, and their bytes.
 *
 * src/pg/refresh/indicators.h
 */
#ifndef CIRCLE_INDICATORS_H
#define CIRCLE_INDICATORS_H

#include "fmgr.h"
#include "utils/array.h"

#include "analysis/indicator.h"
#include "types/value.h"

/*
 * Empty sums for an array of standards, for homes and so many weights; an error where these are too
 * many. env is borrowed, standards are made ready in the current context.
 */
extern cc_indicator *circle_indicator_create(const cc_env *env, ArrayType *standards,
											 int32 nweights);

/* Nothing for CC_OK, else an error of sums. */
extern void circle_check_sums(cc_status status, const cc_detail *detail);

/* Sums as bytes of analysis/partial.h: a bytea in the current context. */
extern Datum circle_indicator_part(cc_indicator *sums);

#endif /* CIRCLE_INDICATORS_H */
