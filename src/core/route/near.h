/*
 * near.h
 *		Shared by snapping of points and of boundaries: segments near by, and their order.
 *
 * src/core/route/near.h
 */
#ifndef CC_NEAR_H
#define CC_NEAR_H

#include "route/graph.h"

#include <math.h>

/* The nearest point of an edge; smaller is better, in the order of the members. */
typedef struct cc_candidate
{
	uint32_t rank; /* CC_RANK_... of its edge; filled in by cc_near_offer */
	uint32_t mm;
	uint32_t dislikes; /* 2: steps, 1: private */
	uint32_t edge;     /* of the graph: compared by street key and first vertex; CC_NONE: none */
	double square;     /* square metres, to choose among the segments of one edge; in whole mm2 */
	uint32_t boundary; /* segment of the boundary */
	uint32_t segment;  /* of the edge */
	double along_boundary; /* 0 ... 1 */
	double along;          /* 0 ... 1 of the segment */
	cc_point from;         /* the door */
} cc_candidate;

/* How many streets may be tried for one whose door walk crosses no barrier. */
#define CC_NEAR_STREETS 8

/* The best candidates so far, the best first: one of a street where there is room for more. */
typedef struct cc_shortlist
{
	cc_candidate items[CC_NEAR_STREETS];
	uint32_t n;
	uint32_t most;
	bool changed; /* by the last offer */
} cc_shortlist;

/*
 * Square metres as whole square millimetres. Touching things have 0 however it is computed: a
 * choice never depends on the rounding of doubles.
 */
static inline double
cc_near_whole(double square)
{
	return floor(square * 1e6 + 0.5);
}

/* The point of a segment that is nearest to a position. */
typedef struct cc_foot
{
	double along;  /* 0 ... 1 of the segment */
	double square; /* square metres between them */
} cc_foot;

/* In the local plane of the position. */
static inline cc_foot
cc_near_foot(cc_point point, cc_plane plane, const cc_point *ends)
{
	double ax = (ends[0].x - (double) point.x) * plane.mx;
	double ay = (ends[0].y - (double) point.y) * plane.my;
	double bx = (ends[1].x - (double) point.x) * plane.mx;
	double by = (ends[1].y - (double) point.y) * plane.my;
	double dx = bx - ax;
	double dy = by - ay;
	double length2 = dx * dx + dy * dy;
	double t = length2 > 0 ? -(ax * dx + ay * dy) / length2 : 0;

	/* A vertex has the same distance to the last bit whichever segment it is seen from. */
	if (t <= 0)
		t = 0;
	else if (t >= 1)
	{
		t = 1;
		ax = bx;
		ay = by;
	}
	else
	{
		ax += t * dx;
		ay += t * dy;
	}
	return (cc_foot){t, ax * ax + ay * ay};
}

/* The position at a part (0 ... 1) of a segment, quantised. */
extern cc_point cc_near_part(const cc_point *ends, double part);

#define CC_RANK_BEST 0u
#define CC_RANK_ISLAND 1u
#define CC_RANK_CLOSED 2u

/* The box of all positions within metres of a box, in the plane given. */
extern cc_box cc_near_box(cc_box box, cc_plane plane, double metres);

/* How far a candidate may be to come onto the list: metres, a little too many. */
extern double cc_near_reach(const cc_graph *graph, const cc_shortlist *list);

/* Put the candidate on the list if it is good enough; islands are looked up only if need be. */
extern cc_status cc_near_offer(cc_graph *graph, cc_candidate *candidate, cc_shortlist *list);

/* Offer the list, empty when called, all that is near enough to come onto it. */
typedef cc_status (*cc_near_find)(void *state);

/*
 * Find the best candidate whose door walk crosses no barrier; that of the nearest streets if all
 * cross one. CC_NOT_FOUND if nothing is near. find is called a second time only where the very
 * best one is barred.
 */
extern cc_status cc_near_best(const cc_graph *graph, cc_shortlist *list, cc_near_find find,
							  void *state, const cc_candidate **best);

/* Called for each segment near by: edge of the graph, number of the segment in it, its points. */
typedef cc_status (*cc_near_visit)(void *state, uint32_t edge, uint32_t segment,
								   const cc_point *ends);

/* Visit all segments that touch the box, some more than once and others too. */
extern cc_status cc_near_scan(const cc_graph *graph, cc_box box, cc_near_visit visit, void *state);

/*
 * Does the straight line between two positions cross a barrier: do they share a point that is
 * no end of the line? An end that lies on a piece of a barrier, or so near to its line
 * that rounding may have moved it off (half a unit each way), may leave to either side. Exact. The
 * graph must hold all tiles that the line touches.
 */
extern bool cc_near_barred(const cc_graph *graph, cc_point a, cc_point b);

#endif /* CC_NEAR_H */
