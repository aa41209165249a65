/*
 * test_straight.c
 *		Amenities as the crow flies, against all distances measured one by one.
 *
 * test/unit/test_straight.c
 */
#include "unit.h"

#include "analysis/straight.h"

#define MAX_CROWS 300

static cc_env env;

/* A square on its tip around a crow. */
typedef struct diamond
{
	cc_point middle;
	int32_t half;
	cc_point pts[5];
	cc_area area;
} diamond;

static const uint32_t diamond_first[] = {0, 5};

static cc_crow
crow_in(diamond *made, cc_point middle, int32_t half, uint32_t amenity)
{
	*made = (diamond){middle,
					  half,
					  {{middle.x + half, middle.y},
					   {middle.x, middle.y + half},
					   {middle.x - half, middle.y},
					   {middle.x, middle.y - half},
					   {middle.x + half, middle.y}},
					  {0}};
	made->area = cc_area_of(made->pts, diamond_first, 1);
	return (cc_crow){middle, &made->area, amenity};
}

static bool
is_in(const cc_crow *crow, cc_point at)
{
	const diamond *around = (const diamond *) ((const char *) crow->area - offsetof(diamond, area));

	return llabs((int64_t) at.x - around->middle.x) + llabs((int64_t) at.y - around->middle.y) <=
		   around->half;
}

/*
 * Is the least distance to each amenity from any door, rounded as it is stored, within the limit
 * for n of them, or is a door in it?
 */
static bool
naive(const cc_crow *crows, uint32_t ncrows, const cc_point *doors, uint32_t ndoors, uint32_t n,
	  uint32_t limit_dm)
{
	bool found[MAX_CROWS] = {false};
	uint32_t count = 0;

	for (uint32_t k = 0; k < ncrows * ndoors; k++)
	{
		uint32_t i = k / ndoors;
		cc_point door = doors[k % ndoors];
		double metres = cc_distance_m(door, crows[i].point);
		bool near = crows[i].area != NULL ? is_in(&crows[i], door)
										  : metres <= 4e6 && (cc_mm(metres) + 50) / 100 <= limit_dm;

		if (!near || found[crows[i].amenity])
			continue;
		found[crows[i].amenity] = true;
		count++;
	}
	return count >= n;
}

static void
check_city(uint64_t *random, double lon, double lat, int32_t spread, int32_t longest_dm)
{
	cc_crow crows[MAX_CROWS];
	diamond areas[MAX_CROWS];
	uint32_t n = (uint32_t) unit_between(random, 0, MAX_CROWS);
	cc_straight straight;
	uint32_t yes = 0;
	uint32_t no = 0;

	for (uint32_t i = 0; i < n; i++)
	{
		crows[i].area = NULL;
		crows[i].point = unit_point(lon, lat);
		crows[i].point.x += unit_between(random, -spread, spread);
		crows[i].point.y += unit_between(random, -spread, spread);
		crows[i].amenity = (uint32_t) unit_between(random, 0, MAX_CROWS / 2);
		if (crows[i].point.x > CC_MAX_X)
			crows[i].point.x = crows[i].point.x - CC_MAX_X - CC_MAX_X;
		/* Some around the home of a question; up to one that is large among small ones. */
		if (i % 3 == 0 && crows[i].point.x < CC_MAX_X - spread &&
			crows[i].point.x > -CC_MAX_X + spread)
			crows[i] =
				crow_in(&areas[i], crows[i].point,
						unit_between(random, 0, i == 0 ? spread : spread / 20), crows[i].amenity);
	}
	assert_int_equal(cc_straight_create(&env, crows, n, MAX_CROWS, &straight), CC_OK);
	for (int i = 0; i < 200; i++)
	{
		cc_point doors[2] = {unit_point(lon, lat)};
		uint32_t ndoors = i % 5 == 0 ? 2 : 1;
		uint32_t needed = (uint32_t) unit_between(random, 0, 4);
		uint32_t limit = (uint32_t) unit_between(random, 0, longest_dm);
		bool expected;

		doors[0].x += unit_between(random, -spread, 0);
		doors[0].y += unit_between(random, -spread, spread);
		doors[1] = (cc_point){doors[0].x - unit_between(random, 0, spread / 9), doors[0].y};
		/* Limits just at a distance, too. */
		if (n > 0 && i % 2 == 0)
			limit = (cc_mm(cc_distance_m(doors[i % ndoors], crows[i % n].point)) + 50) / 100 -
					(i % 4 == 0);
		expected = naive(crows, n, doors, ndoors, needed, limit);
		assert_int_equal(cc_straight_at_least(&straight, doors, ndoors, needed, limit), expected);
		yes += expected;
		no += !expected;
	}
	assert_true(n < 20 || (yes > 0 && no > 0));
	cc_straight_release(&env, &straight);
}

static void
agrees_with_every_distance(void **state)
{
	uint64_t random = 5;

	(void) state;
	for (int round = 0; round < 20; round++)
	{
		check_city(&random, 106.55, 29.56, 200000, 12000);
		check_city(&random, 18, 69.9, 200000, 12000);
		check_city(&random, 18, 78.2, 400000, 12000);
		check_city(&random, 106.55, 29.56, 9000000, 900000);
		check_city(&random, 179.9999, -17, 100000, 9000);
	}
}

static void
an_amenity_counts_once(void **state)
{
	const cc_point gate = unit_point(106.55, 29.56);
	diamond lawn;
	cc_crow park[4] = {
		crow_in(&lawn, gate, 500, 0), {gate, NULL, 0}, {gate, NULL, 0}, {gate, NULL, 1}};
	cc_straight straight;

	(void) state;
	assert_int_equal(cc_straight_create(&env, park, 4, 2, &straight), CC_OK);
	assert_true(cc_straight_at_least(&straight, &gate, 1, 2, 0));
	assert_false(cc_straight_at_least(&straight, &gate, 1, 3, CC_MAX_STRAIGHT_DM));
	cc_straight_release(&env, &straight);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_every_distance),
		cmocka_unit_test(an_amenity_counts_once),
	};

	env = unit_env();
	return cmocka_run_group_tests_name("straight", tests, NULL, NULL);
}
