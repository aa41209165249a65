-- Refresh, between scan and compute: access points of areas, and the tiles to be computed.

CREATE FUNCTION circle__scan_tiles(study text) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	network text;
	changed bigint;
BEGIN
	EXECUTE format('SELECT network FROM %I.study', study) INTO STRICT network;
	PERFORM circle__check_network(network);
	EXECUTE format($sql$
		INSERT INTO %1$I.tile_change (tile, body_hash)
		SELECT tile, n.body_hash FROM %2$I.tile AS n FULL JOIN %1$I.tile_seen AS o USING (tile)
		 WHERE n.body_hash IS DISTINCT FROM o.body_hash$sql$, study, network);
	GET DIAGNOSTICS changed = ROW_COUNT;
	RETURN changed;
END
$$;
COMMENT ON FUNCTION circle__scan_tiles(text) IS
'Compares the tiles of the network with those of the published version and fills tile_change; returns how many differ.';

CREATE FUNCTION circle__unsettled_tiles(study text, walker text) RETURNS int[]
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	near int[];
BEGIN
	EXECUTE format('SELECT circle__tiles_near(coalesce(array_agg(tile), ''{}''), greatest(2 * w.snap_limit_m, 20) + 1000)
					  FROM %I.tile_change, circle_walker AS w WHERE w.name = $1 GROUP BY w.snap_limit_m', study)
	   INTO near USING walker;
	RETURN coalesce(near, '{}');
END
$$;
COMMENT ON FUNCTION circle__unsettled_tiles(text, text) IS
'Tiles in which changed tiles of the network may have moved the places of a walker.';

CREATE FUNCTION circle__note_placed(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format($sql$
		INSERT INTO %1$I.amenity_change
			(amenity_id, category, access_no, entry_no, gone, geom, tile, snap_m, on_island, closed_edge, area)
		SELECT p.amenity_id, p.category, p.access_no, p.entry_no, false, p.point, p.tile, p.snap_m, p.on_island, p.closed, p.area
		  FROM pg_temp.circle_placed AS p
		 WHERE NOT EXISTS (SELECT FROM %1$I.amenity AS a
							WHERE a.amenity_id = p.amenity_id AND a.category = p.category AND a.access_no = p.access_no
							  AND a.entry_no = p.entry_no AND a.geom = p.point AND a.snap_m IS NOT DISTINCT FROM p.snap_m
							  AND a.on_island IS NOT DISTINCT FROM p.on_island
							  AND a.closed_edge IS NOT DISTINCT FROM p.closed
							  AND a.area IS NOT DISTINCT FROM p.area)
		 ORDER BY circle__tile_order(st_x(p.point), st_y(p.point))$sql$, study);
	EXECUTE format($sql$
		INSERT INTO %1$I.amenity_change (amenity_id, category, access_no, entry_no, gone)
		SELECT a.amenity_id, a.category, a.access_no, a.entry_no, true
		  FROM %1$I.amenity AS a
		 WHERE EXISTS (SELECT FROM pg_temp.circle_placed AS p
						WHERE p.amenity_id = a.amenity_id AND p.category = a.category AND p.access_no = a.access_no)
		   AND NOT EXISTS (SELECT FROM pg_temp.circle_placed AS p
							WHERE p.amenity_id = a.amenity_id AND p.category = a.category AND p.access_no = a.access_no
							  AND p.entry_no = a.entry_no)$sql$, study);
	PERFORM pg_catalog.brin_summarize_new_values(format('%I.amenity_change_box_idx', study)::regclass);
END
$$;
COMMENT ON FUNCTION circle__note_placed(text) IS
'Notes in amenity_change the access points of circle_placed that differ from the published ones, and those of the same areas that are no more.';

CREATE FUNCTION circle__no_changed_amenities(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE circle__into('circle_scan_change') || format('SELECT amenity_id, category, access_no, entry_no, geom::geometry, area::geometry FROM %I.amenity WHERE false', study);
END
$$;
COMMENT ON FUNCTION circle__no_changed_amenities(text) IS 'Makes circle_scan_change without rows: no amenity differs from the published version.';

CREATE FUNCTION circle__place_amenities(study text, walker text, "full" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	network text;
	near int[] := circle__unsettled_tiles(study, walker);
BEGIN
	EXECUTE format('SELECT network FROM %I.study', study) INTO STRICT network;
	-- What to place: what has changed, and that whose streets may have. An area as a whole, by its first entry.
	EXECUTE circle__into('circle_place') || format($sql$
		SELECT row_number() OVER () AS ref, amenity_id, category, access_no, entry_no, geom, area
		  FROM (SELECT amenity_id, category, access_no, entry_no, geom, area FROM pg_temp.circle_scan_change
				UNION ALL
				SELECT amenity_id, category, access_no, entry_no, geom, area FROM %1$I.amenity AS a
				 WHERE entry_no = 1 AND (%2$L OR %4$L)
				   AND (%2$L OR tile = ANY (%3$L::int[]) OR (area IS NOT NULL AND circle__tiles_touching(area, 0) && %3$L::int[]))
				   AND NOT EXISTS (SELECT FROM pg_temp.circle_scan_change AS c WHERE c.amenity_id = a.amenity_id
									  AND c.category = a.category AND c.access_no = a.access_no)
				   AND NOT EXISTS (SELECT FROM %1$I.amenity_change AS c WHERE c.gone AND c.amenity_id = a.amenity_id
									  AND c.category = a.category AND c.access_no = a.access_no)) AS q$sql$,
		study, "full", near, near <> '{}');
	EXECUTE circle__into('circle_placed') || $sql$
	SELECT p.amenity_id, p.category, p.access_no, s.entry_no, CASE WHEN s.entry_no = 1 THEN p.area END AS area,
		   s.point, s.tile, s.snap_m, s.on_island, s.closed
	  FROM circle__snap_all($1, $2,
			'SELECT ref, coalesce(area, geom) FROM pg_temp.circle_place WHERE entry_no > 0') AS s
	  JOIN pg_temp.circle_place AS p USING (ref)
	UNION ALL
	SELECT p.amenity_id, p.category, p.access_no, 0, p.area, q.point, circle__tile(q.point), NULL, NULL, NULL
	  FROM pg_temp.circle_place AS p CROSS JOIN LATERAL (SELECT circle__quantised(st_pointonsurface(p.area)) AS point OFFSET 0) AS q
	 WHERE p.entry_no = 0$sql$ USING network, walker;
	ANALYZE pg_temp.circle_placed (amenity_id, category, access_no, entry_no);
	PERFORM circle__note_placed(study);
END
$$;
COMMENT ON FUNCTION circle__place_amenities(text, text, boolean) IS
'Snaps the amenities that the scan found changed, and those near changed streets; the access points of an area are its entries.';

CREATE FUNCTION circle__widest_halo_m(walkers text[], template circle_coverage, direction text, category text) RETURNS float8
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN (SELECT max(CASE WHEN category IS NULL THEN circle__halo_m(w, k.known, direction) ELSE circle__reach_m(w, k.known, direction) END)
			  FROM unnest(walkers) AS w
			 CROSS JOIN (SELECT coalesce(jsonb_agg(e), '[]')::circle_coverage AS known FROM jsonb_array_elements(template::jsonb) AS e
						  WHERE CASE WHEN category IS NULL THEN e ->> 'unit' <> 'm straight' ELSE e ->> 'category' = category END) AS k);
COMMENT ON FUNCTION circle__widest_halo_m(text[], circle_coverage, text, text) IS
'Metres around a change beyond which it cannot change what any of the walkers can reach of a category; NULL category: of any, by streets.';

CREATE FUNCTION circle__changed_areas(study text) RETURNS TABLE (category text, area geometry)
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		SELECT c.category, c.area FROM %1$I.amenity_change AS c WHERE c.area IS NOT NULL
		UNION ALL
		SELECT a.category, a.area FROM %1$I.amenity AS a JOIN %1$I.amenity_change AS c USING (amenity_id, category, access_no, entry_no)
		 WHERE a.area IS NOT NULL$sql$, study);
END
$$;
COMMENT ON FUNCTION circle__changed_areas(text) IS
'Areas of amenities that differ from the published version, as they were and as they are: who lives inside is there at once.';

CREATE FUNCTION circle__straight_m(study text, category text) RETURNS float8
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	metres float8;
BEGIN
	EXECUTE format($sql$
		SELECT max(n.limit_value * CASE n.unit WHEN 'min' THEN 60 * w.speed_m_s ELSE 1 END) + 1
		  FROM %1$I.study AS s CROSS JOIN unnest(s.standards) AS standard CROSS JOIN circle_needs(standard) AS n
		  JOIN circle_walker AS w ON w.name = ANY (s.walkers)
		 WHERE n.category = $1$sql$, study) INTO metres USING category;
	RETURN metres;
END
$$;
COMMENT ON FUNCTION circle__straight_m(text, text) IS
'Metres beyond which an amenity of a category decides nothing in straight lines; NULL: no need is of that category.';

CREATE FUNCTION circle__near_changes(study text, straight boolean) RETURNS TABLE (tile int, category text, box geometry)
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	template circle_coverage;
	changes bigint;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	template := circle__template(s.standards, s.categories, s.keep, s.cutoffs, s.horizon_min);
	EXECUTE format('SELECT count(*) FROM %I.amenity_change', study) INTO changes;
	-- Amenities of one category and tile have one box; after an import that changed masses of them, of one block of tiles.
	RETURN QUERY EXECUTE format($sql$
		WITH changed (category, place) AS (
			SELECT NULL, circle__tile_box(tile) FROM %1$I.tile_change WHERE NOT %2$L
			UNION ALL
			SELECT category, st_extent(geom)::geometry FROM (
				SELECT category, tile, geom FROM %1$I.amenity_change WHERE NOT gone
				UNION ALL
				SELECT a.category, a.tile, a.geom FROM %1$I.amenity AS a JOIN %1$I.amenity_change AS c USING (amenity_id, category, access_no, entry_no)) AS t
			 GROUP BY category, (tile / 16384) >> %4$s, (tile %% 16384) >> %4$s
		), reach ("of", metres) AS (
			SELECT category, CASE WHEN %2$L THEN circle__straight_m(%3$L, category)
								  WHEN category IS NULL OR category = ANY (circle_categories($2)) THEN circle__widest_halo_m($1, $2, $3, category) END
			  FROM changed GROUP BY category
		), near (category, box) AS (
			SELECT category, circle__box_around(place, metres) FROM changed JOIN reach ON "of" IS NOT DISTINCT FROM category WHERE metres IS NOT NULL
			UNION ALL
			SELECT category, circle__box_around(area, 1) FROM circle__changed_areas(%3$L) AS a JOIN reach ON "of" = category WHERE metres IS NOT NULL
		)
		SELECT t.tile, category, box FROM near CROSS JOIN LATERAL unnest(circle__tiles_touching(box, 0)) AS t (tile)$sql$, study, straight, study,
		CASE WHEN changes > 10000 THEN 3 ELSE 0 END)
	  USING s.walkers, template, s.direction;
END
$$;
COMMENT ON FUNCTION circle__near_changes(text, boolean) IS
'For each tile and category the boxes of homes for whom a changed amenity may count, where it was or where it is, or (category NULL) a changed tile of the network; straight: as the crow flies, which no street changes.';

CREATE FUNCTION circle__batch_doors(study text, jobs int) RETURNS bigint
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	homes bigint;
BEGIN
	IF jobs = 1 THEN
		RETURN 100000;
	END IF;
	-- No more batches than blocks make of one for each job: around each, amenities are searched twice.
	EXECUTE format('SELECT count(*) FROM %I.home_now', study) INTO homes;
	RETURN least(100000, greatest(homes / jobs, 1000));
END
$$;
COMMENT ON FUNCTION circle__batch_doors(text, int) IS 'How many doors of homes a batch of work has at most.';

CREATE FUNCTION circle__plan_work(study text, "full" boolean, jobs int) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	same boolean;
	batch_doors bigint;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	-- Against other standards all of a coverage is judged again.
	EXECUTE format('SELECT definition_hash = $1 FROM %I.version', study) INTO same USING circle__definition_hash(study);
	batch_doors := circle__batch_doors(study, jobs);
	-- Homes that are new or moved; homes within the halo of a changed amenity, where it was and where it is,
	-- or of a changed tile of the network. Where all are computed, none of that is looked for.
	EXECUTE format($sql$
		INSERT INTO %1$I.work (batch, tiles, boxes, homes, categories)
		WITH near AS MATERIALIZED (
			SELECT * FROM circle__near_changes(%4$L, false) WHERE NOT %2$L
		), dirty (tile, category, box) AS (
			SELECT tile, NULL, st_extent(geom)::geometry FROM %1$I.home_change WHERE NOT %2$L AND moved GROUP BY tile
			UNION ALL
			SELECT tile, category, box FROM near
			UNION ALL
			SELECT h.tile, n.category, n.box FROM %1$I.home_now AS h CROSS JOIN LATERAL unnest(h.door_tiles) AS d (tile) JOIN near AS n ON n.tile = d.tile
			 WHERE h.door_tiles IS NOT NULL
		), boxed AS MATERIALIZED (
			SELECT tile, st_setsrid(st_extent(box)::geometry, 4326) AS box FROM dirty GROUP BY tile
		), counted AS (
			SELECT tile, b.box, count(*) AS homes, count(*) + coalesce(sum(st_numgeometries(h.doors) - 1), 0) AS doors
			  FROM %1$I.home_now AS h LEFT JOIN boxed AS b USING (tile)
			 WHERE %5$s GROUP BY tile, b.box
		), blocks AS (
			-- A batch is the largest block of 8, 4, 2 or 1 tiles across whose homes have few enough doors.
			SELECT c.tile, c.box, c.homes AS tile_homes, b.shift, ((c.tile / 16384) >> b.shift) * 65536 + ((c.tile %% 16384) >> b.shift) AS block,
				   sum(c.doors) OVER (PARTITION BY b.shift, (c.tile / 16384) >> b.shift, (c.tile %% 16384) >> b.shift) AS doors
			  FROM counted AS c CROSS JOIN (VALUES (3), (2), (1), (0)) AS b (shift)
		), chosen AS (
			SELECT DISTINCT ON (tile) tile, box, tile_homes, shift, block FROM blocks
			 WHERE doors <= %3$s OR shift = 0 ORDER BY tile, shift DESC
		), batches AS (
			SELECT shift, block, array_agg(tile ORDER BY tile) AS tiles, CASE WHEN NOT %2$L THEN array_agg(box ORDER BY tile) END AS boxes,
				   sum(tile_homes) AS homes
			  FROM chosen GROUP BY shift, block
		), needed AS (
			-- What must be known again in a batch: some categories, or all, which is as little work as more than half of them.
			SELECT shift, block, CASE WHEN bool_and(category IS NOT NULL) AND 2 * count(DISTINCT category) <= cardinality($1)
									  THEN array_agg(DISTINCT category ORDER BY category) END AS categories
			  FROM chosen JOIN dirty USING (tile) GROUP BY shift, block
		)
		SELECT row_number() OVER (ORDER BY shift DESC, block), tiles, boxes, homes, CASE WHEN $2 THEN categories END
		  FROM batches LEFT JOIN needed USING (shift, block)$sql$, study, "full", batch_doors, study,
		-- By the index on tiles, in each part of the view.
		CASE WHEN "full" THEN 'true' ELSE 'h.tile = ANY (ARRAY(SELECT b.tile FROM boxed AS b)) AND (h.geom && b.box OR h.doors && b.box)' END)
	  USING circle__known_categories(s.standards, s.categories), same;
END
$$;
COMMENT ON FUNCTION circle__plan_work(text, boolean, int) IS
'Notes in work the tiles whose homes must be computed, in batches of tiles that lie together: in each tile a box of homes (none: all of them), and the categories that must be known again.';

CREATE FUNCTION circle__judge_again(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	standard circle_standard;
BEGIN
	EXECUTE format('SELECT standards[1] FROM %I.study', study) INTO STRICT standard;
	EXECUTE format($sql$
		INSERT INTO %1$I.pending (home_id, walker, snap_m, on_island, closed_edge, coverage, meets, score)
		SELECT h.home_id, h.walker, h.snap_m, h.on_island, h.closed_edge, h.coverage, v.meets, v.score
		  FROM (SELECT b.home_id, w.walker, b.snap_m, b.on_island, b.closed_edge, b.coverage, b.meets, b.score
				  FROM %1$I.home AS b JOIN %1$I.walker AS w ON w.walker_no = 1
				UNION ALL
				SELECT home_id, walker, snap_m, on_island, closed_edge, coverage, meets, score FROM %1$I.home_walker) AS h
		 CROSS JOIN LATERAL (SELECT h.coverage @@ $1 AS meets, circle_score(h.coverage, $1) AS score OFFSET 0) AS v
		 WHERE (h.meets, h.score) IS DISTINCT FROM (v.meets, v.score)
		   AND NOT EXISTS (SELECT FROM %1$I.home_change AS c WHERE c.home_id = h.home_id AND c.gone)
		   AND NOT EXISTS (SELECT FROM %1$I.home_now AS n JOIN (SELECT unnest(tiles) AS tile, unnest(boxes) AS box FROM %1$I.work) AS t USING (tile)
							WHERE n.home_id = h.home_id AND (t.box IS NULL OR n.geom && t.box OR n.doors && t.box))$sql$, study)
	  USING standard;
END
$$;
COMMENT ON FUNCTION circle__judge_again(text) IS
'Holds the stored coverages against a changed standard that they can answer: nothing is searched.';
