-- dictionary.sql: the data dictionary, from the comments of a network, a study and the extension itself.
\set QUIET on
\pset tuples_only on
\pset format unaligned
SET client_min_messages = warning;
SELECT circle_sample_city('sample', 200) IS NULL AS made \gset
SELECT circle_create_network('city_net', 'sample.street') \gset
SELECT circle_create_study('city_15min', 'city_net', 'sample.home', 'sample.amenity', 'bus_stop within 8 min'::circle_standard,
	communities => 'sample.community', circles => 'sample.circle') \gset
WITH shown AS (
	SELECT 1 AS chapter, relation, no FROM unnest(circle__study_relations()) WITH ORDINALITY AS r (relation, no)
	 WHERE relation <> ALL ('{look,home_change,amenity_change,tile_change,quality_pending,pending,work,tile_seen,home_now,amenity_now,circle_look,community_change,refresh_run}')
	UNION ALL
	SELECT 2, relation, no FROM unnest(circle__network_relations()) WITH ORDINALITY AS r (relation, no)
	UNION ALL
	SELECT 3, c.relname, row_number() OVER (ORDER BY c.relname COLLATE "C")
	  FROM pg_class AS c JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
	  JOIN pg_extension AS e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
	 WHERE e.extname = 'circle_ext' AND c.relkind IN ('r', 'v') AND c.relname NOT LIKE 'circle\_builtin\_%'
), relation AS (
	SELECT s.chapter, s.no, c.oid, c.relname, c.relkind
	  FROM shown AS s
	  JOIN pg_class AS c ON c.relname = s.relation
						AND c.relnamespace = to_regnamespace((ARRAY['city_15min', 'city_net', circle__schema()])[s.chapter])
), told AS (
	SELECT r.chapter, r.no, CASE r.chapter WHEN 2 THEN '*network*.' ELSE '' END || format('`%s`', r.relname) AS relation, r.relkind, obj_description(r.oid, 'pg_class') AS comment,
		   a.attname, a.attnum, format_type(a.atttypid, a.atttypmod) AS type, replace(col_description(r.oid, a.attnum), '|', '\|') AS meaning
	  FROM relation AS r JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
), line AS (
	SELECT 1 AS part, 0::bigint AS at, E'## Relations\n\nOf a study, of a *network*, and of the extension itself; (v): a view.\n\n| relation | what it holds | columns |\n|---|---|---|' AS text
	UNION ALL
	SELECT 1, row_number() OVER (ORDER BY chapter, no),
		   format('| %s%s | %s | %s |', relation, CASE relkind WHEN 'v' THEN ' (v)' ELSE '' END, comment, string_agg(format('`%s`', attname), ', ' ORDER BY attnum))
	  FROM told GROUP BY chapter, no, relation, relkind, comment
	UNION ALL
	SELECT 2, 0, E'\n## Columns\n\n| column | type | in | meaning |\n|---|---|---|---|'
	UNION ALL
	SELECT 2, row_number() OVER (ORDER BY attname COLLATE "C", min(chapter), min(no), meaning COLLATE "C", type),
		   format('| `%s` | %s | %s | %s |', attname, type, string_agg(relation, ', ' ORDER BY chapter, no), meaning)
	  FROM told GROUP BY attname, type, meaning
)
SELECT string_agg(text, E'\n' ORDER BY part, at) FROM line;
