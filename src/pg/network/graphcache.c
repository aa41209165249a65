/*
 * graphcache.c
 *		Assembled graphs of the last few places asked about, kept by each backend.
 *
 * A graph is known by the versions of its tiles and the walker's numbers, which
 * are read again at each use: like the tiles' cache it needs no invalidation.
 *
 * src/pg/network/graphcache.c
 */
#include "postgres.h"

#include "network/graphcache.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "network/tilecache.h"
#include "server/error.h"
#include "server/module.h"

#define MAX_GRAPHS 8

/* A graph, in a memory context of its own that pins its tiles. */
typedef struct CachedGraph
{
	MemoryContext context; /* NULL: the slot is free */
	cc_digest key;
	cc_graph *graph;
	uint32 users;
	bool failed; /* a user did not come to its end */
	uint64 used; /* time of the last use, in uses */
	Size bytes;
} CachedGraph;

/* One use, noted in the user's memory context. */
typedef struct GraphUse
{
	MemoryContextCallback callback;
	CachedGraph *cached;
	bool done;
	struct GraphUse *next;
} GraphUse;

static CachedGraph graphs[MAX_GRAPHS];
static GraphUse *uses = NULL;
static uint64 now = 0;

static void
drop_graph(CachedGraph *cached)
{
	MemoryContextDelete(cached->context);
	memset(cached, 0, sizeof(*cached));
}

/* Drop what has failed, and the least recently used while there is too much. */
static void
tidy(void)
{
	for (;;)
	{
		CachedGraph *oldest = NULL;
		Size bytes = 0;

		for (int i = 0; i < MAX_GRAPHS; i++)
		{
			CachedGraph *cached = &graphs[i];

			if (cached->context == NULL)
				continue;
			bytes += cached->bytes;
			if (cached->users == 0 && cached->failed)
				drop_graph(cached);
			else if (cached->users == 0 && (oldest == NULL || cached->used < oldest->used))
				oldest = cached;
		}
		if (oldest == NULL || bytes <= (Size) circle_cache_size_kb * 1024)
			return;
		drop_graph(oldest);
	}
}

static void
end_use(void *arg)
{
	GraphUse *use = arg;
	GraphUse **link = &uses;

	while (*link != use)
		link = &(*link)->next;
	*link = use->next;
	use->cached->users--;
	use->cached->failed |= !use->done;
	tidy();
}

static cc_graph *
begin_use(CachedGraph *cached)
{
	GraphUse *use = palloc0(sizeof(GraphUse));

	use->cached = cached;
	use->next = uses;
	uses = use;
	use->callback.func = end_use;
	use->callback.arg = use;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, &use->callback);
	cached->users++;
	cached->used = ++now;
	return cached->graph;
}

void
circle_graph_done(const cc_graph *graph)
{
	for (GraphUse *use = uses; use != NULL; use = use->next)
		if (use->cached->graph == graph && !use->done)
		{
			use->done = true;
			return;
		}
}

static cc_digest
key_of(const CircleTiles *tiles, const cc_walker *walker)
{
	const cc_digest who = cc_walker_digest(walker);

	return cc_digest_bytes(tiles->versions, sizeof(CircleTileVersion) * tiles->ntiles,
						   who.lo ^ who.hi);
}

static CachedGraph *
find(cc_digest key)
{
	for (int i = 0; i < MAX_GRAPHS; i++)
		if (graphs[i].context != NULL && !graphs[i].failed && graphs[i].key.lo == key.lo &&
			graphs[i].key.hi == key.hi)
			return &graphs[i];
	return NULL;
}

/* A free slot, made by dropping the least recently used graph if need be; NULL if all are in use.
 */
static CachedGraph *
free_slot(void)
{
	CachedGraph *slot = NULL;

	for (int i = 0; i < MAX_GRAPHS; i++)
	{
		if (graphs[i].context == NULL)
			return &graphs[i];
		if (graphs[i].users == 0 && (slot == NULL || graphs[i].used < slot->used))
			slot = &graphs[i];
	}
	if (slot != NULL)
		drop_graph(slot);
	return slot;
}

static void
make_graph(CachedGraph *slot, CircleNetwork *net, cc_box box, const cc_walker *walker,
		   cc_digest key)
{
	/* Below the caller's context until it is complete, so that an error takes it away. */
	MemoryContext context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_ext graph", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old_context = MemoryContextSwitchTo(context);
	cc_graph *graph = circle_network_graph(net, box, walker);

	MemoryContextSwitchTo(old_context);
	MemoryContextSetParent(context, TopMemoryContext);
	slot->context = context;
	slot->key = key;
	slot->graph = graph;
	slot->bytes = MemoryContextMemAllocated(context, false);
}

cc_graph *
circle_cached_graph(CircleNetwork *net, cc_box box, const cc_walker *walker)
{
	CircleTiles *tiles = circle_tiles_pin(net, box);
	const cc_digest key = key_of(tiles, walker);
	CachedGraph *cached = find(key);

	if (cached == NULL)
	{
		cached = free_slot();
		if (cached == NULL)
			return circle_network_graph(net, box, walker);
		make_graph(cached, net, box, walker, key);
	}
	return begin_use(cached);
}
