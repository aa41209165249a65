/*
 * cc_homes.c
 *		The homes of a batch, found again by edge and by position.
 *
 * src/core/cc_homes.c
 */
#include "cc_homes.h"

static uint32_t
exit_by(uint32_t end, uint32_t door)
{
	return cc_add_within(end, door, CC_NONE - 1);
}

static cc_status
fill_exits(const cc_graph *graph, cc_homes *homes, cc_leg leg, cc_measure measure)
{
	cc_exits *exits = cc_alloc(homes->env, homes->doors.n, sizeof(cc_exits), 1);

	homes->exits[leg][measure] = exits;
	if (exits == NULL)
		return CC_NOMEM;
	for (uint32_t i = 0; i < homes->by_edge.first[graph->nedges]; i++)
	{
		const cc_place *place = &homes->doors.places[homes->by_edge.items[i]];
		cc_ends ends = cc_place_ends(graph, place, measure, leg == CC_THERE);

		exits[i] = (cc_exits){exit_by(ends.u, ends.door), exit_by(ends.v, ends.door)};
	}
	return CC_OK;
}

/* The edges that have doors. */
static cc_status
fill_edges(const cc_env *env, const cc_graph *graph, cc_homes *homes)
{
	const uint32_t *first = homes->by_edge.first;

	for (uint32_t e = 0; e < graph->nedges; e++)
		homes->nedges += first[e] < first[e + 1];
	homes->edges = cc_alloc(env, homes->nedges, sizeof(cc_home_edge), 1);
	if (homes->edges == NULL)
		return CC_NOMEM;
	homes->nedges = 0;
	for (uint32_t e = 0; e < graph->nedges; e++)
	{
		const cc_gedge *there = cc_graph_walked(graph, e, true);
		const cc_gedge *back = cc_graph_walked(graph, e, false);

		if (first[e] < first[e + 1])
			homes->edges[homes->nedges++] =
				(cc_home_edge){{there->u, back->u}, {there->v, back->v}, e, first[e], first[e + 1]};
	}
	return CC_OK;
}

/* Which of these edges meet in each node. */
static cc_status
fill_nodes(const cc_env *env, const cc_graph *graph, cc_homes *homes)
{
	uint32_t *ends = cc_alloc(env, homes->nedges, 2 * sizeof(uint32_t), 1);
	cc_status status = CC_NOMEM;

	if (ends == NULL)
		return status;
	for (uint32_t i = 0; i < homes->nedges; i++)
	{
		uint32_t u = homes->edges[i].u[homes->lead];
		uint32_t v = homes->edges[i].v[homes->lead];

		ends[2 * i] = u;
		ends[2 * i + 1] = u == v ? CC_NO_KEY : v;
	}
	status = cc_index_create(env, ends, 2 * homes->nedges, graph->nnodes, &homes->by_node);
	cc_free(env, ends);
	if (status == CC_OK)
		for (uint32_t i = 0; i < homes->by_node.first[graph->nnodes]; i++)
			homes->by_node.items[i] /= 2;
	return status;
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
	homes->lead = trip & CC_TRIP_THERE ? CC_THERE : CC_BACK;
	if (status == CC_OK)
		status = fill_edges(env, graph, homes);
	if (status == CC_OK)
		status = fill_nodes(env, graph, homes);
	for (int leg = 0; leg < CC_LEGS; leg++)
	{
		if (status == CC_OK && (trip & (1 << leg)))
			status = fill_exits(graph, homes, (cc_leg) leg, CC_BY_TIME);
		if (status == CC_OK && (trip & (1 << leg)))
			status = fill_exits(graph, homes, (cc_leg) leg, CC_BY_LENGTH);
	}
	if (status != CC_OK)
		return status;
	return cc_spots_create(env, &homes->doors.places->point, sizeof(cc_place), homes->doors.n,
						   &homes->spots);
}

cc_status
cc_homes_create(const cc_env *env, const cc_graph *graph, cc_trip trip, cc_doors doors,
				cc_homes **out)
{
	cc_homes *made = cc_alloc0(env, 1, sizeof(cc_homes));
	uint32_t *keys = cc_alloc(env, doors.n, sizeof(uint32_t), 1);
	cc_status status = CC_NOMEM;

	*out = NULL;
	if (made != NULL)
	{
		made->env = env;
		made->doors = doors;
	}
	if (made != NULL && keys != NULL)
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
	for (int leg = 0; leg < CC_LEGS; leg++)
	{
		cc_free(env, homes->exits[leg][CC_BY_TIME]);
		cc_free(env, homes->exits[leg][CC_BY_LENGTH]);
	}
	cc_free(env, homes->edges);
	cc_index_release(env, &homes->by_edge);
	cc_index_release(env, &homes->by_node);
	cc_spots_release(env, &homes->spots);
	cc_free(env, homes);
}
