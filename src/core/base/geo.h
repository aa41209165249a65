/*
 * geo.h
 *		Quantised positions, tiles of the web-map grid, and metres on WGS 84.
 *
 * src/core/base/geo.h
 */
#ifndef CC_GEO_H
#define CC_GEO_H

#include "base/base.h"

/* A position in units of 1e-7 degrees. */
typedef struct cc_point
{
	int32_t x; /* longitude */
	int32_t y; /* latitude */
} cc_point;

/* Three-way order by (x, y). */
static inline int
cc_point_order(cc_point a, cc_point b)
{
	if (a.x != b.x)
		return a.x < b.x ? -1 : 1;
	return (a.y > b.y) - (a.y < b.y);
}

static inline bool
cc_point_same(cc_point a, cc_point b)
{
	return a.x == b.x && a.y == b.y;
}

/* A position between those, in degrees. */
typedef struct cc_position
{
	double lon;
	double lat;
} cc_position;

#define CC_DEGREE 10000000  /* units in a degree */
#define CC_MAX_X 1800000000 /* 180 degrees */
#define CC_MAX_Y 850500000  /* 85.05 degrees: the boundary of the web map */
#define CC_TILE_ZOOM 14
#define CC_TILES_ACROSS (1 << CC_TILE_ZOOM)

/*
 * floor(degrees * 1e7 + 0.5) of both. CC_BAD_INPUT with a reason in detail when
 * a coordinate is not finite, beyond 180 or beyond 85.05 degrees.
 */
extern cc_status cc_quantise(double lon, double lat, cc_point *point, cc_detail *detail);

/*
 * Tiles are numbered row * CC_TILES_ACROSS + column, row 0 in the north. A tile
 * holds the points with column_bound(c) <= x < column_bound(c + 1) and
 * row_bound(r + 1) <= y < row_bound(r); the outermost tiles hold their outer boundary too.
 */
extern int32_t cc_column_bound(
	int32_t column);                      /* x of the west boundary, column 0..CC_TILES_ACROSS */
extern int32_t cc_row_bound(int32_t row); /* y of the north boundary, row 0..CC_TILES_ACROSS */
extern int32_t cc_tile_at(cc_point point);
extern bool cc_tile_valid(int32_t tile);

static inline int32_t
cc_tile_id(int32_t column, int32_t row)
{
	return row * CC_TILES_ACROSS + column;
}

static inline int32_t
cc_tile_column(int32_t tile)
{
	return tile % CC_TILES_ACROSS;
}

static inline int32_t
cc_tile_row(int32_t tile)
{
	return tile / CC_TILES_ACROSS;
}

/* An axis-parallel box of quantised positions, boundaries included. */
typedef struct cc_box
{
	int32_t min_x;
	int32_t min_y;
	int32_t max_x;
	int32_t max_y;
} cc_box;

/* The box of a straight line. */
static inline cc_box
cc_segment_box(cc_point a, cc_point b)
{
	cc_box box = {a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y, a.x < b.x ? b.x : a.x,
				  a.y < b.y ? b.y : a.y};

	return box;
}

static inline bool
cc_boxes_touch(cc_box a, cc_box b)
{
	return a.min_x <= b.max_x && a.max_x >= b.min_x && a.min_y <= b.max_y && a.max_y >= b.min_y;
}

static inline bool
cc_box_holds(cc_box box, cc_point point)
{
	return point.x >= box.min_x && point.x <= box.max_x && point.y >= box.min_y &&
		   point.y <= box.max_y;
}

/*
 * The closed square of a tile: it shares its boundaries with the neighbours' squares, so that
 * every part of a segment lies in some square.
 */
extern cc_box cc_tile_box(int32_t tile);

/*
 * The bits of x and y in turns, the lowest that of x: an order of squares in which neighbours
 * are close, the four of a larger square consecutive (Morton 1966).
 */
extern uint64_t cc_interleave(uint32_t x, uint32_t y);

/* Does a tile hold a point, by the tile's square? As cc_tile_at, but without its arithmetic. */
static inline bool
cc_square_holds(cc_box square, cc_point point)
{
	return point.x >= square.min_x && point.y >= square.min_y && point.y < square.max_y &&
		   (point.x < square.max_x || (point.x == CC_MAX_X && square.max_x == CC_MAX_X));
}

/*
 * The box grown by so many metres on every side, never too small: at least all
 * points whose WGS 84 distance to the box is <= metres. Clamped to the map's boundary (180 and
 * 85.05 degrees): points across the antimeridian are left out.
 */
extern cc_box cc_box_grow(cc_box box, double metres);

__extension__ typedef __int128 cc_wide; /* holds a product of differences of positions */

/* Cross product of a-b and c-d, exact. */
static inline cc_wide
cc_cross(cc_point a, cc_point b, cc_point c, cc_point d)
{
	return (cc_wide) ((int64_t) b.x - a.x) * ((int64_t) d.y - c.y) -
		   (cc_wide) ((int64_t) b.y - a.y) * ((int64_t) d.x - c.x);
}

static inline int
cc_sign(cc_wide value)
{
	return (value > 0) - (value < 0);
}

/* Does the straight segment a-b (in lon/lat) touch the box? Exact in integers (128 bit). */
extern bool cc_segment_touches(cc_point a, cc_point b, cc_box box);

/*
 * Length of the geodesic on the WGS 84 spheroid in metres, the same bits in both directions;
 * relative error below 1e-7, but for nearly antipodal points (within 1 in 100).
 */
extern double cc_distance_m(cc_point a, cc_point b);

/* Metres per unit of longitude and latitude at a latitude: the local plane of that point. */
typedef struct cc_plane
{
	double mx;
	double my;
} cc_plane;

extern cc_plane cc_plane_at(int32_t y);

#define CC_MAX_LEN_MM 4000000000u /* of one edge: 4,000 km */

/* floor(metres * 1000 + 0.5) as unsigned millimetres; metres must be within 0 ... 4,000,000. */
static inline uint32_t
cc_mm(double metres)
{
	return (uint32_t) (metres * 1000.0 + 0.5);
}

#endif /* CC_GEO_H */
