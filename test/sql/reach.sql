-- Streets within limits, cut by hand-computed metres; areas around them; and every wrong input.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET extra_float_digits = 0;
CREATE SCHEMA mews;
-- Towns are drawn in metres around one place; 'planning_60m' walks a metre a second, on steps too.
CREATE FUNCTION mews.place(x float8, y float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_SetSRID(ST_MakePoint(round((106.55 + x / 96900)::numeric, 7)::float8, round((29.56 + y / 110850)::numeric, 7)::float8), 4326) $$;
CREATE FUNCTION mews.line(VARIADIC at float8[]) RETURNS geometry LANGUAGE sql IMMUTABLE AS
$$ SELECT ST_MakeLine(mews.place(at[i], at[i + 1]) ORDER BY i) FROM generate_series(1, cardinality(at), 2) AS i $$;
CREATE FUNCTION mews.drawn(line geometry) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT string_agg(round((ST_X(p.geom) - 106.55) * 96900) || ',' || round((ST_Y(p.geom) - 29.56) * 110850), ' ' ORDER BY p.path) FROM ST_DumpPoints(line) AS p $$;
CREATE FUNCTION mews.reach(x float8, y float8, minutes float8[], walker text DEFAULT 'planning_60m', direction text DEFAULT 'from_home')
	RETURNS TABLE (street text, limit_min float8, from_s numeric, to_s numeric, metres numeric, drawn text) LANGUAGE sql AS
$$ SELECT r.street, r.limit_min, round((r.from_min * 60)::numeric), round((r.to_min * 60)::numeric), round(r.metres::numeric), mews.drawn(r.geom)
	 FROM circle_reach('mews_net', mews.place(x, y), minutes, walker, direction) AS r ORDER BY r.from_min, r.to_min, r.street, mews.drawn(r.geom) COLLATE "C" $$;
CREATE TABLE mews.street (id int PRIMARY KEY, geom geometry(LineString, 4326), steps boolean, door boolean);
INSERT INTO mews.street (id, geom) VALUES
	(1, mews.line(0,0, 300,0)), (2, mews.line(300,0, 300,300)), (3, mews.line(300,0, 900,0)), (4, mews.line(900,0, 900,100)),
	(5, mews.line(300,300, 500,300)), (6, mews.line(2000,0, 2100,0)), (7, mews.line(300,300, 0,300, 0,0));
UPDATE mews.street SET door = false WHERE id = 4;
UPDATE mews.street SET steps = true WHERE id = 5;
SELECT circle_create_network('mews_net', 'mews.street');
SELECT r -> 'edges' AS edges FROM circle_build_network('mews_net') AS r;

-- Cut inside a street; at each limit; both ways round a block, where they meet; with the door first.
SELECT * FROM mews.reach(100, 0, '{1}');
SELECT * FROM mews.reach(100, 20, '{1,5,10}');
SELECT * FROM mews.reach(0, 0, '{60}');
-- A door that takes longer than the limit; a point on a vertex; on an island.
SELECT * FROM mews.reach(100, 60, '{0.5}');
SELECT * FROM mews.reach(300, 0, '{0.5}');
SELECT * FROM mews.reach(2050, 0, '{0.5,1}');
-- Where steps cannot be walked they are not reached.
INSERT INTO circle_user_walker (name, speed_m_s, steps_factor, door_speed_m_s) VALUES ('mews_wheels', 1, 0, 1);
SELECT street FROM mews.reach(300, 290, '{1}', 'mews_wheels');
SELECT street FROM mews.reach(300, 290, '{1}');
-- Limits in any order, twice, or with others between.
SELECT (SELECT array_agg(r::text ORDER BY r) FROM circle_reach('mews_net', mews.place(100, 20), '{10,1,5,1}'::float8[]) AS r)
	 = (SELECT array_agg(r::text ORDER BY r) FROM circle_reach('mews_net', mews.place(100, 20), '{1,5,10}'::float8[]) AS r) AS same;
SELECT m, round((sum(metres) FILTER (WHERE limit_min <= m))::numeric, 3) = (SELECT round(sum(metres)::numeric, 3) FROM circle_reach('mews_net', mews.place(100, 20), m)) AS same
  FROM circle_reach('mews_net', mews.place(100, 20), '{2,4,6,8}'::float8[]) AS r, unnest('{2,4,6,8}'::float8[]) AS m GROUP BY m ORDER BY m;
-- Off the network, or nowhere.
SELECT count(*) FROM circle_reach('mews_net', 'SRID=4326;POINT(10 10)', 5);
SELECT count(*) FROM circle_reach('mews_net', NULL, 5);
SELECT count(*) FROM circle_isochrone('mews_net', 'SRID=4326;POINT(10 10)', 5);
SELECT count(*) FROM circle_isochrone('mews_net', NULL, 5);

-- Bad input.
SELECT circle_reach('mews_net', 'POINT(106.55 29.56)', 5);
SELECT circle_reach('mews_net', mews.line(0,0, 1,1), 5);
SELECT circle_reach('mews_net', 'SRID=4326;POINT EMPTY', 5);
SELECT circle_reach('mews_net', ST_SetSRID(ST_MakePoint('NaN', 1), 4326), 5);
SELECT circle_reach('mews_net', mews.place(0, 0), 0);
SELECT circle_reach('mews_net', mews.place(0, 0), -1);
SELECT circle_reach('mews_net', mews.place(0, 0), 120.1);
SELECT circle_reach('mews_net', mews.place(0, 0), 'NaN'::float8);
SELECT circle_reach('mews_net', mews.place(0, 0), 'Infinity'::float8);
SELECT circle_reach('mews_net', mews.place(0, 0), NULL::float8);
SELECT circle_reach('mews_net', mews.place(0, 0), NULL::float8[]);
SELECT circle_reach('mews_net', mews.place(0, 0), '{}'::float8[]);
SELECT circle_reach('mews_net', mews.place(0, 0), '{5,NULL}'::float8[]);
SELECT circle_reach('mews_net', mews.place(0, 0), array_agg(i / 2.0::float8)) FROM generate_series(1, 101) AS i;
SELECT circle_reach('mews_net', mews.place(0, 0), 5, 'horse');
SELECT circle_reach('mews_net', mews.place(0, 0), 5, NULL);
SELECT circle_reach('mews_net', mews.place(0, 0), 5, 'adult', 'sideways');
SELECT circle_reach('mews_net', mews.place(0, 0), 5, 'adult', 'round_trip');
SELECT circle_reach('mews_net', mews.place(0, 0), 5, 'adult', NULL);
SELECT circle_reach('nowhere', mews.place(0, 0), 5);
SELECT circle_reach(NULL, mews.place(0, 0), 5);
SELECT circle_isochrone('mews_net', 'POINT(106.55 29.56)', 5);
SELECT circle_isochrone('mews_net', mews.line(0,0, 1,1), 5);
SELECT circle_isochrone('mews_net', mews.place(0, 0), -1);
SELECT circle_isochrone('mews_net', mews.place(0, 0), NULL::float8[]);
SELECT circle_isochrone('mews_net', mews.place(0, 0), '{5,NULL}'::float8[]);
SELECT circle_isochrone('mews_net', mews.place(0, 0), 5, 'horse');
SELECT circle_isochrone('mews_net', mews.place(0, 0), 5, NULL);
SELECT circle_isochrone('mews_net', mews.place(0, 0), 5, direction => 'sideways');
SELECT circle_isochrone('mews_net', mews.place(0, 0), 5, buffer_m => 0.5);
SELECT circle_isochrone('mews_net', mews.place(0, 0), 5, buffer_m => 'NaN');
SELECT circle_isochrone('mews_net', mews.place(0, 0), 5, buffer_m => NULL);
SELECT circle_isochrone('nowhere', mews.place(0, 0), 5);
SELECT circle_isochrone('nowhere', NULL, 5);

-- The area: in a minute 60 m either way, narrowing to the end; in five and ten minutes a hole in the block.
SELECT limit_min, ST_SRID(geom) AS srid, GeometryType(geom) AS type, ST_IsValid(geom) AS valid, round((ST_XMax(geom) - ST_XMin(geom)) * 96900) AS width,
	   ST_NumInteriorRings(ST_GeometryN(geom, 1)) AS holes,
	   ST_Covers(geom, mews.place(130, 20)) AS near, ST_Covers(geom, mews.place(155, 10)) AS too_late, ST_Covers(geom, mews.place(150, 150)) AS in_block
  FROM circle_isochrone('mews_net', mews.place(100, 0), '{10,1,5}'::float8[], 'planning_60m') ORDER BY limit_min;
-- Along a street without doors it is a strip of a metre either way.
SELECT ST_Covers(geom, mews.place(900, 50)) AS tunnel, ST_Covers(geom, mews.place(903, 50)) AS beside_tunnel, ST_Covers(geom, mews.place(860, 20)) AS street
  FROM circle_isochrone('mews_net', mews.place(500, 0), 20, 'planning_60m');
-- Narrower, and for walks to the origin.
SELECT buffer_m, direction, ST_Covers(geom, mews.place(130, 8)) AS at_8_m, ST_Covers(geom, mews.place(130, 11)) AS at_11_m
  FROM unnest('{9,12}'::float8[]) AS buffer_m, unnest('{from_home,to_home}'::text[]) AS direction,
	   circle_isochrone('mews_net', mews.place(100, 0), 2, 'planning_60m', direction, buffer_m) ORDER BY 1, 2;

-- Plain literals need no cast, whatever is meant.
SELECT limit_min FROM circle_isochrone('mews_net', mews.place(100, 0), '{1,5}') UNION ALL
SELECT limit_min FROM circle_isochrone('mews_net', mews.place(100, 0), '2') UNION ALL
SELECT limit_min FROM circle_isochrone('mews_net', mews.place(100, 0), 3) UNION ALL
SELECT max(limit_min) FROM circle_reach('mews_net', mews.place(100, 0), '{1,4}');
SELECT count(*) FROM circle_reach('mews_net', mews.place(100, 0), 'ten');

DELETE FROM circle_user_walker WHERE name = 'mews_wheels';
SELECT circle_drop_network('mews_net');
DROP SCHEMA mews CASCADE;

-- Areas are united a few at a time: the same area as at once, nothing of nothing
SELECT circle_private.circle__united(NULL) IS NULL AS of_null, circle_private.circle__united('{}') IS NULL AS of_none, circle_private.circle__united(ARRAY[NULL::geometry]) IS NULL AS of_nothing,
	st_astext(circle_private.circle__united(ARRAY[NULL, st_makeenvelope(0, 0, 1, 1)])) AS of_one;
WITH disc AS (SELECT st_buffer(st_makepoint(17 * i % 101, 29 * i % 103), 1 + i % 7) AS area FROM generate_series(1, 200) AS i),
	 two AS (SELECT circle_private.circle__united(array_agg(area)) AS ours, st_union(area) AS theirs FROM disc)
SELECT st_isvalid(ours) AS valid, st_area(st_symdifference(ours, theirs)) < 1e-6 AS as_at_once, st_numgeometries(ours) = st_numgeometries(theirs) AS parts FROM two;
