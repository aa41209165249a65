
-- circle_coverage: what one home can walk to.

CREATE TYPE circle_coverage;

CREATE FUNCTION circle_coverage_in(cstring) RETURNS circle_coverage
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_in(cstring) IS 'Input of circle_coverage.';

CREATE FUNCTION circle_coverage_out(circle_coverage) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_out(circle_coverage) IS 'Output of circle_coverage: exact.';

CREATE FUNCTION circle_coverage_recv(internal) RETURNS circle_coverage
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_recv(internal) IS 'Binary input of circle_coverage, fully validated.';

CREATE FUNCTION circle_coverage_send(circle_coverage) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_send(circle_coverage) IS 'Binary output of circle_coverage; the first byte is the version.';

CREATE TYPE circle_coverage (
	INPUT = circle_coverage_in,
	OUTPUT = circle_coverage_out,
	RECEIVE = circle_coverage_recv,
	SEND = circle_coverage_send,
	INTERNALLENGTH = VARIABLE,
	STORAGE = extended
);
COMMENT ON TYPE circle_coverage IS
'What one home can walk to: per category and unit the nearest amenities, and exact counts at some limits up to the horizon, as in ''clinic min keep 5: 8:12.3 11:04 (5=0 10=1 15=2 30=2)''.';

CREATE FUNCTION circle_coverage_eq(a circle_coverage, b circle_coverage) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_eq(circle_coverage, circle_coverage) IS 'Implementation of the = operator.';

CREATE FUNCTION circle_coverage_ne(a circle_coverage, b circle_coverage) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_ne(circle_coverage, circle_coverage) IS 'Implementation of the <> operator.';

CREATE FUNCTION circle_coverage_hash(coverage circle_coverage) RETURNS int
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_hash(circle_coverage) IS 'Hash of a coverage.';

CREATE FUNCTION circle_coverage_hash_extended(coverage circle_coverage, seed bigint) RETURNS bigint
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_hash_extended(circle_coverage, bigint) IS 'Hash of a coverage with a seed.';

CREATE OPERATOR = (
	LEFTARG = circle_coverage, RIGHTARG = circle_coverage, FUNCTION = circle_coverage_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (circle_coverage, circle_coverage) IS 'Same value, to the bit?';
CREATE OPERATOR <> (
	LEFTARG = circle_coverage, RIGHTARG = circle_coverage, FUNCTION = circle_coverage_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (circle_coverage, circle_coverage) IS 'Different values?';

CREATE OPERATOR CLASS circle_coverage_ops DEFAULT FOR TYPE circle_coverage USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 circle_coverage_hash(circle_coverage),
	FUNCTION 2 circle_coverage_hash_extended(circle_coverage, bigint);
COMMENT ON OPERATOR CLASS circle_coverage_ops USING hash IS 'Hash of coverages.';
COMMENT ON OPERATOR FAMILY circle_coverage_ops USING hash IS 'Hash of coverages.';

-- Making.

CREATE FUNCTION circle_make_coverage(category text, times float8[], horizon float8, unit text DEFAULT 'min',
	keep int DEFAULT 5, cutoffs float8[] DEFAULT NULL) RETURNS circle_coverage
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_make_coverage(text, float8[], float8, text, int, float8[]) IS
'Makes a coverage of one category from the minutes or metres to its amenities, in any order; those beyond the horizon are left out. Counts are kept at the cutoffs and at the horizon. NULL if an argument but cutoffs is NULL.';

CREATE FUNCTION circle_coverage_join(a circle_coverage, b circle_coverage) RETURNS circle_coverage
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_join(circle_coverage, circle_coverage) IS 'Implementation of the || operator.';

CREATE FUNCTION circle__replaced(coverage circle_coverage, part circle_coverage) RETURNS circle_coverage
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__replaced(circle_coverage, circle_coverage) IS
'A coverage with what another one knows in its place: of categories and units that both know, what the second one says.';

CREATE OPERATOR || (
	LEFTARG = circle_coverage, RIGHTARG = circle_coverage, FUNCTION = circle_coverage_join, COMMUTATOR = ||
);
COMMENT ON OPERATOR || (circle_coverage, circle_coverage) IS
'The amenities of both, which must be different ones around one home. A category in both must have the same keep and cutoffs in both. The empty coverage is the identity; the operator is associative and commutative.';

CREATE FUNCTION circle__union_step(state internal, coverage circle_coverage) RETURNS internal
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__union_step(internal, circle_coverage) IS 'Transition of circle_coverage_union.';
CREATE FUNCTION circle__union_combine(state internal, other internal) RETURNS internal
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__union_combine(internal, internal) IS 'Joins partial states of circle_coverage_union.';
CREATE FUNCTION circle__union_serial(state internal) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__union_serial(internal) IS 'Partial state of circle_coverage_union as bytes.';
CREATE FUNCTION circle__union_deserial(bytes bytea, state internal) RETURNS internal
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__union_deserial(bytea, internal) IS 'Partial state of circle_coverage_union from bytes.';
CREATE FUNCTION circle__union_final(state internal) RETURNS circle_coverage
	LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__union_final(internal) IS 'Result of circle_coverage_union.';

CREATE AGGREGATE circle_coverage_union(coverage circle_coverage) (
	SFUNC = circle__union_step,
	STYPE = internal,
	COMBINEFUNC = circle__union_combine,
	SERIALFUNC = circle__union_serial,
	DESERIALFUNC = circle__union_deserial,
	FINALFUNC = circle__union_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE circle_coverage_union(circle_coverage) IS
'Parts of the coverage of ONE home, joined by ||. Over several homes the result is meaningless. NULLs are ignored; NULL if there is nothing else.';

-- Asking.

CREATE FUNCTION circle_coverage_nearest(coverage circle_coverage, category text) RETURNS float8
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 4 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_nearest(circle_coverage, text) IS 'Implementation of the -> operator.';
CREATE OPERATOR -> (LEFTARG = circle_coverage, RIGHTARG = text, FUNCTION = circle_coverage_nearest);
COMMENT ON OPERATOR -> (circle_coverage, text) IS
'Minutes to the nearest amenity of a category; NULL if there is none within the horizon.';

CREATE FUNCTION circle_nth_nearest(coverage circle_coverage, category text, n int, unit text DEFAULT 'min') RETURNS float8
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 4 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_nth_nearest(circle_coverage, text, int, text) IS
'Minutes or metres to the n-th nearest amenity of a category; NULL if there are fewer within the horizon. An error beyond the number kept.';

CREATE FUNCTION circle_count_within(coverage circle_coverage, category text, within float8, unit text DEFAULT 'min') RETURNS int
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 4 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_count_within(circle_coverage, text, float8, text) IS
'Amenities of a category within so many minutes or metres. Known at a cutoff, below the last value kept, or when all are kept; an error otherwise, which says how to compute the coverage again.';

CREATE FUNCTION circle_categories(coverage circle_coverage) RETURNS text[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'circle_coverage_categories';
COMMENT ON FUNCTION circle_categories(circle_coverage) IS 'The categories that a coverage knows, sorted by their bytes, each once.';

CREATE FUNCTION circle_proximity_time(coverage circle_coverage, n int DEFAULT 1) RETURNS float8
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_proximity_time(circle_coverage, int) IS
'Proximity time (Bruno et al. 2024): mean minutes to the n nearest amenities of each category known in minutes, then the mean over categories. NULL if a category has fewer than n within its horizon; an error if fewer than n are kept of more.';

-- JSON for tools.

CREATE FUNCTION circle_coverage_to_jsonb(coverage circle_coverage) RETURNS jsonb
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_to_jsonb(circle_coverage) IS
'A coverage as jsonb: an array of {"category", "unit", "keep", "values", "cutoffs", "counts"}. Minutes have three decimals, which represent stored tenths of a second exactly.';

CREATE FUNCTION circle_coverage_from_jsonb(value jsonb) RETURNS circle_coverage
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_from_jsonb(jsonb) IS 'The coverage that circle_coverage_to_jsonb() wrote.';

CREATE CAST (circle_coverage AS jsonb) WITH FUNCTION circle_coverage_to_jsonb(circle_coverage);
COMMENT ON CAST (circle_coverage AS jsonb) IS 'For tools that read coverages. Minutes have three decimals, which come back as the same tenth of a second.';
CREATE CAST (jsonb AS circle_coverage) WITH FUNCTION circle_coverage_from_jsonb(jsonb);
COMMENT ON CAST (jsonb AS circle_coverage) IS 'For tools that write coverages.';
