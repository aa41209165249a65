/*
 * line.c
 *		Which tiles a line touches.
 *
 * src/core/network/line.c
 */
#include "network/build.h"

#include <math.h>
#include <stdlib.h>

typedef struct tile_list
{
	const cc_env *env;
	int32_t *tiles;
	size_t count;
	size_t capacity;
	uint32_t most; /* distinct tiles */
	int32_t tile;  /* in which the last point was */
	cc_box square; /* of it */
} tile_list;

static int
compare_tiles(const void *a, const void *b)
{
	int32_t p = *(const int32_t *) a;
	int32_t q = *(const int32_t *) b;

	return (p > q) - (p < q);
}

static cc_status
sort_tiles(tile_list *list)
{
	size_t kept = 0;

	if (list->count > 0)
		qsort(list->tiles, list->count, sizeof(int32_t), compare_tiles);
	for (size_t i = 0; i < list->count; i++)
	{
		if (kept == 0 || list->tiles[kept - 1] != list->tiles[i])
			list->tiles[kept++] = list->tiles[i];
	}
	list->count = kept;
	return kept > list->most ? CC_LIMIT : CC_OK;
}

static cc_status
add_tile(tile_list *list, int32_t tile)
{
	void *tiles = list->tiles;
	cc_status status;

	if (list->count > 0 && list->tiles[list->count - 1] == tile)
		return CC_OK;
	if (list->count == list->capacity)
	{
		/* A line that comes back again and again does not make the list longer. */
		status = sort_tiles(list);
		if (status == CC_OK)
			status = cc_grow(list->env, &tiles, &list->capacity, list->count, 2 * list->count + 1,
							 sizeof(int32_t));
		list->tiles = tiles;
		if (status != CC_OK)
			return status;
	}
	list->tiles[list->count++] = tile;
	return CC_OK;
}

/* The tile of a point: mostly that of the last one. */
static int32_t
tile_of(tile_list *list, cc_point point)
{
	if (!cc_square_holds(list->square, point))
	{
		list->tile = cc_tile_at(point);
		list->square = cc_tile_box(list->tile);
	}
	return list->tile;
}

static int32_t
clamp_column(double column)
{
	if (!(column > 0))
		return 0;
	return column > CC_TILES_ACROSS - 1 ? CC_TILES_ACROSS - 1 : (int32_t) column;
}

/*
 * The columns that a segment may touch between two latitudes: those of the part of it
 * that lies there, and one more on either side for rounding and common boundaries.
 */
static void
column_window(cc_point a, cc_point b, cc_box row_box, int32_t *first, int32_t *last)
{
	double low = a.x < b.x ? a.x : b.x;
	double high = a.x < b.x ? b.x : a.x;
	double width = 2.0 * CC_MAX_X / CC_TILES_ACROSS;

	if (a.y != b.y)
	{
		double slope = ((double) b.x - a.x) / ((double) b.y - a.y);
		double south = a.x + slope * ((double) row_box.min_y - a.y);
		double north = a.x + slope * ((double) row_box.max_y - a.y);

		low = fmax(low, fmin(south, north));
		high = fmin(high, fmax(south, north));
	}
	*first = clamp_column(floor((low + CC_MAX_X) / width) - 1);
	*last = clamp_column(floor((high + CC_MAX_X) / width) + 1);
}

static cc_status
add_segment(tile_list *list, cc_point a, cc_point b)
{
	int32_t from = tile_of(list, a);
	int32_t to = tile_of(list, b);
	int32_t top = cc_tile_row(from) < cc_tile_row(to) ? cc_tile_row(from) : cc_tile_row(to);
	int32_t bottom = cc_tile_row(from) < cc_tile_row(to) ? cc_tile_row(to) : cc_tile_row(from);
	cc_status status = add_tile(list, from);

	if (from == to || status != CC_OK)
		return status;
	/* A row and a column more, as a segment may run along the boundary of its tiles. */
	top = top > 0 ? top - 1 : top;
	bottom = bottom < CC_TILES_ACROSS - 1 ? bottom + 1 : bottom;
	for (int32_t row = top; row <= bottom; row++)
	{
		cc_box box = cc_tile_box(cc_tile_id(0, row));
		int32_t first;
		int32_t last;

		if (cc_stop(list->env))
			return CC_CANCELED;
		column_window(a, b, box, &first, &last);
		for (int32_t column = first; column <= last; column++)
		{
			box.min_x = cc_column_bound(column);
			box.max_x = cc_column_bound(column + 1);
			if (cc_segment_touches(a, b, box))
				status = add_tile(list, cc_tile_id(column, row));
			if (status != CC_OK)
				return status;
		}
	}
	return CC_OK;
}

cc_status
cc_line_tiles(const cc_env *env, const cc_point *pts, uint32_t npts, uint32_t max_tiles,
			  int32_t **tiles, uint32_t *ntiles, cc_detail *detail)
{
	tile_list list = {.env = env, .most = max_tiles};
	cc_status status = CC_OK;

	*tiles = NULL;
	*ntiles = 0;
	if (npts > 0)
		status = add_tile(&list, tile_of(&list, pts[0]));
	for (uint32_t i = 1; i < npts && status == CC_OK; i++)
	{
		if (llabs((long long) pts[i].x - pts[i - 1].x) > CC_MAX_X)
			status = cc_fail(detail, CC_BAD_INPUT, "a line passes the antimeridian", i);
		else
			status = add_segment(&list, pts[i - 1], pts[i]);
	}
	if (status == CC_OK)
		status = sort_tiles(&list);
	if (status != CC_OK)
	{
		cc_free(env, list.tiles);
		if (status == CC_LIMIT)
			cc_fail(detail, status, "a line touches too many tiles", -1);
		return status;
	}
	*tiles = list.tiles;
	*ntiles = (uint32_t) list.count;
	return CC_OK;
}
