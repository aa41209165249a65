/*
 * wkb.c
 *		Well-known binary, of any dialect, to runs of coordinates; and its positions moved in place.
 *
 * src/pg/server/wkb.c
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "port/pg_bswap.h"

#include "server/postgis.h"

/* Types of geometry, without the flags for Z, M and SRID. */
#define WKB_POINT 1
#define WKB_LINE 2
#define WKB_POLYGON 3
#define WKB_MULTI_POINT 4
#define WKB_MULTI_LINE 5
#define WKB_MULTI_POLYGON 6
#define WKB_COLLECTION 7
#define WKB_CIRCULAR_STRING 8
#define WKB_COMPOUND_CURVE 9
#define WKB_CURVE_POLYGON 10
#define WKB_MULTI_CURVE 11
#define WKB_MULTI_SURFACE 12
#define WKB_POLYHEDRAL_SURFACE 15
#define WKB_TIN 16
#define WKB_TRIANGLE 17

#define EWKB_Z 0x80000000u
#define EWKB_M 0x40000000u
#define EWKB_SRID 0x20000000u

typedef struct WkbReader
{
	const uint8 *at;
	const uint8 *end;
	bool little;
	CircleParts *parts;
	uint32 max_parts;
	uint32 max_pts;
	bool all_z;
	double *z;
	uint32 npoints; /* single points seen */
} WkbReader;

static void
wkb_error(void)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					errmsg("geometry is not valid well-known binary")));
}

static uint32
wkb_uint(WkbReader *reader)
{
	uint32 value;

	if (reader->end - reader->at < 4)
		wkb_error();
	memcpy(&value, reader->at, 4);
	reader->at += 4;
#ifdef WORDS_BIGENDIAN
	return reader->little ? pg_bswap32(value) : value;
#else
	return reader->little ? value : pg_bswap32(value);
#endif
}

static double
wkb_double(WkbReader *reader)
{
	uint64 bits;
	double value;

	memcpy(&bits, reader->at, 8);
	reader->at += 8;
#ifdef WORDS_BIGENDIAN
	bits = reader->little ? pg_bswap64(bits) : bits;
#else
	bits = reader->little ? bits : pg_bswap64(bits);
#endif
	memcpy(&value, &bits, 8);
	return value;
}

static void
put_wkb_double(uint8 *at, double value, bool little)
{
	uint64 bits;

	memcpy(&bits, &value, 8);
#ifdef WORDS_BIGENDIAN
	bits = little ? pg_bswap64(bits) : bits;
#else
	bits = little ? bits : pg_bswap64(bits);
#endif
	memcpy(at, &bits, 8);
}

/* Byte order and type; dims becomes 2 ... 4, has_z whether the third is a height. */
static uint32
wkb_header(WkbReader *reader, uint32 *dims, bool *has_z)
{
	uint32 type;
	bool has_m;

	if (reader->at >= reader->end || *reader->at > 1)
		wkb_error();
	reader->little = *reader->at++ == 1;
	type = wkb_uint(reader);
	if (type & EWKB_SRID)
		(void) wkb_uint(reader);
	*has_z = (type & EWKB_Z) != 0;
	has_m = (type & EWKB_M) != 0;
	type &= ~(EWKB_Z | EWKB_M | EWKB_SRID);
	*has_z |= type / 1000 == 1 || type / 1000 == 3;
	has_m |= type / 1000 == 2 || type / 1000 == 3;
	*dims = 2 + *has_z + has_m;
	return type % 1000;
}

/* Make room for n more points and one more part. */
static void
wkb_room(WkbReader *reader, uint32 n, uint32 dims)
{
	CircleParts *parts = reader->parts;
	uint64 need = (uint64) parts->npts + n;

	if ((uint64) (reader->end - reader->at) < (uint64) n * dims * 8)
		wkb_error();
	if (need > reader->max_pts)
	{
		reader->max_pts = Max(need, (uint64) reader->max_pts * 2);
		parts->x = repalloc_huge(parts->x, sizeof(double) * reader->max_pts);
		parts->y = repalloc_huge(parts->y, sizeof(double) * reader->max_pts);
		reader->z = repalloc_huge(reader->z, sizeof(double) * reader->max_pts);
	}
	if (parts->nparts + 2 > reader->max_parts)
	{
		reader->max_parts *= 2;
		parts->first = repalloc_huge(parts->first, sizeof(uint32) * reader->max_parts);
	}
}

/* One run of n points as a part of its own. */
static void
wkb_run(WkbReader *reader, uint32 n, uint32 dims, bool has_z)
{
	CircleParts *parts = reader->parts;

	wkb_room(reader, n, dims);
	if (n == 0)
		return;
	for (uint32 i = 0; i < n; i++)
	{
		parts->x[parts->npts] = wkb_double(reader);
		parts->y[parts->npts] = wkb_double(reader);
		reader->z[parts->npts] = has_z ? wkb_double(reader) : 0;
		reader->at += 8 * (dims - 2 - has_z);
		parts->npts++;
	}
	reader->all_z &= has_z;
	parts->first[++parts->nparts] = parts->npts;
}

/* A point whose coordinates are all NaN is how WKB writes an empty one. */
static void
wkb_point(WkbReader *reader, uint32 dims, bool has_z)
{
	CircleParts *parts = reader->parts;

	wkb_run(reader, 1, dims, has_z);
	if (isnan(parts->x[parts->npts - 1]) && isnan(parts->y[parts->npts - 1]))
	{
		parts->npts--;
		parts->nparts--;
	}
	else
		reader->npoints++;
}

static CircleShape
wkb_geometry(WkbReader *reader)
{
	uint32 dims;
	bool has_z;
	uint32 type = wkb_header(reader, &dims, &has_z);
	uint32 n;

	check_stack_depth();
	switch (type)
	{
		case WKB_POINT:
			wkb_point(reader, dims, has_z);
			return CIRCLE_POINT;
		case WKB_LINE:
			n = wkb_uint(reader);
			wkb_run(reader, n, dims, has_z);
			return CIRCLE_LINES;
		case WKB_POLYGON:
			n = wkb_uint(reader);
			while (n-- > 0)
				wkb_run(reader, wkb_uint(reader), dims, has_z);
			return CIRCLE_AREAS;
		case WKB_MULTI_POINT:
		case WKB_MULTI_LINE:
		case WKB_MULTI_POLYGON:
			n = wkb_uint(reader);
			while (n-- > 0)
				(void) wkb_geometry(reader);
			return type == WKB_MULTI_POINT  ? CIRCLE_POINT
				   : type == WKB_MULTI_LINE ? CIRCLE_LINES
											: CIRCLE_AREAS;
		default:
			return CIRCLE_OTHER;
	}
}

CircleParts *
circle_read_wkb(const uint8 *bytes, Size len)
{
	CircleParts *parts = palloc0(sizeof(CircleParts));
	WkbReader reader = {.at = bytes, .end = bytes + len, .parts = parts, .all_z = true};

	reader.max_pts = 32;
	reader.max_parts = 8;
	parts->x = palloc(sizeof(double) * reader.max_pts);
	parts->y = palloc(sizeof(double) * reader.max_pts);
	reader.z = palloc(sizeof(double) * reader.max_pts);
	parts->first = palloc(sizeof(uint32) * reader.max_parts);
	parts->first[0] = 0;

	parts->shape = wkb_geometry(&reader);
	if (parts->shape == CIRCLE_OTHER)
		return parts;
	if (reader.at != reader.end)
		wkb_error();
	if (parts->npts == 0)
		parts->shape = CIRCLE_EMPTY;
	else if (parts->shape == CIRCLE_POINT && reader.npoints > 1)
		parts->shape = CIRCLE_POINTS;
	parts->z = reader.all_z ? reader.z : NULL;
	return parts;
}

/* Move n positions where they stand. */
static void
move_run(WkbReader *reader, uint32 n, uint32 dims, CircleMove move, void *ctx)
{
	if ((uint64) (reader->end - reader->at) < (uint64) n * dims * 8)
		wkb_error();
	for (uint32 i = 0; i < n; i++)
	{
		uint8 *stored = unconstify(uint8 *, reader->at);
		double lon = wkb_double(reader);
		double lat = wkb_double(reader);

		if (i % 10000 == 9999)
			CHECK_FOR_INTERRUPTS();
		move(ctx, &lon, &lat);
		put_wkb_double(stored, lon, reader->little);
		put_wkb_double(stored + 8, lat, reader->little);
		reader->at += 8 * (dims - 2);
	}
}

static void
move_geometry(WkbReader *reader, CircleMove move, void *ctx)
{
	uint32 dims;
	bool has_z;
	uint32 type = wkb_header(reader, &dims, &has_z);
	uint32 n;

	check_stack_depth();
	switch (type)
	{
		case WKB_POINT:
			move_run(reader, 1, dims, move, ctx);
			break;
		case WKB_LINE:
		case WKB_CIRCULAR_STRING:
			n = wkb_uint(reader);
			move_run(reader, n, dims, move, ctx);
			break;
		case WKB_POLYGON:
		case WKB_TRIANGLE:
			n = wkb_uint(reader);
			while (n-- > 0)
				move_run(reader, wkb_uint(reader), dims, move, ctx);
			break;
		case WKB_MULTI_POINT:
		case WKB_MULTI_LINE:
		case WKB_MULTI_POLYGON:
		case WKB_COLLECTION:
		case WKB_COMPOUND_CURVE:
		case WKB_CURVE_POLYGON:
		case WKB_MULTI_CURVE:
		case WKB_MULTI_SURFACE:
		case WKB_POLYHEDRAL_SURFACE:
		case WKB_TIN:
			n = wkb_uint(reader);
			while (n-- > 0)
				move_geometry(reader, move, ctx);
			break;
		default:
			wkb_error();
	}
}

void
circle_move_wkb(uint8 *bytes, Size len, CircleMove move, void *ctx)
{
	WkbReader reader = {.at = bytes, .end = bytes + len};

	move_geometry(&reader, move, ctx);
	if (reader.at != reader.end)
		wkb_error();
}
