-- Parts: what the homes of a tile, of a community and of the areas above it have, summed up for each walker. Areas are made of them.
--
-- A refresh sums up again the parts whose homes it changed, or that see a changed amenity in a straight line. A part is bounded
-- by its tile, also where a study has no communities.

CREATE FUNCTION circle__make_part_tables(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.indicator_part (
			walker text NOT NULL, tile int NOT NULL, community text NOT NULL, areas text[] NOT NULL, part bytea NOT NULL,
			PRIMARY KEY (walker, tile, community, areas));
		-- It is read as a whole, and small numbers in few bytes do not become smaller.
		ALTER TABLE %1$I.indicator_part ALTER part SET STORAGE EXTERNAL;
		COMMENT ON TABLE %1$I.indicator_part IS 'What the homes of a tile, a community and the areas above it have, summed up: indicators of communities, of the areas above them and of the city are made of these.';
		COMMENT ON COLUMN %1$I.indicator_part.walker IS 'Who walks.';
		COMMENT ON COLUMN %1$I.indicator_part.tile IS 'Tile that the homes lie in.';
		COMMENT ON COLUMN %1$I.indicator_part.community IS 'Community of the homes; empty: in none.';
		COMMENT ON COLUMN %1$I.indicator_part.areas IS 'Areas of the homes above communities, in the order of the study''s levels; empty where they lie in none.';
		COMMENT ON COLUMN %1$I.indicator_part.part IS 'Sums and histograms of the homes by standard, need and weight, in a form of circle_ext''s own.';

		CREATE TABLE %1$I.indicator_sum (
			walker text NOT NULL, level text NOT NULL, community text NOT NULL, part bytea NOT NULL, PRIMARY KEY (walker, level, community));
		ALTER TABLE %1$I.indicator_sum ALTER part SET STORAGE EXTERNAL;
		COMMENT ON TABLE %1$I.indicator_sum IS 'The parts of the areas above communities and of the city, summed up: a refresh takes out of these what a part was and puts in what it is.';
		COMMENT ON COLUMN %1$I.indicator_sum.walker IS 'Who walks.';
		COMMENT ON COLUMN %1$I.indicator_sum.level IS 'Kind of area: a level of the study (as district), or city.';
		COMMENT ON COLUMN %1$I.indicator_sum.community IS 'The area; empty for homes in none, and for the city.';
		COMMENT ON COLUMN %1$I.indicator_sum.part IS 'Sums and histograms of the homes, as in indicator_part.';
	$sql$, study);
END
$make$;
COMMENT ON FUNCTION circle__make_part_tables(text) IS 'Makes the tables of the sums that a study''s indicators are made of.';

CREATE FUNCTION circle__level_names(study text) RETURNS text[]
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	names text[];
BEGIN
	EXECUTE format('SELECT ARRAY(SELECT circle__level_name(l) FROM unnest(levels) WITH ORDINALITY AS u (l, no) ORDER BY no) FROM %I.study', study)
	   INTO STRICT names;
	RETURN names;
END
$$;
COMMENT ON FUNCTION circle__level_names(text) IS 'Names of a study''s levels above communities, in their order.';

-- The parts to be summed up again: circle_touched (tile, community).

CREATE FUNCTION circle__touch_homes(study text, "all" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- As they were and as they will be; where all are summed up again, none needs to be known.
	EXECUTE circle__into('circle_touched') || format($sql$
		SELECT h.tile, h.community
		  FROM (SELECT tile, community FROM %1$I.home WHERE home_id IN (SELECT home_id FROM %1$I.home_change)
				UNION
				SELECT tile, community FROM %1$I.home WHERE home_id IN (SELECT home_id FROM %1$I.pending)
				UNION
				SELECT tile, community FROM %1$I.home_change WHERE NOT gone) AS h
		 WHERE NOT $1$sql$, study)
	  USING "all";
END
$$;
COMMENT ON FUNCTION circle__touch_homes(text, boolean) IS 'Notes the parts whose homes the version is about to change, before it does.';

CREATE FUNCTION circle__touch_straight(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- A changed amenity changes straight lines also where the walks stay what they were.
	EXECUTE format($sql$
		WITH near AS MATERIALIZED (
			SELECT tile, st_setsrid(st_extent(box)::geometry, 4326) AS box FROM circle__near_changes($1, true) GROUP BY tile
		)
		INSERT INTO pg_temp.circle_touched
		SELECT h.tile, h.community FROM %1$I.home AS h JOIN near AS n USING (tile) WHERE h.geom && n.box OR h.doors && n.box
		UNION
		SELECT h.tile, h.community FROM %1$I.home AS h CROSS JOIN LATERAL unnest(h.door_tiles) AS d (tile) JOIN near AS n ON n.tile = d.tile
		 WHERE h.door_tiles IS NOT NULL AND h.doors && n.box$sql$, study)
	  USING study;
END
$$;
COMMENT ON FUNCTION circle__touch_straight(text) IS 'Notes the parts that see a changed amenity in a straight line, before amenities are published.';

-- Summing up

CREATE FUNCTION circle__part_homes(study text, walker text, weights text[], tiles int[], communities text[]) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	-- Tile by tile and home by home, by the indexes that there are: to sort or join a city at once takes longer.
	RETURN format($sql$
		SELECT h.tile, h.community, h.areas, st_x(h.geom), st_y(h.geom), st_asbinary(h.doors), coalesce(r.on_island, false), r.coverage,
			   ARRAY[%2$s]::bigint[]
		  FROM (%3$s) AS t
		 CROSS JOIN LATERAL (SELECT * FROM %1$I.home AS h WHERE h.tile = t.tile AND %4$s ORDER BY h.community COLLATE "C", h.areas OFFSET 0) AS h
		 CROSS JOIN LATERAL (%5$s) AS r$sql$,
		study, (SELECT coalesce(string_agg(format('round(h.%I * 1000)', w), ', ' ORDER BY no), '') FROM unnest(weights) WITH ORDINALITY AS u (w, no)),
		CASE WHEN communities IS NULL THEN format('SELECT tile FROM unnest(%L::int[]) AS u (tile) ORDER BY tile', tiles)
			 ELSE format('SELECT tile, array_agg(community) AS communities FROM unnest(%L::int[], %L::text[]) AS u (tile, community) GROUP BY tile ORDER BY tile',
						 tiles, communities) END,
		CASE WHEN communities IS NULL THEN 'true' ELSE 'h.community = ANY (t.communities)' END,
		CASE WHEN walker IS NULL THEN 'SELECT h.on_island, h.coverage'
			 ELSE format('SELECT w.on_island, w.coverage FROM %I.home_walker AS w WHERE w.home_id = h.home_id AND w.walker = %L OFFSET 0', study, walker) END);
COMMENT ON FUNCTION circle__part_homes(text, text, text[], int[], text[]) IS
'The query of the homes that circle__indicator_parts counts, part by part, for one walker (NULL: the principal one).';

CREATE FUNCTION circle__part_sources(study text, walker_no int, tiles int[], communities text[], OUT standards circle_standard[], OUT nweights int,
	OUT template circle_coverage, OUT speed_m_s float8, OUT homes text, OUT amenities text)
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	weights text[];
	walker text;
BEGIN
	EXECUTE format('SELECT v.template, v.weights, ARRAY(SELECT definition FROM %1$I.standard ORDER BY standard_no) FROM %1$I.version AS v', study)
	   INTO template, weights, standards;
	EXECUTE format('SELECT w.walker, w.speed_m_s FROM %I.walker AS w WHERE w.walker_no = $1', study) INTO walker, speed_m_s USING walker_no;
	nweights := cardinality(weights);
	homes := circle__part_homes(study, CASE WHEN walker_no > 1 THEN walker END, weights, tiles, communities);
	amenities := circle__reached_query(format('%I.amenity', study), NULL);
END
$$;
COMMENT ON FUNCTION circle__part_sources(text, int, int[], text[]) IS
'What circle__indicator_parts goes by: what the published version was computed by, and the queries of its homes and amenities.';

CREATE FUNCTION circle__indicator_parts(study text, walker_no int, tiles int[], communities text[],
	OUT tile int, OUT community text, OUT areas text[], OUT part bytea) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL SAFE COST 1000000 ROWS 1000
	SET search_path FROM CURRENT
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__indicator_parts(text, int, int[], text[]) IS
'Sums up the homes of a study that lie in these tiles and in the communities that go with them (NULL: in any), for one walker: a row for each part.';

CREATE FUNCTION circle__part_blocks(study text) RETURNS TABLE (tiles int[])
	LANGUAGE plpgsql STABLE ROWS 10
	SET search_path FROM CURRENT AS
$$
DECLARE
	workers CONSTANT int := current_setting('max_parallel_workers_per_gather')::int;
BEGIN
	RETURN QUERY EXECUTE format($sql$
		SELECT array_agg(t.tile) FROM (
			SELECT h.tile, div((sum(count(*)) OVER (ORDER BY h.tile) - 1) * $1, sum(count(*)) OVER ()) AS block FROM %I.home AS h GROUP BY h.tile) AS t
		 GROUP BY t.block$sql$, study) USING greatest(4 * workers, 1);
END
$$;
COMMENT ON FUNCTION circle__part_blocks(text) IS 'The tiles of a study''s homes in blocks of about as many homes: some for each worker that there may be, else one.';

CREATE FUNCTION circle__make_parts(study text, touched_tiles int[], communities text[])
	RETURNS TABLE (walker text, tile int, community text, areas text[], part bytea)
	LANGUAGE plpgsql STABLE ROWS 1000
	SET search_path FROM CURRENT
	SET parallel_setup_cost = 0
	SET parallel_tuple_cost = 0
	SET parallel_leader_participation = off AS
$$
DECLARE
	queries text;
BEGIN
	-- All of them in blocks, which are the branches of a parallel append.
	EXECUTE format($sql$
		SELECT string_agg(format('SELECT %%L, p.* FROM circle__indicator_parts(%%L, %%s, %%L, %%L) AS p', w.walker, $1, w.walker_no, b.tiles, $3), ' UNION ALL ')
		  FROM %I.walker AS w
		 CROSS JOIN (SELECT tiles FROM circle__part_blocks($1) WHERE $2 IS NULL UNION ALL SELECT $2 WHERE $2 <> '{}') AS b$sql$, study)
	   INTO queries USING study, touched_tiles, communities;
	IF queries IS NOT NULL THEN
		RETURN QUERY EXECUTE queries;
	END IF;
END
$$;
COMMENT ON FUNCTION circle__make_parts(text, int[], text[]) IS
'Sums up the parts of these tiles and the communities that go with them, or all (NULL), for every walker, in parallel workers if the caller allows any.';

-- The parts that have changed: circle_part_change (walker, community, areas, old_part, new_part); none where all are made again.

CREATE FUNCTION circle__publish_parts(study text, "all" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	tiles int[];
	communities text[];
BEGIN
	EXECUTE circle__into('circle_part_change')
		|| 'SELECT NULL::text AS walker, NULL::text AS community, NULL::text[] AS areas, NULL::bytea AS old_part, NULL::bytea AS new_part WHERE false';
	ALTER TABLE pg_temp.circle_part_change ALTER old_part SET STORAGE EXTERNAL, ALTER new_part SET STORAGE EXTERNAL;
	IF NOT "all" THEN
		SELECT coalesce(array_agg(t.tile), '{}'), coalesce(array_agg(t.community), '{}') INTO tiles, communities
		  FROM (SELECT DISTINCT tile, community FROM pg_temp.circle_touched) AS t;
	END IF;
	EXECUTE format($sql$
		WITH made AS MATERIALIZED (
			SELECT * FROM circle__make_parts($1, $2, $3)
		), changed AS MATERIALIZED (
			SELECT walker, tile, community, areas, o.part AS old_part, m.part AS new_part
			  FROM made AS m
			  FULL JOIN (SELECT * FROM %1$I.indicator_part AS p
						  WHERE $2 IS NULL OR (p.tile, p.community) IN (SELECT t.tile, t.community FROM pg_temp.circle_touched AS t)) AS o
			 USING (walker, tile, community, areas)
			 WHERE m.part IS DISTINCT FROM o.part
		), gone AS (
			DELETE FROM %1$I.indicator_part AS p USING changed AS c
			 WHERE c.new_part IS NULL AND (c.walker, c.tile, c.community, c.areas) = (p.walker, p.tile, p.community, p.areas)
		), written AS (
			INSERT INTO %1$I.indicator_part (walker, tile, community, areas, part)
			SELECT walker, tile, community, areas, new_part FROM changed WHERE new_part IS NOT NULL
				ON CONFLICT (walker, tile, community, areas) DO UPDATE SET part = excluded.part
		)
		INSERT INTO pg_temp.circle_part_change SELECT walker, community, areas, old_part, new_part FROM changed WHERE $2 IS NOT NULL$sql$, study)
	  USING study, tiles, communities;
	ANALYZE pg_temp.circle_part_change (walker, community, areas);
	PERFORM circle__announce_again();
END
$$;
COMMENT ON FUNCTION circle__publish_parts(text, boolean) IS
'Sums up the touched parts, or all, writes those that differ, and notes them as they were and as they are.';

CREATE FUNCTION circle__summed_query(study text, level text, area text, "all" boolean) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	-- Of communities the parts are summed up; what is larger is what it was, without the parts as they were, and with those as they are.
	RETURN format(CASE WHEN "all" OR level = 'community' THEN $sql$
			SELECT p.walker, %2$s AS area, circle__sum_parts(p.part, false ORDER BY p.tile) AS part
			  FROM %1$I.indicator_part AS p WHERE %4$L OR %2$s IN (SELECT %2$s FROM pg_temp.circle_part_change AS p) GROUP BY 1, 2$sql$
		ELSE $sql$
			SELECT s.walker, s.area, circle__sum_parts(s.part, s.gone ORDER BY s.gone) AS part
			  FROM (SELECT p.walker, p.community AS area, p.part, false AS gone FROM %1$I.indicator_sum AS p
					 WHERE p.level = %3$L AND p.community IN (SELECT %2$s FROM pg_temp.circle_part_change AS p)
					UNION ALL SELECT p.walker, %2$s, p.old_part, true FROM pg_temp.circle_part_change AS p
					UNION ALL SELECT p.walker, %2$s, p.new_part, false FROM pg_temp.circle_part_change AS p) AS s GROUP BY 1, 2$sql$ END,
		study, area, level, "all");
COMMENT ON FUNCTION circle__summed_query(text, text, text, boolean) IS
'The query of the sums of the areas of a level whose parts changed, or of all (walker, area, part; part is NULL for an area without homes). area: the expression over a part p that names its area.';

CREATE FUNCTION circle__publish_sums(study text, level text, area text, "all" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE circle__into('circle_sum') || 'SELECT NULL::text AS walker, NULL::text AS area, NULL::bytea AS part WHERE false';
	ALTER TABLE pg_temp.circle_sum ALTER part SET STORAGE EXTERNAL;
	EXECUTE 'INSERT INTO pg_temp.circle_sum ' || circle__summed_query(study, level, area, "all");
	IF level <> 'community' THEN
		EXECUTE format($sql$
			DELETE FROM %1$I.indicator_sum AS s
			 WHERE s.level = %2$L AND (%4$L OR s.community IN (SELECT %3$s FROM pg_temp.circle_part_change AS p))
			   AND NOT EXISTS (SELECT FROM pg_temp.circle_sum AS n WHERE n.walker = s.walker AND n.area = s.community AND n.part IS NOT NULL)$sql$,
			study, level, area, "all");
		EXECUTE format($sql$
			INSERT INTO %1$I.indicator_sum AS s (walker, level, community, part)
			SELECT walker, %2$L, area, part FROM pg_temp.circle_sum WHERE part IS NOT NULL
				ON CONFLICT (walker, level, community) DO UPDATE SET part = excluded.part WHERE s.part <> excluded.part$sql$, study, level);
	END IF;
END
$$;
COMMENT ON FUNCTION circle__publish_sums(text, text, text, boolean) IS
'Sums up the areas of a level whose parts changed, or all, into the temporary table circle_sum, and keeps the sums of areas above communities.';
