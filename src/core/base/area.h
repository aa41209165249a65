/*
 * area.h
 *		Areas: rings of quantised positions, and what lies inside. Exact.
 *
 * src/core/base/area.h
 */
#ifndef CC_AREA_H
#define CC_AREA_H

#include "base/point_grid.h"

/* Rings, each closed (its last point is its first), all of them of one area, holes too. */
typedef struct cc_area
{
	uint32_t nparts;
	const uint32_t *part_first; /* nparts + 1 offsets into pts */
	const cc_point *pts;
	cc_box box;
	uint32_t band_height; /* units of latitude */
	cc_index bands;       /* by band from the south, segments of rings that touch it; none: all */
} cc_area;

typedef enum cc_side
{
	CC_SIDE_OUT,
	CC_SIDE_BOUNDARY,
	CC_SIDE_IN
} cc_side;

/* An area of borrowed rings, at least one point. */
extern cc_area cc_area_of(const cc_point *pts, const uint32_t *part_first, uint32_t nparts);

/*
 * Sort the boundary of an area by latitude if it is long, so that a question looks at few of its
 * segments. To be released, also after a failure; nothing where the boundary is short.
 */
extern cc_status cc_area_sort(const cc_env *env, cc_area *area);
extern void cc_area_release(const cc_env *env, cc_area *area);

/* Where is a position? By the even-odd rule over all rings. */
extern cc_side cc_area_side(const cc_area *area, cc_point at);

/*
 * Does the straight line from one position to another, distinct one begin inside: are all of its
 * points that are near enough to its start, but the start itself, inside? Not so where it
 * begins along the boundary.
 */
extern bool cc_area_begins(const cc_area *area, cc_point at, cc_point to);

#endif /* CC_AREA_H */
