-- The report as SQL sees it: doors, names that mean harm, odd studies. The page itself: test/t/036_report.pl.
SET client_min_messages = error;
\set SHOW_CONTEXT never
SELECT 1 AS made FROM circle_sample_city('page', 400);
SELECT circle_create_network('page_net', 'page.street');
SELECT circle_create_study('page_15min', 'page_net', 'breakfast within 8 min & bus_stop * 2 within 8.5 min & (pharmacy | hospital) within 10 min & park within 500 m & metro_station within 800 m straight', homes => 'page.home', amenities => 'page.amenity', communities => 'page.community', circles => 'page.circle', walkers => 'adult, step_free');
SELECT circle_set_standard('page_15min', 'second', 'park within 20 min');

-- Doors
SELECT circle_report('page_15min');
SELECT circle_report('nothing');
SELECT circle_report(NULL);
SELECT * FROM circle_refresh('page_15min') \gset run_
SELECT circle_report('page_15min', 'fr');
SELECT circle_report('page_15min', NULL);
SELECT circle_report('page_15min', title => NULL) = circle_report('page_15min', 'en', '') AS no_title_is_the_name;

-- The same version is the same page, in any session's settings, and reading writes nothing
CREATE TABLE page.kept AS SELECT lang, circle_report('page_15min', lang) AS html FROM unnest(circle_private.circle__report_languages()) AS lang;
SET timezone = 'Asia/Shanghai';
SET datestyle = 'German';
SET extra_float_digits = 0;
SET lc_numeric = 'C';
SET search_path = pg_catalog;
SELECT bool_and(public.circle_report('page_15min', lang) = html) AS same, count(*) AS languages FROM page.kept;
RESET timezone;
RESET datestyle;
RESET extra_float_digits;
RESET search_path;
BEGIN READ ONLY;
SELECT circle_report('page_15min') = html AS same_read_only FROM page.kept WHERE lang = 'en';
COMMIT;

-- Every word is there in each language
SELECT key FROM jsonb_each_text(circle_private.circle__report_words('en')) FULL JOIN jsonb_each_text(circle_private.circle__report_words('zh')) AS zh USING (key)
 WHERE jsonb_each_text.value IS NULL OR zh.value IS NULL OR zh.value = '' OR jsonb_each_text.value = '';
SELECT count(*) AS words_with_other_places FROM jsonb_each_text(circle_private.circle__report_words('en')) AS en JOIN jsonb_each_text(circle_private.circle__report_words('zh')) AS zh USING (key)
 WHERE (SELECT count(*) FROM regexp_matches(en.value, '%', 'g')) <> (SELECT count(*) FROM regexp_matches(zh.value, '%', 'g'));
SELECT DISTINCT problem FROM page_15min.data_quality WHERE circle_private.circle__report_words('en') -> problem IS NULL;

-- Names that mean harm are shown as they are
SELECT circle_private.circle__html($$<b a="1" c='2'>&amp;$$ || E'\x01\x1f\n\t') AS html, circle_private.circle__html(NULL) IS NULL AS null_stays;
SELECT circle_private.circle__html_name(repeat('长', 120), 10) AS cut;
CREATE TABLE page.evil (n int, name text);
INSERT INTO page.evil VALUES (0, '<script>alert(1)</script>'), (1, $$" onload='x' & &lt;$$), (2, E'\u202Eمجتمع\u202C'), (3, repeat('无空格', 40)), (4, E'%s %1$s \\ \x02'), (5, '');
CREATE TABLE page.evil_home AS SELECT home_id, population AS "<i>people", geom, (SELECT name FROM page.evil WHERE n = home_id % 6) AS community FROM page.home;
CREATE TABLE page.evil_shop AS SELECT amenity_id, CASE category WHEN 'park' THEN '<svg onload=1>' ELSE category END AS category, '</title>' || amenity_id AS name, geom FROM page.amenity;
CREATE TABLE page.evil_circle AS SELECT circle_id, (SELECT name FROM page.evil WHERE n = 1) AS name, geom FROM page.circle;
COMMENT ON TABLE page.evil_home IS '<!-- homes --> & "more"';
SELECT circle_create_study('<a href="x">&', 'page_net', '"<svg onload=1>" within 10 min & breakfast within 5 min', homes => 'page.evil_home', amenities => 'page.evil_shop', communities => '-', circles => 'page.evil_circle', weights => '"<i>people"');
SELECT * FROM circle_refresh('<a href="x">&') \gset run_
CREATE TABLE page.evil_page AS SELECT circle_report('<a href="x">&', lang, '</title><script>') AS html FROM unnest('{en,zh}'::text[]) AS lang;
SELECT html ~ '<script|<svg onload|<a |<i>p|<!-- ' AS some_tag,
	   html LIKE '%&lt;script&gt;alert(1)&lt;/script&gt;%' AS community_shown, html LIKE '%&quot; onload=&#39;x&#39; &amp; &amp;lt;%' AS circle_shown,
	   html LIKE '%<bdi>' || left((SELECT name FROM page.evil WHERE n = 3), 99) || '…</bdi>%' AS long_one_cut, html LIKE '%\%s \%1$s \\ ?</bdi>%' AS formats_harmless,
	   html LIKE '%&lt;svg onload=1&gt;%' AS category_shown, html LIKE '%<title>&lt;/title&gt;&lt;script&gt;</title>%' AS title_shown,
	   html LIKE '%&lt;i&gt;people%' AS weight_shown, html LIKE '%&lt;!-- homes --&gt; &amp; &quot;more&quot;%' AS source_shown
  FROM page.evil_page;

-- What is not there is not spoken of: polygons of communities, a standard of circles
SELECT html LIKE '%</svg>community<%' AS borders, html LIKE '%circles are accepted%' AS accepted, html LIKE '%</svg>life circle<%' AS circles FROM page.evil_page WHERE html LIKE '%lang="en"%';
SELECT html LIKE '%</svg>community<%' AS borders, html LIKE '%circles are accepted%' AS accepted, html LIKE '%from home%' AS direction FROM page.kept WHERE lang = 'en';

-- Odd studies: no homes at all; one home off the network; homes without people
CREATE TABLE page.few (id bigint PRIMARY KEY, population int, geom geometry(Point,4326));
SELECT circle_create_study('few_15min', 'page_net', 'park within 10 min', homes => 'page.few', amenities => 'page.amenity', communities => '-', circles => '-');
SELECT * FROM circle_refresh('few_15min') \gset run_
SELECT circle_report('few_15min') LIKE '%<strong>–</strong>%' AS no_share, circle_report('few_15min') NOT LIKE '%<figure>%' AS no_map;
INSERT INTO page.few VALUES (1, NULL, 'SRID=4326;POINT(107 30)');
SELECT * FROM circle_refresh('few_15min') \gset run_
SELECT circle_report('few_15min') LIKE '%class="dot-unknown"%' AS on_the_map;
SELECT circle_alter_study('few_15min', '{"weights": ""}');
SELECT * FROM circle_refresh('few_15min') \gset run_
SELECT circle_report('few_15min') LIKE '%0 of 1 homes%' AS homes_counted;

-- A reader needs the study; the network only for streets. What could run user code is not read.
CREATE ROLE regress_circle_pager;
GRANT USAGE ON SCHEMA page_15min TO regress_circle_pager;
GRANT SELECT ON ALL TABLES IN SCHEMA page_15min TO regress_circle_pager;
SET ROLE regress_circle_pager;
SELECT circle_report('page_15min') LIKE '%Without streets: the network cannot be read.%' AS without_streets;
SELECT circle_report('few_15min');
RESET ROLE;
GRANT USAGE ON SCHEMA page_net TO regress_circle_pager;
GRANT SELECT ON ALL TABLES IN SCHEMA page_net TO regress_circle_pager;
SET ROLE regress_circle_pager;
SELECT circle_report('page_15min') LIKE '%Streets: the longest are drawn.%' AS with_streets;
RESET ROLE;
-- A policy that applies to the caller: no report of a part. To others, as the owner, it does not apply.
ALTER TABLE page_15min.history ENABLE ROW LEVEL SECURITY;
SELECT circle_report('page_15min') LIKE '<!DOCTYPE html>%' AS whole;
SET ROLE regress_circle_pager;
SELECT circle_report('page_15min');
RESET ROLE;
DROP OWNED BY regress_circle_pager;
DROP ROLE regress_circle_pager;
SELECT circle_drop_study(s) FROM unnest('{page_15min,few_15min,"<a href=\"x\">&"}'::text[]) AS s;
SELECT circle_drop_network('page_net');
DROP SCHEMA page CASCADE;
