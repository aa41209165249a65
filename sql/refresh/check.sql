-- The results of a study checked against its copies of the inputs, and these against the inputs.

CREATE FUNCTION circle__compute_tiles(study text, tiles int[]) RETURNS TABLE (home_id text, walker text, snap_m float8,
	on_island boolean, closed_edge boolean, coverage circle_coverage, meets boolean, score float8)
	LANGUAGE plpgsql ROWS 100000
	SET search_path FROM CURRENT AS
$$
DECLARE
	name text;
	block int[];
BEGIN
	FOR name IN EXECUTE format('SELECT w.walker FROM %I.walker AS w ORDER BY walker_no', study) LOOP
		FOR block IN SELECT array_agg(t) FROM unnest(tiles) AS t GROUP BY (t / 16384) >> 2, (t % 16384) >> 2 ORDER BY min(t) LOOP
			RETURN QUERY EXECUTE format('SELECT home_id::text, %L, snap_m, on_island, closed_edge, coverage, meets[1], score[1] FROM (%s) AS c',
										name, circle__cover_query(study, name, block, true));
		END LOOP;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__compute_tiles(text, int[]) IS
'Computes the homes of some tiles from a study''s copies, by the definition of the published version, for every walker.';

CREATE FUNCTION circle__home_tiles(study text, sample float8) RETURNS int[]
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	tiles int[];
BEGIN
	EXECUTE format('SELECT array_agg(tile) FROM (SELECT DISTINCT tile FROM %I.home) AS t WHERE random() < $1', study)
	   INTO tiles USING sample;
	RETURN coalesce(tiles, '{}');
END
$$;
COMMENT ON FUNCTION circle__home_tiles(text, float8) IS 'Tiles that hold homes of a study: this share of them, drawn by chance; 1 for all.';

CREATE FUNCTION circle__newer_tiles(study text) RETURNS int[]
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	network text;
	newer int[];
BEGIN
	EXECUTE format('SELECT network FROM %I.version', study) INTO network;
	IF network IS NOT NULL THEN
		PERFORM circle__check_network(network);
		EXECUTE format('SELECT array_agg(tile) FROM %1$I.tile_seen AS o FULL JOIN %2$I.tile AS n USING (tile)
						 WHERE o.body_hash IS DISTINCT FROM n.body_hash', study, network) INTO newer;
	END IF;
	RETURN coalesce(newer, '{}');
END
$$;
COMMENT ON FUNCTION circle__newer_tiles(text) IS
'Tiles of the network that are not, or no longer, what the published version of a study was computed by.';

CREATE FUNCTION circle__unsure_tiles(study text) RETURNS int[]
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	newer int[] := circle__newer_tiles(study);
	halo_m float8;
BEGIN
	IF newer = '{}' THEN
		RETURN newer;
	END IF;
	EXECUTE format('SELECT max(circle__widest_halo_m(ARRAY[circle__published_walker($1, w.walker_no)], n.template, n.direction, NULL))
					  FROM %1$I.walker AS w CROSS JOIN %1$I.version AS n', study) INTO halo_m USING study;
	RETURN circle__tiles_near(newer, coalesce(halo_m, 0));
END
$$;
COMMENT ON FUNCTION circle__unsure_tiles(text) IS
'Tiles whose homes may have other results by the network as it is now than the published version has; none if the network is the same.';

CREATE FUNCTION circle__check_results(study text, sample float8)
	RETURNS TABLE (kind text, home_id text, walker text, stored text, expected text)
	LANGUAGE plpgsql ROWS 10
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	network text;
	tiles int[];
	unsure int[];
	row_text CONSTANT text := 'row(%1$s.home_id, %1$s.snap_m, %1$s.on_island, %1$s.closed_edge, %1$s.coverage, %1$s.meets, %1$s.score)::text';
BEGIN
	PERFORM circle__check_study(study);
	PERFORM circle__check_newest(study);
	IF sample IS NULL OR NOT sample BETWEEN 0 AND 1 THEN
		PERFORM circle__raise('invalid_parameter_value',
			'sample must be between 0 and 1',
			hint => 'It is the share of the tiles to be computed again: 1, the default, for all.');
	END IF;
	-- Homes that streets built since then may have changed are news of the network, no differences.
	unsure := circle__unsure_tiles(study);
	tiles := ARRAY(SELECT t FROM unnest(circle__home_tiles(study, sample)) AS t WHERE t <> ALL (unsure));
	RETURN QUERY EXECUTE format($sql$
		SELECT 'difference', coalesce(o.home_id, n.home_id), coalesce(o.walker, n.walker), %2$s, %3$s
		  FROM (SELECT home_id::text, w.walker, snap_m, on_island, closed_edge, coverage, meets, score
				  FROM %1$I.home JOIN %1$I.walker AS w ON w.walker_no = 1
				 WHERE tile = ANY ($1)
				UNION ALL
				SELECT home_id::text, r.walker, r.snap_m, r.on_island, r.closed_edge, r.coverage, r.meets, r.score
				  FROM %1$I.home_walker AS r JOIN %1$I.home AS b USING (home_id)
				 WHERE b.tile = ANY ($1)) AS o
		  FULL JOIN circle__compute_tiles(%4$L, $1) AS n USING (home_id, walker)
		 WHERE %2$s IS DISTINCT FROM %3$s
		   AND coalesce(o.home_id, n.home_id) NOT IN (SELECT home_id::text FROM %1$I.home WHERE door_tiles && $2)$sql$,
		study, format(row_text, 'o'), format(row_text, 'n'), study)
	 USING tiles, unsure;
	EXECUTE format('SELECT network FROM %I.version', study) INTO network;
	IF network IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY EXECUTE format($sql$
		SELECT 'network newer', NULL, NULL, coalesce(encode(o.body_hash, 'hex'), 'no tile ' || tile),
			   coalesce(encode(n.body_hash, 'hex'), 'no tile ' || tile)
		  FROM %1$I.tile_seen AS o FULL JOIN %2$I.tile AS n USING (tile) WHERE o.body_hash IS DISTINCT FROM n.body_hash$sql$,
		study, network);
	RETURN QUERY EXECUTE format($sql$
		SELECT 'definition newer', NULL, NULL, n.definition_hash, circle__definition_hash(%2$L)
		  FROM %1$I.version AS n WHERE n.definition_hash <> circle__definition_hash(%2$L)$sql$, study, study);
	RETURN QUERY SELECT * FROM circle__check_circles(study, sample);
END
$$;
COMMENT ON FUNCTION circle__check_results(text, float8) IS
'What circle_check says for everybody: the results against what the study holds, network and definition. Reads no input.';

CREATE FUNCTION circle__check_inputs(study text) RETURNS TABLE (kind text, home_id text, walker text, stored text, expected text)
	LANGUAGE plpgsql ROWS 10
	SET search_path FROM CURRENT AS
$$
DECLARE
	known text[];
BEGIN
	-- A category that only one of the two definitions names is no news of the amenities.
	EXECUTE format('SELECT ARRAY(SELECT unnest(circle_categories(n.template)) INTERSECT
								SELECT unnest(circle__known_categories(s.standards, s.categories)))
					  FROM %1$I.version AS n CROSS JOIN %1$I.study AS s', study) INTO known;
	IF known IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY EXECUTE format($sql$
		SELECT 'homes newer', coalesce(n.home_id, o.home_id)::text, NULL, st_astext(coalesce(o.footprint, o.doors, o.geom)),
			   st_astext(coalesce(n.footprint, n.doors, n.geom))
		  FROM (SELECT DISTINCT ON (home_id) home_id, geom, footprint, doors FROM (%2$s) AS q WHERE problem IS NULL
				 ORDER BY home_id, st_x(geom), st_y(geom), community, areas, st_asbinary(footprint), st_asbinary(doors)) AS n
		  FULL JOIN %1$I.home AS o ON o.home_id = n.home_id
		 WHERE o.home_id IS NULL OR n.home_id IS NULL OR NOT o.geom = n.geom OR o.footprint IS DISTINCT FROM n.footprint
			OR (n.footprint IS NULL AND o.doors IS DISTINCT FROM n.doors)$sql$, study, circle__home_query(study, false));
	RETURN QUERY EXECUTE format($sql$
		SELECT 'amenities newer', coalesce(n.amenity_id, o.amenity_id)::text, NULL, o.places, n.places
		  FROM (SELECT amenity_id, string_agg(DISTINCT category || ' ' || st_astext(coalesce(area, geom)), '; ') AS places
				  FROM (%2$s) AS q WHERE category = ANY (%3$L) GROUP BY amenity_id) AS n
		  FULL JOIN (SELECT amenity_id, string_agg(DISTINCT category || ' ' || st_astext(coalesce(area, geom)), '; ') AS places
					   FROM %1$I.amenity WHERE entry_no <= 1 AND category = ANY (%3$L) GROUP BY amenity_id) AS o ON o.amenity_id = n.amenity_id
		 WHERE o.places IS DISTINCT FROM n.places$sql$, study,
		circle__access_query(format('(%s)', circle__amenity_query(study, false)), format('(%s)', circle__entrance_query(study, false))), known);
	RETURN QUERY SELECT * FROM circle__check_communities(study);
	RETURN QUERY SELECT * FROM circle__check_circle_input(study);
END
$$;
COMMENT ON FUNCTION circle__check_inputs(text) IS
'What circle_check says for the owner of a study besides: inputs that differ from what the published version was computed of. Inputs may be views with any code in them.';

CREATE FUNCTION circle_check(study text, sample float8 DEFAULT 1) RETURNS TABLE (kind text, home_id text, walker text, stored text, expected text)
	LANGUAGE plpgsql ROWS 10
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
BEGIN
	RETURN QUERY SELECT * FROM circle__check_results(study, sample);
	IF EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = study AND pg_get_userbyid(nspowner) = current_user) THEN
		RETURN QUERY SELECT * FROM circle__check_inputs(study);
	ELSE
		RAISE NOTICE USING MESSAGE = format('the inputs of study "%s" are not compared', study),
			DETAIL = 'They may be views, whose code is run for the owner of the study only.';
	END IF;
END
$$;
COMMENT ON FUNCTION circle_check(text, float8) IS
'Recomputes a study from its copies, from scratch, and returns what differs from what is stored (kind ''difference'': there is never one), and apart from it what is newer than the results: network and definition (homes and circles that tiles of a newer network may have changed are not compared), and, for the owner of the study only, homes, amenities, communities and circles. Of circles likewise (kinds ''circle member'', ''circle outlet'', ''circle indicator'', and ''circles newer''). sample: the share of tiles to be recomputed, drawn by chance.';
