/*
 * graph.h
 *		Tiles joined into one graph, with one walker's costs.
 *
 * A graph borrows its tiles, which must outlive it. Ends that lie in a tile
 * which was not given become dead ends: the caller loads tiles as far as his
 * search or look may go.
 *
 * src/core/route/graph.h
 */
#ifndef CC_GRAPH_H
#define CC_GRAPH_H

#include "network/tile.h"
#include "walk/walker.h"

#define CC_NONE UINT32_MAX

/* In class_bits of a cc_gedge: what a part of the edge costs hangs on where it lies. */
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

/* What cc_graph_island remembers between searches, made at the first one. */
typedef struct cc_island_search
{
	uint32_t *mm;    /* per node: shortest way found in the search, CC_NONE outside it */
	uint32_t *nodes; /* those with a way */
	size_t capacity;
} cc_island_search;

/* Loaded tiles side by side in a row of the grid. */
typedef struct cc_row
{
	int32_t min_y;
	int32_t max_y;
	uint32_t first; /* of tiles, from west to east */
	uint32_t end;
} cc_row;

/*
 * One allocation but for the search.
 *
 * Private streets may begin a walk and end it, but not stand in its middle: a walk goes over
 * private edges, then public ones, then private ones, any of these none. So a node of private
 * edges is there three times: as itself, where public edges meet; as its start copy, where
 * walks are that have come over private edges only; and as its end copy, where they are that may
 * use no public edge any more. A private edge has no arcs itself, but a start copy between start
 * copies and an end copy between end copies. Links that cost nothing lead from the start copy to
 * the node and from the node to the end copy, and not back. So any shortest way over the arcs is
 * a lawful one, and the least cost at a start or end copy is that of all walks that may be there.
 */
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
	bool barred;         /* are there barriers in any tile? */
	uint32_t nplaces;    /* nodes that are no copies; dead ends and ends at gates come last */
	uint32_t nnodes;     /* with the copies, which come after */
	uint32_t nedges;     /* every edge once, also those stored in several tiles */
	uint32_t nwalked;    /* with copies and links, which come after */
	cc_gedge *edges;
	uint32_t *edge_base; /* of tile t: tile_edges[edge_base[t] + e] is its edge e here */
	uint32_t *tile_edges;
	uint32_t *first; /* nnodes + 1 offsets into arcs: the edge ends at each node */
	cc_arc *arcs;    /* of all edges but private ones, those the walker cannot use too */
	/* Where no edge is private these are NULL. The end copy comes after the start copy. */
	uint32_t *edge_copy;    /* per edge: its start copy; CC_NONE for a public edge */
	uint32_t *node_copy;    /* per node: its start copy; CC_NONE for a node of no private edge */
	uint32_t *edge_copied;  /* from nedges on: what edge it is a copy of; CC_NONE for a link */
	uint32_t *place_copied; /* from nplaces on: what node it is a copy of */
	uint8_t *island;        /* per edge: 0 not looked at, 1 island, 2 mainland */
	double skew; /* no edge takes more than so many times as long one way as the other; may be
					infinite */
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
 * The edge over which walks start (or end) at places of an edge: itself, or its copy if it is
 * private. Costs of walks to its ends are those of this edge's nodes.
 */
static inline const cc_gedge *
cc_graph_walked(const cc_graph *graph, uint32_t edge, bool starting)
{
	uint32_t copy = graph->edge_copy == NULL ? CC_NONE : graph->edge_copy[edge];

	return &graph->edges[copy == CC_NONE ? edge : starting ? copy : copy + 1];
}

/* The edge that is walked over the edge of an arc; CC_NONE for a link. */
static inline uint32_t
cc_graph_street(const cc_graph *graph, uint32_t walked)
{
	return walked < graph->nedges ? walked : graph->edge_copied[walked - graph->nedges];
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
 * ones, which lead to start copies. Links and end copies are none.
 */
typedef struct cc_streets
{
	const cc_graph *graph;
	uint32_t at;
	uint32_t end;
	uint32_t copy; /* to go on with; CC_NONE: none */
} cc_streets;

static inline cc_streets
cc_streets_at(const cc_graph *graph, uint32_t node)
{
	return (cc_streets){graph, graph->first[node], graph->first[node + 1],
						graph->node_copy == NULL ? CC_NONE : graph->node_copy[node]};
}

/* The next one, its node no copy and its edge that of the street; false after the last. */
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
			arc->to = graph->place_copied[arc->to - graph->nplaces];
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
 * point of the streets looked at lies within 1,000 m of network of any point of the edge; an
 * edge longer than that is mainland. Only edges that the walker can use join. Remembered.
 *
 * To the letter: a node's way is the edge's length plus the shortest length from
 * either of its ends. Island means that less than 40 nodes have a way of at most 1,000 m, and
 * no point of an edge at such a node has a longer one. A node is there only because of a
 * boundary when exactly two edge ends meet in it, one line goes on through it, and one of the
 * two edges crosses tiles.
 */
#define CC_ISLAND_M 1000
#define CC_ISLAND_NODES 40
extern cc_status cc_graph_island(cc_graph *graph, uint32_t edge, bool *island);

/*
 * ms of walking along an edge from from_mm to to_mm (from > to walks backward):
 * the difference of the whole costs to the end that is walked to, so that parts
 * of a walk add up. 0 to the same mm; else CC_IMPASSABLE where the walker cannot go.
 */
extern uint32_t cc_graph_along_ms(const cc_graph *graph, uint32_t edge, uint32_t from_mm,
								  uint32_t to_mm);

/*
 * ms from at_mm to the end v (to_v) or u, and ms from that end to at_mm: the cost of the
 * part that is walked, CC_IMPASSABLE where the walker cannot go in that direction.
 */
extern uint32_t cc_graph_leave_ms(const cc_graph *graph, uint32_t edge, uint32_t at_mm, bool to_v);
extern uint32_t cc_graph_enter_ms(const cc_graph *graph, uint32_t edge, uint32_t at_mm,
								  bool from_v);

#endif /* CC_GRAPH_H */
