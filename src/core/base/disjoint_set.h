/*
 * disjoint_set.h
 *		Disjoint sets of numbers (Galler and Fischer 1964), as an array of parents.
 *
 * Every number is its own parent at first. The root of a set is its least number, so that the
 * result does not depend on the order in which sets are united.
 *
 * src/core/base/disjoint_set.h
 */
#ifndef CC_DISJOINT_SET_H
#define CC_DISJOINT_SET_H

#include "base/base.h"

/* The root of a number's set; halves the path on the way (Tarjan and van Leeuwen 1984). */
static inline uint32_t
cc_set_root(uint32_t *parents, uint32_t number)
{
	while (parents[number] != number)
	{
		parents[number] = parents[parents[number]];
		number = parents[number];
	}
	return number;
}

/*
 * Unite the sets of two numbers. Returns the root that has become a child of the other one (its
 * parent is the root of both now), or UINT32_MAX where they were of one set.
 */
static inline uint32_t
cc_set_unite(uint32_t *parents, uint32_t a, uint32_t b)
{
	uint32_t child;

	a = cc_set_root(parents, a);
	b = cc_set_root(parents, b);
	if (a == b)
		return UINT32_MAX;
	child = a < b ? b : a;
	parents[child] = a < b ? a : b;
	return child;
}

#endif /* CC_DISJOINT_SET_H */
