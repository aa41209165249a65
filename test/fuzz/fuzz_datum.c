/*
 * fuzz_datum.c
 *		Arbitrary positions shifted and shifted back: within the box they come back, outside
 *		they stay, and what is finite stays finite.
 *
 * test/fuzz/fuzz_datum.c
 */
#include "base/datum.h"
#include "fuzz.h"

static void
there_and_back(cc_datum datum, double lon, double lat)
{
	double to_lon = lon;
	double to_lat = lat;

	cc_from_wgs84(datum, &to_lon, &to_lat);
	if (memcmp(&to_lon, &lon, sizeof(lon)) == 0 && memcmp(&to_lat, &lat, sizeof(lat)) == 0)
		return;
	require(fabs(to_lon - lon) < 0.05 && fabs(to_lat - lat) < 0.05);
	cc_to_wgs84(datum, &to_lon, &to_lat);
	require(fabs(to_lon - lon) <= 1e-8 && fabs(to_lat - lat) <= 1e-8);
}

static void
back(cc_datum datum, double lon, double lat)
{
	double from_lon = lon;
	double from_lat = lat;

	cc_to_wgs84(datum, &from_lon, &from_lat);
	require(isfinite(from_lon) == isfinite(lon) && isfinite(from_lat) == isfinite(lat));
	if (isfinite(lon) && isfinite(lat))
		require(fabs(from_lon - lon) < 0.05 && fabs(from_lat - lat) < 0.05);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_datum datum = (cc_datum) (fuzz_byte(&data, &size) % 3);
	double lon = fuzz_double(&data, &size);
	double lat = fuzz_double(&data, &size);

	there_and_back(datum, lon, lat);
	back(datum, lon, lat);
	/* The same bits as a place in China, as few bits are. */
	if (isfinite(lon) && isfinite(lat))
	{
		lon = 72.0 + fmod(fabs(lon), 66.0);
		lat = 0.8 + fmod(fabs(lat), 55.1);
		there_and_back(datum, lon, lat);
		back(datum, lon, lat);
	}
	return 0;
}
