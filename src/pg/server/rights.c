/*
 * rights.c
 *		The rights that a reader needs, and the GRANT that a role lacks.
 *
 * The server says "permission denied for table home" and leaves it to the reader to find out which
 * schema that is in, which tables will be next, and who has to type what. These checks come before
 * the server's own. They are about the message only: nothing is read because they pass.
 *
 * src/pg/server/rights.c
 */
#include "postgres.h"

#include "server/rights.h"

#include "catalog/namespace.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/varlena.h"

#include "server/raise.h"

PG_FUNCTION_INFO_V1(circle__check_study_usage);
PG_FUNCTION_INFO_V1(circle__check_input);
PG_FUNCTION_INFO_V1(circle__input_relation);
PG_FUNCTION_INFO_V1(circle__find_relation);

static bool
may_use(Oid schema)
{
	return DatumGetBool(DirectFunctionCall2(has_schema_privilege_id, ObjectIdGetDatum(schema),
											CStringGetTextDatum("USAGE")));
}

/* The whole relation, or any column of it? */
static bool
may_read(Oid relid, bool whole)
{
	return pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) == ACLCHECK_OK ||
		   (!whole &&
			pg_attribute_aclcheck_all(relid, GetUserId(), ACL_SELECT, ACLMASK_ANY) == ACLCHECK_OK);
}

/* As the server names it in its own messages. */
static const char *
kind_of(Oid relid)
{
	switch (get_rel_relkind(relid))
	{
		case RELKIND_VIEW:
			return "view";
		case RELKIND_MATVIEW:
			return "materialized view";
		case RELKIND_FOREIGN_TABLE:
			return "foreign table";
		default:
			return "table";
	}
}

/* What to grant SELECT on: all that a reader of a study or a network needs, else the one relation.
 */
static char *
readable_part(Oid schema, Oid relid)
{
	const char *name = quote_identifier(get_namespace_name(schema));
	Oid tile = get_relname_relid("tile", schema);

	if (OidIsValid(get_relname_relid("study", schema)))
		return psprintf("ALL TABLES IN SCHEMA %s", name);
	if (OidIsValid(tile) && OidIsValid(get_relname_relid("network", schema)))
		return psprintf("%s.network, %s.tile", name, name);
	return quote_qualified_identifier(get_namespace_name(schema), get_rel_name(relid));
}

/* "GRANT USAGE ON SCHEMA city TO ana; GRANT SELECT ON ALL TABLES IN SCHEMA city TO ana;" */
static char *
missing_grants(Oid schema, Oid relid, bool whole)
{
	const char *role = quote_identifier(GetUserNameFromId(GetUserId(), false));
	StringInfoData grants;

	initStringInfo(&grants);
	if (!may_use(schema))
		appendStringInfo(&grants, "GRANT USAGE ON SCHEMA %s TO %s;",
						 quote_identifier(get_namespace_name(schema)), role);
	if (OidIsValid(relid) && !may_read(relid, whole))
		appendStringInfo(&grants, "%sGRANT SELECT ON %s TO %s;", grants.len > 0 ? " " : "",
						 readable_part(schema, relid), role);
	return grants.data;
}

void
circle_check_usage(Oid schema, Oid relid)
{
	if (may_use(schema))
		return;
	circle_hide_own_context();
	ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					errmsg("permission denied for schema %s", get_namespace_name(schema)),
					errhint("%s", missing_grants(schema, relid, false))));
}

void
circle_check_select(Oid relid, bool whole)
{
	Oid schema = get_rel_namespace(relid);

	if (may_read(relid, whole))
		return;
	circle_hide_own_context();
	ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					errmsg("permission denied for %s %s", kind_of(relid), get_rel_name(relid)),
					errhint("%s", missing_grants(schema, relid, whole))));
}

/*
 * circle__check_study_usage(study text) → void
 *
 * For functions that read for others: who alters or refreshes a study must own it, and a GRANT does
 * not help.
 */
Datum
circle__check_study_usage(PG_FUNCTION_ARGS)
{
	Oid schema = get_namespace_oid(text_to_cstring(PG_GETARG_TEXT_PP(0)), true);

	if (OidIsValid(schema) && strcmp(GetConfigOption("circle_ext.guard", false, false), "on") == 0)
		circle_check_usage(schema, get_relname_relid("study", schema));
	PG_RETURN_VOID();
}

/* circle__check_input(relation regclass) → void */
Datum
circle__check_input(PG_FUNCTION_ARGS)
{
	Oid relid = PG_GETARG_OID(0);

	/* It may have been dropped meanwhile: the query that reads it says so. */
	if (get_rel_name(relid) != NULL)
		circle_check_select(relid, false);
	PG_RETURN_VOID();
}

/* circle__input_relation(schema_name text, relation text) → regclass */
Datum
circle__input_relation(PG_FUNCTION_ARGS)
{
	Oid schema = get_namespace_oid(text_to_cstring(PG_GETARG_TEXT_PP(0)), true);
	Oid relid = OidIsValid(schema)
					? get_relname_relid(text_to_cstring(PG_GETARG_TEXT_PP(1)), schema)
					: InvalidOid;

	if (!OidIsValid(relid))
		PG_RETURN_NULL();
	circle_check_usage(schema, relid);
	circle_check_select(relid, false);
	PG_RETURN_OID(relid);
}

/* circle__find_relation(name text) → regclass: to_regclass, but for what it says of rights */
Datum
circle__find_relation(PG_FUNCTION_ARGS)
{
	RangeVar *name = makeRangeVarFromNameList(textToQualifiedNameList(PG_GETARG_TEXT_PP(0)));
	Oid schema = name->schemaname != NULL ? get_namespace_oid(name->schemaname, true) : InvalidOid;
	Oid relid;

	if (OidIsValid(schema))
		circle_check_usage(schema, get_relname_relid(name->relname, schema));
	relid = RangeVarGetRelid(name, NoLock, true);
	if (!OidIsValid(relid))
		PG_RETURN_NULL();
	PG_RETURN_OID(relid);
}
