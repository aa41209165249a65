/*
 * homes.c
 *		The homes of a batch, found again by edge and by position.
 *
 * src/core/analysis/homes.c
 */
#include "analysis/homes.h"

/* Twice as many are numbered in 32 bits. */
#define MAX_DOORS 0x80000000u
#define MAX_NODES 0x7fffffffu

static uint32_t
through_end(uint32_t end, uint32_t door)
{
	return cc_add_within(end, door, CC_NONE - 1);
}

/* Which doors are at each node. */
static cc_status
fill_nodes(const cc_env *env, const cc_graph *graph, cc_homes *homes)
{
	const uint32_t ndoors = homes->doors.n;
	uint32_t *ends = cc_alloc(env, ndoors, 2 * sizeof(uint32_t), 1);
	cc_status status;

	if (ends == NULL)
		return CC_NOMEM;
	for (uint32_t d = 0; d < ndoors; d++)
	{
		uint32_t edge = homes->doors.places[d].edge;
		const cc_gedge *walked;

		ends[2 * d] = ends[2 * d + 1] = CC_NO_KEY;
		if (edge == CC_NONE)
			continue;
		walked = cc_graph_walked(graph, edge, homes->lead == CC_FROM_HOME);
		ends[2 * d] = 2 * walked->u;
		ends[2 * d + 1] = walked->u == walked->v ? CC_NO_KEY : 2 * walked->v + 1;
	}
	status = cc_index_create(env, ends, 2 * ndoors, 2 * graph->nnodes, &homes->by_node);
	cc_free(env, ends);
	return status;
}

static cc_status
fill_arrivals(const cc_env *env, const cc_graph *graph, cc_homes *homes, cc_measure measure)
{
	const bool leaving = homes->lead == CC_FROM_HOME;
	const uint32_t n = homes->by_node.first[2 * graph->nnodes];
	cc_arrival *arrivals = cc_alloc(env, n, sizeof(cc_arrival), 1);

	homes->arrivals[measure] = arrivals;
	if (arrivals == NULL)
		return CC_NOMEM;
	for (uint32_t i = 0; i < n; i++)
	{
		uint32_t door = homes->by_node.items[i] / 2;
		const cc_place *place = &homes->doors.places[door];
		const cc_gedge *walked = cc_graph_walked(graph, place->edge, leaving);
		cc_ends ends = cc_place_ends(graph, place, measure, leaving);
		uint32_t by_u = through_end(ends.u, ends.door);
		uint32_t by_v = through_end(ends.v, ends.door);

		arrivals[i] = homes->by_node.items[i] % 2 == 0 ? (cc_arrival){walked->v, by_u, by_v, door}
													   : (cc_arrival){walked->u, by_v, by_u, door};
	}
	return CC_OK;
}

static cc_status
fill_to_home_edges(const cc_env *env, const cc_graph *graph, cc_homes *homes, cc_measure measure)
{
	cc_to_home_edge *to_home_edges = cc_alloc(env, homes->doors.n, sizeof(cc_to_home_edge), 1);

	homes->to_home_edges[measure] = to_home_edges;
	if (to_home_edges == NULL)
		return CC_NOMEM;
	for (uint32_t d = 0; d < homes->doors.n; d++)
	{
		const cc_place *place = &homes->doors.places[d];
		const cc_gedge *walked;
		cc_ends ends;

		if (place->edge == CC_NONE)
			continue;
		walked = cc_graph_walked(graph, place->edge, false);
		ends = cc_place_ends(graph, place, measure, false);
		to_home_edges[d] = (cc_to_home_edge){walked->u, walked->v, through_end(ends.u, ends.door),
											 through_end(ends.v, ends.door)};
	}
	return CC_OK;
}

static cc_status
fill_homes(const cc_env *env, const cc_graph *graph, cc_trip trip, cc_homes *homes, uint32_t *keys)
{
	cc_status status;

	for (uint32_t d = 0; d < homes->doors.n; d++)
	{
		const cc_place *place = &homes->doors.places[d];

		keys[d] = place->edge;
		if (place->edge != CC_NONE && place->door_mm > homes->max_door_mm)
			homes->max_door_mm = place->door_mm;
	}
	status = cc_index_create(env, keys, homes->doors.n, graph->nedges, &homes->by_edge);
	homes->lead = trip & CC_TRIP_FROM_HOME ? CC_FROM_HOME : CC_TO_HOME;
	if (status == CC_OK)
		status = fill_nodes(env, graph, homes);
	for (int measure = CC_BY_TIME; measure <= CC_BY_LENGTH; measure++)
	{
		if (status == CC_OK)
			status = fill_arrivals(env, graph, homes, (cc_measure) measure);
		if (status == CC_OK && trip == CC_TRIP_ROUND)
			status = fill_to_home_edges(env, graph, homes, (cc_measure) measure);
	}
	if (status != CC_OK)
		return status;
	return cc_point_grid_create(env, &homes->doors.places->point, sizeof(cc_place), homes->doors.n,
								&homes->grid);
}

cc_status
cc_homes_create(const cc_env *env, const cc_graph *graph, cc_trip trip, cc_doors doors,
				cc_homes **out)
{
	cc_homes *made = cc_alloc0(env, 1, sizeof(cc_homes));
	uint32_t *keys = cc_alloc(env, doors.n, sizeof(uint32_t), 1);
	cc_status status = doors.n < MAX_DOORS && graph->nnodes < MAX_NODES ? CC_NOMEM : CC_LIMIT;

	*out = NULL;
	if (made != NULL)
	{
		made->env = env;
		made->doors = doors;
	}
	if (made != NULL && keys != NULL && status != CC_LIMIT)
		status = fill_homes(env, graph, trip, made, keys);
	cc_free(env, keys);
	if (status != CC_OK)
	{
		cc_homes_release(made);
		return status;
	}
	*out = made;
	return CC_OK;
}

void
cc_homes_release(cc_homes *homes)
{
	const cc_env *env;

	if (homes == NULL)
		return;
	env = homes->env;
	for (int measure = CC_BY_TIME; measure <= CC_BY_LENGTH; measure++)
	{
		cc_free(env, homes->arrivals[measure]);
		cc_free(env, homes->to_home_edges[measure]);
	}
	cc_index_release(env, &homes->by_edge);
	cc_index_release(env, &homes->by_node);
	cc_point_grid_release(env, &homes->grid);
	cc_free(env, homes);
}
