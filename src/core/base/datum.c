/*
 * datum.c
 *		The shifted coordinates of Chinese maps: GCJ-02 and BD-09 to WGS 84 and back.
 *
 * The shift of GCJ-02 is a polynomial and sines of the distance to 105 E 35 N, in metres, made
 * degrees on the spheroid of Krasovsky 1940.
 *
 * src/core/base/datum.c
 */
#include "base/datum.h"

#include <math.h>

#define PI 3.14159265358979323846
#define SEMI_MAJOR_M 6378245.0
#define ECCENTRICITY2 0.00669342162296594323

#define WEST 72.004
#define EAST 137.8347
#define SOUTH 0.8293
#define NORTH 55.8271

/* No shift is longer, in degrees. */
#define MAX_SHIFT 0.05

/* The way back ends this near to where the way there began, in degrees. */
#define ROUNDING 1e-9

#define MAX_STEPS 50
#define SMALL_STEP 1e-12

typedef struct position
{
	double lon;
	double lat;
} position;

/* False for NaN. */
static bool
in_box(position p, double margin)
{
	return p.lon >= WEST - margin && p.lon <= EAST + margin && p.lat >= SOUTH - margin &&
		   p.lat <= NORTH + margin;
}

/* The sines that both axes share the form of, in metres. */
static double
waves_m(double along, double low, double high)
{
	return (20.0 * sin(along * PI) + 40.0 * sin(along / 3.0 * PI) + low * sin(along / 12.0 * PI) +
			high * sin(along / 30.0 * PI)) *
		   2.0 / 3.0;
}

static position
gcj02(position p)
{
	const double x = p.lon - 105.0;
	const double y = p.lat - 35.0;
	const double ripple_m = (20.0 * sin(6.0 * x * PI) + 20.0 * sin(2.0 * x * PI)) * 2.0 / 3.0;
	const double east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(fabs(x)) +
						  ripple_m + waves_m(x, 150.0, 300.0);
	const double north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y +
						   0.2 * sqrt(fabs(x)) + ripple_m + waves_m(y, 160.0, 320.0);
	const double phi = p.lat * PI / 180.0;
	const double w2 = 1.0 - ECCENTRICITY2 * sin(phi) * sin(phi);
	const double prime_vertical_m = SEMI_MAJOR_M / sqrt(w2);
	const double meridian_m = prime_vertical_m * (1.0 - ECCENTRICITY2) / w2;

	p.lon += east_m / (prime_vertical_m * cos(phi)) * 180.0 / PI;
	p.lat += north_m / meridian_m * 180.0 / PI;
	return p;
}

/* GCJ-02 to BD-09: turned and stretched a little, and shifted. */
static position
bd09(position p)
{
	const double turns = PI * 3000.0 / 180.0;
	const double radius = hypot(p.lon, p.lat) + 0.00002 * sin(p.lat * turns);
	const double angle = atan2(p.lat, p.lon) + 0.000003 * cos(p.lon * turns);

	p.lon = radius * cos(angle) + 0.0065;
	p.lat = radius * sin(angle) + 0.006;
	return p;
}

/* The position that shift moves to the target: corrects by the remaining error, as the shift varies
 * slowly. */
static position
origin_of(position target, position (*shift)(position))
{
	position from = target;

	for (int i = 0; i < MAX_STEPS; i++)
	{
		const position to = shift(from);
		const double east = target.lon - to.lon;
		const double north = target.lat - to.lat;

		from.lon += east;
		from.lat += north;
		if (fabs(east) < SMALL_STEP && fabs(north) < SMALL_STEP)
			break;
	}
	return from;
}

void
cc_from_wgs84(cc_datum datum, double *lon, double *lat)
{
	position p = {*lon, *lat};

	if (datum == CC_WGS84 || !in_box(p, 0.0))
		return;
	p = gcj02(p);
	if (datum == CC_BD09)
		p = bd09(p);
	*lon = p.lon;
	*lat = p.lat;
}

void
cc_to_wgs84(cc_datum datum, double *lon, double *lat)
{
	position p = {*lon, *lat};

	if (datum == CC_WGS84 || !in_box(p, MAX_SHIFT))
		return;
	if (datum == CC_BD09)
		p = origin_of(p, bd09);
	p = origin_of(p, gcj02);
	if (!in_box(p, ROUNDING))
		return;
	*lon = p.lon;
	*lat = p.lat;
}
