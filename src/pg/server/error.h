/*
 * error.h
 *		The core's environment in the server, and its status codes as errors.
 *
 * src/pg/server/error.h
 */
#ifndef CIRCLE_ERROR_H
#define CIRCLE_ERROR_H

#include "nodes/nodes.h"
#include "utils/palloc.h"

#include "base/base.h"
#include "server/compat.h"

/* Memory from a context (NULL when there is none left), stopping when the query is to end. */
extern cc_env circle_env(MemoryContext context);

/*
 * Nothing for CC_OK, else an error. what names the object for the message: "street 17".
 * detail may be NULL.
 */
extern void circle_check(cc_status status, const cc_detail *detail, const char *what);

/* The SQLSTATE of a status. */
extern int circle_sqlstate(cc_status status);

/*
 * Bad text of a type, pointing at the character. May come back when context asks for soft
 * errors; the input function then returns NULL.
 */
extern void circle_bad_text(Node *context, const char *type, const char *text, cc_status status,
							const cc_detail *detail);

/* Bad bytes in a type's receive function. */
pg_noreturn extern void circle_bad_bytes(const char *type, cc_status status,
										 const cc_detail *detail);

#endif /* CIRCLE_ERROR_H */
