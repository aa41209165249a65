/*
 * test_build.c
 *		From lines to tiles: nodes, edges, tiles' boundaries, order, failures.
 *
 * test/unit/test_build.c
 */
#include "unit.h"

/* A tile in the middle of a city, and positions counted from its south-west corner. */
#define TILE (6208 * CC_TILES_ACROSS + 13489)

static cc_point
at(int32_t x, int32_t y)
{
	cc_box square = cc_tile_box(TILE);
	cc_point point = {square.min_x + x, square.min_y + y};

	return point;
}

#define COUNT(array) ((uint32_t) (sizeof(array) / sizeof((array)[0])))

/* The edge of a street that begins at a vertex. */
static const cc_edge *
find_edge(const cc_tile *tile, int64_t key, uint32_t first_vertex)
{
	for (uint32_t e = 0; e < tile->nedges; e++)
	{
		const cc_edge *edge = &tile->edges[e];

		if (tile->streets[edge->street].number == key && edge->first_vertex == first_vertex)
			return edge;
	}
	return NULL;
}

static void
test_clean(void **state)
{
	cc_point pts[] = {{1, 1}, {1, 1}, {2, 1}, {2, 1}, {2, 1}, {1, 1}};
	int32_t heights[] = {10, 11, 12, 13, 14, 15};
	cc_point same[] = {{5, 5}, {5, 5}};

	(void) state;
	assert_int_equal(cc_line_clean(pts, heights, 6), 3);
	assert_true(pts[1].x == 2 && pts[2].x == 1);
	assert_true(heights[0] == 10 && heights[1] == 12 && heights[2] == 15);
	assert_int_equal(cc_line_clean(same, NULL, 2), 1);
	assert_int_equal(cc_line_clean(same, NULL, 0), 0);
}

static void
test_t_junction(void **state)
{
	const cc_point main_street[] = {at(1000, 1000), at(2000, 1000), at(3000, 1000)};
	const cc_point side_street[] = {at(2000, 5000), at(2000, 1000)};
	const cc_line lines[] = {unit_line(7, CC_STEPS, main_street, 3),
							 unit_line(9, 0, side_street, 2)};
	cc_env env = unit_env();
	cc_tile *tile = unit_build_tile(TILE, false, lines, 2);
	const cc_edge *edge;

	(void) state;
	assert_int_equal(tile->nnodes, 4);
	assert_int_equal(tile->nedges, 3);
	assert_int_equal(tile->nstreets, 2);
	edge = find_edge(tile, 7, 1);
	assert_non_null(edge);
	assert_int_equal(edge->u, cc_tile_node(tile, main_street[1]));
	assert_int_equal(edge->v, cc_tile_node(tile, main_street[2]));
	assert_int_equal(edge->class_bits, CC_STEPS);
	assert_int_equal(edge->len_mm, cc_mm(cc_distance_m(main_street[1], main_street[2])));
	assert_int_equal(edge->nsamples, 0);
	edge = find_edge(tile, 9, 0);
	assert_int_equal(edge->v, cc_tile_node(tile, main_street[1]));
	assert_int_equal(edge->class_bits, 0);
	cc_free(&env, tile);
}

/* Lines that cross without a common vertex do not meet; a bend is no node. */
static void
test_crossing_without_vertex(void **state)
{
	const cc_point bridge[] = {at(1000, 2000), at(2000, 2100), at(3000, 2000)};
	const cc_point road[] = {at(1500, 1000), at(1500, 3000)};
	const cc_line lines[] = {unit_line(1, CC_BRIDGE, bridge, 3), unit_line(2, 0, road, 2)};
	unit_tiles set = unit_build_tiles(lines, 2);
	const cc_tile *tile = set.tiles[0];

	(void) state;
	assert_int_equal(set.ntiles, 1);
	assert_int_equal(tile->nnodes, 4);
	assert_int_equal(tile->nedges, 2);
	assert_int_equal(tile->edges[0].npts, 3);
	assert_int_equal(tile->edges[0].len_mm, cc_mm(cc_distance_m(bridge[0], bridge[1]) +
												  cc_distance_m(bridge[1], bridge[2])));
	unit_free_tiles(&set);
}

static void
test_self_crossing(void **state)
{
	/* A fish: the body crosses the line itself at a common vertex. */
	const cc_point fish[] = {at(100, 100), at(500, 500), at(900, 900),
							 at(900, 100), at(500, 500), at(100, 900)};
	const cc_line lines[] = {unit_line(1, 0, fish, COUNT(fish))};
	unit_tiles set = unit_build_tiles(lines, 1);
	const cc_tile *tile = set.tiles[0];

	(void) state;
	assert_int_equal(tile->nnodes, 3);
	assert_int_equal(tile->nedges, 3);
	assert_int_equal(tile->edges[1].npts, 4);
	assert_int_equal(tile->edges[1].u, tile->edges[1].v);
	assert_int_equal(tile->edges[1].first_vertex, 1);
	assert_int_equal(tile->edges[2].first_vertex, 4);
	unit_free_tiles(&set);
}

static void
test_ring_and_lollipop(void **state)
{
	const cc_point ring[] = {at(100, 100), at(900, 100), at(500, 900), at(100, 100)};
	const cc_point lollipop[] = {at(5000, 100), at(5000, 900), at(5500, 1500), at(4500, 1500),
								 at(5000, 900)};
	const cc_line lines[] = {unit_line(1, 0, ring, 4), unit_line(2, 0, lollipop, 5)};
	unit_tiles set = unit_build_tiles(lines, 2);
	const cc_tile *tile = set.tiles[0];

	(void) state;
	assert_int_equal(tile->nnodes, 3);
	assert_int_equal(tile->nedges, 3);
	assert_int_equal(tile->edges[0].u, tile->edges[0].v);
	assert_int_equal(tile->edges[0].npts, 4);
	assert_true(tile->edges[1].u != tile->edges[1].v);
	assert_int_equal(tile->edges[1].npts, 2);
	assert_int_equal(tile->edges[2].u, tile->edges[2].v);
	assert_int_equal(tile->edges[2].u, tile->edges[1].v);
	unit_free_tiles(&set);
}

/* There and back on the same vertices: every vertex is used twice but the turn. */
static void
test_round_trip_walk(void **state)
{
	const cc_point line[] = {at(100, 100), at(200, 100), at(300, 100), at(200, 100), at(100, 100)};
	const cc_line lines[] = {unit_line(1, 0, line, 5)};
	unit_tiles set = unit_build_tiles(lines, 1);
	const cc_tile *tile = set.tiles[0];

	(void) state;
	assert_int_equal(tile->nnodes, 2);
	assert_int_equal(tile->nedges, 3);
	assert_int_equal(tile->edges[1].npts, 3);
	assert_int_equal(tile->edges[1].u, tile->edges[1].v);
	unit_free_tiles(&set);
}

/* The same identity, class, length and points; the ends as far as they lie in the tiles. */
static void
assert_same_edge(const cc_tile *a, const cc_edge *p, const cc_tile *b, const cc_edge *q)
{
	assert_int_equal(a->streets[p->street].number, b->streets[q->street].number);
	assert_int_equal(p->first_vertex, q->first_vertex);
	assert_int_equal(p->len_mm, q->len_mm);
	assert_int_equal(p->class_bits, q->class_bits);
	assert_int_equal(p->npts, 2);
	assert_int_equal(q->npts, 2);
	assert_memory_equal(&a->pts[p->pt], &b->pts[q->pt], 2 * sizeof(cc_point));
	assert_int_equal(p->nsamples, q->nsamples);
}

static void
test_cross_tile_edge(void **state)
{
	cc_box square = cc_tile_box(TILE);
	int32_t width = square.max_x - square.min_x;
	const cc_point line[] = {at(width - 900, 500), at(width - 100, 500), at(width + 100, 600),
							 at(width + 900, 600)};
	const int32_t heights[] = {100, 250, 300, -50};
	cc_line lines[] = {unit_line(5, 0, line, 4)};
	unit_tiles set;
	const cc_edge *west;
	const cc_edge *east;

	(void) state;
	lines[0].first_vertex = 40;
	lines[0].heights_cm = heights;
	set = unit_build_tiles(lines, 1);
	assert_int_equal(set.ntiles, 2);
	assert_int_equal(set.tiles[0]->id, TILE);
	assert_int_equal(set.tiles[1]->id, TILE + 1);
	assert_int_equal(set.tiles[0]->nedges, 2);
	assert_int_equal(set.tiles[1]->nedges, 2);
	assert_int_equal(set.tiles[0]->nnodes, 2);
	west = find_edge(set.tiles[0], 5, 41);
	east = find_edge(set.tiles[1], 5, 41);
	assert_non_null(west);
	assert_non_null(east);
	assert_same_edge(set.tiles[0], west, set.tiles[1], east);
	assert_int_equal(west->u, cc_tile_node(set.tiles[0], line[1]));
	assert_true(west->v == CC_FOREIGN);
	assert_true(east->u == CC_FOREIGN);
	assert_int_equal(east->v, cc_tile_node(set.tiles[1], line[2]));
	assert_int_equal(west->nsamples, 2);
	assert_int_equal(set.tiles[0]->samples[west->sample].height_cm, 250);
	assert_int_equal(set.tiles[0]->samples[west->sample + 1].height_cm, 300);
	assert_int_equal(set.tiles[0]->samples[west->sample + 1].at_mm, west->len_mm);
	unit_free_tiles(&set);
}

/* A segment over a corner of a third tile is stored there too, both ends foreign. */
static void
test_passing_edge(void **state)
{
	cc_box square = cc_tile_box(TILE);
	int32_t width = square.max_x - square.min_x;
	const cc_point over[] = {at(-100, 200), at(200, -100)};
	const cc_point beside[] = {at(-200, 100), at(100, -201)};
	const cc_point far_away[] = {at(-width - 500, 700), at(2 * width + 500, 900)};
	const cc_line lines[] = {unit_line(1, 0, over, 2), unit_line(2, 0, beside, 2),
							 unit_line(3, CC_TUNNEL, far_away, 2)};
	unit_tiles set = unit_build_tiles(lines, 3);
	const cc_tile *tile = unit_find_tile(&set, TILE);
	const cc_tile *west = unit_find_tile(&set, TILE - 1);
	const cc_edge *passing;

	(void) state;
	assert_non_null(tile);
	assert_int_equal(tile->nnodes, 0);
	assert_int_equal(tile->nedges, 2);
	passing = find_edge(tile, 1, 0);
	assert_true(passing->u == CC_FOREIGN && passing->v == CC_FOREIGN);
	assert_same_edge(tile, passing, west, find_edge(west, 1, 0));
	assert_null(find_edge(tile, 2, 0));
	assert_non_null(find_edge(unit_find_tile(&set, TILE + CC_TILES_ACROSS - 1), 2, 0));
	/* The long one goes through five tiles of the row. */
	for (int32_t step = -2; step <= 2; step++)
		assert_non_null(find_edge(unit_find_tile(&set, TILE + step), 3, 0));
	assert_null(unit_find_tile(&set, TILE + 3));
	unit_free_tiles(&set);
}

/* A city of crooked streets across four tiles. */
#define RANDOM_LINES 300
#define RANDOM_POINTS 12

typedef struct random_city
{
	cc_point pts[RANDOM_LINES][RANDOM_POINTS];
	int32_t heights[RANDOM_LINES][RANDOM_POINTS];
	cc_line lines[RANDOM_LINES];
} random_city;

/* Vertices on a coarse lattice, so that streets meet; some have heights. */
static void
make_city(random_city *city, uint64_t seed)
{
	for (int i = 0; i < RANDOM_LINES; i++)
	{
		uint32_t npts = (uint32_t) unit_between(&seed, 2, RANDOM_POINTS);
		cc_line *line = &city->lines[i];

		for (uint32_t j = 0; j < npts; j++)
		{
			city->pts[i][j] =
				at(unit_between(&seed, -20, 20) * 5000, unit_between(&seed, -20, 20) * 5000);
			city->heights[i][j] = unit_between(&seed, -1000, 5000);
		}
		npts = cc_line_clean(city->pts[i], city->heights[i], npts);
		if (npts < 2)
		{
			city->pts[i][0] = at(0, 0);
			city->pts[i][1] = at(0, 1);
			npts = 2;
		}
		*line = unit_line(i / 2 - 50, (uint32_t) unit_between(&seed, 0, CC_CLASS_BITS),
						  city->pts[i], npts);
		line->first_vertex = i % 2 * RANDOM_POINTS;
		if (i % 3 == 0)
			line->heights_cm = city->heights[i];
	}
}

static void
shuffle(cc_line *lines, uint32_t nlines, uint64_t *seed)
{
	for (uint32_t i = nlines - 1; i > 0; i--)
	{
		uint32_t j = (uint32_t) unit_between(seed, 0, (int32_t) i);
		cc_line other = lines[i];

		lines[i] = lines[j];
		lines[j] = other;
	}
}

static void
test_order_does_not_matter(void **state)
{
	static random_city city;
	cc_env env = unit_env();
	uint64_t seed = 11;
	uint8_t *first;
	size_t first_len;

	(void) state;
	make_city(&city, 1);
	assert_int_equal(cc_build_tile(&env, TILE, &(cc_lines){false, city.lines, RANDOM_LINES}, NULL,
								   &first, &first_len, NULL),
					 CC_OK);
	assert_true(first_len > 1000);
	for (int round = 0; round < 5; round++)
	{
		uint8_t *body;
		size_t len;

		shuffle(city.lines, RANDOM_LINES, &seed);
		assert_int_equal(cc_build_tile(&env, TILE, &(cc_lines){false, city.lines, RANDOM_LINES},
									   NULL, &body, &len, NULL),
						 CC_OK);
		assert_int_equal(len, first_len);
		assert_memory_equal(body, first, len);
		cc_free(&env, body);
	}
	cc_free(&env, first);
}

/*
 * Whatever the tiles, the pieces of a street make up its whole line: each segment is
 * stored once within a tile, or, between tiles, with both ends' tiles.
 */
static void
test_nothing_is_lost(void **state)
{
	static random_city city;
	unit_tiles set;
	uint64_t segments = 0;
	uint64_t stored = 0;

	(void) state;
	make_city(&city, 2);
	set = unit_build_tiles(city.lines, RANDOM_LINES);
	for (int i = 0; i < RANDOM_LINES; i++)
	{
		const cc_line *line = &city.lines[i];

		for (uint32_t j = 0; j + 1 < line->npts; j++)
		{
			int32_t from = cc_tile_at(line->pts[j]);
			int32_t to = cc_tile_at(line->pts[j + 1]);

			segments++;
			if (from == to)
				continue;
			for (uint32_t t = 0; t < set.ntiles; t++)
			{
				bool touches = cc_segment_touches(line->pts[j], line->pts[j + 1],
												  cc_tile_box(set.tiles[t]->id));
				const cc_edge *edge =
					find_edge(set.tiles[t], line->key.number, line->first_vertex + j);

				/* An edge inside another tile can have the same beginning only if it is there. */
				assert_true(touches == (edge != NULL));
			}
		}
	}
	for (uint32_t t = 0; t < set.ntiles; t++)
	{
		for (uint32_t e = 0; e < set.tiles[t]->nedges; e++)
		{
			const cc_edge *edge = &set.tiles[t]->edges[e];
			int32_t home = cc_tile_at(set.tiles[t]->pts[edge->pt]);

			/* Count an edge in the tile of its first point. */
			if (home == set.tiles[t]->id)
				stored += edge->npts - 1;
		}
	}
	assert_int_equal(stored, segments);
	unit_free_tiles(&set);
}

static void
test_text_keys(void **state)
{
	const cc_point a[] = {at(100, 100), at(200, 200)};
	const cc_point b[] = {at(300, 100), at(400, 200)};
	const cc_point c[] = {at(500, 100), at(600, 200)};
	cc_line lines[] = {unit_line(0, 0, a, 2), unit_line(0, 0, b, 2), unit_line(0, 0, c, 2)};
	cc_env env = unit_env();
	cc_tile *tile;

	(void) state;
	lines[0].key.text = "way/12";
	lines[0].key.len = 6;
	lines[1].key.text = "way/1";
	lines[1].key.len = 5;
	lines[2].key.text = NULL; /* the empty text */
	tile = unit_build_tile(TILE, true, lines, 3);
	assert_int_equal(tile->nstreets, 3);
	assert_int_equal(tile->streets[0].len, 0);
	assert_int_equal(tile->streets[1].len, 5);
	assert_memory_equal(tile->streets[2].text, "way/12", 6);
	assert_int_equal(tile->pts[tile->edges[2].pt].x, a[0].x);
	cc_free(&env, tile);
}

static void
test_empty(void **state)
{
	const cc_point elsewhere[] = {at(-500, -500), at(-400, -400)};
	const cc_line lines[] = {unit_line(1, 0, elsewhere, 2)};
	cc_env env = unit_env();
	uint8_t *body;
	size_t len;

	(void) state;
	assert_int_equal(
		cc_build_tile(&env, TILE, &(cc_lines){false, lines, 1}, NULL, &body, &len, NULL), CC_OK);
	assert_int_equal(len, 0);
	assert_null(body);
	assert_int_equal(
		cc_build_tile(&env, TILE, &(cc_lines){false, NULL, 0}, NULL, &body, &len, NULL), CC_OK);
	assert_int_equal(len, 0);
}

static void
refuse_line(const cc_line *line, cc_status expected, const char *reason)
{
	cc_env env = unit_env();
	cc_detail detail;
	uint8_t *body;
	size_t len;

	assert_int_equal(
		cc_build_tile(&env, TILE, &(cc_lines){false, line, 1}, NULL, &body, &len, &detail),
		expected);
	assert_string_equal(detail.reason, reason);
	assert_null(body);
}

static void
test_bad_lines(void **state)
{
	const cc_point good[] = {at(100, 100), at(200, 200)};
	const cc_point twice[] = {at(100, 100), at(100, 100)};
	const cc_point outside[] = {at(100, 100), {0, CC_MAX_Y + 1}};
	const cc_point around[] = {{-1500000000, 0}, {1500000000, 0}};
	const cc_point long_way[] = {at(100, 100), {-500000000, 100}};
	cc_line line = unit_line(1, 0, good, 1);
	cc_env env = unit_env();
	cc_detail detail;
	uint8_t *body;
	size_t len;

	(void) state;
	refuse_line(&line, CC_BAD_INPUT, "a line has less than two points");
	line = unit_line(1, CC_CLASS_BITS + 1, good, 2);
	refuse_line(&line, CC_BAD_INPUT, "the class of a street is unknown");
	line = unit_line(1, 0, twice, 2);
	refuse_line(&line, CC_BAD_INPUT, "two points of a line are equal");
	line = unit_line(1, 0, outside, 2);
	refuse_line(&line, CC_BAD_INPUT, "coordinates out of range");
	line = unit_line(1, 0, around, 2);
	refuse_line(&line, CC_BAD_INPUT, "a line passes the antimeridian");
	line = unit_line(1, 0, long_way, 2);
	refuse_line(&line, CC_LIMIT, "an edge is longer than 4000 km or a tile has too many points");
	line.key.text = "a long way";
	line.key.len = 10;
	assert_int_equal(
		cc_build_tile(&env, TILE, &(cc_lines){true, &line, 1}, NULL, &body, &len, &detail),
		CC_LIMIT);
	assert_string_equal(detail.name, "a long way");
	line = unit_line(1, 0, good, 2);
	line.first_vertex = UINT32_MAX;
	refuse_line(&line, CC_LIMIT, "a street has too many points");
	assert_int_equal(
		cc_build_tile(&env, -1, &(cc_lines){false, NULL, 0}, NULL, &body, &len, &detail),
		CC_BAD_INPUT);
	assert_string_equal(detail.reason, "there is no tile of that number");
}

static void
test_failing_memory(void **state)
{
	static random_city city;
	unit_memory memory = {0};
	cc_env env = unit_counting_env(&memory);
	uint8_t *body;
	size_t len;
	long needed;

	(void) state;
	make_city(&city, 3);
	assert_int_equal(cc_build_tile(&env, TILE, &(cc_lines){false, city.lines, RANDOM_LINES}, NULL,
								   &body, &len, NULL),
					 CC_OK);
	needed = memory.allocations;
	assert_int_equal(memory.held, 1);
	cc_free(&env, body);
	for (long n = 1; n <= needed; n++)
	{
		memset(&memory, 0, sizeof(memory));
		memory.fail_at = n;
		assert_int_equal(cc_build_tile(&env, TILE, &(cc_lines){false, city.lines, RANDOM_LINES},
									   NULL, &body, &len, NULL),
						 CC_NOMEM);
		assert_null(body);
		assert_int_equal(memory.held, 0);
	}
}

static void
test_stopping(void **state)
{
	static random_city city;
	unit_memory memory = {0};
	cc_env env = unit_counting_env(&memory);
	uint8_t *body;
	size_t len;
	long polls;

	(void) state;
	make_city(&city, 3);
	assert_int_equal(cc_build_tile(&env, TILE, &(cc_lines){false, city.lines, RANDOM_LINES}, NULL,
								   &body, &len, NULL),
					 CC_OK);
	cc_free(&env, body);
	polls = memory.polls;
	assert_true(polls >= 2);
	for (long n = 1; n <= polls; n++)
	{
		memset(&memory, 0, sizeof(memory));
		memory.stop_at = n;
		assert_int_equal(cc_build_tile(&env, TILE, &(cc_lines){false, city.lines, RANDOM_LINES},
									   NULL, &body, &len, NULL),
						 CC_CANCELED);
		assert_int_equal(memory.held, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_t_junction),
		cmocka_unit_test(test_crossing_without_vertex),
		cmocka_unit_test(test_self_crossing),
		cmocka_unit_test(test_ring_and_lollipop),
		cmocka_unit_test(test_round_trip_walk),
		cmocka_unit_test(test_cross_tile_edge),
		cmocka_unit_test(test_passing_edge),
		cmocka_unit_test(test_order_does_not_matter),
		cmocka_unit_test(test_nothing_is_lost),
		cmocka_unit_test(test_text_keys),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_bad_lines),
		cmocka_unit_test(test_failing_memory),
		cmocka_unit_test(test_stopping),
	};

	return cmocka_run_group_tests_name("build", tests, NULL, NULL);
}
