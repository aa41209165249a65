/*
 * fuzz_wkb.c
 *		Arbitrary bytes as well-known binary: refused at a place within them, or read as parts
 *		that hang together, and moved without a change of their structure.
 *
 * test/fuzz/fuzz_wkb.c
 */
#include "base/datum.h"
#include "base/wkb.h"
#include "fuzz.h"

static void
check_parts(const cc_parts *parts)
{
	double sum = 0;

	require(parts->shape <= CC_SHAPE_OTHER);
	require((parts->npts == 0) == (parts->nparts == 0));
	if (parts->shape == CC_SHAPE_OTHER || parts->shape == CC_SHAPE_EMPTY)
		require(parts->npts == 0);
	else
		require(parts->npts > 0);
	require(parts->first[0] == 0 && parts->first[parts->nparts] == parts->npts);
	for (uint32_t part = 0; part < parts->nparts; part++)
		require(parts->first[part] < parts->first[part + 1]);
	if (parts->shape == CC_SHAPE_POINT)
		require(parts->npts == 1);
	if (parts->shape == CC_SHAPE_POINTS)
		require(parts->npts > 1 && parts->nparts == parts->npts);
	for (uint32_t i = 0; i < parts->npts; i++)
		sum += parts->x[i] + parts->y[i] + (parts->z != NULL ? parts->z[i] : 0);
	(void) sum;
}

static void
stay(void *ctx, double *lon, double *lat)
{
	(void) lon;
	(void) lat;
	(*(size_t *) ctx)++;
}

static void
shift(void *ctx, double *lon, double *lat)
{
	(void) ctx;
	cc_from_wgs84(CC_BD09, lon, lat);
}

/* Move a copy; what is read must be of the same structure as before. */
static void
move_copy(const cc_env *env, const uint8_t *data, size_t size, const cc_parts *parts)
{
	uint8_t *copy = malloc(size > 0 ? size : 1);
	size_t moved = 0;
	cc_detail detail = {0};
	cc_parts *again;
	cc_status status;

	if (size > 0)
		memcpy(copy, data, size);
	status = cc_wkb_move(env, copy, size, stay, &moved, &detail);
	require(memcmp(copy, data, size) == 0);
	if (status != CC_OK)
	{
		require(status == CC_CORRUPT || status == CC_LIMIT);
		require_detail(&detail, size);
		require(parts == NULL || parts->shape == CC_SHAPE_OTHER);
	}
	if (status == CC_OK && parts != NULL && parts->shape != CC_SHAPE_OTHER)
	{
		require(moved >= parts->npts);
		require(cc_wkb_move(env, copy, size, shift, NULL, NULL) == CC_OK);
		require(cc_wkb_srid(copy, size) == cc_wkb_srid(data, size));
		require(cc_wkb_read(env, copy, size, &again, NULL) == CC_OK);
		require(again->shape == parts->shape && again->npts == parts->npts);
		require(memcmp(again->first, parts->first, (parts->nparts + 1) * sizeof(uint32_t)) == 0);
		free(again);
	}
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	cc_env env = fuzz_env();
	cc_detail detail = {0};
	cc_parts *parts;
	cc_status status = cc_wkb_read(&env, data, size, &parts, &detail);

	cc_wkb_srid(data, size);
	if (status == CC_OK)
		check_parts(parts);
	else
	{
		require(parts == NULL && (status == CC_CORRUPT || status == CC_LIMIT));
		require_detail(&detail, size);
	}
	move_copy(&env, data, size, parts);
	free(parts);
	return 0;
}
