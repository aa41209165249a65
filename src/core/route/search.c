/*
 * search.c
 *		Bounded shortest walks over a graph.
 *
 * src/core/route/search.c
 */
#include "route/search.h"

#include "route/near.h"

#include <string.h>

#define POLL_EVERY 1000 /* nodes */

/* A unit of latitude is never shorter than this, in mm. */
#define MIN_UNIT_Y_MM 11.05

/* Costs of lanes are aligned to use as few cache lines as possible. */
#define COST_ALIGN (CC_LANES * sizeof(uint32_t))

static cc_status
make_costs(const cc_env *env, cc_search *search)
{
	size_t nnodes = search->graph->nnodes;

	search->block =
		cc_alloc(env, nnodes, search->lanes * sizeof(uint32_t), COST_ALIGN + sizeof(uint32_t));
	/* With room for one that is written and not counted. */
	search->touched = cc_alloc(env, nnodes + 1, sizeof(uint32_t), 0);
	if (search->lanes > 1)
		search->wait = cc_alloc0(env, nnodes + 1, sizeof(uint32_t));
	if (search->block == NULL || search->touched == NULL ||
		(search->lanes > 1 && search->wait == NULL))
		return CC_NOMEM;
	search->cost =
		(uint32_t *) (((uintptr_t) search->block + COST_ALIGN - 1) / COST_ALIGN * COST_ALIGN);
	memset(search->cost, 0xff, nnodes * search->lanes * sizeof(uint32_t));
	return CC_OK;
}

cc_status
cc_search_create(cc_graph *graph, uint32_t lanes, cc_search **search)
{
	cc_search *made = cc_alloc0(graph->env, 1, sizeof(cc_search));

	*search = NULL;
	if (made == NULL)
		return CC_NOMEM;
	made->graph = graph;
	made->lanes = lanes;
	if (make_costs(graph->env, made) != CC_OK)
	{
		cc_search_release(made);
		return CC_NOMEM;
	}
	*search = made;
	return CC_OK;
}

void
cc_search_release(cc_search *search)
{
	const cc_env *env;

	if (search == NULL)
		return;
	env = search->graph->env;
	for (int measure = 0; measure < 2; measure++)
	{
		for (int direction = 0; direction < 2; direction++)
		{
			cc_free(env, search->steps[measure][direction].first);
			cc_free(env, search->steps[measure][direction].steps);
		}
	}
	cc_free(env, search->block);
	cc_free(env, search->touched);
	cc_free(env, search->wait);
	cc_free(env, search->all.mx);
	cc_queue_release(env, &search->queue);
	cc_free(env, search);
}

/* One end by length: the same edge must be passable in the direction that is walked. */
static inline uint32_t
end_mm(uint32_t ms, uint32_t mm)
{
	return ms == CC_IMPASSABLE ? CC_NONE : mm;
}

cc_ends
cc_place_ends(const cc_graph *graph, const cc_place *place, cc_measure measure, bool leaving)
{
	cc_ends ends = {CC_NONE, CC_NONE, CC_NONE};
	const cc_gedge *edge;

	if (place->edge == CC_NONE)
		return ends;
	edge = &graph->edges[place->edge];
	if (measure == CC_BY_LENGTH)
	{
		ends.u = end_mm(leaving ? edge->backward_ms : edge->forward_ms, place->at_mm);
		ends.v =
			end_mm(leaving ? edge->forward_ms : edge->backward_ms, edge->len_mm - place->at_mm);
		ends.door = place->door_mm;
		return ends;
	}
	if (leaving)
	{
		ends.u = cc_graph_leave_ms(graph, place->edge, place->at_mm, false);
		ends.v = cc_graph_leave_ms(graph, place->edge, place->at_mm, true);
	}
	else
	{
		ends.u = cc_graph_enter_ms(graph, place->edge, place->at_mm, false);
		ends.v = cc_graph_enter_ms(graph, place->edge, place->at_mm, true);
	}
	ends.door = cc_door_ms(&graph->walker, place->door_mm);
	return ends;
}

/*
 * State of a running search, kept beside its arrays: counters stay in
 * registers.
 */
typedef struct front
{
	uint32_t *cost;
	uint32_t *touched;
	uint32_t ntouched;
	cc_queue queue;
} front;

static inline front
open_front(const cc_search *search)
{
	return (front){search->cost, search->touched, search->ntouched, search->queue};
}

static inline void
close_front(cc_search *search, const front *front)
{
	search->ntouched = front->ntouched;
	search->queue = front->queue;
}

/* Make room in the queue; the front itself is never given away, so that it need not be in memory.
 */
static cc_status
widen_queue(cc_search *search, front old, uint32_t more)
{
	close_front(search, &old);
	return cc_queue_grow(search->graph->env, &search->queue, more);
}

/*
 * Perhaps a shorter way to a node: there must be room in the queue. Written without branches,
 * for no processor can foretell which ways are shorter.
 */
static inline void
improve(front *front, uint32_t node, uint32_t cost)
{
	uint32_t known = front->cost[node];
	bool better = cost < known;

	front->touched[front->ntouched] = node;
	front->ntouched += known == CC_NONE && better;
	front->cost[node] = better ? cost : known;
	cc_queue_push_if(&front->queue, node, cost, better);
}

static cc_status
enter_source(cc_search *search, const cc_place *source, cc_enter enter)
{
	bool starting = search->direction == CC_FROM_SOURCES;
	cc_ends ends = cc_place_ends(search->graph, source, search->measure, starting);
	const cc_gedge *edge = cc_graph_walked(search->graph, source->edge, starting);
	cc_status status = cc_queue_reserve(search->graph->env, &search->queue, 2);

	if (status != CC_OK)
		return status;
	enter(search, edge->u, cc_add_within(ends.door, ends.u, search->limit));
	enter(search, edge->v, cc_add_within(ends.door, ends.v, search->limit));
	return CC_OK;
}

cc_status
cc_search_enter(cc_search *search, cc_enter enter)
{
	cc_status status = CC_OK;

	for (uint32_t s = 0; s < search->nsources && status == CC_OK; s++)
		if (search->sources[s].edge != CC_NONE)
			status = enter_source(search, &search->sources[s], enter);
	return status;
}

/* A node's cost from a source; CC_NONE improves nothing. */
static void
enter_end(cc_search *search, uint32_t node, uint32_t cost)
{
	front front = open_front(search);

	improve(&front, node, cost);
	close_front(search, &front);
}

/* --- steps --- */

static uint32_t
arc_cost(const cc_graph *graph, const cc_arc *arc, cc_measure measure, cc_direction direction)
{
	uint32_t ms = direction == CC_FROM_SOURCES ? arc->out_ms : arc->in_ms;

	return measure == CC_BY_TIME ? ms : end_mm(ms, graph->edges[arc->edge].len_mm);
}

/*
 * Nothing but one end of one edge is there: who walks into it comes from that edge, whose places
 * are nearer from its other end.
 */
static bool
dead_end(const cc_graph *graph, uint32_t node)
{
	return graph->first[node + 1] - graph->first[node] == 1;
}

static void
fill_steps(const cc_search *search, cc_steps *made)
{
	const cc_graph *graph = search->graph;
	uint32_t n = 0;

	for (uint32_t node = 0; node < graph->nnodes; node++)
	{
		made->first[node] = n;
		for (uint32_t a = graph->first[node]; a < graph->first[node + 1]; a++)
		{
			const cc_arc *arc = &graph->arcs[a];
			uint32_t cost = arc_cost(graph, arc, search->measure, search->direction);

			if (cost != CC_IMPASSABLE && arc->to != node &&
				(search->lanes == 1 || !dead_end(graph, arc->to)))
				made->steps[n++] = (cc_step){arc->to, cost};
		}
	}
	made->first[graph->nnodes] = n;
}

static cc_status
make_steps(const cc_search *search, cc_steps *made)
{
	const cc_graph *graph = search->graph;

	made->first = cc_alloc(graph->env, (size_t) graph->nnodes + 1, sizeof(uint32_t), 0);
	made->steps = cc_alloc(graph->env, graph->first[graph->nnodes], sizeof(cc_step), 1);
	if (made->first == NULL || made->steps == NULL)
	{
		cc_free(graph->env, made->first);
		cc_free(graph->env, made->steps);
		*made = (cc_steps){0};
		return CC_NOMEM;
	}
	fill_steps(search, made);
	return CC_OK;
}

/* --- searching --- */

static cc_status
settle_all(cc_search *search, const cc_steps *steps)
{
	const cc_env *env = search->graph->env;
	const uint32_t *first = steps->first;
	const uint32_t limit = search->limit;
	const size_t nbuckets = (size_t) limit / CC_BUCKET + 1;
	uint32_t until_poll = POLL_EVERY;
	front front = open_front(search);
	cc_status status = CC_OK;
	uint32_t node;
	uint32_t cost;

	for (size_t bucket = 0; bucket < nbuckets && status == CC_OK; bucket++)
	{
		while (status == CC_OK && cc_queue_pop(&front.queue, bucket, &node, &cost))
		{
			if (front.cost[node] != cost)
				continue;
			if (front.queue.capacity - front.queue.used < first[node + 1] - first[node])
			{
				status = widen_queue(search, front, first[node + 1] - first[node]);
				front = open_front(search);
			}
			if (status == CC_OK && --until_poll == 0)
			{
				until_poll = POLL_EVERY;
				status = cc_stop(env) ? CC_CANCELED : CC_OK;
			}
			/* The neighbours of a node whose cost has just been found. */
			for (uint32_t s = first[node]; status == CC_OK && s < first[node + 1]; s++)
			{
				cc_step step = steps->steps[s];

				improve(&front, step.to, step.cost <= limit - cost ? cost + step.cost : CC_NONE);
			}
		}
	}
	close_front(search, &front);
	return status;
}

static cc_status
take_sources(cc_search *search, const cc_place *sources, uint32_t nsources)
{
	search->nsources = 0;
	if (nsources >= search->all.capacity)
	{
		cc_status status = cc_grow(search->graph->env, (void **) &search->all.mx,
								   &search->all.capacity, 0, (size_t) nsources + 1, sizeof(double));

		if (status != CC_OK)
			return status;
	}
	for (uint32_t s = 0; s < nsources; s++)
		search->all.mx[s] = cc_plane_at(sources[s].point.y).mx;
	search->all.sources = search->sources = sources;
	search->source_mx = search->all.mx;
	search->nsources = nsources;
	return CC_OK;
}

cc_status
cc_search_prepare(cc_search *search, const cc_place *sources, uint32_t nsources, cc_measure measure,
				  cc_direction direction, uint32_t limit, const cc_steps **steps)
{
	cc_steps *kept = &search->steps[measure][direction];
	cc_status status;

	search->measure = measure;
	search->direction = direction;
	search->limit = limit == CC_NONE ? CC_NONE - 1 : limit;
	*steps = kept;
	status = take_sources(search, sources, nsources);
	if (status == CC_OK)
		status = cc_queue_reset(search->graph->env, &search->queue, search->limit);
	if (status == CC_OK && kept->first == NULL)
		status = make_steps(search, kept);
	return status;
}

cc_status
cc_search_run(cc_search *search, const cc_place *sources, uint32_t nsources, cc_measure measure,
			  cc_direction direction, uint32_t limit)
{
	const cc_steps *steps;
	cc_status status;

	if (search->lanes != 1)
		return CC_BAD_INPUT;
	for (uint32_t i = 0; i < search->ntouched; i++)
		search->cost[search->touched[i]] = CC_NONE;
	search->ntouched = 0;
	status = cc_search_prepare(search, sources, nsources, measure, direction, limit, &steps);
	if (status == CC_OK)
		status = cc_search_enter(search, enter_end);
	if (status == CC_OK)
		status = settle_all(search, steps);
	return status;
}

/* Straight along the edge that a source and the place share, without doors. */
static uint32_t
along(const cc_search *search, uint32_t edge, uint32_t from_mm, uint32_t to_mm)
{
	const cc_gedge *joined = &search->graph->edges[edge];

	if (search->measure == CC_BY_TIME)
		return cc_graph_along_ms(search->graph, edge, from_mm, to_mm);
	if (from_mm == to_mm)
		return 0;
	if (from_mm < to_mm)
		return end_mm(joined->forward_ms, to_mm - from_mm);
	return end_mm(joined->backward_ms, from_mm - to_mm);
}

bool
cc_search_line_possible(const cc_search *search, uint32_t s, const cc_place *place)
{
	int64_t dx = (int64_t) search->sources[s].point.x - place->point.x;
	int64_t dy = (int64_t) search->sources[s].point.y - place->point.y;
	double reach_mm = (double) search->sources[s].door_mm + place->door_mm + 1.0;

	dx = dx < 0 ? -dx : dx;
	dy = dy < 0 ? -dy : dy;
	if (dx > CC_MAX_X)
		dx = 2 * (int64_t) CC_MAX_X - dx;
	if ((double) dy * MIN_UNIT_Y_MM > reach_mm)
		return false;
	/* Over less than a km a unit of longitude changes by less than 1 %. */
	return reach_mm > 1e6 || (double) dx * search->source_mx[s] * 990.0 <= reach_mm;
}

/*
 * The straight line between a source and a place, where it is no longer than both doors and crosses
 * no barrier.
 */
static uint32_t
straight_line(const cc_search *search, uint32_t s, const cc_place *place)
{
	const cc_place *source = &search->sources[s];
	uint64_t doors_mm = (uint64_t) source->door_mm + place->door_mm;
	double metres;

	if (!cc_search_line_possible(search, s, place))
		return CC_NONE;
	/* In the direction of the walk: the last bit must not depend on the direction of the search. */
	if (search->direction == CC_FROM_SOURCES)
		metres = cc_distance_m(source->point, place->point);
	else
		metres = cc_distance_m(place->point, source->point);
	if (metres > CC_MAX_METRES || cc_mm(metres) > doors_mm ||
		cc_near_barred(search->graph, source->point, place->point))
		return CC_NONE;
	return search->measure == CC_BY_TIME ? cc_door_ms(&search->graph->walker, cc_mm(metres))
										 : cc_mm(metres);
}

uint32_t
cc_search_along(const cc_search *search, uint32_t s, uint32_t edge, uint32_t at_mm)
{
	const cc_place *source = &search->sources[s];
	bool from_source = search->direction == CC_FROM_SOURCES;
	uint32_t door;

	if (source->edge != edge)
		return CC_NONE;
	door = search->measure == CC_BY_TIME ? cc_door_ms(&search->graph->walker, source->door_mm)
										 : source->door_mm;
	return cc_add_within(along(search, edge, from_source ? source->at_mm : at_mm,
							   from_source ? at_mm : source->at_mm),
						 door, search->limit);
}

static inline void
take_shorter(cc_walk *best, uint32_t cost, cc_way way, uint32_t source)
{
	if (cost < best->cost)
		*best = (cc_walk){cost, way, source};
}

/* May there be a way to an edge, through one of its ends or along it? */
static bool
has_way(const cc_search *search, const cc_gedge *walked, uint32_t edge)
{
	bool has = cc_search_cost(search, walked->u) != CC_NONE ||
			   cc_search_cost(search, walked->v) != CC_NONE;

	for (uint32_t s = 0; s < search->nsources && !has; s++)
		has = search->sources[s].edge == edge;
	return has;
}

cc_walk
cc_search_find(const cc_search *search, const cc_place *place)
{
	cc_walk best = {CC_NONE, CC_WAY_THROUGH, CC_NONE};
	bool starting = search->direction == CC_TO_SOURCES;
	const cc_gedge *walked;
	cc_ends ends = {0};
	bool way;

	if (place->edge == CC_NONE)
		return best;
	walked = cc_graph_walked(search->graph, place->edge, starting);
	way = has_way(search, walked, place->edge);
	if (way)
	{
		ends = cc_place_ends(search->graph, place, search->measure, starting);
		best.cost = cc_search_through(search, walked, ends);
	}
	for (uint32_t s = 0; s < search->nsources; s++)
	{
		if (search->sources[s].edge == CC_NONE)
			continue;
		take_shorter(&best, straight_line(search, s, place), CC_WAY_LINE, s);
		if (way)
			take_shorter(&best,
						 cc_add_within(cc_search_along(search, s, place->edge, place->at_mm),
									   ends.door, search->limit),
						 CC_WAY_ALONG, s);
	}
	if (best.cost > search->limit)
		best.cost = CC_NONE;
	return best;
}

uint32_t
cc_search_walk(const cc_search *search, const cc_place *place)
{
	return cc_search_find(search, place).cost;
}
