-- Heights from a raster: a slope whose heights are known by hand, a valley under a bridge, and rasters that are none.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE EXTENSION postgis_raster;
CREATE SCHEMA alp;
CREATE TABLE alp.street (id int PRIMARY KEY, geom geometry(LineString, 4326), class text);
INSERT INTO alp.street VALUES
	(1, 'SRID=4326;LINESTRING(8.500 47.300, 8.503 47.300)', NULL),
	(2, 'SRID=4326;LINESTRING(8.500 47.300, 8.500 47.304)', 'bridge'),
	(3, 'SRID=4326;LINESTRING(8.500 47.304, 8.503 47.304)', NULL),
	(4, 'SRID=4326;LINESTRING(8.503 47.300, 8.503 47.304)', NULL),
	(5, 'SRID=4326;LINESTRING(8.600 47.300, 8.603 47.300)', NULL);
-- 400 m and 1 m more for each 0.0001 degrees east; between 47.301 and 47.303 a valley 40 m deep. Four rows of 20 x 20 cells.
CREATE TABLE alp.dem (rid int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, rast raster);
INSERT INTO alp.dem (rast)
SELECT st_setvalues(st_addband(st_makeemptyraster(20, 20, 8.495 + i * 0.01, 47.31 - j * 0.01, 0.0005, -0.0005, 0, 0, 4326), '32BF'::text, 0::float8, -9999::float8), 1, 1, 1, v)
  FROM generate_series(0, 1) AS i, generate_series(0, 1) AS j,
	   LATERAL (SELECT array_agg(cells ORDER BY y) AS v FROM (
			SELECT y, array_agg(CASE WHEN 47.31 - j * 0.01 - (y + 0.5) * 0.0005 BETWEEN 47.301 AND 47.303 THEN -40 ELSE 0 END
								+ 400 + ((i * 20 + x + 0.5) * 0.0005 - 0.005) * 10000 ORDER BY x) AS cells
			  FROM generate_series(0, 19) AS x, generate_series(0, 19) AS y GROUP BY y) AS rows) AS r;

SELECT circle_create_network('alp_net', 'alp.street');
SELECT FROM circle_build_network('alp_net');
CREATE FUNCTION alp.walks() RETURNS TABLE (street int, metres float8, climb_m float8, descent_m float8, up_factor numeric, down_factor numeric) LANGUAGE sql AS
$$
	SELECT s.id, p.metres, p.climb_m, p.descent_m, round((p.minutes * 60 * 1.33 / p.metres)::numeric, 2), round((b.minutes * 60 * 1.33 / b.metres)::numeric, 2)
	  FROM alp.street AS s, circle_path('alp_net', st_startpoint(s.geom), st_endpoint(s.geom)) AS p, circle_path('alp_net', st_endpoint(s.geom), st_startpoint(s.geom)) AS b
	 ORDER BY s.id
$$;
SELECT street, climb_m, up_factor, down_factor FROM alp.walks();
SELECT circle_alter_network('alp_net', '{"heights": "alp.dem"}');
SELECT heights_schema, heights_name, heights_column FROM alp_net.network;
SELECT circle_build_network('alp_net') ->> 'tiles_built' AS built;
-- 30 m over 226.9 m: exp(3.5 * 0.1322) = 1.59 up, exp(3.5 * (0.0822 - 0.05)) = 1.12 down. The bridge does not see the valley.
SELECT * FROM alp.walks();
SELECT reason, street, detail FROM alp_net.data_quality;
SELECT circle_build_network('alp_net') ->> 'tiles_built' AS built_again;
-- Another model is another network.
UPDATE alp.dem SET rast = st_mapalgebra(rast, 1, '32BF', '[rast.val] * 2 - 400');
SELECT (circle_build_network('alp_net') ->> 'tiles_built')::int > 0 AS built_again;
SELECT street, climb_m FROM alp.walks() WHERE street = 1;

-- What is wrong with a raster.
SELECT circle_alter_network('alp_net', '{"heights": "alp.street"}');
SELECT circle_alter_network('alp_net', '{"heights": "alp.dem", "columns": {"heights": {"rast": "rid"}}}');
SELECT circle_alter_network('nowhere', '{"heights": "alp.dem"}');
CREATE TABLE alp.two (a raster, b raster);
SELECT circle_alter_network('alp_net', '{"heights": "alp.two"}');
SELECT circle_alter_network('alp_net', '{"heights": "alp.two", "columns": {"heights": {"rast": "b"}}}');
SELECT circle_build_network('alp_net');
INSERT INTO alp.two (b) VALUES (NULL);
SELECT circle_build_network('alp_net');
TRUNCATE alp.two;
INSERT INTO alp.two (b) SELECT st_setsrid(rast, 4269) FROM alp.dem;
SELECT circle_build_network('alp_net');
TRUNCATE alp.two;
INSERT INTO alp.two (b) SELECT CASE rid WHEN 1 THEN st_rescale(rast, 0.0003, -0.0003) ELSE rast END FROM alp.dem ORDER BY rid DESC;
SELECT circle_build_network('alp_net');
TRUNCATE alp.two;
INSERT INTO alp.two (b) SELECT st_setupperleft(rast, st_upperleftx(rast) + 0.0002 * (rid % 2), st_upperlefty(rast)) FROM alp.dem ORDER BY rid DESC;
SELECT circle_build_network('alp_net');
-- Cells too fine to be read, and a corner that is nowhere.
TRUNCATE alp.two;
INSERT INTO alp.two (b) SELECT st_setscale(rast, 1e-300, -1e-300) FROM alp.dem;
SELECT circle_build_network('alp_net');
TRUNCATE alp.two;
INSERT INTO alp.two (b) SELECT st_setupperleft(rast, 1e300, 47) FROM alp.dem;
SELECT circle_build_network('alp_net');
DROP TABLE alp.two;
SELECT circle_build_network('alp_net');
-- A cutoff of unknown cells that is not declared is no height.
CREATE TABLE alp.marked AS SELECT rid, st_setbandnodatavalue(st_setvalues(rast, 1, 1, 1, 20, 20, -32768), NULL) AS rast FROM alp.dem WHERE rid IN (1, 2);
SELECT circle_alter_network('alp_net', '{"heights": "alp.marked"}');
SET client_min_messages = error;
SELECT circle_build_network('alp_net') -> 'refused' AS refused;
SET client_min_messages = warning;

-- Without it again.
SELECT circle_alter_network('alp_net', '{"heights": null}');
SELECT FROM circle_build_network('alp_net');
SELECT street, climb_m, up_factor, down_factor FROM alp.walks();
SELECT circle_drop_network('alp_net');
DROP SCHEMA alp CASCADE;
DROP EXTENSION postgis_raster;
