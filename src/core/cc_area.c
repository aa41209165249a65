/*
 * cc_area.c
 *		What lies inside of an area.
 *
 * A position is inside if a line from it to the east crosses the rim an odd number of times. To
 * ask where a line begins, its start is moved on by an amount smaller than any number: what two
 * positions share is then decided by the direction.
 *
 * src/core/cc_area.c
 */
#include "cc_area.h"

/* A position, moved on in a direction by next to nothing; 0, 0 for one that stays. */
typedef struct probe
{
	cc_point at;
	int64_t dx;
	int64_t dy;
} probe;

cc_area
cc_area_of(const cc_point *pts, const uint32_t *part_first, uint32_t nparts)
{
	cc_area area = {nparts, part_first, pts, {pts[0].x, pts[0].y, pts[0].x, pts[0].y}};

	for (uint32_t i = 1; i < part_first[nparts]; i++)
	{
		cc_box box = cc_segment_box(pts[i], pts[i]);

		area.box.min_x = box.min_x < area.box.min_x ? box.min_x : area.box.min_x;
		area.box.min_y = box.min_y < area.box.min_y ? box.min_y : area.box.min_y;
		area.box.max_x = box.max_x > area.box.max_x ? box.max_x : area.box.max_x;
		area.box.max_y = box.max_y > area.box.max_y ? box.max_y : area.box.max_y;
	}
	return area;
}

/* Is a moved coordinate beyond another one: strictly, by the direction where they are the same? */
static inline bool
beyond(int32_t at, int64_t moved, int32_t other)
{
	return at > other || (at == other && moved > 0);
}

/* Between two coordinates in any order, ends included. */
static inline bool
between(int32_t at, int64_t moved, int32_t a, int32_t b)
{
	return !beyond(at, moved, a > b ? a : b) && !beyond(-at, -moved, a < b ? -a : -b);
}

/* On which side of the line from a to b: positive for its left, 0 for on it. */
static int
turn(const probe *probe, cc_point a, cc_point b)
{
	cc_wide area = cc_cross(a, b, a, probe->at);

	if (area == 0)
		area = (cc_wide) ((int64_t) b.x - a.x) * probe->dy -
			   (cc_wide) ((int64_t) b.y - a.y) * probe->dx;
	return (area > 0) - (area < 0);
}

static cc_side
side_of(const cc_area *area, const probe *probe)
{
	bool inside = false;

	for (uint32_t part = 0; part < area->nparts; part++)
	{
		for (uint32_t i = area->part_first[part]; i + 1 < area->part_first[part + 1]; i++)
		{
			cc_point a = area->pts[i];
			cc_point b = area->pts[i + 1];
			bool above = beyond(probe->at.y, probe->dy, a.y);
			int side;

			if (above == beyond(probe->at.y, probe->dy, b.y) && probe->at.y != a.y &&
				probe->at.y != b.y)
				continue;
			side = turn(probe, a, b);
			if (side == 0 && between(probe->at.x, probe->dx, a.x, b.x) &&
				between(probe->at.y, probe->dy, a.y, b.y))
				return CC_SIDE_RIM;
			/* To the east of the position passes what it is left of going up, or right of going
			 * down. */
			if (above != beyond(probe->at.y, probe->dy, b.y) && (side > 0) == above)
				inside = !inside;
		}
	}
	return inside ? CC_SIDE_IN : CC_SIDE_OUT;
}

cc_side
cc_area_side(const cc_area *area, cc_point at)
{
	probe probe = {at, 0, 0};

	return cc_box_holds(area->box, at) ? side_of(area, &probe) : CC_SIDE_OUT;
}

bool
cc_area_begins(const cc_area *area, cc_point at, cc_point to)
{
	probe probe = {at, (int64_t) to.x - at.x, (int64_t) to.y - at.y};

	return side_of(area, &probe) == CC_SIDE_IN;
}
