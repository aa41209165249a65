-- Homes of several doors: several points, and areas, which have their doors where areas are entered.
\set SHOW_CONTEXT never
SET client_min_messages = error;
SET extra_float_digits = 0;
CREATE SCHEMA court;
-- Drawn in metres: a street from west to east, 6 km long, and a back street 200 m north of it, joined in the east.
CREATE FUNCTION court.place(x float8, y float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_SetSRID(ST_MakePoint(round((106.55 + x / 96900)::numeric, 7)::float8, round((29.56 + y / 110850)::numeric, 7)::float8), 4326) $$;
CREATE FUNCTION court.line(VARIADIC at float8[]) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_MakeLine(court.place(at[i], at[i + 1]) ORDER BY i) FROM generate_series(1, cardinality(at), 2) AS i $$;
CREATE FUNCTION court.box(x float8, y float8, to_x float8, to_y float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_MakePolygon(court.line(x,y, to_x,y, to_x,to_y, x,to_y, x,y)) $$;
CREATE FUNCTION court.metres(points geometry) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT string_agg(format('%s,%s', round(((ST_X(geom) - 106.55) * 96900)::numeric), round(((ST_Y(geom) - 29.56) * 110850)::numeric)), ' ' ORDER BY path) FROM ST_Dump(points) $$;
CREATE TABLE court.street (id int PRIMARY KEY, geom geometry);
INSERT INTO court.street SELECT 1, ST_MakeLine(court.place(x, 0) ORDER BY x) FROM generate_series(-3000, 3000, 50) AS x;
INSERT INTO court.street VALUES (2, court.line(0,200, 150,200, 300,200)), (3, court.line(300,0, 300,200)),
	(4, court.line(150,0, 150,20)), (5, court.line(700,0, 700,100));
CREATE TABLE court.home (id int PRIMARY KEY, geom geometry, population int);
INSERT INTO court.home VALUES
	(1, court.place(150, 10), 1),
	(2, ST_Collect(court.place(150, 190), court.place(150, 10)), 2),               -- front and back
	(3, court.box(100,20, 200,180), 4),                                            -- a court with a path to its front
	(4, court.box(1000,500, 1100,600), 8),                                         -- off the network
	(5, court.box(690,20, 710,80), 16),                                            -- a street through it
	(6, ST_Multi(court.place(0, 0)), 32),                                          -- one point, written as several
	(7, ST_Transform(ST_Collect(ARRAY[court.place(-200, 0), court.place(-200, 0), court.place(9000, 9000)]), 3857), 64); -- one twice, one far away
-- The border of a tile, and a home with a door in either tile.
CREATE TABLE court.border AS SELECT (ST_XMax(circle_private.circle__tile_box(circle_private.circle__tile(court.place(0, 0)))) - 106.55) * 96900 AS x;
INSERT INTO court.home SELECT 8, ST_Collect(court.place(x - 60, 5), court.place(x + 20, 5)), 128 FROM court.border;
CREATE TABLE court.amenity (id int PRIMARY KEY, category text, geom geometry);
INSERT INTO court.amenity VALUES (1, 'shop', court.place(10, 200)), (2, 'kiosk', court.place(-100, 0)), (3, 'garden', court.box(140,185, 160,195));
INSERT INTO court.amenity SELECT 4, 'kiosk', court.place(x + 500, 0) FROM court.border;
CREATE TABLE court.circle (circle_id int PRIMARY KEY, geom geometry, name text);
INSERT INTO court.circle VALUES (1, court.place(100, 200), 'back');
SELECT circle_create_network('court_net', 'court.street');
SELECT circle_create_study('courts', 'court_net', 'shop within 15 min & kiosk within 10 min & kiosk within 600 m straight & shop within 500 m & garden within 10 min', homes => 'court.home', amenities => 'court.amenity', circles => 'court.circle', walkers => 'planning_60m', settings => '{"circle_min": 3}');
SELECT * FROM circle_refresh('courts') \gset run_
CREATE VIEW court.result AS SELECT home_id, court.metres(geom) AS geom, court.metres(doors) AS doors, ST_Dimension(footprint) AS area, cardinality(door_tiles) AS door_tiles,
	round(snap_m::numeric, 1) AS snap_m, on_island AS island, round((coverage -> 'shop')::numeric, 2) AS shop_min, circle_nth_nearest(coverage, 'shop', 1, 'm') AS shop_m,
	round((coverage -> 'kiosk')::numeric, 2) AS kiosk_min, circle_nth_nearest(coverage, 'kiosk', 1, 'm straight') AS straight_m, round((coverage -> 'garden')::numeric, 2) AS garden_min
  FROM courts.home ORDER BY home_id;
-- 2 goes to the shop by the back door and is in the garden; 3 has but the front, 5 two sides of one street; 7 goes from where it can.
SELECT * FROM court.result;
SELECT input, problem, key FROM courts.data_quality ORDER BY 1, 2, 3;
SELECT home_id, minutes, in_area FROM courts.circle_member ORDER BY home_id;
CREATE VIEW court.agreed AS
SELECT (SELECT count(*) FROM circle_check('courts')) AS checks,
	   (SELECT count(*) FROM courts.home AS h CROSS JOIN LATERAL (SELECT min(circle_coverage_at('courts', d.geom) -> 'shop') AS shop, min(circle_coverage_at('courts', d.geom) -> 'kiosk') AS kiosk
			FROM ST_Dump(coalesce(h.doors, ST_Multi(h.geom))) AS d) AS p WHERE (p.shop, p.kiosk) IS DISTINCT FROM (h.coverage -> 'shop', h.coverage -> 'kiosk')) AS doors_differ,
	   (SELECT count(*) FROM courts.home AS h CROSS JOIN circle_explain('courts', h.home_id) AS e
		 WHERE e.value IS DISTINCT FROM circle_nth_nearest(h.coverage, e.category, coalesce(e.rank, 1), e.unit)) AS explained_differ;
SELECT * FROM court.agreed;
-- By the back door, by the front door, and there already.
SELECT need, amenity_id, round(value::numeric, 2) AS value, round(metres) AS metres, court.metres(ST_StartPoint(geom)) AS leaves FROM circle_explain('courts', 2) ORDER BY need_no;
SELECT need, covered, covered_straight FROM courts.indicator WHERE level = 'city' AND weight = '' AND need <> '' ORDER BY need;

-- A path to the back of the court: one door more for it, and a way into the garden for all.
INSERT INTO court.street VALUES (6, court.line(150,200, 150,180));
SELECT * FROM circle_refresh('courts') \gset run_
SELECT home_id, doors, shop_min, kiosk_min FROM court.result WHERE home_id IN (2, 3);
SELECT homes_changed, homes_written FROM courts.refresh_log ORDER BY version DESC LIMIT 1;
SELECT * FROM court.agreed;
-- An amenity is new that is in reach of the far door of 8 only, from the next tile.
INSERT INTO court.amenity SELECT 5, 'shop', court.place(x + 300, 0) FROM court.border;
SELECT * FROM circle_refresh('courts') \gset run_
SELECT home_id, shop_min FROM court.result WHERE home_id = 8;
SELECT * FROM court.agreed;
CREATE TABLE court.before AS TABLE courts.home;
SELECT * FROM circle_refresh('courts', "full" => true) \gset run_
SELECT count(*) AS differ FROM court.before AS b FULL JOIN courts.home AS h USING (home_id) WHERE b IS DISTINCT FROM h;

-- A door less, an area that moves, one that is a point now, a point that is an area; nothing of the kind at all.
UPDATE court.home SET geom = court.place(150, 10) WHERE id = 2;
UPDATE court.home SET geom = ST_Translate(geom, 0, 0.0001) WHERE id = 3;
UPDATE court.home SET geom = court.place(705, 50), population = 17 WHERE id = 5;
UPDATE court.home SET geom = court.box(140,5, 160,15) WHERE id = 1;
UPDATE court.home SET geom = court.line(0,0, 10,0) WHERE id = 6;
INSERT INTO court.home VALUES (9, 'SRID=4326;MULTIPOINT(EMPTY,106.55 29.56)', 1), (10, 'SRID=4326;MULTIPOINT EMPTY', 1), (11, 'SRID=4326;GEOMETRYCOLLECTION(POINT(106.55 29.56))', 1),
	(12, 'SRID=4326;MULTIPOINT(106.55 29.56,106.55 89)', 1),
	-- One point of them is wrong: the home is not computed over all that lies between.
	(13, 'SRID=4326;MULTIPOINT(106.55 29.56,106.76 29.56)', 1),
	-- A door that no street comes to, in a garden there: who uses it is in the garden at once, and leaves by the other one.
	(14, ST_Collect(court.place(200, 0), court.place(1050, 550)), 1);
INSERT INTO court.amenity VALUES (6, 'garden', court.box(1000,500, 1100,600));
SELECT kind, home_id, stored IS NOT NULL AS stored, expected IS NOT NULL AS expected FROM circle_check('courts') ORDER BY home_id::int;
SELECT * FROM circle_refresh('courts', max_loss => 0.5) \gset run_
SELECT * FROM court.result WHERE home_id IN (1, 2, 3, 5, 6, 9, 14);
SELECT need, amenity_id, value, minutes, metres, court.metres(ST_StartPoint(geom)) AS leaves FROM circle_explain('courts', 14, per_need => 2) WHERE category = 'garden';
SELECT population FROM courts.home WHERE home_id = 5;
SELECT input, problem, key FROM courts.data_quality WHERE input = 'homes' ORDER BY 1, 2, key::int;
SELECT * FROM court.agreed;
-- Two homes of one key, alike but for a door.
ALTER TABLE court.home DROP CONSTRAINT home_pkey;
INSERT INTO court.home SELECT 8, ST_Collect(court.place(x - 60, 5), court.place(x + 25, 5)), 1 FROM court.border;
SELECT * FROM circle_refresh('courts') \gset run_
SELECT problem, key FROM courts.data_quality WHERE problem = 'duplicate key';
SELECT * FROM court.agreed;
-- Names that a home's columns have are no weights.
SELECT circle_alter_study('courts', '{"weights": "doors"}');
SELECT circle_alter_study('courts', '{"weights": "areas"}');
-- Any other is, whatever the queries of a refresh call what they read: here all the words in them, twice computed, checked and drawn.
SELECT circle_alter_study('courts', '{"weights": ""}');
SELECT * FROM circle_refresh('courts') \gset run_
CREATE TABLE court.word AS SELECT DISTINCT w[1] AS word FROM pg_proc, regexp_matches(prosrc, '\m[a-z_][a-z_0-9]*\M|"[^"\n%]{1,60}"', 'g') AS w
 WHERE proname ~ '^circle__' AND prolang IN (SELECT oid FROM pg_language WHERE lanname IN ('sql', 'plpgsql'));
UPDATE court.word SET word = btrim(word, '"');
DELETE FROM court.word WHERE word = ANY (circle_private.circle__home_columns()) OR word IN ('id', 'geom', '') OR length(word) > 60
	OR word IN (SELECT attname FROM pg_attribute WHERE attrelid = 'pg_class'::regclass AND attnum < 0);
INSERT INTO court.word VALUES ('old, young'), ('"'), ('''%I'), (E'a\nb');
CREATE FUNCTION court.weigh(words text[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'CREATE TABLE court.heavy AS SELECT id, geom ' || (SELECT string_agg(format(', population * %s AS %I', no, w), '' ORDER BY no) FROM unnest(words) WITH ORDINALITY AS u (w, no))
		|| ' FROM court.home WHERE id IN (2, 3, 5)';
	PERFORM circle_create_study('heavy', 'court_net', 'shop within 15 min', homes => 'court.heavy', amenities => 'court.amenity', circles => '-', weights => (SELECT string_agg(quote_ident(w), ', ') FROM unnest(words) AS w), settings => '{"columns": {"homes": {"home_id": "id"}}}');
	PERFORM circle_refresh('heavy', max_loss => 1);
	EXECUTE format('UPDATE court.heavy SET %I = -1 WHERE id = 2', words[1]);
	UPDATE court.heavy SET geom = ST_Translate(geom, 0, 0.00001) WHERE id = 3;
	PERFORM circle_refresh('heavy', max_loss => 1);
	PERFORM length(circle_mvt(16, 52164, 27130, 'heavy', layer)) FROM unnest('{home,gap}'::text[]) AS layer;
	RETURN (SELECT format('%s checks, %s homes, %s rows of quality, weights as given: %s', (SELECT count(*) FROM circle_check('heavy')), (SELECT count(*) FROM circle_private.circle__compute_tiles('heavy', circle_private.circle__home_tiles('heavy', 1))),
			(SELECT count(*) FROM heavy.data_quality WHERE problem = 'unusable weight' AND starts_with(detail, words[1] || ' is negative')),
			(SELECT bool_and(h ->> words[no] = q ->> words[no] OR h ->> 'home_id' = '2' AND no = 1 AND h -> words[no] = 'null')
			   FROM (SELECT to_jsonb("the homes") AS h FROM heavy.home AS "the homes") AS h, (SELECT to_jsonb("the inputs") AS q FROM court.heavy AS "the inputs") AS q, generate_series(1, cardinality(words)) AS no
			  WHERE q -> 'id' = h -> 'home_id')));
END $$;
SELECT count(*) > 1000 AS many FROM court.word;
DO $$ DECLARE part text[]; told text; BEGIN
	FOR part IN SELECT array_agg(DISTINCT word) FROM (SELECT word, row_number() OVER (ORDER BY word) / 300 AS no FROM (SELECT DISTINCT word FROM court.word) AS w) AS w GROUP BY no ORDER BY no LOOP
		told := court.weigh(part);
		IF told <> '0 checks, 3 homes, 1 rows of quality, weights as given: t' THEN
			RAISE EXCEPTION '%: %', told, part;
		END IF;
		PERFORM circle_drop_study('heavy');
		DROP TABLE court.heavy;
	END LOOP;
END $$;

DROP VIEW court.agreed, court.result;
SELECT circle_drop_study('courts');
SELECT circle_drop_network('court_net');
DROP SCHEMA court CASCADE;
