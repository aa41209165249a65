/*
 * elevation.c
 *		Heights of lines from an elevation model: sampled, smoothed, bridges straight.
 *
 * src/core/network/elevation.c
 */
#include "network/elevation.h"

#include <math.h>

/* Add a cell with its weight; false outside the model and for an unknown height. */
static void
add_cell(const cc_elevation *elevation, double column, double row, double weight, double *sum,
		 double *weights)
{
	double height;

	if (weight <= 0 ||
		!(column >= 0 && column < elevation->columns && row >= 0 && row < elevation->rows))
		return;
	height = elevation->cells[(size_t) row * elevation->columns + (size_t) column];
	if (isnan(height))
		return;
	*sum += weight * height;
	*weights += weight;
}

double
cc_elevation_at(const cc_elevation *elevation, double lon, double lat)
{
	double x = (lon - elevation->west) / elevation->step_x - 0.5;
	double y = (elevation->north - lat) / elevation->step_y - 0.5;
	double column = floor(x);
	double row = floor(y);
	double right = x - column;
	double below = y - row;
	double sum = 0;
	double weights = 0;

	add_cell(elevation, column, row, (1 - right) * (1 - below), &sum, &weights);
	add_cell(elevation, column + 1, row, right * (1 - below), &sum, &weights);
	add_cell(elevation, column, row + 1, (1 - right) * below, &sum, &weights);
	add_cell(elevation, column + 1, row + 1, right * below, &sum, &weights);
	return weights > 0 ? sum / weights : NAN;
}

/* --- one grid, read part by part --- */

/* Cells around a box that its heights depend on. */
#define MARGIN 2

/* Parts lie on one grid to this part of a cell. */
#define GRID_ERROR 0.01

/* Cells between two places, farther than any on one grid. */
#define FAR_CELLS 1e9

static cc_status
refuse(cc_detail *detail, cc_status status, const char *reason, const char *hint)
{
	cc_fail(detail, status, reason, -1);
	if (detail != NULL)
		detail->hint = hint;
	return status;
}

cc_status
cc_elevation_frame(const cc_elevation *grid, cc_box box, cc_elevation *frame, cc_detail *detail)
{
	const double west = box.min_x / (double) CC_DEGREE;
	const double north = box.max_y / (double) CC_DEGREE;
	const double columns = ((double) box.max_x - box.min_x) / CC_DEGREE / grid->step_x;
	const double rows = ((double) box.max_y - box.min_y) / CC_DEGREE / grid->step_y;
	const double left = floor((west - grid->west) / grid->step_x) - MARGIN;
	const double top = floor((grid->north - north) / grid->step_y) - MARGIN;

	if (!(grid->step_x > 0) || !(grid->step_y > 0) || isinf(grid->step_x) || isinf(grid->step_y))
		return refuse(detail, CC_BAD_INPUT, "its cells have no size",
					  "Load it again by raster2pgsql.");
	if (!((columns + 2 * MARGIN + 2) * (rows + 2 * MARGIN + 2) <= CC_MAX_CELLS))
		return refuse(detail, CC_LIMIT, "its cells are finer than heights of streets need",
					  "Resample it to a metre or more.");
	if (!(fabs(left) < FAR_CELLS) || !(fabs(top) < FAR_CELLS))
		return refuse(detail, CC_BAD_INPUT, "its corner is not on the map",
					  "Reproject it to longitude and latitude: gdalwarp -t_srs EPSG:4326.");
	*frame = *grid;
	frame->west = grid->west + left * grid->step_x;
	frame->north = grid->north - top * grid->step_y;
	frame->columns = (uint32_t) columns + 2 * MARGIN + 2;
	frame->rows = (uint32_t) rows + 2 * MARGIN + 2;
	frame->cells = NULL;
	return CC_OK;
}

/* Whole cells from one place to another; false off the grid. */
static bool
cells_between(double from, double to, double step, int64_t *cells)
{
	double exact = (to - from) / step;

	if (!(fabs(exact) < FAR_CELLS) || fabs(exact - round(exact)) > GRID_ERROR)
		return false;
	*cells = (int64_t) round(exact);
	return true;
}

static bool
same_step(double a, double b)
{
	return fabs(a / b - 1) <= 1e-9;
}

cc_status
cc_elevation_take(const cc_elevation *part, const cc_elevation *frame, float *cells,
				  cc_detail *detail)
{
	int64_t right;
	int64_t down;

	if (!same_step(part->step_x, frame->step_x) || !same_step(part->step_y, frame->step_y))
		return refuse(detail, CC_BAD_INPUT, "its rows have cells of different sizes",
					  "Load it from one file.");
	if (!cells_between(frame->west, part->west, frame->step_x, &right) ||
		!cells_between(part->north, frame->north, frame->step_y, &down))
		return refuse(detail, CC_BAD_INPUT, "its rows do not lie on one grid",
					  "Load it from one file, or from files of one alignment.");
	for (int64_t row = down < 0 ? -down : 0; row < part->rows && row + down < frame->rows; row++)
		for (int64_t column = right < 0 ? -right : 0;
			 column < part->columns && column + right < frame->columns; column++)
		{
			const float height = part->cells[row * part->columns + column];

			if (fabsf(height) <= CC_MAX_HEIGHT_M)
				cells[(row + down) * frame->columns + column + right] = height;
		}
	return CC_OK;
}

/* --- heights along a line --- */

uint32_t
cc_sites_between(double metres)
{
	double pieces = ceil(metres / CC_SITE_M);

	if (!(pieces > 1))
		return 0;
	return pieces > CC_MAX_SITES ? CC_MAX_SITES : (uint32_t) pieces - 1;
}

/* Between two heights; of two at one place the first. */
static double
between(double at, double from, double to, double from_height, double to_height)
{
	return to > from ? from_height + (to_height - from_height) * ((at - from) / (to - from))
					 : from_height;
}

bool
cc_heights_fill(const double *at_m, double *heights, uint32_t n)
{
	uint32_t known = n;

	for (uint32_t i = 0; i < n; i++)
	{
		if (isnan(heights[i]))
			continue;
		for (uint32_t k = known == n ? 0 : known + 1; k < i; k++)
			heights[k] = known == n
							 ? heights[i]
							 : between(at_m[k], at_m[known], at_m[i], heights[known], heights[i]);
		known = i;
	}
	for (uint32_t k = known + 1; k < n; k++)
		heights[k] = heights[known];
	return known < n;
}

/* The integral of the line of heights from its beginning to a place, by the sums at each height. */
static double
integral(const double *at_m, const double *heights, const double *sums, uint32_t n, double at)
{
	uint32_t low = 0;
	uint32_t high = n - 1;

	while (high - low > 1)
	{
		uint32_t middle = low + (high - low) / 2;

		if (at_m[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	return sums[low] +
		   (at - at_m[low]) *
			   (heights[low] + between(at, at_m[low], at_m[high], heights[low], heights[high])) / 2;
}

cc_status
cc_heights_smooth(const cc_env *env, const double *at_m, const double *heights, uint32_t n,
				  double *smooth)
{
	double *sums = cc_alloc(env, n, sizeof(double), 1);

	if (sums == NULL)
		return CC_NOMEM;
	for (uint32_t i = 0; i < n; i++)
		sums[i] =
			i == 0 ? 0 : sums[i - 1] + (at_m[i] - at_m[i - 1]) * (heights[i - 1] + heights[i]) / 2;
	for (uint32_t i = 0; i < n; i++)
	{
		double reach = fmin(CC_SMOOTH_M, fmin(at_m[i] - at_m[0], at_m[n - 1] - at_m[i]));

		smooth[i] = heights[i];
		if (reach > 0)
			smooth[i] = (integral(at_m, heights, sums, n, at_m[i] + reach) -
						 integral(at_m, heights, sums, n, at_m[i] - reach)) /
						(2 * reach);
	}
	cc_free(env, sums);
	return CC_OK;
}

void
cc_heights_straighten(const double *at_m, double *heights, uint32_t n)
{
	for (uint32_t i = 1; i + 1 < n; i++)
		heights[i] = between(at_m[i], at_m[0], at_m[n - 1], heights[0], heights[n - 1]);
}
