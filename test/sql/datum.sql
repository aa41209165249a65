-- Shifted coordinates of Chinese maps. More pairs: test/unit/test_datum.c, test/t/035_datum.pl.
\set VERBOSITY terse
SELECT ST_AsText(circle_from_wgs84(p, 'gcj02'), 9) AS gcj02, ST_AsText(circle_from_wgs84(p, 'bd09'), 9) AS bd09,
	   ST_AsText(circle_to_wgs84(p, 'gcj02'), 9) AS from_gcj02, ST_AsText(circle_to_wgs84(p, 'bd09'), 9) AS from_bd09
  FROM (SELECT 'SRID=4326;POINT(116.404 39.915)'::geometry AS p) AS tiananmen;

-- Every type of geometry keeps its type, SRID, Z and M, and comes back to a millimetre
CREATE TABLE shape (n int GENERATED ALWAYS AS IDENTITY, geom geometry);
INSERT INTO shape (geom) SELECT ST_SetSRID(ST_GeomFromText(t), 4326) FROM unnest(ARRAY[
	'POINT(106.5 29.5)', 'POINT Z(106.5 29.5 210)', 'POINT M(106.5 29.5 7)', 'POINT ZM(106.5 29.5 210 7)',
	'LINESTRING(106.5 29.5,106.6 29.6)', 'POLYGON((106 29,107 29,107 30,106 29),(106.5 29.2,106.6 29.2,106.6 29.3,106.5 29.2))',
	'MULTIPOINT(106.5 29.5,106.6 29.6)', 'MULTILINESTRING Z((106.5 29.5 1,106.6 29.6 2),(106 29 3,106.1 29.1 4))',
	'MULTIPOLYGON(((106 29,107 29,107 30,106 29)))', 'GEOMETRYCOLLECTION(POINT(106 29),LINESTRING(106 29,107 30),GEOMETRYCOLLECTION EMPTY)',
	'CIRCULARSTRING(106 29,106.1 29.1,106.2 29)', 'COMPOUNDCURVE(CIRCULARSTRING(106 29,106.1 29.1,106.2 29),(106.2 29,106.3 29))',
	'CURVEPOLYGON(CIRCULARSTRING(106 29,106.1 29.1,106.2 29,106.1 28.9,106 29))',
	'MULTICURVE((106 29,107 30),CIRCULARSTRING(106 29,106.1 29.1,106.2 29))',
	'MULTISURFACE(CURVEPOLYGON(CIRCULARSTRING(106 29,106.1 29.1,106.2 29,106.1 28.9,106 29)),((106 29,107 29,107 30,106 29)))',
	'POLYHEDRALSURFACE Z(((106 29 0,107 29 0,107 30 0,106 29 0)))', 'TIN(((106 29,107 29,107 30,106 29)))', 'TRIANGLE((106 29,107 29,107 30,106 29))']) AS t;
SELECT count(*) AS shapes,
	   count(*) FILTER (WHERE GeometryType(moved) <> GeometryType(geom) OR ST_SRID(moved) <> 4326 OR ST_NPoints(moved) <> ST_NPoints(geom)
							  OR ST_Zmflag(moved) <> ST_Zmflag(geom)) AS changed_kind,
	   count(*) FILTER (WHERE ST_HausdorffDistance(ST_Points(moved), ST_Points(geom)) < 0.001) AS not_moved,
	   count(*) FILTER (WHERE ST_HausdorffDistance(ST_Points(back), ST_Points(geom)) > 1e-8) AS not_back,
	   count(*) FILTER (WHERE ST_ZMin(moved) IS DISTINCT FROM ST_ZMin(geom) OR ST_ZMax(moved) IS DISTINCT FROM ST_ZMax(geom)) AS changed_z
  FROM shape, (VALUES ('gcj02'), ('bd09')) AS d (datum),
	   LATERAL (SELECT circle_from_wgs84(geom, datum) AS moved OFFSET 0) AS m,
	   LATERAL (SELECT circle_to_wgs84(moved, datum) AS back OFFSET 0) AS b;
SELECT ST_M(circle_from_wgs84('SRID=4326;POINT ZM(106.5 29.5 210 7)', 'bd09')) AS m;

-- Elsewhere nothing moves; what is empty stays so
SELECT bool_and(circle_from_wgs84(g, datum) = g AND circle_to_wgs84(g, datum) = g) AS unchanged
  FROM unnest(ARRAY['SRID=4326;POINT(7.42 43.73)', 'SRID=4326;LINESTRING(-15.4 28.1,0 0)']::geometry[]) AS g, unnest('{gcj02,bd09}'::text[]) AS datum;
SELECT ST_AsEWKT(circle_to_wgs84(g, 'gcj02')) FROM unnest(ARRAY['SRID=4326;POINT EMPTY', 'SRID=4326;POINT Z EMPTY', 'SRID=4326;POLYGON EMPTY',
	'SRID=4326;MULTIPOINT EMPTY', 'SRID=4326;GEOMETRYCOLLECTION EMPTY']::geometry[]) AS g;
SELECT circle_to_wgs84(NULL, 'gcj02') IS NULL AND circle_to_wgs84('SRID=4326;POINT(105 30)', NULL) IS NULL AS null_in_null_out;
SELECT x, y, ST_X(circle_to_wgs84(p, 'gcj02')) AS lon, ST_Y(circle_to_wgs84(p, 'gcj02')) AS lat, ST_X(circle_from_wgs84(p, 'bd09')) AS bd_lon
  FROM (VALUES ('NaN'::float8, 30::float8), (105, 'NaN'), ('Infinity', 30), (1e308, -1e308)) AS v (x, y), ST_SetSRID(ST_MakePoint(x, y), 4326) AS p;

-- Degrees alone can be shifted
\set VERBOSITY default
SELECT circle_to_wgs84('POINT(116.404 39.915)', 'gcj02');
SELECT circle_from_wgs84('SRID=3857;POINT(12958034 4853597)', 'bd09');
-- WGS 84 stays as it is; another name is an error that guesses
SELECT circle_to_wgs84(p, 'wgs84') = p AND circle_from_wgs84(p, 'wgs84') = p AS unchanged FROM (VALUES ('SRID=4326;POINT(116.404 39.915)'::geometry)) AS v (p);
SELECT circle_to_wgs84('SRID=4326;POINT(116.404 39.915)', 'gjc02');
SELECT circle_from_wgs84('SRID=4326;POINT(116.404 39.915)', 'baidu');
DROP TABLE shape;
