/*
 * cluster.c
 *		Clusters of points, as a window function.
 *
 * src/pg/query/cluster.c
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "windowapi.h"

#include "analysis/cluster.h"
#include "server/error.h"

/* Positions rounded to 1e-7 degrees are the same or farther apart: a shorter step joins no more. */
#define SHORTEST_STEP_M 0.0005

/* Kept while a partition lasts. */
typedef struct Groups
{
	bool found;
	uint32 numbers[FLEXIBLE_ARRAY_MEMBER];
} Groups;

PG_FUNCTION_INFO_V1(circle__cluster);

/* An argument of a row of the partition. */
static double
row_arg(WindowObject window, int64 row, int number)
{
	bool isnull;
	bool isout;
	Datum value = WinGetFuncArgInPartition(window, number, (int) row, WINDOW_SEEK_HEAD, false,
										   &isnull, &isout);

	if (isnull || isout)
		ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						errmsg("x, y and metres must not be NULL")));
	return DatumGetFloat8(value);
}

/* Group all rows of the partition. */
static void
find_groups(WindowObject window, int64 nrows, Groups *groups)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle cluster", ALLOCSET_DEFAULT_SIZES);
	cc_env env = circle_env(context);
	cc_xy *points = MemoryContextAllocHuge(context, nrows * sizeof(cc_xy));

	for (int64 i = 0; i < nrows; i++)
	{
		CHECK_FOR_INTERRUPTS();
		points[i] = (cc_xy){row_arg(window, i, 0), row_arg(window, i, 1)};
	}
	circle_check(cc_cluster(&env, points, nrows, Max(row_arg(window, 0, 2), SHORTEST_STEP_M),
							groups->numbers),
				 NULL, "positions");
	groups->found = true;
	MemoryContextDelete(context);
}

/* circle__cluster(x float8, y float8, metres float8) OVER (PARTITION BY …) → int */
Datum
circle__cluster(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	int64 nrows = WinGetPartitionRowCount(window);
	Groups *groups =
		WinGetPartitionLocalMemory(window, offsetof(Groups, numbers) + nrows * sizeof(uint32));

	if (!groups->found)
		find_groups(window, nrows, groups);
	PG_RETURN_INT32((int32) groups->numbers[WinGetCurrentPosition(window)]);
}
