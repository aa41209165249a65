-- Private functions move to their schema, when all are made.

DO $$
DECLARE
	function regprocedure;
BEGIN
	FOR function IN SELECT p.oid FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace
					 WHERE n.nspname OPERATOR(pg_catalog.=) '@extschema@' AND p.proname OPERATOR(pg_catalog.~) '^circle__' LOOP
		EXECUTE pg_catalog.format('ALTER ROUTINE %s SET SCHEMA circle_private', function);
	END LOOP;
END
$$;
