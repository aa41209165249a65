/*
 * error.c
 *		The core's environment in the server, and its status codes as errors.
 *
 * src/pg/server/error.c
 */
#include "postgres.h"

#include "server/error.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "server/compat.h"
#include "server/raise.h"

static void *
env_alloc(void *ctx, size_t size)
{
	return MemoryContextAllocExtended((MemoryContext) ctx, size,
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_NO_OOM);
}

static void
env_release(void *ctx, void *ptr)
{
	pfree(ptr);
}

static int
env_poll(void *ctx)
{
	return InterruptPending && (QueryCancelPending || ProcDiePending);
}

cc_env
circle_env(MemoryContext context)
{
	cc_env env = {env_alloc, env_release, env_poll, context};

	return env;
}

/* SQLSTATE of each status, and its words where the core gave none. */
static const struct
{
	int sqlstate;
	const char *reason;
} statuses[] = {
	[CC_OK] = {ERRCODE_INTERNAL_ERROR, "no error"},
	[CC_NOMEM] = {ERRCODE_OUT_OF_MEMORY, "out of memory"},
	[CC_CANCELED] = {ERRCODE_QUERY_CANCELED, "canceled"},
	[CC_LIMIT] = {ERRCODE_PROGRAM_LIMIT_EXCEEDED, "a limit is exceeded"},
	[CC_BAD_INPUT] = {ERRCODE_INVALID_PARAMETER_VALUE, "the value is not acceptable"},
	[CC_CORRUPT] = {ERRCODE_DATA_CORRUPTED, "the stored bytes are damaged"},
	[CC_UNANSWERABLE] = {ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, "the value does not know this"},
	[CC_NOT_FOUND] = {ERRCODE_UNDEFINED_OBJECT, "nothing found"},
};

int
circle_sqlstate(cc_status status)
{
	return statuses[status].sqlstate;
}

static const char *
reason_of(cc_status status, const cc_detail *detail)
{
	return detail != NULL && detail->reason != NULL ? detail->reason : statuses[status].reason;
}

static int
hint_of(const cc_detail *detail)
{
	return detail != NULL && detail->hint != NULL ? errhint("%s", detail->hint) : 0;
}

void
circle_check(cc_status status, const cc_detail *detail, const char *what)
{
	if (status == CC_OK)
		return;
	/* The query's own reason to stop: timeout, cancel or termination. */
	if (status == CC_CANCELED)
		CHECK_FOR_INTERRUPTS();
	if (status == CC_NOMEM)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory"),
						errdetail("Failed while working on %s.", what)));
	/* The rest is about what the user gave, but for bytes that are damaged. */
	if (status != CC_CORRUPT)
		circle_hide_own_context();
	if (detail != NULL && detail->reason != NULL && detail->name[0] != '\0')
		ereport(ERROR,
				(errcode(circle_sqlstate(status)),
				 errmsg("%s: %s: \"%s\"", what, detail->reason, detail->name), hint_of(detail)));
	ereport(ERROR, (errcode(circle_sqlstate(status)),
					errmsg("%s: %s", what, reason_of(status, detail)), hint_of(detail)));
}

/* "Character 12, at "* x"." */
static int
position_detail(const char *text, const cc_detail *detail)
{
	int64 at;
	int near;

	if (detail == NULL || detail->at < 0)
		return 0;
	at = Min(detail->at, (int64) strlen(text));
	if (text[at] == '\0')
		return errdetail("At the end of the text, after character %d.",
						 pg_mbstrlen_with_len(text, (int) at));
	near = pg_mbcliplen(text + at, (int) strlen(text + at), 30);
	return errdetail("At character %d: \"%.*s\".", pg_mbstrlen_with_len(text, (int) at) + 1, near,
					 text + at);
}

void
circle_bad_text(Node *context, const char *type, const char *text, cc_status status,
				const cc_detail *detail)
{
	if (status == CC_NOMEM || status == CC_CANCELED)
		circle_check(status, detail, type);
	if (context == NULL)
		circle_hide_own_context();
	circle_errsave(context, (errcode(status == CC_LIMIT ? ERRCODE_PROGRAM_LIMIT_EXCEEDED
														: ERRCODE_INVALID_TEXT_REPRESENTATION),
							 detail != NULL && detail->name[0] != '\0'
								 ? errmsg("invalid input for type %s: category \"%s\": %s", type,
										  detail->name, reason_of(status, detail))
								 : errmsg("invalid input syntax for type %s: %s", type,
										  reason_of(status, detail)),
							 position_detail(text, detail), hint_of(detail)));
}

void
circle_bad_bytes(const char *type, cc_status status, const cc_detail *detail)
{
	if (status == CC_NOMEM || status == CC_CANCELED)
		circle_check(status, detail, type);
	ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					errmsg("invalid binary form of type %s: %s", type, reason_of(status, detail))));
}
