/*
 * path.h
 *		The streets that a walk goes along.
 *
 * src/core/route/path.h
 */
#ifndef CC_PATH_H
#define CC_PATH_H

#include "route/search.h"

/* A part of an edge, in the direction walked. */
typedef struct cc_piece
{
	uint32_t edge; /* of the graph */
	uint32_t from_mm;
	uint32_t to_mm;
	uint32_t ms; /* its share in the walk */
} cc_piece;

typedef struct cc_path
{
	uint32_t cost;   /* that of cc_search_walk; CC_NONE: there is no walk */
	uint32_t source; /* the source that the walk starts at (or ends, searched to the sources) */
	bool line;       /* straight from point to point, over no street */
	uint32_t npieces;
	cc_piece *pieces; /* in the order walked; none has no length */
} cc_path;

/*
 * The walk that cc_search_walk found, traced back by the costs of the last run. By time, the
 * doors and the pieces' ms add up to the cost; by length, the doors and the pieces' lengths.
 * Of several shortest ways the same is taken whichever tiles are loaded: by the identity
 * of edges. Polls. To be released.
 */
extern cc_status cc_path_trace(const cc_search *search, const cc_place *place, cc_path *path);
extern void cc_path_release(const cc_env *env, cc_path *path);

/* How many positions the line of a piece of this edge can have at most. */
extern uint32_t cc_piece_room(const cc_graph *graph, uint32_t edge);

/*
 * The line from from_mm to to_mm of an edge, cut inside its segments; returns
 * the number of positions, at least 2.
 */
extern uint32_t cc_piece_line(const cc_graph *graph, uint32_t edge, uint32_t from_mm,
							  uint32_t to_mm, cc_position *line);

/*
 * Add the metres that a piece leads up and down, between samples of height in a
 * straight line; false where the heights are unknown.
 */
extern bool cc_piece_climb(const cc_graph *graph, const cc_piece *piece, double *up_m,
						   double *down_m);

#endif /* CC_PATH_H */
