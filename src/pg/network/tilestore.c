/*
 * tilestore.c
 *		The table "tile" of a network, as a build writes it.
 *
 * src/pg/network/tilestore.c
 */
#include "postgres.h"

#include "network/tilestore.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"

#include "network/tilecache.h"
#include "server/rows.h"
#include "server/schemas.h"

#define DIGEST_BYTES 24

typedef struct StoredTile
{
	int32 tile;
	bool seen;
	bool has_digest;
	uint8 digest[DIGEST_BYTES];
} StoredTile;

struct CircleTileStore
{
	StoredTile *tiles; /* ascending */
	uint64 ntiles;
	uint64 capacity;
	uint64 gone_at;
	SPIPlanPtr write;
	SPIPlanPtr remove;
};

static void
put_word(uint8 *bytes, uint64 word)
{
	const uint64 big_endian = pg_hton64(word);

	memcpy(bytes, &big_endian, sizeof(big_endian));
}

static void
digest_bytes(const CircleInputDigest *digest, uint8 *bytes)
{
	put_word(bytes, digest->sum.hi);
	put_word(bytes + 8, digest->sum.lo);
	put_word(bytes + 16, digest->count);
}

static bytea *
make_bytea(const void *bytes, size_t len)
{
	bytea *value = palloc_extended(VARHDRSZ + len, MCXT_ALLOC_HUGE);

	SET_VARSIZE(value, VARHDRSZ + len);
	memcpy(VARDATA(value), bytes, len);
	return value;
}

static void
note_stored(CircleTileStore *store, const CircleRows *rows)
{
	StoredTile *stored;

	if (store->ntiles == store->capacity)
	{
		store->capacity *= 2;
		store->tiles = repalloc_huge(store->tiles, sizeof(StoredTile) * store->capacity);
	}
	stored = &store->tiles[store->ntiles++];
	memset(stored, 0, sizeof(*stored));
	stored->tile = DatumGetInt32(rows->values[0]);
	if (!rows->nulls[1])
	{
		bytea *digest = DatumGetByteaPP(rows->values[1]);

		stored->has_digest = VARSIZE_ANY_EXHDR(digest) == DIGEST_BYTES;
		if (stored->has_digest)
			memcpy(stored->digest, VARDATA_ANY(digest), DIGEST_BYTES);
	}
}

static SPIPlanPtr
prepare(const char *query, int nargs, Oid *argtypes)
{
	SPIPlanPtr plan;

	circle_check_schemas();
	plan = SPI_prepare(query, nargs, argtypes);
	if (plan == NULL)
		elog(ERROR, "could not prepare \"%s\"", query);
	return plan;
}

CircleTileStore *
circle_store_open(CircleNetwork *net)
{
	static const CircleColumn columns[] = {{"tile", INT4OID, false},
										   {"input_digest", BYTEAOID, true}};
	Oid argtypes[4] = {INT4OID, BYTEAOID, BYTEAOID, BYTEAOID};
	const char *schema = quote_identifier(net->name);
	CircleTileStore *store = palloc0(sizeof(CircleTileStore));
	CircleRows rows;

	store->capacity = 256;
	store->tiles = palloc(sizeof(StoredTile) * store->capacity);
	circle_rows_open(&rows, "tiles",
					 psprintf("SELECT tile, input_digest FROM %s.tile ORDER BY tile", schema),
					 columns, lengthof(columns));
	while (circle_rows_next(&rows))
		note_stored(store, &rows);
	circle_rows_close(&rows);
	store->write = prepare(psprintf("INSERT INTO %s.tile AS t (tile, input_digest, body_hash, body)"
									" VALUES ($1, $2, $3, $4) ON CONFLICT (tile) DO UPDATE SET"
									" input_digest = excluded.input_digest,"
									" body_hash = excluded.body_hash, body = excluded.body",
									schema),
						   4, argtypes);
	store->remove = prepare(
		psprintf("DELETE FROM %s.tile WHERE tile OPERATOR(pg_catalog.=) $1", schema), 1, argtypes);
	return store;
}

static StoredTile *
find(CircleTileStore *store, int32 tile)
{
	uint64 low = 0;
	uint64 high = store->ntiles;

	while (low < high)
	{
		uint64 middle = low + (high - low) / 2;

		if (store->tiles[middle].tile < tile)
			low = middle + 1;
		else
			high = middle;
	}
	return low < store->ntiles && store->tiles[low].tile == tile ? &store->tiles[low] : NULL;
}

bool
circle_store_has(CircleTileStore *store, int32 tile, const CircleInputDigest *digest)
{
	StoredTile *stored = find(store, tile);
	uint8 bytes[DIGEST_BYTES];

	digest_bytes(digest, bytes);
	if (stored == NULL || !stored->has_digest || memcmp(stored->digest, bytes, DIGEST_BYTES) != 0)
		return false;
	stored->seen = true;
	return true;
}

void
circle_store_write(CircleTileStore *store, int32 tile, const CircleInputDigest *digest,
				   const uint8 *body, size_t len)
{
	StoredTile *stored = find(store, tile);
	uint8 digest_value[DIGEST_BYTES];
	uint8 hash[CIRCLE_HASH_BYTES];
	Datum values[4];

	if (stored != NULL)
		stored->seen = true;
	digest_bytes(digest, digest_value);
	circle_body_hash(body, len, hash);
	values[0] = Int32GetDatum(tile);
	values[1] = PointerGetDatum(make_bytea(digest_value, DIGEST_BYTES));
	values[2] = PointerGetDatum(make_bytea(hash, CIRCLE_HASH_BYTES));
	values[3] = PointerGetDatum(make_bytea(body, len));
	circle_execute(store->write, values, NULL, SPI_OK_INSERT);
}

int32
circle_store_next_gone(CircleTileStore *store)
{
	while (store->gone_at < store->ntiles)
	{
		const StoredTile *stored = &store->tiles[store->gone_at++];

		if (!stored->seen)
			return stored->tile;
	}
	return -1;
}

void
circle_store_remove(CircleTileStore *store, int32 tile)
{
	Datum value = Int32GetDatum(tile);

	circle_execute(store->remove, &value, NULL, SPI_OK_DELETE);
}
