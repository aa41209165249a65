-- For maps: homes counted in cells, and views that a GIS opens as they are (one key column, one typed geometry).

CREATE FUNCTION circle__make_map_tables(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE TABLE %1$I.map_cell (
			tile int NOT NULL, cell int NOT NULL, homes bigint NOT NULL, people float8 NOT NULL, homes_covered bigint NOT NULL,
			people_covered float8 NOT NULL, homes_unsnapped bigint NOT NULL, people_unsnapped float8 NOT NULL, PRIMARY KEY (tile, cell));
		COMMENT ON TABLE %1$I.map_cell IS 'Homes counted in cells of about 130 m, for maps at small scales; for the principal walker and standard.';
		COMMENT ON COLUMN %1$I.map_cell.tile IS 'Tile that the cell lies in: row * 16384 + column of the web-map grid at zoom 14.';
		COMMENT ON COLUMN %1$I.map_cell.cell IS 'Cell of the tile, which is cut into 16 by 16: row * 16 + column, row 0 in the north.';
		COMMENT ON COLUMN %1$I.map_cell.homes IS 'Homes in the cell.';
		COMMENT ON COLUMN %1$I.map_cell.people IS 'Sum of the first weight (population) over them; homes without it count 0.';
		COMMENT ON COLUMN %1$I.map_cell.homes_covered IS 'Homes that meet the standard.';
		COMMENT ON COLUMN %1$I.map_cell.people_covered IS 'People in homes that meet the standard.';
		COMMENT ON COLUMN %1$I.map_cell.homes_unsnapped IS 'Homes off the network: neither covered nor known to be uncovered.';
		COMMENT ON COLUMN %1$I.map_cell.people_unsnapped IS 'People in homes off the network.';
	$sql$, study);
END
$make$;
COMMENT ON FUNCTION circle__make_map_tables(text) IS 'Makes the table of a study that counts homes in cells.';

CREATE FUNCTION circle__touch_cells(study text, "all" boolean) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE circle__into('circle_touched_tile') || format($sql$
		SELECT t.tile, st_xmin(b.box) AS west, st_xmax(b.box) - st_xmin(b.box) AS width,
			   st_ymax(b.box) AS north, st_ymax(b.box) - st_ymin(b.box) AS height
		  FROM (SELECT tile FROM %1$I.home
				 WHERE %3$s
				UNION SELECT tile FROM %1$I.home_change WHERE NOT gone AND NOT added
				UNION SELECT tile FROM %1$I.map_cell WHERE %2$L) AS t
		 CROSS JOIN LATERAL circle__tile_box(t.tile) AS b (box)$sql$, study, "all",
		-- Not as an alternative to "all": homes are found by their key.
		CASE WHEN "all" THEN 'true'
			 ELSE format('home_id IN (SELECT home_id FROM %1$I.home_change UNION ALL SELECT home_id FROM %1$I.pending)', study) END);
	ANALYZE pg_temp.circle_touched_tile;
END
$$;
COMMENT ON FUNCTION circle__touch_cells(text, boolean) IS
'Notes in a temporary table the tiles whose cells must be counted again: all, or those of changed homes, where they were and where they are. To be called before changes are carried over.';

CREATE FUNCTION circle__cell_query(study text, weights text[]) RETURNS text
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT
	RETURN format($sql$
		SELECT tile, cell, count(*) AS homes, coalesce(sum(people), 0) / 1000.0::float8 AS people, count(*) FILTER (WHERE meets) AS homes_covered,
			   coalesce(sum(people) FILTER (WHERE meets), 0) / 1000.0::float8 AS people_covered,
			   count(*) FILTER (WHERE meets IS NULL) AS homes_unsnapped,
			   coalesce(sum(people) FILTER (WHERE meets IS NULL), 0) / 1000.0::float8 AS people_unsnapped
		  FROM (SELECT h.tile, h.meets, round(%2$s * 1000)::bigint AS people,
					   (16 * least(floor((t.north - st_y(h.geom)) / t.height * 16), 15) + least(floor((st_x(h.geom) - t.west) / t.width * 16), 15))::int AS cell
				  FROM %1$I.home AS h JOIN pg_temp.circle_touched_tile AS t USING (tile)) AS h
		 GROUP BY tile, cell$sql$,
		study, CASE WHEN cardinality(weights) > 0 THEN format('h.%I', weights[1]) ELSE '1' END);
COMMENT ON FUNCTION circle__cell_query(text, text[]) IS
'The query that counts homes in the cells of the tiles in circle_touched_tile. People are summed in thousandths, as integers: a sum does not depend on its order.';

CREATE FUNCTION circle__publish_cells(study text, weights text[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE circle__into('circle_map_cell') || circle__cell_query(study, weights);
	PERFORM circle__merge(study, 'map_cell', 'circle_map_cell', '{tile,cell}',
						  't.tile IN (SELECT tile FROM pg_temp.circle_touched_tile)');
END
$$;
COMMENT ON FUNCTION circle__publish_cells(text, text[]) IS
'Counts homes in the cells of the tiles noted by circle__touch_cells and writes what differs; after homes are carried over.';

-- The numbers of areas of every level, for maps: a query that views and functions share.

CREATE FUNCTION circle__area_numbers(study text) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN format($sql$
		SELECT p.level, p.community, h.homes, p.total AS people, h.covered::bigint AS homes_covered, p.covered AS people_covered,
			   p.unsnapped AS people_unsnapped, h.share AS share_homes, p.share AS share_people, p.mean_capped_value AS mean_score
		  FROM %1$I.version AS n
		  JOIN %1$I.walker AS w ON w.walker_no = 1
		  JOIN %1$I.standard AS t ON t.standard_no = 1
		  JOIN %1$I.indicator AS p ON p.walker = w.walker AND p.standard = t.standard AND p.need = '' AND p.weight = coalesce(n.weights[1], '')
		  JOIN %1$I.indicator AS h ON h.walker = w.walker AND h.standard = t.standard AND h.need = '' AND h.weight = ''
								  AND h.level = p.level AND h.community = p.community$sql$, study);
COMMENT ON FUNCTION circle__area_numbers(text) IS
'The query for what is known of areas for the principal walker and standard: homes, people (the first weight), covered, shares and mean score.';

-- Views. A home, gap, centre, area or community is one row, known by its first column.

CREATE FUNCTION circle__make_map_views(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		CREATE OR REPLACE VIEW %1$I.map_home WITH (security_invoker = true) AS
			SELECT h.home_id, h.community, CASE WHEN h.meets THEN 'met' WHEN NOT h.meets THEN 'not met' ELSE 'unknown' END AS status,
				   h.score, h.snap_m, coalesce(h.on_island, false) AS on_island, h.geom
			  FROM %1$I.home AS h;
		COMMENT ON VIEW %1$I.map_home IS 'Homes for maps: does each meet the principal standard?';
		COMMENT ON COLUMN %1$I.map_home.status IS 'met, not met, or unknown: off the network.';

		CREATE OR REPLACE VIEW %1$I.map_gap WITH (security_invoker = true) AS
			SELECT h.home_id, h.community, g.needs_missing, g.missing, h.score, h.geom
			  FROM %1$I.home AS h
			 CROSS JOIN LATERAL (
				SELECT pg_catalog.count(*)::int AS needs_missing, pg_catalog.string_agg(g.need, '; ' ORDER BY g.need_no) AS missing
				  FROM %1$I.standard AS s CROSS JOIN LATERAL %2$I.circle_gaps(h.coverage, s.definition) AS g
				 WHERE s.standard_no = 1 AND g.alternative_of IS NULL) AS g
			 WHERE NOT h.meets;
		COMMENT ON VIEW %1$I.map_gap IS 'Homes that do not meet the principal standard, with what is missing, for maps.';
		COMMENT ON COLUMN %1$I.map_gap.needs_missing IS 'How many parts of the standard the home does not meet.';
		COMMENT ON COLUMN %1$I.map_gap.missing IS 'These parts, as printed, with "; " between them.';

		CREATE OR REPLACE VIEW %1$I.map_area WITH (security_invoker = true) AS
			SELECT pg_catalog.format('%%s: %%s', c.level, c.community) AS area_id, c.level, c.community, i.homes, i.people, i.homes_covered,
				   i.people_covered, i.people_unsnapped, i.share_homes, i.share_people, i.mean_score, c.geom
			  FROM %1$I.community AS c LEFT JOIN (%4$s) AS i ON i.level = c.level AND i.community = c.community;
		COMMENT ON VIEW %1$I.map_area IS 'Areas of every level that are polygons, for maps, with their indicators for the principal walker and standard; those that no home lies in have none. Filter by level.';
		COMMENT ON COLUMN %1$I.map_area.area_id IS 'Level and name: the key of the row.';

		CREATE OR REPLACE VIEW %1$I.map_community WITH (security_invoker = true) AS
			SELECT area_id, level, community, homes, people, homes_covered, people_covered, people_unsnapped, share_homes, share_people, mean_score, geom
			  FROM %1$I.map_area WHERE level = 'community';
		COMMENT ON VIEW %1$I.map_community IS 'Communities for maps, with their indicators for the principal walker and standard; those that no home lies in have none.';
		COMMENT ON COLUMN %1$I.map_community.area_id IS 'Level and name: the key of the row.';

		CREATE OR REPLACE VIEW %1$I.map_circle WITH (security_invoker = true) AS
			SELECT c.circle_id, c.name, c.grade, i.homes, i.residents, i.outlets, i.outlets_per_1000, i.accepted, i.score, c.geom
			  FROM %1$I.circle AS c LEFT JOIN %1$I.circle_indicator AS i USING (circle_id) WHERE c.geom IS NOT NULL;
		COMMENT ON VIEW %1$I.map_circle IS 'Circles that have a centre, for maps.';

		CREATE OR REPLACE VIEW %1$I.map_circle_area WITH (security_invoker = true) AS
			SELECT c.circle_id, c.name, c.grade, i.homes, i.residents, i.outlets, i.outlets_per_1000, i.accepted, i.score,
				   %3$I.st_multi(c.area)::%3$I.geometry(MultiPolygon,4326) AS geom
			  FROM %1$I.circle AS c LEFT JOIN %1$I.circle_indicator AS i USING (circle_id) WHERE c.area IS NOT NULL;
		COMMENT ON VIEW %1$I.map_circle_area IS 'Circles that have a drawn area, for maps.';
	$sql$, study, circle__schema(), circle__postgis_schema(), circle__area_numbers(study));
END
$make$;
COMMENT ON FUNCTION circle__make_map_views(text) IS 'Makes the views of a study for maps, or replaces them.';
