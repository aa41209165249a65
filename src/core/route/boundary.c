/*
 * boundary.c
 *		From an area or a line to its place on the network.
 *
 * src/core/route/boundary.c
 */
#include "route/snap.h"

#include "route/near.h"

#define POLL_EVERY 256 /* segments of the boundary */

/* Most areas have a street this near, and a search so far touches few segments. */
#define FIRST_REACH 0.25

typedef struct vector
{
	double x;
	double y;
} vector;

/* One segment of the boundary at a time, in the local plane of its start. */
typedef struct boundary_walk
{
	cc_graph *graph;
	const cc_point *pts;
	const uint32_t *part_first;
	uint32_t nparts;
	cc_point start;
	cc_point end;
	cc_plane plane;
	vector boundary; /* from start to end, in metres */
	uint32_t number;
	double most;  /* metres of this search */
	double reach; /* farther segments cannot be better, or are ignored */
	cc_box box;   /* around the segment of the boundary: what lies outside is farther */
	cc_shortlist list;
} boundary_walk;

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

/* Keep the pair of points at s of the boundary and t of the segment if it is nearer. */
static void
try_pair(const boundary_walk *boundary, vector start, vector direction, double s, double t,
		 cc_candidate *candidate)
{
	double x = start.x + t * direction.x - s * boundary->boundary.x;
	double y = start.y + t * direction.y - s * boundary->boundary.y;
	double square = x * x + y * y;

	if (cc_near_whole(square) >= cc_near_whole(candidate->square))
		return;
	candidate->square = square;
	candidate->along_boundary = s;
	candidate->along = t;
}

/*
 * Do the boundary's segment and the street's segment cross or touch in one point? Exact, since
 * collinear segments, rounded, would seem to cross anywhere.
 */
static bool
crossing(const boundary_walk *boundary, const cc_point *ends, cc_candidate *candidate)
{
	cc_wide area = cc_cross(boundary->start, boundary->end, ends[0], ends[1]);
	cc_wide s = cc_cross(boundary->start, ends[0], ends[0], ends[1]);
	cc_wide t = cc_cross(boundary->start, ends[0], boundary->start, boundary->end);

	if (area < 0)
	{
		area = -area;
		s = -s;
		t = -t;
	}
	if (area == 0 || s < 0 || s > area || t < 0 || t > area)
		return false;
	candidate->square = 0;
	candidate->along_boundary = (double) s / (double) area;
	candidate->along = (double) t / (double) area;
	return true;
}

/* The nearest pair of points of the boundary's segment and the street's segment. */
static void
nearest_pair(const boundary_walk *boundary, const cc_point *ends, cc_candidate *candidate)
{
	vector start = {(ends[0].x - (double) boundary->start.x) * boundary->plane.mx,
					(ends[0].y - (double) boundary->start.y) * boundary->plane.my};
	vector direction = {(ends[1].x - (double) ends[0].x) * boundary->plane.mx,
						(ends[1].y - (double) ends[0].y) * boundary->plane.my};
	vector origin = {0, 0};
	vector end = {start.x + direction.x, start.y + direction.y};

	if (crossing(boundary, ends, candidate))
		return;
	/* Without a crossing one of the four ends is in the nearest pair. */
	candidate->square = INFINITY;
	try_pair(boundary, start, direction, 0, project(start, direction, origin), candidate);
	try_pair(boundary, start, direction, 1, project(start, direction, boundary->boundary),
			 candidate);
	try_pair(boundary, start, direction, project(origin, boundary->boundary, start), 0, candidate);
	try_pair(boundary, start, direction, project(origin, boundary->boundary, end), 1, candidate);
}

static int32_t
part_of(int32_t from, double part, double metres, double unit)
{
	return (int32_t) floor(from + part * (metres / unit) + 0.5);
}

static cc_status
visit_segment(void *state, uint32_t edge, uint32_t segment, const cc_point *ends)
{
	boundary_walk *boundary = state;
	cc_candidate candidate;
	cc_status status;

	if (!cc_boxes_touch(boundary->box, cc_segment_box(ends[0], ends[1])))
		return CC_OK;
	nearest_pair(boundary, ends, &candidate);
	if (candidate.square > boundary->reach * boundary->reach)
		return CC_OK;
	candidate.edge = edge;
	candidate.boundary = boundary->number;
	candidate.segment = segment;
	candidate.from.x = part_of(boundary->start.x, candidate.along_boundary, boundary->boundary.x,
							   boundary->plane.mx);
	candidate.from.y = part_of(boundary->start.y, candidate.along_boundary, boundary->boundary.y,
							   boundary->plane.my);
	status = cc_near_offer(boundary->graph, &candidate, &boundary->list);
	if (boundary->list.changed)
		boundary->reach = fmin(boundary->most, cc_near_reach(boundary->graph, &boundary->list));
	return status;
}

static cc_status
visit_boundary(boundary_walk *boundary, cc_point a, cc_point b)
{
	if (boundary->number % POLL_EVERY == 0 && cc_stop(boundary->graph->env))
		return CC_CANCELED;
	boundary->start = a;
	boundary->end = b;
	boundary->plane = cc_plane_at(a.y);
	boundary->boundary.x = (b.x - (double) a.x) * boundary->plane.mx;
	boundary->boundary.y = (b.y - (double) a.y) * boundary->plane.my;
	boundary->box = cc_near_box(cc_segment_box(a, b), boundary->plane, boundary->reach);
	return cc_near_scan(boundary->graph, boundary->box, visit_segment, boundary);
}

/* The best candidates of the whole boundary that are at most so many metres away. */
static cc_status
search_within(boundary_walk *boundary, double metres)
{
	const cc_point *pts = boundary->pts;
	const uint32_t *part_first = boundary->part_first;

	boundary->number = 0;
	boundary->most = boundary->reach = metres;
	for (uint32_t part = 0; part < boundary->nparts; part++)
	{
		uint32_t last = part_first[part + 1];

		for (uint32_t i = part_first[part]; i < last; i++)
		{
			cc_status status;

			/* The last point starts no segment, but for a part of one point. */
			if (i + 1 == last && i > part_first[part])
				continue;
			status = visit_boundary(boundary, pts[i], pts[i + 1 < last ? i + 1 : i]);
			if (status != CC_OK)
				return status;
			boundary->number++;
		}
	}
	return CC_OK;
}

static cc_status
find_near(void *state)
{
	boundary_walk *boundary = state;
	double first = cc_near_reach(boundary->graph, &boundary->list) * FIRST_REACH;
	double reach;
	cc_status status = search_within(boundary, first);

	if (status != CC_OK)
		return status;
	reach = cc_near_reach(boundary->graph, &boundary->list);
	return reach <= first ? CC_OK : search_within(boundary, reach);
}

cc_status
cc_snap_boundary(cc_graph *graph, const cc_point *pts, const uint32_t *part_first, uint32_t nparts,
				 cc_place *place)
{
	boundary_walk boundary = {
		.graph = graph, .pts = pts, .part_first = part_first, .nparts = nparts};
	const cc_candidate *best;
	cc_status status = cc_near_best(graph, &boundary.list, find_near, &boundary, &best);

	*place = (cc_place){.edge = CC_NONE};
	if (status != CC_OK)
		return status;
	/* Snapped as a point, so that the point stored gives the same place again. */
	return cc_snap(graph, best->from, place);
}
