/*
 * text.c
 *		Words, numbers and category names of the text forms: reading and writing.
 *
 * src/core/base/text.c
 */
#include "base/text.h"

#include <string.h>

/* Words of the grammars: a category of such a name is written in quotes. */
static const char *const reserved[] = {"and", "or", "of",       "not",  "within", "weight",
									   "min", "m",  "straight", "keep", "inside"};

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

static bool
word_equals(const char *name, size_t len, const char *word)
{
	if (strlen(word) != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (lower(name[i]) != word[i])
			return false;
	return true;
}

static bool
is_reserved(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++)
		if (word_equals(name, len, reserved[i]))
			return true;
	return false;
}

/* --- categories --- */

/* Length of the UTF-8 character at the start of a text, or 0 if there is none. */
static size_t
utf8_length(const unsigned char *at, size_t left)
{
	uint32_t code;
	size_t len;

	if (at[0] < 0x80)
		return 1;
	if (at[0] >= 0xC2 && at[0] <= 0xDF)
		len = 2;
	else if (at[0] >= 0xE0 && at[0] <= 0xEF)
		len = 3;
	else if (at[0] >= 0xF0 && at[0] <= 0xF4)
		len = 4;
	else
		return 0;
	if (left < len)
		return 0;
	code = at[0] & (0xFFu >> (len + 1));
	for (size_t i = 1; i < len; i++)
	{
		if ((at[i] & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (at[i] & 0x3F);
	}
	/* No longer form than needed, no surrogate, nothing beyond Unicode. */
	if ((len == 3 && code < 0x800) || (len == 4 && (code < 0x10000 || code > 0x10FFFF)) ||
		(code >= 0xD800 && code <= 0xDFFF))
		return 0;
	return len;
}

cc_status
cc_category_check(const char *name, size_t len, cc_detail *detail)
{
	const unsigned char *bytes = (const unsigned char *) name;
	size_t step;

	if (len == 0)
		return cc_fail(detail, CC_BAD_INPUT, "a category's name must not be empty", -1);
	if (len > CC_MAX_CATEGORY)
		return cc_fail(detail, CC_LIMIT, "a category's name has more than 190 bytes", -1);
	for (size_t at = 0; at < len; at += step)
	{
		step = utf8_length(bytes + at, len - at);
		if (step == 0)
			return cc_fail(detail, CC_BAD_INPUT, "a category's name is not valid UTF-8", -1);
		if (bytes[at] < 0x20 || bytes[at] == 0x7F)
			return cc_fail(detail, CC_BAD_INPUT, "a category's name holds a control character", -1);
	}
	return CC_OK;
}

int
cc_category_compare(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	if (order != 0)
		return order;
	return a_len < b_len ? -1 : a_len > b_len;
}

/* --- reading --- */

cc_status
cc_lex_fail(cc_lexer *lexer, cc_status status, const char *reason, const char *hint)
{
	if (lexer->status != CC_OK)
		return lexer->status;
	cc_fail(lexer->detail, status, reason, (int64_t) lexer->start);
	if (lexer->detail != NULL)
		lexer->detail->hint = hint;
	lexer->status = status;
	lexer->token = CC_TOKEN_END;
	return status;
}

static void
lex_word(cc_lexer *lexer)
{
	size_t at = lexer->start;

	while (at < lexer->len && (is_letter(lexer->text[at]) || is_digit(lexer->text[at])))
		at++;
	lexer->end = at;
	if (at - lexer->start > CC_MAX_CATEGORY)
	{
		cc_lex_fail(lexer, CC_LIMIT, "a category's name has more than 190 bytes", NULL);
		return;
	}
	lexer->name_len = (uint32_t) (at - lexer->start);
	memcpy(lexer->name, lexer->text + lexer->start, lexer->name_len);
	lexer->token = CC_TOKEN_WORD;
}

static void
lex_quoted(cc_lexer *lexer)
{
	size_t at = lexer->start + 1;
	uint32_t len = 0;
	cc_detail why;
	cc_status status;

	for (;;)
	{
		if (at >= lexer->len)
		{
			cc_lex_fail(lexer, CC_BAD_INPUT, "quoted name is not terminated", NULL);
			return;
		}
		if (lexer->text[at] == '"')
		{
			if (at + 1 >= lexer->len || lexer->text[at + 1] != '"')
				break;
			at++;
		}
		if (len <= CC_MAX_CATEGORY)
			lexer->name[len++] = lexer->text[at];
		at++;
	}
	lexer->end = at + 1;
	lexer->name_len = len;
	lexer->token = CC_TOKEN_QUOTED;
	status = cc_category_check(lexer->name, len, &why);
	if (status != CC_OK)
		cc_lex_fail(lexer, status, why.reason, NULL);
}

static void
lex_number(cc_lexer *lexer)
{
	size_t at = lexer->start;
	uint64_t value = 0;
	uint32_t decimals = 0;

	for (; at < lexer->len && is_digit(lexer->text[at]); at++)
		if (value < UINT64_C(1000000000000))
			value = value * 10 + (uint64_t) (lexer->text[at] - '0');
	if (at + 1 < lexer->len && lexer->text[at] == '.' && is_digit(lexer->text[at + 1]))
		for (at++; at < lexer->len && is_digit(lexer->text[at]); at++)
		{
			if (++decimals > 3)
			{
				cc_lex_fail(lexer, CC_BAD_INPUT, "a number has at most three decimals", NULL);
				return;
			}
			value = value * 10 + (uint64_t) (lexer->text[at] - '0');
		}
	lexer->decimals = decimals;
	for (; decimals < 3; decimals++)
		value *= 10;
	lexer->thousandths = value;
	lexer->end = at;
	lexer->token = CC_TOKEN_NUMBER;
}

void
cc_lex_next(cc_lexer *lexer)
{
	size_t at = lexer->end;
	char c;

	lexer->token = CC_TOKEN_END;
	if (lexer->status != CC_OK)
		return;
	while (at < lexer->len && (lexer->text[at] == ' ' || lexer->text[at] == '\t' ||
							   lexer->text[at] == '\n' || lexer->text[at] == '\r'))
		at++;
	lexer->start = lexer->end = at;
	if (at >= lexer->len)
		return;
	c = lexer->text[at];
	if (is_letter(c))
		lex_word(lexer);
	else if (is_digit(c))
		lex_number(lexer);
	else if (c == '"')
		lex_quoted(lexer);
	else if ((unsigned char) c >= 0x80)
		cc_lex_fail(lexer, CC_BAD_INPUT, "unexpected character",
					"Write a name that is no plain ASCII word in double quotes.");
	else
	{
		lexer->token = CC_TOKEN_SYMBOL;
		lexer->symbol = c;
		lexer->end = at + 1;
	}
}

void
cc_lex_init(cc_lexer *lexer, const char *text, size_t len, cc_detail *detail)
{
	memset(lexer, 0, sizeof(*lexer));
	lexer->text = text;
	lexer->len = len;
	lexer->detail = detail;
	if (len > CC_MAX_TEXT)
		cc_lex_fail(lexer, CC_LIMIT, "the text is longer than 1,000,000 bytes", NULL);
	cc_lex_next(lexer);
}

bool
cc_lex_is_symbol(const cc_lexer *lexer, char symbol)
{
	return lexer->token == CC_TOKEN_SYMBOL && lexer->symbol == symbol;
}

bool
cc_lex_is_word(const cc_lexer *lexer, const char *word)
{
	return lexer->token == CC_TOKEN_WORD && word_equals(lexer->name, lexer->name_len, word);
}

bool
cc_lex_is_category(const cc_lexer *lexer)
{
	return lexer->token == CC_TOKEN_QUOTED ||
		   (lexer->token == CC_TOKEN_WORD && !is_reserved(lexer->name, lexer->name_len));
}

bool
cc_lex_take_symbol(cc_lexer *lexer, char symbol)
{
	bool found = cc_lex_is_symbol(lexer, symbol);

	if (found)
		cc_lex_next(lexer);
	return found;
}

bool
cc_lex_take_word(cc_lexer *lexer, const char *word)
{
	bool found = cc_lex_is_word(lexer, word);

	if (found)
		cc_lex_next(lexer);
	return found;
}

uint32_t
cc_lex_whole(cc_lexer *lexer, uint32_t min, uint32_t max, const char *reason)
{
	uint64_t value = lexer->thousandths / 1000;

	if (lexer->token != CC_TOKEN_NUMBER || lexer->decimals > 0 || value < min || value > max)
	{
		cc_lex_fail(lexer, CC_BAD_INPUT, reason, NULL);
		return min;
	}
	cc_lex_next(lexer);
	return (uint32_t) value;
}

/* --- writing --- */

void
cc_put_text(cc_buffer *buffer, const char *text)
{
	cc_put_bytes(buffer, text, strlen(text));
}

void
cc_put_whole(cc_buffer *buffer, uint64_t value)
{
	char digits[20];
	size_t at = sizeof(digits);

	do
	{
		digits[--at] = (char) ('0' + value % 10);
		value /= 10;
	} while (value > 0);
	cc_put_bytes(buffer, digits + at, sizeof(digits) - at);
}

void
cc_put_category(cc_buffer *buffer, const char *name, size_t len)
{
	bool plain = len > 0 && is_letter(name[0]) && !is_reserved(name, len);

	for (size_t i = 0; i < len && plain; i++)
		plain = is_letter(name[i]) || is_digit(name[i]);
	if (plain)
	{
		cc_put_bytes(buffer, name, len);
		return;
	}
	cc_put_u8(buffer, '"');
	for (size_t i = 0; i < len; i++)
	{
		if (name[i] == '"')
			cc_put_u8(buffer, '"');
		cc_put_u8(buffer, (uint8_t) name[i]);
	}
	cc_put_u8(buffer, '"');
}

void
cc_put_thousandths(cc_buffer *buffer, uint64_t value)
{
	uint64_t part = value % 1000;

	cc_put_whole(buffer, value / 1000);
	if (part == 0)
		return;
	cc_put_u8(buffer, '.');
	for (uint64_t unit = 100; part > 0; unit /= 10)
	{
		cc_put_u8(buffer, (uint8_t) ('0' + part / unit));
		part %= unit;
	}
}
