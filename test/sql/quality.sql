-- Data quality: what is suspect in the inputs is told, row by row and in numbers.
-- Also: nearest_name.
SET client_min_messages = error;
\set SHOW_CONTEXT never
SELECT 1 AS made FROM circle_sample_city('q', 2500);
SELECT circle_create_network('q_net', 'q.street');
CREATE TABLE q.shop AS SELECT amenity_id AS id, category, name, geom FROM q.amenity;
CREATE TABLE q.house AS SELECT home_id AS id, population, geom FROM q.home;

-- A misspelt category, one of another case, one that nobody knows, duplicates near and far, swapped coordinates
CREATE FUNCTION q.place(east_m float8, north_m float8) RETURNS geometry LANGUAGE sql
	RETURN ST_SetSRID(ST_MakePoint(106.55 + east_m / 96900, 29.56 + north_m / 110850), 4326);
INSERT INTO q.shop VALUES
	(9001, 'phamracy', NULL, q.place(0, 0)), (9002, 'phamracy', NULL, q.place(1, 0)), (9003, 'Bus Stop', NULL, q.place(0, 0)),
	(9004, 'dragon_shrine', NULL, q.place(0, 0)), (9005, repeat('x', 300), NULL, q.place(0, 0)),
	(9010, 'pharmacy', 'Rose', q.place(0, 0)), (9011, 'pharmacy', 'Rose', q.place(49, 0)), (9012, 'pharmacy', 'Rose', q.place(0, 51)),
	(9013, 'pharmacy', 'Lily', q.place(0, 0)), (9014, 'bus_stop', 'Rose', q.place(0, 0)),
	(9020, 'pharmacy', 'Twin', q.place(500, 0)), (9021, 'pharmacy', 'Twin', q.place(500, 0)), (9022, 'pharmacy', 'Twin', q.place(500, 0)),
	(9030, 'pharmacy', '', q.place(0, 0)), (9031, 'pharmacy', '', q.place(0, 0));
INSERT INTO q.shop SELECT 9040, 'pharmacy', 'Two gates', q.place(e, 0) FROM unnest('{0,20}'::int[]) AS e;
INSERT INTO q.house VALUES (99001, 5, 'SRID=4326;POINT(29.56 106.55)');
SELECT circle_create_study('q_15min', 'q_net', 'pharmacy within 10 min & bus_stop within 8 min & park within 15 min', homes => 'q.house', amenities => 'q.shop', communities => '-', circles => '-');
SELECT * FROM circle_refresh('q_15min') \gset run_
SELECT problem, left(key, 20) AS key, detail, row_count FROM q_15min.data_quality
 WHERE input = 'amenities' AND problem IN ('unknown category', 'duplicate amenity') ORDER BY problem, key COLLATE "C";
SELECT key, left(detail, 90) AS detail, problems, row_count = (SELECT count(*) FROM q.shop AS s JOIN circle_category AS c ON c.name = s.category
															   WHERE s.category NOT IN ('pharmacy', 'bus_stop', 'park')) AS counted
  FROM q_15min.data_quality AS q JOIN q_15min.data_quality_count AS c USING (input, problem, row_count) WHERE problem = 'category not asked for';
SELECT sum(row_count) + (SELECT count(*) FROM q.shop WHERE category IN ('pharmacy', 'bus_stop', 'park')) = (SELECT count(*) FROM q.shop) AS every_row_is_told_of
  FROM q_15min.data_quality_count WHERE problem IN ('unknown category', 'category not asked for');
SELECT problem, detail FROM q_15min.data_quality WHERE key = '99001';
SELECT count(*) FILTER (WHERE problem = 'shifted coordinates') AS false_alarms FROM q_15min.data_quality;

-- In the table in range, but the wrong way round: streets of the sample city as they would be in the Gulf of Guinea
CREATE TABLE q.south AS SELECT street_id AS id, ST_Translate(geom, -100, -20) AS geom FROM q.street;
CREATE TABLE q.south_house AS SELECT id, population, CASE WHEN id % 50 = 0 THEN ST_FlipCoordinates(ST_Translate(geom, -100, -20))
	ELSE ST_Translate(geom, -100, -20) END AS geom FROM q.house WHERE id < 99001;
SELECT circle_create_network('south_net', 'q.south');
SELECT circle_create_study('south_15min', 'south_net', 'park within 15 min', homes => 'q.south_house', amenities => 'q.shop', communities => '-', circles => '-');
SELECT * FROM circle_refresh('south_15min') \gset run_
SELECT count(*) FILTER (WHERE problem = 'swapped coordinates') = (SELECT count(*) FROM q.south_house WHERE id % 50 = 0) AS all_swapped,
	   bool_and(problem <> 'swapped coordinates' OR key::int % 50 = 0) AS no_other
  FROM south_15min.data_quality WHERE input = 'homes';
SELECT message, detail FROM circle_private.circle__quality_warnings('south_15min') WHERE condition LIKE '%swapped%';

-- Shifted layers over WGS 84 streets: told once by a warning, and in data_quality as long as it is so
SET client_min_messages = warning;
CREATE TABLE q.amap_shop AS SELECT id, category, name, circle_from_wgs84(geom, 'gcj02') AS geom FROM q.shop;
CREATE TABLE q.baidu_house AS SELECT id, population, circle_from_wgs84(geom, 'bd09') AS geom FROM q.house;
SELECT circle_create_study('shift_15min', 'q_net', 'pharmacy within 10 min & bus_stop within 8 min & park within 15 min & restaurant within 15 min', homes => 'q.baidu_house', amenities => 'q.amap_shop', communities => '-', circles => '-');
\set VERBOSITY terse
SELECT * FROM circle_refresh('shift_15min') \gset run_
SELECT * FROM circle_refresh('shift_15min') \gset run_
\set VERBOSITY default
SELECT input, split_part(detail, ': ', 1) AS detail, key, lon, row_count FROM shift_15min.data_quality WHERE problem = 'shifted coordinates' ORDER BY 1;
-- Converted as they are read, they are where they were, to 1e-7 degrees
SELECT circle_alter_study('shift_15min', '{"datum": {"homes": "bd09", "amenities": "gcj02"}}');
SELECT * FROM circle_refresh('shift_15min', max_loss => 1) \gset run_
SELECT count(*) AS homes, count(*) FILTER (WHERE ST_Distance(h.geom, q.geom) > 1.5e-7) AS elsewhere FROM shift_15min.home AS h JOIN q.house AS q ON q.id = h.home_id
 WHERE ST_X(q.geom) > 100;
SELECT count(*) AS still_shifted FROM shift_15min.data_quality WHERE problem = 'shifted coordinates';
SELECT * FROM circle_check('shift_15min');
-- Told that they are shifted when they are not
SELECT circle_create_study('wrong_15min', 'q_net', 'pharmacy within 10 min & bus_stop within 8 min & park within 15 min & restaurant within 15 min', homes => 'q.house', amenities => 'q.shop', communities => '-', circles => '-', settings => '{"datum": {"homes": "gcj02", "amenities": "bd09"}}');
\set VERBOSITY terse
SELECT * FROM circle_refresh('wrong_15min') \gset run_
\set VERBOSITY default
SELECT input, split_part(detail, ': ', 1) AS detail FROM wrong_15min.data_quality WHERE problem = 'shifted coordinates' ORDER BY 1;
SELECT circle_alter_study('wrong_15min', '{"datum": {"homes": "wgs84", "amenities": "wgs84"}}');
SELECT * FROM circle_refresh('wrong_15min', max_loss => 1) \gset run_
SELECT homes_datum, amenities_datum, communities_datum, circles_datum FROM wrong_15min.study;
SELECT count(*) AS still_shifted FROM wrong_15min.data_quality WHERE problem = 'shifted coordinates';
SELECT count(*) AS differ FROM wrong_15min.home AS w JOIN q_15min.home AS h USING (home_id)
 WHERE NOT w.geom = h.geom OR w.snap_m IS DISTINCT FROM h.snap_m OR w.coverage -> 'pharmacy' IS DISTINCT FROM h.coverage -> 'pharmacy';

-- Areas and circles are converted likewise
CREATE TABLE q.baidu_area AS SELECT community, circle_from_wgs84(geom, 'bd09') AS geom FROM q.community;
CREATE TABLE q.amap_circle AS SELECT circle_id, name, circle_from_wgs84(geom, 'gcj02')::geometry(Point,4326) AS geom, circle_from_wgs84(area, 'gcj02')::geometry(Polygon,4326) AS area FROM q.circle;
SELECT circle_create_study('area_15min', 'q_net', 'park within 15 min', homes => 'q.house', amenities => 'q.shop', communities => 'q.baidu_area', circles => 'q.amap_circle', settings => '{"datum": {"communities": "bd09", "circles": "gcj02"}}');
SELECT * FROM circle_refresh('area_15min') \gset run_
SELECT count(*) AS areas, bool_and(ST_HausdorffDistance(a.geom, c.geom) < 1e-7) AS in_place FROM area_15min.community AS a JOIN q.community AS c USING (community);
SELECT count(*) > 0 AS circles, bool_and(ST_Distance(a.geom, c.geom) < 1.5e-7 AND (c.area IS NULL OR ST_HausdorffDistance(a.area, c.area) < 1e-7)) AS in_place
  FROM area_15min.circle AS a JOIN q.circle AS c ON c.circle_id::text = a.circle_id;

-- Doors
SELECT circle_create_study('bad', 'q_net', 'park within 15 min', homes => 'q.house', amenities => 'q.shop', communities => '-', circles => '-', settings => '{"datum": {"homes": "gcj-02"}}');
SELECT circle_alter_study('area_15min', '{"datum": {"circles": ""}}');
-- Without a column "name" nobody is called a duplicate
ALTER TABLE q.shop RENAME COLUMN name TO label;
SELECT * FROM circle_refresh('q_15min') \gset run_
SELECT count(*) AS duplicates FROM q_15min.data_quality WHERE problem = 'duplicate amenity';
-- The column of categories named wrongly: a thousand rows, and the rest in one
CREATE TABLE q.odd AS SELECT g::bigint AS id, 'kind ' || g AS category, q.place(g, 0) AS geom FROM generate_series(1, 1500) AS g;
SELECT circle_alter_study('q_15min', '{"amenities": "q.odd"}');
SELECT * FROM circle_refresh('q_15min', max_loss => 1) \gset run_
SELECT count(*), sum(row_count) AS row_count, max(detail) FILTER (WHERE key IS NULL) AS rest FROM q_15min.data_quality WHERE problem = 'unknown category';
SELECT input, problem, row_count, problems FROM q_15min.data_quality_count ORDER BY 1, 2;
SELECT circle_drop_study(study) FROM circle_studies();
SELECT circle_drop_network(network) FROM circle_networks();
DROP SCHEMA q CASCADE;
