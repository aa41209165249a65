/*
 * heights.h
 *		Heights of streets from the raster of a network.
 *
 * src/pg/network/heights.h
 */
#ifndef CIRCLE_HEIGHTS_H
#define CIRCLE_HEIGHTS_H

#include "network/build.h"

typedef struct CircleElevation CircleElevation;

/*
 * Open the raster, in CurrentMemoryContext. Both queries return, for rows of a raster, (west,
 * north, step_x, step_y, skew float8, srid int4, columns, rows int4, cells float8[][]): one any row
 * without its cells, the other those that touch a box given as $1 ... $4: west, south,
 * east, north. The caller has connected to SPI.
 */
extern CircleElevation *circle_elevation_open(const char *any_query, const char *box_query);

/*
 * Give a line with points, npts and class_bits its heights, in CurrentMemoryContext; false
 * where the raster knows none.
 */
extern bool circle_elevation_line(CircleElevation *elevation, cc_line *line);

#endif /* CIRCLE_HEIGHTS_H */
