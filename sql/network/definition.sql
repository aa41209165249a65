-- Is a relation what this extension makes? Decided from the catalogue alone.

CREATE FUNCTION circle__is_trusted_table(schema_name text, relation text) RETURNS boolean
	LANGUAGE c STABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'circle_is_trusted_table';
COMMENT ON FUNCTION circle__is_trusted_table(text, text) IS
'Is it an ordinary table of its schema''s owner that can be read without running user code: no row-level security, rules, checks, children, expressions in statistics, and no types and no index parts but those of PostgreSQL, PostGIS and this extension? Decided from the catalogue alone.';

CREATE FUNCTION circle__is_trusted_type(type regtype) RETURNS boolean
	LANGUAGE c STABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'circle_is_trusted_type_name';
COMMENT ON FUNCTION circle__is_trusted_type(regtype) IS 'Is it a type of PostgreSQL, PostGIS or this extension?';

CREATE FUNCTION circle__is_definition(schema_name text, relation text, columns text[]) RETURNS boolean
	LANGUAGE c STABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__is_definition(text, text, text[]) IS
'Is it a table that can be read without running user code, with exactly these columns?';
