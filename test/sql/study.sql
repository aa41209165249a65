-- A study from end to end on a small sample city.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
SELECT 1 AS made FROM circle_sample_city('town', 600);
SELECT circle_create_network('town_net', 'town.street');
SELECT (circle_build_network('town_net') ->> 'streets')::int = (SELECT count(*) FROM town.street) AS all_streets_read;

-- Doors that are tried with the wrong thing
\set VERBOSITY default
SELECT circle_create_study('bad', 'no_net', 'clinic within 5 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-');
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => '-', amenities => 'town.amenity', communities => '-', circles => '-');
SELECT circle_create_study('bad', 'town_net', NULL, homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-');
SELECT circle_create_study('bad', 'town_net', NULL, homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-');
SELECT circle_create_study('bad', 'town_net', 'clinic', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-');
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-', walkers => 'adult, giant');
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-', walkers => 'adult, adult');
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-', weights => 'dogs');
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-', weights => 'tile');
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-', settings => '{"columns": {"homes": {"home_id": "nothing"}}}');
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-', settings => '{"columns": {"amenities": {"category": "kind"}}}');
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => 'town.circle', settings => '{"circle_min": 0}');
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-', settings => '{"keep": 0}');
SELECT circle_create_study('pg_bad', 'town_net', 'clinic within 5 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-');
SELECT circle_create_study('town_net', 'town_net', 'clinic within 5 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-');
CREATE VIEW town.nogeom AS SELECT home_id AS id, population FROM town.home;
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => 'town.nogeom', amenities => 'town.amenity', communities => '-', circles => '-');
CREATE VIEW town.twogeom AS SELECT home_id AS id, population, geom AS geom1, geom AS geom2 FROM town.home;
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => 'town.twogeom', amenities => 'town.amenity', communities => '-', circles => '-');
CREATE VIEW town.nokey AS SELECT population, geom FROM town.home;
SELECT circle_create_study('bad', 'town_net', 'clinic within 5 min', homes => 'town.nokey', amenities => 'town.amenity', communities => '-', circles => '-');
SELECT count(*) AS schemas_left FROM pg_namespace WHERE nspname LIKE '%bad';
SELECT * FROM circle_refresh('nothing') \gset run_
SELECT version FROM circle_refresh('nothing', max_loss => 1);
SELECT circle_check(NULL);
\set VERBOSITY terse

SELECT circle_create_study('town_15min', 'town_net', 'breakfast within 15 min & bus_stop * 2 within 8 min & (pharmacy | supermarket) within 10 min', homes => 'town.home', amenities => 'town.amenity', communities => 'town.community', circles => '-', walkers => 'adult, planning_60m', settings => '{"categories": ["park"]}');
SELECT circle_set_standard('town_15min', 'second', 'convenience within 500 m & metro_station within 800 m straight');
SELECT circle_coverage_at('town_15min', (SELECT geom FROM town.home LIMIT 1));
SELECT circle_nearest('town_15min', (SELECT geom FROM town.home LIMIT 1), 'park');
BEGIN;
SELECT * FROM circle_refresh('town_15min') \gset run_
ROLLBACK;
SELECT * FROM circle_refresh('town_15min', jobs => 0) \gset run_
SELECT * FROM circle_refresh('town_15min', max_loss => 2) \gset run_
SELECT * FROM circle_refresh('town_15min') \gset run_

-- Everything of the input is somewhere, once
SELECT count(*) = (SELECT count(*) FROM town.home) AS all_homes,
	   sum(population) = (SELECT sum(population) FROM town.home) AS all_people
  FROM town_15min.home;
SELECT walker, standard, homes = (SELECT count(*) FROM town.home) AS all_homes,
	   people = (SELECT sum(population) FROM town.home) AS all_people,
	   homes_unsnapped > 0 AS some_unsnapped, homes_on_island > 0 AS some_on_island, homes_without_people > 0 AS some_empty,
	   share_people BETWEEN 0.01 AND 0.99 AS share, no_amenities
  FROM town_15min.summary ORDER BY 1, 2;
SELECT walker, standard, need, sum(homes) = (SELECT count(*) FROM town.home) AS adds_up, unit
  FROM town_15min.community_indicator GROUP BY 1, 2, 3, 5 ORDER BY 1, 2, 3;
SELECT count(*) > 1 AS several, bool_and(share_homes BETWEEN 0 AND 1) AS shares,
	   bool_and(homes_covered + homes_unsnapped <= homes) AS parts
  FROM town_15min.community_indicator WHERE need = '';
SELECT count(*) AS rows_that_disagree
  FROM (SELECT community, count(*) AS homes, count(*) FILTER (WHERE meets) AS met, count(*) FILTER (WHERE snap_m IS NULL) AS unsnapped
		  FROM town_15min.home GROUP BY 1) AS h
  FULL JOIN (SELECT * FROM town_15min.community_indicator WHERE walker = 'adult' AND standard = 'main' AND need = '') AS i USING (community)
 WHERE (h.homes, h.met, h.unsnapped) IS DISTINCT FROM (i.homes, i.homes_covered, i.homes_unsnapped);
-- Communities by PostGIS
SELECT count(*) AS homes_in_the_wrong_community FROM town_15min.home AS h
 WHERE community <> coalesce((SELECT min(c.community::text) FROM town.community AS c WHERE st_covers(c.geom, h.geom)), '');
-- A need at a time, from the coverages
SELECT count(*) AS needs_that_disagree
  FROM town_15min.need AS n
  JOIN town_15min.community_indicator AS i ON i.standard = n.standard AND i.need = n.need AND i.walker = 'adult'
  JOIN (SELECT h.community, n.standard, n.need_no,
			   count(*) FILTER (WHERE circle_count_within(h.coverage, n.category, n.limit_value, n.unit) >= n.needed) AS met
		  FROM town_15min.home AS h CROSS JOIN town_15min.need AS n GROUP BY 1, 2, 3) AS h
	ON h.community = i.community AND h.standard = n.standard AND h.need_no = n.need_no
 WHERE h.met <> i.homes_covered;

-- Means by another way
SELECT count(*) AS means_that_disagree
  FROM town_15min.community_indicator AS i
  JOIN (SELECT community, need, sum(population * least(coalesce(circle_nth_nearest(h.coverage, n.category, n.needed, n.unit), 1e9), 2 * n.limit_value))
					/ sum(population) AS mean
		  FROM town_15min.home AS h CROSS JOIN town_15min.need AS n
		 WHERE n.standard = 'main' AND h.coverage IS NOT NULL AND population IS NOT NULL GROUP BY 1, 2
		UNION ALL
		SELECT community, '', sum(population * score) / sum(population) FROM town_15min.home
		 WHERE coverage IS NOT NULL AND population IS NOT NULL GROUP BY 1) AS m USING (community, need)
 WHERE i.walker = 'adult' AND i.standard = 'main' AND abs(i.mean_capped_value - m.mean) > 1e-6;
SELECT walker, standard, bool_and(mean_capped_value BETWEEN 0 AND 100) AS scores FROM town_15min.community_indicator WHERE need = '' GROUP BY 1, 2 ORDER BY 1, 2;

-- What home says is what the views say
SELECT count(*) AS differ FROM town_15min.home AS h JOIN town_15min.home_standard AS s USING (home_id)
 WHERE s.walker = 'adult' AND s.standard = 'main' AND (h.meets, h.score) IS DISTINCT FROM (s.meets, s.score);
SELECT count(*) AS gaps_of_homes_that_meet FROM town_15min.home AS h JOIN town_15min.home_gap AS g USING (home_id)
 WHERE h.meets AND g.standard = 'main';
SELECT count(*) AS homes_that_fail_without_gap FROM town_15min.home AS h
 WHERE NOT meets AND NOT EXISTS (SELECT FROM town_15min.home_gap AS g WHERE g.home_id = h.home_id AND g.standard = 'main');
SELECT count(*) = (SELECT count(*) FROM town_15min.home) AS each_home_for_the_second_walker,
	   bool_and(walker = 'planning_60m') AS named
  FROM town_15min.home_walker;
-- adult: 1.33 m/s, steps three times as long and gentle ways down exp(0.175) times as fast; planning_60m: 1 m/s everywhere
SELECT count(*) > 100 AS compared, count(*) FILTER (WHERE slow > 1.33 * exp(0.175) * quick + 0.01 OR slow < 1.33 / 3 * quick - 0.01) AS impossible
  FROM (SELECT h.coverage -> 'park' AS quick, w.coverage -> 'park' AS slow
		  FROM town_15min.home AS h JOIN town_15min.home_walker AS w USING (home_id)) AS pair
 WHERE quick IS NOT NULL AND slow IS NOT NULL;
SELECT input, problem, count(*) > 0 AS some FROM town_15min.data_quality GROUP BY 1, 2 ORDER BY 1, 2;
SELECT version, homes_changed = homes_read AS all_new, homes_written = homes_read AS all_written, message FROM town_15min.refresh_log ORDER BY version;
SELECT study, network, homes, amenities, walkers, version FROM circle_studies();

-- Batch = single point, bit for bit; and check agrees
SELECT count(*) AS compared, count(*) FILTER (WHERE circle_coverage_at('town_15min', geom) IS DISTINCT FROM coverage) AS differ
  FROM (SELECT * FROM town_15min.home ORDER BY home_id LIMIT 60) AS h;
SELECT * FROM circle_check('town_15min');
SELECT * FROM circle_check('town_15min', sample => 2);
SELECT * FROM circle_check('town_15min', sample => 0.5);
SELECT count(*) = 2 * (SELECT count(*) FROM town.home) AS each_walker FROM circle_private.circle__compute_tiles('town_15min', circle_private.circle__home_tiles('town_15min', 1));
-- A wrong value is seen
BEGIN;
UPDATE town_15min.home SET snap_m = snap_m + 1 WHERE home_id = 7;
DELETE FROM town_15min.home WHERE home_id = 8;
SELECT kind, home_id, walker, stored <> expected AS differ FROM circle_check('town_15min') ORDER BY 1, 2, 3;
ROLLBACK;
SELECT count(*) AS compared, count(*) FILTER (WHERE abs(n.nearest_min - (h.coverage -> 'park')) > 1e-9) AS differ
  FROM (SELECT * FROM town_15min.home WHERE coverage -> 'park' IS NOT NULL ORDER BY home_id LIMIT 30) AS h,
	   circle_nearest('town_15min', h.geom, 'park') AS n;
\set VERBOSITY default
SELECT circle_nearest('town_15min', (SELECT geom FROM town.home LIMIT 1), 'prak');
SELECT circle_coverage_at('town_15min', NULL);
SELECT circle_coverage_at('town_15min', ST_MakePoint(106.5, 29.5));
SELECT circle_coverage_at('town_15min', 'SRID=4326;POINT EMPTY');
SELECT circle_coverage_at('town_15min', 'SRID=4326;POINT(29.5 106.5)');
SELECT circle_coverage_at('town_15min', 'SRID=4326;POINT(NaN 3)');
SELECT circle_coverage_at('town_15min', 'SRID=4326;LINESTRING(0 0, 1 1)');
\set VERBOSITY terse
-- Far away there is no street: no coverage, no made-up number
SELECT circle_coverage_at('town_15min', 'SRID=4326;POINT(0 0)') IS NULL AS off_the_network;
-- Z and other reference systems are no matter
SELECT count(*) FILTER (WHERE circle_coverage_at('town_15min', st_force3d(geom)) IS DISTINCT FROM coverage) AS z_matters,
	   count(*) FILTER (WHERE (circle_coverage_at('town_15min', st_transform(geom, 3857)) -> 'park') - (coverage -> 'park') > 0.01) AS srid_matters
  FROM (SELECT * FROM town_15min.home ORDER BY home_id LIMIT 10) AS h;

-- What-if: a new amenity inside a transaction, and gone again
BEGIN;
INSERT INTO town.amenity (amenity_id, category, name, geom)
	SELECT 999999, 'breakfast', 'Dawn', geom FROM town.home WHERE home_id = (SELECT min(home_id) FROM town_15min.home WHERE NOT meets AND snap_m < 20);
SELECT version FROM circle_refresh('town_15min', max_loss => 1);
SELECT * FROM circle_check('town_15min');
SELECT count(*) > 0 AS closer FROM town_15min.home AS h
 WHERE EXISTS (SELECT FROM circle_nearest('town_15min', h.geom, 'breakfast') WHERE amenity_id = '999999');
ROLLBACK;
SELECT version, (SELECT count(*) FROM town_15min.refresh_log) AS runs FROM town_15min.version;
SELECT * FROM circle_check('town_15min');

SELECT circle_drop_study('town_15min');
SELECT circle_drop_network('town_net');
SELECT count(*) AS schemas_left FROM pg_namespace WHERE nspname IN ('town_15min', 'town_net');
DROP SCHEMA town CASCADE;
