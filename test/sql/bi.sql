-- For BI tools: views of plain types, and a comment on everything that a reader sees.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
SELECT 1 AS made FROM circle_sample_city('bicity', 600, 4);
SELECT circle_create_network('bicity_net', 'bicity.street');
SELECT circle_create_study('bicity''s "15 min" %I %s', 'bicity_net', 'breakfast within 5 min & bus_stop * 2 within 4 min & (pharmacy | supermarket) within 6 min', homes => 'bicity.home', amenities => 'bicity.amenity', communities => 'bicity.community', circles => 'bicity.circle', walkers => 'adult, planning_60m', weights => 'population, elderly', settings => '{"circle_min": 8, "categories": ["wet_market"], "circle_standard": "breakfast * 2"}');
SELECT circle_set_standard('bicity''s "15 min" %I %s', 'second', 'park within 500 m & metro_station within 800 m straight');

-- Every column and every relation says what it means.
CREATE VIEW told AS
SELECT n.nspname, c.oid, c.relname, c.relkind, a.attname, a.atttypid, a.attnum, col_description(c.oid, a.attnum) AS column_comment, obj_description(c.oid, 'pg_class') AS comment
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_attribute AS a ON a.attrelid = c.oid
 WHERE c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
   AND (n.nspname IN ('bicity''s "15 min" %I %s', 'bicity_net')
		OR EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e'
					 AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'circle_ext')));
SELECT count(*) > 500 AS many FROM told;
SELECT relname, attname AS column_without_comment FROM told WHERE coalesce(column_comment, '') = '' ORDER BY nspname, relname, attnum;
SELECT DISTINCT relname AS relation_without_comment FROM told WHERE coalesce(comment, '') = '' ORDER BY 1;

-- Views for BI tools hold text, numbers, booleans and times; nothing else.
SELECT relname, attname, format_type(atttypid, NULL) FROM told
 WHERE relname LIKE 'bi\_%' AND format_type(atttypid, NULL) <> ALL ('{text,integer,bigint,double precision,boolean,timestamp with time zone}') ORDER BY 1, attnum;

-- A row a thing, and none before the first refresh.
CREATE FUNCTION row_counts(name_pattern text) RETURNS TABLE (view_name text, n bigint) LANGUAGE plpgsql AS
$$
BEGIN
	FOR view_name IN SELECT DISTINCT relname FROM told WHERE relname LIKE name_pattern ORDER BY 1 LOOP
		EXECUTE format('SELECT count(*) FROM (SELECT * FROM %I.%I OFFSET 0) AS t', 'bicity''s "15 min" %I %s', view_name) INTO n;
		RETURN NEXT;
	END LOOP;
END
$$;
SELECT string_agg(view_name, ' ') AS filled_before_the_first_refresh FROM row_counts('bi\_%') WHERE n > 0;
SELECT * FROM circle_refresh('bicity''s "15 min" %I %s') \gset run_
SET search_path = "bicity's ""15 min"" %I %s", public;
SELECT string_agg(view_name, ' ') AS empty_after_it FROM row_counts('bi\_%') WHERE n = 0;
SELECT (SELECT count(DISTINCT home_id) = count(*) AND count(*) = (SELECT homes FROM summary LIMIT 1) FROM bi_home) AS home,
	(SELECT count(DISTINCT (home_id, walker, standard)) = count(*) AND count(*) = 4 * (SELECT count(*) FROM home) FROM bi_home_standard) AS home_standard,
	(SELECT count(DISTINCT (home_id, walker, standard, need_no)) = count(*) AND count(*) = 2 * 6 * (SELECT count(*) FROM home) FROM bi_home_need) AS home_need,
	(SELECT count(DISTINCT (home_id, walker, category, unit)) = count(*) AND count(*) = 2 * 7 * (SELECT count(*) FROM home) FROM bi_coverage) AS coverage,
	(SELECT count(DISTINCT (level, community, walker, standard)) = count(*) FROM bi_community) AS community,
	(SELECT count(DISTINCT (level, community, walker, standard, need)) = count(*) FROM bi_community_need) AS community_need,
	(SELECT count(DISTINCT circle_id) = count(*) AND count(*) = (SELECT count(*) FROM bicity.circle) FROM bi_circle) AS circle,
	(SELECT count(DISTINCT (circle_id, home_id)) = count(*) AND count(*) FILTER (WHERE own) = count(DISTINCT home_id) FROM bi_circle_member) AS circle_member,
	(SELECT count(DISTINCT (amenity_id, category, access_no)) = count(*) FROM bi_amenity) AS amenity,
	(SELECT count(DISTINCT (standard, need_no)) = count(*) FROM bi_need) AS need,
	(SELECT count(DISTINCT (walker, standard)) = count(*) FROM bi_summary) AS summary;

-- They say the same as one another and as the tables.
SELECT count(*) AS needs_and_standards_disagree
  FROM (SELECT home_id, walker, standard, bool_and(met) AS met FROM bi_home_need WHERE standard = 'second' GROUP BY 1, 2, 3) AS n
  JOIN bi_home_standard AS s USING (home_id, walker, standard) WHERE s.meets IS DISTINCT FROM n.met;
SELECT count(*) AS gaps_and_needs_disagree
  FROM (SELECT home_id, standard, need_no FROM bi_gap WHERE category IS NOT NULL) AS g
  FULL JOIN (SELECT home_id, standard, need_no FROM bi_home_need WHERE NOT met AND walker = 'adult' AND standard = 'second') AS n USING (home_id, standard, need_no)
 WHERE standard = 'second' AND (g.home_id IS NULL OR n.home_id IS NULL);
SELECT count(*) AS coverages_differ
  FROM bi_coverage AS k JOIN home AS h USING (home_id)
 WHERE k.walker = 'adult' AND k.unit = 'min' AND (k.nearest_min IS DISTINCT FROM h.coverage -> k.category OR k.within_10_min IS DISTINCT FROM CASE WHEN k.horizon >= 10 THEN circle_count_within(h.coverage, k.category, 10) END
	OR k.within_5_min > k.within_10_min OR k.within_10_min > k.within_15_min);
SELECT b.standard, sum(b.people) = min(s.people) AS people, sum(b.people_covered) = min(s.people_covered) AS covered
  FROM bi_community AS b JOIN summary AS s USING (walker, standard) WHERE walker = 'planning_60m' GROUP BY 1 ORDER BY 1;
SELECT bool_and(share_people BETWEEN 0 AND 1 AND share_homes BETWEEN 0 AND 1) AS shares, bool_or(lon BETWEEN 106 AND 107 AND lat BETWEEN 29 AND 30) AS places FROM bi_community WHERE community <> '';
SELECT name, round(lon::numeric, 3) AS lon, round(lat::numeric, 3) AS lat, has_area, homes = (SELECT count(*) FROM bi_circle_member AS m WHERE m.circle_id = c.circle_id) AS homes, basic_missing, standard, accepted
  FROM bi_circle AS c;

-- A weight that comes later is one more column at the end, with a comment, and what hangs on the view stays.
CREATE VIEW public.hangs_on AS SELECT home_id, population FROM bi_home;
SELECT circle_alter_study('bicity''s "15 min" %I %s', '{"weights": "population, elderly, children"}');
SELECT string_agg(attname, ' ' ORDER BY attnum) AS columns FROM told WHERE relname = 'bi_home';
SELECT count(*) AS without_comment FROM told WHERE column_comment IS NULL;
SELECT version > 1 AS refreshed FROM circle_refresh('bicity''s "15 min" %I %s', max_loss => 1);
SELECT sum(children) > 0 AS children FROM bi_home;
DROP VIEW public.hangs_on;

-- A reader needs no more than the right to read.
CREATE ROLE regress_bi_reader;
GRANT USAGE ON SCHEMA "bicity's ""15 min"" %I %s" TO regress_bi_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA "bicity's ""15 min"" %I %s" TO regress_bi_reader;
GRANT SELECT ON public.told TO regress_bi_reader;
SET ROLE regress_bi_reader;
SELECT count(*) > 15 AS many, min(n) > 0 AS filled FROM public.row_counts('bi\_%');
RESET ROLE;

RESET search_path;
DROP FUNCTION row_counts;
DROP VIEW told;
SELECT circle_drop_study('bicity''s "15 min" %I %s');
SELECT circle_drop_network('bicity_net');
DROP ROLE regress_bi_reader;
SET client_min_messages = error;
DROP SCHEMA bicity CASCADE;
