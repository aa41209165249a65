/*
 * test_batch.c
 *		The batch, the single point and brute force agree to the bit.
 *
 * test/unit/test_batch.c
 */
#include "analysis/batch.h"
#include "oracle.h"

#define MAX_HOMES 600
#define MAX_ACCESSES 200
#define MAX_CUTOFFS 4
#define MAX_KEEP 6

static cc_env env;

/* A square on its tip. */
typedef struct diamond
{
	cc_point middle;
	int32_t half;
	cc_point pts[5];
	uint32_t first[2];
	cc_area area;
} diamond;

/* A city with the doors of homes, and amenities of one category with their access points and areas.
 */
typedef struct city
{
	net *n;
	cc_place homes[MAX_HOMES];
	net_place known_homes[MAX_HOMES];
	uint32_t nhomes;             /* doors, in truth */
	uint32_t home_of[MAX_HOMES]; /* where several: the home that a door is of */
	uint32_t nowners;            /* 0: each door is a home */
	diamond diamonds[MAX_ACCESSES];
	cc_access accesses[MAX_ACCESSES];
	net_place known_accesses[MAX_ACCESSES];
	uint32_t naccesses;
	cc_trip trip;
} city;

static void
add_access(city *c, uint32_t amenity, cc_point point)
{
	uint32_t i = c->naccesses++;

	assert_true(i < MAX_ACCESSES);
	c->accesses[i].amenity = amenity;
	c->accesses[i].area = NULL;
	c->accesses[i].place = net_place_at(c->n, point, &c->known_accesses[i]);
}

/* Who is in it is at the amenity; it is entered elsewhere. */
static void
add_area(city *c, uint32_t amenity, cc_point middle, int32_t half)
{
	uint32_t i = c->naccesses++;
	diamond *made = &c->diamonds[i];

	assert_true(i < MAX_ACCESSES);
	*made = (diamond){middle,
					  half,
					  {{middle.x + half, middle.y},
					   {middle.x, middle.y + half},
					   {middle.x - half, middle.y},
					   {middle.x, middle.y - half},
					   {middle.x + half, middle.y}},
					  {0, 5},
					  {0}};
	made->area = cc_area_of(made->pts, made->first, 1);
	c->accesses[i] = (cc_access){amenity, {.point = middle, .edge = CC_NONE}, &made->area};
}

static void
add_home(city *c, cc_point point)
{
	uint32_t i = c->nhomes++;

	assert_true(i < MAX_HOMES);
	c->homes[i] = net_place_at(c->n, point, &c->known_homes[i]);
}

static void
add_amenity(city *c, uint64_t *random, uint32_t amenity, int32_t units)
{
	cc_point at = net_random_point(random, units);
	int32_t entrances = unit_between(random, 0, 3) == 0 ? unit_between(random, 2, 4) : 1;

	for (int32_t k = 0; k < entrances; k++)
		add_access(c, amenity,
				   (cc_point){at.x + (k > 0 ? unit_between(random, -9000, 9000) : 0),
							  at.y + (k > 0 ? unit_between(random, -9000, 9000) : 0)});
}

/* Nothing there yet; walks lead from homes to amenities. */
static city *
bare_city(void)
{
	city *c = calloc(1, sizeof(city));

	assert_non_null(c);
	c->trip = CC_TRIP_FROM_HOME;
	c->n = net_new();
	return c;
}

static city *
new_city(uint64_t *random, int32_t side, int32_t percent, uint32_t nhomes, uint32_t namenities)
{
	city *c = bare_city();
	int32_t units = 9000 * side / 2 + 8000;

	net_add_city(c->n, random, side, 9000, percent);
	net_finish(c->n);
	for (uint32_t a = 0; a < namenities; a++)
		add_amenity(c, random, a, units);
	for (uint32_t h = 0; h < nhomes; h++)
	{
		cc_point at = net_random_point(random, units);

		/* Some close to an amenity, where lines are walks; some at its very point or vertex. */
		if (h % 4 == 0 && c->naccesses > 0)
		{
			at = c->accesses[h % c->naccesses].place.point;
			if (h % 16 != 0)
				at = (cc_point){at.x + unit_between(random, -2500, 2500),
								at.y + unit_between(random, -2500, 2500)};
		}
		else if (h % 15 == 1)
			at = c->n->points[h % c->n->npoints];
		add_home(c, at);
	}
	return c;
}

static void
free_city(city *c)
{
	net_free(c->n);
	free(c);
}

/* --- brute force --- */

/* ms or mm of one leg between a home and an access point; straight lines are both legs. */
static uint64_t
leg_by_hand(const city *c, uint32_t home, uint32_t access, cc_unit unit, cc_leg leg)
{
	const net_place *from = &c->known_homes[home];
	const net_place *to = &c->known_accesses[access];

	if (unit == CC_METRES_STRAIGHT)
		return (uint64_t) floor(cc_distance_m(from->point, to->point) * 1000 + 0.5);
	if (leg == CC_TO_HOME)
		return net_walk(c->n, to, from, unit == CC_METRES);
	return net_walk(c->n, from, to, unit == CC_METRES);
}

/* Of both legs half their sum, half a unit up. */
static uint64_t
trip_by_hand(const city *c, uint64_t from_home, uint64_t to_home)
{
	uint64_t walk = c->trip == CC_TRIP_FROM_HOME ? from_home : to_home;

	if (c->trip == CC_TRIP_ROUND)
		walk = from_home == NET_FAR || to_home == NET_FAR ? NET_FAR : (from_home + to_home + 1) / 2;
	return walk == NET_FAR ? NET_FAR : (walk + 50) / 100;
}

static int
compare_numbers(const void *a, const void *b)
{
	uint64_t p = *(const uint64_t *) a;
	uint64_t q = *(const uint64_t *) b;

	return (p > q) - (p < q);
}

static bool
is_in(const diamond *area, cc_point at)
{
	return llabs((int64_t) at.x - area->middle.x) + llabs((int64_t) at.y - area->middle.y) <=
		   area->half;
}

/* The distances of all amenities from one door, in their order; returns how many there are. */
static uint32_t
all_by_hand(const city *c, uint32_t door, cc_unit unit, uint64_t *found)
{
	uint32_t count = 0;
	uint64_t from_home = NET_FAR;
	uint64_t to_home = NET_FAR;
	bool inside = false;

	for (uint32_t a = 0; a < c->naccesses; a++)
	{
		if (c->accesses[a].area != NULL)
			inside |= is_in(&c->diamonds[a], c->homes[door].point);
		else
		{
			net_shorten(&from_home, leg_by_hand(c, door, a, unit, CC_FROM_HOME));
			net_shorten(&to_home, leg_by_hand(c, door, a, unit, CC_TO_HOME));
		}
		if (a + 1 < c->naccesses && c->accesses[a].amenity == c->accesses[a + 1].amenity)
			continue;
		found[count++] = inside ? 0 : trip_by_hand(c, from_home, to_home);
		from_home = to_home = NET_FAR;
		inside = false;
	}
	return count;
}

/* The least of those of the doors that a row is of, sorted. */
static uint32_t
row_by_hand(const city *c, const bool *doors, cc_unit unit, uint64_t *least)
{
	uint64_t found[MAX_ACCESSES];
	uint32_t count = 0;

	for (uint32_t a = 0; a < MAX_ACCESSES; a++)
		least[a] = NET_FAR;
	for (uint32_t door = 0; door < c->nhomes; door++)
	{
		if (!doors[door])
			continue;
		count = all_by_hand(c, door, unit, found);
		for (uint32_t a = 0; a < count; a++)
			net_shorten(&least[a], found[a]);
	}
	qsort(least, count, sizeof(uint64_t), compare_numbers);
	return count;
}

/* Is a row of an accumulator what brute force finds for these doors? Returns the count at the
 * horizon. */
static uint32_t
check_doors(const city *c, const bool *doors, const cc_want *want, const cc_nearest_k *accumulator,
			uint32_t row)
{
	uint64_t found[MAX_ACCESSES];
	uint32_t count = row_by_hand(c, doors, want->unit, found);
	uint32_t horizon = want->cutoffs[want->ncutoffs - 1];

	for (uint32_t k = 0; k < want->keep; k++)
	{
		uint64_t expected = k < count && found[k] <= horizon ? found[k] : CC_NONE;

		assert_int_equal(accumulator->values[row * want->keep + k], expected);
	}
	for (uint32_t m = 0; m < want->ncutoffs; m++)
	{
		uint32_t expected = 0;

		while (expected < count && found[expected] <= want->cutoffs[m])
			expected++;
		assert_int_equal(accumulator->counts[row * want->ncutoffs + m], expected);
	}
	return accumulator->counts[row * want->ncutoffs + want->ncutoffs - 1];
}

/* The row of a door by itself. */
static uint32_t
check_door(const city *c, uint32_t door, const cc_want *want, const cc_nearest_k *accumulator,
		   uint32_t row)
{
	bool doors[MAX_HOMES] = {false};

	doors[door] = true;
	return check_doors(c, doors, want, accumulator, row);
}

/* The row of a home of the batch. */
static uint32_t
check_row(const city *c, uint32_t home, const cc_want *want, const cc_nearest_k *accumulator,
		  uint32_t row)
{
	bool doors[MAX_HOMES] = {false};

	for (uint32_t door = 0; door < c->nhomes; door++)
		doors[door] = c->nowners > 0 ? c->home_of[door] == home : door == home;
	return check_doors(c, doors, want, accumulator, row);
}

/* --- the two ways of the library --- */

static uint32_t
count_homes(const city *c)
{
	return c->nowners > 0 ? c->nowners : c->nhomes;
}

static cc_status
run_batch(const city *c, const cc_env *with, const cc_want *want, cc_nearest_k *accumulator)
{
	cc_trips *trips = NULL;
	cc_homes *homes = NULL;
	cc_doors doors = {c->homes, c->nhomes, c->nowners > 0 ? c->home_of : NULL, count_homes(c)};
	cc_status status = cc_nearest_k_create(with, doors.nhomes, want, accumulator);

	if (status != CC_OK)
		return status;
	status = cc_trips_create(c->n->graph, c->trip, CC_LANES, &trips);
	if (status == CC_OK)
		status = cc_homes_create(with, c->n->graph, c->trip, doors, &homes);
	if (status == CC_OK)
		status = cc_cover_batch(with, want->unit == CC_METRES_STRAIGHT ? NULL : trips, homes,
								c->accesses, c->naccesses, want, accumulator);
	cc_homes_release(homes);
	cc_trips_release(trips);
	if (status != CC_OK)
		cc_nearest_k_release(with, accumulator);
	return status;
}

static void
check_point(const city *c, cc_trips *trips, uint32_t home, const cc_want *want)
{
	cc_nearest_k accumulator;

	assert_int_equal(cc_nearest_k_create(&env, 1, want, &accumulator), CC_OK);
	if (want->unit != CC_METRES_STRAIGHT)
		assert_int_equal(cc_trips_run(trips, &c->homes[home],
									  want->unit == CC_METRES ? CC_BY_LENGTH : CC_BY_TIME,
									  cc_search_limit(want->cutoffs[want->ncutoffs - 1])),
						 CC_OK);
	assert_int_equal(cc_cover_point(&env, want->unit == CC_METRES_STRAIGHT ? NULL : trips,
									&c->homes[home], c->accesses, c->naccesses, want, &accumulator),
					 CC_OK);
	check_door(c, home, want, &accumulator, 0);
	cc_nearest_k_release(&env, &accumulator);
}

static uint32_t
check_want(const city *c, const cc_want *want)
{
	uint32_t found = 0;
	cc_trips *trips;
	cc_nearest_k accumulator;

	assert_int_equal(run_batch(c, &env, want, &accumulator), CC_OK);
	assert_int_equal(cc_trips_create(c->n->graph, c->trip, 1, &trips), CC_OK);
	for (uint32_t h = 0; h < count_homes(c); h++)
		found += check_row(c, h, want, &accumulator, h);
	for (uint32_t door = 0; door < c->nhomes; door++)
		check_point(c, trips, door, want);
	cc_trips_release(trips);
	cc_nearest_k_release(&env, &accumulator);
	return found;
}

static uint32_t
check_all_units(const city *c, uint64_t *random)
{
	uint32_t found = 0;

	for (int unit = CC_MINUTES; unit <= CC_METRES_STRAIGHT; unit++)
	{
		uint32_t cutoffs[MAX_CUTOFFS];
		cc_want want = {.unit = (cc_unit) unit, .cutoffs = cutoffs};

		want.keep = (uint32_t) unit_between(random, 0, MAX_KEEP);
		want.ncutoffs = (uint32_t) unit_between(random, 1, MAX_CUTOFFS);
		for (uint32_t m = 0; m < want.ncutoffs; m++)
			cutoffs[m] = (m > 0 ? cutoffs[m - 1] : 0) + (uint32_t) unit_between(random, 1, 4000);
		found += check_want(c, &want);
	}
	return found;
}

static void
batch_and_point_are_brute_force(void **state)
{
	uint32_t found = 0;

	(void) state;
	for (uint64_t seed = 1; seed <= 16; seed++)
	{
		uint64_t random = seed;
		city *c = new_city(&random, seed % 3 ? 7 : 11, seed % 4 ? 75 : 45, 150, 40);

		/* Places are kept: that streets become uneven changes no door. */
		if (seed % 2)
			net_make_uneven(c->n, &random);
		c->trip = (cc_trip) (seed % 3 + 1);
		found += check_all_units(c, &random);
		free_city(c);
	}
	assert_true(found > 10000);
}

/*
 * Areas that are entered at points or nowhere, around doors and touching them; homes of one door
 * or several, of which the nearest counts, near each other or not.
 */
static void
areas_and_doors_are_brute_force(void **state)
{
	uint32_t found = 0;

	(void) state;
	for (uint64_t seed = 101; seed <= 112; seed++)
	{
		uint64_t random = seed;
		city *c = new_city(&random, 7, seed % 4 ? 75 : 45, 150, 0);

		for (uint32_t a = 0; a < 30; a++)
		{
			cc_point door = c->homes[unit_between(&random, 0, (int32_t) c->nhomes - 1)].point;
			int32_t half = unit_between(&random, 0, a % 3 == 0 ? 15000 : 900);

			if (a % 4 != 1)
				add_amenity(c, &random, a, 30000);
			if (a % 4 != 0)
				add_area(c, a, (cc_point){door.x + half / 3, door.y + half - half / 3}, half);
			if (a % 7 == 0)
				add_area(c, a, net_random_point(&random, 30000), 6000);
		}
		if (seed % 2)
		{
			c->nowners = 60;
			for (uint32_t d = 0; d < c->nhomes; d++)
				c->home_of[d] = seed % 3 ? d % 50 : d * c->nowners / c->nhomes;
		}
		if (seed % 5 == 0)
			net_make_uneven(c->n, &random);
		c->trip = (cc_trip) (seed % 3 + 1);
		found += check_all_units(c, &random);
		free_city(c);
	}
	assert_true(found > 5000);
}

/* Many amenities at few places, beside some that have other access points or areas from_home, too.
 */
static void
copies_are_brute_force(void **state)
{
	uint32_t found = 0;

	(void) state;
	for (uint64_t seed = 201; seed <= 212; seed++)
	{
		uint64_t random = seed;
		city *c = new_city(&random, 7, 75, 120, 0);
		cc_point places[6];

		for (int p = 0; p < 6; p++)
			places[p] = net_random_point(&random, 30000);
		for (uint32_t a = 0; a < 120; a++)
		{
			/* Half of them at the first place, a quarter at the next ... */
			int p = 0;

			while (p < 5 && unit_between(&random, 0, 1) == 0)
				p++;
			add_access(c, a, places[p]);
			if (a % 19 == 0)
				add_access(c, a, places[(p + 1) % 6]);
			if (a % 23 == 0)
				add_area(c, a, (cc_point){places[p].x + 5000, places[p].y + 5000}, 5000);
		}
		if (seed % 2)
		{
			c->nowners = 60;
			for (uint32_t d = 0; d < c->nhomes; d++)
				c->home_of[d] = d / 2;
		}
		c->trip = (cc_trip) (seed % 3 + 1);
		found += check_all_units(c, &random);
		free_city(c);
	}
	assert_true(found > 20000);
}

/* A hundred thousand amenities at one place: as many searches as their number has bits. */
static void
copies_cost_little(void **state)
{
	const uint32_t n = 100000;
	uint32_t cutoffs[] = {9000};
	cc_want want = {CC_MINUTES, 3, 1, cutoffs};
	uint64_t random = 5;
	city *c = new_city(&random, 7, 90, 40, 0);
	cc_access *accesses = malloc(n * sizeof(cc_access));
	unit_memory memory = {0};
	cc_env counting = unit_counting_env(&memory);
	cc_doors doors = {c->homes, c->nhomes, NULL, c->nhomes};
	cc_trips *trips;
	cc_homes *homes;
	cc_nearest_k one;
	cc_nearest_k all;
	uint32_t reached = 0;

	(void) state;
	/* Where a home is. */
	add_access(c, 0, c->homes[1].point);
	for (uint32_t i = 0; i < n; i++)
	{
		accesses[i] = c->accesses[0];
		accesses[i].amenity = i;
	}
	assert_int_equal(run_batch(c, &env, &want, &one), CC_OK);
	assert_int_equal(cc_nearest_k_create(&env, c->nhomes, &want, &all), CC_OK);
	assert_int_equal(cc_trips_create(c->n->graph, c->trip, CC_LANES, &trips), CC_OK);
	assert_int_equal(cc_homes_create(&env, c->n->graph, c->trip, doors, &homes), CC_OK);
	assert_int_equal(cc_cover_batch(&counting, trips, homes, accesses, n, &want, &all), CC_OK);
	assert_true(memory.polls > 0 && memory.polls < 40);
	for (uint32_t h = 0; h < c->nhomes; h++)
	{
		assert_int_equal(all.counts[h], n * one.counts[h]);
		for (uint32_t k = 0; k < want.keep; k++)
			assert_int_equal(all.values[h * want.keep + k], one.values[h * want.keep]);
		reached += one.counts[h];
	}
	assert_true(reached > 10);
	cc_nearest_k_release(&env, &one);
	cc_nearest_k_release(&env, &all);
	cc_homes_release(homes);
	cc_trips_release(trips);
	free(accesses);
	free_city(c);
}

/* Home, amenity and street at the boundary of a walker's other numbers. */
static void
other_walkers(void **state)
{
	static const cc_walker walkers[] = {{1.0, 1, 1.0, 100, CC_SLOPE_NONE, 1, 0, 0},
										{0.8, 0, 0.5, 40, CC_SLOPE_NONE, 1, 0, 0},
										{2, 5, 4, 250, CC_SLOPE_NONE, 1, 0, 0}};

	(void) state;
	for (int i = 0; i < 3; i++)
	{
		uint64_t random = 50 + i;
		city *c = bare_city();

		c->n->walker = walkers[i];
		net_add_city(c->n, &random, 7, 9000, 75);
		net_finish(c->n);
		for (uint32_t a = 0; a < 20; a++)
			add_amenity(c, &random, a, 40000);
		for (uint32_t h = 0; h < 100; h++)
			add_home(c, net_random_point(&random, 40000));
		check_all_units(c, &random);
		free_city(c);
	}
}

/* A new amenity changes no walk to another one, wherever it lies. */
static void
another_amenity_changes_nothing(void **state)
{
	uint32_t cutoffs[] = {9000};
	cc_want want = {CC_MINUTES, 1, 1, cutoffs};
	uint64_t random = 31;
	city *c = new_city(&random, 7, 80, 100, 1);
	uint32_t *before = malloc(c->nhomes * sizeof(uint32_t));
	cc_nearest_k accumulator;

	(void) state;
	assert_int_equal(run_batch(c, &env, &want, &accumulator), CC_OK);
	memcpy(before, accumulator.values, c->nhomes * sizeof(uint32_t));
	cc_nearest_k_release(&env, &accumulator);
	for (uint32_t added = 1; added < 30; added++)
	{
		uint32_t kept = c->naccesses;

		/* On edges and vertices of the walks too. */
		add_access(c, added, c->n->points[added * 5 % c->n->npoints]);
		want.keep = 2;
		assert_int_equal(run_batch(c, &env, &want, &accumulator), CC_OK);
		for (uint32_t h = 0; h < c->nhomes; h++)
		{
			uint64_t other =
				trip_by_hand(c, leg_by_hand(c, h, kept, CC_MINUTES, CC_FROM_HOME), NET_FAR);
			uint32_t *two = &accumulator.values[h * 2];

			if (other > cutoffs[0])
				assert_true(two[0] == before[h] && two[1] == CC_NONE);
			else
				assert_true((two[0] == before[h] && two[1] == other) ||
							(two[1] == before[h] && two[0] == other));
		}
		cc_nearest_k_release(&env, &accumulator);
		c->naccesses = kept;
	}
	free(before);
	free_city(c);
}

/* Two entrances count once, at the nearer one; the same point twice is no second amenity. */
static void
entrances_count_once(void **state)
{
	uint32_t cutoffs[] = {100, 9000};
	uint64_t random = 5;
	city *c = new_city(&random, 7, 90, 120, 0);
	cc_point gates[] = {c->n->points[0], c->n->points[9], c->n->points[0]};

	(void) state;
	for (int unit = CC_MINUTES; unit <= CC_METRES_STRAIGHT; unit++)
	{
		cc_want want = {(cc_unit) unit, 3, 2, cutoffs};
		cc_nearest_k accumulator;

		c->naccesses = 0;
		for (int i = 0; i < 3; i++)
			add_access(c, 7, gates[i]);
		assert_int_equal(run_batch(c, &env, &want, &accumulator), CC_OK);
		for (uint32_t h = 0; h < c->nhomes; h++)
		{
			assert_true(check_row(c, h, &want, &accumulator, h) <= 1);
			assert_int_equal(accumulator.values[h * 3 + 1], CC_NONE);
		}
		cc_nearest_k_release(&env, &accumulator);
	}
	free_city(c);
}

/* Two banks and one bridge; without it there is no walk, though the straight line is short. */
static void
one_bridge(void **state)
{
	cc_point o = net_corner();
	cc_point north[] = {{o.x - 9000, o.y + 8000}, {o.x, o.y + 8000}, {o.x + 9000, o.y + 8000}};
	cc_point south[] = {{o.x - 9000, o.y - 8000}, {o.x, o.y - 8000}, {o.x + 9000, o.y - 8000}};
	cc_point bridge[] = {north[2], south[2]};
	uint32_t cutoffs[] = {9000};

	(void) state;
	for (int bridges = 0; bridges < 2; bridges++)
	{
		city *c = bare_city();
		cc_want want = {CC_MINUTES, 1, 1, cutoffs};
		cc_nearest_k accumulator;

		net_add(c->n, 0, north, 3);
		net_add(c->n, 0, south, 3);
		if (bridges)
			net_add(c->n, CC_BRIDGE | CC_CLOSED, bridge, 2);
		net_finish(c->n);
		add_access(c, 0, (cc_point){o.x - 5000, o.y + 8000});
		add_home(c, (cc_point){o.x - 5000, o.y - 8000});
		/* In the middle of the bridge: no street with a door is in reach. */
		add_home(c, (cc_point){o.x + 9000, o.y});
		assert_int_equal(run_batch(c, &env, &want, &accumulator), CC_OK);
		assert_int_equal(accumulator.counts[0], bridges);
		assert_int_equal(accumulator.counts[1], 1);
		assert_int_equal(c->homes[1].on_island, true);
		check_want(c, &want);
		cc_nearest_k_release(&env, &accumulator);
		free_city(c);
	}
}

/* Who is not snapped has no walk, but straight lines. */
static void
off_the_network(void **state)
{
	cc_point o = net_corner();
	cc_point street[] = {{o.x - 3000, o.y}, {o.x + 3000, o.y}};
	uint32_t cutoffs[] = {100000};
	city *c = bare_city();

	(void) state;
	net_add(c->n, 0, street, 2);
	net_finish(c->n);
	add_access(c, 0, (cc_point){o.x, o.y + 30000});
	add_access(c, 1, o);
	add_home(c, (cc_point){o.x, o.y + 30000});
	add_home(c, o);
	assert_int_equal(c->homes[0].edge, CC_NONE);
	for (int unit = CC_MINUTES; unit <= CC_METRES_STRAIGHT; unit++)
	{
		cc_want want = {(cc_unit) unit, 2, 1, cutoffs};
		cc_nearest_k accumulator;

		assert_int_equal(run_batch(c, &env, &want, &accumulator), CC_OK);
		assert_int_equal(accumulator.counts[0], unit == CC_METRES_STRAIGHT ? 2 : 0);
		assert_int_equal(accumulator.counts[1], unit == CC_METRES_STRAIGHT ? 2 : 1);
		check_want(c, &want);
		cc_nearest_k_release(&env, &accumulator);
	}
	free_city(c);
}

/* Homes all over the world and across the antimeridian are found by position. */
static void
straight_lines_round_the_world(void **state)
{
	uint32_t cutoffs[] = {5000, 4000000};
	cc_want want = {CC_METRES_STRAIGHT, 3, 2, cutoffs};
	uint64_t random = 9;
	city *c = bare_city();
	uint32_t found = 0;

	(void) state;
	net_finish(c->n);
	for (uint32_t h = 0; h < 300; h++)
	{
		int32_t x = unit_between(&random, -CC_MAX_X, CC_MAX_X);
		int32_t y = unit_between(&random, -CC_MAX_Y, CC_MAX_Y);

		if (h % 3 == 0)
			x = h % 2 ? CC_MAX_X - unit_between(&random, 0, 50000)
					  : -CC_MAX_X + unit_between(&random, 0, 50000);
		if (h % 3 == 0)
			y = unit_between(&random, -50000, 50000);
		add_home(c, (cc_point){x, y});
		if (h % 3 == 0)
			add_access(c, h, (cc_point){-x + unit_between(&random, -10, 10) * (x < 0 ? -1 : 0), y});
	}
	found = check_want(c, &want);
	assert_true(found > 300);
	free_city(c);
}

/* Homes on one side of the antimeridian, amenities on the other: cells are small here. */
static void
across_the_antimeridian(void **state)
{
	uint32_t cutoffs[] = {30000};
	cc_want want = {CC_METRES_STRAIGHT, 3, 1, cutoffs};

	(void) state;
	for (int side = -1; side <= 1; side += 2)
	{
		uint64_t random = 9;
		city *c = bare_city();

		net_finish(c->n);
		for (uint32_t h = 0; h < 300; h++)
		{
			int32_t x = side * (CC_MAX_X - unit_between(&random, 0, 50000));

			add_home(c, (cc_point){x, unit_between(&random, -50000, 50000)});
			if (h % 10 == 0)
				add_access(c, h, (cc_point){-x, unit_between(&random, -50000, 50000)});
		}
		assert_true(check_want(c, &want) > 100);
		free_city(c);
	}
}

/* A street so long that the search reaches neither end: who lives along it is found. */
static void
along_one_long_edge(void **state)
{
	cc_point o = net_corner();
	cc_point street[] = {{o.x + 1000, o.y + 1000}, {o.x + 90000, o.y + 1000}};
	uint32_t cutoffs[] = {2000};
	city *c = bare_city();

	(void) state;
	net_add(c->n, 0, street, 2);
	net_finish(c->n);
	add_access(c, 0, (cc_point){o.x + 45000, o.y + 1100});
	for (int32_t i = 0; i < 100; i++)
		add_home(c, (cc_point){o.x + 1000 + i * 900, o.y + 900});
	for (int unit = CC_MINUTES; unit <= CC_METRES; unit++)
	{
		cc_want want = {(cc_unit) unit, 1, 1, cutoffs};

		assert_true(check_want(c, &want) > 20);
	}
	free_city(c);
}

static void
no_homes_no_amenities_no_streets(void **state)
{
	uint32_t cutoffs[] = {9000};
	uint64_t random = 2;
	city *c = new_city(&random, 6, 90, 20, 10);

	(void) state;
	for (int unit = CC_MINUTES; unit <= CC_METRES_STRAIGHT; unit++)
	{
		cc_want want = {(cc_unit) unit, 2, 1, cutoffs};
		uint32_t nhomes = c->nhomes;
		uint32_t naccesses = c->naccesses;

		c->nhomes = 0;
		check_want(c, &want);
		c->nhomes = nhomes;
		c->naccesses = 0;
		check_want(c, &want);
		c->naccesses = naccesses;
	}
	free_city(c);
	cc_homes_release(NULL);
}

static void
horizons_have_limits(void **state)
{
	uint32_t cutoffs[1];
	uint64_t random = 2;
	city *c = new_city(&random, 6, 90, 5, 2);
	cc_nearest_k accumulator;

	(void) state;
	for (int unit = CC_MINUTES; unit <= CC_METRES_STRAIGHT; unit++)
	{
		cc_want want = {(cc_unit) unit, 2, 1, cutoffs};

		cutoffs[0] = UINT32_MAX / 100 + 1;
		assert_int_equal(run_batch(c, &env, &want, &accumulator), CC_LIMIT);
		cutoffs[0] = 40000000;
		check_want(c, &want);
	}
	free_city(c);
}

static void
accumulator_keeps_the_least(void **state)
{
	uint32_t cutoffs[] = {10, 20, 30};
	cc_want want = {CC_MINUTES, 3, 3, cutoffs};
	static const uint32_t values[] = {30, 10, 31, 20, 11, 10, 0, 4000000000u};
	cc_nearest_k accumulator;

	(void) state;
	assert_int_equal(cc_nearest_k_create(&env, 2, &want, &accumulator), CC_OK);
	for (int i = 0; i < 8; i++)
		cc_nearest_k_add(&accumulator, &want, 1, values[i]);
	for (int i = 0; i < 3; i++)
	{
		assert_int_equal(accumulator.values[i], CC_NONE);
		assert_int_equal(accumulator.counts[i], 0);
	}
	assert_int_equal(accumulator.values[3], 0);
	assert_int_equal(accumulator.values[4], 10);
	assert_int_equal(accumulator.values[5], 10);
	assert_int_equal(accumulator.counts[3], 3);
	assert_int_equal(accumulator.counts[4], 5);
	assert_int_equal(accumulator.counts[5], 6);
	cc_nearest_k_release(&env, &accumulator);
}

static void
stopped_and_without_memory(void **state)
{
	uint32_t cutoffs[] = {9000};
	uint64_t random = 2;
	city *c = new_city(&random, 7, 90, 50, 10);

	(void) state;
	c->nowners = 25;
	for (uint32_t d = 0; d < c->nhomes; d++)
		c->home_of[d] = d / 2;
	for (int unit = CC_MINUTES; unit <= CC_METRES_STRAIGHT; unit++)
	{
		cc_want want = {(cc_unit) unit, 2, 1, cutoffs};
		cc_status status = CC_NOMEM;
		cc_nearest_k accumulator;

		for (long fail_at = 1; status != CC_OK; fail_at++)
		{
			unit_memory memory = {.fail_at = fail_at};
			cc_env counting = unit_counting_env(&memory);

			status = run_batch(c, &counting, &want, &accumulator);
			assert_true(status == CC_OK || status == CC_NOMEM);
			if (status == CC_OK)
				cc_nearest_k_release(&counting, &accumulator);
			assert_int_equal(memory.held, 0);
			assert_true(fail_at < 100);
		}
		for (long stop_at = 1; stop_at < 10; stop_at += 4)
		{
			unit_memory memory = {.stop_at = stop_at};
			cc_env counting = unit_counting_env(&memory);

			assert_int_equal(run_batch(c, &counting, &want, &accumulator), CC_CANCELED);
			assert_int_equal(memory.held, 0);
		}
	}
	free_city(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(batch_and_point_are_brute_force),
		cmocka_unit_test(areas_and_doors_are_brute_force),
		cmocka_unit_test(copies_are_brute_force),
		cmocka_unit_test(copies_cost_little),
		cmocka_unit_test(other_walkers),
		cmocka_unit_test(another_amenity_changes_nothing),
		cmocka_unit_test(entrances_count_once),
		cmocka_unit_test(one_bridge),
		cmocka_unit_test(off_the_network),
		cmocka_unit_test(straight_lines_round_the_world),
		cmocka_unit_test(across_the_antimeridian),
		cmocka_unit_test(along_one_long_edge),
		cmocka_unit_test(no_homes_no_amenities_no_streets),
		cmocka_unit_test(horizons_have_limits),
		cmocka_unit_test(accumulator_keeps_the_least),
		cmocka_unit_test(stopped_and_without_memory),
	};

	env = unit_env();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
