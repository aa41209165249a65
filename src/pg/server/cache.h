/*
 * cache.h
 *		What a backend keeps between queries: one cache with one budget, circle_ext.cache_size.
 *
 * An entry is a value in a memory context of its own. Nothing is ever invalidated: a key holds all
 * that the value depends on, or who finds the value compares it with what the snapshot shows.
 * Entries that are not pinned go when there is too much, of whatever kind: the least recently used
 * first, and sooner what is made again fast. Pinned entries stay, and count.
 *
 * src/pg/server/cache.h
 */
#ifndef CIRCLE_CACHE_H
#define CIRCLE_CACHE_H

#include "lib/ilist.h"
#include "utils/palloc.h"

#include "base/base.h"

typedef enum CircleCacheKind
{
	CIRCLE_CACHED_TILE,
	CIRCLE_CACHED_STREETS,
	CIRCLE_CACHED_SURROUNDINGS
} CircleCacheKind;

#define CIRCLE_CACHE_KINDS 3

/* Without padding: it is a hash key. What the numbers mean is up to the kind. */
typedef struct CircleCacheKey
{
	uint32 kind;
	Oid relid;
	int32 at[2];
	cc_digest digest;
} CircleCacheKey;

typedef struct CircleCached
{
	CircleCacheKey key;
	MemoryContext context; /* holds the value and this */
	void *value;
	Size bytes;  /* of the context */
	uint32 pins; /* it stays while there are any */
	bool busy;   /* somebody is changing it: it is not found */
	bool gone;   /* it is not found any more, and goes with the last pin */
	uint64 used; /* number of its last use; 0: none */
	dlist_node of_kind;
	dlist_node lru; /* while there are no pins */
} CircleCached;

/* The entry of a key; NULL if there is none. */
extern CircleCached *circle_cache_find(const CircleCacheKey *key);

typedef bool (*CircleCacheFits)(const CircleCached *entry, const void *ask);

/* An entry of a kind that fits, NULL if none does. */
extern CircleCached *circle_cache_search(CircleCacheKind kind, CircleCacheFits fits,
										 const void *ask);

/*
 * Keep a value, in place of what the key had before. Its context, until now below the caller's so
 * that an error takes it away, becomes the cache's, and holds all of it.
 */
extern CircleCached *circle_cache_add(const CircleCacheKey *key, MemoryContext context,
									  void *value);

/* Do not find an entry any more. */
extern void circle_cache_drop(CircleCached *entry);

/* Drop all entries of a kind that fit. */
extern void circle_cache_drop_all(CircleCacheKind kind, CircleCacheFits fits, const void *ask);

/*
 * May so many bytes more be kept than an answer needs, for the sake of later ones? Not where they
 * would drive out what is in use.
 */
extern bool circle_cache_has_room(Size bytes);

/* --- pins --- */

typedef struct CirclePins CirclePins;

/* Pins that last until CurrentMemoryContext is reset or deleted, also by an error. */
extern CirclePins *circle_pins_create(void);

extern void circle_pin(CirclePins *pins, CircleCached *entry);

/* --- use of a value that the user changes --- */

typedef struct CircleUse CircleUse;

/*
 * Pin an entry, and let nobody else find it, until circle_use_done. The entry of a user whose
 * CurrentMemoryContext goes before that, as by an error half-way, is dropped.
 */
extern CircleUse *circle_use_begin(CircleCached *entry);

/* The value is whole again; it may have grown. */
extern void circle_use_done(CircleUse *use);

#endif /* CIRCLE_CACHE_H */
