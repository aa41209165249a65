/*
 * fuzz_tile.c
 *		Arbitrary bytes as a tile: refused, or read and written again as the same bytes.
 *
 * test/fuzz/fuzz_tile.c
 */
#include "network/tile.h"
#include "fuzz.h"

/* Read everything that the tile promises, so that the sanitizers see it. */
static void
walk_tile(const cc_tile *tile)
{
	uint64_t sum = 0;

	for (uint32_t e = 0; e < tile->nedges; e++)
	{
		const cc_edge *edge = &tile->edges[e];

		require(edge->street < tile->nstreets);
		require(edge->npts >= 2 && edge->pt + edge->npts <= tile->npts);
		require(edge->u == CC_FOREIGN || cc_tile_node(tile, tile->pts[edge->pt]) == edge->u);
		require(edge->v == CC_FOREIGN ||
				cc_tile_node(tile, tile->pts[edge->pt + edge->npts - 1]) == edge->v);
		require(edge->nsamples != 1 && edge->sample + edge->nsamples <= tile->nsamples);
	}
	for (uint32_t i = 0; i < tile->cells[CC_GRID * CC_GRID]; i++)
		sum += tile->segments[i].pt + tile->segments[i].edge;
	for (uint32_t i = 0; i < tile->ngates; i++)
		require(cc_tile_gate(tile, tile->gates[i]) == i && tile->gates[i] < tile->nnodes);
	for (uint32_t i = 0; tile->nbarriers > 0 && i < tile->barrier_cells[CC_GRID * CC_GRID]; i++)
		require(tile->barrier_numbers[i] < tile->nbarriers);
	for (uint32_t i = 0; tile->text_keys && i < tile->nstreets; i++)
		require(memchr(tile->streets[i].text, 0, tile->streets[i].len) == NULL);
	require(sum < UINT64_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_env env = fuzz_env();
	cc_detail detail;
	cc_tile *tile;
	uint8_t *body;
	size_t len;

	if (cc_tile_decode(&env, data, size, &tile, &detail) != CC_OK)
	{
		require(tile == NULL && detail.reason != NULL);
		return 0;
	}
	walk_tile(tile);
	require(cc_tile_encode(&env, tile, &body, &len) == CC_OK);
	require(len == size && memcmp(body, data, size) == 0);
	free(body);
	free(tile);
	return 0;
}
