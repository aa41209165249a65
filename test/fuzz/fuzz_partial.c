/*
 * fuzz_partial.c
 *		Arbitrary bytes as the sums of a part of a city: refused with a reason, or counted in and
 *		written as bytes that are read as the same sums.
 *
 * test/fuzz/fuzz_partial.c
 */
#include "analysis/partial.h"
#include "fuzz.h"

/* Room for sums of two standards, as a server has that asks for these. */
static void
count_in(const uint8_t *data, size_t size)
{
	static const char text[] = "a within 5 min & (b * 3 within 10 min | c within 100 m)";
	static cc_env env;
	static uint8_t *value;
	static size_t len;
	static const cc_standard *standards[2];
	cc_standard *standard;
	cc_indicator *indicator;

	if (value == NULL)
	{
		env = fuzz_env();
		require(cc_standard_parse(&env, text, sizeof(text) - 1, &value, &len, NULL) == CC_OK);
		require(cc_standard_decode(&env, value, len, &standard, NULL) == CC_OK);
		standards[0] = standards[1] = standard;
	}
	require(cc_indicator_create(&env, standards, 2, 2, &indicator) == CC_OK);
	cc_partial_add(indicator, data, size, NULL);
	cc_indicator_release(indicator);
}

/* Statistics of whatever was taken. */
static void
describe(cc_indicator *indicator)
{
	for (uint32_t i = 0; i < indicator->nitems; i++)
		for (uint32_t w = 0; w < indicator->nweights; w++)
		{
			cc_distribution_stats stats =
				cc_distribution_describe(&indicator->items[i].values, w, 12000, 6000);

			require(stats.total ==
					indicator->items[i].sums[w].total - indicator->items[i].sums[w].unsnapped);
			cc_distribution_describe(&indicator->items[i].proximity, w, CC_BEYOND, 900000);
		}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_env env = fuzz_env();
	cc_detail detail;
	cc_indicator *indicator;
	cc_buffer once;
	cc_buffer again;

	count_in(data, size);
	if (cc_partial_create(&env, data, size, &indicator, &detail) != CC_OK)
	{
		require_detail(&detail, size);
		return 0;
	}
	if (cc_partial_add(indicator, data, size, &detail) != CC_OK)
	{
		require_detail(&detail, size);
		cc_indicator_release(indicator);
		return 0;
	}
	cc_buffer_init(&once, &env);
	cc_partial_write(indicator, &once);
	describe(indicator);
	cc_indicator_clear(indicator);
	require(cc_partial_add(indicator, once.data, once.len, &detail) == CC_OK);
	cc_buffer_init(&again, &env);
	cc_partial_write(indicator, &again);
	require(once.len == again.len && memcmp(once.data, again.data, once.len) == 0);
	require(cc_partial_subtract(indicator, data, size, &detail) == CC_OK);
	require(indicator->nhomes == 0);
	cc_indicator_release(indicator);
	free(once.data);
	free(again.data);
	return 0;
}
