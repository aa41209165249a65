-- Places of many points, lines and areas. The query is a SELECT as text, by the snapshot of the calling query.

CREATE FUNCTION circle__snap_all(network text, walker text, query text, OUT ref bigint, OUT tile int, OUT snap_m float8,
	OUT on_island boolean, OUT closed boolean, OUT point geometry, OUT entry_no int) RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 10000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__snap_all(text, text, text) IS
'Snaps what a query returns as (ref bigint, geom geometry in SRID 4326): points as they are; areas at their entries, a row for each, numbered from 1; lines, and areas without entry, at the point of their boundary nearest to a street. An area''s entries are where a street crosses its boundary, or touches it and goes on inside, where a bridge or tunnel that does so comes to a street with doors inside, and the points of its boundary nearest to the end of a line that ends outside at most 20 m away. snap_m is NULL where no street is in reach; then point is the point itself or one on the surface. Rows come in the order of tiles.';
