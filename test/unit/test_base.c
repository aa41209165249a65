/*
 * test_base.c
 *		Memory, buffers, readers, digests.
 *
 * test/unit/test_base.c
 */
#include "unit.h"

static void
test_alloc_overflow(void **state)
{
	cc_env env = unit_env();
	void *ptr;

	(void) state;
	assert_null(cc_alloc(&env, SIZE_MAX / 2, 3, 0));
	assert_null(cc_alloc(&env, SIZE_MAX / 8, 8, 16));
	assert_null(cc_alloc(&env, 1, SIZE_MAX, 1));
	assert_null(cc_alloc0(&env, SIZE_MAX, 2));
	ptr = cc_alloc(&env, 0, 8, 0);
	assert_non_null(ptr);
	cc_free(&env, ptr);
	cc_free(&env, NULL);
}

static void
test_alloc0(void **state)
{
	cc_env env = unit_env();
	uint64_t *numbers = cc_alloc0(&env, 100, sizeof(uint64_t));

	(void) state;
	for (int i = 0; i < 100; i++)
		assert_int_equal(numbers[i], 0);
	cc_free(&env, numbers);
}

static void
test_grow(void **state)
{
	unit_memory memory = {0};
	cc_env env = unit_counting_env(&memory);
	void *array = NULL;
	size_t capacity = 0;

	(void) state;
	for (size_t used = 0; used < 1000; used++)
	{
		assert_int_equal(cc_grow(&env, &array, &capacity, used, used + 1, sizeof(int)), CC_OK);
		assert_true(capacity > used);
		((int *) array)[used] = (int) used;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(((int *) array)[i], i);
	assert_true(memory.allocations < 10);
	assert_int_equal(memory.held, 1);

	/* A failure leaves the array as it was. */
	memory.fail_at = 1;
	assert_int_equal(cc_grow(&env, &array, &capacity, 1000, 100000, sizeof(int)), CC_NOMEM);
	assert_int_equal(((int *) array)[999], 999);
	assert_int_equal(cc_grow(&env, &array, &capacity, 1000, SIZE_MAX, sizeof(int)), CC_NOMEM);
	cc_free(&env, array);
	assert_int_equal(memory.held, 0);
}

static void
test_fail(void **state)
{
	cc_detail detail;
	char name[400];

	(void) state;
	assert_int_equal(cc_fail(NULL, CC_LIMIT, "too much", 3), CC_LIMIT);
	memset(&detail, 0xA5, sizeof(detail));
	assert_int_equal(cc_fail(&detail, CC_BAD_INPUT, "wrong", 7), CC_BAD_INPUT);
	assert_string_equal(detail.reason, "wrong");
	assert_null(detail.hint);
	assert_int_equal(detail.at, 7);
	assert_int_equal(detail.number[0], 0);
	assert_string_equal(detail.name, "");

	cc_detail_name(NULL, "x", 1);
	cc_detail_name(&detail, "clinic|", 6);
	assert_string_equal(detail.name, "clinic");
	cc_detail_name(&detail, NULL, 0);
	assert_string_equal(detail.name, "");

	/* 191 bytes fit: a character of three bytes that begins at byte 190 is left out. */
	memset(name, 'a', sizeof(name));
	memcpy(name + 190, "\xE5\x9C\x88", 3);
	cc_detail_name(&detail, name, sizeof(name));
	assert_int_equal(strlen(detail.name), 190);
	memset(name, 'a', sizeof(name));
	memcpy(name + 188, "\xE5\x9C\x88", 3);
	cc_detail_name(&detail, name, sizeof(name));
	assert_int_equal(strlen(detail.name), 191);
}

static const uint64_t edge_values[] = {0,
									   1,
									   127,
									   128,
									   16383,
									   16384,
									   UINT32_MAX,
									   (uint64_t) INT64_MAX,
									   (uint64_t) INT64_MAX + 1,
									   UINT64_MAX - 1,
									   UINT64_MAX};

static void
test_varint(void **state)
{
	cc_env env = unit_env();
	cc_buffer buffer;
	cc_reader reader = {0};
	size_t n = sizeof(edge_values) / sizeof(edge_values[0]);

	(void) state;
	cc_buffer_init(&buffer, &env);
	for (size_t i = 0; i < n; i++)
	{
		cc_put_varint(&buffer, edge_values[i]);
		cc_put_zigzag(&buffer, (int64_t) edge_values[i]);
	}
	cc_put_u8(&buffer, 42);
	cc_put_bytes(&buffer, "end", 3);
	assert_int_equal(buffer.status, CC_OK);

	reader.data = buffer.data;
	reader.len = buffer.len;
	for (size_t i = 0; i < n; i++)
	{
		assert_true(cc_get_varint(&reader) == edge_values[i]);
		assert_true(cc_get_zigzag(&reader) == (int64_t) edge_values[i]);
	}
	assert_int_equal(cc_get_u8(&reader), 42);
	assert_memory_equal(cc_get_bytes(&reader, 3), "end", 3);
	assert_false(reader.failed);
	assert_int_equal(reader.at, reader.len);

	/* Past the end everything fails and stays failed. */
	assert_int_equal(cc_get_u8(&reader), 0);
	assert_true(reader.failed);
	assert_null(cc_get_bytes(&reader, 0));
	assert_int_equal(cc_get_varint(&reader), 0);
	cc_free(&env, buffer.data);
}

static void
refuse_varint(const char *bytes, size_t len)
{
	cc_reader reader = {(const uint8_t *) bytes, len, 0, false};

	assert_int_equal(cc_get_varint(&reader), 0);
	assert_true(reader.failed);
}

static void
test_varint_malformed(void **state)
{
	(void) state;
	refuse_varint("", 0);
	refuse_varint("\x80", 1);                                          /* cut off */
	refuse_varint("\x80\x00", 2);                                      /* zero in two bytes */
	refuse_varint("\xFF\x80\x00", 3);                                  /* not the shortest */
	refuse_varint("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02", 10);     /* 65 bits */
	refuse_varint("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x81\x01", 11); /* 11 bytes */
}

static void
test_buffer_failure(void **state)
{
	unit_memory memory = {.fail_at = 2};
	cc_env env = unit_counting_env(&memory);
	cc_buffer buffer;

	(void) state;
	cc_buffer_init(&buffer, &env);
	for (int i = 0; i < 100; i++)
		cc_put_u8(&buffer, (uint8_t) i);
	assert_int_equal(buffer.status, CC_NOMEM);
	assert_int_equal(buffer.len, 16);
	memory.fail_at = 0;
	cc_put_u8(&buffer, 1);
	assert_int_equal(buffer.status, CC_NOMEM);
	cc_free(&env, buffer.data);
	assert_int_equal(memory.held, 0);
}

/* Set bits that differ. */
static int
distance(cc_digest a, cc_digest b)
{
	return __builtin_popcountll(a.lo ^ b.lo) + __builtin_popcountll(a.hi ^ b.hi);
}

static void
test_digest_mixes(void **state)
{
	uint8_t bytes[40];
	cc_digest plain;

	(void) state;
	for (size_t len = 1; len <= sizeof(bytes); len++)
	{
		for (size_t i = 0; i < len; i++)
			bytes[i] = (uint8_t) (i * 7);
		plain = cc_digest_bytes(bytes, len, 1);
		assert_true(distance(plain, cc_digest_bytes(bytes, len, 2)) > 30);
		assert_true(distance(plain, cc_digest_bytes(bytes, len - 1, 1)) > 30);
		for (size_t bit = 0; bit < 8 * len; bit++)
		{
			bytes[bit / 8] ^= (uint8_t) (1 << bit % 8);
			assert_between(distance(plain, cc_digest_bytes(bytes, len, 1)), 30, 98);
			bytes[bit / 8] ^= (uint8_t) (1 << bit % 8);
		}
	}
}

static void
test_digest_zeros(void **state)
{
	const uint8_t zeros[64] = {0};

	(void) state;
	/* Runs of zeros of different lengths are different. */
	for (size_t a = 0; a <= 64; a++)
	{
		for (size_t b = 0; b < a; b++)
			assert_true(distance(cc_digest_bytes(zeros, a, 0), cc_digest_bytes(zeros, b, 0)) > 20);
	}
}

/* Stored digests must never change unnoticed: these were printed by this code once. */
static void
test_digest_is_stable(void **state)
{
	cc_digest empty = cc_digest_bytes("", 0, 0);
	cc_digest text = cc_digest_bytes("a walking city", 14, 7);

	(void) state;
	assert_true(empty.lo == UINT64_C(0xD9BF4E769F9F15DF) &&
				empty.hi == UINT64_C(0x3383AB0BD5A0D2E7));
	assert_true(text.lo == UINT64_C(0xEB0400B9E59EEC79) && text.hi == UINT64_C(0xFBB68E7B7588F7F4));
}

static void
test_digest_add(void **state)
{
	cc_digest a = {UINT64_MAX, 5};
	cc_digest b = {1, UINT64_MAX};
	cc_digest sum = cc_digest_add(a, b);

	(void) state;
	assert_true(sum.lo == 0 && sum.hi == 5);
	sum = cc_digest_add(b, a);
	assert_true(sum.lo == 0 && sum.hi == 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alloc_overflow), cmocka_unit_test(test_alloc0),
		cmocka_unit_test(test_grow),           cmocka_unit_test(test_fail),
		cmocka_unit_test(test_varint),         cmocka_unit_test(test_varint_malformed),
		cmocka_unit_test(test_buffer_failure), cmocka_unit_test(test_digest_mixes),
		cmocka_unit_test(test_digest_zeros),   cmocka_unit_test(test_digest_is_stable),
		cmocka_unit_test(test_digest_add),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
