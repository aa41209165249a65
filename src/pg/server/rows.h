/*
 * rows.h
 *		The rows of a query, read through a cursor in batches.
 *
 * The query sees what the calling query's snapshot sees, and may not write.
 * The caller has connected to SPI.
 *
 * src/pg/server/rows.h
 */
#ifndef CIRCLE_ROWS_H
#define CIRCLE_ROWS_H

#include "executor/spi.h"

#define CIRCLE_ROWS_COLUMNS 16

/* What a query must return: the column's role, its type (InvalidOid: any), may it be NULL. */
typedef struct CircleColumn
{
	const char *role;
	Oid type;
	bool nullable;
} CircleColumn;

typedef struct CircleRows
{
	const char *what; /* "homes", for messages */
	const CircleColumn *columns;
	int ncolumns;
	Portal portal;
	TupleDesc desc;
	SPITupleTable *batch;
	long batch_rows; /* rows of a fetch: to be lowered after opening where rows are large */
	uint64 at;       /* next row of the batch */
	uint64 nbatch;
	uint64 nread; /* rows given out so far */
	Datum values[CIRCLE_ROWS_COLUMNS];
	bool nulls[CIRCLE_ROWS_COLUMNS];
} CircleRows;

/* Open a query; an error unless its columns are of the types asked for, in order. */
extern void circle_rows_open(CircleRows *rows, const char *what, const char *query,
							 const CircleColumn *columns, int ncolumns);

/*
 * The same for a query of the extension's own that is asked again and again, as once for each
 * point: its plan is kept for the next time.
 */
extern void circle_rows_open_kept(CircleRows *rows, const char *what, const char *query,
								  const CircleColumn *columns, int ncolumns);

/*
 * The next row into values and nulls, or false after the last. By-reference values live until the
 * next call. An error for NULL in a column that may not be.
 */
extern bool circle_rows_next(CircleRows *rows);

extern void circle_rows_close(CircleRows *rows);

/*
 * Execute a prepared command that must end with the SPI code expected, in the memory
 * context of the caller: SPI itself comes back in its own, where things pile up until SPI_finish.
 */
extern void circle_execute(SPIPlanPtr plan, Datum *values, const char *nulls, int expected);

#endif /* CIRCLE_ROWS_H */
