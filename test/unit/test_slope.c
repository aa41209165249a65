/*
 * test_slope.c
 *		Slopes, crossings and lifts against profiles computed by hand.
 *
 * test/unit/test_slope.c
 */
#include "unit.h"

#include "walk/slope.h"

static const cc_walker tobler = {1, 3, 1, 100, CC_SLOPE_TOBLER, 1, 0, 0};
static const cc_walker naismith = {1, 3, 1, 100, CC_SLOPE_NAISMITH, 1, 0, 0};

/* A street of 300 m: up 5 %, flat, down 20 %. */
static cc_sample hill[] = {{0, 10000}, {100000, 10500}, {200000, 10500}, {300000, 8500}};
static cc_edge street = {.len_mm = 300000, .nsamples = 4};
static const cc_tile town = {.nsamples = 4, .samples = hill};

static double
weight(const cc_walker *walker, double slope)
{
	return cc_slope_weight(walker, slope) / 65536.0;
}

static void
assert_near(double value, double expected, double leeway)
{
	if (!(fabs(value - expected) <= leeway))
		fail_msg("%.9f instead of %.9f", value, expected);
}

static void
tobler_multiplies_as_published(void **state)
{
	/* Slope, 6 km/h exp(-3.5 |slope + 0.05|) against the same on the flat. */
	const double table[][2] = {{0, 1},           {0.05, 1.1912462}, {0.1, 1.4190676},
							   {0.2, 2.0137527}, {0.3, 2.8576511},  {-0.05, 0.8394570},
							   {-0.1, 1},        {-0.2, 1.4190675}};
	cc_walker twice = tobler;

	(void) state;
	twice.slope_strength = 2;
	for (int i = 0; i < 8; i++)
	{
		assert_near(weight(&tobler, table[i][0]), table[i][1], 1e-5);
		assert_near(weight(&twice, table[i][0]), table[i][1] * table[i][1], 2e-5);
	}
	assert_int_equal(cc_slope_weight(&tobler, 0), CC_FLAT_WEIGHT);
	assert_int_equal(cc_slope_weight(&twice, 0), CC_FLAT_WEIGHT);
	assert_int_equal(cc_slope_weight(&tobler, 7), cc_slope_weight(&tobler, 1));
	assert_int_equal(cc_slope_weight(&tobler, -7), cc_slope_weight(&tobler, -1));
}

static void
naismith_multiplies_as_published(void **state)
{
	/* 100 m at 5 km/h are 72 s: 10 m up add 60 s; 10 m down take off 20 s; 30 m down add 60 s. */
	(void) state;
	assert_near(weight(&naismith, 0.1), (72 + 60) / 72.0, 1e-5);
	assert_near(weight(&naismith, -0.1), (72 - 20) / 72.0, 1e-5);
	assert_near(weight(&naismith, -0.3), (72 + 60) / 72.0, 1e-5);
	assert_near(weight(&naismith, -0.08), 1, 1e-5);
	assert_int_equal(cc_slope_weight(&naismith, 0), CC_FLAT_WEIGHT);
}

static void
bounds_hold(void **state)
{
	(void) state;
	for (int function = CC_SLOPE_NONE; function <= CC_SLOPE_NAISMITH; function++)
	{
		for (double strength = 0; strength <= 3; strength += 0.25)
		{
			cc_walker walker = {1, 3, 1, 100, (cc_slope) function, strength, 0, 0};
			double fastest = cc_slope_fastest(&walker);
			double skew = cc_slope_skew(&walker);

			for (double slope = -1.1; slope <= 1.1; slope += 0.0001)
			{
				assert_true(1 / weight(&walker, slope) <= fastest);
				assert_true(weight(&walker, slope) / weight(&walker, -slope) <= skew);
			}
			assert_true(function != CC_SLOPE_NONE || (fastest == 1 && skew == 1));
		}
	}
}

static uint32_t
part(const cc_walker *walker, uint32_t from_mm, uint32_t to_mm, bool to_v)
{
	return cc_edge_part_ms(walker, &town, &street, from_mm, to_mm, to_v);
}

static void
profile_by_hand(void **state)
{
	(void) state;
	assert_true(cc_edge_is_uneven(&tobler, &street));
	/* 119.12462 + 100 + 141.90675 s there, 83.94570 + 100 + 201.37527 s back. */
	assert_near(part(&tobler, 0, 300000, true), 361031, 3);
	assert_near(part(&tobler, 0, 300000, false), 385321, 3);
	/* From 50 m to 250 m: 59.56231 + 100 + 70.953375 s, and back. */
	assert_near(part(&tobler, 50000, 250000, true), 230516, 3);
	assert_near(part(&tobler, 50000, 250000, false), 41973 + 100000 + 100688, 3);
	assert_int_equal(part(&tobler, 120000, 180000, true), 60000);
	assert_int_equal(part(&tobler, 77, 77, true), 0);
	/* 20 % are 11.3 degrees: 20 m down take off 40 s at 5 km/h, where 100 m are 72 s. */
	assert_near(part(&naismith, 200000, 300000, true), 100000 * 32 / 72.0, 3);
	assert_near(part(&naismith, 200000, 300000, false), 100000 * 192 / 72.0, 3);
}

/* Whole costs differ from the sum of their parts by the rounding of each only. */
static void
parts_add_up(void **state)
{
	uint64_t seed = 7;

	(void) state;
	for (int i = 0; i < 2000; i++)
	{
		bool to_v = i % 2 == 0;
		uint32_t at = (uint32_t) unit_between(&seed, 0, 300000);
		uint32_t on = (uint32_t) unit_between(&seed, (int32_t) at, 300000);
		double sum = (double) part(&tobler, 0, at, to_v) + part(&tobler, at, on, to_v) +
					 part(&tobler, on, 300000, to_v);

		assert_near(sum, part(&tobler, 0, 300000, to_v), 2);
		assert_true(part(&tobler, 0, at, to_v) <= part(&tobler, 0, on, to_v));
		assert_true(part(&tobler, at, 300000, to_v) >= part(&tobler, on, 300000, to_v));
	}
}

static void
what_has_no_slope(void **state)
{
	cc_walker flat = tobler;
	cc_edge bare = street;

	(void) state;
	flat.slope = CC_SLOPE_NONE;
	bare.nsamples = 0;
	for (uint32_t bit = 1; bit < CC_CLASS_BITS; bit <<= 1)
	{
		bool no_slope = (bit & (CC_STEPS | CC_ESCALATOR | CC_LIFT)) != 0;
		cc_edge of_class = street;

		of_class.class_bits = bare.class_bits = bit;
		assert_int_equal(cc_edge_is_uneven(&tobler, &of_class), !no_slope);
		assert_false(cc_edge_is_uneven(&flat, &of_class));
		assert_false(cc_edge_is_uneven(&tobler, &bare));
		for (uint32_t at = 0; at <= 300000; at += 777)
		{
			uint32_t plain = cc_walk_ms(&flat, bit, at, 0);

			assert_int_equal(cc_edge_part_ms(&tobler, &town, &bare, 0, at, true), plain);
			assert_int_equal(cc_edge_part_ms(&flat, &town, &of_class, 0, at, false), plain);
			if (no_slope)
				assert_int_equal(cc_edge_part_ms(&tobler, &town, &of_class, 0, at, true), plain);
		}
	}
}

/* Level ground with heights costs what it costs without, to the bit, at any speed. */
static void
level_is_flat(void **state)
{
	cc_sample level[] = {{0, 500}, {100, 500}, {100, 500}, {99999, 500}};
	const cc_tile plain = {.nsamples = 4, .samples = level};
	cc_edge edge = {.len_mm = 99999, .nsamples = 4};
	cc_walker walker = tobler;

	(void) state;
	for (walker.speed_m_s = 0.3; walker.speed_m_s < 2; walker.speed_m_s += 0.0137)
		for (uint32_t at = 0; at <= 99999; at += 331)
			assert_int_equal(cc_edge_part_ms(&walker, &plain, &edge, at, 99999, true),
							 cc_walk_ms(&walker, 0, 99999 - at, 0));
}

static void
crossings_and_lifts_are_added_once(void **state)
{
	cc_walker walker = tobler;
	cc_edge edge = {.len_mm = 10000, .class_bits = CC_CROSSING};
	cc_edge later = {.len_mm = 10000, .class_bits = CC_CROSSING, .first_vertex = 3};
	cc_edge point = {.len_mm = 0, .class_bits = CC_LIFT};

	(void) state;
	walker.crossing_s = 20;
	walker.lift_s = 60;
	assert_true(cc_edge_is_uneven(&walker, &edge));
	assert_false(cc_edge_is_uneven(&walker, &later));
	assert_int_equal(cc_edge_part_ms(&walker, &town, &edge, 0, 10000, true), 30000);
	assert_int_equal(cc_edge_part_ms(&walker, &town, &edge, 0, 10000, false), 30000);
	assert_int_equal(cc_edge_part_ms(&walker, &town, &edge, 0, 2500, true), 7500);
	assert_int_equal(cc_edge_part_ms(&walker, &town, &later, 0, 10000, true), 10000);
	assert_int_equal(cc_edge_part_ms(&walker, &town, &point, 0, 0, true), 60000);
	walker.steps_factor = 0;
	edge.class_bits |= CC_STEPS;
	assert_true(cc_edge_part_ms(&walker, &town, &edge, 0, 10000, true) == CC_IMPASSABLE);
}

static void
costs_stay_in_range(void **state)
{
	cc_sample cliff[] = {{0, INT32_MIN}, {1, INT32_MAX}, {UINT32_MAX, INT32_MIN}};
	const cc_tile world = {.nsamples = 3, .samples = cliff};
	cc_edge edge = {.len_mm = UINT32_MAX, .nsamples = 3};
	cc_walker walker = {0.05, 3, 1, 100, CC_SLOPE_TOBLER, 3, 0, 0};

	(void) state;
	assert_true(cc_edge_part_ms(&walker, &world, &edge, 0, 1, true) < CC_IMPASSABLE);
	assert_true(cc_edge_part_ms(&walker, &world, &edge, 0, UINT32_MAX, false) == CC_IMPASSABLE - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tobler_multiplies_as_published),
		cmocka_unit_test(naismith_multiplies_as_published),
		cmocka_unit_test(bounds_hold),
		cmocka_unit_test(profile_by_hand),
		cmocka_unit_test(parts_add_up),
		cmocka_unit_test(what_has_no_slope),
		cmocka_unit_test(level_is_flat),
		cmocka_unit_test(crossings_and_lifts_are_added_once),
		cmocka_unit_test(costs_stay_in_range),
	};

	return cmocka_run_group_tests_name("slope", tests, NULL, NULL);
}
