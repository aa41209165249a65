/*
 * test_standard.c
 *		Text and bytes of circle_standard.
 *
 * test/unit/test_standard.c
 */
#define _POSIX_C_SOURCE 200809L /* stpcpy */
#include "values.h"

/* A text and its normal form. */
static const char *const normal_forms[][2] = {
	{"clinic within 15 min", "clinic within 15 min"},
	{" clinic\n\twithin 15.0min ", "clinic within 15 min"},
	{"clinic*2 within 7.505 min", "clinic * 2 within 7.505 min"},
	{"clinic * 1 within 1 m", "clinic within 1 m"},
	{"clinic within 1000.5 M Straight", "clinic within 1000.5 m straight"},
	{"clinic", "clinic"},
	{"((clinic))", "clinic"},
	{"\"clinic\"", "clinic"},
	{"\"Within\"", "\"Within\""},
	{"\"a \"\"b\"\"\"", "\"a \"\"b\"\"\""},
	{"\"24h\"", "\"24h\""},
	{"a and b OR c", "a & b | c"},
	{"a & (b & c)", "a & (b & c)"},
	{"(a & b) & c", "(a & b) & c"},
	{"a | (b | c)", "a | b | c"},
	{"(a | b) & c", "(a | b) & c"},
	{"a | (b & c)", "a | b & c"},
	{"(a | b) within 5 min", "a within 5 min | b within 5 min"},
	{"(a & (b | c)) within 5 m", "a within 5 m & (b within 5 m | c within 5 m)"},
	{"2 of (a, b | c, d & e) within 5 min",
	 "2 of (a within 5 min, b within 5 min | c within 5 min, d within 5 min & e within 5 min)"},
	{"1 of (a)", "1 of (a)"},
	{"a weight 2.50 & b weight 1", "a weight 2.5 & b"},
	{"(a | b) weight 2", "(a | b) weight 2"},
	{"(a | b) weight 2 | c", "(a | b) weight 2 | c"},
	{"(a | b) weight 1 | c", "a | b | c"},
	{"2 of (a, b) weight 0.001", "2 of (a, b) weight 0.001"},
	{"a within 1440 min weight 1000000", "a within 1440 min weight 1000000"},
};

static void
test_normal_form(void **state)
{
	(void) state;
	for (size_t i = 0; i < sizeof(normal_forms) / sizeof(normal_forms[0]); i++)
	{
		value v = standard_of(normal_forms[i][0]);
		value again;
		char *text = standard_text(v);

		assert_string_equal(text, normal_forms[i][1]);
		again = standard_of(text);
		assert_true(same_value(v, again));
		free(text);
		free(v.data);
		free(again.data);
	}
}

/* A text that is refused, where, and why. */
static const struct
{
	const char *text;
	int at;
	cc_status status;
	const char *reason;
} refused[] = {
	{"", 0, CC_BAD_INPUT, "expected a category, a parenthesis, or a number and \"of\""},
	{"a &", 3, CC_BAD_INPUT, "expected a category, a parenthesis, or a number and \"of\""},
	{"a & & b", 4, CC_BAD_INPUT, "expected a category, a parenthesis, or a number and \"of\""},
	{"a b", 2, CC_BAD_INPUT, "expected \"&\", \"|\" or the end"},
	{"(a", 2, CC_BAD_INPUT, "expected \"&\", \"|\" or \")\""},
	{"a)", 1, CC_BAD_INPUT, "expected \"&\", \"|\" or the end"},
	{"of", 0, CC_BAD_INPUT, "a reserved word cannot be a category unless it is quoted"},
	{"a within", 8, CC_BAD_INPUT, "expected a number after \"within\""},
	{"a within 5", 10, CC_BAD_INPUT, "expected a unit"},
	{"a within 5 km", 11, CC_BAD_INPUT, "expected a unit"},
	{"a within 0 min", 9, CC_BAD_INPUT,
	 "a limit must be greater than 0, and at most 1440 min or 100000 m"},
	{"a within 1440.5 min", 9, CC_BAD_INPUT,
	 "a limit must be greater than 0, and at most 1440 min or 100000 m"},
	{"a within 100001 m", 9, CC_BAD_INPUT,
	 "a limit must be greater than 0, and at most 1440 min or 100000 m"},
	{"a within 99999999999999999999999 m", 9, CC_BAD_INPUT,
	 "a limit must be greater than 0, and at most 1440 min or 100000 m"},
	{"a within 5.001 min", 9, CC_BAD_INPUT, "a limit in minutes must be a multiple of 0.005"},
	{"a within 5.05 m", 9, CC_BAD_INPUT, "a limit in metres has at most one decimal"},
	{"a within 5.0001 m", 9, CC_BAD_INPUT, "a number has at most three decimals"},
	{"a within -5 m", 9, CC_BAD_INPUT, "expected a number after \"within\""},
	{"a * 0 within 5 m", 4, CC_BAD_INPUT, "expected a whole number from 1 to 1000000 after \"*\""},
	{"a * 1.5 within 5 m", 4, CC_BAD_INPUT,
	 "expected a whole number from 1 to 1000000 after \"*\""},
	{"(a | b) * 2 within 5 m", 8, CC_BAD_INPUT, "a parenthesis cannot be counted with \"*\""},
	{"(a within 5 m | b) within 5 m", 19, CC_BAD_INPUT, "a need has two limits"},
	{"(a weight 2) weight 3", 20, CC_BAD_INPUT, "a part has two weights"},
	{"a weight 0", 9, CC_BAD_INPUT,
	 "expected a number greater than 0 and at most 1000000 after \"weight\""},
	{"3 of (a, b)", 0, CC_BAD_INPUT, "there are fewer parts than the number before \"of\""},
	{"2 (a, b)", 2, CC_BAD_INPUT, "expected \"of\" after the number"},
	{"2 of a", 5, CC_BAD_INPUT, "expected \"(\" after \"of\""},
	{"2 of (a, b", 10, CC_BAD_INPUT, "expected \"&\", \"|\", \",\" or \")\""},
	{"\"\"", 0, CC_BAD_INPUT, "a category's name must not be empty"},
	{"\"a", 0, CC_BAD_INPUT, "quoted name is not terminated"},
	{"\"a\nb\"", 0, CC_BAD_INPUT, "a category's name holds a control character"},
	{"\"\xC3\x28\"", 0, CC_BAD_INPUT, "a category's name is not valid UTF-8"},
	{"\"\xED\xA0\x80\"", 0, CC_BAD_INPUT, "a category's name is not valid UTF-8"},
	{"a & \xE6\x97\xA9", 4, CC_BAD_INPUT, "unexpected character"},
	{"a \xC2\xA0", 2, CC_BAD_INPUT, "unexpected character"},
};

static void
test_refused(void **state)
{
	(void) state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
	{
		cc_detail detail;
		value v;

		if (parse_standard(refused[i].text, &v, &detail) != refused[i].status)
			fail_msg("\"%s\"", refused[i].text);
		assert_string_equal(detail.reason, refused[i].reason);
		if (detail.at != refused[i].at)
			fail_msg("\"%s\": at %d", refused[i].text, (int) detail.at);
	}
}

/* open so many times with a joint between them, then middle, then close so many times. */
static char *
repeat(const char *open, const char *joint, int times, const char *middle, const char *close)
{
	char *text = malloc((strlen(open) + strlen(joint) + strlen(close)) * (size_t) times +
						strlen(middle) + 1);
	char *at = text;

	*at = '\0';
	for (int i = 0; i < times; i++)
		at = stpcpy(stpcpy(at, i > 0 ? joint : ""), open);
	at = stpcpy(at, middle);
	for (int i = 0; i < times; i++)
		at = stpcpy(at, close);
	return text;
}

static void
check_limit(char *text, cc_status expected, const char *reason)
{
	cc_detail detail = {0};
	value v = {NULL, 0};

	assert_int_equal(parse_standard(text, &v, &detail), expected);
	if (expected != CC_OK)
		assert_string_equal(detail.reason, reason);
	free(v.data);
	free(text);
}

static void
test_limits(void **state)
{
	(void) state;
	check_limit(repeat("a", " & ", CC_MAX_NEEDS, "", ""), CC_OK, NULL);
	check_limit(repeat("a", " & ", CC_MAX_NEEDS + 1, "", ""), CC_LIMIT,
				"a standard has at most 1000 needs");
	check_limit(repeat("a", " & ", 20000, "", ""), CC_LIMIT,
				"the standard has too many needs and groups");
	check_limit(repeat("(", "", 64, "a", ")"), CC_OK, NULL);
	check_limit(repeat("(", "", 65, "a", ""), CC_LIMIT, "parentheses are nested too deeply");
	check_limit(repeat("1 of (", "", 32, "a", ")"), CC_OK, NULL);
	check_limit(repeat("1 of (", "", 33, "a", ")"), CC_LIMIT, "groups are nested too deeply");
	check_limit(repeat("x", "", CC_MAX_CATEGORY, "", ""), CC_OK, NULL);
	check_limit(repeat("x", "", CC_MAX_CATEGORY + 1, "", ""), CC_LIMIT,
				"a category's name has more than 190 bytes");
	check_limit(repeat("\"\"", "", CC_MAX_CATEGORY + 2, "", ""), CC_LIMIT,
				"a category's name has more than 190 bytes");
	check_limit(repeat(" ", "", CC_MAX_TEXT, "a", ""), CC_LIMIT,
				"the text is longer than 1,000,000 bytes");
}

static void
test_needs(void **state)
{
	value v = standard_of("b * 2 within 10 min & (a within 5 m | b within 3 min weight 2) & c");
	cc_standard *standard = ready(v);

	(void) state;
	assert_int_equal(standard->nneeds, 4);
	assert_int_equal(standard->nnodes, 6);
	assert_int_equal(standard->needs[0].n, 2);
	assert_int_equal(standard->needs[0].limit, 6000);
	assert_true(cc_need_limit(&standard->needs[0]) == 10.0);
	assert_int_equal(standard->needs[1].unit, CC_METRES);
	assert_int_equal(standard->needs[1].limit, 50);
	assert_string_equal(cc_need_unit(&standard->needs[1]), "m");
	assert_int_equal(standard->nodes[standard->needs[2].node].weight, 2000);
	assert_int_equal(standard->needs[3].unit, CC_INSIDE);
	assert_null(cc_need_unit(&standard->needs[3]));
	/* By category, unit, number: a, b (1st), b (3rd), c. */
	assert_int_equal(standard->by_category[0], 1);
	assert_int_equal(standard->by_category[1], 0);
	assert_int_equal(standard->by_category[2], 2);
	assert_int_equal(standard->by_category[3], 3);
	free(standard);
	free(v.data);
}

/* Any byte changed, any end cut off: refused, or the one way to write another standard. */
static void
test_bytes(void **state)
{
	value v =
		standard_of("\"b c\" * 2 within 10 min & (a within 5 m | d within 3.5 min weight 2) & "
					"2 of (e, f within 7 m straight, g)");
	cc_env env = unit_env();
	cc_standard *standard;

	(void) state;
	for (size_t len = 0; len < v.len; len++)
		assert_int_equal(cc_standard_decode(&env, v.data, len, &standard, NULL), CC_CORRUPT);
	for (size_t at = 0; at < v.len; at++)
		for (int byte = 0; byte < 256; byte++)
		{
			uint8_t old = v.data[at];

			v.data[at] = (uint8_t) byte;
			if (cc_standard_decode(&env, v.data, v.len, &standard, NULL) == CC_OK)
			{
				char *text = standard_text(v);
				value again = standard_of(text);

				assert_true(same_value(v, again));
				free(again.data);
				free(text);
				free(standard);
			}
			v.data[at] = old;
		}
	free(v.data);
}

static void
check_join(cc_node_kind kind, const char *a, const char *b, const char *expected)
{
	cc_env env = unit_env();
	value values[2] = {standard_of(a), standard_of(b)};
	cc_standard *ready_values[2] = {ready(values[0]), ready(values[1])};
	value joined;
	char *text;

	assert_int_equal(cc_standard_join(&env, kind, ready_values[0], ready_values[1], &joined.data,
									  &joined.len, NULL),
					 CC_OK);
	text = standard_text(joined);
	assert_string_equal(text, expected);
	free(text);
	free(joined.data);
	for (int i = 0; i < 2; i++)
	{
		free(ready_values[i]);
		free(values[i].data);
	}
}

static void
test_join(void **state)
{
	(void) state;
	check_join(CC_ALL, "a", "b", "a & b");
	check_join(CC_ALL, "a & b", "c & d", "a & b & c & d");
	check_join(CC_ALL, "(a & b) weight 2", "c | d", "(a & b) weight 2 & (c | d)");
	check_join(CC_ANY, "a | b", "c & d", "a | b | c & d");
}

/* Each allocation fails in its turn: CC_NOMEM, and nothing is left behind. */
static void
test_no_memory(void **state)
{
	const char *text = "a within 5 min & (b | c * 2) within 3 m & 2 of (d, e)";
	unit_memory memory = {0};
	cc_env env = unit_counting_env(&memory);
	cc_status status = CC_NOMEM;
	uint8_t *data;
	size_t len;

	(void) state;
	for (long at = 1; status != CC_OK; at++)
	{
		memset(&memory, 0, sizeof(memory));
		memory.fail_at = at;
		status = cc_standard_parse(&env, text, strlen(text), &data, &len, NULL);
		assert_true(status == CC_OK || status == CC_NOMEM);
		assert_int_equal(memory.held, status == CC_OK ? 1 : 0);
		assert_true(at < 100);
	}
	free(data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_normal_form), cmocka_unit_test(test_refused),
		cmocka_unit_test(test_limits),      cmocka_unit_test(test_needs),
		cmocka_unit_test(test_bytes),       cmocka_unit_test(test_join),
		cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
