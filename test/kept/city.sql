-- A small city with a network and two studies, refreshed twice: what the kept schemas hold.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS circle_ext CASCADE;
SELECT circle_sample_city('city', 300);
DELETE FROM city.home WHERE home_id % 3 <> 1;
CREATE VIEW city.home_view AS SELECT 'h' || home_id AS "key of home", geom, CASE home_id % 4 WHEN 0 THEN 'Nørre' ELSE '' END AS community FROM city.home;
SELECT circle_create_network('city_net', 'city.street');
SELECT circle_create_study('city_15min', 'city_net', 'breakfast within 8 min & bus_stop * 2 within 8 min', homes => 'city.home', amenities => 'city.amenity', communities => 'city.community', circles => 'city.circle', walkers => 'adult, planning_60m', weights => 'population, elderly');
SELECT circle_set_standard('city_15min', 'second', 'park within 500 m | clinic within 900 m straight');
SELECT circle_create_study('"Örtlich" 15min', 'city_net', 'breakfast within 5 min', homes => 'city.home_view', amenities => 'city.amenity', communities => '-', circles => '-', weights => '', settings => '{"columns": {"homes": {"home_id": "key of home"}}}');
SELECT * FROM circle_refresh('city_15min');
SELECT * FROM circle_refresh('"Örtlich" 15min');
UPDATE city.home SET geom = st_translate(geom, 0.0005, 0) WHERE home_id = 1;
DELETE FROM city.amenity WHERE amenity_id = (SELECT min(amenity_id) FROM city.amenity WHERE category = 'breakfast');
INSERT INTO city.home (home_id, geom) VALUES (1001, 'SRID=4326;POINT EMPTY');
SELECT * FROM circle_refresh('city_15min');
