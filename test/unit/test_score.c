/*
 * test_score.c
 *		Met or not, scores and gaps, on values small enough to reckon by hand.
 *
 * test/unit/test_score.c
 */
#include "values.h"

/* Two clinics at 4 and 12 min, a park at 150 m, no gym, forty stops of which five are kept. */
static const char home[] = "clinic min keep 5: 4 12 (10=1 20=2 40=2); gym min keep 5: (10=0 20=0); "
						   "park m keep 5: 150 (400=1); stop min keep 5: 1 2 3 4 5 (8=9 20=40)";

static const struct
{
	const char *standard;
	bool met;
	double step;
	double linear; /* -1: not to be known */
} cases[] = {
	{"clinic within 4 min", true, 100, 100},
	{"clinic within 3.995 min", false, 0, 99.874844},
	{"clinic * 2 within 10 min", false, 50, 90},
	{"clinic * 2 within 20 min", true, 100, 100},
	{"clinic * 4 within 20 min", false, 50, 50},
	{"gym within 10 min", false, 0, 0},
	{"stop * 9 within 8 min", true, 100, -1},
	{"stop * 10 within 8 min", false, 90, -1},
	{"stop * 5 within 4 min", false, 80, 95},
	{"clinic within 10 min & gym within 10 min", false, 50, 50},
	{"clinic within 10 min weight 3 & gym within 10 min", false, 75, 75},
	{"clinic within 10 min | gym within 10 min", true, 100, 100},
	{"2 of (clinic within 10 min, gym within 10 min, park within 200 m)", true, 100, 100},
	{"3 of (clinic within 10 min, gym within 10 min, park within 200 m)", false, 66.666667,
	 66.666667},
	{"park within 100 m", false, 0, 50},
	{"clinic within 10 min & (gym within 10 min & park within 200 m)", false, 75, 75},
};

static cc_status
score(const cc_standard *standard, value coverage, const char *text, double *result)
{
	cc_decay decay;

	assert_int_equal(cc_decay_parse(text, strlen(text), &decay, NULL), CC_OK);
	return cc_score(standard, coverage.data, coverage.len, &decay, result, NULL);
}

static void
test_cases(void **state)
{
	value coverage = coverage_of(home);

	(void) state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		value v = standard_of(cases[i].standard);
		cc_standard *standard = ready(v);
		bool met = !cases[i].met;
		double result = -1;

		assert_int_equal(cc_standard_meets(standard, coverage.data, coverage.len, &met, NULL),
						 CC_OK);
		assert_int_equal(met, cases[i].met);
		assert_int_equal(score(standard, coverage, "step", &result), CC_OK);
		if (fabs(result - cases[i].step) > 1e-9)
			fail_msg("%s: %.9f", cases[i].standard, result);
		if (score(standard, coverage, "linear", &result) != CC_OK)
			result = -1;
		if (fabs(result - cases[i].linear) > 1e-9)
			fail_msg("%s: linear %.9f", cases[i].standard, result);
		free(standard);
		free(v.data);
	}
	free(coverage.data);
}

/* Every decay at zero, at the limit, at and beyond twice the limit. */
static void
test_decays(void **state)
{
	static const struct
	{
		const char *text;
		double at[5]; /* t = 0, 5, 10, 20 and 20.1 for a limit of 10 */
	} decays[] = {
		{"step", {1, 1, 1, 0, 0}},
		{" LINEAR ", {1, 1, 1, 0, 0}},
		{"exponential", {1, 0.7071067811865476, 0.5, 0.25, 0}},
		{"exponential(half = 5)", {1, 0.5, 0.25, 0.0625, 0}},
		{"gaussian", {1, 0.8824969025845955, 0.6065306597126334, 0.1353352832366127, 0}},
		{"gaussian(sigma=5)",
		 {1, 0.6065306597126334, 0.1353352832366127, 0.00033546262790251185, 0}},
		{"logistic(sd=2.5,median=10)",
		 {1, 0.9747964676017089, 0.5003532464318055, 0.0007064928636108856, 0}},
		{"logistic", {1, 0.9747964676017089, 0.5003532464318055, 0.0007064928636108856, 0}},
	};
	static const double t[5] = {0, 5, 10, 20, 20.1};

	(void) state;
	for (size_t i = 0; i < sizeof(decays) / sizeof(decays[0]); i++)
	{
		cc_decay decay;

		assert_int_equal(cc_decay_parse(decays[i].text, strlen(decays[i].text), &decay, NULL),
						 CC_OK);
		for (int k = 0; k < 5; k++)
			if (fabs(cc_decay_worth(&decay, t[k], 10) - decays[i].at[k]) > 1e-9)
				fail_msg("%s at %g: %.13f", decays[i].text, t[k], cc_decay_worth(&decay, t[k], 10));
	}
}

static void
test_bad_decays(void **state)
{
	static const char *const texts[] = {"",
										"steps",
										"step(",
										"step()",
										"step x",
										"gaussian(half=1)",
										"gaussian(sigma)",
										"gaussian(sigma=0)",
										"gaussian(sigma=-1)",
										"gaussian(sigma=1,sigma=2)",
										"logistic(sd=1;median=2)",
										"gaussian(sigma=1"};

	(void) state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		cc_decay decay;
		cc_detail detail = {0};

		assert_int_equal(cc_decay_parse(texts[i], strlen(texts[i]), &decay, &detail), CC_BAD_INPUT);
		assert_non_null(strstr(detail.hint, "gaussian(sigma=)"));
	}
}

/* Nearly all of it is not all of it, whatever the rounding. */
static void
test_not_quite(void **state)
{
	value coverage = coverage_of("a min keep 1: 0 (10=1000000000); b min keep 1: (10=0)");
	value v = standard_of("a within 10 min weight 1000000 & b within 10 min weight 0.001");
	cc_standard *standard = ready(v);
	double result;

	(void) state;
	assert_int_equal(score(standard, coverage, "step", &result), CC_OK);
	assert_true(result == 99.999999);
	free(standard);
	free(v.data);
	free(coverage.data);
}

/* A question that the value does not answer fails, even beside a part that would settle it. */
static void
test_failures(void **state)
{
	static const struct
	{
		const char *standard;
		cc_status status;
		const char *name;
	} failures[] = {
		{"clinic within 10 min | school within 10 min", CC_NOT_FOUND, "school"},
		{"clinic within 10 min | park within 10 min", CC_NOT_FOUND, "park"},
		{"clinic within 10 min | clinic within 41 min", CC_UNANSWERABLE, "clinic"},
		{"stop * 6 within 7 min | clinic within 10 min", CC_UNANSWERABLE, "stop"},
		{"clinic within 10 min | gym", CC_BAD_INPUT, "gym"},
		{"\"~\" within 1 min", CC_NOT_FOUND, "~"},
	};
	value coverage = coverage_of(home);

	(void) state;
	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++)
	{
		value v = standard_of(failures[i].standard);
		cc_standard *standard = ready(v);
		cc_gap gaps[8];
		uint32_t ngaps;
		bool met;
		double result;
		cc_detail detail;

		assert_int_equal(cc_standard_meets(standard, coverage.data, coverage.len, &met, &detail),
						 failures[i].status);
		assert_string_equal(detail.name, failures[i].name);
		assert_int_equal(score(standard, coverage, "step", &result), failures[i].status);
		assert_int_equal(
			cc_standard_gaps(standard, coverage.data, coverage.len, gaps, &ngaps, &detail),
			failures[i].status);
		free(standard);
		free(v.data);
	}
	free(coverage.data);
}

static void
test_gaps(void **state)
{
	value coverage = coverage_of(home);
	value v = standard_of("clinic within 10 min & (gym within 10 min | 2 of (clinic within 10 min, "
						  "park within 100 m) | gym within 5 min & stop within 8 min) & "
						  "(clinic * 2 within 10 min & park within 400 m)");
	cc_standard *standard = ready(v);
	cc_gap gaps[16];
	uint32_t ngaps;

	(void) state;
	assert_int_equal(cc_standard_gaps(standard, coverage.data, coverage.len, gaps, &ngaps, NULL),
					 CC_OK);
	assert_int_equal(ngaps, 7);
	/* The any-of, none of its three parts met. */
	assert_int_equal(standard->nodes[gaps[0].node].kind, CC_ANY);
	assert_int_equal(gaps[0].needed, 1);
	assert_int_equal(gaps[0].available, 0);
	assert_int_equal(gaps[0].alternative_of, CC_NO_NODE);
	assert_int_equal(gaps[1].alternative_of, gaps[0].node);
	assert_false(gaps[1].has_nearest);
	/* The 2-of with one part met, then its unmet part. */
	assert_int_equal(standard->nodes[gaps[2].node].kind, CC_K_OF);
	assert_int_equal(gaps[2].available, 1);
	assert_int_equal(gaps[2].alternative_of, gaps[0].node);
	assert_int_equal(gaps[3].alternative_of, gaps[2].node);
	assert_int_equal(gaps[3].nearest, 1500);
	/* The all-of among alternatives, then its unmet part. */
	assert_int_equal(standard->nodes[gaps[4].node].kind, CC_ALL);
	assert_int_equal(gaps[4].needed, 2);
	assert_int_equal(gaps[4].available, 1);
	assert_int_equal(gaps[5].alternative_of, gaps[4].node);
	/* The unmet need of an all-of that is needed anyway. */
	assert_int_equal(gaps[6].needed, 2);
	assert_int_equal(gaps[6].available, 1);
	assert_int_equal(gaps[6].nearest, 2400);
	assert_int_equal(gaps[6].alternative_of, CC_NO_NODE);
	free(standard);
	free(v.data);
	free(coverage.data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),      cmocka_unit_test(test_decays),
		cmocka_unit_test(test_bad_decays), cmocka_unit_test(test_not_quite),
		cmocka_unit_test(test_failures),   cmocka_unit_test(test_gaps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
