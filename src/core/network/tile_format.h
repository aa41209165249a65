/*
 * tile_format.h
 *		What the writer and the reader of tiles share.
 *
 * A body is canonical: one tile has one form, and the decoder takes no other.
 * Numbers are shortest-form varints, z: zigzag:
 *
 *	magic "CCT", version, key type (0 number, 1 text)
 *	tile; how many nodes, streets, edges, points, samples, bytes of text
 *	version 2	how many barriers, closed gates: not both 0, else it is version 1
 *	nodes		x step from the node before (the first: from the west boundary); y from the south
 *				boundary or, where x is the same, y step - 1
 *	streets		key: number z step (first: z number; then step - 1), or text length and bytes;
 *				how many edges follow; then its edges
 *	edge		head: points inside << 4 | has heights << 3 | new class << 2 | kind
 *				first vertex (step - 1 within a street), new class bits, length in mm,
 *				ends: the node of u as z step from the last end, the node of v as z step
 *				from u; a foreign end as z step from the other end's point (a passing
 *				edge: u from the south-west corner)
 *				points inside: z steps of x and y
 *				heights: samples inside, z first height, z last height step, then for each
 *				sample inside the step in mm and the z step in cm from the sample before
 *	gates		node: step from the gate before - 1 (the first: node)
 *	barriers	a: z steps of x and y from the a before (the first: from the south-west corner);
 *				b: z steps from a
 *
 * src/core/network/tile_format.h
 */
#ifndef CC_TILE_FORMAT_H
#define CC_TILE_FORMAT_H

#include "network/tile.h"

#define CC_TILE_MAGIC "CCT"
#define CC_TILE_MAGIC_LEN 3

/* How an edge lies to its tile: the low bits of its head. */
enum
{
	CC_KIND_INSIDE = 0,
	CC_KIND_LEAVES = 1, /* u here, v in another tile */
	CC_KIND_ENTERS = 2, /* u in another tile, v here */
	CC_KIND_PASSES = 3,
	CC_HEAD_KIND = 3,
	CC_HEAD_CLASS = 4,
	CC_HEAD_HEIGHTS = 8,
	CC_HEAD_SHIFT = 4
};

static inline int
cc_barrier_order(const cc_barrier *p, const cc_barrier *q)
{
	int order = cc_point_order(p->a, q->a);

	return order != 0 ? order : cc_point_order(p->b, q->b);
}

/* The corner from which a tile's points are counted. */
static inline cc_point
cc_south_west(int32_t tile)
{
	cc_box square = cc_tile_box(tile);
	cc_point corner = {square.min_x, square.min_y};

	return corner;
}

#endif /* CC_TILE_FORMAT_H */
