/*
 * off_network.h
 *		Places of the points that a caller gives, and what is said of those that have none.
 *
 * src/pg/network/off_network.h
 */
#ifndef CIRCLE_OFF_NETWORK_H
#define CIRCLE_OFF_NETWORK_H

#include "network/network.h"
#include "route/snap.h"

/*
 * Snap a point that a caller gave; false where no street is within the walker's snap limit. It is
 * an error if the network has not been built, and a warning, once a statement, if the point is
 * far from every street.
 */
extern bool circle_place_of_given(const CircleNetwork *net, cc_graph *graph, cc_point point,
								  cc_place *place);

/* The same check for a point that need not be snapped. */
extern void circle_check_near_network(const CircleNetwork *net, cc_point point);

#endif /* CIRCLE_OFF_NETWORK_H */
