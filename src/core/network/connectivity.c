/*
 * connectivity.c
 *		Connectivity of a network.
 *
 * src/core/network/connectivity.c
 */
#include "network/connectivity.h"

#include <stdlib.h>
#include <string.h>

#include "base/disjoint_set.h"

/* One end of a cross-tile edge; the other end comes with another tile. */
typedef struct half_edge
{
	cc_digest edge; /* of its identity */
	uint32_t node;
} half_edge;

/* A tile: its nodes are those from first_node to that of the next tile. */
typedef struct tile_nodes
{
	int32_t id;
	uint32_t first_node;
} tile_nodes;

struct cc_connect
{
	const cc_env *env;
	uint32_t *parent; /* per node of all tiles so far */
	uint64_t *len_mm; /* of the component, at its root */
	size_t parent_capacity;
	size_t len_capacity;
	size_t nnodes;
	half_edge *halves;
	size_t nhalves;
	size_t halves_capacity;
	tile_nodes *tiles;
	size_t ntiles;
	size_t tiles_capacity;
	uint64_t nedges;
	uint64_t total_mm;
};

cc_status
cc_connect_create(const cc_env *env, cc_connect **connect)
{
	*connect = cc_alloc0(env, 1, sizeof(cc_connect));
	if (*connect == NULL)
		return CC_NOMEM;
	(*connect)->env = env;
	return CC_OK;
}

void
cc_connect_release(cc_connect *connect)
{
	if (connect == NULL)
		return;
	cc_free(connect->env, connect->parent);
	cc_free(connect->env, connect->len_mm);
	cc_free(connect->env, connect->halves);
	cc_free(connect->env, connect->tiles);
	cc_free(connect->env, connect);
}

static void
unite(cc_connect *connect, uint32_t a, uint32_t b)
{
	uint32_t child = cc_set_unite(connect->parent, a, b);

	if (child != UINT32_MAX)
		connect->len_mm[connect->parent[child]] += connect->len_mm[child];
}

static cc_status
add_nodes(cc_connect *connect, uint32_t n)
{
	const size_t total = connect->nnodes + n;
	void *parent = connect->parent;
	void *len_mm = connect->len_mm;
	cc_status status;

	if (total >= UINT32_MAX)
		return CC_LIMIT;
	status = cc_grow(connect->env, &parent, &connect->parent_capacity, connect->nnodes, total,
					 sizeof(uint32_t));
	connect->parent = parent;
	if (status == CC_OK)
		status = cc_grow(connect->env, &len_mm, &connect->len_capacity, connect->nnodes, total,
						 sizeof(uint64_t));
	connect->len_mm = len_mm;
	if (status != CC_OK)
		return status;
	for (size_t node = connect->nnodes; node < total; node++)
	{
		connect->parent[node] = (uint32_t) node;
		connect->len_mm[node] = 0;
	}
	connect->nnodes = total;
	return CC_OK;
}

static cc_status
add_half(cc_connect *connect, const cc_tile *tile, const cc_edge *edge, uint32_t node)
{
	const cc_street_key *key = &tile->streets[edge->street];
	void *halves = connect->halves;
	cc_status status = cc_grow(connect->env, &halves, &connect->halves_capacity, connect->nhalves,
							   connect->nhalves + 1, sizeof(half_edge));
	half_edge *half;

	connect->halves = halves;
	if (status != CC_OK)
		return status;
	half = &connect->halves[connect->nhalves++];
	half->node = node;
	half->edge = tile->text_keys
					 ? cc_digest_bytes(key->text, key->len, edge->first_vertex)
					 : cc_digest_bytes(&key->number, sizeof(key->number), edge->first_vertex);
	return CC_OK;
}

/* A tile under way. */
typedef struct adding
{
	const cc_tile *tile;
	uint32_t base; /* of its nodes */
	bool *closed;  /* per closed gate: has an edge end there already? */
} adding;

/* The node of an edge's end; at a closed gate each end has its own. */
static cc_status
end_node(cc_connect *connect, const adding *add, uint32_t end, uint32_t *node)
{
	uint32_t gate = end == CC_FOREIGN ? CC_FOREIGN : cc_tile_gate(add->tile, end);

	*node = end == CC_FOREIGN ? CC_FOREIGN : add->base + end;
	if (gate == CC_FOREIGN)
		return CC_OK;
	if (!add->closed[gate])
	{
		add->closed[gate] = true;
		return CC_OK;
	}
	*node = (uint32_t) connect->nnodes;
	return add_nodes(connect, 1);
}

static cc_status
add_edge(cc_connect *connect, const adding *add, const cc_edge *edge)
{
	uint32_t u;
	uint32_t v;
	cc_status status = end_node(connect, add, edge->u, &u);

	if (status == CC_OK)
		status = end_node(connect, add, edge->v, &v);
	if (status != CC_OK)
		return status;
	if (u != CC_FOREIGN)
	{
		connect->nedges++;
		connect->total_mm += edge->len_mm;
		connect->len_mm[cc_set_root(connect->parent, u)] += edge->len_mm;
	}
	if (u != CC_FOREIGN && v != CC_FOREIGN)
		unite(connect, u, v);
	else if (u != CC_FOREIGN || v != CC_FOREIGN)
		return add_half(connect, add->tile, edge, u != CC_FOREIGN ? u : v);
	return CC_OK;
}

static cc_status
note_tile(cc_connect *connect, const cc_tile *tile)
{
	void *tiles = connect->tiles;
	cc_status status = cc_grow(connect->env, &tiles, &connect->tiles_capacity, connect->ntiles,
							   connect->ntiles + 1, sizeof(tile_nodes));

	connect->tiles = tiles;
	if (status == CC_OK)
		connect->tiles[connect->ntiles++] = (tile_nodes){tile->id, (uint32_t) connect->nnodes};
	return status;
}

cc_status
cc_connect_add(cc_connect *connect, const cc_tile *tile)
{
	adding add = {.tile = tile, .base = (uint32_t) connect->nnodes};
	cc_status status = note_tile(connect, tile);

	if (status == CC_OK)
		status = add_nodes(connect, tile->nnodes);
	if (status != CC_OK)
		return status;
	add.closed = cc_alloc0(connect->env, (size_t) tile->ngates + 1, sizeof(bool));
	if (add.closed == NULL)
		return CC_NOMEM;
	for (uint32_t e = 0; status == CC_OK && e < tile->nedges; e++)
		status = add_edge(connect, &add, &tile->edges[e]);
	cc_free(connect->env, add.closed);
	return status;
}

static int
compare_halves(const void *first, const void *second)
{
	const cc_digest *a = &((const half_edge *) first)->edge;
	const cc_digest *b = &((const half_edge *) second)->edge;

	if (a->hi != b->hi)
		return a->hi < b->hi ? -1 : 1;
	return a->lo < b->lo ? -1 : a->lo > b->lo;
}

/* --- lands --- */

/* Which tiles are of one land. */
typedef struct lands
{
	uint32_t *parent;     /* per tile, in the order in which they came */
	uint32_t *tile_of;    /* per node that is a component's root: a tile of it */
	uint64_t *longest_mm; /* per tile that is a land's root: its longest component */
} lands;

static cc_status
create_lands(const cc_connect *connect, lands *made)
{
	*made = (lands){cc_alloc0(connect->env, connect->ntiles + 1, sizeof(uint32_t)),
					cc_alloc0(connect->env, connect->nnodes + 1, sizeof(uint32_t)),
					cc_alloc0(connect->env, connect->ntiles + 1, sizeof(uint64_t))};
	if (made->parent == NULL || made->tile_of == NULL || made->longest_mm == NULL)
		return CC_NOMEM;
	for (uint32_t t = 0; t < connect->ntiles; t++)
		made->parent[t] = t;
	for (size_t node = 0; node < connect->nnodes; node++)
		made->tile_of[node] = UINT32_MAX;
	return CC_OK;
}

static void
release_lands(const cc_connect *connect, lands *made)
{
	cc_free(connect->env, made->parent);
	cc_free(connect->env, made->tile_of);
	cc_free(connect->env, made->longest_mm);
}

static uint32_t
end_of_tile(const cc_connect *connect, size_t tile)
{
	return tile + 1 < connect->ntiles ? connect->tiles[tile + 1].first_node
									  : (uint32_t) connect->nnodes;
}

/* Tiles that have nodes of one component are of one land. */
static void
unite_by_components(const cc_connect *connect, lands *made)
{
	for (uint32_t t = 0; t < connect->ntiles; t++)
		for (uint32_t node = connect->tiles[t].first_node; node < end_of_tile(connect, t); node++)
		{
			uint32_t *tile = &made->tile_of[cc_set_root(connect->parent, node)];

			if (*tile == UINT32_MAX)
				*tile = t;
			else
				cc_set_unite(made->parent, *tile, t);
		}
}

static int
compare_tiles(const void *first, const void *second)
{
	int32_t a = ((const tile_nodes *) first)->id;
	int32_t b = ((const tile_nodes *) second)->id;

	return (a > b) - (a < b);
}

/* Tiles side by side, or corner to corner, are of one land. sorted: by id, their order in
 * first_node. */
static void
unite_neighbours(const cc_connect *connect, lands *made, const tile_nodes *sorted)
{
	static const int32_t neighbours[] = {1, CC_TILES_ACROSS - 1, CC_TILES_ACROSS,
										 CC_TILES_ACROSS + 1};

	for (size_t i = 0; i < connect->ntiles; i++)
		for (size_t n = 0; n < sizeof(neighbours) / sizeof(neighbours[0]); n++)
		{
			tile_nodes wanted = {sorted[i].id + neighbours[n], 0};
			const tile_nodes *found =
				bsearch(&wanted, sorted, connect->ntiles, sizeof(tile_nodes), compare_tiles);

			if (found != NULL)
				cc_set_unite(made->parent, sorted[i].first_node, found->first_node);
		}
}

static void
sum_lands(const cc_connect *connect, lands *made, cc_connectivity *result)
{
	uint64_t connected_mm = 0;

	for (uint32_t node = 0; node < connect->nnodes; node++)
	{
		uint64_t *longest;

		if (connect->parent[node] != node || connect->len_mm[node] == 0)
			continue;
		longest = &made->longest_mm[cc_set_root(made->parent, made->tile_of[node])];
		result->nlands += *longest == 0;
		if (connect->len_mm[node] > *longest)
		{
			connected_mm += connect->len_mm[node] - *longest;
			*longest = connect->len_mm[node];
		}
	}
	result->connected_m = (double) connected_mm / 1000;
}

static cc_status
find_lands(cc_connect *connect, cc_connectivity *result)
{
	tile_nodes *sorted = cc_alloc0(connect->env, connect->ntiles + 1, sizeof(tile_nodes));
	lands made = {0};
	cc_status status = sorted == NULL ? CC_NOMEM : create_lands(connect, &made);

	if (status == CC_OK)
	{
		for (uint32_t t = 0; t < connect->ntiles; t++)
			sorted[t] = (tile_nodes){connect->tiles[t].id, t};
		if (connect->ntiles > 0)
			qsort(sorted, connect->ntiles, sizeof(tile_nodes), compare_tiles);
		unite_by_components(connect, &made);
		unite_neighbours(connect, &made, sorted);
		sum_lands(connect, &made, result);
	}
	cc_free(connect->env, sorted);
	release_lands(connect, &made);
	return status;
}

cc_status
cc_connect_finish(cc_connect *connect, cc_connectivity *result)
{
	uint64_t largest_mm = 0;
	uint32_t largest_root = 0;

	memset(result, 0, sizeof(*result));
	if (connect->nhalves > 0)
		qsort(connect->halves, connect->nhalves, sizeof(half_edge), compare_halves);
	for (size_t i = 1; i < connect->nhalves; i++)
		if (compare_halves(&connect->halves[i - 1], &connect->halves[i]) == 0)
			unite(connect, connect->halves[i - 1].node, connect->halves[i].node);

	for (size_t node = 0; node < connect->nnodes; node++)
	{
		if (connect->parent[node] != node)
			continue;
		result->ncomponents++;
		if (connect->len_mm[node] > largest_mm)
		{
			largest_mm = connect->len_mm[node];
			largest_root = (uint32_t) node;
		}
	}
	for (size_t node = 0; node < connect->nnodes; node++)
		result->largest_nodes += cc_set_root(connect->parent, (uint32_t) node) == largest_root;
	result->nnodes = connect->nnodes;
	result->nedges = connect->nedges;
	result->length_m = (double) connect->total_mm / 1000;
	result->largest_m = (double) largest_mm / 1000;
	return find_lands(connect, result);
}
