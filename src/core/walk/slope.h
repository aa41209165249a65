/*
 * slope.h
 *		What a part of an edge costs a walker: slopes, steps, crossings, lifts.
 *
 * A street with heights is a chain of pieces between its samples, each of one slope. A mm of a
 * piece counts as so many mm on the flat, a whole number of 1/65536: so the effort of a
 * part is a sum of integers, parts add up exactly, and flat ground costs what
 * it costs without heights, to the bit.
 *
 * src/core/walk/slope.h
 */
#ifndef CC_SLOPE_H
#define CC_SLOPE_H

#include "network/tile.h"
#include "walk/walker.h"

#define CC_FLAT_WEIGHT 65536u

/*
 * Time on a slope (rise over run, positive uphill) as a multiple of that on the flat, in
 * 1/65536, rounded; slopes beyond 100 % count as 100 %.
 *
 * Tobler (1993): exp(3.5 (|slope + 0.05| - 0.05)), his speed over his speed on the flat. Naismith
 * (1892) with Langmuir's corrections (1984), who walk 5 km/h: 6 s more for a metre up, 2 s
 * less for a metre down between 5 and 12 degrees, 2 s more where it is steeper. Either is
 * raised to the power of the walker's slope_strength.
 */
extern uint32_t cc_slope_weight(const cc_walker *walker, double slope);

/* How many times as fast as on the flat the walker is at most, never too few. */
extern double cc_slope_fastest(const cc_walker *walker);

/* Metres that the walker gets on in a second at most: downhill, on quick steps or to a door. */
extern double cc_walker_fastest_m_s(const cc_walker *walker);

/* How many times as long one way along a slope takes as the other at most, never too few. */
extern double cc_slope_skew(const cc_walker *walker);

/*
 * Does the cost of a part of the edge depend on more than its length? Not on steps, escalators
 * and in lifts, whose slope does not count.
 */
extern bool cc_edge_is_uneven(const cc_walker *walker, const cc_edge *edge);

/*
 * floor(exact ms + 0.5) of walking from from_mm on to to_mm, from the end u (to_v) or to it (not
 * to_v: from to_mm back to from_mm). CC_IMPASSABLE where the walker cannot go. What a crossing or a
 * lift adds is spread evenly over the first edge of its street, so that it is added once.
 */
extern uint32_t cc_edge_part_ms(const cc_walker *walker, const cc_tile *tile, const cc_edge *edge,
								uint32_t from_mm, uint32_t to_mm, bool to_v);

#endif /* CC_SLOPE_H */
