#!/usr/bin/python3
"""
peer_numba.py DATABASE LIMIT_S: the same question answered by a compiled kernel of a few dozen lines.

A search with a limit from each amenity by a binary heap; a node counts an amenity once for each category, at the least time over its
access points. The kernel's code is compiled before and kept; that is not timed.
"""
import numba
import numpy

import peer_common


@numba.njit(cache=True)
def push(heap, keys, size, node, key):
    at = size
    while at > 0 and keys[(at - 1) // 2] > key:
        heap[at], keys[at] = heap[(at - 1) // 2], keys[(at - 1) // 2]
        at = (at - 1) // 2
    heap[at], keys[at] = node, key
    return size + 1


@numba.njit(cache=True)
def pop(heap, keys, size):
    size -= 1
    node, key, at = heap[size], keys[size], 0
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= key:
            break
        heap[at], keys[at] = heap[child], keys[child]
        at = child
    heap[at], keys[at] = node, key
    return size


@numba.njit(cache=True)
def search(starts, targets, costs, sources, amenities, categories, ncategories, limit):
    nodes = len(starts) - 1
    within = numpy.zeros((nodes, ncategories), numpy.int32)
    nearest = numpy.full((nodes, ncategories), numpy.inf)
    seen = numpy.full(nodes, -1, numpy.int64)
    settled = numpy.full(nodes, -1, numpy.int64)
    best = numpy.empty(nodes)
    heap, keys = numpy.empty(len(targets) + len(sources) + 1, numpy.int32), numpy.empty(len(targets) + len(sources) + 1)
    first = 0
    while first < len(sources):
        last = first
        size = 0
        # All access points of one amenity and category at once.
        while last < len(sources) and amenities[last] == amenities[first] and categories[last] == categories[first]:
            seen[sources[last]], best[sources[last]] = first, 0.0
            size = push(heap, keys, size, sources[last], 0.0)
            last += 1
        category = categories[first]
        while size > 0:
            node, cost = heap[0], keys[0]
            size = pop(heap, keys, size)
            if settled[node] == first:
                continue
            settled[node] = first
            within[node, category] += 1
            if cost < nearest[node, category]:
                nearest[node, category] = cost
            for edge in range(starts[node], starts[node + 1]):
                target, further = targets[edge], cost + costs[edge]
                if further <= limit and settled[target] != first and (seen[target] != first or further < best[target]):
                    seen[target], best[target] = first, further
                    size = push(heap, keys, size, target, further)
        first = last
    return within, nearest


def answer(graph, nodes, amenities, categories, ncategories, limit):
    return search(graph.indptr, graph.indices, graph.data, nodes.astype(numpy.int32), amenities, categories, ncategories, limit)


if __name__ == "__main__":
    answer(peer_common.coo_matrix(([1.0], ([0], [1])), shape=(2, 2)).tocsr(), *(numpy.zeros(1, numpy.int64) for _ in range(3)), 1, 1.0)
    peer_common.run("peer_numba", answer)
