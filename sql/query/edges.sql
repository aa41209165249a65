
-- The network as lines.

CREATE FUNCTION circle__edges(network text, min_lon float8, min_lat float8, max_lon float8, max_lat float8, OUT street text,
	OUT first_vertex int, OUT length_m float8, OUT steps boolean, OUT door boolean, OUT private boolean, OUT class text,
	OUT geom geometry) RETURNS SETOF record
	LANGUAGE c STABLE STRICT PARALLEL SAFE COST 10000 ROWS 2000 AS 'MODULE_PATHNAME', 'circle__edges';
COMMENT ON FUNCTION circle__edges(text, float8, float8, float8, float8) IS
'The edges of a network that touch a box given in degrees, of which what lies beyond the map is cut off: see circle_edges().';

CREATE FUNCTION circle__usable_area(area geometry) RETURNS geometry
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	moved geometry := CASE WHEN st_srid(area) = 4326 OR st_isempty(area) THEN st_force2d(area)
						   WHEN st_srid(area) <> 0 THEN circle__to_wgs84(area) END;
BEGIN
	IF moved IS NULL THEN
		PERFORM circle__raise('invalid_parameter_value',
			'not a usable area: ' || CASE st_srid(area) WHEN 0 THEN 'it has no spatial reference system (SRID 0)'
															ELSE 'it cannot be transformed to longitude and latitude' END,
			hint => 'Give an area such as ST_MakeEnvelope(106.54, 29.55, 106.56, 29.57, 4326): longitude first, then latitude.');
	END IF;
	RETURN moved;
END
$$;
COMMENT ON FUNCTION circle__usable_area(geometry) IS
'The area in EPSG:4326; an error that says what is wrong with it. An empty area stays empty, whatever its system.';

CREATE FUNCTION circle_edges(network text, area geometry DEFAULT NULL, OUT street text, OUT first_vertex int, OUT length_m float8,
	OUT steps boolean, OUT door boolean, OUT private boolean, OUT class text, OUT geom geometry) RETURNS SETOF record
	LANGUAGE sql STABLE COST 10000 ROWS 2000
	SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT e.street, e.first_vertex, e.length_m, e.steps, e.door, e.private, e.class, e.geom
	  FROM (SELECT circle__usable_area(area) AS geom OFFSET 0) AS a
	 CROSS JOIN LATERAL circle__edges(network, coalesce(st_xmin(a.geom), -180), coalesce(st_ymin(a.geom), -90), coalesce(st_xmax(a.geom), 180),
									  coalesce(st_ymax(a.geom), 90)) AS e
	 WHERE a.geom IS NULL OR NOT st_isempty(a.geom);
END;
COMMENT ON FUNCTION circle_edges(text, geometry) IS
'The edges of a network as it was built. Those that touch the bounding box of an area (NULL: all, which takes memory for all tiles at once): stretches of street from junction to junction, each once. street and first_vertex (of the street, where the edge begins) name an edge; door: may a walk start or end on it?; class: words as in the input; geom: a line in EPSG:4326. No rows for an empty area; one without SRID, or that cannot be transformed, is an error.';
