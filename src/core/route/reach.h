/*
 * reach.h
 *		The streets within limits of a search's sources, cut where a limit is reached.
 *
 * src/core/route/reach.h
 */
#ifndef CC_REACH_H
#define CC_REACH_H

#include "route/search.h"

/*
 * A part of a street, from its end nearer to the sources. Its costs are those of walks between the
 * sources and its ends, in the direction of the search, without a door at that end.
 */
typedef struct cc_reached
{
	uint32_t edge;    /* of the graph; CC_NONE: the straight line between a source and its street */
	uint32_t source;  /* whose line it is */
	uint32_t from_mm; /* along the edge, or from the door */
	uint32_t to_mm;
	uint32_t from_cost;
	uint32_t to_cost;
	uint32_t band; /* number of the smallest limit that the part is within; nlimits: of none */
} cc_reached;

typedef cc_status (*cc_reach_visit)(void *state, const cc_reached *part);

/*
 * Give out every part of a street within the limits (ms or mm as the search measures, ascending,
 * distinct; the last is the limit of the search's last run), each once: a place at a mm of an
 * edge is within a limit if and only if cc_search_walk of it, without its door, is. With rest
 * also the parts that are within none, of which only the edge, the mm and the band are
 * set. Parts have a length; those walked from one side to a limit or to where the
 * walk from the other side is as short end there. Polls.
 */
extern cc_status cc_reach(const cc_search *search, const uint32_t *limits, uint32_t nlimits,
						  bool rest, cc_reach_visit visit, void *state);

#endif /* CC_REACH_H */
