-- What can be reached from a point: streets, cut where a limit is reached, and the area around them.

CREATE FUNCTION circle_reach(
	network text, origin geometry, minutes double precision[], walker text DEFAULT 'adult', direction text DEFAULT 'from_home',
	OUT street text, OUT limit_min double precision, OUT from_min double precision, OUT to_min double precision,
	OUT metres double precision, OUT geom geometry) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL SAFE COST 100000 ROWS 1000 AS 'MODULE_PATHNAME', 'circle_reach';
COMMENT ON FUNCTION circle_reach(text, geometry, double precision[], text, text) IS
'The pieces of street within limits of the origin. Every piece that is within the longest of the limits (above 0, at most 120 minutes; at most 100 of them) is cut inside the street where a limit is reached. A row has the key of the street, the shortest of the limits that the piece is within, minutes of the walk to its nearer and its farther end (no door there), metres, line from the nearer to the farther end (SRID 4326). A piece that two ways lead to ends where both take as long. The row without street is the way from the door of the origin to its street. Direction ''to_home'' is for walks to the origin. No rows where the origin is NULL or off the network.';

CREATE FUNCTION circle_reach(
	network text, origin geometry, minutes double precision, walker text DEFAULT 'adult', direction text DEFAULT 'from_home',
	OUT street text, OUT limit_min double precision, OUT from_min double precision, OUT to_min double precision,
	OUT metres double precision, OUT geom geometry) RETURNS SETOF record
	LANGUAGE sql STABLE PARALLEL SAFE COST 100000 ROWS 1000
BEGIN ATOMIC
	SELECT r.* FROM circle_reach(network, origin, ARRAY[minutes], walker, direction) AS r;
END;
COMMENT ON FUNCTION circle_reach(text, geometry, double precision, text, text) IS
'The streets within one limit of the origin: circle_reach of an array of one.';

CREATE FUNCTION circle__minutes(minutes text) RETURNS double precision[]
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN minutes ~ '^\s*\{' THEN minutes::double precision[] ELSE ARRAY[minutes::double precision] END;
COMMENT ON FUNCTION circle__minutes(text) IS 'Limits in minutes that are written as text: one, ''10'', or an array, ''{5,10}''.';

-- A plain literal has no type: this one is taken for it, instead of none of the two above.
CREATE FUNCTION circle_reach(
	network text, origin geometry, minutes text, walker text DEFAULT 'adult', direction text DEFAULT 'from_home',
	OUT street text, OUT limit_min double precision, OUT from_min double precision, OUT to_min double precision,
	OUT metres double precision, OUT geom geometry) RETURNS SETOF record
	LANGUAGE sql STABLE PARALLEL SAFE COST 100000 ROWS 1000
BEGIN ATOMIC
	SELECT r.* FROM circle_reach(network, origin, circle__minutes(minutes), walker, direction) AS r;
END;
COMMENT ON FUNCTION circle_reach(text, geometry, text, text, text) IS
'The streets within limits of the origin that are written as text: one, ''10'', or an array, ''{5,10}''.';

CREATE FUNCTION circle__isochrone_pieces(
	network text, origin geometry, limits_ms int[], walker text, direction text, near_deg float8, OUT limit_ms int,
	OUT doors boolean, OUT geom geometry) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL SAFE COST 100000 ROWS 1000 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__isochrone_pieces(text, geometry, int[], text, text, float8) IS
'The pieces of streets that are within limits in milliseconds, and those beyond the last one that touch the box of the first grown by near_deg (limit_ms 2147483647); doors: whether places on the piece come before all others, as they do on no street without doors, island, or street that the walker cannot use. The way from the origin to its street is a piece without doors.';

CREATE FUNCTION circle__isochrone_limit_ms(minutes float8, door_m float8, walker text) RETURNS int
	LANGUAGE c STABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__isochrone_limit_ms(float8, float8, text) IS
'Milliseconds of walking on streets that are left of a limit in minutes when a door of so many metres is taken off; -1 for none.';

CREATE FUNCTION circle__united(areas geometry[]) RETURNS geometry
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
BEGIN
	areas := ARRAY(SELECT a FROM unnest(areas) AS a WHERE a IS NOT NULL ORDER BY a);
	-- Few at a time, neighbours first: within ST_Union a cancelled query goes on, because GEOS takes the interrupt for a failure of its
	-- first method and tries the next one.
	WHILE cardinality(areas) > 1 LOOP
		areas := ARRAY(SELECT st_union(a) FROM unnest(areas) WITH ORDINALITY AS u (a, n) GROUP BY (n - 1) / 4 ORDER BY (n - 1) / 4);
	END LOOP;
	RETURN areas[1];
END
$$;
COMMENT ON FUNCTION circle__united(geometry[]) IS
'The union of areas, NULL of none, made of unions of four at a time, so that a query can be cancelled between them.';

CREATE FUNCTION circle__check_isochrone(minutes float8[], buffer_m float8) RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF buffer_m IS NULL OR NOT (buffer_m >= 1 AND buffer_m <= 100) THEN
		PERFORM circle__raise('invalid_parameter_value',
			'buffer_m must be from 1 to 100',
			hint => 'It is how far from a street that is reached the area goes at most.');
	END IF;
	IF minutes IS NULL OR cardinality(minutes) = 0 OR array_position(minutes, NULL) IS NOT NULL THEN
		PERFORM circle__raise('null_value_not_allowed',
			'minutes must hold at least one limit, and not NULL');
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_isochrone(float8[], float8) IS 'Raises an error unless these are limits and a buffer that areas can be made of.';

CREATE FUNCTION circle__isochrone_lines(network text, here geometry, limits_ms int[], walker text, direction text, buffer_m float8, plane text,
	OUT ms int, OUT doors boolean, OUT line geometry) RETURNS SETOF record
	LANGUAGE sql STABLE PARALLEL SAFE COST 100000 ROWS 1000
BEGIN ATOMIC
	WITH found AS MATERIALIZED (
		SELECT p.limit_ms AS ms, p.doors, p.geom, row_number() OVER () AS n
		  FROM circle__isochrone_pieces(network, here, limits_ms, walker, direction, 3 * buffer_m / 110000 / cos(radians(coalesce(st_y(here), 0)))) AS p
	)
	-- All lines are moved to the plane at once: a projection given as text is set up again at each call.
	SELECT f.ms, f.doors, (st_dump(st_linemerge(st_collect(m.geom)))).geom
	  FROM (SELECT (d).path[1] AS n, (d).geom FROM (SELECT st_dump(st_transform(st_collect(f.geom ORDER BY f.n), plane)) AS d FROM found AS f) AS c) AS m
	  JOIN found AS f USING (n)
	 GROUP BY 1, 2;
END;
COMMENT ON FUNCTION circle__isochrone_lines(text, geometry, int[], text, text, float8, text) IS
'The pieces of circle__isochrone_pieces as lines in a plane given as a PROJ text, those of one limit joined where they meet.';

CREATE FUNCTION circle__isochrone_steps(limits_min float8[], buffer_m float8, walker text, OUT minutes float8, OUT width_m float8, OUT ms int) RETURNS SETOF record
	LANGUAGE sql STABLE PARALLEL SAFE COST 10000 ROWS 18
BEGIN ATOMIC
	SELECT l.m, k * buffer_m / 5, circle__isochrone_limit_ms(l.m, k * buffer_m / 5, walker)
	  FROM (SELECT DISTINCT unnest(limits_min) AS m) AS l, generate_series(0, 5) AS k;
END;
COMMENT ON FUNCTION circle__isochrone_steps(float8[], float8, text) IS
'The steps of width in which the area of each limit is made: from 0 to the buffer, with the milliseconds of walking that a door of that length leaves.';

CREATE FUNCTION circle__isochrone_areas(network text, here geometry, minutes float8[], walker text, direction text, buffer_m float8, plane text)
	RETURNS TABLE (limit_min float8, area geometry)
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000 ROWS 3
	SET search_path FROM CURRENT AS
$$
DECLARE
	-- A round corner made of arcs of 22.5 degrees lies inside the true one; so much larger, outside it.
	outside CONSTANT float8 := 1 / cos(pi() / 16) + 1e-6;
	-- A street is drawn at least so wide to either side.
	strip_m float8 := least(1, buffer_m / 10);
BEGIN
	RETURN QUERY
	WITH step AS MATERIALIZED (
		SELECT s.* FROM circle__isochrone_steps(circle__isochrone_areas.minutes, buffer_m, walker) AS s
	), isochrone AS MATERIALIZED (
		SELECT s.minutes, max(s.ms) AS ms, min(s.ms) AS safe_ms FROM step AS s GROUP BY 1
	), piece AS MATERIALIZED (
		SELECT p.* FROM circle__isochrone_lines(network, here, ARRAY(SELECT DISTINCT s.ms FROM step AS s WHERE s.ms >= 0), walker, direction, buffer_m, plane) AS p
	), ball AS MATERIALIZED (
		SELECT s.*, circle__united(array_agg(st_buffer(p.line, buffer_m, 'quad_segs=4'))) AS area
		  FROM isochrone AS s JOIN piece AS p ON p.ms <= s.ms AND p.doors
		 GROUP BY s.minutes, s.ms, s.safe_ms
	), beyond AS MATERIALIZED (
		SELECT b.minutes, p.*
		  FROM ball AS b JOIN piece AS p ON p.ms > b.safe_ms AND p.doors AND st_intersects(b.area, st_buffer(p.line, buffer_m * outside, 'quad_segs=4'))
	), hole AS MATERIALIZED (
		SELECT b.minutes, circle__united(array_agg(st_buffer(b.line, buffer_m * outside, 'quad_segs=4'))) AS area FROM beyond AS b GROUP BY 1
	), closed AS MATERIALIZED (
		SELECT b.minutes, circle__united(array_agg(st_buffer(p.line, strip_m * outside, 'quad_segs=4'))) AS area
		  FROM ball AS b JOIN piece AS p ON p.ms > b.ms AND NOT p.doors AND st_intersects(b.area, p.line) GROUP BY 1
	), near AS MATERIALIZED (
		SELECT s.minutes, p.*
		  FROM isochrone AS s JOIN piece AS p ON p.ms <= s.ms
		  LEFT JOIN hole AS h ON h.minutes = s.minutes
		  LEFT JOIN closed AS c ON c.minutes = s.minutes
		 WHERE NOT p.doors OR st_intersects(h.area, st_buffer(p.line, buffer_m, 'quad_segs=4')) OR st_intersects(c.area, p.line)
	), ring AS (
		SELECT s.minutes, r.area AS reached, n.area AS beyond
		  FROM step AS s
		 CROSS JOIN LATERAL (
			SELECT circle__united(array_agg(st_buffer(n.line, s.width_m, 'quad_segs=4'))) AS area
			  FROM near AS n WHERE n.minutes = s.minutes AND n.doors AND n.ms <= s.ms) AS r
		 CROSS JOIN LATERAL (
			SELECT circle__united(array_agg(st_buffer(b.line, s.width_m * outside, 'quad_segs=4'))) AS area
			  FROM beyond AS b WHERE b.minutes = s.minutes AND b.ms > s.ms) AS n
		 WHERE s.width_m > 0 AND s.width_m < buffer_m
		UNION ALL
		SELECT b.minutes, b.area, h.area FROM ball AS b LEFT JOIN hole AS h USING (minutes)
	), area AS (
		SELECT r.minutes, circle__united(array_agg(coalesce(st_difference(r.reached, r.beyond), r.reached))) AS area FROM ring AS r GROUP BY 1
	), strip AS (
		SELECT n.minutes, circle__united(array_agg(st_buffer(n.line, strip_m, 'quad_segs=4'))) AS area FROM near AS n GROUP BY 1
	)
	-- A longer limit takes in what a shorter one has, whichever way its corners are rounded.
	SELECT w.minutes, st_multi(w.area)
	  FROM (SELECT s.minutes, st_union(st_union(coalesce(st_difference(a.area, c.area), a.area), t.area), 0.001) OVER (ORDER BY s.minutes) AS area
			  FROM isochrone AS s LEFT JOIN area AS a USING (minutes) LEFT JOIN closed AS c USING (minutes) LEFT JOIN strip AS t USING (minutes)) AS w
	 WHERE w.area IS NOT NULL;
END
$$;
COMMENT ON FUNCTION circle__isochrone_areas(text, geometry, float8[], text, text, float8, text) IS
'The areas of circle_isochrone around a point that is on the map, in a plane given as a PROJ text.';

CREATE FUNCTION circle_isochrone(
	network text, origin geometry, minutes double precision[], walker text DEFAULT 'adult', direction text DEFAULT 'from_home',
	buffer_m double precision DEFAULT 25)
	RETURNS TABLE (limit_min double precision, geom geometry)
	LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000 ROWS 3
	SET search_path FROM CURRENT
	SET jit = off AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	here geometry;
	plane text;
BEGIN
	PERFORM circle__check_isochrone(minutes, buffer_m);
	here := CASE WHEN origin IS NOT NULL THEN circle__usable_point(origin) END;
	-- Metres in a plane that touches the globe at the origin.
	plane := format('+proj=aeqd +lat_0=%s +lon_0=%s +datum=WGS84 +units=m +no_defs', st_y(here), st_x(here));
	RETURN QUERY
	SELECT a.limit_min, st_transform(a.area, plane, 4326)
	  FROM circle__isochrone_areas(network, here, minutes, walker, direction, buffer_m, plane) AS a ORDER BY 1;
END
$$;
COMMENT ON FUNCTION circle_isochrone(text, geometry, double precision[], text, text, double precision) IS
'The areas that can be reached within limits: isochrones. A MultiPolygon (SRID 4326) for each limit (above 0, at most 120 minutes; at most 100 of them), made of the streets that circle_reach gives, from which the area goes buffer_m (1 to 100) metres at most. Let strip be 1 m, or a tenth of buffer_m if that is less. Every point of the area is within buffer_m of a street that is reached; every street that is reached lies inside, strip metres from the boundary; no street that is not reached has a part inside, but within strip of one that is. A home inside, and farther than strip from the streets that are reached, walks there within the limit, door included (unless it is on an island, or nearer to a street without doors than it is to one with). A home whose walk is within the limit is outside only if it is farther than 0.98 buffer_m from its street, or within 1.02 buffer_m of a street that is not reached so early that the limit leaves time for a door of buffer_m. The area of a longer limit holds that of a shorter one; other limits asked for at the same time move its boundary by at most 2 % of buffer_m. Direction ''to_home'' is for walks to the origin. Membership is not derived from it anywhere. No rows where the origin is NULL or off the network.';

CREATE FUNCTION circle_isochrone(
	network text, origin geometry, minutes double precision, walker text DEFAULT 'adult', direction text DEFAULT 'from_home',
	buffer_m double precision DEFAULT 25)
	RETURNS TABLE (limit_min double precision, geom geometry)
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 1
BEGIN ATOMIC
	SELECT w.* FROM circle_isochrone(network, origin, ARRAY[minutes], walker, direction, buffer_m) AS w;
END;
COMMENT ON FUNCTION circle_isochrone(text, geometry, double precision, text, text, double precision) IS
'The area that can be reached within one limit: circle_isochrone of an array of one.';

CREATE FUNCTION circle_isochrone(
	network text, origin geometry, minutes text, walker text DEFAULT 'adult', direction text DEFAULT 'from_home',
	buffer_m double precision DEFAULT 25)
	RETURNS TABLE (limit_min double precision, geom geometry)
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000000 ROWS 3
BEGIN ATOMIC
	SELECT w.* FROM circle_isochrone(network, origin, circle__minutes(minutes), walker, direction, buffer_m) AS w;
END;
COMMENT ON FUNCTION circle_isochrone(text, geometry, text, text, text, double precision) IS
'The areas that can be reached within limits that are written as text: one, ''10'', or an array, ''{5,10}''.';
