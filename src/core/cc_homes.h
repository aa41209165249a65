/*
 * cc_homes.h
 *		The homes of a batch, found again by edge and by position.
 *
 * src/core/cc_homes.h
 */
#ifndef CC_HOMES_H
#define CC_HOMES_H

#include "cc_spots.h"
#include "cc_trips.h"

/*
 * The places at which homes are left and entered; edge CC_NONE for those not snapped (straight
 * lines still reach them). A home's walk is that of the door from which it is shortest.
 */
typedef struct cc_doors
{
	const cc_place *places;
	uint32_t n;
	const uint32_t *home; /* per door: the number of its home; NULL: each is a home by itself */
	uint32_t nhomes;
} cc_doors;

/* What a door adds to a walk that leads through either end of its edge, its way to it included. */
typedef struct cc_exits
{
	uint32_t u; /* CC_NONE for no way */
	uint32_t v;
} cc_exits;

/* An edge with doors: those of by_edge.items from first to last - 1. */
typedef struct cc_home_edge
{
	uint32_t u[CC_LEGS]; /* its nodes as walks of the leg leave it or come to it */
	uint32_t v[CC_LEGS];
	uint32_t edge; /* of the graph */
	uint32_t first;
	uint32_t last;
} cc_home_edge;

typedef struct cc_homes
{
	const cc_env *env;
	cc_doors doors;
	uint32_t max_door_mm; /* of any door */
	cc_index by_edge;     /* numbers of doors */
	cc_exits
		*exits[CC_LEGS][2]; /* of by_edge.items[i], by time (ms) and length (mm); NULL: no leg */
	uint32_t nedges;
	cc_home_edge *edges;
	cc_leg lead; /* the leg of cc_trips_lead */
	cc_index
		by_node; /* numbers of edges, at both of their nodes of the lead; at that of a loop once */
	cc_spots spots; /* where the doors are */
} cc_homes;

/* For trips of that kind. What the doors point to is borrowed. */
extern cc_status cc_homes_create(const cc_env *env, const cc_graph *graph, cc_trip trip,
								 cc_doors doors, cc_homes **out);
extern void cc_homes_release(cc_homes *homes);

#endif /* CC_HOMES_H */
