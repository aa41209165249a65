-- Areas: entered where streets cross their boundaries or end beside them, and by nobody who lives inside.
\set SHOW_CONTEXT never
SET client_min_messages = error;
SET extra_float_digits = 0;
CREATE SCHEMA area;
-- Drawn in metres: a street from west to east, 6 km long, and what leads off it to the north.
CREATE FUNCTION area.place(x float8, y float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_SetSRID(ST_MakePoint(round((106.55 + x / 96900)::numeric, 7)::float8, round((29.56 + y / 110850)::numeric, 7)::float8), 4326) $$;
CREATE FUNCTION area.line(VARIADIC at float8[]) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_MakeLine(area.place(at[i], at[i + 1]) ORDER BY i) FROM generate_series(1, cardinality(at), 2) AS i $$;
CREATE FUNCTION area.box(x float8, y float8, to_x float8, to_y float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_MakePolygon(area.line(x,y, to_x,y, to_x,to_y, x,to_y, x,y)) $$;
CREATE FUNCTION area.metres(geom geometry) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT format('%s,%s', round(((ST_X(geom) - 106.55) * 96900)::numeric), round(((ST_Y(geom) - 29.56) * 110850)::numeric)) $$;
CREATE TABLE area.street (id int PRIMARY KEY, geom geometry, door boolean DEFAULT true);
INSERT INTO area.street SELECT 1, ST_MakeLine(area.place(x, 0) ORDER BY x) FROM generate_series(-3000, 3000, 50) AS x;
INSERT INTO area.street SELECT id, geom, id <> 6 FROM (VALUES
	(2, area.line(200,0, 200,300)),                     -- across the park
	(3, area.line(450,0, 450,15)),                      -- ends 15 m from the garden
	(4, area.line(600,0, 600,5)),                       -- ends 25 m from the pool
	(5, area.line(-500,0, -500,60)),                    -- into the square, whose boundary is the street
	(6, area.line(800,0, 800,100)),                     -- a tunnel into the yard
	(7, area.line(800,100, 850,100)),
	(8, area.line(1050,0, 1050,20, 1050,60)),           -- into the camp, by a gate that is closed
	(9, area.line(1250,0, 1250,15)),                    -- ends 15 m from the works, before a wall
	(10, area.line(-800,0, -800,20, -770,20, -740,0)),  -- touches the tip of the corner from outside
	(11, area.line(1400,0, 1400,50)), (12, area.line(1450,0, 1450,50))) AS s (id, geom);
CREATE TABLE area.barrier (id int PRIMARY KEY, geom geometry);
INSERT INTO area.barrier VALUES (1, area.place(1050, 20)), (2, area.line(1150,22, 1350,22));
CREATE TABLE area.amenity (id int PRIMARY KEY, category text, geom geometry);
INSERT INTO area.amenity VALUES
	(1, 'park', area.box(100,20, 300,220)), (2, 'garden', area.box(400,30, 500,130)), (3, 'pool', area.box(580,30, 640,80)),
	(4, 'lawn', area.box(-300,10, -100,110)), (5, 'square', area.box(-600,0, -400,100)), (6, 'yard', area.box(700,20, 900,200)),
	(7, 'camp', area.box(1000,20, 1100,120)), (8, 'works', area.box(1200,30, 1300,130)),
	(9, 'corner', ST_MakePolygon(area.line(-800,20, -780,80, -820,80, -800,20))),
	-- Of two parts, the second with a hole, in which a street ends.
	(10, 'wood', ST_Union(area.box(1380,30, 1410,70), ST_Difference(area.box(1430,10, 1480,90), area.box(1440,40, 1460,60)))),
	-- A line is no area: it is entered where it is nearest to a street.
	(11, 'platform', area.line(100,20, 300,20));
CREATE TABLE area.home (id int PRIMARY KEY, geom geometry);
INSERT INTO area.home VALUES (1, area.place(250, 100)), (2, area.place(300, 100)), (3, area.place(200, 0)), (4, area.place(200, 300)), (5, area.place(450, 0)),
	(6, area.place(-500, 30)), (7, area.place(-200, 50)), (8, area.place(0, 0)), (9, area.place(1450, 50)), (10, area.place(150, 20));
SELECT circle_create_network('area_net', 'area.street');
SELECT circle_alter_network('area_net', '{"barriers": "area.barrier"}');
SELECT circle_create_study('areas', 'area_net', ('park within 10 min & park within 300 m & park within 500 m straight & ' ||
	 (SELECT string_agg(category || ' within 15 min', ' & ' ORDER BY id) FROM area.amenity WHERE id > 1)), homes => 'area.home', amenities => 'area.amenity', walkers => 'planning_60m', weights => '', settings => '{"cutoffs": [1]}');
SELECT * FROM circle_refresh('areas') \gset run_
-- Where each is entered, in metres.
CREATE VIEW area.entered AS SELECT category, string_agg(area.metres(geom), ' ' ORDER BY entry_no) AS entries, max(round(snap_m::numeric, 1)) AS snap_m,
	count(area) AS areas, bool_or(on_island OR closed_edge) AS odd FROM areas.amenity GROUP BY amenity_id, category ORDER BY amenity_id;
SELECT * FROM area.entered;

-- Minutes to the park: at once for who lives inside (1), on the boundary (2) or by the street where it crosses (10); over the boundary otherwise (3, 4).
CREATE VIEW area.result AS SELECT home_id, round((coverage -> 'park')::numeric, 2) AS park_min, circle_nth_nearest(coverage, 'park', 1, 'm') AS park_m,
	circle_nth_nearest(coverage, 'park', 1, 'm straight') AS straight_m, round((coverage -> 'garden')::numeric, 2) AS garden_min,
	round((coverage -> 'square')::numeric, 2) AS square_min, round((coverage -> 'wood')::numeric, 2) AS wood_min FROM areas.home ORDER BY home_id;
SELECT * FROM area.result;
CREATE VIEW area.agreed AS
SELECT (SELECT count(*) FROM areas.home WHERE doors IS NULL AND circle_coverage_at('areas', geom)::text IS DISTINCT FROM coverage::text) AS points_differ,
	   (SELECT count(*) FROM areas.home AS h CROSS JOIN circle_nearest('areas', h.geom, 'park') AS n
		 WHERE n.nearest_min IS DISTINCT FROM h.coverage -> 'park') AS nearest_differ,
	   (SELECT count(*) FROM circle_check('areas')) AS checks;
SELECT * FROM area.agreed;
SELECT need, available, met, amenity_id, value, counts, minutes, metres, climb_m, steps_m, ST_AsText(geom, 4) AS way
  FROM circle_explain('areas', 1) WHERE category = 'park' ORDER BY need_no;
SELECT covered, covered_straight FROM areas.indicator WHERE level = 'city' AND need LIKE 'park within 10 min';
SELECT input, problem, key FROM areas.data_quality ORDER BY 1, 2, 3;

-- The path across the park ends half way, the spur to the garden goes on into it, the gate is open: what they change is written.
UPDATE area.street SET geom = area.line(200,0, 200,100) WHERE id = 2;
UPDATE area.street SET geom = area.line(450,0, 450,15, 450,60) WHERE id = 3;
DELETE FROM area.barrier WHERE id = 1;
SELECT * FROM circle_refresh('areas') \gset run_
SELECT * FROM area.entered WHERE category IN ('park', 'garden', 'camp');
SELECT * FROM area.result;
SELECT * FROM area.agreed;
SELECT amenities_changed, homes_written FROM areas.refresh_log ORDER BY version DESC LIMIT 1;
-- The park grows over home 8, 300 m from any of its entries, and loses home 2.
UPDATE area.amenity SET geom = ST_MakePolygon(area.line(-50,-10, 280,-10, 280,220, 100,220, 100,20, -50,20, -50,-10)) WHERE id = 1;
SELECT * FROM circle_refresh('areas') \gset run_
SELECT * FROM area.entered WHERE category = 'park';
SELECT home_id, park_min FROM area.result;
SELECT * FROM area.agreed;
-- As if it had always been so.
CREATE TABLE area.before AS TABLE areas.home;
SELECT * FROM circle_refresh('areas', "full" => true) \gset run_
SELECT count(*) AS differ FROM area.before AS b FULL JOIN areas.home AS h USING (home_id) WHERE b IS DISTINCT FROM h;

-- A gate of its own: nobody enters elsewhere, and who lives inside is there all the same.
CREATE TABLE area.gate (id int PRIMARY KEY, amenity_id int, geom geometry);
INSERT INTO area.gate VALUES (1, 1, area.place(100, 150));
SELECT circle_alter_study('areas', '{"entrances": "area.gate"}');
SELECT * FROM circle_refresh('areas') \gset run_
SELECT amenity_id, access_no, entry_no, area.metres(geom), round(snap_m) AS snap_m, ST_Dimension(area) AS dimension FROM areas.amenity WHERE category = 'park' ORDER BY 2;
SELECT lon IS NOT NULL AS drawn, entry_no FROM areas.bi_amenity WHERE category = 'park';
SELECT home_id, park_min FROM area.result;
SELECT * FROM area.agreed;
SELECT input, problem, key FROM areas.data_quality ORDER BY 1, 2, 3;
SELECT circle_alter_study('areas', '{"entrances": null}');
SELECT * FROM circle_refresh('areas') \gset run_
SELECT * FROM area.entered WHERE category = 'park';
SELECT count(*) AS differ FROM area.before AS b FULL JOIN areas.home AS h USING (home_id) WHERE b IS DISTINCT FROM h;

-- Areas that no land has, or that are none: used if they can be, told if not, and never a reason to stop.
INSERT INTO area.amenity VALUES
	(20, 'pool', 'SRID=4326;POLYGON((106.549 29.5605,106.551 29.5615,106.551 29.5605,106.549 29.5615,106.549 29.5605))'),                 -- crosses itself
	(21, 'pool', 'SRID=4326;MULTIPOLYGON(((106.552 29.5605,106.554 29.5605,106.554 29.5615,106.552 29.5615,106.552 29.5605)),((106.553 29.561,106.555 29.561,106.555 29.562,106.553 29.562,106.553 29.561)))'),
	(22, 'pool', 'SRID=4326;POLYGON Z((106.545 29.5605 5,106.547 29.5605 5,106.547 29.5615 5,106.545 29.5605 5))'),
	(23, 'pool', 'SRID=4326;POLYGON((106.545 29.5605,106.545 29.5605,106.545 29.5605,106.545 29.5605))'),                                 -- of no size
	(24, 'pool', 'SRID=4326;POLYGON((106.545 29.5605,106.547 29.5605,106.546 29.5605,106.545 29.5605))'),
	(25, 'pool', 'SRID=4326;POLYGON((179.9 29,-179.9 29,-179.9 30,179.9 30,179.9 29))'),
	(26, 'pool', 'SRID=4326;POLYGON((73 18,135 18,135 53,73 53,73 18))'),
	(27, 'pool', 'SRID=4326;CURVEPOLYGON(CIRCULARSTRING(106.55 29.56,106.551 29.561,106.552 29.56,106.551 29.559,106.55 29.56))'),
	(28, 'pool', 'SRID=4326;POLYGON((106.549 29.5605,106.551 NaN,106.551 29.5605,106.549 29.5605))'),
	(29, 'pool', 'SRID=4326;LINESTRING(106.549 29.5605,NaN NaN,106.551 29.5605)'), (30, 'pool', 'SRID=4326;MULTIPOINT(106.549 29.5605,EMPTY)');
INSERT INTO area.home VALUES (20, 'SRID=4326;POLYGON((73 18,135 18,135 53,73 53,73 18))'), (21, 'SRID=4326;POLYGON((106.545 29.5605,106.545 29.5605,106.545 29.5605,106.545 29.5605))'),
	(22, 'SRID=4326;POLYGON((106.549 29.5605,106.551 29.5615,106.551 29.5605,106.549 29.5615,106.549 29.5605))'),
	(24, 'SRID=4326;MULTIPOINT(106.549 29.5605,106.549 NaN)');
SELECT * FROM circle_refresh('areas') \gset run_
SELECT amenity_id, count(*) AS entries, max(round(snap_m)) AS snap_m FROM areas.amenity WHERE amenity_id >= 20 GROUP BY 1 ORDER BY 1;
SELECT home_id, ST_NumGeometries(doors) AS doors, coverage IS NOT NULL AS known FROM areas.home WHERE home_id >= 20 ORDER BY 1;
SELECT input, problem, key FROM areas.data_quality ORDER BY 1, 2, 3;
SELECT * FROM area.agreed;
DELETE FROM area.amenity WHERE id >= 20;
DELETE FROM area.home WHERE id >= 20;
SELECT * FROM circle_refresh('areas', max_loss => 1) \gset run_

-- The area is gone, and is a point; then the amenity is gone.
UPDATE area.amenity SET geom = area.place(150, 0) WHERE id = 1;
SELECT * FROM circle_refresh('areas', max_loss => 1) \gset run_
SELECT * FROM area.entered WHERE category = 'park';
SELECT home_id, park_min FROM area.result;
SELECT * FROM area.agreed;
DELETE FROM area.amenity WHERE id = 1;
SELECT * FROM circle_refresh('areas', max_loss => 1) \gset run_
SELECT count(*) FROM areas.amenity WHERE category = 'park';
SELECT * FROM area.agreed;

DROP SCHEMA area CASCADE;
SELECT circle_drop_study('areas');
SELECT circle_drop_network('area_net');
