/*
 * topology_check.h
 *		Places of a tile where streets seem to meet but are not joined.
 *
 * src/core/network/topology_check.h
 */
#ifndef CC_TOPOLOGY_CHECK_H
#define CC_TOPOLOGY_CHECK_H

#include "network/tile.h"

typedef enum cc_topology_error_kind
{
	CC_TOPOLOGY_LOOSE_END, /* a street ends close to another street, but not on a vertex of it */
	CC_TOPOLOGY_CROSSING   /* two streets cross or touch without a common vertex */
} cc_topology_error_kind;

typedef struct cc_topology_error
{
	cc_topology_error_kind kind;
	uint32_t edge; /* of the tile: the one that ends, or the one of the smaller number */
	uint32_t other;
	cc_point at;
	uint32_t gap_mm; /* between the end and the other street */
} cc_topology_error;

/* Classes that lead over, under or between streets: what they cross they do not meet. */
#define CC_LEVEL_BITS (CC_TUNNEL | CC_BRIDGE | CC_INDOOR | CC_LIFT | CC_ESCALATOR | CC_PLAZA)

typedef struct cc_topology_errors
{
	cc_topology_error *items; /* ascending by kind, edge, other, position; distinct */
	uint32_t n;
	bool complete; /* false: a limit was reached, there may be more */
} cc_topology_errors;

/*
 * Check the topology in the square of one tile: loose ends within reach_m of a street whose
 * level classes are the same, unless that street is reached over a stub shorter than twice
 * the reach; and crossings of streets neither of which has a level class. At most
 * max_errors are given, and the work is bounded even where thousands of streets lie in one place.
 */
extern cc_status cc_tile_topology_errors(const cc_env *env, const cc_tile *tile, double reach_m,
										 uint32_t max_errors, cc_topology_errors *errors);

#endif /* CC_TOPOLOGY_CHECK_H */
