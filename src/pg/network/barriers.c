/*
 * barriers.c
 *		The barriers of a network, read row by row.
 *
 * src/pg/network/barriers.c
 */
#include "postgres.h"

#include "network/barriers.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/memutils.h"

#include "server/postgis.h"

/* A lake may be megabytes of coordinates: few rows at a time. */
#define BATCH_ROWS 500

void
circle_barriers_open(CircleBarrierLoader *loader, const char *query)
{
	static const CircleColumn columns[] = {{"wkb", BYTEAOID, true}};

	memset(loader, 0, sizeof(*loader));
	loader->row_context =
		AllocSetContextCreate(CurrentMemoryContext, "circle_ext barrier", ALLOCSET_DEFAULT_SIZES);
	circle_rows_open(&loader->rows, "barriers", query, columns, lengthof(columns));
	loader->rows.batch_rows = BATCH_ROWS;
}

/* Quantise one part; returns why it cannot be used, or NULL. */
static const char *
read_part(const cc_parts *parts, uint32 part, cc_line *line)
{
	const uint32 first = parts->first[part];
	const uint32 npts = parts->first[part + 1] - first;
	cc_point *pts = palloc(sizeof(cc_point) * npts);

	for (uint32 i = 0; i < npts; i++)
	{
		if (!isfinite(parts->x[first + i]) || !isfinite(parts->y[first + i]))
			return "barrier: coordinates not finite";
		if (cc_quantise(parts->x[first + i], parts->y[first + i], &pts[i], NULL) != CC_OK)
			return "barrier: beyond 180 degrees or 85.05 degrees";
		if (i > 0 && labs((long) pts[i].x - pts[i - 1].x) > CC_MAX_X)
			return "barrier: over the antimeridian";
	}
	line->pts = pts;
	line->npts = cc_line_clean(pts, NULL, npts);
	if (line->npts < 2 && parts->shape != CC_SHAPE_POINT)
		return "barrier: of no length";
	return NULL;
}

static void
read_barrier(CircleBarrier *barrier, const bytea *wkb)
{
	cc_parts *parts = circle_read_wkb(wkb);

	if (parts->shape == CC_SHAPE_EMPTY)
		barrier->refused = "barrier: empty geometry";
	else if (parts->shape == CC_SHAPE_OTHER || parts->shape == CC_SHAPE_POINTS)
		barrier->refused = "barrier: not a line, area or point";
	if (barrier->refused != NULL)
		return;
	barrier->lines = palloc0(sizeof(cc_line) * Max(parts->nparts, 1));
	for (uint32 part = 0; part < parts->nparts; part++)
	{
		const char *refused = read_part(parts, part, &barrier->lines[barrier->nlines]);

		if (refused == NULL)
			barrier->nlines++;
		else
			barrier->refused = refused;
	}
}

static void
no_srid(void)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("the geometry of the barriers has no SRID"),
					errhint("Say what the coordinates mean, as UPDATE ... SET geom = "
							"ST_SetSRID(geom, 4326) for longitude and latitude.")));
}

bool
circle_barriers_next(CircleBarrierLoader *loader, CircleBarrier *barrier)
{
	MemoryContext old_context;
	bytea *wkb;

	memset(barrier, 0, sizeof(*barrier));
	MemoryContextReset(loader->row_context);
	if (!circle_rows_next(&loader->rows))
		return false;
	if (loader->rows.nulls[0])
	{
		barrier->refused = "barrier: geometry is NULL";
		return true;
	}
	old_context = MemoryContextSwitchTo(loader->row_context);
	wkb = DatumGetByteaPP(loader->rows.values[0]);
	if (VARSIZE_ANY_EXHDR(wkb) == 0)
		no_srid();
	if (VARSIZE_ANY_EXHDR(wkb) == 1)
		barrier->refused = "barrier: cannot be transformed to longitude and latitude";
	else
		read_barrier(barrier, wkb);
	MemoryContextSwitchTo(old_context);
	return true;
}

void
circle_barriers_close(CircleBarrierLoader *loader)
{
	circle_rows_close(&loader->rows);
	MemoryContextDelete(loader->row_context);
}
