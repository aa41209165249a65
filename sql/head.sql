\echo Use "CREATE EXTENSION circle_ext CASCADE" to load this file. \quit

-- Names of categories and words of reports are Chinese and English, and what is imported from maps is anything. The script is read
-- in the encoding of the database before this runs, so it holds no Unicode escapes, which other encodings do not know.
DO $$
BEGIN
	IF pg_catalog.current_setting('server_encoding') <> 'UTF8' THEN
		RAISE EXCEPTION USING
			ERRCODE = 'feature_not_supported',
			MESSAGE = pg_catalog.format('circle_ext needs a database in encoding UTF8, not %s', pg_catalog.current_setting('server_encoding')),
			HINT = 'Make one by CREATE DATABASE name ENCODING ''UTF8'' TEMPLATE template0. Clients may use any encoding.';
	END IF;
END
$$;
