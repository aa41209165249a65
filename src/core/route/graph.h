/*
 * graph.h
 *		Tiles joined into one graph, with one walker's costs.
 *
 * A graph borrows its tiles, which must outlive it. Ends that lie in a tile
 * which is not given become dead ends: the caller loads all tiles that its
 * searches may reach.
 *
 * src/core/route/graph.h
 */
#ifndef CC_GRAPH_H
#define CC_GRAPH_H

#include "network/tile.h"
#include "walk/walker.h"

#define CC_NONE UINT32_MAX

/* In class_bits of a cc_gedge: the cost of a part of the edge depends on its position. */
#define CC_UNEVEN 0x80000000u

typedef struct cc_gedge
{
	uint32_t u;
	uint32_t v;
	uint32_t forward_ms;  /* u to v, CC_IMPASSABLE where the walker cannot go */
	uint32_t backward_ms; /* v to u */
	uint32_t len_mm;
	uint32_t class_bits; /* of the street, and CC_UNEVEN */
	uint32_t tile;       /* index into tiles: where its line and street are */
	uint32_t edge;       /* index into that tile's edges */
} cc_gedge;

typedef struct cc_arc
{
	uint32_t to;
	uint32_t edge;   /* of the graph: both ways of a loop are two arcs from and to one node */
	uint32_t out_ms; /* of walking the arc, CC_IMPASSABLE where the walker cannot go */
	uint32_t in_ms;  /* of walking the same edge the other way */
} cc_arc;

/* Working memory of cc_graph_island, allocated at its first call. */
typedef struct cc_island_search
{
	uint32_t *mm;    /* per node: length of the shortest path of the search, CC_NONE outside it */
	uint32_t *nodes; /* those with a path */
	size_t capacity; /* of nodes */
} cc_island_search;

/* Loaded tiles next to each other in a row of the grid. */
typedef struct cc_row
{
	int32_t min_y;
	int32_t max_y;
	uint32_t first; /* of tiles, from west to east */
	uint32_t end;
} cc_row;

/*
 * Copies of the nodes and edges of private streets; the arrays are NULL if no edge is private. The
 * end copy follows the start copy.
 *
 * A walk may begin and end on private streets but not pass through them: it goes over private
 * edges, then public ones, then private ones, each part possibly empty. So a node of private edges
 * exists three times: as itself, where public edges meet; as its start copy, for walks that have
 * used private edges only; and as its end copy, for walks that may no longer use public edges. A
 * private edge has no arcs itself, but a start copy between start copies and an end copy between
 * end copies. Links of cost 0 lead from the start copy to the node and from the node to the end
 * copy, not back. So every shortest path over the arcs obeys the rule, and the least cost at a
 * start or end copy is that of all walks that may be there.
 */
typedef struct cc_copies
{
	uint32_t *of_edge;     /* per edge: its start copy; CC_NONE for a public edge */
	uint32_t *of_node;     /* per node: its start copy; CC_NONE for a node of no private edge */
	uint32_t *edge_origin; /* from nedges on: the edge that is copied; CC_NONE for a link */
	uint32_t *node_origin; /* from nplaces on: the node that is copied */
} cc_copies;

/* One allocation, except island_search. */
typedef struct cc_graph
{
	const cc_env *env;
	cc_walker walker;
	uint32_t ntiles;
	const cc_tile **tiles; /* ascending by id */
	cc_box *boxes;         /* of the tiles */
	uint32_t nrows;
	cc_row *rows;        /* from north to south */
	uint32_t *node_base; /* first graph node of each tile's nodes */
	bool barred;         /* does any tile have barriers? */
	uint32_t nplaces;    /* nodes that are no copies; dead ends and ends at gates come last */
	uint32_t nnodes;     /* with the copies, which come after */
	uint32_t nedges;     /* every edge once, also those stored in several tiles */
	uint32_t nwalked;    /* with copies and links, which come after */
	cc_gedge *edges;
	uint32_t *edge_base; /* of tile t: tile_edges[edge_base[t] + e] is its edge e here */
	uint32_t *tile_edges;
	uint32_t *first; /* nnodes + 1 offsets into arcs: the edge ends at each node */
	cc_arc *arcs;    /* of all edges but private ones, those the walker cannot use too */
	cc_copies copies;
	uint8_t *island; /* per edge: 0 unknown, 1 island, 2 mainland */
	double skew; /* the largest ratio of an edge's times in its two directions; may be infinite */
	cc_island_search island_search;
} cc_graph;

/*
 * tiles: ascending by id, distinct, with keys of one type (else CC_BAD_INPUT). The
 * array of pointers is copied.
 */
extern cc_status cc_graph_create(const cc_env *env, const cc_tile *const *tiles, uint32_t ntiles,
								 const cc_walker *walker, cc_graph **graph);
extern void cc_graph_release(cc_graph *graph);

/*
 * The edge on which walks start (or end) at places of an edge: the edge itself, or its copy if it
 * is private. Costs of walks to its ends are those of this edge's nodes.
 */
static inline const cc_gedge *
cc_graph_walked(const cc_graph *graph, uint32_t edge, bool starting)
{
	uint32_t copy = graph->copies.of_edge == NULL ? CC_NONE : graph->copies.of_edge[edge];

	return &graph->edges[copy == CC_NONE ? edge : starting ? copy : copy + 1];
}

/* The edge that is walked over the edge of an arc; CC_NONE for a link. */
static inline uint32_t
cc_graph_street(const cc_graph *graph, uint32_t walked)
{
	return walked < graph->nedges ? walked : graph->copies.edge_origin[walked - graph->nedges];
}

/* The edge as its tile has it. */
static inline const cc_edge *
cc_graph_stored(const cc_graph *graph, uint32_t edge)
{
	const cc_gedge *joined = &graph->edges[edge];

	return &graph->tiles[joined->tile]->edges[joined->edge];
}

/*
 * The streets at a node: its arcs over public edges, and those of its start copy over private
 * edges, which lead to start copies. Links and end copies are left out.
 */
typedef struct cc_streets
{
	const cc_graph *graph;
	uint32_t at;
	uint32_t end;
	uint32_t copy; /* to continue with; CC_NONE: none */
} cc_streets;

static inline cc_streets
cc_streets_at(const cc_graph *graph, uint32_t node)
{
	return (cc_streets){graph, graph->first[node], graph->first[node + 1],
						graph->copies.of_node == NULL ? CC_NONE : graph->copies.of_node[node]};
}

/* The next one, with its node and edge as originals, not copies; false after the last. */
static inline bool
cc_streets_next(cc_streets *streets, cc_arc *arc)
{
	const cc_graph *graph = streets->graph;

	for (;;)
	{
		if (streets->at == streets->end)
		{
			if (streets->copy == CC_NONE)
				return false;
			streets->at = graph->first[streets->copy];
			streets->end = graph->first[streets->copy + 1];
			streets->copy = CC_NONE;
			continue;
		}
		*arc = graph->arcs[streets->at++];
		arc->edge = cc_graph_street(graph, arc->edge);
		if (arc->edge == CC_NONE)
			continue;
		if (arc->to >= graph->nplaces)
			arc->to = graph->copies.node_origin[arc->to - graph->nplaces];
		return true;
	}
}

static inline bool
cc_arc_usable(const cc_arc *arc)
{
	return arc->out_ms != CC_IMPASSABLE || arc->in_ms != CC_IMPASSABLE;
}

/* Three-way order of edges by their identity: street key, then first vertex. */
extern int cc_graph_compare(const cc_graph *graph, uint32_t a, uint32_t b);

extern bool cc_graph_same_street(const cc_graph *graph, uint32_t a, uint32_t b);

/*
 * Is the edge on an island: do the streets joined to it end within 1,000 m of network and hold
 * fewer than 40 nodes (nodes that exist only because of a tile's boundary not counted)? Every
 * point of the streets examined lies within 1,000 m of network of any point of the edge; an
 * edge longer than that is mainland. Only edges that the walker can use count. The result is kept.
 *
 * Precisely: the path of a node is the edge's length plus the shortest length from either of its
 * ends. An island has fewer than 40 nodes with a path of at most 1,000 m, and no point of an edge
 * at such a node has a longer one. A node exists only because of a boundary if exactly two edge
 * ends meet in it, one line continues through it, and one of the two edges crosses tiles.
 */
#define CC_ISLAND_M 1000
#define CC_ISLAND_NODES 40
extern cc_status cc_graph_island(cc_graph *graph, uint32_t edge, bool *island);

/*
 * ms of walking along an edge from from_mm to to_mm (from > to walks backward): the difference of
 * the total costs to the end in the direction of the walk, so that parts of a walk add up. 0 for
 * equal mm, otherwise CC_IMPASSABLE if the walker cannot go.
 */
extern uint32_t cc_graph_along_ms(const cc_graph *graph, uint32_t edge, uint32_t from_mm,
								  uint32_t to_mm);

/*
 * ms from at_mm to the end v (to_v) or u, and ms from that end to at_mm: the cost of this part of
 * the edge, CC_IMPASSABLE if the walker cannot go in that direction.
 */
extern uint32_t cc_graph_leave_ms(const cc_graph *graph, uint32_t edge, uint32_t at_mm, bool to_v);
extern uint32_t cc_graph_enter_ms(const cc_graph *graph, uint32_t edge, uint32_t at_mm,
								  bool from_v);

#endif /* CC_GRAPH_H */
