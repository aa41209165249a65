/*
 * standard.h
 *		The value type circle_standard: what every home should be able to walk to.
 *
 * As bytes: version 1, then the tree in preorder. A node is
 *
 *	u8 kind (bits 0-1), weight follows (bit 2), for needs unit (bits 3-4), n follows (bit 5)
 *	[varint weight in thousandths, never 1000]
 *	need:	varint length and bytes of the category, [varint n, at least 2], [varint limit]
 *	group:	varint parts, for k-of varint k, the parts
 *
 * There is one way to write a value, so values are equal where their bytes are. The
 * normal form of the text is the same tree.
 *
 * src/core/types/standard.h
 */
#ifndef CC_STANDARD_H
#define CC_STANDARD_H

#include "types/unit.h"

#define CC_STANDARD_VERSION 1
#define CC_MAX_NEEDS 1000
#define CC_MAX_NODES 4000        /* needs and groups */
#define CC_MAX_DEPTH 32          /* groups within groups */
#define CC_MAX_NEEDED 1000000    /* n of a need */
#define CC_MAX_LIMIT_DS 864000   /* a day of walking */
#define CC_MAX_LIMIT_DM 1000000  /* 100 km */
#define CC_WEIGHT_ONE 1000       /* weights are kept in thousandths */
#define CC_MAX_WEIGHT 1000000000 /* a million */

/* A need's unit is a cc_unit, or this where it has no limit: inside the circle whose standard it
 * is. */
#define CC_INSIDE 3

typedef enum cc_node_kind
{
	CC_NEED = 0,
	CC_ALL = 1, /* all of: parts joined by & */
	CC_ANY = 2, /* any of: parts joined by | */
	CC_K_OF = 3 /* at least k of the parts */
} cc_node_kind;

/* One node of the tree; nodes stand in preorder, a group before its parts. */
typedef struct cc_node
{
	cc_node_kind kind;
	uint32_t weight; /* thousandths */
	uint32_t k;      /* of CC_K_OF */
	uint32_t nparts; /* of a group */
	uint32_t end;    /* number of the first node behind this one and its parts */
	uint32_t need;   /* the need itself, or the first one of a group */
} cc_node;

typedef struct cc_need
{
	const char *category; /* UTF-8, not terminated; lies in the value's bytes */
	uint32_t category_len;
	uint32_t n;
	uint32_t unit;  /* a cc_unit or CC_INSIDE */
	uint32_t limit; /* stored units; 0 for CC_INSIDE */
	uint32_t node;  /* where it stands in the tree */
} cc_need;

/* A value prepared for use. Needs are numbered (from 0 here, from 1 in SQL) as they are printed.
 */
typedef struct cc_standard
{
	const uint8_t *value; /* borrowed: must outlive this */
	size_t len;
	uint32_t nnodes;
	uint32_t nneeds;
	cc_node *nodes;
	cc_need *needs;
	uint32_t *by_category; /* numbers of needs, ascending by (category, unit, number) */
} cc_standard;

/*
 * Make stored or foreign bytes ready, believing nothing: CC_CORRUPT unless they are exactly
 * the normal form. One allocation, released by cc_free(env, *standard).
 */
extern cc_status cc_standard_decode(const cc_env *env, const uint8_t *value, size_t len,
									cc_standard **standard, cc_detail *detail);

/* Read the text form; *value from env. detail->at is the byte where it went wrong. */
extern cc_status cc_standard_parse(const cc_env *env, const char *text, size_t text_len,
								   uint8_t **value, size_t *len, cc_detail *detail);

/* Append the normal form of the text. */
extern void cc_standard_print(cc_buffer *buffer, const cc_standard *standard);

/* Append the text of one node without its weight: the key of a need, the name of a group. */
extern void cc_standard_print_node(cc_buffer *buffer, const cc_standard *standard, uint32_t node);

/*
 * Join two standards into one group, CC_ALL or CC_ANY; *value from env. A part that is a group of
 * the same kind without weight is taken in.
 */
extern cc_status cc_standard_join(const cc_env *env, cc_node_kind kind, const cc_standard *a,
								  const cc_standard *b, uint8_t **value, size_t *len,
								  cc_detail *detail);

/* Minutes or metres of a need's limit; 0 for CC_INSIDE. */
extern double cc_need_limit(const cc_need *need);

/* 'min', 'm', 'm straight', or NULL for CC_INSIDE. */
extern const char *cc_need_unit(const cc_need *need);

#endif /* CC_STANDARD_H */
