/*
 * compute.c
 *		Computes batches of a refresh and writes each result as it arrives:
 *		circle__compute_homes.
 *
 * The query may run in parallel workers while this process writes. A process that leads workers
 * may insert, but neither update nor delete. So the result of a home that is new goes to where
 * it stays; that of a published home goes to the table "pending", from which publishing updates.
 *
 * Rows are inserted as logical replication inserts them: triggers by row, constraints, foreign keys
 * and indexes are respected; triggers by statement and rules are not.
 *
 * src/pg/refresh/compute.c
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "parser/parse_relation.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/typcache.h"

#include "refresh/progress.h"
#include "server/args.h"
#include "server/compat.h"
#include "server/schemas.h"

/* After so many rows other sessions are told how far the refresh is. */
#define ANNOUNCED_ROWS 1000

/* Where the value of a column comes from: a column of the result, of the new home's row, or the
 * walker's name. */
typedef enum Origin
{
	FROM_NOTHING,
	FROM_RESULT,
	FROM_ROW,
	FROM_WALKER
} Origin;

typedef struct Source
{
	Origin origin;
	int column;
} Source;

typedef struct Target
{
	Relation relation;
	EState *estate;
	ResultRelInfo *info;
	TupleTableSlot *slot;
	Source *sources; /* one for each column */
} Target;

typedef struct Writer
{
	DestReceiver pub;
	Datum walker;
	Target fresh;   /* results of new homes */
	Target pending; /* of published ones */
	int row_column; /* of the query: the row of a new home, else NULL */
	TupleDesc row_desc;
	Datum *row_values;
	bool *row_nulls;
	MemoryContext row_context;
	int64 done; /* homes computed before, as announced to other sessions */
	int64 written;
} Writer;

PG_FUNCTION_INFO_V1(circle__compute_homes);

/* --- targets --- */

static void
open_target(Target *target, const char *study, const char *name)
{
	RangeVar *relation = makeRangeVar(pstrdup(study), pstrdup(name), -1);
	RangeTblEntry *rte = makeNode(RangeTblEntry);
	AclResult acl;

	target->relation = table_openrv(relation, RowExclusiveLock);
	if (target->relation->rd_rel->relkind != RELKIND_RELATION)
		ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE),
						errmsg("\"%s.%s\" is not an ordinary table", study, name)));
	acl = pg_class_aclcheck(RelationGetRelid(target->relation), GetUserId(), ACL_INSERT);
	if (acl != ACLCHECK_OK)
		aclcheck_error(acl, OBJECT_TABLE, name);
	rte->rtekind = RTE_RELATION;
	rte->relid = RelationGetRelid(target->relation);
	rte->relkind = RELKIND_RELATION;
	rte->rellockmode = RowExclusiveLock;
	target->estate = CreateExecutorState();
	circle_init_range_table(target->estate, rte);
	target->info = makeNode(ResultRelInfo);
	InitResultRelInfo(target->info, target->relation, 1, NULL, 0);
	target->estate->es_output_cid = GetCurrentCommandId(true);
	ExecOpenIndices(target->info, false);
	target->slot =
		ExecInitExtraTupleSlot(target->estate, RelationGetDescr(target->relation), &TTSOpsVirtual);
}

static void
close_target(Target *target)
{
	ExecCloseIndices(target->info);
	ExecResetTupleTable(target->estate->es_tupleTable, false);
	ExecCloseResultRelations(target->estate);
	ExecCloseRangeTableRelations(target->estate);
	table_close(target->relation, NoLock);
	FreeExecutorState(target->estate);
}

static int
column_of(TupleDesc desc, const char *name)
{
	for (int i = 0; i < desc->natts; i++)
		if (!TupleDescAttr(desc, i)->attisdropped &&
			strcmp(NameStr(TupleDescAttr(desc, i)->attname), name) == 0)
			return i;
	return -1;
}

static Source
find_source(const Writer *writer, TupleDesc result, Form_pg_attribute column)
{
	const char *name = NameStr(column->attname);
	Source source = {FROM_RESULT, column_of(result, name)};

	if (column->attisdropped || column->attgenerated != '\0')
		return (Source){FROM_NOTHING, 0};
	if (source.column >= 0)
		return source;
	source = (Source){FROM_ROW, column_of(writer->row_desc, name)};
	if (source.column >= 0)
		return source;
	return (Source){strcmp(name, "walker") == 0 ? FROM_WALKER : FROM_NOTHING, 0};
}

static void
find_sources(const Writer *writer, TupleDesc result, Target *target)
{
	TupleDesc desc = RelationGetDescr(target->relation);

	target->sources = palloc(desc->natts * sizeof(Source));
	for (int i = 0; i < desc->natts; i++)
		target->sources[i] = find_source(writer, result, TupleDescAttr(desc, i));
}

/* --- rows --- */

static void
writer_startup(DestReceiver *self, int operation, TupleDesc desc)
{
	Writer *writer = (Writer *) self;

	writer->row_column = desc->natts - 1;
	writer->row_desc =
		lookup_rowtype_tupdesc_copy(TupleDescAttr(desc, writer->row_column)->atttypid, -1);
	writer->row_values = palloc(writer->row_desc->natts * sizeof(Datum));
	writer->row_nulls = palloc(writer->row_desc->natts * sizeof(bool));
	find_sources(writer, desc, &writer->fresh);
	find_sources(writer, desc, &writer->pending);
}

static void
take_value(const Writer *writer, const TupleTableSlot *result, Source source, Datum *value,
		   bool *isnull)
{
	*value = (Datum) 0;
	*isnull = true;
	switch (source.origin)
	{
		case FROM_RESULT:
			*value = result->tts_values[source.column];
			*isnull = result->tts_isnull[source.column];
			break;
		case FROM_ROW:
			*value = writer->row_values[source.column];
			*isnull = writer->row_nulls[source.column];
			break;
		case FROM_WALKER:
			*value = writer->walker;
			*isnull = false;
			break;
		case FROM_NOTHING:
			break;
	}
}

static void
write_row(const Writer *writer, Target *target, const TupleTableSlot *result)
{
	TupleTableSlot *slot = target->slot;

	ExecClearTuple(slot);
	for (int i = 0; i < slot->tts_tupleDescriptor->natts; i++)
		take_value(writer, result, target->sources[i], &slot->tts_values[i], &slot->tts_isnull[i]);
	ExecStoreVirtualTuple(slot);
	ExecSimpleRelationInsert(target->info, target->estate, slot);
	ResetPerTupleExprContext(target->estate);
}

/* The row of a new home. */
static void
read_row(Writer *writer, Datum row)
{
	HeapTupleHeader header = DatumGetHeapTupleHeader(row);
	HeapTupleData tuple = {.t_len = HeapTupleHeaderGetDatumLength(header), .t_data = header};

	ItemPointerSetInvalid(&tuple.t_self);
	heap_deform_tuple(&tuple, writer->row_desc, writer->row_values, writer->row_nulls);
}

static bool
writer_receive(TupleTableSlot *result, DestReceiver *self)
{
	Writer *writer = (Writer *) self;
	MemoryContext old = MemoryContextSwitchTo(writer->row_context);

	slot_getallattrs(result);
	if (result->tts_isnull[writer->row_column])
		write_row(writer, &writer->pending, result);
	else
	{
		read_row(writer, result->tts_values[writer->row_column]);
		write_row(writer, &writer->fresh, result);
	}
	if (++writer->written % ANNOUNCED_ROWS == 0)
		circle_progress_set_done(writer->done + writer->written);
	MemoryContextSwitchTo(old);
	MemoryContextReset(writer->row_context);
	return true;
}

static void
writer_nothing(DestReceiver *self)
{
}

/* --- circle__compute_homes --- */

/* The query is made by the extension, of what the study is defined by. */
static char *
compute_query(Datum study, Datum walker, Datum batches)
{
	Oid types[] = {TEXTOID, TEXTOID, INT4ARRAYOID};
	Datum values[] = {study, walker, batches};

	circle_check_schemas();
	if (SPI_execute_with_args("SELECT circle_private.circle__compute_query($1, $2, $3)", 3, types,
							  values, NULL, true, 0) != SPI_OK_SELECT ||
		SPI_processed != 1)
		elog(ERROR, "could not tell what to compute");
	return SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
}

/*
 * circle__compute_homes(study text, walker text, target text, batches int[]) → bigint
 */
Datum
circle__compute_homes(PG_FUNCTION_ARGS)
{
	char *study = circle_text_arg(fcinfo, 0, "study");
	char *fresh = circle_text_arg(fcinfo, 2, "target");
	Writer writer = {.pub = {.receiveSlot = writer_receive,
							 .rStartup = writer_startup,
							 .rShutdown = writer_nothing,
							 .rDestroy = writer_nothing,
							 .mydest = DestTuplestore},
					 .walker = circle_datum_arg(fcinfo, 1, "walker"),
					 .done = circle_progress_done()};
	SPIExecuteOptions options = {.dest = &writer.pub};
	char *query;
	int code;

	SPI_connect();
	query =
		compute_query(PG_GETARG_DATUM(0), writer.walker, circle_datum_arg(fcinfo, 3, "batches"));
	writer.row_context =
		AllocSetContextCreate(CurrentMemoryContext, "circle computed row", ALLOCSET_DEFAULT_SIZES);
	/* While workers run, none can be assigned. */
	(void) GetCurrentTransactionId();
	open_target(&writer.fresh, study, fresh);
	open_target(&writer.pending, study, "pending");
	/* Triggers of rows fire when all are written: the query itself is one that has none. */
	AfterTriggerBeginQuery();
	code = SPI_execute_extended(query, &options);
	if (code != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_extended returned %s", SPI_result_code_string(code));
	AfterTriggerEndQuery(writer.fresh.estate);
	close_target(&writer.pending);
	close_target(&writer.fresh);
	SPI_finish();
	/* What follows sees what was written. */
	CommandCounterIncrement();
	PG_RETURN_INT64(writer.written);
}
