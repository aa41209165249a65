/*
 * cluster.c
 *		Clusters of points in which each point is within a limited distance of another.
 *
 * The plane is cut into cells whose diagonal is a little shorter than a step, so that all points
 * of a cell are of one group. Whether two cells that are near are joined is found by halving
 * their boxes: most pairs of boxes are plainly too far apart, or plainly near enough. The time is
 * that of a sort, however many points lie in one place.
 *
 * src/core/analysis/cluster.c
 */
#include "analysis/cluster.h"

#include <math.h>
#include <stdlib.h>

#include "base/disjoint_set.h"

/* Of a step, the side of a cell: less than 1 / sqrt(2), by more than rounding can make up. */
#define SIDE 0.706
#define MAX_ACROSS 1e12

/* Squares in which a point may be in reach of one in the cell (0, 0): half of them. */
#define REACH 2

/* Pairs of points that are compared one by one. */
#define FEW_PAIRS 32
#define POLL_EVERY 65536 /* points visited */

typedef struct entry
{
	int64_t column;
	int64_t row;
	uint32_t number;
} entry;

typedef struct cell
{
	int64_t column;
	int64_t row;
	size_t first; /* of its entries */
	size_t n;
} cell;

typedef struct clustering
{
	const cc_env *env;
	const cc_xy *points;
	double metres;
	size_t n;
	entry *entries; /* cell by cell */
	cell *cells;
	size_t ncells;
	uint32_t *parents; /* of each point, one of its group with a lower number, or itself */
	size_t looked_at;
	cc_status status;
} clustering;

/* Some entries, and the box that they fill. */
typedef struct part
{
	entry *entries;
	size_t n;
	double min_x;
	double min_y;
	double max_x;
	double max_y;
} part;

/* --- cells --- */

static int
compare_entries(const void *left, const void *right)
{
	const entry *a = left;
	const entry *b = right;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static cc_status
find_origin(const clustering *all, cc_xy *origin)
{
	cc_xy high = all->points[0];

	*origin = all->points[0];
	for (size_t i = 0; i < all->n; i++)
	{
		cc_xy point = all->points[i];

		if (!isfinite(point.x) || !isfinite(point.y))
			return CC_BAD_INPUT;
		origin->x = fmin(origin->x, point.x);
		origin->y = fmin(origin->y, point.y);
		high.x = fmax(high.x, point.x);
		high.y = fmax(high.y, point.y);
	}
	return fmax(high.x - origin->x, high.y - origin->y) / all->metres < MAX_ACROSS ? CC_OK
																				   : CC_BAD_INPUT;
}

static void
fill_entries(clustering *all, cc_xy origin)
{
	double side = all->metres * SIDE;

	for (size_t i = 0; i < all->n; i++)
		all->entries[i] =
			(entry){(int64_t) floor((all->points[i].x - origin.x) / side),
					(int64_t) floor((all->points[i].y - origin.y) / side), (uint32_t) i};
	qsort(all->entries, all->n, sizeof(entry), compare_entries);
}

/* Note each cell once; its points are of one group. */
static void
fill_cells(clustering *all)
{
	for (size_t i = 0; i < all->n; i++)
	{
		const entry *one = &all->entries[i];
		cell *last = all->ncells > 0 ? &all->cells[all->ncells - 1] : NULL;

		if (last != NULL && last->row == one->row && last->column == one->column)
		{
			last->n++;
			(void) cc_set_unite(all->parents, all->entries[last->first].number, one->number);
		}
		else
			all->cells[all->ncells++] = (cell){one->column, one->row, i, 1};
	}
}

/* The cell at a place, or NULL if there is nothing. */
static cell *
find_cell(const clustering *all, int64_t column, int64_t row)
{
	size_t low = 0;
	size_t high = all->ncells;

	while (low < high)
	{
		size_t middle = low + (high - low) / 2;
		const cell *one = &all->cells[middle];

		if (one->row < row || (one->row == row && one->column < column))
			low = middle + 1;
		else
			high = middle;
	}
	if (low < all->ncells && all->cells[low].row == row && all->cells[low].column == column)
		return &all->cells[low];
	return NULL;
}

/* --- are two cells joined? --- */

static part
part_of(clustering *all, entry *entries, size_t n)
{
	cc_xy point = all->points[entries[0].number];
	part made = {entries, n, point.x, point.y, point.x, point.y};

	for (size_t i = 1; i < n; i++)
	{
		point = all->points[entries[i].number];
		made.min_x = fmin(made.min_x, point.x);
		made.min_y = fmin(made.min_y, point.y);
		made.max_x = fmax(made.max_x, point.x);
		made.max_y = fmax(made.max_y, point.y);
	}
	all->looked_at += n;
	if (all->looked_at > POLL_EVERY)
	{
		all->looked_at = 0;
		if (cc_stop(all->env))
			all->status = CC_CANCELED;
	}
	return made;
}

static double
length(double x, double y)
{
	return sqrt(x * x + y * y);
}

static double
least_distance(const part *a, const part *b)
{
	double x = fmax(fmax(a->min_x - b->max_x, b->min_x - a->max_x), 0);
	double y = fmax(fmax(a->min_y - b->max_y, b->min_y - a->max_y), 0);

	return length(x, y);
}

static double
greatest_distance(const part *a, const part *b)
{
	return length(fmax(a->max_x - b->min_x, b->max_x - a->min_x),
				  fmax(a->max_y - b->min_y, b->max_y - a->min_y));
}

static bool
any_pair_near(const clustering *all, const part *a, const part *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
		{
			cc_xy one = all->points[a->entries[i].number];
			cc_xy other = all->points[b->entries[j].number];

			if (length(one.x - other.x, one.y - other.y) <= all->metres)
				return true;
		}
	return false;
}

static double
extent_of(const part *one)
{
	return fmax(one->max_x - one->min_x, one->max_y - one->min_y);
}

/* Cut a part in the middle of its longer side, both halves being of at least one point. */
static void
halve(clustering *all, const part *whole, part halves[2])
{
	bool by_x = whole->max_x - whole->min_x >= whole->max_y - whole->min_y;
	double min = by_x ? whole->min_x : whole->min_y;
	double max = by_x ? whole->max_x : whole->max_y;
	double middle = min + (max - min) / 2;
	size_t low = 0;

	if (middle >= max)
		middle = min;
	for (size_t i = 0; i < whole->n; i++)
	{
		const cc_xy *point = &all->points[whole->entries[i].number];

		if ((by_x ? point->x : point->y) <= middle)
		{
			entry one = whole->entries[i];

			whole->entries[i] = whole->entries[low];
			whole->entries[low++] = one;
		}
	}
	halves[0] = part_of(all, whole->entries, low);
	halves[1] = part_of(all, whole->entries + low, whole->n - low);
}

/* Is a point of one part within a step of one of the other? */
static bool
parts_near(clustering *all, const part *a, const part *b)
{
	part halves[2];

	if (all->status != CC_OK || least_distance(a, b) > all->metres)
		return false;
	if (greatest_distance(a, b) <= all->metres)
		return true;
	if (a->n * b->n <= FEW_PAIRS)
		return any_pair_near(all, a, b);
	if (extent_of(a) < extent_of(b))
	{
		const part *swapped = a;

		a = b;
		b = swapped;
	}
	halve(all, a, halves);
	return parts_near(all, &halves[0], b) || parts_near(all, &halves[1], b);
}

static void
join_cells(clustering *all, const cell *a, const cell *b)
{
	uint32_t one = all->entries[a->first].number;
	uint32_t other = all->entries[b->first].number;
	part parts[2];

	if (cc_set_root(all->parents, one) == cc_set_root(all->parents, other))
		return;
	parts[0] = part_of(all, &all->entries[a->first], a->n);
	parts[1] = part_of(all, &all->entries[b->first], b->n);
	if (parts_near(all, &parts[0], &parts[1]))
		(void) cc_set_unite(all->parents, one, other);
}

/* Join a cell with those beside it to the right and below that are in reach. */
static void
join_around(clustering *all, const cell *one)
{
	for (int row = 0; row <= REACH; row++)
		for (int column = row == 0 ? 1 : -REACH; column <= REACH; column++)
		{
			const cell *other = find_cell(all, one->column + column, one->row + row);

			if (other != NULL)
				join_cells(all, one, other);
		}
}

/* --- all of it --- */

/* Number the groups in the order of their first points, which have lower numbers than the rest. */
static void
number_groups(uint32_t *parents, size_t n, uint32_t *groups)
{
	uint32_t ngroups = 0;

	for (size_t i = 0; i < n; i++)
	{
		uint32_t first = cc_set_root(parents, (uint32_t) i);

		groups[i] = first == i ? ngroups++ : groups[first];
	}
}

static cc_status
make_groups(clustering *all, uint32_t *groups)
{
	cc_xy origin;

	all->status = find_origin(all, &origin);
	if (all->status != CC_OK)
		return all->status;
	for (size_t i = 0; i < all->n; i++)
		all->parents[i] = (uint32_t) i;
	fill_entries(all, origin);
	fill_cells(all);
	for (size_t i = 0; i < all->ncells && all->status == CC_OK; i++)
	{
		if (i % 1024 == 0 && cc_stop(all->env))
			return CC_CANCELED;
		join_around(all, &all->cells[i]);
	}
	if (all->status == CC_OK)
		number_groups(all->parents, all->n, groups);
	return all->status;
}

cc_status
cc_cluster(const cc_env *env, const cc_xy *points, size_t n, double metres, uint32_t *groups)
{
	clustering all = {.env = env, .points = points, .metres = metres, .n = n};
	cc_status status = CC_NOMEM;

	if (!(metres > 0 && isfinite(metres)) || n > UINT32_MAX)
		return CC_BAD_INPUT;
	if (n == 0)
		return CC_OK;
	all.entries = cc_alloc(env, n, sizeof(entry), 0);
	all.cells = cc_alloc(env, n, sizeof(cell), 0);
	all.parents = cc_alloc(env, n, sizeof(uint32_t), 0);
	if (all.entries != NULL && all.cells != NULL && all.parents != NULL)
		status = make_groups(&all, groups);
	cc_free(env, all.entries);
	cc_free(env, all.cells);
	cc_free(env, all.parents);
	return status;
}
