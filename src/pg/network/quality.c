/*
 * quality.c
 *		The table "data_quality" of a network: what could not be used as meant, and why.
 *
 * src/pg/network/quality.c
 */
#include "postgres.h"

#include "network/quality.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/json.h"

#include "network/topology_check.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/schemas.h"

/* Rows about streets in the table, at most; all are counted. */
#define MAX_ROWS 10000

/* Errors of one tile in the table, at most. */
#define MAX_ERRORS 1000

/* A street that ends this close to another is thought to be meant to join it. */
#define LOOSE_END_M 1.0

#define MAX_REASONS 32

enum
{
	STREET_REASON,
	STREET_KEY,
	STREET_DETAIL,
	STREET_COLUMNS
};

enum
{
	TILE,
	REASON,
	STREET,
	DETAIL,
	GEOM,
	QUALITY_COLUMNS
};

struct CircleQuality
{
	SPIPlanPtr insert;
	SPIPlanPtr insert_street;
	SPIPlanPtr clear;
	int64 rows;
	int nreasons;
	const char *reasons[MAX_REASONS]; /* constant texts */
	int64 counts[MAX_REASONS];
};

CircleQuality *
circle_quality_open(CircleNetwork *net)
{
	CircleQuality *quality = palloc0(sizeof(CircleQuality));
	const char *schema = quote_identifier(net->name);
	Oid argtypes[QUALITY_COLUMNS] = {INT4OID, TEXTOID, TEXTOID, TEXTOID, circle_geometry_type()};

	circle_check_schemas();
	quality->insert =
		SPI_prepare(psprintf("INSERT INTO %s.data_quality (tile, reason, street, detail, geom)"
							 " VALUES ($1, $2, $3, $4, $5)",
							 schema),
					QUALITY_COLUMNS, argtypes);
	quality->insert_street = SPI_prepare("INSERT INTO pg_temp.circle_street_problem"
										 " (reason, street, detail) VALUES ($1, $2, $3)",
										 STREET_COLUMNS, argtypes + REASON);
	quality->clear = SPI_prepare(
		psprintf("DELETE FROM %s.data_quality WHERE tile OPERATOR(pg_catalog.=) $1", schema), 1,
		argtypes);
	if (quality->insert == NULL || quality->insert_street == NULL || quality->clear == NULL)
		elog(ERROR, "could not write data_quality");
	return quality;
}

static void
count_reason(CircleQuality *quality, const char *reason)
{
	int i = 0;

	while (i < quality->nreasons && strcmp(quality->reasons[i], reason) != 0)
		i++;
	if (i == MAX_REASONS)
		return;
	if (i == quality->nreasons)
		quality->reasons[quality->nreasons++] = reason;
	quality->counts[i]++;
}

void
circle_quality_street(CircleQuality *quality, const CircleStreet *street)
{
	const char *reason = street->refused != NULL ? street->refused : street->remark;
	Datum values[STREET_COLUMNS] = {0};
	char nulls[STREET_COLUMNS] = {' ', ' ', ' '};

	if (reason == NULL)
		return;
	count_reason(quality, reason);
	if (quality->rows++ >= MAX_ROWS)
		return;
	values[STREET_REASON] = CStringGetTextDatum(reason);
	values[STREET_DETAIL] = CStringGetTextDatum(
		street->refused != NULL ? "the street is not used" : "the rest of the street is used");
	if (street->key_text != NULL)
		values[STREET_KEY] = CStringGetTextDatum(street->key_text);
	else
		nulls[STREET_KEY] = 'n';
	circle_execute(quality->insert_street, values, nulls, SPI_OK_INSERT);
}

void
circle_quality_barrier(CircleQuality *quality, const char *why)
{
	count_reason(quality, why);
}

void
circle_quality_barriers(CircleQuality *quality)
{
	for (int i = 0; i < quality->nreasons; i++)
	{
		Datum values[STREET_COLUMNS] = {0};

		if (strncmp(quality->reasons[i], "barrier: ", strlen("barrier: ")) != 0)
			continue;
		values[STREET_REASON] = CStringGetTextDatum(quality->reasons[i]);
		values[STREET_DETAIL] =
			CStringGetTextDatum(psprintf("not used: " INT64_FORMAT, quality->counts[i]));
		circle_execute(quality->insert_street, values, " n ", SPI_OK_INSERT);
	}
}

void
circle_quality_clear_tile(CircleQuality *quality, int32 tile)
{
	Datum value = Int32GetDatum(tile);

	circle_execute(quality->clear, &value, NULL, SPI_OK_DELETE);
}

static char *
street_of(const cc_tile *tile, uint32 edge)
{
	const cc_street_key *key = &tile->streets[tile->edges[edge].street];

	return tile->text_keys ? pnstrdup(key->text, key->len) : psprintf(INT64_FORMAT, key->number);
}

static void
insert_topology_error(CircleQuality *quality, const cc_tile *tile, const cc_topology_error *error)
{
	const char *other = street_of(tile, error->other);
	Datum values[QUALITY_COLUMNS];
	bool loose = error->kind == CC_TOPOLOGY_LOOSE_END;

	values[TILE] = Int32GetDatum(tile->id);
	values[REASON] = CStringGetTextDatum(loose ? "end not joined" : "crossing without vertex");
	values[STREET] = CStringGetTextDatum(street_of(tile, error->edge));
	values[DETAIL] = CStringGetTextDatum(
		loose ? psprintf("ends %.3f m from street %s", error->gap_mm / 1000.0, other)
			  : psprintf("with street %s", other));
	values[GEOM] = circle_point_datum(circle_degrees(error->at.x), circle_degrees(error->at.y));
	circle_execute(quality->insert, values, NULL, SPI_OK_INSERT);
}

static void
insert_incomplete(CircleQuality *quality, const cc_tile *tile)
{
	Datum values[QUALITY_COLUMNS] = {0};

	values[TILE] = Int32GetDatum(tile->id);
	values[REASON] = CStringGetTextDatum("not all looked at");
	values[DETAIL] = CStringGetTextDatum("there may be more ends and crossings in this tile");
	circle_execute(quality->insert, values, "  n n", SPI_OK_INSERT);
}

static void
insert_loose_gate(CircleQuality *quality, int32 tile, cc_point at)
{
	Datum values[QUALITY_COLUMNS] = {0};

	values[TILE] = Int32GetDatum(tile);
	values[REASON] = CStringGetTextDatum("gate on no vertex");
	values[DETAIL] =
		CStringGetTextDatum("closes nothing: move it onto a vertex of the street that it closes");
	values[GEOM] = circle_point_datum(circle_degrees(at.x), circle_degrees(at.y));
	circle_execute(quality->insert, values, "  n  ", SPI_OK_INSERT);
}

/* Closed gates that are on no vertex, MAX_ERRORS at most. */
static void
insert_loose_gates(CircleQuality *quality, const cc_tile *tile, const cc_barriers *barriers)
{
	int loose = 0;

	for (size_t i = 0; i < barriers->ngates && loose < MAX_ERRORS; i++)
	{
		if (cc_tile_node(tile, barriers->gates[i]) != CC_FOREIGN)
			continue;
		insert_loose_gate(quality, tile->id, barriers->gates[i]);
		loose++;
	}
}

void
circle_quality_tile(CircleQuality *quality, const uint8 *body, size_t len,
					const cc_barriers *barriers)
{
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	cc_topology_errors errors;
	cc_tile *tile;

	circle_check(cc_tile_decode(&env, body, len, &tile, &detail), &detail, "tile");
	circle_check(cc_tile_topology_errors(&env, tile, LOOSE_END_M, MAX_ERRORS, &errors), NULL,
				 "tile");
	for (uint32 i = 0; i < errors.n; i++)
		insert_topology_error(quality, tile, &errors.items[i]);
	if (!errors.complete)
		insert_incomplete(quality, tile);
	insert_loose_gates(quality, tile, barriers);
}

char *
circle_quality_counts(const CircleQuality *quality, MemoryContext context)
{
	MemoryContext old_context = MemoryContextSwitchTo(context);
	StringInfoData object;

	initStringInfo(&object);
	appendStringInfoChar(&object, '{');
	for (int i = 0; i < quality->nreasons; i++)
	{
		if (i > 0)
			appendStringInfoString(&object, ", ");
		escape_json(&object, quality->reasons[i]);
		appendStringInfo(&object, ": " INT64_FORMAT, quality->counts[i]);
	}
	appendStringInfoChar(&object, '}');
	MemoryContextSwitchTo(old_context);
	return object.data;
}
