-- A coverage held against a standard: @@, score, gaps; costs and indexes.
\set VERBOSITY default
SET client_min_messages = warning;
-- Only tests call it: what the core tells before it computes.
CREATE OR REPLACE FUNCTION circle__can_answer(coverage circle_coverage, standard circle_standard, decay text DEFAULT 'step') RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
	AS '$libdir/circle_ext', 'circle__can_answer';

CREATE TEMP TABLE home AS SELECT
	'clinic min keep 5: 4 12 (10=1 20=2 40=2); gym min keep 5: (10=0 20=0); park m keep 5: 150 (400=1); stop min keep 5: 1 2 3 4 5 (8=9 20=40)'::circle_coverage AS coverage;
SELECT s AS standard, coverage @@ s::circle_standard AS meets, circle_score(coverage, s::circle_standard) AS score,
	   circle__can_answer(coverage, s::circle_standard) AS can, circle__can_answer(coverage, s::circle_standard, 'linear') AS linear
  FROM home, unnest(ARRAY['clinic within 4 min', 'clinic * 2 within 10 min', 'stop * 10 within 8 min', 'clinic within 10 min | gym within 10 min',
	'2 of (clinic within 10 min, gym within 10 min, park within 200 m)', 'clinic within 10 min weight 3 & gym within 10 min']) AS s;
SELECT d AS decay, circle_score(coverage, 'clinic * 2 within 10 min & park within 100 m', d) AS score
  FROM home, unnest(ARRAY['step', 'linear', 'exponential', 'exponential(half=5)', 'gaussian', 'gaussian(sigma=5)', 'logistic', 'logistic(median=8, sd=4)']) AS d;

-- Never a guess: errors that say what to do, also beside a part that would settle it.
SELECT coverage @@ 'clinic within 10 min | school within 10 min' FROM home;
SELECT coverage @@ 'clinic within 10 min | park within 10 min' FROM home;
SELECT coverage @@ 'clinic within 10 min | clinic within 41 min' FROM home;
SELECT coverage @@ 'clinic within 10 min | stop * 6 within 7 min' FROM home;
SELECT coverage @@ 'clinic' FROM home;
SELECT circle_score(coverage, 'gym within 11 min', 'linear') FROM home;
SELECT circle_score(coverage, 'stop * 6 within 8 min', 'linear') FROM home;
SELECT circle_score(coverage, 'gym within 10 min', 'cosine') FROM home;
SELECT circle_score(coverage, 'gym within 10 min', 'gaussian(half=3)') FROM home;
SELECT circle_score(coverage, 'gym within 10 min', 'gaussian(sigma=NaN)') FROM home;
SELECT circle__can_answer(coverage, 'school within 5 min'), circle__can_answer(coverage, 'clinic within 41 min') FROM home;
SELECT NULL::circle_coverage @@ 'gym within 10 min' IS NULL AS "null";

-- Gaps.
SELECT g.* FROM home, circle_gaps(coverage, 'clinic within 10 min & (gym within 10 min | 2 of (clinic within 10 min, park within 100 m)) & clinic * 2 within 10 min') AS g;
SELECT count(*) FROM home, circle_gaps(coverage, 'clinic within 10 min') AS g;
SELECT * FROM home, circle_gaps(coverage, 'school within 10 min') AS g;

-- A standard that changes from row to row is never mistaken for the one before.
SELECT string_agg((coverage @@ s::circle_standard)::text || circle_score(coverage, s::circle_standard, d), ' ' ORDER BY n)
  FROM home, unnest(ARRAY['clinic within 4 min', 'gym within 4 min', 'clinic within 4 min', 'clinic * 2 within 4 min'],
	ARRAY['step', 'linear', 'gaussian', 'step']) WITH ORDINALITY AS u (s, d, n);
DO $$
DECLARE
	c circle_coverage := 'clinic min keep 5: 4 (10=1)';
	s circle_standard;
BEGIN
	FOREACH s IN ARRAY ARRAY['clinic within 3 min', 'clinic within 5 min', 'clinic * 2 within 5 min']::circle_standard[] LOOP
		RAISE WARNING '% %', c @@ s, circle_score(c, s);
	END LOOP;
END
$$;
-- Nor is a decay that failed, and was caught, taken for the one before.
DO $$
DECLARE
	d text;
BEGIN
	FOREACH d IN ARRAY '{linear,cosine,linear,gaussian(half=3),linear}'::text[] LOOP
		BEGIN
			RAISE WARNING '%', circle_score('clinic min keep 5: 12 (10=0 20=1)', 'clinic within 10 min', d);
		EXCEPTION WHEN invalid_parameter_value THEN
			RAISE WARNING '%', sqlerrm;
		END;
	END LOOP;
END
$$;

-- The planner: indexes on expressions serve the same expressions, cheap filters go first.
CREATE TABLE score_home AS
	SELECT g AS home_id, circle_make_coverage('clinic', ARRAY[g % 40], 30, cutoffs => '{10,15}') AS coverage FROM generate_series(1, 4000) AS g;
CREATE INDEX score_home_met ON score_home ((coverage @@ 'clinic within 15 min'));
CREATE INDEX score_home_unmet ON score_home (home_id) WHERE NOT coverage @@ 'clinic within 1 min';
CREATE INDEX score_home_score ON score_home (circle_score(coverage, 'clinic within 15 min', 'linear'));
CREATE INDEX score_home_nearest ON score_home ((coverage -> 'clinic'));
ANALYZE score_home;
EXPLAIN (COSTS OFF) SELECT count(*) FROM score_home WHERE coverage @@ 'clinic within 15 min';
EXPLAIN (COSTS OFF) SELECT home_id FROM score_home WHERE NOT coverage @@ 'clinic within 1 min' AND home_id < 50;
EXPLAIN (COSTS OFF) SELECT home_id FROM score_home WHERE circle_score(coverage, 'clinic within 15 min', 'linear') < 20;
EXPLAIN (COSTS OFF) SELECT home_id FROM score_home ORDER BY coverage -> 'clinic' LIMIT 5;
EXPLAIN (COSTS OFF) SELECT home_id FROM score_home WHERE coverage @@ 'clinic within 10 min' AND home_id % 7 = 1;
SELECT count(*) FROM score_home WHERE coverage @@ 'clinic within 15 min';
SELECT count(*) FROM score_home WHERE NOT coverage @@ 'clinic within 1 min' AND home_id < 50;
SELECT count(*) FROM score_home WHERE circle_score(coverage, 'clinic within 15 min', 'linear') < 20;
SET enable_indexscan = off;
SET enable_bitmapscan = off;
SET enable_indexonlyscan = off;
SELECT count(*) FROM score_home WHERE coverage @@ 'clinic within 15 min';
SELECT count(*) FROM score_home WHERE NOT coverage @@ 'clinic within 1 min' AND home_id < 50;
SELECT count(*) FROM score_home WHERE circle_score(coverage, 'clinic within 15 min', 'linear') < 20;
DROP TABLE score_home;
