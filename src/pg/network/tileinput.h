/*
 * tileinput.h
 *		What a tile is built from: packed lines and barriers, and their digest.
 *
 * src/pg/network/tileinput.h
 */
#ifndef CIRCLE_TILEINPUT_H
#define CIRCLE_TILEINPUT_H

#include "network/build.h"

/* Digest of a set of lines and barriers: the sum of theirs, and how many there are. */
typedef struct CircleInputDigest
{
	cc_digest sum;
	uint64 count;
} CircleInputDigest;

typedef struct CirclePackedLines
{
	size_t n;
	size_t capacity;
	bytea **packed;
} CirclePackedLines;

typedef struct CircleTileInput
{
	CircleInputDigest digest;
	CirclePackedLines lines;
	CirclePackedLines barriers; /* packed without text keys; gates are lines of one point */
} CircleTileInput;

/*
 * The next run of a line's points, from point *first on, that the tile with
 * this box needs: *first is moved to its beginning, its length returned, 0 when there
 * is no more. A run begins and ends where the line does or outside the box.
 * Without a box the whole line is one run.
 */
extern uint32 circle_tile_run(const cc_line *line, const cc_box *box, uint32 *first);

/* Points first ... first + n - 1 of a line as bytes: the same line, the same bytes. */
extern bytea *circle_pack_line(const cc_env *env, const cc_line *line, uint32 first, uint32 n,
							   bool text_keys);

/* Take a packed line or barrier, copied into CurrentMemoryContext. */
extern void circle_tile_input_add(CircleTileInput *input, bool barrier, const bytea *packed);

/* The lines again; they point into the packed ones. */
extern cc_line *circle_unpack_lines(const CircleTileInput *input, bool text_keys);

extern void circle_unpack_barriers(const CircleTileInput *input, cc_barriers *barriers);

#endif /* CIRCLE_TILEINPUT_H */
