-- Any point against the published night: SELECT on the study's and the network's schemas is all it needs.

CREATE FUNCTION circle__point_amenities(study text, point geometry, halo_m float8, category text) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN format('SELECT amenity_id::text, category, st_x(geom), st_y(geom) FROM %I.amenity WHERE geom && %L::geometry %s',
		study, circle__box(ARRAY[circle__tile(point)], halo_m),
		CASE WHEN category IS NOT NULL THEN format('AND category = %L', category) ELSE '' END);
COMMENT ON FUNCTION circle__point_amenities(text, geometry, float8, text) IS 'The query for the amenities that a point may reach.';

CREATE FUNCTION circle__usable_point(point geometry) RETURNS geometry
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	problem text;
	moved geometry;
BEGIN
	moved := CASE WHEN st_srid(point) = 4326 THEN st_force2d(point)
				  WHEN st_srid(point) <> 0 AND NOT st_isempty(point) THEN circle__to_wgs84(point) END;
	problem := CASE
		WHEN point IS NULL THEN 'it is NULL'
		WHEN geometrytype(point) NOT IN ('POINT', 'POINTM') THEN format('it is a %s', geometrytype(point))
		WHEN st_isempty(point) THEN 'it is empty'
		WHEN st_srid(point) = 0 THEN 'it has no spatial reference system (SRID 0)'
		WHEN moved IS NULL THEN 'it cannot be transformed to longitude and latitude'
		WHEN NOT circle__on_map(moved) THEN 'its coordinates are out of range'
	END;
	IF problem IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'not a usable point: ' || problem,
			HINT = 'Give a point such as ST_SetSRID(ST_MakePoint(106.55, 29.56), 4326): longitude first, then latitude.';
	END IF;
	RETURN circle__quantised(moved);
END
$$;
COMMENT ON FUNCTION circle__usable_point(geometry) IS 'The point in EPSG:4326, rounded to 1e-7 degrees; an error that says what is wrong with it.';

CREATE FUNCTION circle__published(study text, OUT network text, OUT walker text, OUT template circle_coverage, OUT direction text) RETURNS record
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__check_study(study);
	EXECUTE format('SELECT network, circle__published_walker($1, 1), template FROM %I.night', study)
	   INTO network, walker, template USING study;
	IF network IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('study "%s" has not been refreshed yet', study),
			HINT = format('CALL circle_refresh(%L);', study);
	END IF;
	-- Layout 1 knew no directions.
	direction := 'there';
	IF circle__type_of(to_regclass(format('%I.night', study)), 'direction') IS NOT NULL THEN
		EXECUTE format('SELECT direction FROM %I.night', study) INTO direction;
	END IF;
END
$$;
COMMENT ON FUNCTION circle__published(text) IS
'What the published night of a study was computed by, of the principal walker the numbers; an error if there is none.';

CREATE FUNCTION circle__published_coverage(study text, point geometry) RETURNS circle_coverage
	LANGUAGE c STABLE PARALLEL RESTRICTED COST 10000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__published_coverage(text, geometry) IS
'Coverage of a point by the published night of a study that has been checked; streets and amenities around it are kept for the next points.';

CREATE FUNCTION circle_coverage_at(study text, point geometry) RETURNS circle_coverage
	LANGUAGE plpgsql STABLE COST 10000
	SET search_path FROM CURRENT AS
$$
DECLARE
	here geometry := circle__usable_point(point);
BEGIN
	PERFORM circle__check_study(study);
	RETURN circle__published_coverage(study, here);
END
$$;
COMMENT ON FUNCTION circle_coverage_at(text, geometry) IS
'The coverage of any point against the published night, in its direction and for the principal walker: the same as that of a home there. NULL off the network.';

CREATE FUNCTION circle_nearest(study text, point geometry, category text, k int DEFAULT 1)
	RETURNS TABLE (rank int, amenity_id text, nearest_min float8)
	LANGUAGE plpgsql STABLE COST 10000 ROWS 5
	SET search_path FROM CURRENT AS
$$
DECLARE
	night record;
	here geometry := circle__usable_point(point);
	known text[];
	horizon_min float8;
	halo_m float8;
BEGIN
	SELECT * INTO night FROM circle__published(study);
	known := circle_categories(night.template);
	IF category IS NULL OR category <> ALL (known) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('category %s is not known in study "%s"', coalesce('"' || category || '"', 'NULL'), study),
			HINT = format('Categories known: %s.', array_to_string(known, ', '));
	END IF;
	IF k IS NULL OR k < 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'k must be at least 1';
	END IF;
	-- A category that is only known in metres is looked for as far as a default horizon goes.
	horizon_min := coalesce(circle__horizon(night.template, category, 'min'), 30);
	halo_m := circle__halo_m(night.walker, circle__template('{}', ARRAY[category], 1, NULL, horizon_min), night.direction);
	RETURN QUERY
	SELECT (row_number() OVER (ORDER BY n.minutes, n.amenity))::int, n.amenity, n.minutes
	  FROM circle__nearest(night.network, night.walker, here, k,
		   circle__point_amenities(study, here, halo_m, category), horizon_min, night.direction) AS n;
END
$$;
COMMENT ON FUNCTION circle_nearest(text, geometry, text, int) IS
'The k nearest amenities of a category from any point, with the walking time in minutes, against the published night, in its direction and for the principal walker; none beyond the category''s horizon (30 minutes where it is only known in metres).';
