/*
 * build.h
 *		From street lines to tiles.
 *
 * Topology is decided inside a tile: a vertex is a node if it ends a line, is
 * used twice or more, is a closed gate, or has a neighbour along its line in another tile. So a
 * tile depends on nothing but the lines, barriers and gates that touch its square. At a closed
 * gate every line ends: nothing is joined there, not even the two halves of one line.
 *
 * src/core/network/build.h
 */
#ifndef CC_BUILD_H
#define CC_BUILD_H

#include "network/tile.h"

/*
 * One line of a street. Points are quantised, consecutive equal ones dropped
 * (cc_line_clean), at least two. first_vertex numbers the line's first point
 * within its street (parts of a multi-line are numbered through).
 */
typedef struct cc_line
{
	cc_street_key key;
	uint32_t first_vertex;
	uint32_t class_bits;
	uint32_t npts;
	const cc_point *pts;
	const int32_t *heights_cm; /* in the line's direction, or NULL */
	/*
	 * Of each point the number of its height; those between lie evenly spaced between it and the
	 * next point. NULL: one a point.
	 */
	const uint32_t *height_at;
} cc_line;

/* Lines in any order, all with keys of one type. */
typedef struct cc_lines
{
	bool text_keys;
	const cc_line *lines;
	size_t nlines;
} cc_lines;

/*
 * What separates doors and streets, in any order; duplicates, pieces of no length and pieces
 * elsewhere are allowed. A gate closes a vertex of a line if it lies on it, else nothing.
 */
typedef struct cc_barriers
{
	const cc_barrier *pieces; /* a and b in any order */
	size_t npieces;
	const cc_point *gates;
	size_t ngates;
} cc_barriers;

/* Drop consecutive equal points in place (heights too, if not NULL); returns how many are left. */
extern uint32_t cc_line_clean(cc_point *pts, int32_t *heights_cm, uint32_t npts);

/*
 * The tiles that a line touches, ascending and distinct, in memory of env: those of its
 * vertices and, for a segment between two tiles, all whose closed squares it touches. Just these
 * tiles hold a part of the line once built. CC_BAD_INPUT for a segment over 180 degrees wide (the
 * antimeridian), CC_LIMIT beyond max_tiles.
 */
extern cc_status cc_line_tiles(const cc_env *env, const cc_point *pts, uint32_t npts,
							   uint32_t max_tiles, int32_t **tiles, uint32_t *ntiles,
							   cc_detail *detail);

/*
 * Build one tile from all lines that touch it (others do no harm), in any order: the
 * same set of lines gives the same bytes. barriers may be NULL. An empty tile gives *len 0 and
 * *body NULL; one with barriers is not empty.
 * CC_BAD_INPUT, with the position in the line at detail->at, for a line that breaks the rules of
 * cc_line; CC_LIMIT for an edge over 4,000 km, its street in detail.
 */
extern cc_status cc_build_tile(const cc_env *env, int32_t tile, const cc_lines *lines,
							   const cc_barriers *barriers, uint8_t **body, size_t *len,
							   cc_detail *detail);

#endif /* CC_BUILD_H */
