/*
 * nearest_name.c
 *		circle__nearest_name: the name that a word is probably meant for.
 *
 * src/pg/server/nearest_name.c
 */
#include "postgres.h"

#include "server/nearest_name.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/varlena.h"

#include "server/compat.h"

/* Longer words are no misspelt names, and the distance takes the product of the lengths. */
#define MAX_BYTES 255

PG_FUNCTION_INFO_V1(circle_nearest_name);

/* Edit distance in characters, or something above limit. */
static int
distance(const text *a, const text *b, int limit)
{
	return varstr_levenshtein_less_equal(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a), VARDATA_ANY(b),
										 VARSIZE_ANY_EXHDR(b), 1, 1, 1, limit, false);
}

/* Which of the names, NULL ones apart; -1 for none. */
static int
nearest(const text *word, text *const *names, int nnames)
{
	int found = -1;
	int limit;

	if (VARSIZE_ANY_EXHDR(word) > MAX_BYTES)
		return -1;
	limit = 1 + pg_mbstrlen_with_len(VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word)) / 4;
	for (int i = 0; i < nnames && limit >= 0; i++)
	{
		if (names[i] == NULL || VARSIZE_ANY_EXHDR(names[i]) > MAX_BYTES)
			continue;
		if (distance(word, names[i], limit) <= limit)
		{
			found = i;
			limit = distance(word, names[i], limit) - 1;
		}
	}
	return found;
}

const char *
circle_nearest_word(const text *word, const char *const *names, int nnames)
{
	text **texts = palloc(nnames * sizeof(*texts));
	int found;

	for (int i = 0; i < nnames; i++)
		texts[i] = cstring_to_text(names[i]);
	found = nearest(word, texts, nnames);
	return found < 0 ? NULL : names[found];
}

/* circle__nearest_name(word text, names text[]) → one of the names, or NULL. */
Datum
circle_nearest_name(PG_FUNCTION_ARGS)
{
	Datum *values;
	bool *nulls;
	text **names;
	int nnames;
	int found;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false, TYPALIGN_INT, &values, &nulls,
					  &nnames);
	names = palloc(nnames * sizeof(*names));
	for (int i = 0; i < nnames; i++)
		names[i] = nulls[i] ? NULL : DatumGetTextPP(values[i]);
	found = nearest(PG_GETARG_TEXT_PP(0), names, nnames);
	if (found < 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(names[found]);
}
