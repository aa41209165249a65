/*
 * test_graph.c
 *		Tiles joined into one graph; islands.
 *
 * test/unit/test_graph.c
 */
#include "oracle.h"

static cc_env env;

/* Nodes and edges are those of the lines, wherever tiles end. */
static void
graph_is_that_of_the_lines(void **state)
{
	(void) state;
	for (uint64_t seed = 1; seed <= 20; seed++)
	{
		uint64_t random = seed;
		net *n = net_new();

		net_add_city(n, &random, 9, 8000, 70);
		net_finish(n);
		assert_int_equal(n->graph->nedges, n->nedges);
		assert_int_equal(n->graph->nplaces, n->nnodes);
		for (uint32_t e = 0; e < n->nedges; e++)
		{
			const cc_gedge *edge = &n->graph->edges[n->to_graph[e]];

			assert_int_equal(edge->len_mm, n->edges[e].len_mm);
			assert_int_equal(edge->class_bits, n->edges[e].class_bits);
			assert_int_equal(edge->forward_ms, n->edges[e].forward_ms);
			assert_int_equal(edge->backward_ms, n->edges[e].backward_ms);
			assert_true(net_same(net_node_point(n->graph, edge->u), n->nodes[n->edges[e].u]));
			assert_true(net_same(net_node_point(n->graph, edge->v), n->nodes[n->edges[e].v]));
		}
		net_free(n);
	}
}

/*
 * Every edge is found at both its nodes, a loop twice at one: a public one itself, a private one as
 * its start copy and its end copy.
 */
static void
assert_arcs(const cc_graph *graph)
{
	uint32_t *ends = calloc(graph->nwalked + 1, sizeof(uint32_t));

	for (uint32_t node = 0; node < graph->nnodes; node++)
		for (uint32_t a = graph->first[node]; a < graph->first[node + 1]; a++)
		{
			const cc_arc *arc = &graph->arcs[a];
			const cc_gedge *edge = &graph->edges[arc->edge];

			assert_true((edge->u == node && edge->v == arc->to) ||
						(edge->v == node && edge->u == arc->to));
			ends[arc->edge]++;
		}
	for (uint32_t e = 0; e < graph->nwalked; e++)
	{
		bool private = e < graph->nedges && (graph->edges[e].class_bits & CC_PRIVATE) != 0;

		assert_int_equal(ends[e], private ? 0 : 2);
	}
	free(ends);
}

/* With a part of the tiles, all edges of these are there; open ends meet where they are one. */
static void
part_of_the_tiles(void **state)
{
	(void) state;
	for (uint64_t seed = 1; seed <= 20; seed++)
	{
		uint64_t random = seed;
		net *n = net_new();

		net_add_city(n, &random, 9, 8000, 70);
		net_finish(n);
		for (uint32_t mask = 0; mask < 1u << n->tiles.ntiles && mask < 64; mask++)
		{
			const cc_tile *some[6];
			uint32_t nsome = 0;
			cc_graph *graph;

			for (uint32_t t = 0; t < n->tiles.ntiles; t++)
				if (mask & 1u << t)
					some[nsome++] = n->tiles.tiles[t];
			assert_int_equal(cc_graph_create(&env, some, nsome, &n->walker, &graph), CC_OK);
			assert_arcs(graph);
			for (uint32_t t = 0; t < nsome; t++)
				for (uint32_t e = 0; e < some[t]->nedges; e++)
				{
					uint32_t g = graph->tile_edges[graph->edge_base[t] + e];
					const cc_edge *edge = &some[t]->edges[e];

					assert_true(g < graph->nedges);
					if (edge->u != CC_FOREIGN)
						assert_int_equal(graph->edges[g].u, graph->node_base[t] + edge->u);
					if (edge->v != CC_FOREIGN)
						assert_int_equal(graph->edges[g].v, graph->node_base[t] + edge->v);
					assert_true(graph->edges[g].u < graph->nplaces);
					assert_true(graph->edges[g].v < graph->nplaces);
				}
			cc_graph_release(graph);
		}
		net_free(n);
	}
}

/* Two streets that end at one point of a tile not in hand share the dead end. */
static void
dead_ends_are_shared(void **state)
{
	cc_point corner = net_corner();
	cc_point a[] = {{corner.x + 1000, corner.y + 1000}, {corner.x - 1000, corner.y + 1000}};
	cc_point b[] = {{corner.x - 1000, corner.y + 1000}, {corner.x + 1000, corner.y + 2000}};
	cc_point c[] = {{corner.x + 1000, corner.y + 3000}, {corner.x - 1000, corner.y + 3000}};
	net *n = net_new();
	const cc_tile *east;
	cc_graph *graph;

	(void) state;
	net_add(n, 0, a, 2);
	net_add(n, 0, b, 2);
	net_add(n, 0, c, 2);
	net_finish(n);
	east = unit_find_tile(&n->tiles, cc_tile_at(a[0]));
	assert_int_equal(n->tiles.ntiles, 2);
	assert_int_equal(cc_graph_create(&env, &east, 1, &n->walker, &graph), CC_OK);
	assert_int_equal(graph->nedges, 3);
	assert_int_equal(graph->nnodes, 3 + 2);
	cc_graph_release(graph);
	net_free(n);
}

/* An edge that only passes a tile is known there, with two dead ends. */
static void
passing_edge(void **state)
{
	cc_point corner = net_corner();
	cc_point far[] = {{corner.x - 1000, corner.y - 3000}, {corner.x + 4000, corner.y + 1000}};
	cc_point near[] = {{corner.x + 500, corner.y - 5000}, {corner.x + 5000, corner.y - 5000}};
	net *n = net_new();
	const cc_tile *south_east;
	cc_graph *graph;

	(void) state;
	net_add(n, 0, far, 2);
	net_add(n, 0, near, 2);
	net_finish(n);
	south_east = unit_find_tile(&n->tiles, cc_tile_at(near[0]));
	assert_int_equal(n->graph->nedges, 2);
	assert_int_equal(n->graph->nnodes, 4);
	assert_int_equal(cc_graph_create(&env, &south_east, 1, &n->walker, &graph), CC_OK);
	assert_int_equal(graph->nedges, 2);
	assert_int_equal(graph->nnodes, 4);
	cc_graph_release(graph);
	net_free(n);
}

static void
text_keys_and_bad_sets(void **state)
{
	cc_point corner = net_corner();
	cc_point a[] = {{corner.x + 1000, corner.y + 1000}, {corner.x - 1000, corner.y + 1000}};
	cc_line lines[3] = {unit_line(0, 0, a, 2), unit_line(0, 0, a, 2), unit_line(0, 0, a, 2)};
	const char *keys[] = {"w1", "w2", "way"};
	cc_tile *west;
	cc_tile *east;
	cc_tile *numbers;
	cc_graph *graph;

	(void) state;
	for (int i = 0; i < 3; i++)
	{
		lines[i].key.text = keys[i];
		lines[i].key.len = (uint32_t) strlen(keys[i]);
	}
	west = unit_build_tile(cc_tile_at(a[1]), true, lines, 3);
	east = unit_build_tile(cc_tile_at(a[0]), true, lines, 3);
	numbers = unit_build_tile(cc_tile_at(a[0]), false, lines, 1);
	assert_int_equal(cc_graph_create(&env, (const cc_tile *[]){west, east}, 2, &net_adult, &graph),
					 CC_OK);
	assert_int_equal(graph->nedges, 3);
	assert_int_equal(graph->nnodes, 2);
	cc_graph_release(graph);

	/* Out of order, twice the same, keys of two types. */
	assert_int_equal(cc_graph_create(&env, (const cc_tile *[]){east, west}, 2, &net_adult, &graph),
					 CC_BAD_INPUT);
	assert_null(graph);
	assert_int_equal(cc_graph_create(&env, (const cc_tile *[]){east, east}, 2, &net_adult, &graph),
					 CC_BAD_INPUT);
	assert_int_equal(
		cc_graph_create(&env, (const cc_tile *[]){west, numbers}, 2, &net_adult, &graph),
		CC_BAD_INPUT);
	cc_free(&env, west);
	cc_free(&env, east);
	cc_free(&env, numbers);
}

static void
empty_graph(void **state)
{
	cc_graph *graph;

	(void) state;
	assert_int_equal(cc_graph_create(&env, NULL, 0, &net_adult, &graph), CC_OK);
	assert_int_equal(graph->nnodes, 0);
	assert_int_equal(graph->nedges, 0);
	cc_graph_release(graph);
	cc_graph_release(NULL);
}

/* --- islands --- */

static void
islands_are_those_of_the_oracle(void **state)
{
	uint32_t islands = 0;
	uint32_t mainland = 0;

	(void) state;
	for (uint64_t seed = 1; seed <= 30; seed++)
	{
		uint64_t random = seed;
		net *n = net_new();

		n->walker.steps_factor = seed % 3 == 0 ? 0 : 3;
		net_add_city(n, &random, seed % 2 ? 8 : 11, seed % 5 ? 9000 : 24000, 45);
		net_finish(n);
		for (uint32_t e = 0; e < n->nedges; e++)
		{
			bool island;

			assert_int_equal(cc_graph_island(n->graph, n->to_graph[e], &island), CC_OK);
			assert_int_equal(island, net_island(n, e));
			assert_int_equal(cc_graph_island(n->graph, n->to_graph[e], &island), CC_OK);
			assert_int_equal(island, net_island(n, e));
			*(island ? &islands : &mainland) += 1;
		}
		net_free(n);
	}
	assert_true(islands > 100);
	assert_true(mainland > 100);
}

/*
 * A comb: one street with a tooth at every second vertex, so many nodes in all but for those
 * where the street passes the border of tiles.
 */
static bool
comb_is_island(uint32_t nodes, int32_t step)
{
	cc_point corner = net_corner();
	net *n = net_new();
	cc_point spine[64];
	uint32_t teeth = nodes / 2;
	uint32_t boundaries = 0;
	bool island;

	for (uint32_t i = 0; i < 2 * teeth - 1; i++)
		spine[i] = (cc_point){corner.x + (int32_t) (i * step) - 10050, corner.y + 5000};
	net_add(n, 0, spine, 2 * teeth - 1);
	for (uint32_t i = 0; i < teeth; i++)
	{
		cc_point tooth[] = {spine[2 * i], {spine[2 * i].x, spine[2 * i].y + 100}};

		net_add(n, 0, tooth, 2);
	}
	if (nodes % 2 == 1)
	{
		cc_point tooth[] = {spine[0], {spine[0].x, spine[0].y - 100}};

		net_add(n, 0, tooth, 2);
	}
	net_finish(n);
	for (uint32_t i = 0; i < n->nnodes; i++)
		boundaries += n->boundary[i];
	assert_int_equal(boundaries, 1);
	assert_int_equal(n->graph->nnodes, nodes + 1);
	assert_int_equal(cc_graph_island(n->graph, n->to_graph[0], &island), CC_OK);
	assert_int_equal(island, net_island(n, 0));
	net_free(n);
	return island;
}

static void
fewer_than_40_nodes(void **state)
{
	(void) state;
	assert_true(comb_is_island(38, 450));
	assert_true(comb_is_island(39, 450));
	assert_false(comb_is_island(40, 450));
	assert_false(comb_is_island(41, 450));
}

/* One street whose far end lies so many m from the near end of its first edge. */
static bool
street_is_island(double metres)
{
	cc_point corner = net_corner();
	cc_point line[3] = {{corner.x - 5000, corner.y + 5000}, {corner.x - 200, corner.y + 5000}};
	cc_point side[2] = {line[1], {line[1].x, line[1].y + 1}};
	net *n = net_new();
	bool island;

	line[2] = line[1];
	while (cc_distance_m(line[0], line[1]) + cc_distance_m(line[1], line[2]) < metres)
		line[2].x++;
	net_add(n, 0, line, 3);
	net_add(n, 0, side, 2);
	net_finish(n);
	assert_int_equal(cc_graph_island(n->graph, n->to_graph[0], &island), CC_OK);
	assert_int_equal(island, net_island(n, 0));
	net_free(n);
	return island;
}

static void
within_1000_m(void **state)
{
	(void) state;
	assert_true(street_is_island(500));
	assert_true(street_is_island(999));
	assert_false(street_is_island(1001));
	assert_false(street_is_island(5000));
}

/* A ring is followed round both sides: its farthest point counts, not its nodes. */
static void
rings(void **state)
{
	cc_point corner = net_corner();

	(void) state;
	for (int32_t size = 2000; size <= 200000; size += 2000)
	{
		cc_point ring[] = {{corner.x + 10, corner.y + 10},
						   {corner.x + 10 + size, corner.y + 10},
						   {corner.x + 10 + size, corner.y + 10 + size},
						   {corner.x + 10, corner.y + 10}};
		cc_point stub[] = {ring[0], {ring[0].x + 500, ring[0].y - 5}};
		net *n = net_new();

		net_add(n, 0, ring, 4);
		net_add(n, 0, stub, 2);
		net_finish(n);
		for (uint32_t e = 0; e < n->nedges; e++)
		{
			bool island;

			assert_int_equal(cc_graph_island(n->graph, n->to_graph[e], &island), CC_OK);
			assert_int_equal(island, net_island(n, e));
		}
		net_free(n);
	}
}

/* --- costs of parts --- */

static void
parts_of_an_edge(void **state)
{
	uint64_t random = 5;
	net *n = net_new();

	(void) state;
	net_add_city(n, &random, 6, 9000, 80);
	net_finish(n);
	for (uint32_t g = 0; g < n->graph->nedges; g++)
	{
		uint32_t len = n->graph->edges[g].len_mm;
		uint32_t ms = n->graph->edges[g].forward_ms;
		uint32_t a = (uint32_t) unit_between(&random, 0, (int32_t) len);
		uint32_t b = (uint32_t) unit_between(&random, (int32_t) a, (int32_t) len);

		assert_int_equal(cc_graph_leave_ms(n->graph, g, 0, true), ms);
		assert_int_equal(cc_graph_leave_ms(n->graph, g, len, false), ms);
		assert_int_equal(cc_graph_leave_ms(n->graph, g, len, true), 0);
		assert_int_equal(cc_graph_enter_ms(n->graph, g, 0, true), ms);
		assert_int_equal(cc_graph_enter_ms(n->graph, g, len, false), ms);
		assert_int_equal(cc_graph_along_ms(n->graph, g, 0, len), ms);
		assert_int_equal(cc_graph_along_ms(n->graph, g, len, 0), ms);
		/* Parts of a walk add up to the ms. */
		assert_int_equal(cc_graph_along_ms(n->graph, g, 0, a) +
							 cc_graph_along_ms(n->graph, g, a, b) +
							 cc_graph_along_ms(n->graph, g, b, len),
						 ms);
		net_set_costs(n, n->from_graph[g], CC_IMPASSABLE, ms);
		assert_int_equal(cc_graph_leave_ms(n->graph, g, a, true), CC_IMPASSABLE);
		assert_int_equal(cc_graph_enter_ms(n->graph, g, a, false), CC_IMPASSABLE);
		assert_int_not_equal(cc_graph_leave_ms(n->graph, g, a, false), CC_IMPASSABLE);
		assert_int_not_equal(cc_graph_enter_ms(n->graph, g, a, true), CC_IMPASSABLE);
		if (a < b)
			assert_int_equal(cc_graph_along_ms(n->graph, g, a, b), CC_IMPASSABLE);
	}
	net_free(n);
}

static void
without_memory(void **state)
{
	uint64_t random = 3;
	net *n = net_new();
	cc_status status = CC_NOMEM;

	(void) state;
	net_add_city(n, &random, 9, 8000, 70);
	net_finish(n);
	for (long fail_at = 1; status == CC_NOMEM; fail_at++)
	{
		unit_memory memory = {.fail_at = fail_at};
		cc_env counting = unit_counting_env(&memory);
		cc_graph *graph;
		bool island;

		status = cc_graph_create(&counting, (const cc_tile *const *) n->tiles.tiles,
								 n->tiles.ntiles, &n->walker, &graph);
		if (status == CC_OK)
			status = cc_graph_island(graph, 0, &island);
		else
			assert_null(graph);
		cc_graph_release(graph);
		assert_int_equal(memory.held, 0);
		assert_true(fail_at < 100);
	}
	assert_int_equal(status, CC_OK);
	net_free(n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(graph_is_that_of_the_lines),
		cmocka_unit_test(part_of_the_tiles),
		cmocka_unit_test(dead_ends_are_shared),
		cmocka_unit_test(passing_edge),
		cmocka_unit_test(text_keys_and_bad_sets),
		cmocka_unit_test(empty_graph),
		cmocka_unit_test(islands_are_those_of_the_oracle),
		cmocka_unit_test(fewer_than_40_nodes),
		cmocka_unit_test(within_1000_m),
		cmocka_unit_test(rings),
		cmocka_unit_test(parts_of_an_edge),
		cmocka_unit_test(without_memory),
	};

	env = unit_env();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
