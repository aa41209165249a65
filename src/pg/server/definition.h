/*
 * definition.h
 *		Is a relation what this extension makes? Decided from the catalogue alone.
 *
 * src/pg/server/definition.h
 */
#ifndef CIRCLE_DEFINITION_H
#define CIRCLE_DEFINITION_H

#include "access/attnum.h"

typedef struct CircleDefinitionColumn
{
	const char *name;
	Oid type;
} CircleDefinitionColumn;

/*
 * Does the schema hold an ordinary table of that name, owned by the schema's
 * owner, with exactly these columns, and nothing on it that could run
 * user code in the session of a reader: no row-level security, rules,
 * triggers, check constraints or children, no index or statistics over expressions?
 */
extern bool circle_is_definition(Oid schema, const char *relation,
								 const CircleDefinitionColumn *columns, int ncolumns, Oid *relid);

/* The owner of an object as a system cache by OID has it, InvalidOid if it is gone. */
extern Oid circle_owner_of(int cache, AttrNumber owner_column, Oid object);

/* The owner of a schema, InvalidOid if it is gone. */
extern Oid circle_schema_owner(Oid schema);

/*
 * Can a relation be read without running user code? One of the server or
 * of the extensions, or an ordinary table as circle_ext makes it. The caller holds
 * a lock on it.
 */
extern bool circle_is_trusted_relation(Oid relid);

/* Likewise written to: a table of any owner without triggers, and with harmless defaults. */
extern bool circle_is_trusted_to_write(Oid relid);

/* Is it a function of PostGIS or of this extension? */
extern bool circle_is_extension_function(Oid function);

#endif /* CIRCLE_DEFINITION_H */
