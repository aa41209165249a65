-- How long one walk takes.

CREATE FUNCTION circle_walk_time(network text, origin geometry, destination geometry, walker text DEFAULT 'adult')
	RETURNS double precision
	LANGUAGE c STABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'circle_walk_time';
COMMENT ON FUNCTION circle_walk_time(text, geometry, geometry, text) IS
'Minutes of the fastest walk between two points, from door to door. NULL where one of them is off the network or no walk of at most 120 minutes leads there.';
