/*
 * tile.h
 *		The stored form of one tile of a walking network.
 *
 * A tile holds the nodes that lie in its square, the edges between them, and
 * the cross-tile edges that start, end or pass in it. An edge's polyline lies
 * in the tile's square, but for a cross-tile edge, which is one segment.
 * A tile also holds the barriers that touch its square, and its closed gates.
 *
 * src/core/network/tile.h
 */
#ifndef CC_TILE_H
#define CC_TILE_H

#include "base/geo.h"
#include "network/street_class.h"

#define CC_TILE_VERSION 1        /* of a tile without barriers and closed gates */
#define CC_TILE_VERSION_BARRED 2 /* with any of them */
#define CC_FOREIGN UINT32_MAX    /* an end that lies in another tile */

typedef struct cc_edge
{
	uint32_t u; /* node of the first point, or CC_FOREIGN */
	uint32_t v; /* node of the last point, or CC_FOREIGN */
	uint32_t len_mm;
	uint32_t class_bits;
	uint32_t street;       /* index into the streets of the tile */
	uint32_t first_vertex; /* of the street, where the edge begins: with the street its identity */
	uint32_t pt;           /* first of npts >= 2 points in pts */
	uint32_t npts;
	uint32_t sample; /* first of nsamples in samples; nsamples 0 where heights are unknown */
	uint32_t nsamples;
} cc_edge;

/* A known height along an edge. Samples ascend in at_mm, the first at 0, the last at len_mm. */
typedef struct cc_sample
{
	uint32_t at_mm;
	int32_t height_cm;
} cc_sample;

/* A piece of a line that no door walk crosses; a stands before b by (x, y). */
typedef struct cc_barrier
{
	cc_point a;
	cc_point b;
} cc_barrier;

/* Streets keep their keys as int64 or as text, by the network's key type. */
typedef struct cc_street_key
{
	int64_t number;   /* when keys are numbers */
	const char *text; /* when keys are text: not terminated */
	uint32_t len;
} cc_street_key;

/*
 * The tile's square (cc_tile_box) is cut into CC_GRID x CC_GRID cells for looking up
 * segments near a point: column 0 in the west, row 0 in the south, cell = row * CC_GRID + column.
 */
#define CC_GRID 32

/* Cells, boundaries included. */
typedef struct cc_cells
{
	uint32_t min_column;
	uint32_t max_column;
	uint32_t min_row;
	uint32_t max_row;
} cc_cells;

/*
 * The cells of a tile that touch a box, neighbours' common boundaries counted for both; false
 * when the box lies outside the tile's square.
 */
extern bool cc_cells_touching(cc_box square, cc_box box, cc_cells *cells);

/* A cell's part of the tile's square, boundaries included. */
extern cc_box cc_cell_box(cc_box square, uint32_t column, uint32_t row);

typedef struct cc_segment
{
	uint32_t edge;
	uint32_t pt; /* the segment's first point, index into pts */
} cc_segment;

typedef struct cc_tile
{
	int32_t id;
	bool text_keys;
	uint32_t nnodes;
	uint32_t nedges;
	uint32_t npts;
	uint32_t nsamples;
	uint32_t nstreets;
	uint32_t nbarriers;
	uint32_t ngates;
	cc_point *nodes; /* half-open in the square; ascending by (x, y), distinct */
	cc_edge *edges;  /* ascending by (street, first_vertex) */
	cc_point *pts;
	cc_sample *samples;
	cc_street_key *streets; /* ascending by key: numbers by value, text by bytes */
	char *text;             /* what text keys point into */
	cc_barrier *barriers;   /* that touch the square; ascending by a, then b, distinct */
	uint32_t *gates;        /* nodes that are closed gates, ascending: nothing is joined there */
	uint32_t
		*cells; /* CC_GRID * CC_GRID + 1 offsets into segments, row-major from the south-west */
	cc_segment *segments;    /* each segment once in every cell of the square that it touches */
	uint32_t *barrier_cells; /* as cells, of barrier_numbers; NULL where there are no barriers */
	uint32_t *barrier_numbers;
	size_t bytes; /* of memory held by the tile */
} cc_tile;

/* Three-way order of street keys. */
extern int cc_street_compare(bool text_keys, const cc_street_key *a, const cc_street_key *b);

/*
 * Write a tile (whose invariants the caller has kept) as bytes from env. The cells are not
 * written; of an end in this tile only its node counts, its point must agree.
 */
extern cc_status cc_tile_encode(const cc_env *env, const cc_tile *tile, uint8_t **body,
								size_t *len);

/*
 * Read an untrusted tile: CC_CORRUPT unless every count, reference,
 * order and boundary holds and the bytes end where the tile ends. *tile is one
 * allocation, released by cc_free(env, *tile).
 */
extern cc_status cc_tile_decode(const cc_env *env, const uint8_t *body, size_t len, cc_tile **tile,
								cc_detail *detail);

/* The cells of a segment's box; none if min_row is above max_row. */
typedef struct cc_cell_range
{
	uint8_t min_column;
	uint8_t max_column;
	uint8_t min_row;
	uint8_t max_row;
} cc_cell_range;

/* Count every segment up in each of its cells, and note their range at its first point's number. */
extern void cc_tile_count_cells(const cc_tile *tile, uint32_t *cells, cc_cell_range *ranges);

/* In the order of edges put each segment where its cells' offsets point, and move these on. */
extern void cc_tile_fill_cells(const cc_tile *tile, uint32_t *cells, const cc_cell_range *ranges,
							   cc_segment *segments);

/*
 * Go through every cell of every barrier: count them up in cells (numbers NULL), or put each one's
 * number where its cell's offset points and move that on.
 */
extern void cc_tile_visit_barriers(const cc_tile *tile, uint32_t *cells, uint32_t *numbers);

/* The number of the closed gate that a node is, or CC_FOREIGN. */
extern uint32_t cc_tile_gate(const cc_tile *tile, uint32_t node);

/* The node at a position, or CC_FOREIGN. */
extern uint32_t cc_tile_node(const cc_tile *tile, cc_point at);

#endif /* CC_TILE_H */
