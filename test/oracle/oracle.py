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


def access_points(snapper, accesses):
    """Where access points are; an area is entered at the point of its rim nearest to a street."""
    xy = []
    for access in accesses:
        point = access.xy if access.rings is None else snapper.rim_point(access.rings)
        # An area that no street is near is somewhere; only straight lines reach it.
        xy.append(access.surface if point is None else point)
    return np.array(xy, dtype=np.int64).reshape(-1, 2)


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
        self.keys, self.home_xy = read.homes(db, self.study)
        self.standards = [standard.parse(text) for text in read.standards(db, self.study)]
        options = (self.study[column] for column in ("categories", "keep", "marks", "horizon_min"))
        self.wants = standard.wants(self.standards, *options)
        self.accesses = read.accesses(db, self.study, {want.category for want in self.wants})
        self.access_xy = None

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
        check_keys(self.findings, self.keys, stored)
        there = np.array([i for i, key in enumerate(self.keys) if key in stored], dtype=np.int64)
        keys, homes = [self.keys[i] for i in there], snapper.points(self.home_xy[there])
        compare.snaps(self.findings, keys, homes, {key: row[:3] for key, row in stored.items()})
        self.clock.say(f"homes: {len(keys)}, {int(homes.found.sum())} of them on the network, "
                       f"{int(homes.island.sum())} on islands, {int(homes.closed.sum())} on closed streets")
        # Where an area is entered is settled once, for the principal walker.
        if self.access_xy is None:
            self.access_xy = access_points(snapper, self.accesses)
        places = snapper.points(self.access_xy)
        self.clock.say(f"access points: {len(self.accesses)}, {int(places.found.sum())} of them on the network")

        covered = self.covered(keys, homes, stored)
        keys, homes = [keys[i] for i in covered], take(homes, covered)
        coverages = {key: coverage.parse(stored[key][3]) for key in keys}
        counts = {(want.category, want.unit): self.compare_want(want, network, homes, keys, coverages, places)
                  for want in self.wants}
        if "integer" in self.oracles:
            compare.verdicts(self.findings, keys, self.standards[0], counts,
                             {key: stored[key][4:] for key in keys})

    def covered(self, keys, homes, stored):
        """Homes that have a coverage, as they should: only straight lines are known off the network."""
        expected = homes.found | all(want.unit == "m straight" for want in self.wants)
        has = np.array([stored[key][3] is not None for key in keys], dtype=bool)
        self.findings.check("coverage", np.flatnonzero(has != expected), lambda i: (
            f"home {keys[i]}: stored {stored[keys[i]][3]}, though on the network: {homes.found[i]}"))
        return np.flatnonzero(has & expected)

    def compare_want(self, want, network, homes, keys, coverages, places):
        """One category in one unit; returns the integer oracle's counts by limit."""
        which = np.array([i for i, access in enumerate(self.accesses) if access.category == want.category],
                         dtype=np.int64)
        of_amenity = np.array([self.accesses[i].amenity for i in which])
        places = take(places, which)
        stored = compare.tabulate(want, keys, coverages)
        counts = None
        if "integer" in self.oracles:
            costs = cover.amenity_costs(want, times.Integer, network, homes, places, of_amenity, self.study["direction"])
            counts = compare.integers(self.findings, want, keys, stored, costs)
        if "float" in self.oracles:
            costs = cover.amenity_costs(want, times.Floating, network, homes, places, of_amenity, self.study["direction"])
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
