/*
 * datum.h
 *		The shifted coordinates of Chinese maps: GCJ-02 and BD-09 to WGS 84 and back.
 *
 * Maps of mainland China are published in GCJ-02 (AMap, Tencent; 100 to 700 m off WGS 84) or
 * BD-09 (Baidu; GCJ-02 shifted once more, by about 1 km). Neither is officially described; the
 * formulas are those that all public converters share (they agree with the map services to
 * about a metre).
 *
 * src/core/base/datum.h
 */
#ifndef CC_DATUM_H
#define CC_DATUM_H

#include "base/base.h"

typedef enum cc_datum
{
	CC_WGS84,
	CC_GCJ02,
	CC_BD09
} cc_datum;

/*
 * Where coordinates are shifted, by WGS 84: longitude 72.004 to 137.8347, latitude 0.8293 to
 * 55.8271, the box of the public converters. It holds more than mainland China. Elsewhere both
 * functions leave coordinates as they are, finite or not.
 */
extern void cc_from_wgs84(cc_datum datum, double *lon, double *lat);

/*
 * The inverse, by iteration until a step is below 1e-12 degrees. Whatever cc_from_wgs84 has
 * shifted comes back to 1e-8 degrees; within 2 km outside of the box a shifted
 * position cannot be distinguished from another, and it is treated as shifted.
 */
extern void cc_to_wgs84(cc_datum datum, double *lon, double *lat);

#endif /* CC_DATUM_H */
