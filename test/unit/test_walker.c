/*
 * test_walker.c
 *		Checks and costs of walkers.
 *
 * test/unit/test_walker.c
 */
#include "unit.h"

#include "walk/slope.h"

static const cc_walker adult = {1.33, 3, 1.33, 100, CC_SLOPE_NONE, 1, 0, 0};

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
test_check_slope_and_seconds(void **state)
{
	const double bad_strengths[] = {NAN, -0.1, 3.1, INFINITY};
	const double bad_seconds[] = {NAN, -1, 3601, INFINITY};
	cc_detail detail;
	cc_walker walker = adult;

	(void) state;
	walker.slope = (cc_slope) 3;
	assert_int_equal(cc_walker_check(&walker, &detail), CC_BAD_INPUT);
	assert_string_equal(detail.reason, "the walker's slope function is unknown");
	for (int i = 0; i < 4; i++)
	{
		walker = adult;
		walker.slope_strength = bad_strengths[i];
		assert_int_equal(cc_walker_check(&walker, &detail), CC_BAD_INPUT);
		assert_string_equal(detail.reason,
							"the strength of the walker's slope function must be between 0 and 3");
		walker = adult;
		walker.crossing_s = bad_seconds[i];
		assert_int_equal(cc_walker_check(&walker, &detail), CC_BAD_INPUT);
		walker = adult;
		walker.lift_s = bad_seconds[i];
		assert_int_equal(cc_walker_check(&walker, &detail), CC_BAD_INPUT);
		assert_string_equal(detail.reason,
							"the seconds that crossings and lifts add must be between 0 and 3600");
	}
}

static void
test_costs(void **state)
{
	const cc_walker plain = {1, 1, 2, 100, CC_SLOPE_NONE, 1, 0, 0};
	cc_walker wheels = adult;

	(void) state;
	assert_int_equal(cc_walk_ms(&plain, 0, 0, 0), 0);
	assert_int_equal(cc_walk_ms(&plain, 0, 1234567, 0), 1234567);
	/* 100 m at 1.33 m/s: 75187.97 ms; on steps three times 75187.9699 = 225563.91 */
	assert_int_equal(cc_walk_ms(&adult, 0, 100000, 0), 75188);
	assert_int_equal(cc_walk_ms(&adult, 0, 100000, 1000.5), 76188);
	assert_int_equal(cc_walk_ms(&adult, CC_STEPS, 100000, 0), 225564);
	assert_int_equal(cc_walk_ms(&adult, CC_CLOSED | CC_TUNNEL, 100000, 0), 75188);
	/* half a millisecond goes up */
	assert_int_equal(cc_door_ms(&plain, 1), 1);
	assert_int_equal(cc_door_ms(&plain, 2), 1);
	assert_int_equal(cc_door_ms(&plain, 3), 2);
	wheels.steps_factor = 0;
	assert_true(cc_walker_can_use(&adult, CC_STEPS | CC_ESCALATOR));
	assert_false(cc_walker_can_use(&wheels, CC_STEPS | CC_BRIDGE));
	assert_false(cc_walker_can_use(&wheels, CC_ESCALATOR));
	assert_true(cc_walker_can_use(&wheels, CC_BRIDGE | CC_LIFT));
	assert_int_equal(cc_walk_ms(&wheels, CC_BRIDGE, 1330, 0), 1000);
}

static void
test_costs_stay_in_range(void **state)
{
	const cc_walker slow = {0.05, 100, 0.05, 100, CC_SLOPE_NONE, 1, 0, 0};

	(void) state;
	assert_true(cc_walk_ms(&slow, CC_STEPS, UINT32_MAX, 0) == CC_IMPASSABLE - 1);
	assert_true(cc_door_ms(&slow, UINT32_MAX) == CC_IMPASSABLE - 1);
}

static void
test_fastest(void **state)
{
	cc_walker walker = adult;

	(void) state;
	assert_true(cc_walker_fastest_m_s(&walker) == 1.33);
	walker.door_speed_m_s = 1.5;
	assert_true(cc_walker_fastest_m_s(&walker) == 1.5);
	walker.steps_factor = 0.5;
	assert_true(cc_walker_fastest_m_s(&walker) == 2.66);
	walker.steps_factor = 0;
	walker.slope = CC_SLOPE_TOBLER;
	/* exp(0.175) = 1.19125 */
	assert_true(fabs(cc_walker_fastest_m_s(&walker) - 1.33 * 1.19125) < 1e-4);
	walker.slope = CC_SLOPE_NAISMITH;
	/* 1 / (1 - 2 * 5 / 3.6 * tan 12 degrees) = 2.4416 */
	assert_true(fabs(cc_walker_fastest_m_s(&walker) - 1.33 * 2.4416) < 1e-3);
}

static void
test_digest(void **state)
{
	cc_digest digest = cc_walker_digest(&adult);
	double *numbers[7];
	cc_walker walker;

	(void) state;
	numbers[0] = &walker.speed_m_s;
	numbers[1] = &walker.steps_factor;
	numbers[2] = &walker.door_speed_m_s;
	numbers[3] = &walker.snap_limit_m;
	numbers[4] = &walker.slope_strength;
	numbers[5] = &walker.crossing_s;
	numbers[6] = &walker.lift_s;
	walker = adult;
	walker.slope = CC_SLOPE_TOBLER;
	assert_true(cc_walker_digest(&walker).lo != digest.lo);
	for (int i = 0; i < 7; i++)
	{
		cc_digest other;

		walker = adult;
		*numbers[i] = nextafter(*numbers[i], 2);
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
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_check_factor_and_limit),
		cmocka_unit_test(test_check_slope_and_seconds),
		cmocka_unit_test(test_costs),
		cmocka_unit_test(test_costs_stay_in_range),
		cmocka_unit_test(test_fastest),
		cmocka_unit_test(test_digest),
	};

	return cmocka_run_group_tests_name("walker", tests, NULL, NULL);
}
