/*
 * cache.c
 *		What a backend keeps between queries: one cache with one budget, circle_ext.cache_size.
 *
 * src/pg/server/cache.c
 */
#include "postgres.h"

#include "server/cache.h"

#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "server/module.h"

/*
 * How fast a byte of each kind is made again, the slowest being 1: it goes by so much sooner. A MB
 * of amenities takes some 27 ms to read and snap, one of tiles 4 ms to read and decode, one of
 * graphs 1 ms to join.
 */
static const uint64 cheapness[CIRCLE_CACHE_KINDS] = {
	[CIRCLE_CACHED_TILE] = 4, [CIRCLE_CACHED_STREETS] = 16, [CIRCLE_CACHED_SURROUNDINGS] = 1};

/* What was last used so many uses ago is likely not to be asked for again. */
#define LONG_AGO 2000

/* A value may take this part of the budget where others must go for it. */
#define GREATEST_PART 4

/* How an entry is found by its key. */
typedef struct Slot
{
	CircleCacheKey key;
	CircleCached *entry;
} Slot;

struct CirclePins
{
	MemoryContextCallback callback;
	uint32 n;
	uint32 capacity;
	CircleCached **entries;
};

struct CircleUse
{
	MemoryContextCallback callback;
	CircleCached *entry; /* NULL: done */
};

/* This backend's cache. */
static MemoryContext cache_context = NULL;
static HTAB *slots = NULL;
static dlist_head kinds[CIRCLE_CACHE_KINDS];
static dlist_head unpinned[CIRCLE_CACHE_KINDS]; /* the least recently used first */
static Size cache_bytes = 0;
static uint64 uses = 0;       /* begun so far */
static uint64 crowded_at = 0; /* when something was let go that had been used not long before */

static void
make_cache(void)
{
	HASHCTL control = {.keysize = sizeof(CircleCacheKey), .entrysize = sizeof(Slot)};

	if (slots != NULL)
		return;
	if (cache_context == NULL)
		cache_context =
			AllocSetContextCreate(TopMemoryContext, "circle_ext cache", ALLOCSET_DEFAULT_SIZES);
	control.hcxt = cache_context;
	slots = hash_create("circle_ext cache", 256, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* The values that an entry has pinned are unpinned with its context. */
static void
delete_entry(CircleCached *entry)
{
	dlist_delete(&entry->lru);
	dlist_delete(&entry->of_kind);
	cache_bytes -= entry->bytes;
	MemoryContextDelete(entry->context);
}

static void
forget(CircleCached *entry)
{
	if (!entry->gone)
		hash_search(slots, &entry->key, HASH_REMOVE, NULL);
	entry->gone = true;
}

/* What is to go next: used longest ago, as its kind counts the time. NULL if all is in use. */
static CircleCached *
next_to_go(void)
{
	CircleCached *next = NULL;
	uint64 most = 0;

	for (int kind = 0; kind < CIRCLE_CACHE_KINDS; kind++)
	{
		CircleCached *oldest;
		uint64 age;

		if (dlist_is_empty(&unpinned[kind]))
			continue;
		oldest = dlist_head_element(CircleCached, lru, &unpinned[kind]);
		age = (uses - oldest->used + 1) * cheapness[kind];
		if (age > most)
			next = oldest;
		most = Max(most, age);
	}
	return next;
}

/* Let go what is needed least until all fits, or all is in use. */
static void
evict(void)
{
	while (cache_bytes > (Size) circle_cache_size_kb * 1024)
	{
		CircleCached *entry = next_to_go();

		if (entry == NULL)
			return;
		if (uses - entry->used < LONG_AGO)
			crowded_at = uses;
		forget(entry);
		delete_entry(entry);
	}
}

/* The context may have grown. */
static void
measure(CircleCached *entry)
{
	cache_bytes -= entry->bytes;
	entry->bytes = MemoryContextMemAllocated(entry->context, true);
	cache_bytes += entry->bytes;
}

static void
add_pin(CircleCached *entry)
{
	if (entry->pins++ == 0)
		dlist_delete(&entry->lru);
}

static void
remove_pin(CircleCached *entry)
{
	Assert(entry->pins > 0);
	if (--entry->pins > 0)
		return;
	entry->used = uses;
	dlist_push_tail(&unpinned[entry->key.kind], &entry->lru);
	if (entry->gone)
		delete_entry(entry);
}

CircleCached *
circle_cache_find(const CircleCacheKey *key)
{
	Slot *slot = slots == NULL ? NULL : hash_search(slots, key, HASH_FIND, NULL);

	return slot == NULL || slot->entry->busy ? NULL : slot->entry;
}

CircleCached *
circle_cache_search(CircleCacheKind kind, CircleCacheFits fits, const void *ask)
{
	dlist_iter iter;

	dlist_foreach(iter, &kinds[kind])
	{
		CircleCached *entry = dlist_container(CircleCached, of_kind, iter.cur);

		if (!entry->gone && !entry->busy && fits(entry, ask))
			return entry;
	}
	return NULL;
}

CircleCached *
circle_cache_add(const CircleCacheKey *key, MemoryContext context, void *value)
{
	CircleCached *entry = MemoryContextAllocZero(context, sizeof(CircleCached));
	Slot *slot;
	bool found;

	make_cache();
	slot = hash_search(slots, key, HASH_ENTER, &found);
	if (found)
	{
		CircleCached *old = slot->entry;

		/* The slot is the new one's; the old one goes, at the latest with its last pin. */
		slot->entry = entry;
		old->gone = true;
		if (old->pins == 0)
			delete_entry(old);
	}
	slot->entry = entry;
	entry->key = *key;
	entry->context = context;
	entry->value = value;
	MemoryContextSetParent(context, cache_context);
	dlist_push_tail(&kinds[key->kind], &entry->of_kind);
	measure(entry);
	evict();
	entry->used = uses;
	dlist_push_tail(&unpinned[key->kind], &entry->lru);
	return entry;
}

void
circle_cache_drop(CircleCached *entry)
{
	forget(entry);
	if (entry->pins == 0)
		delete_entry(entry);
}

void
circle_cache_drop_all(CircleCacheKind kind, CircleCacheFits fits, const void *ask)
{
	CircleCached *entry;

	while ((entry = circle_cache_search(kind, fits, ask)) != NULL)
		circle_cache_drop(entry);
}

bool
circle_cache_has_room(Size bytes)
{
	Size budget = (Size) circle_cache_size_kb * 1024;

	if (cache_bytes + bytes <= budget)
		return true;
	return bytes <= budget / GREATEST_PART && (crowded_at == 0 || uses - crowded_at > LONG_AGO);
}

/* --- pins --- */

static void
unpin(void *arg)
{
	CirclePins *pins = arg;

	for (uint32 i = 0; i < pins->n; i++)
		remove_pin(pins->entries[i]);
	pins->n = 0;
	evict();
}

CirclePins *
circle_pins_create(void)
{
	CirclePins *pins = palloc0(sizeof(CirclePins));

	pins->capacity = 32;
	pins->entries = palloc(sizeof(CircleCached *) * pins->capacity);
	pins->callback.func = unpin;
	pins->callback.arg = pins;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, &pins->callback);
	return pins;
}

void
circle_pin(CirclePins *pins, CircleCached *entry)
{
	if (pins->n == pins->capacity)
	{
		pins->entries = repalloc_huge(pins->entries, sizeof(CircleCached *) * pins->capacity * 2);
		pins->capacity *= 2;
	}
	add_pin(entry);
	pins->entries[pins->n++] = entry;
}

/* --- use --- */

static void
end_use(void *arg)
{
	CircleUse *use = arg;

	if (use->entry == NULL)
		return;
	use->entry->busy = false;
	forget(use->entry);
	remove_pin(use->entry);
	use->entry = NULL;
}

CircleUse *
circle_use_begin(CircleCached *entry)
{
	CircleUse *use = palloc(sizeof(CircleUse));

	*use = (CircleUse){.callback = {.func = end_use, .arg = use}, .entry = entry};
	MemoryContextRegisterResetCallback(CurrentMemoryContext, &use->callback);
	add_pin(entry);
	entry->busy = true;
	uses++;
	return use;
}

void
circle_use_done(CircleUse *use)
{
	CircleCached *entry = use->entry;

	use->entry = NULL;
	entry->busy = false;
	measure(entry);
	remove_pin(entry);
	evict();
}
