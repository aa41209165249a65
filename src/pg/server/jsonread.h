/*
 * jsonread.h
 *		Reading jsonb objects of known keys, with errors that name what is wrong.
 *
 * src/pg/server/jsonread.h
 */
#ifndef CIRCLE_JSONREAD_H
#define CIRCLE_JSONREAD_H

#include "fmgr.h"
#include "utils/jsonb.h"

#include "server/compat.h"

/* The error of a jsonb that is no value of a type. */
pg_noreturn extern void circle_json_error(const char *type, const char *reason);

/* An error unless every key of an object is one of keys (ends with NULL). */
extern void circle_json_keys(JsonbContainer *object, const char *const *keys, const char *type);

/* The value of a key, or NULL if it is not there or null. */
extern JsonbValue *circle_json_get(JsonbContainer *object, const char *key);

/* The array of a key; an error if it is not there or is something else. */
extern JsonbContainer *circle_json_array(JsonbContainer *object, const char *key, const char *type);

/* The object or array that a value is; an error if it is something else. */
extern JsonbContainer *circle_json_object(JsonbValue *value, const char *type);

/* The string or number of a key; an error if it is not there or is something else. */
extern JsonbValue *circle_json_string(JsonbContainer *object, const char *key, const char *type);
extern double circle_json_number(JsonbValue *value, const char *key, const char *type);

#endif /* CIRCLE_JSONREAD_H */
