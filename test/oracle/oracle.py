#!/usr/bin/python3
"""
oracle.py --dsn … --study … : recomputes a study from its input tables and compares every home, every
walker and every category with the published results, twice:

  integer   by the rounding rules, edges between nodes: equal without exception
  float     every vertex a node, geodesics, doubles: times within 0.1 s, counts equal but for pairs
            that lie within 0.1 s of a limit

Prints what was compared; exits with 1 if anything disagrees.
"""
import argparse
import sys
import time

import numpy as np
import psycopg2

import areas
import compare
import cover
import coverage
import read
import snap
import standard
import times
from network import Network


def arguments():
    parser = argparse.ArgumentParser(description="Compare a study with an independent computation.")
    parser.add_argument("--dsn", default="")
    parser.add_argument("--study", required=True)
    parser.add_argument("--only", choices=("integer", "float"), help="one of the two oracles")
    return parser.parse_args()


class Clock:
    def __init__(self):
        self.start = time.time()

    def say(self, text):
        print(f"[{time.time() - self.start:6.1f} s] {text}", flush=True)


def doors_of(shape, finder, snapper):
    """Where a shape is entered: its points, the entries of an area, else the point of its boundary nearest to a street."""
    if shape.points is not None:
        return np.array(shape.points, dtype=np.int64).reshape(-1, 2)
    if shape.is_area:
        entries = finder.entries(shape.rings)
        if len(entries):
            return entries
    point = snapper.boundary_point(shape.rings)
    # What no street is near is somewhere; only straight lines reach it.
    return np.array([shape.surface if point is None else point], dtype=np.int64)


class Doors:
    """The points at which many things are entered, those of one thing together, and whose each of them is."""

    def __init__(self, shapes, finder, snapper):
        each = [doors_of(shape, finder, snapper) for shape in shapes]
        self.xy = np.concatenate(each) if each else np.empty((0, 2), dtype=np.int64)
        self.first = np.cumsum([0, *map(len, each)])[:-1]
        self.owner = np.repeat(np.arange(len(each)), [len(points) for points in each])


def stored_homes(db, study, walker):
    """Results by home: of the principal walker in home, of the others in home_walker."""
    relation = "home" if walker is None else "home_walker"
    found = read.rows(db, f"SELECT home_id::text, snap_m, on_island, closed_edge, coverage::text, meets, score "
                          f"FROM {read.quoted(study, relation)}" + ("" if walker is None else " WHERE walker = %s"),
                      *([] if walker is None else [walker]))
    return {row[0]: row[1:] for row in found}


def check_keys(findings, keys, stored):
    missing = [key for key in keys if key not in stored]
    extra = set(stored) - set(keys)
    findings.compared["homes"] += len(keys)
    findings.check("home missing", missing, lambda key: f"home {key} has no result")
    findings.check("home too many", sorted(extra), lambda key: f"home {key} is not in the input")


def take(places, index):
    return snap.Places(*(getattr(places, name)[index] for name in places.__dataclass_fields__))


class Checker:
    """One study: its inputs, read once, and what was found."""

    def __init__(self, db, name, oracles, clock):
        self.db, self.name, self.oracles, self.clock = db, name, oracles, clock
        self.findings = compare.Findings()
        self.study = read.definition(db, name, "study")
        self.streets = read.streets(db, read.definition(db, self.study["network"], "network"))
        self.keys, self.home_shapes = read.homes(db, self.study)
        self.standards = [standard.parse(text) for text in read.standards(db, self.study)]
        options = (self.study[column] for column in ("categories", "keep", "cutoffs", "horizon_min"))
        self.wants = standard.wants(self.standards, *options)
        self.accesses = read.accesses(db, self.study, {want.category for want in self.wants})
        self.entered = [access for access in self.accesses if access.entered]
        self.homes = self.doors = None

    def check(self):
        for number, name in enumerate(self.study["walkers"]):
            self.check_walker(name, stored_homes(self.db, self.name, name if number else None))
        return self.findings

    def check_walker(self, name, stored):
        network = Network(self.streets, read.walker(self.db, name))
        self.clock.say(f"{name}: {len(network.vertex)} vertices, {len(network.seg_a)} segments, "
                       f"{int(network.is_node.sum())} nodes, {len(network.edge_u)} edges, "
                       f"{int(network.edge_island.sum())} of them on islands")
        snapper = snap.Snapper(network)
        # Where areas have their doors is settled once, for the principal walker.
        if self.doors is None:
            finder = areas.Finder(network)
            self.homes, self.doors = (Doors(shapes, finder, snapper) for shapes in (
                self.home_shapes, [access.shape for access in self.entered]))
            self.check_entries()
            self.insides()
        check_keys(self.findings, self.keys, stored)
        doors = snapper.points(self.homes.xy)
        homes = compare.Homes(self.keys, self.homes, doors)
        compare.snaps(self.findings, homes, {key: row[:3] for key, row in stored.items()})
        self.clock.say(f"homes: {len(self.keys)}, {int(homes.found.sum())} of them on the network, "
                       f"{int(homes.island.sum())} on islands, {int(homes.closed.sum())} on closed streets; {len(self.homes.xy)} doors")
        places = snapper.points(self.doors.xy)
        self.clock.say(f"access points: {len(self.doors.xy)}, {int(places.found.sum())} of them on the network")

        covered = self.covered(homes, stored)
        keys = [self.keys[i] for i in covered]
        coverages = {key: coverage.parse(stored[key][3]) for key in keys}
        counts = {(want.category, want.unit): self.compare_want(want, network, doors, covered, coverages, places)
                  for want in self.wants}
        if "integer" in self.oracles:
            compare.verdicts(self.findings, keys, self.standards[0], counts,
                             {key: stored[key][4:] for key in keys})

    def check_entries(self):
        """Are the published access points those found here?"""
        mine = {}
        for door, owner in zip(self.doors.xy.tolist(), self.doors.owner):
            access = self.entered[owner]
            mine.setdefault((access.amenity, access.category), set()).add(tuple(door))
        theirs = read.access_points(self.db, self.study, {want.category for want in self.wants})
        self.findings.compared["entries"] += len(self.doors.xy)
        self.findings.check("entries", [key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)], lambda key: (
            f"{key}: stored {sorted(theirs.get(key, ()))}, oracle {sorted(mine.get(key, ()))}"))

    def insides(self):
        """By category and amenity the doors of homes that are in its areas."""
        self.inside = {}
        for access in self.accesses:
            if access.shape.is_area:
                kind = self.inside.setdefault(access.category, {})
                within = areas.covered(access.shape.rings, self.homes.xy)
                kind[access.amenity] = kind.get(access.amenity, False) | within
                self.findings.compared["insides"] += int(within.sum())

    def covered(self, homes, stored):
        """Homes that have a coverage, as they should: only straight lines are known off the network."""
        expected = homes.found | all(want.unit == "m straight" for want in self.wants)
        there = np.array([key in stored for key in self.keys], dtype=bool)
        has = np.array([key in stored and stored[key][3] is not None for key in self.keys], dtype=bool)
        self.findings.check("coverage", np.flatnonzero(there & (has != expected)), lambda i: (
            f"home {self.keys[i]}: stored {stored[self.keys[i]][3]}, though on the network: {homes.found[i]}"))
        return np.flatnonzero(has & expected)

    def costs(self, want, kind, network, doors, places, of_amenity):
        """Costs between every home and each amenity: the least of the home's doors, nothing for who is inside."""
        names, costs = cover.amenity_costs(want, kind, network, doors, places, of_amenity, self.study["direction"])
        for line, name in enumerate(names):
            within = self.inside.get(want.category, {}).get(name)
            if within is not None:
                costs[line, within] = 0
        return np.minimum.reduceat(costs, self.homes.first, axis=1)

    def compare_want(self, want, network, doors, covered, coverages, places):
        """One category in one unit; returns the integer oracle's counts by limit."""
        keys = [self.keys[i] for i in covered]
        kinds = np.array([access.category for access in self.entered] + [""])
        which = np.flatnonzero(kinds[self.doors.owner] == want.category)
        of_amenity = np.array([self.entered[owner].amenity for owner in self.doors.owner[which]])
        places = take(places, which)
        stored = compare.tabulate(want, keys, coverages)
        counts = None
        if "integer" in self.oracles:
            costs = self.costs(want, times.Integer, network, doors, places, of_amenity)[:, covered]
            counts = compare.integers(self.findings, want, keys, stored, costs)
        if "float" in self.oracles:
            costs = self.costs(want, times.Floating, network, doors, places, of_amenity)[:, covered]
            compare.floats(self.findings, want, keys, stored, costs)
        self.clock.say(f"{want.category} ({want.unit}, horizon {want.horizon / standard.UNITS[want.unit]:g}): "
                       f"{len(which)} access points")
        return counts


def main():
    options = arguments()
    clock = Clock()
    oracles = [options.only] if options.only else ["integer", "float"]
    with psycopg2.connect(options.dsn) as db:
        findings = Checker(db, options.study, oracles, clock).check()
    for line in findings.shown:
        print(line)
    for what, count in findings.compared.items():
        print(f"compared: {what}: {count}")
    for what, count in findings.noted.items():
        print(f"noted: {what}: {count}")
    wrong = sum(findings.wrong.values())
    for what, count in findings.wrong.items():
        if count:
            print(f"DIFFERENT: {what}: {count}")
    clock.say(f"{wrong} disagreements" if wrong else "no disagreement")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
