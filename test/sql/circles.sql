-- Circles: who lives in them and what they hold, against computation by other means; incremental as fresh.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
\set VERBOSITY terse
SELECT 1 AS made FROM circle_sample_city('glen', 800, 7);
SELECT circle_create_network('glen_net', 'glen.street');
-- Five circles: the city's own, two centres that overlap it, an area without a centre, and a centre off the streets.
INSERT INTO glen.circle
SELECT 10, 'corner', geom, NULL FROM glen.home WHERE home_id = 1 UNION ALL
SELECT 11, 'far corner', geom, NULL FROM glen.home WHERE home_id = 500;
ALTER TABLE glen.circle ALTER geom DROP NOT NULL, ADD grade text, ADD satisfaction numeric, ADD outlets int;
UPDATE glen.circle SET grade = 'A', satisfaction = 0.95, outlets = 40 WHERE circle_id = 10;
INSERT INTO glen.circle (circle_id, name, geom, area)
SELECT 12, 'drawn only', NULL::geometry, st_expand(geom, 0.002) FROM glen.home WHERE home_id = 30;
INSERT INTO glen.circle (circle_id, name, geom)
SELECT 13, 'nowhere', st_translate(st_endpoint(st_boundingdiagonal(st_extent(geom)::geometry)), 0.05, 0.05) FROM glen.street;
UPDATE glen.circle SET geom = st_setsrid(geom, 4326) WHERE circle_id = 13;
INSERT INTO glen.circle (circle_id, name) VALUES (14, 'no place');

-- Wrong definitions
SELECT circle_create_study('glen_15min', 'glen_net', 'breakfast within 5 min', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => 'glen.circle', settings => '{"columns": {"circles": {"circle_id": "nix"}}}');
SELECT circle_create_study('glen_15min', 'glen_net', 'breakfast within 5 min', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => 'glen.circle', settings => '{"columns": {"circles": {"geom": "name"}}}');
SELECT circle_create_study('glen_15min', 'glen_net', 'breakfast within 5 min', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => 'glen.circle', settings => '{"circle_min": "NaN"}');
SELECT circle_create_study('glen_15min', 'glen_net', 'breakfast within 5 min', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => 'glen.circle', settings => '{"circle_min": 0}');
SELECT circle_create_study('glen_15min', 'glen_net', 'breakfast within 5 min', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => 'glen.circle', settings => '{"circle_standard": "clinic"}');
SELECT circle_create_study('glen_15min', 'glen_net', 'breakfast within 5 min', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => 'glen.circle', settings => '{"circle_standard": "breakfast within 20 min"}');
SELECT circle_create_study('glen_15min', 'glen_net', 'breakfast within 5 min', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => 'glen.circle', settings => '{"circle_standard": "breakfast within 200 m"}');
SELECT circle_create_study('glen_15min', 'glen_net', 'breakfast within 5 min', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => '-', settings => '{"circle_standard": "breakfast"}');
SELECT circle_create_study('glen_15min', 'glen_net', 'breakfast within 5 min', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => 'glen.none');

SELECT circle_create_study('glen_15min', 'glen_net', 'breakfast within 5 min & bus_stop * 3 within 8 min & park within 10 min', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => 'glen.circle', settings => '{"circle_min": 6, "circle_standard": "breakfast * 3 & (park within 5 min | bus_stop * 2)"}');
SELECT * FROM circle_refresh('glen_15min') \gset run_
SELECT circle_id, name, geom IS NOT NULL AS centre, area IS NOT NULL AS drawn, grade, satisfaction, outlets_elsewhere, circle_min, standard
  FROM glen_15min.circle ORDER BY circle_id;
SELECT input, problem, key, detail FROM glen_15min.data_quality WHERE input = 'circles' ORDER BY 2, 3, 4;

-- Members: every pair walked one by one, and the areas by ST_Covers
CREATE VIEW glen.member AS
SELECT c.circle_id::text, h.home_id, CASE WHEN t.minutes <= 6 THEN t.minutes END AS minutes, coalesce(st_covers(c.area, h.geom), false) AS in_area
  FROM glen.circle AS c CROSS JOIN glen.home AS h
 CROSS JOIN LATERAL (SELECT circle_walk_time('glen_net', h.geom, c.geom) AS minutes OFFSET 0) AS t
 WHERE c.circle_id <> 14 AND (t.minutes <= 6 OR st_covers(c.area, h.geom));
SELECT count(*) FILTER (WHERE m.home_id IS NULL OR s.home_id IS NULL OR (m.minutes, m.in_area) IS DISTINCT FROM (s.minutes, s.in_area)) AS differ,
	   count(*) > 500 AS many, count(*) FILTER (WHERE s.minutes IS NULL) > 0 AS some_by_area_only
  FROM glen.member AS m FULL JOIN glen_15min.circle_member AS s USING (circle_id, home_id);
-- Outlets likewise, walked from the centre
SELECT count(*) FILTER (WHERE o.amenity_id IS NULL OR s.amenity_id IS NULL OR (o.minutes, o.in_area) IS DISTINCT FROM (s.minutes, s.in_area)) AS differ,
	   count(*) > 20 AS many
  FROM (SELECT c.circle_id::text, a.amenity_id, min(t.minutes) FILTER (WHERE t.minutes <= 6) AS minutes,
			   bool_or(coalesce(st_covers(c.area, a.geom), false)) AS in_area
		  FROM glen.circle AS c CROSS JOIN glen_15min.amenity AS a
		 CROSS JOIN LATERAL (SELECT circle_walk_time('glen_net', c.geom, a.geom) AS minutes OFFSET 0) AS t
		 WHERE c.circle_id <> 14 AND (t.minutes <= 6 OR st_covers(c.area, a.geom)) GROUP BY 1, 2) AS o
  FULL JOIN glen_15min.circle_outlet AS s USING (circle_id, amenity_id);
-- Indicators from members and outlets; of the categories here breakfast alone is commerce
SELECT count(*) AS circles, count(*) FILTER (WHERE i.homes <> m.homes OR i.residents <> m.people) AS members_differ,
	   count(*) FILTER (WHERE i.outlets <> o.outlets OR i.outlets_by_category <> o.kinds) AS outlets_differ,
	   count(*) FILTER (WHERE accepted IS DISTINCT FROM (coalesce((o.kinds ->> 'breakfast')::int >= 3, false)
			AND (o.park_5 OR coalesce((o.kinds ->> 'bus_stop')::int >= 2, false)))) AS accepted_differ,
	   count(*) FILTER (WHERE accepted) AS accepted,
	   count(*) FILTER (WHERE outlets_per_1000 IS DISTINCT FROM i.outlets * 1000 / nullif(i.residents, 0)) AS ratios_differ
  FROM glen_15min.circle_indicator AS i
 CROSS JOIN LATERAL (SELECT count(*) AS homes, coalesce(sum(population), 0) AS people
					   FROM glen_15min.circle_member AS m JOIN glen.home USING (home_id) WHERE m.circle_id = i.circle_id) AS m
 CROSS JOIN LATERAL (SELECT count(DISTINCT o.amenity_id) FILTER (WHERE a.category = 'breakfast') AS outlets, coalesce(bool_or(a.category = 'park' AND coalesce(o.minutes, 6) <= 5), false) AS park_5,
							coalesce((SELECT jsonb_object_agg(category, n) FROM (
								SELECT category, count(DISTINCT amenity_id) AS n FROM glen_15min.circle_outlet AS p JOIN glen.amenity USING (amenity_id)
								 WHERE p.circle_id = i.circle_id AND category IN ('breakfast', 'bus_stop', 'park') GROUP BY category) AS k), '{}') AS kinds
					   FROM glen_15min.circle_outlet AS o JOIN glen_15min.amenity AS a USING (amenity_id) WHERE o.circle_id = i.circle_id) AS o;
SELECT circle_id, basic_present, basic_missing, basic_kinds, quality_kinds, accepted FROM glen_15min.circle_indicator ORDER BY circle_id;
-- Totals: a person in two circles counts once
SELECT s.people_in_circle = t.people AS people, s.people_in_circle < t.with_overlaps AS overlaps, s.people_in_accepted_circle = t.accepted AS accepted,
	   s.share_people_in_circle = t.people / s.people AS share, s.circles, s.circles_accepted, s.outlets < s.outlets_by_circle AS outlets_overlap,
	   s.outlets_by_circle = (SELECT sum(outlets) FROM glen_15min.circle_indicator) AS by_circle, s.outlets_per_circle = s.outlets_by_circle::float8 / s.circles AS per_circle
  FROM glen_15min.summary AS s
 CROSS JOIN (SELECT (SELECT sum(population) FROM glen.home WHERE home_id IN (SELECT home_id FROM glen.member)) AS people,
					(SELECT sum(population) FROM glen.member JOIN glen.home USING (home_id)) AS with_overlaps,
					(SELECT sum(population) FROM glen.home WHERE home_id IN (
						SELECT home_id FROM glen.member JOIN glen_15min.circle_indicator USING (circle_id) WHERE accepted)) AS accepted) AS t;
-- A home's own circle is the nearest
SELECT count(*) AS differ FROM glen_15min.home_circle AS h
 WHERE EXISTS (SELECT FROM glen.member AS m WHERE m.home_id = h.home_id AND (m.minutes < h.minutes OR (h.minutes IS NULL AND m.minutes IS NOT NULL)));
SELECT * FROM circle_check('glen_15min');

-- Refresh after refresh as a fresh study, and what did not change is not written
CREATE PROCEDURE glen.compare() LANGUAGE plpgsql AS
$$
DECLARE
	part text;
	differ bigint;
BEGIN
	PERFORM circle_refresh('glen_15min');
	EXECUTE (SELECT format('SELECT circle_create_study(''glen_fresh'', ''glen_net'', $1, homes => ''glen.home'', amenities => ''glen.amenity'', communities => ''-'',
		circles => ''glen.circle'', settings => jsonb_build_object(''circle_min'', %s, ''circle_standard'', %L))', circle_min, circle_standard) FROM glen_15min.study)
	  USING (SELECT standards[1]::text FROM glen_15min.study);
	PERFORM circle_refresh('glen_fresh', max_loss => 1);
	FOREACH part IN ARRAY ARRAY['circle', 'circle_member', 'circle_outlet', 'circle_indicator', 'data_quality'] LOOP
		EXECUTE format('WITH o AS (SELECT to_jsonb(t) - ''problem_no'' FROM glen_15min.%1$I AS t), f AS (SELECT to_jsonb(t) - ''problem_no'' FROM glen_fresh.%1$I AS t)
			SELECT count(*) FROM ((TABLE o EXCEPT ALL TABLE f) UNION ALL (TABLE f EXCEPT ALL TABLE o)) AS d', part) INTO differ;
		IF differ > 0 THEN
			RAISE WARNING '%: % rows differ', part, differ;
		END IF;
	END LOOP;
	SELECT count(*) INTO differ FROM (SELECT people_in_circle, people_in_accepted_circle, circles, outlets, outlets_by_circle FROM glen_15min.summary
		EXCEPT SELECT people_in_circle, people_in_accepted_circle, circles, outlets, outlets_by_circle FROM glen_fresh.summary) AS d;
	RAISE WARNING 'summaries that differ: %, circles: %', differ, (SELECT circles FROM glen_15min.summary);
	PERFORM circle_drop_study('glen_fresh', true);
END
$$;
CREATE TABLE glen.before AS SELECT circle_id, home_id, xmin AS version FROM glen_15min.circle_member;
CALL glen.compare();
UPDATE glen.home SET geom = st_translate(geom, 0.004, 0.001), population = 99 WHERE home_id IN (2, 3, 7);
DELETE FROM glen.home WHERE home_id = 5;
CALL glen.compare();
SELECT count(*) < 20 AS few_rewritten FROM glen_15min.circle_member AS m LEFT JOIN glen.before AS b USING (circle_id, home_id) WHERE m.xmin IS DISTINCT FROM b.version;
DELETE FROM glen.amenity WHERE amenity_id IN (SELECT min(amenity_id) FROM glen.amenity WHERE category = 'breakfast');
CALL glen.compare();
-- An outlet of a circle gets a second category, and an access point for it out of all circles' reach; and loses it.
INSERT INTO glen.amenity SELECT amenity_id, 'breakfast', NULL, st_translate(geom, 0.3, 0)
  FROM glen_15min.circle_outlet JOIN glen_15min.amenity USING (amenity_id) WHERE circle_id IN ('1', '10', '11') AND category IN ('bus_stop', 'park') ORDER BY 1 LIMIT 1 RETURNING 1 AS one;
CALL glen.compare();
DELETE FROM glen.amenity WHERE st_x(st_centroid(geom)) > (SELECT max(st_x(geom)) + 0.1 FROM glen.home);
CALL glen.compare();
DELETE FROM glen.street WHERE ctid IN (SELECT ctid FROM glen.street ORDER BY st_length(geom) DESC LIMIT 2);
CALL glen.compare();
UPDATE glen.circle SET geom = (SELECT geom FROM glen.home WHERE home_id = 100) WHERE circle_id = 10;
DELETE FROM glen.circle WHERE circle_id = 13;
INSERT INTO glen.circle (circle_id, name, area) SELECT 15, 'new', st_expand(geom, 0.001) FROM glen.home WHERE home_id = 200;
SELECT * FROM circle_refresh('glen_15min', max_loss => 0) \gset run_
CALL glen.compare();
SELECT circle_alter_study('glen_15min', '{"circle_min": 4.5, "circle_standard": "breakfast"}');
SELECT kind, count(*) FROM circle_check('glen_15min') GROUP BY kind;
CALL glen.compare();
SELECT * FROM circle_check('glen_15min');
SELECT circle_alter_study('glen_15min', '{"circles": null}');
SELECT * FROM circle_refresh('glen_15min', max_loss => 1) \gset run_
SELECT people_in_circle, circles, outlets, (SELECT count(*) FROM glen_15min.circle) AS left_over FROM glen_15min.summary;
-- Damaged results, and inputs that cannot be used
SELECT circle_alter_study('glen_15min', '{"circles": "glen.circle"}');
SELECT * FROM circle_refresh('glen_15min') \gset run_
UPDATE glen_15min.circle_member SET minutes = 1 WHERE (circle_id, home_id) IN (SELECT circle_id, home_id FROM glen_15min.circle_member ORDER BY 1, 2 LIMIT 1);
UPDATE glen_15min.circle_indicator SET outlets = 0 WHERE circle_id = '1';
SELECT kind, count(*) FROM circle_check('glen_15min') GROUP BY kind ORDER BY kind;
ALTER TABLE glen.circle ALTER COLUMN satisfaction TYPE text;
SELECT * FROM circle_refresh('glen_15min') \gset run_
ALTER TABLE glen.circle DROP COLUMN satisfaction;
DELETE FROM glen.circle;
SELECT * FROM circle_refresh('glen_15min') \gset run_


-- Every kind of geometry in one column, in another reference system, under text keys; and what is no circle
CREATE TABLE glen.mixed (id text, geom geometry);
INSERT INTO glen.mixed
SELECT 'point', st_transform(geom, 3857) FROM glen.home WHERE home_id = 1 UNION ALL
SELECT 'area', st_transform(st_expand(geom, 0.001), 3857) FROM glen.home WHERE home_id = 1 UNION ALL
SELECT 'areas', st_multi(st_expand(geom, 0.001)) FROM glen.home WHERE home_id = 1 UNION ALL
SELECT 'bow tie', st_setsrid(st_makepolygon(st_makeline(ARRAY[geom, st_translate(geom, 0.002, 0.002), st_translate(geom, 0.002, 0),
	st_translate(geom, 0, 0.002), geom])), 4326) FROM glen.home WHERE home_id = 1 UNION ALL
SELECT 'spatial', st_force3d(geom) FROM glen.home WHERE home_id = 1 UNION ALL
SELECT 'twice', geom FROM glen.home WHERE home_id IN (1, 2) UNION ALL
SELECT 'line', st_makeline(geom, st_translate(geom, 1, 0)) FROM glen.home WHERE home_id = 1 UNION ALL
SELECT 'points', st_union(geom) FROM glen.home WHERE home_id < 4 UNION ALL
SELECT NULL, geom FROM glen.home WHERE home_id = 1 UNION ALL
VALUES ('null', NULL), ('empty', 'SRID=4326;POLYGON EMPTY'), ('infinite', st_setsrid(st_makepoint('Infinity', 0), 4326)), ('off the map', 'SRID=4326;POINT(29 106)');
SELECT circle_create_study('glen_mixed', 'glen_net', 'breakfast within 5 min', homes => 'glen.home', amenities => 'glen.amenity', communities => '-', circles => 'glen.mixed', walkers => 'adult, planning_60m', weights => '', settings => '{"circle_min": 5}');
SELECT message FROM circle_refresh('glen_mixed');
SELECT c.circle_id, c.name, st_geometrytype(c.geom) AS centre, st_geometrytype(c.area) AS area, i.homes = i.residents AS homes_are_people, i.accepted
  FROM glen_mixed.circle AS c JOIN glen_mixed.circle_indicator AS i USING (circle_id) ORDER BY 1;
SELECT problem, key, detail FROM glen_mixed.data_quality WHERE input = 'circles' ORDER BY 1, 2, 3;
SELECT walker, people_in_circle = (SELECT count(DISTINCT home_id) FROM glen_mixed.circle_member) AS people, circles, circles_accepted FROM glen_mixed.summary ORDER BY walker;
SELECT array_agg(DISTINCT n) AS area_as_areas_as_box FROM (
	SELECT circle_id, count(*) AS n FROM glen_mixed.circle_member WHERE circle_id IN ('area', 'areas') GROUP BY circle_id) AS c HAVING count(DISTINCT n) = 1 AND min(n) > 0;
SELECT * FROM circle_check('glen_mixed');
UPDATE glen.mixed SET geom = st_setsrid(geom, 0) WHERE id = 'point';
SELECT * FROM circle_refresh('glen_mixed', max_loss => 1) \gset run_

SET client_min_messages = error;
SELECT circle_drop_study('glen_mixed');
SELECT circle_drop_study('glen_15min');
SELECT circle_drop_network('glen_net', true);
DROP SCHEMA glen CASCADE;
