/*
 * standard_parse.c
 *		The text form of a standard, read.
 *
 *	standard	:= all {'|' all}							any of
 *	all			:= part {'&' part}							all of
 *	part		:= primary ['within' limit] ['weight' number]
 *	primary		:= category ['*' n] | '(' standard ')' | k 'of' '(' standard {',' standard} ')'
 *	limit		:= number ('min' | 'm' ['straight'])
 *
 * "and" and "or" may stand for & and |. A limit behind a parenthesis is that of every need in it.
 *
 * src/core/types/standard_parse.c
 */
#include "types/standard.h"

#include <string.h>

#define NO_NODE UINT32_MAX
#define MAX_PARENTHESES 64 /* within one another, needed or not */

/* A node while the tree grows: parts are a list. */
typedef struct parsed
{
	cc_node_kind kind;
	bool weighted;
	uint32_t weight;
	uint32_t k;
	uint32_t n;
	uint32_t unit;
	uint32_t limit;
	uint32_t nparts;
	uint32_t first;
	uint32_t last;
	uint32_t next;
	uint32_t name_len;
	size_t name; /* offset into names */
} parsed;

typedef struct parser
{
	const cc_env *env;
	cc_lexer lexer;
	parsed *nodes;
	size_t capacity;
	size_t count;
	cc_buffer names;
	uint32_t parentheses;
} parser;

static uint32_t parse_any(parser *p);

static uint32_t
new_node(parser *p, cc_node_kind kind)
{
	void *nodes = p->nodes;
	parsed *node;

	if (p->lexer.status != CC_OK)
		return NO_NODE;
	/* Groups that the normal form does without make the tree larger for a while. */
	if (p->count == 2 * CC_MAX_NODES)
		cc_lex_fail(&p->lexer, CC_LIMIT, "the standard has too many needs and groups", NULL);
	else if (cc_grow(p->env, &nodes, &p->capacity, p->count, p->count + 1, sizeof(parsed)) != CC_OK)
		cc_lex_fail(&p->lexer, CC_NOMEM, NULL, NULL);
	if (p->lexer.status != CC_OK)
		return NO_NODE;
	p->nodes = nodes;
	node = &p->nodes[p->count];
	memset(node, 0, sizeof(*node));
	node->kind = kind;
	node->weight = CC_WEIGHT_ONE;
	node->first = node->last = node->next = NO_NODE;
	node->unit = CC_INSIDE;
	return (uint32_t) p->count++;
}

/* Append a part to a group, or the parts of an any-of to an any-of. */
static void
add_part(parser *p, uint32_t group, uint32_t part)
{
	parsed *to;
	parsed *from;
	bool take_in;

	if (p->lexer.status != CC_OK)
		return;
	to = &p->nodes[group];
	from = &p->nodes[part];
	take_in = to->kind == CC_ANY && from->kind == CC_ANY && from->weight == CC_WEIGHT_ONE;
	if (to->last == NO_NODE)
		to->first = take_in ? from->first : part;
	else
		p->nodes[to->last].next = take_in ? from->first : part;
	to->last = take_in ? from->last : part;
	to->nparts += take_in ? from->nparts : 1;
}

/* A hint for the token after the end of a part; NULL for none. */
static const char *
continuation_hint(const cc_lexer *lexer)
{
	if (cc_lex_is_symbol(lexer, ','))
		return "Join needs with \"&\" (all of them) or \"|\" (one of them).";
	if (cc_lex_is_symbol(lexer, '<') || cc_lex_is_symbol(lexer, '>') ||
		cc_lex_is_symbol(lexer, '='))
		return "Write a limit with \"within\", as in \"pharmacy within 15 min\", and how many are "
			   "needed with \"*\", as in \"bus_stop * 2 within 8 min\".";
	if (lexer->token == CC_TOKEN_NUMBER)
		return "Write how many are needed with \"*\", as in \"bus_stop * 2 within 8 min\".";
	if (lexer->token == CC_TOKEN_WORD || lexer->token == CC_TOKEN_QUOTED)
		return "Join needs with \"&\" or \"|\"; write a category of two words as one, as in "
			   "bus_stop, or in double quotes.";
	return NULL;
}

/* --- limits and weights --- */

static void
parse_limit(parser *p, uint32_t *unit, uint32_t *limit)
{
	cc_lexer *lexer = &p->lexer;
	cc_lexer number = *lexer;
	uint64_t scaled;
	size_t here;
	uint32_t max;

	if (lexer->token != CC_TOKEN_NUMBER)
	{
		cc_lex_fail(lexer, CC_BAD_INPUT, "expected a number after \"within\"",
					"A limit is a number and a unit, as in \"within 15 min\".");
		return;
	}
	cc_lex_next(lexer);
	*unit = cc_lex_unit(lexer);
	if (lexer->status != CC_OK)
		return;
	scaled = number.thousandths * cc_unit_scale((cc_unit) *unit);
	max = *unit == CC_MINUTES ? CC_MAX_LIMIT_DS : CC_MAX_LIMIT_DM;
	*limit = (uint32_t) (scaled / 1000);
	here = lexer->start;
	lexer->start = number.start;
	if (scaled == 0 || scaled / 1000 > max)
		cc_lex_fail(lexer, CC_BAD_INPUT,
					"a limit must be greater than 0, and at most 1440 min or 100000 m", NULL);
	else if (scaled % 1000 != 0)
		cc_lex_fail(lexer, CC_BAD_INPUT,
					*unit == CC_MINUTES ? "a limit in minutes must be a multiple of 0.005"
										: "a limit in metres has at most one decimal",
					NULL);
	lexer->start = here;
}

/* Give a limit, which stands at start in the text, to every need under a node. */
static void
spread_limit(parser *p, uint32_t at, uint32_t unit, uint32_t limit, size_t start)
{
	parsed *node = &p->nodes[at];

	if (node->kind != CC_NEED)
	{
		for (uint32_t part = node->first; part != NO_NODE; part = p->nodes[part].next)
			spread_limit(p, part, unit, limit, start);
		return;
	}
	if (node->unit != CC_INSIDE)
	{
		p->lexer.start = start;
		cc_lex_fail(&p->lexer, CC_BAD_INPUT, "a need has two limits",
					"Write the limit behind each need, or behind the parenthesis, not both.");
	}
	node->unit = unit;
	node->limit = limit;
}

static void
parse_weight(parser *p, uint32_t at)
{
	cc_lexer *lexer = &p->lexer;

	if (lexer->token != CC_TOKEN_NUMBER || lexer->thousandths == 0 ||
		lexer->thousandths > CC_MAX_WEIGHT)
		cc_lex_fail(lexer, CC_BAD_INPUT,
					"expected a number greater than 0 and at most 1000000 after \"weight\"", NULL);
	else if (p->nodes[at].weighted)
		cc_lex_fail(lexer, CC_BAD_INPUT, "a part has two weights", NULL);
	if (lexer->status != CC_OK)
		return;
	p->nodes[at].weighted = true;
	p->nodes[at].weight = (uint32_t) lexer->thousandths;
	cc_lex_next(lexer);
}

/* --- the grammar --- */

static uint32_t
parse_need(parser *p)
{
	uint32_t at = new_node(p, CC_NEED);

	if (at == NO_NODE)
		return NO_NODE;
	p->nodes[at].name = p->names.len;
	p->nodes[at].name_len = p->lexer.name_len;
	p->nodes[at].n = 1;
	cc_put_bytes(&p->names, p->lexer.name, p->lexer.name_len);
	cc_lex_next(&p->lexer);
	if (cc_lex_take_symbol(&p->lexer, '*'))
		p->nodes[at].n = cc_lex_whole(&p->lexer, 1, CC_MAX_NEEDED,
									  "expected a whole number from 1 to 1000000 after \"*\"");
	return at;
}

static uint32_t
parse_parenthesis(parser *p)
{
	uint32_t at;

	if (p->parentheses == MAX_PARENTHESES)
	{
		cc_lex_fail(&p->lexer, CC_LIMIT, "parentheses are nested too deeply", NULL);
		return NO_NODE;
	}
	p->parentheses++;
	cc_lex_next(&p->lexer);
	at = parse_any(p);
	p->parentheses--;
	if (!cc_lex_take_symbol(&p->lexer, ')'))
		cc_lex_fail(&p->lexer, CC_BAD_INPUT, "expected \"&\", \"|\" or \")\"",
					continuation_hint(&p->lexer));
	if (cc_lex_is_symbol(&p->lexer, '*'))
		cc_lex_fail(&p->lexer, CC_BAD_INPUT, "a parenthesis cannot be counted with \"*\"",
					"Define a category for the union, and count that.");
	return at;
}

static uint32_t
parse_k_of(parser *p)
{
	size_t start = p->lexer.start;
	uint32_t k = cc_lex_whole(&p->lexer, 1, CC_MAX_NODES,
							  "expected a need, a parenthesis, or a number and \"of\"");
	uint32_t at;

	if (!cc_lex_take_word(&p->lexer, "of"))
		cc_lex_fail(
			&p->lexer, CC_BAD_INPUT, "expected \"of\" after the number",
			"Write how many are needed behind the category, as in \"bus_stop * 2 within 8 min\"; "
			"\"2 of (a, b, c)\" asks for parts. Write a category that begins with a digit in double quotes.");
	if (!cc_lex_is_symbol(&p->lexer, '('))
		cc_lex_fail(&p->lexer, CC_BAD_INPUT, "expected \"(\" after \"of\"", NULL);
	if (p->parentheses == MAX_PARENTHESES)
		cc_lex_fail(&p->lexer, CC_LIMIT, "parentheses are nested too deeply", NULL);
	at = new_node(p, CC_K_OF);
	if (at == NO_NODE)
		return NO_NODE;
	p->nodes[at].k = k;
	p->parentheses++;
	do
	{
		cc_lex_next(&p->lexer);
		add_part(p, at, parse_any(p));
	} while (cc_lex_is_symbol(&p->lexer, ','));
	p->parentheses--;
	if (!cc_lex_take_symbol(&p->lexer, ')'))
		cc_lex_fail(&p->lexer, CC_BAD_INPUT, "expected \"&\", \"|\", \",\" or \")\"",
					continuation_hint(&p->lexer));
	if (p->lexer.status == CC_OK && k > p->nodes[at].nparts)
	{
		p->lexer.start = start;
		cc_lex_fail(&p->lexer, CC_BAD_INPUT, "there are fewer parts than the number before \"of\"",
					NULL);
	}
	return at;
}

static uint32_t
parse_part(parser *p)
{
	uint32_t at;
	uint32_t unit = CC_INSIDE;
	uint32_t limit = 0;
	size_t start;

	if (cc_lex_is_symbol(&p->lexer, '('))
		at = parse_parenthesis(p);
	else if (p->lexer.token == CC_TOKEN_NUMBER)
		at = parse_k_of(p);
	else if (cc_lex_is_category(&p->lexer))
		at = parse_need(p);
	else
	{
		cc_lex_fail(&p->lexer, CC_BAD_INPUT,
					p->lexer.token == CC_TOKEN_WORD
						? "a reserved word cannot be a category unless it is quoted"
						: "expected a category, a parenthesis, or a number and \"of\"",
					NULL);
		return NO_NODE;
	}
	start = p->lexer.start;
	if (cc_lex_take_word(&p->lexer, "within"))
	{
		parse_limit(p, &unit, &limit);
		if (p->lexer.status == CC_OK)
			spread_limit(p, at, unit, limit, start);
	}
	if (cc_lex_take_word(&p->lexer, "weight"))
		parse_weight(p, at);
	return at;
}

/* Parts joined by a symbol or its word; a single part stays itself. */
static uint32_t
parse_joined(parser *p, cc_node_kind kind, char symbol, const char *word,
			 uint32_t (*part)(parser *))
{
	uint32_t first = part(p);
	uint32_t group;

	if (!cc_lex_is_symbol(&p->lexer, symbol) && !cc_lex_is_word(&p->lexer, word))
		return first;
	group = new_node(p, kind);
	add_part(p, group, first);
	while (cc_lex_take_symbol(&p->lexer, symbol) || cc_lex_take_word(&p->lexer, word))
		add_part(p, group, part(p));
	return group;
}

static uint32_t
parse_all(parser *p)
{
	return parse_joined(p, CC_ALL, '&', "and", parse_part);
}

static uint32_t
parse_any(parser *p)
{
	return parse_joined(p, CC_ANY, '|', "or", parse_all);
}

/* --- the tree as bytes --- */

static void
put_node(parser *p, cc_buffer *buffer, uint32_t at)
{
	const parsed *node = &p->nodes[at];
	uint8_t head = (uint8_t) node->kind;

	if (node->weight != CC_WEIGHT_ONE)
		head |= 4;
	if (node->kind == CC_NEED)
		head |= (uint8_t) (node->unit << 3 | (node->n > 1 ? 0x20 : 0));
	cc_put_u8(buffer, head);
	if (node->weight != CC_WEIGHT_ONE)
		cc_put_varint(buffer, node->weight);
	if (node->kind == CC_NEED)
	{
		cc_put_varint(buffer, node->name_len);
		cc_put_bytes(buffer, p->names.data + node->name, node->name_len);
		if (node->n > 1)
			cc_put_varint(buffer, node->n);
		if (node->unit != CC_INSIDE)
			cc_put_varint(buffer, node->limit);
		return;
	}
	cc_put_varint(buffer, node->nparts);
	if (node->kind == CC_K_OF)
		cc_put_varint(buffer, node->k);
	for (uint32_t part = node->first; part != NO_NODE; part = p->nodes[part].next)
		put_node(p, buffer, part);
}

/* Write the tree; its limits on size and depth are checked by reading it again. */
static cc_status
finish(parser *p, uint32_t root, uint8_t **value, size_t *len, cc_detail *detail)
{
	cc_buffer buffer;
	cc_standard *standard;
	cc_status status;

	cc_buffer_init(&buffer, p->env);
	cc_put_u8(&buffer, CC_STANDARD_VERSION);
	put_node(p, &buffer, root);
	status = buffer.status;
	if (status != CC_OK)
		cc_fail(detail, status, NULL, -1);
	else
		status = cc_standard_decode(p->env, buffer.data, buffer.len, &standard, detail);
	if (status != CC_OK)
	{
		cc_free(p->env, buffer.data);
		if (status == CC_CORRUPT && detail != NULL)
			detail->at = -1;
		return status == CC_CORRUPT ? CC_LIMIT : status;
	}
	cc_free(p->env, standard);
	*value = buffer.data;
	*len = buffer.len;
	return CC_OK;
}

cc_status
cc_standard_parse(const cc_env *env, const char *text, size_t text_len, uint8_t **value,
				  size_t *len, cc_detail *detail)
{
	parser p;
	uint32_t root;
	cc_status status;

	memset(&p, 0, sizeof(p));
	p.env = env;
	cc_buffer_init(&p.names, env);
	cc_lex_init(&p.lexer, text, text_len, detail);
	root = parse_any(&p);
	if (p.lexer.token != CC_TOKEN_END)
		cc_lex_fail(&p.lexer, CC_BAD_INPUT, "expected \"&\", \"|\" or the end",
					continuation_hint(&p.lexer));
	status = p.lexer.status;
	if (status == CC_OK && p.names.status != CC_OK)
		status = cc_fail(detail, p.names.status, NULL, -1);
	if (status == CC_OK)
		status = finish(&p, root, value, len, detail);
	cc_free(env, p.names.data);
	cc_free(env, p.nodes);
	return status;
}
