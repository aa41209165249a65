-- Gaps of a study put together: by community and need, ranked, and as groups of homes on the map.

CREATE FUNCTION circle__gap_query(study text) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	weights text[];
BEGIN
	PERFORM circle__check_study(study);
	EXECUTE format('SELECT weights FROM %I.version', study) INTO weights;
	-- People in thousandths, as integers: a sum does not depend on its order. Without weights, homes are counted.
	RETURN format($sql$
		SELECT h.home_id, h.community, h.geom, round(%2$s * 1000)::bigint AS people, s.standard, s.standard_no, g.*,
			   CASE WHEN g.category IS NOT NULL
					THEN coalesce(circle_nth_nearest(h.coverage, g.category, g.needed, g.unit), 'Infinity') END AS value
		  FROM %1$I.home AS h
		 CROSS JOIN %1$I.standard AS s
		 CROSS JOIN LATERAL circle_gaps(h.coverage, s.definition) AS g$sql$,
		study, CASE WHEN cardinality(weights) > 0 THEN format('h.%I', weights[1]) ELSE '1' END);
END
$$;
COMMENT ON FUNCTION circle__gap_query(text) IS
'The query for the gaps of every home for the principal walker, with the value at which the need would be met (Infinity: beyond the horizon) and the people in thousandths.';

CREATE FUNCTION circle__gap_report(study text)
	RETURNS TABLE (standard text, gap_rank bigint, level text, community text, need_no int, need text, alternative_of text,
		category text, needed int, limit_value float8, unit text, homes bigint, people float8, homes_without_people bigint,
		median_nearest float8, median_value float8, median_beyond_limit float8, homes_beyond_horizon bigint)
	LANGUAGE plpgsql STABLE ROWS 100
	SET search_path FROM CURRENT
	SET circle_ext.guard = on
	SET jit = off AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
BEGIN
	RETURN QUERY EXECUTE format($sql$
		SELECT standard, row_number() OVER (PARTITION BY standard ORDER BY people DESC, homes DESC, community, need_no, need),
			   'community', community, need_no, need, alternative_of, category, needed, limit_value, unit, homes, people / 1000.0::float8,
			   without_people, nullif(nearest, 'Infinity'), nullif(value, 'Infinity'), nullif(value, 'Infinity') - limit_value, beyond
		  FROM (SELECT standard, standard_no, community, need_no, need, alternative_of, category, needed, limit_value, unit,
					   count(*) AS homes, coalesce(sum(people), 0)::bigint AS people, count(*) FILTER (WHERE people IS NULL) AS without_people,
					   percentile_disc(0.5) WITHIN GROUP (ORDER BY coalesce(nearest, 'Infinity')) AS nearest,
					   percentile_disc(0.5) WITHIN GROUP (ORDER BY value) AS value,
					   CASE WHEN category IS NOT NULL THEN count(*) FILTER (WHERE value = 'Infinity') END AS beyond
				  FROM (%s) AS gap
				 GROUP BY standard, standard_no, community, need_no, need, alternative_of, category, needed, limit_value, unit) AS g
		 ORDER BY standard_no, 2$sql$, circle__gap_query(study));
END
$$;
COMMENT ON FUNCTION circle__gap_report(text) IS
'The gaps of a study for the principal walker, a row for each standard, community and need that homes there do not meet, ranked by the people affected. A need that is part of an unmet "any of" or "k of" names it in alternative_of; where that is NULL, a home is counted once for each thing that it lacks. No rows before the first refresh. The view gap_report of a study shows it.';

CREATE FUNCTION circle_gap_clusters(study text, distance_m float8 DEFAULT 200, min_homes int DEFAULT 1)
	RETURNS TABLE (cluster_no bigint, standard text, need_no int, need text, alternative_of text, homes bigint, people float8,
		homes_without_people bigint, communities text[], geom geometry)
	LANGUAGE plpgsql STABLE ROWS 100
	SET search_path FROM CURRENT
	SET circle_ext.guard = on
	SET jit = off AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	plane text;
BEGIN
	IF distance_m IS NULL OR NOT (distance_m > 0 AND distance_m <= 10000) THEN
		PERFORM circle__raise('invalid_parameter_value',
			'distance_m must be above 0 and at most 10000',
			hint => 'Homes with the same gap that are no farther apart than this, in a straight line, are of one group.');
	END IF;
	IF min_homes IS NULL OR min_homes < 1 THEN
		PERFORM circle__raise('invalid_parameter_value', 'min_homes must be at least 1');
	END IF;
	PERFORM circle__check_study(study);
	-- Metres in a plane that touches the globe in the middle of the homes: 100 km from there, 1 in 10,000 off.
	EXECUTE format('SELECT format(''+proj=aeqd +lat_0=%%s +lon_0=%%s +datum=WGS84 +units=m +no_defs'', st_y(middle), st_x(middle))
					  FROM (SELECT st_centroid(st_extent(geom)) AS middle FROM %I.home) AS e', study) INTO plane;
	-- All points are moved to the plane at once, and all hulls from it: a projection given as text is set up again at each call.
	RETURN QUERY EXECUTE format($sql$
		WITH gap AS MATERIALIZED (
			SELECT *, row_number() OVER () AS n FROM (%s) AS q
		), moved AS (
			SELECT (d).path[1] AS n, (d).geom AS point
			  FROM (SELECT st_dump(st_transform(st_collect(geom ORDER BY n), $1)) AS d FROM gap) AS m
		), hull AS MATERIALIZED (
			SELECT row_number() OVER (ORDER BY standard_no, people DESC, homes DESC, need_no, need, first_home) AS n, *,
				   st_buffer(st_convexhull(points), 20, 'quad_segs=4') AS geom
			  FROM (SELECT standard, standard_no, need_no, need, alternative_of, count(*) AS homes, coalesce(sum(people), 0)::bigint AS people,
						   count(*) FILTER (WHERE people IS NULL) AS without_people,
						   coalesce(array_agg(DISTINCT community ORDER BY community) FILTER (WHERE community <> ''), '{}') AS communities,
						   min(home_id::text COLLATE "C") AS first_home,
						   st_collect(point ORDER BY st_x(point), st_y(point)) AS points
					  FROM (SELECT *, circle__cluster(st_x(point), st_y(point), $2) OVER (PARTITION BY standard, need_no, need) AS cluster
							  FROM gap JOIN moved USING (n)) AS c
					 GROUP BY standard, standard_no, need_no, need, alternative_of, cluster HAVING count(*) >= $3) AS g
		), drawn AS (
			SELECT (d).path[1] AS n, (d).geom
			  FROM (SELECT st_dump(st_transform(st_collect(geom ORDER BY n), $1, 4326)) AS d FROM hull) AS m
		)
		SELECT n, standard, need_no, need, alternative_of, homes, people / 1000.0::float8, without_people, communities, drawn.geom
		  FROM hull JOIN drawn USING (n) ORDER BY 1$sql$, circle__gap_query(study))
	USING plane, distance_m, min_homes;
END
$$;
COMMENT ON FUNCTION circle_gap_clusters(text, float8, int) IS
'Groups of homes that do not meet the same need (principal walker) and hang together by steps of at most distance_m metres, with the people and the convex hull grown by 20 m, the greatest first. With min_homes = 1 every home with the gap is in one group, be it alone. No rows before the first refresh. The view gap_cluster of a study shows those of 200 m.';

CREATE FUNCTION circle__make_gap_views(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE OR REPLACE VIEW %1$I.gap_report WITH (security_invoker = true) AS SELECT * FROM circle__gap_report(%1$L);
		COMMENT ON VIEW %1$I.gap_report IS 'What is missing, community by community and need by need, ranked by the people affected; for the principal walker.';
		COMMENT ON COLUMN %1$I.gap_report.gap_rank IS 'Rank within the standard: 1 is the gap of most people.';
		COMMENT ON COLUMN %1$I.gap_report.level IS 'Kind of area: community.';
		COMMENT ON COLUMN %1$I.gap_report.community IS 'Community; empty for homes in none.';
		COMMENT ON COLUMN %1$I.gap_report.alternative_of IS 'The unmet "any of" or "k of" that this need is a part of; NULL: the standard asks for it itself.';
		COMMENT ON COLUMN %1$I.gap_report.category IS 'What is missing; NULL for an "any of" or "k of" as a whole.';
		COMMENT ON COLUMN %1$I.gap_report.homes IS 'Homes that do not meet the need.';
		COMMENT ON COLUMN %1$I.gap_report.people IS 'People affected: the first weight (population) of those homes; homes without it count 0 and in homes_without_people.';
		COMMENT ON COLUMN %1$I.gap_report.median_nearest IS 'Median over those homes of the nearest amenity of the category, in the unit; NULL: beyond the horizon.';
		COMMENT ON COLUMN %1$I.gap_report.median_value IS 'Median over those homes of the value at which the need would be met: that of the needed-th amenity; NULL: beyond the horizon.';
		COMMENT ON COLUMN %1$I.gap_report.median_beyond_limit IS 'How far that lies beyond the limit: median_value - limit_value.';
		COMMENT ON COLUMN %1$I.gap_report.homes_beyond_horizon IS 'Those of the homes for which the need is not met even at the horizon.';

		CREATE OR REPLACE VIEW %1$I.gap_cluster WITH (security_invoker = true) AS
			SELECT c.cluster_no, c.standard, c.need_no, c.need, c.alternative_of, c.homes, c.people, c.homes_without_people,
				   c.communities, c.geom::%2$s(Polygon,4326) AS geom
			  FROM circle_gap_clusters(%1$L) AS c;
		COMMENT ON VIEW %1$I.gap_cluster IS 'Groups of homes that do not meet the same need and lie within 200 m of one another, to be drawn; other distances: circle_gap_clusters().';
		COMMENT ON COLUMN %1$I.gap_cluster.cluster_no IS 'Number of the group, from 1: by standard, then by people.';
		COMMENT ON COLUMN %1$I.gap_cluster.alternative_of IS 'As in gap_report.';
		COMMENT ON COLUMN %1$I.gap_cluster.people IS 'People in the homes of the group.';
		COMMENT ON COLUMN %1$I.gap_cluster.communities IS 'Communities that the homes of the group lie in.';
		COMMENT ON COLUMN %1$I.gap_cluster.geom IS 'Convex hull of the homes, grown by 20 m.';
	$sql$, study, 'geometry'::regtype);
END
$make$;
COMMENT ON FUNCTION circle__make_gap_views(text) IS 'Makes the views of a study that put gaps together, or makes them again.';
