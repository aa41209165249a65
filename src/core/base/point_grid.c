/*
 * point_grid.c
 *		Points found again by position.
 *
 * src/core/base/point_grid.c
 */
#include "base/point_grid.h"

#define CELL_SIZE 20000   /* units: some 200 m */
#define CELLS_PER_POINT 4 /* larger cells are taken before there are more than this */
#define CELLS_AT_LEAST 1024
#define CROWD 64 /* more in a cell larger than CELL_SIZE are sorted into smaller ones */

cc_status
cc_index_create(const cc_env *env, const uint32_t *keys, uint32_t nitems, uint32_t nkeys,
				cc_index *index)
{
	uint32_t total = 0;

	index->nkeys = nkeys;
	index->first = cc_alloc0(env, (size_t) nkeys + 1, sizeof(uint32_t));
	index->items = cc_alloc(env, nitems, sizeof(uint32_t), 1);
	if (index->first == NULL || index->items == NULL)
		return CC_NOMEM;
	for (uint32_t i = 0; i < nitems; i++)
		if (keys[i] != CC_NO_KEY)
			index->first[keys[i]]++;
	for (uint32_t k = 0; k < nkeys; k++)
		index->first[k] = total += index->first[k];
	index->first[nkeys] = total;
	for (uint32_t i = nitems; i-- > 0;)
		if (keys[i] != CC_NO_KEY)
			index->items[--index->first[keys[i]]] = i;
	return CC_OK;
}

void
cc_index_release(const cc_env *env, cc_index *index)
{
	cc_free(env, index->first);
	cc_free(env, index->items);
}

static inline cc_point
point_at(const cc_point *points, size_t stride, uint32_t item)
{
	return *(const cc_point *) ((const char *) points + item * stride);
}

static void
take_box(const cc_point *points, size_t stride, cc_point_grid *grid)
{
	cc_box box = {CC_MAX_X, CC_MAX_Y, -CC_MAX_X, -CC_MAX_Y};

	for (uint32_t i = 0; i < grid->npoints; i++)
	{
		cc_point point = point_at(points, stride, i);

		box.min_x = point.x < box.min_x ? point.x : box.min_x;
		box.min_y = point.y < box.min_y ? point.y : box.min_y;
		box.max_x = point.x > box.max_x ? point.x : box.max_x;
		box.max_y = point.y > box.max_y ? point.y : box.max_y;
	}
	grid->box = box;
}

/* Cells as small as wanted, but not many more than there are grid. */
static void
choose_cells(cc_point_grid *grid)
{
	uint64_t most = (uint64_t) grid->npoints * CELLS_PER_POINT + CELLS_AT_LEAST;
	uint64_t size = CELL_SIZE;
	uint64_t columns;
	uint64_t rows;

	for (;; size *= 2)
	{
		columns = (uint64_t) ((int64_t) grid->box.max_x - grid->box.min_x) / size + 1;
		rows = (uint64_t) ((int64_t) grid->box.max_y - grid->box.min_y) / size + 1;
		if (columns * rows <= most && columns * rows < CC_NO_KEY)
			break;
	}
	grid->cell_size = (uint32_t) size;
	grid->columns = (uint32_t) columns;
	grid->rows = (uint32_t) rows;
}

static uint32_t
cell_of(const cc_point_grid *grid, cc_point point)
{
	uint32_t column = (uint32_t) ((int64_t) point.x - grid->box.min_x) / grid->cell_size;
	uint32_t row = (uint32_t) ((int64_t) point.y - grid->box.min_y) / grid->cell_size;

	return row * grid->columns + column;
}

static uint32_t
cell_count(const cc_point_grid *grid, uint32_t cell)
{
	return grid->by_cell.first[cell + 1] - grid->by_cell.first[cell];
}

/* Sort the points of a crowded cell. Its cells are smaller than it is: CELLS_AT_LEAST see to that.
 */
static cc_status
sort_part(const cc_env *env, const cc_point *points, size_t stride, cc_point_grid *grid,
		  uint32_t cell)
{
	const uint32_t *items = &grid->by_cell.items[grid->by_cell.first[cell]];
	uint32_t n = cell_count(grid, cell);
	cc_point *here = cc_alloc(env, n, sizeof(cc_point), 0);
	cc_status status;

	if (here == NULL)
		return CC_NOMEM;
	for (uint32_t i = 0; i < n; i++)
		here[i] = point_at(points, stride, items[i]);
	status = cc_point_grid_create(env, here, sizeof(cc_point), n, &grid->parts[grid->nparts]);
	grid->part_of_cell[cell] = ++grid->nparts;
	cc_free(env, here);
	return status;
}

static cc_status
sort_parts(const cc_env *env, const cc_point *points, size_t stride, cc_point_grid *grid)
{
	uint32_t ncells = grid->columns * grid->rows;
	uint32_t crowded = 0;
	cc_status status = CC_OK;

	for (uint32_t cell = 0; cell < ncells; cell++)
		crowded += cell_count(grid, cell) > CROWD;
	if (crowded == 0)
		return CC_OK;
	grid->part_of_cell = cc_alloc0(env, ncells, sizeof(uint32_t));
	grid->parts = cc_alloc0(env, crowded, sizeof(cc_point_grid));
	if (grid->part_of_cell == NULL || grid->parts == NULL)
		return CC_NOMEM;
	for (uint32_t cell = 0; cell < ncells && status == CC_OK; cell++)
		if (cell_count(grid, cell) > CROWD)
			status = sort_part(env, points, stride, grid, cell);
	return status;
}

cc_status
cc_point_grid_create(const cc_env *env, const cc_point *points, size_t stride, uint32_t npoints,
					 cc_point_grid *grid)
{
	uint32_t *cells = cc_alloc(env, npoints, sizeof(uint32_t), 1);
	cc_status status;

	*grid = (cc_point_grid){.npoints = npoints};
	if (cells == NULL)
		return CC_NOMEM;
	if (npoints > 0)
	{
		take_box(points, stride, grid);
		choose_cells(grid);
	}
	for (uint32_t i = 0; i < npoints; i++)
		cells[i] = cell_of(grid, point_at(points, stride, i));
	status = cc_index_create(env, cells, npoints, grid->columns * grid->rows, &grid->by_cell);
	cc_free(env, cells);
	if (status == CC_OK && grid->cell_size > CELL_SIZE)
		status = sort_parts(env, points, stride, grid);
	return status;
}

void
cc_point_grid_release(const cc_env *env, cc_point_grid *grid)
{
	for (uint32_t part = 0; part < grid->nparts; part++)
		cc_point_grid_release(env, &grid->parts[part]);
	cc_free(env, grid->parts);
	cc_free(env, grid->part_of_cell);
	cc_index_release(env, &grid->by_cell);
}

/* The numbers of the cells of one axis that meet low..high; false for none. */
static bool
cell_range(int64_t low, int64_t high, int64_t start, uint32_t size, uint32_t count, uint32_t *first,
		   uint32_t *last)
{
	if (high < start || low >= start + (int64_t) size * count)
		return false;
	*first = low <= start ? 0 : (uint32_t) ((low - start) / size);
	*last = high >= start + (int64_t) size * count ? count - 1 : (uint32_t) ((high - start) / size);
	return true;
}

/* State of a visit, also of the points of a part. */
typedef struct part_visit
{
	cc_point_visit visit;
	void *state;
	const uint32_t *items; /* of the part's cell */
} part_visit;

static cc_status
visit_in_part(void *state, uint32_t item)
{
	const part_visit *part = state;

	return part->visit(part->state, part->items[item]);
}

static cc_status visit_cells(const cc_point_grid *grid, const int64_t box[4], cc_point_visit visit,
							 void *state);

static cc_status
visit_items(const cc_point_grid *grid, uint32_t from, uint32_t to, cc_point_visit visit,
			void *state)
{
	cc_status status = CC_OK;

	for (uint32_t i = from; i < to && status == CC_OK; i++)
		status = visit(state, grid->by_cell.items[i]);
	return status;
}

/* Visit the points of the cells from one to another of a row, which stand together. */
static cc_status
visit_row(const cc_point_grid *grid, const int64_t box[4], uint32_t from, uint32_t to,
		  cc_point_visit visit, void *state)
{
	const uint32_t *first = grid->by_cell.first;
	cc_status status = CC_OK;

	if (grid->part_of_cell == NULL || first[from] == first[to + 1])
		return visit_items(grid, first[from], first[to + 1], visit, state);
	for (uint32_t cell = from; cell <= to && status == CC_OK; cell++)
	{
		uint32_t part = grid->part_of_cell[cell];
		part_visit within = {visit, state, &grid->by_cell.items[first[cell]]};

		status = part > 0 ? visit_cells(&grid->parts[part - 1], box, visit_in_part, &within)
						  : visit_items(grid, first[cell], first[cell + 1], visit, state);
	}
	return status;
}

/* Visit the points in the cells that meet a box, given in wide numbers. */
static cc_status
visit_cells(const cc_point_grid *grid, const int64_t box[4], cc_point_visit visit, void *state)
{
	uint32_t first_column;
	uint32_t last_column;
	uint32_t first_row;
	uint32_t last_row;
	cc_status status = CC_OK;

	if (!cell_range(box[0], box[2], grid->box.min_x, grid->cell_size, grid->columns, &first_column,
					&last_column) ||
		!cell_range(box[1], box[3], grid->box.min_y, grid->cell_size, grid->rows, &first_row,
					&last_row))
		return CC_OK;
	for (uint32_t row = first_row; row <= last_row && status == CC_OK; row++)
		status = visit_row(grid, box, row * grid->columns + first_column,
						   row * grid->columns + last_column, visit, state);
	return status;
}

cc_status
cc_point_grid_within(const cc_point_grid *grid, cc_box box, cc_point_visit visit, void *state)
{
	int64_t wide[4] = {box.min_x, box.min_y, box.max_x, box.max_y};

	return grid->npoints == 0 ? CC_OK : visit_cells(grid, wide, visit, state);
}

cc_status
cc_point_grid_near(const cc_point_grid *grid, cc_point point, double metres, cc_point_visit visit,
				   void *state)
{
	cc_box point_box = {point.x, point.y, point.x, point.y};
	cc_box near = cc_box_grow(point_box, metres);
	/* cc_box_grow stops at the antimeridian, the shortest line does not. */
	int64_t west = 2 * (int64_t) point.x - near.max_x;
	int64_t east = 2 * (int64_t) point.x - near.min_x;
	cc_status status = CC_OK;

	if (grid->npoints == 0)
		return CC_OK;
	west = near.min_x < west ? near.min_x : west;
	east = near.max_x > east ? near.max_x : east;
	for (int64_t turn = -1; turn <= 1 && status == CC_OK; turn++)
	{
		int64_t shift = turn * 2 * (int64_t) CC_MAX_X;
		int64_t box[4] = {west + shift, near.min_y, east + shift, near.max_y};

		status = visit_cells(grid, box, visit, state);
	}
	return status;
}
