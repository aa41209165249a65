-- Data quality: what could not be used as meant, and what looks wrong though it could be used.

CREATE FUNCTION circle__add_quality_columns(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		ALTER TABLE %1$I.study ADD COLUMN homes_datum text NOT NULL DEFAULT 'wgs84', ADD COLUMN amenities_datum text NOT NULL DEFAULT 'wgs84',
			ADD COLUMN communities_datum text NOT NULL DEFAULT 'wgs84', ADD COLUMN circles_datum text NOT NULL DEFAULT 'wgs84';
		COMMENT ON COLUMN %1$I.study.homes_datum IS 'Datum of the homes'' coordinates: wgs84, gcj02 or bd09; converted to WGS 84 as they are read. Of the other inputs likewise.';

		ALTER TABLE %1$I.data_quality ADD COLUMN row_count bigint NOT NULL DEFAULT 1;
		COMMENT ON COLUMN %1$I.data_quality.problem IS 'For example: duplicate key, null key, empty geometry, off the network, on an island, snapped to closed edge, unknown category, duplicate amenity, swapped coordinates, shifted coordinates.';
		COMMENT ON COLUMN %1$I.data_quality.detail IS 'More about it, and what may be meant.';
		COMMENT ON COLUMN %1$I.data_quality.lon IS 'Where it is, longitude in WGS 84; NULL where that is not known, and for what is no single place. lat likewise.';
		COMMENT ON COLUMN %1$I.data_quality.row_count IS 'Rows of the input that this row stands for: one, or all of a category.';
		ALTER TABLE %1$I.input_problem ADD COLUMN row_count bigint NOT NULL DEFAULT 1;
	$sql$, study);
END
$make$;
COMMENT ON FUNCTION circle__add_quality_columns(text) IS 'Adds to a study what is known of data quality.';

CREATE FUNCTION circle__make_quality_views(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE OR REPLACE VIEW %1$I.data_quality_count WITH (security_invoker = true) AS
			SELECT q.input, q.problem, sum(q.row_count)::bigint AS row_count, count(*) AS problems, min(q.detail) AS example
			  FROM %1$I.data_quality AS q GROUP BY q.input, q.problem;
		COMMENT ON VIEW %1$I.data_quality_count IS 'data_quality counted: a row for each input and problem.';
		COMMENT ON COLUMN %1$I.data_quality_count.input IS 'As in data_quality.';
		COMMENT ON COLUMN %1$I.data_quality_count.problem IS 'As in data_quality.';
		COMMENT ON COLUMN %1$I.data_quality_count.row_count IS 'Rows of the input that have the problem.';
		COMMENT ON COLUMN %1$I.data_quality_count.problems IS 'Rows of data_quality: fewer than row_count where one stands for several.';
		COMMENT ON COLUMN %1$I.data_quality_count.example IS 'The detail of one of them.';
	$sql$, study);
END
$make$;
COMMENT ON FUNCTION circle__make_quality_views(text) IS 'Makes the views of a study over data_quality.';

-- Scan: categories that nobody asked for, and amenities that are there twice.

CREATE FUNCTION circle__scan_categories(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	known text[];
	listed CONSTANT int := 1000;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	known := circle__known_categories(s.standards, s.categories);
	EXECUTE format($sql$
		WITH passed AS (
			SELECT p.*, c.name IS NULL AS unknown, row_number() OVER (PARTITION BY c.name IS NULL ORDER BY p.rows DESC, p.category COLLATE "C") AS no
			  FROM (SELECT a.%2$I::text AS category, count(*) AS rows FROM %3$s AS a WHERE a.%2$I::text <> ALL ($1) GROUP BY 1) AS p
			  LEFT JOIN circle_category AS c ON c.name = p.category
		)
		INSERT INTO %1$I.input_problem (input, problem, key, detail, row_count)
		SELECT 'amenities', 'unknown category', category,
			   'neither the study nor the catalogue of categories knows it'
				|| coalesce('; perhaps "' || circle__nearest_name(translate(lower(btrim(category)), ' -', '__'), $1) || '" is meant', ''), rows
		  FROM passed WHERE unknown AND no <= $2
		UNION ALL
		SELECT 'amenities', 'unknown category', NULL, count(*) || ' more categories', sum(rows)
		  FROM passed WHERE unknown AND no > $2 HAVING count(*) > 0
		UNION ALL
		SELECT 'amenities', 'category not asked for', NULL,
			   'neither a standard of the study nor its categories name it: ' || string_agg(category || ' ' || rows, ', ' ORDER BY no), sum(rows)
		  FROM passed WHERE NOT unknown HAVING count(*) > 0$sql$,
		study, s.amenity_category, circle__source(NULL, 'amenities', true)) USING known, listed;
END
$$;
COMMENT ON FUNCTION circle__scan_categories(text) IS
'Notes what the study reads past because of its category: a row for each category that the catalogue does not know either (the 1,000 most frequent, and one for the rest), and one row for all that it knows.';

CREATE FUNCTION circle__scan_duplicates(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	amenities regclass;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	amenities := circle__resolve(s.amenities_schema, s.amenities_name, 'amenities');
	IF circle__type_of(amenities, 'name') IS NULL THEN
		RETURN;
	END IF;
	-- Cells of at least 50 m, of one width in degrees: only neighbours are compared, and of one place only one.
	EXECUTE circle__into('circle_named') || format($sql$
		WITH named AS MATERIALIZED (
			SELECT DISTINCT n.amenity_id::text COLLATE "C" AS id, a.name, n.category, n.geom
			  FROM (SELECT * FROM %1$I.amenity_now WHERE entry_no = 1) AS n
			  JOIN (SELECT %2$I::%3$s AS id, name::text AS name FROM %4$s WHERE name::text <> '') AS a ON a.id = n.amenity_id
		)
		SELECT *, floor(st_y(geom) / 0.000453)::bigint * 10000000 + floor(st_x(geom) / (0.000453 / min(cosd(st_y(geom))) OVER ()))::bigint AS cell
		  FROM (SELECT n.*, min(id) OVER (PARTITION BY name, category, geom) AS first
				  FROM named AS n
				  -- Few names are those of several: only these are sorted.
				  JOIN (SELECT name, category FROM named GROUP BY 1, 2 HAVING min(id) <> max(id)) AS several USING (name, category)) AS q$sql$, study, s.amenity_key, circle__amenity_key_type(study), circle__source(amenities, 'amenities', true));
	ANALYZE pg_temp.circle_named;
	EXECUTE format($sql$
		INSERT INTO %1$I.input_problem (input, problem, key, detail, lon, lat)
		SELECT DISTINCT ON (id, category) 'amenities', 'duplicate amenity', id,
			   format('%%s "%%s" is within 50 m of amenity %%s of the same name', category, name, other), st_x(geom), st_y(geom)
		  FROM (SELECT id, name, category, geom, first AS other FROM pg_temp.circle_named WHERE first < id
				UNION ALL
				SELECT a.id, a.name, a.category, a.geom, b.id
				  FROM pg_temp.circle_named AS a CROSS JOIN unnest(ARRAY[-10000001, -10000000, -9999999, -1, 0, 1, 9999999, 10000000, 10000001]) AS step
				  JOIN pg_temp.circle_named AS b ON b.name = a.name AND b.category = a.category AND b.cell = a.cell + step
				   AND b.id < a.id AND b.id = b.first
				   AND st_dwithin(a.geom::geography, b.geom::geography, 50)) AS pair
		 ORDER BY id, category, other, st_x(geom), st_y(geom)$sql$, study);
END
$$;
COMMENT ON FUNCTION circle__scan_duplicates(text) IS
'Notes amenities that have another of the same name and category within 50 m and a lesser key; nothing where the input has no column "name".';

CREATE FUNCTION circle__scan_quality(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__scan_categories(study);
	PERFORM circle__scan_asked_categories(study);
	PERFORM circle__scan_duplicates(study);
	PERFORM circle__scan_shared_keys(study);
END
$$;
COMMENT ON FUNCTION circle__scan_quality(text) IS 'Looks for what is suspect in the inputs though it can be used, after the differences are noted.';

-- Publish: are homes or amenities in shifted coordinates?
--
-- If they are, the points of a few tiles lie nearer to streets once they are converted, and nearer than
-- if they are moved as far in other directions, which tells a datum from streets that lie anyhow.

CREATE FUNCTION circle__turned(centre geometry, point geometry, degrees float8) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	-- One expression, so that it becomes a part of the query that calls it.
	RETURN st_setsrid(st_makepoint(
		st_x(centre) + ((st_x(point) - st_x(centre)) * cosd(st_y(centre)) * cosd(degrees) - (st_y(point) - st_y(centre)) * sind(degrees))
			/ cosd(st_y(centre)),
		st_y(centre) + (st_x(point) - st_x(centre)) * cosd(st_y(centre)) * sind(degrees) + (st_y(point) - st_y(centre)) * cosd(degrees)), 4326);
COMMENT ON FUNCTION circle__turned(geometry, geometry, float8) IS 'A point of EPSG:4326 turned around another one that is near.';

CREATE FUNCTION circle__sample_points(study text, input text, per_tile int DEFAULT 100, wanted int DEFAULT 300) RETURNS SETOF geometry
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	south_west CONSTANT int := circle__tile('SRID=4326;POINT(72.1 1)');
	north_east CONSTANT int := circle__tile('SRID=4326;POINT(137.7 55.7)');
	tile int;
	found int;
	total int := 0;
BEGIN
	FOR tile IN EXECUTE format('SELECT tile FROM %I.tile_seen WHERE tile %% 16384 BETWEEN $1 %% 16384 AND $2 %% 16384
									AND tile / 16384 BETWEEN $2 / 16384 AND $1 / 16384 ORDER BY md5(tile::text)', study)
			 USING south_west, north_east LOOP
		RETURN QUERY EXECUTE format(
			'SELECT geom FROM (SELECT DISTINCT geom FROM %I.%I AS t WHERE tile = $1 %s) AS p ORDER BY md5(st_asbinary(geom)) LIMIT $2',
			study, CASE input WHEN 'homes' THEN 'home' ELSE 'amenity' END, CASE input WHEN 'amenities' THEN 'AND area IS NULL AND entry_no = 1' ELSE '' END)
		  USING tile, per_tile;
		GET DIAGNOSTICS found = ROW_COUNT;
		total := total + found;
		EXIT WHEN total >= wanted;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__sample_points(text, text, int, int) IS
'Points of the published homes or amenities of some tiles where Chinese maps are shifted: the same for the same version, none elsewhere. Areas are left out.';

CREATE FUNCTION circle__shift_evidence(study text, input text, OUT variant text, OUT points bigint, OUT mean_m float8, OUT nearer bigint)
	RETURNS SETOF record
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
BEGIN
	EXECUTE format('SELECT g.network, s.walkers[1] AS walker FROM %1$I.study AS s CROSS JOIN %1$I.version AS g', study) INTO STRICT s;
	EXECUTE circle__into('circle_shift') || $sql$
	SELECT row_number() OVER (ORDER BY circle__tile_order(st_x(v.geom), st_y(v.geom)), n, v.variant) AS ref, n, v.variant, v.geom
	  FROM (SELECT row_number() OVER () AS n, p AS geom FROM circle__sample_points($1, $2) AS p) AS q
	 CROSS JOIN LATERAL (SELECT circle_to_wgs84(q.geom, 'gcj02') AS gcj02, circle_to_wgs84(q.geom, 'bd09') AS bd09 OFFSET 0) AS c
	 CROSS JOIN LATERAL (
		VALUES ('as is', q.geom), ('gcj02', c.gcj02), ('bd09', c.bd09), ('not gcj02', circle_from_wgs84(q.geom, 'gcj02')),
			   ('not bd09', circle_from_wgs84(q.geom, 'bd09'))
		UNION ALL
		SELECT format('turned %s by %s', d.datum, degrees), circle__turned(q.geom, d.geom, degrees)
		  FROM (VALUES ('gcj02', c.gcj02), ('bd09', c.bd09)) AS d (datum, geom), unnest('{60,120,240,300}'::int[]) AS degrees) AS v (variant, geom)$sql$ USING study, input;
	-- A point without a street in reach counts as if it were at the end of the reach. Millimetres: a sum does not depend on its order.
	RETURN QUERY
	WITH placed AS MATERIALIZED (
		SELECT h.n, h.variant, coalesce(p.snap_m, w.snap_limit_m) AS distance_m
		  FROM circle__snap_all(s.network, s.walker, 'SELECT ref, geom FROM pg_temp.circle_shift ORDER BY ref') AS p
		  JOIN pg_temp.circle_shift AS h USING (ref)
		  JOIN circle_walker AS w ON w.name = s.walker
	)
	SELECT c.variant, count(*), avg(round(c.distance_m * 1000)::bigint)::float8 / 1000, count(*) FILTER (WHERE c.distance_m < o.distance_m)
	  FROM placed AS c JOIN placed AS o ON o.n = c.n AND o.variant = 'as is'
	 GROUP BY c.variant;
END
$$;
COMMENT ON FUNCTION circle__shift_evidence(text, text) IS
'How far sampled points of an input lie from their street, as they are, converted from and to each datum, and moved as far in other directions: mean metres, and how many are nearer than as they are. No rows outside of where Chinese maps are shifted.';

CREATE FUNCTION circle__shift_problem(study text, input text) RETURNS text
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	given record;
	best record;
	elsewhere_m float8;
	sure text;
BEGIN
	EXECUTE circle__into('circle_evidence') || 'SELECT * FROM circle__shift_evidence($1, $2)' USING study, input;
	SELECT * INTO given FROM pg_temp.circle_evidence WHERE variant = 'as is';
	SELECT * INTO best FROM pg_temp.circle_evidence WHERE variant IN ('gcj02', 'bd09', 'not gcj02', 'not bd09') ORDER BY mean_m, variant LIMIT 1;
	SELECT min(mean_m) INTO elsewhere_m FROM pg_temp.circle_evidence WHERE variant LIKE 'turned %';
	IF given.points IS NULL OR given.points < 30 OR best.mean_m > 0.75 * given.mean_m OR best.mean_m > 0.9 * elsewhere_m
	   OR best.nearer < 0.5 * given.points THEN
		RETURN NULL;
	END IF;
	sure := CASE WHEN given.points >= 100 AND best.mean_m <= 0.6 * least(given.mean_m, elsewhere_m) THEN 'almost certainly' ELSE 'probably' END;
	RETURN format('%s %s: %s of %s sampled points are nearer to a street so; they are %s m off on average instead of %s m, and %s m or more if moved as far in other directions',
		sure,
		CASE best.variant
			WHEN 'gcj02' THEN format('in GCJ-02 (set the datum of %s to gcj02)', input)
			WHEN 'bd09' THEN format('in BD-09 (set the datum of %s to bd09)', input)
			WHEN 'not gcj02' THEN 'over streets in GCJ-02, or converted from GCJ-02 once too often'
			ELSE 'over streets in BD-09, or converted from BD-09 once too often' END,
		best.nearer, given.points, round(best.mean_m::numeric, 1), round(given.mean_m::numeric, 1), round(elsewhere_m::numeric, 1));
END
$$;
COMMENT ON FUNCTION circle__shift_problem(text, text) IS
'What speaks for an input (homes, amenities) being in other coordinates than the streets, in words; NULL if nothing does, or fewer than 30 points could be sampled.';

CREATE FUNCTION circle__publish_shifts(study text, redefined boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	input text;
	problem text;
	known boolean;
	as_before boolean;
BEGIN
	FOREACH input IN ARRAY '{homes,amenities}'::text[] LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %1$I.data_quality WHERE input = $1 AND problem = ''shifted coordinates''),
							   NOT EXISTS (SELECT FROM %1$I.%2$I) AND NOT EXISTS (SELECT FROM %1$I.tile_change)',
					   study, CASE input WHEN 'homes' THEN 'home_change' ELSE 'amenity_change' END)
		   INTO known, as_before USING input;
		IF as_before AND NOT redefined THEN
			EXECUTE format('INSERT INTO pg_temp.circle_quality (input, problem, detail, row_count)
							SELECT input, problem, detail, row_count FROM %I.data_quality WHERE input = $1 AND problem = ''shifted coordinates''', study)
			  USING input;
			CONTINUE;
		END IF;
		problem := circle__shift_problem(study, input);
		IF problem IS NOT NULL THEN
			INSERT INTO pg_temp.circle_quality (input, problem, detail, row_count)
			VALUES (input, 'shifted coordinates', problem, 1);
			IF NOT known THEN
				RAISE WARNING USING
					MESSAGE = format('study "%s": coordinates of %s look shifted', study, input),
					DETAIL = format('They are %s.', problem),
					HINT = 'This warning is given once; data_quality lists the problem until it is solved.';
			END IF;
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__publish_shifts(text, boolean) IS
'Adds to circle_quality the inputs that look shifted (as the version before where neither they nor streets nor the definition have changed), and warns of those that did not in the version before.';

CREATE FUNCTION circle__place_problems(study text, input text, relation text, key_column text, scope text DEFAULT 'true') RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	-- Amenities have a row for each category: a place is told of once. Few places have any problem: the rest is not asked for each.
	RETURN format($sql$
		SELECT DISTINCT %2$L, p.problem, %4$I::text, p.detail, st_x(geom), st_y(geom)
		  FROM %1$I.%3$I
		 CROSS JOIN LATERAL (VALUES
			('off the network', 'no street within the snap limit of the walker', snap_m IS NULL),
			('on an island', 'only streets that are cut off from the rest are in reach', on_island),
			('snapped to closed edge', 'only streets without door are in reach', closed_edge),
			('swapped coordinates', 'longitude and latitude are probably swapped: the other way round it lies among the streets',
			 CASE WHEN snap_m IS NULL AND circle__on_map(st_flipcoordinates(geom))
				  THEN EXISTS (SELECT FROM %1$I.tile_seen AS t WHERE t.tile = circle__tile(st_flipcoordinates(geom))) END)
			) AS p (problem, detail, holds)
		 WHERE (snap_m IS NULL OR on_island OR closed_edge) AND p.holds AND %5$s$sql$, study, input, relation, key_column, scope);
COMMENT ON FUNCTION circle__place_problems(text, text, text, text, text) IS
'The query for what is wrong with the places of published homes or amenities (rows for which scope holds): input, problem, key, detail, lon, lat.';

CREATE FUNCTION circle__publish_quality(study text, redefined boolean) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	written bigint;
BEGIN
	EXECUTE circle__into('circle_quality') || format($sql$
		SELECT input, problem, key, detail, lon, lat, row_count FROM %1$I.input_problem
		UNION ALL
		SELECT q.*, 1
		  FROM (%3$s
				UNION ALL
				%4$s
				UNION ALL
				SELECT p.* FROM circle__circle_problems(%2$L) AS p) AS q
		UNION ALL
		SELECT 'homes', p.problem, p.key, p.detail, NULL, NULL, p.row_count FROM circle__home_totals(%2$L, %5$L) AS p$sql$,
		study, study, circle__place_problems(study, 'homes', 'home', 'home_id'),
		circle__place_problems(study, 'amenities', 'amenity', 'amenity_id', 'entry_no > 0'), redefined);
	PERFORM circle__publish_shifts(study, redefined);
	written := circle__merge_numbered(study, 'data_quality', 'problem_no', 'circle_quality');
	RETURN written;
END
$$;
COMMENT ON FUNCTION circle__publish_quality(text, boolean) IS
'Brings data_quality up to date: a problem that stands keeps its row and its number. Returns how many rows it wrote or deleted.';
