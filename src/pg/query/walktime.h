/*
 * walktime.h
 *		The fastest walk between two points.
 *
 * src/pg/query/walktime.h
 */
#ifndef CIRCLE_WALKTIME_H
#define CIRCLE_WALKTIME_H

#include "fmgr.h"

#include "study/surroundings.h"

/* Longer walks are not looked for. */
#define CIRCLE_LONGEST_WALK_MIN 120

/* Both ends of a walk, and the search from the first that found it. */
typedef struct CircleWalk
{
	CircleSurroundings around;
	cc_search *search; /* that found it */
	cc_place from;
	cc_place to;
	uint32 ms;
} CircleWalk;

/*
 * The fastest walk of at most CIRCLE_LONGEST_WALK_MIN, NULL points allowed; false where there is
 * none or a point is off the network. To be given back by circle_walk_done if found. Arguments
 * are those of the SQL functions: network, origin, destination, walker.
 */
extern bool circle_walk_find(FunctionCallInfo fcinfo, CircleWalk *walk);

extern void circle_walk_done(CircleWalk *walk);

#endif /* CIRCLE_WALKTIME_H */
