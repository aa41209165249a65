-- Polygons of communities: a copy in the study, so that maps and reports depend on the published version and never on an input.

CREATE FUNCTION circle__make_community_tables(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.community (
			level text NOT NULL, community text NOT NULL, geom %2$s(MultiPolygon,4326) NOT NULL, PRIMARY KEY (level, community));
		CREATE INDEX community_geom_idx ON %1$I.community USING gist (geom);
		COMMENT ON TABLE %1$I.community IS 'The polygons of the communities as the published version used them; empty where communities are a column of the homes.';
		COMMENT ON COLUMN %1$I.community.level IS 'Kind of area: community, or a level of the study.';
		COMMENT ON COLUMN %1$I.community.community IS 'Community, as in community_indicator.';
		COMMENT ON COLUMN %1$I.community.geom IS 'Its area, valid, WGS 84; several polygons of one key are one area.';

		CREATE TABLE %1$I.community_change (
			level text NOT NULL, community text NOT NULL, geom %2$s(MultiPolygon,4326), PRIMARY KEY (level, community));
		COMMENT ON TABLE %1$I.community_change IS 'Polygons of communities that differ from the published version; emptied when the next one is published.';
		COMMENT ON COLUMN %1$I.community_change.level IS 'As in community.';
		COMMENT ON COLUMN %1$I.community_change.community IS 'As in community.';
		COMMENT ON COLUMN %1$I.community_change.geom IS 'The new area; NULL: gone.';
	$sql$, study, 'geometry'::regtype);
END
$make$;
COMMENT ON FUNCTION circle__make_community_tables(text) IS 'Makes the tables of a study that hold polygons of communities.';

CREATE FUNCTION circle__one_area(geoms geometry[]) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN st_multi(CASE WHEN cardinality(geoms) = 1 THEN geoms[1] ELSE st_collectionextract(st_union(geoms), 3) END);
COMMENT ON FUNCTION circle__one_area(geometry[]) IS 'Several areas as one multi-polygon; one of them as it is.';

CREATE FUNCTION circle__note_communities(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format($sql$
		INSERT INTO %1$I.community_change (level, community, geom)
		SELECT coalesce(n.level, o.level), coalesce(n.community, o.community), n.geom
		  FROM (SELECT level, community, circle__one_area(array_agg(geom ORDER BY st_asbinary(geom))) AS geom
				  FROM pg_temp.circle_scan_area WHERE problem IS NULL GROUP BY level, community) AS n
		  FULL JOIN %1$I.community AS o ON o.level = n.level AND o.community = n.community
		 WHERE n.community IS NULL OR o.community IS NULL OR NOT o.geom = n.geom$sql$, study);
END
$$;
COMMENT ON FUNCTION circle__note_communities(text) IS
'Compares the polygons that the scan has read with the published version and fills community_change.';

CREATE FUNCTION circle__publish_communities(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format($sql$
		DELETE FROM %1$I.community AS o USING %1$I.community_change AS c
		 WHERE c.geom IS NULL AND o.level = c.level AND o.community = c.community$sql$, study);
	EXECUTE format($sql$
		INSERT INTO %1$I.community (level, community, geom)
		SELECT level, community, geom FROM %1$I.community_change WHERE geom IS NOT NULL
			ON CONFLICT (level, community) DO UPDATE SET geom = excluded.geom$sql$, study);
END
$$;
COMMENT ON FUNCTION circle__publish_communities(text) IS 'Carries community_change over to community.';

CREATE FUNCTION circle__check_communities(study text) RETURNS TABLE (kind text, home_id text, walker text, stored text, expected text)
	LANGUAGE plpgsql ROWS 10
	SET search_path FROM CURRENT AS
$$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		SELECT 'communities newer', NULL, NULL, o.community || ': ' || st_astext(o.geom), n.community || ': ' || st_astext(n.geom)
		  FROM (SELECT level, community, circle__one_area(array_agg(geom ORDER BY st_asbinary(geom))) AS geom
				  FROM (%2$s) AS q WHERE problem IS NULL GROUP BY level, community) AS n
		  FULL JOIN %1$I.community AS o ON o.level = n.level AND o.community = n.community
		 WHERE n.community IS NULL OR o.community IS NULL OR NOT o.geom = n.geom$sql$, study, circle__community_query(study, false));
END
$$;
COMMENT ON FUNCTION circle__check_communities(text) IS
'Polygons of communities whose input differs from the published version, in the columns of circle_check.';
