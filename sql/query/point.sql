-- Any point against the published night: SELECT on the study's and the network's schemas is all it needs.

CREATE FUNCTION circle__usable_point(point geometry) RETURNS geometry
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
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
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
	here geometry := circle__usable_point(point);
BEGIN
	PERFORM circle__check_study(study);
	RETURN circle__published_coverage(study, here);
END
$$;
COMMENT ON FUNCTION circle_coverage_at(text, geometry) IS
'The coverage of any point against the published night, in its direction and for the principal walker: the same as that of a home there. NULL off the network. By the network as it is now: a WARNING, once a statement, says if it is newer than the study''s results.';

CREATE FUNCTION circle__walks(study text, walker_no int, point geometry, category text, unit text, k int,
	limit_value float8 DEFAULT NULL, OUT within int, OUT amenity_id text, OUT value float8, OUT minutes float8,
	OUT metres float8, OUT climb_m float8, OUT descent_m float8, OUT steps_m float8, OUT geom geometry) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL RESTRICTED COST 10000 ROWS 5
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__walks(text, int, geometry, text, text, int, float8) IS
'The k nearest amenities of a category in a unit, by the published night of a study that has been checked, with their ways; within: how many of all lie within the limit. One row without amenity where there is none within the horizon (30 min or 2000 m where the night knows the category in other units only), no row where the point is off the network.';

CREATE FUNCTION circle_nearest(study text, point geometry, category text, k int DEFAULT 1)
	RETURNS TABLE (rank int, amenity_id text, nearest_min float8, metres float8, climb_m float8, descent_m float8, steps_m float8,
		geom geometry)
	LANGUAGE plpgsql STABLE COST 10000 ROWS 5
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
	here geometry := circle__usable_point(point);
BEGIN
	PERFORM circle__check_study(study);
	RETURN QUERY
	SELECT (row_number() OVER ())::int, w.amenity_id, w.minutes, w.metres, w.climb_m, w.descent_m, w.steps_m, w.geom
	  FROM circle__walks(study, 1, here, category, 'min', coalesce(k, 0)) AS w WHERE w.amenity_id IS NOT NULL;
END
$$;
COMMENT ON FUNCTION circle_nearest(text, geometry, text, int) IS
'The k nearest amenities of a category from any point, and the walks to them. Walking times in minutes, against the published night, in its direction and for the principal walker; none beyond the category''s horizon (30 minutes where it is only known in metres). Then what circle_path says of the way: metres, metres up and down (NULL where heights are unknown), metres of steps, and the line from door to door; where the direction is back, the way home, where it is both, the way there.';

CREATE FUNCTION circle__explain(study text, here geometry, walker text, standard_no int, per_need int)
	RETURNS TABLE (need_no int, need text, category text, needed int, limit_value float8, unit text, available int, met boolean,
		rank int, amenity_id text, value float8, counts boolean, minutes float8, metres float8, climb_m float8, descent_m float8,
		steps_m float8, geom geometry)
	LANGUAGE plpgsql STABLE COST 100000 ROWS 20
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
	walker_no int := 1;
	known text;
	asked circle_standard;
BEGIN
	PERFORM circle__check_study(study);
	IF per_need < 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'per_need must be at least 1';
	END IF;
	IF walker IS NOT NULL THEN
		EXECUTE format('SELECT max(w.walker_no) FILTER (WHERE w.walker = $1), string_agg(w.walker, '', '' ORDER BY w.walker_no) FROM %I.walker AS w', study)
		   INTO walker_no, known USING walker;
		IF walker_no IS NULL THEN
			RAISE EXCEPTION USING
				ERRCODE = 'undefined_object',
				MESSAGE = format('study "%s" has no walker "%s"', study, walker),
				HINT = format('Its walkers: %s.', known);
		END IF;
	END IF;
	EXECUTE format('SELECT s.standard FROM %I.standard AS s WHERE s.standard_no = $1', study) INTO asked USING standard_no;
	IF asked IS NULL AND EXISTS (SELECT FROM circle__published(study)) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'undefined_object',
			MESSAGE = format('study "%s" has no standard number %s', study, coalesce(standard_no::text, 'NULL')),
			HINT = 'They are in its table "standard".';
	END IF;
	RETURN QUERY
	SELECT n.need_no, n.need, n.category, n.needed, n.limit_value, n.unit, w.within, w.within >= n.needed,
		   CASE WHEN w.amenity_id IS NOT NULL THEN (row_number() OVER (PARTITION BY n.need_no ORDER BY w.ordinality))::int END,
		   w.amenity_id, w.value, w.value <= n.limit_value, w.minutes, w.metres, w.climb_m, w.descent_m, w.steps_m, w.geom
	  FROM circle_needs(asked) AS n
	  LEFT JOIN LATERAL circle__walks(study, walker_no, here, n.category, n.unit, coalesce(per_need, n.needed), n.limit_value)
			WITH ORDINALITY AS w ON true
	 ORDER BY n.need_no, w.ordinality;
END
$$;
COMMENT ON FUNCTION circle__explain(text, geometry, text, int, int) IS
'circle_explain of a point in EPSG:4326, or of a home with doors at several.';

CREATE FUNCTION circle_explain(study text, point geometry, walker text DEFAULT NULL, standard_no int DEFAULT 1, per_need int DEFAULT NULL)
	RETURNS TABLE (need_no int, need text, category text, needed int, limit_value float8, unit text, available int, met boolean,
		rank int, amenity_id text, value float8, counts boolean, minutes float8, metres float8, climb_m float8, descent_m float8,
		steps_m float8, geom geometry)
	LANGUAGE sql STABLE COST 100000 ROWS 20
BEGIN ATOMIC
	SELECT * FROM circle__explain(study, circle__usable_point(point), walker, standard_no, per_need);
END;
COMMENT ON FUNCTION circle_explain(text, geometry, text, int, int) IS
'Why a point meets a standard of a study, or does not. For each need, in printed order, the nearest amenities of its category, as many as are needed (or per_need), with the way to each. By the published night, in its direction, for one of its walkers (the principal one if not given). available: amenities within the limit, met: are they enough; both NULL where the point is off the network, but for straight metres. value: in the need''s unit, the very value that the coverage of a home there has; counts: is it within the limit. minutes, metres, climb_m, descent_m, steps_m and geom as of circle_path, by length where the need is in metres; for metres straight the line and its metres only. A row without amenity where there is none within the horizon. Parts of "any of" and "k of" stand like other needs.';

CREATE FUNCTION circle_explain(study text, home_id text, walker text DEFAULT NULL, standard_no int DEFAULT 1, per_need int DEFAULT NULL)
	RETURNS TABLE (need_no int, need text, category text, needed int, limit_value float8, unit text, available int, met boolean,
		rank int, amenity_id text, value float8, counts boolean, minutes float8, metres float8, climb_m float8, descent_m float8,
		steps_m float8, geom geometry)
	LANGUAGE plpgsql STABLE COST 100000 ROWS 20
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
	here geometry;
BEGIN
	PERFORM circle__check_study(study);
	PERFORM circle__published(study);
	-- Homes of layout 1 had one door.
	EXECUTE format('SELECT %3$s FROM %1$I.home AS h WHERE h.home_id = $1::%2$s', study,
		circle__type_of(to_regclass(format('%I.home', study)), 'home_id'),
		CASE WHEN circle__made_layout(study) = 1 THEN 'h.geom' ELSE 'coalesce(h.doors, h.geom)' END)
	   INTO here USING home_id;
	IF here IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'undefined_object',
			MESSAGE = format('study "%s" has no home %s', study, coalesce('"' || home_id || '"', 'NULL')),
			HINT = 'Homes are those of the published night. A point must be a geometry: write ''SRID=4326;POINT(106.55 29.56)''::geometry.';
	END IF;
	RETURN QUERY SELECT * FROM circle__explain(study, here, walker, standard_no, per_need);
END
$$;
COMMENT ON FUNCTION circle_explain(text, text, text, int, int) IS
'circle_explain of a home, named by its key; with several doors, from the best for each amenity.';

CREATE FUNCTION circle_explain(study text, home_id bigint, walker text DEFAULT NULL, standard_no int DEFAULT 1, per_need int DEFAULT NULL)
	RETURNS TABLE (need_no int, need text, category text, needed int, limit_value float8, unit text, available int, met boolean,
		rank int, amenity_id text, value float8, counts boolean, minutes float8, metres float8, climb_m float8, descent_m float8,
		steps_m float8, geom geometry)
	LANGUAGE sql STABLE COST 100000 ROWS 20
BEGIN ATOMIC
	SELECT * FROM circle_explain(study, home_id::text, walker, standard_no, per_need);
END;
COMMENT ON FUNCTION circle_explain(text, bigint, text, int, int) IS
'circle_explain of a home, named by its number; with several doors, from the best for each amenity.';
