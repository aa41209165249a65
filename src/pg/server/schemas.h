/*
 * schemas.h
 *		Are the schemas safe in which names are looked up?
 *
 * src/pg/server/schemas.h
 */
#ifndef CIRCLE_SCHEMAS_H
#define CIRCLE_SCHEMAS_H

#include "postgres_ext.h"

/*
 * Raise an error if another role may create objects in the schema of circle_ext or in that of
 * PostGIS, or owns one there that could take the place of what we call. To be called before SPI
 * parses a query. The answer is kept until one of these catalogues changes.
 */
extern void circle_check_schemas(void);

/* The schema that circle_ext, or another extension, is installed in; an error if it is not. */
extern Oid circle_extension_schema(const char *extension);

#endif /* CIRCLE_SCHEMAS_H */
