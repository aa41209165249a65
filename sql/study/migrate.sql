-- Layouts of the schemas of networks and studies.
--
-- There is one layout. What a later one adds is to be written once, in a function circle__study_layout_N(study, home_key_type,
-- amenity_key_type) or circle__network_layout_N(network) of this file: a new network or study runs all of them after its tables
-- are made as the first layout has them, an older one those that it has not had yet, when its owner builds, refreshes or alters
-- it. Views are made again each time.

-- Studies

CREATE FUNCTION circle__add_study_layouts(study text, made int, home_key_type text, amenity_key_type text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	FOR layout IN made + 1 .. circle__study_layout() LOOP
		EXECUTE format('SELECT %I($1, $2, $3)', 'circle__study_layout_' || layout) USING study, home_key_type, amenity_key_type;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__add_study_layouts(text, int, text, text) IS
'Brings the tables of a study from the layout that they are made in to the newest.';

CREATE FUNCTION circle__made_layout(study text) RETURNS int
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	made int;
BEGIN
	EXECUTE format('SELECT layout FROM %I.study', study) INTO made;
	RETURN made;
END
$$;
COMMENT ON FUNCTION circle__made_layout(text) IS 'Layout that a study''s schema has.';

CREATE FUNCTION circle__grant_new(study text, older text[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	relation text;
	reader oid;
BEGIN
	FOR relation, reader IN
		SELECT c.relname, a.grantee
		  FROM pg_catalog.pg_class AS c
		  JOIN pg_catalog.pg_class AS d ON d.relnamespace = c.relnamespace AND d.relname = 'study'
		 CROSS JOIN LATERAL pg_catalog.aclexplode(d.relacl) AS a
		 WHERE c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = study)
		   AND c.relname = ANY (circle__study_relations()) AND c.relname <> ALL (older)
		   AND a.privilege_type = 'SELECT' AND a.grantee <> d.relowner
	LOOP
		EXECUTE format('GRANT SELECT ON %I.%I TO %s', study, relation, CASE WHEN reader = 0 THEN 'PUBLIC' ELSE reader::regrole::text END);
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__grant_new(text, text[]) IS
'Lets those who may read a study''s definition read its relations that are not among the older ones, too.';

CREATE FUNCTION circle__check_newest(study text) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF circle__made_layout(study) < circle__study_layout() THEN
		PERFORM circle__raise('object_not_in_prerequisite_state',
			format('study "%s" was made by an older version of circle_ext', study),
			detail => format('Its schema has layout %s, this needs layout %s.', circle__made_layout(study), circle__study_layout()),
			hint => 'The next circle_refresh() by its owner brings it up to date.');
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_newest(text) IS
'Raises an error if a study is of an older layout: for functions that read what older layouts do not have.';

CREATE FUNCTION circle__free_names(study text, weights text[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	defined text[];
	weight text;
	target text;
BEGIN
	EXECUTE format('SELECT weights FROM %I.study', study) INTO defined;
	FOR weight IN SELECT w FROM unnest(defined) AS w WHERE w = ANY (circle__home_columns()) LOOP
		IF weights IS NULL THEN
			PERFORM circle__raise('object_not_in_prerequisite_state',
				format('weight "%s" of study "%s" has a name that circle_ext now gives to a column of its own', weight, study),
				hint => format('Let homes have the weight in a column of another name, and say so: SELECT circle_alter_study(%L, %L).',
							  study, jsonb_build_object('weights', array_replace(defined, weight, weight || '_1'))));
		END IF;
		FOREACH target IN ARRAY '{home,home_change,bi_home}'::text[] LOOP
			IF circle__type_of(to_regclass(format('%I.%I', study, target)), weight) IS NOT NULL THEN
				EXECUTE format('ALTER TABLE %I.%I RENAME %I TO %I', study, target, weight, weight || ' (weight)');
			END IF;
		END LOOP;
		EXECUTE format('UPDATE %I.version SET weights = array_replace(weights, $1, $1 || '' (weight)'')', study) USING weight;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__free_names(text, text[]) IS
'Renames the columns of weights that a study of an older layout has by names that are taken now, for other weights to come in their place; an error if none are given (NULL).';

CREATE FUNCTION circle__migrate_study(study text, weights text[] DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	older text[];
BEGIN
	PERFORM circle__check_study(study);
	PERFORM circle__check_owner(study);
	IF circle__made_layout(study) = circle__study_layout() THEN
		RETURN;
	END IF;
	PERFORM circle__lock_schema(study);
	EXECUTE format('SELECT layout FROM %I.study FOR UPDATE', study) INTO STRICT s;
	IF s.layout IS NULL OR s.layout NOT BETWEEN 1 AND circle__study_layout() THEN
		PERFORM circle__raise('feature_not_supported',
			format('study "%s" has layout %s, this version of circle_ext knows layouts 1 to %s', study,
							 coalesce(s.layout::text, 'NULL'), circle__study_layout()),
			hint => 'ALTER EXTENSION circle_ext UPDATE; or install the version that made the study.');
	END IF;
	older := ARRAY(SELECT relname::text FROM pg_catalog.pg_class
					WHERE relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = study));
	PERFORM circle__free_names(study, weights);
	PERFORM circle__add_study_layouts(study, s.layout, circle__home_key_type(study), circle__amenity_key_type(study));
	PERFORM circle__make_all_views(study);
	PERFORM circle__grant_new(study, older);
	EXECUTE format('UPDATE %I.study SET layout = circle__study_layout()', study);
	-- The next refresh computes all of it, so that new columns are filled.
	EXECUTE format('UPDATE %I.version SET definition_hash = '''', search_hash = ''''', study);
END
$$;
COMMENT ON FUNCTION circle__migrate_study(text, text[]) IS
'Brings the schema of a study to the newest layout, in the caller''s transaction; an error unless the caller owns it, or if it is of a newer version. Results stay those of the last version. weights: those that the definition will have, NULL for those that it has.';

-- Networks

CREATE FUNCTION circle__add_network_layouts(network text, made int) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	FOR layout IN made + 1 .. circle__network_layout() LOOP
		EXECUTE format('SELECT %I($1)', 'circle__network_layout_' || layout) USING network;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__add_network_layouts(text, int) IS
'Brings the tables of a network from the layout that they are made in to the newest.';

CREATE FUNCTION circle__migrate_network(network text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	made int;
BEGIN
	PERFORM circle__check_own_network(network);
	EXECUTE format('SELECT layout FROM %I.network', network) INTO STRICT made;
	IF made = circle__network_layout() THEN
		RETURN;
	END IF;
	PERFORM circle__lock_schema(network);
	EXECUTE format('SELECT layout FROM %I.network FOR UPDATE', network) INTO STRICT made;
	PERFORM circle__add_network_layouts(network, made);
	EXECUTE format('UPDATE %I.network SET layout = circle__network_layout()', network);
END
$$;
COMMENT ON FUNCTION circle__migrate_network(text) IS
'Brings the schema of a network to the newest layout, in the caller''s transaction; an error unless the caller owns it, or if it is of a newer version.';
