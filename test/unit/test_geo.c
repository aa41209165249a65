/*
 * test_geo.c
 *		Quantising, tiles, boxes, metres.
 *
 * test/unit/test_geo.c
 */
#include "unit.h"

#define PI 3.14159265358979323846

static void
refuse_quantise(double lon, double lat, const char *reason)
{
	cc_point point;
	cc_detail detail;

	assert_int_equal(cc_quantise(lon, lat, &point, &detail), CC_BAD_INPUT);
	assert_string_equal(detail.reason, reason);
}

static void
test_quantise(void **state)
{
	cc_point point;

	(void) state;
	point = unit_point(116.39127567, -39.90621704);
	assert_int_equal(point.x, 1163912757);
	assert_int_equal(point.y, -399062170);
	/* halves go up, below zero too */
	point = unit_point(0.5 / 1e7, -0.5 / 1e7);
	assert_int_equal(point.x, 1);
	assert_int_equal(point.y, 0);
	point = unit_point(180, 85.05);
	assert_int_equal(point.x, CC_MAX_X);
	assert_int_equal(point.y, CC_MAX_Y);
	point = unit_point(-180, -85.05);
	assert_int_equal(point.x, -CC_MAX_X);
	assert_int_equal(point.y, -CC_MAX_Y);
	refuse_quantise(NAN, 0, "coordinates not finite");
	refuse_quantise(0, INFINITY, "coordinates not finite");
	refuse_quantise(180.0000001, 0, "coordinates out of range");
	refuse_quantise(0, -85.0500001, "coordinates out of range");
	refuse_quantise(1e300, 0, "coordinates out of range");
}

/*
 * Other programs compute the same table in double: that is safe as long as no
 * bound comes near to where rounding turns, compared with the error of the formula.
 */
static void
test_row_bounds_are_safe(void **state)
{
	const long double pi = acosl(-1.0L);

	(void) state;
	for (int32_t row = 0; row <= CC_TILES_ACROSS; row++)
	{
		long double exact = atanl(sinhl(pi * (1 - 2.0L * row / CC_TILES_ACROSS))) * 180 / pi * 1e7L;
		long double turn = exact + 0.5L;
		double plain = atan(sinh(PI * (1.0 - 2.0 * row / 16384))) * 180.0 / PI * 1e7;

		assert_true(fabsl(turn - roundl(turn)) > 2e-5L);
		assert_true(fabsl(plain - exact) < 5e-7L);
		assert_int_equal(cc_row_bound(row), (int32_t) floorl(turn));
		if (row > 0)
			assert_true(cc_row_bound(row) < cc_row_bound(row - 1));
	}
	assert_int_equal(cc_row_bound(CC_TILES_ACROSS / 2), 0);
}

static void
test_column_bounds(void **state)
{
	(void) state;
	for (int32_t column = 0; column <= CC_TILES_ACROSS; column++)
	{
		double degrees = column * 360.0 / CC_TILES_ACROSS - 180.0;

		assert_int_equal(cc_column_bound(column), (int32_t) floor(degrees * 1e7 + 0.5));
	}
}

/* Every boundary is held by the tile on its east and north, and nothing falls between. */
static void
test_tiles_at_boundaries(void **state)
{
	(void) state;
	for (int32_t i = 1; i < CC_TILES_ACROSS; i++)
	{
		cc_point east = {cc_column_bound(i), 0};
		cc_point west = {cc_column_bound(i) - 1, 0};
		cc_point north = {0, cc_row_bound(i)};
		cc_point south = {0, cc_row_bound(i) - 1};

		assert_int_equal(cc_tile_column(cc_tile_at(east)), i);
		assert_int_equal(cc_tile_column(cc_tile_at(west)), i - 1);
		assert_int_equal(cc_tile_row(cc_tile_at(north)), i - 1);
		assert_int_equal(cc_tile_row(cc_tile_at(south)), i);
	}
}

static void
test_tiles_of_known_places(void **state)
{
	(void) state;
	/* As the web map names its tiles at zoom 14. */
	assert_int_equal(cc_tile_at(unit_point(116.3912757, 39.906217)), cc_tile_id(13489, 6208));
	assert_int_equal(cc_tile_at(unit_point(-180, 85.05)), cc_tile_id(0, 0));
	assert_int_equal(cc_tile_at(unit_point(180, -85.05)), cc_tile_id(16383, 16383));
	assert_int_equal(cc_tile_at(unit_point(0, 0)), cc_tile_id(8192, 8191));
	assert_true(cc_tile_valid(0) && cc_tile_valid(16384 * 16384 - 1));
	assert_false(cc_tile_valid(-1) || cc_tile_valid(16384 * 16384));
}

static void
test_square_holds_as_tile_at(void **state)
{
	uint64_t seed = 1;

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		cc_point point = {unit_between(&seed, -CC_MAX_X, CC_MAX_X),
						  unit_between(&seed, -CC_MAX_Y, CC_MAX_Y)};
		int32_t tile = cc_tile_at(point);
		cc_box square = cc_tile_box(tile);
		cc_point on_boundary = point;

		assert_true(cc_tile_valid(tile));
		assert_true(cc_square_holds(square, point));
		on_boundary.x = square.max_x;
		assert_true(cc_square_holds(square, on_boundary) == (cc_tile_at(on_boundary) == tile));
		on_boundary.y = square.min_y;
		assert_true(cc_square_holds(square, on_boundary) == (cc_tile_at(on_boundary) == tile));
	}
	assert_true(cc_square_holds(cc_tile_box(cc_tile_id(16383, 0)), unit_point(180, 85.05)));
}

/*
 * Geodesics of WGS 84 by GeographicLib through pyproj 3.4.1 (PROJ 9): Geod(ellps='WGS84').inv.
 */
static const struct
{
	double lon1, lat1, lon2, lat2, metres;
} known[] = {
	{116.3912757, 39.9062170, 116.3912857, 39.9062170, 0.855106},
	{116.3912757, 39.9062170, 116.3912757, 39.9062270, 1.110328},
	{121.4737021, 31.2303904, 121.4802315, 31.2351928, 818.827134},
	{121.4737021, 31.2303904, 121.5737021, 31.3303904, 14615.284049},
	{116.3912757, 39.9062170, 121.4737021, 31.2303904, 1066674.254367},
	{-70.6482685, -33.4372194, -70.6000000, -33.4000000, 6098.847389},
	{0.0000000, 0.0000000, 0.1000000, 0.0000000, 11131.949079},
	{0.0000000, 0.0000000, 0.0000000, 0.1000000, 11057.427695},
	{25.0000000, 84.9000000, 25.5000000, 84.9500000, 7455.705395},
	{179.9999000, 10.0000000, -179.9999000, 10.0000000, 21.927873},
	{-180.0000000, 0.0000000, 0.5000000, 20.0000000, 17790912.630835},
	{10.0000000, -85.0500000, -100.0000000, 85.0500000, 19370402.577445},
};

static void
test_distance(void **state)
{
	(void) state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
	{
		cc_point a = unit_point(known[i].lon1, known[i].lat1);
		cc_point b = unit_point(known[i].lon2, known[i].lat2);
		double metres = cc_distance_m(a, b);

		/* The table is rounded to a micrometre. */
		assert_true(fabs(metres - known[i].metres) < 1e-7 * known[i].metres + 1e-6);
		assert_true(metres == cc_distance_m(b, a));
		assert_true(cc_distance_m(a, a) == 0);
	}
}

/* The two formulas agree where one hands over to the other. */
static void
test_distance_is_smooth(void **state)
{
	uint64_t seed = 2;
	int32_t step = (int32_t) (0.002 * 180 / PI * 1e7);

	(void) state;
	for (int i = 0; i < 2000; i++)
	{
		cc_point a = {unit_between(&seed, -CC_MAX_X, 0), unit_between(&seed, -CC_MAX_Y, 840000000)};
		cc_point near = {a.x + step, a.y};
		cc_point far = {a.x + step + 1, a.y};
		double gap = cc_distance_m(a, far) - cc_distance_m(a, near);

		assert_true(fabs(gap - cc_plane_at(a.y).mx) < 1e-4);
		near.x = far.x = a.x;
		near.y = a.y + step;
		far.y = near.y + 1;
		gap = cc_distance_m(a, far) - cc_distance_m(a, near);
		assert_true(fabs(gap - cc_plane_at(near.y).my) < 1e-4);
	}
}

static void
test_nearly_antipodal(void **state)
{
	(void) state;
	for (int32_t off = 0; off < 10000000; off += 99991)
	{
		cc_point a = {0, 0};
		cc_point b = {CC_MAX_X - off, off / 3};
		double metres = cc_distance_m(a, b);

		assert_true(metres > 0.99 * 19880000 && metres < 1.01 * 20038000);
	}
}

static void
test_plane(void **state)
{
	uint64_t seed = 3;

	(void) state;
	for (int i = 0; i < 2000; i++)
	{
		cc_point a = {0, unit_between(&seed, -CC_MAX_Y, CC_MAX_Y - 100)};
		cc_point east = {1000, a.y};
		cc_point north = {0, a.y + 100};
		cc_plane plane = cc_plane_at(a.y);

		assert_true(fabs(cc_distance_m(a, east) / (plane.mx * 1000) - 1) < 1e-6);
		assert_true(fabs(cc_distance_m(a, north) / (plane.my * 100) - 1) < 1e-6);
	}
}

static bool
in_box(cc_box box, cc_point point)
{
	return point.x >= box.min_x && point.x <= box.max_x && point.y >= box.min_y &&
		   point.y <= box.max_y;
}

/* Points just outside the grown box are farther away than asked; the box is not much too large. */
static void
test_box_grow(void **state)
{
	uint64_t seed = 4;

	(void) state;
	for (int i = 0; i < 100000; i++)
	{
		double metres = exp(unit_between(&seed, 0, 11000) / 1000.0);
		int32_t reach = (int32_t) (metres * 100) + 10;
		cc_point a = {unit_between(&seed, -1500000000, 1500000000),
					  unit_between(&seed, -800000000, 800000000)};
		cc_box box = {a.x, a.y, a.x + 1000, a.y + 1000};
		cc_box grown = cc_box_grow(box, metres);
		cc_plane plane = cc_plane_at(a.y);
		cc_point b = {a.x + unit_between(&seed, -reach, reach) * 3,
					  a.y + unit_between(&seed, -reach, reach)};

		if (!in_box(grown, b))
		{
			cc_point nearest = {b.x < box.min_x   ? box.min_x
								: b.x > box.max_x ? box.max_x
												  : b.x,
								b.y < box.min_y   ? box.min_y
								: b.y > box.max_y ? box.max_y
												  : b.y};

			assert_true(cc_distance_m(nearest, b) > metres);
			assert_true(cc_distance_m(a, b) > metres);
		}
		if (a.y > -600000000 && a.y < 600000000)
		{
			assert_true((box.min_x - grown.min_x) * plane.mx < metres * 1.06 + 1);
			assert_true((box.min_y - grown.min_y) * plane.my < metres * 1.02 + 1);
		}
	}
}

static void
test_box_grow_extremes(void **state)
{
	cc_box box = {0, 0, 10, 10};
	cc_box grown = cc_box_grow(box, 1e9);

	(void) state;
	assert_int_equal(grown.min_x, -CC_MAX_X);
	assert_int_equal(grown.max_y, CC_MAX_Y);
	grown = cc_box_grow(box, -1000);
	assert_true(grown.min_x <= 0 && grown.max_y >= 10);
	grown = cc_box_grow(box, NAN);
	assert_int_equal(grown.max_x, CC_MAX_X);
	assert_int_equal(grown.min_y, -CC_MAX_Y);
	box.max_y = CC_MAX_Y;
	grown = cc_box_grow(box, 600000);
	assert_int_equal(grown.min_x, -CC_MAX_X);
	assert_int_equal(grown.max_y, CC_MAX_Y);
}

static void
test_segment_touches(void **state)
{
	const cc_box box = {0, 0, 10, 10};
	const struct
	{
		cc_point a, b;
		bool touches;
	} cases[] = {
		{{2, 2}, {3, 3}, true},       /* inside */
		{{-5, 5}, {15, 6}, true},     /* through */
		{{-5, 15}, {15, -5}, true},   /* across the diagonal */
		{{-1, 1}, {1, -1}, true},     /* on the corner */
		{{-1, 0}, {0, -1}, false},    /* past the corner */
		{{-10, 0}, {-1, 0}, false},   /* beside */
		{{-10, 10}, {20, 10}, true},  /* along the boundary */
		{{-10, 11}, {20, 11}, false}, /* above */
		{{10, -3}, {10, 0}, true},    /* ends on a corner */
		{{-9, 12}, {5, 30}, false},
		{{4, 4}, {4, 4}, true}, /* a point */
		{{11, 4}, {11, 4}, false},
		{{-1800000000, -850000000}, {1800000000, 850000000}, true},
		{{-1800000000, -850000000}, {1800000000, 850000020}, true},  /* on the corner */
		{{-1800000000, -850000000}, {1800000000, 850000021}, false}, /* half a unit past it */
	};

	(void) state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		assert_true(cc_segment_touches(cases[i].a, cases[i].b, box) == cases[i].touches);
		assert_true(cc_segment_touches(cases[i].b, cases[i].a, box) == cases[i].touches);
	}
}

static void
test_interleave(void **state)
{
	uint64_t random = 4;

	(void) state;
	for (int i = 0; i < 1000; i++)
	{
		uint32_t x = (uint32_t) unit_between(&random, INT32_MIN, INT32_MAX);
		uint32_t y = (uint32_t) unit_between(&random, INT32_MIN, INT32_MAX);
		uint64_t order = cc_interleave(x, y);

		for (int bit = 0; bit < 32; bit++)
		{
			assert_int_equal(order >> (2 * bit) & 1, x >> bit & 1);
			assert_int_equal(order >> (2 * bit + 1) & 1, y >> bit & 1);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quantise),
		cmocka_unit_test(test_row_bounds_are_safe),
		cmocka_unit_test(test_column_bounds),
		cmocka_unit_test(test_tiles_at_boundaries),
		cmocka_unit_test(test_tiles_of_known_places),
		cmocka_unit_test(test_square_holds_as_tile_at),
		cmocka_unit_test(test_interleave),
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_distance_is_smooth),
		cmocka_unit_test(test_nearly_antipodal),
		cmocka_unit_test(test_plane),
		cmocka_unit_test(test_box_grow),
		cmocka_unit_test(test_box_grow_extremes),
		cmocka_unit_test(test_segment_touches),
	};

	return cmocka_run_group_tests_name("geo", tests, NULL, NULL);
}
