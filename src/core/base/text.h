/*
 * text.h
 *		Words, numbers and category names of the text forms: reading and writing.
 *
 * src/core/base/text.h
 */
#ifndef CC_TEXT_H
#define CC_TEXT_H

#include "base/base.h"

#define CC_MAX_CATEGORY 190 /* bytes of a category's name */
#define CC_MAX_TEXT 1000000 /* bytes of a text form */

typedef enum cc_token
{
	CC_TOKEN_END = 0,
	CC_TOKEN_WORD,   /* a letter or underscore, then letters, digits, underscores (ASCII) */
	CC_TOKEN_QUOTED, /* "any text", with "" for a quote */
	CC_TOKEN_NUMBER, /* digits, perhaps with a point and up to three more */
	CC_TOKEN_SYMBOL  /* any other single character */
} cc_token;

/*
 * A lexer with one token of look-ahead. After a failure the token is
 * CC_TOKEN_END and status says why; detail points at the character.
 */
typedef struct cc_lexer
{
	const char *text;
	size_t len;
	size_t end; /* where the next token is looked for */
	cc_status status;
	cc_detail *detail;
	cc_token token;
	size_t start; /* of the token */
	char symbol;
	uint64_t thousandths; /* a number's value */
	uint32_t decimals;    /* digits that it had behind the point */
	uint32_t name_len;
	char name[CC_MAX_CATEGORY + 1]; /* a word or an unquoted name */
} cc_lexer;

/* Begin to read text; the first token is read at once. CC_LIMIT for a text that is too long. */
extern void cc_lex_init(cc_lexer *lexer, const char *text, size_t len, cc_detail *detail);
extern void cc_lex_next(cc_lexer *lexer);

/* Fail at the present token, unless something failed before. */
extern cc_status cc_lex_fail(cc_lexer *lexer, cc_status status, const char *reason,
							 const char *hint);

/* Is the token this symbol, or this word (in lower case; the text may use any case)? */
extern bool cc_lex_is_symbol(const cc_lexer *lexer, char symbol);
extern bool cc_lex_is_word(const cc_lexer *lexer, const char *word);

/* Is the token a category: a quoted name, or a word that is not reserved? */
extern bool cc_lex_is_category(const cc_lexer *lexer);

/* If the token is this symbol or word, go on to the next one. */
extern bool cc_lex_take_symbol(cc_lexer *lexer, char symbol);
extern bool cc_lex_take_word(cc_lexer *lexer, const char *word);

/* A whole number within min ... max; fails with the reason otherwise. */
extern uint32_t cc_lex_whole(cc_lexer *lexer, uint32_t min, uint32_t max, const char *reason);

/* May this be the name of a category: not empty, not too long, UTF-8, no control characters? */
extern cc_status cc_category_check(const char *name, size_t len, cc_detail *detail);

/* Order of two names: bytes, then length. */
extern int cc_category_compare(const char *a, size_t a_len, const char *b, size_t b_len);

/* Writing: a text, a whole number, a category (quoted if need be), thousandths as a decimal. */
extern void cc_put_text(cc_buffer *buffer, const char *text);
extern void cc_put_whole(cc_buffer *buffer, uint64_t value);
extern void cc_put_category(cc_buffer *buffer, const char *name, size_t len);
extern void cc_put_thousandths(cc_buffer *buffer, uint64_t value);

#endif /* CC_TEXT_H */
