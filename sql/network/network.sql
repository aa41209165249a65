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

-- Create, alter, drop, list

CREATE FUNCTION circle__check_boolean(relation regclass, column_name text) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF column_name IS NOT NULL AND circle__type_of(relation, column_name) <> 'boolean' THEN
		RAISE EXCEPTION USING
			ERRCODE = 'datatype_mismatch',
			MESSAGE = format('column "%s" of relation %s is of type %s instead of boolean',
							 column_name, relation, circle__type_of(relation, column_name)),
			HINT = 'Make a view with a boolean column, or name another column.';
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_boolean(regclass, text) IS 'Raises an error if a column is given that is not boolean.';

CREATE FUNCTION circle__write_network(
	network text, streets regclass, key_column text, geom_column text, steps_column text, door_column text,
	private_column text, class_column text, look boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	key_column := circle__find_key(streets, key_column);
	geom_column := circle__find_geometry(streets, geom_column);
	IF look OR steps_column IS NOT NULL THEN
		steps_column := circle__find_column(streets, steps_column, 'steps', false);
	END IF;
	IF look OR door_column IS NOT NULL THEN
		door_column := circle__find_column(streets, door_column, 'door', false);
	END IF;
	IF look OR private_column IS NOT NULL THEN
		private_column := circle__find_column(streets, private_column, 'private', false);
	END IF;
	IF look OR class_column IS NOT NULL THEN
		class_column := circle__find_column(streets, class_column, 'class', false);
	END IF;
	PERFORM circle__check_boolean(streets, c) FROM unnest(ARRAY[steps_column, door_column, private_column]) AS c;
	EXECUTE format('UPDATE %I.network SET streets_schema = $1, streets_name = $2, key_column = $3, geom_column = $4,
						steps_column = $5, door_column = $6, private_column = $7, class_column = $8, text_keys = $9', network)
	  USING circle__schema_of(streets), circle__name_of(streets), key_column, geom_column, steps_column, door_column,
			private_column, class_column, circle__has_text_keys(streets, key_column);
END
$$;
COMMENT ON FUNCTION circle__write_network(text, regclass, text, text, text, text, text, text, boolean) IS
'Checks the input of a network and writes it into the definition; looks for optional columns that are not given if it may.';

CREATE FUNCTION circle__has_text_keys(streets regclass, key_column text) RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN circle__type_of(streets, key_column) <> ALL (ARRAY['smallint', 'integer', 'bigint']);
COMMENT ON FUNCTION circle__has_text_keys(regclass, text) IS 'Are the keys kept as text? Whole numbers are kept as such.';

CREATE FUNCTION circle_create_network(
	network text, streets regclass, key_column text DEFAULT NULL, geom_column text DEFAULT NULL,
	steps_column text DEFAULT NULL, door_column text DEFAULT NULL, private_column text DEFAULT NULL,
	class_column text DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
BEGIN
	IF streets IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'streets must not be NULL',
			HINT = 'Name the table or view of the streets, as ''osm.street''.';
	END IF;
	PERFORM circle__make_schema(network, circle__network_relations());
	PERFORM circle__make_network_tables(network);
	PERFORM circle__add_network_layouts(network, 1);
	EXECUTE format('INSERT INTO %I.network (network, layout, streets_schema, streets_name, key_column, geom_column, text_keys)
					VALUES ($1, circle__network_layout(), '''', '''', '''', '''', false)', network) USING network;
	PERFORM circle__write_network(network, streets, key_column, geom_column, steps_column, door_column, private_column,
								  class_column, true);
END
$$;
COMMENT ON FUNCTION circle_create_network(text, regclass, text, text, text, text, text, text) IS
'Makes a network in a schema of its own from a table or view of streets. Columns are found if they have the obvious names (primary key or id, the one geometry, steps, door, private, class), else named. Nothing is built yet: SELECT circle_build_network(network).';

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
		COMMENT ON COLUMN %1$I.network.layout IS 'Layout of this schema; a build brings an older one up to date.';
		COMMENT ON COLUMN %1$I.network.streets_schema IS 'Schema of the streets'' table or view, looked up at each build.';
		COMMENT ON COLUMN %1$I.network.streets_name IS 'Name of the streets'' table or view, looked up at each build.';
		COMMENT ON COLUMN %1$I.network.key_column IS 'Column with the streets'' key.';
		COMMENT ON COLUMN %1$I.network.geom_column IS 'Column with the streets'' lines.';
		COMMENT ON COLUMN %1$I.network.steps_column IS 'Boolean column: steps. NULL: there is none, no street is.';
		COMMENT ON COLUMN %1$I.network.door_column IS 'Boolean column: may a walk start or end on the street? NULL: there is none, it may.';
		COMMENT ON COLUMN %1$I.network.private_column IS 'Boolean column: private, walked at the beginning and the end of a walk only. NULL: there is none, no street is.';
		COMMENT ON COLUMN %1$I.network.class_column IS 'Column with class words (steps, lift, escalator, crossing, tunnel, bridge, indoor, plaza). NULL: there is none.';
		COMMENT ON COLUMN %1$I.network.text_keys IS 'Are the streets'' keys text? Else they are whole numbers.';
		COMMENT ON COLUMN %1$I.network.built_at IS 'Start of the transaction of the last build.';
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
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', network, 'Walking network of circle_ext.');
END
$$;
COMMENT ON FUNCTION circle__make_network_tables(text) IS 'Makes the tables of a network, as layout 1 has them.';

CREATE FUNCTION circle_alter_network(
	network text, streets regclass DEFAULT NULL, key_column text DEFAULT NULL, geom_column text DEFAULT NULL,
	steps_column text DEFAULT NULL, door_column text DEFAULT NULL, private_column text DEFAULT NULL,
	class_column text DEFAULT NULL, forget text[] DEFAULT '{}') RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
	old record;
	wrong text;
	new_streets boolean;
BEGIN
	PERFORM circle__migrate_network(network);
	SELECT f INTO wrong FROM unnest(forget) AS f
	 WHERE f IS NULL OR f NOT IN ('steps_column', 'door_column', 'private_column', 'class_column') LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('%s cannot be forgotten', coalesce('"' || wrong || '"', 'NULL')),
			HINT = 'What a network can do without: steps_column, door_column, private_column, class_column.';
	END IF;
	EXECUTE format('SELECT * FROM %I.network FOR UPDATE', network) INTO STRICT old;
	-- A new relation brings its own columns; an old one keeps those it had.
	new_streets := streets IS NOT NULL;
	IF NOT new_streets THEN
		streets := circle__resolve(old.streets_schema, old.streets_name, 'streets');
		key_column := coalesce(key_column, old.key_column);
		geom_column := coalesce(geom_column, old.geom_column);
		steps_column := coalesce(steps_column, old.steps_column);
		door_column := coalesce(door_column, old.door_column);
		private_column := coalesce(private_column, old.private_column);
		class_column := coalesce(class_column, old.class_column);
	END IF;
	PERFORM circle__write_network(network, streets, key_column, geom_column,
		CASE WHEN 'steps_column' <> ALL (forget) THEN steps_column END,
		CASE WHEN 'door_column' <> ALL (forget) THEN door_column END,
		CASE WHEN 'private_column' <> ALL (forget) THEN private_column END,
		CASE WHEN 'class_column' <> ALL (forget) THEN class_column END, new_streets);
END
$$;
COMMENT ON FUNCTION circle_alter_network(text, regclass, text, text, text, text, text, text, text[]) IS
'Changes the input of a network or the columns it is read from; those not given stay, optional columns named in forget (steps_column, door_column, private_column, class_column) are read no more. The next build applies it.';

CREATE FUNCTION circle_drop_network(network text, "cascade" boolean DEFAULT false) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
BEGIN
	PERFORM circle__check_network(network);
	PERFORM circle__check_owner(network);
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
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
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
