/*
 * test_entry_point.c
 *		Where areas are entered, case by case, by hand.
 *
 * One long street from west to east through the corner of four tiles, and what leads off it.
 *
 * test/unit/test_entry_point.c
 */
#include "route/entry_point.h"
#include "net.h"

#define MAX_LINES 4
#define LONG 150000

static cc_env env; /* the graphs look at it */

/* A line of a case; positions are counted from the corner. */
typedef struct way
{
	uint32_t class_bits;
	uint32_t npts;
	cc_point pts[6];
} way;

typedef struct entry_case
{
	const char *name;
	way ways[MAX_LINES]; /* npts 0: none */
	cc_point boundary[12];
	uint32_t first[4]; /* offsets into boundary */
	uint32_t nparts;
	cc_point gate;      /* 0, 0: none */
	cc_barrier barrier; /* of no length: none */
	cc_point expected[6];
	uint32_t nexpected;
} entry_case;

#define BOX(x, y, to_x, to_y)                                                                      \
	{x, y}, {to_x, y}, {to_x, to_y}, {x, to_y},                                                    \
	{                                                                                              \
		x, y                                                                                       \
	}
#define ONE_BOX                                                                                    \
	{                                                                                              \
		0, 5                                                                                       \
	}

static const entry_case cases[] = {
	{"a street crosses it twice",
	 {{0, 2, {{1000, 0}, {1000, 9000}}}},
	 {BOX(0, 2000, 2000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{1000, 2000}, {1000, 8000}},
	 .nexpected = 2},
	{"aslant, and rounded half up",
	 {{0, 2, {{0, 0}, {3, 9001}}}},
	 {BOX(-5000, 4500, 5000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{1, 4500}, {3, 8000}},
	 .nexpected = 2},
	{"half a unit goes up, below zero too",
	 {{0, 2, {{0, 0}, {-1, 9000}}}},
	 {BOX(-5000, 4500, 5000, 18000)},
	 ONE_BOX,
	 1,
	 .expected = {{0, 4500}},
	 .nexpected = 1},
	{"a street alongside enters nowhere",
	 {{0}},
	 {BOX(0, 500, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .nexpected = 0},
	{"nor one along its boundary", {{0}}, {BOX(0, 0, 9000, 8000)}, ONE_BOX, 1, .nexpected = 0},
	{"but where one leads inside from it",
	 {{0, 2, {{4000, 0}, {4000, 3000}}}},
	 {BOX(0, 0, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{4000, 0}},
	 .nexpected = 1},
	{"and not where it leads away",
	 {{0, 2, {{4000, 0}, {4000, -30000}}}},
	 {BOX(0, 0, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .nexpected = 0},
	{"by a corner of it",
	 {{0, 3, {{0, 0}, {-1000, 1000}, {2000, 4000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{0, 2000}},
	 .nexpected = 1},
	{"past a corner of it",
	 {{0, 3, {{0, 0}, {-2000, 4000}, {2000, 0}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .nexpected = 0},
	{"a bridge lands inside",
	 {{CC_CLOSED | CC_BRIDGE, 2, {{4000, 0}, {4000, 5000}}}, {0, 2, {{4000, 5000}, {5000, 5000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{4000, 5000}},
	 .nexpected = 1},
	{"cut into two lines, it lands at the end of the second",
	 {{CC_CLOSED | CC_BRIDGE, 2, {{4000, 0}, {4000, 3000}}},
	  {CC_CLOSED | CC_BRIDGE, 2, {{4000, 3000}, {4000, 5000}}},
	  {0, 2, {{4000, 5000}, {5000, 5000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{4000, 5000}},
	 .nexpected = 1},
	{"and cut by the border of tiles",
	 {{CC_CLOSED | CC_TUNNEL, 3, {{4000, 0}, {4000, 3000}, {-2000, 3000}}},
	  {0, 2, {{-2000, 3000}, {-2000, 4000}}}},
	 {BOX(-5000, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{-2000, 3000}},
	 .nexpected = 1},
	{"where one comes to the first door, and not where the next one is",
	 {{CC_CLOSED | CC_TUNNEL, 2, {{4000, 0}, {4000, 3000}}},
	  {0, 2, {{4000, 3000}, {5000, 3000}}},
	  {CC_CLOSED | CC_TUNNEL, 2, {{4000, 3000}, {4000, 5000}}},
	  {0, 2, {{4000, 5000}, {5000, 5000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{4000, 3000}},
	 .nexpected = 1},
	{"one that has come out again lands outside",
	 {{CC_CLOSED | CC_TUNNEL, 2, {{4000, 0}, {4000, 10000}}},
	  {CC_CLOSED | CC_TUNNEL, 2, {{4000, 10000}, {6000, 9000}}},
	  {0, 2, {{6000, 9000}, {7000, 30000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .nexpected = 0},
	{"a tunnel that ends without a street",
	 {{CC_CLOSED | CC_TUNNEL, 2, {{4000, 0}, {4000, 5000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .nexpected = 0},
	{"and one that goes below all of it",
	 {{CC_CLOSED | CC_TUNNEL, 2, {{4000, 0}, {4000, 15000}}},
	  {0, 2, {{4000, 15000}, {9000, 25000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .nexpected = 0},
	{"a line ends before it",
	 {{0, 2, {{4000, 0}, {4000, 1000}}}},
	 {BOX(0, 2700, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{4000, 2700}},
	 .nexpected = 1},
	{"or too far from it",
	 {{0, 2, {{4000, 0}, {4000, 1000}}}},
	 {BOX(0, 2810, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .nexpected = 0},
	{"on its boundary",
	 {{0, 2, {{4000, 0}, {4000, 2000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{4000, 2000}},
	 .nexpected = 1},
	{"or inside, where it has come in long before",
	 {{0, 2, {{4000, 0}, {4000, 7500}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{4000, 2000}},
	 .nexpected = 1},
	{"two lines that end in one place are no end",
	 {{0, 2, {{4000, 0}, {4000, 1000}}}, {0, 2, {{4000, 1000}, {6000, 0}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .nexpected = 0},
	{"nor does a lift or bridge end so",
	 {{CC_CLOSED | CC_BRIDGE, 2, {{4000, 0}, {4000, 1000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .nexpected = 0},
	{"a wall before it",
	 {{0, 2, {{4000, 0}, {4000, 1000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .barrier = {{-100, 1500}, {9000, 1500}}},
	{"a closed gate in its boundary",
	 {{0, 3, {{4000, 0}, {4000, 2000}, {4000, 4000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .gate = {4000, 2000}},
	{"a closed gate before it is no end of a line",
	 {{0, 2, {{4000, 0}, {4000, 1000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .gate = {4000, 1000}},
	{"streets of nobody's else",
	 {{0, 2, {{-20000, 5000}, {20000, 5000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .nexpected = 0},
	{"steps, for who walks them, and private streets",
	 {{CC_STEPS, 2, {{4000, 0}, {4000, 9000}}}, {CC_PRIVATE, 2, {{6000, 0}, {6000, 3000}}}},
	 {BOX(0, 2000, 9000, 8000)},
	 ONE_BOX,
	 1,
	 .expected = {{4000, 2000}, {4000, 8000}, {6000, 2000}},
	 .nexpected = 3},
	{"over a hole, and into it",
	 {{0, 2, {{4500, 0}, {4500, 5000}}}},
	 {BOX(0, 2000, 9000, 12000), BOX(4000, 4000, 6000, 6000)},
	 {0, 5, 10},
	 2,
	 .expected = {{4500, 2000}, {4500, 4000}, {4000, 5000}},
	 .nexpected = 3},
};

static int
compare_tiles(const void *a, const void *b)
{
	int32_t p = (*(cc_tile *const *) a)->id;
	int32_t q = (*(cc_tile *const *) b)->id;

	return (p > q) - (p < q);
}

/* A case as a graph and an area. */
typedef struct scene
{
	cc_point pts[MAX_LINES + 1][7];
	cc_line lines[MAX_LINES + 1];
	size_t nlines;
	cc_point boundary[12];
	unit_tiles tiles;
	cc_graph *graph;
	cc_area area;
} scene;

static cc_point
at_corner(cc_point offset)
{
	cc_point o = net_corner();

	return (cc_point){o.x + offset.x, o.y + offset.y};
}

static void
add_line(scene *made, uint32_t class_bits, const cc_point *pts, uint32_t npts)
{
	cc_point *copy = made->pts[made->nlines];

	for (uint32_t i = 0; i < npts; i++)
		copy[i] = at_corner(pts[i]);
	made->lines[made->nlines] = unit_line((int64_t) made->nlines, class_bits, copy, npts);
	made->nlines++;
}

static void
build_tiles(scene *made, const entry_case *given)
{
	cc_barrier barrier = {at_corner(given->barrier.a), at_corner(given->barrier.b)};
	cc_point gate = at_corner(given->gate);
	cc_barriers barriers = {&barrier, given->barrier.a.x != given->barrier.b.x, &gate,
							given->gate.y != 0};

	made->tiles.tiles = malloc(4 * sizeof(cc_tile *));
	for (int t = 0; t < 4; t++)
	{
		int32_t id = cc_tile_at(at_corner((cc_point){-(t % 2), -(t / 2)}));
		cc_tile *tile = unit_build_barred_tile(id, false, made->lines, made->nlines, &barriers);

		if (tile != NULL)
			made->tiles.tiles[made->tiles.ntiles++] = tile;
	}
	qsort(made->tiles.tiles, made->tiles.ntiles, sizeof(cc_tile *), compare_tiles);
}

static scene *
make_scene(const entry_case *given, const cc_env *with)
{
	static const cc_point street[] = {{-LONG, 0}, {0, 0},    {1000, 0}, {4000, 0},
									  {4500, 0},  {6000, 0}, {LONG, 0}};
	scene *made = calloc(1, sizeof(scene));

	add_line(made, 0, street, 7);
	for (int w = 0; w < MAX_LINES && given->ways[w].npts > 0; w++)
		add_line(made, given->ways[w].class_bits, given->ways[w].pts, given->ways[w].npts);
	build_tiles(made, given);
	assert_int_equal(cc_graph_create(with, (const cc_tile *const *) made->tiles.tiles,
									 made->tiles.ntiles, &net_adult, &made->graph),
					 CC_OK);
	for (uint32_t i = 0; i < given->first[given->nparts]; i++)
		made->boundary[i] = at_corner(given->boundary[i]);
	made->area = cc_area_of(made->boundary, given->first, given->nparts);
	return made;
}

static void
free_scene(scene *made)
{
	cc_graph_release(made->graph);
	unit_free_tiles(&made->tiles);
	free(made);
}

static bool
is_before(cc_point a, cc_point b)
{
	return a.x < b.x || (a.x == b.x && a.y < b.y);
}

static bool
is_expected(const entry_case *given, cc_point entry)
{
	for (uint32_t k = 0; k < given->nexpected; k++)
		if (net_same(entry, at_corner(given->expected[k])))
			return true;
	return false;
}

static void
check_case(const entry_case *given)
{
	scene *made = make_scene(given, &env);
	cc_entry_points found;

	assert_int_equal(cc_entry_points_find(made->graph, &made->area, &found), CC_OK);
	if (found.n != given->nexpected)
		print_message("%s: %u found\n", given->name, found.n);
	assert_int_equal(found.n, given->nexpected);
	for (uint32_t i = 0; i < found.n; i++)
	{
		if (!is_expected(given, found.points[i]))
			print_message("%s: %d, %d\n", given->name, found.points[i].x - net_corner().x,
						  found.points[i].y - net_corner().y);
		assert_true(is_expected(given, found.points[i]));
		assert_true(i == 0 || is_before(found.points[i - 1], found.points[i]));
	}
	cc_entry_points_release(&env, &found);
	free_scene(made);
}

static void
entries_by_hand(void **state)
{
	(void) state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_case(&cases[i]);
}

/* The graph is there; from then on this allocation fails, or this poll stops. */
static cc_status
find_with(const entry_case *given, long fail_at, long stop_at)
{
	unit_memory memory = {0};
	cc_env counting = unit_counting_env(&memory);
	scene *made = make_scene(given, &counting);
	cc_entry_points found;
	cc_status status;

	memory.fail_at = fail_at > 0 ? memory.allocations + fail_at : 0;
	memory.stop_at = stop_at > 0 ? memory.polls + stop_at : 0;
	status = cc_entry_points_find(made->graph, &made->area, &found);
	cc_entry_points_release(&counting, &found);
	free_scene(made);
	assert_int_equal(memory.held, 0);
	return status;
}

static void
stopped_and_without_memory(void **state)
{
	const entry_case *given = &cases[sizeof(cases) / sizeof(cases[0]) - 1];
	cc_status status = CC_NOMEM;

	(void) state;
	for (long fail_at = 1; status != CC_OK; fail_at++)
	{
		status = find_with(given, fail_at, 0);
		assert_true(status == CC_OK || status == CC_NOMEM);
		assert_true(fail_at < 100);
	}
	for (long stop_at = 1; stop_at <= 2; stop_at++)
		assert_int_equal(find_with(given, 0, stop_at), CC_CANCELED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_by_hand),
		cmocka_unit_test(stopped_and_without_memory),
	};

	env = unit_env();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
