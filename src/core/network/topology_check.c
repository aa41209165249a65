/*
 * topology_check.c
 *		Places of a tile where streets seem to meet but are not joined.
 *
 * src/core/network/topology_check.c
 */
#include "network/topology_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Pairs of segments compared in one tile, at most. */
#define MAX_PAIRS 20000000

#define POLL_EVERY 4096

typedef struct topology_check
{
	const cc_env *env;
	const cc_tile *tile;
	cc_box square;
	double reach_m;
	uint32_t max_errors;
	uint64_t pairs;
	uint32_t *degree; /* ends of edges at each node */
	uint32_t *lone;   /* the edge that ends there, where the degree is 1 */
	cc_topology_error *items;
	size_t n;
	size_t capacity;
	bool complete;
} topology_check;

static cc_status
note(topology_check *state, cc_topology_error_kind kind, uint32_t edge, uint32_t other, cc_point at,
	 double gap_m)
{
	void *items = state->items;
	cc_topology_error *error;
	cc_status status;

	/* Room for twice as many: an error may be seen from several cells. */
	if (state->n >= 2 * (size_t) state->max_errors)
	{
		state->complete = false;
		return CC_OK;
	}
	status = cc_grow(state->env, &items, &state->capacity, state->n, state->n + 1,
					 sizeof(cc_topology_error));
	state->items = items;
	if (status != CC_OK)
		return status;
	error = &state->items[state->n++];
	memset(error, 0, sizeof(*error));
	error->kind = kind;
	error->edge = edge;
	error->other = other;
	error->at = at;
	error->gap_mm = cc_mm(gap_m);
	return CC_OK;
}

/* May the work go on? False when the bound is reached; *status is set on a cancel. */
static bool
go_on(topology_check *state, cc_status *status)
{
	*status = CC_OK;
	if (++state->pairs > MAX_PAIRS)
	{
		state->complete = false;
		return false;
	}
	if (state->pairs % POLL_EVERY == 0 && cc_stop(state->env))
	{
		*status = CC_CANCELED;
		return false;
	}
	return true;
}

static void
count_end(topology_check *state, uint32_t node, uint32_t edge)
{
	if (node == CC_FOREIGN)
		return;
	state->degree[node]++;
	state->lone[node] = edge;
}

/* --- loose ends --- */

static double
clamp01(double value)
{
	return value < 0 ? 0 : value > 1 ? 1 : value;
}

/* Metres from a point to a segment in the point's plane. */
static double
gap_m(cc_point p, cc_point a, cc_point b)
{
	const cc_plane plane = cc_plane_at(p.y);
	const double ax = ((double) a.x - p.x) * plane.mx;
	const double ay = ((double) a.y - p.y) * plane.my;
	const double dx = ((double) b.x - a.x) * plane.mx;
	const double dy = ((double) b.y - a.y) * plane.my;
	const double square = dx * dx + dy * dy;
	const double t = square > 0 ? clamp01(-(ax * dx + ay * dy) / square) : 0;

	return hypot(ax + t * dx, ay + t * dy);
}

/* Does the other edge begin or end where this one does at its far end, close by? */
static bool
is_stub(const topology_check *state, uint32_t edge, uint32_t other)
{
	const cc_edge *e = &state->tile->edges[edge];
	const cc_edge *o = &state->tile->edges[other];
	const cc_point *pts = state->tile->pts;
	const cc_point ends[2] = {pts[e->pt], pts[e->pt + e->npts - 1]};
	const cc_point others[2] = {pts[o->pt], pts[o->pt + o->npts - 1]};

	if (e->len_mm > 2 * cc_mm(state->reach_m))
		return false;
	for (int i = 0; i < 4; i++)
		if (cc_point_same(ends[i / 2], others[i % 2]))
			return true;
	return false;
}

/* The nearest edge within reach of a loose end among the segments of one cell. */
static cc_status
look_in_cell(topology_check *state, uint32_t cell, uint32_t edge, cc_point at, uint32_t *nearest,
			 double *nearest_m)
{
	const cc_tile *tile = state->tile;
	const uint32_t level = tile->edges[edge].class_bits & CC_LEVEL_BITS;

	for (uint32_t s = tile->cells[cell]; s < tile->cells[cell + 1]; s++)
	{
		const cc_segment *segment = &tile->segments[s];
		const cc_point *ends = &tile->pts[segment->pt];
		cc_status status;
		double metres;

		if (!go_on(state, &status))
			return status;
		if (segment->edge == edge ||
			(tile->edges[segment->edge].class_bits & CC_LEVEL_BITS) != level)
			continue;
		metres = gap_m(at, ends[0], ends[1]);
		if (metres > state->reach_m || metres >= *nearest_m || is_stub(state, edge, segment->edge))
			continue;
		*nearest = segment->edge;
		*nearest_m = metres;
	}
	return CC_OK;
}

static cc_status
look_around_end(topology_check *state, uint32_t node)
{
	const cc_point at = state->tile->nodes[node];
	const uint32_t edge = state->lone[node];
	const cc_box spot = {at.x, at.y, at.x, at.y};
	uint32_t nearest = CC_FOREIGN;
	double nearest_m = HUGE_VAL;
	cc_cells cells;
	cc_status status;

	if (!cc_cells_touching(state->square, cc_box_grow(spot, state->reach_m), &cells))
		return CC_OK;
	for (uint32_t row = cells.min_row; row <= cells.max_row; row++)
		for (uint32_t column = cells.min_column; column <= cells.max_column; column++)
		{
			status = look_in_cell(state, row * CC_GRID + column, edge, at, &nearest, &nearest_m);
			if (status != CC_OK)
				return status;
		}
	if (nearest == CC_FOREIGN)
		return CC_OK;
	return note(state, CC_TOPOLOGY_LOOSE_END, edge, nearest, at, nearest_m);
}

static cc_status
look_for_loose_ends(topology_check *state)
{
	const cc_tile *tile = state->tile;

	for (uint32_t e = 0; e < tile->nedges; e++)
	{
		count_end(state, tile->edges[e].u, e);
		count_end(state, tile->edges[e].v, e);
	}
	for (uint32_t node = 0; node < tile->nnodes; node++)
		if (state->degree[node] == 1)
		{
			cc_status status = look_around_end(state, node);

			if (status != CC_OK)
				return status;
		}
	return CC_OK;
}

/* --- crossings --- */

/* On which side of a-b is p: -1, 0, 1; exact. */
static int
side(cc_point a, cc_point b, cc_point p)
{
	const int64_t bx = (int64_t) b.x - a.x;
	const int64_t by = (int64_t) b.y - a.y;
	const int64_t px = (int64_t) p.x - a.x;
	const int64_t py = (int64_t) p.y - a.y;
	/* Each product is below 2^63, their difference need not be. */
	const int64_t first = bx * py;
	const int64_t second = by * px;

	return first > second ? 1 : first < second ? -1 : 0;
}

/* Is p, known to lie on the line through a and b, between them? */
static bool
between(cc_point a, cc_point b, cc_point p)
{
	return p.x >= (a.x < b.x ? a.x : b.x) && p.x <= (a.x < b.x ? b.x : a.x) &&
		   p.y >= (a.y < b.y ? a.y : b.y) && p.y <= (a.y < b.y ? b.y : a.y);
}

/*
 * Do two segments without a common end meet, and where? A touch counts, the
 * overlap of two that lie on one line does not.
 */
static bool
meet(const cc_point *a, const cc_point *b, cc_point *at)
{
	int a0;
	int a1;
	int b0;
	int b1;

	if (cc_point_same(a[0], b[0]) || cc_point_same(a[0], b[1]) || cc_point_same(a[1], b[0]) ||
		cc_point_same(a[1], b[1]))
		return false;
	a0 = side(b[0], b[1], a[0]);
	a1 = side(b[0], b[1], a[1]);
	b0 = side(a[0], a[1], b[0]);
	b1 = side(a[0], a[1], b[1]);
	if (a0 * a1 < 0 && b0 * b1 < 0)
	{
		const double ax = (double) a[1].x - a[0].x;
		const double ay = (double) a[1].y - a[0].y;
		const double bx = (double) b[1].x - b[0].x;
		const double by = (double) b[1].y - b[0].y;
		const double t = (((double) b[0].x - a[0].x) * by - ((double) b[0].y - a[0].y) * bx) /
						 (ax * by - ay * bx);

		at->x = (int32_t) floor(a[0].x + clamp01(t) * ax + 0.5);
		at->y = (int32_t) floor(a[0].y + clamp01(t) * ay + 0.5);
		return true;
	}
	if (a0 == 0 && a1 == 0)
		return false;
	for (int i = 0; i < 2; i++)
	{
		if ((i == 0 ? a0 : a1) == 0 && between(b[0], b[1], a[i]))
		{
			*at = a[i];
			return true;
		}
		if ((i == 0 ? b0 : b1) == 0 && between(a[0], a[1], b[i]))
		{
			*at = b[i];
			return true;
		}
	}
	return false;
}

/* A street that ends exactly on another one is a loose end, noted as such. */
static bool
is_loose_end(const topology_check *state, cc_point at)
{
	const uint32_t node = cc_tile_node(state->tile, at);

	return node != CC_FOREIGN && state->degree[node] == 1;
}

static cc_status
look_at_pair(topology_check *state, const cc_segment *first, const cc_segment *second)
{
	const cc_tile *tile = state->tile;
	cc_point at;

	if (!meet(&tile->pts[first->pt], &tile->pts[second->pt], &at))
		return CC_OK;
	/* What lies beyond the boundary is the neighbour's to report. */
	if (cc_tile_at(at) != tile->id || is_loose_end(state, at))
		return CC_OK;
	return note(state, CC_TOPOLOGY_CROSSING,
				first->edge < second->edge ? first->edge : second->edge,
				first->edge < second->edge ? second->edge : first->edge, at, 0);
}

static cc_status
look_for_crossings(topology_check *state, uint32_t cell)
{
	const cc_tile *tile = state->tile;
	const uint32_t end = tile->cells[cell + 1];

	for (uint32_t i = tile->cells[cell]; i < end; i++)
	{
		const cc_segment *first = &tile->segments[i];

		if (tile->edges[first->edge].class_bits & CC_LEVEL_BITS)
			continue;
		for (uint32_t j = i + 1; j < end; j++)
		{
			const cc_segment *second = &tile->segments[j];
			cc_status status;

			if (!go_on(state, &status))
				return status;
			if (tile->edges[second->edge].class_bits & CC_LEVEL_BITS)
				continue;
			status = look_at_pair(state, first, second);
			if (status != CC_OK)
				return status;
		}
	}
	return CC_OK;
}

/* --- the whole tile --- */

static int
compare_u32(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

static int
compare_errors(const void *first, const void *second)
{
	const cc_topology_error *a = first;
	const cc_topology_error *b = second;
	int order = compare_u32(a->kind, b->kind);

	if (order == 0)
		order = compare_u32(a->edge, b->edge);
	if (order == 0)
		order = compare_u32(a->other, b->other);
	if (order == 0)
		order = cc_point_order(a->at, b->at);
	return order;
}

/* Sorted, without those seen from several cells, no more than asked for. */
static void
tidy(topology_check *state)
{
	size_t kept = 0;

	if (state->n > 0)
		qsort(state->items, state->n, sizeof(cc_topology_error), compare_errors);
	for (size_t i = 0; i < state->n; i++)
		if (i == 0 || compare_errors(&state->items[i], &state->items[i - 1]) != 0)
			state->items[kept++] = state->items[i];
	if (kept > state->max_errors)
	{
		kept = state->max_errors;
		state->complete = false;
	}
	state->n = kept;
}

cc_status
cc_tile_topology_errors(const cc_env *env, const cc_tile *tile, double reach_m, uint32_t max_errors,
						cc_topology_errors *errors)
{
	topology_check state = {.env = env,
							.tile = tile,
							.square = cc_tile_box(tile->id),
							.reach_m = reach_m,
							.max_errors = max_errors,
							.complete = true};
	cc_status status = CC_NOMEM;

	state.degree = cc_alloc0(env, tile->nnodes, sizeof(uint32_t));
	state.lone = cc_alloc0(env, tile->nnodes, sizeof(uint32_t));
	if (state.degree != NULL && state.lone != NULL)
		status = look_for_loose_ends(&state);
	for (uint32_t cell = 0; status == CC_OK && cell < CC_GRID * CC_GRID; cell++)
		status = look_for_crossings(&state, cell);
	cc_free(env, state.degree);
	cc_free(env, state.lone);
	if (status != CC_OK)
	{
		cc_free(env, state.items);
		return status;
	}
	tidy(&state);
	errors->items = state.items;
	errors->n = (uint32_t) state.n;
	errors->complete = state.complete;
	return CC_OK;
}
