/*
 * test_cluster.c
 *		Groups of points against a comparison of all pairs.
 *
 * test/unit/test_cluster.c
 */
#include "unit.h"

#include "analysis/cluster.h"

#define MANY 1500
#define STEP 200.0

static cc_xy points[MANY];
static uint32_t found[MANY];
static uint32_t expected[MANY];

static double
between(uint64_t *random, double low, double high)
{
	return low + (high - low) * (double) (unit_random(random) >> 11) / 9007199254740992.0;
}

/* Spread from each point that has no group yet to all in reach. */
static void
group_all_pairs(size_t n, double metres)
{
	static uint32_t waiting[MANY];
	uint32_t ngroups = 0;

	for (size_t i = 0; i < n; i++)
		expected[i] = UINT32_MAX;
	for (size_t i = 0; i < n; i++)
	{
		size_t nwaiting = 0;

		if (expected[i] != UINT32_MAX)
			continue;
		expected[i] = ngroups;
		waiting[nwaiting++] = (uint32_t) i;
		while (nwaiting > 0)
		{
			cc_xy from = points[waiting[--nwaiting]];

			for (size_t j = 0; j < n; j++)
			{
				double x = points[j].x - from.x;
				double y = points[j].y - from.y;

				if (expected[j] != UINT32_MAX || sqrt(x * x + y * y) > metres)
					continue;
				expected[j] = ngroups;
				waiting[nwaiting++] = (uint32_t) j;
			}
		}
		ngroups++;
	}
}

/* The groups are those of all pairs; returns how many. */
static uint32_t
compare(size_t n, double metres)
{
	cc_env env = unit_env();
	uint32_t ngroups = 0;

	group_all_pairs(n, metres);
	assert_int_equal(cc_cluster(&env, points, n, metres, found), CC_OK);
	for (size_t i = 0; i < n; i++)
	{
		assert_int_equal(found[i], expected[i]);
		ngroups = found[i] >= ngroups ? found[i] + 1 : ngroups;
	}
	return ngroups;
}

/* --- tests --- */

static void
all_over_the_place(void **state)
{
	uint64_t random = 1;
	uint32_t fewest = UINT32_MAX;
	uint32_t most = 0;

	(void) state;
	for (int round = 0; round < 60; round++)
	{
		double wide = between(&random, 100, 20000);
		double metres = between(&random, 1, 1000);
		size_t n = (size_t) unit_between(&random, 1, MANY);
		uint32_t ngroups;

		for (size_t i = 0; i < n; i++)
			points[i] = (cc_xy){between(&random, -wide, wide), between(&random, -wide, wide / 10)};
		ngroups = compare(n, metres);
		fewest = ngroups < fewest ? ngroups : fewest;
		most = ngroups > most ? ngroups : most;
	}
	assert_true(fewest == 1 && most > 500);
}

/* Dense places with gaps of about a step between them, many points of each at one place. */
static void
dense_places(void **state)
{
	uint64_t random = 2;

	(void) state;
	for (int round = 0; round < 40; round++)
	{
		double gap = between(&random, 0.9, 1.1) * STEP;

		for (size_t i = 0; i < MANY; i++)
		{
			double wide = i % 3 == 0 ? 0 : between(&random, 0, 60);

			points[i] =
				(cc_xy){(gap + 60) * unit_between(&random, 0, 9) + between(&random, 0, wide),
						(gap + 60) * unit_between(&random, 0, 9) + between(&random, 0, wide)};
		}
		(void) compare(MANY, STEP);
	}
}

/* Steps that are exactly as long as allowed, and a little longer. */
static void
exact_steps(void **state)
{
	(void) state;
	for (size_t i = 0; i < MANY; i++)
		points[i] = (cc_xy){(double) (i % 50) * STEP, (double) (i / 50) * STEP};
	assert_int_equal(compare(MANY, STEP), 1);
	assert_int_equal(compare(MANY, nextafter(STEP, 0)), MANY);
	for (size_t i = 0; i < MANY; i++)
		points[i] = (cc_xy){(double) i * 3, (double) i * 4};
	assert_int_equal(compare(MANY, 5), 1);
	assert_int_equal(compare(MANY, nextafter(5, 0)), MANY);
}

/* Two arcs of which each point is as far from the middle of the other's circle. */
static void
arcs(void **state)
{
	(void) state;
	for (size_t i = 0; i < MANY; i++)
	{
		double turn = (double) i / MANY;

		points[i] = i % 2 == 0 ? (cc_xy){STEP * 1.0000001 * cos(turn), STEP * 1.0000001 * sin(turn)}
							   : (cc_xy){1e-5 * cos(turn * 6), 1e-5 * sin(turn * 6)};
	}
	assert_int_equal(compare(MANY, STEP), 2);
}

static void
order_decides_numbers_only(void **state)
{
	cc_env env = unit_env();
	uint64_t random = 3;

	(void) state;
	for (size_t i = 0; i < MANY; i++)
		points[i] = (cc_xy){between(&random, 0, 9000), between(&random, 0, 9000)};
	(void) compare(MANY, STEP);
	for (size_t i = 0; i < MANY / 2; i++)
	{
		cc_xy one = points[i];

		points[i] = points[MANY - 1 - i];
		points[MANY - 1 - i] = one;
	}
	assert_int_equal(cc_cluster(&env, points, MANY, STEP, found), CC_OK);
	for (size_t i = 1; i < MANY; i++)
		assert_true((found[i] == found[0]) == (expected[MANY - 1 - i] == expected[MANY - 1]));
}

/* However many lie in few places, the work is that of a sort: polls count it. */
static void
work_is_bounded(void **state)
{
	unit_memory memory = {0};
	cc_env env = unit_counting_env(&memory);
	size_t n = 400000;
	cc_xy *many = malloc(n * sizeof(cc_xy));
	uint32_t *groups = malloc(n * sizeof(uint32_t));

	(void) state;
	for (size_t i = 0; i < n; i++)
		many[i] = (cc_xy){(double) (i % 2) * STEP * 1.001 + (double) (i % 1000) * 1e-6,
						  (double) (i / 1000) * 1e-6};
	assert_int_equal(cc_cluster(&env, many, n, STEP, groups), CC_OK);
	assert_int_equal(groups[n - 1], 1);
	assert_true(memory.polls < 100);
	memory = (unit_memory){.stop_at = 2};
	assert_int_equal(cc_cluster(&env, many, n, STEP, groups), CC_CANCELED);
	assert_int_equal(memory.held, 0);
	free(many);
	free(groups);
}

static void
bad_input(void **state)
{
	const double bad[] = {NAN, INFINITY, -INFINITY};
	cc_env env = unit_env();

	(void) state;
	points[0] = points[1] = (cc_xy){0, 0};
	assert_int_equal(cc_cluster(&env, points, 0, STEP, found), CC_OK);
	assert_int_equal(cc_cluster(&env, points, 2, 0, found), CC_BAD_INPUT);
	assert_int_equal(cc_cluster(&env, points, 2, -1, found), CC_BAD_INPUT);
	for (int i = 0; i < 3; i++)
	{
		points[0] = points[1] = (cc_xy){0, 0};
		assert_int_equal(cc_cluster(&env, points, 2, bad[i], found), CC_BAD_INPUT);
		points[i % 2].x = bad[i];
		assert_int_equal(cc_cluster(&env, points, 2, STEP, found), CC_BAD_INPUT);
		points[i % 2] = (cc_xy){0, bad[i]};
		assert_int_equal(cc_cluster(&env, points, 2, STEP, found), CC_BAD_INPUT);
	}
	points[0] = (cc_xy){0, 0};
	points[1] = (cc_xy){1e300, -1e300};
	assert_int_equal(cc_cluster(&env, points, 2, STEP, found), CC_BAD_INPUT);
}

static void
memory_may_end_anywhere(void **state)
{
	unit_memory memory = {0};
	cc_env env = unit_counting_env(&memory);
	cc_status status = CC_NOMEM;

	(void) state;
	points[0] = points[1] = (cc_xy){0, 0};
	for (long at = 1; status != CC_OK; at++)
	{
		memory = (unit_memory){.fail_at = at};
		status = cc_cluster(&env, points, 2, STEP, found);
		assert_true(status == CC_OK || status == CC_NOMEM);
		assert_int_equal(memory.held, 0);
	}
	assert_true(memory.allocations > 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_over_the_place),
		cmocka_unit_test(dense_places),
		cmocka_unit_test(exact_steps),
		cmocka_unit_test(arcs),
		cmocka_unit_test(order_decides_numbers_only),
		cmocka_unit_test(work_is_bounded),
		cmocka_unit_test(bad_input),
		cmocka_unit_test(memory_may_end_anywhere),
	};

	return cmocka_run_group_tests_name("cluster", tests, NULL, NULL);
}
