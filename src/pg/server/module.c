/*
 * module.c
 *		Module magic and settings.
 *
 * src/pg/server/module.c
 */
#include "postgres.h"

#include "server/module.h"

#include <limits.h>

#include "fmgr.h"
#include "utils/guc.h"

#include "server/compat.h"
#include "server/guard.h"

PG_MODULE_MAGIC;

int circle_cache_size_kb = 98304;

void _PG_init(void);

void
_PG_init(void)
{
	DefineCustomIntVariable(
		"circle_ext.cache_size",
		"Memory for what each backend keeps between queries: tiles, graphs and amenities around "
		"points.",
		"It is one budget for all of them. What is in use is kept beyond it. A larger cache serves "
		"point queries over a larger area without reading it again; 0 keeps nothing between "
		"queries.",
		&circle_cache_size_kb, 98304, 0, MAX_KILOBYTES, PGC_USERSET, GUC_UNIT_KB, NULL, NULL, NULL);
	DefineCustomBoolVariable(
		"circle_ext.guard",
		"Reads only plain tables, and runs only code of the server and of PostGIS.",
		"Functions that read a study or a network of another owner set it for themselves.",
		&circle_guard, false, PGC_USERSET, 0, NULL, NULL, NULL);
	MarkGUCPrefixReserved("circle_ext");
	circle_guard_init();
}
