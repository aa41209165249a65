/*
 * wkb.c
 *		Well-known binary, of any dialect, to runs of coordinates; and its positions moved in place.
 *
 * src/core/base/wkb.c
 */
#include "base/wkb.h"

#include <math.h>
#include <string.h>

/* Types of geometry, without the flags for Z, M and SRID. */
#define POINT 1
#define LINE 2
#define POLYGON 3
#define MULTI_POINT 4
#define MULTI_LINE 5
#define MULTI_POLYGON 6
#define COLLECTION 7
#define CIRCULAR_STRING 8
#define COMPOUND_CURVE 9
#define CURVE_POLYGON 10
#define MULTI_CURVE 11
#define MULTI_SURFACE 12
#define POLYHEDRAL_SURFACE 15
#define TIN 16
#define TRIANGLE 17

#define FLAG_Z 0x80000000u
#define FLAG_M 0x40000000u
#define FLAG_SRID 0x20000000u

/* Points between two questions whether to stop. */
#define POLL_EVERY 16384

/* --- numbers in either byte order, whatever the machine's own is --- */

static uint32_t
get_u32(const uint8_t *at, bool little)
{
	uint32_t value = 0;

	for (int i = 0; i < 4; i++)
		value |= (uint32_t) at[i] << 8 * (little ? i : 3 - i);
	return value;
}

static double
get_double(const uint8_t *at, bool little)
{
	uint64_t bits = (uint64_t) get_u32(at + (little ? 4 : 0), little) << 32 |
					get_u32(at + (little ? 0 : 4), little);
	double value;

	memcpy(&value, &bits, 8);
	return value;
}

static void
put_double(uint8_t *at, double value, bool little)
{
	uint64_t bits;

	memcpy(&bits, &value, 8);
	for (int i = 0; i < 8; i++)
		at[i] = (uint8_t) (bits >> 8 * (little ? i : 7 - i));
}

/* --- the walk through the bytes --- */

/* Positions that follow one another. */
typedef struct run
{
	size_t at; /* offset of the first */
	uint32_t n;
	uint32_t dims; /* 2 ... 4 */
	bool has_z;
	bool little;
	bool point; /* a single point */
} run;

typedef cc_status (*visitor)(void *ctx, const run *run);

typedef struct walk
{
	const uint8_t *bytes;
	size_t len;
	size_t at;
	visitor visit;
	void *ctx;
	cc_detail *detail;
} walk;

static cc_status
damaged(const walk *walk, const char *reason)
{
	return cc_fail(walk->detail, CC_CORRUPT, reason, (int64_t) walk->at);
}

static cc_status
read_u32(walk *walk, bool little, uint32_t *value)
{
	if (walk->len - walk->at < 4)
		return damaged(walk, "the bytes end too early");
	*value = get_u32(walk->bytes + walk->at, little);
	walk->at += 4;
	return CC_OK;
}

/* Byte order and type, which is returned without its flags; fills what a run takes from there. */
static cc_status
read_header(walk *walk, run *run, uint32_t *type)
{
	uint32_t word = 0;
	uint32_t srid;
	bool has_m;
	cc_status status;

	if (walk->at == walk->len)
		return damaged(walk, "the bytes end too early");
	if (walk->bytes[walk->at] > 1)
		return damaged(walk, "there is no such byte order");
	run->little = walk->bytes[walk->at++] == 1;
	if ((status = read_u32(walk, run->little, &word)) != CC_OK)
		return status;
	if (word & FLAG_SRID && (status = read_u32(walk, run->little, &srid)) != CC_OK)
		return status;
	*type = word & ~(FLAG_Z | FLAG_M | FLAG_SRID);
	if (*type >= 4000)
		return damaged(walk, "there is no such type of geometry");
	run->has_z = (word & FLAG_Z) != 0 || *type / 1000 == 1 || *type / 1000 == 3;
	has_m = (word & FLAG_M) != 0 || *type / 1000 >= 2;
	run->dims = 2 + run->has_z + has_m;
	*type %= 1000;
	return CC_OK;
}

/* Show the visitor n positions. */
static cc_status
visit_run(walk *walk, run *run, uint32_t n)
{
	cc_status status;

	if ((walk->len - walk->at) / (8 * run->dims) < n)
		return damaged(walk, "the bytes end too early");
	run->at = walk->at;
	run->n = n;
	status = walk->visit(walk->ctx, run);
	walk->at += (size_t) n * run->dims * 8;
	return status;
}

/* A number of positions and the positions. */
static cc_status
visit_counted(walk *walk, run *run)
{
	uint32_t n = 0;
	cc_status status = read_u32(walk, run->little, &n);

	return status == CC_OK ? visit_run(walk, run, n) : status;
}

static cc_status walk_geometry(walk *walk, uint32_t depth, uint32_t wanted);

/* A number of rings or of geometries, those of a type if wanted is one, and these. */
static cc_status
walk_members(walk *walk, run *run, uint32_t depth, bool rings, uint32_t wanted)
{
	uint32_t n = 0;
	cc_status status = read_u32(walk, run->little, &n);

	while (status == CC_OK && n-- > 0)
		status = rings ? visit_counted(walk, run) : walk_geometry(walk, depth + 1, wanted);
	return status;
}

/* A geometry, which must be of the type wanted unless that is 0. */
static cc_status
walk_geometry(walk *walk, uint32_t depth, uint32_t wanted)
{
	run run = {0};
	uint32_t type;
	cc_status status;

	if (depth > CC_MAX_WKB_DEPTH)
		return cc_fail(walk->detail, CC_LIMIT, "geometries are nested too deeply",
					   (int64_t) walk->at);
	if ((status = read_header(walk, &run, &type)) != CC_OK)
		return status;
	if (wanted != 0 && type != wanted)
		return damaged(walk, "a part is of another type than the whole");
	switch (type)
	{
		case POINT:
			run.point = true;
			return visit_run(walk, &run, 1);
		case LINE:
		case CIRCULAR_STRING:
			return visit_counted(walk, &run);
		case POLYGON:
		case TRIANGLE:
			return walk_members(walk, &run, depth, true, 0);
		case MULTI_POINT:
		case MULTI_LINE:
		case MULTI_POLYGON:
			return walk_members(walk, &run, depth, false, type - MULTI_POINT + POINT);
		case COLLECTION:
		case COMPOUND_CURVE:
		case CURVE_POLYGON:
		case MULTI_CURVE:
		case MULTI_SURFACE:
		case POLYHEDRAL_SURFACE:
		case TIN:
			return walk_members(walk, &run, depth, false, 0);
		default:
			return damaged(walk, "there is no such type of geometry");
	}
}

static cc_status
walk_all(walk *walk)
{
	cc_status status = walk_geometry(walk, 0, 0);

	if (status == CC_OK && walk->at != walk->len)
		return damaged(walk, "there are bytes behind the geometry");
	return status;
}

/* --- reading: the first walk counts, the second one copies --- */

typedef struct counts
{
	const uint8_t *bytes;
	uint64_t nparts;
	uint64_t npts;
	bool all_z;
} counts;

/* A point whose coordinates are NaN is how an empty one is written. */
static bool
is_nothing(const uint8_t *bytes, const run *run)
{
	return run->n == 0 || (run->point && isnan(get_double(bytes + run->at, run->little)) &&
						   isnan(get_double(bytes + run->at + 8, run->little)));
}

static cc_status
count_run(void *ctx, const run *run)
{
	counts *counts = ctx;

	if (is_nothing(counts->bytes, run))
		return CC_OK;
	counts->nparts++;
	counts->npts += run->n;
	counts->all_z &= run->has_z;
	return CC_OK;
}

typedef struct copying
{
	const cc_env *env;
	const uint8_t *bytes;
	cc_parts *parts;
} copying;

static cc_status
copy_run(void *ctx, const run *run)
{
	copying *copying = ctx;
	cc_parts *parts = copying->parts;
	const uint8_t *at = copying->bytes + run->at;

	if (is_nothing(copying->bytes, run))
		return CC_OK;
	for (uint32_t i = 0; i < run->n; i++, at += 8 * run->dims)
	{
		parts->x[parts->npts] = get_double(at, run->little);
		parts->y[parts->npts] = get_double(at + 8, run->little);
		if (parts->z != NULL)
			parts->z[parts->npts] = get_double(at + 16, run->little);
		parts->npts++;
		if (parts->npts % POLL_EVERY == 0 && cc_stop(copying->env))
			return CC_CANCELED;
	}
	parts->first[++parts->nparts] = parts->npts;
	return CC_OK;
}

static cc_shape
shape_of(uint32_t type, const counts *counts)
{
	if (counts->npts == 0)
		return CC_SHAPE_EMPTY;
	if (type == POINT || type == MULTI_POINT)
		return counts->npts > 1 ? CC_SHAPE_POINTS : CC_SHAPE_POINT;
	return type == LINE || type == MULTI_LINE ? CC_SHAPE_LINES : CC_SHAPE_AREAS;
}

/* Empty parts with room for what was counted. */
static cc_parts *
make_parts(const cc_env *env, const counts *counts, cc_shape shape)
{
	const size_t head = (sizeof(cc_parts) + 7) / 8 * 8;
	const size_t per_point = (counts->all_z ? 3 : 2) * sizeof(double);
	cc_parts *parts = cc_alloc(env, counts->npts, per_point,
							   head + (size_t) (counts->nparts + 1) * sizeof(uint32_t));

	if (parts == NULL)
		return NULL;
	memset(parts, 0, sizeof(*parts));
	parts->shape = shape;
	parts->x = (double *) (void *) ((char *) parts + head);
	parts->y = parts->x + counts->npts;
	parts->z = counts->all_z ? parts->y + counts->npts : NULL;
	parts->first = (uint32_t *) (void *) ((char *) parts + head + counts->npts * per_point);
	parts->first[0] = 0;
	return parts;
}

cc_status
cc_wkb_read(const cc_env *env, const uint8_t *bytes, size_t len, cc_parts **parts,
			cc_detail *detail)
{
	counts counts = {.bytes = bytes, .all_z = true};
	walk walk = {bytes, len, 0, count_run, &counts, detail};
	copying copying = {env, bytes, NULL};
	run run = {0};
	uint32_t type;
	cc_status status;

	*parts = NULL;
	if ((status = read_header(&walk, &run, &type)) != CC_OK)
		return status;
	walk.at = 0;
	/* Other types are not looked into. */
	if (type >= POINT && type <= MULTI_POLYGON && (status = walk_all(&walk)) != CC_OK)
		return status;
	if (counts.npts > UINT32_MAX - 1)
		return cc_fail(detail, CC_LIMIT, "the geometry has too many points", -1);
	*parts = make_parts(env, &counts,
						type >= POINT && type <= MULTI_POLYGON ? shape_of(type, &counts)
															   : CC_SHAPE_OTHER);
	if (*parts == NULL)
		return CC_NOMEM;
	if (counts.npts == 0)
		return CC_OK;
	copying.parts = *parts;
	walk.at = 0;
	walk.visit = copy_run;
	walk.ctx = &copying;
	if ((status = walk_all(&walk)) != CC_OK)
	{
		cc_free(env, *parts);
		*parts = NULL;
	}
	return status;
}

int32_t
cc_wkb_srid(const uint8_t *bytes, size_t len)
{
	bool little;

	if (len < 9 || bytes[0] > 1)
		return 0;
	little = bytes[0] == 1;
	return get_u32(bytes + 1, little) & FLAG_SRID ? (int32_t) get_u32(bytes + 5, little) : 0;
}

/* --- moving --- */

typedef struct moving
{
	const cc_env *env;
	uint8_t *bytes;
	cc_wkb_mover move;
	void *ctx;
	uint32_t moved;
} moving;

static cc_status
move_run(void *ctx, const run *run)
{
	moving *moving = ctx;
	uint8_t *at = moving->bytes + run->at;

	for (uint32_t i = 0; i < run->n; i++, at += 8 * run->dims)
	{
		double lon = get_double(at, run->little);
		double lat = get_double(at + 8, run->little);

		moving->move(moving->ctx, &lon, &lat);
		put_double(at, lon, run->little);
		put_double(at + 8, lat, run->little);
		if (++moving->moved % POLL_EVERY == 0 && cc_stop(moving->env))
			return CC_CANCELED;
	}
	return CC_OK;
}

cc_status
cc_wkb_move(const cc_env *env, uint8_t *bytes, size_t len, cc_wkb_mover move, void *ctx,
			cc_detail *detail)
{
	moving moving = {env, bytes, move, ctx, 0};
	walk walk = {bytes, len, 0, move_run, &moving, detail};

	return walk_all(&walk);
}
