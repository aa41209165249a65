/*
 * coverage_text.c
 *		The text form of a coverage.
 *
 *	coverage	:= [entry {';' entry}]
 *	entry		:= category unit 'keep' number ':' {value} '(' value '=' count {value '=' count} ')'
 *
 * as in 'clinic min keep 5: 8:12.3 11:04 (5=0 10=1 15=2 30=2)': the nearest clinics are
 * 8 min 12.3 s and 11 min 4 s away, and there are 2 within the horizon of 30 min. Minutes
 * are written m, m:ss or m:ss.s, metres with at most one decimal, so the form is exact.
 *
 * src/core/types/coverage_text.c
 */
#include "types/coverage.h"

#include <stdlib.h>
#include <string.h>

cc_status
cc_coverage_print(cc_buffer *buffer, const uint8_t *value, size_t len)
{
	cc_coverage_reader reader;
	const cc_entry *entry;
	bool first = true;
	cc_status status = cc_coverage_open(&reader, value, len);

	while (status == CC_OK && (status = cc_coverage_next(&reader, &entry)) == CC_OK)
	{
		cc_put_text(buffer, first ? "" : "; ");
		first = false;
		cc_put_category(buffer, entry->category, entry->category_len);
		cc_put_u8(buffer, ' ');
		cc_put_text(buffer, cc_unit_name(entry->unit));
		cc_put_text(buffer, " keep ");
		cc_put_whole(buffer, entry->keep);
		cc_put_u8(buffer, ':');
		for (uint32_t i = 0; i < entry->nvalues; i++)
		{
			cc_put_u8(buffer, ' ');
			cc_put_stored(buffer, entry->unit, entry->values[i]);
		}
		for (uint32_t m = 0; m < entry->ncutoffs; m++)
		{
			cc_put_text(buffer, m == 0 ? " (" : " ");
			cc_put_stored(buffer, entry->unit, entry->cutoffs[m]);
			cc_put_u8(buffer, '=');
			cc_put_whole(buffer, entry->counts[m]);
		}
		cc_put_u8(buffer, ')');
	}
	if (status != CC_NOT_FOUND)
		return status;
	return buffer->status;
}

/* State of the parser: the arrays of entries are offsets into numbers until the end. */
typedef struct parser
{
	const cc_env *env;
	cc_lexer lexer;
	cc_entry *entries;
	size_t entry_capacity;
	uint32_t nentries;
	char *names; /* CC_MAX_CATEGORY bytes an entry */
	size_t name_capacity;
	uint32_t *numbers;
	size_t number_capacity;
	size_t nnumbers;
	size_t *first; /* of an entry's numbers: its values, then cutoff and count by turns */
	size_t first_capacity;
} parser;

static void
nomem(parser *p)
{
	cc_lex_fail(&p->lexer, CC_NOMEM, NULL, NULL);
}

static void
push_number(parser *p, uint32_t number)
{
	void *array = p->numbers;

	if (p->lexer.status != CC_OK)
		return;
	if (cc_grow(p->env, &array, &p->number_capacity, p->nnumbers, p->nnumbers + 1,
				sizeof(number)) != CC_OK)
		nomem(p);
	else
	{
		p->numbers = array;
		p->numbers[p->nnumbers++] = number;
	}
}

/* Room for one more entry. */
static bool
grow_entries(parser *p)
{
	void *entries = p->entries;
	void *names = p->names;
	void *first = p->first;
	uint32_t used = p->nentries;
	bool grown;

	if (used == CC_MAX_ENTRIES)
	{
		cc_lex_fail(&p->lexer, CC_LIMIT, "a coverage has at most 3000 entries", NULL);
		return false;
	}
	grown =
		cc_grow(p->env, &entries, &p->entry_capacity, used, used + 1, sizeof(cc_entry)) == CC_OK &&
		cc_grow(p->env, &names, &p->name_capacity, used, used + 1, CC_MAX_CATEGORY) == CC_OK &&
		cc_grow(p->env, &first, &p->first_capacity, used, used + 1, sizeof(size_t)) == CC_OK;
	p->entries = entries;
	p->names = names;
	p->first = first;
	if (!grown)
		nomem(p);
	return grown;
}

static void
parse_values(parser *p, cc_entry *entry)
{
	while (p->lexer.token == CC_TOKEN_NUMBER)
	{
		if (entry->nvalues == CC_MAX_KEEP)
		{
			cc_lex_fail(&p->lexer, CC_LIMIT, "a coverage keeps at most 1000 values", NULL);
			return;
		}
		push_number(p, cc_lex_stored(&p->lexer, entry->unit));
		entry->nvalues++;
	}
	if (!cc_lex_take_symbol(&p->lexer, '('))
		cc_lex_fail(&p->lexer, CC_BAD_INPUT,
					"expected a time or distance, or \"(\" before the counts", NULL);
}

static void
parse_counts(parser *p, cc_entry *entry)
{
	do
	{
		if (entry->ncutoffs == CC_MAX_CUTOFFS)
		{
			cc_lex_fail(&p->lexer, CC_LIMIT, "a coverage keeps at most 64 cutoffs", NULL);
			return;
		}
		push_number(p, cc_lex_stored(&p->lexer, entry->unit));
		if (!cc_lex_take_symbol(&p->lexer, '='))
			cc_lex_fail(&p->lexer, CC_BAD_INPUT, "expected \"=\" between a cutoff and its count",
						NULL);
		push_number(p, cc_lex_whole(&p->lexer, 0, CC_MAX_COUNT, "expected a count"));
		entry->ncutoffs++;
	} while (p->lexer.token == CC_TOKEN_NUMBER);
	if (!cc_lex_take_symbol(&p->lexer, ')'))
		cc_lex_fail(&p->lexer, CC_BAD_INPUT, "expected a cutoff or \")\"", NULL);
}

static void
parse_entry(parser *p)
{
	cc_entry *entry;

	if (!cc_lex_is_category(&p->lexer))
		cc_lex_fail(&p->lexer, CC_BAD_INPUT, "expected a category",
					"Write a name that is no plain word in double quotes.");
	if (p->lexer.status != CC_OK || !grow_entries(p))
		return;
	entry = &p->entries[p->nentries];
	memset(entry, 0, sizeof(*entry));
	entry->category_len = p->lexer.name_len;
	memcpy(p->names + (size_t) p->nentries * CC_MAX_CATEGORY, p->lexer.name, p->lexer.name_len);
	p->first[p->nentries++] = p->nnumbers;
	cc_lex_next(&p->lexer);
	entry->unit = cc_lex_unit(&p->lexer);
	if (!cc_lex_take_word(&p->lexer, "keep"))
		cc_lex_fail(&p->lexer, CC_BAD_INPUT, "expected \"keep\"", NULL);
	entry->keep = cc_lex_whole(&p->lexer, 1, CC_MAX_KEEP,
							   "expected a whole number from 1 to 1000 after \"keep\"");
	if (!cc_lex_take_symbol(&p->lexer, ':'))
		cc_lex_fail(&p->lexer, CC_BAD_INPUT, "expected \":\"", NULL);
	if (p->lexer.status == CC_OK)
		parse_values(p, entry);
	if (p->lexer.status == CC_OK)
		parse_counts(p, entry);
}

static int
compare_entries(const void *a, const void *b)
{
	return cc_entry_compare(a, b);
}

/* Offsets become pointers, cutoff and count by turns two arrays; entries are put in order. */
static cc_status
finish(parser *p, uint8_t **value, size_t *len, cc_detail *detail)
{
	uint32_t *sorted = cc_alloc(p->env, p->nnumbers, sizeof(uint32_t), 0);
	cc_status status;

	if (sorted == NULL)
		return cc_fail(detail, CC_NOMEM, NULL, -1);
	for (uint32_t i = 0; i < p->nentries; i++)
	{
		cc_entry *entry = &p->entries[i];
		const uint32_t *from = p->numbers + p->first[i];
		uint32_t *to = sorted + p->first[i];

		if (entry->nvalues > 0)
			memcpy(to, from, entry->nvalues * sizeof(uint32_t));
		entry->values = to;
		from += entry->nvalues;
		to += entry->nvalues;
		for (uint32_t m = 0; m < entry->ncutoffs; m++)
		{
			to[m] = from[2 * m];
			to[entry->ncutoffs + m] = from[2 * m + 1];
		}
		entry->cutoffs = to;
		entry->counts = to + entry->ncutoffs;
		entry->category = p->names + (size_t) i * CC_MAX_CATEGORY;
	}
	if (p->nentries > 0)
		qsort(p->entries, p->nentries, sizeof(cc_entry), compare_entries);
	status = cc_coverage_encode(p->env, p->entries, p->nentries, value, len, detail);
	cc_free(p->env, sorted);
	return status;
}

cc_status
cc_coverage_parse(const cc_env *env, const char *text, size_t text_len, uint8_t **value,
				  size_t *len, cc_detail *detail)
{
	parser p;
	cc_status status;

	memset(&p, 0, sizeof(p));
	p.env = env;
	cc_lex_init(&p.lexer, text, text_len, detail);
	if (p.lexer.token != CC_TOKEN_END)
		do
			parse_entry(&p);
		while (p.lexer.status == CC_OK && cc_lex_take_symbol(&p.lexer, ';'));
	if (p.lexer.token != CC_TOKEN_END)
		cc_lex_fail(&p.lexer, CC_BAD_INPUT, "expected \";\" or the end", NULL);
	status = p.lexer.status;
	if (status == CC_OK)
		status = finish(&p, value, len, detail);
	cc_free(env, p.first);
	cc_free(env, p.numbers);
	cc_free(env, p.names);
	cc_free(env, p.entries);
	return status;
}
