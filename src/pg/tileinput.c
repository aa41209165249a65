/*
 * tileinput.c
 *		What a tile is built from: packed lines and their digest.
 *
 * src/pg/tileinput.c
 */
#include "postgres.h"

#include "error.h"
#include "tileinput.h"

/* Raised when tiles must be built anew from unchanged streets. */
#define BUILD_VERSION 1

#define HAS_HEIGHTS 1

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

bytea *
circle_pack_line(const cc_env *env, const cc_line *line, uint32 first, uint32 n, bool text_keys)
{
	const cc_point *pts = line->pts + first;
	const int32 *heights = line->heights_cm == NULL ? NULL : line->heights_cm + first;
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
	cc_put_u8(&buffer, heights == NULL ? 0 : HAS_HEIGHTS);
	cc_put_varint(&buffer, n);
	for (uint32 i = 0; i < n; i++)
	{
		cc_put_zigzag(&buffer, (int64) pts[i].x - last.x);
		cc_put_zigzag(&buffer, (int64) pts[i].y - last.y);
		last = pts[i];
		if (heights == NULL)
			continue;
		cc_put_zigzag(&buffer, (int64) heights[i] - last_height);
		last_height = heights[i];
	}
	circle_check(buffer.status, NULL, "streets");
	SET_VARSIZE(buffer.data, buffer.len);
	return (bytea *) buffer.data;
}

void
circle_tile_input_add(CircleTileInput *input, const bytea *packed)
{
	const Size len = VARSIZE_ANY_EXHDR(packed);
	bytea *copy = palloc(VARHDRSZ + len);

	SET_VARSIZE(copy, VARHDRSZ + len);
	memcpy(VARDATA(copy), VARDATA_ANY(packed), len);
	if (input->nlines == input->capacity)
	{
		input->capacity = Max(64, input->capacity * 2);
		input->packed = input->packed == NULL
							? palloc(sizeof(bytea *) * input->capacity)
							: repalloc_huge(input->packed, sizeof(bytea *) * input->capacity);
	}
	input->packed[input->nlines++] = copy;
	input->digest.count++;
	input->digest.sum = cc_digest_add(
		input->digest.sum,
		cc_digest_bytes(VARDATA(copy), len, ((uint64) CC_TILE_VERSION << 32) | BUILD_VERSION));
}

static void
unpack_line(const bytea *packed, bool text_keys, cc_line *line)
{
	cc_reader reader = {.data = (const uint8_t *) VARDATA_ANY(packed),
						.len = VARSIZE_ANY_EXHDR(packed)};
	cc_point last = {0, 0};
	int32 last_height = 0;
	bool has_heights;
	int32 *heights;
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
	has_heights = cc_get_u8(&reader) == HAS_HEIGHTS;
	line->npts = cc_get_varint(&reader);
	pts = palloc(sizeof(cc_point) * line->npts);
	heights = has_heights ? palloc(sizeof(int32) * line->npts) : NULL;
	for (uint32 i = 0; i < line->npts; i++)
	{
		last.x += cc_get_zigzag(&reader);
		last.y += cc_get_zigzag(&reader);
		pts[i] = last;
		if (heights != NULL)
			heights[i] = last_height += cc_get_zigzag(&reader);
	}
	Assert(!reader.failed && reader.at == reader.len);
	line->pts = pts;
	line->heights_cm = heights;
}

cc_line *
circle_unpack_lines(const CircleTileInput *input, bool text_keys)
{
	cc_line *lines = palloc_extended(sizeof(cc_line) * Max(input->nlines, 1), MCXT_ALLOC_HUGE);

	for (size_t i = 0; i < input->nlines; i++)
		unpack_line(input->packed[i], text_keys, &lines[i]);
	return lines;
}
