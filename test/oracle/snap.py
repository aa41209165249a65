"""From points and boundaries to places on the network, by looking at every segment of nearby cells."""
from dataclasses import dataclass

import numpy as np

import geo

NONE = -1
STREETS_TRIED = 8
FAR = np.iinfo(np.int64).max


@dataclass
class Places:
    """Where points are on the network; segment is NONE for those that no street is near."""
    xy: np.ndarray
    segment: np.ndarray
    edge: np.ndarray
    part: np.ndarray     # 0 to 1 along the segment
    door_m: np.ndarray
    door_mm: np.ndarray
    at_mm: np.ndarray    # along the edge
    island: np.ndarray
    closed: np.ndarray

    @property
    def found(self):
        return self.segment != NONE


class Snapper:
    def __init__(self, network):
        self.network = network
        self.limit_m = network.walker.snap_limit_m
        self.limit_mm = int(geo.millimetres(self.limit_m))
        self._rank_edges()
        self._fill_cells()

    def _rank_edges(self):
        n = self.network
        order = np.lexsort((n.edge_first_serial, n.edge_key, n.edge_class["private"], n.edge_class["steps"]))
        self.rank = np.empty(len(order), dtype=np.int64)
        self.rank[order] = np.arange(len(order))
        self.rank += (n.edge_class["closed"] * 2 + n.edge_island).astype(np.int64) << 60

    def _fill_cells(self):
        """Note each segment in all cells of its box; a cell is at least the snap limit wide."""
        n = self.network
        usable = np.flatnonzero(n.usable[n.seg_edge])
        a, b = n.vertex[n.seg_a[usable]], n.vertex[n.seg_b[usable]]
        mx, my = geo.plane(np.array([n.vertex[:, 1].min(), n.vertex[:, 1].max()]))
        self.cell = np.array([(self.limit_m + 1) / mx.min(), (self.limit_m + 1) / my.min()])
        self.origin = n.vertex.min(axis=0)
        low, high = self.cells_of(np.minimum(a, b)), self.cells_of(np.maximum(a, b))
        wide = high - low + 1
        count = wide[:, 0] * wide[:, 1]
        segment = np.repeat(usable, count)
        number = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        across = np.repeat(wide[:, 0], count)
        column = np.repeat(low[:, 0], count) + number % across
        row = np.repeat(low[:, 1], count) + number // across
        key = (column << 32) + row
        order = np.lexsort((segment, key))
        keys, first = np.unique(key[order], return_index=True)
        self.in_cell = dict(zip(keys.tolist(), np.split(segment[order], first[1:])))

    def cells_of(self, xy):
        return np.floor((xy - self.origin) / self.cell).astype(np.int64)

    def near(self, low, high):
        """Segments noted in a range of cells and those around it, ascending."""
        lists = [self.in_cell[key]
                 for column in range(low[0] - 1, high[0] + 2)
                 for row in range(low[1] - 1, high[1] + 2)
                 if (key := (column << 32) + row) in self.in_cell]
        return np.unique(np.concatenate(lists)) if lists else np.empty(0, dtype=np.int64)

    def points(self, xy):
        """Places of many points."""
        count = len(xy)
        segment = np.full(count, NONE)
        part, door_m = np.zeros(count), np.zeros(count)
        cells = self.cells_of(xy)
        order = np.lexsort((cells[:, 1], cells[:, 0]))
        change = np.flatnonzero(np.any(np.diff(cells[order], axis=0) != 0, axis=1)) + 1
        for group in np.split(order, change):
            candidates = self.near(cells[group[0]], cells[group[0]]) if len(group) else []
            if len(candidates):
                segment[group], part[group], door_m[group] = self._nearest(xy[group], candidates)
        for at in np.flatnonzero(segment != NONE):
            if self._crosses(xy[at], segment[at], part[at]):
                segment[at], part[at], door_m[at] = self._around(xy[at], segment[at], part[at], door_m[at])
        return self._places(xy, segment, part, door_m)

    def _crosses(self, xy, segment, part):
        """Does the straight line to a part of a segment cross a barrier?"""
        a, b = (self.network.vertex[ends[segment]] for ends in (self.network.seg_a, self.network.seg_b))
        return self.network.barriers.crossed(xy, np.floor(a + part * (b - a) + 0.5))

    def _around(self, xy, *nearest):
        """The first of the nearest streets without a barrier before it; the nearest if there is none."""
        cell = self.cells_of(xy)
        candidates = self.near(cell, cell)
        square, part = (matrix[0] for matrix in self._measure(xy[None, :], candidates))
        order = self._order(square, candidates)
        for i in self._best_of_streets(candidates, order, whole(square)):
            if not self._crosses(xy, candidates[i], part[i]):
                return candidates[i], part[i], np.sqrt(square[i])
        return nearest

    def _best_of_streets(self, candidates, *keys):
        """Indices of the best candidates of the first streets, by keys of which the first says what is too far."""
        n = self.network
        best, seen = [], set()
        for i in np.lexsort((candidates, *keys[::-1])):
            street = n.edge_key[n.seg_edge[candidates[i]]]
            if keys[0][i] == FAR or len(best) == STREETS_TRIED:
                break
            if street not in seen:
                seen.add(street)
                best.append(i)
        return best

    def _measure(self, xy, candidates):
        """Squares of the distances of points to segments, and where along these."""
        n = self.network
        mx, my = (m[:, None] for m in geo.plane(xy[:, 1]))
        a, b = n.vertex[n.seg_a[candidates]], n.vertex[n.seg_b[candidates]]
        ax, ay = (a[:, 0] - xy[:, :1]) * mx, (a[:, 1] - xy[:, 1:]) * my
        dx, dy = (b - a)[:, 0] * mx, (b - a)[:, 1] * my
        part = np.clip(-(ax * dx + ay * dy) / (dx * dx + dy * dy), 0, 1)
        return (ax + part * dx) ** 2 + (ay + part * dy) ** 2, part

    def _nearest(self, xy, candidates):
        square, part = self._measure(xy, candidates)
        best = self._choose(square, candidates)
        line = np.arange(len(xy))
        found = best != NONE
        return (np.where(found, candidates[best], NONE), part[line, best],
                np.sqrt(square[line, best]))

    def _choose(self, square, candidates):
        """Index of the best candidate of each line of a matrix, NONE where all are too far."""
        order = self._order(square, candidates)
        best = order.min(axis=1)
        # Within an edge the least distance counts, then the first segment.
        index = np.argmin(np.where(order == best[:, None], whole(square), np.inf), axis=1)
        return np.where(best < FAR, index, NONE)

    def _order(self, square, candidates):
        """Numbers by which edges are preferred, FAR for those out of reach."""
        mm = geo.millimetres(np.minimum(np.sqrt(square), self.limit_m + 10))
        return np.where(mm <= self.limit_mm, self.rank[self.network.seg_edge[candidates]] + (mm << 32), FAR)

    def _places(self, xy, segment, part, door_m):
        n = self.network
        found = segment != NONE
        seg = np.where(found, segment, 0)
        edge = n.seg_edge[seg]
        at_mm = np.minimum(geo.millimetres(n.seg_before[seg] + part * n.seg_m[seg]), n.edge_mm[edge])
        return Places(xy, segment, np.where(found, edge, NONE), part, door_m,
                      geo.millimetres(door_m), at_mm, n.edge_island[edge] & found,
                      n.edge_class["closed"][edge] & found)

    def boundary_point(self, rings):
        """
        The point of a boundary nearest to a street by the order of places, of those with a barrier before the street
        only if there are no others; None: none in reach.
        """
        starts = np.concatenate([ring[:-1] if len(ring) > 1 else ring for ring in rings])
        ends = np.concatenate([ring[1:] if len(ring) > 1 else ring for ring in rings])
        cells = self.cells_of(np.vstack((starts, ends)))
        candidates = self.near(cells.min(axis=0), cells.max(axis=0))
        tries = [self._boundary_tries(number, *boundary, candidates) for number, boundary in enumerate(zip(starts, ends))]
        order, square, number, points, candidates = (np.concatenate(column) for column in zip(*tries))
        best = self._best_of_streets(candidates, order, square, number)
        for i in best:
            if not self._boundary_crosses(points[i], starts[number[i]], candidates[i]):
                return quantised(points[i])
        return quantised(points[best[0]]) if best else None

    def _boundary_tries(self, number, start, end, candidates):
        """
        Of the candidates near a boundary's segment the order, the square of the distance in mm, the segment's number, its
        point nearest to the candidate, and the candidate.
        """
        n = self.network
        a, b = n.vertex[n.seg_a[candidates]], n.vertex[n.seg_b[candidates]]
        scale = np.array(geo.plane(start[1]))
        boundary = (end - start) * scale
        square, along = _pairs(boundary, (a - start) * scale, (b - a) * scale)
        s, crosses = _crossings(end - start, a - start, b - a)
        square, along = np.where(crosses, 0, square), np.where(crosses, s, along)
        order = self._order(square, candidates)
        near = order < FAR
        points = start + along[near, None] * (boundary / scale)
        return order[near], whole(square[near]), np.full(near.sum(), number), points, candidates[near]

    def _boundary_crosses(self, point, start, segment):
        """Is a barrier between a point of a boundary's segment that begins at start and the nearest point of a street's?"""
        scale = np.array(geo.plane(start[1]))
        a, b = (self.network.vertex[ends[segment]] for ends in (self.network.seg_a, self.network.seg_b))
        step = (b - a) * scale
        part = _fraction(((point - a) * scale) @ step, step @ step)
        return self._crosses(quantised(point), segment, part)


def quantised(point):
    return np.floor(point + 0.5).astype(np.int64)


def _fraction(dot, length2):
    return np.clip(dot / np.where(length2 > 0, length2, 1), 0, 1) * (length2 > 0)


def whole(square):
    """Square metres as whole square mm, so that no choice hangs on the rounding of doubles."""
    return np.floor(square * 1e6 + 0.5)


def _pairs(boundary, start, step):
    """
    For each street segment the square of the distance of its ends, or of the ends of a boundary's
    segment that begins at the origin, to the other segment, and where along the boundary that is.
    """
    def dot(p, q):
        return (p * q).sum(axis=-1)

    tries = []
    for s in (0.0, 1.0):
        t = _fraction(dot(s * boundary - start, step), dot(step, step))
        apart = start + t[:, None] * step - s * boundary
        tries.append((dot(apart, apart), np.full(len(start), s)))
    for end in (start, start + step):
        s = _fraction(dot(end, boundary), dot(boundary, boundary))
        apart = end - s[:, None] * boundary
        tries.append((dot(apart, apart), s))
    squares, alongs = (np.array(column) for column in zip(*tries))
    index = np.argmin(whole(squares), axis=0)
    return (m[index, np.arange(len(start))] for m in (squares, alongs))


def _crossings(boundary, start, step):
    """Where along the boundary's segment street segments cross it, and which do; in exact integers."""
    def cross(p, q):
        return p[..., 0] * q[..., 1] - p[..., 1] * q[..., 0]

    area, s, t = cross(boundary, step), cross(start, step), cross(start, boundary)
    sign = np.sign(area)
    area, s, t = area * sign, s * sign, t * sign
    crosses = (area > 0) & (s >= 0) & (s <= area) & (t >= 0) & (t <= area)
    return s / np.maximum(area, 1), crosses
