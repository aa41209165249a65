-- Templates: what a study knows of each home.
\set SHOW_CONTEXT never
-- Only tests call it: what the core tells before it computes.
CREATE OR REPLACE FUNCTION circle__can_answer(coverage circle_coverage, standard circle_standard, decay text DEFAULT 'step') RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
	AS '$libdir/circle_ext', 'circle__can_answer';

-- Minutes: the horizon is twice the longest limit; cutoffs are 5, 10, 15, the limits and the horizon.
SELECT circle_private.circle__template(ARRAY['clinic within 12 min & bus_stop * 8 within 8 min']::circle_standard[], NULL, 5, NULL, NULL);
-- The horizon is at least 5 minutes; several standards on one category share an entry.
SELECT circle_private.circle__template(ARRAY['clinic within 2 min', 'clinic within 1 min']::circle_standard[], NULL, 3, NULL, NULL);
-- Metres have cutoffs of their own; categories beside the standards are known in minutes.
SELECT circle_private.circle__template(ARRAY['clinic within 500 m & clinic within 800 m straight']::circle_standard[],
						'{park,clinic,park}', 1, '{7.5,25,45}', NULL);
SELECT circle_private.circle__template(NULL, '{park}', 1, NULL, 20);
-- What is known answers its own standards, whatever the number needed.
SELECT circle__can_answer(circle_private.circle__template(ARRAY[s], NULL, 1, NULL, NULL), s) AS answers, s
  FROM unnest(ARRAY['shop * 200 within 7.3 min', '2 of (a within 1 min, b * 9 within 33 m, c * 3 within 9 m straight)']
			  ::circle_standard[]) AS s;

SELECT circle_private.circle__template(NULL, NULL, 5, NULL, NULL);
SELECT circle_private.circle__template('{}', '{}', 5, NULL, NULL);
SELECT circle_private.circle__template(NULL, '{park,NULL}', 5, NULL, NULL);
SELECT circle_private.circle__template(NULL, '{park}', 0, NULL, NULL);
SELECT circle_private.circle__template(NULL, '{park}', 101, NULL, NULL);
SELECT circle_private.circle__template(NULL, '{park}', NULL, NULL, NULL);
SELECT circle_private.circle__template(NULL, '{park}', 5, '{5,NULL}', NULL);
SELECT circle_private.circle__template(NULL, '{park}', 5, '{NaN}', NULL);
SELECT circle_private.circle__template(NULL, '{park}', 5, NULL, 'Infinity');
SELECT circle_private.circle__template(NULL, '{park}', 5, NULL, 0);
SELECT circle_private.circle__template(ARRAY['clinic within 12 min']::circle_standard[], NULL, 5, NULL, 10);
SELECT circle_private.circle__template(ARRAY['clinic']::circle_standard[], NULL, 5, NULL, NULL);
