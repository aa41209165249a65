/*
 * base.h
 *		Status codes, the caller's environment, and overflow-safe sizes.
 *
 * The core is plain C11. It never allocates, prints, jumps or keeps state on
 * its own: memory and cancellation come from a cc_env, failures go out as a
 * cc_status with a cc_detail that the caller turns into words.
 *
 * src/core/base/base.h
 */
#ifndef CC_BASE_H
#define CC_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cc_status
{
	CC_OK = 0,
	CC_NOMEM,        /* the environment had no memory left */
	CC_CANCELED,     /* the environment's poll asked to stop */
	CC_LIMIT,        /* a documented limit was exceeded */
	CC_BAD_INPUT,    /* the caller's value is not acceptable */
	CC_CORRUPT,      /* stored or received bytes are not a valid value */
	CC_UNANSWERABLE, /* the value does not know the answer */
	CC_NOT_FOUND     /* nothing of that name or in that reach */
} cc_status;

/*
 * What went wrong, for a message: reason is a constant English sentence without
 * capital or full stop (may be NULL), at a byte offset in the input or -1,
 * number whatever the reason speaks of, name an identifier cut to fit, always
 * terminated.
 */
typedef struct cc_detail
{
	const char *reason;
	const char *hint;
	int64_t at;
	int64_t number[2];
	char name[192];
} cc_detail;

/*
 * The caller's environment. alloc returns NULL on failure and never jumps;
 * memory is aligned for any object and not zeroed. poll returns non-zero when
 * the caller wants the work to stop soon; it may be NULL.
 */
typedef struct cc_env
{
	void *(*alloc)(void *ctx, size_t size);
	void (*release)(void *ctx, void *ptr);
	int (*poll)(void *ctx);
	void *ctx;
} cc_env;

/* count * size + extra bytes, or NULL on overflow or without memory. */
extern void *cc_alloc(const cc_env *env, size_t count, size_t size, size_t extra);

/* As cc_alloc without extra, zeroed. */
extern void *cc_alloc0(const cc_env *env, size_t count, size_t size);

/*
 * Grow an array to hold at least need items: doubles *capacity, copies
 * used items, releases the old one. *array may be NULL with *capacity 0.
 */
extern cc_status cc_grow(const cc_env *env, void **array, size_t *capacity, size_t used,
						 size_t need, size_t size);

/*
 * Before a function that compares many numbers: it is compiled for processors with wide registers,
 * too, and the one that fits is taken when the library is loaded. CC_PORTABLE leaves the clones
 * out, as every machine but x86-64 does; both give the same bytes.
 */
#if !defined(CC_PORTABLE) && defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && \
	!defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define CC_WIDE_CLONES __attribute__((target_clones("avx2", "default")))
#define CC_WIDE_PART inline __attribute__((always_inline)) /* a function that these call */
#else
#define CC_WIDE_CLONES
#define CC_WIDE_PART inline
#endif

/* Release ptr unless it is NULL. */
extern void cc_free(const cc_env *env, void *ptr);

/* Sort numbers, the least first; they may be NULL where there are none. */
extern void cc_sort_numbers(uint32_t *numbers, size_t n);

/* True when the caller wants to stop. */
static inline bool
cc_stop(const cc_env *env)
{
	return env->poll != NULL && env->poll(env->ctx) != 0;
}

/* Fill a detail (which may be NULL) and return the status, to be used in return statements. */
extern cc_status cc_fail(cc_detail *detail, cc_status status, const char *reason, int64_t at);

/* Put a name, not necessarily terminated, into a detail; cut at a UTF-8 boundary. */
extern void cc_detail_name(cc_detail *detail, const char *name, size_t len);

/*
 * An append-only byte buffer over an environment. After a failed append the
 * buffer stays failed, so that writers check once, at the end.
 */
typedef struct cc_buffer
{
	const cc_env *env;
	uint8_t *data;
	size_t len;
	size_t capacity;
	cc_status status;
} cc_buffer;

extern void cc_buffer_init(cc_buffer *buffer, const cc_env *env);
extern void cc_put_bytes(cc_buffer *buffer, const void *bytes, size_t len);
extern void cc_put_u8(cc_buffer *buffer, uint8_t value);
extern void cc_put_varint(cc_buffer *buffer, uint64_t value); /* LEB128, at most 10 bytes */
extern void cc_put_zigzag(cc_buffer *buffer, int64_t value);  /* signed, zigzag LEB128 */

/*
 * A reader over foreign bytes. Reads past the end or over-long varints mark the
 * reader failed and give 0, so that readers check once per block.
 */
typedef struct cc_reader
{
	const uint8_t *data;
	size_t len;
	size_t at;
	bool failed;
} cc_reader;

extern uint8_t cc_get_u8(cc_reader *reader);
extern uint64_t cc_get_varint(cc_reader *reader); /* rejects non-shortest forms */
extern int64_t cc_get_zigzag(cc_reader *reader);
extern const uint8_t *cc_get_bytes(cc_reader *reader, size_t len); /* NULL when failed */

/* 128-bit digest of a row or of a set of rows. */
typedef struct cc_digest
{
	uint64_t lo;
	uint64_t hi;
} cc_digest;

/*
 * Digest of a byte string (own code, in the manner of a 128-bit multiply-mix;
 * not cryptographic). The same bytes give the same digest on every machine.
 */
extern cc_digest cc_digest_bytes(const void *bytes, size_t len, uint64_t seed);

/* Sum modulo 2^128: order-free, duplicates count (never xor). */
extern cc_digest cc_digest_add(cc_digest a, cc_digest b);

#endif /* CC_BASE_H */
