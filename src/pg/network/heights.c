/*
 * heights.c
 *		Heights of streets from the raster of a network.
 *
 * The raster is read tile by tile of the network, whatever the size of its own rows; a few tiles
 * stay in memory. All rows must share one grid.
 *
 * src/pg/network/heights.c
 */
#include "postgres.h"

#include "network/heights.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "network/elevation.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/rows.h"

/* Read tiles are forgotten when they hold more cells than this. */
#define MOST_CELLS CC_MAX_CELLS

enum
{
	WEST,
	NORTH,
	STEP_X,
	STEP_Y,
	SKEW,
	SRID,
	COLUMNS,
	ROWS,
	CELLS,
	RASTER_COLUMNS
};

/* The elevation model of one tile. */
typedef struct TileElevation
{
	int32 tile;
	cc_elevation elevation;
} TileElevation;

struct CircleElevation
{
	SPIPlanPtr plan;   /* of the box query */
	cc_elevation grid; /* the first row, without its cells */
	MemoryContext context;
	HTAB *blocks;
	size_t cells; /* in all blocks */
};

static const CircleColumn raster_columns[RASTER_COLUMNS] = {
	{"west", FLOAT8OID, true},   {"north", FLOAT8OID, true}, {"step_x", FLOAT8OID, true},
	{"step_y", FLOAT8OID, true}, {"skew", FLOAT8OID, true},  {"srid", INT4OID, true},
	{"columns", INT4OID, true},  {"rows", INT4OID, true},    {"cells", FLOAT8ARRAYOID, true},
};

static void
bad_raster(const char *detail, const char *hint)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("the raster of heights cannot be used"),
					errdetail_internal("%s", detail), errhint("%s", hint)));
}

static double
number(const Datum *values, int column)
{
	return DatumGetFloat8(values[column]);
}

/* The grid of a row, without its cells. */
static cc_elevation
row_grid(const Datum *values)
{
	cc_elevation grid = {.west = number(values, WEST),
						 .north = number(values, NORTH),
						 .step_x = number(values, STEP_X),
						 .step_y = number(values, STEP_Y),
						 .columns = DatumGetInt32(values[COLUMNS]),
						 .rows = DatumGetInt32(values[ROWS])};

	return grid;
}

static void
check_row(const Datum *values, const bool *nulls)
{
	for (int i = 0; i < CELLS; i++)
		if (nulls[i])
			bad_raster("One of its rows is NULL or empty.", "Delete rows without a raster.");
	if (DatumGetInt32(values[SRID]) != 4326)
		bad_raster(psprintf("Its SRID is %d instead of 4326.", DatumGetInt32(values[SRID])),
				   "Reproject it: gdalwarp -t_srs EPSG:4326, or ST_Transform(rast, 4326).");
	if (number(values, SKEW) != 0 || !(number(values, STEP_X) > 0) || !(number(values, STEP_Y) > 0))
		bad_raster("It is rotated, or its rows do not run from the north.",
				   "Resample it: gdalwarp -t_srs EPSG:4326.");
}

static void
start_blocks(CircleElevation *elevation)
{
	HASHCTL control = {.keysize = sizeof(int32), .entrysize = sizeof(TileElevation)};

	MemoryContextReset(elevation->context);
	control.hcxt = elevation->context;
	elevation->blocks =
		hash_create("circle_ext elevation", 64, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	elevation->cells = 0;
}

CircleElevation *
circle_elevation_open(const char *any_query, const char *box_query)
{
	CircleElevation *elevation = palloc0(sizeof(CircleElevation));
	Oid types[4] = {FLOAT8OID, FLOAT8OID, FLOAT8OID, FLOAT8OID};
	MemoryContext caller = CurrentMemoryContext;
	CircleRows rows;

	circle_rows_open(&rows, "heights", any_query, raster_columns, lengthof(raster_columns));
	if (!circle_rows_next(&rows))
		bad_raster("It has no rows.", "Load one by raster2pgsql.");
	check_row(rows.values, rows.nulls);
	elevation->grid = row_grid(rows.values);
	circle_rows_close(&rows);
	elevation->plan = SPI_prepare(box_query, 4, types);
	MemoryContextSwitchTo(caller);
	if (elevation->plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	elevation->context =
		AllocSetContextCreate(caller, "circle_ext elevation", ALLOCSET_DEFAULT_SIZES);
	start_blocks(elevation);
	return elevation;
}

/* Copy what a row knows of a block. */
static void
take_row(const cc_elevation *block, float *cells, const Datum *values)
{
	cc_elevation row = row_grid(values);
	cc_detail detail = {0};
	float *known;
	Datum *heights;
	bool *nulls;
	int n;

	deconstruct_array(DatumGetArrayTypeP(values[CELLS]), FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &heights, &nulls, &n);
	if (n != (uint64) row.columns * row.rows)
		bad_raster("A row has other cells than its header says.", "Load it again.");
	known = palloc_extended(Max(n, 1) * sizeof(float), MCXT_ALLOC_HUGE);
	for (int i = 0; i < n; i++)
		known[i] = nulls[i] ? NAN : (float) DatumGetFloat8(heights[i]);
	row.cells = known;
	circle_check(cc_elevation_take(&row, block, cells, &detail), &detail, "raster of heights");
}

/* Read all rows that touch a block, given by its cells. */
static void
read_block(CircleElevation *elevation, cc_elevation *block, float *cells)
{
	Datum box[4] = {
		Float8GetDatum(block->west), Float8GetDatum(block->north - block->rows * block->step_y),
		Float8GetDatum(block->west + block->columns * block->step_x), Float8GetDatum(block->north)};
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext row_context =
		AllocSetContextCreate(caller, "circle_ext raster row", ALLOCSET_DEFAULT_SIZES);

	if (SPI_execute_plan(elevation->plan, box, NULL, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "the raster of heights could not be read");
	MemoryContextSwitchTo(row_context);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		Datum values[RASTER_COLUMNS];
		bool nulls[RASTER_COLUMNS];

		CHECK_FOR_INTERRUPTS();
		heap_deform_tuple(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, values, nulls);
		check_row(values, nulls);
		if (!nulls[CELLS])
			take_row(block, cells, values);
		MemoryContextReset(row_context);
	}
	SPI_freetuptable(SPI_tuptable);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(row_context);
}

/* The elevation model of a tile and the cells around it. */
static const cc_elevation *
elevation_of(CircleElevation *elevation, int32 tile)
{
	cc_box box = cc_tile_box(tile);
	TileElevation *block = hash_search(elevation->blocks, &tile, HASH_FIND, NULL);
	size_t size;
	float *cells;
	cc_elevation made;
	cc_detail detail = {0};

	if (block != NULL)
		return &block->elevation;
	if (elevation->cells > MOST_CELLS)
		start_blocks(elevation);
	circle_check(cc_elevation_frame(&elevation->grid, box, &made, &detail), &detail,
				 "raster of heights");
	size = (size_t) made.columns * made.rows;
	cells = MemoryContextAllocHuge(elevation->context, size * sizeof(float));
	for (size_t i = 0; i < size; i++)
		cells[i] = NAN;
	made.cells = cells;
	read_block(elevation, &made, cells);
	elevation->cells += size;
	block = hash_search(elevation->blocks, &tile, HASH_ENTER, NULL);
	block->elevation = made;
	return &block->elevation;
}

static double
height_of(CircleElevation *elevation, double x, double y)
{
	cc_point at = {(int32) floor(x + 0.5), (int32) floor(y + 0.5)};

	return cc_elevation_at(elevation_of(elevation, cc_tile_at(at)), x / CC_DEGREE, y / CC_DEGREE);
}

/* Number the places of a line's heights, and measure the line up to each point; returns how many.
 */
static uint32
number_places(const cc_line *line, uint32 *height_at, double *metres)
{
	uint32 n = 0;

	for (uint32 i = 0; i < line->npts; i++)
	{
		double step = i == 0 ? 0 : cc_distance_m(line->pts[i - 1], line->pts[i]);

		n += i == 0 ? 0 : 1 + cc_sites_between(step);
		height_at[i] = n;
		metres[i] = i == 0 ? 0 : metres[i - 1] + step;
	}
	return n + 1;
}

/* Sample the raster at all places, noting how far each is along the line. */
static void
sample(CircleElevation *elevation, const cc_line *line, const uint32 *height_at,
	   const double *metres, double *at_m, double *heights)
{
	for (uint32 i = 0; i + 1 < line->npts; i++)
	{
		cc_point a = line->pts[i];
		cc_point b = line->pts[i + 1];
		uint32 pieces = height_at[i + 1] - height_at[i];

		CHECK_FOR_INTERRUPTS();
		/* The last place is the next one's first, but for the end of the line. */
		for (uint32 k = 0; k < pieces + (i + 2 == line->npts); k++)
		{
			double part = (double) k / pieces;

			at_m[height_at[i] + k] = metres[i] + (metres[i + 1] - metres[i]) * part;
			heights[height_at[i] + k] = height_of(elevation, a.x + ((double) b.x - a.x) * part,
												  a.y + ((double) b.y - a.y) * part);
		}
	}
}

bool
circle_elevation_line(CircleElevation *elevation, cc_line *line)
{
	uint32 *height_at = palloc_extended(line->npts * sizeof(uint32), MCXT_ALLOC_HUGE);
	double *metres = palloc_extended(line->npts * sizeof(double), MCXT_ALLOC_HUGE);
	uint32 n = number_places(line, height_at, metres);
	double *at_m = palloc_extended(n * sizeof(double), MCXT_ALLOC_HUGE);
	double *heights = palloc_extended(n * sizeof(double), MCXT_ALLOC_HUGE);
	double *smooth = palloc_extended(n * sizeof(double), MCXT_ALLOC_HUGE);
	int32 *heights_cm = palloc_extended(n * sizeof(int32), MCXT_ALLOC_HUGE);
	cc_env env = circle_env(CurrentMemoryContext);

	sample(elevation, line, height_at, metres, at_m, heights);
	if (!cc_heights_fill(at_m, heights, n))
		return false;
	if (line->class_bits & (CC_BRIDGE | CC_TUNNEL))
	{
		cc_heights_straighten(at_m, heights, n);
		memcpy(smooth, heights, n * sizeof(double));
	}
	else
		circle_check(cc_heights_smooth(&env, at_m, heights, n, smooth), NULL, "heights");
	for (uint32 i = 0; i < n; i++)
		heights_cm[i] = (int32) floor(Min(Max(smooth[i], -20000.0), 20000.0) * 100 + 0.5);
	line->heights_cm = heights_cm;
	line->height_at = height_at;
	return true;
}
