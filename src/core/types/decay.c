/*
 * decay.c
 *		How the worth of an amenity falls with the walk to it.
 *
 * src/core/types/decay.c
 */
#include "types/decay.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

/* pi / sqrt(3): turns a standard deviation into the scale of a logistic distribution. */
#define LOGISTIC_SCALE 1.8137993642342178

/* The decays and their parameters. */
static const struct
{
	const char *name;
	const char *parameter[2];
} decays[] = {
	{"step", {NULL, NULL}},        {"linear", {NULL, NULL}},       {"exponential", {"half", NULL}},
	{"gaussian", {"sigma", NULL}}, {"logistic", {"median", "sd"}},
};

static const char decays_hint[] =
	"The decays are step, linear, exponential(half=), gaussian(sigma=) and logistic(median=, sd=).";

/* One "name=number" between the parentheses. */
static void
parse_parameter(cc_lexer *lexer, cc_decay *decay)
{
	int which = 0;

	while (which < 2 && (decays[decay->kind].parameter[which] == NULL ||
						 !cc_lex_is_word(lexer, decays[decay->kind].parameter[which])))
		which++;
	if (which == 2)
	{
		cc_lex_fail(lexer, CC_BAD_INPUT, "the decay has no such parameter", decays_hint);
		return;
	}
	cc_lex_next(lexer);
	if (!cc_lex_take_symbol(lexer, '='))
		cc_lex_fail(lexer, CC_BAD_INPUT, "expected \"=\" after the parameter", decays_hint);
	if (lexer->token != CC_TOKEN_NUMBER || lexer->thousandths == 0 ||
		lexer->thousandths > UINT64_C(1000000000))
		cc_lex_fail(lexer, CC_BAD_INPUT, "a parameter must be greater than 0 and at most 1000000",
					decays_hint);
	else if (decay->parameter[which] != 0)
		cc_lex_fail(lexer, CC_BAD_INPUT, "the parameter is given twice", decays_hint);
	if (lexer->status != CC_OK)
		return;
	decay->parameter[which] = lexer->thousandths / 1000.0;
	cc_lex_next(lexer);
}

cc_status
cc_decay_parse(const char *text, size_t len, cc_decay *decay, cc_detail *detail)
{
	cc_lexer lexer;
	int kind = CC_LOGISTIC;

	memset(decay, 0, sizeof(*decay));
	cc_lex_init(&lexer, text, len, detail);
	while (kind >= 0 && !cc_lex_is_word(&lexer, decays[kind].name))
		kind--;
	if (kind < 0)
		return cc_lex_fail(&lexer, CC_BAD_INPUT, "there is no such decay", decays_hint);
	decay->kind = (cc_decay_kind) kind;
	cc_lex_next(&lexer);
	if (cc_lex_take_symbol(&lexer, '('))
	{
		do
			parse_parameter(&lexer, decay);
		while (cc_lex_take_symbol(&lexer, ','));
		if (!cc_lex_take_symbol(&lexer, ')'))
			cc_lex_fail(&lexer, CC_BAD_INPUT, "expected \",\" or \")\"", decays_hint);
	}
	if (lexer.token != CC_TOKEN_END)
		cc_lex_fail(&lexer, CC_BAD_INPUT, "there is something behind the decay", decays_hint);
	return lexer.status;
}

static double
parameter(const cc_decay *decay, int which, double otherwise)
{
	return decay->parameter[which] != 0 ? decay->parameter[which] : otherwise;
}

double
cc_decay_worth(const cc_decay *decay, double t, double limit)
{
	double x;
	double scale;

	if (t <= limit && (decay->kind == CC_STEP || decay->kind == CC_LINEAR))
		return 1.0;
	if (decay->kind == CC_STEP || t > 2.0 * limit)
		return 0.0;
	switch (decay->kind)
	{
		case CC_LINEAR:
			return 2.0 - t / limit;
		case CC_EXPONENTIAL:
			return exp2(-t / parameter(decay, 0, limit));
		case CC_GAUSSIAN:
			x = t / parameter(decay, 0, limit);
			return exp(-0.5 * x * x);
		default:
			x = parameter(decay, 0, limit);
			scale = LOGISTIC_SCALE / parameter(decay, 1, limit / 4.0);
			return (1.0 + exp(-x * scale)) / (1.0 + exp((t - x) * scale));
	}
}
