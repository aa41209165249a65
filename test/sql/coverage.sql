-- circle_coverage: text, binary, making, joining, asking, jsonb.
\set VERBOSITY default
SET client_min_messages = warning;

-- Text.
SELECT text, text::circle_coverage AS value FROM (VALUES
	('clinic min keep 5: 8:12.3 11:04 (5=0 10=1 15=2 30=2)'), (''), ('park m straight keep 1: 12.5 (800=4); "早 餐" min keep 5: (30=0)')) AS t (text);
SELECT 'clinic min keep 5: 8:12.3'::circle_coverage;
SELECT 'clinic km keep 5: (5=0)'::circle_coverage;
SELECT 'clinic min keep 5: 8:60 (30=1)'::circle_coverage;
SELECT 'clinic min keep 5: 8 (30=0)'::circle_coverage;
SELECT 'a min keep 5: (30=0); a min keep 5: (30=0)'::circle_coverage;

-- Making: any order, what lies beyond the horizon is left out.
SELECT circle_make_coverage('clinic', '{22, 8.205, 40, 11.0667}', 30, cutoffs => '{15, 5, 10, 5}');
SELECT circle_make_coverage('clinic', '{}', 30), circle_make_coverage('park', '{12.35}', 500, 'm straight', 1);
SELECT circle_make_coverage(NULL, '{1}', 30) IS NULL AS "null";
SELECT circle_make_coverage('', '{1}', 30);
SELECT circle_make_coverage('clinic', '{NaN}', 30);
SELECT circle_make_coverage('clinic', '{-1}', 30);
SELECT circle_make_coverage('clinic', '{1, NULL}', 30);
SELECT circle_make_coverage('clinic', '{{1, 2}}', 30) AS one_dimension_only;
SELECT circle_make_coverage('clinic', '{1}', 'Infinity');
SELECT circle_make_coverage('clinic', '{1}', 0);
SELECT circle_make_coverage('clinic', '{1}', 30, 'km');
SELECT circle_make_coverage('clinic', '{1}', 30, keep => 0);
SELECT circle_make_coverage('clinic', '{1}', 30, cutoffs => '{31}');
SELECT circle_make_coverage('clinic', '{1}', 30, cutoffs => '{0}');

-- Asking.
CREATE TEMP TABLE one AS SELECT
	'clinic min keep 2: 8:12 11 (10=1 15=4 30=9); gym min keep 2: (30=0); park m keep 2: 120.5 (500=1)'::circle_coverage AS coverage;
SELECT coverage -> 'clinic' AS clinic, coverage -> 'gym' AS gym, circle_nth_nearest(coverage, 'clinic', 2) AS second,
	   circle_nth_nearest(coverage, 'park', 1, 'm') AS park, circle_nth_nearest(coverage, 'clinic', 10) AS tenth FROM one;
SELECT circle_count_within(coverage, 'clinic', 10), circle_count_within(coverage, 'clinic', 9), circle_count_within(coverage, 'clinic', 15),
	   circle_count_within(coverage, 'clinic', 30), circle_count_within(coverage, 'gym', 12.3), circle_count_within(coverage, 'park', 120.4, 'm') FROM one;
SELECT coverage @@ 'clinic * 2 within 13 min' AS two_within_13, coverage @@ 'clinic * 3 within 15 min' AS three_within_15,
	   coverage @@ 'clinic * 5 within 15 min' AS five_within_15 FROM one;
SELECT circle_categories(coverage), circle_categories(''::circle_coverage) FROM one;
SELECT coverage -> 'school' FROM one;
SELECT coverage -> 'park' FROM one;
SELECT ''::circle_coverage -> 'park'::text;
SELECT circle_nth_nearest(coverage, 'clinic', 3) FROM one;
SELECT circle_nth_nearest(coverage, 'clinic', 0) FROM one;
SELECT circle_count_within(coverage, 'clinic', 13) FROM one;
SELECT circle_count_within(coverage, 'clinic', 31) FROM one;
SELECT circle_count_within(coverage, 'clinic', 'NaN') FROM one;
SELECT coverage @@ 'clinic * 3 within 13 min' FROM one;
SELECT circle_proximity_time('a min keep 2: 2 4 (30=7); b min keep 2: 6 12 (30=2); c m keep 1: (9=0)', 2);
SELECT circle_proximity_time(coverage, 2) IS NULL AS "null" FROM one;
SELECT circle_proximity_time('a min keep 2: 2 4 (30=7)', 3);

-- Joining: one more amenity, another one beyond the horizon, two coverages.
SELECT (coverage || c9) -> 'clinic' AS nearest, circle_nth_nearest(coverage || c9, 'clinic', 2) AS second,
	   circle_count_within(coverage || c9, 'clinic', 30) AS count, coverage || c31 = coverage AS beyond
  FROM one, circle_make_coverage('clinic', '{9}', 30, keep => 2, cutoffs => '{10,15}') AS c9, circle_make_coverage('clinic', '{31}', 30, keep => 2, cutoffs => '{10,15}') AS c31;
SELECT coverage || '' = coverage AS identity, 'a min keep 1: 1 (5=1)'::circle_coverage || 'a min keep 1: 0:30 (5=2); b m keep 1: (5=0)' FROM one;
SELECT 'a min keep 1: 1 (5=1)'::circle_coverage || 'a min keep 2: 1 (5=1)';
SELECT 'a min keep 1: 1 (5=1)'::circle_coverage || 'a min keep 1: 1 (5=1 6=1)';

-- The aggregate, also in parallel.
SELECT circle_coverage_union(c::circle_coverage) FROM unnest(ARRAY['a min keep 2: 3 (5=1)', NULL, 'a min keep 2: 1 (5=1)', 'b m keep 1: (9=0)']) AS c;
SELECT circle_coverage_union(c::circle_coverage) IS NULL AS "null" FROM unnest(ARRAY[NULL, NULL]) AS c;
SELECT circle_coverage_union(c::circle_coverage) FROM unnest(ARRAY['a min keep 2: 3 (5=1)', 'a min keep 3: 1 (5=1)']) AS c;
CREATE TABLE coverage_parts AS
	SELECT circle_make_coverage('c' || g % 3, ARRAY[g % 29], 30, cutoffs => '{5,10}') AS part FROM generate_series(1, 5000) AS g;
SET max_parallel_workers_per_gather = 2;
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
EXPLAIN (COSTS OFF) SELECT circle_coverage_union(part) FROM coverage_parts;
SELECT circle_coverage_union(part) FROM coverage_parts;
SET max_parallel_workers_per_gather = 0;
SELECT circle_coverage_union(part) FROM coverage_parts;
DROP TABLE coverage_parts;

-- Equality and hash.
SELECT count(DISTINCT c::text), count(*) FROM (SELECT c::circle_coverage AS c FROM unnest(ARRAY['', ' ', 'a m keep 1: (5.0=0)', 'a m keep 1: (5=0)']) AS c GROUP BY 1) AS g;
SELECT 'a m keep 1: (5=0)'::circle_coverage <> '', circle_private.circle_coverage_hash('') = circle_private.circle_coverage_hash(' '),
	   circle_private.circle_coverage_hash_extended('', 3) = circle_private.circle_coverage_hash_extended(' ', 3);

-- Binary form.
CREATE TEMP TABLE received (coverage circle_coverage);
\copy (SELECT coverage FROM one) TO 'results/coverage.bin' WITH (FORMAT binary)
\copy received FROM 'results/coverage.bin' WITH (FORMAT binary)
SELECT o.coverage = r.coverage AS same FROM one AS o, received AS r;
\copy (SELECT '\x010001'::bytea) TO 'results/coverage.bin' WITH (FORMAT binary)
\copy received FROM 'results/coverage.bin' WITH (FORMAT binary)
\copy (SELECT '\x09'::bytea) TO 'results/coverage.bin' WITH (FORMAT binary)
\copy received FROM 'results/coverage.bin' WITH (FORMAT binary)

-- jsonb both ways; every stored tenth of a second survives.
SELECT coverage::jsonb FROM one;
SELECT coverage::jsonb::circle_coverage = coverage AS same, ''::circle_coverage::jsonb, '[]'::jsonb::circle_coverage AS empty FROM one;
SELECT bool_and(c = c::jsonb::circle_coverage AND c = c::text::circle_coverage)
  FROM (SELECT circle_make_coverage('a', ARRAY[g / 600.0], 50) AS c FROM generate_series(0, 30000) AS g) AS t;
SELECT '{}'::jsonb::circle_coverage;
SELECT '5'::jsonb::circle_coverage;
SELECT '[5]'::jsonb::circle_coverage;
SELECT '[{"category": "a", "unit": "min", "keep": 1, "values": [], "cutoffs": [5], "counts": []}]'::jsonb::circle_coverage;
SELECT '[{"category": "a", "unit": "min", "keep": 1, "values": ["x"], "cutoffs": [5], "counts": [1]}]'::jsonb::circle_coverage;
SELECT '[{"category": "a", "unit": "min", "keep": 1.5, "values": [], "cutoffs": [5], "counts": [0]}]'::jsonb::circle_coverage;
SELECT '[{"category": "a", "unit": "min", "keep": 1, "values": [], "cutoffs": [5], "counts": [1]}]'::jsonb::circle_coverage;
SELECT '[{"category": "a", "unit": "ell", "keep": 1, "values": [], "cutoffs": [5], "counts": [0]}]'::jsonb::circle_coverage;
SELECT '[{"category": "a", "unit": "min", "keep": 1, "values": [], "cutoffs": [5], "counts": [0], "x": 1}]'::jsonb::circle_coverage;

-- Bytes of a home with 20 categories, five kept and four cutoffs each.
SELECT pg_column_size(circle_coverage_union(circle_make_coverage(c, ARRAY(SELECT 1 + (i * 7 + length(c)) % 29 + i / 10.0 FROM generate_series(1, 12) AS i),
		30, cutoffs => '{5,10,15}'))) AS bytes
  FROM unnest('{bakery,bank,barber,breakfast,bus_stop,cinema,clinic,convenience,hairdresser,hospital,kindergarten,laundry,library,market,metro_station,park,pharmacy,post_office,restaurant,school}'::text[]) AS c;
