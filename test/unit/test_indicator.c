/*
 * test_indicator.c
 *		Sums over homes, against the answers of each home by itself.
 *
 * test/unit/test_indicator.c
 */
#include "values.h"

#include "analysis/indicator.h"

#define HOMES 5

static cc_env env;

static void
add(cc_indicator *indicator, const char *coverage, int64_t people, bool on_island,
	const bool *straight)
{
	value bytes = {NULL, 0};
	int64_t weights[2] = {1, people};
	cc_counted home = {.on_island = on_island, .weights = weights, .straight = straight};

	if (coverage != NULL)
		bytes = coverage_of(coverage);
	home.coverage = bytes.data;
	home.coverage_len = bytes.len;
	assert_int_equal(cc_indicator_add(indicator, &home, NULL), CC_OK);
	free(bytes.data);
}

/* The standard as a whole: scores 100, (0 + 1/2) / 2, (0 + 1/2) / 2. */
static void
check_the_whole(cc_item *whole)
{
	cc_distribution_stats stats;

	assert_int_equal(whole->need, CC_WHOLE);
	assert_int_equal(whole->sums[0].covered, 1);
	assert_int_equal(whole->sums[1].covered, 2000);
	assert_int_equal(whole->sums[0].straight, 3);
	cc_distribution_sort(&whole->values);
	stats = cc_distribution_describe(&whole->values, 0, 100 * CC_SCORE_SCALE, 1);
	assert_int_equal(stats.median, 25 * CC_SCORE_SCALE);
	assert_int_equal(stats.mean, 50 * CC_SCORE_SCALE);
	/* Proximity times: clinic (4 + 20 + 20) / 3, shops (1 + 3) / 2, the mean of both; and so on. */
	cc_distribution_sort(&whole->proximity);
	stats = cc_distribution_describe(&whole->proximity, 0, CC_BEYOND, 15 * 60000);
	assert_int_equal(stats.median, floor((52 / 3.0 + 6) / 2 * 60000 + 0.5));
	assert_int_equal(stats.total, 3);
}

/* Two needs, three homes on the network, one off it, one of unknown people. */
static void
a_hamlet_by_hand(void **state)
{
	value bytes = standard_of("clinic within 10 min & shop * 2 within 5 min");
	const cc_standard *standard = ready(bytes);
	const bool near[3] = {true, true, false};
	const bool far[3] = {true, false, false};
	cc_indicator *indicator;
	cc_item *items;
	cc_distribution_stats stats;

	(void) state;
	assert_int_equal(cc_indicator_create(&env, &standard, 1, 2, &indicator), CC_OK);
	assert_int_equal(indicator->nitems, 3);
	add(indicator, "clinic min keep 3: 4 (10=1 20=1); shop min keep 2: 1 3 (5=2 10=2)", 2000, false,
		near);
	add(indicator, "clinic min keep 3: 12 (10=0 20=1); shop min keep 2: 2 (5=1 10=1)", 3000, true,
		far);
	add(indicator, "clinic min keep 3: (10=0 20=0); shop min keep 2: 4 6 (5=1 10=2)", -1, false,
		near);
	add(indicator, NULL, 500, false, near);
	items = indicator->items;
	assert_int_equal(indicator->nhomes, 4);
	assert_int_equal(indicator->unknown[0], 0);
	assert_int_equal(indicator->unknown[1], 1);

	/* The clinic. */
	assert_int_equal(items[0].sums[0].total, 4);
	assert_int_equal(items[0].sums[1].total, 5500);
	assert_int_equal(items[0].sums[0].covered, 1);
	assert_int_equal(items[0].sums[1].covered, 2000);
	assert_int_equal(items[0].sums[0].straight, 4);
	assert_int_equal(items[0].sums[0].unsnapped, 1);
	assert_int_equal(items[0].sums[1].unsnapped, 500);
	assert_int_equal(items[0].sums[1].on_island, 3000);
	cc_distribution_sort(&items[0].values);
	stats = cc_distribution_describe(&items[0].values, 0, 12000, 6000);
	assert_int_equal(stats.median, 7200);
	assert_int_equal(stats.beyond, 1);

	/* Two shops: the second one counts. */
	assert_int_equal(items[1].sums[0].covered, 1);
	assert_int_equal(items[1].sums[0].straight, 3);
	cc_distribution_sort(&items[1].values);
	stats = cc_distribution_describe(&items[1].values, 0, 6000, 3000);
	assert_int_equal(stats.median, 3600);
	assert_int_equal(stats.beyond, 1);

	check_the_whole(&items[2]);
	cc_indicator_release(indicator);
	free((void *) standard);
	free(bytes.data);
}

/* Add a home and sum up its own answers; false where its coverage does not know them. */
static bool
add_random_home(uint64_t *random, const cc_standard *standard, cc_indicator *indicator,
				int64_t *covered, double *scores)
{
	const cc_decay step = {CC_STEP, {0, 0}};
	const int64_t one[1] = {1};
	true_coverage truth;
	value coverage;
	bool met;
	double score;
	bool usable;

	random_truth(random, &truth, true);
	coverage = value_of(&truth);
	usable = cc_standard_meets(standard, coverage.data, coverage.len, &met, NULL) == CC_OK &&
			 cc_score(standard, coverage.data, coverage.len, &step, &score, NULL) == CC_OK;
	if (usable)
	{
		cc_counted home = {.coverage = coverage.data, .coverage_len = coverage.len, .weights = one};
		/* Whether a need is met may be known where the value at which it is met is not. */
		cc_status status = cc_indicator_add(indicator, &home, NULL);

		assert_true(status == CC_OK || status == CC_UNANSWERABLE);
		usable = status == CC_OK;
		*covered += met;
		*scores += score;
	}
	free(coverage.data);
	return usable;
}

/* The answers of each home by itself, summed up. */
static void
sums_are_those_of_single_homes(void **state)
{
	uint64_t random = 3;
	int judged = 0;

	(void) state;
	for (int round = 0; round < 3000; round++)
	{
		random_text text;
		value bytes;
		const cc_standard *standard;
		cc_indicator *indicator;
		int64_t covered = 0;
		double scores = 0;
		bool usable = true;

		random_standard(&random, &text);
		bytes = standard_of(text.text);
		standard = ready(bytes);
		assert_int_equal(cc_indicator_create(&env, &standard, 1, 1, &indicator), CC_OK);
		for (int h = 0; h < HOMES && usable; h++)
			usable = add_random_home(&random, standard, indicator, &covered, &scores);
		if (usable)
		{
			cc_item *whole = &indicator->items[indicator->nitems - 1];

			cc_distribution_sort(&whole->values);
			assert_int_equal(whole->sums[0].covered, covered);
			assert_true(fabs(cc_distribution_describe(&whole->values, 0, CC_BEYOND, 1).mean /
								 CC_SCORE_SCALE * indicator->nhomes -
							 scores) < 1e-3);
			judged++;
		}
		cc_indicator_release(indicator);
		free((void *) standard);
		free(bytes.data);
	}
	assert_true(judged > 50);
}

static void
without_memory(void **state)
{
	value bytes = standard_of("clinic within 10 min & shop * 2 within 5 min");
	const cc_standard *standard = ready(bytes);
	cc_indicator *indicator;
	cc_status status = CC_NOMEM;

	(void) state;
	for (long fail_at = 1; status != CC_OK; fail_at++)
	{
		unit_memory memory = {.fail_at = fail_at};
		cc_env poor = unit_counting_env(&memory);

		assert_true(fail_at < 50);
		status = cc_indicator_create(&poor, &standard, 1, 2, &indicator);
		assert_true(status == CC_OK || status == CC_NOMEM);
		cc_indicator_release(indicator);
		assert_int_equal(memory.held, 0);
	}
	free((void *) standard);
	free(bytes.data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hamlet_by_hand),
		cmocka_unit_test(sums_are_those_of_single_homes),
		cmocka_unit_test(without_memory),
	};

	env = unit_env();
	return cmocka_run_group_tests_name("indicator", tests, NULL, NULL);
}
