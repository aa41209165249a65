"""Single points: warm and cold, beside pgRouting with a bounding box, and from several clients at once."""
import math
import os
import random
import re
import subprocess
import tempfile

import psycopg2.errors

import city
from measure import percentile, timed

POINTS = 300
COVERAGE = "SELECT circle_coverage_at('bench', ST_SetSRID(ST_MakePoint(%s, %s), 4326))"
NEAREST = "SELECT * FROM circle_nearest('bench', ST_SetSRID(ST_MakePoint(%s, %s), 4326), 'pharmacy', 3)"
OURS = "one point, circle_coverage_at, tiles cached"
THEIRS = "one point, pgRouting with a bounding box"


def places_of(db):
    places = city.execute(db, "SELECT ST_X(geom), ST_Y(geom) FROM bench.home WHERE coverage IS NOT NULL "
                              "ORDER BY md5(home_id::text) LIMIT %s", POINTS)
    random.Random(1).shuffle(places)
    return places


def percentiles(table, what, times):
    table.value(f"  p50 of {what}", 1000 * percentile(times, 0.5), "ms", "<= 0.3")
    table.value(f"  p99 of {what}", 1000 * percentile(times, 0.99), "ms", "<= 1")


def warm(table, db, places, what, query):
    for place in places:
        city.execute(db, query, *place)
    times = [timed(lambda: city.execute(db, query, *place)) for place in places]
    table.add(what, times, "ms")
    percentiles(table, what, times)


def cold(table, name, places):
    """The first call of a session; that of PostGIS before it is not ours."""
    loads, firsts = [], []
    for place in places[:20]:
        db = city.connect(name)
        loads.append(timed(lambda: city.execute(db, "SELECT ST_X(ST_MakePoint(0, 0))")))
        firsts.append(timed(lambda: city.execute(db, COVERAGE, *place)))
        db.close()
    table.add("a session loads PostGIS", loads, "ms")
    table.add("then its first circle_coverage_at", firsts, "ms", "<= 10")


def theirs(db, lon, lat):
    reach_y = city.LIMIT_S * 1.33 / 110_000
    with db.cursor() as cursor:
        cursor.execute(city.PGROUTING_POINT, {
            "lon": lon, "lat": lat, "reach_y": reach_y, "reach_x": reach_y / math.cos(math.radians(lat))})
        cursor.fetchall()


def clients(table, name, db):
    """Answers a second of pgbench with so many clients; each asks at random homes."""
    city.execute(db, "DROP TABLE IF EXISTS bench_place; CREATE TABLE bench_place AS "
                     "SELECT row_number() OVER () AS no, geom FROM (SELECT geom FROM bench.home WHERE coverage IS NOT NULL "
                     "ORDER BY md5(home_id::text) LIMIT %s) AS h; ALTER TABLE bench_place ADD PRIMARY KEY (no); ANALYZE bench_place", POINTS)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(f"\\set no random(1, {POINTS})\nSELECT circle_coverage_at('bench', geom) FROM bench_place WHERE no = :no;\n")
        script.flush()
        bindir = subprocess.run(["pg_config", "--bindir"], check=True, capture_output=True, text=True).stdout.strip()
        for count in (1, 2, 8):
            done = subprocess.run([os.path.join(bindir, "pgbench"), "-n", "-c", str(count), "-j", str(min(count, 2)), "-T", "15",
                                   "-f", script.name, name], check=True, capture_output=True, text=True).stdout
            table.value(f"circle_coverage_at, pgbench -c {count}", float(re.search(r"tps = ([\d.]+)", done).group(1)), "1/s")


def measure(table, name, db, peer):
    places = places_of(db)
    warm(table, db, places, OURS, COVERAGE)
    warm(table, db, places, "one point, circle_nearest with ways", NEAREST)
    cold(table, name, places)
    clients(table, name, db)
    if peer:
        try:
            table.add(THEIRS, [timed(lambda: theirs(db, *place)) for place in places], "ms")
        except psycopg2.Error as error:
            print(f"{THEIRS}: failed: {str(error).splitlines()[0]}", flush=True)
            return
        table.ratio("pgRouting / circle_ext, one point", THEIRS, OURS, ">= 10")
