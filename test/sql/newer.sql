-- A network that is built again between two refreshes: points are answered by it as it is, with a warning; the tables stand.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
\set VERBOSITY default
SELECT 1 AS made FROM circle_sample_city('newcity', 600, 3);
SELECT circle_create_network('newcity_net', 'newcity.street');
SELECT circle_create_study(s, 'newcity_net', 'clinic within 10 min & bus_stop * 2 within 6 min', homes => 'newcity.home', amenities => 'newcity.amenity', communities => 'newcity.community', circles => 'newcity.circle', walkers => 'adult, elderly')
  FROM unnest('{new_one,new_two}'::text[]) AS s;
SELECT * FROM circle_refresh('new_one') \gset run_
SELECT * FROM circle_refresh('new_two') \gset run_
CREATE TEMP TABLE place AS SELECT home_id, geom FROM new_one.home ORDER BY home_id;
CREATE FUNCTION pg_temp.kinds(study text) RETURNS TABLE (kind text, is_there boolean) LANGUAGE sql AS
$$ SELECT kind, count(*) > 0 FROM circle_check(study) GROUP BY kind ORDER BY kind $$;

-- The same network: no word
SELECT count(*) AS points, count(*) FILTER (WHERE circle_coverage_at('new_one', p.geom) IS DISTINCT FROM h.coverage) AS that_differ
  FROM place AS p JOIN new_one.home AS h USING (home_id);
SELECT circle_build_network('newcity_net') -> 'tiles_built' AS built;
SELECT circle_coverage_at('new_one', geom) IS NOT NULL AS answered FROM place LIMIT 1;
SELECT * FROM pg_temp.kinds('new_one');
SELECT study, network_newer FROM circle_studies();

-- A build that is rolled back is none
BEGIN;
DELETE FROM newcity.street WHERE street_id % 5 = 0;
SELECT (circle_build_network('newcity_net') ->> 'tiles_built')::int > 0 AS built;
SELECT circle_coverage_at('new_one', geom) IS NOT NULL AS answered FROM place LIMIT 1;
ROLLBACK;
SELECT circle_coverage_at('new_one', geom) IS NOT NULL AS answered FROM place LIMIT 1;
SELECT study, network_newer FROM circle_studies();

-- Streets go, and the network is built; one warning a statement and study, however many points
DELETE FROM newcity.street WHERE street_id % 5 = 0;
SELECT (circle_build_network('newcity_net') ->> 'tiles_built')::int > 0 AS built;
CREATE TEMP TABLE answer AS SELECT home_id, circle_coverage_at('new_one', geom) AS coverage FROM place;
SELECT count(*) > 50 AS many_differ FROM answer AS a JOIN new_one.home AS h USING (home_id) WHERE a.coverage IS DISTINCT FROM h.coverage;
SELECT circle_coverage_at('new_one', geom) = circle_coverage_at('new_two', geom) AS the_same FROM place LIMIT 3;
DO $$ BEGIN
	FOR i IN 1 .. 3 LOOP
		PERFORM circle_coverage_at('new_one', geom) FROM place LIMIT 5;
	END LOOP;
END $$;
SELECT count(*) FROM circle_nearest('new_one', (SELECT geom FROM place LIMIT 1), 'clinic');
SELECT count(*) > 0 AS explained FROM circle_explain_at('new_one', (SELECT geom FROM place LIMIT 1));
SELECT count(*) > 0 AS explained FROM circle_explain('new_one', (SELECT home_id FROM place LIMIT 1));

-- The check: news of the network, no difference
SELECT * FROM pg_temp.kinds('new_one');
SELECT * FROM pg_temp.kinds('new_two');
SELECT study, network_newer FROM circle_studies();

-- Readers are told too, and write nothing
CREATE ROLE regress_newer_reader;
GRANT USAGE ON SCHEMA new_one, newcity_net TO regress_newer_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA new_one, newcity_net TO regress_newer_reader;
GRANT SELECT ON place TO regress_newer_reader;
SET ROLE regress_newer_reader;
BEGIN READ ONLY;
SELECT circle_coverage_at('new_one', geom) IS NOT NULL AS answered FROM place LIMIT 1;
SELECT study, network_newer FROM circle_studies();
ROLLBACK;
RESET ROLE;
REVOKE SELECT ON newcity_net.tile FROM regress_newer_reader;
SET ROLE regress_newer_reader;
SELECT study, network_newer FROM circle_studies();
RESET ROLE;

-- The refresh of one study does not settle the other; then both have what the points said
SELECT * FROM circle_refresh('new_one') \gset run_
SELECT count(*) FILTER (WHERE a.coverage IS DISTINCT FROM h.coverage) AS that_differ FROM answer AS a JOIN new_one.home AS h USING (home_id);
SELECT circle_coverage_at('new_one', geom) = circle_coverage_at('new_two', geom) AS the_same FROM place LIMIT 1;
SELECT * FROM pg_temp.kinds('new_one');
SELECT study, network_newer FROM circle_studies();
SELECT * FROM circle_refresh('new_two') \gset run_
SELECT circle_coverage_at('new_one', geom) = circle_coverage_at('new_two', geom) AS the_same FROM place LIMIT 1;
SELECT study, network_newer FROM circle_studies();

-- A difference that no street has made is found where the tile that changed is far away
INSERT INTO newcity.street
SELECT (r).* FROM (SELECT jsonb_populate_record(s, jsonb_build_object('street_id', -1, 'geom', st_translate(geom, 1, 0))) AS r
					 FROM newcity.street AS s ORDER BY street_id LIMIT 1) AS q;
SELECT (circle_build_network('newcity_net') ->> 'tiles_built')::int > 0 AS built;
SELECT * FROM pg_temp.kinds('new_one');
UPDATE new_one.home SET score = score / 2 WHERE home_id = (SELECT max(home_id) FROM new_one.home WHERE score > 0);
SELECT kind, count(*) AS rows FROM circle_check('new_one') GROUP BY kind ORDER BY kind;
SELECT circle_drop_study(s) FROM unnest('{new_one,new_two}'::text[]) AS s;
SELECT circle_drop_network('newcity_net');
DROP OWNED BY regress_newer_reader;
DROP ROLE regress_newer_reader;
DROP SCHEMA newcity CASCADE;
