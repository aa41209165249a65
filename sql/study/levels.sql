-- Levels: areas above communities (subdistricts, districts), of which each home lies in at most one.
--
-- A level is a text column of the homes, else of the polygons of communities, or "name=relation": a table of polygons. A
-- home keeps the names of its areas in the order of the study's levels; empty where it lies in none.

CREATE FUNCTION circle__add_level_columns(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		ALTER TABLE %1$I.study ADD COLUMN levels text[] NOT NULL DEFAULT '{}';
		ALTER TABLE %1$I.home ADD COLUMN areas text[] NOT NULL DEFAULT '{}';
		ALTER TABLE %1$I.home_change ADD COLUMN areas text[];
	$sql$, study);
END
$make$;
COMMENT ON FUNCTION circle__add_level_columns(text) IS 'Adds to a study what says in which areas homes lie.';

CREATE FUNCTION circle__level_name(level text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN btrim(split_part(level, '=', 1));
COMMENT ON FUNCTION circle__level_name(text) IS 'Name of a level as a study''s definition gives it: a column, or "name=relation".';

CREATE FUNCTION circle__level_relation(level text) RETURNS regclass
	LANGUAGE plpgsql STABLE STRICT
	SET search_path FROM CURRENT AS
$$
DECLARE
	found regclass;
BEGIN
	IF strpos(level, '=') = 0 THEN
		RETURN NULL;
	END IF;
	found := circle__find_relation(btrim(substr(level, strpos(level, '=') + 1)));
	IF found IS NULL THEN
		PERFORM circle__raise('undefined_table',
			format('polygons of level "%s" do not exist', circle__level_name(level)),
			detail => format('The definition says "%s".', level),
			hint => 'Name a table or view with its schema, as in "district=city.district".');
	END IF;
	RETURN found;
END
$$;
COMMENT ON FUNCTION circle__level_relation(text) IS 'The polygons of a level now; NULL for one that is a column; an error if they are not there.';

CREATE FUNCTION circle__level_key(relation regclass, level text) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN coalesce(circle__input_column('{}', NULL, relation, circle__level_name(level), false),
					circle__input_column('{}', NULL, relation, 'name', false), circle__input_key('{}', NULL, relation, 'id'));
COMMENT ON FUNCTION circle__level_key(regclass, text) IS
'The column that names the polygons of a level: that of the level''s name, else "name", else the key.';

CREATE FUNCTION circle__check_level(level text, homes regclass, communities regclass) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	name text := circle__level_name(level);
	relation regclass := circle__level_relation(level);
BEGIN
	IF name IS NULL OR name IN ('', 'community', 'city') THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('%s cannot be the name of a level', coalesce('"' || name || '"', 'NULL')),
			detail => 'A study has the levels "community" and "city" without being told.',
			hint => 'Name a column of the homes or of the communities, or polygons: ''subdistrict, district=city.district''.');
	ELSIF relation IS NOT NULL THEN
		PERFORM circle__level_key(relation, level), circle__require_geometry(NULL, relation, NULL);
	ELSIF circle__type_of(homes, name) IS NULL AND circle__type_of(communities, name) IS NULL THEN
		PERFORM circle__raise('undefined_column',
			format('level "%s" is neither a column of the homes nor of the communities', name),
			detail => format('Columns of the homes: %s.', circle__list_columns(homes))
				|| coalesce(format(' Columns of the communities: %s.', circle__list_columns(communities)), ''),
			hint => format('Polygons are named as "%s=schema.table".', name));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_level(text, regclass, regclass) IS 'Raises an error unless a level can be read.';

CREATE FUNCTION circle__resolve_levels(options jsonb) RETURNS text[]
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	level text;
	resolved text[] := '{}';
BEGIN
	FOREACH level IN ARRAY coalesce(circle__list_option(options, 'levels'), '{}') LOOP
		PERFORM circle__check_level(level, circle__relation_option(options, 'homes'), circle__relation_option(options, 'communities'));
		-- Kept with its schema: the role that refreshes may have another search_path.
		resolved := resolved || CASE WHEN strpos(level, '=') = 0 THEN circle__level_name(level)
			ELSE format('%s=%s', circle__level_name(level), circle__relation_name(circle__level_relation(level))) END;
	END LOOP;
	IF (SELECT count(DISTINCT circle__level_name(l)) FROM unnest(resolved) AS l) <> cardinality(resolved) THEN
		PERFORM circle__raise('invalid_parameter_value', 'a level is named twice');
	END IF;
	RETURN resolved;
END
$$;
COMMENT ON FUNCTION circle__resolve_levels(jsonb) IS 'The levels of a study as its definition keeps them, from the options; empty for none.';

-- What a home says of its areas, and what its community and the polygons say.

CREATE FUNCTION circle__column_areas(levels text[], relation regclass, alias text) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN (SELECT format('ARRAY[%s]::text[]', string_agg(
				CASE WHEN circle__level_relation(l) IS NULL AND circle__type_of(relation, circle__level_name(l)) IS NOT NULL
					 THEN format('coalesce(%I.%I::text, '''')', alias, circle__level_name(l)) ELSE 'NULL' END, ', ' ORDER BY no))
			  FROM unnest(levels) WITH ORDINALITY AS u (l, no));
COMMENT ON FUNCTION circle__column_areas(text[], regclass, text) IS
'The expression over rows (of this alias) of homes or communities for the areas that are columns of theirs; NULL for others.';

CREATE FUNCTION circle__scan_areas(levels text[]) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN (SELECT format('ARRAY[%s]::text[]', string_agg(
				CASE WHEN circle__level_relation(l) IS NULL
					 THEN format('coalesce(q."read areas"[%1$s], (SELECT min(c.areas[%1$s]) FROM pg_temp.circle_scan_area AS c
								   WHERE c.level = ''community'' AND c.problem IS NULL AND c.community = q.community), '''')', no)
					 ELSE format('coalesce((SELECT m.community FROM pg_temp.circle_scan_member AS m
								   WHERE m.level = %L AND m.home_id = q.home_id), '''')', circle__level_name(l)) END, ', ' ORDER BY no))
			  FROM unnest(levels) WITH ORDINALITY AS u (l, no));
COMMENT ON FUNCTION circle__scan_areas(text[]) IS
'The expression over rows q of homes (home_id, community, "read areas") for the names of their areas, after circle__find_communities. A point on a common border belongs to the area that sorts first.';
