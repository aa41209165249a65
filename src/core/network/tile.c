/*
 * tile.c
 *		Order of keys, look-up of nodes.
 *
 * src/core/network/tile.c
 */
#include "network/tile.h"

#include <string.h>

int
cc_street_compare(bool text_keys, const cc_street_key *a, const cc_street_key *b)
{
	uint32_t common = a->len < b->len ? a->len : b->len;
	int order;

	if (!text_keys)
		return (a->number > b->number) - (a->number < b->number);
	order = common == 0 ? 0 : memcmp(a->text, b->text, common);
	if (order != 0)
		return order < 0 ? -1 : 1;
	return (a->len > b->len) - (a->len < b->len);
}

uint32_t
cc_tile_node(const cc_tile *tile, cc_point at)
{
	uint32_t low = 0;
	uint32_t high = tile->nnodes;

	while (low < high)
	{
		uint32_t mid = low + (high - low) / 2;
		int order = cc_point_order(tile->nodes[mid], at);

		if (order == 0)
			return mid;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return CC_FOREIGN;
}

uint32_t
cc_tile_gate(const cc_tile *tile, uint32_t node)
{
	uint32_t low = 0;
	uint32_t high = tile->ngates;

	while (low < high)
	{
		uint32_t mid = low + (high - low) / 2;

		if (tile->gates[mid] < node)
			low = mid + 1;
		else
			high = mid;
	}
	return low < tile->ngates && tile->gates[low] == node ? low : CC_FOREIGN;
}
