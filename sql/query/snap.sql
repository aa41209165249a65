-- Places on a network and walks between them.

CREATE FUNCTION circle_snap(
	network text, point geometry, walker text DEFAULT 'adult', OUT street text, OUT fraction double precision,
	OUT snap_m double precision, OUT geom geometry, OUT steps boolean, OUT private boolean, OUT closed boolean,
	OUT on_island boolean, OUT first_vertex integer) RETURNS record
	LANGUAGE c STABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'circle_snap';
COMMENT ON FUNCTION circle_snap(text, geometry, text) IS
'The place of a point on a network. Key of the nearest street that the walker can use, fraction of the way along its edge (the stretch from junction to junction that begins at the street''s vertex first_vertex), metres to it, the place itself (SRID 4326), and whether it is steps, private, closed (a street without doors, and no other in reach) or on an island. All NULL where no street is within the walker''s snap limit.';
