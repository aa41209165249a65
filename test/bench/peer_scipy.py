#!/usr/bin/python3
"""
peer_scipy.py DATABASE LIMIT_S: the same question answered by scipy's Dijkstra with a limit, a few amenities at a time.
"""
import numpy
from scipy.sparse.csgraph import dijkstra

import peer_common

AT_A_TIME = 64


def answer(graph, nodes, amenities, categories, ncategories, limit):
    within = numpy.zeros((graph.shape[0], ncategories), numpy.int32)
    nearest = numpy.full((graph.shape[0], ncategories), numpy.inf)
    keys = categories * (amenities.max() + 1) + amenities
    firsts = numpy.flatnonzero(numpy.r_[True, keys[1:] != keys[:-1]])
    ends = numpy.r_[firsts[1:], len(keys)]
    for begin in range(0, len(firsts), AT_A_TIME):
        group = slice(firsts[begin], ends[min(begin + AT_A_TIME, len(firsts)) - 1])
        costs = dijkstra(graph, indices=nodes[group], limit=limit)
        # The access points of one amenity and category: the least of them.
        least = numpy.minimum.reduceat(costs, firsts[begin:begin + AT_A_TIME] - group.start, axis=0)
        for row, first in zip(least, firsts[begin:begin + AT_A_TIME]):
            category = categories[first]
            within[:, category] += row <= limit
            numpy.minimum(nearest[:, category], row, out=nearest[:, category])
    return within, nearest


if __name__ == "__main__":
    peer_common.run("peer_scipy", answer)
