/*
 * test_barrier.c
 *		Door walks that cross barriers, and closed gates.
 *
 * test/unit/test_barrier.c
 */
#include "route/near.h"
#include "net.h"

#include <math.h>

static cc_env env; /* the graphs look at it */

/* The four tiles around a corner, with barriers, as a graph. */
typedef struct corner
{
	unit_tiles tiles;
	cc_graph *graph;
} corner;

static corner
make_corner(const cc_line *lines, size_t nlines, const cc_barriers *barriers)
{
	cc_point at = net_corner();
	int32_t ids[] = {cc_tile_at((cc_point){at.x - 1, at.y}), cc_tile_at(at),
					 cc_tile_at((cc_point){at.x - 1, at.y - 1}),
					 cc_tile_at((cc_point){at.x, at.y - 1})};
	corner made = {{0, malloc(4 * sizeof(cc_tile *))}, NULL};

	env = unit_env();
	for (int i = 0; i < 4; i++)
	{
		cc_tile *tile = unit_build_barred_tile(ids[i], false, lines, nlines, barriers);

		if (tile != NULL)
			made.tiles.tiles[made.tiles.ntiles++] = tile;
	}
	assert_int_equal(cc_graph_create(&env, (const cc_tile *const *) made.tiles.tiles,
									 made.tiles.ntiles, &net_adult, &made.graph),
					 CC_OK);
	return made;
}

static void
free_corner(corner *made)
{
	cc_graph_release(made->graph);
	unit_free_tiles(&made->tiles);
}

/* Twice the area of the triangle, small numbers. */
static int64_t
area(cc_point a, cc_point b, int64_t x2, int64_t y2)
{
	return ((int64_t) b.x - a.x) * (y2 - 2 * (int64_t) a.y) -
		   ((int64_t) b.y - a.y) * (x2 - 2 * (int64_t) a.x);
}

/* Does the line through a and b touch the unit square around a position? By its four corners. */
static bool
near_line(cc_point a, cc_point b, cc_point at)
{
	int below = 0;
	int above = 0;

	for (int i = 0; i < 4; i++)
	{
		int64_t side =
			area(a, b, 2 * (int64_t) at.x + (i % 2 * 2 - 1), 2 * (int64_t) at.y + (i / 2 * 2 - 1));

		below += side <= 0;
		above += side >= 0;
	}
	return below > 0 && above > 0;
}

/* By the parts of both segments that lie before the point where their lines meet. */
static bool
crosses(cc_point p, cc_point q, cc_point a, cc_point b)
{
	int64_t px = (int64_t) q.x - p.x;
	int64_t py = (int64_t) q.y - p.y;
	int64_t bx = (int64_t) b.x - a.x;
	int64_t by = (int64_t) b.y - a.y;
	int64_t cross = px * by - py * bx;
	double walked;
	double barred;

	if (cross == 0 || near_line(a, b, p) || near_line(a, b, q))
		return false;
	walked = (double) (((int64_t) a.x - p.x) * by - ((int64_t) a.y - p.y) * bx) / (double) cross;
	barred = (double) (((int64_t) a.x - p.x) * py - ((int64_t) a.y - p.y) * px) / (double) cross;
	return walked > 0 && walked < 1 && barred >= 0 && barred <= 1;
}

static cc_point
random_point(uint64_t *random, int32_t spread)
{
	cc_point at = net_corner();

	return (cc_point){at.x + unit_between(random, -spread, spread),
					  at.y + unit_between(random, -spread, spread)};
}

/* Where tiles meet, and touching as often as crossing; either way round. */
static void
walks_cross_barriers(void **state)
{
	uint64_t random = 4711;
	uint32_t crossed = 0;
	uint32_t walks = 0;

	(void) state;
	for (int round = 0; round < 400; round++)
	{
		int32_t spread = round % 2 == 0 ? 9 : 1500000;
		cc_barrier piece = {random_point(&random, spread), random_point(&random, spread)};
		cc_barriers barriers = {&piece, 1, NULL, 0};
		corner made = make_corner(NULL, 0, &barriers);

		for (int i = 0; i < 200; i++)
		{
			cc_point p = random_point(&random, spread < 10 ? 9 : 9000);
			cc_point q = random_point(&random, spread < 10 ? 9 : 9000);
			bool expected = crosses(p, q, piece.a, piece.b);

			assert_int_equal(cc_near_barred(made.graph, p, q), expected);
			assert_int_equal(cc_near_barred(made.graph, q, p), expected);
			crossed += expected;
			walks++;
		}
		free_corner(&made);
	}
	assert_true(crossed > walks / 50 && crossed < walks / 2);
}

/*
 * Ten streets around a door, each a little farther than the one before, walls before the first of
 * them: the first without, up to the eighth.
 */
static void
eight_streets_are_tried(void **state)
{
	cc_point door = net_corner();
	cc_point pts[20];
	cc_barrier walls[10];
	cc_line lines[10];

	(void) state;
	for (int i = 0; i < 10; i++)
	{
		double x = cos(i * 0.628);
		double y = sin(i * 0.628);
		double far = 4000 + 200 * i;

		for (int end = 0; end < 2; end++)
		{
			double side = end == 0 ? 300 : -300;

			pts[2 * i + end] = (cc_point){door.x + (int32_t) (1.17 * (far * x - side * y)),
										  door.y + (int32_t) (far * y + side * x)};
		}
		walls[i].a = (cc_point){door.x + (int32_t) (1.17 * (2000 * x - 400 * y)),
								door.y + (int32_t) (2000 * y + 400 * x)};
		walls[i].b = (cc_point){door.x + (int32_t) (1.17 * (2000 * x + 400 * y)),
								door.y + (int32_t) (2000 * y - 400 * x)};
		lines[i] = unit_line(i, 0, &pts[2 * i], 2);
	}
	for (uint32_t nwalls = 0; nwalls <= 10; nwalls++)
	{
		cc_barriers barriers = {walls, nwalls, NULL, 0};
		corner made = make_corner(lines, 10, &barriers);
		const cc_gedge *edge;
		cc_place place;

		assert_int_equal(cc_snap(made.graph, door, &place), CC_OK);
		edge = &made.graph->edges[place.edge];
		assert_int_equal(made.graph->tiles[edge->tile]
							 ->streets[made.graph->tiles[edge->tile]->edges[edge->edge].street]
							 .number,
						 nwalls < 8 ? nwalls : 0);
		free_corner(&made);
	}
}

/* At a closed gate every edge has an end of its own, across the border of tiles too. */
static void
gates_join_nothing(void **state)
{
	cc_point at = net_corner();
	cc_point along[] = {{at.x - 500, at.y}, {at.x + 100, at.y}, {at.x + 700, at.y}};
	cc_point across[] = {{at.x + 100, at.y - 900}, {at.x + 100, at.y}, {at.x + 100, at.y + 900}};
	cc_point ring[] = {
		{at.x + 100, at.y}, {at.x + 300, at.y + 50}, {at.x + 300, at.y + 90}, {at.x + 100, at.y}};
	cc_line lines[] = {unit_line(1, 0, along, 3), unit_line(2, 0, across, 3),
					   unit_line(3, 0, ring, 4)};
	cc_point gate = {at.x + 100, at.y};

	(void) state;
	for (size_t ngates = 0; ngates <= 1; ngates++)
	{
		cc_barriers barriers = {NULL, 0, &gate, ngates};
		corner made = make_corner(lines, 3, &barriers);
		uint32_t most = 0;

		assert_int_equal(made.graph->nedges, 5);
		for (uint32_t n = 0; n < made.graph->nnodes; n++)
		{
			uint32_t ends = made.graph->first[n + 1] - made.graph->first[n];

			most = ends > most ? ends : most;
		}
		assert_int_equal(most, ngates == 0 ? 6 : 1);
		free_corner(&made);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walks_cross_barriers),
		cmocka_unit_test(eight_streets_are_tried),
		cmocka_unit_test(gates_join_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
