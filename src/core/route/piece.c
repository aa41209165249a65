/*
 * piece.c
 *		Parts of edges: their lines and their heights.
 *
 * src/core/route/piece.c
 */
#include "route/path.h"

/* --- the line --- */

static cc_position
at_point(cc_point point)
{
	return (cc_position){(double) point.x / CC_DEGREE, (double) point.y / CC_DEGREE};
}

/* A part of the way from a to b. */
static cc_position
between(cc_point a, cc_point b, double part)
{
	cc_position position = {(a.x + part * ((double) b.x - a.x)) / CC_DEGREE,
							(a.y + part * ((double) b.y - a.y)) / CC_DEGREE};

	return position;
}

static void
reverse(cc_position *line, uint32_t n)
{
	for (uint32_t i = 0; i < n / 2; i++)
	{
		cc_position other = line[n - 1 - i];

		line[n - 1 - i] = line[i];
		line[i] = other;
	}
}

uint32_t
cc_piece_room(const cc_graph *graph, uint32_t edge)
{
	return cc_graph_stored(graph, edge)->npts + 2;
}

/* The line from low_mm to high_mm; each is cut where its mm lie on the segments' lengths. */
static uint32_t
cut(const cc_point *pts, uint32_t npts, uint32_t len_mm, uint32_t low_mm, uint32_t high_mm,
	cc_position *line)
{
	double begin = 0; /* mm along the edge at pts[i] */
	uint32_t n = 0;

	for (uint32_t i = 0; i + 1 < npts; i++)
	{
		double end = begin + cc_distance_m(pts[i], pts[i + 1]) * 1000;

		/* The last vertex lies at the length, whatever its segments' lengths sum up to. */
		if (i + 2 == npts)
			end = len_mm > begin ? len_mm : begin;
		if (n == 0 && (low_mm < end || i + 2 == npts))
			line[n++] = low_mm > begin
							? between(pts[i], pts[i + 1], (low_mm - begin) / (end - begin))
							: at_point(pts[i]);
		if (n > 0 && (high_mm <= end || i + 2 == npts))
		{
			line[n++] = high_mm < end
							? between(pts[i], pts[i + 1],
									  high_mm > begin ? (high_mm - begin) / (end - begin) : 0)
							: at_point(pts[i + 1]);
			return n;
		}
		if (n > 0)
			line[n++] = at_point(pts[i + 1]);
		begin = end;
	}
	return n;
}

uint32_t
cc_piece_line(const cc_graph *graph, uint32_t edge, uint32_t from_mm, uint32_t to_mm,
			  cc_position *line)
{
	const cc_tile *tile = graph->tiles[graph->edges[edge].tile];
	const cc_edge *stored = cc_graph_stored(graph, edge);
	const cc_point *pts = &tile->pts[stored->pt];
	bool forward = from_mm <= to_mm;
	uint32_t n = cut(pts, stored->npts, stored->len_mm, forward ? from_mm : to_mm,
					 forward ? to_mm : from_mm, line);

	if (!forward)
		reverse(line, n);
	return n;
}

/* --- heights --- */

static double
height_at(const cc_sample *samples, uint32_t nsamples, uint32_t at_mm)
{
	uint32_t i = 1;
	double part;

	while (i + 1 < nsamples && samples[i].at_mm < at_mm)
		i++;
	if (samples[i].at_mm <= samples[i - 1].at_mm)
		return samples[i].height_cm / 100.0;
	part = ((double) at_mm - samples[i - 1].at_mm) /
		   ((double) samples[i].at_mm - samples[i - 1].at_mm);
	return (samples[i - 1].height_cm +
			part * ((double) samples[i].height_cm - samples[i - 1].height_cm)) /
		   100.0;
}

static void
add_rise(double rise, bool forward, double *up_m, double *down_m)
{
	if (!forward)
		rise = -rise;
	if (rise > 0)
		*up_m += rise;
	else
		*down_m -= rise;
}

bool
cc_piece_climb(const cc_graph *graph, const cc_piece *piece, double *up_m, double *down_m)
{
	const cc_tile *tile = graph->tiles[graph->edges[piece->edge].tile];
	const cc_edge *edge = cc_graph_stored(graph, piece->edge);
	const cc_sample *samples = &tile->samples[edge->sample];
	bool forward = piece->from_mm <= piece->to_mm;
	uint32_t low = forward ? piece->from_mm : piece->to_mm;
	uint32_t high = forward ? piece->to_mm : piece->from_mm;
	double height;

	if (edge->nsamples == 0)
		return false;
	height = height_at(samples, edge->nsamples, low);
	for (uint32_t i = 0; i < edge->nsamples; i++)
	{
		double next = samples[i].height_cm / 100.0;

		if (samples[i].at_mm <= low || samples[i].at_mm >= high)
			continue;
		add_rise(next - height, forward, up_m, down_m);
		height = next;
	}
	add_rise(height_at(samples, edge->nsamples, high) - height, forward, up_m, down_m);
	return true;
}
