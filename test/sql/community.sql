-- A study's own copy of the polygons of communities.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
SELECT circle_sample_city('town', 300, 2) -> 'communities' AS communities;
SELECT circle_create_network('town_net', 'town.street');
CREATE SCHEMA area;
CREATE TABLE area.community (community text, geom geometry(Geometry, 4326));
INSERT INTO area.community SELECT community, geom FROM town.community;
SELECT circle_create_study('town_study', 'town_net', 'bus_stop within 8 min', homes => 'town.home', amenities => 'town.amenity', communities => 'area.community', circles => '-');
SELECT count(*) AS before_the_first_refresh FROM town_study.community;
SELECT * FROM circle_refresh('town_study') \gset run_
SELECT count(*) AS polygons, bool_and(n.geom = st_multi(o.geom)) AS as_given, count(*) FILTER (WHERE level = 'community') AS level
  FROM town_study.community AS n JOIN area.community AS o USING (community);
SELECT type, srid FROM geometry_columns WHERE f_table_schema = 'town_study' AND f_table_name = 'community';

-- Every home lies in the polygon of its community.
SELECT count(*) AS elsewhere FROM town_study.home AS h
 WHERE community <> '' AND NOT EXISTS (SELECT FROM town_study.community AS c WHERE c.community = h.community AND st_covers(c.geom, h.geom));

-- Two polygons of one key are one area, in several parts or touching; what cannot be used is listed.
INSERT INTO area.community VALUES
	('two parts', 'POLYGON((0 0,0 1,1 1,1 0,0 0))'), ('two parts', 'POLYGON((2 0,2 1,3 1,3 0,2 0))'),
	('two halves', 'POLYGON((4 0,4 1,5 1,5 0,4 0))'), ('two halves', 'POLYGON((5 0,5 1,6 1,6 0,5 0))'),
	('bow tie', 'POLYGON((0 5,2 7,2 5,0 7,0 5))'),
	('curved', 'CURVEPOLYGON(CIRCULARSTRING(0 10,1 11,2 10,1 9,0 10))'),
	('mixed', 'GEOMETRYCOLLECTION(POINT(9 9),POLYGON((8 8,8 9,9 9,8 8)))'),
	('with heights', ST_Force2D('POLYGON Z((0 20 1,0 21 1,1 21 1,0 20 1))')),
	(NULL, 'POLYGON((0 0,0 1,1 1,0 0))'), ('', 'POLYGON((0 0,0 1,1 1,0 0))'), ('nothing', NULL), ('empty', 'POLYGON EMPTY'),
	('a line', 'LINESTRING(0 0,1 1)'), ('no width', 'POLYGON((0 0,1 1,0 0,0 0))'), ('swapped', 'POLYGON((22 114,22 115,23 115,22 114))'),
	('nowhere', 'POLYGON((0 0,0 NaN,1 1,0 0))');
SELECT DISTINCT kind FROM circle_check('town_study');
SELECT * FROM circle_refresh('town_study') \gset run_
SELECT community, st_numgeometries(geom) AS parts, st_isvalid(geom) AS valid, round(st_area(geom)::numeric, 2) AS area
  FROM town_study.community WHERE community NOT IN (SELECT community FROM town.community) ORDER BY community COLLATE "C";
SELECT problem, key, detail FROM town_study.data_quality WHERE input = 'communities' ORDER BY problem, key;

-- Only what changed is written, and nothing is left behind.
CREATE TABLE area.before AS SELECT community, ctid::text AS place FROM town_study.community;
UPDATE area.community SET geom = 'POLYGON((0 20,0 22,1 22,0 20))' WHERE community = 'with heights';
DELETE FROM area.community WHERE community = 'bow tie';
SELECT * FROM circle_refresh('town_study') \gset run_
SELECT coalesce(n.community, o.community) AS touched, n.community IS NULL AS gone
  FROM area.before AS o FULL JOIN (SELECT community, ctid::text AS place FROM town_study.community) AS n USING (community)
 WHERE n.place IS DISTINCT FROM o.place ORDER BY 1;
SELECT count(*) AS left_behind FROM town_study.community_change;
SELECT count(*) AS differences FROM circle_check('town_study');

-- Reading it does not touch the input: that may be gone, and be brought back in another reference system.
ALTER TABLE area.community RENAME TO elsewhere;
SELECT count(*) > 5 AS still_there FROM town_study.community;
SELECT * FROM circle_refresh('town_study') \gset run_
CREATE TABLE area.community AS SELECT community, st_transform(geom, 3857) AS geom FROM area.elsewhere WHERE community IN (SELECT community FROM town.community);
SELECT * FROM circle_refresh('town_study') \gset run_
SELECT count(*) AS polygons, max(st_hausdorffdistance(n.geom, o.geom)) < 1e-8 AS the_same
  FROM town_study.community AS n JOIN town.community AS o USING (community);

-- Without SRID: an error. Without communities: none.
UPDATE area.community SET geom = st_setsrid(geom, 0);
SELECT * FROM circle_refresh('town_study') \gset run_
SELECT circle_alter_study('town_study', '{"communities": null}');
SELECT * FROM circle_refresh('town_study') \gset run_
SELECT count(*) AS polygons, (SELECT count(*) FROM circle_check('town_study')) AS differences FROM town_study.community;

SELECT circle_drop_study('town_study');
SELECT circle_drop_network('town_net');
SET client_min_messages = error;
DROP SCHEMA town, area CASCADE;
