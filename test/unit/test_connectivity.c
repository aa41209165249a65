/*
 * test_connectivity.c
 *		How much of a network hangs together, over many tiles.
 *
 * test/unit/test_connectivity.c
 */
#include "unit.h"

#include "network/connectivity.h"

static cc_connectivity
connectivity_of(const unit_tiles *set, bool backward)
{
	cc_env env = unit_env();
	cc_connectivity result;
	cc_connect *connect;

	assert_int_equal(cc_connect_create(&env, &connect), CC_OK);
	for (uint32_t i = 0; i < set->ntiles; i++)
		assert_int_equal(cc_connect_add(connect, set->tiles[backward ? set->ntiles - 1 - i : i]),
						 CC_OK);
	assert_int_equal(cc_connect_finish(connect, &result), CC_OK);
	cc_connect_release(connect);
	return result;
}

/* Two streets over three tiles, joined in the middle one, and a third by itself. */
static void
test_components(void **state)
{
	const cc_point a[] = {unit_point(120.000, 30), unit_point(120.010, 30), unit_point(120.030, 30),
						  unit_point(120.050, 30)};
	const cc_point b[] = {unit_point(120.030, 30), unit_point(120.030, 30.001)};
	const cc_point c[] = {unit_point(120.010, 30.001), unit_point(120.030, 30.002)};
	const cc_line lines[] = {unit_line(1, 0, a, 4), unit_line(2, 0, b, 2), unit_line(3, 0, c, 2)};
	unit_tiles set = unit_build_tiles(lines, 3);
	double joined = 0;
	double alone = cc_distance_m(c[0], c[1]);

	(void) state;
	for (int i = 1; i < 4; i++)
		joined += cc_distance_m(a[i - 1], a[i]);
	joined += cc_distance_m(b[0], b[1]);
	assert_true(set.ntiles >= 3);
	for (int backward = 0; backward < 2; backward++)
	{
		cc_connectivity result = connectivity_of(&set, backward);

		assert_int_equal(result.ncomponents, 2);
		assert_true(fabs(result.length_m - joined - alone) < 0.01);
		assert_true(fabs(result.largest_m - joined) < 0.01);
		assert_int_equal(result.nnodes - result.largest_nodes, 2);
		/* All edges of a but those inside a tile are cross-tile edges; none counts twice. */
		assert_true(result.nedges >= 5 && result.nedges <= 6);
	}
	unit_free_tiles(&set);
}

/* Three streets that nothing joins: two a few hundred metres apart, the third beyond the sea. */
static void
test_lands(void **state)
{
	const cc_point a[] = {unit_point(120.000, 30), unit_point(120.010, 30)};
	const cc_point b[] = {unit_point(120.012, 30), unit_point(120.014, 30)};
	const cc_point c[] = {unit_point(120.100, 30), unit_point(120.104, 30)};
	const cc_line lines[] = {unit_line(1, 0, a, 2), unit_line(2, 0, b, 2), unit_line(3, 0, c, 2)};
	/* A bridge makes one land of two, but leaves b alone. */
	const cc_point bridge[] = {unit_point(120.010, 30), unit_point(120.100, 30)};
	const cc_line joined[] = {lines[0], lines[1], lines[2], unit_line(4, CC_BRIDGE, bridge, 2)};
	double largest = cc_distance_m(a[0], a[1]) + cc_distance_m(c[0], c[1]);

	(void) state;
	for (int bridged = 0; bridged < 2; bridged++)
		for (int backward = 0; backward < 2; backward++)
		{
			unit_tiles set = unit_build_tiles(bridged ? joined : lines, bridged ? 4 : 3);
			cc_connectivity result = connectivity_of(&set, backward);
			double expected = largest + (bridged ? cc_distance_m(bridge[0], bridge[1]) : 0);

			assert_int_equal(result.ncomponents, bridged ? 2 : 3);
			assert_int_equal(result.nlands, bridged ? 1 : 2);
			assert_true(fabs(result.connected_m - expected) < 0.01);
			unit_free_tiles(&set);
		}
}

static void
test_empty(void **state)
{
	unit_tiles set = {0, NULL};
	cc_connectivity result = connectivity_of(&set, false);

	(void) state;
	assert_int_equal(result.nnodes, 0);
	assert_int_equal(result.ncomponents, 0);
	assert_true(result.length_m == 0);
}

/* Random sticks on a lattice over many tiles against a plain flood over all lattice points. */
static void
test_random(void **state)
{
	enum
	{
		SIDE = 24,
		STICKS = 500
	};
	static cc_point pts[STICKS][2];
	static cc_line lines[STICKS];
	static int from[STICKS];
	static int to[STICKS];
	int label[SIDE * SIDE];
	uint64_t seed = 7;

	(void) state;
	for (int round = 0; round < 5; round++)
	{
		bool changed = true;
		bool used[SIDE * SIDE] = {false};
		uint64_t expected = 0;
		cc_connectivity result;
		unit_tiles set;

		for (int i = 0; i < STICKS; i++)
		{
			int x = unit_between(&seed, 0, SIDE - 2);
			int y = unit_between(&seed, 0, SIDE - 2);

			from[i] = y * SIDE + x;
			to[i] = unit_between(&seed, 0, 1) ? from[i] + 1 : from[i] + SIDE;
			pts[i][0] = unit_point(120 + 0.004 * x, 30 + 0.004 * y);
			pts[i][1] = unit_point(120 + 0.004 * (to[i] % SIDE), 30 + 0.004 * (to[i] / SIDE));
			lines[i] = unit_line(i, 0, pts[i], 2);
			used[from[i]] = used[to[i]] = true;
		}
		for (int p = 0; p < SIDE * SIDE; p++)
			label[p] = p;
		while (changed)
		{
			changed = false;
			for (int i = 0; i < STICKS; i++)
			{
				int least = label[from[i]] < label[to[i]] ? label[from[i]] : label[to[i]];

				changed |= label[from[i]] != least || label[to[i]] != least;
				label[from[i]] = label[to[i]] = least;
			}
		}
		for (int p = 0; p < SIDE * SIDE; p++)
			expected += used[p] && label[p] == p;
		set = unit_build_tiles(lines, STICKS);
		result = connectivity_of(&set, round % 2 == 1);
		assert_int_equal(result.ncomponents, expected);
		assert_int_equal(result.nedges, STICKS);
		unit_free_tiles(&set);
	}
}

static void
test_failures(void **state)
{
	const cc_point a[] = {unit_point(120.000, 30), unit_point(120.050, 30)};
	const cc_line line = unit_line(1, 0, a, 2);
	unit_tiles set = unit_build_tiles(&line, 1);
	cc_status status = CC_NOMEM;

	(void) state;
	for (long fail_at = 1; status == CC_NOMEM; fail_at++)
	{
		unit_memory memory = {.fail_at = fail_at};
		cc_env env = unit_counting_env(&memory);
		cc_connectivity result;
		cc_connect *connect;

		status = cc_connect_create(&env, &connect);
		for (uint32_t i = 0; status == CC_OK && i < set.ntiles; i++)
			status = cc_connect_add(connect, set.tiles[i]);
		if (status == CC_OK)
			status = cc_connect_finish(connect, &result);
		cc_connect_release(connect);
		assert_int_equal(memory.held, 0);
	}
	assert_int_equal(status, CC_OK);
	unit_free_tiles(&set);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_components), cmocka_unit_test(test_lands),
		cmocka_unit_test(test_empty),      cmocka_unit_test(test_random),
		cmocka_unit_test(test_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
