/*
 * tileinput.c
 *		What a tile is built from: packed lines and barriers, and their digest.
 *
 * src/pg/network/tileinput.c
 */
#include "postgres.h"

#include "network/tileinput.h"

#include "server/error.h"

/* Raised when tiles must be built again from unchanged streets. */
#define BUILD_VERSION 1

/* What is packed of heights. */
#define HAS_HEIGHTS 1
#define HAS_BETWEEN 2 /* and those between points */

uint32
circle_tile_run(const cc_line *line, const cc_box *box, uint32 *first)
{
	uint32 begin = *first;
	uint32 end;

	if (box == NULL)
		return begin == 0 ? line->npts : 0;
	while (begin + 1 < line->npts &&
		   !cc_segment_touches(line->pts[begin], line->pts[begin + 1], *box))
		begin++;
	if (begin + 1 >= line->npts)
		return 0;
	end = begin + 1;
	while (end + 1 < line->npts && cc_segment_touches(line->pts[end], line->pts[end + 1], *box))
		end++;
	*first = begin;
	return end - begin + 1;
}

/* The height of a point, and of a line with heights between points those up to the next one. */
static void
put_heights(cc_buffer *buffer, const cc_line *line, uint32 point, bool last, int32 *last_height)
{
	uint32 from = line->height_at == NULL ? point : line->height_at[point];
	uint32 to = line->height_at == NULL || last ? from + 1 : line->height_at[point + 1];

	if (line->height_at != NULL)
		cc_put_varint(buffer, to - from);
	for (uint32 i = from; i < to; i++)
	{
		cc_put_zigzag(buffer, (int64) line->heights_cm[i] - *last_height);
		*last_height = line->heights_cm[i];
	}
}

bytea *
circle_pack_line(const cc_env *env, const cc_line *line, uint32 first, uint32 n, bool text_keys)
{
	const cc_point *pts = line->pts + first;
	const uint32 *height_at = line->height_at;
	cc_point last = {0, 0};
	int32 last_height = 0;
	cc_buffer buffer;

	cc_buffer_init(&buffer, env);
	cc_put_bytes(&buffer, "\0\0\0", VARHDRSZ);
	if (text_keys)
	{
		cc_put_varint(&buffer, line->key.len);
		cc_put_bytes(&buffer, line->key.text, line->key.len);
	}
	else
		cc_put_zigzag(&buffer, line->key.number);
	cc_put_varint(&buffer, (uint64) line->first_vertex + first);
	cc_put_varint(&buffer, line->class_bits);
	cc_put_u8(&buffer, line->heights_cm == NULL ? 0
					   : height_at == NULL      ? HAS_HEIGHTS
												: HAS_BETWEEN);
	cc_put_varint(&buffer, n);
	for (uint32 i = 0; i < n; i++)
	{
		cc_put_zigzag(&buffer, (int64) pts[i].x - last.x);
		cc_put_zigzag(&buffer, (int64) pts[i].y - last.y);
		last = pts[i];
		if (line->heights_cm != NULL)
			put_heights(&buffer, line, first + i, i + 1 == n, &last_height);
	}
	circle_check(buffer.status, NULL, "streets");
	SET_VARSIZE(buffer.data, buffer.len);
	return (bytea *) buffer.data;
}

static void
append(CirclePackedLines *lines, bytea *packed)
{
	if (lines->n == lines->capacity)
	{
		lines->capacity = Max(64, lines->capacity * 2);
		lines->packed = lines->packed == NULL
							? palloc(sizeof(bytea *) * lines->capacity)
							: repalloc_huge(lines->packed, sizeof(bytea *) * lines->capacity);
	}
	lines->packed[lines->n++] = packed;
}

void
circle_tile_input_add(CircleTileInput *input, bool barrier, const bytea *packed)
{
	const Size len = VARSIZE_ANY_EXHDR(packed);
	const uint64 version = barrier ? CC_TILE_VERSION_BARRED : CC_TILE_VERSION;
	bytea *copy = palloc(VARHDRSZ + len);

	SET_VARSIZE(copy, VARHDRSZ + len);
	memcpy(VARDATA(copy), VARDATA_ANY(packed), len);
	append(barrier ? &input->barriers : &input->lines, copy);
	input->digest.count++;
	input->digest.sum = cc_digest_add(
		input->digest.sum, cc_digest_bytes(VARDATA(copy), len, (version << 32) | BUILD_VERSION));
}

/* Heights of a line as they are unpacked. */
typedef struct Heights
{
	int32 last;
	uint32 n;
	size_t capacity;
	int32 *cm;
	uint32 *at; /* of each point, if there are more than one a point */
} Heights;

static void
get_heights(cc_reader *reader, const cc_line *line, bool between, uint32 point, Heights *heights)
{
	uint32 count = between ? cc_get_varint(reader) : 1;

	if (heights->cm == NULL)
	{
		heights->capacity = line->npts;
		heights->cm = palloc(sizeof(int32) * heights->capacity);
		heights->at = between ? palloc(sizeof(uint32) * line->npts) : NULL;
	}
	if (heights->n + count > heights->capacity)
	{
		heights->capacity = 2 * (heights->n + count);
		heights->cm = repalloc_huge(heights->cm, sizeof(int32) * heights->capacity);
	}
	if (between)
		heights->at[point] = heights->n;
	while (count-- > 0)
		heights->cm[heights->n++] = heights->last += cc_get_zigzag(reader);
}

static void
unpack_line(const bytea *packed, bool text_keys, cc_line *line)
{
	cc_reader reader = {.data = (const uint8_t *) VARDATA_ANY(packed),
						.len = VARSIZE_ANY_EXHDR(packed)};
	cc_point last = {0, 0};
	Heights heights = {0};
	uint8 packed_heights;
	cc_point *pts;

	memset(line, 0, sizeof(*line));
	if (text_keys)
	{
		line->key.len = cc_get_varint(&reader);
		line->key.text = (const char *) cc_get_bytes(&reader, line->key.len);
	}
	else
		line->key.number = cc_get_zigzag(&reader);
	line->first_vertex = cc_get_varint(&reader);
	line->class_bits = cc_get_varint(&reader);
	packed_heights = cc_get_u8(&reader);
	line->npts = cc_get_varint(&reader);
	pts = palloc(sizeof(cc_point) * line->npts);
	for (uint32 i = 0; i < line->npts; i++)
	{
		last.x += cc_get_zigzag(&reader);
		last.y += cc_get_zigzag(&reader);
		pts[i] = last;
		if (packed_heights != 0)
			get_heights(&reader, line, packed_heights == HAS_BETWEEN, i, &heights);
	}
	Assert(!reader.failed && reader.at == reader.len);
	line->pts = pts;
	line->heights_cm = heights.cm;
	line->height_at = heights.at;
}

cc_line *
circle_unpack_lines(const CircleTileInput *input, bool text_keys)
{
	size_t n = input->lines.n;
	cc_line *lines = palloc_extended(sizeof(cc_line) * Max(n, 1), MCXT_ALLOC_HUGE);

	for (size_t i = 0; i < n; i++)
		unpack_line(input->lines.packed[i], text_keys, &lines[i]);
	return lines;
}

void
circle_unpack_barriers(const CircleTileInput *input, cc_barriers *barriers)
{
	size_t n = input->barriers.n;
	cc_line *lines = palloc_extended(sizeof(cc_line) * Max(n, 1), MCXT_ALLOC_HUGE);
	cc_point *gates = palloc_extended(sizeof(cc_point) * Max(n, 1), MCXT_ALLOC_HUGE);
	size_t pieces = 0;
	cc_barrier *to;

	memset(barriers, 0, sizeof(*barriers));
	for (size_t i = 0; i < n; i++)
	{
		unpack_line(input->barriers.packed[i], false, &lines[i]);
		pieces += lines[i].npts - 1;
		if (lines[i].npts == 1)
			gates[barriers->ngates++] = lines[i].pts[0];
	}
	to = palloc_extended(sizeof(cc_barrier) * Max(pieces, 1), MCXT_ALLOC_HUGE);
	for (size_t i = 0; i < n; i++)
	{
		for (uint32 j = 1; j < lines[i].npts; j++)
			to[barriers->npieces++] = (cc_barrier){lines[i].pts[j - 1], lines[i].pts[j]};
	}
	barriers->pieces = to;
	barriers->gates = gates;
}
