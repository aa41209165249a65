/*
 * test_area.c
 *		What lies inside of areas, against angles and against a magnifying glass.
 *
 * test/unit/test_area.c
 */
#include "base/area.h"
#include "unit.h"

#include <math.h>

#define MAX_POINTS 60

typedef struct shape
{
	cc_point pts[MAX_POINTS];
	uint32_t first[4];
	uint32_t nparts;
} shape;

/* One to three rings of three to twelve corners on a small grid: they cross and touch each other.
 */
static shape
random_shape(uint64_t *random, int32_t most)
{
	shape made = {.nparts = (uint32_t) unit_between(random, 1, 3)};
	uint32_t n = 0;

	for (uint32_t part = 0; part < made.nparts; part++)
	{
		uint32_t corners = (uint32_t) unit_between(random, 3, 12);

		made.first[part] = n;
		for (uint32_t i = 0; i < corners; i++)
			made.pts[n++] =
				(cc_point){unit_between(random, 0, most), unit_between(random, 0, most)};
		made.pts[n] = made.pts[made.first[part]];
		made.first[part + 1] = ++n;
	}
	return made;
}

/* Is a position on a piece of the boundary: is the way over it no longer than the piece? */
static bool
on_boundary(const shape *shape, cc_point at)
{
	for (uint32_t part = 0; part < shape->nparts; part++)
	{
		for (uint32_t i = shape->first[part]; i + 1 < shape->first[part + 1]; i++)
		{
			cc_point a = shape->pts[i];
			cc_point b = shape->pts[i + 1];
			int64_t ax = (int64_t) a.x - at.x;
			int64_t ay = (int64_t) a.y - at.y;
			int64_t bx = (int64_t) b.x - at.x;
			int64_t by = (int64_t) b.y - at.y;

			if (ax * by == ay * bx && ax * bx + ay * by <= 0)
				return true;
		}
	}
	return false;
}

/* How often all rings go round a position, by the angles that one turns through, each by itself. */
static cc_side
side_by_angles(const shape *shape, cc_point at)
{
	int turns = 0;

	if (on_boundary(shape, at))
		return CC_SIDE_BOUNDARY;
	for (uint32_t part = 0; part < shape->nparts; part++)
	{
		double angle = 0;

		for (uint32_t i = shape->first[part]; i + 1 < shape->first[part + 1]; i++)
		{
			double ax = (double) shape->pts[i].x - at.x;
			double ay = (double) shape->pts[i].y - at.y;
			double bx = (double) shape->pts[i + 1].x - at.x;
			double by = (double) shape->pts[i + 1].y - at.y;

			angle += atan2(ax * by - ay * bx, ax * bx + ay * by);
		}
		turns += (int) lround(angle / (2 * 3.14159265358979323846));
	}
	return turns % 2 != 0 ? CC_SIDE_IN : CC_SIDE_OUT;
}

static void
sides_are_those_of_angles(void **state)
{
	uint64_t random = 3;
	uint32_t found[3] = {0};

	(void) state;
	for (int round = 0; round < 3000; round++)
	{
		shape made = random_shape(&random, 9);
		cc_area area = cc_area_of(made.pts, made.first, made.nparts);

		for (int32_t x = -1; x <= 10; x++)
		{
			for (int32_t y = -1; y <= 10; y++)
			{
				cc_side side = side_by_angles(&made, (cc_point){x, y});

				assert_int_equal(cc_area_side(&area, (cc_point){x, y}), side);
				found[side]++;
			}
		}
	}
	assert_true(found[CC_SIDE_BOUNDARY] > 10000 && found[CC_SIDE_IN] > 10000);
}

/* Where the shape is a million times as large, the next position on the way is near enough. */
static void
beginnings_under_a_magnifying_glass(void **state)
{
	const int32_t large = 1000000;
	uint64_t random = 4;
	uint32_t begin = 0;
	uint32_t along = 0;

	(void) state;
	for (int round = 0; round < 20000; round++)
	{
		shape made = random_shape(&random, 7);
		cc_area area = cc_area_of(made.pts, made.first, made.nparts);
		cc_point at = {unit_between(&random, 0, 7), unit_between(&random, 0, 7)};
		cc_point to = {unit_between(&random, 0, 7), unit_between(&random, 0, 7)};
		cc_point next = {at.x * large + to.x - at.x, at.y * large + to.y - at.y};
		cc_side side;

		if (at.x == to.x && at.y == to.y)
			continue;
		for (uint32_t i = 0; i < made.first[made.nparts]; i++)
			made.pts[i] = (cc_point){made.pts[i].x * large, made.pts[i].y * large};
		side = side_by_angles(&made, next);
		for (uint32_t i = 0; i < made.first[made.nparts]; i++)
			made.pts[i] = (cc_point){made.pts[i].x / large, made.pts[i].y / large};
		assert_int_equal(cc_area_begins(&area, at, to), side == CC_SIDE_IN);
		begin += side == CC_SIDE_IN;
		along += side == CC_SIDE_BOUNDARY;
	}
	assert_true(begin > 3000 && along > 300);
}

/* A long boundary sorted into bands gives the same answers as one that is not. */
static void
bands_change_nothing(void **state)
{
	enum
	{
		CORNERS = 900
	};
	uint64_t random = 6;
	uint32_t found[3] = {0};

	(void) state;
	for (int round = 0; round < 60; round++)
	{
		/* Spikes of all heights, of which some go through all bands; or all on few latitudes. */
		int32_t high = round % 3 == 0 ? 5 : round % 3 == 1 ? 300 : 1000000;
		cc_point pts[CORNERS + 1];
		uint32_t first[] = {0, CORNERS + 1};
		unit_memory memory = {0};
		cc_env counting = unit_counting_env(&memory);
		cc_area area;
		cc_area sorted;

		for (int i = 0; i < CORNERS; i++)
			pts[i] = (cc_point){unit_between(&random, -900, 900),
								unit_between(&random, 0, i % 2 ? high : high / 9)};
		pts[CORNERS] = pts[0];
		area = cc_area_of(pts, first, 1);
		sorted = area;
		assert_int_equal(cc_area_sort(&counting, &sorted), CC_OK);
		assert_non_null(sorted.bands.first);
		for (int i = 0; i < 3000; i++)
		{
			cc_point at = {unit_between(&random, -901, 901), unit_between(&random, -1, high + 1)};
			cc_point corner = pts[unit_between(&random, 0, CORNERS)];
			cc_side side = cc_area_side(&area, at);

			assert_int_equal(cc_area_side(&sorted, at), side);
			assert_int_equal(cc_area_side(&sorted, corner), CC_SIDE_BOUNDARY);
			if (at.x != corner.x || at.y != corner.y)
				assert_int_equal(cc_area_begins(&sorted, corner, at),
								 cc_area_begins(&area, corner, at));
			found[side]++;
		}
		cc_area_release(&counting, &sorted);
		assert_int_equal(memory.held, 0);
	}
	assert_true(found[CC_SIDE_IN] > 10000 && found[CC_SIDE_OUT] > 10000);
}

/* The whole map, whose numbers are the largest. */
static void
as_large_as_the_map(void **state)
{
	cc_point pts[] = {{-CC_MAX_X, -CC_MAX_Y},
					  {CC_MAX_X, -CC_MAX_Y},
					  {CC_MAX_X, CC_MAX_Y},
					  {-CC_MAX_X, CC_MAX_Y - 1},
					  {-CC_MAX_X, -CC_MAX_Y}};
	uint32_t first[] = {0, 5};
	cc_area area = cc_area_of(pts, first, 1);

	(void) state;
	assert_int_equal(cc_area_side(&area, (cc_point){0, CC_MAX_Y - 1}), CC_SIDE_IN);
	assert_int_equal(cc_area_side(&area, (cc_point){0, CC_MAX_Y}), CC_SIDE_OUT);
	assert_int_equal(cc_area_side(&area, (cc_point){CC_MAX_X, CC_MAX_Y}), CC_SIDE_BOUNDARY);
	assert_int_equal(cc_area_side(&area, (cc_point){-CC_MAX_X, CC_MAX_Y}), CC_SIDE_OUT);
	assert_true(cc_area_begins(&area, pts[0], (cc_point){CC_MAX_X, CC_MAX_Y - 1}));
	assert_true(cc_area_begins(&area, pts[0], pts[2]));
	assert_false(cc_area_begins(&area, pts[0], pts[1]));
	assert_false(cc_area_begins(&area, pts[2], (cc_point){-CC_MAX_X, CC_MAX_Y}));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sides_are_those_of_angles),
		cmocka_unit_test(beginnings_under_a_magnifying_glass),
		cmocka_unit_test(bands_change_nothing),
		cmocka_unit_test(as_large_as_the_map),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
