-- Tables and views of a study: what QGIS and BI tools read.
--
-- They are made once and never swapped or renamed: grants, views and publications hang on them.
-- A column, once published, never changes its type or meaning; new ones come at the end. The tables
-- here are those of the first layout: what later layouts have more is in study/migrate.sql.

CREATE FUNCTION circle__client_views() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY['map_home', 'map_gap', 'map_community', 'map_area', 'map_circle', 'map_circle_area', 'bi_home', 'bi_home_standard', 'bi_home_need',
		'bi_coverage', 'bi_gap', 'bi_amenity', 'bi_community', 'bi_community_need', 'bi_indicator', 'bi_gap_report', 'bi_gap_cluster', 'bi_circle',
		'bi_circle_category', 'bi_circle_member', 'bi_need', 'bi_summary', 'bi_history', 'bi_community_history', 'bi_data_quality', 'bi_refresh'];
COMMENT ON FUNCTION circle__client_views() IS 'Views of a study for a GIS and for BI tools.';

CREATE FUNCTION circle__study_relations() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY['study', 'version', 'walker', 'standard', 'need', 'home', 'home_walker', 'home_standard', 'home_gap',
		'gap_report', 'gap_cluster', 'amenity', 'amenity_attribute', 'community_indicator', 'summary', 'data_quality', 'refresh_log',
		'history', 'community_history', 'changed_home', 'home_change', 'amenity_change', 'tile_change', 'input_state', 'input_bucket', 'home_bucket', 'input_problem', 'pending', 'work', 'tile_seen',
		'home_now', 'amenity_now', 'circle', 'circle_member', 'circle_outlet', 'circle_indicator', 'circle_kind',
		'home_circle', 'circle_scan', 'community', 'community_change', 'indicator', 'indicator_part', 'indicator_sum', 'map_cell', 'data_quality_count'] || circle__client_views();
COMMENT ON FUNCTION circle__study_relations() IS 'Names that a study makes in its schema.';

CREATE FUNCTION circle__home_columns() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY['home_id', 'community', 'areas', 'geom', 'tile', 'snap_m', 'on_island', 'closed_edge', 'coverage', 'meets',
		'score', 'gone', 'added', 'moved', 'walker', 'lon', 'lat', 'footprint', 'doors', 'door_tiles', 'problem', 'copy', 'given geom', 'plain geom',
		'wgs84 geom', 'made geom', 'read points', 'read doors', 'read areas', 'old doors', 'old areas', 'old community', 'other weights',
		'bad weights', 'has changed', 'was computed', 'status', 'missing', 'needs_missing', 'circle bucket', 'circle digest'];
COMMENT ON FUNCTION circle__home_columns() IS
'Names that a weight cannot have, because a table or a map of homes, or a query that reads or writes one, has a column of that name.';

CREATE FUNCTION circle__more_columns(names text[], alias text DEFAULT NULL) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN (SELECT coalesce(string_agg(format(', %s%I', quote_ident(alias) || '.', name), '' ORDER BY no), '')
			  FROM unnest(names) WITH ORDINALITY AS u (name, no));
COMMENT ON FUNCTION circle__more_columns(text[], text) IS
'These columns, of the relation of this alias if one is given, as they follow others in a query: with a comma before each; empty for none.';

CREATE FUNCTION circle__make_definition_tables(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.study (
			study text PRIMARY KEY, layout int NOT NULL, network text NOT NULL,
			homes_schema text NOT NULL, homes_name text NOT NULL, home_key text NOT NULL,
			home_key_type text NOT NULL, home_geom text NOT NULL, home_community text,
			amenities_schema text NOT NULL, amenities_name text NOT NULL, amenity_key text NOT NULL,
			amenity_key_type text NOT NULL, amenity_geom text NOT NULL, amenity_category text NOT NULL,
			communities_schema text, communities_name text, community_key text, community_geom text,
			walkers text[] NOT NULL, standards %2$s[] NOT NULL, categories text[], keep int NOT NULL,
			cutoffs float8[], horizon_min float8, weights text[] NOT NULL, created_at timestamptz NOT NULL,
			options jsonb NOT NULL, standard_names text[] NOT NULL, attributes text[] NOT NULL, outlets text[]);
		COMMENT ON TABLE %1$I.study IS 'The definition of this study, one row, as it was given (options) and as it was understood (all other columns); changed by circle_alter_study() and circle_set_standard().';
		COMMENT ON COLUMN %1$I.study.outlets IS 'Categories that count as outlets of a circle; NULL: those of commerce and services.';

		CREATE TABLE %1$I.version (
			version bigint PRIMARY KEY, published_at timestamptz NOT NULL,
			network text NOT NULL, template %3$s NOT NULL, definition_hash text NOT NULL,
			search_hash text NOT NULL, weights text[] NOT NULL, outlets text[] NOT NULL);
		COMMENT ON TABLE %1$I.version IS 'The published version, one row; none before the first refresh.';
		COMMENT ON COLUMN %1$I.version.version IS 'Number of the version, from 1.';
		COMMENT ON COLUMN %1$I.version.template IS 'What every coverage of this version knows: categories, units, horizons and cutoffs.';
		COMMENT ON COLUMN %1$I.version.definition_hash IS 'Digest of the definition that the results were computed by.';
		COMMENT ON COLUMN %1$I.version.outlets IS 'Categories that count as outlets of a circle.';
		COMMENT ON COLUMN %1$I.version.search_hash IS 'Digest of that part of the definition that decides the coverages.';

		CREATE TABLE %1$I.walker (
			walker_no int PRIMARY KEY, walker text NOT NULL UNIQUE, speed_m_s float8 NOT NULL,
			steps_factor float8 NOT NULL, door_speed_m_s float8 NOT NULL, snap_limit_m float8 NOT NULL);
		COMMENT ON TABLE %1$I.walker IS 'The walkers of the published version, with the numbers that it was computed by; number 1 is the principal one.';

		CREATE TABLE %1$I.standard (standard_no int PRIMARY KEY, standard text NOT NULL UNIQUE, definition %2$s NOT NULL);
		COMMENT ON TABLE %1$I.standard IS 'The standards of the published version by name; number 1 is the principal one.';
		COMMENT ON COLUMN %1$I.standard.definition IS 'The standard in its normal form.';

		CREATE TABLE %1$I.need (
			standard text NOT NULL, need_no int NOT NULL, need text NOT NULL,
			category text NOT NULL, needed int NOT NULL, limit_value float8 NOT NULL, unit text NOT NULL,
			weight float8 NOT NULL, PRIMARY KEY (standard, need_no));
		COMMENT ON TABLE %1$I.need IS 'The needs of the standards of the published version.';
		COMMENT ON COLUMN %1$I.need.need IS 'The need as it is printed: the key of a need in all results.';
		COMMENT ON COLUMN %1$I.need.needed IS 'How many amenities of the category are asked for.';
		COMMENT ON COLUMN %1$I.need.limit_value IS 'Within how many minutes or metres, by unit.';
		COMMENT ON COLUMN %1$I.need.unit IS 'min: walking time; m: walking distance; m straight: straight line.';
	$sql$, study, 'circle_standard'::regtype, 'circle_coverage'::regtype);
END
$make$;
COMMENT ON FUNCTION circle__make_definition_tables(text) IS 'Makes the tables of a study that say what was asked.';

CREATE FUNCTION circle__make_home_tables(study text, home_key_type text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.home (
			home_id %4$s PRIMARY KEY, community text NOT NULL, geom %5$s(Point,4326) NOT NULL, tile int NOT NULL,
			snap_m float8, on_island boolean, closed_edge boolean, coverage %3$s, meets boolean, score float8)
			WITH (fillfactor = 85);
		COMMENT ON TABLE %1$I.home IS 'Every home with its coverage, for the principal walker and standard.';
		COMMENT ON COLUMN %1$I.home.home_id IS 'Key of the home in the input.';
		COMMENT ON COLUMN %1$I.home.community IS 'Community of the home; empty for a home in none.';
		COMMENT ON COLUMN %1$I.home.tile IS 'Tile that the home lies in: row * 16384 + column of the web-map grid at zoom 14.';
		COMMENT ON COLUMN %1$I.home.on_island IS 'The home could only be snapped to streets that are cut off from the rest.';
		COMMENT ON COLUMN %1$I.home.closed_edge IS 'The home could only be snapped to a street without door (tunnel, bridge, lift, corridor).';
		COMMENT ON COLUMN %1$I.home.coverage IS 'Walking times to the amenities around the home; NULL for a home off the network.';
		COMMENT ON COLUMN %1$I.home.meets IS 'Does the home meet the principal standard? NULL: unknown (off the network).';
		COMMENT ON COLUMN %1$I.home.score IS 'Score against the principal standard, 0 to 100, decay ''step''.';

		CREATE TABLE %1$I.home_walker (
			home_id %4$s NOT NULL REFERENCES %1$I.home ON DELETE CASCADE, walker text NOT NULL, snap_m float8,
			on_island boolean, closed_edge boolean, coverage %3$s, meets boolean, score float8,
			PRIMARY KEY (home_id, walker)) WITH (fillfactor = 85);
		COMMENT ON TABLE %1$I.home_walker IS 'Every home for each walker but the principal one, against the principal standard; columns as in home.';

		-- Written in bulk and read whole: keys would cost more than all the rest of it. So is pending. Empty between refreshes, but not
		-- unlogged: a standby could not even say so.
		CREATE TABLE %1$I.home_change (
			home_id %4$s NOT NULL, gone boolean NOT NULL, added boolean NOT NULL, moved boolean NOT NULL, community text,
			geom %5$s(Point,4326), tile int);
		ALTER TABLE %1$I.home_change REPLICA IDENTITY FULL;
		COMMENT ON TABLE %1$I.home_change IS 'Homes whose input differs from the published version; emptied when the next one is published.';
		CREATE INDEX home_change_tile_idx ON %1$I.home_change (tile);

		CREATE TABLE %1$I.pending (
			home_id %4$s NOT NULL, walker text NOT NULL, snap_m float8, on_island boolean, closed_edge boolean,
			coverage %3$s, meets boolean, score float8);
		ALTER TABLE %1$I.pending REPLICA IDENTITY FULL;
		COMMENT ON TABLE %1$I.pending IS 'Results of published homes that the refresh in progress has computed and that differ.';
	$sql$, study, NULL, 'circle_coverage'::regtype, home_key_type, 'geometry'::regtype);
END
$make$;
COMMENT ON FUNCTION circle__make_home_tables(text, text) IS 'Makes the tables of a study about homes.';

CREATE FUNCTION circle__make_amenity_tables(study text, amenity_key_type text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.amenity (
			amenity_id %2$s NOT NULL, category text NOT NULL, access_no int NOT NULL,
			geom %3$s(Point,4326) NOT NULL, tile int NOT NULL, snap_m float8, on_island boolean,
			closed_edge boolean, area %3$s(Geometry,4326), entry_no int NOT NULL DEFAULT 1,
			PRIMARY KEY (amenity_id, category, access_no, entry_no));
		CREATE TABLE %1$I.amenity_attribute (amenity_id %2$s NOT NULL, attribute text NOT NULL, value float8 NOT NULL,
			PRIMARY KEY (amenity_id, attribute));
		COMMENT ON TABLE %1$I.amenity_attribute IS 'Numbers of amenities that the study keeps: its setting attributes.';
		COMMENT ON COLUMN %1$I.amenity_attribute.attribute IS 'Column of the input.';
		COMMENT ON COLUMN %1$I.amenity_attribute.value IS 'Its number; no row where it is NULL.';
		COMMENT ON TABLE %1$I.amenity IS 'The amenities of known categories: a row for each amenity, category and access point.';
		COMMENT ON COLUMN %1$I.amenity.amenity_id IS 'Key of the amenity in the input.';
		COMMENT ON COLUMN %1$I.amenity.access_no IS 'Number of the access point, or of the area that it is of, from 1.';
		COMMENT ON COLUMN %1$I.amenity.geom IS 'Access point, WGS 84: of an area an entry, of a line the point nearest to a street.';
		COMMENT ON COLUMN %1$I.amenity.tile IS 'Tile that the access point lies in.';
		COMMENT ON COLUMN %1$I.amenity.snap_m IS 'Metres from the access point to its street; NULL: off the network, reached by straight lines only.';
		COMMENT ON COLUMN %1$I.amenity.area IS 'The area or line itself, in the row of its first access point; NULL in others and for points. Who lives inside is there at once.';
		COMMENT ON COLUMN %1$I.amenity.entry_no IS 'Number of the entry of an area, from 1; 1 for other access points. 0: no access point, but an area of an amenity that is entered at entrances of its own.';

		CREATE TABLE %1$I.amenity_change (
			amenity_id %2$s NOT NULL, category text NOT NULL, access_no int NOT NULL, gone boolean NOT NULL,
			geom %3$s(Point,4326), tile int, snap_m float8, on_island boolean, closed_edge boolean,
			area %3$s(Geometry,4326), entry_no int NOT NULL DEFAULT 1, PRIMARY KEY (amenity_id, category, access_no, entry_no));
		-- Written in bulk, in the order of tiles: what this index says of a page is gathered at once.
		CREATE INDEX amenity_change_box_idx ON %1$I.amenity_change USING brin (geom, area) WITH (pages_per_range = 4);
		COMMENT ON TABLE %1$I.amenity_change IS 'Amenities whose input or access point differs from the published version; emptied when the next one is published.';
	$sql$, study, amenity_key_type, 'geometry'::regtype);
END
$make$;
COMMENT ON FUNCTION circle__make_amenity_tables(text, text) IS 'Makes the tables of a study about amenities.';

CREATE FUNCTION circle__make_history_tables(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.history (
			version bigint NOT NULL, refreshed_at timestamptz NOT NULL, walker text NOT NULL, standard text NOT NULL,
			definition text NOT NULL, homes bigint NOT NULL, people float8 NOT NULL, homes_covered bigint NOT NULL, people_covered float8 NOT NULL,
			share_homes float8, share_people float8, mean_score float8, people_in_circle float8, people_in_accepted_circle float8,
			circles bigint, circles_accepted bigint, outlets bigint, PRIMARY KEY (version, walker, standard));
		COMMENT ON TABLE %1$I.history IS 'The summary as of each version that changed it.';

		CREATE TABLE %1$I.community_history (
			version bigint NOT NULL, walker text NOT NULL, standard text NOT NULL, level text NOT NULL, community text NOT NULL,
			need text NOT NULL, homes bigint NOT NULL, people float8 NOT NULL, homes_covered bigint NOT NULL,
			people_covered float8 NOT NULL, share_homes float8, share_people float8, median_value float8,
			mean_capped_value float8, unit text NOT NULL,
			PRIMARY KEY (walker, standard, level, community, need, version));
		COMMENT ON TABLE %1$I.community_history IS 'The indicators of communities as of each version that changed them: a row holds until the next version of the same key. A community that is gone has a row with 0 homes.';

		CREATE TABLE %1$I.changed_home (
			home_id text PRIMARY KEY, change text NOT NULL CHECK (change IN ('added', 'removed', 'gained', 'lost', 'other')),
			old_meets boolean, new_meets boolean, old_score float8, new_score float8);
		COMMENT ON TABLE %1$I.changed_home IS 'The homes whose result differs between the last two versions, for the principal walker and standard; empty after the first one.';
		COMMENT ON COLUMN %1$I.changed_home.home_id IS 'Key of the home in the input, as text.';
		COMMENT ON COLUMN %1$I.changed_home.change IS 'added, removed; gained: it meets the standard now; lost: it no longer does; other: only its score changed, or whether it is on the network.';
		COMMENT ON COLUMN %1$I.changed_home.old_meets IS 'Did it meet the standard? NULL: unknown, or it was not there.';
		COMMENT ON COLUMN %1$I.changed_home.new_meets IS 'Does it meet the standard? NULL: unknown, or it is gone.';
		COMMENT ON COLUMN %1$I.changed_home.old_score IS 'Its score in the version before.';
		COMMENT ON COLUMN %1$I.changed_home.new_score IS 'Its score now.';
	$sql$, study);
END
$make$;
COMMENT ON FUNCTION circle__make_history_tables(text) IS 'Makes the tables of a study that say how things were.';

CREATE FUNCTION circle__make_refresh_tables(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.refresh_log (
			version bigint PRIMARY KEY, started_at timestamptz NOT NULL, finished_at timestamptz NOT NULL, run_by text NOT NULL, "full" boolean NOT NULL,
			homes_read bigint NOT NULL, homes_changed bigint NOT NULL, amenities_read bigint NOT NULL, amenities_changed bigint NOT NULL,
			entrances_read bigint, tiles_changed bigint NOT NULL, tiles_computed bigint NOT NULL, homes_computed bigint NOT NULL,
			homes_written bigint NOT NULL, jobs int NOT NULL, scan_s float8 NOT NULL, compute_s float8 NOT NULL, publish_s float8 NOT NULL,
			message text NOT NULL, software text NOT NULL);
		COMMENT ON TABLE %1$I.refresh_log IS 'The refreshes that published a version: when, by whom, what they read, computed and wrote. One that changed nothing, or failed, leaves no row.';
		COMMENT ON COLUMN %1$I.refresh_log.version IS 'The version that it published.';
		COMMENT ON COLUMN %1$I.refresh_log.scan_s IS 'Seconds that the scan of the inputs took; compute_s and publish_s likewise.';
		COMMENT ON COLUMN %1$I.refresh_log.homes_written IS 'Rows of home that the version changed; unchanged ones are not touched.';
		COMMENT ON COLUMN %1$I.refresh_log.message IS 'The sentence for people that circle_refresh() returned.';

		CREATE TABLE %1$I.work (batch int PRIMARY KEY, tiles int[] NOT NULL, homes bigint NOT NULL, boxes %2$s[], categories text[]);
		COMMENT ON TABLE %1$I.work IS 'Batches of tiles whose homes the refresh in progress has still to compute.';
		COMMENT ON COLUMN %1$I.work.boxes IS 'For each of the tiles a box: homes there, or with a door there, are computed; NULL: all homes of the tiles.';
		COMMENT ON COLUMN %1$I.work.categories IS 'Categories of which these homes must be known again; NULL: all.';
		-- Every table has a key or a replica identity, so that a publication of the whole schema does not block refreshes.
		CREATE TABLE %1$I.tile_seen (tile int PRIMARY KEY, body_hash bytea NOT NULL);
		COMMENT ON TABLE %1$I.tile_seen IS 'Tiles of the network as the published version saw them.';
		CREATE TABLE %1$I.tile_change (tile int PRIMARY KEY, body_hash bytea);
		COMMENT ON TABLE %1$I.tile_change IS 'Tiles of the network that differ from the published version; NULL: gone.';
		CREATE TABLE %1$I.input_problem (input text NOT NULL, problem text NOT NULL, key text, detail text, lon float8, lat float8);
		ALTER TABLE %1$I.input_problem REPLICA IDENTITY FULL;
		COMMENT ON TABLE %1$I.input_problem IS 'What is wrong in the rows of the inputs, as they were read last; a part of data_quality.';
	$sql$, study, 'geometry'::regtype);
END
$make$;
COMMENT ON FUNCTION circle__make_refresh_tables(text) IS 'Makes the tables of a study that refreshes work with and are logged in.';

CREATE FUNCTION circle__make_report_tables(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.community_indicator (
			walker text NOT NULL, standard text NOT NULL, level text NOT NULL, community text NOT NULL,
			need text NOT NULL, homes bigint NOT NULL, people float8 NOT NULL, homes_covered bigint NOT NULL,
			people_covered float8 NOT NULL, homes_unsnapped bigint NOT NULL, people_unsnapped float8 NOT NULL,
			homes_on_island bigint NOT NULL, people_on_island float8 NOT NULL, homes_without_people bigint NOT NULL,
			share_homes float8, share_people float8, median_value float8, mean_capped_value float8,
			people_beyond float8, unit text NOT NULL, PRIMARY KEY (walker, standard, level, community, need));
		COMMENT ON TABLE %1$I.community_indicator IS 'Coverage of communities, need by need and in all. Rows of one walker, standard and need add up to the city.';
		COMMENT ON COLUMN %1$I.community_indicator.level IS 'Kind of area: community.';
		COMMENT ON COLUMN %1$I.community_indicator.community IS 'Community; empty for homes in none.';
		COMMENT ON COLUMN %1$I.community_indicator.need IS 'The need as printed; empty for the standard as a whole.';
		COMMENT ON COLUMN %1$I.community_indicator.people IS 'Sum of the first weight (population) over the homes; homes without it count 0 and in homes_without_people.';
		COMMENT ON COLUMN %1$I.community_indicator.people_covered IS 'People in homes that meet the need.';
		COMMENT ON COLUMN %1$I.community_indicator.people_unsnapped IS 'People in homes off the network: neither covered nor known to be uncovered.';
		COMMENT ON COLUMN %1$I.community_indicator.people_on_island IS 'People in homes on streets cut off from the rest (they are also among the covered or not covered).';
		COMMENT ON COLUMN %1$I.community_indicator.homes_without_people IS 'Homes whose first weight is NULL.';
		COMMENT ON COLUMN %1$I.community_indicator.share_homes IS 'Homes covered / (covered + not covered + unsnapped), 0 to 1; NULL where there are none.';
		COMMENT ON COLUMN %1$I.community_indicator.share_people IS 'People covered / (covered + not covered + unsnapped), 0 to 1; NULL where there are none.';
		COMMENT ON COLUMN %1$I.community_indicator.median_value IS 'Median over homes of the value (minutes or metres, by unit) at which the need is met; NULL: beyond the horizon. For the standard as a whole: median score.';
		COMMENT ON COLUMN %1$I.community_indicator.mean_capped_value IS 'Mean over people of that value, capped at the horizon. For the standard as a whole: mean score.';
		COMMENT ON COLUMN %1$I.community_indicator.people_beyond IS 'People in snapped homes for whom the need is not met even at the horizon.';
		COMMENT ON COLUMN %1$I.community_indicator.unit IS 'Unit of the values: min, m, m straight, or score.';

		CREATE TABLE %1$I.summary (
			walker text NOT NULL, standard text NOT NULL, definition text NOT NULL, version bigint NOT NULL,
			refreshed_at timestamptz NOT NULL, homes bigint NOT NULL, people float8 NOT NULL, homes_covered bigint NOT NULL,
			people_covered float8 NOT NULL, homes_unsnapped bigint NOT NULL, people_unsnapped float8 NOT NULL,
			homes_on_island bigint NOT NULL, people_on_island float8 NOT NULL, homes_without_people bigint NOT NULL,
			homes_unusable bigint NOT NULL, share_homes float8, share_people float8, mean_score float8,
			communities bigint NOT NULL, amenities bigint NOT NULL, amenities_unsnapped bigint NOT NULL,
			no_amenities text[] NOT NULL, PRIMARY KEY (walker, standard));
		COMMENT ON TABLE %1$I.summary IS 'The headline of the published version: a row for each walker and standard.';
		COMMENT ON COLUMN %1$I.summary.share_people IS 'Share of people whose home meets the standard, 0 to 1: covered / (covered + not covered + unsnapped).';
		COMMENT ON COLUMN %1$I.summary.people_unsnapped IS 'People in homes off the network.';
		COMMENT ON COLUMN %1$I.summary.people_on_island IS 'People in homes on streets cut off from the rest.';
		COMMENT ON COLUMN %1$I.summary.homes_unusable IS 'Homes of the input that could not be used: see data_quality.';
		COMMENT ON COLUMN %1$I.summary.mean_score IS 'Mean score over people (over homes if no people are counted), 0 to 100.';
		COMMENT ON COLUMN %1$I.summary.amenities IS 'Distinct amenities of known categories.';
		COMMENT ON COLUMN %1$I.summary.amenities_unsnapped IS 'Amenities off the network: straight lines alone reach them.';
		COMMENT ON COLUMN %1$I.summary.no_amenities IS 'Categories that are asked for and have no amenity at all.';

		CREATE TABLE %1$I.data_quality (
			problem_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, input text NOT NULL, problem text NOT NULL, key text, detail text,
			lon float8, lat float8);
		COMMENT ON TABLE %1$I.data_quality IS 'What could not be used as meant, and why.';
		COMMENT ON COLUMN %1$I.data_quality.problem_no IS 'Number of the problem, kept as long as the problem exists.';
		COMMENT ON COLUMN %1$I.data_quality.input IS 'homes, amenities or communities.';
		COMMENT ON COLUMN %1$I.data_quality.key IS 'Key of the row in the input; NULL where it has none.';
	$sql$, study);
	PERFORM circle__make_history_tables(study), circle__make_refresh_tables(study);
END
$make$;
COMMENT ON FUNCTION circle__make_report_tables(text) IS 'Makes the tables of a study that report.';

CREATE FUNCTION circle__make_study_views(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE OR REPLACE VIEW %1$I.home_now WITH (security_invoker = true) AS
			SELECT h.home_id, h.geom, h.tile, h.doors, h.door_tiles, NULL::%1$I.home_change AS added FROM %1$I.home AS h
			 WHERE NOT EXISTS (SELECT FROM %1$I.home_change AS c WHERE c.home_id = h.home_id)
			UNION ALL
			SELECT c.home_id, c.geom, c.tile, c.doors, c.door_tiles, CASE WHEN c.added THEN c.* END FROM %1$I.home_change AS c WHERE NOT c.gone;
		COMMENT ON VIEW %1$I.home_now IS 'Homes as the refresh in progress sees them.';
		COMMENT ON COLUMN %1$I.home_now.added IS 'What home_change says of a home that is new; NULL for others.';

		CREATE OR REPLACE VIEW %1$I.amenity_now WITH (security_invoker = true) AS
			SELECT a.amenity_id, a.category, a.access_no, a.geom, a.area, a.entry_no FROM %1$I.amenity AS a
			 WHERE NOT EXISTS (SELECT FROM %1$I.amenity_change AS c
								WHERE c.amenity_id = a.amenity_id AND c.category = a.category AND c.access_no = a.access_no
								  AND c.entry_no = a.entry_no)
			UNION ALL
			SELECT c.amenity_id, c.category, c.access_no, c.geom, c.area, c.entry_no FROM %1$I.amenity_change AS c WHERE NOT c.gone;
		COMMENT ON VIEW %1$I.amenity_now IS 'Amenities as the refresh in progress sees them.';

		CREATE OR REPLACE VIEW %1$I.home_standard WITH (security_invoker = true) AS
			SELECT h.home_id, w.walker, s.standard,
				   h.coverage OPERATOR(%2$I.@@) s.definition AS meets, %2$I.circle_score(h.coverage, s.definition) AS score
			  FROM (SELECT b.home_id, 1 AS walker_no, b.coverage FROM %1$I.home AS b) AS h
			  JOIN %1$I.walker AS w USING (walker_no) CROSS JOIN %1$I.standard AS s
			UNION ALL
			SELECT h.home_id, h.walker, s.standard,
				   h.coverage OPERATOR(%2$I.@@) s.definition, %2$I.circle_score(h.coverage, s.definition)
			  FROM %1$I.home_walker AS h CROSS JOIN %1$I.standard AS s;
		COMMENT ON VIEW %1$I.home_standard IS 'Does each home meet each standard, for each walker, and with what score? NULL: off the network.';

		CREATE OR REPLACE VIEW %1$I.home_gap WITH (security_invoker = true) AS
			SELECT h.home_id, h.community, w.walker, s.standard, g.need_no, g.need, g.category, g.needed, g.available,
				   g.limit_value, g.unit, g.nearest, g.alternative_of,
				   %3$I.st_x(h.geom) AS lon, %3$I.st_y(h.geom) AS lat
			  FROM %1$I.home AS h
			  JOIN %1$I.walker AS w ON w.walker_no = 1
			 CROSS JOIN %1$I.standard AS s
			 CROSS JOIN LATERAL %2$I.circle_gaps(h.coverage, s.definition) AS g;
		COMMENT ON VIEW %1$I.home_gap IS 'A row for each home and need that it does not meet, for the principal walker: what is missing and how far the nearest is.';
		COMMENT ON COLUMN %1$I.home_gap.available IS 'Amenities of the category within the limit.';
		COMMENT ON COLUMN %1$I.home_gap.nearest IS 'The nearest amenity of the category, in the unit; NULL: none within the horizon.';
		COMMENT ON COLUMN %1$I.home_gap.alternative_of IS 'The unmet "any of" or "k of" that this need is a part of.';
	$sql$, study, circle__schema(), circle__postgis_schema());
END
$make$;
COMMENT ON FUNCTION circle__make_study_views(text) IS 'Makes the views of a study over homes and amenities, or makes them again as this version has them.';

CREATE FUNCTION circle__add_weight_columns(study text, weights text[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	weight text;
	target text;
BEGIN
	FOREACH weight IN ARRAY weights LOOP
		FOREACH target IN ARRAY ARRAY['home', 'home_change'] LOOP
			IF circle__type_of(to_regclass(format('%I.%I', study, target)), weight) IS NULL THEN
				EXECUTE format('ALTER TABLE %I.%I ADD COLUMN %I float8', study, target, weight);
			END IF;
		END LOOP;
		EXECUTE format('COMMENT ON COLUMN %I.home.%I IS %L', study, weight,
			'Weight of the home, from the input; NULL where unknown.');
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__add_weight_columns(text, text[]) IS 'Adds the columns of weights that a study''s homes do not have yet.';

CREATE FUNCTION circle__make_all_views(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__make_study_views(study);
	PERFORM circle__make_gap_views(study);
	PERFORM circle__make_circle_views(study);
	PERFORM circle__make_map_views(study);
	PERFORM circle__make_quality_views(study);
	PERFORM circle__make_bi_views(study);
	PERFORM circle__comment_columns(study);
END
$$;
COMMENT ON FUNCTION circle__make_all_views(text) IS 'Makes the views of a study; those that are there are replaced, and keep their grants.';

CREATE FUNCTION circle__make_study_tables(study text, home_key_type text, amenity_key_type text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__make_definition_tables(study);
	PERFORM circle__make_home_tables(study, home_key_type);
	PERFORM circle__make_amenity_tables(study, amenity_key_type);
	PERFORM circle__make_report_tables(study);
	PERFORM circle__make_input_tables(study, home_key_type);
	PERFORM circle__make_circle_tables(study, home_key_type, amenity_key_type);
	PERFORM circle__make_community_tables(study);
	PERFORM circle__make_indicator_tables(study), circle__make_part_tables(study);
	PERFORM circle__make_map_tables(study);
	PERFORM circle__add_quality_columns(study), circle__add_walker_columns(study), circle__add_level_columns(study),
			circle__add_entrance_columns(study), circle__add_door_columns(study);
	PERFORM circle__add_study_layouts(study, 1, home_key_type, amenity_key_type);
	PERFORM circle__make_all_views(study);
END
$$;
COMMENT ON FUNCTION circle__make_study_tables(text, text, text) IS 'Makes all tables and views of a study.';
