/*
 * straight.h
 *		Amenities within a straight-line distance.
 *
 * src/core/analysis/straight.h
 */
#ifndef CC_STRAIGHT_H
#define CC_STRAIGHT_H

#include "base/area.h"
#include "base/point_grid.h"

/*
 * An access point of an amenity of the category, or an area of it, inside which the distance is 0;
 * those of one amenity have one number.
 */
typedef struct cc_crow
{
	cc_point point;      /* of an area: the middle of its box, filled in by cc_straight_create */
	const cc_area *area; /* NULL: a point */
	uint32_t amenity;    /* below namenities */
} cc_crow;

/* The amenities of one category. */
typedef struct cc_straight
{
	const cc_crow *crows;
	cc_point_grid grid; /* the points */
	uint32_t npoints;
	cc_point_grid middles; /* of the areas, which come after the points */
	int32_t half_x;        /* no area is farther than this from its middle */
	int32_t half_y;
	uint32_t asked; /* number of the current question */
	uint32_t *seen; /* per amenity: the last question in which it was counted */
} cc_straight;

/* crows borrowed; points are put before areas. Released also after a failure. */
extern cc_status cc_straight_create(const cc_env *env, cc_crow *crows, uint32_t ncrows,
									uint32_t namenities, cc_straight *straight);
extern void cc_straight_release(const cc_env *env, cc_straight *straight);

/*
 * Are there at least n amenities whose straight line on the WGS 84 spheroid to one of a home's
 * doors, rounded to dm as it is stored, is at most limit_dm (up to CC_MAX_STRAIGHT_DM), or that a
 * door is in?
 */
#define CC_MAX_STRAIGHT_DM 39999999u
extern bool cc_straight_at_least(cc_straight *straight, const cc_point *doors, uint32_t ndoors,
								 uint32_t n, uint32_t limit_dm);

#endif /* CC_STRAIGHT_H */
