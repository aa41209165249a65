"""
Where areas are entered, and who is inside: by cutting streets at the boundary and asking where the middle of each piece lies.

Positions are exact: integers, and fractions between them. Inside is what an odd number of boundary segments has to its south.
"""
from fractions import Fraction
from math import floor

import numpy as np

import geo
import snap

NEAR_MM = 20_000  # a line that ends this near leads to the area
HALF = Fraction(1, 2)


def covered(rings, xy):
    """Which of many positions are inside or on the boundary."""
    odd, on = np.zeros(len(xy), dtype=bool), np.zeros(len(xy), dtype=bool)
    x, y = xy[:, 0], xy[:, 1]
    for a, b in _segments(rings):
        turn = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])
        on |= ((turn == 0) & (x >= min(a[0], b[0])) & (x <= max(a[0], b[0]))
               & (y >= min(a[1], b[1])) & (y <= max(a[1], b[1])))
        odd ^= ((a[0] <= x) != (b[0] <= x)) & ((turn > 0) == (b[0] > a[0]))
    return odd | on


def inside(rings, at):
    """Is a position strictly inside?"""
    odd = False
    for a, b in _segments(rings):
        turn = (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0])
        if turn == 0 and all(min(p, q) <= v <= max(p, q) for p, q, v in zip(a, b, at)):
            return False
        odd ^= ((a[0] <= at[0]) != (b[0] <= at[0])) and ((turn > 0) == (b[0] > a[0]))
    return odd


def _segments(rings):
    for ring in rings:
        points = [tuple(int(v) for v in at) for at in ring]
        yield from zip(points, points[1:])


def _contacts(start, end, a, b):
    """Where a street's segment meets a boundary's, as parts of the former: (part, do they cross properly)."""
    step, boundary, to = _minus(end, start), _minus(b, a), _minus(a, start)
    area = _cross(step, boundary)
    if area == 0:
        if _cross(to, step) != 0:
            return
        for corner in (a, b):
            part = _part_of(start, end, corner)
            if 0 <= part <= 1:
                yield part, False
        for part, end_point in ((0, start), (1, end)):
            if all(min(p, q) <= v <= max(p, q) for p, q, v in zip(a, b, end_point)):
                yield Fraction(part), False
        return
    part, along = Fraction(_cross(to, boundary), area), Fraction(_cross(to, step), area)
    if 0 <= part <= 1 and 0 <= along <= 1:
        yield part, 0 < part < 1 and 0 < along < 1


def _part_of(start, end, at):
    axis = 0 if start[0] != end[0] else 1
    return Fraction(at[axis] - start[axis], end[axis] - start[axis])


def _minus(p, q):
    return p[0] - q[0], p[1] - q[1]


def _cross(p, q):
    return p[0] * q[1] - p[1] * q[0]


def _at(start, end, part):
    return tuple(s + part * (e - s) for s, e in zip(start, end))


def _rounded(at):
    return tuple(floor(v + HALF) for v in at)


class Finder:
    """The streets of a network by which areas are entered."""

    def __init__(self, network):
        self.network = n = network
        ends = np.r_[n.edge_u, n.edge_v]
        self.count = np.bincount(ends, minlength=len(n.vertex))
        self.gates = set(n.barriers.gates)
        good = n.usable & ~n.edge_island
        closed = n.edge_class["closed"]
        self.edges = good
        self.has_door = np.zeros(len(n.vertex), dtype=bool)
        doors = n.usable & ~closed
        self.has_door[n.edge_u[doors]] = self.has_door[n.edge_v[doors]] = True
        # From vertex to vertex over bridges, tunnels and such.
        self.onward = {}
        for edge in np.flatnonzero(n.usable & closed):
            for at, to in ((n.edge_u[edge], n.edge_v[edge]), (n.edge_v[edge], n.edge_u[edge])):
                self.onward.setdefault(at, []).append(to)
        a, b = n.vertex[n.seg_a], n.vertex[n.seg_b]
        self.low, self.high = np.minimum(a, b), np.maximum(a, b)
        single = np.r_[good & ~closed, good & ~closed] & (self.count[ends] == 1)
        self.line_ends = np.array([v for v in ends[single] if tuple(n.vertex[v].tolist()) not in self.gates], dtype=np.int64)

    def entries(self, rings):
        """The distinct entries of an area."""
        found = self._over_the_boundary(rings) | self._from_line_ends(rings)
        return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)

    def _over_the_boundary(self, rings):
        n, found, below = self.network, set(), []
        points = np.concatenate(rings)
        near = np.all((self.high >= points.min(axis=0)) & (self.low <= points.max(axis=0)), axis=1)
        for segment in np.flatnonzero(near & self.edges[n.seg_edge]):
            entries = set(self._segment_entries(segment, rings))
            edge = n.seg_edge[segment]
            if not n.edge_class["closed"][edge]:
                found |= entries
            elif entries:
                below += [n.edge_u[edge], n.edge_v[edge]]
        return found | self._landings(below, rings)

    def _landings(self, below, rings):
        """Where streets without door, and those that they go on as inside, first come to one with door."""
        seen, found = set(), set()
        while below:
            v = below.pop()
            at = self.network.vertex[v].tolist()
            if v in seen or not inside(rings, at):
                continue
            seen.add(v)
            if self.has_door[v]:
                found.add(tuple(at))
            else:
                below += self.onward.get(v, [])
        return found

    def _segment_entries(self, segment, rings):
        start, end = (tuple(self.network.vertex[ends[segment]].tolist()) for ends in (self.network.seg_a, self.network.seg_b))
        contacts = {}
        for a, b in _segments(rings):
            if all(max(p, q) >= min(s, e) and min(p, q) <= max(s, e) for p, q, s, e in zip(a, b, start, end)):
                for part, proper in _contacts(start, end, a, b):
                    contacts[part] = contacts.get(part, False) or proper
        cuts = sorted({Fraction(0), Fraction(1), *contacts})
        goes_in = {}
        if not all(contacts.values()):
            for before, after in zip(cuts, cuts[1:]):
                if inside(rings, _at(start, end, (before + after) / 2)):
                    goes_in[before] = goes_in[after] = True
        for part, proper in contacts.items():
            at = _at(start, end, part)
            gate = part in (0, 1) and tuple(int(v) for v in at) in self.gates
            if proper or (part in goes_in and not gate):
                yield _rounded(at)

    def _from_line_ends(self, rings):
        vertex, found = self.network.vertex, set()
        points = np.concatenate(rings)
        # Degrees of longitude are never so short here.
        margin = np.array([20 / 0.002, 20 / 0.011])
        at = vertex[self.line_ends]
        near = np.all((at >= points.min(axis=0) - margin) & (at <= points.max(axis=0) + margin), axis=1)
        for end in at[near].astype(np.int64):
            if inside(rings, end.tolist()):
                continue
            point, mm = nearest(rings, end)
            if mm <= NEAR_MM and not self.network.barriers.crossed(end, point):
                found.add(tuple(point.tolist()))
        return found


def nearest(rings, at):
    """The point of a boundary that is nearest to a position, in the plane there, and how many mm away."""
    starts, ends = (np.concatenate([part[which] for part in rings]) for which in (slice(None, -1), slice(1, None)))
    scale = np.array(geo.plane(at[1]))
    start, step = (starts - at) * scale, (ends - starts) * scale
    length2 = (step * step).sum(axis=1)
    part = np.clip(-(start * step).sum(axis=1) / np.where(length2 > 0, length2, 1), 0, 1) * (length2 > 0)
    apart = start + part[:, None] * step
    square = (apart * apart).sum(axis=1)
    best = int(np.argmin(snap.whole(square)))
    return snap.quantised(starts[best] + part[best] * (ends[best] - starts[best])), int(geo.millimetres(np.sqrt(square[best])))
