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

cc_status
cc_connect_add(cc_connect *connect, const cc_tile *tile)
{
	adding add = {.tile = tile, .base = (uint32_t) connect->nnodes};
	cc_status status = add_nodes(connect, tile->nnodes);

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
	return CC_OK;
}
