/*
 * definition.c
 *		Is a relation what this extension makes? Decided from the catalogue alone.
 *
 * src/pg/server/definition.c
 */
#include "postgres.h"

#include "server/definition.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_index.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_statistic_ext.h"
#include "catalog/pg_type.h"
#include "catalog/dependency.h"
#include "access/transam.h"
#include "catalog/namespace.h"
#include "commands/extension.h"
#include "fmgr.h"
#include "nodes/nodeFuncs.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/syscache.h"

/* Whose objects no user has made. */
typedef struct OurExtensions
{
	Oid circle_ext;
	Oid postgis;
} OurExtensions;

PG_FUNCTION_INFO_V1(circle__is_definition);
PG_FUNCTION_INFO_V1(circle_is_trusted_table);
PG_FUNCTION_INFO_V1(circle_is_trusted_type_name);

Oid
circle_owner_of(int cache, AttrNumber owner_column, Oid object)
{
	HeapTuple row = SearchSysCache1(cache, ObjectIdGetDatum(object));
	Oid owner = InvalidOid;
	bool isnull;

	if (HeapTupleIsValid(row))
	{
		owner = DatumGetObjectId(SysCacheGetAttr(cache, row, owner_column, &isnull));
		ReleaseSysCache(row);
	}
	return owner;
}

static Oid
relation_owner(Oid relid)
{
	return circle_owner_of(RELOID, Anum_pg_class_relowner, relid);
}

Oid
circle_schema_owner(Oid schema)
{
	return circle_owner_of(NAMESPACEOID, Anum_pg_namespace_nspowner, schema);
}

/*
 * An ordinary table. Triggers do not run when it is only read, and policies
 * none for those to whom they do not apply.
 */
static bool
is_plain_table(Oid relid, bool triggers, bool policies)
{
	HeapTuple row = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Form_pg_class class;
	bool plain;

	if (!HeapTupleIsValid(row))
		return false;
	class = (Form_pg_class) GETSTRUCT(row);
	plain = class->relkind == RELKIND_RELATION && class->relchecks == 0 &&
			(policies || !class->relrowsecurity) && !class->relhasrules &&
			(triggers || !class->relhastriggers) && !class->relhassubclass &&
			!class->relispartition;
	ReleaseSysCache(row);
	return plain;
}

/* How many columns a relation has had, dropped ones too. */
static int
count_columns(Oid relid)
{
	HeapTuple row = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	int ncolumns = 0;

	if (HeapTupleIsValid(row))
	{
		ncolumns = ((Form_pg_class) GETSTRUCT(row))->relnatts;
		ReleaseSysCache(row);
	}
	return ncolumns;
}

static bool
has_columns(Oid relid, const CircleDefinitionColumn *columns, int ncolumns)
{
	for (int i = 0; i < ncolumns; i++)
	{
		HeapTuple row =
			SearchSysCache2(ATTNUM, ObjectIdGetDatum(relid), Int16GetDatum((int16) (i + 1)));
		Form_pg_attribute column;
		bool same;

		if (!HeapTupleIsValid(row))
			return false;
		column = (Form_pg_attribute) GETSTRUCT(row);
		same = !column->attisdropped && column->atttypid == columns[i].type &&
			   strcmp(NameStr(column->attname), columns[i].name) == 0;
		ReleaseSysCache(row);
		if (!same)
			return false;
	}
	return count_columns(relid) == ncolumns;
}

static OurExtensions
our_extensions(void)
{
	return (OurExtensions){get_extension_oid("circle_ext", true),
						   get_extension_oid("postgis", true)};
}

static bool
is_ours(OurExtensions ours, Oid extension)
{
	return OidIsValid(extension) && (extension == ours.circle_ext || extension == ours.postgis);
}

/* A type, or an array of one, of PostgreSQL or of the two extensions. */
static bool
is_trusted_type(OurExtensions ours, Oid type)
{
	Oid element = get_element_type(type);
	Oid base = OidIsValid(element) ? element : type;

	/* What the server itself brings, and no user can make. */
	return base < FirstUnpinnedObjectId ||
		   is_ours(ours, getExtensionOfObject(TypeRelationId, base));
}

/* Are all columns stored, and of types that no user can make? */
static bool
has_trusted_types(OurExtensions ours, Oid relid)
{
	int ncolumns = count_columns(relid);

	for (int i = 1; i <= ncolumns; i++)
	{
		HeapTuple row = SearchSysCache2(ATTNUM, ObjectIdGetDatum(relid), Int16GetDatum((int16) i));
		Form_pg_attribute column;
		bool trusted;

		if (!HeapTupleIsValid(row))
			return false;
		column = (Form_pg_attribute) GETSTRUCT(row);
		trusted = column->attisdropped ||
				  (column->attgenerated == '\0' && is_trusted_type(ours, column->atttypid));
		ReleaseSysCache(row);
		if (!trusted)
			return false;
	}
	return true;
}

/* Does any row of a catalogue about the relation have a value in one of two columns? */
static bool
has_expressions(Oid catalogue, Oid catalogue_index, int relid_column, Oid relid, int first_column,
				int second_column)
{
	Relation table = table_open(catalogue, AccessShareLock);
	bool found = false;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple row;

	ScanKeyInit(&key, relid_column, BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relid));
	scan = systable_beginscan(table, catalogue_index, true, NULL, 1, &key);
	while (!found && HeapTupleIsValid(row = systable_getnext(scan)))
		found =
			!heap_attisnull(row, first_column, NULL) || !heap_attisnull(row, second_column, NULL);
	systable_endscan(scan);
	table_close(table, AccessShareLock);
	return found;
}

static bool
has_index_expression(Oid relid)
{
	return has_expressions(IndexRelationId, IndexIndrelidIndexId, Anum_pg_index_indrelid, relid,
						   Anum_pg_index_indexprs, Anum_pg_index_indpred);
}

static bool
has_statistics_expression(Oid relid)
{
	return has_expressions(StatisticExtRelationId, StatisticExtRelidIndexId,
						   Anum_pg_statistic_ext_stxrelid, relid, Anum_pg_statistic_ext_stxexprs,
						   Anum_pg_statistic_ext_stxexprs);
}

bool
circle_is_definition(Oid schema, const char *relation, const CircleDefinitionColumn *columns,
					 int ncolumns, Oid *relid)
{
	*relid = get_relname_relid(relation, schema);
	return OidIsValid(*relid) && relation_owner(*relid) == circle_schema_owner(schema) &&
		   is_plain_table(*relid, false, false) && has_columns(*relid, columns, ncolumns) &&
		   !has_index_expression(*relid) && !has_statistics_expression(*relid);
}

/* Is an index made of nothing but what the server and the two extensions brought? */
static bool
is_trusted_index(OurExtensions ours, Oid index)
{
	Relation depend = table_open(DependRelationId, AccessShareLock);
	bool trusted = true;
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple row;

	ScanKeyInit(&keys[0], Anum_pg_depend_classid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&keys[1], Anum_pg_depend_objid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(index));
	scan = systable_beginscan(depend, DependDependerIndexId, true, NULL, 2, keys);
	while (trusted && HeapTupleIsValid(row = systable_getnext(scan)))
	{
		Form_pg_depend on = (Form_pg_depend) GETSTRUCT(row);

		trusted = on->refclassid == RelationRelationId || on->refclassid == ConstraintRelationId ||
				  is_ours(ours, getExtensionOfObject(on->refclassid, on->refobjid));
	}
	systable_endscan(scan);
	table_close(depend, AccessShareLock);
	return trusted;
}

/*
 * The planner may evaluate what an index is made of. The table is not opened: no role can make a
 * reader of lists wait by locking a table of his own.
 */
static bool
has_trusted_indexes(OurExtensions ours, Oid relid)
{
	Relation table = table_open(IndexRelationId, AccessShareLock);
	bool trusted = true;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple row;

	ScanKeyInit(&key, Anum_pg_index_indrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relid));
	scan = systable_beginscan(table, IndexIndrelidIndexId, true, NULL, 1, &key);
	while (trusted && HeapTupleIsValid(row = systable_getnext(scan)))
		trusted = is_trusted_index(ours, ((Form_pg_index) GETSTRUCT(row))->indexrelid);
	systable_endscan(scan);
	table_close(table, AccessShareLock);
	return trusted;
}

/* An ordinary table of any owner that can be read without running user code. */
static bool
is_trusted_table(Oid relid, bool triggers, bool policies)
{
	OurExtensions ours = our_extensions();

	return is_plain_table(relid, triggers, policies) && has_trusted_types(ours, relid) &&
		   !has_statistics_expression(relid) && has_trusted_indexes(ours, relid);
}

bool
circle_is_trusted_relation(Oid relid)
{
	return relid < FirstNormalObjectId ||
		   is_ours(our_extensions(), getExtensionOfObject(RelationRelationId, relid)) ||
		   is_trusted_table(relid, true, check_enable_rls(relid, InvalidOid, true) != RLS_ENABLED);
}

/* nextval() and what leaves no trace, of the server: a default may call these. */
static bool
is_untrusted_in_default(Oid function, void *context)
{
	return function != F_NEXTVAL &&
		   (function >= FirstNormalObjectId || func_volatile(function) == PROVOLATILE_VOLATILE);
}

static bool
calls_untrusted(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, CoerceToDomain) || check_functions_in_node(node, is_untrusted_in_default, NULL))
		return true;
	return expression_tree_walker(node, calls_untrusted, context);
}

static bool
has_untrusted_default(Oid relid)
{
	Relation table = table_open(relid, NoLock);
	TupleConstr *constraints = RelationGetDescr(table)->constr;
	bool found = false;

	for (int i = 0; constraints != NULL && i < constraints->num_defval && !found; i++)
		found = calls_untrusted(stringToNode(constraints->defval[i].adbin), NULL);
	table_close(table, NoLock);
	return found;
}

bool
circle_is_trusted_to_write(Oid relid)
{
	return is_trusted_table(relid, false, false) && !has_untrusted_default(relid);
}

bool
circle_is_extension_function(Oid function)
{
	return is_ours(our_extensions(), getExtensionOfObject(ProcedureRelationId, function));
}

/* The relation of that name if it is a table that can be read without running user code. */
static Oid
trusted_table(char *schema_name, char *relation)
{
	Oid schema = get_namespace_oid(schema_name, true);
	Oid relid = OidIsValid(schema) ? get_relname_relid(relation, schema) : InvalidOid;

	return OidIsValid(relid) && relation_owner(relid) == circle_schema_owner(schema) &&
				   is_trusted_table(relid, true, false)
			   ? relid
			   : InvalidOid;
}

Datum
circle_is_trusted_table(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(OidIsValid(trusted_table(text_to_cstring(PG_GETARG_TEXT_PP(0)),
											text_to_cstring(PG_GETARG_TEXT_PP(1)))));
}

/* Are the columns that a relation has, dropped ones left out, just these? */
static bool
has_names(Oid relid, ArrayType *names)
{
	int ncolumns = count_columns(relid);
	int found = 0;
	Datum *wanted;
	int nwanted;

	deconstruct_array(names, TEXTOID, -1, false, TYPALIGN_INT, &wanted, NULL, &nwanted);
	for (int i = 1; i <= ncolumns; i++)
	{
		HeapTuple row = SearchSysCache2(ATTNUM, ObjectIdGetDatum(relid), Int16GetDatum((int16) i));
		Form_pg_attribute column;
		bool same = true;

		if (!HeapTupleIsValid(row))
			return false;
		column = (Form_pg_attribute) GETSTRUCT(row);
		if (!column->attisdropped)
		{
			same = found < nwanted &&
				   strcmp(NameStr(column->attname), TextDatumGetCString(wanted[found])) == 0;
			found++;
		}
		ReleaseSysCache(row);
		if (!same)
			return false;
	}
	return found == nwanted;
}

/* circle__is_definition(schema_name text, relation text, columns text[]) → boolean */
Datum
circle__is_definition(PG_FUNCTION_ARGS)
{
	Oid relid =
		trusted_table(text_to_cstring(PG_GETARG_TEXT_PP(0)), text_to_cstring(PG_GETARG_TEXT_PP(1)));

	PG_RETURN_BOOL(OidIsValid(relid) && has_names(relid, PG_GETARG_ARRAYTYPE_P(2)));
}

Datum
circle_is_trusted_type_name(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(is_trusted_type(our_extensions(), PG_GETARG_OID(0)));
}
