-- Barriers between doors and streets, and closed gates.

CREATE FUNCTION circle__add_barriers_columns(network text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		ALTER TABLE %1$I.network ADD COLUMN barriers_schema text, ADD COLUMN barriers_name text, ADD COLUMN barriers_geom_column text;
		COMMENT ON COLUMN %1$I.network.barriers_schema IS 'Schema of the barriers'' table or view, looked up at each build; NULL: there are none.';
		COMMENT ON COLUMN %1$I.network.barriers_name IS 'Name of the barriers'' table or view.';
		COMMENT ON COLUMN %1$I.network.barriers_geom_column IS 'Column with the barriers'' lines, areas and points.';
	$sql$, network);
END
$make$;
COMMENT ON FUNCTION circle__add_barriers_columns(text) IS 'Adds what layout 2 of a network knows of barriers.';

CREATE FUNCTION circle_network_barriers(network text, barriers regclass, barriers_geom_column text DEFAULT NULL) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := @extschema@.circle__check_schemas();
BEGIN
	PERFORM circle__migrate_network(network);
	IF barriers IS NOT NULL THEN
		barriers_geom_column := circle__find_geometry(barriers, barriers_geom_column);
	END IF;
	EXECUTE format('UPDATE %I.network SET barriers_schema = $1, barriers_name = $2, barriers_geom_column = $3', network)
	  USING circle__schema_of(barriers), circle__name_of(barriers), CASE WHEN barriers IS NOT NULL THEN barriers_geom_column END;
END
$$;
COMMENT ON FUNCTION circle_network_barriers(text, regclass, text) IS
'Gives a network barriers: lines and rims of areas (rivers, railways, walls) that no door walk crosses where one of the 8 nearest streets can be reached without, and points, closed gates, at which every street ends that has a vertex there. NULL: none again. The next build applies it.';

CREATE FUNCTION circle__barriers_query(network text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	n record;
	relation regclass;
BEGIN
	EXECUTE format('SELECT barriers_schema, barriers_name, barriers_geom_column FROM %I.network', network) INTO n;
	IF n.barriers_name IS NULL THEN
		RETURN NULL;
	END IF;
	relation := circle__resolve(n.barriers_schema, n.barriers_name, 'barriers');
	PERFORM circle__find_geometry(relation, n.barriers_geom_column);
	-- Parts one by one; what has none, as it is.
	RETURN format('SELECT circle__street_wkb(coalesce(d.geom, b.%1$I)) FROM %2$s AS b LEFT JOIN LATERAL st_dump(b.%1$I) AS d ON true',
				  n.barriers_geom_column, relation);
END
$$;
COMMENT ON FUNCTION circle__barriers_query(text) IS
'The query that reads a network''s barriers, for circle__build_tiles; NULL where it has none.';
