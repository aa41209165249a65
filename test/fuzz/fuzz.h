/*
 * fuzz.h
 *		What the fuzz targets share.
 *
 * test/fuzz/fuzz.h
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void *
fuzz_alloc(void *ctx, size_t size)
{
	(void) ctx;
	return malloc(size);
}

static inline void
fuzz_release(void *ctx, void *ptr)
{
	(void) ctx;
	free(ptr);
}

static inline cc_env
fuzz_env(void)
{
	cc_env env = {fuzz_alloc, fuzz_release, NULL, NULL};

	return env;
}

static inline void
require(int holds)
{
	if (!holds)
		abort();
}

/* What a failure says: a reason, a place within the input or none, a name that is terminated. */
static inline void
require_detail(const cc_detail *detail, size_t size)
{
	require(detail->reason != NULL && detail->reason[0] != '\0');
	require(detail->at >= -1 && detail->at <= (int64_t) size);
	require(memchr(detail->name, '\0', sizeof(detail->name)) != NULL);
	require(detail->hint == NULL || detail->hint[0] != '\0');
}

/* The next number of an input, zero behind its end. */
static inline double
fuzz_double(const uint8_t **data, size_t *size)
{
	size_t n = *size < sizeof(double) ? *size : sizeof(double);
	double number = 0;

	memcpy(&number, *data, n);
	*data += n;
	*size -= n;
	return number;
}

static inline uint8_t
fuzz_byte(const uint8_t **data, size_t *size)
{
	if (*size == 0)
		return 0;
	(*size)--;
	return *(*data)++;
}

#endif /* FUZZ_H */
