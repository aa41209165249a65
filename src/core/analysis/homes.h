/*
 * homes.h
 *		The homes of a batch, found again by edge and by position.
 *
 * src/core/analysis/homes.h
 */
#ifndef CC_HOMES_H
#define CC_HOMES_H

#include "base/point_grid.h"
#include "route/trips.h"

/*
 * The places at which homes are left and entered; edge CC_NONE for those not snapped (straight
 * lines still reach them). A home's walk is that of the door from which it is shortest.
 */
typedef struct cc_doors
{
	const cc_place *places;
	uint32_t n;
	const uint32_t *home; /* per door: the number of its home; NULL: one home per door */
	uint32_t nhomes;
} cc_doors;

/*
 * A door seen from a node of its edge. It stands at both nodes (at that of a loop once), where a
 * search may come to either.
 */
typedef struct cc_arrival
{
	uint32_t other; /* the other node */
	uint32_t
		here; /* what the door adds to a walk that leads through the node, CC_NONE for no way */
	uint32_t there; /* through the other node */
	uint32_t door;
} cc_arrival;

/* The edge of a door on the way back: its nodes, and what the door adds to a walk through them. */
typedef struct cc_to_home_edge
{
	uint32_t u;
	uint32_t v;
	uint32_t by_u;
	uint32_t by_v;
} cc_to_home_edge;

typedef struct cc_homes
{
	const cc_env *env;
	cc_doors doors;
	uint32_t max_door_mm;    /* of any door */
	cc_index by_edge;        /* numbers of doors */
	cc_leg lead;             /* the leg of cc_trips_lead */
	cc_index by_node;        /* of the lead: doors of edges whose u is node n at key 2 * n, and
								whose v it is at the next */
	cc_arrival *arrivals[2]; /* the same, by time (ms) and length (mm) */
	cc_to_home_edge *to_home_edges[2]; /* per door, of round trips; else NULL */
	cc_point_grid grid;                /* where the doors are */
} cc_homes;

/* For trips of that kind. What the doors point to is borrowed. */
extern cc_status cc_homes_create(const cc_env *env, const cc_graph *graph, cc_trip trip,
								 cc_doors doors, cc_homes **out);
extern void cc_homes_release(cc_homes *homes);

#endif /* CC_HOMES_H */
