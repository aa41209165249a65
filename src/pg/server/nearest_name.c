/*
 * nearest_name.c
 *		circle__nearest_name: the name that a word is probably meant for.
 *
 * src/pg/server/nearest_name.c
 */
#include "postgres.h"

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

/* circle__nearest_name(word text, names text[]) → one of the names, or NULL. */
Datum
circle_nearest_name(PG_FUNCTION_ARGS)
{
	text *word = PG_GETARG_TEXT_PP(0);
	Datum *names;
	bool *nulls;
	int nnames;
	text *nearest = NULL;
	int limit;

	if (VARSIZE_ANY_EXHDR(word) > MAX_BYTES)
		PG_RETURN_NULL();
	limit = 1 + pg_mbstrlen_with_len(VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word)) / 4;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false, TYPALIGN_INT, &names, &nulls,
					  &nnames);
	for (int i = 0; i < nnames && limit >= 0; i++)
	{
		text *name = nulls[i] ? NULL : DatumGetTextPP(names[i]);

		if (name == NULL || VARSIZE_ANY_EXHDR(name) > MAX_BYTES)
			continue;
		if (distance(word, name, limit) <= limit)
		{
			nearest = name;
			limit = distance(word, name, limit) - 1;
		}
	}
	if (nearest == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(nearest);
}
