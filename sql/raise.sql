-- Errors of functions in PL/pgSQL.

CREATE FUNCTION circle_private.circle__raise(condition text, message text, detail text DEFAULT NULL, hint text DEFAULT NULL) RETURNS void
	LANGUAGE c VOLATILE PARALLEL SAFE
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_private.circle__raise(text, text, text, text) IS
'Raises an error as RAISE does, but without the functions of circle_ext in its context: a user''s mistake is told by message, detail and hint. Functions of the user stay in the context.';
