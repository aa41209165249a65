-- What every client must find in the views for BI tools: a line for each view with rows, columns and their kinds, the sum of all
-- numbers rounded to thousandths, the characters of all texts, and how many booleans are true.
CREATE FUNCTION pg_temp.facts(study text) RETURNS SETOF text LANGUAGE plpgsql AS
$$
DECLARE
	view record;
	line text;
BEGIN
	FOR view IN
		SELECT c.relname, string_agg(a.attname || ':' || k.kind, ',' ORDER BY a.attnum) AS columns,
			   coalesce(string_agg(format('coalesce(sum(%I::float8), 0)', a.attname), ' + ') FILTER (WHERE k.kind IN ('int', 'float')), '0') AS numbers,
			   coalesce(string_agg(format('coalesce(sum(char_length(%I)), 0)', a.attname), ' + ') FILTER (WHERE k.kind = 'text'), '0') AS characters,
			   coalesce(string_agg(format('count(*) FILTER (WHERE %I)', a.attname), ' + ') FILTER (WHERE k.kind = 'bool'), '0') AS trues
		  FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
		 CROSS JOIN LATERAL (SELECT CASE format_type(a.atttypid, NULL) WHEN 'text' THEN 'text' WHEN 'integer' THEN 'int' WHEN 'bigint' THEN 'int'
			WHEN 'double precision' THEN 'float' WHEN 'boolean' THEN 'bool' WHEN 'timestamp with time zone' THEN 'time' END) AS k (kind)
		 WHERE c.relnamespace = to_regnamespace(quote_ident(study)) AND c.relname LIKE 'bi\_%' GROUP BY c.relname ORDER BY c.relname COLLATE "C" LOOP
		EXECUTE format('SELECT concat_ws(E''\t'', %L, count(*), %L, round((%s)::numeric), %s, %s) FROM %I.%I',
					   view.relname, view.columns, view.numbers, view.characters, view.trues, study, view.relname) INTO line;
		RETURN NEXT line;
	END LOOP;
END
$$;
SELECT pg_temp.facts(:'study');
