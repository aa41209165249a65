/*
 * fuzz_decay.c
 *		Arbitrary text as a decay: refused at a place within it, or a worth from 0 to 1 that
 *		never grows with the walk.
 *
 * test/fuzz/fuzz_decay.c
 */
#include "types/score.h"
#include "fuzz.h"

static void
check_worth(const cc_decay *decay)
{
	static const double limits[] = {0.1, 1, 15, 500, 1440, 100000};

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
	{
		double before = 1;

		for (int tenth = 0; tenth <= 22; tenth++)
		{
			double worth = cc_decay_worth(decay, limits[i] * tenth / 10, limits[i]);

			require(worth >= 0 && worth <= before);
			before = worth;
		}
		require(before == 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_detail detail = {0};
	cc_decay decay;

	if (cc_decay_parse((const char *) data, size, &decay, &detail) == CC_OK)
		check_worth(&decay);
	else
		require_detail(&detail, size);
	return 0;
}
