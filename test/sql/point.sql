-- A point against the published version, the same bits as its home has, and never stale.
SET client_min_messages = warning;
SELECT circle_sample_city('thorp', 300);
SELECT circle_create_network('thorp_net', 'thorp.street');
SELECT circle_create_study('thorp_15min', 'thorp_net', 'breakfast within 10 min & convenience * 2 within 500 m & park within 800 m straight', homes => 'thorp.home', amenities => 'thorp.amenity', communities => '-', circles => '-');

-- No version yet.
SELECT circle_coverage_at('thorp_15min', geom) FROM thorp.home LIMIT 1;
SELECT version FROM circle_refresh('thorp_15min', max_loss => 1);

-- Homes whose coverage is not that of a point there: none, in whichever version is seen.
CREATE FUNCTION pg_temp.differ() RETURNS TABLE (homes_seen boolean, different bigint)
	LANGUAGE sql AS
$$
	SELECT count(*) > 100, count(*) FILTER (WHERE coverage::text IS DISTINCT FROM circle_coverage_at('thorp_15min', geom)::text)
	  FROM thorp_15min.home;
$$;
SELECT * FROM pg_temp.differ();
SELECT sum(circle_count_within(circle_coverage_at('thorp_15min', geom), 'breakfast', 20)) AS now FROM thorp_15min.home \gset

-- What if, taken back: by ROLLBACK, and to a savepoint with another version of the same number.
BEGIN;
DELETE FROM thorp.amenity WHERE category = 'breakfast';
SELECT version FROM circle_refresh('thorp_15min', max_loss => 1);
SELECT * FROM pg_temp.differ();
SELECT sum(circle_count_within(circle_coverage_at('thorp_15min', geom), 'breakfast', 20)) < :now AS fewer FROM thorp_15min.home;
ROLLBACK;
SELECT * FROM pg_temp.differ();
SELECT sum(circle_count_within(circle_coverage_at('thorp_15min', geom), 'breakfast', 20)) = :now AS same FROM thorp_15min.home;
BEGIN;
SAVEPOINT one;
DELETE FROM thorp.amenity WHERE category = 'breakfast';
SELECT version FROM circle_refresh('thorp_15min', max_loss => 1);
SELECT * FROM pg_temp.differ();
ROLLBACK TO one;
SELECT * FROM pg_temp.differ();
DELETE FROM thorp.amenity WHERE category = 'convenience';
SELECT version FROM circle_refresh('thorp_15min', max_loss => 1);
SELECT * FROM pg_temp.differ();
DELETE FROM thorp.amenity WHERE category = 'park';
SELECT version FROM circle_refresh('thorp_15min', max_loss => 1);
SELECT * FROM pg_temp.differ();
ROLLBACK;
SELECT * FROM pg_temp.differ();

-- Streets that changed, and taken back.
BEGIN;
DELETE FROM thorp.street WHERE street_id % 7 = 0;
SELECT circle_build_network('thorp_net') IS NOT NULL AS built;
SELECT version FROM circle_refresh('thorp_15min', max_loss => 1);
SELECT * FROM pg_temp.differ();
ROLLBACK;
SELECT * FROM pg_temp.differ();

-- Hardly any room: slower, not different. One budget for tiles, graphs and amenities.
CREATE FUNCTION pg_temp.cached(kind text) RETURNS bigint LANGUAGE sql BEGIN ATOMIC
	SELECT coalesce(sum(total_bytes)::bigint, 0) FROM pg_backend_memory_contexts
	 WHERE name LIKE 'circle\_ext ' || kind AND name <> 'circle_ext cache';
END;
CREATE FUNCTION pg_temp.ask() RETURNS bigint LANGUAGE sql AS $$
	SELECT count(circle_snap('thorp_net', h.geom)) + count(circle_walk_time('thorp_net', h.geom, ST_Translate(h.geom, 0.002, 0.001)))
		   + count(n.nearest_min) + sum((SELECT count(*) FROM circle_reach('thorp_net', h.geom, '{5}')))::bigint
	  FROM thorp_15min.home AS h CROSS JOIN LATERAL circle_nearest('thorp_15min', h.geom, 'breakfast', 2) AS n
	 WHERE h.home_id % 10 = 0
$$;
SELECT pg_temp.ask() AS asked \gset
SELECT pg_temp.cached('tile') > 0 AS tiles, pg_temp.cached('streets') > 0 AS graphs, pg_temp.cached('surroundings') > 0 AS amenities, pg_temp.cached('%') > 256 * 1024 AS more;
SET circle_ext.cache_size = '256kB';
SELECT * FROM pg_temp.differ();
SELECT pg_temp.ask() = :asked AS same;
SELECT pg_temp.cached('%') <= 256 * 1024 AS in_budget;
SET circle_ext.cache_size = 0;
SELECT * FROM pg_temp.differ();
SELECT pg_temp.ask() = :asked AS same;
SELECT kind, pg_temp.cached(kind) AS bytes FROM unnest('{tile,streets,surroundings}'::text[]) AS kind ORDER BY kind;
RESET circle_ext.cache_size;

-- What is kept is not shown to a role that may not read it.
SELECT circle_coverage_at('thorp_15min', geom) IS NOT NULL AS kept FROM thorp_15min.home ORDER BY home_id LIMIT 1;
SELECT geom AS here FROM thorp_15min.home ORDER BY home_id LIMIT 1 \gset
CREATE ROLE point_reader;
GRANT USAGE ON SCHEMA thorp_net, thorp_15min TO point_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA thorp_net TO point_reader;
GRANT SELECT ON thorp_15min.version, thorp_15min.walker TO point_reader;
SET ROLE point_reader;
SELECT circle_coverage_at('thorp_15min', :'here') IS NOT NULL AS allowed;
RESET ROLE;
GRANT SELECT ON thorp_15min.amenity TO point_reader;
SET ROLE point_reader;
SELECT circle_coverage_at('thorp_15min', :'here') IS NOT NULL AS allowed;
RESET ROLE;

-- A damaged tile.
BEGIN;
UPDATE thorp_net.tile SET body_hash = decode(repeat('00', 16), 'hex');
SELECT regexp_replace(circle_coverage_at('thorp_15min', :'here')::text, '.', 'x', 'g') AS damaged;
ROLLBACK;
SELECT * FROM pg_temp.differ();

DROP OWNED BY point_reader;
DROP ROLE point_reader;
SELECT circle_drop_study('thorp_15min');
SELECT circle_drop_network('thorp_net');
DROP SCHEMA thorp CASCADE;
