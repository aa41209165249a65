/*
 * postgis.c
 *		The only knowledge of PostGIS: its type, and geometries as bytes.
 *
 * src/pg/server/postgis.c
 */
#include "postgres.h"

#include "server/postgis.h"

#include <math.h>

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "nodes/makefuncs.h"
#include "parser/parse_func.h"
#include "utils/builtins.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "server/error.h"
#include "server/schemas.h"

#define WGS84 4326
#define EWKB_SRID 0x20000000u

#if defined(WORDS_BIGENDIAN)
#define OWN_BYTE_ORDER 0
#else
#define OWN_BYTE_ORDER 1
#endif

/*
 * PostGIS's type and its functions for bytes, looked up once: every point of a million homes goes
 * through them. Forgotten when any type or function changes.
 */
static struct
{
	bool valid;
	bool watched;
	Oid type;
	Oid ioparam;
	FmgrInfo send;
	FmgrInfo receive;
} geometry;

PG_FUNCTION_INFO_V1(circle__plain_point);
PG_FUNCTION_INFO_V1(circle__is_finite);

static void
forget_geometry(Datum arg, int cache, uint32 hash)
{
	geometry.valid = false;
}

static Oid
find_geometry_type(void)
{
	Oid schema = circle_extension_schema("postgis");
	Oid type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("geometry"),
							   ObjectIdGetDatum(schema));

	if (!OidIsValid(type))
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT), errmsg("type geometry does not exist"),
						errhint("CREATE EXTENSION postgis;")));
	return type;
}

static void
know_geometry(void)
{
	Oid send;
	Oid receive;
	bool varlena;

	if (geometry.valid)
		return;
	if (!geometry.watched)
	{
		CacheRegisterSyscacheCallback(TYPEOID, forget_geometry, (Datum) 0);
		CacheRegisterSyscacheCallback(PROCOID, forget_geometry, (Datum) 0);
		geometry.watched = true;
	}
	/* Set first: a change that is noticed during the look-up must not be lost. */
	geometry.valid = true;
	PG_TRY();
	{
		geometry.type = find_geometry_type();
		getTypeBinaryOutputInfo(geometry.type, &send, &varlena);
		getTypeBinaryInputInfo(geometry.type, &receive, &geometry.ioparam);
		fmgr_info_cxt(send, &geometry.send, CacheMemoryContext);
		fmgr_info_cxt(receive, &geometry.receive, CacheMemoryContext);
	}
	PG_CATCH();
	{
		geometry.valid = false;
		PG_RE_THROW();
	}
	PG_END_TRY();
}

Oid
circle_geometry_type(void)
{
	know_geometry();
	return geometry.type;
}

/* Call PostGIS's st_transform(geometry, int). */
static Datum
to_wgs84(Datum value)
{
	Oid argtypes[2] = {circle_geometry_type(), INT4OID};
	char *schema = get_namespace_name(circle_extension_schema("postgis"));
	List *name = list_make2(makeString(schema), makeString("st_transform"));

	return OidFunctionCall2(LookupFuncName(name, 2, argtypes, false), value, Int32GetDatum(WGS84));
}

/* A geometry's EWKB. */
static bytea *
to_ewkb(Datum value)
{
	know_geometry();
	return SendFunctionCall(&geometry.send, value);
}

static Datum
from_ewkb(StringInfo ewkb)
{
	know_geometry();
	return ReceiveFunctionCall(&geometry.receive, ewkb, geometry.ioparam, -1);
}

static int32
ewkb_srid(const bytea *ewkb)
{
	return cc_wkb_srid((const uint8 *) VARDATA_ANY(ewkb), VARSIZE_ANY_EXHDR(ewkb));
}

static void
check_wkb(cc_status status, const cc_detail *detail)
{
	if (status == CC_CORRUPT)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("geometry is not valid well-known binary"),
						errdetail("At byte " INT64_FORMAT ": %s.", detail->at, detail->reason)));
	circle_check(status, detail, "geometry");
}

cc_parts *
circle_read_wkb(const bytea *wkb)
{
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	cc_parts *parts;

	check_wkb(cc_wkb_read(&env, (const uint8 *) VARDATA_ANY(wkb), VARSIZE_ANY_EXHDR(wkb), &parts,
						  &detail),
			  &detail);
	return parts;
}

/* Why points cannot be used, or NULL. */
static const char *
read_points(Datum value, bool several, CirclePoints *points)
{
	bytea *ewkb = to_ewkb(value);
	cc_parts *parts = circle_read_wkb(ewkb);
	const int32 srid = ewkb_srid(ewkb);

	if (parts->shape == CC_SHAPE_EMPTY)
		return "empty geometry";
	if (parts->shape != CC_SHAPE_POINT && !(several && parts->shape == CC_SHAPE_POINTS))
		return "not a point";
	if (srid == 0)
		return "no SRID";
	for (uint32 i = 0; i < parts->npts; i++)
		if (!isfinite(parts->x[i]) || !isfinite(parts->y[i]))
			return "coordinates not finite";
	if (srid != WGS84)
		parts = circle_read_wkb(to_ewkb(to_wgs84(value)));
	points->n = parts->npts;
	points->pts = palloc(parts->npts * sizeof(cc_point));
	for (uint32 i = 0; i < parts->npts; i++)
		if (cc_quantise(parts->x[i], parts->y[i], &points->pts[i], NULL) != CC_OK)
			return "coordinates out of range";
	return NULL;
}

/* What to do about a reason. */
static const char *
hint_for(const char *reason)
{
	if (strcmp(reason, "not a point") == 0)
		return "ST_PointOnSurface() or ST_Centroid() make a point of it.";
	if (strcmp(reason, "no SRID") == 0)
		return "Say what the coordinates mean, as ST_SetSRID(geom, 4326) for longitude and latitude.";
	return "Give a point, as ST_SetSRID(ST_MakePoint(lon, lat), 4326): longitude first, in degrees.";
}

static CirclePoints
points_arg(Datum value, bool several, const char *name)
{
	CirclePoints points;
	const char *reason = read_points(value, several, &points);

	if (reason != NULL)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("%s is no position on the map: %s", name, reason),
						errhint("%s", hint_for(reason))));
	return points;
}

CirclePoints
circle_points_arg(Datum value, const char *name)
{
	return points_arg(value, true, name);
}

cc_point
circle_point_arg(Datum value, const char *name)
{
	return points_arg(value, false, name).pts[0];
}

static void
put_double(StringInfo ewkb, double value)
{
	appendBinaryStringInfo(ewkb, (const char *) &value, sizeof(value));
}

static void
put_uint(StringInfo ewkb, uint32 value)
{
	appendBinaryStringInfo(ewkb, (const char *) &value, sizeof(value));
}

static void
put_header(StringInfo ewkb, uint32 type)
{
	initStringInfo(ewkb);
	appendStringInfoChar(ewkb, OWN_BYTE_ORDER);
	put_uint(ewkb, type | EWKB_SRID);
	put_uint(ewkb, WGS84);
}

Datum
circle_point_datum(double lon, double lat)
{
	StringInfoData ewkb;

	put_header(&ewkb, 1);
	put_double(&ewkb, lon);
	put_double(&ewkb, lat);
	return from_ewkb(&ewkb);
}

Datum
circle_line_datum(const cc_position *line, uint32 n)
{
	StringInfoData ewkb;

	put_header(&ewkb, 2);
	put_uint(&ewkb, n);
	for (uint32 i = 0; i < n; i++)
	{
		put_double(&ewkb, line[i].lon);
		put_double(&ewkb, line[i].lat);
	}
	return from_ewkb(&ewkb);
}

Datum
circle_box_datum(cc_box box)
{
	const int32 x[5] = {box.min_x, box.max_x, box.max_x, box.min_x, box.min_x};
	const int32 y[5] = {box.min_y, box.min_y, box.max_y, box.max_y, box.min_y};
	StringInfoData ewkb;

	put_header(&ewkb, 3);
	put_uint(&ewkb, 1);
	put_uint(&ewkb, 5);
	for (int i = 0; i < 5; i++)
	{
		put_double(&ewkb, circle_degrees(x[i]));
		put_double(&ewkb, circle_degrees(y[i]));
	}
	return from_ewkb(&ewkb);
}

Datum
circle_moved_geometry(Datum value, cc_wkb_mover move, void *ctx)
{
	bytea *ewkb = to_ewkb(value);
	const int32 srid = ewkb_srid(ewkb);
	cc_env env = circle_env(CurrentMemoryContext);
	cc_detail detail = {0};
	StringInfoData moved;

	if (srid != WGS84)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("geometry has SRID %d, not %d", srid, WGS84),
						errdetail("Shifted coordinates are longitude and latitude in degrees."),
						srid == 0 ? errhint("If the coordinates are longitude and latitude: "
											"ST_SetSRID(geom, %d).",
											WGS84)
								  : errhint("ST_Transform(geom, %d) gives longitude and latitude.",
											WGS84)));
	moved.data = VARDATA_ANY(ewkb);
	moved.len = VARSIZE_ANY_EXHDR(ewkb);
	moved.maxlen = moved.len;
	moved.cursor = 0;
	check_wkb(cc_wkb_move(&env, (uint8 *) moved.data, moved.len, move, ctx, &detail), &detail);
	return from_ewkb(&moved);
}

/* A single point in WGS 84 without Z and M, as its EWKB has it. */
static bool
is_plain_point(const bytea *ewkb, double *lon, double *lat)
{
	const char *bytes = VARDATA_ANY(ewkb);
	uint32 type;

	if (VARSIZE_ANY_EXHDR(ewkb) != 25 || bytes[0] != OWN_BYTE_ORDER || ewkb_srid(ewkb) != WGS84)
		return false;
	memcpy(&type, bytes + 1, sizeof(type));
	memcpy(lon, bytes + 9, sizeof(*lon));
	memcpy(lat, bytes + 17, sizeof(*lat));
	return type == (1 | EWKB_SRID);
}

/*
 * circle__plain_point(geom geometry) → the point quantised, or NULL unless it is a plain one on
 * the map: what most inputs consist of, answered in one call. Says the same as circle__on_map and
 * circle__quantised; NaN, which an empty point has, is not on the map.
 */
Datum
circle__plain_point(PG_FUNCTION_ARGS)
{
	double lon;
	double lat;

	if (!is_plain_point(to_ewkb(PG_GETARG_DATUM(0)), &lon, &lat) ||
		!(lon >= -180 && lon <= 180 && lat >= -85.05 && lat <= 85.05))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(circle_point_datum(floor(lon * 1e7 + 0.5) / 1e7, floor(lat * 1e7 + 0.5) / 1e7));
}

/* circle__is_finite(geom geometry) → boolean */
Datum
circle__is_finite(PG_FUNCTION_ARGS)
{
	cc_parts *parts = circle_read_wkb(to_ewkb(PG_GETARG_DATUM(0)));

	for (uint32 i = 0; i < parts->npts; i++)
		if (!isfinite(parts->x[i]) || !isfinite(parts->y[i]))
			PG_RETURN_BOOL(false);
	PG_RETURN_BOOL(true);
}
