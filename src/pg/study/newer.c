/*
 * newer.c
 *		Has a network been built again since a study was refreshed?
 *
 * All tiles are compared once for a version and a version of the network's definition, whose row
 * every build that changes tiles writes. The snapshot in use tells both, so that a verdict needs no
 * invalidation.
 *
 * src/pg/study/newer.c
 */
#include "postgres.h"

#include "study/newer.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "server/rows.h"

#define MAX_VERDICTS 64

typedef struct Verdict
{
	cc_digest key; /* of the version and of the network */
	bool newer;
	TimestampTz warned_in; /* start of the statement that was warned last */
} Verdict;

static Verdict verdicts[MAX_VERDICTS];
static uint32 nverdicts = 0;
static uint32 next_verdict = 0; /* to be replaced when all are taken */

static bool
is_newer(const char *study, const CircleNetwork *network)
{
	const CircleColumn columns[] = {{"newer", BOOLOID, false}};
	CircleRows rows;
	bool newer;

	circle_rows_open_kept(
		&rows, "tiles",
		psprintf("SELECT EXISTS (SELECT FROM %s.tile_seen AS o FULL JOIN %s.tile AS n"
				 " ON n.tile OPERATOR(pg_catalog.=) o.tile"
				 " WHERE (n.body_hash OPERATOR(pg_catalog.=) o.body_hash) IS NOT TRUE)",
				 quote_identifier(study), pstrdup(quote_identifier(network->name))),
		columns, lengthof(columns));
	newer = circle_rows_next(&rows) && DatumGetBool(rows.values[0]);
	circle_rows_close(&rows);
	return newer;
}

static Verdict *
find_verdict(const char *study, cc_digest key, const CircleNetwork *network)
{
	bool newer;

	for (uint32 i = 0; i < nverdicts; i++)
		if (verdicts[i].key.lo == key.lo && verdicts[i].key.hi == key.hi)
			return &verdicts[i];
	newer = is_newer(study, network);
	if (nverdicts < MAX_VERDICTS)
		next_verdict = nverdicts++;
	else
		next_verdict = (next_verdict + 1) % MAX_VERDICTS;
	verdicts[next_verdict] = (Verdict){.key = key, .newer = newer};
	return &verdicts[next_verdict];
}

void
circle_warn_newer_network(const char *study, const CirclePublished *published,
						  const CircleNetwork *network)
{
	cc_digest key = cc_digest_add(published->digest, network->version);
	Verdict *verdict = find_verdict(study, key, network);

	if (!verdict->newer || verdict->warned_in == GetCurrentStatementStartTimestamp())
		return;
	verdict->warned_in = GetCurrentStatementStartTimestamp();
	ereport(WARNING, (errmsg("network \"%s\" is newer than the results of study \"%s\"",
							 network->name, study),
					  errdetail("This answer is computed with the current network. What is in "
								"the study's tables was computed by the network before."),
					  errhint("SELECT * FROM circle_refresh(%s);", quote_literal_cstr(study))));
}
