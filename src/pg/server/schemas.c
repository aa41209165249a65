/*
 * schemas.c
 *		Refuses to work where functions of another role could run in place of ours.
 *
 * A query that PostgreSQL parses when it runs finds functions and operators by name in the schemas
 * of circle_ext and PostGIS. An overload that matches the arguments better wins, even over
 * pg_catalog, and runs with the rights of the caller. So no other role may create there, and own
 * such an overload, but those who could replace our functions anyway, and the caller himself.
 *
 * src/pg/server/schemas.c
 */
#include "postgres.h"

#include "server/schemas.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_authid.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_database.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_proc.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/catcache.h"
#include "utils/fmgroids.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/syscache.h"

#include "server/definition.h"

enum
{
	CIRCLE_SCHEMA,
	POSTGIS_SCHEMA,
	PRIVATE_SCHEMA,
	NSCHEMAS
};

/* Where names are looked up, and the roles that own the database and both extensions. */
typedef struct Surroundings
{
	Oid schema[NSCHEMAS];
	Oid schema_owner[NSCHEMAS];
	Oid owner[1 + PRIVATE_SCHEMA]; /* of both extensions and the database */
} Surroundings;

static uint64 changes = 1; /* of the catalogues that the answer depends on */
static uint64 judged_at;
static Oid judged_user;

PG_FUNCTION_INFO_V1(circle__check_schemas);

static void
note_change(Datum arg, int cache, uint32 hash)
{
	changes++;
}

static void
watch_catalogues(void)
{
	static const int caches[] = {NAMESPACEOID, AUTHOID, DATABASEOID, PROCOID, OPEROID};
	static bool watched = false;

	if (watched)
		return;
	for (int i = 0; i < (int) lengthof(caches); i++)
		CacheRegisterSyscacheCallback(caches[i], note_change, (Datum) 0);
	watched = true;
}

static void
find_extension(const char *extension, Oid *schema, Oid *owner)
{
	Relation table = table_open(ExtensionRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple row;

	*schema = InvalidOid;
	ScanKeyInit(&key, Anum_pg_extension_extname, BTEqualStrategyNumber, F_NAMEEQ,
				CStringGetDatum(extension));
	scan = systable_beginscan(table, ExtensionNameIndexId, true, NULL, 1, &key);
	if (HeapTupleIsValid(row = systable_getnext(scan)))
	{
		*schema = ((Form_pg_extension) GETSTRUCT(row))->extnamespace;
		*owner = ((Form_pg_extension) GETSTRUCT(row))->extowner;
	}
	systable_endscan(scan);
	table_close(table, AccessShareLock);
	if (!OidIsValid(*schema))
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
						errmsg("extension \"%s\" is not installed", extension),
						errhint("CREATE EXTENSION %s;", extension)));
}

Oid
circle_extension_schema(const char *extension)
{
	Oid schema;
	Oid owner;

	find_extension(extension, &schema, &owner);
	return schema;
}

static Surroundings
look_around(void)
{
	Surroundings around = {0};

	around.owner[PRIVATE_SCHEMA] =
		circle_owner_of(DATABASEOID, Anum_pg_database_datdba, MyDatabaseId);
	find_extension("circle_ext", &around.schema[CIRCLE_SCHEMA], &around.owner[CIRCLE_SCHEMA]);
	find_extension("postgis", &around.schema[POSTGIS_SCHEMA], &around.owner[POSTGIS_SCHEMA]);
	around.schema[PRIVATE_SCHEMA] = get_namespace_oid("circle_private", false);
	for (int i = 0; i < NSCHEMAS; i++)
		around.schema_owner[i] = circle_schema_owner(around.schema[i]);
	return around;
}

/* May this role create in a schema? The owner of the database holds pg_database_owner. */
static bool
is_trusted(const Surroundings *around, int which, Oid role)
{
	if (role == around->schema_owner[which] || role == ROLE_PG_DATABASE_OWNER ||
		role == GetUserId())
		return true;
	for (int i = 0; i < (int) lengthof(around->owner); i++)
		if (role == around->owner[i])
			return true;
	return role != ACL_ID_PUBLIC && superuser_arg(role);
}

/* --- who may create --- */

/* "PUBLIC, mallory": the other roles that may create in a schema; empty if there is none. */
static char *
strangers(const Surroundings *around, int which)
{
	HeapTuple row = SearchSysCache1(NAMESPACEOID, ObjectIdGetDatum(around->schema[which]));
	bool isnull = true;
	StringInfoData names;
	Datum value = 0;

	initStringInfo(&names);
	if (!HeapTupleIsValid(row))
		return names.data;
	value = SysCacheGetAttr(NAMESPACEOID, row, Anum_pg_namespace_nspacl, &isnull);
	if (!isnull)
	{
		Acl *acl = DatumGetAclP(value);

		for (int i = 0; i < ACL_NUM(acl); i++)
		{
			const AclItem *item = &ACL_DAT(acl)[i];

			if (!(ACLITEM_GET_PRIVS(*item) & ACL_CREATE) ||
				is_trusted(around, which, item->ai_grantee))
				continue;
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "",
							 item->ai_grantee == ACL_ID_PUBLIC
								 ? "PUBLIC"
								 : quote_identifier(GetUserNameFromId(item->ai_grantee, false)));
		}
	}
	ReleaseSysCache(row);
	return names.data;
}

static void
check_grants(const Surroundings *around, int which)
{
	const char *schema = get_namespace_name(around->schema[which]);
	const char *names = strangers(around, which);

	if (names[0] != '\0')
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("circle_ext does not work while others may create objects in schema \"%s\"",
						schema),
				 errdetail("%s may, and a function or operator made there could run in place of "
						   "one that circle_ext calls, with the rights of its caller.",
						   names),
				 errhint("REVOKE CREATE ON SCHEMA %s FROM %s; or install PostGIS and circle_ext "
						 "into schemas of their own.",
						 quote_identifier(schema), names)));
}

/* --- what was left behind when it was not so --- */

/* Is there another object of that name which our queries may mean? */
static bool
hides_another(const Surroundings *around, Oid schema, Oid owner)
{
	if (schema == PG_CATALOG_NAMESPACE)
		return true;
	for (int i = 0; i < NSCHEMAS; i++)
		if (schema == around->schema[i])
			return is_trusted(around, i, owner);
	return false;
}

static void
refuse_planted(const char *kind, const char *object, Oid owner)
{
	ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					errmsg("circle_ext does not work beside %s %s", kind, object),
					errdetail("It belongs to role %s, has the name of another that circle_ext may "
							  "call, and could run in its place, with the rights of its caller.",
							  quote_identifier(GetUserNameFromId(owner, false))),
					errhint("Drop it, or move it: ALTER %s %s SET SCHEMA ...;",
							kind[0] == 'f' ? "ROUTINE" : "OPERATOR", object)));
}

static void
check_function(const Surroundings *around, int which, HeapTuple row)
{
	Form_pg_proc function = (Form_pg_proc) GETSTRUCT(row);
	bool hides = false;
	CatCList *list;

	if (is_trusted(around, which, function->proowner))
		return;
	list = SearchSysCacheList1(PROCNAMEARGSNSP, NameGetDatum(&function->proname));
	for (int i = 0; i < list->n_members && !hides; i++)
	{
		Form_pg_proc other = (Form_pg_proc) GETSTRUCT(&list->members[i]->tuple);

		hides = hides_another(around, other->pronamespace, other->proowner);
	}
	ReleaseSysCacheList(list);
	if (hides)
		refuse_planted("function", format_procedure_qualified(function->oid), function->proowner);
}

static void
check_operator(const Surroundings *around, int which, HeapTuple row)
{
	Form_pg_operator operator=(Form_pg_operator) GETSTRUCT(row);
	bool hides = false;
	CatCList *list;

	if (is_trusted(around, which, operator->oprowner))
		return;
	list = SearchSysCacheList1(OPERNAMENSP, NameGetDatum(&operator->oprname));
	for (int i = 0; i < list->n_members && !hides; i++)
	{
		Form_pg_operator other = (Form_pg_operator) GETSTRUCT(&list->members[i]->tuple);

		hides = hides_another(around, other->oprnamespace, other->oprowner);
	}
	ReleaseSysCacheList(list);
	if (hides)
		refuse_planted("operator", format_operator_qualified(operator->oid), operator->oprowner);
}

static void
check_objects(const Surroundings *around, int which, Oid catalogue, AttrNumber schema_column,
			  void (*check)(const Surroundings *, int, HeapTuple))
{
	Relation table = table_open(catalogue, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple row;

	ScanKeyInit(&key, schema_column, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(around->schema[which]));
	scan = systable_beginscan(table, InvalidOid, false, NULL, 1, &key);
	while (HeapTupleIsValid(row = systable_getnext(scan)))
		check(around, which, row);
	systable_endscan(scan);
	table_close(table, AccessShareLock);
}

/* A type of PostGIS's name before PostGIS's own. */
static void
check_geometry(const Surroundings *around)
{
	const char *schema = get_namespace_name(around->schema[CIRCLE_SCHEMA]);

	if (around->schema[CIRCLE_SCHEMA] != around->schema[POSTGIS_SCHEMA] &&
		SearchSysCacheExists2(TYPENAMENSP, CStringGetDatum("geometry"),
							  ObjectIdGetDatum(around->schema[CIRCLE_SCHEMA])))
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("circle_ext does not work beside type %s.geometry",
							   quote_identifier(schema)),
						errdetail("It hides the type of PostGIS."), errhint("Drop or rename it.")));
}

void
circle_check_schemas(void)
{
	const uint64 now = changes;
	Surroundings around;

	if (judged_at == now && judged_user == GetUserId())
		return;
	watch_catalogues();
	around = look_around();
	check_geometry(&around);
	for (int i = 0; i < NSCHEMAS; i++)
	{
		check_grants(&around, i);
		if (i > 0 && around.schema[i] == around.schema[0])
			continue;
		check_objects(&around, i, ProcedureRelationId, Anum_pg_proc_pronamespace, check_function);
		check_objects(&around, i, OperatorRelationId, Anum_pg_operator_oprnamespace,
					  check_operator);
	}
	/* A change that was noticed meanwhile leads to another look. */
	judged_at = now;
	judged_user = GetUserId();
}

/* circle__check_schemas() → true, or an error */
Datum
circle__check_schemas(PG_FUNCTION_ARGS)
{
	circle_check_schemas();
	PG_RETURN_BOOL(true);
}
