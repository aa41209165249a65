/*
 * place.h
 *		Places on the network, through the core's snapping.
 *
 * src/pg/place.h
 */
#ifndef CIRCLE_PLACE_H
#define CIRCLE_PLACE_H

#include "cc_snap.h"

/*
 * Snap a point. Returns false, with place->edge CC_NONE and the point itself in
 * place->point, where no street is in reach.
 */
extern bool circle_snap_point(cc_graph *graph, cc_point point, cc_place *place);

#endif /* CIRCLE_PLACE_H */
