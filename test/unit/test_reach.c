/*
 * test_reach.c
 *		Streets within limits: every mm of every edge, against the walk to it.
 *
 * test/unit/test_reach.c
 */
#include "route/reach.h"
#include "oracle.h"

#define MAX_PARTS 20000
#define MAX_SOURCES 3

static cc_env env;

typedef struct parts
{
	uint32_t n;
	cc_reached parts[MAX_PARTS];
	uint32_t stop_after; /* 0: never */
} parts;

static cc_status
take(void *state, const cc_reached *part)
{
	parts *all = state;

	assert_true(all->n < MAX_PARTS);
	assert_int_not_equal(part->from_mm, part->to_mm);
	all->parts[all->n++] = *part;
	return all->n == all->stop_after ? CC_LIMIT : CC_OK;
}

/* The walk to a place of an edge, which has no door and is near no source's door. */
static uint32_t
walk_to(const cc_search *search, uint32_t edge, uint32_t at_mm)
{
	cc_place place = {.point = {0, 0}, .edge = edge, .at_mm = at_mm};

	return cc_search_walk(search, &place);
}

static uint32_t
band_of(const uint32_t *limits, uint32_t nlimits, uint32_t cost)
{
	uint32_t k = 0;

	while (k < nlimits && cost > limits[k])
		k++;
	return k;
}

/* Is a mm of the part's edge within it? The end nearer to the source is another's. */
static bool
holds(const cc_reached *part, uint32_t mm, uint32_t nlimits)
{
	uint32_t low = part->from_mm < part->to_mm ? part->from_mm : part->to_mm;
	uint32_t high = part->from_mm < part->to_mm ? part->to_mm : part->from_mm;

	if (mm > low && mm < high)
		return true;
	return mm == part->to_mm && part->band < nlimits;
}

static void
check_mm(const cc_search *search, const parts *all, uint32_t edge, uint32_t mm,
		 const uint32_t *limits, uint32_t nlimits)
{
	uint32_t cost = walk_to(search, edge, mm);
	uint32_t holders = 0;

	for (uint32_t i = 0; i < all->n; i++)
	{
		const cc_reached *part = &all->parts[i];

		if (part->edge != edge || !holds(part, mm, nlimits))
			continue;
		holders += part->from_mm != mm && part->to_mm != mm;
		/* Where both sides meet, a limit may pass between two mm. */
		if (part->to_mm != mm)
			assert_int_equal(part->band, band_of(limits, nlimits, cost));
		else
			assert_int_equal(part->to_cost, cost);
	}
	assert_true(holders <= 1);
}

static void
check_edge(const cc_search *search, const parts *all, uint32_t edge, uint64_t *random,
		   const uint32_t *limits, uint32_t nlimits)
{
	uint32_t len_mm = search->graph->edges[edge].len_mm;
	uint64_t sum = 0;

	for (uint32_t i = 0; i < all->n; i++)
	{
		const cc_reached *part = &all->parts[i];

		if (part->edge != edge)
			continue;
		sum +=
			part->from_mm < part->to_mm ? part->to_mm - part->from_mm : part->from_mm - part->to_mm;
		check_mm(search, all, edge, part->from_mm, limits, nlimits);
		check_mm(search, all, edge, part->to_mm, limits, nlimits);
		if (part->band == nlimits)
			continue;
		assert_int_equal(part->from_cost, walk_to(search, edge, part->from_mm));
		assert_true(part->to_cost <= limits[part->band]);
		/* Cut at a limit: one mm more is beyond it. */
		if (part->to_mm > part->from_mm && part->to_mm < len_mm &&
			band_of(limits, nlimits, walk_to(search, edge, part->to_mm + 1)) > part->band)
			assert_true(walk_to(search, edge, part->to_mm + 1) > limits[part->band]);
	}
	/* With the rest it is the whole edge. */
	assert_int_equal(sum, len_mm);
	for (int i = 0; i < 10; i++)
		check_mm(search, all, edge, (uint32_t) unit_between(random, 0, (int32_t) len_mm), limits,
				 nlimits);
}

static void
check_doors(const cc_search *search, const parts *all, uint32_t limit)
{
	for (uint32_t s = 0; s < search->nsources; s++)
	{
		const cc_place *source = &search->sources[s];
		uint32_t at_mm = 0;

		for (uint32_t i = 0; i < all->n; i++)
		{
			const cc_reached *part = &all->parts[i];

			if (part->edge != CC_NONE || part->source != s)
				continue;
			assert_int_equal(part->from_mm, at_mm);
			at_mm = part->to_mm;
		}
		if (source->edge == CC_NONE || limit < 100)
			assert_int_equal(at_mm, 0);
		else
			assert_true(at_mm <= source->door_mm);
		if (limit > 200000)
			assert_int_equal(at_mm, source->edge == CC_NONE ? 0 : source->door_mm);
	}
}

static void
every_mm(void **state)
{
	static const uint32_t limits[] = {0, 30049, 150049, 151049, 300049, 900049};
	static parts all;
	uint32_t split = 0;

	(void) state;
	for (uint64_t seed = 1; seed <= 30; seed++)
	{
		uint64_t random = seed;
		net *n = net_new();
		cc_search *search;
		cc_place sources[MAX_SOURCES];
		net_place known;
		uint32_t nsources = seed % 2 ? 1 : MAX_SOURCES;

		net_add_city(n, &random, 7, 9000, 75);
		net_finish(n);
		for (int s = 0; s < MAX_SOURCES; s++)
			sources[s] = net_place_at(n, net_random_point(&random, 30000), &known);
		/* Two on one edge. */
		sources[2] =
			net_place_at(n, (cc_point){sources[0].point.x + 800, sources[0].point.y + 300}, &known);
		if (seed % 3 == 1)
			net_make_uneven(n, &random);
		assert_int_equal(cc_search_create(n->graph, 1, &search), CC_OK);
		for (int way = 0; way < 4; way++)
		{
			uint32_t nlimits = (uint32_t) unit_between(&random, 1, 6);

			assert_int_equal(
				cc_search_run(search, sources, nsources, way & 1 ? CC_BY_LENGTH : CC_BY_TIME,
							  way & 2 ? CC_FROM_SOURCES : CC_TO_SOURCES, limits[nlimits - 1]),
				CC_OK);
			all.n = 0;
			assert_int_equal(cc_reach(search, limits, nlimits, true, take, &all), CC_OK);
			for (uint32_t e = 0; e < n->graph->nedges; e++)
				check_edge(search, &all, e, &random, limits, nlimits);
			check_doors(search, &all, limits[nlimits - 1]);
			split += all.n > n->graph->nedges;
		}
		cc_search_release(search);
		net_free(n);
	}
	assert_true(split > 30);
}

/* Without the rest, the same parts; with more limits, the same streets within each. */
static void
limits_do_not_matter(void **state)
{
	static const uint32_t many[] = {100049, 200049, 300049, 600049};
	static parts whole;
	static parts some;
	uint64_t random = 3;
	net *n = net_new();
	cc_search *search;
	cc_place source;
	net_place known;

	(void) state;
	net_add_city(n, &random, 9, 9000, 80);
	net_finish(n);
	source = net_place_at(n, net_corner(), &known);
	assert_int_equal(cc_search_create(n->graph, 1, &search), CC_OK);
	cc_search_run(search, &source, 1, CC_BY_TIME, CC_FROM_SOURCES, many[3]);
	assert_int_equal(cc_reach(search, many, 4, false, take, &whole), CC_OK);
	for (uint32_t k = 0; k < 4; k++)
	{
		uint64_t mm[2] = {0, 0};

		some.n = 0;
		cc_search_run(search, &source, 1, CC_BY_TIME, CC_FROM_SOURCES, many[k]);
		assert_int_equal(cc_reach(search, &many[k], 1, false, take, &some), CC_OK);
		for (uint32_t i = 0; i < whole.n; i++)
			if (whole.parts[i].band <= k)
				mm[0] +=
					(uint64_t) llabs((long long) whole.parts[i].from_mm - whole.parts[i].to_mm);
		for (uint32_t i = 0; i < some.n; i++)
			mm[1] += (uint64_t) llabs((long long) some.parts[i].from_mm - some.parts[i].to_mm);
		assert_int_equal(mm[0], mm[1]);
		assert_true(mm[0] > 100000);
	}
	cc_search_release(search);
	net_free(n);
}

static void
stopped(void **state)
{
	static parts all;
	uint64_t random = 3;
	unit_memory memory = {0};
	cc_env counting = unit_counting_env(&memory);
	const uint32_t limit = 600049;
	net *n = net_new();
	cc_graph *graph;
	cc_search *search;
	cc_place source;

	(void) state;
	net_add_city(n, &random, 9, 9000, 80);
	graph = net_build(n, &counting);
	assert_int_equal(cc_search_create(graph, 1, &search), CC_OK);
	assert_int_equal(cc_snap(graph, net_corner(), &source), CC_OK);
	cc_search_run(search, &source, 1, CC_BY_TIME, CC_FROM_SOURCES, limit);
	/* The visitor's failure is the caller's. */
	all.stop_after = 3;
	assert_int_equal(cc_reach(search, &limit, 1, false, take, &all), CC_LIMIT);
	assert_int_equal(all.n, 3);
	memory.polls = 0;
	memory.stop_at = 1;
	all = (parts){0};
	assert_int_equal(cc_reach(search, &limit, 1, false, take, &all), CC_CANCELED);
	cc_search_release(search);
	cc_graph_release(graph);
	net_free(n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_mm),
		cmocka_unit_test(limits_do_not_matter),
		cmocka_unit_test(stopped),
	};

	env = unit_env();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
