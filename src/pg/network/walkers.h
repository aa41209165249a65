/*
 * walkers.h
 *		A walker by its name, and the direction that walks are asked in.
 *
 * src/pg/network/walkers.h
 */
#ifndef CIRCLE_WALKERS_H
#define CIRCLE_WALKERS_H

#include "route/trips.h"
#include "server/rows.h"

/*
 * The numbers of a walker. An unknown name is an error whose hint lists those that exist. In place
 * of a name stand the numbers themselves, as a JSON object by the columns of circle_walker: what
 * a version was computed by, even if the walkers have changed since.
 */
extern void circle_walker_lookup(const char *name, cc_walker *walker);

/* A walker's numbers as a query returns them. */
#define CIRCLE_WALKER_COLUMNS 8
extern const CircleColumn circle_walker_columns[CIRCLE_WALKER_COLUMNS];

/* Take the values of these columns, none of them NULL; an error where they make no walker. */
extern void circle_walker_fill(const Datum *values, cc_walker *walker);

/* 'from_home', 'to_home' or 'round_trip'; an error whose hint lists them for another name. */
extern cc_trip circle_trip_lookup(const char *direction);

/* The greatest distance in metres from the start that a walker can reach in so many minutes. */
extern double circle_walk_reach_m(const cc_walker *walker, double minutes);

#endif /* CIRCLE_WALKERS_H */
