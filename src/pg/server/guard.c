/*
 * guard.c
 *		The guard: reading for other roles runs no user code.
 *
 * The owner of a study may change its relations at any time, and rename schemas,
 * which no lock prevents. So a name is not judged before it is used, but what
 * the server has made of it: parse analysis has resolved the names and locked
 * the relations, and the hook judges these relations by OID before they are
 * rewritten and planned. A query that is analysed again is judged again.
 *
 * Some changes need no lock that conflicts with a reader's: an index or
 * statistics over an expression, or a child table. Whatever they call is
 * stopped when it is looked up, before it runs.
 *
 * src/pg/server/guard.c
 */
#include "postgres.h"

#include "server/guard.h"

#include "access/transam.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "parser/analyze.h"
#include "parser/parsetree.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rls.h"
#include "utils/syscache.h"

#include "server/definition.h"
#include "server/rights.h"

bool circle_guard = false;

static post_parse_analyze_hook_type next_post_parse_analyze = NULL;
static needs_fmgr_hook_type next_needs_fmgr = NULL;

/* OIDs of functions of the extensions, found to be so since pg_proc last changed; NULL: none yet.
 */
static HTAB *known_functions = NULL;

static char *
qualified_name(Oid relid)
{
	char *schema = get_namespace_name(get_rel_namespace(relid));
	char *relation = get_rel_name(relid);

	return schema == NULL || relation == NULL ? psprintf("%u", relid)
											  : quote_qualified_identifier(schema, relation);
}

static void
refuse(Oid relid)
{
	if (check_enable_rls(relid, InvalidOid, true) == RLS_ENABLED)
		ereport(
			ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("row-level security of relation %s applies to role \"%s\"",
					qualified_name(relid), GetUserNameFromId(GetUserId(), false)),
			 errdetail("A function that reads a study answers by all of it, and runs no policy."),
			 errhint("Select from the views of the study, which obey the policy.")));
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("relation %s is not a table as circle_ext makes it", qualified_name(relid)),
			 errdetail("Reading it could run user code."),
			 errhint("Its owner may have put a view, a rule, a child or an index over a function "
					 "of his own there.")));
}

static void
refuse_to_write(Oid relid)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("writing to table %s could run user code", qualified_name(relid)),
			 errdetail("It is no plain table, or has a trigger, rule, policy, check, default "
					   "or index that calls functions of its owner's making."),
			 errhint("Have an administrator make a new one.")));
}

/* What a query reads; its target is not for a reader. */
static void
check_rights(Query *query)
{
	int no = 0;
	ListCell *cell;

	foreach (cell, query->rtable)
	{
		RangeTblEntry *entry = (RangeTblEntry *) lfirst(cell);

		if (++no != query->resultRelation && entry->rtekind == RTE_RELATION)
			circle_check_select(entry->relid, false);
	}
}

/* Judge every relation that a query names; its locks are held. */
static bool
judge(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, Query))
	{
		Query *query = (Query *) node;

		if (query->commandType == CMD_UTILITY)
			ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
							errmsg("only queries can run while a study is read for others")));
		if (query->resultRelation > 0)
		{
			Oid target = rt_fetch(query->resultRelation, query->rtable)->relid;

			if (!circle_is_trusted_to_write(target))
				refuse_to_write(target);
		}
		(void) query_tree_walker(query, judge, context, QTW_EXAMINE_RTES_BEFORE);
		check_rights(query);
		return false;
	}
	if (IsA(node, RangeTblEntry))
	{
		RangeTblEntry *entry = (RangeTblEntry *) node;

		if (entry->rtekind == RTE_RELATION && !circle_is_trusted_relation(entry->relid))
			refuse(entry->relid);
		return false;
	}
	return expression_tree_walker(node, judge, context);
}

static void
judge_query(ParseState *pstate, Query *query, JumbleState *jstate)
{
	if (circle_guard)
		(void) judge((Node *) query, NULL);
	if (next_post_parse_analyze)
		next_post_parse_analyze(pstate, query, jstate);
}

static void
forget_functions(Datum arg, int cache, uint32 hash)
{
	if (known_functions != NULL)
		hash_destroy(known_functions);
	known_functions = NULL;
}

static bool
is_known(Oid function)
{
	HASHCTL control = {
		.keysize = sizeof(Oid), .entrysize = sizeof(Oid), .hcxt = CacheMemoryContext};

	if (known_functions != NULL && hash_search(known_functions, &function, HASH_FIND, NULL) != NULL)
		return true;
	/* This may forget what is known. */
	if (!circle_is_extension_function(function))
		return false;
	if (known_functions == NULL)
		known_functions = hash_create("circle_ext functions", 256, &control,
									  HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	(void) hash_search(known_functions, &function, HASH_ENTER, NULL);
	return true;
}

/* Called for each function that is looked up, but for the server's own in C. */
static bool
judge_function(Oid function)
{
	if (circle_guard && function >= FirstNormalObjectId && !is_known(function))
	{
		char *name = get_func_name(function);

		ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
						errmsg("function \"%s\" cannot run while a study is read for others",
							   name != NULL ? name : "?"),
						errdetail("It is neither of PostgreSQL nor of PostGIS nor of circle_ext."),
						errhint("Something of the study calls it: an index, statistics, a default, "
								"a type or an operator of its owner's making.")));
	}
	return next_needs_fmgr != NULL && next_needs_fmgr(function);
}

void
circle_guard_init(void)
{
	CacheRegisterSyscacheCallback(PROCOID, forget_functions, (Datum) 0);
	next_post_parse_analyze = post_parse_analyze_hook;
	post_parse_analyze_hook = judge_query;
	next_needs_fmgr = needs_fmgr_hook;
	needs_fmgr_hook = judge_function;
}
