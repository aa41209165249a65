/*
 * cc_near.c
 *		Segments near a position, and their order of preference.
 *
 * src/core/cc_near.c
 */
#include "cc_near.h"

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
cc_near_reach(const cc_graph *graph, const cc_candidate *best)
{
	/* Up to half a mm more is the same whole mm; a micrometre against rounding. */
	if (best->edge != CC_NONE && best->rank == CC_RANK_BEST)
		return (best->mm + 0.501) / 1000.0;
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
	if (a->rim != b->rim)
		return a->rim < b->rim;
	return a->segment < b->segment;
}

cc_status
cc_near_offer(cc_graph *graph, cc_candidate *candidate, cc_candidate *best)
{
	const cc_gedge *edge = &graph->edges[candidate->edge];
	bool island;
	cc_status status;

	if (edge->forward_ms == CC_IMPASSABLE && edge->backward_ms == CC_IMPASSABLE)
		return CC_OK;
	candidate->mm = cc_mm(sqrt(candidate->square));
	if (candidate->mm > cc_mm(graph->walker.snap_limit_m))
		return CC_OK;
	candidate->rank = edge->class_bits & CC_CLOSED ? CC_RANK_CLOSED : CC_RANK_BEST;
	candidate->dislikes =
		(edge->class_bits & CC_STEPS ? 2 : 0) | (edge->class_bits & CC_PRIVATE ? 1 : 0);
	if (best->edge != CC_NONE && !better(graph, candidate, best))
		return CC_OK;
	status = cc_graph_island(graph, candidate->edge, &island);
	if (status != CC_OK)
		return status;
	if (island)
		candidate->rank |= CC_RANK_ISLAND;
	if (best->edge == CC_NONE || better(graph, candidate, best))
		*best = *candidate;
	return CC_OK;
}

static cc_status
scan_tile(const cc_graph *graph, uint32_t t, cc_box box, cc_near_visit visit, void *state)
{
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
			cc_status status = visit(state, number[segment->edge], segment->pt - edge->pt,
									 &tile->pts[segment->pt]);

			if (status != CC_OK)
				return status;
		}
	}
	return CC_OK;
}

/* The first tile in hand that is not before id. */
static uint32_t
first_from(const cc_graph *graph, int32_t id)
{
	uint32_t low = 0;
	uint32_t high = graph->ntiles;

	while (low < high)
	{
		uint32_t middle = low + (high - low) / 2;

		if (graph->tiles[middle]->id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

cc_status
cc_near_scan(const cc_graph *graph, cc_box box, cc_near_visit visit, void *state)
{
	int32_t north_west = cc_tile_at((cc_point){box.min_x, box.max_y});
	int32_t south_east = cc_tile_at((cc_point){box.max_x, box.min_y});
	int32_t last_column = cc_tile_column(south_east);

	for (int32_t row = cc_tile_row(north_west); row <= cc_tile_row(south_east); row++)
	{
		uint32_t t = first_from(graph, cc_tile_id(cc_tile_column(north_west), row));

		for (; t < graph->ntiles && graph->tiles[t]->id <= cc_tile_id(last_column, row); t++)
		{
			cc_status status = scan_tile(graph, t, box, visit, state);

			if (status != CC_OK)
				return status;
		}
	}
	return CC_OK;
}
