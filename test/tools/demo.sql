-- What the demo does and shows; variables streets, homes, amenities, communities name the input.
\set ECHO queries

-- The streets become a walking network.
SELECT circle_create_network('city_net', :'streets');
SELECT jsonb_pretty(circle_build_network('city_net'));

-- What every home should be able to walk to.
SELECT circle_create_study('city_15min', 'city_net', :'homes', :'amenities',
	'breakfast within 15 min & bus_stop * 8 within 8 min & metro_station * 2 within 15 min
	 & (hospital | health_station) within 15 min & wet_market within 10 min & park within 10 min'::circle_standard,
	communities => :'communities', amenity_key => 'amenity_id');
CALL circle_refresh('city_15min');

-- The whole city.
\x on
SELECT * FROM city_15min.summary;
\x off

-- The communities, the worst first: for what share of the people is every need met?
SELECT community, homes, people, people_covered, people_unsnapped AS off_network,
	round(100 * share_people::numeric, 1) AS percent, round(mean_capped_value::numeric, 1) AS mean_score
  FROM city_15min.community_indicator WHERE need = '' AND people > 0
 ORDER BY share_people, people DESC LIMIT 12;

-- The needs, the worst first: where does the city as a whole fall short?
SELECT need, sum(people) AS people, sum(people_covered) AS people_covered,
	round((100 * sum(people_covered) / nullif(sum(people), 0))::numeric, 1) AS percent
  FROM city_15min.community_indicator WHERE need <> '' GROUP BY need ORDER BY percent;

-- The worst gaps: what is missing for how many people, and how far is the nearest?
SELECT g.home_id, h.population, g.need, g.available,
	coalesce(round(g.nearest::numeric, 1)::text, 'beyond the horizon') AS nearest_min
  FROM city_15min.home_gap AS g JOIN city_15min.home AS h USING (home_id)
 WHERE NOT h.on_island AND g.alternative_of IS NULL
 ORDER BY g.nearest - g.limit_value DESC NULLS FIRST, h.population DESC NULLS LAST, g.home_id LIMIT 10;

-- What could not be used as meant.
SELECT input, problem, count(*) FROM city_15min.data_quality GROUP BY 1, 2 ORDER BY 1, 2;
