/*
 * reach.c
 *		The streets within limits of a search's sources, cut where a limit is reached.
 *
 * Sources on an edge cut it into stretches. Along a stretch the cost of walks that come over
 * its lower end only grows, that of those over its upper end only falls: so where they
 * meet, and where either passes a limit, is found by halving.
 *
 * src/core/route/reach.c
 */
#include "route/reach.h"

#define POLL_EVERY 1000 /* edges */

typedef struct reaching
{
	const cc_search *search;
	const uint32_t *limits;
	uint32_t nlimits;
	bool rest;
	cc_reach_visit visit;
	void *state;
} reaching;

/* Between two neighbouring sources or ends of an edge. */
typedef struct stretch
{
	const reaching *reach;
	uint32_t edge;
	uint32_t low_mm;
	uint32_t high_mm;
} stretch;

static uint32_t
smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* A place of the edge without a door. */
static cc_place
bare_place(uint32_t edge, uint32_t at_mm)
{
	return (cc_place){.edge = edge, .at_mm = at_mm};
}

/* The cost at a place of the stretch of walks over its lower or its upper end. */
static uint32_t
cost_over(const stretch *part, bool upper, uint32_t at_mm)
{
	const cc_search *search = part->reach->search;
	bool starting = search->direction == CC_TO_SOURCES;
	const cc_gedge *edge = cc_graph_walked(search->graph, part->edge, starting);
	cc_place place = bare_place(part->edge, at_mm);
	cc_ends ends = cc_place_ends(search->graph, &place, search->measure, starting);
	uint32_t cost = cc_add_within(search->cost[upper ? edge->v : edge->u], upper ? ends.v : ends.u,
								  search->limit);

	for (uint32_t s = 0; s < search->nsources; s++)
	{
		const cc_place *source = &search->sources[s];

		if (source->edge == part->edge &&
			(upper ? source->at_mm >= part->high_mm : source->at_mm <= part->low_mm))
			cost = smaller(cost, cc_search_along(search, s, part->edge, at_mm));
	}
	return cost;
}

/*
 * The last mm from one end of the stretch at which walks over that end cost at most limit; it
 * is asked only where they do at the end itself.
 */
static uint32_t
last_within(const stretch *part, bool upper, uint32_t end_mm, uint32_t limit)
{
	uint32_t good = upper ? part->high_mm : part->low_mm;
	uint32_t bad = end_mm;

	if (cost_over(part, upper, end_mm) <= limit)
		return end_mm;
	while (upper ? good - bad > 1 : bad - good > 1)
	{
		uint32_t middle = good / 2 + bad / 2 + (good & bad & 1);

		if (cost_over(part, upper, middle) <= limit)
			good = middle;
		else
			bad = middle;
	}
	return good;
}

/* The last mm at which walks over the lower end are no longer than those over the upper one. */
static uint32_t
meeting(const stretch *part)
{
	uint32_t good = part->low_mm;
	uint32_t bad = part->high_mm;

	if (cost_over(part, false, bad) <= cost_over(part, true, bad))
		return bad;
	while (bad - good > 1)
	{
		uint32_t middle = good / 2 + bad / 2 + (good & bad & 1);

		if (cost_over(part, false, middle) <= cost_over(part, true, middle))
			good = middle;
		else
			bad = middle;
	}
	return good;
}

static cc_status
give(const reaching *reach, cc_reached part)
{
	return part.from_mm == part.to_mm ? CC_OK : reach->visit(reach->state, &part);
}

/*
 * Give out what is walked over one end of the stretch, up to end_mm at most, cut at each limit;
 * *at_mm is where it ends.
 */
static cc_status
give_side(const stretch *part, bool upper, uint32_t end_mm, uint32_t *at_mm)
{
	const reaching *reach = part->reach;
	cc_status status = CC_OK;
	uint32_t begin_mm = upper ? part->high_mm : part->low_mm;
	uint32_t cost = cost_over(part, upper, begin_mm);

	*at_mm = begin_mm;
	for (uint32_t k = 0; k < reach->nlimits && *at_mm != end_mm && status == CC_OK; k++)
	{
		cc_reached piece = {part->edge, CC_NONE, *at_mm, 0, cost, 0, k};

		if (cost > reach->limits[k])
			continue;
		piece.to_mm = last_within(part, upper, end_mm, reach->limits[k]);
		piece.to_cost =
			smaller(cost_over(part, false, piece.to_mm), cost_over(part, true, piece.to_mm));
		status = give(reach, piece);
		*at_mm = piece.to_mm;
		cost = piece.to_cost;
	}
	return status;
}

static cc_status
give_stretch(const stretch *part)
{
	uint32_t meet_mm = part->low_mm;
	uint32_t low_mm;
	uint32_t high_mm;
	cc_status status;

	/* Over the lower end first: where it is no shorter even there, all is walked over the upper. */
	if (cost_over(part, false, part->low_mm) <= cost_over(part, true, part->low_mm))
		meet_mm = meeting(part);
	status = give_side(part, false, meet_mm, &low_mm);
	if (status == CC_OK)
		status = give_side(part, true, meet_mm, &high_mm);
	if (status == CC_OK && part->reach->rest && low_mm < high_mm)
		status = give(part->reach, (cc_reached){.edge = part->edge,
												.source = CC_NONE,
												.from_mm = low_mm,
												.to_mm = high_mm,
												.band = part->reach->nlimits});
	return status;
}

/* The next source on the edge beyond a mm, or its end. */
static uint32_t
next_cut(const cc_search *search, uint32_t edge, uint32_t from_mm)
{
	uint32_t next = search->graph->edges[edge].len_mm;

	for (uint32_t s = 0; s < search->nsources; s++)
	{
		const cc_place *source = &search->sources[s];

		if (source->edge == edge && source->at_mm > from_mm)
			next = smaller(next, source->at_mm);
	}
	return next;
}

static bool
has_source(const cc_search *search, uint32_t edge)
{
	for (uint32_t s = 0; s < search->nsources; s++)
		if (search->sources[s].edge == edge)
			return true;
	return false;
}

static cc_status
give_edge(const reaching *reach, uint32_t edge)
{
	const cc_search *search = reach->search;
	const cc_gedge *joined =
		cc_graph_walked(search->graph, edge, search->direction == CC_TO_SOURCES);
	stretch part = {reach, edge, 0, 0};
	cc_status status = CC_OK;

	if (!reach->rest && search->cost[joined->u] == CC_NONE && search->cost[joined->v] == CC_NONE &&
		!has_source(search, edge))
		return CC_OK;
	while (part.low_mm < joined->len_mm && status == CC_OK)
	{
		part.high_mm = next_cut(search, edge, part.low_mm);
		status = give_stretch(&part);
		part.low_mm = part.high_mm;
	}
	return status;
}

/* --- doors --- */

static uint32_t
door_cost(const cc_search *search, uint32_t mm)
{
	return search->measure == CC_BY_TIME ? cc_door_ms(&search->graph->walker, mm) : mm;
}

static uint32_t
last_of_door(const cc_search *search, uint32_t door_mm, uint32_t limit)
{
	uint32_t good = 0;
	uint32_t bad = door_mm;

	if (door_cost(search, door_mm) <= limit)
		return door_mm;
	while (bad - good > 1)
	{
		uint32_t middle = good + (bad - good) / 2;

		if (door_cost(search, middle) <= limit)
			good = middle;
		else
			bad = middle;
	}
	return good;
}

static cc_status
give_door(const reaching *reach, uint32_t s)
{
	const cc_place *source = &reach->search->sources[s];
	uint32_t at_mm = 0;
	cc_status status = CC_OK;

	for (uint32_t k = 0; k < reach->nlimits && status == CC_OK; k++)
	{
		uint32_t end_mm = last_of_door(reach->search, source->door_mm, reach->limits[k]);

		status =
			give(reach, (cc_reached){CC_NONE, s, at_mm, end_mm, door_cost(reach->search, at_mm),
									 door_cost(reach->search, end_mm), k});
		at_mm = end_mm;
	}
	return status;
}

cc_status
cc_reach(const cc_search *search, const uint32_t *limits, uint32_t nlimits, bool rest,
		 cc_reach_visit visit, void *state)
{
	reaching reach = {search, limits, nlimits, rest, visit, state};
	cc_status status = CC_OK;

	for (uint32_t s = 0; s < search->nsources && status == CC_OK; s++)
		if (search->sources[s].edge != CC_NONE)
			status = give_door(&reach, s);
	for (uint32_t e = 0; e < search->graph->nedges && status == CC_OK; e++)
	{
		if (e % POLL_EVERY == 0 && cc_stop(search->graph->env))
			return CC_CANCELED;
		status = give_edge(&reach, e);
	}
	return status;
}
