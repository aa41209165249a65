/*
 * template.h
 *		What the coverage of each home is to contain: a coverage template, opened.
 *
 * A template is a circle_coverage whose categories have no amenities; its horizons,
 * keep and cutoffs say what to compute.
 *
 * src/pg/study/template.h
 */
#ifndef CIRCLE_TEMPLATE_H
#define CIRCLE_TEMPLATE_H

#include "fmgr.h"

#include "analysis/batch.h"
#include "walk/walker.h"

typedef struct CircleWant
{
	const char *category; /* not terminated */
	uint32 category_len;
	uint32 category_no; /* categories are numbered in the order of the template */
	cc_want want;
} CircleWant;

typedef struct CircleWants
{
	uint32 n;
	CircleWant *items; /* ascending by (category bytes, unit) */
	uint32 ncategories;
	uint32 *category_item; /* of each category, its first item */
	bool on_network;       /* some unit is walked on the network */
	size_t home_bytes;     /* of accumulator that one home needs */
} CircleWants;

/* Open a template, in CurrentMemoryContext. */
extern CircleWants *circle_wants_open(Datum coverage_template);

/* Number of a category, or CC_NONE if it is not wanted. */
extern uint32 circle_wants_category(const CircleWants *wants, const char *category, uint32 len);

/*
 * Metres that an amenity within the horizons of a home can be away from it at most, both doors
 * included. The streets that decide about the walk, the snapping and the islands at its ends
 * lie within CC_ISLAND_M more.
 */
extern double circle_wants_reach_m(const CircleWants *wants, const cc_walker *walker, cc_trip trip);

/* For each category, the box outside of which none of its amenities is in reach of homes in a box.
 */
extern cc_box *circle_wants_boxes(const CircleWants *wants, const cc_walker *walker, cc_trip trip,
								  cc_box homes);

#endif /* CIRCLE_TEMPLATE_H */
