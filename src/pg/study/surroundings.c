/*
 * surroundings.c
 *		What lies around homes and points: streets for a walker, searches over them, amenities.
 *
 * Amenities of a study are kept for squares of 2 by 2 tiles, or for the cell around a point where
 * no more of the streets is kept: who asks once waits for no more than the answer takes. They are
 * known by the version, which is read again at each use. They may outlive the streets that they are
 * snapped to.
 *
 * src/pg/study/surroundings.c
 */
#include "postgres.h"

#include "study/surroundings.h"

#include "catalog/namespace.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/schemas.h"

/* Degrees that a query's box is larger than needed, against rounding. */
#define BOX_MARGIN 1e-6

/* Units of a cell: some 110 m. */
#define CELL_UNITS 10000

#define SQUARE_TILES 2

/* Amenities that are kept, and the streets that some of them are snapped to. */
typedef struct Kept
{
	CircleAmenities *amenities;
	CircleCacheKey streets;
	uint64 serial;
} Kept;

/* --- homes --- */

CircleSurroundings
circle_surroundings_of_homes(CircleNetwork *network, const cc_walker *walker, cc_trip trip,
							 cc_box box, double reach_m)
{
	CircleSurroundings around = {0};

	around.graph = circle_network_graph(network, cc_box_grow(box, reach_m + CC_ISLAND_M), walker);
	circle_check(cc_trips_create(around.graph, trip, CC_LANES, &around.trips), NULL, network->name);
	return around;
}

void
circle_surroundings_read(CircleSurroundings *around, const char *query, const CircleWants *wants,
						 const cc_box *boxes)
{
	around->amenities = circle_amenities_read(query, wants, boxes);
}

void
circle_surroundings_snap(CircleSurroundings *around)
{
	circle_amenities_snap(around->amenities, around->graph);
}

/* --- points --- */

CircleSurroundings
circle_surroundings_of_point(const CirclePointAsk *ask)
{
	const cc_box box = {ask->point.x, ask->point.y, ask->point.x, ask->point.y};
	CircleStreets *streets = circle_streets_open(
		&(CircleStreetsAsk){ask->network, ask->walker, box, ask->around_m, ask->exact});

	return (CircleSurroundings){
		.graph = streets->graph,
		.trips = ask->trip == CIRCLE_NO_TRIP ? NULL : circle_streets_trips(streets, ask->trip),
		.streets = streets};
}

/* --- points of a study --- */

static double
reach_m(const CircleStudyAsk *ask)
{
	const CirclePublished *published = ask->published;

	return Max(circle_wants_reach_m(ask->wants, &published->walker, published->trip),
			   ask->least_reach_m);
}

/* A metre more than the rules say covers the difference between plane and spheroid. */
static double
around_m(const CircleStudyAsk *ask)
{
	return reach_m(ask) + ask->published->walker.snap_limit_m + CC_ISLAND_M + 1;
}

/* The number of the cell, along one axis, that a coordinate lies in. */
static int32
cell_at(int32 at)
{
	return at >= 0 ? at / CELL_UNITS : -((CELL_UNITS - 1 - at) / CELL_UNITS);
}

static cc_box
cell_box(cc_point point)
{
	int32 x = cell_at(point.x) * CELL_UNITS;
	int32 y = cell_at(point.y) * CELL_UNITS;

	return (cc_box){x, y, Min(x + CELL_UNITS, CC_MAX_X), Min(y + CELL_UNITS, CC_MAX_Y)};
}

static CircleCacheKey
key_of(const CircleStudyAsk *ask, cc_box box)
{
	const cc_digest walker = cc_walker_digest(&ask->published->walker);
	const double reach = reach_m(ask);
	const struct
	{
		cc_digest version;
		cc_digest walker;
		double reach_m;
		cc_box box;
		uint64 trip;
	} parts = {ask->published->digest, walker, reach, box, (uint64) ask->published->trip};

	return (CircleCacheKey){CIRCLE_CACHED_SURROUNDINGS,
							ask->network->tile_relid,
							{box.min_x, box.min_y},
							cc_digest_bytes(&parts, sizeof(parts), 0)};
}

static char *
envelope(const char *postgis, cc_box box)
{
	return psprintf("%s.st_makeenvelope(%.9f, %.9f, %.9f, %.9f, 4326)", postgis,
					circle_degrees(box.min_x) - BOX_MARGIN, circle_degrees(box.min_y) - BOX_MARGIN,
					circle_degrees(box.max_x) + BOX_MARGIN, circle_degrees(box.max_y) + BOX_MARGIN);
}

/* Access points in reach, and areas that the points may lie in: others say nothing. */
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

static CircleAmenities *
read_amenities(const CircleStudyAsk *ask, cc_box box)
{
	cc_box reach = cc_box_grow(box, reach_m(ask));
	cc_box *boxes = palloc(Max(ask->wants->ncategories, 1) * sizeof(cc_box));
	CircleAmenities *amenities;

	for (uint32 i = 0; i < ask->wants->ncategories; i++)
		boxes[i] = reach;
	amenities = circle_amenities_read(amenity_query(ask->study, box, reach), ask->wants, boxes);
	circle_amenities_snap_later(amenities);
	return amenities;
}

/* Read what is not kept, for the square if the streets of all of it are at hand. */
static CircleCached *
make_kept(const CircleStudyAsk *ask, cc_point point, const CircleStreets *streets)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "circle_ext surroundings",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext old_context = MemoryContextSwitchTo(context);
	Kept *kept = palloc0(sizeof(Kept));
	cc_box box = circle_streets_square(point, SQUARE_TILES);
	CircleCacheKey key;

	if (!circle_streets_hold(streets, box, around_m(ask)))
		box = cell_box(point);
	kept->amenities = read_amenities(ask, box);
	MemoryContextSwitchTo(old_context);
	key = key_of(ask, box);
	return circle_cache_add(&key, context, kept);
}

/* What is kept for the square of a point, or for its cell; NULL for nothing. */
static CircleCached *
find_kept(const CircleStudyAsk *ask, cc_point point)
{
	CircleCacheKey key = key_of(ask, circle_streets_square(point, SQUARE_TILES));
	CircleCached *entry = circle_cache_find(&key);

	if (entry != NULL)
		return entry;
	key = key_of(ask, cell_box(point));
	return circle_cache_find(&key);
}

/* The streets that amenities are snapped to, else others; none is snapped to those yet. */
static CircleStreets *
open_streets(const CircleStudyAsk *ask, cc_point point, const Kept *kept)
{
	CircleStreetsAsk around = {ask->network,
							   &ask->published->walker,
							   {point.x, point.y, point.x, point.y},
							   around_m(ask),
							   false};
	CircleStreets *streets = NULL;

	if (kept != NULL)
		streets = circle_streets_again(&kept->streets, kept->serial, &around);
	if (streets == NULL)
	{
		around.box = cell_box(point);
		streets = circle_streets_open(&around);
	}
	return streets;
}

CircleSurroundings
circle_surroundings_of_study(const CircleStudyAsk *ask, cc_point point)
{
	CircleCached *entry = find_kept(ask, point);
	CircleStreets *streets = open_streets(ask, point, entry == NULL ? NULL : entry->value);
	CircleUse *use;
	Kept *kept;

	/* What is not in use may have had to go for the streets. */
	entry = find_kept(ask, point);
	if (entry == NULL)
		entry = make_kept(ask, point, streets);
	use = circle_use_begin(entry);
	kept = entry->value;
	if (kept->serial != streets->serial)
		circle_amenities_unsnap(kept->amenities);
	kept->streets = streets->entry->key;
	kept->serial = streets->serial;
	return (CircleSurroundings){streets->graph, circle_streets_trips(streets, ask->published->trip),
								kept->amenities, streets, use};
}

void
circle_surroundings_done(CircleSurroundings *around)
{
	if (around->use != NULL)
		circle_use_done(around->use);
	if (around->streets != NULL)
		circle_streets_done(around->streets);
	*around = (CircleSurroundings){0};
}
