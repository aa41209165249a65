/*
 * test_partial.c
 *		Sums of parts of a city against the sums of all of its homes, and damaged ones.
 *
 * test/unit/test_partial.c
 */
#include "values.h"

#include "analysis/partial.h"

#define WEIGHTS 3
#define MAX_PARTS 5

static cc_env env;
static const char two_needs[] = "clinic within 10 min & shop * 2 within 5 min";

static value
written(cc_indicator *indicator)
{
	cc_buffer buffer;

	cc_buffer_init(&buffer, &env);
	cc_partial_write(indicator, &buffer);
	assert_int_equal(buffer.status, CC_OK);
	return (value){buffer.data, buffer.len};
}

static cc_indicator *
empty_for(const cc_standard *const *standards)
{
	cc_indicator *indicator;

	assert_int_equal(cc_indicator_create(&env, standards, 1, WEIGHTS, &indicator), CC_OK);
	return indicator;
}

/* What an indicator holds, by all of its weights. */
static void
assert_same_distribution(cc_distribution *a, cc_distribution *b)
{
	cc_distribution_sort(a);
	cc_distribution_sort(b);
	assert_int_equal(a->used, b->used);
	if (a->used > 0)
		assert_memory_equal(a->rows, b->rows, a->used * (a->nweights + 1) * sizeof(int64_t));
}

static void
assert_same(cc_indicator *a, cc_indicator *b)
{
	assert_int_equal(a->nhomes, b->nhomes);
	assert_memory_equal(a->unknown, b->unknown, WEIGHTS * sizeof(uint64_t));
	assert_int_equal(a->nitems, b->nitems);
	for (uint32_t i = 0; i < a->nitems; i++)
	{
		assert_memory_equal(a->items[i].sums, b->items[i].sums, WEIGHTS * sizeof(cc_sums));
		assert_same_distribution(&a->items[i].values, &b->items[i].values);
		assert_same_distribution(&a->items[i].proximity, &b->items[i].proximity);
	}
}

/* A home by chance; false where its coverage does not know the answers. */
static bool
add_home(uint64_t *random, cc_indicator *all, cc_indicator *part)
{
	const int64_t weights[WEIGHTS] = {1, unit_between(random, -1, 9) * (int64_t) 1000,
									  unit_random(random) >> unit_between(random, 12, 63)};
	bool straight[CC_MAX_NEEDS + 1];
	true_coverage truth;
	value coverage;
	cc_counted home = {.weights = weights, .straight = straight};
	cc_status status;

	for (uint32_t i = 0; i < all->nitems; i++)
		straight[i] = unit_random(random) & 1;
	random_truth(random, &truth, true);
	coverage = value_of(&truth);
	home.on_island = unit_between(random, 0, 3) == 0;
	home.coverage = unit_between(random, 0, 4) == 0 ? NULL : coverage.data;
	home.coverage_len = coverage.len;
	status = cc_indicator_add(all, &home, NULL);
	if (status == CC_OK)
		assert_int_equal(cc_indicator_add(part, &home, NULL), CC_OK);
	free(coverage.data);
	return status == CC_OK;
}

/* Homes that come and go leave the bytes as they were; those that are not there cannot go. */
static void
check_difference(cc_indicator *sum, uint64_t *random, value of_sum)
{
	cc_indicator *more;
	cc_indicator *ignored;
	value bytes;
	value left;
	bool any = false;

	assert_int_equal(cc_indicator_create(&env, sum->standards, sum->nstandards, WEIGHTS, &more),
					 CC_OK);
	assert_int_equal(cc_indicator_create(&env, sum->standards, sum->nstandards, WEIGHTS, &ignored),
					 CC_OK);
	for (int homes = 0; homes < 4; homes++)
		any |= add_home(random, more, ignored);
	bytes = written(more);
	if (any && more->nhomes > sum->nhomes)
		assert_int_equal(cc_partial_subtract(sum, bytes.data, bytes.len, NULL), CC_CORRUPT);
	cc_indicator_clear(sum);
	assert_int_equal(cc_partial_add(sum, of_sum.data, of_sum.len, NULL), CC_OK);
	assert_int_equal(cc_partial_add(sum, bytes.data, bytes.len, NULL), CC_OK);
	assert_int_equal(cc_partial_subtract(sum, bytes.data, bytes.len, NULL), CC_OK);
	left = written(sum);
	assert_true(same_value(left, of_sum));
	free(left.data);
	free(bytes.data);
	cc_indicator_release(more);
	cc_indicator_release(ignored);
}

/* Homes by chance in parts by chance: their bytes add up to the sums and the bytes of all homes. */
static bool
parts_of_a_city(uint64_t *random, const cc_standard *const *standards)
{
	cc_indicator *all = empty_for(standards);
	cc_indicator *sum = empty_for(standards);
	cc_indicator *part = empty_for(standards);
	cc_indicator *blank = NULL;
	int nparts = unit_between(random, 1, MAX_PARTS);
	bool usable = true;

	for (int p = 0; p < nparts && usable; p++)
	{
		value bytes;

		for (int homes = unit_between(random, 0, 6); homes > 0 && usable; homes--)
			usable = add_home(random, all, part);
		if (!usable)
			break;
		bytes = written(part);
		assert_int_equal(cc_partial_add(sum, bytes.data, bytes.len, NULL), CC_OK);
		if (blank == NULL)
			assert_int_equal(cc_partial_create(&env, bytes.data, bytes.len, &blank, NULL), CC_OK);
		assert_int_equal(cc_partial_add(blank, bytes.data, bytes.len, NULL), CC_OK);
		cc_indicator_clear(part);
		free(bytes.data);
	}
	if (usable)
	{
		value of_all = written(all);
		value of_sum = written(blank);

		assert_same(sum, all);
		assert_true(same_value(of_all, of_sum));
		check_difference(sum, random, of_all);
		free(of_all.data);
		free(of_sum.data);
	}
	cc_indicator_release(all);
	cc_indicator_release(sum);
	cc_indicator_release(part);
	cc_indicator_release(blank);
	return usable;
}

static void
parts_add_up_to_the_whole(void **state)
{
	uint64_t random = 5;
	int cities = 0;

	(void) state;
	for (int round = 0; round < 8000; round++)
	{
		random_text text;
		value bytes;
		const cc_standard *standard;

		random_standard(&random, &text);
		bytes = standard_of(text.text);
		standard = ready(bytes);
		cities += parts_of_a_city(&random, &standard);
		free((void *) standard);
		free(bytes.data);
	}
	assert_true(cities > 200);
}

/* A village of three homes, of one unknown weight, in bytes. */
static value
village(cc_indicator *indicator)
{
	static const char *homes[] = {
		"clinic min keep 3: 4 (10=1 20=1); shop min keep 2: 1 3 (5=2 10=2)",
		"clinic min keep 3: (10=0 20=0); shop min keep 2: 4 6 (5=1 10=2)", NULL};
	static const int64_t weights[][WEIGHTS] = {{1, 3000, 0}, {1, 500, 7}, {1, 2500, -1}};
	value bytes;

	for (int i = 0; i < 3; i++)
	{
		value coverage = homes[i] == NULL ? (value){NULL, 0} : coverage_of(homes[i]);
		cc_counted home = {
			.coverage = coverage.data, .coverage_len = coverage.len, .weights = weights[i]};

		assert_int_equal(cc_indicator_add(indicator, &home, NULL), CC_OK);
		free(coverage.data);
	}
	bytes = written(indicator);
	return bytes;
}

/* By hand: what is common to all needs, then the clinic, the shops and the whole. */
static void
the_format_stands(void **state)
{
	static const uint8_t expected[] = {
		1, 3,    3, /* format, weights, items */
		1, 0,    3,    1, 0, 0xF4, 0x03, 0,    12,   5,    0,    7, 1, 1, 0,
		0,                      /* homes; by 500; by 7 */
		1, 0,    6,    0, 0, 0, /* clinic: covered, straight */
		2, 0xE0, 0x12, 1, 6, 0,    0x9E, 0xED, 0xFF, 0xFF, 0x0F, 1, 1, 1, 0, /* 2400, beyond */
	};
	value standard_bytes = standard_of(two_needs);
	const cc_standard *standard = ready(standard_bytes);
	cc_indicator *indicator = empty_for(&standard);
	value bytes = village(indicator);

	(void) state;
	assert_true(bytes.len > sizeof(expected));
	assert_memory_equal(bytes.data, expected, sizeof(expected));
	free(bytes.data);
	cc_indicator_release(indicator);
	free((void *) standard);
	free(standard_bytes.data);
}

/* Every byte changed, every length cut: an error with its place, or sums that can be written. */
static void
damage_is_told(void **state)
{
	value standard_bytes = standard_of(two_needs);
	const cc_standard *standard = ready(standard_bytes);
	cc_indicator *indicator = empty_for(&standard);
	value bytes = village(indicator);
	int told = 0;

	(void) state;
	for (size_t at = 0; at < bytes.len; at++)
		for (int change = 1; change < 256; change++)
		{
			cc_detail detail = {0};
			cc_status status;

			bytes.data[at] ^= (uint8_t) change;
			cc_indicator_clear(indicator);
			status = cc_partial_add(indicator, bytes.data, bytes.len, &detail);
			assert_true(status == CC_OK || status == CC_CORRUPT);
			assert_true(status == CC_OK ||
						(detail.reason != NULL && detail.at <= (int64_t) bytes.len));
			told += status == CC_CORRUPT;
			bytes.data[at] ^= (uint8_t) change;
		}
	assert_true(told > (int) bytes.len * 200);
	for (size_t len = 0; len < bytes.len; len++)
	{
		cc_indicator_clear(indicator);
		assert_int_equal(cc_partial_add(indicator, bytes.data, len, NULL), CC_CORRUPT);
	}
	free(bytes.data);
	cc_indicator_release(indicator);
	free((void *) standard);
	free(standard_bytes.data);
}

/* Parts of other needs or weights, sums that do not fit, and nothing to sum up. */
static void
what_does_not_fit(void **state)
{
	static const int64_t most[WEIGHTS] = {1, INT64_MAX, 0};
	value standard_bytes = standard_of(two_needs);
	value other_bytes = standard_of("clinic within 10 min");
	const cc_standard *standard = ready(standard_bytes);
	const cc_standard *other = ready(other_bytes);
	cc_indicator *indicator = empty_for(&standard);
	cc_indicator *of_other = empty_for(&other);
	cc_indicator *none;
	value bytes = village(indicator);
	cc_counted home = {.weights = most};
	cc_buffer buffer;

	(void) state;
	assert_int_equal(cc_partial_add(of_other, bytes.data, bytes.len, NULL), CC_CORRUPT);
	cc_indicator_clear(indicator);
	assert_int_equal(cc_indicator_add(indicator, &home, NULL), CC_OK);
	assert_int_equal(cc_partial_add(indicator, bytes.data, bytes.len, NULL), CC_LIMIT);
	assert_int_equal(cc_partial_create(&env, bytes.data, 2, &none, NULL), CC_CORRUPT);
	assert_null(none);
	assert_int_equal(cc_indicator_create(&env, &standard, 0, WEIGHTS, &none), CC_OK);
	cc_buffer_init(&buffer, &env);
	cc_partial_write(none, &buffer);
	assert_int_equal(buffer.status, CC_BAD_INPUT);
	free(bytes.data);
	cc_indicator_release(none);
	cc_indicator_release(of_other);
	cc_indicator_release(indicator);
	free((void *) other);
	free((void *) standard);
	free(other_bytes.data);
	free(standard_bytes.data);
}

/* Each allocation fails once, each poll stops once; nothing is held afterwards. */
static void
without_memory_or_time(void **state)
{
	value standard_bytes = standard_of(two_needs);
	const cc_standard *standard = ready(standard_bytes);
	cc_indicator *indicator = empty_for(&standard);
	value bytes = village(indicator);
	cc_status status = CC_NOMEM;

	(void) state;
	for (long at = 1; status != CC_OK; at++)
	{
		unit_memory memory = {.fail_at = at % 2 ? at / 2 + 1 : 0, .stop_at = at % 2 ? 0 : at / 2};
		cc_env poor = unit_counting_env(&memory);
		cc_indicator *sum;

		assert_true(at < 200);
		status = cc_partial_create(&poor, bytes.data, bytes.len, &sum, NULL);
		if (status == CC_OK)
			status = cc_partial_add(sum, bytes.data, bytes.len, NULL);
		assert_true(status == CC_OK || status == CC_NOMEM || status == CC_CANCELED);
		if (at <= 6)
			assert_int_equal(status, at % 2 ? CC_NOMEM : CC_CANCELED);
		else if (at % 2 == 0)
			status = CC_NOMEM;
		cc_indicator_release(sum);
		assert_int_equal(memory.held, 0);
	}
	free(bytes.data);
	cc_indicator_release(indicator);
	free((void *) standard);
	free(standard_bytes.data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_add_up_to_the_whole),
		cmocka_unit_test(the_format_stands),
		cmocka_unit_test(damage_is_told),
		cmocka_unit_test(what_does_not_fit),
		cmocka_unit_test(without_memory_or_time),
	};

	env = unit_env();
	return cmocka_run_group_tests_name("partial", tests, NULL, NULL);
}
