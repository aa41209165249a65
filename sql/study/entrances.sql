-- Where amenities are entered: entries of areas, and entrances, points of a relation of their own.
--
-- An amenity that has entrances is entered there and nowhere else; of its own rows only areas are read, for who lives inside.
-- Several entrances of one amenity are its access points, as several rows of one key are. The entries of an area are
-- several rows of one access_no, numbered by entry_no; 0 is an area that is not entered by itself.

CREATE FUNCTION circle__add_entrance_columns(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		ALTER TABLE %1$I.study ADD COLUMN entrances_schema text, ADD COLUMN entrances_name text, ADD COLUMN entrance_key text,
			ADD COLUMN entrance_geom text;
	$sql$, study);
END
$make$;
COMMENT ON FUNCTION circle__add_entrance_columns(text) IS 'Adds to a study what says where amenities are entered.';

CREATE FUNCTION circle__check_entrance_key(entrances regclass, entrance_key text, amenity_key_type text) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	found regtype := circle__type_of(entrances, entrance_key)::regtype;
	wanted regtype := amenity_key_type::regtype;
	whole CONSTANT regtype[] := ARRAY['int2', 'int4', 'int8']::regtype[];
BEGIN
	IF found = wanted OR (found = ANY (whole) AND wanted = ANY (whole)) OR wanted = 'text'::regtype THEN
		RETURN;
	END IF;
	PERFORM circle__raise('datatype_mismatch',
		format('column "%s" of entrances %s has type %s', entrance_key, entrances, found),
		detail => format('It must name amenities, whose keys have type %s.', wanted),
		hint => 'Name the column that holds the amenities'' keys: settings => ''{"columns": {"entrances": {"amenity_id": "…"}}}''; or give a view that casts it.');
END
$$;
COMMENT ON FUNCTION circle__check_entrance_key(regclass, text, text) IS
'Raises an error unless a column of the entrances can hold keys of the amenities.';

CREATE FUNCTION circle__entrance_query(study text, scanned boolean) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	entrances regclass;
	amenities regclass;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	IF s.entrances_name IS NULL THEN
		RETURN format('SELECT NULL::%s AS amenity_id, NULL::geometry AS geom, NULL::text AS problem WHERE false', circle__amenity_key_type(study));
	END IF;
	entrances := circle__resolve(s.entrances_schema, s.entrances_name, 'entrances');
	amenities := circle__resolve(s.amenities_schema, s.amenities_name, 'amenities');
	PERFORM circle__require_column('entrances', entrances, 'amenity_id', s.entrance_key);
	PERFORM circle__check_entrance_key(entrances, s.entrance_key, circle__amenity_key_type(study));
	PERFORM circle__require_geometry('entrances', entrances, s.entrance_geom);
	RETURN format($sql$
		SELECT e.%1$I::%2$s AS amenity_id, p.geom,
			   CASE WHEN e.%1$I IS NULL THEN 'null key'
					WHEN e.%3$I IS NULL THEN 'null geometry'
					WHEN st_isempty(e.%3$I) THEN 'empty geometry'
					WHEN w.geom IS NULL THEN 'geometry cannot be transformed to longitude and latitude'
					WHEN NOT circle__on_map(w.geom) THEN circle__off_map_problem(w.geom)
					WHEN p.geom IS NULL THEN 'geometry is not points'
					WHEN NOT EXISTS (SELECT FROM %6$s AS a WHERE a.%7$I::%2$s = e.%1$I::%2$s) THEN 'unknown amenity'
			   END AS problem
		  FROM %4$s AS e
		 CROSS JOIN LATERAL (SELECT %5$s AS geom OFFSET 0) AS w
		  LEFT JOIN LATERAL (SELECT circle__quantised(q.geom) AS geom FROM st_dump(w.geom) AS q
							  WHERE circle__on_map(w.geom) AND geometrytype(w.geom) IN ('POINT', 'MULTIPOINT') AND NOT st_isempty(q.geom)) AS p ON true$sql$,
		s.entrance_key, circle__amenity_key_type(study), s.entrance_geom, circle__source(entrances, 'entrances', scanned),
		circle__to_wgs84_sql(format('e.%I', s.entrance_geom), s.amenities_datum), circle__source(amenities, 'amenities', scanned), s.amenity_key);
END
$$;
COMMENT ON FUNCTION circle__entrance_query(text, boolean) IS
'The query that reads the entrances of a study''s amenities, of the input or (scanned) of the rows that a refresh has copied: amenity_id, geom of each point, problem; no rows if it has none.';

CREATE FUNCTION circle__access_query(amenities text, entrances text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN format($sql$
		SELECT q.amenity_id, q.category, q.geom, q.area, q.entered
		  FROM (SELECT a.*, NOT EXISTS (SELECT FROM %2$s AS e WHERE e.problem IS NULL AND e.amenity_id = a.amenity_id) AS entered
				  FROM %1$s AS a WHERE a.problem IS NULL AND a.category IS NOT NULL) AS q
		 WHERE q.entered OR st_dimension(q.area) = 2
		UNION ALL
		SELECT a.amenity_id, a.category, e.geom, NULL::geometry, true
		  FROM (SELECT DISTINCT amenity_id, category FROM %1$s AS a WHERE problem IS NULL AND category IS NOT NULL) AS a
		  JOIN %2$s AS e ON e.amenity_id = a.amenity_id AND e.problem IS NULL$sql$, amenities, entrances);
COMMENT ON FUNCTION circle__access_query(text, text) IS
'The query of where amenities are entered: amenity_id, category, geom of a point or area, entered: false for an area of an amenity that has entrances. Given what the queries of amenities and entrances return, as something to be selected from.';

CREATE FUNCTION circle__scan_entrances(study text, max_loss float8) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	far_m CONSTANT float8 := 1000;
	published bigint;
	usable bigint;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	EXECUTE circle__into('circle_scan_entrance') || circle__entrance_query(study, true);
	IF s.entrances_name IS NULL THEN
		RETURN NULL;
	END IF;
	PERFORM circle__check_scanned_srid(circle__resolve(s.entrances_schema, s.entrances_name, 'entrances'), s.entrance_geom, 'entrances');
	EXECUTE format('SELECT r.entrances_read FROM %1$I.refresh_log AS r JOIN %1$I.version AS n USING (version)', study) INTO published;
	SELECT count(*) INTO usable FROM pg_temp.circle_scan_entrance WHERE problem IS NULL;
	PERFORM circle__check_loss(study, 'entrances', published, usable, max_loss);
	EXECUTE format($sql$
		INSERT INTO %1$I.input_problem (input, problem, key, detail, lon, lat)
		SELECT 'entrances', problem, amenity_id::text,
			   CASE problem WHEN 'unknown amenity' THEN 'no amenity has this key' ELSE circle__off_map_detail(problem) END, st_x(geom), st_y(geom)
		  FROM pg_temp.circle_scan_entrance WHERE problem IS NOT NULL
		UNION ALL
		SELECT 'entrances', 'far from its amenity', e.amenity_id::text,
			   format('%%s m from it; used all the same', round(min(st_distance(coalesce(a.area, a.geom)::geography, e.geom::geography)))),
			   st_x(e.geom), st_y(e.geom)
		  FROM pg_temp.circle_scan_entrance AS e JOIN pg_temp.circle_scan_amenity AS a ON a.amenity_id = e.amenity_id AND a.problem IS NULL
		 -- A degree is never longer than 111.7 km: what is near in degrees is near, and needs no spheroid.
		 WHERE e.problem IS NULL AND NOT EXISTS (
			SELECT FROM pg_temp.circle_scan_amenity AS n
			 WHERE n.amenity_id = e.amenity_id AND n.problem IS NULL AND st_dwithin(coalesce(n.area, n.geom), e.geom, %2$L::float8 / 111700))
		 GROUP BY e.amenity_id, e.geom
		HAVING min(st_distance(coalesce(a.area, a.geom)::geography, e.geom::geography)) > %2$L::float8$sql$, study, far_m);
	RETURN usable;
END
$$;
COMMENT ON FUNCTION circle__scan_entrances(text, float8) IS
'Reads the entrances of amenities into a temporary table and notes those that cannot be used; returns how many can, NULL if the study has none. After the amenities have been read.';
