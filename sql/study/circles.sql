-- Circles: centre-based membership.
--
-- A home is a member of a circle if it walks to the centre within the study's circle_min, or
-- lies in the drawn area. A circle depends on what is within its halo only: a refresh computes the
-- circles again that a changed home, amenity or tile may touch, in the transaction that publishes.

CREATE FUNCTION circle__add_circle_columns(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		ALTER TABLE %1$I.study ADD COLUMN circles_schema text, ADD COLUMN circles_name text, ADD COLUMN circle_key text,
			ADD COLUMN circle_geom text, ADD COLUMN circle_area text, ADD COLUMN circle_name text,
			ADD COLUMN circle_min float8 NOT NULL DEFAULT 15, ADD COLUMN circle_standard %2$s;

		ALTER TABLE %1$I.summary ADD COLUMN people_in_circle float8, ADD COLUMN people_in_accepted_circle float8,
			ADD COLUMN share_people_in_circle float8, ADD COLUMN share_people_in_accepted_circle float8, ADD COLUMN circles bigint,
			ADD COLUMN circles_accepted bigint, ADD COLUMN outlets bigint, ADD COLUMN outlets_by_circle bigint,
			ADD COLUMN outlets_per_circle float8;
		COMMENT ON COLUMN %1$I.summary.people_in_circle IS 'People in at least one circle, each counted once; for the principal walker, NULL for others and in a study without circles (so are all that follow).';
		COMMENT ON COLUMN %1$I.summary.people_in_accepted_circle IS 'People in at least one accepted circle; NULL where circles have no standard.';
		COMMENT ON COLUMN %1$I.summary.share_people_in_circle IS 'People in a circle / people, 0 to 1.';
		COMMENT ON COLUMN %1$I.summary.share_people_in_accepted_circle IS 'People in an accepted circle / people, 0 to 1.';
		COMMENT ON COLUMN %1$I.summary.circles IS 'Circles of the study.';
		COMMENT ON COLUMN %1$I.summary.circles_accepted IS 'Circles whose outlets meet the circles'' standard; NULL where there is none.';
		COMMENT ON COLUMN %1$I.summary.outlets IS 'Distinct outlets in circles: amenities of commerce and services, or of the categories that the setting outlets names.';
		COMMENT ON COLUMN %1$I.summary.outlets_by_circle IS 'Outlets summed over circles: one in two circles counts twice.';
		COMMENT ON COLUMN %1$I.summary.outlets_per_circle IS 'outlets_by_circle / circles.';
	$sql$, study, 'circle_standard'::regtype);
END
$make$;
COMMENT ON FUNCTION circle__add_circle_columns(text) IS 'Adds to the definition and the summary of a study their columns about circles.';

CREATE FUNCTION circle__make_circle_numbers(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.circle_indicator (
			circle_id text PRIMARY KEY, homes bigint NOT NULL, residents float8 NOT NULL, outlets bigint NOT NULL,
			outlets_by_category jsonb NOT NULL, basic_kinds int NOT NULL, quality_kinds int NOT NULL,
			basic_present text[] NOT NULL, basic_missing text[] NOT NULL, quality_present text[] NOT NULL,
			quality_missing text[] NOT NULL, kinds_unknown text[] NOT NULL, outlets_per_1000 float8, accepted boolean, score float8);
		COMMENT ON TABLE %1$I.circle_indicator IS 'Each circle in numbers.';
		COMMENT ON COLUMN %1$I.circle_indicator.residents IS 'Sum of the first weight (population) over the members; homes without it count 0.';
		COMMENT ON COLUMN %1$I.circle_indicator.homes IS 'Members.';
		COMMENT ON COLUMN %1$I.circle_indicator.outlets_by_category IS 'Outlets by category; one of two categories counts in both.';
		COMMENT ON COLUMN %1$I.circle_indicator.quality_kinds IS 'Quality categories (group "quality") that the circle holds.';
		COMMENT ON COLUMN %1$I.circle_indicator.basic_present IS 'Basic categories that the circle holds.';
		COMMENT ON COLUMN %1$I.circle_indicator.quality_present IS 'Quality categories that the circle holds.';
		COMMENT ON COLUMN %1$I.circle_indicator.quality_missing IS 'Quality categories that the study knows and the circle does not hold.';
		COMMENT ON COLUMN %1$I.circle_indicator.outlets IS 'Distinct amenities of commerce and services that the circle holds: of the basic and quality categories, or of those that the setting outlets names.';
		COMMENT ON COLUMN %1$I.circle_indicator.basic_kinds IS 'Basic categories (group "basic" of circle_category) that the circle holds.';
		COMMENT ON COLUMN %1$I.circle_indicator.basic_missing IS 'Basic categories that the study knows and the circle does not hold.';
		COMMENT ON COLUMN %1$I.circle_indicator.kinds_unknown IS 'Basic and quality categories that the study does not know: name them in its categories.';
		COMMENT ON COLUMN %1$I.circle_indicator.outlets_per_1000 IS 'Outlets per 1,000 residents; NULL without residents.';
		COMMENT ON COLUMN %1$I.circle_indicator.accepted IS 'Does what the circle holds meet the circle''s standard? NULL: no standard is set.';
		COMMENT ON COLUMN %1$I.circle_indicator.score IS 'Score of the circle against its standard, 0 to 100, decay ''step''.';
	$sql$, study);
END
$make$;
COMMENT ON FUNCTION circle__make_circle_numbers(text) IS 'Makes the table of a study with the indicators of circles.';

CREATE FUNCTION circle__make_circle_tables(study text, home_key_type text, amenity_key_type text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.circle (
			circle_id text PRIMARY KEY, name text NOT NULL, geom %4$s(Point,4326), area %4$s, grade text, satisfaction float8,
			chain_rate float8, outlets_elsewhere float8, circle_min float8 NOT NULL, standard %5$s, snap_m float8, on_island boolean);
		CREATE INDEX circle_geom_idx ON %1$I.circle USING gist (geom);
		COMMENT ON TABLE %1$I.circle IS 'The circles of the study: a centre, a drawn area, or both.';
		COMMENT ON COLUMN %1$I.circle.circle_id IS 'Key of the circle in the input, as text.';
		COMMENT ON COLUMN %1$I.circle.name IS 'Name of the circle; its key where it has none.';
		COMMENT ON COLUMN %1$I.circle.on_island IS 'The centre could only be snapped to streets that are cut off from the rest.';
		COMMENT ON COLUMN %1$I.circle.geom IS 'The centre, WGS 84; NULL for a circle that has a drawn area only.';
		COMMENT ON COLUMN %1$I.circle.area IS 'The drawn area, WGS 84; NULL where none is drawn.';
		COMMENT ON COLUMN %1$I.circle.grade IS 'Grade given to the circle elsewhere, from the input.';
		COMMENT ON COLUMN %1$I.circle.satisfaction IS 'Satisfaction of its residents, from the input, in the input''s unit.';
		COMMENT ON COLUMN %1$I.circle.chain_rate IS 'Share of outlets that belong to chains, from the input, in the input''s unit.';
		COMMENT ON COLUMN %1$I.circle.outlets_elsewhere IS 'Outlets as counted elsewhere: column "outlets" of the input.';
		COMMENT ON COLUMN %1$I.circle.circle_min IS 'Minutes of walk to the centre that make a home a member.';
		COMMENT ON COLUMN %1$I.circle.standard IS 'What a circle must hold to be accepted; NULL: nothing is asked.';
		COMMENT ON COLUMN %1$I.circle.snap_m IS 'Metres from the centre to its street; NULL: off the network, or no centre.';

		CREATE TABLE %1$I.circle_member (
			circle_id text NOT NULL, home_id %2$s NOT NULL, minutes float8, in_area boolean NOT NULL, PRIMARY KEY (circle_id, home_id));
		CREATE INDEX circle_member_home_idx ON %1$I.circle_member (home_id);
		COMMENT ON TABLE %1$I.circle_member IS 'The homes in each circle. A home may be in several.';
		COMMENT ON COLUMN %1$I.circle_member.minutes IS 'Walk from the home to the centre; NULL: a member because it lies in the drawn area only.';
		COMMENT ON COLUMN %1$I.circle_member.in_area IS 'Does the home lie in the drawn area?';

		CREATE TABLE %1$I.circle_outlet (
			circle_id text NOT NULL, amenity_id %3$s NOT NULL, minutes float8, in_area boolean NOT NULL, PRIMARY KEY (circle_id, amenity_id));
		COMMENT ON TABLE %1$I.circle_outlet IS 'The amenities that each circle holds: those that the centre reaches and those in the drawn area.';
		COMMENT ON COLUMN %1$I.circle_outlet.minutes IS 'Walk from the centre to the amenity; NULL: held by the drawn area only.';

		CREATE TABLE %1$I.circle_scan (
			circle_id text PRIMARY KEY, name text NOT NULL, geom %4$s(Point,4326), area %4$s, grade text, satisfaction float8,
			chain_rate float8, outlets_elsewhere float8, circle_min float8 NOT NULL, standard %5$s);
		COMMENT ON TABLE %1$I.circle_scan IS 'The circles of the input as the refresh in progress found them.';
	$sql$, study, home_key_type, amenity_key_type, 'geometry'::regtype, 'circle_standard'::regtype);
	PERFORM circle__make_circle_numbers(study), circle__add_circle_columns(study);
END
$make$;
COMMENT ON FUNCTION circle__make_circle_tables(text, text, text) IS
'Makes the tables of a study about circles, and adds their columns to the definition and the summary.';

CREATE FUNCTION circle__make_circle_views(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE OR REPLACE VIEW %1$I.circle_kind WITH (security_invoker = true) AS
			SELECT i.circle_id, c.name, k.key AS category, k.value::bigint AS outlets
			  FROM %1$I.circle_indicator AS i JOIN %1$I.circle AS c USING (circle_id)
			 CROSS JOIN LATERAL pg_catalog.jsonb_each_text(i.outlets_by_category) AS k;
		COMMENT ON VIEW %1$I.circle_kind IS 'Outlets of each circle by category; an amenity of two categories counts in both.';

		CREATE OR REPLACE VIEW %1$I.home_circle WITH (security_invoker = true) AS
			SELECT DISTINCT ON (home_id) home_id, circle_id, minutes, in_area FROM %1$I.circle_member
			 ORDER BY home_id, minutes, circle_id;
		COMMENT ON VIEW %1$I.home_circle IS 'Each home''s own circle: the nearest of those that it is in; those without a walk come last.';
	$sql$, study);
END
$make$;
COMMENT ON FUNCTION circle__make_circle_views(text) IS 'Makes the views of a study about circles, or replaces them.';

-- Definition.

CREATE FUNCTION circle__circle_column(options jsonb, circles regclass, usual text, kinds text[]) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	candidates text[];
BEGIN
	IF circle__given_column(options, 'circles', usual) IS NOT NULL THEN
		RETURN circle__require_geometry('circles', circles, circle__given_column(options, 'circles', usual));
	END IF;
	SELECT array_agg(attname::text ORDER BY attnum) INTO candidates FROM pg_catalog.pg_attribute
	 WHERE attrelid = circles AND attnum > 0 AND NOT attisdropped AND atttypid = 'geometry'::regtype
	   AND upper(postgis_typmod_type(atttypmod)) LIKE ANY (kinds);
	IF cardinality(candidates) > 1 AND usual = ANY (candidates) THEN
		RETURN usual;
	ELSIF cardinality(candidates) > 1 THEN
		PERFORM circle__raise('ambiguous_column',
			format('circles %s have several geometry columns that could be their %s', circle__relation_name(circles),
							 CASE WHEN 'POINT%' = ANY (kinds) THEN 'centre' ELSE 'area' END),
			detail => format('Columns found: %s.', circle__list_columns(circles)),
			hint => 'Name the column of the centres "geom" and that of the areas "area", or say which they are: settings => ''{"columns": {"circles": {"geom": "…", "area": "…"}}}''.');
	END IF;
	RETURN candidates[1];
END
$$;
COMMENT ON FUNCTION circle__circle_column(jsonb, regclass, text, text[]) IS
'The geometry column of circles that is given for the usual one (geom or area), else the only one of these kinds (patterns), else NULL.';

CREATE FUNCTION circle__check_circle_standard(circle_standard circle_standard, circle_min float8, known text[]) RETURNS void
	LANGUAGE plpgsql IMMUTABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	n record;
BEGIN
	IF NOT coalesce(circle_min > 0 AND circle_min <= 120, false) THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('circle_min must be above 0 and at most 120 minutes, not %s', coalesce(circle_min::text, 'NULL')));
	END IF;
	FOR n IN SELECT * FROM circle_needs(circle_standard) LOOP
		IF n.category <> ALL (known) THEN
			PERFORM circle__raise('invalid_parameter_value',
				format('category "%s" of the circles'' standard is not known in the study', n.category),
				detail => format('Categories known: %s.', array_to_string(known, ', ')),
				hint => 'Name it in categories.');
		END IF;
		IF n.limit_value IS NOT NULL AND (n.unit <> 'min' OR n.limit_value > circle_min) THEN
			PERFORM circle__raise('invalid_parameter_value',
				format('need "%s" of the circles'' standard cannot be answered by a circle', n.need),
				detail => format('A circle knows what its centre reaches within %s min.', circle_min),
				hint => format('Leave "within" out: then the need is met inside the circle. Or write at most "within %s min".', circle_min));
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__check_circle_standard(circle_standard, float8, text[]) IS
'Raises an error unless a circle can be compared with this standard.';

CREATE FUNCTION circle__circle_columns(options jsonb, circles regclass) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	centre text := circle__circle_column(options, circles, 'geom', '{POINT%}');
	area text := circle__circle_column(options, circles, 'area', '{POLYGON%,MULTIPOLYGON%}');
BEGIN
	IF centre IS NULL AND area IS NULL THEN
		-- One column of any kind may hold centres and areas.
		centre := circle__input_geometry(options, 'circles', circles);
		area := centre;
	END IF;
	RETURN circle__resolved_relation(circles, 'circles') || jsonb_build_object('circle_geom', centre, 'circle_area', area,
		'circle_key', circle__input_key(options, 'circles', circles, 'circle_id'),
		'circle_name', circle__input_column(options, 'circles', circles, 'name', false));
END
$$;
COMMENT ON FUNCTION circle__circle_columns(jsonb, regclass) IS 'What a study''s definition says of the relation of its circles, from the options.';

CREATE FUNCTION circle__outlet_categories(known text[]) RETURNS text[]
	LANGUAGE sql STABLE
	RETURN ARRAY(SELECT k FROM unnest(known) AS k JOIN circle_category AS c ON c.name = k
				  WHERE c.category_group IN ('basic', 'quality') ORDER BY k COLLATE "C");
COMMENT ON FUNCTION circle__outlet_categories(text[]) IS
'Those of the categories that are commerce or services: the groups basic and quality of circle_category, which follow the lists of the Ministry of Commerce.';

CREATE FUNCTION circle__resolve_circles(options jsonb, known text[]) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	circles regclass := circle__relation_option(options, 'circles');
	circle_min float8 := coalesce(circle__number_option(options, 'circle_min', -1e9, 1e9), 15);
	circle_standard circle_standard := options ->> 'circle_standard';
BEGIN
	PERFORM circle__check_circle_standard(circle_standard, circle_min, known);
	IF circles IS NULL AND options ? 'circle_standard' THEN
		PERFORM circle__raise('null_value_not_allowed',
			'the study has no circles',
			hint => 'Give circles, a table or view with a centre, an area, or both.');
	END IF;
	RETURN CASE WHEN circles IS NULL THEN '{}' ELSE circle__circle_columns(options, circles) END
		|| jsonb_build_object('circle_min', circle_min, 'circle_standard', circle_standard::text,
							  'outlets', circle__list_option(options, 'outlets'));
END
$$;
COMMENT ON FUNCTION circle__resolve_circles(jsonb, text[]) IS
'What a study''s definition says of its circles, from the options. known: the categories that the study knows.';

CREATE FUNCTION circle__circle_hash(study text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	hash text;
BEGIN
	EXECUTE format($sql$
		SELECT md5(row(circle_min, circle_standard::text, outlets,
					   (SELECT array_agg(row(name, category_group) ORDER BY name) FROM circle_category
						 WHERE category_group IN ('basic', 'quality')))::text)
		  FROM %I.study WHERE circles_name IS NOT NULL$sql$, study) INTO hash;
	RETURN coalesce(hash, '');
END
$$;
COMMENT ON FUNCTION circle__circle_hash(text) IS
'Digest of what decides a study''s circles besides its inputs and its own definition; empty where it has none.';

-- Scan.

CREATE FUNCTION circle__circle_attribute(relation regclass, column_name text, type_name text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	found text := circle__type_of(relation, column_name);
BEGIN
	IF found IS NULL THEN
		RETURN format('NULL::%s', type_name);
	END IF;
	IF type_name = 'float8' AND split_part(found, '(', 1) <> ALL (
		'{smallint,integer,bigint,real,double precision,numeric}') THEN
		PERFORM circle__raise('datatype_mismatch',
			format('column "%s" of circles %s has type %s, not a number', column_name, relation, found),
			hint => 'Give a view of the circles that casts it or leaves it out.');
	END IF;
	RETURN format('c.%I::%s', column_name, type_name);
END
$$;
COMMENT ON FUNCTION circle__circle_attribute(regclass, text, text) IS
'Expression for an optional attribute of circles: the column of that name, else NULL.';

CREATE FUNCTION circle__circle_query(study text, scanned boolean) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	circles regclass;
	given text;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	circles := circle__resolve(s.circles_schema, s.circles_name, 'circles');
	PERFORM circle__require_column('circles', circles, 'circle_id', s.circle_key);
	FOREACH given IN ARRAY array_remove(ARRAY[s.circle_geom, s.circle_area], NULL) LOOP
		PERFORM circle__require_geometry('circles', circles, given);
	END LOOP;
	RETURN format($sql$
		SELECT c.%1$I::text AS circle_id, coalesce(%2$s, c.%1$I::text) AS name, p.geom AS geom, a.geom AS area, %3$s AS grade,
			   %4$s AS satisfaction, %5$s AS chain_rate, %6$s AS outlets_elsewhere, %7$L::float8 AS circle_min,
			   %8$L::circle_standard AS standard,
			   CASE WHEN c.%1$I IS NULL THEN 'null key'
					WHEN NOT g.given THEN 'null geometry'
					WHEN g.bare THEN 'empty geometry'
					WHEN w.point IS NULL AND w.area IS NULL THEN 'geometry cannot be transformed to longitude and latitude'
					WHEN NOT circle__on_map(w.point) AND NOT circle__on_map(w.area) THEN circle__off_map_problem(coalesce(w.point, w.area))
					WHEN p.geom IS NULL AND a.geom IS NULL THEN 'geometry is neither a point nor an area' END AS problem,
			   (p.geom IS NULL AND %9$s IS NOT NULL AND NOT g.same) OR (a.geom IS NULL AND %10$s IS NOT NULL AND NOT g.same) AS half
		  FROM %11$s AS c
		 CROSS JOIN LATERAL (SELECT %9$s IS NOT NULL OR %10$s IS NOT NULL AS given, %12$L::boolean AS same,
									coalesce(st_isempty(%9$s), true) AND coalesce(st_isempty(%10$s), true) AS bare OFFSET 0) AS g
		 CROSS JOIN LATERAL (SELECT %13$s AS point, %14$s AS area OFFSET 0) AS w
		 CROSS JOIN LATERAL (SELECT CASE WHEN NOT circle__on_map(w.point) THEN NULL
										 WHEN geometrytype(w.point) = 'POINT' THEN circle__quantised(w.point)
										 WHEN geometrytype(w.point) = 'MULTIPOINT' AND st_numgeometries(w.point) = 1
										 THEN circle__quantised(st_geometryn(w.point, 1)) END AS geom OFFSET 0) AS p
		 CROSS JOIN LATERAL (SELECT CASE WHEN circle__on_map(w.area) AND geometrytype(w.area) IN ('POLYGON', 'MULTIPOLYGON')
										 THEN CASE WHEN st_isvalid(w.area) THEN w.area
												   ELSE st_collectionextract(st_makevalid(w.area), 3) END END AS geom OFFSET 0) AS a$sql$,
		s.circle_key, CASE WHEN s.circle_name IS NULL THEN 'NULL'
						   ELSE format('c.%I::text', circle__require_column('circles', circles, 'name', s.circle_name)) END,
		circle__circle_attribute(circles, 'grade', 'text'), circle__circle_attribute(circles, 'satisfaction', 'float8'),
		circle__circle_attribute(circles, 'chain_rate', 'float8'), circle__circle_attribute(circles, 'outlets', 'float8'),
		s.circle_min, s.circle_standard,
		CASE WHEN s.circle_geom IS NULL THEN 'NULL::geometry' ELSE format('c.%I', s.circle_geom) END,
		CASE WHEN s.circle_area IS NULL THEN 'NULL::geometry' ELSE format('c.%I', s.circle_area) END,
		circle__source(circles, 'circles', scanned), s.circle_geom IS NOT DISTINCT FROM s.circle_area,
		CASE WHEN s.circle_geom IS NULL THEN 'NULL::geometry' ELSE circle__to_wgs84_sql(format('c.%I', s.circle_geom), s.circles_datum) END,
		CASE WHEN s.circle_area IS NULL THEN 'NULL::geometry' ELSE circle__to_wgs84_sql(format('c.%I', s.circle_area), s.circles_datum) END);
END
$$;
COMMENT ON FUNCTION circle__circle_query(text, boolean) IS
'The query that reads a study''s circles, of the input or (scanned) of the rows that a refresh has copied: the columns of circle_scan, problem, and half: of two geometries one was of no use.';

CREATE FUNCTION circle__scan_circles(study text, max_loss float8) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	given text;
	published bigint;
BEGIN
	EXECUTE format('SELECT * FROM %I.study', study) INTO STRICT s;
	EXECUTE format('DELETE FROM %I.input_problem WHERE input = ''circles'' AND $1', study)
	  USING circle__is_copied('circles') OR s.circles_name IS NULL;
	IF NOT circle__is_copied('circles') THEN
		EXECUTE format($sql$
			INSERT INTO %1$I.circle_scan
			SELECT circle_id, name, geom, area, grade, satisfaction, chain_rate, outlets_elsewhere, circle_min, standard FROM %1$I.circle WHERE $1$sql$, study)
		  USING s.circles_name IS NOT NULL;
		RETURN;
	END IF;
	FOREACH given IN ARRAY array_remove(ARRAY[s.circle_geom, s.circle_area], NULL) LOOP
		PERFORM circle__check_scanned_srid(circle__resolve(s.circles_schema, s.circles_name, 'circles'), given, 'circles');
	END LOOP;
	EXECUTE circle__into('circle_scan_circle') || format($sql$
		SELECT q.*, row_number() OVER (PARTITION BY circle_id, problem IS NULL ORDER BY q.name, st_asbinary(geom), st_asbinary(area)) AS copy
		  FROM (%s) AS q$sql$, circle__circle_query(study, true));
	EXECUTE format('SELECT count(*) FROM %I.circle', study) INTO published;
	PERFORM circle__check_loss(study, 'circles', published,
		(SELECT count(*) FROM pg_temp.circle_scan_circle WHERE problem IS NULL AND copy = 1), max_loss);
	EXECUTE format($sql$
		INSERT INTO %I.input_problem (input, problem, key, detail, lon, lat)
		SELECT 'circles', CASE WHEN problem IS NOT NULL THEN problem WHEN copy > 1 THEN 'duplicate key'
							   ELSE 'one of two geometries cannot be used' END, circle_id,
			   CASE WHEN problem IS NULL AND copy > 1 THEN 'another circle of this key was used'
					ELSE circle__off_map_detail(problem) END,
			   st_x(geom), st_y(geom)
		  FROM pg_temp.circle_scan_circle WHERE problem IS NOT NULL OR copy > 1 OR half$sql$, study);
	EXECUTE format($sql$
		INSERT INTO %I.circle_scan
		SELECT circle_id, name, geom, area, grade, satisfaction, chain_rate, outlets_elsewhere, circle_min, standard
		  FROM pg_temp.circle_scan_circle WHERE problem IS NULL AND copy = 1$sql$, study);
END
$$;
COMMENT ON FUNCTION circle__scan_circles(text, float8) IS
'Reads the input of circles into circle_scan, and what cannot be used into input_problem.';

-- Compute: one circle from the study's copies, by what was published of it.

CREATE FUNCTION circle__centre_template(circle_min float8) RETURNS circle_coverage
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN circle_make_coverage('centre', '{}', ceil(circle_min * 600) / 600, 'min', 1, ARRAY[ceil(circle_min * 600) / 600]);
COMMENT ON FUNCTION circle__centre_template(float8) IS 'What is to be known of the walk to a centre, for circle__cover.';

CREATE FUNCTION circle__walk_box(walker text, point geometry, template circle_coverage, direction text) RETURNS geometry
	LANGUAGE sql STABLE STRICT
	SET search_path FROM CURRENT
	RETURN circle__box_around(point, circle__reach_m(walker, template, direction));
COMMENT ON FUNCTION circle__walk_box(text, geometry, circle_coverage, text) IS
'Box around a point that holds all from where, and to where, one may walk within a template''s horizon.';

CREATE FUNCTION circle__circle_members(study text, circle_id text) RETURNS TABLE (home_id text, minutes float8, in_area boolean)
	LANGUAGE plpgsql STABLE ROWS 1000
	SET search_path FROM CURRENT AS
$$
DECLARE
	c record;
	template circle_coverage;
BEGIN
	EXECUTE format('SELECT c.geom, c.area, c.circle_min, circle__published_walker($2, 1) AS walker, n.network, n.direction
					  FROM %1$I.circle AS c CROSS JOIN %1$I.version AS n
					 WHERE c.circle_id = $1', study) INTO c USING circle_id, study;
	template := circle__centre_template(c.circle_min);
	RETURN QUERY EXECUTE format($sql$
		SELECT coalesce(w.home_id, a.home_id)::text, w.minutes, a.home_id IS NOT NULL
		  FROM (SELECT v.home_id, v.coverage -> 'centre' AS minutes
				  FROM circle__cover(%2$L, %3$L, %4$L::circle_coverage, '{}', %5$L, %6$L, %8$L)
					   AS v (home_id %7$s, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage,
							 meets boolean[], score float8[])
				 WHERE v.coverage -> 'centre' <= $1) AS w
		  FULL JOIN (SELECT h.home_id FROM %1$I.home AS h WHERE h.geom && $2 AND st_covers($2, h.geom)) AS a
				 ON a.home_id = w.home_id$sql$,
		study, c.network, c.walker, template,
		format('SELECT home_id, st_x(geom), st_y(geom), st_asbinary(doors) FROM %1$I.home WHERE geom && %2$L::geometry OR doors && %2$L::geometry',
			   study, circle__walk_box(c.walker, c.geom, template, c.direction)),
		format('SELECT ''centre''::text, ''centre''::text, %L::float8, %L::float8, NULL::bytea WHERE %L', coalesce(st_x(c.geom), 0),
			   coalesce(st_y(c.geom), 0), c.geom IS NOT NULL),
		circle__home_key_type(study), c.direction)
	  USING c.circle_min, c.area;
END
$$;
COMMENT ON FUNCTION circle__circle_members(text, text) IS
'Computes the homes of a circle: those that walk to its centre in time, and those in its area.';

CREATE FUNCTION circle__circle_outlets(study text, circle_id text) RETURNS TABLE (amenity_id text, minutes float8, in_area boolean)
	LANGUAGE plpgsql STABLE ROWS 200
	SET search_path FROM CURRENT AS
$$
DECLARE
	c record;
	around geometry;
	near bigint;
BEGIN
	EXECUTE format('SELECT c.geom, c.area, c.circle_min, c.snap_m, circle__published_walker($2, 1) AS walker, n.network, n.direction
					  FROM %1$I.circle AS c CROSS JOIN %1$I.version AS n WHERE c.circle_id = $1', study) INTO c USING circle_id, study;
	around := circle__walk_box(c.walker, c.geom, circle__centre_template(c.circle_min), c.direction);
	EXECUTE format('SELECT count(DISTINCT amenity_id) FROM %I.amenity WHERE geom && $1 OR area && $1', study) INTO near USING around;
	RETURN QUERY EXECUTE format($sql$
		SELECT coalesce(w.amenity, a.amenity), w.minutes, a.amenity IS NOT NULL
		  FROM (SELECT n.amenity, n.minutes FROM circle__nearest($1, $2, $3, $4, %2$L, $5, $8) AS n
				 WHERE $6 AND n.minutes <= $5) AS w
		  FULL JOIN (SELECT DISTINCT amenity_id::text AS amenity FROM %1$I.amenity
					  WHERE entry_no > 0 AND geom && $7 AND st_covers($7, geom)) AS a ON a.amenity = w.amenity$sql$,
		study, circle__reached_query(format('%I.amenity', study), around))
	  USING c.network, c.walker, coalesce(c.geom, st_setsrid(st_makepoint(0, 0), 4326)), greatest(near, 1)::int, c.circle_min,
		c.snap_m IS NOT NULL AND near > 0, c.area, c.direction;
END
$$;
COMMENT ON FUNCTION circle__circle_outlets(text, text) IS
'Computes the amenities that a circle holds: those that its centre reaches in time, and those in its area.';

CREATE FUNCTION circle__inside(rule jsonb, minutes float8) RETURNS jsonb
	LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	part text;
BEGIN
	IF rule ? 'category' THEN
		RETURN CASE WHEN rule ? 'within' THEN rule ELSE rule || jsonb_build_object('within', minutes, 'unit', 'min') END;
	END IF;
	FOREACH part IN ARRAY '{all,any,of}'::text[] LOOP
		IF rule ? part THEN
			rule := jsonb_set(rule, ARRAY[part], (SELECT jsonb_agg(circle__inside(r.need, minutes) ORDER BY r.no)
													FROM jsonb_array_elements(rule -> part) WITH ORDINALITY AS r (need, no)));
		END IF;
	END LOOP;
	RETURN rule;
END
$$;
COMMENT ON FUNCTION circle__inside(jsonb, float8) IS
'A standard as jsonb in which a need without a limit has this one.';

CREATE FUNCTION circle__circle_coverage(standard circle_standard, circle_min float8, outlets jsonb) RETURNS circle_coverage
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	n record;
	horizon float8 := ceil(circle_min * 600) / 600;
	coverage circle_coverage;
BEGIN
	FOR n IN SELECT category, max(needed)::int AS needed, array_agg(DISTINCT limit_value) FILTER (WHERE limit_value IS NOT NULL) AS limits
			   FROM circle_needs(standard) GROUP BY category LOOP
		coverage := coalesce(coverage || made, made) FROM circle_make_coverage(n.category,
			ARRAY(SELECT t::float8 FROM jsonb_array_elements_text(outlets -> n.category) AS t), horizon, 'min',
			least(100, greatest(5, n.needed)), coalesce(n.limits, '{}') || horizon) AS made;
	END LOOP;
	RETURN coverage;
END
$$;
COMMENT ON FUNCTION circle__circle_coverage(circle_standard, float8, jsonb) IS
'The coverage of a circle: minutes from the centre to its outlets, given by category; one that only the area holds is as far as the circle reaches.';

CREATE FUNCTION circle__circle_numbers(study text, circle_id text) RETURNS TABLE (homes bigint, residents float8, outlets bigint,
	outlets_by_category jsonb, basic_kinds int, quality_kinds int, basic_present text[], basic_missing text[],
	quality_present text[], quality_missing text[], kinds_unknown text[], outlets_per_1000 float8, accepted boolean, score float8)
	LANGUAGE plpgsql STABLE ROWS 1
	SET search_path FROM CURRENT AS
$$
DECLARE
	version record;
	c record;
	times jsonb;
	inside circle_standard;
	coverage circle_coverage;
BEGIN
	EXECUTE format('SELECT circle_categories(template) AS known, weights, outlets FROM %I.version', study) INTO STRICT version;
	EXECUTE format('SELECT circle_min, standard FROM %I.circle AS c WHERE c.circle_id = $1', study) INTO c USING circle_id;
	EXECUTE format('SELECT count(*), coalesce(sum(round(%2$s * 1000)::bigint), 0) / 1000.0
					  FROM %1$I.circle_member AS m JOIN %1$I.home AS h USING (home_id) WHERE m.circle_id = $1', study,
				   CASE WHEN cardinality(version.weights) > 0 THEN format('h.%I', version.weights[1]) ELSE '1' END)
	   INTO homes, residents USING circle_id;
	EXECUTE format('SELECT count(DISTINCT a.amenity_id) FROM %1$I.circle_outlet AS o JOIN %1$I.amenity AS a USING (amenity_id)
					 WHERE o.circle_id = $1 AND a.category = ANY ($2)', study) INTO outlets USING circle_id, version.outlets;
	EXECUTE format($sql$
		SELECT coalesce(jsonb_object_agg(category, n), '{}'), coalesce(jsonb_object_agg(category, times), '{}')
		  FROM (SELECT category, count(*) AS n, jsonb_agg(coalesce(minutes, $2) ORDER BY minutes) AS times
				  FROM (SELECT DISTINCT a.category, a.amenity_id, o.minutes
						  FROM %1$I.circle_outlet AS o JOIN %1$I.amenity AS a USING (amenity_id)
						 WHERE o.circle_id = $1) AS d
				 WHERE category = ANY ($3) GROUP BY category) AS k$sql$, study)
	   INTO outlets_by_category, times USING circle_id, c.circle_min, version.known;
	SELECT coalesce(array_agg(k.name ORDER BY k.name) FILTER (WHERE k.category_group = 'basic' AND k.held), '{}'),
		   coalesce(array_agg(k.name ORDER BY k.name) FILTER (WHERE k.category_group = 'basic' AND NOT k.held AND k.known), '{}'),
		   coalesce(array_agg(k.name ORDER BY k.name) FILTER (WHERE k.category_group = 'quality' AND k.held), '{}'),
		   coalesce(array_agg(k.name ORDER BY k.name) FILTER (WHERE k.category_group = 'quality' AND NOT k.held AND k.known), '{}'),
		   coalesce(array_agg(k.name ORDER BY k.name) FILTER (WHERE NOT k.known), '{}')
	  INTO basic_present, basic_missing, quality_present, quality_missing, kinds_unknown
	  FROM (SELECT y.name, y.category_group, outlets_by_category ? y.name AS held, y.name = ANY (version.known) AS known
			  FROM circle_category AS y WHERE y.category_group IN ('basic', 'quality')) AS k;
	basic_kinds := cardinality(basic_present);
	quality_kinds := cardinality(quality_present);
	outlets_per_1000 := outlets * 1000 / nullif(residents, 0);
	IF c.standard IS NOT NULL THEN
		inside := circle__inside(c.standard::jsonb, c.circle_min)::circle_standard;
		coverage := circle__circle_coverage(inside, c.circle_min, times);
		accepted := coverage @@ inside;
		score := circle_score(coverage, inside);
	END IF;
	RETURN NEXT;
END
$$;
COMMENT ON FUNCTION circle__circle_numbers(text, text) IS
'Computes the row of circle_indicator of a circle from its members and outlets.';

-- Publish.

CREATE FUNCTION circle__touch_circles(study text, "all" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE circle__into('circle_dirty') || format($sql$
		WITH changed AS (
			SELECT coalesce(array_agg(DISTINCT tile), '{}') AS tiles FROM (
				SELECT unnest(door_tiles || tile) AS tile FROM %1$I.home_change WHERE NOT gone
				UNION ALL SELECT unnest(h.door_tiles || h.tile) FROM %1$I.home AS h JOIN %1$I.home_change USING (home_id)
				UNION ALL SELECT tile FROM %1$I.amenity_change WHERE NOT gone
				UNION ALL SELECT a.tile FROM %1$I.amenity AS a JOIN %1$I.amenity_change USING (amenity_id, category, access_no, entry_no)
				UNION ALL SELECT unnest(circle__tiles_touching(area, 0)) FROM circle__changed_areas(%3$L)
				UNION ALL SELECT tile FROM %1$I.tile_change) AS t WHERE tile IS NOT NULL)
		SELECT coalesce(o.circle_id, n.circle_id) AS circle_id
		  FROM %1$I.circle AS o FULL JOIN %1$I.circle_scan AS n ON n.circle_id = o.circle_id
		 CROSS JOIN changed AS g
		 WHERE %2$L OR o.circle_id IS NULL OR n.circle_id IS NULL
			OR (o.name, st_asbinary(o.geom), st_asbinary(o.area), o.grade, o.satisfaction, o.chain_rate, o.outlets_elsewhere)
			   IS DISTINCT FROM (n.name, st_asbinary(n.geom), st_asbinary(n.area), n.grade, n.satisfaction, n.chain_rate, n.outlets_elsewhere)
			OR circle__tiles_touching(o.geom, circle__halo_m((SELECT walker FROM %1$I.walker WHERE walker_no = 1),
															 circle__centre_template(o.circle_min), (SELECT direction FROM %1$I.version))) && g.tiles
			OR circle__tiles_touching(o.area, 0) && g.tiles
			OR o.circle_id IN (SELECT circle_id FROM %1$I.circle_outlet JOIN %1$I.amenity_change USING (amenity_id))$sql$, study, "all", study);
END
$$;
COMMENT ON FUNCTION circle__touch_circles(text, boolean) IS
'Notes in a temporary table which circles must be computed again: all, or those that changed, those that a changed home, amenity or tile may touch, where it was and where it is, and those of whose outlets anything has changed, wherever. To be called before changes are carried over.';

CREATE FUNCTION circle__write_touched(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	d record;
BEGIN
	EXECUTE format('SELECT n.network, w.walker FROM %1$I.version AS n JOIN %1$I.walker AS w ON w.walker_no = 1', study) INTO STRICT d;
	EXECUTE circle__into('circle_numbered') || format('SELECT row_number() OVER (ORDER BY circle__tile(l.geom), circle_id) AS ref, l.*
					  FROM %I.circle_scan AS l JOIN pg_temp.circle_dirty USING (circle_id)', study);
	EXECUTE circle__into('circle_copy') || format('SELECT * FROM %I.circle WHERE false', study);
	INSERT INTO pg_temp.circle_copy
	SELECT c.circle_id, c.name, c.geom, c.area, c.grade, c.satisfaction, c.chain_rate, c.outlets_elsewhere, c.circle_min, c.standard,
		   s.snap_m, s.on_island
	  FROM pg_temp.circle_numbered AS c
	  LEFT JOIN circle__snap_all(d.network, d.walker,
			'SELECT ref, geom FROM pg_temp.circle_numbered WHERE geom IS NOT NULL ORDER BY ref') AS s USING (ref);
	PERFORM circle__merge(study, 'circle', 'circle_copy', '{circle_id}',
						  't.circle_id IN (SELECT circle_id FROM pg_temp.circle_dirty)');
END
$$;
COMMENT ON FUNCTION circle__write_touched(text) IS 'Carries the circles that changed over to the table circle, with their place on the network.';

CREATE FUNCTION circle__publish_circles(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	scope CONSTANT text := 't.circle_id IN (SELECT circle_id FROM pg_temp.circle_dirty)';
	part record;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_temp.circle_dirty) THEN
		RETURN;
	END IF;
	PERFORM circle__write_touched(study);
	-- Indicators come last: they depend on members and outlets.
	FOR part IN SELECT * FROM (VALUES
		('circle_member', '{circle_id,home_id}'::text[],
		 format('SELECT c.circle_id, m.home_id::%s AS home_id, m.minutes, m.in_area', circle__home_key_type(study)),
		 'circle__circle_members'),
		('circle_outlet', '{circle_id,amenity_id}',
		 format('SELECT c.circle_id, m.amenity_id::%s AS amenity_id, m.minutes, m.in_area', circle__amenity_key_type(study)),
		 'circle__circle_outlets'),
		('circle_indicator', '{circle_id}', 'SELECT c.circle_id, m.*', 'circle__circle_numbers'))
		AS p (target, key_columns, columns, computed_by) LOOP
		EXECUTE circle__into('circle_' || part.target) || format('%s
						  FROM %I.circle AS c JOIN pg_temp.circle_dirty USING (circle_id)
						 CROSS JOIN LATERAL %I($1, c.circle_id) AS m', part.columns, study, part.computed_by)
		  USING study;
		PERFORM circle__merge(study, part.target, 'circle_' || part.target, part.key_columns, scope);
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__publish_circles(text) IS
'Computes the circles noted by circle__touch_circles and writes what differs; after homes and amenities are carried over.';

CREATE FUNCTION circle__summarise_circles(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	weight text;
BEGIN
	EXECUTE format('SELECT CASE WHEN cardinality(weights) > 0 THEN format(''h.%%I'', weights[1]) ELSE ''1'' END FROM %I.version', study)
	   INTO STRICT weight;
	EXECUTE format($sql$
		UPDATE pg_temp.circle_summary AS t
		   SET people_in_circle = p.people, people_in_accepted_circle = p.accepted_people,
			   share_people_in_circle = p.people / nullif(t.people, 0),
			   share_people_in_accepted_circle = p.accepted_people / nullif(t.people, 0),
			   circles = c.circles, circles_accepted = c.accepted,
			   outlets = (SELECT count(DISTINCT amenity_id) FROM %1$I.circle_outlet JOIN %1$I.amenity AS a USING (amenity_id)
						 WHERE a.category = ANY ((SELECT n.outlets FROM %1$I.version AS n)::text[])),
			   outlets_by_circle = c.outlets, outlets_per_circle = c.outlets::float8 / nullif(c.circles, 0)
		  FROM (SELECT count(*) AS circles, coalesce(sum(outlets), 0) AS outlets,
					   CASE WHEN bool_or(accepted IS NOT NULL) THEN count(*) FILTER (WHERE accepted) END AS accepted
				  FROM %1$I.circle_indicator) AS c
		 CROSS JOIN (SELECT coalesce(sum(m.people), 0)::float8 / 1000 AS people,
							CASE WHEN bool_or(m.accepted IS NOT NULL)
								 THEN coalesce(sum(m.people) FILTER (WHERE m.accepted), 0)::float8 / 1000 END AS accepted_people
					   FROM (SELECT round(%2$s * 1000)::bigint AS people, k.accepted
							   FROM (SELECT home_id, bool_or(accepted) AS accepted
									   FROM %1$I.circle_member JOIN %1$I.circle_indicator USING (circle_id) GROUP BY home_id) AS k
							   JOIN %1$I.home AS h USING (home_id)) AS m) AS p
		 WHERE t.walker = (SELECT walker FROM %1$I.walker WHERE walker_no = 1)
		   AND EXISTS (SELECT FROM %1$I.study WHERE circles_name IS NOT NULL)$sql$, study, weight);
END
$$;
COMMENT ON FUNCTION circle__summarise_circles(text) IS
'Adds the headline of circles to the temporary table of the summary: a person in two circles counts once.';

CREATE FUNCTION circle__circle_problems(study text) RETURNS TABLE (input text, problem text, key text, detail text, lon float8, lat float8)
	LANGUAGE plpgsql STABLE ROWS 10
	SET search_path FROM CURRENT AS
$$
BEGIN
	RETURN QUERY EXECUTE format($sql$
		SELECT 'circles', p.problem, c.circle_id, p.detail, st_x(c.geom), st_y(c.geom)
		  FROM %I.circle AS c
		 CROSS JOIN LATERAL (VALUES
			('off the network', 'no street within the snap limit of the walker: no walk reaches this centre', c.snap_m IS NULL),
			('on an island', 'only streets that are cut off from the rest are in reach', c.on_island)) AS p (problem, detail, holds)
		 WHERE c.geom IS NOT NULL AND p.holds$sql$, study);
END
$$;
COMMENT ON FUNCTION circle__circle_problems(text) IS 'What is wrong with the places of a study''s circles, for data_quality.';

-- Check.

CREATE FUNCTION circle__check_circles(study text, sample float8) RETURNS TABLE (kind text, home_id text, walker text, stored text, expected text)
	LANGUAGE plpgsql ROWS 10
	SET search_path FROM CURRENT AS
$$
DECLARE
	circles text[];
	part record;
BEGIN
	-- Not those that streets built since then may have changed.
	EXECUTE format($sql$
		SELECT coalesce(array_agg(c.circle_id), '{}')
		  FROM %1$I.circle AS c CROSS JOIN %1$I.version AS n
		 WHERE random() < $1
		   AND coalesce(NOT circle__tiles_touching(c.geom, circle__halo_m(circle__published_walker($2, 1), circle__centre_template(c.circle_min),
																		  n.direction)) && $3, true)$sql$, study)
	   INTO circles USING sample, study, circle__newer_tiles(study);
	FOR part IN SELECT * FROM (VALUES
		('circle member', 'circle_member', 'home_id::text', 'minutes, in_area', 'circle__circle_members'),
		('circle outlet', 'circle_outlet', 'amenity_id::text', 'minutes, in_area', 'circle__circle_outlets'),
		('circle indicator', 'circle_indicator', '''''', 'homes, residents, outlets, outlets_by_category, basic_kinds, quality_kinds,
			basic_present, basic_missing, quality_present, quality_missing, kinds_unknown, outlets_per_1000, accepted, score',
		 'circle__circle_numbers')) AS p (kind, target, thing, columns, computed_by) LOOP
		RETURN QUERY EXECUTE format($sql$
			SELECT %2$L, CASE WHEN %2$L = 'circle member' THEN thing END, NULL, o.was, n.now
			  FROM (SELECT circle_id, %3$s AS thing, format('circle %%s: %%s %%s', circle_id, %3$s, row(%4$s)) AS was
					  FROM %1$I.%5$I WHERE circle_id = ANY ($1)) AS o
			  FULL JOIN (SELECT c AS circle_id, %3$s AS thing, format('circle %%s: %%s %%s', c, %3$s, row(%4$s)) AS now
						   FROM unnest($1) AS c CROSS JOIN LATERAL %6$I($2, c) AS m) AS n USING (circle_id, thing)
			 WHERE o.was IS DISTINCT FROM n.now$sql$, study, part.kind, part.thing, part.columns, part.target, part.computed_by)
		  USING circles, study;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__check_circles(text, float8) IS
'Computes circles again and returns what differs from what is stored, in the columns of circle_check.';

CREATE FUNCTION circle__check_circle_input(study text) RETURNS TABLE (kind text, home_id text, walker text, stored text, expected text)
	LANGUAGE plpgsql ROWS 10
	SET search_path FROM CURRENT AS
$$
DECLARE
	part record;
BEGIN
	EXECUTE format('SELECT CASE WHEN circles_name IS NOT NULL THEN circle__circle_query($1, false) END AS query FROM %I.study', study)
	   INTO part USING study;
	RETURN QUERY EXECUTE format($sql$
		SELECT 'circles newer', NULL, NULL, o.was, n.now
		  FROM (SELECT circle_id, row(circle_id, name, st_astext(geom), st_astext(area), grade, satisfaction, chain_rate, outlets_elsewhere)::text AS was
				  FROM %1$I.circle) AS o
		  FULL JOIN (SELECT DISTINCT ON (circle_id) circle_id,
							row(circle_id, name, st_astext(geom), st_astext(area), grade, satisfaction, chain_rate, outlets_elsewhere)::text AS now
					   FROM (%2$s) AS q WHERE problem IS NULL
					  ORDER BY circle_id, q.name, st_asbinary(geom), st_asbinary(area)) AS n USING (circle_id)
		 WHERE o.was IS DISTINCT FROM n.now$sql$, study,
		coalesce(part.query, format('SELECT *, NULL::text AS problem FROM %I.circle WHERE false', study)));
END
$$;
COMMENT ON FUNCTION circle__check_circle_input(text) IS 'Circles whose input differs from the published version, in the columns of circle_check.';
