-- The rights that reading takes: an error that prints the GRANT which is missing, where the server would only deny.

CREATE FUNCTION circle__check_study_usage(study text) RETURNS void
	LANGUAGE c STABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__check_study_usage(text) IS
'Raises an error with the missing GRANT unless the caller may use the schema of a study. Only in functions that read for others: those that write ask for the owner.';

CREATE FUNCTION circle__check_input(relation regclass) RETURNS void
	LANGUAGE c STABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__check_input(regclass) IS
'Raises an error with the missing GRANT unless the caller may read an input relation, or a column of it.';

CREATE FUNCTION circle__input_relation(schema_name text, relation text) RETURNS regclass
	LANGUAGE c STABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__input_relation(text, text) IS
'The relation of that name, NULL if there is none; an error with the missing GRANT if the caller may not read it.';

CREATE FUNCTION circle__find_relation(name text) RETURNS regclass
	LANGUAGE c STABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__find_relation(text) IS
'to_regclass(); an error with the missing GRANT if the caller may not use the schema.';
