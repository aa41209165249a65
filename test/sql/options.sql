-- Options of studies and networks: found, given, changed, refused.
-- Also: list.
\set SHOW_CONTEXT never
\set VERBOSITY default
SET client_min_messages = warning;
SELECT 1 AS made FROM circle_sample_city('opt', 600);
RESET client_min_messages;

-- Three statements make a first study; a NOTICE says what was found beside the streets.
SELECT circle_create_network('opt_net', 'opt.street');
SELECT circle_create_study('opt_15min', 'opt_net', 'mofcom_15min');
SELECT options FROM opt_15min.study;
SELECT standard_names, walkers, weights, levels, homes_name, home_key, home_geom, community_key, circles_name, entrances_name, keep, direction
  FROM opt_15min.study;

-- Lists are text with commas, quoted like identifiers; jsonb takes arrays, too.
SELECT circle_private.circle__split_list('adult, elderly ,"My ""Walker""",  child'), circle_private.circle__split_list(''), circle_private.circle__split_list('Adult');
SELECT circle_private.circle__split_list(circle_private.circle__join_list(ARRAY['a b', 'Q', 'x"y', 'plain', 'level=s.t', ''''])) = ARRAY['a b', 'Q', 'x"y', 'plain', 'level=s.t', ''''] AS there_and_back;
SELECT circle_private.circle__split_list('adult,');
SELECT circle_private.circle__split_list('"adult');
SELECT circle_alter_study('opt_15min', '{"walkers": ["elderly", "adult"], "weights": "population, elderly", "cutoffs": [5, 7.5], "categories": "park"}');
SELECT walkers, weights, categories FROM opt_15min.study;
-- null takes an option out, or brings its default back
SELECT circle_alter_study('opt_15min', '{"walkers": null, "weights": null, "categories": null, "circles": null}');
SELECT walkers, weights, categories, circles_name, options ? 'circles' AS circles FROM opt_15min.study;

-- What is wrong is said, and what may be meant.
SELECT circle_alter_study('opt_15min', '{"walker": "adult"}');
SELECT circle_alter_study('opt_15min', '[1]');
SELECT circle_alter_study('opt_15min', NULL);
SELECT circle_alter_study('opt_15min', '{"homes": null}');
SELECT circle_alter_study('opt_15min', '{"homes": "opt.none"}');
SELECT circle_alter_study('opt_15min', '{"homes": "opt..home"}');
SELECT circle_alter_study('opt_15min', '{"homes": 5}');
SELECT circle_alter_study('opt_15min', '{"keep": "many"}');
SELECT circle_alter_study('opt_15min', '{"keep": 2.5}');
SELECT circle_alter_study('opt_15min', '{"keep": 101}');
SELECT circle_alter_study('opt_15min', '{"cutoffs": ["soon"]}');
SELECT circle_alter_study('opt_15min', '{"horizon_min": 1e9}');
SELECT circle_alter_study('opt_15min', '{"walkers": {"adult": true}}');
SELECT circle_alter_study('opt_15min', '{"walkers": "adlt"}');
SELECT circle_alter_study('opt_15min', '{"datum": {"home": "gcj02"}}');
SELECT circle_alter_study('opt_15min', '{"columns": {"houses": {"home_id": "home_id"}}}');
SELECT circle_alter_study('opt_15min', '{"columns": {"homes": {"id": "home_id"}}}');
SELECT circle_alter_study('opt_15min', '{"columns": {"homes": {"home_id": 5}}}');
SELECT circle_alter_study('opt_15min', '{"attributes": "name"}');
SELECT circle_alter_study('opt_15min', '{"attributes": "capacity"}');
SELECT circle_alter_study('opt_15min', '{"standard": "park within 5 min"}');
SELECT circle_create_study('opt_bad', 'opt_net', 'mofcom_15mins');
SELECT circle_create_study('opt_bad', 'opt_net', 'clinic');
SELECT circle_create_study('opt_bad', 'opt_net', NULL);
SELECT circle_create_study('opt_bad', 'opt_net', 'park within 5 min', settings => '{"direktion": "to_home"}');
SELECT circle_create_study('opt_bad', 'opt_net', 'park within 5 min', settings => '{"homes": "opt.home"}');
SELECT circle_create_network('opt_bad', 'opt.street', settings => '{"barriers": "opt.barrier"}');
SELECT circle_alter_network('opt_net', '{"street": "opt.street"}');
SELECT circle_alter_network('opt_net', '{"streets": "-"}');
SELECT to_regnamespace('opt_bad') IS NULL AS nothing_left;

-- A category that the catalogue does not know is told of at once.
SELECT circle_set_standard('opt_15min', 'typo', 'pharmcy within 10 min');

-- Standards by name.
SELECT circle_set_standard('opt_15min', 'typo', 'park within 10 min & breakfast within 8 min');
SELECT circle_set_standard('opt_15min', 'again', 'park within 10 min & breakfast within 8 min');
SELECT circle_set_standard('opt_15min', ' ', 'park within 10 min');
SELECT circle_set_standard('opt_15min', 'parks', 'park');
SELECT standard_names FROM opt_15min.study;
SELECT circle_drop_standard('opt_15min', 'mofcom_15min');
SELECT circle_drop_standard('opt_15min', 'typo');
SELECT circle_drop_standard('opt_15min', 'none');

-- Columns: by name, or given; "-" is none. What is not named stays.
CREATE VIEW opt.building AS SELECT home_id AS bldg_no, geom AS at, geom AS door, population AS "Residents", 'A' AS label FROM opt.home;
SELECT circle_alter_study('opt_15min', '{"homes": "opt.building"}');
SELECT circle_alter_study('opt_15min', '{"homes": "opt.building", "columns": {"homes": {"home_id": "bldg_no", "geom": "at"}}, "weights": "\"Residents\""}');
SELECT circle_alter_study('opt_15min', '{"columns": {"homes": {"community": "label"}}}');
SELECT home_key, home_geom, home_community, weights, options -> 'columns' AS columns FROM opt_15min.study;
SELECT circle_alter_study('opt_15min', '{"columns": {"homes": {"community": "-", "geom": "door"}}, "communities": "-"}');
SELECT home_key, home_geom, home_community, communities_name FROM opt_15min.study;
-- A new relation brings its own columns.
SELECT circle_alter_study('opt_15min', '{"homes": "opt.home", "weights": null, "communities": "opt.community", "circles": "opt.circle"}');
SELECT home_key, home_geom, weights, options -> 'columns' AS columns FROM opt_15min.study;

-- A number of amenities is kept; what counts as an outlet can be said.
ALTER TABLE opt.amenity ADD COLUMN beds int;
UPDATE opt.amenity SET beds = amenity_id % 5 WHERE amenity_id % 2 = 0;
SELECT circle_alter_study('opt_15min', '{"attributes": ["beds"], "outlets": "park"}');
SET client_min_messages = warning;
SELECT * FROM circle_refresh('opt_15min') \gset run_
SELECT count(*) > 0 AS some, count(*) FILTER (WHERE k.value IS DISTINCT FROM a.beds) AS differ
  FROM opt_15min.amenity_attribute AS k JOIN opt.amenity AS a USING (amenity_id);
SELECT count(*) AS left_out FROM opt.amenity AS a
 WHERE beds IS NOT NULL AND category IN ('park', 'breakfast') AND NOT EXISTS (SELECT FROM opt_15min.amenity_attribute AS k WHERE k.amenity_id = a.amenity_id);
SELECT outlets = (SELECT count(DISTINCT amenity_id) FROM opt_15min.circle_outlet JOIN opt_15min.amenity USING (amenity_id) WHERE category = 'park') AS parks
  FROM opt_15min.summary;
SELECT circle_alter_study('opt_15min', '{"outlets": null}');
SELECT * FROM circle_refresh('opt_15min') \gset run_
SELECT outlets = (SELECT count(DISTINCT amenity_id) FROM opt_15min.circle_outlet JOIN opt_15min.amenity USING (amenity_id) WHERE category = 'breakfast') AS commerce
  FROM opt_15min.summary;

-- The row of a refresh says what a person wants to know.
DELETE FROM opt.amenity WHERE amenity_id IN (SELECT amenity_id FROM opt.amenity WHERE category = 'breakfast' ORDER BY amenity_id LIMIT 2);
SELECT * FROM circle_refresh('opt_15min', max_loss => 1) \gset told_
SELECT :told_version AS version, :told_homes_read = count(*) AS homes_read, :told_amenities_changed AS amenities_changed,
	   :told_people_covered_before > :told_people_covered AS fewer, :told_people_covered = min(s.people_covered) AS covered, :told_seconds > 0 AS seconds
  FROM opt.home CROSS JOIN opt_15min.summary AS s;
SELECT :'told_message' AS message, round(100 * share_people::numeric, 1) AS percent,
	   (SELECT n.category FROM opt_15min.need AS n JOIN opt_15min.indicator AS i USING (standard, need) WHERE i.level = 'city' AND i.weight = 'population' ORDER BY i.share LIMIT 1) AS worst
  FROM opt_15min.summary;
SELECT * FROM circle_refresh('opt_15min') \gset same_
\if :{?same_version}
\echo a version was published
\endif
SELECT :'same_message' AS message;

-- Versions are compared by number or by date; a date stands for its end.
SELECT count(*) > 0 AS some, count(*) FILTER (WHERE standard <> 'typo') AS others FROM circle_compare('opt_15min', 2, 3);
SELECT (SELECT array_agg(c::text) FROM circle_compare('opt_15min', '2', '3') AS c) = (SELECT array_agg(c::text) FROM circle_compare('opt_15min', 2, 3) AS c) AS as_text;
UPDATE opt_15min.refresh_log SET finished_at = '2026-06-30 23:30' WHERE version = 2;
UPDATE opt_15min.refresh_log SET finished_at = '2026-03-31 12:00' WHERE version = 1;
UPDATE opt_15min.refresh_log SET finished_at = '2026-09-30 12:00' WHERE version = 3;
SELECT circle_private.circle__version_of('opt_15min', d) FROM unnest(ARRAY['2026-06-30', '2026-06-30 23:00', '2026-09-29', '2026-12-31', ' 2 ']) AS d;
SELECT (SELECT array_agg(c::text) FROM circle_compare('opt_15min', '2026-06-30', '2026-09-30') AS c) = (SELECT array_agg(c::text) FROM circle_compare('opt_15min', 2, 3) AS c) AS by_date,
	   (SELECT array_agg(c::text) FROM circle_compare('opt_15min', date '2026-06-30', date '2026-09-30') AS c) = (SELECT array_agg(c::text) FROM circle_compare('opt_15min', 2, 3) AS c) AS by_day;
SELECT count(*) FROM circle_compare('opt_15min', '2025-01-01', '2026-09-30');
SELECT count(*) FROM circle_compare('opt_15min', 2, 99);
SELECT count(*) FROM circle_compare('opt_15min', 'soon', '3');

-- The statement makes the study again.
SELECT statement FROM circle_studies() WHERE study = 'opt_15min';
CREATE TABLE opt.old AS SELECT options, to_jsonb(s) - '{created_at,study,options}'::text[] AS resolved FROM opt_15min.study AS s;
SELECT statement AS again FROM circle_studies() WHERE study = 'opt_15min' \gset
SELECT circle_drop_study('opt_15min');
SET client_min_messages = warning;
:again
SELECT o.options = s.options AS options, o.resolved = to_jsonb(s) - '{created_at,study,options}'::text[] AS resolved FROM opt.old AS o, opt_15min.study AS s;

SELECT circle_drop_study('opt_15min');
SELECT circle_drop_network('opt_net');
DROP SCHEMA opt CASCADE;
