-- Mending layers that are not noded: lines that end beside others or cross without a common vertex.
--
-- Ends that lie together become one; an end that touches nothing is joined to what is within the tolerance; elsewhere vertices are only
-- added. Every line keeps its key and, within the tolerance, its shape, and what was joined stays joined. Passes are repeated until one
-- changes nothing.

CREATE FUNCTION circle__add_vertices(line geometry, points geometry[]) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		WITH vertex AS (
			SELECT (d.path)[1] AS vertex_no, d.geom, ST_Distance(d.geom, lag(d.geom) OVER (ORDER BY d.path)) AS step
			  FROM ST_DumpPoints(line) AS d
		), placed AS (
			SELECT sum(coalesce(step, 0)) OVER (ORDER BY vertex_no) AS along, vertex_no, geom FROM vertex
		), added AS (
			SELECT ST_LineLocatePoint(line, p) AS fraction, p
			  FROM (SELECT DISTINCT ST_X(p) AS x, ST_Y(p) AS y FROM unnest(points) AS p) AS one,
				   ST_SetSRID(ST_MakePoint(one.x, one.y), ST_SRID(line)) AS p
			 WHERE NOT EXISTS (SELECT FROM vertex AS v WHERE ST_X(v.geom) = one.x AND ST_Y(v.geom) = one.y)
		), every AS (
			SELECT along, 1 AS side, vertex_no, geom FROM placed
			UNION ALL
			-- Before the first vertex where the line begins, after the one that it falls on elsewhere.
			SELECT a.fraction * (SELECT max(along) FROM placed), CASE WHEN a.fraction = 0 THEN 0 ELSE 2 END, 0,
				   CASE WHEN ST_Zmflag(line) IN (2, 3)
						THEN ST_Translate(ST_Force3DZ(a.p), 0, 0, ST_Z(ST_LineInterpolatePoint(line, a.fraction)))
						ELSE a.p END
			  FROM added AS a
		)
		SELECT ST_MakeLine(geom ORDER BY along, side, vertex_no, ST_X(geom), ST_Y(geom)) FROM every;
	END;
COMMENT ON FUNCTION circle__add_vertices(geometry, geometry[]) IS
'The line with these points as further vertices, each where the line passes nearest to it; heights are interpolated.';

CREATE FUNCTION circle__clean_target(streets regclass, target text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	parts text[] := parse_ident(target);
BEGIN
	IF cardinality(parts) > 2 THEN
		PERFORM circle__raise('invalid_name',
			format('"%s" is not the name of a table', target),
			hint => 'Write schema.table, or table for one in the schema of the streets.');
	END IF;
	IF cardinality(parts) = 1 THEN
		parts := circle__schema_of(streets) || parts;
	END IF;
	IF to_regclass(format('%I.%I', parts[1], parts[2])) IS NOT NULL THEN
		PERFORM circle__raise('duplicate_table',
			format('relation %I.%I already exists', parts[1], parts[2]),
			hint => 'circle_clean_streets() writes a new table: drop this one, or name another.');
	END IF;
	RETURN format('%I.%I', parts[1], parts[2]);
END
$$;
COMMENT ON FUNCTION circle__clean_target(regclass, text) IS
'The quoted name of the table to be made, in the schema of the streets if it names none; an error if it exists.';

CREATE FUNCTION circle__clean_copy(streets regclass, target text, geom_column text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	flags smallint[];
BEGIN
	EXECUTE format('CREATE TABLE %s AS TABLE %s', target, streets);
	EXECUTE format('SELECT array_agg(DISTINCT ST_Zmflag(%I)) FROM %s WHERE %1$I IS NOT NULL', geom_column, target) INTO flags;
	-- A column holds geometries of one dimension, or says nothing about them.
	EXECUTE format('ALTER TABLE %1$s ALTER COLUMN %2$I TYPE geometry%3$s
					USING CASE ST_SRID(%2$I) WHEN 4326 THEN %2$I ELSE circle__lines_to_wgs84(%2$I) END', target, geom_column,
				   CASE coalesce(flags, '{0}') WHEN '{0}' THEN '(Geometry, 4326)' WHEN '{2}' THEN '(GeometryZ, 4326)' ELSE '' END);
END
$$;
COMMENT ON FUNCTION circle__clean_copy(regclass, text, text) IS 'Copies the streets, their geometry in SRID 4326.';

CREATE FUNCTION circle__clean_level(streets regclass, level_column text) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN CASE WHEN level_column IS NOT NULL THEN format('t.%I::text', level_column)
				WHEN circle__type_of(streets, 'class') IN ('text', 'character varying')
				THEN $sql$(SELECT string_agg(DISTINCT lower(m[1]), ' ' ORDER BY lower(m[1]))
							 FROM regexp_matches(t.class, '\m(tunnel|bridge|indoor|lift|escalator|plaza)\M', 'gi') AS m)$sql$
				ELSE 'NULL::text' END;
COMMENT ON FUNCTION circle__clean_level(regclass, text) IS
'The expression over a street t that says on which level it is: the column given; else the classes that lead over, under or between streets, of the column class if there is one. NULL: on the ground.';

CREATE FUNCTION circle__clean_lines(target text, geom_column text, level text, ground_only boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- Quantised as a build does, so that points which a build takes for the same are the same here.
	EXECUTE circle__into('circle_clean_line') || format($sql$
		SELECT row_number() OVER () AS line_no, street_row, level, part, line, level IS NULL OR NOT %4$L AS crosses,
			   ST_Length(line::geography) AS length_m
		  FROM (SELECT t.ctid AS street_row, %2$s AS level, d.path[1] AS part, ST_SnapToGrid(d.geom, 1e-7) AS line
				  FROM %1$s AS t, ST_Dump(t.%3$I) AS d
				 WHERE ST_GeometryType(d.geom) = 'ST_LineString' AND ST_NPoints(d.geom) > 1 AND circle__on_map(d.geom)) AS l
		 WHERE ST_NPoints(line) > 1$sql$, target, level, geom_column, ground_only);
	-- Pieces of at most 32 vertices, neighbours sharing one (ST_Subdivide drops vertices on straight lines).
	EXECUTE circle__into('circle_clean_piece') || $sql$
		SELECT line_no, level, crosses, ST_Force2D(line) AS piece FROM pg_temp.circle_clean_line WHERE ST_NPoints(line) <= 32
		UNION ALL
		SELECT l.line_no, l.level, l.crosses, ST_MakeLine(ST_Force2D(d.geom) ORDER BY d.path)
		  FROM pg_temp.circle_clean_line AS l, ST_DumpPoints(l.line) AS d,
			   generate_series((d.path[1] - 2) / 31, (d.path[1] - 1) / 31) AS chunk
		 WHERE ST_NPoints(l.line) > 32
		 GROUP BY l.line_no, l.level, l.crosses, chunk HAVING count(*) > 1$sql$;
	CREATE INDEX IF NOT EXISTS circle_clean_piece_idx ON pg_temp.circle_clean_piece USING gist (piece);
	EXECUTE circle__into('circle_clean_end') || $sql$
		SELECT l.line_no, l.level, l.length_m, e.vertex_no, e.point, e.point AS home, false AS free FROM pg_temp.circle_clean_line AS l,
			   LATERAL (VALUES (0, ST_Force2D(ST_StartPoint(l.line))), (-1, ST_Force2D(ST_EndPoint(l.line)))) AS e (vertex_no, point)
		 WHERE NOT ST_IsClosed(l.line)$sql$;
	EXECUTE circle__into('circle_clean_add') || 'SELECT NULL::bigint AS line_no, NULL::geometry AS point, NULL::boolean AS crossing WHERE false';
	ANALYZE pg_temp.circle_clean_line;
	ANALYZE pg_temp.circle_clean_piece;
	ANALYZE pg_temp.circle_clean_end;
END
$$;
COMMENT ON FUNCTION circle__clean_lines(text, text, text, boolean) IS
'Working tables: the lines, their pieces of at most 32 vertices, and their ends. ground_only: lines of no level alone may get a vertex where they cross.';

CREATE FUNCTION circle__reach_box(point geometry, metres double precision) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN ST_Expand(point, metres / (110000 * cos(radians(ST_Y(point)))), metres / 110000);
COMMENT ON FUNCTION circle__reach_box(geometry, double precision) IS 'A box that holds all within so many metres of a point.';

CREATE FUNCTION circle__move_end(line geometry, vertex_no integer, place geometry) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN ST_SetPoint(line, vertex_no, CASE
		WHEN ST_Zmflag(line) IN (2, 3)
		THEN ST_SetSRID(ST_MakePoint(ST_X(place), ST_Y(place), ST_Z(ST_PointN(line, CASE vertex_no WHEN 0 THEN 1 ELSE -1 END))), 4326)
		ELSE place END);
COMMENT ON FUNCTION circle__move_end(geometry, integer, geometry) IS
'The line with its first (0) or last (-1) vertex at another place, its height kept.';

-- Ends this close are the same place: what is drawn by hand, rounded or converted lies that far apart.

CREATE FUNCTION circle__same_place_m() RETURNS double precision
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN 0.05;
COMMENT ON FUNCTION circle__same_place_m() IS 'Metres within which ends of lines are taken for one place, joined or not.';

CREATE FUNCTION circle__clean_spots(tolerance_m double precision) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- Free: an end of one line alone, on no vertex of another, and not of a stub, which might be joined to its own beginning.
	UPDATE pg_temp.circle_clean_end AS e SET free = true
	 WHERE e.length_m > 2 * tolerance_m
	   AND NOT EXISTS (SELECT FROM pg_temp.circle_clean_piece AS p
						WHERE p.line_no <> e.line_no AND p.piece && ST_Expand(e.point, 1e-9) AND ST_DWithin(e.point, ST_Points(p.piece), 1e-9));
	-- Different ends of one level that lie together, both ways; those that are joined come first, then x and y tell which is the smaller.
	EXECUTE circle__into('circle_clean_spot') || $sql$
		SELECT DISTINCT free, ST_X(point) AS x, ST_Y(point) AS y, level, point FROM pg_temp.circle_clean_end$sql$;
	CREATE INDEX IF NOT EXISTS circle_clean_spot_idx ON pg_temp.circle_clean_spot USING gist (point);
	ANALYZE pg_temp.circle_clean_spot;
	EXECUTE circle__into('circle_clean_pair') || $sql$
		SELECT a.free, a.x, a.y, b.free AS other_free, b.x AS other_x, b.y AS other_y, b.point AS other,
			   ST_Distance(a.point::geography, b.point::geography) AS apart_m
		  FROM pg_temp.circle_clean_spot AS a
		  JOIN pg_temp.circle_clean_spot AS b ON b.point && circle__reach_box(a.point, $1)
		 WHERE (a.x, a.y) <> (b.x, b.y)
		   AND ST_DWithin(a.point::geography, b.point::geography,
						  CASE WHEN (a.free OR b.free) AND a.level IS NOT DISTINCT FROM b.level THEN $1 ELSE least($1, circle__same_place_m()) END)$sql$
	  USING tolerance_m;
END
$$;
COMMENT ON FUNCTION circle__clean_spots(double precision) IS
'Finds the ends that are joined to nothing, and the pairs of ends that are to become one: within circle__same_place_m(), or within the tolerance where one of them is joined to nothing and both are of one level.';

CREATE FUNCTION circle__clean_ends(tolerance_m double precision) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__clean_spots(tolerance_m);
	-- Each goes to the nearest one near by that is smaller and has itself no smaller one near by, if there is such a one.
	WITH has_smaller AS (
		SELECT DISTINCT x, y FROM pg_temp.circle_clean_pair WHERE (other_free, other_x, other_y) < (free, x, y)
	), home AS (
		SELECT DISTINCT ON (p.x, p.y) p.x, p.y, p.other
		  FROM pg_temp.circle_clean_pair AS p
		 WHERE (p.x, p.y) IN (SELECT x, y FROM has_smaller) AND (p.other_x, p.other_y) NOT IN (SELECT x, y FROM has_smaller)
		   AND (other_free, other_x, other_y) < (free, x, y)
		 ORDER BY p.x, p.y, p.apart_m, p.other_x, p.other_y
	)
	UPDATE pg_temp.circle_clean_end AS e SET home = h.other
	  FROM home AS h WHERE ST_X(e.point) = h.x AND ST_Y(e.point) = h.y;
	-- What an end lies beside takes the place where it goes as a vertex: all that is there, and the nearest line of its level within the
	-- tolerance if it is joined to nothing.
	INSERT INTO pg_temp.circle_clean_add
	SELECT DISTINCT p.line_no, e.home, false
	  FROM pg_temp.circle_clean_end AS e
	  JOIN pg_temp.circle_clean_piece AS p ON p.piece && circle__reach_box(e.point, least(tolerance_m, circle__same_place_m()))
	 WHERE p.line_no <> e.line_no
	   AND ST_DWithin(e.point::geography, p.piece::geography, least(tolerance_m, circle__same_place_m()))
	   AND NOT ST_DWithin(e.home, ST_Points(p.piece), 1e-9)
	UNION
	SELECT n.line_no, e.home, false
	  FROM pg_temp.circle_clean_end AS e
	 CROSS JOIN LATERAL (
		SELECT p.line_no FROM pg_temp.circle_clean_piece AS p
		 WHERE p.piece && circle__reach_box(e.point, tolerance_m) AND p.line_no <> e.line_no AND p.level IS NOT DISTINCT FROM e.level
		   AND ST_DWithin(e.point::geography, p.piece::geography, tolerance_m)
		 ORDER BY ST_Distance(e.point::geography, p.piece::geography), p.line_no LIMIT 1) AS n
	 WHERE e.free AND e.home = e.point;
	UPDATE pg_temp.circle_clean_line AS l
	   SET line = circle__move_end(circle__move_end(l.line, 0, m.first), -1, m.last)
	  FROM (SELECT line_no, max(home::text) FILTER (WHERE vertex_no = 0)::geometry AS first,
				   max(home::text) FILTER (WHERE vertex_no = -1)::geometry AS last
			  FROM pg_temp.circle_clean_end GROUP BY line_no HAVING bool_or(home::bytea <> point::bytea)) AS m
	 WHERE m.line_no = l.line_no;
	DELETE FROM pg_temp.circle_clean_add AS a USING pg_temp.circle_clean_line AS l
	 WHERE l.line_no = a.line_no AND ST_DWithin(a.point, ST_Points(l.line), 1e-9);
END
$$;
COMMENT ON FUNCTION circle__clean_ends(double precision) IS
'Moves ends that lie together to one of them, and notes ends as vertices of the lines that they lie beside.';

CREATE FUNCTION circle__clean_crossings() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	INSERT INTO pg_temp.circle_clean_add
	SELECT DISTINCT unnest(ARRAY[a.line_no, b.line_no]), ST_SnapToGrid(d.geom, 1e-7), true
	  FROM pg_temp.circle_clean_piece AS a
	  JOIN pg_temp.circle_clean_piece AS b ON a.piece && b.piece AND a.line_no < b.line_no
	   AND a.level IS NOT DISTINCT FROM b.level AND a.crosses AND b.crosses,
		   LATERAL ST_DumpPoints(ST_Intersection(a.piece, b.piece)) AS d
	 WHERE ST_Intersects(a.piece, b.piece)
	   AND NOT (ST_DWithin(d.geom, ST_Points(a.piece), 1e-9) AND ST_DWithin(d.geom, ST_Points(b.piece), 1e-9));
END
$$;
COMMENT ON FUNCTION circle__clean_crossings() IS 'Notes points where lines of one level cross as vertices of both.';

CREATE FUNCTION circle__clean_write(target text, geom_column text) RETURNS bigint
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	changed bigint;
BEGIN
	EXECUTE format($sql$
		WITH touched AS (
			SELECT l.street_row FROM pg_temp.circle_clean_add AS a JOIN pg_temp.circle_clean_line AS l USING (line_no)
			UNION
			SELECT l.street_row FROM pg_temp.circle_clean_end AS e JOIN pg_temp.circle_clean_line AS l USING (line_no)
			 WHERE e.home::bytea <> e.point::bytea
		), mended AS (
			SELECT l.street_row, ST_SetSRID(ST_Collect(
					   CASE WHEN a.points IS NULL THEN l.line ELSE circle__add_vertices(l.line, a.points) END ORDER BY l.part), 4326) AS geom
			  FROM pg_temp.circle_clean_line AS l
			  JOIN touched AS t USING (street_row)
			  LEFT JOIN (SELECT line_no, array_agg(point) AS points FROM pg_temp.circle_clean_add GROUP BY line_no) AS a USING (line_no)
			 GROUP BY l.street_row
		)
		UPDATE %1$s AS t SET %2$I = CASE WHEN ST_NumGeometries(m.geom) = 1 THEN ST_GeometryN(m.geom, 1) ELSE m.geom END
		  FROM mended AS m WHERE t.ctid = m.street_row
		$sql$, target, geom_column);
	GET DIAGNOSTICS changed = ROW_COUNT;
	RETURN changed;
END
$$;
COMMENT ON FUNCTION circle__clean_write(text, text) IS 'Writes the lines with their further vertices; returns how many streets changed.';

CREATE FUNCTION circle__primary_key(relation regclass) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN (SELECT a.attname::text FROM pg_catalog.pg_index AS i
			  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
			 WHERE i.indrelid = relation AND i.indisprimary AND i.indnkeyatts = 1);
COMMENT ON FUNCTION circle__primary_key(regclass) IS 'The primary key, if it is one column; else NULL.';

CREATE FUNCTION circle__clean_pass(target text, geom_column text, level text, ground_only boolean, tolerance_m double precision, node_crossings boolean)
	RETURNS TABLE (lines bigint, ends_moved bigint, vertices_added bigint, crossings_joined bigint, streets_changed bigint)
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__clean_lines(target, geom_column, level, ground_only), circle__clean_ends(tolerance_m);
	IF node_crossings THEN
		PERFORM circle__clean_crossings();
	END IF;
	SELECT count(*) INTO lines FROM pg_temp.circle_clean_line;
	SELECT count(*) INTO ends_moved FROM pg_temp.circle_clean_end WHERE home::bytea <> point::bytea;
	SELECT count(DISTINCT (line_no, point::bytea)), count(DISTINCT point::bytea) FILTER (WHERE crossing)
	  INTO vertices_added, crossings_joined FROM pg_temp.circle_clean_add;
	streets_changed := circle__clean_write(target, geom_column);
	RETURN NEXT;
END
$$;
COMMENT ON FUNCTION circle__clean_pass(text, text, text, boolean, double precision, boolean) IS 'Mends a table of streets in place, once; returns what was done.';

CREATE FUNCTION circle__clean(target text, geom_column text, level text, ground_only boolean, tolerance_m double precision, node_crossings boolean) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	passes_most CONSTANT int := 10;
	done jsonb := '{"ends_moved": 0, "vertices_added": 0, "crossings_joined": 0, "streets_changed": 0}';
	pass record;
BEGIN
	-- What one pass moves may lie beside something else then.
	FOR i IN 1 .. passes_most LOOP
		SELECT * INTO pass FROM circle__clean_pass(target, geom_column, level, ground_only, tolerance_m, node_crossings);
		SELECT jsonb_object_agg(key, value::bigint + (to_jsonb(pass) ->> key)::bigint) INTO done FROM jsonb_each_text(done);
		EXIT WHEN pass.streets_changed = 0;
	END LOOP;
	RETURN jsonb_build_object('lines', pass.lines) || done;
END
$$;
COMMENT ON FUNCTION circle__clean(text, text, text, boolean, double precision, boolean) IS
'Mends a table of streets in place, pass by pass until one changes nothing; returns what was done.';

CREATE FUNCTION circle_clean_streets(
	streets regclass, target text, tolerance_m double precision DEFAULT 1, node_crossings boolean DEFAULT false,
	level_column text DEFAULT NULL) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	geom_column text;
	key_column text := circle__primary_key(streets);
	report jsonb;
BEGIN
	IF streets IS NULL OR target IS NULL THEN
		PERFORM circle__raise('null_value_not_allowed', 'streets and target must not be NULL');
	END IF;
	IF tolerance_m IS NULL OR NOT tolerance_m BETWEEN 0 AND 10 THEN
		PERFORM circle__raise('numeric_value_out_of_range',
			format('a tolerance of %s m is out of range', coalesce(tolerance_m::text, 'NULL')),
			detail => 'It must be from 0 to 10 m.');
	END IF;
	geom_column := circle__require_geometry(NULL, streets, NULL);
	IF level_column IS NOT NULL THEN
		PERFORM circle__require_column(NULL, streets, 'level', level_column);
	END IF;
	target := circle__clean_target(streets, target);
	PERFORM circle__check_srid(streets, geom_column, 'streets');
	PERFORM circle__clean_copy(streets, target, geom_column);
	report := jsonb_build_object('target', target)
		|| circle__clean(target, geom_column, circle__clean_level(streets, level_column), level_column IS NULL, tolerance_m, node_crossings);
	IF key_column IS NOT NULL THEN
		EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (%I)', target, key_column);
	END IF;
	RETURN report;
END
$$;
COMMENT ON FUNCTION circle_clean_streets(regclass, text, double precision, boolean, text) IS
'Writes a mended copy of a layer of streets, whose lines meet in common vertices. Ends within 5 cm of each other become one. An end that touches nothing is joined to an end or a line of its level within tolerance_m. With node_crossings, lines that cross on one level get a common vertex. level_column says which lines are of one level (NULL is a level); without it streets whose column class has tunnel, bridge, indoor, lift, escalator or plaza are of a level of their own, which is joined at its ends only. Nothing else moves, and a clean layer comes back as it was. A street that crosses itself is not noded. All columns and keys stay; the geometry is in SRID 4326. A target without a schema is made in that of the streets. Returns what was done.';

-- What cleaning would mend of what a build has found, counted by trying it on the streets around each place.

CREATE FUNCTION circle__copy_faulty_streets(network text, reach_m double precision) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	d record;
BEGIN
	EXECUTE format('SELECT * FROM %I.network', network) INTO STRICT d;
	EXECUTE circle__into('circle_clean_fault') || format($sql$
		SELECT row_number() OVER () AS fault_no, reason, street, geom, circle__reach_box(geom, $1) AS box
		  FROM %I.data_quality WHERE tile IS NOT NULL AND reason IN ('end not joined', 'crossing without vertex')$sql$, network) USING reach_m;
	CREATE INDEX IF NOT EXISTS circle_clean_fault_idx ON pg_temp.circle_clean_fault USING gist (box);
	ANALYZE pg_temp.circle_clean_fault;
	EXECUTE circle__into('circle_clean_try') || format($sql$
		SELECT s.* FROM (SELECT s.%1$I::text AS key, circle__lines_to_wgs84(s.%2$I) AS geom, %3$s AS class FROM %4$s AS s OFFSET 0) AS s
		 WHERE s.key IS NOT NULL AND EXISTS (SELECT FROM pg_temp.circle_clean_fault AS f WHERE f.box && s.geom)$sql$,
		d.key_column, d.geom_column, circle__optional_column(d.class_column, 'text'),
		circle__resolve(d.streets_schema, d.streets_name, 'streets'));
END
$$;
COMMENT ON FUNCTION circle__copy_faulty_streets(text, double precision) IS
'Copies into temporary tables the places where a build found that streets seem to meet without being joined, and the streets within so many metres of them.';

CREATE FUNCTION circle__try_cleaning(network text, OUT ends_mendable bigint, OUT crossings_mendable bigint) RETURNS record
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	tried_most CONSTANT int := 2000;
	faults bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM %I.data_quality WHERE reason IN (''end not joined'', ''crossing without vertex'')', network) INTO faults;
	IF faults = 0 OR faults > tried_most THEN
		RETURN;
	END IF;
	PERFORM circle__copy_faulty_streets(network, 10);
	PERFORM circle__clean('pg_temp.circle_clean_try', 'geom', circle__clean_level('pg_temp.circle_clean_try'::regclass, NULL), true, 1, true);
	-- Mended: near the place, the street shares a vertex with another one.
	SELECT count(*) FILTER (WHERE f.reason = 'end not joined'), count(*) FILTER (WHERE f.reason <> 'end not joined')
	  INTO ends_mendable, crossings_mendable
	  FROM pg_temp.circle_clean_fault AS f
	 WHERE EXISTS (SELECT FROM pg_temp.circle_clean_try AS s, ST_DumpPoints(s.geom) AS v
					WHERE s.key = f.street AND v.geom && f.box AND ST_DWithin(v.geom::geography, f.geom::geography, 1)
					  AND EXISTS (SELECT FROM pg_temp.circle_clean_try AS o
								   WHERE o.key <> s.key AND o.geom && ST_Expand(v.geom, 1e-9) AND ST_DWithin(v.geom, ST_Points(o.geom), 1e-9)));
END
$$;
COMMENT ON FUNCTION circle__try_cleaning(text) IS
'How many of the ends and crossings that a build has found circle_clean_streets() joins, with its default tolerance and node_crossings; NULL where there are none, or more than 2,000, which are not tried.';
