-- Layers that are not noded: the report of a build sees it, the cleaner mends it.
\set SHOW_CONTEXT never
SET client_min_messages = error;
CREATE SCHEMA cad;
CREATE TABLE cad.street (id integer PRIMARY KEY, geom geometry(LineString, 4326), level integer, name text);
INSERT INTO cad.street VALUES
	(1, 'SRID=4326;LINESTRING(120.0000 30.0000, 120.0100 30.0000)', 0, 'crossed by 2 and 3'),
	(2, 'SRID=4326;LINESTRING(120.0020 29.9950, 120.0020 30.0050)', 0, 'crosses 1'),
	(3, 'SRID=4326;LINESTRING(120.0040 29.9950, 120.0040 30.0050)', 1, 'crosses 1 on a bridge'),
	(4, 'SRID=4326;LINESTRING(120.0060 30.0000002, 120.0060 30.0050)', 0, 'ends 2 cm from 1'),
	(5, 'SRID=4326;LINESTRING(120.0100002 30.0000, 120.0200 30.0000)', 0, 'begins 2 cm from the end of 1'),
	(6, 'SRID=4326;LINESTRING(120.0080 30.0000050, 120.0080 30.0050)', 0, 'ends 55 cm from 1'),
	(7, 'SRID=4326;LINESTRING(120.0000 30.0000, 120.0000 30.0050)', 0, 'joined to 1');

SELECT circle_create_network('raw_net', 'cad.street');
SELECT r -> 'components' AS components, r -> 'largest_component_share' AS share, r -> 'ends_not_joined' AS ends,
	   r -> 'crossings_without_vertex' AS crossings, jsonb_pretty(r -> 'warnings') AS warnings
  FROM circle_build_network('raw_net') AS r;
SELECT reason, street, detail, ST_AsText(geom, 7) AS geom FROM raw_net.data_quality ORDER BY reason, street, detail;

-- Ends only: crossings stay as they are.
SELECT circle_clean_streets('cad.street', 'clean');
SELECT id, ST_AsText(geom, 7) AS geom, name FROM cad.clean ORDER BY id;
-- Ends and crossings of one level.
SELECT circle_clean_streets('cad.street', 'cad.noded', node_crossings => true, level_column => 'level');
SELECT id, ST_AsText(geom, 7) AS geom FROM cad.noded ORDER BY id;
-- All crossings, and ends within a metre.
SELECT circle_clean_streets('cad.street', 'cad."All"', 1.0, true);
SELECT id, ST_AsText(geom, 7) AS geom FROM cad."All" ORDER BY id;
SELECT circle_create_network('clean_net', 'cad."All"');
SELECT r -> 'components' AS components, r -> 'largest_component_share' AS share, r -> 'ends_not_joined' AS ends,
	   r -> 'crossings_without_vertex' AS crossings, r -> 'warnings' AS warnings, r -> 'streets' AS streets
  FROM circle_build_network('clean_net') AS r;
SELECT count(*) AS same_streets, max(ST_HausdorffDistance(a.geom, b.geom)) < 2e-5 AS same_shape
  FROM cad.street AS a JOIN cad."All" AS b USING (id, level, name);
-- Clean twice: nothing is left to do.
SELECT circle_clean_streets('cad."All"', 'cad.again', 1.0, true);

-- A layer as clean as can be stays as it is, bit for bit.
CREATE TABLE cad.grid AS
SELECT i AS gid, ST_SetSRID(ST_MakeLine(ARRAY(SELECT ST_MakePoint(120 + 0.001 * i, 30 + 0.001 * j) FROM generate_series(0, 40) AS j)), 4326) AS geom
  FROM generate_series(0, 40) AS i
UNION ALL
SELECT 100 + j, ST_SetSRID(ST_MakeLine(ARRAY(SELECT ST_MakePoint(120 + 0.001 * i, 30 + 0.001 * j) FROM generate_series(0, 40) AS i)), 4326)
  FROM generate_series(0, 40) AS j;
SELECT circle_clean_streets('cad.grid', 'cad.grid_clean', node_crossings => true);
SELECT count(*) AS same FROM cad.grid AS a JOIN cad.grid_clean AS b ON a.gid = b.gid AND a.geom::bytea = b.geom::bytea;
-- The same grid without vertices: 41 x 41 crossings, of lines of two points.
CREATE TABLE cad.bare AS SELECT gid, ST_MakeLine(ST_StartPoint(geom), ST_EndPoint(geom)) AS geom FROM cad.grid;
SELECT circle_create_network('bare_net', 'cad.bare', settings => '{"columns": {"streets": {"street_id": "gid"}}}');
SELECT r -> 'components' AS components, r -> 'crossings_without_vertex' AS crossings, r -> 'ends_not_joined' AS ends FROM circle_build_network('bare_net') AS r;
SELECT circle_clean_streets('cad.bare', 'cad.bare_clean', node_crossings => true);
SELECT circle_alter_network('bare_net', '{"streets": "cad.bare_clean", "columns": {"streets": {"street_id": "gid"}}}');
SELECT r -> 'components' AS components, r -> 'crossings_without_vertex' AS crossings, r -> 'ends_not_joined' AS ends FROM circle_build_network('bare_net') AS r;

-- Heights are interpolated, other reference systems transformed, parts kept, odd geometries left alone; a view will do.
CREATE TABLE cad.other (code text, line geometry);
INSERT INTO cad.other VALUES
	('up', ST_Transform('SRID=4326;LINESTRING Z(120.0000 30.0000 0, 120.0020 30.0000 20)'::geometry, 32651)),
	('across', ST_Transform('SRID=4326;LINESTRING(120.0010 29.9990, 120.0010 30.0010)'::geometry, 32651)),
	('parts', 'SRID=4326;MULTILINESTRING((120.0005 29.9990, 120.0005 30.0010), (120.0015 29.9990, 120.0015 30.0010))'),
	('point', 'SRID=4326;POINT(120 30)'),
	('empty', 'SRID=4326;LINESTRING EMPTY'),
	(NULL, NULL);
CREATE VIEW cad.view AS SELECT * FROM cad.other;
SELECT circle_clean_streets('cad.view', 'cad.other_clean', node_crossings => true);
SELECT code, ST_AsText(line, 6) AS line FROM cad.other_clean ORDER BY code;

-- Wrong ways to call it.
SELECT circle_clean_streets(NULL, 'cad.x');
SELECT circle_clean_streets('cad.street', NULL);
SELECT circle_clean_streets('cad.street', 'cad.clean');
SELECT circle_clean_streets('cad.street', 'a.b.c');
SELECT circle_clean_streets('cad.street', 'nowhere.x');
SELECT circle_clean_streets('cad.street', 'cad.x', -1);
SELECT circle_clean_streets('cad.street', 'cad.x', 'NaN');
SELECT circle_clean_streets('cad.street', 'cad.x', NULL);
SELECT circle_clean_streets('cad.street', 'cad.x', level_column => 'storey');
CREATE TABLE cad.nowhere AS SELECT id, ST_SetSRID(geom, 0) AS geom FROM cad.street;
SELECT circle_clean_streets('cad.nowhere', 'cad.x');
SELECT circle_drop_network(network) FROM circle_networks();
DROP SCHEMA cad CASCADE;
