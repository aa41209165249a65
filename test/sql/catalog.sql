-- The catalogue: categories, rules, named standards.
SET client_encoding = 'UTF8';
\set SHOW_CONTEXT never

-- The shipped data hang together: each query finds nothing.
SELECT name FROM circle_category WHERE name !~ '^[a-z][a-z0-9_]*$';
SELECT DISTINCT category FROM circle_category_rule
 WHERE category <> '*' AND category NOT IN (SELECT name FROM circle_category);
SELECT name, part FROM circle_category AS c, unnest(part_of) AS part
 WHERE part NOT IN (SELECT name FROM circle_category WHERE category_group = 'union');
SELECT name FROM circle_category AS u
 WHERE category_group = 'union' AND (part_of <> '{}' OR NOT EXISTS (SELECT FROM circle_category WHERE u.name = ANY (part_of)));
SELECT key, value, category FROM circle_category_rule
 WHERE value LIKE '% %' OR (and_key = '') <> (and_value = '') OR (category = '*' AND action = 'accept');
SELECT s.name, c FROM circle_standard_catalog AS s, unnest(circle_categories(s.standard)) AS c
 WHERE c NOT IN (SELECT name FROM circle_category);
SELECT name FROM circle_standard_catalog WHERE standard::text::circle_standard <> standard;
SELECT s.name, n.need FROM circle_standard_catalog AS s, circle_needs(s.standard) AS n GROUP BY 1, 2 HAVING count(*) > 1;
SELECT name FROM circle_standard_catalog WHERE title_zh = '' OR title_en = '' OR source = '' OR (NOT verified AND note = '');

-- The Ministry's lists have the length that was found: 23 and 30.
SELECT category_group, count(*), count(*) FILTER (WHERE verified) AS verified
  FROM circle_category WHERE category_group IN ('basic', 'quality') GROUP BY 1 ORDER BY 1;
SELECT c.category_group, (SELECT count(*) FROM circle_needs(s.standard)) AS needs,
	   bool_and(c.name = ANY (circle_categories(s.standard))) AS all_of_the_group
  FROM circle_category AS c
  JOIN circle_standard_catalog AS s
	ON (c.category_group, s.name) IN (('basic', 'mofcom_basic_15_of_23'), ('quality', 'mofcom_quality_20_of_30'))
 GROUP BY 1, 2 ORDER BY 1;

-- Names
SELECT name, label_zh, label_en, category_group, part_of FROM circle_category
 WHERE name IN ('convenience', 'bus_stop', 'bus_pole', 'metro_station', 'eating') ORDER BY name COLLATE "C";
SELECT name, verified, title_zh, title_en FROM circle_standard_catalog ORDER BY name COLLATE "C";

-- Named standards
SELECT standard FROM circle_standard_catalog WHERE name = 'eight_stops';
SELECT standard FROM circle_standard_catalog WHERE name = 'eight_poles';
SELECT standard FROM circle_standard_catalog WHERE name = 'sdg_11_2_1';
SELECT standard FROM circle_standard_catalog WHERE name = 'mofcom_2021';
SELECT standard FROM circle_standard_catalog WHERE name = 'gb50180_2018';
SELECT standard FROM circle_standard_catalog WHERE name = 'td_t_1063_2021';

-- Tags to categories
SELECT source, tags, circle_classify_tags(source, tags) AS categories
  FROM (VALUES
	('osm', '{"shop": "convenience", "name": "7-Eleven"}'::jsonb),
	('osm', '{"shop": "books"}'),
	('osm', '{"amenity": "restaurant"}'),
	('osm', '{"amenity": "restaurant", "breakfast": "yes"}'),
	('osm', '{"amenity": "restaurant", "cuisine": "noodle; breakfast"}'),
	('osm', '{"amenity": "fast_food", "name": "永和豆浆"}'),
	('osm', '{"amenity": "marketplace", "name": "吉祥菜市场"}'),
	('osm', '{"shop": "yes", "name": "吉祥菜市场"}'),
	('osm', '{"amenity": "school"}'),
	('osm', '{"amenity": "school", "isced:level": "1;2"}'),
	('osm', '{"amenity": "school", "name": "龙城小学"}'),
	('osm', '{"amenity": "school", "name": "平冈中学"}'),
	('osm', '{"amenity": "school", "name": "龙城家长学校"}'),
	('osm', '{"amenity": "school", "name": "阳光幼儿园"}'),
	('osm', '{"amenity": "clinic", "name": "龙岗社区卫生服务中心"}'),
	('osm', '{"amenity": "clinic", "name": "瑞鹏宠物医院"}'),
	('osm', '{"amenity": "social_facility", "social_facility": "day_care", "social_facility:for": "senior"}'),
	('osm', '{"highway": "bus_stop"}'),
	('osm', '{"public_transport": "platform", "bus": "yes"}'),
	('osm', '{"public_transport": "stop_position", "bus": "yes"}'),
	('osm', '{"public_transport": "platform", "tram": "yes"}'),
	('osm', '{"highway": "bus_stop", "bus": "no"}'),
	('osm', '{"railway": "station"}'),
	('osm', '{"railway": "station", "station": "subway"}'),
	('osm', '{"railway": "station", "subway": "yes", "train": "yes"}'),
	('osm', '{"leisure": "pitch", "sport": "tennis;soccer"}'),
	('osm', '{"leisure": "pitch", "access": "private"}'),
	('osm', '{"shop": "bakery", "disused": "yes"}'),
	('osm', '{"shop": "vacant"}'),
	('osm', '{"natural": "tree"}'),
	('osm', '{}'),
	('amap', '{"typecode": "060201"}'),
	('amap', '{"typecode": "050300|060400"}'),
	('amap', '{"typecode": "050302", "name": "庆丰包子铺"}'),
	('amap', '{"typecode": "150700"}'),
	('amap', '{"typecode": "150500"}'),
	('amap', '{"typecode": "090702"}'),
	('amap', '{"typecode": "090202"}'))
	AS t (source, tags);

-- Codes that are often mistaken: flower market, disease prevention, research and training, railway, ATM, budget hotel, basketball.
SELECT code, circle_classify_tags('amap', jsonb_build_object('typecode', code)) && wrong AS mistaken
  FROM (VALUES ('060500', '{wet_market}'::text[]), ('090500', '{pharmacy}'), ('141300', '{primary}'), ('141400', '{junior_secondary}'),
			   ('150200', '{bus_stop}'), ('160300', '{parcel,post_office}'), ('100105', '{nursing_home}'), ('080104', '{gym}'))
	AS t (code, wrong);

-- How sure: the same place, asked three ways.
SELECT c, circle_classify_tags('osm', '{"amenity": "cafe"}', c) FROM unnest('{0,0.5,0.6,1}'::float8[]) AS c;

-- What is not an answer
SELECT circle_classify_tags(NULL, '{}') IS NULL AS source, circle_classify_tags('osm', NULL) IS NULL AS tags,
	   circle_classify_tags('osm', '{}', NULL) IS NULL AS confidence;
SELECT circle_classify_tags('OSM', '{"shop": "books"}');
SELECT circle_classify_tags('osm', '["shop"]');
SELECT circle_classify_tags('osm', '{"shop": "books"}', 1.5);
SELECT circle_classify_tags('osm', '{"shop": "books"}', 'NaN');
SELECT circle_classify_tags('osm', '{"shop": null}');
SELECT circle_classify_tags('osm', '{"shop": {"a": "books"}}');
SELECT circle_classify_tags('osm', '{"shop": "%", "name": "a_b\\"}');

-- The user's row wins, and only there.
BEGIN;
INSERT INTO circle_user_category (name, label_en, part_of) VALUES ('convenience', 'corner shop', '{supplies}'), ('小卖部', 'kiosk', '{}');
INSERT INTO circle_user_category_rule (source, key, value, category, action) VALUES
	('osm', 'shop', 'convenience', 'convenience', 'reject'), ('osm', 'shop', 'kiosk', '小卖部', 'accept'),
	('mine', 'kind', 'A*', 'convenience', 'accept');
INSERT INTO circle_user_standard (name, standard) VALUES ('eight_stops', 'bus_stop * 8 within 10 min'), ('mine', 'park within 5 min');
SELECT name, label_en, builtin FROM circle_category WHERE name IN ('convenience', '小卖部', 'supermarket') ORDER BY name COLLATE "C";
SELECT value, category, action, builtin FROM circle_category_rule WHERE key = 'shop' AND value IN ('convenience', 'kiosk') ORDER BY 1, 2;
SELECT name, standard, builtin FROM circle_standard_catalog WHERE name IN ('eight_stops', 'eight_poles', 'mine') ORDER BY 1;
SELECT circle_classify_tags('osm', '{"shop": "convenience"}'), circle_classify_tags('osm', '{"shop": "kiosk"}'),
	   circle_classify_tags('mine', '{"kind": "A7"}');
SELECT circle_classify_tags('yours', '{}');
ROLLBACK;
SELECT standard FROM circle_standard_catalog WHERE name = 'eight_stops';
INSERT INTO circle_user_standard (name, standard) VALUES ('', 'park within 5 min');
INSERT INTO circle_user_standard (name, standard) VALUES ('mine', 'park within');
INSERT INTO circle_user_category_rule (source, key, value, category, confidence) VALUES ('osm', 'shop', 'x', 'x', 2);

-- Everybody may read, the owner may write, dumps hold what is the user's.
CREATE ROLE regress_catalog_reader;
SET ROLE regress_catalog_reader;
SELECT count(*) > 0 AS may_read FROM circle_category;
SELECT count(*) > 0 AS may_read FROM circle_category_rule;
SELECT count(*) > 0 AS may_read FROM circle_standard_catalog;
SELECT standard, circle_classify_tags('osm', '{"shop": "books"}') FROM circle_standard_catalog WHERE name = 'eight_stops';
INSERT INTO circle_user_standard (name, standard) VALUES ('mine', 'park within 5 min');
UPDATE circle_builtin_standard SET verified = true;
RESET ROLE;
DROP ROLE regress_catalog_reader;
SELECT c.relname FROM pg_extension AS e, unnest(e.extconfig) AS t JOIN pg_class AS c ON c.oid = t
 WHERE e.extname = 'circle_ext' AND (c.relname LIKE 'circle_user%' OR c.relname LIKE 'circle_builtin%') ORDER BY 1;
