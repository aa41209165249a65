-- Weights that are named like anything in the extension's own functions: every alias, argument, variable and column there is
-- a weight of one study, and all that can be asked of it is what it is of a study with one plain weight of the same values.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE TEMP TABLE word AS
SELECT DISTINCT w.word
  FROM pg_extension AS e JOIN pg_depend AS d ON d.refobjid = e.oid AND d.deptype = 'e' AND d.classid = 'pg_proc'::regclass
  JOIN pg_proc AS p ON p.oid = d.objid
 CROSS JOIN LATERAL (SELECT coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) AS body) AS b
 CROSS JOIN LATERAL (
	SELECT m[1] AS word FROM regexp_matches(b.body, '\mAS\s+"?([a-z_][a-z_0-9 ]*)"?', 'g') AS m
	UNION ALL SELECT btrim(c, ' "') FROM regexp_matches(b.body, '\mAS\s+[a-z_]+ ?\(([a-z_, "]+)\)', 'g') AS m, string_to_table(m[1], ',') AS c
	UNION ALL SELECT m[1] FROM regexp_matches(b.body, '^\t"?([a-z_]+)"? (?:CONSTANT )?[a-z]', 'gn') AS m
	UNION ALL SELECT unnest(p.proargnames)) AS w
 WHERE e.extname = 'circle_ext' AND w.word ~ '^[a-z_][a-z_0-9 ]*$' AND length(w.word) < 64 AND w.word <> ALL (array_append(circle_private.circle__home_columns(), 'population'));
SELECT count(*) > 400 AS many, '{t,h,q,g,people,feature,study,weights}' <@ array_agg(word) AS those_that_matter FROM word;

SELECT 1 AS made FROM circle_sample_city('wordcity', 100, 5);
SELECT circle_create_network('wordcity_net', 'wordcity.street');
DO $$ BEGIN
	EXECUTE (SELECT 'CREATE TABLE wordcity.worded AS SELECT home_id, geom, (home_id % 7)::int AS population, '
			|| string_agg(format('(home_id %% 7)::int AS %I', word), ', ') || ' FROM wordcity.home' FROM word);
END $$;
CREATE FUNCTION pg_temp.create_study(study text, weights text[]) RETURNS void LANGUAGE sql AS $$
	SELECT circle_create_study(study, 'wordcity_net', 'clinic within 5 min & bus_stop * 2 within 4 min', homes => 'wordcity.worded', amenities => 'wordcity.amenity', communities => 'wordcity.community', circles => 'wordcity.circle', 
		weights => (SELECT string_agg(quote_ident(w), ', ') FROM unnest(weights) AS w), settings => '{"circle_standard": "clinic", "columns": {"homes": {"home_id": "home_id"}, "amenities": {"amenity_id": "amenity_id"}}}') $$;
SELECT pg_temp.create_study('worded', ARRAY(SELECT word FROM word ORDER BY word)), pg_temp.create_study('plain', '{population}');

-- A first refresh, one of changed weights, and a full one.
SELECT * FROM circle_refresh('worded') \gset run_
DO $$ BEGIN
	EXECUTE (SELECT 'UPDATE wordcity.worded SET population = population + 1, ' || string_agg(format('%I = %1$I + 1', word), ', ') || ' WHERE home_id % 3 = 0' FROM word);
END $$;
SELECT * FROM circle_refresh('worded') \gset run_
SELECT * FROM circle_refresh('worded', "full" => true) \gset run_
SELECT * FROM circle_refresh('plain') \gset run_
SELECT * FROM circle_check('worded', 1.0);

-- What both studies have: relation by relation, in the columns that both have. What there is of population, there is of each weight.
CREATE FUNCTION pg_temp.differing(relation name) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	columns text;
	weighed text;
	n bigint;
BEGIN
	SELECT string_agg(format('x.%I', p.attname), ', ') FILTER (WHERE p.attname <> ALL ('{weight,population}')),
		   coalesce(max('coalesce(x.weight::text IN (SELECT word FROM word UNION SELECT ''population''), false)') FILTER (WHERE p.attname = 'weight'), 'false')
	  INTO columns, weighed
	  FROM pg_attribute AS p JOIN pg_attribute AS w ON w.attrelid = format('worded.%I', relation)::regclass AND w.attname = p.attname
	 WHERE p.attrelid = format('plain.%I', relation)::regclass AND p.attnum > 0 AND NOT p.attisdropped
	   AND p.attname !~ '^(version|study|refreshed_at)$';
	EXECUTE format($q$
		WITH p AS (SELECT row(%1$s)::text AS r, %3$s AS weighed FROM plain.%2$I AS x), w AS (SELECT row(%1$s)::text AS r, %3$s AS weighed FROM worded.%2$I AS x)
		SELECT count(*)
		  FROM (SELECT r, weighed, count(*) * CASE WHEN weighed THEN (SELECT count(*) FROM word) ELSE 1 END AS rows FROM p GROUP BY r, weighed) AS p
		  FULL JOIN (SELECT r, weighed, count(*) AS rows FROM w GROUP BY r, weighed) AS w USING (r, weighed, rows)
		 WHERE p IS NULL OR w IS NULL$q$, columns, relation, weighed) INTO n;
	RETURN CASE WHEN n > 0 THEN relation || ': ' || n || ' rows' END;
END $$;
SELECT d FROM pg_class AS c CROSS JOIN LATERAL pg_temp.differing(c.relname) AS d
 WHERE c.relnamespace = 'plain'::regnamespace AND c.relkind IN ('r', 'v') AND c.relname !~ 'history$|refresh|^(study|version|indicator_part|indicator_sum)$|^input_|_bucket$'
   AND d IS NOT NULL ORDER BY d;
SELECT count(*) > 20 AS weighed FROM worded.indicator WHERE weight = 't' OR weight = 'h';

-- Maps: cells have no weights but the first, so they are the same bytes; every layer is drawn where homes are.
CREATE FUNCTION pg_temp.tile_at(z int, study text, layer text) RETURNS bytea LANGUAGE sql AS $$
	SELECT circle_mvt(z, ((st_x(c) + 180) / 360 * (1 << z))::int, floor((1 - asinh(tan(radians(st_y(c)))) / pi()) / 2 * (1 << z))::int, study, layer)
	  FROM (SELECT geom AS c FROM wordcity.worded ORDER BY home_id LIMIT 1) AS h $$;
SELECT layer, bool_and(pg_temp.tile_at(12, 'plain', layer) = pg_temp.tile_at(12, 'worded', layer)) AS same
  FROM unnest('{amenity,circle,community,gap,home}'::text[]) AS layer GROUP BY layer ORDER BY layer;
SELECT layer, octet_length(pg_temp.tile_at(14, 'worded', layer)) > octet_length(pg_temp.tile_at(14, 'plain', layer)) AS with_the_weights
  FROM unnest('{gap,home}'::text[]) AS layer ORDER BY layer;
SELECT count(*) > 0 AS report FROM worded.gap_report;
SELECT count(*) > 0 AS explained FROM circle_explain('worded', (SELECT min(home_id) FROM worded.home));
SELECT count(*) > 0 AS compared FROM circle_compare('worded', 1, 2);
SELECT length(circle_report('worded')) > 10000 AS reported;
SELECT circle_alter_study('worded', '{"weights": "t, h"}');
SELECT * FROM circle_refresh('worded') \gset run_
SELECT * FROM circle_check('worded', 1.0);

SELECT circle_drop_study('worded'), circle_drop_study('plain'), circle_drop_network('wordcity_net');
DROP SCHEMA wordcity CASCADE;
