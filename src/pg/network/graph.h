/*
 * graph.h
 *		The graph of a network around a box, and the places of points on it.
 *
 * src/pg/network/graph.h
 */
#ifndef CIRCLE_GRAPH_H
#define CIRCLE_GRAPH_H

#include "network/network.h"
#include "network/tilecache.h"
#include "route/snap.h"

/*
 * All stored tiles that touch the box, by the active snapshot, joined for one
 * walker. The graph and its environment live in CurrentMemoryContext or longer; treat it
 * as gone when that context is reset. Its tiles stay in the cache until then.
 */
extern cc_graph *circle_network_graph(CircleNetwork *net, cc_box box, const cc_walker *walker);

/* The same of tiles that stay as long. */
extern cc_graph *circle_graph_of_tiles(const CircleTiles *tiles, const cc_walker *walker);

/*
 * How far from a point every street lies that a snap of it looks at (snap limit and islands), and
 * what a walk of so many metres can reach.
 */
extern double circle_snap_around_m(const cc_walker *walker, double walk_m);

/* Snap a point; false where no street is within the walker's snap limit. */
extern bool circle_place_of(cc_graph *graph, cc_point point, cc_place *place);

/* The key of an edge's street as text. */
extern char *circle_street_text(const cc_tile *tile, const cc_edge *edge);

#endif /* CIRCLE_GRAPH_H */
