/*
 * multi_search.c
 *		Bounded shortest walks from several amenities at once.
 *
 * src/core/route/multi_search.c
 */
#include "route/multi_search.h"

#include <string.h>

#define POLL_EVERY 1000 /* nodes */

/*
 * A node's state in the queue: 0 before it is touched, the key + 1 while it is queued, then DONE.
 * No key is so great that the two could be taken for each other.
 */
#define DONE UINT32_MAX
#define MAX_LIMIT (UINT32_MAX - 3)

/* Where a search stands, held beside its arrays while it goes on. */
typedef struct front
{
	uint32_t *cost;
	uint32_t *wait;
	uint32_t *touched;
	uint32_t ntouched;
	uint32_t limit;
	cc_queue queue;
} front;

static inline front
open_front(const cc_search *search)
{
	return (front){search->cost,     search->wait,  search->touched,
				   search->ntouched, search->limit, search->queue};
}

static inline void
close_front(cc_search *search, const front *front)
{
	search->ntouched = front->ntouched;
	search->queue = front->queue;
}

/*
 * The cost of a lane of a node has decreased: queue the node at a key, unless it is queued at no
 * greater one. Its label in a later bucket is skipped there.
 */
static CC_WIDE_PART void
let_wait(front *front, uint32_t node, uint32_t key)
{
	uint32_t wait = front->wait[node];

	/* Neither of 0 and DONE is less. */
	if (wait - 1 <= key)
		return;
	front->wait[node] = key + 1;
	if (wait != 0 && wait != DONE && (wait - 1) / CC_BUCKET == key / CC_BUCKET)
		return;
	front->touched[front->ntouched] = node;
	front->ntouched += wait == 0;
	cc_queue_push_if(&front->queue, node, key, true);
}

/* The key of a node that was taken out of a bucket; false if it does not wait there. */
static CC_WIDE_PART bool
end_wait(front *front, uint32_t node, size_t bucket, uint32_t *key)
{
	uint32_t wait = front->wait[node];

	*key = wait - 1;
	if (wait == DONE || *key / CC_BUCKET != bucket)
		return false;
	front->wait[node] = DONE;
	return true;
}

/*
 * Walk a step for all lanes; room is what each may still cost. Returns whether that made one of
 * them less.
 */
static CC_WIDE_PART bool
walk_step(uint32_t *to, const uint32_t *from, const uint32_t *room, uint32_t cost)
{
	uint32_t changed = 0;

	for (int k = 0; k < CC_LANES; k++)
	{
		uint32_t sum = from[k] + cost;
		uint32_t way = cost <= room[k] ? sum : CC_NONE;
		uint32_t least = way < to[k] ? way : to[k];

		changed |= least ^ to[k];
		to[k] = least;
	}
	return changed != 0;
}

/* Walk all steps from a node for which there is room in the queue. */
static CC_WIDE_PART void
walk_on(front *front, const cc_steps *steps, uint32_t node, uint32_t key)
{
	const uint32_t *costs = &front->cost[(size_t) node * CC_LANES];
	const uint32_t limit = front->limit;
	uint32_t from[CC_LANES];
	uint32_t room[CC_LANES];

	for (int k = 0; k < CC_LANES; k++)
	{
		room[k] = costs[k] == CC_NONE ? 0 : limit - costs[k];
		from[k] = costs[k] == CC_NONE ? CC_NONE : limit - room[k];
	}
	for (uint32_t s = steps->first[node]; s < steps->first[node + 1]; s++)
	{
		cc_step step = steps->steps[s];

		/* A lane that decreases has a cost within the limit: so has the key. */
		if (walk_step(&front->cost[(size_t) step.to * CC_LANES], from, room, step.cost))
			let_wait(front, step.to, key + step.cost);
	}
}

CC_WIDE_CLONES static cc_status
settle_all(cc_search *search, const cc_steps *steps)
{
	const cc_env *env = search->graph->env;
	const size_t nbuckets = (size_t) search->limit / CC_BUCKET + 1;
	uint32_t until_poll = POLL_EVERY;
	front front = open_front(search);
	cc_status status = CC_OK;
	uint32_t node;
	uint32_t key;

	for (size_t bucket = 0; bucket < nbuckets && status == CC_OK; bucket++)
	{
		while (status == CC_OK && cc_queue_pop(&front.queue, bucket, &node, &key))
		{
			if (!end_wait(&front, node, bucket, &key))
				continue;
			status =
				cc_queue_reserve(env, &front.queue, steps->first[node + 1] - steps->first[node]);
			if (status == CC_OK && --until_poll == 0)
			{
				until_poll = POLL_EVERY;
				status = cc_stop(env) ? CC_CANCELED : CC_OK;
			}
			if (status == CC_OK)
				walk_on(&front, steps, node, key);
		}
	}
	close_front(search, &front);
	return status;
}

static void
enter_end(cc_search *search, uint32_t node, uint32_t cost)
{
	uint32_t *known = &search->cost[(size_t) node * CC_LANES + search->lane];
	front front = open_front(search);

	/* CC_NONE is not less. */
	if (cost < *known)
	{
		*known = cost;
		let_wait(&front, node, cost);
	}
	close_front(search, &front);
}

static void
clear_costs(cc_search *search)
{
	for (uint32_t i = 0; i < search->ntouched; i++)
	{
		uint32_t node = search->touched[i];

		memset(&search->cost[(size_t) node * CC_LANES], 0xff, CC_LANES * sizeof(uint32_t));
		search->wait[node] = 0;
	}
	search->ntouched = 0;
}

void
cc_multi_search_select(cc_search *search, uint32_t lane)
{
	search->lane = lane;
	search->sources = search->all.sources + search->all.first[lane];
	search->source_mx = search->all.mx + search->all.first[lane];
	search->nsources = search->all.first[lane + 1] - search->all.first[lane];
}

cc_status
cc_multi_search_run(cc_search *search, const cc_place *sources, const uint32_t *first,
					uint32_t nlanes, cc_measure measure, cc_direction direction, uint32_t limit)
{
	const cc_steps *steps;
	cc_status status;

	if (search->lanes != CC_LANES)
		return CC_BAD_INPUT;
	clear_costs(search);
	memcpy(search->all.first, first, (nlanes + 1) * sizeof(uint32_t));
	status = cc_search_prepare(search, sources, first[nlanes], measure, direction,
							   limit < MAX_LIMIT ? limit : MAX_LIMIT, &steps);
	for (uint32_t lane = 0; lane < nlanes && status == CC_OK; lane++)
	{
		cc_multi_search_select(search, lane);
		status = cc_search_enter(search, enter_end);
	}
	if (status == CC_OK)
		status = settle_all(search, steps);
	if (status == CC_OK)
		cc_multi_search_select(search, 0);
	return status;
}
