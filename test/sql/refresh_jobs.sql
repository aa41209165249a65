-- Several processes, standards judged again, and comparisons of versions.
-- Also: compute.
-- Also: progress.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
\set VERBOSITY terse
-- Workers for any number of homes
SET min_parallel_table_scan_size = 0;
SELECT 1 AS made FROM circle_sample_city('port', 5000, 3);
SELECT circle_create_network('port_net', 'port.street');
SELECT circle_create_study('port_15min', 'port_net', 'breakfast within 5 min & (bus_stop * 3 within 8 min | park within 600 m)', homes => 'port.home', amenities => 'port.amenity', communities => 'port.community', circles => '-', walkers => 'adult, planning_60m');

-- Workers find what one process finds
SELECT * FROM circle_refresh('port_15min', jobs => 3) \gset run_
SELECT jobs, homes_computed, homes_written FROM port_15min.refresh_log;
SELECT count(*) AS homes, count(DISTINCT tile) > 3 AS several_tiles FROM port_15min.home;
CREATE TABLE port.by_workers AS SELECT 1 AS walker, home_id, row(snap_m, on_island, closed_edge, coverage, meets, score)::text AS result FROM port_15min.home
	UNION ALL SELECT 2, home_id, row(snap_m, on_island, closed_edge, coverage, meets, score)::text FROM port_15min.home_walker;
SELECT * FROM circle_refresh('port_15min', "full" => true) \gset run_
SELECT homes_written AS differ FROM port_15min.refresh_log ORDER BY version DESC LIMIT 1;
SELECT count(*) AS compared, count(*) FILTER (WHERE w.result <> n.result) AS differ
  FROM port.by_workers AS w
  JOIN (SELECT 1 AS walker, home_id, row(snap_m, on_island, closed_edge, coverage, meets, score)::text AS result FROM port_15min.home
		UNION ALL SELECT 2, home_id, row(snap_m, on_island, closed_edge, coverage, meets, score)::text FROM port_15min.home_walker) AS n USING (walker, home_id);
SELECT * FROM circle_check('port_15min');
-- They are really asked for
BEGIN;
SELECT homes_changed FROM circle_private.circle__scan('port_15min', true, 1);
SELECT homes FROM circle_private.circle__plan('port_15min', true, 2, false);
CREATE FUNCTION port.plan() RETURNS boolean LANGUAGE plpgsql
	SET search_path = public, circle_private SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 SET max_parallel_workers_per_gather = 2 AS
$$
DECLARE
	line text;
	seen boolean := false;
BEGIN
	FOR line IN EXECUTE (SELECT 'EXPLAIN ' || string_agg(circle_private.circle__cover_query('port_15min', 'adult', tiles, false), ' UNION ALL ') FROM port_15min.work) LOOP
		seen := seen OR line LIKE '%Parallel Append%';
	END LOOP;
	RETURN seen;
END
$$;
SELECT port.plan() AS parallel;
ROLLBACK;

-- A standard that the coverages can answer is judged without a search
SELECT circle_set_standard('port_15min', 'main', 'breakfast within 5 min & (bus_stop * 3 within 8 min & park within 600 m)');
SELECT * FROM circle_refresh('port_15min') \gset run_
SELECT tiles_computed, homes_written > 0 AS written FROM port_15min.refresh_log ORDER BY version DESC LIMIT 1;
SELECT count(*) AS wrong FROM port_15min.home WHERE meets IS DISTINCT FROM coverage @@ 'breakfast within 5 min & (bus_stop * 3 within 8 min & park within 600 m)';
SELECT * FROM circle_check('port_15min');
SELECT circle_set_standard('port_15min', 'main', 'breakfast within 6 min & park within 600 m');
SELECT * FROM circle_refresh('port_15min') \gset run_
SELECT tiles_computed > 0 AS searched FROM port_15min.refresh_log ORDER BY version DESC LIMIT 1;
SELECT * FROM circle_check('port_15min');

-- Rows are written as logical replication writes them: a user's triggers fire, foreign keys and constraints hold
CREATE TABLE port.seen (home_id bigint, operation text, jobs text, phase text);
CREATE FUNCTION port.note() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO port.seen SELECT NEW.home_id, TG_OP, current_setting('max_parallel_workers_per_gather'),
	(SELECT p.phase || ' ' || p.homes_total || ' homes' FROM circle_progress AS p WHERE p.study = 'port_15min' AND p.pid = pg_backend_pid()); RETURN NEW; END $$;
CREATE TRIGGER note BEFORE INSERT OR UPDATE ON port_15min.home FOR EACH ROW EXECUTE FUNCTION port.note();
INSERT INTO port.home (home_id, geom, population) SELECT 100000 + home_id, geom, 1 FROM port.home WHERE home_id <= 300;
SELECT homes_written, message LIKE '%people%' AS told FROM circle_refresh('port_15min', jobs => 2);
SELECT operation, jobs, phase, count(*) FROM port.seen GROUP BY 1, 2, 3 ORDER BY 1;
SELECT count(*) AS in_progress FROM circle_progress WHERE pid = pg_backend_pid();
DROP TRIGGER note ON port_15min.home;
ALTER TABLE port_15min.home ADD CONSTRAINT few CHECK (home_id < 200000);
INSERT INTO port.home (home_id, geom, population) SELECT 200000 + home_id, geom, 1 FROM port.home WHERE home_id <= 300;
SELECT version FROM circle_refresh('port_15min', jobs => 2);
SELECT count(*) AS in_progress FROM circle_progress WHERE pid = pg_backend_pid();
ALTER TABLE port_15min.home DROP CONSTRAINT few;
SELECT homes_written FROM circle_refresh('port_15min', jobs => 2);
SELECT count(*) AS homes, (SELECT count(*) FROM port_15min.home_walker) AS of_other_walkers FROM port_15min.home;
SELECT * FROM circle_check('port_15min');

-- Two versions compared
SELECT min(version) AS first, max(version) AS last FROM port_15min.refresh_log \gset
SELECT count(*) AS changed FROM circle_compare('port_15min', :last, :last);
SELECT count(*) > 0 AS changed, bool_and(old_share_people IS DISTINCT FROM new_share_people OR old_people_covered <> new_people_covered
	OR old_homes <> new_homes OR old_people <> new_people) AS each_differs
  FROM circle_compare('port_15min', :first, :last);
SELECT count(*) AS disagree FROM circle_compare('port_15min', :first, :last) AS c
  JOIN port_15min.community_indicator AS i USING (walker, standard, level, community, need)
 WHERE (c.new_homes, c.new_people, c.new_people_covered, c.new_share_people) IS DISTINCT FROM (i.homes, i.people, i.people_covered, i.share_people);
\set VERBOSITY default
SELECT circle_compare('port_15min', :first, 999);
SELECT circle_compare('port_15min', NULL, 1);
\set VERBOSITY terse
SELECT * FROM circle_refresh('port_15min', jobs => NULL) \gset run_
SELECT * FROM circle_refresh('port_15min', jobs => 0) \gset run_
SELECT circle_drop_study('port_15min');
SELECT circle_drop_network('port_net');
DROP SCHEMA port CASCADE;
