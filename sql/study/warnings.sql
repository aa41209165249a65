-- Never silently wrong: what a refresh refuses, and what it warns of though it publishes.
--
-- Errors and lost weights are raised while the inputs are read; all other warnings once a version is published,
-- from data_quality: one for each kind of problem. Homes near the edge of the streets are reported once.

-- Coordinates off the map: what they look like.

CREATE FUNCTION circle__off_map_problem(geom geometry) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN circle__on_map(st_flipcoordinates(geom)) THEN 'swapped coordinates'
				WHEN circle__is_finite(geom) AND greatest(st_xmax(geom), st_ymax(geom), -st_xmin(geom), -st_ymin(geom)) > 180
				THEN 'coordinates in metres'
				ELSE 'coordinates out of range' END;
COMMENT ON FUNCTION circle__off_map_problem(geometry) IS
'What is wrong with coordinates that circle__on_map refuses: swapped, metres that are labelled as degrees, or just out of range.';

CREATE FUNCTION circle__off_map_detail(problem text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE problem
		WHEN 'swapped coordinates' THEN 'longitude and latitude are probably swapped: the other way round they are in range'
		WHEN 'coordinates in metres' THEN 'values beyond 180 look like metres of a projected system: give their SRID'
		WHEN 'coordinates out of range' THEN 'beyond 180 degrees of longitude or 85.05 of latitude, or not finite' END;
COMMENT ON FUNCTION circle__off_map_detail(text) IS 'The detail of a problem of coordinates for data_quality; NULL for other problems.';

-- Where the streets end.

CREATE FUNCTION circle__street_extent(network text) RETURNS geometry
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	e float8[];
BEGIN
	IF has_table_privilege(format('%I.build_log', network), 'SELECT') THEN
		EXECUTE format('SELECT ARRAY(SELECT side::float8 FROM jsonb_array_elements_text(report -> ''extent'') WITH ORDINALITY AS u (side, no) ORDER BY no)
						  FROM %I.build_log WHERE jsonb_typeof(report -> ''extent'') = ''array'' ORDER BY build_no DESC LIMIT 1', network) INTO e;
	END IF;
	RETURN st_makeenvelope(e[1], e[2], e[3], e[4], 4326);
END
$$;
COMMENT ON FUNCTION circle__street_extent(text) IS
'The bounding box of the streets that a network was last built of; NULL where it has none or the caller may not read its build_log.';

CREATE FUNCTION circle__inner_box(extent geometry, metres float8) RETURNS box2d
	LANGUAGE plpgsql IMMUTABLE STRICT
	SET search_path FROM CURRENT AS
$$
DECLARE
	around geometry := circle__box_around(extent, metres);
	east float8 := st_xmin(extent) - st_xmin(around);
	north float8 := st_ymin(extent) - st_ymin(around);
BEGIN
	IF st_xmax(extent) - st_xmin(extent) <= 2 * east OR st_ymax(extent) - st_ymin(extent) <= 2 * north THEN
		RETURN NULL;
	END IF;
	RETURN st_makebox2d(st_makepoint(st_xmin(extent) + east, st_ymin(extent) + north),
						st_makepoint(st_xmax(extent) - east, st_ymax(extent) - north));
END
$$;
COMMENT ON FUNCTION circle__inner_box(geometry, float8) IS
'What of a box is farther from its sides than so many metres; NULL if nothing is.';

CREATE FUNCTION circle__utm_hint(network text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	srid int := circle__utm(circle__street_extent(network));
BEGIN
	RETURN CASE WHEN srid IS NULL THEN 'give their SRID, in the table or in a view: ST_SetSRID(geom, 32628) for UTM zone 28N'
				ELSE format('give their SRID, in the table or in a view: ST_SetSRID(geom, %s) if they are in UTM zone %s%s, where the streets lie',
							srid, srid % 100, CASE WHEN srid > 32700 THEN 'S' ELSE 'N' END) END;
END
$$;
COMMENT ON FUNCTION circle__utm_hint(text) IS 'How to give metres their SRID, with the zone of UTM that a network lies in.';

-- Scan: homes that a refresh refuses.

CREATE FUNCTION circle__home_example(study text, key text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	example text;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	EXECUTE format('SELECT left(st_astext(h.%1$I, 6), 100) FROM %2$s AS h WHERE h.%3$I::text = $1 LIMIT 1', s.home_geom,
				   circle__resolve(s.homes_schema, s.homes_name, 'homes'), s.home_key) INTO example USING key;
	RETURN 'home ' || key || coalesce(': ' || example, '');
END
$$;
COMMENT ON FUNCTION circle__home_example(text, text) IS 'A home of the input, by its key, with its geometry as the input has it.';

CREATE FUNCTION circle__check_usable(study text) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	homes bigint;
	worst record;
	network text;
BEGIN
	-- Those that were read, and those that were of no use before.
	EXECUTE format($sql$
		SELECT problem, count(*) AS homes, min(key COLLATE "C") AS example, sum(count(*)) OVER () AS "all"
		  FROM (SELECT problem, home_id::text AS key FROM pg_temp.circle_scan_home
				UNION ALL SELECT problem, key FROM %I.input_problem WHERE input = 'homes' AND problem <> 'unusable weight') AS h
		 GROUP BY problem ORDER BY count(*) DESC, problem LIMIT 1$sql$, study) INTO worst;
	homes := worst."all";
	IF homes IS NULL THEN
		RETURN;
	END IF;
	EXECUTE format('SELECT network FROM %I.study', study) INTO STRICT network;
	PERFORM circle__raise('data_exception',
		format('none of the %s homes of study "%s" can be used', homes, study),
		detail => format('%s: %s of them%s. Nothing was changed.', upper(left(worst.problem, 1)) || substr(worst.problem, 2), worst.homes,
						coalesce(', as ' || circle__home_example(study, worst.example), '')),
		hint => CASE worst.problem
			WHEN 'coordinates in metres' THEN 'The values look like metres of a projected system: ' || circle__utm_hint(network) || '.'
			WHEN 'swapped coordinates' THEN 'Longitude comes first. Swap them, in the table or in a view: ST_FlipCoordinates(geom).'
			ELSE 'Correct the input, or give another one to circle_alter_study().' END);
END
$$;
COMMENT ON FUNCTION circle__check_usable(text) IS
'Raises an error that says why, for a scan that has found homes of which none can be used; an input without rows is none.';

CREATE FUNCTION circle__check_copies(study text, homes bigint, copies bigint, max_loss float8) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	known bigint;
BEGIN
	IF copies = 0 THEN
		RETURN;
	END IF;
	EXECUTE format('SELECT count(*) FROM %I.data_quality WHERE input = ''homes'' AND problem = ''duplicate key''', study) INTO known;
	-- Those of the published version were accepted, or were too few to matter.
	IF copies - known > max_loss * (homes + copies) THEN
		PERFORM circle__raise('unique_violation',
			format('%s of %s homes of study "%s" have a key that another home has', copies, homes + copies, study),
			detail => format('For example: %s. Of each key one home would be used: more than %s %% would be lost. Nothing was changed.',
							(SELECT string_agg(home_id, ', ' ORDER BY home_id COLLATE "C")
							   FROM (SELECT DISTINCT home_id::text FROM pg_temp.circle_scan_home WHERE copy > 1 ORDER BY 1 LIMIT 3) AS q),
							round((max_loss * 100)::numeric, 1)),
			hint => format('Name a column whose values differ: SELECT circle_alter_study(%L, ''{"columns": {"homes": {"home_id": "bldg_no"}}}''); '
						  'if the loss is meant: SELECT * FROM circle_refresh(%L, max_loss => 1).', study, study));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_copies(text, bigint, bigint, float8) IS
'Raises an error if more than this share of the homes read would be lost because their keys are not unique, and were not lost in the published version.';

CREATE FUNCTION circle__check_weight_loss(study text, weight text, published bigint, usable bigint, max_loss float8) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF usable < published * (1 - max_loss) THEN
		PERFORM circle__raise('data_exception',
			format('weight "%s" was lost: %s homes had it, %s have it now', weight, published, usable),
			detail => format('More than %s %% of them have lost it. Nothing was changed.', round((max_loss * 100)::numeric, 1)),
			hint => format('If an import has emptied the column, fill it in again and refresh. If the loss is meant: SELECT * FROM circle_refresh(%L, max_loss => 1).', study));
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_weight_loss(text, text, bigint, bigint, float8) IS
'Raises an error if more than this share of the homes that had a weight have lost it since the published version.';

CREATE FUNCTION circle__check_homes(study text, weights text[], max_loss float8, "all" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	of_weights CONSTANT text := coalesce((SELECT string_agg(format(', count(%I)', w), '' ORDER BY no) FROM unnest(weights) WITH ORDINALITY AS u (w, no)), '');
	published bigint[];
	replaced bigint[]; -- of the published ones those that were read again
	usable bigint[];
	copies bigint;
	known bigint;
BEGIN
	EXECUTE format('SELECT ARRAY[count(*)%s] FROM %I.home', of_weights, study) INTO published;
	replaced := published;
	IF NOT "all" THEN
		EXECUTE format('SELECT ARRAY[count(*)%s] FROM %I.home WHERE home_id IN (SELECT home_id FROM pg_temp.circle_changed_key)', of_weights, study)
		   INTO replaced;
	END IF;
	-- Copies are rare: all is counted in one scan where there are none.
	EXECUTE format('SELECT ARRAY[count(*)%s], count(*) FILTER (WHERE copy > 1) FROM pg_temp.circle_scan_home WHERE problem IS NULL', of_weights)
	   INTO usable, copies;
	IF copies > 0 THEN
		EXECUTE format('SELECT ARRAY[count(*)%s] FROM pg_temp.circle_scan_home WHERE copy = 1', of_weights) INTO usable;
	END IF;
	-- What was not read again is as it was.
	usable := ARRAY(SELECT u + p - r FROM unnest(usable, published, replaced) WITH ORDINALITY AS x (u, p, r, no) ORDER BY no);
	EXECUTE format('SELECT count(*) FROM %I.input_problem WHERE input = ''homes'' AND problem = ''duplicate key''', study) INTO known;
	copies := copies + known;
	IF usable[1] = 0 THEN
		PERFORM circle__check_usable(study);
	END IF;
	PERFORM circle__check_loss(study, 'homes', published[1], usable[1], max_loss);
	PERFORM circle__check_copies(study, usable[1], copies, max_loss);
	FOR i IN 1 .. cardinality(weights) LOOP
		PERFORM circle__check_weight_loss(study, weights[i], published[i + 1], usable[i + 1], max_loss);
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__check_homes(text, text[], float8, boolean) IS
'Raises an error if the homes that the scan has read cannot be used, or too much is lost since the published version: rows, keys or weights. all: every home was read, not those of circle_changed_key alone.';

CREATE FUNCTION circle__warn_of_lost_weights(study text, weights text[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	weight text;
	lost bigint;
	examples text;
BEGIN
	FOREACH weight IN ARRAY weights LOOP
		EXECUTE format($sql$
			SELECT count(*), array_to_string((array_agg(home_id ORDER BY home_id))[1:3], ', ')
			  FROM %1$I.home_change AS c JOIN %1$I.home AS o USING (home_id)
			 WHERE NOT c.gone AND c.%2$I IS NULL AND o.%2$I IS NOT NULL$sql$, study, weight) INTO lost, examples;
		IF lost > 0 THEN
			RAISE WARNING USING
				MESSAGE = format('study "%s": homes that had a number in "%s" and have none now: %s', study, weight, lost),
				DETAIL = format('For example: %s. They count as homes and not as people.', examples),
				HINT = format('SELECT home_id FROM %I.home WHERE %I IS NULL;', study, weight);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__warn_of_lost_weights(text, text[]) IS
'Warns of homes that have lost a weight since the published version, from home_change.';

-- Scan: categories that are asked for, and keys that two amenities have.

CREATE FUNCTION circle__like_a_name(category text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN translate(lower(btrim(category)), ' -', '__');
COMMENT ON FUNCTION circle__like_a_name(text) IS 'A category as the catalogue writes categories: "Bus Stop" as bus_stop.';

CREATE FUNCTION circle__scan_asked_categories(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	asked text[];
	missing text[];
	there text[] := '{}'; -- categories of the input
	known CONSTANT text[] := ARRAY(SELECT name FROM circle_category ORDER BY name COLLATE "C");
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	asked := circle__known_categories(s.standards, s.categories);
	EXECUTE format($sql$
		INSERT INTO %I.input_problem (input, problem, key, detail)
		SELECT 'standards', 'unknown category', k, 'circle_category does not know it'
			   || coalesce('; perhaps "' || circle__nearest_name(k, $2) || '" is meant', '')
		  FROM unnest($1) AS k WHERE k <> ALL ($2)$sql$, study) USING asked, known;
	EXECUTE format('SELECT ARRAY(SELECT k FROM unnest($1) AS k WHERE NOT EXISTS (SELECT FROM %I.amenity_now AS a WHERE a.category = k))', study)
	   INTO missing USING asked;
	IF missing <> '{}' THEN
		EXECUTE format('SELECT ARRAY(SELECT DISTINCT a.%1$I::text COLLATE "C" FROM %2$s AS a WHERE a.%1$I IS NOT NULL ORDER BY 1 LIMIT 10000)',
					   s.amenity_category, circle__source(NULL, 'amenities', true)) INTO there;
	END IF;
	-- A category of the catalogue is not misspelt: only another way to write it may be meant, which the catalogue does not know.
	EXECUTE format($sql$
		INSERT INTO %I.input_problem (input, problem, key, detail)
		SELECT 'amenities', 'no amenities', k, 'the category is asked for and has no amenity'
			   || coalesce('; perhaps "' || (SELECT f FROM unnest($2) WITH ORDINALITY AS u (f, no) WHERE f <> k AND circle__like_a_name(f) = meant ORDER BY no LIMIT 1)
						   || '" is meant, which amenities have', '')
		  FROM unnest($1) AS k
		 CROSS JOIN LATERAL circle__nearest_name(k, ARRAY(SELECT circle__like_a_name(f) FROM unnest($2) AS f
														   WHERE f <> k AND (k <> ALL ($3) OR f <> ALL ($3)))) AS meant$sql$, study)
	  USING missing, there, known;
END
$$;
COMMENT ON FUNCTION circle__scan_asked_categories(text) IS
'Notes the categories that a study asks for and the catalogue does not know, and those that no usable amenity has, each with the nearest name.';

CREATE FUNCTION circle__scan_shared_keys(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- Few amenities have several categories, and a degree of latitude is never longer than 111.7 km: what is near in degrees is near.
	EXECUTE format($sql$
		WITH several AS MATERIALIZED (
			SELECT amenity_id FROM %1$I.amenity_now GROUP BY amenity_id
			HAVING min(category) <> max(category)
			   AND greatest(max(st_xmax(geom)) - min(st_xmin(geom)), max(st_ymax(geom)) - min(st_ymin(geom))) > 0.005
		), place AS MATERIALIZED (
			SELECT amenity_id, category, st_collect(geom) AS geom FROM %1$I.amenity_now JOIN several USING (amenity_id) GROUP BY amenity_id, category
		)
		INSERT INTO %1$I.input_problem (input, problem, key, detail, lon, lat)
		SELECT DISTINCT ON (a.amenity_id) 'amenities', 'key of several amenities', a.amenity_id::text,
			   format('%%s and %%s of this key lie %%s km apart', a.category, b.category, round(d.metres::numeric / 1000, 1)),
			   st_x(st_geometryn(a.geom, 1)), st_y(st_geometryn(a.geom, 1))
		  FROM place AS a JOIN place AS b ON b.amenity_id = a.amenity_id AND b.category > a.category
		 CROSS JOIN LATERAL st_distance(a.geom::geography, b.geom::geography) AS d (metres)
		 WHERE d.metres > 1000
		 ORDER BY a.amenity_id, d.metres DESC, a.category, b.category$sql$, study);
END
$$;
COMMENT ON FUNCTION circle__scan_shared_keys(text) IS
'Notes amenities whose points in two categories lie more than 1 km apart: their key probably belongs to one in each of two tables.';

-- Publish: what is to be said of the homes as a whole.

CREATE FUNCTION circle__home_totals(study text, redefined boolean) RETURNS TABLE (problem text, key text, detail text, row_count bigint)
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	extent geometry;
	reach_m float8;
	middle box2d;
	n bigint[];
	as_before boolean;
BEGIN
	EXECUTE format('SELECT NOT EXISTS (SELECT FROM %1$I.home_change) AND NOT EXISTS (SELECT FROM %1$I.tile_change)', study) INTO as_before;
	IF as_before AND NOT redefined THEN
		RETURN QUERY EXECUTE format('SELECT q.problem, q.key, q.detail, q.row_count FROM %I.data_quality AS q WHERE q.input = ''homes'' AND q.problem = ANY ($1)', study)
			   USING '{no homes,in no community,near the edge of the streets,weight unknown}'::text[];
		RETURN;
	END IF;
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	extent := circle__street_extent(s.network);
	reach_m := circle__reach_m(s.walkers[1], circle__template(s.standards, s.categories, s.keep, s.cutoffs, s.horizon_min), s.direction);
	middle := circle__inner_box(extent, reach_m);
	-- One scan: all homes, those in no community, those near the edge, those without each weight.
	EXECUTE format('SELECT ARRAY[count(*), count(*) FILTER (WHERE community = ''''), count(*) FILTER (WHERE %s) %s] FROM %I.home',
				   CASE WHEN extent IS NULL THEN 'false' WHEN middle IS NULL THEN 'true'
						ELSE format('NOT (st_x(geom) BETWEEN %L AND %L AND st_y(geom) BETWEEN %L AND %L)',
									st_xmin(middle::geometry), st_xmax(middle::geometry), st_ymin(middle::geometry), st_ymax(middle::geometry)) END,
				   (SELECT string_agg(format(', count(*) - count(%I)', w), '' ORDER BY no) FROM unnest(s.weights) WITH ORDINALITY AS u (w, no)), study)
	   INTO n;
	RETURN QUERY
	SELECT v.problem, v.key, v.detail, v.homes
	  FROM (VALUES
			('no homes', NULL, 'the input has no rows', CASE WHEN n[1] = 0 THEN 0 END),
			('in no community', NULL, 'they count for the city and for no community; their column community is empty',
			 CASE WHEN s.communities_name IS NOT NULL OR s.home_community IS NOT NULL AND n[2] < n[1] THEN nullif(n[2], 0) END),
			('near the edge of the streets', NULL,
			 format('nearer than %s m, the horizon of their walks, to a side of the box that holds all streets: what lies beyond is not counted', round(reach_m)), nullif(n[3], 0))) AS v (problem, key, detail, homes)
	 WHERE v.homes IS NOT NULL
	UNION ALL
	SELECT 'weight unknown', w, 'homes without a usable number: they count as homes and not as people', n[no + 3] FROM unnest(s.weights) WITH ORDINALITY AS u (w, no) WHERE n[no + 3] > 0;
END
$$;
COMMENT ON FUNCTION circle__home_totals(text, boolean) IS
'Problems of the published homes that are reported in one row each: no homes at all, homes in no community where the study has any, near the edge of the streets, without a weight.';

-- Warnings, once a version is published.

CREATE FUNCTION circle__share_of(part bigint, total bigint) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN format('%s of %s homes (%s %%)', part, total, round(100.0 * part / nullif(total, 0), 1));
COMMENT ON FUNCTION circle__share_of(bigint, bigint) IS 'A part of the homes in words.';

CREATE FUNCTION circle__quality_kinds(study text) RETURNS TABLE (input text, problem text, row_count bigint, names text, examples text)
	LANGUAGE plpgsql STABLE ROWS 20
	SET search_path FROM CURRENT AS
$$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		WITH one AS (
			SELECT input, problem, key, min(detail) AS detail, sum(row_count) AS row_count,
				   row_number() OVER (PARTITION BY input, problem ORDER BY min(problem_no)) AS no
			  FROM %I.data_quality GROUP BY input, problem, key
		), told AS (
			SELECT q.input, q.problem, string_agg(coalesce(q.keys || ': ' || q.detail, q.keys, q.detail), E'\n' ORDER BY q.no) AS examples
			  FROM (SELECT input, problem, detail, string_agg(key, ', ' ORDER BY no) AS keys, min(no) AS no FROM one WHERE no <= 3 GROUP BY 1, 2, 3) AS q
			 GROUP BY 1, 2
		)
		SELECT input, problem, sum(one.row_count)::bigint,
			   string_agg(one.key, ', ' ORDER BY one.no) FILTER (WHERE one.no <= 10) || CASE WHEN count(*) > 10 THEN format(' and %%s more', count(*) - 10) ELSE '' END,
			   told.examples
		  FROM one JOIN told USING (input, problem) GROUP BY input, problem, told.examples$sql$, study);
END
$$;
COMMENT ON FUNCTION circle__quality_kinds(text) IS
'data_quality by input and problem: rows of the input, up to ten keys, and up to three examples, those of one detail on one line.';

CREATE FUNCTION circle__edge_is_known(study text) RETURNS boolean
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	known boolean;
BEGIN
	EXECUTE format('SELECT EXISTS (SELECT FROM %1$I.data_quality AS q WHERE q.input = ''homes'' AND q.problem = ''near the edge of the streets''
									  AND q.row_count >= 0.1 * (SELECT max(s.homes) FROM %1$I.summary AS s))', study) INTO known;
	RETURN known;
END
$$;
COMMENT ON FUNCTION circle__edge_is_known(text) IS
'Has the published version been warned of homes near the edge of the streets? An extract stays what it is refresh after refresh: that is said once.';

CREATE FUNCTION circle__quality_warnings(study text, edge_known boolean DEFAULT false) RETURNS TABLE (message text, detail text, condition text)
	LANGUAGE plpgsql STABLE ROWS 5
	SET search_path FROM CURRENT AS
$$
DECLARE
	homes bigint;
BEGIN
	EXECUTE format('SELECT max(s.homes) FROM %I.summary AS s', study) INTO homes;
	RETURN QUERY
	SELECT w.said, w.more, format('input = %L AND problem = %L', k.input, k.problem)
	  FROM circle__quality_kinds(study) AS k
	 CROSS JOIN LATERAL (VALUES
		(1, 'standards', 'unknown category', true, format('categories that circle_category does not know: %s', k.names), k.examples),
		(2, 'amenities', 'no amenities', true, format('categories that are asked for and have no amenity: %s', k.names), k.examples),
		(3, k.input, 'coordinates in metres', true, format('%s with metres for degrees: %s', k.input, k.row_count), k.examples),
		(4, k.input, 'swapped coordinates', true, format('%s with longitude and latitude swapped: %s', k.input, k.row_count), k.examples),
		(5, k.input, 'duplicate key', true, format('%s that are not used because another has their key: %s', k.input, k.row_count), k.examples),
		(6, 'amenities', 'key of several amenities', true, format('amenities far apart that share a key: %s', k.row_count),
		 k.examples || E'\nMake the keys of two tables differ where they are put together: ''p'' || id'),
		(7, 'homes', 'no homes', true, 'there are no homes', k.examples),
		(8, 'homes', 'in no community', k.row_count >= 0.01 * homes, circle__share_of(k.row_count, homes) || ' lie in no community', k.examples),
		(9, 'homes', 'near the edge of the streets', k.row_count >= 0.1 * homes AND NOT edge_known, circle__share_of(k.row_count, homes) || ' lie near the edge of the streets', k.examples)
	 ) AS w (no, input, problem, holds, said, more)
	 WHERE w.input = k.input AND w.problem = k.problem AND w.holds
	 ORDER BY w.no, k.input;
END
$$;
COMMENT ON FUNCTION circle__quality_warnings(text, boolean) IS
'What of a study''s data_quality is to be warned of, in order: one row for each kind of problem, with the condition that finds it there. edge_known: homes near the edge of the streets were told before.';

CREATE FUNCTION circle__lost_homes_warning(study text) RETURNS TABLE (message text, detail text, condition text)
	LANGUAGE plpgsql STABLE ROWS 1
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	lost bigint;
	total bigint;
BEGIN
	EXECUTE format($sql$
		SELECT m.homes, m.homes_unsnapped AS off,
			   m.homes_unusable - (SELECT count(*) FROM %1$I.data_quality WHERE input = 'homes' AND problem = 'duplicate key') AS unusable
		  FROM %1$I.summary AS m JOIN %1$I.walker AS w ON w.walker = m.walker AND w.walker_no = 1
		  JOIN %1$I.standard AS t ON t.standard = m.standard AND t.standard_no = 1$sql$, study) INTO STRICT s;
	lost := s.off + s.unusable;
	total := s.homes + s.unusable;
	IF 2 * lost > total THEN
		RETURN QUERY SELECT circle__share_of(lost, total) || ' are off the network or cannot be used',
			(SELECT string_agg(format('%s: %s', k.problem, k.row_count), ', ' ORDER BY k.row_count DESC, k.problem) FROM circle__quality_kinds(study) AS k
			  WHERE k.input = 'homes' AND k.problem <> ALL ('{in no community,near the edge of the streets,weight unknown,unusable weight,duplicate key}')),
			'input = ''homes''';
	END IF;
END
$$;
COMMENT ON FUNCTION circle__lost_homes_warning(text) IS
'What is to be said, as circle__quality_warnings says it, where most homes of a published version are off the network or cannot be used.';

CREATE FUNCTION circle__warn_of_quality(study text, edge_known boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	w record;
BEGIN
	FOR w IN SELECT * FROM circle__lost_homes_warning(study) UNION ALL SELECT * FROM circle__quality_warnings(study, edge_known) LOOP
		RAISE WARNING USING
			MESSAGE = format('study "%s": %s', study, w.message),
			DETAIL = w.detail,
			HINT = format('SELECT * FROM %I.data_quality WHERE %s;', study, w.condition);
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__warn_of_quality(text, boolean) IS 'Warns of the problems of a version that has just been published.';
