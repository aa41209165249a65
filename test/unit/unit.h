/*
 * unit.h
 *		What the unit tests share: environments over malloc, random numbers, small networks.
 *
 * test/unit/unit.h
 */
#ifndef UNIT_H
#define UNIT_H

#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "network/build.h"

/* --- assertions --- */

/* cmocka 2 has another name for this than cmocka 1. */
static inline void
unit_assert_between(uint64_t value, uint64_t low, uint64_t high, const char *file, int line)
{
	if (value >= low && value <= high)
		return;
	print_error("%" PRIu64 " is not within %" PRIu64 " and %" PRIu64 "\n", value, low, high);
	_fail(file, line);
}

#define assert_between(value, low, high) unit_assert_between(value, low, high, __FILE__, __LINE__)

/* --- environments --- */

/* Counts what an environment is asked for; a number of 0 means never. */
typedef struct unit_memory
{
	long allocations;
	long fail_at; /* this allocation and all later ones fail */
	long held;    /* allocations not yet released */
	long polls;
	long stop_at; /* this poll and all later ones ask to stop */
} unit_memory;

static inline void *
unit_alloc(void *ctx, size_t size)
{
	unit_memory *memory = ctx;
	void *ptr;

	if (memory != NULL)
	{
		memory->allocations++;
		if (memory->fail_at > 0 && memory->allocations >= memory->fail_at)
			return NULL;
	}
	ptr = malloc(size);
	if (ptr != NULL)
	{
		/* Whoever relies on zeroed memory shall notice. */
		memset(ptr, 0xA5, size < 65536 ? size : 65536);
		if (memory != NULL)
			memory->held++;
	}
	return ptr;
}

static inline void
unit_release(void *ctx, void *ptr)
{
	unit_memory *memory = ctx;

	if (memory != NULL)
		memory->held--;
	free(ptr);
}

static inline int
unit_poll(void *ctx)
{
	unit_memory *memory = ctx;

	memory->polls++;
	return memory->stop_at > 0 && memory->polls >= memory->stop_at;
}

/* Plain malloc, never stopping. */
static inline cc_env
unit_env(void)
{
	cc_env env = {unit_alloc, unit_release, NULL, NULL};

	return env;
}

/* Counting, failing and stopping as memory says; memory is zeroed by the caller. */
static inline cc_env
unit_counting_env(unit_memory *memory)
{
	cc_env env = {unit_alloc, unit_release, unit_poll, memory};

	return env;
}

/* --- random numbers, the same in every run --- */

static inline uint64_t
unit_random(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

/* low..high, both included. */
static inline int32_t
unit_between(uint64_t *state, int32_t low, int32_t high)
{
	return (int32_t) (low + (int64_t) (unit_random(state) % ((uint64_t) high - low + 1)));
}

/* --- small networks --- */

static inline cc_point
unit_point(double lon, double lat)
{
	cc_point point;

	assert_int_equal(cc_quantise(lon, lat, &point, NULL), CC_OK);
	return point;
}

/* A street of one line with a number as its key. */
static inline cc_line
unit_line(int64_t key, uint32_t class_bits, const cc_point *pts, uint32_t npts)
{
	cc_line line;

	memset(&line, 0, sizeof(line));
	line.key.number = key;
	line.class_bits = class_bits;
	line.pts = pts;
	line.npts = npts;
	return line;
}

/* Decoded tiles, ascending by id. */
typedef struct unit_tiles
{
	uint32_t ntiles;
	cc_tile **tiles;
} unit_tiles;

/* One tile, built, written and read; NULL when it is empty. */
static inline cc_tile *
unit_build_barred_tile(int32_t id, bool text_keys, const cc_line *lines, size_t nlines,
					   const cc_barriers *barriers)
{
	cc_env env = unit_env();
	cc_detail detail;
	uint8_t *body;
	size_t len;
	cc_tile *tile = NULL;

	assert_int_equal(cc_build_tile(&env, id, &(cc_lines){text_keys, lines, nlines}, barriers, &body,
								   &len, &detail),
					 CC_OK);
	if (len > 0)
		assert_int_equal(cc_tile_decode(&env, body, len, &tile, &detail), CC_OK);
	cc_free(&env, body);
	return tile;
}

static inline cc_tile *
unit_build_tile(int32_t id, bool text_keys, const cc_line *lines, size_t nlines)
{
	return unit_build_barred_tile(id, text_keys, lines, nlines, NULL);
}

static inline int
unit_compare_ids(const void *a, const void *b)
{
	int32_t p = *(const int32_t *) a;
	int32_t q = *(const int32_t *) b;

	return (p > q) - (p < q);
}

/* All tiles that the lines touch, streets with numbers as keys. */
static inline unit_tiles
unit_build_tiles(const cc_line *lines, size_t nlines)
{
	cc_env env = unit_env();
	unit_tiles set = {0, NULL};
	int32_t *ids = NULL;
	size_t nids = 0;

	for (size_t i = 0; i < nlines; i++)
	{
		int32_t *touched;
		uint32_t ntouched;

		assert_int_equal(
			cc_line_tiles(&env, lines[i].pts, lines[i].npts, 100000, &touched, &ntouched, NULL),
			CC_OK);
		ids = realloc(ids, (nids + ntouched) * sizeof(int32_t));
		memcpy(ids + nids, touched, ntouched * sizeof(int32_t));
		nids += ntouched;
		cc_free(&env, touched);
	}
	if (nids > 0)
		qsort(ids, nids, sizeof(int32_t), unit_compare_ids);
	set.tiles = malloc((nids + 1) * sizeof(cc_tile *));
	for (size_t i = 0; i < nids; i++)
	{
		cc_tile *tile = NULL;

		if (i == 0 || ids[i] != ids[i - 1])
			tile = unit_build_tile(ids[i], false, lines, nlines);
		if (tile != NULL)
			set.tiles[set.ntiles++] = tile;
	}
	free(ids);
	return set;
}

static inline void
unit_free_tiles(unit_tiles *set)
{
	cc_env env = unit_env();

	for (uint32_t i = 0; i < set->ntiles; i++)
		cc_free(&env, set->tiles[i]);
	free(set->tiles);
	set->tiles = NULL;
	set->ntiles = 0;
}

/* The tile of an id in a set, or NULL. */
static inline const cc_tile *
unit_find_tile(const unit_tiles *set, int32_t id)
{
	for (uint32_t i = 0; i < set->ntiles; i++)
	{
		if (set->tiles[i]->id == id)
			return set->tiles[i];
	}
	return NULL;
}

#endif /* UNIT_H */
