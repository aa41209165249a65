/*
 * geo.c
 *		Tile arithmetic in integers, metres on the WGS 84 spheroid.
 *
 * src/core/base/geo.c
 */
#include "base/geo.h"

#include <math.h>

#define PI 3.14159265358979323846
#define UNIT (PI / 180.0 / CC_DEGREE) /* radians in a unit */
#define AXIS_A 6378137.0              /* equatorial radius in metres */
#define FLATTENING (1.0 / 298.257223563)
#define AXIS_B (AXIS_A * (1.0 - FLATTENING))
#define E2 (FLATTENING * (2.0 - FLATTENING)) /* first eccentricity, squared */
#define EP2 (E2 / (1.0 - E2))                /* second eccentricity, squared */
#define NEAR_RAD 0.002                       /* below this the mid-latitude formula serves */

__extension__ typedef __int128 cc_int128;

cc_status
cc_quantise(double lon, double lat, cc_point *point, cc_detail *detail)
{
	if (!isfinite(lon) || !isfinite(lat))
		return cc_fail(detail, CC_BAD_INPUT, "coordinates not finite", -1);
	if (fabs(lon) > 180.0 || fabs(lat) > CC_MAX_Y / (double) CC_DEGREE)
		return cc_fail(detail, CC_BAD_INPUT, "coordinates out of range", -1);
	point->x = (int32_t) floor(lon * 1e7 + 0.5);
	point->y = (int32_t) floor(lat * 1e7 + 0.5);
	return CC_OK;
}

/* --- tiles --- */

/* A column is 3515625 / 16 units wide: exact in integers, rounded half up. */
int32_t
cc_column_bound(int32_t column)
{
	return (int32_t) (((int64_t) column * 7031250 + 16) / 32 - CC_MAX_X);
}

int32_t
cc_row_bound(int32_t row)
{
	double lat = atan(sinh(PI * (1.0 - 2.0 * row / CC_TILES_ACROSS)));

	return (int32_t) floor(lat * 180.0 / PI * 1e7 + 0.5);
}

static int32_t
column_at(int32_t x)
{
	int32_t column = (int32_t) (((int64_t) x + CC_MAX_X) * 16 / 3515625);

	if (column > CC_TILES_ACROSS - 1)
		column = CC_TILES_ACROSS - 1;
	/* A bound that was rounded down lies a little west of where the division puts it. */
	if (column < CC_TILES_ACROSS - 1 && x >= cc_column_bound(column + 1))
		column++;
	return column;
}

/* Bounds are rounded to units, which are never more of a row than this. */
#define BOUNDARY_ROWS 0.001

static int32_t
row_at(int32_t y)
{
	double mercator = asinh(tan(y * UNIT)) / PI;
	double rows = (1.0 - mercator) / 2.0 * CC_TILES_ACROSS;
	int32_t row = (int32_t) floor(rows);

	row = row < 0 ? 0 : row;
	row = row > CC_TILES_ACROSS - 1 ? CC_TILES_ACROSS - 1 : row;
	/* The formula finds the row but for points at a boundary. */
	if (rows - row > BOUNDARY_ROWS && rows - row < 1 - BOUNDARY_ROWS)
		return row;
	if (row > 0 && y >= cc_row_bound(row))
		row--;
	else if (row < CC_TILES_ACROSS - 1 && y < cc_row_bound(row + 1))
		row++;
	return row;
}

int32_t
cc_tile_at(cc_point point)
{
	return cc_tile_id(column_at(point.x), row_at(point.y));
}

bool
cc_tile_valid(int32_t tile)
{
	return tile >= 0 && tile < CC_TILES_ACROSS * CC_TILES_ACROSS;
}

cc_box
cc_tile_box(int32_t tile)
{
	int32_t column = cc_tile_column(tile);
	int32_t row = cc_tile_row(tile);
	cc_box box = {cc_column_bound(column), cc_row_bound(row + 1), cc_column_bound(column + 1),
				  cc_row_bound(row)};

	return box;
}

/* A number's bits, each followed by a 0. */
static uint64_t
spread_bits(uint32_t number)
{
	uint64_t value = number;

	value = (value | value << 16) & UINT64_C(0x0000ffff0000ffff);
	value = (value | value << 8) & UINT64_C(0x00ff00ff00ff00ff);
	value = (value | value << 4) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	value = (value | value << 2) & UINT64_C(0x3333333333333333);
	return (value | value << 1) & UINT64_C(0x5555555555555555);
}

uint64_t
cc_interleave(uint32_t x, uint32_t y)
{
	return spread_bits(x) | spread_bits(y) << 1;
}

/* --- boxes --- */

static int32_t
clamp_to(double value, int32_t boundary)
{
	if (value >= boundary)
		return boundary;
	if (value <= -boundary)
		return -boundary;
	return (int32_t) value;
}

cc_box
cc_box_grow(cc_box box, double metres)
{
	/* The meridian is most curved at the equator: a metre is nowhere more latitude than there. */
	double by_y = fmax(metres, 0) / (AXIS_A * (1.0 - E2)) / UNIT + 2;
	double top = fmax(fabs((double) box.min_y), fabs((double) box.max_y)) + by_y;
	double cos_top = cos(top * UNIT);
	double by_x;
	cc_box grown;

	/*
	 * A path of that length stays below latitude top, and no parallel there is shorter
	 * than that of radius a * cos(top). Close to the pole every longitude is near.
	 */
	if (top >= 89.0 * CC_DEGREE || !(metres < 1e7))
		by_x = 2.0 * CC_MAX_X;
	else
		by_x = fmax(metres, 0) / (AXIS_A * cos_top) / UNIT + 2;
	if (!(metres < 1e7))
		by_y = 2.0 * CC_MAX_X;
	grown.min_x = clamp_to(floor(box.min_x - by_x), CC_MAX_X);
	grown.max_x = clamp_to(ceil(box.max_x + by_x), CC_MAX_X);
	grown.min_y = clamp_to(floor(box.min_y - by_y), CC_MAX_Y);
	grown.max_y = clamp_to(ceil(box.max_y + by_y), CC_MAX_Y);
	return grown;
}

/* On which side of the line a-b the position lies: -1, 0, 1. */
static int
side_of(cc_point a, cc_point b, int32_t x, int32_t y)
{
	int64_t dx = (int64_t) b.x - a.x;
	int64_t dy = (int64_t) b.y - a.y;
	int64_t px = (int64_t) x - a.x;
	int64_t py = (int64_t) y - a.y;
	cc_int128 cross = (cc_int128) dx * py - (cc_int128) dy * px;

	return (cross > 0) - (cross < 0);
}

bool
cc_segment_touches(cc_point a, cc_point b, cc_box box)
{
	int sides;

	if ((a.x < box.min_x && b.x < box.min_x) || (a.x > box.max_x && b.x > box.max_x) ||
		(a.y < box.min_y && b.y < box.min_y) || (a.y > box.max_y && b.y > box.max_y))
		return false;
	/* Apart only if the line leaves all four corners strictly on one side. */
	sides = side_of(a, b, box.min_x, box.min_y) + side_of(a, b, box.min_x, box.max_y) +
			side_of(a, b, box.max_x, box.min_y) + side_of(a, b, box.max_x, box.max_y);
	return sides != 4 && sides != -4;
}

/* --- metres --- */

/*
 * Gauss's mid-latitude formula with its terms of second order: for points close
 * together it has no cancellation and needs no iteration.
 */
static double
mid_latitude_m(double dlon, double dlat, double mid)
{
	double sin_mid = sin(mid);
	double cos_mid = cos(mid);
	double eta2 = EP2 * cos_mid * cos_mid;
	double eta2_t2 = EP2 * sin_mid * sin_mid;
	double v2 = 1.0 + eta2;
	double normal = AXIS_A * AXIS_A / AXIS_B / sqrt(v2);
	double meridian = normal / v2;
	double lon_sin = dlon * sin_mid;
	double lon_cos = dlon * cos_mid;
	double east = normal * lon_cos *
				  (1.0 - lon_sin * lon_sin / 24.0 +
				   (1.0 + eta2 - 9.0 * eta2_t2) / (24.0 * v2 * v2) * dlat * dlat);
	double north = meridian * dlat * cos(dlon / 2.0) *
				   (1.0 + (1.0 - 2.0 * eta2) / 24.0 * lon_cos * lon_cos +
					(eta2 - eta2_t2) / (8.0 * v2 * v2) * dlat * dlat);

	return sqrt(east * east + north * north);
}

/* Where Vincenty's iteration stands. */
typedef struct arc_state
{
	double sin_sigma;
	double cos_sigma;
	double sigma;
	double cos2_alpha;
	double cos_2m;
} arc_state;

/* One step of the iteration: from a longitude on the auxiliary sphere to the next. */
static double
vincenty_step(double sin_u1, double cos_u1, double sin_u2, double cos_u2, double dlon,
			  double lambda, arc_state *arc)
{
	double east = cos_u2 * sin(lambda);
	double north = cos_u1 * sin_u2 - sin_u1 * cos_u2 * cos(lambda);
	double sin_alpha;
	double c;

	arc->sin_sigma = sqrt(east * east + north * north);
	arc->cos_sigma = sin_u1 * sin_u2 + cos_u1 * cos_u2 * cos(lambda);
	arc->sigma = atan2(arc->sin_sigma, arc->cos_sigma);
	sin_alpha = arc->sin_sigma == 0 ? 0 : cos_u1 * cos_u2 * sin(lambda) / arc->sin_sigma;
	arc->cos2_alpha = 1.0 - sin_alpha * sin_alpha;
	arc->cos_2m =
		arc->cos2_alpha < 1e-15 ? 0 : arc->cos_sigma - 2.0 * sin_u1 * sin_u2 / arc->cos2_alpha;
	c = FLATTENING / 16.0 * arc->cos2_alpha * (4.0 + FLATTENING * (4.0 - 3.0 * arc->cos2_alpha));
	return dlon +
		   (1.0 - c) * FLATTENING * sin_alpha *
			   (arc->sigma +
				c * arc->sin_sigma *
					(arc->cos_2m + c * arc->cos_sigma * (2.0 * arc->cos_2m * arc->cos_2m - 1.0)));
}

/* Vincenty's inverse. Nearly antipodal points, where it does not settle, give its last value. */
static double
vincenty_m(double dlon, double lat1, double lat2)
{
	double u1 = atan((1.0 - FLATTENING) * tan(lat1));
	double u2 = atan((1.0 - FLATTENING) * tan(lat2));
	double lambda = dlon;
	double last;
	arc_state arc;
	double us;
	double big_a;
	double big_b;
	double m2;
	double correction;
	int rounds = 0;

	do
	{
		last = lambda;
		lambda = vincenty_step(sin(u1), cos(u1), sin(u2), cos(u2), dlon, lambda, &arc);
	} while (fabs(lambda - last) > 1e-13 && ++rounds < 100);

	us = arc.cos2_alpha * EP2;
	big_a = 1.0 + us / 16384.0 * (4096.0 + us * (-768.0 + us * (320.0 - 175.0 * us)));
	big_b = us / 1024.0 * (256.0 + us * (-128.0 + us * (74.0 - 47.0 * us)));
	m2 = arc.cos_2m * arc.cos_2m;
	correction =
		arc.cos_sigma * (2.0 * m2 - 1.0) -
		big_b / 6.0 * arc.cos_2m * (4.0 * arc.sin_sigma * arc.sin_sigma - 3.0) * (4.0 * m2 - 3.0);
	correction = big_b * arc.sin_sigma * (arc.cos_2m + big_b / 4.0 * correction);
	return AXIS_B * big_a * (arc.sigma - correction);
}

double
cc_distance_m(cc_point a, cc_point b)
{
	int64_t dx = (int64_t) b.x - a.x;
	int64_t dy = (int64_t) b.y - a.y;
	double dlon;
	double dlat;

	/* The short way round, and the same bits in both directions. */
	dx = dx < 0 ? -dx : dx;
	if (dx > CC_MAX_X)
		dx = 2 * (int64_t) CC_MAX_X - dx;
	dlon = dx * UNIT;
	dlat = (dy < 0 ? -dy : dy) * UNIT;
	if (dlon < NEAR_RAD && dlat < NEAR_RAD)
		return mid_latitude_m(dlon, dlat, ((int64_t) a.y + b.y) * (UNIT / 2.0));
	return a.y < b.y ? vincenty_m(dlon, a.y * UNIT, b.y * UNIT)
					 : vincenty_m(dlon, b.y * UNIT, a.y * UNIT);
}

cc_plane
cc_plane_at(int32_t y)
{
	double sin_lat = sin(y * UNIT);
	double w2 = 1.0 - E2 * sin_lat * sin_lat;
	double normal = AXIS_A / sqrt(w2);
	cc_plane plane;

	plane.mx = normal * cos(y * UNIT) * UNIT;
	plane.my = normal * (1.0 - E2) / w2 * UNIT;
	return plane;
}
