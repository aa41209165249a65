/*
 * place.c
 *		Places of many points, lines and areas: circle__snap_all.
 *
 * Rows come ordered by a curve over the tiles and are snapped block by block, so that
 * memory holds the streets of one block, whatever the size of the input.
 *
 * src/pg/study/place.c
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "nodes/value.h"
#include "parser/parse_func.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "network/network.h"
#include "network/walkers.h"
#include "route/entry_point.h"
#include "server/args.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/rows.h"
#include "server/schemas.h"
#include "server/srf.h"

/* A block is 4 by 4 tiles: the tiles that share all but the last four bits of their order. */
#define BLOCK_BITS 4
#define BLOCK_ROWS 100000
#define BLOCK_BYTES ((size_t) 64 * 1024 * 1024)

#define OUTPUT_COLUMNS 7

/* A geometry that waits for its block to be complete. */
typedef struct Waiting
{
	int64 ref;
	cc_shape shape;
	uint32 nparts;
	uint32 *first;
	cc_point *pts;
	Datum geometry; /* of lines and areas */
} Waiting;

typedef struct PlaceBlock
{
	MemoryContext context;
	int32 number;
	cc_box box;
	uint32 n;
	size_t bytes;
	Waiting *rows;
} PlaceBlock;

typedef struct Placing
{
	CircleNetwork *network;
	cc_walker walker;
	Oid surface_function; /* ST_PointOnSurface */
	CircleSrf srf;
} Placing;

PG_FUNCTION_INFO_V1(circle__snap_all);

/* --- a block: taking in --- */

static void
extend_box(PlaceBlock *block, cc_point point)
{
	if (block->n == 0 && block->bytes == 0)
		block->box = (cc_box){point.x, point.y, point.x, point.y};
	block->box.min_x = Min(block->box.min_x, point.x);
	block->box.min_y = Min(block->box.min_y, point.y);
	block->box.max_x = Max(block->box.max_x, point.x);
	block->box.max_y = Max(block->box.max_y, point.y);
	block->bytes += sizeof(cc_point);
}

static void
take_points(PlaceBlock *block, Waiting *row, const cc_parts *parts)
{
	row->shape = parts->shape;
	row->nparts = parts->nparts;
	row->first = parts->first;
	row->pts = palloc(parts->npts * sizeof(cc_point));
	for (uint32 i = 0; i < parts->npts; i++)
	{
		cc_detail detail = {0};
		cc_status status = cc_quantise(parts->x[i], parts->y[i], &row->pts[i], &detail);

		if (status != CC_OK)
			circle_check(status, &detail, psprintf("geometry of ref " INT64_FORMAT, row->ref));
		extend_box(block, row->pts[i]);
	}
}

/* Take a row (ref, wkb, srid, order, geometry) into the block, in its context. */
static void
take_row(PlaceBlock *block, const CircleRows *rows)
{
	Waiting *row = &block->rows[block->n];
	bytea *wkb = DatumGetByteaPP(rows->values[1]);
	cc_parts *parts = circle_read_wkb(wkb);

	row->ref = DatumGetInt64(rows->values[0]);
	if (DatumGetInt32(rows->values[2]) != 4326)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("geometry of ref " INT64_FORMAT " has SRID %d instead of 4326",
							   row->ref, DatumGetInt32(rows->values[2]))));
	if (parts->shape == CC_SHAPE_EMPTY || parts->shape == CC_SHAPE_POINTS ||
		parts->shape == CC_SHAPE_OTHER)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg(parts->shape == CC_SHAPE_EMPTY
								   ? "geometry of ref " INT64_FORMAT " is empty"
								   : "geometry of ref " INT64_FORMAT " is no point, line or area",
							   row->ref)));
	take_points(block, row, parts);
	row->geometry = (Datum) 0;
	if (parts->shape != CC_SHAPE_POINT)
	{
		row->geometry = datumCopy(rows->values[4], false, -1);
		block->bytes += VARSIZE_ANY(DatumGetPointer(row->geometry));
	}
	block->n++;
}

/* --- a block: snapping --- */

/* A point for an area or line that no street reaches. */
static cc_point
point_on_surface(const Placing *placing, Datum geometry)
{
	return circle_point_arg(OidFunctionCall1(placing->surface_function, geometry),
							"point on surface");
}

static void
put_place(Placing *placing, int64 ref, const cc_place *place, uint32 entry)
{
	bool snapped = place->edge != CC_NONE;
	Datum values[OUTPUT_COLUMNS];
	bool nulls[OUTPUT_COLUMNS] = {false};

	values[0] = Int64GetDatum(ref);
	values[1] = Int32GetDatum(cc_tile_at(place->point));
	values[2] = Float8GetDatum(place->door_mm / 1000.0);
	nulls[2] = !snapped;
	values[3] = BoolGetDatum(snapped && place->on_island);
	values[4] = BoolGetDatum(snapped && place->closed);
	values[5] = circle_point_datum(circle_degrees(place->point.x), circle_degrees(place->point.y));
	values[6] = Int32GetDatum((int32) entry);
	circle_srf_put(&placing->srf, values, nulls);
}

/* The entry points of an area, numbered from 1; returns how many. */
static uint32
put_entry_points(Placing *placing, cc_graph *graph, const Waiting *row)
{
	cc_area area = cc_area_of(row->pts, row->first, row->nparts);
	cc_entry_points found;

	circle_check(cc_entry_points_find(graph, &area, &found), NULL,
				 psprintf("geometry of ref " INT64_FORMAT, row->ref));
	for (uint32 i = 0; i < found.n; i++)
	{
		cc_place place;

		circle_place_of(graph, found.points[i], &place);
		put_place(placing, row->ref, &place, i + 1);
	}
	cc_entry_points_release(graph->env, &found);
	return found.n;
}

static void
snap_row(Placing *placing, cc_graph *graph, const Waiting *row)
{
	cc_place place;
	cc_status status;

	if (row->shape == CC_SHAPE_AREAS && put_entry_points(placing, graph, row) > 0)
		return;
	if (row->shape == CC_SHAPE_POINT)
		circle_place_of(graph, row->pts[0], &place);
	else
	{
		status = cc_snap_boundary(graph, row->pts, row->first, row->nparts, &place);
		if (status == CC_NOT_FOUND)
			place.point = point_on_surface(placing, row->geometry);
		else
			circle_check(status, NULL, psprintf("geometry of ref " INT64_FORMAT, row->ref));
	}
	put_place(placing, row->ref, &place, 1);
}

/* Snap what waits in the block, and empty it. */
static void
finish_block(Placing *placing, PlaceBlock *block)
{
	/* A metre more than the rules say covers the difference between plane and spheroid. */
	double around_m = Max(placing->walker.snap_limit_m, CC_ENTRY_POINT_M) + CC_ISLAND_M + 1;
	MemoryContext old = MemoryContextSwitchTo(block->context);
	MemoryContext row_context;
	cc_graph *graph;

	graph =
		circle_network_graph(placing->network, cc_box_grow(block->box, around_m), &placing->walker);
	row_context = AllocSetContextCreate(block->context, "circle place row", ALLOCSET_SMALL_SIZES);
	MemoryContextSwitchTo(row_context);
	for (uint32 i = 0; i < block->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		snap_row(placing, graph, &block->rows[i]);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(block->context);
	block->n = 0;
	block->bytes = 0;
}

/* --- all rows --- */

static bool
block_is_full(const PlaceBlock *block, int32 next)
{
	return block->n > 0 &&
		   (next != block->number || block->n == BLOCK_ROWS || block->bytes > BLOCK_BYTES);
}

static void
place_rows(Placing *placing, const char *query)
{
	const CircleColumn columns[] = {{"ref", INT8OID, false},
									{"geom", BYTEAOID, false},
									{"srid", INT4OID, false},
									{"tile order", INT4OID, true},
									{"geometry", InvalidOid, false}};
	PlaceBlock block = {0};
	CircleRows rows;

	block.context =
		AllocSetContextCreate(CurrentMemoryContext, "circle place block", ALLOCSET_DEFAULT_SIZES);
	circle_rows_open(&rows, "geometries", query, columns, lengthof(columns));
	while (circle_rows_next(&rows))
	{
		int32 number = rows.nulls[3] ? -1 : DatumGetInt32(rows.values[3]) >> BLOCK_BITS;
		MemoryContext old;

		if (block_is_full(&block, number))
			finish_block(placing, &block);
		old = MemoryContextSwitchTo(block.context);
		if (block.n == 0)
			block.rows = palloc(BLOCK_ROWS * sizeof(Waiting));
		block.number = number;
		take_row(&block, &rows);
		MemoryContextSwitchTo(old);
	}
	circle_rows_close(&rows);
	if (block.n > 0)
		finish_block(placing, &block);
}

/* The caller's query with what is needed beside, ordered block by block. */
static char *
ordered_query(const char *query)
{
	const char *postgis = quote_identifier(get_namespace_name(circle_extension_schema("postgis")));

	return psprintf(
		"SELECT ref::bigint, %1$s.st_asbinary(geom), %1$s.st_srid(geom),"
		" circle_private.circle__tile_order(%1$s.st_xmin(geom), %1$s.st_ymin(geom)), geom"
		" FROM (%2$s\n) AS q (ref, geom) ORDER BY 4, 1",
		postgis, query);
}

/* circle__snap_all(network text, walker text, query text) → SETOF (ref bigint, …) */
Datum
circle__snap_all(PG_FUNCTION_ARGS)
{
	char *network = circle_text_arg(fcinfo, 0, "network");
	char *walker = circle_text_arg(fcinfo, 1, "walker");
	char *query = circle_text_arg(fcinfo, 2, "query");
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle place", ALLOCSET_DEFAULT_SIZES);
	Oid geometry = circle_geometry_type();
	Oid postgis = circle_extension_schema("postgis");
	Placing placing = {0};
	MemoryContext old;

	circle_srf_begin(fcinfo, &placing.srf);
	SPI_connect();
	old = MemoryContextSwitchTo(context);
	placing.network = circle_network_open(network);
	circle_walker_lookup(walker, &placing.walker);
	placing.surface_function = LookupFuncName(
		list_make2(makeString(get_namespace_name(postgis)), makeString("st_pointonsurface")), 1,
		&geometry, false);
	place_rows(&placing, ordered_query(query));
	MemoryContextSwitchTo(old);
	SPI_finish();
	MemoryContextDelete(context);
	return (Datum) 0;
}
