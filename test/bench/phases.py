"""What a refresh spends its time on, phase by phase: from what the server tells of its statements and the extension of its batches."""
import re

import city
from measure import timed

# The first that fits names the phase of a statement. What is not named is counted as the rest.
STATEMENTS = (
    ("check streets", r"SELECT public\.circle__build_if_owner"),
    ("scan", r"(CREATE TEMP TABLE|INSERT INTO pg_temp\.)\s*(circle_read|circle_scan_home|circle_scan_amenity|circle_scan_area)\b|SELECT circle__find_changed_keys"),
    ("find communities", r"SELECT circle__find_communities"),
    ("compare", r"INSERT INTO \S+\.home_change|INSERT INTO \S+\.amenity_change "),
    ("snap amenities", r"SELECT circle__place_amenities"),
    ("plan", r"SELECT circle__plan\("),
    ("write results", r"SELECT n\.home_id, n\.snap_m"),
    ("update homes", r"UPDATE \S+\.home AS h|INSERT INTO \S+\.home_walker"),
    ("write amenities", r"SELECT circle__publish_amenities"),
    ("indexes of places", r"SELECT circle__index_places"),
    ("cells and summary", r"SELECT circle__publish_cells|SELECT circle__publish_summary"),
    ("indicators", r"SELECT circle__publish_indicators"),
    ("data quality", r"SELECT circle__publish_quality|SELECT circle__scan_quality"),
    ("clean up", r"SELECT circle__forget_changes"),
)
BEFORE = [p for p, _ in STATEMENTS].index("write results")
COVER = ("read", "snap", "search", "assemble")
SETTINGS = ("LOAD 'auto_explain'", "SET auto_explain.log_min_duration = 0", "SET auto_explain.log_nested_statements = on",
            "SET auto_explain.log_level = 'debug1'", "SET client_min_messages = 'debug1'")


class Notices:
    """psycopg2 keeps the last 50 messages of a list only, so this is none."""

    def __init__(self):
        self.all = []

    def append(self, message):
        self.all.append(message)


def phase_of(query):
    for phase, pattern in STATEMENTS:
        if re.match(r"\s*" + pattern, query):
            return phase
    return None


def measure(name, study):
    """Seconds by phase of a full refresh of a study from nothing, by one session."""
    db = city.connect(name)
    db.notices = Notices()
    for setting in SETTINGS:
        city.execute(db, setting)
    whole = timed(lambda: city.execute(db, "SELECT * FROM circle_refresh(%s)", study))
    seconds = {}
    for message in db.notices.all:
        cover = re.search(r"homes covered: read ([\d.]+) s, snap ([\d.]+) s, search ([\d.]+) s, assemble ([\d.]+) s", message)
        if cover:
            for phase, value in zip(COVER, cover.groups()):
                seconds[phase] = seconds.get(phase, 0) + float(value)
            continue
        statement = re.search(r"duration: ([\d.]+) ms  plan:\nQuery Text: (.*)", message, re.S)
        phase = statement and phase_of(re.sub(r"\s+", " ", statement.group(2)))
        if phase:
            seconds[phase] = seconds.get(phase, 0) + float(statement.group(1)) / 1000
    seconds["write results"] = seconds.get("write results", 0) - sum(seconds.get(phase, 0) for phase in COVER)
    seconds["rest"] = whole - sum(seconds.values())
    db.close()
    return seconds


def add(table, name, study):
    seconds = measure(name, study)
    whole = sum(seconds.values())
    for phase in [p for p, _ in STATEMENTS[:BEFORE]] + list(COVER) + [p for p, _ in STATEMENTS[BEFORE:]] + ["rest"]:
        if phase in seconds:
            table.value(f"  phase: {phase}", 100 * seconds[phase] / whole, "%")
