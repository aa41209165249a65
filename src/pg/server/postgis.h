/*
 * postgis.h
 *		The only knowledge of PostGIS: its type, and geometries as bytes.
 *
 * Geometries go in and out through the send and receive functions of their
 * type, as EWKB; nothing is linked and no struct of PostGIS is read.
 *
 * src/pg/server/postgis.h
 */
#ifndef CIRCLE_POSTGIS_H
#define CIRCLE_POSTGIS_H

#include "postgres.h"

#include "base/geo.h"

/* OID of PostGIS's type geometry. */
extern Oid circle_geometry_type(void);

/*
 * A point given by a caller, quantised, transformed to SRID 4326 if need be.
 * name is the argument's name for messages. Errors: SRID 0, empty, not a point,
 * coordinates not finite or out of range.
 */
extern cc_point circle_point_arg(Datum geometry, const char *name);

typedef struct CirclePoints
{
	uint32 n;
	cc_point *pts;
} CirclePoints;

/* One point or several, in CurrentMemoryContext, with the errors of circle_point_arg. */
extern CirclePoints circle_points_arg(Datum geometry, const char *name);

/* A geometry(Point,4326), in CurrentMemoryContext. */
extern Datum circle_point_datum(double lon, double lat);

/* A geometry(LineString,4326) of at least two positions. */
extern Datum circle_line_datum(const cc_position *line, uint32 n);

/* A geometry(Polygon,4326) of a box's four rims. */
extern Datum circle_box_datum(cc_box box);

/* Quantised to degrees, exactly as floor(v * 1e7 + 0.5) / 1e7 gives them. */
static inline double
circle_degrees(int32 units)
{
	return units / 1e7;
}

/* What a geometry's bytes hold. */
typedef enum CircleShape
{
	CIRCLE_EMPTY,  /* no point at all */
	CIRCLE_POINT,  /* one point (also a multi-point of one) */
	CIRCLE_POINTS, /* several: every point is a part */
	CIRCLE_LINES,  /* one or more lines */
	CIRCLE_AREAS,  /* one or more polygons: every ring is a part */
	CIRCLE_OTHER   /* collections, curves */
} CircleShape;

/*
 * The parts of a geometry as runs of coordinates, in CurrentMemoryContext:
 * part p has the points first[p] ... first[p + 1] - 1. Empty parts are left out.
 */
typedef struct CircleParts
{
	CircleShape shape;
	uint32 nparts;
	uint32 npts;
	uint32 *first; /* nparts + 1 */
	double *x;
	double *y;
	double *z; /* NULL unless every part has Z */
} CircleParts;

/*
 * Read WKB or EWKB of any dialect (ISO or extended types, either byte order; M is
 * skipped, an SRID is ignored). Damaged bytes are an error.
 */
extern CircleParts *circle_read_wkb(const uint8 *bytes, Size len);

/* Moves a position, given in degrees, in place. */
typedef void (*CircleMove)(void *ctx, double *lon, double *lat);

/*
 * Move every position of WKB or EWKB of any type of geometry, curves and surfaces included;
 * Z and M stay. An empty point has NaN for coordinates and is passed to move as well.
 */
extern void circle_move_wkb(uint8 *bytes, Size len, CircleMove move, void *ctx);

/*
 * A geometry of the same type and SRID with every position moved. An error that names the
 * SRID unless that is 4326.
 */
extern Datum circle_moved_geometry(Datum geometry, CircleMove move, void *ctx);

#endif /* CIRCLE_POSTGIS_H */
