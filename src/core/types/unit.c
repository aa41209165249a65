/*
 * unit.c
 *		The three units of a walk, and their stored whole numbers.
 *
 * src/core/types/unit.c
 */
#include "types/unit.h"

#include <math.h>
#include <string.h>

static const char *const unit_names[CC_UNITS] = {"min", "m", "m straight"};
static const char units_hint[] =
	"The units are min, m (on foot) and m straight (in a straight line).";

const char *
cc_unit_name(cc_unit unit)
{
	/* A need may have none. */
	return (unsigned) unit < CC_UNITS ? unit_names[unit] : "no unit";
}

uint32_t
cc_unit_scale(cc_unit unit)
{
	return unit == CC_MINUTES ? 600 : 10;
}

bool
cc_unit_parse(const char *name, size_t len, cc_unit *unit)
{
	for (int i = 0; i < CC_UNITS; i++)
		if (strlen(unit_names[i]) == len && memcmp(unit_names[i], name, len) == 0)
		{
			*unit = (cc_unit) i;
			return true;
		}
	return false;
}

cc_unit
cc_lex_unit(cc_lexer *lexer)
{
	if (cc_lex_take_word(lexer, "min"))
		return CC_MINUTES;
	if (cc_lex_take_word(lexer, "m"))
		return cc_lex_take_word(lexer, "straight") ? CC_METRES_STRAIGHT : CC_METRES;
	cc_lex_fail(lexer, CC_BAD_INPUT, "expected a unit", units_hint);
	return CC_MINUTES;
}

cc_status
cc_unit_limit(cc_unit unit, double limit, uint32_t *stored, cc_detail *detail)
{
	double scaled = limit * cc_unit_scale(unit);
	double nearest = floor(scaled + 0.5);

	if (!(scaled >= 0.0 && scaled <= CC_MAX_STORED))
		return cc_fail(detail, CC_BAD_INPUT,
					   "not a number from 0 to 16666 (minutes) or 1000000 (metres)", -1);
	*stored = (uint32_t) (fabs(scaled - nearest) <= 1e-6 ? nearest : floor(scaled));
	return CC_OK;
}

cc_status
cc_unit_value(cc_unit unit, double value, uint32_t *stored, cc_detail *detail)
{
	double scaled = value * cc_unit_scale(unit);

	if (!(scaled >= 0.0) || isinf(scaled))
		return cc_fail(detail, CC_BAD_INPUT, "not a finite number of at least 0", -1);
	*stored = scaled > CC_MAX_STORED ? CC_MAX_STORED + 1 : (uint32_t) floor(scaled + 0.5);
	return CC_OK;
}

void
cc_put_stored(cc_buffer *buffer, cc_unit unit, uint32_t stored)
{
	uint32_t rest;

	if (unit != CC_MINUTES)
	{
		cc_put_thousandths(buffer, (uint64_t) stored * 100);
		return;
	}
	rest = stored % 600;
	cc_put_whole(buffer, stored / 600);
	if (rest == 0)
		return;
	cc_put_u8(buffer, ':');
	cc_put_u8(buffer, (uint8_t) ('0' + rest / 100));
	cc_put_thousandths(buffer, (uint64_t) (rest % 100) * 100);
}

/* The number under the lexer in stored units of so many thousandths each; at most limit. */
static uint32_t
lex_units(cc_lexer *lexer, uint64_t factor, uint64_t limit)
{
	uint64_t scaled = lexer->thousandths * factor / 1000;

	if (lexer->token != CC_TOKEN_NUMBER)
		cc_lex_fail(lexer, CC_BAD_INPUT, "expected a number", NULL);
	else if (lexer->decimals > 1 || scaled > limit)
		cc_lex_fail(lexer, CC_BAD_INPUT, "the number is out of range or has too many decimals",
					"Minutes are written 8, 8:05 or 8:05.3, metres 120 or 120.5.");
	else
	{
		cc_lex_next(lexer);
		return (uint32_t) scaled;
	}
	return 0;
}

uint32_t
cc_lex_stored(cc_lexer *lexer, cc_unit unit)
{
	uint32_t minutes;
	uint32_t rest;

	if (unit != CC_MINUTES)
		return lex_units(lexer, 10, CC_MAX_STORED);
	minutes = cc_lex_whole(lexer, 0, CC_MAX_STORED / 600,
						   "expected minutes, as 8, 8:05 or 8:05.3, up to 16666");
	if (!cc_lex_take_symbol(lexer, ':'))
		return minutes * 600;
	rest = lex_units(lexer, 10, 599);
	if (minutes * 600 + rest > CC_MAX_STORED)
		cc_lex_fail(lexer, CC_BAD_INPUT, "the number is out of range", NULL);
	return minutes * 600 + rest;
}
