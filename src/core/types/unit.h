/*
 * unit.h
 *		The three units of a walk, and their stored whole numbers.
 *
 * src/core/types/unit.h
 */
#ifndef CC_UNIT_H
#define CC_UNIT_H

#include "base/text.h"

/* Stored units: deciseconds for minutes, decimetres for metres. */
typedef enum cc_unit
{
	CC_MINUTES = 0,
	CC_METRES = 1,         /* shortest path by length, doors included */
	CC_METRES_STRAIGHT = 2 /* spheroid straight line */
} cc_unit;

#define CC_UNITS 3
#define CC_MAX_STORED 10000000 /* the greatest horizon: 11 days, or 1,000 km */

/* 'min', 'm' or 'm straight'. */
extern const char *cc_unit_name(cc_unit unit);

/* Stored units in a minute or a metre: 600 or 10. */
extern uint32_t cc_unit_scale(cc_unit unit);

/* The unit of a name; false if there is none such. */
extern bool cc_unit_parse(const char *name, size_t len, cc_unit *unit);

/* Read a unit from a text form; fails with the reason otherwise. */
extern cc_unit cc_lex_unit(cc_lexer *lexer);

/*
 * A limit given in minutes or metres, as the greatest stored value that lies
 * within it; what is a whole stored value up to rounding of the double is taken as that.
 * CC_BAD_INPUT unless 0 <= stored <= CC_MAX_STORED (not finite, negative, too great).
 */
extern cc_status cc_unit_limit(cc_unit unit, double limit, uint32_t *stored, cc_detail *detail);

/* A measured value as the nearest stored one; CC_MAX_STORED + 1 beyond that. */
extern cc_status cc_unit_value(cc_unit unit, double value, uint32_t *stored, cc_detail *detail);

/* Minutes or metres of a stored value. */
static inline double
cc_unit_double(cc_unit unit, uint32_t stored)
{
	return unit == CC_MINUTES ? stored / 600.0 : stored / 10.0;
}

/* Write a stored value exactly: minutes as m, m:ss or m:ss.s; metres with at most one decimal. */
extern void cc_put_stored(cc_buffer *buffer, cc_unit unit, uint32_t stored);

/* Read what cc_put_stored writes. */
extern uint32_t cc_lex_stored(cc_lexer *lexer, cc_unit unit);

#endif /* CC_UNIT_H */
