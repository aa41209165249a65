/*
 * streets.c
 *		Graphs around single places, kept by each backend.
 *
 * Graphs of places that lie together hold the same streets around them. So a place next to one
 * that was asked about before gets a graph for a square twice as wide as the other one's, up to 8
 * by 8 tiles, which takes the place of those within: most of a tile's streets are then in one graph
 * or two, not in nine.
 *
 * src/pg/network/streets.c
 */
#include "postgres.h"

#include "network/streets.h"

#include "utils/memutils.h"

#include "network/graph.h"
#include "server/error.h"

/* Graphs of level n are for squares of 2^n by 2^n tiles; those of level 0 for what was asked. */
#define MAX_LEVEL 3
#define LEVEL_EXACT (-1) /* those of which no more was wanted */

/* Kept graphs of one network and walker that are looked for. */
typedef struct Wanted
{
	Oid tile_relid;
	cc_digest walker;
	CircleTileRange range;
	bool exact;
	const CircleTiles *shown; /* the tiles of the range that the snapshot shows */
	cc_box square;
	int level;
} Wanted;

static uint64 made = 0; /* so many by this backend */

static CircleTileRange
range_around(cc_box box, double around_m)
{
	return circle_tile_range(cc_box_grow(box, around_m));
}

static cc_point
centre(cc_box box)
{
	return (cc_point){box.min_x + (box.max_x - box.min_x) / 2,
					  box.min_y + (box.max_y - box.min_y) / 2};
}

static cc_box
join_boxes(cc_box a, cc_box b)
{
	return (cc_box){Min(a.min_x, b.min_x), Min(a.min_y, b.min_y), Max(a.max_x, b.max_x),
					Max(a.max_y, b.max_y)};
}

cc_box
circle_streets_square(cc_point point, int32 tiles)
{
	int32 tile = cc_tile_at(point);
	int32 column = cc_tile_column(tile) & ~(tiles - 1);
	int32 row = cc_tile_row(tile) & ~(tiles - 1);

	return join_boxes(cc_tile_box(cc_tile_id(column, row)),
					  cc_tile_box(cc_tile_id(column + tiles - 1, row + tiles - 1)));
}

/* --- those that are kept --- */

static bool
is_of(const CircleCached *entry, const Wanted *wanted)
{
	return entry->key.relid == wanted->tile_relid && entry->key.digest.lo == wanted->walker.lo &&
		   entry->key.digest.hi == wanted->walker.hi;
}

static bool
serves(const CircleCached *entry, const void *ask)
{
	const Wanted *wanted = ask;
	const CircleStreets *streets = entry->value;

	return is_of(entry, wanted) && circle_range_within(wanted->range, streets->range) &&
		   (!wanted->exact || circle_range_within(streets->range, wanted->range)) &&
		   circle_tiles_same(streets->tiles, wanted->range, wanted->shown);
}

/* Made for a place in the square, and for no less than a square of the level? */
static bool
is_near(const CircleCached *entry, const void *ask)
{
	const Wanted *wanted = ask;
	const CircleStreets *streets = entry->value;

	return is_of(entry, wanted) && streets->level >= wanted->level &&
		   cc_box_holds(wanted->square, centre(streets->box));
}

/* Not needed beside those of the range, which the cache had room for? */
static bool
is_part(const CircleCached *entry, const void *ask)
{
	const Wanted *wanted = ask;
	const CircleStreets *streets = entry->value;

	return wanted->level > 0 && is_of(entry, wanted) && streets->level >= 0 &&
		   circle_range_within(streets->range, wanted->range);
}

static CircleStreets *
use(CircleStreets *streets)
{
	streets->use = circle_use_begin(streets->entry);
	return streets;
}

/* --- new ones --- */

/* Has the cache room for the tiles of a range, as those of a graph are? */
static bool
has_room(const CircleStreets *streets, const CircleNetwork *network, CircleTileRange range)
{
	Size bytes = streets->entry->bytes;

	for (uint32 t = 0; t < streets->tiles->ntiles; t++)
		bytes += streets->tiles->tiles[t]->bytes;
	return circle_cache_has_room(bytes / Max(streets->tiles->ntiles, 1) *
								 circle_tiles_versions(network, range)->ntiles);
}

/* The widest square that is due, and its level. */
static CircleStreetsAsk
widen(const CircleStreetsAsk *ask, Wanted wanted, int *level)
{
	CircleStreetsAsk wide = *ask;

	for (*level = ask->exact ? LEVEL_EXACT : MAX_LEVEL; *level > 0; --*level)
	{
		CircleCached *near;

		wanted.square = circle_streets_square(centre(ask->box), 1 << *level);
		wanted.level = *level - 1;
		near = circle_cache_search(CIRCLE_CACHED_STREETS, is_near, &wanted);
		wide.box = join_boxes(ask->box, wanted.square);
		if (near != NULL &&
			has_room(near->value, ask->network, range_around(wide.box, ask->around_m)))
			return wide;
	}
	return *ask;
}

static CircleStreets *
make_streets(const CircleStreetsAsk *ask, Wanted wanted)
{
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_ext streets", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old_context;
	int level;
	CircleStreetsAsk wide = widen(ask, wanted, &level);
	CircleTileRange range = range_around(wide.box, wide.around_m);
	const CircleCacheKey key = {
		CIRCLE_CACHED_STREETS,
		wanted.tile_relid,
		{cc_tile_id(range.min_column, range.min_row), cc_tile_id(range.max_column, range.max_row)},
		wanted.walker};
	CircleStreets *streets;

	old_context = MemoryContextSwitchTo(context);
	streets = palloc0(sizeof(CircleStreets));
	streets->range = range;
	streets->box = wide.box;
	streets->level = level;
	streets->serial = ++made;
	streets->tiles = circle_tiles_pin(ask->network, range);
	streets->graph = circle_graph_of_tiles(streets->tiles, ask->walker);
	MemoryContextSwitchTo(old_context);
	streets->entry = circle_cache_add(&key, context, streets);
	/* Before anything else is let go. */
	use(streets);
	wanted.range = range;
	wanted.level = level;
	circle_cache_drop_all(CIRCLE_CACHED_STREETS, is_part, &wanted);
	return streets;
}

/* --- use --- */

CircleStreets *
circle_streets_open(const CircleStreetsAsk *ask)
{
	Wanted wanted = {.tile_relid = ask->network->tile_relid,
					 .walker = cc_walker_digest(ask->walker),
					 .range = range_around(ask->box, ask->around_m),
					 .exact = ask->exact};
	CircleCached *entry;

	wanted.shown = circle_tiles_versions(ask->network, wanted.range);
	entry = circle_cache_search(CIRCLE_CACHED_STREETS, serves, &wanted);
	return entry == NULL ? make_streets(ask, wanted) : use(entry->value);
}

CircleStreets *
circle_streets_again(const CircleCacheKey *key, uint64 serial, const CircleStreetsAsk *ask)
{
	const CircleCached *entry = circle_cache_find(key);
	CircleStreets *streets = entry == NULL ? NULL : entry->value;
	CircleTileRange range = range_around(ask->box, ask->around_m);

	if (streets == NULL || streets->serial != serial ||
		!circle_range_within(range, streets->range) ||
		!circle_tiles_same(streets->tiles, range, circle_tiles_versions(ask->network, range)))
		return NULL;
	return use(streets);
}

void
circle_streets_done(CircleStreets *streets)
{
	circle_use_done(streets->use);
}

bool
circle_streets_hold(const CircleStreets *streets, cc_box box, double around_m)
{
	return circle_range_within(range_around(box, around_m), streets->range);
}

cc_trips *
circle_streets_trips(CircleStreets *streets, cc_trip trip)
{
	if (streets->trips[trip] == NULL)
		circle_check(cc_trips_create(streets->graph, trip, 1, &streets->trips[trip]), NULL,
					 "network");
	return streets->trips[trip];
}
