/*
 * fuzz.h
 *		What the fuzz targets of the two types share.
 *
 * test/fuzz/fuzz.h
 */
#ifndef FUZZ_H
#define FUZZ_H

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

#endif /* FUZZ_H */
