-- reference.sql: the pages of docs/reference that come from the catalogs, written to the directory :dir.
-- Text comes from COMMENTs, signatures and settings; test/tools/errors writes errors.md.
\set QUIET on
\set ON_ERROR_STOP on
\pset tuples_only on
\pset format unaligned
SET client_min_messages = warning;
SELECT circle_sample_city('sample', 200) IS NULL AS made \gset
SELECT circle_create_network('city_net', 'sample.street') \gset
SELECT circle_create_study('city_15min', 'city_net', 'bus_stop within 8 min', homes => 'sample.home', amenities => 'sample.amenity', communities => 'sample.community', circles => 'sample.circle') \gset

\set made 'Generated from the sources by `make reference`; edit the comments there, not this page.'

CREATE TEMP VIEW ours AS
	SELECT d.classid, d.objid FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
	 WHERE d.deptype = 'e' AND e.extname = 'circle_ext';

-- Types as people write them, and text for a cell of a table.
CREATE FUNCTION pg_temp.plain(type text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT replace(type, 'double precision', 'float8') $$;
CREATE FUNCTION pg_temp.cell(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT replace(replace(words, '|', '\|'), E'\n', ' ') $$;
CREATE FUNCTION pg_temp.first_sentence(words text) RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT regexp_replace(split_part(words, E'\n', 1), '^(.*?[^.][.?])(?=\s+[A-Z"]).*$', '\1') $$;

-- ---- functions.md -----------------------------------------------------------------------------------------------

-- Functions for users: not private, and not behind a type, an operator, an operator class or a cast.
CREATE TEMP TABLE fn AS
	SELECT p.oid, p.proname, p.prokind, p.proretset, p.provolatile, p.proparallel, obj_description(p.oid, 'pg_proc') AS comment,
		   regexp_replace(pg_temp.plain(pg_get_function_arguments(p.oid)), '::[a-z ]+(\[\])?', '', 'g') AS arguments,
		   pg_temp.plain(pg_get_function_result(p.oid)) AS result
	  FROM pg_proc AS p JOIN ours ON ours.classid = 'pg_proc'::regclass AND ours.objid = p.oid
	 WHERE p.proname NOT LIKE 'circle\_\_%'
	   AND NOT EXISTS (SELECT FROM pg_operator AS o WHERE o.oprcode = p.oid)
	   AND NOT EXISTS (SELECT FROM pg_cast AS c WHERE c.castfunc = p.oid)
	   AND NOT EXISTS (SELECT FROM pg_amproc AS a WHERE a.amproc = p.oid)
	   AND NOT EXISTS (SELECT FROM pg_type AS t WHERE p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend));

-- Columns of a result are listed beside the arguments: IN first.
CREATE TEMP VIEW fn_column AS
	SELECT f.oid, string_agg(format('`%s` %s', p.proargnames[a.no], pg_temp.plain(format_type(a.type, NULL))), ', ' ORDER BY a.no) AS columns
	  FROM fn AS f JOIN pg_proc AS p USING (oid)
	  CROSS JOIN unnest(p.proallargtypes) WITH ORDINALITY AS a (type, no)
	 WHERE p.proargmodes[a.no] IN ('o', 't', 'b')
	 GROUP BY f.oid;

CREATE TEMP VIEW fn_shown AS
	SELECT f.*, c.columns,
		   format('%s%s(%s)%s', CASE f.prokind WHEN 'p' THEN 'CALL ' ELSE '' END, f.proname,
				  regexp_replace(f.arguments, '(^|, )OUT .*$', ''),
				  CASE WHEN f.prokind = 'p' THEN ''
					   WHEN c.columns IS NULL THEN ' → ' || f.result
					   WHEN f.proretset THEN ' → rows'
					   ELSE ' → a row' END) AS signature
	  FROM fn AS f LEFT JOIN fn_column AS c USING (oid);

\o :dir/functions.md
SELECT E'# Functions\n\n' || :'made' || E'\n
Arguments with a default may be left out, and any argument may be given by name (`k => 3`). Types are in [types](types.md),
errors in [errors](errors.md).\n\n| function | what it does |\n|---|---|';
SELECT format('| [`%s`](#%s) | %s |', proname, proname, pg_temp.cell(pg_temp.first_sentence((array_agg(comment ORDER BY length(comment) DESC, oid::regprocedure::text COLLATE "C"))[1])))
  FROM fn_shown GROUP BY proname ORDER BY proname COLLATE "C";
SELECT format(E'\n## %s\n\n%s', proname, string_agg(format(E'`%s`\n\n%s', replace(signature, '`', ''), replace(comment, E'\n', E'\n\n'))
	|| CASE WHEN columns IS NULL THEN '' ELSE E'\n\nReturns ' || columns || '.' END
	|| CASE WHEN prokind = 'f' THEN format(E'\n\n%s, parallel %s.', CASE provolatile WHEN 'i' THEN 'Immutable' WHEN 's' THEN 'Stable' ELSE 'Volatile' END,
			CASE proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END)
		WHEN prokind = 'a' THEN E'\n\nAggregate.' ELSE E'\n\nProcedure.' END,
	E'\n\n' ORDER BY length(comment) DESC, oid::regprocedure::text COLLATE "C"))
  FROM fn_shown GROUP BY proname ORDER BY proname COLLATE "C";
\o

-- ---- types.md ---------------------------------------------------------------------------------------------------

\o :dir/types.md
SELECT E'# Types\n\n' || :'made' || E'\n\nHow to write and read their values: [standards and coverages](../standards.md).';
SELECT format(E'\n## %s\n\n%s\n', t.typname, obj_description(t.oid, 'pg_type'))
	|| coalesce((SELECT E'\n| operator | result | meaning |\n|---|---|---|\n' || string_agg(format('| `%s %s %s` | %s | %s |',
			format_type(o.oprleft, NULL), replace(o.oprname, '|', '\|'), format_type(o.oprright, NULL),
			pg_temp.plain(format_type(o.oprresult, NULL)), pg_temp.cell(obj_description(o.oid, 'pg_operator'))), E'\n' ORDER BY o.oprname COLLATE "C", o.oprright::regtype::text COLLATE "C") || E'\n'
		  FROM pg_operator AS o JOIN ours ON ours.classid = 'pg_operator'::regclass AND ours.objid = o.oid WHERE o.oprleft = t.oid), '')
	|| coalesce((SELECT E'\n| cast | meaning |\n|---|---|\n' || string_agg(format('| `%s::%s` | %s |', format_type(c.castsource, NULL),
			format_type(c.casttarget, NULL), pg_temp.cell(obj_description(c.oid, 'pg_cast'))), E'\n' ORDER BY c.castsource::regtype::text COLLATE "C") || E'\n'
		  FROM pg_cast AS c JOIN ours ON ours.classid = 'pg_cast'::regclass AND ours.objid = c.oid WHERE t.oid IN (c.castsource, c.casttarget)), '')
	|| coalesce((SELECT E'\n| operator class | method | meaning |\n|---|---|---|\n' || string_agg(format('| `%s` | %s | %s |', c.opcname, m.amname,
			coalesce(pg_temp.cell(obj_description(c.oid, 'pg_opclass')), '')), E'\n' ORDER BY m.amname COLLATE "C")
		  FROM pg_opclass AS c JOIN pg_am AS m ON m.oid = c.opcmethod WHERE c.opcintype = t.oid), '')
  FROM pg_type AS t JOIN ours ON ours.classid = 'pg_type'::regclass AND ours.objid = t.oid
 WHERE t.typtype = 'b' AND t.typelem = 0 ORDER BY t.typname COLLATE "C" DESC;
\o

-- ---- settings.md ------------------------------------------------------------------------------------------------

\o :dir/settings.md
SELECT E'# Settings\n\n' || :'made' || E'\n
Settings of the server, to be set by `SET`, `ALTER ROLE … SET`, `ALTER DATABASE … SET` or in postgresql.conf. What a network or a
study is made of is in its definition: tables `network` and `study` of [relations](relations.md).\n
| setting | default | range | who may set it | meaning |\n|---|---|---|---|---|';
SELECT format('| `%s` | %s | %s | %s | %s |', name,
	CASE unit WHEN 'kB' THEN pg_size_pretty(1024 * boot_val::bigint) ELSE boot_val END,
	CASE WHEN unit = 'kB' THEN pg_size_pretty(1024 * min_val::bigint) || ' to ' || pg_size_pretty(1024 * max_val::bigint)
		WHEN enumvals IS NOT NULL THEN array_to_string(enumvals, ', ') WHEN min_val IS NOT NULL THEN min_val || ' to ' || max_val ELSE '' END,
	CASE context WHEN 'user' THEN 'everybody' WHEN 'superuser' THEN 'superusers' ELSE context END,
	pg_temp.cell(concat_ws(' ', short_desc, extra_desc)))
  FROM pg_settings WHERE name LIKE 'circle\_ext.%' ORDER BY name COLLATE "C";
\o

-- ---- relations.md -----------------------------------------------------------------------------------------------

CREATE TEMP TABLE shown AS
	SELECT 1 AS chapter, relation, no FROM unnest(circle_private.circle__study_relations()) WITH ORDINALITY AS r (relation, no)
	 WHERE relation <> ALL ('{home_change,amenity_change,tile_change,input_state,input_bucket,home_bucket,input_problem,pending,work,tile_seen,home_now,amenity_now,circle_scan,community_change}')
	UNION ALL
	SELECT 2, relation, no FROM unnest(circle_private.circle__network_relations()) WITH ORDINALITY AS r (relation, no)
	UNION ALL
	SELECT 3, c.relname, row_number() OVER (ORDER BY c.relname COLLATE "C")
	  FROM pg_class AS c JOIN ours ON ours.classid = 'pg_class'::regclass AND ours.objid = c.oid
	 WHERE c.relkind IN ('r', 'v') AND c.relname NOT LIKE 'circle\_builtin\_%' AND c.relname NOT LIKE 'circle\_\_%';

CREATE TEMP TABLE chapter (chapter int, title text, schema text);
INSERT INTO chapter VALUES (1, 'Of a study', 'city_15min'), (2, 'Of a network', 'city_net'), (3, 'Of the extension', circle_private.circle__schema());

CREATE TEMP TABLE relation AS
	SELECT h.chapter, h.title, s.no, c.oid, c.relname, c.relkind, obj_description(c.oid, 'pg_class') AS comment,
		   c.relname || CASE s.chapter WHEN 2 THEN ' of a network' ELSE '' END AS heading
	  FROM shown AS s JOIN chapter AS h USING (chapter)
	  JOIN pg_class AS c ON c.relname = s.relation AND c.relnamespace = to_regnamespace(h.schema);

\o :dir/relations.md
SELECT E'# Relations\n\n' || :'made' || E'\n
Tables and views of a study, of a network, and of the extension itself; tables that only a refresh in progress uses are left out. Keys
of homes and amenities have the types of the inputs, here `bigint`; `home` and `bi_home` have a column for each weight of the study,
here `population`.';
SELECT format(E'\n%s:\n\n| relation | kind | what it holds |\n|---|---|---|\n%s', title,
	string_agg(format('| [`%s`](#%s) | %s | %s |', relname, replace(heading, ' ', '-'), CASE relkind WHEN 'v' THEN 'view' ELSE 'table' END, pg_temp.cell(comment)), E'\n' ORDER BY no))
  FROM relation GROUP BY chapter, title ORDER BY chapter;
SELECT format(E'\n## %s\n\n%s\n\n| column | type | meaning |\n|---|---|---|\n%s', heading, comment,
	(SELECT string_agg(format('| `%s` | %s | %s |', attname, pg_temp.plain(format_type(atttypid, atttypmod)), pg_temp.cell(col_description(oid, attnum))), E'\n' ORDER BY attnum)
	   FROM pg_attribute WHERE attrelid = oid AND attnum > 0 AND NOT attisdropped))
  FROM relation ORDER BY chapter, no;
\o
