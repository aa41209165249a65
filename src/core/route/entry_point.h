/*
 * entry_point.h
 *		Where an area is entered.
 *
 * src/core/route/entry_point.h
 */
#ifndef CC_ENTRY_POINT_H
#define CC_ENTRY_POINT_H

#include "base/area.h"
#include "route/graph.h"

/* A line that ends this near to an area leads to it. */
#define CC_ENTRY_POINT_M 20

/* Positions, ascending by (x, y), distinct. */
typedef struct cc_entry_points
{
	cc_point *points;
	uint32_t n;
	size_t capacity;
} cc_entry_points;

/*
 * The entry points of an area, made from nothing; none is CC_OK too. Released also after a failure.
 * Only edges count that the walker can use and that are on no island.
 *
 * A street with door enters where it crosses the boundary, or touches it and goes on inside, unless
 * it ends there at a closed gate. A street without door (a bridge, a tunnel) that does so
 * enters where it, or the streets without door that it goes on as inside, first come to a street
 * with door there. A line with door that ends outside, in a node of no other edge and at no closed
 * gate, at most CC_ENTRY_POINT_M from the boundary enters at the point of the boundary nearest to
 * its end (in the local plane there; the first along the boundary), unless the straight line to it
 * crosses a barrier. A street merely alongside does not enter.
 *
 * Points are quantised. The graph must hold all tiles within CC_ENTRY_POINT_M + CC_ISLAND_M. Polls.
 */
extern cc_status cc_entry_points_find(cc_graph *graph, const cc_area *area, cc_entry_points *found);
extern void cc_entry_points_release(const cc_env *env, cc_entry_points *found);

#endif /* CC_ENTRY_POINT_H */
