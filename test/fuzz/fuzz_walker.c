/*
 * fuzz_walker.c
 *		Arbitrary numbers as a walker: refused with a reason, or a walker whose times are none
 *		that anybody could take for impassable.
 *
 * test/fuzz/fuzz_walker.c
 */
#include "walk/slope.h"
#include "walk/walker.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const double efforts_mm[] = {0, 1, 1e3, 1e6, 4e9, 1e300};
	uint8_t bits = fuzz_byte(&data, &size);
	cc_walker walker = {.slope = (cc_slope) (fuzz_byte(&data, &size) % 4)};
	cc_detail detail = {0};

	walker.speed_m_s = fuzz_double(&data, &size);
	walker.steps_factor = fuzz_double(&data, &size);
	walker.door_speed_m_s = fuzz_double(&data, &size);
	walker.snap_limit_m = fuzz_double(&data, &size);
	walker.slope_strength = fuzz_double(&data, &size);
	walker.crossing_s = fuzz_double(&data, &size);
	walker.lift_s = fuzz_double(&data, &size);
	cc_walker_digest(&walker);
	if (cc_walker_check(&walker, &detail) != CC_OK)
	{
		require_detail(&detail, 0);
		return 0;
	}
	require(cc_walker_fastest_m_s(&walker) >= walker.door_speed_m_s);
	for (size_t i = 0; i < sizeof(efforts_mm) / sizeof(efforts_mm[0]); i++)
		if (cc_walker_can_use(&walker, bits))
			require(cc_walk_ms(&walker, bits, efforts_mm[i], walker.lift_s * 1000) < CC_IMPASSABLE);
	require(cc_door_ms(&walker, UINT32_MAX) < CC_IMPASSABLE);
	return 0;
}
