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

#include "base/geo.h"
#include "base/wkb.h"

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

/* A geometry(Polygon,4326) of a box's four boundaries. */
extern Datum circle_box_datum(cc_box box);

/* Quantised to degrees, exactly as floor(v * 1e7 + 0.5) / 1e7 gives them. */
static inline double
circle_degrees(int32 units)
{
	return units / 1e7;
}

/*
 * Read WKB or EWKB of any dialect, in CurrentMemoryContext. Damaged bytes are an error.
 */
extern cc_parts *circle_read_wkb(const bytea *wkb);

/*
 * A geometry of the same type and SRID with every position moved. An error that names the
 * SRID unless that is 4326.
 */
extern Datum circle_moved_geometry(Datum geometry, cc_wkb_mover move, void *ctx);

#endif /* CIRCLE_POSTGIS_H */
