"""Barriers that no door walk crosses, and closed gates."""
from fractions import Fraction

import numpy as np
import shapely.wkb
from shapely.geometry import LineString
from shapely.strtree import STRtree

import geo


def _parts(shape):
    """Lines, rings and points of a geometry, one by one."""
    if hasattr(shape, "geoms"):
        return [part for member in shape.geoms for part in _parts(member)]
    if shape.geom_type == "Polygon":
        return [shape.exterior, *shape.interiors]
    return [shape]


class Barriers:
    """In quantised positions; shapes are what the network's barriers hold, or nothing."""

    def __init__(self, wkbs=()):
        self.gates, self.pieces = [], []
        for wkb in wkbs:
            for part in _parts(shapely.wkb.loads(bytes(wkb))):
                at = [tuple(int(v) for v in xy) for xy in geo.quantise(np.asarray(part.coords)[:, :2])]
                if part.geom_type == "Point":
                    self.gates.append(at[0])
                self.pieces += [(a, b) for a, b in zip(at, at[1:]) if a != b]
        lines = [LineString(piece) for piece in self.pieces]
        self.number = {id(line): number for number, line in enumerate(lines)}
        self.lines = lines
        self.tree = STRtree(lines) if lines else None

    def crossed(self, start, end):
        """Does a straight walk between two positions cross a barrier?"""
        start, end = (tuple(int(v) for v in at) for at in (start, end))
        if self.tree is None or start == end:
            return False
        near = self.tree.query(LineString((start, end)))
        numbers = (int(line) if isinstance(line, (int, np.integer)) else self.number[id(line)] for line in near)
        return any(_crosses(start, end, *self.pieces[number]) for number in numbers)


def _crosses(start, end, a, b):
    """Do they meet in a point that is no end of the walk, exactly, and is neither end on the barrier's line?"""
    step, along = _minus(end, start), _minus(b, a)
    area = _cross(step, along)
    if area == 0 or _on_line(start, a, b) or _on_line(end, a, b):
        return False
    to = _minus(a, start)
    walked, barred = Fraction(_cross(to, along), area), Fraction(_cross(to, step), area)
    return 0 < walked < 1 and 0 <= barred <= 1


def _on_line(at, a, b):
    """Does the line through a and b touch the square of positions that are rounded to one?"""
    sides = [_cross(_minus(b, a), (2 * (at[0] - a[0]) + dx, 2 * (at[1] - a[1]) + dy)) for dx in (-1, 1) for dy in (-1, 1)]
    return min(sides) <= 0 <= max(sides)


def _minus(p, q):
    return p[0] - q[0], p[1] - q[1]


def _cross(p, q):
    return p[0] * q[1] - p[1] * q[0]
