-- What networks and studies share: schemas of their own, whose rights, and finding columns.

CREATE FUNCTION circle__schema() RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN (SELECT n.nspname::text FROM pg_catalog.pg_extension AS e
			  JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'circle_ext');
COMMENT ON FUNCTION circle__schema() IS 'Schema that circle_ext is installed in.';

CREATE FUNCTION circle__postgis_schema() RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN (SELECT n.nspname::text FROM pg_catalog.pg_extension AS e
			  JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'postgis');
COMMENT ON FUNCTION circle__postgis_schema() IS 'Schema that PostGIS is installed in.';

CREATE FUNCTION circle__check_owner(schema_name text) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	owner name;
BEGIN
	SELECT pg_get_userbyid(nspowner) INTO owner FROM pg_catalog.pg_namespace WHERE nspname = schema_name;
	IF owner IS DISTINCT FROM current_user THEN
		PERFORM circle__raise('insufficient_privilege',
			format('must be owner of schema %I', schema_name),
			detail => format('The schema belongs to role %I; what it defines runs with its owner''s rights only.', owner),
			hint => format('SET ROLE %I;', owner));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_owner(text) IS 'Raises an error unless the current user, superuser or not, is the owner of the schema.';

CREATE FUNCTION circle__make_schema(schema_name text, relations text[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	taken text;
BEGIN
	IF schema_name IS NULL OR schema_name = '' THEN
		PERFORM circle__raise('null_value_not_allowed', 'the name must not be NULL or empty');
	END IF;
	IF octet_length(schema_name) > 63 THEN
		PERFORM circle__raise('name_too_long',
			format('the name "%s" is too long', schema_name),
			detail => 'A network and a study live in a schema of their own, and the name of a schema has at most 63 bytes.');
	END IF;
	IF schema_name LIKE 'pg\_%' OR schema_name IN ('information_schema', 'public', circle__schema(), circle__postgis_schema()) THEN
		PERFORM circle__raise('reserved_name',
			format('schema name "%s" is reserved', schema_name),
			hint => 'A network and a study live in a schema of their own: choose another name, as city_net or city_15min.');
	END IF;
	IF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = schema_name) THEN
		IF NOT has_database_privilege(current_database(), 'CREATE') THEN
			PERFORM circle__raise('insufficient_privilege',
				format('permission denied for database %s', current_database()),
				hint => format('GRANT CREATE ON DATABASE %I TO %I;', current_database(), current_user));
		END IF;
		EXECUTE format('CREATE SCHEMA %I', schema_name);
		RETURN;
	END IF;
	PERFORM circle__check_owner(schema_name);
	SELECT string_agg(quote_ident(c.relname), ', ' ORDER BY c.relname) INTO taken
	  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	 WHERE n.nspname = schema_name AND c.relname = ANY (relations);
	IF taken IS NOT NULL THEN
		PERFORM circle__raise('duplicate_table',
			format('schema %I is not free for a new network or study', schema_name),
			detail => format('It already holds: %s.', taken),
			hint => 'Choose another name, or drop what is there (circle_drop_network, circle_drop_study).');
	END IF;
END
$$;
COMMENT ON FUNCTION circle__make_schema(text, text[]) IS
'Makes a schema, or takes one of the caller''s own that is free of the relations to be made.';

CREATE FUNCTION circle__drop_schema(schema_name text, relations text[], "cascade" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	targets text;
	behaviour text := CASE WHEN "cascade" THEN 'CASCADE' ELSE 'RESTRICT' END;
BEGIN
	-- All of a kind in one command, so that what depends on one another goes together.
	FOR targets IN
		SELECT format('%s %s', CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END,
					  string_agg(format('%I.%I', schema_name, c.relname), ', ' ORDER BY c.relname))
		  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
		 WHERE n.nspname = schema_name AND c.relname = ANY (relations) AND c.relkind IN ('r', 'v')
		   AND c.relowner = n.nspowner
		 GROUP BY c.relkind ORDER BY c.relkind DESC
	LOOP
		EXECUTE format('DROP %s %s', targets, behaviour);
	END LOOP;
	IF NOT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE refclassid = 'pg_catalog.pg_namespace'::regclass
					 AND refobjid = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = schema_name)) THEN
		EXECUTE format('DROP SCHEMA %I', schema_name);
	END IF;
END
$$;
COMMENT ON FUNCTION circle__drop_schema(text, text[], boolean) IS
'Drops these relations of a schema, and the schema if nothing else is left in it.';

-- Input relations: kept as names, found again at each use.

CREATE FUNCTION circle__schema_of(relation regclass) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN (SELECT n.nspname::text FROM pg_catalog.pg_class AS c
			  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = relation);
COMMENT ON FUNCTION circle__schema_of(regclass) IS 'Schema of a relation.';

CREATE FUNCTION circle__name_of(relation regclass) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN (SELECT c.relname::text FROM pg_catalog.pg_class AS c WHERE c.oid = relation);
COMMENT ON FUNCTION circle__name_of(regclass) IS 'Name of a relation without its schema.';

CREATE FUNCTION circle__resolve(schema_name text, relation text, role text) RETURNS regclass
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	found regclass := circle__input_relation(schema_name, relation);
BEGIN
	IF found IS NULL THEN
		PERFORM circle__raise('undefined_table',
			format('%s %I.%I do not exist', role, schema_name, relation),
			detail => 'The definition names this relation, and it is not there.',
			hint => format('Run the import again, or name another relation with %s.',
				CASE WHEN role IN ('streets', 'heights', 'barriers') THEN 'circle_alter_network()' ELSE 'circle_alter_study()' END));
	END IF;
	RETURN found;
END
$$;
COMMENT ON FUNCTION circle__resolve(text, text, text) IS 'The input relation of that name now; an error that names its role if there is none.';

CREATE FUNCTION circle__type_of(relation regclass, column_name text) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN (SELECT pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute AS a
			 WHERE a.attrelid = relation AND a.attname = column_name AND a.attnum > 0 AND NOT a.attisdropped);
COMMENT ON FUNCTION circle__type_of(regclass, text) IS 'Type of a column as SQL writes it; NULL if there is no such column.';

-- Geometries of an input.

CREATE FUNCTION circle__drop_temp(relation text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF to_regclass(format('pg_temp.%I', relation)) IS NOT NULL THEN
		EXECUTE format('DROP TABLE pg_temp.%I', relation);
	END IF;
END
$$;
COMMENT ON FUNCTION circle__drop_temp(text) IS 'Drops a temporary table if it is there, without a notice if it is not.';

-- Temporary tables of one transaction. A second refresh in it fills those of the first again: what is dropped keeps its locks until
-- the transaction ends, and hundreds of refreshes would fill the lock table.

CREATE FUNCTION circle__begin_temp() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF to_regclass('pg_temp.circle_made') IS NULL THEN
		CREATE TEMP TABLE circle_made (name text PRIMARY KEY) ON COMMIT DROP;
	END IF;
END
$$;
COMMENT ON FUNCTION circle__begin_temp() IS 'Makes the table of the temporary tables that the transaction has made, if it is not there.';

CREATE FUNCTION circle__into(temp_table text) RETURNS text
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__begin_temp();
	IF EXISTS (SELECT FROM pg_temp.circle_made WHERE name = temp_table) AND to_regclass(format('pg_temp.%I', temp_table)) IS NOT NULL THEN
		EXECUTE format('TRUNCATE pg_temp.%I', temp_table);
		RETURN format('INSERT INTO pg_temp.%I ', temp_table);
	END IF;
	PERFORM circle__drop_temp(temp_table);
	INSERT INTO pg_temp.circle_made VALUES (temp_table) ON CONFLICT DO NOTHING;
	RETURN format('CREATE TEMP TABLE %I ON COMMIT DROP AS ', temp_table);
END
$$;
COMMENT ON FUNCTION circle__into(text) IS
'What stands before a query whose rows go into a temporary table of the extension: CREATE TABLE … AS; or INSERT, for one that this transaction has made before, which is emptied.';

-- Tables without a key but a number.

CREATE FUNCTION circle__merge_numbered(target_schema text, target text, number_column text, source text, scope text DEFAULT 'true') RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	columns text;
	deleted bigint;
	written bigint;
BEGIN
	SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns FROM pg_catalog.pg_attribute
	 WHERE attrelid = to_regclass(format('pg_temp.%I', source)) AND attnum > 0 AND NOT attisdropped;
	-- Equal rows are distinguished by counting them.
	EXECUTE format($sql$
		DELETE FROM %1$I.%2$I WHERE %3$I IN (
			SELECT o.%3$I
			  FROM (SELECT %3$I, row(%4$s)::text AS what, row_number() OVER (PARTITION BY row(%4$s)::text ORDER BY %3$I) AS copy
					  FROM %1$I.%2$I WHERE %6$s) AS o
			 WHERE NOT EXISTS (
				SELECT FROM (SELECT row(%4$s)::text AS what, count(*) AS copies FROM pg_temp.%5$I GROUP BY 1) AS n
				 WHERE n.what = o.what AND o.copy <= n.copies))$sql$, target_schema, target, number_column, columns, source, scope);
	GET DIAGNOSTICS deleted = ROW_COUNT;
	EXECUTE format($sql$
		INSERT INTO %1$I.%2$I (%3$s)
		SELECT %3$s
		  FROM (SELECT *, row(%3$s)::text AS what, row_number() OVER (PARTITION BY row(%3$s)::text) AS copy FROM pg_temp.%4$I) AS n
		 WHERE NOT EXISTS (
			SELECT FROM (SELECT row(%3$s)::text AS what, count(*) AS copies FROM %1$I.%2$I WHERE %5$s GROUP BY 1) AS o
			 WHERE o.what = n.what AND n.copy <= o.copies)
		 ORDER BY %3$s$sql$, target_schema, target, columns, source, scope);
	GET DIAGNOSTICS written = ROW_COUNT;
	RETURN deleted + written;
END
$$;
COMMENT ON FUNCTION circle__merge_numbered(text, text, text, text, text) IS
'Makes the rows of a table that are in scope (a condition; all by default) those that a temporary table holds, where rows have no key but a number that the table gives: a row that stays keeps its number. Returns how many rows it wrote or deleted.';
