/*
 * entry_point.c
 *		Where an area is entered.
 *
 * Goes along the boundary and looks at the streets beside each of its segments. What crosses and
 * touches is decided in integers. Lines that end near by are noted, and compared with the whole
 * boundary when it is known.
 *
 * src/core/route/entry_point.c
 */
#include "route/entry_point.h"

#include "route/near.h"

#include <stdlib.h>

#define POLL_EVERY 256 /* segments of the boundary */

typedef struct numbers
{
	uint32_t *items;
	uint32_t n;
	size_t capacity;
} numbers;

/* One segment of the boundary at a time. */
typedef struct entering
{
	cc_graph *graph;
	const cc_area *area;
	cc_point start;
	cc_point end;
	cc_box near; /* a line that ends outside of it ends too far from the segment */
	cc_entry_points *found;
	numbers line_ends; /* 2 * edge, and 1 more for its end v */
	numbers closed;    /* streets without door that enter */
} entering;

static cc_status
add_entry(entering *enter, cc_point point)
{
	cc_entry_points *found = enter->found;
	cc_status status = cc_grow(enter->graph->env, (void **) &found->points, &found->capacity,
							   found->n, (size_t) found->n + 1, sizeof(cc_point));

	if (status == CC_OK)
		found->points[found->n++] = point;
	return status;
}

static cc_status
add_number(const entering *enter, numbers *list, uint32_t number)
{
	cc_status status = cc_grow(enter->graph->env, (void **) &list->items, &list->capacity, list->n,
							   (size_t) list->n + 1, sizeof(uint32_t));

	if (status == CC_OK)
		list->items[list->n++] = number;
	return status;
}

/* --- crossing and touching --- */

/* from + part / whole of the way to another coordinate, rounded half up; whole > 0. */
static int32_t
exact_part(int32_t from, int32_t to, cc_wide part, cc_wide whole)
{
	cc_wide twice = 2 * part * ((int64_t) to - from) + whole;
	cc_wide steps = twice / (2 * whole);

	if (steps * 2 * whole > twice)
		steps--;
	return (int32_t) (from + steps);
}

/* Where the boundary's segment and the street's cross, each on both sides of the other. */
static bool
crosses(const entering *enter, const cc_point *ends, cc_point *at)
{
	cc_wide whole = cc_cross(enter->start, enter->end, ends[0], ends[1]);
	cc_wide part = cc_cross(enter->start, ends[0], ends[0], ends[1]);

	if (cc_sign(cc_cross(enter->start, enter->end, enter->start, ends[0])) *
				cc_sign(cc_cross(enter->start, enter->end, enter->start, ends[1])) >=
			0 ||
		cc_sign(cc_cross(ends[0], ends[1], ends[0], enter->start)) *
				cc_sign(cc_cross(ends[0], ends[1], ends[0], enter->end)) >=
			0)
		return false;
	if (whole < 0)
	{
		whole = -whole;
		part = -part;
	}
	*at = (cc_point){exact_part(enter->start.x, enter->end.x, part, whole),
					 exact_part(enter->start.y, enter->end.y, part, whole)};
	return true;
}

static bool
lies_on(cc_point at, cc_point a, cc_point b)
{
	return cc_box_holds(cc_segment_box(a, b), at) && cc_cross(a, b, a, at) == 0;
}

/* Tiles around the area are all loaded, so only closed gates have ends of their own. */
static bool
is_gate_end(const cc_graph *graph, uint32_t node)
{
	return node >= graph->node_base[graph->ntiles];
}

/* Does a vertex of the street touch the boundary, and the street go inside from there? */
static bool
touches(const entering *enter, cc_point vertex, cc_point other, uint32_t node)
{
	return lies_on(vertex, enter->start, enter->end) &&
		   (node == CC_NONE || !is_gate_end(enter->graph, node)) &&
		   cc_area_begins(enter->area, vertex, other);
}

/* Likewise a vertex of the boundary in the middle of the street's segment. */
static bool
is_touched(const entering *enter, const cc_point *ends)
{
	return !cc_point_same(enter->start, ends[0]) && !cc_point_same(enter->start, ends[1]) &&
		   lies_on(enter->start, ends[0], ends[1]) &&
		   (cc_area_begins(enter->area, enter->start, ends[0]) ||
			cc_area_begins(enter->area, enter->start, ends[1]));
}

/* Where a segment of an edge enters; nodes: those that its ends are, or CC_NONE. Returns how many.
 */
static uint32_t
find_points(const entering *enter, const cc_point *ends, const uint32_t *nodes, cc_point *points)
{
	uint32_t n = 0;

	if (!cc_boxes_touch(cc_segment_box(enter->start, enter->end), cc_segment_box(ends[0], ends[1])))
		return 0;
	if (crosses(enter, ends, &points[0]))
		return 1;
	if (touches(enter, ends[0], ends[1], nodes[0]))
		points[n++] = ends[0];
	if (touches(enter, ends[1], ends[0], nodes[1]))
		points[n++] = ends[1];
	if (is_touched(enter, ends))
		points[n++] = enter->start;
	return n;
}

/* --- streets without door --- */

static cc_point
end_point(const cc_graph *graph, uint32_t edge, bool at_v)
{
	const cc_edge *stored = cc_graph_stored(graph, edge);

	return graph->tiles[graph->edges[edge].tile]->pts[stored->pt + (at_v ? stored->npts - 1 : 0)];
}

static bool
has_door(const cc_graph *graph, uint32_t node)
{
	cc_streets streets = cc_streets_at(graph, node);
	cc_arc arc;

	while (cc_streets_next(&streets, &arc))
		if (cc_arc_usable(&arc) && (graph->edges[arc.edge].class_bits & CC_CLOSED) == 0)
			return true;
	return false;
}

/* The search inside the area, over streets without door, from where some of them enter. */
typedef struct landing
{
	bool *seen;   /* per node */
	numbers ends; /* of edges, still to be examined: 2 * edge, and 1 more for its end v */
} landing;

static uint32_t
end_node(const cc_graph *graph, uint32_t end)
{
	const cc_gedge *joined = &graph->edges[end / 2];

	return end % 2 ? joined->v : joined->u;
}

static cc_status
come_to(const entering *enter, landing *land, uint32_t edge, bool at_v)
{
	uint32_t end = 2 * edge + at_v;
	uint32_t node = end_node(enter->graph, end);

	if (land->seen[node] ||
		cc_area_side(enter->area, end_point(enter->graph, edge, at_v)) != CC_SIDE_IN)
		return CC_OK;
	land->seen[node] = true;
	return add_number(enter, &land->ends, end);
}

/* Over all streets without door from a node. */
static cc_status
walk_on(const entering *enter, landing *land, uint32_t node)
{
	cc_streets streets = cc_streets_at(enter->graph, node);
	cc_status status = CC_OK;
	cc_arc arc;

	while (status == CC_OK && cc_streets_next(&streets, &arc))
		if (cc_arc_usable(&arc))
			status = come_to(enter, land, arc.edge, enter->graph->edges[arc.edge].v == arc.to);
	return status;
}

/* However a bridge or tunnel is cut into lines and tiles: where it first comes to a door. */
static cc_status
walk_to_landings(entering *enter, landing *land)
{
	cc_status status = CC_OK;

	for (uint32_t i = 0; i < enter->closed.n && status == CC_OK; i++)
		for (int at_v = 0; at_v < 2 && status == CC_OK; at_v++)
			status = come_to(enter, land, enter->closed.items[i], at_v);
	while (land->ends.n > 0 && status == CC_OK)
	{
		uint32_t end = land->ends.items[--land->ends.n];
		uint32_t node = end_node(enter->graph, end);

		if (cc_stop(enter->graph->env))
			return CC_CANCELED;
		if (has_door(enter->graph, node))
			status = add_entry(enter, end_point(enter->graph, end / 2, end % 2));
		else
			status = walk_on(enter, land, node);
	}
	return status;
}

static cc_status
enter_at_landings(entering *enter)
{
	const cc_env *env = enter->graph->env;
	landing land = {0};
	cc_status status = CC_NOMEM;

	if (enter->closed.n == 0)
		return CC_OK;
	land.seen = cc_alloc0(env, enter->graph->nplaces, sizeof(bool));
	if (land.seen != NULL)
		status = walk_to_landings(enter, &land);
	cc_free(env, land.seen);
	cc_free(env, land.ends.items);
	return status;
}

/* --- lines that end near by --- */

/* Is a node the end of one line and of nothing else? */
static bool
is_line_end(const cc_graph *graph, uint32_t node)
{
	cc_streets streets = cc_streets_at(graph, node);
	cc_arc arc;

	return !is_gate_end(graph, node) && cc_streets_next(&streets, &arc) &&
		   !cc_streets_next(&streets, &arc);
}

static cc_status
note_line_end(entering *enter, uint32_t edge, bool at_v, cc_point at)
{
	uint32_t end = 2 * edge + at_v;

	if (!cc_box_holds(enter->near, at) || !is_line_end(enter->graph, end_node(enter->graph, end)))
		return CC_OK;
	return add_number(enter, &enter->line_ends, end);
}

/* The point of the boundary that is nearest to a position. */
static cc_point
nearest_of_boundary(const cc_area *area, cc_point at, double *square)
{
	cc_plane plane = cc_plane_at(at.y);
	cc_point nearest = at;

	*square = INFINITY;
	for (uint32_t part = 0; part < area->nparts; part++)
	{
		for (uint32_t i = area->part_first[part]; i + 1 < area->part_first[part + 1]; i++)
		{
			cc_foot foot = cc_near_foot(at, plane, &area->pts[i]);

			if (cc_near_whole(foot.square) >= cc_near_whole(*square))
				continue;
			*square = foot.square;
			nearest = cc_near_part(&area->pts[i], foot.along);
		}
	}
	return nearest;
}

static cc_status
enter_from(entering *enter, uint32_t edge, cc_point at)
{
	double square;
	cc_point point;
	bool island;
	cc_status status = cc_graph_island(enter->graph, edge, &island);

	if (status != CC_OK || island || cc_area_side(enter->area, at) == CC_SIDE_IN)
		return status;
	point = nearest_of_boundary(enter->area, at, &square);
	if (cc_mm(sqrt(square)) > CC_ENTRY_POINT_M * 1000 || cc_near_barred(enter->graph, at, point))
		return CC_OK;
	return add_entry(enter, point);
}

static cc_status
enter_from_line_ends(entering *enter)
{
	const numbers *ends = &enter->line_ends;
	cc_status status = CC_OK;

	cc_sort_numbers(ends->items, ends->n);
	for (uint32_t i = 0; i < ends->n && status == CC_OK; i++)
	{
		uint32_t end = ends->items[i];

		if (i > 0 && ends->items[i - 1] == end)
			continue;
		if (cc_stop(enter->graph->env))
			return CC_CANCELED;
		status = enter_from(enter, end / 2, end_point(enter->graph, end / 2, end % 2));
	}
	return status;
}

/* --- along the boundary --- */

static cc_status
enter_over(entering *enter, uint32_t edge, const cc_point *points, uint32_t n)
{
	bool island;
	cc_status status = cc_graph_island(enter->graph, edge, &island);

	if (status != CC_OK || island)
		return status;
	if (enter->graph->edges[edge].class_bits & CC_CLOSED)
		return add_number(enter, &enter->closed, edge);
	for (uint32_t i = 0; i < n && status == CC_OK; i++)
		status = add_entry(enter, points[i]);
	return status;
}

static cc_status
visit_segment(void *state, uint32_t edge, uint32_t segment, const cc_point *ends)
{
	entering *enter = state;
	const cc_gedge *joined = &enter->graph->edges[edge];
	bool last = segment + 2 == cc_graph_stored(enter->graph, edge)->npts;
	uint32_t nodes[2] = {segment == 0 ? joined->u : CC_NONE, last ? joined->v : CC_NONE};
	cc_point points[3];
	uint32_t n;
	cc_status status = CC_OK;

	if (!cc_boxes_touch(enter->near, cc_segment_box(ends[0], ends[1])) ||
		(joined->forward_ms == CC_IMPASSABLE && joined->backward_ms == CC_IMPASSABLE))
		return CC_OK;
	n = find_points(enter, ends, nodes, points);
	if (n > 0)
		status = enter_over(enter, edge, points, n);
	if (joined->class_bits & CC_CLOSED)
		return status;
	if (status == CC_OK && nodes[0] != CC_NONE)
		status = note_line_end(enter, edge, false, ends[0]);
	if (status == CC_OK && nodes[1] != CC_NONE)
		status = note_line_end(enter, edge, true, ends[1]);
	return status;
}

static cc_status
enter_along(entering *enter, cc_point a, cc_point b)
{
	cc_box box = cc_segment_box(a, b);

	enter->start = a;
	enter->end = b;
	/* The plane of the end that is nearer to a pole: its degrees of longitude are the shortest. */
	enter->near =
		cc_near_box(box, cc_plane_at(abs(a.y) > abs(b.y) ? a.y : b.y), CC_ENTRY_POINT_M * 1.01);
	return cc_near_scan(enter->graph, enter->near, visit_segment, enter);
}

static cc_status
enter_along_all(entering *enter)
{
	const cc_area *area = enter->area;
	uint32_t number = 0;

	for (uint32_t part = 0; part < area->nparts; part++)
	{
		for (uint32_t i = area->part_first[part]; i + 1 < area->part_first[part + 1]; i++)
		{
			cc_status status;

			if (number++ % POLL_EVERY == 0 && cc_stop(enter->graph->env))
				return CC_CANCELED;
			status = enter_along(enter, area->pts[i], area->pts[i + 1]);
			if (status != CC_OK)
				return status;
		}
	}
	return CC_OK;
}

static int
compare_points(const void *left, const void *right)
{
	return cc_point_order(*(const cc_point *) left, *(const cc_point *) right);
}

static void
sort_entry_points(cc_entry_points *found)
{
	uint32_t kept = 0;

	if (found->n > 0)
		qsort(found->points, found->n, sizeof(cc_point), compare_points);
	for (uint32_t i = 0; i < found->n; i++)
		if (kept == 0 || !cc_point_same(found->points[kept - 1], found->points[i]))
			found->points[kept++] = found->points[i];
	found->n = kept;
}

cc_status
cc_entry_points_find(cc_graph *graph, const cc_area *area, cc_entry_points *found)
{
	cc_area sorted = *area;
	entering enter = {.graph = graph, .area = &sorted, .found = found};
	cc_status status = cc_area_sort(graph->env, &sorted);

	*found = (cc_entry_points){0};
	if (status == CC_OK)
		status = enter_along_all(&enter);
	if (status == CC_OK)
		status = enter_at_landings(&enter);
	if (status == CC_OK)
		status = enter_from_line_ends(&enter);
	cc_free(graph->env, enter.closed.items);
	cc_free(graph->env, enter.line_ends.items);
	cc_area_release(graph->env, &sorted);
	sort_entry_points(found);
	return status;
}

void
cc_entry_points_release(const cc_env *env, cc_entry_points *found)
{
	cc_free(env, found->points);
}
