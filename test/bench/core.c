/*
 * core.c
 *		The kernels of the core one by one, on a city made up here: no server, no input.
 *
 * core times: seconds of each kernel, and of a textbook search beside ours.
 * core counts: under callgrind, the instructions of each kernel, as dumps named after them.
 *
 * test/bench/core.c
 */
#define _POSIX_C_SOURCE 199309L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef COUNT_INSTRUCTIONS
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_START_INSTRUMENTATION
#define CALLGRIND_STOP_INSTRUMENTATION
#define CALLGRIND_ZERO_STATS
#define CALLGRIND_DUMP_STATS_AT(name) (void) (name)
#endif

#include "network/build.h"
#include "analysis/batch.h"
#include "types/score.h"

#define STREETS_ACROSS 120
#define STREET_UNITS 9000 /* some 95 m */
#define HOMES 30000
#define AMENITIES 1000
#define POINTS 100
#define MAX_TILES 64

static const uint32_t cutoffs[] = {3000, 6000, 9000}; /* 5, 10, 15 min in ds */
static const cc_want want = {CC_MINUTES, 10, 3, cutoffs};
static const cc_walker adult = {1.33, 3, 1.33, 100, CC_SLOPE_NONE, 1, 0, 0};
static const char standard_text[] = "shop * 3 within 10 min & shop within 5 min";

typedef struct city
{
	cc_env env;
	uint64_t random;
	cc_point (*pts)[3]; /* of each street */
	cc_line *lines;
	uint32_t nlines;
	int32_t ids[MAX_TILES];
	uint32_t ntiles;
	uint8_t *bodies[MAX_TILES];
	size_t lens[MAX_TILES];
	cc_tile *tiles[MAX_TILES];
	cc_graph *graph;
	cc_point homes[HOMES];
	cc_place places[HOMES];
	cc_access accesses[AMENITIES];
	cc_nearest_k accumulator;
	uint8_t *coverages[HOMES];
	size_t coverage_lens[HOMES];
	cc_standard *standard;
	uint8_t *standard_value; /* which it points into */
	uint64_t pairs;          /* homes within 15 min of an amenity */
} city;

/* --- the environment --- */

static void *
take(void *ctx, size_t size)
{
	(void) ctx;
	return malloc(size);
}

static void
give(void *ctx, void *ptr)
{
	(void) ctx;
	free(ptr);
}

static void
check(cc_status status)
{
	if (status != CC_OK)
	{
		fprintf(stderr, "core: status %d\n", status);
		exit(1);
	}
}

static int32_t
between(city *c, int32_t low, int32_t high)
{
	uint64_t z = c->random += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return low + (int32_t) ((z ^ z >> 31) % (uint64_t) (high - low + 1));
}

/* --- the city: a bent grid over several tiles, with a tenth of its streets missing --- */

static cc_point
crossing(int32_t column, int32_t row)
{
	/* The same wherever it is asked for. */
	int32_t shift = (column * 7919 + row * 104729) % 4001 - 2000;

	return (cc_point){1065500000 + column * STREET_UNITS + shift,
					  295600000 + row * STREET_UNITS + shift / 2};
}

static void
add_street(city *c, cc_point from, cc_point to)
{
	cc_point *pts = c->pts[c->nlines];
	cc_line *line = &c->lines[c->nlines];

	if (between(c, 0, 9) == 0)
		return;
	pts[0] = from;
	pts[1] = (cc_point){from.x / 2 + to.x / 2 + between(c, -900, 900),
						from.y / 2 + to.y / 2 + between(c, -900, 900)};
	pts[2] = to;
	*line = (cc_line){.key.number = c->nlines + 1, .npts = 3, .pts = pts};
	line->class_bits = between(c, 0, 19) == 0 ? CC_STEPS : between(c, 0, 19) == 0 ? CC_PRIVATE : 0;
	c->nlines++;
}

static void
note_tiles(city *c, const cc_line *line)
{
	int32_t *ids;
	uint32_t n;

	check(cc_line_tiles(&c->env, line->pts, line->npts, MAX_TILES, &ids, &n, NULL));
	for (uint32_t i = 0; i < n; i++)
	{
		uint32_t at = 0;

		while (at < c->ntiles && c->ids[at] < ids[i])
			at++;
		if (at < c->ntiles && c->ids[at] == ids[i])
			continue;
		if (c->ntiles == MAX_TILES)
			check(CC_LIMIT);
		memmove(&c->ids[at + 1], &c->ids[at], (c->ntiles - at) * sizeof(int32_t));
		c->ids[at] = ids[i];
		c->ntiles++;
	}
	free(ids);
}

static void
make_city(city *c)
{
	size_t most = 2 * STREETS_ACROSS * STREETS_ACROSS;

	c->env = (cc_env){take, give, NULL, NULL};
	c->random = 1;
	c->pts = malloc(most * sizeof(*c->pts));
	c->lines = malloc(most * sizeof(*c->lines));
	for (int32_t row = 0; row < STREETS_ACROSS; row++)
		for (int32_t column = 0; column < STREETS_ACROSS; column++)
		{
			if (column + 1 < STREETS_ACROSS)
				add_street(c, crossing(column, row), crossing(column + 1, row));
			if (row + 1 < STREETS_ACROSS)
				add_street(c, crossing(column, row), crossing(column, row + 1));
		}
	for (uint32_t i = 0; i < c->nlines; i++)
		note_tiles(c, &c->lines[i]);
	for (uint32_t h = 0; h < HOMES; h++)
		c->homes[h] = (cc_point){1065500000 + between(c, 0, (STREETS_ACROSS - 1) * STREET_UNITS),
								 295600000 + between(c, 0, (STREETS_ACROSS - 1) * STREET_UNITS)};
}

/* --- kernels --- */

static void
build_tiles(city *c)
{
	for (uint32_t t = 0; t < c->ntiles; t++)
		check(cc_build_tile(&c->env, c->ids[t], &(cc_lines){false, c->lines, c->nlines}, NULL,
							&c->bodies[t], &c->lens[t], NULL));
}

static void
decode_tiles(city *c)
{
	for (uint32_t t = 0; t < c->ntiles; t++)
		check(cc_tile_decode(&c->env, c->bodies[t], c->lens[t], &c->tiles[t], NULL));
}

static void
join_graph(city *c)
{
	check(
		cc_graph_create(&c->env, (const cc_tile *const *) c->tiles, c->ntiles, &adult, &c->graph));
}

static void
snap_homes(city *c)
{
	for (uint32_t h = 0; h < HOMES; h++)
	{
		cc_status status = cc_snap(c->graph, c->homes[h], &c->places[h]);

		if (status != CC_NOT_FOUND)
			check(status);
	}
}

/* Amenities are where every hundredth home or so is. */
static void
place_amenities(city *c)
{
	for (uint32_t a = 0; a < AMENITIES; a++)
		c->accesses[a] = (cc_access){a, c->places[a * (HOMES / AMENITIES)], NULL};
}

static void
search_batch(city *c)
{
	cc_trips *trips;
	cc_homes *homes;

	place_amenities(c);
	check(cc_trips_create(c->graph, CC_TRIP_FROM_HOME, CC_LANES, &trips));
	check(cc_homes_create(&c->env, c->graph, CC_TRIP_FROM_HOME,
						  (cc_doors){c->places, HOMES, NULL, HOMES}, &homes));
	check(cc_nearest_k_create(&c->env, HOMES, &want, &c->accumulator));
	check(cc_cover_batch(&c->env, trips, homes, c->accesses, AMENITIES, &want, &c->accumulator));
	for (uint32_t h = 0; h < HOMES; h++)
		c->pairs += c->accumulator.counts[h * want.ncutoffs + want.ncutoffs - 1];
	cc_homes_release(homes);
	cc_trips_release(trips);
}

static void
search_points(city *c)
{
	cc_trips *trips;

	check(cc_trips_create(c->graph, CC_TRIP_FROM_HOME, 1, &trips));
	for (uint32_t p = 0; p < POINTS; p++)
	{
		const cc_place *home = &c->places[p * (HOMES / POINTS)];
		cc_nearest_k accumulator;

		check(cc_nearest_k_create(&c->env, 1, &want, &accumulator));
		check(cc_trips_run(trips, home, CC_BY_TIME, cc_search_limit(cutoffs[2])));
		check(cc_cover_point(&c->env, trips, home, c->accesses, AMENITIES, &want, &accumulator));
		cc_nearest_k_release(&c->env, &accumulator);
	}
	cc_trips_release(trips);
}

static void
encode_coverages(city *c)
{
	cc_entry entry = {.category = "shop",
					  .category_len = 4,
					  .unit = want.unit,
					  .keep = want.keep,
					  .ncutoffs = want.ncutoffs,
					  .cutoffs = want.cutoffs};

	for (uint32_t h = 0; h < HOMES; h++)
	{
		uint32_t total = c->accumulator.counts[h * want.ncutoffs + want.ncutoffs - 1];

		entry.counts = &c->accumulator.counts[h * want.ncutoffs];
		entry.values = &c->accumulator.values[(size_t) h * want.keep];
		entry.nvalues = total < want.keep ? total : want.keep;
		check(cc_coverage_encode(&c->env, &entry, 1, &c->coverages[h], &c->coverage_lens[h], NULL));
	}
}

static void
judge_coverages(city *c)
{
	size_t len;

	check(cc_standard_parse(&c->env, standard_text, sizeof(standard_text) - 1, &c->standard_value,
							&len, NULL));
	check(cc_standard_decode(&c->env, c->standard_value, len, &c->standard, NULL));
	for (uint32_t h = 0; h < HOMES; h++)
	{
		bool met;

		check(cc_standard_meets(c->standard, c->coverages[h], c->coverage_lens[h], &met, NULL));
	}
}

/* --- the textbook: Dijkstra (1959) with a binary heap, and every home of every edge it touches ---
 */

typedef struct item
{
	uint32_t cost;
	uint32_t node;
} item;

typedef struct textbook
{
	uint32_t *cost;
	uint32_t *reached; /* nodes with a cost */
	uint32_t nreached;
	item *heap;
	uint32_t nheap;
	uint32_t *first_home; /* of each edge of the graph, and the next one of the same edge */
	uint32_t *next_home;
	uint32_t *seen;
	uint32_t *nearest; /* per home, as many as the want keeps */
	uint32_t *counts;
	uint64_t pairs;
} textbook;

static void
push(textbook *book, uint32_t cost, uint32_t node)
{
	uint32_t at = book->nheap++;

	while (at > 0 && book->heap[(at - 1) / 2].cost > cost)
	{
		book->heap[at] = book->heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	book->heap[at] = (item){cost, node};
}

static item
pop(textbook *book)
{
	item top = book->heap[0];
	item last = book->heap[--book->nheap];
	uint32_t at = 0;

	for (uint32_t child; (child = 2 * at + 1) < book->nheap; at = child)
	{
		child += child + 1 < book->nheap && book->heap[child + 1].cost < book->heap[child].cost;
		if (book->heap[child].cost >= last.cost)
			break;
		book->heap[at] = book->heap[child];
	}
	book->heap[at] = last;
	return top;
}

static void
reach(textbook *book, uint32_t node, uint32_t cost, uint32_t limit)
{
	if (cost > limit || cost >= book->cost[node])
		return;
	if (book->cost[node] == CC_NONE)
		book->reached[book->nreached++] = node;
	book->cost[node] = cost;
	push(book, cost, node);
}

static void
note(textbook *book, uint32_t home, uint32_t cost)
{
	uint32_t *nearest = &book->nearest[home * want.keep];
	uint32_t stored = cc_stored(cost);
	uint32_t k = want.keep;

	for (uint32_t m = 0; m < want.ncutoffs; m++)
		book->counts[home * want.ncutoffs + m] += stored <= cutoffs[m];
	book->pairs += stored <= cutoffs[want.ncutoffs - 1];
	while (k > 0 && nearest[k - 1] > stored)
	{
		if (k < want.keep)
			nearest[k] = nearest[k - 1];
		k--;
	}
	if (k < want.keep)
		nearest[k] = stored;
}

/* The homes of an edge, unless they are noted already. */
static void
note_homes(city *c, textbook *book, uint32_t street, const cc_gedge *edge, uint32_t number,
		   uint32_t limit)
{
	for (uint32_t h = book->first_home[street]; h != CC_NONE; h = book->next_home[h])
	{
		cc_ends ends = cc_place_ends(c->graph, &c->places[h], CC_BY_TIME, true);
		uint32_t walk = cc_add_within(book->cost[edge->u], ends.u, limit);
		uint32_t by_v = cc_add_within(book->cost[edge->v], ends.v, limit);

		if (book->seen[h] == number)
			return;
		book->seen[h] = number;
		walk = cc_add_within(by_v < walk ? by_v : walk, ends.door, limit);
		if (walk != CC_NONE)
			note(book, h, walk);
	}
}

/* All edges at the nodes that were reached. */
static void
note_all(city *c, textbook *book, uint32_t number, uint32_t limit)
{
	for (uint32_t i = 0; i < book->nreached; i++)
	{
		uint32_t node = book->reached[i];

		for (uint32_t a = c->graph->first[node]; a < c->graph->first[node + 1]; a++)
		{
			const cc_gedge *edge = &c->graph->edges[c->graph->arcs[a].edge];
			uint32_t street = cc_graph_street(c->graph, c->graph->arcs[a].edge);

			if (street != CC_NONE && edge == cc_graph_walked(c->graph, street, true))
				note_homes(c, book, street, edge, number, limit);
		}
	}
}

static void
search_by_the_book(city *c, textbook *book)
{
	uint32_t limit = cc_search_limit(cutoffs[want.ncutoffs - 1]);

	for (uint32_t a = 0; a < AMENITIES; a++)
	{
		const cc_place *shop = &c->accesses[a].place;
		cc_ends ends = cc_place_ends(c->graph, shop, CC_BY_TIME, false);
		const cc_gedge *edge;

		if (shop->edge == CC_NONE)
			continue;
		edge = cc_graph_walked(c->graph, shop->edge, false);
		for (uint32_t i = 0; i < book->nreached; i++)
			book->cost[book->reached[i]] = CC_NONE;
		book->nreached = 0;
		reach(book, edge->u, cc_add_within(ends.u, ends.door, limit), limit);
		reach(book, edge->v, cc_add_within(ends.v, ends.door, limit), limit);
		while (book->nheap > 0)
		{
			item top = pop(book);

			if (top.cost != book->cost[top.node])
				continue;
			for (uint32_t i = c->graph->first[top.node]; i < c->graph->first[top.node + 1]; i++)
				if (c->graph->arcs[i].in_ms != CC_IMPASSABLE)
					reach(book, c->graph->arcs[i].to, top.cost + c->graph->arcs[i].in_ms, limit);
		}
		note_all(c, book, a + 1, limit);
	}
}

static void
open_textbook(const city *c, textbook *book)
{
	memset(book, 0, sizeof(*book));
	book->cost = malloc(c->graph->nnodes * sizeof(uint32_t));
	book->reached = malloc(c->graph->nnodes * sizeof(uint32_t));
	memset(book->cost, 0xff, c->graph->nnodes * sizeof(uint32_t));
	book->heap = malloc(2 * (size_t) c->graph->nwalked * sizeof(item));
	book->first_home = malloc(c->graph->nedges * sizeof(uint32_t));
	book->next_home = malloc(HOMES * sizeof(uint32_t));
	book->seen = calloc(HOMES, sizeof(uint32_t));
	book->nearest = malloc(HOMES * want.keep * sizeof(uint32_t));
	book->counts = calloc(HOMES * want.ncutoffs, sizeof(uint32_t));
	memset(book->first_home, 0xff, c->graph->nedges * sizeof(uint32_t));
	memset(book->nearest, 0xff, HOMES * want.keep * sizeof(uint32_t));
	for (uint32_t h = 0; h < HOMES; h++)
	{
		uint32_t edge = c->places[h].edge;

		if (edge == CC_NONE)
			continue;
		book->next_home[h] = book->first_home[edge];
		book->first_home[edge] = h;
	}
}

static void
close_textbook(textbook *book)
{
	free(book->cost);
	free(book->reached);
	free(book->heap);
	free(book->first_home);
	free(book->next_home);
	free(book->seen);
	free(book->nearest);
	free(book->counts);
}

/* --- running them --- */

typedef struct kernel
{
	const char *name;
	void (*run)(city *c);
	uint32_t items; /* what a time is told by; 0: the tiles */
} kernel;

static const kernel kernels[] = {{"build", build_tiles, 0},
								 {"decode", decode_tiles, 0},
								 {"join", join_graph, 0},
								 {"snap", snap_homes, HOMES},
								 {"batch", search_batch, AMENITIES},
								 {"point", search_points, POINTS},
								 {"encode", encode_coverages, HOMES},
								 {"judge", judge_coverages, HOMES}};

static double
now_s(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void
compare_with_textbook(city *c, double ours_s)
{
	textbook book;
	double start;
	double theirs_s;

	open_textbook(c, &book);
	start = now_s();
	search_by_the_book(c, &book);
	theirs_s = now_s() - start;
	printf("textbook %.6f %u\n", theirs_s, AMENITIES);
	printf("ratio %.2f\n", theirs_s / ours_s);
	close_textbook(&book);
	/* It knows no way along one edge and no straight line: those are the few pairs it may miss. */
	if (book.pairs > c->pairs || (double) book.pairs < 0.999 * (double) c->pairs)
	{
		fprintf(stderr, "core: %llu pairs by the book, %llu by the kernel\n",
				(unsigned long long) book.pairs, (unsigned long long) c->pairs);
		exit(1);
	}
}

static void
free_city(city *c)
{
	for (uint32_t h = 0; h < HOMES; h++)
		free(c->coverages[h]);
	free(c->standard);
	free(c->standard_value);
	cc_nearest_k_release(&c->env, &c->accumulator);
	cc_graph_release(c->graph);
	for (uint32_t t = 0; t < c->ntiles; t++)
	{
		free(c->tiles[t]);
		free(c->bodies[t]);
	}
	free(c->lines);
	free(c->pts);
	free(c);
}

int
main(void)
{
	city *c = calloc(1, sizeof(city));
	double batch_s = 0;

	make_city(c);
	printf("city %u streets %u tiles %u homes %u amenities\n", c->nlines, c->ntiles, HOMES,
		   AMENITIES);
	for (size_t k = 0; k < sizeof(kernels) / sizeof(kernels[0]); k++)
	{
		const kernel *kernel = &kernels[k];
		double start = now_s();
		double time_s;

		CALLGRIND_START_INSTRUMENTATION;
		CALLGRIND_ZERO_STATS;
		kernel->run(c);
		CALLGRIND_DUMP_STATS_AT(kernel->name);
		CALLGRIND_STOP_INSTRUMENTATION;
		time_s = now_s() - start;
		if (kernel->run == search_batch)
			batch_s = time_s;
		printf("%s %.6f %u\n", kernel->name, time_s,
			   kernel->items == 0 ? c->ntiles : kernel->items);
	}
	printf("pairs %llu\n", (unsigned long long) c->pairs);
	compare_with_textbook(c, batch_s);
	free_city(c);
	return 0;
}
