/*
 * cc_walker.h
 *		Who walks, and what a stretch of street costs.
 *
 * src/core/cc_walker.h
 */
#ifndef CC_WALKER_H
#define CC_WALKER_H

#include "cc_base.h"

/* Classes of a street, one bit each. The rest is reserved and zero. */
#define CC_STEPS 0x0001u
#define CC_CLOSED 0x0002u /* no door: no walk may start or end on it */
#define CC_PRIVATE 0x0004u
#define CC_LIFT 0x0008u
#define CC_ESCALATOR 0x0010u
#define CC_CROSSING 0x0020u
#define CC_TUNNEL 0x0040u
#define CC_BRIDGE 0x0080u
#define CC_INDOOR 0x0100u
#define CC_PLAZA 0x0200u /* a way across an open place: it crosses others without meeting them */
#define CC_CLASS_BITS 0x03ffu

#define CC_IMPASSABLE UINT32_MAX

typedef struct cc_walker
{
	double speed_m_s;      /* on the flat */
	double steps_factor;   /* time on steps as a multiple of flat time; 0: steps are impassable */
	double door_speed_m_s; /* between a door and its street */
	double snap_limit_m;   /* the farthest street that a door may be snapped to */
} cc_walker;

/*
 * Are the walker's numbers within sane limits? Speeds 0.05 to 20 m/s, the factor on steps 0 or
 * 0.1 to 100, the snap limit above 0 and at most 10,000 m; else CC_BAD_INPUT.
 */
extern cc_status cc_walker_check(const cc_walker *walker, cc_detail *detail);

/* Digest of the walker's numbers, for cache keys and definition hashes. */
extern cc_digest cc_walker_digest(const cc_walker *walker);

/*
 * floor(exact ms + 0.5) of mm of street of a class; CC_IMPASSABLE where the walker cannot go.
 * What would be longer than 49 days stays just below that.
 */
extern uint32_t cc_walk_ms(const cc_walker *walker, uint32_t class_bits, uint32_t mm);

/* floor(mm / door speed + 0.5). */
extern uint32_t cc_door_ms(const cc_walker *walker, uint32_t mm);

#endif /* CC_WALKER_H */
