-- Refresh, second part: compute. Reads only the study's copies and the tiles of the network.

CREATE FUNCTION circle__published_walker(study text, walker_no int) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT
	SET extra_float_digits = 1 AS
$$
DECLARE
	numbers text;
BEGIN
	EXECUTE format('SELECT to_jsonb(w) - ''{walker_no,walker}''::text[] FROM %I.walker AS w WHERE w.walker_no = $1', study)
	   INTO numbers USING walker_no;
	RETURN numbers;
END
$$;
COMMENT ON FUNCTION circle__published_walker(text, int) IS
'The numbers of a walker that the published version was computed by, to be given in place of a walker''s name: the walker of that name may have changed since. NULL where there is none.';

CREATE FUNCTION circle__reached_query(amenities text, around geometry, categories text[] DEFAULT NULL) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN format($sql$
		SELECT amenity_id::text, category, CASE WHEN entry_no > 0 THEN st_x(geom) END, CASE WHEN entry_no > 0 THEN st_y(geom) END, st_asbinary(area)
		  FROM %1$s WHERE true$sql$, amenities)
		|| CASE WHEN around IS NULL THEN '' ELSE format(' AND (geom && %1$L::geometry OR area && %1$L::geometry)', around) END
		|| CASE WHEN categories IS NULL THEN '' ELSE format(' AND category = ANY (%L::text[])', categories) END;
COMMENT ON FUNCTION circle__reached_query(text, geometry, text[]) IS
'The query of a study''s amenities for circle__cover, of a table or view of them: those of some categories (NULL: all) with an access point in a box, or an area that touches it (NULL: all).';

CREATE FUNCTION circle__homes_of_tiles(homes text, tiles int[], boxes geometry[]) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN CASE WHEN boxes IS NULL THEN format('SELECT * FROM %s AS h WHERE tile = ANY (%L::int[])', homes, tiles)
				ELSE format($sql$SELECT h.* FROM %1$s AS h JOIN unnest(%2$L::int[], %3$L::geometry[]) AS t (tile, box) USING (tile)
								  WHERE h.tile = ANY (%2$L::int[]) AND (h.geom && t.box OR h.doors && t.box)$sql$, homes, tiles, boxes) END;
COMMENT ON FUNCTION circle__homes_of_tiles(text, int[], geometry[]) IS
'The query of the homes of some tiles, of a table or view of homes; boxes: of each tile only those in a box, or with a door there.';

CREATE FUNCTION circle__homes_now(study text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	published boolean;
BEGIN
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.version)', study) INTO published;
	-- Where nothing is published, home is being filled, and has yet no index to pass over what it holds.
	RETURN CASE WHEN published THEN format('%I.home_now', study)
				ELSE format('(SELECT home_id, geom, tile, doors, door_tiles, CASE WHEN c.added THEN c.* END AS added FROM %1$I.home_change AS c)', study) END;
END
$$;
COMMENT ON FUNCTION circle__homes_now(text) IS 'The view, or query, of the homes as the refresh in progress sees them.';

CREATE FUNCTION circle__cover_query(study text, walker text, tiles int[], published boolean, categories text[] DEFAULT NULL, boxes geometry[] DEFAULT NULL) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	suffix text := CASE WHEN published THEN '' ELSE '_now' END;
	homes text := circle__homes_of_tiles(CASE WHEN published THEN format('%I.home', study) ELSE circle__homes_now(study) END, tiles, boxes);
	around geometry;
	computed text;
BEGIN
	-- A home lies in its tile, only doors may lie elsewhere; and near a box, for && compares in single precision.
	EXECUTE format('SELECT st_extent(g)::geometry
					  FROM (SELECT coalesce(st_intersection(circle__box_around(box, 10), circle__tile_box(tile)), circle__tile_box(tile))
							  FROM unnest($1, $2) AS t (tile, box)
							UNION ALL SELECT doors FROM (%s) AS h WHERE doors IS NOT NULL) AS u (g)', homes)
	   INTO around USING tiles, boxes;
	IF published THEN
		EXECUTE format('SELECT network, template, ARRAY(SELECT definition FROM %1$I.standard ORDER BY standard_no) AS standards,
							   circle__published_walker($1, w.walker_no) AS walker, direction
						  FROM %1$I.version JOIN %1$I.walker AS w ON w.walker = $2', study) INTO s USING study, walker;
	ELSE
		EXECUTE format('SELECT network, circle__template(standards, categories, keep, cutoffs, horizon_min) AS template, standards,
							   $1 AS walker, direction
						  FROM %1$I.study', study) INTO s USING walker;
	END IF;
	IF categories IS NOT NULL THEN
		s.template := circle__part(s.template, categories);
	END IF;
	computed := format('SELECT * FROM circle__cover(%L, %L, %L::circle_coverage, %L::circle_standard[], %L, %L, %L)
					   AS c (home_id %s, snap_m float8, on_island boolean, closed_edge boolean, coverage circle_coverage,
							 meets boolean[], score float8[], added %I.home_change)',
		s.network, s.walker, s.template, CASE WHEN categories IS NULL THEN s.standards ELSE '{}' END,
		format('SELECT home_id, st_x(geom), st_y(geom), st_asbinary(doors), %s FROM (%s) AS h',
			   CASE WHEN published THEN format('NULL::%I.home_change', study) ELSE 'added' END, homes),
		circle__reached_query(format('%I.%I', study, 'amenity' || suffix),
							  circle__box_around(around, circle__reach_m(s.walker, s.template, s.direction)), categories),
		s.direction, circle__home_key_type(study), study);
	IF categories IS NULL THEN
		RETURN computed;
	END IF;
	-- What is known of the other categories stands: it was published. Where these have not changed, all does.
	RETURN format($sql$SELECT c.home_id, c.snap_m, c.on_island, c.closed_edge, r.coverage,
							  ARRAY[r.coverage @@ %2$L::circle_standard] AS meets, ARRAY[circle_score(r.coverage, %2$L::circle_standard)] AS score, c.added
						 FROM (%1$s) AS c JOIN %3$s AS o ON o.home_id = c.home_id
						CROSS JOIN LATERAL (SELECT circle__replaced(o.coverage, c.coverage) AS coverage OFFSET 0) AS r
						WHERE r.coverage IS DISTINCT FROM o.coverage$sql$,
		computed, s.standards[1], circle__walker_homes(study, walker));
END
$$;
COMMENT ON FUNCTION circle__cover_query(text, text, int[], boolean, text[], geometry[]) IS
'The query that computes the homes of some tiles for one walker from a study''s copies: as published, or as the refresh in progress sees them; of a new home also what home_change says of it (added). boxes: of each tile only the homes in a box. Given categories, these alone, and of the others what is published; then of the standards only the principal one is judged, and homes that stay what they were are left out.';

CREATE FUNCTION circle__walker_homes(study text, walker text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	principal boolean;
BEGIN
	EXECUTE format('SELECT walkers[1] = $1 FROM %I.study', study) INTO STRICT principal USING walker;
	RETURN CASE WHEN principal THEN format('%I.home', study)
				ELSE format('(SELECT * FROM %I.home_walker WHERE walker = %L)', study, walker) END;
END
$$;
COMMENT ON FUNCTION circle__walker_homes(text, text) IS 'The table, or query, of the published homes of one of a study''s walkers.';

CREATE FUNCTION circle__compute_query(study text, walker text, batches int[]) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	covered text;
	published boolean;
BEGIN
	PERFORM circle__check_owner(study);
	-- The batches are the branches of a parallel append.
	EXECUTE format('SELECT string_agg(circle__cover_query($1, $2, tiles, false, categories, boxes), '' UNION ALL '' ORDER BY batch),
						   EXISTS (SELECT FROM %1$I.version)
					  FROM %1$I.work WHERE batch = ANY ($3)', study)
	   INTO covered, published USING study, walker, batches;
	RETURN format('SELECT n.home_id, n.snap_m, n.on_island, n.closed_edge, n.coverage, n.meets[1] AS meets, n.score[1] AS score, n.added FROM (%s) AS n', covered)
		|| CASE WHEN published THEN format($sql$
			  LEFT JOIN %s AS o ON o.home_id = n.home_id
			 WHERE o.home_id IS NULL OR (o.snap_m, o.on_island, o.closed_edge, o.coverage, o.meets, o.score)
				   IS DISTINCT FROM (n.snap_m, n.on_island, n.closed_edge, n.coverage, n.meets[1], n.score[1])$sql$, circle__walker_homes(study, walker))
			ELSE '' END;
END
$$;
COMMENT ON FUNCTION circle__compute_query(text, text, int[]) IS
'For circle__compute_homes: the query that computes the homes of some batches of work for one walker and returns those whose result is not the published one.';

CREATE FUNCTION circle__compute_homes(study text, walker text, target text, batches int[]) RETURNS bigint
	LANGUAGE c
	-- The workers search, this process writes. Where no worker can be had it does both.
	SET parallel_setup_cost = 0
	SET parallel_tuple_cost = 0
	SET parallel_leader_participation = off
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__compute_homes(text, text, text, int[]) IS
'Computes the homes of some batches of work for one walker, in as many parallel workers as max_parallel_workers_per_gather allows, and writes the results as they arrive: of new homes into this table of the study (home, or home_walker), of published ones that differ into pending. Returns how many it wrote.';

CREATE FUNCTION circle__few_homes() RETURNS bigint
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN CASE WHEN current_setting('min_parallel_table_scan_size') = '0' THEN 0 ELSE 50000 END;
COMMENT ON FUNCTION circle__few_homes() IS 'Homes below which one process computes faster than workers start; 0 where the server''s min_parallel_table_scan_size is 0, which asks for workers wherever they can be used.';

CREATE FUNCTION circle__usable_jobs(study text, jobs int) RETURNS int
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	-- What a user's trigger does while workers run is not known.
	RETURN CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger AS t
							  WHERE t.tgrelid IN (to_regclass(format('%I.home', study)), to_regclass(format('%I.home_walker', study))) AND NOT t.tgisinternal)
				THEN 1 ELSE jobs END;
COMMENT ON FUNCTION circle__usable_jobs(text, int) IS 'How many workers a refresh uses: one process does all where homes have triggers.';

CREATE FUNCTION circle__compute_batches(study text, jobs int, OUT computed bigint, OUT more boolean) RETURNS record
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	walker text;
	few int := 1;
	batches int[];
BEGIN
	EXECUTE format('SELECT walkers FROM %I.study', study) INTO STRICT s;
	IF jobs > 1 THEN
		-- Workers begin with nothing in memory and wait for the last of them: many batches are done in one step.
		few := 32 * jobs;
	END IF;
	EXECUTE format('SELECT array_agg(batch) FROM (SELECT batch FROM %I.work ORDER BY batch LIMIT $1) AS b', study)
	   INTO batches USING few;
	FOREACH walker IN ARRAY CASE WHEN batches IS NULL THEN '{}' ELSE s.walkers END LOOP
		PERFORM circle__compute_homes(study, walker, CASE walker WHEN s.walkers[1] THEN 'home' ELSE 'home_walker' END, batches);
	END LOOP;
	EXECUTE format('WITH done AS (DELETE FROM %I.work WHERE batch = ANY ($1) RETURNING homes) SELECT coalesce(sum(homes), 0) FROM done', study)
	   INTO computed USING batches;
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.work)', study) INTO more;
END
$$;
COMMENT ON FUNCTION circle__compute_batches(text, int) IS
'Computes the next batches of work; returns how many homes that was, and whether work is left.';
