"""A city in a database of its own, its study, and the tables that the pgRouting way needs."""
import subprocess

import psycopg2

# A dozen needs within 15 minutes at most: the study then looks 900 s far, as the pgRouting way does.
STANDARD = """
convenience within 10 min & supermarket within 15 min & bakery within 15 min & pharmacy within 10 min
& restaurant * 3 within 10 min & cafe within 10 min & bus_stop * 8 within 8 min & park within 10 min
& (clinic | hospital) within 15 min & school within 15 min & bank within 15 min
"""
NEEDS = 12
LIMIT_S = 900


# Where an extract has streets only, homes and amenities beside them.
DRAWN_HOMES = """
INSERT INTO osm.home (home_id, osm_type, osm_id, building, geom)
	SELECT row_number() OVER (), 'N', row_number() OVER (), 'drawn', ST_Translate(geom, 0.0001, 0.00005)
	  FROM (SELECT DISTINCT (ST_DumpPoints(ST_Force2D(geom))).geom FROM osm.street) AS p ORDER BY md5(geom::text) LIMIT 20000
"""
DRAWN_AMENITIES = """
INSERT INTO osm.amenity (id, category, access_no, osm_type, osm_id, geom)
	SELECT -no, c[1 + no %% cardinality(c)], 1, 'N', no, geom
	  FROM (SELECT circle_categories(%s::circle_standard) AS c) AS s
	 CROSS JOIN (SELECT row_number() OVER () AS no, geom
				   FROM (SELECT DISTINCT (ST_DumpPoints(ST_Force2D(geom))).geom FROM osm.street) AS p
				  ORDER BY md5('amenity' || geom::text) LIMIT 5000) AS p
"""


def connect(database):
    db = psycopg2.connect(dbname=database)
    db.autocommit = True
    return db


def execute(db, query, *arguments):
    with db.cursor() as cursor:
        cursor.execute(query, arguments or None)
        return cursor.fetchall() if cursor.description else None


def value(db, query, *arguments):
    return execute(db, query, *arguments)[0][0]


def create(name):
    """A new database with the extension; returns the connection."""
    subprocess.run(["createdb", name], check=True)
    db = connect(name)
    execute(db, "CREATE EXTENSION circle_ext CASCADE")
    return db


def load(name, extract, style):
    """A new database with the extract imported and the network built; returns the connection."""
    db = create(name)
    execute(db, "CREATE EXTENSION pgrouting")
    subprocess.run(["osm2pgsql", "-d", name, "-O", "flex", "-S", style, extract], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    execute(db, "SELECT circle_osm_finish()")
    if not value(db, "SELECT EXISTS (SELECT FROM osm.home)"):
        execute(db, DRAWN_HOMES)
        execute(db, DRAWN_AMENITIES, STANDARD)
    execute(db, "SELECT circle_create_network('city_net', 'osm.street')")
    execute(db, "SELECT circle_build_network('city_net')")
    execute(db, "VACUUM ANALYZE")
    return db


INSERT = "plain insert of the rows of home, other indexes after"


def prepare_insert(db):
    execute(db, "DROP TABLE IF EXISTS bench_copy; CREATE TABLE bench_copy (LIKE bench.home INCLUDING ALL EXCLUDING INDEXES) "
                "WITH (fillfactor = 85); ALTER TABLE bench_copy ADD PRIMARY KEY (home_id)")


def plain_insert(db):
    """What a person would type who has the results: the rows with their key, then the other indexes."""
    execute(db, "INSERT INTO bench_copy SELECT * FROM bench.home")
    for name, definition in execute(db, "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'bench' AND tablename = 'home' "
                                        "AND indexname <> 'home_pkey'"):
        execute(db, definition.replace(f"INDEX {name} ON bench.home", "INDEX ON bench_copy"))


def create_study(db, study, standard, horizon_min):
    execute(db, "SELECT circle_create_study(%s, 'city_net', %s, homes => 'osm.home', amenities => 'osm.amenity', communities => '-', "
                "circles => '-', entrances => '-', settings => jsonb_build_object('horizon_min', %s))", study, standard, horizon_min)


# Every segment of a street between vertices that lines share or end at is an edge, as seconds.
PGROUTING_EDGES = """
CREATE SCHEMA pgr;
CREATE TABLE pgr.vertex_use AS
	SELECT s.street_id, s.steps, p.path[1] AS no, p.geom AS geom
	  FROM osm.street AS s, ST_DumpPoints(ST_Force2D(s.geom)) AS p;
CREATE TABLE pgr.node AS
	SELECT row_number() OVER ()::bigint AS id, geom FROM (
		SELECT geom FROM (SELECT geom, no, max(no) OVER (PARTITION BY street_id) AS last FROM pgr.vertex_use) AS u
		 GROUP BY geom HAVING count(*) > 1 OR bool_or(no = 1 OR no = last)) AS n;
CREATE INDEX ON pgr.node USING hash (geom);
CREATE INDEX ON pgr.node USING gist (geom);
CREATE TABLE pgr.edge AS
	WITH cut AS (
		SELECT u.*, n.id, count(n.id) OVER (PARTITION BY street_id ORDER BY no) AS piece
		  FROM pgr.vertex_use AS u LEFT JOIN pgr.node AS n ON n.geom = u.geom
	), linked AS (
		SELECT street_id, steps, piece, no, geom, id FROM cut
		UNION ALL
		SELECT street_id, steps, piece - 1, no, geom, id FROM cut WHERE id IS NOT NULL AND piece > 1
	), line AS (
		SELECT street_id, steps, piece, ST_MakeLine(geom ORDER BY no) AS geom,
			   (array_agg(id ORDER BY no))[1] AS source, (array_agg(id ORDER BY no DESC))[1] AS target
		  FROM linked GROUP BY street_id, steps, piece HAVING count(*) > 1
	)
	SELECT row_number() OVER ()::bigint AS id, source, target, geom,
		   ST_Length(geom::geography) / 1.33 * CASE WHEN steps THEN 3 ELSE 1 END AS cost
	  FROM line;
CREATE INDEX ON pgr.edge USING gist (geom);
CREATE INDEX ON pgr.edge (id);
ANALYZE pgr.node, pgr.edge;
"""

NEAREST_NODE = "SELECT n.id FROM pgr.node AS n ORDER BY n.geom <-> {point} LIMIT 1"

PGROUTING_AMENITIES = f"""
CREATE TABLE pgr.amenity_node AS
	SELECT a.amenity_id, a.category, n.id AS node FROM bench.amenity AS a
	 CROSS JOIN LATERAL ({NEAREST_NODE.format(point='a.geom')}) AS n;
"""

PGROUTING_CITY = PGROUTING_AMENITIES + f"""
CREATE TABLE pgr.home_node AS
	SELECT h.home_id, n.id AS node FROM bench.home AS h
	 CROSS JOIN LATERAL ({NEAREST_NODE.format(point='h.geom')}) AS n;
CREATE TABLE pgr.reached AS
	SELECT d.node, a.category, count(DISTINCT a.amenity_id) AS within, min(d.agg_cost) AS nearest
	  FROM pgr_drivingDistance('SELECT id, source, target, cost, cost AS reverse_cost FROM pgr.edge',
			(SELECT array_agg(DISTINCT node) FROM pgr.amenity_node), {LIMIT_S}, directed => false) AS d
	  JOIN pgr.amenity_node AS a ON a.node = d.from_v
	 GROUP BY d.node, a.category;
CREATE TABLE pgr.home_result AS
	SELECT h.home_id, r.category, r.within, r.nearest FROM pgr.home_node AS h JOIN pgr.reached AS r USING (node);
CREATE INDEX ON pgr.home_result (home_id);
"""

PGROUTING_CLEAR = "DROP TABLE IF EXISTS pgr.home_result, pgr.reached, pgr.home_node, pgr.amenity_node"

# One point: only edges in a box that a walk of 900 s cannot leave.
PGROUTING_POINT = f"""
SELECT a.category, count(*), min(d.agg_cost)
  FROM pgr_drivingDistance(format('SELECT id, source, target, cost, cost AS reverse_cost FROM pgr.edge
			WHERE geom && ST_Expand(ST_SetSRID(ST_MakePoint(%%s, %%s), 4326), %%s, %%s)',
			%(lon)s, %(lat)s, %(reach_x)s, %(reach_y)s),
		({NEAREST_NODE.format(point='ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326)')}),
		{LIMIT_S}, directed => false) AS d
  JOIN pgr.amenity_node AS a ON a.node = d.node
 GROUP BY a.category
"""

# What pandana is given: the graph of the pgRouting way, and places.
PANDANA_FILES = {
    "nodes": "SELECT id, ST_X(geom) AS lon, ST_Y(geom) AS lat FROM pgr.node",
    "edges": "SELECT source, target, cost FROM pgr.edge",
    "amenities": "SELECT category, ST_X(geom) AS lon, ST_Y(geom) AS lat FROM bench.amenity",
    "homes": "SELECT ST_X(geom) AS lon, ST_Y(geom) AS lat FROM bench.home",
}
