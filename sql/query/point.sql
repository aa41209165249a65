-- Any point against the published version: SELECT on the study's and the network's schemas is all it needs.

CREATE FUNCTION circle__usable_point(point geometry) RETURNS geometry
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	problem text;
	moved geometry := circle__plain_point(point);
BEGIN
	IF moved IS NOT NULL THEN
		RETURN moved;
	END IF;
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
		PERFORM circle__raise('invalid_parameter_value',
			'not a usable point: ' || problem,
			hint => 'Give a point such as ST_SetSRID(ST_MakePoint(106.55, 29.56), 4326): longitude first, then latitude.');
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
	EXECUTE format('SELECT network, circle__published_walker($1, 1), template FROM %I.version', study)
	   INTO network, walker, template USING study;
	IF network IS NULL THEN
		PERFORM circle__raise('object_not_in_prerequisite_state',
			format('study "%s" has not been refreshed yet', study),
			hint => format('SELECT * FROM circle_refresh(%L);', study));
	END IF;
	-- Layout 1 knew no directions.
	direction := 'from_home';
	IF circle__type_of(to_regclass(format('%I.version', study)), 'direction') IS NOT NULL THEN
		EXECUTE format('SELECT direction FROM %I.version', study) INTO direction;
	END IF;
END
$$;
COMMENT ON FUNCTION circle__published(text) IS
'What the published version of a study was computed by, of the principal walker the numbers; an error if there is none.';

CREATE FUNCTION circle__published_coverage(study text, point geometry) RETURNS circle_coverage
	LANGUAGE c STABLE PARALLEL RESTRICTED COST 10000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__published_coverage(text, geometry) IS
'Coverage of a point by the published version of a study that has been checked; streets and amenities around it are kept for the next points.';

CREATE FUNCTION circle_coverage_at(study text, point geometry) RETURNS circle_coverage
	LANGUAGE plpgsql STABLE COST 10000
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	here geometry := circle__usable_point(point);
BEGIN
	PERFORM circle__check_study(study);
	RETURN circle__published_coverage(study, here);
END
$$;
COMMENT ON FUNCTION circle_coverage_at(text, geometry) IS
'The coverage of any point against the published version, in its direction and for the principal walker: the same as that of a home there. NULL off the network. Uses the current network: a WARNING, once per statement, says if it is newer than the study''s results.';

CREATE FUNCTION circle__nearest(network text, walker text, point geometry, k int, amenities text,
	horizon_min float8 DEFAULT 60, direction text DEFAULT 'from_home', OUT amenity text, OUT minutes float8) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL RESTRICTED COST 10000 ROWS 5
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__nearest(text, text, geometry, int, text, float8, text) IS
'The k nearest of the amenities that a query returns (as for circle__cover; categories are ignored), at most horizon_min away, by walking time and then by key. direction as for circle__cover, the point being the home.';
