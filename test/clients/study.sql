-- The study that clients read: names that need quoting, data with all sorts of characters, and a reader who may do nothing but read.
SET client_min_messages = warning;
CREATE EXTENSION circle_ext CASCADE;
SELECT circle_sample_city('sample', homes => 5000) -> 'homes' AS homes;
UPDATE sample.community SET community = CASE community WHEN 'Honghu 1' THEN '五一 "路" \ <b>&amp;''%s''' WHEN 'Aoyuan 1' THEN 'São 🏘; DROP TABLE' ELSE community END;
SELECT circle_create_network('city net', 'sample.street');
SELECT circle_create_study(:'study', 'city net',
	'breakfast within 8 min & bus_stop * 8 within 8 min & (pharmacy | health_station) within 10 min & park within 500 m',
	homes => 'sample.home', amenities => 'sample.amenity', communities => 'sample.community', circles => 'sample.circle',
	walkers => 'adult, planning_60m', weights => 'population, elderly',
	settings => '{"categories": ["convenience"], "circle_min": 8, "circle_standard": "breakfast * 2 & wet_market * 2 & (pharmacy within 5 min | convenience * 5)"}');
SELECT circle_set_standard(:'study', 'second', 'wet_market within 10 min & metro_station within 800 m straight');
SELECT * FROM circle_refresh(:'study') \gset run_
SELECT circle_qgis_styles(:'study') AS styles;
CREATE ROLE circle_reader LOGIN;
GRANT USAGE ON SCHEMA :"study", "city net" TO circle_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA :"study", "city net" TO circle_reader;
GRANT SELECT ON layer_styles TO circle_reader;
