/*
 * test_line.c
 *		Which tiles a line touches.
 *
 * test/unit/test_line.c
 */
#include "unit.h"

/* By the rule itself: look at every tile of a block. */
static bool
touches_tile(const cc_point *pts, uint32_t npts, int32_t tile)
{
	for (uint32_t i = 0; i + 1 < npts; i++)
	{
		int32_t from = cc_tile_at(pts[i]);

		if (from == cc_tile_at(pts[i + 1])
				? from == tile
				: cc_segment_touches(pts[i], pts[i + 1], cc_tile_box(tile)))
			return true;
	}
	return false;
}

#define BLOCK 12
#define FIRST_COLUMN 13480
#define FIRST_ROW 6200

static void
assert_tiles(const cc_point *pts, uint32_t npts)
{
	cc_env env = unit_env();
	int32_t *tiles;
	uint32_t ntiles;
	uint32_t next = 0;

	assert_int_equal(cc_line_tiles(&env, pts, npts, 1000, &tiles, &ntiles, NULL), CC_OK);
	for (int32_t row = FIRST_ROW - 2; row < FIRST_ROW + BLOCK + 2; row++)
	{
		for (int32_t column = FIRST_COLUMN - 2; column < FIRST_COLUMN + BLOCK + 2; column++)
		{
			if (!touches_tile(pts, npts, cc_tile_id(column, row)))
				continue;
			assert_true(next < ntiles);
			assert_int_equal(tiles[next], cc_tile_id(column, row));
			next++;
		}
	}
	assert_int_equal(next, ntiles);
	cc_free(&env, tiles);
}

/* A vertex anywhere in the block, every other one on a boundary or a corner of tiles. */
static cc_point
random_vertex(uint64_t *seed)
{
	int32_t column = FIRST_COLUMN + unit_between(seed, 0, BLOCK);
	int32_t row = FIRST_ROW + unit_between(seed, 0, BLOCK);
	cc_point point = {
		unit_between(seed, cc_column_bound(FIRST_COLUMN), cc_column_bound(FIRST_COLUMN + BLOCK)),
		unit_between(seed, cc_row_bound(FIRST_ROW + BLOCK), cc_row_bound(FIRST_ROW))};
	int kind = unit_between(seed, 0, 5);

	if (kind == 0 || kind == 2)
		point.x = cc_column_bound(column) - unit_between(seed, 0, 1);
	if (kind == 1 || kind == 2)
		point.y = cc_row_bound(row) - unit_between(seed, 0, 1);
	return point;
}

static void
test_by_the_rule(void **state)
{
	uint64_t seed = 7;

	(void) state;
	for (int i = 0; i < 1500; i++)
	{
		cc_point pts[4];
		uint32_t npts = (uint32_t) unit_between(&seed, 2, 4);

		for (uint32_t j = 0; j < npts; j++)
			pts[j] = random_vertex(&seed);
		assert_tiles(pts, npts);
		/* straight along a boundary */
		pts[1].x = pts[0].x;
		assert_tiles(pts, 2);
		pts[1] = random_vertex(&seed);
		pts[1].y = pts[0].y;
		assert_tiles(pts, 2);
	}
}

/* A tile that is not named for a line is not changed by it, and a named one is. */
static void
test_agrees_with_build(void **state)
{
	cc_env env = unit_env();
	uint64_t seed = 8;

	(void) state;
	for (int i = 0; i < 60; i++)
	{
		cc_point pts[3] = {random_vertex(&seed), random_vertex(&seed), random_vertex(&seed)};
		cc_line line = unit_line(1, 0, pts, cc_line_clean(pts, NULL, 3));

		for (int32_t row = FIRST_ROW; row < FIRST_ROW + BLOCK; row++)
		{
			for (int32_t column = FIRST_COLUMN; column < FIRST_COLUMN + BLOCK; column++)
			{
				int32_t id = cc_tile_id(column, row);
				cc_tile *tile = unit_build_tile(id, false, &line, 1);

				assert_true((tile != NULL) == touches_tile(pts, line.npts, id));
				cc_free(&env, tile);
			}
		}
	}
}

static void
test_long_lines(void **state)
{
	const cc_point across[] = {{-890000000, -840000000}, {900000000, 840000000}};
	const cc_point along[] = {{-CC_MAX_X, 0}, {0, 0}, {CC_MAX_X, 0}};
	cc_env env = unit_env();
	cc_detail detail;
	int32_t *tiles;
	uint32_t ntiles;

	(void) state;
	assert_int_equal(cc_line_tiles(&env, across, 2, 100000, &tiles, &ntiles, &detail), CC_OK);
	assert_between(ntiles, 15000, 26000);
	cc_free(&env, tiles);
	/* The equator is a boundary: the tiles north and south of it. */
	assert_int_equal(cc_line_tiles(&env, along, 3, 32768, &tiles, &ntiles, &detail), CC_OK);
	assert_int_equal(ntiles, 32768);
	cc_free(&env, tiles);
	assert_int_equal(cc_line_tiles(&env, along, 3, 32767, &tiles, &ntiles, &detail), CC_LIMIT);
	assert_string_equal(detail.reason, "a line touches too many tiles");
	assert_null(tiles);
}

/* Coming back to the same tiles costs no memory and counts once. */
static void
test_back_and_forth(void **state)
{
	cc_env env = unit_env();
	cc_point *pts = malloc(20000 * sizeof(cc_point));
	int32_t *tiles;
	uint32_t ntiles;

	(void) state;
	for (int i = 0; i < 20000; i++)
		pts[i] = unit_point(116.40 + 0.05 * (i % 2), 39.9 + 1e-7 * i);
	assert_int_equal(cc_line_tiles(&env, pts, 20000, 4, &tiles, &ntiles, NULL), CC_OK);
	assert_int_equal(ntiles, 3);
	cc_free(&env, tiles);
	free(pts);
}

static void
test_refused(void **state)
{
	const cc_point around[] = {{1790000000, 5}, {1800000000, 5}, {-1790000000, 5}};
	unit_memory memory = {0};
	cc_env env = unit_counting_env(&memory);
	cc_detail detail;
	int32_t *tiles;
	uint32_t ntiles;

	(void) state;
	assert_int_equal(cc_line_tiles(&env, around, 3, 100, &tiles, &ntiles, &detail), CC_BAD_INPUT);
	assert_string_equal(detail.reason, "a line passes the antimeridian");
	assert_int_equal(detail.at, 2);
	assert_int_equal(cc_line_tiles(&env, around, 0, 100, &tiles, &ntiles, &detail), CC_OK);
	assert_int_equal(ntiles, 0);
	assert_int_equal(memory.held, 0);
	for (long n = 1; n <= 2; n++)
	{
		memset(&memory, 0, sizeof(memory));
		memory.fail_at = n;
		assert_int_equal(cc_line_tiles(&env, around, 2, 100, &tiles, &ntiles, &detail), CC_NOMEM);
		assert_int_equal(memory.held, 0);
	}
	memset(&memory, 0, sizeof(memory));
	memory.stop_at = 2;
	assert_int_equal(cc_line_tiles(&env, around, 2, 100, &tiles, &ntiles, &detail), CC_CANCELED);
	assert_int_equal(memory.held, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_the_rule), cmocka_unit_test(test_agrees_with_build),
		cmocka_unit_test(test_long_lines),  cmocka_unit_test(test_back_and_forth),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
