-- Options: what circle_create_study(), circle_alter_study() and their counterparts of networks are given, as one JSON
-- object, and how it is read.

CREATE FUNCTION circle__join_list(names text[]) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN (SELECT coalesce(string_agg(CASE WHEN name ~ '^[a-z0-9_=.]+$' THEN name ELSE '"' || replace(name, '"', '""') || '"' END,
									   ', ' ORDER BY no), '')
			  FROM unnest(names) WITH ORDINALITY AS u (name, no));
COMMENT ON FUNCTION circle__join_list(text[]) IS 'A list that circle__split_list() splits into these names.';

CREATE FUNCTION circle__check_options(options jsonb, known text[], kind text) RETURNS void
	LANGUAGE plpgsql IMMUTABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	wrong text;
	meant text;
BEGIN
	IF jsonb_typeof(options) IS DISTINCT FROM 'object' THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('%ss must be a JSON object', kind),
			detail => format('They are of type %s.', coalesce(jsonb_typeof(options), 'NULL')),
			hint => format('Write them as in ''{"%s": …}''. Known: %s.', known[1], array_to_string(known, ', ')));
	END IF;
	SELECT k INTO wrong FROM jsonb_object_keys(options) AS k WHERE k <> ALL (known) ORDER BY k LIMIT 1;
	IF FOUND THEN
		meant := circle__nearest_name(wrong, known);
		PERFORM circle__raise('invalid_parameter_value',
			format('%s "%s" is not known', kind, wrong),
			hint => CASE WHEN meant IS NOT NULL THEN format('Did you mean "%s"? ', meant) ELSE '' END
				|| format('Known: %s.', array_to_string(known, ', ')));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_options(jsonb, text[], text) IS
'Raises an error unless this is a JSON object of known keys; it lists them and guesses which one was meant.';

CREATE FUNCTION circle__check_option_type(options jsonb, option text, types text[], example text) RETURNS void
	LANGUAGE plpgsql IMMUTABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF jsonb_typeof(options -> option) <> ALL (types || 'null'::text) THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('"%s" must be %s', option, (SELECT string_agg('{"number": "a number", "string": "text", "array": "a list", "object": "a JSON object"}'::jsonb ->> t,
															 ' or ' ORDER BY no) FROM unnest(types) WITH ORDINALITY AS u (t, no))),
			detail => format('It is %s.', options -> option),
			hint => format('Write it as in %s.', example));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_option_type(jsonb, text, text[], text) IS
'Raises an error unless an option, where it is given, is of one of these JSON types.';

CREATE FUNCTION circle__list_option(options jsonb, option text) RETURNS text[]
	LANGUAGE plpgsql IMMUTABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__check_option_type(options, option, '{string,array}',
									  format('''{"%1$s": "one, two"}'' or ''{"%1$s": ["one", "two"]}''', option));
	IF jsonb_typeof(options -> option) = 'array' THEN
		RETURN ARRAY(SELECT CASE WHEN jsonb_typeof(v) <> 'null' THEN v #>> '{}' END
					   FROM jsonb_array_elements(options -> option) WITH ORDINALITY AS e (v, no) ORDER BY no);
	END IF;
	RETURN circle__split_list(options ->> option);
END
$$;
COMMENT ON FUNCTION circle__list_option(jsonb, text) IS
'An option that is a list, as text with commas or as a JSON array; NULL where it is not given.';

CREATE FUNCTION circle__numbers_option(options jsonb, option text) RETURNS float8[]
	LANGUAGE plpgsql IMMUTABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	parts text[];
	part text;
BEGIN
	-- A single number is a list of one.
	IF jsonb_typeof(options -> option) = 'number' THEN
		RETURN ARRAY[(options ->> option)::float8];
	END IF;
	parts := circle__list_option(options, option);
	FOREACH part IN ARRAY coalesce(parts, '{}') LOOP
		IF part IS NULL OR part !~ '^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,2})?$' THEN
			PERFORM circle__raise('invalid_parameter_value',
				format('"%s" must be numbers', option),
				detail => format('One of them is %s.', coalesce('"' || part || '"', 'null')),
				hint => format('Write them as in ''{"%s": [5, 10, 15]}''.', option));
		END IF;
	END LOOP;
	RETURN parts::float8[];
END
$$;
COMMENT ON FUNCTION circle__numbers_option(jsonb, text) IS
'An option that is a list of numbers, as a number, text with commas or a JSON array; NULL where it is not given.';

CREATE FUNCTION circle__whole_option(options jsonb, option text, least_value int, most_value int) RETURNS int
	LANGUAGE plpgsql IMMUTABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	value float8 := circle__number_option(options, option, least_value, most_value);
BEGIN
	IF value <> floor(value) THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('"%s" must be a whole number, not %s', option, options -> option));
	END IF;
	RETURN value;
END
$$;
COMMENT ON FUNCTION circle__whole_option(jsonb, text, int, int) IS 'An option that is a whole number in a range; NULL where it is not given.';

CREATE FUNCTION circle__number_option(options jsonb, option text, least_value float8, most_value float8) RETURNS float8
	LANGUAGE plpgsql IMMUTABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	value float8;
BEGIN
	PERFORM circle__check_option_type(options, option, '{number}', format('''{"%s": %s}''', option, least_value));
	value := (options ->> option)::float8;
	IF NOT value BETWEEN least_value AND most_value THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('"%s" must be from %s to %s, not %s', option, least_value, most_value, options -> option));
	END IF;
	RETURN value;
END
$$;
COMMENT ON FUNCTION circle__number_option(jsonb, text, float8, float8) IS
'An option that is one number in a range; NULL where it is not given.';

-- Relations among the options: schema and name, quoted. They are looked up at each use.

CREATE FUNCTION circle__relation_name(relation regclass) RETURNS text
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN relation = 0::regclass THEN '-' ELSE format('%I.%I', circle__schema_of(relation), circle__name_of(relation)) END;
COMMENT ON FUNCTION circle__relation_name(regclass) IS
'Schema and name of a relation, quoted, whatever the search_path; "-" for none, as regclass writes it.';

CREATE FUNCTION circle__relation_option(options jsonb, option text) RETURNS regclass
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	found regclass;
BEGIN
	PERFORM circle__check_option_type(options, option, '{string}', format('''{"%s": "schema.table"}''', option));
	IF coalesce(options ->> option, '-') = '-' THEN
		RETURN NULL;
	END IF;
	BEGIN
		found := circle__find_relation(options ->> option);
		IF found IS NULL THEN
			-- PostgreSQL 16 and newer have no error for what is no name, either.
			PERFORM parse_ident(options ->> option);
		END IF;
	EXCEPTION WHEN invalid_name OR syntax_error OR invalid_parameter_value THEN
		PERFORM circle__raise('invalid_name',
			format('"%s" is no name of a relation: %s', option, options ->> option),
			hint => 'Write schema and name, as "osm.home"; quote what has capitals: "osm.\"Home\"".');
	END;
	IF found IS NULL THEN
		PERFORM circle__raise('undefined_table',
			format('%s %s do not exist', option, options ->> option),
			detail => format('The option "%s" names this relation, and it is not there.', option),
			hint => 'Run the import again, or name another table or view with its schema.');
	END IF;
	RETURN found;
END
$$;
COMMENT ON FUNCTION circle__relation_option(jsonb, text) IS
'An option that names a relation, as the relation that has this name now; NULL where it is not given or "-", an error where it does not exist.';

CREATE FUNCTION circle__input_options() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY['streets', 'barriers', 'heights', 'homes', 'amenities', 'communities', 'circles', 'entrances'];
COMMENT ON FUNCTION circle__input_options() IS 'Options of networks and studies that name a relation.';

CREATE FUNCTION circle__resolved_relation(relation regclass, input text) RETURNS jsonb
	LANGUAGE sql STABLE
	RETURN jsonb_build_object(input || '_schema', circle__schema_of(relation), input || '_name', circle__name_of(relation));
COMMENT ON FUNCTION circle__resolved_relation(regclass, text) IS 'Schema and name of an input as a definition keeps them.';

CREATE FUNCTION circle__changed_options(options jsonb, changes jsonb) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	input text;
	setting text;
BEGIN
	FOR input IN SELECT k FROM jsonb_object_keys(changes) AS k WHERE k = ANY (circle__input_options()) LOOP
		-- A new relation brings its own columns; nothing is asked of circles that are no more.
		options := options #- ARRAY['columns', input];
		-- "-" stays as it was given: the option says that there is none, where one would be found by itself.
		IF coalesce(changes ->> input, '-') <> '-' THEN
			changes := changes || jsonb_build_object(input, circle__relation_name(circle__relation_option(changes, input)));
		ELSIF input = 'circles' THEN
			options := options - 'circle_standard';
		END IF;
	END LOOP;
	-- Of the columns and datums of inputs those that are not named stay, too.
	FOR setting, input IN SELECT s, k FROM unnest('{columns,datum}'::text[]) AS s, jsonb_object_keys(
							CASE jsonb_typeof(changes -> s) WHEN 'object' THEN changes -> s ELSE '{}' END) AS k LOOP
		IF jsonb_typeof(changes #> ARRAY[setting, input]) = 'object' THEN
			changes := jsonb_set(changes, ARRAY[setting, input],
								 coalesce(options #> ARRAY[setting, input], '{}') || (changes #> ARRAY[setting, input]));
		END IF;
	END LOOP;
	FOREACH setting IN ARRAY '{columns,datum}'::text[] LOOP
		IF jsonb_typeof(changes -> setting) = 'object' THEN
			changes := jsonb_set(changes, ARRAY[setting], coalesce(options -> setting, '{}') || (changes -> setting));
		END IF;
	END LOOP;
	options := jsonb_strip_nulls(options || changes);
	FOR setting, input IN SELECT s, k FROM unnest('{columns,datum}'::text[]) AS s, jsonb_object_keys(coalesce(options -> s, '{}')) AS k
						   WHERE options #> ARRAY[s, k] = '{}' LOOP
		options := options #- ARRAY[setting, input];
	END LOOP;
	RETURN options - ARRAY(SELECT s FROM unnest('{columns,datum}'::text[]) AS s WHERE options -> s = '{}');
END
$$;
COMMENT ON FUNCTION circle__changed_options(jsonb, jsonb) IS
'The options of a study or network after changes: null takes an option out, and a new relation the columns that were named for the old one.';

-- Columns of the inputs: found by name, or given by the option "columns".

CREATE FUNCTION circle__given_column(options jsonb, input text, usual text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN options #>> ARRAY['columns', input, usual];
COMMENT ON FUNCTION circle__given_column(jsonb, text, text) IS
'The column that the option "columns" names in place of the usual one of an input; NULL if it names none.';

CREATE FUNCTION circle__list_columns(relation regclass) RETURNS text
	LANGUAGE sql STABLE
	RETURN (SELECT string_agg(format('%s (%s)', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
			  FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped);
COMMENT ON FUNCTION circle__list_columns(regclass) IS 'The columns of a relation with their types, for messages.';

CREATE FUNCTION circle__columns_help(relation regclass, input text, usual text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	other text := coalesce((SELECT a.attname FROM pg_catalog.pg_attribute AS a
							 WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> usual
							 ORDER BY (usual IN ('geom', 'area')) <> (a.atttypid = 'geometry'::regtype), a.attnum LIMIT 1), '…');
BEGIN
	RETURN CASE WHEN input IS NULL THEN 'Give a view'
				ELSE format('Name the column, as in settings => %L, or give a view',
							jsonb_build_object('columns', jsonb_build_object(input, jsonb_build_object(usual, other)))) END
		|| format(': CREATE VIEW %I.%I AS SELECT %I AS %I, * FROM %s;', circle__schema_of(relation),
				  circle__name_of(relation) || '_view', other, usual, circle__relation_name(relation));
END
$$;
COMMENT ON FUNCTION circle__columns_help(regclass, text, text) IS
'A hint that prints the setting and the view by which another column takes the place of a usual one; the view alone where no setting names columns of this input (NULL).';

CREATE FUNCTION circle__require_column(input text, relation regclass, usual text, name text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF circle__type_of(relation, name) IS NULL THEN
		PERFORM circle__raise('undefined_column',
			format('column "%s" of %s %s does not exist', name, coalesce(input, 'relation'), circle__relation_name(relation)),
			detail => format('Columns found: %s.', circle__list_columns(relation)),
			hint => circle__columns_help(relation, input, usual));
	END IF;
	RETURN name;
END
$$;
COMMENT ON FUNCTION circle__require_column(text, regclass, text, text) IS
'The name of the column given for a usual one of an input; an error that lists the columns if the relation has none of that name.';

CREATE FUNCTION circle__input_column(options jsonb, input text, relation regclass, usual text, required boolean) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN CASE WHEN NOT required AND circle__given_column(options, input, usual) = '-' THEN NULL
				WHEN required OR circle__given_column(options, input, usual) IS NOT NULL OR circle__type_of(relation, usual) IS NOT NULL
				THEN circle__require_column(input, relation, usual, coalesce(circle__given_column(options, input, usual), usual)) END;
COMMENT ON FUNCTION circle__input_column(jsonb, text, regclass, text, boolean) IS
'The column of an input for a usual one: the one given, else the one of that name; NULL if it is neither given nor there nor required, or "-" is given.';

CREATE FUNCTION circle__input_key(options jsonb, input text, relation regclass, usual text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	found text := circle__given_column(options, input, usual);
	key_columns text[];
BEGIN
	IF found IS NOT NULL THEN
		RETURN circle__require_column(input, relation, usual, found);
	END IF;
	SELECT ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = relation AND a.attnum = ANY (i.indkey))
	  INTO key_columns FROM pg_catalog.pg_index AS i WHERE i.indrelid = relation AND i.indisprimary;
	found := CASE WHEN cardinality(key_columns) = 1 THEN key_columns[1]
				  WHEN circle__type_of(relation, usual) IS NOT NULL THEN usual
				  WHEN circle__type_of(relation, 'id') IS NOT NULL THEN 'id' END;
	IF found IS NULL THEN
		PERFORM circle__raise('undefined_column',
			format('%s %s have no key that could be found', input, circle__relation_name(relation)),
			detail => format('There is no primary key of one column, and no column "%s" or "id". Columns found: %s.', usual,
							circle__list_columns(relation)),
			hint => circle__columns_help(relation, input, usual));
	END IF;
	RETURN found;
END
$$;
COMMENT ON FUNCTION circle__input_key(jsonb, text, regclass, text) IS
'The key column of an input: the one given, else the primary key of one column, else the usual name, else "id".';

CREATE FUNCTION circle__trusted_key(options jsonb, input text, relation regclass, usual text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	found text := circle__input_key(options, input, relation, usual);
BEGIN
	IF NOT circle__is_trusted_type(circle__type_of(relation, found)::regtype) THEN
		PERFORM circle__raise('datatype_mismatch',
			format('key column "%s" of %s %s has type %s', found, input, circle__relation_name(relation),
							 circle__type_of(relation, found)),
			detail => 'A key must be of a type of PostgreSQL itself, so that readers run nobody''s code.',
			hint => 'Give a view that casts the key, for example to text.');
	END IF;
	RETURN found;
END
$$;
COMMENT ON FUNCTION circle__trusted_key(jsonb, text, regclass, text) IS
'The key column of homes or amenities, as circle__input_key finds it; an error if a user made its type.';

CREATE FUNCTION circle__require_geometry(input text, relation regclass, name text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	candidates text[];
BEGIN
	SELECT array_agg(a.attname::text ORDER BY a.attname <> 'geom', a.attnum) INTO candidates FROM pg_catalog.pg_attribute AS a
	 WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'geometry'::regtype
	   AND (name IS NULL OR a.attname = name);
	IF candidates[1] = 'geom' OR cardinality(candidates) = 1 THEN
		RETURN candidates[1];
	END IF;
	PERFORM circle__raise(CASE WHEN candidates IS NULL THEN 'undefined_column' ELSE 'ambiguous_column' END,
		coalesce(input, 'relation') || ' ' || circle__relation_name(relation) || CASE WHEN input IS NULL THEN ' has ' ELSE ' have ' END
			|| CASE WHEN candidates IS NOT NULL THEN 'several geometry columns and none is named "geom"'
					WHEN name IS NOT NULL THEN format('no geometry column "%s"', name)
					ELSE 'no geometry column' END,
		detail => format('Columns found: %s.', circle__list_columns(relation)),
		hint => CASE WHEN circle__list_columns(relation) ~ '\((\w+\.)?geography' THEN 'A geography is cast in a view: geog::geometry AS geom. ' ELSE '' END
			|| circle__columns_help(relation, input, 'geom'));
END
$$;
COMMENT ON FUNCTION circle__require_geometry(text, regclass, text) IS
'The geometry column of that name; NULL: "geom", else the only one. An error that lists the columns if there is none.';

CREATE FUNCTION circle__input_geometry(options jsonb, input text, relation regclass) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN circle__require_geometry(input, relation, circle__given_column(options, input, 'geom'));
COMMENT ON FUNCTION circle__input_geometry(jsonb, text, regclass) IS
'The geometry column of an input: the one given, else "geom", else the only one.';

CREATE FUNCTION circle__check_columns_option(options jsonb, usual jsonb, example text) RETURNS void
	LANGUAGE plpgsql IMMUTABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	input record;
BEGIN
	IF options -> 'columns' IS NULL THEN
		RETURN;
	END IF;
	PERFORM circle__check_option_type(options, 'columns', '{object}', example);
	PERFORM circle__check_options(options -> 'columns', ARRAY(SELECT k FROM jsonb_object_keys(usual) AS k ORDER BY k), 'input');
	FOR input IN SELECT * FROM jsonb_each(options -> 'columns') LOOP
		PERFORM circle__check_options(input.value, ARRAY(SELECT jsonb_array_elements_text(usual -> input.key)), 'column');
		PERFORM circle__check_option_type(input.value, c, '{string}', example) FROM jsonb_object_keys(input.value) AS c;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__check_columns_option(jsonb, jsonb, text) IS
'Raises an error unless the option "columns" names columns of inputs by usual names. usual: these names, by input.';
