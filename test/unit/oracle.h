/*
 * oracle.h
 *		Every rule of islands, places and walks by brute force.
 *
 * test/unit/oracle.h
 */
#ifndef ORACLE_H
#define ORACLE_H

#include "net.h"

/* A place as the oracle sees it. */
typedef struct net_place
{
	cc_point point;
	uint32_t edge; /* CC_NONE: none */
	uint32_t at_mm;
	uint32_t door_mm;
	bool on_island;
	bool closed;
} net_place;

/* --- islands and places --- */

static inline bool
net_usable(const net_edge *edge)
{
	return edge->forward_ms != CC_IMPASSABLE || edge->backward_ms != CC_IMPASSABLE;
}

static inline uint64_t
net_island_way(const net *n, const net_edge *edge, uint32_t node)
{
	uint64_t from_u = n->joined[edge->u * n->nnodes + node];
	uint64_t from_v = n->joined[edge->v * n->nnodes + node];
	uint64_t way = from_u < from_v ? from_u : from_v;

	return way == NET_FAR ? NET_FAR : way + edge->len_mm;
}

static inline bool
net_island(const net *n, uint32_t e)
{
	const net_edge *edge = &n->edges[e];
	uint32_t inside = 0;

	if (edge->len_mm > 1000000)
		return false;
	for (uint32_t i = 0; i < n->nnodes; i++)
		inside += net_island_way(n, edge, i) <= 1000000 && !n->boundary[i];
	if (inside >= 40)
		return false;
	for (uint32_t k = 0; k < n->nedges; k++)
	{
		const net_edge *other = &n->edges[k];
		uint64_t at_u = net_island_way(n, edge, other->u);
		uint64_t at_v = net_island_way(n, edge, other->v);

		if (k == e || !net_usable(other) || (at_u > 1000000 && at_v > 1000000))
			continue;
		if (at_u > 1000000 || at_v > 1000000 || at_u + at_v + other->len_mm > 2000000)
			return false;
	}
	return true;
}

/* The nearest point of an edge: metres from the point, metres along the edge. */
static inline double
net_nearest(const net_edge *edge, cc_point point, double *along)
{
	cc_plane plane = cc_plane_at(point.y);
	double best = INFINITY;
	double before = 0;

	for (uint32_t i = 0; i + 1 < edge->npts; i++)
	{
		cc_point a = edge->pts[i];
		cc_point b = edge->pts[i + 1];
		double length = cc_distance_m(a, b);
		double dx = ((double) b.x - a.x) * plane.mx;
		double dy = ((double) b.y - a.y) * plane.my;
		double px = ((double) point.x - a.x) * plane.mx;
		double py = ((double) point.y - a.y) * plane.my;
		double t = (px * dx + py * dy) / (dx * dx + dy * dy);
		double metres;

		t = fmin(1, fmax(0, t));
		metres = hypot(px - t * dx, py - t * dy);
		if (metres < best - 1e-9)
		{
			best = metres;
			*along = before + t * length;
		}
		before += length;
	}
	return best;
}

/* Is place a of the oracle better than b? */
static inline bool
net_better(const net *n, const net_place *a, const net_place *b)
{
	const net_edge *x = &n->edges[a->edge];
	const net_edge *y;
	int64_t left[5];
	int64_t right[5];

	if (b->edge == CC_NONE)
		return true;
	y = &n->edges[b->edge];
	left[0] = a->closed * 2 + a->on_island;
	right[0] = b->closed * 2 + b->on_island;
	left[1] = a->door_mm;
	right[1] = b->door_mm;
	left[2] = (x->class_bits & CC_STEPS ? 2 : 0) + (x->class_bits & CC_PRIVATE ? 1 : 0);
	right[2] = (y->class_bits & CC_STEPS ? 2 : 0) + (y->class_bits & CC_PRIVATE ? 1 : 0);
	left[3] = n->lines[x->line].key.number;
	right[3] = n->lines[y->line].key.number;
	left[4] = x->first_vertex;
	right[4] = y->first_vertex;
	for (int i = 0; i < 5; i++)
		if (left[i] != right[i])
			return left[i] < right[i];
	return false;
}

static inline net_place
net_snap(const net *n, cc_point point)
{
	net_place best = {.point = point, .edge = CC_NONE};

	for (uint32_t e = 0; e < n->nedges; e++)
	{
		net_place place = {.point = point, .edge = e};
		double along;

		if (!net_usable(&n->edges[e]))
			continue;
		place.door_mm = (uint32_t) floor(net_nearest(&n->edges[e], point, &along) * 1000 + 0.5);
		if (place.door_mm > n->walker.snap_limit_m * 1000)
			continue;
		place.at_mm = (uint32_t) floor(along * 1000 + 0.5);
		place.closed = (n->edges[e].class_bits & CC_CLOSED) != 0;
		place.on_island = net_island(n, e);
		if (net_better(n, &place, &best))
			best = place;
	}
	return best;
}

/* --- walks between places --- */

static inline uint64_t
net_sum(uint64_t a, uint64_t b, uint64_t c)
{
	return a == NET_FAR || b == NET_FAR || c == NET_FAR ? NET_FAR : a + b + c;
}

/* Cost of walking part of an edge, forward or backward. */
static inline uint64_t
net_part(const net *n, uint32_t e, uint32_t mm, bool forward, bool by_length)
{
	const net_edge *edge = &n->edges[e];

	if ((forward ? edge->forward_ms : edge->backward_ms) == CC_IMPASSABLE)
		return NET_FAR;
	return by_length ? mm : net_part_ms(n, edge->class_bits, mm);
}

static inline uint64_t
net_door(const net *n, uint32_t mm, bool by_length)
{
	return by_length ? mm : (uint64_t) floor(mm / n->walker.door_speed_m_s + 0.5);
}

/* Along the one edge of both places: the difference of what is left to walk to its end. */
static inline uint64_t
net_along(const net *n, const net_place *from, const net_place *to, bool by_length)
{
	uint32_t len_mm = n->edges[from->edge].len_mm;
	bool forward = from->at_mm <= to->at_mm;
	uint64_t before =
		net_part(n, from->edge, forward ? len_mm - from->at_mm : from->at_mm, forward, by_length);
	uint64_t after =
		net_part(n, from->edge, forward ? len_mm - to->at_mm : to->at_mm, forward, by_length);

	if (from->at_mm == to->at_mm)
		return 0;
	return before == NET_FAR ? NET_FAR : before - after;
}

/* The whole walk from a home to an access point, in ms or mm. */
static inline uint64_t
net_walk(const net *n, const net_place *from, const net_place *to, bool by_length)
{
	const uint64_t *way;
	uint64_t best = NET_FAR;
	uint64_t doors;
	uint32_t line_mm;

	if (from->edge == CC_NONE || to->edge == CC_NONE)
		return NET_FAR;
	way = n->ways[by_length][net_private(&n->edges[from->edge])][net_private(&n->edges[to->edge])];
	for (int start = 0; start < 2; start++)
		for (int end = 0; end < 2; end++)
		{
			const net_edge *a = &n->edges[from->edge];
			const net_edge *b = &n->edges[to->edge];
			uint64_t leave = net_part(n, from->edge, start ? a->len_mm - from->at_mm : from->at_mm,
									  start, by_length);
			uint64_t enter =
				net_part(n, to->edge, end ? b->len_mm - to->at_mm : to->at_mm, !end, by_length);
			uint64_t between = way[(start ? a->v : a->u) * n->nnodes + (end ? b->v : b->u)];

			net_shorten(&best, net_sum(leave, between, enter));
		}
	if (from->edge == to->edge)
		net_shorten(&best, net_along(n, from, to, by_length));
	doors = net_door(n, from->door_mm, by_length) + net_door(n, to->door_mm, by_length);
	best = net_sum(best, doors, 0);
	line_mm = (uint32_t) floor(cc_distance_m(from->point, to->point) * 1000 + 0.5);
	if (line_mm <= from->door_mm + to->door_mm)
		net_shorten(&best, net_door(n, line_mm, by_length));
	return best;
}

/* The place of the library that is a place of the oracle, and the other way round. */
static inline void
net_assert_place(const net *n, const cc_place *place, const net_place *expected)
{
	if (expected->edge == CC_NONE)
	{
		assert_int_equal(place->edge, CC_NONE);
		return;
	}
	assert_int_equal(place->edge, n->to_graph[expected->edge]);
	assert_int_equal(place->at_mm, expected->at_mm);
	assert_int_equal(place->door_mm, expected->door_mm);
	assert_int_equal(place->on_island, expected->on_island);
	assert_int_equal(place->closed, expected->closed);
	assert_true(net_same(place->point, expected->point));
}

/* Snap by the library, with the oracle's place beside it. */
static inline cc_place
net_place_at(const net *n, cc_point point, net_place *known)
{
	cc_place place;

	(void) cc_snap(n->graph, point, &place);
	*known = (net_place){.point = point, .edge = CC_NONE};
	if (place.edge != CC_NONE)
		*known = (net_place){point,         n->from_graph[place.edge], place.at_mm,
							 place.door_mm, place.on_island,           place.closed};
	return place;
}

/* Make a third of the edges slower in one direction, a tenth one-way, and find all walks again. */
static inline void
net_make_uneven(net *n, uint64_t *seed)
{
	n->graph->skew = INFINITY;
	for (uint32_t e = 0; e < n->nedges; e++)
	{
		uint32_t forward = n->edges[e].forward_ms;
		uint32_t backward = n->edges[e].backward_ms;
		int32_t kind = unit_between(seed, 0, 29);

		if (!net_usable(&n->edges[e]))
			continue;
		if (kind < 5)
			net_set_costs(n, e, forward + (uint32_t) unit_between(seed, 0, 50000), backward);
		else if (kind < 10)
			net_set_costs(n, e, forward, backward + (uint32_t) unit_between(seed, 0, 50000));
		else if (kind == 10)
			net_set_costs(n, e, forward, CC_IMPASSABLE);
		else if (kind < 13)
			net_set_costs(n, e, CC_IMPASSABLE, backward);
	}
	net_walks(n);
}

#endif /* ORACLE_H */
