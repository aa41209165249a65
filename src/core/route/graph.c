/*
 * graph.c
 *		Tiles joined into one graph, with one walker's costs.
 *
 * A graph is made for every question about a single point too, so it takes one
 * pass over the tiles and one over the edges. Edges inside a tile need no
 * look-up; those that cross tiles are found again by their identity in a table.
 *
 * src/core/route/graph.c
 */
#include "route/graph.h"

#include "walk/slope.h"

#include <math.h>
#include <string.h>

/* Open-addressed table of numbers; what they mean is known to its users. */
typedef struct table
{
	uint32_t *slots; /* CC_NONE: free */
	uint32_t mask;
} table;

static cc_status
table_create(const cc_env *env, uint32_t items, table *out)
{
	uint64_t size = 8;

	while (size < (uint64_t) items * 2)
		size *= 2;
	out->slots = cc_alloc(env, size, sizeof(uint32_t), 0);
	if (out->slots == NULL)
		return CC_NOMEM;
	memset(out->slots, 0xff, size * sizeof(uint32_t));
	out->mask = (uint32_t) (size - 1);
	return CC_OK;
}

static inline uint32_t
mix(uint64_t value)
{
	value *= UINT64_C(0x9e3779b97f4a7c15);
	value ^= value >> 32;
	value *= UINT64_C(0xd6e8feb86659fd93);
	return (uint32_t) (value >> 32);
}

static uint32_t
hash_identity(const cc_tile *tile, const cc_edge *edge)
{
	const cc_street_key *key = &tile->streets[edge->street];
	uint64_t value = (uint64_t) key->number;

	if (tile->text_keys)
	{
		value = UINT64_C(0xcbf29ce484222325);
		for (uint32_t i = 0; i < key->len; i++)
			value = (value ^ (uint8_t) key->text[i]) * UINT64_C(0x100000001b3);
	}
	return mix(value + ((uint64_t) edge->first_vertex << 40));
}

static bool
same_identity(const cc_graph *graph, uint32_t known, const cc_tile *tile, const cc_edge *edge)
{
	const cc_tile *other = graph->tiles[graph->edges[known].tile];
	const cc_edge *stored = &other->edges[graph->edges[known].edge];

	return stored->first_vertex == edge->first_vertex &&
		   cc_street_compare(tile->text_keys, &other->streets[stored->street],
							 &tile->streets[edge->street]) == 0;
}

/*
 * What a private edge adds at most: two copies of it and of both its nodes, and two links at each
 * of these.
 */
#define EDGE_COPIES 6
#define NODE_COPIES 4

/* How much there is in the tiles: what a graph needs room for. */
typedef struct amount
{
	uint64_t nodes;
	uint64_t edges;    /* crossing ones once in every tile that has them */
	uint64_t crossing; /* of these */
	uint64_t private;  /* likewise */
	uint64_t gated;    /* ends at closed gates */
} amount;

static inline bool
is_gate(const cc_tile *tile, uint32_t end)
{
	return tile->ngates > 0 && end != CC_FOREIGN && cc_tile_gate(tile, end) != CC_FOREIGN;
}

static uint32_t
count_gated(const cc_tile *tile)
{
	uint32_t ends = 0;

	for (uint32_t e = 0; tile->ngates > 0 && e < tile->nedges; e++)
		ends += is_gate(tile, tile->edges[e].u) + is_gate(tile, tile->edges[e].v);
	return ends;
}

static cc_status
count_tiles(const cc_tile *const *tiles, uint32_t ntiles, amount *total)
{
	memset(total, 0, sizeof(*total));
	for (uint32_t t = 0; t < ntiles; t++)
	{
		const cc_tile *tile = tiles[t];

		total->gated += count_gated(tile);
		if (t > 0 && (tile->id <= tiles[t - 1]->id || tile->text_keys != tiles[0]->text_keys))
			return CC_BAD_INPUT;
		total->nodes += tile->nnodes;
		total->edges += tile->nedges;
		for (uint32_t e = 0; e < tile->nedges; e++)
		{
			const cc_edge *edge = &tile->edges[e];

			total->crossing += edge->u == CC_FOREIGN || edge->v == CC_FOREIGN;
			total->private += (edge->class_bits & CC_PRIVATE) != 0;
		}
	}
	/* Nodes, with two dead ends a crossing edge, and arcs are numbered in 32 bits. */
	return total->nodes + 2 * total->edges + EDGE_COPIES * total->private < UINT32_MAX / 4
			   ? CC_OK
			   : CC_LIMIT;
}

/*
 * The graph and all its arrays in one piece of memory, which an allocator can
 * reuse for the next graph better than many.
 */
static cc_graph *
allocate(const cc_env *env, size_t ntiles, const amount *total)
{
	size_t places = (size_t) (total->nodes + 2 * total->crossing + total->gated);
	size_t nodes = places + NODE_COPIES * (size_t) total->private;
	size_t edges = (size_t) total->edges;
	size_t walked = edges + EDGE_COPIES * (size_t) total->private;
	size_t copied = total->private == 0 ? 0 : walked + nodes;
	size_t size =
		sizeof(cc_graph) + ntiles * (sizeof(cc_tile *) + sizeof(cc_box) + sizeof(cc_row)) +
		walked * (sizeof(cc_gedge) + 2 * sizeof(cc_arc)) + edges * (sizeof(uint32_t) + 1) +
		(2 * (ntiles + 1) + nodes + 1 + copied) * sizeof(uint32_t);
	cc_graph *graph = cc_alloc(env, 1, size, 0);

	if (graph == NULL)
		return NULL;
	memset(graph, 0, sizeof(cc_graph));
	/* Pointers first, bytes last: so each array begins where it may. */
	graph->tiles = (const cc_tile **) (graph + 1);
	graph->boxes = (cc_box *) (graph->tiles + ntiles);
	graph->rows = (cc_row *) (graph->boxes + ntiles);
	graph->edges = (cc_gedge *) (graph->rows + ntiles);
	graph->arcs = (cc_arc *) (graph->edges + walked);
	graph->tile_edges = (uint32_t *) (graph->arcs + 2 * walked);
	graph->node_base = graph->tile_edges + edges;
	graph->edge_base = graph->node_base + ntiles + 1;
	graph->first = graph->edge_base + ntiles + 1;
	if (copied > 0)
	{
		graph->copies.of_edge = graph->first + nodes + 1;
		graph->copies.edge_origin = graph->copies.of_edge + edges;
		graph->copies.of_node = graph->copies.of_edge + walked;
		graph->copies.node_origin = graph->copies.of_node + places;
	}
	graph->island = (uint8_t *) (graph->first + nodes + 1 + copied);
	return graph;
}

/* The tiles come row by row. */
static void
add_to_row(cc_graph *graph, uint32_t t)
{
	cc_row *last = graph->nrows == 0 ? NULL : &graph->rows[graph->nrows - 1];

	if (last == NULL || last->max_y != graph->boxes[t].max_y)
	{
		last = &graph->rows[graph->nrows++];
		*last = (cc_row){graph->boxes[t].min_y, graph->boxes[t].max_y, t, t};
	}
	last->end++;
}

/* Take over the tiles and number their nodes and edges. */
static void
take_tiles(cc_graph *graph, const cc_tile *const *tiles)
{
	uint32_t nodes = 0;
	uint32_t edges = 0;

	for (uint32_t t = 0; t < graph->ntiles; t++)
	{
		graph->tiles[t] = tiles[t];
		graph->boxes[t] = cc_tile_box(tiles[t]->id);
		add_to_row(graph, t);
		graph->node_base[t] = nodes;
		graph->edge_base[t] = edges;
		nodes += tiles[t]->nnodes;
		edges += tiles[t]->nedges;
		graph->barred |= tiles[t]->nbarriers > 0;
	}
	graph->node_base[graph->ntiles] = nodes;
	graph->edge_base[graph->ntiles] = edges;
	graph->nnodes = nodes;
}

/* Costs of an edge that are not the same in both directions, or of its parts not everywhere. */
static void
add_uneven(cc_graph *graph, cc_gedge *edge, const cc_edge *stored)
{
	double least;
	double most;

	edge->class_bits |= CC_UNEVEN;
	edge->backward_ms =
		cc_edge_part_ms(&graph->walker, graph->tiles[edge->tile], stored, 0, stored->len_mm, false);
	least = edge->forward_ms < edge->backward_ms ? edge->forward_ms : edge->backward_ms;
	most = edge->forward_ms < edge->backward_ms ? edge->backward_ms : edge->forward_ms;
	/* Parts of edges are as slopes have it. */
	graph->skew = fmax(graph->skew, cc_slope_skew(&graph->walker));
	if (most == CC_IMPASSABLE && least < most)
		graph->skew = INFINITY;
	else if (most > 0)
		graph->skew = fmax(graph->skew, most / least);
}

/* The node of an edge's end in a tile: at a closed gate each end is a dead end of its own. */
static inline uint32_t
end_node(cc_graph *graph, uint32_t t, uint32_t end)
{
	if (end == CC_FOREIGN)
		return CC_NONE;
	return is_gate(graph->tiles[t], end) ? graph->nnodes++ : graph->node_base[t] + end;
}

static uint32_t
add_edge(cc_graph *graph, uint32_t t, uint32_t e)
{
	const cc_edge *stored = &graph->tiles[t]->edges[e];
	cc_gedge *edge = &graph->edges[graph->nedges];

	edge->u = end_node(graph, t, stored->u);
	edge->v = end_node(graph, t, stored->v);
	edge->len_mm = stored->len_mm;
	edge->class_bits = stored->class_bits;
	edge->forward_ms =
		cc_edge_part_ms(&graph->walker, graph->tiles[t], stored, 0, stored->len_mm, true);
	edge->backward_ms = edge->forward_ms;
	edge->tile = t;
	edge->edge = e;
	if (cc_edge_is_uneven(&graph->walker, stored))
		add_uneven(graph, edge, stored);
	return graph->nedges++;
}

/* Find or add an edge that crosses tiles; the ends that this tile knows are filled in. */
static uint32_t
add_crossing(cc_graph *graph, table *known, uint32_t t, uint32_t e)
{
	const cc_tile *tile = graph->tiles[t];
	const cc_edge *stored = &tile->edges[e];
	uint32_t slot = hash_identity(tile, stored) & known->mask;
	cc_gedge *edge;

	while (known->slots[slot] != CC_NONE && !same_identity(graph, known->slots[slot], tile, stored))
		slot = (slot + 1) & known->mask;
	if (known->slots[slot] == CC_NONE)
		return known->slots[slot] = add_edge(graph, t, e);

	edge = &graph->edges[known->slots[slot]];
	if (stored->u != CC_FOREIGN)
		edge->u = end_node(graph, t, stored->u);
	if (stored->v != CC_FOREIGN)
		edge->v = end_node(graph, t, stored->v);
	return known->slots[slot];
}

static void
add_tile(cc_graph *graph, table *known, uint32_t t)
{
	const cc_tile *tile = graph->tiles[t];
	uint32_t *number = &graph->tile_edges[graph->edge_base[t]];

	for (uint32_t e = 0; e < tile->nedges; e++)
	{
		const cc_edge *stored = &tile->edges[e];

		if (stored->u != CC_FOREIGN && stored->v != CC_FOREIGN)
			number[e] = add_edge(graph, t, e);
		else
			number[e] = add_crossing(graph, known, t, e);
	}
}

static cc_point
end_point(const cc_graph *graph, uint32_t edge, bool at_v)
{
	const cc_gedge *joined = &graph->edges[edge];
	const cc_tile *tile = graph->tiles[joined->tile];
	const cc_edge *stored = &tile->edges[joined->edge];

	return tile->pts[stored->pt + (at_v ? stored->npts - 1 : 0)];
}

/*
 * The dead-end node at an open end. The table holds 2 * edge + 1 for an end v
 * and 2 * edge for an end u that stand for their point.
 */
static uint32_t
dead_end(cc_graph *graph, table *ends, uint32_t edge, bool at_v)
{
	cc_point at = end_point(graph, edge, at_v);
	uint32_t slot = mix((uint64_t) (uint32_t) at.x << 32 | (uint32_t) at.y) & ends->mask;

	for (; ends->slots[slot] != CC_NONE; slot = (slot + 1) & ends->mask)
	{
		const cc_gedge *other = &graph->edges[ends->slots[slot] / 2];
		cc_point point = end_point(graph, ends->slots[slot] / 2, ends->slots[slot] % 2);

		if (cc_point_same(point, at))
			return ends->slots[slot] % 2 ? other->v : other->u;
	}
	ends->slots[slot] = edge * 2 + at_v;
	return graph->nnodes++;
}

/* Give a node to every end that no loaded tile knows; ends at one point share it. */
static cc_status
add_dead_ends(cc_graph *graph, const table *known)
{
	uint32_t open = 0;
	table ends;

	for (uint64_t i = 0; i <= known->mask; i++)
	{
		uint32_t e = known->slots[i];

		if (e != CC_NONE)
			open += (graph->edges[e].u == CC_NONE) + (graph->edges[e].v == CC_NONE);
	}
	if (open == 0)
		return CC_OK;
	if (table_create(graph->env, open, &ends) != CC_OK)
		return CC_NOMEM;
	for (uint64_t i = 0; i <= known->mask; i++)
	{
		uint32_t e = known->slots[i];

		if (e == CC_NONE)
			continue;
		if (graph->edges[e].u == CC_NONE)
			graph->edges[e].u = dead_end(graph, &ends, e, false);
		if (graph->edges[e].v == CC_NONE)
			graph->edges[e].v = dead_end(graph, &ends, e, true);
	}
	cc_free(graph->env, ends.slots);
	return CC_OK;
}

static cc_status
join_tiles(cc_graph *graph, uint32_t crossing)
{
	cc_status status;
	table known;

	if (table_create(graph->env, crossing, &known) != CC_OK)
		return CC_NOMEM;
	for (uint32_t t = 0; t < graph->ntiles; t++)
		add_tile(graph, &known, t);
	status = add_dead_ends(graph, &known);
	cc_free(graph->env, known.slots);
	return status;
}

/* --- private streets --- */

/* An edge beside the streets: a link, or the copy of the edge of that number. */
static void
add_walked(cc_graph *graph, cc_gedge edge, uint32_t copied)
{
	graph->copies.edge_origin[graph->nwalked - graph->nedges] = copied;
	graph->edges[graph->nwalked++] = edge;
}

/* The start copy of a node; it is made, with the end copy and the links, if there is none yet. */
static uint32_t
copy_node(cc_graph *graph, uint32_t node)
{
	uint32_t start = graph->copies.of_node[node];
	cc_gedge link = {.backward_ms = CC_IMPASSABLE};

	if (start != CC_NONE)
		return start;
	start = graph->copies.of_node[node] = graph->nnodes;
	graph->copies.node_origin[start - graph->nplaces] = node;
	graph->copies.node_origin[start + 1 - graph->nplaces] = node;
	graph->nnodes += 2;
	link.u = start;
	link.v = node;
	add_walked(graph, link, CC_NONE);
	link.u = node;
	link.v = start + 1;
	add_walked(graph, link, CC_NONE);
	return start;
}

static void
copy_private(cc_graph *graph)
{
	for (uint32_t n = 0; n < graph->nplaces; n++)
		graph->copies.of_node[n] = CC_NONE;
	for (uint32_t e = 0; e < graph->nedges; e++)
	{
		cc_gedge copy = graph->edges[e];

		graph->copies.of_edge[e] = CC_NONE;
		if ((copy.class_bits & CC_PRIVATE) == 0)
			continue;
		copy.u = copy_node(graph, copy.u);
		copy.v = copy_node(graph, copy.v);
		graph->copies.of_edge[e] = graph->nwalked;
		add_walked(graph, copy, e);
		copy.u++;
		copy.v++;
		add_walked(graph, copy, e);
	}
}

/* --- arcs --- */

static bool
has_arcs(const cc_graph *graph, uint32_t walked)
{
	return walked >= graph->nedges || (graph->edges[walked].class_bits & CC_PRIVATE) == 0;
}

/* Sort the ends of the edges by node (counting sort): first[] holds ends, then beginnings. */
static void
add_arcs(cc_graph *graph)
{
	uint32_t *first = graph->first;
	uint32_t total = 0;

	memset(first, 0, ((size_t) graph->nnodes + 1) * sizeof(uint32_t));
	for (uint32_t e = 0; e < graph->nwalked; e++)
	{
		if (!has_arcs(graph, e))
			continue;
		first[graph->edges[e].u]++;
		first[graph->edges[e].v]++;
	}
	for (uint32_t n = 0; n < graph->nnodes; n++)
		first[n] = total += first[n];
	first[graph->nnodes] = total;
	for (uint32_t e = graph->nwalked; e-- > 0;)
	{
		const cc_gedge *edge = &graph->edges[e];

		if (!has_arcs(graph, e))
			continue;
		graph->arcs[--first[edge->v]] = (cc_arc){edge->u, e, edge->backward_ms, edge->forward_ms};
		graph->arcs[--first[edge->u]] = (cc_arc){edge->v, e, edge->forward_ms, edge->backward_ms};
	}
}

cc_status
cc_graph_create(const cc_env *env, const cc_tile *const *tiles, uint32_t ntiles,
				const cc_walker *walker, cc_graph **graph)
{
	amount total;
	cc_graph *made;
	cc_status status = count_tiles(tiles, ntiles, &total);

	*graph = NULL;
	if (status != CC_OK)
		return status;
	made = allocate(env, ntiles, &total);
	if (made == NULL)
		return CC_NOMEM;
	made->env = env;
	made->walker = *walker;
	made->skew = 1;
	made->ntiles = ntiles;
	take_tiles(made, tiles);
	status = join_tiles(made, (uint32_t) total.crossing);
	if (status != CC_OK)
	{
		cc_graph_release(made);
		return status;
	}
	memset(made->island, 0, made->nedges);
	made->nplaces = made->nnodes;
	made->nwalked = made->nedges;
	if (made->copies.of_edge != NULL)
		copy_private(made);
	add_arcs(made);
	*graph = made;
	return CC_OK;
}

void
cc_graph_release(cc_graph *graph)
{
	const cc_env *env;

	if (graph == NULL)
		return;
	env = graph->env;
	cc_free(env, graph->island_search.mm);
	cc_free(env, graph->island_search.nodes);
	cc_free(env, graph);
}

/* Three-way order of the keys of two edges' streets. */
static int
compare_streets(const cc_graph *graph, uint32_t a, uint32_t b)
{
	const cc_tile *tile = graph->tiles[graph->edges[a].tile];
	const cc_tile *other = graph->tiles[graph->edges[b].tile];

	return cc_street_compare(tile->text_keys, &tile->streets[cc_graph_stored(graph, a)->street],
							 &other->streets[cc_graph_stored(graph, b)->street]);
}

bool
cc_graph_same_street(const cc_graph *graph, uint32_t a, uint32_t b)
{
	return compare_streets(graph, a, b) == 0;
}

int
cc_graph_compare(const cc_graph *graph, uint32_t a, uint32_t b)
{
	const cc_edge *x = cc_graph_stored(graph, a);
	const cc_edge *y = cc_graph_stored(graph, b);
	int order = compare_streets(graph, a, b);

	if (order != 0)
		return order;
	return x->first_vertex < y->first_vertex ? -1 : x->first_vertex > y->first_vertex;
}

/* ms of a part of an edge, from from_mm on to to_mm (to_v) or back; CC_IMPASSABLE if there is no
 * way. */
static inline uint32_t
part_ms(const cc_graph *graph, uint32_t edge, uint32_t from_mm, uint32_t to_mm, bool to_v)
{
	const cc_gedge *joined = &graph->edges[edge];
	const cc_tile *tile;

	if ((to_v ? joined->forward_ms : joined->backward_ms) == CC_IMPASSABLE)
		return CC_IMPASSABLE;
	if ((joined->class_bits & CC_UNEVEN) == 0)
		return cc_walk_ms(&graph->walker, joined->class_bits, to_mm - from_mm, 0);
	tile = graph->tiles[joined->tile];
	return cc_edge_part_ms(&graph->walker, tile, &tile->edges[joined->edge], from_mm, to_mm, to_v);
}

uint32_t
cc_graph_along_ms(const cc_graph *graph, uint32_t edge, uint32_t from_mm, uint32_t to_mm)
{
	bool to_v = from_mm <= to_mm;
	uint32_t from;

	/* Who is there already need not be able to walk on. */
	if (from_mm == to_mm)
		return 0;
	from = cc_graph_leave_ms(graph, edge, from_mm, to_v);
	if (from == CC_IMPASSABLE)
		return from;
	return from - cc_graph_leave_ms(graph, edge, to_mm, to_v);
}

uint32_t
cc_graph_leave_ms(const cc_graph *graph, uint32_t edge, uint32_t at_mm, bool to_v)
{
	return to_v ? part_ms(graph, edge, at_mm, graph->edges[edge].len_mm, true)
				: part_ms(graph, edge, 0, at_mm, false);
}

uint32_t
cc_graph_enter_ms(const cc_graph *graph, uint32_t edge, uint32_t at_mm, bool from_v)
{
	return from_v ? part_ms(graph, edge, at_mm, graph->edges[edge].len_mm, false)
				  : part_ms(graph, edge, 0, at_mm, true);
}
