-- The map of a report, as SVG. Its units are pixels of a map 1,000 wide; PostGIS writes the paths.

CREATE TYPE circle__frame AS (
	west float8, north float8, kx float8, ky float8, width float8, height float8, m_per_px float8, extent geometry);
COMMENT ON TYPE circle__frame IS
'Where the map of a report lies: its north-western corner, pixels per degree, size in pixels, metres per pixel, extent.';

CREATE FUNCTION circle__map_frame(study text) RETURNS circle__frame
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	f circle__frame;
	box box2d;
	lat0 float8;
	width_m float8;
	height_m float8;
	margin_m CONSTANT float8 := 150;
	m_per_degree CONSTANT float8 := 111200;
BEGIN
	-- Homes off the network may lie anywhere: they do not stretch the map.
	EXECUTE format('SELECT coalesce(st_extent(geom) FILTER (WHERE snap_m IS NOT NULL), st_extent(geom)) FROM %I.home', study) INTO box;
	IF box IS NULL THEN
		RETURN NULL;
	END IF;
	lat0 := radians((st_ymin(box) + st_ymax(box)) / 2);
	width_m := (st_xmax(box) - st_xmin(box)) * m_per_degree * cos(lat0) + 2 * margin_m;
	height_m := (st_ymax(box) - st_ymin(box)) * m_per_degree + 2 * margin_m;
	f.m_per_px := greatest(width_m / 1000, height_m / 900);
	-- A tall and narrow city is drawn in the middle.
	f.width := greatest(width_m / f.m_per_px, 560);
	f.height := greatest(height_m / f.m_per_px, 300);
	f.kx := m_per_degree * cos(lat0) / f.m_per_px;
	f.ky := m_per_degree / f.m_per_px;
	f.west := (st_xmin(box) + st_xmax(box)) / 2 - f.width / 2 / f.kx;
	f.north := (st_ymin(box) + st_ymax(box)) / 2 + f.height / 2 / f.ky;
	f.extent := st_makeenvelope(f.west, f.north - f.height / f.ky, f.west + f.width / f.kx, f.north, 4326);
	RETURN f;
END
$$;
COMMENT ON FUNCTION circle__map_frame(text) IS
'Where the map of a report lies; NULL for a study without homes.';

CREATE FUNCTION circle__map_pixels(geom geometry, west float8, north float8, kx float8, ky float8) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN st_setsrid(st_affine(geom, kx, 0, 0, ky, -west * kx, -north * ky), 0);
COMMENT ON FUNCTION circle__map_pixels(geometry, float8, float8, float8, float8) IS 'A geometry in pixels of the map, y growing to the north, as ST_AsSVG expects it.';

CREATE FUNCTION circle__map_streets(network text, f circle__frame) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	paths text;
	longest_path CONSTANT int := 350000;
BEGIN
	-- The longest streets, as many as a page can hold.
	SELECT string_agg(path, '' ORDER BY no) INTO paths
	  FROM (SELECT path, no, sum(length(path)) OVER (ORDER BY no) AS total
			  FROM (SELECT st_assvg(drawn, 1, 1) AS path, row_number() OVER (ORDER BY length_m DESC, street COLLATE "C") AS no
					  FROM (SELECT e.street, sum(e.length_m) AS length_m,
								   st_simplify(st_snaptogrid(circle__map_pixels(st_linemerge(st_collect(e.geom ORDER BY e.first_vertex)), f.west, f.north, f.kx, f.ky), 0.1), 0.4) AS drawn
							  FROM circle_edges(network, f.extent) AS e GROUP BY e.street) AS s) AS p) AS q
	 WHERE total <= longest_path;
	RETURN format('<path d="%s" fill="none" stroke="#c5ccd4" stroke-width="1" stroke-linejoin="round"/>', paths);
END
$$;
COMMENT ON FUNCTION circle__map_streets(text, circle__frame) IS 'The longest streets of a network as one path of the map.';

CREATE FUNCTION circle__map_why_no_streets(network text, extent geometry) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	tiles bigint;
	most_tiles CONSTANT bigint := 600;
BEGIN
	IF circle__may_read_network(network) IS NOT TRUE THEN
		RETURN 'streets_unreadable';
	END IF;
	EXECUTE format('SELECT count(*) FROM %I.tile WHERE tile = ANY (circle__tiles_touching($1, 0))', network) INTO tiles USING extent;
	RETURN CASE WHEN tiles > most_tiles THEN 'streets_too_many' END;
END
$$;
COMMENT ON FUNCTION circle__map_why_no_streets(text, geometry) IS 'Why the streets of a network cannot be drawn in an extent, as a key of the words; NULL if they can.';

CREATE FUNCTION circle__map_dots(study text, f circle__frame) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	dots text;
BEGIN
	EXECUTE format($sql$
		SELECT string_agg(format('<path d="%%s" class="%%s"/>', path, class), '' ORDER BY class DESC)
		  FROM (SELECT class, string_agg(format('M%%s %%sh0', round(x::numeric, 1), round(y::numeric, 1)), '' ORDER BY x, y) AS path
				  FROM (SELECT (st_x(geom) - $1) * $3 AS x, ($2 - st_y(geom)) * $4 AS y,
							   CASE WHEN meets THEN 'dot-met' WHEN NOT meets THEN 'dot-unmet' ELSE 'dot-unknown' END AS class
						  FROM %I.home WHERE geom && $5) AS h GROUP BY class) AS p$sql$, study)
	   INTO dots USING f.west, f.north, f.kx, f.ky, f.extent;
	RETURN '<style>.dot-met,.dot-unmet,.dot-unknown{fill:none;stroke-linecap:round;stroke-width:5}.dot-met{stroke:#0072b2}.dot-unmet{stroke:#d55e00}.dot-unknown{stroke:#999}</style>'
		|| dots;
END
$$;
COMMENT ON FUNCTION circle__map_dots(text, circle__frame) IS 'Every home as a dot of the map.';

CREATE FUNCTION circle__map_colours() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	-- Between the vermilion and the blue of Okabe and Ito; the last one is for what is unknown.
	RETURN '{#d55e00,#eb9f5c,#d9cfc0,#76add1,#0072b2,#999999}'::text[];
COMMENT ON FUNCTION circle__map_colours() IS 'Colours of the cells of a map: five for shares from 0 to 1, and one for homes off the network.';

CREATE FUNCTION circle__map_cells(study text, f circle__frame, weights text[]) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	cells text;
	radius CONSTANT float8 := 9;
BEGIN
	-- The centres of the hexagons are two rectangular grids: a home belongs to the nearest point of the one or of the other.
	-- People in thousandths, as integers: a sum does not depend on its order.
	EXECUTE format($sql$
		WITH home AS (
			SELECT (st_x(geom) - $1) * $3 / (sqrt(3) * $6) AS u, ($2 - st_y(geom)) * $4 / (3 * $6) AS v, meets, coalesce(round(%2$s * 1000), 0)::bigint AS people
			  FROM %1$I.home WHERE geom && $5
		), cell AS (
			SELECT CASE WHEN first THEN round(u) ELSE floor(u) + 0.5 END * sqrt(3) * $6 AS x, CASE WHEN first THEN round(v) ELSE floor(v) + 0.5 END * 3 * $6 AS y,
				   sum(people) AS people, coalesce(sum(people) FILTER (WHERE meets), 0) AS people_met, coalesce(sum(people) FILTER (WHERE meets IS NOT NULL), 0) AS people_known,
				   count(*) FILTER (WHERE meets) AS met, count(meets) AS known
			  FROM (SELECT *, 3 * (u - round(u)) ^ 2 + 9 * (v - round(v)) ^ 2 <= 3 * (u - floor(u) - 0.5) ^ 2 + 9 * (v - floor(v) - 0.5) ^ 2 AS first FROM home) AS p
			 GROUP BY 1, 2
		), many AS (
			SELECT percentile_disc(0.9) WITHIN GROUP (ORDER BY people) AS people FROM cell
		), drawn AS (
			SELECT x, y, $6 * (0.5 + 0.48 * sqrt(least(1, coalesce(cell.people / nullif(many.people, 0), 1)))) AS r,
				   CASE WHEN known = 0 THEN 6
						ELSE least(1 + floor(5 * CASE WHEN people_known > 0 THEN people_met / people_known ELSE met::numeric / known END), 5) END::int AS colour
			  FROM cell CROSS JOIN many
		)
		SELECT string_agg(format('<path d="%%s" fill="%%s"/>', path, (circle__map_colours())[colour]), '' ORDER BY colour)
		  FROM (SELECT colour, string_agg(format('M%%s %%sl%%s %%sv%%sl-%%s %%s-%%s-%%sv-%%sz', round(x::numeric, 1), round((y - r)::numeric, 1), a, b, c, a, b, a, b, c), '' ORDER BY y, x) AS path
				  FROM drawn CROSS JOIN LATERAL (SELECT round((r * sqrt(3) / 2)::numeric, 1) AS a, round((r / 2)::numeric, 1) AS b, round(r::numeric, 1) AS c) AS side
				 GROUP BY colour) AS q$sql$, study, CASE WHEN cardinality(weights) > 0 THEN format('%I', weights[1]) ELSE '1' END)
	   INTO cells USING f.west, f.north, f.kx, f.ky, f.extent, radius;
	RETURN '<g fill-opacity=".92">' || cells || '</g>';
END
$$;
COMMENT ON FUNCTION circle__map_cells(text, circle__frame, text[]) IS
'Homes in hexagons of the map: their size grows with the people, their colour is the share of them that meets the principal standard.';

CREATE FUNCTION circle__map_communities(study text, f circle__frame) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	borders text;
	names text;
	most_names CONSTANT int := 30;
BEGIN
	EXECUTE format($sql$
		WITH area AS (
			SELECT community, st_simplify(st_snaptogrid(circle__map_pixels(geom, $1, $2, $3, $4), 0.1), 0.5) AS drawn, count(*) OVER () AS areas
			  FROM %I.community WHERE level = 'community' AND geom && $5
		)
		SELECT (SELECT string_agg(st_assvg(drawn, 1, 1), ' ' ORDER BY community COLLATE "C") FROM area),
			   (SELECT string_agg(format('<text class="name" x="%%s" y="%%s">%%s</text>', round(st_x(p)::numeric), round(-st_y(p)::numeric),
										 circle__html(CASE WHEN length(community) > 20 THEN left(community, 19) || '…' ELSE community END)), '' ORDER BY community COLLATE "C")
				  FROM area CROSS JOIN LATERAL (SELECT st_pointonsurface(drawn) AS p) AS o
				 WHERE areas <= $6 AND st_area(drawn) > 1500)$sql$, study)
	   INTO borders, names USING f.west, f.north, f.kx, f.ky, f.extent, most_names;
	RETURN '<path d="' || borders || '" fill="none" stroke="#4b5563" stroke-width="1.2" stroke-dasharray="5 3"/>' || coalesce(names, '');
END
$$;
COMMENT ON FUNCTION circle__map_communities(text, circle__frame) IS 'Borders of communities and, unless there are many, their names; NULL where a study has no polygons.';

CREATE FUNCTION circle__map_circles(study text, f circle__frame, OUT areas text, OUT marks text) RETURNS record
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE format($sql$
		SELECT string_agg(st_assvg(st_simplify(st_snaptogrid(circle__map_pixels(area, $1, $2, $3, $4), 0.1), 0.5), 1, 1), ' ' ORDER BY circle_id COLLATE "C"),
			   string_agg(format('M%%s %%sl7 7-7 7-7-7z', round(((st_x(geom) - $1) * $3)::numeric, 1), round((($2 - st_y(geom)) * $4 - 7)::numeric, 1)), '' ORDER BY circle_id COLLATE "C")
		  FROM %I.circle WHERE coalesce(geom, area) && $5$sql$, study)
	   INTO areas, marks USING f.west, f.north, f.kx, f.ky, f.extent;
	marks := concat('<path d="' || areas || '" fill="none" stroke="#a34e82" stroke-width="1.8"/>', '<path d="' || marks || '" fill="#fff" stroke="#7a2f5f" stroke-width="2.6"/>');
	areas := '<path d="' || areas || '" fill="#f6e4ee"/>';
END
$$;
COMMENT ON FUNCTION circle__map_circles(text, circle__frame) IS 'Circles: their drawn areas, to be under the homes; boundaries and centres, to be above. Both NULL or empty where a study has none.';

CREATE FUNCTION circle__map_scale(w jsonb, f circle__frame) RETURNS text
	LANGUAGE sql IMMUTABLE
	SET search_path FROM CURRENT
	-- The longest round length of at most 180 pixels; north is up.
	RETURN (SELECT format('<g fill="none" stroke="#1c2127" stroke-width="2"><path d="M24 %1$sv8h%2$sv-8"/></g><text x="%3$s" y="%4$s">%5$s</text>'
						  '<path d="M%6$s 22l9 26-9-6-9 6z" fill="#1c2127"/><text x="%6$s" y="68" text-anchor="middle">N</text>',
						  round(f.height::numeric) - 30, round((metres / f.m_per_px)::numeric, 1), round((32 + metres / f.m_per_px)::numeric, 1), round(f.height::numeric) - 20,
						  CASE WHEN metres >= 1000 THEN format(w ->> 'scale_km', metres / 1000) ELSE format(w ->> 'scale', metres) END, round(f.width::numeric) - 28)
			  FROM (SELECT max(d * 10 ^ e)::bigint AS metres FROM unnest('{1,2,5}'::int[]) AS d, generate_series(0, 6) AS e
					 WHERE d * 10 ^ e <= 180 * f.m_per_px OR (d = 1 AND e = 0)) AS m);
COMMENT ON FUNCTION circle__map_scale(jsonb, circle__frame) IS 'Scale bar and north of a map.';

CREATE FUNCTION circle__map_legend(w jsonb, by_cells boolean, has_communities boolean, has_circles boolean, has_areas boolean, no_streets text) RETURNS text
	LANGUAGE sql IMMUTABLE
	SET search_path FROM CURRENT
	RETURN (SELECT '<figcaption><p class="legend">' || string_agg(format('<span>%s%s</span>', mark, circle__html(label)), ' ' ORDER BY no) || '</p><p>'
				   || concat_ws(CASE w ->> 'lang' WHEN 'zh' THEN '' ELSE ' ' END, CASE WHEN by_cells THEN format(circle__html(w ->> 'map_cells'), w ->> 'who') ELSE circle__html(w ->> 'map_dots') END,
								circle__html(CASE WHEN no_streets IS NULL THEN w ->> 'map_streets' ELSE format(w ->> 'map_no_streets', w ->> no_streets) END)) || '</p></figcaption>'
			  FROM (SELECT 10 + no AS no, format('<i style="background:%s"></i>', colour) AS mark,
						   CASE no WHEN 6 THEN w ->> 'unknown' ELSE format('%s–%s %%', 20 * (no - 1), 20 * no) END AS label
					  FROM unnest(circle__map_colours()) WITH ORDINALITY AS u (colour, no) WHERE by_cells
					UNION ALL
					SELECT no, format('<i class="%s" style="border-radius:50%%"></i>', class), w ->> word
					  FROM (VALUES (1, 'met', 'met'), (2, 'unmet', 'not_met'), (3, 'unknown', 'unknown')) AS v (no, class, word) WHERE NOT by_cells
					UNION ALL
					SELECT 30, '<svg viewBox="0 0 16 16"><path d="M0 8h16" stroke="#4b5563" stroke-width="1.6" stroke-dasharray="5 3"/></svg>', w ->> 'community_border' WHERE has_communities
					UNION ALL
					SELECT 31, '<svg viewBox="0 0 16 16"><path d="M8 1l7 7-7 7-7-7z" fill="#fff" stroke="#7a2f5f" stroke-width="2"/></svg>', w ->> 'circle_mark' WHERE has_circles
					UNION ALL
					SELECT 32, '<svg viewBox="0 0 16 16"><path d="M1 1h14v14H1z" fill="#f6e4ee" stroke="#a34e82" stroke-width="1.6"/></svg>', w ->> 'circle_area' WHERE has_areas) AS l);
COMMENT ON FUNCTION circle__map_legend(jsonb, boolean, boolean, boolean, boolean, text) IS 'What the marks of a map mean.';

CREATE FUNCTION circle__report_map(study text, w jsonb) RETURNS text
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	f circle__frame;
	n record;
	by_cells boolean;
	no_streets text;
	communities text;
	circles record;
	most_dots CONSTANT bigint := 3000;
BEGIN
	f := circle__map_frame(study);
	IF f.extent IS NULL THEN
		RETURN NULL;
	END IF;
	EXECUTE format('SELECT network, weights, (SELECT count(*) FROM (SELECT FROM %1$I.home LIMIT $1 + 1) AS h) > $1 AS crowded FROM %1$I.version', study)
	   INTO n USING most_dots;
	by_cells := n.crowded;
	no_streets := circle__map_why_no_streets(n.network, f.extent);
	communities := circle__map_communities(study, f);
	circles := circle__map_circles(study, f);
	RETURN circle__report_section(w ->> 'map', format('<figure><svg class="map" viewBox="0 0 %s %s" role="img" aria-label="%s">%s</svg>%s</figure>',
		round(f.width::numeric), round(f.height::numeric), circle__html(w ->> 'map'),
		concat(circles.areas, CASE WHEN no_streets IS NULL THEN circle__map_streets(n.network, f) END,
			   CASE WHEN by_cells THEN circle__map_cells(study, f, n.weights) ELSE circle__map_dots(study, f) END,
			   communities, circles.marks, circle__map_scale(w, f)),
		circle__map_legend(w, by_cells, communities IS NOT NULL, circles.marks <> '', circles.areas IS NOT NULL, no_streets)));
END
$$;
COMMENT ON FUNCTION circle__report_map(text, jsonb) IS
'A map of the homes, met and not met, over streets, communities and circles; above 3,000 homes they are put together in cells. NULL for a study without homes.';
