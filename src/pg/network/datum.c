/*
 * datum.c
 *		circle_gcj02_to_wgs84 and its kin: the shifted coordinates of Chinese maps.
 *
 * src/pg/network/datum.c
 */
#include "postgres.h"

#include "fmgr.h"

#include "base/datum.h"
#include "server/postgis.h"

PG_FUNCTION_INFO_V1(circle_gcj02_to_wgs84);
PG_FUNCTION_INFO_V1(circle_bd09_to_wgs84);
PG_FUNCTION_INFO_V1(circle_wgs84_to_gcj02);
PG_FUNCTION_INFO_V1(circle_wgs84_to_bd09);

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

static Datum
moved(FunctionCallInfo fcinfo, cc_wkb_mover move, cc_datum datum)
{
	return circle_moved_geometry(PG_GETARG_DATUM(0), move, &datum);
}

Datum
circle_gcj02_to_wgs84(PG_FUNCTION_ARGS)
{
	return moved(fcinfo, move_to_wgs84, CC_GCJ02);
}

Datum
circle_bd09_to_wgs84(PG_FUNCTION_ARGS)
{
	return moved(fcinfo, move_to_wgs84, CC_BD09);
}

Datum
circle_wgs84_to_gcj02(PG_FUNCTION_ARGS)
{
	return moved(fcinfo, move_from_wgs84, CC_GCJ02);
}

Datum
circle_wgs84_to_bd09(PG_FUNCTION_ARGS)
{
	return moved(fcinfo, move_from_wgs84, CC_BD09);
}
