
-- circle_standard: what every home should be able to walk to.

CREATE TYPE circle_standard;

CREATE FUNCTION circle_standard_in(cstring) RETURNS circle_standard
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_in(cstring) IS 'Input of circle_standard.';

CREATE FUNCTION circle_standard_out(circle_standard) RETURNS cstring
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_out(circle_standard) IS 'Output of circle_standard: the normal form.';

CREATE FUNCTION circle_standard_recv(internal) RETURNS circle_standard
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_recv(internal) IS 'Binary input of circle_standard, fully validated.';

CREATE FUNCTION circle_standard_send(circle_standard) RETURNS bytea
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_send(circle_standard) IS 'Binary output of circle_standard; the first byte is the version.';

CREATE TYPE circle_standard (
	INPUT = circle_standard_in,
	OUTPUT = circle_standard_out,
	RECEIVE = circle_standard_recv,
	SEND = circle_standard_send,
	INTERNALLENGTH = VARIABLE,
	STORAGE = extended
);
COMMENT ON TYPE circle_standard IS
'What every home should be able to walk to: needs joined by &, | and k of (…), as in ''clinic within 15 min & bus_stop * 2 within 8 min''.';

-- Order and equality: those of the normal form.

CREATE FUNCTION circle_standard_cmp(a circle_standard, b circle_standard) RETURNS int
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_cmp(circle_standard, circle_standard) IS 'Order of two normal forms by their bytes: -1, 0 or 1.';

CREATE FUNCTION circle_standard_eq(a circle_standard, b circle_standard) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 2 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_eq(circle_standard, circle_standard) IS 'Implementation of the = operator.';

CREATE FUNCTION circle_standard_ne(a circle_standard, b circle_standard) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 2 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_ne(circle_standard, circle_standard) IS 'Implementation of the <> operator.';

CREATE FUNCTION circle_standard_lt(a circle_standard, b circle_standard) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_lt(circle_standard, circle_standard) IS 'Implementation of the < operator.';

CREATE FUNCTION circle_standard_le(a circle_standard, b circle_standard) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_le(circle_standard, circle_standard) IS 'Implementation of the <= operator.';

CREATE FUNCTION circle_standard_gt(a circle_standard, b circle_standard) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_gt(circle_standard, circle_standard) IS 'Implementation of the > operator.';

CREATE FUNCTION circle_standard_ge(a circle_standard, b circle_standard) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_ge(circle_standard, circle_standard) IS 'Implementation of the >= operator.';

CREATE FUNCTION circle_standard_hash(standard circle_standard) RETURNS int
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_hash(circle_standard) IS 'Hash of a standard.';

CREATE FUNCTION circle_standard_hash_extended(standard circle_standard, seed bigint) RETURNS bigint
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_hash_extended(circle_standard, bigint) IS 'Hash of a standard with a seed.';

CREATE OPERATOR = (
	LEFTARG = circle_standard, RIGHTARG = circle_standard, FUNCTION = circle_standard_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (circle_standard, circle_standard) IS 'Same normal form?';
CREATE OPERATOR <> (
	LEFTARG = circle_standard, RIGHTARG = circle_standard, FUNCTION = circle_standard_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (circle_standard, circle_standard) IS 'Different normal forms?';
CREATE OPERATOR < (
	LEFTARG = circle_standard, RIGHTARG = circle_standard, FUNCTION = circle_standard_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (circle_standard, circle_standard) IS 'Is the normal form before the other one?';
CREATE OPERATOR <= (
	LEFTARG = circle_standard, RIGHTARG = circle_standard, FUNCTION = circle_standard_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (circle_standard, circle_standard) IS 'Is the normal form before the other one, or the same?';
CREATE OPERATOR > (
	LEFTARG = circle_standard, RIGHTARG = circle_standard, FUNCTION = circle_standard_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (circle_standard, circle_standard) IS 'Is the normal form behind the other one?';
CREATE OPERATOR >= (
	LEFTARG = circle_standard, RIGHTARG = circle_standard, FUNCTION = circle_standard_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (circle_standard, circle_standard) IS 'Is the normal form behind the other one, or the same?';

CREATE OPERATOR CLASS circle_standard_ops DEFAULT FOR TYPE circle_standard USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 circle_standard_cmp(circle_standard, circle_standard);
COMMENT ON OPERATOR CLASS circle_standard_ops USING btree IS 'Order of standards by their normal form.';
COMMENT ON OPERATOR FAMILY circle_standard_ops USING btree IS 'Order of standards by their normal form.';
CREATE OPERATOR CLASS circle_standard_ops DEFAULT FOR TYPE circle_standard USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 circle_standard_hash(circle_standard),
	FUNCTION 2 circle_standard_hash_extended(circle_standard, bigint);
COMMENT ON OPERATOR CLASS circle_standard_ops USING hash IS 'Hash of standards.';
COMMENT ON OPERATOR FAMILY circle_standard_ops USING hash IS 'Hash of standards.';

-- Putting together and taking apart.

CREATE FUNCTION circle_standard_and(a circle_standard, b circle_standard) RETURNS circle_standard
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_and(circle_standard, circle_standard) IS 'Implementation of the & operator.';

CREATE FUNCTION circle_standard_or(a circle_standard, b circle_standard) RETURNS circle_standard
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_or(circle_standard, circle_standard) IS 'Implementation of the | operator.';

CREATE OPERATOR & (LEFTARG = circle_standard, RIGHTARG = circle_standard, FUNCTION = circle_standard_and);
COMMENT ON OPERATOR & (circle_standard, circle_standard) IS
'Both standards. The parts of an operand that is itself joined by & and has no weight are taken in.';
CREATE OPERATOR | (LEFTARG = circle_standard, RIGHTARG = circle_standard, FUNCTION = circle_standard_or);
COMMENT ON OPERATOR | (circle_standard, circle_standard) IS
'Either standard. The parts of an operand that is itself joined by | and has no weight are taken in.';

CREATE FUNCTION circle_needs(standard circle_standard, OUT need_no int, OUT need text, OUT category text, OUT needed int,
	OUT limit_value float8, OUT unit text, OUT weight float8) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_needs(circle_standard) IS
'The needs of a standard in printed order. limit_value is in minutes or metres by unit (min, m, m straight); both are NULL for a need without limit, which means inside the circle whose standard it is.';

CREATE FUNCTION circle_categories(standard circle_standard) RETURNS text[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME', 'circle_standard_categories';
COMMENT ON FUNCTION circle_categories(circle_standard) IS 'The categories that a standard names, sorted by their bytes, each once.';

-- JSON for tools.

CREATE FUNCTION circle_standard_to_jsonb(standard circle_standard) RETURNS jsonb
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_to_jsonb(circle_standard) IS
'A standard as jsonb: {"category", "needed", "within", "unit"} for a need, {"all": […]}, {"any": […]}, {"k": …, "of": […]}, each with "weight" if it is not 1.';

CREATE FUNCTION circle_standard_from_jsonb(value jsonb) RETURNS circle_standard
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_standard_from_jsonb(jsonb) IS 'The standard that circle_standard_to_jsonb() wrote.';

CREATE CAST (circle_standard AS jsonb) WITH FUNCTION circle_standard_to_jsonb(circle_standard);
COMMENT ON CAST (circle_standard AS jsonb) IS 'For tools that build standards.';
CREATE CAST (jsonb AS circle_standard) WITH FUNCTION circle_standard_from_jsonb(jsonb);
COMMENT ON CAST (jsonb AS circle_standard) IS 'For tools that build standards.';
