/*
 * test_multi_search.c
 *		Walks from several amenities at once are those from each alone.
 *
 * test/unit/test_multi_search.c
 */
#include "oracle.h"

#include "route/multi_search.h"

#define MOST_SOURCES 3

typedef struct amenities
{
	cc_place sources[CC_LANES * MOST_SOURCES];
	uint32_t first[CC_LANES + 1];
	uint32_t n;
} amenities;

/* Amenities of some access points, of which some are off the network. */
static amenities
new_amenities(const net *n, uint64_t *random, uint32_t count)
{
	amenities made = {.n = count};
	uint32_t at = 0;

	for (uint32_t lane = 0; lane < count; lane++)
	{
		for (int32_t s = unit_between(random, 0, MOST_SOURCES); s > 0; s--)
		{
			cc_status status =
				cc_snap(n->graph, net_random_point(random, 40000), &made.sources[at]);

			assert_true(status == CC_OK || status == CC_NOT_FOUND);
			at++;
		}
		made.first[lane + 1] = at;
	}
	return made;
}

static bool
only_one_edge(const cc_graph *graph, uint32_t node)
{
	return graph->first[node + 1] - graph->first[node] == 1;
}

/*
 * Every node has in each lane the cost that it has alone, but for dead ends, which may have none;
 * and every place has the same walk. Returns how many nodes have a cost.
 */
static uint32_t
check_lanes(const net *n, cc_search *lanes, cc_search *alone, const amenities *a,
			const cc_place *places, uint32_t nplaces)
{
	uint32_t reached = 0;

	for (uint32_t lane = 0; lane < a->n; lane++)
	{
		assert_int_equal(cc_search_run(alone, a->sources + a->first[lane],
									   a->first[lane + 1] - a->first[lane], lanes->measure,
									   lanes->direction, lanes->limit),
						 CC_OK);
		cc_multi_search_select(lanes, lane);
		for (uint32_t node = 0; node < n->graph->nnodes; node++)
		{
			uint32_t cost = cc_search_cost(lanes, node);

			assert_true(cost == alone->cost[node] ||
						(cost == CC_NONE && only_one_edge(n->graph, node)));
			assert_true(cost == CC_NONE || cc_multi_search_touched(lanes, node));
			reached += cost != CC_NONE;
		}
		for (uint32_t p = 0; p < nplaces; p++)
			assert_int_equal(cc_search_walk(lanes, &places[p]), cc_search_walk(alone, &places[p]));
	}
	return reached;
}

/* Each touched node is there once, and lanes without an amenity have no cost. */
static void
check_touched(const net *n, const cc_search *lanes, uint32_t nlanes)
{
	uint8_t *seen = calloc(n->graph->nnodes, 1);
	uint32_t touched = 0;

	for (uint32_t i = 0; i < lanes->ntouched; i++)
		assert_int_equal(seen[lanes->touched[i]]++, 0);
	for (uint32_t node = 0; node < n->graph->nnodes; node++)
	{
		touched += cc_multi_search_touched(lanes, node);
		for (uint32_t lane = nlanes; lane < CC_LANES; lane++)
			assert_int_equal(cc_multi_search_costs(lanes, node)[lane], CC_NONE);
	}
	assert_int_equal(touched, lanes->ntouched);
	free(seen);
}

static void
lanes_are_searches(void **state)
{
	static const uint32_t limits[] = {0, 1, 60000, 900049, 90000000, CC_NONE};
	uint32_t reached = 0;

	(void) state;
	for (uint64_t seed = 1; seed <= 24; seed++)
	{
		uint64_t random = seed;
		net *n = net_new();
		cc_place places[60];
		cc_search *lanes;
		cc_search *alone;

		net_add_city(n, &random, 9, 9000, seed % 3 ? 70 : 45);
		net_finish(n);
		for (uint32_t p = 0; p < 60; p++)
			(void) cc_snap(n->graph, net_random_point(&random, 45000), &places[p]);
		if (seed % 2)
			net_make_uneven(n, &random);
		assert_int_equal(cc_search_create(n->graph, CC_LANES, &lanes), CC_OK);
		assert_int_equal(cc_search_create(n->graph, 1, &alone), CC_OK);
		/* One after the other, so that what a run leaves is seen by the next. */
		for (uint32_t run = 0; run < 24; run++)
		{
			amenities a = new_amenities(n, &random, (uint32_t) unit_between(&random, 1, CC_LANES));

			assert_int_equal(cc_multi_search_run(lanes, a.sources, a.first, a.n,
												 (cc_measure) (run % 2),
												 (cc_direction) (run / 2 % 2), limits[run / 4]),
							 CC_OK);
			check_touched(n, lanes, a.n);
			reached += check_lanes(n, lanes, alone, &a, places, 60);
		}
		cc_search_release(lanes);
		cc_search_release(alone);
		net_free(n);
	}
	assert_true(reached > 30000);
}

/*
 * A way into a dense town that is long for one amenity and short for another: the wave of the
 * second must not wait for the first.
 */
static void
waves_pass_one_after_the_other(void **state)
{
	enum
	{
		SIDE = 30,
		STEP = 2000
	};
	static cc_env env;
	cc_point gate = net_corner();
	cc_point far;
	cc_point near;
	cc_place sources[2];
	uint32_t first[] = {0, 1, 2};
	net *n = net_new();
	cc_search *lanes;

	(void) state;
	gate.x += 140000;
	gate.y -= 60000;
	far = (cc_point){gate.x - 120000, gate.y};
	near = (cc_point){gate.x, gate.y + 3600};
	net_add(n, 0, (cc_point[]){far, gate}, 2);
	net_add(n, 0, (cc_point[]){near, gate}, 2);
	for (int32_t i = 0; i < SIDE; i++)
	{
		cc_point row[SIDE];
		cc_point column[SIDE];

		for (int32_t k = 0; k < SIDE; k++)
		{
			row[k] = (cc_point){gate.x + k * STEP, gate.y - i * STEP};
			column[k] = (cc_point){gate.x + i * STEP, gate.y - k * STEP};
		}
		net_add(n, 0, row, SIDE);
		net_add(n, 0, column, SIDE);
	}
	env = unit_env();
	n->graph = net_build(n, &env);
	assert_int_equal(cc_snap(n->graph, far, &sources[0]), CC_OK);
	assert_int_equal(cc_snap(n->graph, near, &sources[1]), CC_OK);
	assert_int_equal(cc_search_create(n->graph, CC_LANES, &lanes), CC_OK);
	assert_int_equal(
		cc_multi_search_run(lanes, sources, first, 2, CC_BY_TIME, CC_TO_SOURCES, 900049), CC_OK);
	assert_true(lanes->ntouched > SIDE * SIDE / 2);
	assert_true(lanes->queue.used < 4 * n->graph->nnodes);
	cc_search_release(lanes);
	net_free(n);
}

static void
wrong_number_of_lanes(void **state)
{
	uint32_t first[] = {0, 0};
	uint64_t random = 3;
	net *n = net_new();
	cc_search *lanes;
	cc_search *alone;

	(void) state;
	net_add_city(n, &random, 5, 9000, 90);
	net_finish(n);
	assert_int_equal(cc_search_create(n->graph, CC_LANES, &lanes), CC_OK);
	assert_int_equal(cc_search_create(n->graph, 1, &alone), CC_OK);
	assert_int_equal(cc_search_run(lanes, NULL, 0, CC_BY_TIME, CC_TO_SOURCES, 1000), CC_BAD_INPUT);
	assert_int_equal(cc_multi_search_run(alone, NULL, first, 1, CC_BY_TIME, CC_TO_SOURCES, 1000),
					 CC_BAD_INPUT);
	/* Amenities without any access point. */
	assert_int_equal(cc_multi_search_run(lanes, NULL, first, 1, CC_BY_TIME, CC_TO_SOURCES, 1000),
					 CC_OK);
	assert_int_equal(lanes->ntouched, 0);
	cc_search_release(lanes);
	cc_search_release(alone);
	net_free(n);
}

static void
stopped_and_without_memory(void **state)
{
	uint64_t random = 21;
	net *n = net_new();
	unit_memory memory = {0};
	cc_env counting = unit_counting_env(&memory);
	cc_graph *graph;
	cc_search *lanes;
	cc_place source;
	uint32_t first[] = {0, 1};
	cc_status status = CC_NOMEM;

	(void) state;
	net_add_city(n, &random, 40, 9000, 90);
	graph = net_build(n, &counting);
	assert_int_equal(cc_snap(graph, net_corner(), &source), CC_OK);
	for (long fail_at = 1; status != CC_OK; fail_at++)
	{
		assert_true(fail_at < 100);
		memory.allocations = 0;
		memory.fail_at = fail_at;
		status = cc_search_create(graph, CC_LANES, &lanes);
		if (status == CC_OK)
			status =
				cc_multi_search_run(lanes, &source, first, 1, CC_BY_TIME, CC_TO_SOURCES, 10000000);
		assert_true(status == CC_OK || status == CC_NOMEM);
		cc_search_release(lanes);
	}
	memory.fail_at = 0;
	assert_int_equal(cc_search_create(graph, CC_LANES, &lanes), CC_OK);
	memory.stop_at = 1;
	memory.polls = 0;
	assert_int_equal(
		cc_multi_search_run(lanes, &source, first, 1, CC_BY_TIME, CC_TO_SOURCES, 10000000),
		CC_CANCELED);
	memory.stop_at = 0;
	assert_int_equal(
		cc_multi_search_run(lanes, &source, first, 1, CC_BY_TIME, CC_TO_SOURCES, 10000000), CC_OK);
	assert_true(lanes->ntouched > 1000);
	cc_search_release(lanes);
	cc_graph_release(graph);
	assert_int_equal(memory.held, 0);
	net_free(n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lanes_are_searches),
		cmocka_unit_test(waves_pass_one_after_the_other),
		cmocka_unit_test(wrong_number_of_lanes),
		cmocka_unit_test(stopped_and_without_memory),
	};

	return cmocka_run_group_tests_name("lanes", tests, NULL, NULL);
}
