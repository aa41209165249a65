/*
 * template.c
 *		What the coverage of each home is to contain: a coverage template, opened.
 *
 * src/pg/study/template.c
 */
#include "postgres.h"

#include "study/template.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "network/network.h"
#include "network/walkers.h"
#include "server/error.h"
#include "types/value.h"

PG_FUNCTION_INFO_V1(circle__halo_m);
PG_FUNCTION_INFO_V1(circle__reach_m);

static bool
same_category(const CircleWant *a, const cc_entry *b)
{
	return a->category_len == b->category_len &&
		   memcmp(a->category, b->category, a->category_len) == 0;
}

static void
add_entry(CircleWants *wants, const cc_entry *entry)
{
	CircleWant *item = &wants->items[wants->n];

	if (cc_entry_total(entry) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the template knows amenities of category \"%.*s\"",
						(int) entry->category_len, entry->category),
				 errhint("A template says what is to be known; circle__template() makes one.")));
	if (wants->n == 0 || !same_category(item - 1, entry))
		wants->category_item[wants->ncategories++] = wants->n;
	item->category = entry->category;
	item->category_len = entry->category_len;
	item->category_no = wants->ncategories - 1;
	item->want = (cc_want){entry->unit, entry->keep, entry->ncutoffs, entry->cutoffs};
	wants->on_network = wants->on_network || entry->unit != CC_METRES_STRAIGHT;
	wants->home_bytes += (entry->keep + entry->ncutoffs) * sizeof(uint32);
	wants->n++;
}

CircleWants *
circle_wants_open(Datum coverage_template)
{
	CircleBytes bytes = circle_bytes(PointerGetDatum(PG_DETOAST_DATUM_COPY(coverage_template)));
	cc_env env = circle_env(CurrentMemoryContext);
	CircleWants *wants = palloc0(sizeof(CircleWants));
	cc_detail detail = {0};
	cc_entry *entries;
	uint32 n;

	circle_check(cc_coverage_entries(&env, bytes.data, bytes.len, &entries, &n, &detail), &detail,
				 "template");
	wants->items = palloc0(Max(n, 1) * sizeof(CircleWant));
	wants->category_item = palloc(Max(n, 1) * sizeof(uint32));
	for (uint32 i = 0; i < n; i++)
		add_entry(wants, &entries[i]);
	return wants;
}

uint32
circle_wants_category(const CircleWants *wants, const char *category, uint32 len)
{
	uint32 low = 0;
	uint32 high = wants->ncategories;

	while (low < high)
	{
		uint32 middle = (low + high) / 2;
		const CircleWant *item = &wants->items[wants->category_item[middle]];
		int order = memcmp(category, item->category, Min(len, item->category_len));

		if (order == 0)
			order = (len > item->category_len) - (len < item->category_len);
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return CC_NONE;
}

/* Metres that the horizon of a want lets one walk on a leg, at the walker's greatest speed. */
static double
horizon_m(const cc_want *want, const cc_walker *walker, cc_trip trip)
{
	/* One more than the horizon, because stored values are rounded. */
	double horizon = cc_unit_double(want->unit, want->cutoffs[want->ncutoffs - 1] + 1);

	if (want->unit != CC_MINUTES)
		return horizon;
	return circle_walk_reach_m(walker, horizon) * cc_trip_stretch(trip, walker);
}

double
circle_wants_reach_m(const CircleWants *wants, const cc_walker *walker, cc_trip trip)
{
	double longest = 0;

	for (uint32 i = 0; i < wants->n; i++)
		longest = Max(longest, horizon_m(&wants->items[i].want, walker, trip));
	return longest + 2 * walker->snap_limit_m;
}

cc_box *
circle_wants_boxes(const CircleWants *wants, const cc_walker *walker, cc_trip trip, cc_box homes)
{
	cc_box *boxes = palloc(Max(wants->ncategories, 1) * sizeof(cc_box));
	double longest = 0;

	for (uint32 i = 0; i < wants->n; i++)
	{
		uint32 category = wants->items[i].category_no;

		if (wants->category_item[category] == i)
			longest = 0;
		longest = Max(longest, horizon_m(&wants->items[i].want, walker, trip));
		boxes[category] = cc_box_grow(homes, longest + 2 * walker->snap_limit_m);
	}
	return boxes;
}

/* Metres from a home of the farthest amenity that may count, as three arguments give walker,
 * template and direction. */
static double
reach_arg(FunctionCallInfo fcinfo)
{
	cc_walker walker;
	CircleWants *wants = circle_wants_open(PG_GETARG_DATUM(1));
	cc_trip trip = circle_trip_lookup(text_to_cstring(PG_GETARG_TEXT_PP(2)));

	circle_walker_lookup(text_to_cstring(PG_GETARG_TEXT_PP(0)), &walker);
	return circle_wants_reach_m(wants, &walker, trip);
}

/* circle__reach_m(walker text, template circle_coverage, direction text) → float8 */
Datum
circle__reach_m(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(reach_arg(fcinfo));
}

/* circle__halo_m(walker text, template circle_coverage, direction text) → float8 */
Datum
circle__halo_m(PG_FUNCTION_ARGS)
{
	/* What is an island decides where homes and amenities are entered. */
	PG_RETURN_FLOAT8(reach_arg(fcinfo) + CC_ISLAND_M);
}
