-- Computing: tiles for SQL, places of many points, coverage of many homes and of one point.
-- Studies stand on these functions. They read what they are given as queries, by the
-- snapshot of the calling query, and write nothing.

-- Tiles.

CREATE FUNCTION circle__tile(point geometry) RETURNS int
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__tile(geometry) IS 'Tile that a point lies in: row * 16384 + column of the web-map grid at zoom 14.';

CREATE FUNCTION circle__tile_order(lon float8, lat float8) RETURNS int
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__tile_order(float8, float8) IS
'Number of a position''s tile in an order in which neighbours stand together (Morton''s): the four tiles of a square share all but the last two bits, and so on. NULL off the grid.';

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
'All tiles within so many metres of a box given by its rims in degrees, ascending; never too few.';

CREATE FUNCTION circle__tiles_touching(g geometry, metres float8) RETURNS int[]
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN st_isempty(g) THEN '{}'
				ELSE circle__tiles_touching(st_xmin(g), st_ymin(g), st_xmax(g), st_ymax(g), metres) END;
COMMENT ON FUNCTION circle__tiles_touching(geometry, float8) IS
'All tiles within so many metres of the bounding box of a geometry in SRID 4326, ascending; none for an empty one.';

CREATE FUNCTION circle__box(tiles int[], metres float8) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__box(int[], float8) IS
'Box around these tiles and all that is within so many metres of them, as a polygon in SRID 4326; NULL for no tiles.';

CREATE FUNCTION circle__box_around(min_lon float8, min_lat float8, max_lon float8, max_lat float8, metres float8) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__box_around(float8, float8, float8, float8, float8) IS
'A box given by its rims in degrees and all that is within so many metres of it, as a polygon in SRID 4326; never too small.';

CREATE FUNCTION circle__box_around(g geometry, metres float8) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN circle__box_around(st_xmin(g), st_ymin(g), st_xmax(g), st_ymax(g), metres);
COMMENT ON FUNCTION circle__box_around(geometry, float8) IS
'The bounding box of a geometry in SRID 4326 and all that is within so many metres of it; NULL for an empty one.';

-- What is to be known.

CREATE FUNCTION circle__check_template(categories text[], keep int, marks float8[], horizon_min float8) RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF keep IS NULL OR keep NOT BETWEEN 1 AND 100 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'numeric_value_out_of_range',
			MESSAGE = format('keep must be from 1 to 100, not %s', coalesce(keep::text, 'NULL')),
			DETAIL = 'It says how many of the nearest amenities a coverage keeps for each category.';
	END IF;
	IF NOT coalesce(horizon_min > 0 AND horizon_min <= 1440, true) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'numeric_value_out_of_range',
			MESSAGE = format('horizon_min must be above 0 and at most 1440 minutes, not %s', horizon_min);
	END IF;
	IF EXISTS (SELECT FROM unnest(marks) AS m WHERE NOT coalesce(m > 0 AND m <= 1440, false)) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'numeric_value_out_of_range',
			MESSAGE = 'a mark must be above 0 and at most 1440 minutes, and not NULL',
			DETAIL = format('Marks: %s.', marks);
	END IF;
	IF EXISTS (SELECT FROM unnest(categories) AS c WHERE coalesce(c, '') = '') THEN
		RAISE EXCEPTION USING
			ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'a category must not be NULL or empty';
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_template(text[], int, float8[], float8) IS
'Raises an error unless these options of a study are within their limits.';

CREATE FUNCTION circle__template_needs(standards circle_standard[], categories text[],
	OUT category text, OUT unit text, OUT limits float8[], OUT longest float8, OUT needed int) RETURNS SETOF record
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 20
	SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH asked AS (
		SELECT n.category, n.unit, n.limit_value, n.needed FROM unnest(standards) AS s, circle_needs(s) AS n
	)
	SELECT a.category, a.unit, array_agg(DISTINCT a.limit_value),
		   CASE WHEN bool_and(a.limit_value IS NOT NULL) THEN max(a.limit_value) END, max(a.needed)::int
	  FROM asked AS a GROUP BY a.category, a.unit
	UNION ALL
	-- What is named as a category is known in minutes, whether or not a standard asks for that.
	SELECT DISTINCT c, 'min', ARRAY[]::float8[], 15, 1 FROM unnest(categories) AS c
	 WHERE NOT EXISTS (SELECT FROM asked AS a WHERE a.category = c AND a.unit = 'min');
END;
COMMENT ON FUNCTION circle__template_needs(circle_standard[], text[]) IS
'Categories and units that standards and a list of categories ask for: their limits, the longest of them (NULL if a need has none), the greatest number needed.';

CREATE FUNCTION circle__template(standards circle_standard[], categories text[], keep int, marks float8[],
	horizon_min float8) RETURNS circle_coverage
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	n record;
	horizon float8;
	template circle_coverage;
BEGIN
	PERFORM circle__check_template(categories, keep, marks, horizon_min);
	FOR n IN SELECT * FROM circle__template_needs(standards, categories) LOOP
		IF n.longest IS NULL THEN
			RAISE EXCEPTION USING
				ERRCODE = 'invalid_parameter_value',
				MESSAGE = format('a need of category "%s" has no limit', n.category),
				HINT = 'Write "within N min", "within N m" or "within N m straight" after it.';
		END IF;
		horizon := CASE WHEN n.unit <> 'min' THEN 2 * n.longest
						ELSE coalesce(horizon_min, greatest(2 * n.longest, 5)) END;
		IF cardinality(n.limits) > 0 AND horizon < n.longest THEN
			RAISE EXCEPTION USING
				ERRCODE = 'invalid_parameter_value',
				MESSAGE = format('horizon_min %s is shorter than a limit of the standards', horizon_min),
				DETAIL = format('Category "%s" is asked for within %s min.', n.category, n.longest),
				HINT = format('Leave horizon_min out, or make it at least %s.', n.longest);
		END IF;
		-- Scores that fall beyond the limit need as many of the nearest as a need asks for.
		template := coalesce(template || made, made) FROM circle_make_coverage(n.category, '{}', horizon, n.unit,
			least(100, greatest(keep, n.needed)),
			ARRAY(SELECT m FROM unnest(n.limits || CASE WHEN n.unit = 'min' THEN '{5,10,15}' || marks END) AS m
				   WHERE m <= horizon)) AS made;
	END LOOP;
	IF template IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'neither a standard nor a category says what is to be known';
	END IF;
	RETURN template;
END
$$;
COMMENT ON FUNCTION circle__template(circle_standard[], text[], int, float8[], float8) IS
'What a study knows of each home, as a coverage without amenities. In minutes the horizon is horizon_min, else twice the longest limit and at least 5; the marks are 5, 10, 15, the limits, those given and the horizon. In metres the horizon is twice the longest limit and the marks are the limits and the horizon. So every need of the standards is answerable. A category that no standard asks for in minutes but that is listed is known for 30 minutes.';

CREATE FUNCTION circle__part(template circle_coverage, categories text[]) RETURNS circle_coverage
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN (SELECT coalesce(jsonb_agg(e), '[]')::circle_coverage FROM jsonb_array_elements(template::jsonb) AS e
			 WHERE e ->> 'category' = ANY (categories));
COMMENT ON FUNCTION circle__part(circle_coverage, text[]) IS 'What a template says of some categories.';

CREATE FUNCTION circle__replaced(coverage circle_coverage, part circle_coverage) RETURNS circle_coverage
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__replaced(circle_coverage, circle_coverage) IS
'A coverage with what another one knows in its place: of categories and units that both know, what the second one says.';

CREATE FUNCTION circle__halo_m(walker text, template circle_coverage, direction text DEFAULT 'there') RETURNS float8
	LANGUAGE c STABLE STRICT PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__halo_m(text, circle_coverage, text) IS
'Metres around a home beyond which no street and no amenity can change what this template knows of it.';

CREATE FUNCTION circle__reach_m(walker text, template circle_coverage, direction text DEFAULT 'there') RETURNS float8
	LANGUAGE c STABLE STRICT PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__reach_m(text, circle_coverage, text) IS
'Metres around a home beyond which no amenity can change what this template knows of it, as long as the streets stay what they are.';

-- Places and coverage. The queries are SELECTs as text.

CREATE FUNCTION circle__snap_all(network text, walker text, query text, OUT ref bigint, OUT tile int, OUT snap_m float8,
	OUT on_island boolean, OUT closed boolean, OUT point geometry, OUT entry_no int) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 10000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__snap_all(text, text, text) IS
'Snaps what a query returns as (ref bigint, geom geometry in SRID 4326): points as they are; areas at their entries, a row for each, numbered from 1; lines, and areas without entry, at the point of their rim nearest to a street. An area''s entries are where a street crosses its rim, or touches it and goes on inside, where a bridge or tunnel that does so comes to a street with doors inside, and the points of its rim nearest to the end of a line that ends outside at most 20 m away. snap_m is NULL where no street is in reach; then point is the point itself or one on the surface. Rows come in the order of tiles.';

CREATE FUNCTION circle__cover(network text, walker text, template circle_coverage, standards circle_standard[],
	homes text, amenities text, direction text DEFAULT 'there') RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL SAFE COST 1000000 ROWS 10000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__cover(text, text, circle_coverage, circle_standard[], text, text, text) IS
'Coverage of homes that lie together. The query homes returns (home_id, lon float8, lat float8, doors bytea), each home once; doors: WKB of the points at which it is left and entered, NULL: where it is. A home''s walk is that of the door from which it is shortest; snap_m is the least of its doors'', on_island and closed hold if they do for all that are on the network. amenities returns (amenity text, category text, lon float8, lat float8, area bytea), one row per amenity, category and access point, at least all within circle__reach_m of the homes; area: WKB of an area of the amenity, in which a home is there at once, or NULL; without lon and lat it is entered nowhere. To be called with AS (home_id …, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[], score float8[]): one row per home, meets and score per standard. coverage, meets and score are NULL for a home that could not be snapped, unless the template has only straight lines. direction: there (from home), back (to home), both (half of there and back, half a ms up).';

CREATE FUNCTION circle__cover_point(network text, walker text, template circle_coverage, point geometry, amenities text,
	direction text DEFAULT 'there') RETURNS circle_coverage
	LANGUAGE c STABLE PARALLEL RESTRICTED COST 10000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__cover_point(text, text, circle_coverage, geometry, text, text) IS
'Coverage of one point, the same bits as circle__cover gives a home there; amenities as there.';

CREATE FUNCTION circle__nearest(network text, walker text, point geometry, k int, amenities text,
	horizon_min float8 DEFAULT 60, direction text DEFAULT 'there', OUT amenity text, OUT minutes float8) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL RESTRICTED COST 10000 ROWS 5
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__nearest(text, text, geometry, int, text, float8, text) IS
'The k nearest of the amenities that a query returns (as for circle__cover; categories are not looked at), at most horizon_min away, by walking time and then by key. direction as for circle__cover, the point being the home.';
