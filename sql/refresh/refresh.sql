-- The nightly job, and what-if.
--
-- The steps run without JIT: their queries are many and short, and call C where they are long.

CREATE FUNCTION circle__begin_run(study text, "full" boolean, jobs int, max_loss float8) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	run bigint;
BEGIN
	IF "full" IS NULL OR jobs IS NULL OR jobs NOT BETWEEN 1 AND 1024 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = CASE WHEN "full" IS NULL THEN '"full" must not be NULL' ELSE 'jobs must be from 1 to 1024' END;
	END IF;
	IF max_loss IS NULL OR NOT max_loss BETWEEN 0 AND 1 THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'max_loss must be between 0 and 1',
			HINT = 'It is the share of an input''s rows that may be lost in a refresh: 0.2 by default, 1 for any loss.';
	END IF;
	EXECUTE format($sql$
		INSERT INTO %I.refresh_run (state, started_at, run_by, "full", jobs, software)
		VALUES ('running', clock_timestamp(), current_user, $1, $2,
				format('circle_ext %%s, PostGIS %%s, PostgreSQL %%s',
					   (SELECT extversion FROM pg_extension WHERE extname = 'circle_ext'),
					   (SELECT extversion FROM pg_extension WHERE extname = 'postgis'), current_setting('server_version')))
		RETURNING refresh_no$sql$, study) INTO run USING "full", jobs;
	RETURN run;
END
$$;
COMMENT ON FUNCTION circle__begin_run(text, boolean, int, float8) IS 'Checks what a refresh is asked for and notes that it runs; returns its number.';

CREATE FUNCTION circle__check_streets(study text, network text, max_loss float8) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	input record;
	built bigint;
	streets bigint;
BEGIN
	EXECUTE format('SELECT streets_schema, streets_name FROM %I.network', network) INTO STRICT input;
	EXECUTE format('SELECT (report ->> ''streets'')::bigint FROM %I.build_log ORDER BY build_no DESC LIMIT 1', network) INTO built;
	EXECUTE format('SELECT count(*) FROM %s', circle__resolve(input.streets_schema, input.streets_name, 'streets')) INTO streets;
	PERFORM circle__check_loss(study, 'streets', built, streets, max_loss);
END
$$;
COMMENT ON FUNCTION circle__check_streets(text, text, float8) IS
'Raises an error if the streets have lost more than this share of their rows since the last build.';

CREATE FUNCTION circle__build_if_owner(study text, max_loss float8) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	network text;
BEGIN
	EXECUTE format('SELECT network FROM %I.study', study) INTO STRICT network;
	PERFORM circle__check_network(network);
	IF (SELECT pg_get_userbyid(nspowner) = current_user FROM pg_catalog.pg_namespace WHERE nspname = network) THEN
		PERFORM circle__check_streets(study, network, max_loss);
		PERFORM circle_build_network(network);
	END IF;
END
$$;
COMMENT ON FUNCTION circle__build_if_owner(text, float8) IS
'Builds the study''s network if the caller owns it; else the tiles as built are used.';

CREATE FUNCTION circle__network_stamp(study text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	network text;
	stamp text;
BEGIN
	EXECUTE format('SELECT network FROM %I.study', study) INTO STRICT network;
	PERFORM circle__check_network(network);
	-- A build that finds anything new writes this row.
	EXECUTE format('SELECT concat_ws(''/'', $1, ctid, xmin) FROM %I.network', network) INTO stamp USING network;
	RETURN md5(stamp);
END
$$;
COMMENT ON FUNCTION circle__network_stamp(text) IS 'Digest that is another one after each build of a study''s network that found anything new.';

CREATE FUNCTION circle__row_hash("row" record) RETURNS bigint
	LANGUAGE c STABLE STRICT PARALLEL SAFE COST 5
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__row_hash(record) IS
'Hash of the bytes of a row as it is stored, the same for the same row of a table in one version of the server.';

CREATE FUNCTION circle__scan_hash(study text, "full" boolean) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	relation text;
	sum numeric;
	sums text := '';
BEGIN
	FOREACH relation IN ARRAY ARRAY['home_change', 'amenity_change', 'tile_change'] LOOP
		EXECUTE format('SELECT sum(circle__row_hash(t.*)) FROM %I.%I AS t', study, relation) INTO sum;
		sums := format('%s %s', sums, sum);
	END LOOP;
	RETURN format('%s %s %s', circle__definition_hash(study), md5(format('%s %s', "full", sums)), circle__network_stamp(study));
END
$$;
COMMENT ON FUNCTION circle__scan_hash(text, boolean) IS
'Digest of all that a refresh has to compute: the definition, the changes found and whether everything is asked for, and the network.';

CREATE FUNCTION circle__plan(study text, refresh_no bigint, "full" boolean, jobs int) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	version record;
	scan_hash text;
	resumed boolean;
BEGIN
	EXECUTE format('SELECT search_hash, definition_hash FROM %I.version', study) INTO version;
	"full" := "full" OR version.search_hash IS DISTINCT FROM circle__search_hash(study);
	scan_hash := circle__scan_hash(study, "full");
	-- An interrupted refresh that found the same has left work that need not be done again.
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.scan WHERE scan_hash = $1)', study) INTO resumed USING scan_hash;
	IF NOT resumed THEN
		PERFORM circle__forget_work(study);
		PERFORM circle__plan_work(study, "full", jobs);
		IF version.definition_hash <> circle__definition_hash(study) AND NOT "full" THEN
			PERFORM circle__judge_again(study);
		END IF;
		EXECUTE format('INSERT INTO %I.scan VALUES ($1)', study) USING scan_hash;
	END IF;
	EXECUTE format('UPDATE %1$I.refresh_run
					   SET resumed = $1, tiles_computed = w.tiles, homes_planned = w.homes, homes_computed = 0
					  FROM (SELECT coalesce(sum(cardinality(tiles)), 0) AS tiles, coalesce(sum(homes), 0) AS homes FROM %1$I.work) AS w WHERE refresh_no = $2', study)
	  USING resumed, refresh_no;
END
$$;
COMMENT ON FUNCTION circle__plan(text, bigint, boolean, int) IS
'Decides what must be computed, or goes on with what an interrupted refresh has left.';

-- The steps. Little of what a version's tables hold is counted while it is made, and by guesses two sorts look cheaper than a hash.

CREATE FUNCTION circle__copy_attributes(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	amenities regclass;
	pairs text;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	amenities := circle__resolve(s.amenities_schema, s.amenities_name, 'amenities');
	PERFORM circle__check_numeric_columns(amenities, 'amenities', 'attributes', s.attributes);
	SELECT string_agg(format('(%L, a.%I::float8)', name, name), ', ') INTO pairs FROM unnest(s.attributes) AS name;
	PERFORM circle__drop_temp('circle_attribute');
	-- Several rows of one amenity: its categories and access points, of which the greatest number counts.
	EXECUTE format($sql$
		CREATE TEMP TABLE circle_attribute ON COMMIT DROP AS
		SELECT a.%2$I::%3$s AS amenity_id, v.attribute, max(v.value) AS value
		  FROM %1$s AS a CROSS JOIN LATERAL (VALUES %4$s) AS v (attribute, value)
		 WHERE a.%2$I IS NOT NULL AND a.%5$I::text = ANY ($1) AND v.value IS NOT NULL GROUP BY 1, 2$sql$, amenities, s.amenity_key,
		circle__amenity_key_type(study), coalesce(pairs, '(NULL::text, NULL::float8)'), s.amenity_category)
	  USING circle__known_categories(s.standards, s.categories);
	PERFORM circle__merge(study, 'amenity_attribute', 'circle_attribute', '{amenity_id,attribute}');
	DROP TABLE pg_temp.circle_attribute;
END
$$;
COMMENT ON FUNCTION circle__copy_attributes(text) IS
'Copies the numbers that a study keeps of its amenities, as the input has them now. No result depends on them.';

CREATE FUNCTION circle__scan(study text, refresh_no bigint, "full" boolean, jobs int, max_loss float8) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	SET jit = off
	SET enable_mergejoin = off AS
$$
DECLARE
	started timestamptz := clock_timestamp();
	s record;
	run record;
	searched text;
	again boolean;
	homes bigint;
	amenities bigint;
	entrances bigint;
	tiles bigint;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	EXECUTE format('SELECT search_hash FROM %I.version', study) INTO searched;
	PERFORM circle__check_walkers(s.walkers);
	PERFORM circle__forget_scan(study);
	homes := circle__scan_homes(study, max_loss, "full");
	SELECT * INTO amenities, entrances FROM circle__scan_amenities(study, max_loss);
	PERFORM circle__copy_attributes(study);
	tiles := circle__scan_tiles(study);
	PERFORM circle__scan_circles(study, max_loss);
	again := "full" OR searched IS DISTINCT FROM circle__search_hash(study);
	PERFORM circle__place_homes(study, s.walkers[1], again);
	PERFORM circle__place_amenities(study, s.walkers[1], again);
	PERFORM circle__scan_quality(study);
	PERFORM circle__plan(study, refresh_no, "full", jobs);
	EXECUTE format($sql$
		UPDATE %1$I.refresh_run
		   SET homes_read = $1, homes_changed = (SELECT count(*) FROM %1$I.home_change),
			   amenities_read = $2, amenities_changed = (SELECT count(*) FROM %1$I.amenity_change),
			   entrances_read = $3, tiles_changed = $4, scan_s = $5
		 WHERE refresh_no = $6 RETURNING *$sql$, study)
	   INTO run USING homes, amenities, entrances, tiles, extract(epoch FROM clock_timestamp() - started), refresh_no;
	RAISE NOTICE 'study "%": % homes and % amenities read; changed: % homes, % amenities, % tiles; % homes to compute%',
		study, homes, amenities, run.homes_changed, run.amenities_changed, tiles, run.homes_planned,
		CASE WHEN run.resumed THEN ' (going on where an interrupted refresh was)' ELSE '' END;
END
$$;
COMMENT ON FUNCTION circle__scan(text, bigint, boolean, int, float8) IS
'Compares inputs, network and definition with the published version, and plans what must be computed.';

CREATE FUNCTION circle__compute_next(study text, refresh_no bigint, jobs int) RETURNS boolean
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	SET jit = off
	SET enable_mergejoin = off AS
$$
DECLARE
	started timestamptz := clock_timestamp();
	step record;
	run record;
BEGIN
	SELECT * INTO step FROM circle__compute_batches(study, jobs);
	IF step.computed = 0 AND step.more THEN
		-- Other sessions compute what is left: wait for one of them, or do what it leaves.
		EXECUTE format('SELECT FROM %I.work ORDER BY batch LIMIT 1 FOR UPDATE', study);
		RETURN true;
	END IF;
	EXECUTE format('UPDATE %I.refresh_run SET homes_computed = homes_computed + $1,
						   compute_s = coalesce(compute_s, 0) + $2 WHERE refresh_no = $3 RETURNING *', study)
	   INTO run USING step.computed, extract(epoch FROM clock_timestamp() - started), refresh_no;
	IF step.computed > 0 THEN
		RAISE NOTICE 'study "%": % of % homes computed, % a second', study, run.homes_computed, run.homes_planned,
			round((run.homes_computed / greatest(run.compute_s, 0.001))::numeric);
	END IF;
	RETURN step.more;
END
$$;
COMMENT ON FUNCTION circle__compute_next(text, bigint, int) IS 'Computes the next batches; false when none are left.';

CREATE FUNCTION circle__help(study text, jobs int) RETURNS boolean
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	SET jit = off
	SET enable_mergejoin = off AS
$$
DECLARE
	step record;
BEGIN
	PERFORM circle__check_owner(study);
	BEGIN
		IF circle__made_layout(study) <> circle__study_layout() THEN
			-- The other session brings it up to date first.
			RETURN false;
		END IF;
	EXCEPTION WHEN undefined_table THEN
		-- The other session did not refresh it but drop it.
		RETURN false;
	END;
	SELECT * INTO step FROM circle__compute_batches(study, jobs);
	IF step.computed > 0 THEN
		RAISE NOTICE 'study "%": % homes computed for the refresh that is running', study, step.computed;
	END IF;
	RETURN step.computed > 0;
END
$$;
COMMENT ON FUNCTION circle__help(text, int) IS
'Computes the next batches for a refresh that another session runs; false when there are none to be had.';

CREATE FUNCTION circle__finish_run(study text, refresh_no bigint) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	SET jit = off
	SET enable_mergejoin = off AS
$$
DECLARE
	started timestamptz := clock_timestamp();
	looked_at text;
	built boolean;
	version bigint;
	published boolean;
BEGIN
	EXECUTE format('SELECT split_part(scan_hash, '' '', 3) FROM %I.scan', study) INTO looked_at;
	BEGIN
		version := circle__publish(study, refresh_no);
		-- The last thing: nothing of the network is read after it.
		built := looked_at <> circle__network_stamp(study);
		IF built THEN
			RAISE EXCEPTION USING ERRCODE = 'serialization_failure';
		END IF;
	EXCEPTION WHEN serialization_failure THEN
		IF built THEN
			RETURN NULL;
		END IF;
		RAISE;
	END;
	EXECUTE format('UPDATE %I.refresh_run SET publish_s = $1, finished_at = clock_timestamp() WHERE refresh_no = $2', study)
	  USING extract(epoch FROM clock_timestamp() - started), refresh_no;
	EXECUTE format('SELECT n.refresh_no = $1 FROM %I.version AS n', study) INTO published USING refresh_no;
	RAISE NOTICE 'study "%": %version % %', study, CASE WHEN published THEN '' ELSE 'nothing has changed, ' END, version,
		CASE WHEN published THEN 'published' ELSE 'stands' END;
	RETURN version;
END
$$;
COMMENT ON FUNCTION circle__finish_run(text, bigint) IS
'Publishes, and notes how long that took; returns the version. NULL, and nothing is published, if the network was built since the scan: a version is never made of two networks.';

CREATE FUNCTION circle__fail_run(study text, refresh_no bigint, message text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format('UPDATE %I.refresh_run SET state = ''failed'', message = $1, finished_at = clock_timestamp() WHERE refresh_no = $2', study)
	  USING message, refresh_no;
END
$$;
COMMENT ON FUNCTION circle__fail_run(text, bigint, text) IS 'Notes that a refresh failed, and why.';

CREATE FUNCTION circle__refresh_message(study text, version bigint) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	before float8;
	worst text;
	share float8;
BEGIN
	EXECUTE format('SELECT m.* FROM %1$I.summary AS m JOIN %1$I.walker AS w ON w.walker = m.walker AND w.walker_no = 1
					  JOIN %1$I.standard AS t ON t.standard = m.standard AND t.standard_no = 1', study) INTO STRICT s;
	share := CASE WHEN s.people > 0 THEN s.share_people ELSE s.share_homes END;
	EXECUTE format('SELECT CASE WHEN $1 > 0 THEN h.share_people ELSE h.share_homes END FROM %I.history AS h
					 WHERE h.walker = $2 AND h.standard = $3 AND h.version < $4 ORDER BY h.version DESC LIMIT 1', study)
	   INTO before USING s.people, s.walker, s.standard, version;
	EXECUTE format('SELECT n.category FROM %1$I.indicator AS i JOIN %1$I.need AS n ON n.standard = i.standard AND n.need = i.need
					 CROSS JOIN %1$I.version AS g
					 WHERE i.level = ''city'' AND i.walker = $1 AND i.standard = $2 AND i.share < 1
					   AND i.weight = CASE WHEN $3 > 0 THEN g.weights[1] ELSE $4 END
					 ORDER BY i.share, n.need_no LIMIT 1', study) INTO worst USING s.walker, s.standard, s.people, '';
	RETURN CASE WHEN s.people > 0 THEN to_char(s.people, 'FM999,999,999,990') || ' people'
				ELSE to_char(s.homes, 'FM999,999,999,990') || ' homes' END
		|| coalesce(format(', %s %% meet %s', round(100 * share::numeric, 1), s.standard), '')
		|| coalesce(' (' || to_char(100 * (share - before), 'FMSG990.0') || ')', '')
		|| coalesce('; worst: ' || worst, '');
END
$$;
COMMENT ON FUNCTION circle__refresh_message(text, bigint) IS
'One sentence on a version of a study: people (homes where nobody is counted), the share that meets the principal standard and by how much it changed, and the category of the need that is met least.';

CREATE FUNCTION circle__refresh_row(study text, refresh_no bigint, OUT version bigint, OUT homes_read bigint, OUT homes_changed bigint,
	OUT amenities_read bigint, OUT amenities_changed bigint, OUT homes_computed bigint, OUT homes_written bigint, OUT seconds float8,
	OUT people_covered_before float8, OUT people_covered float8, OUT message text) RETURNS record
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	run record;
	covered CONSTANT text := format('SELECT h.people_covered FROM %1$I.history AS h JOIN %1$I.walker AS w ON w.walker = h.walker AND w.walker_no = 1
		JOIN %1$I.standard AS t ON t.standard = h.standard AND t.standard_no = 1 WHERE h.version <= $1 ORDER BY h.version DESC LIMIT 1', study);
BEGIN
	EXECUTE format('SELECT r.*, n.version AS standing, n.refresh_no = r.refresh_no AS published
					  FROM %1$I.refresh_run AS r CROSS JOIN %1$I.version AS n WHERE r.refresh_no = $1', study) INTO STRICT run USING refresh_no;
	homes_read := run.homes_read;
	homes_changed := run.homes_changed;
	amenities_read := run.amenities_read;
	amenities_changed := run.amenities_changed;
	homes_computed := run.homes_computed;
	homes_written := run.homes_written;
	seconds := extract(epoch FROM run.finished_at - run.started_at);
	EXECUTE covered INTO people_covered USING run.standing;
	IF run.published THEN
		version := run.standing;
		message := circle__refresh_message(study, version);
	ELSE
		message := format('nothing has changed since version %s', run.standing);
	END IF;
	EXECUTE covered INTO people_covered_before USING run.standing - run.published::int;
END
$$;
COMMENT ON FUNCTION circle__refresh_row(text, bigint) IS 'What circle_refresh returns of a refresh that is done.';

CREATE PROCEDURE circle_refresh(study text, "full" boolean DEFAULT false, jobs int DEFAULT 1, max_loss float8 DEFAULT 0.2,
	INOUT version bigint DEFAULT NULL, INOUT homes_read bigint DEFAULT NULL, INOUT homes_changed bigint DEFAULT NULL,
	INOUT amenities_read bigint DEFAULT NULL, INOUT amenities_changed bigint DEFAULT NULL, INOUT homes_computed bigint DEFAULT NULL,
	INOUT homes_written bigint DEFAULT NULL, INOUT seconds float8 DEFAULT NULL, INOUT people_covered_before float8 DEFAULT NULL,
	INOUT people_covered float8 DEFAULT NULL, INOUT message text DEFAULT NULL)
	LANGUAGE c
	AS 'MODULE_PATHNAME', 'circle_refresh';
COMMENT ON PROCEDURE circle_refresh IS
'The nightly job: builds the network if the caller owns it, scans the inputs, computes what changed in many short transactions and publishes a whole version in one; where nothing has changed, the version that stands remains. Killed at any moment, the last version stands. "full" computes every home again; jobs: so many parallel workers search while this process writes, fewer where none are free; max_loss is the share of an input''s rows that may vanish in a refresh before it is taken for a failed import. Returns one row: the version published (NULL: nothing has changed), what was read, changed, computed and written, the seconds that it took, the people covered before and after, and message, a sentence for people. The arguments from version on are for the result alone. Not inside a transaction block: see circle_recompute.';

CREATE FUNCTION circle_recompute(study text, "full" boolean DEFAULT false, jobs int DEFAULT 1, max_loss float8 DEFAULT 1) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	run bigint;
	version bigint;
BEGIN
	PERFORM circle__check_study(study);
	PERFORM circle__check_owner(study);
	PERFORM circle__lock_schema(study);
	PERFORM circle__migrate_study(study);
	run := circle__begin_run(study, "full", jobs, max_loss);
	PERFORM circle__build_if_owner(study, max_loss);
	PERFORM circle__scan(study, run, "full", jobs, max_loss);
	WHILE circle__compute_next(study, run, jobs) LOOP
	END LOOP;
	version := circle__finish_run(study, run);
	IF version IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'serialization_failure',
			MESSAGE = format('the network was built while study "%s" was computed', study),
			HINT = 'Try again, or begin the transaction with ISOLATION LEVEL REPEATABLE READ.';
	END IF;
	RETURN version;
END
$$;
COMMENT ON FUNCTION circle_recompute(text, boolean, int, float8) IS
'The same as circle_refresh inside the caller''s transaction, for what-if: BEGIN; change the inputs; SELECT circle_recompute(study); read the results; ROLLBACK. Returns the number of the version.';

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

CREATE FUNCTION circle_compute(study text) RETURNS TABLE (home_id text, walker text, snap_m float8, on_island boolean,
	closed_edge boolean, coverage circle_coverage, meets boolean, score float8)
	LANGUAGE plpgsql ROWS 100000
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
BEGIN
	PERFORM circle__check_study(study);
	PERFORM circle__check_newest(study);
	RETURN QUERY SELECT * FROM circle__compute_tiles(study, circle__home_tiles(study, 1));
END
$$;
COMMENT ON FUNCTION circle_compute(text) IS
'Computes every home of a study from its copies of the inputs, by the definition of the published version and the network as built, for every walker. Writes nothing.';

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
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'sample must be between 0 and 1',
			HINT = 'It is the share of the tiles to be computed again: 1, the default, for all.';
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
			OR (n.footprint IS NULL AND o.doors IS DISTINCT FROM n.doors)$sql$, study, circle__home_query(study));
	RETURN QUERY EXECUTE format($sql$
		SELECT 'amenities newer', coalesce(n.amenity_id, o.amenity_id)::text, NULL, o.places, n.places
		  FROM (SELECT amenity_id, string_agg(DISTINCT category || ' ' || st_astext(coalesce(area, geom)), '; ') AS places
				  FROM (%2$s) AS q WHERE category = ANY (%3$L) GROUP BY amenity_id) AS n
		  FULL JOIN (SELECT amenity_id, string_agg(DISTINCT category || ' ' || st_astext(coalesce(area, geom)), '; ') AS places
					   FROM %1$I.amenity WHERE entry_no <= 1 AND category = ANY (%3$L) GROUP BY amenity_id) AS o ON o.amenity_id = n.amenity_id
		 WHERE o.places IS DISTINCT FROM n.places$sql$, study,
		circle__access_query(format('(%s)', circle__amenity_query(study)), format('(%s)', circle__entrance_query(study))), known);
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

-- Versions compared, by number or by date.

CREATE FUNCTION circle__version_of(study text, wanted text) RETURNS bigint
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	found bigint;
	at timestamptz;
BEGIN
	IF wanted ~ '^\s*\d{1,18}\s*$' THEN
		EXECUTE format('SELECT max(r.version) FROM %I.refresh_run AS r WHERE r.version = $1', study) INTO found USING wanted::bigint;
	ELSIF wanted IS NOT NULL THEN
		-- A day is over at its end.
		at := CASE WHEN wanted ~ '^\s*\d{4}-\d{1,2}-\d{1,2}\s*$' THEN wanted::date + 1 ELSE wanted::timestamptz END;
		EXECUTE format('SELECT max(r.version) FROM %I.refresh_run AS r WHERE r.version IS NOT NULL AND r.finished_at <= $1', study) INTO found USING at;
	END IF;
	IF found IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('study "%s" has no version %s', study,
							 CASE WHEN wanted IS NULL THEN 'NULL' WHEN at IS NOT NULL THEN 'of ' || at ELSE btrim(wanted) END),
			HINT = format('Give a version or a date: SELECT version, finished_at FROM %I.refresh_log WHERE version IS NOT NULL;', study);
	END IF;
	RETURN found;
END
$$;
COMMENT ON FUNCTION circle__version_of(text, text) IS
'The version of a study that a number names, or the one that stood at a time; an error if there is none.';

CREATE FUNCTION circle_compare(study text, old text, new text) RETURNS TABLE (walker text, standard text, level text,
	community text, need text, old_homes bigint, new_homes bigint, old_people float8, new_people float8,
	old_people_covered float8, new_people_covered float8, old_share_people float8, new_share_people float8)
	LANGUAGE plpgsql STABLE ROWS 100
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
BEGIN
	PERFORM circle__check_study(study);
	RETURN QUERY EXECUTE format($sql$
		WITH as_of AS (
			SELECT DISTINCT ON (asked, walker, standard, level, community, need) asked, h.*
			  FROM unnest(ARRAY[$1, $2]) AS asked JOIN %I.community_history AS h ON h.version <= asked
			 ORDER BY asked, walker, standard, level, community, need, h.version DESC
		), city AS (
			-- Communities add up to the city.
			SELECT asked, walker, standard, 'city' AS level, '' AS community, need, sum(homes)::bigint AS homes,
				   sum(people ORDER BY community) AS people, sum(people_covered ORDER BY community) AS people_covered
			  FROM as_of WHERE level = 'community' GROUP BY asked, walker, standard, need
		), area AS (
			SELECT asked, walker, standard, level, community, need, homes, people, people_covered, share_people FROM as_of
			UNION ALL
			SELECT *, people_covered / nullif(people, 0) FROM city)
		SELECT walker, standard, level, community, need, coalesce(o.homes, 0), coalesce(n.homes, 0), coalesce(o.people, 0),
			   coalesce(n.people, 0), coalesce(o.people_covered, 0), coalesce(n.people_covered, 0), o.share_people, n.share_people
		  FROM (SELECT * FROM area WHERE asked = $1) AS o
		  FULL JOIN (SELECT * FROM area WHERE asked = $2) AS n USING (walker, standard, level, community, need)
		 WHERE (coalesce(o.homes, 0), coalesce(o.people, 0), coalesce(o.people_covered, 0), o.share_people) IS DISTINCT FROM
			   (coalesce(n.homes, 0), coalesce(n.people, 0), coalesce(n.people_covered, 0), n.share_people)
		 ORDER BY 1, 2, 3, 4, 5$sql$, study)
	USING circle__version_of(study, old), circle__version_of(study, new);
END
$$;
COMMENT ON FUNCTION circle_compare(text, text, text) IS
'What changed in the indicators between two versions of a study: a row for each walker, standard, area and need that differs, and one of the city (level city). old, new: numbers of versions, or dates or times, which stand for the version that stood then; a date stands for its end.';

CREATE FUNCTION circle_compare(study text, old bigint, new bigint) RETURNS TABLE (walker text, standard text, level text,
	community text, need text, old_homes bigint, new_homes bigint, old_people float8, new_people float8,
	old_people_covered float8, new_people_covered float8, old_share_people float8, new_share_people float8)
	LANGUAGE sql STABLE ROWS 100
BEGIN ATOMIC
	SELECT * FROM circle_compare(study, old::text, new::text);
END;
COMMENT ON FUNCTION circle_compare(text, bigint, bigint) IS 'What changed between two versions of a study, by their numbers.';

CREATE FUNCTION circle_compare(study text, old date, new date) RETURNS TABLE (walker text, standard text, level text,
	community text, need text, old_homes bigint, new_homes bigint, old_people float8, new_people float8,
	old_people_covered float8, new_people_covered float8, old_share_people float8, new_share_people float8)
	LANGUAGE sql STABLE ROWS 100
BEGIN ATOMIC
	SELECT * FROM circle_compare(study, to_char(old, 'YYYY-MM-DD'), to_char(new, 'YYYY-MM-DD'));
END;
COMMENT ON FUNCTION circle_compare(text, date, date) IS 'What changed between the versions of a study that stood at the end of two days.';

CREATE FUNCTION circle_compare(study text, old timestamptz, new timestamptz) RETURNS TABLE (walker text, standard text, level text,
	community text, need text, old_homes bigint, new_homes bigint, old_people float8, new_people float8,
	old_people_covered float8, new_people_covered float8, old_share_people float8, new_share_people float8)
	LANGUAGE sql STABLE ROWS 100
BEGIN ATOMIC
	SELECT * FROM circle_compare(study, old::text, new::text);
END;
COMMENT ON FUNCTION circle_compare(text, timestamptz, timestamptz) IS
'What changed between the versions of a study that stood at two times.';
