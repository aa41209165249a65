/*
 * standard_json.c
 *		Standards to and from jsonb.
 *
 * src/pg/types/standard_json.c
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/numeric.h"

#include "server/jsonread.h"
#include "types/value.h"

PG_FUNCTION_INFO_V1(circle_standard_to_jsonb);
PG_FUNCTION_INFO_V1(circle_standard_from_jsonb);

static const char type_name[] = "circle_standard";

/* --- writing --- */

/* Thousandths as a decimal. */
static char *
decimal(uint64 thousandths)
{
	cc_env env = circle_env(CurrentMemoryContext);
	cc_buffer buffer;

	cc_buffer_init(&buffer, &env);
	cc_put_thousandths(&buffer, thousandths);
	return circle_buffer_cstring(&buffer);
}

static void
write_need(StringInfo out, const cc_need *need)
{
	appendStringInfoString(out, "\"category\":");
	escape_json(out, pnstrdup(need->category, need->category_len));
	if (need->n > 1)
		appendStringInfo(out, ",\"needed\":%u", need->n);
	if (need->unit == CC_INSIDE)
		return;
	/* As in the text: a stored limit has at most three decimals. */
	appendStringInfo(out, ",\"within\":%s,\"unit\":\"%s\"",
					 decimal(need->unit == CC_MINUTES ? (uint64) need->limit / 3 * 5
													  : (uint64) need->limit * 100),
					 cc_need_unit(need));
}

static void
write_node(StringInfo out, const cc_standard *standard, uint32 at)
{
	const cc_node *node = &standard->nodes[at];

	appendStringInfoChar(out, '{');
	if (node->kind == CC_NEED)
		write_need(out, &standard->needs[node->need]);
	else
	{
		if (node->kind == CC_K_OF)
			appendStringInfo(out, "\"k\":%u,\"of\":[", node->k);
		else
			appendStringInfoString(out, node->kind == CC_ALL ? "\"all\":[" : "\"any\":[");
		for (uint32 part = at + 1; part < node->end; part = standard->nodes[part].end)
		{
			if (part > at + 1)
				appendStringInfoChar(out, ',');
			write_node(out, standard, part);
		}
		appendStringInfoChar(out, ']');
	}
	if (node->weight != CC_WEIGHT_ONE)
		appendStringInfo(out, ",\"weight\":%s", decimal(node->weight));
	appendStringInfoChar(out, '}');
}

Datum
circle_standard_to_jsonb(PG_FUNCTION_ARGS)
{
	cc_standard *standard = circle_standard_ready(CIRCLE_GETARG_BYTES(0));
	StringInfoData out;

	initStringInfo(&out);
	write_node(&out, standard, 0);
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data)));
}

/* --- reading: jsonb becomes text, which the parser then judges --- */

static void
read_number(StringInfo out, JsonbContainer *object, const char *key)
{
	JsonbValue *value = circle_json_get(object, key);

	if (value == NULL || value->type != jbvNumeric)
		circle_json_error(type_name, psprintf("\"%s\" must be a number", key));
	appendStringInfoString(
		out, DatumGetCString(DirectFunctionCall1(
				 numeric_out,
				 DirectFunctionCall1(numeric_trim_scale, NumericGetDatum(value->val.numeric)))));
}

static void
read_need(StringInfo out, JsonbContainer *object)
{
	static const char *const keys[] = {"category", "needed", "within", "unit", "weight", NULL};
	JsonbValue *category = circle_json_string(object, "category", type_name);
	JsonbValue *unit;
	cc_unit known;
	cc_env env = circle_env(CurrentMemoryContext);
	cc_buffer name;

	circle_json_keys(object, keys, type_name);
	cc_buffer_init(&name, &env);
	cc_put_category(&name, category->val.string.val, category->val.string.len);
	appendStringInfoString(out, circle_buffer_cstring(&name));
	if (circle_json_get(object, "needed") != NULL)
	{
		appendStringInfoString(out, " * ");
		read_number(out, object, "needed");
	}
	if (circle_json_get(object, "within") == NULL && circle_json_get(object, "unit") == NULL)
		return;
	unit = circle_json_string(object, "unit", type_name);
	if (!cc_unit_parse(unit->val.string.val, unit->val.string.len, &known))
		circle_json_error(type_name, "\"unit\" must be \"min\", \"m\" or \"m straight\"");
	appendStringInfoString(out, " within ");
	read_number(out, object, "within");
	appendStringInfo(out, " %s", cc_unit_name(known));
}

static void read_node(StringInfo out, JsonbContainer *object);

static void
read_group(StringInfo out, JsonbContainer *object, const char *key, const char *joint)
{
	static const char *const keys[] = {"all", "any", "k", "of", "weight", NULL};
	JsonbContainer *parts = circle_json_array(object, key, type_name);
	uint32 nparts = JsonContainerSize(parts);

	circle_json_keys(object, keys, type_name);
	if (nparts == 0)
		circle_json_error(type_name, psprintf("\"%s\" must not be empty", key));
	appendStringInfoChar(out, '(');
	for (uint32 i = 0; i < nparts; i++)
	{
		if (i > 0)
			appendStringInfoString(out, joint);
		read_node(out, circle_json_object(getIthJsonbValueFromContainer(parts, i), type_name));
	}
	appendStringInfoChar(out, ')');
}

static void
read_node(StringInfo out, JsonbContainer *object)
{
	bool all = circle_json_get(object, "all") != NULL;
	bool any = circle_json_get(object, "any") != NULL;
	bool k_of = circle_json_get(object, "k") != NULL || circle_json_get(object, "of") != NULL;
	bool need = circle_json_get(object, "category") != NULL;

	check_stack_depth();
	if (all + any + k_of + need != 1)
		circle_json_error(
			type_name,
			"an object must have exactly one of \"category\", \"all\", \"any\", or \"k\" and \"of\"");
	if (need)
		read_need(out, object);
	else if (all)
		read_group(out, object, "all", " & ");
	else if (any)
		read_group(out, object, "any", " | ");
	else
	{
		read_number(out, object, "k");
		appendStringInfoString(out, " of ");
		read_group(out, object, "of", ", ");
	}
	if (circle_json_get(object, "weight") == NULL)
		return;
	appendStringInfoString(out, " weight ");
	read_number(out, object, "weight");
}

Datum
circle_standard_from_jsonb(PG_FUNCTION_ARGS)
{
	Jsonb *json = PG_GETARG_JSONB_P(0);
	StringInfoData out;
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	uint8 *value;
	size_t len;
	cc_status status;

	if (!JsonContainerIsObject(&json->root))
		circle_json_error(type_name, "expected an object");
	initStringInfo(&out);
	read_node(&out, &json->root);
	status = cc_standard_parse(&env, out.data, out.len, &value, &len, &detail);
	if (status != CC_OK)
		circle_bad_text(NULL, type_name, out.data, status, &detail);
	PG_RETURN_DATUM(circle_value(value, len));
}
