-- For BI tools: views with plain typed columns (text, numbers, booleans, times), lon and lat in place of geometries, one row a
-- thing. They join by home_id, community, walker, standard, need_no, circle_id and amenity_id.

CREATE FUNCTION circle__make_bi_home(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	weights text;
BEGIN
	-- Weights come last, in the order in which the study got them: a new one is one more column at the end.
	SELECT coalesce(string_agg(format(', h.%I', attname), '' ORDER BY attnum), '') INTO weights FROM pg_catalog.pg_attribute
	 WHERE attrelid = to_regclass(format('%I.home', study)) AND attnum > 0 AND NOT attisdropped
	   AND atttypid = 'float8'::regtype AND attname <> ALL (circle__home_columns());
	EXECUTE format($sql$
		CREATE OR REPLACE VIEW %1$I.bi_home WITH (security_invoker = true) AS
			SELECT h.home_id, h.community, %2$I.st_x(h.geom) AS lon, %2$I.st_y(h.geom) AS lat, h.meets, h.score, h.snap_m,
				   coalesce(h.on_island, false) AS on_island, coalesce(h.closed_edge, false) AS closed_edge %3$s
			  FROM %1$I.home AS h;
		COMMENT ON VIEW %1$I.bi_home IS 'Homes, for the principal walker and standard, with their weights.'$sql$,
		study, circle__postgis_schema(), weights);
END
$$;
COMMENT ON FUNCTION circle__make_bi_home(text) IS 'Makes the view of homes for BI tools, or makes it again with the weights that have come.';

CREATE FUNCTION circle__make_bi_home_views(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE OR REPLACE VIEW %1$I.bi_home_standard WITH (security_invoker = true) AS
			SELECT home_id, walker, standard, meets, score FROM %1$I.home_standard;
		COMMENT ON VIEW %1$I.bi_home_standard IS 'A row for each home, walker and standard: met or not, and the score.';

		CREATE OR REPLACE VIEW %1$I.bi_home_need WITH (security_invoker = true) AS
			SELECT h.home_id, h.walker, n.standard, n.need_no, n.need, n.category, n.needed, n.limit_value, n.unit,
				   %2$I.circle_count_within(h.coverage, n.category, n.limit_value, n.unit) >= n.needed AS met,
				   %2$I.circle_count_within(h.coverage, n.category, n.limit_value, n.unit) AS available,
				   %2$I.circle_nth_nearest(h.coverage, n.category, 1, n.unit) AS nearest,
				   %2$I.circle_nth_nearest(h.coverage, n.category, n.needed, n.unit) AS value
			  FROM (SELECT b.home_id, w.walker, b.coverage FROM %1$I.home AS b JOIN %1$I.walker AS w ON w.walker_no = 1
					UNION ALL SELECT home_id, walker, coverage FROM %1$I.home_walker) AS h
			 CROSS JOIN %1$I.need AS n;
		COMMENT ON VIEW %1$I.bi_home_need IS 'A row for each home, walker and need of each standard: met or not, and how far the amenities are.';
		COMMENT ON COLUMN %1$I.bi_home_need.met IS 'Is the need met? NULL: off the network.';
		COMMENT ON COLUMN %1$I.bi_home_need.value IS 'The value at which the need is met: that of the needed-th amenity, in the unit; NULL: beyond the horizon, or off the network.';

		CREATE OR REPLACE VIEW %1$I.bi_coverage WITH (security_invoker = true) AS
			SELECT h.home_id, h.walker, k.category, k.unit, %2$I.circle_nth_nearest(h.coverage, k.category, 1, k.unit) AS nearest,
				   CASE WHEN k.unit = 'min' THEN %2$I.circle_nth_nearest(h.coverage, k.category, 1, 'min') END AS nearest_min,
				   CASE WHEN k.unit = 'min' AND k.horizon >= 5 THEN %2$I.circle_count_within(h.coverage, k.category, 5, 'min') END AS within_5_min,
				   CASE WHEN k.unit = 'min' AND k.horizon >= 10 THEN %2$I.circle_count_within(h.coverage, k.category, 10, 'min') END AS within_10_min,
				   CASE WHEN k.unit = 'min' AND k.horizon >= 15 THEN %2$I.circle_count_within(h.coverage, k.category, 15, 'min') END AS within_15_min,
				   k.horizon, %2$I.circle_count_within(h.coverage, k.category, k.horizon, k.unit) AS within_horizon
			  FROM (SELECT b.home_id, w.walker, b.coverage FROM %1$I.home AS b JOIN %1$I.walker AS w ON w.walker_no = 1
					UNION ALL SELECT home_id, walker, coverage FROM %1$I.home_walker) AS h
			 CROSS JOIN (SELECT e.entry ->> 'category' AS category, e.entry ->> 'unit' AS unit, (e.entry -> 'cutoffs' ->> -1)::float8 AS horizon
						   FROM %1$I.version AS g CROSS JOIN LATERAL pg_catalog.jsonb_array_elements(g.template::jsonb) AS e (entry)) AS k;
		COMMENT ON VIEW %1$I.bi_coverage IS 'Coverages unfolded: a row for each home, walker, category and unit.';
		COMMENT ON COLUMN %1$I.bi_coverage.nearest_min IS 'Minutes to the nearest amenity of the category; NULL: none within the horizon, another unit, or off the network.';
		COMMENT ON COLUMN %1$I.bi_coverage.within_5_min IS 'Amenities of the category within 5 minutes; NULL: another unit, or a shorter horizon.';
		COMMENT ON COLUMN %1$I.bi_coverage.within_10_min IS 'Likewise within 10 minutes.';
		COMMENT ON COLUMN %1$I.bi_coverage.within_15_min IS 'Likewise within 15 minutes.';
		COMMENT ON COLUMN %1$I.bi_coverage.horizon IS 'How far the study looks for the category, in the unit.';
		COMMENT ON COLUMN %1$I.bi_coverage.within_horizon IS 'Amenities of the category within the horizon.';

		CREATE OR REPLACE VIEW %1$I.bi_gap WITH (security_invoker = true) AS
			SELECT home_id, community, walker, standard, need_no, need, category, needed, available, limit_value, unit, nearest,
				   nearest - limit_value AS nearest_beyond_limit, alternative_of, lon, lat
			  FROM %1$I.home_gap;
		COMMENT ON VIEW %1$I.bi_gap IS 'A row for each home and need that it does not meet, for the principal walker.';
		COMMENT ON COLUMN %1$I.bi_gap.nearest_beyond_limit IS 'How much farther than the limit the nearest is, in the unit; below 0 where one is near and more are asked for.';

		CREATE OR REPLACE VIEW %1$I.bi_amenity WITH (security_invoker = true) AS
			SELECT amenity_id, category, access_no, %3$I.st_x(geom) AS lon, %3$I.st_y(geom) AS lat, snap_m, coalesce(on_island, false) AS on_island,
				   coalesce(closed_edge, false) AS closed_edge, entry_no
			  FROM %1$I.amenity WHERE entry_no > 0;
		COMMENT ON VIEW %1$I.bi_amenity IS 'A row for each amenity, category and access point.';
	$sql$, study, circle__schema(), circle__postgis_schema());
END
$make$;
COMMENT ON FUNCTION circle__make_bi_home_views(text) IS 'Makes the views for BI tools about homes and amenities, or replaces them.';

CREATE FUNCTION circle__make_bi_area_views(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE OR REPLACE VIEW %1$I.bi_community WITH (security_invoker = true) AS
			SELECT i.level, i.community, i.walker, i.standard, i.homes, i.people, i.homes_covered, i.people_covered,
				   i.homes_unsnapped, i.people_unsnapped, i.homes_on_island, i.people_on_island, i.homes_without_people, i.share_homes,
				   i.share_people, i.median_value AS median_score, i.mean_capped_value AS mean_score, %2$I.st_x(p.point) AS lon, %2$I.st_y(p.point) AS lat
			  FROM %1$I.community_indicator AS i
			  LEFT JOIN (SELECT level, community, %2$I.st_pointonsurface(geom) AS point FROM %1$I.community) AS p USING (level, community)
			 WHERE i.need = '';
		COMMENT ON VIEW %1$I.bi_community IS 'A row for each area, walker and standard: the standard as a whole. Rows of one level, walker and standard add up to the city.';
		COMMENT ON COLUMN %1$I.bi_community.median_score IS 'Median score of the homes, 0 to 100.';
		COMMENT ON COLUMN %1$I.bi_community.lon IS 'Longitude of a point in the area; NULL where the study has no polygon of it.';
		COMMENT ON COLUMN %1$I.bi_community.lat IS 'Latitude of that point.';

		CREATE OR REPLACE VIEW %1$I.bi_community_need WITH (security_invoker = true) AS
			SELECT level, community, walker, standard, need, unit, homes, people, homes_covered, people_covered, homes_unsnapped, people_unsnapped,
				   homes_on_island, people_on_island, homes_without_people, share_homes, share_people, median_value, mean_capped_value, people_beyond
			  FROM %1$I.community_indicator WHERE need <> '';
		COMMENT ON VIEW %1$I.bi_community_need IS 'A row for each area, walker, standard and need. Rows of one level, walker, standard and need add up to the city; those of several needs do not.';

		CREATE OR REPLACE VIEW %1$I.bi_indicator WITH (security_invoker = true) AS
			SELECT level, community, walker, standard, need, weight, unit, homes, homes_without, total, covered, covered_straight, unsnapped, on_island,
				   beyond, share, share_straight, median_value, p90_value, mean_capped_value, gini, palma, fgt0, fgt1, fgt2, proximity_min, f15
			  FROM %1$I.indicator;
		COMMENT ON VIEW %1$I.bi_indicator IS 'A row for each area of each level, walker, standard, need and weight: sums, shares, quantiles, inequality and poverty of walks. Filter level, need and weight: rows of several of them do not add up.';

		CREATE OR REPLACE VIEW %1$I.bi_gap_report WITH (security_invoker = true) AS
			SELECT standard, gap_rank, level, community, need_no, need, alternative_of, category, needed, limit_value, unit, homes, people,
				   homes_without_people, median_nearest, median_value, median_beyond_limit, homes_beyond_horizon
			  FROM %1$I.gap_report;
		COMMENT ON VIEW %1$I.bi_gap_report IS 'What is missing, community by community and need by need, ranked by the people affected; for the principal walker.';

		CREATE OR REPLACE VIEW %1$I.bi_gap_cluster WITH (security_invoker = true) AS
			SELECT cluster_no, standard, need_no, need, alternative_of, homes, people, homes_without_people,
				   pg_catalog.array_to_string(communities, ', ') AS communities, %2$I.st_x(%2$I.st_centroid(geom)) AS lon,
				   %2$I.st_y(%2$I.st_centroid(geom)) AS lat, %2$I.st_area(geom::%2$I.geography) / 10000 AS hull_ha
			  FROM %1$I.gap_cluster;
		COMMENT ON VIEW %1$I.bi_gap_cluster IS 'Groups of homes that do not meet the same need and lie within 200 m of one another.';
		COMMENT ON COLUMN %1$I.bi_gap_cluster.communities IS 'Communities that the homes of the group lie in, with ", " between them.';
		COMMENT ON COLUMN %1$I.bi_gap_cluster.hull_ha IS 'Area of the convex hull of the homes, grown by 20 m, in hectares.';
	$sql$, study, circle__postgis_schema());
END
$make$;
COMMENT ON FUNCTION circle__make_bi_area_views(text) IS 'Makes the views for BI tools about communities and gaps, or replaces them.';

CREATE FUNCTION circle__make_bi_circle_views(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE OR REPLACE VIEW %1$I.bi_circle WITH (security_invoker = true) AS
			SELECT c.circle_id, c.name, %2$I.st_x(p.point) AS lon, %2$I.st_y(p.point) AS lat, c.geom IS NOT NULL AS has_centre, c.area IS NOT NULL AS has_area,
				   c.circle_min, c.grade, c.satisfaction, c.chain_rate, c.outlets_elsewhere, i.homes, i.residents, i.outlets, i.outlets_per_1000,
				   i.basic_kinds, i.quality_kinds, pg_catalog.array_to_string(i.basic_missing, ', ') AS basic_missing,
				   pg_catalog.array_to_string(i.quality_missing, ', ') AS quality_missing, c.standard::text AS standard, i.accepted, i.score
			  FROM %1$I.circle AS c LEFT JOIN %1$I.circle_indicator AS i USING (circle_id)
			 CROSS JOIN LATERAL (SELECT coalesce(c.geom, %2$I.st_pointonsurface(c.area)) AS point) AS p;
		COMMENT ON VIEW %1$I.bi_circle IS 'Circles in numbers.';
		COMMENT ON COLUMN %1$I.bi_circle.lon IS 'Longitude of the centre, else of a point in the drawn area.';
		COMMENT ON COLUMN %1$I.bi_circle.lat IS 'Latitude of that point.';
		COMMENT ON COLUMN %1$I.bi_circle.has_centre IS 'Has the circle a centre?';
		COMMENT ON COLUMN %1$I.bi_circle.has_area IS 'Has the circle a drawn area?';
		COMMENT ON COLUMN %1$I.bi_circle.basic_missing IS 'Basic categories that the study knows and the circle does not hold, with ", " between them.';
		COMMENT ON COLUMN %1$I.bi_circle.quality_missing IS 'Likewise of the quality categories.';
		COMMENT ON COLUMN %1$I.bi_circle.standard IS 'What a circle must hold to be accepted; NULL: nothing is asked.';

		CREATE OR REPLACE VIEW %1$I.bi_circle_category WITH (security_invoker = true) AS
			SELECT circle_id, name, category, outlets FROM %1$I.circle_kind;
		COMMENT ON VIEW %1$I.bi_circle_category IS 'Outlets of each circle by category; an amenity of two categories counts in both.';
		COMMENT ON COLUMN %1$I.bi_circle_category.outlets IS 'Outlets of the category.';

		CREATE OR REPLACE VIEW %1$I.bi_circle_member WITH (security_invoker = true) AS
			SELECT m.circle_id, m.home_id, m.minutes, m.in_area, o.circle_id IS NOT NULL AS own
			  FROM %1$I.circle_member AS m LEFT JOIN %1$I.home_circle AS o ON o.home_id = m.home_id AND o.circle_id = m.circle_id;
		COMMENT ON VIEW %1$I.bi_circle_member IS 'The homes in each circle. A home may be in several.';
		COMMENT ON COLUMN %1$I.bi_circle_member.own IS 'Is it the home''s own circle, the nearest of those that it is in? Of these, each home has one.';
	$sql$, study, circle__postgis_schema());
END
$make$;
COMMENT ON FUNCTION circle__make_bi_circle_views(text) IS 'Makes the views for BI tools about circles, or replaces them.';

CREATE FUNCTION circle__make_bi_study_views(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE OR REPLACE VIEW %1$I.bi_need WITH (security_invoker = true) AS
			SELECT n.standard, n.need_no, n.need, n.category, n.needed, n.limit_value, n.unit, n.weight
			  FROM %1$I.need AS n;
		COMMENT ON VIEW %1$I.bi_need IS 'The needs of the standards of the published version.';

		CREATE OR REPLACE VIEW %1$I.bi_summary WITH (security_invoker = true) AS
			SELECT walker, standard, definition, version, refreshed_at, homes, people, homes_covered, people_covered, homes_unsnapped, people_unsnapped,
				   homes_on_island, people_on_island, homes_without_people, homes_unusable, share_homes, share_people, mean_score, communities,
				   amenities, amenities_unsnapped, pg_catalog.array_to_string(no_amenities, ', ') AS no_amenities, people_in_circle, people_in_accepted_circle,
				   share_people_in_circle, share_people_in_accepted_circle, circles, circles_accepted, outlets, outlets_by_circle, outlets_per_circle
			  FROM %1$I.summary;
		COMMENT ON VIEW %1$I.bi_summary IS 'The headline of the published version: a row for each walker and standard.';
		COMMENT ON COLUMN %1$I.bi_summary.no_amenities IS 'Categories that are asked for and have no amenity at all, with ", " between them.';

		CREATE OR REPLACE VIEW %1$I.bi_history WITH (security_invoker = true) AS
			SELECT version, refreshed_at, walker, standard, definition, homes, people, homes_covered, people_covered, share_homes, share_people, mean_score,
				   people_in_circle, people_in_accepted_circle, circles, circles_accepted, outlets
			  FROM %1$I.history;
		COMMENT ON VIEW %1$I.bi_history IS 'The summary as of each version that changed it.';

		CREATE OR REPLACE VIEW %1$I.bi_community_history WITH (security_invoker = true) AS
			SELECT version, walker, standard, level, community, need, homes, people, homes_covered, people_covered, share_homes, share_people,
				   median_value, mean_capped_value, unit
			  FROM %1$I.community_history;
		COMMENT ON VIEW %1$I.bi_community_history IS 'The indicators of communities as of each version that changed them: a row holds until the next version of the same key.';

		CREATE OR REPLACE VIEW %1$I.bi_data_quality WITH (security_invoker = true) AS
			SELECT problem_no, input, problem, key, detail, lon, lat, row_count FROM %1$I.data_quality;
		COMMENT ON VIEW %1$I.bi_data_quality IS 'What could not be used as meant, and why.';

		CREATE OR REPLACE VIEW %1$I.bi_refresh WITH (security_invoker = true) AS
			SELECT version, started_at, finished_at, run_by, homes_read, homes_changed, amenities_read, amenities_changed, tiles_changed,
				   homes_computed, homes_written, scan_s, compute_s, publish_s, message
			  FROM %1$I.refresh_log;
		COMMENT ON VIEW %1$I.bi_refresh IS 'The refreshes that published a version: when, by whom, what they read, computed and wrote.';
	$sql$, study);
END
$make$;
COMMENT ON FUNCTION circle__make_bi_study_views(text) IS 'Makes the views for BI tools about the study as a whole, or replaces them.';

CREATE FUNCTION circle__make_bi_views(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__make_bi_home(study);
	PERFORM circle__make_bi_home_views(study);
	PERFORM circle__make_bi_area_views(study);
	PERFORM circle__make_bi_circle_views(study);
	PERFORM circle__make_bi_study_views(study);
END
$$;
COMMENT ON FUNCTION circle__make_bi_views(text) IS 'Makes the views of a study for BI tools, or replaces them.';
