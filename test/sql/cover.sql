-- Coverage of many homes and of one point; places of many points, lines and areas.

-- Only tests call it: what the core does apart from the SQL around it.
CREATE OR REPLACE FUNCTION circle__cover_point(network text, walker text, template circle_coverage, point geometry, amenities text,
	direction text DEFAULT 'from_home') RETURNS circle_coverage
	LANGUAGE c STABLE PARALLEL RESTRICTED COST 10000
	AS '$libdir/circle_ext', 'circle__cover_point';
-- Also: place.
\set SHOW_CONTEXT never

-- A town ------------------------------------------------------------------
-- Twelve by twelve crooked streets about the corner of four tiles, with gaps; steps, streets
-- without door and private ones; a tunnel to the north-west, an island in the north-east.

CREATE SCHEMA compute_town;
SET search_path = public, compute_town;
CREATE TABLE compute_town.origin AS
SELECT ST_XMin(b) AS lon, ST_YMin(b) AS lat FROM circle_private.circle__tile_box(109228630) AS b;
CREATE FUNCTION compute_town.at(east float8, north float8) RETURNS geometry LANGUAGE sql STABLE
	RETURN (SELECT ST_SetSRID(ST_MakePoint(floor((lon + east / 102400) * 1e7 + 0.5) / 1e7,
										   floor((lat + north / 110800) * 1e7 + 0.5) / 1e7), 4326)
			  FROM compute_town.origin);
CREATE FUNCTION compute_town.crossing(i int, j int) RETURNS geometry LANGUAGE sql STABLE
	RETURN compute_town.at((i - 6) * 100 + 30 * sin(i * 7 + j * 3), (j - 6) * 100 + 30 * sin(i * 5 - j * 11));
CREATE TABLE compute_town.street AS
SELECT row_number() OVER (ORDER BY i, j, k) AS id,
	   (i * 3 + j * 5 + k) % 13 = 0 AS steps, (i * 5 + j * 7 + k) % 11 <> 0 AS door, (i + j * 2 + k) % 9 = 0 AS private,
	   ST_MakeLine(ARRAY[compute_town.crossing(i, j),
						 compute_town.at((i - 6) * 100 + 50 * (1 - k) + 20 * sin(j), (j - 6) * 100 + 50 * k + 20 * cos(i)),
						 compute_town.crossing(i + 1 - k, j + k)]) AS geom
  FROM generate_series(0, 12) AS i, generate_series(0, 12) AS j, generate_series(0, 1) AS k
 WHERE i + 1 - k <= 12 AND j + k <= 12 AND (i * 7 + j * 4 + k * 3) % 6 <> 0
UNION ALL
SELECT 1000 + i, false, true, false,
	   ST_MakeLine(compute_town.at(900 + 60 * i, 900), compute_town.at(960 + 60 * i, 930))
  FROM generate_series(1, 3) AS i
UNION ALL
SELECT 2000, false, false, false, ST_MakeLine(compute_town.crossing(0, 12), compute_town.at(-800, 1000));
ALTER TABLE compute_town.street ADD PRIMARY KEY (id);
CREATE TABLE compute_town.home AS
SELECT i AS id, compute_town.at(i * 0.7548776662 % 1 * 2000 - 850, i * 0.5698402910 % 1 * 2000 - 950) AS geom
  FROM generate_series(1, 500) AS i;
-- Ninety amenities with one to three access points; some share a point, some are of two categories.
CREATE TABLE compute_town.amenity AS
SELECT 'a' || i % 90 AS id, (ARRAY['clinic', 'bus_stop', 'school'])[1 + i % 90 % 3] AS category,
	   compute_town.at(floor(i * 0.8191725134 % 1 * 180) * 10 - 800, floor(i * 0.6710436067 % 1 * 180) * 10 - 850) AS geom
  FROM generate_series(1, 140) AS i;
INSERT INTO compute_town.amenity SELECT id, 'school', geom FROM compute_town.amenity WHERE id LIKE '%3';
INSERT INTO compute_town.amenity SELECT id, 'lighthouse', geom FROM compute_town.amenity WHERE id LIKE '%7';
INSERT INTO compute_town.amenity SELECT 'b' || id, 'clinic', geom FROM compute_town.home WHERE id % 25 = 0;

SELECT circle_create_network('compute_net', 'compute_town.street');
SELECT circle_build_network('compute_net') IS NOT NULL AS built;
SELECT count(*) AS tiles FROM compute_net.tile;

CREATE TABLE compute_town.town AS
SELECT ARRAY['clinic within 6 min & bus_stop * 3 within 10 min',
			 '2 of (school within 400 m, clinic * 2 within 300 m straight, bus_stop within 5 min)']::circle_standard[] AS standards,
	   'SELECT id, ST_X(geom), ST_Y(geom), NULL::bytea FROM compute_town.home'::text AS homes,
	   'SELECT id, category, ST_X(geom), ST_Y(geom), NULL::bytea FROM compute_town.amenity'::text AS amenities,
	   circle_private.circle__template(ARRAY['clinic within 6 min & bus_stop * 3 within 10 min',
			'2 of (school within 400 m, clinic * 2 within 300 m straight, bus_stop within 5 min)']::circle_standard[],
			'{school,well}', 5, NULL, NULL) AS template;
CREATE TABLE compute_town.result AS
SELECT c.* FROM compute_town.town, circle_private.circle__cover('compute_net', 'adult', template, standards, homes, amenities)
	AS c (home_id int, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[],
		  score float8[]);

-- All kinds of homes occur: on the network, on the island, at a street without door, off the network.
SELECT count(*) AS homes, count(snap_m) > 200 AS many_snapped, count(*) FILTER (WHERE on_island) > 0 AS some_on_island,
	   count(*) FILTER (WHERE closed) > 0 AS some_closed, count(*) FILTER (WHERE snap_m IS NULL) > 50 AS some_off,
	   count(*) FILTER (WHERE meets[1]) > 0 AS some_meet, count(*) FILTER (WHERE NOT meets[1]) > 0 AS some_do_not
  FROM compute_town.result;
-- Off the network: nothing is known, and nothing is made up.
SELECT count(*) FILTER (WHERE (snap_m IS NULL) <> (coverage IS NULL)) AS coverage_wrong,
	   count(*) FILTER (WHERE (snap_m IS NULL) <> (meets IS NULL) OR (snap_m IS NULL) <> (score IS NULL)) AS verdict_wrong,
	   count(*) FILTER (WHERE snap_m > 100) AS too_far, count(*) FILTER (WHERE on_island IS NULL OR closed IS NULL) AS unmarked
  FROM compute_town.result;
-- The verdict is that of the operators on the coverage.
SELECT count(*) FILTER (WHERE meets <> ARRAY[coverage @@ standards[1], coverage @@ standards[2]]) AS meets_differ,
	   count(*) FILTER (WHERE score <> ARRAY[circle_score(coverage, standards[1]), circle_score(coverage, standards[2])])
		   AS scores_differ
  FROM compute_town.result, compute_town.town;
-- One point gives the same bits as the batch.
SELECT count(*) AS points,
	   count(*) FILTER (WHERE coverage IS DISTINCT FROM circle__cover_point('compute_net', 'adult', template, h.geom, amenities))
		   AS differ
  FROM compute_town.result AS r JOIN compute_town.home AS h ON h.id = r.home_id, compute_town.town;
-- So do homes one by one, and rows in any order, repeated or of other categories.
SELECT count(*) FILTER (WHERE a IS DISTINCT FROM b) AS differ
  FROM compute_town.town, circle_private.circle__cover('compute_net', 'adult', template, standards,
		homes || ' ORDER BY -id', '(' || amenities || ' ORDER BY 3 DESC) UNION ALL ' || amenities
			|| ' UNION ALL SELECT ''x'', ''theatre'', ST_X(geom), ST_Y(geom), NULL FROM compute_town.home'
			|| ' UNION ALL SELECT ''y'', NULL, ST_X(geom), ST_Y(geom), NULL FROM compute_town.home')
	AS a (home_id int, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[],
		  score float8[])
  JOIN compute_town.result AS b USING (home_id);
SELECT count(*) AS homes, count(*) FILTER (WHERE a IS DISTINCT FROM b) AS differ
  FROM compute_town.town, compute_town.home AS h,
	   circle_private.circle__cover('compute_net', 'adult', template, standards, homes || ' WHERE id = ' || h.id, amenities)
	AS a (home_id int, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[],
		  score float8[])
  JOIN compute_town.result AS b USING (home_id)
 WHERE h.id % 10 = 0;

-- Walks agree with walks one by one, the counts with them, and straight lines with PostGIS.
CREATE TABLE compute_town.walk AS
SELECT h.id AS home_id, a.id AS amenity_id, a.category, min(circle_walk_time('compute_net', h.geom, a.geom)) AS walk_min,
	   min(ST_Distance(h.geom::geography, a.geom::geography)) AS straight_m
  FROM compute_town.home AS h JOIN compute_town.result AS r ON r.home_id = h.id, compute_town.amenity AS a
 WHERE h.id % 8 = 0 AND r.coverage IS NOT NULL AND a.category IN ('clinic', 'bus_stop', 'school')
 GROUP BY h.id, a.id, a.category;
SELECT count(*) AS entries,
	   count(*) FILTER (WHERE (coverage -> category) IS DISTINCT FROM
			CASE WHEN nearest <= CASE category WHEN 'clinic' THEN 12 WHEN 'bus_stop' THEN 20 ELSE 30 END THEN nearest END)
		   AS nearest_differ,
	   count(*) FILTER (WHERE circle_count_within(coverage, category, 10) <> within_10) AS counts_differ
  FROM (SELECT home_id, category, min(walk_min) AS nearest, count(*) FILTER (WHERE walk_min <= 10) AS within_10
		  FROM compute_town.walk GROUP BY home_id, category) AS w
  JOIN compute_town.result USING (home_id);
SELECT count(*) AS homes, count(*) FILTER (WHERE circle_count_within(coverage, 'clinic', 300, 'm straight') <> within) AS counts_differ,
	   count(*) FILTER (WHERE abs(circle_nth_nearest(coverage, 'clinic', 1, 'm straight') - nearest) > 0.06) AS nearest_differ
  FROM (SELECT home_id, min(straight_m) AS nearest, count(*) FILTER (WHERE straight_m < 300.05) AS within
		  FROM compute_town.walk WHERE category = 'clinic' GROUP BY home_id) AS w
  JOIN compute_town.result USING (home_id);
-- A walk is never shorter than the straight line; a clinic at home is no walk at all.
SELECT count(*) FILTER (WHERE walk_min * 60 * 1.33 < straight_m - 0.2) AS too_fast,
	   count(*) FILTER (WHERE straight_m = 0 AND walk_min > 0) AS not_at_home FROM compute_town.walk;
SELECT count(*) AS homes, count(*) FILTER (WHERE coverage -> 'clinic' > 0) AS not_at_home
  FROM compute_town.result WHERE home_id % 25 = 0 AND coverage IS NOT NULL;
-- Known, but there is none.
SELECT count(*) FILTER (WHERE circle_count_within(coverage, 'well', 30) <> 0 OR coverage -> 'well' IS NOT NULL) AS wells
  FROM compute_town.result;

-- Straight lines alone are answered off the network too.
SELECT count(*) AS homes, count(coverage) AS answered, count(*) - count(snap_m) > 0 AS some_off
  FROM compute_town.town, circle_private.circle__cover('compute_net', 'adult',
		circle_private.circle__template(ARRAY['clinic within 300 m straight']::circle_standard[], NULL, 5, NULL, NULL), NULL, homes, amenities)
	AS c (home_id int, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[],
		  score float8[]);
SELECT count(*) FILTER (WHERE c.coverage IS DISTINCT FROM
			circle__cover_point('compute_net', 'adult', s.template, h.geom, amenities)) AS differ
  FROM compute_town.town,
	   (SELECT circle_private.circle__template(ARRAY['clinic within 300 m straight']::circle_standard[], NULL, 5, NULL, NULL) AS template) AS s,
	   circle_private.circle__cover('compute_net', 'adult', s.template, '{}', homes, amenities)
	AS c (home_id int, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[],
		  score float8[])
  JOIN compute_town.home AS h ON h.id = c.home_id WHERE h.id % 7 = 0;
-- No homes, no amenities, text keys.
SELECT count(*) AS rows FROM compute_town.town, circle_private.circle__cover('compute_net', 'adult', template, standards,
		homes || ' WHERE false', amenities)
	AS c (home_id int, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[],
		  score float8[]);
SELECT c.home_id, c.coverage = template AS nothing_found, c.meets, c.score
  FROM compute_town.town, circle_private.circle__cover('compute_net', 'adult', template, standards,
		'SELECT ''home "'' || id, ST_X(geom), ST_Y(geom), NULL::bytea FROM compute_town.home WHERE id IN (3, 40, 101)', amenities || ' WHERE false')
	AS c (home_id text, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[],
		  score float8[])
 WHERE coverage IS NOT NULL ORDER BY home_id;

-- The reach holds all amenities that matter: those beyond it change nothing. The halo is wider by what decides about islands.
CREATE TABLE compute_town.small AS
SELECT circle_private.circle__template(ARRAY['clinic within 2 min & school within 200 m']::circle_standard[], NULL, 5, NULL, NULL) AS template;
SELECT circle_private.circle__reach_m('adult', template) - (exp(0.175) * 1.33 * 5 * 60 + 2 * 100) BETWEEN 0 AND 1 AS as_designed,
	   circle_private.circle__halo_m('adult', template) - circle_private.circle__reach_m('adult', template) AS for_islands
  FROM compute_town.small;
SELECT count(*) AS homes, count(*) FILTER (WHERE near.amenities < every.amenities) > 20 AS some_are_beyond,
	   count(*) FILTER (WHERE circle__cover_point('compute_net', 'adult', small.template, h.geom, town.amenities) IS DISTINCT FROM
			circle__cover_point('compute_net', 'adult', small.template, h.geom, town.amenities
				|| format(' WHERE ST_DWithin(geom::geography, %L::geography, %s)', h.geom, circle_private.circle__reach_m('adult', small.template))))
		   AS differ
  FROM compute_town.town, compute_town.small, compute_town.home AS h,
	   LATERAL (SELECT count(*) AS amenities FROM compute_town.amenity AS a
				 WHERE ST_DWithin(a.geom::geography, h.geom::geography, circle_private.circle__reach_m('adult', small.template))) AS near,
	   (SELECT count(*) AS amenities FROM compute_town.amenity) AS every
 WHERE h.id % 4 = 0;

-- Places ------------------------------------------------------------------

CREATE TABLE compute_town.thing (ref bigint, geom geometry);
INSERT INTO compute_town.thing
SELECT id, geom FROM compute_town.home
UNION ALL SELECT 1000 + id, ST_Buffer(geom, 0.0005, 2) FROM compute_town.home WHERE id <= 60
UNION ALL SELECT 2000 + id, ST_MakeLine(geom, ST_Translate(geom, 0.0004, 0.0007)) FROM compute_town.home WHERE id <= 60
UNION ALL SELECT 3000, ST_Multi(ST_Buffer(compute_town.at(0, 0), 0.0001))
UNION ALL SELECT 3001, ST_Buffer(compute_town.at(100000, 100000), 0.001);
CREATE TABLE compute_town.place AS
SELECT * FROM circle_private.circle__snap_all('compute_net', 'adult', 'SELECT ref, geom FROM compute_town.thing');

SELECT count(*) AS things, count(*) FILTER (WHERE circle_private.circle__tile(point) <> tile) AS tiles_wrong,
	   count(*) FILTER (WHERE ST_SRID(point) <> 4326 OR NOT point = circle_private.circle__quantised(point)) AS not_quantised
  FROM compute_town.place;
-- Points stay, and snap as homes do and as circle_snap says.
SELECT count(*) AS points, count(*) FILTER (WHERE NOT p.point = h.geom) AS moved,
	   count(*) FILTER (WHERE (p.snap_m, p.on_island, p.closed) IS DISTINCT FROM (r.snap_m, r.on_island, r.closed)) AS differ
  FROM compute_town.place AS p JOIN compute_town.home AS h ON h.id = p.ref JOIN compute_town.result AS r ON r.home_id = h.id;
-- An area is entered at its boundary, or where a street without door ends inside, at a point that snaps to the same place again: where
-- streets cross the boundary, or else at the point of the boundary nearest to a street.
SELECT count(p.snap_m) > 50 AS many, count(*) FILTER (WHERE p.entry_no > 1) > 20 AS some_have_several,
	   count(*) FILTER (WHERE ST_Dimension(t.geom) = 2
						  AND ST_Distance(p.point::geography, ST_Boundary(t.geom)::geography) > 0.02
						  AND NOT EXISTS (SELECT FROM compute_town.street AS s WHERE NOT s.door AND ST_Intersects(s.geom, ST_Boundary(t.geom))
											 AND ST_DWithin(p.point, ST_Boundary(s.geom), 1e-9))) AS off_the_boundary,
	   count(*) FILTER (WHERE ST_Distance(p.point::geography, t.geom::geography) > 0.02) AS off_the_thing,
	   count(*) FILTER (WHERE NOT p.closed AND NOT p.on_island AND p.entry_no = 1 AND ST_Distance(p.point, ST_Boundary(t.geom)) < 1e-7
						  AND p.snap_m > 0.03 + (SELECT min(ST_Distance(s.geom::geography, ST_Boundary(t.geom)::geography))
												   FROM compute_town.street AS s WHERE s.id < 1000 AND s.door)) AS not_nearest,
	   count(*) FILTER (WHERE (again.snap_m, again.on_island, again.closed, again.point) IS DISTINCT FROM
							  (p.snap_m, p.on_island, p.closed, p.point)) AS not_again
  FROM compute_town.place AS p JOIN compute_town.thing AS t USING (ref)
  JOIN circle_private.circle__snap_all('compute_net', 'adult', 'SELECT ref * 100 + entry_no, point FROM compute_town.place') AS again
	ON again.ref = p.ref * 100 + p.entry_no
 WHERE p.ref > 1000 AND p.snap_m IS NOT NULL;
-- Out of reach: the point itself, or one on the surface.
SELECT count(*) FILTER (WHERE NOT ST_Intersects(p.point, ST_Buffer(t.geom, 1e-6))) AS elsewhere,
	   count(*) FILTER (WHERE ref = 3001) AS far_away, count(*) FILTER (WHERE on_island OR closed) AS marked
  FROM compute_town.place AS p JOIN compute_town.thing AS t USING (ref) WHERE snap_m IS NULL;
SELECT * FROM circle_private.circle__snap_all('compute_net', 'adult', 'SELECT ref, geom FROM compute_town.thing WHERE false');

-- The nearest -------------------------------------------------------------

SELECT count(*) AS rows, count(*) FILTER (WHERE n.minutes <> w.walk_min) AS times_differ,
	   count(*) FILTER (WHERE n.rank <> w.rank) AS ranks_differ
  FROM (SELECT home_id, amenity_id, walk_min, row_number() OVER (PARTITION BY home_id ORDER BY walk_min, amenity_id COLLATE "C") AS rank
		  FROM compute_town.walk WHERE category = 'clinic' AND walk_min <= 60) AS w
  JOIN compute_town.home AS h ON h.id = w.home_id
  LEFT JOIN LATERAL (SELECT amenity, minutes, row_number() OVER () AS rank
					   FROM circle_private.circle__nearest('compute_net', 'adult', h.geom, 1000,
							'SELECT id, category, ST_X(geom), ST_Y(geom), NULL::bytea FROM compute_town.amenity WHERE category = ''clinic'''))
	   AS n ON n.amenity = w.amenity_id;
SELECT count(*) AS three FROM compute_town.town, circle_private.circle__nearest('compute_net', 'adult', compute_town.crossing(6, 6), 3, amenities);
SELECT count(*) AS within_two_minutes, max(minutes) <= 2 AS none_beyond
  FROM compute_town.town, circle_private.circle__nearest('compute_net', 'adult', compute_town.crossing(6, 6), 1000, amenities, 2);
SELECT count(*) AS off_the_network FROM compute_town.town, circle_private.circle__nearest('compute_net', 'adult', compute_town.at(0, -3000), 3, amenities);

-- Wrong input -------------------------------------------------------------

\set cover 'SELECT count(*) FROM compute_town.town, circle_private.circle__cover('
\set columns ') AS c (home_id int, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[], score float8[])'
:cover 'nowhere', 'adult', template, standards, homes, amenities :columns;
:cover 'compute_net', 'giant', template, standards, homes, amenities :columns;
:cover NULL, 'adult', template, standards, homes, amenities :columns;
:cover 'compute_net', NULL, template, standards, homes, amenities :columns;
:cover 'compute_net', 'adult', NULL, standards, homes, amenities :columns;
:cover 'compute_net', 'adult', template, standards, NULL, amenities :columns;
:cover 'compute_net', 'adult', template, standards, homes, NULL :columns;
:cover 'compute_net', 'adult', template, ARRAY[NULL]::circle_standard[], homes, amenities :columns;
:cover 'compute_net', 'adult', template, ARRAY['theatre within 5 min']::circle_standard[], homes, amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT 1', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT id, ST_X(geom)::int, ST_Y(geom), NULL::bytea FROM compute_town.home', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'DELETE FROM compute_town.home RETURNING 1, 1.0::float8, 1.0::float8, NULL::bytea', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT 1; SELECT 2', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT NULL::int, 113.0::float8, 23.0::float8, NULL::bytea', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT 17, NULL::float8, 23.0::float8, NULL::bytea', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT 17, ''NaN''::float8, 23.0::float8, NULL::bytea', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT 17, 113.0::float8, 95.0::float8, NULL::bytea', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT 17, 113.0::float8, 23.0::float8, ST_AsBinary(''MULTIPOINT(113 23,113 95)''::geometry)', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT 17, 113.0::float8, 23.0::float8, ST_AsBinary(''LINESTRING(113 23,113 24)''::geometry)', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT 17, 113.0::float8, 23.0::float8, ''\x0104000000010000000102000000020000000000000000405c40000000000000374000000000004c5c400000000000003740''::bytea', amenities :columns;
:cover 'compute_net', 'adult', template, standards, 'SELECT 17, 113.0::float8, 23.0::float8, ''\x01''::bytea', amenities :columns;
:cover 'compute_net', 'adult', template, standards, homes, 'SELECT 1, ''clinic'', 113.0::float8, 23.0::float8, NULL::bytea' :columns;
:cover 'compute_net', 'adult', template, standards, homes, 'SELECT ''a''::text, ''clinic''::text, ''Infinity''::float8, 23.0::float8, NULL::bytea' :columns;
:cover 'compute_net', 'adult', template, standards, homes, 'SELECT NULL::text, ''clinic''::text, 113.0::float8, 23.0::float8, NULL::bytea' :columns;
:cover 'compute_net', 'adult', template, standards, homes, 'SELECT ''a''::text, ''clinic''::text, 113.0::float8, NULL::float8, NULL::bytea' :columns;
:cover 'compute_net', 'adult', template, standards, homes, 'SELECT ''a''::text, ''clinic''::text, 113.0::float8, 23.0::float8, ''\x0102''::bytea' :columns;
:cover 'compute_net', 'adult', template, standards, homes, 'SELECT ''a''::text, ''clinic''::text, 113.0::float8, 23.0::float8, ST_AsBinary(''POLYGON((0 0,0 91,1 91,0 0))''::geometry)' :columns;
:cover 'compute_net', 'adult', 'clinic min keep 1: 3 (5=1)', standards, homes, amenities :columns;
:cover 'compute_net', 'adult', template, standards, homes, amenities ) AS c (home_id bigint, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[], score float8[]);
:cover 'compute_net', 'adult', template, standards, homes, amenities ) AS c (home_id int, snap_m float8);
SELECT circle_private.circle__cover('compute_net', 'adult', template, standards, homes, amenities) FROM compute_town.town;
SELECT circle__cover_point('compute_net', 'adult', template, NULL, amenities) FROM compute_town.town;
SELECT circle__cover_point('compute_net', 'adult', template, ST_GeomFromText('POINT EMPTY', 4326), amenities) FROM compute_town.town;
SELECT circle__cover_point('compute_net', 'adult', template, ST_MakePoint(1, 2), amenities) FROM compute_town.town;
SELECT circle__cover_point('compute_net', 'adult', template, ST_SetSRID(ST_MakePoint('NaN', 2), 4326), amenities) FROM compute_town.town;
SELECT circle__cover_point('compute_net', 'adult', template, compute_town.at(0, 0), 'SELECT now()') FROM compute_town.town;
SELECT circle_private.circle__nearest('compute_net', 'adult', compute_town.at(0, 0), 0, amenities) FROM compute_town.town;
SELECT circle_private.circle__nearest('compute_net', 'adult', compute_town.at(0, 0), 1, amenities, 'NaN') FROM compute_town.town;
SELECT circle_private.circle__nearest('compute_net', 'adult', compute_town.at(0, 0), 1, amenities, 5000) FROM compute_town.town;
SELECT * FROM circle_private.circle__snap_all('compute_net', 'adult', 'SELECT 1::bigint, ST_MakePoint(1, 2)');
SELECT * FROM circle_private.circle__snap_all('compute_net', 'adult', 'SELECT 1::bigint, NULL::geometry');
SELECT * FROM circle_private.circle__snap_all('compute_net', 'adult', 'SELECT 1::bigint, ST_GeomFromText(''POLYGON EMPTY'', 4326)');
SELECT * FROM circle_private.circle__snap_all('compute_net', 'adult', 'SELECT 1::bigint, ST_GeomFromText(''POINT(1 89)'', 4326)');
SELECT * FROM circle_private.circle__snap_all('compute_net', 'adult',
	'SELECT 1::bigint, ST_GeomFromText(''GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(1 2, 3 4))'', 4326)');
SELECT * FROM circle_private.circle__snap_all('compute_net', 'adult', 'SELECT ''(1,2)''::point, ST_GeomFromText(''POINT(1 2)'', 4326)');
SELECT * FROM circle_private.circle__snap_all('compute_net', 'adult', 'SELECT 1');
SELECT circle_private.circle__halo_m('giant', template) FROM compute_town.town;

-- It can be stopped.
SET statement_timeout = '50ms';
SELECT count(*) FROM compute_town.town, circle_private.circle__cover('compute_net', 'adult', template, standards,
	'SELECT id, ST_X(geom), ST_Y(geom), NULL::bytea FROM compute_town.home, generate_series(1, 2000)', amenities)
	AS c (home_id int, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[],
		  score float8[]);
RESET statement_timeout;

SET client_min_messages = warning;
SELECT circle_drop_network('compute_net');
DROP SCHEMA compute_town CASCADE;
