/*
 * srf.h
 *		Functions that return a set of rows, materialised.
 *
 * src/pg/server/srf.h
 */
#ifndef CIRCLE_SRF_H
#define CIRCLE_SRF_H

#include "fmgr.h"
#include "utils/tuplestore.h"

typedef struct CircleSrf
{
	Tuplestorestate *store;
	TupleDesc desc;
} CircleSrf;

/*
 * Begin the result of a set-returning function; its columns come from the
 * function's declaration or, for SETOF record, from the caller's column
 * definition list. An error where the caller cannot take a set.
 */
extern void circle_srf_begin(FunctionCallInfo fcinfo, CircleSrf *srf);

/* Add a row; spills to disk beyond work_mem. */
extern void circle_srf_put(CircleSrf *srf, const Datum *values, const bool *nulls);

#endif /* CIRCLE_SRF_H */
