/*
 * cc_homes.c
 *		The homes of a batch, found again by edge and by position.
 *
 * src/core/cc_homes.c
 */
#include "cc_homes.h"

#define CELL_SIZE 20000  /* units: some 200 m */
#define CELLS_PER_HOME 4 /* larger cells are taken before there are more than this */
#define CELLS_AT_LEAST 1024

static cc_status
index_allocate(const cc_env *env, uint32_t nitems, uint32_t nkeys, cc_index *index)
{
	index->nkeys = nkeys;
	index->first = cc_alloc0(env, (size_t) nkeys + 1, sizeof(uint32_t));
	index->items = cc_alloc(env, nitems, sizeof(uint32_t), 1);
	return index->first == NULL || index->items == NULL ? CC_NOMEM : CC_OK;
}

static void
index_release(const cc_env *env, cc_index *index)
{
	cc_free(env, index->first);
	cc_free(env, index->items);
}

/* From how many items there are of each key to where those of a key end. */
static void
index_add_up(cc_index *index)
{
	uint32_t total = 0;

	for (uint32_t k = 0; k < index->nkeys; k++)
		index->first[k] = total += index->first[k];
	index->first[index->nkeys] = total;
}

/* Sort homes by keys (counting sort); a key of CC_NONE leaves a home out. */
static cc_status
index_create(const cc_env *env, const uint32_t *keys, uint32_t nhomes, uint32_t nkeys,
			 cc_index *index)
{
	if (index_allocate(env, nhomes, nkeys, index) != CC_OK)
		return CC_NOMEM;
	for (uint32_t h = 0; h < nhomes; h++)
		if (keys[h] != CC_NONE)
			index->first[keys[h]]++;
	index_add_up(index);
	for (uint32_t h = nhomes; h-- > 0;)
		if (keys[h] != CC_NONE)
			index->items[--index->first[keys[h]]] = h;
	return CC_OK;
}

static void
take_box(cc_homes *homes)
{
	cc_box box = {CC_MAX_X, CC_MAX_Y, -CC_MAX_X, -CC_MAX_Y};

	for (uint32_t h = 0; h < homes->nhomes; h++)
	{
		cc_point point = homes->places[h].point;

		box.min_x = point.x < box.min_x ? point.x : box.min_x;
		box.min_y = point.y < box.min_y ? point.y : box.min_y;
		box.max_x = point.x > box.max_x ? point.x : box.max_x;
		box.max_y = point.y > box.max_y ? point.y : box.max_y;
	}
	homes->box = box;
}

/* Cells as small as wanted, but not many more than there are homes. */
static void
choose_cells(cc_homes *homes)
{
	uint64_t most = (uint64_t) homes->nhomes * CELLS_PER_HOME + CELLS_AT_LEAST;
	uint64_t size = CELL_SIZE;
	uint64_t columns;
	uint64_t rows;

	take_box(homes);
	if (homes->nhomes == 0)
		return;
	for (;; size *= 2)
	{
		columns = (uint64_t) ((int64_t) homes->box.max_x - homes->box.min_x) / size + 1;
		rows = (uint64_t) ((int64_t) homes->box.max_y - homes->box.min_y) / size + 1;
		if (columns * rows <= most && columns * rows < CC_NONE)
			break;
	}
	homes->cell_size = (uint32_t) size;
	homes->columns = (uint32_t) columns;
	homes->rows = (uint32_t) rows;
}

static uint32_t
cell_of(const cc_homes *homes, cc_point point)
{
	uint32_t column = (uint32_t) ((int64_t) point.x - homes->box.min_x) / homes->cell_size;
	uint32_t row = (uint32_t) ((int64_t) point.y - homes->box.min_y) / homes->cell_size;

	return row * homes->columns + column;
}

static uint32_t
exit_by(uint32_t end, uint32_t door)
{
	return cc_add_within(end, door, CC_NONE - 1);
}

static void
fill_exits(const cc_graph *graph, cc_homes *homes, cc_measure measure)
{
	for (uint32_t i = 0; i < homes->by_edge.first[graph->nedges]; i++)
	{
		const cc_place *place = &homes->places[homes->by_edge.items[i]];
		cc_ends ends = cc_place_ends(graph, place, measure, true);

		homes->exits[measure][i] =
			(cc_exits){exit_by(ends.u, ends.door), exit_by(ends.v, ends.door)};
	}
}

/* The edges that have homes, and which of them meet in each node. */
static cc_status
fill_edges(const cc_env *env, const cc_graph *graph, cc_homes *homes)
{
	const uint32_t *first = homes->by_edge.first;

	for (uint32_t e = 0; e < graph->nedges; e++)
		homes->nedges += first[e] < first[e + 1];
	homes->edges = cc_alloc(env, homes->nedges, sizeof(cc_home_edge), 1);
	if (homes->edges == NULL ||
		index_allocate(env, 2 * homes->nedges, graph->nnodes, &homes->by_node) != CC_OK)
		return CC_NOMEM;
	homes->nedges = 0;
	for (uint32_t e = 0; e < graph->nedges; e++)
	{
		const cc_gedge *edge = &graph->edges[e];

		if (first[e] == first[e + 1])
			continue;
		homes->edges[homes->nedges++] = (cc_home_edge){edge->u, edge->v, e, first[e], first[e + 1]};
		homes->by_node.first[edge->u]++;
		if (edge->v != edge->u)
			homes->by_node.first[edge->v]++;
	}
	index_add_up(&homes->by_node);
	for (uint32_t i = homes->nedges; i-- > 0;)
	{
		const cc_home_edge *edge = &homes->edges[i];

		homes->by_node.items[--homes->by_node.first[edge->u]] = i;
		if (edge->v != edge->u)
			homes->by_node.items[--homes->by_node.first[edge->v]] = i;
	}
	return CC_OK;
}

static cc_status
fill_homes(const cc_env *env, const cc_graph *graph, cc_homes *homes, uint32_t *keys)
{
	cc_status status;

	for (uint32_t h = 0; h < homes->nhomes; h++)
	{
		const cc_place *place = &homes->places[h];

		keys[h] = place->edge;
		if (place->edge != CC_NONE && place->door_mm > homes->max_door_mm)
			homes->max_door_mm = place->door_mm;
	}
	status = index_create(env, keys, homes->nhomes, graph->nedges, &homes->by_edge);
	if (status == CC_OK)
		status = fill_edges(env, graph, homes);
	if (status != CC_OK)
		return status;
	fill_exits(graph, homes, CC_BY_TIME);
	fill_exits(graph, homes, CC_BY_LENGTH);
	choose_cells(homes);
	for (uint32_t h = 0; h < homes->nhomes; h++)
		keys[h] = cell_of(homes, homes->places[h].point);
	return index_create(env, keys, homes->nhomes, homes->columns * homes->rows, &homes->by_cell);
}

cc_status
cc_homes_create(const cc_env *env, const cc_graph *graph, const cc_place *homes, uint32_t nhomes,
				cc_homes **out)
{
	cc_homes *made = cc_alloc0(env, 1, sizeof(cc_homes));
	uint32_t *keys = cc_alloc(env, nhomes, sizeof(uint32_t), 1);
	cc_status status = CC_NOMEM;

	*out = NULL;
	if (made != NULL)
	{
		made->env = env;
		made->places = homes;
		made->nhomes = nhomes;
		made->exits[CC_BY_TIME] = cc_alloc(env, nhomes, sizeof(cc_exits), 1);
		made->exits[CC_BY_LENGTH] = cc_alloc(env, nhomes, sizeof(cc_exits), 1);
	}
	if (made != NULL && made->exits[CC_BY_TIME] != NULL && made->exits[CC_BY_LENGTH] != NULL &&
		keys != NULL)
		status = fill_homes(env, graph, made, keys);
	cc_free(env, keys);
	if (status != CC_OK)
	{
		cc_homes_release(made);
		return status;
	}
	*out = made;
	return CC_OK;
}

void
cc_homes_release(cc_homes *homes)
{
	const cc_env *env;

	if (homes == NULL)
		return;
	env = homes->env;
	cc_free(env, homes->exits[CC_BY_TIME]);
	cc_free(env, homes->exits[CC_BY_LENGTH]);
	cc_free(env, homes->edges);
	index_release(env, &homes->by_edge);
	index_release(env, &homes->by_node);
	index_release(env, &homes->by_cell);
	cc_free(env, homes);
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

/* Visit the homes in the cells that meet a box, given in wide numbers. */
static cc_status
visit_cells(const cc_homes *homes, const int64_t box[4], cc_home_visit visit, void *state)
{
	uint32_t first_column;
	uint32_t last_column;
	uint32_t first_row;
	uint32_t last_row;

	if (!cell_range(box[0], box[2], homes->box.min_x, homes->cell_size, homes->columns,
					&first_column, &last_column) ||
		!cell_range(box[1], box[3], homes->box.min_y, homes->cell_size, homes->rows, &first_row,
					&last_row))
		return CC_OK;
	for (uint32_t row = first_row; row <= last_row; row++)
	{
		const uint32_t *first = &homes->by_cell.first[row * homes->columns];

		/* The cells of a row stand together. */
		for (uint32_t i = first[first_column]; i < first[last_column + 1]; i++)
		{
			cc_status status = visit(state, homes->by_cell.items[i]);

			if (status != CC_OK)
				return status;
		}
	}
	return CC_OK;
}

cc_status
cc_homes_near(const cc_homes *homes, cc_point point, double metres, cc_home_visit visit,
			  void *state)
{
	cc_box point_box = {point.x, point.y, point.x, point.y};
	cc_box near = cc_box_grow(point_box, metres);
	/* cc_box_grow stops at the antimeridian, the shortest line does not. */
	int64_t west = 2 * (int64_t) point.x - near.max_x;
	int64_t east = 2 * (int64_t) point.x - near.min_x;
	cc_status status = CC_OK;

	if (homes->nhomes == 0)
		return CC_OK;
	west = near.min_x < west ? near.min_x : west;
	east = near.max_x > east ? near.max_x : east;
	for (int64_t turn = -1; turn <= 1 && status == CC_OK; turn++)
	{
		int64_t shift = turn * 2 * (int64_t) CC_MAX_X;
		int64_t box[4] = {west + shift, near.min_y, east + shift, near.max_y};

		status = visit_cells(homes, box, visit, state);
	}
	return status;
}
