"""Street lines to a network, by the rules: vertices, nodes, edges, islands."""
import heapq

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

import geo
import heights
import slopes

ISLAND_MM = 1_000_000
ISLAND_NODES = 40


class Network:
    """
    Vertices are distinct positions, segments join two vertices of a line, edges are the segments
    of a line from node to node. Segments and edges run in the direction of their line.
    """

    def __init__(self, streets, walker):
        self.walker = walker
        self.barriers = streets.barriers
        self._vertices(streets)
        self._close_gates()
        self._nodes()
        self._edges(streets)
        self._costs(streets)
        self._islands()

    def _vertices(self, streets):
        xy, z, line, serial = _clean(streets)
        packed = (xy[:, 0] << 32) + (xy[:, 1] + (1 << 31))
        _, first, use = np.unique(packed, return_index=True, return_inverse=True)
        self.vertex = xy[first]
        same = np.flatnonzero(line[1:] == line[:-1])
        self.seg_a, self.seg_b = use[same], use[same + 1]
        self.seg_line, self.seg_serial = line[same], serial[same]
        self.seg_from_z, self.seg_to_z = z[same], z[same + 1]
        self.seg_m = geo.rule_m(self.vertex[self.seg_a], self.vertex[self.seg_b])
        self.uses = np.bincount(use, minlength=len(self.vertex))
        self.is_end = np.zeros(len(self.vertex), dtype=bool)
        self.is_end[use[np.r_[True, line[1:] != line[:-1]]]] = True
        self.is_end[use[np.r_[line[1:] != line[:-1], True]]] = True

    def _close_gates(self):
        """At a closed gate every segment ends at a vertex of its own."""
        gates = set(self.barriers.gates)
        closed = np.array([tuple(at) in gates for at in self.vertex.tolist()], dtype=bool)
        for ends in (self.seg_a, self.seg_b):
            at = np.flatnonzero(closed[ends])
            fresh = len(self.vertex) + np.arange(len(at))
            self.vertex = np.vstack((self.vertex, self.vertex[ends[at]]))
            self.uses = np.r_[self.uses, np.ones(len(at), dtype=self.uses.dtype)]
            self.is_end = np.r_[self.is_end, np.ones(len(at), dtype=bool)]
            ends[at] = fresh

    def _nodes(self):
        tile = geo.tile_of(self.vertex)
        crossing = tile[self.seg_a] != tile[self.seg_b]
        at_boundary = np.zeros(len(self.vertex), dtype=bool)
        at_boundary[self.seg_a[crossing]] = True
        at_boundary[self.seg_b[crossing]] = True
        self.counted = self.is_end | (self.uses >= 2)
        self.is_node = self.counted | at_boundary

    def _edges(self, streets):
        # A line begins at a node, so edges never run over from one line into the next.
        self.seg_edge = np.cumsum(self.is_node[self.seg_a]) - 1
        first = np.flatnonzero(self.is_node[self.seg_a])
        last = np.r_[first[1:], len(self.seg_a)] - 1
        self.edge_u, self.edge_v = self.seg_a[first], self.seg_b[last]
        self.edge_first_serial = self.seg_serial[first]
        line = self.seg_line[first]
        self.edge_class = {name: lines[line] for name, lines in streets.classes.items()}
        self.edge_key = streets.key_rank[line]
        self.seg_before = _running(self.seg_m, first, last)
        self.edge_mm = geo.millimetres(self.seg_before[last] + self.seg_m[last])

    def _costs(self, streets):
        walker, of_class = self.walker, self.edge_class
        self.usable = ~(of_class["steps"] | of_class["escalator"]) | (walker.steps_factor != 0)
        self.factor = np.where(of_class["steps"], walker.steps_factor, 1.0)
        first = self.edge_first_serial == 0
        self.added_ms = 1000 * first * (of_class["crossing"] * walker.crossing_s + of_class["lift"] * walker.lift_s)
        self.sloped = ~(of_class["steps"] | of_class["escalator"] | of_class["lift"])
        if streets.elevation is None:
            self.pieces = heights.from_vertices(self.seg_from_z, self.seg_to_z)
        else:
            straight = streets.classes["bridge"] | streets.classes["tunnel"]
            self.pieces = heights.from_elevation(self, streets.elevation, straight)
        self.profile = slopes.integer_profile(self, self.pieces, self.sloped)
        every, whole = np.arange(len(self.edge_mm)), np.zeros(len(self.edge_mm), dtype=np.int64)
        self.forward_ms = self.part_ms(every, whole, self.edge_mm, True)
        self.backward_ms = self.part_ms(every, whole, self.edge_mm, False)

    def part_ms(self, edge, start, end, forward):
        """Whole ms of walking parts of edges, from start on to end (forward) or back."""
        effort = self.profile.effort(edge, end, forward) - self.profile.effort(edge, start, forward)
        mm, length = end - start, self.edge_mm[edge]
        added = self.added_ms[edge] * np.where(mm < length, mm / np.maximum(length, 1), 1)
        return np.floor(effort / slopes.FLAT / self.walker.speed_m_s * self.factor[edge] + added + 0.5).astype(np.int64)

    def _islands(self):
        """An island: fewer than 40 nodes in all, and no point more than 1,000 m from the edge."""
        self.edge_island = np.zeros(len(self.edge_u), dtype=bool)
        joined = np.flatnonzero(self.usable)
        n = len(self.vertex)
        part = connected_components(coo_matrix(
            (np.ones(len(joined)), (self.edge_u[joined], self.edge_v[joined])), shape=(n, n)),
            directed=False)[1]
        small = np.bincount(part[self.counted], minlength=part.max() + 1) < ISLAND_NODES
        members = {}
        for edge in joined[small[part[self.edge_u[joined]]]]:
            members.setdefault(part[self.edge_u[edge]], []).append(edge)
        for edges in members.values():
            arcs = {}
            for edge in edges:
                u, v, mm = (int(a[edge]) for a in (self.edge_u, self.edge_v, self.edge_mm))
                arcs.setdefault(u, []).append((v, mm))
                arcs.setdefault(v, []).append((u, mm))
            for edge in edges:
                self.edge_island[edge] = self._ends(edge, edges, arcs)

    def _ends(self, start, edges, arcs):
        """Do the streets joined to an edge end within reach of every point of it?"""
        length = int(self.edge_mm[start])
        far = {}
        queue = [(length, int(self.edge_u[start])), (length, int(self.edge_v[start]))]
        while queue:
            mm, vertex = heapq.heappop(queue)
            if vertex in far:
                continue
            far[vertex] = mm
            for to, step in arcs[vertex]:
                heapq.heappush(queue, (mm + step, to))
        return length <= ISLAND_MM and all(
            far[int(self.edge_u[e])] + far[int(self.edge_v[e])] + int(self.edge_mm[e])
            <= 2 * ISLAND_MM for e in edges if e != start)


def _clean(streets):
    """Drop a vertex that equals the one before it on its line, and lines of fewer than two."""
    xy, line = streets.xy, streets.line
    keep = np.r_[True, (line[1:] != line[:-1]) | np.any(xy[1:] != xy[:-1], axis=1)]
    columns = [column[keep] for column in (xy, streets.z, line, streets.serial)]
    long_enough = np.bincount(columns[2], minlength=streets.lines)[columns[2]] >= 2
    return [column[long_enough] for column in columns]


def _running(metres, first, last):
    """Metres of the edge before each segment, added up in the direction of the line."""
    before = np.zeros(len(metres))
    at, end = first.copy(), last
    while True:
        more = at < end
        at, end = at[more], end[more]
        if len(at) == 0:
            return before
        before[at + 1] = before[at] + metres[at]
        at = at + 1
