/*
 * fuzz_coverage_text.c
 *		Arbitrary text as a coverage: refused at a place within it, or printed and read again
 *		as the same value.
 *
 * test/fuzz/fuzz_coverage_text.c
 */
#include "types/coverage.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_env env = fuzz_env();
	cc_detail detail = {0};
	cc_buffer text;
	uint8_t *value;
	uint8_t *again;
	size_t len;
	size_t again_len;

	if (cc_coverage_parse(&env, (const char *) data, size, &value, &len, &detail) != CC_OK)
	{
		require_detail(&detail, size);
		return 0;
	}
	require(cc_coverage_check(&env, value, len, NULL) == CC_OK);
	cc_buffer_init(&text, &env);
	require(cc_coverage_print(&text, value, len) == CC_OK);
	require(cc_coverage_parse(&env, (const char *) text.data, text.len, &again, &again_len, NULL) ==
			CC_OK);
	require(len == again_len && memcmp(value, again, len) == 0);
	free(again);
	free(text.data);
	free(value);
	return 0;
}
