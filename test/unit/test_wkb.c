/*
 * test_wkb.c
 *		Well-known binary in all its dialects, written here by hand: read, moved, and refused.
 *
 * test/unit/test_wkb.c
 */
#include "unit.h"

#include "base/wkb.h"

/* --- a writer of any dialect --- */

typedef struct dialect
{
	bool little;
	bool extended; /* flags in the high bits instead of thousands */
	bool z;
	bool m;
	int32_t srid; /* 0: none; of the extended dialect only */
} dialect;

typedef struct writer
{
	dialect dialect;
	size_t len;
	uint8_t bytes[4096];
} writer;

static void
put(writer *writer, uint64_t bits, int size)
{
	for (int i = 0; i < size; i++)
		writer->bytes[writer->len++] =
			(uint8_t) (bits >> 8 * (writer->dialect.little ? i : size - 1 - i));
}

static void
put_header(writer *writer, uint32_t type)
{
	const dialect *dialect = &writer->dialect;
	bool first = writer->len == 0;

	writer->bytes[writer->len++] = dialect->little;
	if (!dialect->extended)
		type += 1000 * dialect->z + 2000 * dialect->m;
	else
		type |= (dialect->z ? 0x80000000u : 0) | (dialect->m ? 0x40000000u : 0) |
				(dialect->srid != 0 && first ? 0x20000000u : 0);
	put(writer, type, 4);
	if (dialect->extended && dialect->srid != 0 && first)
		put(writer, (uint32_t) dialect->srid, 4);
}

static void
put_number(writer *writer, double value)
{
	uint64_t bits;

	memcpy(&bits, &value, 8);
	put(writer, bits, 8);
}

/* A position whose Z is 100 times and whose M is 1000 times its x. */
static void
put_position(writer *writer, double x, double y)
{
	put_number(writer, x);
	put_number(writer, y);
	if (writer->dialect.z)
		put_number(writer, x * 100);
	if (writer->dialect.m)
		put_number(writer, x * 1000);
}

static void
put_point(writer *writer, double x, double y)
{
	put_header(writer, 1);
	put_position(writer, x, y);
}

/* Two rings of 4 and 5 positions, and an empty one between them. */
static void
put_polygon(writer *writer)
{
	put_header(writer, 3);
	put(writer, 3, 4);
	put(writer, 4, 4);
	for (int i = 0; i < 4; i++)
		put_position(writer, i, -i);
	put(writer, 0, 4);
	put(writer, 5, 4);
	for (int i = 4; i < 9; i++)
		put_position(writer, i, -i);
}

static cc_parts *
read_all(const writer *writer)
{
	cc_env env = unit_env();
	cc_detail detail = {0};
	cc_parts *parts;

	assert_int_equal(cc_wkb_read(&env, writer->bytes, writer->len, &parts, &detail), CC_OK);
	return parts;
}

static void
expect_numbers(const cc_parts *parts, uint32_t npts, bool z)
{
	assert_int_equal(parts->npts, npts);
	assert_int_equal(parts->z != NULL, z);
	for (uint32_t i = 0; i < npts; i++)
	{
		assert_true(parts->x[i] == i && parts->y[i] == -(double) i);
		assert_true(!z || parts->z[i] == 100.0 * i);
	}
}

/* Call a test with every dialect. */
static void
each_dialect(void (*test)(const dialect *))
{
	for (int i = 0; i < 32; i++)
	{
		dialect dialect = {i & 1, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0, i & 16 ? 4326 : 0};

		test(&dialect);
	}
}

/* --- reading --- */

static void
read_polygon(const dialect *dialect)
{
	writer writer = {.dialect = *dialect};
	cc_parts *parts;

	put_polygon(&writer);
	parts = read_all(&writer);
	assert_int_equal(parts->shape, CC_SHAPE_AREAS);
	assert_int_equal(parts->nparts, 2);
	assert_int_equal(parts->first[1], 4);
	assert_int_equal(parts->first[2], 9);
	expect_numbers(parts, 9, dialect->z);
	assert_int_equal(cc_wkb_srid(writer.bytes, writer.len), dialect->extended ? dialect->srid : 0);
	free(parts);
}

static void
read_multi_point(const dialect *dialect)
{
	writer writer = {.dialect = *dialect};
	cc_parts *parts;

	put_header(&writer, 4);
	put(&writer, 3, 4);
	put_point(&writer, 0, 0);
	put_point(&writer, NAN, NAN); /* an empty one */
	put_point(&writer, 1, -1);
	parts = read_all(&writer);
	assert_int_equal(parts->shape, CC_SHAPE_POINTS);
	assert_int_equal(parts->nparts, 2);
	expect_numbers(parts, 2, dialect->z);
	free(parts);
}

static void
test_read(void **state)
{
	(void) state;
	each_dialect(read_polygon);
	each_dialect(read_multi_point);
}

/* Write a geometry of a type whose number of parts or positions is 0, and read its shape. */
static cc_shape
shape_of_empty(uint32_t type)
{
	writer writer = {.dialect = {.little = true}};
	cc_parts *parts;
	cc_shape shape;

	put_header(&writer, type);
	put(&writer, 0, 4);
	parts = read_all(&writer);
	assert_int_equal(parts->npts, 0);
	shape = parts->shape;
	free(parts);
	return shape;
}

static void
test_shapes(void **state)
{
	writer writer = {.dialect = {.little = true}};
	cc_parts *parts;

	(void) state;
	for (uint32_t type = 2; type <= 6; type++)
		assert_int_equal(shape_of_empty(type), CC_SHAPE_EMPTY);
	for (uint32_t type = 7; type <= 17; type++)
		assert_int_equal(shape_of_empty(type), CC_SHAPE_OTHER);
	put_point(&writer, NAN, NAN);
	parts = read_all(&writer);
	assert_int_equal(parts->shape, CC_SHAPE_EMPTY);
	free(parts);
	writer.len = 0;
	put_header(&writer, 4);
	put(&writer, 1, 4);
	put_point(&writer, 0, 0);
	parts = read_all(&writer);
	assert_int_equal(parts->shape, CC_SHAPE_POINT);
	free(parts);
}

/* --- damage --- */

static cc_status
read_damaged(const uint8_t *bytes, size_t len)
{
	cc_env env = unit_env();
	cc_detail detail = {0};
	cc_parts *parts = (cc_parts *) &detail;
	/* A copy of just that size, so that the sanitizer sees a read behind it. */
	uint8_t *copy = malloc(len > 0 ? len : 1);
	cc_status status;

	memcpy(copy, bytes, len);
	status = cc_wkb_read(&env, copy, len, &parts, &detail);
	free(copy);
	if (status == CC_OK)
		free(parts);
	else
	{
		assert_null(parts);
		assert_non_null(detail.reason);
		assert_true(detail.at >= 0 && detail.at <= (int64_t) len);
	}
	return status;
}

static void
test_cut(void **state)
{
	writer writer = {.dialect = {.little = true, .extended = true, .z = true, .srid = 4326}};

	(void) state;
	put_polygon(&writer);
	for (size_t len = 0; len < writer.len; len++)
		assert_int_equal(read_damaged(writer.bytes, len), CC_CORRUPT);
	writer.bytes[writer.len] = 0;
	assert_int_equal(read_damaged(writer.bytes, writer.len + 1), CC_CORRUPT);
	writer.bytes[0] = 2;
	assert_int_equal(read_damaged(writer.bytes, writer.len), CC_CORRUPT);
}

/* Numbers that no bytes follow cost no memory and no time. */
static void
test_promises(void **state)
{
	(void) state;
	for (uint32_t type = 2; type <= 6; type++)
	{
		writer writer = {.dialect = {.little = true}};

		put_header(&writer, type);
		put(&writer, UINT32_MAX, 4);
		assert_int_equal(read_damaged(writer.bytes, writer.len), CC_CORRUPT);
	}
}

/* A multi-point that holds a line is no multi-point. */
static void
test_other_members(void **state)
{
	writer writer = {.dialect = {.little = true}};

	(void) state;
	put_header(&writer, 4);
	put(&writer, 1, 4);
	put_header(&writer, 2);
	put(&writer, 2, 4);
	put_position(&writer, 0, 0);
	put_position(&writer, 1, -1);
	assert_int_equal(read_damaged(writer.bytes, writer.len), CC_CORRUPT);
}

static void
test_no_memory(void **state)
{
	unit_memory memory = {.fail_at = 1};
	cc_env env = unit_counting_env(&memory);
	writer writer = {.dialect = {.little = true}};
	cc_parts *parts;

	(void) state;
	put_polygon(&writer);
	assert_int_equal(cc_wkb_read(&env, writer.bytes, writer.len, &parts, NULL), CC_NOMEM);
	assert_null(parts);
}

/* --- moving --- */

static void
shift(void *ctx, double *lon, double *lat)
{
	(*(int *) ctx)++;
	*lon += 1;
	*lat -= 1;
}

static void
move_collection(const dialect *dialect)
{
	writer writer = {.dialect = *dialect};
	struct writer moved = {.dialect = *dialect};
	cc_env env = unit_env();
	int count = 0;

	put_header(&writer, 7);
	put(&writer, 2, 4);
	put_point(&writer, 0, 0);
	put_header(&writer, 8); /* a curve */
	put(&writer, 1, 4);
	put_position(&writer, 5, -5);
	memcpy(moved.bytes, writer.bytes, writer.len);
	assert_int_equal(cc_wkb_move(&env, moved.bytes, writer.len, shift, &count, NULL), CC_OK);
	assert_int_equal(count, 2);
	moved.len = 0;
	put_header(&moved, 7);
	put(&moved, 2, 4);
	for (int i = 0; i < 2; i++)
	{
		const double at = i * 5 + 1;

		put_header(&moved, i == 0 ? 1 : 8);
		if (i == 1)
			put(&moved, 1, 4);
		/* Only x and y are written: Z and M must be what they were. */
		put_number(&moved, at);
		put_number(&moved, -at);
		if (dialect->z)
			put_number(&moved, (at - 1) * 100);
		if (dialect->m)
			put_number(&moved, (at - 1) * 1000);
	}
	assert_int_equal(moved.len, writer.len);
	assert_int_equal(cc_wkb_move(&env, writer.bytes, writer.len, shift, &count, NULL), CC_OK);
	assert_memory_equal(moved.bytes, writer.bytes, writer.len);
}

static void
test_move(void **state)
{
	(void) state;
	each_dialect(move_collection);
}

static cc_status
move_nested(uint32_t depth)
{
	cc_env env = unit_env();
	writer *writer = calloc(1, sizeof(*writer));
	int count = 0;
	cc_detail detail = {0};
	cc_status status;

	writer->dialect.little = true;
	for (uint32_t i = 0; i < depth; i++)
	{
		put_header(writer, 7);
		put(writer, 1, 4);
	}
	put_point(writer, 1, 1);
	status = cc_wkb_move(&env, writer->bytes, writer->len, shift, &count, &detail);
	assert_int_equal(count, status == CC_OK);
	free(writer);
	return status;
}

static void
test_depth(void **state)
{
	(void) state;
	assert_int_equal(move_nested(CC_MAX_WKB_DEPTH), CC_OK);
	assert_int_equal(move_nested(CC_MAX_WKB_DEPTH + 1), CC_LIMIT);
}

/* Both poll: a long line can be canceled. */
static void
test_cancel(void **state)
{
	const uint32_t npts = 100000;
	unit_memory memory = {.stop_at = 1};
	cc_env env = unit_counting_env(&memory);
	size_t len = 9 + (size_t) npts * 16;
	uint8_t *bytes = calloc(1, len);
	cc_parts *parts;
	int count = 0;

	(void) state;
	bytes[0] = 1;
	bytes[1] = 2;
	memcpy(bytes + 5, (uint8_t[]){npts & 0xff, npts >> 8 & 0xff, npts >> 16, 0}, 4);
	assert_int_equal(cc_wkb_read(&env, bytes, len, &parts, NULL), CC_CANCELED);
	assert_null(parts);
	assert_int_equal(memory.held, 0);
	assert_int_equal(cc_wkb_move(&env, bytes, len, shift, &count, NULL), CC_CANCELED);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),          cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_cut),           cmocka_unit_test(test_promises),
		cmocka_unit_test(test_other_members), cmocka_unit_test(test_no_memory),
		cmocka_unit_test(test_move),          cmocka_unit_test(test_depth),
		cmocka_unit_test(test_cancel),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
