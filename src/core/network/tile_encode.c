/*
 * tile_encode.c
 *		Writing of tiles.
 *
 * src/core/network/tile_encode.c
 */
#include "network/tile.h"

#include "network/tile_format.h"

static void
put_point(cc_buffer *buffer, cc_point from, cc_point to)
{
	cc_put_zigzag(buffer, (int64_t) to.x - from.x);
	cc_put_zigzag(buffer, (int64_t) to.y - from.y);
}

static void
put_heights(cc_buffer *buffer, const cc_sample *samples, uint32_t nsamples)
{
	const cc_sample *last = &samples[nsamples - 1];

	cc_put_varint(buffer, nsamples - 2);
	cc_put_zigzag(buffer, samples[0].height_cm);
	cc_put_zigzag(buffer, (int64_t) last->height_cm - samples[0].height_cm);
	for (uint32_t i = 1; i + 1 < nsamples; i++)
	{
		cc_put_varint(buffer, samples[i].at_mm - samples[i - 1].at_mm);
		cc_put_zigzag(buffer, (int64_t) samples[i].height_cm - samples[i - 1].height_cm);
	}
}

static uint32_t
edge_kind(const cc_edge *edge)
{
	if (edge->u == CC_FOREIGN)
		return edge->v == CC_FOREIGN ? CC_KIND_PASSES : CC_KIND_ENTERS;
	return edge->v == CC_FOREIGN ? CC_KIND_LEAVES : CC_KIND_INSIDE;
}

/* last_end: the last node named, which the next edge of a street mostly begins at. */
static void
put_ends(cc_buffer *buffer, const cc_tile *tile, const cc_edge *edge, uint32_t *last_end)
{
	cc_point first = tile->pts[edge->pt];
	cc_point last = tile->pts[edge->pt + edge->npts - 1];

	switch (edge_kind(edge))
	{
		case CC_KIND_INSIDE:
			cc_put_zigzag(buffer, (int64_t) edge->u - *last_end);
			cc_put_zigzag(buffer, (int64_t) edge->v - edge->u);
			*last_end = edge->v;
			break;
		case CC_KIND_LEAVES:
			cc_put_zigzag(buffer, (int64_t) edge->u - *last_end);
			put_point(buffer, first, last);
			*last_end = edge->u;
			break;
		case CC_KIND_ENTERS:
			cc_put_zigzag(buffer, (int64_t) edge->v - *last_end);
			put_point(buffer, last, first);
			*last_end = edge->v;
			break;
		default:
			put_point(buffer, cc_south_west(tile->id), first);
			put_point(buffer, first, last);
			break;
	}
}

/* before: the edge before in the tile, or NULL. */
static void
put_edge(cc_buffer *buffer, const cc_tile *tile, const cc_edge *edge, const cc_edge *before,
		 uint32_t *last_end)
{
	bool new_class = edge->class_bits != (before == NULL ? 0 : before->class_bits);
	bool same_street = before != NULL && before->street == edge->street;
	uint64_t head = (uint64_t) (edge->npts - 2) << CC_HEAD_SHIFT | edge_kind(edge);

	if (new_class)
		head |= CC_HEAD_CLASS;
	if (edge->nsamples > 0)
		head |= CC_HEAD_HEIGHTS;
	cc_put_varint(buffer, head);
	cc_put_varint(buffer,
				  same_street ? edge->first_vertex - before->first_vertex - 1 : edge->first_vertex);
	if (new_class)
		cc_put_varint(buffer, edge->class_bits);
	cc_put_varint(buffer, edge->len_mm);
	put_ends(buffer, tile, edge, last_end);
	for (uint32_t i = edge->pt + 1; i < edge->pt + edge->npts - 1; i++)
		put_point(buffer, tile->pts[i - 1], tile->pts[i]);
	if (edge->nsamples > 0)
		put_heights(buffer, &tile->samples[edge->sample], edge->nsamples);
}

static void
put_street(cc_buffer *buffer, const cc_tile *tile, uint32_t street)
{
	const cc_street_key *key = &tile->streets[street];

	if (tile->text_keys)
	{
		cc_put_varint(buffer, key->len);
		cc_put_bytes(buffer, key->text, key->len);
	}
	else if (street == 0)
		cc_put_zigzag(buffer, key->number);
	else
		cc_put_varint(buffer, (uint64_t) key->number - (uint64_t) key[-1].number - 1);
}

static void
put_nodes(cc_buffer *buffer, const cc_tile *tile)
{
	cc_point corner = cc_south_west(tile->id);
	int32_t x = corner.x;

	for (uint32_t i = 0; i < tile->nnodes; i++)
	{
		cc_point node = tile->nodes[i];

		cc_put_varint(buffer, (uint64_t) ((int64_t) node.x - x));
		if (i > 0 && node.x == x)
			cc_put_varint(buffer, (uint64_t) ((int64_t) node.y - tile->nodes[i - 1].y - 1));
		else
			cc_put_varint(buffer, (uint64_t) ((int64_t) node.y - corner.y));
		x = node.x;
	}
}

static void
put_gates(cc_buffer *buffer, const cc_tile *tile)
{
	for (uint32_t i = 0; i < tile->ngates; i++)
		cc_put_varint(buffer, i == 0 ? tile->gates[0] : tile->gates[i] - tile->gates[i - 1] - 1);
}

static void
put_barriers(cc_buffer *buffer, const cc_tile *tile)
{
	cc_point last = cc_south_west(tile->id);

	for (uint32_t i = 0; i < tile->nbarriers; i++)
	{
		put_point(buffer, last, tile->barriers[i].a);
		put_point(buffer, tile->barriers[i].a, tile->barriers[i].b);
		last = tile->barriers[i].a;
	}
}

static void
put_head(cc_buffer *buffer, const cc_tile *tile)
{
	bool barred = tile->nbarriers > 0 || tile->ngates > 0;
	uint64_t text = 0;

	for (uint32_t s = 0; tile->text_keys && s < tile->nstreets; s++)
		text += tile->streets[s].len;
	cc_put_bytes(buffer, CC_TILE_MAGIC, CC_TILE_MAGIC_LEN);
	cc_put_u8(buffer, barred ? CC_TILE_VERSION_BARRED : CC_TILE_VERSION);
	cc_put_u8(buffer, tile->text_keys ? 1 : 0);
	cc_put_varint(buffer, (uint64_t) tile->id);
	cc_put_varint(buffer, tile->nnodes);
	cc_put_varint(buffer, tile->nstreets);
	cc_put_varint(buffer, tile->nedges);
	cc_put_varint(buffer, tile->npts);
	cc_put_varint(buffer, tile->nsamples);
	cc_put_varint(buffer, text);
	if (barred)
	{
		cc_put_varint(buffer, tile->nbarriers);
		cc_put_varint(buffer, tile->ngates);
	}
}

cc_status
cc_tile_encode(const cc_env *env, const cc_tile *tile, uint8_t **body, size_t *len)
{
	cc_buffer buffer;
	uint32_t last_end = 0;
	uint32_t e = 0;

	*body = NULL;
	*len = 0;
	cc_buffer_init(&buffer, env);
	put_head(&buffer, tile);
	put_nodes(&buffer, tile);
	for (uint32_t s = 0; s < tile->nstreets; s++)
	{
		uint32_t first = e;

		while (e < tile->nedges && tile->edges[e].street == s)
			e++;
		put_street(&buffer, tile, s);
		cc_put_varint(&buffer, e - first);
		for (uint32_t i = first; i < e; i++)
			put_edge(&buffer, tile, &tile->edges[i], i == 0 ? NULL : &tile->edges[i - 1],
					 &last_end);
	}
	put_gates(&buffer, tile);
	put_barriers(&buffer, tile);
	if (buffer.status != CC_OK)
	{
		cc_free(env, buffer.data);
		return buffer.status;
	}
	*body = buffer.data;
	*len = buffer.len;
	return CC_OK;
}
