/*
 * way.c
 *		A traced walk as the columns that describe it.
 *
 * src/pg/query/way.c
 */
#include "postgres.h"

#include "query/way.h"

#include "server/postgis.h"

typedef struct Line
{
	uint32 n;
	cc_position *positions;
} Line;

static void
add_position(Line *line, cc_position position)
{
	if (line->n > 0 && line->positions[line->n - 1].lon == position.lon &&
		line->positions[line->n - 1].lat == position.lat)
		return;
	line->positions[line->n++] = position;
}

static cc_position
door_of(const cc_place *place)
{
	return (cc_position){circle_degrees(place->point.x), circle_degrees(place->point.y)};
}

static cc_position
foot_of(const cc_place *place)
{
	return (cc_position){place->foot_lon, place->foot_lat};
}

/* Both ends of the streets' part are the feet of the doors, not rounded to mm along the edge. */
static void
add_pieces(Line *line, const cc_graph *graph, const cc_path *path, const cc_place *from,
		   const cc_place *to)
{
	add_position(line, foot_of(from));
	for (uint32 i = 0; i < path->npieces; i++)
	{
		const cc_piece *piece = &path->pieces[i];
		cc_position *part = palloc(cc_piece_room(graph, piece->edge) * sizeof(cc_position));
		uint32 n = cc_piece_line(graph, piece->edge, piece->from_mm, piece->to_mm, part);

		for (uint32 k = 1; k + 1 < n; k++)
			add_position(line, part[k]);
		if (i + 1 < path->npieces)
			add_position(line, part[n - 1]);
		pfree(part);
	}
	add_position(line, foot_of(to));
}

static Datum
line_of(const cc_graph *graph, const cc_path *path, const cc_place *from, const cc_place *to)
{
	Line line = {0};
	Size room = 4;
	Datum geometry;

	for (uint32 i = 0; i < path->npieces; i++)
		room += cc_piece_room(graph, path->pieces[i].edge);
	line.positions = palloc_extended(room * sizeof(cc_position), MCXT_ALLOC_HUGE);
	add_position(&line, door_of(from));
	if (!path->line)
		add_pieces(&line, graph, path, from, to);
	add_position(&line, door_of(to));
	/* A line has two points, also from a place to itself. */
	if (line.n == 1)
		line.positions[line.n++] = line.positions[0];
	geometry = circle_line_datum(line.positions, line.n);
	pfree(line.positions);
	return geometry;
}

void
circle_way_columns(const cc_graph *graph, const cc_path *path, const cc_place *from,
				   const cc_place *to, Datum *values, bool *nulls)
{
	uint64 mm = (uint64) from->door_mm + to->door_mm;
	uint64 steps_mm = 0;
	double up_m = 0;
	double down_m = 0;
	bool heights = !path->line;

	if (path->line)
		mm = cc_mm(cc_distance_m(from->point, to->point));
	for (uint32 i = 0; i < path->npieces; i++)
	{
		const cc_piece *piece = &path->pieces[i];
		uint32 piece_mm = piece->from_mm < piece->to_mm ? piece->to_mm - piece->from_mm
														: piece->from_mm - piece->to_mm;

		mm += piece_mm;
		if (graph->edges[piece->edge].class_bits & CC_STEPS)
			steps_mm += piece_mm;
		heights = heights && cc_piece_climb(graph, piece, &up_m, &down_m);
	}
	values[0] = Float8GetDatum(mm / 1000.0);
	values[1] = Float8GetDatum(up_m);
	values[2] = Float8GetDatum(down_m);
	values[3] = Float8GetDatum(steps_mm / 1000.0);
	values[4] = line_of(graph, path, from, to);
	memset(nulls, false, CIRCLE_WAY_COLUMNS * sizeof(bool));
	nulls[1] = nulls[2] = !heights;
}
