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
		EXECUTE format('SELECT r.version FROM %I.refresh_log AS r WHERE r.version = $1', study) INTO found USING wanted::bigint;
	ELSIF wanted IS NOT NULL THEN
		-- A day is over at its end.
		at := CASE WHEN wanted ~ '^\s*\d{4}-\d{1,2}-\d{1,2}\s*$' THEN wanted::date + 1 ELSE wanted::timestamptz END;
		EXECUTE format('SELECT max(r.version) FROM %I.refresh_log AS r WHERE r.finished_at <= $1', study) INTO found USING at;
	END IF;
	IF found IS NULL THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('study "%s" has no version %s', study,
							 CASE WHEN wanted IS NULL THEN 'NULL' WHEN at IS NOT NULL THEN 'of ' || at ELSE btrim(wanted) END),
			hint => format('Give a version or a date: SELECT version, finished_at FROM %I.refresh_log;', study));
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
