-- Locks on studies and networks.

CREATE FUNCTION circle__acquire_schema_lock(name text, wait boolean) RETURNS boolean
	LANGUAGE c STRICT
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__acquire_schema_lock(text, boolean) IS
'Takes the lock of a study, for a refresh, or of a network, for a build, until the end of the transaction. While another session holds it, waits, or returns false. An error unless the caller owns the schema: no other role can hold it.';

CREATE FUNCTION circle__tell_holders(name text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	holders text;
BEGIN
	SELECT string_agg(format('process %s', l.pid) || coalesce(format(' (%s)', nullif(a.application_name, '')), '')
					  || coalesce(format(', in a transaction since %s', date_trunc('second', a.xact_start)), ''), E'\n' ORDER BY l.pid) INTO holders
	  FROM pg_locks AS l LEFT JOIN pg_stat_activity AS a USING (pid)
	 WHERE l.locktype = 'object' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
	   AND l.classid = 'pg_namespace'::regclass AND l.objid = (SELECT oid FROM pg_namespace WHERE nspname = name) AND l.objsubid = 1 AND l.granted;
	IF holders IS NOT NULL THEN
		RAISE NOTICE USING
			MESSAGE = format('waiting for another session that refreshes, builds or alters "%s"', name),
			DETAIL = holders,
			HINT = 'The wait ends with its transaction, at the latest. A lock_timeout limits it.';
	END IF;
END
$$;
COMMENT ON FUNCTION circle__tell_holders(text) IS 'Says which sessions hold the lock of a study or a network.';

CREATE FUNCTION circle__lock_schema(name text) RETURNS void
	LANGUAGE plpgsql STRICT
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF NOT circle__acquire_schema_lock(name, false) THEN
		PERFORM circle__tell_holders(name);
		PERFORM circle__acquire_schema_lock(name, true);
		-- What the other session committed is not in the snapshot that this transaction goes by.
		IF current_setting('transaction_isolation') <> 'read committed' THEN
			PERFORM circle__raise('serialization_failure',
				format('another session changed "%s" after this transaction began', name),
				hint => 'Begin the transaction again, or use ISOLATION LEVEL READ COMMITTED, in which it would have waited and gone on.');
		END IF;
	END IF;
END
$$;
COMMENT ON FUNCTION circle__lock_schema(text) IS
'Takes the lock of a study, for a refresh, or of a network, for a build, until the end of the transaction; says for whom it waits. After a wait it raises an error in a transaction that goes by an older snapshot.';
