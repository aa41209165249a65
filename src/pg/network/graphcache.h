/*
 * graphcache.h
 *		Assembled graphs of the last few places asked about, kept by each backend.
 *
 * src/pg/network/graphcache.h
 */
#ifndef CIRCLE_GRAPHCACHE_H
#define CIRCLE_GRAPHCACHE_H

#include "network/graph.h"

/*
 * As circle_network_graph, for single points: a graph of the same tile versions and the same
 * walker is taken again. Usable until CurrentMemoryContext is reset. Whatever is made over it
 * (a search) must be released, and circle_graph_done called when all is well; a graph
 * whose user failed half-way is not kept.
 */
extern cc_graph *circle_cached_graph(CircleNetwork *net, cc_box box, const cc_walker *walker);

extern void circle_graph_done(const cc_graph *graph);

#endif /* CIRCLE_GRAPHCACHE_H */
