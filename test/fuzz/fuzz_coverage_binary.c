/*
 * fuzz_coverage_binary.c
 *		Arbitrary bytes as a coverage: walked without harm; and refused, or printed and read
 *		again as the same bytes.
 *
 * test/fuzz/fuzz_coverage_binary.c
 */
#include "types/score.h"
#include "fuzz.h"

/* Ask a standard of bytes that nobody validated, as stored ones are. */
static void
ask(const uint8_t *data, size_t size)
{
	static const char text[] = "a within 5 min & (b * 3 within 10 min | c within 100 m)";
	static uint8_t *value;
	static size_t len;
	static cc_standard *standard;
	cc_env env = fuzz_env();
	cc_decay decay = {CC_LINEAR, {0, 0}};
	cc_gap gaps[8];
	uint32_t ngaps;
	double score;
	bool met;

	if (standard == NULL)
	{
		require(cc_standard_parse(&env, text, sizeof(text) - 1, &value, &len, NULL) == CC_OK);
		require(cc_standard_decode(&env, value, len, &standard, NULL) == CC_OK);
	}
	cc_standard_meets(standard, data, size, &met, NULL);
	cc_score(standard, data, size, &decay, &score, NULL);
	cc_standard_gaps(standard, data, size, gaps, &ngaps, NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_env env = fuzz_env();
	cc_buffer text;
	uint8_t *again;
	size_t len;

	ask(data, size);
	cc_buffer_init(&text, &env);
	if (cc_coverage_check(&env, data, size, NULL) != CC_OK)
		return 0;
	require(cc_coverage_print(&text, data, size) == CC_OK);
	require(cc_coverage_parse(&env, (const char *) text.data, text.len, &again, &len, NULL) ==
			CC_OK);
	require(len == size && memcmp(again, data, size) == 0);
	free(again);
	free(text.data);
	return 0;
}
