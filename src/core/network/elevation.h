/*
 * elevation.h
 *		Heights of lines from an elevation model: sampled, smoothed, bridges straight.
 *
 * src/core/network/elevation.h
 */
#ifndef CC_ELEVATION_H
#define CC_ELEVATION_H

#include "base/geo.h"

/* Cells of an elevation model, rows from the north; their values hold at their centres. */
typedef struct cc_elevation
{
	double west; /* degrees of the outer corner of the first cell */
	double north;
	double step_x; /* degrees, above 0 */
	double step_y;
	uint32_t columns;
	uint32_t rows;
	const float *cells; /* metres; NaN: unknown */
} cc_elevation;

/*
 * Height at a position, bilinear between the centres of the four cells around it; unknown
 * ones are left out. NaN where all are.
 */
extern double cc_elevation_at(const cc_elevation *elevation, double lon, double lat);

/* Cells that one elevation has at most. */
#define CC_MAX_CELLS (16 * 1024 * 1024)

/* Heights beyond this many metres are none on Earth: they stand for unknown cells. */
#define CC_MAX_HEIGHT_M 20000

/*
 * The part of a grid, its cells not set, that heights within a box depend on; only the corner and
 * the steps of grid are read. CC_BAD_INPUT unless they are finite and on the map, CC_LIMIT
 * where the part would have more cells than a elevation may have.
 */
extern cc_status cc_elevation_frame(const cc_elevation *grid, cc_box box, cc_elevation *frame,
									cc_detail *detail);

/*
 * Copy what part knows of frame into cells, which are those of frame. CC_BAD_INPUT unless both
 * lie on one grid, to a hundredth of a cell.
 */
extern cc_status cc_elevation_take(const cc_elevation *part, const cc_elevation *frame,
								   float *cells, cc_detail *detail);

/* Heights are taken at every vertex, and between two at least so often. */
#define CC_SITE_M 10.0
#define CC_MAX_SITES 1000 /* between two vertices */

/* How many heights to take between two vertices so far apart, evenly spaced. */
extern uint32_t cc_sites_between(double metres);

/* Metres to either side over which heights are averaged. */
#define CC_SMOOTH_M 30.0

/*
 * Interpolates linearly between known heights; before the first and after the last it extends
 * them. n heights at ascending metres from the line's beginning; NaN is unknown.
 * False where none is known.
 */
extern bool cc_heights_fill(const double *at_m, double *heights, uint32_t n);

/*
 * The mean of the line of heights over CC_SMOOTH_M to both sides of each, or as far as the
 * nearer end of the line is: ends keep their heights. smooth has room for n.
 */
extern cc_status cc_heights_smooth(const cc_env *env, const double *at_m, const double *heights,
								   uint32_t n, double *smooth);

/* Straight from the first height to the last, as a bridge or a tunnel is. */
extern void cc_heights_straighten(const double *at_m, double *heights, uint32_t n);

#endif /* CC_ELEVATION_H */
