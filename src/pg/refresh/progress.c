/*
 * progress.c
 *		How far refreshes are, for other sessions: circle__report_progress and
 *		circle__progress.
 *
 * A refresh is one transaction, so nothing that it writes can tell. It announces itself as the
 * server's long commands do, in the backend's own entry of shared memory, by a number that none of
 * these has. A command inside it (ANALYZE, CREATE INDEX) takes the entry over and clears it; after
 * such a command the refresh is announced again. The server clears the entry when the transaction
 * is rolled back.
 *
 * src/pg/refresh/progress.c
 */
#include "postgres.h"

#include "refresh/progress.h"

#include "access/xact.h"
#include "catalog/pg_authid.h"
#include "commands/progress.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/backend_progress.h"
#include "utils/backend_status.h"
#include "utils/timestamp.h"

#include "server/args.h"
#include "server/compat.h"
#include "server/srf.h"

/* Ours among the server's numbers of commands, of which there are fewer than ten. */
#define REFRESH_COMMAND ((ProgressCommandType) 1515)

/* Parameters of the entry */
#define PARAM_PHASE 0
#define PARAM_DONE 1
#define PARAM_TOTAL 2
#define PARAM_STARTED 3
#define PARAMS 4

#define OUTPUT_COLUMNS 6

/* What was announced last. It holds in the transaction that began then. */
typedef struct Announced
{
	TimestampTz transaction; /* 0: nothing */
	Oid study;
	int64 values[PARAMS];
} Announced;

static Announced announced;

PG_FUNCTION_INFO_V1(circle__report_progress);
PG_FUNCTION_INFO_V1(circle__announce_again);
PG_FUNCTION_INFO_V1(circle__end_progress);
PG_FUNCTION_INFO_V1(circle__progress);

static void
announce(void)
{
	const int columns[PARAMS] = {PARAM_PHASE, PARAM_DONE, PARAM_TOTAL, PARAM_STARTED};

	pgstat_progress_start_command(REFRESH_COMMAND, announced.study);
	pgstat_progress_update_multi_param(PARAMS, columns, announced.values);
}

static bool
is_announced(void)
{
	return announced.transaction != 0 &&
		   announced.transaction == GetCurrentTransactionStartTimestamp();
}

/*
 * circle__report_progress(study oid, phase int, done bigint, total bigint, started timestamptz)
 */
Datum
circle__report_progress(PG_FUNCTION_ARGS)
{
	announced.transaction = GetCurrentTransactionStartTimestamp();
	announced.study = PG_GETARG_OID(0);
	announced.values[PARAM_PHASE] = PG_GETARG_INT32(1);
	announced.values[PARAM_DONE] = PG_GETARG_INT64(2);
	announced.values[PARAM_TOTAL] = PG_GETARG_INT64(3);
	announced.values[PARAM_STARTED] = PG_GETARG_TIMESTAMPTZ(4);
	announce();
	PG_RETURN_VOID();
}

Datum
circle__announce_again(PG_FUNCTION_ARGS)
{
	if (is_announced())
		announce();
	PG_RETURN_VOID();
}

Datum
circle__end_progress(PG_FUNCTION_ARGS)
{
	announced.transaction = 0;
	pgstat_progress_end_command();
	PG_RETURN_VOID();
}

int64
circle_progress_done(void)
{
	return is_announced() ? announced.values[PARAM_DONE] : 0;
}

void
circle_progress_set_done(int64 done)
{
	if (is_announced())
	{
		announced.values[PARAM_DONE] = done;
		pgstat_progress_update_param(PARAM_DONE, done);
	}
}

/* Whoever may see what a backend does may see how far it is. */
static bool
may_see(const PgBackendStatus *backend)
{
	return has_privs_of_role(GetUserId(), ROLE_PG_READ_ALL_STATS) ||
		   has_privs_of_role(GetUserId(), backend->st_userid);
}

static void
put_backend(CircleSrf *srf, const PgBackendStatus *backend)
{
	Datum values[OUTPUT_COLUMNS] = {Int32GetDatum(backend->st_procpid),
									ObjectIdGetDatum(backend->st_progress_command_target),
									Int32GetDatum((int32) backend->st_progress_param[PARAM_PHASE]),
									Int64GetDatum(backend->st_progress_param[PARAM_DONE]),
									Int64GetDatum(backend->st_progress_param[PARAM_TOTAL]),
									TimestampTzGetDatum(backend->st_progress_param[PARAM_STARTED])};
	bool nulls[OUTPUT_COLUMNS] = {false};

	circle_srf_put(srf, values, nulls);
}

/*
 * circle__progress() → TABLE (pid int, study oid, phase int, done bigint, total bigint,
 *		started timestamptz)
 */
Datum
circle__progress(PG_FUNCTION_ARGS)
{
	int backends = pgstat_fetch_stat_numbackends();
	CircleSrf srf;

	circle_srf_begin(fcinfo, &srf);
	for (int i = 1; i <= backends; i++)
	{
		LocalPgBackendStatus *local = circle_backend_status(i);

		if (local != NULL && local->backendStatus.st_databaseid == MyDatabaseId &&
			local->backendStatus.st_progress_command == REFRESH_COMMAND &&
			may_see(&local->backendStatus))
			put_backend(&srf, &local->backendStatus);
	}
	return (Datum) 0;
}
