/*
 * connectivity.h
 *		Connectivity of a network.
 *
 * Keeps a few bytes a node, whatever the streets hold, so that a country
 * fits; tiles are processed one after the other and not kept.
 *
 * src/core/network/connectivity.h
 */
#ifndef CC_CONNECTIVITY_H
#define CC_CONNECTIVITY_H

#include "network/tile.h"

typedef struct cc_connect cc_connect;

typedef struct cc_connectivity
{
	uint64_t nnodes;
	uint64_t nedges; /* each once, also those stored in several tiles */
	uint64_t ncomponents;
	double length_m;
	double largest_m; /* length of the component with the greatest length */
	uint32_t largest_nodes;
	uint64_t nlands; /* groups of components that lie near each other: see below */
	double
		connected_m; /* length of the component with the greatest length in each land, summed up */
} cc_connectivity;

extern cc_status cc_connect_create(const cc_env *env, cc_connect **connect);

/*
 * Every tile once, in any order. CC_LIMIT beyond 2^32 - 1 nodes.
 *
 * Components are of one land if they have nodes in the same tile, or in tiles that touch by a side
 * or a corner. An island in the sea, two kilometres or more from other streets, is a land of
 * its own: that it is not connected is no fault.
 */
extern cc_status cc_connect_add(cc_connect *connect, const cc_tile *tile);

extern cc_status cc_connect_finish(cc_connect *connect, cc_connectivity *result);
extern void cc_connect_release(cc_connect *connect);

#endif /* CC_CONNECTIVITY_H */
