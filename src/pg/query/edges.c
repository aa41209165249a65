/*
 * edges.c
 *		circle_edges: the streets of a network as it was built, as lines.
 *
 * src/pg/query/edges.c
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "network/loader.h"
#include "network/network.h"
#include "network/tilecache.h"
#include "route/snap.h"
#include "server/args.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/srf.h"

#define EDGE_COLUMNS 8
#define MAX_KEY_BYTES 255 /* of a street's key as text */

PG_FUNCTION_INFO_V1(circle__edges);

/* What an edge is known by: it is stored in every tile that it crosses, and is one. */
typedef struct EdgeIdentity
{
	uint32 first_vertex;
	char street[MAX_KEY_BYTES + 1];
} EdgeIdentity;

static HTAB *
make_seen(void)
{
	HASHCTL control = {.keysize = sizeof(EdgeIdentity),
					   .entrysize = sizeof(EdgeIdentity),
					   .hcxt = CurrentMemoryContext};

	return hash_create("circle edges", 256, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

static Datum
line_of(const cc_tile *tile, const cc_edge *edge)
{
	cc_position *line = palloc(edge->npts * sizeof(cc_position));

	for (uint32 i = 0; i < edge->npts; i++)
	{
		line[i].lon = circle_degrees(tile->pts[edge->pt + i].x);
		line[i].lat = circle_degrees(tile->pts[edge->pt + i].y);
	}
	return circle_line_datum(line, edge->npts);
}

static bool
touches(const cc_tile *tile, const cc_edge *edge, cc_box box)
{
	const cc_point *pts = &tile->pts[edge->pt];

	for (uint32 i = 1; i < edge->npts; i++)
		if (cc_segment_touches(pts[i - 1], pts[i], box))
			return true;
	return false;
}

static bool
seen_before(HTAB *seen, const char *street, const cc_edge *edge)
{
	EdgeIdentity identity = {.first_vertex = edge->first_vertex};
	bool found;

	if (edge->u != CC_FOREIGN && edge->v != CC_FOREIGN)
		return false;
	strlcpy(identity.street, street, sizeof(identity.street));
	(void) hash_search(seen, &identity, HASH_ENTER, &found);
	return found;
}

static void
put_edge(CircleSrf *srf, const char *street, const cc_tile *tile, const cc_edge *edge)
{
	const bool nulls[EDGE_COLUMNS] = {false};
	const Datum values[EDGE_COLUMNS] = {
		CStringGetTextDatum(street),
		Int32GetDatum((int32) edge->first_vertex),
		Float8GetDatum(edge->len_mm / 1000.0),
		BoolGetDatum((edge->class_bits & CC_STEPS) != 0),
		BoolGetDatum((edge->class_bits & CC_CLOSED) == 0),
		BoolGetDatum((edge->class_bits & CC_PRIVATE) != 0),
		CStringGetTextDatum(circle_class_names(edge->class_bits)),
		line_of(tile, edge),
	};

	circle_srf_put(srf, values, nulls);
}

/* A boundary of the box, brought onto the map. */
static double
boundary_arg(FunctionCallInfo fcinfo, int number, double limit)
{
	return Max(Min(PG_GETARG_FLOAT8(number), limit), -limit);
}

static cc_box
box_arg(FunctionCallInfo fcinfo)
{
	const double max_lon = (double) CC_MAX_X / CC_DEGREE;
	const double max_lat = (double) CC_MAX_Y / CC_DEGREE;
	cc_detail detail = {0};
	cc_point low;
	cc_point high;

	circle_check(cc_quantise(boundary_arg(fcinfo, 1, max_lon), boundary_arg(fcinfo, 2, max_lat),
							 &low, &detail),
				 &detail, "area");
	circle_check(cc_quantise(boundary_arg(fcinfo, 3, max_lon), boundary_arg(fcinfo, 4, max_lat),
							 &high, &detail),
				 &detail, "area");
	return (cc_box){low.x, low.y, high.x, high.y};
}

/*
 * circle__edges(network text, min_lon, min_lat, max_lon, max_lat float8) → SETOF (street,
 * first_vertex, length_m, steps, door, private, class, geom): the edges that touch the box.
 */
Datum
circle__edges(PG_FUNCTION_ARGS)
{
	const cc_box box = box_arg(fcinfo);
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle edges", ALLOCSET_DEFAULT_SIZES);
	MemoryContext row_context =
		AllocSetContextCreate(context, "circle edge", ALLOCSET_DEFAULT_SIZES);
	CircleSrf srf;
	MemoryContext old;
	CircleTiles *tiles;
	HTAB *seen;

	circle_srf_begin(fcinfo, &srf);
	old = MemoryContextSwitchTo(context);
	tiles = circle_tiles_pin(circle_network_open(circle_text_arg(fcinfo, 0, "network")),
							 circle_tile_range(box));
	seen = make_seen();
	MemoryContextSwitchTo(row_context);
	for (uint32 t = 0; t < tiles->ntiles; t++)
	{
		const cc_tile *tile = tiles->tiles[t];

		CHECK_FOR_INTERRUPTS();
		for (uint32 e = 0; e < tile->nedges; e++)
		{
			const cc_edge *edge = &tile->edges[e];
			char *street;

			if (!touches(tile, edge, box))
				continue;
			street = circle_street_text(tile, edge);
			if (!seen_before(seen, street, edge))
				put_edge(&srf, street, tile, edge);
			MemoryContextReset(row_context);
		}
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return (Datum) 0;
}
