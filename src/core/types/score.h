/*
 * score.h
 *		Comparing a coverage with a standard: met or not, score, gaps.
 *
 * Every need that a question looks at must be answerable, whatever the others
 * say: a result never depends on the order of parts, and neither does an error.
 *
 * src/core/types/score.h
 */
#ifndef CC_SCORE_H
#define CC_SCORE_H

#include "types/coverage.h"
#include "types/decay.h"
#include "types/standard.h"

/* Called with each need (its number) and what a coverage knows of its category in its unit. */
typedef cc_status (*cc_need_visit)(void *ctx, uint32_t number, const cc_need *need,
								   const cc_entry *entry, cc_detail *detail);

/*
 * Bring each need of a standard together with its entry in a coverage, in the order of entries.
 * Ends with the first need without one, as cc_standard_meets says, or what visit says.
 */
extern cc_status cc_standard_visit(const cc_standard *standard, const uint8_t *value, size_t len,
								   cc_need_visit visit, void *ctx, cc_detail *detail);

/* Is the standard met where these needs (by number) are? */
extern bool cc_standard_judge(const cc_standard *standard, const bool *met);

/*
 * Does the coverage meet the standard? CC_NOT_FOUND: a category that the coverage does not know (or
 * not in this unit). CC_UNANSWERABLE: a limit or a count that it does not know. CC_BAD_INPUT: a
 * need without limit. detail has the category, the stored limit and the unit.
 */
extern cc_status cc_standard_meets(const cc_standard *standard, const uint8_t *value, size_t len,
								   bool *met, cc_detail *detail);

/* The score from 0 to 100, rounded to 1e-6; 100 by 'step' and 'linear' if and only if it is met. */
extern cc_status cc_score(const cc_standard *standard, const uint8_t *value, size_t len,
						  const cc_decay *decay, double *score, cc_detail *detail);

/*
 * Can coverages of this one's shape (categories, units, keep, cutoffs) always answer the
 * standard by this decay, whatever amenities they hold? CC_OK, or the reason as above.
 */
extern cc_status cc_standard_answerable(const cc_standard *standard, const uint8_t *value,
										size_t len, const cc_decay *decay, cc_detail *detail);

#define CC_NO_NODE UINT32_MAX

/* One demand that is not met: a need, or a group of which too few parts are met. */
typedef struct cc_gap
{
	uint32_t node;      /* of the standard's tree */
	uint32_t needed;    /* n of a need; parts of a group that must be met */
	uint32_t available; /* amenities within the limit; parts that are met */
	uint32_t nearest;   /* stored; of a need */
	bool has_nearest;
	uint32_t alternative_of; /* node of the group that this is a part of, or CC_NO_NODE */
} cc_gap;

/*
 * The gaps, in printed order, into gaps of at least standard->nnodes; none if and only
 * if the standard is met. An unmet any-of or k-of is one gap, followed by its unmet parts; so is an
 * unmet all-of within one.
 */
extern cc_status cc_standard_gaps(const cc_standard *standard, const uint8_t *value, size_t len,
								  cc_gap *gaps, uint32_t *ngaps, cc_detail *detail);

#endif /* CC_SCORE_H */
