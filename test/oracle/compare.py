"""Holds a study's results against the oracle's and counts every disagreement."""
from collections import Counter

import numpy as np

import cover

SHOWN = 20


class Findings:
    """What was compared, and what differs; the first few differences are kept for printing."""

    def __init__(self):
        self.compared = Counter()
        self.wrong = Counter()
        self.noted = Counter()
        self.shown = []

    def check(self, what, bad, describe):
        """bad: indices that differ; describe(index) tells one of them in words."""
        self.wrong[what] += len(bad)
        for index in bad[:max(0, SHOWN - len(self.shown))]:
            self.shown.append(f"{what}: {describe(index)}")


class Homes:
    """What is known of homes by the places of their doors: the nearest one; on an island, closed if all are that are anywhere."""

    def __init__(self, keys, doors, places):
        self.keys = keys
        off = ~places.found
        self.found = np.logical_or.reduceat(places.found, doors.first)
        self.door_mm = np.minimum.reduceat(np.where(off, np.iinfo(np.int64).max, places.door_mm), doors.first)
        self.island, self.closed = (self.found & np.logical_and.reduceat(off | flag, doors.first)
                                    for flag in (places.island, places.closed))


def snaps(findings, homes, stored):
    """stored: (snap_m, on_island, closed) by home, NULL snap_m where off the network."""
    for index, key in enumerate(homes.keys):
        if key not in stored:
            continue
        snap_m, island, closed = stored[key]
        expected = (homes.door_mm[index] / 1000, bool(homes.island[index]),
                    bool(homes.closed[index])) if homes.found[index] else (None,) * 3
        same = ((snap_m is None) == (expected[0] is None)
                and (snap_m is None or (abs(snap_m - expected[0]) < 1e-9
                                        and (island, closed) == expected[1:])))
        findings.compared["places"] += 1
        if not same:
            findings.check("place", [key], lambda k: f"home {k}: stored {stored[k]}, oracle {expected}")


def tabulate(want, keys, coverages):
    """Stored values and counts of one category and unit as matrices, columns in the order of keys."""
    values = np.full((want.keep, len(keys)), np.inf)
    counts = np.full((len(want.cutoffs), len(keys)), -1)
    for column, key in enumerate(keys):
        entry = coverages[key][want.category, want.unit]
        if entry.cutoffs != want.cutoffs or entry.keep != want.keep:
            raise SystemExit(f"home {key}, {want.category} ({want.unit}): the coverage knows cutoffs "
                             f"{entry.cutoffs}, keep {entry.keep}; the rules ask for {want.cutoffs}, {want.keep}")
        values[:len(entry.values), column] = entry.values
        counts[:, column] = entry.counts
    return values, counts


def integers(findings, want, keys, stored, costs):
    """Equal without exception."""
    values, counts = cover.summarise_integer(want, costs)
    findings.compared["integer values"] += values.size
    findings.compared["integer counts"] += counts.size
    label = f"{want.category} ({want.unit})"
    for what, mine, theirs in (("integer value", values, stored[0]), ("integer count", counts, stored[1])):
        findings.check(what, np.flatnonzero((mine != theirs).any(axis=0)), lambda i: (
            f"home {keys[i]}, {label}: stored {theirs[:, i].tolist()}, oracle {mine[:, i].tolist()}"))
    return dict(zip(want.cutoffs, counts))


def floats(findings, want, keys, stored, costs):
    """Values within 0.1 s (0.1 m); counts equal but for pairs that near a limit."""
    values, low, plain, high = cover.summarise_float(want, costs)
    theirs = stored[0] * cover.STORED
    findings.compared["float values"] += values.size
    findings.compared["float counts"] += plain.size
    horizon = want.horizon * cover.STORED
    with np.errstate(invalid="ignore"):
        apart = np.abs(values - theirs)
    both = np.isfinite(values) & np.isfinite(theirs)
    # A value may be missing on one side only if the other lies at the horizon.
    fine = np.where(both, apart <= cover.LEEWAY,
                    (np.isinf(theirs) & (values > horizon - cover.LEEWAY))
                    | (np.isinf(values) & (theirs > horizon - cover.LEEWAY)))
    if both.any():
        key = f"largest difference, {'s' if want.unit == 'min' else 'm'}"
        findings.noted[key] = max(findings.noted[key], round(float(apart[both].max()) / 1000, 4))
    label = f"{want.category} ({want.unit})"
    findings.check("float value", np.flatnonzero(~fine.all(axis=0)), lambda i: (
        f"home {keys[i]}, {label}: stored {theirs[:, i].tolist()}, oracle {values[:, i].tolist()} ms or mm"))
    wrong = ~((low <= stored[1]) & (stored[1] <= high)).all(axis=0)
    findings.check("float count", np.flatnonzero(wrong), lambda i: (
        f"home {keys[i]}, {label}: stored {stored[1][:, i].tolist()}, oracle {plain[:, i].tolist()}"))
    findings.noted["pairs within 0.1 of a limit"] += int((high - low).sum())
    findings.noted["counts that differ by such pairs"] += int((stored[1] != plain).sum())


def verdicts(findings, keys, standard, counts, stored):
    """meets and score ('step') of every home with a coverage, from the integer oracle's counts."""
    for column, key in enumerate(keys):
        def count(need):
            return counts[need.category, need.unit][need.limit][column]

        meets, score = stored[key]
        findings.compared["verdicts"] += 1
        mine = standard.meets(count), 100 * standard.score(count)
        if meets != mine[0] or abs(score - mine[1]) > 2e-6:
            findings.check("verdict", [key], lambda k: f"home {k}: stored {stored[k]}, oracle {mine}")
