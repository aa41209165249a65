/*
 * island.c
 *		Is an edge part of a few streets that lead nowhere?
 *
 * The search labels nodes with the shortest way found so far, round after round
 * until nothing improves. Any way found proves that a node counts, so in a
 * city the search ends at the 40th node without having sorted anything; elsewhere
 * few nodes are in it and the rounds are cheap.
 *
 * src/core/route/island.c
 */
#include "route/graph.h"

#include <string.h>

#define ISLAND_MM (CC_ISLAND_M * 1000)

enum
{
	UNKNOWN = 0,
	ISLAND = 1,
	MAINLAND = 2
};

/* A search under way: search->nodes[0..nnodes) have a way, counted of them are no boundary nodes.
 */
typedef struct island_search
{
	cc_graph *graph;
	uint32_t nnodes;
	uint32_t counted;
	bool again; /* a node that was passed already has a shorter way now */
} island_search;

static bool
crosses_tiles(const cc_edge *edge)
{
	return edge->u == CC_FOREIGN || edge->v == CC_FOREIGN;
}

/* Does the line of edge a end in its end v where edge b of the same line begins? */
static bool
goes_on(const cc_graph *graph, uint32_t node, uint32_t a, uint32_t b)
{
	const cc_edge *before = cc_graph_stored(graph, a);
	const cc_edge *after = cc_graph_stored(graph, b);

	return graph->edges[a].v == node && graph->edges[b].u == node &&
		   (uint64_t) before->first_vertex + before->npts - 1 == after->first_vertex &&
		   cc_graph_same_street(graph, a, b);
}

/* Would the node be none if the world had no tiles? */
static bool
boundary_node(const cc_graph *graph, uint32_t node)
{
	cc_streets streets = cc_streets_at(graph, node);
	cc_arc arcs[3];
	uint32_t n = 0;
	uint32_t a;
	uint32_t b;

	while (n < 3 && cc_streets_next(&streets, &arcs[n]))
		n++;
	if (n != 2)
		return false;
	a = arcs[0].edge;
	b = arcs[1].edge;
	if (a == b ||
		(!crosses_tiles(cc_graph_stored(graph, a)) && !crosses_tiles(cc_graph_stored(graph, b))))
		return false;
	return goes_on(graph, node, a, b) || goes_on(graph, node, b, a);
}

/* A way to a node was found. */
static cc_status
reach(island_search *search, uint32_t node, uint64_t mm)
{
	cc_graph *graph = search->graph;
	uint32_t *way = graph->island_search.mm;

	if (mm > ISLAND_MM || mm >= way[node])
		return CC_OK;
	if (way[node] == CC_NONE)
	{
		if (search->nnodes == graph->island_search.capacity)
		{
			cc_status status = cc_grow(graph->env, (void **) &graph->island_search.nodes,
									   &graph->island_search.capacity, search->nnodes,
									   (size_t) search->nnodes + 1, sizeof(uint32_t));

			if (status != CC_OK)
				return status;
		}
		graph->island_search.nodes[search->nnodes++] = node;
		search->counted += !boundary_node(graph, node);
	}
	else
		search->again = true;
	way[node] = (uint32_t) mm;
	return CC_OK;
}

static cc_status
extend(island_search *search, uint32_t node)
{
	const cc_graph *graph = search->graph;
	uint32_t way = graph->island_search.mm[node];
	cc_streets streets = cc_streets_at(graph, node);
	cc_arc arc;

	while (cc_streets_next(&streets, &arc))
	{
		cc_status status;

		if (!cc_arc_usable(&arc))
			continue;
		status = reach(search, arc.to, (uint64_t) way + graph->edges[arc.edge].len_mm);
		if (status != CC_OK)
			return status;
	}
	return CC_OK;
}

/* Do all streets end within reach? The ways are final here. */
static bool
all_end(const island_search *search, uint32_t start)
{
	const cc_graph *graph = search->graph;
	const uint32_t *way = graph->island_search.mm;

	for (uint32_t k = 0; k < search->nnodes; k++)
	{
		uint32_t node = graph->island_search.nodes[k];
		cc_streets streets = cc_streets_at(graph, node);
		cc_arc arc;

		while (cc_streets_next(&streets, &arc))
		{
			if (!cc_arc_usable(&arc) || arc.edge == start)
				continue;
			/* The farthest point of an edge lies where the ways from both ends meet. */
			if (way[arc.to] == CC_NONE ||
				(uint64_t) way[node] + way[arc.to] + graph->edges[arc.edge].len_mm >
					2 * (uint64_t) ISLAND_MM)
				return false;
		}
	}
	return true;
}

/*
 * Once the search has come to enough nodes, streets nearby come to the same ones: from a node with
 * way w to any of them it is no more than w and the longest of their ways. So this is the search
 * of most edges of a city.
 */
static void
mark_mainland(const island_search *search)
{
	cc_graph *graph = search->graph;
	const uint32_t *way = graph->island_search.mm;
	uint32_t longest = 0;

	for (uint32_t k = 0; k < search->nnodes; k++)
		longest = way[graph->island_search.nodes[k]] > longest ? way[graph->island_search.nodes[k]]
															   : longest;
	for (uint32_t k = 0; k < search->nnodes; k++)
	{
		uint64_t near = (uint64_t) way[graph->island_search.nodes[k]] + longest;
		cc_streets streets = cc_streets_at(graph, graph->island_search.nodes[k]);
		cc_arc arc;

		while (cc_streets_next(&streets, &arc))
			if (cc_arc_usable(&arc) && near + graph->edges[arc.edge].len_mm <= ISLAND_MM)
				graph->island[arc.edge] = MAINLAND;
	}
}

static cc_status
look_around(island_search *search, uint32_t edge, bool *island)
{
	const cc_gedge *start = &search->graph->edges[edge];
	cc_status status = reach(search, start->u, start->len_mm);

	if (status == CC_OK)
		status = reach(search, start->v, start->len_mm);
	do
	{
		search->again = false;
		for (uint32_t k = 0; status == CC_OK && k < search->nnodes; k++)
		{
			if (search->counted >= CC_ISLAND_NODES)
			{
				mark_mainland(search);
				return CC_OK;
			}
			status = extend(search, search->graph->island_search.nodes[k]);
		}
	} while (status == CC_OK && search->again);
	if (status == CC_OK)
		*island = search->counted < CC_ISLAND_NODES && all_end(search, edge);
	return status;
}

cc_status
cc_graph_island(cc_graph *graph, uint32_t edge, bool *island)
{
	island_search search = {graph, 0, 0, false};
	cc_status status;

	*island = graph->island[edge] == ISLAND;
	if (graph->island[edge] != UNKNOWN)
		return CC_OK;
	if (graph->island_search.mm == NULL)
	{
		graph->island_search.mm = cc_alloc(graph->env, graph->nplaces, sizeof(uint32_t), 0);
		if (graph->island_search.mm == NULL)
			return CC_NOMEM;
		memset(graph->island_search.mm, 0xff, (size_t) graph->nplaces * sizeof(uint32_t));
	}
	if (graph->edges[edge].len_mm <= ISLAND_MM)
	{
		status = look_around(&search, edge, island);
		for (uint32_t k = 0; k < search.nnodes; k++)
			graph->island_search.mm[graph->island_search.nodes[k]] = CC_NONE;
		if (status != CC_OK)
			return status;
	}
	graph->island[edge] = *island ? ISLAND : MAINLAND;
	return CC_OK;
}
