/*
 * jsonread.c
 *		Reading jsonb objects of known keys, with errors that name what is wrong.
 *
 * src/pg/server/jsonread.c
 */
#include "postgres.h"

#include "server/jsonread.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

void
circle_json_error(const char *type, const char *reason)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("invalid jsonb for type %s: %s", type, reason)));
}

void
circle_json_keys(JsonbContainer *object, const char *const *keys, const char *type)
{
	JsonbIterator *iterator = JsonbIteratorInit(object);
	JsonbIteratorToken token;
	JsonbValue value;
	int k;

	/* The values are skipped: the first token is the object itself. */
	token = JsonbIteratorNext(&iterator, &value, true);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token != WJB_KEY)
			continue;
		for (k = 0; keys[k] != NULL; k++)
			if ((int) strlen(keys[k]) == value.val.string.len &&
				memcmp(keys[k], value.val.string.val, value.val.string.len) == 0)
				break;
		if (keys[k] == NULL)
			circle_json_error(
				type, psprintf("unknown key \"%.*s\"", value.val.string.len, value.val.string.val));
	}
}

JsonbValue *
circle_json_get(JsonbContainer *object, const char *key)
{
	JsonbValue *value = getKeyJsonValueFromContainer(object, key, strlen(key), NULL);

	return value == NULL || value->type == jbvNull ? NULL : value;
}

JsonbContainer *
circle_json_array(JsonbContainer *object, const char *key, const char *type)
{
	JsonbValue *value = circle_json_get(object, key);

	if (value == NULL || value->type != jbvBinary || !JsonContainerIsArray(value->val.binary.data))
		circle_json_error(type, psprintf("\"%s\" must be an array", key));
	return value->val.binary.data;
}

JsonbContainer *
circle_json_object(JsonbValue *value, const char *type)
{
	if (value == NULL || value->type != jbvBinary || !JsonContainerIsObject(value->val.binary.data))
		circle_json_error(type, "expected an object");
	return value->val.binary.data;
}

JsonbValue *
circle_json_string(JsonbContainer *object, const char *key, const char *type)
{
	JsonbValue *value = circle_json_get(object, key);

	if (value == NULL || value->type != jbvString)
		circle_json_error(type, psprintf("\"%s\" must be a string", key));
	return value;
}

double
circle_json_number(JsonbValue *value, const char *key, const char *type)
{
	if (value == NULL || value->type != jbvNumeric)
		circle_json_error(type, psprintf("\"%s\" must be or hold numbers", key));
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8, NumericGetDatum(value->val.numeric)));
}
