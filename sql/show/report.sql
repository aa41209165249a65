-- The report: one self-contained HTML page. Each section is a function; circle_report() assembles them.
--
-- It reads the published version only, as its caller, writes nothing, and is the same for the same version.

-- Parts of a page.

CREATE FUNCTION circle__report_bar(share float8) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN format('<td class="share"><span class="bar"><i style="width:%s%%"></i></span><b>%s</b></td>',
				  coalesce(round(100 * share::numeric, 1), 0), circle__report_percent(share));
COMMENT ON FUNCTION circle__report_bar(float8) IS 'A share as a cell of a table: a bar and percent.';

CREATE FUNCTION circle__report_table(heads text[], rows text, note text DEFAULT NULL) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	-- A head of a column of numbers begins with #, of one that a narrow screen can do without with *, of such a one of text with ~, of ranks with ^.
	RETURN CASE WHEN rows IS NOT NULL THEN format('%s<table><thead><tr>%s</tr></thead><tbody>%s</tbody></table>', '<p class="note">' || note || '</p>',
				  (SELECT string_agg(format('<th%s>%s</th>', CASE left(h, 1) WHEN '#' THEN ' class="num"' WHEN '*' THEN ' class="num wide"' WHEN '~' THEN ' class="wide"' WHEN '^' THEN ' class="rank wide"' ELSE '' END,
											circle__html(ltrim(h, '#*~^'))), '' ORDER BY no)
					 FROM unnest(heads) WITH ORDINALITY AS u (h, no)), rows) END;
COMMENT ON FUNCTION circle__report_table(text[], text, text) IS 'A table of rows that are HTML already, under a note that may be NULL; NULL without rows.';

CREATE FUNCTION circle__report_section(title text, body text, class text DEFAULT '') RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN CASE WHEN body IS NOT NULL THEN format('<section class="%s"><h2>%s</h2>%s</section>', class, circle__html(title), body) END;
COMMENT ON FUNCTION circle__report_section(text, text, text) IS 'A section of a page; NULL if its body is.';

CREATE FUNCTION circle__report_more(w jsonb, listed bigint, found bigint) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN CASE WHEN found > listed THEN format('<p class="note">%s</p>', format(w ->> 'and_more', circle__report_number(found - listed))) ELSE '' END;
COMMENT ON FUNCTION circle__report_more(jsonb, bigint, bigint) IS 'A line that says how many rows a table leaves out.';

CREATE FUNCTION circle__report_limit(w jsonb, value float8, unit text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN CASE WHEN value IS NOT NULL THEN format(w ->> unit, CASE WHEN value <> round(value) AND unit = 'min' THEN circle__report_number(value, 1)
																   ELSE circle__report_number(value) END) END;
COMMENT ON FUNCTION circle__report_limit(jsonb, float8, text) IS 'Minutes or metres in words; NULL for NULL.';

CREATE FUNCTION circle__report_need(w jsonb, category text, needed int, limit_value float8, unit text) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN (SELECT circle__html_name(format(w ->> ('within ' || unit), CASE WHEN needed > 1 THEN format(w ->> 'times', needed, label) ELSE label END,
											CASE WHEN limit_value <> round(limit_value) THEN circle__report_number(limit_value, 1) ELSE circle__report_number(limit_value) END))
			  FROM (SELECT coalesce((SELECT split_part(CASE w ->> 'lang' WHEN 'zh' THEN c.label_zh ELSE c.label_en END, ':', 1)
									   FROM circle_category AS c WHERE c.name = category), category) AS label) AS l);
COMMENT ON FUNCTION circle__report_need(jsonb, text, int, float8, text) IS 'A need in words, with the label of its category in the language of the report, as HTML.';

-- Sections. w holds the words, and under who and by_people what is counted.

CREATE FUNCTION circle__report_headline(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	by_people boolean := (w ->> 'by_people')::boolean;
	cards text := '';
	nobody text := '';
	card CONSTANT text := '<div class="card%s"><strong>%s</strong><p>%s</p><small>%s</small></div>';
BEGIN
	EXECUTE format('SELECT * FROM %1$I.summary AS s WHERE standard = (SELECT standard FROM %1$I.standard WHERE standard_no = 1) AND walker = (SELECT walker FROM %1$I.walker WHERE walker_no = 1)', study) INTO s;
	IF by_people AND s.people = 0 AND s.homes > 0 THEN
		nobody := '<br>' || circle__html(w ->> 'nobody_counted');
		by_people := false;
		s.people := s.homes;
		s.people_covered := s.homes_covered;
		s.people_unsnapped := s.homes_unsnapped;
		s.people_on_island := s.homes_on_island;
		s.share_people := s.share_homes;
		EXECUTE format('SELECT count(DISTINCT home_id)::float8 / $1, count(DISTINCT home_id) FILTER (WHERE accepted)::float8 / $1
						  FROM %1$I.circle_member JOIN %1$I.circle_indicator USING (circle_id)', study)
		   INTO s.share_people_in_circle, s.share_people_in_accepted_circle USING s.homes;
	END IF;
	cards := format(card, ' first', circle__report_percent(s.share_people),
		CASE WHEN by_people THEN format(w ->> 'headline_people', w ->> 'who') ELSE w ->> 'headline_homes' END,
		CASE WHEN by_people THEN format(w ->> 'of_people_homes', circle__report_number(s.people_covered), circle__report_number(s.people), w ->> 'unit',
										circle__report_number(s.homes_covered), circle__report_number(s.homes))
			 ELSE format(w ->> 'of_homes', circle__report_number(s.homes_covered), circle__report_number(s.homes)) || nobody END);
	IF s.circles > 0 THEN
		cards := cards || format(card, '', circle__report_percent(s.share_people_in_circle),
			CASE WHEN by_people THEN format(w ->> 'in_circle', w ->> 'who') ELSE w ->> 'in_circle_homes' END,
			format(w ->> 'circle_facts', circle__report_number(s.circles), circle__report_number(s.outlets), circle__report_number(s.outlets_per_circle, 1))
			|| CASE WHEN s.circles_accepted IS NOT NULL
					THEN '<br>' || format(w ->> 'accepted_facts', circle__report_number(s.circles_accepted), circle__report_number(s.circles),
										  circle__report_percent(s.share_people_in_accepted_circle)) ELSE '' END);
	END IF;
	cards := cards
		|| format(card, '', circle__report_number(s.mean_score, 1), w ->> 'mean_score', w ->> 'score_facts')
		|| format(card, '', circle__report_number(s.people_unsnapped), CASE WHEN by_people THEN format(w ->> 'off_network_people', w ->> 'unit') ELSE w ->> 'off_network_homes' END,
				  format(w ->> 'island_facts', circle__report_number(s.people_on_island)));
	RETURN '<section class="headline"><div class="cards">' || cards || '</div>' || coalesce(circle__report_parts(w, s.people, s.people_covered, s.people_unsnapped), '') || '</section>';
END
$$;
COMMENT ON FUNCTION circle__report_headline(text, jsonb) IS 'The headline numbers of both notions, from the summary.';

CREATE FUNCTION circle__report_parts(w jsonb, people float8, covered float8, unsnapped float8) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN (SELECT '<div class="parts">' || string_agg(format('<i class="%s" style="width:%s%%"></i>', class, round(100 * part::numeric / nullif(people, 0)::numeric, 2)), '' ORDER BY no)
				   || '</div><p class="legend">'
				   || string_agg(format('<span><i class="%s"></i>%s: %s</span>', class, circle__html(w ->> word), circle__report_number(part)), ' ' ORDER BY no) || '</p>'
			  FROM (VALUES (1, 'met', 'met', covered), (2, 'unmet', 'not_met', people - covered - unsnapped), (3, 'unknown', 'unknown', unsnapped)) AS v (no, class, word, part)
			 WHERE people > 0);
COMMENT ON FUNCTION circle__report_parts(jsonb, float8, float8, float8) IS 'A bar of the people covered, not covered and unknown; NULL if no people are counted.';

CREATE FUNCTION circle__report_needs(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	rows text;
BEGIN
	EXECUTE format($sql$
		SELECT string_agg(format('<tr><td>%%s</td>%%s<td class="num">%%s</td><td class="num wide">%%s</td><td class="num wide">%%s</td><td class="num wide">%%s</td></tr>',
								 circle__report_need($1, n.category, n.needed, n.limit_value, n.unit), circle__report_bar(i.share), circle__report_number(i.total - i.covered),
								 coalesce(circle__report_limit($1, i.median_value, i.unit), '–'), coalesce(circle__report_limit($1, i.p90_value, i.unit), '–'),
								 circle__report_percent(i.share_straight)), '' ORDER BY i.share, n.need_no)
		  FROM (SELECT DISTINCT ON (need) * FROM %1$I.need WHERE standard = (SELECT standard FROM %1$I.standard WHERE standard_no = 1) ORDER BY need, need_no) AS n
		  JOIN %1$I.walker AS k ON k.walker_no = 1
		  JOIN %1$I.indicator AS i ON i.walker = k.walker AND i.standard = n.standard AND i.level = 'city' AND i.need = n.need
		   AND i.weight = (SELECT coalesce(weights[1], '') FROM %1$I.version)$sql$, study) INTO rows USING w;
	RETURN circle__report_section(w ->> 'needs', circle__report_table(
		ARRAY[w ->> 'need', w ->> 'share_people', '#' || (w ->> 'without'), '*' || (w ->> 'median'), '*' || (w ->> 'p90'), '*' || (w ->> 'straight')],
		rows, circle__html(w ->> 'needs_note')), 'needs');
END
$$;
COMMENT ON FUNCTION circle__report_needs(text, jsonb) IS 'Each need of the principal standard over the whole study, from its indicators.';

CREATE FUNCTION circle__report_weights(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	rows text;
BEGIN
	EXECUTE format($sql$
		SELECT string_agg(format('<tr><td>%%s</td><td class="num">%%s</td>%%s<td class="num wide">%%s</td><td class="num wide">%%s</td><td class="num">%%s</td><td class="num wide">%%s</td><td class="num wide">%%s</td></tr>',
								 coalesce(circle__html($1 ->> ('weight ' || i.weight)), circle__html_name(i.weight)),
								 circle__report_number(i.total), circle__report_bar(i.share), circle__report_percent(i.share_straight),
								 CASE WHEN i.proximity_min IS NULL THEN '–' ELSE format($1 ->> 'min', circle__report_number(i.proximity_min, 1)) END,
								 circle__report_percent(i.f15), circle__report_number(i.gini, 2), circle__report_number(i.palma, 2)), ''
						  ORDER BY array_position(g.weights, i.weight) NULLS LAST)
		  FROM %1$I.indicator AS i JOIN %1$I.walker AS k ON k.walker = i.walker AND k.walker_no = 1 CROSS JOIN %1$I.version AS g
		 WHERE i.standard = (SELECT standard FROM %1$I.standard WHERE standard_no = 1) AND i.level = 'city' AND i.need = ''$sql$, study) INTO rows USING w;
	RETURN circle__report_section(w ->> 'weights', circle__report_table(
		ARRAY[w ->> 'weight_of', '#' || (w ->> 'sum'), w ->> 'share_people', '*' || (w ->> 'straight'), '*' || (w ->> 'proximity'), '#F15', '*Gini', '*Palma'],
		rows, circle__html(w ->> 'weights_note')));
END
$$;
COMMENT ON FUNCTION circle__report_weights(text, jsonb) IS 'The principal standard over the whole study by every weight: shares, proximity times, inequality.';

CREATE FUNCTION circle__report_others(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	rows text;
	found bigint;
BEGIN
	EXECUTE format($sql$
		SELECT count(*), string_agg(format('<tr><td>%%s</td><td><code>%%s</code></td>%%s<td class="num">%%s</td></tr>', circle__html_name(s.walker), circle__html(s.definition),
										   circle__report_bar(s.share_people), circle__report_number(s.mean_score, 1)), '' ORDER BY t.standard_no, k.walker_no)
		  FROM %1$I.summary AS s JOIN %1$I.standard AS t USING (standard) JOIN %1$I.walker AS k USING (walker)$sql$, study) INTO found, rows;
	IF found < 2 THEN
		RETURN NULL;
	END IF;
	RETURN circle__report_section(w ->> 'others', circle__report_table(
		ARRAY[w ->> 'walker', w ->> 'standard', w ->> 'share_people', '#' || (w ->> 'score')], rows));
END
$$;
COMMENT ON FUNCTION circle__report_others(text, jsonb) IS 'The summary of every walker and standard; NULL if there is but one.';

CREATE FUNCTION circle__report_communities(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	rows text;
	found bigint;
	listed CONSTANT bigint := 300;
BEGIN
	EXECUTE format($sql$
		SELECT max(found), string_agg(format('<tr><td>%%s</td><td class="num">%%s</td>%%s<td class="num wide">%%s</td><td class="num wide">%%s</td></tr>',
				CASE community WHEN '' THEN circle__html($1 ->> 'in_none') ELSE circle__html_name(community) END, circle__report_number(people),
				circle__report_bar(share_people), circle__report_number(mean_capped_value, 1), circle__report_number(people_unsnapped)), '' ORDER BY no)
		  FROM (SELECT i.*, count(*) OVER () AS found, row_number() OVER (ORDER BY share_people NULLS LAST, people DESC, community COLLATE "C") AS no
				  FROM %1$I.community_indicator AS i JOIN %1$I.walker AS k ON k.walker = i.walker AND k.walker_no = 1
				 WHERE standard = (SELECT standard FROM %1$I.standard WHERE standard_no = 1) AND level = 'community' AND need = '') AS q
		 WHERE no <= $2 AND EXISTS (SELECT FROM %1$I.community_indicator WHERE level = 'community' AND community <> '')$sql$, study)
	   INTO found, rows USING w, listed;
	RETURN circle__report_section(w ->> 'communities', circle__report_table(
		ARRAY[w ->> 'community', '#' || (w ->> 'Who'), w ->> 'share_people', '*' || (w ->> 'score'), '*' || (w ->> 'unsnapped')], rows,
		circle__html(w ->> 'communities_note')) || circle__report_more(w, listed, found));
END
$$;
COMMENT ON FUNCTION circle__report_communities(text, jsonb) IS 'The communities, the lowest share first; NULL in a study without communities.';

CREATE FUNCTION circle__report_circles(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	rows text;
	found bigint;
	listed CONSTANT bigint := 100;
BEGIN
	EXECUTE format($sql$
		SELECT max(found), string_agg(format('<tr><td>%%s</td><td class="num">%%s</td><td class="num">%%s</td><td class="num wide">%%s</td><td class="num wide">%%s</td><td class="num">%%s</td></tr>',
				circle__html_name(name), circle__report_number(residents), circle__report_number(outlets), circle__report_number(outlets_per_1000, 1),
				basic_kinds, CASE accepted WHEN true THEN $1 ->> 'yes' WHEN false THEN $1 ->> 'no' ELSE '–' END), '' ORDER BY no)
		  FROM (SELECT c.name, i.*, count(*) OVER () AS found, row_number() OVER (ORDER BY i.residents DESC, c.name COLLATE "C", i.circle_id COLLATE "C") AS no
				  FROM %1$I.circle AS c JOIN %1$I.circle_indicator AS i USING (circle_id)) AS q
		 WHERE no <= $2$sql$, study) INTO found, rows USING w, listed;
	RETURN circle__report_section(w ->> 'circles', circle__report_table(
		ARRAY[w ->> 'circle', '#' || (w ->> 'residents'), '#' || (w ->> 'outlets'), '*' || (w ->> 'per_1000'), '*' || (w ->> 'kinds'), '#' || (w ->> 'accepted')],
		rows, circle__html(w ->> 'circles_note')) || circle__report_more(w, listed, found));
END
$$;
COMMENT ON FUNCTION circle__report_circles(text, jsonb) IS 'The circles, those of most residents first; NULL in a study without circles.';

CREATE FUNCTION circle__report_gaps(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	rows text;
	found bigint;
	listed CONSTANT bigint := 25;
BEGIN
	SELECT count(*), string_agg(format('<tr><td class="rank wide">%s</td><td>%s</td><td>%s</td><td class="num">%s</td><td class="num wide">%s</td><td class="num">%s</td></tr>',
			no, CASE community WHEN '' THEN circle__html(w ->> 'in_none') ELSE circle__html_name(community) END,
			CASE WHEN category IS NULL THEN format('<span title="%s">%s</span>', circle__html(need), circle__html(w ->> 'any_of'))
				 ELSE circle__report_need(w, category, needed, limit_value, unit) END,
			circle__report_number(people),
			CASE WHEN category IS NULL THEN '–' ELSE coalesce(circle__report_limit(w, median_nearest, unit), w ->> 'beyond') END,
			CASE WHEN category IS NULL THEN '–' ELSE coalesce(circle__report_limit(w, median_value, unit), w ->> 'beyond') END), '' ORDER BY no)
			FILTER (WHERE no <= listed)
	  INTO found, rows
	  FROM (SELECT *, row_number() OVER (ORDER BY gap_rank) AS no FROM circle__gap_report(study)
		 WHERE standard = circle__principal_standard(study) AND alternative_of IS NULL) AS g;
	IF found = 0 THEN
		RETURN circle__report_section(w ->> 'gaps', format('<p>%s</p>', circle__html(w ->> 'no_gaps')));
	END IF;
	RETURN circle__report_section(w ->> 'gaps', circle__report_table(
		ARRAY['^', w ->> 'community', w ->> 'missing', '#' || (w ->> 'Who'), '*' || (w ->> 'nearest'), '#' || (w ->> 'would_take')], rows,
		format(circle__html(w ->> 'gaps_note'), w ->> 'who')) || circle__report_more(w, listed, found));
END
$$;
COMMENT ON FUNCTION circle__report_gaps(text, jsonb) IS 'The gaps of most people, by community and need, for the principal walker and standard.';

CREATE FUNCTION circle__report_quality(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	rows text;
BEGIN
	EXECUTE format($sql$
		SELECT string_agg(format('<tr><td>%%s</td><td>%%s</td><td class="num">%%s</td><td class="wide">%%s</td></tr>', circle__html(coalesce($1 ->> (input || '_input'), input)),
								 circle__html(coalesce($1 ->> problem, problem)), circle__report_number(row_count), circle__html_name(coalesce(example, ''), 240)), ''
						  ORDER BY input, problem)
		  FROM (SELECT input, problem, sum(row_count)::bigint AS row_count, min(detail) AS example FROM %1$I.data_quality GROUP BY 1, 2) AS q$sql$, study)
	   INTO rows USING w;
	IF rows IS NULL THEN
		RETURN circle__report_section(w ->> 'quality', format('<p>%s</p>', circle__html(w ->> 'no_problems')));
	END IF;
	RETURN circle__report_section(w ->> 'quality', circle__report_table(
		ARRAY[w ->> 'input', w ->> 'problem', '#' || (w ->> 'rows'), '~' || (w ->> 'example')], rows, circle__html(w ->> 'quality_note')), 'quality');
END
$$;
COMMENT ON FUNCTION circle__report_quality(text, jsonb) IS 'What is in data_quality, counted.';

CREATE FUNCTION circle__report_history(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	versions record;
	line text;
	shown CONSTANT int := 365;
BEGIN
	-- Refreshes that changed nothing have no row: the line holds its height until the next.
	EXECUTE format($sql$
		WITH h AS (
			SELECT h.version, h.share_people::numeric AS share, extract(epoch FROM h.refreshed_at)::numeric AS t,
				   row_number() OVER (ORDER BY h.version DESC) AS back
			  FROM %1$I.history AS h JOIN %1$I.walker AS k ON k.walker = h.walker AND k.walker_no = 1
			 WHERE h.standard = (SELECT standard FROM %1$I.standard WHERE standard_no = 1) AND h.share_people IS NOT NULL
		), r AS (
			SELECT count(*) AS versions, min(share) AS low, max(share) AS high, min(t) AS begun, max(t) AS done, min(version) AS first, max(version) AS last
			  FROM h WHERE back <= $1
		)
		SELECT r.versions, r.first, r.last, r.low, r.high, (SELECT share FROM h WHERE version = r.first) AS before, (SELECT share FROM h WHERE version = r.last) AS now,
			   (SELECT string_agg(format(CASE WHEN back = r.versions THEN 'M%%s %%s' ELSE 'H%%s V%%s' END, round(20 + 900 * (t - begun) / greatest(done - begun, 1), 1),
										 round(100 - 80 * (share - low) / greatest(high - low, 0.001), 1)), ' ' ORDER BY version) FROM h WHERE back <= $1) AS line
		  FROM r$sql$, study) INTO versions USING shown;
	IF versions.versions < 2 THEN
		RETURN NULL;
	END IF;
	line := format('<svg class="spark" viewBox="0 0 1000 120" role="img" aria-label="%1$s"><path d="%2$s"/><text x="930" y="%3$s">%4$s</text></svg>',
		circle__html(w ->> 'history'), versions.line, round(106 - 80 * (versions.now - versions.low) / greatest(versions.high - versions.low, 0.001), 1),
		circle__report_percent(versions.now::float8));
	RETURN circle__report_section(w ->> 'history', line || format('<p class="note">%s</p>', format(w ->> 'history_note',
		CASE sign(round(versions.now - versions.before, 3)) WHEN 1 THEN w ->> 'rose' WHEN -1 THEN w ->> 'fell' ELSE w ->> 'stayed' END,
		versions.first, circle__report_percent(versions.before::float8), versions.last, circle__report_percent(versions.now::float8))));
END
$$;
COMMENT ON FUNCTION circle__report_history(text, jsonb) IS 'The share of people covered, version by version, as a line; NULL before there are two versions that differ.';

CREATE FUNCTION circle__may_read_network(network text) RETURNS boolean
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	-- By OIDs: a name in a schema that the caller may not use is an error.
	RETURN circle__is_network(network)
		AND (SELECT has_schema_privilege(n.oid, 'USAGE') AND bool_and(has_table_privilege(c.oid, 'SELECT'))
			   FROM pg_catalog.pg_namespace AS n JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid
			  WHERE n.nspname = network AND c.relname IN ('network', 'tile') GROUP BY n.oid);
COMMENT ON FUNCTION circle__may_read_network(text) IS 'Is it a network that the caller may read? NULL or false if not.';

CREATE FUNCTION circle__report_sources(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	streets_schema text;
	streets_name text;
	sources text;
BEGIN
	EXECUTE format('SELECT s.*, n.network AS built_on FROM %1$I.study AS s CROSS JOIN %1$I.version AS n', study) INTO STRICT s;
	IF circle__may_read_network(s.built_on) THEN
		EXECUTE format('SELECT streets_schema, streets_name FROM %I.network', s.built_on) INTO streets_schema, streets_name;
	END IF;
	-- What an input is: the comment on its table, which its importer wrote.
	SELECT string_agg(format('%s: <code>%s</code>%s', circle__html(w ->> (input || '_input')), circle__html(format('%I.%I', nsp, rel)),
							 coalesce(' – ' || circle__html_name(obj_description(c.oid, 'pg_class'), 300), '')), '<br>' ORDER BY no)
	  INTO sources
	  FROM (VALUES (1, 'streets', streets_schema, streets_name), (2, 'homes', s.homes_schema, s.homes_name), (3, 'amenities', s.amenities_schema, s.amenities_name),
				   (4, 'communities', s.communities_schema, s.communities_name), (5, 'circles', s.circles_schema, s.circles_name)) AS v (no, input, nsp, rel)
	  LEFT JOIN (pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace) ON n.nspname = v.nsp AND c.relname = v.rel
	 WHERE rel IS NOT NULL;
	RETURN sources;
END
$$;
COMMENT ON FUNCTION circle__report_sources(text, jsonb) IS 'The input relations of a study with the comments on them; no input is read.';

CREATE FUNCTION circle__report_method(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	s record;
	facts text;
BEGIN
	EXECUTE format($sql$
		SELECT c.circle_min, c.standard AS circle_standard, n.direction, t.definition, m.homes, m.people, m.amenities, r.software,
			   (SELECT string_agg(format($1 ->> 'walker_facts', circle__html_name(k.walker), round(k.speed_m_s::numeric, 2),
									  CASE WHEN k.steps_factor > 0 THEN format($1 ->> 'with_steps', round(k.steps_factor::numeric, 2)::float8) ELSE $1 ->> 'without_steps' END,
									  coalesce($1 ->> ('slope ' || k.slope), circle__html(k.slope)), circle__report_number(k.snap_limit_m)), '<br>' ORDER BY k.walker_no)
				  FROM %1$I.walker AS k) AS walkers,
			   (SELECT string_agg(DISTINCT circle__report_limit($1, circle__horizon(n.template, e.category, e.unit), e.unit), ', ') FROM %1$I.need AS e
				 WHERE e.standard = t.standard) AS horizon
		  FROM %1$I.version AS n
		  JOIN %1$I.standard AS t ON t.standard_no = 1
		  JOIN %1$I.walker AS k ON k.walker_no = 1
		  JOIN %1$I.summary AS m ON m.walker = k.walker AND m.standard = t.standard
		  LEFT JOIN %1$I.refresh_log AS r ON r.version = n.version
		  LEFT JOIN (SELECT circle_min, standard FROM %1$I.circle ORDER BY circle_id COLLATE "C" LIMIT 1) AS c ON true$sql$, study) INTO STRICT s USING w;
	SELECT string_agg(format('<dt>%s</dt><dd>%s</dd>', circle__html(w ->> word), fact), '' ORDER BY no) INTO facts
	  FROM (VALUES
		(1, 'asked', format('<code>%s</code>', circle__html(s.definition::text))),
		(2, 'walks', s.walkers),
		(3, 'direction', circle__html(w ->> ('direction ' || s.direction))),
		(4, 'horizon', circle__html(s.horizon)),
		(5, 'circle_rule', CASE WHEN s.circle_min IS NOT NULL THEN format(w ->> 'circle_rule_facts', circle__report_number(s.circle_min))
								|| coalesce(format('<br><code>%s</code>', circle__html(s.circle_standard::text)), '') END),
		(6, 'counted', format(w ->> 'counted_facts', circle__report_number(s.homes), circle__report_number(s.people), w ->> 'unit', circle__report_number(s.amenities))
					   || CASE WHEN (w ->> 'by_people')::boolean THEN ', ' || format(w ->> 'weight', w ->> 'column') ELSE '' END),
		(7, 'sources', circle__report_sources(study, w)),
		(8, 'software', circle__html(s.software))) AS v (no, word, fact)
	 WHERE fact IS NOT NULL;
	RETURN circle__report_section(w ->> 'method', format('<p class="note">%s</p><dl>%s</dl>', circle__html(w ->> 'method_note'), facts), 'method');
END
$$;
COMMENT ON FUNCTION circle__report_method(text, jsonb) IS 'How the numbers were made: standard, walkers, limits, inputs, versions.';

-- The page.

CREATE FUNCTION circle__report_media_style() RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN $css$@media (max-width:760px){.wide{display:none}}
@media (max-width:640px){main{padding:24px 18px}h1{font-size:26px}h2{font-size:19px}.cards{grid-template-columns:1fr 1fr;gap:18px 14px}.card.first,.card:last-child:nth-child(even){grid-column:1/-1}.card strong{font-size:32px}.card.first strong{font-size:46px}
table{font-size:14px}td,th{padding-left:9px}td.share{width:auto;min-width:0}.bar{display:none}td.share b{width:auto}th{white-space:normal!important}dl{grid-template-columns:1fr;gap:2px}dd{margin-bottom:8px}.map text{font-size:26px}.map .name{font-size:24px}}
@page{size:A4;margin:15mm 14mm}
@media print{body{background:none;font-size:10.5pt}main{max-width:none;padding:0}section{margin-bottom:9mm}h1{font-size:22pt}h2{font-size:14pt;break-after:avoid}.note{break-after:avoid}table{font-size:9.5pt}tr,figure,.card,dd{break-inside:avoid}thead{display:table-header-group}
.cards{grid-template-columns:repeat(4,1fr);gap:6mm}.card.first,.card:last-child{grid-column:auto!important}.card strong{font-size:24pt}.card small{font-size:8.5pt}.map{max-height:122mm}.wide{display:table-cell!important}}
$css$;
COMMENT ON FUNCTION circle__report_media_style() IS 'The part of the style sheet of a report for narrow screens and for print on A4.';

CREATE FUNCTION circle__report_style() RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN $css$
:root{--ink:#1c2127;--soft:#5a6470;--line:#d9dee4;--paper:#fff;--wash:#f4f6f8;--met:#0072b2;--unmet:#d55e00;--unknown:#999}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--wash);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:1080px;margin:0 auto;background:var(--paper);padding:48px 56px 40px}
header{border-bottom:3px solid var(--ink);padding-bottom:16px;margin-bottom:28px}
header p{margin:0;color:var(--soft)}
h1{font-size:34px;line-height:1.2;margin:2px 0 8px;overflow-wrap:anywhere}
h2{font-size:21px;line-height:1.3;margin:0 0 10px}
section{margin:0 0 40px}
.note{color:var(--soft);font-size:14px;margin:0 0 12px;max-width:75ch}
table+.note,svg+.note{margin:10px 0 0}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:24px}
.card{border-top:1px solid var(--line);padding-top:12px}
.card strong{display:block;font-size:40px;line-height:1.1;font-weight:650;font-variant-numeric:tabular-nums;letter-spacing:-.01em;white-space:nowrap}
.card.first{border-top:3px solid var(--met)}
.card.first strong{color:var(--met)}
.card p{margin:6px 0;line-height:1.35}
.card small{color:var(--soft);font-size:13px;display:block;line-height:1.4}
.parts{display:flex;height:18px;margin:26px 0 8px;background:var(--line)}
.parts i{display:block;height:100%}
.met{background:var(--met)}.unmet{background:var(--unmet)}.unknown{background:var(--unknown)}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0;color:var(--soft);font-size:13.5px}
.legend span{display:inline-flex;align-items:center;gap:6px}
.legend i{width:13px;height:13px;flex:none}
.legend svg{width:16px;height:16px;flex:none}
table{border-collapse:collapse;width:100%;font-size:15px;font-variant-numeric:tabular-nums}
th{text-align:left;font-weight:600;color:var(--soft);font-size:13px;border-bottom:1.5px solid var(--ink);padding:4px 0 6px 14px;vertical-align:bottom}
td{padding:6px 0 6px 14px;border-bottom:1px solid var(--line);vertical-align:top}
bdi{overflow-wrap:anywhere}
th:first-child,td:first-child,.rank+*{padding-left:0}
td:first-child{min-width:5.5em}
td.rank{min-width:0;width:2.2em;text-align:right;padding-right:12px}
.num{text-align:right}
.num{white-space:nowrap}
td.share{white-space:nowrap;width:26%;min-width:116px}
td.share b{font-weight:500;display:inline-block;width:58px;text-align:right}
.bar{display:inline-block;width:calc(100% - 64px);height:10px;background:#e6eaee;vertical-align:1px}
.bar i{display:block;height:100%;background:var(--met)}
.quality td:nth-child(2){min-width:8em}
.quality td:last-child{color:var(--soft);font-size:13px}
code{font:13px/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
figure{margin:0}
.map{display:block;width:100%;height:auto;max-height:820px;background:#fbfcfd;border:1px solid var(--line)}
figcaption{margin-top:10px;font-size:13.5px;color:var(--soft)}
figcaption p{margin:6px 0 0}
.map text{font-family:inherit;font-size:15px;fill:var(--ink)}
.map .name{font-size:14px;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
.spark{display:block;width:100%;height:auto;border-bottom:1px solid var(--line)}
.spark path{fill:none;stroke:var(--met);stroke-width:2.5}
.spark text{font-size:20px;fill:var(--met);font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:max-content 1fr;gap:6px 20px;margin:0;font-size:14px}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;min-width:0}
$css$ || circle__report_media_style();
COMMENT ON FUNCTION circle__report_style() IS 'The style sheet of a report: screen, narrow screen, print on A4. Colours are those of Okabe and Ito, distinguishable with colour vision deficiency.';

CREATE FUNCTION circle__report_counts(w jsonb, weights text[]) RETURNS jsonb
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN (SELECT w || jsonb_build_object('by_people', cardinality(weights) > 0, 'column', circle__html_name(weights[1]), 'who', who, 'unit', unit,
										   'Who', CASE WHEN weights[1] = 'population' OR cardinality(weights) = 0 THEN upper(left(who, 1)) || substr(who, 2) ELSE weights[1] END)
			  FROM (SELECT CASE WHEN cardinality(weights) = 0 THEN w ->> 'homes' WHEN weights[1] = 'population' THEN w ->> 'people'
								ELSE circle__html_name(weights[1]) END AS who,
						   CASE WHEN cardinality(weights) = 0 THEN w ->> 'homes_unit' WHEN weights[1] = 'population' THEN w ->> 'people_unit'
								ELSE circle__html_name(weights[1]) END AS unit) AS q);
COMMENT ON FUNCTION circle__report_counts(jsonb, text[]) IS
'Adds to the words of a report what is counted: who and, after a number, unit (HTML) and Who (text, to head a column) are people, homes, or the name of the first weight; column is its name.';

CREATE FUNCTION circle_report(study text, lang text DEFAULT 'en', title text DEFAULT NULL) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT
	SET circle_ext.guard = on
	SET extra_float_digits = 1
	SET jit = off AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	n record;
	w jsonb;
BEGIN
	IF lang IS NULL OR lang <> ALL (circle__report_languages()) THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('a report cannot be written in language %s', coalesce('"' || lang || '"', 'NULL')),
			hint => 'Languages: ' || array_to_string(circle__report_languages(), ', ') || '.');
	END IF;
	PERFORM circle__check_study(study);
	PERFORM circle__check_newest(study);
	EXECUTE format('SELECT version, weights, to_char(published_at AT TIME ZONE ''UTC'', ''YYYY-MM-DD HH24:MI'') || '' UTC'' AS published FROM %I.version', study) INTO n;
	IF n.version IS NULL THEN
		PERFORM circle__raise('object_not_in_prerequisite_state',
			format('study "%s" has no published version to report', study),
			hint => format('SELECT * FROM circle_refresh(%L);', study));
	END IF;
	w := circle__report_counts(circle__report_words(lang), n.weights);
	RETURN format('<!DOCTYPE html>
<html lang="%1$s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>%2$s</title><style>%3$s</style></head>
<body><main><header><p>%4$s</p><h1><bdi>%2$s</bdi></h1><p>%5$s</p></header>
', w ->> 'html_lang', circle__html(coalesce(nullif(title, ''), study)), circle__report_style(), circle__html(w ->> 'subtitle'),
			circle__html(format(w ->> 'version', n.version, n.published)))
		|| concat_ws(E'\n', circle__report_headline(study, w), circle__report_map(study, w), circle__report_needs(study, w), circle__report_weights(study, w), circle__report_gaps(study, w),
					 circle__report_communities(study, w), circle__report_circles(study, w), circle__report_others(study, w), circle__report_history(study, w),
					 circle__report_quality(study, w), circle__report_method(study, w))
		|| E'\n</main></body></html>\n';
END
$$;
COMMENT ON FUNCTION circle_report(text, text, text) IS
'The published version of a study as one self-contained HTML page: no network access, no script, prints on A4. Headline numbers, a map, needs, gaps, communities, circles, history, data quality and method, for the principal walker and standard. lang: en or zh. title: what to head it with, by default the name of the study. The same version gives the same page. psql: \o report.html, with \t and \a.';
