/*
 * base.c
 *		Overflow-safe memory, byte buffers and readers, digests.
 *
 * src/core/base/base.c
 */
#include "base/base.h"

#include <stdlib.h>
#include <string.h>

void *
cc_alloc(const cc_env *env, size_t count, size_t size, size_t extra)
{
	size_t total;

	if (size != 0 && count > (SIZE_MAX - extra) / size)
		return NULL;
	total = count * size + extra;
	/* An empty array is memory too: NULL always means failure. */
	return env->alloc(env->ctx, total == 0 ? 1 : total);
}

void *
cc_alloc0(const cc_env *env, size_t count, size_t size)
{
	void *ptr = cc_alloc(env, count, size, 0);

	if (ptr != NULL)
		memset(ptr, 0, count * size);
	return ptr;
}

cc_status
cc_grow(const cc_env *env, void **array, size_t *capacity, size_t used, size_t need, size_t size)
{
	size_t want = *capacity < 16 ? 16 : *capacity;
	void *grown;

	if (need <= *capacity)
		return CC_OK;
	while (want < need)
		want = want > SIZE_MAX / 2 ? need : want * 2;
	grown = cc_alloc(env, want, size, 0);
	if (grown == NULL)
		return CC_NOMEM;
	if (used > 0)
		memcpy(grown, *array, used * size);
	cc_free(env, *array);
	*array = grown;
	*capacity = want;
	return CC_OK;
}

void
cc_free(const cc_env *env, void *ptr)
{
	if (ptr != NULL)
		env->release(env->ctx, ptr);
}

static int
compare_numbers(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *) left;
	uint32_t b = *(const uint32_t *) right;

	return (a > b) - (a < b);
}

void
cc_sort_numbers(uint32_t *numbers, size_t n)
{
	if (n > 1)
		qsort(numbers, n, sizeof(uint32_t), compare_numbers);
}

cc_status
cc_fail(cc_detail *detail, cc_status status, const char *reason, int64_t at)
{
	if (detail != NULL)
	{
		memset(detail, 0, sizeof(*detail));
		detail->reason = reason;
		detail->at = at;
	}
	return status;
}

void
cc_detail_name(cc_detail *detail, const char *name, size_t len)
{
	if (detail == NULL)
		return;
	if (len >= sizeof(detail->name))
	{
		len = sizeof(detail->name) - 1;
		/* Do not cut a character: step back over its continuation bytes. */
		while (len > 0 && ((unsigned char) name[len] & 0xC0) == 0x80)
			len--;
	}
	if (len > 0)
		memcpy(detail->name, name, len);
	detail->name[len] = '\0';
}

/* --- writing --- */

void
cc_buffer_init(cc_buffer *buffer, const cc_env *env)
{
	memset(buffer, 0, sizeof(*buffer));
	buffer->env = env;
	buffer->status = CC_OK;
}

void
cc_put_bytes(cc_buffer *buffer, const void *bytes, size_t len)
{
	void *data = buffer->data;

	if (buffer->status != CC_OK || len == 0)
		return;
	if (len > SIZE_MAX - buffer->len)
	{
		buffer->status = CC_NOMEM;
		return;
	}
	buffer->status =
		cc_grow(buffer->env, &data, &buffer->capacity, buffer->len, buffer->len + len, 1);
	buffer->data = data;
	if (buffer->status != CC_OK)
		return;
	memcpy(buffer->data + buffer->len, bytes, len);
	buffer->len += len;
}

void
cc_put_u8(cc_buffer *buffer, uint8_t value)
{
	cc_put_bytes(buffer, &value, 1);
}

void
cc_put_varint(cc_buffer *buffer, uint64_t value)
{
	uint8_t bytes[10];
	size_t len = 0;

	while (value >= 0x80)
	{
		bytes[len++] = (uint8_t) (value | 0x80);
		value >>= 7;
	}
	bytes[len++] = (uint8_t) value;
	cc_put_bytes(buffer, bytes, len);
}

void
cc_put_zigzag(cc_buffer *buffer, int64_t value)
{
	cc_put_varint(buffer, ((uint64_t) value << 1) ^ (value < 0 ? UINT64_MAX : 0));
}

/* --- reading --- */

uint8_t
cc_get_u8(cc_reader *reader)
{
	if (reader->failed || reader->at >= reader->len)
	{
		reader->failed = true;
		return 0;
	}
	return reader->data[reader->at++];
}

uint64_t
cc_get_varint(cc_reader *reader)
{
	uint64_t value = 0;
	uint8_t byte;

	for (int shift = 0; shift < 70; shift += 7)
	{
		byte = cc_get_u8(reader);
		if (reader->failed)
			return 0;
		/* The tenth byte has room for one bit; a last byte of zero is not the shortest form. */
		if ((shift == 63 && byte > 1) || (shift > 0 && byte == 0))
			break;
		value |= (uint64_t) (byte & 0x7F) << shift;
		if (byte < 0x80)
			return value;
	}
	reader->failed = true;
	return 0;
}

int64_t
cc_get_zigzag(cc_reader *reader)
{
	uint64_t value = cc_get_varint(reader);
	int64_t half = (int64_t) (value >> 1);

	return (value & 1) ? -half - 1 : half;
}

const uint8_t *
cc_get_bytes(cc_reader *reader, size_t len)
{
	if (reader->failed || len > reader->len - reader->at)
	{
		reader->failed = true;
		return NULL;
	}
	reader->at += len;
	return reader->data + (reader->at - len);
}

/* --- digests --- */

#define MIX_A UINT64_C(0x9E6C63D0876A9A47)
#define MIX_B UINT64_C(0xD1342543DE82EF95)
#define MIX_C UINT64_C(0xAF251AF3B0F025B5)

static inline uint64_t
rotate(uint64_t value, int by)
{
	return value << by | value >> (64 - by);
}

/* Up to eight bytes, the first the lowest, whatever the machine's byte order. */
static inline uint64_t
load_word(const uint8_t *bytes, size_t len)
{
	uint64_t word = 0;

	for (size_t i = 0; i < len; i++)
		word |= (uint64_t) bytes[i] << (8 * i);
	return word;
}

/*
 * One step: every part of it can be undone, so two states or two words never
 * fall together here.
 */
static inline cc_digest
mix(cc_digest state, uint64_t first, uint64_t second)
{
	state.lo = (state.lo ^ first) * MIX_A;
	state.lo ^= state.lo >> 32;
	state.hi = (state.hi + second) * MIX_B;
	state.hi ^= state.hi >> 29;
	state.lo += rotate(state.hi, 23);
	state.hi ^= rotate(state.lo * MIX_C, 41);
	return state;
}

/* Let every bit of a word change about half of all bits; can be undone, too. */
static inline uint64_t
scatter(uint64_t word)
{
	word = (word ^ word >> 31) * MIX_A;
	word = (word ^ word >> 29) * MIX_B;
	return word ^ word >> 32;
}

cc_digest
cc_digest_bytes(const void *bytes, size_t len, uint64_t seed)
{
	const uint8_t *at = bytes;
	cc_digest state = {seed ^ MIX_C, (uint64_t) len};
	size_t left = len;

	state = mix(state, MIX_B, MIX_A);
	for (; left >= 16; left -= 16, at += 16)
		state = mix(state, load_word(at, 8), load_word(at + 8, 8));
	if (left > 8)
		state = mix(state, load_word(at, 8), load_word(at + 8, left - 8));
	else if (left > 0)
		state = mix(state, load_word(at, left), 0);
	for (int round = 0; round < 2; round++)
	{
		state.lo = scatter(state.lo + state.hi);
		state.hi = scatter(state.hi + rotate(state.lo, 32));
	}
	return state;
}

cc_digest
cc_digest_add(cc_digest a, cc_digest b)
{
	cc_digest sum;

	sum.lo = a.lo + b.lo;
	sum.hi = a.hi + b.hi + (sum.lo < a.lo ? 1 : 0);
	return sum;
}
