/*
 * refresh.c
 *		The nightly job as a procedure: scan, compute, publish, each committed.
 *
 * The steps are SQL functions of the extension. The procedure runs them in
 * transactions of its own and records how the run ended. Each step runs in a
 * subtransaction, so that a failed one can be rolled back and its error be
 * written to the log before it goes on to the caller.
 *
 * src/pg/refresh/refresh.c
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "storage/lock.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

#include "server/definition.h"
#include "server/locks.h"
#include "server/schemas.h"

/* How often a refresh begins again because the network was built while it was at work. */
#define REFRESH_ATTEMPTS 5

typedef struct Refresh
{
	MemoryContext context; /* outlives the transactions of the run */
	const char *study;
	bool full;
	int32 jobs;
	double max_loss;
	int64 refresh_no; /* 0 before the run is noted */
	LOCKTAG lock;     /* of the study */
} Refresh;

PG_FUNCTION_INFO_V1(circle_refresh);
PG_FUNCTION_INFO_V1(circle__row_hash);

/* circle__row_hash(row record) → bigint: its values, and which columns are NULL. */
Datum
circle__row_hash(PG_FUNCTION_ARGS)
{
	HeapTupleHeader row = PG_GETARG_HEAPTUPLEHEADER(0);
	const unsigned char *values = (const unsigned char *) row + row->t_hoff;
	int nulls = (row->t_infomask & HEAP_HASNULL) ? BITMAPLEN(HeapTupleHeaderGetNatts(row)) : 0;
	uint64 hash = DatumGetUInt64(
		hash_any_extended(values, HeapTupleHeaderGetDatumLength(row) - row->t_hoff, nulls));

	if (nulls > 0)
		hash = DatumGetUInt64(hash_any_extended((const unsigned char *) row->t_bits, nulls, hash));
	PG_RETURN_INT64((int64) hash);
}

/*
 * Run one step, "SELECT extension.function(arguments)", and return its value as int64 (NULL and
 * void: 0). The step is a subtransaction, released or rolled back here.
 */
static int64
run_step(Refresh *refresh, const char *call, int nargs, Oid *types, Datum *values)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	char *query = psprintf("SELECT circle_private.%s", call);
	int64 result = 0;

	circle_check_schemas();
	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		bool isnull = true;
		Datum value = 0;

		if (SPI_execute_with_args(query, nargs, types, values, NULL, false, 1) != SPI_OK_SELECT ||
			SPI_processed != 1)
			elog(ERROR, "step of a refresh returned no row: %s", query);
		if (SPI_gettypeid(SPI_tuptable->tupdesc, 1) != VOIDOID)
			value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull);
		if (!isnull)
			result = SPI_gettypeid(SPI_tuptable->tupdesc, 1) == BOOLOID ? DatumGetBool(value)
																		: DatumGetInt64(value);
		SPI_freetuptable(SPI_tuptable);
		ReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
		CurrentResourceOwner = owner;
	}
	PG_CATCH();
	{
		ErrorData *error;

		/* Callbacks that the rollback runs may catch errors of their own, which ends this one. */
		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
		CurrentResourceOwner = owner;
		ReThrowError(error);
	}
	PG_END_TRY();
	pfree(query);
	return result;
}

static int64
run_study_step(Refresh *refresh, const char *call)
{
	Oid types[] = {TEXTOID, INT8OID, BOOLOID, INT4OID, FLOAT8OID};
	Datum values[] = {CStringGetTextDatum(refresh->study), Int64GetDatum(refresh->refresh_no),
					  BoolGetDatum(refresh->full), Int32GetDatum(refresh->jobs),
					  Float8GetDatum(refresh->max_loss)};

	return run_step(refresh, call, lengthof(types), types, values);
}

/*
 * End the transaction and begin the next at an isolation level of our own, whatever the session's
 * default is. No snapshot has been taken in the new one yet, so the level may still be set.
 */
static void
next_transaction(int isolation)
{
	SPI_commit();
	XactIsoLevel = isolation;
}

/*
 * Take the lock of the study for the session. While another session refreshes it, compute what that
 * one has not begun, then wait for it: what it read may be older than this call.
 */
static void
take_turn(Refresh *refresh)
{
	Oid type = TEXTOID;
	Datum study = CStringGetTextDatum(refresh->study);

	while (LockAcquire(&refresh->lock, ExclusiveLock, true, true) == LOCKACQUIRE_NOT_AVAIL)
	{
		CHECK_FOR_INTERRUPTS();
		next_transaction(XACT_READ_COMMITTED);
		if (run_study_step(refresh, "circle__help($1, $4)") == 0)
		{
			run_step(refresh, "circle__tell_holders($1)", 1, &type, &study);
			next_transaction(XACT_READ_COMMITTED);
			(void) LockAcquire(&refresh->lock, ExclusiveLock, true, false);
			return;
		}
	}
}

/*
 * Look, compute and publish. False where the network was built meanwhile: what was computed
 * may be of two networks, and has been rolled back.
 */
static bool
make_version(Refresh *refresh)
{
	/* The inputs are compared by one snapshot. */
	next_transaction(XACT_REPEATABLE_READ);
	run_study_step(refresh, "circle__scan($1, $2, $3, $4, $5)");

	for (bool more = true; more;)
	{
		CHECK_FOR_INTERRUPTS();
		next_transaction(XACT_READ_COMMITTED);
		more = run_study_step(refresh, "circle__compute_next($1, $2, $4)") != 0;
	}

	next_transaction(XACT_READ_COMMITTED);
	return run_study_step(refresh, "circle__finish_run($1, $2)") != 0;
}

static void
run_all_steps(Refresh *refresh)
{
	/* A schema of an older version is brought up to date, by itself and whole. */
	next_transaction(XACT_READ_COMMITTED);
	run_study_step(refresh, "circle__migrate_study($1)");

	next_transaction(XACT_READ_COMMITTED);
	refresh->refresh_no = run_study_step(refresh, "circle__begin_run($1, $3, $4, $5)");

	next_transaction(XACT_READ_COMMITTED);
	run_study_step(refresh, "circle__build_if_owner($1, $5)");

	for (int attempt = 1; !make_version(refresh); attempt++)
		if (attempt == REFRESH_ATTEMPTS)
			ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
							errmsg("the network was built again and again while study \"%s\" was "
								   "computed",
								   refresh->study),
							errhint("Refresh the study when its network is not being built.")));
	SPI_commit();
}

/*
 * Note in the log why the run ended. A cancel that comes meanwhile, as a second one often does,
 * would leave it out: then once more. What cannot be noted reads as 'interrupted'.
 */
static void
record_failure(Refresh *refresh, const ErrorData *error)
{
	Oid types[] = {TEXTOID, INT8OID, TEXTOID};
	Datum values[] = {CStringGetTextDatum(refresh->study), Int64GetDatum(refresh->refresh_no),
					  CStringGetTextDatum(error->message)};
	volatile bool noted = false;

	for (int attempt = 0; attempt < 2 && !noted; attempt++)
	{
		PG_TRY();
		{
			run_step(refresh, "circle__fail_run($1, $2, $3)", lengthof(types), types, values);
			SPI_commit();
			noted = true;
		}
		PG_CATCH();
		{
			MemoryContextSwitchTo(refresh->context);
			FlushErrorState();
		}
		PG_END_TRY();
	}
}

static void
check_call(FunctionCallInfo fcinfo)
{
	if (!fcinfo->context || !IsA(fcinfo->context, CallContext) ||
		castNode(CallContext, fcinfo->context)->atomic)
		ereport(ERROR, (errcode(ERRCODE_INVALID_TRANSACTION_TERMINATION),
						errmsg("circle_refresh cannot run inside a transaction block"),
						errdetail("It commits many short transactions, so that a refresh that is "
								  "interrupted goes on where it was."),
						errhint("CALL it by itself (autocommit); inside a transaction use SELECT "
								"circle_recompute(study).")));
	if (PG_ARGISNULL(0))
		ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("study must not be NULL")));
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						errmsg("\"full\", jobs and max_loss must not be NULL")));
}

/* The row that the procedure returns, in the caller's memory. */
static Datum
refresh_row(Refresh *refresh)
{
	Oid types[] = {TEXTOID, INT8OID};
	Datum values[] = {CStringGetTextDatum(refresh->study), Int64GetDatum(refresh->refresh_no)};
	const char *query = "SELECT * FROM circle_private.circle__refresh_row($1, $2)";

	circle_check_schemas();
	if (SPI_execute_with_args(query, lengthof(types), types, values, NULL, true, 1) !=
			SPI_OK_SELECT ||
		SPI_processed != 1)
		elog(ERROR, "a refresh returned no row: %s", query);
	return PointerGetDatum(SPI_returntuple(SPI_tuptable->vals[0], SPI_tuptable->tupdesc));
}

Datum
circle_refresh(PG_FUNCTION_ARGS)
{
	Refresh refresh = {0};
	Oid type = TEXTOID;
	Datum study;
	Datum row;

	check_call(fcinfo);
	if (SPI_connect_ext(SPI_OPT_NONATOMIC) != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	refresh.context = CurrentMemoryContext;
	refresh.study = text_to_cstring(PG_GETARG_TEXT_PP(0));
	refresh.full = PG_GETARG_BOOL(1);
	refresh.jobs = PG_GETARG_INT32(2);
	refresh.max_loss = PG_GETARG_FLOAT8(3);

	/* The definition is checked before its schema is locked, so that a wrong name says so. */
	study = CStringGetTextDatum(refresh.study);
	run_step(&refresh, "circle__check_study($1)", 1, &type, &study);
	run_step(&refresh, "circle__check_owner($1)", 1, &type, &study);
	refresh.lock = circle_schema_lock(refresh.study);
	take_turn(&refresh);
	PG_TRY();
	{
		run_all_steps(&refresh);
	}
	PG_CATCH();
	{
		ErrorData *error;

		MemoryContextSwitchTo(refresh.context);
		error = CopyErrorData();
		if (refresh.refresh_no != 0)
		{
			FlushErrorState();
			record_failure(&refresh, error);
			LockRelease(&refresh.lock, ExclusiveLock, true);
			ReThrowError(error);
		}
		LockRelease(&refresh.lock, ExclusiveLock, true);
		PG_RE_THROW();
	}
	PG_END_TRY();
	LockRelease(&refresh.lock, ExclusiveLock, true);
	row = refresh_row(&refresh);
	SPI_finish();
	PG_RETURN_DATUM(row);
}
