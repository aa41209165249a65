-- Indicators: what the homes of communities, of the areas above them and of the whole city have, by every weight.
--
-- They are made of the sums of parts (indicator_parts.sql), for the areas whose parts changed. Sums are made in integers (people in
-- thousandths, values in stored units) and do not depend on an order.

CREATE FUNCTION circle__horizon(coverage circle_coverage, category text, unit text) RETURNS float8
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN (SELECT (entry -> 'cutoffs' ->> -1)::float8 FROM jsonb_array_elements(coverage::jsonb) AS entry
			 WHERE entry ->> 'category' = category AND entry ->> 'unit' = unit);
COMMENT ON FUNCTION circle__horizon(circle_coverage, text, text) IS
'The horizon of a category in a unit (min, m, m straight); NULL where the coverage does not know it.';

CREATE FUNCTION circle__make_indicator_tables(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.indicator (
			walker text NOT NULL, standard text NOT NULL, level text NOT NULL, community text NOT NULL, need text NOT NULL,
			weight text NOT NULL, homes bigint NOT NULL, homes_without bigint NOT NULL, total float8 NOT NULL,
			covered float8 NOT NULL, covered_straight float8 NOT NULL, unsnapped float8 NOT NULL, on_island float8 NOT NULL,
			beyond float8 NOT NULL, share float8, share_straight float8, median_value float8, p90_value float8,
			mean_capped_value float8, gini float8, palma float8, fgt0 float8, fgt1 float8, fgt2 float8, proximity_min float8,
			f15 float8, unit text NOT NULL, PRIMARY KEY (walker, standard, level, community, need, weight));
		COMMENT ON TABLE %1$I.indicator IS 'Indicators of communities, of the areas above them and of the city, need by need and in all, by every weight: a row each. Rows of one level add up to the city.';
		COMMENT ON COLUMN %1$I.indicator.walker IS 'Who walks.';
		COMMENT ON COLUMN %1$I.indicator.level IS 'Kind of area: community, a level of the study (as district), or city.';
		COMMENT ON COLUMN %1$I.indicator.community IS 'The area; empty for homes in none, and for the city.';
		COMMENT ON COLUMN %1$I.indicator.need IS 'The need as printed; empty for the standard as a whole.';
		COMMENT ON COLUMN %1$I.indicator.weight IS 'What is counted: a weight of the study (population, households, land_m2 ...); empty: homes, one each.';
		COMMENT ON COLUMN %1$I.indicator.homes IS 'Homes in the area.';
		COMMENT ON COLUMN %1$I.indicator.homes_without IS 'Homes whose weight is NULL: left out of all that follows.';
		COMMENT ON COLUMN %1$I.indicator.total IS 'Sum of the weight.';
		COMMENT ON COLUMN %1$I.indicator.covered IS 'The part of it in homes that meet the need.';
		COMMENT ON COLUMN %1$I.indicator.covered_straight IS 'The part of it in homes that would meet the need in straight lines: as many amenities within the limit by the spheroid, minutes at the walker''s speed on the flat.';
		COMMENT ON COLUMN %1$I.indicator.unsnapped IS 'The part of it in homes off the network: neither covered nor known to be uncovered.';
		COMMENT ON COLUMN %1$I.indicator.on_island IS 'The part of it in homes on streets cut off from the rest.';
		COMMENT ON COLUMN %1$I.indicator.beyond IS 'The part of it in snapped homes for whom the need is not met even at the horizon.';
		COMMENT ON COLUMN %1$I.indicator.share IS 'covered / total, 0 to 1; NULL where the total is 0.';
		COMMENT ON COLUMN %1$I.indicator.share_straight IS 'covered_straight / total. What share falls short of it is the detour penalty: what buffers claim too much.';
		COMMENT ON COLUMN %1$I.indicator.median_value IS 'The least value (by unit) at which half of the weight in snapped homes meets the need; NULL: beyond the horizon, which is larger than all. Of the whole: the median score.';
		COMMENT ON COLUMN %1$I.indicator.p90_value IS 'Likewise for nine tenths of the weight.';
		COMMENT ON COLUMN %1$I.indicator.mean_capped_value IS 'Mean of the values in snapped homes, those beyond the horizon taken as the horizon. Of the whole: the mean score.';
		COMMENT ON COLUMN %1$I.indicator.gini IS 'Gini index (1912) of the capped values, of the whole of proximity times: 0 where all are alike, towards 1.';
		COMMENT ON COLUMN %1$I.indicator.palma IS 'Mean capped value of the tenth with the longest walks / that of the 40 %% with the shortest (after Palma 2011); of the whole by proximity times.';
		COMMENT ON COLUMN %1$I.indicator.fgt0 IS 'Head count of Foster, Greer and Thorbecke (1984): share with a value above the limit as poverty line; of the whole with a proximity time above 15 min, which is 1 - f15 (NULL, as fgt1 and fgt2, where that is).';
		COMMENT ON COLUMN %1$I.indicator.fgt1 IS 'Their poverty gap: mean of (capped value - limit) / limit, 0 for those within the limit.';
		COMMENT ON COLUMN %1$I.indicator.fgt2 IS 'Their severity: mean of the square of that.';
		COMMENT ON COLUMN %1$I.indicator.proximity_min IS 'Of the whole: mean proximity time (Bruno et al. 2024): mean over the categories asked for in minutes of the mean time to the nearest "keep" amenities (5 unless the study says otherwise), missing ones at the horizon. NULL for a need.';
		COMMENT ON COLUMN %1$I.indicator.f15 IS 'Of the whole: share with a proximity time of at most 15 min, 0 to 1 (Bruno et al. 2024: F15). NULL for a need, and where the horizon of a category asked for in minutes is 15 min or less: missing amenities would count as near.';
		COMMENT ON COLUMN %1$I.indicator.unit IS 'Unit of the values: min, m, m straight, or score.';

		ALTER TABLE %1$I.summary ADD COLUMN share_people_straight float8, ADD COLUMN proximity_min float8, ADD COLUMN f15 float8,
			ADD COLUMN gini float8;
		COMMENT ON COLUMN %1$I.summary.share_people_straight IS 'Share of people whose home would meet the standard in straight lines: what buffers claim.';
		COMMENT ON COLUMN %1$I.summary.proximity_min IS 'Mean proximity time of people in minutes: see indicator.';
		COMMENT ON COLUMN %1$I.summary.f15 IS 'Share of people with a proximity time of at most 15 min, 0 to 1; NULL where a horizon is 15 min or less: see indicator.';
		COMMENT ON COLUMN %1$I.summary.gini IS 'Gini index of the proximity times of people.';
	$sql$, study);
END
$make$;
COMMENT ON FUNCTION circle__make_indicator_tables(text) IS 'Makes the table of a study''s indicators by weight, and their headline in the summary.';

CREATE FUNCTION circle__sum_parts_step(internal, bytea, boolean) RETURNS internal
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__sum_parts_step(internal, bytea, boolean) IS 'Transition of circle__sum_parts.';

CREATE FUNCTION circle__sum_parts_final(internal) RETURNS bytea
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__sum_parts_final(internal) IS 'Result of circle__sum_parts.';

CREATE AGGREGATE circle__sum_parts(part bytea, gone boolean) (
	SFUNC = circle__sum_parts_step,
	STYPE = internal,
	FINALFUNC = circle__sum_parts_final,
	FINALFUNC_MODIFY = READ_WRITE,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE circle__sum_parts(bytea, boolean) IS
'Parts of one walker summed up: what a part of all of their homes is, to the byte; those that are gone are taken out, and come last. NULLs are left out; NULL for no homes. To be called with an ORDER BY, whatever it is: so groups are summed up one after the other, in the memory of one.';

CREATE FUNCTION circle__indicators(part bytea, standards circle_standard[], nweights int, template circle_coverage,
	OUT standard_no int, OUT need_no int, OUT weight_no int, OUT homes_counted bigint,
	OUT homes_without bigint, OUT total float8, OUT covered float8, OUT covered_straight float8, OUT unsnapped float8,
	OUT on_island float8, OUT beyond float8, OUT share float8, OUT share_straight float8, OUT median_value float8,
	OUT p90_value float8, OUT mean_capped_value float8, OUT gini float8, OUT palma float8, OUT fgt0 float8, OUT fgt1 float8,
	OUT fgt2 float8, OUT proximity_min float8, OUT f15 float8) RETURNS SETOF record
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100000 ROWS 20 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__indicators(bytea, circle_standard[], int, circle_coverage) IS
'Indicators of an area from the sums of its homes (NULL: it has none), which were made for the same standards and weights: a row for each need (0: the standard as a whole) and weight (0: homes).';

CREATE FUNCTION circle__add_indicators(study text, level text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- A city is there also without homes.
	EXECUTE format($sql$
		INSERT INTO pg_temp.circle_indicator
		WITH summed AS MATERIALIZED (
			SELECT walker, coalesce(s.area, '') AS area, s.part
			  FROM %1$I.walker AS w LEFT JOIN pg_temp.circle_sum AS s USING (walker) WHERE s.part IS NOT NULL OR %2$L = 'city'
		), described AS MATERIALIZED (
			SELECT s.walker, s.area, v.weights[i.weight_no] AS weight, i.*
			  FROM (SELECT weights, template, ARRAY(SELECT definition FROM %1$I.standard ORDER BY standard_no) AS standards FROM %1$I.version) AS v
			 CROSS JOIN summed AS s CROSS JOIN LATERAL circle__indicators(s.part, v.standards, cardinality(v.weights), v.template) AS i
		)
		SELECT i.walker, t.standard, %2$L, i.area, coalesce(n.need, ''), coalesce(i.weight, ''), i.homes_counted,
			   i.homes_without, i.total, i.covered, i.covered_straight, i.unsnapped, i.on_island, i.beyond, i.share,
			   i.share_straight, i.median_value, i.p90_value, i.mean_capped_value, i.gini, i.palma, i.fgt0, i.fgt1, i.fgt2,
			   i.proximity_min, i.f15, coalesce(n.unit, 'score')
		  FROM described AS i JOIN %1$I.standard AS t USING (standard_no)
		  LEFT JOIN (SELECT DISTINCT ON (standard, need) standard, need, need_no, unit FROM %1$I.need
					  ORDER BY standard, need, need_no) AS n USING (standard, need_no)
		 -- A need that stands twice in a standard is one.
		 WHERE i.need_no = 0 OR n.need IS NOT NULL$sql$, study, level);
END
$$;
COMMENT ON FUNCTION circle__add_indicators(text, text) IS
'Adds the indicators of a level to the temporary table of indicators, from the temporary table of sums.';

CREATE FUNCTION circle__publish_community_indicators(study text, scope text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	people text;
BEGIN
	EXECUTE format('SELECT coalesce(weights[1], '''') FROM %I.version', study) INTO people;
	EXECUTE circle__into('circle_community_indicator') || format('SELECT * FROM %I.community_indicator WHERE false', study);
	INSERT INTO pg_temp.circle_community_indicator
	SELECT h.walker, h.standard, h.level, h.community, h.need, h.homes, p.total, h.covered, p.covered, h.unsnapped, p.unsnapped,
		   h.on_island, p.on_island, p.homes_without, h.share, p.share, h.median_value, p.mean_capped_value, p.beyond, h.unit
	  FROM pg_temp.circle_indicator AS h JOIN pg_temp.circle_indicator AS p USING (walker, standard, level, community, need)
	 WHERE h.weight = '' AND p.weight = people AND h.level <> 'city';
	PERFORM circle__merge(study, 'community_indicator', 'circle_community_indicator', '{walker,standard,level,community,need}', scope);
	-- What changed since it was last noted; a key that is gone is noted as nobody.
	EXECUTE format($sql$
		INSERT INTO %1$I.community_history
		SELECT n.version, coalesce(i.walker, h.walker), coalesce(i.standard, h.standard), coalesce(i.level, h.level),
			   coalesce(i.community, h.community), coalesce(i.need, h.need), coalesce(i.homes, 0), coalesce(i.people, 0),
			   coalesce(i.homes_covered, 0), coalesce(i.people_covered, 0), i.share_homes, i.share_people,
			   i.median_value, i.mean_capped_value, coalesce(i.unit, h.unit)
		  FROM %1$I.version AS n
		 CROSS JOIN ((SELECT * FROM %1$I.community_indicator AS t WHERE %2$s) AS i
					 FULL JOIN (SELECT DISTINCT ON (walker, standard, level, community, need) *
								  FROM %1$I.community_history AS t WHERE %2$s
								 ORDER BY walker, standard, level, community, need, version DESC) AS h
					 USING (walker, standard, level, community, need))
		 WHERE (coalesce(i.homes, 0), coalesce(i.people, 0), coalesce(i.homes_covered, 0), coalesce(i.people_covered, 0),
				i.share_homes, i.share_people, i.median_value, i.mean_capped_value)
			   IS DISTINCT FROM
			   (h.homes, h.people, h.homes_covered, h.people_covered,
				h.share_homes, h.share_people, h.median_value, h.mean_capped_value)$sql$, study, scope);
END
$$;
COMMENT ON FUNCTION circle__publish_community_indicators(text, text) IS
'Takes community_indicator from the temporary table of indicators, homes and the first weight side by side, and notes in community_history what changed.';

CREATE FUNCTION circle__publish_level(study text, level text, area text, "all" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	scope text := format('t.level = %L AND (%L OR t.community IN (SELECT %s FROM pg_temp.circle_part_change AS p))', level, "all", area);
BEGIN
	PERFORM circle__publish_sums(study, level, area, "all");
	EXECUTE circle__into('circle_indicator') || format('SELECT * FROM %I.indicator WHERE false', study);
	PERFORM circle__add_indicators(study, level);
	PERFORM circle__merge(study, 'indicator', 'circle_indicator', '{walker,standard,level,community,need,weight}', scope);
	IF level <> 'city' THEN
		PERFORM circle__publish_community_indicators(study, scope);
	END IF;
END
$$;
COMMENT ON FUNCTION circle__publish_level(text, text, text, boolean) IS
'Computes the indicators of the areas of a level whose parts changed, or of all, and writes what differs. area: the expression over a part p that names its area.';

CREATE FUNCTION circle__publish_indicators(study text, "all" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	levels text[] := circle__level_names(study);
BEGIN
	PERFORM circle__publish_parts(study, "all");
	IF "all" THEN
		EXECUTE format('DELETE FROM %I.indicator WHERE level <> ALL ($1)', study) USING '{community,city}'::text[] || levels;
		EXECUTE format('DELETE FROM %I.community_indicator WHERE level <> ALL ($1)', study) USING '{community}'::text[] || levels;
		EXECUTE format('DELETE FROM %I.indicator_sum WHERE level <> ALL ($1)', study) USING '{city}'::text[] || levels;
	END IF;
	IF "all" OR EXISTS (SELECT FROM pg_temp.circle_part_change) THEN
		PERFORM circle__publish_level(study, 'community', 'p.community', "all");
		FOR i IN 1 .. cardinality(levels) LOOP
			PERFORM circle__publish_level(study, levels[i], format('coalesce(p.areas[%s], '''')', i), "all");
		END LOOP;
		PERFORM circle__publish_level(study, 'city', '''''', "all");
	END IF;
END
$$;
COMMENT ON FUNCTION circle__publish_indicators(text, boolean) IS
'Computes the indicators of the areas that the version changed, or of all, and writes what differs.';

CREATE FUNCTION circle__summarise_indicators(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format($sql$
		UPDATE pg_temp.circle_summary AS t
		   SET share_people_straight = i.share_straight, proximity_min = i.proximity_min, f15 = i.f15, gini = i.gini
		  FROM %1$I.indicator AS i CROSS JOIN %1$I.version AS n
		 WHERE i.level = 'city' AND i.need = '' AND i.weight = coalesce(n.weights[1], '')
		   AND i.walker = t.walker AND i.standard = t.standard$sql$, study);
END
$$;
COMMENT ON FUNCTION circle__summarise_indicators(text) IS
'Carries the headline of the indicators of the city, by people, over to the summary in the making.';
