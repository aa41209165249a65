-- Private functions move to their schema, when all are made, and those that the types and their operators are made of.

DO $$
DECLARE
	function regprocedure;
BEGIN
	FOR function IN SELECT p.oid FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace
					 WHERE n.nspname OPERATOR(pg_catalog.=) '@extschema@' AND p.proname OPERATOR(pg_catalog.~)
					   '^circle__|^circle_(coverage|standard)_(in|out|recv|send|eq|ne|lt|le|gt|ge|cmp|hash|hash_extended|from_jsonb|to_jsonb|and|or|join|nearest|meets)$' LOOP
		EXECUTE pg_catalog.format('ALTER ROUTINE %s SET SCHEMA circle_private', function);
	END LOOP;
END
$$;
