-- Entrances of amenities: a relation of points that name the amenity they lead to.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET extra_float_digits = 0;
CREATE SCHEMA park;
-- Drawn in metres: a street along the south of a park, one along its north, and one that joins them in the west.
CREATE FUNCTION park.place(x float8, y float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_SetSRID(ST_MakePoint(round((106.55 + x / 96900)::numeric, 7)::float8, round((29.56 + y / 110850)::numeric, 7)::float8), 4326) $$;
CREATE FUNCTION park.line(VARIADIC at float8[]) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_MakeLine(park.place(at[i], at[i + 1]) ORDER BY i) FROM generate_series(1, cardinality(at), 2) AS i $$;
CREATE TABLE park.street (id int PRIMARY KEY, geom geometry);
INSERT INTO park.street VALUES (1, park.line(-600,0, 0,0, 600,0)), (2, park.line(-600,400, 600,400)), (3, park.line(-600,0, -600,400));
CREATE TABLE park.home (id int PRIMARY KEY, geom geometry, population int);
INSERT INTO park.home VALUES (1, park.place(-500, 0), 1), (2, park.place(0, 0), 1), (3, park.place(500, 0), 1), (4, park.place(0, 400), 1);
CREATE TABLE park.amenity (id int PRIMARY KEY, category text, geom geometry);
INSERT INTO park.amenity VALUES
	(1, 'park', ST_MakePolygon(park.line(-400,20, 400,20, 400,380, -400,380, -400,20))),
	(2, 'clinic', park.place(100, 30)), (3, 'school', park.place(0, 50));
CREATE TABLE park.gate (gate_id int PRIMARY KEY, amenity_id bigint, geom geometry);
INSERT INTO park.gate VALUES (1, 1, park.place(-300, 10)), (2, 1, park.place(300, 10)), (3, 2, park.place(-100, 0));
SELECT circle_create_network('park_net', 'park.street');
SELECT circle_create_study('parks', 'park_net', 'park within 10 min & clinic within 10 min', homes => 'park.home', amenities => 'park.amenity', entrances => 'park.gate', walkers => 'planning_60m');
SELECT entrances_schema, entrances_name, entrance_key, entrance_geom FROM parks.study;
SELECT * FROM circle_refresh('parks') \gset run_
-- The park is entered at its gates and counts once, the clinic at its door round the corner. Homes 2 and 4 do not enter over the boundary.
CREATE VIEW park.result AS SELECT home_id, coverage FROM parks.home ORDER BY home_id;
SELECT * FROM park.result;
SELECT amenity_id, category, access_no, round(snap_m::numeric) AS snap_m, area IS NULL AS is_point FROM parks.amenity ORDER BY 1, 3;
SELECT count(*) FILTER (WHERE circle_coverage_at('parks', geom)::text = coverage::text) AS agreed, count(*) FROM parks.home;
SELECT * FROM circle_check('parks');
SELECT entrances_read FROM parks.refresh_log;

-- A gate opened, one moved, one closed, one that is there twice: only what they change is written.
INSERT INTO park.gate VALUES (4, 1, park.place(0, 390)), (5, 1, park.place(0, 390));
SELECT kind, home_id, stored, expected FROM circle_check('parks');
SELECT * FROM circle_refresh('parks') \gset run_
SELECT * FROM park.result;
SELECT homes_written FROM parks.refresh_log ORDER BY version DESC LIMIT 1;
UPDATE park.gate SET geom = park.place(-200, 10) WHERE gate_id = 1;
DELETE FROM park.gate WHERE gate_id = 2;
SELECT * FROM circle_refresh('parks', max_loss => 0.5) \gset run_
SELECT * FROM park.result;
SELECT homes_changed, amenities_changed, homes_written FROM parks.refresh_log ORDER BY version DESC LIMIT 1;

-- What cannot be used is told; what is odd is used and told.
INSERT INTO park.gate VALUES (10, NULL, park.place(0, 0)), (11, 1, NULL), (12, 1, 'SRID=4326;POINT EMPTY'), (13, 1, park.line(0,0, 1,1)),
	(14, 99, park.place(0, 0)), (15, 1, 'SRID=4326;POINT(29.56 106.55)'), (16, 3, park.place(0, 5)), (17, 2, park.place(2000, 0)),
	(18, 1, 'SRID=4326;POINT(NaN 29.56)'), (19, 1, 'SRID=4326;MULTIPOINT(106.55 29.56, 106.5501 29.56)');
SELECT * FROM circle_refresh('parks') \gset run_
SELECT input, problem, key, detail FROM parks.data_quality WHERE input = 'entrances' ORDER BY problem, key, detail;
SELECT amenity_id, count(*) FROM parks.amenity GROUP BY 1 ORDER BY 1;
DELETE FROM park.gate WHERE gate_id >= 10;
SELECT * FROM circle_refresh('parks', max_loss => 1) \gset run_
SELECT count(*) FROM parks.data_quality WHERE input = 'entrances';

-- An import that failed.
CREATE TABLE park.kept AS TABLE park.gate;
DELETE FROM park.gate;
SELECT * FROM circle_refresh('parks') \gset run_
ALTER TABLE park.gate RENAME TO gone;
SELECT * FROM circle_refresh('parks') \gset run_
ALTER TABLE park.gone RENAME TO gate;
INSERT INTO park.gate TABLE park.kept;
UPDATE park.gate SET geom = ST_SetSRID(geom, 0) WHERE gate_id = 1;
SELECT * FROM circle_refresh('parks') \gset run_
UPDATE park.gate SET geom = ST_SetSRID(geom, 4326);
SELECT * FROM circle_refresh('parks') \gset run_
SELECT * FROM park.result;

-- Other columns, other types, taken out and given again.
CREATE VIEW park.door AS SELECT amenity_id::text AS leads_to, geom AS at, geom AS other FROM park.gate;
SELECT circle_alter_study('parks', '{"entrances": "park.door"}');
SELECT circle_alter_study('parks', '{"columns": {"entrances": {"amenity_id": "leads_to", "geom": "at"}}, "entrances": "park.door"}');
CREATE OR REPLACE VIEW park.port AS SELECT amenity_id::int AS leads_to, geom AS at, geom AS other FROM park.gate;
SELECT circle_alter_study('parks', '{"columns": {"entrances": {"amenity_id": "leads_to"}}, "entrances": "park.port"}');
SELECT circle_alter_study('parks', '{"columns": {"entrances": {"amenity_id": "leads_to", "geom": "at"}}, "entrances": "park.port"}');
SELECT * FROM circle_refresh('parks') \gset run_
SELECT circle_alter_study('parks', '{"keep": 6}');
SELECT entrances_name, entrance_key, entrance_geom FROM parks.study;
SELECT circle_alter_study('parks', '{"entrances": null}');
SELECT entrances_name, entrance_key, entrance_geom FROM parks.study;
SELECT * FROM circle_refresh('parks') \gset run_
SELECT amenity_id, count(*), bool_or(area IS NOT NULL) AS has_area FROM parks.amenity GROUP BY 1 ORDER BY 1;
SELECT * FROM park.result;
DROP VIEW park.result;
SELECT circle_drop_study('parks');
SELECT circle_drop_network('park_net');
DROP SCHEMA park CASCADE;
