-- The map of steps 6 and 7 of the tutorial as an HTML page: homes by their walk to a pharmacy, the largest group without one, and a walk.
-- Units are pixels; the picture is 1000 by 900 pixels around that group.
CREATE TEMP TABLE cluster AS
	SELECT geom, st_centroid(st_envelope(geom)) AS middle FROM city_15min.gap_cluster WHERE need LIKE 'pharmacy%' ORDER BY homes DESC LIMIT 1;
CREATE TEMP TABLE frame AS
	SELECT st_expand(middle, 500 / kx, 450 / ky) AS extent, st_x(middle) - 500 / kx AS west, st_y(middle) + 450 / ky AS north, kx, ky
	  FROM (SELECT middle, 111200 * cos(radians(st_y(middle))) / 1.75 AS kx, 111200 / 1.75 AS ky FROM cluster) AS c;
CREATE FUNCTION pg_temp.pixels(geom geometry) RETURNS geometry LANGUAGE sql
	RETURN (SELECT st_setsrid(st_affine(geom, kx, 0, 0, ky, -west * kx, -north * ky), 0) FROM frame);
CREATE FUNCTION pg_temp.dot(geom geometry, form text) RETURNS text LANGUAGE sql
	RETURN format(form, round(st_x(pg_temp.pixels(geom))::numeric, 1), round(-st_y(pg_temp.pixels(geom))::numeric, 1));
CREATE TEMP TABLE walk AS
	SELECT e.geom, e.value, h.geom AS home
	  FROM (SELECT g.home_id, home.geom FROM city_15min.home_gap AS g JOIN city_15min.home USING (home_id)
			 WHERE g.community = 'La Rousse' AND category = 'pharmacy' AND nearest IS NOT NULL ORDER BY nearest DESC, home_id LIMIT 1) AS h
	 CROSS JOIN LATERAL circle_explain('city_15min', h.home_id, per_need => 1) AS e WHERE e.category = 'pharmacy';
CREATE TEMP TABLE class (no, beyond, up_to, colour, label) AS VALUES
	(1, -1, 4, '#0072b2', 'at most 4 min'), (2, 4, 8, '#56b4e9', '4 to 8 min'), (3, 8, 12, '#e69f00', '8 to 12 min'),
	(4, 12, 1e9, '#d55e00', 'more than 12 min, or none within 20 min');

SELECT '<!doctype html><html><head><meta charset="utf-8"><style>body { margin: 24px; font: 15px "DejaVu Sans", sans-serif; color: #1c2026 }
	h1 { font-size: 22px; margin: 0 0 16px } p { margin: 12px 0 0 } svg.map { border: 1px solid #dddddd; background: #fbfcfd }
	text { paint-order: stroke; stroke: #ffffff; stroke-width: 4px } i { display: inline-block; width: 12px; height: 12px; border-radius: 6px; margin: 0 6px 0 16px }
	</style></head><body><h1>Minutes on foot from each home to the nearest pharmacy</h1><svg class="map" width="950" height="855" viewBox="0 0 1000 900">';
SELECT '<path fill="none" stroke="#c4cbd3" d="' || string_agg(st_assvg(pg_temp.pixels(e.geom), 0, 1), '') || '"/>'
  FROM frame, circle_edges('city_net', extent) AS e;
SELECT '<path fill="none" stroke="#70777f" stroke-dasharray="5 4" d="' || string_agg(st_assvg(pg_temp.pixels(geom), 0, 1), '') || '"/>' FROM city_15min.map_community;
SELECT '<path fill="#d55e00" fill-opacity="0.12" stroke="#d55e00" stroke-width="2" d="' || st_assvg(pg_temp.pixels(geom), 0, 1) || '"/>' FROM cluster;
SELECT '<g fill="' || colour || '">' || string_agg(pg_temp.dot(geom, '<circle cx="%1$s" cy="%2$s" r="4.5"/>'), '') || '</g>'
  FROM city_15min.home CROSS JOIN frame JOIN class ON coalesce(coverage -> 'pharmacy', 1e8) > beyond AND coalesce(coverage -> 'pharmacy', 1e8) <= up_to
 WHERE coverage IS NOT NULL AND geom && extent GROUP BY no, colour ORDER BY no;
SELECT '<path fill="none" stroke="#000000" stroke-width="3" d="' || st_assvg(pg_temp.pixels(geom), 0, 1) || '"/>'
	|| pg_temp.dot(home, format('<circle cx="%%1$s" cy="%%2$s" r="8" fill="none" stroke="#000000" stroke-width="3"/><text x="%%1$s" y="%%2$s" dx="-16" text-anchor="end" font-weight="bold">%s min</text>',
		round(value::numeric, 1))) FROM walk;
SELECT string_agg(pg_temp.dot(geom, '<path d="M%1$s %2$sm-3-9h6v6h6v6h-6v6h-6v-6h-6v-6h6z" fill="#009e73" stroke="#ffffff"/>'), '')
  FROM city_15min.amenity CROSS JOIN frame WHERE category = 'pharmacy' AND geom && extent;
SELECT string_agg(pg_temp.dot(st_pointonsurface(geom), format('<text x="%%1$s" y="%%2$s" text-anchor="middle">%s</text>', community)), '')
  FROM city_15min.map_community CROSS JOIN frame WHERE st_contains(extent, st_pointonsurface(geom));
SELECT '</svg><p>' || string_agg('<i style="background: ' || colour || '"></i>' || label, '' ORDER BY no) || '</p>' FROM class;
SELECT '<p style="margin-left: 16px"><b style="color: #009e73">&#x271a;</b> pharmacy &nbsp; <b>&#x25ef;&#x2015;</b> the walk of step 7 &nbsp; '
	|| '<span style="border: 2px solid #d55e00; background: #d55e0020">&nbsp; &nbsp; </span>&nbsp; the largest group of homes that lack a pharmacy within 8 min</p></body></html>';
