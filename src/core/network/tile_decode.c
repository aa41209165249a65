/*
 * tile_decode.c
 *		Reading of tiles from untrusted bytes.
 *
 * src/core/network/tile_decode.c
 */
#include "network/tile.h"

#include "network/tile_format.h"

#include <string.h>

#define NCELLS (CC_GRID * CC_GRID)

/* State of the decoder. The tile's arrays are in one block. */
typedef struct tile_reader
{
	cc_reader in;
	cc_tile *tile;
	cc_box square;
	cc_point corner;
	uint32_t last_end;
	uint32_t text_used;
	uint32_t edges_used;
	uint32_t pts_used;
	uint32_t samples_used;
	const char *reason; /* what is wrong, NULL so far */
} tile_reader;

/* Record the first error only. Returns false for use in return statements. */
static bool
wrong(tile_reader *reader, const char *reason)
{
	if (reader->reason == NULL)
		reader->reason = reason;
	return false;
}

/* A count of things that take at least so many bytes each of what is left. */
static uint32_t
get_count(tile_reader *reader, uint32_t least_bytes)
{
	uint64_t count = cc_get_varint(&reader->in);
	uint64_t most = (reader->in.len - reader->in.at) / least_bytes;

	if (count > most || count >= UINT32_MAX / 4)
	{
		wrong(reader, "a count is larger than the tile");
		return 0;
	}
	return (uint32_t) count;
}

static uint32_t
get_u32(tile_reader *reader)
{
	uint64_t value = cc_get_varint(&reader->in);

	if (value > UINT32_MAX)
	{
		wrong(reader, "a number is too large");
		return 0;
	}
	return (uint32_t) value;
}

/* base + a zigzag step, which must lie in low..high. */
static int64_t
get_step(tile_reader *reader, int64_t base, int64_t low, int64_t high)
{
	int64_t step = cc_get_zigzag(&reader->in);

	/* low and high lie within 33 bits, so these differences are safe. */
	if (step < low - base || step > high - base)
	{
		wrong(reader, "a number is out of its range");
		return low;
	}
	return base + step;
}

static cc_point
get_point(tile_reader *reader, cc_point from)
{
	cc_point point;

	point.x = (int32_t) get_step(reader, from.x, -CC_MAX_X, CC_MAX_X);
	point.y = (int32_t) get_step(reader, from.y, -CC_MAX_Y, CC_MAX_Y);
	return point;
}

static bool
get_head(tile_reader *reader, cc_tile *head, uint32_t *text_len)
{
	const uint8_t *start = cc_get_bytes(&reader->in, CC_TILE_MAGIC_LEN);
	uint8_t version = cc_get_u8(&reader->in);
	uint8_t key_type = cc_get_u8(&reader->in);
	uint32_t id = get_u32(reader);

	if (start == NULL || memcmp(start, CC_TILE_MAGIC, CC_TILE_MAGIC_LEN) != 0)
		return wrong(reader, "the bytes are not those of a tile");
	if (version != CC_TILE_VERSION && version != CC_TILE_VERSION_BARRED)
		return wrong(reader, "the format version of the tile is unknown");
	if (key_type > 1)
		return wrong(reader, "the key type is unknown");
	if (id > INT32_MAX || !cc_tile_valid((int32_t) id))
		return wrong(reader, "there is no tile of that number");
	memset(head, 0, sizeof(*head));
	head->id = (int32_t) id;
	head->text_keys = key_type == 1;
	head->nnodes = get_count(reader, 2);
	head->nstreets = get_count(reader, 2);
	head->nedges = get_count(reader, 4);
	/* Both ends of an edge stand in its four bytes and more. */
	head->npts = get_count(reader, 1);
	head->nsamples = get_count(reader, 1);
	*text_len = get_count(reader, 1);
	if (version == CC_TILE_VERSION_BARRED)
	{
		head->nbarriers = get_count(reader, 4);
		head->ngates = get_count(reader, 1);
		if (head->nbarriers == 0 && head->ngates == 0)
			wrong(reader, "a tile without barriers is of the version with them");
	}
	if (reader->in.failed)
		wrong(reader, "the tile ends too early or a number is malformed");
	return reader->reason == NULL;
}

/* Room for count things of a size, all kept aligned for any of them. */
static size_t
take(size_t *used, size_t count, size_t size)
{
	size_t at = *used;

	*used = (at + count * size + 15) / 16 * 16;
	return at;
}

/*
 * Say where the arrays of a tile stand in its block, which the tile itself begins; returns the
 * size of the block. The counts are below 2^30, so sizes fit. The segments and the numbers of
 * barriers come last: what stands before them keeps its place whatever their number.
 */
static size_t
lay_out(cc_tile *tile, uint8_t *block, uint32_t text_len, size_t nsegments, size_t nnumbers)
{
	size_t used = 0;
	size_t nodes;
	size_t edges;
	size_t pts;
	size_t samples;
	size_t streets;
	size_t text;
	size_t barriers;
	size_t gates;
	size_t cells;
	size_t barrier_cells;
	size_t segments;
	size_t numbers;

	take(&used, 1, sizeof(cc_tile));
	nodes = take(&used, tile->nnodes, sizeof(cc_point));
	edges = take(&used, tile->nedges, sizeof(cc_edge));
	pts = take(&used, tile->npts, sizeof(cc_point));
	samples = take(&used, tile->nsamples, sizeof(cc_sample));
	streets = take(&used, tile->nstreets, sizeof(cc_street_key));
	text = take(&used, text_len, 1);
	barriers = take(&used, tile->nbarriers, sizeof(cc_barrier));
	gates = take(&used, tile->ngates, sizeof(uint32_t));
	cells = take(&used, NCELLS + 1, sizeof(uint32_t));
	barrier_cells = take(&used, tile->nbarriers > 0 ? NCELLS + 1 : 0, sizeof(uint32_t));
	segments = take(&used, nsegments, sizeof(cc_segment));
	numbers = take(&used, nnumbers, sizeof(uint32_t));
	if (block != NULL)
	{
		tile->nodes = (cc_point *) (block + nodes);
		tile->edges = (cc_edge *) (block + edges);
		tile->pts = (cc_point *) (block + pts);
		tile->samples = (cc_sample *) (block + samples);
		tile->streets = (cc_street_key *) (block + streets);
		tile->text = (char *) (block + text);
		tile->barriers = (cc_barrier *) (block + barriers);
		tile->gates = (uint32_t *) (block + gates);
		tile->cells = (uint32_t *) (block + cells);
		tile->barrier_cells = tile->nbarriers > 0 ? (uint32_t *) (block + barrier_cells) : NULL;
		tile->segments = (cc_segment *) (block + segments);
		tile->barrier_numbers = (uint32_t *) (block + numbers);
		tile->bytes = used;
	}
	return used;
}

static bool
get_nodes(tile_reader *reader)
{
	cc_tile *tile = reader->tile;
	cc_point last = reader->corner;

	for (uint32_t i = 0; i < tile->nnodes; i++)
	{
		uint64_t dx = cc_get_varint(&reader->in);
		uint64_t dy = cc_get_varint(&reader->in);
		int64_t base_y = i > 0 && dx == 0 ? (int64_t) last.y + 1 : reader->corner.y;

		if (dx > 2 * (uint64_t) CC_MAX_X || dy > 2 * (uint64_t) CC_MAX_X ||
			last.x + (int64_t) dx > reader->square.max_x ||
			base_y + (int64_t) dy > reader->square.max_y)
			return wrong(reader, "a node lies outside its tile");
		last.x += (int32_t) dx;
		last.y = (int32_t) (base_y + (int64_t) dy);
		if (last.y > CC_MAX_Y || last.y < -CC_MAX_Y || !cc_square_holds(reader->square, last))
			return wrong(reader, "a node lies outside its tile");
		tile->nodes[i] = last;
	}
	return true;
}

/* A node by its step from the last end; 0 when there is none. */
static uint32_t
get_node(tile_reader *reader, uint32_t base)
{
	return (uint32_t) get_step(reader, base, 0, (int64_t) reader->tile->nnodes - 1);
}

/* The one segment of an edge that lies not wholly here. */
static bool
check_crossing(tile_reader *reader, cc_point a, cc_point b)
{
	int64_t width = (int64_t) b.x - a.x;

	if (width > CC_MAX_X || width < -CC_MAX_X)
		return wrong(reader, "an edge passes the antimeridian");
	if (!cc_segment_touches(a, b, reader->square) || cc_tile_at(a) == cc_tile_at(b))
		return wrong(reader, "an edge does not belong to the tile");
	return true;
}

/* The ends of an edge and their points. */
static bool
get_ends(tile_reader *reader, cc_edge *edge, uint32_t kind)
{
	cc_tile *tile = reader->tile;
	cc_point *first = &tile->pts[edge->pt];
	cc_point *last = &tile->pts[edge->pt + edge->npts - 1];

	edge->u = CC_FOREIGN;
	edge->v = CC_FOREIGN;
	if (kind == CC_KIND_INSIDE || kind == CC_KIND_LEAVES)
		edge->u = reader->last_end = get_node(reader, reader->last_end);
	if (kind == CC_KIND_INSIDE || kind == CC_KIND_ENTERS)
		edge->v = reader->last_end = get_node(reader, reader->last_end);
	if (reader->reason != NULL)
		return false;
	if (edge->u != CC_FOREIGN)
		*first = tile->nodes[edge->u];
	if (edge->v != CC_FOREIGN)
		*last = tile->nodes[edge->v];
	if (kind == CC_KIND_INSIDE)
		return true;
	if (edge->npts != 2)
		return wrong(reader, "an edge between tiles has more than two points");
	if (kind == CC_KIND_PASSES)
		*first = get_point(reader, reader->corner);
	if (kind == CC_KIND_ENTERS)
		*first = get_point(reader, *last);
	else
		*last = get_point(reader, *first);
	if ((edge->u == CC_FOREIGN && cc_square_holds(reader->square, *first)) ||
		(edge->v == CC_FOREIGN && cc_square_holds(reader->square, *last)))
		return wrong(reader, "a foreign end of an edge lies in the tile");
	return check_crossing(reader, *first, *last);
}

/* The points between the ends. */
static bool
get_inside(tile_reader *reader, const cc_edge *edge)
{
	cc_point *pts = reader->tile->pts;
	uint32_t last = edge->pt + edge->npts - 1;

	for (uint32_t i = edge->pt + 1; i < last; i++)
	{
		pts[i] = get_point(reader, pts[i - 1]);
		if (!cc_square_holds(reader->square, pts[i]))
			return wrong(reader, "a point of an edge lies outside its tile");
		if (cc_point_order(pts[i], pts[i - 1]) == 0)
			return wrong(reader, "two points of an edge are equal");
	}
	if (cc_point_order(pts[last], pts[last - 1]) == 0)
		return wrong(reader, "two points of an edge are equal");
	return true;
}

static bool
get_heights(tile_reader *reader, cc_edge *edge)
{
	cc_tile *tile = reader->tile;
	cc_sample *samples = &tile->samples[reader->samples_used];
	uint32_t left = tile->nsamples - reader->samples_used;
	uint32_t inside = get_u32(reader);
	cc_sample *last;

	if (left < 2 || inside > left - 2)
		return wrong(reader, "there are more samples than counted");
	edge->sample = reader->samples_used;
	edge->nsamples = inside + 2;
	reader->samples_used += edge->nsamples;
	last = &samples[inside + 1];
	samples[0].at_mm = 0;
	samples[0].height_cm = (int32_t) get_step(reader, 0, INT32_MIN, INT32_MAX);
	last->at_mm = edge->len_mm;
	last->height_cm = (int32_t) get_step(reader, samples[0].height_cm, INT32_MIN, INT32_MAX);
	for (cc_sample *sample = samples + 1; sample < last; sample++)
	{
		uint32_t step = get_u32(reader);

		if (step > edge->len_mm - sample[-1].at_mm)
			return wrong(reader, "a sample lies beyond its edge");
		sample->at_mm = sample[-1].at_mm + step;
		sample->height_cm = (int32_t) get_step(reader, sample[-1].height_cm, INT32_MIN, INT32_MAX);
	}
	return true;
}

/* before: the edge before in the tile, or NULL. */
static bool
get_identity(tile_reader *reader, cc_edge *edge, const cc_edge *before, uint64_t head)
{
	uint64_t vertex = get_u32(reader);

	if (before != NULL && before->street == edge->street)
		vertex += (uint64_t) before->first_vertex + 1;
	if (vertex > UINT32_MAX)
		return wrong(reader, "a number is too large");
	edge->first_vertex = (uint32_t) vertex;
	edge->class_bits = before == NULL ? 0 : before->class_bits;
	if (head & CC_HEAD_CLASS)
	{
		uint32_t class_bits = get_u32(reader);

		if ((class_bits & ~CC_CLASS_BITS) != 0 || class_bits == edge->class_bits)
			return wrong(reader, "the class of an edge is unknown");
		edge->class_bits = class_bits;
	}
	edge->len_mm = get_u32(reader);
	if (edge->len_mm > CC_MAX_LEN_MM)
		return wrong(reader, "an edge is too long");
	return true;
}

static bool
get_edge(tile_reader *reader, uint32_t street)
{
	cc_tile *tile = reader->tile;
	cc_edge *edge = &tile->edges[reader->edges_used];
	uint32_t left = tile->npts - reader->pts_used;
	uint64_t head = cc_get_varint(&reader->in);

	if (left < 2 || head >> CC_HEAD_SHIFT > left - 2)
		return wrong(reader, "there are more points than counted");
	edge->street = street;
	edge->pt = reader->pts_used;
	edge->npts = (uint32_t) (head >> CC_HEAD_SHIFT) + 2;
	edge->sample = 0;
	edge->nsamples = 0;
	if (!get_identity(reader, edge, reader->edges_used == 0 ? NULL : edge - 1, head) ||
		!get_ends(reader, edge, head & CC_HEAD_KIND) || !get_inside(reader, edge) ||
		((head & CC_HEAD_HEIGHTS) != 0 && !get_heights(reader, edge)))
		return false;
	reader->pts_used += edge->npts;
	reader->edges_used++;
	return reader->reason == NULL && !reader->in.failed;
}

static bool
get_key(tile_reader *reader, uint32_t street, uint32_t text_len)
{
	cc_tile *tile = reader->tile;
	cc_street_key *key = &tile->streets[street];
	const uint8_t *bytes;
	uint64_t step;

	memset(key, 0, sizeof(*key));
	if (tile->text_keys)
	{
		key->len = get_u32(reader);
		bytes = cc_get_bytes(&reader->in, key->len);
		if (bytes == NULL || key->len > text_len - reader->text_used)
			return wrong(reader, "there is more text than counted");
		key->text = tile->text + reader->text_used;
		memcpy(tile->text + reader->text_used, bytes, key->len);
		reader->text_used += key->len;
		if (memchr(key->text, '\0', key->len) != NULL)
			return wrong(reader, "a key holds a zero byte");
		if (street > 0 && cc_street_compare(true, key - 1, key) >= 0)
			return wrong(reader, "the streets are out of order");
	}
	else if (street == 0)
		key->number = cc_get_zigzag(&reader->in);
	else
	{
		step = cc_get_varint(&reader->in);
		if (step >= (uint64_t) INT64_MAX - (uint64_t) key[-1].number)
			return wrong(reader, "a key is too large");
		key->number = (int64_t) ((uint64_t) key[-1].number + step + 1);
	}
	return true;
}

static bool
get_gates(tile_reader *reader)
{
	cc_tile *tile = reader->tile;

	for (uint32_t i = 0; i < tile->ngates; i++)
	{
		uint64_t node = get_u32(reader);

		if (i > 0)
			node += (uint64_t) tile->gates[i - 1] + 1;
		if (node >= tile->nnodes)
			return wrong(reader, "a closed gate is no node");
		tile->gates[i] = (uint32_t) node;
	}
	return true;
}

static bool
get_barriers(tile_reader *reader)
{
	cc_tile *tile = reader->tile;
	cc_point last = reader->corner;

	for (uint32_t i = 0; i < tile->nbarriers; i++)
	{
		cc_barrier *barrier = &tile->barriers[i];

		barrier->a = last = get_point(reader, last);
		barrier->b = get_point(reader, last);
		if (cc_point_order(barrier->a, barrier->b) >= 0 ||
			(i > 0 && cc_barrier_order(barrier - 1, barrier) >= 0))
			return wrong(reader, "the barriers are out of order");
		if ((int64_t) barrier->b.x - barrier->a.x > CC_MAX_X)
			return wrong(reader, "a barrier passes the antimeridian");
		if (!cc_segment_touches(barrier->a, barrier->b, reader->square))
			return wrong(reader, "a barrier does not belong to the tile");
	}
	return reader->reason == NULL;
}

/* Everything after the head. */
static bool
get_body(tile_reader *reader, uint32_t text_len)
{
	cc_tile *tile = reader->tile;

	if (!get_nodes(reader))
		return false;
	for (uint32_t s = 0; s < tile->nstreets; s++)
	{
		uint32_t count;

		if (!get_key(reader, s, text_len))
			return false;
		count = get_u32(reader);
		if (count == 0 || count > tile->nedges - reader->edges_used)
			return wrong(reader, "the edges of a street are not as many as counted");
		for (uint32_t i = 0; i < count; i++)
		{
			if (!get_edge(reader, s))
				return wrong(reader, "the tile ends too early or a number is malformed");
		}
	}
	if (!get_gates(reader) || !get_barriers(reader))
		return false;
	if (reader->in.failed)
		return wrong(reader, "the tile ends too early or a number is malformed");
	if (reader->edges_used != tile->nedges || reader->pts_used != tile->npts ||
		reader->samples_used != tile->nsamples || reader->text_used != text_len)
		return wrong(reader, "the tile holds less than counted");
	if (reader->in.at != reader->in.len)
		return wrong(reader, "bytes follow the tile");
	return true;
}

/* From how many stand in each cell to where each cell's begin; CC_LIMIT beyond 32 bits. */
static cc_status
add_up(uint32_t *cells, size_t *total)
{
	*total = 0;
	for (uint32_t cell = 0; cell <= NCELLS; cell++)
	{
		size_t count = cells[cell];

		if (*total > UINT32_MAX)
			return CC_LIMIT;
		cells[cell] = (uint32_t) *total;
		*total += count;
	}
	return CC_OK;
}

/* Each offset has moved on to its cell's end, which is the next one's start. */
static void
move_back(uint32_t *cells)
{
	memmove(cells + 1, cells, NCELLS * sizeof(uint32_t));
	cells[0] = 0;
}

static cc_status
count_cells(cc_tile *tile, cc_cell_range *ranges, size_t *nsegments, size_t *nnumbers)
{
	cc_status status;

	*nnumbers = 0;
	memset(tile->cells, 0, (NCELLS + 1) * sizeof(uint32_t));
	cc_tile_count_cells(tile, tile->cells, ranges);
	status = add_up(tile->cells, nsegments);
	if (status != CC_OK || tile->nbarriers == 0)
		return status;
	memset(tile->barrier_cells, 0, (NCELLS + 1) * sizeof(uint32_t));
	cc_tile_visit_barriers(tile, tile->barrier_cells, NULL);
	return add_up(tile->barrier_cells, nnumbers);
}

/* Move a tile into a block with room for what stands in its cells, and sort it into them. */
static cc_status
add_cells(const cc_env *env, cc_tile **tile, uint32_t text_len)
{
	cc_tile *draft = *tile;
	cc_cell_range *ranges = (cc_cell_range *) ((uint8_t *) draft + draft->bytes);
	size_t nsegments;
	size_t nnumbers;
	cc_status status = count_cells(draft, ranges, &nsegments, &nnumbers);
	cc_tile *done;

	if (status != CC_OK)
		return status;
	done = cc_alloc(env, 1, lay_out(draft, NULL, text_len, nsegments, nnumbers), 0);
	if (done == NULL)
		return CC_NOMEM;
	memcpy(done, draft, draft->bytes);
	lay_out(done, (uint8_t *) done, text_len, nsegments, nnumbers);
	for (uint32_t s = 0; done->text_keys && s < done->nstreets; s++)
		done->streets[s].text = done->text + (draft->streets[s].text - draft->text);
	cc_tile_fill_cells(done, done->cells, ranges, done->segments);
	move_back(done->cells);
	if (done->nbarriers > 0)
	{
		cc_tile_visit_barriers(done, done->barrier_cells, done->barrier_numbers);
		move_back(done->barrier_cells);
	}
	cc_free(env, draft);
	*tile = done;
	return CC_OK;
}

cc_status
cc_tile_decode(const cc_env *env, const uint8_t *body, size_t len, cc_tile **tile,
			   cc_detail *detail)
{
	tile_reader reader;
	cc_tile head;
	uint32_t text_len = 0;
	cc_status status;

	*tile = NULL;
	memset(&reader, 0, sizeof(reader));
	reader.in.data = body;
	reader.in.len = len;
	if (!get_head(&reader, &head, &text_len))
		return cc_fail(detail, CC_CORRUPT, reader.reason, (int64_t) reader.in.at);
	/* The draft has the ranges of its segments' cells behind it. */
	reader.tile = cc_alloc(
		env, 1, lay_out(&head, NULL, text_len, 0, 0) + head.npts * sizeof(cc_cell_range), 0);
	if (reader.tile == NULL)
		return cc_fail(detail, CC_NOMEM, NULL, -1);
	*reader.tile = head;
	lay_out(reader.tile, (uint8_t *) reader.tile, text_len, 0, 0);
	reader.square = cc_tile_box(head.id);
	reader.corner = cc_south_west(head.id);
	if (!get_body(&reader, text_len))
	{
		cc_free(env, reader.tile);
		return cc_fail(detail, CC_CORRUPT, reader.reason, (int64_t) reader.in.at);
	}
	status = add_cells(env, &reader.tile, text_len);
	if (status != CC_OK)
	{
		cc_free(env, reader.tile);
		return cc_fail(detail, status, status == CC_LIMIT ? "the tile is too large" : NULL, -1);
	}
	*tile = reader.tile;
	return CC_OK;
}
