-- Never silently wrong: what a refresh refuses, and what it warns of.
SET client_min_messages = error;
\set SHOW_CONTEXT never
SELECT 1 AS made FROM circle_sample_city('w', 2000);
SELECT circle_create_network('w_net', 'w.street');
CREATE TABLE w.house AS SELECT home_id AS id, population, geom FROM w.home;
CREATE TABLE w.shop AS SELECT amenity_id::text AS id, category, geom FROM w.amenity WHERE category IN ('pharmacy', 'restaurant', 'park');
SELECT circle_create_study('w_15min', 'w_net', 'pharmacy within 10 min & park within 15 min', homes => 'w.house', amenities => 'w.shop', communities => '-', circles => '-');
SELECT circle_set_standard('w_15min', 'typos', 'pharmcy within 10 min & parks within 15 min & nonsense_word within 5 min');

-- The streets end where the report of the build says; a box that is smaller than twice the distance has no inside
SELECT report -> 'extent' = (SELECT to_jsonb(ARRAY[ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e)]) FROM (SELECT ST_Extent(geom) AS e FROM w.street) AS s) AS extent
  FROM (SELECT circle_build_network('w_net') AS report) AS b;
SELECT round(ST_Distance(ST_Point(ST_XMin(b), 30, 4326)::geography, ST_Point(100, 30, 4326)::geography)) AS east_m,
	   round(ST_Distance(ST_Point(100, ST_YMax(b), 4326)::geography, ST_Point(100, 30, 4326)::geography)) AS north_m
  FROM circle_private.circle__inner_box(ST_MakeEnvelope(100, 29.9, 100.1, 30, 4326), 1000) AS i (b);
SELECT circle_private.circle__inner_box(ST_MakeEnvelope(100, 29.9, 100.01, 30, 4326), 1000) IS NULL AS narrow, circle_private.circle__inner_box(NULL, 1000) IS NULL AS no_streets;

-- Categories that nobody knows, and those that no amenity has
SET client_min_messages = warning;
SELECT * FROM circle_refresh('w_15min') \gset run_
SELECT input, problem, key, detail FROM w_15min.data_quality WHERE key IN ('pharmcy', 'parks', 'nonsense_word') ORDER BY 1, 2, 3;
-- Nothing new, nothing said
SELECT * FROM circle_refresh('w_15min') \gset run_
\echo :run_message
SELECT circle_drop_standard('w_15min', 'typos');
SELECT * FROM circle_refresh('w_15min') \gset run_
SELECT count(*) AS told FROM w_15min.data_quality WHERE problem IN ('unknown category', 'no amenities');
-- A category that is only kept counts too; one that amenities write otherwise is found
UPDATE w.shop SET category = 'Bus Stop' WHERE id = (SELECT min(id) FROM w.shop WHERE category = 'restaurant');
SELECT circle_alter_study('w_15min', '{"categories": "bus_stop"}');
SELECT * FROM circle_refresh('w_15min') \gset run_
SELECT circle_alter_study('w_15min', '{"categories": null}');

-- Communities that leave homes out; less than 1 % of them are in data_quality and not warned of
CREATE TABLE w.ward AS SELECT community, geom::geometry AS geom FROM w.community;
SELECT circle_alter_study('w_15min', '{"communities": "w.ward"}');
SELECT * FROM circle_refresh('w_15min') \gset run_
DELETE FROM w.ward WHERE community = (SELECT min(community) FROM w.ward);
SELECT * FROM circle_refresh('w_15min', max_loss => 1) \gset run_
SELECT q.input, q.problem, q.row_count = (SELECT count(*) FROM w_15min.home WHERE community = '') AS counted, q.detail
  FROM w_15min.data_quality AS q WHERE problem = 'in no community';
UPDATE w.ward SET geom = ST_Union(geom, (SELECT ST_Buffer(ST_Collect(h.geom), 0.00001) FROM (SELECT geom FROM w.house ORDER BY id LIMIT 1990) AS h));
SELECT * FROM circle_refresh('w_15min') \gset run_
SELECT row_count BETWEEN 1 AND 19 AS few FROM w_15min.data_quality WHERE problem = 'in no community';
SELECT circle_alter_study('w_15min', '{"communities": null}');
SELECT * FROM circle_refresh('w_15min', max_loss => 1) \gset run_
SELECT count(*) AS without_communities FROM w_15min.data_quality WHERE problem = 'in no community';

-- Homes near the edge of the streets, told once: in a town all of them; where streets go on in all directions, some
SELECT row_count = (SELECT count(*) FROM w_15min.home) AS all, detail FROM w_15min.data_quality WHERE problem = 'near the edge of the streets';
INSERT INTO w.street (street_id, geom, steps, door, private) SELECT 900000 + n, ST_Force3D(ST_MakeLine(p, ST_Translate(p, 0.001, 0))), false, true, false
  FROM (VALUES (1, -0.036, -0.031), (2, 0.036, 0.031)) AS v (n, east, north), LATERAL (SELECT ST_Translate(ST_Centroid(ST_Collect(geom)), east, north) AS p FROM w.house) AS c;
SELECT * FROM circle_refresh('w_15min') \gset run_
SELECT q.row_count = count(*) FILTER (WHERE NOT ST_Within(h.geom, ST_SetSRID(b.box::geometry, 4326))) AS counted, q.row_count < count(*) AS not_all
  FROM w_15min.home AS h, w_15min.data_quality AS q,
	   (SELECT circle_private.circle__inner_box(ST_SetSRID(e.box::geometry, 4326), circle_private.circle__reach_m('adult', circle_private.circle__template(s.standards, s.categories, s.keep, s.cutoffs, s.horizon_min))) AS box
		  FROM (SELECT ST_Extent(geom) AS box FROM w.street) AS e, w_15min.study AS s) AS b
 WHERE q.problem = 'near the edge of the streets' GROUP BY q.row_count;
SELECT circle_set_standard('w_15min', 'main', 'pharmacy within 2 min');
SELECT * FROM circle_refresh('w_15min') \gset run_
SELECT count(*) AS edge FROM w_15min.data_quality WHERE problem = 'near the edge of the streets';
SELECT circle_set_standard('w_15min', 'main', 'pharmacy within 15 min');
SELECT * FROM circle_refresh('w_15min') \gset run_

-- Ids of two tables that meet in one column
CREATE TABLE w.pair (id text, category text, geom geometry(Point, 4326));
INSERT INTO w.pair SELECT row_number() OVER (PARTITION BY category ORDER BY ST_X(geom) * CASE category WHEN 'pharmacy' THEN 1 ELSE -1 END)::text, category, geom
  FROM w.amenity WHERE category IN ('pharmacy', 'restaurant');
SELECT circle_create_study('pair_15min', 'w_net', 'pharmacy within 5 min & restaurant within 5 min', homes => 'w.house', amenities => 'w.pair', communities => '-', circles => '-');
SELECT * FROM circle_refresh('pair_15min') \gset run_
SELECT count(*) > 0 AS found, bool_and(d.metres > 1000) AS far,
	   bool_and(q.detail = format('pharmacy and restaurant of this key lie %s km apart', round(d.metres::numeric / 1000, 1))) AS measured,
	   count(*) = (SELECT count(*) FROM w.pair AS c JOIN w.pair AS p USING (id) WHERE c.category = 'restaurant' AND p.category = 'pharmacy'
					  AND ST_Distance(c.geom::geography, p.geom::geography) > 1000) AS complete
  FROM pair_15min.data_quality AS q JOIN w.pair AS c ON c.id = q.key AND c.category = 'restaurant' JOIN w.pair AS p ON p.id = q.key AND p.category = 'pharmacy'
 CROSS JOIN LATERAL ST_Distance(c.geom::geography, p.geom::geography) AS d (metres) WHERE problem = 'key of several amenities';
UPDATE w.pair SET id = left(category, 1) || id;
SELECT * FROM circle_refresh('pair_15min') \gset run_
SELECT count(*) AS collisions FROM pair_15min.data_quality WHERE problem = 'key of several amenities';

-- Keys that are not unique: few are warned of, many are a loss, from the first refresh on
CREATE VIEW w.doubled AS SELECT id, population, geom FROM w.house UNION ALL SELECT id, population, ST_Translate(geom, 0.0001, 0) FROM w.house WHERE id <= 100;
CREATE VIEW w.thinned AS SELECT id / 4 AS id, population, geom FROM w.house;
SELECT circle_create_study('key_15min', 'w_net', 'park within 5 min', homes => 'w.doubled', amenities => 'w.shop', communities => '-', circles => '-');
SELECT * FROM circle_refresh('key_15min') \gset run_
SELECT circle_create_study('thin_15min', 'w_net', 'park within 5 min', homes => 'w.thinned', amenities => 'w.shop', communities => '-', circles => '-');
SELECT * FROM circle_refresh('thin_15min') \gset run_
SELECT count(*) AS published FROM thin_15min.version;
SELECT * FROM circle_refresh('thin_15min', max_loss => 1) \gset run_
SELECT homes FROM thin_15min.summary;
-- What was accepted is no loss the next time
UPDATE w.shop SET category = 'park' WHERE id = (SELECT min(id) FROM w.shop WHERE category = 'pharmacy');
\set VERBOSITY terse
SELECT * FROM circle_refresh('thin_15min') \gset run_
\set VERBOSITY default

-- Coordinates that look swapped, off the map or on it, and metres that are labelled as degrees
CREATE TABLE w.wrong AS SELECT id, population, CASE WHEN id <= 500 THEN ST_FlipCoordinates(geom) ELSE geom END AS geom FROM w.house;
SELECT circle_create_study('wrong_15min', 'w_net', 'park within 5 min', homes => 'w.wrong', amenities => 'w.shop', communities => '-', circles => '-');
SELECT * FROM circle_refresh('wrong_15min') \gset run_
SELECT problem, count(*), min(detail) AS detail FROM wrong_15min.data_quality WHERE problem LIKE '%coordinates%' GROUP BY 1;
UPDATE w.wrong SET geom = ST_SetSRID(ST_Transform(h.geom, 32648), 4326) FROM w.house AS h WHERE wrong.id = h.id AND h.id <= 500;
SELECT * FROM circle_refresh('wrong_15min') \gset run_
SELECT problem, count(*), min(detail) AS detail FROM wrong_15min.data_quality WHERE problem LIKE '%coordinates%' GROUP BY 1;
-- All of them: refused, whatever loss is allowed, and the last version stands
UPDATE w.wrong SET geom = ST_SetSRID(ST_Transform(h.geom, 32648), 4326) FROM w.house AS h WHERE wrong.id = h.id AND h.id > 500;
SELECT * FROM circle_refresh('wrong_15min', max_loss => 1);
UPDATE w.wrong SET geom = ST_FlipCoordinates(h.geom) FROM w.house AS h WHERE wrong.id = h.id;
SELECT * FROM circle_refresh('wrong_15min', max_loss => 1);
UPDATE w.wrong SET geom = NULL;
SELECT * FROM circle_refresh('wrong_15min', max_loss => 1);
SELECT homes FROM wrong_15min.summary;
SELECT circle_private.circle__off_map_problem(g::geometry) FROM unnest(ARRAY['POINT(29 106)', 'POINT(1 179)', 'POINT(200 1)', 'POINT(-4e5 3e6)', 'POINT(179 89)', 'LINESTRING(0 0,500 0)', 'SRID=4326;POINT EMPTY']) AS g;
-- All of them off the network, and none at all
UPDATE w.wrong SET geom = ST_Translate(h.geom, 1, 0) FROM w.house AS h WHERE wrong.id = h.id AND h.id > 900;
SELECT * FROM circle_refresh('wrong_15min', max_loss => 1) \gset run_
DELETE FROM w.wrong;
SELECT * FROM circle_refresh('wrong_15min', max_loss => 1) \gset run_
SELECT input, problem, row_count FROM wrong_15min.data_quality WHERE problem = 'no homes';

-- A weight that an import has emptied is a loss; a part of it is warned of
SELECT circle_create_study('people_15min', 'w_net', 'park within 5 min', homes => 'w.house', amenities => 'w.shop', communities => '-', circles => '-');
SELECT * FROM circle_refresh('people_15min') \gset run_
SELECT people > 0 AS people FROM people_15min.summary;
UPDATE w.house SET population = NULL WHERE id <= 5;
SELECT * FROM circle_refresh('people_15min') \gset run_
SELECT problem, key, detail, row_count FROM people_15min.data_quality WHERE problem = 'weight unknown';
BEGIN;
UPDATE w.house SET population = NULL;
COMMIT;
SELECT * FROM circle_refresh('people_15min');
SELECT people > 0 AS people FROM people_15min.summary;
\set VERBOSITY terse
SELECT * FROM circle_refresh('people_15min', max_loss => 1) \gset run_
SELECT people FROM people_15min.summary;
-- The report counts homes where nobody is counted, and says so
SELECT r LIKE '%' || circle_private.circle__report_percent(share_homes) || '%' AS share, r LIKE '%No home has a number of people: homes are counted.%' AS said, r LIKE '%<strong>–</strong>%' AS dash
  FROM people_15min.summary, circle_report('people_15min') AS r;

-- Compare: the city has a row
UPDATE w.house AS h SET population = o.population FROM w.home AS o WHERE o.home_id = h.id;
SELECT * FROM circle_refresh('people_15min') \gset run_
SELECT level, need, old_homes = new_homes AS homes, old_people, new_people = (SELECT people FROM people_15min.summary) AS new_people,
	   new_people_covered = (SELECT people_covered FROM people_15min.summary) AS covered, new_share_people = (SELECT share_people FROM people_15min.summary) AS share
  FROM circle_compare('people_15min', :run_version - 1, :run_version) WHERE level = 'city' ORDER BY need;
SELECT count(*) AS nothing_changed FROM circle_compare('people_15min', :run_version, :run_version);
DROP SCHEMA w CASCADE;
SELECT circle_drop_study(s.study) FROM circle_studies() AS s;
SELECT circle_drop_network('w_net');
