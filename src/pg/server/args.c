/*
 * args.c
 *		Arguments of SQL functions that must not be NULL.
 *
 * src/pg/server/args.c
 */
#include "postgres.h"

#include "server/args.h"

#include "utils/builtins.h"

Datum
circle_datum_arg(FunctionCallInfo fcinfo, int number, const char *name)
{
	if (PG_ARGISNULL(number))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("%s must not be NULL", name)));
	return PG_GETARG_DATUM(number);
}

char *
circle_text_arg(FunctionCallInfo fcinfo, int number, const char *name)
{
	return TextDatumGetCString(circle_datum_arg(fcinfo, number, name));
}
