/*
 * test_topology_check.c
 *		Ends that are not joined and crossings without a vertex.
 *
 * test/unit/test_topology_check.c
 */
#include "unit.h"

#include "network/topology_check.h"

/* Around 120 E 30 N; a unit of 1e-7 degrees is 0.0096 m east and 0.0111 m north. */
#define LON 120.001
#define LAT 30.005

/* A line of two points, in units east and north of a place well inside one tile. */
static cc_line
stick(int64_t key, uint32_t class_bits, cc_point *pts, int x1, int y1, int x2, int y2)
{
	const cc_point origin = unit_point(LON, LAT);

	pts[0] = (cc_point){origin.x + x1, origin.y + y1};
	pts[1] = (cc_point){origin.x + x2, origin.y + y2};
	return unit_line(key, class_bits, pts, 2);
}

static cc_topology_errors
errors_of(const cc_line *lines, size_t nlines, uint32_t max_errors)
{
	cc_env env = unit_env();
	cc_tile *tile = unit_build_tile(cc_tile_at(lines[0].pts[0]), false, lines, nlines);
	cc_topology_errors errors;

	assert_non_null(tile);
	assert_int_equal(cc_tile_topology_errors(&env, tile, 1.0, max_errors, &errors), CC_OK);
	cc_free(&env, tile);
	return errors;
}

/* Count the errors of a kind, and release them. */
static uint32_t
count_errors(const cc_line *lines, size_t nlines, cc_topology_error_kind kind)
{
	cc_env env = unit_env();
	cc_topology_errors errors = errors_of(lines, nlines, 1000);
	uint32_t n = 0;

	for (uint32_t i = 0; i < errors.n; i++)
		n += errors.items[i].kind == kind;
	assert_true(errors.complete);
	cc_free(&env, errors.items);
	return n;
}

static void
test_crossing(void **state)
{
	cc_point a[2];
	cc_point b[2];
	cc_line lines[2] = {stick(1, 0, a, -5000, 0, 5000, 0), stick(2, 0, b, 1000, -5000, 1000, 5000)};
	const uint32_t levels[] = {CC_TUNNEL, CC_BRIDGE, CC_INDOOR, CC_LIFT, CC_ESCALATOR};
	cc_env env = unit_env();
	cc_topology_errors errors;

	(void) state;
	errors = errors_of(lines, 2, 1000);
	assert_int_equal(errors.n, 1);
	assert_int_equal(errors.items[0].kind, CC_TOPOLOGY_CROSSING);
	assert_int_equal(errors.items[0].edge, 0);
	assert_int_equal(errors.items[0].other, 1);
	assert_int_equal(errors.items[0].at.x, a[0].x + 6000);
	assert_int_equal(errors.items[0].at.y, a[0].y);
	cc_free(&env, errors.items);

	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
	{
		lines[1].class_bits = levels[i];
		assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_CROSSING), 0);
	}
	lines[1].class_bits = CC_STEPS | CC_PRIVATE | CC_CROSSING;
	assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_CROSSING), 1);
}

/* A common vertex, beside each other, or one upon the other along one line: no crossing. */
static void
test_no_crossing(void **state)
{
	cc_point a[3];
	cc_point b[3];
	cc_line lines[2] = {stick(1, 0, a, -5000, 0, 5000, 0), stick(2, 0, b, 1000, 5000, 1000, 2000)};

	(void) state;
	assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_CROSSING), 0);
	lines[1] = stick(2, 0, b, -3000, 0, 3000, 0);
	assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_CROSSING), 0);
	/* Crossing in a vertex of both. */
	lines[0] = stick(1, 0, a, -5000, 0, 0, 0);
	a[2] = (cc_point){a[1].x + 5000, a[1].y};
	lines[0].npts = 3;
	lines[1] = stick(2, 0, b, 0, -5000, 0, 0);
	b[2] = (cc_point){b[1].x, b[1].y + 5000};
	lines[1].npts = 3;
	assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_CROSSING), 0);
	/* A vertex of one on the other, which has none there: one error, though two segments touch. */
	lines[0].npts = 2;
	a[1] = a[2];
	assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_CROSSING), 1);
}

static void
test_loose_end(void **state)
{
	cc_point a[2];
	cc_point b[2];
	cc_line lines[2] = {stick(1, 0, a, -5000, 0, 5000, 0), stick(2, 0, b, 1000, 9, 1000, 5000)};
	cc_env env = unit_env();
	cc_topology_errors errors;

	(void) state;
	errors = errors_of(lines, 2, 1000);
	assert_int_equal(errors.n, 1);
	assert_int_equal(errors.items[0].kind, CC_TOPOLOGY_LOOSE_END);
	assert_int_equal(errors.items[0].edge, 1);
	assert_int_equal(errors.items[0].other, 0);
	assert_int_equal(errors.items[0].at.x, b[0].x);
	assert_between(errors.items[0].gap_mm, 99, 100);
	cc_free(&env, errors.items);

	/* Exactly on it is loose as well, and no crossing; beyond a metre, or on another level, is not.
	 */
	lines[1] = stick(2, 0, b, 1000, 0, 1000, 5000);
	assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_LOOSE_END), 1);
	assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_CROSSING), 0);
	lines[1] = stick(2, 0, b, 1000, 90, 1000, 5000);
	assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_LOOSE_END), 1);
	lines[1] = stick(2, 0, b, 1000, 91, 1000, 5000);
	assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_LOOSE_END), 0);
	lines[1] = stick(2, CC_TUNNEL, b, 1000, 9, 1000, 5000);
	assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_LOOSE_END), 0);
	lines[0].class_bits = CC_TUNNEL;
	assert_int_equal(count_errors(lines, 2, CC_TOPOLOGY_LOOSE_END), 1);
}

/* A dead end of half a metre is no loose end beside the street that it leaves. */
static void
test_stub(void **state)
{
	cc_point a[2];
	cc_point b[2];
	cc_point c[2];
	cc_line lines[3] = {stick(1, 0, a, -5000, 0, 0, 0), stick(2, 0, b, 0, 0, 5000, 0),
						stick(3, 0, c, 0, 0, 0, 50)};

	(void) state;
	assert_int_equal(count_errors(lines, 3, CC_TOPOLOGY_LOOSE_END), 0);
	lines[2] = stick(3, 0, c, 0, 3, 0, 50);
	assert_int_equal(count_errors(lines, 3, CC_TOPOLOGY_LOOSE_END), 2);
}

/* Every finding once, though segments lie in many cells; limits are told. */
static void
test_once_and_limit(void **state)
{
	enum
	{
		N = 20
	};
	cc_point pts[2 * N][2];
	cc_line lines[2 * N];
	cc_env env = unit_env();
	cc_topology_errors errors;

	(void) state;
	for (int i = 0; i < N; i++)
	{
		lines[i] = stick(i, 0, pts[i], -1000, 1500 * i, 1500 * N, 1500 * i);
		lines[N + i] = stick(N + i, 0, pts[N + i], 1500 * i, -1000, 1500 * i, 1500 * N);
	}
	assert_int_equal(count_errors(lines, 2 * N, CC_TOPOLOGY_CROSSING), N * N);
	errors = errors_of(lines, 2 * N, 7);
	assert_int_equal(errors.n, 7);
	assert_false(errors.complete);
	cc_free(&env, errors.items);
}

static void
test_failures(void **state)
{
	cc_point a[2];
	cc_point b[2];
	cc_line lines[2] = {stick(1, 0, a, -5000, 0, 5000, 0), stick(2, 0, b, 1000, -5000, 1000, 9)};
	cc_tile *tile = unit_build_tile(cc_tile_at(a[0]), false, lines, 2);
	cc_env plain = unit_env();
	cc_status status = CC_NOMEM;

	(void) state;
	for (long fail_at = 1; status == CC_NOMEM; fail_at++)
	{
		unit_memory memory = {.fail_at = fail_at};
		cc_env env = unit_counting_env(&memory);
		cc_topology_errors errors;

		status = cc_tile_topology_errors(&env, tile, 1.0, 10, &errors);
		if (status == CC_OK)
			cc_free(&env, errors.items);
		assert_int_equal(memory.held, 0);
	}
	assert_int_equal(status, CC_OK);
	cc_free(&plain, tile);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_crossing),       cmocka_unit_test(test_no_crossing),
		cmocka_unit_test(test_loose_end),      cmocka_unit_test(test_stub),
		cmocka_unit_test(test_once_and_limit), cmocka_unit_test(test_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
