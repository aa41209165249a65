/*
 * coverage.c
 *		The bytes of a coverage: writing, walking, validating.
 *
 * src/core/types/coverage.c
 */
#include "types/coverage.h"

#include <string.h>

#define VARINT_MAX 5 /* bytes of a 32-bit varint */

int
cc_entry_compare(const cc_entry *a, const cc_entry *b)
{
	int order = cc_category_compare(a->category, a->category_len, b->category, b->category_len);

	return order != 0 ? order : (int) a->unit - (int) b->unit;
}

/* --- writing --- */

/* Fail with the category that is to blame. */
static cc_status
entry_fail(cc_detail *detail, cc_status status, const cc_entry *entry, const char *reason)
{
	cc_fail(detail, status, reason, -1);
	cc_detail_name(detail, entry->category, entry->category_len);
	return status;
}

/* Do the counts say the same as the values, as far as both speak? */
static bool
counts_agree(const cc_entry *entry)
{
	uint32_t within = 0;

	for (uint32_t m = 0; m < entry->ncutoffs; m++)
	{
		while (within < entry->nvalues && entry->values[within] <= entry->cutoffs[m])
			within++;
		if (within < entry->nvalues ? entry->counts[m] != within : entry->counts[m] < within)
			return false;
		if (m > 0 && entry->counts[m] < entry->counts[m - 1])
			return false;
	}
	return within == entry->nvalues;
}

static cc_status
entry_check(const cc_entry *entry, cc_detail *detail)
{
	cc_status status = cc_category_check(entry->category, entry->category_len, detail);
	uint32_t total;

	if (status != CC_OK)
		return status;
	if ((unsigned) entry->unit >= CC_UNITS)
		return entry_fail(detail, CC_BAD_INPUT, entry, "unknown unit");
	if (entry->keep > CC_MAX_KEEP || entry->ncutoffs > CC_MAX_CUTOFFS)
		return entry_fail(detail, CC_LIMIT, entry,
						  "a coverage keeps at most 1000 values and 64 cutoffs");
	if (entry->keep == 0 || entry->ncutoffs == 0)
		return entry_fail(detail, CC_BAD_INPUT, entry,
						  "a coverage keeps at least 1 value and 1 cutoff");
	for (uint32_t m = 0; m < entry->ncutoffs; m++)
		if (entry->cutoffs[m] <= (m > 0 ? entry->cutoffs[m - 1] : 0))
			return entry_fail(detail, CC_BAD_INPUT, entry, "cutoffs must be positive and ascend");
	if (cc_entry_horizon(entry) > CC_MAX_STORED)
		return entry_fail(detail, CC_LIMIT, entry, "the horizon is too long");
	total = cc_entry_total(entry);
	if (total > CC_MAX_COUNT)
		return entry_fail(detail, CC_LIMIT, entry, "too many amenities");
	if (entry->nvalues != (entry->keep < total ? entry->keep : total))
		return entry_fail(detail, CC_BAD_INPUT, entry,
						  "there must be a value for every amenity, up to keep");
	for (uint32_t i = 1; i < entry->nvalues; i++)
		if (entry->values[i] < entry->values[i - 1])
			return entry_fail(detail, CC_BAD_INPUT, entry, "values must not descend");
	if (!counts_agree(entry))
		return entry_fail(detail, CC_BAD_INPUT, entry, "counts and values contradict each other");
	return CC_OK;
}

static bool
same_shape(const cc_entry *a, const cc_entry *b)
{
	return a->unit == b->unit && a->keep == b->keep && a->ncutoffs == b->ncutoffs &&
		   (a->cutoffs == b->cutoffs ||
			memcmp(a->cutoffs, b->cutoffs, a->ncutoffs * sizeof(uint32_t)) == 0);
}

/*
 * Number the shapes: shape_of[i] of each entry, first_of[s] the first entry of each
 * shape. Also the greatest size that the value can have.
 */
static cc_status
number_shapes(const cc_entry *entries, uint32_t nentries, uint32_t *shape_of, uint32_t *first_of,
			  uint32_t *nshapes, size_t *bound, cc_detail *detail)
{
	uint32_t s;
	cc_status status;

	*nshapes = 0;
	*bound = 1 + 2 * VARINT_MAX;
	for (uint32_t i = 0; i < nentries; i++)
	{
		const cc_entry *entry = &entries[i];

		status = entry_check(entry, detail);
		if (status != CC_OK)
			return status;
		if (i > 0 && cc_entry_compare(&entries[i - 1], entry) >= 0)
			return entry_fail(detail, CC_BAD_INPUT, entry,
							  "entries must ascend by category and unit, each once");
		for (s = *nshapes; s > 0; s--)
			if (same_shape(&entries[first_of[s - 1]], entry))
				break;
		if (s == 0)
		{
			if (*nshapes == CC_MAX_SHAPES)
				return entry_fail(detail, CC_LIMIT, entry,
								  "a coverage has at most 256 different sets of keep and cutoffs");
			first_of[*nshapes] = i;
			s = ++*nshapes;
			*bound += 1 + VARINT_MAX * (2 + (size_t) entry->ncutoffs);
		}
		shape_of[i] = s - 1;
		*bound += entry->category_len +
				  VARINT_MAX * (2 + (size_t) entry->ncutoffs + (size_t) entry->nvalues);
	}
	return CC_OK;
}

static uint8_t *
write_varint(uint8_t *at, uint32_t value)
{
	while (value >= 0x80)
	{
		*at++ = (uint8_t) (value | 0x80);
		value >>= 7;
	}
	*at++ = (uint8_t) value;
	return at;
}

static uint8_t *
write_deltas(uint8_t *at, const uint32_t *numbers, uint32_t count)
{
	uint32_t before = 0;

	for (uint32_t i = 0; i < count; i++)
	{
		at = write_varint(at, numbers[i] - before);
		before = numbers[i];
	}
	return at;
}

static uint8_t *
write_entry(uint8_t *at, const cc_entry *entry, const cc_entry *before, uint32_t shape)
{
	if (before != NULL && cc_category_compare(before->category, before->category_len,
											  entry->category, entry->category_len) == 0)
		at = write_varint(at, 0);
	else
	{
		at = write_varint(at, entry->category_len);
		memcpy(at, entry->category, entry->category_len);
		at += entry->category_len;
	}
	at = write_varint(at, shape);
	at = write_deltas(at, entry->counts, entry->ncutoffs);
	return write_deltas(at, entry->values, entry->nvalues);
}

cc_status
cc_coverage_encode(const cc_env *env, const cc_entry *entries, uint32_t nentries, uint8_t **value,
				   size_t *len, cc_detail *detail)
{
	uint32_t shape_of[CC_MAX_ENTRIES];
	uint32_t first_of[CC_MAX_SHAPES];
	uint32_t nshapes;
	size_t bound;
	uint8_t *at;
	cc_status status;

	if (nentries > CC_MAX_ENTRIES)
		return cc_fail(detail, CC_LIMIT, "a coverage has at most 3000 entries", -1);
	status = number_shapes(entries, nentries, shape_of, first_of, &nshapes, &bound, detail);
	if (status != CC_OK)
		return status;
	*value = at = cc_alloc(env, bound, 1, 0);
	if (at == NULL)
		return cc_fail(detail, CC_NOMEM, NULL, -1);
	*at++ = CC_COVERAGE_VERSION;
	at = write_varint(at, nshapes);
	at = write_varint(at, nentries);
	for (uint32_t s = 0; s < nshapes; s++)
	{
		const cc_entry *entry = &entries[first_of[s]];

		*at++ = (uint8_t) entry->unit;
		at = write_varint(at, entry->keep);
		at = write_varint(at, entry->ncutoffs);
		at = write_deltas(at, entry->cutoffs, entry->ncutoffs);
	}
	for (uint32_t i = 0; i < nentries; i++)
		at = write_entry(at, &entries[i], i > 0 ? &entries[i - 1] : NULL, shape_of[i]);
	*len = (size_t) (at - *value);
	return CC_OK;
}

/* --- walking --- */

/* A varint of at most max; the reader fails beyond. Nearly all have one byte or two. */
static inline uint32_t
read_number(cc_reader *bytes, uint32_t max)
{
	const uint8_t *at = bytes->data + bytes->at;
	size_t left = bytes->len - bytes->at;
	uint64_t value;

	if (left > 0 && at[0] < 0x80)
	{
		value = at[0];
		bytes->at++;
	}
	else if (left > 1 && at[1] < 0x80 && at[1] > 0)
	{
		value = (at[0] & 0x7Fu) | (uint32_t) at[1] << 7;
		bytes->at += 2;
	}
	else
		value = cc_get_varint(bytes);
	if (value > max)
	{
		bytes->failed = true;
		return 0;
	}
	return (uint32_t) value;
}

static void
read_deltas(cc_reader *bytes, uint32_t *numbers, uint32_t count, uint32_t max)
{
	uint32_t number = 0;

	for (uint32_t i = 0; i < count; i++)
	{
		number += read_number(bytes, max - number);
		numbers[i] = number;
	}
}

/* Read the shape under the reader into its entry. */
static void
read_shape(cc_coverage_reader *reader)
{
	cc_entry *entry = &reader->entry;

	entry->unit = (cc_unit) cc_get_u8(&reader->bytes);
	entry->keep = read_number(&reader->bytes, CC_MAX_KEEP);
	entry->ncutoffs = read_number(&reader->bytes, CC_MAX_CUTOFFS);
	if ((unsigned) entry->unit >= CC_UNITS || entry->keep == 0 || entry->ncutoffs == 0)
		reader->bytes.failed = true;
	else
		read_deltas(&reader->bytes, reader->cutoffs, entry->ncutoffs, CC_MAX_STORED);
}

cc_status
cc_coverage_open(cc_coverage_reader *reader, const uint8_t *value, size_t len)
{
	memset(&reader->bytes, 0, sizeof(reader->bytes));
	memset(&reader->entry, 0, sizeof(reader->entry));
	reader->bytes.data = value;
	reader->bytes.len = len;
	reader->next = 0;
	reader->entry.cutoffs = reader->cutoffs;
	reader->entry.counts = reader->counts;
	reader->entry.values = reader->values;
	if (cc_get_u8(&reader->bytes) != CC_COVERAGE_VERSION)
		return CC_CORRUPT;
	reader->nshapes = read_number(&reader->bytes, CC_MAX_SHAPES);
	reader->nentries = read_number(&reader->bytes, CC_MAX_ENTRIES);
	for (uint32_t s = 0; s < reader->nshapes && !reader->bytes.failed; s++)
	{
		reader->shape_at[s] = (uint32_t) reader->bytes.at;
		read_shape(reader);
		reader->shape = s;
	}
	return reader->bytes.failed ? CC_CORRUPT : CC_OK;
}

/* Make an entry's shape the reader's. */
static void
take_shape(cc_coverage_reader *reader, uint32_t shape)
{
	size_t at = reader->bytes.at;

	reader->bytes.at = reader->shape_at[shape];
	read_shape(reader);
	reader->bytes.at = at;
	reader->shape = shape;
}

cc_status
cc_coverage_next(cc_coverage_reader *reader, const cc_entry **entry)
{
	cc_reader *bytes = &reader->bytes;
	cc_entry *here = &reader->entry;
	uint32_t number;

	if (reader->next == reader->nentries)
		return bytes->failed || bytes->at != bytes->len ? CC_CORRUPT : CC_NOT_FOUND;
	number = read_number(bytes, CC_MAX_CATEGORY);
	if (number > 0)
	{
		here->category = (const char *) cc_get_bytes(bytes, number);
		here->category_len = number;
	}
	number = read_number(bytes, CC_MAX_SHAPES);
	if (bytes->failed || here->category_len == 0 || number >= reader->nshapes)
		return CC_CORRUPT;
	if (number != reader->shape)
		take_shape(reader, number);
	read_deltas(bytes, reader->counts, here->ncutoffs, CC_MAX_COUNT);
	number = cc_entry_total(here);
	here->nvalues = number < here->keep ? number : here->keep;
	read_deltas(bytes, reader->values, here->nvalues, cc_entry_horizon(here));
	if (bytes->failed)
		return CC_CORRUPT;
	reader->next++;
	*entry = here;
	return CC_OK;
}

cc_status
cc_coverage_find(cc_coverage_reader *reader, const uint8_t *value, size_t len, const char *category,
				 size_t category_len, cc_unit unit, const cc_entry **entry, cc_detail *detail)
{
	bool known = false;
	int order;
	cc_status status = cc_coverage_open(reader, value, len);

	while (status == CC_OK && (status = cc_coverage_next(reader, entry)) == CC_OK)
	{
		order =
			cc_category_compare((*entry)->category, (*entry)->category_len, category, category_len);
		if (order > 0)
		{
			status = CC_NOT_FOUND;
			break;
		}
		known = known || order == 0;
		if (order == 0 && (*entry)->unit == unit)
			return CC_OK;
	}
	cc_fail(detail, status,
			status != CC_NOT_FOUND ? "the stored bytes are damaged"
			: known                ? "the coverage does not know this category in this unit"
								   : "the coverage does not know this category",
			-1);
	cc_detail_name(detail, category, category_len);
	if (detail != NULL)
		detail->number[1] = unit;
	return status;
}

/* --- believing nothing --- */

cc_status
cc_coverage_entries(const cc_env *env, const uint8_t *value, size_t len, cc_entry **entries,
					uint32_t *nentries, cc_detail *detail)
{
	cc_coverage_reader reader;
	const cc_entry *entry;
	size_t numbers = 0;
	uint32_t *space;
	uint32_t count = 0;
	cc_status status = cc_coverage_open(&reader, value, len);

	while (status == CC_OK && (status = cc_coverage_next(&reader, &entry)) == CC_OK)
		numbers += 2 * (size_t) entry->ncutoffs + entry->nvalues;
	if (status != CC_NOT_FOUND)
		return cc_fail(detail, CC_CORRUPT, "the bytes do not form a coverage",
					   (int64_t) reader.bytes.at);
	*entries = cc_alloc(env, reader.nentries, sizeof(cc_entry), numbers * sizeof(uint32_t));
	if (*entries == NULL)
		return cc_fail(detail, CC_NOMEM, NULL, -1);
	space = (uint32_t *) (*entries + reader.nentries);
	cc_coverage_open(&reader, value, len);
	while (cc_coverage_next(&reader, &entry) == CC_OK)
	{
		cc_entry *copy = &(*entries)[count++];

		*copy = *entry;
		copy->cutoffs = memcpy(space, entry->cutoffs, entry->ncutoffs * sizeof(uint32_t));
		space += entry->ncutoffs;
		copy->counts = memcpy(space, entry->counts, entry->ncutoffs * sizeof(uint32_t));
		space += entry->ncutoffs;
		copy->values = memcpy(space, entry->values, entry->nvalues * sizeof(uint32_t));
		space += entry->nvalues;
	}
	*nentries = count;
	return CC_OK;
}

cc_status
cc_coverage_check(const cc_env *env, const uint8_t *value, size_t len, cc_detail *detail)
{
	cc_entry *entries;
	uint32_t nentries;
	uint8_t *again;
	size_t again_len;
	cc_status status = cc_coverage_entries(env, value, len, &entries, &nentries, detail);

	if (status != CC_OK)
		return status;
	/* There is one way to write a value, so writing it again settles every rule at once. */
	status = cc_coverage_encode(env, entries, nentries, &again, &again_len, detail);
	cc_free(env, entries);
	if (status == CC_NOMEM)
		return status;
	if (status != CC_OK)
		return CC_CORRUPT;
	if (again_len != len || memcmp(again, value, len) != 0)
		status = cc_fail(detail, CC_CORRUPT, "the bytes are not the normal form of a coverage", -1);
	cc_free(env, again);
	return status;
}
