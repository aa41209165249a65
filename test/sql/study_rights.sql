-- Whose rights: an owner can do all of it, a reader can read, nobody's code is run.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_circle_owner;
CREATE ROLE regress_circle_reader;
CREATE ROLE regress_circle_mallory;
GRANT CREATE ON DATABASE :"DBNAME" TO regress_circle_owner, regress_circle_mallory;

SET ROLE regress_circle_owner;
SELECT 1 AS made FROM circle_sample_city('own', 200);
SELECT circle_create_network('own_net', 'own.street');
SELECT circle_create_study('own_15min', 'own_net', 'park within 10 min', homes => 'own.home', amenities => 'own.amenity', communities => '-', circles => '-');
SELECT * FROM circle_refresh('own_15min') \gset run_
SELECT homes = 200 AS refreshed FROM own_15min.summary;

-- A reader: nothing without a grant, and with SELECT on both schemas no more than reading
SET ROLE regress_circle_reader;
SELECT study FROM circle_studies();
SELECT circle_coverage_at('own_15min', 'SRID=4326;POINT(106.55 29.56)');
RESET ROLE;
GRANT USAGE ON SCHEMA own_15min, own_net TO regress_circle_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA own_15min TO regress_circle_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA own_net TO regress_circle_reader;
SET ROLE regress_circle_reader;
SELECT study FROM circle_studies();
SELECT count(*) > 0 AS readable FROM own_15min.home_gap;
SELECT bool_and(circle_coverage_at('own_15min', geom) IS NOT DISTINCT FROM coverage) AS same_answer FROM (SELECT * FROM own_15min.home LIMIT 5) AS h;
SELECT count(*) AS nearest FROM circle_nearest('own_15min', (SELECT geom FROM own_15min.home WHERE meets LIMIT 1), 'park');
\set VERBOSITY default
SELECT * FROM circle_refresh('own_15min') \gset run_
SELECT version FROM circle_refresh('own_15min', max_loss => 1);
SELECT circle_alter_study('own_15min', '{"keep": 3}');
SELECT circle_drop_study('own_15min');
-- A superuser is no owner either: he would run the owner's views with his rights
RESET ROLE;
SELECT * FROM circle_refresh('own_15min') \gset run_
\set VERBOSITY terse
SET ROLE regress_circle_owner;
SELECT * FROM circle_refresh('own_15min') \gset run_

-- Schemas made to look like a study
SET ROLE regress_circle_mallory;
CREATE SCHEMA trap;
CREATE FUNCTION trap.spring() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING 'the trap has sprung for %', current_user; RETURN 'trap'; END $$;
-- a view with the right columns
SET ROLE regress_circle_owner;
GRANT USAGE ON SCHEMA own_15min TO regress_circle_mallory;
GRANT SELECT ON own_15min.study TO regress_circle_mallory;
SET ROLE regress_circle_mallory;
DO
$$
BEGIN
	EXECUTE (SELECT format('CREATE VIEW trap.study AS SELECT trap.spring() AS study, %s FROM own_15min.study', string_agg(attname, ', ' ORDER BY attnum))
			   FROM pg_attribute WHERE attrelid = 'own_15min.study'::regclass AND attnum > 1 AND NOT attisdropped);
END
$$;
GRANT USAGE ON SCHEMA trap TO PUBLIC;
GRANT SELECT ON trap.study TO PUBLIC;
RESET ROLE;
SELECT study FROM circle_studies();
SELECT circle_coverage_at('trap', 'SRID=4326;POINT(106.55 29.56)');
-- a table with a policy
SET ROLE regress_circle_mallory;
CREATE TABLE trap.copy AS TABLE own_15min.study;
DROP VIEW trap.study;
ALTER TABLE trap.copy RENAME TO study;
CREATE POLICY spring ON trap.study USING (trap.spring() = 'trap');
ALTER TABLE trap.study ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON trap.study TO PUBLIC;
RESET ROLE;
SELECT study FROM circle_studies();
-- a table of one column too many, one of somebody else
SET ROLE regress_circle_mallory;
ALTER TABLE trap.study DISABLE ROW LEVEL SECURITY;
ALTER TABLE trap.study ADD COLUMN more text;
RESET ROLE;
SELECT study FROM circle_studies();
ALTER TABLE trap.study DROP COLUMN more;
ALTER TABLE trap.study OWNER TO regress_circle_reader;
SELECT study FROM circle_studies();
-- tables that are read besides the definition
ALTER TABLE trap.study OWNER TO regress_circle_mallory;
SET ROLE regress_circle_mallory;
CREATE TABLE trap.amenity (amenity_id int, category text, geom geometry);
CREATE TABLE trap.walker (walker_no int, walker text);
CREATE TABLE trap.standard (standard_no int);
CREATE VIEW trap.version AS SELECT trap.spring() AS network, 1 AS version, now() AS published_at, NULL::circle_coverage AS template;
GRANT SELECT ON ALL TABLES IN SCHEMA trap TO PUBLIC;
RESET ROLE;
SELECT study FROM circle_studies();
SELECT circle_coverage_at('trap', 'SRID=4326;POINT(106.55 29.56)');
-- a type of one's own with a cast that is code
SET ROLE regress_circle_mallory;
DROP VIEW trap.version;
CREATE TYPE trap.number AS ENUM ('1');
CREATE FUNCTION trap.number_to_int(trap.number) RETURNS int LANGUAGE sql AS 'SELECT length(trap.spring())';
CREATE CAST (trap.number AS int) WITH FUNCTION trap.number_to_int(trap.number) AS IMPLICIT;
CREATE TABLE trap.version AS SELECT 'own_net'::text AS network, 1 AS version, now() AS published_at, NULL::circle_coverage AS template;
DROP TABLE trap.walker;
CREATE TABLE trap.walker AS SELECT '1'::trap.number AS walker_no, 'adult'::text AS walker;
GRANT SELECT ON ALL TABLES IN SCHEMA trap TO PUBLIC;
RESET ROLE;
SELECT study FROM circle_studies();
SELECT circle_coverage_at('trap', 'SRID=4326;POINT(106.55 29.56)');
CREATE TABLE trap.home AS SELECT '1'::trap.number AS id, 1 AS population, 'SRID=4326;POINT(106.55 29.56)'::geometry AS geom;
\set VERBOSITY default
SELECT circle_create_study('mallory_15min', 'own_net', 'park within 10 min', homes => 'trap.home', amenities => 'trap.amenity', communities => '-', circles => '-');
\set VERBOSITY terse
-- a real study of mallory's own, with a view where its homes were, and an index over his function
SET ROLE regress_circle_mallory;
SELECT 1 AS made FROM circle_sample_city('mal', 100);
SELECT circle_create_network('mal_net', 'mal.street');
SELECT circle_create_study('mal_15min', 'mal_net', 'park within 10 min', homes => 'mal.home', amenities => 'mal.amenity', communities => '-', circles => '-');
SELECT * FROM circle_refresh('mal_15min') \gset run_
CREATE FUNCTION trap.spring_int(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT length(trap.spring()) + $1';
CREATE INDEX ok ON mal_15min.home ((coverage @@ 'park within 5 min'), (coverage -> 'park'));
RESET ROLE;
SELECT * FROM circle_check('mal_15min');
SET ROLE regress_circle_mallory;
CREATE INDEX bad ON mal_15min.home ((tile + trap.spring_int(1)));
RESET ROLE;
SELECT * FROM circle_check('mal_15min');
SET ROLE regress_circle_mallory;
DROP INDEX mal_15min.bad;
ALTER TABLE mal_15min.home RENAME TO home_old;
CREATE VIEW mal_15min.home AS SELECT home_id, community, geom, trap.spring_int(tile) AS tile, snap_m, on_island, closed_edge, coverage, meets, score FROM mal_15min.home_old;
RESET ROLE;
\set VERBOSITY default
SELECT * FROM circle_check('mal_15min');
\set VERBOSITY terse
SELECT * FROM circle_compare('mal_15min', 1, 1);
DROP SCHEMA mal_15min, mal_net, mal CASCADE;
-- a hostile search_path
SET ROLE regress_circle_mallory;
CREATE FUNCTION trap.circle__check_study(text) RETURNS void LANGUAGE sql AS 'SELECT trap.spring(); SELECT';
CREATE FUNCTION trap.format(text, VARIADIC text[]) RETURNS text LANGUAGE sql AS 'SELECT trap.spring()';
CREATE FUNCTION trap.st_x(geometry) RETURNS float8 LANGUAGE sql AS 'SELECT length(trap.spring())::float8';
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA trap TO PUBLIC;
SET ROLE regress_circle_owner;
SET search_path = trap, pg_catalog, public;
SELECT * FROM public.circle_refresh('own_15min', "full" => true) \gset run_
SELECT kind FROM public.circle_check('own_15min');
SELECT public.circle_coverage_at('own_15min', 'SRID=4326;POINT(106.55 29.56)') IS NULL AS nothing_here;
RESET search_path;
SELECT circle_drop_study('own_15min');
SELECT circle_drop_network('own_net');
DROP SCHEMA own CASCADE;
RESET ROLE;
DROP SCHEMA trap CASCADE;
REVOKE CREATE ON DATABASE :"DBNAME" FROM regress_circle_owner, regress_circle_mallory;
DROP ROLE regress_circle_owner, regress_circle_reader, regress_circle_mallory;
