/*
 * near.c
 *		Segments near a position, and their order of preference.
 *
 * src/core/route/near.c
 */
#include "route/near.h"

static int32_t
clamp(double value, int32_t limit)
{
	if (value < -limit)
		return -limit;
	return value > limit ? limit : (int32_t) value;
}

cc_box
cc_near_box(cc_box box, cc_plane plane, double metres)
{
	/* Two units more than are needed, against rounding. */
	double dx = metres / plane.mx + 2;
	double dy = metres / plane.my + 2;
	cc_box grown = {clamp(box.min_x - dx, CC_MAX_X), clamp(box.min_y - dy, CC_MAX_Y),
					clamp(box.max_x + dx, CC_MAX_X), clamp(box.max_y + dy, CC_MAX_Y)};

	return grown;
}

double
cc_near_reach(const cc_graph *graph, const cc_shortlist *list)
{
	const cc_candidate *last = &list->items[list->most - 1];

	/* Up to half a mm more is the same whole mm; a micrometre against rounding. */
	if (list->n == list->most && last->rank == CC_RANK_BEST)
		return (last->mm + 0.501) / 1000.0;
	return (cc_mm(graph->walker.snap_limit_m) + 0.501) / 1000.0;
}

static bool
better(const cc_graph *graph, const cc_candidate *a, const cc_candidate *b)
{
	if (a->rank != b->rank)
		return a->rank < b->rank;
	if (a->mm != b->mm)
		return a->mm < b->mm;
	if (a->dislikes != b->dislikes)
		return a->dislikes < b->dislikes;
	if (a->edge != b->edge)
		return cc_graph_compare(graph, a->edge, b->edge) < 0;
	if (cc_near_whole(a->square) != cc_near_whole(b->square))
		return a->square < b->square;
	if (a->boundary != b->boundary)
		return a->boundary < b->boundary;
	return a->segment < b->segment;
}

/* What a candidate must beat to come onto the list, and is replaced by it: n if there is room. */
static uint32_t
find_rival(const cc_graph *graph, const cc_shortlist *list, const cc_candidate *candidate)
{
	if (list->most == 1)
		return 0;
	for (uint32_t i = 0; i < list->n; i++)
	{
		if (cc_graph_same_street(graph, list->items[i].edge, candidate->edge))
			return i;
	}
	return list->n < list->most ? list->n : list->n - 1;
}

/* Put a candidate onto the list in the place of its rival. */
static void
enter(const cc_graph *graph, cc_shortlist *list, const cc_candidate *candidate, uint32_t rival)
{
	uint32_t at = rival;

	if (rival == list->n)
		list->n++;
	for (; at > 0 && better(graph, candidate, &list->items[at - 1]); at--)
		list->items[at] = list->items[at - 1];
	list->items[at] = *candidate;
	list->changed = true;
}

cc_status
cc_near_offer(cc_graph *graph, cc_candidate *candidate, cc_shortlist *list)
{
	const cc_gedge *edge = &graph->edges[candidate->edge];
	uint32_t rival;
	bool island;
	cc_status status;

	list->changed = false;
	if (edge->forward_ms == CC_IMPASSABLE && edge->backward_ms == CC_IMPASSABLE)
		return CC_OK;
	candidate->mm = cc_mm(sqrt(candidate->square));
	if (candidate->mm > cc_mm(graph->walker.snap_limit_m))
		return CC_OK;
	candidate->rank = edge->class_bits & CC_CLOSED ? CC_RANK_CLOSED : CC_RANK_BEST;
	candidate->dislikes =
		(edge->class_bits & CC_STEPS ? 2 : 0) | (edge->class_bits & CC_PRIVATE ? 1 : 0);
	rival = find_rival(graph, list, candidate);
	if (rival < list->n && !better(graph, candidate, &list->items[rival]))
		return CC_OK;
	status = cc_graph_island(graph, candidate->edge, &island);
	if (status != CC_OK)
		return status;
	if (island)
		candidate->rank |= CC_RANK_ISLAND;
	if (rival == list->n || better(graph, candidate, &list->items[rival]))
		enter(graph, list, candidate, rival);
	return CC_OK;
}

static int32_t
part_way(int32_t from, int32_t to, double part)
{
	return (int32_t) floor(from + part * ((double) to - from) + 0.5);
}

cc_point
cc_near_part(const cc_point *ends, double part)
{
	return (cc_point){part_way(ends[0].x, ends[1].x, part), part_way(ends[0].y, ends[1].y, part)};
}

static cc_point
foot_of(const cc_graph *graph, const cc_candidate *candidate)
{
	const cc_gedge *joined = &graph->edges[candidate->edge];
	const cc_tile *tile = graph->tiles[joined->tile];

	return cc_near_part(&tile->pts[tile->edges[joined->edge].pt + candidate->segment],
						candidate->along);
}

/* The first on the list whose door walk crosses no barrier; NULL if there is none. */
static const cc_candidate *
first_unbarred(const cc_graph *graph, const cc_shortlist *list)
{
	for (uint32_t i = 0; i < list->n; i++)
	{
		const cc_candidate *candidate = &list->items[i];

		if (!graph->barred || !cc_near_barred(graph, candidate->from, foot_of(graph, candidate)))
			return candidate;
	}
	return NULL;
}

cc_status
cc_near_best(const cc_graph *graph, cc_shortlist *list, cc_near_find find, void *state,
			 const cc_candidate **best)
{
	*best = NULL;
	for (uint32_t most = 1; *best == NULL; most = CC_NEAR_STREETS)
	{
		cc_status status;

		list->n = 0;
		list->most = most;
		status = find(state);
		if (status != CC_OK)
			return status;
		if (list->n == 0)
			return CC_NOT_FOUND;
		*best = first_unbarred(graph, list);
		if (*best == NULL && most > 1)
			*best = &list->items[0];
	}
	return CC_OK;
}

/* Called for each loaded tile that a box may touch. */
typedef cc_status (*tile_visit)(void *state, const cc_graph *graph, uint32_t t, cc_box box);

/* By the squares of the tiles: the arithmetic of the grid is slower than a scan of all of them. */
static cc_status
visit_tiles(const cc_graph *graph, cc_box box, tile_visit visit, void *state)
{
	for (const cc_row *row = graph->rows; row < graph->rows + graph->nrows; row++)
	{
		if (row->min_y > box.max_y || row->max_y < box.min_y)
			continue;
		for (uint32_t t = row->first; t < row->end; t++)
		{
			cc_status status;

			if (graph->boxes[t].min_x > box.max_x || graph->boxes[t].max_x < box.min_x)
				continue;
			status = visit(state, graph, t, box);
			if (status != CC_OK)
				return status;
		}
	}
	return CC_OK;
}

typedef struct scan
{
	cc_near_visit visit;
	void *state;
} scan;

static cc_status
scan_tile(void *state, const cc_graph *graph, uint32_t t, cc_box box)
{
	const scan *scanning = state;
	const cc_tile *tile = graph->tiles[t];
	const uint32_t *number = &graph->tile_edges[graph->edge_base[t]];
	cc_cells range;

	if (!cc_cells_touching(graph->boxes[t], box, &range))
		return CC_OK;
	for (uint32_t row = range.min_row; row <= range.max_row; row++)
	{
		const uint32_t *cells = &tile->cells[row * CC_GRID];

		/* The cells of a row stand together. */
		for (uint32_t i = cells[range.min_column]; i < cells[range.max_column + 1]; i++)
		{
			const cc_segment *segment = &tile->segments[i];
			const cc_edge *edge = &tile->edges[segment->edge];
			cc_status status = scanning->visit(scanning->state, number[segment->edge],
											   segment->pt - edge->pt, &tile->pts[segment->pt]);

			if (status != CC_OK)
				return status;
		}
	}
	return CC_OK;
}

cc_status
cc_near_scan(const cc_graph *graph, cc_box box, cc_near_visit visit, void *state)
{
	scan scanning = {visit, state};

	return visit_tiles(graph, box, scan_tile, &scanning);
}

/* --- barriers --- */

typedef struct door_walk
{
	cc_point a;
	cc_point b;
} door_walk;

/* On which side of a barrier's line is a position: 1, -1, or 0 for on it, as rounding goes. */
static int
side_of(const cc_barrier *barrier, cc_point at)
{
	cc_wide area = cc_cross(barrier->a, barrier->b, barrier->a, at);
	int64_t dx = (int64_t) barrier->b.x - barrier->a.x;
	int64_t dy = (int64_t) barrier->b.y - barrier->a.y;
	int64_t slack = dx + (dy < 0 ? -dy : dy);

	return 2 * area <= slack && 2 * area >= -slack ? 0 : cc_sign(area);
}

static bool
crosses(const door_walk *walk, const cc_barrier *barrier)
{
	return side_of(barrier, walk->a) * side_of(barrier, walk->b) < 0 &&
		   cc_sign(cc_cross(walk->a, walk->b, walk->a, barrier->a)) *
				   cc_sign(cc_cross(walk->a, walk->b, walk->a, barrier->b)) <=
			   0;
}

/* CC_LIMIT where the walk crosses a barrier of the tile: that ends the visit. */
static cc_status
look_at_barriers(void *state, const cc_graph *graph, uint32_t t, cc_box box)
{
	const cc_tile *tile = graph->tiles[t];
	cc_cells range;

	if (tile->nbarriers == 0 || !cc_cells_touching(graph->boxes[t], box, &range))
		return CC_OK;
	for (uint32_t row = range.min_row; row <= range.max_row; row++)
	{
		const uint32_t *cells = &tile->barrier_cells[row * CC_GRID];

		for (uint32_t i = cells[range.min_column]; i < cells[range.max_column + 1]; i++)
		{
			if (crosses(state, &tile->barriers[tile->barrier_numbers[i]]))
				return CC_LIMIT;
		}
	}
	return CC_OK;
}

bool
cc_near_barred(const cc_graph *graph, cc_point a, cc_point b)
{
	door_walk walk = {a, b};

	return graph->barred &&
		   visit_tiles(graph, cc_segment_box(a, b), look_at_barriers, &walk) != CC_OK;
}
