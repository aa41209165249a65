/*
 * barriers.h
 *		The barriers of a network, read row by row.
 *
 * src/pg/network/barriers.h
 */
#ifndef CIRCLE_BARRIERS_H
#define CIRCLE_BARRIERS_H

#include "network/build.h"
#include "server/rows.h"

/*
 * One row of the barriers: refused says why it, or a part of it, is not used (a constant text, fit
 * for a table of data quality); lines are what no door walk crosses, one of a single point a closed
 * gate.
 */
typedef struct CircleBarrier
{
	const char *refused;
	uint32 nlines;
	cc_line *lines; /* without keys */
} CircleBarrier;

typedef struct CircleBarrierLoader
{
	CircleRows rows;
	MemoryContext row_context;
} CircleBarrierLoader;

/*
 * Open the barriers. The query returns (wkb bytea in SRID 4326, empty for SRID 0, one byte for what
 * cannot be transformed). The caller has connected to SPI.
 */
extern void circle_barriers_open(CircleBarrierLoader *loader, const char *query);

/* The next barrier, in memory that lives until the next call; false after the last. */
extern bool circle_barriers_next(CircleBarrierLoader *loader, CircleBarrier *barrier);

extern void circle_barriers_close(CircleBarrierLoader *loader);

#endif /* CIRCLE_BARRIERS_H */
