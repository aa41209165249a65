/*
 * test_datum.c
 *		Shifted coordinates of Chinese maps.
 *
 * test/unit/test_datum.c
 */
#include "unit.h"

#include "base/datum.h"

static void
shift(cc_datum datum, double lon, double lat, double want_lon, double want_lat, double within)
{
	cc_from_wgs84(datum, &lon, &lat);
	assert_true(fabs(lon - want_lon) <= within);
	assert_true(fabs(lat - want_lat) <= within);
}

static void
unshift(cc_datum datum, double lon, double lat, double want_lon, double want_lat, double within)
{
	cc_to_wgs84(datum, &lon, &lat);
	assert_true(fabs(lon - want_lon) <= within);
	assert_true(fabs(lat - want_lat) <= within);
}

/*
 * What public converters print or test: wandergis/coordtransform (the same spheroid; its ways
 * back are one step of the approximation, good to a metre), and googollee/eviltransform.
 */
static void
test_published_pairs(void **state)
{
	double lon = 116.404;
	double lat = 39.915;

	(void) state;
	shift(CC_GCJ02, 116.404, 39.915, 116.41024449916938, 39.91640428150164, 1e-10);
	unshift(CC_GCJ02, 116.404, 39.915, 116.39775550083061, 39.91359571849836, 1e-6);
	shift(CC_GCJ02, 121.5272106, 31.1774276, 121.531541859215, 31.17530398364597, 1e-10);
	shift(CC_GCJ02, 113.912316, 22.543847, 113.9171764808363, 22.540796131694766, 1e-10);
	shift(CC_GCJ02, 116.377817, 39.911954, 116.38404722455657, 39.91334545536069, 1e-10);
	/* GCJ-02 to BD-09 and back, by way of WGS 84 */
	cc_to_wgs84(CC_GCJ02, &lon, &lat);
	shift(CC_BD09, lon, lat, 116.41036949371029, 39.92133699351021, 1e-10);
	lon = 116.404;
	lat = 39.915;
	cc_to_wgs84(CC_BD09, &lon, &lat);
	shift(CC_GCJ02, lon, lat, 116.39762729119315, 39.90865673957631, 1e-5);
}

static void
round_trip(cc_datum datum, double lon, double lat)
{
	double x = lon;
	double y = lat;

	cc_from_wgs84(datum, &x, &y);
	assert_true(fabs(x - lon) + fabs(y - lat) > 1e-5);
	assert_true(fabs(x - lon) < 0.05 && fabs(y - lat) < 0.05);
	cc_to_wgs84(datum, &x, &y);
	assert_true(fabs(x - lon) <= 1e-8);
	assert_true(fabs(y - lat) <= 1e-8);
}

/* Everywhere in the box, to its boundary, and where the square root of the shift has no slope. */
static void
test_round_trip(void **state)
{
	uint64_t seed = 7;

	(void) state;
	for (int i = 0; i < 100000; i++)
	{
		const double lon = unit_between(&seed, 720040000, 1378347000) / 1e7;
		const double lat = unit_between(&seed, 8293000, 558271000) / 1e7;

		round_trip(CC_GCJ02, lon, lat);
		round_trip(CC_BD09, lon, lat);
	}
	for (int i = 0; i < 2000; i++)
	{
		const double near = ldexp(1.0, -(i % 50)) * (i % 2 == 0 ? 1 : -1);
		const double lat = unit_between(&seed, 8293000, 558271000) / 1e7;

		round_trip(CC_GCJ02, 105.0 + near, lat);
		round_trip(CC_BD09, 105.0 + near, lat);
	}
	round_trip(CC_GCJ02, 72.004, 0.8293);
	round_trip(CC_GCJ02, 137.8347, 55.8271);
	round_trip(CC_BD09, 72.004, 55.8271);
	round_trip(CC_BD09, 137.8347, 0.8293);
	round_trip(CC_GCJ02, 105.0, 35.0);
	round_trip(CC_BD09, 105.0, 35.0);
}

static void
unchanged(double lon, double lat)
{
	for (int datum = CC_WGS84; datum <= CC_BD09; datum++)
	{
		double x = lon;
		double y = lat;

		cc_from_wgs84((cc_datum) datum, &x, &y);
		cc_to_wgs84((cc_datum) datum, &x, &y);
		assert_memory_equal(&x, &lon, sizeof(x));
		assert_memory_equal(&y, &lat, sizeof(y));
	}
}

static void
test_unchanged(void **state)
{
	double lon = 116.404;
	double lat = 39.915;

	(void) state;
	unchanged(7.42, 43.73);
	unchanged(-15.43, 28.12);
	unchanged(71.9, 30.0);
	unchanged(137.9, 30.0);
	unchanged(100.0, 0.77);
	unchanged(100.0, 55.9);
	unchanged(NAN, 30.0);
	unchanged(105.0, NAN);
	unchanged(INFINITY, -INFINITY);
	unchanged(1e308, 30.0);
	/* and WGS 84 is no shift */
	cc_from_wgs84(CC_WGS84, &lon, &lat);
	cc_to_wgs84(CC_WGS84, &lon, &lat);
	assert_true(lon == 116.404 && lat == 39.915);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_published_pairs),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_unchanged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
