/*
 * network.c
 *		A network by its name: is it one, and may it be read?
 *
 * src/pg/network/network.c
 */
#include "postgres.h"

#include "network/network.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "server/args.h"
#include "server/definition.h"
#include "server/error.h"
#include "server/raise.h"
#include "server/rights.h"

/* Columns of later layouts come at the end. */
static const CircleDefinitionColumn network_columns[] = {
	{"network", TEXTOID},         {"layout", INT4OID},        {"streets_schema", TEXTOID},
	{"streets_name", TEXTOID},    {"key_column", TEXTOID},    {"geom_column", TEXTOID},
	{"steps_column", TEXTOID},    {"door_column", TEXTOID},   {"private_column", TEXTOID},
	{"class_column", TEXTOID},    {"text_keys", BOOLOID},     {"built_at", TIMESTAMPTZOID},
	{"heights_schema", TEXTOID},  {"heights_name", TEXTOID},  {"heights_column", TEXTOID},
	{"barriers_schema", TEXTOID}, {"barriers_name", TEXTOID}, {"barriers_geom_column", TEXTOID},
	{"options", JSONBOID},
};

static const CircleDefinitionColumn tile_columns[] = {
	{"tile", INT4OID},
	{"input_digest", BYTEAOID},
	{"body_hash", BYTEAOID},
	{"body", BYTEAOID},
};

#define LAYOUT_COLUMN 2
#define TEXT_KEYS_COLUMN 11
#define BUILT_AT_COLUMN 12

PG_FUNCTION_INFO_V1(circle__network_layout);
PG_FUNCTION_INFO_V1(circle__is_network);
PG_FUNCTION_INFO_V1(circle__check_network);

static bool
is_network(Oid schema, Oid *definition_relid, Oid *tile_relid)
{
	return circle_is_definition(schema, "network", network_columns, lengthof(network_columns),
								definition_relid) &&
		   circle_is_definition(schema, "tile", tile_columns, lengthof(tile_columns), tile_relid);
}

/* "Networks that exist: a, b." of the schemas that the caller may use. */
static char *
existing_networks(void)
{
	Relation table = table_open(NamespaceRelationId, AccessShareLock);
	Relation index = index_open(NamespaceNameIndexId, AccessShareLock);
	SysScanDesc scan = systable_beginscan_ordered(table, index, NULL, 0, NULL);
	StringInfoData names;
	HeapTuple row;

	initStringInfo(&names);
	while (HeapTupleIsValid(row = systable_getnext_ordered(scan, ForwardScanDirection)))
	{
		Form_pg_namespace schema = (Form_pg_namespace) GETSTRUCT(row);
		Oid definition;
		Oid tile;

		if (is_network(schema->oid, &definition, &tile) &&
			DatumGetBool(DirectFunctionCall2(has_schema_privilege_id, ObjectIdGetDatum(schema->oid),
											 CStringGetTextDatum("USAGE"))))
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "", NameStr(schema->nspname));
	}
	systable_endscan_ordered(scan);
	index_close(index, AccessShareLock);
	table_close(table, AccessShareLock);
	return names.data;
}

static void
no_such_network(const char *name, bool schema_exists)
{
	char *names = existing_networks();

	circle_hide_own_context();
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT), errmsg("network \"%s\" does not exist", name),
			 schema_exists ? errdetail("There is a schema of that name, but it holds no network as "
									   "circle_create_network() makes it.")
						   : 0,
			 names[0] != '\0'
				 ? errhint("Networks that exist: %s.", names)
				 : errhint("There is none yet that you may use: circle_create_network() makes "
						   "one.")));
}

/* What no two versions of a network's definition share. */
static cc_digest
row_version(const CircleNetwork *net, HeapTuple row)
{
	char *version = psprintf(
		"%u %u %u %u %u %u", net->definition_relid, net->tile_relid,
		HeapTupleHeaderGetRawXmin(row->t_data), HeapTupleHeaderGetRawCommandId(row->t_data),
		ItemPointerGetBlockNumber(&row->t_self), ItemPointerGetOffsetNumber(&row->t_self));

	return cc_digest_bytes(version, strlen(version), 1);
}

/* The one row of the definition: layout, version, whether it was built and keys are text. */
static bool
read_definition(CircleNetwork *net, int32 *layout)
{
	Relation table = table_open(net->definition_relid, AccessShareLock);
	SysScanDesc scan = systable_beginscan(table, InvalidOid, false, GetActiveSnapshot(), 0, NULL);
	HeapTuple row = systable_getnext(scan);
	bool null_layout = true;
	bool null_keys = true;
	bool null_built_at = true;

	if (HeapTupleIsValid(row))
	{
		*layout =
			DatumGetInt32(heap_getattr(row, LAYOUT_COLUMN, RelationGetDescr(table), &null_layout));
		net->text_keys =
			DatumGetBool(heap_getattr(row, TEXT_KEYS_COLUMN, RelationGetDescr(table), &null_keys));
		(void) heap_getattr(row, BUILT_AT_COLUMN, RelationGetDescr(table), &null_built_at);
		net->is_built = !null_built_at;
		net->version = row_version(net, row);
	}
	systable_endscan(scan);
	table_close(table, NoLock);
	return !null_layout && !null_keys;
}

/*
 * Keep the network as it was judged until the end of the transaction: what its owner changes
 * between that and its use would be read unseen, or leave the snapshot without rows.
 */
static void
lock_network(const CircleNetwork *net)
{
	Oid definition;
	Oid tile;

	LockRelationOid(net->definition_relid, AccessShareLock);
	LockRelationOid(net->tile_relid, AccessShareLock);
	if (!is_network(net->schema, &definition, &tile) || definition != net->definition_relid ||
		tile != net->tile_relid)
		ereport(ERROR, (errcode(ERRCODE_OBJECT_IN_USE),
						errmsg("network \"%s\" was changed while it was opened", net->name),
						errhint("Try again.")));
}

CircleNetwork *
circle_network_open(const char *name)
{
	CircleNetwork *net = palloc0(sizeof(CircleNetwork));
	int32 layout = 0;

	net->name = pstrdup(name);
	net->schema = get_namespace_oid(name, true);
	if (!OidIsValid(net->schema) ||
		!is_network(net->schema, &net->definition_relid, &net->tile_relid))
		no_such_network(name, OidIsValid(net->schema));
	/* These tables are read without the executor, which would check the rights. */
	circle_check_usage(net->schema, net->definition_relid);
	circle_check_select(net->definition_relid, true);
	circle_check_select(net->tile_relid, true);
	lock_network(net);
	if (!read_definition(net, &layout))
		ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
						errmsg("the definition of network \"%s\" is not there", name),
						errdetail("Its table \"network\" must hold one row."),
						errhint("Drop it with circle_drop_network() and create it again.")));
	if (layout < 1 || layout > CIRCLE_NETWORK_LAYOUT)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("network \"%s\" is of another version of circle_ext", name),
						errdetail("It has layout %d, this version knows layouts 1 to %d.", layout,
								  CIRCLE_NETWORK_LAYOUT),
						errhint("Install the version that made it.")));
	return net;
}

Datum
circle__network_layout(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(CIRCLE_NETWORK_LAYOUT);
}

Datum
circle__is_network(PG_FUNCTION_ARGS)
{
	char *name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	Oid schema = get_namespace_oid(name, true);
	Oid definition;
	Oid tile;

	PG_RETURN_BOOL(OidIsValid(schema) && is_network(schema, &definition, &tile));
}

Datum
circle__check_network(PG_FUNCTION_ARGS)
{
	(void) circle_network_open(circle_text_arg(fcinfo, 0, "network"));
	PG_RETURN_VOID();
}
