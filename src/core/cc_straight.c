/*
 * cc_straight.c
 *		Amenities as the crow flies.
 *
 * src/core/cc_straight.c
 */
#include "cc_straight.h"

/*
 * Up to so many metres and degrees of latitude the local plane of a home is right to
 * PLANE_ERROR: over 5 km at 70 degrees a unit of longitude shrinks by 0.22 %.
 */
#define PLANE_REACH_M 5000.0
#define PLANE_MAX_Y (70 * 10000000)
#define PLANE_MAX_X (179 * 10000000) /* it does not know of the antimeridian */
#define PLANE_ERROR 0.005

typedef struct asking
{
	cc_straight *straight;
	cc_point home;
	cc_plane plane;
	bool planar;     /* may the local plane decide? */
	double reach_m;  /* the limit, rounding included */
	uint32_t most;   /* mm that are stored as within the limit */
	uint32_t needed; /* amenities still to be found */
} asking;

cc_status
cc_straight_create(const cc_env *env, const cc_crow *crows, uint32_t ncrows, uint32_t namenities,
				   cc_straight *straight)
{
	cc_status status;

	*straight = (cc_straight){.crows = crows};
	status = cc_spots_create(env, ncrows == 0 ? NULL : &crows->point, sizeof(cc_crow), ncrows,
							 &straight->spots);
	if (status != CC_OK)
		return status;
	straight->seen = cc_alloc0(env, (size_t) namenities + 1, sizeof(uint32_t));
	return straight->seen == NULL ? CC_NOMEM : CC_OK;
}

void
cc_straight_release(const cc_env *env, cc_straight *straight)
{
	cc_spots_release(env, &straight->spots);
	cc_free(env, straight->seen);
}

static bool
is_within(const asking *ask, cc_point point)
{
	double metres;

	if (ask->planar)
	{
		double x = ((double) point.x - ask->home.x) * ask->plane.mx;
		double y = ((double) point.y - ask->home.y) * ask->plane.my;
		double square = x * x + y * y;
		double sure = ask->reach_m * (1 - PLANE_ERROR);
		double possible = ask->reach_m * (1 + PLANE_ERROR);

		if (square < sure * sure || square > possible * possible)
			return square < sure * sure;
	}
	metres = cc_distance_m(ask->home, point);
	return metres <= ask->reach_m + 1 && cc_mm(metres) <= ask->most;
}

static cc_status
visit_spot(void *state, uint32_t spot)
{
	asking *ask = state;
	cc_straight *straight = ask->straight;
	const cc_crow *crow = &straight->crows[spot];

	if (straight->seen[crow->amenity] == straight->asked || !is_within(ask, crow->point))
		return CC_OK;
	straight->seen[crow->amenity] = straight->asked;
	/* Enough: anything but CC_OK ends the visit. */
	return --ask->needed == 0 ? CC_LIMIT : CC_OK;
}

bool
cc_straight_at_least(cc_straight *straight, cc_point home, uint32_t n, uint32_t limit_dm)
{
	asking ask = {.straight = straight,
				  .home = home,
				  .plane = cc_plane_at(home.y),
				  .reach_m = limit_dm / 10.0 + 0.0495,
				  .most = limit_dm * 100 + 49,
				  .needed = n};

	if (n == 0)
		return true;
	ask.planar = ask.reach_m <= PLANE_REACH_M && home.y <= PLANE_MAX_Y && home.y >= -PLANE_MAX_Y &&
				 home.x <= PLANE_MAX_X && home.x >= -PLANE_MAX_X;
	straight->asked++;
	cc_spots_near(&straight->spots, home, ask.reach_m + 0.01, visit_spot, &ask);
	return ask.needed == 0;
}
