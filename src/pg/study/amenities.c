/*
 * amenities.c
 *		The amenities that a computation may reach, read and snapped.
 *
 * src/pg/study/amenities.c
 */
#include "postgres.h"

#include "study/amenities.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "network/graph.h"
#include "network/network.h"
#include "server/error.h"
#include "server/postgis.h"
#include "server/rows.h"

static const CircleColumn amenity_columns[] = {{"amenity", TEXTOID, false},
											   {"category", TEXTOID, true},
											   {"lon", FLOAT8OID, true},
											   {"lat", FLOAT8OID, true},
											   {"area", BYTEAOID, true}};

/* A point before an area; areas by their rings. */
static int
compare_areas(const cc_area *a, const cc_area *b)
{
	uint32 npts;

	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	npts = a->part_first[a->nparts];
	if (a->nparts != b->nparts || npts != b->part_first[b->nparts])
		return a->nparts != b->nparts ? (a->nparts < b->nparts ? -1 : 1)
									  : (npts < b->part_first[b->nparts] ? -1 : 1);
	return memcmp(a->pts, b->pts, npts * sizeof(cc_point));
}

int
circle_compare_keys(const char *a, uint32 a_len, const char *b, uint32 b_len)
{
	int order = memcmp(a, b, Min(a_len, b_len));

	return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

static int
compare_keys(const CircleAccess *a, const CircleAccess *b)
{
	return circle_compare_keys(a->key, a->key_len, b->key, b->key_len);
}

static int
compare_rows(const void *left, const void *right)
{
	const CircleAccess *a = left;
	const CircleAccess *b = right;
	int order;

	if (a->category != b->category)
		return a->category < b->category ? -1 : 1;
	order = compare_keys(a, b);
	if (order == 0)
		order = compare_areas(a->area, b->area);
	return order != 0 ? order : cc_point_order(a->point, b->point);
}

/* The category of the current row, or CC_NONE if it is not wanted. */
static uint32
row_category(const CircleRows *rows, const CircleWants *wants)
{
	text *category;

	if (wants == NULL)
		return 0;
	if (rows->nulls[1])
		return CC_NONE;
	category = DatumGetTextPP(rows->values[1]);
	return circle_wants_category(wants, VARDATA_ANY(category), VARSIZE_ANY_EXHDR(category));
}

static char *
row_name(const CircleRows *rows)
{
	return psprintf("amenity \"%s\"", TextDatumGetCString(rows->values[0]));
}

static cc_point
quantised(const CircleRows *rows, double lon, double lat)
{
	cc_point point;
	cc_detail detail = {0};
	cc_status status = cc_quantise(lon, lat, &point, &detail);

	if (status != CC_OK)
		circle_check(status, &detail, row_name(rows));
	return point;
}

/* The area of the current row; NULL if what it has there is none. */
static cc_area *
row_area(const CircleRows *rows)
{
	bytea *wkb = DatumGetByteaPP(rows->values[4]);
	cc_parts *parts = circle_read_wkb(wkb);
	cc_env env = circle_env(CurrentMemoryContext);
	cc_area *area;
	cc_point *pts;

	if (parts->shape != CC_SHAPE_AREAS)
		return NULL;
	pts = MemoryContextAllocHuge(CurrentMemoryContext, parts->npts * sizeof(cc_point));
	for (uint32 i = 0; i < parts->npts; i++)
		pts[i] = quantised(rows, parts->x[i], parts->y[i]);
	area = palloc(sizeof(cc_area));
	*area = cc_area_of(pts, parts->first, parts->nparts);
	circle_check(cc_area_sort(&env, area), NULL, "amenities");
	return area;
}

static void
add_row(CircleAmenities *amenities, const CircleRows *rows, uint32 category, cc_point point,
		const cc_area *area)
{
	text *key = DatumGetTextPP(rows->values[0]);
	CircleAccess *row;

	if (amenities->n == amenities->capacity)
	{
		amenities->capacity = Max(1024, amenities->capacity * 2);
		amenities->rows =
			amenities->rows == NULL
				? palloc(amenities->capacity * sizeof(CircleAccess))
				: repalloc_huge(amenities->rows, amenities->capacity * sizeof(CircleAccess));
	}
	row = &amenities->rows[amenities->n++];
	row->category = category;
	row->key_len = VARSIZE_ANY_EXHDR(key);
	row->key = memcpy(palloc(row->key_len + 1), VARDATA_ANY(key), row->key_len);
	row->point = point;
	row->area = area;
}

/* The access point and the area of the current row, where they are near enough. */
static void
read_row(CircleAmenities *amenities, const CircleRows *rows, uint32 category, cc_box box)
{
	bool has_point = !rows->nulls[2] && !rows->nulls[3];

	if (!has_point && rows->nulls[4])
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s has neither lon and lat nor an area", row_name(rows)),
				 errdetail("It is in row " UINT64_FORMAT " of %s.", rows->nread, rows->what)));
	if (has_point)
	{
		cc_point point =
			quantised(rows, DatumGetFloat8(rows->values[2]), DatumGetFloat8(rows->values[3]));

		if (cc_box_holds(box, point))
			add_row(amenities, rows, category, point, NULL);
	}
	if (!rows->nulls[4])
	{
		cc_area *area = row_area(rows);

		if (area != NULL && cc_boxes_touch(area->box, box))
			add_row(amenities, rows, category, area->pts[0], area);
	}
}

static void
read_rows(CircleAmenities *amenities, CircleRows *rows, const CircleWants *wants,
		  const cc_box *boxes)
{
	while (circle_rows_next(rows))
	{
		uint32 category = row_category(rows, wants);

		if (category != CC_NONE)
			read_row(amenities, rows, category, boxes[category]);
	}
}

/* Put the rows in order, drop repeated ones, and note where each category begins. */
static void
order_rows(CircleAmenities *amenities)
{
	CircleAccess *rows = amenities->rows;
	uint32 kept = 0;
	uint32 category = 0;

	if (amenities->n > 0)
		qsort(rows, amenities->n, sizeof(CircleAccess), compare_rows);
	for (uint32 i = 0; i < amenities->n; i++)
		if (kept == 0 || compare_rows(&rows[kept - 1], &rows[i]) != 0)
			rows[kept++] = rows[i];
	amenities->n = kept;

	amenities->first = palloc((amenities->ncategories + 1) * sizeof(uint32));
	for (uint32 i = 0; i < kept; i++)
		while (category <= rows[i].category)
			amenities->first[category++] = i;
	while (category <= amenities->ncategories)
		amenities->first[category++] = kept;
}

CircleAmenities *
circle_amenities_read(const char *query, const CircleWants *wants, const cc_box *boxes)
{
	CircleAmenities *amenities = palloc0(sizeof(CircleAmenities));
	CircleRows rows;

	amenities->ncategories = wants == NULL ? 1 : wants->ncategories;
	circle_rows_open(&rows, "amenities", query, amenity_columns, lengthof(amenity_columns));
	read_rows(amenities, &rows, wants, boxes);
	circle_rows_close(&rows);
	order_rows(amenities);
	return amenities;
}

bool
circle_amenities_same(const CircleAmenities *amenities, uint32 a, uint32 b)
{
	const CircleAccess *rows = amenities->rows;

	return rows[a].category == rows[b].category && compare_keys(&rows[a], &rows[b]) == 0;
}

uint32
circle_amenities_find(const CircleAmenities *amenities, uint32 category, const char *key,
					  uint32 key_len)
{
	uint32 low = amenities->first[category];
	uint32 high = amenities->first[category + 1];

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;
		const CircleAccess *row = &amenities->rows[middle];

		if (circle_compare_keys(row->key, row->key_len, key, key_len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	Assert(low < amenities->first[category + 1]);
	return low;
}

/* Row numbers ordered by point, so that equal points stand together. */
static int
compare_by_point(const void *left, const void *right, void *arg)
{
	const CircleAccess *rows = arg;

	return cc_point_order(rows[*(const uint32 *) left].point, rows[*(const uint32 *) right].point);
}

static void
snap_distinct(CircleAmenities *amenities, cc_graph *graph, uint32 *by_point)
{
	uint32 n = 0;

	for (uint32 i = 0; i < amenities->n; i++)
		if (amenities->rows[i].area == NULL)
			by_point[n++] = i;
	qsort_arg(by_point, n, sizeof(uint32), compare_by_point, amenities->rows);

	for (uint32 i = 0; i < n; i++)
	{
		cc_point point = amenities->rows[by_point[i]].point;
		cc_place *place = &amenities->accesses[by_point[i]].place;

		CHECK_FOR_INTERRUPTS();
		if (i > 0 && cc_point_same(amenities->rows[by_point[i - 1]].point, point))
			*place = amenities->accesses[by_point[i - 1]].place;
		else
		{
			circle_place_of(graph, point, place);
			amenities->nsnapped++;
		}
	}
}

/* Make the accesses, off the network, and number the amenities. */
static void
make_accesses(CircleAmenities *amenities)
{
	uint32 number = 0;

	amenities->accesses =
		MemoryContextAllocHuge(CurrentMemoryContext, Max(amenities->n, 1) * sizeof(cc_access));
	for (uint32 i = 0; i < amenities->n; i++)
	{
		number += i > 0 && !circle_amenities_same(amenities, i - 1, i);
		amenities->accesses[i] =
			(cc_access){.amenity = number,
						.place = {.point = amenities->rows[i].point, .edge = CC_NONE},
						.area = amenities->rows[i].area};
	}
}

void
circle_amenities_snap(CircleAmenities *amenities, cc_graph *graph)
{
	uint32 *by_point;

	make_accesses(amenities);
	by_point = MemoryContextAllocHuge(CurrentMemoryContext, Max(amenities->n, 1) * sizeof(uint32));
	snap_distinct(amenities, graph, by_point);
	pfree(by_point);
}

void
circle_amenities_snap_later(CircleAmenities *amenities)
{
	make_accesses(amenities);
	amenities->snapped = palloc0(Max(amenities->n, 1) * sizeof(bool));
}

void
circle_amenities_unsnap(CircleAmenities *amenities)
{
	for (uint32 i = 0; i < amenities->n; i++)
		amenities->accesses[i].place =
			(cc_place){.point = amenities->rows[i].point, .edge = CC_NONE};
	memset(amenities->snapped, 0, amenities->n * sizeof(bool));
}

uint32
circle_amenities_size(const CircleAmenities *amenities, uint32 first)
{
	uint32 size = 1;

	while (first + size < amenities->n &&
		   amenities->accesses[first + size].amenity == amenities->accesses[first].amenity)
		size++;
	return size;
}

bool
circle_amenities_in_box(CircleAmenities *amenities, cc_graph *graph, uint32 first, uint32 size,
						cc_box box)
{
	bool any = false;

	for (uint32 i = first; i < first + size; i++)
	{
		const CircleAccess *row = &amenities->rows[i];

		if (row->area != NULL ? !cc_boxes_touch(row->area->box, box)
							  : !cc_box_holds(box, row->point))
			continue;
		any = true;
		if (row->area != NULL || amenities->snapped[i])
			continue;
		circle_place_of(graph, row->point, &amenities->accesses[i].place);
		amenities->snapped[i] = true;
	}
	return any;
}
