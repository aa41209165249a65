-- One amenity more: what a refresh with it would publish, found without one.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
\set VERBOSITY terse
SELECT 1 AS made FROM circle_sample_city('moor', 4000, 3);
SELECT circle_create_network('moor_net', 'moor.street');
SELECT circle_create_study('moor_15min', 'moor_net', 'breakfast within 5 min & bus_stop * 3 within 8 min & park within 600 m', homes => 'moor.home', amenities => 'moor.amenity', communities => 'moor.community', circles => '-',
	walkers => 'adult, elderly', weights => 'population, elderly', levels => 'subdistrict=moor.subdistrict');
SELECT circle_set_standard('moor_15min', 'near', 'breakfast within 300 m straight & (breakfast * 2 within 7 min | park within 4 min)');
SELECT circle_what_if('moor_15min', 'breakfast', (SELECT geom FROM moor.home LIMIT 1));
SET client_min_messages = error;
SELECT version FROM circle_refresh('moor_15min');

-- As the owner would find out: an amenity more, a refresh, and what differs then, in the end undone. Numbers to the bit.
CREATE TABLE moor.said (walker text, standard text, level text, community text, need text, homes bigint, people float8);
CREATE FUNCTION moor.tried(at geometry, wanted text) RETURNS TABLE (differ bigint, gains bigint) LANGUAGE plpgsql AS
$$
BEGIN
	TRUNCATE moor.said;
	INSERT INTO moor.said SELECT walker, standard, level, community, need, homes_gained, people_gained FROM circle_what_if('moor_15min', wanted, at) WHERE homes_gained > 0;
	CREATE TEMP TABLE before ON COMMIT DROP AS TABLE moor_15min.indicator;
	INSERT INTO moor.amenity (amenity_id, category, name, geom) VALUES (990001, wanted, 'tried', at);
	PERFORM circle_refresh('moor_15min');
	RETURN QUERY
	SELECT count(*) FILTER (WHERE (g.homes, g.people) IS DISTINCT FROM (s.homes, s.people)), count(*)
	  FROM moor.said AS s FULL JOIN (
		SELECT walker, standard, level, community, need, h.covered::bigint AS homes, p.covered AS people
		  FROM (SELECT n.*, n.covered - b.covered AS more FROM moor_15min.indicator AS n JOIN before AS b USING (walker, standard, level, community, need, weight)) AS n
		 CROSS JOIN LATERAL (SELECT n.more AS covered) AS h
		  JOIN (SELECT n.walker, n.standard, n.level, n.community, n.need, round((n.covered - b.covered) * 1000) / 1000 AS covered FROM moor_15min.indicator AS n JOIN before AS b USING (walker, standard, level, community, need, weight)
				 WHERE weight = 'population') AS p USING (walker, standard, level, community, need)
		 WHERE n.weight = '' AND n.more > 0) AS g USING (walker, standard, level, community, need);
END
$$;
BEGIN; SELECT differ, gains > 0 AS some FROM moor.tried((SELECT geom FROM moor.home WHERE home_id = 17), 'breakfast'); ROLLBACK;
BEGIN; SELECT differ, gains > 0 AS some FROM moor.tried((SELECT geom FROM moor.home WHERE home_id = 1999), 'park'); ROLLBACK;
BEGIN; SELECT differ, gains > 0 AS some FROM moor.tried((SELECT geom FROM moor.home WHERE home_id = 3200), 'bus_stop'); ROLLBACK;
BEGIN; SELECT differ, gains > 0 AS some FROM moor.tried((SELECT st_translate(geom, 0.0007, 0.0004) FROM moor.home WHERE home_id = 800), 'breakfast'); ROLLBACK;
-- on the edge of the city, in the direction of the way home
SELECT circle_alter_study('moor_15min', '{"direction": "to_home"}');
SELECT version FROM circle_refresh('moor_15min');
BEGIN; SELECT differ, gains > 0 AS some FROM moor.tried((SELECT geom FROM moor.home ORDER BY st_x(geom) LIMIT 1), 'breakfast'); ROLLBACK;

-- What is returned: the city in any case, nothing is written
SELECT walker, standard, level, need, homes_gained > 0 AS gained, people_gained <= people_covered AS fits, round(share_people::numeric, 2) BETWEEN 0 AND 1 AS share
  FROM circle_what_if('moor_15min', 'park', (SELECT geom FROM moor.home WHERE home_id = 1999)) WHERE level = 'city';
SELECT bool_and(w.people_covered = w.people_gained + i.covered AND w.share_people = w.people_covered / i.total) AS adds_up, count(*) > 4 AS some
  FROM circle_what_if('moor_15min', 'park', (SELECT geom FROM moor.home WHERE home_id = 1999)) AS w JOIN moor_15min.indicator AS i USING (walker, standard, level, community, need) WHERE i.weight = 'population';
BEGIN READ ONLY;
SELECT count(*) > 0 AS answered FROM circle_what_if('moor_15min', 'breakfast', (SELECT geom FROM moor.home WHERE home_id = 17));
SELECT mode, count(*) > 0 AS some FROM pg_locks WHERE pid = pg_backend_pid() AND relation::regclass::text LIKE 'moor%' GROUP BY 1;
COMMIT;
-- Planners who may only read
CREATE ROLE regress_planner;
GRANT USAGE ON SCHEMA moor_15min, moor_net TO regress_planner;
GRANT SELECT ON ALL TABLES IN SCHEMA moor_15min TO regress_planner;
GRANT SELECT ON moor_net.network, moor_net.tile TO regress_planner;
SELECT st_astext(geom) AS here FROM moor.home WHERE home_id = 17 \gset
SET ROLE regress_planner;
SELECT count(*) > 0 AS answered FROM circle_what_if('moor_15min', 'breakfast', st_setsrid(:'here'::geometry, 4326));
RESET ROLE;
DROP OWNED BY regress_planner;
DROP ROLE regress_planner;
-- Wrong things
\set VERBOSITY default
SELECT circle_what_if('moor_15min', 'brekfast', st_setsrid(:'here'::geometry, 4326));
SELECT circle_what_if('moor_15min', NULL, st_setsrid(:'here'::geometry, 4326));
SELECT circle_what_if('moor_15min', 'breakfast', NULL);
SELECT circle_what_if('moor_15min', 'breakfast', 'SRID=4326;POINT EMPTY');
SELECT circle_what_if('moor_15min', 'breakfast', 'POINT(106.5 29.5)');
SELECT circle_what_if('moor_15min', 'breakfast', 'SRID=4326;LINESTRING(106.5 29.5,106.6 29.6)');
SELECT circle_what_if('nothing', 'breakfast', 'SRID=4326;POINT(106.5 29.5)');
SELECT circle_what_if(NULL, 'breakfast', 'SRID=4326;POINT(106.5 29.5)');
SET client_min_messages = warning;
SELECT level, sum(homes_gained) AS gained FROM circle_what_if('moor_15min', 'breakfast', 'SRID=4326;POINT(2.35 48.85)') GROUP BY 1;
SELECT level, sum(homes_gained) AS gained FROM circle_what_if('moor_15min', 'breakfast', 'SRID=4326;POINT(29.56 106.55)') GROUP BY 1;
SELECT circle_drop_study('moor_15min');
SELECT circle_drop_network('moor_net');
DROP SCHEMA moor CASCADE;
