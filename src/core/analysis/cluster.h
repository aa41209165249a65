/*
 * cluster.h
 *		Clusters of points in which each point is within a limited distance of another.
 *
 * src/core/analysis/cluster.h
 */
#ifndef CC_CLUSTER_H
#define CC_CLUSTER_H

#include "base/base.h"

/* A position in a plane, in metres. */
typedef struct cc_xy
{
	double x;
	double y;
} cc_xy;

/*
 * Put two points in one group when steps from point to point of at most so many metres lead from
 * one to the other (DBSCAN with one point a core, single linkage cut at a distance). groups[i] is
 * the number of the group of point i, from 0, in the order of the groups' first points; it does not
 * depend on anything else. n is below 2^32. CC_BAD_INPUT for a coordinate that is not finite, a
 * distance that is not above 0, or points that lie over more than 1e12 distances.
 */
extern cc_status cc_cluster(const cc_env *env, const cc_xy *points, size_t n, double metres,
							uint32_t *groups);

#endif /* CC_CLUSTER_H */
