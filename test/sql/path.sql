-- The streets that a walk goes along: drawn by hand, and held against the walking time.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET extra_float_digits = 0;
CREATE SCHEMA lane;
-- Towns are drawn in metres around one place.
CREATE FUNCTION lane.place(x float8, y float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_SetSRID(ST_MakePoint(round((106.55 + x / 96900)::numeric, 7)::float8, round((29.56 + y / 110850)::numeric, 7)::float8), 4326) $$;
CREATE FUNCTION lane.line(VARIADIC at float8[]) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_MakeLine(lane.place(at[i], at[i + 1]) ORDER BY i) FROM generate_series(1, cardinality(at), 2) AS i $$;
-- A line back in metres.
CREATE FUNCTION lane.drawn(line geometry) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT string_agg(round((ST_X(p.geom) - 106.55) * 96900) || ',' || round((ST_Y(p.geom) - 29.56) * 110850), ' ' ORDER BY p.path) FROM ST_DumpPoints(line) AS p $$;
CREATE FUNCTION lane.way(ax float8, ay float8, bx float8, by float8, walker text DEFAULT 'adult', OUT minutes numeric, OUT metres numeric, OUT climb numeric,
	OUT descent numeric, OUT steps numeric, OUT drawn text) LANGUAGE sql AS
$$ SELECT round(p.minutes::numeric, 3), round(p.metres::numeric, 1), round(p.climb_m::numeric, 1), round(p.descent_m::numeric, 1), round(p.steps_m::numeric, 1), lane.drawn(p.geom)
	 FROM circle_path('lane_net', lane.place(ax, ay), lane.place(bx, by), walker) AS p $$;

CREATE TABLE lane.street (id int PRIMARY KEY, geom geometry, steps boolean, door boolean);
INSERT INTO lane.street (id, geom) VALUES
	(1, lane.line(0,0, 300,0)), (2, lane.line(300,0, 600,0)),
	-- a loop, a street beside another one of the same length, and steps that are shorter
	(3, lane.line(600,0, 600,200, 800,200, 800,0, 600,0)),
	(4, lane.line(0,0, 50,150, 0,300)), (5, lane.line(0,0, -50,150, 0,300)),
	(6, lane.line(0,300, 300,300)), (7, lane.line(300,300, 300,0)),
	-- an island
	(8, lane.line(2000,0, 2100,0)),
	-- a hill
	(9, ST_SetSRID(ST_GeomFromText(format('LINESTRING Z(%s %s 10, %s %s 30, %s %s 5)',
		ST_X(lane.place(0,-500)), ST_Y(lane.place(0,-500)), ST_X(lane.place(200,-500)), ST_Y(lane.place(200,-500)),
		ST_X(lane.place(400,-500)), ST_Y(lane.place(400,-500)))), 4326));
UPDATE lane.street SET steps = true WHERE id = 7;
SELECT circle_create_network('lane_net', 'lane.street');
SELECT r -> 'edges' AS edges FROM circle_build_network('lane_net') AS r;

-- From vertex to vertex; with doors; in the middle of one edge, both ways; to itself.
SELECT * FROM lane.way(0, 0, 600, 0);
SELECT * FROM lane.way(100, 20, 450, -10);
SELECT * FROM lane.way(100, 0, 200, 0);
SELECT * FROM lane.way(200, 0, 100, 0);
SELECT * FROM lane.way(100, 10, 100, 10);
SELECT * FROM lane.way(100, 0, 100, 0);
-- Straight where that is no longer than both doors.
SELECT * FROM lane.way(100, 20, 110, 15);
-- On a loop, the shorter way round; of streets of the same length, always the same one, both ways.
SELECT * FROM lane.way(700, 200, 800, 100);
SELECT * FROM lane.way(600, 50, 800, 50);
SELECT * FROM lane.way(0, 0, 0, 300, 'planning_60m');
SELECT * FROM lane.way(0, 300, 0, 0, 'planning_60m');
-- Steps: three times as long for an adult.
SELECT * FROM lane.way(290, 300, 300, 0);
SELECT * FROM lane.way(290, 300, 300, 0, 'planning_60m');
-- Up and down, whole and in part, there and back.
SELECT * FROM lane.way(0, -500, 400, -500, 'planning_60m');
SELECT * FROM lane.way(300, -500, 100, -500, 'planning_60m');
-- An island; off the network; beyond 120 minutes; NULL.
SELECT * FROM lane.way(0, 0, 2050, 0);
SELECT * FROM lane.way(2010, 0, 2050, 0);
SELECT * FROM lane.way(0, 0, 0, 5000);
SELECT * FROM circle_path('lane_net', lane.place(0, 0), 'SRID=4326;POINT(10 10)');
SELECT * FROM circle_path('lane_net', NULL, lane.place(0, 0));
-- In other reference systems it is the same walk.
SELECT p.minutes = q.minutes AS same_minutes, ST_Equals(p.geom, q.geom) AS same_line, ST_SRID(p.geom) AS srid
  FROM circle_path('lane_net', lane.place(100, 20), lane.place(450, -10)) AS p,
	   circle_path('lane_net', ST_Transform(lane.place(100, 20), 4547), ST_Transform(lane.place(450, -10), 4547)) AS q;
-- Bad input.
SELECT circle_path('lane_net', 'POINT(106.55 29.56)', lane.place(0, 0));
SELECT circle_path('lane_net', lane.place(0, 0), 'SRID=4326;POINT EMPTY');
SELECT circle_path('lane_net', lane.place(0, 0), lane.line(0,0, 1,1));
SELECT circle_path('lane_net', lane.place(0, 0), ST_SetSRID(ST_MakePoint('NaN', 1), 4326));
SELECT circle_path('nowhere', lane.place(0, 0), lane.place(0, 0));
SELECT circle_path(NULL, lane.place(0, 0), lane.place(0, 0));
SELECT circle_path('lane_net', lane.place(0, 0), lane.place(0, 0), 'horse');
SELECT circle_path('lane_net', lane.place(0, 0), lane.place(0, 0), NULL);

-- A city: the path takes as long as the walk, is as long as its line, lies on streets, and costs what its metres cost.
SELECT circle_sample_city('lane_city', 400);
SELECT circle_create_network('lane_city_net', 'lane_city.street');
SELECT FROM circle_build_network('lane_city_net');
CREATE TABLE lane.walk AS
SELECT a.geom AS origin, b.geom AS destination, circle_walk_time('lane_city_net', a.geom, b.geom, w) AS walk_min, w AS walker, p.*
  FROM lane_city.home AS a, lane_city.home AS b, unnest('{adult,planning_60m}'::text[]) AS w, circle_path('lane_city_net', a.geom, b.geom, w) AS p
 WHERE a.home_id % 13 = 0 AND b.home_id % 17 = 0;
SELECT count(*) > 1000 AS many, count(minutes) > 1000 AS found, count(*) FILTER (WHERE minutes IS DISTINCT FROM walk_min) AS other_minutes,
	   count(*) FILTER (WHERE abs(ST_Length(geom::geography) - metres) > 0.02) AS other_metres,
	   count(*) FILTER (WHERE NOT ST_Equals(ST_StartPoint(geom), origin) OR NOT ST_Equals(ST_EndPoint(geom), destination)) AS other_ends,
	   count(*) FILTER (WHERE walker = 'planning_60m' AND abs(minutes * 60 - metres) > 0.1) AS other_costs,
	   count(*) FILTER (WHERE NOT steps_m <= metres OR NOT climb_m >= 0 OR NOT descent_m >= 0) AS nonsense,
	   count(*) FILTER (WHERE minutes * 60 * CASE walker WHEN 'adult' THEN 1.33 ELSE 1 END < ST_Distance(origin::geography, destination::geography) - 0.2) AS too_fast
  FROM lane.walk;
SELECT count(*) AS points, count(*) FILTER (WHERE NOT EXISTS (SELECT FROM lane_city.street AS s WHERE ST_DWithin(s.geom, d.geom, 2e-8))) AS off_streets
  FROM lane.walk AS w, ST_DumpPoints(w.geom) AS d WHERE d.path[1] > 1 AND d.path[1] < ST_NPoints(w.geom) AND NOT ST_NPoints(w.geom) < 4;
-- Climbing less descending is the difference in height, whichever way: there and back are mirrored in a network of equal costs.
SELECT count(*) AS compared, count(*) FILTER (WHERE abs((w.climb_m - w.descent_m) + (b.climb_m - b.descent_m)) > 1e-6) AS other_climb
  FROM lane.walk AS w, circle_path('lane_city_net', w.destination, w.origin, w.walker) AS b WHERE w.walker = 'planning_60m' AND w.climb_m IS NOT NULL;

SELECT circle_drop_network('lane_net');
SELECT circle_drop_network('lane_city_net');
DROP SCHEMA lane CASCADE;
DROP SCHEMA lane_city CASCADE;
