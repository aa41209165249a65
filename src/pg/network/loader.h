/*
 * loader.h
 *		The streets of an input relation, read row by row.
 *
 * src/pg/network/loader.h
 */
#ifndef CIRCLE_LOADER_H
#define CIRCLE_LOADER_H

#include "network/build.h"
#include "network/heights.h"
#include "server/rows.h"

/*
 * One row of the streets. Either refused says why it cannot be used (a constant
 * text, fit for a table of data quality), or lines are what to walk on.
 */
typedef struct CircleStreet
{
	char *key_text;      /* the key as text; NULL when it is NULL */
	const char *refused; /* why the whole street cannot be used, or NULL */
	const char *remark;  /* a part was left out, or its heights: why; or NULL */
	uint32 nlines;
	cc_line *lines; /* their keys point into key_text */
} CircleStreet;

typedef struct CircleLoader
{
	bool text_keys;
	CircleRows rows;
	HTAB *duplicates;           /* keys that occur more than once, as text; or NULL */
	CircleElevation *elevation; /* gives lines their heights; or NULL: their own Z does */
	MemoryContext row_context;
} CircleLoader;

/*
 * Open the streets. The query returns (key int8 or text, wkb bytea in SRID 4326, empty
 * for SRID 0, one byte for what cannot be transformed, steps, door, private boolean, class text),
 * the other one, if not NULL, the keys that occur more than once, as text. The caller has connected
 * to SPI.
 */
extern void circle_loader_open(CircleLoader *loader, const char *query,
							   const char *duplicates_query, bool text_keys);

/* The next street, in memory that lives until the next call; false after the last. */
extern bool circle_loader_next(CircleLoader *loader, CircleStreet *street);

extern void circle_loader_close(CircleLoader *loader);

/* Class bits of words separated by anything but letters; words that mean nothing are passed over.
 */
extern uint32 circle_class_bits(const char *words, Size len);

/* The words of class bits, one for each, with a blank between; empty for none. */
extern char *circle_class_names(uint32 class_bits);

#endif /* CIRCLE_LOADER_H */
