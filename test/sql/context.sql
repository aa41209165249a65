-- The context of an error that a user has made: his functions, and none of the extension.
-- Also: raise.
SET client_min_messages = warning;
SELECT 1 AS made FROM circle_sample_city('ctx', 100);
SELECT circle_create_network('ctx_net', 'ctx.street');
SELECT circle_create_study('ctx_15min', 'ctx_net', 'park within 10 min', homes => 'ctx.home', amenities => 'ctx.amenity', communities => '-', circles => '-');
\set ON_ERROR_STOP 0
-- Called by itself, nothing is left of it, whatever the depth at which it is found; from PL/pgSQL, from SQL, from C.
SELECT * FROM circle_explain('nowhere', 1);
SELECT * FROM circle_explain_at('nowhere', 'SRID=4326;POINT(106.55 29.56)');
SELECT circle_create_study('other', 'ctx_net', 'park within 10 min', homes => 'ctx.home', settings => '{"hamster": 1}');
SELECT circle_create_study('other', 'no_net', 'park within 10 min');
SELECT circle_coverage_at('ctx_15min', 'SRID=4326;POINT(106.55 29.56)');
SELECT circle_alter_network('ctx_net', '{"streets": "ctx.none"}');
SELECT circle_clean_streets('ctx.street', 'ctx.street');
SELECT * FROM circle_isochrone('no_net', 'SRID=4326;POINT(106.55 29.56)', 5);
SELECT circle_standard 'park within';
SELECT circle_create_study('other', 'ctx_net', 'park within 10 zz', homes => 'ctx.home', amenities => 'ctx.amenity');
-- From a user's functions, their lines are left: PL/pgSQL in PL/pgSQL, and SQL.
CREATE FUNCTION ctx.deep(study text) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN
	RETURN (SELECT count(*) FROM circle_explain(study, 1));
END $$;
CREATE FUNCTION ctx.shallow(study text) RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE n bigint; BEGIN
	PERFORM 1;
	EXECUTE 'SELECT ctx.deep($1)' INTO n USING study;
	RETURN n;
END $$;
CREATE FUNCTION ctx.in_sql(study text) RETURNS bigint LANGUAGE sql VOLATILE AS $$ SELECT 1; SELECT ctx.deep(study) $$;
SELECT ctx.shallow('nowhere');
SELECT ctx.in_sql('nowhere');
DO $$ BEGIN PERFORM circle_drop_study('nowhere'); END $$;
-- One whose name begins like ours stays as well.
CREATE FUNCTION ctx.circle_mine(study text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM circle_drop_study(study); END $$;
SELECT ctx.circle_mine('nowhere');
-- A user's function that a refresh runs, and that calls the extension.
CREATE VIEW ctx.gate AS SELECT h.home_id, h.population, h.geom FROM ctx.home AS h, (SELECT ctx.deep('nowhere') OFFSET 0) AS i;
SELECT circle_alter_study('ctx_15min', '{"homes": "ctx.gate", "columns": {"homes": {"home_id": "home_id"}}}');
\set SHOW_CONTEXT never
SELECT version FROM circle_refresh('ctx_15min');
DO $$ DECLARE c text; BEGIN
	PERFORM circle_refresh('ctx_15min');
EXCEPTION WHEN undefined_object THEN
	GET STACKED DIAGNOSTICS c = PG_EXCEPTION_CONTEXT;
	RAISE WARNING 'the user''s function: %, what it called: %', c ~ 'PL/pgSQL function ctx.deep\(text\) line 2', c ~ 'circle_explain\(text,bigint';
END $$;
\set SHOW_CONTEXT errors
-- Who catches an error gets the same as from RAISE, and his own context is whole again.
CREATE FUNCTION ctx.caught(study text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; said text; more text; advice text; here text;
BEGIN
	PERFORM ctx.shallow(study);
	RETURN 'not raised';
EXCEPTION WHEN undefined_object THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, said = MESSAGE_TEXT, more = PG_EXCEPTION_DETAIL, advice = PG_EXCEPTION_HINT, here = PG_EXCEPTION_CONTEXT;
	RETURN concat_ws(' | ', state, said, more, advice, here);
END $$;
SELECT ctx.caught('nowhere');
CREATE FUNCTION ctx.later(study text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM ctx.caught(study);
	RAISE division_by_zero;
END $$;
SELECT ctx.later('nowhere');
-- Errors that the server raises in a statement of ours keep their context.
CREATE VIEW ctx.broken AS SELECT home_id, population / 0 AS population, geom FROM ctx.home;
SELECT circle_alter_study('ctx_15min', '{"homes": "ctx.broken", "columns": {"homes": {"home_id": "home_id"}}}');
DO $$ DECLARE c text; BEGIN
	PERFORM circle_refresh('ctx_15min');
EXCEPTION WHEN division_by_zero THEN
	GET STACKED DIAGNOSTICS c = PG_EXCEPTION_CONTEXT;
	RAISE WARNING 'context of ours: %', c ~ 'circle_refresh\(text';
END $$;
-- Every condition that a function raises is known, and is what PL/pgSQL means by its name.
CREATE TABLE ctx.condition AS SELECT DISTINCT c[1] AS name FROM pg_proc, regexp_matches(prosrc, 'circle__raise\(\s*''(\w+)''', 'g') AS c;
INSERT INTO ctx.condition SELECT DISTINCT c[1] FROM pg_proc, regexp_matches(prosrc, 'circle__raise\(\s*CASE[^,]*ELSE ''(\w+)'' END', 'g') AS c;
DO $$ DECLARE condition text; known int := 0; BEGIN
	FOR condition IN SELECT name FROM ctx.condition LOOP
		EXECUTE format('DO $do$ BEGIN PERFORM circle_private.circle__raise(%L, ''x''); EXCEPTION WHEN %I THEN NULL; END $do$', condition, condition);
		known := known + 1;
	END LOOP;
	RAISE WARNING 'more than 15: %', known > 15;
END $$;
SELECT circle_private.circle__raise('no_such_condition', 'x');
SELECT circle_private.circle__raise('undefined_object', NULL);
SELECT circle_private.circle__raise('undefined_object', 'a % and a %s', 'detail', 'hint');
SELECT circle_drop_study('ctx_15min');
SELECT circle_drop_network('ctx_net');
DROP SCHEMA ctx CASCADE;
