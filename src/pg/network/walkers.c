/*
 * walkers.c
 *		A walker by its name, and the direction that walks are asked in.
 *
 * src/pg/network/walkers.c
 */
#include "postgres.h"

#include "network/walkers.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "network/network.h"
#include "server/error.h"
#include "server/jsonread.h"
#include "server/schemas.h"
#include "walk/slope.h"

enum
{
	SPEED,
	STEPS,
	DOOR_SPEED,
	SNAP_LIMIT,
	SLOPE,
	STRENGTH,
	CROSSING,
	LIFT
};

/* In the order of the tables of walkers, where the name comes before and the source after. */
const CircleColumn circle_walker_columns[CIRCLE_WALKER_COLUMNS] = {
	[SPEED] = {"speed_m_s", FLOAT8OID, false},
	[STEPS] = {"steps_factor", FLOAT8OID, false},
	[DOOR_SPEED] = {"door_speed_m_s", FLOAT8OID, false},
	[SNAP_LIMIT] = {"snap_limit_m", FLOAT8OID, false},
	[SLOPE] = {"slope", TEXTOID, false},
	[STRENGTH] = {"slope_strength", FLOAT8OID, false},
	[CROSSING] = {"crossing_s", FLOAT8OID, false},
	[LIFT] = {"lift_s", FLOAT8OID, false},
};

static const char *const slopes[] = {
	[CC_SLOPE_NONE] = "none", [CC_SLOPE_TOBLER] = "tobler", [CC_SLOPE_NAISMITH] = "naismith"};

static void
fill_slope(cc_walker *walker, const char *slope, size_t len)
{
	for (int i = 0; i < lengthof(slopes); i++)
		if (strlen(slopes[i]) == len && memcmp(slopes[i], slope, len) == 0)
		{
			walker->slope = (cc_slope) i;
			return;
		}
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("slope function \"%.*s\" does not exist", (int) len, slope),
					errhint("Slope functions: none, tobler, naismith.")));
}

void
circle_walker_fill(const Datum *values, cc_walker *walker)
{
	text *slope = DatumGetTextPP(values[SLOPE]);
	cc_detail detail = {0};

	walker->speed_m_s = DatumGetFloat8(values[SPEED]);
	walker->steps_factor = DatumGetFloat8(values[STEPS]);
	walker->door_speed_m_s = DatumGetFloat8(values[DOOR_SPEED]);
	walker->snap_limit_m = DatumGetFloat8(values[SNAP_LIMIT]);
	fill_slope(walker, VARDATA_ANY(slope), VARSIZE_ANY_EXHDR(slope));
	walker->slope_strength = DatumGetFloat8(values[STRENGTH]);
	walker->crossing_s = DatumGetFloat8(values[CROSSING]);
	walker->lift_s = DatumGetFloat8(values[LIFT]);
	circle_check(cc_walker_check(walker, &detail), &detail, "walker");
}

/* Look a name up in one of the tables of walkers; the names that stand there are added to *names.
 */
static bool
look_in(const char *table_name, const char *name, cc_walker *walker, List **names)
{
	Oid schema = circle_extension_schema("circle_ext");
	Relation table = table_open(get_relname_relid(table_name, schema), AccessShareLock);
	SysScanDesc scan = systable_beginscan(table, InvalidOid, false, GetActiveSnapshot(), 0, NULL);
	HeapTuple row;
	bool found = false;

	while (!found && HeapTupleIsValid(row = systable_getnext(scan)))
	{
		Datum values[CIRCLE_WALKER_COLUMNS + 2];
		bool nulls[CIRCLE_WALKER_COLUMNS + 2];
		char *this_name;

		heap_deform_tuple(row, RelationGetDescr(table), values, nulls);
		this_name = TextDatumGetCString(values[0]);
		*names = lappend(*names, this_name);
		found = strcmp(name, this_name) == 0;
		if (found)
			circle_walker_fill(values + 1, walker);
	}
	systable_endscan(scan);
	table_close(table, AccessShareLock);
	return found;
}

static int
compare_names(const ListCell *a, const ListCell *b)
{
	return strcmp(lfirst(a), lfirst(b));
}

static void
no_such_walker(const char *name, List *names)
{
	StringInfoData text;
	const char *last = "";
	ListCell *cell;

	initStringInfo(&text);
	list_sort(names, compare_names);
	foreach (cell, names)
	{
		const char *next = lfirst(cell);

		if (strcmp(next, last) != 0)
			appendStringInfo(&text, "%s%s", text.len > 0 ? ", " : "", next);
		last = next;
	}
	ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT), errmsg("walker \"%s\" does not exist", name),
					errhint("Walkers that exist: %s.", text.data)));
}

static void
read_numbers(const char *json, cc_walker *walker)
{
	JsonbContainer *object =
		&DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(json)))->root;
	Datum values[CIRCLE_WALKER_COLUMNS];

	for (int i = 0; i < CIRCLE_WALKER_COLUMNS; i++)
	{
		const char *key = circle_walker_columns[i].role;

		if (i == SLOPE)
		{
			JsonbValue *slope = circle_json_string(object, key, "walker");

			values[i] = PointerGetDatum(
				cstring_to_text_with_len(slope->val.string.val, slope->val.string.len));
		}
		else
			values[i] =
				Float8GetDatum(circle_json_number(circle_json_get(object, key), key, "walker"));
	}
	circle_walker_fill(values, walker);
}

void
circle_walker_lookup(const char *name, cc_walker *walker)
{
	List *names = NIL;

	if (name[0] == '{')
		read_numbers(name, walker);
	else if (!look_in("circle_user_walker", name, walker, &names) &&
			 !look_in("circle_builtin_walker", name, walker, &names))
		no_such_walker(name, names);
}

cc_trip
circle_trip_lookup(const char *direction)
{
	if (strcmp(direction, "from_home") == 0)
		return CC_TRIP_FROM_HOME;
	if (strcmp(direction, "to_home") == 0)
		return CC_TRIP_TO_HOME;
	if (strcmp(direction, "round_trip") == 0)
		return CC_TRIP_ROUND;
	ereport(
		ERROR,
		(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		 errmsg("direction \"%s\" does not exist", direction),
		 errhint(
			 "Directions: from_home, to_home, round_trip (half of the way out and the way home).")));
}

double
circle_walk_reach_m(const cc_walker *walker, double minutes)
{
	return minutes * 60 * cc_walker_fastest_m_s(walker);
}
