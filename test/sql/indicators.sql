-- Indicators by weight: against SQL that computes them home by home
-- Also: indicator_parts.
SET client_min_messages = warning;
SELECT circle_sample_city('mead', homes => 600, seed => 4) -> 'homes' AS homes;
SELECT circle_create_network('mead_net', 'mead.street');
SELECT circle_create_study('mead_15min', 'mead_net', 'breakfast within 5 min & bus_stop * 2 within 8 min & (pharmacy within 6 min | park within 400 m)', homes => 'mead.home', amenities => 'mead.amenity', communities => 'mead.community', circles => '-', walkers => 'adult, elderly', weights => 'population, elderly, households', settings => '{"categories": ["breakfast", "bus_stop", "pharmacy", "park", "metro_station", "primary_school", "school"]}');
SELECT circle_set_standard('mead_15min', 'second', 'school within 10 min & metro_station within 800 m straight & school within 10 min weight 2');
SELECT * FROM circle_refresh('mead_15min') \gset run_

-- A row for each walker, area, weight, and need or whole; a need that stands twice is one
SELECT walker, standard, count(DISTINCT need) AS needs, count(DISTINCT weight) AS weights, bool_and(total >= covered) AS parts,
	count(*) = count(DISTINCT need) * count(DISTINCT weight) * (SELECT count(DISTINCT community) + 1 FROM mead_15min.home) AS complete
  FROM mead_15min.indicator GROUP BY 1, 2 ORDER BY 1, 2;

-- Communities add up to the city
SELECT count(*) AS rows, count(*) FILTER (WHERE (c.homes, c.homes_without) <> (s.homes, s.homes_without)
	OR abs(c.total - s.total) + abs(c.covered - s.covered) + abs(c.covered_straight - s.covered_straight)
	   + abs(c.unsnapped - s.unsnapped) + abs(c.on_island - s.on_island) + abs(c.beyond - s.beyond) > 1e-6) AS wrong
  FROM mead_15min.indicator AS c
  JOIN (SELECT walker, standard, need, weight, sum(homes) AS homes, sum(homes_without) AS homes_without, sum(total) AS total,
			   sum(covered) AS covered, sum(covered_straight) AS covered_straight, sum(unsnapped) AS unsnapped,
			   sum(on_island) AS on_island, sum(beyond) AS beyond
		  FROM mead_15min.indicator WHERE level = 'community' GROUP BY 1, 2, 3, 4) AS s USING (walker, standard, need, weight)
 WHERE level = 'city';

-- Levels above communities: a column of the communities, polygons, a column of the homes
ALTER TABLE mead.community ADD district text;
UPDATE mead.community SET district = CASE WHEN st_x(st_centroid(geom)) < (SELECT avg(st_x(st_centroid(geom))) FROM mead.community) THEN 'West' ELSE 'East' END;
ALTER TABLE mead.home ADD school_zone text;
UPDATE mead.home SET school_zone = 'zone ' || home_id % 3 WHERE home_id > 20;
\set VERBOSITY terse
SELECT circle_alter_study('mead_15min', '{"levels": "nowhere"}');
SELECT circle_alter_study('mead_15min', '{"levels": "city"}');
SELECT circle_alter_study('mead_15min', '{"levels": "\"NULL\""}');
SELECT circle_alter_study('mead_15min', '{"levels": "district, district"}');
SELECT circle_alter_study('mead_15min', '{"levels": "subdistrict=mead.none"}');
SELECT circle_alter_study('mead_15min', '{"levels": "subdistrict=mead.nothing"}');
\set VERBOSITY default
SELECT circle_alter_study('mead_15min', '{"levels": "district, subdistrict=mead.subdistrict, school_zone"}');
SELECT levels FROM mead_15min.study;
SELECT kind, count(*) FROM circle_check('mead_15min') GROUP BY 1 ORDER BY 1;
SELECT * FROM circle_refresh('mead_15min') \gset run_
SELECT areas, count(*) > 0 AS homes FROM mead_15min.home WHERE home_id IN (5, 21, 22, 23) OR areas[1] = '' GROUP BY 1 ORDER BY 1;
SELECT level, count(DISTINCT community) AS areas, sum(homes) FILTER (WHERE walker = 'adult' AND standard = 'main' AND need = '' AND weight = '') AS homes
  FROM mead_15min.indicator GROUP BY 1 ORDER BY 1;
SELECT level, count(DISTINCT community) AS areas FROM mead_15min.community_indicator GROUP BY 1 ORDER BY 1;
SELECT level, count(*) AS polygons FROM mead_15min.community GROUP BY 1 ORDER BY 1;
-- A district is the sum of its communities, straight lines too
SELECT count(*) AS rows, count(*) FILTER (WHERE abs(i.total - s.total) + abs(i.covered - s.covered) + abs(i.covered_straight - s.straight) > 1e-6) AS wrong
  FROM mead_15min.indicator AS i
  JOIN (SELECT walker, standard, need, weight, c.district, sum(total) AS total, sum(covered) AS covered, sum(covered_straight) AS straight
		  FROM mead_15min.indicator JOIN mead.community AS c ON c.community = indicator.community
		 WHERE level = 'community' GROUP BY 1, 2, 3, 4, 5) AS s
	ON (s.walker, s.standard, s.need, s.weight, s.district) = (i.walker, i.standard, i.need, i.weight, i.community)
 WHERE i.level = 'district';
-- A community goes to another district, a home to another zone, an amenity closes: as computed afresh
UPDATE mead.community SET district = 'East' WHERE community = (SELECT min(community) FROM mead.community WHERE district = 'West');
UPDATE mead.home SET school_zone = 'zone 9' WHERE home_id = 30;
DELETE FROM mead.amenity WHERE amenity_id = (SELECT min(amenity_id) FROM mead.amenity WHERE category = 'breakfast');
SELECT * FROM circle_refresh('mead_15min') \gset run_
CREATE TABLE mead.seen AS TABLE mead_15min.indicator;
CREATE TABLE mead.seen_part AS TABLE mead_15min.indicator_part;
CREATE TABLE mead.seen_sum AS TABLE mead_15min.indicator_sum;
CREATE TABLE mead.seen_community AS TABLE mead_15min.community_indicator;
CREATE TABLE mead.seen_home AS SELECT home_id, areas FROM mead_15min.home;
SELECT circle_drop_study('mead_15min');
SELECT circle_create_study('mead_15min', 'mead_net', 'breakfast within 5 min & bus_stop * 2 within 8 min & (pharmacy within 6 min | park within 400 m)', homes => 'mead.home', amenities => 'mead.amenity', communities => 'mead.community', circles => '-', walkers => 'adult, elderly', weights => 'population, elderly, households', levels => 'district, subdistrict=mead.subdistrict, school_zone', settings => '{"categories": ["breakfast", "bus_stop", "pharmacy", "park", "metro_station", "primary_school", "school"]}');
SELECT circle_set_standard('mead_15min', 'second', 'school within 10 min & metro_station within 800 m straight & school within 10 min weight 2');
SELECT * FROM circle_refresh('mead_15min') \gset run_
SELECT (SELECT count(*) FROM (TABLE mead.seen EXCEPT TABLE mead_15min.indicator) AS d) AS indicators,
	(SELECT count(*) FROM (TABLE mead_15min.indicator EXCEPT TABLE mead.seen) AS d) AS missing,
	(SELECT count(*) FROM (TABLE mead.seen_community EXCEPT TABLE mead_15min.community_indicator) AS d) AS communities,
	(SELECT count(*) FROM (TABLE mead.seen_home EXCEPT SELECT home_id, areas FROM mead_15min.home) AS d) AS homes,
	(SELECT count(*) FROM (TABLE mead.seen_part EXCEPT TABLE mead_15min.indicator_part) AS d) AS parts,
	(SELECT count(*) FROM (TABLE mead.seen_sum EXCEPT TABLE mead_15min.indicator_sum) AS d) AS sums;
-- Parts are what all homes sum up to, and add up in any order and grouping
SELECT w.walker, count(*) > 10 AS many, count(*) FILTER (WHERE p.part IS DISTINCT FROM m.part) AS wrong
  FROM mead_15min.walker AS w JOIN circle_private.circle__make_parts('mead_15min', NULL, NULL) AS m USING (walker)
  FULL JOIN mead_15min.indicator_part AS p USING (walker, tile, community, areas) GROUP BY 1 ORDER BY 1;
SELECT walker, circle_private.circle__sum_parts(part, false ORDER BY part)
	= (SELECT circle_private.circle__sum_parts(s.part, false ORDER BY s.community DESC)
		 FROM (SELECT community, circle_private.circle__sum_parts(o.part, false ORDER BY o.areas) AS part FROM mead_15min.indicator_part AS o
				WHERE o.walker = p.walker GROUP BY 1) AS s) AS same
  FROM mead_15min.indicator_part AS p GROUP BY 1 ORDER BY 1;
-- Homes that are taken out leave nothing, and cannot be taken out twice
SELECT circle_private.circle__sum_parts(p.part, g.gone ORDER BY g.gone) IS NULL AS nothing_left
  FROM (SELECT part FROM mead_15min.indicator_part ORDER BY octet_length(part) DESC LIMIT 1) AS p, (VALUES (false), (true)) AS g (gone);
SELECT circle_private.circle__sum_parts(p.part, g.gone ORDER BY g.gone)
  FROM (SELECT part FROM mead_15min.indicator_part ORDER BY octet_length(part) DESC LIMIT 1) AS p, (VALUES (false), (true), (true)) AS g (gone);
-- No levels any more
SELECT circle_alter_study('mead_15min', '{"levels": ""}');
SELECT * FROM circle_refresh('mead_15min') \gset run_
SELECT array_agg(DISTINCT level) AS levels FROM mead_15min.indicator;
SELECT round(share_people_straight::numeric, 6) = round(i.share_straight::numeric, 6) AS straight, s.f15 IS NOT DISTINCT FROM i.f15 AS f15, s.gini = i.gini AS gini
  FROM mead_15min.summary AS s JOIN mead_15min.indicator AS i USING (walker, standard) WHERE level = 'city' AND need = '' AND weight = 'population';

-- Cells of residential land
CREATE TABLE mead.land (geom geometry);
SELECT count(*) FROM circle_make_grid('mead.land', 100);
INSERT INTO mead.land VALUES ('SRID=4326;POLYGON((106.5 29.5, 106.504 29.5, 106.504 29.504, 106.5 29.504, 106.5 29.5))'),
	('SRID=4326;POLYGON((106.502 29.502, 106.506 29.502, 106.506 29.506, 106.502 29.506, 106.502 29.502))'), (NULL),
	('SRID=4326;POINT(106.5 29.5)');
SELECT count(*) AS cells, round(sum(land_m2)) AS land_m2, bool_and(land_m2 BETWEEN 0 AND 10012) AS no_larger, count(DISTINCT cell_id) = count(*) AS keys,
	bool_and(st_covers(cell, geom) AND st_intersects(geom, (SELECT st_union(l.geom) FROM mead.land AS l))) AS on_land
  FROM circle_make_grid('mead.land', 100);
SELECT round(st_area(st_union(geom)::geography)) AS land_m2 FROM mead.land;
SELECT * FROM circle_make_grid(NULL, 100);
SELECT * FROM circle_make_grid('mead.land', 0);
SELECT * FROM circle_make_grid('mead.land', 'NaN');
INSERT INTO mead.land VALUES ('SRID=4326;POLYGON((100 20, 110 20, 110 30, 100 30, 100 20))');
SELECT * FROM circle_make_grid('mead.land', 1);
INSERT INTO mead.land VALUES ('POLYGON((100 20, 110 20, 110 30, 100 30, 100 20))');
SELECT * FROM circle_make_grid('mead.land', 100);

-- Four homes that can be checked by hand: a street of 133 m to the minute, a clinic at its end
CREATE SCHEMA lane;
CREATE TABLE lane.street (street_id int PRIMARY KEY, geom geometry(LineString, 4326));
CREATE TABLE lane.home (home_id int PRIMARY KEY, geom geometry(Point, 4326), population int, beds numeric, community text);
CREATE TABLE lane.amenity (amenity_id int PRIMARY KEY, category text, geom geometry(Point, 4326));
-- Due north, 0.01 degrees are 1,107.6 m here.
INSERT INTO lane.street VALUES (1, 'SRID=4326;LINESTRING(106.5 29.5, 106.5 29.53)');
INSERT INTO lane.amenity VALUES (1, 'clinic', 'SRID=4326;POINT(106.5 29.5)');
INSERT INTO lane.home SELECT n, st_setsrid(st_makepoint(106.5, 29.5 + m * 60 * 1.33 / 110859.7), 4326), p, b, c
  FROM (VALUES (1, 5, 10, 1.5, 'south'), (2, 10, 20, NULL, 'south'), (3, 15, 30, 2.5, 'north'), (4, 40, 40, 6, 'north')) AS v (n, m, p, b, c);
SELECT circle_create_network('lane_net', 'lane.street');
SELECT circle_create_study('lane_15min', 'lane_net', 'clinic within 10 min', homes => 'lane.home', amenities => 'lane.amenity', communities => '-', circles => '-', weights => 'population, beds', settings => '{"keep": 1}');
SELECT * FROM circle_refresh('lane_15min') \gset run_
SELECT home_id, round((coverage -> 'clinic')::numeric, 2) AS clinic_min, meets FROM lane_15min.home ORDER BY 1;
SELECT level, community, need, weight, homes, homes_without AS without, total, covered, covered_straight AS straight, beyond,
	round(share::numeric, 3) AS share, round(median_value::numeric, 1) AS median, round(p90_value::numeric, 1) AS p90,
	round(mean_capped_value::numeric, 2) AS mean, unit
  FROM lane_15min.indicator ORDER BY 1, 2, 3, 4;
-- Homes: minutes 5, 10, 15, and 20 for what is beyond; pairs differ by 5 + 10 + 15 + 5 + 10 + 5 = 50, twice; Gini 100 / (2 * 16 * 12.5)
-- Palma: 20 / ((5 + 0.6 * 10) / 1.6); FGT of line 10: gaps 0.5 and 1 of four homes
SELECT round(gini::numeric, 3) AS gini, round(palma::numeric, 3) AS palma, round(20 / ((5 + 0.6 * 10) / 1.6), 3) AS by_hand,
	round(fgt0::numeric, 3) AS fgt0, round(fgt1::numeric, 3) AS fgt1, round(fgt2::numeric, 4) AS fgt2
  FROM lane_15min.indicator WHERE level = 'city' AND need <> '' AND weight = '';
SELECT weight, round(proximity_min::numeric, 3) AS proximity_min, round(f15::numeric, 3) AS f15, round(fgt0::numeric, 3) AS fgt0
  FROM lane_15min.indicator WHERE level = 'city' AND need = '' ORDER BY weight;
-- A clinic beyond a wall is near in a straight line only: walks stay what they were, the straight share does not
INSERT INTO lane.amenity VALUES (2, 'clinic', 'SRID=4326;POINT(106.504 29.529)');
SELECT * FROM circle_refresh('lane_15min') \gset run_
SELECT homes_written FROM lane_15min.refresh_log ORDER BY version DESC LIMIT 1;
SELECT community, covered, covered_straight, round(share::numeric, 2) AS share, round(share_straight::numeric, 2) AS share_straight
  FROM lane_15min.indicator WHERE need <> '' AND weight = '' ORDER BY level, community;
SELECT * FROM circle_check('lane_15min');
-- A full refresh makes parts again, whatever has become of them
CREATE TABLE lane.seen AS TABLE lane_15min.indicator_part;
UPDATE lane_15min.indicator_sum SET part = '\x0101';
UPDATE lane_15min.indicator_part SET part = '\x0101' WHERE tile = (SELECT min(tile) FROM lane_15min.indicator_part);
INSERT INTO lane_15min.indicator_part VALUES ('adult', 0, 'nowhere', '{}', '\x01');
SELECT * FROM circle_refresh('lane_15min', "full" => true) \gset run_
SELECT count(*) > 0 AS parts, count(*) FILTER (WHERE s.part IS DISTINCT FROM p.part) AS wrong
  FROM lane_15min.indicator_part AS p FULL JOIN lane.seen AS s USING (walker, tile, community, areas);
-- Where the horizon is the limit, what is beyond it is above the limit; within 15 min nobody can be told to walk longer than that
SELECT circle_alter_study('lane_15min', '{"horizon_min": 10}');
SELECT circle_set_standard('lane_15min', 'main', 'clinic within 10 min');
SELECT circle_set_standard('lane_15min', 'second', 'clinic within 5 min');
SELECT * FROM circle_refresh('lane_15min') \gset run_
SELECT standard, need, round(share::numeric, 2) AS share, beyond, round(fgt0::numeric, 2) AS fgt0, f15, round(proximity_min::numeric, 2) AS proximity_min
  FROM lane_15min.indicator WHERE level = 'city' AND weight = '' ORDER BY 1, 2;
SELECT circle_alter_study('lane_15min', '{"horizon_min": 16}');
SELECT * FROM circle_refresh('lane_15min') \gset run_
SELECT standard, round(fgt0::numeric, 2) AS fgt0, round(f15::numeric, 2) AS f15
  FROM lane_15min.indicator WHERE level = 'city' AND weight = '' AND need = '' ORDER BY 1;
SELECT circle_drop_study('lane_15min'), circle_drop_study('mead_15min'), circle_drop_network('lane_net'), circle_drop_network('mead_net');
DROP SCHEMA lane CASCADE;
DROP SCHEMA mead CASCADE;
-- What is asked for is bounded: every weight of every need takes memory, and a need without a limit has no values in a coverage.
CREATE FUNCTION pg_temp.ask(standards circle_standard[], nweights int) RETURNS bigint LANGUAGE sql AS
$$ SELECT count(*) FROM circle_private.circle__indicators(NULL, standards, nweights, 'park min keep 1: (5=0 10=0)') $$;
SELECT pg_temp.ask('{park within 10 min}', 0);
SELECT pg_temp.ask('{park within 10 min}', 2147483647);
SELECT pg_temp.ask('{park within 10 min}', -1);
SELECT pg_temp.ask(array_fill('park within 10 min'::circle_standard, '{200}'), 1000);
SELECT pg_temp.ask('{park}', 0);
SELECT pg_temp.ask('{NULL}', 0);
-- Sums of other needs or weights, and damaged ones
SELECT * FROM circle_private.circle__indicators('\x0101020000000000000000', '{park within 10 min, park within 5 min}', 0, 'park min keep 1: (5=0 10=0)');
SELECT * FROM circle_private.circle__indicators('\x0101', '{park within 10 min}', 0, 'park min keep 1: (5=0 10=0)');
SELECT circle_private.circle__sum_parts(part, false) FROM (VALUES (NULL::bytea), ('\x02')) AS v (part);
SELECT circle_private.circle__sum_parts(part, false) IS NULL AS none FROM (VALUES (NULL::bytea)) AS v (part);
