-- Places on a network and walks between them.

CREATE FUNCTION circle_snap(
	network text, point geometry, walker text DEFAULT 'adult', OUT street text, OUT fraction double precision,
	OUT snap_m double precision, OUT geom geometry, OUT steps boolean, OUT private boolean, OUT closed boolean,
	OUT on_island boolean, OUT first_vertex integer) RETURNS record
	LANGUAGE c STABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'circle_snap';
COMMENT ON FUNCTION circle_snap(text, geometry, text) IS
'The place of a point on a network. Key of the nearest street that the walker can use, fraction of the way along its edge (the stretch from junction to junction that begins at the street''s vertex first_vertex), metres to it, the place itself (SRID 4326), and whether it is steps, private, closed (a street without doors, and no other in reach) or on an island. All NULL where no street is within the walker''s snap limit.';

CREATE FUNCTION circle_walk_time(network text, origin geometry, destination geometry, walker text DEFAULT 'adult')
	RETURNS double precision
	LANGUAGE c STABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'circle_walk_time';
COMMENT ON FUNCTION circle_walk_time(text, geometry, geometry, text) IS
'Minutes of the fastest walk between two points, from door to door. NULL where one of them is off the network or no walk of at most 120 minutes leads there.';
