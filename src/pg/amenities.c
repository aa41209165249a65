/*
 * amenities.c
 *		The amenities that a computation may reach, read and snapped.
 *
 * src/pg/amenities.c
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "amenities.h"
#include "error.h"
#include "network.h"
#include "rows.h"

static const CircleColumn amenity_columns[] = {{"amenity", TEXTOID, false},
											   {"category", TEXTOID, true},
											   {"lon", FLOAT8OID, false},
											   {"lat", FLOAT8OID, false}};

static int
compare_points(cc_point a, cc_point b)
{
	if (a.x != b.x)
		return a.x < b.x ? -1 : 1;
	return (a.y > b.y) - (a.y < b.y);
}

static int
compare_keys(const CircleAccess *a, const CircleAccess *b)
{
	int order = memcmp(a->key, b->key, Min(a->key_len, b->key_len));

	return order != 0 ? order : (a->key_len > b->key_len) - (a->key_len < b->key_len);
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
	return order != 0 ? order : compare_points(a->point, b->point);
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

static cc_point
row_point(const CircleRows *rows)
{
	cc_point point;
	cc_detail detail = {0};
	cc_status status = cc_quantise(DatumGetFloat8(rows->values[2]), DatumGetFloat8(rows->values[3]),
								   &point, &detail);

	if (status != CC_OK)
		circle_check(status, &detail,
					 psprintf("amenity \"%s\"", TextDatumGetCString(rows->values[0])));
	return point;
}

static bool
in_box(cc_point point, cc_box box)
{
	return point.x >= box.min_x && point.x <= box.max_x && point.y >= box.min_y &&
		   point.y <= box.max_y;
}

static void
read_rows(CircleAmenities *amenities, CircleRows *rows, const CircleWants *wants,
		  const cc_box *boxes)
{
	size_t capacity = 0;

	while (circle_rows_next(rows))
	{
		uint32 category = row_category(rows, wants);
		CircleAccess *row;
		text *key;
		cc_point point;

		if (category == CC_NONE)
			continue;
		point = row_point(rows);
		if (!in_box(point, boxes[category]))
			continue;
		if (amenities->n == capacity)
		{
			capacity = Max(1024, capacity * 2);
			amenities->rows = amenities->rows == NULL
								  ? palloc(capacity * sizeof(CircleAccess))
								  : repalloc_huge(amenities->rows, capacity * sizeof(CircleAccess));
		}
		key = DatumGetTextPP(rows->values[0]);
		row = &amenities->rows[amenities->n++];
		row->category = category;
		row->key_len = VARSIZE_ANY_EXHDR(key);
		row->key = memcpy(palloc(row->key_len + 1), VARDATA_ANY(key), row->key_len);
		row->point = point;
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

/* Row numbers ordered by point, so that equal points stand together. */
static int
compare_by_point(const void *left, const void *right, void *arg)
{
	const CircleAccess *rows = arg;

	return compare_points(rows[*(const uint32 *) left].point, rows[*(const uint32 *) right].point);
}

static void
snap_distinct(CircleAmenities *amenities, cc_graph *graph, uint32 *by_point)
{
	for (uint32 i = 0; i < amenities->n; i++)
		by_point[i] = i;
	qsort_arg(by_point, amenities->n, sizeof(uint32), compare_by_point, amenities->rows);

	for (uint32 i = 0; i < amenities->n; i++)
	{
		cc_point point = amenities->rows[by_point[i]].point;
		cc_place *place = &amenities->accesses[by_point[i]].place;

		CHECK_FOR_INTERRUPTS();
		if (i > 0 && compare_points(amenities->rows[by_point[i - 1]].point, point) == 0)
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
		amenities->accesses[i] = (cc_access){
			.amenity = number, .place = {.point = amenities->rows[i].point, .edge = CC_NONE}};
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
		if (!in_box(amenities->rows[i].point, box))
			continue;
		any = true;
		if (amenities->snapped[i])
			continue;
		circle_place_of(graph, amenities->rows[i].point, &amenities->accesses[i].place);
		amenities->snapped[i] = true;
	}
	return any;
}
