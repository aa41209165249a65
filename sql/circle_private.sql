-- The functions that users do not call live in a schema of their own, so that \df and completion show the others. It is made here,
-- by a plain CREATE SCHEMA: a schema of that name that is there already is somebody else's, and an error. The functions of this script
-- that set their search_path take it from here; nothing of a user's is ever looked up in it.

CREATE SCHEMA circle_private;
COMMENT ON SCHEMA circle_private IS 'Private functions of circle_ext; nothing in it is for users, and everything may change with a version.';
GRANT USAGE ON SCHEMA circle_private TO PUBLIC;

SELECT pg_catalog.set_config('search_path', pg_catalog.regexp_replace(pg_catalog.current_setting('search_path'), '(, *pg_temp)?$', ', circle_private\1'), true);
