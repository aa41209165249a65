-- Barriers between doors and streets, and closed gates.

CREATE FUNCTION circle__add_barriers_columns(network text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		ALTER TABLE %1$I.network ADD COLUMN barriers_schema text, ADD COLUMN barriers_name text, ADD COLUMN barriers_geom_column text,
			ADD COLUMN options jsonb NOT NULL;
		COMMENT ON COLUMN %1$I.network.options IS 'The definition as it was given; the other columns say how it was understood.';
		COMMENT ON COLUMN %1$I.network.barriers_schema IS 'Schema of the barriers'' table or view, looked up at each build; NULL: there are none.';
		COMMENT ON COLUMN %1$I.network.barriers_name IS 'Name of the barriers'' table or view.';
		COMMENT ON COLUMN %1$I.network.barriers_geom_column IS 'Column with the barriers'' lines, areas and points.';
	$sql$, network);
END
$make$;
COMMENT ON FUNCTION circle__add_barriers_columns(text) IS 'Adds to a network what is known of barriers.';

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
	PERFORM circle__require_geometry('barriers', relation, n.barriers_geom_column);
	-- Parts one by one; what has none, as it is.
	RETURN format('SELECT circle__street_wkb(coalesce(d.geom, b.%1$I)) FROM %2$s AS b LEFT JOIN LATERAL st_dump(b.%1$I) AS d ON true',
				  n.barriers_geom_column, relation);
END
$$;
COMMENT ON FUNCTION circle__barriers_query(text) IS
'The query that reads a network''s barriers, for circle__build_tiles; NULL where it has none.';
