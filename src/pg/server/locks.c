/*
 * locks.c
 *		The locks of studies and networks.
 *
 * src/pg/server/locks.c
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_namespace.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lock.h"
#include "utils/acl.h"
#include "utils/builtins.h"

#include "server/definition.h"

PG_FUNCTION_INFO_V1(circle__acquire_schema_lock);

static LOCKTAG
schema_lock(const char *name)
{
	Oid schema = get_namespace_oid(name, false);
	LOCKTAG tag;

	if (circle_schema_owner(schema) != GetUserId())
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_SCHEMA, name);
	SET_LOCKTAG_OBJECT(tag, MyDatabaseId, NamespaceRelationId, schema, 1);
	return tag;
}

/* circle__acquire_schema_lock(name text, wait boolean) → boolean: until the end of the transaction
 */
Datum
circle__acquire_schema_lock(PG_FUNCTION_ARGS)
{
	LOCKTAG tag = schema_lock(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	bool wait = PG_GETARG_BOOL(1);

	PG_RETURN_BOOL(LockAcquire(&tag, ExclusiveLock, false, !wait) != LOCKACQUIRE_NOT_AVAIL);
}
