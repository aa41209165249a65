-- Why a home meets a standard or not: the same values as its coverage has, with the ways.
-- Also: walks.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET extra_float_digits = 0;
SELECT circle_sample_city('glen', 400);
SELECT circle_create_network('glen_net', 'glen.street');
SELECT circle_create_study('glen_15min', 'glen_net', 'breakfast within 8 min & convenience * 3 within 6 min & park within 500 m & (pharmacy | supermarket) within 5 min & 1 of (bus_stop * 2 within 400 m straight, metro_station within 15 min)', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => '-', walkers => 'adult, elderly', settings => '{"keep": 10}');
SELECT circle_set_standard('glen_15min', 'second', 'breakfast within 300 m & primary within 4 min');

-- Before the first refresh; the study, the home, the walker, the standard are not there; wrong points.
SELECT * FROM circle_explain('glen_15min', 1);
SELECT need_no FROM circle_explain_at('glen_15min', 'SRID=4326;POINT(106.55 29.56)'::geometry);
SELECT version FROM circle_refresh('glen_15min', max_loss => 1);
SELECT need_no FROM circle_explain('glen', 1);
SELECT need_no FROM circle_explain('glen_15min', 100000);
SELECT need_no FROM circle_explain_at('glen_15min', 'SRID=4326;POINT(106.55 29.56)');
SELECT need_no FROM circle_explain('glen_15min', NULL::text);
SELECT need_no FROM circle_explain_at('glen_15min', NULL::geometry);
SELECT need_no FROM circle_explain_at('glen_15min', 'POINT(106.55 29.56)'::geometry);
SELECT need_no FROM circle_explain_at('glen_15min', 'SRID=4326;LINESTRING(106.55 29.56, 107 30)'::geometry);
SELECT need_no FROM circle_explain('glen_15min', 1, 'horse');
SELECT need_no FROM circle_explain('glen_15min', 1, standard => 'third');
SELECT need_no FROM circle_explain('glen_15min', 1, standard => NULL);
SELECT need_no FROM circle_explain('glen_15min', 1, per_need => 0);
SELECT rank FROM circle_nearest('glen_15min', (SELECT geom FROM glen.home WHERE home_id = 1), 'tailor');
SELECT rank FROM circle_nearest('glen_15min', (SELECT geom FROM glen.home WHERE home_id = 1), NULL);
SELECT rank FROM circle_nearest('glen_15min', (SELECT geom FROM glen.home WHERE home_id = 1), 'breakfast', 0);
SELECT rank FROM circle_nearest('glen_15min', (SELECT geom FROM glen.home WHERE home_id = 1), 'breakfast', NULL);

-- One home, need by need.
SELECT need_no, need, needed, available, met, rank, amenity_id, round(value::numeric, 1) AS value, unit, counts, round(minutes::numeric, 1) AS minutes,
	   round(metres) AS metres, round(climb_m) AS climb, round(descent_m) AS descent, GeometryType(geom) AS way
  FROM circle_explain('glen_15min', 60);
SELECT need_no, available, met, rank, round(value::numeric, 1) AS value FROM circle_explain('glen_15min', 60, 'elderly', 'second', per_need => 3);

-- Every home, walker and need: values to the bit, counts, verdicts.
CREATE TABLE glen.told AS
SELECT h.home_id, w.walker, e.*, w.coverage FROM glen_15min.home AS h
  JOIN (SELECT home_id, 'adult' AS walker, coverage FROM glen_15min.home UNION ALL SELECT home_id, walker, coverage FROM glen_15min.home_walker) AS w USING (home_id),
	   circle_explain_at('glen_15min', h.geom, w.walker, per_need => 10) AS e;
SELECT count(*) > 5000 AS many, count(DISTINCT walker) AS walkers,
	   count(*) FILTER (WHERE amenity_id IS NOT NULL AND coverage IS NOT NULL AND value IS DISTINCT FROM circle_nth_nearest(coverage, category, rank, unit)) AS other_values,
	   count(*) FILTER (WHERE coverage IS NOT NULL AND available IS DISTINCT FROM circle_count_within(coverage, category, limit_value, unit)) AS other_counts,
	   count(*) FILTER (WHERE (coverage IS NOT NULL OR unit <> 'm straight') AND met IS DISTINCT FROM (circle_count_within(coverage, category, limit_value, unit) >= needed)) AS other_verdicts,
	   count(*) FILTER (WHERE coverage IS NULL AND unit <> 'm straight' AND (available IS NOT NULL OR amenity_id IS NOT NULL)) AS made_up,
	   count(*) FILTER (WHERE amenity_id IS NULL AND coverage IS NOT NULL AND circle_nth_nearest(coverage, category, 1, unit) IS NOT NULL) AS missing
  FROM glen.told;
SELECT count(*) FILTER (WHERE unit = 'min' AND value IS DISTINCT FROM minutes) AS other_minutes,
	   count(*) FILTER (WHERE unit <> 'min' AND abs(value - metres) > 0.0501) AS other_metres,
	   count(*) FILTER (WHERE abs(ST_Length(geom::geography) - metres) > 0.02) AS other_lengths,
	   count(*) FILTER (WHERE unit = 'm' AND minutes * 60 * 1.6 < metres) AS too_fast,
	   count(*) FILTER (WHERE unit = 'm straight' AND (minutes IS NOT NULL OR ST_NPoints(geom) <> 2)) AS not_straight
  FROM glen.told WHERE amenity_id IS NOT NULL;
-- The way leads from the home to the amenity; by time it is that of circle_path.
SELECT count(*) > 500 AS many, count(*) FILTER (WHERE p.minutes IS DISTINCT FROM t.minutes OR NOT ST_OrderingEquals(p.geom, t.geom)) AS other_ways
  FROM glen.told AS t JOIN glen_15min.home AS h USING (home_id),
	   LATERAL (SELECT * FROM circle_path('glen_net', h.geom, ST_EndPoint(t.geom), t.walker)) AS p
 WHERE t.unit = 'min' AND t.amenity_id IS NOT NULL AND home_id % 3 = 0;
-- By its key, its number and its point it is the same home; the nearest have the same ways.
SELECT (SELECT array_agg(e::text) FROM circle_explain('glen_15min', '60') AS e) = (SELECT array_agg(e::text) FROM circle_explain('glen_15min', 60) AS e) AS by_key,
	   (SELECT array_agg(e::text) FROM circle_explain_at('glen_15min', (SELECT geom FROM glen_15min.home WHERE home_id = 60)) AS e) = (SELECT array_agg(e::text) FROM circle_explain('glen_15min', 60) AS e) AS by_point;
SELECT count(*) > 300 AS many, count(*) FILTER (WHERE n.nearest_min IS DISTINCT FROM t.minutes OR n.metres IS DISTINCT FROM t.metres OR NOT ST_OrderingEquals(n.geom, t.geom)) AS other
  FROM glen.told AS t JOIN glen_15min.home AS h USING (home_id), LATERAL circle_nearest('glen_15min', h.geom, t.category, 10) AS n
 WHERE t.walker = 'adult' AND t.unit = 'min' AND n.amenity_id = t.amenity_id AND home_id % 5 = 0;
-- A category known in metres only is looked for in minutes too.
SELECT rank, nearest_min > 0 AS walk, ST_NPoints(geom) > 2 AS way FROM circle_nearest('glen_15min', (SELECT geom FROM glen.home WHERE home_id = 60), 'park');
-- Far from any street: nothing is made up.
SELECT need_no, available, met, amenity_id FROM circle_explain_at('glen_15min', 'SRID=4326;POINT(10 10)'::geometry);

-- Homes of two doors far apart: every amenity is told with the door that it is nearest to and the way from there to it, whatever is kept in memory.
CREATE TABLE glen.pair AS SELECT a.home_id, ST_Collect(a.geom, b.geom) AS geom, 1 AS population FROM glen.home AS a JOIN glen.home AS b ON b.home_id = a.home_id + 200;
SELECT circle_create_study('glen_pairs', 'glen_net', 'breakfast within 8 min & convenience * 3 within 6 min & park within 500 m & bus_stop * 2 within 400 m straight', homes => 'glen.pair', amenities => 'glen.amenity', communities => '-', circles => '-', settings => '{"columns": {"homes": {"home_id": "home_id"}}, "keep": 10}');
SELECT version FROM circle_refresh('glen_pairs', max_loss => 1);
CREATE TABLE glen.told_pair AS SELECT h.home_id, h.doors, h.coverage, e.* FROM glen_pairs.home AS h CROSS JOIN LATERAL circle_explain('glen_pairs', h.home_id, per_need => 10) AS e;
SELECT count(*) > 2000 AS many, count(DISTINCT home_id) FILTER (WHERE ST_DWithin(ST_StartPoint(geom), ST_GeometryN(doors, 1), 1e-7)) > 50 AS by_first,
	   count(DISTINCT home_id) FILTER (WHERE ST_DWithin(ST_StartPoint(geom), ST_GeometryN(doors, 2), 1e-7)) > 50 AS by_second,
	   count(*) FILTER (WHERE value IS DISTINCT FROM circle_nth_nearest(coverage, category, rank, unit)) AS other_values,
	   count(*) FILTER (WHERE available IS DISTINCT FROM circle_count_within(coverage, category, limit_value, unit)) AS other_counts,
	   count(*) FILTER (WHERE NOT ST_DWithin(ST_StartPoint(geom), doors, 1e-7)) AS from_elsewhere,
	   count(*) FILTER (WHERE NOT EXISTS (SELECT FROM glen_pairs.amenity AS a WHERE a.amenity_id::text = t.amenity_id AND a.category = t.category AND ST_DWithin(a.geom, ST_EndPoint(t.geom), 1e-7))) AS to_elsewhere,
	   count(*) FILTER (WHERE abs(ST_Length(geom::geography) - metres) > 0.02) AS other_lengths,
	   count(*) FILTER (WHERE unit = 'min' AND value IS DISTINCT FROM minutes OR unit <> 'min' AND abs(value - metres) > 0.0501) AS other_walks
  FROM glen.told_pair AS t WHERE amenity_id IS NOT NULL AND coverage IS NOT NULL;
SET circle_ext.cache_size = 0;
SELECT count(*) AS told_otherwise FROM (SELECT home_id, e::text FROM glen_pairs.home AS h CROSS JOIN LATERAL circle_explain('glen_pairs', h.home_id, per_need => 10) AS e
	EXCEPT SELECT home_id, (need_no, need, category, needed, limit_value, unit, available, met, rank, amenity_id, value, counts, minutes, metres, climb_m, descent_m, steps_m, geom)::text FROM glen.told_pair) AS q;
RESET circle_ext.cache_size;
SELECT circle_drop_study('glen_pairs');

-- Ways home, and both.
SELECT circle_alter_study('glen_15min', '{"direction": "to_home"}');
SELECT version FROM circle_refresh('glen_15min', max_loss => 1);
SELECT count(*) > 50 AS many, count(*) FILTER (WHERE n.nearest_min IS DISTINCT FROM h.coverage -> 'breakfast') AS other_minutes,
	   count(*) FILTER (WHERE NOT ST_Equals(ST_EndPoint(n.geom), h.geom)) AS not_home
  FROM glen_15min.home AS h, circle_nearest('glen_15min', h.geom, 'breakfast') AS n WHERE home_id % 4 = 0;
SELECT circle_alter_study('glen_15min', '{"direction": "round_trip"}');
SELECT version FROM circle_refresh('glen_15min', max_loss => 1);
SELECT count(*) > 50 AS many, count(*) FILTER (WHERE n.nearest_min IS DISTINCT FROM h.coverage -> 'breakfast') AS other_minutes,
	   count(*) FILTER (WHERE NOT ST_Equals(ST_StartPoint(n.geom), h.geom)) AS not_there
  FROM glen_15min.home AS h, circle_nearest('glen_15min', h.geom, 'breakfast') AS n WHERE home_id % 4 = 0;

-- A reader needs to read the study and the network, no more; without that, nothing.
CREATE ROLE glen_reader;
SET ROLE glen_reader;
SELECT need_no FROM circle_explain('glen_15min', 60);
RESET ROLE;
GRANT USAGE ON SCHEMA glen_15min, glen_net TO glen_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA glen_15min, glen_net TO glen_reader;
SET ROLE glen_reader;
SELECT count(*) FROM circle_explain('glen_15min', 60);
RESET ROLE;
DROP OWNED BY glen_reader;
DROP ROLE glen_reader;
SELECT circle_drop_study('glen_15min');
SELECT circle_drop_network('glen_net');
DROP SCHEMA glen CASCADE;
