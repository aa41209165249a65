/*
 * test_distribution.c
 *		Quantiles, inequality and poverty against naive computations over one row a home.
 *
 * test/unit/test_distribution.c
 */
#include "unit.h"

#include "analysis/distribution.h"

#define MAX_HOMES 400

static cc_env env;

typedef struct home
{
	uint32_t value;
	int64_t weights[2]; /* the first is 1 */
} home;

static int
by_value(const void *a, const void *b)
{
	uint32_t left = ((const home *) a)->value;
	uint32_t right = ((const home *) b)->value;

	return (left > right) - (left < right);
}

static void
assert_near(double value, double expected)
{
	if (!(fabs(value - expected) <= 1e-9 * (1 + fabs(expected))))
		fail_msg("%.15g instead of %.15g", value, expected);
}

static double
capped(const home *h, uint32_t cap)
{
	return h->value < cap ? h->value : cap;
}

/* Mean difference over all pairs, the definition of Gini. */
static double
naive_gini(const home *homes, int n, int w, uint32_t cap, double total, double mean)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
		for (int k = 0; k < n; k++)
			if (homes[i].weights[w] > 0 && homes[k].weights[w] > 0)
				sum += fabs(capped(&homes[i], cap) - capped(&homes[k], cap)) * homes[i].weights[w] *
					   homes[k].weights[w];
	return sum / (2 * total * total * mean);
}

/* Every unit of weight by itself, sorted: the fewest units that make up a share of the weight. */
static uint32_t
naive_quantile(const home *sorted, int n, int w, int64_t total, double share)
{
	int64_t seen = 0;

	for (int i = 0; i < n; i++)
		for (int64_t unit = 0; unit < sorted[i].weights[w]; unit++)
			if ((double) ++seen / total >= share)
				return sorted[i].value;
	return CC_BEYOND;
}

/* Mean of the units ranked from low to high, given in units (whole ones: totals are multiples of
 * 10). */
static double
naive_mean_between(const home *sorted, int n, int w, uint32_t cap, int64_t low, int64_t high)
{
	int64_t seen = 0;
	double sum = 0;

	for (int i = 0; i < n; i++)
		for (int64_t unit = 0; unit < sorted[i].weights[w]; unit++, seen++)
			if (seen >= low && seen < high)
				sum += capped(&sorted[i], cap);
	return sum / (high - low);
}

static void
check_weight(home *homes, int n, int w, uint32_t cap, uint32_t line, cc_distribution_stats stats)
{
	int64_t total = 0;
	int64_t beyond = 0;
	double sum = 0;
	double poverty[3] = {0, 0, 0};

	qsort(homes, n, sizeof(home), by_value);
	for (int i = 0; i < n; i++)
	{
		double gap = (capped(&homes[i], cap) - line) / line;

		if (homes[i].weights[w] < 0)
			continue;
		total += homes[i].weights[w];
		beyond += homes[i].value == CC_BEYOND ? homes[i].weights[w] : 0;
		sum += capped(&homes[i], cap) * homes[i].weights[w];
		poverty[0] += homes[i].value > line ? homes[i].weights[w] : 0;
		for (int a = 1; a < 3 && gap > 0; a++)
			poverty[a] += pow(gap, a) * homes[i].weights[w];
	}
	assert_int_equal(stats.total, total);
	assert_int_equal(stats.beyond, beyond);
	assert_int_equal(stats.any, total > 0);
	if (total == 0)
		return;
	assert_int_equal(stats.median, naive_quantile(homes, n, w, total, 0.5));
	assert_int_equal(stats.p90, naive_quantile(homes, n, w, total, 0.9));
	assert_near(stats.mean, sum / total);
	for (int a = 0; a < 3; a++)
		assert_near(stats.poverty[a], poverty[a] / total);
	assert_int_equal(stats.unequal, sum > 0);
	if (sum > 0)
		assert_near(stats.gini, naive_gini(homes, n, w, cap, total, sum / total));
	if (total % 10 == 0)
	{
		double poor = naive_mean_between(homes, n, w, cap, 0, total / 10 * 4);

		assert_int_equal(stats.has_palma, poor > 0);
		if (poor > 0)
			assert_near(stats.palma,
						naive_mean_between(homes, n, w, cap, total / 10 * 9, total) / poor);
	}
}

static void
statistics_are_those_of_single_homes(void **state)
{
	uint64_t random = 11;
	cc_distribution distribution;

	(void) state;
	cc_distribution_init(&distribution, 2);
	for (int round = 0; round < 200; round++)
	{
		static home homes[MAX_HOMES];
		int n = unit_between(&random, 1, MAX_HOMES / 10) * 10;
		uint32_t cap = (uint32_t) unit_between(&random, 1, 300);
		uint32_t line = (uint32_t) unit_between(&random, 1, 200);

		cc_distribution_clear(&distribution);
		for (int i = 0; i < n; i++)
		{
			homes[i].value = unit_between(&random, 0, 9) == 0
								 ? CC_BEYOND
								 : (uint32_t) unit_between(&random, 0, 250);
			homes[i].weights[0] = 1;
			homes[i].weights[1] = unit_between(&random, -1, 7);
			assert_int_equal(
				cc_distribution_add(&env, &distribution, homes[i].value, homes[i].weights), CC_OK);
		}
		cc_distribution_sort(&distribution);
		for (int w = 0; w < 2; w++)
			check_weight(homes, n, w, cap, line,
						 cc_distribution_describe(&distribution, (uint32_t) w, cap, line));
	}
	cc_distribution_release(&env, &distribution);
}

/* Values that a deputy mayor can check: walks of 5, 10, 15 and 30 minutes. */
static void
four_homes_by_hand(void **state)
{
	const uint32_t minutes[4] = {5, 10, 15, 30};
	const int64_t one[1] = {1};
	cc_distribution distribution;
	cc_distribution_stats stats;

	(void) state;
	cc_distribution_init(&distribution, 1);
	for (int i = 0; i < 4; i++)
		assert_int_equal(cc_distribution_add(&env, &distribution, minutes[i], one), CC_OK);
	cc_distribution_sort(&distribution);
	stats = cc_distribution_describe(&distribution, 0, 30, 15);
	assert_int_equal(stats.median, 10);
	assert_int_equal(stats.p90, 30);
	assert_near(stats.mean, 15);
	/* Sum over pairs: 5 + 10 + 25 + 5 + 20 + 15 = 80, twice; over 2 * 16 * 15. */
	assert_near(stats.gini, 160.0 / 480);
	/* The longest tenth walks 30; the shortest 40 % are one home of 5 and 0.6 of one of 10. */
	assert_near(stats.palma, 30 / ((5 + 6) / 1.6));
	assert_near(stats.poverty[0], 0.25);
	assert_near(stats.poverty[1], 0.25);
	assert_near(stats.poverty[2], 0.25);
	/* Capped at the line: as many are above it, nobody is known by how far. */
	stats = cc_distribution_describe(&distribution, 0, 15, 15);
	assert_near(stats.poverty[0], 0.25);
	assert_near(stats.poverty[1], 0);
	assert_near(stats.poverty[2], 0);
	cc_distribution_release(&env, &distribution);
}

static void
nothing_and_too_much(void **state)
{
	const int64_t unknown[1] = {-1};
	const int64_t most[1] = {INT64_MAX};
	cc_distribution distribution;

	(void) state;
	cc_distribution_init(&distribution, 1);
	assert_false(cc_distribution_describe(&distribution, 0, 10, 5).any);
	assert_int_equal(cc_distribution_add(&env, &distribution, 7, unknown), CC_OK);
	assert_false(cc_distribution_describe(&distribution, 0, 10, 5).any);
	assert_int_equal(cc_distribution_add(&env, &distribution, 7, most), CC_OK);
	assert_int_equal(cc_distribution_add(&env, &distribution, 7, most), CC_LIMIT);
	cc_distribution_release(&env, &distribution);
}

static void
without_memory(void **state)
{
	const int64_t one[1] = {1};

	(void) state;
	for (long fail_at = 1; fail_at <= 6; fail_at++)
	{
		unit_memory memory = {.fail_at = fail_at};
		cc_env poor = unit_counting_env(&memory);
		cc_status status = CC_OK;
		cc_distribution distribution;

		cc_distribution_init(&distribution, 1);
		for (uint32_t i = 0; i < 2000 && status == CC_OK; i++)
			status = cc_distribution_add(&poor, &distribution, i, one);
		assert_int_equal(status, CC_NOMEM);
		cc_distribution_release(&poor, &distribution);
		assert_int_equal(memory.held, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statistics_are_those_of_single_homes),
		cmocka_unit_test(four_homes_by_hand),
		cmocka_unit_test(nothing_and_too_much),
		cmocka_unit_test(without_memory),
	};

	env = unit_env();
	return cmocka_run_group_tests_name("distribution", tests, NULL, NULL);
}
