/*
 * cell.c
 *		The grid of cells in a tile's square.
 *
 * src/core/network/cell.c
 */
#include "network/tile.h"

static int32_t
cell_bound(int32_t low, int32_t high, uint32_t cell)
{
	return low + (int32_t) (((int64_t) high - low) * cell / CC_GRID);
}

/* The first and last of the closed cells between low and high that touch from..to. */
static void
cell_range(int32_t low, int32_t high, int32_t from, int32_t to, uint32_t *first, uint32_t *last)
{
	/* A guess, because divisions are slow; the boundaries decide, which belong to both their cells.
	 */
	double cells = CC_GRID / ((double) high - low);
	int32_t start = from <= low ? 0 : (int32_t) (((double) from - low) * cells);
	int32_t end = to >= high ? CC_GRID - 1 : (int32_t) (((double) to - low) * cells);

	start = start > CC_GRID - 1 ? CC_GRID - 1 : start;
	end = end > CC_GRID - 1 ? CC_GRID - 1 : end;
	while (start < CC_GRID - 1 && from > cell_bound(low, high, (uint32_t) start + 1))
		start++;
	while (start > 0 && from <= cell_bound(low, high, (uint32_t) start))
		start--;
	while (end > 0 && to < cell_bound(low, high, (uint32_t) end))
		end--;
	while (end < CC_GRID - 1 && to >= cell_bound(low, high, (uint32_t) end + 1))
		end++;
	*first = (uint32_t) start;
	*last = (uint32_t) end;
}

bool
cc_cells_touching(cc_box square, cc_box box, cc_cells *cells)
{
	if (box.max_x < square.min_x || box.min_x > square.max_x || box.max_y < square.min_y ||
		box.min_y > square.max_y)
		return false;
	cell_range(square.min_x, square.max_x, box.min_x, box.max_x, &cells->min_column,
			   &cells->max_column);
	cell_range(square.min_y, square.max_y, box.min_y, box.max_y, &cells->min_row, &cells->max_row);
	return true;
}

cc_box
cc_cell_box(cc_box square, uint32_t column, uint32_t row)
{
	cc_box box = {cell_bound(square.min_x, square.max_x, column),
				  cell_bound(square.min_y, square.max_y, row),
				  cell_bound(square.min_x, square.max_x, column + 1),
				  cell_bound(square.min_y, square.max_y, row + 1)};

	return box;
}

/* May a segment touch a cell of its range? */
static bool
touches_cell(cc_box square, const cc_cells *range, cc_point a, cc_point b, uint32_t column,
			 uint32_t row)
{
	/* In a single row or column of cells the segment's box says enough. */
	return range->min_column == range->max_column || range->min_row == range->max_row ||
		   cc_segment_touches(a, b, cc_cell_box(square, column, row));
}

/* The cells of a segment's box, to be found once: none where the first row comes after the last. */
static cc_cell_range
range_of(cc_box square, cc_point a, cc_point b)
{
	cc_cells range;

	if (!cc_cells_touching(square, cc_segment_box(a, b), &range))
		return (cc_cell_range){0, 0, 1, 0};
	return (cc_cell_range){(uint8_t) range.min_column, (uint8_t) range.max_column,
						   (uint8_t) range.min_row, (uint8_t) range.max_row};
}

/*
 * Go through a segment's cells: count it in (segments NULL), or note it at
 * the places to which the cells' offsets point, which move on.
 */
static inline void
visit_cells(cc_box square, const cc_tile *tile, cc_segment segment, cc_cell_range within,
			uint32_t *cells, cc_segment *segments)
{
	cc_cells range = {within.min_column, within.max_column, within.min_row, within.max_row};

	for (uint32_t row = range.min_row; row <= range.max_row; row++)
	{
		for (uint32_t column = range.min_column; column <= range.max_column; column++)
		{
			uint32_t cell = row * CC_GRID + column;

			if (!touches_cell(square, &range, tile->pts[segment.pt], tile->pts[segment.pt + 1],
							  column, row))
				continue;
			if (segments == NULL)
				cells[cell]++;
			else
				segments[cells[cell]++] = segment;
		}
	}
}

void
cc_tile_count_cells(const cc_tile *tile, uint32_t *cells, cc_cell_range *ranges)
{
	cc_box square = cc_tile_box(tile->id);

	for (uint32_t e = 0; e < tile->nedges; e++)
	{
		const cc_edge *edge = &tile->edges[e];

		for (uint32_t pt = edge->pt; pt + 1 < edge->pt + edge->npts; pt++)
		{
			ranges[pt] = range_of(square, tile->pts[pt], tile->pts[pt + 1]);
			visit_cells(square, tile, (cc_segment){e, pt}, ranges[pt], cells, NULL);
		}
	}
}

void
cc_tile_fill_cells(const cc_tile *tile, uint32_t *cells, const cc_cell_range *ranges,
				   cc_segment *segments)
{
	cc_box square = cc_tile_box(tile->id);

	for (uint32_t e = 0; e < tile->nedges; e++)
	{
		const cc_edge *edge = &tile->edges[e];

		for (uint32_t pt = edge->pt; pt + 1 < edge->pt + edge->npts; pt++)
			visit_cells(square, tile, (cc_segment){e, pt}, ranges[pt], cells, segments);
	}
}

void
cc_tile_visit_barriers(const cc_tile *tile, uint32_t *cells, uint32_t *numbers)
{
	cc_box square = cc_tile_box(tile->id);

	for (uint32_t i = 0; i < tile->nbarriers; i++)
	{
		cc_point a = tile->barriers[i].a;
		cc_point b = tile->barriers[i].b;
		cc_cells range;

		if (!cc_cells_touching(square, cc_segment_box(a, b), &range))
			continue;
		for (uint32_t row = range.min_row; row <= range.max_row; row++)
		{
			for (uint32_t column = range.min_column; column <= range.max_column; column++)
			{
				uint32_t cell = row * CC_GRID + column;

				if (!touches_cell(square, &range, a, b, column, row))
					continue;
				if (numbers == NULL)
					cells[cell]++;
				else
					numbers[cells[cell]++] = i;
			}
		}
	}
}
