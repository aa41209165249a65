-- Refresh after refresh: what changed is found, the rest is not touched, and the result is that of a full recompute.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
\set VERBOSITY terse
SELECT 1 AS made FROM circle_sample_city('vale', 800, 7);
SELECT circle_create_network('vale_net', 'vale.street');
SELECT circle_create_study('vale_15min', 'vale_net', 'breakfast within 5 min & bus_stop * 3 within 8 min & park within 600 m', homes => 'vale.home', amenities => 'vale.amenity', communities => 'vale.community', circles => '-', weights => 'population, elderly');
SELECT * FROM circle_refresh('vale_15min') \gset run_
CREATE TABLE vale.before AS SELECT home_id, xmin AS version FROM vale_15min.home;
CREATE FUNCTION vale.rewritten() RETURNS bigint LANGUAGE sql AS
$$ SELECT count(*) FROM vale_15min.home AS h JOIN vale.before AS b USING (home_id) WHERE h.xmin <> b.version $$;
CREATE FUNCTION vale.remember() RETURNS void LANGUAGE sql AS
$$ TRUNCATE vale.before; INSERT INTO vale.before SELECT home_id, xmin FROM vale_15min.home $$;
-- A full study of the same inputs, to compare with
CREATE PROCEDURE vale.compare(wanted circle_standard) LANGUAGE plpgsql AS
$$
DECLARE
	differ bigint;
BEGIN
	PERFORM circle_create_study('vale_fresh', 'vale_net', wanted::text, homes => 'vale.home', amenities => 'vale.amenity', communities => 'vale.community', circles => '-', weights => 'population, elderly');
	PERFORM circle_refresh('vale_fresh', max_loss => 1);
	SELECT count(*) INTO differ FROM vale_fresh.home AS f FULL JOIN vale_15min.home AS o ON o.home_id = f.home_id WHERE f::text IS DISTINCT FROM o::text;
	RAISE WARNING 'homes that differ from a full study: %', differ;
	SELECT count(*) INTO differ FROM vale_fresh.amenity AS f FULL JOIN vale_15min.amenity AS o USING (amenity_id, category, access_no)
	 WHERE f::text IS DISTINCT FROM o::text;
	RAISE WARNING 'amenities that differ: %', differ;
	SELECT count(*) INTO differ FROM vale_fresh.community_indicator AS f
	  FULL JOIN vale_15min.community_indicator AS o USING (walker, standard, level, community, need) WHERE f::text IS DISTINCT FROM o::text;
	RAISE WARNING 'indicators that differ: %', differ;
	-- Their numbers tell when they were found.
	SELECT count(*) INTO differ FROM (
		(SELECT to_jsonb(f) - 'problem_no' FROM vale_fresh.data_quality AS f EXCEPT ALL SELECT to_jsonb(o) - 'problem_no' FROM vale_15min.data_quality AS o)
		UNION ALL
		(SELECT to_jsonb(o) - 'problem_no' FROM vale_15min.data_quality AS o EXCEPT ALL SELECT to_jsonb(f) - 'problem_no' FROM vale_fresh.data_quality AS f)) AS d;
	RAISE WARNING 'problems that differ: %', differ;
	SET client_min_messages = error;
	PERFORM circle_drop_study('vale_fresh');
	SET client_min_messages = warning;
END
$$;
\set same 'CALL vale.compare(''breakfast within 5 min & bus_stop * 3 within 8 min & park within 600 m'')'

-- Nothing changed: one scan, and not even a row in the log
SELECT version, homes_read, homes_changed, amenities_changed, homes_computed, homes_written, message FROM circle_refresh('vale_15min');
SELECT version, homes_changed, amenities_changed, tiles_changed, tiles_computed, homes_written FROM vale_15min.refresh_log;
SELECT vale.rewritten();
SELECT count(*) AS versions_in_history FROM vale_15min.history;

-- An amenity closes: only homes that lose something are written
DELETE FROM vale.amenity WHERE amenity_id = (SELECT min(amenity_id) FROM vale.amenity WHERE category = 'breakfast');
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT homes_changed, amenities_changed, tiles_changed, homes_written BETWEEN 1 AND homes_read - 1 AS some_written,
	   homes_written = vale.rewritten() AS no_other FROM vale_15min.refresh_log ORDER BY version DESC LIMIT 1;
:same;

-- Homes move, come, go and change; keys swap
SELECT vale.remember();
UPDATE vale.home SET geom = st_translate(geom, 0.003, 0.001) WHERE home_id % 50 = 3;
DELETE FROM vale.home WHERE home_id % 97 = 5;
INSERT INTO vale.home (home_id, geom, population, elderly) SELECT home_id + 100000, st_translate(geom, 0.0001, 0), 3, 1 FROM vale.home WHERE home_id % 60 = 1;
UPDATE vale.home SET population = population + 1 WHERE home_id % 70 = 2;
UPDATE vale.home AS h SET geom = o.geom FROM vale.home AS o WHERE (h.home_id = 11 AND o.home_id = 12) OR (h.home_id = 12 AND o.home_id = 11);
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT vale.rewritten() BETWEEN 1 AND homes_written AS written FROM vale_15min.refresh_log ORDER BY version DESC LIMIT 1;
:same;

-- Streets close and open; an island is joined
DELETE FROM vale.street WHERE street_id IN (SELECT street_id FROM vale.street ORDER BY md5(street_id::text) LIMIT 6);
INSERT INTO vale.street (street_id, geom, steps, door, private)
	SELECT 9000000 + row_number() OVER (ORDER BY a.home_id), st_force3d(st_makeline(st_startpoint(s.geom), st_endpoint(t.geom))), false, true, false
	  FROM vale.home AS a
	  JOIN LATERAL (SELECT geom FROM vale.street ORDER BY geom <-> a.geom LIMIT 1) AS s ON true
	  JOIN LATERAL (SELECT geom FROM vale.street ORDER BY geom <-> a.geom OFFSET 8 LIMIT 1) AS t ON true
	 WHERE a.home_id % 150 = 7;
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT tiles_changed > 0 AS streets_seen FROM vale_15min.refresh_log ORDER BY version DESC LIMIT 1;
:same;

-- Communities are redrawn: nothing is searched
UPDATE vale.community SET geom = st_translate(geom, 0.001, 0);
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT homes_changed > 0 AS moved, tiles_computed FROM vale_15min.refresh_log ORDER BY version DESC LIMIT 1;
:same;

-- Bad rows in the inputs: nothing is lost, nothing is silently skipped
ALTER TABLE vale.home DROP CONSTRAINT home_pkey;
ALTER TABLE vale.home ALTER home_id DROP NOT NULL;
ALTER TABLE vale.home ALTER geom DROP NOT NULL;
ALTER TABLE vale.home ALTER geom TYPE geometry;
INSERT INTO vale.home (home_id, geom, population) VALUES
	(NULL, st_setsrid(st_makepoint(106.55, 29.56), 4326), 1),
	(200001, NULL, 1), (200002, 'SRID=4326;POINT EMPTY', 1), (200003, 'SRID=4326;POINT(29.56 106.55)', 1),
	(200004, 'SRID=4326;POINT(NaN 29.5)', 1), (200005, st_setsrid(st_makepoint('Infinity', 29.5), 4326), 1),
	(200006, 'SRID=4326;LINESTRING(106.55 29.56, 106.56 29.57)', 1), (200007, 'SRID=4326;MULTIPOINT(106.55 29.56, 106.56 29.57)', 1),
	(200008, 'SRID=3857;POINT(1e30 1e30)', 1), (200009, 'SRID=4326;POINT(106.55 29.56)', 2), (200009, 'SRID=4326;POINT(106.551 29.56)', 3),
	(200010, 'SRID=4326;POINT(106.55 29.56)', -5), (200014, 'SRID=4326;POINT(106.55 29.56)', 2000000000), (200011, st_transform('SRID=4326;POINT(106.55 29.56)', 3857), 2),
	(200012, 'SRID=4326;POINT Z (106.55 29.56 300)', 2), (200013, 'SRID=4326;POLYGON((106.55 29.56, 106.5502 29.56, 106.5502 29.5602, 106.55 29.56))', 2);
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT problem, key, detail FROM vale_15min.data_quality WHERE input = 'homes' AND problem NOT IN ('off the network', 'on an island', 'snapped to closed edge') ORDER BY 1, 2, 3;
SELECT home_id, population, st_astext(geom) FROM vale_15min.home WHERE home_id > 200000 ORDER BY 1;
SELECT homes_unusable, homes FROM vale_15min.summary;
DELETE FROM vale.home WHERE home_id IS NULL OR home_id > 200000;

ALTER TABLE vale.amenity ALTER amenity_id DROP NOT NULL;
ALTER TABLE vale.amenity ALTER category DROP NOT NULL;
INSERT INTO vale.amenity (amenity_id, category, geom) VALUES
	(NULL, 'park', 'SRID=4326;POINT(106.55 29.56)'), (300001, NULL, 'SRID=4326;POINT(106.55 29.56)'),
	(300002, 'park', 'SRID=4326;POINT EMPTY'), (300003, 'park', 'SRID=4326;POINT(29.5 106.5)'),
	(300004, 'park', 'SRID=4326;GEOMETRYCOLLECTION(POINT(106.55 29.56))'), (300005, 'no such kind', 'SRID=4326;POINT EMPTY'),
	(300006, 'park', 'SRID=4326;MULTIPOINT(106.55 29.56, 106.5501 29.56)'), (300007, 'park', 'SRID=4326;POINT(106.55 29.56)'),
	(300007, 'park', 'SRID=4326;POINT(106.55 29.56)'), (300007, 'breakfast', 'SRID=4326;POINT(106.55 29.56)'),
	(300008, 'park', 'SRID=4326;LINESTRING(106.55 29.56, 106.5501 29.56)');
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT problem, key, left(detail, 80) AS detail FROM vale_15min.data_quality WHERE input = 'amenities' AND problem NOT IN ('off the network', 'on an island', 'snapped to closed edge') ORDER BY 1, 2, 3;
SELECT amenity_id, category, access_no, st_geometrytype(area) FROM vale_15min.amenity WHERE amenity_id > 300000 ORDER BY 1, 2, 3;
:same;

-- An import that failed does not empty the city
CREATE TABLE vale.kept AS TABLE vale.home;
DELETE FROM vale.home WHERE home_id % 2 = 0;
\set VERBOSITY default
SELECT * FROM circle_refresh('vale_15min') \gset run_
\set VERBOSITY terse
SELECT count(*) > 700 AS still_there FROM vale_15min.home;
SELECT max(version) AS last_version FROM vale_15min.refresh_log;
CREATE TABLE vale.kept_street AS TABLE vale.street;
DELETE FROM vale.street;
\set VERBOSITY default
SELECT * FROM circle_refresh('vale_15min') \gset run_
\set VERBOSITY terse
SELECT count(*) > 0 AS network_still_there FROM vale_net.tile;
INSERT INTO vale.street TABLE vale.kept_street;
SELECT * FROM circle_refresh('vale_15min', max_loss => 1) \gset run_
SELECT (SELECT count(*) FROM vale_15min.home) = (SELECT count(*) FROM vale.home) AS gone_when_meant;

-- Dropped and made again under the same name, as importers do: simply read
DROP TABLE vale.home;
\set VERBOSITY default
SELECT * FROM circle_refresh('vale_15min') \gset run_
CREATE TABLE vale.home AS SELECT home_id, geom, households FROM vale.kept;
SELECT * FROM circle_refresh('vale_15min') \gset run_
\set VERBOSITY terse
DROP TABLE vale.home;
CREATE VIEW vale.home AS SELECT * FROM vale.kept;
SELECT * FROM circle_refresh('vale_15min') \gset run_
:same;
DROP VIEW vale.home;
CREATE TABLE vale.home (LIKE vale.kept) PARTITION BY HASH (home_id);
CREATE TABLE vale.home_0 PARTITION OF vale.home FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE vale.home_1 PARTITION OF vale.home FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO vale.home TABLE vale.kept;
SELECT vale.remember();
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT vale.rewritten() AS rewritten_though_equal;

-- A foreign table
CREATE EXTENSION postgres_fdw;
DO $$
BEGIN
	EXECUTE format('CREATE SERVER vale_here FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host %L, port %L, dbname %L)',
				   split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port'), current_database());
	EXECUTE format('CREATE USER MAPPING FOR current_user SERVER vale_here OPTIONS (user %L)', current_user);
END
$$;
ALTER TABLE vale.home RENAME TO home_local;
CREATE FOREIGN TABLE vale.home (home_id bigint, geom geometry, households int, population int, elderly int, children int)
	SERVER vale_here OPTIONS (schema_name 'vale', table_name 'home_local');
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT vale.rewritten() AS rewritten_though_equal;
DROP SERVER vale_here CASCADE;
DROP EXTENSION postgres_fdw;
ALTER TABLE vale.home_local RENAME TO home;

-- SRID 0 is an error that says what to do
ALTER TABLE vale.home ALTER geom TYPE geometry;
UPDATE vale.home SET geom = st_setsrid(geom, 0) WHERE home_id = 1;
\set VERBOSITY default
SELECT * FROM circle_refresh('vale_15min') \gset run_
\set VERBOSITY terse
UPDATE vale.home SET geom = st_setsrid(geom, 4326) WHERE home_id = 1;

-- The definition changes
\set VERBOSITY default
SELECT circle_alter_study('nothing', '{}');
SELECT circle_alter_study('vale_15min', '{"walkers": null}');
SELECT circle_alter_study('vale_15min', '{"weights": "nothing"}');
\set VERBOSITY terse
SELECT circle_set_standard('vale_15min', 'main', 'breakfast within 10 min & park * 2 within 1000 m straight');
SELECT standard, definition FROM vale_15min.summary;
SELECT DISTINCT kind FROM circle_check('vale_15min');
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT standard, definition FROM vale_15min.summary;
CALL vale.compare('breakfast within 10 min & park * 2 within 1000 m straight');
SELECT circle_alter_study('vale_15min', '{"columns": {"communities": {"community": "subdistrict"}}, "communities": "vale.subdistrict"}');
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT count(DISTINCT community) = (SELECT count(*) FROM vale.subdistrict) AS by_subdistrict FROM vale_15min.community_indicator WHERE community <> '';
SELECT circle_alter_study('vale_15min', '{"communities": null}');
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT count(DISTINCT community) AS communities FROM vale_15min.community_indicator;

-- A study of another version
UPDATE vale_15min.study SET layout = 99;
\set VERBOSITY default
SELECT * FROM circle_refresh('vale_15min') \gset run_
\set VERBOSITY terse
UPDATE vale_15min.study SET layout = circle_private.circle__study_layout();

-- A tile that is damaged is an error; the last version stands
UPDATE vale_net.tile SET body = substr(body, 1, 20), body_hash = '\x00' WHERE tile = (SELECT min(tile) FROM vale_net.tile);
SELECT version AS version_before FROM vale_15min.version \gset
\set VERBOSITY default
SELECT * FROM circle_refresh('vale_15min') \gset run_
\set VERBOSITY terse
SELECT max(version) = :version_before AS no_other_logged FROM vale_15min.refresh_log;
SELECT version = :version_before AS last_version_stands FROM vale_15min.version;
DELETE FROM vale_net.tile WHERE body_hash = '\x00';
SELECT * FROM circle_refresh('vale_15min') \gset run_
SELECT * FROM circle_check('vale_15min');

-- Nobody, no street, no amenity: zeros, no errors
CREATE SCHEMA void;
CREATE TABLE void.street (id int PRIMARY KEY, geom geometry(LineString, 4326));
CREATE TABLE void.home (id uuid PRIMARY KEY, geom geometry(Point, 4326), population int);
CREATE TABLE void.amenity (id text PRIMARY KEY, category text, geom geometry(Point, 4326));
SELECT circle_create_network('void_net', 'void.street');
SELECT circle_create_study('void_15min', 'void_net', 'park within 5 min', homes => 'void.home', amenities => 'void.amenity', communities => '-', circles => '-');
SELECT * FROM circle_refresh('void_15min') \gset run_
SELECT homes, people, share_homes, share_people, mean_score, communities, amenities, no_amenities FROM void_15min.summary;
SELECT circle_coverage_at('void_15min', 'SRID=4326;POINT(1 1)') IS NULL AS no_street;
SELECT * FROM circle_nearest('void_15min', 'SRID=4326;POINT(1 1)', 'park');
-- One street of two vertices, one home, one amenity
INSERT INTO void.street VALUES (1, 'SRID=4326;LINESTRING(1 1, 1.001 1)');
INSERT INTO void.home VALUES ('00000000-0000-0000-0000-000000000001', 'SRID=4326;POINT(1 1)', 4);
INSERT INTO void.amenity VALUES ('p', 'park', 'SRID=4326;POINT(1.001 1)');
SELECT * FROM circle_refresh('void_15min') \gset run_
SELECT homes, people, share_people, mean_score FROM void_15min.summary;
SELECT home_id, community, coverage -> 'park' = round(st_distance('SRID=4326;POINT(1 1)'::geography, 'SRID=4326;POINT(1.001 1)'::geography) / 1.33 * 10) / 600 AS walk FROM void_15min.home;
SELECT * FROM circle_check('void_15min');
SELECT circle_drop_study('void_15min');
SELECT circle_drop_network('void_net');
DROP SCHEMA void CASCADE;

-- Names with quotes and letters of other scripts
ALTER SCHEMA vale RENAME TO "Väle's ""town""";
SELECT circle_create_network('Nétz''"1"', '"Väle''s ""town""".street');
SELECT circle_create_study('生活圈 ''"15"', 'Nétz''"1"', '"wet market" within 5 min & park within 5 min', homes => '"Väle''s ""town""".home', amenities => '"Väle''s ""town""".amenity', communities => '-', circles => '-');
SELECT * FROM circle_refresh('生活圈 ''"15"') \gset run_
SELECT homes > 0 AS homes, no_amenities FROM "生活圈 '""15""".summary;
SELECT * FROM circle_check('生活圈 ''"15"');
SELECT circle_drop_study('生活圈 ''"15"');
SELECT circle_drop_network('Nétz''"1"');
SELECT circle_drop_study('vale_15min');
SELECT circle_drop_network('vale_net');
DROP SCHEMA "Väle's ""town""" CASCADE;
