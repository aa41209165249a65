-- Refresh, third part: publish a whole version. Rows that did not change are not touched.

CREATE FUNCTION circle__merge(target_schema text, target text, source text, key_columns text[], scope text DEFAULT 'true') RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	all_columns text;
	key_match text;
	assignments text;
	old_row text;
	new_row text;
	deleted bigint;
	written bigint;
BEGIN
	SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
		   string_agg(format('t.%1$I = s.%1$I', attname), ' AND ' ORDER BY attnum) FILTER (WHERE attname = ANY (key_columns)),
		   string_agg(format('%1$I = excluded.%1$I', attname), ', ' ORDER BY attnum) FILTER (WHERE attname <> ALL (key_columns)),
		   string_agg(format('t.%I', attname), ', ' ORDER BY attnum) FILTER (WHERE attname <> ALL (key_columns)),
		   string_agg(format('excluded.%I', attname), ', ' ORDER BY attnum) FILTER (WHERE attname <> ALL (key_columns))
	  INTO all_columns, key_match, assignments, old_row, new_row
	  FROM pg_catalog.pg_attribute
	 WHERE attrelid = to_regclass(format('pg_temp.%I', source)) AND attnum > 0 AND NOT attisdropped;
	EXECUTE format('ANALYZE pg_temp.%I (%s)', source, (SELECT string_agg(quote_ident(k), ', ') FROM unnest(key_columns) AS k));
	PERFORM circle__announce_again();
	EXECUTE format('DELETE FROM %I.%I AS t WHERE (%s) AND NOT EXISTS (SELECT FROM pg_temp.%I AS s WHERE %s)',
				   target_schema, target, scope, source, key_match);
	GET DIAGNOSTICS deleted = ROW_COUNT;
	EXECUTE format('INSERT INTO %1$I.%2$I AS t (%3$s) SELECT %3$s FROM pg_temp.%4$I
					ON CONFLICT (%5$s) DO UPDATE SET %6$s WHERE (%7$s) IS DISTINCT FROM (%8$s)',
				   target_schema, target, all_columns, source,
				   (SELECT string_agg(quote_ident(k), ', ') FROM unnest(key_columns) AS k), assignments, old_row, new_row);
	GET DIAGNOSTICS written = ROW_COUNT;
	RETURN deleted + written;
END
$$;
COMMENT ON FUNCTION circle__merge(text, text, text, text[], text) IS
'Makes the rows of a table that are in scope (a condition; all by default) those that a temporary table of the same columns holds, touching only rows that differ; returns how many.';

CREATE FUNCTION circle__publish_changed_homes(study text, walker text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format('DELETE FROM %I.changed_home', study);
	-- A new home has been written with its result; one that is published is still as it was.
	EXECUTE format($sql$
		INSERT INTO %1$I.changed_home (home_id, change, old_meets, new_meets, old_score, new_score)
		SELECT u.home_id::text,
			   CASE WHEN u.gone THEN 'removed' WHEN u.added THEN 'added' WHEN u.meets AND h.meets IS NOT TRUE THEN 'gained'
					WHEN h.meets AND u.meets IS NOT TRUE THEN 'lost' ELSE 'other' END,
			   CASE WHEN NOT u.added THEN h.meets END, CASE WHEN u.added THEN h.meets ELSE u.meets END,
			   CASE WHEN NOT u.added THEN h.score END, CASE WHEN u.added THEN h.score ELSE u.score END
		  FROM (SELECT coalesce(c.home_id, p.home_id) AS home_id, coalesce(c.gone, false) AS gone, coalesce(c.added, false) AS added,
					   p.home_id IS NOT NULL AS computed, p.meets, p.score
				  FROM %1$I.home_change AS c
				  FULL JOIN (SELECT * FROM %1$I.pending WHERE walker = %2$L) AS p ON p.home_id = c.home_id) AS u
		  JOIN %1$I.home AS h ON h.home_id = u.home_id
		 WHERE EXISTS (SELECT FROM %1$I.version WHERE version > 1)
		   AND (u.added OR u.gone OR (u.computed AND (u.meets, u.score) IS DISTINCT FROM (h.meets, h.score)))$sql$, study, walker);
END
$$;
COMMENT ON FUNCTION circle__publish_changed_homes(text, text) IS
'Notes the homes that are new, gone, or whose result differs from that of the version that stands, before published ones are written.';

CREATE FUNCTION circle__publish_walkers(study text, walkers text[], redefined boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF redefined THEN
		EXECUTE format('DELETE FROM %I.home_walker WHERE walker <> ALL ($1)', study) USING walkers[2:];
	END IF;
	EXECUTE format($sql$
		INSERT INTO %1$I.home_walker (home_id, walker, snap_m, on_island, closed_edge, coverage, meets, score)
		SELECT home_id, walker, snap_m, on_island, closed_edge, coverage, meets, score
		  FROM %1$I.pending WHERE walker <> %2$L
			ON CONFLICT (home_id, walker) DO UPDATE
		   SET snap_m = excluded.snap_m, on_island = excluded.on_island, closed_edge = excluded.closed_edge,
			   coverage = excluded.coverage, meets = excluded.meets, score = excluded.score$sql$, study, walkers[1]);
END
$$;
COMMENT ON FUNCTION circle__publish_walkers(text, text[], boolean) IS 'Carries pending over to home_walker, for all walkers but the principal one.';

CREATE FUNCTION circle__publish_homes(study text, walkers text[], weights text[], redefined boolean) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	weight_set text := coalesce((SELECT string_agg(format(', %1$I = CASE WHEN u."has changed" THEN u.%1$I ELSE h.%1$I END', w), '')
								   FROM unnest(weights) AS w), '');
	gone bigint;
	changed bigint;
	added bigint;
BEGIN
	PERFORM circle__publish_changed_homes(study, walkers[1]);
	EXECUTE format('DELETE FROM %1$I.home AS h USING %1$I.home_change AS c WHERE c.gone AND c.home_id = h.home_id', study);
	GET DIAGNOSTICS gone = ROW_COUNT;
	EXECUTE format($sql$
		UPDATE %1$I.home AS h
		   SET community = CASE WHEN u."has changed" THEN u.community ELSE h.community END,
			   areas = CASE WHEN u."has changed" THEN u.areas ELSE h.areas END,
			   geom = CASE WHEN u."has changed" THEN u.geom ELSE h.geom END,
			   tile = CASE WHEN u."has changed" THEN u.tile ELSE h.tile END,
			   footprint = CASE WHEN u."has changed" THEN u.footprint ELSE h.footprint END,
			   doors = CASE WHEN u."has changed" THEN u.doors ELSE h.doors END,
			   door_tiles = CASE WHEN u."has changed" THEN u.door_tiles ELSE h.door_tiles END %2$s,
			   snap_m = CASE WHEN u."was computed" THEN u.snap_m ELSE h.snap_m END,
			   on_island = CASE WHEN u."was computed" THEN u.on_island ELSE h.on_island END,
			   closed_edge = CASE WHEN u."was computed" THEN u.closed_edge ELSE h.closed_edge END,
			   coverage = CASE WHEN u."was computed" THEN u.coverage ELSE h.coverage END,
			   meets = CASE WHEN u."was computed" THEN u.meets ELSE h.meets END,
			   score = CASE WHEN u."was computed" THEN u.score ELSE h.score END
		  FROM (SELECT coalesce(c.home_id, p.home_id) AS home_id, c.home_id IS NOT NULL AS "has changed",
					   p.home_id IS NOT NULL AS "was computed", c.community, c.areas, c.geom, c.tile, c.footprint, c.doors, c.door_tiles %3$s,
					   p.snap_m, p.on_island, p.closed_edge, p.coverage, p.meets, p.score
				  FROM (SELECT * FROM %1$I.home_change WHERE NOT added) AS c
				  FULL JOIN (SELECT * FROM %1$I.pending WHERE walker = %4$L) AS p ON p.home_id = c.home_id) AS u
		 WHERE u.home_id = h.home_id
		   AND (EXISTS (SELECT FROM %1$I.home_change WHERE NOT added) OR EXISTS (SELECT FROM %1$I.pending))$sql$,
		study, weight_set, circle__more_columns(weights, 'c'), walkers[1]);
	GET DIAGNOSTICS changed = ROW_COUNT;
	EXECUTE format('SELECT count(*) FROM %I.home_change WHERE added', study) INTO added;
	PERFORM circle__publish_walkers(study, walkers, redefined);
	RETURN gone + changed + added;
END
$$;
COMMENT ON FUNCTION circle__publish_homes(text, text[], text[], boolean) IS
'Carries home_change and pending over to the published homes; returns how many rows of home the refresh wrote, new ones included.';

CREATE FUNCTION circle__index_places(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	made record;
BEGIN
	FOR made IN SELECT * FROM (VALUES
		('home_tile_idx', 'home (tile)'),
		('home_geom_idx', 'home USING gist (geom)'),
		-- Few homes have doors elsewhere, or a place that is a problem.
		('home_doors_idx', 'home (home_id) WHERE door_tiles IS NOT NULL'),
		('home_place_problem_idx', 'home (home_id) WHERE snap_m IS NULL OR on_island OR closed_edge'),
		('amenity_tile_idx', 'amenity (tile)'),
		('amenity_geom_idx', 'amenity USING gist (geom)'),
		('amenity_area_idx', 'amenity USING gist (area) WHERE area IS NOT NULL')) AS v (name, contents)
	LOOP
		-- Studies that older versions made have some of them from the start.
		IF to_regclass(format('%I.%I', study, made.name)) IS NULL THEN
			EXECUTE format('CREATE INDEX %I ON %I.%s', made.name, study, made.contents);
			PERFORM circle__announce_again();
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__index_places(text) IS
'Makes those indexes of where a study''s homes and amenities are that it has not yet, once its first refresh has filled these: in one go it costs a fraction of what row by row does.';

CREATE FUNCTION circle__publish_amenities(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format($sql$
		DELETE FROM %1$I.amenity AS a USING %1$I.amenity_change AS c
		 WHERE c.gone AND a.amenity_id = c.amenity_id AND a.category = c.category AND a.access_no = c.access_no
		   AND a.entry_no = c.entry_no$sql$, study);
	EXECUTE format($sql$
		INSERT INTO %1$I.amenity (amenity_id, category, access_no, entry_no, geom, tile, snap_m, on_island, closed_edge, area)
		SELECT amenity_id, category, access_no, entry_no, geom, tile, snap_m, on_island, closed_edge, area
		  FROM %1$I.amenity_change WHERE NOT gone
			ON CONFLICT (amenity_id, category, access_no, entry_no) DO UPDATE
		   SET geom = excluded.geom, tile = excluded.tile, snap_m = excluded.snap_m, on_island = excluded.on_island,
			   closed_edge = excluded.closed_edge, area = excluded.area$sql$, study);
	EXECUTE format('DELETE FROM %1$I.tile_seen AS s USING %1$I.tile_change AS c WHERE c.tile = s.tile AND c.body_hash IS NULL', study);
	EXECUTE format('INSERT INTO %1$I.tile_seen SELECT tile, body_hash FROM %1$I.tile_change WHERE body_hash IS NOT NULL
						ON CONFLICT (tile) DO UPDATE SET body_hash = excluded.body_hash', study);
END
$$;
COMMENT ON FUNCTION circle__publish_amenities(text) IS
'Carries amenity_change and tile_change over to amenity and tile_seen.';

CREATE FUNCTION circle__is_redefined(study text) RETURNS boolean
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	same boolean;
BEGIN
	EXECUTE format('SELECT n.definition_hash = $1 AND n.weights = s.weights FROM %1$I.version AS n, %1$I.study AS s', study)
	   INTO same USING circle__definition_hash(study);
	RETURN same IS NOT TRUE;
END
$$;
COMMENT ON FUNCTION circle__is_redefined(text) IS 'Does the definition differ from that of the published version, or is there none yet?';

CREATE FUNCTION circle__publish_definition(study text, redefined boolean) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	version bigint;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	EXECUTE format('SELECT coalesce(max(version), 0) + 1 FROM %I.version', study) INTO version;
	EXECUTE format('DELETE FROM %I.version', study);
	EXECUTE format('INSERT INTO %I.version VALUES ($1, clock_timestamp(), $2, $3, $4, $5, $6, $7, $8)', study)
	  USING version, s.network,
		circle__template(s.standards, s.categories, s.keep, s.cutoffs, s.horizon_min), circle__definition_hash(study),
		circle__search_hash(study), s.weights, coalesce(s.outlets, circle__outlet_categories(circle__known_categories(s.standards, s.categories))),
		s.direction;
	IF redefined THEN
		EXECUTE format('DELETE FROM %I.need', study);
		EXECUTE format('DELETE FROM %I.standard', study);
		EXECUTE format('DELETE FROM %I.walker', study);
		EXECUTE format('INSERT INTO %I.walker
						SELECT n.no, w.name, w.speed_m_s, w.steps_factor, w.door_speed_m_s, w.snap_limit_m,
							   w.slope, w.slope_strength, w.crossing_s, w.lift_s
						  FROM unnest($1) WITH ORDINALITY AS n (name, no) JOIN circle_walker AS w USING (name)', study)
		  USING s.walkers;
		EXECUTE format('INSERT INTO %I.standard SELECT no, name, definition FROM unnest($1, $2) WITH ORDINALITY AS u (name, definition, no)', study)
		  USING s.standard_names, s.standards;
		EXECUTE format('INSERT INTO %1$I.need
						SELECT s.standard, n.need_no, n.need, n.category, n.needed, n.limit_value, n.unit, n.weight
						  FROM %1$I.standard AS s, circle_needs(s.definition) AS n', study);
	END IF;
	RETURN version;
END
$$;
COMMENT ON FUNCTION circle__publish_definition(text, boolean) IS
'Numbers the version and writes what it was computed by; returns its number.';

CREATE FUNCTION circle__publish_history(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	columns CONSTANT text := 'definition, homes, people, homes_covered, people_covered, share_homes, share_people, mean_score,
		people_in_circle, people_in_accepted_circle, circles, circles_accepted, outlets';
BEGIN
	EXECUTE format($sql$
		INSERT INTO %1$I.history (version, refreshed_at, walker, standard, %2$s)
		SELECT version, refreshed_at, walker, standard, %2$s FROM %1$I.summary AS s
		 WHERE row(%3$s) IS DISTINCT FROM (SELECT row(%4$s) FROM %1$I.history AS h
											WHERE h.walker = s.walker AND h.standard = s.standard ORDER BY h.version DESC LIMIT 1)$sql$,
		study, columns, regexp_replace(columns, '(\w+)', 's.\1', 'g'), regexp_replace(columns, '(\w+)', 'h.\1', 'g'));
END
$$;
COMMENT ON FUNCTION circle__publish_history(text) IS 'Notes in a study''s history those rows of its summary that changed.';

CREATE FUNCTION circle__publish_summary(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE circle__into('circle_summary') || format('SELECT * FROM %I.summary WHERE false', study);
	EXECUTE format($sql$
		INSERT INTO pg_temp.circle_summary
		SELECT w.walker, s.standard, s.definition::text, g.version, g.published_at, coalesce(sum(i.homes), 0),
			   coalesce(sum(i.people ORDER BY i.community), 0), coalesce(sum(i.homes_covered), 0),
			   coalesce(sum(i.people_covered ORDER BY i.community), 0), coalesce(sum(i.homes_unsnapped), 0),
			   coalesce(sum(i.people_unsnapped ORDER BY i.community), 0), coalesce(sum(i.homes_on_island), 0),
			   coalesce(sum(i.people_on_island ORDER BY i.community), 0), coalesce(sum(i.homes_without_people), 0),
			   (SELECT count(*) FROM %1$I.input_problem WHERE input = 'homes' AND problem <> 'unusable weight'),
			   sum(i.homes_covered)::float8 / sum(i.homes)::float8,
			   sum(i.people_covered ORDER BY i.community) / nullif(sum(i.people ORDER BY i.community), 0),
			   sum(i.mean_capped_value * (i.people - i.people_unsnapped) ORDER BY i.community)
				   / nullif(sum(i.people - i.people_unsnapped ORDER BY i.community), 0),
			   count(*) FILTER (WHERE i.community <> ''),
			   (SELECT count(DISTINCT amenity_id) FROM %1$I.amenity),
			   (SELECT count(*) FROM (SELECT amenity_id FROM %1$I.amenity WHERE entry_no > 0 GROUP BY amenity_id
									  HAVING bool_and(snap_m IS NULL)) AS off),
			   ARRAY(SELECT DISTINCT category FROM %1$I.need AS n
					  WHERE n.standard = s.standard
						AND NOT EXISTS (SELECT FROM %1$I.amenity AS a WHERE a.category = n.category) ORDER BY 1)
		  FROM %1$I.walker AS w CROSS JOIN %1$I.standard AS s CROSS JOIN %1$I.version AS g
		  LEFT JOIN %1$I.community_indicator AS i
			ON i.walker = w.walker AND i.standard = s.standard AND i.need = '' AND i.level = 'community'
		 GROUP BY w.walker, s.standard, s.definition, g.version, g.published_at$sql$, study);
	IF EXISTS (SELECT FROM pg_temp.circle_summary WHERE people = 0) THEN
		-- Where nobody is counted, the mean score is that of homes; against the principal standard it is stored.
		EXECUTE format($sql$
			UPDATE pg_temp.circle_summary AS t SET mean_score = h.score
			  FROM (SELECT walker, standard, avg(score::numeric)::float8 AS score
					  FROM (SELECT w.walker, t.standard, b.score FROM %1$I.home AS b JOIN %1$I.walker AS w ON w.walker_no = 1 JOIN %1$I.standard AS t ON t.standard_no = 1
							UNION ALL SELECT w.walker, t.standard, w.score FROM %1$I.home_walker AS w JOIN %1$I.standard AS t ON t.standard_no = 1
							UNION ALL SELECT h.walker, h.standard, h.score FROM %1$I.home_standard AS h JOIN %1$I.standard AS t USING (standard) WHERE t.standard_no > 1) AS s
					 GROUP BY 1, 2) AS h
			 WHERE t.people = 0 AND h.walker = t.walker AND h.standard = t.standard$sql$, study);
	END IF;
	PERFORM circle__summarise_circles(study);
	PERFORM circle__summarise_indicators(study);
	PERFORM circle__merge(study, 'summary', 'circle_summary', '{walker,standard}');
	PERFORM circle__publish_history(study);
END
$$;
COMMENT ON FUNCTION circle__publish_summary(text) IS 'Writes the summary from the indicators, and rows of history where it changed.';

CREATE FUNCTION circle__has_changes(study text) RETURNS boolean
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	changes boolean;
BEGIN
	EXECUTE format('SELECT EXISTS (SELECT FROM %1$I.home_change) OR EXISTS (SELECT FROM %1$I.amenity_change)
						OR EXISTS (SELECT FROM %1$I.tile_change) OR EXISTS (SELECT FROM %1$I.community_change)
						OR EXISTS (SELECT FROM %1$I.pending) OR EXISTS (SELECT FROM pg_temp.circle_dirty)', study) INTO changes;
	RETURN changes;
END
$$;
COMMENT ON FUNCTION circle__has_changes(text) IS
'Has the refresh found or computed anything that differs from the published version? After circle__touch_circles; problems of the inputs are another matter.';

CREATE FUNCTION circle__check_definition_same(study text, definition text) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF definition <> circle__definition_hash(study) THEN
		PERFORM circle__raise('serialization_failure',
			format('what study "%s" is computed by has changed while it was computed', study),
			detail => 'A part of the homes was computed by what it was before: a walker''s numbers, or the catalogue''s categories. The last version stands.',
			hint => 'Run the refresh again.');
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_definition_same(text, text) IS
'Raises an error if the definition of a study no longer has the digest that it had when the refresh began.';

CREATE FUNCTION circle__write_version(study text, redefined boolean, "full" boolean, edge_known boolean, OUT standing bigint, OUT homes_written bigint) RETURNS record
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	EXECUTE format('ANALYZE %1$I.home_change (home_id); ANALYZE %1$I.pending (home_id)', study);
	PERFORM circle__announce_again();
	standing := circle__publish_definition(study, redefined);
	PERFORM circle__touch_cells(study, redefined);
	PERFORM circle__touch_homes(study, redefined);
	homes_written := circle__publish_homes(study, s.walkers, s.weights, redefined);
	IF NOT redefined THEN
		PERFORM circle__touch_straight(study);
	END IF;
	PERFORM circle__publish_amenities(study);
	PERFORM circle__index_places(study);
	PERFORM circle__publish_communities(study);
	PERFORM circle__publish_cells(study, s.weights);
	PERFORM circle__publish_circles(study);
	PERFORM circle__publish_indicators(study, redefined OR "full");
	PERFORM circle__publish_summary(study);
	PERFORM circle__publish_quality(study, redefined);
	PERFORM circle__warn_of_quality(study, edge_known);
END
$$;
COMMENT ON FUNCTION circle__write_version(text, boolean, boolean, boolean) IS
'Writes the next version from what the scan found and computing left; returns its number and how many rows of home it wrote.';

CREATE FUNCTION circle__publish(study text, "full" boolean, definition text, quiet boolean, OUT standing bigint, OUT published boolean, OUT homes_written bigint)
	RETURNS record
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	redefined CONSTANT boolean := circle__is_redefined(study);
	edge_known CONSTANT boolean := circle__edge_is_known(study);
BEGIN
	PERFORM circle__check_definition_same(study, definition);
	published := false;
	IF NOT quiet THEN
		PERFORM circle__touch_circles(study, "full" OR redefined);
		published := "full" OR redefined OR circle__has_changes(study) OR circle__publish_quality(study, false) > 0;
	END IF;
	IF published THEN
		SELECT w.standing, w.homes_written INTO standing, homes_written FROM circle__write_version(study, redefined, "full", edge_known) AS w;
	ELSE
		EXECUTE format('SELECT version FROM %I.version', study) INTO STRICT standing;
		homes_written := 0;
	END IF;
	PERFORM circle__forget_changes(study);
END
$$;
COMMENT ON FUNCTION circle__publish(text, boolean, text, boolean) IS
'Publishes the version that the refresh has computed. Where nothing has changed, the version that stands remains. Returns the number of the version that stands, whether it is new, and the rows of home written. definition: digest of the definition when the refresh began.';

CREATE FUNCTION circle__forget_changes(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- Not TRUNCATE: it would make dumps wait for the end of a what-if.
	EXECUTE format('DELETE FROM %1$I.home_change; DELETE FROM %1$I.amenity_change; DELETE FROM %1$I.tile_change; DELETE FROM %1$I.work;
					DELETE FROM %1$I.circle_scan; DELETE FROM %1$I.community_change; DELETE FROM %1$I.pending', study);
END
$$;
COMMENT ON FUNCTION circle__forget_changes(text) IS 'Empties the tables of what differs from the published version.';
