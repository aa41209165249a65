/*
 * slope.c
 *		What a part of an edge costs a walker: slopes, steps, crossings, lifts.
 *
 * src/core/walk/slope.c
 */
#include "walk/slope.h"

#include <math.h>

#define STEEPEST 1.0

#define TOBLER_DECAY 3.5
#define TOBLER_BEST (-0.05)

/* Naismith's and Langmuir's seconds for a metre of height, in those for a metre at 5 km/h. */
#define NAISMITH_M_S (5 / 3.6)
#define NAISMITH_UP_S 6.0
#define LANGMUIR_DOWN_S 2.0
#define TAN_5_DEGREES 0.087488663525924
#define TAN_12_DEGREES 0.212556561670022

/* Classes whose height is climbed in another way than by walking up a slope. */
#define NO_SLOPE (CC_STEPS | CC_LIFT | CC_ESCALATOR)

static double
naismith(double slope)
{
	if (slope >= 0)
		return 1 + NAISMITH_UP_S * NAISMITH_M_S * slope;
	if (slope > -TAN_5_DEGREES)
		return 1;
	/* Down is negative here. */
	return 1 + LANGMUIR_DOWN_S * NAISMITH_M_S * (slope >= -TAN_12_DEGREES ? slope : -slope);
}

/* Time as a multiple of that on the flat. */
static double
multiple(const cc_walker *walker, double slope)
{
	switch (walker->slope)
	{
		case CC_SLOPE_TOBLER:
			return exp(walker->slope_strength * TOBLER_DECAY *
					   (fabs(slope - TOBLER_BEST) + TOBLER_BEST));
		case CC_SLOPE_NAISMITH:
			return pow(naismith(slope), walker->slope_strength);
		case CC_SLOPE_NONE:
			break;
	}
	return 1;
}

uint32_t
cc_slope_weight(const cc_walker *walker, double slope)
{
	slope = slope > STEEPEST ? STEEPEST : slope;
	slope = slope < -STEEPEST ? -STEEPEST : slope;
	return (uint32_t) floor(multiple(walker, slope) * CC_FLAT_WEIGHT + 0.5);
}

double
cc_slope_fastest(const cc_walker *walker)
{
	double best = walker->slope == CC_SLOPE_TOBLER ? TOBLER_BEST : -TAN_12_DEGREES;

	if (walker->slope == CC_SLOPE_NONE)
		return 1;
	return (double) CC_FLAT_WEIGHT / (cc_slope_weight(walker, best) - 1);
}

double
cc_walker_fastest_m_s(const cc_walker *walker)
{
	double factor = cc_slope_fastest(walker);
	double speed;

	if (walker->steps_factor > 0 && walker->steps_factor * factor < 1)
		factor = 1 / walker->steps_factor;
	speed = walker->speed_m_s * factor;
	return speed > walker->door_speed_m_s ? speed : walker->door_speed_m_s;
}

double
cc_slope_skew(const cc_walker *walker)
{
	/* Tobler's ratio is the same from 5 % on; Naismith's is greatest where the way down is best. */
	double slope = walker->slope == CC_SLOPE_TOBLER ? -TOBLER_BEST : TAN_12_DEGREES;

	if (walker->slope == CC_SLOPE_NONE)
		return 1;
	return (cc_slope_weight(walker, slope) + 1.0) / (cc_slope_weight(walker, -slope) - 1.0);
}

static inline bool
is_sloped(const cc_walker *walker, const cc_edge *edge)
{
	return edge->nsamples > 0 && walker->slope != CC_SLOPE_NONE &&
		   (edge->class_bits & NO_SLOPE) == 0;
}

/* ms that a crossing or a lift adds to an edge. */
static inline double
added_ms(const cc_walker *walker, const cc_edge *edge)
{
	double seconds = 0;

	if (edge->first_vertex != 0)
		return 0;
	if (edge->class_bits & CC_CROSSING)
		seconds += walker->crossing_s;
	if (edge->class_bits & CC_LIFT)
		seconds += walker->lift_s;
	return seconds * 1000;
}

bool
cc_edge_is_uneven(const cc_walker *walker, const cc_edge *edge)
{
	return is_sloped(walker, edge) || added_ms(walker, edge) > 0;
}

/* The effort of a part in 1/65536 mm: at most 2^32 mm by weights below 2^32. */
static uint64_t
effort(const cc_walker *walker, const cc_sample *samples, uint32_t nsamples, uint32_t from_mm,
	   uint32_t to_mm, bool to_v)
{
	uint64_t sum = 0;

	for (uint32_t i = 1; i < nsamples && samples[i - 1].at_mm < to_mm; i++)
	{
		const cc_sample *a = &samples[i - 1];
		const cc_sample *b = &samples[i];
		uint32_t begin = a->at_mm > from_mm ? a->at_mm : from_mm;
		uint32_t end = b->at_mm < to_mm ? b->at_mm : to_mm;
		double rise_mm = ((double) b->height_cm - a->height_cm) * 10;

		if (begin < end)
			sum += (uint64_t) (end - begin) *
				   cc_slope_weight(walker, (to_v ? rise_mm : -rise_mm) / (b->at_mm - a->at_mm));
	}
	return sum;
}

uint32_t
cc_edge_part_ms(const cc_walker *walker, const cc_tile *tile, const cc_edge *edge, uint32_t from_mm,
				uint32_t to_mm, bool to_v)
{
	uint32_t mm = to_mm - from_mm;
	double effort_mm = mm;
	double added = added_ms(walker, edge);

	if (!cc_walker_can_use(walker, edge->class_bits))
		return CC_IMPASSABLE;
	if (is_sloped(walker, edge))
		effort_mm = (double) effort(walker, &tile->samples[edge->sample], edge->nsamples, from_mm,
									to_mm, to_v) /
					CC_FLAT_WEIGHT;
	if (mm < edge->len_mm)
		added *= (double) mm / edge->len_mm;
	return cc_walk_ms(walker, edge->class_bits, effort_mm, added);
}
