-- Barriers: a river between a door and its nearest street, a wall, a lake, a closed gate; and what is none.
\set SHOW_CONTEXT never
SET client_min_messages = error;
SET extra_float_digits = 0;
CREATE SCHEMA bar;
-- Drawn in metres.
CREATE FUNCTION bar.place(x float8, y float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_SetSRID(ST_MakePoint(round((106.55 + x / 96900)::numeric, 7)::float8, round((29.56 + y / 110850)::numeric, 7)::float8), 4326) $$;
CREATE FUNCTION bar.line(VARIADIC at float8[]) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_MakeLine(bar.place(at[i], at[i + 1]) ORDER BY i) FROM generate_series(1, cardinality(at), 2) AS i $$;
-- Two banks, 60 m apart, and a bridge 400 m east of where people live; far away a street by itself.
CREATE TABLE bar.street (id int PRIMARY KEY, geom geometry, name text);
INSERT INTO bar.street VALUES
	(1, bar.line(0,60, 200,60, 400,60), 'north'), (2, bar.line(0,0, 200,0, 400,0), 'south'),
	(3, bar.line(400,0, 400,60), 'bridge'), (4, bar.line(0,9000, 200,9000), 'far');
CREATE TABLE bar.barrier (id int PRIMARY KEY, geom geometry, name text);
INSERT INTO bar.barrier VALUES (1, bar.line(-100,20, 150,20, 390,20), 'river');
SELECT circle_create_network('bar_net', 'bar.street');
SELECT circle_alter_network('bar_net', '{"barriers": "bar.barrier"}');
SELECT barriers_schema, barriers_name, barriers_geom_column FROM bar_net.network;
SELECT r ->> 'tiles_built' AS built, r ->> 'barriers' AS barriers, r -> 'warnings' AS warnings FROM circle_build_network('bar_net') AS r;
SELECT circle_build_network('bar_net') ->> 'tiles_built' AS built_again;

-- 5 m north of the river the south bank is nearer, but across; from the river's line either bank will do; where the
-- river has ended the way is free; 5 m south of it.
CREATE FUNCTION bar.snapped(x float8, y float8, OUT street text, OUT door_m numeric) LANGUAGE sql AS
$$ SELECT street, round(snap_m::numeric, 1) FROM circle_snap('bar_net', bar.place(x, y), 'adult') $$;
SELECT n, s.* FROM (VALUES (1, 100, 25), (2, 100, 20), (3, 395, 25), (4, 100, 15)) AS p (n, x, y), bar.snapped(x, y) AS s ORDER BY n;
-- Straight across the river is no walk: over the bridge.
CREATE FUNCTION bar.walk(ax float8, ay float8, bx float8, by float8, OUT there numeric, OUT back numeric, OUT metres numeric) LANGUAGE sql AS
$$ SELECT round(60 * circle_walk_time('bar_net', bar.place(ax, ay), bar.place(bx, by), 'planning_60m')::numeric),
		  round(60 * circle_walk_time('bar_net', bar.place(bx, by), bar.place(ax, ay), 'planning_60m')::numeric),
		  round(p.metres::numeric) FROM circle_path('bar_net', bar.place(ax, ay), bar.place(bx, by), 'planning_60m') AS p $$;
SELECT * FROM bar.walk(100, 25, 100, 15);
SELECT * FROM bar.walk(100, 25, 100, 35);

-- A study: coverage as one point is answered, with and without the river.
CREATE TABLE bar.home (id int PRIMARY KEY, geom geometry);
INSERT INTO bar.home VALUES (1, bar.place(100, 25)), (2, bar.place(100, 15)), (3, bar.place(395, 25));
CREATE TABLE bar.amenity (id int PRIMARY KEY, category text, geom geometry);
INSERT INTO bar.amenity VALUES (1, 'pharmacy', bar.place(100, 18)), (2, 'park', ST_MakePolygon(bar.line(20,24, 80,24, 80,30, 20,30, 20,24)));
SELECT circle_create_study('barred', 'bar_net', 'pharmacy within 15 min & park within 15 min', homes => 'bar.home', amenities => 'bar.amenity', walkers => 'planning_60m', weights => '');
SELECT * FROM circle_refresh('barred') \gset run_
CREATE VIEW bar.result AS SELECT home_id, coverage, round(snap_m::numeric, 1) AS door_m FROM barred.home ORDER BY home_id;
SELECT * FROM bar.result;
SELECT count(*) AS homes, count(*) FILTER (WHERE circle_coverage_at('barred', geom)::text = coverage::text) AS agreed FROM barred.home;
SELECT * FROM circle_check('barred');
DELETE FROM bar.barrier WHERE id = 1;
SELECT * FROM circle_refresh('barred') \gset run_
SELECT * FROM bar.result;
-- The river is back as the boundary of its area.
INSERT INTO bar.barrier VALUES (1, ST_MakePolygon(bar.line(-100,20, 390,20, 390,22, -100,22, -100,20)), 'river');
SELECT * FROM circle_refresh('barred') \gset run_
SELECT * FROM bar.result;
SELECT * FROM circle_check('barred');

-- Only the tiles that a barrier touches are built again.
INSERT INTO bar.barrier VALUES (2, bar.line(0,9020, 200,9020), 'wall');
SELECT r ->> 'tiles_built' AS built, r ->> 'tiles_unchanged' AS unchanged FROM circle_build_network('bar_net') AS r;
UPDATE bar.barrier SET geom = ST_Transform(geom, 3857) WHERE id = 2;
SELECT r ->> 'tiles_built' AS built FROM circle_build_network('bar_net') AS r;
DELETE FROM bar.barrier WHERE id = 2;
SELECT r ->> 'tiles_built' AS built, r ->> 'tiles_unchanged' AS unchanged FROM circle_build_network('bar_net') AS r;

-- A barrier alone makes tiles too, and they go with it.
INSERT INTO bar.barrier VALUES (2, bar.line(0,20000, 3000,20000), 'canal');
SELECT (r ->> 'tiles_built')::int > 0 AS built, r ->> 'tiles_unchanged' AS unchanged, r -> 'edges' AS edges FROM circle_build_network('bar_net') AS r;
SELECT * FROM circle_refresh('barred') \gset run_
SELECT * FROM circle_check('barred');
DELETE FROM bar.barrier WHERE id = 2;
SELECT r ->> 'tiles_built' AS built, (r ->> 'tiles_removed')::int > 0 AS removed FROM circle_build_network('bar_net') AS r;
SELECT * FROM circle_refresh('barred') \gset run_

-- A closed gate: the street ends there from both sides.
SELECT * FROM bar.walk(50, 0, 300, 0);
INSERT INTO bar.barrier VALUES (3, bar.place(200, 0), 'gate');
SELECT r -> 'nodes' AS nodes, r -> 'edges' AS edges, r -> 'components' AS components, r ->> 'gates_on_no_vertex' AS loose
  FROM circle_build_network('bar_net') AS r;
SELECT * FROM bar.walk(50, 0, 300, 0);
SELECT * FROM bar.walk(50, 0, 180, 0);
SELECT * FROM bar.walk(300, 0, 210, 0);
-- The bridge's foot closed as well: all three streets end there.
INSERT INTO bar.barrier VALUES (4, ST_Multi(bar.place(400, 0)), 'gate');
SELECT r -> 'components' AS components FROM circle_build_network('bar_net') AS r;
SELECT * FROM bar.walk(300, 0, 300, 60);
DELETE FROM bar.barrier WHERE id IN (3, 4);
SELECT r -> 'components' AS components FROM circle_build_network('bar_net') AS r;
SELECT * FROM bar.walk(50, 0, 300, 0);

-- What is no barrier.
INSERT INTO bar.barrier VALUES
	(11, NULL), (12, 'SRID=4326;LINESTRING EMPTY'), (13, ST_SetSRID('POINT(NaN NaN)'::geometry, 4326)), (14, 'SRID=4326;LINESTRING(0 89, 1 89)'),
	(15, 'SRID=4326;LINESTRING(-179 0, 179 0)'), (16, ST_MakeLine(bar.place(0, 20), bar.place(0, 20))),
	(17, 'SRID=4326;CIRCULARSTRING(0 0, 1 1, 2 0)'), (18, 'SRID=4326;LINESTRING(-89 -80, 89 80)'),
	(19, ST_SetSRID(ST_MakeLine(ST_MakePoint(0, 0), ST_MakePoint('Infinity', 1)), 4326)), (20, bar.place(100, 0)), (21, bar.place(5000, 5000)),
	(22, ST_Collect(bar.place(200, 0), bar.line(-50,30, -40,30)));
SELECT r ->> 'barriers' AS barriers, r -> 'refused' AS refused, r -> 'warnings' AS warnings FROM circle_build_network('bar_net') AS r;
SELECT reason, street, detail, ST_AsText(geom) AS at FROM bar_net.data_quality ORDER BY reason, detail;
SELECT count(*) AS builds FROM bar_net.build_log;
SELECT circle_build_network('bar_net') ->> 'tiles_built' AS built_again;
SELECT count(*) AS builds FROM bar_net.build_log;
INSERT INTO bar.barrier VALUES (23, 'LINESTRING(0 0, 1 1)');
SELECT circle_build_network('bar_net');
ALTER TABLE bar.barrier RENAME geom TO shape;
SELECT circle_build_network('bar_net');
ALTER TABLE bar.barrier RENAME TO barriers;
SELECT circle_build_network('bar_net');
SELECT circle_alter_network('bar_net', '{"barriers": "bar.barriers", "columns": {"barriers": {"geom": "name"}}}');
SELECT circle_alter_network('nowhere', '{"barriers": "bar.barriers"}');
CREATE TABLE bar.none (id int);
SELECT circle_alter_network('bar_net', '{"barriers": "bar.none"}');
-- None again: tiles are as they were without.
SELECT circle_alter_network('bar_net', '{"barriers": null}');
SELECT circle_build_network('bar_net') -> 'refused' AS refused;
SELECT barriers_schema, barriers_name, barriers_geom_column FROM bar_net.network;
SELECT circle_create_network('plain_net', 'bar.street');
SELECT FROM circle_build_network('plain_net');
SELECT count(*) AS tiles, count(*) FILTER (WHERE a.body = b.body) AS equal FROM bar_net.tile AS a FULL JOIN plain_net.tile AS b USING (tile);
DROP VIEW bar.result;
SELECT circle_drop_study('barred');
SELECT circle_drop_network('bar_net');
SELECT circle_drop_network('plain_net');
DROP SCHEMA bar CASCADE;
