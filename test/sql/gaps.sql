-- Gaps put together: the report by community and need, and groups of homes on the map.
-- Also: cluster.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
SELECT 1 AS made FROM circle_sample_city('gapcity', 600);
SELECT circle_create_network('gapcity_net', 'gapcity.street');
SELECT circle_create_study('gapcity_15min', 'gapcity_net', 'breakfast within 5 min & bus_stop * 2 within 4 min & (pharmacy | supermarket) within 3 min', homes => 'gapcity.home', amenities => 'gapcity.amenity', communities => 'gapcity.community', circles => '-');
SELECT circle_set_standard('gapcity_15min', 'second', 'clinic within 300 m & metro_station within 300 m straight');

-- Before the first refresh there is nothing, and no error
SELECT count(*) FROM gapcity_15min.gap_report;
SELECT count(*) FROM gapcity_15min.gap_cluster;
SELECT * FROM circle_refresh('gapcity_15min') \gset run_

-- Doors that are tried with the wrong thing
\set VERBOSITY default
SELECT * FROM circle_private.circle__gap_report('nothing');
SELECT * FROM circle_private.circle__gap_report(NULL);
SELECT * FROM circle_gap_clusters('nothing');
SELECT * FROM circle_gap_clusters('gapcity_15min', 0);
SELECT * FROM circle_gap_clusters('gapcity_15min', 'NaN');
SELECT * FROM circle_gap_clusters('gapcity_15min', 'Infinity');
SELECT * FROM circle_gap_clusters('gapcity_15min', NULL);
SELECT * FROM circle_gap_clusters('gapcity_15min', 200, 0);
SELECT * FROM circle_gap_clusters('gapcity_15min', 200, NULL);
\set VERBOSITY terse

-- Every need of both standards is missed by somebody; ranks have no holes and follow the people
SELECT standard, need_no, need, alternative_of, bool_and(homes > 0) AS homes, sum(people) > 0 AS people
  FROM gapcity_15min.gap_report GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 4 NULLS FIRST;
SELECT standard, count(*) = max(gap_rank) AND min(gap_rank) = 1 AND count(DISTINCT gap_rank) = count(*) AS whole
  FROM gapcity_15min.gap_report GROUP BY 1 ORDER BY 1;
CREATE TEMP TABLE report AS SELECT * FROM gapcity_15min.gap_report;
CREATE TEMP TABLE cluster AS SELECT * FROM gapcity_15min.gap_cluster;
SELECT count(*) AS out_of_order
  FROM report AS a JOIN report AS b ON b.standard = a.standard AND b.gap_rank = a.gap_rank + 1 WHERE b.people > a.people;

-- A simple need by hand: homes that reach too few within the limit
CREATE TEMP TABLE by_hand AS
SELECT n.standard, n.need_no, h.community, h.home_id, h.population, h.geom, n.limit_value,
	   coalesce(circle_nth_nearest(h.coverage, n.category, 1, n.unit), 'Infinity') AS nearest,
	   coalesce(circle_nth_nearest(h.coverage, n.category, n.needed, n.unit), 'Infinity') AS value
  FROM gapcity_15min.home AS h CROSS JOIN gapcity_15min.need AS n
 WHERE n.category NOT IN ('pharmacy', 'supermarket')
   AND circle_count_within(h.coverage, n.category, n.limit_value, n.unit) < n.needed;
SELECT count(*) > 10 AS rows_to_compare,
	   count(*) FILTER (WHERE (g.homes, g.people, g.homes_beyond_horizon, coalesce(g.median_value, 'Infinity'),
							   coalesce(g.median_nearest, 'Infinity'), g.median_beyond_limit)
						IS DISTINCT FROM (b.homes, b.people, b.beyond, b.value, b.nearest, nullif(b.value, 'Infinity') - b.limit_value)) AS that_differ
  FROM (SELECT * FROM report WHERE category NOT IN ('pharmacy', 'supermarket')) AS g
  FULL JOIN (SELECT standard, need_no, community, limit_value, count(*) AS homes, coalesce(sum(population), 0) AS people,
					count(*) FILTER (WHERE value = 'Infinity') AS beyond,
					-- the lower median: the element in the middle of the sorted list
					(array_agg(value ORDER BY value))[(count(*) + 1) / 2] AS value,
					(array_agg(nearest ORDER BY nearest))[(count(*) + 1) / 2] AS nearest
			   FROM by_hand GROUP BY 1, 2, 3, 4) AS b USING (standard, need_no, community);
-- An alternative: neither the one nor the other
SELECT count(*) > 0 AS rows_to_compare, count(*) FILTER (WHERE g.homes IS DISTINCT FROM b.homes) AS that_differ
  FROM (SELECT * FROM report WHERE category IS NULL) AS g
  FULL JOIN (SELECT community, count(*) AS homes FROM gapcity_15min.home
			  WHERE circle_count_within(coverage, 'pharmacy', 3) + circle_count_within(coverage, 'supermarket', 3) = 0 GROUP BY 1) AS b USING (community);
SELECT count(*) AS homes_off_the_network_with_gaps
  FROM gapcity_15min.home_gap JOIN gapcity_15min.home USING (home_id) WHERE coverage IS NULL;

-- Groups: every home with the gap is in one of them
SELECT count(*) AS needs, count(*) FILTER (WHERE (c.homes, c.people) IS DISTINCT FROM (g.homes, g.people)) AS that_differ
  FROM (SELECT standard, need_no, need, sum(homes) AS homes, sum(people) AS people FROM cluster GROUP BY 1, 2, 3) AS c
  FULL JOIN (SELECT standard, need_no, need, sum(homes) AS homes, sum(people) AS people FROM report GROUP BY 1, 2, 3) AS g
 USING (standard, need_no, need);
-- By another way: spread from home to home by steps of 200 m on the spheroid
WITH RECURSIVE near AS (
	SELECT a.home_id AS a, b.home_id AS b FROM by_hand AS a JOIN by_hand AS b USING (standard, need_no)
	 WHERE standard = 'main' AND need_no = 1 AND st_dwithin(a.geom::geography, b.geom::geography, 200)
), spread AS (
	SELECT a, b FROM near UNION SELECT s.a, n.b FROM spread AS s JOIN near AS n ON n.a = s.b
), grouped AS (
	SELECT homes, count(*) / homes AS groups FROM (SELECT a, count(*) AS homes FROM spread GROUP BY a) AS g GROUP BY homes
)
SELECT sum(g.groups) > 1 AS several, count(*) FILTER (WHERE c.groups IS DISTINCT FROM g.groups) AS sizes_that_differ
  FROM grouped AS g
  FULL JOIN (SELECT homes, count(*) AS groups FROM cluster WHERE standard = 'main' AND need_no = 1 GROUP BY 1) AS c USING (homes);
-- Ready to draw: valid, around its homes, typed, numbered
SELECT bool_and(st_isvalid(geom) AND st_srid(geom) = 4326 AND geometrytype(geom) = 'POLYGON') AS drawable,
	   count(*) = max(cluster_no) AND count(DISTINCT cluster_no) = count(*) AS numbered FROM cluster;
SELECT count(*) AS homes_outside_every_hull FROM by_hand AS h
 WHERE NOT EXISTS (SELECT FROM cluster AS c
					WHERE c.standard = h.standard AND c.need_no = h.need_no AND st_covers(c.geom, h.geom)
					  AND (h.community = '' OR h.community = ANY (c.communities)));
SELECT type, srid, coord_dimension FROM geometry_columns
 WHERE f_table_schema = 'gapcity_15min' AND f_table_name = 'gap_cluster';
SELECT count(*) > 0 AS some, min(homes) >= 3 AS large FROM circle_gap_clusters('gapcity_15min', 100, 3);
SELECT (SELECT count(*) FROM circle_gap_clusters('gapcity_15min', 1000)) < (SELECT count(*) FROM circle_gap_clusters('gapcity_15min', 50)) AS fewer;

-- As PostGIS groups them, in a plane of its own: DBSCAN with one point a core
CREATE TEMP TABLE point AS
SELECT row_number() OVER (ORDER BY home_id) AS n, st_x(p) AS x, st_y(p) AS y, st_setsrid(p, 0) AS p, home_id % 3 AS kind
  FROM (SELECT home_id, st_transform(geom, 32648) AS p FROM gapcity_15min.home) AS h;
SELECT metres, count(DISTINCT (kind, ours)) AS groups, count(DISTINCT (kind, ours)) = count(DISTINCT (kind, theirs))
	AND count(DISTINCT (kind, ours)) = count(DISTINCT (kind, ours, theirs)) AS the_same
  FROM unnest('{1e-300,5,60,100,200,1000}'::float8[]) AS metres
 CROSS JOIN LATERAL (SELECT kind, circle_private.circle__cluster(x, y, metres) OVER (PARTITION BY kind) AS ours,
							st_clusterdbscan(p, metres, 1) OVER (PARTITION BY kind) AS theirs FROM point) AS g
 GROUP BY metres ORDER BY metres;
SELECT array_agg(g ORDER BY n) AS in_the_order_of_the_first
  FROM (SELECT n, circle_private.circle__cluster(x, 0, 10) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS g
		  FROM (VALUES (1, 500.0), (2, 0), (3, 490), (4, 8), (5, 16), (6, 480), (7, 27)) AS v (n, x)) AS q;
SELECT count(DISTINCT g) AS one_place FROM (SELECT circle_private.circle__cluster(x % 2, 0, 1) OVER () AS g FROM generate_series(1, 100000) AS x) AS q;
SELECT circle_private.circle__cluster(NULL, 0, 1) OVER ();
SELECT circle_private.circle__cluster('NaN', 0, 1) OVER ();
SELECT circle_private.circle__cluster(0, 0, 'Infinity') OVER ();
SELECT count(*) FROM (SELECT circle_private.circle__cluster(0, 0, 1) OVER () FROM generate_series(1, 0)) AS none;

-- Other weights from the next refresh on; none: homes are counted
SELECT circle_alter_study('gapcity_15min', '{"weights": ""}');
SELECT * FROM circle_refresh('gapcity_15min') \gset run_
SELECT count(*) AS rows_that_differ FROM gapcity_15min.gap_report WHERE people <> homes OR homes_without_people <> 0;
SELECT count(*) AS groups_that_differ FROM gapcity_15min.gap_cluster WHERE people <> homes;

-- A reader needs SELECT on the study only
CREATE ROLE gap_reader;
GRANT USAGE ON SCHEMA gapcity_15min TO gap_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA gapcity_15min TO gap_reader;
SET ROLE gap_reader;
SELECT count(*) > 0 AS reads FROM gapcity_15min.gap_report;
SELECT count(*) > 0 AS reads FROM gapcity_15min.gap_cluster;
RESET ROLE;
SELECT circle_drop_study('gapcity_15min');
SELECT circle_drop_network('gapcity_net');
DROP SCHEMA gapcity CASCADE;
DROP ROLE gap_reader;
