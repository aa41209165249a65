/*
 * amenities.h
 *		The amenities that a computation may reach, read and snapped.
 *
 * src/pg/study/amenities.h
 */
#ifndef CIRCLE_AMENITIES_H
#define CIRCLE_AMENITIES_H

#include "analysis/batch.h"
#include "study/template.h"

/* An access point of an amenity, or an area of it in which homes are there at once. */
typedef struct CircleAccess
{
	uint32 category; /* number in the wants; 0 for all when nothing but one category is asked for */
	const char *key; /* of the amenity */
	uint32 key_len;
	cc_point point;
	const cc_area *area; /* NULL: a point */
} CircleAccess;

typedef struct CircleAmenities
{
	uint32 ncategories;
	uint32 n;
	size_t capacity;     /* of rows */
	CircleAccess *rows;  /* ascending by category, key, points before areas; distinct */
	cc_access *accesses; /* the same, snapped; amenities of a category are numbered by key */
	uint32 *first;       /* ncategories + 1 offsets into both */
	bool *snapped;       /* per row, where they are snapped as they are asked for; else NULL */
	uint32 nsnapped;     /* distinct points that were snapped all at once */
} CircleAmenities;

/*
 * Read a query that returns (amenity text, category text, lon float8, lat float8, area bytea),
 * one row per amenity, category and access point, in any order; area: WKB of an area of the
 * amenity, NULL without one (what is no area is passed over); lon and lat NULL: nothing but an
 * area. Passed over are rows of categories that are not wanted (with wants NULL all rows are of one
 * category), and points and areas outside the box of their category. Allocates in
 * CurrentMemoryContext; the caller has connected to SPI.
 */
extern CircleAmenities *circle_amenities_read(const char *query, const CircleWants *wants,
											  const cc_box *boxes);

/* Three-way order of amenities' keys: by bytes. */
extern int circle_compare_keys(const char *a, uint32 a_len, const char *b, uint32 b_len);

/* Are two rows, by number, of one amenity of one category? */
extern bool circle_amenities_same(const CircleAmenities *amenities, uint32 a, uint32 b);

/* The first row of an amenity of a category, which must be there. */
extern uint32 circle_amenities_find(const CircleAmenities *amenities, uint32 category,
									const char *key, uint32 key_len);

/* Snap the access points, each distinct point once. */
extern void circle_amenities_snap(CircleAmenities *amenities, cc_graph *graph);

/* Make accesses that are snapped as they are asked for: until then they are off the network. */
extern void circle_amenities_snap_later(CircleAmenities *amenities);

/* Forget where they were snapped to, for another graph. */
extern void circle_amenities_unsnap(CircleAmenities *amenities);

/* How many rows from one on are of its amenity? */
extern uint32 circle_amenities_size(const CircleAmenities *amenities, uint32 first);

/*
 * Does an amenity, its rows given by the first and their number, have an access point in a box, or
 * an area that touches it? The points that it has there are snapped.
 */
extern bool circle_amenities_in_box(CircleAmenities *amenities, cc_graph *graph, uint32 first,
									uint32 size, cc_box box);

#endif /* CIRCLE_AMENITIES_H */
