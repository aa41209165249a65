/*
 * point_grid.h
 *		Points found again by position: sorted into square cells, crowded ones into cells again.
 *
 * src/core/base/point_grid.h
 */
#ifndef CC_POINT_GRID_H
#define CC_POINT_GRID_H

#include "base/geo.h"

/* Numbers of things sorted by a key below nkeys: those of key k from first[k] to first[k + 1]. */
typedef struct cc_index
{
	uint32_t nkeys;
	uint32_t *first;
	uint32_t *items;
} cc_index;

/* A key that leaves its thing out of an index. */
#define CC_NO_KEY UINT32_MAX

/* Sort things by their keys (counting sort). Released also after a failure. */
extern cc_status cc_index_create(const cc_env *env, const uint32_t *keys, uint32_t nitems,
								 uint32_t nkeys, cc_index *index);
extern void cc_index_release(const cc_env *env, cc_index *index);

typedef struct cc_point_grid
{
	uint32_t npoints;
	cc_index by_cell;
	cc_box box;         /* of all points; its cells are numbered by rows from the south-west */
	uint32_t cell_size; /* in units */
	uint32_t columns;
	uint32_t rows;
	/* Subgrids of crowded cells: NULL if no cell is crowded. */
	uint32_t *part_of_cell;      /* 1 + the number of its part for a crowded cell, else 0 */
	struct cc_point_grid *parts; /* points of a part are numbered as they stand in the cell */
	uint32_t nparts;
} cc_point_grid;

/* The first point at points, the next ones stride bytes on. Released also after a failure. */
extern cc_status cc_point_grid_create(const cc_env *env, const cc_point *points, size_t stride,
									  uint32_t npoints, cc_point_grid *grid);
extern void cc_point_grid_release(const cc_env *env, cc_point_grid *grid);

/* Called for each item that may be near; a status other than CC_OK ends the visit. */
typedef cc_status (*cc_point_visit)(void *state, uint32_t item);

/* Visit all points in a box, and others. */
extern cc_status cc_point_grid_within(const cc_point_grid *grid, cc_box box, cc_point_visit visit,
									  void *state);

/* Visit all points whose WGS 84 distance from a point is at most so many metres, and others. */
extern cc_status cc_point_grid_near(const cc_point_grid *grid, cc_point point, double metres,
									cc_point_visit visit, void *state);

#endif /* CC_POINT_GRID_H */
