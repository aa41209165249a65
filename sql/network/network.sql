-- Networks: create, alter, build, drop, list.

-- Is it a network?

CREATE FUNCTION circle__network_relations() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY['network', 'tile', 'data_quality', 'build_log'];
COMMENT ON FUNCTION circle__network_relations() IS 'Names that a network makes in its schema.';

CREATE FUNCTION circle__network_layout() RETURNS int
	LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'circle__network_layout';
COMMENT ON FUNCTION circle__network_layout() IS
'Layout of the schema of a network that this version makes; it reads older ones, and study/migrate.sql brings them up to date.';

CREATE FUNCTION circle__is_network(schema_name text) RETURNS boolean
	LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'circle__is_network';
COMMENT ON FUNCTION circle__is_network(text) IS
'Does a schema hold a network? Decided from the catalogue alone: plain tables "network" and "tile" of the schema''s owner, with the exact columns and nothing on them that could run code.';

CREATE FUNCTION circle__check_network(network text) RETURNS void
	LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'circle__check_network';
COMMENT ON FUNCTION circle__check_network(text) IS 'Raises an error that lists the networks unless the network exists and the caller may read it.';

CREATE FUNCTION circle__check_own_network(network text) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- A GRANT does not help a stranger who would build it.
	IF circle__is_network(network) THEN
		PERFORM circle__check_owner(network);
	END IF;
	PERFORM circle__check_network(network);
END
$$;
COMMENT ON FUNCTION circle__check_own_network(text) IS 'circle__check_network, for the owner of the network only.';

-- The options of a network, one JSON object, and what they mean for its inputs.

CREATE FUNCTION circle__check_boolean(relation regclass, column_name text) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF column_name IS NOT NULL AND circle__type_of(relation, column_name) <> 'boolean' THEN
		PERFORM circle__raise('datatype_mismatch',
			format('column "%s" of streets %s has type %s, not boolean', column_name, circle__relation_name(relation),
							 circle__type_of(relation, column_name)),
			hint => 'Give a view with a boolean column, or name another column.');
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_boolean(regclass, text) IS 'Raises an error if a column is given that is not boolean.';

CREATE FUNCTION circle__has_text_keys(streets regclass, key_column text) RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN circle__type_of(streets, key_column) <> ALL (ARRAY['smallint', 'integer', 'bigint']);
COMMENT ON FUNCTION circle__has_text_keys(regclass, text) IS 'Are the keys kept as text? Whole numbers are kept as such.';

CREATE FUNCTION circle__resolve_streets(options jsonb) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	streets regclass := circle__relation_option(options, 'streets');
	key_column text := circle__input_key(options, 'streets', streets, 'street_id');
	resolved jsonb := circle__resolved_relation(streets, 'streets') || jsonb_build_object('key_column', key_column,
		'geom_column', circle__input_geometry(options, 'streets', streets), 'text_keys', circle__has_text_keys(streets, key_column));
	usual text;
BEGIN
	FOREACH usual IN ARRAY '{steps,door,private,class}'::text[] LOOP
		resolved := resolved || jsonb_build_object(usual || '_column', circle__input_column(options, 'streets', streets, usual, false));
		IF usual <> 'class' THEN
			PERFORM circle__check_boolean(streets, resolved ->> (usual || '_column'));
		END IF;
	END LOOP;
	RETURN resolved;
END
$$;
COMMENT ON FUNCTION circle__resolve_streets(jsonb) IS 'What a network''s definition says of its streets, from the options.';

CREATE FUNCTION circle__resolve_network(options jsonb) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	barriers regclass := circle__relation_option(options, 'barriers');
	heights regclass := circle__relation_option(options, 'heights');
	resolved jsonb;
BEGIN
	IF circle__relation_option(options, 'streets') IS NULL THEN
		PERFORM circle__raise('null_value_not_allowed',
			'a network needs a table or view of streets',
			hint => 'Name it, as ''osm.street''.');
	END IF;
	PERFORM circle__check_columns_option(options, '{"streets": ["street_id", "geom", "steps", "door", "private", "class"],
		"barriers": ["geom"], "heights": ["rast"]}', '''{"columns": {"streets": {"street_id": "link_no"}}}''');
	resolved := circle__resolve_streets(options);
	IF barriers IS NOT NULL THEN
		resolved := resolved || circle__resolved_relation(barriers, 'barriers')
			|| jsonb_build_object('barriers_geom_column', circle__input_geometry(options, 'barriers', barriers));
	END IF;
	IF heights IS NOT NULL THEN
		resolved := resolved || circle__resolved_relation(heights, 'heights')
			|| jsonb_build_object('heights_column', circle__raster_column(heights, circle__given_column(options, 'heights', 'rast')));
	END IF;
	RETURN resolved;
END
$$;
COMMENT ON FUNCTION circle__resolve_network(jsonb) IS
'The columns of a network''s table "network" from its options, checked and found as they are now.';

CREATE FUNCTION circle__write_network(network text, options jsonb, resolved jsonb, built_at timestamptz) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
BEGIN
	EXECUTE format('DELETE FROM %I.network', network);
	EXECUTE format('INSERT INTO %1$I.network SELECT (jsonb_populate_record(NULL::%1$I.network, $1)).*', network)
	  USING resolved || jsonb_build_object('network', network, 'layout', circle__network_layout(), 'options', options, 'built_at', built_at);
END
$$;
COMMENT ON FUNCTION circle__write_network(text, jsonb, jsonb, timestamptz) IS
'Writes a network''s definition, as given (options) and as resolved, to its table "network".';

-- Create, alter, drop, list

CREATE FUNCTION circle_create_network(
	network text, streets regclass, barriers regclass DEFAULT NULL, heights regclass DEFAULT NULL, settings jsonb DEFAULT '{}') RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	options jsonb;
	resolved jsonb;
BEGIN
	settings := coalesce(settings, '{}');
	PERFORM circle__check_options(settings, '{columns}', 'setting');
	options := jsonb_strip_nulls(settings || jsonb_build_object('streets', circle__relation_name(streets),
		'barriers', circle__relation_name(barriers), 'heights', circle__relation_name(heights)));
	resolved := circle__resolve_network(options);
	PERFORM circle__make_schema(network, circle__network_relations());
	PERFORM circle__make_network_tables(network);
	PERFORM circle__add_heights_columns(network), circle__add_barriers_columns(network);
	PERFORM circle__add_network_layouts(network, 1);
	PERFORM circle__write_network(network, options, resolved, NULL);
END
$$;
COMMENT ON FUNCTION circle_create_network(text, regclass, regclass, regclass, jsonb) IS
'Makes a network in a schema of its own from a table or view of streets. barriers: a table or view of lines and areas (rivers, railways, walls) whose boundaries no door walk crosses where one of the 8 nearest streets can be reached without, and of points, closed gates, at which every street ends that has a vertex there. heights: a table or view with a column of PostGIS''s type raster (first band in metres, SRID 4326) that gives streets their heights in place of their Z; they are taken at vertices and at least every 10 m between them, bilinear, averaged over 30 m to both sides along the street, and straight from end to end on bridges and in tunnels. settings: columns. Columns are found by name: primary key, street_id or id; geom or the only geometry; steps, door, private (boolean), class. Nothing is built yet: SELECT circle_build_network(network).';

CREATE FUNCTION circle__make_network_reports(network text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.data_quality (
			data_quality_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			tile integer,
			reason text NOT NULL,
			street text,
			detail text,
			geom %2$I.geometry(Point, 4326));
		CREATE INDEX ON %1$I.data_quality (tile);
		COMMENT ON TABLE %1$I.data_quality IS 'What of the streets could not be used as meant, and why.';
		COMMENT ON COLUMN %1$I.data_quality.data_quality_id IS 'Number of the row.';
		COMMENT ON COLUMN %1$I.data_quality.tile IS 'Tile in which streets seem to meet but are not joined; NULL: about a street as a whole.';
		COMMENT ON COLUMN %1$I.data_quality.reason IS 'What is wrong.';
		COMMENT ON COLUMN %1$I.data_quality.street IS 'Key of the street; NULL: it has none.';
		COMMENT ON COLUMN %1$I.data_quality.detail IS 'What was done with it, or with which other street.';
		COMMENT ON COLUMN %1$I.data_quality.geom IS 'Where; NULL for a street as a whole.';
		CREATE TABLE %1$I.build_log (
			build_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			started_at timestamp with time zone NOT NULL,
			finished_at timestamp with time zone NOT NULL,
			report jsonb NOT NULL);
		COMMENT ON TABLE %1$I.build_log IS 'Every finished build and what it reported.';
		COMMENT ON COLUMN %1$I.build_log.build_no IS 'Number of the build; one that failed leaves a gap.';
		COMMENT ON COLUMN %1$I.build_log.started_at IS 'When the build began.';
		COMMENT ON COLUMN %1$I.build_log.finished_at IS 'When the build was done.';
		COMMENT ON COLUMN %1$I.build_log.report IS 'What circle_build_network() returned.';
		$sql$, network, circle__postgis_schema());
END
$$;
COMMENT ON FUNCTION circle__make_network_reports(text) IS 'Makes the tables of a network that say what builds found.';

CREATE FUNCTION circle__make_network_tables(network text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.network (
			network text PRIMARY KEY,
			layout integer NOT NULL,
			streets_schema text NOT NULL,
			streets_name text NOT NULL,
			key_column text NOT NULL,
			geom_column text NOT NULL,
			steps_column text,
			door_column text,
			private_column text,
			class_column text,
			text_keys boolean NOT NULL,
			built_at timestamp with time zone);
		COMMENT ON TABLE %1$I.network IS 'Definition of this walking network (one row). Change it with circle_alter_network().';
		COMMENT ON COLUMN %1$I.network.network IS 'Name of the network as it was created.';
		COMMENT ON COLUMN %1$I.network.layout IS 'Layout of this schema; a build or circle_alter_network() brings an older one up to date.';
		COMMENT ON COLUMN %1$I.network.streets_schema IS 'Schema of the streets'' table or view, looked up at each build.';
		COMMENT ON COLUMN %1$I.network.streets_name IS 'Name of the streets'' table or view, looked up at each build.';
		COMMENT ON COLUMN %1$I.network.key_column IS 'Column with the streets'' key.';
		COMMENT ON COLUMN %1$I.network.geom_column IS 'Column with the streets'' lines.';
		COMMENT ON COLUMN %1$I.network.steps_column IS 'Boolean column: steps. NULL: there is none, no street is.';
		COMMENT ON COLUMN %1$I.network.door_column IS 'Boolean column: may a walk start or end on the street? NULL: there is none, it may.';
		COMMENT ON COLUMN %1$I.network.private_column IS 'Boolean column: private, walked at the beginning and the end of a walk only. NULL: there is none, no street is.';
		COMMENT ON COLUMN %1$I.network.class_column IS 'Column with class words (steps, lift, escalator, crossing, tunnel, bridge, indoor, plaza). NULL: there is none.';
		COMMENT ON COLUMN %1$I.network.text_keys IS 'Are the streets'' keys text? Else they are whole numbers.';
		COMMENT ON COLUMN %1$I.network.built_at IS 'Start of the transaction of the last build that found anything new.';
		CREATE TABLE %1$I.tile (
			tile integer PRIMARY KEY,
			input_digest bytea NOT NULL,
			body_hash bytea NOT NULL,
			body bytea NOT NULL);
		ALTER TABLE %1$I.tile ALTER COLUMN body SET STORAGE EXTERNAL;
		COMMENT ON TABLE %1$I.tile IS 'The walking network, one row per tile of the web-map grid at zoom 14. Written by circle_build_network() only.';
		COMMENT ON COLUMN %1$I.tile.tile IS 'Number of the tile: row * 16384 + column, row 0 in the north.';
		COMMENT ON COLUMN %1$I.tile.input_digest IS 'Digest of the streets that the tile was built from: an unchanged one is not built again.';
		COMMENT ON COLUMN %1$I.tile.body_hash IS 'Hash of the body: what caches know a tile by.';
		COMMENT ON COLUMN %1$I.tile.body IS 'Nodes, edges, lines and heights of the tile.';
		$sql$, network);
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', network, 'Walking network of circle_ext.');
	PERFORM circle__make_network_reports(network);
END
$$;
COMMENT ON FUNCTION circle__make_network_tables(text) IS 'Makes the tables of a network, as the first layout has them.';

CREATE FUNCTION circle_alter_network(network text, changes jsonb) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	old record;
	options jsonb;
BEGIN
	PERFORM circle__migrate_network(network);
	PERFORM circle__check_options(changes, '{streets,barriers,heights,columns}', 'option');
	EXECUTE format('LOCK TABLE %I.network IN SHARE ROW EXCLUSIVE MODE', network);
	EXECUTE format('SELECT options, built_at FROM %I.network', network) INTO STRICT old;
	options := circle__changed_options(old.options, changes);
	PERFORM circle__write_network(network, options, circle__resolve_network(options), old.built_at);
END
$$;
COMMENT ON FUNCTION circle_alter_network(text, jsonb) IS
'Changes the inputs of a network, each by the name that it has in circle_create_network(): ''{"streets": "osm.street", "barriers": null}'', or the setting columns; null removes it. Inputs that are not named stay. The next build applies it.';

CREATE FUNCTION circle_drop_network(network text, "cascade" boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
BEGIN
	PERFORM circle__check_own_network(network);
	-- Not while it is built; and another session may have dropped it while this one waited.
	PERFORM circle__lock_schema(network);
	PERFORM circle__check_network(network);
	PERFORM circle__drop_schema(network, circle__network_relations(), coalesce("cascade", false));
END
$$;
COMMENT ON FUNCTION circle_drop_network(text, boolean) IS
'Drops what circle_create_network() made, and the schema if nothing else is left in it. Fails if other objects depend on it, unless "cascade".';

CREATE FUNCTION circle_networks(OUT network text, OUT owner text, OUT streets text, OUT built_at timestamp with time zone)
	RETURNS SETOF record
	LANGUAGE plpgsql STABLE ROWS 10
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	found record;
BEGIN
	FOR found IN SELECT n.nspname, pg_get_userbyid(n.nspowner) AS owner_name FROM pg_catalog.pg_namespace AS n
				  WHERE circle__is_network(n.nspname) AND has_schema_privilege(n.oid, 'USAGE')
				  ORDER BY n.nspname LOOP
		network := found.nspname;
		owner := found.owner_name;
		streets := NULL;
		built_at := NULL;
		IF has_table_privilege(format('%I.network', network), 'SELECT') THEN
			EXECUTE format('SELECT format(''%%I.%%I'', streets_schema, streets_name), built_at FROM %I.network', network)
			   INTO streets, built_at;
		END IF;
		RETURN NEXT;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle_networks() IS
'Networks in the schemas that the caller may use. What they are built from is NULL where he may not read the definition.';
