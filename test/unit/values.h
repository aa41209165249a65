/*
 * values.h
 *		What the tests of the two types share: values from text, random values, and the
 *		plain truth behind a random coverage.
 *
 * test/unit/values.h
 */
#ifndef VALUES_H
#define VALUES_H

#include "unit.h"

#include "types/score.h"

typedef struct value
{
	uint8_t *data;
	size_t len;
} value;

static inline bool
same_value(value a, value b)
{
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

static inline cc_status
parse_coverage(const char *text, value *out, cc_detail *detail)
{
	cc_env env = unit_env();

	return cc_coverage_parse(&env, text, strlen(text), &out->data, &out->len, detail);
}

static inline cc_status
parse_standard(const char *text, value *out, cc_detail *detail)
{
	cc_env env = unit_env();

	return cc_standard_parse(&env, text, strlen(text), &out->data, &out->len, detail);
}

static inline value
coverage_of(const char *text)
{
	value out;

	assert_int_equal(parse_coverage(text, &out, NULL), CC_OK);
	return out;
}

static inline value
standard_of(const char *text)
{
	value out;

	assert_int_equal(parse_standard(text, &out, NULL), CC_OK);
	return out;
}

static inline cc_standard *
ready(value bytes)
{
	cc_env env = unit_env();
	cc_standard *standard;

	assert_int_equal(cc_standard_decode(&env, bytes.data, bytes.len, &standard, NULL), CC_OK);
	return standard;
}

/* The text of a value, terminated, to be freed. */
static inline char *
coverage_text(value bytes)
{
	static cc_env env;
	cc_buffer buffer;

	env = unit_env();
	cc_buffer_init(&buffer, &env);
	assert_int_equal(cc_coverage_print(&buffer, bytes.data, bytes.len), CC_OK);
	cc_put_u8(&buffer, '\0');
	return (char *) buffer.data;
}

static inline char *
standard_text(value bytes)
{
	static cc_env env;
	cc_standard *standard = ready(bytes);
	cc_buffer buffer;

	env = unit_env();
	cc_buffer_init(&buffer, &env);
	cc_standard_print(&buffer, standard);
	cc_put_u8(&buffer, '\0');
	assert_int_equal(buffer.status, CC_OK);
	free(standard);
	return (char *) buffer.data;
}

/* --- random coverages, with the walks that they were made from --- */

#define TRUE_ENTRIES 6 /* three categories in two units */
#define TRUE_WALKS 12

/* What is there in truth of one category in one unit. */
typedef struct true_entry
{
	const char *category;
	cc_unit unit;
	bool known;
	uint32_t keep;
	uint32_t horizon;
	uint32_t cutoffs[3];
	uint32_t ncutoffs;
	uint32_t walks[TRUE_WALKS];
	uint32_t nwalks;
} true_entry;

typedef struct true_coverage
{
	true_entry entries[TRUE_ENTRIES];
} true_coverage;

/* What is asked of each entry: two shapes, so that some coverages fit together and some do not. */
static inline void
random_shape(uint64_t *seed, true_entry *entry, bool alike)
{
	bool other = !alike && unit_between(seed, 0, 7) == 0;

	entry->keep = other ? 3 : 2;
	entry->horizon = 60;
	entry->cutoffs[0] = 12;
	entry->cutoffs[1] = 30;
	entry->ncutoffs = other ? 1 : 2;
}

static inline void
random_truth(uint64_t *seed, true_coverage *truth, bool alike)
{
	static const char *const categories[] = {"a", "b b", "\xE6\x97\xA9"};

	for (int i = 0; i < TRUE_ENTRIES; i++)
	{
		true_entry *entry = &truth->entries[i];

		entry->category = categories[i / 2];
		entry->unit = i % 2 == 0 ? CC_MINUTES : CC_METRES_STRAIGHT;
		entry->known = unit_between(seed, 0, 3) > 0;
		random_shape(seed, entry, alike);
		entry->nwalks = (uint32_t) unit_between(seed, 0, TRUE_WALKS / 2);
		for (uint32_t w = 0; w < entry->nwalks; w++)
			entry->walks[w] = (uint32_t) unit_between(seed, 0, 66);
	}
}

/* The value of a truth. */
static inline value
value_of(const true_coverage *truth)
{
	cc_env env = unit_env();
	value all = coverage_of("");

	for (int i = 0; i < TRUE_ENTRIES; i++)
	{
		const true_entry *entry = &truth->entries[i];
		value one;
		value joined;

		if (!entry->known)
			continue;
		assert_int_equal(
			cc_coverage_make(
				&env, &(cc_entry_key){entry->category, strlen(entry->category), entry->unit},
				&(cc_entry_shape){entry->keep, entry->horizon, entry->cutoffs, entry->ncutoffs},
				entry->walks, entry->nwalks, &one.data, &one.len, NULL),
			CC_OK);
		assert_int_equal(cc_coverage_union(&env, all.data, all.len, one.data, one.len, &joined.data,
										   &joined.len, NULL),
						 CC_OK);
		free(all.data);
		free(one.data);
		all = joined;
	}
	return all;
}

static inline uint32_t
true_count(const true_entry *entry, uint32_t limit)
{
	uint32_t count = 0;

	for (uint32_t w = 0; w < entry->nwalks; w++)
		count += entry->walks[w] <= limit;
	return count;
}

static inline const true_entry *
true_find(const true_coverage *truth, const char *category, size_t len, uint32_t unit)
{
	for (int i = 0; i < TRUE_ENTRIES; i++)
	{
		const true_entry *entry = &truth->entries[i];

		if (entry->known && entry->unit == unit && strlen(entry->category) == len &&
			memcmp(entry->category, category, len) == 0)
			return entry;
	}
	return NULL;
}

/* --- random standards, as text with more parentheses than needed --- */

typedef struct random_text
{
	char text[8192];
	size_t len;
	int needs;
} random_text;

static inline void
put(random_text *out, const char *text)
{
	size_t len = strlen(text);

	assert_true(out->len + len < sizeof(out->text));
	memcpy(out->text + out->len, text, len + 1);
	out->len += len;
}

static inline void
random_need(uint64_t *seed, random_text *out)
{
	static const char *const categories[] = {"a", "\"b b\"", "\"\xE6\x97\xA9\"", "\"a\""};
	static const char *const counts[] = {"", "", " * 2", "*3", " * 1"};
	static const char *const limits[] = {" within 0.02 min",        " within 0.050min",
										 " within 0.1 MIN",         " within 1.2 m straight",
										 " Within 3.0 m  straight", " within 6 m straight",
										 " within 0.03 min",        " within 0.05 min"};

	put(out, categories[unit_between(seed, 0, 3)]);
	put(out, counts[unit_between(seed, 0, 4)]);
	put(out, limits[unit_between(seed, 0, 7)]);
	out->needs++;
}

static inline void
random_part(uint64_t *seed, random_text *out, int depth)
{
	static const char *const weights[] = {" weight 2", " weight 0.5", " weight 1", " weight 1000"};
	static const char *const joints[] = {" & ", " | ", " and ", "|", "&", " OR\n"};
	int kind = depth == 0 || out->needs > 20 ? 0 : unit_between(seed, 0, 3);
	int parts = unit_between(seed, 1, 3);

	if (kind == 0)
		random_need(seed, out);
	else
	{
		if (kind == 1)
			put(out, parts > 1 && unit_between(seed, 0, 1) == 1 ? "2 of " : "1 of");
		put(out, "(");
		for (int i = 0; i < parts; i++)
		{
			if (i > 0)
				put(out, kind == 1 ? ", " : joints[unit_between(seed, 0, 5)]);
			random_part(seed, out, depth - 1);
		}
		put(out, ")");
		if (kind == 2 && parts == 1)
			return;
	}
	if (kind == 0 && unit_between(seed, 0, 3) == 0)
		put(out, weights[unit_between(seed, 0, 3)]);
}

static inline void
random_standard(uint64_t *seed, random_text *out)
{
	out->len = 0;
	out->needs = 0;
	random_part(seed, out, 3);
	while (unit_between(seed, 0, 2) == 0)
	{
		put(out, unit_between(seed, 0, 1) ? " & " : " | ");
		random_part(seed, out, 2);
	}
}

#endif /* VALUES_H */
