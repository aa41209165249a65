-- The inputs of a study: which they are, what of them is read, and what a study keeps to find out what differs.
--
-- Of each input the columns that count are read, as they are. circle__read_inputs compares them with what the study keeps and
-- copies what may differ into temporary tables, whose columns are those of the input; all queries over inputs read these.
-- This file is the only place that formats a query over an input relation for a refresh.

CREATE FUNCTION circle__make_input_tables(study text, home_key_type text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.input_state (input text PRIMARY KEY, shape text NOT NULL, buckets int NOT NULL, row_count bigint NOT NULL);
		COMMENT ON TABLE %1$I.input_state IS 'The inputs as the published version read them.';
		COMMENT ON COLUMN %1$I.input_state.shape IS 'Digest of all that decides what is read of the input besides its rows: columns, types, datum, categories; another one reads all again.';
		COMMENT ON COLUMN %1$I.input_state.buckets IS 'Buckets by the hash of the key: a power of 2.';
		CREATE TABLE %1$I.input_bucket (input text, bucket int, row_count bigint NOT NULL, digest_1 bigint NOT NULL, digest_2 bigint NOT NULL,
			PRIMARY KEY (input, bucket));
		COMMENT ON TABLE %1$I.input_bucket IS 'Sums of the digests of the rows of an input, by bucket. A bucket without rows has none.';
		COMMENT ON COLUMN %1$I.input_bucket.bucket IS 'Number of the bucket; 65536: rows without key.';
		COMMENT ON COLUMN %1$I.input_bucket.row_count IS 'Rows of the input in it.';
		COMMENT ON COLUMN %1$I.input_bucket.digest_1 IS 'Sum of the first halves of their digests, modulo 2^64.';
		COMMENT ON COLUMN %1$I.input_bucket.digest_2 IS 'Sum of the second halves.';
		CREATE TABLE %1$I.home_bucket (bucket int PRIMARY KEY, keys %2$s[] NOT NULL, digests bigint[] NOT NULL);
		-- Hashes do not get smaller by compression.
		ALTER TABLE %1$I.home_bucket ALTER keys SET STORAGE EXTERNAL, ALTER digests SET STORAGE EXTERNAL;
		COMMENT ON TABLE %1$I.home_bucket IS 'The rows of homes in a bucket of the input, each with its digest.';
		COMMENT ON COLUMN %1$I.home_bucket.bucket IS 'Number of the bucket, as in input_bucket.';
		COMMENT ON COLUMN %1$I.home_bucket.keys IS 'Key of each of its rows.';
		COMMENT ON COLUMN %1$I.home_bucket.digests IS 'Digest of each of the rows.';
	$sql$, study, home_key_type);
END
$make$;
COMMENT ON FUNCTION circle__make_input_tables(text, text) IS 'Makes the tables of a study that tell what differs in its inputs.';

CREATE FUNCTION circle__reference_hash(relation regclass, geom text) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN (SELECT CASE WHEN postgis_typmod_srid(a.atttypmod) = 4326 THEN ''
						ELSE postgis_proj_version() || ' ' || (SELECT sum(hashtextextended(concat(srid, srtext, proj4text), 0)) FROM spatial_ref_sys
																WHERE postgis_typmod_srid(a.atttypmod) IN (0, -1, srid)) END
			  FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = relation AND a.attname = geom AND NOT a.attisdropped);
COMMENT ON FUNCTION circle__reference_hash(regclass, text) IS
'What decides how a column of geometries is transformed to WGS 84: the version of PROJ and the definitions of the spatial reference systems that it may be in; empty for one that is in WGS 84.';

CREATE FUNCTION circle__study_inputs(study text) RETURNS TABLE (input text, part text, relation regclass, columns text[], geoms text[], depends text, keyed boolean)
	LANGUAGE plpgsql STABLE ROWS 5
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	level text;
BEGIN
	EXECUTE format('SELECT *, circle__known_categories(standards, categories) AS known FROM %I.study', study) INTO STRICT s;
	relation := circle__resolve(s.homes_schema, s.homes_name, 'homes');
	RETURN QUERY SELECT 'homes', 'homes', relation, ARRAY[s.home_key, s.home_geom, s.home_community] || s.weights
			|| ARRAY(SELECT circle__level_name(l) FROM unnest(s.levels) AS l WHERE circle__level_relation(l) IS NULL),
		ARRAY[s.home_geom], row(s.homes_datum, s.home_key_type, s.levels, s.weights, s.communities_name IS NULL)::text, true;
	IF s.communities_name IS NOT NULL THEN
		relation := circle__resolve(s.communities_schema, s.communities_name, 'communities');
		RETURN QUERY SELECT 'communities', 'homes', relation, ARRAY[s.community_key, s.community_geom]
				|| ARRAY(SELECT circle__level_name(l) FROM unnest(s.levels) AS l WHERE circle__level_relation(l) IS NULL),
			ARRAY[s.community_geom], row(s.communities_datum, s.levels)::text, false;
	END IF;
	FOREACH level IN ARRAY s.levels LOOP
		CONTINUE WHEN circle__level_relation(level) IS NULL;
		relation := circle__level_relation(level);
		RETURN QUERY SELECT 'level ' || circle__level_name(level), 'homes', relation,
			ARRAY[circle__level_key(relation, level), circle__require_geometry(NULL, relation, NULL)],
			ARRAY[circle__require_geometry(NULL, relation, NULL)], s.communities_datum, false;
	END LOOP;
	relation := circle__resolve(s.amenities_schema, s.amenities_name, 'amenities');
	RETURN QUERY SELECT 'amenities', 'amenities', relation, ARRAY[s.amenity_key, s.amenity_category, s.amenity_geom, 'name'] || s.attributes,
		ARRAY[s.amenity_geom], row(s.amenities_datum, s.amenity_key_type, s.known, s.attributes, s.entrances_name IS NULL,
			(SELECT sum(hashtextextended(c.name, 0)) FROM circle_category AS c))::text, false;
	IF s.entrances_name IS NOT NULL THEN
		relation := circle__resolve(s.entrances_schema, s.entrances_name, 'entrances');
		RETURN QUERY SELECT 'entrances', 'amenities', relation, ARRAY[s.entrance_key, s.entrance_geom], ARRAY[s.entrance_geom], '', false;
	END IF;
	IF s.circles_name IS NOT NULL THEN
		relation := circle__resolve(s.circles_schema, s.circles_name, 'circles');
		RETURN QUERY SELECT 'circles', 'circles', relation,
			ARRAY[s.circle_key, s.circle_geom, s.circle_area, s.circle_name, 'grade', 'satisfaction', 'chain_rate', 'outlets'],
			ARRAY[s.circle_geom, s.circle_area], row(s.circles_datum, s.circle_min, s.circle_standard)::text, false;
	END IF;
END
$$;
COMMENT ON FUNCTION circle__study_inputs(text) IS
'The inputs of a study as they are now: relation, the columns that count (the key first; those that are not there are passed over), which of them are geometries, what else decides how they are read, and whether rows are told apart by their key. Inputs of one part are read together.';

CREATE FUNCTION circle__fit_temp(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	shape text;
BEGIN
	EXECUTE format('SELECT md5(concat(s, (SELECT string_agg(i.input || i.shape, '' '' ORDER BY i.input) FROM circle__inputs($1) AS i))) FROM %I.study AS s', study)
	   INTO STRICT shape USING study;
	PERFORM circle__begin_temp();
	IF NOT EXISTS (SELECT FROM pg_temp.circle_made WHERE name = shape) THEN
		PERFORM circle__drop_temp(m.name) FROM pg_temp.circle_made AS m;
		DELETE FROM pg_temp.circle_made;
		INSERT INTO pg_temp.circle_made VALUES (shape);
	END IF;
END
$$;
COMMENT ON FUNCTION circle__fit_temp(text) IS
'Drops the temporary tables that a refresh has left in this transaction if it was of another study, or of one defined otherwise: their columns may be others.';

CREATE FUNCTION circle__raw_table(input text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN 'circle_raw_' || md5(input);
COMMENT ON FUNCTION circle__raw_table(text) IS 'Name of the temporary table with the rows of an input that a refresh reads.';

CREATE FUNCTION circle__source(relation regclass, input text, scanned boolean) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN CASE WHEN scanned THEN format('pg_temp.%I', circle__raw_table(input)) ELSE relation::text END;
COMMENT ON FUNCTION circle__source(regclass, text, boolean) IS
'What a query over an input selects from: the relation itself, or (scanned) the rows of it that a refresh has copied.';

CREATE FUNCTION circle__check_scanned_srid(relation regclass, geom_column text, input text) RETURNS void
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT circle__check_srid(relation, geom_column, input, circle__source(relation, input, true));
END;
COMMENT ON FUNCTION circle__check_scanned_srid(regclass, text, text) IS 'Raises an error if a geometry that a refresh has copied has SRID 0.';

CREATE FUNCTION circle__inputs(study text) RETURNS TABLE (input text, part text, query text, target text, shape text, keyed boolean)
	LANGUAGE plpgsql STABLE ROWS 5
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__check_owner(study);
	RETURN QUERY
	SELECT i.input, i.part, format('SELECT %s FROM %s', c.list, i.relation), circle__raw_table(i.input),
		   md5(concat_ws(' ', 1, c.list, c.types, i.depends, (SELECT string_agg(circle__reference_hash(i.relation, g), ' ' ORDER BY no)
				FROM unnest(i.geoms) WITH ORDINALITY AS u (g, no)))), i.keyed
	  FROM circle__study_inputs(study) AS i
	 CROSS JOIN LATERAL (SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.no) AS list,
								string_agg(circle__type_of(i.relation, k.name), ', ' ORDER BY k.no) AS types
						   FROM (SELECT name, min(no) AS no FROM unnest(i.columns) WITH ORDINALITY AS u (name, no) GROUP BY name) AS k
						  WHERE circle__type_of(i.relation, k.name) IS NOT NULL) AS c;
END
$$;
COMMENT ON FUNCTION circle__inputs(text) IS
'For circle__read_inputs: the inputs of a study with the query of each and the digest of all that decides, besides its rows, what they mean.';

CREATE FUNCTION circle__read_inputs(study text, everything boolean, part text) RETURNS TABLE (input text, state text, read bigint, buckets int, shape text, bucket int,
	row_count bigint, digest_1 bigint, digest_2 bigint)
	LANGUAGE c STRICT ROWS 1000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__read_inputs(text, boolean, text) IS
'Reads the inputs of a study by one snapshot and copies into temporary tables (circle__raw_table) the rows that may differ from those that it was made of; everything: all; part: those of this part in any case. Returns of each input its state: same, part (rows of these buckets were copied) or all, how many rows were read, its shape (as input_state keeps it), and the sums of the buckets that were copied.';
