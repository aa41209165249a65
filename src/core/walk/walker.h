/*
 * walker.h
 *		Who walks, and what a stretch of street costs.
 *
 * src/core/walk/walker.h
 */
#ifndef CC_WALKER_H
#define CC_WALKER_H

#include "base/base.h"
#include "network/street_class.h"

#define CC_IMPASSABLE UINT32_MAX

/* How a slope changes the time of a walk; walk/slope.h says by how much. */
typedef enum cc_slope
{
	CC_SLOPE_NONE,
	CC_SLOPE_TOBLER,
	CC_SLOPE_NAISMITH
} cc_slope;

typedef struct cc_walker
{
	double speed_m_s;      /* on the flat */
	double steps_factor;   /* time on steps as a multiple of flat time; 0: steps are impassable */
	double door_speed_m_s; /* between a door and its street */
	double snap_limit_m;   /* the farthest street that a door may be snapped to */
	cc_slope slope;
	double slope_strength; /* exponent of what the slope function says; 1 as published, 0 flat */
	double crossing_s;     /* added to every street that is a crossing */
	double lift_s;         /* added to every street that is a lift */
} cc_walker;

/*
 * Are the walker's numbers within sane limits? Speeds 0.05 to 20 m/s, the factor on steps 0 or
 * 0.1 to 100, the snap limit above 0 and at most 10,000 m, the strength 0 to 3, seconds added 0 to
 * 3,600; else CC_BAD_INPUT.
 */
extern cc_status cc_walker_check(const cc_walker *walker, cc_detail *detail);

/* Digest of the walker's numbers, for cache keys and definition hashes. */
extern cc_digest cc_walker_digest(const cc_walker *walker);

/* Can the walker use streets of a class? */
extern bool cc_walker_can_use(const cc_walker *walker, uint32_t class_bits);

/*
 * floor(exact ms + 0.5) of effort_mm of street of a class (mm on the flat, more of them
 * where it is steep), with added_ms on top. The walker can use the class. What would be longer than
 * 49 days stays just below CC_IMPASSABLE.
 */
extern uint32_t cc_walk_ms(const cc_walker *walker, uint32_t class_bits, double effort_mm,
						   double added_ms);

/* floor(mm / door speed + 0.5). */
extern uint32_t cc_door_ms(const cc_walker *walker, uint32_t mm);

#endif /* CC_WALKER_H */
