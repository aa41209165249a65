/*
 * pointcache.c
 *		Streets and snapped amenities around single points, kept by each backend.
 *
 * A block is known by the version and the versions of the tiles that the snapshot in use
 * sees, which are read again at each use: it needs no invalidation.
 *
 * src/pg/query/pointcache.c
 */
#include "postgres.h"

#include "query/pointcache.h"

#include "catalog/namespace.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "network/tilecache.h"
#include "server/error.h"
#include "server/module.h"
#include "server/postgis.h"
#include "server/schemas.h"

#define MAX_BLOCKS 256

/* Degrees that a query's box is larger than needed, against rounding. */
#define BOX_MARGIN 1e-6

/* Squares of 2 by 2 tiles of which is known where they were asked from: 16 by 16 that lie together.
 */
#define ASKED_ACROSS 16

/* Units of the cells that points are first answered by: some 110 m. */
#define CELL_UNITS 10000

typedef struct Asked
{
	Oid tile_relid; /* of the network; InvalidOid: nothing was asked */
	int32 tile;     /* the north-western of the four */
	cc_point cell;  /* where the first question came from */
	bool again;     /* another one came from elsewhere */
} Asked;

/* A tile that blocks hold. */
typedef struct HeldTile
{
	const cc_tile *tile; /* hash key */
	uint32 blocks;       /* how many of them */
} HeldTile;

/* What one block holds, noted in its memory context. */
typedef struct Hold
{
	MemoryContextCallback callback;
	const cc_graph *graph;
	uint32 n; /* of its tiles: those counted so far */
} Hold;

static CircleBlock blocks[MAX_BLOCKS];
static HTAB *held = NULL;
static Size held_bytes = 0; /* of the tiles that blocks hold, each once */
static Asked asked[ASKED_ACROSS * ASKED_ACROSS];
static uint64 uses = 0;
static int within_kb = 0; /* the limit that the blocks are within */

static void
drop_block(CircleBlock *block)
{
	MemoryContextDelete(block->context);
	memset(block, 0, sizeof(*block));
}

/* A block is about to go: its tiles are held by one block less. */
static void
let_go(void *arg)
{
	Hold *hold = arg;

	for (uint32 t = 0; t < hold->n; t++)
	{
		const cc_tile *tile = hold->graph->tiles[t];
		HeldTile *entry = hash_search(held, &tile, HASH_FIND, NULL);

		Assert(entry != NULL && entry->blocks > 0);
		if (--entry->blocks > 0)
			continue;
		held_bytes -= tile->bytes;
		hash_search(held, &tile, HASH_REMOVE, NULL);
	}
}

static void
make_held(void)
{
	HASHCTL control = {.keysize = sizeof(const cc_tile *), .entrysize = sizeof(HeldTile)};

	if (held == NULL)
		held = hash_create("circle_ext tiles of blocks", 256, &control, HASH_ELEM | HASH_BLOBS);
}

/* Count the tiles of a graph as long as CurrentMemoryContext, which has pinned them, stands. */
static void
hold_tiles(const cc_graph *graph)
{
	Hold *hold = palloc0(sizeof(Hold));

	make_held();
	hold->graph = graph;
	hold->callback.func = let_go;
	hold->callback.arg = hold;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, &hold->callback);
	for (; hold->n < graph->ntiles; hold->n++)
	{
		const cc_tile *tile = graph->tiles[hold->n];
		bool found;
		HeldTile *entry = hash_search(held, &tile, HASH_ENTER, &found);

		if (!found)
		{
			entry->blocks = 0;
			held_bytes += tile->bytes;
		}
		entry->blocks++;
	}
}

/* Drop the least recently used while there is too much; what blocks share counts once. */
static void
tidy(void)
{
	for (;;)
	{
		CircleBlock *oldest = NULL;
		Size bytes = held_bytes;

		for (int i = 0; i < MAX_BLOCKS; i++)
		{
			CircleBlock *block = &blocks[i];

			if (block->context == NULL)
				continue;
			bytes += block->bytes;
			if (oldest == NULL || block->used < oldest->used)
				oldest = block;
		}
		if (oldest == NULL || bytes <= (Size) circle_cache_size_kb * 1024)
			return;
		drop_block(oldest);
	}
}

/* The box of 2 by 2 tiles. */
static cc_box
square_box(int32 column, int32 row)
{
	cc_box north_west = cc_tile_box(cc_tile_id(column, row));
	cc_box south_east = cc_tile_box(cc_tile_id(column + 1, row + 1));

	return (cc_box){
		Min(north_west.min_x, south_east.min_x), Min(north_west.min_y, south_east.min_y),
		Max(north_west.max_x, south_east.max_x), Max(north_west.max_y, south_east.max_y)};
}

/* The number of the cell, along one axis, that a coordinate lies in. */
static int32
cell_at(int32 at)
{
	return at >= 0 ? at / CELL_UNITS : -((CELL_UNITS - 1 - at) / CELL_UNITS);
}

static cc_box
cell_box(cc_point cell)
{
	int32 x = cell.x * CELL_UNITS;
	int32 y = cell.y * CELL_UNITS;

	return (cc_box){x, y, Min(x + CELL_UNITS, CC_MAX_X), Min(y + CELL_UNITS, CC_MAX_Y)};
}

/*
 * Where a block is to answer from: the 2 by 2 tiles that the point lies in. As long as all
 * questions there came from one cell, that cell: who asks once in a session waits for no more than
 * the answer takes.
 */
static cc_box
block_box(const CircleBlockAsk *ask)
{
	cc_point cell = {cell_at(ask->point.x), cell_at(ask->point.y)};
	int32 tile = cc_tile_at(ask->point);
	int32 row = cc_tile_row(tile) & ~1;
	int32 column = cc_tile_column(tile) & ~1;
	Asked *here = &asked[row / 2 % ASKED_ACROSS * ASKED_ACROSS + column / 2 % ASKED_ACROSS];

	tile = cc_tile_id(column, row);
	if (here->tile_relid != ask->network->tile_relid || here->tile != tile)
		*here = (Asked){ask->network->tile_relid, tile, cell, false};
	here->again |= here->cell.x != cell.x || here->cell.y != cell.y;
	return here->again ? square_box(column, row) : cell_box(cell);
}

static cc_digest
add_bytes(cc_digest key, const void *bytes, Size len)
{
	cc_digest parts[2] = {key, cc_digest_bytes(bytes, len, 0)};

	return cc_digest_bytes(parts, sizeof(parts), 0);
}

static cc_digest
key_of(const CircleBlockAsk *ask, cc_box box, const CircleTiles *tiles)
{
	cc_digest walker = cc_walker_digest(ask->walker);
	cc_digest key = add_bytes(ask->version, &walker, sizeof(walker));

	key = add_bytes(key, &ask->network->tile_relid, sizeof(Oid));
	key = add_bytes(key, &box, sizeof(box));
	key = add_bytes(key, &ask->least_reach_m, sizeof(double));
	key = add_bytes(key, &ask->trip, sizeof(ask->trip));
	return add_bytes(key, tiles->versions, sizeof(CircleTileVersion) * tiles->ntiles);
}

static char *
envelope(const char *postgis, cc_box box)
{
	return psprintf("%s.st_makeenvelope(%.9f, %.9f, %.9f, %.9f, 4326)", postgis,
					circle_degrees(box.min_x) - BOX_MARGIN, circle_degrees(box.min_y) - BOX_MARGIN,
					circle_degrees(box.max_x) + BOX_MARGIN, circle_degrees(box.max_y) + BOX_MARGIN);
}

/* Access points in reach, and areas that the block's points may lie in: others say nothing. */
static char *
amenity_query(const char *study, cc_box box, cc_box reach)
{
	const char *postgis = quote_identifier(get_namespace_name(circle_extension_schema("postgis")));

	return psprintf("SELECT amenity_id::pg_catalog.text, category,"
					" CASE WHEN entry_no > 0 THEN %1$s.st_x(geom) END,"
					" CASE WHEN entry_no > 0 THEN %1$s.st_y(geom) END,"
					" CASE WHEN area OPERATOR(%1$s.&&) %4$s THEN %1$s.st_asbinary(area) END"
					" FROM %2$s.amenity WHERE (geom OPERATOR(%1$s.&&) %3$s AND entry_no > 0)"
					" OR area OPERATOR(%1$s.&&) %4$s",
					postgis, quote_identifier(study), envelope(postgis, reach),
					envelope(postgis, box));
}

static void
read_amenities(CircleBlock *block, const CircleBlockAsk *ask, cc_box box, cc_box reach)
{
	cc_box *boxes = palloc(Max(ask->wants->ncategories, 1) * sizeof(cc_box));

	for (uint32 i = 0; i < ask->wants->ncategories; i++)
		boxes[i] = reach;
	block->amenities =
		circle_amenities_read(amenity_query(ask->study, box, reach), ask->wants, boxes);
	circle_amenities_snap_later(block->amenities);
}

/* Fill a block below the caller's context, so that an error takes it away. */
static void
make_block(CircleBlock *block, const CircleBlockAsk *ask, cc_box box, cc_box streets, cc_box reach)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_ext block", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old_context = MemoryContextSwitchTo(context);

	block->graph = circle_network_graph(ask->network, streets, ask->walker);
	circle_check(cc_trips_create(block->graph, ask->trip, 1, &block->trips), NULL,
				 ask->network->name);
	read_amenities(block, ask, box, reach);
	hold_tiles(block->graph);
	MemoryContextSwitchTo(old_context);
	block->context = context;
}

/* Is a box a part of another one, and not all of it? */
static bool
is_part(cc_box box, cc_box whole)
{
	return cc_box_holds(whole, (cc_point){box.min_x, box.min_y}) &&
		   cc_box_holds(whole, (cc_point){box.max_x, box.max_y}) &&
		   memcmp(&box, &whole, sizeof(box)) != 0;
}

/* The block of a square is about to be made: those of its cells are not used any more. */
static void
drop_cells(cc_box square)
{
	for (int i = 0; i < MAX_BLOCKS; i++)
		if (blocks[i].context != NULL && is_part(blocks[i].box, square))
			drop_block(&blocks[i]);
}

/* The block of a key, without those whose user failed; else a free slot. */
static CircleBlock *
find_slot(cc_digest key)
{
	CircleBlock *slot = NULL;

	for (int i = 0; i < MAX_BLOCKS; i++)
	{
		CircleBlock *block = &blocks[i];

		if (block->context != NULL && block->busy)
			drop_block(block);
		if (block->context != NULL && block->key.lo == key.lo && block->key.hi == key.hi)
			return block;
		if (slot == NULL || block->used < slot->used)
			slot = block;
	}
	if (slot->context != NULL)
		drop_block(slot);
	return slot;
}

CircleBlock *
circle_block_open(const CircleBlockAsk *ask)
{
	cc_box box = block_box(ask);
	double reach_m =
		Max(circle_wants_reach_m(ask->wants, ask->walker, ask->trip), ask->least_reach_m);
	/* A metre more than the rules say covers the difference between plane and spheroid. */
	cc_box streets = cc_box_grow(box, reach_m + ask->walker->snap_limit_m + CC_ISLAND_M + 1);
	cc_digest key = key_of(ask, box, circle_tiles_pin(ask->network, streets));
	CircleBlock *block = find_slot(key);

	if (block->context == NULL)
	{
		CircleBlock made = {.key = key, .box = box};

		drop_cells(box);
		make_block(&made, ask, box, streets, cc_box_grow(box, reach_m));
		MemoryContextSetParent(made.context, TopMemoryContext);
		*block = made;
	}
	block->busy = true;
	block->used = ++uses;
	return block;
}

void
circle_block_done(CircleBlock *block)
{
	const Size bytes = MemoryContextMemAllocated(block->context, true);
	/* A search has its steps made when it is first asked for. */
	const bool grown = bytes != block->bytes;

	block->busy = false;
	block->bytes = bytes;
	if (grown || within_kb != circle_cache_size_kb)
		tidy();
	within_kb = circle_cache_size_kb;
}
