/*
 * point_grid.c
 *		Points found again by position.
 *
 * src/core/base/point_grid.c
 */
#include "base/point_grid.h"

#define CELL_SIZE 20000  /* units: some 200 m */
#define CELLS_PER_SPOT 4 /* larger cells are taken before there are more than this */
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
spot_at(const cc_point *points, size_t stride, uint32_t spot)
{
	return *(const cc_point *) ((const char *) points + spot * stride);
}

static void
take_box(const cc_point *points, size_t stride, cc_spots *spots)
{
	cc_box box = {CC_MAX_X, CC_MAX_Y, -CC_MAX_X, -CC_MAX_Y};

	for (uint32_t i = 0; i < spots->nspots; i++)
	{
		cc_point point = spot_at(points, stride, i);

		box.min_x = point.x < box.min_x ? point.x : box.min_x;
		box.min_y = point.y < box.min_y ? point.y : box.min_y;
		box.max_x = point.x > box.max_x ? point.x : box.max_x;
		box.max_y = point.y > box.max_y ? point.y : box.max_y;
	}
	spots->box = box;
}

/* Cells as small as wanted, but not many more than there are spots. */
static void
choose_cells(cc_spots *spots)
{
	uint64_t most = (uint64_t) spots->nspots * CELLS_PER_SPOT + CELLS_AT_LEAST;
	uint64_t size = CELL_SIZE;
	uint64_t columns;
	uint64_t rows;

	for (;; size *= 2)
	{
		columns = (uint64_t) ((int64_t) spots->box.max_x - spots->box.min_x) / size + 1;
		rows = (uint64_t) ((int64_t) spots->box.max_y - spots->box.min_y) / size + 1;
		if (columns * rows <= most && columns * rows < CC_NO_KEY)
			break;
	}
	spots->cell_size = (uint32_t) size;
	spots->columns = (uint32_t) columns;
	spots->rows = (uint32_t) rows;
}

static uint32_t
cell_of(const cc_spots *spots, cc_point point)
{
	uint32_t column = (uint32_t) ((int64_t) point.x - spots->box.min_x) / spots->cell_size;
	uint32_t row = (uint32_t) ((int64_t) point.y - spots->box.min_y) / spots->cell_size;

	return row * spots->columns + column;
}

static uint32_t
cell_count(const cc_spots *spots, uint32_t cell)
{
	return spots->by_cell.first[cell + 1] - spots->by_cell.first[cell];
}

/* Sort the spots of a crowded cell. Its cells are smaller than it is: CELLS_AT_LEAST see to that.
 */
static cc_status
sort_part(const cc_env *env, const cc_point *points, size_t stride, cc_spots *spots, uint32_t cell)
{
	const uint32_t *items = &spots->by_cell.items[spots->by_cell.first[cell]];
	uint32_t n = cell_count(spots, cell);
	cc_point *here = cc_alloc(env, n, sizeof(cc_point), 0);
	cc_status status;

	if (here == NULL)
		return CC_NOMEM;
	for (uint32_t i = 0; i < n; i++)
		here[i] = spot_at(points, stride, items[i]);
	status = cc_spots_create(env, here, sizeof(cc_point), n, &spots->parts[spots->nparts]);
	spots->part_of_cell[cell] = ++spots->nparts;
	cc_free(env, here);
	return status;
}

static cc_status
sort_parts(const cc_env *env, const cc_point *points, size_t stride, cc_spots *spots)
{
	uint32_t ncells = spots->columns * spots->rows;
	uint32_t crowded = 0;
	cc_status status = CC_OK;

	for (uint32_t cell = 0; cell < ncells; cell++)
		crowded += cell_count(spots, cell) > CROWD;
	if (crowded == 0)
		return CC_OK;
	spots->part_of_cell = cc_alloc0(env, ncells, sizeof(uint32_t));
	spots->parts = cc_alloc0(env, crowded, sizeof(cc_spots));
	if (spots->part_of_cell == NULL || spots->parts == NULL)
		return CC_NOMEM;
	for (uint32_t cell = 0; cell < ncells && status == CC_OK; cell++)
		if (cell_count(spots, cell) > CROWD)
			status = sort_part(env, points, stride, spots, cell);
	return status;
}

cc_status
cc_spots_create(const cc_env *env, const cc_point *points, size_t stride, uint32_t nspots,
				cc_spots *spots)
{
	uint32_t *cells = cc_alloc(env, nspots, sizeof(uint32_t), 1);
	cc_status status;

	*spots = (cc_spots){.nspots = nspots};
	if (cells == NULL)
		return CC_NOMEM;
	if (nspots > 0)
	{
		take_box(points, stride, spots);
		choose_cells(spots);
	}
	for (uint32_t i = 0; i < nspots; i++)
		cells[i] = cell_of(spots, spot_at(points, stride, i));
	status = cc_index_create(env, cells, nspots, spots->columns * spots->rows, &spots->by_cell);
	cc_free(env, cells);
	if (status == CC_OK && spots->cell_size > CELL_SIZE)
		status = sort_parts(env, points, stride, spots);
	return status;
}

void
cc_spots_release(const cc_env *env, cc_spots *spots)
{
	for (uint32_t part = 0; part < spots->nparts; part++)
		cc_spots_release(env, &spots->parts[part]);
	cc_free(env, spots->parts);
	cc_free(env, spots->part_of_cell);
	cc_index_release(env, &spots->by_cell);
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

/* What is visited, and with it the spots of a part. */
typedef struct part_visit
{
	cc_spot_visit visit;
	void *state;
	const uint32_t *items; /* of the part's cell */
} part_visit;

static cc_status
visit_in_part(void *state, uint32_t spot)
{
	const part_visit *part = state;

	return part->visit(part->state, part->items[spot]);
}

static cc_status visit_cells(const cc_spots *spots, const int64_t box[4], cc_spot_visit visit,
							 void *state);

static cc_status
visit_items(const cc_spots *spots, uint32_t from, uint32_t to, cc_spot_visit visit, void *state)
{
	cc_status status = CC_OK;

	for (uint32_t i = from; i < to && status == CC_OK; i++)
		status = visit(state, spots->by_cell.items[i]);
	return status;
}

/* Visit the spots of the cells from one to another of a row, which stand together. */
static cc_status
visit_row(const cc_spots *spots, const int64_t box[4], uint32_t from, uint32_t to,
		  cc_spot_visit visit, void *state)
{
	const uint32_t *first = spots->by_cell.first;
	cc_status status = CC_OK;

	if (spots->part_of_cell == NULL || first[from] == first[to + 1])
		return visit_items(spots, first[from], first[to + 1], visit, state);
	for (uint32_t cell = from; cell <= to && status == CC_OK; cell++)
	{
		uint32_t part = spots->part_of_cell[cell];
		part_visit within = {visit, state, &spots->by_cell.items[first[cell]]};

		status = part > 0 ? visit_cells(&spots->parts[part - 1], box, visit_in_part, &within)
						  : visit_items(spots, first[cell], first[cell + 1], visit, state);
	}
	return status;
}

/* Visit the spots in the cells that meet a box, given in wide numbers. */
static cc_status
visit_cells(const cc_spots *spots, const int64_t box[4], cc_spot_visit visit, void *state)
{
	uint32_t first_column;
	uint32_t last_column;
	uint32_t first_row;
	uint32_t last_row;
	cc_status status = CC_OK;

	if (!cell_range(box[0], box[2], spots->box.min_x, spots->cell_size, spots->columns,
					&first_column, &last_column) ||
		!cell_range(box[1], box[3], spots->box.min_y, spots->cell_size, spots->rows, &first_row,
					&last_row))
		return CC_OK;
	for (uint32_t row = first_row; row <= last_row && status == CC_OK; row++)
		status = visit_row(spots, box, row * spots->columns + first_column,
						   row * spots->columns + last_column, visit, state);
	return status;
}

cc_status
cc_spots_within(const cc_spots *spots, cc_box box, cc_spot_visit visit, void *state)
{
	int64_t wide[4] = {box.min_x, box.min_y, box.max_x, box.max_y};

	return spots->nspots == 0 ? CC_OK : visit_cells(spots, wide, visit, state);
}

cc_status
cc_spots_near(const cc_spots *spots, cc_point point, double metres, cc_spot_visit visit,
			  void *state)
{
	cc_box point_box = {point.x, point.y, point.x, point.y};
	cc_box near = cc_box_grow(point_box, metres);
	/* cc_box_grow stops at the antimeridian, the shortest line does not. */
	int64_t west = 2 * (int64_t) point.x - near.max_x;
	int64_t east = 2 * (int64_t) point.x - near.min_x;
	cc_status status = CC_OK;

	if (spots->nspots == 0)
		return CC_OK;
	west = near.min_x < west ? near.min_x : west;
	east = near.max_x > east ? near.max_x : east;
	for (int64_t turn = -1; turn <= 1 && status == CC_OK; turn++)
	{
		int64_t shift = turn * 2 * (int64_t) CC_MAX_X;
		int64_t box[4] = {west + shift, near.min_y, east + shift, near.max_y};

		status = visit_cells(spots, box, visit, state);
	}
	return status;
}
