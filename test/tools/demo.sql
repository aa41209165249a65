-- What the demo does and shows; the variables streets, homes, amenities, communities name the input,
-- standard is what every home should be able to walk to, weights are the homes' columns that count
-- people, people is how to ask for those of the home h, circles is a quoted name or NULL.
\set ECHO queries

\echo '# The streets become a walking network.'
SELECT circle_create_network('city_net', :'streets');
SELECT jsonb_pretty(circle_build_network('city_net'));

\echo '# The study: what is asked about whom.' :note
SELECT circle_create_study('city_15min', 'city_net', :'standard', homes => :'homes', amenities => :'amenities', communities => :'communities',
	circles => :circles, weights => :'weights');
\echo '# The nightly job.'
SELECT * FROM circle_refresh('city_15min');

\echo '\n# The whole city.'
\x on
SELECT * FROM city_15min.summary;
\x off

\echo '# The communities, the worst first: what share of the homes and of the people meets every need?'
SELECT coalesce(nullif(community, ''), '(none)') AS community, homes, people, homes_unsnapped AS off_network, round(100 * share_homes::numeric, 1) AS homes_percent,
	round(100 * share_people::numeric, 1) AS people_percent, round(mean_capped_value::numeric, 1) AS mean_score
  FROM city_15min.community_indicator WHERE need = ''
 ORDER BY share_homes, homes DESC LIMIT 12;

\echo '# The needs, the worst first: where does the city as a whole fall short?'
SELECT need, sum(homes_covered) AS homes_covered, round(100 * sum(homes_covered) / sum(homes), 1) AS homes_percent,
	sum(people_covered) AS people_covered, round((100 * sum(people_covered) / nullif(sum(people), 0))::numeric, 1) AS people_percent
  FROM city_15min.community_indicator WHERE need <> '' GROUP BY need ORDER BY homes_percent;

\echo '# The worst gaps: what is missing for how many people, and how far is the nearest?'
SELECT g.home_id, :people AS people, g.need, g.available,
	coalesce(round(g.nearest::numeric, 1) || ' ' || g.unit, 'beyond the horizon') AS nearest
  FROM city_15min.home_gap AS g JOIN city_15min.home AS h USING (home_id)
 WHERE NOT h.on_island AND g.alternative_of IS NULL
 ORDER BY g.nearest / g.limit_value DESC NULLS FIRST, people DESC NULLS LAST, g.home_id LIMIT 10;

\echo '# What could not be used as meant.'
SELECT input, problem, row_count FROM city_15min.data_quality_count ORDER BY 1, 2;

\echo '# Styles, so that QGIS opens the layers home, map_home, map_gap, gap_cluster and map_community with colours and a legend.'
SELECT circle_qgis_styles('city_15min') AS styles;
