/*
 * test_walker.c
 *		Checks and costs of walkers.
 *
 * test/unit/test_walker.c
 */
#include "unit.h"

#include "cc_walker.h"

static const cc_walker adult = {1.33, 3, 1.33, 100};

static void
test_check(void **state)
{
	const double bad_speeds[] = {0, -1, 0.04, 20.1, NAN, INFINITY, -INFINITY};
	cc_walker walker;
	cc_detail detail;

	(void) state;
	assert_int_equal(cc_walker_check(&adult, &detail), CC_OK);
	for (size_t i = 0; i < sizeof(bad_speeds) / sizeof(bad_speeds[0]); i++)
	{
		walker = adult;
		walker.speed_m_s = bad_speeds[i];
		assert_int_equal(cc_walker_check(&walker, &detail), CC_BAD_INPUT);
		assert_string_equal(detail.reason,
							"the walker's speed must be between 0.05 and 20 metres per second");
		walker = adult;
		walker.door_speed_m_s = bad_speeds[i];
		assert_int_equal(cc_walker_check(&walker, &detail), CC_BAD_INPUT);
		assert_string_equal(
			detail.reason, "the walker's door speed must be between 0.05 and 20 metres per second");
	}
}

static void
test_check_factor_and_limit(void **state)
{
	const double bad_factors[] = {-1, 0.01, 101, NAN, INFINITY};
	const double bad_limits[] = {0, -1, 10000.5, NAN, INFINITY};
	cc_walker walker;
	cc_detail detail;

	(void) state;
	for (int i = 0; i < 5; i++)
	{
		walker = adult;
		walker.steps_factor = bad_factors[i];
		assert_int_equal(cc_walker_check(&walker, &detail), CC_BAD_INPUT);
		assert_string_equal(
			detail.reason,
			"the walker's factor on steps must be 0 (impassable) or between 0.1 and 100");
		walker = adult;
		walker.snap_limit_m = bad_limits[i];
		assert_int_equal(cc_walker_check(&walker, &detail), CC_BAD_INPUT);
		assert_string_equal(detail.reason,
							"the walker's snap limit must be above 0 and at most 10000 metres");
	}
	walker = adult;
	walker.steps_factor = 0;
	assert_int_equal(cc_walker_check(&walker, &detail), CC_OK);
}

static void
test_costs(void **state)
{
	const cc_walker plain = {1, 1, 2, 100};
	cc_walker wheels = adult;

	(void) state;
	assert_int_equal(cc_walk_ms(&plain, 0, 0), 0);
	assert_int_equal(cc_walk_ms(&plain, 0, 1234567), 1234567);
	/* 100 m at 1.33 m/s: 75187.97 ms; on steps three times 75187.9699 = 225563.91 */
	assert_int_equal(cc_walk_ms(&adult, 0, 100000), 75188);
	assert_int_equal(cc_walk_ms(&adult, CC_STEPS, 100000), 225564);
	assert_int_equal(cc_walk_ms(&adult, CC_CLOSED | CC_TUNNEL, 100000), 75188);
	/* half a millisecond goes up */
	assert_int_equal(cc_door_ms(&plain, 1), 1);
	assert_int_equal(cc_door_ms(&plain, 2), 1);
	assert_int_equal(cc_door_ms(&plain, 3), 2);
	wheels.steps_factor = 0;
	assert_true(cc_walk_ms(&wheels, CC_STEPS | CC_BRIDGE, 1) == CC_IMPASSABLE);
	assert_int_equal(cc_walk_ms(&wheels, CC_BRIDGE, 1330), 1000);
}

static void
test_costs_stay_in_range(void **state)
{
	const cc_walker slow = {0.05, 100, 0.05, 100};

	(void) state;
	assert_true(cc_walk_ms(&slow, CC_STEPS, UINT32_MAX) == CC_IMPASSABLE - 1);
	assert_true(cc_door_ms(&slow, UINT32_MAX) == CC_IMPASSABLE - 1);
}

static void
test_digest(void **state)
{
	cc_digest digest = cc_walker_digest(&adult);
	double *numbers[4];
	cc_walker walker;

	(void) state;
	numbers[0] = &walker.speed_m_s;
	numbers[1] = &walker.steps_factor;
	numbers[2] = &walker.door_speed_m_s;
	numbers[3] = &walker.snap_limit_m;
	for (int i = 0; i < 4; i++)
	{
		cc_digest other;

		walker = adult;
		*numbers[i] = nextafter(*numbers[i], 0);
		other = cc_walker_digest(&walker);
		assert_true(other.lo != digest.lo && other.hi != digest.hi);
		walker = adult;
		other = cc_walker_digest(&walker);
		assert_true(other.lo == digest.lo && other.hi == digest.hi);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check),  cmocka_unit_test(test_check_factor_and_limit),
		cmocka_unit_test(test_costs),  cmocka_unit_test(test_costs_stay_in_range),
		cmocka_unit_test(test_digest),
	};

	return cmocka_run_group_tests_name("walker", tests, NULL, NULL);
}
