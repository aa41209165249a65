/*
 * queue.c
 *		A queue of labels in buckets of equal width.
 *
 * src/core/base/queue.c
 */
#include "base/queue.h"

#include <string.h>

cc_status
cc_queue_reset(const cc_env *env, cc_queue *queue, uint32_t limit)
{
	size_t need = (size_t) limit / CC_BUCKET + 1;

	if (need > queue->nheads)
	{
		uint32_t *heads = cc_alloc(env, need, sizeof(uint32_t), 0);

		if (heads == NULL)
			return CC_NOMEM;
		cc_free(env, queue->heads);
		queue->heads = heads;
		queue->nheads = need;
	}
	memset(queue->heads, 0xff, need * sizeof(uint32_t));
	queue->used = 0;
	return CC_OK;
}

void
cc_queue_release(const cc_env *env, cc_queue *queue)
{
	cc_free(env, queue->heads);
	cc_free(env, queue->labels);
}

cc_status
cc_queue_grow(const cc_env *env, cc_queue *queue, uint32_t more)
{
	size_t need = (size_t) queue->used + more;

	if (need >= UINT32_MAX)
		return CC_LIMIT;
	return cc_grow(env, (void **) &queue->labels, &queue->capacity, queue->used, need,
				   sizeof(cc_label));
}
