/*
 * list.c
 *		circle__split_list: lists of names with commas, as options take them.
 *
 * src/pg/server/list.c
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/varlena.h"

PG_FUNCTION_INFO_V1(circle_split_list);

/* circle__split_list(list text) → text[] */
Datum
circle_split_list(PG_FUNCTION_ARGS)
{
	text *list = PG_GETARG_TEXT_PP(0);
	List *names;
	Datum *parts;
	int nparts = 0;
	ListCell *cell;

	/* Splits in place, and the names point into what it split. */
	if (!SplitIdentifierString(text_to_cstring(list), ',', &names))
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_NAME),
			 errmsg("invalid list of names: %s", text_to_cstring(list)),
			 errhint(
				 "Separate names by commas, as in 'adult, elderly'; quote a name that holds spaces "
				 "or capitals: '\"My column\", population'.")));
	parts = palloc(Max(list_length(names), 1) * sizeof(Datum));
	foreach (cell, names)
		parts[nparts++] = CStringGetTextDatum((char *) lfirst(cell));
	PG_RETURN_ARRAYTYPE_P(construct_array(parts, nparts, TEXTOID, -1, false, TYPALIGN_INT));
}
