/*
 * test_path.c
 *		The streets that a walk goes along: they hang together, and add up to the walk.
 *
 * test/unit/test_path.c
 */
#include "route/path.h"
#include "oracle.h"

static cc_env env;

/* Positions of the two ends of a piece's line, and its metres on the spheroid. */
typedef struct drawn
{
	cc_position first;
	cc_position last;
	double metres;
} drawn;

static drawn
draw(const cc_graph *graph, const cc_piece *piece)
{
	cc_position *line = calloc(cc_piece_room(graph, piece->edge), sizeof(cc_position));
	uint32_t n = cc_piece_line(graph, piece->edge, piece->from_mm, piece->to_mm, line);
	drawn d = {line[0], line[n - 1], 0};

	assert_between(n, 2, cc_piece_room(graph, piece->edge));
	for (uint32_t i = 1; i < n; i++)
	{
		/* Finer than the grid: in hundredths of its units at a place near by. */
		double dx = (line[i].lon - line[i - 1].lon) * CC_DEGREE;
		double dy = (line[i].lat - line[i - 1].lat) * CC_DEGREE;
		cc_plane plane = cc_plane_at((int32_t) (line[i].lat * CC_DEGREE));

		d.metres += hypot(dx * plane.mx, dy * plane.my);
	}
	free(line);
	return d;
}

static void
assert_near(cc_position a, cc_position b)
{
	/* 2 mm: places and cuts are whole mm along the edge. */
	assert_true(fabs(a.lon - b.lon) < 2e-8 && fabs(a.lat - b.lat) < 2e-8);
}

/* A walk's pieces from the place `from` to the place `to`. */
static void
check_pieces(const net *n, const cc_path *path, const cc_place *from, const cc_place *to,
			 bool by_length)
{
	uint64_t sum = net_door(n, from->door_mm, by_length) + net_door(n, to->door_mm, by_length);
	cc_position at = {from->foot_lon, from->foot_lat};

	for (uint32_t i = 0; i < path->npieces; i++)
	{
		const cc_piece *piece = &path->pieces[i];
		const net_edge *edge = &n->edges[n->from_graph[piece->edge]];
		bool forward = piece->from_mm < piece->to_mm;
		uint32_t mm = forward ? piece->to_mm - piece->from_mm : piece->from_mm - piece->to_mm;
		drawn line = draw(n->graph, piece);

		assert_near(line.first, at);
		assert_true(fabs(line.metres - mm / 1000.0) < 0.002 + line.metres * 1e-5);
		assert_int_not_equal(forward ? edge->forward_ms : edge->backward_ms, CC_IMPASSABLE);
		if (i > 0 && i + 1 < path->npieces)
		{
			assert_int_equal(mm, edge->len_mm);
			assert_int_equal(piece->ms, forward ? edge->forward_ms : edge->backward_ms);
		}
		sum += by_length ? mm : piece->ms;
		at = line.last;
	}
	assert_near(at, (cc_position){to->foot_lon, to->foot_lat});
	assert_int_equal(sum, path->cost);
}

typedef struct accumulator
{
	uint32_t lines;
	uint32_t along;
	uint32_t through;
	uint32_t longest;
} accumulator;

static void
check_path(const net *n, const cc_search *search, const cc_place *sources, const cc_place *place,
		   accumulator *found)
{
	bool from_sources = search->direction == CC_FROM_SOURCES;
	bool by_length = search->measure == CC_BY_LENGTH;
	cc_walk walk = cc_search_find(search, place);
	cc_path path;

	assert_int_equal(walk.cost, cc_search_walk(search, place));
	assert_int_equal(cc_path_trace(search, place, &path), CC_OK);
	assert_int_equal(path.cost, walk.cost);
	if (walk.cost == CC_NONE)
	{
		assert_int_equal(path.npieces, 0);
		return;
	}
	if (path.line)
	{
		double metres = cc_distance_m(sources[path.source].point, place->point);

		assert_int_equal(path.npieces, 0);
		assert_int_equal(path.cost, net_door(n, cc_mm(metres), by_length));
		found->lines++;
	}
	else
	{
		check_pieces(n, &path, from_sources ? &sources[path.source] : place,
					 from_sources ? place : &sources[path.source], by_length);
		found->along += walk.way == CC_WAY_ALONG;
		found->through += walk.way == CC_WAY_THROUGH;
		found->longest = path.npieces > found->longest ? path.npieces : found->longest;
	}
	cc_path_release(&env, &path);
}

/* Some streets cost nothing, so that costs alone could lead in circles. */
static void
make_level(net *n, uint64_t *random)
{
	for (uint32_t e = 0; e < n->nedges; e++)
		if (net_usable(&n->edges[e]) && unit_between(random, 0, 2) == 0)
			net_set_costs(n, e, 0, 0);
	net_walks(n);
}

static void
paths_add_up(void **state)
{
	accumulator found = {0};

	(void) state;
	for (uint64_t seed = 1; seed <= 60; seed++)
	{
		uint64_t random = seed;
		net *n = net_new();
		cc_search *search;
		cc_place sources[3];
		net_place known;

		net_add_city(n, &random, 9, 9000, 75);
		net_finish(n);
		for (int s = 0; s < 3; s++)
			sources[s] = net_place_at(n, net_random_point(&random, 40000), &known);
		if (seed % 3 == 1)
			net_make_uneven(n, &random);
		else if (seed % 3 == 2)
			make_level(n, &random);
		assert_int_equal(cc_search_create(n->graph, 1, &search), CC_OK);
		for (int way = 0; way < 4; way++)
		{
			assert_int_equal(cc_search_run(search, sources, seed % 2 ? 1 : 3,
										   way & 1 ? CC_BY_LENGTH : CC_BY_TIME,
										   way & 2 ? CC_FROM_SOURCES : CC_TO_SOURCES, 900049),
							 CC_OK);
			for (int i = 0; i < 40; i++)
			{
				cc_point point = net_random_point(&random, 40000);
				cc_place place;

				if (i % 4 == 0)
					point = (cc_point){sources[0].point.x + unit_between(&random, -2000, 2000),
									   sources[0].point.y + unit_between(&random, -2000, 2000)};
				place = net_place_at(n, point, &known);
				check_path(n, search, sources, &place, &found);
			}
		}
		cc_search_release(search);
		net_free(n);
	}
	assert_true(found.lines > 50 && found.along > 50 && found.through > 2000);
	assert_true(found.longest > 15);
}

/* Of ways that are as short, the same is taken when more tiles are loaded. */
static void
ties_do_not_hang_on_tiles(void **state)
{
	cc_point corner = net_corner();
	/* Two streets between the same ends, mirrored, west of the border; and one east of it. */
	cc_point north[] = {{corner.x - 9000, corner.y + 5000},
						{corner.x - 6000, corner.y + 7000},
						{corner.x - 3000, corner.y + 5000}};
	cc_point south[] = {{corner.x - 9000, corner.y + 5000},
						{corner.x - 6000, corner.y + 3000},
						{corner.x - 3000, corner.y + 5000}};
	cc_point stub[] = {{corner.x - 9000, corner.y + 5000}, {corner.x - 9500, corner.y + 5000}};
	cc_point east[] = {{corner.x - 3000, corner.y + 5000}, {corner.x + 3000, corner.y + 5000}};
	net *n = net_new();
	int32_t west = cc_tile_at(north[0]);
	uint32_t edges[2];

	(void) state;
	net_add(n, 0, north, 3);
	net_add(n, 0, south, 3);
	net_add(n, 0, stub, 2);
	net_add(n, 0, east, 2);
	net_finish(n);
	assert_int_equal(n->edges[0].forward_ms, n->edges[1].forward_ms);
	for (int all = 0; all < 2; all++)
	{
		const cc_tile *only = unit_find_tile(&n->tiles, west);
		cc_graph *graph;
		cc_search *search;
		cc_place source;
		cc_place place;
		cc_path path;

		if (all)
			assert_int_equal(cc_graph_create(&env, (const cc_tile *const *) n->tiles.tiles,
											 n->tiles.ntiles, &n->walker, &graph),
							 CC_OK);
		else
			assert_int_equal(cc_graph_create(&env, &only, 1, &n->walker, &graph), CC_OK);
		assert_int_equal(cc_search_create(graph, 1, &search), CC_OK);
		assert_int_equal(cc_snap(graph, stub[1], &source), CC_OK);
		assert_int_equal(cc_snap(graph, (cc_point){corner.x - 1000, corner.y + 5000}, &place),
						 CC_OK);
		cc_search_run(search, &source, 1, CC_BY_TIME, CC_FROM_SOURCES, 1000000);
		assert_int_equal(cc_path_trace(search, &place, &path), CC_OK);
		assert_int_equal(path.npieces, 3);
		edges[all] = graph->tiles[graph->edges[path.pieces[1].edge].tile]
						 ->edges[graph->edges[path.pieces[1].edge].edge]
						 .street;
		cc_path_release(&env, &path);
		cc_search_release(search);
		cc_graph_release(graph);
	}
	assert_int_equal(edges[0], edges[1]);
	net_free(n);
}

/* Heights: up and down along a line with samples, whole, in part and against it. */
static void
climbs(void **state)
{
	cc_point pts[] = {{0, 0}, {20000, 0}};
	int32_t heights_cm[] = {1000, 4000};
	cc_line line = unit_line(1, 0, pts, 2);
	unit_tiles tiles;
	cc_graph *graph;
	double up = 0;
	double down = 0;
	uint32_t len;

	(void) state;
	line.heights_cm = heights_cm;
	tiles = unit_build_tiles(&line, 1);
	assert_int_equal(cc_graph_create(&env, (const cc_tile *const *) tiles.tiles, tiles.ntiles,
									 &net_adult, &graph),
					 CC_OK);
	len = graph->edges[0].len_mm;
	assert_true(cc_piece_climb(graph, &(cc_piece){0, 0, len, 0}, &up, &down));
	assert_true(fabs(up - 30) < 1e-6 && down == 0);
	up = 0;
	assert_true(cc_piece_climb(graph, &(cc_piece){0, len, len / 2, 0}, &up, &down));
	assert_true(up == 0 && fabs(down - 15) < 1e-3);
	cc_graph_release(graph);
	unit_free_tiles(&tiles);

	line.heights_cm = NULL;
	tiles = unit_build_tiles(&line, 1);
	assert_int_equal(cc_graph_create(&env, (const cc_tile *const *) tiles.tiles, tiles.ntiles,
									 &net_adult, &graph),
					 CC_OK);
	assert_false(cc_piece_climb(graph, &(cc_piece){0, 0, len, 0}, &up, &down));
	cc_graph_release(graph);
	unit_free_tiles(&tiles);
}

static void
stopped_and_without_memory(void **state)
{
	uint64_t random = 5;
	net *n = net_new();
	unit_memory memory = {0};
	cc_env counting = unit_counting_env(&memory);
	cc_graph *graph;
	cc_search *search;
	cc_place source;
	cc_place place = {.edge = CC_NONE};
	cc_path path;
	long held;

	(void) state;
	net_add_city(n, &random, 30, 9000, 95);
	graph = net_build(n, &counting);
	assert_int_equal(cc_search_create(graph, 1, &search), CC_OK);
	assert_int_equal(cc_snap(graph, net_corner(), &source), CC_OK);
	cc_search_run(search, &source, 1, CC_BY_TIME, CC_FROM_SOURCES, 10000000);
	for (int i = 0; place.edge == CC_NONE || cc_search_walk(search, &place) < 900000; i++)
	{
		assert_true(i < 1000);
		cc_snap(graph, net_random_point(&random, 130000), &place);
	}
	held = memory.held;
	memory.allocations = 0;
	assert_int_equal(cc_path_trace(search, &place, &path), CC_OK);
	assert_true(path.npieces > 16);
	cc_path_release(&counting, &path);
	for (long fail_at = memory.allocations; fail_at > 0; fail_at--)
	{
		memory.allocations = 0;
		memory.fail_at = fail_at;
		assert_int_equal(cc_path_trace(search, &place, &path), CC_NOMEM);
		assert_null(path.pieces);
	}
	memory.fail_at = 0;
	memory.polls = 0;
	memory.stop_at = 1;
	assert_int_equal(cc_path_trace(search, &place, &path), CC_CANCELED);
	assert_int_equal(memory.held, held);
	cc_search_release(search);
	cc_graph_release(graph);
	assert_int_equal(memory.held, 0);
	net_free(n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_add_up),
		cmocka_unit_test(ties_do_not_hang_on_tiles),
		cmocka_unit_test(climbs),
		cmocka_unit_test(stopped_and_without_memory),
	};

	env = unit_env();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
