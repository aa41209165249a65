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
#include "catalog/pg_type.h"
#include "lib/ilist.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"

#include "server/error.h"
#include "server/module.h"

/* Columns of a network's table "tile". */
#define TILE_COLUMN 1
#define BODY_HASH_COLUMN 3
#define BODY_COLUMN 4

typedef struct CacheEntry
{
	CircleTileVersion version; /* hash key */
	cc_tile *tile;
	uint32 pins;
	dlist_node lru; /* in unpinned while pins is 0; the least recently used first */
} CacheEntry;

/* What one caller has pinned. */
typedef struct PinSet
{
	MemoryContextCallback callback;
	uint32 n;
	uint32 capacity;
	CircleTileVersion *versions;
	const cc_tile **tiles;
} PinSet;

/* This backend's cache. */
static HTAB *cache = NULL;
static MemoryContext cache_context = NULL;
static dlist_head unpinned = DLIST_STATIC_INIT(unpinned);
static Size cache_bytes = 0;

static void
make_cache(void)
{
	HASHCTL control = {.keysize = sizeof(CircleTileVersion), .entrysize = sizeof(CacheEntry)};

	if (cache != NULL)
		return;
	if (cache_context == NULL)
		cache_context =
			AllocSetContextCreate(TopMemoryContext, "circle_ext tiles", ALLOCSET_DEFAULT_SIZES);
	control.hcxt = cache_context;
	cache = hash_create("circle_ext tiles", 256, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* Drop least recently used tiles until the cache fits, or none is left that is not in use. */
static void
evict(void)
{
	while (cache_bytes > (Size) circle_cache_size_kb * 1024 && !dlist_is_empty(&unpinned))
	{
		CacheEntry *entry = dlist_head_element(CacheEntry, lru, &unpinned);

		dlist_delete(&entry->lru);
		cache_bytes -= entry->tile->bytes;
		pfree(entry->tile);
		hash_search(cache, &entry->version, HASH_REMOVE, NULL);
	}
}

static void
unpin(void *arg)
{
	PinSet *pins = arg;

	for (uint32 i = 0; i < pins->n; i++)
	{
		CacheEntry *entry = hash_search(cache, &pins->versions[i], HASH_FIND, NULL);

		Assert(entry != NULL && entry->pins > 0);
		if (--entry->pins == 0)
			dlist_push_tail(&unpinned, &entry->lru);
	}
	pins->n = 0;
	evict();
}

/* The set is unpinned when CurrentMemoryContext goes, also by an error half-way. */
static PinSet *
make_pin_set(void)
{
	PinSet *pins = palloc0(sizeof(PinSet));

	pins->capacity = 32;
	pins->versions = palloc(sizeof(CircleTileVersion) * pins->capacity);
	pins->tiles = palloc(sizeof(cc_tile *) * pins->capacity);
	pins->callback.func = unpin;
	pins->callback.arg = pins;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, &pins->callback);
	return pins;
}

static void
pin(PinSet *pins, CacheEntry *entry)
{
	if (pins->n == pins->capacity)
	{
		pins->capacity *= 2;
		pins->versions = repalloc_huge(pins->versions, sizeof(CircleTileVersion) * pins->capacity);
		pins->tiles = repalloc_huge(pins->tiles, sizeof(cc_tile *) * pins->capacity);
	}
	if (entry->pins++ == 0)
		dlist_delete(&entry->lru);
	pins->tiles[pins->n] = entry->tile;
	pins->versions[pins->n++] = entry->version;
}

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

/* Decode a body into the cache's memory. */
static cc_tile *
decode(const CircleNetwork *net, const CircleTileVersion *version, Datum body)
{
	bytea *bytes = DatumGetByteaPP(body);
	uint8 hash[CIRCLE_HASH_BYTES];
	cc_env env = circle_env(cache_context);
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
	{
		pfree(tile);
		damaged_tile(net, version->tile, "it holds another tile");
	}
	if ((Pointer) bytes != DatumGetPointer(body))
		pfree(bytes);
	return tile;
}

static CacheEntry *
cached(const CircleNetwork *net, const CircleTileVersion *version, Datum body)
{
	CacheEntry *entry = hash_search(cache, version, HASH_FIND, NULL);
	cc_tile *tile;

	if (entry != NULL)
		return entry;
	/* Decode first: an error must not leave an entry without a tile. */
	tile = decode(net, version, body);
	entry = hash_search(cache, version, HASH_ENTER, NULL);
	entry->tile = tile;
	entry->pins = 0;
	dlist_push_tail(&unpinned, &entry->lru);
	cache_bytes += tile->bytes;
	return entry;
}

/* Take the tile in a row of the table. */
static void
take_row(const CircleNetwork *net, TupleDesc desc, HeapTuple row, PinSet *pins)
{
	CircleTileVersion version;
	bool null_tile;
	bool null_hash;
	bool null_body;
	Datum tile = heap_getattr(row, TILE_COLUMN, desc, &null_tile);
	Datum hash = heap_getattr(row, BODY_HASH_COLUMN, desc, &null_hash);
	Datum body = heap_getattr(row, BODY_COLUMN, desc, &null_body);
	bytea *hash_bytes;

	memset(&version, 0, sizeof(version));
	version.relid = net->tile_relid;
	version.tile = null_tile ? -1 : DatumGetInt32(tile);
	if (null_tile || null_hash || null_body)
		damaged_tile(net, version.tile, "its row has NULL in it");
	hash_bytes = DatumGetByteaPP(hash);
	if (VARSIZE_ANY_EXHDR(hash_bytes) != CIRCLE_HASH_BYTES)
		damaged_tile(net, version.tile, "its hash is not 16 bytes long");
	memcpy(version.body_hash, VARDATA_ANY(hash_bytes), CIRCLE_HASH_BYTES);

	pin(pins, cached(net, &version, body));
}

/* Take all rows whose tile lies between two, both included. */
static void
take_range(const CircleNetwork *net, Relation table, Relation index, int32 first, int32 last,
		   PinSet *pins)
{
	ScanKeyData keys[2];
	SysScanDesc scan;
	HeapTuple row;

	ScanKeyInit(&keys[0], TILE_COLUMN, BTGreaterEqualStrategyNumber, F_INT4GE,
				Int32GetDatum(first));
	ScanKeyInit(&keys[1], TILE_COLUMN, BTLessEqualStrategyNumber, F_INT4LE, Int32GetDatum(last));
	scan = systable_beginscan_ordered(table, index, GetActiveSnapshot(), 2, keys);
	while (HeapTupleIsValid(row = systable_getnext_ordered(scan, ForwardScanDirection)))
	{
		CHECK_FOR_INTERRUPTS();
		take_row(net, RelationGetDescr(table), row, pins);
	}
	systable_endscan_ordered(scan);
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

CircleTiles *
circle_tiles_pin(const CircleNetwork *net, cc_box box)
{
	const int32 north_west = cc_tile_at((cc_point){box.min_x, box.max_y});
	const int32 south_east = cc_tile_at((cc_point){box.max_x, box.min_y});
	CircleTiles *result = palloc0(sizeof(CircleTiles));
	PinSet *pins;
	Relation table;
	Relation index;

	make_cache();
	pins = make_pin_set();
	table = table_open(net->tile_relid, AccessShareLock);
	index = open_key(net, table);
	for (int32 row = cc_tile_row(north_west); row <= cc_tile_row(south_east); row++)
		take_range(net, table, index, cc_tile_id(cc_tile_column(north_west), row),
				   cc_tile_id(cc_tile_column(south_east), row), pins);
	index_close(index, AccessShareLock);
	table_close(table, NoLock);
	result->ntiles = pins->n;
	result->tiles = pins->tiles;
	result->versions = pins->versions;
	evict();
	return result;
}
