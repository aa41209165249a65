-- The streets that a walk goes along.

CREATE FUNCTION circle_path(
	network text, origin geometry, destination geometry, walker text DEFAULT 'adult', OUT minutes double precision,
	OUT metres double precision, OUT climb_m double precision, OUT descent_m double precision,
	OUT steps_m double precision, OUT geom geometry) RETURNS record
	LANGUAGE c STABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'circle_path';
COMMENT ON FUNCTION circle_path(text, geometry, geometry, text) IS
'The fastest walk between two points, from door to door, as a line. Its minutes (those of circle_walk_time), its metres, the metres that it leads up and down (between the heights of the streets; doors count as level; NULL where the height of any street on it is unknown, and for a walk over no street), the metres of steps in it, and its line (LINESTRING, SRID 4326: the first door, the parts of streets walked, the other door). All NULL where circle_walk_time is NULL.';
