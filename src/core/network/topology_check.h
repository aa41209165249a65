/*
 * topology_check.h
 *		Places of a tile where streets seem to meet but are not joined.
 *
 * src/core/network/topology_check.h
 */
#ifndef CC_TOPOLOGY_CHECK_H
#define CC_TOPOLOGY_CHECK_H

#include "network/tile.h"

typedef enum cc_flaw_kind
{
	CC_FLAW_LOOSE_END, /* a street ends close to another street, but not on a vertex of it */
	CC_FLAW_CROSSING   /* two streets cross or touch without a common vertex */
} cc_flaw_kind;

typedef struct cc_flaw
{
	cc_flaw_kind kind;
	uint32_t edge; /* of the tile: the one that ends, or the one of the smaller number */
	uint32_t other;
	cc_point at;
	uint32_t gap_mm; /* between the end and the other street */
} cc_flaw;

/* Classes that lead over, under or between streets: what they cross they do not meet. */
#define CC_LEVEL_BITS (CC_TUNNEL | CC_BRIDGE | CC_INDOOR | CC_LIFT | CC_ESCALATOR | CC_PLAZA)

typedef struct cc_flaws
{
	cc_flaw *items; /* ascending by kind, edge, other, position; distinct */
	uint32_t n;
	bool complete; /* false: a limit was reached, there may be more */
} cc_flaws;

/*
 * Look for flaws in the square of one tile: loose ends within reach_m of a street whose
 * level classes are the same, unless that street is reached over a stub shorter than twice
 * the reach; and crossings of streets neither of which has a level class. At most
 * max_flaws are given, and the work is bounded even where thousands of streets lie on one spot.
 */
extern cc_status cc_tile_flaws(const cc_env *env, const cc_tile *tile, double reach_m,
							   uint32_t max_flaws, cc_flaws *flaws);

#endif /* CC_TOPOLOGY_CHECK_H */
