-- Building a network: only the tiles whose streets or barriers have changed, in one transaction.

CREATE FUNCTION circle__lines_to_wgs84(geom geometry) RETURNS geometry
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE COST 50
	SET search_path FROM CURRENT AS
$$
BEGIN
	RETURN ST_Transform(geom, 4326);
EXCEPTION WHEN internal_error OR data_exception OR invalid_parameter_value THEN
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION circle__lines_to_wgs84(geometry) IS 'The geometry in SRID 4326, heights kept; NULL where PROJ cannot transform it.';

CREATE FUNCTION circle__street_wkb(geom geometry) RETURNS bytea
	LANGUAGE sql IMMUTABLE PARALLEL UNSAFE
	RETURN CASE
		WHEN geom IS NULL THEN NULL
		WHEN ST_SRID(geom) = 4326 THEN ST_AsBinary(geom)
		WHEN ST_SRID(geom) = 0 THEN '\x'::bytea
		ELSE coalesce(ST_AsBinary(circle__lines_to_wgs84(geom)), '\x00'::bytea) END;
COMMENT ON FUNCTION circle__street_wkb(geometry) IS
'A street as the build reads it: WKB in SRID 4326; empty for one without SRID, one zero byte for one that cannot be transformed.';

CREATE FUNCTION circle__build_tiles(
	network text, query text, duplicates_query text, any_heights_query text, heights_query text,
	barriers_query text, OUT tiles_built int, OUT tiles_unchanged int,
	OUT tiles_removed int, OUT streets bigint, OUT streets_refused bigint, OUT lines bigint, OUT barriers bigint, OUT refused text,
	OUT extent float8[])
	RETURNS record
	LANGUAGE c VOLATILE AS 'MODULE_PATHNAME', 'circle__build_tiles';
COMMENT ON FUNCTION circle__build_tiles(text, text, text, text, text, text) IS
'Builds and writes the changed tiles of a network from a query of streets, queries of a raster of heights and one of barriers if there are any; the caller has locked the network and made the temporary table circle_street_problem for what is to be said of streets. extent: west, south, east and north of the streets, in degrees.';

CREATE FUNCTION circle__has_unique(relation regclass, column_name text) RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN EXISTS (
		SELECT FROM pg_catalog.pg_index AS i
		  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
		 WHERE i.indrelid = relation AND a.attname = column_name AND i.indnkeyatts = 1 AND i.indisunique
		   AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL);
COMMENT ON FUNCTION circle__has_unique(regclass, text) IS 'Does an index keep the values of a column unique?';

CREATE FUNCTION circle__optional_column(column_name text, type_name text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN column_name IS NULL THEN format('NULL::%s', type_name)
				ELSE format('s.%I::%s', column_name, type_name) END;
COMMENT ON FUNCTION circle__optional_column(text, text) IS 'SQL of a column of the streets, NULL of its type where there is none.';

CREATE FUNCTION circle__build_warnings(network text, report jsonb) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	warnings jsonb := '[]';
BEGIN
	IF (report ->> 'edges')::bigint = 0 THEN
		warnings := warnings || jsonb_build_array('the network is empty: no street could be used');
	ELSIF (report ->> 'connected_share')::float8 < 0.9 THEN
		warnings := warnings || jsonb_build_array(format(
			'only %s %% of the length is connected: streets that should meet may have no common vertex (circle_clean_streets() joins them)',
			round(100 * (report ->> 'connected_share')::numeric, 1)));
	END IF;
	IF report -> 'refused' <> '{}' THEN
		warnings := warnings || jsonb_build_array(format(
			CASE WHEN report ? 'barriers' THEN 'streets or barriers not used, or not as meant: %s'
				 ELSE 'streets not used, or not as meant: %s' END,
			(SELECT string_agg(format('%s: %s', key, value), ', ' ORDER BY key) FROM jsonb_each_text(report -> 'refused'))));
	END IF;
	IF (report ->> 'gates_on_no_vertex')::bigint > 0 THEN
		warnings := warnings || jsonb_build_array(format(
			'closed gates that are on no vertex of a street and close nothing: %s', report ->> 'gates_on_no_vertex'));
	END IF;
	IF (report ->> 'ends_not_joined')::bigint > 0 THEN
		warnings := warnings || jsonb_build_array(format(
			'ends of streets within 1 m of another street but not joined to it: %s%s', report ->> 'ends_not_joined',
			coalesce(' (circle_clean_streets() joins ' || (report ->> 'ends_mendable') || ')', '')));
	END IF;
	IF (report ->> 'crossings_without_vertex')::bigint > 0 THEN
		warnings := warnings || jsonb_build_array(format(
			'crossings of streets without a common vertex, bridges and tunnels apart: %s%s', report ->> 'crossings_without_vertex',
			coalesce(' (circle_clean_streets() with node_crossings joins ' || (report ->> 'crossings_mendable') || ')', '')));
	END IF;
	RETURN warnings;
END
$$;
COMMENT ON FUNCTION circle__build_warnings(text, jsonb) IS 'What is to be warned of in the report of a build.';

CREATE FUNCTION circle__build_report(network text, done jsonb) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	report jsonb;
	connected jsonb;
	counted jsonb;
BEGIN
	-- Nothing changed: what the last build found still holds.
	IF (done ->> 'tiles_built')::int = 0 AND (done ->> 'tiles_removed')::int = 0 THEN
		EXECUTE format('SELECT report FROM %I.build_log ORDER BY build_no DESC LIMIT 1', network) INTO report;
	END IF;
	IF report IS NULL THEN
		SELECT jsonb_build_object('nodes', c.nodes, 'edges', c.edges, 'km', round(c.length_m::numeric / 1000, 3),
								  'components', c.components,
								  'largest_component_share', round(c.largest_component_share::numeric, 4),
								  'lands', c.lands, 'connected_share', round(c.connected_share::numeric, 4))
		  INTO connected FROM circle__connectivity(network) AS c;
		EXECUTE format($sql$
			SELECT jsonb_strip_nulls(jsonb_build_object(
				'gates_on_no_vertex', nullif(count(*) FILTER (WHERE reason = 'gate on no vertex'), 0),
				'ends_not_joined', count(*) FILTER (WHERE reason = 'end not joined'),
				'crossings_without_vertex', count(*) FILTER (WHERE reason = 'crossing without vertex'),
				'tiles_not_all_looked_at', count(*) FILTER (WHERE reason = 'not all looked at')))
			  FROM %I.data_quality WHERE tile IS NOT NULL
			$sql$, network) INTO counted;
		SELECT connected || counted || jsonb_strip_nulls(to_jsonb(t)) INTO report FROM circle__try_cleaning(network) AS t;
	END IF;
	report := report - 'barriers' || jsonb_build_object('network', network) || done;
	RETURN report || jsonb_build_object('warnings', circle__build_warnings(network, report));
END
$$;
COMMENT ON FUNCTION circle__build_report(text, jsonb) IS 'The report of a build that has written its tiles.';

CREATE FUNCTION circle__build_found_news(network text, done jsonb) RETURNS boolean
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	last jsonb;
BEGIN
	EXECUTE format('SELECT report FROM %I.build_log ORDER BY build_no DESC LIMIT 1', network) INTO last;
	-- The report holds what was done.
	RETURN (done ->> 'tiles_built')::int > 0 OR (done ->> 'tiles_removed')::int > 0 OR last IS NULL OR NOT last @> (done - '{tiles_built,tiles_unchanged,tiles_removed}'::text[]);
END
$$;
COMMENT ON FUNCTION circle__build_found_news(text, jsonb) IS
'Has a build changed tiles, or read other streets than the last one? Else it leaves no trace.';

CREATE FUNCTION circle__street_queries(network text, OUT text_keys boolean, OUT query text, OUT duplicates_query text) RETURNS record
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	definition record;
	streets regclass;
BEGIN
	EXECUTE format('SELECT * FROM %I.network', network) INTO definition;
	streets := circle__resolve(definition.streets_schema, definition.streets_name, 'streets');
	PERFORM circle__require_column('streets', streets, 'street_id', definition.key_column),
			circle__require_geometry('streets', streets, definition.geom_column);
	PERFORM circle__require_column('streets', streets, usual, name)
	   FROM unnest('{steps,door,private,class}'::text[], ARRAY[definition.steps_column, definition.door_column,
				   definition.private_column, definition.class_column]) AS c (usual, name) WHERE name IS NOT NULL;
	PERFORM circle__check_boolean(streets, c)
	   FROM unnest(ARRAY[definition.steps_column, definition.door_column, definition.private_column]) AS c;
	text_keys := circle__has_text_keys(streets, definition.key_column);

	query := format('SELECT s.%I::%s, circle__street_wkb(s.%I), %s, %s, %s, %s FROM %s AS s',
					definition.key_column, CASE WHEN text_keys THEN 'text' ELSE 'bigint' END, definition.geom_column,
					circle__optional_column(definition.steps_column, 'boolean'),
					circle__optional_column(definition.door_column, 'boolean'),
					circle__optional_column(definition.private_column, 'boolean'),
					circle__optional_column(definition.class_column, 'text'),
					format('%I.%I', definition.streets_schema, definition.streets_name));
	IF NOT circle__has_unique(streets, definition.key_column) THEN
		duplicates_query := format('SELECT s.%1$I::text COLLATE "C" FROM %2$I.%3$I AS s WHERE s.%1$I IS NOT NULL GROUP BY 1 HAVING count(*) > 1 ORDER BY 1',
								   definition.key_column, definition.streets_schema, definition.streets_name);
	END IF;
END
$$;
COMMENT ON FUNCTION circle__street_queries(text) IS
'Looks up the streets of a network and their columns, and makes the queries that a build reads them by: all streets, and the keys that stand there twice (NULL where there can be none).';

CREATE FUNCTION circle_build_network(network text) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	definition record;
	text_keys boolean;
	query text;
	duplicates_query text;
	barriers_query text;
	done jsonb;
	report jsonb;
	warning text;
	started_at timestamptz := clock_timestamp();
BEGIN
	PERFORM circle__migrate_network(network);
	-- One build at a time: another waits here.
	PERFORM circle__lock_schema(network);
	EXECUTE format('SELECT * FROM %I.network FOR UPDATE', network) INTO definition;
	SELECT q.text_keys, q.query, q.duplicates_query INTO text_keys, query, duplicates_query FROM circle__street_queries(network) AS q;
	IF text_keys <> definition.text_keys THEN
		EXECUTE format('UPDATE %I.network SET text_keys = $1', network) USING text_keys;
	END IF;
	barriers_query := circle__barriers_query(network);
	EXECUTE circle__into('circle_street_problem') || 'SELECT NULL::text AS reason, NULL::text AS street, NULL::text AS detail WHERE false';
	SELECT to_jsonb(b) || jsonb_build_object('refused', b.refused::jsonb) INTO done
	  FROM circle__heights_queries(network) AS h,
		   circle__build_tiles(network, query, duplicates_query, h.any_row, h.in_box, barriers_query) AS b;
	IF barriers_query IS NULL THEN
		done := done - 'barriers';
	END IF;
	PERFORM circle__merge_numbered(network, 'data_quality', 'data_quality_id', 'circle_street_problem', 'tile IS NULL');
	report := circle__build_report(network, done);
	IF circle__build_found_news(network, done) THEN
		EXECUTE format('UPDATE %I.network SET built_at = now()', network);
		EXECUTE format('INSERT INTO %I.build_log (started_at, finished_at, report) VALUES ($1, $2, $3)', network)
		  USING started_at, clock_timestamp(), report;
	END IF;
	FOR warning IN SELECT jsonb_array_elements_text(report -> 'warnings') LOOP
		RAISE WARNING USING MESSAGE = format('network "%s": %s', network, warning),
			HINT = format('SELECT * FROM %I.data_quality;', network);
	END LOOP;
	RETURN report;
END
$$;
COMMENT ON FUNCTION circle_build_network(text) IS
'Builds the tiles of a network whose streets or barriers have changed since the last build, removes those without, and reports what it did and how well the streets are joined. One that finds nothing new leaves no trace. All in the caller''s transaction; a second build waits for the first.';
