-- The sample city: the same for the same numbers, valid, noded, and with all that it promises.
SET client_min_messages = warning;
\set SHOW_CONTEXT never

SELECT jsonb_object_keys(circle_sample_city('town')) AS counted ORDER BY 1;
SELECT circle_sample_city('town_again', 5000, 1) = circle_sample_city('town_by_name', seed => 1) AS same_counts;
SELECT circle_sample_city('other_town', seed => 2) IS NOT NULL AS made;
SELECT circle_sample_city('hamlet', 100) ->> 'homes' AS homes;
SELECT circle_sample_city('big "town"', 20000) ->> 'homes' AS homes;

-- Deterministic
CREATE FUNCTION table_md5(relation regclass) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	digest text;
BEGIN
	EXECUTE format('SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM %s AS t', relation) INTO digest;
	RETURN digest;
END
$$;
SELECT name, table_md5(('town.' || name)::regclass) = table_md5(('town_again.' || name)::regclass) AS same_seed_same,
	table_md5(('town.' || name)::regclass) <> table_md5(('other_town.' || name)::regclass) AS other_seed_differs
  FROM unnest('{street,amenity,home,community,subdistrict,circle}'::text[]) AS name;

-- The same on every machine: the first street, home and amenity, to the digit.
SELECT street_id, ST_AsText(ST_PointN(geom, 1), 7) AS starts, name FROM town.street ORDER BY 1 LIMIT 1;
SELECT home_id, ST_AsText(geom, 7) AS at, households, population FROM town.home ORDER BY 1 LIMIT 3;
SELECT amenity_id, category, name, ST_AsText(geom, 7) AS at FROM town.amenity ORDER BY 1, 2 LIMIT 3;

-- Geometry: type, SRID, validity; coordinates stand on the grid of 1e-7 degrees
SELECT f_table_name, type, srid, coord_dimension FROM geometry_columns
 WHERE f_table_schema = 'town' ORDER BY 1, f_geometry_column;
SELECT bool_and(ST_IsValid(geom) AND ST_IsSimple(geom)) AS streets_valid,
	bool_and(ST_NPoints(geom) = ST_NPoints(ST_RemoveRepeatedPoints(geom))) AS no_repeated_points,
	count(*) = count(DISTINCT ST_AsBinary(geom)) AS no_street_twice FROM town.street;
SELECT bool_and(ST_IsValid(geom)) AS areas_valid FROM (
	SELECT geom FROM town.community UNION ALL SELECT geom FROM town.subdistrict UNION ALL
	SELECT geom FROM town.amenity UNION ALL SELECT area FROM town.circle WHERE area IS NOT NULL) AS a;
SELECT bool_and(ST_X(geom) = floor(ST_X(geom) * 1e7 + 0.5) / 1e7 AND ST_Y(geom) = floor(ST_Y(geom) * 1e7 + 0.5) / 1e7) AS on_grid
  FROM (SELECT geom FROM town.home UNION ALL SELECT (ST_DumpPoints(geom)).geom FROM town.street) AS p;

-- Noding: streets that cross share a vertex where they do, except in the tunnel.
WITH vertex AS MATERIALIZED (
	SELECT street_id, ST_Force2D((ST_DumpPoints(geom)).geom) AS geom FROM town.street),
crossing AS (
	SELECT a.street_id AS a, b.street_id AS b, coalesce('tunnel' IN (a.class, b.class), false) AS in_tunnel,
		(ST_Dump(ST_Intersection(ST_Force2D(a.geom), ST_Force2D(b.geom)))).geom AS geom
	  FROM town.street AS a JOIN town.street AS b ON a.street_id < b.street_id AND ST_Intersects(a.geom, b.geom))
SELECT in_tunnel, count(*) > 0 AS some, count(*) FILTER (WHERE ST_Dimension(geom) > 0) AS overlaps,
	count(*) FILTER (WHERE NOT EXISTS (SELECT FROM vertex AS v WHERE v.street_id = a AND v.geom = c.geom)
		OR NOT EXISTS (SELECT FROM vertex AS v WHERE v.street_id = b AND v.geom = c.geom)) > 0 AS not_noded
  FROM crossing AS c GROUP BY in_tunnel ORDER BY in_tunnel;

-- Without the tunnels all streets hang together but for the island's.
CREATE VIEW every_street AS
	SELECT 'hamlet' AS town, * FROM hamlet.street UNION ALL SELECT 'town', * FROM town.street UNION ALL
	SELECT 'other_town', * FROM other_town.street UNION ALL SELECT 'big', * FROM "big ""town""".street;
SELECT town, piece, count(*) > 50 AS many, CASE WHEN count(*) < 50 THEN array_agg(name || ' ' || class) END AS few
  FROM (SELECT town, name, coalesce(class, 'street') AS class,
			   ST_ClusterDBSCAN(ST_Force2D(geom), 0, 1) OVER (PARTITION BY town) AS piece
		  FROM every_street WHERE class IS DISTINCT FROM 'tunnel') AS s
 GROUP BY town, piece ORDER BY town, count(*) DESC;

-- What was promised, in the smallest town too
SELECT town,
	count(*) FILTER (WHERE steps AND class = 'steps') > 0 AS stairs,
	bool_and(ST_ZMax(geom) - ST_ZMin(geom) >= 20) FILTER (WHERE steps) AS stairs_climb,
	count(*) FILTER (WHERE class = 'tunnel' AND NOT door) > 0 AS tunnel,
	count(*) FILTER (WHERE class = 'bridge' AND NOT door) BETWEEN 1 AND 4 AS few_bridges,
	count(*) FILTER (WHERE private) > 0 AS private,
	bool_and(door) FILTER (WHERE class IS NULL OR class = 'steps') AS doors_elsewhere
  FROM every_street GROUP BY town ORDER BY town;

-- A gated compound: its private streets touch public ones at one point only, the gate.
WITH public_vertex AS (
	SELECT DISTINCT ST_Force2D((ST_DumpPoints(geom)).geom) AS geom FROM town.street WHERE NOT private),
compound AS (SELECT ST_Collect(ST_Force2D(geom)) AS geom, ST_ClusterDBSCAN(ST_Force2D(geom), 0, 1) OVER () AS n
			   FROM town.street WHERE private GROUP BY geom)
SELECT count(DISTINCT n) AS compounds,
	count(*) FILTER (WHERE EXISTS (SELECT FROM public_vertex AS v WHERE ST_Intersects(v.geom, compound.geom)))
		= count(DISTINCT n) AS one_gate_each
  FROM compound;

-- The river, where a subdistrict is no community: only bridges cross it, and the island has none.
WITH river AS (
	SELECT ST_Buffer(ST_Difference((SELECT ST_Union(geom) FROM town.subdistrict), (SELECT ST_Union(geom) FROM town.community)),
		-0.0005) AS geom)
SELECT s.class, s.name, count(*) FROM town.street AS s, river
 WHERE ST_Intersects(s.geom, river.geom) GROUP BY 1, 2 ORDER BY 1, 2;
SELECT count(*) AS homes_on_island, bool_and(ST_Distance(h.geom::geography, mainland.geom::geography) > 100) AS far_from_the_banks
  FROM town.home AS h
  JOIN LATERAL (SELECT name FROM town.street AS s ORDER BY s.geom <-> h.geom LIMIT 1) AS nearest ON name = 'Island',
	   LATERAL (SELECT s.geom FROM town.street AS s WHERE name <> 'Island' ORDER BY s.geom <-> h.geom LIMIT 1) AS mainland;

-- Amenities: categories, keys with several rows, the metro, the density of bus stops
SELECT town, count(DISTINCT category) AS categories
  FROM (SELECT 'hamlet' AS town, category FROM hamlet.amenity UNION ALL SELECT 'town', category FROM town.amenity) AS a
 GROUP BY town ORDER BY town;
SELECT array_agg(DISTINCT category ORDER BY category) AS categories FROM hamlet.amenity;
SELECT count(*) > 0 AS two_categories FROM (
	SELECT amenity_id FROM town.amenity GROUP BY amenity_id HAVING count(DISTINCT category) = 2) AS a;
SELECT category, count(DISTINCT amenity_id) > 1 AS several, max(rows) > 1 AS several_access_points
  FROM (SELECT amenity_id, category, count(*) AS rows FROM town.amenity GROUP BY 1, 2) AS a
 WHERE category IN ('metro_station', 'primary', 'pharmacy') GROUP BY category ORDER BY category;
SELECT ST_GeometryType(geom) AS type, count(*) > 0 AS some, array_agg(DISTINCT category) = '{park}' AS only_parks
  FROM town.amenity GROUP BY 1 ORDER BY 1;
SELECT max(stops) >= 8 AS eight_stops_near_some, min(stops) < 8 AS fewer_near_others FROM (
	SELECT count(b.*) AS stops FROM town.home AS h LEFT JOIN town.amenity AS b
		ON category = 'bus_stop' AND ST_DWithin(b.geom::geography, h.geom::geography, 450)
	 WHERE home_id % 50 = 0 GROUP BY home_id) AS s;
SELECT town, homes / amenities BETWEEN 15 AND 30 AS one_to_15_to_30_homes FROM (
	SELECT 'town' AS town, (SELECT count(*) FROM town.home) AS homes, (SELECT count(DISTINCT amenity_id) FROM town.amenity) AS amenities
	 UNION ALL
	SELECT 'big "town"', (SELECT count(*) FROM "big ""town""".home), (SELECT count(DISTINCT amenity_id) FROM "big ""town""".amenity)) AS t;
SELECT (SELECT count(*) FROM "big ""town""".home) / sum(ST_Area(geom::geography)) * 1e6 BETWEEN 2400 AND 2600 AS homes_per_km2
  FROM "big ""town""".community;

-- Communities: inside their subdistricts, without overlap; names are unique; circles are on crossings
SELECT count(*) AS outside_subdistrict FROM town.community AS c JOIN town.subdistrict AS s USING (subdistrict)
 WHERE ST_Area(ST_Difference(c.geom, s.geom)) > 1e-14;
SELECT count(*) AS overlaps FROM town.community AS a JOIN town.community AS b
	ON a.community < b.community AND ST_Overlaps(a.geom, b.geom) AND ST_Area(ST_Intersection(a.geom, b.geom)) > 1e-14;
SELECT count(*) FILTER (WHERE area IS NOT NULL) > 0 AS drawn, count(*) FILTER (WHERE area IS NULL) > 0 AS not_drawn,
	bool_and(EXISTS (SELECT FROM town.street AS s WHERE ST_DWithin(s.geom, c.geom, 1e-9))) AS on_streets FROM town.circle AS c;

-- People, and the few homes about which something is wrong
SELECT count(*) AS homes, sum(population) BETWEEN 5 * count(*) AND 9 * count(*) AS people_plausible,
	bool_and(elderly + children <= population AND households <= population) AS parts_fit,
	count(*) FILTER (WHERE population IS NULL) AS unknown,
	count(*) FILTER (WHERE NOT EXISTS (SELECT FROM town.community AS c WHERE ST_Contains(c.geom, h.geom))) AS in_no_community,
	count(*) FILTER (WHERE NOT EXISTS (SELECT FROM town.street AS s WHERE ST_DWithin(s.geom::geography, h.geom::geography, 100)))
		AS off_network FROM town.home AS h;
SELECT count(*) AS homes, count(DISTINCT home_id) AS ids, min(home_id), max(home_id),
	count(*) FILTER (WHERE population IS NULL) AS unknown FROM hamlet.home;

-- Barriers: two banks, a wall around each compound; who lives behind a wall goes by the lanes.
SELECT kind, GeometryType(geom) AS type, count(*), bool_and(ST_IsValid(geom)) AS valid FROM town.barrier GROUP BY 1, 2 ORDER BY 1;
SET client_min_messages = error;
SELECT circle_create_network('open_net', 'town.street');
SELECT circle_create_network('walled_net', 'town.street');
SELECT circle_alter_network('walled_net', '{"barriers": "town.barrier"}');
SELECT circle_build_network('walled_net') -> 'barriers' AS barriers, circle_build_network('open_net') ? 'barriers' AS open;
SELECT count(*) AS behind_walls, count(*) FILTER (WHERE o.private) AS by_lane, count(*) FILTER (WHERE w.private) AS by_lane_walled
  FROM town.home AS h JOIN town.barrier AS b ON b.kind = 'wall' AND ST_Contains(b.geom, h.geom),
	   circle_snap('open_net', h.geom) AS o, circle_snap('walled_net', h.geom) AS w;
SELECT circle_drop_network(network) FROM circle_networks() WHERE network IN ('open_net', 'walled_net');
RESET client_min_messages;

-- What cannot be made
SELECT circle_sample_city('bad', 99);
SELECT circle_sample_city('bad', 1000001);
SELECT circle_sample_city('bad', -5);
SELECT circle_sample_city('bad', NULL);
SELECT circle_sample_city('bad', 100, NULL);
SELECT circle_sample_city(NULL);
SELECT circle_sample_city('');
SELECT circle_sample_city('pg_bad');
SELECT circle_sample_city('town');
SELECT count(*) AS left_behind FROM pg_namespace WHERE nspname LIKE '%bad%';

-- A schema of one's own will do if it is free of the names; another's will not.
CREATE SCHEMA mine;
CREATE TABLE mine.notes (note text);
SELECT circle_sample_city('mine', 100, -7) ->> 'homes' AS homes;
CREATE ROLE regress_sample_other;
CREATE SCHEMA theirs AUTHORIZATION regress_sample_other;
SELECT circle_sample_city('theirs', 100);

SET client_min_messages = warning;
DROP VIEW every_street;
DROP SCHEMA town, town_again, town_by_name, other_town, hamlet, "big ""town""", mine, theirs CASCADE;
DROP FUNCTION table_md5(regclass);
DROP ROLE regress_sample_other;
