-- Private streets: who lives in a gated compound leaves by a gate, and nobody walks through it.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET extra_float_digits = 0;
CREATE SCHEMA gate;
-- A compound between west and east, drawn in metres: lanes from gate to gate, and a public street round it.
CREATE FUNCTION gate.place(x float8, y float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_SetSRID(ST_MakePoint(round((106.55 + x / 96900)::numeric, 7)::float8, round((29.56 + y / 110850)::numeric, 7)::float8), 4326) $$;
CREATE FUNCTION gate.line(VARIADIC at float8[]) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_MakeLine(gate.place(at[i], at[i + 1]) ORDER BY i) FROM generate_series(1, cardinality(at), 2) AS i $$;
CREATE TABLE gate.street (id int PRIMARY KEY, geom geometry, private boolean, name text);
INSERT INTO gate.street VALUES
	(1, gate.line(-300,0, 0,0), false, 'west'), (2, gate.line(300,0, 600,0), NULL, 'east'),
	(3, gate.line(0,0, 200,0, 300,0), true, 'lanes'), (4, gate.line(200,0, 200,-100), true, 'yard'),
	(5, gate.line(0,0, 0,300, 300,300, 300,0), false, 'round');
SELECT circle_create_network('gate_net', 'gate.street');
SELECT r -> 'edges' AS edges FROM circle_build_network('gate_net') AS r;

-- Metres walked, and the streets, of walks from street to street; planning_60m walks a metre a second.
CREATE FUNCTION gate.walk(ax float8, ay float8, bx float8, by float8, OUT there numeric, OUT back numeric, OUT metres numeric, OUT touches text) LANGUAGE sql AS
$$ SELECT round(60 * circle_walk_time('gate_net', gate.place(ax, ay), gate.place(bx, by), 'planning_60m')::numeric),
		  round(60 * circle_walk_time('gate_net', gate.place(bx, by), gate.place(ax, ay), 'planning_60m')::numeric),
		  round(p.metres::numeric),
		  (SELECT string_agg(s.name, ' ' ORDER BY s.id) FROM gate.street AS s
			WHERE ST_Length(ST_Intersection(ST_Buffer(p.geom, 1e-6), s.geom)::geography) > 1)
	 FROM circle_path('gate_net', gate.place(ax, ay), gate.place(bx, by), 'planning_60m') AS p $$;
-- Round it, though the lanes would be 300 m; out by either gate; in by either gate; inside.
SELECT * FROM gate.walk(-100, 0, 400, 0);
SELECT * FROM gate.walk(200, -100, 400, 0);
SELECT * FROM gate.walk(200, -100, -100, 0);
SELECT * FROM gate.walk(-100, 0, 200, -100);
SELECT * FROM gate.walk(200, -100, 100, 0);
-- What is reached from the west gate in 600 m: the lanes to their end, nothing behind the other gate but by the street round.
SELECT s.name, round(sum(ST_Length(r.geom::geography))::numeric) AS metres
  FROM circle_reach('gate_net', gate.place(0, 0), ARRAY[10.0]::float8[], walker => 'planning_60m') AS r JOIN gate.street AS s ON s.id::text = r.street
 GROUP BY s.name ORDER BY 1;

-- A study: the same in coverages, to the bit what one point answers; the gate opened and closed again, version by version.
CREATE TABLE gate.home (id int PRIMARY KEY, geom geometry, population int);
INSERT INTO gate.home VALUES (1, gate.place(200, -95), 3), (2, gate.place(-150, 0), 2), (3, gate.place(500, 0), 1), (4, gate.place(150, 0), 4);
CREATE TABLE gate.amenity (id int PRIMARY KEY, category text, geom geometry);
INSERT INTO gate.amenity VALUES (1, 'pharmacy', gate.place(400, 0)), (2, 'clinic', gate.place(200, -50)), (3, 'clinic', gate.place(-250, 0));
SELECT circle_create_study('gated', 'gate_net', 'pharmacy within 10 min & clinic within 10 min & clinic within 700 m', homes => 'gate.home', amenities => 'gate.amenity', walkers => 'planning_60m');
SELECT * FROM circle_refresh('gated') \gset run_
CREATE VIEW gate.result AS SELECT home_id, coverage FROM gated.home ORDER BY home_id;
SELECT * FROM gate.result;
SELECT count(*) AS homes, count(*) FILTER (WHERE circle_coverage_at('gated', geom)::text = coverage::text) AS agreed FROM gated.home;
SELECT * FROM circle_check('gated');
SELECT need, amenity_id, value, metres FROM circle_explain_at('gated', (SELECT geom FROM gate.home WHERE id = 2)) ORDER BY need_no, rank;
UPDATE gate.street SET private = false;
SELECT * FROM circle_refresh('gated') \gset run_
SELECT * FROM gate.result;
UPDATE gate.street SET private = id IN (3, 4);
SELECT * FROM circle_refresh('gated') \gset run_
SELECT * FROM gate.result;
-- Lanes without any gate, and a street that is private from end to end.
DELETE FROM gate.street WHERE id = 4;
INSERT INTO gate.street VALUES (6, gate.line(200,-20, 200,-100), true, 'yard');
SELECT r -> 'edges' AS edges FROM circle_build_network('gate_net') AS r;
SELECT * FROM gate.walk(200, -100, 200, -30);
SELECT * FROM gate.walk(200, -100, 400, 0);
DROP VIEW gate.result;
SELECT circle_drop_study('gated');
SELECT circle_drop_network('gate_net');
DROP SCHEMA gate CASCADE;
