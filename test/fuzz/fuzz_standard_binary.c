/*
 * fuzz_standard_binary.c
 *		Arbitrary bytes as a standard: refused, or printed and read again as the same bytes.
 *
 * test/fuzz/fuzz_standard_binary.c
 */
#include "types/standard.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_env env = fuzz_env();
	cc_standard *standard;
	cc_buffer text;
	uint8_t *again;
	size_t len;

	if (cc_standard_decode(&env, data, size, &standard, NULL) != CC_OK)
		return 0;
	cc_buffer_init(&text, &env);
	cc_standard_print(&text, standard);
	require(cc_standard_parse(&env, (const char *) text.data, text.len, &again, &len, NULL) ==
			CC_OK);
	require(len == size && memcmp(again, data, size) == 0);
	free(again);
	free(text.data);
	free(standard);
	return 0;
}
