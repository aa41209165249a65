/*
 * srf.c
 *		Functions that return a set of rows, materialised.
 *
 * src/pg/server/srf.c
 */
#include "postgres.h"

#include "server/srf.h"

#include "funcapi.h"
#include "miscadmin.h"

void
circle_srf_begin(FunctionCallInfo fcinfo, CircleSrf *srf)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	TupleDesc desc;
	MemoryContext old;

	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) ||
		(rsinfo->allowedModes & SFRM_Materialize) == 0)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("set-valued function called in context that cannot accept a set")));

	old = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("function returning record called in context that cannot accept type record"),
			 errhint("Call the function in FROM, with a column definition list.")));
	/* The executor frees what it is given, and may own what it gave. */
	srf->desc = CreateTupleDescCopy(desc);
	srf->store = tuplestore_begin_heap((rsinfo->allowedModes & SFRM_Materialize_Random) != 0, false,
									   work_mem);
	rsinfo->returnMode = SFRM_Materialize;
	rsinfo->setResult = srf->store;
	rsinfo->setDesc = srf->desc;
	MemoryContextSwitchTo(old);
}

void
circle_srf_put(CircleSrf *srf, const Datum *values, const bool *nulls)
{
	/* The signature of the server's function lacks const, although it only reads. */
	tuplestore_putvalues(srf->store, srf->desc, (Datum *) values, (bool *) nulls);
}
