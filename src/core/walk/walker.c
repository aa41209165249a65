/*
 * walker.c
 *		Checks, digest and costs of a walker.
 *
 * src/core/walk/walker.c
 */
#include "walk/walker.h"

#include <math.h>
#include <string.h>

#define MIN_SPEED_M_S 0.05
#define MAX_SPEED_M_S 20.0
#define MIN_STEPS_FACTOR 0.1
#define MAX_STEPS_FACTOR 100.0
#define MAX_SNAP_LIMIT_M 10000.0
#define MAX_STRENGTH 3.0
#define MAX_ADDED_S 3600.0
#define NUMBERS 8

/* False for NaN, too. */
static bool
within(double value, double least, double most)
{
	return value >= least && value <= most;
}

cc_status
cc_walker_check(const cc_walker *walker, cc_detail *detail)
{
	if (!within(walker->speed_m_s, MIN_SPEED_M_S, MAX_SPEED_M_S))
		return cc_fail(detail, CC_BAD_INPUT,
					   "the walker's speed must be between 0.05 and 20 metres per second", -1);
	if (!within(walker->door_speed_m_s, MIN_SPEED_M_S, MAX_SPEED_M_S))
		return cc_fail(detail, CC_BAD_INPUT,
					   "the walker's door speed must be between 0.05 and 20 metres per second", -1);
	if (walker->steps_factor != 0 &&
		!within(walker->steps_factor, MIN_STEPS_FACTOR, MAX_STEPS_FACTOR))
		return cc_fail(detail, CC_BAD_INPUT,
					   "the walker's factor on steps must be 0 (impassable) or between 0.1 and 100",
					   -1);
	if (!(walker->snap_limit_m > 0 && walker->snap_limit_m <= MAX_SNAP_LIMIT_M))
		return cc_fail(detail, CC_BAD_INPUT,
					   "the walker's snap limit must be above 0 and at most 10000 metres", -1);
	if (walker->slope != CC_SLOPE_NONE && walker->slope != CC_SLOPE_TOBLER &&
		walker->slope != CC_SLOPE_NAISMITH)
		return cc_fail(detail, CC_BAD_INPUT, "the walker's slope function is unknown", -1);
	if (!within(walker->slope_strength, 0, MAX_STRENGTH))
		return cc_fail(detail, CC_BAD_INPUT,
					   "the strength of the walker's slope function must be between 0 and 3", -1);
	if (!within(walker->crossing_s, 0, MAX_ADDED_S) || !within(walker->lift_s, 0, MAX_ADDED_S))
		return cc_fail(detail, CC_BAD_INPUT,
					   "the seconds that crossings and lifts add must be between 0 and 3600", -1);
	return CC_OK;
}

cc_digest
cc_walker_digest(const cc_walker *walker)
{
	const double numbers[NUMBERS] = {walker->speed_m_s,      walker->steps_factor,
									 walker->door_speed_m_s, walker->snap_limit_m,
									 (double) walker->slope, walker->slope_strength,
									 walker->crossing_s,     walker->lift_s};
	uint8_t bytes[NUMBERS * 8];

	for (int i = 0; i < NUMBERS; i++)
	{
		/* Minus zero is the same walker as zero. */
		double number = numbers[i] == 0 ? 0.0 : numbers[i];
		uint64_t bits;

		memcpy(&bits, &number, sizeof(bits));
		for (int byte = 0; byte < 8; byte++)
			bytes[i * 8 + byte] = (uint8_t) (bits >> (8 * byte));
	}
	return cc_digest_bytes(bytes, sizeof(bytes), 1);
}

/* floor(ms + 0.5), kept below the value that means impassable. */
static uint32_t
whole_ms(double ms)
{
	double whole = floor(ms + 0.5);

	return whole >= (double) CC_IMPASSABLE ? CC_IMPASSABLE - 1 : (uint32_t) whole;
}

bool
cc_walker_can_use(const cc_walker *walker, uint32_t class_bits)
{
	/* Who cannot climb steps cannot ride moving ones. */
	return walker->steps_factor != 0 || (class_bits & (CC_STEPS | CC_ESCALATOR)) == 0;
}

uint32_t
cc_walk_ms(const cc_walker *walker, uint32_t class_bits, double effort_mm, double added_ms)
{
	double factor = class_bits & CC_STEPS ? walker->steps_factor : 1;

	return whole_ms(effort_mm / walker->speed_m_s * factor + added_ms);
}

uint32_t
cc_door_ms(const cc_walker *walker, uint32_t mm)
{
	return whole_ms((double) mm / walker->door_speed_m_s);
}
