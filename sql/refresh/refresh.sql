-- A refresh: one function, one transaction. A refresh that fails, or is killed, is a rollback: the last version stands.
--
-- The steps run without JIT: their queries are many and short, and call C where they are long. Little of what a version's
-- tables hold is counted while it is made, and by guesses two sorts look cheaper than a hash. What is joined and sorted is as
-- large as a city: the work_mem of short queries would put all of it into files.

CREATE FUNCTION circle__check_refresh("full" boolean, jobs int, max_loss float8) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF "full" IS NULL OR jobs IS NULL OR max_loss IS NULL THEN
		PERFORM circle__raise('null_value_not_allowed', '"full", jobs and max_loss must not be NULL');
	ELSIF jobs NOT BETWEEN 1 AND 1024 THEN
		PERFORM circle__raise('invalid_parameter_value', 'jobs must be from 1 to 1024');
	ELSIF NOT max_loss BETWEEN 0 AND 1 THEN
		PERFORM circle__raise('invalid_parameter_value',
			'max_loss must be between 0 and 1',
			hint => 'It is the share of an input''s rows that may be lost in a refresh: 0.2 by default, 1 for any loss.');
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_refresh(boolean, int, float8) IS 'Raises an error unless these arguments of a refresh are in range.';

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

CREATE FUNCTION circle__begin_refresh(study text, max_loss float8) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF study IS NULL THEN
		PERFORM circle__raise('null_value_not_allowed', 'study must not be NULL');
	END IF;
	-- The definition is checked before its schema is locked, so that a wrong name says so.
	PERFORM circle__check_study(study);
	PERFORM circle__check_owner(study);
	PERFORM circle__lock_schema(study);
	PERFORM circle__check_study(study);
	PERFORM circle__migrate_study(study);
	PERFORM circle__build_if_owner(study, max_loss);
END
$$;
COMMENT ON FUNCTION circle__begin_refresh(text, float8) IS
'Takes the lock of a study until the end of the transaction, brings its schema up to date and builds its network if the caller owns that.';

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
	-- Several rows of one amenity: its categories and access points, of which the greatest number counts.
	EXECUTE circle__into('circle_attribute') || format($sql$
		SELECT a.%2$I::%3$s AS amenity_id, v.attribute, max(v.value) AS value
		  FROM %1$s AS a CROSS JOIN LATERAL (VALUES %4$s) AS v (attribute, value)
		 WHERE a.%2$I IS NOT NULL AND a.%5$I::text = ANY ($1) AND v.value IS NOT NULL GROUP BY 1, 2$sql$, circle__source(amenities, 'amenities', true), s.amenity_key,
		circle__amenity_key_type(study), coalesce(pairs, '(NULL::text, NULL::float8)'), s.amenity_category)
	  USING circle__known_categories(s.standards, s.categories);
	PERFORM circle__merge(study, 'amenity_attribute', 'circle_attribute', '{amenity_id,attribute}');
END
$$;
COMMENT ON FUNCTION circle__copy_attributes(text) IS
'Copies the numbers that a study keeps of its amenities, as the input has them now. No result depends on them.';

CREATE FUNCTION circle__keep_sums(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format('DELETE FROM %I.input_state AS s WHERE NOT EXISTS (SELECT FROM pg_temp.circle_read AS r WHERE r.input = s.input)', study);
	EXECUTE format($sql$
		DELETE FROM %I.input_bucket AS b
		 WHERE NOT EXISTS (SELECT FROM pg_temp.circle_read AS r WHERE r.input = b.input AND (r.state <> 'all' OR r.bucket = b.bucket))
			OR EXISTS (SELECT FROM pg_temp.circle_read AS r WHERE r.input = b.input AND r.bucket = b.bucket AND r.row_count = 0)$sql$, study);
	EXECUTE format($sql$
		INSERT INTO %I.input_bucket AS b
		SELECT r.input, r.bucket, r.row_count, r.digest_1, r.digest_2 FROM pg_temp.circle_read AS r WHERE r.row_count > 0
			ON CONFLICT (input, bucket) DO UPDATE SET row_count = excluded.row_count, digest_1 = excluded.digest_1, digest_2 = excluded.digest_2
		 WHERE (b.row_count, b.digest_1, b.digest_2) IS DISTINCT FROM (excluded.row_count, excluded.digest_1, excluded.digest_2)$sql$, study);
	EXECUTE format($sql$
		INSERT INTO %1$I.input_state AS s
		SELECT r.input, r.shape, min(r.buckets), min(r.read) FROM pg_temp.circle_read AS r
		 WHERE r.state <> 'same' GROUP BY r.input, r.shape
			ON CONFLICT (input) DO UPDATE SET shape = excluded.shape, buckets = excluded.buckets, row_count = excluded.row_count
		 WHERE (s.shape, s.buckets, s.row_count) IS DISTINCT FROM (excluded.shape, excluded.buckets, excluded.row_count)$sql$, study);
END
$$;
COMMENT ON FUNCTION circle__keep_sums(text) IS 'Keeps for the next refresh the sums of what this one has read.';

CREATE FUNCTION circle__is_copied(input text) RETURNS boolean
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	RETURN EXISTS (SELECT FROM pg_temp.circle_read AS r WHERE r.input = circle__is_copied.input AND r.state <> 'same');
END
$$;
COMMENT ON FUNCTION circle__is_copied(text) IS 'Has the refresh copied rows of this input, because they may differ?';

CREATE FUNCTION circle__scan_inputs(study text, "full" boolean, max_loss float8, part text, OUT entrances_read bigint) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__fit_temp(study);
	EXECUTE circle__into('circle_read') || 'SELECT * FROM circle__read_inputs($1, $2, $3)' USING study, "full", coalesce(part, '');
	PERFORM circle__keep_sums(study);
	IF circle__is_copied('homes') THEN
		PERFORM circle__scan_homes(study, max_loss, "full");
	END IF;
	EXECUTE format('SELECT r.entrances_read FROM %1$I.refresh_log AS r JOIN %1$I.version AS n USING (version)', study) INTO entrances_read;
	IF circle__is_copied('amenities') THEN
		entrances_read := circle__scan_amenities(study, max_loss);
		PERFORM circle__copy_attributes(study);
	ELSE
		PERFORM circle__no_changed_amenities(study);
	END IF;
	PERFORM circle__scan_circles(study, max_loss);
END
$$;
COMMENT ON FUNCTION circle__scan_inputs(text, boolean, float8, text) IS
'Reads the inputs by one snapshot and compares what may differ with the published version; part: inputs that are read in any case. Returns how many entrances can be used.';

CREATE FUNCTION circle__scan(study text, "full" boolean, max_loss float8, OUT homes_read bigint, OUT homes_changed bigint,
	OUT amenities_read bigint, OUT amenities_changed bigint, OUT entrances_read bigint, OUT tiles_changed bigint, OUT quiet boolean) RETURNS record
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	searched text;
	again boolean;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	EXECUTE format('SELECT search_hash FROM %I.version', study) INTO searched;
	PERFORM circle__check_walkers(s.walkers);
	tiles_changed := circle__scan_tiles(study);
	-- What is wrong with amenities depends on where they are entered, and that on the streets.
	entrances_read := circle__scan_inputs(study, "full", max_loss, CASE WHEN tiles_changed > 0 THEN 'amenities' END);
	SELECT min(read) FILTER (WHERE input = 'homes'), min(read) FILTER (WHERE input = 'amenities'), bool_and(state = 'same')
	  INTO homes_read, amenities_read, quiet FROM pg_temp.circle_read;
	again := "full" OR searched IS DISTINCT FROM circle__search_hash(study);
	quiet := quiet AND NOT again AND tiles_changed = 0 AND NOT circle__is_redefined(study);
	IF NOT quiet THEN
		PERFORM circle__place_homes(study, s.walkers[1], again);
		PERFORM circle__place_amenities(study, s.walkers[1], again);
		IF circle__is_copied('amenities') THEN
			PERFORM circle__scan_quality(study);
		END IF;
	END IF;
	EXECUTE format('SELECT (SELECT count(*) FROM %1$I.home_change), (SELECT count(*) FROM %1$I.amenity_change)', study)
	   INTO homes_changed, amenities_changed;
END
$$;
COMMENT ON FUNCTION circle__scan(text, boolean, float8) IS
'Compares inputs, network and definition with the published version; returns how much was read and differs. quiet: nothing differs at all.';

CREATE FUNCTION circle__plan(study text, "full" boolean, jobs int, quiet boolean, OUT tiles bigint, OUT homes bigint) RETURNS record
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	version record;
BEGIN
	tiles := 0;
	homes := 0;
	IF quiet THEN
		RETURN;
	END IF;
	EXECUTE format('SELECT search_hash, definition_hash FROM %I.version', study) INTO version;
	"full" := "full" OR version.search_hash IS DISTINCT FROM circle__search_hash(study);
	PERFORM circle__plan_work(study, "full", jobs);
	IF version.definition_hash <> circle__definition_hash(study) AND NOT "full" THEN
		PERFORM circle__judge_again(study);
	END IF;
	EXECUTE format('SELECT coalesce(sum(cardinality(w.tiles)), 0), coalesce(sum(w.homes), 0) FROM %I.work AS w', study) INTO tiles, homes;
END
$$;
COMMENT ON FUNCTION circle__plan(text, boolean, int, boolean) IS
'Notes in work what must be computed, and judges again what a changed standard asks of coverages that are known; returns how many tiles and homes are to be computed.';

CREATE FUNCTION circle__compute(study text, jobs int, homes bigint, began timestamptz) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	started CONSTANT timestamptz := clock_timestamp();
	done bigint := 0;
	step record;
BEGIN
	LOOP
		PERFORM circle__report_progress(quote_ident(study)::regnamespace, 2, done, homes, began);
		SELECT * INTO step FROM circle__compute_batches(study, jobs);
		EXIT WHEN step.computed = 0;
		done := done + step.computed;
		RAISE NOTICE 'study "%": % of % homes computed, % a second', study, done, homes,
			round((done / greatest(extract(epoch FROM clock_timestamp() - started), 0.001))::numeric);
		EXIT WHEN NOT step.more;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__compute(text, int, bigint, timestamptz) IS 'Computes all of work and says how far it is; homes: how many these are in all; began: when the refresh did.';

CREATE FUNCTION circle__check_network_same(study text, stamp text) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF stamp <> circle__network_stamp(study) THEN
		PERFORM circle__raise('serialization_failure',
			format('the network was built while study "%s" was computed', study),
			detail => 'A version is never made of two networks. The last version stands.',
			hint => 'Run the refresh again.');
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_network_same(text, text) IS
'Raises an error if a study''s network is no longer the one of this stamp: somebody else owns it and has built it meanwhile.';

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
	-- Without weights a home counts as one.
	EXECUTE format('SELECT m.*, g.weights <> ''{}'' AND m.people > 0 AS counted, coalesce(g.weights[1], '''') AS weight
					  FROM %1$I.version AS g CROSS JOIN %1$I.summary AS m JOIN %1$I.walker AS w ON w.walker = m.walker AND w.walker_no = 1
					  JOIN %1$I.standard AS t ON t.standard = m.standard AND t.standard_no = 1', study) INTO STRICT s;
	share := CASE WHEN s.counted THEN s.share_people ELSE s.share_homes END;
	EXECUTE format('SELECT CASE WHEN $1 THEN h.share_people ELSE h.share_homes END FROM %I.history AS h
					 WHERE h.walker = $2 AND h.standard = $3 AND h.version < $4 ORDER BY h.version DESC LIMIT 1', study)
	   INTO before USING s.counted, s.walker, s.standard, version;
	EXECUTE format('SELECT n.category FROM %1$I.indicator AS i JOIN %1$I.need AS n ON n.standard = i.standard AND n.need = i.need
					 WHERE i.level = ''city'' AND i.walker = $1 AND i.standard = $2 AND i.share < 1
					   AND i.weight = CASE WHEN $3 THEN $4 ELSE $5 END
					 ORDER BY i.share, n.need_no LIMIT 1', study) INTO worst USING s.walker, s.standard, s.counted, s.weight, '';
	RETURN CASE WHEN s.counted THEN to_char(s.people, 'FM999,999,999,990') || ' people'
				ELSE to_char(s.homes, 'FM999,999,999,990') || ' homes' END
		|| coalesce(format(', %s %% meet %s', round(100 * share::numeric, 1), s.standard), '')
		|| coalesce(' (' || to_char(100 * (share - before), 'FMSG990.0') || ')', '')
		|| coalesce('; worst: ' || worst, '');
END
$$;
COMMENT ON FUNCTION circle__refresh_message(text, bigint) IS
'One sentence on a version of a study: people (homes where nobody is counted), the share that meets the principal standard and by how much it changed, and the category of the need that is met least.';

CREATE FUNCTION circle__people_covered(study text, version bigint) RETURNS float8
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	people float8;
BEGIN
	EXECUTE format('SELECT h.people_covered FROM %1$I.history AS h JOIN %1$I.walker AS w ON w.walker = h.walker AND w.walker_no = 1
					  JOIN %1$I.standard AS t ON t.standard = h.standard AND t.standard_no = 1
					 WHERE h.version <= $1 ORDER BY h.version DESC LIMIT 1', study) INTO people USING version;
	RETURN people;
END
$$;
COMMENT ON FUNCTION circle__people_covered(text, bigint) IS
'People in homes that met the principal standard as of a version, for the principal walker.';

CREATE FUNCTION circle__log_refresh(study text, version bigint, "full" boolean, jobs int, numbers jsonb, at timestamptz[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format($sql$
		INSERT INTO %1$I.refresh_log (version, started_at, finished_at, run_by, "full", jobs, homes_read, homes_changed, amenities_read, amenities_changed,
			entrances_read, tiles_changed, tiles_computed, homes_computed, homes_written, message, scan_s, compute_s, publish_s, software)
		SELECT $1, $5[1], $5[5], current_user, $2, $3, n.homes_read, n.homes_changed, n.amenities_read, n.amenities_changed,
			   n.entrances_read, n.tiles_changed, n.tiles_computed, n.homes_computed, n.homes_written, n.message,
			   extract(epoch FROM $5[3] - $5[2]), extract(epoch FROM $5[4] - $5[3]), extract(epoch FROM $5[5] - $5[4]),
			   format('circle_ext %%s, PostGIS %%s, PostgreSQL %%s', (SELECT extversion FROM pg_extension WHERE extname = 'circle_ext'),
					  (SELECT extversion FROM pg_extension WHERE extname = 'postgis'), current_setting('server_version'))
		  FROM jsonb_populate_record(NULL::%1$I.refresh_log, $4) AS n$sql$, study)
	  USING version, "full", jobs, numbers, at;
END
$$;
COMMENT ON FUNCTION circle__log_refresh(text, bigint, boolean, int, jsonb, timestamptz[]) IS
'Notes in refresh_log a version that has been published; numbers by column; at: when the refresh, its scan, computing and publishing began, and when it ended.';

CREATE FUNCTION circle_refresh(study text, "full" boolean DEFAULT false, jobs int DEFAULT 1, max_loss float8 DEFAULT 0.2,
	OUT version bigint, OUT homes_read bigint, OUT homes_changed bigint, OUT amenities_read bigint, OUT amenities_changed bigint,
	OUT homes_computed bigint, OUT homes_written bigint, OUT seconds float8, OUT people_covered_before float8, OUT people_covered float8,
	OUT message text) RETURNS record
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	SET jit = off
	SET enable_mergejoin = off
	SET work_mem = '64MB'
	SET max_parallel_workers_per_gather = 0
	SET max_parallel_maintenance_workers = 0 AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	at timestamptz[] := ARRAY[clock_timestamp()]; -- when each phase began
	stamp text;
	definition text;
	scan record;
	plan record;
	done record;
BEGIN
	PERFORM circle__check_refresh("full", jobs, max_loss);
	PERFORM circle__begin_refresh(study, max_loss);
	jobs := circle__usable_jobs(study, jobs);
	PERFORM set_config('max_parallel_workers_per_gather', jobs::text, true) WHERE jobs > 1;
	stamp := circle__network_stamp(study);
	definition := circle__definition_hash(study);
	at[2] := clock_timestamp();
	PERFORM circle__report_progress(quote_ident(study)::regnamespace, 1, 0, 0, at[1]);
	SELECT * INTO scan FROM circle__scan(study, "full", max_loss);
	SELECT * INTO plan FROM circle__plan(study, "full", jobs, scan.quiet);
	RAISE NOTICE 'study "%": % homes and % amenities read; changed: % homes, % amenities, % tiles; % homes to compute',
		study, scan.homes_read, scan.amenities_read, scan.homes_changed, scan.amenities_changed, scan.tiles_changed, plan.homes;
	at[3] := clock_timestamp();
	-- To start workers, each with PostGIS, takes longer than they save on few homes.
	PERFORM set_config('max_parallel_workers_per_gather', '0', true) WHERE plan.homes < circle__few_homes();
	PERFORM circle__compute(study, jobs, plan.homes, at[1]);
	at[4] := clock_timestamp();
	PERFORM circle__report_progress(quote_ident(study)::regnamespace, 3, plan.homes, plan.homes, at[1]);
	SELECT * INTO done FROM circle__publish(study, "full", definition, scan.quiet);
	PERFORM circle__check_network_same(study, stamp);
	PERFORM circle__end_progress();
	at[5] := clock_timestamp();
	SELECT scan.homes_read, scan.homes_changed, scan.amenities_read, scan.amenities_changed, plan.homes, done.homes_written
	  INTO homes_read, homes_changed, amenities_read, amenities_changed, homes_computed, homes_written;
	seconds := extract(epoch FROM at[5] - at[1]);
	people_covered := circle__people_covered(study, done.standing);
	people_covered_before := circle__people_covered(study, done.standing - done.published::int);
	message := format('nothing has changed since version %s', done.standing);
	IF done.published THEN
		version := done.standing;
		message := circle__refresh_message(study, version);
		PERFORM circle__log_refresh(study, version, "full", jobs, to_jsonb(scan) || to_jsonb(done) || jsonb_build_object('message', message,
			'tiles_computed', plan.tiles, 'homes_computed', plan.homes), at);
	END IF;
	RAISE NOTICE 'study "%": %version % %', study, CASE WHEN done.published THEN '' ELSE 'nothing has changed, ' END, done.standing,
		CASE WHEN done.published THEN 'published' ELSE 'stands' END;
END
$$;
COMMENT ON FUNCTION circle_refresh(text, boolean, int, float8) IS
'Brings a study up to date in the caller''s transaction: builds the network if the caller owns it, scans the inputs, computes what changed and publishes a whole version; where nothing has changed, the version that stands remains. If it fails or is killed, that is rolled back and the last version stands. Inside BEGIN … ROLLBACK it is a what-if: change the inputs, refresh, read the results, roll back. "full" computes every home again; jobs: so many parallel workers search while this process writes, fewer where none are free; none for fewer than 50,000 homes, or where homes have triggers; max_loss is the share of an input''s rows that may vanish in a refresh before it is taken for a failed import. Returns one row: the version published (NULL: nothing has changed), what was read, changed, computed and written, the seconds that it took, the people covered before and after, and message, a sentence for people.';
