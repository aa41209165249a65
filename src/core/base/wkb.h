/*
 * wkb.h
 *		Well-known binary, of any dialect, to runs of coordinates; and its positions moved in place.
 *
 * The dialects are the extended one of PostGIS and that of ISO, in either byte order, with or
 * without Z, M and SRID. Bytes are not trusted: lengths are checked before they are used, and
 * nesting is bounded.
 *
 * src/core/base/wkb.h
 */
#ifndef CC_WKB_H
#define CC_WKB_H

#include "base/base.h"

/* Geometries within geometries; PostGIS itself reads no more than 200. */
#define CC_MAX_WKB_DEPTH 256

/* What a geometry's bytes hold. */
typedef enum cc_shape
{
	CC_SHAPE_EMPTY,  /* no point at all */
	CC_SHAPE_POINT,  /* one point (also a multi-point of one) */
	CC_SHAPE_POINTS, /* several: every point is a part */
	CC_SHAPE_LINES,  /* one or more lines */
	CC_SHAPE_AREAS,  /* one or more polygons: every ring is a part */
	CC_SHAPE_OTHER   /* collections, curves: without parts here */
} cc_shape;

/*
 * The parts of a geometry as runs of coordinates: part p has the points first[p] ...
 * first[p + 1] - 1. Empty parts are left out. One allocation.
 */
typedef struct cc_parts
{
	cc_shape shape;
	uint32_t nparts;
	uint32_t npts;
	uint32_t *first; /* nparts + 1 */
	double *x;
	double *y;
	double *z; /* NULL unless every part has Z */
} cc_parts;

/*
 * Read bytes; M is skipped, an SRID is ignored. CC_CORRUPT for bytes that are damaged, CC_LIMIT
 * for nesting that is too deep. *parts from env, NULL after a failure.
 */
extern cc_status cc_wkb_read(const cc_env *env, const uint8_t *bytes, size_t len, cc_parts **parts,
							 cc_detail *detail);

/* The SRID that bytes carry, 0 if they carry none. */
extern int32_t cc_wkb_srid(const uint8_t *bytes, size_t len);

/* Moves a position, given in degrees, in place. */
typedef void (*cc_wkb_mover)(void *ctx, double *lon, double *lat);

/*
 * Move every position of any type of geometry, curves and surfaces included; Z and M stay. An
 * empty point has NaN for coordinates and is passed to move as well. Errors as for
 * cc_wkb_read; what stands before the damage is moved already.
 */
extern cc_status cc_wkb_move(const cc_env *env, uint8_t *bytes, size_t len, cc_wkb_mover move,
							 void *ctx, cc_detail *detail);

#endif /* CC_WKB_H */
