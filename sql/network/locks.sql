-- Locks on studies and networks.

CREATE FUNCTION circle__lock_schema(name text) RETURNS void
	LANGUAGE c STRICT
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__lock_schema(text) IS
'Takes the lock of a study, for a refresh, or of a network, for a build, until the end of the transaction; waits for whoever holds it. An error unless the caller owns the schema: nobody else can hold it.';
