/*
 * test_tile.c
 *		Writing and reading tiles; cells.
 *
 * test/unit/test_tile.c
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

/* A body with every kind of edge: inside, leaving, entering, passing, a loop, with heights. */
typedef struct sample_body
{
	uint8_t *bytes;
	size_t len;
} sample_body;

static sample_body
make_body(bool text_keys, bool barred)
{
	const cc_point bend[] = {at(5000, 5000), at(6000, 5500), at(7000, 5000)};
	const cc_point side[] = {at(7000, 5000), at(7000, 90000)};
	const cc_point through[] = {at(-500, 5000), at(5000, 5000), at(5000, -700)};
	const cc_point corner[] = {at(-300, 400), at(400, -300)};
	const cc_point ring[] = {at(7000, 90000), at(8000, 90000), at(8000, 99000), at(7000, 90000)};
	const int32_t heights[] = {100, 2147483647, -2147483647 - 1};
	cc_line lines[] = {unit_line(-5, CC_STEPS, bend, 3), unit_line(INT64_MAX, 0, side, 2),
					   unit_line(12, CC_BRIDGE | CC_CLOSED, through, 3),
					   unit_line(INT64_MIN, CC_TUNNEL, corner, 2), unit_line(12, 0, ring, 4)};
	const char *keys[] = {"w/5", "w/", "", "w/\xE5\x9C\x88", ""};
	/* A gate on the bend's end, one beside; a piece twice, one of no length, one in another tile.
	 */
	const cc_barrier pieces[] = {{at(9000, 10), at(-5, 10)},   {at(-5, 10), at(9000, 10)},
								 {at(10, 10), at(10, 10)},     {at(-9, -9), at(-5, -5)},
								 {at(-5, 10), at(-5, 200000)}, {at(700, 800), at(900, 1000)}};
	const cc_point gates[] = {at(7000, 90000), at(6000, 5500), at(6000, 5501), at(7000, 90000)};
	const cc_barriers barriers = {pieces, 6, gates, 4};
	cc_env env = unit_env();
	sample_body body;

	lines[0].heights_cm = heights;
	lines[4].first_vertex = 3;
	for (int i = 0; i < 5; i++)
	{
		lines[i].key.text = keys[i];
		lines[i].key.len = (uint32_t) strlen(keys[i]);
	}
	assert_int_equal(cc_build_tile(&env, TILE, &(cc_lines){text_keys, lines, 5},
								   barred ? &barriers : NULL, &body.bytes, &body.len, NULL),
					 CC_OK);
	return body;
}

static void
free_body(sample_body *body)
{
	cc_env env = unit_env();

	cc_free(&env, body->bytes);
}

static cc_status
decode(const uint8_t *bytes, size_t len, cc_tile **tile, cc_detail *detail)
{
	cc_env env = unit_env();

	return cc_tile_decode(&env, bytes, len, tile, detail);
}

/* What is read is written again as the same bytes. */
static void
assert_canonical(const cc_tile *tile, const uint8_t *bytes, size_t len)
{
	cc_env env = unit_env();
	uint8_t *again;
	size_t again_len;

	assert_int_equal(cc_tile_encode(&env, tile, &again, &again_len), CC_OK);
	assert_int_equal(again_len, len);
	assert_memory_equal(again, bytes, len);
	cc_free(&env, again);
}

static void
test_round_trip(void **state)
{
	(void) state;
	for (int text_keys = 0; text_keys <= 1; text_keys++)
	{
		sample_body body = make_body(text_keys == 1, false);
		cc_env env = unit_env();
		cc_detail detail;
		cc_tile *tile;

		assert_int_equal(decode(body.bytes, body.len, &tile, &detail), CC_OK);
		assert_int_equal(tile->id, TILE);
		assert_int_equal(tile->text_keys, text_keys);
		assert_int_equal(tile->nnodes, 3);
		assert_int_equal(tile->nedges, 6);
		assert_int_equal(tile->nstreets, 4);
		assert_int_equal(tile->nsamples, 3);
		assert_int_equal(tile->samples[1].height_cm, 2147483647);
		assert_canonical(tile, body.bytes, body.len);
		cc_free(&env, tile);
		free_body(&body);
	}
}

/* The same tile with barriers and gates, of the other version; without them it is as it was. */
static void
test_barred(void **state)
{
	sample_body body = make_body(false, true);
	sample_body plain = make_body(false, false);
	cc_env env = unit_env();
	cc_detail detail;
	cc_tile *tile;

	(void) state;
	assert_int_equal(plain.bytes[3], CC_TILE_VERSION);
	assert_int_equal(body.bytes[3], CC_TILE_VERSION_BARRED);
	assert_int_equal(decode(body.bytes, body.len, &tile, &detail), CC_OK);
	assert_canonical(tile, body.bytes, body.len);
	/* The piece in the west touches the neighbour only; the bend is cut in two at its gate. */
	assert_int_equal(tile->nbarriers, 2);
	assert_int_equal(tile->barriers[0].a.x, at(-5, 10).x);
	assert_int_equal(tile->barriers[0].b.x, at(9000, 10).x);
	assert_int_equal(tile->ngates, 2);
	assert_int_equal(tile->nnodes, 4);
	assert_int_equal(tile->nedges, 7);
	for (uint32_t i = 0; i < tile->ngates; i++)
		assert_int_equal(cc_tile_gate(tile, tile->gates[i]), i);
	assert_int_equal(cc_tile_gate(tile, cc_tile_node(tile, at(5000, 5000))), CC_FOREIGN);
	assert_true(tile->barrier_cells[CC_GRID * CC_GRID] >= 2);
	cc_free(&env, tile);
	free_body(&body);
	free_body(&plain);
}

/* The size that a tile says is the one it takes. */
static void
test_size(void **state)
{
	sample_body body = make_body(false, false);
	cc_env env = unit_env();
	cc_tile *tile;
	uint8_t *copy;

	(void) state;
	assert_int_equal(decode(body.bytes, body.len, &tile, NULL), CC_OK);
	assert_true(tile->bytes >
				sizeof(cc_tile) + 6 * sizeof(cc_edge) + CC_GRID * CC_GRID * sizeof(uint32_t));
	/* Under the address sanitizer this reads the whole block and not a byte more. */
	copy = malloc(tile->bytes);
	memcpy(copy, tile, tile->bytes);
	free(copy);
	cc_free(&env, tile);
	free_body(&body);
}

/* Any bit that turns makes either bytes that are refused or another tile in its own one form. */
static void
test_turned_bits(void **state)
{
	cc_env env = unit_env();

	(void) state;
	/* Numbers, text, and with barriers. */
	for (int kind = 0; kind <= 2; kind++)
	{
		sample_body body = make_body(kind == 1, kind == 2);

		for (size_t i = 0; i < body.len; i++)
		{
			uint8_t right = body.bytes[i];

			for (int value = 0; value < 256; value++)
			{
				cc_detail detail;
				cc_tile *tile;
				cc_status status;

				body.bytes[i] = (uint8_t) value;
				status = decode(body.bytes, body.len, &tile, &detail);
				if (status == CC_OK)
				{
					assert_canonical(tile, body.bytes, body.len);
					cc_free(&env, tile);
					continue;
				}
				assert_int_equal(status, CC_CORRUPT);
				assert_non_null(detail.reason);
				assert_null(tile);
			}
			body.bytes[i] = right;
		}
		free_body(&body);
	}
}

static void
test_cut_and_longer(void **state)
{
	sample_body body = make_body(false, false);
	cc_detail detail;
	cc_tile *tile;
	uint8_t *bytes = malloc(body.len + 1);

	(void) state;
	for (size_t len = 0; len < body.len; len++)
	{
		/* An exact copy, so that the sanitizer sees a look beyond the end. */
		uint8_t *cut = malloc(len == 0 ? 1 : len);

		memcpy(cut, body.bytes, len);
		assert_int_equal(decode(cut, len, &tile, &detail), CC_CORRUPT);
		free(cut);
	}
	assert_int_equal(decode(NULL, 0, &tile, &detail), CC_CORRUPT);
	assert_string_equal(detail.reason, "the bytes are not those of a tile");
	memcpy(bytes, body.bytes, body.len);
	bytes[body.len] = 0;
	assert_int_equal(decode(bytes, body.len + 1, &tile, &detail), CC_CORRUPT);
	assert_string_equal(detail.reason, "bytes follow the tile");
	assert_int_equal(detail.at, body.len);
	free(bytes);
	free_body(&body);
}

/* Write a tile whose invariants are broken, and see that it is refused for that. */
static void
refuse(const cc_tile *tile, const char *reason)
{
	cc_env env = unit_env();
	cc_detail detail;
	cc_tile *read;
	uint8_t *bytes;
	size_t len;

	assert_int_equal(cc_tile_encode(&env, tile, &bytes, &len), CC_OK);
	assert_int_equal(decode(bytes, len, &read, &detail), CC_CORRUPT);
	assert_string_equal(detail.reason, reason);
	cc_free(&env, bytes);
}

static void
test_broken_edges(void **state)
{
	cc_point nodes[] = {at(10, 10), at(10, 20)};
	cc_point pts[] = {at(10, 10), at(15, 15), at(10, 20)};
	cc_edge edges[] = {{0, 1, 1000, 0, 0, 0, 0, 3, 0, 0}};
	cc_street_key streets[] = {{1, NULL, 0}};
	cc_tile tile = {.id = TILE,
					.nnodes = 2,
					.nedges = 1,
					.npts = 3,
					.nstreets = 1,
					.nodes = nodes,
					.edges = edges,
					.pts = pts,
					.streets = streets};

	(void) state;
	edges[0].class_bits = CC_CLASS_BITS + 1;
	refuse(&tile, "the class of an edge is unknown");
	edges[0].class_bits = 0;
	edges[0].v = 2;
	refuse(&tile, "a number is out of its range");
	edges[0].v = 1;
	edges[0].len_mm = CC_MAX_LEN_MM + 1;
	refuse(&tile, "an edge is too long");
	edges[0].len_mm = 1000;
	pts[1] = at(-1, 15);
	refuse(&tile, "a point of an edge lies outside its tile");
	pts[1] = pts[0];
	refuse(&tile, "two points of an edge are equal");
	pts[1] = pts[2];
	refuse(&tile, "two points of an edge are equal");
	pts[1] = at(15, 15);
	edges[0].v = CC_FOREIGN;
	refuse(&tile, "an edge between tiles has more than two points");
	tile.nstreets = 0;
	refuse(&tile, "the tile holds less than counted");
}

static void
test_broken_crossings(void **state)
{
	cc_point nodes[] = {at(10, 10)};
	cc_point pts[] = {at(10, 10), at(20, 20)};
	cc_edge edges[] = {{0, CC_FOREIGN, 1000, 0, 0, 0, 0, 2, 0, 0}};
	cc_street_key streets[] = {{1, NULL, 0}};
	cc_tile tile = {.id = TILE,
					.nnodes = 1,
					.nedges = 1,
					.npts = 2,
					.nstreets = 1,
					.nodes = nodes,
					.edges = edges,
					.pts = pts,
					.streets = streets};

	(void) state;
	refuse(&tile, "a foreign end of an edge lies in the tile");
	pts[1].x = pts[0].x - 1800000001;
	refuse(&tile, "an edge passes the antimeridian");
	tile.nnodes = 0;
	edges[0].u = CC_FOREIGN;
	pts[0] = at(-10, -5);
	pts[1] = at(-5, -10);
	refuse(&tile, "an edge does not belong to the tile");
	pts[0] = at(-10, 5);
	pts[1] = at(-5, 10);
	refuse(&tile, "an edge does not belong to the tile");
}

static void
test_broken_nodes_and_keys(void **state)
{
	cc_point nodes[] = {at(10, 10), at(-1, 10)};
	cc_street_key streets[] = {{0, "b", 1}, {0, "a", 1}, {0, "c\0c", 3}};
	cc_point pts[] = {at(10, 10), at(10, 20), at(10, 10), at(10, 20)};
	cc_edge edges[] = {{0, 1, 0, 0, 0, 0, 0, 2, 0, 0}, {0, 1, 0, 0, 1, 0, 2, 2, 0, 0}};
	cc_tile tile = {.id = TILE,
					.text_keys = true,
					.nnodes = 2,
					.nodes = nodes,
					.edges = edges,
					.pts = pts,
					.streets = streets};

	(void) state;
	refuse(&tile, "a node lies outside its tile");
	nodes[1] = at(cc_tile_box(TILE).max_x - cc_tile_box(TILE).min_x, 10);
	refuse(&tile, "a node lies outside its tile");
	nodes[1] = at(10, cc_tile_box(TILE).max_y - cc_tile_box(TILE).min_y);
	refuse(&tile, "a node lies outside its tile");
	nodes[1] = at(10, 10);
	refuse(&tile, "a node lies outside its tile");
	nodes[1] = at(10, 20);
	tile.nstreets = 1;
	refuse(&tile, "the edges of a street are not as many as counted");
	tile.nstreets = 2;
	tile.nedges = 2;
	tile.npts = 4;
	refuse(&tile, "the streets are out of order");
	streets[1].text = streets[0].text;
	refuse(&tile, "the streets are out of order");
	streets[1] = streets[2];
	refuse(&tile, "a key holds a zero byte");
	tile.text_keys = false;
	streets[0].number = INT64_MAX;
	streets[1].number = INT64_MIN;
	assert_int_equal(cc_street_compare(false, &streets[0], &streets[1]), 1);
	streets[1].number = INT64_MAX;
	refuse(&tile, "a key is too large");
}

static void
test_broken_barriers(void **state)
{
	cc_point nodes[] = {at(10, 10), at(10, 20)};
	uint32_t gates[] = {0, 2};
	cc_barrier barriers[] = {{at(10, 10), at(20, 10)}, {at(10, 10), at(20, 10)}};
	cc_tile tile = {.id = TILE, .nnodes = 2, .nodes = nodes, .gates = gates, .barriers = barriers};

	(void) state;
	tile.ngates = 2;
	refuse(&tile, "a closed gate is no node");
	tile.ngates = 0;
	tile.nbarriers = 2;
	refuse(&tile, "the barriers are out of order");
	tile.nbarriers = 1;
	barriers[0].b = barriers[0].a;
	refuse(&tile, "the barriers are out of order");
	barriers[0] = (cc_barrier){at(-20, 10), at(-10, 10)};
	refuse(&tile, "a barrier does not belong to the tile");
	barriers[0] = (cc_barrier){{-CC_MAX_X, at(0, 10).y}, {CC_MAX_X, at(0, 10).y}};
	refuse(&tile, "a barrier passes the antimeridian");
}

static void
test_broken_heights(void **state)
{
	cc_point nodes[] = {at(10, 10), at(10, 20)};
	cc_point pts[] = {at(10, 10), at(10, 20)};
	cc_sample samples[] = {{0, 5}, {1001, 6}, {1000, 7}};
	cc_edge edges[] = {{0, 1, 1000, 0, 0, 0, 0, 2, 0, 3}};
	cc_street_key streets[] = {{1, NULL, 0}};
	cc_tile tile = {.id = TILE,
					.nnodes = 2,
					.nedges = 1,
					.npts = 3,
					.nsamples = 3,
					.nstreets = 1,
					.nodes = nodes,
					.edges = edges,
					.pts = pts,
					.samples = samples,
					.streets = streets};

	(void) state;
	tile.npts = 2;
	refuse(&tile, "a sample lies beyond its edge");
	samples[1].at_mm = 1000;
	tile.nsamples = 2;
	refuse(&tile, "there are more samples than counted");
	tile.nsamples = 4;
	refuse(&tile, "the tile holds less than counted");
	tile.nsamples = 3;
	tile.npts = 1;
	refuse(&tile, "there are more points than counted");
}

static void
refuse_bytes(const char *bytes, size_t len, const char *reason)
{
	cc_detail detail;
	cc_tile *tile;

	assert_int_equal(decode((const uint8_t *) bytes, len, &tile, &detail), CC_CORRUPT);
	assert_string_equal(detail.reason, reason);
}

static void
test_bad_heads(void **state)
{
	(void) state;
	refuse_bytes("CCU\1\0", 5, "the bytes are not those of a tile");
	refuse_bytes("CCT\3\0\0\0\0\0\0\0\0", 12, "the format version of the tile is unknown");
	refuse_bytes("CCT\2\0\0\0\0\0\0\0\0\0\0", 14,
				 "a tile without barriers is of the version with them");
	refuse_bytes("CCT\1\2\0\0\0\0\0\0\0", 12, "the key type is unknown");
	refuse_bytes("CCT\1\0\x80\x80\x80\x80\1\0\0\0\0\0\0", 16, "there is no tile of that number");
	/* a thousand million nodes in no bytes: refused before memory is asked for */
	refuse_bytes("CCT\1\0\0\xFF\xFF\xFF\xFF\3\0\0\0\0\0", 16, "a count is larger than the tile");
	refuse_bytes("CCT\1\0\0\0\0\0", 9, "the tile ends too early or a number is malformed");
}

static void
test_failing_memory(void **state)
{
	sample_body body = make_body(true, true);
	unit_memory memory = {0};
	cc_env env = unit_counting_env(&memory);
	cc_detail detail;
	cc_tile *tile;
	uint8_t *bytes;
	size_t len;
	long encoding;

	(void) state;
	assert_int_equal(cc_tile_decode(&env, body.bytes, body.len, &tile, &detail), CC_OK);
	assert_int_equal(memory.allocations, 2);
	assert_int_equal(memory.held, 1);
	for (long n = 1; n <= 2; n++)
	{
		unit_memory failing = {.fail_at = n};
		cc_env failing_env = unit_counting_env(&failing);
		cc_tile *none;

		assert_int_equal(cc_tile_decode(&failing_env, body.bytes, body.len, &none, &detail),
						 CC_NOMEM);
		assert_null(none);
		assert_int_equal(failing.held, 0);
	}
	memory.allocations = 0;
	assert_int_equal(cc_tile_encode(&env, tile, &bytes, &len), CC_OK);
	cc_free(&env, bytes);
	encoding = memory.allocations;
	for (long n = 1; n <= encoding; n++)
	{
		memory.allocations = 0;
		memory.fail_at = n;
		assert_int_equal(cc_tile_encode(&env, tile, &bytes, &len), CC_NOMEM);
		assert_null(bytes);
		assert_int_equal(memory.held, 1);
	}
	cc_free(&env, tile);
	free_body(&body);
}

/* Every cell holds just the segments that touch it. */
static void
test_cells(void **state)
{
	cc_point pts[40][2];
	cc_line lines[40];
	cc_box square = cc_tile_box(TILE);
	cc_env env = unit_env();
	uint64_t seed = 5;
	cc_tile *tile;

	(void) state;
	for (int i = 0; i < 40; i++)
	{
		int32_t reach = i < 20 ? 3000 : 400000;

		pts[i][0] = at(unit_between(&seed, 0, 200000), unit_between(&seed, 0, 160000));
		pts[i][1].x = pts[i][0].x + unit_between(&seed, -reach, reach);
		pts[i][1].y = pts[i][0].y + unit_between(&seed, 1, reach);
		lines[i] = unit_line(i, 0, pts[i], 2);
	}
	/* Along the boundaries of cells and through their corners. */
	pts[0][0].x = pts[0][1].x = cc_cell_box(square, 7, 0).min_x;
	pts[1][0].y = pts[1][1].y = cc_cell_box(square, 0, 9).max_y;
	pts[1][0].x = square.min_x;
	pts[2][0].x = cc_cell_box(square, 3, 3).min_x;
	pts[2][0].y = cc_cell_box(square, 3, 3).min_y;
	tile = unit_build_tile(TILE, false, lines, 40);
	for (uint32_t cell = 0; cell < CC_GRID * CC_GRID; cell++)
	{
		cc_box box = cc_cell_box(square, cell % CC_GRID, cell / CC_GRID);
		uint32_t next = tile->cells[cell];

		for (uint32_t e = 0; e < tile->nedges; e++)
		{
			uint32_t pt = tile->edges[e].pt;

			if (!cc_segment_touches(tile->pts[pt], tile->pts[pt + 1], box))
				continue;
			assert_true(next < tile->cells[cell + 1]);
			assert_int_equal(tile->segments[next].edge, e);
			assert_int_equal(tile->segments[next].pt, pt);
			next++;
		}
		assert_int_equal(next, tile->cells[cell + 1]);
	}
	cc_free(&env, tile);
}

static void
test_cells_touching(void **state)
{
	cc_box square = cc_tile_box(TILE);
	uint64_t seed = 6;
	const cc_box even = {0, 0, 320, 320};
	const cc_box on_boundaries = {160, 40, 160, 320};
	cc_cells cells;

	(void) state;
	assert_true(cc_cells_touching(even, on_boundaries, &cells));
	assert_true(cells.min_column == 15 && cells.max_column == 16);
	assert_true(cells.min_row == 3 && cells.max_row == 31);
	assert_int_equal(cc_cell_box(square, 31, 31).max_x, square.max_x);
	assert_int_equal(cc_cell_box(square, 31, 31).max_y, square.max_y);
	for (int i = 0; i < 5000; i++)
	{
		cc_point corner =
			at(unit_between(&seed, -50000, 250000), unit_between(&seed, -50000, 200000));
		cc_box box = {corner.x, corner.y, corner.x + unit_between(&seed, 0, 60000),
					  corner.y + unit_between(&seed, 0, 60000)};
		bool any = cc_cells_touching(square, box, &cells);

		assert_true(any == (box.max_x >= square.min_x && box.min_x <= square.max_x &&
							box.max_y >= square.min_y && box.min_y <= square.max_y));
		for (uint32_t c = 0; any && c < CC_GRID; c++)
		{
			cc_box cell = cc_cell_box(square, c, c);

			assert_true((c >= cells.min_column && c <= cells.max_column) ==
						(cell.max_x >= box.min_x && cell.min_x <= box.max_x));
			assert_true((c >= cells.min_row && c <= cells.max_row) ==
						(cell.max_y >= box.min_y && cell.min_y <= box.max_y));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_barred),
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_turned_bits),
		cmocka_unit_test(test_cut_and_longer),
		cmocka_unit_test(test_broken_edges),
		cmocka_unit_test(test_broken_crossings),
		cmocka_unit_test(test_broken_nodes_and_keys),
		cmocka_unit_test(test_broken_barriers),
		cmocka_unit_test(test_broken_heights),
		cmocka_unit_test(test_bad_heads),
		cmocka_unit_test(test_failing_memory),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_cells_touching),
	};

	return cmocka_run_group_tests_name("tile", tests, NULL, NULL);
}
