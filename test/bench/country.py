"""
A country: copies of 21 real cities side by side, as many homes as junctions, every amenity three times.

One copy is the mosaic. What a copy costs should not hang on how many there are.
"""
import threading
import time

import city
from measure import Table

DEGREES_APART = 7.31 # the cities lie all around the earth
GB_PER_COPY = 1.6  # inputs, study, tables of the refresh, WAL

HOMES = """
CREATE TABLE country.home (home_id bigint PRIMARY KEY, population int, geom geometry(Point, 4326));
INSERT INTO country.home
	SELECT row_number() OVER (), 1 + (row_number() OVER () % 5), ST_Translate(geom, 0.0001, 0.00005)
	  FROM (SELECT DISTINCT (ST_DumpPoints(ST_Force2D(geom))).geom FROM osm.street) AS p ORDER BY md5(geom::text) LIMIT 345000
"""
AMENITIES = """
CREATE TABLE country.amenity (amenity_id bigint, category text, geom geometry(Point, 4326));
INSERT INTO country.amenity
	SELECT DISTINCT ON (a.id, again, a.category) a.id * 10 + again, a.category,
		   ST_Translate(ST_PointOnSurface(a.geom), 0.0011 * again, 0.0007 * again)
	  FROM osm.amenity AS a CROSS JOIN generate_series(0, 2) AS again
	 WHERE a.category = ANY (circle_categories(%s::circle_standard))
"""
COPY = """
INSERT INTO country.{table} ({columns})
	SELECT {key} + {step}::bigint * copy, {others},
		   ST_Translate(geom, {apart} * copy - CASE WHEN ST_XMax(geom) + {apart} * copy > 179.9 THEN 360 ELSE 0 END, 0)
	  FROM (SELECT * FROM country.{table} WHERE {key} < {step}) AS one CROSS JOIN generate_series({first}, {last}) AS copy
"""
TABLES = {"street": ("street_id", "steps, door, private, class", 10 ** 15),
          "home": ("home_id", "population", 10 ** 9), "amenity": ("amenity_id", "category", 10 ** 14)}


class Memory(threading.Thread):
    """The most memory of its own that a backend holds, looked at every 50 ms."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.path, self.peak_mb, self.stopped = f"/proc/{pid}/status", 0.0, False
        self.start()

    def run(self):
        while not self.stopped:
            try:
                with open(self.path) as status:
                    for line in status:
                        if line.startswith("RssAnon"):
                            self.peak_mb = max(self.peak_mb, int(line.split()[1]) / 1024)
            except OSError:
                return
            time.sleep(0.05)


def make(db):
    city.execute(db, "CREATE SCHEMA country")
    city.execute(db, "CREATE TABLE country.street AS SELECT street_id, steps, door, private, class, geom FROM osm.street")
    city.execute(db, HOMES)
    city.execute(db, AMENITIES, city.STANDARD)
    city.execute(db, "ALTER TABLE country.street ADD PRIMARY KEY (street_id)")
    city.execute(db, "VACUUM ANALYZE country.street, country.home, country.amenity")


def copy_to(db, first, last):
    for table, (key, others, step) in TABLES.items():
        city.execute(db, COPY.format(table=table, key=key, others=others, step=step, first=first, last=last, apart=DEGREES_APART,
                                     columns=f"{key}, {others}, geom"))
    city.execute(db, "VACUUM ANALYZE country.street, country.home, country.amenity")


def refresh(table, name, copies, jobs):
    db = city.connect(name)
    city.execute(db, "DROP TABLE IF EXISTS country_copy; SELECT circle_drop_study('nation') WHERE to_regnamespace('nation') IS NOT NULL")
    city.execute(db, "SELECT circle_create_study('nation', 'nation_net', %s, homes => 'country.home', amenities => 'country.amenity', communities => '-', "
                     "settings => '{\"horizon_min\": 15}')", city.STANDARD)
    memory = Memory(db.info.backend_pid)
    start = time.perf_counter()
    city.execute(db, "SELECT * FROM circle_refresh('nation', jobs => %s)", jobs)
    whole = time.perf_counter() - start
    memory.stopped = True
    scan, compute, publish, homes = city.execute(
        db, "SELECT scan_s, compute_s, publish_s, homes_read FROM nation.refresh_log ORDER BY version DESC LIMIT 1")[0]
    table.add(f"{copies} copies: refresh from nothing, jobs => {jobs}", [whole])
    print(f"  scan {scan:.1f} s, compute {compute:.1f} s, publish {publish:.1f} s; {1e6 * whole / homes:.1f} us a home", flush=True)
    table.value(f"  {copies} copies: memory of the backend's own at its peak", memory.peak_mb, "MB", "<= 512")
    city.execute(db, "CREATE TABLE country_copy (LIKE nation.home INCLUDING ALL) WITH (fillfactor = 85)")
    start = time.perf_counter()
    city.execute(db, "INSERT INTO country_copy SELECT * FROM nation.home")
    table.add(f"{copies} copies: plain insert of the same rows", [time.perf_counter() - start])
    table.ratio(f"{copies} copies: refresh / plain insert", f"{copies} copies: refresh from nothing, jobs => {jobs}",
                f"{copies} copies: plain insert of the same rows", "<= 2")
    start = time.perf_counter()
    city.execute(db, "SELECT * FROM circle_refresh('nation', jobs => %s)", jobs)
    table.add(f"{copies} copies: nothing changed", [time.perf_counter() - start])
    city.execute(db, "INSERT INTO country.amenity SELECT max(amenity_id) + 1, 'pharmacy', (SELECT geom FROM country.home LIMIT 1) FROM country.amenity")
    start = time.perf_counter()
    city.execute(db, "SELECT * FROM circle_refresh('nation', jobs => %s)", jobs)
    table.add(f"{copies} copies: one amenity added", [time.perf_counter() - start])
    db.close()


def bench(name, extract, style, copies, jobs=2):
    db = city.load(name, extract, style)
    few = max(1, copies // 10)
    table = Table("country", f"copies of {name} side by side; {copies} of them want some {GB_PER_COPY * copies:.0f} GB of disk")
    make(db)
    made = 1
    for count in (few, copies):
        if count > made:
            copy_to(db, made, count - 1)
            made = count
        if not city.value(db, "SELECT to_regnamespace('nation_net') IS NOT NULL"):
            city.execute(db, "SELECT circle_create_network('nation_net', 'country.street')")
        start = time.perf_counter()
        report = city.value(db, "SELECT circle_build_network('nation_net')")
        print("{} copies: {} streets and {} nodes built in {:.0f} s; {} homes, {} amenities".format(
            count, report["streets"], report["nodes"], time.perf_counter() - start,
            *(city.value(db, f"SELECT count(*) FROM country.{relation}") for relation in ("home", "amenity"))), flush=True)
        refresh(table, name, count, jobs)
    db.close()
    first, last = (f"{count} copies: refresh from nothing, jobs => {jobs}" for count in (few, copies))
    growth = table.times[last][0] / table.times[first][0] / (copies / few)
    table.value(f"time a home, {copies} copies / {few}", growth, "x", "<= 1.1")
