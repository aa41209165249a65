-- Walks from a point to the nearest amenities of a category.

CREATE FUNCTION circle__walks(study text, walker_no int, point geometry, category text, unit text, k int,
	limit_value float8 DEFAULT NULL, OUT within int, OUT amenity_id text, OUT value float8, OUT minutes float8,
	OUT metres float8, OUT climb_m float8, OUT descent_m float8, OUT steps_m float8, OUT geom geometry) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL RESTRICTED COST 10000 ROWS 5
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__walks(text, int, geometry, text, text, int, float8) IS
'The k nearest amenities of a category in a unit, by the published version of a study that has been checked, with their ways; within: how many of all lie within the limit. One row without amenity where there is none within the horizon (30 min or 2000 m where the version knows the category in other units only), no row where the point is off the network.';

CREATE FUNCTION circle_nearest(study text, point geometry, category text, k int DEFAULT 1)
	RETURNS TABLE (rank int, amenity_id text, nearest_min float8, metres float8, climb_m float8, descent_m float8, steps_m float8,
		geom geometry)
	LANGUAGE plpgsql STABLE COST 10000 ROWS 5
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	here geometry := circle__usable_point(point);
BEGIN
	PERFORM circle__check_study(study);
	RETURN QUERY
	SELECT (row_number() OVER ())::int, w.amenity_id, w.minutes, w.metres, w.climb_m, w.descent_m, w.steps_m, w.geom
	  FROM circle__walks(study, 1, here, category, 'min', coalesce(k, 0)) AS w WHERE w.amenity_id IS NOT NULL;
END
$$;
COMMENT ON FUNCTION circle_nearest(text, geometry, text, int) IS
'The k nearest amenities of a category from any point, and the walks to them. Walking times in minutes, against the published version, in its direction and for the principal walker; none beyond the category''s horizon (30 minutes where it is only known in metres). Then what circle_path says of the way: metres, metres up and down (NULL where heights are unknown), metres of steps, and the line from door to door; where the direction is to_home, the way home, where it is round_trip, the way out.';
