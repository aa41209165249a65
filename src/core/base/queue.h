/*
 * queue.h
 *		A queue of labels in buckets of equal width, cheapest bucket first.
 *
 * Order inside a bucket does not matter: who takes a label out checks that it is still the node's
 * best, or has a node wait once only, and may put labels back into the current bucket.
 *
 * src/core/base/queue.h
 */
#ifndef CC_QUEUE_H
#define CC_QUEUE_H

#include "base/base.h"

#define CC_BUCKET 6400 /* ms or mm: some 8 m of a walk */

typedef struct cc_label
{
	uint32_t node;
	uint32_t cost;
	uint32_t next; /* in its bucket */
} cc_label;

typedef struct cc_queue
{
	uint32_t *heads; /* per bucket: its first label, UINT32_MAX for none */
	size_t nheads;   /* allocated */
	cc_label *labels;
	size_t capacity;
	uint32_t used; /* labels are not used again before the next reset */
} cc_queue;

/* Make the queue empty with room for costs up to limit. */
extern cc_status cc_queue_reset(const cc_env *env, cc_queue *queue, uint32_t limit);
extern void cc_queue_release(const cc_env *env, cc_queue *queue);

/* The slow part of cc_queue_reserve. */
extern cc_status cc_queue_grow(const cc_env *env, cc_queue *queue, uint32_t more);

/* Make room for so many labels more. */
static inline cc_status
cc_queue_reserve(const cc_env *env, cc_queue *queue, uint32_t more)
{
	return queue->capacity - queue->used >= more ? CC_OK : cc_queue_grow(env, queue, more);
}

/*
 * Add a label, for which there is room, if wanted. By masks: of a choice a compiler would make a
 * branch.
 */
static inline void
cc_queue_push_if(cc_queue *queue, uint32_t node, uint32_t cost, bool wanted)
{
	uint32_t mask = 0u - (uint32_t) wanted;
	uint32_t *head = &queue->heads[cost / CC_BUCKET & mask];
	uint32_t at = queue->used;

	queue->labels[at] = (cc_label){node, cost, *head};
	*head = (at & mask) | (*head & ~mask);
	queue->used += wanted;
}

/* Take a label out of a bucket; false when the bucket is empty. */
static inline bool
cc_queue_pop(cc_queue *queue, size_t bucket, uint32_t *node, uint32_t *cost)
{
	uint32_t at = queue->heads[bucket];

	if (at == UINT32_MAX)
		return false;
	*node = queue->labels[at].node;
	*cost = queue->labels[at].cost;
	queue->heads[bucket] = queue->labels[at].next;
	return true;
}

#endif /* CC_QUEUE_H */
