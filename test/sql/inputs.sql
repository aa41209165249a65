-- Inputs: what is read again, and what is known to be the same without a look at its rows.
SET client_min_messages = error;
\set SHOW_CONTEXT never
\set VERBOSITY terse
SELECT 1 AS made FROM circle_sample_city('ford', 3000, 3);
CREATE TYPE ford.kind AS ENUM ('breakfast', 'park', 'bus_stop', 'other');
CREATE TABLE ford.shop AS SELECT amenity_id, category::text::ford.kind AS category, name, geom FROM ford.amenity WHERE category IN ('breakfast', 'park', 'bus_stop');
ALTER TABLE ford.home ALTER home_id TYPE numeric;
SELECT circle_create_network('ford_net', 'ford.street');
SELECT circle_create_study('ford_15min', 'ford_net', 'breakfast within 5 min & bus_stop * 3 within 8 min', homes => 'ford.home', amenities => 'ford.shop', communities => 'ford.community', circles => '-',
	weights => 'population, elderly', settings => '{"columns": {"homes": {"home_id": "home_id"}, "amenities": {"amenity_id": "amenity_id"}}}');
SELECT version FROM circle_refresh('ford_15min');
SELECT input, buckets, row_count FROM ford_15min.input_state ORDER BY 1;
SELECT count(*) AS buckets, sum(cardinality(keys)) AS keys, bool_and(cardinality(keys) = cardinality(digests)) AS a_digest_each FROM ford_15min.home_bucket;

-- What a refresh would read after a change; what is read is of no consequence.
CREATE PROCEDURE ford.reads(change text) LANGUAGE plpgsql SET search_path = public, circle_private AS
$$
DECLARE
	said text;
BEGIN
	EXECUTE change;
	SELECT string_agg(format('%s %s', input, state) || CASE state WHEN 'part' THEN format(' (%s)', rows) ELSE '' END, ', ' ORDER BY input) INTO said
	  FROM (SELECT input, state, count(bucket) AS rows FROM circle__read_inputs('ford_15min', false, '') GROUP BY 1, 2) AS q;
	-- All of it is undone.
	RAISE EXCEPTION '%', said;
EXCEPTION WHEN raise_exception THEN
	RAISE INFO '%', SQLERRM;
END
$$;
CALL ford.reads('SELECT');
CALL ford.reads('UPDATE ford.home SET households = 9');
CALL ford.reads('UPDATE ford.home SET population = population + 1 WHERE home_id = 7');
CALL ford.reads('UPDATE ford.home SET population = NULL WHERE home_id = 7');
CALL ford.reads('UPDATE ford.home SET geom = st_translate(geom, 1e-7, 0) WHERE home_id = 7');
CALL ford.reads('DELETE FROM ford.home WHERE home_id = 7');
CALL ford.reads('INSERT INTO ford.home (home_id, geom, population) SELECT 7000, geom, 1 FROM ford.home WHERE home_id = 7');
CALL ford.reads('ALTER TABLE ford.home DROP CONSTRAINT home_pkey, ALTER home_id DROP NOT NULL; INSERT INTO ford.home (home_id, geom) SELECT NULL, geom FROM ford.home WHERE home_id = 7');
CALL ford.reads('ALTER TABLE ford.home DROP CONSTRAINT home_pkey; INSERT INTO ford.home SELECT * FROM ford.home WHERE home_id = 7');
-- two copies instead of none: sums, unlike exclusive or, tell
CALL ford.reads('ALTER TABLE ford.home DROP CONSTRAINT home_pkey; INSERT INTO ford.home SELECT h.* FROM ford.home AS h, generate_series(1, 2) WHERE home_id = 7');
-- homes that swap their places
CALL ford.reads('UPDATE ford.home AS h SET geom = o.geom FROM ford.home AS o WHERE (h.home_id, o.home_id) IN ((7, 8), (8, 7))');
-- keys that are equal and not the same: of one bucket
CALL ford.reads('UPDATE ford.home SET home_id = 7.00 WHERE home_id = 7');
-- the same rows, in other pages, in another order, of another table of that name, of a view of that name
CALL ford.reads('CREATE TABLE ford.copy AS SELECT * FROM ford.home ORDER BY geom; DROP TABLE ford.home; ALTER TABLE ford.copy RENAME TO home');
CALL ford.reads('ALTER TABLE ford.home RENAME TO house; CREATE VIEW ford.home AS SELECT * FROM ford.house');
CALL ford.reads('CREATE TABLE ford.copy AS TABLE ford.home; TRUNCATE ford.home; INSERT INTO ford.home TABLE ford.copy');
CALL ford.reads('TRUNCATE ford.home');
-- another type, a datum, a weight less, a label renamed, which leaves the bytes equal
CALL ford.reads('ALTER TABLE ford.home ALTER population TYPE numeric');
CALL ford.reads($$SELECT circle_alter_study('ford_15min', '{"datum": {"homes": "gcj02"}}')$$);
CALL ford.reads($$SELECT circle_alter_study('ford_15min', '{"weights": "population"}')$$);
CALL ford.reads($$ALTER TYPE ford.kind RENAME VALUE 'park' TO 'parks'$$);
CALL ford.reads($$SELECT circle_set_standard('ford_15min', 'main', 'breakfast within 6 min')$$);
CALL ford.reads($$SELECT circle_set_standard('ford_15min', 'main', 'breakfast within 6 min & bus_stop * 2 within 7 min')$$);
CALL ford.reads($$INSERT INTO circle_user_category (name, category_group) VALUES ('stall', 'basic')$$);
-- a polygon less: homes are looked up again
CALL ford.reads('DELETE FROM ford.community WHERE community = (SELECT min(community) FROM ford.community)');
CALL ford.reads('DELETE FROM ford.shop WHERE amenity_id = (SELECT min(amenity_id) FROM ford.shop)');
-- another system of coordinates, and another definition of it
CALL ford.reads('ALTER TABLE ford.shop ALTER geom TYPE geometry(Geometry, 32648) USING st_transform(geom, 32648)');
BEGIN;
ALTER TABLE ford.shop ALTER geom TYPE geometry(Geometry, 32648) USING st_transform(geom, 32648);
SELECT version IS NOT NULL AS published FROM circle_refresh('ford_15min');
SELECT version IS NOT NULL AS published FROM circle_refresh('ford_15min');
UPDATE spatial_ref_sys SET proj4text = '+proj=utm +zone=48 +datum=WGS84 +units=m +x_0=500001 +no_defs', srtext = '', auth_name = NULL WHERE srid = 32648;
SELECT input, state FROM circle_private.circle__read_inputs('ford_15min', false, '') GROUP BY 1, 2 ORDER BY 1;
ROLLBACK;

-- Digests that are damaged are told; without them all is read
BEGIN;
UPDATE ford_15min.input_bucket SET bucket = 70000 WHERE bucket = 0 AND input = 'homes';
SAVEPOINT a;
SELECT circle_refresh('ford_15min');
ROLLBACK TO a;
DELETE FROM ford_15min.input_state;
SELECT version, homes_changed, message FROM circle_refresh('ford_15min');
ROLLBACK;
-- A view that is another one each time: what is stored is what was used
CREATE SEQUENCE ford.turn;
CREATE TABLE ford.house AS TABLE ford.home;
ALTER TABLE ford.home RENAME TO old_home;
CREATE VIEW ford.home AS SELECT home_id, geom, population + (SELECT nextval('ford.turn') OFFSET 0) AS population, elderly FROM ford.house;
SELECT version IS NOT NULL AS published, homes_changed FROM circle_refresh('ford_15min');
SELECT version IS NOT NULL AS published, homes_changed FROM circle_refresh('ford_15min');
SELECT count(DISTINCT h.population - o.population) AS of_one_reading FROM ford_15min.home AS h JOIN ford.house AS o USING (home_id);
DROP VIEW ford.home;
ALTER TABLE ford.old_home RENAME TO home;
SELECT version IS NOT NULL AS published, homes_changed FROM circle_refresh('ford_15min');
SELECT count(*) AS differ FROM ford_15min.home AS h FULL JOIN ford.home AS o USING (home_id) WHERE h.population IS DISTINCT FROM o.population;
SELECT * FROM circle_check('ford_15min');
-- Only the owner
CREATE ROLE regress_inputs;
SET ROLE regress_inputs;
SELECT * FROM circle_private.circle__read_inputs('ford_15min', false, '');
RESET ROLE;
SELECT * FROM circle_private.circle__read_inputs(NULL, false, '');
DROP ROLE regress_inputs;
SELECT circle_drop_study('ford_15min');
SELECT circle_drop_network('ford_net');
DROP SCHEMA ford CASCADE;
