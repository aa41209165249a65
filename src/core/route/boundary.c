/*
 * boundary.c
 *		From an area or a line to its place on the network.
 *
 * src/core/route/boundary.c
 */
#include "route/snap.h"

#include "route/near.h"

#define POLL_EVERY 256 /* segments of the rim */

/* Most areas have a street this near, and a look so far touches few segments. */
#define FIRST_LOOK 0.25

typedef struct vector
{
	double x;
	double y;
} vector;

/* One segment of the rim at a time, in the local plane of its start. */
typedef struct rimming
{
	cc_graph *graph;
	const cc_point *pts;
	const uint32_t *part_first;
	uint32_t nparts;
	cc_point start;
	cc_point end;
	cc_plane plane;
	vector rim; /* from start to end, in metres */
	uint32_t number;
	double most;  /* metres of the look in hand */
	double reach; /* farther segments cannot be better, or are not looked at */
	cc_box box;   /* around the segment of the rim: what lies outside is farther */
	cc_shortlist list;
} rimming;

static vector
minus(vector a, vector b)
{
	return (vector){a.x - b.x, a.y - b.y};
}

/* Where on the segment from origin in direction is the nearest point to p, 0 ... 1? */
static double
project(vector origin, vector direction, vector p)
{
	double length2 = direction.x * direction.x + direction.y * direction.y;
	vector to = minus(p, origin);
	double t = length2 > 0 ? (to.x * direction.x + to.y * direction.y) / length2 : 0;

	return t < 0 ? 0 : t > 1 ? 1 : t;
}

/* Keep the pair of points at s of the rim and t of the segment if it is nearer. */
static void
try_pair(const rimming *rim, vector start, vector direction, double s, double t,
		 cc_candidate *candidate)
{
	double x = start.x + t * direction.x - s * rim->rim.x;
	double y = start.y + t * direction.y - s * rim->rim.y;
	double square = x * x + y * y;

	if (cc_near_whole(square) >= cc_near_whole(candidate->square))
		return;
	candidate->square = square;
	candidate->along_rim = s;
	candidate->along = t;
}

/*
 * Do the rim's segment and the street's segment cross or touch in one point? Exact, since
 * collinear segments, rounded, would seem to cross anywhere.
 */
static bool
crossing(const rimming *rim, const cc_point *ends, cc_candidate *candidate)
{
	cc_wide area = cc_cross(rim->start, rim->end, ends[0], ends[1]);
	cc_wide s = cc_cross(rim->start, ends[0], ends[0], ends[1]);
	cc_wide t = cc_cross(rim->start, ends[0], rim->start, rim->end);

	if (area < 0)
	{
		area = -area;
		s = -s;
		t = -t;
	}
	if (area == 0 || s < 0 || s > area || t < 0 || t > area)
		return false;
	candidate->square = 0;
	candidate->along_rim = (double) s / (double) area;
	candidate->along = (double) t / (double) area;
	return true;
}

/* The nearest pair of points of the rim's segment and the street's segment. */
static void
nearest_pair(const rimming *rim, const cc_point *ends, cc_candidate *candidate)
{
	vector start = {(ends[0].x - (double) rim->start.x) * rim->plane.mx,
					(ends[0].y - (double) rim->start.y) * rim->plane.my};
	vector direction = {(ends[1].x - (double) ends[0].x) * rim->plane.mx,
						(ends[1].y - (double) ends[0].y) * rim->plane.my};
	vector origin = {0, 0};
	vector end = {start.x + direction.x, start.y + direction.y};

	if (crossing(rim, ends, candidate))
		return;
	/* Without a crossing one of the four ends is in the nearest pair. */
	candidate->square = INFINITY;
	try_pair(rim, start, direction, 0, project(start, direction, origin), candidate);
	try_pair(rim, start, direction, 1, project(start, direction, rim->rim), candidate);
	try_pair(rim, start, direction, project(origin, rim->rim, start), 0, candidate);
	try_pair(rim, start, direction, project(origin, rim->rim, end), 1, candidate);
}

static int32_t
part_of(int32_t from, double part, double metres, double unit)
{
	return (int32_t) floor(from + part * (metres / unit) + 0.5);
}

static cc_status
visit_segment(void *state, uint32_t edge, uint32_t segment, const cc_point *ends)
{
	rimming *rim = state;
	cc_candidate candidate;
	cc_status status;

	if (!cc_boxes_touch(rim->box, cc_segment_box(ends[0], ends[1])))
		return CC_OK;
	nearest_pair(rim, ends, &candidate);
	if (candidate.square > rim->reach * rim->reach)
		return CC_OK;
	candidate.edge = edge;
	candidate.rim = rim->number;
	candidate.segment = segment;
	candidate.from.x = part_of(rim->start.x, candidate.along_rim, rim->rim.x, rim->plane.mx);
	candidate.from.y = part_of(rim->start.y, candidate.along_rim, rim->rim.y, rim->plane.my);
	status = cc_near_offer(rim->graph, &candidate, &rim->list);
	if (rim->list.changed)
		rim->reach = fmin(rim->most, cc_near_reach(rim->graph, &rim->list));
	return status;
}

static cc_status
visit_rim(rimming *rim, cc_point a, cc_point b)
{
	if (rim->number % POLL_EVERY == 0 && cc_stop(rim->graph->env))
		return CC_CANCELED;
	rim->start = a;
	rim->end = b;
	rim->plane = cc_plane_at(a.y);
	rim->rim.x = (b.x - (double) a.x) * rim->plane.mx;
	rim->rim.y = (b.y - (double) a.y) * rim->plane.my;
	rim->box = cc_near_box(cc_segment_box(a, b), rim->plane, rim->reach);
	return cc_near_scan(rim->graph, rim->box, visit_segment, rim);
}

/* The best candidates of the whole rim that are at most so many metres away. */
static cc_status
look_within(rimming *rim, double metres)
{
	const cc_point *pts = rim->pts;
	const uint32_t *part_first = rim->part_first;

	rim->number = 0;
	rim->most = rim->reach = metres;
	for (uint32_t part = 0; part < rim->nparts; part++)
	{
		uint32_t last = part_first[part + 1];

		for (uint32_t i = part_first[part]; i < last; i++)
		{
			cc_status status;

			/* The last point starts no segment, but for a part of one point. */
			if (i + 1 == last && i > part_first[part])
				continue;
			status = visit_rim(rim, pts[i], pts[i + 1 < last ? i + 1 : i]);
			if (status != CC_OK)
				return status;
			rim->number++;
		}
	}
	return CC_OK;
}

static cc_status
find_near(void *state)
{
	rimming *rim = state;
	double first = cc_near_reach(rim->graph, &rim->list) * FIRST_LOOK;
	double reach;
	cc_status status = look_within(rim, first);

	if (status != CC_OK)
		return status;
	reach = cc_near_reach(rim->graph, &rim->list);
	return reach <= first ? CC_OK : look_within(rim, reach);
}

cc_status
cc_snap_rim(cc_graph *graph, const cc_point *pts, const uint32_t *part_first, uint32_t nparts,
			cc_place *place)
{
	rimming rim = {.graph = graph, .pts = pts, .part_first = part_first, .nparts = nparts};
	const cc_candidate *best;
	cc_status status = cc_near_best(graph, &rim.list, find_near, &rim, &best);

	*place = (cc_place){.edge = CC_NONE};
	if (status != CC_OK)
		return status;
	/* Snapped as a point, so that the point stored gives the same place again. */
	return cc_snap(graph, best->from, place);
}
