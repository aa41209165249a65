/*
 * search.h
 *		Bounded shortest walks over a graph.
 *
 * src/core/route/search.h
 */
#ifndef CC_SEARCH_H
#define CC_SEARCH_H

#include "base/queue.h"
#include "route/snap.h"

typedef enum cc_measure
{
	CC_BY_TIME,  /* ms */
	CC_BY_LENGTH /* mm: steps and slopes as their length; impassable edges stay so */
} cc_measure;

typedef enum cc_direction
{
	CC_FROM_SOURCES,
	CC_TO_SOURCES /* edges reversed: cost[node] is that of walking from node to the sources */
} cc_direction;

/* Longer straight lines, in metres, are ignored. */
#define CC_MAX_METRES 4e6

/* An arc as searches by one measure and direction use it. */
typedef struct cc_step
{
	uint32_t to;
	uint32_t cost; /* ms or mm */
} cc_step;

/* The passable arcs of a graph by one measure and in one direction, compact and contiguous. */
typedef struct cc_steps
{
	uint32_t *first; /* nnodes + 1 offsets into steps; NULL: not made yet */
	cc_step *steps;
} cc_steps;

/* Lanes of a multi-source search; other searches have one. */
#define CC_LANES 8

/* The sources of all lanes of the last run. */
typedef struct cc_lane_sources
{
	const cc_place *sources;
	double *mx;                   /* per source: metres per unit of longitude */
	size_t capacity;              /* of mx */
	uint32_t first[CC_LANES + 1]; /* the first source of each lane, and the end of the last */
} cc_lane_sources;

/*
 * Working state on one graph, for many searches: of one lane by cc_search_run, or of CC_LANES by
 * cc_multi_search_run. sources, nsources and source_mx are those of the current lane.
 */
typedef struct cc_search
{
	cc_graph *graph;
	cc_steps steps[2][2]; /* by measure and direction, made at their first use */
	cc_measure measure;
	cc_direction direction;
	uint32_t limit; /* ms or mm */
	const cc_place *sources;
	uint32_t nsources;
	double *source_mx; /* per source: metres per unit of longitude */
	uint32_t lanes;    /* 1 or CC_LANES */
	uint32_t lane;     /* the current one */
	uint32_t *cost; /* per node and lane, door of the source included; CC_NONE beyond the limit */
	uint32_t *touched; /* the nodes with a cost */
	uint32_t ntouched;
	uint32_t *wait; /* per node of a multi-source search: is it touched, and its key in the queue */
	cc_queue queue;
	cc_lane_sources all;
	void *block; /* the allocation that holds the costs */
} cc_search;

/* lanes: 1 or CC_LANES. */
extern cc_status cc_search_create(cc_graph *graph, uint32_t lanes, cc_search **search);
extern void cc_search_release(cc_search *search);

/*
 * Exact costs of all nodes within limit of any of the sources (the access points
 * of one amenity, or one home); sources without an edge are skipped. The
 * sources are borrowed until the next run. Discards the results of the last run.
 * CC_BAD_INPUT for a search of several lanes.
 */
extern cc_status cc_search_run(cc_search *search, const cc_place *sources, uint32_t nsources,
							   cc_measure measure, cc_direction direction, uint32_t limit);

/*
 * The beginning of every run: takes the sources and empties the queue. *steps are those to search;
 * in a multi-source search they do not lead into dead ends.
 */
extern cc_status cc_search_prepare(cc_search *search, const cc_place *sources, uint32_t nsources,
								   cc_measure measure, cc_direction direction, uint32_t limit,
								   const cc_steps **steps);

/* Takes the cost of a node from a source, CC_NONE for none; there is room in the queue. */
typedef void (*cc_enter)(cc_search *search, uint32_t node, uint32_t cost);

/* The next step: set the costs of the ends of the edges of the current sources. */
extern cc_status cc_search_enter(cc_search *search, cc_enter enter);

/* The cost of a node. */
static inline uint32_t
cc_search_cost(const cc_search *search, uint32_t node)
{
	return search->cost[(size_t) node * search->lanes + search->lane];
}

/*
 * Whole walk between the sources and a place, both doors included, in the
 * direction of the run: through either end of its edge, or straight along it from a source on
 * the same edge. Where the straight line from a source to the place's point is no longer
 * than both doors together and crosses no barrier, the walk from that source is that line at door
 * speed (by length: that line), or the path if rounding makes that a ms less.
 * CC_NONE when there is no walk within the limit.
 */
extern uint32_t cc_search_walk(const cc_search *search, const cc_place *place);

/*
 * Can a source and a place be so near that the straight line between them is no longer than both
 * doors? Never a wrong no.
 */
extern bool cc_search_line_possible(const cc_search *search, uint32_t s, const cc_place *place);

/* How a walk goes. */
typedef enum cc_way
{
	CC_WAY_THROUGH, /* through an end of the place's edge */
	CC_WAY_LINE,    /* the straight line from a source */
	CC_WAY_ALONG    /* along the edge that a source and the place share */
} cc_way;

typedef struct cc_walk
{
	uint32_t cost;   /* that of cc_search_walk */
	cc_way way;      /* the first of these where several are as short */
	uint32_t source; /* whose line or edge it is; CC_NONE through an end */
} cc_walk;

/* cc_search_walk, with the way. */
extern cc_walk cc_search_find(const cc_search *search, const cc_place *place);

/*
 * The walk between a source and a place straight along the edge that they share, with the
 * source's door only; CC_NONE where they share none, or beyond the limit.
 */
extern uint32_t cc_search_along(const cc_search *search, uint32_t s, uint32_t edge, uint32_t at_mm);

/* What a place adds to a walk: its door, and its edge up to either end, CC_NONE for no way. */
typedef struct cc_ends
{
	uint32_t u;
	uint32_t v;
	uint32_t door;
} cc_ends;

/* Of the place where walks start (leaving) or end. All CC_NONE for a place without an edge. */
extern cc_ends cc_place_ends(const cc_graph *graph, const cc_place *place, cc_measure measure,
							 bool leaving);

/* a + b, or CC_NONE when a part is or the sum is beyond limit. */
static inline uint32_t
cc_add_within(uint32_t a, uint32_t b, uint32_t limit)
{
	if (a > limit || b > limit - a)
		return CC_NONE;
	return a + b;
}

/*
 * The walk through either end of a place's edge, as cc_graph_walked has it: cc_search_walk for a
 * place that is on no source's edge and farther from any source than both doors.
 */
static inline uint32_t
cc_search_through(const cc_search *search, const cc_gedge *edge, cc_ends ends)
{
	uint32_t by_u = cc_add_within(cc_search_cost(search, edge->u), ends.u, search->limit);
	uint32_t by_v = cc_add_within(cc_search_cost(search, edge->v), ends.v, search->limit);

	return cc_add_within(by_u < by_v ? by_u : by_v, ends.door, search->limit);
}

/* ms to deciseconds, mm to decimetres. */
static inline uint32_t
cc_stored(uint32_t cost)
{
	return (cost + 50) / 100;
}

/* The search limit at which every cost that is stored as at most limit is found. */
static inline uint32_t
cc_search_limit(uint32_t stored_limit)
{
	return stored_limit * 100 + 49;
}

#endif /* CC_SEARCH_H */
