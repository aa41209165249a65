-- Walkers as data: built in, one's own, and what is wrong with a walker.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
SELECT name, speed_m_s, steps_factor, door_speed_m_s, snap_limit_m, slope, slope_strength, crossing_s, lift_s, builtin
  FROM circle_walker ORDER BY name;
SELECT count(*) AS without_a_source FROM circle_walker WHERE source = '';

-- One's own walkers, with the usual numbers where none are given; one that takes a shipped name wins.
INSERT INTO circle_user_walker (name, speed_m_s) VALUES ('jogger', 2.5);
INSERT INTO circle_user_walker (name, speed_m_s, slope, source) VALUES ('child', 1.2, 'naismith', 'our survey');
SELECT name, speed_m_s, steps_factor, door_speed_m_s, snap_limit_m, slope, slope_strength, crossing_s, lift_s, source, builtin
  FROM circle_walker WHERE name IN ('jogger', 'child') ORDER BY name;

-- Bad numbers are refused.
INSERT INTO circle_user_walker (name, speed_m_s) VALUES ('', 1);
INSERT INTO circle_user_walker (name, speed_m_s) VALUES ('{"a":1}', 1);
INSERT INTO circle_user_walker (name, speed_m_s) VALUES ('snail', 0.01);
INSERT INTO circle_user_walker (name, speed_m_s) VALUES ('ghost', 'NaN');
INSERT INTO circle_user_walker (name, speed_m_s, steps_factor) VALUES ('odd', 1, -1);
INSERT INTO circle_user_walker (name, speed_m_s, steps_factor) VALUES ('odd', 1, 'Infinity');
INSERT INTO circle_user_walker (name, speed_m_s, door_speed_m_s) VALUES ('odd', 1, 0);
INSERT INTO circle_user_walker (name, speed_m_s, snap_limit_m) VALUES ('odd', 1, 0);
INSERT INTO circle_user_walker (name, speed_m_s, slope) VALUES ('odd', 1, 'steep');
INSERT INTO circle_user_walker (name, speed_m_s, slope_strength) VALUES ('odd', 1, 4);
INSERT INTO circle_user_walker (name, speed_m_s, crossing_s) VALUES ('odd', 1, -5);
INSERT INTO circle_user_walker (name, speed_m_s, lift_s) VALUES ('odd', 1, NULL);
INSERT INTO circle_user_walker (name, speed_m_s) VALUES ('jogger', 2);

-- A hill: a ramp of 200 m that rises by 20 m, stairs of 40 m up the same, a lift beside them, a crossing on the level.
CREATE SCHEMA hill;
CREATE FUNCTION hill.at(x float8, y float8, z float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT st_setsrid(st_makepoint(round((8.5 + x / 75600)::numeric, 7)::float8, round((47.3 + y / 111180)::numeric, 7)::float8, z), 4326) $$;
CREATE TABLE hill.street (id int PRIMARY KEY, geom geometry(LineStringZ, 4326), steps boolean DEFAULT false, door boolean DEFAULT true, class text);
INSERT INTO hill.street (id, geom, steps, door, class) VALUES
	(1, st_makeline(ARRAY[hill.at(0, 0, 400), hill.at(200, 0, 420)]), false, true, NULL),
	(2, st_makeline(ARRAY[hill.at(0, 0, 400), hill.at(0, 40, 420)]), true, false, NULL),
	(3, st_makeline(ARRAY[hill.at(0, 40, 420), hill.at(200, 0, 420)]), false, true, NULL),
	(4, st_makeline(ARRAY[hill.at(0, 0, 400), hill.at(-10, 40, 420)]), false, false, 'lift'),
	(5, st_makeline(ARRAY[hill.at(-10, 40, 420), hill.at(0, 40, 420)]), false, true, NULL),
	(6, st_makeline(ARRAY[hill.at(0, 0, 400), hill.at(0, -20, 400)]), false, false, 'crossing'),
	(7, st_makeline(ARRAY[hill.at(0, -20, 400), hill.at(-100, -20, 400)]), false, true, NULL);
SELECT circle_create_network('hill_net', 'hill.street');
SELECT FROM circle_build_network('hill_net');

-- 150 m of the ramp. By Tobler, 10 % up take exp(0.35) times as long as the flat, 10 % down as long. By Naismith 60 s are
-- added to 72 s for 10 m up, and 20 s taken off for 10 m down.
CREATE VIEW hill.ramp AS
	SELECT w.name, circle_walk_time('hill_net', hill.at(0, 0, 0), hill.at(150, 0, 0), w.name) * 60 AS up_s,
		   circle_walk_time('hill_net', hill.at(150, 0, 0), hill.at(0, 0, 0), w.name) * 60 AS down_s, w.speed_m_s,
		   st_distance(hill.at(0, 0, 0)::geography, hill.at(150, 0, 0)::geography) AS m
	  FROM circle_walker AS w;
SELECT name, abs(up_s - m / speed_m_s * exp(0.35)) < 0.1 AS up, abs(down_s - m / speed_m_s) < 0.1 AS down
  FROM hill.ramp WHERE name IN ('adult', 'elderly', 'pram', 'step_free', 'jogger') ORDER BY name;
SELECT name, abs(up_s - m / speed_m_s * (72 + 60) / 72) < 0.1 AS up, abs(down_s - m / speed_m_s * (72 - 20) / 72) < 0.1 AS down
  FROM hill.ramp WHERE name = 'child';
SELECT name, abs(up_s - m / speed_m_s) < 0.1 AS up, abs(down_s - m / speed_m_s) < 0.1 AS down FROM hill.ramp WHERE name = 'planning_60m';

-- Steps have no slope on top; who cannot climb takes the lift, a minute and its length.
SELECT w.name, round((circle_walk_time('hill_net', hill.at(0, 0, 0), hill.at(0, 40, 0), w.name) * 60 * speed_m_s)::numeric, 1) AS speed_times_s,
	   round((l.steps_m * w.steps_factor)::numeric, 1) AS by_steps, round((l.lift_m + 60 * w.speed_m_s)::numeric, 1) AS by_lift
  FROM circle_walker AS w,
	   LATERAL (SELECT st_length(st_force2d(s.geom)::geography) AS steps_m, st_length(st_force2d(t.geom)::geography) + st_length(st_force2d(u.geom)::geography) AS lift_m
				  FROM hill.street AS s, hill.street AS t, hill.street AS u WHERE s.id = 2 AND t.id = 4 AND u.id = 5) AS l
 WHERE w.name IN ('adult', 'elderly', 'step_free') ORDER BY 1;

-- A crossing adds its seconds once, from either side.
INSERT INTO circle_user_walker (name, speed_m_s, crossing_s) VALUES ('careful', 1, 30);
SELECT round((circle_walk_time('hill_net', hill.at(0, 0, 0), hill.at(-100, -20, 0), 'careful') * 60)::numeric) AS there_s,
	   round((circle_walk_time('hill_net', hill.at(-100, -20, 0), hill.at(0, 0, 0), 'careful') * 60)::numeric) AS back_s;

-- A study of several walkers: places differ, and so does what is in reach.
CREATE TABLE hill.home (home_id int PRIMARY KEY, geom geometry, population int);
INSERT INTO hill.home SELECT n, st_force2d(p), 1 FROM (VALUES (1, hill.at(100, 2, 0)), (2, hill.at(0, 20, 0)), (3, hill.at(-50, -22, 0))) AS v (n, p);
CREATE TABLE hill.amenity (amenity_id int PRIMARY KEY, category text, geom geometry);
INSERT INTO hill.amenity VALUES (1, 'clinic', st_force2d(hill.at(0, 40, 0))), (2, 'clinic', st_force2d(hill.at(199, -3, 0)));
SELECT circle_create_study('hill_15min', 'hill_net', 'clinic * 2 within 4 min', homes => 'hill.home', amenities => 'hill.amenity', circles => '-', walkers => 'adult, elderly, step_free');
SELECT FROM circle_refresh('hill_15min', max_loss => 1);
SELECT home_id, walker, round(snap_m) AS snap_m, round((circle_nth_nearest(coverage, 'clinic', 1) * 60)::numeric) AS first_s,
	   round((circle_nth_nearest(coverage, 'clinic', 2) * 60)::numeric) AS second_s, meets
  FROM (SELECT home_id, 'adult' AS walker, snap_m, coverage, meets FROM hill_15min.home
		UNION ALL SELECT home_id, walker, snap_m, coverage, meets FROM hill_15min.home_walker) AS h ORDER BY 1, 2;
SELECT walker_no, walker, speed_m_s, steps_factor, slope, slope_strength, crossing_s, lift_s FROM hill_15min.walker ORDER BY 1;
SELECT walker, homes_covered FROM hill_15min.summary ORDER BY 1;
SELECT count(*) AS differ FROM circle_check('hill_15min');

-- Other numbers for one of them: the version stands as it was computed, points too, until it is refreshed.
CREATE TABLE hill.before AS SELECT home_id, coverage FROM hill_15min.home;
INSERT INTO circle_user_walker (name, speed_m_s, slope_strength) VALUES ('adult', 1.5, 2);
SELECT kind, count(*) FROM circle_check('hill_15min') GROUP BY 1;
SELECT count(*) AS homes, count(*) FILTER (WHERE circle_coverage_at('hill_15min', geom) = coverage) AS as_published FROM hill_15min.home;
SELECT nearest_min = coverage -> 'clinic' AS as_published FROM hill_15min.home, circle_nearest('hill_15min', geom, 'clinic') WHERE home_id = 1;
SELECT FROM circle_refresh('hill_15min', max_loss => 1);
SELECT count(*) AS homes, count(*) FILTER (WHERE b.coverage <> h.coverage) AS changed
  FROM hill_15min.home AS h JOIN hill.before AS b USING (home_id);
SELECT count(*) AS differ FROM circle_check('hill_15min');
SELECT walker, speed_m_s, slope_strength FROM hill_15min.walker ORDER BY walker_no;
DELETE FROM circle_user_walker WHERE name = 'adult';
SELECT FROM circle_refresh('hill_15min', max_loss => 1);
SELECT count(*) AS homes, count(*) FILTER (WHERE b.coverage = h.coverage) AS as_before
  FROM hill_15min.home AS h JOIN hill.before AS b USING (home_id);

-- A walker that is gone stops the refresh; the version stands.
SELECT circle_alter_study('hill_15min', '{"walkers": "jogger"}');
SELECT FROM circle_refresh('hill_15min', max_loss => 1);
DELETE FROM circle_user_walker WHERE name = 'jogger';
SELECT version FROM circle_refresh('hill_15min', max_loss => 1);
SELECT count(*) AS homes, count(*) FILTER (WHERE circle_coverage_at('hill_15min', geom) = coverage) AS as_published FROM hill_15min.home;

-- There, back, or out and home again: homes, points and circles alike.
CREATE TABLE hill.circle (circle_id int PRIMARY KEY, geom geometry(Point, 4326));
INSERT INTO hill.circle VALUES (1, st_force2d(hill.at(0, 40, 0)));
SELECT circle_create_study('hill_trips', 'hill_net', 'clinic * 2 within 8 min', homes => 'hill.home', amenities => 'hill.amenity', circles => 'hill.circle', walkers => 'adult, elderly', settings => '{"circle_min": 8, "direction": "sideways"}');
SELECT circle_create_study('hill_trips', 'hill_net', 'clinic * 2 within 8 min', homes => 'hill.home', amenities => 'hill.amenity', circles => 'hill.circle', walkers => 'adult, elderly', settings => '{"circle_min": 8, "direction": 5}');
SELECT circle_create_study('hill_trips', 'hill_net', 'clinic * 2 within 8 min', homes => 'hill.home', amenities => 'hill.amenity', circles => 'hill.circle', walkers => 'adult, elderly', settings => '{"circle_min": 8}');
SELECT direction FROM hill_trips.study;
SELECT circle_alter_study('hill_trips', '{"direction": "up"}');
CREATE FUNCTION hill.trip(direction text, a geometry, b geometry, walker text) RETURNS float8 LANGUAGE sql AS
$$ SELECT CASE direction WHEN 'from_home' THEN circle_walk_time('hill_net', a, b, walker) WHEN 'to_home' THEN circle_walk_time('hill_net', b, a, walker)
				ELSE (circle_walk_time('hill_net', a, b, walker) + circle_walk_time('hill_net', b, a, walker)) / 2 END $$;
CREATE FUNCTION hill.compare() RETURNS TABLE (of text, compared bigint, differ bigint, shortest_s numeric, longest_s numeric) LANGUAGE sql AS
$$
	WITH d AS (SELECT direction FROM hill_trips.version),
	same (of, minutes, expected) AS (
		SELECT 'home', circle_nth_nearest(coverage, 'clinic', n::int), e.minutes
		  FROM d, (SELECT home_id, 'adult' AS walker, coverage FROM hill_trips.home
				   UNION ALL SELECT home_id, walker, coverage FROM hill_trips.home_walker) AS r JOIN hill.home AS h USING (home_id),
			   LATERAL (SELECT row_number() OVER (ORDER BY m) AS n, m AS minutes
						  FROM hill.amenity AS a, hill.trip(direction, h.geom, a.geom, walker) AS m) AS e
		UNION ALL
		SELECT 'point', nearest_min, hill.trip(direction, h.geom, a.geom, 'adult')
		  FROM d, hill.home AS h, circle_nearest('hill_trips', h.geom, 'clinic', 2) AS n JOIN hill.amenity AS a ON a.amenity_id::text = n.amenity_id
		UNION ALL
		SELECT 'member', minutes, hill.trip(direction, h.geom, c.geom, 'adult')
		  FROM d, hill_trips.circle_member AS m JOIN hill.home AS h USING (home_id), hill.circle AS c
		UNION ALL
		SELECT 'outlet', minutes, hill.trip(direction, c.geom, a.geom, 'adult')
		  FROM d, hill_trips.circle_outlet AS o JOIN hill.amenity AS a USING (amenity_id), hill.circle AS c)
	SELECT of, count(*), count(*) FILTER (WHERE abs(minutes - expected) > 0.051 / 60 OR (minutes IS NULL) <> (expected IS NULL)),
		   round(min(minutes * 60)::numeric), round(max(minutes * 60)::numeric) FROM same GROUP BY of ORDER BY of
$$;
SELECT FROM circle_refresh('hill_trips', max_loss => 1);
SELECT * FROM hill.compare();
SELECT circle_alter_study('hill_trips', '{"direction": "to_home"}');
SELECT kind, count(*) FROM circle_check('hill_trips') GROUP BY 1;
SELECT count(*) FILTER (WHERE differ > 0) AS as_published FROM hill.compare();
SELECT FROM circle_refresh('hill_trips', max_loss => 1);
SELECT * FROM hill.compare();
SELECT circle_alter_study('hill_trips', '{"direction": "round_trip"}');
SELECT FROM circle_refresh('hill_trips', max_loss => 1);
SELECT * FROM hill.compare();
SELECT count(*) AS differ FROM circle_check('hill_trips');
SELECT count(*) AS homes, count(*) FILTER (WHERE circle_coverage_at('hill_trips', geom) = coverage) AS as_published FROM hill_trips.home;

-- Metres are the same both ways.
SELECT circle_set_standard('hill_trips', 'main', 'clinic * 2 within 300 m');
SELECT FROM circle_refresh('hill_trips', max_loss => 1);
CREATE TABLE hill.metres AS SELECT home_id, coverage FROM hill_trips.home;
SELECT circle_alter_study('hill_trips', '{"direction": "from_home"}');
SELECT FROM circle_refresh('hill_trips', max_loss => 1);
SELECT count(*) AS homes, count(*) FILTER (WHERE m.coverage = h.coverage) AS alike FROM hill_trips.home AS h JOIN hill.metres AS m USING (home_id);

-- Numbers that change while a refresh computes: the version stands, and the next refresh has them all.
BEGIN;
SELECT circle_private.circle__begin_refresh('hill_trips', 1);
SELECT circle_private.circle__definition_hash('hill_trips') AS definition \gset
SELECT circle_private.circle__scan('hill_trips', false, 1) \gset
SELECT circle_private.circle__plan('hill_trips', false, 1, false) \gset
UPDATE circle_user_walker SET speed_m_s = 3;
INSERT INTO circle_user_walker (name, speed_m_s) VALUES ('elderly', 0.7);
SELECT circle_private.circle__compute('hill_trips', 1, 1, now());
SELECT circle_private.circle__publish('hill_trips', false, :'definition', false);
ROLLBACK;

SELECT circle_drop_study('hill_trips');
SELECT circle_drop_study('hill_15min');
SELECT circle_drop_network('hill_net');
DROP SCHEMA hill CASCADE;
DELETE FROM circle_user_walker;
