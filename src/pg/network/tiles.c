/*
 * tiles.c
 *		Tiles of the grid for SQL: where a point lies, what is near.
 *
 * src/pg/network/tiles.c
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/geo.h"
#include "server/error.h"
#include "server/postgis.h"

/* More tiles than this in one result are a mistake of the caller. */
#define MAX_TILES 4000000

/* Part of a row of tiles, both ends included. */
typedef struct Span
{
	int32 row;
	int32 first;
	int32 last;
} Span;

typedef struct Spans
{
	Span *items;
	int n;
	int capacity;
} Spans;

PG_FUNCTION_INFO_V1(circle__tile);
PG_FUNCTION_INFO_V1(circle__tile_order);
PG_FUNCTION_INFO_V1(circle__tile_box);
PG_FUNCTION_INFO_V1(circle__tiles_near);
PG_FUNCTION_INFO_V1(circle__tiles_touching);
PG_FUNCTION_INFO_V1(circle__box);
PG_FUNCTION_INFO_V1(circle__box_around);

static void
check_tile(int32 tile)
{
	if (!cc_tile_valid(tile))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE), errmsg("%d is not a tile", tile),
				 errdetail("Tiles are numbered 0 ... %d.", CC_TILES_ACROSS * CC_TILES_ACROSS - 1)));
}

static double
metres_arg(FunctionCallInfo fcinfo, int number)
{
	double metres = PG_GETARG_FLOAT8(number);

	if (!(metres >= 0 && metres <= 1e7))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("a distance of %g m is out of range", metres),
						errdetail("It must be from 0 to 10,000,000 m.")));
	return metres;
}

/* The tiles of an array argument. */
static int32 *
tiles_arg(FunctionCallInfo fcinfo, int number, int *ntiles)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(number);
	int32 *tiles = (int32 *) ARR_DATA_PTR(array);

	if (array_contains_nulls(array))
		ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("tiles must not be NULL")));
	*ntiles = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	for (int i = 0; i < *ntiles; i++)
		check_tile(tiles[i]);
	return tiles;
}

/* Box of the positions that lie in a tile: its boundaries in the north and east belong to
 * neighbours. */
static cc_box
inner_box(int32 tile)
{
	cc_box box = cc_tile_box(tile);

	if (cc_tile_column(tile) < CC_TILES_ACROSS - 1)
		box.max_x--;
	if (cc_tile_row(tile) > 0)
		box.max_y--;
	return box;
}

static cc_box
grow(cc_box box, double metres)
{
	return metres > 0 ? cc_box_grow(box, metres) : box;
}

/* Note the tiles that a box touches. */
static void
add_box(Spans *spans, cc_box box)
{
	int32 southwest = cc_tile_at((cc_point){box.min_x, box.min_y});
	int32 northeast = cc_tile_at((cc_point){box.max_x, box.max_y});

	for (int32 row = cc_tile_row(northeast); row <= cc_tile_row(southwest); row++)
	{
		Span span = {row, cc_tile_column(southwest), cc_tile_column(northeast)};

		if (spans->n == spans->capacity)
		{
			if (spans->n >= MAX_TILES)
				ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("too many tiles")));
			spans->capacity = Max(64, spans->capacity * 2);
			spans->items = spans->items == NULL
							   ? palloc(spans->capacity * sizeof(Span))
							   : repalloc(spans->items, spans->capacity * sizeof(Span));
		}
		spans->items[spans->n++] = span;
	}
}

static int
compare_spans(const void *a, const void *b)
{
	const Span *left = a;
	const Span *right = b;

	if (left->row != right->row)
		return left->row < right->row ? -1 : 1;
	return (left->first > right->first) - (left->first < right->first);
}

/* The tiles of all spans, ascending and distinct. */
static ArrayType *
spans_to_array(Spans *spans)
{
	size_t total = 0;
	int kept = 0;
	size_t n = 0;
	Datum *tiles;

	if (spans->n == 0)
		return construct_empty_array(INT4OID);
	qsort(spans->items, spans->n, sizeof(Span), compare_spans);
	for (int i = 0; i < spans->n; i++)
	{
		Span *last = &spans->items[kept - 1];

		if (kept > 0 && last->row == spans->items[i].row && spans->items[i].first <= last->last + 1)
			last->last = Max(last->last, spans->items[i].last);
		else
			spans->items[kept++] = spans->items[i];
	}
	for (int i = 0; i < kept; i++)
		total += spans->items[i].last - spans->items[i].first + 1;
	if (total > MAX_TILES)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("too many tiles")));

	tiles = palloc(total * sizeof(Datum));
	for (int i = 0; i < kept; i++)
		for (int32 column = spans->items[i].first; column <= spans->items[i].last; column++)
			tiles[n++] = Int32GetDatum(cc_tile_id(column, spans->items[i].row));
	return construct_array(tiles, (int) n, INT4OID, sizeof(int32), true, TYPALIGN_INT);
}

/* circle__tile(point geometry) → int */
Datum
circle__tile(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(cc_tile_at(circle_point_arg(PG_GETARG_DATUM(0), "point")));
}

/*
 * circle__tile_order(lon float8, lat float8) → int: number of the position's tile in an order
 * (Morton's) in which neighbours stand together: the four tiles of a square share all but
 * the last two bits, and so on. NULL off the grid.
 */
Datum
circle__tile_order(PG_FUNCTION_ARGS)
{
	cc_point point;
	int32 tile;

	if (cc_quantise(PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1), &point, NULL) != CC_OK)
		PG_RETURN_NULL();
	tile = cc_tile_at(point);
	PG_RETURN_INT32((int32) cc_interleave(cc_tile_column(tile), cc_tile_row(tile)));
}

/* circle__tile_box(tile int) → geometry(Polygon,4326) */
Datum
circle__tile_box(PG_FUNCTION_ARGS)
{
	int32 tile = PG_GETARG_INT32(0);

	check_tile(tile);
	PG_RETURN_DATUM(circle_box_datum(cc_tile_box(tile)));
}

/* circle__tiles_near(tiles int[], metres float8) → int[] */
Datum
circle__tiles_near(PG_FUNCTION_ARGS)
{
	double metres = metres_arg(fcinfo, 1);
	int ntiles;
	int32 *tiles = tiles_arg(fcinfo, 0, &ntiles);
	Spans spans = {0};

	for (int i = 0; i < ntiles; i++)
		add_box(&spans, grow(inner_box(tiles[i]), metres));
	PG_RETURN_ARRAYTYPE_P(spans_to_array(&spans));
}

/* The box that five arguments give: boundaries in degrees from the south-west, and metres around.
 */
static cc_box
box_arg(FunctionCallInfo fcinfo)
{
	cc_detail detail = {0};
	cc_point low;
	cc_point high;

	circle_check(cc_quantise(PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1), &low, &detail), &detail,
				 "bounding box");
	circle_check(cc_quantise(PG_GETARG_FLOAT8(2), PG_GETARG_FLOAT8(3), &high, &detail), &detail,
				 "bounding box");
	return grow((cc_box){low.x, low.y, high.x, high.y}, metres_arg(fcinfo, 4));
}

/* circle__tiles_touching(min_lon, min_lat, max_lon, max_lat, metres float8) → int[] */
Datum
circle__tiles_touching(PG_FUNCTION_ARGS)
{
	Spans spans = {0};

	add_box(&spans, box_arg(fcinfo));
	PG_RETURN_ARRAYTYPE_P(spans_to_array(&spans));
}

/* circle__box_around(min_lon, min_lat, max_lon, max_lat, metres float8) → geometry(Polygon,4326) */
Datum
circle__box_around(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(circle_box_datum(box_arg(fcinfo)));
}

/* circle__box(tiles int[], metres float8) → geometry(Polygon,4326) */
Datum
circle__box(PG_FUNCTION_ARGS)
{
	double metres = metres_arg(fcinfo, 1);
	int ntiles;
	int32 *tiles = tiles_arg(fcinfo, 0, &ntiles);
	cc_box box;

	if (ntiles == 0)
		PG_RETURN_NULL();
	box = cc_tile_box(tiles[0]);
	for (int i = 1; i < ntiles; i++)
	{
		cc_box other = cc_tile_box(tiles[i]);

		box.min_x = Min(box.min_x, other.min_x);
		box.min_y = Min(box.min_y, other.min_y);
		box.max_x = Max(box.max_x, other.max_x);
		box.max_y = Max(box.max_y, other.max_y);
	}
	PG_RETURN_DATUM(circle_box_datum(grow(box, metres)));
}
