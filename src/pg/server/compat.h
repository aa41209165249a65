/*
 * compat.h
 *		What differs between PostgreSQL majors. The only place that asks for the version.
 *
 * src/pg/server/compat.h
 */
#ifndef CIRCLE_COMPAT_H
#define CIRCLE_COMPAT_H

#if PG_VERSION_NUM < 150000
#error "circle_ext needs PostgreSQL 15 or newer"
#endif

/*
 * Report bad input: softly where the caller asked for that (16 and newer:
 * pg_input_is_valid), else as an ordinary error. Control comes back in the first case.
 */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#define circle_errsave(context, ...) errsave(context, __VA_ARGS__)
#else
#define circle_errsave(context, ...) ereport(ERROR, __VA_ARGS__)
#endif

/* Stands before the declaration; newer servers bring their own. */
#ifndef pg_noreturn
#define pg_noreturn __attribute__((noreturn))
#endif

/*
 * The range table of an executor state that writes to one relation. To be used with
 * executor/executor.h and parser/parse_relation.h.
 */
#if PG_VERSION_NUM >= 180000
#define circle_init_range_table(estate, rte)                                                       \
	do                                                                                             \
	{                                                                                              \
		List *permissions = NIL;                                                                   \
                                                                                                   \
		addRTEPermissionInfo(&permissions, rte);                                                   \
		ExecInitRangeTable(estate, list_make1(rte), permissions, bms_make_singleton(1));           \
	} while (0)
#elif PG_VERSION_NUM >= 160000
#define circle_init_range_table(estate, rte)                                                       \
	do                                                                                             \
	{                                                                                              \
		List *permissions = NIL;                                                                   \
                                                                                                   \
		addRTEPermissionInfo(&permissions, rte);                                                   \
		ExecInitRangeTable(estate, list_make1(rte), permissions);                                  \
	} while (0)
#else
#define circle_init_range_table(estate, rte) ExecInitRangeTable(estate, list_make1(rte))
#endif

/* A backend's entry by its number, from 1. To be used with utils/backend_status.h. */
#if PG_VERSION_NUM >= 160000
#define circle_backend_status(number) pgstat_get_local_beentry_by_index(number)
#else
#define circle_backend_status(number) pgstat_fetch_stat_local_beentry(number)
#endif

/* varatt.h was split from postgres.h in 16. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

#endif /* CIRCLE_COMPAT_H */
