-- For maps: the network as lines, cells, views, vector tiles (decoded in test/t/060_mvt.pl), styles for QGIS.
-- Also: edges.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
SELECT 1 AS made FROM circle_sample_city('mapcity', 600, 3);
SELECT circle_create_network('mapcity_net', 'mapcity.street');
CREATE TEMP TABLE build AS SELECT circle_build_network('mapcity_net') AS report;

-- Edges: each once, as long as the build said, inside the box asked for.
SELECT count(*) = (report ->> 'edges')::bigint AS all_of_them, count(*) = count(DISTINCT (street, first_vertex)) AS each_once,
	round(sum(length_m)::numeric / 1000, 3) = (report ->> 'km')::numeric AS as_long, bool_and(st_srid(geom) = 4326 AND st_npoints(geom) >= 2) AS lines
  FROM build, circle_edges('mapcity_net') GROUP BY report;
SELECT bool_and(abs(st_length(e.geom::geography) - length_m) < 0.01) AS length_of_line,
	count(*) FILTER (WHERE NOT e.door) > 0 AS some_without_door, count(*) FILTER (WHERE e.steps AND e.class = 'steps') > 0 AS some_steps,
	bool_and(e.steps = s.steps AND e.door = s.door AND e.private = s.private) AS as_the_street
  FROM circle_edges('mapcity_net') AS e JOIN mapcity.street AS s ON s.street_id::text = e.street;
WITH area AS (SELECT st_expand(st_centroid(st_extent(geom)::geometry), 0.001) AS box FROM circle_edges('mapcity_net')),
	 inside AS (SELECT e.* FROM area, circle_edges('mapcity_net', st_setsrid(box, 4326)) AS e)
SELECT count(*) BETWEEN 1 AND 200 AS some, bool_and(st_intersects(geom, st_setsrid(box, 4326))) AS in_the_box,
	count(*) = (SELECT count(*) FROM area, circle_edges('mapcity_net') AS e WHERE st_intersects(e.geom, st_setsrid(box, 4326))) AS all_in_the_box,
	count(*) = (SELECT count(*) FROM area, circle_edges('mapcity_net', st_transform(st_setsrid(box, 4326), 3857)) AS e) AS in_another_system
  FROM area, inside;
SELECT count(*) FROM circle_edges('mapcity_net', 'SRID=4326;POINT(0 0)');
SELECT count(*) FROM circle_edges('mapcity_net', 'SRID=4326;POLYGON EMPTY');
SELECT count(*) FROM circle_edges('mapcity_net', 'SRID=4326;POINT(NaN 1)');
SELECT count(*) FROM circle_edges('mapcity_net', 'POINT EMPTY');
SELECT count(*) FROM circle_edges('mapcity_net', 'SRID=999999;POLYGON EMPTY');
SELECT count(*) FROM circle_edges('mapcity_net', 'POINT(0 0)');
SELECT count(*) FROM circle_edges('mapcity_net', 'SRID=999999;POINT(0 0)');
SELECT count(*) FROM circle_edges('nothing');
SELECT count(*) FROM circle_edges(NULL);

-- A study with communities and circles, and nothing on the map before the first refresh.
SELECT circle_create_study('mapcity_15min', 'mapcity_net', 'breakfast within 5 min & bus_stop * 2 within 4 min & pharmacy within 6 min', homes => 'mapcity.home', amenities => 'mapcity.amenity', communities => 'mapcity.community', circles => 'mapcity.circle', settings => '{"circle_min": 8, "circle_standard": "breakfast * 2"}');
SELECT layer, octet_length(circle_mvt(0, 0, 0, 'mapcity_15min', layer)) AS bytes
  FROM unnest('{amenity,circle,community,gap,home,street}'::text[]) AS layer;
SELECT layer, octet_length(circle_mvt(14, 13041, 6778, 'mapcity_15min', layer)) AS bytes
  FROM unnest('{gap,home,street}'::text[]) AS layer;
SELECT * FROM circle_refresh('mapcity_15min') \gset run_

-- Cells add up to the city, and hold what lies in them.
SELECT sum(c.homes) = s.homes AS homes, sum(c.people) = s.people AS people, sum(c.homes_covered) = s.homes_covered AS homes_covered,
	sum(c.people_covered) = s.people_covered AS people_covered, sum(c.homes_unsnapped) = s.homes_unsnapped AS homes_unsnapped,
	sum(c.people_unsnapped) = s.people_unsnapped AS people_unsnapped, count(*) > 30 AS many, bool_and(cell BETWEEN 0 AND 255) AS numbers
  FROM mapcity_15min.map_cell AS c, mapcity_15min.summary AS s GROUP BY s.homes, s.people, s.homes_covered, s.people_covered, s.homes_unsnapped, s.people_unsnapped;
SELECT count(*) AS homes_elsewhere
  FROM (SELECT home_id, tile, floor((st_x(geom) + 180) / 360 * 262144)::int AS across,
			   floor((1 - asinh(tan(radians(st_y(geom)))) / pi()) / 2 * 262144)::int AS down FROM mapcity_15min.home) AS h
 WHERE NOT EXISTS (SELECT FROM mapcity_15min.map_cell AS c
					WHERE c.tile = h.tile AND abs(c.tile % 16384 * 16 + c.cell % 16 - across) <= 0 AND abs(c.tile / 16384 * 16 + c.cell / 16 - down) <= 1);

-- They follow the homes: only the cells touched are written.
CREATE TEMP TABLE cell_before AS SELECT *, ctid::text AS place FROM mapcity_15min.map_cell;
UPDATE mapcity.home SET population = population + 10 WHERE home_id = (SELECT min(home_id) FROM mapcity.home WHERE population IS NOT NULL);
SELECT * FROM circle_refresh('mapcity_15min') \gset run_
SELECT count(*) AS cells_written, sum(n.people - o.people) AS more_people
  FROM mapcity_15min.map_cell AS n LEFT JOIN cell_before AS o USING (tile, cell) WHERE n.ctid::text IS DISTINCT FROM o.place;
-- Views: one row a thing, one typed geometry, no NULL in the key.
SELECT f_table_name, f_geometry_column, type, srid FROM geometry_columns
 WHERE f_table_schema = 'mapcity_15min' AND f_table_name LIKE 'map%' ORDER BY 1;
SELECT count(*) = count(DISTINCT home_id) AS one_row, count(*) = (SELECT count(*) FROM mapcity_15min.home) AS homes FROM mapcity_15min.map_home;
SELECT status, count(*) > 0 AS some FROM mapcity_15min.map_home GROUP BY 1 ORDER BY 1;
SELECT count(*) = count(DISTINCT home_id) AS one_row, count(*) = (SELECT count(*) FROM mapcity_15min.home WHERE NOT meets) AS homes,
	min(needs_missing), max(needs_missing), sum(needs_missing) = (SELECT count(*) FROM mapcity_15min.home_gap WHERE alternative_of IS NULL) AS gaps
  FROM mapcity_15min.map_gap;
SELECT DISTINCT missing FROM mapcity_15min.map_gap WHERE needs_missing = 3;
SELECT count(*) = count(DISTINCT area_id) AS one_row, count(*) = (SELECT count(*) FROM mapcity.community) AS communities,
	sum(people) + (SELECT people FROM mapcity_15min.community_indicator WHERE community = '' AND need = '') = (SELECT people FROM mapcity_15min.summary) AS people
  FROM mapcity_15min.map_community;
SELECT circle_id, homes > 0 AS homes, outlets > 0 AS outlets, accepted, score FROM mapcity_15min.map_circle ORDER BY 1;
SELECT count(*) AS areas, bool_and(geometrytype(geom) = 'MULTIPOLYGON') AS multi FROM mapcity_15min.map_circle_area;

-- Homes that go take their cells along.
DELETE FROM mapcity.home WHERE home_id IN (SELECT home_id FROM mapcity_15min.home WHERE (tile, community) IN (SELECT tile, min(community) FROM mapcity_15min.home GROUP BY tile));
SELECT * FROM circle_refresh('mapcity_15min', max_loss => 1) \gset run_
SELECT (SELECT count(*) FROM (SELECT tile, sum(homes) AS n FROM mapcity_15min.map_cell GROUP BY 1
							  EXCEPT SELECT tile, count(*) FROM mapcity_15min.home GROUP BY 1) AS d) AS different, count(*) < (SELECT count(*) FROM cell_before) AS fewer
  FROM mapcity_15min.map_cell;

-- Tiles that do not exist, layers that do not exist, studies that do not exist.
\set VERBOSITY default
SELECT circle_mvt(NULL, 0, 0, 'mapcity_15min', 'home');
SELECT circle_mvt(-1, 0, 0, 'mapcity_15min', 'home');
SELECT circle_mvt(25, 0, 0, 'mapcity_15min', 'home');
SELECT circle_mvt(3, 8, 0, 'mapcity_15min', 'home');
SELECT circle_mvt(3, 0, -1, 'mapcity_15min', 'home');
SELECT circle_mvt(3, 0, NULL, 'mapcity_15min', 'home');
SELECT circle_mvt(0, 0, 0, 'mapcity_15min', 'homes');
SELECT circle_mvt(0, 0, 0, 'mapcity_15min', NULL);
SELECT circle_mvt(0, 0, 0, 'nothing', 'home');
SELECT circle_mvt(0, 0, 0, NULL, 'home');
SELECT circle_mvt(0, 0, 0, '{"study": "mapcity_15min"}');
\set VERBOSITY terse
SELECT circle_mvt(14, 13041, 6778, '{"study": "mapcity_15min", "layer": "home"}') = circle_mvt(14, 13041, 6778, 'mapcity_15min', 'home') AS the_same;
SELECT layer, z, octet_length(circle_mvt(z, 0, 0, 'mapcity_15min', layer)) AS empty
  FROM unnest('{home,street}'::text[]) AS layer, unnest('{3,14,24}'::int[]) AS z;
SELECT provolatile, proparallel, proisstrict FROM pg_proc WHERE proname IN ('circle_mvt', 'circle_edges') ORDER BY proname;

-- Styles. A stranger may not make the table, nor write to one that is not his; with the right he may.
CREATE ROLE regress_map_reader;
GRANT USAGE ON SCHEMA mapcity_15min TO regress_map_reader;
SET ROLE regress_map_reader;
SELECT circle_qgis_styles('mapcity_15min');
RESET ROLE;
SELECT circle_qgis_styles('mapcity_15min', 'nowhere');
SELECT circle_qgis_styles('mapcity_15min', NULL);
SELECT circle_qgis_styles('nothing');
SELECT circle_qgis_styles('mapcity_15min');
SELECT f_table_schema, f_table_name, f_geometry_column, stylename, useasdefault, type IS NULL AS any_type FROM public.layer_styles ORDER BY 2, 4;
SELECT column_name, data_type, character_maximum_length, column_default FROM information_schema.columns
 WHERE table_schema = 'public' AND table_name = 'layer_styles' ORDER BY ordinal_position;
SET ROLE regress_map_reader;
SELECT circle_qgis_styles('mapcity_15min');
RESET ROLE;

-- The user's own default, and his other styles, stay; ours are written again.
INSERT INTO public.layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, stylename, styleqml, useasdefault)
VALUES (current_database(), 'mapcity_15min', 'map_home', 'geom', 'mine', '<qgis/>', true),
	   (current_database(), 'mapcity_15min', 'map_gap', 'geom', 'mine too', '<qgis/>', false),
	   ('elsewhere', 'mapcity_15min', 'home', 'geom', 'circle_ext', '<qgis/>', true);
UPDATE public.layer_styles SET styleqml = '<qgis/>' WHERE stylename = 'circle_ext' AND f_table_catalog <> 'elsewhere';
SELECT circle_qgis_styles('mapcity_15min');
SELECT f_table_catalog = current_database() AS here, f_table_name, stylename, useasdefault, styleqml::text = '<qgis/>' AS bare
  FROM public.layer_styles WHERE f_table_name IN ('home', 'map_home', 'map_gap') ORDER BY 2, 3, 1;

-- An older table without type will do; one that lacks more, or runs somebody's code, will not.
ALTER TABLE public.layer_styles DROP COLUMN type;
SELECT circle_qgis_styles('mapcity_15min');
SELECT count(*) FROM public.layer_styles;
ALTER TABLE public.layer_styles OWNER TO regress_map_reader;
SELECT circle_qgis_styles('mapcity_15min');
CREATE FUNCTION public.regress_evil() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''runs as %'', current_user; RETURN new; END';
CREATE TRIGGER evil BEFORE INSERT OR UPDATE ON public.layer_styles FOR EACH ROW EXECUTE FUNCTION public.regress_evil();
\set VERBOSITY default
SELECT circle_qgis_styles('mapcity_15min');
ALTER TABLE public.layer_styles DROP COLUMN description;
SELECT circle_qgis_styles('mapcity_15min');
\set VERBOSITY terse
DROP TABLE public.layer_styles;
DROP FUNCTION public.regress_evil;

SELECT circle_drop_study('mapcity_15min');
SELECT circle_drop_network('mapcity_net');
DROP ROLE regress_map_reader;
SET client_min_messages = error;
DROP SCHEMA mapcity CASCADE;
