/*
 * network.h
 *		A network by its name: is it one, may it be read, and its graph.
 *
 * src/pg/network/network.h
 */
#ifndef CIRCLE_NETWORK_H
#define CIRCLE_NETWORK_H

#include "postgres.h"

#include "route/snap.h"
#include "network/walkers.h"

/* Layout of a network's schema. A build brings an older one up to date. */
#define CIRCLE_NETWORK_LAYOUT 2

typedef struct CircleNetwork
{
	Oid schema;
	Oid definition_relid;
	Oid tile_relid;
	bool text_keys;    /* streets' keys are text, else int8 */
	cc_digest version; /* of the definition's row: every build that changes tiles writes it */
	char *name;
} CircleNetwork;

/*
 * The network of that name, in CurrentMemoryContext. Raises an error, whose
 * hint lists the networks that exist, unless the schema holds one (decided from
 * the catalogue alone) and the caller may read it.
 */
extern CircleNetwork *circle_network_open(const char *name);

/*
 * All stored tiles that touch the box, by the active snapshot, joined for one
 * walker. The graph and its environment live in CurrentMemoryContext or longer; treat it
 * as gone when that context is reset. Its tiles stay in the cache until then.
 */
extern cc_graph *circle_network_graph(CircleNetwork *net, cc_box box, const cc_walker *walker);

/*
 * The box around a point within which every street lies that a snap of it
 * looks at (snap limit and islands), and what a walk of so many metres can reach.
 */
extern cc_box circle_snap_box(cc_point point, const cc_walker *walker, double walk_m);

/* Snap a point; false where no street is within the walker's snap limit. */
extern bool circle_place_of(cc_graph *graph, cc_point point, cc_place *place);

/* The key of an edge's street as text. */
extern char *circle_street_text(const cc_tile *tile, const cc_edge *edge);

#endif /* CIRCLE_NETWORK_H */
