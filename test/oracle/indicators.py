#!/usr/bin/python3
"""
indicators.py CONNINFO STUDY: indicators computed again by numpy, one row a home.

Reads what a study has published of its homes (coverages as jsonb, weights, areas) and of its amenities, and computes every
column of its table "indicator" by definition: quantiles by expanding weights, Gini as mean difference over all pairs, straight
lines by PROJ's geodesics. Prints how many values were compared, and what differs; exits with 1 if anything does.
"""
import math
import sys

import numpy
import psycopg2
from psycopg2 import sql
from pyproj import Geod

GEOD = Geod(ellps="WGS84")
SCALE = {"min": 600, "m": 10, "m straight": 10}
COLUMNS = ["total", "covered", "covered_straight", "unsnapped", "on_island", "beyond", "share", "share_straight", "median_value",
           "p90_value", "mean_capped_value", "gini", "palma", "fgt0", "fgt1", "fgt2", "proximity_min", "f15"]

SPREAD = ["median_value", "p90_value", "mean_capped_value", "gini", "palma", "fgt0", "fgt1", "fgt2"]


class Study:
    """What the study has published."""

    def __init__(self, conninfo, name):
        self.db = psycopg2.connect(conninfo)
        self.name = name
        self.weights, self.levels = self.query("SELECT n.weights, s.levels FROM {0}.version AS n, {0}.study AS s")[0]
        self.needs = self.query("SELECT DISTINCT ON (standard, need) standard, need, category, needed, limit_value, unit FROM {0}.need")
        self.trees = self.query("SELECT standard, definition::jsonb FROM {0}.standard ORDER BY standard_no")
        self.walkers = self.query("SELECT walker, speed_m_s, walker_no FROM {0}.walker ORDER BY walker_no")
        self.amenities = {}
        for key, category, lon, lat in self.query("SELECT amenity_id::text, category, ST_X(geom), ST_Y(geom) FROM {0}.amenity"):
            self.amenities.setdefault(category, []).append((key, lon, lat))

    def query(self, text, *args):
        with self.db.cursor() as cursor:
            cursor.execute(sql.SQL(text).format(sql.Identifier(self.name)), args)
            return cursor.fetchall()

    def homes(self, walker_no, walker):
        weights = "".join(f', h."{w}"' for w in self.weights)
        source = "{0}.home" if walker_no == 1 else "(SELECT * FROM {0}.home_walker WHERE walker = %s)"
        rows = self.query(f"""SELECT h.community, h.areas, ST_X(h.geom), ST_Y(h.geom), coalesce(r.on_island, false), r.coverage::jsonb
            {weights} FROM {{0}}.home AS h JOIN {source} AS r USING (home_id)""", *([] if walker_no == 1 else [walker]))
        # The jsonb form has three decimals; values are whole deciseconds and decimetres.
        for e in (e for row in rows for e in row[5] or []):
            for key in ("values", "cutoffs"):
                e[key] = [round(v * SCALE[e["unit"]]) / SCALE[e["unit"]] for v in e[key]]
        return rows


def entry(coverage, category, unit):
    return next(e for e in coverage if e["category"] == category and e["unit"] == unit)


def count_within(coverage, need):
    """How many of the first n are within the limit."""
    values = entry(coverage, need["category"], need["unit"])["values"][:need.get("needed", 1)]
    return sum(round(v * SCALE[need["unit"]]) <= round(need["within"] * SCALE[need["unit"]]) for v in values)


def parts_of(node):
    return node.get("all", node.get("any", node.get("of")))


def met(node, verdict):
    """Is a standard met, where verdict says so of a need?"""
    if "category" in node:
        return verdict(node)
    parts = [met(p, verdict) for p in parts_of(node)]
    return all(parts) if "all" in node else any(parts) if "any" in node else sum(parts) >= node["k"]


def score(node, coverage):
    """By steps, 0 to 1."""
    if "category" in node:
        return count_within(coverage, node) / node.get("needed", 1)
    parts = [score(p, coverage) for p in parts_of(node)]
    if "all" in node:
        weights = [p.get("weight", 1) for p in node["all"]]
        return sum(w * p for w, p in zip(weights, parts)) / sum(weights)
    best = sorted(parts, reverse=True)
    return best[0] if "any" in node else sum(best[:node["k"]]) / node["k"]


def needs_of(node):
    return [node] if "category" in node else [n for p in parts_of(node) for n in needs_of(p)]


def proximity(tree, coverage):
    """Minutes: mean over the categories asked for in minutes of the mean of the kept times."""
    times = []
    for category in sorted({n["category"] for n in needs_of(tree) if n["unit"] == "min"}):
        e = entry(coverage, category, "min")
        values = list(e["values"]) + [e["cutoffs"][-1]] * (e["keep"] - len(e["values"]))
        times.append(sum(values) / len(values))
    return sum(times) / len(times) if times else None


class Straight:
    """Straight lines from homes to the amenities of the study."""

    def __init__(self, study, homes):
        self.least = {}
        lon, lat = [h[2] for h in homes], [h[3] for h in homes]
        for category, places in study.amenities.items():
            keys = sorted({p[0] for p in places})
            least = numpy.full((len(homes), len(keys)), numpy.inf)
            for key, x, y in places:
                metres = GEOD.inv(lon, lat, [x] * len(homes), [y] * len(homes))[2]
                column = keys.index(key)
                least[:, column] = numpy.minimum(least[:, column], metres)
            self.least[category] = least

    def counts(self, category, needed, metres, size):
        """At least so many within; homes for which a few mm decide are None."""
        if category not in self.least:
            return [False] * size
        sure = (self.least[category] < metres + 0.045).sum(axis=1) >= needed
        possible = (self.least[category] < metres + 0.055).sum(axis=1) >= needed
        return [bool(s) if s == p else None for s, p in zip(sure, possible)]


def spread(values, weights, cap, line):
    """Statistics of values by whole weights; numpy.inf is beyond."""
    weights = numpy.round(numpy.array(weights) * 1000).astype(int)
    values = numpy.array(values, dtype=float)
    values, weights = values[weights > 0], weights[weights > 0]
    total = weights.sum()
    if total == 0:
        return {**dict.fromkeys(SPREAD), "beyond": 0}
    order = numpy.argsort(values, kind="stable")
    values, weights = values[order], weights[order]
    upto = numpy.cumsum(weights)
    quantile = lambda q: values[numpy.argmax(upto >= q * total - 1e-6)]
    capped = numpy.minimum(values, cap)
    mean = (capped * weights).sum() / total
    pairs = (numpy.abs(capped[:, None] - capped[None, :]) * weights[:, None] * weights[None, :]).sum()

    def mean_between(low, high):
        begin = upto - weights
        part = numpy.clip(numpy.minimum(upto, high * total) - numpy.maximum(begin, low * total), 0, None)
        return (capped * part).sum() / part.sum()

    gap = numpy.clip((capped - line) / line, 0, None)
    none = lambda v: None if numpy.isinf(v) else v
    return {"median_value": none(quantile(0.5)), "p90_value": none(quantile(0.9)), "mean_capped_value": mean,
            "beyond": weights[numpy.isinf(values)].sum() / 1000, "gini": pairs / (2.0 * total * total * mean) if mean > 0 else None,
            "palma": mean_between(0.9, 1) / mean_between(0, 0.4) if mean_between(0, 0.4) > 0 else None,
            "fgt0": weights[values > line].sum() / total, "fgt1": (weights * gap).sum() / total, "fgt2": (weights * gap ** 2).sum() / total}


class Check:
    """Compares the rows of an area, need and weight."""

    def __init__(self, study):
        self.stored = {r[:6]: dict(zip(COLUMNS, r[6:])) for r in study.query(
            f"SELECT walker, standard, level, community, need, weight, {', '.join(COLUMNS)} FROM {{0}}.indicator")}
        self.compared = 0
        self.wrong = []

    def compare(self, key, expected):
        stored = self.stored.pop(key, None)
        # Proximity times are kept in whole ms.
        leeway = 1e-5 if key[4] == "" else 1e-6
        for column in COLUMNS:
            self.compared += 1
            a, b = None if stored is None else stored[column], expected.get(column)
            if stored is None or (a is None) != (b is None) or (a is not None and abs(a - b) > leeway * (1 + abs(b))):
                self.wrong.append(f"{key} {column}: stored {a}, expected {b}")


def sums(rows, weights):
    """rows: unsnapped, on_island, met, straight of each home."""
    def part(pick):
        return sum(w for r, w in zip(rows, weights) if pick(r))
    total = sum(weights)
    out = {"total": total, "covered": part(lambda r: r[2]), "covered_straight": part(lambda r: r[3]), "unsnapped": part(lambda r: r[0]),
           "on_island": part(lambda r: r[1])}
    out["share"] = out["covered"] / total if total > 0 else None
    out["share_straight"] = out["covered_straight"] / total if total > 0 else None
    return out


def check_group(check, key, homes, picked, facts, weight):
    """One area, need and weight. facts: met, straight, value, time of each home, and cap and line."""
    known = [i for i in picked if weight is None or homes[i][6 + weight] is not None]
    weights = [1 if weight is None else float(homes[i][6 + weight]) for i in known]
    expected = sums([(homes[i][5] is None, homes[i][4], facts["met"][i], facts["straight"][i]) for i in known], weights)
    snapped = [(i, w) for i, w in zip(known, weights) if homes[i][5] is not None]
    expected.update(spread([facts["value"][i] for i, _ in snapped], [w for _, w in snapped], facts["cap"], facts["line"]))
    if facts["time"] is not None:
        times = spread([facts["time"][i] for i, _ in snapped], [w for _, w in snapped], numpy.inf, 15)
        expected.update({c: times[c] for c in ("gini", "palma")})
        expected.update({c: times[c] if facts["far"] else None for c in ("fgt0", "fgt1", "fgt2")})
        expected["proximity_min"] = times["mean_capped_value"]
        expected["f15"] = None if expected["fgt0"] is None else 1 - expected["fgt0"]
    check.compare(key, expected)


def facts_of_need(homes, straight, need, speed):
    """A need as a row of the table: its verdict and value for each home."""
    _, _, category, needed, limit, unit = need
    asked = {"category": category, "needed": needed, "within": limit, "unit": unit}
    entries = [None if h[5] is None else entry(h[5], category, unit) for h in homes]
    metres = math.floor(round(limit * 600) * speed + 0.5) / 10 if unit == "min" else limit
    return {"met": [h[5] is not None and count_within(h[5], asked) >= needed for h in homes],
            "straight": straight.counts(category, needed, metres, len(homes)),
            "value": [None if e is None else e["values"][needed - 1] if len(e["values"]) >= needed else numpy.inf for e in entries],
            "cap": next((e["cutoffs"][-1] for e in entries if e is not None), 1), "line": limit, "time": None}


def facts_of_standard(homes, tree, by_need):
    def straight(i):
        verdict = lambda n: by_need[(n["category"], n.get("needed", 1), n["within"], n["unit"])]["straight"][i]
        return None if any(verdict(n) is None for n in needs_of(tree)) else met(tree, verdict)

    return {"met": [h[5] is not None and met(tree, lambda n: count_within(h[5], n) >= n.get("needed", 1)) for h in homes],
            "straight": [straight(i) for i in range(len(homes))],
            "value": [None if h[5] is None else 100 * score(tree, h[5]) for h in homes], "cap": 100, "line": 1,
            "time": [None if h[5] is None else proximity(tree, h[5]) for h in homes],
            "far": all(entry(h[5], n["category"], "min")["cutoffs"][-1] > 15
                       for h in homes if h[5] is not None for n in needs_of(tree) if n["unit"] == "min")}


def check_walker(study, check, walker, speed, walker_no):
    homes = study.homes(walker_no, walker)
    straight = Straight(study, homes)
    names = [level.split("=")[0] for level in study.levels]
    areas = {}
    for i, home in enumerate(homes):
        for key in [("city", ""), ("community", home[0])] + list(zip(names, home[1])):
            areas.setdefault(key, []).append(i)
    for standard, tree in study.trees:
        by_need = {n[2:]: (n[1], facts_of_need(homes, straight, n, speed)) for n in study.needs if n[0] == standard}
        items = list(by_need.values()) + [("", facts_of_standard(homes, tree, {k: f for k, (_, f) in by_need.items()}))]
        for need, facts in items:
            for (level, area), picked in areas.items():
                if any(facts["straight"][i] is None for i in picked):
                    continue
                for number, weight in [(None, "")] + list(enumerate(study.weights)):
                    check_group(check, (walker, standard, level, area, need, weight), homes, picked, facts, number)


def main():
    study = Study(sys.argv[1], sys.argv[2])
    check = Check(study)
    for walker, speed, walker_no in study.walkers:
        check_walker(study, check, walker, speed, walker_no)
    for line in check.wrong[:20]:
        print(line)
    print(f"{check.compared} values compared, {len(check.wrong)} differ, {len(check.stored)} rows not compared")
    return 1 if check.wrong or check.compared == 0 or len(check.stored) > check.compared / 100 else 0


if __name__ == "__main__":
    sys.exit(main())
