/*
 * area.c
 *		What lies inside of an area.
 *
 * A position is inside if a line from it to the east crosses the boundary an odd number of times.
 *To ask where a line begins, its start is moved on by an amount smaller than any number: what two
 * positions share is then decided by the direction.
 *
 * src/core/base/area.c
 */
#include "base/area.h"

#define LONG_BOUNDARY 100 /* points: shorter ones are searched as a whole */
#define SEGMENTS_A_BAND 4
#define MOST_ENTRIES 4 /* in bands, for each segment */

/* A position, moved on in a direction by next to nothing; 0, 0 for one that stays. */
typedef struct probe
{
	cc_point at;
	int64_t dx;
	int64_t dy;
} probe;

cc_area
cc_area_of(const cc_point *pts, const uint32_t *part_first, uint32_t nparts)
{
	cc_area area = {.nparts = nparts,
					.part_first = part_first,
					.pts = pts,
					.box = {pts[0].x, pts[0].y, pts[0].x, pts[0].y}};

	for (uint32_t i = 1; i < part_first[nparts]; i++)
	{
		cc_box box = cc_segment_box(pts[i], pts[i]);

		area.box.min_x = box.min_x < area.box.min_x ? box.min_x : area.box.min_x;
		area.box.min_y = box.min_y < area.box.min_y ? box.min_y : area.box.min_y;
		area.box.max_x = box.max_x > area.box.max_x ? box.max_x : area.box.max_x;
		area.box.max_y = box.max_y > area.box.max_y ? box.max_y : area.box.max_y;
	}
	return area;
}

/* Is a moved coordinate beyond another one: strictly, by the direction where they are the same? */
static inline bool
beyond(int32_t at, int64_t moved, int32_t other)
{
	return at > other || (at == other && moved > 0);
}

/* Between two coordinates in any order, ends included. */
static inline bool
between(int32_t at, int64_t moved, int32_t a, int32_t b)
{
	return !beyond(at, moved, a > b ? a : b) && !beyond(-at, -moved, a < b ? -a : -b);
}

/* On which side of the line from a to b: positive for its left, 0 for on it. */
static int
turn(const probe *probe, cc_point a, cc_point b)
{
	cc_wide area = cc_cross(a, b, a, probe->at);

	if (area == 0)
		area = (cc_wide) ((int64_t) b.x - a.x) * probe->dy -
			   (cc_wide) ((int64_t) b.y - a.y) * probe->dx;
	return cc_sign(area);
}

/* Is the probe on a segment of the boundary? Else turn inside round if the segment passes east of
 * it. */
static bool
meets(const probe *probe, cc_point a, cc_point b, bool *inside)
{
	bool above = beyond(probe->at.y, probe->dy, a.y);
	bool passes = above != beyond(probe->at.y, probe->dy, b.y);
	int side;

	if (!passes && probe->at.y != a.y && probe->at.y != b.y)
		return false;
	side = turn(probe, a, b);
	if (side == 0 && between(probe->at.x, probe->dx, a.x, b.x) &&
		between(probe->at.y, probe->dy, a.y, b.y))
		return true;
	/* To the east passes what the probe is left of going up, or right of going down. */
	if (passes && (side > 0) == above)
		*inside = !*inside;
	return false;
}

static cc_side
side_of_all(const cc_area *area, const probe *probe)
{
	bool inside = false;

	for (uint32_t part = 0; part < area->nparts; part++)
		for (uint32_t i = area->part_first[part]; i + 1 < area->part_first[part + 1]; i++)
			if (meets(probe, area->pts[i], area->pts[i + 1], &inside))
				return CC_SIDE_BOUNDARY;
	return inside ? CC_SIDE_IN : CC_SIDE_OUT;
}

static uint32_t
band_of(const cc_area *area, int32_t y)
{
	return (uint32_t) ((int64_t) y - area->box.min_y) / area->band_height;
}

/* A segment that the moved probe meets touches the band of the position that it is moved from. */
static cc_side
side_of(const cc_area *area, const probe *probe)
{
	const uint32_t *first = area->bands.first;
	uint32_t band;
	bool inside = false;

	if (!cc_box_holds(area->box, probe->at))
		return CC_SIDE_OUT;
	if (first == NULL)
		return side_of_all(area, probe);
	band = band_of(area, probe->at.y);
	for (uint32_t k = first[band]; k < first[band + 1]; k++)
	{
		uint32_t i = area->bands.items[k];

		if (meets(probe, area->pts[i], area->pts[i + 1], &inside))
			return CC_SIDE_BOUNDARY;
	}
	return inside ? CC_SIDE_IN : CC_SIDE_OUT;
}

/* --- bands --- */

/* Called for each segment with the bands that it touches. */
typedef void (*band_visit)(void *state, uint32_t segment, uint32_t low, uint32_t high);

static void
visit_bands(const cc_area *area, band_visit visit, void *state)
{
	for (uint32_t part = 0; part < area->nparts; part++)
	{
		for (uint32_t i = area->part_first[part]; i + 1 < area->part_first[part + 1]; i++)
		{
			uint32_t a = band_of(area, area->pts[i].y);
			uint32_t b = band_of(area, area->pts[i + 1].y);

			visit(state, i, a < b ? a : b, a < b ? b : a);
		}
	}
}

typedef struct entry_list
{
	uint32_t *bands;
	uint32_t *segments;
	uint64_t n;
} entry_list;

static void
count_entries(void *state, uint32_t segment, uint32_t low, uint32_t high)
{
	(void) segment;
	((entry_list *) state)->n += (uint64_t) high - low + 1;
}

static void
list_entries(void *state, uint32_t segment, uint32_t low, uint32_t high)
{
	entry_list *list = state;

	for (uint32_t band = low; band <= high; band++)
	{
		list->bands[list->n] = band;
		list->segments[list->n++] = segment;
	}
}

/* Bands as low as wanted, but not many more entries than there are segments; how many entries. */
static uint32_t
choose_height(cc_area *area)
{
	uint32_t npts = area->part_first[area->nparts];
	uint64_t height =
		((uint64_t) ((int64_t) area->box.max_y - area->box.min_y)) * SEGMENTS_A_BAND / npts + 1;

	for (;; height *= 2)
	{
		entry_list list = {NULL, NULL, 0};

		area->band_height = (uint32_t) height;
		visit_bands(area, count_entries, &list);
		if (list.n <= (uint64_t) npts * MOST_ENTRIES)
			return (uint32_t) list.n;
	}
}

cc_status
cc_area_sort(const cc_env *env, cc_area *area)
{
	entry_list list = {NULL, NULL, 0};
	uint32_t n;
	cc_status status = CC_NOMEM;

	if (area->part_first[area->nparts] < LONG_BOUNDARY)
		return CC_OK;
	n = choose_height(area);
	list.bands = cc_alloc(env, n, sizeof(uint32_t), 0);
	list.segments = cc_alloc(env, n, sizeof(uint32_t), 0);
	if (list.bands != NULL && list.segments != NULL)
	{
		visit_bands(area, list_entries, &list);
		status =
			cc_index_create(env, list.bands, n, band_of(area, area->box.max_y) + 1, &area->bands);
	}
	for (uint32_t k = 0; status == CC_OK && k < n; k++)
		area->bands.items[k] = list.segments[area->bands.items[k]];
	cc_free(env, list.bands);
	cc_free(env, list.segments);
	return status;
}

void
cc_area_release(const cc_env *env, cc_area *area)
{
	cc_index_release(env, &area->bands);
}

cc_side
cc_area_side(const cc_area *area, cc_point at)
{
	probe probe = {at, 0, 0};

	return side_of(area, &probe);
}

bool
cc_area_begins(const cc_area *area, cc_point at, cc_point to)
{
	probe probe = {at, (int64_t) to.x - at.x, (int64_t) to.y - at.y};

	return side_of(area, &probe) == CC_SIDE_IN;
}
