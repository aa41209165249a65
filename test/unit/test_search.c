/*
 * test_search.c
 *		Bounded shortest walks.
 *
 * test/unit/test_search.c
 */
#include "oracle.h"

#define MAX_SOURCES 4

static cc_env env;

/* A network with places for sources. */
typedef struct city
{
	net *n;
	cc_search *search;
	cc_place sources[MAX_SOURCES];
	net_place known[MAX_SOURCES];
	uint32_t nsources;
} city;

static city
new_city(uint64_t *random, int32_t side, int32_t percent, bool uneven)
{
	city c = {.n = net_new()};

	net_add_city(c.n, random, side, 9000, percent);
	net_finish(c.n);
	c.nsources = (uint32_t) unit_between(random, 1, MAX_SOURCES);
	for (uint32_t s = 0; s < c.nsources; s++)
		c.sources[s] = net_place_at(c.n, net_random_point(random, 9000 * side / 2), &c.known[s]);
	if (uneven)
		net_make_uneven(c.n, random);
	assert_int_equal(cc_search_create(c.n->graph, 1, &c.search), CC_OK);
	return c;
}

static void
free_city(city *c)
{
	cc_search_release(c->search);
	net_free(c->n);
}

/* What the walks to or from a node may have on their streets there. */
typedef enum node_kind
{
	PLAIN, /* public ones may come next */
	START, /* private ones only so far */
	END    /* private ones only from here on */
} node_kind;

static node_kind
kind_of(const cc_graph *graph, uint32_t node)
{
	uint32_t place =
		node < graph->nplaces ? node : graph->copies.node_origin[node - graph->nplaces];

	if (place == node)
		return PLAIN;
	return node == graph->copies.of_node[place] ? START : END;
}

/* All walks between a source's street and the node; NULL for none. */
static const uint64_t *
ways_between(const net *n, bool by_length, bool from, bool private, node_kind kind)
{
	if (kind == (from ? START : END))
		return private ? n->inside[by_length] : NULL;
	if (from)
		return n->ways[by_length][private][kind == END];
	return n->ways[by_length][kind == START][private];
}

/* What a node costs, from the matrix of all walks. */
static uint64_t
node_cost(const city *c, uint32_t node, node_kind kind, bool by_length, bool from)
{
	const net *n = c->n;
	uint64_t best = NET_FAR;

	for (uint32_t s = 0; s < c->nsources; s++)
	{
		const net_place *source = &c->known[s];
		const net_edge *edge;
		const uint64_t *way;

		if (source->edge == CC_NONE)
			continue;
		edge = &n->edges[source->edge];
		way = ways_between(n, by_length, from, net_private(edge), kind);
		for (int end = 0; way != NULL && end < 2; end++)
		{
			uint32_t at = end ? edge->v : edge->u;
			uint32_t mm = end ? edge->len_mm - source->at_mm : source->at_mm;
			uint64_t part = net_part(n, source->edge, mm, from ? end : !end, by_length);
			uint64_t between = from ? way[at * n->nnodes + node] : way[node * n->nnodes + at];

			net_shorten(&best, net_sum(part, between, net_door(n, source->door_mm, by_length)));
		}
	}
	return best;
}

static void
check_costs(const city *c, bool by_length, bool from, uint32_t limit)
{
	const cc_graph *graph = c->n->graph;
	uint32_t reached = 0;

	for (uint32_t i = 0; i < graph->nnodes; i++)
	{
		uint32_t node = net_node(c->n, net_node_point(graph, i));
		uint64_t expected = node_cost(c, node, kind_of(graph, i), by_length, from);

		if (expected > limit)
			expected = CC_NONE;
		else
			reached++;
		assert_int_equal(c->search->cost[i], expected);
	}
	assert_int_equal(c->search->ntouched, reached);
}

/* The least walk between any source and a place. */
static uint64_t
least_walk(const city *c, const net_place *place, bool by_length, bool from)
{
	uint64_t best = NET_FAR;

	for (uint32_t s = 0; s < c->nsources; s++)
	{
		if (from)
			net_shorten(&best, net_walk(c->n, &c->known[s], place, by_length));
		else
			net_shorten(&best, net_walk(c->n, place, &c->known[s], by_length));
	}
	return best;
}

static uint32_t
check_walks(const city *c, uint64_t *random, int32_t units, uint32_t limit)
{
	bool by_length = c->search->measure == CC_BY_LENGTH;
	bool from = c->search->direction == CC_FROM_SOURCES;
	uint32_t found = 0;

	for (int i = 0; i < 60; i++)
	{
		cc_point point = net_random_point(random, units);
		net_place known;
		cc_place place;
		uint64_t expected;

		/* Some just beside a source, where lines and single edges are the walk. */
		if (i % 3 == 0)
			point = (cc_point){c->sources[0].point.x + unit_between(random, -2000, 2000),
							   c->sources[0].point.y + unit_between(random, -2000, 2000)};
		place = net_place_at(c->n, point, &known);
		expected = least_walk(c, &known, by_length, from);
		if (expected > limit)
			expected = CC_NONE;
		else
			found++;
		assert_int_equal(cc_search_walk(c->search, &place), expected);
	}
	return found;
}

/* Every cost and every walk, both measures and directions, as all walks by Floyd say. */
static void
costs_and_walks(void **state)
{
	static const uint32_t limits[] = {0, 50000, 300049, 900049, 100000000};
	uint32_t found = 0;

	(void) state;
	for (uint64_t seed = 1; seed <= 40; seed++)
	{
		uint64_t random = seed;
		int32_t side = seed % 4 == 0 ? 12 : 7;
		city c = new_city(&random, side, 70, seed % 2);

		for (int way = 0; way < 4; way++)
		{
			bool by_length = way & 1;
			bool from = way & 2;

			for (int i = 0; i < 5; i++)
			{
				assert_int_equal(cc_search_run(c.search, c.sources, c.nsources,
											   by_length ? CC_BY_LENGTH : CC_BY_TIME,
											   from ? CC_FROM_SOURCES : CC_TO_SOURCES, limits[i]),
								 CC_OK);
				check_costs(&c, by_length, from, limits[i]);
				found += check_walks(&c, &random, 4500 * side, limits[i]);
			}
		}
		free_city(&c);
	}
	assert_true(found > 5000);
}

/* A large city with steps that cannot be walked, for long searches through many buckets. */
static void
long_searches(void **state)
{
	uint64_t random = 99;
	city c = {.n = net_new()};

	(void) state;
	c.n->walker.steps_factor = 0;
	c.n->walker.speed_m_s = 0.1;
	net_add_city(c.n, &random, 20, 9000, 80);
	net_finish(c.n);
	c.nsources = 1;
	c.sources[0] = net_place_at(c.n, net_corner(), &c.known[0]);
	net_make_uneven(c.n, &random);
	assert_int_equal(cc_search_create(c.n->graph, 1, &c.search), CC_OK);
	for (int way = 0; way < 4; way++)
	{
		assert_int_equal(cc_search_run(c.search, c.sources, 1, way & 1 ? CC_BY_LENGTH : CC_BY_TIME,
									   way & 2 ? CC_FROM_SOURCES : CC_TO_SOURCES, UINT32_MAX),
						 CC_OK);
		check_costs(&c, way & 1, way & 2, UINT32_MAX - 1);
		check_walks(&c, &random, 90000, UINT32_MAX - 1);
	}
	free_city(&c);
}

/* Uneven costs: there and back differ, and both are right. */
static void
there_and_back_differ(void **state)
{
	uint64_t random = 4;
	city c = new_city(&random, 9, 90, true);
	uint32_t differ = 0;

	(void) state;
	c.nsources = 1;
	for (int i = 0; i < 100; i++)
	{
		net_place known;
		cc_place place = net_place_at(c.n, net_random_point(&random, 40000), &known);
		uint32_t there;
		uint32_t back;

		cc_search_run(c.search, c.sources, 1, CC_BY_TIME, CC_FROM_SOURCES, 10000000);
		there = cc_search_walk(c.search, &place);
		cc_search_run(c.search, c.sources, 1, CC_BY_TIME, CC_TO_SOURCES, 10000000);
		back = cc_search_walk(c.search, &place);
		assert_int_equal(there == CC_NONE ? NET_FAR : there,
						 net_walk(c.n, &c.known[0], &known, false));
		assert_int_equal(back == CC_NONE ? NET_FAR : back,
						 net_walk(c.n, &known, &c.known[0], false));
		differ += there != back;
	}
	assert_true(differ > 20);
	free_city(&c);
}

/* A longer limit never loses a walk nor changes one; limits may come in any order. */
static void
limits_do_not_matter(void **state)
{
	uint64_t random = 8;
	city c = new_city(&random, 9, 80, false);
	net_place known;
	uint32_t whole;

	(void) state;
	for (int i = 0; i < 200; i++)
	{
		cc_place place = net_place_at(c.n, net_random_point(&random, 40000), &known);
		uint32_t limit = (uint32_t) unit_between(&random, 0, 1200000);

		cc_search_run(c.search, c.sources, c.nsources, CC_BY_TIME, CC_TO_SOURCES, 100000000);
		whole = cc_search_walk(c.search, &place);
		cc_search_run(c.search, c.sources, c.nsources, CC_BY_TIME, CC_TO_SOURCES, limit);
		assert_int_equal(cc_search_walk(c.search, &place), whole <= limit ? whole : CC_NONE);
		if (whole == CC_NONE)
			continue;
		cc_search_run(c.search, c.sources, c.nsources, CC_BY_TIME, CC_TO_SOURCES, whole);
		assert_int_equal(cc_search_walk(c.search, &place), whole);
		if (whole == 0)
			continue;
		cc_search_run(c.search, c.sources, c.nsources, CC_BY_TIME, CC_TO_SOURCES, whole - 1);
		assert_int_equal(cc_search_walk(c.search, &place), CC_NONE);
	}
	free_city(&c);
}

/* Nobody is faster than the straight line; only who stands there needs no time. */
static void
never_faster_than_straight(void **state)
{
	(void) state;
	for (uint64_t seed = 1; seed <= 10; seed++)
	{
		uint64_t random = seed;
		city c = new_city(&random, 9, 80, false);

		c.nsources = 1;
		cc_search_run(c.search, c.sources, 1, CC_BY_TIME, CC_TO_SOURCES, 10000000);
		for (int i = 0; i < 300; i++)
		{
			net_place known;
			cc_place place = net_place_at(c.n, net_random_point(&random, 40000), &known);
			double metres = cc_distance_m(place.point, c.sources[0].point);
			uint32_t walk = cc_search_walk(c.search, &place);

			if (walk == CC_NONE)
				continue;
			/* The plane of snapping and the rounding to ms and mm have a part in it. */
			assert_true(walk / 1000.0 * 1.33 >= metres * (1 - 1e-4) - 0.01);
			assert_true(walk > 0 || metres < 0.01);
		}
		free_city(&c);
	}
}

/* Sources at the ends of edges, in vertices, on one edge with the home, on loops. */
static void
sources_at_vertices(void **state)
{
	uint64_t random = 12;
	city c = new_city(&random, 8, 80, true);

	(void) state;
	c.nsources = 1;
	for (uint32_t i = 0; i < c.n->npoints; i += 3)
	{
		c.sources[0] = net_place_at(c.n, c.n->points[i], &c.known[0]);
		for (int way = 0; way < 4; way++)
		{
			cc_search_run(c.search, c.sources, 1, way & 1 ? CC_BY_LENGTH : CC_BY_TIME,
						  way & 2 ? CC_FROM_SOURCES : CC_TO_SOURCES, 600049);
			for (uint32_t k = 0; k < c.n->npoints; k += 7)
			{
				net_place known;
				cc_place place = net_place_at(c.n, c.n->points[k], &known);
				uint64_t expected = least_walk(&c, &known, way & 1, way & 2);

				assert_int_equal(cc_search_walk(c.search, &place),
								 expected > 600049 ? CC_NONE : expected);
			}
		}
	}
	free_city(&c);
}

/* One edge of two nodes; no edge at all; sources and places off the network. */
static void
smallest_networks(void **state)
{
	cc_point corner = net_corner();
	cc_point street[] = {{corner.x - 3000, corner.y}, {corner.x - 2000, corner.y}};
	cc_place nowhere = {.point = corner, .edge = CC_NONE};
	net *n = net_new();
	cc_graph *empty;
	cc_search *search;
	net_place known;
	cc_place place;

	(void) state;
	net_add(n, 0, street, 2);
	net_finish(n);
	assert_int_equal(cc_search_create(n->graph, 1, &search), CC_OK);
	place = net_place_at(n, street[0], &known);
	assert_int_equal(cc_search_run(search, &place, 1, CC_BY_TIME, CC_TO_SOURCES, 100), CC_OK);
	assert_int_equal(cc_search_walk(search, &place), 0);
	assert_int_equal(cc_search_walk(search, &nowhere), CC_NONE);
	assert_int_equal(cc_search_run(search, &nowhere, 1, CC_BY_TIME, CC_TO_SOURCES, 100), CC_OK);
	assert_int_equal(cc_search_walk(search, &place), CC_NONE);
	assert_int_equal(search->ntouched, 0);
	cc_search_release(search);
	net_free(n);

	assert_int_equal(cc_graph_create(&env, NULL, 0, &net_adult, &empty), CC_OK);
	assert_int_equal(cc_search_create(empty, 1, &search), CC_OK);
	assert_int_equal(cc_search_run(search, &nowhere, 1, CC_BY_TIME, CC_FROM_SOURCES, 100), CC_OK);
	assert_int_equal(cc_search_run(search, NULL, 0, CC_BY_TIME, CC_FROM_SOURCES, 100), CC_OK);
	cc_search_release(search);
	cc_search_release(NULL);
	cc_graph_release(empty);
}

/* The walk is the line where that is no longer than both doors: across the street. */
static void
straight_across(void **state)
{
	cc_point corner = net_corner();
	cc_point street[] = {{corner.x - 3000, corner.y}, {corner.x + 3000, corner.y}};
	net *n = net_new();
	cc_search *search;
	uint32_t lines = 0;

	(void) state;
	net_add(n, 0, street, 2);
	net_finish(n);
	assert_int_equal(cc_search_create(n->graph, 1, &search), CC_OK);
	for (int32_t side = -1; side <= 1; side += 2)
		for (int32_t x = 0; x <= 2000; x += 100)
		{
			net_place home;
			net_place clinic;
			cc_place source = net_place_at(n, (cc_point){corner.x, corner.y + 1000}, &clinic);
			cc_place place =
				net_place_at(n, (cc_point){corner.x + x, corner.y + side * 1000}, &home);
			uint32_t line_mm = cc_mm(cc_distance_m(source.point, place.point));

			cc_search_run(search, &source, 1, CC_BY_LENGTH, CC_TO_SOURCES, 1000000);
			assert_int_equal(cc_search_walk(search, &place), net_walk(n, &home, &clinic, true));
			if (line_mm <= source.door_mm + place.door_mm)
			{
				lines++;
				assert_int_equal(cc_search_walk(search, &place), line_mm);
			}
			cc_search_run(search, &source, 1, CC_BY_TIME, CC_TO_SOURCES, 1000000);
			assert_int_equal(cc_search_walk(search, &place), net_walk(n, &home, &clinic, false));
		}
	assert_true(lines > 10);
	cc_search_release(search);
	net_free(n);
}

static void
stored_values(void **state)
{
	(void) state;
	assert_int_equal(cc_stored(0), 0);
	assert_int_equal(cc_stored(49), 0);
	assert_int_equal(cc_stored(50), 1);
	assert_int_equal(cc_stored(600049), 6000);
	assert_int_equal(cc_stored(600050), 6001);
	assert_int_equal(cc_search_limit(6000), 600049);
}

/* Stopped or out of memory, the search can be run again and is right. */
static void
stopped_and_without_memory(void **state)
{
	uint64_t random = 21;
	net *n = net_new();
	unit_memory memory = {0};
	cc_env counting = unit_counting_env(&memory);
	cc_graph *graph;
	cc_search *search;
	cc_place source;
	uint32_t reached;
	long needed;

	(void) state;
	net_add_city(n, &random, 40, 9000, 90);
	graph = net_build(n, &counting);
	assert_int_equal(cc_snap(graph, net_corner(), &source), CC_OK);
	memory.allocations = 0;
	assert_int_equal(cc_search_create(graph, 1, &search), CC_OK);
	assert_int_equal(cc_search_run(search, &source, 1, CC_BY_TIME, CC_TO_SOURCES, 10000000), CC_OK);
	needed = memory.allocations;
	reached = search->ntouched;
	assert_true(reached > 1000);
	cc_search_release(search);

	for (long fail_at = 1; fail_at <= needed; fail_at++)
	{
		memory.allocations = 0;
		memory.fail_at = fail_at;
		if (cc_search_create(graph, 1, &search) != CC_OK)
		{
			assert_null(search);
			continue;
		}
		assert_int_equal(cc_search_run(search, &source, 1, CC_BY_TIME, CC_TO_SOURCES, 10000000),
						 CC_NOMEM);
		memory.fail_at = 0;
		assert_int_equal(cc_search_run(search, &source, 1, CC_BY_TIME, CC_TO_SOURCES, 10000000),
						 CC_OK);
		assert_int_equal(search->ntouched, reached);
		cc_search_release(search);
	}
	memory.fail_at = 0;

	assert_int_equal(cc_search_create(graph, 1, &search), CC_OK);
	memory.stop_at = 1;
	memory.polls = 0;
	assert_int_equal(cc_search_run(search, &source, 1, CC_BY_TIME, CC_TO_SOURCES, 10000000),
					 CC_CANCELED);
	memory.stop_at = 0;
	assert_int_equal(cc_search_run(search, &source, 1, CC_BY_TIME, CC_TO_SOURCES, 10000000), CC_OK);
	assert_int_equal(search->ntouched, reached);
	cc_search_release(search);
	cc_graph_release(graph);
	assert_int_equal(memory.held, 0);
	net_free(n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(costs_and_walks),
		cmocka_unit_test(long_searches),
		cmocka_unit_test(there_and_back_differ),
		cmocka_unit_test(limits_do_not_matter),
		cmocka_unit_test(never_faster_than_straight),
		cmocka_unit_test(sources_at_vertices),
		cmocka_unit_test(smallest_networks),
		cmocka_unit_test(straight_across),
		cmocka_unit_test(stored_values),
		cmocka_unit_test(stopped_and_without_memory),
	};

	env = unit_env();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
