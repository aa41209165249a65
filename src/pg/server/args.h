/*
 * args.h
 *		Arguments of SQL functions that must not be NULL.
 *
 * src/pg/server/args.h
 */
#ifndef CIRCLE_ARGS_H
#define CIRCLE_ARGS_H

#include "fmgr.h"

/* An argument, or an error that names it if it is NULL. */
extern Datum circle_datum_arg(FunctionCallInfo fcinfo, int number, const char *name);

/* Likewise, as a C string. */
extern char *circle_text_arg(FunctionCallInfo fcinfo, int number, const char *name);

#endif /* CIRCLE_ARGS_H */
