-- What if there were one amenity more? The published version with one amenity over it: read by whom may read the study, written nowhere.

CREATE FUNCTION circle__what_if_walker(study text, walker_no int, category text, here geometry) RETURNS TABLE (home_key text, coverage circle_coverage)
	LANGUAGE plpgsql STABLE ROWS 10000
	SET search_path FROM CURRENT AS
$$
DECLARE
	v record;
	reach_m float8;
	box geometry;
	homes text;
	amenities text;
BEGIN
	EXECUTE format('SELECT n.network, n.direction, circle__part(n.template, ARRAY[$1]) AS template, circle__published_walker($2, $3) AS walker
					  FROM %I.version AS n', study) INTO STRICT v USING category, study, walker_no;
	reach_m := circle__reach_m(v.walker, v.template, v.direction);
	box := circle__box_around(here, reach_m);
	homes := format('SELECT home_id, st_x(geom), st_y(geom), st_asbinary(doors) FROM %1$I.home WHERE geom && %2$L::geometry OR doors && %2$L::geometry',
					study, box);
	amenities := circle__reached_query(format('%I.amenity', study), circle__box_around(box, reach_m), ARRAY[category])
		|| format(' UNION ALL SELECT %L, %L, %L::float8, %L::float8, NULL::bytea', 'what if', category, st_x(here), st_y(here));
	RETURN QUERY EXECUTE format('SELECT c.home_id::text, c.coverage FROM circle__cover($1, $2, $3, ''{}'', $4, $5, $6)
		AS c (home_id %s, snap_m float8, on_island boolean, closed_edge boolean, coverage circle_coverage, meets boolean[], score float8[])
		WHERE c.coverage IS NOT NULL', circle__home_key_type(study))
	  USING v.network, v.walker, v.template, homes, amenities, v.direction;
END
$$;
COMMENT ON FUNCTION circle__what_if_walker(text, int, text, geometry) IS
'What the homes around a point would know of a category if one more amenity of it were there: for one walker of the published version, every home that it may reach.';

CREATE FUNCTION circle__check_known_category(study text, category text) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	known text[];
BEGIN
	EXECUTE format('SELECT circle_categories(template) FROM %I.version', study) INTO known;
	IF category IS NULL OR category <> ALL (known) THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('study "%s" does not know the category %s', study, coalesce('"' || category || '"', 'NULL')),
			detail => 'It knows: ' || array_to_string(known, ', ') || '.',
			hint => coalesce('Perhaps "' || circle__nearest_name(category, known) || '" is meant.',
							'Name one of these, or add it to the categories of the study by circle_alter_study().'));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_known_category(text, text) IS 'Raises an error that lists the categories of a published version unless a name is one of them.';

CREATE FUNCTION circle__what_if_gains(study text, walker_no int, category text, here geometry)
	RETURNS TABLE (standard text, level text, community text, need text, homes bigint, people float8)
	LANGUAGE plpgsql STABLE ROWS 100
	SET search_path FROM CURRENT AS
$$
DECLARE
	weight text;
BEGIN
	EXECUTE format('SELECT weights[1] FROM %I.version', study) INTO weight;
	RETURN QUERY EXECUTE format($sql$
		WITH changed AS MATERIALIZED (
			SELECT h.community, h.areas, %2$s AS people, o.coverage AS old, n.coverage AS new
			  FROM circle__what_if_walker($1, $2, $3, $4) AS p
			  JOIN %1$I.home AS h ON h.home_id = p.home_key::%3$s
			  JOIN %4$s AS o ON o.home_id = h.home_id
			 CROSS JOIN LATERAL (SELECT circle__replaced(o.coverage, p.coverage) AS coverage OFFSET 0) AS n
			 WHERE n.coverage IS DISTINCT FROM o.coverage
		), gained AS (
			SELECT s.standard, '' AS need, c.community, c.areas, c.people FROM changed AS c CROSS JOIN %1$I.standard AS s
			 WHERE c.new @@ s.definition AND NOT c.old @@ s.definition
			UNION ALL
			SELECT n.standard, n.need, c.community, c.areas, c.people
			  FROM changed AS c CROSS JOIN (SELECT DISTINCT u.standard, u.need, u.needed, u.limit_value, u.unit FROM %1$I.need AS u WHERE u.category = $3) AS n
			 WHERE circle_count_within(c.new, $3, n.limit_value, n.unit) >= n.needed
			   AND circle_count_within(c.old, $3, n.limit_value, n.unit) < n.needed
		), summed AS (
			SELECT standard, need, community, areas, count(*) AS homes, sum(round(people * 1000)::bigint) AS thousandths FROM gained GROUP BY 1, 2, 3, 4
		)
		SELECT g.standard, a.level, a.community, g.need, sum(g.homes)::bigint, sum(g.thousandths)::float8 / 1000
		  FROM summed AS g
		 CROSS JOIN LATERAL (SELECT 'city', '' UNION ALL SELECT 'community', g.community
							 UNION ALL SELECT l, coalesce(g.areas[no], '') FROM unnest($5) WITH ORDINALITY AS u (l, no)) AS a (level, community)
		 GROUP BY 1, 2, 3, 4$sql$,
		study, CASE WHEN weight IS NULL THEN '1::float8' ELSE format('coalesce(h.%I, 0)', weight) END, circle__home_key_type(study),
		CASE WHEN walker_no = 1 THEN format('%I.home', study)
			 ELSE format('(SELECT r.* FROM %1$I.home_walker AS r JOIN %1$I.walker AS w ON w.walker = r.walker AND w.walker_no = %2$s)', study, walker_no) END)
	  USING study, walker_no, category, here, circle__level_names(study);
END
$$;
COMMENT ON FUNCTION circle__what_if_gains(text, int, text, geometry) IS
'Homes and people who would meet a need, or a standard as a whole (need empty), that they do not meet, by area.';

CREATE FUNCTION circle_what_if(study text, category text, point geometry) RETURNS TABLE (walker text, standard text, level text, community text,
	need text, homes_gained bigint, people_gained float8, people_covered float8, share_people float8)
	LANGUAGE plpgsql STABLE COST 100000 ROWS 100
	SET search_path FROM CURRENT
	SET jit = off
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	here geometry := circle__usable_point(point);
BEGIN
	PERFORM circle__check_study(study);
	PERFORM circle__check_newest(study);
	-- Says, too, if the network is newer than the results, or the point is far from it.
	PERFORM circle__published_coverage(study, here);
	PERFORM circle__check_known_category(study, category);
	RETURN QUERY EXECUTE format($sql$
		SELECT w.walker, i.standard, i.level, i.community, i.need, coalesce(g.homes, 0), coalesce(g.people, 0),
			   i.covered + coalesce(g.people, 0), (i.covered + coalesce(g.people, 0)) / nullif(i.total, 0)
		  FROM %1$I.version AS n CROSS JOIN %1$I.walker AS w
		  JOIN %1$I.indicator AS i ON i.walker = w.walker AND i.weight = coalesce(n.weights[1], '')
		  LEFT JOIN (SELECT k.walker_no, q.* FROM %1$I.walker AS k CROSS JOIN LATERAL circle__what_if_gains($1, k.walker_no, $2, $3) AS q) AS g
			ON g.walker_no = w.walker_no AND g.standard = i.standard AND g.level = i.level AND g.community = i.community AND g.need = i.need
		 WHERE g.homes > 0 OR (i.level = 'city' AND (i.need = '' OR EXISTS (SELECT FROM %1$I.need AS u WHERE u.standard = i.standard AND u.need = i.need AND u.category = $2)))
		 ORDER BY w.walker_no, i.standard, i.level <> 'city', i.need <> '', i.need COLLATE "C", g.people DESC, i.level COLLATE "C", i.community COLLATE "C"$sql$, study)
	  USING study, category, here;
END
$$;
COMMENT ON FUNCTION circle_what_if(text, text, geometry) IS
'Who would gain from one amenity more of a category at a point: a row for each walker, standard, area and need of the category (need empty: the standard as a whole) by which anybody gains, and for the city in any case. homes_gained and people_gained: those who do not meet it and would; people_covered and share_people as they would be then. Where the study has no weights, people are homes. Reads the published version and the network as built, and writes nothing: whoever may read the study may ask.';
