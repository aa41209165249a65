/*
 * cc_cover.c
 *		The batch: walks from many homes to all amenities of a category, and the single point.
 *
 * Both ask for the same walks. The batch finds every door that may have one: on the sources'
 * own edges, so near a source that the straight line may be the walk, and at the nodes
 * that the search touched. The last are the many: their walks lead through the ends
 * of their edges, and what they need for that stands together by node. They are found
 * first and noted then, each without a branch that no processor can foretell.
 *
 * src/core/cc_cover.c
 */
#include "cc_record.h"

#include <string.h>

/* The batch at one amenity: sources[0..nsources) are its access points. */
typedef struct covering
{
	cc_trips *trips; /* NULL for straight lines */
	const cc_homes *homes;
	const cc_want *want;
	cc_record record;
	cc_measure measure;
	const cc_place *sources;
	uint32_t nsources;
	uint32_t source; /* the one in hand */
	const cc_area *area;
	uint32_t amenity; /* counted from 1 */
	uint32_t *seen;   /* per door: the last amenity that it was visited for by itself */
	uint32_t *found;  /* doors that the search came to, and their walks */
	uint32_t *walks;
	cc_place *room;  /* for the access points of the largest amenity */
	uint32_t *least; /* per home: the shortest walk from its doors; NULL where each has one */
	uint32_t *noted; /* homes that have one */
	uint32_t nnoted;
} covering;

static uint32_t
horizon(const cc_want *want)
{
	return want->marks[want->nmarks - 1];
}

static cc_status
check_want(const cc_want *want)
{
	uint32_t limit =
		want->unit == CC_METRES_STRAIGHT ? (uint32_t) (CC_MAX_METRES * 10) : (CC_NONE - 50) / 100;

	return horizon(want) > limit ? CC_LIMIT : CC_OK;
}

static void
note_door(covering *cover, uint32_t home, uint32_t cost)
{
	if (cost >= cover->least[home])
		return;
	if (cover->least[home] == CC_NONE)
		cover->noted[cover->nnoted++] = home;
	cover->least[home] = cost;
}

/* Note the walk to the amenity in hand from a door. */
static inline void
note(covering *cover, uint32_t door, uint32_t cost)
{
	if (cover->least == NULL)
		cc_record_add(&cover->record, door, cost);
	else
		note_door(cover, cover->homes->doors.home[door], cost);
}

/* All doors have been visited: note the shortest walks. */
static void
note_homes(covering *cover)
{
	for (uint32_t i = 0; i < cover->nnoted; i++)
	{
		uint32_t home = cover->noted[i];

		cc_record_add(&cover->record, home, cover->least[home]);
		cover->least[home] = CC_NONE;
	}
	cover->nnoted = 0;
}

/* mm of the straight line from a door to the nearest of the access points. */
static uint32_t
straight_mm(cc_point door, const cc_place *sources, uint32_t nsources)
{
	uint32_t best = CC_NONE;

	for (uint32_t s = 0; s < nsources; s++)
	{
		double metres = cc_distance_m(door, sources[s].point);
		uint32_t mm = metres > CC_MAX_METRES ? CC_NONE : cc_mm(metres);

		best = mm < best ? mm : best;
	}
	return best;
}

/* Is it the door's first visit by itself for the amenity? */
static inline bool
first_visit(covering *cover, uint32_t door)
{
	if (cover->seen[door] == cover->amenity)
		return false;
	cover->seen[door] = cover->amenity;
	return true;
}

/* A door perhaps in the area in hand. */
static cc_status
visit_inside(void *state, uint32_t door)
{
	covering *cover = state;
	const cc_place *place = &cover->homes->doors.places[door];

	if (cc_area_side(cover->area, place->point) == CC_SIDE_OUT || !first_visit(cover, door))
		return CC_OK;
	note(cover, door, 0);
	return CC_OK;
}

/* A door in straight reach of a source. */
static cc_status
visit_straight(void *state, uint32_t door)
{
	covering *cover = state;

	if (first_visit(cover, door))
		note(cover, door,
			 straight_mm(cover->homes->doors.places[door].point, cover->sources, cover->nsources));
	return CC_OK;
}

/* A door beside a source, to which the walk may be another than through an end of its edge. */
static void
visit_beside(covering *cover, uint32_t door)
{
	const cc_place *place = &cover->homes->doors.places[door];

	if (first_visit(cover, door))
		note(cover, door, cc_trips_walk(cover->trips, place));
}

/* A door perhaps so near the source in hand that the straight line is the walk. */
static cc_status
visit_near(void *state, uint32_t door)
{
	covering *cover = state;
	const cc_place *place = &cover->homes->doors.places[door];

	if (place->edge != CC_NONE &&
		cc_search_line_possible(cc_trips_lead(cover->trips), cover->source, place))
		visit_beside(cover, door);
	return CC_OK;
}

static cc_status
visit_source(covering *cover, uint32_t s)
{
	const cc_place *source = &cover->sources[s];
	double doors_m = ((double) source->door_mm + cover->homes->max_door_mm + 1) / 1000.0;
	const cc_index *index = &cover->homes->by_edge;

	if (source->edge == CC_NONE)
		return CC_OK;
	for (uint32_t i = index->first[source->edge]; i < index->first[source->edge + 1]; i++)
		visit_beside(cover, index->items[i]);
	cover->source = s;
	return cc_spots_near(&cover->homes->spots, source->point, doors_m, visit_near, cover);
}

/* The lesser of two ways, in 64 bits, where no way (CC_NONE) and what is added to it stay beyond
 * any limit. */
static CC_WIDE_PART uint64_t
lesser(uint32_t cost, uint32_t by, uint32_t other_cost, uint32_t by_other)
{
	uint64_t one = (uint64_t) cost + by;
	uint64_t other = (uint64_t) other_cost + by_other;

	return one < other ? one : other;
}

static CC_WIDE_PART uint64_t
way_back(const cc_search *back, const cc_back *door)
{
	return lesser(back->cost[door->u], door->by_u, back->cost[door->v], door->by_v);
}

/*
 * The doors that the search came to, each once: but for those that have been visited by
 * themselves. Returns how many; there is room for one that is written and not counted.
 */
static CC_WIDE_PART uint32_t
find_doors(const covering *cover, uint32_t *found, uint32_t *walks)
{
	const cc_search *lead = cover->trips->leg[cover->homes->lead];
	const cc_search *back = cover->trips->leg[CC_BACK];
	const uint32_t *first = cover->homes->by_node.first;
	const cc_arrival *arrivals = cover->homes->arrivals[cover->measure];
	const cc_back *backs = cover->homes->backs[cover->measure];
	const uint32_t *costs = lead->cost;
	const uint32_t *seen = cover->seen;
	const uint32_t amenity = cover->amenity;
	const uint64_t limit = cover->trips->limit;
	uint32_t n = 0;

	for (uint32_t i = 0; i < lead->ntouched; i++)
	{
		uint32_t node = lead->touched[i];

		for (uint32_t a = first[node]; a < first[node + 1]; a++)
		{
			cc_arrival arrival = arrivals[a];
			uint32_t other = costs[arrival.other];
			uint32_t door = arrival.door & ~CC_SECOND;
			uint64_t walk = lesser(costs[node], arrival.here, other, arrival.there);

			if (backs != NULL)
				walk = (walk + way_back(back, &backs[door]) + 1) / 2;
			found[n] = door;
			walks[n] = (uint32_t) walk;
			/* One that is marked has been found at its other node, if the search came there. */
			n += (walk <= limit) & ((door == arrival.door) | (other == CC_NONE)) &
				 (seen[door] != amenity);
		}
	}
	return n;
}

CC_WIDE_CLONES static void
visit_touched(covering *cover)
{
	uint32_t n = find_doors(cover, cover->found, cover->walks);
	const uint32_t *found = cover->found;
	const uint32_t *walks = cover->walks;
	cc_record record = cover->record;

	for (uint32_t i = 0; i < n && cover->least == NULL; i++)
		cc_record_add(&record, found[i], walks[i]);
	for (uint32_t i = 0; i < n && cover->least != NULL; i++)
		note_door(cover, cover->homes->doors.home[found[i]], walks[i]);
}

static cc_status
cover_walks(covering *cover)
{
	cc_status status = cc_trips_run(cover->trips, cover->sources, cover->nsources, cover->measure,
									false, cc_search_limit(horizon(cover->want)));

	if (status != CC_OK)
		return status;
	for (uint32_t s = 0; s < cover->nsources && status == CC_OK; s++)
		status = visit_source(cover, s);
	if (status == CC_OK)
		visit_touched(cover);
	return status;
}

static cc_status
cover_straight(covering *cover)
{
	/* A horizon of n dm takes in all that is less than n + 1. */
	double metres = (horizon(cover->want) + 1.0) / 10.0;
	cc_status status = CC_OK;

	for (uint32_t s = 0; s < cover->nsources && status == CC_OK; s++)
		status = cc_spots_near(&cover->homes->spots, cover->sources[s].point, metres,
							   visit_straight, cover);
	return status;
}

/* How many access points from first on are of one amenity? */
static uint32_t
group_size(const cc_access *accesses, uint32_t naccesses, uint32_t first)
{
	uint32_t last = first + 1;

	while (last < naccesses && accesses[last].amenity == accesses[first].amenity)
		last++;
	return last - first;
}

/* The tile of an amenity's first access point; the last number for one off the network. */
static uint32_t
tile_of(const covering *cover, const cc_access *access)
{
	const cc_graph *graph = cover->trips == NULL ? NULL : cc_trips_lead(cover->trips)->graph;

	if (graph == NULL)
		return 0;
	return access->place.edge == CC_NONE ? graph->ntiles : graph->edges[access->place.edge].tile;
}

/*
 * Sort the amenities by tile (counting sort), so that one search finds in the processor's
 * cache what the last one read. Order takes the first access points of the
 * amenities; *largest is the greatest number of access points of one.
 */
static cc_status
order_amenities(const cc_env *env, const covering *cover, const cc_access *accesses,
				uint32_t naccesses, uint32_t *order, uint32_t *namenities, uint32_t *largest)
{
	uint32_t ntiles = cover->trips == NULL ? 0 : cc_trips_lead(cover->trips)->graph->ntiles;
	uint32_t *start = cc_alloc0(env, (size_t) ntiles + 2, sizeof(uint32_t));
	uint32_t size;

	if (start == NULL)
		return CC_NOMEM;
	*namenities = 0;
	*largest = 0;
	for (uint32_t first = 0; first < naccesses; first += size)
	{
		size = group_size(accesses, naccesses, first);
		*largest = size > *largest ? size : *largest;
		start[tile_of(cover, &accesses[first]) + 1]++;
		(*namenities)++;
	}
	for (uint32_t t = 0; t <= ntiles; t++)
		start[t + 1] += start[t];
	for (uint32_t first = 0; first < naccesses; first += size)
	{
		size = group_size(accesses, naccesses, first);
		order[start[tile_of(cover, &accesses[first])]++] = first;
	}
	cc_free(env, start);
	return CC_OK;
}

/* Visit the doors in the areas of an amenity, and take its access points for sources. */
static void
take_amenity(covering *cover, const cc_access *accesses, uint32_t size)
{
	cover->amenity++;
	cover->sources = cover->room;
	cover->nsources = 0;
	for (uint32_t a = 0; a < size; a++)
	{
		cover->area = accesses[a].area;
		if (cover->area == NULL)
			cover->room[cover->nsources++] = accesses[a].place;
		else
			(void) cc_spots_within(&cover->homes->spots, cover->area->box, visit_inside, cover);
	}
}

static cc_status
cover_amenity(covering *cover, const cc_access *accesses, uint32_t size)
{
	cc_status status;

	take_amenity(cover, accesses, size);
	status = cover->want->unit == CC_METRES_STRAIGHT ? cover_straight(cover) : cover_walks(cover);
	if (cover->least != NULL)
		note_homes(cover);
	return status;
}

static cc_status
cover_all(const cc_env *env, covering *cover, const cc_access *accesses, uint32_t naccesses,
		  uint32_t *order)
{
	uint32_t namenities;
	uint32_t largest;
	cc_status status =
		order_amenities(env, cover, accesses, naccesses, order, &namenities, &largest);

	if (status != CC_OK)
		return status;
	cover->room = cc_alloc(env, largest, sizeof(cc_place), 0);
	if (cover->room == NULL)
		return CC_NOMEM;
	for (uint32_t i = 0; i < namenities && status == CC_OK; i++)
	{
		if (cc_stop(env))
			return CC_CANCELED;
		status =
			cover_amenity(cover, &accesses[order[i]], group_size(accesses, naccesses, order[i]));
	}
	return status;
}

static cc_status
make_room(const cc_env *env, covering *cover)
{
	const cc_homes *homes = cover->homes;

	cover->seen = cc_alloc0(env, homes->doors.n, sizeof(uint32_t));
	cover->found = cc_alloc(env, (size_t) homes->doors.n + 1, sizeof(uint32_t), 0);
	cover->walks = cc_alloc(env, (size_t) homes->doors.n + 1, sizeof(uint32_t), 0);
	if (cover->seen == NULL || cover->found == NULL || cover->walks == NULL)
		return CC_NOMEM;
	if (homes->doors.home == NULL)
		return CC_OK;
	cover->least = cc_alloc(env, homes->doors.nhomes, sizeof(uint32_t), 0);
	cover->noted = cc_alloc(env, homes->doors.nhomes, sizeof(uint32_t), 0);
	if (cover->least == NULL || cover->noted == NULL)
		return CC_NOMEM;
	memset(cover->least, 0xff, (size_t) homes->doors.nhomes * sizeof(uint32_t));
	return CC_OK;
}

static void
release_room(const cc_env *env, covering *cover)
{
	cc_free(env, cover->seen);
	cc_free(env, cover->found);
	cc_free(env, cover->walks);
	cc_free(env, cover->room);
	cc_free(env, cover->least);
	cc_free(env, cover->noted);
}

cc_status
cc_cover_batch(const cc_env *env, cc_trips *trips, const cc_homes *homes, const cc_access *accesses,
			   uint32_t naccesses, const cc_want *want, cc_tally *tally)
{
	covering cover = {.trips = trips, .homes = homes, .want = want};
	uint32_t *order;
	cc_status status = check_want(want);

	if (status != CC_OK || homes->doors.nhomes == 0 || naccesses == 0)
		return status;
	cover.measure = want->unit == CC_METRES ? CC_BY_LENGTH : CC_BY_TIME;
	order = cc_alloc(env, naccesses, sizeof(uint32_t), 0);
	status = cc_record_create(env, homes->doors.nhomes, want, &cover.record);
	if (status == CC_OK)
		status = order == NULL ? CC_NOMEM : make_room(env, &cover);
	if (status == CC_OK)
		status = cover_all(env, &cover, accesses, naccesses, order);
	if (status == CC_OK)
		cc_record_finish(&cover.record, tally);
	cc_record_release(env, &cover.record);
	release_room(env, &cover);
	cc_free(env, order);
	return status;
}

bool
cc_cover_inside(cc_point at, const cc_access *accesses, uint32_t naccesses)
{
	for (uint32_t a = 0; a < naccesses; a++)
		if (accesses[a].area != NULL && cc_area_side(accesses[a].area, at) != CC_SIDE_OUT)
			return true;
	return false;
}

uint32_t
cc_cover_walk(const cc_trips *trips, const cc_place *door, const cc_access *accesses,
			  uint32_t naccesses)
{
	uint32_t there = CC_NONE;
	uint32_t back = CC_NONE;

	if (cc_cover_inside(door->point, accesses, naccesses))
		return 0;
	for (uint32_t a = 0; a < naccesses; a++)
	{
		if (accesses[a].area != NULL)
			continue;
		there = cc_least(there, cc_trips_leg(trips, CC_THERE, &accesses[a].place));
		back = cc_least(back, cc_trips_leg(trips, CC_BACK, &accesses[a].place));
	}
	return cc_trips_total(trips, there, back);
}

uint32_t
cc_cover_line(const cc_place *door, const cc_access *accesses, uint32_t naccesses)
{
	uint32_t best = CC_NONE;

	if (cc_cover_inside(door->point, accesses, naccesses))
		return 0;
	for (uint32_t a = 0; a < naccesses; a++)
		if (accesses[a].area == NULL)
			best = cc_least(best, straight_mm(door->point, &accesses[a].place, 1));
	return best;
}

cc_status
cc_cover_point(const cc_env *env, const cc_trips *trips, const cc_place *door,
			   const cc_access *accesses, uint32_t naccesses, const cc_want *want, cc_tally *tally)
{
	cc_status status = check_want(want);
	uint32_t size;

	for (uint32_t first = 0; first < naccesses && status == CC_OK; first += size)
	{
		uint32_t cost;

		if (cc_stop(env))
			return CC_CANCELED;
		size = group_size(accesses, naccesses, first);
		cost = want->unit == CC_METRES_STRAIGHT
				   ? cc_cover_line(door, &accesses[first], size)
				   : cc_cover_walk(trips, door, &accesses[first], size);
		if (cost != CC_NONE)
			cc_tally_add(tally, want, 0, cc_stored(cost));
	}
	return status;
}
