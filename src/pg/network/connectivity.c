/*
 * connectivity.c
 *		circle__connectivity: connectivity of a network.
 *
 * src/pg/network/connectivity.c
 */
#include "postgres.h"

#include "network/connectivity.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "network/network.h"
#include "server/args.h"
#include "server/error.h"
#include "server/rows.h"

/* A body may have megabytes. */
#define BATCH_TILES 50

PG_FUNCTION_INFO_V1(circle__connectivity);

static void
add_tile(cc_connect *connect, const cc_env *tile_env, Datum body)
{
	bytea *bytes = DatumGetByteaPP(body);
	cc_detail detail = {0};
	cc_tile *tile;

	circle_check(cc_tile_decode(tile_env, (const uint8_t *) VARDATA_ANY(bytes),
								VARSIZE_ANY_EXHDR(bytes), &tile, &detail),
				 &detail, "tile");
	circle_check(cc_connect_add(connect, tile), NULL, "network");
}

static void
look_at_tiles(const CircleNetwork *net, cc_connectivity *found)
{
	static const CircleColumn columns[] = {{"body", BYTEAOID, false}};
	cc_env env = circle_env(CurrentMemoryContext);
	MemoryContext tile_context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_ext tile", ALLOCSET_DEFAULT_SIZES);
	cc_env tile_env = circle_env(tile_context);
	cc_connect *connect;
	CircleRows rows;

	circle_check(cc_connect_create(&env, &connect), NULL, "network");
	circle_rows_open(&rows, "tiles",
					 psprintf("SELECT body FROM %s.tile", quote_identifier(net->name)), columns,
					 lengthof(columns));
	rows.batch_rows = BATCH_TILES;
	while (circle_rows_next(&rows))
	{
		MemoryContext old_context = MemoryContextSwitchTo(tile_context);

		add_tile(connect, &tile_env, rows.values[0]);
		MemoryContextSwitchTo(old_context);
		MemoryContextReset(tile_context);
	}
	circle_rows_close(&rows);
	circle_check(cc_connect_finish(connect, found), NULL, "network");
}

/* circle__connectivity(network text) → nodes, edges, components, metres, share of the largest,
 * lands, and share of the largest of each. */
Datum
circle__connectivity(PG_FUNCTION_ARGS)
{
	CircleNetwork *net = circle_network_open(circle_text_arg(fcinfo, 0, "network"));
	cc_connectivity found;
	TupleDesc desc;
	Datum values[7];
	bool nulls[7] = {0};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	SPI_connect();
	look_at_tiles(net, &found);
	SPI_finish();
	values[0] = Int64GetDatum(found.nnodes);
	values[1] = Int64GetDatum(found.nedges);
	values[2] = Int64GetDatum(found.ncomponents);
	values[3] = Float8GetDatum(found.length_m);
	values[4] = Float8GetDatum(found.length_m > 0 ? found.largest_m / found.length_m : 0);
	values[5] = Int64GetDatum(found.nlands);
	values[6] = Float8GetDatum(found.length_m > 0 ? found.connected_m / found.length_m : 0);
	nulls[4] = nulls[6] = found.length_m <= 0;
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}
