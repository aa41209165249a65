/*
 * fuzz_standard_text.c
 *		Arbitrary text as a standard: refused at a place within it, or printed and read again
 *		as the same value.
 *
 * test/fuzz/fuzz_standard_text.c
 */
#include "types/standard.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_env env = fuzz_env();
	cc_detail detail = {0};
	cc_standard *standard;
	cc_buffer text;
	uint8_t *value;
	uint8_t *again;
	size_t len;
	size_t again_len;

	if (cc_standard_parse(&env, (const char *) data, size, &value, &len, &detail) != CC_OK)
	{
		require_detail(&detail, size);
		return 0;
	}
	require(cc_standard_decode(&env, value, len, &standard, NULL) == CC_OK);
	cc_buffer_init(&text, &env);
	cc_standard_print(&text, standard);
	require(cc_standard_parse(&env, (const char *) text.data, text.len, &again, &again_len, NULL) ==
			CC_OK);
	require(len == again_len && memcmp(value, again, len) == 0);
	free(again);
	free(text.data);
	free(standard);
	free(value);
	return 0;
}
