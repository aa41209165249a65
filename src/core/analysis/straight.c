/*
 * straight.c
 *		Amenities as the crow flies.
 *
 * src/core/analysis/straight.c
 */
#include "analysis/straight.h"

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
	cc_point home; /* the current door */
	cc_plane plane;
	bool planar;     /* may the local plane decide? */
	double reach_m;  /* the limit, rounding included */
	uint32_t most;   /* mm that are stored as within the limit */
	uint32_t needed; /* amenities still to be found */
} asking;

/* Put the points first; returns how many there are. */
static uint32_t
part_crows(cc_crow *crows, uint32_t ncrows)
{
	uint32_t npoints = 0;

	for (uint32_t i = 0; i < ncrows; i++)
	{
		cc_crow crow = crows[i];

		if (crow.area != NULL)
			continue;
		crows[i] = crows[npoints];
		crows[npoints++] = crow;
	}
	return npoints;
}

/* The middles of the areas, and how far they are from their boundaries at most. */
static void
find_middles(cc_straight *straight, cc_crow *areas, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
	{
		cc_box box = areas[i].area->box;
		cc_point middle = {(int32_t) (((int64_t) box.min_x + box.max_x) / 2),
						   (int32_t) (((int64_t) box.min_y + box.max_y) / 2)};
		int32_t half_x = box.max_x - middle.x + 1;
		int32_t half_y = box.max_y - middle.y + 1;

		areas[i].point = middle;
		straight->half_x = half_x > straight->half_x ? half_x : straight->half_x;
		straight->half_y = half_y > straight->half_y ? half_y : straight->half_y;
	}
}

static cc_status
build_point_grid(const cc_env *env, const cc_crow *crows, uint32_t n, cc_point_grid *grid)
{
	return cc_point_grid_create(env, n == 0 ? NULL : &crows->point, sizeof(cc_crow), n, grid);
}

cc_status
cc_straight_create(const cc_env *env, cc_crow *crows, uint32_t ncrows, uint32_t namenities,
				   cc_straight *straight)
{
	uint32_t npoints = part_crows(crows, ncrows);
	cc_status status;

	*straight = (cc_straight){.crows = crows, .npoints = npoints};
	find_middles(straight, crows + npoints, ncrows - npoints);
	status = build_point_grid(env, crows, npoints, &straight->grid);
	if (status == CC_OK)
		status = build_point_grid(env, crows + npoints, ncrows - npoints, &straight->middles);
	if (status != CC_OK)
		return status;
	straight->seen = cc_alloc0(env, (size_t) namenities + 1, sizeof(uint32_t));
	return straight->seen == NULL ? CC_NOMEM : CC_OK;
}

void
cc_straight_release(const cc_env *env, cc_straight *straight)
{
	cc_point_grid_release(env, &straight->grid);
	cc_point_grid_release(env, &straight->middles);
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

/* An amenity that is near enough; anything but CC_OK ends the visit: there are enough. */
static cc_status
count_crow(asking *ask, const cc_crow *crow)
{
	ask->straight->seen[crow->amenity] = ask->straight->asked;
	return --ask->needed == 0 ? CC_LIMIT : CC_OK;
}

static bool
is_counted(const asking *ask, const cc_crow *crow)
{
	return ask->straight->seen[crow->amenity] == ask->straight->asked;
}

static cc_status
visit_point(void *state, uint32_t item)
{
	asking *ask = state;
	const cc_crow *crow = &ask->straight->crows[item];

	return is_counted(ask, crow) || !is_within(ask, crow->point) ? CC_OK : count_crow(ask, crow);
}

static cc_status
visit_area(void *state, uint32_t item)
{
	asking *ask = state;
	const cc_crow *crow = &ask->straight->crows[ask->straight->npoints + item];

	return is_counted(ask, crow) || cc_area_side(crow->area, ask->home) == CC_SIDE_OUT
			   ? CC_OK
			   : count_crow(ask, crow);
}

/* A coordinate plus an offset, clamped to the map. */
static int32_t
moved(int32_t at, int64_t by, int32_t most)
{
	int64_t to = at + by;

	return (int32_t) (to > most ? most : to < -most ? -most : to);
}

/* Where the middles of areas are that may hold the home. */
static cc_box
middles_box(const cc_straight *straight, cc_point home)
{
	return (cc_box){moved(home.x, -(int64_t) straight->half_x, CC_MAX_X),
					moved(home.y, -(int64_t) straight->half_y, CC_MAX_Y),
					moved(home.x, straight->half_x, CC_MAX_X),
					moved(home.y, straight->half_y, CC_MAX_Y)};
}

/* Count amenities near a door, until there are enough. */
static void
ask_from(asking *ask, cc_point door)
{
	cc_straight *straight = ask->straight;

	ask->home = door;
	ask->plane = cc_plane_at(door.y);
	ask->planar = ask->reach_m <= PLANE_REACH_M && door.y <= PLANE_MAX_Y &&
				  door.y >= -PLANE_MAX_Y && door.x <= PLANE_MAX_X && door.x >= -PLANE_MAX_X;
	/* Points are asked first: mostly there are enough, and whether an area holds the door takes
	 * longer. */
	if (cc_point_grid_near(&straight->grid, door, ask->reach_m + 0.01, visit_point, ask) == CC_OK)
		(void) cc_point_grid_within(&straight->middles, middles_box(straight, door), visit_area,
									ask);
}

bool
cc_straight_at_least(cc_straight *straight, const cc_point *doors, uint32_t ndoors, uint32_t n,
					 uint32_t limit_dm)
{
	asking ask = {.straight = straight,
				  .reach_m = limit_dm / 10.0 + 0.0495,
				  .most = limit_dm * 100 + 49,
				  .needed = n};

	straight->asked++;
	for (uint32_t d = 0; d < ndoors && ask.needed > 0; d++)
		ask_from(&ask, doors[d]);
	return ask.needed == 0;
}
