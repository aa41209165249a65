-- Comments on columns: every column of a study says what it means. What a column of that name means in every table
-- is said here once; what it means in one relation is said where that is made.

CREATE TABLE circle__column_word (column_name text PRIMARY KEY, meaning text NOT NULL);
COMMENT ON TABLE circle__column_word IS 'What a column of a study means wherever it has no comment of its own.';
COMMENT ON COLUMN circle__column_word.column_name IS 'Name of the column.';
COMMENT ON COLUMN circle__column_word.meaning IS 'Its comment.';
GRANT SELECT ON circle__column_word TO PUBLIC;

INSERT INTO circle__column_word (column_name, meaning) VALUES
	-- Keys, and what things are joined by
	('home_id', 'Key of the home in the input.'),
	('amenity_id', 'Key of the amenity in the input.'),
	('circle_id', 'Key of the circle in the input, as text.'),
	('community', 'Community; empty: in none.'),
	('level', 'Kind of area: community.'),
	('walker', 'Name of the walker.'),
	('walker_no', 'Number of the walker; 1 is the principal one.'),
	('standard', 'Name of the standard.'),
	('standard_no', 'Number of the standard; 1 is the principal one.'),
	('definition', 'The standard in its normal form.'),
	('need_no', 'Number of the need within the standard, in printed order.'),
	('need', 'The need as it is printed.'),
	('category', 'Category of amenities.'),
	('needed', 'How many amenities of the category are asked for.'),
	('limit_value', 'Within how many minutes or metres, by unit.'),
	('unit', 'min: walking time; m: walking distance; m straight: straight line.'),
	('weight', 'What the need counts among the parts of an "all of", in scores.'),
	('access_no', 'Number of the access point, from 1.'),
	('entry_no', 'Number of the entry of an area, from 1; 1 for other access points.'),
	('version', 'Number of the version, from 1.'),
	('name', 'Name.'),
	-- Places
	('geom', 'Where it is, WGS 84.'),
	('area', 'The area or line itself; NULL for points.'),
	('footprint', 'The home''s area, WGS 84; NULL for points.'),
	('doors', 'Where the home is left and entered, WGS 84; NULL: at geom.'),
	('door_tiles', 'Tiles besides the home''s own that doors lie in; NULL: none.'),
	('lon', 'Longitude, WGS 84.'),
	('lat', 'Latitude, WGS 84.'),
	('tile', 'Tile that it lies in: row * 16384 + column of the web-map grid at zoom 14.'),
	('snap_m', 'Metres to its street; NULL: no street within the walker''s snap limit (off the network).'),
	('on_island', 'It could only be snapped to streets that are cut off from the rest.'),
	('closed_edge', 'It could only be snapped to a street without door (tunnel, bridge, lift, corridor).'),
	-- What was found of a home
	('coverage', 'Walking times to the amenities around the home; NULL: off the network.'),
	('meets', 'Is the standard met? NULL: unknown (off the network).'),
	('score', 'Score against the standard, 0 to 100, decay ''step''.'),
	('nearest', 'The nearest amenity of the category, in the unit; NULL: none within the horizon.'),
	('available', 'Amenities of the category within the limit.'),
	('alternative_of', 'The unmet "any of" or "k of" that this need is a part of; NULL: the standard asks for it itself.'),
	-- Counts and shares
	('homes', 'Homes.'),
	('people', 'Sum of the first weight (population) over the homes; homes without it count 0.'),
	('homes_covered', 'Homes that meet the need, or the standard.'),
	('people_covered', 'People in homes that meet the need, or the standard.'),
	('homes_unsnapped', 'Homes off the network: neither covered nor known to be uncovered.'),
	('people_unsnapped', 'People in homes off the network.'),
	('homes_on_island', 'Homes on streets cut off from the rest.'),
	('people_on_island', 'People in homes on streets cut off from the rest (they are also among the covered or not covered).'),
	('homes_without_people', 'Homes whose first weight is NULL.'),
	('homes_unusable', 'Homes of the input that could not be used: see data_quality.'),
	('share_homes', 'Homes covered / (covered + not covered + unsnapped), 0 to 1; NULL where there are none.'),
	('share_people', 'People covered / (covered + not covered + unsnapped), 0 to 1; NULL where there are none.'),
	('mean_score', 'Mean score over people, 0 to 100.'),
	('median_value', 'Median over homes of the value at which the need is met, in the unit; NULL: beyond the horizon.'),
	('mean_capped_value', 'Mean over people of that value, capped at the horizon. For the standard as a whole: mean score.'),
	('people_beyond', 'People in snapped homes for whom the need is not met even at the horizon.'),
	('communities', 'Communities with homes in them.'),
	('amenities', 'Distinct amenities of known categories.'),
	('amenities_unsnapped', 'Amenities off the network: straight lines alone reach them.'),
	('gap_rank', 'Rank within the standard: 1 is the gap of most people.'),
	('median_nearest', 'Median over those homes of the nearest amenity of the category, in the unit; NULL: beyond the horizon.'),
	('median_beyond_limit', 'How far the median lies beyond the limit.'),
	('homes_beyond_horizon', 'Those of the homes for which the need is not met even at the horizon.'),
	('cluster_no', 'Number of the group, from 1: by standard, then by people.'),
	-- Circles
	('minutes', 'Minutes of walk between home or outlet and the circle''s centre; NULL: in the drawn area only.'),
	('in_area', 'Does it lie in the circle''s drawn area?'),
	('residents', 'Sum of the first weight (population) over the circle''s members; homes without it count 0.'),
	('outlets', 'Distinct amenities that the circle holds.'),
	('outlets_per_1000', 'Outlets per 1,000 residents; NULL without residents.'),
	('outlets_elsewhere', 'Outlets as counted elsewhere, from the input.'),
	('accepted', 'Does what the circle holds meet the circle''s standard? NULL: no standard is set.'),
	('basic_kinds', 'Basic categories that the circle holds.'),
	('quality_kinds', 'Quality categories that the circle holds.'),
	('grade', 'Grade given to the circle elsewhere, from the input.'),
	('satisfaction', 'Satisfaction of its residents, from the input, in the input''s unit.'),
	('chain_rate', 'Share of outlets that belong to chains, from the input, in the input''s unit.'),
	('circle_min', 'Minutes of walk to the centre that make a home a member.'),
	('people_in_circle', 'People in at least one circle, each counted once; NULL for other walkers than the principal one and without circles (so are all that follow).'),
	('people_in_accepted_circle', 'People in at least one accepted circle; NULL where circles have no standard.'),
	('share_people_in_circle', 'People in a circle / people, 0 to 1.'),
	('share_people_in_accepted_circle', 'People in an accepted circle / people, 0 to 1.'),
	('circles', 'Circles of the study.'),
	('circles_accepted', 'Circles that are accepted; NULL where there is no standard.'),
	('outlets_by_circle', 'Outlets summed over circles: one in two circles counts twice.'),
	('outlets_per_circle', 'outlets_by_circle / circles.'),
	-- Definition
	('study', 'Name of the study.'),
	('layout', 'Layout of this schema; a refresh brings an older one up to date.'),
	('network', 'Network that the study walks on.'),
	('homes_schema', 'Schema of the homes'' table or view, looked up at each use.'),
	('homes_name', 'Name of the homes'' table or view.'),
	('home_key', 'Column with the homes'' key.'),
	('options', 'The definition as it was given; the other columns say how it was understood.'),
	('standard_names', 'Names of the standards, in their order.'),
	('attributes', 'Numeric columns of the amenities that the study keeps.'),
	('home_key_type', 'Type of the homes'' key.'),
	('home_geom', 'Column with the homes'' geometry.'),
	('home_community', 'Column with the homes'' community; NULL: none.'),
	('amenities_schema', 'Schema of the amenities'' table or view.'),
	('amenities_name', 'Name of the amenities'' table or view.'),
	('amenity_key', 'Column with the amenities'' key.'),
	('amenity_key_type', 'Type of the amenities'' key.'),
	('amenity_geom', 'Column with the amenities'' geometry.'),
	('amenity_category', 'Column with the amenities'' category.'),
	('communities_schema', 'Schema of the polygons of communities; NULL: the study has none.'),
	('communities_name', 'Name of the table or view of these polygons.'),
	('community_key', 'Column with the name of a polygon''s community.'),
	('community_geom', 'Column with the polygons.'),
	('walkers', 'Walkers, the principal one first.'),
	('standards', 'Standards, the principal one first.'),
	('categories', 'Categories to know besides those of the standards.'),
	('keep', 'How many of the nearest values a coverage keeps.'),
	('cutoffs', 'Further limits in minutes at which exact counts are kept.'),
	('horizon_min', 'The longest walk that a coverage knows about, in minutes; NULL: twice the longest limit.'),
	('weights', 'Numeric columns of the homes that weigh them; the first one is "people".'),
	('homes_datum', 'Coordinates that the homes'' input is in: wgs84, gcj02 or bd09.'),
	('amenities_datum', 'Coordinates that the amenities'' input is in: wgs84, gcj02 or bd09.'),
	('communities_datum', 'Coordinates that the polygons of communities are in: wgs84, gcj02 or bd09.'),
	('levels', 'Areas above communities: columns of the homes or of the communities, or "name=relation".'),
	('areas', 'Names of the areas of the home, in the order of the study''s levels; empty: it lies in none.'),
	('entrances_schema', 'Schema of the entrances of amenities; NULL: the study has none.'),
	('entrances_name', 'Name of the table or view of these entrances.'),
	('entrance_key', 'Column with the key of the amenity that an entrance leads to.'),
	('entrance_geom', 'Column with the entrances'' points.'),
	('entrances_read', 'Entrances that could be used; NULL: the study has none.'),
	('circles_datum', 'Coordinates that the circles'' input is in: wgs84, gcj02 or bd09.'),
	('created_at', 'When the definition was last written.'),
	('circles_schema', 'Schema of the circles'' table or view; NULL: the study has none.'),
	('circles_name', 'Name of the circles'' table or view.'),
	('circle_key', 'Column with the circles'' key.'),
	('circle_geom', 'Column with the circles'' centres.'),
	('circle_area', 'Column with the circles'' drawn areas.'),
	('circle_name', 'Column with the circles'' names.'),
	('circle_standard', 'What a circle must hold to be accepted; NULL: nothing is asked.'),
	-- Refreshes
	('published_at', 'When the version was published.'),
	('refreshed_at', 'When the version was published.'),
	('started_at', 'When the refresh began.'),
	('finished_at', 'When it ended.'),
	('run_by', 'Who called it.'),
	('full', 'Was every home to be computed again?'),
	('homes_read', 'Rows of the homes'' input.'),
	('homes_changed', 'Homes whose input differed from the version before.'),
	('amenities_read', 'Rows of the amenities'' input, of known categories.'),
	('amenities_changed', 'Access points whose input or place differed from the version before.'),
	('tiles_changed', 'Tiles of the network that differed from the version before.'),
	('tiles_computed', 'Tiles whose homes were to be computed.'),
	('homes_computed', 'Homes computed, for each walker.'),
	('homes_written', 'Rows of home that the version changed; unchanged ones are not touched.'),
	('jobs', 'Processes asked for.'),
	('scan_s', 'Seconds that the scan of the inputs took.'),
	('compute_s', 'Seconds of computing, summed over sessions.'),
	('publish_s', 'Seconds that publishing took.'),
	('message', 'One sentence for people.'),
	('software', 'Versions of the software that ran it.'),
	('batch', 'Number of the batch.'),
	('tiles', 'Tiles of the batch.'),
	('gone', 'It is no longer in the input.'),
	('added', 'It is new: no version has it yet.'),
	('moved', 'It is new, or lies elsewhere: its coverage must be computed.'),
	('body_hash', 'Hash of the tile''s body in the network; NULL: gone.'),
	-- Data quality
	('problem_no', 'Number of the problem, kept as long as the problem exists.'),
	('input', 'Which input: homes, amenities, communities, circles.'),
	('problem', 'What is wrong.'),
	('row_count', 'Rows of the input that the row represents.'),
	('key', 'Key of the row in the input; NULL where it has none.'),
	('detail', 'What was done with it, or what may be behind it.');

CREATE FUNCTION circle__comment_columns(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	weights text[];
	comments text;
BEGIN
	EXECUTE format('SELECT array_agg(attname::text) FROM pg_catalog.pg_attribute
					 WHERE attrelid = to_regclass(%L) AND attnum > 0 AND NOT attisdropped AND attname <> ALL (circle__home_columns())',
				   format('%I.home', study)) INTO weights;
	SELECT string_agg(format('COMMENT ON COLUMN %I.%I.%I IS %L;', study, c.relname, a.attname,
							 coalesce(o.meaning, w.meaning, 'Weight of the home, from the input; NULL where unknown.')), ' ')
	  INTO comments
	  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	  LEFT JOIN circle__column_word AS w ON w.column_name = a.attname
	  LEFT JOIN LATERAL (SELECT pg_catalog.col_description(t.attrelid, t.attnum) AS meaning FROM pg_catalog.pg_attribute AS t
						  WHERE c.relname LIKE 'bi\_%' AND t.attname = a.attname
							AND t.attrelid = to_regclass(format('%I.%I', study, substr(c.relname, 4)))) AS o ON true
	 WHERE n.nspname = study AND c.relname = ANY (circle__study_relations()) AND c.relowner = n.nspowner
	   AND pg_catalog.col_description(c.oid, a.attnum) IS NULL
	   AND (o.meaning IS NOT NULL OR w.column_name IS NOT NULL OR a.attname = ANY (weights));
	IF comments IS NOT NULL THEN
		EXECUTE comments;
	END IF;
END
$$;
COMMENT ON FUNCTION circle__comment_columns(text) IS
'Gives the columns of a study that have no comment the one that columns of their name have: in the table or view that a view for BI tools is named after, else everywhere.';
