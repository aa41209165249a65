/*
 * test_elevation.c
 *		Heights from an elevation model, against what is computed by hand.
 *
 * test/unit/test_elevation.c
 */
#include "unit.h"

#include "network/elevation.h"

static cc_env env = {unit_alloc, unit_release, NULL, NULL};

/* Three by two cells of a degree around 10 E, 50 N; one of them is unknown. */
static const float cells[] = {10, 20, 40, 30, 50, NAN};
static const cc_elevation hills = {10, 50, 1, 1, 3, 2, cells};

static void
assert_near(double value, double expected)
{
	if (!(fabs(value - expected) <= 1e-9))
		fail_msg("%.12f instead of %.12f", value, expected);
}

static void
bilinear(void **state)
{
	(void) state;
	assert_near(cc_elevation_at(&hills, 10.5, 49.5), 10);
	assert_near(cc_elevation_at(&hills, 11.5, 48.5), 50);
	assert_near(cc_elevation_at(&hills, 11, 49.5), 15);
	assert_near(cc_elevation_at(&hills, 11, 49), (10 + 20 + 30 + 50) / 4.0);
	assert_near(cc_elevation_at(&hills, 10.75, 49.25),
				0.75 * (0.75 * 10 + 0.25 * 20) + 0.25 * (0.75 * 30 + 0.25 * 50));
	/* Beside an unknown cell, and in the outer half of the first and last ones. */
	assert_near(cc_elevation_at(&hills, 12, 49), (20 + 40 + 50) / 3.0);
	assert_near(cc_elevation_at(&hills, 10.1, 49.9), 10);
	assert_near(cc_elevation_at(&hills, 12.9, 49.5), 40);
	assert_true(isnan(cc_elevation_at(&hills, 12.9, 48.1)));
	assert_true(isnan(cc_elevation_at(&hills, 9, 49)));
	assert_true(isnan(cc_elevation_at(&hills, 11, 60)));
	assert_true(isnan(cc_elevation_at(&hills, NAN, 49)));
}

static void
sites(void **state)
{
	(void) state;
	assert_int_equal(cc_sites_between(0), 0);
	assert_int_equal(cc_sites_between(10), 0);
	assert_int_equal(cc_sites_between(10.01), 1);
	assert_int_equal(cc_sites_between(95), 9);
	assert_int_equal(cc_sites_between(1e7), CC_MAX_SITES);
	assert_int_equal(cc_sites_between(NAN), 0);
}

static void
unknown_heights(void **state)
{
	const double at[] = {0, 10, 20, 40, 50, 60};
	double heights[] = {NAN, 5, NAN, NAN, 13, NAN};
	double none[] = {NAN, NAN};

	(void) state;
	assert_true(cc_heights_fill(at, heights, 6));
	assert_near(heights[0], 5);
	assert_near(heights[2], 7);
	assert_near(heights[3], 11);
	assert_near(heights[5], 13);
	assert_false(cc_heights_fill(at, none, 2));
}

/* A step of 10 m halfway along 200 m: its foot and head are drawn apart by the means over 60 m. */
static void
smoothed(void **state)
{
	const double at[] = {0, 50, 100, 100, 110, 150, 200};
	const double heights[] = {0, 0, 0, 10, 10, 10, 10};
	const double steady[] = {3, 8, 13, 13, 14, 18, 23};
	double smooth[7];

	(void) state;
	assert_int_equal(cc_heights_smooth(&env, at, heights, 7, smooth), CC_OK);
	assert_near(smooth[0], 0);
	assert_near(smooth[1], 0);
	assert_near(smooth[2], 5);
	assert_near(smooth[3], 5);
	/* 80 to 100 m at 0, 100 to 140 m at 10 */
	assert_near(smooth[4], 10 * 40 / 60.0);
	assert_near(smooth[5], 10);
	assert_near(smooth[6], 10);
	/* What rises evenly stays as it is. */
	assert_int_equal(cc_heights_smooth(&env, at, steady, 7, smooth), CC_OK);
	for (int i = 0; i < 7; i++)
		assert_near(smooth[i], steady[i]);
}

static void
straightened(void **state)
{
	const double at[] = {0, 25, 50, 100};
	double heights[] = {10, -40, 100, 20};
	double point[] = {1, 2};

	(void) state;
	cc_heights_straighten(at, heights, 4);
	assert_near(heights[0], 10);
	assert_near(heights[1], 12.5);
	assert_near(heights[2], 15);
	assert_near(heights[3], 20);
	cc_heights_straighten(at, point, 2);
	assert_near(point[1], 2);
}

static void
without_memory(void **state)
{
	unit_memory memory = {.fail_at = 1};
	cc_env failing = {unit_alloc, unit_release, NULL, &memory};
	double at[] = {0, 1};
	double smooth[2];

	(void) state;
	assert_int_equal(cc_heights_smooth(&failing, at, at, 2, smooth), CC_NOMEM);
	assert_int_equal(memory.held, 0);
}

/* A frame holds the box and two cells around it, on the grid of the raster. */
static void
framed(void **state)
{
	const cc_box box = {80000000, 470000000, 80100000, 470050000};
	const cc_elevation grid = {7, 48, 0.001, 0.0005, 1, 1, NULL};
	cc_elevation frame;

	(void) state;
	assert_int_equal(cc_elevation_frame(&grid, box, &frame, NULL), CC_OK);
	assert_true(frame.west <= 8 - 2 * 0.001 + 1e-9 && frame.north >= 47.005 + 2 * 0.0005 - 1e-9);
	assert_true(frame.west + frame.columns * 0.001 >= 8.01 + 2 * 0.001 - 1e-9);
	assert_true(frame.north - frame.rows * 0.0005 <= 47 - 2 * 0.0005 + 1e-9);
	assert_near((frame.west - 7) / 0.001, round((frame.west - 7) / 0.001));
	assert_near((48 - frame.north) / 0.0005, round((48 - frame.north) / 0.0005));
	assert_null(frame.cells);
}

/* Grids that no frame can be had of. */
static void
not_framed(void **state)
{
	const cc_box box = {80000000, 470000000, 80100000, 470050000};
	const double bad[][4] = {{NAN, 48, 1, 1},        {7, INFINITY, 1, 1}, {7, 48, NAN, 1},
							 {7, 48, 1, 0},          {7, 48, -1, 1},      {7, 48, INFINITY, 1},
							 {1e300, 48, 1e-3, 1e-3}};
	const double fine[][4] = {{7, 48, 1e-300, 1e-3}, {7, 48, 1e-6, 1e-6}};
	cc_elevation frame;

	(void) state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		cc_elevation grid = {bad[i][0], bad[i][1], bad[i][2], bad[i][3], 1, 1, NULL};

		assert_int_equal(cc_elevation_frame(&grid, box, &frame, NULL), CC_BAD_INPUT);
	}
	for (size_t i = 0; i < sizeof(fine) / sizeof(fine[0]); i++)
	{
		cc_elevation grid = {fine[i][0], fine[i][1], fine[i][2], fine[i][3], 1, 1, NULL};

		assert_int_equal(cc_elevation_frame(&grid, box, &frame, NULL), CC_LIMIT);
	}
}

/* A part is copied to where it lies; unknown cells, declared or not, leave what was there. */
static void
taken(void **state)
{
	const float heights[] = {1, NAN, 3, -32768, 1e30f, 6};
	const cc_elevation part = {9, 49, 1, 1, 3, 2, heights};
	const cc_elevation elsewhere = {9.5, 49, 1, 1, 3, 2, heights};
	const cc_elevation finer = {9, 49, 0.5, 1, 3, 2, heights};
	const cc_elevation frame = {10, 50, 1, 1, 3, 2, NULL};
	const cc_elevation far = {100, 50, 1, 1, 3, 2, NULL};
	float got[6] = {-1, -1, -1, -1, -1, -1};

	(void) state;
	/* The part begins one column before the frame and one row below its first. */
	assert_int_equal(cc_elevation_take(&part, &frame, got, NULL), CC_OK);
	for (int i = 0; i < 6; i++)
		assert_true(got[i] == (i == 4 ? 3 : -1));
	assert_int_equal(cc_elevation_take(&part, &far, got, NULL), CC_OK);
	assert_int_equal(cc_elevation_take(&elsewhere, &frame, got, NULL), CC_BAD_INPUT);
	assert_int_equal(cc_elevation_take(&finer, &frame, got, NULL), CC_BAD_INPUT);
	for (int i = 0; i < 6; i++)
		assert_true(got[i] == (i == 4 ? 3 : -1));
	/* In its own place, all that is known. */
	assert_int_equal(cc_elevation_take(&part, &part, got, NULL), CC_OK);
	assert_true(got[0] == 1 && got[1] == -1 && got[2] == 3 && got[3] == -1 && got[4] == 3 &&
				got[5] == 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bilinear),        cmocka_unit_test(sites),
		cmocka_unit_test(unknown_heights), cmocka_unit_test(smoothed),
		cmocka_unit_test(straightened),    cmocka_unit_test(without_memory),
		cmocka_unit_test(framed),          cmocka_unit_test(not_framed),
		cmocka_unit_test(taken),
	};

	return cmocka_run_group_tests_name("elevation", tests, NULL, NULL);
}
