/*
 * tilecache.c
 *		Decoded tiles, kept by each backend.
 *
 * src/pg/network/tilecache.c
 */
#include "postgres.h"

#include "network/tilecache.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"

#include "server/cache.h"
#include "server/error.h"

/* Columns of a network's table "tile". */
#define TILE_COLUMN 1
#define BODY_HASH_COLUMN 3
#define BODY_COLUMN 4

/* A scan of the table "tile". */
typedef struct TileScan
{
	const CircleNetwork *net;
	Relation table;
	CirclePins *pins; /* NULL: only the versions are read */
	CircleTiles *found;
} TileScan;

static void
damaged_tile(const CircleNetwork *net, int32 tile, const char *reason)
{
	const char *schema = quote_identifier(net->name);

	ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
					errmsg("tile %d of network \"%s\" is damaged", tile, net->name),
					errdetail("It cannot be read: %s.", reason),
					errhint("Build it again: DELETE FROM %s.tile WHERE tile = %d; SELECT "
							"circle_build_network(%s);",
							schema, tile, quote_literal_cstr(net->name))));
}

void
circle_body_hash(const uint8 *body, Size len, uint8 *hash)
{
	const cc_digest digest = cc_digest_bytes(body, len, 0);
	const uint64 words[2] = {pg_hton64(digest.hi), pg_hton64(digest.lo)};

	StaticAssertStmt(sizeof(words) == CIRCLE_HASH_BYTES, "a hash has 16 bytes");
	memcpy(hash, words, CIRCLE_HASH_BYTES);
}

/* Decode a body, in CurrentMemoryContext. */
static cc_tile *
decode(const CircleNetwork *net, const CircleTileVersion *version, bytea *bytes)
{
	uint8 hash[CIRCLE_HASH_BYTES];
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	cc_tile *tile = NULL;
	cc_status status;

	circle_body_hash((const uint8 *) VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes), hash);
	if (memcmp(hash, version->body_hash, CIRCLE_HASH_BYTES) != 0)
		damaged_tile(net, version->tile, "its bytes do not match their hash");
	status = cc_tile_decode(&env, (const uint8_t *) VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes),
							&tile, &detail);
	if (status == CC_CORRUPT)
		damaged_tile(net, version->tile, detail.reason ? detail.reason : "its bytes are no tile");
	circle_check(status, &detail, "tile");
	if (tile->id != version->tile || tile->text_keys != net->text_keys)
		damaged_tile(net, version->tile, "it holds another tile");
	return tile;
}

static CircleCached *
make_tile(const CircleNetwork *net, const CircleTileVersion *version, const CircleCacheKey *key,
		  Datum body)
{
	bytea *bytes = DatumGetByteaPP(body);
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_ext tile", ALLOCSET_SMALL_SIZES);
	MemoryContext old_context = MemoryContextSwitchTo(context);
	cc_tile *tile = decode(net, version, bytes);

	MemoryContextSwitchTo(old_context);
	if ((Pointer) bytes != DatumGetPointer(body))
		pfree(bytes);
	return circle_cache_add(key, context, tile);
}

static const cc_tile *
pin_tile(const TileScan *scan, const CircleTileVersion *version, Datum body)
{
	CircleCacheKey key = {
		.kind = CIRCLE_CACHED_TILE, .relid = scan->net->tile_relid, .at = {version->tile, 0}};
	CircleCached *entry;

	memcpy(&key.digest, version->body_hash, CIRCLE_HASH_BYTES);
	entry = circle_cache_find(&key);
	if (entry == NULL)
		entry = make_tile(scan->net, version, &key, body);
	circle_pin(scan->pins, entry);
	return entry->value;
}

static void
note_tile(CircleTiles *found, const CircleTileVersion *version, const cc_tile *tile)
{
	if (found->ntiles == found->capacity)
	{
		found->capacity *= 2;
		found->versions =
			repalloc_huge(found->versions, sizeof(CircleTileVersion) * found->capacity);
		found->tiles = repalloc_huge(found->tiles, sizeof(cc_tile *) * found->capacity);
	}
	found->tiles[found->ntiles] = tile;
	found->versions[found->ntiles++] = *version;
}

/* Take the tile in a row of the table. */
static void
take_row(const TileScan *scan, HeapTuple row)
{
	TupleDesc desc = RelationGetDescr(scan->table);
	const CircleNetwork *net = scan->net;
	CircleTileVersion version;
	bool null_tile;
	bool null_hash;
	bool null_body;
	Datum tile = heap_getattr(row, TILE_COLUMN, desc, &null_tile);
	Datum hash = heap_getattr(row, BODY_HASH_COLUMN, desc, &null_hash);
	Datum body = heap_getattr(row, BODY_COLUMN, desc, &null_body);
	bytea *hash_bytes;

	version.tile = null_tile ? -1 : DatumGetInt32(tile);
	if (null_tile || null_hash || null_body)
		damaged_tile(net, version.tile, "its row has NULL in it");
	hash_bytes = DatumGetByteaPP(hash);
	if (VARSIZE_ANY_EXHDR(hash_bytes) != CIRCLE_HASH_BYTES)
		damaged_tile(net, version.tile, "its hash is not 16 bytes long");
	memcpy(version.body_hash, VARDATA_ANY(hash_bytes), CIRCLE_HASH_BYTES);
	note_tile(scan->found, &version, scan->pins == NULL ? NULL : pin_tile(scan, &version, body));
}

/* Take all rows whose tile lies between two, both included. */
static void
take_row_of_grid(const TileScan *scan, Relation index, int32 first, int32 last)
{
	ScanKeyData keys[2];
	SysScanDesc rows;
	HeapTuple row;

	ScanKeyInit(&keys[0], TILE_COLUMN, BTGreaterEqualStrategyNumber, F_INT4GE,
				Int32GetDatum(first));
	ScanKeyInit(&keys[1], TILE_COLUMN, BTLessEqualStrategyNumber, F_INT4LE, Int32GetDatum(last));
	rows = systable_beginscan_ordered(scan->table, index, GetActiveSnapshot(), 2, keys);
	while (HeapTupleIsValid(row = systable_getnext_ordered(rows, ForwardScanDirection)))
	{
		CHECK_FOR_INTERRUPTS();
		take_row(scan, row);
	}
	systable_endscan_ordered(rows);
}

/* The primary key of the table "tile"; the check of networks has seen that its columns are right.
 */
static Relation
open_key(const CircleNetwork *net, Relation table)
{
	list_free(RelationGetIndexList(table));
	if (!OidIsValid(table->rd_pkindex))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("table \"tile\" of network \"%s\" has lost its primary key", net->name),
				 errhint("ALTER TABLE %s.tile ADD PRIMARY KEY (tile);", net->name)));
	return index_open(table->rd_pkindex, AccessShareLock);
}

static CircleTiles *
read_range(const CircleNetwork *net, CircleTileRange range, CirclePins *pins)
{
	CircleTiles *found = palloc0(sizeof(CircleTiles));
	TileScan scan = {.net = net, .pins = pins, .found = found};
	Relation index;

	found->capacity = 64;
	found->versions = palloc(sizeof(CircleTileVersion) * found->capacity);
	found->tiles = palloc(sizeof(cc_tile *) * found->capacity);
	scan.table = table_open(net->tile_relid, AccessShareLock);
	index = open_key(net, scan.table);
	for (int32 row = range.min_row; row <= range.max_row; row++)
		take_row_of_grid(&scan, index, cc_tile_id(range.min_column, row),
						 cc_tile_id(range.max_column, row));
	index_close(index, AccessShareLock);
	table_close(scan.table, NoLock);
	return found;
}

CircleTiles *
circle_tiles_pin(const CircleNetwork *net, CircleTileRange range)
{
	return read_range(net, range, circle_pins_create());
}

CircleTiles *
circle_tiles_versions(const CircleNetwork *net, CircleTileRange range)
{
	return read_range(net, range, NULL);
}

CircleTileRange
circle_tile_range(cc_box box)
{
	const int32 north_west = cc_tile_at((cc_point){box.min_x, box.max_y});
	const int32 south_east = cc_tile_at((cc_point){box.max_x, box.min_y});

	return (CircleTileRange){cc_tile_column(north_west), cc_tile_row(north_west),
							 cc_tile_column(south_east), cc_tile_row(south_east)};
}

bool
circle_range_within(CircleTileRange part, CircleTileRange whole)
{
	return part.min_column >= whole.min_column && part.max_column <= whole.max_column &&
		   part.min_row >= whole.min_row && part.max_row <= whole.max_row;
}

bool
circle_tiles_same(const CircleTiles *tiles, CircleTileRange range, const CircleTiles *read)
{
	uint32 n = 0;

	for (uint32 i = 0; i < tiles->ntiles; i++)
	{
		const CircleTileVersion *version = &tiles->versions[i];
		int32 column = cc_tile_column(version->tile);
		int32 row = cc_tile_row(version->tile);

		if (!circle_range_within((CircleTileRange){column, row, column, row}, range))
			continue;
		if (n == read->ntiles ||
			memcmp(version, &read->versions[n++], sizeof(CircleTileVersion)) != 0)
			return false;
	}
	return n == read->ntiles;
}
