/*
 * abort_callback.c
 *		A library for tests: its callback catches an error of its own whenever a subtransaction
 *		aborts, as callbacks of other extensions may. That leaves no error in the error stack.
 *
 * test/modules/abort_callback.c
 */
#include "postgres.h"

#include "access/xact.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

extern void _PG_init(void);

static void
catch_an_error(SubXactEvent event, SubTransactionId mine, SubTransactionId parent, void *arg)
{
	MemoryContext context = CurrentMemoryContext;

	if (event != SUBXACT_EVENT_ABORT_SUB)
		return;
	PG_TRY();
	{
		ereport(ERROR, (errmsg("an error of the callback")));
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		FlushErrorState();
	}
	PG_END_TRY();
	ereport(LOG, (errmsg("the callback caught an error")));
}

void
_PG_init(void)
{
	RegisterSubXactCallback(catch_an_error, NULL);
}
