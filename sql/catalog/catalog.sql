-- The catalogue: categories, the rules that classify amenities, and named standards. Each is a view over a shipped
-- table, which updates replace, and a user's table, which is dumped; the user's row wins.

CREATE TABLE circle_builtin_category (
	name text PRIMARY KEY,
	label_zh text NOT NULL,
	label_en text NOT NULL,
	category_group text NOT NULL
		CHECK (category_group IN ('basic', 'quality', 'public', 'transport', 'union', 'other')),
	part_of text[] NOT NULL DEFAULT '{}',
	verified boolean NOT NULL,
	note text NOT NULL DEFAULT ''
);
COMMENT ON TABLE circle_builtin_category IS 'Categories shipped with circle_ext; add and override them in circle_user_category.';
COMMENT ON COLUMN circle_builtin_category.category_group IS
'basic or quality: on that list of the Ministry of Commerce''s life circles; public: planning standards; transport; union: made of the categories that are part_of it; other.';
COMMENT ON COLUMN circle_builtin_category.part_of IS 'Union categories that every amenity of this category has as well.';
COMMENT ON COLUMN circle_builtin_category.verified IS 'Was the category found in a public source of its group?';

CREATE TABLE circle_user_category (
	name text PRIMARY KEY CHECK (name <> ''),
	label_zh text NOT NULL DEFAULT '',
	label_en text NOT NULL DEFAULT '',
	category_group text NOT NULL DEFAULT 'other'
		CHECK (category_group IN ('basic', 'quality', 'public', 'transport', 'union', 'other')),
	part_of text[] NOT NULL DEFAULT '{}',
	verified boolean NOT NULL DEFAULT false,
	note text NOT NULL DEFAULT ''
);
COMMENT ON TABLE circle_user_category IS 'Users'' categories; a row here wins over the shipped row of that name.';

CREATE VIEW circle_category AS
	SELECT name, label_zh, label_en, category_group, part_of, verified, note, true AS builtin
	  FROM circle_builtin_category AS b
	 WHERE NOT EXISTS (SELECT FROM circle_user_category AS u WHERE u.name = b.name)
	UNION ALL
	SELECT name, label_zh, label_en, category_group, part_of, verified, note, false
	  FROM circle_user_category;
COMMENT ON VIEW circle_category IS 'All categories: the users'' and the shipped ones.';

CREATE TABLE circle_builtin_category_rule (
	source text NOT NULL CHECK (source IN ('osm', 'amap')),
	key text NOT NULL,
	value text NOT NULL,
	and_key text NOT NULL DEFAULT '',
	and_value text NOT NULL DEFAULT '',
	category text NOT NULL,
	action text NOT NULL DEFAULT 'accept' CHECK (action IN ('accept', 'reject')),
	confidence real NOT NULL DEFAULT 1 CHECK (confidence >= 0 AND confidence <= 1),
	PRIMARY KEY (source, key, value, and_key, and_value, category)
);
COMMENT ON TABLE circle_builtin_category_rule IS
'Rules shipped with circle_ext that turn tags into categories; add and override them in circle_user_category_rule.';
COMMENT ON COLUMN circle_builtin_category_rule.value IS
'What the tag must be: * stands for any text, so 0602* is a code prefix. Lists in tags (a;b or a|b) match if any of their parts does.';
COMMENT ON COLUMN circle_builtin_category_rule.and_key IS 'A second tag that must be as and_value says; empty: none.';
COMMENT ON COLUMN circle_builtin_category_rule.action IS
'accept: the amenity has the category; reject: it has not, whatever else accepts it (category * rejects all).';
COMMENT ON COLUMN circle_builtin_category_rule.confidence IS 'How sure the tag means the category, 0 to 1.';

CREATE TABLE circle_user_category_rule (
	source text NOT NULL CHECK (source <> ''),
	key text NOT NULL CHECK (key <> ''),
	value text NOT NULL,
	and_key text NOT NULL DEFAULT '',
	and_value text NOT NULL DEFAULT '',
	category text NOT NULL CHECK (category <> ''),
	action text NOT NULL DEFAULT 'accept' CHECK (action IN ('accept', 'reject')),
	confidence real NOT NULL DEFAULT 1 CHECK (confidence >= 0 AND confidence <= 1),
	PRIMARY KEY (source, key, value, and_key, and_value, category)
);
COMMENT ON TABLE circle_user_category_rule IS
'Users'' rules; a row here wins over the shipped row with the same source, key, value, and_key, and_value and category. Sources of one''s own are welcome.';

CREATE VIEW circle_category_rule AS
	SELECT source, key, value, and_key, and_value, category, action, confidence, true AS builtin
	  FROM circle_builtin_category_rule AS b
	 WHERE NOT EXISTS (
			SELECT FROM circle_user_category_rule AS u
			 WHERE (u.source, u.key, u.value, u.and_key, u.and_value, u.category)
				 = (b.source, b.key, b.value, b.and_key, b.and_value, b.category))
	UNION ALL
	SELECT source, key, value, and_key, and_value, category, action, confidence, false
	  FROM circle_user_category_rule;
COMMENT ON VIEW circle_category_rule IS 'All rules that turn tags into categories: the users'' and the shipped ones.';

CREATE TABLE circle_builtin_standard (
	name text PRIMARY KEY,
	standard circle_standard NOT NULL,
	title_zh text NOT NULL,
	title_en text NOT NULL,
	source text NOT NULL,
	verified boolean NOT NULL,
	note text NOT NULL DEFAULT ''
);
COMMENT ON TABLE circle_builtin_standard IS 'Standards shipped with circle_ext; add and override them in circle_user_standard.';
COMMENT ON COLUMN circle_builtin_standard.verified IS
'Were all figures found in a public source? false: at least one figure or its attribution is from general knowledge, see note.';

CREATE TABLE circle_user_standard (
	name text PRIMARY KEY CHECK (name <> ''),
	standard circle_standard NOT NULL,
	title_zh text NOT NULL DEFAULT '',
	title_en text NOT NULL DEFAULT '',
	source text NOT NULL DEFAULT '',
	verified boolean NOT NULL DEFAULT false,
	note text NOT NULL DEFAULT ''
);
COMMENT ON TABLE circle_user_standard IS 'Users'' standards; a row here wins over the shipped row of that name.';

CREATE VIEW circle_standard_catalog AS
	SELECT name, standard, title_zh, title_en, source, verified, note, true AS builtin
	  FROM circle_builtin_standard AS b
	 WHERE NOT EXISTS (SELECT FROM circle_user_standard AS u WHERE u.name = b.name)
	UNION ALL
	SELECT name, standard, title_zh, title_en, source, verified, note, false
	  FROM circle_user_standard;
COMMENT ON VIEW circle_standard_catalog IS 'All named standards: the users'' and the shipped ones.';

SELECT pg_catalog.pg_extension_config_dump('circle_user_category', '');
SELECT pg_catalog.pg_extension_config_dump('circle_user_category_rule', '');
SELECT pg_catalog.pg_extension_config_dump('circle_user_standard', '');

GRANT SELECT ON circle_builtin_category, circle_user_category, circle_category,
	circle_builtin_category_rule, circle_user_category_rule, circle_category_rule,
	circle_builtin_standard, circle_user_standard, circle_standard_catalog TO PUBLIC;

CREATE FUNCTION circle__tag_matches(tag text, pattern text) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE
		WHEN strpos(pattern, '*') = 0 AND tag !~ '[;|]' THEN tag = pattern
		WHEN pattern = '*' THEN true
		ELSE EXISTS (
			SELECT FROM regexp_split_to_table(tag, '\s*[;|]\s*') AS part
			 WHERE part LIKE replace(replace(replace(replace(pattern, '\', '\\'), '%', '\%'), '_', '\_'), '*', '%'))
	END;
COMMENT ON FUNCTION circle__tag_matches(text, text) IS
'Does the tag, or a part of it if it is a list, match the value of a rule? * stands for any text.';

CREATE FUNCTION circle__classify_all(source text, all_tags jsonb[], min_confidence double precision)
	RETURNS TABLE (tags_no bigint, categories text[])
	LANGUAGE sql STABLE PARALLEL SAFE COST 10000 ROWS 1000
BEGIN ATOMIC
	WITH rule AS MATERIALIZED (
		SELECT r.* FROM circle_category_rule AS r WHERE r.source = circle__classify_all.source
	), hit AS (
		SELECT o.tags_no, r.category, bool_and(r.action = 'accept') AND max(r.confidence) >= min_confidence AS accepted
		  FROM unnest(all_tags) WITH ORDINALITY AS o (tags, tags_no), jsonb_each_text(o.tags) AS t JOIN rule AS r ON r.key = t.key
		 WHERE circle__tag_matches(t.value, r.value)
		   AND (r.and_key = '' OR circle__tag_matches(o.tags ->> r.and_key, r.and_value))
		 GROUP BY o.tags_no, r.category
	)
	SELECT h.tags_no, array_agg(h.category ORDER BY h.category COLLATE "C") FILTER (WHERE h.accepted)
	  FROM hit AS h GROUP BY h.tags_no HAVING bool_or(h.accepted) AND NOT bool_or(h.category = '*');
END;
COMMENT ON FUNCTION circle__classify_all(text, jsonb[], double precision) IS
'Categories by the rules for many amenities at once, without the unions that contain them; no row for an amenity without any.';

CREATE FUNCTION circle__with_unions(categories text[]) RETURNS text[]
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
	RETURN ARRAY(SELECT unnest(categories)
				  UNION
				 SELECT unnest(c.part_of) FROM circle_category AS c WHERE c.name = ANY (categories)
				  ORDER BY 1);
COMMENT ON FUNCTION circle__with_unions(text[]) IS 'The categories and the unions that they are part of, sorted.';

CREATE FUNCTION circle_classify_tags(source text, tags jsonb, min_confidence double precision DEFAULT 0.5) RETURNS text[]
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 1000
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
BEGIN
	IF NOT EXISTS (SELECT FROM circle_category_rule AS r WHERE r.source = circle_classify_tags.source) THEN
		PERFORM circle__raise('undefined_object',
			format('there are no category rules for source "%s"', source),
			hint => 'Sources with rules: '
				|| (SELECT string_agg(DISTINCT r.source, ', ' ORDER BY r.source) FROM circle_category_rule AS r)
				|| '. Rules of your own go to circle_user_category_rule.');
	END IF;
	IF jsonb_typeof(tags) <> 'object' THEN
		PERFORM circle__raise('invalid_parameter_value',
			'tags must be a JSON object',
			detail => format('They are of type %s.', jsonb_typeof(tags)),
			hint => 'As in {"shop": "convenience", "name": "7-Eleven"}, or {"typecode": "060201", "name": "7-Eleven"} for AMap.');
	END IF;
	IF NOT min_confidence BETWEEN 0 AND 1 THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('min_confidence must be between 0 and 1, and it is %s', min_confidence));
	END IF;
	RETURN coalesce((SELECT circle__with_unions(c.categories)
					   FROM circle__classify_all(source, ARRAY[tags], min_confidence) AS c), '{}');
END
$$;
COMMENT ON FUNCTION circle_classify_tags(text, jsonb, double precision) IS
'The categories of an amenity by its tags. Sorted, by the rules of circle_category_rule for that source (osm, amap) that are at least so sure; empty if none. A place may have many categories.';

-- What a column is called, it means in the shipped table, in the users' table and in the view.
DO $comments$
DECLARE
	c record;
BEGIN
	FOR c IN
		SELECT r.relation, w.column_name, w.meaning
		  FROM (VALUES
			('category', 'name', 'Name of the category, as standards use it.'),
			('category', 'label_zh', 'What it is called in Chinese.'),
			('category', 'label_en', 'What it is called in English.'),
			('category', 'category_group', 'basic or quality: on that list of the Ministry of Commerce''s life circles; public: planning standards; transport; union: made of the categories that are part_of it; other.'),
			('category', 'part_of', 'Union categories that every amenity of this category has as well.'),
			('category', 'verified', 'Was the category found in a public source of its group?'),
			('category_rule', 'source', 'Where the tags come from: osm, amap, or a source of your own.'),
			('category_rule', 'key', 'The tag.'),
			('category_rule', 'value', 'What the tag must be: * stands for any text, so 0602* is a code prefix. Lists in tags (a;b or a|b) match if any of their parts does.'),
			('category_rule', 'and_key', 'A second tag that must be as and_value says; empty: none.'),
			('category_rule', 'and_value', 'What the second tag must be.'),
			('category_rule', 'category', 'The category; * with action reject: all.'),
			('category_rule', 'action', 'accept: the amenity has the category; reject: it has not, whatever else accepts it (category * rejects all).'),
			('category_rule', 'confidence', 'How sure the tag means the category, 0 to 1.'),
			('standard', 'name', 'Name, as circle_create_study() and circle_set_standard() take it.'),
			('standard', 'standard', 'The standard.'),
			('standard', 'title_zh', 'Title in Chinese.'),
			('standard', 'title_en', 'Title in English.'),
			('standard', 'source', 'Where the figures come from.'),
			('standard', 'verified', 'Were the figures found in a public source?'),
			('category', 'note', 'Remarks.'), ('standard', 'note', 'Remarks.'),
			('category', 'builtin', 'Is the row shipped with circle_ext? Else a user''s.'),
			('category_rule', 'builtin', 'Is the row shipped with circle_ext? Else a user''s.'),
			('standard', 'builtin', 'Is the row shipped with circle_ext? Else a user''s.')) AS w (family, column_name, meaning)
		 CROSS JOIN LATERAL (VALUES ('circle_builtin_' || family), ('circle_user_' || family),
									(CASE family WHEN 'standard' THEN 'circle_standard_catalog' ELSE 'circle_' || family END)) AS r (relation)
		  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.relation::regclass AND a.attname = w.column_name
		 WHERE pg_catalog.col_description(a.attrelid, a.attnum) IS NULL
	LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', c.relation, c.column_name, c.meaning);
	END LOOP;
END
$comments$;
