/*
 * test_private.c
 *		Private streets begin walks and end them, and are no thoroughfare.
 *
 * A compound of lanes with two gates stands in the way from west to east; a public street leads
 * round it. Lengths are those of the streets, added up by hand along the only lawful way.
 *
 *			 +----- ROUND -----+
 *	 - WEST -+- LANE1 -+- LANE2 -+- EAST -+- LANE3 -
 *			 LOOP    SPUR
 *
 * test/unit/test_private.c
 */
#include "route/path.h"
#include "route/reach.h"
#include "oracle.h"

enum
{
	WEST,
	LANE1,
	LANE2,
	SPUR,
	EAST,
	ROUND,
	LANE3,
	LOOP,
	STREETS
};

typedef struct compound
{
	net *n;
	cc_search *search;
} compound;

static void
add_street(net *n, uint32_t street, const int32_t *units, uint32_t npts)
{
	static const uint32_t bits[STREETS] = {[LANE1] = CC_PRIVATE,
										   [LANE2] = CC_PRIVATE,
										   [SPUR] = CC_PRIVATE,
										   [LANE3] = CC_PRIVATE,
										   [LOOP] = CC_PRIVATE};
	cc_point corner = net_corner();
	cc_point pts[4];

	for (uint32_t i = 0; i < npts; i++)
		pts[i] = (cc_point){corner.x + units[2 * i], corner.y + units[2 * i + 1]};
	net_add(n, bits[street], pts, npts);
}

/* The corner of four tiles lies inside the compound: its lanes cross boundaries. */
static compound
new_compound(void)
{
	compound c = {.n = net_new()};

	add_street(c.n, WEST, (int32_t[]){-6000, 100, -2000, 100}, 2);
	add_street(c.n, LANE1, (int32_t[]){-2000, 100, 500, 100}, 2);
	add_street(c.n, LANE2, (int32_t[]){500, 100, 2000, 100}, 2);
	add_street(c.n, SPUR, (int32_t[]){500, 100, 500, -1500}, 2);
	add_street(c.n, EAST, (int32_t[]){2000, 100, 6000, 100}, 2);
	add_street(c.n, ROUND, (int32_t[]){-2000, 100, -2000, 4000, 2000, 4000, 2000, 100}, 4);
	add_street(c.n, LANE3, (int32_t[]){6000, 100, 9000, 100}, 2);
	add_street(c.n, LOOP, (int32_t[]){-2000, 100, -3000, -2000, -1000, -2000, -2000, 100}, 4);
	net_finish(c.n);
	assert_int_equal(cc_search_create(c.n->graph, 1, &c.search), CC_OK);
	return c;
}

static void
free_compound(compound *c)
{
	cc_search_release(c->search);
	net_free(c->n);
}

/* A street's length; boundaries of tiles cut it into several edges. */
static uint32_t
street_mm(const net *n, uint32_t street)
{
	uint32_t mm = 0;

	for (uint32_t e = 0; e < n->nedges; e++)
		if (n->edges[e].line == street)
			mm += n->edges[e].len_mm;
	return mm;
}

/* A door on the street so far along; no two doors are near each other. */
static cc_place
door(const net *n, uint32_t street, uint32_t mm)
{
	cc_place place = {.point = net_corner()};

	place.point.x += (int32_t) (street * 1000000 + mm);
	for (uint32_t e = 0; e < n->nedges; e++)
	{
		if (n->edges[e].line != street)
			continue;
		place.edge = n->to_graph[e];
		place.at_mm = mm;
		if (mm <= n->edges[e].len_mm)
			return place;
		mm -= n->edges[e].len_mm;
	}
	fail_msg("street %u is not so long", street);
	return place;
}

static void
assert_walk(const compound *c, cc_place from, cc_place to, uint64_t mm)
{
	assert_int_equal(cc_search_run(c->search, &from, 1, CC_BY_LENGTH, CC_FROM_SOURCES, UINT32_MAX),
					 CC_OK);
	assert_int_equal(cc_search_walk(c->search, &to), mm);
	assert_int_equal(cc_search_run(c->search, &to, 1, CC_BY_LENGTH, CC_TO_SOURCES, UINT32_MAX),
					 CC_OK);
	assert_int_equal(cc_search_walk(c->search, &from), mm);
}

static void
nobody_walks_through(void **state)
{
	compound c = new_compound();
	const net *n = c.n;
	uint32_t mm[STREETS];
	cc_place west;
	cc_place home;
	cc_place east;
	cc_place beyond;

	(void) state;
	for (uint32_t s = 0; s < STREETS; s++)
		mm[s] = street_mm(n, s);
	west = door(n, WEST, 0);
	east = door(n, EAST, mm[EAST]);
	home = door(n, SPUR, mm[SPUR]);
	beyond = door(n, LANE3, mm[LANE3]);
	/* The lanes are the shorter way, but one must go round. */
	assert_true(mm[LANE1] + mm[LANE2] < mm[ROUND]);
	assert_walk(&c, west, east, (uint64_t) mm[WEST] + mm[ROUND] + mm[EAST]);
	assert_walk(&c, east, west, (uint64_t) mm[WEST] + mm[ROUND] + mm[EAST]);
	/* Who lives inside leaves by either gate, and is visited through either. */
	assert_walk(&c, home, east, (uint64_t) mm[SPUR] + mm[LANE2] + mm[EAST]);
	assert_walk(&c, home, west, (uint64_t) mm[SPUR] + mm[LANE1] + mm[WEST]);
	assert_walk(&c, west, home, (uint64_t) mm[SPUR] + mm[LANE1] + mm[WEST]);
	assert_walk(&c, east, home, (uint64_t) mm[SPUR] + mm[LANE2] + mm[EAST]);
	/* Inside from door to door; over a street from one compound to another. */
	assert_walk(&c, home, door(n, LANE1, 0), (uint64_t) mm[SPUR] + mm[LANE1]);
	assert_walk(&c, door(n, LANE1, 0), door(n, LANE2, mm[LANE2]), (uint64_t) mm[LANE1] + mm[LANE2]);
	assert_walk(&c, home, beyond, (uint64_t) mm[SPUR] + mm[LANE2] + mm[EAST] + mm[LANE3]);
	assert_walk(&c, beyond, west, (uint64_t) mm[LANE3] + mm[EAST] + mm[ROUND] + mm[WEST]);
	/* Out of the gate and in again: the lanes of both gates are one beginning. */
	assert_walk(&c, door(n, LOOP, 1000), home, 1000 + (uint64_t) mm[LANE1] + mm[SPUR]);
	assert_walk(&c, door(n, LOOP, mm[LOOP] - 1000), west, 1000 + (uint64_t) mm[WEST]);
	free_compound(&c);
}

/* A door at the gate itself: on which side it is decides. */
static void
doors_at_the_gate(void **state)
{
	compound c = new_compound();
	const net *n = c.n;
	uint64_t lanes = (uint64_t) street_mm(n, LANE1) + street_mm(n, LANE2);
	cc_place east = door(n, EAST, street_mm(n, EAST));

	(void) state;
	assert_walk(&c, door(n, LANE1, 0), east, lanes + street_mm(n, EAST));
	assert_walk(&c, door(n, WEST, street_mm(n, WEST)), east,
				(uint64_t) street_mm(n, ROUND) + street_mm(n, EAST));
	free_compound(&c);
}

static uint32_t
street_of(const net *n, const cc_piece *piece)
{
	assert_true(piece->edge < n->graph->nedges);
	return n->edges[n->from_graph[piece->edge]].line;
}

/* The line walked is drawn on the streets themselves, without what joins their copies. */
static void
path_is_of_the_streets(void **state)
{
	static const uint32_t expected[] = {SPUR, LANE2, EAST, LANE3};
	compound c = new_compound();
	cc_place home = door(c.n, SPUR, street_mm(c.n, SPUR));
	cc_place beyond = door(c.n, LANE3, street_mm(c.n, LANE3));

	(void) state;
	for (int from = 0; from < 2; from++)
	{
		uint32_t at = 0;
		uint64_t mm = 0;
		cc_path path;

		assert_int_equal(cc_search_run(c.search, from ? &home : &beyond, 1, CC_BY_TIME,
									   from ? CC_FROM_SOURCES : CC_TO_SOURCES, UINT32_MAX),
						 CC_OK);
		assert_int_equal(cc_path_trace(c.search, from ? &beyond : &home, &path), CC_OK);
		for (uint32_t i = 0; i < path.npieces; i++)
		{
			const cc_piece *piece = &path.pieces[i];

			if (street_of(c.n, piece) != expected[at])
				at++;
			assert_true(at < 4);
			assert_int_equal(street_of(c.n, piece), expected[at]);
			mm += piece->to_mm > piece->from_mm ? piece->to_mm - piece->from_mm
												: piece->from_mm - piece->to_mm;
		}
		assert_int_equal(at, 3);
		assert_int_equal(mm, (uint64_t) street_mm(c.n, SPUR) + street_mm(c.n, LANE2) +
								 street_mm(c.n, EAST) + street_mm(c.n, LANE3));
		cc_path_release(c.n->graph->env, &path);
	}
	free_compound(&c);
}

typedef struct reached
{
	const net *n;
	uint32_t mm[STREETS];
} reached;

static cc_status
note_piece(void *state, const cc_reached *piece)
{
	reached *all = state;

	if (piece->edge != CC_NONE)
		all->mm[all->n->edges[all->n->from_graph[piece->edge]].line] +=
			piece->to_mm > piece->from_mm ? piece->to_mm - piece->from_mm
										  : piece->from_mm - piece->to_mm;
	return CC_OK;
}

/* From the west gate one reaches all lanes, and nothing behind the other gate. */
static void
reach_ends_in_the_compound(void **state)
{
	compound c = new_compound();
	cc_place gate = door(c.n, WEST, street_mm(c.n, WEST));
	reached all = {.n = c.n};
	uint32_t limit = street_mm(c.n, LANE1) + street_mm(c.n, LANE2) + 1000;

	(void) state;
	assert_int_equal(cc_search_run(c.search, &gate, 1, CC_BY_LENGTH, CC_FROM_SOURCES, limit),
					 CC_OK);
	assert_int_equal(cc_reach(c.search, &limit, 1, false, note_piece, &all), CC_OK);
	assert_int_equal(all.mm[LANE1], street_mm(c.n, LANE1));
	assert_int_equal(all.mm[LANE2], street_mm(c.n, LANE2));
	assert_int_equal(all.mm[EAST], 0);
	assert_int_equal(all.mm[ROUND], limit);
	free_compound(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_walks_through), cmocka_unit_test(doors_at_the_gate),
		cmocka_unit_test(path_is_of_the_streets), cmocka_unit_test(reach_ends_in_the_compound)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
