-- Homes of several doors: several points, or areas, which have their doors where areas are entered.
--
-- A home's walk is that of the door from which it is shortest. Its place on maps, its tile and its community are those of
-- home.geom, as of any other home; a home that is one point has no doors beside it.

CREATE FUNCTION circle__add_door_columns(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		ALTER TABLE %1$I.home ADD COLUMN footprint %2$s(Geometry,4326), ADD COLUMN doors %2$s(MultiPoint,4326), ADD COLUMN door_tiles int[];
		ALTER TABLE %1$I.home_change ADD COLUMN footprint %2$s(Geometry,4326), ADD COLUMN doors %2$s(MultiPoint,4326), ADD COLUMN door_tiles int[];
		CREATE INDEX home_footprint_idx ON %1$I.home (home_id) WHERE footprint IS NOT NULL;
		CREATE INDEX home_doors_idx ON %1$I.home USING gist (doors) WHERE doors IS NOT NULL;
		CREATE INDEX home_door_tiles_idx ON %1$I.home (tile) WHERE door_tiles IS NOT NULL;
		COMMENT ON COLUMN %1$I.home.geom IS 'Where the home is, WGS 84; of an area or several points, a point on it.';
		COMMENT ON COLUMN %1$I.home.snap_m IS 'Metres from the home, or the nearest of its doors, to its street; NULL: no street within the walker''s snap limit (off the network).';
		COMMENT ON COLUMN %1$I.home.footprint IS 'The home''s area, WGS 84; NULL for points.';
		COMMENT ON COLUMN %1$I.home.doors IS 'Where the home is left and entered, WGS 84: its points, or the entries of its area; NULL: at geom.';
		COMMENT ON COLUMN %1$I.home.door_tiles IS 'Tiles besides the home''s own that doors lie in; NULL: none.';
	$sql$, study, 'geometry'::regtype);
END
$make$;
COMMENT ON FUNCTION circle__add_door_columns(text) IS 'Adds to a study what is known of homes with several doors.';

CREATE FUNCTION circle__distinct_points(points geometry) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN (SELECT st_multi(st_collect(st_setsrid(st_makepoint(p.x, p.y), 4326) ORDER BY p.x, p.y))
			  FROM (SELECT DISTINCT st_x(q.geom) AS x, st_y(q.geom) AS y
					  FROM (SELECT circle__quantised(d.geom) AS geom FROM st_dump(points) AS d WHERE NOT st_isempty(d.geom)) AS q) AS p);
COMMENT ON FUNCTION circle__distinct_points(geometry) IS 'The points of a point or several in EPSG:4326, rounded to 1e-7 degrees, each once, ordered.';

CREATE FUNCTION circle__door_tiles(doors geometry, tile int) RETURNS int[]
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN (SELECT array_agg(DISTINCT circle__tile(d.geom)) FROM st_dump(doors) AS d WHERE circle__tile(d.geom) <> tile);
COMMENT ON FUNCTION circle__door_tiles(geometry, int) IS 'Tiles besides a home''s own that its doors lie in; NULL for none.';

CREATE FUNCTION circle__place_homes(study text, walker text, "full" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	near int[] := circle__unsettled_tiles(study, walker);
BEGIN
	EXECUTE format('SELECT network, weights FROM %I.study', study) INTO STRICT s;
	EXECUTE circle__into('circle_home_place') || format($sql$
		SELECT row_number() OVER () AS ref, home_id, footprint
		  FROM (SELECT home_id, footprint FROM %1$I.home_change
				 WHERE footprint IS NOT NULL AND (doors IS NULL OR %2$L OR circle__tiles_touching(footprint, 0) && %3$L::int[])
				UNION ALL
				SELECT home_id, footprint FROM %1$I.home AS h
				 WHERE footprint IS NOT NULL AND (%2$L OR %4$L) AND (%2$L OR circle__tiles_touching(footprint, 0) && %3$L::int[])
				   AND NOT EXISTS (SELECT FROM %1$I.home_change AS c WHERE c.home_id = h.home_id)) AS q$sql$,
		study, "full", near, near <> '{}');
	IF NOT EXISTS (SELECT FROM pg_temp.circle_home_place) THEN
		RETURN;
	END IF;
	EXECUTE circle__into('circle_home_placed') || $sql$
	SELECT p.home_id, st_multi(st_collect(q.point ORDER BY q.entry_no)) AS doors
	  FROM circle__snap_all($1, $2, 'SELECT ref, footprint FROM pg_temp.circle_home_place') AS q
	  JOIN pg_temp.circle_home_place AS p USING (ref) GROUP BY p.home_id$sql$ USING s.network, walker;
	ANALYZE pg_temp.circle_home_placed (home_id);
	EXECUTE format($sql$
		UPDATE %1$I.home_change AS c
		   SET moved = c.moved OR c.doors IS DISTINCT FROM p.doors, doors = p.doors, door_tiles = circle__door_tiles(p.doors, c.tile)
		  FROM pg_temp.circle_home_placed AS p WHERE p.home_id = c.home_id$sql$, study);
	EXECUTE format($sql$
		INSERT INTO %1$I.home_change (home_id, gone, added, moved, community, areas, geom, tile, footprint, doors, door_tiles %2$s)
		SELECT h.home_id, false, false, true, h.community, h.areas, h.geom, h.tile, h.footprint, p.doors, circle__door_tiles(p.doors, h.tile) %3$s
		  FROM pg_temp.circle_home_placed AS p JOIN %1$I.home AS h ON h.home_id = p.home_id
		 WHERE h.doors IS DISTINCT FROM p.doors AND NOT EXISTS (SELECT FROM %1$I.home_change AS c WHERE c.home_id = p.home_id)$sql$,
		study, circle__more_columns(s.weights), circle__more_columns(s.weights, 'h'));
END
$$;
COMMENT ON FUNCTION circle__place_homes(text, text, boolean) IS
'Finds the doors of the homes that are areas and have changed, or whose streets may have, and notes in home_change those that differ; after the scans of homes and tiles.';
