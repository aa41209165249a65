/*
 * postgis.c
 *		The only knowledge of PostGIS: its type, and geometries as bytes.
 *
 * src/pg/postgis.c
 */
#include "postgres.h"

#include <math.h>

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "nodes/makefuncs.h"
#include "parser/parse_func.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "error.h"
#include "network.h"
#include "postgis.h"

#define WGS84 4326
#define EWKB_SRID 0x20000000u

#if defined(WORDS_BIGENDIAN)
#define OWN_BYTE_ORDER 0
#else
#define OWN_BYTE_ORDER 1
#endif

Oid
circle_geometry_type(void)
{
	Oid schema = circle_extension_schema("postgis");
	Oid type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("geometry"),
							   ObjectIdGetDatum(schema));

	if (!OidIsValid(type))
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT), errmsg("type geometry does not exist"),
						errhint("CREATE EXTENSION postgis;")));
	return type;
}

/* Call PostGIS's st_transform(geometry, int). */
static Datum
to_wgs84(Datum geometry)
{
	Oid argtypes[2] = {circle_geometry_type(), INT4OID};
	char *schema = get_namespace_name(circle_extension_schema("postgis"));
	List *name = list_make2(makeString(schema), makeString("st_transform"));

	return OidFunctionCall2(LookupFuncName(name, 2, argtypes, false), geometry,
							Int32GetDatum(WGS84));
}

/* A geometry's EWKB. */
static bytea *
to_ewkb(Datum geometry)
{
	Oid send;
	bool varlena;

	getTypeBinaryOutputInfo(circle_geometry_type(), &send, &varlena);
	return OidSendFunctionCall(send, geometry);
}

static Datum
from_ewkb(StringInfo ewkb)
{
	Oid type = circle_geometry_type();
	Oid receive;
	Oid ioparam;

	getTypeBinaryInputInfo(type, &receive, &ioparam);
	return OidReceiveFunctionCall(receive, ewkb, ioparam, -1);
}

/* The SRID in an EWKB, 0 if it carries none. */
static int32
ewkb_srid(const bytea *ewkb)
{
	const char *bytes = VARDATA_ANY(ewkb);
	uint32 type;
	uint32 srid;

	if (VARSIZE_ANY_EXHDR(ewkb) < 9)
		return 0;
	memcpy(&type, bytes + 1, 4);
	memcpy(&srid, bytes + 5, 4);
	if (bytes[0] != OWN_BYTE_ORDER)
	{
		type = pg_bswap32(type);
		srid = pg_bswap32(srid);
	}
	return type & EWKB_SRID ? (int32) srid : 0;
}

static CircleParts *
read_geometry(const bytea *ewkb)
{
	return circle_read_wkb((const uint8 *) VARDATA_ANY(ewkb), VARSIZE_ANY_EXHDR(ewkb));
}

/* Why a point cannot be used, or NULL. */
static const char *
read_point(Datum geometry, cc_point *point)
{
	bytea *ewkb = to_ewkb(geometry);
	CircleParts *parts = read_geometry(ewkb);
	const int32 srid = ewkb_srid(ewkb);

	if (parts->shape == CIRCLE_EMPTY)
		return "empty geometry";
	if (parts->shape != CIRCLE_POINT)
		return "not a point";
	if (srid == 0)
		return "no SRID";
	if (!isfinite(parts->x[0]) || !isfinite(parts->y[0]))
		return "coordinates not finite";
	if (srid != WGS84)
		parts = read_geometry(to_ewkb(to_wgs84(geometry)));
	if (cc_quantise(parts->x[0], parts->y[0], point, NULL) != CC_OK)
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

cc_point
circle_point_arg(Datum geometry, const char *name)
{
	cc_point point;
	const char *reason = read_point(geometry, &point);

	if (reason != NULL)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("%s is no position on the map: %s", name, reason),
						errhint("%s", hint_for(reason))));
	return point;
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
circle_moved_geometry(Datum geometry, CircleMove move, void *ctx)
{
	bytea *ewkb = to_ewkb(geometry);
	const int32 srid = ewkb_srid(ewkb);
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
	circle_move_wkb((uint8 *) moved.data, moved.len, move, ctx);
	return from_ewkb(&moved);
}
