/*
 * coverage.h
 *		The value type circle_coverage: what one home can walk to.
 *
 * As bytes (varints are LEB128, "delta" the difference to the one before):
 *
 *	version 1, varint shapes, varint entries,
 *	shapes in the order of their first use, distinct:
 *		unit u8, varint keep, varint cutoffs, cutoffs as delta varints
 *	entries by (category, unit):
 *		varint length of the category (0: that of the entry before), category,
 *		varint shape, a count a cutoff as delta varints, the values as delta varints
 *
 * There is one way to write a value, so values are equal where their bytes are.
 *
 * src/core/types/coverage.h
 */
#ifndef CC_COVERAGE_H
#define CC_COVERAGE_H

#include "types/unit.h"

#define CC_COVERAGE_VERSION 1
#define CC_MAX_ENTRIES 3000 /* of a coverage */
#define CC_MAX_SHAPES 256   /* different (unit, keep, cutoffs) in a coverage */
#define CC_MAX_KEEP 1000
#define CC_MAX_CUTOFFS 64
#define CC_MAX_COUNT 1000000000 /* amenities of a category */

/*
 * What a coverage knows of one category in one unit. Entries of a coverage
 * ascend by (category bytes, unit). The counts are exact; counts[ncutoffs - 1] is the
 * number of all amenities within the horizon = cutoffs[ncutoffs - 1], and
 * nvalues = min(keep, that number).
 */
typedef struct cc_entry
{
	const char *category; /* UTF-8, not terminated */
	uint32_t category_len;
	cc_unit unit;
	uint32_t keep;
	uint32_t ncutoffs;
	const uint32_t *cutoffs; /* ascending, distinct */
	const uint32_t *counts;  /* never descending */
	uint32_t nvalues;
	const uint32_t *values; /* never descending */
} cc_entry;

static inline uint32_t
cc_entry_horizon(const cc_entry *entry)
{
	return entry->cutoffs[entry->ncutoffs - 1];
}

static inline uint32_t
cc_entry_total(const cc_entry *entry)
{
	return entry->counts[entry->ncutoffs - 1];
}

/* Order of two entries: category, then unit. */
extern int cc_entry_compare(const cc_entry *a, const cc_entry *b);

/* Write entries as one value; *value from env. CC_BAD_INPUT if they break the rules above. */
extern cc_status cc_coverage_encode(const cc_env *env, const cc_entry *entries, uint32_t nentries,
									uint8_t **value, size_t *len, cc_detail *detail);

/*
 * Walks the entries of a value, in order, without allocating. The value must outlive the
 * reader; an entry's arrays lie in the reader and hold until the next call.
 */
typedef struct cc_coverage_reader
{
	cc_reader bytes;
	uint32_t nshapes;
	uint32_t nentries;
	uint32_t next;  /* number of the next entry */
	uint32_t shape; /* that cutoffs holds */
	cc_entry entry;
	uint32_t shape_at[CC_MAX_SHAPES];
	uint32_t cutoffs[CC_MAX_CUTOFFS];
	uint32_t counts[CC_MAX_CUTOFFS];
	uint32_t values[CC_MAX_KEEP];
} cc_coverage_reader;

/* CC_OK or CC_CORRUPT. */
extern cc_status cc_coverage_open(cc_coverage_reader *reader, const uint8_t *value, size_t len);

/* CC_OK with the next entry, CC_NOT_FOUND after the last one, CC_CORRUPT. */
extern cc_status cc_coverage_next(cc_coverage_reader *reader, const cc_entry **entry);

/*
 * The entry of a category in a unit. CC_NOT_FOUND with a reason where the coverage does not know
 * the category, or not in this unit.
 */
extern cc_status cc_coverage_find(cc_coverage_reader *reader, const uint8_t *value, size_t len,
								  const char *category, size_t category_len, cc_unit unit,
								  const cc_entry **entry, cc_detail *detail);

/* Are foreign bytes a value, exactly as cc_coverage_encode writes it? CC_OK or CC_CORRUPT. */
extern cc_status cc_coverage_check(const cc_env *env, const uint8_t *value, size_t len,
								   cc_detail *detail);

/*
 * All entries of a value as an array from env, with their arrays (one
 * allocation, released by cc_free(env, *entries)); categories point into the value.
 */
extern cc_status cc_coverage_entries(const cc_env *env, const uint8_t *value, size_t len,
									 cc_entry **entries, uint32_t *nentries, cc_detail *detail);

/* --- questions to an entry; a failure fills detail with category, limit and unit --- */

/* How many within a stored limit? Known at a cutoff, below the keep-th value, or if all are kept.
 */
extern cc_status cc_entry_count(const cc_entry *entry, uint32_t limit, uint32_t *count,
								cc_detail *detail);

/* Are there at least n within a limit? Always known for n <= keep. */
extern cc_status cc_entry_at_least(const cc_entry *entry, uint32_t n, uint32_t limit, bool *yes,
								   cc_detail *detail);

/* The n-th value (from 1), or CC_NOT_FOUND if there are fewer within the horizon. */
extern cc_status cc_entry_nth(const cc_entry *entry, uint32_t n, uint32_t *value,
							  cc_detail *detail);

/* --- new values from old ones, from env --- */

/* A category in a unit. */
typedef struct cc_entry_key
{
	const char *category;
	size_t category_len;
	cc_unit unit;
} cc_entry_key;

/* What it is to contain: cutoffs may be in any order and repeat; the horizon is added to them.
 */
typedef struct cc_entry_shape
{
	uint32_t keep;
	uint32_t horizon;
	const uint32_t *cutoffs;
	uint32_t ncutoffs;
} cc_entry_shape;

/*
 * A coverage of one category, from stored values in any order; those beyond
 * the horizon are left out.
 */
extern cc_status cc_coverage_make(const cc_env *env, const cc_entry_key *key,
								  const cc_entry_shape *shape, const uint32_t *values,
								  size_t nvalues, uint8_t **value, size_t *len, cc_detail *detail);

/*
 * Amenities of both. CC_BAD_INPUT where a category is in both with another keep or
 * other cutoffs.
 */
extern cc_status cc_coverage_union(const cc_env *env, const uint8_t *a, size_t a_len,
								   const uint8_t *b, size_t b_len, uint8_t **value, size_t *len,
								   cc_detail *detail);

/* The entries of both; of one that is in both that of the second. */
extern cc_status cc_coverage_replace(const cc_env *env, const uint8_t *old, size_t old_len,
									 const uint8_t *part, size_t part_len, uint8_t **value,
									 size_t *len, cc_detail *detail);

/* --- text form: see types/coverage_text.c --- */

extern cc_status cc_coverage_parse(const cc_env *env, const char *text, size_t text_len,
								   uint8_t **value, size_t *len, cc_detail *detail);

/* Append the text form of a value. */
extern cc_status cc_coverage_print(cc_buffer *buffer, const uint8_t *value, size_t len);

#endif /* CC_COVERAGE_H */
