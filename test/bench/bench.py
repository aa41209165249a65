#!/usr/bin/python3
"""
bench.py [options] CITY...: circle_ext beside pgRouting and plain inserts, on the same data in one run.

Times are wall-clock seconds as a client sees them. Ratios are what counts: machines differ.
"""
import argparse
import math
import os
import subprocess
import tempfile
import time

import psycopg2

import city
import country
import measure
import refreshes
import phases
import points
from measure import Table, repeat, timed

TYPE_ROWS = 1_000_000
SCRIPTS = ("numba", "scipy")
SCRIPT_BUDGETS = {("numba", "laspalmas"): ">= 3", ("numba", "mosaic"): ">= 4"}


def arguments():
    parser = argparse.ArgumentParser(description="Benchmark circle_ext.")
    parser.add_argument("--data", required=True, help="directory with the extracts")
    parser.add_argument("--style", required=True, help="osm2pgsql style")
    parser.add_argument("--out", required=True, help="directory for the table as CSV, Markdown and a picture")
    parser.add_argument("--name", default="bench", help="name of these files")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pgrouting-runs", type=int, default=1)
    parser.add_argument("--pandana", help="a Python that has pandana")
    parser.add_argument("--scripts", help="a Python that has numba, scipy and psycopg2")
    parser.add_argument("--homes", type=int, nargs="*", default=[], help="sizes of sample cities")
    parser.add_argument("--country", type=int, default=0, help="copies of the mosaic side by side")
    parser.add_argument("cities", nargs="*")
    return parser.parse_args()


def peak_memory_mb(db):
    """The most memory that the backend ever held, shared buffers that it touched included."""
    with open(f"/proc/{db.info.backend_pid}/status") as status:
        for line in status:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return math.nan


def drop_study(name):
    with city.connect(name) as db:
        if city.value(db, "SELECT to_regnamespace('bench') IS NOT NULL"):
            city.execute(db, "SELECT circle_drop_study('bench')")
        city.create_study(db, "bench", city.STANDARD, city.LIMIT_S / 60)
    db.close()


def from_nothing(table, name, runs):
    """Full refreshes from nothing; each in a session of its own. By one process, and by two."""
    memory = []

    def refresh(jobs):
        db = city.connect(name)
        city.execute(db, "SELECT * FROM circle_refresh('bench', jobs => %s)", jobs)
        memory.append(peak_memory_mb(db))
        db.close()

    drop_study(name)
    phases.add(table, name, "bench")
    times = {2: [], 1: []}
    for _ in range(runs):
        # In turn, for machines have their moods.
        for jobs, taken in times.items():
            taken += repeat(1, lambda: refresh(jobs), lambda: drop_study(name))
    table.add("refresh from nothing, 15 min, jobs => 2", times[2])
    table.add("refresh from nothing, 15 min", times[1])
    db = city.connect(name)
    scan, compute, publish = city.execute(db, "SELECT scan_s, compute_s, publish_s FROM bench.refresh_log ORDER BY version DESC LIMIT 1")[0]
    db.close()
    print(f"  the last one: scan {scan:.3f} s, compute {compute:.3f} s, publish {publish:.3f} s")
    table.value("memory of the backend at its peak, shared buffers included", max(memory), "MB", "<= 512")


def inserts(table, db, runs):
    table.add(city.INSERT, repeat(runs, lambda: city.plain_insert(db), lambda: city.prepare_insert(db)))
    for jobs in ("", ", jobs => 2"):
        table.ratio(f"refresh from nothing{jobs} / plain insert", f"refresh from nothing, 15 min{jobs}", city.INSERT, "<= 5")
    table.ratio("refresh from nothing, jobs => 2 / by one process", "refresh from nothing, 15 min, jobs => 2", "refresh from nothing, 15 min")


def pgrouting_city(table, db, name, runs):
    table.add("pgRouting: edges table (not counted)", [timed(lambda: city.execute(db, city.PGROUTING_EDGES))])
    try:
        times = repeat(runs, lambda: city.execute(db, city.PGROUTING_CITY), lambda: city.execute(db, city.PGROUTING_CLEAR))
    except psycopg2.Error as error:
        print(f"pgRouting, the whole city, 900 s: failed: {str(error).splitlines()[0]}", flush=True)
        city.execute(db, city.PGROUTING_AMENITIES)
        return
    table.add("pgRouting, the whole city, 900 s", times)
    for jobs in ("", ", jobs => 2"):
        table.ratio(f"pgRouting / refresh from nothing{jobs}", "pgRouting, the whole city, 900 s",
                    f"refresh from nothing, 15 min{jobs}", ">= 20" if name == "mosaic" else ">= 12")


def pandana_city(table, db, python, runs):
    """The same streets, amenities and homes as files; what pandana prepares for each network is told apart."""
    with tempfile.TemporaryDirectory() as directory:
        for name, query in city.PANDANA_FILES.items():
            with open(os.path.join(directory, f"{name}.csv"), "w") as out, db.cursor() as cursor:
                cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)", out)
        prepare, answer = [], []
        for _ in range(runs):
            done = subprocess.run([python, os.path.join(os.path.dirname(__file__), "peer_pandana.py"), directory, str(city.LIMIT_S)],
                                  capture_output=True, text=True)
            if done.returncode != 0:
                print(f"pandana: failed: {(done.stderr.strip().splitlines() or ['?'])[-1]}", flush=True)
                return
            words = done.stdout.split()[-6:]
            prepare.append(float(words[1]))
            answer.append(float(words[1]) + float(words[3]))
    table.add("pandana: its network made and prepared", prepare)
    table.add("pandana, the whole city, 900 s, preparation included", answer)
    table.ratio("pandana / refresh from nothing", "pandana, the whole city, 900 s, preparation included", "refresh from nothing, 15 min")


AGREEMENT = """
SELECT avg((coalesce(r.within, 0) = w.within)::int)::float8, avg((coalesce(r.within > 0, false) = (w.within > 0))::int)::float8,
	   percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(r.nearest - w.nearest))
  FROM bench.home AS h
 CROSS JOIN (SELECT DISTINCT category FROM bench.amenity) AS c
 CROSS JOIN LATERAL (SELECT circle_count_within(h.coverage, c.category, %s / 60.0, 'min') AS within,
							60 * circle_nth_nearest(h.coverage, c.category, 1, 'min') AS nearest) AS w
  LEFT JOIN {schema}.home_result AS r ON r.home_id = h.home_id AND r.category = c.category
 WHERE h.coverage IS NOT NULL
"""


def script_city(table, db, python, name, runs):
    """A script from tables to tables, its answers beside those of circle_ext."""
    steps = []
    for _ in range(runs + 1):
        city.execute(db, f"DROP SCHEMA IF EXISTS peer_{name} CASCADE")
        done = subprocess.run([python, os.path.join(os.path.dirname(__file__), f"peer_{name}.py"), db.info.dbname, str(city.LIMIT_S)],
                              capture_output=True, text=True)
        if done.returncode != 0:
            print(f"{name}: failed: {(done.stderr.strip().splitlines() or ['?'])[-1]}", flush=True)
            return
        words = done.stdout.split()
        steps.append({key: float(value) for key, value in zip(words[::2], words[1::2])})
    # The first one compiles, and reads what is not in memory yet.
    steps = steps[1:]
    whole = f"{name} script, from tables to tables"
    table.add(whole, [step["total"] for step in steps])
    table.add(f"{name} script: search alone", [step["answer"] for step in steps])
    table.ratio(f"{name} script / refresh from nothing", whole, "refresh from nothing, 15 min", SCRIPT_BUDGETS.get((name, table.data), ""))
    counts, reached, seconds = city.execute(db, AGREEMENT.format(schema=f"peer_{name}"), city.LIMIT_S)[0]
    print(f"  its counts are those of circle_ext for {100 * counts:.1f} % of homes and categories, what is in reach for {100 * reached:.1f} %; "
          f"the nearest differs by {seconds:.1f} s (median)", flush=True)


def types(db, runs):
    """A standard of a dozen needs over a million coverages, beside a plain comparison."""
    table = Table("types", f"{TYPE_ROWS} coverages, a standard of {city.NEEDS} needs")
    city.execute(db, "CREATE UNLOGGED TABLE bench_million AS SELECT h.coverage, h.score FROM generate_series(1, %s) AS g, "
                     "(SELECT coverage, score FROM bench.home WHERE coverage IS NOT NULL) AS h LIMIT %s",
                 TYPE_ROWS, TYPE_ROWS)
    city.execute(db, "VACUUM ANALYZE bench_million")
    city.execute(db, "SET max_parallel_workers_per_gather = 0")
    standard = city.value(db, "SELECT definition::text FROM bench.standard WHERE standard_no = 1")
    queries = (("count(*) where score > 50", "SELECT count(*) FROM bench_million WHERE score > 50", ()),
               ("count(*) where coverage @@ standard",
                "SELECT count(*) FROM bench_million WHERE coverage @@ %s::circle_standard", (standard,)),
               ("sum(circle_score(coverage, standard))",
                "SELECT sum(circle_score(coverage, %s::circle_standard)) FROM bench_million", (standard,)))
    for name, query, parameters in queries:
        city.execute(db, query, *parameters)
        table.add(name, repeat(runs, lambda: city.execute(db, query, *parameters)))
    table.ratio("@@ / plain comparison", queries[1][0], queries[0][0])
    table.value("bytes of a coverage, mean", city.value(db, "SELECT avg(pg_column_size(coverage))::float8 FROM bench.home"), "B")
    city.execute(db, "RESET max_parallel_workers_per_gather; DROP TABLE bench_million")


def bench_city(name, options):
    extract = os.path.join(options.data, f"{name}.osm.pbf")
    start = time.perf_counter()
    db = city.load(name, extract, options.style)
    counts = "{} streets, {} amenities, {} homes".format(*(
        city.value(db, f"SELECT count(*) FROM osm.{relation}") for relation in ("street", "amenity", "home")))
    table = Table(name, f"{counts}; loaded in {time.perf_counter() - start:.1f} s")
    from_nothing(table, name, options.runs)
    print("  amenities of the study: {}, homes on the network: {}".format(
        city.value(db, "SELECT count(DISTINCT amenity_id) FROM bench.amenity"),
        city.value(db, "SELECT count(coverage) FROM bench.home")))
    inserts(table, db, options.runs)
    pgrouting_city(table, db, name, options.pgrouting_runs)
    if options.pandana:
        pandana_city(table, db, options.pandana, min(options.runs, 3))
    for script in SCRIPTS if options.scripts else ():
        script_city(table, db, options.scripts, script, min(options.runs, 3))
    refreshes.all_again(table, db, "bench", options.runs)
    refreshes.changes(table, db, "bench", "osm", options.runs)
    points.measure(table, name, db, True)
    if name == options.cities[0]:
        types(db, options.runs)
    db.close()


def main():
    options = arguments()
    print(f"{measure.machine()}; times in seconds but where ms is said")
    for name in options.cities:
        bench_city(name, options)
    if options.homes:
        refreshes.bench_samples(options.homes, options.runs)
    if options.country:
        country.bench("mosaic_country", os.path.join(options.data, "mosaic.osm.pbf"), options.style, options.country)
    measure.write_all(options.out, options.name)


if __name__ == "__main__":
    main()
