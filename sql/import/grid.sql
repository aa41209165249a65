-- Cells of residential land, as homes of a study if it is unknown where people live.

CREATE FUNCTION circle__utm(geom geometry) RETURNS int
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN CASE WHEN st_y(st_centroid(geom)) < 0 THEN 32700 ELSE 32600 END
		+ least(60, floor((st_x(st_centroid(geom)) + 180) / 6)::int + 1);
COMMENT ON FUNCTION circle__utm(geometry) IS 'EPSG code of the UTM zone in which the centre of a geometry in longitude and latitude lies.';

CREATE FUNCTION circle_make_grid(polygons regclass, cell_m float8, geom_column text DEFAULT NULL,
	OUT cell_id text, OUT geom geometry, OUT cell geometry, OUT land_m2 float8) RETURNS SETOF record
	LANGUAGE plpgsql STABLE ROWS 10000
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	land geometry;
	utm int;
	cells float8;
	left_out bigint;
BEGIN
	IF polygons IS NULL OR cell_m IS NULL OR NOT cell_m BETWEEN 1 AND 100000 THEN
		PERFORM circle__raise('invalid_parameter_value',
			CASE WHEN polygons IS NULL THEN 'polygons must not be NULL' ELSE 'cell_m must be between 1 and 100000 metres' END,
			hint => 'For example: SELECT * FROM circle_make_grid(''city.residential_land'', 100).');
	END IF;
	geom_column := circle__require_geometry(NULL, polygons, geom_column);
	PERFORM circle__check_srid(polygons, geom_column, 'polygons');
	-- Overlapping polygons are land once.
	EXECUTE format($sql$
		SELECT st_unaryunion(st_collect(st_collectionextract(CASE WHEN st_isvalid(w.geom) THEN w.geom ELSE st_makevalid(w.geom) END, 3))
							 FILTER (WHERE w.usable)),
			   count(*) FILTER (WHERE w.usable IS NOT TRUE)
		  FROM %1$s AS p
		 CROSS JOIN LATERAL (SELECT CASE WHEN st_srid(p.%2$I) = 4326 THEN st_force2d(p.%2$I) ELSE circle__to_wgs84(p.%2$I) END AS geom) AS g
		 CROSS JOIN LATERAL (SELECT g.geom, circle__on_map(g.geom) AND st_dimension(g.geom) = 2 AS usable) AS w$sql$, polygons, geom_column)
	   INTO land, left_out;
	IF left_out > 0 THEN
		RAISE WARNING USING
			MESSAGE = format('rows of %s that are no area on the map: %s', polygons, left_out),
			DETAIL = 'They have no geometry, an empty one, points or lines, or coordinates out of range; no cell comes from them.';
	END IF;
	IF land IS NULL OR st_isempty(land) THEN
		RETURN;
	END IF;
	utm := circle__utm(land);
	land := st_transform(land, utm);
	cells := (st_xmax(land) - st_xmin(land)) * (st_ymax(land) - st_ymin(land)) / cell_m ^ 2;
	IF cells > 20000000 THEN
		PERFORM circle__raise('program_limit_exceeded',
			format('cells of %s m are too small for polygons %s', cell_m, polygons),
			detail => format('About %s cells would cover them; at most 20 million can be made.', round(cells)),
			hint => 'Give larger cells, or district after district.');
	END IF;
	RETURN QUERY
	SELECT format('%s_%s', c.i, c.j), st_pointonsurface(c.land), st_transform(c.square, 4326), st_area(c.land::geography)
	  FROM (SELECT g.i, g.j, g.geom AS square, st_transform(st_union(st_collectionextract(st_intersection(piece.geom, g.geom), 3)), 4326) AS land
			  FROM st_subdivide(land, 128) AS piece (geom) CROSS JOIN LATERAL st_squaregrid(cell_m, piece.geom) AS g
			 WHERE st_intersects(piece.geom, g.geom) GROUP BY g.i, g.j, g.geom) AS c
	 WHERE st_area(c.land::geography) > 0
	 ORDER BY c.i, c.j;
END
$$;
COMMENT ON FUNCTION circle_make_grid(regclass, float8, text) IS
'Square cells of residential land, each of which can be a home if it is unknown where people live. Cells of so many metres that have some of the land of these polygons (squares in the UTM zone of their centre, SRID 4326): cell_id, geom (a point on that land, to be a home), cell (the square), land_m2 (land in it, on the spheroid; what polygons share counts once). A table of them is a table of homes, with weights => ''{land_m2}''.';
