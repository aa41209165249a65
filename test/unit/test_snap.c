/*
 * test_snap.c
 *		From points, lines and areas to places.
 *
 * test/unit/test_snap.c
 */
#include "oracle.h"

static cc_env env;

/* Snap and compare with the oracle; returns the oracle's place. */
static net_place
check_snap(const net *n, cc_point point)
{
	net_place expected = net_snap(n, point);
	cc_place place;
	cc_status status = cc_snap(n->graph, point, &place);

	assert_int_equal(status, expected.edge == CC_NONE ? CC_NOT_FOUND : CC_OK);
	net_assert_place(n, &place, &expected);
	return expected;
}

/* Thousands of points, all classes, islands, tile borders. */
static void
places_are_those_of_the_oracle(void **state)
{
	uint32_t found = 0;
	uint32_t missed = 0;
	uint32_t closed = 0;
	uint32_t island = 0;

	(void) state;
	for (uint64_t seed = 1; seed <= 12; seed++)
	{
		uint64_t random = seed;
		net *n = net_new();

		n->walker.steps_factor = seed % 4 == 0 ? 0 : 3;
		n->walker.snap_limit_m = seed % 3 == 0 ? 30 : 100;
		net_add_city(n, &random, seed % 2 ? 8 : 11, seed % 5 ? 9000 : 24000, seed % 2 ? 45 : 75);
		net_finish(n);
		for (int i = 0; i < 300; i++)
		{
			net_place place = check_snap(n, net_random_point(&random, 50000));

			found += place.edge != CC_NONE;
			missed += place.edge == CC_NONE;
			closed += place.closed;
			island += place.on_island;
		}
		net_free(n);
	}
	assert_true(found > 1000);
	assert_true(missed > 100);
	assert_true(closed > 5);
	assert_true(island > 50);
}

/* Points exactly at vertices: door 0, and one edge for all who stand there. */
static void
points_on_vertices(void **state)
{
	uint64_t random = 77;
	net *n = net_new();

	(void) state;
	net_add_city(n, &random, 9, 8000, 80);
	net_finish(n);
	for (uint32_t i = 0; i < n->npoints; i++)
	{
		net_place place = check_snap(n, n->points[i]);

		assert_int_not_equal(place.edge, CC_NONE);
	}
	net_free(n);
}

/* Ties are broken by class, then by key, then by vertex; the limit is a limit. */
static void
order_of_preference(void **state)
{
	cc_point corner = net_corner();
	cc_point a[] = {{corner.x - 9000, corner.y + 500}, {corner.x + 9000, corner.y + 500}};
	cc_point b[] = {{corner.x - 9000, corner.y - 500}, {corner.x + 9000, corner.y - 500}};
	static const uint32_t classes[] = {0, CC_STEPS, CC_PRIVATE, CC_STEPS | CC_PRIVATE, CC_CLOSED};

	(void) state;
	for (int i = 0; i < 5; i++)
		for (int k = 0; k < 5; k++)
		{
			net *n = net_new();

			net_add(n, classes[i], a, 2);
			net_add(n, classes[k], b, 2);
			/* Twice the same street: only the key tells them apart. */
			net_add(n, classes[i], a, 2);
			net_finish(n);
			for (int32_t y = -1200; y <= 1200; y += 50)
				check_snap(n, (cc_point){corner.x + 3000, corner.y + y});
			for (int32_t y = 7000; y < 12000; y += 100)
				check_snap(n, (cc_point){corner.x - 3000, corner.y + y});
			net_free(n);
		}
}

/* At the limit to the mm. */
static void
snap_limit(void **state)
{
	cc_point corner = net_corner();
	cc_point a[] = {{corner.x - 9000, corner.y}, {corner.x + 9000, corner.y}};
	net *n = net_new();
	uint32_t in_reach = 0;

	(void) state;
	net_add(n, 0, a, 2);
	net_finish(n);
	for (int32_t y = 8900; y < 9150; y++)
		in_reach += check_snap(n, (cc_point){corner.x, corner.y + y}).edge != CC_NONE;
	assert_true(in_reach > 50 && in_reach < 200);
	net_free(n);
}

/* Far from every tile, at the boundaries of the world, and without any tile. */
static void
nothing_near(void **state)
{
	cc_point corner = net_corner();
	cc_point a[] = {{corner.x - 9000, corner.y}, {corner.x + 9000, corner.y}};
	cc_point far[] = {{0, 0}, {CC_MAX_X, CC_MAX_Y}, {-CC_MAX_X, -CC_MAX_Y}, {CC_MAX_X, 0}};
	net *n = net_new();
	cc_graph *empty;
	cc_place place;

	(void) state;
	net_add(n, 0, a, 2);
	net_finish(n);
	assert_int_equal(cc_graph_create(&env, NULL, 0, &net_adult, &empty), CC_OK);
	for (int i = 0; i < 4; i++)
	{
		assert_int_equal(check_snap(n, far[i]).edge, CC_NONE);
		assert_int_equal(cc_snap(empty, far[i], &place), CC_NOT_FOUND);
		assert_int_equal(place.edge, CC_NONE);
	}
	cc_graph_release(empty);
	net_free(n);
}

/* --- boundaries --- */

/* The point of a finely cut boundary that has the best place. */
static net_place
best_of_boundary(const net *n, const cc_point *pts, uint32_t npts, uint32_t cuts)
{
	net_place best = {.edge = CC_NONE};

	for (uint32_t i = 0; i + 1 < npts; i++)
		for (uint32_t k = 0; k <= cuts; k++)
		{
			double part = (double) k / cuts;
			cc_point at = {
				(int32_t) floor(pts[i].x + part * ((double) pts[i + 1].x - pts[i].x) + 0.5),
				(int32_t) floor(pts[i].y + part * ((double) pts[i + 1].y - pts[i].y) + 0.5)};
			net_place place = net_snap(n, at);

			if (place.edge != CC_NONE && net_better(n, &place, &best))
				best = place;
		}
	return best;
}

/* A boundary's place is at least as good as that of any point on it, and is the place of its point.
 */
static void
boundaries_are_nearest(void **state)
{
	uint32_t found = 0;

	(void) state;
	for (uint64_t seed = 1; seed <= 60; seed++)
	{
		uint64_t random = seed;
		net *n = net_new();
		cc_point ring[4];
		uint32_t parts[] = {0, 4};
		net_place best;
		net_place again;
		cc_place place;
		cc_status status;

		net_add_city(n, &random, 8, 9000, 40);
		net_finish(n);
		ring[0] = net_random_point(&random, 40000);
		for (int i = 1; i < 3; i++)
			ring[i] = (cc_point){ring[0].x + unit_between(&random, -9000, 9000),
								 ring[0].y + unit_between(&random, -9000, 9000)};
		ring[3] = ring[0];
		best = best_of_boundary(n, ring, 4, 50);
		status = cc_snap_boundary(n->graph, ring, parts, 1, &place);
		if (best.edge == CC_NONE)
		{
			assert_true(status == CC_NOT_FOUND || place.door_mm > 90000);
			net_free(n);
			continue;
		}
		found++;
		assert_int_equal(status, CC_OK);
		assert_true(place.closed * 2 + place.on_island <= best.closed * 2 + best.on_island);
		/* The point's quantum is 1 cm: 8 mm at most from the exact one. */
		if (place.closed == best.closed && place.on_island == best.on_island)
			assert_true(place.door_mm <= best.door_mm + 8);
		again = net_snap(n, place.point);
		net_assert_place(n, &place, &again);
		net_free(n);
	}
	assert_true(found > 30);
}

/* A boundary that crosses a street is entered where it crosses; a second part may be better. */
static void
crossings_and_parts(void **state)
{
	cc_point corner = net_corner();
	cc_point street[] = {{corner.x - 9000, corner.y}, {corner.x + 9000, corner.y}};
	cc_point pts[] = {
		{corner.x - 3000, corner.y + 5000}, {corner.x - 2000, corner.y + 4000},
		{corner.x + 1000, corner.y + 1000}, {corner.x + 1000, corner.y - 1000},
		{corner.x + 5000, corner.y + 300},
	};
	uint32_t parts[] = {0, 2, 4, 5};
	net *n = net_new();
	cc_place place;

	(void) state;
	net_add(n, 0, street, 2);
	net_finish(n);
	/* The first part alone, ends nearest to the street. */
	assert_int_equal(cc_snap_boundary(n->graph, pts, parts, 1, &place), CC_OK);
	assert_true(net_same(place.point, pts[1]));
	/* The second part crosses the street. */
	assert_int_equal(cc_snap_boundary(n->graph, pts, parts, 2, &place), CC_OK);
	assert_true(net_same(place.point, (cc_point){corner.x + 1000, corner.y}));
	assert_int_equal(place.door_mm, 0);
	/* The third is a single point, in front of the others only if it is alone. */
	assert_int_equal(cc_snap_boundary(n->graph, pts, &parts[2], 1, &place), CC_OK);
	assert_true(net_same(place.point, pts[4]));
	assert_int_equal(cc_snap_boundary(n->graph, pts, parts, 3, &place), CC_OK);
	assert_int_equal(place.door_mm, 0);
	/* Nothing at all. */
	assert_int_equal(cc_snap_boundary(n->graph, pts, parts, 0, &place), CC_NOT_FOUND);
	assert_int_equal(place.edge, CC_NONE);
	net_free(n);
}

/* Segments on one line, but apart, do not cross, however their product is rounded. */
static void
collinear_is_no_crossing(void **state)
{
	cc_point corner = net_corner();

	(void) state;
	for (int i = 0; i < 400; i++)
	{
		int dx = 101 + i * 37 % 1399;
		int dy = 103 + i * 53 % 1297;
		int gap = 1 + i % 3;
		cc_point boundary[] = {corner, {corner.x + 3 * dx, corner.y + 3 * dy}};
		cc_point street[] = {{corner.x + (3 + gap) * dx, corner.y + (3 + gap) * dy},
							 {corner.x + (5 + gap) * dx, corner.y + (5 + gap) * dy}};
		uint32_t parts[] = {0, 2};
		net *n = net_new();
		cc_place place;

		net_add(n, 0, street, 2);
		net_finish(n);
		assert_int_equal(cc_snap_boundary(n->graph, boundary, parts, 1, &place), CC_OK);
		assert_true(net_same(place.point, boundary[1]));
		assert_int_equal(place.at_mm, 0);
		net_free(n);
	}
}

/* Of several touches of one street the first one of the boundary counts, however they are rounded.
 */
static void
first_touch_of_a_street(void **state)
{
	cc_point corner = net_corner();

	(void) state;
	for (int i = 0; i < 400; i++)
	{
		int bend = 101 + i * 53 % 1297;
		cc_point street[] = {{corner.x + 11, corner.y + 7},
							 {corner.x + 3001 + i, corner.y + bend},
							 {corner.x + 6007, corner.y + 29 + 3 * i}};
		cc_point boundary[] = {{corner.x + 6101, corner.y + 5003},     street[2],
							   {corner.x + 4999 - i, corner.y + 5009}, street[1],
							   {corner.x + 2003, corner.y + 4001 + i}, street[0]};
		uint32_t parts[] = {0, 6};
		net *n = net_new();
		cc_place place;

		net_add(n, 0, street, 3);
		net_finish(n);
		for (int from = 0; from < 5; from++)
		{
			parts[0] = (uint32_t) from;
			assert_int_equal(cc_snap_boundary(n->graph, boundary, parts, 1, &place), CC_OK);
			assert_true(net_same(place.point, boundary[from % 2 ? from : from + 1]));
			assert_int_equal(place.door_mm, 0);
		}
		net_free(n);
	}
}

/* Thousands of boundary points can be stopped. */
static void
long_boundary_is_polled(void **state)
{
	cc_point corner = net_corner();
	cc_point street[] = {{corner.x - 9000, corner.y}, {corner.x + 9000, corner.y}};
	cc_point pts[2000];
	uint32_t parts[] = {0, 2000};
	unit_memory memory = {.stop_at = 4};
	cc_env counting = unit_counting_env(&memory);
	net *n = net_new();
	cc_graph *graph;
	cc_place place;

	(void) state;
	for (int i = 0; i < 2000; i++)
		pts[i] = (cc_point){corner.x - 5000 + i * 5, corner.y + 20000 - i * 10};
	net_add(n, 0, street, 2);
	net_finish(n);
	assert_int_equal(cc_graph_create(&counting, (const cc_tile *const *) n->tiles.tiles,
									 n->tiles.ntiles, &n->walker, &graph),
					 CC_OK);
	assert_int_equal(cc_snap_boundary(graph, pts, parts, 1, &place), CC_CANCELED);
	memory.stop_at = 0;
	assert_int_equal(cc_snap_boundary(graph, pts, parts, 1, &place), CC_OK);
	assert_true(net_same(place.point, pts[1999]));
	cc_graph_release(graph);
	assert_int_equal(memory.held, 0);
	net_free(n);
}

static void
without_memory(void **state)
{
	uint64_t random = 3;
	net *n = net_new();
	unit_memory memory = {0};
	cc_env counting = unit_counting_env(&memory);
	uint32_t parts[] = {0, 1};
	cc_point point = net_corner();
	cc_graph *graph;
	cc_place place;

	(void) state;
	net_add_city(n, &random, 9, 8000, 90);
	net_finish(n);
	assert_int_equal(cc_graph_create(&counting, (const cc_tile *const *) n->tiles.tiles,
									 n->tiles.ntiles, &n->walker, &graph),
					 CC_OK);
	memory.fail_at = 1;
	assert_int_equal(cc_snap(graph, point, &place), CC_NOMEM);
	assert_int_equal(cc_snap_boundary(graph, &point, parts, 1, &place), CC_NOMEM);
	assert_int_equal(place.edge, CC_NONE);
	/* A look that ran out of memory half way leaves nothing behind. */
	memory.allocations = 0;
	memory.fail_at = 2;
	assert_int_equal(cc_snap(graph, point, &place), CC_NOMEM);
	memory.fail_at = 0;
	assert_int_equal(cc_snap(graph, point, &place), CC_OK);
	cc_graph_release(graph);
	assert_int_equal(memory.held, 0);
	net_free(n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_are_those_of_the_oracle),
		cmocka_unit_test(points_on_vertices),
		cmocka_unit_test(order_of_preference),
		cmocka_unit_test(snap_limit),
		cmocka_unit_test(nothing_near),
		cmocka_unit_test(boundaries_are_nearest),
		cmocka_unit_test(crossings_and_parts),
		cmocka_unit_test(collinear_is_no_crossing),
		cmocka_unit_test(first_touch_of_a_street),
		cmocka_unit_test(long_boundary_is_polled),
		cmocka_unit_test(without_memory),
	};

	env = unit_env();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
