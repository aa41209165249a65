-- Heights of streets from a raster.

CREATE FUNCTION circle__add_heights_columns(network text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		ALTER TABLE %1$I.network ADD COLUMN heights_schema text, ADD COLUMN heights_name text, ADD COLUMN heights_column text;
		COMMENT ON COLUMN %1$I.network.heights_schema IS 'Schema of the raster that gives streets their heights, looked up at each build; NULL: their own Z does.';
		COMMENT ON COLUMN %1$I.network.heights_name IS 'Name of the table or view of the raster.';
		COMMENT ON COLUMN %1$I.network.heights_column IS 'Column with the raster; its first band holds metres.';
	$sql$, network);
END
$make$;
COMMENT ON FUNCTION circle__add_heights_columns(text) IS 'Adds to a network what is known of heights.';

CREATE FUNCTION circle__raster_column(relation regclass, given text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	found text[];
BEGIN
	SELECT array_agg(a.attname ORDER BY a.attnum) INTO found
	  FROM pg_catalog.pg_attribute AS a
	  JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = a.atttypid AND d.deptype = 'e'
	  JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'postgis_raster'
	 WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped AND (given IS NULL OR a.attname = given)
	   AND format_type(a.atttypid, -1) ~ '(^|\.)raster$';
	IF coalesce(cardinality(found), 0) <> 1 THEN
		PERFORM circle__raise(CASE WHEN cardinality(found) > 1 THEN 'ambiguous_column' ELSE 'undefined_column' END,
			CASE WHEN cardinality(found) > 1 THEN format('relation %s has several raster columns', relation)
						   WHEN given IS NULL THEN format('relation %s has no raster column', relation)
						   ELSE format('relation %s has no raster column "%s"', relation, given) END,
			hint => CASE WHEN cardinality(found) > 1 THEN 'Name one of them as heights_column.'
						ELSE 'Load an elevation model: raster2pgsql -s 4326 -I -t 100x100 elevation.tif osm.elevation | psql' END);
	END IF;
	RETURN found[1];
END
$$;
COMMENT ON FUNCTION circle__raster_column(regclass, text) IS
'The raster column given, or the only one of a relation; an error if there is none such.';

CREATE FUNCTION circle__heights_queries(network text, OUT any_row text, OUT in_box text) RETURNS record
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	n record;
	relation regclass;
	raster_schema text;
	columns text;
BEGIN
	EXECUTE format('SELECT heights_schema, heights_name, heights_column FROM %I.network', network) INTO n;
	IF n.heights_name IS NULL THEN
		RETURN;
	END IF;
	relation := circle__resolve(n.heights_schema, n.heights_name, 'heights');
	PERFORM circle__raster_column(relation, n.heights_column);
	SELECT quote_ident(s.nspname) INTO raster_schema FROM pg_catalog.pg_extension AS e
	  JOIN pg_catalog.pg_namespace AS s ON s.oid = e.extnamespace WHERE e.extname = 'postgis_raster';
	columns := format(
		'%1$s.st_upperleftx(r.%2$I), %1$s.st_upperlefty(r.%2$I), %1$s.st_scalex(r.%2$I), -%1$s.st_scaley(r.%2$I),
		 abs(%1$s.st_skewx(r.%2$I)) + abs(%1$s.st_skewy(r.%2$I)), %1$s.st_srid(r.%2$I), %1$s.st_width(r.%2$I), %1$s.st_height(r.%2$I)',
		raster_schema, n.heights_column);
	any_row := format('SELECT %s, NULL::float8[] FROM %s AS r LIMIT 1', columns, relation);
	in_box := format('SELECT %1$s, %2$s.st_dumpvalues(r.%3$I, 1) FROM %4$s AS r
					   WHERE r.%3$I OPERATOR(%2$s.&&) %5$I.st_makeenvelope($1, $2, $3, $4, 4326) ORDER BY 1, 2, 7, 8',
					 columns, raster_schema, n.heights_column, relation, circle__postgis_schema());
END
$$;
COMMENT ON FUNCTION circle__heights_queries(text) IS
'The queries that read a network''s raster of heights, for circle__build_tiles; NULL where it has none.';
