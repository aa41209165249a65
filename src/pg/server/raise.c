/*
 * raise.c
 *		Errors for users, without the functions of this extension in their context.
 *
 * The server describes an error by all functions and statements under way, from the innermost to
 * the outermost. Clients print this below message, detail and hint. For a misspelt name it is six
 * lines on how this extension is written. What helps is the part that the user has written: his
 * function and the line of it that called us.
 *
 * The stack of context callbacks ends with that part, so the stack is cut there. Whoever catches
 *the error restores the stack that he had (PG_TRY does, and so do EXCEPTION blocks and the main
 *loop). Cutting it is allowed before an error only: functions that return pop their own entry.
 *
 * The functions in the stack are known by their descriptions alone; what a callback gets as its
 * argument is private to it. A description names a function as PL/pgSQL does, by its signature,
 * circle__explain(text,geometry), or an SQL function by its name in quotes. These stay the same in
 *all languages of the server. A statement that calls the function does not have the signature.
 *
 * src/pg/server/raise.c
 */
#include "postgres.h"

#include "server/raise.h"

#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/catcache.h"
#include "utils/regproc.h"
#include "utils/syscache.h"

#include "server/definition.h"

#define PREFIX "circle_"

PG_FUNCTION_INFO_V1(circle__raise);

/* What one entry of the stack says; NULL: nothing. */
static char *
description(const ErrorContextCallback *entry)
{
	ErrorContextCallback *stack = error_context_stack;
	ErrorContextCallback alone = *entry;
	char *text;

	alone.previous = NULL;
	error_context_stack = &alone;
	text = GetErrorContextStack();
	error_context_stack = stack;
	return text;
}

/* Does the text show this function as one that runs? */
static bool
shows_function(const char *text, Oid function)
{
	/* The server writes the schema where the path does not have it. */
	char *signature = strstr(format_procedure(function), PREFIX);

	if (signature == NULL)
		return false;
	if (strstr(text, signature) != NULL)
		return true;
	/* The description of an SQL function has no parenthesis; a statement that calls one does. */
	return strchr(text, '(') == NULL;
}

/* Does the text show a function of this extension by that name as one that runs? */
static bool
shows_name(const char *text, const char *name)
{
	CatCList *list = SearchSysCacheList1(PROCNAMEARGSNSP, CStringGetDatum(name));
	bool found = false;

	for (int i = 0; i < list->n_members && !found; i++)
	{
		Oid function = ((Form_pg_proc) GETSTRUCT(&list->members[i]->tuple))->oid;

		found = circle_is_extension_function(function) && shows_function(text, function);
	}
	ReleaseSysCacheList(list);
	return found;
}

/* Is the entry a function of this extension? */
static bool
is_own(const ErrorContextCallback *entry)
{
	char *text = description(entry);
	bool own = false;

	for (char *at = text; at != NULL && !own && (at = strstr(at, PREFIX)) != NULL;)
	{
		size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_");

		own = length < NAMEDATALEN && shows_name(text, pnstrdup(at, length));
		at += length;
	}
	return own;
}

/* The callback of the innermost own function; NULL: there is none. */
static void (*own_callback(void))(void *)
{
	for (ErrorContextCallback *entry = error_context_stack; entry != NULL; entry = entry->previous)
		if (is_own(entry))
			return entry->callback;
	return NULL;
}

/*
 * The innermost own functions and their statements go. They end where another function in the same
 * language begins, that is, an entry with the same callback.
 */
void
circle_hide_own_context(void)
{
	void (*callback)(void *) = own_callback();
	ErrorContextCallback *outermost = NULL; /* own function so far */

	if (callback == NULL)
		return;
	for (ErrorContextCallback *entry = error_context_stack; entry != NULL; entry = entry->previous)
	{
		if (is_own(entry))
			outermost = entry;
		else if (entry->callback == callback)
			break;
	}
	if (outermost != NULL)
		error_context_stack = outermost->previous;
}

/* --- errors of functions in PL/pgSQL --- */

/* Conditions by the names that PL/pgSQL has for them. */
static const struct
{
	const char *name;
	int sqlstate;
} conditions[] = {
	{"ambiguous_column", ERRCODE_AMBIGUOUS_COLUMN},
	{"data_exception", ERRCODE_DATA_EXCEPTION},
	{"datatype_mismatch", ERRCODE_DATATYPE_MISMATCH},
	{"duplicate_table", ERRCODE_DUPLICATE_TABLE},
	{"feature_not_supported", ERRCODE_FEATURE_NOT_SUPPORTED},
	{"insufficient_privilege", ERRCODE_INSUFFICIENT_PRIVILEGE},
	{"invalid_name", ERRCODE_INVALID_NAME},
	{"invalid_parameter_value", ERRCODE_INVALID_PARAMETER_VALUE},
	{"invalid_schema_name", ERRCODE_INVALID_SCHEMA_NAME},
	{"name_too_long", ERRCODE_NAME_TOO_LONG},
	{"null_value_not_allowed", ERRCODE_NULL_VALUE_NOT_ALLOWED},
	{"numeric_value_out_of_range", ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE},
	{"object_not_in_prerequisite_state", ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE},
	{"program_limit_exceeded", ERRCODE_PROGRAM_LIMIT_EXCEEDED},
	{"reserved_name", ERRCODE_RESERVED_NAME},
	{"serialization_failure", ERRCODE_T_R_SERIALIZATION_FAILURE},
	{"undefined_column", ERRCODE_UNDEFINED_COLUMN},
	{"undefined_object", ERRCODE_UNDEFINED_OBJECT},
	{"undefined_table", ERRCODE_UNDEFINED_TABLE},
	{"unique_violation", ERRCODE_UNIQUE_VIOLATION},
};

static int
sqlstate_of(const char *condition)
{
	for (int i = 0; i < (int) lengthof(conditions); i++)
		if (strcmp(conditions[i].name, condition) == 0)
			return conditions[i].sqlstate;
	elog(ERROR, "no condition \"%s\"", condition);
}

/* An argument as text; NULL where it is. */
static char *
text_or_null(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(n));
}

/* circle__raise(condition text, message text, detail text, hint text) → void */
Datum
circle__raise(PG_FUNCTION_ARGS)
{
	char *condition = text_or_null(fcinfo, 0);
	char *message = text_or_null(fcinfo, 1);
	char *detail = text_or_null(fcinfo, 2);
	char *hint = text_or_null(fcinfo, 3);
	int sqlstate;

	if (condition == NULL || message == NULL)
		elog(ERROR, "an error needs a condition and a message");
	sqlstate = sqlstate_of(condition);
	circle_hide_own_context();
	ereport(ERROR, (errcode(sqlstate), errmsg_internal("%s", message),
					detail == NULL ? 0 : errdetail_internal("%s", detail),
					hint == NULL ? 0 : errhint("%s", hint)));
}
