/*
 * way.h
 *		A traced walk as the columns that describe it.
 *
 * src/pg/query/way.h
 */
#ifndef CIRCLE_WAY_H
#define CIRCLE_WAY_H

#include "route/path.h"

/* metres, climb_m, descent_m, steps_m float8, geom geometry(LineString,4326) */
#define CIRCLE_WAY_COLUMNS 5

/*
 * The walk from the place `from` to the place `to`, in CurrentMemoryContext: from door to door.
 * Doors count as level; climb and descent are NULL where the height of any piece is unknown.
 */
extern void circle_way_columns(const cc_graph *graph, const cc_path *path, const cc_place *from,
							   const cc_place *to, Datum *values, bool *nulls);

#endif /* CIRCLE_WAY_H */
