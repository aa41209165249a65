/*
 * land.h
 *		Which components of a network lie near one another.
 *
 * Components on two islands in the sea are apart because no street could join them. Two that lie
 * near one another may be apart because a vertex is missing. What lies near is told by squares of
 * 250 m: components in squares whose centres are at most 1,350 m apart are of one land. So are all
 * that are less than 1,000 m apart, and none that are more than 1,700 m apart, unless others lie
 * between them.
 *
 * src/core/network/land.h
 */
#ifndef CC_LAND_H
#define CC_LAND_H

#include "base/geo.h"

typedef struct cc_square
{
	int32_t row;
	int32_t column; /* within its row */
	uint32_t node;  /* of the component that is there */
} cc_square;

typedef struct cc_squares
{
	cc_square *items;
	size_t n;
	size_t capacity;
} cc_squares;

/* The squares of a segment that belongs to the component of a node. parents: of the components so
 * far. */
extern cc_status cc_squares_add(const cc_env *env, cc_squares *squares, uint32_t *parents,
								uint32_t node, cc_point a, cc_point b);

/* Unite in lands, which are sets of the roots of the components, what lies near one another. */
extern void cc_squares_unite(cc_squares *squares, uint32_t *parents, uint32_t *lands);

#endif /* CC_LAND_H */
