/*
 * snap.c
 *		From a point to its place on the network.
 *
 * src/core/route/snap.c
 */
#include "route/snap.h"

#include "route/near.h"

/* A first search this far finds most places in a city and touches few segments. */
#define FIRST_REACH 0.25

typedef struct snapping
{
	cc_graph *graph;
	cc_point point;
	cc_plane plane;
	double reach2; /* square metres: farther segments cannot be better */
	cc_shortlist list;
} snapping;

/* Offer the nearest point of a segment, in the local plane of the point. */
static cc_status
visit_segment(void *state, uint32_t edge, uint32_t segment, const cc_point *ends)
{
	snapping *snap = state;
	cc_foot foot = cc_near_foot(snap->point, snap->plane, ends);
	cc_candidate candidate;
	cc_status status;

	if (foot.square > snap->reach2)
		return CC_OK;
	candidate.square = foot.square;
	candidate.edge = edge;
	candidate.boundary = 0;
	candidate.segment = segment;
	candidate.along_boundary = 0;
	candidate.along = foot.along;
	candidate.from = snap->point;
	status = cc_near_offer(snap->graph, &candidate, &snap->list);
	if (snap->list.changed)
	{
		double reach = cc_near_reach(snap->graph, &snap->list);

		snap->reach2 = reach * reach;
	}
	return status;
}

static cc_status
search_within(snapping *snap, double metres)
{
	cc_box box = {snap->point.x, snap->point.y, snap->point.x, snap->point.y};

	return cc_near_scan(snap->graph, cc_near_box(box, snap->plane, metres), visit_segment, snap);
}

static cc_status
find_near(void *state)
{
	snapping *snap = state;
	double reach = cc_near_reach(snap->graph, &snap->list);
	double first = reach * FIRST_REACH;
	cc_status status;

	snap->reach2 = reach * reach;
	status = search_within(snap, first);
	if (status != CC_OK)
		return status;
	reach = cc_near_reach(snap->graph, &snap->list);
	return reach <= first ? CC_OK : search_within(snap, reach);
}

/* Metres along the edge up to a part of one of its segments, in whole mm. */
static uint32_t
along_mm(const cc_graph *graph, const cc_candidate *best)
{
	const cc_gedge *joined = &graph->edges[best->edge];
	const cc_tile *tile = graph->tiles[joined->tile];
	const cc_point *pts = &tile->pts[tile->edges[joined->edge].pt];
	double metres = 0;
	uint32_t mm;

	for (uint32_t i = 0; i < best->segment; i++)
		metres += cc_distance_m(pts[i], pts[i + 1]);
	metres += best->along * cc_distance_m(pts[best->segment], pts[best->segment + 1]);
	mm = cc_mm(metres);
	return mm > joined->len_mm ? joined->len_mm : mm;
}

static void
fill_place(const cc_graph *graph, const cc_candidate *best, cc_place *place)
{
	const cc_gedge *joined = &graph->edges[best->edge];
	const cc_tile *tile = graph->tiles[joined->tile];
	const cc_point *ends = &tile->pts[tile->edges[joined->edge].pt + best->segment];

	place->foot_lon = (ends[0].x + best->along * ((double) ends[1].x - ends[0].x)) / CC_DEGREE;
	place->foot_lat = (ends[0].y + best->along * ((double) ends[1].y - ends[0].y)) / CC_DEGREE;
	place->edge = best->edge;
	place->at_mm = along_mm(graph, best);
	place->door_mm = best->mm;
	place->on_island = (best->rank & CC_RANK_ISLAND) != 0;
	place->closed = (best->rank & CC_RANK_CLOSED) != 0;
}

cc_status
cc_snap(cc_graph *graph, cc_point point, cc_place *place)
{
	snapping snap;
	const cc_candidate *best;
	cc_status status;

	*place = (cc_place){.point = point, .edge = CC_NONE};
	snap.graph = graph;
	snap.point = point;
	snap.plane = cc_plane_at(point.y);
	status = cc_near_best(graph, &snap.list, find_near, &snap, &best);
	if (status == CC_OK)
		fill_place(graph, best, place);
	return status;
}
