/*
 * land.c
 *		Which components of a network lie near one another.
 *
 * src/core/network/land.c
 */
#include "network/land.h"

#include <math.h>
#include <stdlib.h>

#include "base/disjoint_set.h"

#define SQUARE_M 250.0
#define ROW_UNITS 22500 /* of latitude: 250 m */
#define SOUTH_POLE (-900000000)
#define NEAR_M 1350.0
#define NEAR_ROWS 5

/* A segment is looked at in steps of this length at most. */
#define STEP_M 200.0

static int32_t
row_at(int32_t y)
{
	return (int32_t) (((int64_t) y - SOUTH_POLE) / ROW_UNITS);
}

/* Squares per unit of longitude in a row. */
static double
scale_of(int32_t row)
{
	const int64_t middle = (int64_t) row * ROW_UNITS + ROW_UNITS / 2 + SOUTH_POLE;

	return cc_plane_at((int32_t) middle).mx / SQUARE_M;
}

static int
compare_squares(const void *first, const void *second)
{
	const cc_square *a = first;
	const cc_square *b = second;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return a->node < b->node ? -1 : a->node > b->node;
}

/* Each square once for each component that is in it, sorted. */
static void
tidy(cc_squares *squares, uint32_t *parents)
{
	size_t kept = 0;

	for (size_t i = 0; i < squares->n; i++)
		squares->items[i].node = cc_set_root(parents, squares->items[i].node);
	if (squares->n > 0)
		qsort(squares->items, squares->n, sizeof(cc_square), compare_squares);
	for (size_t i = 0; i < squares->n; i++)
		if (i == 0 || compare_squares(&squares->items[i], &squares->items[i - 1]) != 0)
			squares->items[kept++] = squares->items[i];
	squares->n = kept;
}

static cc_status
add_square(const cc_env *env, cc_squares *squares, uint32_t *parents, cc_square square)
{
	if (squares->n > 0 && compare_squares(&squares->items[squares->n - 1], &square) == 0)
		return CC_OK;
	if (squares->n == squares->capacity)
	{
		/* Grow only where tidying does not free half of it. */
		tidy(squares, parents);
		if (squares->n >= squares->capacity / 2)
		{
			void *items = squares->items;
			cc_status status = cc_grow(env, &items, &squares->capacity, squares->n,
									   squares->capacity + 1, sizeof(cc_square));

			squares->items = items;
			if (status != CC_OK)
				return status;
		}
	}
	squares->items[squares->n++] = square;
	return CC_OK;
}

cc_status
cc_squares_add(const cc_env *env, cc_squares *squares, uint32_t *parents, uint32_t node, cc_point a,
			   cc_point b)
{
	const cc_plane plane = cc_plane_at(a.y);
	const double dx = (double) b.x - a.x;
	const double dy = (double) b.y - a.y;
	const int steps = 1 + (int) (hypot(dx * plane.mx, dy * plane.my) / STEP_M);
	cc_status status = CC_OK;

	for (int i = 0; status == CC_OK && i <= steps; i++)
	{
		cc_square square = {.row = row_at((int32_t) (a.y + dy * i / steps)), .node = node};

		square.column = (int32_t) floor((a.x + dx * i / steps) * scale_of(square.row));
		status = add_square(env, squares, parents, square);
	}
	return status;
}

/* The first item at or after a square. */
static size_t
find_square(const cc_squares *squares, int32_t row, int32_t column)
{
	const cc_square wanted = {.row = row, .column = column, .node = 0};
	size_t low = 0;
	size_t high = squares->n;

	while (low < high)
	{
		const size_t middle = low + (high - low) / 2;

		if (compare_squares(&squares->items[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Unite a square's component with those in the squares of a row that are near it. */
static void
unite_row(const cc_squares *squares, uint32_t *lands, const cc_square *square, int32_t row)
{
	const double here = scale_of(square->row);
	const double there = scale_of(row);
	const double up_m = (row - square->row) * SQUARE_M;
	const double across = sqrt(NEAR_M * NEAR_M - up_m * up_m) / SQUARE_M;
	const double west = (square->column + 0.5 - across) / here * there - 0.5;
	const double east = (square->column + 0.5 + across) / here * there - 0.5;

	for (size_t i = find_square(squares, row, (int32_t) ceil(west)); i < squares->n; i++)
	{
		if (squares->items[i].row != row || squares->items[i].column > east)
			break;
		(void) cc_set_unite(lands, square->node, squares->items[i].node);
	}
}

void
cc_squares_unite(cc_squares *squares, uint32_t *parents, uint32_t *lands)
{
	tidy(squares, parents);
	for (size_t i = 0; i < squares->n; i++)
		for (int32_t row = 0; row <= NEAR_ROWS; row++)
			unite_row(squares, lands, &squares->items[i], squares->items[i].row + row);
}
