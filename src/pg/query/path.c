/*
 * path.c
 *		circle_path: the streets that a walk goes along.
 *
 * src/pg/query/path.c
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/memutils.h"

#include "query/walktime.h"
#include "query/way.h"
#include "server/error.h"
#include "types/unit.h"

#define PATH_COLUMNS (1 + CIRCLE_WAY_COLUMNS)

PG_FUNCTION_INFO_V1(circle_path);

/*
 * circle_path(network text, origin geometry, destination geometry, walker text) → minutes,
 * metres, climb_m, descent_m, steps_m, geom; all NULL where circle_walk_time is.
 */
Datum
circle_path(PG_FUNCTION_ARGS)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_path", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old_context;
	Datum values[PATH_COLUMNS];
	bool nulls[PATH_COLUMNS];
	CircleWalk walk = {0};
	TupleDesc desc;
	Datum result;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	desc = BlessTupleDesc(desc);
	memset(nulls, true, sizeof(nulls));
	old_context = MemoryContextSwitchTo(context);
	if (circle_walk_find(fcinfo, &walk))
	{
		cc_path path;

		circle_check(cc_path_trace(walk.search, &walk.to, &path), NULL, "network");
		values[0] = Float8GetDatum(cc_unit_double(CC_MINUTES, cc_stored(path.cost)));
		nulls[0] = false;
		circle_way_columns(walk.around.graph, &path, &walk.from, &walk.to, &values[1], &nulls[1]);
		cc_path_release(walk.around.graph->env, &path);
		circle_walk_done(&walk);
	}
	MemoryContextSwitchTo(old_context);
	result = HeapTupleGetDatum(heap_form_tuple(desc, values, nulls));
	MemoryContextDelete(context);
	PG_RETURN_DATUM(result);
}
