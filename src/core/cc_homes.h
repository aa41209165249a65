/*
 * cc_homes.h
 *		The homes of a batch, found again by edge and by position.
 *
 * src/core/cc_homes.h
 */
#ifndef CC_HOMES_H
#define CC_HOMES_H

#include "cc_search.h"

/* Numbers of things sorted by a key below nkeys: those of key k from first[k] to first[k + 1]. */
typedef struct cc_index
{
	uint32_t nkeys;
	uint32_t *first;
	uint32_t *items;
} cc_index;

/* What a home adds to a walk that leaves by either end of its edge, its door included. */
typedef struct cc_exits
{
	uint32_t u; /* CC_NONE for no way */
	uint32_t v;
} cc_exits;

/* An edge with homes: those of by_edge.items from first to last - 1. */
typedef struct cc_home_edge
{
	uint32_t u;
	uint32_t v;
	uint32_t edge; /* of the graph */
	uint32_t first;
	uint32_t last;
} cc_home_edge;

typedef struct cc_homes
{
	const cc_env *env;
	const cc_place *places;
	uint32_t nhomes;
	uint32_t max_door_mm; /* of any home */
	cc_index by_edge;
	cc_exits *exits[2]; /* of by_edge.items[i], by time (ms) and by length (mm) */
	uint32_t nedges;
	cc_home_edge *edges;
	cc_index by_node; /* numbers of edges, at both of their ends; at that of a loop once */
	cc_index by_cell;
	cc_box box;         /* of all homes; its cells are numbered by rows from the south-west */
	uint32_t cell_size; /* in units */
	uint32_t columns;
	uint32_t rows;
} cc_homes;

/* homes borrowed; edge CC_NONE for those not snapped (straight lines still reach them). */
extern cc_status cc_homes_create(const cc_env *env, const cc_graph *graph, const cc_place *homes,
								 uint32_t nhomes, cc_homes **out);
extern void cc_homes_release(cc_homes *homes);

/* Called for each home that may be near; a status other than CC_OK ends the visit. */
typedef cc_status (*cc_home_visit)(void *state, uint32_t home);

/* Visit all homes whose WGS 84 distance from a point is at most so many metres, and others. */
extern cc_status cc_homes_near(const cc_homes *homes, cc_point point, double metres,
							   cc_home_visit visit, void *state);

#endif /* CC_HOMES_H */
