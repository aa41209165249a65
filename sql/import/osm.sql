-- OpenStreetMap: from what osm2pgsql imported to streets, amenities, their entrances, homes, communities and barriers.
--
-- circle_osm_finish() copies the import into temporary tables (circle_osm_*, always written with pg_temp), the
-- functions circle__osm_* work on these, and the results are written at the end.

CREATE FUNCTION circle__osm_tables() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN '{way,plaza,poi,building,boundary,barrier,door,member}'::text[];
COMMENT ON FUNCTION circle__osm_tables() IS 'Tables that the osm2pgsql style circle_osm.lua makes, without their prefix.';

CREATE FUNCTION circle__osm_take_import(schema_name text, import_schema text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	part text;
	missing text;
	fresh boolean := to_regclass(format('%I.circle_osm_way', import_schema)) IS NOT NULL;
BEGIN
	SELECT string_agg(format('%I.%s', CASE WHEN fresh THEN import_schema ELSE schema_name END,
							 CASE WHEN fresh THEN 'circle_osm_' ELSE 'import_' END || t), ', ')
	  INTO missing
	  FROM unnest(circle__osm_tables()) AS t
	 WHERE to_regclass(CASE WHEN fresh THEN format('%I.circle_osm_%s', import_schema, t)
							ELSE format('%I.import_%s', schema_name, t) END) IS NULL;
	IF missing IS NOT NULL THEN
		PERFORM circle__raise('undefined_table',
			format('there is no OpenStreetMap import in schema %I', import_schema),
			detail => format('Missing: %s.', missing),
			hint => 'Import first: osm2pgsql -d ' || quote_ident(current_database())
				|| ' -O flex -S $(pg_config --sharedir)/extension/circle_osm.lua city.osm.pbf');
	END IF;
	FOREACH part IN ARRAY circle__osm_tables() LOOP
		IF fresh THEN
			EXECUTE format('DROP TABLE IF EXISTS %I.%I', schema_name, 'import_' || part);
			EXECUTE format('ALTER TABLE %I.%I SET SCHEMA %I', import_schema, 'circle_osm_' || part, schema_name);
			EXECUTE format('ALTER TABLE %I.%I RENAME TO %I', schema_name, 'circle_osm_' || part, 'import_' || part);
		END IF;
		EXECUTE format('DROP TABLE IF EXISTS pg_temp.%I', 'circle_osm_' || part);
		EXECUTE format('CREATE TEMPORARY TABLE %I ON COMMIT DROP AS TABLE %I.%I', 'circle_osm_' || part, schema_name,
					   'import_' || part);
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__osm_take_import(text, text) IS
'Moves a fresh import to the schema as import_*, and copies what is there into temporary tables.';

CREATE FUNCTION circle__osm_check_tables(schema_name text) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	wanted CONSTANT jsonb := '{
		"street": ["street_id", "osm_id", "highway", "steps", "door", "private", "class", "name", "geom"],
		"amenity": ["id", "category", "access_no", "name", "osm_type", "osm_id", "geom"],
		"home": ["home_id", "osm_type", "osm_id", "building", "levels", "population", "geom"],
		"community": ["community_id", "community", "name", "admin_level", "geom"],
		"barrier": ["barrier_id", "kind", "geom"],
		"entrance": ["amenity_id", "osm_id", "kind", "geom"]}';
	part text;
	columns text[];
BEGIN
	FOR part, columns IN
		SELECT w.key, ARRAY(SELECT jsonb_array_elements_text(w.value)) FROM jsonb_each(wanted) AS w
		 WHERE to_regclass(format('%I.%I', schema_name, w.key)) IS NOT NULL
	LOOP
		IF columns <> ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute AS a
							 WHERE a.attrelid = to_regclass(format('%I.%I', schema_name, part))
							   AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) THEN
			PERFORM circle__raise('duplicate_table',
				format('relation %I.%I exists and is not one that circle_osm_finish() made', schema_name, part),
				detail => format('It should have the columns %s.', array_to_string(columns, ', ')),
				hint => 'Give another schema, or drop that relation.');
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__osm_check_tables(text) IS
'Raises an error if a relation by the name of a result table is another one.';

CREATE FUNCTION circle__osm_make_tables(schema_name text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__osm_check_tables(schema_name);
	EXECUTE format($sql$
		CREATE TABLE IF NOT EXISTS %1$I.street (
			street_id bigint PRIMARY KEY, osm_id bigint NOT NULL, highway text NOT NULL, steps boolean NOT NULL,
			door boolean NOT NULL, private boolean NOT NULL, class text NOT NULL, name text,
			geom geometry(LineString, 4326) NOT NULL);
		CREATE TABLE IF NOT EXISTS %1$I.amenity (
			id bigint NOT NULL, category text NOT NULL, access_no int NOT NULL, name text, osm_type char(1) NOT NULL,
			osm_id bigint NOT NULL, geom geometry(Geometry, 4326) NOT NULL, PRIMARY KEY (id, category, access_no));
		CREATE TABLE IF NOT EXISTS %1$I.home (
			home_id bigint PRIMARY KEY, osm_type char(1) NOT NULL, osm_id bigint NOT NULL, building text NOT NULL,
			levels int, population int, geom geometry(Point, 4326) NOT NULL);
		CREATE TABLE IF NOT EXISTS %1$I.community (
			community_id bigint PRIMARY KEY, community text NOT NULL, name text, admin_level int,
			geom geometry(MultiPolygon, 4326) NOT NULL);
		CREATE TABLE IF NOT EXISTS %1$I.barrier (
			barrier_id bigint PRIMARY KEY, kind text NOT NULL, geom geometry(Geometry, 4326) NOT NULL);
		CREATE TABLE IF NOT EXISTS %1$I.entrance (
			amenity_id bigint, osm_id bigint, kind text NOT NULL, geom geometry(Point, 4326) NOT NULL, PRIMARY KEY (amenity_id, osm_id));
		CREATE INDEX IF NOT EXISTS street_geom_idx ON %1$I.street USING gist (geom);
		CREATE INDEX IF NOT EXISTS amenity_geom_idx ON %1$I.amenity USING gist (geom);
		CREATE INDEX IF NOT EXISTS home_geom_idx ON %1$I.home USING gist (geom);
		CREATE INDEX IF NOT EXISTS community_geom_idx ON %1$I.community USING gist (geom);
		COMMENT ON TABLE %1$I.street IS 'Streets that people may walk, from OpenStreetMap.';
		COMMENT ON COLUMN %1$I.street.street_id IS 'OSM way; above 10^13: lines of a plaza, its outlines first, then the ways across it.';
		COMMENT ON COLUMN %1$I.street.door IS 'May a walk start or end here?';
		COMMENT ON TABLE %1$I.amenity IS 'Amenities by category and access point, from OpenStreetMap; rows with the same id are one amenity.';
		COMMENT ON COLUMN %1$I.amenity.id IS 'OSM id * 8 + 0 node, 1 way, 2 relation; + 4: the stop that these poles make together.';
		COMMENT ON TABLE %1$I.home IS 'Buildings that people live in, from OpenStreetMap.';
		COMMENT ON COLUMN %1$I.home.home_id IS 'OSM id * 8 + 0 node, 1 way, 2 relation.';
		COMMENT ON COLUMN %1$I.home.population IS 'Unknown (NULL) until you fill it in.';
		COMMENT ON TABLE %1$I.community IS 'Administrative areas of every level, from OpenStreetMap; community_N: those of level N.';
		COMMENT ON COLUMN %1$I.community.community IS 'The name, made unique.';
		COMMENT ON TABLE %1$I.barrier IS 'What no door walk crosses (lines, areas) and closed gates on streets (points), from OpenStreetMap; for circle_network_barriers().';
		COMMENT ON COLUMN %1$I.barrier.barrier_id IS 'OSM id * 8 + 0 node, 1 way, 2 relation.';
		COMMENT ON COLUMN %1$I.barrier.kind IS 'The tag that makes it one, as waterway=river.';
		COMMENT ON TABLE %1$I.entrance IS 'Where amenities that are areas are entered: entrances and gates on their outlines, from OpenStreetMap; for the entrances of a study.';
		COMMENT ON COLUMN %1$I.entrance.amenity_id IS 'id of the amenity.';
		COMMENT ON COLUMN %1$I.entrance.osm_id IS 'OSM node.';
		COMMENT ON COLUMN %1$I.entrance.kind IS 'The tag that makes it one, as entrance=main.'
	$sql$, schema_name);
END
$$;
COMMENT ON FUNCTION circle__osm_make_tables(text) IS
'Makes the result tables where they are missing; an error if a relation of that name is another one.';

CREATE FUNCTION circle__osm_key(osm_type text, osm_id bigint) RETURNS bigint
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN osm_id * 8 + CASE osm_type WHEN 'N' THEN 0 WHEN 'W' THEN 1 ELSE 2 END;
COMMENT ON FUNCTION circle__osm_key(text, bigint) IS 'Key of an OSM object: node 8 id, way 8 id + 1, relation 8 id + 2.';

-- Not STRICT: else it would not be inlined, and no index used.
CREATE FUNCTION circle__osm_near(a geometry, b geometry, metres double precision) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN a && st_expand(b, metres / 100000 / greatest(cosd(st_ymax(b)), 0.01), metres / 100000)
		AND st_dwithin(a::geography, b::geography, metres);
COMMENT ON FUNCTION circle__osm_near(geometry, geometry, double precision) IS
'Are they within so many metres? The box, a little larger than that, serves an index on the first.';

CREATE FUNCTION circle__osm_valid(geom geometry) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE
		WHEN st_dimension(geom) < 2 OR st_isvalid(geom) THEN geom
		ELSE (SELECT area FROM st_collectionextract(st_makevalid(geom), 3) AS area WHERE NOT st_isempty(area))
	END;
COMMENT ON FUNCTION circle__osm_valid(geometry) IS 'An area without self-intersections; anything else as it is.';

-- Streets ----------------------------------------------------------------------------------------------------------

CREATE FUNCTION circle__osm_streets() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	CREATE TEMPORARY TABLE circle_osm_street ON COMMIT DROP AS
		SELECT osm_id AS street_id, osm_id, highway, steps, door, private, class, name, geom
		  FROM pg_temp.circle_osm_way;
	CREATE INDEX ON pg_temp.circle_osm_street USING gist (geom);
	-- A plaza of several parts is several areas; its lines are numbered through.
	CREATE TEMPORARY TABLE circle_osm_area ON COMMIT DROP AS
		SELECT 10000000000000 + (osm_id * 2 + (osm_type = 'R')::int) * 1000 AS first_id, osm_id, highway, steps, door,
			   private, class, name, coalesce(part.path[1], 1) AS part_no, part.geom
		  FROM pg_temp.circle_osm_plaza, st_dump(geom) AS part;
	CREATE TEMPORARY TABLE circle_osm_outline ON COMMIT DROP AS
		SELECT a.first_id, a.part_no, row_number() OVER (PARTITION BY first_id ORDER BY part_no, ring.path[1]) AS outline_no,
			   st_exteriorring(ring.geom) AS geom
		  FROM pg_temp.circle_osm_area AS a, st_dumprings(a.geom) AS ring;
	CREATE INDEX ON pg_temp.circle_osm_area USING gist (geom);
	ANALYZE pg_temp.circle_osm_street;
	ANALYZE pg_temp.circle_osm_area;
	PERFORM circle__osm_chords();
	-- An area that no street touches leads nowhere. Lines that are drawn here cross streets without being faults of the data: all are of
	-- class plaza, which a build expects to.
	INSERT INTO pg_temp.circle_osm_street
	SELECT l.first_id + l.line_no, a.osm_id, a.highway, a.steps, a.door, a.private,
		   btrim(a.class || ' plaza'), a.name, l.geom
	  FROM (SELECT first_id, part_no, across, geom,
				   row_number() OVER (PARTITION BY first_id ORDER BY across, line_no) AS line_no
			  FROM (SELECT first_id, part_no, false AS across, outline_no AS line_no, geom FROM pg_temp.circle_osm_outline
					 WHERE (first_id, part_no) IN (SELECT first_id, part_no FROM pg_temp.circle_osm_entry)
					UNION ALL
					SELECT first_id, part_no, true, chord_no, geom FROM pg_temp.circle_osm_chord) AS lines) AS l
	  JOIN pg_temp.circle_osm_area AS a USING (first_id, part_no)
	 WHERE l.line_no < 1000;
END
$$;
COMMENT ON FUNCTION circle__osm_streets() IS
'Streets: ways that people may walk, the outlines of plazas, and ways across plazas, both of class plaza.';

CREATE FUNCTION circle__osm_chords() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	CREATE TEMPORARY TABLE circle_osm_vertex ON COMMIT DROP AS
		SELECT r.first_id, r.part_no, row_number() OVER (PARTITION BY r.first_id ORDER BY r.outline_no, v.path[1]) AS vertex_no,
			   v.geom, st_x(v.geom) AS x, st_y(v.geom) AS y
		  FROM pg_temp.circle_osm_outline AS r, st_dumppoints(r.geom) AS v;
	-- Where a plaza is entered: outline vertices shared with a street or another plaza, and ends of streets inside it.
	CREATE TEMPORARY TABLE circle_osm_entry ON COMMIT DROP AS
		WITH way_vertex AS MATERIALIZED (
			SELECT a.first_id, a.part_no, a.geom AS area, v.geom, v.path[1] IN (1, st_npoints(s.geom)) AS is_end
			  FROM pg_temp.circle_osm_area AS a JOIN pg_temp.circle_osm_street AS s ON s.geom && a.geom,
				   st_dumppoints(s.geom) AS v
			 WHERE v.geom && a.geom
		), entry AS (
			SELECT v.first_id, v.part_no, v.vertex_no, v.geom FROM pg_temp.circle_osm_vertex AS v
			  JOIN way_vertex AS w ON w.first_id = v.first_id AND st_x(w.geom) = v.x AND st_y(w.geom) = v.y
			UNION ALL
			SELECT v.first_id, v.part_no, v.vertex_no, v.geom FROM pg_temp.circle_osm_vertex AS v
			  JOIN pg_temp.circle_osm_vertex AS w ON w.x = v.x AND w.y = v.y AND w.first_id <> v.first_id
			UNION ALL
			SELECT first_id, part_no, 1000000, geom FROM way_vertex
			 WHERE is_end AND st_isvalid(area) AND st_contains(area, geom)
		), once AS (
			SELECT DISTINCT ON (first_id, part_no, st_x(geom), st_y(geom)) first_id, part_no, vertex_no, geom
			  FROM entry ORDER BY first_id, part_no, st_x(geom), st_y(geom), vertex_no
		), numbered AS (
			SELECT first_id, part_no, geom, count(*) OVER part AS entries,
				   row_number() OVER (part ORDER BY vertex_no, st_x(geom), st_y(geom)) AS entry_no
			  FROM once WINDOW part AS (PARTITION BY first_id, part_no)
		)
		-- At most 40 of them, evenly along the outline: no more than 780 ways across.
		SELECT first_id, part_no, entry_no, geom FROM numbered
		 WHERE entry_no * least(entries, 40) / entries > (entry_no - 1) * least(entries, 40) / entries;
	CREATE TEMPORARY TABLE circle_osm_chord ON COMMIT DROP AS
		SELECT p.first_id, p.part_no, row_number() OVER (PARTITION BY p.first_id ORDER BY p.part_no, p.entry_no, q.entry_no)
			   AS chord_no, st_makeline(p.geom, q.geom) AS geom
		  FROM pg_temp.circle_osm_area AS a
		  JOIN pg_temp.circle_osm_entry AS p USING (first_id, part_no)
		  JOIN pg_temp.circle_osm_entry AS q USING (first_id, part_no)
		 WHERE p.entry_no < q.entry_no AND st_isvalid(a.geom) AND st_covers(a.geom, st_makeline(p.geom, q.geom))
		   AND NOT st_covers(st_boundary(a.geom), st_makeline(p.geom, q.geom));
END
$$;
COMMENT ON FUNCTION circle__osm_chords() IS
'Ways across plazas: straight lines between the entries of a plaza that stay inside it.';

-- Amenities --------------------------------------------------------------------------------------------------------

CREATE FUNCTION circle__osm_candidates() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	ids bigint[];
	all_tags jsonb[];
BEGIN
	CREATE TEMPORARY TABLE circle_osm_candidate ON COMMIT DROP AS
		SELECT circle__osm_key(osm_type, osm_id) AS id, osm_type, osm_id, tags, nullif(btrim(tags ->> 'name'), '') AS name,
			   circle__osm_valid(geom) AS geom, '{}'::text[] AS categories
		  FROM pg_temp.circle_osm_poi;
	FOR ids, all_tags IN
		SELECT array_agg(n.id), array_agg(n.tags)
		  FROM (SELECT id, tags, row_number() OVER () / 5000 AS part_no FROM pg_temp.circle_osm_candidate) AS n
		 GROUP BY n.part_no
	LOOP
		UPDATE pg_temp.circle_osm_candidate AS c SET categories = k.categories
		  FROM circle__classify_all('osm', all_tags, 0.5) AS k
		  JOIN unnest(ids) WITH ORDINALITY AS i (id, tags_no) USING (tags_no)
		 WHERE c.id = i.id;
	END LOOP;
	DELETE FROM pg_temp.circle_osm_candidate WHERE geom IS NULL;
	CREATE UNIQUE INDEX ON pg_temp.circle_osm_candidate (id);
	CREATE INDEX ON pg_temp.circle_osm_candidate USING gist (geom);
	ANALYZE pg_temp.circle_osm_candidate;
	-- Stop areas say what belongs together.
	CREATE TEMPORARY TABLE circle_osm_stop_area ON COMMIT DROP AS
		SELECT DISTINCT stop_area_id, circle__osm_key(member_type, member_id) AS id FROM pg_temp.circle_osm_member;
	CREATE INDEX ON pg_temp.circle_osm_stop_area (id);
	-- What is found: amenity, category and access points. Several categories of an amenity have the same ones.
	CREATE TEMPORARY TABLE circle_osm_found (id bigint, category text, name text, member bigint) ON COMMIT DROP;
END
$$;
COMMENT ON FUNCTION circle__osm_candidates() IS 'Candidates for amenities with their categories.';

CREATE FUNCTION circle__osm_components() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	changed bigint;
BEGIN
	CREATE TEMPORARY TABLE IF NOT EXISTS circle_osm_label (id bigint PRIMARY KEY, label bigint) ON COMMIT DROP;
	TRUNCATE pg_temp.circle_osm_label;
	INSERT INTO pg_temp.circle_osm_label
	SELECT a, a FROM pg_temp.circle_osm_pair UNION SELECT b, b FROM pg_temp.circle_osm_pair;
	INSERT INTO pg_temp.circle_osm_pair SELECT b, a FROM pg_temp.circle_osm_pair;
	LOOP
		UPDATE pg_temp.circle_osm_label AS l SET label = n.label
		  FROM (SELECT p.a AS id, min(o.label) AS label
				  FROM pg_temp.circle_osm_pair AS p JOIN pg_temp.circle_osm_label AS o ON o.id = p.b GROUP BY p.a) AS n
		 WHERE n.id = l.id AND n.label < l.label;
		GET DIAGNOSTICS changed = ROW_COUNT;
		EXIT WHEN changed = 0;
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__osm_components() IS
'Labels all that the table of pairs joins, directly or through others, with the least id among them.';

CREATE FUNCTION circle__osm_start_pairs() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	DROP TABLE IF EXISTS pg_temp.circle_osm_pair;
	CREATE TEMPORARY TABLE circle_osm_pair (a bigint, b bigint) ON COMMIT DROP;
END
$$;
COMMENT ON FUNCTION circle__osm_start_pairs() IS 'An empty table of pairs for circle__osm_components().';

CREATE FUNCTION circle__osm_places() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	changed bigint;
BEGIN
	CREATE TEMPORARY TABLE circle_osm_place ON COMMIT DROP AS
		SELECT id, name, geom, st_area(geom) AS area, id AS root,
			   ARRAY(SELECT unnest(categories)
					 EXCEPT
					 SELECT unnest('{bus_stop,bus_pole,metro_station,train_station}'::text[])) AS categories
		  FROM pg_temp.circle_osm_candidate;
	DELETE FROM pg_temp.circle_osm_place WHERE categories = '{}';
	CREATE UNIQUE INDEX ON pg_temp.circle_osm_place (id);
	CREATE INDEX ON pg_temp.circle_osm_place USING gist (geom);
	ANALYZE pg_temp.circle_osm_place;
	-- What lies inside an area of its category is that area; an area of another name is one of its own.
	UPDATE pg_temp.circle_osm_place AS p SET root = q.root
	  FROM (SELECT DISTINCT ON (inner_.id) inner_.id, outer_.id AS root
			  FROM pg_temp.circle_osm_place AS outer_
			  JOIN pg_temp.circle_osm_place AS inner_
				ON inner_.geom && outer_.geom AND inner_.categories && outer_.categories AND inner_.id <> outer_.id
			   AND (outer_.area > inner_.area OR (outer_.area = inner_.area AND outer_.id < inner_.id))
			   AND (inner_.area = 0 OR coalesce(inner_.name = outer_.name, true))
			 WHERE outer_.area > 0 AND st_covers(outer_.geom, st_pointonsurface(inner_.geom))
			 ORDER BY inner_.id, outer_.area, outer_.id) AS q
	 WHERE q.id = p.id;
	LOOP
		UPDATE pg_temp.circle_osm_place AS p SET root = q.root
		  FROM pg_temp.circle_osm_place AS q WHERE q.id = p.root AND q.root <> p.root;
		GET DIAGNOSTICS changed = ROW_COUNT;
		EXIT WHEN changed = 0;
	END LOOP;
	-- The same name and category within 50 m is the same place mapped twice.
	PERFORM circle__osm_start_pairs();
	INSERT INTO pg_temp.circle_osm_pair
	SELECT a.id, b.id FROM pg_temp.circle_osm_place AS a
	  JOIN pg_temp.circle_osm_place AS b ON a.name = b.name AND a.id < b.id AND a.categories && b.categories
	 WHERE a.root = a.id AND b.root = b.id AND circle__osm_near(a.geom, b.geom, 50);
	PERFORM circle__osm_components();
	UPDATE pg_temp.circle_osm_place AS p SET root = best.id
	  FROM pg_temp.circle_osm_label AS l
	  JOIN (SELECT DISTINCT ON (l.label) l.label, q.id
			  FROM pg_temp.circle_osm_label AS l JOIN pg_temp.circle_osm_place AS q ON q.id = l.id
			 ORDER BY l.label, q.area DESC, q.id) AS best USING (label)
	 WHERE l.id = p.root;
	INSERT INTO pg_temp.circle_osm_found
	SELECT DISTINCT p.root, c, coalesce(r.name, min(p.name) OVER (PARTITION BY p.root)), p.root
	  FROM pg_temp.circle_osm_place AS p JOIN pg_temp.circle_osm_place AS r ON r.id = p.root, unnest(p.categories) AS c;
END
$$;
COMMENT ON FUNCTION circle__osm_places() IS
'Amenities other than stops and stations: each place once, though it may be mapped as node and as area, or twice.';

CREATE FUNCTION circle__osm_poles() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	-- All that is part of a bus stop; a pole may be mapped as a node and as the platform beside it.
	CREATE TEMPORARY TABLE circle_osm_stop ON COMMIT DROP AS
		SELECT id, osm_type, coalesce(name, nullif(btrim(tags ->> 'ref:name'), '')) AS name, geom,
			   categories @> '{bus_pole}' AS pole, id AS root
		  FROM pg_temp.circle_osm_candidate WHERE categories && '{bus_stop,bus_pole}';
	CREATE UNIQUE INDEX ON pg_temp.circle_osm_stop (id);
	CREATE INDEX ON pg_temp.circle_osm_stop USING gist (geom);
	ANALYZE pg_temp.circle_osm_stop;
	UPDATE pg_temp.circle_osm_stop AS s SET root = q.root
	  FROM (SELECT DISTINCT ON (platform.id) platform.id, node.id AS root
			  FROM pg_temp.circle_osm_stop AS node
			  JOIN pg_temp.circle_osm_stop AS platform ON circle__osm_near(node.geom, platform.geom, 10)
			 WHERE platform.pole AND platform.osm_type <> 'N' AND node.pole AND node.osm_type = 'N'
			   AND coalesce(node.name = platform.name, true)
			 ORDER BY platform.id, st_distance(platform.geom::geography, node.geom::geography), node.id) AS q
	 WHERE q.id = s.id;
	INSERT INTO pg_temp.circle_osm_found
	SELECT id, 'bus_pole', name, id FROM pg_temp.circle_osm_stop WHERE pole AND root = id;
END
$$;
COMMENT ON FUNCTION circle__osm_poles() IS 'Bus stop poles, each an amenity.';

CREATE FUNCTION circle__osm_bus_stops() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	CREATE TEMPORARY TABLE circle_osm_road ON COMMIT DROP AS
		SELECT geom FROM pg_temp.circle_osm_way
		 WHERE highway !~ '^(footway|path|steps|corridor|elevator|platform|pier|pedestrian|bridleway|cycleway|track)$';
	CREATE INDEX ON pg_temp.circle_osm_road USING gist (geom);
	ANALYZE pg_temp.circle_osm_road;
	PERFORM circle__osm_start_pairs();
	INSERT INTO pg_temp.circle_osm_pair
	SELECT id, root FROM pg_temp.circle_osm_stop
	UNION
	SELECT a.id, b.id FROM pg_temp.circle_osm_stop AS a
	  JOIN pg_temp.circle_osm_stop AS b ON a.id < b.id AND circle__osm_near(a.geom, b.geom, 50)
	 WHERE coalesce(a.name = b.name, true) OR st_intersects(a.geom, b.geom)
		OR EXISTS (SELECT FROM pg_temp.circle_osm_road AS r
					WHERE st_intersects(r.geom, st_shortestline(a.geom, b.geom)))
	UNION
	SELECT s.id, t.id FROM pg_temp.circle_osm_stop AS s
	  JOIN pg_temp.circle_osm_stop_area AS m ON m.id = s.id
	  JOIN pg_temp.circle_osm_stop_area AS n ON n.stop_area_id = m.stop_area_id
	  JOIN pg_temp.circle_osm_stop AS t ON t.id = n.id AND t.id > s.id;
	PERFORM circle__osm_components();
	-- A stop is entered at its poles, or at whatever there is where none is mapped.
	INSERT INTO pg_temp.circle_osm_found
	SELECT l.label + 4, 'bus_stop', stop.name, s.id
	  FROM (SELECT l.label, mode() WITHIN GROUP (ORDER BY s.name) AS name, bool_or(s.pole) AS has_pole
			  FROM pg_temp.circle_osm_label AS l JOIN pg_temp.circle_osm_stop AS s USING (id) GROUP BY l.label) AS stop
	  JOIN pg_temp.circle_osm_label AS l USING (label)
	  JOIN pg_temp.circle_osm_stop AS s USING (id)
	 WHERE s.root = s.id AND (s.pole OR NOT stop.has_pole);
END
$$;
COMMENT ON FUNCTION circle__osm_bus_stops() IS
'Bus stops: poles within 50 m of one name, or opposite, or in one stop area are one stop, entered at each of them.';

CREATE FUNCTION circle__osm_entrances() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	CREATE TEMPORARY TABLE circle_osm_entrance ON COMMIT DROP AS
		SELECT id, name, geom, tags ->> 'railway' AS kind, NULL::bigint AS station
		  FROM pg_temp.circle_osm_candidate
		 WHERE tags ->> 'railway' IN ('subway_entrance', 'train_station_entrance');
END
$$;
COMMENT ON FUNCTION circle__osm_entrances() IS 'Entrances of stations, not yet given to any.';

CREATE FUNCTION circle__osm_join_stations(station_category text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__osm_start_pairs();
	INSERT INTO pg_temp.circle_osm_pair
	WITH station AS MATERIALIZED (
		SELECT id, name, geom FROM pg_temp.circle_osm_candidate WHERE categories @> ARRAY[station_category]
	)
	SELECT id, id FROM station
	UNION
	SELECT a.id, b.id FROM station AS a JOIN station AS b ON a.id < b.id AND circle__osm_near(a.geom, b.geom, 300)
	 WHERE a.name = b.name OR st_intersects(a.geom, b.geom)
	UNION
	SELECT a.id, b.id FROM station AS a
	  JOIN pg_temp.circle_osm_stop_area AS m ON m.id = a.id
	  JOIN pg_temp.circle_osm_stop_area AS n ON n.stop_area_id = m.stop_area_id
	  JOIN station AS b ON b.id = n.id AND b.id > a.id;
	PERFORM circle__osm_components();
	DROP TABLE IF EXISTS pg_temp.circle_osm_station;
	CREATE TEMPORARY TABLE circle_osm_station ON COMMIT DROP AS
		SELECT c.id, first_value(c.id) OVER best AS root, first_value(c.name) OVER best AS name, c.geom
		  FROM pg_temp.circle_osm_label AS l JOIN pg_temp.circle_osm_candidate AS c USING (id)
		WINDOW best AS (PARTITION BY l.label ORDER BY c.name IS NULL, st_area(c.geom) DESC, c.id);
END
$$;
COMMENT ON FUNCTION circle__osm_join_stations(text) IS
'Stations of a category: one may be mapped as node and as area, or once for each of its lines.';

CREATE FUNCTION circle__osm_stations(station_category text, entrance_kinds text[]) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__osm_join_stations(station_category);
	-- An entrance is of the station in its stop area, else of one within 600 m that it names, else of one within 300 m.
	UPDATE pg_temp.circle_osm_entrance AS e SET station = (
			SELECT t.root FROM pg_temp.circle_osm_station AS t,
				   LATERAL (SELECT EXISTS (SELECT FROM pg_temp.circle_osm_stop_area AS m JOIN pg_temp.circle_osm_stop_area AS n
											   USING (stop_area_id) WHERE m.id = e.id AND n.id = t.id) AS same_area,
								   coalesce(strpos(e.name, t.name) > 0, false) AS named,
								   st_distance(e.geom::geography, t.geom::geography) AS metres) AS how
			 WHERE how.same_area OR how.metres <= CASE WHEN how.named THEN 600 ELSE 300 END
			 ORDER BY how.same_area DESC, how.named DESC, how.metres, t.id LIMIT 1)
	 WHERE e.station IS NULL AND e.kind = ANY (entrance_kinds);
	INSERT INTO pg_temp.circle_osm_found
	SELECT s.id, station_category, s.name, coalesce(e.id, s.id)
	  FROM pg_temp.circle_osm_station AS s LEFT JOIN pg_temp.circle_osm_entrance AS e ON e.station = s.id
	 WHERE s.id = s.root;
END
$$;
COMMENT ON FUNCTION circle__osm_stations(text, text[]) IS
'Stations of a category, entered at their entrances where these are mapped.';

CREATE FUNCTION circle__osm_lone_entrances() RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	PERFORM circle__osm_start_pairs();
	INSERT INTO pg_temp.circle_osm_pair
	SELECT a.id, b.id FROM pg_temp.circle_osm_entrance AS a
	  JOIN pg_temp.circle_osm_entrance AS b ON a.id <= b.id AND a.kind = b.kind AND circle__osm_near(a.geom, b.geom, 200)
	 WHERE a.station IS NULL AND b.station IS NULL;
	PERFORM circle__osm_components();
	INSERT INTO pg_temp.circle_osm_found
	SELECT l.label, CASE e.kind WHEN 'subway_entrance' THEN 'metro_station' ELSE 'train_station' END,
		   first_value(e.name) OVER (PARTITION BY l.label ORDER BY e.name, e.id), e.id
	  FROM pg_temp.circle_osm_label AS l JOIN pg_temp.circle_osm_entrance AS e USING (id);
END
$$;
COMMENT ON FUNCTION circle__osm_lone_entrances() IS
'Entrances of stations that are not mapped: those within 200 m of one another are one station.';

-- Barriers ---------------------------------------------------------------------------------------------------------

CREATE FUNCTION circle__osm_is_barrier(kind text, geom geometry) RETURNS boolean
	LANGUAGE sql STABLE
	SET search_path FROM CURRENT AS
$$
	SELECT CASE st_dimension(geom)
		WHEN 0 THEN EXISTS (
			SELECT FROM pg_temp.circle_osm_street AS s WHERE s.geom && circle__osm_is_barrier.geom AND st_intersects(st_points(s.geom), circle__osm_is_barrier.geom))
		WHEN 1 THEN true
		ELSE kind <> 'natural=water' OR st_area(geom::geography) >= 1000 END
$$;
COMMENT ON FUNCTION circle__osm_is_barrier(text, geometry) IS
'Is it worth being a barrier: a closed gate on a vertex of a street, a line, an area, of water one of 1,000 m² or more?';

-- The whole --------------------------------------------------------------------------------------------------------

CREATE FUNCTION circle__osm_write(schema_name text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	level int;
BEGIN
	EXECUTE format($sql$
		DELETE FROM %1$I.street;
		INSERT INTO %1$I.street SELECT * FROM pg_temp.circle_osm_street ORDER BY street_id;
		DELETE FROM %1$I.amenity;
		INSERT INTO %1$I.amenity
		SELECT f.id, f.category, row_number() OVER (PARTITION BY f.id, f.category ORDER BY f.member), f.name, c.osm_type,
			   c.osm_id, c.geom
		  FROM (SELECT DISTINCT id, unnest(circle__with_unions(array_agg(category))) AS category, name, member
				  FROM pg_temp.circle_osm_found GROUP BY id, name, member) AS f
		  JOIN pg_temp.circle_osm_candidate AS c ON c.id = f.member
		 ORDER BY 1, 2, 3;
		DELETE FROM %1$I.home;
		INSERT INTO %1$I.home
		SELECT circle__osm_key(osm_type, osm_id), osm_type, osm_id, building, levels, NULL, st_pointonsurface(geom)
		  FROM pg_temp.circle_osm_building WHERE NOT st_isempty(geom) ORDER BY 1;
		DELETE FROM %1$I.community;
		INSERT INTO %1$I.community
		SELECT id, coalesce(name, 'unnamed') || CASE WHEN others > 1 OR name IS NULL THEN format(' (%%s)', id) ELSE '' END,
			   name, admin_level, st_multi(geom)
		  FROM (SELECT circle__osm_key(osm_type, osm_id) AS id, name, admin_level, circle__osm_valid(geom) AS geom,
					   count(*) OVER (PARTITION BY name) AS others
				  FROM pg_temp.circle_osm_boundary) AS b
		 WHERE geom IS NOT NULL ORDER BY 1;
		DELETE FROM %1$I.barrier;
		INSERT INTO %1$I.barrier
		SELECT circle__osm_key(osm_type, osm_id), kind, geom FROM pg_temp.circle_osm_barrier
		 WHERE NOT st_isempty(geom) AND circle__osm_is_barrier(kind, geom) ORDER BY 1;
		DELETE FROM %1$I.entrance;
		INSERT INTO %1$I.entrance
		SELECT DISTINCT ON (a.id, d.osm_id) a.id, d.osm_id, d.kind, d.geom
		  FROM %1$I.amenity AS a JOIN pg_temp.circle_osm_door AS d ON a.geom && d.geom
		 WHERE st_dimension(a.geom) = 2 AND st_dwithin(st_boundary(a.geom), d.geom, 0.00000001);
		ANALYZE %1$I.street, %1$I.amenity, %1$I.home, %1$I.community, %1$I.barrier, %1$I.entrance
	$sql$, schema_name);
	FOR level IN EXECUTE format('SELECT DISTINCT admin_level FROM %I.community WHERE admin_level IS NOT NULL', schema_name) LOOP
		EXECUTE format('CREATE OR REPLACE VIEW %1$I.%2$I AS SELECT * FROM %1$I.community WHERE admin_level = %3$s',
					   schema_name, 'community_' || level, level);
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__osm_write(text) IS 'Writes what was found to the result tables.';

CREATE FUNCTION circle__osm_counts(schema_name text) RETURNS jsonb
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	result jsonb;
BEGIN
	EXECUTE format($sql$
		SELECT jsonb_build_object(
			'streets', (SELECT count(*) FROM %1$I.street WHERE street_id < 10000000000000),
			'plaza_lines', (SELECT count(*) FROM %1$I.street WHERE street_id > 10000000000000),
			'street_km', (SELECT coalesce(round(sum(st_length(geom::geography))::numeric / 1000, 1), 0) FROM %1$I.street
						   WHERE street_id < 10000000000000),
			'plazas', (SELECT count(DISTINCT street_id / 1000) FROM %1$I.street WHERE street_id > 10000000000000),
			'homes', (SELECT count(*) FROM %1$I.home),
			'barriers', (SELECT count(*) FROM %1$I.barrier),
			'entrances', (SELECT count(*) FROM %1$I.entrance),
			'amenities', (SELECT count(DISTINCT id) FROM %1$I.amenity),
			'unclassified', (SELECT count(*) FROM pg_temp.circle_osm_candidate
							  WHERE categories = '{}' AND NOT tags ->> 'railway' LIKE '%%entrance'),
			'categories', (SELECT coalesce(jsonb_object_agg(category, n), '{}')
							 FROM (SELECT category, count(DISTINCT id) AS n FROM %1$I.amenity GROUP BY category) AS c),
			'communities', (SELECT coalesce(jsonb_object_agg(coalesce(admin_level::text, 'none'), n), '{}')
							  FROM (SELECT admin_level, count(*) AS n FROM %1$I.community GROUP BY admin_level) AS c))
	$sql$, schema_name) INTO result;
	RETURN result;
END
$$;
COMMENT ON FUNCTION circle__osm_counts(text) IS 'How many of each thing an import has.';

CREATE FUNCTION circle_osm_finish(schema text DEFAULT 'osm', import_schema text DEFAULT 'public') RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	SET client_min_messages = warning AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	part text;
	result jsonb;
BEGIN
	IF schema IS NULL OR import_schema IS NULL THEN
		PERFORM circle__raise('null_value_not_allowed', 'schema and import_schema must not be NULL');
	END IF;
	PERFORM circle__make_schema(schema, '{}');
	PERFORM circle__osm_take_import(schema, import_schema);
	PERFORM circle__osm_make_tables(schema);
	PERFORM circle__osm_streets();
	PERFORM circle__osm_candidates();
	PERFORM circle__osm_places();
	PERFORM circle__osm_poles();
	PERFORM circle__osm_bus_stops();
	PERFORM circle__osm_entrances();
	PERFORM circle__osm_stations('metro_station', '{subway_entrance}');
	PERFORM circle__osm_stations('train_station', '{train_station_entrance,subway_entrance}');
	PERFORM circle__osm_lone_entrances();
	PERFORM circle__osm_write(schema);
	result := circle__osm_counts(schema);
	FOREACH part IN ARRAY circle__osm_tables() || '{street,area,outline,vertex,entry,chord,candidate,stop_area,found,label,pair,
		place,stop,road,station,entrance}'::text[] LOOP
		EXECUTE format('DROP TABLE pg_temp.%I', 'circle_osm_' || part);
	END LOOP;
	RETURN result;
END
$$;
COMMENT ON FUNCTION circle_osm_finish(text, text) IS
'Second half of an OpenStreetMap import: makes the tables street, amenity, entrance, home, community and barrier, in one transaction, from the tables of osm2pgsql in the import schema, and returns counts. Without a fresh import it applies the category rules again to the last one.';
