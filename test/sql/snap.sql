-- Places on a network, and walks: against hand-computed cases and against PostGIS.
-- Also: walktime.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET extra_float_digits = 0;
CREATE SCHEMA quarter;
CREATE TABLE quarter.street (id integer PRIMARY KEY, geom geometry(LineString, 4326), steps boolean, door boolean, private boolean);

-- A grid of 12 by 12 streets over four tiles, each from border to border with a vertex at every crossing.
INSERT INTO quarter.street (id, geom)
SELECT 100 + i, ST_MakeLine(ARRAY(SELECT ST_SetSRID(ST_MakePoint(121.4500 + 0.0010 * i, 31.1600 + 0.0010 * j), 4326) FROM generate_series(0, 11) AS j))
  FROM generate_series(0, 11) AS i;
INSERT INTO quarter.street (id, geom)
SELECT 200 + j, ST_MakeLine(ARRAY(SELECT ST_SetSRID(ST_MakePoint(121.4500 + 0.0010 * i, 31.1600 + 0.0010 * j), 4326) FROM generate_series(0, 11) AS i))
  FROM generate_series(0, 11) AS j;
-- Odd ones: steps up from the grid, a tunnel under it, a gated lane beside a public one.
INSERT INTO quarter.street VALUES
	(1, 'SRID=4326;LINESTRING(121.4610 31.1710, 121.4625 31.1725)', true, true, false),
	(2, 'SRID=4326;LINESTRING(121.4500 31.1600, 121.4490 31.1590)', false, false, false),
	(3, 'SRID=4326;LINESTRING(121.4610 31.1600, 121.4620 31.1600)', false, true, true),
	(4, 'SRID=4326;LINESTRING(121.4610 31.1600, 121.4611 31.1599998, 121.4620 31.1599998)', false, true, false),
	(5, 'SRID=4326;LINESTRING(121.4700 31.1600, 121.4705 31.1600)', false, true, false);
SELECT circle_create_network('quarter_net', 'quarter.street');
SELECT r -> 'tiles_built' AS tiles, r -> 'nodes' AS nodes, r -> 'edges' AS edges FROM circle_build_network('quarter_net') AS r;

-- The place of a point, beside an edge of street 100.
SELECT street, round(fraction::numeric, 4) AS fraction, snap_m, ST_AsText(geom, 7) AS geom, steps, private, closed, on_island, first_vertex
  FROM circle_snap('quarter_net', 'SRID=4326;POINT(121.4501 31.16025)');

-- A thousand points: the distance is that of the spheroid to the nearest street, the place is its nearest point.
CREATE TABLE quarter.point AS
SELECT i, ST_SetSRID(ST_MakePoint(round(121.4495 + 0.0120 * (i * 0.7548776662 % 1), 7), round(31.1595 + 0.0120 * (i * 0.5698402910 % 1), 7)), 4326) AS geom
  FROM generate_series(1, 1000) AS i;
CREATE TABLE quarter.place AS
SELECT p.i, p.geom AS point, s.* FROM quarter.point AS p, circle_snap('quarter_net', p.geom) AS s;
SELECT count(*) AS points, count(street) AS snapped FROM quarter.place;
SELECT max(abs(p.snap_m - n.metres)) < 0.002 AS same_distance,
	   max(ST_Distance(p.geom::geography, ST_ClosestPoint(g.geom, p.geom)::geography)) < 0.01 AS on_the_street,
	   max(abs(ST_Distance(p.geom::geography, p.point::geography) - p.snap_m)) < 0.002 AS as_far_as_said
  FROM quarter.place AS p JOIN quarter.street AS g ON g.id = p.street::int,
	   LATERAL (SELECT min(ST_Distance(s.geom::geography, p.point::geography)) AS metres
				  FROM quarter.street AS s WHERE s.door IS NOT FALSE AND s.id <> 5 AND ST_DWithin(s.geom, p.point, 0.01)) AS n
 WHERE NOT p.closed AND p.street <> '3';
SELECT count(*) AS compared, max(abs(p.fraction - ST_LineLocatePoint(e.line, p.geom))) < 1e-3 AS same_fraction
  FROM quarter.place AS p JOIN quarter.street AS g ON g.id = p.street::int,
	   LATERAL (SELECT ST_MakeLine(ST_PointN(g.geom, p.first_vertex + 1), ST_PointN(g.geom, p.first_vertex + 2)) AS line) AS e
 WHERE g.id >= 100;

-- Preference: public before private at the same whole millimetre, open before closed, mainland before island.
SELECT street, snap_m, private FROM circle_snap('quarter_net', 'SRID=4326;POINT(121.4616 31.1599999)');
SELECT street, snap_m, closed FROM circle_snap('quarter_net', 'SRID=4326;POINT(121.4489 31.1589)');
SELECT street, snap_m, closed FROM circle_snap('quarter_net', 'SRID=4326;POINT(121.4499 31.1599)');
SELECT street, snap_m, on_island FROM circle_snap('quarter_net', 'SRID=4326;POINT(121.4703 31.1601)');
SELECT street, steps FROM circle_snap('quarter_net', 'SRID=4326;POINT(121.4620 31.1720)');
-- Off the network: more than 100 m from any street. On the boundary of the limit.
SELECT * FROM circle_snap('quarter_net', 'SRID=4326;POINT(121.4400 31.1600)');
SELECT street, snap_m FROM circle_snap('quarter_net', ST_Project('SRID=4326;POINT(121.4500 31.1655)'::geography, 99.99, radians(270))::geometry);
SELECT street, snap_m FROM circle_snap('quarter_net', ST_Project('SRID=4326;POINT(121.4500 31.1655)'::geography, 100.01, radians(270))::geometry);
SELECT street FROM circle_snap('quarter_net', 'SRID=4326;POINT(0 0)');

-- Any reference system, Z, and a multi-point of one.
SELECT street, round(snap_m::numeric, 1) AS snap_m FROM circle_snap('quarter_net', ST_Transform('SRID=4326;POINT(121.4501 31.16025)'::geometry, 3857));
SELECT street, snap_m FROM circle_snap('quarter_net', 'SRID=4326;MULTIPOINT Z((121.4501 31.16025 100))');

-- Bad points, networks and walkers.
SELECT street FROM circle_snap('quarter_net', NULL);
SELECT street FROM circle_snap('quarter_net', 'POINT(121.4501 31.16025)');
SELECT street FROM circle_snap('quarter_net', 'SRID=4326;POINT EMPTY');
SELECT street FROM circle_snap('quarter_net', 'SRID=4326;LINESTRING(0 0, 1 1)');
SELECT street FROM circle_snap('quarter_net', 'SRID=4326;MULTIPOINT(0 0, 1 1)');
SELECT street FROM circle_snap('quarter_net', ST_SetSRID(ST_MakePoint('NaN', 1), 4326));
SELECT street FROM circle_snap('quarter_net', ST_SetSRID(ST_MakePoint(0, 'Infinity'), 4326));
SELECT street FROM circle_snap('quarter_net', 'SRID=4326;POINT(31.16025 121.4501)');
SELECT street FROM circle_snap('quarter_net', 'SRID=4326;POINT(200 0)');
SELECT street FROM circle_snap('nowhere', 'SRID=4326;POINT(0 0)');
SELECT street FROM circle_snap(NULL, 'SRID=4326;POINT(0 0)');
SELECT street FROM circle_snap('quarter_net', 'SRID=4326;POINT(0 0)', 'horse');
SELECT street FROM circle_snap('quarter_net', 'SRID=4326;POINT(0 0)', NULL);

-- Walks by hand. Along one street from vertex to vertex: its length at 1.33 m/s, in tenths of a second.
CREATE FUNCTION quarter.minutes(metres float8) RETURNS float8 LANGUAGE sql RETURN floor(floor(metres * 1000 / 1.33 + 0.5) / 100 + 0.5) / 600;
SELECT circle_walk_time('quarter_net', ST_StartPoint(geom), ST_EndPoint(geom)) AS minutes,
	   abs(circle_walk_time('quarter_net', ST_StartPoint(geom), ST_EndPoint(geom)) - quarter.minutes(ST_Length(geom::geography))) < 0.2 / 60 AS as_by_hand
  FROM quarter.street WHERE id IN (100, 205) ORDER BY id;
-- Round the corner; with door walks of 10 m at both ends; up steps at three times the time; and back.
SELECT abs(circle_walk_time('quarter_net', 'SRID=4326;POINT(121.4500 31.1605)', 'SRID=4326;POINT(121.4505 31.1600)') -
		   quarter.minutes(ST_Length('SRID=4326;LINESTRING(121.4500 31.1605, 121.4500 31.1600, 121.4505 31.1600)'::geography))) < 0.2 / 60 AS corner,
	   abs(circle_walk_time('quarter_net', 'SRID=4326;POINT(121.44990 31.1655)', 'SRID=4326;POINT(121.46110 31.1655)') -
		   quarter.minutes(ST_Length('SRID=4326;LINESTRING(121.44990 31.1655, 121.4500 31.1655, 121.4500 31.1660, 121.4610 31.1660, 121.4610 31.1655, 121.46110 31.1655)'::geography))) < 0.3 / 60 AS doors,
	   abs(circle_walk_time('quarter_net', 'SRID=4326;POINT(121.4610 31.1710)', 'SRID=4326;POINT(121.4625 31.1725)') -
		   3 * quarter.minutes(ST_Length('SRID=4326;LINESTRING(121.4610 31.1710, 121.4625 31.1725)'::geography))) < 0.2 / 60 AS up_steps,
	   abs(circle_walk_time('quarter_net', 'SRID=4326;POINT(121.4625 31.1725)', 'SRID=4326;POINT(121.4610 31.1710)', 'planning_60m') * 60 -
		   ST_Length('SRID=4326;LINESTRING(121.4610 31.1710, 121.4625 31.1725)'::geography)) < 0.2 AS planning;
-- Both on one edge; the same place; across the street: the straight line is not longer than both doors.
SELECT abs(circle_walk_time('quarter_net', 'SRID=4326;POINT(121.4502 31.1600)', 'SRID=4326;POINT(121.4508 31.1600)') -
		   quarter.minutes(ST_Length('SRID=4326;LINESTRING(121.4502 31.1600, 121.4508 31.1600)'::geography))) < 0.2 / 60 AS one_edge,
	   circle_walk_time('quarter_net', 'SRID=4326;POINT(121.4502 31.1600)', 'SRID=4326;POINT(121.4502 31.1600)') AS same_place,
	   abs(circle_walk_time('quarter_net', 'SRID=4326;POINT(121.4502 31.1601)', 'SRID=4326;POINT(121.4502 31.1599)') -
		   quarter.minutes(ST_Length('SRID=4326;LINESTRING(121.4502 31.1601, 121.4502 31.1599)'::geography))) < 0.2 / 60 AS across;
-- A grid has no short cuts: the walk between two crossings is the sum of both ways, and the same both ways.
SELECT count(*) AS walks,
	   bool_and(abs(there - back) < 1e-9) AS symmetric,
	   bool_and(abs(there - quarter.minutes(ST_Length(ST_MakeLine(ARRAY[a, corner, b])::geography))) < 1.0 / 60) AS as_by_hand
  FROM (SELECT circle_walk_time('quarter_net', a, b) AS there, circle_walk_time('quarter_net', b, a) AS back, a, b,
			   ST_SetSRID(ST_MakePoint(ST_X(a), ST_Y(b)), 4326) AS corner
		  FROM (SELECT ST_SetSRID(ST_MakePoint(121.4500 + 0.0010 * (k % 12), 31.1600 + 0.0010 * (k * 7 % 12)), 4326) AS a,
					   ST_SetSRID(ST_MakePoint(121.4500 + 0.0010 * (k * 5 / 2 % 12), 31.1600 + 0.0010 * (k * k % 12)), 4326) AS b
				  FROM generate_series(0, 99) AS k) AS q) AS r;
-- No way, off the network, too far, NULL, and bad arguments.
SELECT circle_walk_time('quarter_net', 'SRID=4326;POINT(121.4700 31.1600)', 'SRID=4326;POINT(121.4610 31.1600)') AS island,
	   circle_walk_time('quarter_net', 'SRID=4326;POINT(121.4400 31.1600)', 'SRID=4326;POINT(121.4610 31.1600)') AS off,
	   circle_walk_time('quarter_net', 'SRID=4326;POINT(121.4700 31.1600)', 'SRID=4326;POINT(10 10)') AS far,
	   circle_walk_time('quarter_net', NULL, 'SRID=4326;POINT(10 10)') AS unknown;
SELECT circle_walk_time('quarter_net', 'SRID=4326;POINT(121.47 31.16)', 'POINT(10 10)');
SELECT circle_walk_time('quarter_net', 'SRID=4326;POINT EMPTY', 'SRID=4326;POINT(10 10)');
SELECT circle_walk_time('nowhere', 'SRID=4326;POINT(121.47 31.16)', 'SRID=4326;POINT(10 10)');
SELECT circle_walk_time('quarter_net', 'SRID=4326;POINT(121.47 31.16)', 'SRID=4326;POINT(10 10)', 'horse');

-- The planner may use workers; they find the same.
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT set_config(name, 'on', false) AS forced FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
SELECT count(*) AS same FROM quarter.point AS p, circle_snap('quarter_net', p.geom) AS s JOIN quarter.place AS q USING (street, snap_m, fraction) WHERE q.i = p.i;
SELECT set_config(name, 'off', false) AS forced FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');

SELECT circle_drop_network('quarter_net');
DROP SCHEMA quarter CASCADE;

-- A network that is not built, a point with its coordinates swapped, and one in another country; one warning a statement.
CREATE SCHEMA dell;
CREATE TABLE dell.street (id int PRIMARY KEY, geom geometry);
INSERT INTO dell.street VALUES (1, 'SRID=4326;LINESTRING(10 50, 10.001 50)');
SELECT circle_create_network('dell_net', 'dell.street');
SELECT circle_walk_time('dell_net', 'SRID=4326;POINT(10 50)', 'SRID=4326;POINT(10.001 50)');
SELECT r -> 'edges' AS edges FROM circle_build_network('dell_net') AS r;
SELECT count((circle_snap('dell_net', p)).street) AS snapped FROM (VALUES ('SRID=4326;POINT(50 10)'::geometry), ('SRID=4326;POINT(50.001 10)')) AS v (p);
SELECT circle_walk_time('dell_net', 'SRID=4326;POINT(10 50)', 'SRID=4326;POINT(20 40)');
SELECT (circle_snap('dell_net', 'SRID=4326;POINT(10.005 50.001)')).street IS NULL AS off_but_near;
SELECT circle_drop_network('dell_net');
DROP SCHEMA dell CASCADE;
