"""Refreshes in which little changed, beside one that computes everything again."""
import time

import city
import phases
from measure import Table, repeat

AGAIN = "refresh, all again (full => true)"
SCAN = "scan of homes with a hash"
KEYS = {"osm": "id", "sample": "amenity_id"}
EXTRA = {"osm": ("access_no, osm_type, osm_id", "1, 'N', 0"), "sample": ("name", "'new'")}


def refresh(db, study, full=False, jobs=1):
    city.execute(db, "SET client_min_messages = error")
    return city.execute(db, "SELECT homes_computed, homes_written FROM circle_refresh(%s, %s, %s)", study, full, jobs)[0]


def all_again(table, db, study, runs):
    table.add(AGAIN, repeat(runs, lambda: refresh(db, study, True)))


def add_amenity(db, inputs):
    columns, values = EXTRA[inputs]
    key = KEYS[inputs]
    city.execute(db, f"INSERT INTO {inputs}.amenity ({key}, category, geom, {columns}) "
                     f"SELECT (SELECT max({key}) + 1 FROM {inputs}.amenity), 'pharmacy', geom, {values} "
                     f"FROM {inputs}.home ORDER BY md5(home_id::text || clock_timestamp()::text) LIMIT 1")


def move_amenities(db, inputs):
    city.execute(db, f"UPDATE {inputs}.amenity SET geom = ST_Translate(geom, 0.0002, 0) "
                     f"WHERE hashtext({KEYS[inputs]}::text || clock_timestamp()::text) % 100 = 0")


def close_street(db, inputs):
    city.execute(db, f"DELETE FROM {inputs}.street WHERE street_id = "
                     f"(SELECT street_id FROM {inputs}.street ORDER BY md5(street_id::text || clock_timestamp()::text) LIMIT 1)")


def what_ifs(db, study, inputs, runs):
    points = [row[0] for row in city.execute(db, f"SELECT geom FROM {inputs}.home ORDER BY md5(home_id::text) LIMIT %s", runs + 1)]

    def ask():
        city.execute(db, "SELECT * FROM circle_what_if(%s, 'pharmacy', %s)", study, points.pop())

    ask()
    return repeat(runs, ask)


def changes(table, db, study, inputs, runs):
    table.add(SCAN, repeat(runs, lambda: city.execute(db, f"SELECT count(*), sum(hashtext(t::text)) FROM {inputs}.home AS t")))
    counts = []
    for name, change, budget in (("nothing changed", lambda: None, "<= 1"),
                                 ("one amenity added", lambda: add_amenity(db, inputs), "<= 2"),
                                 ("1 % of the amenities moved", lambda: move_amenities(db, inputs), ""),
                                 ("one street closed", lambda: close_street(db, inputs), "")):
        table.add(f"refresh, {name}", repeat(runs, lambda: counts.append(refresh(db, study)), change))
        table.ratio(f"{name} / all again", f"refresh, {name}", AGAIN)
        table.ratio(f"{name} / scan of homes with a hash", f"refresh, {name}", SCAN, budget)
        print("  the last one computed {} homes and wrote {}".format(*counts[-1]), flush=True)
    table.add("what if there were one amenity more", what_ifs(db, study, inputs, runs), "ms", "<= 150")


STANDARD = ("breakfast within 8 min & bus_stop * 8 within 8 min & metro_station within 15 min & (pharmacy | health_station) "
            "within 10 min & wet_market within 10 min & park within 500 m")
FROM_NOTHING = "refresh from nothing, 20 min"
BY_TWO = "refresh from nothing, 20 min, jobs => 2"


def bench_sample(homes, runs):
    """The same on a sample city, so that sizes can be compared; returns the times of a refresh from nothing."""
    name = f"sample_{homes}"
    start = time.perf_counter()
    db = city.create(name)
    city.execute(db, "SELECT circle_sample_city('sample', %s)", homes)
    city.execute(db, "SELECT circle_create_network('city_net', 'sample.street')")
    city.execute(db, "VACUUM ANALYZE")
    table = Table(name, f"sample city of {homes} homes; made in {time.perf_counter() - start:.1f} s")
    few = 1 if homes > 100_000 else runs

    def create():
        if city.value(db, "SELECT to_regnamespace('bench') IS NOT NULL"):
            city.execute(db, "SELECT circle_drop_study('bench')")
        city.execute(db, "SELECT circle_create_study('bench', 'city_net', "
                         "%s, homes => 'sample.home', amenities => 'sample.amenity', communities => 'sample.community', circles => '-')", STANDARD)

    create()
    phases.add(table, name, "bench")
    table.add(FROM_NOTHING, repeat(few, lambda: refresh(db, "bench"), create))
    table.add(city.INSERT, repeat(few, lambda: city.plain_insert(db), lambda: city.prepare_insert(db)))
    table.ratio("refresh from nothing / plain insert", FROM_NOTHING, city.INSERT, "<= 5" if homes < 100_000 else "<= 4")
    table.add(BY_TWO, repeat(few, lambda: refresh(db, "bench", jobs=2), create))
    table.ratio("refresh from nothing, jobs => 2 / by one process", BY_TWO, FROM_NOTHING, "<= 0.65" if homes >= 1_000_000 else "")
    all_again(table, db, "bench", few)
    changes(table, db, "bench", "sample", min(runs, 3))
    table.ratio("one amenity added / refresh from nothing", "refresh, one amenity added", FROM_NOTHING, "<= 0.1" if homes < 100_000 else "")
    db.close()
    return table.times[FROM_NOTHING]


def bench_samples(sizes, runs):
    """Ten times the city in no more than eleven times the time."""
    times = {size: bench_sample(size, runs) for size in sizes}
    table = Table("sample", "time by size")
    for size in sizes:
        if size * 10 in times:
            table.times = {"small": times[size], "large": times[size * 10]}
            table.ratio(f"refresh of {size * 10} homes / of {size}", "large", "small", "<= 11")
