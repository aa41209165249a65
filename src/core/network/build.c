/*
 * build.c
 *		From street lines to tiles.
 *
 * src/core/network/build.c
 */
#include "network/build.h"

#include "network/tile_format.h"

#include <stdlib.h>
#include <string.h>

#define POLL_EVERY 256 /* lines between two looks at the caller's wish to stop */

uint32_t
cc_line_clean(cc_point *pts, int32_t *heights_cm, uint32_t npts)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < npts; i++)
	{
		if (kept > 0 && cc_point_same(pts[kept - 1], pts[i]))
			continue;
		pts[kept] = pts[i];
		if (heights_cm != NULL)
			heights_cm[kept] = heights_cm[i];
		kept++;
	}
	return kept;
}

/* --- the vertices of the tile --- */

/* A position that lines use, in an open-addressed table. */
typedef struct vertex
{
	cc_point at;
	uint32_t uses; /* 0: a free slot */
	bool is_node;
	bool is_gate;
	uint32_t node;
} vertex;

/* Everything under construction. */
typedef struct builder
{
	const cc_env *env;
	cc_box square;
	const cc_barriers *barriers;
	const cc_line **lines; /* those that matter here, by (key, first_vertex) */
	uint32_t nlines;
	vertex *table;
	size_t mask;
	cc_tile tile;
	size_t edge_capacity;
	size_t pt_capacity;
	size_t sample_capacity;
	size_t street_capacity;
	size_t npts;
	size_t nsamples;
} builder;

static vertex *
find_vertex(builder *b, cc_point at)
{
	uint64_t hash =
		((uint64_t) (uint32_t) at.x << 32 | (uint32_t) at.y) * UINT64_C(0x9FB21C651E98DF25);
	size_t slot = (size_t) (hash ^ hash >> 32) & b->mask;

	while (b->table[slot].uses != 0 && (b->table[slot].at.x != at.x || b->table[slot].at.y != at.y))
		slot = (slot + 1) & b->mask;
	return &b->table[slot];
}

static bool
holds(const builder *b, cc_point point)
{
	return cc_square_holds(b->square, point);
}

/* Count a line's vertices in the square; ends and those with a neighbour outside are nodes. */
static void
count_line(builder *b, const cc_line *line)
{
	for (uint32_t i = 0; i < line->npts; i++)
	{
		bool end = i == 0 || i == line->npts - 1;
		vertex *found;

		if (!holds(b, line->pts[i]))
			continue;
		found = find_vertex(b, line->pts[i]);
		found->at = line->pts[i];
		found->uses++;
		if (end || found->uses > 1 || !holds(b, line->pts[i - 1]) || !holds(b, line->pts[i + 1]))
			found->is_node = true;
	}
}

/* Vertices that are closed gates are nodes. */
static void
close_gates(builder *b)
{
	for (size_t i = 0; i < b->barriers->ngates; i++)
	{
		vertex *found = find_vertex(b, b->barriers->gates[i]);

		if (found->uses == 0)
			continue;
		b->tile.ngates += !found->is_gate;
		found->is_gate = true;
		found->is_node = true;
	}
}

static int
compare_vertices(const void *a, const void *b)
{
	return cc_point_order((*(vertex *const *) a)->at, (*(vertex *const *) b)->at);
}

/* Number the nodes in their order. */
static cc_status
number_nodes(builder *b)
{
	uint32_t count = 0;
	vertex **order;

	for (size_t slot = 0; slot <= b->mask; slot++)
		count += b->table[slot].is_node;
	order = cc_alloc(b->env, count, sizeof(vertex *), 0);
	b->tile.nodes = cc_alloc(b->env, count, sizeof(cc_point), 0);
	b->tile.gates = cc_alloc(b->env, b->tile.ngates, sizeof(uint32_t), 0);
	if (order == NULL || b->tile.nodes == NULL || b->tile.gates == NULL)
	{
		cc_free(b->env, order);
		return CC_NOMEM;
	}
	count = 0;
	for (size_t slot = 0; slot <= b->mask; slot++)
	{
		if (b->table[slot].is_node)
			order[count++] = &b->table[slot];
	}
	qsort(order, count, sizeof(vertex *), compare_vertices);
	b->tile.ngates = 0;
	for (uint32_t i = 0; i < count; i++)
	{
		if (order[i]->is_gate)
			b->tile.gates[b->tile.ngates++] = i;
		order[i]->node = i;
		b->tile.nodes[i] = order[i]->at;
	}
	b->tile.nnodes = count;
	cc_free(b->env, order);
	return CC_OK;
}

static cc_status
find_nodes(builder *b)
{
	size_t vertices = 0;
	size_t size = 16;

	for (uint32_t i = 0; i < b->nlines; i++)
	{
		for (uint32_t j = 0; j < b->lines[i]->npts; j++)
			vertices += holds(b, b->lines[i]->pts[j]);
	}
	if (vertices >= UINT32_MAX / 4)
		return CC_LIMIT;
	while (size < 2 * vertices)
		size *= 2;
	b->table = cc_alloc0(b->env, size, sizeof(vertex));
	if (b->table == NULL)
		return CC_NOMEM;
	b->mask = size - 1;
	for (uint32_t i = 0; i < b->nlines; i++)
	{
		if (i % POLL_EVERY == 0 && cc_stop(b->env))
			return CC_CANCELED;
		count_line(b, b->lines[i]);
	}
	close_gates(b);
	return number_nodes(b);
}

/* --- cutting lines into edges --- */

/* The street of the line that is being cut: the last one, or a new one. */
static cc_status
add_street(builder *b, const cc_line *line)
{
	cc_tile *tile = &b->tile;
	void *streets = tile->streets;
	cc_status status;

	if (tile->nstreets > 0 &&
		cc_street_compare(tile->text_keys, &tile->streets[tile->nstreets - 1], &line->key) == 0)
		return CC_OK;
	status = cc_grow(b->env, &streets, &b->street_capacity, tile->nstreets,
					 (size_t) tile->nstreets + 1, sizeof(cc_street_key));
	tile->streets = streets;
	if (status == CC_OK)
		tile->streets[tile->nstreets++] = line->key;
	return status;
}

/* The number of a point's height in its line. */
static inline uint32_t
height_at(const cc_line *line, uint32_t point)
{
	return line->height_at == NULL ? point : line->height_at[point];
}

static cc_status
make_room(builder *b, uint32_t npts, uint32_t nsamples)
{
	void *edges = b->tile.edges;
	void *pts = b->tile.pts;
	void *samples = b->tile.samples;
	cc_status status;

	if (b->npts + npts >= UINT32_MAX / 4 || b->nsamples + nsamples >= UINT32_MAX / 4)
		return CC_LIMIT;
	status = cc_grow(b->env, &edges, &b->edge_capacity, b->tile.nedges, (size_t) b->tile.nedges + 1,
					 sizeof(cc_edge));
	b->tile.edges = edges;
	if (status == CC_OK)
		status = cc_grow(b->env, &pts, &b->pt_capacity, b->npts, b->npts + npts, sizeof(cc_point));
	b->tile.pts = pts;
	if (status == CC_OK)
		status = cc_grow(b->env, &samples, &b->sample_capacity, b->nsamples, b->nsamples + nsamples,
						 sizeof(cc_sample));
	b->tile.samples = samples;
	return status;
}

static uint32_t
node_at(builder *b, cc_point point)
{
	return holds(b, point) ? find_vertex(b, point)->node : CC_FOREIGN;
}

/* The heights after those of a point up to that of the next one, which lies so many metres on. */
static void
add_samples(builder *b, const cc_line *line, uint32_t point, double metres, double step)
{
	uint32_t first = height_at(line, point);
	uint32_t pieces = height_at(line, point + 1) - first;

	for (uint32_t i = 1; i < pieces; i++)
		b->tile.samples[b->nsamples++] =
			(cc_sample){cc_mm(metres + step * i / pieces), line->heights_cm[first + i]};
	b->tile.samples[b->nsamples++] =
		(cc_sample){cc_mm(metres + step), line->heights_cm[first + pieces]};
}

/* An edge of a line, from its point first to its point last. */
static cc_status
add_edge(builder *b, const cc_line *line, uint32_t first, uint32_t last)
{
	uint32_t npts = last - first + 1;
	cc_status status = add_street(b, line);
	cc_edge *edge;
	double metres = 0;

	if (status == CC_OK)
		status = make_room(b, npts, height_at(line, last) - height_at(line, first) + 1);
	if (status != CC_OK)
		return status;
	edge = &b->tile.edges[b->tile.nedges++];
	memset(edge, 0, sizeof(*edge));
	edge->u = node_at(b, line->pts[first]);
	edge->v = node_at(b, line->pts[last]);
	edge->class_bits = line->class_bits;
	edge->street = b->tile.nstreets - 1;
	edge->first_vertex = line->first_vertex + first;
	edge->pt = (uint32_t) b->npts;
	edge->npts = npts;
	edge->sample = (uint32_t) b->nsamples;
	b->tile.pts[b->npts++] = line->pts[first];
	if (line->heights_cm != NULL)
		b->tile.samples[b->nsamples++] = (cc_sample){0, line->heights_cm[height_at(line, first)]};
	for (uint32_t i = first; i < last; i++)
	{
		double step = cc_distance_m(line->pts[i], line->pts[i + 1]);

		if (metres + step > CC_MAX_LEN_MM / 1000)
			return CC_LIMIT;
		b->tile.pts[b->npts++] = line->pts[i + 1];
		if (line->heights_cm != NULL)
			add_samples(b, line, i, metres, step);
		metres += step;
	}
	edge->nsamples = (uint32_t) b->nsamples - edge->sample;
	if (edge->nsamples == 0)
		edge->sample = 0;
	edge->len_mm = cc_mm(metres);
	return CC_OK;
}

/*
 * Cut one line: at its nodes inside the square; a segment between two tiles is
 * an edge of its own wherever it touches the square.
 */
static cc_status
cut_line(builder *b, const cc_line *line)
{
	uint32_t start = 0;
	cc_status status = CC_OK;

	for (uint32_t i = 1; i < line->npts && status == CC_OK; i++)
	{
		cc_point from = line->pts[i - 1];
		cc_point to = line->pts[i];
		bool from_here = holds(b, from);
		bool to_here = holds(b, to);

		if (from_here && to_here)
		{
			if (find_vertex(b, to)->is_node)
			{
				status = add_edge(b, line, start, i);
				start = i;
			}
			continue;
		}
		start = i;
		if (cc_segment_touches(from, to, b->square) &&
			(from_here || to_here || cc_tile_at(from) != cc_tile_at(to)))
			status = add_edge(b, line, i - 1, i);
	}
	return status;
}

/* --- the barriers --- */

static int
compare_barriers(const void *a, const void *b)
{
	return cc_barrier_order(a, b);
}

/* Keep the pieces of barriers that touch the square, each once, in their order. */
static cc_status
take_barriers(builder *b)
{
	const cc_barriers *barriers = b->barriers;
	uint32_t kept = 0;
	uint32_t n = 0;
	cc_barrier *to;

	if (barriers->npieces >= UINT32_MAX / 4)
		return CC_LIMIT;
	to = b->tile.barriers = cc_alloc(b->env, barriers->npieces, sizeof(cc_barrier), 0);
	if (to == NULL)
		return CC_NOMEM;
	for (size_t i = 0; i < barriers->npieces; i++)
	{
		cc_barrier piece = barriers->pieces[i];
		int order = cc_point_order(piece.a, piece.b);

		if (order == 0 || !cc_segment_touches(piece.a, piece.b, b->square))
			continue;
		to[n++] = order < 0 ? piece : (cc_barrier){piece.b, piece.a};
	}
	if (n > 0)
		qsort(to, n, sizeof(cc_barrier), compare_barriers);
	for (uint32_t i = 0; i < n; i++)
	{
		if (kept == 0 || cc_barrier_order(&to[kept - 1], &to[i]) != 0)
			to[kept++] = to[i];
	}
	b->tile.nbarriers = kept;
	return CC_OK;
}

/* --- the lines --- */

static cc_status
check_line(const cc_line *line, cc_detail *detail)
{
	if (line->npts < 2)
		return cc_fail(detail, CC_BAD_INPUT, "a line has less than two points", -1);
	if (line->npts > UINT32_MAX - line->first_vertex)
		return cc_fail(detail, CC_LIMIT, "a street has too many points", -1);
	if ((line->class_bits & ~CC_CLASS_BITS) != 0)
		return cc_fail(detail, CC_BAD_INPUT, "the class of a street is unknown", -1);
	for (uint32_t i = 0; i < line->npts; i++)
	{
		cc_point at = line->pts[i];

		if (at.x > CC_MAX_X || at.x < -CC_MAX_X || at.y > CC_MAX_Y || at.y < -CC_MAX_Y)
			return cc_fail(detail, CC_BAD_INPUT, "coordinates out of range", i);
		if (i > 0 && cc_point_same(at, line->pts[i - 1]))
			return cc_fail(detail, CC_BAD_INPUT, "two points of a line are equal", i);
		if (i > 0 && llabs((long long) at.x - line->pts[i - 1].x) > CC_MAX_X)
			return cc_fail(detail, CC_BAD_INPUT, "a line passes the antimeridian", i);
	}
	return CC_OK;
}

static int
compare_vertex_numbers(const cc_line *a, const cc_line *b)
{
	return (a->first_vertex > b->first_vertex) - (a->first_vertex < b->first_vertex);
}

static int
compare_number_lines(const void *a, const void *b)
{
	const cc_line *p = *(const cc_line *const *) a;
	const cc_line *q = *(const cc_line *const *) b;
	int order = cc_street_compare(false, &p->key, &q->key);

	return order != 0 ? order : compare_vertex_numbers(p, q);
}

static int
compare_text_lines(const void *a, const void *b)
{
	const cc_line *p = *(const cc_line *const *) a;
	const cc_line *q = *(const cc_line *const *) b;
	int order = cc_street_compare(true, &p->key, &q->key);

	return order != 0 ? order : compare_vertex_numbers(p, q);
}

static bool
line_touches(const builder *b, const cc_line *line)
{
	for (uint32_t i = 1; i < line->npts; i++)
	{
		if (cc_segment_touches(line->pts[i - 1], line->pts[i], b->square))
			return true;
	}
	return false;
}

/* Check the lines, keep those that touch the square, and sort them. */
static cc_status
choose_lines(builder *b, const cc_line *lines, size_t nlines, cc_detail *detail)
{
	if (nlines > UINT32_MAX / 4)
		return cc_fail(detail, CC_LIMIT, "a tile has too many lines", -1);
	b->lines = cc_alloc(b->env, nlines, sizeof(*b->lines), 0);
	if (b->lines == NULL)
		return CC_NOMEM;
	for (size_t i = 0; i < nlines; i++)
	{
		cc_status status = check_line(&lines[i], detail);

		if (status != CC_OK)
			return status;
		if (line_touches(b, &lines[i]))
			b->lines[b->nlines++] = &lines[i];
	}
	qsort(b->lines, b->nlines, sizeof(*b->lines),
		  b->tile.text_keys ? compare_text_lines : compare_number_lines);
	return CC_OK;
}

static void
release_builder(builder *b)
{
	cc_free(b->env, b->lines);
	cc_free(b->env, b->table);
	cc_free(b->env, b->tile.nodes);
	cc_free(b->env, b->tile.edges);
	cc_free(b->env, b->tile.pts);
	cc_free(b->env, b->tile.samples);
	cc_free(b->env, b->tile.streets);
	cc_free(b->env, b->tile.barriers);
	cc_free(b->env, b->tile.gates);
}

static cc_status
build(builder *b, const cc_line *lines, size_t nlines, uint8_t **body, size_t *len,
	  cc_detail *detail)
{
	cc_status status = choose_lines(b, lines, nlines, detail);

	if (status != CC_OK)
		return status;
	status = find_nodes(b);
	for (uint32_t i = 0; i < b->nlines && status == CC_OK; i++)
	{
		if (i % POLL_EVERY == 0 && cc_stop(b->env))
			return CC_CANCELED;
		status = cut_line(b, b->lines[i]);
		if (status == CC_LIMIT)
		{
			cc_fail(detail, status, "an edge is longer than 4000 km or a tile has too many points",
					-1);
			if (detail != NULL)
				detail->number[0] = b->lines[i]->key.number;
			if (b->tile.text_keys)
				cc_detail_name(detail, b->lines[i]->key.text, b->lines[i]->key.len);
		}
	}
	if (status == CC_OK)
		status = take_barriers(b);
	if (status != CC_OK || (b->tile.nedges == 0 && b->tile.nbarriers == 0))
		return status;
	b->tile.npts = (uint32_t) b->npts;
	b->tile.nsamples = (uint32_t) b->nsamples;
	return cc_tile_encode(b->env, &b->tile, body, len);
}

cc_status
cc_build_tile(const cc_env *env, int32_t tile, const cc_lines *lines, const cc_barriers *barriers,
			  uint8_t **body, size_t *len, cc_detail *detail)
{
	const cc_barriers none = {0};
	builder b;
	cc_status status;

	*body = NULL;
	*len = 0;
	cc_fail(detail, CC_OK, NULL, -1);
	if (!cc_tile_valid(tile))
		return cc_fail(detail, CC_BAD_INPUT, "there is no tile of that number", tile);
	memset(&b, 0, sizeof(b));
	b.env = env;
	b.square = cc_tile_box(tile);
	b.barriers = barriers == NULL ? &none : barriers;
	b.tile.id = tile;
	b.tile.text_keys = lines->text_keys;
	status = build(&b, lines->lines, lines->nlines, body, len, detail);
	release_builder(&b);
	return status;
}
