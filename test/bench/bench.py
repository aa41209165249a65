#!/usr/bin/python3
"""
bench.py [options] CITY...: circle_ext beside pgRouting and plain inserts, on the same data in one run.

Times are wall-clock seconds as a client sees them. Ratios are what counts: machines differ.
"""
import argparse
import math
import os
import random
import time

import psycopg2

import city
import nights
from measure import Table, repeat, timed

POINTS = 300
TYPE_ROWS = 1_000_000


def arguments():
    parser = argparse.ArgumentParser(description="Benchmark circle_ext.")
    parser.add_argument("--data", required=True, help="directory with the extracts")
    parser.add_argument("--style", required=True, help="osm2pgsql style")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pgrouting-runs", type=int, default=1)
    parser.add_argument("--homes", type=int, nargs="*", default=[], help="sizes of sample cities")
    parser.add_argument("cities", nargs="+")
    return parser.parse_args()


def peak_memory_mb(db):
    """The most memory that the backend ever held, shared buffers that it touched included."""
    with open(f"/proc/{db.info.backend_pid}/status") as status:
        for line in status:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return math.nan


def refreshes(table, name, runs):
    """Full refreshes from nothing; each in a session of its own."""
    def drop():
        with city.connect(name) as db:
            if city.value(db, "SELECT to_regnamespace('bench') IS NOT NULL"):
                city.execute(db, "SELECT circle_drop_study('bench')")
            city.create_study(db, "bench", city.STANDARD, city.LIMIT_S / 60)
        db.close()

    memory = []

    def refresh():
        db = city.connect(name)
        city.execute(db, "CALL circle_refresh('bench')")
        memory.append(peak_memory_mb(db))
        db.close()

    table.add("refresh from nothing, 15 min", repeat(runs, refresh, drop))
    db = city.connect(name)
    look, compute, publish = city.execute(db, "SELECT look_s, compute_s, publish_s FROM bench.refresh_run ORDER BY run_id DESC LIMIT 1")[0]
    db.close()
    print(f"  the last one: look {look:.3f} s, compute {compute:.3f} s, publish {publish:.3f} s")
    print(f"{'  memory of the backend at its peak, MB':<58} {'':>4} {'':>10} {'':>10} {max(memory):>10.0f} MB  budget <= 512")


def inserts(table, db, runs):
    city.execute(db, "CREATE TABLE bench_copy (LIKE bench.home INCLUDING ALL) WITH (fillfactor = 85)")
    table.add("plain insert of the same rows of home",
              repeat(runs, lambda: city.execute(db, "INSERT INTO bench_copy SELECT * FROM bench.home"),
                     lambda: city.execute(db, "TRUNCATE bench_copy")))
    table.ratio("refresh from nothing / plain insert", "refresh from nothing, 15 min",
                "plain insert of the same rows of home", "budget <= 2")


def pgrouting_city(table, db, runs):
    print(f"{'pgRouting: edges table (not counted)':<58} {1:>4} {'':>10} "
          f"{timed(lambda: city.execute(db, city.PGROUTING_EDGES)):>10.3f} {'':>10} s", flush=True)
    try:
        times = repeat(runs, lambda: city.execute(db, city.PGROUTING_CITY), lambda: city.execute(db, city.PGROUTING_CLEAR))
    except psycopg2.Error as error:
        print(f"pgRouting, the whole city, 900 s: failed: {str(error).splitlines()[0]}", flush=True)
        city.execute(db, city.PGROUTING_AMENITIES)
        return
    table.add("pgRouting, the whole city, 900 s", times)
    table.ratio("pgRouting / refresh from nothing", "pgRouting, the whole city, 900 s",
                "refresh from nothing, 15 min", "budget >= 20")


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def points(table, db):
    """One point: every category of the standard at places of homes, tiles cached."""
    places = city.execute(db, "SELECT ST_X(geom), ST_Y(geom) FROM bench.home WHERE coverage IS NOT NULL "
                              "ORDER BY md5(home_id::text) LIMIT %s", POINTS)
    random.Random(1).shuffle(places)

    def ours(lon, lat):
        city.execute(db, "SELECT circle_coverage_at('bench', ST_SetSRID(ST_MakePoint(%s, %s), 4326))", lon, lat)

    def theirs(lon, lat):
        reach_y = city.LIMIT_S * 1.33 / 110_000
        with db.cursor() as cursor:
            cursor.execute(city.PGROUTING_POINT, {
                "lon": lon, "lat": lat, "reach_y": reach_y, "reach_x": reach_y / math.cos(math.radians(lat))})
            cursor.fetchall()

    for place in places:
        ours(*place)
    warm = [timed(lambda: ours(*place)) for place in places]
    table.add("one point, circle_coverage_at, tiles cached", warm, "ms")
    print(f"{'  its p50 and p99, ms':<58} {'':>4} {'':>10} {1000 * percentile(warm, 0.5):>10.3f} "
          f"{1000 * percentile(warm, 0.99):>10.3f} ms  budget <= 1 and <= 5")
    table.add("one point, pgRouting with a bounding box", [timed(lambda: theirs(*place)) for place in places], "ms")
    table.ratio("pgRouting / circle_ext, one point", "one point, pgRouting with a bounding box",
                "one point, circle_coverage_at, tiles cached", "budget >= 10 (medians)")


def types(table, db, runs):
    """A standard of a dozen needs over a million coverages, beside a plain comparison."""
    Table.head(f"types: {TYPE_ROWS} coverages, a standard of {city.NEEDS} needs")
    city.execute(db, "CREATE UNLOGGED TABLE bench_million AS SELECT h.coverage, h.score FROM generate_series(1, %s) AS g, "
                     "(SELECT coverage, score FROM bench.home WHERE coverage IS NOT NULL) AS h LIMIT %s",
                 TYPE_ROWS, TYPE_ROWS)
    city.execute(db, "VACUUM ANALYZE bench_million")
    city.execute(db, "SET max_parallel_workers_per_gather = 0")
    standard = city.value(db, "SELECT standard::text FROM bench.standard WHERE standard_no = 1")
    queries = (("count(*) where score > 50", "SELECT count(*) FROM bench_million WHERE score > 50", ()),
               ("count(*) where coverage @@ standard",
                "SELECT count(*) FROM bench_million WHERE coverage @@ %s::circle_standard", (standard,)),
               ("sum(circle_score(coverage, standard))",
                "SELECT sum(circle_score(coverage, %s::circle_standard)) FROM bench_million", (standard,)))
    for name, query, parameters in queries:
        city.execute(db, query, *parameters)
        table.add(name, repeat(runs, lambda: city.execute(db, query, *parameters)))
    table.ratio("@@ / plain comparison", queries[1][0], queries[0][0])
    print(f"{'  bytes of a coverage, mean':<58} {'':>4} {'':>10} "
          f"{city.value(db, 'SELECT avg(pg_column_size(coverage))::float8 FROM bench.home'):>10.0f}")
    city.execute(db, "RESET max_parallel_workers_per_gather; DROP TABLE bench_million")


def bench_city(name, options):
    extract = os.path.join(options.data, f"{name}.osm.pbf")
    table = Table()
    start = time.perf_counter()
    db = city.load(name, extract, options.style)
    refreshes_head = "{} streets, {} amenities, {} homes".format(*(
        city.value(db, f"SELECT count(*) FROM osm.{relation}") for relation in ("street", "amenity", "home")))
    Table.head(f"{name}: {refreshes_head}; loaded in {time.perf_counter() - start:.1f} s")
    refreshes(table, name, options.runs)
    print("  amenities of the study: {}, homes on the network: {}".format(
        city.value(db, "SELECT count(DISTINCT amenity_id) FROM bench.amenity"),
        city.value(db, "SELECT count(coverage) FROM bench.home")))
    inserts(table, db, options.runs)
    pgrouting_city(table, db, options.pgrouting_runs)
    nights.all_again(table, db, "bench", options.runs)
    nights.changes(table, db, "bench", "osm", options.runs)
    points(table, db)
    types(table, db, options.runs)
    db.close()


def main():
    options = arguments()
    print(f"{os.cpu_count()} processors; times in seconds but where ms is said")
    for name in options.cities:
        bench_city(name, options)
    for homes in options.homes:
        nights.bench_sample(homes, options.runs)


if __name__ == "__main__":
    main()
