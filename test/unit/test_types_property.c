/*
 * test_types_property.c
 *		Laws of the two types, over about a million random values.
 *
 * test/unit/test_types_property.c
 */
#include "values.h"

#define ROUNDS 50000

static cc_status
join(value a, value b, value *out)
{
	cc_env env = unit_env();

	return cc_coverage_union(&env, a.data, a.len, b.data, b.len, &out->data, &out->len, NULL);
}

/* Two ways to the same: the same value or the same failure. */
static void
assert_same(cc_status a_status, value a, cc_status b_status, value b)
{
	assert_int_equal(a_status, b_status);
	if (a_status != CC_OK)
		return;
	assert_true(same_value(a, b));
	free(a.data);
	free(b.data);
}

static void
check_union(value a, value b, value c)
{
	value empty = coverage_of("");
	value ab;
	value ba;
	value bc;
	value left;
	value right;
	cc_status ab_status = join(a, b, &ab);
	cc_status ba_status = join(b, a, &ba);
	cc_status bc_status = join(b, c, &bc);
	cc_status left_status = ab_status;
	cc_status right_status = bc_status;

	assert_int_equal(join(a, empty, &left), CC_OK);
	assert_true(same_value(a, left));
	free(left.data);
	assert_int_equal(join(empty, a, &left), CC_OK);
	assert_true(same_value(a, left));
	free(left.data);
	free(empty.data);

	if (ab_status == CC_OK)
		left_status = join(ab, c, &left);
	if (bc_status == CC_OK)
		right_status = join(a, bc, &right);
	assert_same(left_status, left, right_status, right);
	assert_same(ab_status, ab, ba_status, ba);
	if (bc_status == CC_OK)
		free(bc.data);
}

static void
test_union(void **state)
{
	uint64_t seed = 1;
	long failed = 0;
	value joined;

	(void) state;
	for (long i = 0; i < ROUNDS; i++)
	{
		true_coverage truth;
		value v[3];

		for (int k = 0; k < 3; k++)
		{
			random_truth(&seed, &truth, i % 2 == 0);
			v[k] = value_of(&truth);
		}
		check_union(v[0], v[1], v[2]);
		if (join(v[0], v[1], &joined) != CC_OK)
			failed++;
		else
			free(joined.data);
		for (int k = 0; k < 3; k++)
			free(v[k].data);
	}
	/* Both kinds of outcome were met. */
	assert_true(failed > ROUNDS / 20 && failed < ROUNDS / 2);
}

/* Every question to an entry against the truth behind it. */
static void
check_entry(const cc_entry *entry, const true_entry *truth)
{
	uint32_t before = 0;
	uint32_t count;
	uint32_t nth;
	bool yes;
	bool is_cutoff;

	assert_int_equal(cc_entry_total(entry), true_count(truth, truth->horizon));
	for (uint32_t limit = 0; limit <= truth->horizon; limit++)
	{
		is_cutoff = limit == truth->horizon;
		for (uint32_t m = 0; m < truth->ncutoffs; m++)
			is_cutoff = is_cutoff || truth->cutoffs[m] == limit;
		if (cc_entry_count(entry, limit, &count, NULL) == CC_OK)
		{
			assert_int_equal(count, true_count(truth, limit));
			assert_true(count >= before);
			before = count;
		}
		else
		{
			assert_false(is_cutoff);
			assert_true(true_count(truth, limit) >= entry->keep);
		}
		for (uint32_t n = 1; n <= entry->keep; n++)
		{
			assert_int_equal(cc_entry_at_least(entry, n, limit, &yes, NULL), CC_OK);
			assert_int_equal(yes, true_count(truth, limit) >= n);
		}
	}
	assert_int_equal(cc_entry_count(entry, truth->horizon + 1, &count, NULL), CC_UNANSWERABLE);
	for (uint32_t n = 1; n <= TRUE_WALKS; n++)
		switch (cc_entry_nth(entry, n, &nth, NULL))
		{
			case CC_OK:
				assert_true(true_count(truth, nth) >= n);
				assert_true(nth == 0 || true_count(truth, nth - 1) < n);
				break;
			case CC_NOT_FOUND:
				assert_true(true_count(truth, truth->horizon) < n);
				break;
			default:
				assert_true(n > entry->keep);
		}
}

static void
check_text(value v)
{
	char *text = coverage_text(v);
	value again = coverage_of(text);

	assert_true(same_value(v, again));
	free(text);
	free(again.data);
}

static void
test_coverage(void **state)
{
	cc_env env = unit_env();
	uint64_t seed = 2;

	(void) state;
	for (long i = 0; i < ROUNDS / 2; i++)
	{
		true_coverage truth;
		cc_coverage_reader reader;
		const cc_entry *entry;
		value v;

		random_truth(&seed, &truth, true);
		v = value_of(&truth);
		assert_int_equal(cc_coverage_check(&env, v.data, v.len, NULL), CC_OK);
		assert_int_equal(cc_coverage_open(&reader, v.data, v.len), CC_OK);
		while (cc_coverage_next(&reader, &entry) == CC_OK)
			check_entry(entry,
						true_find(&truth, entry->category, entry->category_len, entry->unit));
		check_text(v);
		free(v.data);
	}
}

/* --- a coverage against a standard --- */

/* Met or not by counting the true walks; CC_NOT_FOUND where a category is not known. */
static cc_status
truly_met(const cc_standard *standard, uint32_t at, const true_coverage *truth, bool *met)
{
	const cc_node *node = &standard->nodes[at];
	uint32_t count = 0;
	uint32_t needed = node->kind == CC_ALL ? node->nparts : node->kind == CC_ANY ? 1 : node->k;
	cc_status worst = CC_OK;

	if (node->kind == CC_NEED)
	{
		const cc_need *need = &standard->needs[node->need];
		const true_entry *entry = true_find(truth, need->category, need->category_len, need->unit);

		if (entry == NULL)
			return CC_NOT_FOUND;
		*met = true_count(entry, need->limit) >= need->n;
		return CC_OK;
	}
	for (uint32_t part = at + 1; part < node->end; part = standard->nodes[part].end)
	{
		bool part_met = false;
		cc_status status = truly_met(standard, part, truth, &part_met);

		if (status != CC_OK)
			worst = status;
		count += part_met;
	}
	*met = count >= needed;
	return worst;
}

static void
check_scores(const cc_standard *standard, value v, bool met)
{
	static const char *const decays[] = {"step", "linear", "exponential", "gaussian(sigma=0.04)",
										 "logistic(median=0.05, sd=0.02)"};
	cc_decay decay;
	double score;
	double step = 0.0;

	for (int d = 0; d < 5; d++)
	{
		assert_int_equal(cc_decay_parse(decays[d], strlen(decays[d]), &decay, NULL), CC_OK);
		if (cc_score(standard, v.data, v.len, &decay, &score, NULL) != CC_OK)
		{
			/* Beyond 'step' more must be known than for the question whether it is met. */
			assert_true(decay.kind != CC_STEP);
			assert_int_not_equal(cc_standard_answerable(standard, v.data, v.len, &decay, NULL),
								 CC_OK);
			continue;
		}
		assert_true(score >= 0.0 && score <= 100.0);
		if (decay.kind == CC_STEP)
			step = score;
		if (decay.kind == CC_STEP || decay.kind == CC_LINEAR)
			assert_int_equal(score == 100.0, met);
		if (decay.kind == CC_LINEAR)
			assert_true(score >= step);
	}
}

static void
check_verdict(const cc_standard *standard, const true_coverage *truth, value v, long *outcome)
{
	cc_gap gaps[256];
	uint32_t ngaps;
	bool met = false;
	bool expected = false;
	cc_decay step = {CC_STEP, {0, 0}};
	cc_status known = truly_met(standard, 0, truth, &expected);
	cc_status status = cc_standard_meets(standard, v.data, v.len, &met, NULL);

	assert_true(standard->nnodes <= 256);
	assert_int_equal(cc_standard_gaps(standard, v.data, v.len, gaps, &ngaps, NULL), status);
	if (cc_standard_answerable(standard, v.data, v.len, &step, NULL) == CC_OK)
		assert_int_equal(status, CC_OK);
	if (status != CC_OK)
	{
		assert_true(status == CC_UNANSWERABLE || known == CC_NOT_FOUND);
		outcome[0]++;
		return;
	}
	assert_int_equal(known, CC_OK);
	assert_int_equal(met, expected);
	assert_int_equal(ngaps == 0, met);
	check_scores(standard, v, met);
	outcome[met ? 1 : 2]++;
}

static void
check_standard_text(const char *text, value v)
{
	char *printed = standard_text(v);
	value again;
	cc_detail detail;

	if (parse_standard(printed, &again, &detail) != CC_OK)
		fail_msg("%s -> %s: %s", text, printed, detail.reason);
	if (!same_value(v, again))
		fail_msg("%s -> %s", text, printed);
	free(printed);
	free(again.data);
}

static void
test_standard(void **state)
{
	uint64_t seed = 3;
	long outcome[3] = {0, 0, 0};

	(void) state;
	for (long i = 0; i < ROUNDS; i++)
	{
		random_text text;
		true_coverage truth;
		value standard;
		value coverage;
		cc_standard *judge;

		random_standard(&seed, &text);
		standard = standard_of(text.text);
		check_standard_text(text.text, standard);
		judge = ready(standard);
		for (int k = 0; k < 2; k++)
		{
			random_truth(&seed, &truth, true);
			for (int e = 0; e < TRUE_ENTRIES; e++)
				truth.entries[e].known = truth.entries[e].known || i % 4 != 0;
			coverage = value_of(&truth);
			check_verdict(judge, &truth, coverage, outcome);
			free(coverage.data);
		}
		free(judge);
		free(standard.data);
	}
	for (int k = 0; k < 3; k++)
		assert_true(outcome[k] > ROUNDS / 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_union),
		cmocka_unit_test(test_coverage),
		cmocka_unit_test(test_standard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
