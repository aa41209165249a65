/*
 * rows.c
 *		The rows of a query, read through a cursor in batches.
 *
 * src/pg/server/rows.c
 */
#include "postgres.h"

#include "server/rows.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "server/schemas.h"
/* Large enough that a fetch costs nothing by the row, small enough to forget. */
#define BATCH_ROWS 10000

/* Plans kept by a backend: a few for each study that it is asked about in turns. */
#define KEPT_PLANS 16

/* "home_id any, lon double precision, lat double precision" */
static char *
expected_columns(const CircleRows *rows)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < rows->ncolumns; i++)
	{
		Oid type = rows->columns[i].type;

		appendStringInfo(&text, "%s%s %s", i > 0 ? ", " : "", rows->columns[i].role,
						 OidIsValid(type) ? format_type_be(type) : "of any type");
	}
	return text.data;
}

static void
check_columns(const CircleRows *rows)
{
	if (rows->desc->natts != rows->ncolumns)
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("the query of %s must return %d columns, not %d", rows->what,
							   rows->ncolumns, rows->desc->natts),
						errhint("It must return (%s).", expected_columns(rows))));
	for (int i = 0; i < rows->ncolumns; i++)
	{
		Oid found = TupleDescAttr(rows->desc, i)->atttypid;

		if (OidIsValid(rows->columns[i].type) && found != rows->columns[i].type)
			ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
							errmsg("column %d of the query of %s is of type %s instead of %s",
								   i + 1, rows->what, format_type_be(found),
								   format_type_be(rows->columns[i].type)),
							errhint("It must return (%s).", expected_columns(rows))));
	}
}

static SPIPlanPtr
prepare(const char *what, const char *query)
{
	SPIPlanPtr plan;

	circle_check_schemas();
	plan = SPI_prepare(query, 0, NULL);
	if (plan == NULL || !SPI_is_cursor_plan(plan))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_CURSOR_DEFINITION),
				 errmsg("the query of %s is not one SELECT", what), errdetail("Query: %s", query)));
	return plan;
}

static void
open_plan(CircleRows *rows, const char *what, SPIPlanPtr plan, const CircleColumn *columns,
		  int ncolumns)
{
	Assert(ncolumns <= CIRCLE_ROWS_COLUMNS);
	memset(rows, 0, sizeof(*rows));
	rows->what = what;
	rows->columns = columns;
	rows->ncolumns = ncolumns;
	rows->batch_rows = BATCH_ROWS;
	rows->portal = SPI_cursor_open(NULL, plan, NULL, NULL, true);
	rows->desc = rows->portal->tupDesc;
	check_columns(rows);
}

void
circle_rows_open(CircleRows *rows, const char *what, const char *query, const CircleColumn *columns,
				 int ncolumns)
{
	MemoryContext caller = CurrentMemoryContext;

	open_plan(rows, what, prepare(what, query), columns, ncolumns);
	/* SPI comes back in a context of its own. */
	MemoryContextSwitchTo(caller);
}

/* --- kept plans --- */

typedef struct KeptPlan
{
	char *query; /* NULL: free */
	SPIPlanPtr plan;
	uint64 used; /* number of its last use */
} KeptPlan;

static KeptPlan kept_plans[KEPT_PLANS];
static uint64 kept_uses;

/* The slot of a query; else the one that was used longest ago, emptied. */
static KeptPlan *
find_kept(const char *query)
{
	KeptPlan *oldest = &kept_plans[0];

	for (int i = 0; i < KEPT_PLANS; i++)
	{
		if (kept_plans[i].query != NULL && strcmp(kept_plans[i].query, query) == 0)
			return &kept_plans[i];
		if (kept_plans[i].used < oldest->used)
			oldest = &kept_plans[i];
	}
	if (oldest->query != NULL)
	{
		pfree(oldest->query);
		oldest->query = NULL;
		SPI_freeplan(oldest->plan);
	}
	return oldest;
}

void
circle_rows_open_kept(CircleRows *rows, const char *what, const char *query,
					  const CircleColumn *columns, int ncolumns)
{
	MemoryContext caller = CurrentMemoryContext;
	KeptPlan *kept = find_kept(query);

	if (kept->query == NULL)
	{
		SPIPlanPtr plan = prepare(what, query);
		char *copy = MemoryContextStrdup(TopMemoryContext, query);

		SPI_keepplan(plan);
		kept->plan = plan;
		kept->query = copy;
	}
	kept->used = ++kept_uses;
	/* Whether it still holds, and what its names mean now, is seen to by the server's plan cache.
	 */
	open_plan(rows, what, kept->plan, columns, ncolumns);
	MemoryContextSwitchTo(caller);
}

static void
null_column(const CircleRows *rows, int column)
{
	char *first = SPI_getvalue(rows->batch->vals[rows->at - 1], rows->batch->tupdesc, 1);

	ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					errmsg("%s is NULL in row " UINT64_FORMAT " of %s", rows->columns[column].role,
						   rows->nread, rows->what),
					first == NULL ? 0 : errdetail("Its %s is %s.", rows->columns[0].role, first)));
}

bool
circle_rows_next(CircleRows *rows)
{
	MemoryContext caller;

	if (rows->at == rows->nbatch)
	{
		CHECK_FOR_INTERRUPTS();
		if (rows->batch != NULL)
			SPI_freetuptable(rows->batch);
		/* SPI comes back in a context of its own. */
		caller = CurrentMemoryContext;
		SPI_cursor_fetch(rows->portal, true, rows->batch_rows);
		MemoryContextSwitchTo(caller);
		rows->batch = SPI_tuptable;
		rows->nbatch = SPI_processed;
		rows->at = 0;
		if (rows->nbatch == 0)
			return false;
	}
	heap_deform_tuple(rows->batch->vals[rows->at++], rows->batch->tupdesc, rows->values,
					  rows->nulls);
	rows->nread++;
	for (int i = 0; i < rows->ncolumns; i++)
		if (rows->nulls[i] && !rows->columns[i].nullable)
			null_column(rows, i);
	return true;
}

void
circle_rows_close(CircleRows *rows)
{
	if (rows->batch != NULL)
		SPI_freetuptable(rows->batch);
	SPI_cursor_close(rows->portal);
}

void
circle_execute(SPIPlanPtr plan, Datum *values, const char *nulls, int expected)
{
	MemoryContext caller = CurrentMemoryContext;
	int code = SPI_execute_plan(plan, values, nulls, false, 0);

	if (code != expected)
		elog(ERROR, "SPI_execute_plan returned %s", SPI_result_code_string(code));
	MemoryContextSwitchTo(caller);
}
