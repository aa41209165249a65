/*
 * net.h
 *		Random networks over tile borders, and all walks between their nodes.
 *
 * Found from the lines without ever seeing a tile: nodes by comparing all vertices, the
 * shortest walks by Floyd and Warshall, over private and public streets apart.
 *
 * test/unit/net.h
 */
#ifndef NET_H
#define NET_H

#include "route/search.h"
#include "unit.h"

#define NET_FAR UINT64_MAX

static const cc_walker net_adult = {1.33, 3, 1.33, 100, CC_SLOPE_NONE, 1, 0, 0};

typedef struct net_edge
{
	uint32_t line;
	uint32_t first_vertex;
	uint32_t npts;
	const cc_point *pts;
	uint32_t u;
	uint32_t v;
	uint32_t len_mm;
	uint32_t class_bits;
	uint32_t forward_ms;
	uint32_t backward_ms;
} net_edge;

typedef struct net
{
	cc_walker walker;
	cc_point points[20000];
	uint32_t npoints;
	cc_line lines[2000];
	uint32_t nlines;
	cc_point nodes[1000];
	bool boundary[1000]; /* no node but for the border of tiles */
	uint32_t nnodes;
	net_edge edges[2000];
	uint32_t nedges;
	/*
	 * The shortest walks between nodes, nnodes * nnodes from and to, by time and by length: of
	 * walks that begin on a public or a private street, and end on one.
	 */
	uint64_t *ways[2][2][2];
	uint64_t *inside[2]; /* of walks over private streets only */
	uint64_t *joined;    /* mm of usable streets, walked in either direction */
	unit_tiles tiles;
	cc_graph *graph;
	uint32_t to_graph[2000];   /* edge of the graph for each edge */
	uint32_t from_graph[2000]; /* and back */
} net;

/* --- making networks --- */

static inline bool
net_same(cc_point a, cc_point b)
{
	return a.x == b.x && a.y == b.y;
}

static inline net *
net_new(void)
{
	net *n = calloc(1, sizeof(net));

	assert_non_null(n);
	n->walker = net_adult;
	return n;
}

static inline void
net_free_ways(net *n)
{
	for (int by_length = 0; by_length < 2; by_length++)
	{
		for (int start = 0; start < 2; start++)
			for (int end = 0; end < 2; end++)
				free(n->ways[by_length][start][end]);
		free(n->inside[by_length]);
	}
	free(n->joined);
}

static inline void
net_free(net *n)
{
	cc_graph_release(n->graph);
	unit_free_tiles(&n->tiles);
	net_free_ways(n);
	free(n);
}

/* Where four tiles meet. */
static inline cc_point
net_corner(void)
{
	int32_t tile = cc_tile_at(unit_point(121.47, 31.23));

	return (cc_point){cc_column_bound(cc_tile_column(tile)), cc_row_bound(cc_tile_row(tile))};
}

static inline void
net_add(net *n, uint32_t class_bits, const cc_point *pts, uint32_t npts)
{
	cc_point *copy = &n->points[n->npoints];

	assert_true(n->npoints + npts <= 20000 && n->nlines < 2000);
	memcpy(copy, pts, npts * sizeof(cc_point));
	npts = cc_line_clean(copy, NULL, npts);
	if (npts < 2)
		return;
	n->npoints += npts;
	n->lines[n->nlines] =
		unit_line(1000 + n->nlines * 7 % 101 * 50 + n->nlines, class_bits, copy, npts);
	n->nlines++;
}

/* Classes as they come in a city. */
static inline uint32_t
net_random_class(uint64_t *seed)
{
	uint32_t bits = 0;

	bits |= unit_between(seed, 0, 9) == 0 ? CC_STEPS : 0;
	bits |= unit_between(seed, 0, 9) == 0 ? CC_CLOSED | CC_BRIDGE : 0;
	bits |= unit_between(seed, 0, 9) == 0 ? CC_PRIVATE : 0;
	return bits;
}

/*
 * A bent grid of side * side crossings some step units apart around a corner of tiles; each
 * street is there with a chance of percent, walks on at random and has bends.
 */
static inline void
net_add_city(net *n, uint64_t *seed, int32_t side, int32_t step, int32_t percent)
{
	cc_point corner = net_corner();
	cc_point *grid = malloc((size_t) side * side * sizeof(cc_point));

	for (int32_t i = 0; i < side * side; i++)
	{
		grid[i].x =
			corner.x + (i % side - side / 2) * step + unit_between(seed, -step / 3, step / 3);
		grid[i].y =
			corner.y + (i / side - side / 2) * step + unit_between(seed, -step / 3, step / 3);
	}
	for (int32_t i = 0; i < side * side; i++)
	{
		int32_t x = i % side;
		int32_t y = i / side;
		cc_point line[16] = {grid[i]};
		uint32_t npts = 1;

		if (unit_between(seed, 0, 99) >= percent)
			continue;
		for (int32_t hop = unit_between(seed, 1, 4); hop > 0; hop--)
		{
			int32_t way = unit_between(seed, 0, 3);
			cc_point from = line[npts - 1];
			cc_point to;

			x += way == 0 ? 1 : way == 1 ? -1 : 0;
			y += way == 2 ? 1 : way == 3 ? -1 : 0;
			x = x < 0 ? 0 : x >= side ? side - 1 : x;
			y = y < 0 ? 0 : y >= side ? side - 1 : y;
			to = grid[y * side + x];
			/* At the boundary of the grid a hop leads back to where it began: a loop. */
			for (int32_t bend = net_same(from, to) ? 2 : unit_between(seed, 0, 2); bend > 0; bend--)
				line[npts++] =
					(cc_point){from.x + (to.x - from.x) / 2 + unit_between(seed, -2000, 2000),
							   from.y + (to.y - from.y) / 2 + unit_between(seed, -2000, 2000)};
			line[npts++] = to;
		}
		net_add(n, net_random_class(seed), line, npts);
	}
	free(grid);
}

/* --- from lines to nodes and edges --- */

static inline uint32_t
net_node(const net *n, cc_point at)
{
	for (uint32_t i = 0; i < n->nnodes; i++)
		if (net_same(n->nodes[i], at))
			return i;
	return CC_NONE;
}

/* Is a vertex an end, used again, or before a border? */
static inline bool
net_is_node(const net *n, const cc_line *line, uint32_t i, bool *boundary)
{
	uint32_t uses = 0;

	*boundary = false;
	for (uint32_t k = 0; k < n->npoints; k++)
		uses += net_same(n->points[k], line->pts[i]);
	if (i == 0 || i + 1 == line->npts || uses > 1)
		return true;
	*boundary = cc_tile_at(line->pts[i]) != cc_tile_at(line->pts[i - 1]) ||
				cc_tile_at(line->pts[i]) != cc_tile_at(line->pts[i + 1]);
	return *boundary;
}

static inline uint32_t
net_part_ms(const net *n, uint32_t class_bits, uint32_t mm)
{
	double factor = class_bits & CC_STEPS ? n->walker.steps_factor : 1;

	if (factor == 0)
		return CC_IMPASSABLE;
	return (uint32_t) floor(mm / n->walker.speed_m_s * factor + 0.5);
}

static inline void
net_add_edge(net *n, uint32_t line, uint32_t from, uint32_t to)
{
	net_edge *edge = &n->edges[n->nedges++];
	double metres = 0;

	assert_true(n->nedges < 2000);
	edge->line = line;
	edge->first_vertex = from;
	edge->npts = to - from + 1;
	edge->pts = &n->lines[line].pts[from];
	edge->u = net_node(n, edge->pts[0]);
	edge->v = net_node(n, edge->pts[edge->npts - 1]);
	for (uint32_t i = 0; i + 1 < edge->npts; i++)
		metres += cc_distance_m(edge->pts[i], edge->pts[i + 1]);
	edge->len_mm = (uint32_t) floor(metres * 1000 + 0.5);
	edge->class_bits = n->lines[line].class_bits;
	edge->forward_ms = net_part_ms(n, edge->class_bits, edge->len_mm);
	edge->backward_ms = edge->forward_ms;
}

static inline void
net_split(net *n)
{
	bool boundary;

	for (uint32_t l = 0; l < n->nlines; l++)
		for (uint32_t i = 0; i < n->lines[l].npts; i++)
		{
			cc_point at = n->lines[l].pts[i];

			if (!net_is_node(n, &n->lines[l], i, &boundary) || net_node(n, at) != CC_NONE)
				continue;
			assert_true(n->nnodes < 1000);
			n->boundary[n->nnodes] = boundary;
			n->nodes[n->nnodes++] = at;
		}
	for (uint32_t l = 0; l < n->nlines; l++)
	{
		uint32_t from = 0;

		for (uint32_t i = 1; i < n->lines[l].npts; i++)
			if (net_is_node(n, &n->lines[l], i, &boundary))
			{
				net_add_edge(n, l, from, i);
				from = i;
			}
	}
}

/* --- all walks --- */

static inline void
net_shorten(uint64_t *way, uint64_t length)
{
	if (length < *way)
		*way = length;
}

static inline void
net_floyd(const net *n, uint64_t *way)
{
	uint32_t size = n->nnodes;

	for (uint32_t k = 0; k < size; k++)
		for (uint32_t i = 0; i < size; i++)
		{
			if (way[i * size + k] == NET_FAR)
				continue;
			for (uint32_t j = 0; j < size; j++)
				if (way[k * size + j] != NET_FAR)
					net_shorten(&way[i * size + j], way[i * size + k] + way[k * size + j]);
		}
}

static inline uint64_t *
net_matrix(const net *n)
{
	uint64_t *way = malloc((size_t) n->nnodes * n->nnodes * sizeof(uint64_t) + 1);

	memset(way, 0xff, (size_t) n->nnodes * n->nnodes * sizeof(uint64_t));
	for (uint32_t i = 0; i < n->nnodes; i++)
		way[i * n->nnodes + i] = 0;
	return way;
}

/* First one way, then another: all pairs. Quick where one of them leads to few nodes. */
static inline uint64_t *
net_chain(const net *n, const uint64_t *first, const uint64_t *then)
{
	uint32_t size = n->nnodes;
	uint64_t *way = net_matrix(n);
	uint32_t after[1000];

	for (uint32_t k = 0; k < size; k++)
	{
		uint32_t nafter = 0;

		for (uint32_t j = 0; j < size; j++)
			if (then[k * size + j] != NET_FAR)
				after[nafter++] = j;
		for (uint32_t i = 0; i < size; i++)
			for (uint32_t j = 0; j < nafter && first[i * size + k] != NET_FAR; j++)
				net_shorten(&way[i * size + after[j]],
							first[i * size + k] + then[k * size + after[j]]);
	}
	return way;
}

static inline bool
net_private(const net_edge *edge)
{
	return (edge->class_bits & CC_PRIVATE) != 0;
}

/* Walks over public or over private streets only. */
static inline uint64_t *
net_ways_over(const net *n, bool private, bool by_length)
{
	uint64_t *way = net_matrix(n);

	for (uint32_t e = 0; e < n->nedges; e++)
	{
		const net_edge *edge = &n->edges[e];

		if (net_private(edge) != private)
			continue;
		if (edge->forward_ms != CC_IMPASSABLE)
			net_shorten(&way[edge->u * n->nnodes + edge->v],
						by_length ? edge->len_mm : edge->forward_ms);
		if (edge->backward_ms != CC_IMPASSABLE)
			net_shorten(&way[edge->v * n->nnodes + edge->u],
						by_length ? edge->len_mm : edge->backward_ms);
	}
	net_floyd(n, way);
	return way;
}

static inline void
net_find_ways(net *n, bool by_length)
{
	uint64_t *public = net_ways_over(n, false, by_length);
	uint64_t *private = net_ways_over(n, true, by_length);

	n->ways[by_length][0][0] = public;
	n->ways[by_length][0][1] = net_chain(n, public, private);
	n->ways[by_length][1][0] = net_chain(n, private, public);
	n->ways[by_length][1][1] = net_chain(n, n->ways[by_length][1][0], private);
	n->inside[by_length] = private;
}

/* Find all walks again, after the costs of edges were set. */
static inline void
net_walks(net *n)
{
	net_free_ways(n);
	net_find_ways(n, false);
	net_find_ways(n, true);
	n->joined = net_matrix(n);
	for (uint32_t e = 0; e < n->nedges; e++)
	{
		const net_edge *edge = &n->edges[e];

		if (edge->forward_ms == CC_IMPASSABLE && edge->backward_ms == CC_IMPASSABLE)
			continue;
		net_shorten(&n->joined[edge->u * n->nnodes + edge->v], edge->len_mm);
		net_shorten(&n->joined[edge->v * n->nnodes + edge->u], edge->len_mm);
	}
	net_floyd(n, n->joined);
}

/* --- the graph under test --- */

static inline void
net_link(net *n)
{
	memset(n->to_graph, 0xff, sizeof(n->to_graph));
	for (uint32_t g = 0; g < n->graph->nedges; g++)
	{
		const cc_tile *tile = n->graph->tiles[n->graph->edges[g].tile];
		const cc_edge *stored = &tile->edges[n->graph->edges[g].edge];
		uint32_t e = 0;

		while (e < n->nedges &&
			   (n->lines[n->edges[e].line].key.number != tile->streets[stored->street].number ||
				n->edges[e].first_vertex != stored->first_vertex))
			e++;
		assert_true(e < n->nedges);
		assert_int_equal(n->to_graph[e], CC_NONE);
		n->to_graph[e] = g;
		n->from_graph[g] = e;
	}
}

/* Build tiles of the lines in hand, and a graph of these. */
static inline cc_graph *
net_build(net *n, const cc_env *with)
{
	cc_graph *graph;

	n->tiles = unit_build_tiles(n->lines, n->nlines);
	assert_int_equal(cc_graph_create(with, (const cc_tile *const *) n->tiles.tiles, n->tiles.ntiles,
									 &n->walker, &graph),
					 CC_OK);
	return graph;
}

/* Lines in hand: find nodes, edges and walks, build tiles and the graph. */
static inline void
net_finish(net *n)
{
	static cc_env env;

	env = unit_env();
	net_split(n);
	net_walks(n);
	n->graph = net_build(n, &env);
	net_link(n);
}

static inline cc_point
net_node_point(const cc_graph *graph, uint32_t node)
{
	if (node >= graph->nplaces)
		node = graph->copies.node_origin[node - graph->nplaces];
	for (uint32_t t = 0; t < graph->ntiles; t++)
		if (node >= graph->node_base[t] && node < graph->node_base[t + 1])
			return graph->tiles[t]->nodes[node - graph->node_base[t]];
	fail_msg("node %u is a dead end", node);
	return (cc_point){0, 0};
}

/* Set an edge's costs in the oracle and in the graph; net_walks is left to the caller. */
static inline void
net_set_costs(net *n, uint32_t e, uint32_t forward_ms, uint32_t backward_ms)
{
	uint32_t g = n->to_graph[e];
	cc_graph *graph = n->graph;

	n->edges[e].forward_ms = forward_ms;
	n->edges[e].backward_ms = backward_ms;
	for (uint32_t w = 0; w < graph->nwalked; w++)
		if (cc_graph_street(graph, w) == g)
		{
			graph->edges[w].forward_ms = forward_ms;
			graph->edges[w].backward_ms = backward_ms;
		}
	for (uint32_t node = 0; node < graph->nnodes; node++)
		for (uint32_t a = graph->first[node]; a < graph->first[node + 1]; a++)
			if (cc_graph_street(graph, graph->arcs[a].edge) == g)
			{
				bool forward = graph->edges[graph->arcs[a].edge].u == node;

				graph->arcs[a].out_ms = forward ? forward_ms : backward_ms;
				graph->arcs[a].in_ms = forward ? backward_ms : forward_ms;
			}
}

/* A random point within so many units of the corner. */
static inline cc_point
net_random_point(uint64_t *seed, int32_t units)
{
	cc_point corner = net_corner();

	return (cc_point){corner.x + unit_between(seed, -units, units),
					  corner.y + unit_between(seed, -units, units)};
}

#endif /* NET_H */
