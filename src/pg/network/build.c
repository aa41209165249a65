/*
 * build.c
 *		From the rows of the streets to the tiles of a network.
 *
 * The streets and barriers are read once; each line goes into a sort under every tile that it
 * touches, so that the tiles can then be built one after the other in little
 * memory. A tile whose input digest is the stored one is left alone.
 *
 * src/pg/network/build.c
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/tuplesort.h"

#include "network/barriers.h"
#include "network/loader.h"
#include "network/quality.h"
#include "network/tileinput.h"
#include "network/tilestore.h"
#include "server/args.h"
#include "server/error.h"

/* A line over more tiles than this is no street. */
#define MAX_LINE_TILES 20000

typedef struct Build
{
	CircleNetwork *net;
	cc_env env; /* over tile_context */
	MemoryContext tile_context;
	Tuplesortstate *sort;
	TupleDesc sort_desc;
	TupleTableSlot *slot;
	CircleTileStore *store;
	CircleQuality *quality;
	CircleElevation *elevation; /* or NULL */
	int64 streets;
	int64 refused;
	int64 lines;
	int64 barriers;
	cc_box extent; /* of the streets that are used; only where lines > 0 */
	int32 tiles_built;
	int32 tiles_unchanged;
	int32 tiles_removed;
} Build;

PG_FUNCTION_INFO_V1(circle__build_tiles);

static void
begin_sort(Build *build)
{
	AttrNumber column = 1;
	Oid less = Int4LessOperator;
	Oid collation = InvalidOid;
	bool nulls_first = false;

	build->sort_desc = CreateTemplateTupleDesc(3);
	TupleDescInitEntry(build->sort_desc, 1, "tile", INT4OID, -1, 0);
	TupleDescInitEntry(build->sort_desc, 2, "line", BYTEAOID, -1, 0);
	TupleDescInitEntry(build->sort_desc, 3, "barrier", BOOLOID, -1, 0);
	build->slot = MakeSingleTupleTableSlot(build->sort_desc, &TTSOpsMinimalTuple);
	build->sort = tuplesort_begin_heap(build->sort_desc, 1, &column, &less, &collation,
									   &nulls_first, maintenance_work_mem, NULL, 0);
}

static void
put_line(Build *build, TupleTableSlot *slot, int32 tile, bytea *line, bool barrier)
{
	ExecClearTuple(slot);
	slot->tts_values[0] = Int32GetDatum(tile);
	slot->tts_values[1] = PointerGetDatum(line);
	slot->tts_values[2] = BoolGetDatum(barrier);
	slot->tts_isnull[0] = slot->tts_isnull[1] = slot->tts_isnull[2] = false;
	ExecStoreVirtualTuple(slot);
	tuplesort_puttupleslot(build->sort, slot);
}

/* Put what each tile needs of a line into the sort; false if the line cannot be used. */
static bool
sort_line(Build *build, TupleTableSlot *slot, const cc_line *line, bool barrier)
{
	const bool text_keys = build->net->text_keys && !barrier;
	int32 *tiles;
	uint32 ntiles;
	cc_detail detail = {0};
	cc_status status =
		cc_line_tiles(&build->env, line->pts, line->npts, MAX_LINE_TILES, &tiles, &ntiles, &detail);

	if (status == CC_LIMIT || status == CC_BAD_INPUT)
		return false;
	circle_check(status, &detail, barrier ? "barriers" : "streets");
	for (uint32 i = 0; i < ntiles; i++)
	{
		/* A line in one tile is taken as a whole. */
		const cc_box box = ntiles == 1 ? (cc_box){0} : cc_tile_box(tiles[i]);
		uint32 first = 0;
		uint32 n;

		while ((n = circle_tile_run(line, ntiles == 1 ? NULL : &box, &first)) > 0)
		{
			put_line(build, slot, tiles[i],
					 circle_pack_line(&build->env, line, first, n, text_keys), barrier);
			first += n - 1;
		}
	}
	return true;
}

static void
extend(Build *build, const cc_line *line)
{
	cc_box *extent = &build->extent;

	for (uint32 i = 0; i < line->npts; i++)
	{
		extent->min_x = Min(extent->min_x, line->pts[i].x);
		extent->min_y = Min(extent->min_y, line->pts[i].y);
		extent->max_x = Max(extent->max_x, line->pts[i].x);
		extent->max_y = Max(extent->max_y, line->pts[i].y);
	}
}

static void
sort_street(Build *build, TupleTableSlot *slot, CircleStreet *street)
{
	uint32 used = 0;

	for (uint32 i = 0; i < street->nlines; i++)
	{
		if (sort_line(build, slot, &street->lines[i], false))
		{
			extend(build, &street->lines[i]);
			used++;
		}
		else
			street->remark = "too long: over more than 20000 tiles";
	}
	if (used == 0 && street->refused == NULL)
		street->refused = street->remark;
	build->lines += used;
	build->streets++;
	if (street->refused != NULL)
		build->refused++;
	circle_quality_street(build->quality, street);
}

static void
read_streets(Build *build, const char *query, const char *duplicates_query)
{
	TupleTableSlot *slot = MakeSingleTupleTableSlot(build->sort_desc, &TTSOpsVirtual);
	CircleLoader loader;
	CircleStreet street;

	circle_loader_open(&loader, query, duplicates_query, build->net->text_keys);
	loader.elevation = build->elevation;
	while (circle_loader_next(&loader, &street))
	{
		MemoryContext old_context = MemoryContextSwitchTo(build->tile_context);

		CHECK_FOR_INTERRUPTS();
		sort_street(build, slot, &street);
		MemoryContextSwitchTo(old_context);
		MemoryContextReset(build->tile_context);
	}
	circle_loader_close(&loader);
	ExecDropSingleTupleTableSlot(slot);
}

static void
sort_barrier(Build *build, TupleTableSlot *slot, CircleBarrier *barrier)
{
	for (uint32 i = 0; i < barrier->nlines; i++)
	{
		const cc_line *line = &barrier->lines[i];

		if (line->npts == 1)
			put_line(build, slot, cc_tile_at(line->pts[0]),
					 circle_pack_line(&build->env, line, 0, 1, false), true);
		else if (!sort_line(build, slot, line, true))
			barrier->refused = "barrier: over more than 20000 tiles";
	}
	build->barriers++;
	if (barrier->refused != NULL)
		circle_quality_barrier(build->quality, barrier->refused);
}

static void
read_barriers(Build *build, const char *query)
{
	TupleTableSlot *slot = MakeSingleTupleTableSlot(build->sort_desc, &TTSOpsVirtual);
	CircleBarrierLoader loader;
	CircleBarrier barrier;

	circle_barriers_open(&loader, query);
	while (circle_barriers_next(&loader, &barrier))
	{
		MemoryContext old_context = MemoryContextSwitchTo(build->tile_context);

		CHECK_FOR_INTERRUPTS();
		sort_barrier(build, slot, &barrier);
		MemoryContextSwitchTo(old_context);
		MemoryContextReset(build->tile_context);
	}
	circle_barriers_close(&loader);
	ExecDropSingleTupleTableSlot(slot);
}

/* Build a tile from its packed lines and write it, unless it is as it was. */
static void
finish_tile(Build *build, int32 tile, CircleTileInput *input)
{
	uint8 *body;
	size_t len;
	cc_detail detail = {0};
	cc_barriers barriers;
	cc_line *lines;

	if (circle_store_has(build->store, tile, &input->digest))
	{
		build->tiles_unchanged++;
		return;
	}
	lines = circle_unpack_lines(input, build->net->text_keys);
	circle_unpack_barriers(input, &barriers);
	circle_check(cc_build_tile(&build->env, tile,
							   &(cc_lines){build->net->text_keys, lines, input->lines.n}, &barriers,
							   &body, &len, &detail),
				 &detail, "streets");
	circle_quality_clear_tile(build->quality, tile);
	/* Without a body it is a tile that is not, or no longer, there. */
	if (len == 0)
	{
		for (size_t i = 0; i < barriers.ngates; i++)
			circle_quality_barrier(build->quality, "barrier: closed gate far from any street");
		return;
	}
	circle_store_write(build->store, tile, &input->digest, body, len);
	circle_quality_tile(build->quality, body, len, &barriers);
	build->tiles_built++;
}

static void
build_tiles(Build *build)
{
	MemoryContext old_context = MemoryContextSwitchTo(build->tile_context);
	CircleTileInput input = {0};
	int32 tile = -1;

	while (tuplesort_gettupleslot(build->sort, true, false, build->slot, NULL))
	{
		bool isnull;
		int32 next_tile = DatumGetInt32(slot_getattr(build->slot, 1, &isnull));

		CHECK_FOR_INTERRUPTS();
		if (next_tile != tile)
		{
			if (tile >= 0)
				finish_tile(build, tile, &input);
			MemoryContextReset(build->tile_context);
			memset(&input, 0, sizeof(input));
			tile = next_tile;
		}
		circle_tile_input_add(&input, DatumGetBool(slot_getattr(build->slot, 3, &isnull)),
							  DatumGetByteaPP(slot_getattr(build->slot, 2, &isnull)));
	}
	if (tile >= 0)
		finish_tile(build, tile, &input);
	MemoryContextSwitchTo(old_context);
	MemoryContextReset(build->tile_context);
}

static void
remove_tiles(Build *build)
{
	int32 tile;

	while ((tile = circle_store_next_gone(build->store)) >= 0)
	{
		circle_store_remove(build->store, tile);
		circle_quality_clear_tile(build->quality, tile);
		build->tiles_removed++;
	}
}

/* West, south, east and north of the streets, in degrees. */
static Datum
extent_datum(const cc_box *extent)
{
	Datum sides[4] = {Float8GetDatum(extent->min_x / 1e7), Float8GetDatum(extent->min_y / 1e7),
					  Float8GetDatum(extent->max_x / 1e7), Float8GetDatum(extent->max_y / 1e7)};

	return PointerGetDatum(
		construct_array(sides, 4, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

static Datum
build_result(FunctionCallInfo fcinfo, const Build *build, char *refused)
{
	TupleDesc desc;
	Datum values[9] = {0};
	bool nulls[9] = {0};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = Int32GetDatum(build->tiles_built);
	values[1] = Int32GetDatum(build->tiles_unchanged);
	values[2] = Int32GetDatum(build->tiles_removed);
	values[3] = Int64GetDatum(build->streets);
	values[4] = Int64GetDatum(build->refused);
	values[5] = Int64GetDatum(build->lines);
	values[6] = Int64GetDatum(build->barriers);
	values[7] = CStringGetTextDatum(refused);
	nulls[8] = build->lines == 0;
	if (!nulls[8])
		values[8] = extent_datum(&build->extent);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}

/*
 * circle__build_tiles(network text, query text, duplicates_query text, any_heights_query text,
 *					   heights_query text, barriers_query text) → what was
 * done. The caller holds the lock on the network and is its owner.
 */
Datum
circle__build_tiles(PG_FUNCTION_ARGS)
{
	char *query = circle_text_arg(fcinfo, 1, "query");
	char *duplicates_query = PG_ARGISNULL(2) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(2));
	MemoryContext caller_context = CurrentMemoryContext;
	Build build = {0};
	char *refused;

	build.net = circle_network_open(circle_text_arg(fcinfo, 0, "network"));
	SPI_connect();
	build.tile_context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_ext tile", ALLOCSET_DEFAULT_SIZES);
	build.env = circle_env(build.tile_context);
	build.store = circle_store_open(build.net);
	build.quality = circle_quality_open(build.net);
	if (!PG_ARGISNULL(3) && !PG_ARGISNULL(4))
		build.elevation = circle_elevation_open(text_to_cstring(PG_GETARG_TEXT_PP(3)),
												text_to_cstring(PG_GETARG_TEXT_PP(4)));
	build.extent = (cc_box){PG_INT32_MAX, PG_INT32_MAX, PG_INT32_MIN, PG_INT32_MIN};
	begin_sort(&build);
	read_streets(&build, query, duplicates_query);
	if (!PG_ARGISNULL(5))
		read_barriers(&build, text_to_cstring(PG_GETARG_TEXT_PP(5)));
	tuplesort_performsort(build.sort);
	build_tiles(&build);
	remove_tiles(&build);
	tuplesort_end(build.sort);
	ExecDropSingleTupleTableSlot(build.slot);
	circle_quality_barriers(build.quality);
	refused = circle_quality_counts(build.quality, caller_context);
	SPI_finish();
	return build_result(fcinfo, &build, refused);
}
