/*
 * batch.c
 *		The batch: walks from many homes to all amenities of a category, and the single point.
 *
 * Both ask for the same walks. The batch finds every door that may have one: on the sources'
 * own edges, so near a source that the straight line may be the walk, and at the nodes
 * that the search touched. The last are the many: their walks lead through the ends
 * of their edges, and what they need for that stands together by node. They are noted for all
 * amenities that are searched from at once.
 *
 * src/core/analysis/batch.c
 */
#include "analysis/batch.h"

#include "analysis/batch_nearest_k.h"

#include <stdlib.h>
#include <string.h>

#define KNOWN_WALKS 64 /* places that a point remembers the walk to */

/* Where an amenity stands among the others. */
typedef struct turn
{
	uint64_t order; /* neighbours stand together */
	uint32_t first; /* of its access points and areas */
	uint32_t size;
	uint32_t copies; /* how many amenities of one access point stand for it at one place */
} turn;

/* Access points of the amenities of all lanes: those of lane k from first[k] on. */
typedef struct lane_access
{
	cc_place *places;
	uint32_t first[CC_LANES + 1];
} lane_access;

/* Doors that are visited one by one, besides the walks through their nodes. */
typedef struct door_visits
{
	uint8_t *bits;   /* per door: a bit for each lane that it was visited for */
	uint32_t *doors; /* those with such a bit */
	uint32_t n;
} door_visits;

/* The shortest walks of homes with several doors. */
typedef struct least_walks
{
	uint32_t *walks; /* per home and lane; NULL if each home has one door */
	bool *is_noted;  /* per home: is it among homes? */
	uint32_t *homes; /* those with a walk */
	uint32_t n;
} least_walks;

/*
 * The batch at some amenities, one in each lane: sources[0..nsources) are the access points of the
 * current one.
 */
typedef struct covering
{
	const cc_env *env;
	cc_trips *trips; /* NULL for straight lines */
	const cc_homes *homes;
	const cc_want *want;
	cc_batch_nearest_k batch;
	cc_measure measure;
	uint32_t lane;
	const cc_place *sources;
	uint32_t nsources;
	uint32_t source; /* the current one */
	const cc_area *area;
	lane_access access;
	door_visits visits;
	least_walks least;
} covering;

static uint32_t
horizon(const cc_want *want)
{
	return want->cutoffs[want->ncutoffs - 1];
}

static cc_status
check_want(const cc_want *want)
{
	uint32_t limit =
		want->unit == CC_METRES_STRAIGHT ? (uint32_t) (CC_MAX_METRES * 10) : (CC_NONE - 50) / 100;

	return horizon(want) > limit ? CC_LIMIT : CC_OK;
}

static void
note_door(covering *cover, uint32_t home, uint32_t lane, uint32_t cost)
{
	uint32_t *least = &cover->least.walks[(size_t) home * CC_LANES + lane];

	*least = cc_least(*least, cost);
	if (cover->least.is_noted[home])
		return;
	cover->least.is_noted[home] = true;
	cover->least.homes[cover->least.n++] = home;
}

/* Note the walk to the current amenity from a door. */
static void
note(covering *cover, uint32_t door, uint32_t cost)
{
	if (cover->least.walks == NULL)
		cc_batch_nearest_k_add(&cover->batch, door, cost);
	else
		note_door(cover, cover->homes->doors.home[door], cover->lane, cost);
}

/* All doors have been visited: note the shortest walks. */
CC_WIDE_CLONES static void
note_homes(covering *cover)
{
	for (uint32_t i = 0; i < cover->least.n; i++)
	{
		uint32_t home = cover->least.homes[i];
		uint32_t *least = &cover->least.walks[(size_t) home * CC_LANES];

		cc_batch_nearest_k_add_lanes(&cover->batch, home, least);
		memset(least, 0xff, CC_LANES * sizeof(uint32_t));
		cover->least.is_noted[home] = false;
	}
	cover->least.n = 0;
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

/* Is it the first single visit of the door for the current amenity? */
static bool
first_visit(covering *cover, uint32_t door)
{
	uint8_t bit = (uint8_t) (1 << cover->lane);
	uint8_t known = cover->visits.bits[door];

	if (known & bit)
		return false;
	if (known == 0)
		cover->visits.doors[cover->visits.n++] = door;
	cover->visits.bits[door] = known | bit;
	return true;
}

static void
forget_visits(covering *cover)
{
	for (uint32_t i = 0; i < cover->visits.n; i++)
		cover->visits.bits[cover->visits.doors[i]] = 0;
	cover->visits.n = 0;
}

/* A door perhaps in the current area. */
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

/* A door perhaps so near the current source that the straight line is the walk. */
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
	return cc_point_grid_near(&cover->homes->grid, source->point, doors_m, visit_near, cover);
}

/* a + b in each lane, or CC_NONE where either is or the sum is more. */
static CC_WIDE_PART void
add_lanes(uint32_t *sums, const uint32_t *costs, uint32_t more)
{
	uint32_t most = CC_NONE - more;

	for (int k = 0; k < CC_LANES; k++)
		sums[k] = costs[k] <= most ? costs[k] + more : CC_NONE;
}

/* The shorter of two walks in each lane. */
static CC_WIDE_PART void
lesser_ways(uint32_t *ways, const uint32_t *costs, uint32_t by, const uint32_t *other_costs,
			uint32_t by_other)
{
	uint32_t others[CC_LANES];

	add_lanes(ways, costs, by);
	add_lanes(others, other_costs, by_other);
	for (int k = 0; k < CC_LANES; k++)
		ways[k] = cc_least(ways[k], others[k]);
}

/* Half of ways there and back. */
static void
add_way_to_home(uint32_t *ways, const cc_search *to_home, const cc_to_home_edge *door)
{
	uint32_t to_home_edges[CC_LANES];

	lesser_ways(to_home_edges, cc_multi_search_costs(to_home, door->u), door->by_u,
				cc_multi_search_costs(to_home, door->v), door->by_v);
	for (int k = 0; k < CC_LANES; k++)
		ways[k] = ways[k] == CC_NONE || to_home_edges[k] == CC_NONE
					  ? CC_NONE
					  : (uint32_t) (((uint64_t) ways[k] + to_home_edges[k] + 1) / 2);
}

/* Note the walks of all lanes to a door seen from a node, except lanes that visited it singly.
 */
static CC_WIDE_PART void
note_arrival(covering *cover, const cc_batch_nearest_k *batch, const cc_search *lead, uint32_t node,
			 const cc_arrival *arrival)
{
	const uint32_t door = arrival->door;
	const cc_to_home_edge *to_home_edges = cover->homes->to_home_edges[cover->measure];
	uint32_t ways[CC_LANES];

	lesser_ways(ways, cc_multi_search_costs(lead, node), arrival->here,
				cc_multi_search_costs(lead, arrival->other), arrival->there);
	if (to_home_edges != NULL)
		add_way_to_home(ways, cover->trips->leg[CC_TO_HOME], &to_home_edges[door]);
	if (cover->visits.bits[door] != 0)
		for (int k = 0; k < CC_LANES; k++)
			if (cover->visits.bits[door] & (1 << k))
				ways[k] = CC_NONE;
	if (cover->least.walks == NULL)
		cc_batch_nearest_k_add_lanes(batch, door, ways);
	else
		for (uint32_t k = 0; k < CC_LANES; k++)
			if (ways[k] <= cover->trips->limit)
				note_door(cover, cover->homes->doors.home[door], k, ways[k]);
}

/*
 * The doors that the search came to, each once: at the end u of its edge, or at its end v if the
 * search came there only.
 */
CC_WIDE_CLONES static void
visit_touched(covering *cover)
{
	const cc_search *lead = cc_trips_lead(cover->trips);
	const uint32_t *first = cover->homes->by_node.first;
	const cc_arrival *arrivals = cover->homes->arrivals[cover->measure];
	const cc_batch_nearest_k batch = cover->batch;

	for (uint32_t i = 0; i < lead->ntouched; i++)
	{
		uint32_t node = lead->touched[i];

		for (uint32_t a = first[2 * node]; a < first[2 * node + 1]; a++)
			note_arrival(cover, &batch, lead, node, &arrivals[a]);
		for (uint32_t a = first[2 * node + 1]; a < first[2 * node + 2]; a++)
			if (!cc_multi_search_touched(lead, arrivals[a].other))
				note_arrival(cover, &batch, lead, node, &arrivals[a]);
	}
}

/* Begin with an amenity. */
static void
turn_to(covering *cover, uint32_t lane)
{
	cover->lane = lane;
	cover->sources = &cover->access.places[cover->access.first[lane]];
	cover->nsources = cover->access.first[lane + 1] - cover->access.first[lane];
}

static cc_status
cover_walks(covering *cover, uint32_t nlanes)
{
	cc_status status =
		cc_trips_run_lanes(cover->trips, cover->access.places, cover->access.first, nlanes,
						   cover->measure, cc_search_limit(horizon(cover->want)));

	for (uint32_t lane = 0; lane < nlanes && status == CC_OK; lane++)
	{
		if (cc_stop(cover->env))
			return CC_CANCELED;
		turn_to(cover, lane);
		cc_trips_select(cover->trips, lane);
		for (uint32_t s = 0; s < cover->nsources && status == CC_OK; s++)
			status = visit_source(cover, s);
	}
	if (status == CC_OK)
		visit_touched(cover);
	return status;
}

static cc_status
cover_straight(covering *cover, uint32_t nlanes)
{
	/* A horizon of n dm takes in all that is less than n + 1. */
	double metres = (horizon(cover->want) + 1.0) / 10.0;
	cc_status status = CC_OK;

	for (uint32_t lane = 0; lane < nlanes && status == CC_OK; lane++)
	{
		if (cc_stop(cover->env))
			return CC_CANCELED;
		turn_to(cover, lane);
		for (uint32_t s = 0; s < cover->nsources && status == CC_OK; s++)
			status = cc_point_grid_near(&cover->homes->grid, cover->sources[s].point, metres,
										visit_straight, cover);
	}
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

/* An order in which neighbours stand together. */
static uint64_t
order_of(const cc_access *access)
{
	cc_point at = access->place.point;

	if (access->area != NULL)
		at = (cc_point){access->area->box.min_x, access->area->box.min_y};
	return cc_interleave((uint32_t) at.x ^ 0x80000000u, (uint32_t) at.y ^ 0x80000000u);
}

static int
compare_turns(const void *left, const void *right)
{
	const turn *a = left;
	const turn *b = right;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	if (a->copies != b->copies)
		return a->copies < b->copies ? -1 : 1;
	return (a->first > b->first) - (a->first < b->first);
}

static bool
same_place(const cc_place *a, const cc_place *b)
{
	return cc_point_same(a->point, b->point) && a->edge == b->edge && a->at_mm == b->at_mm &&
		   a->door_mm == b->door_mm;
}

/* Let one turn stand for all amenities of one access point that are at one place. */
static uint32_t
merge_copies(const cc_access *accesses, turn *turns, uint32_t nturns)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < nturns; i++)
	{
		turn *last = kept > 0 ? &turns[kept - 1] : NULL;

		if (last != NULL && last->copies > 0 && turns[i].copies > 0 &&
			same_place(&accesses[last->first].place, &accesses[turns[i].first].place))
			last->copies++;
		else
			turns[kept++] = turns[i];
	}
	/* Those that can have no copies: of several access points, or areas. */
	for (uint32_t i = 0; i < kept; i++)
		turns[i].copies = turns[i].copies > 0 ? turns[i].copies : 1;
	return kept;
}

/*
 * Sort the amenities, so that those searched from at once are near each other, and one search
 * finds in the processor's cache what the last one read; of those at one place, take one.
 * *largest is the greatest number of access points of one.
 */
static void
order_amenities(const cc_access *accesses, uint32_t naccesses, turn *turns, uint32_t *nturns,
				uint32_t *largest)
{
	uint32_t size;

	*nturns = 0;
	*largest = 0;
	for (uint32_t first = 0; first < naccesses; first += size)
	{
		size = group_size(accesses, naccesses, first);
		*largest = size > *largest ? size : *largest;
		turns[(*nturns)++] = (turn){order_of(&accesses[first]), first, size,
									size == 1 && accesses[first].area == NULL};
	}
	qsort(turns, *nturns, sizeof(turn), compare_turns);
	*nturns = merge_copies(accesses, turns, *nturns);
}

/* Visit the doors in the areas of an amenity, and take its access points for sources. */
static void
take_amenity(covering *cover, uint32_t lane, const cc_access *accesses, uint32_t size)
{
	uint32_t n = cover->access.first[lane];

	cover->lane = lane;
	for (uint32_t a = 0; a < size; a++)
	{
		cover->area = accesses[a].area;
		if (cover->area == NULL)
			cover->access.places[n++] = accesses[a].place;
		else
			(void) cc_point_grid_within(&cover->homes->grid, cover->area->box, visit_inside, cover);
	}
	cover->access.first[lane + 1] = n;
}

/* Amenities of as many lanes as there are. */
static cc_status
cover_amenities(covering *cover, const cc_access *accesses, const turn *turns, uint32_t nlanes)
{
	cc_status status;

	cover->access.first[0] = 0;
	for (uint32_t lane = 0; lane < nlanes; lane++)
		take_amenity(cover, lane, &accesses[turns[lane].first], turns[lane].size);
	status = cover->want->unit == CC_METRES_STRAIGHT ? cover_straight(cover, nlanes)
													 : cover_walks(cover, nlanes);
	if (cover->least.walks != NULL)
		note_homes(cover);
	forget_visits(cover);
	return status;
}

/* Amenities whose number of copies has a bit. */
static cc_status
cover_round(covering *cover, const cc_access *accesses, const turn *turns, uint32_t nturns,
			uint32_t bit)
{
	cc_status status = CC_OK;
	turn lanes[CC_LANES];
	uint32_t nlanes = 0;

	for (uint32_t i = 0; i < nturns && status == CC_OK; i++)
	{
		if ((turns[i].copies & bit) == 0)
			continue;
		lanes[nlanes++] = turns[i];
		if (nlanes < CC_LANES)
			continue;
		status = cover_amenities(cover, accesses, lanes, nlanes);
		nlanes = 0;
	}
	if (status == CC_OK && nlanes > 0)
		status = cover_amenities(cover, accesses, lanes, nlanes);
	return status;
}

/* The same, noted as many times as the bit says. */
static cc_status
cover_copies(covering *cover, const cc_access *accesses, const turn *turns, uint32_t nturns,
			 uint32_t bit)
{
	cc_batch_nearest_k all = cover->batch;
	cc_status status =
		cc_batch_nearest_k_create(cover->env, all.nhomes, cover->want, &cover->batch);

	if (status == CC_OK)
		status = cover_round(cover, accesses, turns, nturns, bit);
	if (status == CC_OK)
		cc_batch_nearest_k_add_copies(&all, &cover->batch, bit);
	cc_batch_nearest_k_release(cover->env, &cover->batch);
	cover->batch = all;
	return status;
}

/*
 * Amenities at one place are as far from every home. Their number is made of powers of two, and
 * those that share one are searched from together: each place at most as often as its number has
 * bits.
 */
static cc_status
cover_all(const cc_env *env, covering *cover, const cc_access *accesses, uint32_t naccesses,
		  turn *turns)
{
	cc_status status;
	uint32_t bits = 0;
	uint32_t nturns;
	uint32_t largest;
	uint64_t most;

	order_amenities(accesses, naccesses, turns, &nturns, &largest);
	for (uint32_t i = 0; i < nturns; i++)
		bits |= turns[i].copies;
	most = (uint64_t) largest * CC_LANES;
	cover->access.places = cc_alloc(env, most < naccesses ? most : naccesses, sizeof(cc_place), 0);
	if (cover->access.places == NULL)
		return CC_NOMEM;
	status = cover_round(cover, accesses, turns, nturns, 1);
	for (uint32_t bit = 2; bit != 0 && bit <= bits && status == CC_OK; bit <<= 1)
		if ((bits & bit) != 0)
			status = cover_copies(cover, accesses, turns, nturns, bit);
	return status;
}

static cc_status
make_room(const cc_env *env, covering *cover)
{
	const cc_homes *homes = cover->homes;
	const size_t nleast = (size_t) homes->doors.nhomes * CC_LANES;

	cover->visits.bits = cc_alloc0(env, homes->doors.n, sizeof(uint8_t));
	cover->visits.doors = cc_alloc(env, homes->doors.n, sizeof(uint32_t), 0);
	if (cover->visits.bits == NULL || cover->visits.doors == NULL)
		return CC_NOMEM;
	if (homes->doors.home == NULL)
		return CC_OK;
	cover->least.walks = cc_alloc(env, nleast, sizeof(uint32_t), 0);
	cover->least.is_noted = cc_alloc0(env, homes->doors.nhomes, sizeof(bool));
	cover->least.homes = cc_alloc(env, homes->doors.nhomes, sizeof(uint32_t), 0);
	if (cover->least.walks == NULL || cover->least.is_noted == NULL || cover->least.homes == NULL)
		return CC_NOMEM;
	memset(cover->least.walks, 0xff, nleast * sizeof(uint32_t));
	return CC_OK;
}

static void
release_room(const cc_env *env, covering *cover)
{
	cc_free(env, cover->visits.bits);
	cc_free(env, cover->visits.doors);
	cc_free(env, cover->access.places);
	cc_free(env, cover->least.walks);
	cc_free(env, cover->least.is_noted);
	cc_free(env, cover->least.homes);
}

cc_status
cc_cover_batch(const cc_env *env, cc_trips *trips, const cc_homes *homes, const cc_access *accesses,
			   uint32_t naccesses, const cc_want *want, cc_nearest_k *accumulator)
{
	covering cover = {.env = env, .trips = trips, .homes = homes, .want = want};
	turn *turns;
	cc_status status = check_want(want);

	if (status != CC_OK || homes->doors.nhomes == 0 || naccesses == 0)
		return status;
	cover.measure = want->unit == CC_METRES ? CC_BY_LENGTH : CC_BY_TIME;
	turns = cc_alloc(env, naccesses, sizeof(turn), 0);
	status = cc_batch_nearest_k_create(env, homes->doors.nhomes, want, &cover.batch);
	if (status == CC_OK)
		status = turns == NULL ? CC_NOMEM : make_room(env, &cover);
	if (status == CC_OK)
		status = cover_all(env, &cover, accesses, naccesses, turns);
	if (status == CC_OK)
		cc_batch_nearest_k_finish(&cover.batch, accumulator);
	cc_batch_nearest_k_release(env, &cover.batch);
	release_room(env, &cover);
	cc_free(env, turns);
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
	uint32_t from_home = CC_NONE;
	uint32_t to_home = CC_NONE;

	if (cc_cover_inside(door->point, accesses, naccesses))
		return 0;
	for (uint32_t a = 0; a < naccesses; a++)
	{
		if (accesses[a].area != NULL)
			continue;
		from_home = cc_least(from_home, cc_trips_leg(trips, CC_FROM_HOME, &accesses[a].place));
		to_home = cc_least(to_home, cc_trips_leg(trips, CC_TO_HOME, &accesses[a].place));
	}
	return cc_trips_total(trips, from_home, to_home);
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

/* Walks from a door to places that several amenities may be at. */
typedef struct known_walk
{
	const cc_place *place; /* NULL: none yet */
	uint32_t cost;
} known_walk;

/* Walk to an amenity of one access point, whose place may be known. */
static uint32_t
walk_to_place(const cc_trips *trips, const cc_place *door, const cc_place *place,
			  const cc_want *want, known_walk *walks)
{
	known_walk *walk =
		&walks[((uint32_t) place->point.x * 31 + (uint32_t) place->point.y) % KNOWN_WALKS];

	if (walk->place != NULL && same_place(walk->place, place))
		return walk->cost;
	walk->place = place;
	if (want->unit == CC_METRES_STRAIGHT)
		walk->cost = straight_mm(door->point, place, 1);
	else
		walk->cost = cc_trips_total(trips, cc_trips_leg(trips, CC_FROM_HOME, place),
									cc_trips_leg(trips, CC_TO_HOME, place));
	return walk->cost;
}

cc_status
cc_cover_point(const cc_env *env, const cc_trips *trips, const cc_place *door,
			   const cc_access *accesses, uint32_t naccesses, const cc_want *want,
			   cc_nearest_k *accumulator)
{
	known_walk walks[KNOWN_WALKS] = {0};
	cc_status status = check_want(want);
	uint32_t size;

	for (uint32_t first = 0; first < naccesses && status == CC_OK; first += size)
	{
		uint32_t cost;

		if (cc_stop(env))
			return CC_CANCELED;
		size = group_size(accesses, naccesses, first);
		if (size == 1 && accesses[first].area == NULL)
			cost = walk_to_place(trips, door, &accesses[first].place, want, walks);
		else if (want->unit == CC_METRES_STRAIGHT)
			cost = cc_cover_line(door, &accesses[first], size);
		else
			cost = cc_cover_walk(trips, door, &accesses[first], size);
		if (cost != CC_NONE)
			cc_nearest_k_add(accumulator, want, 0, cc_stored(cost));
	}
	return status;
}
