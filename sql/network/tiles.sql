-- Tiles of the grid: where a point lies, what is near.

CREATE FUNCTION circle__tile(point geometry) RETURNS int
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__tile(geometry) IS 'Tile that a point lies in: row * 16384 + column of the web-map grid at zoom 14.';

CREATE FUNCTION circle__tile_order(lon float8, lat float8) RETURNS int
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__tile_order(float8, float8) IS
'Number of a position''s tile in an order in which neighbours are close (Morton''s): the four tiles of a square share all but the last two bits, and so on. NULL off the grid.';

CREATE FUNCTION circle__tile_box(tile int) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__tile_box(int) IS 'Square of a tile as a polygon in SRID 4326.';

CREATE FUNCTION circle__tiles_near(tiles int[], metres float8) RETURNS int[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__tiles_near(int[], float8) IS
'All tiles within so many metres of any of these, themselves included, ascending; never too few.';

CREATE FUNCTION circle__tiles_touching(min_lon float8, min_lat float8, max_lon float8, max_lat float8, metres float8)
	RETURNS int[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__tiles_touching(float8, float8, float8, float8, float8) IS
'All tiles within so many metres of a box given by its boundaries in degrees, ascending; never too few.';

CREATE FUNCTION circle__tiles_touching(g geometry, metres float8) RETURNS int[]
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN st_isempty(g) THEN '{}'
				ELSE circle__tiles_touching(st_xmin(g), st_ymin(g), st_xmax(g), st_ymax(g), metres) END;
COMMENT ON FUNCTION circle__tiles_touching(geometry, float8) IS
'All tiles within so many metres of the bounding box of a geometry in SRID 4326, ascending; none for an empty one.';

CREATE FUNCTION circle__box_around(min_lon float8, min_lat float8, max_lon float8, max_lat float8, metres float8) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__box_around(float8, float8, float8, float8, float8) IS
'A box given by its boundaries in degrees and all that is within so many metres of it, as a polygon in SRID 4326; never too small.';

CREATE FUNCTION circle__box_around(g geometry, metres float8) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN circle__box_around(st_xmin(g), st_ymin(g), st_xmax(g), st_ymax(g), metres);
COMMENT ON FUNCTION circle__box_around(geometry, float8) IS
'The bounding box of a geometry in SRID 4326 and all that is within so many metres of it; NULL for an empty one.';
