#!/usr/bin/python3
"""
oracle.py --dsn … --study … : recomputes a study from its input tables and compares every home and
every category with the published results, twice:

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


def snap_homes(snapper, db, study):
    keys, xy = read.homes(db, study)
    return keys, snapper.points(xy)


def snap_accesses(snapper, accesses):
    """Places of access points; an area is entered at the point of its rim nearest to a street."""
    xy = []
    for access in accesses:
        point = access.xy if access.rings is None else snapper.rim_point(access.rings)
        # An area that no street is near is somewhere; only straight lines reach it.
        xy.append(access.surface if point is None else point)
    return snapper.points(np.array(xy, dtype=np.int64).reshape(-1, 2))


def stored_homes(db, study):
    found = read.rows(db, f"SELECT home_id::text, snap_m, on_island, closed_edge, coverage::text, meets, score "
                          f"FROM {read.quoted(study)}.home")
    return {row[0]: row[1:] for row in found}


def check_keys(findings, keys, stored):
    missing = [key for key in keys if key not in stored]
    extra = set(stored) - set(keys)
    findings.compared["homes"] += len(keys)
    findings.check("home missing", missing, lambda key: f"home {key} has no result")
    findings.check("home too many", sorted(extra), lambda key: f"home {key} is not in the input")


def take(places, index):
    return snap.Places(*(getattr(places, name)[index] for name in places.__dataclass_fields__))


def compare_want(findings, want, oracles, network, homes, keys, coverages, accesses, access_places):
    """One category in one unit; returns the integer oracle's counts by limit."""
    which = np.array([i for i, access in enumerate(accesses) if access.category == want.category],
                     dtype=np.int64)
    of_amenity = np.array([accesses[i].amenity for i in which])
    places = take(access_places, which)
    stored = compare.tabulate(want, keys, coverages)
    counts = None
    if "integer" in oracles:
        costs = cover.amenity_costs(want, times.Integer, network, homes, places, of_amenity)
        counts = compare.integers(findings, want, keys, stored, costs)
    if "float" in oracles:
        costs = cover.amenity_costs(want, times.Floating, network, homes, places, of_amenity)
        compare.floats(findings, want, keys, stored, costs)
    return len(which), counts


def check_study(db, name, oracles, clock):
    findings = compare.Findings()
    study = read.definition(db, name, "study")
    network = Network(read.streets(db, read.definition(db, study["network"], "network")),
                      read.walker(db, study["walkers"][0]))
    clock.say(f"network: {len(network.vertex)} vertices, {len(network.seg_a)} segments, "
              f"{int(network.is_node.sum())} nodes, {len(network.edge_u)} edges, "
              f"{int(network.edge_island.sum())} of them on islands")
    snapper = snap.Snapper(network)
    keys, homes = snap_homes(snapper, db, study)
    stored = stored_homes(db, name)
    check_keys(findings, keys, stored)
    shared = [i for i, key in enumerate(keys) if key in stored]
    keys, homes = [keys[i] for i in shared], take(homes, np.array(shared, dtype=np.int64))
    compare.snaps(findings, keys, homes, {key: row[:3] for key, row in stored.items()})
    clock.say(f"homes: {len(keys)}, {int(homes.found.sum())} of them on the network, "
              f"{int(homes.island.sum())} on islands, {int(homes.closed.sum())} on closed streets")

    standards = [standard.parse(text) for text in read.standards(db, study)]
    wants = standard.wants(standards, study["categories"], study["keep"], study["marks"], study["horizon_min"])
    accesses = read.accesses(db, study, {want.category for want in wants})
    places = snap_accesses(snapper, accesses)
    clock.say(f"access points: {len(accesses)}, {int(places.found.sum())} of them on the network")

    # Only straight lines are known of a home off the network.
    expected = homes.found | all(want.unit == "m straight" for want in wants)
    has = np.array([stored[key][3] is not None for key in keys], dtype=bool)
    findings.check("coverage", np.flatnonzero(has != expected),
                   lambda i: f"home {keys[i]}: stored {stored[keys[i]][3]}, though on the network: {homes.found[i]}")
    covered = np.flatnonzero(has & expected)
    keys, homes = [keys[i] for i in covered], take(homes, covered)
    coverages = {key: coverage.parse(stored[key][3]) for key in keys}
    counts = {}
    for want in wants:
        lines, by_limit = compare_want(findings, want, oracles, network, homes, keys, coverages, accesses, places)
        counts[want.category, want.unit] = by_limit
        clock.say(f"{want.category} ({want.unit}, horizon {want.horizon / standard.UNITS[want.unit]:g}): "
                  f"{lines} access points")
    if "integer" in oracles:
        compare.verdicts(findings, keys, standards[0], counts, {key: stored[key][4:] for key in keys})
    return findings


def main():
    options = arguments()
    clock = Clock()
    oracles = [options.only] if options.only else ["integer", "float"]
    with psycopg2.connect(options.dsn) as db:
        findings = check_study(db, options.study, oracles, clock)
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
