-- Groups of positions that lie near each other.

CREATE FUNCTION circle__cluster(x float8, y float8, metres float8) RETURNS int
	LANGUAGE c WINDOW IMMUTABLE PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__cluster(float8, float8, float8) IS
'Number of the group of a position in a plane, within the partition: two positions are in one group where steps of at most so many metres lead from one to the other. metres is read of the first row.';
