/*
 * snap.c
 *		circle_snap: the place of a point on a network.
 *
 * src/pg/query/snap.c
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "network/network.h"
#include "network/off_network.h"
#include "network/walkers.h"
#include "route/snap.h"
#include "server/args.h"
#include "server/error.h"
#include "server/postgis.h"
#include "study/surroundings.h"

#define SNAP_COLUMNS 9

PG_FUNCTION_INFO_V1(circle_snap);

static void
fill_row(const cc_graph *graph, const cc_place *place, Datum *values)
{
	const cc_gedge *edge = &graph->edges[place->edge];
	const cc_tile *tile = graph->tiles[edge->tile];
	const cc_edge *stored = &tile->edges[edge->edge];

	values[0] = CStringGetTextDatum(circle_street_text(tile, stored));
	values[1] = Float8GetDatum(edge->len_mm > 0 ? (double) place->at_mm / edge->len_mm : 0);
	values[2] = Float8GetDatum(place->door_mm / 1000.0);
	values[3] = circle_point_datum(place->foot_lon, place->foot_lat);
	values[4] = BoolGetDatum((edge->class_bits & CC_STEPS) != 0);
	values[5] = BoolGetDatum((edge->class_bits & CC_PRIVATE) != 0);
	values[6] = BoolGetDatum(place->closed);
	values[7] = BoolGetDatum(place->on_island);
	values[8] = Int32GetDatum((int32) stored->first_vertex);
}

/*
 * circle_snap(network text, point geometry, walker text) → street, fraction, snap_m,
 * geom, steps, private, closed, on_island, first_vertex; all NULL where no street
 * is within the walker's snap limit, and for a NULL point.
 */
Datum
circle_snap(PG_FUNCTION_ARGS)
{
	char *name = circle_text_arg(fcinfo, 0, "network");
	char *walker_name = circle_text_arg(fcinfo, 2, "walker");
	MemoryContext old_context = CurrentMemoryContext;
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_snap", ALLOCSET_DEFAULT_SIZES);
	Datum values[SNAP_COLUMNS];
	bool nulls[SNAP_COLUMNS];
	TupleDesc desc;
	Datum result;
	cc_walker walker;
	CircleNetwork *net;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	desc = BlessTupleDesc(desc);
	MemoryContextSwitchTo(context);
	net = circle_network_open(name);
	circle_walker_lookup(walker_name, &walker);
	memset(nulls, true, sizeof(nulls));
	if (!PG_ARGISNULL(1))
	{
		cc_point point = circle_point_arg(PG_GETARG_DATUM(1), "point");
		CircleSurroundings around = circle_surroundings_of_point(&(CirclePointAsk){
			net, &walker, CIRCLE_NO_TRIP, point, circle_snap_around_m(&walker, 0), false});
		cc_place place;

		if (circle_place_of_given(net, around.graph, point, &place))
		{
			fill_row(around.graph, &place, values);
			memset(nulls, false, sizeof(nulls));
		}
		circle_surroundings_done(&around);
	}
	MemoryContextSwitchTo(old_context);
	result = HeapTupleGetDatum(heap_form_tuple(desc, values, nulls));
	MemoryContextDelete(context);
	PG_RETURN_DATUM(result);
}
