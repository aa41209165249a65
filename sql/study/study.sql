-- Studies: definition, creation, change and removal.
--
-- A study is a schema whose one-row table "study" defines it. Inputs are kept as text and
-- resolved at each use, because imports drop and re-create them; nothing in the schema depends
-- on an input. The tables that hold results are described in study/results.sql.

CREATE FUNCTION circle__study_columns() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY['study', 'layout', 'network', 'homes_schema', 'homes_name', 'home_key', 'home_key_type',
		'home_geom', 'home_community', 'amenities_schema', 'amenities_name', 'amenity_key',
		'amenity_key_type', 'amenity_geom', 'amenity_category', 'communities_schema',
		'communities_name', 'community_key', 'community_geom', 'walkers', 'standards', 'categories',
		'keep', 'marks', 'horizon_min', 'weights', 'created_at', 'circles_schema', 'circles_name', 'circle_key', 'circle_geom',
		'circle_area', 'circle_name', 'circle_min', 'circle_standard', 'homes_datum', 'amenities_datum',
		'communities_datum', 'circles_datum', 'direction', 'levels',
		'entrances_schema', 'entrances_name', 'entrance_key', 'entrance_geom'];
COMMENT ON FUNCTION circle__study_columns() IS 'Columns of a study''s definition table, in order.';

CREATE FUNCTION circle__study_layout() RETURNS int
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN 2;
COMMENT ON FUNCTION circle__study_layout() IS
'Layout of the schema of a study that this version makes; it reads older ones, and study/migrate.sql brings them up to date.';

CREATE FUNCTION circle__is_study(schema_name text) RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	-- The columns of layout 1, or of the newest.
	RETURN (circle__is_definition(schema_name, 'study', circle__study_columns())
			OR circle__is_definition(schema_name, 'study', (circle__study_columns())[1:35]))
		AND circle__is_trusted_table(schema_name, 'night') AND circle__is_trusted_table(schema_name, 'walker')
		AND circle__is_trusted_table(schema_name, 'standard') AND circle__is_trusted_table(schema_name, 'amenity');
COMMENT ON FUNCTION circle__is_study(text) IS
'Is a schema a study, of a layout that is known? Decided from the catalogue alone: its table "study" has the exact columns, and all that is read of it for others can be read without running anybody''s code.';

CREATE FUNCTION circle__check_study(study text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF circle__is_study(study) THEN
		RETURN;
	END IF;
	RAISE EXCEPTION USING
		ERRCODE = 'undefined_object',
		MESSAGE = format('study %s does not exist', coalesce('"' || study || '"', 'NULL')),
		HINT = coalesce(
			(SELECT 'Studies that exist: ' || string_agg(nspname, ', ' ORDER BY nspname) || '.'
			   FROM pg_catalog.pg_namespace
			  WHERE has_schema_privilege(oid, 'USAGE') AND circle__is_study(nspname)),
			'There is no study yet; make one with circle_create_study().');
END
$$;
COMMENT ON FUNCTION circle__check_study(text) IS 'Raises an error that lists the studies unless the study exists.';

-- The definition says what types the keys have; what is read for others goes by the tables themselves.

CREATE FUNCTION circle__home_key_type(study text) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN circle__type_of(to_regclass(format('%I.home', study)), 'home_id');
COMMENT ON FUNCTION circle__home_key_type(text) IS 'Type of the keys of a study''s homes, as SQL writes it.';

CREATE FUNCTION circle__amenity_key_type(study text) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN circle__type_of(to_regclass(format('%I.amenity', study)), 'amenity_id');
COMMENT ON FUNCTION circle__amenity_key_type(text) IS 'Type of the keys of a study''s amenities, as SQL writes it.';

-- The input columns of a study, found or checked.

CREATE FUNCTION circle__check_weights(homes regclass, weights text[]) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	weight text;
	missing text;
BEGIN
	FOREACH weight IN ARRAY weights LOOP
		IF weight IS NULL OR weight = ANY (circle__home_columns()) THEN
			RAISE EXCEPTION USING
				ERRCODE = 'invalid_parameter_value',
				MESSAGE = format('%s cannot be the name of a weight', coalesce('"' || weight || '"', 'NULL')),
				HINT = 'A weight is named as its numeric column of the homes; columns of a study''s table "home" are taken.';
		END IF;
		SELECT weight INTO missing
		 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_attribute
							WHERE attrelid = homes AND attname = weight AND attnum > 0 AND NOT attisdropped
							  AND atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'float4'::regtype,
											   'float8'::regtype, 'numeric'::regtype));
		IF missing IS NOT NULL THEN
			RAISE EXCEPTION USING
				ERRCODE = 'undefined_column',
				MESSAGE = format('homes %s have no numeric column "%s"', homes, weight),
				DETAIL = 'A weight of a study is a numeric column of its homes.',
				HINT = 'Numeric columns: ' || coalesce(
					(SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute
					  WHERE attrelid = homes AND attnum > 0 AND NOT attisdropped
						AND atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'float4'::regtype,
										 'float8'::regtype, 'numeric'::regtype)), 'none')
					|| '. Name some as weights, or weights => ''{}'' to count homes only.';
		END IF;
	END LOOP;
	IF cardinality(weights) <> (SELECT count(DISTINCT w) FROM unnest(weights) AS w) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a weight is named twice';
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_weights(regclass, text[]) IS 'Raises an error unless every weight is a numeric column of the homes.';

CREATE FUNCTION circle__check_standards(standards circle_standard[]) RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF coalesce(cardinality(standards), 0) = 0 OR array_position(standards, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'a study needs at least one standard, and none of them NULL',
			HINT = 'For example: ''clinic within 15 min & bus_stop * 2 within 8 min''::circle_standard.';
	END IF;
	IF EXISTS (SELECT FROM unnest(standards) AS s, circle_needs(s) AS n WHERE n.limit_value IS NULL) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'a need of the standard has no limit',
			HINT = 'Write "within N min", "within N m" or "within N m straight" after each need; only the standard of a circle may leave it out.';
	END IF;
	IF (SELECT count(DISTINCT s) FROM unnest(standards) AS s) <> cardinality(standards) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a standard is given twice';
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_standards(circle_standard[]) IS 'Raises an error unless these can be the standards of a study.';

CREATE FUNCTION circle__check_walkers(walkers text[]) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	unknown text;
BEGIN
	IF coalesce(cardinality(walkers), 0) = 0 OR array_position(walkers, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'a study needs at least one walker, and none of them NULL';
	END IF;
	SELECT w INTO unknown FROM unnest(walkers) AS w
	 WHERE NOT EXISTS (SELECT FROM circle_walker WHERE name = w) LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING
			ERRCODE = 'undefined_object',
			MESSAGE = format('walker "%s" does not exist', unknown),
			HINT = 'Walkers that exist: ' || (SELECT string_agg(name, ', ' ORDER BY name) FROM circle_walker) || '.';
	END IF;
	IF (SELECT count(DISTINCT w) FROM unnest(walkers) AS w) <> cardinality(walkers) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'a walker is named twice';
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_walkers(text[]) IS 'Raises an error unless every walker exists, and is named once.';

CREATE FUNCTION circle__write_direction(study text, direction text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF coalesce(direction <> ALL ('{there,back,both}'), true) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('direction %s does not exist', coalesce('"' || direction || '"', 'NULL')),
			HINT = 'Directions: there (from home), back (to home), both (half of there and back).';
	END IF;
	EXECUTE format('UPDATE %I.study SET direction = $1', study) USING direction;
END
$$;
COMMENT ON FUNCTION circle__write_direction(text, text) IS 'Checks the direction of a study''s walks and writes it to the study''s table "study".';

CREATE FUNCTION circle__study_key(relation regclass, given text, usual text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	found text := circle__find_key(relation, given, usual);
BEGIN
	IF NOT circle__is_trusted_type(circle__type_of(relation, found)::regtype) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'datatype_mismatch',
			MESSAGE = format('key column "%s" of relation %s has type %s', found, relation, circle__type_of(relation, found)),
			DETAIL = 'A key must be of a type of PostgreSQL itself, so that readers run nobody''s code.',
			HINT = 'Give a view that casts the key, for example to text.';
	END IF;
	RETURN found;
END
$$;
COMMENT ON FUNCTION circle__study_key(regclass, text, text) IS
'The key column of homes or amenities; an error if there is none, or if it is of a type that a user made.';

CREATE FUNCTION circle__write_study(
	study text, network text, homes regclass, amenities regclass, standards circle_standard[],
	walkers text[], communities regclass, categories text[], keep int, marks float8[],
	horizon_min float8, weights text[], home_key text, home_geom text, home_community text,
	amenity_key text, amenity_geom text, amenity_category text, community_key text,
	community_geom text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	known circle_coverage;
BEGIN
	PERFORM circle__check_network(network);
	PERFORM circle__check_standards(standards);
	PERFORM circle__check_walkers(walkers);
	PERFORM circle__check_weights(homes, weights);
	-- What the standards, categories and marks ask for must fit into a coverage.
	known := circle__template(standards, categories, keep, marks, horizon_min);

	home_key := circle__study_key(homes, home_key, 'home_id');
	home_geom := circle__find_geometry(homes, home_geom);
	home_community := circle__find_column(homes, home_community, 'community', false);
	amenity_key := circle__study_key(amenities, amenity_key, 'amenity_id');
	amenity_geom := circle__find_geometry(amenities, amenity_geom);
	amenity_category := circle__find_column(amenities, amenity_category, 'category', true);
	IF communities IS NOT NULL THEN
		community_key := coalesce(community_key, circle__find_column(communities, NULL, 'community', false),
								  circle__find_column(communities, NULL, 'name', false));
		community_key := circle__find_key(communities, community_key);
		community_geom := circle__find_geometry(communities, community_geom);
	END IF;

	EXECUTE format('DELETE FROM %I.study', study);
	EXECUTE format('INSERT INTO %I.study VALUES ($1, circle__study_layout(), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
		$15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, now())', study)
	  USING study, network,
		circle__schema_of(homes), circle__name_of(homes), home_key, circle__type_of(homes, home_key), home_geom,
		home_community,
		circle__schema_of(amenities), circle__name_of(amenities), amenity_key,
		circle__type_of(amenities, amenity_key), amenity_geom, amenity_category,
		circle__schema_of(communities), circle__name_of(communities), community_key, community_geom,
		walkers, standards, categories, keep, marks, horizon_min, weights;
END
$$;
COMMENT ON FUNCTION circle__write_study(text, text, regclass, regclass, circle_standard[], text[], regclass, text[],
	int, float8[], float8, text[], text, text, text, text, text, text, text, text) IS
'Checks a study''s definition and writes it to the study''s table "study".';

CREATE FUNCTION circle__write_datums(study text, homes_datum text, amenities_datum text, communities_datum text, circles_datum text)
	RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__check_datum(d) FROM unnest(ARRAY[homes_datum, amenities_datum, communities_datum, circles_datum]) AS d;
	EXECUTE format('UPDATE %I.study SET homes_datum = $1, amenities_datum = $2, communities_datum = $3, circles_datum = $4', study)
	  USING coalesce(homes_datum, 'wgs84'), coalesce(amenities_datum, 'wgs84'), coalesce(communities_datum, 'wgs84'),
		coalesce(circles_datum, 'wgs84');
END
$$;
COMMENT ON FUNCTION circle__write_datums(text, text, text, text, text) IS
'Writes the datums of a study''s inputs to its definition; NULL: wgs84.';

CREATE FUNCTION circle_create_study(
	study text, network text, homes regclass, amenities regclass, standards circle_standard[],
	walkers text[] DEFAULT '{adult}', communities regclass DEFAULT NULL, circles regclass DEFAULT NULL,
	categories text[] DEFAULT NULL, keep int DEFAULT 5, marks float8[] DEFAULT NULL,
	horizon_min float8 DEFAULT NULL, weights text[] DEFAULT '{population}',
	home_key text DEFAULT NULL, home_geom text DEFAULT NULL, home_community text DEFAULT NULL,
	amenity_key text DEFAULT NULL, amenity_geom text DEFAULT NULL, amenity_category text DEFAULT NULL,
	community_key text DEFAULT NULL, community_geom text DEFAULT NULL,
	circle_key text DEFAULT NULL, circle_geom text DEFAULT NULL, circle_area text DEFAULT NULL,
	circle_name text DEFAULT NULL, circle_min float8 DEFAULT 15, circle_standard circle_standard DEFAULT NULL,
	homes_datum text DEFAULT NULL, amenities_datum text DEFAULT NULL, communities_datum text DEFAULT NULL,
	circles_datum text DEFAULT NULL, direction text DEFAULT 'there', levels text[] DEFAULT NULL,
	entrances regclass DEFAULT NULL, entrance_key text DEFAULT NULL, entrance_geom text DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
BEGIN
	IF homes IS NULL OR amenities IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'null_value_not_allowed',
			MESSAGE = format('a study needs a table or view of %s', CASE WHEN homes IS NULL THEN 'homes' ELSE 'amenities' END);
	END IF;
	PERFORM circle__check_network(network);
	PERFORM circle__make_schema(study, circle__study_relations());
	PERFORM circle__make_study_tables(study, circle__type_of(homes, circle__study_key(homes, home_key, 'home_id')),
		circle__type_of(amenities, circle__study_key(amenities, amenity_key, 'amenity_id')), weights);
	PERFORM circle__write_study(study, network, homes, amenities, standards, walkers, communities, categories,
		keep, marks, horizon_min, weights, home_key, home_geom, home_community, amenity_key, amenity_geom,
		amenity_category, community_key, community_geom);
	PERFORM circle__write_circles(study, circles, circle_key, circle_geom, circle_area, circle_name, circle_min, circle_standard);
	PERFORM circle__write_datums(study, homes_datum, amenities_datum, communities_datum, circles_datum);
	PERFORM circle__write_direction(study, direction);
	PERFORM circle__write_levels(study, levels);
	PERFORM circle__write_entrances(study, entrances, entrance_key, entrance_geom);
END
$$;
COMMENT ON FUNCTION circle_create_study(text, text, regclass, regclass, circle_standard[], text[], regclass,
	regclass, text[], int, float8[], float8, text[], text, text, text, text, text, text, text, text, text, text, text, text,
	float8, circle_standard, text, text, text, text, text, text[], regclass, text, text) IS
'Makes a study in a schema of its own: network, homes, amenities, standards (the first is the principal one), walkers (likewise), communities (polygons; else the homes'' column "community"), further categories to know, how many nearest values to keep, marks and horizon in minutes, the homes'' numeric columns that weigh them, and circles (centres, drawn areas or both; circle_min: minutes of walk to the centre that make a home a member; circle_standard: what a circle must hold to be accepted). An input in the shifted coordinates of Chinese maps is converted as it is read: homes_datum and so on, ''gcj02'' or ''bd09''. direction of the walks: there (from home), back, or both (half of there and back). levels: areas above communities for the indicators, each a column of the homes or of the communities, or polygons (''district=city.district''). entrances: points at which amenities are entered, their column amenity_id (or entrance_key) naming the amenity. Columns are found if they have the obvious names, else named. Nothing is computed yet: CALL circle_refresh(study).';

CREATE FUNCTION circle_create_study(
	study text, network text, homes regclass, amenities regclass, standards circle_standard,
	walkers text[] DEFAULT '{adult}', communities regclass DEFAULT NULL, circles regclass DEFAULT NULL,
	categories text[] DEFAULT NULL, keep int DEFAULT 5, marks float8[] DEFAULT NULL,
	horizon_min float8 DEFAULT NULL, weights text[] DEFAULT '{population}',
	home_key text DEFAULT NULL, home_geom text DEFAULT NULL, home_community text DEFAULT NULL,
	amenity_key text DEFAULT NULL, amenity_geom text DEFAULT NULL, amenity_category text DEFAULT NULL,
	community_key text DEFAULT NULL, community_geom text DEFAULT NULL,
	circle_key text DEFAULT NULL, circle_geom text DEFAULT NULL, circle_area text DEFAULT NULL,
	circle_name text DEFAULT NULL, circle_min float8 DEFAULT 15, circle_standard circle_standard DEFAULT NULL,
	homes_datum text DEFAULT NULL, amenities_datum text DEFAULT NULL, communities_datum text DEFAULT NULL,
	circles_datum text DEFAULT NULL, direction text DEFAULT 'there', levels text[] DEFAULT NULL,
	entrances regclass DEFAULT NULL, entrance_key text DEFAULT NULL, entrance_geom text DEFAULT NULL) RETURNS void
	LANGUAGE sql
BEGIN ATOMIC
	SELECT circle_create_study(study, network, homes, amenities, ARRAY[standards], walkers, communities, circles,
		categories, keep, marks, horizon_min, weights, home_key, home_geom, home_community, amenity_key,
		amenity_geom, amenity_category, community_key, community_geom, circle_key, circle_geom, circle_area, circle_name,
		circle_min, circle_standard, homes_datum, amenities_datum, communities_datum, circles_datum,
		direction, levels, entrances, entrance_key, entrance_geom);
END;
COMMENT ON FUNCTION circle_create_study(text, text, regclass, regclass, circle_standard, text[], regclass,
	regclass, text[], int, float8[], float8, text[], text, text, text, text, text, text, text, text, text, text, text, text,
	float8, circle_standard, text, text, text, text, text, text[], regclass, text, text) IS
'Makes a study with one standard.';

CREATE FUNCTION circle__lock_definition(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- A row lock is not enough: the row that is waited for is replaced.
	BEGIN
		EXECUTE format('LOCK TABLE %I.study IN SHARE ROW EXCLUSIVE MODE', study);
	EXCEPTION WHEN undefined_table OR invalid_schema_name THEN
		NULL; -- dropped meanwhile: the check below says so
	END;
	PERFORM circle__check_study(study);
END
$$;
COMMENT ON FUNCTION circle__lock_definition(text) IS
'Waits until no other transaction changes a study''s definition, and keeps others from doing so until the end of this one; readers and refreshes are not held up. An error if the study is dropped meanwhile.';

CREATE FUNCTION circle_alter_study(
	study text, network text DEFAULT NULL, homes regclass DEFAULT NULL, amenities regclass DEFAULT NULL,
	standards circle_standard[] DEFAULT NULL, walkers text[] DEFAULT NULL, communities regclass DEFAULT NULL,
	categories text[] DEFAULT NULL, keep int DEFAULT NULL, marks float8[] DEFAULT NULL,
	horizon_min float8 DEFAULT NULL, weights text[] DEFAULT NULL,
	home_key text DEFAULT NULL, home_geom text DEFAULT NULL, home_community text DEFAULT NULL,
	amenity_key text DEFAULT NULL, amenity_geom text DEFAULT NULL, amenity_category text DEFAULT NULL,
	community_key text DEFAULT NULL, community_geom text DEFAULT NULL,
	forget text[] DEFAULT '{}', circles regclass DEFAULT NULL, circle_key text DEFAULT NULL,
	circle_geom text DEFAULT NULL, circle_area text DEFAULT NULL, circle_name text DEFAULT NULL,
	circle_min float8 DEFAULT NULL, circle_standard circle_standard DEFAULT NULL, homes_datum text DEFAULT NULL,
	amenities_datum text DEFAULT NULL, communities_datum text DEFAULT NULL, circles_datum text DEFAULT NULL,
	direction text DEFAULT NULL, levels text[] DEFAULT NULL, entrances regclass DEFAULT NULL, entrance_key text DEFAULT NULL,
	entrance_geom text DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
	old record;
	unknown text;
BEGIN
	PERFORM circle__check_study(study);
	PERFORM circle__check_owner(study);
	PERFORM circle__lock_definition(study);
	PERFORM circle__migrate_study(study, weights);
	SELECT f INTO unknown FROM unnest(forget) AS f
	 WHERE f IS NULL OR f <> ALL ('{communities,home_community,categories,marks,horizon_min,circles,circle_standard,entrances}');
	IF FOUND THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('%s cannot be forgotten', coalesce('"' || unknown || '"', 'NULL')),
			HINT = 'What can be taken out of a study: communities, home_community, categories, marks, horizon_min, circles, circle_standard, entrances.';
	END IF;
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT old;
	-- A new relation brings its own columns; an old one keeps those it had.
	IF homes IS NULL THEN
		homes := circle__resolve(old.homes_schema, old.homes_name, 'homes');
		home_key := coalesce(home_key, old.home_key);
		home_geom := coalesce(home_geom, old.home_geom);
		home_community := coalesce(home_community, old.home_community);
	END IF;
	IF amenities IS NULL THEN
		amenities := circle__resolve(old.amenities_schema, old.amenities_name, 'amenities');
		amenity_key := coalesce(amenity_key, old.amenity_key);
		amenity_geom := coalesce(amenity_geom, old.amenity_geom);
		amenity_category := coalesce(amenity_category, old.amenity_category);
	END IF;
	IF communities IS NULL AND old.communities_name IS NOT NULL AND 'communities' <> ALL (forget) THEN
		communities := circle__resolve(old.communities_schema, old.communities_name, 'communities');
		community_key := coalesce(community_key, old.community_key);
		community_geom := coalesce(community_geom, old.community_geom);
	END IF;
	IF circles IS NULL AND old.circles_name IS NOT NULL AND 'circles' <> ALL (forget) THEN
		circles := circle__resolve(old.circles_schema, old.circles_name, 'circles');
		circle_key := coalesce(circle_key, old.circle_key);
		circle_geom := coalesce(circle_geom, old.circle_geom);
		circle_area := coalesce(circle_area, old.circle_area);
		circle_name := coalesce(circle_name, old.circle_name);
	END IF;
	IF entrances IS NULL AND old.entrances_name IS NOT NULL AND 'entrances' <> ALL (forget) THEN
		entrances := circle__resolve(old.entrances_schema, old.entrances_name, 'entrances');
		entrance_key := coalesce(entrance_key, old.entrance_key);
		entrance_geom := coalesce(entrance_geom, old.entrance_geom);
	END IF;
	IF circles IS NOT NULL AND 'circle_standard' <> ALL (forget) THEN
		circle_standard := coalesce(circle_standard, old.circle_standard);
	END IF;
	weights := coalesce(weights, old.weights);
	PERFORM circle__write_study(study, coalesce(network, old.network), homes, amenities,
		coalesce(standards, old.standards), coalesce(walkers, old.walkers), communities,
		CASE WHEN 'categories' <> ALL (forget) THEN coalesce(categories, old.categories) END,
		coalesce(keep, old.keep),
		CASE WHEN 'marks' <> ALL (forget) THEN coalesce(marks, old.marks) END,
		CASE WHEN 'horizon_min' <> ALL (forget) THEN coalesce(horizon_min, old.horizon_min) END,
		weights, home_key, home_geom, CASE WHEN 'home_community' <> ALL (forget) THEN home_community END,
		amenity_key, amenity_geom, amenity_category, community_key, community_geom);
	PERFORM circle__write_circles(study, circles, circle_key, circle_geom, circle_area, circle_name,
		coalesce(circle_min, old.circle_min), circle_standard);
	PERFORM circle__write_datums(study, coalesce(homes_datum, old.homes_datum), coalesce(amenities_datum, old.amenities_datum),
		coalesce(communities_datum, old.communities_datum), coalesce(circles_datum, old.circles_datum));
	PERFORM circle__write_direction(study, coalesce(direction, old.direction));
	PERFORM circle__write_levels(study, coalesce(levels, old.levels));
	PERFORM circle__write_entrances(study, entrances, entrance_key, entrance_geom);
	IF circle__type_of(homes, circle__study_key(homes, home_key, 'home_id')) <> old.home_key_type
	   OR circle__type_of(amenities, circle__study_key(amenities, amenity_key, 'amenity_id')) <> old.amenity_key_type THEN
		RAISE EXCEPTION USING
			ERRCODE = 'datatype_mismatch',
			MESSAGE = 'the type of a key cannot change in a study',
			DETAIL = format('Homes have keys of type %s, amenities of type %s.', old.home_key_type, old.amenity_key_type),
			HINT = 'Make a new study, or give inputs with keys of these types.';
	END IF;
	PERFORM circle__add_weight_columns(study, weights);
	PERFORM circle__make_bi_home(study);
	PERFORM circle__comment_columns(study);
END
$$;
COMMENT ON FUNCTION circle_alter_study(text, text, regclass, regclass, circle_standard[], text[], regclass, text[],
	int, float8[], float8, text[], text, text, text, text, text, text, text, text, text[], regclass, text, text, text,
	text, float8, circle_standard, text, text, text, text, text, text[], regclass, text, text) IS
'Changes a study''s definition: what is given replaces what was, what is NULL stays, what is named in forget (communities, home_community, categories, marks, horizon_min, circles, circle_standard, entrances) is taken out. Results stay those of the last night until the next refresh.';

CREATE FUNCTION circle_drop_study(study text, "cascade" boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
BEGIN
	PERFORM circle__check_study(study);
	PERFORM circle__check_owner(study);
	-- Not between two transactions of a refresh; and another session may have dropped it while this one waited.
	PERFORM circle__lock_schema(study);
	PERFORM circle__check_study(study);
	PERFORM circle__drop_schema(study, circle__study_relations(), "cascade");
END
$$;
COMMENT ON FUNCTION circle_drop_study(text, boolean) IS
'Drops what a study made, and its schema if nothing else is left in it; waits for a refresh that is running. Without cascade, views of others that read the results are an error.';

CREATE FUNCTION circle_studies(OUT study text, OUT network text, OUT homes text, OUT amenities text,
	OUT standards circle_standard[], OUT walkers text[], OUT night bigint, OUT published_at timestamptz, OUT network_newer boolean) RETURNS SETOF record
	LANGUAGE plpgsql STABLE ROWS 10
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
	schema_name text;
BEGIN
	FOR schema_name IN SELECT n.nspname FROM pg_catalog.pg_namespace AS n
						WHERE pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND circle__is_study(n.nspname)
						ORDER BY 1 LOOP
		IF has_table_privilege(format('%I.study', schema_name), 'SELECT')
		   AND has_table_privilege(format('%I.night', schema_name), 'SELECT') THEN
			RETURN QUERY EXECUTE format(
				'SELECT s.study, s.network, format(''%%I.%%I'', s.homes_schema, s.homes_name),
						format(''%%I.%%I'', s.amenities_schema, s.amenities_name), s.standards, s.walkers,
						n.night, n.published_at,
						CASE WHEN circle__may_read_network(n.network) AND has_table_privilege(%2$L, ''SELECT'')
							 THEN circle__newer_tiles(%3$L) <> ''{}'' END
				   FROM %1$I.study AS s LEFT JOIN %1$I.night AS n ON true', schema_name, format('%I.tile_seen', schema_name), schema_name);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle_studies() IS
'The studies that the caller may read, with their inputs and the last published night. network_newer: has the network been built again since then, so that points are answered by other streets than the results? NULL where nothing is published or the caller may not read it.';
