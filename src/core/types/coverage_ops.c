/*
 * coverage_ops.c
 *		Questions to a coverage, and new coverages from old ones.
 *
 * src/core/types/coverage_ops.c
 */
#include "types/coverage.h"

#include <string.h>

/* --- questions --- */

/* Fail with the category and the question. */
static cc_status
question_fail(cc_detail *detail, cc_status status, const cc_entry *entry, uint32_t limit,
			  const char *reason)
{
	cc_fail(detail, status, reason, -1);
	cc_detail_name(detail, entry->category, entry->category_len);
	if (detail != NULL)
	{
		detail->number[0] = limit;
		detail->number[1] = entry->unit;
	}
	return status;
}

/* Values within a limit. */
static uint32_t
values_within(const cc_entry *entry, uint32_t limit)
{
	uint32_t within = 0;

	while (within < entry->nvalues && entry->values[within] <= limit)
		within++;
	return within;
}

cc_status
cc_entry_count(const cc_entry *entry, uint32_t limit, uint32_t *count, cc_detail *detail)
{
	if (limit > cc_entry_horizon(entry))
		return question_fail(detail, CC_UNANSWERABLE, entry, limit,
							 "the limit lies beyond the horizon of the coverage");
	*count = values_within(entry, limit);
	if (*count < entry->nvalues || entry->nvalues == cc_entry_total(entry))
		return CC_OK;
	for (uint32_t m = 0; m < entry->ncutoffs; m++)
		if (entry->cutoffs[m] == limit)
		{
			*count = entry->counts[m];
			return CC_OK;
		}
	return question_fail(detail, CC_UNANSWERABLE, entry, limit,
						 "the coverage keeps no count at this limit");
}

cc_status
cc_entry_at_least(const cc_entry *entry, uint32_t n, uint32_t limit, bool *yes, cc_detail *detail)
{
	uint32_t count;
	cc_status status;

	if (limit <= cc_entry_horizon(entry) && n <= entry->keep)
	{
		*yes = n <= entry->nvalues && (n == 0 || entry->values[n - 1] <= limit);
		return CC_OK;
	}
	status = cc_entry_count(entry, limit, &count, detail);
	*yes = status == CC_OK && count >= n;
	return status;
}

cc_status
cc_entry_nth(const cc_entry *entry, uint32_t n, uint32_t *value, cc_detail *detail)
{
	if (n > cc_entry_total(entry) || n == 0)
		return question_fail(detail, CC_NOT_FOUND, entry, 0, "there are fewer within the horizon");
	if (n > entry->nvalues)
		return question_fail(detail, CC_UNANSWERABLE, entry, 0,
							 "the coverage keeps fewer of the nearest amenities");
	*value = entry->values[n - 1];
	return CC_OK;
}

/* --- making --- */

/* cutoffs and the horizon, ascending and distinct, into sorted (of ncutoffs + 1); returns how many.
 */
static uint32_t
sort_cutoffs(const uint32_t *cutoffs, uint32_t ncutoffs, uint32_t horizon, uint32_t *sorted)
{
	uint32_t count = 0;

	if (ncutoffs > 0)
		memcpy(sorted, cutoffs, ncutoffs * sizeof(uint32_t));
	sorted[ncutoffs] = horizon;
	cc_sort_numbers(sorted, (size_t) ncutoffs + 1);
	for (uint32_t i = 0; i <= ncutoffs; i++)
		if (count == 0 || sorted[count - 1] != sorted[i])
			sorted[count++] = sorted[i];
	return count;
}

/* Count sorted values at the cutoffs of an entry, and keep the nearest. */
static cc_status
count_entry(cc_entry *entry, uint32_t *counts, const uint32_t *sorted, size_t nvalues,
			cc_detail *detail)
{
	size_t at = 0;

	for (uint32_t m = 0; m < entry->ncutoffs; m++)
	{
		while (at < nvalues && sorted[at] <= entry->cutoffs[m])
			at++;
		if (at > CC_MAX_COUNT)
			return cc_fail(detail, CC_LIMIT, "too many amenities", -1);
		counts[m] = (uint32_t) at;
	}
	entry->counts = counts;
	entry->values = sorted;
	entry->nvalues = at < entry->keep ? (uint32_t) at : entry->keep;
	return CC_OK;
}

cc_status
cc_coverage_make(const cc_env *env, const cc_entry_key *key, const cc_entry_shape *shape,
				 const uint32_t *values, size_t nvalues, uint8_t **value, size_t *len,
				 cc_detail *detail)
{
	uint32_t all_cutoffs[CC_MAX_CUTOFFS + 1];
	uint32_t counts[CC_MAX_CUTOFFS + 1];
	cc_entry entry = {0};
	uint32_t *sorted;
	cc_status status;

	if (shape->ncutoffs > CC_MAX_CUTOFFS)
		return cc_fail(detail, CC_LIMIT, "a coverage keeps at most 64 cutoffs", -1);
	for (uint32_t m = 0; m < shape->ncutoffs; m++)
		if (shape->cutoffs[m] > shape->horizon)
			return cc_fail(detail, CC_BAD_INPUT, "a cutoff lies beyond the horizon", -1);
	entry.category = key->category;
	entry.category_len = key->category_len > UINT32_MAX ? UINT32_MAX : (uint32_t) key->category_len;
	entry.unit = key->unit;
	entry.keep = shape->keep;
	entry.cutoffs = all_cutoffs;
	entry.ncutoffs = sort_cutoffs(shape->cutoffs, shape->ncutoffs, shape->horizon, all_cutoffs);
	sorted = cc_alloc(env, nvalues, sizeof(uint32_t), 0);
	if (sorted == NULL)
		return cc_fail(detail, CC_NOMEM, NULL, -1);
	if (nvalues > 0)
		memcpy(sorted, values, nvalues * sizeof(uint32_t));
	cc_sort_numbers(sorted, nvalues);
	status = count_entry(&entry, counts, sorted, nvalues, detail);
	if (status == CC_OK)
		status = cc_coverage_encode(env, &entry, 1, value, len, detail);
	cc_free(env, sorted);
	return status;
}

/* --- joining --- */

/*
 * One entry from two of the same category and unit. The new arrays go to
 * space, which holds ncutoffs + keep numbers.
 */
static cc_status
join_entries(const cc_entry *a, const cc_entry *b, cc_entry *joined, uint32_t *space,
			 cc_detail *detail)
{
	uint32_t *values = space + a->ncutoffs;
	uint32_t total;
	uint32_t i = 0;
	uint32_t j = 0;

	if (a->keep != b->keep)
		return question_fail(detail, CC_BAD_INPUT, a, 0,
							 "the coverages keep different numbers of amenities");
	if (a->ncutoffs != b->ncutoffs ||
		memcmp(a->cutoffs, b->cutoffs, a->ncutoffs * sizeof(uint32_t)) != 0)
		return question_fail(detail, CC_BAD_INPUT, a, 0,
							 "the coverages have different cutoffs or horizons");
	*joined = *a;
	for (uint32_t m = 0; m < a->ncutoffs; m++)
		space[m] = a->counts[m] + b->counts[m];
	total = space[a->ncutoffs - 1];
	joined->counts = space;
	joined->nvalues = total < a->keep ? total : a->keep;
	for (uint32_t k = 0; k < joined->nvalues; k++)
	{
		if (j >= b->nvalues || (i < a->nvalues && a->values[i] <= b->values[j]))
			values[k] = a->values[i++];
		else
			values[k] = b->values[j++];
	}
	joined->values = values;
	return CC_OK;
}

/* Entries of a coverage, ascending. */
typedef struct entry_list
{
	cc_entry *entries;
	uint32_t n;
} entry_list;

/*
 * Merge two lists into one that has room for both: of entries in both the second, or what joins
 * them; space takes the arrays of joined ones.
 */
static cc_status
merge_entries(const entry_list *a, const entry_list *b, bool replace, entry_list *merged,
			  uint32_t *space, cc_detail *detail)
{
	uint32_t i = 0;
	uint32_t j = 0;
	int order;
	cc_status status;

	merged->n = 0;
	while (i < a->n || j < b->n)
	{
		cc_entry *next = &merged->entries[merged->n++];

		order = i >= a->n ? 1 : j >= b->n ? -1 : cc_entry_compare(&a->entries[i], &b->entries[j]);
		if (order < 0)
			*next = a->entries[i++];
		else if (order > 0)
			*next = b->entries[j++];
		else if (replace)
		{
			*next = b->entries[j++];
			i++;
		}
		else
		{
			status = join_entries(&a->entries[i], &b->entries[j++], next, space, detail);
			if (status != CC_OK)
				return status;
			space += a->entries[i++].ncutoffs + next->nvalues;
		}
	}
	return CC_OK;
}

/* Numbers that the joined entries of a may take. */
static size_t
join_space(const entry_list *a)
{
	size_t numbers = 0;

	for (uint32_t i = 0; i < a->n; i++)
		numbers += (size_t) a->entries[i].ncutoffs + a->entries[i].keep;
	return numbers;
}

/* The lists merged, as a value. */
static cc_status
encode_merged(const cc_env *env, const entry_list *a, const entry_list *b, bool replace,
			  uint8_t **value, size_t *len, cc_detail *detail)
{
	size_t room = (size_t) a->n + b->n;
	entry_list merged = {
		.entries = cc_alloc(env, room, sizeof(cc_entry), join_space(a) * sizeof(uint32_t))};
	cc_status status;

	if (merged.entries == NULL)
		return cc_fail(detail, CC_NOMEM, NULL, -1);
	status = merge_entries(a, b, replace, &merged, (uint32_t *) (merged.entries + room), detail);
	if (status == CC_OK)
		status = cc_coverage_encode(env, merged.entries, merged.n, value, len, detail);
	cc_free(env, merged.entries);
	return status;
}

/* The bytes of a coverage. */
typedef struct bytes
{
	const uint8_t *data;
	size_t len;
} bytes;

static cc_status
merge_values(const cc_env *env, bytes a, bytes b, bool replace, uint8_t **value, size_t *len,
			 cc_detail *detail)
{
	entry_list left = {0};
	entry_list right = {0};
	cc_status status = cc_coverage_entries(env, a.data, a.len, &left.entries, &left.n, detail);

	if (status == CC_OK)
		status = cc_coverage_entries(env, b.data, b.len, &right.entries, &right.n, detail);
	if (status == CC_OK)
		status = encode_merged(env, &left, &right, replace, value, len, detail);
	cc_free(env, right.entries);
	cc_free(env, left.entries);
	return status;
}

cc_status
cc_coverage_union(const cc_env *env, const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len,
				  uint8_t **value, size_t *len, cc_detail *detail)
{
	return merge_values(env, (bytes){a, a_len}, (bytes){b, b_len}, false, value, len, detail);
}

cc_status
cc_coverage_replace(const cc_env *env, const uint8_t *old, size_t old_len, const uint8_t *part,
					size_t part_len, uint8_t **value, size_t *len, cc_detail *detail)
{
	return merge_values(env, (bytes){old, old_len}, (bytes){part, part_len}, true, value, len,
						detail);
}
