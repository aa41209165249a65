-- Connectivity of a network.

CREATE FUNCTION circle__connectivity(
	network text, OUT nodes bigint, OUT edges bigint, OUT components bigint, OUT length_m double precision,
	OUT largest_component_share double precision, OUT lands bigint, OUT connected_share double precision)
	RETURNS record
	LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'circle__connectivity';
COMMENT ON FUNCTION circle__connectivity(text) IS
'Size of a network, and the share of its length in the largest connected component; NULL for an empty one. lands: groups of components that lie in the same tile or in tiles that touch; an island in the sea, about two kilometres or more from other streets, is a land of its own. connected_share: the share of the length in the largest component of each land.';
