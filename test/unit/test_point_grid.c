/*
 * test_point_grid.c
 *		Points found again by position, against a look at all of them.
 *
 * test/unit/test_point_grid.c
 */
#include "unit.h"

#include "base/point_grid.h"

#define TOWNS 20
#define TOWN_POINTS 400
#define LONE_POINTS 500
#define POINTS (TOWNS * TOWN_POINTS + LONE_POINTS)
#define TOWN_UNITS 400000 /* some 4 km */

static cc_point towns[TOWNS];
static cc_point points[POINTS];

/* Towns all over the map, one of them a single house, and houses far from any. */
static void
make_land(uint64_t *random)
{
	for (uint32_t t = 0; t < TOWNS; t++)
		towns[t] = (cc_point){unit_between(random, -CC_MAX_X + TOWN_UNITS, CC_MAX_X - TOWN_UNITS),
							  unit_between(random, -CC_MAX_Y / 2, CC_MAX_Y / 2)};
	for (uint32_t i = 0; i < POINTS; i++)
	{
		int32_t wide = i % TOWNS == 0 ? 0 : TOWN_UNITS;

		if (i < TOWNS * TOWN_POINTS)
			points[i] = (cc_point){towns[i % TOWNS].x + unit_between(random, -wide, wide),
								   towns[i % TOWNS].y + unit_between(random, -wide, wide)};
		else
			points[i] = (cc_point){unit_between(random, -CC_MAX_X, CC_MAX_X),
								   unit_between(random, -CC_MAX_Y, CC_MAX_Y)};
	}
}

typedef struct seen
{
	uint8_t times[POINTS];
	uint32_t n;
	uint32_t enough; /* ends the visit */
} seen;

static cc_status
see(void *state, uint32_t item)
{
	seen *all = state;

	assert_true(item < POINTS);
	all->times[item]++;
	return ++all->n == all->enough ? CC_LIMIT : CC_OK;
}

/* A box in a town, at its boundary, or of many towns. */
static cc_box
some_box(uint64_t *random)
{
	cc_point town = towns[unit_between(random, 0, TOWNS - 1)];
	int32_t wide = unit_between(random, 0, 9) == 0 ? CC_MAX_Y / 3 : TOWN_UNITS / 10;
	int64_t x = (int64_t) town.x + unit_between(random, -TOWN_UNITS, TOWN_UNITS);
	int64_t y = (int64_t) town.y + unit_between(random, -TOWN_UNITS, TOWN_UNITS);

	return (cc_box){(int32_t) (x - wide < -CC_MAX_X ? -CC_MAX_X : x - wide),
					(int32_t) (y - wide < -CC_MAX_Y ? -CC_MAX_Y : y - wide),
					(int32_t) (x + wide > CC_MAX_X ? CC_MAX_X : x + wide),
					(int32_t) (y + wide > CC_MAX_Y ? CC_MAX_Y : y + wide)};
}

static void
finds_each_once(void **state)
{
	cc_env env = unit_env();
	uint64_t random = 3;
	uint64_t seen_in_towns = 0;
	uint64_t wanted_in_towns = 0;
	cc_point_grid grid;

	(void) state;
	make_land(&random);
	assert_int_equal(cc_point_grid_create(&env, points, sizeof(cc_point), POINTS, &grid), CC_OK);
	for (int round = 0; round < 2000; round++)
	{
		cc_box box = some_box(&random);
		seen all = {.enough = 0};
		uint32_t wanted = 0;

		assert_int_equal(cc_point_grid_within(&grid, box, see, &all), CC_OK);
		for (uint32_t i = 0; i < POINTS; i++)
		{
			wanted += cc_box_holds(box, points[i]);
			assert_true(all.times[i] <= 1);
			assert_true(all.times[i] == 1 || !cc_box_holds(box, points[i]));
		}
		if (box.max_x - box.min_x < TOWN_UNITS && wanted < TOWN_POINTS)
		{
			seen_in_towns += all.n;
			wanted_in_towns += wanted;
		}
		if (all.n > 0)
		{
			seen few = {.enough = (all.n + 1) / 2};

			assert_int_equal(cc_point_grid_within(&grid, box, see, &few), CC_LIMIT);
			assert_int_equal(few.n, few.enough);
		}
	}
	/* Not all of a town for a tenth of it. */
	assert_true(wanted_in_towns > 5000);
	assert_true(seen_in_towns < 4 * wanted_in_towns);
	cc_point_grid_release(&env, &grid);
}

static void
memory_may_end_anywhere(void **state)
{
	unit_memory memory = {.fail_at = 1};
	cc_env env = unit_counting_env(&memory);
	uint64_t random = 3;
	cc_status status = CC_NOMEM;

	(void) state;
	make_land(&random);
	for (long at = 1; status != CC_OK; at++)
	{
		cc_point_grid grid;

		memory = (unit_memory){.fail_at = at};
		status = cc_point_grid_create(&env, points, sizeof(cc_point), POINTS, &grid);
		assert_true(status == CC_OK || status == CC_NOMEM);
		cc_point_grid_release(&env, &grid);
		assert_int_equal(memory.held, 0);
		assert_true(status == CC_OK || memory.allocations >= at);
	}
	/* There were parts. */
	assert_true(memory.allocations > 3 + TOWNS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_each_once),
		cmocka_unit_test(memory_may_end_anywhere),
	};

	return cmocka_run_group_tests_name("points", tests, NULL, NULL);
}
