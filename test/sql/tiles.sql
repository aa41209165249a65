-- Tiles of the grid: where a point lies, what is near.

-- Only tests call it: what the core does apart from the SQL around it.
CREATE OR REPLACE FUNCTION circle__box(tiles int[], metres float8) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS '$libdir/circle_ext', 'circle__box';

-- A tile is the square that its points lie in.
SELECT circle_private.circle__tile(ST_SetSRID(ST_MakePoint(113.0, 23.0), 4326)) AS tile,
	   circle_private.circle__tile(ST_SetSRID(ST_MakePoint(-180, 85.05), 4326)) AS northwest,
	   circle_private.circle__tile(ST_SetSRID(ST_MakePoint(180, -85.05), 4326)) AS southeast;
SELECT count(*) AS points,
	   count(*) FILTER (WHERE ST_Intersects(p, circle_private.circle__tile_box(circle_private.circle__tile(p)))) AS inside_their_tile,
	   count(DISTINCT circle_private.circle__tile(p)) > 400 AS many_tiles
  FROM (SELECT ST_SetSRID(ST_MakePoint(i * 0.7548776662 % 1 * 360 - 180, i * 0.5698402910 % 1 * 160 - 80), 4326) AS p
		  FROM generate_series(1, 500) AS i) AS q;
SELECT ST_SRID(circle_private.circle__tile_box(109228630)) AS srid, round(ST_Area(circle_private.circle__tile_box(109228630)::geography) / 1e6) AS km2;

-- Tiles near others: none is missed, themselves are included, in order, each once.
SELECT circle_private.circle__tiles_near('{109228630}', 0) AS itself, circle_private.circle__tiles_near('{}', 5000) AS none,
	   circle_private.circle__tiles_near('{109228630,109228630,109228631}', 0) AS each_once;
WITH t (tiles) AS (VALUES (ARRAY[109228630]), (ARRAY[109228630, 109228631]), (ARRAY[98304200, 131072200, 98304203])),
	 n AS (SELECT tiles, m, circle_private.circle__tiles_near(tiles, m) AS near
			 FROM t, (VALUES (1), (300.0), (2500), (9000)) AS v (m))
SELECT tiles, m AS metres, cardinality(near) AS tiles_near,
	   near @> tiles AS has_themselves,
	   near = ARRAY(SELECT DISTINCT x FROM unnest(near) AS x ORDER BY x) AS ascending,
	   -- Every point that far from a corner of one of them is in one of them.
	   (SELECT bool_and(circle_private.circle__tile(ST_Project(ST_PointN(ST_ExteriorRing(circle_private.circle__tile_box(x)), c)::geography,
												m, radians(a))::geometry) = ANY (near))
		  FROM unnest(tiles) AS x, generate_series(1, 4) AS c, generate_series(0, 359, 15) AS a) AS none_missed
  FROM n ORDER BY 1, 2;
SELECT circle_private.circle__tiles_touching(ST_Buffer(circle_private.circle__tile_box(109228630), -0.001), 0) AS one,
	   circle_private.circle__tiles_touching(ST_GeomFromText('POINT EMPTY', 4326), 100) AS none,
	   circle_private.circle__tiles_touching(circle_private.circle__tile_box(109228630), 0) = '{109212246,109212247,109228630,109228631}'
		   AS boundaries_in_the_north_and_east_belong_to_neighbours;
SELECT circle__box('{}', 100) IS NULL AS no_tiles_no_box,
	   ST_Equals(circle__box('{109228630}', 0), circle_private.circle__tile_box(109228630)) AS itself,
	   bool_and(ST_Covers(circle__box('{109228630}', 1000),
						  ST_Project(ST_PointN(ST_ExteriorRing(circle_private.circle__tile_box(109228630)), c)::geography, 1000,
									 radians(a))::geometry)) AS covers_what_is_near
  FROM generate_series(1, 4) AS c, generate_series(0, 359, 15) AS a;
-- Neighbours stand together: the four tiles of a square follow each other.
SELECT array_agg(o - least ORDER BY o) AS a_square
  FROM (SELECT o, min(o) OVER () AS least
		  FROM unnest('{109228630,109228631,109245014,109245015}'::int[]) AS t,
			   LATERAL (SELECT ST_Centroid(circle_private.circle__tile_box(t)) AS c) AS c,
			   LATERAL circle_private.circle__tile_order(ST_X(c), ST_Y(c)) AS o) AS q;
SELECT circle_private.circle__tile_order('NaN', 0) IS NULL AS off_the_grid, circle_private.circle__tile_order(0, 89) IS NULL AS beyond_the_boundary;

\set SHOW_CONTEXT never
SELECT circle_private.circle__tile(ST_MakePoint(113, 23));
SELECT circle_private.circle__tile(ST_GeomFromText('LINESTRING(113 23, 114 23)', 4326));
SELECT circle_private.circle__tile(ST_GeomFromText('POINT(113 89)', 4326));
SELECT circle_private.circle__tile_box(-1);
SELECT circle_private.circle__tile_box(268435456);
SELECT circle_private.circle__tiles_near('{1,NULL}', 10);
SELECT circle_private.circle__tiles_near('{268435456}', 10);
SELECT circle_private.circle__tiles_near('{1}', -1);
SELECT circle_private.circle__tiles_near('{1}', 'NaN');
SELECT circle_private.circle__tiles_near('{109228630}', 1e7);
SELECT circle_private.circle__tiles_touching(ST_GeomFromText('LINESTRING(0 0, 1 89)', 4326), 10);
SELECT circle__box('{1}', 'Infinity');
-- Of a geometry: its box and a little more than the metres asked for, whatever the latitude.
SELECT bool_and(ST_Covers(b.box, ST_Project(p::geography, 1000, radians(a))::geometry)) AS covers_what_is_near,
	   bool_or(ST_Covers(b.box, ST_Project(p::geography, 1003, radians(a))::geometry)) FILTER (WHERE a % 90 = 0 AND abs(ST_Y(p)) < 1) AS too_wide,
	   bool_and(ST_SRID(b.box) = 4326) AS srid
  FROM (VALUES (ST_Point(-15.4, 28.1, 4326)), (ST_Point(179.9, -70, 4326)), (ST_Point(0, 0, 4326))) AS v (p),
	   LATERAL (SELECT circle_private.circle__box_around(p, 1000) AS box) AS b, generate_series(0, 359, 15) AS a;
SELECT circle_private.circle__box_around(ST_GeomFromText('POINT EMPTY', 4326), 5) IS NULL AS of_nothing, circle_private.circle__box_around(NULL, 5) IS NULL AS of_null;
SELECT circle_private.circle__box_around(ST_Point(1, 2, 4326), 'NaN');
