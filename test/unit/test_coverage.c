/*
 * test_coverage.c
 *		Text and bytes of circle_coverage, and what it answers.
 *
 * test/unit/test_coverage.c
 */
#include <stdio.h>

#include "values.h"

/* A text and the form in which it comes back. */
static const char *const texts[][2] = {
	{"", ""},
	{"  ", ""},
	{"a min keep 5: (30=0)", "a min keep 5: (30=0)"},
	{"a MIN KEEP 5 :8 : 12.3 11:04.0 ( 15=2 30 = 2 )", "a min keep 5: 8:12.3 11:04 (15=2 30=2)"},
	{"b m keep 1: 0 (0.1=1); a m straight keep 2: 12.5 100 (800.0=7)",
	 "a m straight keep 2: 12.5 100 (800=7); b m keep 1: 0 (0.1=1)"},
	{"a m straight keep 1: (1=0); a min keep 1: (1=0); a m keep 1: (1=0)",
	 "a min keep 1: (1=0); a m keep 1: (1=0); a m straight keep 1: (1=0)"},
	{"\"min\" min keep 1: (0:00.1=0)", "\"min\" min keep 1: (0:00.1=0)"},
	{"\"\xE6\x97\xA9 \"\"x\" min keep 1: 9:59.9 (16666:40=1)",
	 "\"\xE6\x97\xA9 \"\"x\" min keep 1: 9:59.9 (16666:40=1)"},
};

static void
test_text(void **state)
{
	(void) state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		value v = coverage_of(texts[i][0]);
		value again;
		char *text = coverage_text(v);

		assert_string_equal(text, texts[i][1]);
		again = coverage_of(text);
		assert_true(same_value(v, again));
		free(text);
		free(v.data);
		free(again.data);
	}
}

static const struct
{
	const char *text;
	int at;
	const char *reason;
} refused[] = {
	{"a", 1, "expected a unit"},
	{"5 min", 0, "expected a category"},
	{"within min", 0, "expected a category"},
	{"a min 5", 6, "expected \"keep\""},
	{"a min keep 0: (30=0)", 11, "expected a whole number from 1 to 1000 after \"keep\""},
	{"a min keep 1001: (30=0)", 11, "expected a whole number from 1 to 1000 after \"keep\""},
	{"a min keep 5 (30=0)", 13, "expected \":\""},
	{"a min keep 5: 1", 15, "expected a time or distance, or \"(\" before the counts"},
	{"a min keep 5: 1.5 (30=1)", 14, "expected minutes, as 8, 8:05 or 8:05.3, up to 16666"},
	{"a min keep 5: 1:60 (30=1)", 16, "the number is out of range or has too many decimals"},
	{"a min keep 5: 1:05.25 (30=1)", 16, "the number is out of range or has too many decimals"},
	{"a m keep 5: 1.25 (30=1)", 12, "the number is out of range or has too many decimals"},
	{"a m keep 5: (1000001=0)", 13, "the number is out of range or has too many decimals"},
	{"a min keep 5: (16666:41=0)", 23, "the number is out of range"},
	{"a min keep 5: ()", 15, "expected minutes, as 8, 8:05 or 8:05.3, up to 16666"},
	{"a min keep 5: (30)", 17, "expected \"=\" between a cutoff and its count"},
	{"a min keep 5: (30=)", 18, "expected a count"},
	{"a min keep 5: (30=0", 19, "expected a cutoff or \")\""},
	{"a min keep 5: (30=0) b", 21, "expected \";\" or the end"},
	{"a min keep 5: (30=0);", 21, "expected a category"},
	{"a min keep 5: (30=1)", -1, "there must be a value for every amenity, up to keep"},
	{"a min keep 5: 1 (30=0)", -1, "there must be a value for every amenity, up to keep"},
	{"a min keep 5: 2 1 (30=2)", -1, "values must not descend"},
	{"a min keep 5: 31 (30=1)", -1, "counts and values contradict each other"},
	{"a min keep 5: 1 (5=0 30=1)", -1, "counts and values contradict each other"},
	{"a min keep 1: 1 (5=3 30=2)", -1, "counts and values contradict each other"},
	{"a min keep 1: 1 (30=1 5=1)", -1, "cutoffs must be positive and ascend"},
	{"a min keep 1: (0=0)", -1, "cutoffs must be positive and ascend"},
	{"a min keep 1: (1=0); a min keep 1: (1=0)", -1,
	 "entries must ascend by category and unit, each once"},
};

static void
test_refused(void **state)
{
	(void) state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
	{
		cc_detail detail;
		value v;

		if (parse_coverage(refused[i].text, &v, &detail) != CC_BAD_INPUT)
			fail_msg("\"%s\"", refused[i].text);
		if (strcmp(detail.reason, refused[i].reason) != 0 || detail.at != refused[i].at)
			fail_msg("\"%s\": %s at %d", refused[i].text, detail.reason, (int) detail.at);
	}
}

/* Any byte changed, any end cut off: refused, or the one way to write another coverage. */
static void
test_bytes(void **state)
{
	value v = coverage_of("a min keep 3: 1 2:30 5 (5=3 30=200); a m keep 3: (900=0); "
						  "bb min keep 3: 3 (5=1 30=1)");
	cc_env env = unit_env();

	(void) state;
	assert_int_equal(cc_coverage_check(&env, v.data, v.len, NULL), CC_OK);
	for (size_t len = 0; len < v.len; len++)
		assert_int_equal(cc_coverage_check(&env, v.data, len, NULL), CC_CORRUPT);
	for (size_t at = 0; at < v.len; at++)
		for (int byte = 0; byte < 256; byte++)
		{
			uint8_t old = v.data[at];

			v.data[at] = (uint8_t) byte;
			if (cc_coverage_check(&env, v.data, v.len, NULL) == CC_OK)
			{
				char *text = coverage_text(v);
				value again = coverage_of(text);

				assert_true(same_value(v, again));
				free(again.data);
				free(text);
			}
			v.data[at] = old;
		}
	free(v.data);
}

/* Entries that break a rule which the text form cannot express. */
static void
test_encode(void **state)
{
	static const uint32_t cutoffs[1] = {100};
	static const uint32_t too_far[1] = {CC_MAX_STORED + 1};
	static const uint32_t counts[1] = {0};
	static const uint32_t too_many[1] = {CC_MAX_COUNT + 1};
	cc_entry good = {"a", 1, CC_MINUTES, 5, 1, cutoffs, counts, 0, NULL};
	cc_env env = unit_env();
	cc_entry entry;
	cc_detail detail;
	uint8_t *data;
	size_t len;

	(void) state;
	assert_int_equal(cc_coverage_encode(&env, &good, 1, &data, &len, &detail), CC_OK);
	free(data);
	entry = good;
	entry.unit = (cc_unit) 3;
	assert_int_equal(cc_coverage_encode(&env, &entry, 1, &data, &len, &detail), CC_BAD_INPUT);
	assert_string_equal(detail.reason, "unknown unit");
	assert_string_equal(detail.name, "a");
	entry = good;
	entry.ncutoffs = 0;
	assert_int_equal(cc_coverage_encode(&env, &entry, 1, &data, &len, &detail), CC_BAD_INPUT);
	entry = good;
	entry.keep = CC_MAX_KEEP + 1;
	assert_int_equal(cc_coverage_encode(&env, &entry, 1, &data, &len, &detail), CC_LIMIT);
	entry = good;
	entry.cutoffs = too_far;
	assert_int_equal(cc_coverage_encode(&env, &entry, 1, &data, &len, &detail), CC_LIMIT);
	entry = good;
	entry.counts = too_many;
	assert_int_equal(cc_coverage_encode(&env, &entry, 1, &data, &len, &detail), CC_LIMIT);
	entry = good;
	entry.category_len = 0;
	assert_int_equal(cc_coverage_encode(&env, &entry, 1, &data, &len, &detail), CC_BAD_INPUT);
	assert_int_equal(cc_coverage_encode(&env, &good, CC_MAX_ENTRIES + 1, &data, &len, &detail),
					 CC_LIMIT);
}

/* So many categories, each with a horizon of its own. */
static void
test_many_shapes(void **state)
{
	static uint32_t cutoffs[CC_MAX_SHAPES + 1];
	static char names[CC_MAX_SHAPES + 1][4];
	static cc_entry entries[CC_MAX_SHAPES + 1];
	static const uint32_t counts[1] = {0};
	cc_env env = unit_env();
	value v;

	(void) state;
	for (uint32_t i = 0; i <= CC_MAX_SHAPES; i++)
	{
		cutoffs[i] = i + 1;
		snprintf(names[i], sizeof(names[i]), "%03u", (unsigned) (i % 1000));
		entries[i] = (cc_entry){names[i], 3, CC_MINUTES, 5, 1, &cutoffs[i], counts, 0, NULL};
	}
	assert_int_equal(cc_coverage_encode(&env, entries, CC_MAX_SHAPES, &v.data, &v.len, NULL),
					 CC_OK);
	assert_int_equal(cc_coverage_check(&env, v.data, v.len, NULL), CC_OK);
	free(v.data);
	assert_int_equal(cc_coverage_encode(&env, entries, CC_MAX_SHAPES + 1, &v.data, &v.len, NULL),
					 CC_LIMIT);
}

static void
test_find(void **state)
{
	value v = coverage_of("a min keep 2: 1 2 (5=2 10=4); a m keep 2: (10=0); c min keep 2: (5=0)");
	cc_coverage_reader reader;
	const cc_entry *entry;
	cc_detail detail;
	uint32_t number;

	(void) state;
	assert_int_equal(cc_coverage_find(&reader, v.data, v.len, "a", 1, CC_METRES, &entry, &detail),
					 CC_OK);
	assert_int_equal(entry->unit, CC_METRES);
	assert_int_equal(cc_coverage_find(&reader, v.data, v.len, "b", 1, CC_MINUTES, &entry, &detail),
					 CC_NOT_FOUND);
	assert_string_equal(detail.reason, "the coverage does not know this category");
	assert_int_equal(cc_coverage_find(&reader, v.data, v.len, "c", 1, CC_METRES, &entry, &detail),
					 CC_NOT_FOUND);
	assert_string_equal(detail.reason, "the coverage does not know this category in this unit");
	assert_int_equal(cc_coverage_find(&reader, v.data, v.len, "a", 1, CC_MINUTES, &entry, &detail),
					 CC_OK);
	assert_int_equal(cc_entry_count(entry, 3000, &number, &detail), CC_OK);
	assert_int_equal(number, 2);
	assert_int_equal(cc_entry_count(entry, 6000, &number, &detail), CC_OK);
	assert_int_equal(number, 4);
	assert_int_equal(cc_entry_count(entry, 1000, &number, &detail), CC_OK);
	assert_int_equal(number, 1);
	assert_int_equal(cc_entry_count(entry, 4000, &number, &detail), CC_UNANSWERABLE);
	assert_string_equal(detail.name, "a");
	assert_int_equal(detail.number[0], 4000);
	assert_int_equal(cc_entry_nth(entry, 3, &number, &detail), CC_UNANSWERABLE);
	assert_int_equal(cc_entry_nth(entry, 5, &number, &detail), CC_NOT_FOUND);
	free(v.data);
}

static void
test_units(void **state)
{
	uint32_t stored;

	(void) state;
	/* A need without a limit has no unit; it is asked for its name in messages all the same. */
	assert_string_equal(cc_unit_name((cc_unit) CC_UNITS), "no unit");
	assert_int_equal(cc_unit_limit(CC_MINUTES, 10.0, &stored, NULL), CC_OK);
	assert_int_equal(stored, 6000);
	/* What lies between two stored values counts as the lower one. */
	assert_int_equal(cc_unit_limit(CC_MINUTES, 0.3343, &stored, NULL), CC_OK);
	assert_int_equal(stored, 200);
	for (uint32_t i = 0; i <= CC_MAX_STORED; i += 7)
	{
		assert_int_equal(cc_unit_limit(CC_MINUTES, cc_unit_double(CC_MINUTES, i), &stored, NULL),
						 CC_OK);
		assert_int_equal(stored, i);
	}
	assert_int_equal(cc_unit_limit(CC_METRES, NAN, &stored, NULL), CC_BAD_INPUT);
	assert_int_equal(cc_unit_limit(CC_METRES, INFINITY, &stored, NULL), CC_BAD_INPUT);
	assert_int_equal(cc_unit_limit(CC_METRES, -0.1, &stored, NULL), CC_BAD_INPUT);
	assert_int_equal(cc_unit_value(CC_METRES, 1e300, &stored, NULL), CC_OK);
	assert_int_equal(stored, CC_MAX_STORED + 1);
	assert_int_equal(cc_unit_value(CC_METRES, 12.35, &stored, NULL), CC_OK);
	assert_int_equal(stored, 124);
	assert_int_equal(cc_unit_value(CC_METRES, NAN, &stored, NULL), CC_BAD_INPUT);
	assert_int_equal(cc_unit_value(CC_METRES, INFINITY, &stored, NULL), CC_BAD_INPUT);
	assert_int_equal(cc_unit_value(CC_METRES, -1, &stored, NULL), CC_BAD_INPUT);
}

/* Entries of the part stand in place of those of the same category and unit, whatever these keep.
 */
static void
test_replace(void **state)
{
	static const char *const cases[][3] = {
		{"a min keep 2: 1 2 (5=2 30=2); b min keep 1: 3 (30=1)", "a min keep 3: 4 (10=1)",
		 "a min keep 3: 4 (10=1); b min keep 1: 3 (30=1)"},
		{"a min keep 2: 1 (5=1); a m keep 2: 7 (100=1)", "a m keep 2: (100=0); c m keep 1: 1 (5=1)",
		 "a min keep 2: 1 (5=1); a m keep 2: (100=0); c m keep 1: 1 (5=1)"},
		{"a min keep 2: 1 (5=1)", "", "a min keep 2: 1 (5=1)"},
		{"", "a min keep 2: 1 (5=1)", "a min keep 2: 1 (5=1)"}};
	cc_env env = unit_env();

	(void) state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		value old = coverage_of(cases[i][0]);
		value part = coverage_of(cases[i][1]);
		value expected = coverage_of(cases[i][2]);
		value made;

		assert_int_equal(cc_coverage_replace(&env, old.data, old.len, part.data, part.len,
											 &made.data, &made.len, NULL),
						 CC_OK);
		assert_int_equal(made.len, expected.len);
		assert_memory_equal(made.data, expected.data, made.len);
		free(old.data);
		free(part.data);
		free(expected.data);
		free(made.data);
	}
}

/* A count that would overflow is refused. */
static void
test_overflow(void **state)
{
	value v = coverage_of("a min keep 1: 1 (5=1000000000)");
	cc_env env = unit_env();
	value joined;

	(void) state;
	assert_int_equal(
		cc_coverage_union(&env, v.data, v.len, v.data, v.len, &joined.data, &joined.len, NULL),
		CC_LIMIT);
	free(v.data);
}

/* Each allocation fails in its turn: CC_NOMEM, and nothing is left behind. */
static void
test_no_memory(void **state)
{
	const char *text = "a min keep 3: 1 2:30 (5=2 30=2); bb m keep 3: 3 (5=1 30=1)";
	unit_memory memory = {0};
	cc_env env = unit_counting_env(&memory);
	value v = coverage_of(text);

	(void) state;
	for (int which = 0; which < 2; which++)
	{
		cc_status status = CC_NOMEM;

		for (long at = 1; status != CC_OK; at++)
		{
			uint8_t *data = NULL;
			size_t len;

			memset(&memory, 0, sizeof(memory));
			memory.fail_at = at;
			if (which == 0)
				status = cc_coverage_parse(&env, text, strlen(text), &data, &len, NULL);
			else
				status = cc_coverage_union(&env, v.data, v.len, v.data, v.len, &data, &len, NULL);
			assert_true(status == CC_OK || status == CC_NOMEM);
			assert_int_equal(memory.held, status == CC_OK ? 1 : 0);
			if (status == CC_OK)
				free(data);
			assert_true(at < 100);
		}
	}
	free(v.data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),        cmocka_unit_test(test_refused),
		cmocka_unit_test(test_bytes),       cmocka_unit_test(test_encode),
		cmocka_unit_test(test_many_shapes), cmocka_unit_test(test_find),
		cmocka_unit_test(test_units),       cmocka_unit_test(test_replace),
		cmocka_unit_test(test_overflow),    cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
