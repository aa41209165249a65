-- The nightly job, and what-if.
--
-- The steps run without JIT: their queries are many and short, and call C where they are long.

CREATE FUNCTION circle__lock_study(study text) RETURNS void
	LANGUAGE c STRICT
	AS 'MODULE_PATHNAME', 'circle_lock_study';
COMMENT ON FUNCTION circle__lock_study(text) IS
'Takes the refresh lock of a study until the end of the transaction; an error if a refresh holds it.';

CREATE FUNCTION circle__begin_run(study text, "full" boolean, max_loss float8) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	run bigint;
BEGIN
	PERFORM circle__check_study(study);
	PERFORM circle__check_owner(study);
	IF "full" IS NULL OR max_loss IS NULL OR NOT max_loss BETWEEN 0 AND 1 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = CASE WHEN "full" IS NULL THEN '"full" must not be NULL' ELSE 'max_loss must be between 0 and 1' END,
			HINT = 'max_loss is the share of an input''s rows that may be lost in a night: 0.2 by default, 1 for any loss.';
	END IF;
	EXECUTE format($sql$
		INSERT INTO %I.refresh_run (state, started_at, run_by, "full", versions)
		VALUES ('running', clock_timestamp(), current_user, $1,
				format('circle_ext %%s, PostGIS %%s, PostgreSQL %%s',
					   (SELECT extversion FROM pg_extension WHERE extname = 'circle_ext'),
					   (SELECT extversion FROM pg_extension WHERE extname = 'postgis'), current_setting('server_version')))
		RETURNING run_id$sql$, study) INTO run USING "full";
	RETURN run;
END
$$;
COMMENT ON FUNCTION circle__begin_run(text, boolean, float8) IS 'Checks the caller and notes that a refresh runs; returns its number.';

CREATE FUNCTION circle__build_if_owner(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	network text;
BEGIN
	EXECUTE format('SELECT network FROM %I.study', study) INTO STRICT network;
	PERFORM circle__check_network(network);
	IF (SELECT pg_get_userbyid(nspowner) = current_user FROM pg_catalog.pg_namespace WHERE nspname = network) THEN
		PERFORM circle_build_network(network);
	END IF;
END
$$;
COMMENT ON FUNCTION circle__build_if_owner(text) IS
'Builds the study''s network if the caller owns it; else the tiles as built are used.';

CREATE FUNCTION circle__look(study text, run_id bigint, "full" boolean, max_loss float8) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	SET jit = off AS
$$
DECLARE
	started timestamptz := clock_timestamp();
	s record;
	hash text;
	homes bigint;
	amenities bigint;
	tiles_changed bigint;
	tiles bigint;
BEGIN
	PERFORM circle__forget_pending(study);
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	EXECUTE format('SELECT definition_hash FROM %I.night', study) INTO hash;
	"full" := "full" OR hash IS DISTINCT FROM circle__definition_hash(study);
	homes := circle__look_homes(study, max_loss);
	amenities := circle__look_amenities(study, max_loss);
	tiles_changed := circle__look_tiles(study);
	PERFORM circle__place_amenities(study, s.walkers[1], "full");
	tiles := circle__plan_work(study, "full");
	EXECUTE format($sql$
		UPDATE %1$I.refresh_run
		   SET homes_read = $1, homes_changed = (SELECT count(*) FROM %1$I.home_change),
			   amenities_read = $2, amenities_changed = (SELECT count(*) FROM %1$I.amenity_change),
			   tiles_changed = $3, tiles_computed = $4, homes_computed = 0, look_s = $5
		 WHERE run_id = $6$sql$, study)
	  USING homes, amenities, tiles_changed, tiles, extract(epoch FROM clock_timestamp() - started), run_id;
	RETURN tiles;
END
$$;
COMMENT ON FUNCTION circle__look(text, bigint, boolean, float8) IS
'Compares inputs, network and definition with the published night; returns how many tiles must be computed.';

CREATE FUNCTION circle__compute_next(study text, run_id bigint) RETURNS boolean
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	SET jit = off AS
$$
DECLARE
	started timestamptz := clock_timestamp();
	homes bigint := circle__compute_batch(study);
BEGIN
	EXECUTE format('UPDATE %I.refresh_run SET homes_computed = homes_computed + coalesce($1, 0),
						   compute_s = coalesce(compute_s, 0) + $2 WHERE run_id = $3', study)
	  USING homes, extract(epoch FROM clock_timestamp() - started), run_id;
	RETURN homes IS NOT NULL;
END
$$;
COMMENT ON FUNCTION circle__compute_next(text, bigint) IS 'Computes the next batch; false when none is left.';

CREATE FUNCTION circle__finish_run(study text, run_id bigint) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	SET jit = off AS
$$
DECLARE
	started timestamptz := clock_timestamp();
	night bigint := circle__publish(study, run_id);
BEGIN
	EXECUTE format('UPDATE %I.refresh_run SET publish_s = $1, finished_at = clock_timestamp() WHERE run_id = $2', study)
	  USING extract(epoch FROM clock_timestamp() - started), run_id;
	RETURN night;
END
$$;
COMMENT ON FUNCTION circle__finish_run(text, bigint) IS 'Publishes, and notes how long that took; returns the night.';

CREATE FUNCTION circle__fail_run(study text, run_id bigint, message text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format('UPDATE %I.refresh_run SET state = ''failed'', message = $1, finished_at = clock_timestamp() WHERE run_id = $2', study)
	  USING message, run_id;
END
$$;
COMMENT ON FUNCTION circle__fail_run(text, bigint, text) IS 'Notes that a refresh failed, and why.';

CREATE PROCEDURE circle_refresh(study text, "full" boolean DEFAULT false, jobs int DEFAULT 1, max_loss float8 DEFAULT 0.2)
	LANGUAGE c
	AS 'MODULE_PATHNAME', 'circle_refresh';
COMMENT ON PROCEDURE circle_refresh(text, boolean, int, float8) IS
'The nightly job: builds the network if the caller owns it, looks at the inputs, computes what changed in many short transactions and publishes a whole night in one. Killed at any moment, the last night stands. "full" computes every home again; max_loss is the share of an input''s rows that may vanish in a night before it is taken for a failed import. Not inside a transaction block: see circle_recompute.';

CREATE FUNCTION circle_recompute(study text, "full" boolean DEFAULT false, max_loss float8 DEFAULT 1) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	run bigint;
BEGIN
	run := circle__begin_run(study, "full", max_loss);
	PERFORM circle__lock_study(study);
	PERFORM circle__build_if_owner(study);
	PERFORM circle__look(study, run, "full", max_loss);
	WHILE circle__compute_next(study, run) LOOP
	END LOOP;
	RETURN circle__finish_run(study, run);
END
$$;
COMMENT ON FUNCTION circle_recompute(text, boolean, float8) IS
'The same as circle_refresh inside the caller''s transaction, for what-if: BEGIN; change the inputs; SELECT circle_recompute(study); look; ROLLBACK. Returns the number of the night.';

CREATE FUNCTION circle__compute_walker(study text, walker text) RETURNS TABLE (home_id text, snap_m float8,
	on_island boolean, closed_edge boolean, coverage circle_coverage, meets boolean, score float8)
	LANGUAGE plpgsql ROWS 100000
	SET search_path FROM CURRENT AS
$$
DECLARE
	tiles int[];
BEGIN
	FOR tiles IN EXECUTE format('SELECT array_agg(DISTINCT tile) FROM %I.home
								  GROUP BY (tile / 16384) >> 2, (tile %% 16384) >> 2 ORDER BY min(tile)', study) LOOP
		RETURN QUERY EXECUTE format('SELECT home_id::text, snap_m, on_island, closed_edge, coverage, meets[1], score[1] FROM (%s) AS c',
									circle__cover_query(study, walker, tiles, true));
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__compute_walker(text, text) IS 'Computes all homes of a study from its copies for one walker.';

CREATE FUNCTION circle_compute(study text) RETURNS TABLE (home_id text, walker text, snap_m float8, on_island boolean,
	closed_edge boolean, coverage circle_coverage, meets boolean, score float8)
	LANGUAGE plpgsql ROWS 100000
	SET search_path FROM CURRENT AS
$$
DECLARE
	name text;
BEGIN
	PERFORM circle__check_study(study);
	FOR name IN EXECUTE format('SELECT w.walker FROM %I.walker AS w ORDER BY walker_no', study) LOOP
		RETURN QUERY SELECT c.home_id, name, c.snap_m, c.on_island, c.closed_edge, c.coverage, c.meets, c.score
					   FROM circle__compute_walker(study, name) AS c;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle_compute(text) IS
'Computes every home of a study from its copies of the inputs, by the definition of the published night and the network as built, for every walker. Writes nothing.';

CREATE FUNCTION circle_check(study text) RETURNS TABLE (kind text, home_id text, walker text, stored text, expected text)
	LANGUAGE plpgsql ROWS 10
	SET search_path FROM CURRENT AS
$$
DECLARE
	network text;
	known text[];
	row_text CONSTANT text := 'row(%1$s.home_id, %1$s.snap_m, %1$s.on_island, %1$s.closed_edge, %1$s.coverage, %1$s.meets, %1$s.score)::text';
BEGIN
	PERFORM circle__check_study(study);
	RETURN QUERY EXECUTE format($sql$
		SELECT 'difference', coalesce(o.home_id, n.home_id), coalesce(o.walker, n.walker), %2$s, %3$s
		  FROM (SELECT home_id::text, w.walker, snap_m, on_island, closed_edge, coverage, meets, score
				  FROM %1$I.home JOIN %1$I.walker AS w ON w.walker_no = 1
				UNION ALL
				SELECT home_id::text, walker, snap_m, on_island, closed_edge, coverage, meets, score
				  FROM %1$I.home_walker) AS o
		  FULL JOIN circle_compute(%4$L) AS n USING (home_id, walker)
		 WHERE %2$s IS DISTINCT FROM %3$s$sql$, study, format(row_text, 'o'), format(row_text, 'n'), study);
	-- A category that only one of the two definitions names is no news of the amenities.
	EXECUTE format('SELECT n.network, ARRAY(SELECT unnest(circle_categories(n.template)) INTERSECT
										   SELECT unnest(circle__known_categories(s.standards, s.categories)))
					  FROM %1$I.night AS n CROSS JOIN %1$I.study AS s', study) INTO network, known;
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
		  FROM %1$I.night AS n WHERE n.definition_hash <> circle__definition_hash(%2$L)$sql$, study, study);
	RETURN QUERY EXECUTE format($sql$
		SELECT 'homes newer', coalesce(n.home_id, o.home_id)::text, NULL, st_astext(o.geom), st_astext(n.geom)
		  FROM (SELECT DISTINCT ON (home_id) home_id, geom FROM (%2$s) AS q WHERE problem IS NULL
				 ORDER BY home_id, st_x(geom), st_y(geom)) AS n
		  FULL JOIN %1$I.home AS o ON o.home_id = n.home_id
		 WHERE o.home_id IS NULL OR n.home_id IS NULL OR NOT o.geom = n.geom$sql$, study, circle__home_query(study));
	RETURN QUERY EXECUTE format($sql$
		SELECT 'amenities newer', coalesce(n.amenity_id, o.amenity_id)::text, NULL, o.places, n.places
		  FROM (SELECT amenity_id, string_agg(DISTINCT category || ' ' || st_astext(coalesce(area, geom)), '; ') AS places
				  FROM (%2$s) AS q WHERE problem IS NULL AND category = ANY (%3$L) GROUP BY amenity_id) AS n
		  FULL JOIN (SELECT amenity_id, string_agg(DISTINCT category || ' ' || st_astext(coalesce(area, geom)), '; ') AS places
					   FROM %1$I.amenity WHERE category = ANY (%3$L) GROUP BY amenity_id) AS o ON o.amenity_id = n.amenity_id
		 WHERE o.places IS DISTINCT FROM n.places$sql$, study, circle__amenity_query(study), known);
END
$$;
COMMENT ON FUNCTION circle_check(text) IS
'Recomputes a study from its copies, from scratch, and returns what differs from what is stored (kind ''difference'': there is never one), and apart from it what is newer than the results: homes, amenities, network, definition.';
