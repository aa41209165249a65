-- Why a home meets a standard or not: the nearest amenities of each need, with their walks.

CREATE FUNCTION circle__explain(study text, here geometry, walker text, standard text, per_need int)
	RETURNS TABLE (need_no int, need text, category text, needed int, limit_value float8, unit text, available int, met boolean,
		rank int, amenity_id text, value float8, counts boolean, minutes float8, metres float8, climb_m float8, descent_m float8,
		steps_m float8, geom geometry)
	LANGUAGE plpgsql STABLE COST 100000 ROWS 20
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	walker_no int := 1;
	known text;
	asked circle_standard;
BEGIN
	PERFORM circle__check_study(study);
	IF per_need < 1 THEN
		PERFORM circle__raise('invalid_parameter_value', 'per_need must be at least 1');
	END IF;
	IF walker IS NOT NULL THEN
		EXECUTE format('SELECT max(w.walker_no) FILTER (WHERE w.walker = $1), string_agg(w.walker, '', '' ORDER BY w.walker_no) FROM %I.walker AS w', study)
		   INTO walker_no, known USING walker;
		IF walker_no IS NULL THEN
			PERFORM circle__raise('undefined_object',
				format('study "%s" has no walker "%s"', study, walker),
				hint => format('Its walkers: %s.', known));
		END IF;
	END IF;
	EXECUTE format('SELECT max(s.definition::text) FILTER (WHERE s.standard = $1 OR $1 IS NULL AND s.standard_no = 1),
						   string_agg(s.standard, '', '' ORDER BY s.standard_no) FROM %I.standard AS s', study)
	   INTO asked, known USING standard;
	IF asked IS NULL AND EXISTS (SELECT FROM circle__published(study)) THEN
		PERFORM circle__raise('undefined_object',
			format('study "%s" has no standard "%s"', study, standard),
			hint => format('Its standards: %s.', known));
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
COMMENT ON FUNCTION circle__explain(text, geometry, text, text, int) IS
'circle_explain_at of a point in EPSG:4326, or of a home with doors at several.';

CREATE FUNCTION circle_explain_at(study text, point geometry, walker text DEFAULT NULL, standard text DEFAULT NULL, per_need int DEFAULT NULL)
	RETURNS TABLE (need_no int, need text, category text, needed int, limit_value float8, unit text, available int, met boolean,
		rank int, amenity_id text, value float8, counts boolean, minutes float8, metres float8, climb_m float8, descent_m float8,
		steps_m float8, geom geometry)
	LANGUAGE sql STABLE COST 100000 ROWS 20
BEGIN ATOMIC
	SELECT * FROM circle__explain(study, circle__usable_point(point), walker, standard, per_need);
END;
COMMENT ON FUNCTION circle_explain_at(text, geometry, text, text, int) IS
'Why a point meets a standard of a study, or does not. For each need, in printed order, the nearest amenities of its category, as many as are needed (or per_need), with the way to each. By the published version, in its direction, for one of its walkers and standards (the principal ones if not given). available: amenities within the limit, met: are they enough; both NULL where the point is off the network, but for straight metres. value: in the need''s unit, the very value that the coverage of a home there has; counts: is it within the limit. minutes, metres, climb_m, descent_m, steps_m and geom as of circle_path, by length where the need is in metres; for metres straight the line and its metres only. A row without amenity where there is none within the horizon. Parts of "any of" and "k of" stand like other needs.';

CREATE FUNCTION circle_explain(study text, home_id text, walker text DEFAULT NULL, standard text DEFAULT NULL, per_need int DEFAULT NULL)
	RETURNS TABLE (need_no int, need text, category text, needed int, limit_value float8, unit text, available int, met boolean,
		rank int, amenity_id text, value float8, counts boolean, minutes float8, metres float8, climb_m float8, descent_m float8,
		steps_m float8, geom geometry)
	LANGUAGE plpgsql STABLE COST 100000 ROWS 20
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	here geometry;
BEGIN
	PERFORM circle__check_study(study);
	PERFORM circle__published(study);
	EXECUTE format('SELECT coalesce(h.doors, h.geom) FROM %1$I.home AS h WHERE h.home_id = $1::%2$s', study,
		circle__type_of(to_regclass(format('%I.home', study)), 'home_id'))
	   INTO here USING home_id;
	IF here IS NULL THEN
		PERFORM circle__raise('undefined_object',
			format('study "%s" has no home %s', study, coalesce('"' || home_id || '"', 'NULL')),
			hint => 'Homes are those of the published version. Of any point: circle_explain_at(study, ''SRID=4326;POINT(106.55 29.56)'').');
	END IF;
	RETURN QUERY SELECT * FROM circle__explain(study, here, walker, standard, per_need);
END
$$;
COMMENT ON FUNCTION circle_explain(text, text, text, text, int) IS
'circle_explain_at of a home, named by its key; with several doors, from the best for each amenity.';

CREATE FUNCTION circle_explain(study text, home_id bigint, walker text DEFAULT NULL, standard text DEFAULT NULL, per_need int DEFAULT NULL)
	RETURNS TABLE (need_no int, need text, category text, needed int, limit_value float8, unit text, available int, met boolean,
		rank int, amenity_id text, value float8, counts boolean, minutes float8, metres float8, climb_m float8, descent_m float8,
		steps_m float8, geom geometry)
	LANGUAGE sql STABLE COST 100000 ROWS 20
BEGIN ATOMIC
	SELECT * FROM circle_explain(study, home_id::text, walker, standard, per_need);
END;
COMMENT ON FUNCTION circle_explain(text, bigint, text, text, int) IS
'circle_explain_at of a home, named by its number; with several doors, from the best for each amenity.';
