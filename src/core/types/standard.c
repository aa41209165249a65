/*
 * standard.c
 *		The bytes of a standard: reading, joining; and its text: writing.
 *
 * src/core/types/standard.c
 */
#include "types/standard.h"

#include <stdlib.h>
#include <string.h>

/* --- reading --- */

typedef struct decoder
{
	cc_reader bytes;
	cc_standard *standard; /* NULL in the first round, which counts */
	uint32_t nnodes;
	uint32_t nneeds;
	const char *reason;
} decoder;

static void
decode_fail(decoder *d, const char *reason)
{
	if (d->reason == NULL)
		d->reason = reason;
	d->bytes.failed = true;
}

/* A varint within min ... max. */
static uint32_t
decode_number(decoder *d, uint32_t min, uint32_t max, const char *reason)
{
	uint64_t value = cc_get_varint(&d->bytes);

	if (d->bytes.failed || value < min || value > max)
	{
		decode_fail(d, reason);
		return min;
	}
	return (uint32_t) value;
}

static void
decode_need(decoder *d, uint8_t head, cc_need *need)
{
	cc_detail why;

	need->unit = head >> 3 & 3;
	need->category_len = decode_number(d, 1, CC_MAX_CATEGORY, "bad length of a category");
	need->category = (const char *) cc_get_bytes(&d->bytes, need->category_len);
	if (d->bytes.failed)
		decode_fail(d, "the bytes end too early");
	else if (cc_category_check(need->category, need->category_len, &why) != CC_OK)
		decode_fail(d, why.reason);
	need->n = 1;
	if (head & 0x20)
		need->n = decode_number(d, 2, CC_MAX_NEEDED, "bad number of a need");
	need->limit = 0;
	if (need->unit == CC_INSIDE)
		return;
	need->limit = decode_number(d, 1, need->unit == CC_MINUTES ? CC_MAX_LIMIT_DS : CC_MAX_LIMIT_DM,
								"bad limit");
	/* Without a finite decimal in minutes it could not be printed. */
	if (need->unit == CC_MINUTES && need->limit % 3 != 0)
		decode_fail(d, "a limit in minutes must be a multiple of 0.005");
}

static void decode_node(decoder *d, const cc_node *parent, uint32_t depth);

static void
decode_group(decoder *d, cc_node *node, uint32_t depth)
{
	if (depth >= CC_MAX_DEPTH)
	{
		decode_fail(d, "groups are nested too deeply");
		return;
	}
	node->nparts =
		decode_number(d, node->kind == CC_K_OF ? 1 : 2, CC_MAX_NODES, "bad number of parts");
	if (node->kind == CC_K_OF)
		node->k = decode_number(d, 1, node->nparts, "bad number before \"of\"");
	for (uint32_t i = 0; i < node->nparts && !d->bytes.failed; i++)
		decode_node(d, node, depth + 1);
}

static void
decode_node(decoder *d, const cc_node *parent, uint32_t depth)
{
	uint8_t head = cc_get_u8(&d->bytes);
	uint32_t number = d->nnodes;
	cc_node node = {0};
	cc_need need = {0};

	node.kind = (cc_node_kind) (head & 3);
	node.weight = CC_WEIGHT_ONE;
	node.need = d->nneeds;
	if (head & (node.kind == CC_NEED ? 0xC0 : 0xF8))
		decode_fail(d, "unknown flags");
	if (d->nnodes++ == CC_MAX_NODES)
		decode_fail(d, "too many needs and groups");
	if (head & 4)
	{
		node.weight = decode_number(d, 1, CC_MAX_WEIGHT, "bad weight");
		if (node.weight == CC_WEIGHT_ONE)
			decode_fail(d, "bad weight");
	}
	/* Any-of in any-of is written as one. */
	if (node.kind == CC_ANY && parent != NULL && parent->kind == CC_ANY && !(head & 4))
		decode_fail(d, "not the normal form");
	if (node.kind != CC_NEED)
		decode_group(d, &node, depth);
	else
	{
		decode_need(d, head, &need);
		need.node = number;
		if (d->nneeds++ == CC_MAX_NEEDS)
			decode_fail(d, "a standard has at most 1000 needs");
	}
	node.end = d->nnodes;
	if (d->standard == NULL || d->bytes.failed)
		return;
	d->standard->nodes[number] = node;
	if (node.kind == CC_NEED)
		d->standard->needs[node.need] = need;
}

/* One round over the bytes; the first one counts and validates, the second fills. */
static cc_status
decode_round(decoder *d, const uint8_t *value, size_t len, cc_standard *standard, cc_detail *detail)
{
	memset(d, 0, sizeof(*d));
	d->bytes.data = value;
	d->bytes.len = len;
	d->standard = standard;
	if (cc_get_u8(&d->bytes) != CC_STANDARD_VERSION)
		decode_fail(d, "unknown version");
	else
		decode_node(d, NULL, 0);
	if (!d->bytes.failed && d->bytes.at != len)
		decode_fail(d, "there are bytes behind the end");
	if (d->bytes.failed)
		return cc_fail(detail, CC_CORRUPT,
					   d->reason != NULL ? d->reason : "the bytes end too early",
					   (int64_t) d->bytes.at);
	return CC_OK;
}

static int
compare_needs(const cc_standard *standard, uint32_t a, uint32_t b)
{
	const cc_need *left = &standard->needs[a];
	const cc_need *right = &standard->needs[b];
	int order = cc_category_compare(left->category, left->category_len, right->category,
									right->category_len);

	if (order == 0)
		order = (int) left->unit - (int) right->unit;
	return order != 0 ? order : a < b ? -1 : 1;
}

/* Merge sort, since qsort has no argument for the standard. */
static void
sort_needs(const cc_standard *standard, uint32_t *numbers, uint32_t *space, uint32_t count)
{
	uint32_t half = count / 2;
	uint32_t i = 0;
	uint32_t j = half;

	if (count < 2)
		return;
	sort_needs(standard, numbers, space, half);
	sort_needs(standard, numbers + half, space, count - half);
	for (uint32_t k = 0; k < count; k++)
		space[k] = j >= count || (i < half && compare_needs(standard, numbers[i], numbers[j]) < 0)
					   ? numbers[i++]
					   : numbers[j++];
	memcpy(numbers, space, count * sizeof(uint32_t));
}

cc_status
cc_standard_decode(const cc_env *env, const uint8_t *value, size_t len, cc_standard **out,
				   cc_detail *detail)
{
	decoder d;
	cc_standard *standard;
	uint32_t space[CC_MAX_NEEDS];
	cc_status status = decode_round(&d, value, len, NULL, detail);

	if (status != CC_OK)
		return status;
	standard = cc_alloc(env, d.nneeds, sizeof(cc_need) + sizeof(uint32_t),
						sizeof(cc_standard) + d.nnodes * sizeof(cc_node));
	if (standard == NULL)
		return cc_fail(detail, CC_NOMEM, NULL, -1);
	standard->value = value;
	standard->len = len;
	standard->nnodes = d.nnodes;
	standard->nneeds = d.nneeds;
	standard->needs = (cc_need *) (standard + 1);
	standard->nodes = (cc_node *) (standard->needs + d.nneeds);
	standard->by_category = (uint32_t *) (standard->nodes + d.nnodes);
	status = decode_round(&d, value, len, standard, detail);
	for (uint32_t i = 0; i < standard->nneeds; i++)
		standard->by_category[i] = i;
	sort_needs(standard, standard->by_category, space, standard->nneeds);
	*out = standard;
	return status;
}

double
cc_need_limit(const cc_need *need)
{
	return need->unit == CC_INSIDE ? 0.0 : cc_unit_double((cc_unit) need->unit, need->limit);
}

const char *
cc_need_unit(const cc_need *need)
{
	return need->unit == CC_INSIDE ? NULL : cc_unit_name((cc_unit) need->unit);
}

/* --- joining --- */

/* The bytes of a standard behind its version, or behind the head of its outermost group. */
static size_t
inner_bytes(const cc_standard *standard, bool take_in)
{
	cc_reader bytes = {standard->value, standard->len, 1, false};

	if (take_in)
	{
		cc_get_u8(&bytes);
		cc_get_varint(&bytes);
	}
	return bytes.at;
}

static bool
taken_in(const cc_standard *part, cc_node_kind kind)
{
	return part->nodes[0].kind == kind && part->nodes[0].weight == CC_WEIGHT_ONE;
}

cc_status
cc_standard_join(const cc_env *env, cc_node_kind kind, const cc_standard *a, const cc_standard *b,
				 uint8_t **value, size_t *len, cc_detail *detail)
{
	const cc_standard *parts[] = {a, b};
	cc_buffer buffer;
	cc_standard *joined;
	uint64_t count = 0;
	cc_status status;

	for (int i = 0; i < 2; i++)
		count += taken_in(parts[i], kind) ? parts[i]->nodes[0].nparts : 1;
	cc_buffer_init(&buffer, env);
	cc_put_u8(&buffer, CC_STANDARD_VERSION);
	cc_put_u8(&buffer, (uint8_t) kind);
	cc_put_varint(&buffer, count);
	for (int i = 0; i < 2; i++)
	{
		size_t from = inner_bytes(parts[i], taken_in(parts[i], kind));

		cc_put_bytes(&buffer, parts[i]->value + from, parts[i]->len - from);
	}
	if (buffer.status != CC_OK)
	{
		cc_free(env, buffer.data);
		return cc_fail(detail, buffer.status, NULL, -1);
	}
	/* The limits on size and depth are those of any standard. */
	status = cc_standard_decode(env, buffer.data, buffer.len, &joined, detail);
	if (status != CC_OK)
	{
		cc_free(env, buffer.data);
		return status == CC_CORRUPT ? CC_LIMIT : status;
	}
	cc_free(env, joined);
	*value = buffer.data;
	*len = buffer.len;
	return CC_OK;
}

/* --- writing text --- */

static void
print_need(cc_buffer *buffer, const cc_need *need)
{
	cc_put_category(buffer, need->category, need->category_len);
	if (need->n > 1)
	{
		cc_put_text(buffer, " * ");
		cc_put_whole(buffer, need->n);
	}
	if (need->unit == CC_INSIDE)
		return;
	cc_put_text(buffer, " within ");
	/* A third of a decisecond is 0.005 min: three decimals are enough. */
	cc_put_thousandths(buffer, need->unit == CC_MINUTES ? (uint64_t) need->limit / 3 * 5
														: (uint64_t) need->limit * 100);
	cc_put_u8(buffer, ' ');
	cc_put_text(buffer, cc_unit_name((cc_unit) need->unit));
}

static void print_node(cc_buffer *buffer, const cc_standard *standard, uint32_t at,
					   cc_node_kind parent);

static void
print_group(cc_buffer *buffer, const cc_standard *standard, uint32_t at)
{
	const cc_node *node = &standard->nodes[at];
	const char *joint = node->kind == CC_ALL ? " & " : node->kind == CC_ANY ? " | " : ", ";

	if (node->kind == CC_K_OF)
	{
		cc_put_whole(buffer, node->k);
		cc_put_text(buffer, " of (");
	}
	for (uint32_t part = at + 1; part < node->end; part = standard->nodes[part].end)
	{
		if (part > at + 1)
			cc_put_text(buffer, joint);
		print_node(buffer, standard, part, node->kind);
	}
	if (node->kind == CC_K_OF)
		cc_put_u8(buffer, ')');
}

/* A node as a part of its parent, with the weight and the parentheses it needs there. */
static void
print_node(cc_buffer *buffer, const cc_standard *standard, uint32_t at, cc_node_kind parent)
{
	const cc_node *node = &standard->nodes[at];
	bool weighted = node->weight != CC_WEIGHT_ONE;
	bool infix = node->kind == CC_ALL || node->kind == CC_ANY;
	bool enclosed =
		infix && (weighted || parent == CC_ALL || (parent == CC_ANY && node->kind == CC_ANY));

	if (enclosed)
		cc_put_u8(buffer, '(');
	if (node->kind == CC_NEED)
		print_need(buffer, &standard->needs[node->need]);
	else
		print_group(buffer, standard, at);
	if (enclosed)
		cc_put_u8(buffer, ')');
	if (!weighted)
		return;
	cc_put_text(buffer, " weight ");
	cc_put_thousandths(buffer, node->weight);
}

void
cc_standard_print(cc_buffer *buffer, const cc_standard *standard)
{
	print_node(buffer, standard, 0, CC_K_OF);
}

void
cc_standard_print_node(cc_buffer *buffer, const cc_standard *standard, uint32_t at)
{
	if (standard->nodes[at].kind == CC_NEED)
		print_need(buffer, &standard->needs[standard->nodes[at].need]);
	else
		print_group(buffer, standard, at);
}
