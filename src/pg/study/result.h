/*
 * result.h
 *		From accumulators to the stored results of a home: its coverage, compared with the
 *standards.
 *
 * src/pg/study/result.h
 */
#ifndef CIRCLE_RESULT_H
#define CIRCLE_RESULT_H

#include "utils/array.h"

#include "study/template.h"

typedef struct CircleResult CircleResult;

/* standards is an array of circle_standard, or NULL for none. In CurrentMemoryContext. */
extern CircleResult *circle_result_create(const CircleWants *wants, ArrayType *standards);

/*
 * The coverage of one home, number at in accumulators (one for each want, in order), as a
 * circle_coverage in CurrentMemoryContext.
 */
extern Datum circle_result_coverage(CircleResult *result, const cc_nearest_k *accumulators,
									uint32 at);

/* Is each standard met (boolean[]), and its score by 'step' (float8[])? */
extern void circle_result_verdict(CircleResult *result, Datum coverage, Datum *meets, Datum *score);

#endif /* CIRCLE_RESULT_H */
