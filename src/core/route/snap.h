/*
 * snap.h
 *		From a point to its place on the network.
 *
 * src/core/route/snap.h
 */
#ifndef CC_SNAP_H
#define CC_SNAP_H

#include "route/graph.h"

typedef struct cc_place
{
	cc_point point;  /* the door */
	double foot_lon; /* the nearest point of the street, degrees */
	double foot_lat;
	uint32_t edge;    /* of the graph; CC_NONE: no street within the walker's snap limit */
	uint32_t at_mm;   /* along the edge, from its end u */
	uint32_t door_mm; /* straight from door to street */
	bool on_island;
	bool closed; /* no better than a street without door was in reach */
} cc_place;

/*
 * Snap a point to the nearest point of an edge that the walker can use, within the walker's
 * snap limit. Better first: with door, mainland, fewer whole mm, no steps, not private,
 * smaller street key, smaller first vertex. Distances are those of the local plane at the
 * point's latitude. If the straight line to the best edge crosses a barrier, then the first of the
 * 8 best streets (the best edge of each) to which it crosses none; the best, if all do.
 * CC_NOT_FOUND with edge CC_NONE where there is none. The graph must hold all tiles within snap
 * limit + CC_ISLAND_M of the point.
 */
extern cc_status cc_snap(cc_graph *graph, cc_point point, cc_place *place);

/*
 * Snap an area or a line: the point of its boundary (npts points, rings closed, parts marked by
 * part_first[0..nparts]) that is nearest to a street, by the same order of preference.
 * Likewise the first of the 8 best streets to which the line from the boundary crosses no barrier.
 * place->point is that point of the boundary, quantised, and the place is
 * that of cc_snap from there, so that a stored point gives the same place again. A part
 * may be a single point. Polls. CC_NOT_FOUND where no street is in reach.
 */
extern cc_status cc_snap_boundary(cc_graph *graph, const cc_point *pts, const uint32_t *part_first,
								  uint32_t nparts, cc_place *place);

#endif /* CC_SNAP_H */
