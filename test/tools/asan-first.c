/*
 * asan-first.c
 *		A constructor that asks for memory before any other does; see asan_postgres() in check.
 *
 * test/tools/asan-first.c
 */
#include <stdlib.h>

__attribute__((constructor)) static void
first(void)
{
	void *volatile memory = malloc(1);

	free(memory);
}
