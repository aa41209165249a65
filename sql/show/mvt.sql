-- Vector tiles: a study for maps in a browser.
--
-- From zoom 14 on every home is a feature; below, the cells of map_cell are put together, 32 across a tile,
-- so that a tile is never made of more than about a thousand of them, however large the city.

CREATE FUNCTION circle__mvt_layers() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY['amenity', 'circle', 'community', 'gap', 'home', 'street'];
COMMENT ON FUNCTION circle__mvt_layers() IS 'The layers of circle_mvt().';

CREATE FUNCTION circle__check_mvt(z int, x int, y int, layer text) RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF NOT coalesce(z BETWEEN 0 AND 24, false) THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('zoom must be from 0 to 24, not %s', coalesce(z::text, 'NULL')));
	END IF;
	IF NOT coalesce(x BETWEEN 0 AND (1 << z) - 1 AND y BETWEEN 0 AND (1 << z) - 1, false) THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('there is no tile %s/%s/%s', z, coalesce(x::text, 'NULL'), coalesce(y::text, 'NULL')),
			detail => format('At zoom %s, x and y are from 0 to %s; y counts from the north.', z, (1 << z) - 1));
	END IF;
	IF NOT coalesce(layer = ANY (circle__mvt_layers()), false) THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('there is no layer %s', coalesce('"' || layer || '"', 'NULL')),
			hint => format('Layers: %s.', array_to_string(circle__mvt_layers(), ', ')));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_mvt(int, int, int, text) IS 'Raises an error unless there is such a tile and such a layer.';

CREATE FUNCTION circle__mvt_cell_query(study text, z int, x int, y int, layer text) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	-- Cells of zoom 18 become those of zoom z + 5.
	RETURN format($sql$
		SELECT homes, people, homes_covered, people_covered, people_unsnapped, homes - homes_covered - homes_unsnapped AS homes_not_covered,
			   people - people_covered - people_unsnapped AS people_not_covered,
			   people_covered / nullif(people, 0) AS share_people, homes_covered::float8 / homes AS share_homes,
			   st_asmvtgeom(st_tileenvelope(%3$s, across, down), $1, 4096, 64) AS geom
		  FROM (SELECT (tile %% 16384 * 16 + cell %% 16) >> %4$s AS across, (tile / 16384 * 16 + cell / 16) >> %4$s AS down,
					   sum(homes)::bigint AS homes, sum(people) AS people, sum(homes_covered)::bigint AS homes_covered,
					   sum(people_covered) AS people_covered, sum(homes_unsnapped)::bigint AS homes_unsnapped, sum(people_unsnapped) AS people_unsnapped
				  FROM %1$I.map_cell
				 WHERE tile BETWEEN %5$s AND %6$s AND tile %% 16384 BETWEEN %7$s AND %8$s GROUP BY 1, 2) AS c
		 WHERE %2$L <> 'gap' OR homes > homes_covered + homes_unsnapped$sql$,
		study, layer, z + 5, 13 - z,
		(y << (14 - z)) * 16384 + (x << (14 - z)), ((y + 1) << (14 - z)) * 16384 - 16384 + ((x + 1) << (14 - z)) - 1,
		x << (14 - z), ((x + 1) << (14 - z)) - 1);
COMMENT ON FUNCTION circle__mvt_cell_query(text, int, int, int, text) IS
'The query for homes or gaps below zoom 14: squares, 32 across the tile.';

CREATE FUNCTION circle__mvt_home_query(study text, layer text) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	weights text;
BEGIN
	EXECUTE format('SELECT circle__more_columns(weights, ''h'') FROM %I.version', study) INTO weights;
	RETURN CASE layer
		WHEN 'home' THEN format($sql$
			SELECT h.home_id, h.community, CASE WHEN h.meets THEN 'met' WHEN NOT h.meets THEN 'not met' ELSE 'unknown' END AS status,
				   h.score %2$s, st_asmvtgeom(st_transform(h.geom, 3857), $1, 4096, 64) AS geom
			  FROM %1$I.home AS h WHERE h.geom && $2$sql$, study, weights)
		ELSE format($sql$
			SELECT h.home_id, h.community, g.needs_missing, g.missing, h.score %2$s, st_asmvtgeom(st_transform(h.geom, 3857), $1, 4096, 64) AS geom
			  FROM %1$I.home AS h
			 CROSS JOIN LATERAL (
				SELECT count(*)::int AS needs_missing, string_agg(g.need, '; ' ORDER BY g.need_no) AS missing
				  FROM %1$I.standard AS s CROSS JOIN LATERAL circle_gaps(h.coverage, s.definition) AS g
				 WHERE s.standard_no = 1 AND g.alternative_of IS NULL) AS g
			 WHERE h.geom && $2 AND NOT h.meets$sql$, study, weights) END;
END
$$;
COMMENT ON FUNCTION circle__mvt_home_query(text, text) IS
'The query for homes or gaps from zoom 14 on; $2 is the tile''s box in SRID 4326.';

CREATE FUNCTION circle__mvt_amenity_query(study text, z int) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN CASE WHEN z >= 14 THEN format($sql$
		SELECT amenity_id, category, access_no, snap_m IS NOT NULL AS on_network, entry_no,
			   st_asmvtgeom(st_transform(geom, 3857), $1, 4096, 64) AS geom
		  FROM %I.amenity WHERE entry_no > 0 AND geom && $2$sql$, study)
	ELSE format($sql$
		SELECT category, count(*) FILTER (WHERE access_no = 1 AND entry_no = 1) AS amenities,
			   st_asmvtgeom(st_transform(st_centroid(st_collect(geom)), 3857), $1, 4096, 64) AS geom
		  FROM (SELECT category, access_no, entry_no, geom,
					   floor((st_x(geom) - st_xmin($2)) / (st_xmax($2) - st_xmin($2)) * 32) AS across,
					   floor((st_y(geom) - st_ymin($2)) / (st_ymax($2) - st_ymin($2)) * 32) AS down
				  FROM %I.amenity WHERE entry_no > 0 AND geom && $2) AS a
		 GROUP BY category, across, down$sql$, study) END;
COMMENT ON FUNCTION circle__mvt_amenity_query(text, int) IS
'The query for amenities: each access point from zoom 14 on, below that a point for each category and 32nd of the tile.';

CREATE FUNCTION circle__mvt_area_query(study text, layer text) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN CASE layer WHEN 'community' THEN format($sql$
		SELECT c.level, c.community, i.homes, i.people, i.homes_covered, i.people_covered, i.people_unsnapped, i.share_homes, i.share_people,
			   i.mean_score, st_asmvtgeom(st_transform(c.geom, 3857), $1, 4096, 64) AS geom
		  FROM %1$I.community AS c LEFT JOIN (%2$s) AS i ON i.level = c.level AND i.community = c.community
		 WHERE c.geom && $2$sql$, study, circle__area_numbers(study))
	ELSE format($sql$
		SELECT c.circle_id, c.name, g.part, c.grade, i.homes, i.residents, i.outlets, i.outlets_per_1000, i.accepted, i.score,
			   st_asmvtgeom(st_transform(g.geom, 3857), $1, 4096, 64) AS geom
		  FROM %1$I.circle AS c LEFT JOIN %1$I.circle_indicator AS i USING (circle_id)
		 CROSS JOIN LATERAL (VALUES ('area', c.area), ('centre', c.geom)) AS g (part, geom)
		 WHERE g.geom && $2$sql$, study) END;
COMMENT ON FUNCTION circle__mvt_area_query(text, text) IS 'The query for communities, or for the centres and areas of circles.';

CREATE FUNCTION circle__mvt_street_query(study text, z int) RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	network text;
BEGIN
	EXECUTE format('SELECT network FROM %I.version', study) INTO network;
	-- Smaller scales would be all lines.
	IF network IS NULL OR z < 13 THEN
		RETURN NULL;
	END IF;
	RETURN format('SELECT street, class, steps, door, private, st_asmvtgeom(st_transform(geom, 3857), $1, 4096, 64) AS geom
					 FROM circle__edges(%L, st_xmin($2), st_ymin($2), st_xmax($2), st_ymax($2))', network);
END
$$;
COMMENT ON FUNCTION circle__mvt_street_query(text, int) IS
'The query for the edges of the network that the published version used, from zoom 13 on; NULL below.';

CREATE FUNCTION circle_mvt(z integer, x integer, y integer, study text, layer text) RETURNS bytea
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10000
	SET search_path FROM CURRENT
	SET circle_ext.guard = on
	SET jit = off AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	query text;
	tile bytea;
BEGIN
	PERFORM circle__check_mvt(z, x, y, layer);
	PERFORM circle__check_study(study);
	PERFORM circle__check_newest(study);
	query := CASE
		WHEN layer IN ('home', 'gap') AND z < 14 THEN circle__mvt_cell_query(study, z, x, y, layer)
		WHEN layer IN ('home', 'gap') THEN circle__mvt_home_query(study, layer)
		WHEN layer = 'amenity' THEN circle__mvt_amenity_query(study, z)
		WHEN layer = 'street' THEN circle__mvt_street_query(study, z)
		ELSE circle__mvt_area_query(study, layer) END;
	IF query IS NOT NULL THEN
		EXECUTE format($sql$
			SELECT st_asmvt(feature.*, %L, 4096, 'geom') FROM (%s) AS feature WHERE feature.geom IS NOT NULL$sql$, layer, query)
		   INTO tile USING st_tileenvelope(z, x, y), st_transform(st_tileenvelope(z, x, y, margin => 64.0 / 4096), 4326);
	END IF;
	RETURN coalesce(tile, '');
END
$$;
COMMENT ON FUNCTION circle_mvt(integer, integer, integer, text, text) IS
'A Mapbox vector tile (version 2) of one layer of a study as published, in the web-map grid (x from the west, y from the north): home, gap, circle, community, street or amenity; empty where there is nothing. Homes and gaps are points from zoom 14 on, squares with their counts below; streets begin at zoom 13. A function source of pg_tileserv as it is. Runs with the caller''s rights.';

-- Servers tell the two by their first argument: pg_tileserv takes functions of z, x and y, martin of z or zoom and one JSON object.
CREATE FUNCTION circle_mvt(zoom integer, x integer, y integer, query json) RETURNS bytea
	LANGUAGE sql STABLE PARALLEL SAFE COST 10000
	RETURN circle_mvt(zoom, x, y, query ->> 'study', query ->> 'layer');
COMMENT ON FUNCTION circle_mvt(integer, integer, integer, json) IS
'The same with study and layer as keys of a JSON object: a function source of martin as it is.';
