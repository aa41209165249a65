-- Geometries of inputs: moved to WGS 84, quantised, and what cannot be used.

CREATE FUNCTION circle__to_wgs84(geom geometry) RETURNS geometry
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE COST 50
	SET search_path FROM CURRENT AS
$$
BEGIN
	RETURN st_force2d(st_transform(geom, 4326));
EXCEPTION WHEN internal_error OR data_exception OR invalid_parameter_value THEN
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION circle__to_wgs84(geometry) IS
'The geometry in longitude and latitude (EPSG:4326) without Z and M; NULL where PROJ cannot transform it.';

CREATE FUNCTION circle__is_finite(geom geometry) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 10
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__is_finite(geometry) IS
'Are all coordinates of points, lines or areas finite? A box, as PostGIS makes it, passes over those that are NaN. True for other geometries, and for empty points.';

CREATE FUNCTION circle__on_map(geom geometry) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN coalesce(st_xmin(geom) >= -180 AND st_xmax(geom) <= 180 AND st_ymin(geom) >= -85.05 AND st_ymax(geom) <= 85.05
					AND circle__is_finite(geom), false);
COMMENT ON FUNCTION circle__on_map(geometry) IS
'Does the geometry lie between 180 degrees west and east and 85.05 degrees south and north? False for coordinates that are not finite, and for NULL. Not STRICT, so that it can be inlined.';

CREATE FUNCTION circle__quantised(point geometry) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN st_setsrid(st_makepoint(floor(st_x(point) * 1e7 + 0.5) / 1e7, floor(st_y(point) * 1e7 + 0.5) / 1e7), 4326);
COMMENT ON FUNCTION circle__quantised(geometry) IS 'A point of EPSG:4326 with its coordinates rounded to 1e-7 degrees.';

CREATE FUNCTION circle__plain_point(geom geometry) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__plain_point(geometry) IS
'A single point of EPSG:4326 without Z and M that lies on the map, quantised; NULL for all else, which circle__on_map, circle__quantised and the like judge in full.';

CREATE FUNCTION circle__check_srid(relation regclass, geom_column text, role text, source text DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	bare boolean;
BEGIN
	PERFORM circle__check_input(relation);
	EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE st_srid(%I) = 0)', coalesce(source, relation::text), geom_column) INTO bare;
	IF bare THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('%s %s have geometries without a spatial reference system', role, relation),
			detail => format('In column "%s" the SRID is 0, so it is not known which coordinates these are.', geom_column),
			hint => format('If they are longitude and latitude: UPDATE %s SET %I = ST_SetSRID(%I, 4326);', relation,
						  geom_column, geom_column));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_srid(regclass, text, text, text) IS 'Raises an error if a geometry of the input has SRID 0. source: what of it is read; NULL: all of it.';
