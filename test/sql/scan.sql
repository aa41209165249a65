-- The scan: what is answered in short is what is answered at length.
-- Also: postgis.
SET client_min_messages = warning;
\set VERBOSITY terse
-- Points: by one call, and judged step by step
CREATE TABLE given AS
	SELECT n, st_setsrid(st_makepoint(-180.00000001 + n * 0.0360000001, -85.05 + n * 0.017009999), 4326) AS geom FROM generate_series(0, 10000) AS n
	UNION ALL
	SELECT 20000 + row_number() OVER (), g::geometry FROM unnest(ARRAY[
		'SRID=4326;POINT(180 85.05)', 'SRID=4326;POINT(180.0000001 0)', 'SRID=4326;POINT(0 85.0500001)', 'SRID=4326;POINT(-0.00000001 0)',
		'SRID=4326;POINT EMPTY', 'SRID=4326;POINT Z (1 2 3)', 'SRID=4326;POINT M (1 2 3)', 'SRID=4326;MULTIPOINT(1 2)', 'SRID=4326;LINESTRING(1 2, 3 4)',
		'SRID=3857;POINT(1 2)', 'POINT(1 2)', NULL]) AS g
	UNION ALL
	SELECT 30000, st_setsrid(st_makepoint(x, 1), 4326) FROM unnest('{NaN,Infinity,-Infinity}'::float8[]) AS x;
SELECT count(*) AS points, count(*) FILTER (WHERE NOT circle_private.circle__on_map(geom)) AS off_the_map,
	   count(*) FILTER (WHERE circle_private.circle__plain_point(geom) IS DISTINCT FROM CASE WHEN circle_private.circle__on_map(geom) THEN circle_private.circle__quantised(geom) END) AS differ
  FROM given WHERE n < 20000;
SELECT st_asewkt(geom) AS given, st_asewkt(circle_private.circle__plain_point(geom)) AS plain FROM given WHERE n BETWEEN 20000 AND 29999 ORDER BY n;
SELECT count(circle_private.circle__plain_point(geom)) AS plain, count(*) AS not_finite FROM given WHERE n = 30000;

-- Communities: a home that has not moved keeps its own only where all polygons are those of the last version
SELECT circle_sample_city('dale', 400, 3) IS NOT NULL AS made;
ALTER TABLE dale.home ADD COLUMN IF NOT EXISTS label text;
UPDATE dale.home SET label = 'L' || home_id % 3;
SELECT circle_create_network('dale_net', 'dale.street');
SELECT circle_create_study('dale_15min', 'dale_net', 'park within 600 m', homes => 'dale.home', amenities => 'dale.amenity', communities => 'dale.community', circles => '-');
CREATE FUNCTION dale.expected(geometry) RETURNS text STABLE RETURN
	coalesce((SELECT min(c.community::text) FROM dale.community AS c WHERE st_covers(c.geom, $1)), '');
CREATE PROCEDURE dale.refresh() LANGUAGE plpgsql AS
$$
DECLARE
	homes bigint;
	wrong bigint;
	written bigint;
BEGIN
	SELECT homes_changed INTO written FROM circle_refresh('dale_15min', max_loss => 1);
	SELECT count(*), count(*) FILTER (WHERE community <> dale.expected(geom)) INTO homes, wrong FROM dale_15min.home;
	RAISE WARNING '% homes, % changed, % in another community than their polygons say', homes, written, wrong;
END
$$;
CALL dale.refresh();
CALL dale.refresh();
-- Homes move, polygons stand
UPDATE dale.home SET geom = st_translate(geom, 0.004, 0) WHERE home_id % 10 = 0;
CALL dale.refresh();
-- A polygon moves, homes stand
UPDATE dale.community SET geom = st_translate(geom, 0.002, 0.001) WHERE community = (SELECT min(community) FROM dale.community);
CALL dale.refresh();
-- Another name sorts first on common borders, and two polygons have one key
ALTER TABLE dale.community DROP CONSTRAINT community_pkey;
UPDATE dale.community SET community = (SELECT min(community) FROM dale.community) WHERE community = (SELECT max(community) FROM dale.community);
CALL dale.refresh();
CALL dale.refresh();
-- Labels instead of polygons, and back
SELECT circle_alter_study('dale_15min', '{"columns": {"homes": {"community": "label"}}, "communities": null}');
SELECT version > 0 AS published FROM circle_refresh('dale_15min', max_loss => 1);
SELECT count(*) AS homes, count(*) FILTER (WHERE o.community = n.label) AS by_label
  FROM dale_15min.home AS o JOIN dale.home AS n USING (home_id);
SELECT circle_alter_study('dale_15min', '{"communities": "dale.community", "columns": {"homes": {"community": null}}}');
CALL dale.refresh();
-- An amenity less: its category alone is known again; a home moved, a street closed: all of them, where that is
CREATE PROCEDURE dale.planned(change text) LANGUAGE plpgsql AS
$$
DECLARE
	planned text;
BEGIN
	EXECUTE change;
	PERFORM circle_private.circle__begin_refresh('dale_15min', 1);
	PERFORM circle_private.circle__scan('dale_15min', false, 1);
	PERFORM circle_private.circle__plan('dale_15min', false, 1, false);
	SELECT string_agg(DISTINCT coalesce(categories::text, 'all'), ', ') INTO planned FROM dale_15min.work;
	ROLLBACK;
	RAISE WARNING 'to be known again: %', planned;
END
$$;
SELECT circle_set_standard('dale_15min', 'main', 'park within 600 m & breakfast within 3 min & clinic within 3 min');
SELECT version > 0 AS published FROM circle_refresh('dale_15min', max_loss => 1);
CALL dale.planned($$DELETE FROM dale.amenity WHERE amenity_id = (SELECT min(amenity_id) FROM dale.amenity WHERE category = 'breakfast')$$);
CALL dale.planned($$UPDATE dale.amenity SET category = 'clinic' WHERE amenity_id = (SELECT min(amenity_id) FROM dale.amenity WHERE category = 'breakfast')$$);
CALL dale.planned($$UPDATE dale.home SET geom = ST_Translate(geom, 0.0001, 0) WHERE home_id = (SELECT min(home_id) FROM dale.home)$$);
CALL dale.planned($$DELETE FROM dale.street WHERE street_id = (SELECT min(street_id) FROM dale.street)$$);
CALL dale.planned($$SELECT$$);
-- Batches find the amenities around them by an index, in a first refresh too: each would read all of a country
SELECT circle_create_study('dale_first', 'dale_net', 'park within 600 m & breakfast within 3 min', homes => 'dale.home', amenities => 'dale.amenity', communities => '-', circles => '-');
CREATE FUNCTION dale.whole_reads() RETURNS bigint LANGUAGE sql AS
$$ SELECT seq_scan FROM pg_catalog.pg_stat_xact_user_tables WHERE relid = 'dale_first.amenity_change'::regclass $$;
CREATE PROCEDURE dale.compute() LANGUAGE plpgsql AS
$$
DECLARE
	looked bigint;
BEGIN
	PERFORM circle_private.circle__begin_refresh('dale_first', 1);
	PERFORM circle_private.circle__scan('dale_first', false, 1);
	PERFORM circle_private.circle__plan('dale_first', false, 1, false);
	looked := dale.whole_reads();
	PERFORM circle_private.circle__compute('dale_first', 1, 400, now());
	RAISE WARNING '% homes computed, all amenities read % times', (SELECT count(*) FROM dale_first.home), dale.whole_reads() - looked;
	ROLLBACK;
END
$$;
CALL dale.compute();
SELECT circle_drop_study('dale_first');
SELECT circle_drop_study('dale_15min');
SELECT circle_drop_network('dale_net');
DROP SCHEMA dale CASCADE;

-- On the boundary of what is computed again, where boxes in single precision are metres wide, homes are counted in full: as by a study made again.
CREATE SCHEMA edge;
CREATE TABLE edge.street AS SELECT 1 AS id, 'SRID=4326;LINESTRING(179.95 0.001,179.99 0.001)'::geometry AS geom;
CREATE TABLE edge.home AS SELECT n AS home_id, st_setsrid(st_makepoint(round((179.97 + (201.2 + n * 0.1) / 111319.49)::numeric, 7)::float8, 0), 4326) AS geom FROM generate_series(0, 60) AS n;
CREATE TABLE edge.amenity AS SELECT 1 AS amenity_id, 'bench' AS category, 'SRID=4326;POINT(179.97 0)'::geometry AS geom UNION ALL
	SELECT 100 + n, 'bench', st_setsrid(st_makepoint(round((179.97 + (401.4 + n * 0.05) / 111319.49)::numeric, 7)::float8, 0), 4326) FROM generate_series(0, 160) AS n;
INSERT INTO circle_user_walker (name, speed_m_s, steps_factor, door_speed_m_s, snap_limit_m, slope) VALUES ('edge walker', 1, 1, 1, 0.01, 'none');
SELECT circle_create_network('edge_net', 'edge.street');
SELECT circle_create_study(study, 'edge_net', 'bench within 100.6 m straight', homes => 'edge.home', amenities => 'edge.amenity', communities => '-', circles => '-', walkers => '"edge walker"', weights => '', settings => '{"columns": {"homes": {"home_id": "home_id"}, "amenities": {"amenity_id": "amenity_id"}}}') FROM unnest('{edge_15min,edge_anew}'::text[]) AS study;
SELECT version FROM circle_refresh('edge_15min', max_loss => 1);
DELETE FROM edge.amenity WHERE amenity_id = 1;
SELECT a.version, b.version FROM circle_refresh('edge_15min', max_loss => 1) AS a, circle_refresh('edge_anew', max_loss => 1) AS b;
SELECT count(*) > 0 AS homes, count(*) FILTER (WHERE o IS DISTINCT FROM n) AS differ FROM edge_15min.home AS o JOIN edge_anew.home AS n USING (home_id);
SELECT circle_drop_study('edge_15min');
SELECT circle_drop_study('edge_anew');
SELECT circle_drop_network('edge_net');
DELETE FROM circle_user_walker WHERE name = 'edge walker';
DROP SCHEMA edge CASCADE;
DROP TABLE given;
