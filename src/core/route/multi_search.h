/*
 * multi_search.h
 *		Bounded shortest walks from several amenities at once.
 *
 * Amenities near each other reach almost the same nodes. So a node has a cost for each of CC_LANES
 * amenities (its lanes) in one array, and an arc is relaxed for all of them together. A settled
 * node is queued again if the cost of any lane decreases. Its key is at most the new cost of that
 * lane, so that wavefronts follow each other as in a search of one lane, and merge where they meet.
 *
 * src/core/route/multi_search.h
 */
#ifndef CC_MULTI_SEARCH_H
#define CC_MULTI_SEARCH_H

#include "route/search.h"

/*
 * cc_search_run for nlanes amenities, of a search with CC_LANES (else CC_BAD_INPUT): the sources of
 * lane k are sources[first[k]] to sources[first[k + 1] - 1]; they are borrowed until the next run.
 * A dead end has a cost only if a source is on its edge, which does not change any walk. Lane 0
 * is current. A limit is at most UINT32_MAX - 3.
 */
extern cc_status cc_multi_search_run(cc_search *search, const cc_place *sources,
									 const uint32_t *first, uint32_t nlanes, cc_measure measure,
									 cc_direction direction, uint32_t limit);

/* Select the current lane, whose walks the functions of cc_search return. */
extern void cc_multi_search_select(cc_search *search, uint32_t lane);

/* Does a node have a cost in any lane? */
static inline bool
cc_multi_search_touched(const cc_search *search, uint32_t node)
{
	return search->wait[node] != 0;
}

/* The costs of a node. */
static inline const uint32_t *
cc_multi_search_costs(const cc_search *search, uint32_t node)
{
	return &search->cost[(size_t) node * CC_LANES];
}

#endif /* CC_MULTI_SEARCH_H */
