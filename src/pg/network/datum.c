/*
 * datum.c
 *		circle_to_wgs84, circle_from_wgs84: the shifted coordinates of Chinese maps.
 *
 * src/pg/network/datum.c
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "base/datum.h"
#include "server/compat.h"
#include "server/nearest_name.h"
#include "server/postgis.h"

PG_FUNCTION_INFO_V1(circle_to_wgs84);
PG_FUNCTION_INFO_V1(circle_from_wgs84);
PG_FUNCTION_INFO_V1(circle__check_datum);

/* By cc_datum. */
static const char *const datum_names[] = {"wgs84", "gcj02", "bd09"};

/* The datum of that name; an error that lists them and guesses which one was meant. */
static cc_datum
datum_arg(FunctionCallInfo fcinfo, int n)
{
	text *name = PG_GETARG_TEXT_PP(n);
	const char *meant;

	for (int i = 0; i < (int) lengthof(datum_names); i++)
		if (strlen(datum_names[i]) == VARSIZE_ANY_EXHDR(name) &&
			memcmp(datum_names[i], VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name)) == 0)
			return (cc_datum) i;
	meant = circle_nearest_word(name, datum_names, (int) lengthof(datum_names));
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("datum \"%s\" is not known", text_to_cstring(name)),
					errhint("%sDatums: wgs84 (the usual one), gcj02 (AMap, Tencent), bd09 (Baidu).",
							meant == NULL ? "" : psprintf("Did you mean \"%s\"? ", meant))));
}

static void
move_to_wgs84(void *ctx, double *lon, double *lat)
{
	cc_to_wgs84(*(const cc_datum *) ctx, lon, lat);
}

static void
move_from_wgs84(void *ctx, double *lon, double *lat)
{
	cc_from_wgs84(*(const cc_datum *) ctx, lon, lat);
}

/* circle_to_wgs84(geom geometry, datum text) */
Datum
circle_to_wgs84(PG_FUNCTION_ARGS)
{
	cc_datum datum = datum_arg(fcinfo, 1);

	return circle_moved_geometry(PG_GETARG_DATUM(0), move_to_wgs84, &datum);
}

/* circle_from_wgs84(geom geometry, datum text) */
Datum
circle_from_wgs84(PG_FUNCTION_ARGS)
{
	cc_datum datum = datum_arg(fcinfo, 1);

	return circle_moved_geometry(PG_GETARG_DATUM(0), move_from_wgs84, &datum);
}

/* circle__check_datum(datum text) */
Datum
circle__check_datum(PG_FUNCTION_ARGS)
{
	(void) datum_arg(fcinfo, 0);
	PG_RETURN_VOID();
}
