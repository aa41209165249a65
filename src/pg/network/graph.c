/*
 * graph.c
 *		The graph of a network around a box, and the places of points on it.
 *
 * src/pg/network/graph.c
 */
#include "postgres.h"

#include "network/graph.h"

#include "server/error.h"

cc_graph *
circle_graph_of_tiles(const CircleTiles *tiles, const cc_walker *walker)
{
	cc_env *env = palloc(sizeof(cc_env));
	cc_graph *graph;

	*env = circle_env(CurrentMemoryContext);
	circle_check(cc_graph_create(env, tiles->tiles, tiles->ntiles, walker, &graph), NULL,
				 "network");
	return graph;
}

cc_graph *
circle_network_graph(CircleNetwork *net, cc_box box, const cc_walker *walker)
{
	return circle_graph_of_tiles(circle_tiles_pin(net, circle_tile_range(box)), walker);
}

double
circle_snap_around_m(const cc_walker *walker, double walk_m)
{
	return walker->snap_limit_m + CC_ISLAND_M + walk_m;
}

bool
circle_place_of(cc_graph *graph, cc_point point, cc_place *place)
{
	cc_status status = cc_snap(graph, point, place);

	if (status == CC_NOT_FOUND)
		return false;
	circle_check(status, NULL, "network");
	return true;
}

char *
circle_street_text(const cc_tile *tile, const cc_edge *edge)
{
	const cc_street_key *key = &tile->streets[edge->street];

	return tile->text_keys ? pnstrdup(key->text, key->len) : psprintf(INT64_FORMAT, key->number);
}
