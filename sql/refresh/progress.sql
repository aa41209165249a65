-- How far refreshes are, for other sessions.

CREATE FUNCTION circle__report_progress(study oid, phase int, done bigint, total bigint, started timestamptz) RETURNS void
	LANGUAGE c STRICT
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__report_progress(oid, int, bigint, bigint, timestamptz) IS
'Announces how far this backend''s refresh is. study: OID of its schema; phase: 1 scanning, 2 computing, 3 publishing; done of total homes are computed; started: when it began.';

CREATE FUNCTION circle__announce_again() RETURNS void
	LANGUAGE c STRICT
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__announce_again() IS 'Announces again what this transaction announced last, after a command that took the backend''s entry over (ANALYZE, CREATE INDEX); nothing outside a refresh.';

CREATE FUNCTION circle__end_progress() RETURNS void
	LANGUAGE c STRICT
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__end_progress() IS 'Announces that this backend refreshes nothing any more. The server does so at the end of a transaction that fails.';

CREATE FUNCTION circle__progress() RETURNS TABLE (pid int, study oid, phase int, done bigint, total bigint, started timestamptz)
	LANGUAGE c VOLATILE STRICT PARALLEL RESTRICTED ROWS 1
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__progress() IS
'What backends of this database have announced by circle__report_progress: those of roles that the caller is a member of; of all for members of pg_read_all_stats.';

CREATE VIEW circle_progress AS
SELECT p.pid, n.nspname AS study, CASE p.phase WHEN 1 THEN 'scanning' WHEN 2 THEN 'computing' WHEN 3 THEN 'publishing' END AS phase,
	   p.done AS homes_done, p.total AS homes_total, p.started AS started_at
  FROM circle__progress() AS p LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = p.study;
COMMENT ON VIEW circle_progress IS 'Refreshes that run now in this database, of roles that you are a member of; all for members of pg_read_all_stats. A refresh that waits for another is not there yet.';
COMMENT ON COLUMN circle_progress.pid IS 'Process of the session that refreshes, as in pg_stat_activity.';
COMMENT ON COLUMN circle_progress.study IS 'The study.';
COMMENT ON COLUMN circle_progress.phase IS 'scanning: inputs are compared with the published version; computing: homes are computed; publishing: the version is written.';
COMMENT ON COLUMN circle_progress.homes_done IS 'Homes computed so far.';
COMMENT ON COLUMN circle_progress.homes_total IS 'Homes to compute; 0 before that is known.';
COMMENT ON COLUMN circle_progress.started_at IS 'When the refresh began.';
GRANT SELECT ON circle_progress TO PUBLIC;
