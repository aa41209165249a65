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
		'keep', 'cutoffs', 'horizon_min', 'weights', 'created_at', 'options', 'standard_names', 'attributes', 'outlets', 'circles_schema', 'circles_name', 'circle_key', 'circle_geom',
		'circle_area', 'circle_name', 'circle_min', 'circle_standard', 'homes_datum', 'amenities_datum',
		'communities_datum', 'circles_datum', 'direction', 'levels',
		'entrances_schema', 'entrances_name', 'entrance_key', 'entrance_geom'];
COMMENT ON FUNCTION circle__study_columns() IS 'Columns of a study''s definition table, in order.';

CREATE FUNCTION circle__study_layout() RETURNS int
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN 1;
COMMENT ON FUNCTION circle__study_layout() IS
'Layout of the schema of a study that this version makes; it reads older ones, and study/migrate.sql brings them up to date.';

CREATE FUNCTION circle__is_study(schema_name text) RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN circle__is_definition(schema_name, 'study', circle__study_columns())
		AND circle__is_trusted_table(schema_name, 'version') AND circle__is_trusted_table(schema_name, 'walker')
		AND circle__is_trusted_table(schema_name, 'standard') AND circle__is_trusted_table(schema_name, 'amenity');
COMMENT ON FUNCTION circle__is_study(text) IS
'Is a schema a study, of a layout that is known? Decided from the catalogue alone: its table "study" has the exact columns, and all that is read of it for others can be read without running user code.';

CREATE FUNCTION circle__check_study(study text) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF circle__is_study(study) THEN
		PERFORM circle__check_study_usage(study);
		RETURN;
	END IF;
	PERFORM circle__raise('undefined_object',
		format('study %s does not exist', coalesce('"' || study || '"', 'NULL')),
		hint => coalesce(
			(SELECT 'Studies that exist: ' || string_agg(nspname, ', ' ORDER BY nspname) || '.'
			   FROM pg_catalog.pg_namespace
			  WHERE has_schema_privilege(oid, 'USAGE') AND circle__is_study(nspname)),
			'There is no study yet; make one with circle_create_study().'));
END
$$;
COMMENT ON FUNCTION circle__check_study(text) IS 'Raises an error that lists the studies unless the study exists; in functions that read for others, one with the missing GRANT unless the caller may use its schema.';

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

-- Checks of what a study is made of.

CREATE FUNCTION circle__is_number(type regtype) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN type = ANY (ARRAY['int2', 'int4', 'int8', 'float4', 'float8', 'numeric']::regtype[]);
COMMENT ON FUNCTION circle__is_number(regtype) IS 'Is it a type of numbers?';

CREATE FUNCTION circle__check_numeric_columns(relation regclass, input text, option text, names text[]) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	name text;
	found text;
BEGIN
	FOREACH name IN ARRAY names LOOP
		found := circle__type_of(relation, name);
		IF found IS NULL OR NOT circle__is_number(found::regtype) THEN
			PERFORM circle__raise(CASE WHEN found IS NULL THEN 'undefined_column' ELSE 'datatype_mismatch' END,
				CASE WHEN found IS NULL THEN format('column "%s" of %s %s does not exist', name, input, circle__relation_name(relation))
							   ELSE format('column "%s" of %s %s has type %s, not a number', name, input, circle__relation_name(relation), found) END,
				detail => format('The names in "%s" are numeric columns of the %s. Columns found: %s.', option, input,
								circle__list_columns(relation)),
				hint => CASE WHEN found IS NULL THEN format('Name others, or none: %s => ''''.', option)
							ELSE format('Give a view that casts it: %I::numeric AS %1$I.', name) END);
		END IF;
	END LOOP;
	IF cardinality(names) <> (SELECT count(DISTINCT n) FROM unnest(names) AS n) THEN
		PERFORM circle__raise('invalid_parameter_value', format('"%s" names a column twice', option));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_numeric_columns(regclass, text, text, text[]) IS
'Raises an error unless all names are those of different numeric columns of an input.';

CREATE FUNCTION circle__check_weights(homes regclass, weights text[]) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	taken text;
BEGIN
	SELECT w INTO taken FROM unnest(weights) AS w WHERE w IS NULL OR w = ANY (circle__home_columns()) LIMIT 1;
	IF FOUND THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('%s cannot be the name of a weight', coalesce('"' || taken || '"', 'NULL')),
			hint => 'A weight is named as its numeric column of the homes; columns of a study''s table "home" are taken.');
	END IF;
	PERFORM circle__check_numeric_columns(homes, 'homes', 'weights', weights);
END
$$;
COMMENT ON FUNCTION circle__check_weights(regclass, text[]) IS 'Raises an error unless every weight is a numeric column of the homes.';

CREATE FUNCTION circle__check_walkers(walkers text[]) RETURNS void
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	unknown text;
	meant text;
BEGIN
	IF coalesce(cardinality(walkers), 0) = 0 OR array_position(walkers, NULL) IS NOT NULL THEN
		PERFORM circle__raise('null_value_not_allowed',
			'a study needs at least one walker, and none of them NULL');
	END IF;
	SELECT w INTO unknown FROM unnest(walkers) AS w
	 WHERE NOT EXISTS (SELECT FROM circle_walker WHERE name = w) LIMIT 1;
	IF FOUND THEN
		meant := circle__nearest_name(unknown, ARRAY(SELECT name FROM circle_walker ORDER BY name));
		PERFORM circle__raise('undefined_object',
			format('walker "%s" does not exist', unknown),
			hint => CASE WHEN meant IS NOT NULL THEN format('Did you mean "%s"? ', meant) ELSE '' END
				|| 'Walkers that exist: ' || (SELECT string_agg(name, ', ' ORDER BY name) FROM circle_walker) || '.');
	END IF;
	IF (SELECT count(DISTINCT w) FROM unnest(walkers) AS w) <> cardinality(walkers) THEN
		PERFORM circle__raise('invalid_parameter_value', 'a walker is named twice');
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_walkers(text[]) IS 'Raises an error unless every walker exists, and is named once.';

-- Standards: each has a name, which results and views carry. The first is the principal one.

CREATE FUNCTION circle__read_standard(given text, OUT name text, OUT standard circle_standard) RETURNS record
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	meant text;
BEGIN
	IF given IS NULL THEN
		PERFORM circle__raise('null_value_not_allowed',
			'a study needs a standard',
			hint => 'Name one of circle_standard_catalog, as ''mofcom_15min'', or write one: ''clinic within 15 min & bus_stop * 2 within 8 min''.');
	END IF;
	SELECT c.name, c.standard INTO name, standard FROM circle_standard_catalog AS c WHERE c.name = btrim(given);
	IF FOUND THEN
		RETURN;
	END IF;
	name := NULL;
	-- One word is a name that the catalogue does not know, or a need without limit; either needs the same help.
	IF btrim(given) ~ '^[[:alnum:]_]+$' THEN
		meant := circle__nearest_name(btrim(given), ARRAY(SELECT c.name FROM circle_standard_catalog AS c ORDER BY c.name COLLATE "C"));
		PERFORM circle__raise('undefined_object',
			format('standard "%s" does not exist', btrim(given)),
			detail => format('It is no standard: a need says within how many minutes or metres. Nor is it a name in circle_standard_catalog, which has %s.',
							 (SELECT string_agg(c.name, ', ' ORDER BY c.name COLLATE "C") FROM circle_standard_catalog AS c)),
			hint => CASE WHEN meant IS NOT NULL THEN format('Did you mean "%s"? ', meant) ELSE '' END
				|| format('Or write the need in full: ''%s within 15 min''.', btrim(given)));
	END IF;
	standard := given::circle_standard;
	IF EXISTS (SELECT FROM circle_needs(standard) AS n WHERE n.limit_value IS NULL) THEN
		PERFORM circle__raise('invalid_parameter_value',
			'a need of the standard has no limit',
			detail => format('The standard is: %s.', standard),
			hint => 'Write "within N min", "within N m" or "within N m straight" after each need; only the standard of a circle may leave it out.');
	END IF;
END
$$;
COMMENT ON FUNCTION circle__read_standard(text) IS
'A standard as it is given to a study: the name of one in circle_standard_catalog, or one written out, whose name is then NULL.';

CREATE FUNCTION circle__principal_standard(study text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	name text;
BEGIN
	EXECUTE format('SELECT standard FROM %I.standard WHERE standard_no = 1', study) INTO name;
	RETURN name;
END
$$;
COMMENT ON FUNCTION circle__principal_standard(text) IS 'Name of the principal standard of a study''s published version; NULL where there is none.';

CREATE FUNCTION circle__warn_of_categories(standards circle_standard[], categories text[]) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	unknown record;
BEGIN
	FOR unknown IN
		SELECT k AS category, circle__nearest_name(k, ARRAY(SELECT name FROM circle_category ORDER BY name COLLATE "C")) AS meant
		  FROM unnest(circle__known_categories(standards, categories)) AS k
		 WHERE NOT EXISTS (SELECT FROM circle_category AS c WHERE c.name = k)
	LOOP
		RAISE WARNING USING
			ERRCODE = 'undefined_object',
			MESSAGE = format('category "%s" is not in circle_category', unknown.category),
			DETAIL = 'Amenities must have exactly this word as their category.',
			HINT = CASE WHEN unknown.meant IS NOT NULL THEN format('Did you mean "%s"? ', unknown.meant) ELSE '' END
				|| 'A category of your own is entered in circle_user_category.';
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__warn_of_categories(circle_standard[], text[]) IS
'Warns of every category that the catalogue does not know, with the nearest name.';

-- The options of a study, one JSON object, and what they mean for its inputs.

CREATE FUNCTION circle__study_arguments() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY['network', 'homes', 'amenities', 'communities', 'circles', 'entrances', 'walkers', 'weights', 'levels'];
COMMENT ON FUNCTION circle__study_arguments() IS
'Options of a study that circle_create_study() takes as arguments.';

CREATE FUNCTION circle__study_settings() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY['columns', 'attributes', 'datum', 'categories', 'keep', 'cutoffs', 'horizon_min', 'direction', 'circle_min',
		'circle_standard', 'outlets'];
COMMENT ON FUNCTION circle__study_settings() IS
'Options of a study that circle_create_study() takes in its settings.';

CREATE FUNCTION circle__find_input(options jsonb, input text, schema_name text, usual text) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	-- What he may not use or read is not found.
	found regclass := CASE WHEN options ->> input IS NULL AND has_schema_privilege(to_regnamespace(quote_ident(schema_name)), 'USAGE')
						   THEN to_regclass(format('%I.%I', schema_name, usual)) END;
BEGIN
	IF found IS NULL OR NOT has_table_privilege(found, 'SELECT') THEN
		RETURN '{}';
	END IF;
	RETURN jsonb_build_object(input, circle__relation_name(found));
END
$$;
COMMENT ON FUNCTION circle__find_input(jsonb, text, text, text) IS
'The relation of a usual name in a schema as an option, where the input is not given and the relation is there.';

CREATE FUNCTION circle__find_inputs(options jsonb) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	streets_schema text;
	found jsonb;
BEGIN
	EXECUTE format('SELECT streets_schema FROM %I.network', options ->> 'network') INTO STRICT streets_schema;
	found := circle__find_input(options, 'homes', streets_schema, 'home')
		|| circle__find_input(options, 'amenities', streets_schema, 'amenity')
		|| circle__find_input(options, 'communities', streets_schema, 'community')
		|| circle__find_input(options, 'circles', streets_schema, 'circle')
		|| circle__find_input(options, 'entrances', streets_schema, 'entrance');
	IF found <> '{}' THEN
		RAISE NOTICE 'inputs found beside the streets: %',
			(SELECT string_agg(format('%s => %s', i.key, i.value), ', ' ORDER BY i.key) FROM jsonb_each_text(found) AS i);
	END IF;
	options := options || found;
	IF circle__relation_option(options, 'homes') IS NULL OR circle__relation_option(options, 'amenities') IS NULL THEN
		PERFORM circle__raise('null_value_not_allowed',
			format('a study needs a table or view of %s', CASE WHEN circle__relation_option(options, 'homes') IS NULL THEN 'homes' ELSE 'amenities' END),
			detail => format('Inputs that are not given are looked for in schema %I, where the streets are: home, amenity, community, circle, entrance.',
							streets_schema),
			hint => 'Name it, as in homes => ''city.building''.');
	END IF;
	RETURN options;
END
$$;
COMMENT ON FUNCTION circle__find_inputs(jsonb) IS
'The options of a study with the inputs that were not given but exist beside its network''s streets under their usual names; a NOTICE says which.';

CREATE FUNCTION circle__find_weights(options jsonb) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	homes regclass := circle__relation_option(options, 'homes');
	found text := circle__type_of(homes, 'population');
BEGIN
	IF options ->> 'weights' IS NOT NULL THEN
		RETURN options;
	ELSIF found IS NOT NULL AND circle__is_number(found::regtype) THEN
		RETURN options || '{"weights": "population"}';
	END IF;
	RAISE NOTICE USING
		MESSAGE = format('homes %s have no numeric column "population": homes are counted, not people', circle__relation_name(homes)),
		DETAIL = CASE WHEN found IS NOT NULL THEN format('Column "population" has type %s.', found)
					  ELSE format('Columns found: %s.', circle__list_columns(homes)) END,
		HINT = 'Name numeric columns that weigh homes: weights => ''residents, households''.';
	RETURN options || '{"weights": ""}';
END
$$;
COMMENT ON FUNCTION circle__find_weights(jsonb) IS
'The options of a study with its weights: population where the homes have it and nothing else is said, else none, with a NOTICE.';

CREATE FUNCTION circle__resolve_homes(options jsonb) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	homes regclass := circle__relation_option(options, 'homes');
	key_column text := circle__trusted_key(options, 'homes', homes, 'home_id');
	weights text[] := circle__list_option(options, 'weights');
BEGIN
	PERFORM circle__check_weights(homes, weights);
	RETURN circle__resolved_relation(homes, 'homes') || jsonb_build_object('home_key', key_column,
		'home_key_type', circle__type_of(homes, key_column), 'home_geom', circle__input_geometry(options, 'homes', homes),
		'home_community', circle__input_column(options, 'homes', homes, 'community', false), 'weights', weights);
END
$$;
COMMENT ON FUNCTION circle__resolve_homes(jsonb) IS 'What a study''s definition says of its homes, from the options.';

CREATE FUNCTION circle__resolve_amenities(options jsonb) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	amenities regclass := circle__relation_option(options, 'amenities');
	key_column text := circle__trusted_key(options, 'amenities', amenities, 'amenity_id');
	attributes text[] := coalesce(circle__list_option(options, 'attributes'), '{}');
BEGIN
	PERFORM circle__check_numeric_columns(amenities, 'amenities', 'attributes', attributes);
	RETURN circle__resolved_relation(amenities, 'amenities') || jsonb_build_object('amenity_key', key_column,
		'amenity_key_type', circle__type_of(amenities, key_column), 'amenity_geom', circle__input_geometry(options, 'amenities', amenities),
		'amenity_category', circle__input_column(options, 'amenities', amenities, 'category', true), 'attributes', attributes);
END
$$;
COMMENT ON FUNCTION circle__resolve_amenities(jsonb) IS 'What a study''s definition says of its amenities, from the options.';

CREATE FUNCTION circle__resolve_communities(options jsonb) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	communities regclass := circle__relation_option(options, 'communities');
BEGIN
	IF communities IS NULL THEN
		RETURN '{}';
	END IF;
	RETURN circle__resolved_relation(communities, 'communities') || jsonb_build_object(
		'community_key', coalesce(circle__input_column(options, 'communities', communities, 'community', false),
								  circle__input_column(options, 'communities', communities, 'name', false),
								  circle__input_key(options, 'communities', communities, 'community_id')),
		'community_geom', circle__input_geometry(options, 'communities', communities));
END
$$;
COMMENT ON FUNCTION circle__resolve_communities(jsonb) IS 'What a study''s definition says of its communities, from the options.';

CREATE FUNCTION circle__resolve_entrances(options jsonb, amenity_key_type text) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	entrances regclass := circle__relation_option(options, 'entrances');
	key_column text;
BEGIN
	IF entrances IS NULL THEN
		RETURN '{}';
	END IF;
	key_column := circle__input_column(options, 'entrances', entrances, 'amenity_id', true);
	PERFORM circle__check_entrance_key(entrances, key_column, amenity_key_type);
	RETURN circle__resolved_relation(entrances, 'entrances') || jsonb_build_object('entrance_key', key_column,
		'entrance_geom', circle__input_geometry(options, 'entrances', entrances));
END
$$;
COMMENT ON FUNCTION circle__resolve_entrances(jsonb, text) IS 'What a study''s definition says of its entrances, from the options.';

CREATE FUNCTION circle__resolve_datums(options jsonb) RETURNS jsonb
	LANGUAGE plpgsql IMMUTABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	datums jsonb := coalesce(options -> 'datum', '{}');
BEGIN
	PERFORM circle__check_options(datums, '{homes,amenities,communities,circles}', 'datum');
	PERFORM circle__check_datum(d.value) FROM jsonb_each_text(datums) AS d;
	RETURN jsonb_build_object('homes_datum', coalesce(datums ->> 'homes', 'wgs84'),
		'amenities_datum', coalesce(datums ->> 'amenities', 'wgs84'),
		'communities_datum', coalesce(datums ->> 'communities', 'wgs84'), 'circles_datum', coalesce(datums ->> 'circles', 'wgs84'));
END
$$;
COMMENT ON FUNCTION circle__resolve_datums(jsonb) IS 'What a study''s definition says of the datums of its inputs, from the options.';

CREATE FUNCTION circle__resolve_direction(options jsonb) RETURNS text
	LANGUAGE plpgsql IMMUTABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	direction text := coalesce(options ->> 'direction', 'from_home');
BEGIN
	IF direction <> ALL ('{from_home,to_home,round_trip}') THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('direction "%s" does not exist', direction),
			hint => 'Directions: from_home, to_home, round_trip (half of the way out and the way home).');
	END IF;
	RETURN direction;
END
$$;
COMMENT ON FUNCTION circle__resolve_direction(jsonb) IS 'The direction of a study''s walks, from the options.';

CREATE FUNCTION circle__resolve_study(options jsonb) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	resolved jsonb;
	standards circle_standard[] := ARRAY(SELECT (s ->> 'standard')::circle_standard
										   FROM jsonb_array_elements(options -> 'standards') WITH ORDINALITY AS e (s, no) ORDER BY no);
	categories text[] := circle__list_option(options, 'categories');
	keep int := coalesce(circle__whole_option(options, 'keep', 1, 100), 5);
	cutoffs float8[] := circle__numbers_option(options, 'cutoffs');
	horizon_min float8 := circle__number_option(options, 'horizon_min', 0.1, 1000);
	walkers text[] := coalesce(circle__list_option(options, 'walkers'), '{adult}');
BEGIN
	PERFORM circle__check_columns_option(options, '{"homes": ["home_id", "geom", "community"],
		"amenities": ["amenity_id", "geom", "category"], "communities": ["community", "geom"],
		"circles": ["circle_id", "geom", "area", "name"], "entrances": ["amenity_id", "geom"]}',
		'''{"columns": {"homes": {"home_id": "bldg_no"}}}''');
	PERFORM circle__check_network(options ->> 'network');
	PERFORM circle__check_walkers(walkers);
	-- What standards, categories and cutoffs ask for must fit into a coverage.
	PERFORM circle__template(standards, categories, keep, cutoffs, horizon_min);
	resolved := jsonb_build_object('network', options ->> 'network', 'walkers', walkers, 'standards', standards::text[],
			'standard_names', jsonb_path_query_array(options, '$.standards[*].name'), 'categories', categories, 'keep', keep,
			'cutoffs', cutoffs, 'horizon_min', horizon_min, 'direction', circle__resolve_direction(options))
		|| circle__resolve_homes(options) || circle__resolve_amenities(options) || circle__resolve_communities(options)
		|| circle__resolve_datums(options);
	RETURN resolved || circle__resolve_entrances(options, resolved ->> 'amenity_key_type')
		|| circle__resolve_circles(options, circle__known_categories(standards, categories))
		|| jsonb_build_object('levels', circle__resolve_levels(options));
END
$$;
COMMENT ON FUNCTION circle__resolve_study(jsonb) IS
'The columns of a study''s table "study" from its options, checked and found as they are now.';

CREATE FUNCTION circle__write_study(study text, options jsonb, resolved jsonb) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format('DELETE FROM %I.study', study);
	EXECUTE format('INSERT INTO %1$I.study SELECT (jsonb_populate_record(NULL::%1$I.study, $1)).*', study)
	  USING resolved || jsonb_build_object('study', study, 'layout', circle__study_layout(), 'options', options, 'created_at', now());
END
$$;
COMMENT ON FUNCTION circle__write_study(text, jsonb, jsonb) IS
'Writes a study''s definition, as given (options) and as resolved, to its table "study".';

-- Create, alter, drop, list.

CREATE FUNCTION circle__make_kept_columns(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	weights text[];
BEGIN
	EXECUTE format('SELECT weights FROM %I.study', study) INTO STRICT weights;
	PERFORM circle__add_weight_columns(study, weights);
	PERFORM circle__make_bi_home(study);
	PERFORM circle__comment_columns(study);
END
$$;
COMMENT ON FUNCTION circle__make_kept_columns(text) IS
'Makes the columns that a study''s tables and views have for its weights, where they lack them.';

CREATE FUNCTION circle_create_study(
	study text, network text, standard text, homes regclass DEFAULT NULL, amenities regclass DEFAULT NULL,
	communities regclass DEFAULT NULL, circles regclass DEFAULT NULL, entrances regclass DEFAULT NULL,
	walkers text DEFAULT 'adult', weights text DEFAULT NULL, levels text DEFAULT NULL, settings jsonb DEFAULT '{}') RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	read record;
	options jsonb;
	resolved jsonb;
BEGIN
	settings := coalesce(settings, '{}');
	PERFORM circle__check_options(settings - 'standard_name', circle__study_settings(), 'setting');
	PERFORM circle__check_network(network);
	SELECT * INTO read FROM circle__read_standard(standard);
	options := jsonb_strip_nulls((settings - 'standard_name') || jsonb_build_object('network', network,
		'homes', circle__relation_name(homes), 'amenities', circle__relation_name(amenities),
		'communities', circle__relation_name(communities), 'circles', circle__relation_name(circles),
		'entrances', circle__relation_name(entrances), 'walkers', walkers, 'weights', weights, 'levels', levels,
		'standards', jsonb_build_array(jsonb_build_object('name', coalesce(settings ->> 'standard_name', read.name, 'main'),
														  'standard', read.standard::text))));
	options := circle__find_weights(circle__find_inputs(options));
	resolved := circle__resolve_study(options);
	PERFORM circle__warn_of_categories(ARRAY[read.standard], circle__list_option(options, 'categories'));
	PERFORM circle__make_schema(study, circle__study_relations());
	PERFORM circle__make_study_tables(study, resolved ->> 'home_key_type', resolved ->> 'amenity_key_type');
	PERFORM circle__write_study(study, options, resolved);
	PERFORM circle__make_kept_columns(study);
END
$$;
COMMENT ON FUNCTION circle_create_study(text, text, text, regclass, regclass, regclass, regclass, regclass, text, text, text, jsonb) IS
'Makes a study in a schema of its own. standard: the name of one in circle_standard_catalog, or a standard written out; circle_set_standard() adds more. Inputs that are not given are the relations home, amenity, community, circle and entrance in the schema of the network''s streets, where they exist. walkers: names in circle_walker, the first is the principal one. weights: numeric columns of the homes, by default population where there is one. levels: areas above communities, each a column of the homes or of the communities, or polygons ("district=city.district"). Lists are text with commas, quoted like identifiers. settings: columns, attributes, datum, categories, keep, cutoffs, horizon_min, direction, circle_min, circle_standard, outlets, standard_name. Columns of inputs are found by name: the key is the primary key of one column, else home_id (amenity_id, circle_id), else id; then geom, category, community, name. Nothing is computed yet: SELECT * FROM circle_refresh(study).';

CREATE FUNCTION circle__lock_definition(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- A row lock is not enough: the row that is waited for is replaced.
	BEGIN
		EXECUTE format('LOCK TABLE %I.study IN SHARE ROW EXCLUSIVE MODE', study);
	EXCEPTION WHEN undefined_table OR invalid_schema_name THEN
		NULL; -- dropped meanwhile: the check below raises the error
	END;
	PERFORM circle__check_study(study);
END
$$;
COMMENT ON FUNCTION circle__lock_definition(text) IS
'Waits until no other transaction changes a study''s definition, and keeps others from doing so until the end of this one; readers and refreshes are not held up. An error if the study is dropped meanwhile.';

CREATE FUNCTION circle__locked_options(study text) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	options jsonb;
BEGIN
	PERFORM circle__check_study(study);
	PERFORM circle__check_owner(study);
	PERFORM circle__lock_definition(study);
	EXECUTE format('SELECT options FROM %I.study', study) INTO STRICT options;
	RETURN options;
END
$$;
COMMENT ON FUNCTION circle__locked_options(text) IS
'The options of a study of the caller''s, locked until the end of the transaction against others who would change them.';

CREATE FUNCTION circle__redefine_study(study text, options jsonb) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	resolved jsonb := circle__resolve_study(options);
	old record;
BEGIN
	EXECUTE format('SELECT home_key_type, amenity_key_type FROM %I.study', study) INTO STRICT old;
	IF (resolved ->> 'home_key_type', resolved ->> 'amenity_key_type') <> (old.home_key_type, old.amenity_key_type) THEN
		PERFORM circle__raise('datatype_mismatch',
			'the type of a key cannot change in a study',
			detail => format('Homes have keys of type %s, amenities of type %s.', old.home_key_type, old.amenity_key_type),
			hint => 'Make a new study, or give inputs with keys of these types.');
	END IF;
	PERFORM circle__migrate_study(study, ARRAY(SELECT jsonb_array_elements_text(resolved -> 'weights')));
	PERFORM circle__write_study(study, options, resolved);
	PERFORM circle__make_kept_columns(study);
END
$$;
COMMENT ON FUNCTION circle__redefine_study(text, jsonb) IS
'Gives a study other options. Results stay those of the published version until the next refresh.';

CREATE FUNCTION circle__required_options(options jsonb) RETURNS jsonb
	LANGUAGE plpgsql IMMUTABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	missing text;
BEGIN
	SELECT r INTO missing FROM unnest('{network,homes,amenities}'::text[]) WITH ORDINALITY AS u (r, no)
	 WHERE coalesce(options ->> r, '-') = '-' ORDER BY no LIMIT 1;
	IF FOUND THEN
		PERFORM circle__raise('null_value_not_allowed',
			format('a study cannot do without "%s"', missing));
	END IF;
	RETURN options;
END
$$;
COMMENT ON FUNCTION circle__required_options(jsonb) IS 'The options; an error if they lack one that a study cannot do without.';

CREATE FUNCTION circle_alter_study(study text, changes jsonb) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	options jsonb := circle__locked_options(study);
BEGIN
	IF changes ?| '{standard,standards}' THEN
		PERFORM circle__raise('invalid_parameter_value',
			'standards are changed by name',
			hint => format('SELECT circle_set_standard(%L, %L, ''clinic within 15 min'');', study, options #>> '{standards,0,name}'));
	END IF;
	PERFORM circle__check_options(changes, circle__study_arguments() || circle__study_settings(), 'option');
	options := circle__required_options('{"walkers": "adult"}' || circle__changed_options(options, changes));
	PERFORM circle__redefine_study(study, circle__find_weights(options));
	PERFORM circle__warn_of_categories('{}', circle__list_option(changes, 'categories'));
END
$$;
COMMENT ON FUNCTION circle_alter_study(text, jsonb) IS
'Changes options of a study, each by the name that it has in circle_create_study() or in its settings: ''{"walkers": "adult, elderly", "circles": null}''; null removes it or resets it to its default. Options that are not named stay. Results stay those of the published version until the next refresh.';

CREATE FUNCTION circle_set_standard(study text, name text, standard text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	options jsonb := circle__locked_options(study);
	given circle_standard := (circle__read_standard(standard)).standard;
	place bigint;
BEGIN
	IF coalesce(btrim(circle_set_standard.name), '') = '' THEN
		PERFORM circle__raise('null_value_not_allowed', 'the name of a standard must not be NULL or empty');
	END IF;
	IF EXISTS (SELECT FROM jsonb_array_elements(options -> 'standards') AS s
				WHERE s ->> 'name' <> circle_set_standard.name AND s ->> 'standard' = given::text) THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('study "%s" has this standard under another name', study),
			detail => format('The standard is: %s.', given));
	END IF;
	SELECT no - 1 INTO place FROM jsonb_array_elements(options -> 'standards') WITH ORDINALITY AS e (s, no)
	 WHERE s ->> 'name' = circle_set_standard.name;
	PERFORM circle__redefine_study(study, jsonb_set(options,
		ARRAY['standards', coalesce(place, jsonb_array_length(options -> 'standards'))::text],
		jsonb_build_object('name', circle_set_standard.name, 'standard', given::text)));
	PERFORM circle__warn_of_categories(ARRAY[given], NULL);
END
$$;
COMMENT ON FUNCTION circle_set_standard(text, text, text) IS
'Adds a standard to a study, or changes the one of that name. standard: the name of one in circle_standard_catalog, or a standard written out. The first standard of a study is the principal one. Counts from the next refresh on.';

CREATE FUNCTION circle_drop_standard(study text, name text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	options jsonb := circle__locked_options(study);
	kept jsonb := (SELECT jsonb_agg(s ORDER BY no) FROM jsonb_array_elements(options -> 'standards') WITH ORDINALITY AS e (s, no)
					WHERE s ->> 'name' IS DISTINCT FROM circle_drop_standard.name);
BEGIN
	IF jsonb_array_length(kept) = jsonb_array_length(options -> 'standards') THEN
		PERFORM circle__raise('undefined_object',
			format('study "%s" has no standard %s', study, coalesce('"' || name || '"', 'NULL')),
			hint => format('Its standards: %s.', (SELECT string_agg(s ->> 'name', ', ' ORDER BY no)
													FROM jsonb_array_elements(options -> 'standards') WITH ORDINALITY AS e (s, no))));
	ELSIF kept IS NULL THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('"%s" is the only standard of study "%s"', name, study),
			hint => 'Change it by circle_set_standard(), or add another one first.');
	END IF;
	PERFORM circle__redefine_study(study, jsonb_set(options, '{standards}', kept));
END
$$;
COMMENT ON FUNCTION circle_drop_standard(text, text) IS
'Removes a standard from a study; if it was the first, the next one becomes the principal one. Takes effect at the next refresh.';

CREATE FUNCTION circle__standard_argument(given jsonb) RETURNS text
	LANGUAGE sql STABLE
	RETURN CASE WHEN EXISTS (SELECT FROM circle_standard_catalog AS c
							  WHERE c.name = given ->> 'name' AND c.standard::text = given ->> 'standard')
				THEN given ->> 'name' ELSE given ->> 'standard' END;
COMMENT ON FUNCTION circle__standard_argument(jsonb) IS
'One of a study''s standards as circle_create_study() takes it: its name where the catalogue has just this standard, else written out.';

CREATE FUNCTION circle__study_statement(study text, options jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	principal jsonb := options #> '{standards,0}';
	settings jsonb := coalesce((SELECT jsonb_object_agg(s.key, s.value) FROM jsonb_each(options) AS s
								 WHERE s.key = ANY (circle__study_settings())), '{}');
	arguments text;
BEGIN
	-- A standard of the catalogue brings its name; one that is written out is called main.
	IF principal ->> 'name' NOT IN (circle__standard_argument(principal), 'main') THEN
		settings := settings || jsonb_build_object('standard_name', principal ->> 'name');
	END IF;
	SELECT string_agg(format(', %s => %L', a.name, CASE jsonb_typeof(options -> a.name)
				WHEN 'array' THEN circle__join_list(ARRAY(SELECT jsonb_array_elements_text(options -> a.name)))
				ELSE options ->> a.name END), '' ORDER BY a.no)
	  INTO arguments
	  FROM unnest(circle__study_arguments()) WITH ORDINALITY AS a (name, no)
	 WHERE a.name <> 'network' AND options ? a.name;
	RETURN format('SELECT circle_create_study(%L, %L, %L%s%s);', study, options ->> 'network', circle__standard_argument(principal),
				  arguments, CASE WHEN settings <> '{}' THEN format(', settings => %L', settings) END)
		|| coalesce((SELECT string_agg(format(E'\nSELECT circle_set_standard(%L, %L, %L);', study, e.s ->> 'name',
											  circle__standard_argument(e.s)), '' ORDER BY no)
					   FROM jsonb_array_elements(options -> 'standards') WITH ORDINALITY AS e (s, no) WHERE no > 1), '');
END
$$;
COMMENT ON FUNCTION circle__study_statement(text, jsonb) IS 'The statements that make a study with these options again.';

CREATE FUNCTION circle_drop_study(study text, "cascade" boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
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
	OUT standards text[], OUT walkers text[], OUT version bigint, OUT published_at timestamptz, OUT network_newer boolean, OUT statement text) RETURNS SETOF record
	LANGUAGE plpgsql STABLE ROWS 10
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	schema_name text;
BEGIN
	FOR schema_name IN SELECT n.nspname FROM pg_catalog.pg_namespace AS n
						WHERE pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND circle__is_study(n.nspname)
						ORDER BY 1 LOOP
		IF has_table_privilege(format('%I.study', schema_name), 'SELECT')
		   AND has_table_privilege(format('%I.version', schema_name), 'SELECT') THEN
			RETURN QUERY EXECUTE format(
				'SELECT s.study, s.network, format(''%%I.%%I'', s.homes_schema, s.homes_name),
						format(''%%I.%%I'', s.amenities_schema, s.amenities_name), s.standard_names, s.walkers,
						n.version, n.published_at,
						CASE WHEN circle__may_read_network(n.network) AND has_table_privilege(%2$L, ''SELECT'')
							 THEN circle__newer_tiles(%3$L) <> ''{}'' END,
						circle__study_statement(s.study, s.options)
				   FROM %1$I.study AS s LEFT JOIN %1$I.version AS n ON true', schema_name, format('%I.tile_seen', schema_name), schema_name);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle_studies() IS
'The studies that the caller may read, with their inputs and the last published version. network_newer: has the network been built again since then, so that points use other streets than the results? NULL where nothing is published or the caller may not read it.';
