/*
 * path.c
 *		The streets that a walk goes along, found from the costs of the nodes.
 *
 * A search keeps no predecessors. The way is traced from the place back to a source: over
 * an arc whose cost is what the costs at its ends differ by. Arcs that cost nothing
 * could lead in circles, so each step looks for the nearest node, over such arcs, from
 * which the way leads on to a smaller cost.
 *
 * src/core/route/path.c
 */
#include "route/path.h"

/* A node that the look for the next step has come to. */
typedef struct stop
{
	uint32_t node;
	uint32_t arc;  /* over which it was come to; CC_NONE for the first */
	uint32_t from; /* the stop that it was come to from */
	uint32_t next; /* the stop after it on the way chosen */
} stop;

typedef struct tracing
{
	const cc_search *search;
	const cc_env *env;
	cc_path *path;
	size_t capacity; /* of the path's pieces */
	stop *stops;
	size_t stop_capacity;
	uint32_t nstops;
} tracing;

/* --- pieces --- */

static cc_status
add_piece(tracing *trace, uint32_t edge, uint32_t from_mm, uint32_t to_mm, uint32_t ms)
{
	cc_path *path = trace->path;
	cc_status status;

	if (from_mm == to_mm)
		return CC_OK;
	status = cc_grow(trace->env, (void **) &path->pieces, &trace->capacity, path->npieces,
					 (size_t) path->npieces + 1, sizeof(cc_piece));
	if (status == CC_OK)
		path->pieces[path->npieces++] = (cc_piece){edge, from_mm, to_mm, ms};
	return status;
}

/*
 * The part of a place's edge between the place and an end of the edge, which the walk
 * leaves the place over or comes to it.
 */
static cc_status
add_end(tracing *trace, const cc_place *place, bool at_v, bool leaving)
{
	const cc_graph *graph = trace->search->graph;
	uint32_t end_mm = at_v ? graph->edges[place->edge].len_mm : 0;

	if (leaving)
		return add_piece(trace, place->edge, place->at_mm, end_mm,
						 cc_graph_leave_ms(graph, place->edge, place->at_mm, at_v));
	return add_piece(trace, place->edge, end_mm, place->at_mm,
					 cc_graph_enter_ms(graph, place->edge, place->at_mm, at_v));
}

/* The whole edge of an arc, walked along the arc or against it; nothing for a link. */
static cc_status
add_arc(tracing *trace, const cc_arc *arc, uint32_t node, bool along)
{
	const cc_gedge *edge = &trace->search->graph->edges[arc->edge];
	/* No shortest way goes round a loop. */
	bool to_v = along == (edge->u == node);

	return add_piece(trace, cc_graph_street(trace->search->graph, arc->edge),
					 to_v ? 0 : edge->len_mm, to_v ? edge->len_mm : 0,
					 along ? arc->out_ms : arc->in_ms);
}

/* --- steps --- */

static bool
from_sources(const tracing *trace)
{
	return trace->search->direction == CC_FROM_SOURCES;
}

/* What walking an arc adds to the search's cost, in the direction of the walk. */
static uint32_t
arc_cost(const tracing *trace, const cc_arc *arc)
{
	uint32_t ms = from_sources(trace) ? arc->in_ms : arc->out_ms;

	if (ms == CC_IMPASSABLE || trace->search->measure == CC_BY_TIME)
		return ms;
	return trace->search->graph->edges[arc->edge].len_mm;
}

/* The first source from which a node has its cost through an end of the source's edge. */
static uint32_t
source_at(const tracing *trace, uint32_t node, bool *at_v)
{
	const cc_search *search = trace->search;

	for (uint32_t s = 0; s < search->nsources; s++)
	{
		const cc_place *source = &search->sources[s];
		cc_ends ends = cc_place_ends(search->graph, source, search->measure, from_sources(trace));
		uint32_t cost = search->cost[node];
		const cc_gedge *edge;

		if (source->edge == CC_NONE)
			continue;
		edge = cc_graph_walked(search->graph, source->edge, from_sources(trace));
		*at_v = false;
		if (edge->u == node && cc_add_within(ends.door, ends.u, search->limit) == cost)
			return s;
		*at_v = true;
		if (edge->v == node && cc_add_within(ends.door, ends.v, search->limit) == cost)
			return s;
	}
	return CC_NONE;
}

/* Of the arcs over which a node has its cost from a smaller one, the first by identity. */
static uint32_t
arc_down(const tracing *trace, uint32_t node)
{
	const cc_search *search = trace->search;
	const cc_graph *graph = search->graph;
	uint32_t best = CC_NONE;

	for (uint32_t a = graph->first[node]; a < graph->first[node + 1]; a++)
	{
		const cc_arc *arc = &graph->arcs[a];
		uint32_t step = arc_cost(trace, arc);

		if (step == 0 || search->cost[arc->to] == CC_NONE ||
			cc_add_within(search->cost[arc->to], step, search->limit) != search->cost[node])
			continue;
		if (best == CC_NONE || cc_graph_compare(graph, arc->edge, graph->arcs[best].edge) < 0)
			best = a;
	}
	return best;
}

static cc_status
add_stop(tracing *trace, uint32_t node, uint32_t arc, uint32_t from)
{
	cc_status status;

	for (uint32_t i = 0; i < trace->nstops; i++)
		if (trace->stops[i].node == node)
			return CC_OK;
	status = cc_grow(trace->env, (void **) &trace->stops, &trace->stop_capacity, trace->nstops,
					 (size_t) trace->nstops + 1, sizeof(stop));
	if (status == CC_OK)
		trace->stops[trace->nstops++] = (stop){node, arc, from, CC_NONE};
	return status;
}

/* The neighbours of a stop that have its cost, over arcs that cost nothing. */
static cc_status
add_level_stops(tracing *trace, uint32_t from)
{
	const cc_graph *graph = trace->search->graph;
	const uint32_t *cost = trace->search->cost;
	uint32_t node = trace->stops[from].node;
	cc_status status = CC_OK;

	for (uint32_t a = graph->first[node]; a < graph->first[node + 1] && status == CC_OK; a++)
		if (arc_cost(trace, &graph->arcs[a]) == 0 && cost[graph->arcs[a].to] == cost[node])
			status = add_stop(trace, graph->arcs[a].to, a, from);
	return status;
}

/* Put the pieces from the first stop to the last one into the path. */
static cc_status
add_stops(tracing *trace, uint32_t last)
{
	stop *stops = trace->stops;
	cc_status status = CC_OK;

	for (uint32_t i = last; i > 0; i = stops[i].from)
		stops[stops[i].from].next = i;
	for (uint32_t i = 0; i != last && status == CC_OK; i = stops[i].next)
		status = add_arc(trace, &trace->search->graph->arcs[stops[stops[i].next].arc],
						 stops[i].node, !from_sources(trace));
	return status;
}

/*
 * Go on from a node to one of smaller cost, or to a source, which ends the way: then *node
 * becomes CC_NONE.
 */
static cc_status
step_down(tracing *trace, uint32_t *node)
{
	const cc_search *search = trace->search;
	cc_status status;

	trace->nstops = 0;
	status = add_stop(trace, *node, CC_NONE, 0);
	for (uint32_t i = 0; status == CC_OK && i < trace->nstops; i++)
	{
		uint32_t here = trace->stops[i].node;
		bool at_v;
		uint32_t source = source_at(trace, here, &at_v);
		uint32_t down = source == CC_NONE ? arc_down(trace, here) : CC_NONE;

		if (source == CC_NONE && down == CC_NONE)
		{
			status = add_level_stops(trace, i);
			continue;
		}
		status = add_stops(trace, i);
		if (status != CC_OK)
			return status;
		if (source != CC_NONE)
		{
			trace->path->source = source;
			*node = CC_NONE;
			return add_end(trace, &search->sources[source], at_v, from_sources(trace));
		}
		*node = search->graph->arcs[down].to;
		return add_arc(trace, &search->graph->arcs[down], here, !from_sources(trace));
	}
	return status == CC_OK ? CC_BAD_INPUT : status;
}

/* --- the whole way --- */

static void
reverse(cc_path *path)
{
	for (uint32_t i = 0; i < path->npieces / 2; i++)
	{
		cc_piece *other = &path->pieces[path->npieces - 1 - i];
		cc_piece piece = *other;

		*other = path->pieces[i];
		path->pieces[i] = piece;
	}
}

/* The end of the place's edge that the walk goes through. */
static cc_status
trace_through(tracing *trace, const cc_place *place)
{
	const cc_search *search = trace->search;
	const cc_gedge *edge = cc_graph_walked(search->graph, place->edge, !from_sources(trace));
	cc_ends ends =
		cc_place_ends(search->graph, place, search->measure, search->direction == CC_TO_SOURCES);
	bool at_v = cc_add_within(search->cost[edge->u], ends.u, search->limit) >
				cc_add_within(search->cost[edge->v], ends.v, search->limit);
	uint32_t node = at_v ? edge->v : edge->u;
	cc_status status = add_end(trace, place, at_v, !from_sources(trace));

	while (status == CC_OK && node != CC_NONE)
		status = cc_stop(trace->env) ? CC_CANCELED : step_down(trace, &node);
	if (from_sources(trace))
		reverse(trace->path);
	return status;
}

static cc_status
trace_along(tracing *trace, const cc_place *place)
{
	const cc_search *search = trace->search;
	const cc_place *source = &search->sources[trace->path->source];
	uint32_t from = from_sources(trace) ? source->at_mm : place->at_mm;
	uint32_t to = from_sources(trace) ? place->at_mm : source->at_mm;

	return add_piece(trace, place->edge, from, to,
					 cc_graph_along_ms(search->graph, place->edge, from, to));
}

cc_status
cc_path_trace(const cc_search *search, const cc_place *place, cc_path *path)
{
	cc_walk walk = cc_search_find(search, place);
	tracing trace = {.search = search, .env = search->graph->env, .path = path};
	cc_status status = CC_OK;

	*path = (cc_path){.cost = walk.cost, .source = walk.source};
	if (walk.cost == CC_NONE)
		return CC_OK;
	path->line = walk.way == CC_WAY_LINE;
	if (walk.way == CC_WAY_THROUGH)
		status = trace_through(&trace, place);
	else if (walk.way == CC_WAY_ALONG)
		status = trace_along(&trace, place);
	cc_free(trace.env, trace.stops);
	if (status != CC_OK)
		cc_path_release(trace.env, path);
	return status;
}

void
cc_path_release(const cc_env *env, cc_path *path)
{
	cc_free(env, path->pieces);
	path->pieces = NULL;
	path->npieces = 0;
}
