-- Refresh, first part: scan the inputs and note what differs from the published version.
--
-- What circle__read_inputs has copied is compared with what is published. What differs goes to home_change,
-- amenity_change and tile_change; the tiles whose homes must be computed again go to work.

CREATE FUNCTION circle__known_categories(standards circle_standard[], categories text[]) RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY(SELECT c FROM unnest(standards) AS s, unnest(circle_categories(s)) AS c
				 UNION SELECT c FROM unnest(categories) AS c ORDER BY 1);
COMMENT ON FUNCTION circle__known_categories(circle_standard[], text[]) IS
'The categories that a study knows: those of its standards and those named besides.';

CREATE FUNCTION circle__search_hash(study text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT
	SET extra_float_digits = 1
	SET datestyle = 'ISO' AS
$$
DECLARE
	hash text;
BEGIN
	EXECUTE format($sql$
		SELECT md5(row(3, s.network, s.direction, circle__template(s.standards, s.categories, s.keep, s.cutoffs, s.horizon_min),
					   ARRAY(SELECT (to_jsonb(w) - '{source,builtin}'::text[])::text FROM unnest(s.walkers) WITH ORDINALITY AS n (name, no)
							   JOIN circle_walker AS w ON w.name = n.name ORDER BY n.no))::text)
		  FROM %I.study AS s$sql$, study) INTO STRICT hash;
	RETURN hash;
END
$$;
COMMENT ON FUNCTION circle__search_hash(text) IS
'Digest of all that decides a study''s coverages besides its inputs: algorithm version, network, direction, what is to be known, walkers'' numbers.';

CREATE FUNCTION circle__definition_hash(study text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT
	SET extra_float_digits = 1
	SET datestyle = 'ISO' AS
$$
DECLARE
	hash text;
BEGIN
	EXECUTE format('SELECT md5(row(circle__search_hash($1), s.standards::text[], s.levels)::text || circle__circle_hash($1)) FROM %I.study AS s', study)
	   INTO STRICT hash USING study;
	RETURN hash;
END
$$;
COMMENT ON FUNCTION circle__definition_hash(text) IS
'Digest of all that decides a study''s results besides its inputs: that of the coverages, the standards, and what is asked of circles.';

-- Queries that read an input in one scan, with a problem for every row that cannot be used.

CREATE FUNCTION circle__is_too_large(geom geometry, degrees float8) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN st_xmax(geom) - st_xmin(geom) > degrees OR st_ymax(geom) - st_ymin(geom) > degrees;
COMMENT ON FUNCTION circle__is_too_large(geometry, float8) IS
'Is a geometry in EPSG:4326 so many degrees across that it is a mistake, as one over the antimeridian is? Nobody walks to what is 2 degrees wide, nor lives in what is 0.2 degrees wide, 20 km.';

CREATE FUNCTION circle__home_query(study text, scanned boolean) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	homes regclass;
	weight_columns text;
	wgs84 text;
	community text := '''''';
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	homes := circle__resolve(s.homes_schema, s.homes_name, 'homes');
	PERFORM circle__require_column('homes', homes, 'home_id', s.home_key);
	PERFORM circle__require_geometry('homes', homes, s.home_geom);
	PERFORM circle__check_weights(homes, s.weights);
	IF s.home_community IS NOT NULL THEN
		community := format('coalesce(h.%I::text, '''')', circle__require_column('homes', homes, 'community', s.home_community));
	END IF;
	SELECT string_agg(format(', h.%1$I::float8 AS %1$I', w), '') INTO weight_columns FROM unnest(s.weights) AS w;
	wgs84 := circle__to_wgs84_sql('"given geom"', s.homes_datum);
	-- A plain point is answered by one call; anything else is judged before it is transformed, and the
	-- transformed one again. A conversion of coordinates belongs into circle__to_wgs84_sql; one that a
	-- plain point needs too makes "plain geom" NULL, as a datum does. Each level is evaluated once a row.
	RETURN format($sql$
		SELECT home_id, community, areas, coalesce("plain geom", "made geom") AS geom, footprint,
			   CASE WHEN st_numgeometries("read points") > 1 THEN "read points" END AS doors,
			   CASE WHEN home_id IS NULL THEN 'null key'
					WHEN "plain geom" IS NOT NULL THEN NULL
					WHEN "given geom" IS NULL THEN 'null geometry'
					WHEN st_isempty("given geom") THEN 'empty geometry'
					WHEN "wgs84 geom" IS NULL THEN 'geometry cannot be transformed to longitude and latitude'
					WHEN NOT circle__on_map("wgs84 geom") THEN circle__off_map_problem("wgs84 geom")
					WHEN "made geom" IS NULL THEN 'geometry is neither points nor an area'
					WHEN circle__is_too_large("wgs84 geom", 0.2) THEN 'geometry is too large'
			   END AS problem %1$s
		  FROM (SELECT home_id, community, areas, "given geom", "plain geom", "wgs84 geom", "read points", footprint %1$s,
					   CASE WHEN "plain geom" IS NULL THEN circle__quantised(st_pointonsurface(coalesce("read points", footprint))) END AS "made geom"
				  FROM (SELECT home_id, community, areas, "given geom", "plain geom", "wgs84 geom" %1$s,
							   CASE WHEN "plain geom" IS NULL AND circle__on_map("wgs84 geom") AND geometrytype("wgs84 geom") IN ('POINT', 'MULTIPOINT')
									THEN circle__distinct_points("wgs84 geom") END AS "read points",
							   CASE WHEN "plain geom" IS NULL AND circle__on_map("wgs84 geom") AND geometrytype("wgs84 geom") IN ('POLYGON', 'MULTIPOLYGON')
									THEN "wgs84 geom" END AS footprint
						  FROM (SELECT home_id, community, areas, "given geom", "plain geom" %1$s,
									   CASE WHEN "plain geom" IS NULL THEN %2$s END AS "wgs84 geom"
								  FROM (SELECT h.%3$I::%4$s AS home_id, %5$s AS community, %10$s AS areas, h.%6$I AS "given geom", %7$s AS "plain geom" %8$s
										  FROM %9$s AS h OFFSET 0) AS given OFFSET 0) AS wgs84 OFFSET 0) AS parts OFFSET 0) AS made$sql$,
		circle__more_columns(s.weights), wgs84, s.home_key, circle__home_key_type(study), community, s.home_geom,
		CASE WHEN wgs84 = circle__to_wgs84_sql('"given geom"', NULL) THEN format('circle__plain_point(h.%I)', s.home_geom)
			 ELSE 'NULL::geometry' END, weight_columns, circle__source(homes, 'homes', scanned), circle__column_areas(s.levels, homes, 'h'));
END
$$;
COMMENT ON FUNCTION circle__home_query(text, boolean) IS
'The query that reads a study''s homes, of the input or (scanned) of the rows that a refresh has copied: home_id, community, areas, geom, footprint of an area, doors of several points, problem and the weights.';

CREATE FUNCTION circle__amenity_query(study text, scanned boolean) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	amenities regclass;
	wgs84 text;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	amenities := circle__resolve(s.amenities_schema, s.amenities_name, 'amenities');
	PERFORM circle__require_column('amenities', amenities, 'amenity_id', s.amenity_key);
	PERFORM circle__require_column('amenities', amenities, 'category', s.amenity_category);
	PERFORM circle__require_geometry('amenities', amenities, s.amenity_geom);
	wgs84 := circle__to_wgs84_sql('"given geom"', s.amenities_datum);
	-- As homes are read: a plain point is answered by one call, and each level is evaluated once a row.
	RETURN format($sql$
		SELECT amenity_id, category, coalesce("plain geom", p.geom) AS geom, CASE WHEN kind = 'AREA' THEN "wgs84 geom" END AS area,
			   CASE WHEN amenity_id IS NULL THEN 'null key'
					WHEN "plain geom" IS NOT NULL THEN NULL
					WHEN "given geom" IS NULL THEN 'null geometry'
					WHEN st_isempty("given geom") THEN 'empty geometry'
					WHEN "wgs84 geom" IS NULL THEN 'geometry cannot be transformed to longitude and latitude'
					WHEN NOT "on map" THEN circle__off_map_problem("wgs84 geom")
					WHEN kind IS NULL THEN 'geometry is neither points nor an area nor a line'
					WHEN kind = 'AREA' AND circle__is_too_large("wgs84 geom", 2) THEN 'geometry is too large'
			   END AS problem
		  FROM (SELECT *, CASE WHEN NOT "on map" OR st_isempty("wgs84 geom") THEN NULL
							   WHEN geometrytype("wgs84 geom") IN ('POINT', 'MULTIPOINT') THEN 'POINT'
							   WHEN geometrytype("wgs84 geom") IN ('POLYGON', 'MULTIPOLYGON', 'LINESTRING', 'MULTILINESTRING') THEN 'AREA' END AS kind
				  FROM (SELECT *, circle__on_map("wgs84 geom") AS "on map"
						  FROM (SELECT *, CASE WHEN "plain geom" IS NULL THEN %1$s END AS "wgs84 geom"
								  FROM (SELECT a.%2$I::%3$s AS amenity_id, a.%4$I::text AS category, a.%5$I AS "given geom", %6$s AS "plain geom"
										  FROM %7$s AS a
										 WHERE a.%4$I::text = ANY (%8$L::text[]) OR a.%4$I IS NULL OFFSET 0) AS given OFFSET 0) AS wgs84 OFFSET 0) AS placed OFFSET 0) AS made
		  LEFT JOIN LATERAL (SELECT circle__quantised(q.geom) AS geom FROM st_dump(CASE WHEN kind = 'POINT' THEN "wgs84 geom" END) AS q
							  WHERE NOT st_isempty(q.geom)) AS p ON true$sql$,
		wgs84, s.amenity_key, circle__amenity_key_type(study), s.amenity_category, s.amenity_geom,
		CASE WHEN wgs84 = circle__to_wgs84_sql('"given geom"', NULL) THEN format('circle__plain_point(a.%I)', s.amenity_geom)
			 ELSE 'NULL::geometry' END,
		circle__source(amenities, 'amenities', scanned), circle__known_categories(s.standards, s.categories));
END
$$;
COMMENT ON FUNCTION circle__amenity_query(text, boolean) IS
'The query that reads a study''s amenities of known categories, of the input or (scanned) of the rows that a refresh has copied: amenity_id, category, geom of each point or area, problem.';

CREATE FUNCTION circle__area_query(level text, source text, key text, geom text, datum text, areas text) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN format($sql$
		SELECT %5$L AS level, c.%1$I::text AS community, %6$s AS areas, a.geom,
			   CASE WHEN c.%1$I IS NULL OR c.%1$I::text = '' THEN 'null key'
					WHEN c.%2$I IS NULL THEN 'null geometry'
					WHEN st_isempty(c.%2$I) THEN 'empty geometry'
					WHEN st_dimension(c.%2$I) IS DISTINCT FROM 2 THEN 'geometry is not an area'
					WHEN w.geom IS NULL THEN 'geometry cannot be transformed to longitude and latitude'
					WHEN NOT circle__on_map(w.geom) THEN circle__off_map_problem(w.geom)
					WHEN a.geom IS NULL THEN 'geometry is not an area'
			   END AS problem
		  FROM %3$s AS c
		 CROSS JOIN LATERAL (SELECT st_curvetoline(%4$s) AS geom OFFSET 0) AS w
		 CROSS JOIN LATERAL (SELECT CASE WHEN circle__on_map(w.geom)
										 THEN st_collectionextract(CASE WHEN st_isvalid(w.geom) THEN w.geom
																		ELSE st_makevalid(w.geom) END, 3) END AS geom OFFSET 0) AS v
		 CROSS JOIN LATERAL (SELECT CASE WHEN NOT st_isempty(v.geom) THEN v.geom END AS geom OFFSET 0) AS a$sql$,
		key, geom, source, circle__to_wgs84_sql(format('c.%I', geom), datum), level, areas);
COMMENT ON FUNCTION circle__area_query(text, text, text, text, text, text) IS
'The query that reads the polygons of one level: level, community, areas (of the expression given), geom (valid, WGS 84), problem.';

CREATE FUNCTION circle__community_query(study text, scanned boolean) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	communities regclass;
	level text;
	polygons text := 'SELECT NULL::text AS level, NULL::text AS community, NULL::text[] AS areas, NULL::geometry AS geom, NULL::text AS problem WHERE false';
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	IF s.communities_name IS NOT NULL THEN
		communities := circle__resolve(s.communities_schema, s.communities_name, 'communities');
		PERFORM circle__require_column('communities', communities, 'community', s.community_key);
		PERFORM circle__require_geometry('communities', communities, s.community_geom);
		polygons := polygons || ' UNION ALL ' || circle__area_query('community', circle__source(communities, 'communities', scanned), s.community_key, s.community_geom,
			s.communities_datum, circle__column_areas(s.levels, communities, 'c'));
	END IF;
	FOREACH level IN ARRAY s.levels LOOP
		IF circle__level_relation(level) IS NOT NULL THEN
			polygons := polygons || ' UNION ALL ' || circle__area_query(circle__level_name(level),
				circle__source(circle__level_relation(level), 'level ' || circle__level_name(level), scanned),
				circle__level_key(circle__level_relation(level), level), circle__require_geometry(NULL, circle__level_relation(level), NULL),
				s.communities_datum, '''{}''::text[]');
		END IF;
	END LOOP;
	RETURN polygons;
END
$$;
COMMENT ON FUNCTION circle__community_query(text, boolean) IS
'The query that reads a study''s polygons of communities and of the levels above, of the inputs or (scanned) of the rows that a refresh has copied: level, community, areas that are columns of communities, geom (valid, WGS 84), problem; no rows if it has none.';

CREATE FUNCTION circle__scan_communities(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	IF s.communities_name IS NOT NULL THEN
		PERFORM circle__check_scanned_srid(circle__resolve(s.communities_schema, s.communities_name, 'communities'), s.community_geom, 'communities');
	END IF;
	EXECUTE circle__into('circle_scan_area') || circle__community_query(study, true);
	EXECUTE format($sql$
		INSERT INTO %I.input_problem (input, problem, key, detail)
		SELECT CASE level WHEN 'community' THEN 'communities' ELSE level END, problem, community,
			   circle__off_map_detail(problem)
		  FROM pg_temp.circle_scan_area WHERE problem IS NOT NULL$sql$, study);
	PERFORM circle__note_communities(study);
	-- Cut into small pieces: a point is looked up in few vertices.
	EXECUTE circle__into('circle_scan_community') || $sql$
	SELECT a.level, a.community, p.geom
	  FROM pg_temp.circle_scan_area AS a CROSS JOIN LATERAL st_subdivide(a.geom, 64) AS p (geom) WHERE a.problem IS NULL$sql$;
END
$$;
COMMENT ON FUNCTION circle__scan_communities(text) IS
'Reads the polygons of communities, whole and cut into pieces, into temporary tables, and notes those that differ from the published version.';

CREATE FUNCTION circle__same_communities(study text) RETURNS boolean
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	same boolean;
BEGIN
	-- Several polygons of one key are stored as one: whether they were cut in the same way is not known.
	EXECUTE format($sql$
		SELECT EXISTS (SELECT FROM %1$I.community WHERE level = 'community')
		   AND NOT EXISTS (SELECT FROM %1$I.community_change WHERE level = 'community')
		   AND NOT EXISTS (SELECT FROM pg_temp.circle_scan_area WHERE problem IS NULL GROUP BY community HAVING count(*) > 1)$sql$, study)
	   INTO same;
	RETURN same;
END
$$;
COMMENT ON FUNCTION circle__same_communities(text) IS
'Are the polygons of communities those of the published version? Then a home that has not moved is in the community that it was in. After circle__scan_communities.';

CREATE FUNCTION circle__find_communities(study text, stay boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE circle__into('circle_scan_point') || format($sql$
		SELECT n.home_id, n.geom FROM pg_temp.circle_scan_home AS n WHERE n.problem IS NULL AND n.copy = 1
		   AND EXISTS (SELECT FROM pg_temp.circle_scan_community)
		   %2$s$sql$,
		study, CASE WHEN stay THEN format('AND NOT EXISTS (SELECT FROM %I.home AS o WHERE o.home_id = n.home_id AND o.geom = n.geom)', study) END);
	-- The index is on the points: PostGIS keeps a polygon that it is asked about again and again prepared.
	CREATE INDEX IF NOT EXISTS circle_scan_point_geom_idx ON pg_temp.circle_scan_point USING gist (geom);
	PERFORM circle__announce_again();
	-- A point on a common border belongs to the community that sorts first.
	EXECUTE circle__into('circle_scan_member') || $sql$
	SELECT p.home_id, c.level, min(c.community) AS community
	  FROM pg_temp.circle_scan_community AS c JOIN pg_temp.circle_scan_point AS p ON st_covers(c.geom, p.geom) GROUP BY p.home_id, c.level$sql$;
	TRUNCATE pg_temp.circle_scan_point;
END
$$;
COMMENT ON FUNCTION circle__find_communities(text, boolean) IS
'Finds the communities of the homes that the scan has read, and of the levels above that are polygons, into circle_scan_member: a row for each home and level in one. Homes that are where they were are passed over if stay is true.';

CREATE FUNCTION circle__check_loss(study text, role text, published bigint, usable bigint, max_loss float8) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF usable < published * (1 - max_loss) THEN
		PERFORM circle__raise('data_exception',
			format('input of %s lost more than %s %% of its rows', role, round((max_loss * 100)::numeric, 1)),
			detail => format('The last version had %s, now there are %s usable rows. Nothing was changed.', published, usable),
			hint => format('If an import failed, run it again. If the loss is meant: SELECT * FROM circle_refresh(%L, max_loss => 1).', study));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_loss(text, text, bigint, bigint, float8) IS
'Raises an error if an input has lost more than this share of its rows since the published version.';

CREATE FUNCTION circle__number_copies(weight_names text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- Few homes are there twice, if any: only these are sorted.
	EXECUTE format($sql$
		UPDATE pg_temp.circle_scan_home AS h SET copy = c.copy
		  FROM (SELECT ctid AS copy_at, row_number() OVER (
						PARTITION BY home_id
						ORDER BY st_x(geom), st_y(geom), community, areas, st_asbinary(footprint), st_asbinary(doors) %s) AS copy
				  FROM pg_temp.circle_scan_home
				 WHERE problem IS NULL AND home_id IN (SELECT home_id FROM pg_temp.circle_scan_home
														WHERE problem IS NULL GROUP BY home_id HAVING count(*) > 1)) AS c
		 WHERE h.ctid = c.copy_at AND c.copy > 1$sql$, weight_names);
END
$$;
COMMENT ON FUNCTION circle__number_copies(text) IS
'Numbers the usable homes of one key that the scan has read: copy 1 is used. The order is one of what they hold, not of how they are stored.';

CREATE FUNCTION circle__find_changed_keys(study text, "all" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	buckets int;
	raw CONSTANT text := circle__raw_table('homes');
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	SELECT max(r.buckets) INTO buckets FROM pg_temp.circle_read AS r WHERE r.input = 'homes';
	EXECUTE circle__into('circle_changed_key') || format($sql$
		SELECT coalesce(n.home_id, o.home_id) AS home_id
		  FROM (SELECT u.home_id, sum(u.digest) AS digest
				  FROM %1$I.home_bucket AS b CROSS JOIN LATERAL unnest(b.keys, b.digests) AS u (home_id, digest)
				 WHERE NOT %2$L AND b.bucket IN (SELECT r.bucket FROM pg_temp.circle_read AS r WHERE r.input = 'homes') GROUP BY 1) AS o
		  FULL JOIN (SELECT %3$I::%4$s AS home_id, sum("circle digest") AS digest
					   FROM pg_temp.%5$I WHERE NOT %2$L AND %3$I IS NOT NULL GROUP BY 1) AS n ON n.home_id = o.home_id
		 WHERE n.digest IS DISTINCT FROM o.digest$sql$, study, "all", s.home_key, s.home_key_type, raw);
	EXECUTE format('DELETE FROM %I.home_bucket WHERE $1 OR bucket IN (SELECT r.bucket FROM pg_temp.circle_read AS r WHERE r.input = ''homes'')', study)
	  USING "all";
	EXECUTE format('INSERT INTO %1$I.home_bucket SELECT "circle bucket" & $1 - 1, array_agg(%2$I::%3$s), array_agg("circle digest")
					  FROM pg_temp.%4$I WHERE %2$I IS NOT NULL GROUP BY 1', study, s.home_key, s.home_key_type, raw) USING buckets;
	IF NOT "all" THEN
		CREATE UNIQUE INDEX IF NOT EXISTS circle_changed_key_idx ON pg_temp.circle_changed_key (home_id);
		ANALYZE pg_temp.circle_changed_key;
		EXECUTE format('DELETE FROM pg_temp.%1$I WHERE %2$I IS NOT NULL AND %2$I::%3$s NOT IN (SELECT home_id FROM pg_temp.circle_changed_key)',
					   raw, s.home_key, s.home_key_type);
	END IF;
END
$$;
COMMENT ON FUNCTION circle__find_changed_keys(text, boolean) IS
'Finds among the homes of the buckets that differ those that differ themselves, or are gone, into circle_changed_key, and removes the others from the rows that were copied; all: every home, and circle_changed_key is empty. Keeps the digests for the next refresh.';

CREATE FUNCTION circle__forget_home_problems(study text, "all" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- Polygons are read whenever homes are.
	EXECUTE format($sql$
		DELETE FROM %I.input_problem
		 WHERE input <> ALL ('{homes,amenities,entrances,standards,circles}')
			OR (input = 'homes' AND ($1 OR key IN (SELECT home_id::text FROM pg_temp.circle_changed_key)
									 OR (key IS NULL AND EXISTS (SELECT FROM pg_temp.circle_read AS r WHERE r.input = 'homes' AND r.bucket = 65536))))$sql$, study)
	  USING "all";
END
$$;
COMMENT ON FUNCTION circle__forget_home_problems(text, boolean) IS
'Removes from input_problem what was wrong in the rows of homes that are read again, and in polygons.';

CREATE FUNCTION circle__note_home_problems(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format($sql$
		INSERT INTO %I.input_problem (input, problem, key, detail, lon, lat)
		SELECT 'homes', coalesce(problem, 'duplicate key'), home_id::text,
			   CASE WHEN problem IS NULL THEN 'another home of this key was used' ELSE circle__off_map_detail(problem) END,
			   st_x(geom), st_y(geom)
		  FROM pg_temp.circle_scan_home WHERE problem IS NOT NULL OR copy > 1
		UNION ALL
		SELECT 'homes', 'unusable weight', home_id::text, u.weight || ' is negative, above 1e9 or not finite; taken as unknown',
			   st_x(geom), st_y(geom)
		  FROM pg_temp.circle_scan_home CROSS JOIN LATERAL unnest("bad weights") AS u (weight)
		 WHERE "bad weights" IS NOT NULL AND problem IS NULL AND copy = 1$sql$, study);
END
$$;
COMMENT ON FUNCTION circle__note_home_problems(text) IS 'Notes in input_problem what is wrong in the homes that were read.';

CREATE FUNCTION circle__read_scanned_homes(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	weight_values text;
	weight_bad text;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	-- A weight that is negative, not finite or absurd is unknown.
	SELECT coalesce(string_agg(format(', CASE WHEN q.%1$I BETWEEN 0 AND 1e9 THEN q.%1$I END AS %1$I', w), ''), ''),
		   coalesce('CASE WHEN ' || string_agg(format('q.%1$I IS NOT NULL AND NOT q.%1$I BETWEEN 0 AND 1e9', w), ' OR ')
					|| ' THEN array_remove(ARRAY[' || string_agg(format('CASE WHEN NOT q.%1$I BETWEEN 0 AND 1e9 THEN %1$L END', w), ', ')
					|| '], NULL) END', 'NULL::text[]')
	  INTO weight_values, weight_bad FROM unnest(s.weights) AS w;
	EXECUTE circle__into('circle_scan_home') || format($sql$
		SELECT q.home_id, q.community, q.areas, q.geom, q.footprint, q.doors, q.problem %1$s, %2$s AS "bad weights", CASE WHEN q.problem IS NULL THEN 1::bigint END AS copy
		  FROM (%3$s) AS q$sql$, weight_values, weight_bad, circle__home_query(study, true));
	ANALYZE pg_temp.circle_scan_home (home_id, problem, copy);
	PERFORM circle__announce_again();
	IF NOT circle__has_unique(circle__resolve(s.homes_schema, s.homes_name, 'homes'), s.home_key) THEN
		PERFORM circle__number_copies(circle__more_columns(s.weights));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__read_scanned_homes(text) IS
'Brings the homes that a refresh has copied to WGS 84, says what is wrong with each and numbers those of one key, in circle_scan_home.';

CREATE FUNCTION circle__note_changed_homes(study text, stay boolean, "all" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	weight_changed text;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	SELECT coalesce(string_agg(format(' OR o.%1$I IS DISTINCT FROM n.%1$I', w), ''), '') INTO weight_changed FROM unnest(s.weights) AS w;
	-- They are read tile by tile, and the order of the input is unknown.
	EXECUTE format($sql$
		INSERT INTO %1$I.home_change (home_id, gone, added, moved, community, areas, geom, tile, footprint, doors, door_tiles %2$s)
		SELECT home_id, gone, added, moved, community, areas, geom, tile, footprint, doors, circle__door_tiles(doors, tile) %2$s
		  FROM (SELECT q.*, CASE WHEN NOT q.gone THEN %6$s END AS areas, circle__tile(geom) AS tile,
					   CASE WHEN NOT moved OR footprint IS NULL THEN coalesce("read doors", "old doors") END AS doors
				  FROM (SELECT coalesce(n.home_id, o.home_id) AS home_id, n.home_id IS NULL AS gone, o.home_id IS NULL AS added,
							   n.home_id IS NOT NULL AND (o.home_id IS NULL OR NOT o.geom = n.geom OR o.footprint IS DISTINCT FROM n.footprint
								OR (n.footprint IS NULL AND o.doors IS DISTINCT FROM n.doors)) AS moved,
							   n.footprint, n.doors AS "read doors", CASE WHEN n.footprint IS NOT NULL THEN o.doors END AS "old doors",
							   CASE WHEN n.home_id IS NOT NULL THEN %3$s END AS community, o.community AS "old community",
							   n.areas AS "read areas", o.areas AS "old areas", n.geom, false %4$s AS "other weights" %5$s
						  FROM (SELECT * FROM pg_temp.circle_scan_home WHERE problem IS NULL AND copy = 1) AS n
						  FULL JOIN (SELECT * FROM %1$I.home WHERE %7$s) AS o ON o.home_id = n.home_id
						  LEFT JOIN pg_temp.circle_scan_member AS m ON m.home_id = n.home_id AND m.level = 'community') AS q) AS q
		 WHERE gone OR moved OR community <> "old community" OR areas <> "old areas" OR "other weights"
		 ORDER BY tile$sql$,
		study, circle__more_columns(s.weights),
		CASE WHEN s.communities_name IS NULL THEN 'n.community'
			 WHEN stay THEN 'CASE WHEN o.geom = n.geom THEN o.community ELSE coalesce(m.community, '''') END'
			 ELSE 'coalesce(m.community, '''')' END,
		weight_changed, circle__more_columns(s.weights, 'n'), circle__scan_areas(s.levels),
		CASE WHEN "all" THEN 'true' ELSE 'home_id IN (SELECT k.home_id FROM pg_temp.circle_changed_key AS k)' END);
END
$$;
COMMENT ON FUNCTION circle__note_changed_homes(text, boolean, boolean) IS
'Compares the homes that were read with the published ones and fills home_change. stay: a home that has not moved is in the community that it was in. all: every home was read.';

CREATE FUNCTION circle__scan_homes(study text, max_loss float8, "full" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	stay boolean;
	"all" CONSTANT boolean := (SELECT bool_and(r.state = 'all') FROM pg_temp.circle_read AS r WHERE r.input = 'homes');
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	PERFORM circle__check_scanned_srid(circle__resolve(s.homes_schema, s.homes_name, 'homes'), s.home_geom, 'homes');
	PERFORM circle__find_changed_keys(study, "all");
	PERFORM circle__forget_home_problems(study, "all");
	PERFORM circle__scan_communities(study);
	stay := NOT "full" AND s.levels = '{}' AND circle__same_communities(study);
	PERFORM circle__read_scanned_homes(study);
	PERFORM circle__check_homes(study, s.weights, max_loss, "all");
	PERFORM circle__note_home_problems(study);
	PERFORM circle__find_communities(study, stay);
	IF s.levels <> '{}' THEN
		CREATE INDEX IF NOT EXISTS circle_scan_member_idx ON pg_temp.circle_scan_member (home_id, level);
		CREATE INDEX IF NOT EXISTS circle_scan_area_idx ON pg_temp.circle_scan_area (community);
	END IF;
	PERFORM circle__note_changed_homes(study, stay, "all");
	PERFORM circle__warn_of_lost_weights(study, s.weights);
	TRUNCATE pg_temp.circle_scan_member;
	TRUNCATE pg_temp.circle_scan_home;
END
$$;
COMMENT ON FUNCTION circle__scan_homes(text, float8, boolean) IS
'Compares the homes that a refresh has copied with the published version and fills home_change. full: look up the community of every home again.';

CREATE FUNCTION circle__scan_amenities(study text, max_loss float8) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	known text[];
	published bigint;
	entrances bigint;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	EXECUTE format('DELETE FROM %I.input_problem WHERE input = ANY (''{amenities,entrances,standards}'')', study);
	PERFORM circle__check_scanned_srid(circle__resolve(s.amenities_schema, s.amenities_name, 'amenities'), s.amenity_geom, 'amenities');
	EXECUTE circle__into('circle_scan_amenity') || circle__amenity_query(study, true);
	EXECUTE format($sql$
		INSERT INTO %I.input_problem (input, problem, key, detail)
		SELECT 'amenities', coalesce(problem, 'no category'), amenity_id::text,
			   circle__off_map_detail(problem)
		  FROM pg_temp.circle_scan_amenity WHERE problem IS NOT NULL OR category IS NULL$sql$, study);

	entrances := circle__scan_entrances(study, max_loss);
	EXECUTE circle__into('circle_scan_access') || format($sql$
		SELECT amenity_id, category, geom, area, entered,
			   row_number() OVER (PARTITION BY amenity_id, category ORDER BY entered, st_x(geom), st_y(geom), st_asbinary(area))::int AS access_no
		  FROM (SELECT DISTINCT ON (amenity_id, category, st_x(geom), st_y(geom), st_asbinary(area)) * FROM (%s) AS every) AS one$sql$,
		circle__access_query('pg_temp.circle_scan_amenity', 'pg_temp.circle_scan_entrance'));
	-- Only of categories that both definitions know: another standard is no loss.
	known := circle__known_categories(s.standards, s.categories);
	EXECUTE format('SELECT count(*) FROM (SELECT DISTINCT amenity_id, category FROM %I.amenity WHERE category = ANY ($1)) AS a', study)
	   INTO published USING known;
	EXECUTE format('SELECT circle_categories(template) FROM %I.version', study) INTO known;
	PERFORM circle__check_loss(study, 'amenities', published,
		(SELECT count(*) FROM (SELECT DISTINCT amenity_id, category FROM pg_temp.circle_scan_access WHERE category = ANY (known)) AS a), max_loss);

	-- What is new or different is noted once its access points are known: by circle__place_amenities.
	EXECUTE circle__into('circle_scan_change') || format($sql$
		SELECT amenity_id, category, access_no, CASE WHEN n.entered THEN 1 ELSE 0 END AS entry_no, n.geom, n.area
		  FROM pg_temp.circle_scan_access AS n
		  LEFT JOIN (SELECT *, true AS there FROM %1$I.amenity WHERE entry_no <= 1) AS o USING (amenity_id, category, access_no)
		 WHERE o.there IS NULL OR n.entered <> (o.entry_no > 0) OR (n.area IS NULL) <> (o.area IS NULL)
			OR NOT n.area = o.area OR (n.area IS NULL AND NOT n.geom = o.geom)$sql$, study);
	ANALYZE pg_temp.circle_scan_change (amenity_id, category, access_no);
	EXECUTE format($sql$
		INSERT INTO %1$I.amenity_change (amenity_id, category, access_no, entry_no, gone)
		SELECT o.amenity_id, o.category, o.access_no, o.entry_no, true
		  FROM %1$I.amenity AS o
		 WHERE NOT EXISTS (SELECT FROM pg_temp.circle_scan_access AS n
							WHERE n.amenity_id = o.amenity_id AND n.category = o.category AND n.access_no = o.access_no)$sql$, study);
	RETURN entrances;
END
$$;
COMMENT ON FUNCTION circle__scan_amenities(text, float8) IS
'Compares the input of amenities with the published version: what is gone goes to amenity_change, what is new or different to a temporary table, circle_scan_change; returns how many entrances can be used.';
