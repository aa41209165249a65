"""
Walks between homes and amenities over a graph: scipy's Dijkstra from the amenities, over reversed arcs for walks there.

Private streets may begin and end a walk only. Where there are some, a node is known in three states, by the
arcs that led to it: private ones only, a public one last, or private ones after a public one.
"""
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

import geo
import slopes

BLOCK = 64
INSIDE, PUBLIC, AGAIN = range(3)  # states
STEPS = ((INSIDE, True, INSIDE), (INSIDE, False, PUBLIC), (PUBLIC, False, PUBLIC), (PUBLIC, True, AGAIN), (AGAIN, True, AGAIN))


@dataclass
class Graph:
    """Arcs tail -> head with their costs; each link is one arc there and one back."""
    size: int
    tail: np.ndarray
    head: np.ndarray
    cost: np.ndarray
    private: np.ndarray

    @property
    def states(self):
        return 3 if self.private.any() else 1

    def in_states(self, tail, head, cost):
        """The arcs between the states of nodes: tail, head, cost."""
        if self.states == 1:
            return tail, head, cost
        arcs = [(tail[which] + before * self.size, head[which] + after * self.size, cost[which])
                for before, private, after in STEPS for which in [self.private == private]]
        return tuple(np.concatenate(part) for part in zip(*arcs))

    def first_state(self, private):
        """The offset of the state in which a search begins at places of such streets."""
        return np.where(private, INSIDE, PUBLIC) * self.size if self.states == 3 else 0

    def at(self, path, node, private):
        """What searches found at nodes, for the ends of streets that are private or not."""
        if self.states == 1:
            return path[:, node]
        least = np.minimum(path[:, node + INSIDE * self.size], path[:, node + PUBLIC * self.size])
        return np.where(private, np.minimum(least, path[:, node + AGAIN * self.size]), least)


@dataclass
class Ends:
    """Places as costs to (leave) and from (enter) the two ends of the link that they are on."""
    link: np.ndarray
    at: np.ndarray       # grows from u to v
    u: np.ndarray
    v: np.ndarray
    leave_u: np.ndarray
    leave_v: np.ndarray
    enter_u: np.ndarray
    enter_v: np.ndarray
    door: np.ndarray
    private: np.ndarray


class Integer:
    """The rules to the letter: edges between nodes, whole ms or mm."""

    def __init__(self, network, by_time):
        self.network, self.by_time = network, by_time
        n, usable = network, np.flatnonzero(network.usable)
        forward, backward = (n.forward_ms, n.backward_ms) if by_time else (n.edge_mm, n.edge_mm)
        node = np.cumsum(n.is_node) - 1
        self.u, self.v = node[n.edge_u], node[n.edge_v]
        self.graph = Graph(int(n.is_node.sum()), np.r_[self.u[usable], self.v[usable]],
                           np.r_[self.v[usable], self.u[usable]], np.r_[forward[usable], backward[usable]],
                           np.tile(n.edge_class["private"][usable], 2))

    def ends(self, places):
        edge = np.maximum(places.edge, 0)
        at, end = places.at_mm, self.network.edge_mm[edge]
        parts = [self.part(edge, *part) for part in
                 ((0 * at, at, False), (at, end, True), (0 * at, at, True), (at, end, False))]
        return Ends(places.edge, at, self.u[edge], self.v[edge], *parts, self.door(places.door_mm),
                    self.network.edge_class["private"][edge])

    def part(self, edge, start, end, forward):
        return self.network.part_ms(edge, start, end, forward) if self.by_time else end - start

    def door(self, mm):
        if not self.by_time:
            return mm
        return np.floor(mm / self.network.walker.door_speed_m_s + 0.5).astype(np.int64)

    def line(self, a, b):
        return self.door(geo.millimetres(geo.rule_m(a, b)))


class Floating:
    """The meaning without rounding: every vertex a node, geodesics, ms or mm as doubles."""

    def __init__(self, network, by_time):
        self.network, self.by_time = network, by_time
        n = network
        self.metres = geo.geodesic_m(n.vertex[n.seg_a], n.vertex[n.seg_b])
        self.profile = slopes.float_profile(n, self.metres, n.pieces, n.sloped)
        self.added = (n.added_ms / np.bincount(n.seg_edge, self.metres))[n.seg_edge] * self.metres
        usable = np.flatnonzero(n.usable[n.seg_edge])
        every, ones = np.arange(len(self.metres)), np.ones(len(self.metres))
        forward, backward = (self.part(every, 0 * ones, ones, way)[usable] for way in (True, False))
        self.graph = Graph(len(n.vertex), np.r_[n.seg_a[usable], n.seg_b[usable]],
                           np.r_[n.seg_b[usable], n.seg_a[usable]], np.r_[forward, backward],
                           np.tile(n.edge_class["private"][n.seg_edge[usable]], 2))

    def ends(self, places):
        n, seg = self.network, np.maximum(places.segment, 0)
        at, end = places.part, np.ones(len(places.part))
        parts = [self.part(seg, *part) for part in
                 ((0 * at, at, False), (at, end, True), (0 * at, at, True), (at, end, False))]
        return Ends(places.segment, at, n.seg_a[seg], n.seg_b[seg], *parts, self.door(places.door_m * 1000),
                    n.edge_class["private"][n.seg_edge[seg]])

    def part(self, seg, start, end, forward):
        """ms or mm of walking parts of segments, from start on to end (forward) or back."""
        if not self.by_time:
            return 1000 * self.metres[seg] * (end - start)
        effort = self.profile.effort(seg, end, forward) - self.profile.effort(seg, start, forward)
        n = self.network
        return 1000 * effort * n.factor[n.seg_edge[seg]] / n.walker.speed_m_s + self.added[seg] * (end - start)

    def door(self, mm):
        return mm / self.network.walker.door_speed_m_s if self.by_time else mm

    def line(self, a, b):
        return self.door(geo.geodesic_m(a, b) * 1000)


def matrix(graph, ends, back):
    """The graph, its arcs reversed unless walks lead back, and a node for each place from which searches begin."""
    there = np.flatnonzero(ends.link >= 0)
    nodes = graph.states * graph.size
    start = nodes + there
    from_node, to_node = (graph.tail, graph.head) if back else (graph.head, graph.tail)
    from_node, to_node, arc_cost = graph.in_states(from_node, to_node, graph.cost)
    state = graph.first_state(ends.private[there])
    u, v = (ends.leave_u, ends.leave_v) if back else (ends.enter_u, ends.enter_v)
    tail = np.r_[from_node, start, start]
    head = np.r_[to_node, ends.u[there] + state, ends.v[there] + state]
    cost = np.r_[arc_cost, u[there], v[there]].astype(np.float64)
    # Of parallel arcs the cheapest; a matrix would add them up.
    order = np.lexsort((cost, head, tail))
    tail, head, cost = tail[order], head[order], cost[order]
    keep = np.r_[True, (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])]
    size = nodes + len(ends.link)
    return csr_matrix((cost[keep], (tail[keep], head[keep])), shape=(size, size))


class Walks:
    """Costs of the walks from every home to each of some access points, or back from there."""

    def __init__(self, measure, homes, accesses, limit, back):
        self.measure, self.homes, self.accesses, self.limit, self.back = measure, homes, accesses, limit, back
        self.home, self.access = measure.ends(homes), measure.ends(accesses)
        self.matrix = matrix(measure.graph, self.access, back)
        self.on_link = {}
        for index in np.flatnonzero(homes.found):
            self.on_link.setdefault(self.home.link[index], []).append(index)
        self.lines = self._straight()

    def _straight(self):
        """Pairs whose straight line is no longer than both doors: (access, homes, cost)."""
        found = np.flatnonzero(self.homes.found)
        if len(found) == 0 or len(self.accesses.xy) == 0:
            return {}
        # Never too far: by the fewest metres that a unit has at any of the homes.
        scale = np.array([m.min() for m in geo.plane(self.homes.xy[:, 1])])
        tree = cKDTree(self.homes.xy[found] * scale)
        reach = 1.001 * (self.accesses.door_m + self.homes.door_m[found].max()) + 0.01
        lines = {}
        for access in np.flatnonzero(self.accesses.found):
            near = found[tree.query_ball_point(self.accesses.xy[access] * scale, reach[access])]
            at = np.broadcast_to(self.accesses.xy[access], (len(near), 2))
            mm = geo.millimetres(geo.rule_m(self.homes.xy[near], at))
            near = near[mm <= self.homes.door_mm[near] + self.accesses.door_mm[access]]
            crossed = self.measure.network.barriers.crossed
            near = near[[not crossed(self.homes.xy[home], self.accesses.xy[access]) for home in near]]
            if len(near):
                at = np.broadcast_to(self.accesses.xy[access], (len(near), 2))
                lines[access] = near, self.measure.line(self.homes.xy[near], at)
        return lines

    def blocks(self):
        """Yields (access points that lie together, homes, costs as a matrix); other homes are too far."""
        order = np.lexsort(tuple(self.accesses.xy.T // 200_000))
        for first in range(0, len(order), BLOCK):
            yield self._costs(order[first:first + BLOCK])

    def _costs(self, block):
        there = block[self.accesses.found[block]]
        graph = self.measure.graph
        path = dijkstra(self.matrix, indices=graph.states * graph.size + there, limit=self.limit + 1)
        reached = np.isfinite(path[:, :graph.states * graph.size]).reshape(len(there), graph.states, graph.size).any(axis=(0, 1))
        homes = self._concerned(there, reached)
        u, v = self.home.u[homes], self.home.v[homes]
        at_u, at_v = (self.home.enter_u, self.home.enter_v) if self.back else (self.home.leave_u, self.home.leave_v)
        private = self.home.private[homes]
        cost = np.minimum(graph.at(path, u, private) + at_u[homes], graph.at(path, v, private) + at_v[homes])
        column = np.full(len(self.homes.xy), -1)
        column[homes] = np.arange(len(homes))
        for line, access in enumerate(there):
            self._along_link(access, cost[line], column)
        cost += self.home.door[homes] + self.access.door[there][:, None]
        for line, access in enumerate(there):
            if access in self.lines:
                near, straight = self.lines[access]
                cost[line, column[near]] = straight
        return there, homes, cost

    def _concerned(self, there, reached):
        """Homes at links with an end that was reached, on an access point's own link, or near one."""
        concerned = reached[self.home.u] | reached[self.home.v]
        for access in there:
            concerned[self.on_link.get(self.access.link[access], [])] = True
            concerned[self.lines[access][0] if access in self.lines else []] = True
        return np.flatnonzero(concerned & self.homes.found)

    def _along_link(self, access, cost, column):
        """A home on the access point's own link may walk straight along it."""
        same = np.array(self.on_link.get(self.access.link[access], []), dtype=np.int64)
        sign = -1 if self.back else 1
        on = sign * (self.home.leave_v[same] - self.access.leave_v[access])
        back = sign * (self.home.leave_u[same] - self.access.leave_u[access])
        towards_v = sign * (self.access.at[access] - self.home.at[same]) >= 0
        at = column[same]
        cost[at] = np.minimum(cost[at], np.where(towards_v, on, back))


def straight_blocks(measure, homes, accesses, limit):
    """As Walks.blocks, for straight lines in mm; lines far beyond the limit are left out."""
    for access, at in enumerate(accesses.xy):
        mx, my = geo.plane(at[1])
        apart = np.hypot((homes.xy[:, 0] - at[0]) * mx, (homes.xy[:, 1] - at[1]) * my)
        near = np.flatnonzero(apart <= limit / 1000 * 1.1 + 1)
        yield [access], near, measure.line(homes.xy[near], np.broadcast_to(at, (len(near), 2)))[None, :]
