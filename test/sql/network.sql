-- Networks: create, build, alter, drop, list; what is refused, and with which words.
-- Also: build, connectivity.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA town;

-- A town of four streets, 16 tiles apart from its suburb.
CREATE TABLE town.street (id integer PRIMARY KEY, geom geometry(LineString, 4326), steps boolean, door boolean, class text);
INSERT INTO town.street VALUES
	(1, 'SRID=4326;LINESTRING(121.4700 31.2300, 121.4750 31.2300, 121.4800 31.2300)', false, true, NULL),
	(2, 'SRID=4326;LINESTRING(121.4750 31.2250, 121.4750 31.2300, 121.4750 31.2350)', false, NULL, 'residential'),
	(3, 'SRID=4326;LINESTRING(121.4800 31.2300, 121.4800 31.2350)', true, true, 'steps'),
	(4, 'SRID=4326;LINESTRING(121.4800 31.2350, 121.4750 31.2350)', NULL, false, 'Tunnel; bridge'),
	(5, 'SRID=4326;LINESTRING(121.8000 31.2000, 121.8010 31.2010)', NULL, NULL, NULL);

SELECT * FROM circle_networks();
SELECT circle_create_network('town_net', 'town.street');
SELECT network, layout, streets_schema, streets_name, key_column, geom_column, steps_column, door_column, private_column,
	   class_column, text_keys, built_at
  FROM town_net.network;
SELECT network, streets, built_at FROM circle_networks();
SELECT jsonb_pretty(circle_build_network('town_net'));
SELECT network, streets, built_at IS NOT NULL AS built FROM circle_networks();

-- Nothing has changed: nothing is built. One street changes: one tile is built, and one is gone with its last street.
CREATE TABLE town.seen AS SELECT tile, xmin::text AS written, body_hash FROM town_net.tile;
SELECT r -> 'tiles_built' AS built, r -> 'tiles_unchanged' AS unchanged, r -> 'tiles_removed' AS removed,
	   r -> 'warnings' AS warnings, r -> 'edges' AS edges FROM circle_build_network('town_net') AS r;
SELECT count(*) AS same FROM town.seen JOIN town_net.tile USING (tile, body_hash) WHERE tile.xmin::text = seen.written;
UPDATE town.street SET steps = true WHERE id = 2;
SELECT r -> 'tiles_built' AS built, r -> 'tiles_unchanged' AS unchanged, r -> 'tiles_removed' AS removed
  FROM circle_build_network('town_net') AS r;
DELETE FROM town.street WHERE id = 5;
SELECT r -> 'tiles_built' AS built, r -> 'tiles_unchanged' AS unchanged, r -> 'tiles_removed' AS removed,
	   r -> 'largest_component_share' AS share, r -> 'warnings' AS warnings FROM circle_build_network('town_net') AS r;
SELECT count(*) AS builds, bool_and(finished_at >= started_at) AS in_order FROM town_net.build_log;

-- An order of rows, a dropped and re-created table, or dead columns make no difference.
UPDATE town.street SET steps = false WHERE id = 2;
SELECT 'again' FROM circle_build_network('town_net');
CREATE TABLE town.copy AS SELECT 1 AS other, s.* FROM town.street AS s ORDER BY id DESC;
DROP TABLE town.street;
SELECT circle_build_network('town_net');
ALTER TABLE town.copy RENAME TO street;
SELECT r -> 'tiles_built' AS built, r -> 'tiles_unchanged' AS unchanged FROM circle_build_network('town_net') AS r;

-- Length: that of the spheroid to 1 in 100,000, over many tiles, each edge once.
CREATE TABLE town.long (id bigint PRIMARY KEY, geom geometry);
INSERT INTO town.long
SELECT i, ST_MakeLine(ARRAY(SELECT ST_SetSRID(ST_MakePoint(120 + 0.013 * i + 0.007 * j + 0.0001 * (i * j * 37 % 11),
															 (i - 20) * 3 + 0.004 * j + 0.0001 * (i * j * 53 % 13)), 4326)
							  FROM generate_series(0, 30) AS j))
  FROM generate_series(1, 40) AS i;
SELECT circle_create_network('long_net', 'town.long');
SELECT (r ->> 'tiles_built')::int > 500 AS many_tiles, r -> 'components' AS components,
	   abs((r ->> 'km')::float8 * 1000 / (SELECT sum(ST_Length(geom::geography)) FROM town.long) - 1) < 1e-5 AS exact
  FROM (SELECT circle_build_network('long_net') AS r) AS b;
SELECT circle_drop_network('long_net');

-- What cannot be used, and why.
CREATE TABLE town.odd (id text, geom geometry);
INSERT INTO town.odd VALUES
	('good', 'SRID=4326;LINESTRING(121.47 31.23, 121.48 31.23)'),
	('two parts', 'SRID=4326;MULTILINESTRING((121.47 31.23, 121.47 31.24), (121.47 31.24, 121.48 31.24))'),
	('one part bad', 'SRID=4326;MULTILINESTRING((121.48 31.23, 121.48 31.24), (121.47 95, 121.48 31.24))'),
	('3D', 'SRID=4326;LINESTRING Z(121.48 31.24 4, 121.48 31.25 9.5)'),
	('3D without height', 'SRID=4326;LINESTRING Z(121.48 31.25 4, 121.48 31.26 NaN)'),
	('measured', 'SRID=4326;LINESTRING ZM(121.48 31.24 4 7, 121.49 31.24 5 8)'),
	('same point', 'SRID=4326;LINESTRING(121.47 31.23, 121.47 31.23, 121.47000000001 31.23)'),
	('null geometry', NULL),
	('empty', 'SRID=4326;LINESTRING EMPTY'),
	('empty parts', 'SRID=4326;MULTILINESTRING(EMPTY, EMPTY)'),
	('point', 'SRID=4326;POINT(121.47 31.23)'),
	('area', 'SRID=4326;POLYGON((121.47 31.23, 121.48 31.23, 121.48 31.24, 121.47 31.23))'),
	('collection', 'SRID=4326;GEOMETRYCOLLECTION(LINESTRING(121.47 31.23, 121.48 31.23))'),
	('curve', 'SRID=4326;CIRCULARSTRING(121.47 31.23, 121.475 31.235, 121.48 31.23)'),
	('antimeridian', 'SRID=4326;LINESTRING(179.9 0, -179.9 0)'),
	('too far north', 'SRID=4326;LINESTRING(10 85, 10 85.2)'),
	('too far east', 'SRID=4326;LINESTRING(179 0, 181 0)'),
	('not a number', 'SRID=4326;LINESTRING(NaN 0, 1 0)'),
	('infinite', ST_SetSRID(ST_MakeLine(ST_MakePoint(0, 0), ST_MakePoint('Infinity', 0)), 4326)),
	('twice', 'SRID=4326;LINESTRING(121.47 31.23, 121.48 31.23)'),
	('twice', 'SRID=4326;LINESTRING(121.48 31.23, 121.48 31.24)'),
	(NULL, 'SRID=4326;LINESTRING(121.48 31.23, 121.48 31.24)'),
	(repeat('k', 256), 'SRID=4326;LINESTRING(121.48 31.23, 121.48 31.24)'),
	('off the earth', 'SRID=32651;LINESTRING(1e12 1e12, 2e12 2e12)'),
	('round the world', 'SRID=4326;LINESTRING(-90 0, 89 0.1)');
SELECT circle_create_network('odd_net', 'town.odd');
SELECT r -> 'streets' AS streets, r -> 'streets_refused' AS refused, r -> 'lines' AS lines FROM circle_build_network('odd_net') AS r;
SELECT left(street, 20) AS street, reason, detail FROM odd_net.data_quality WHERE tile IS NULL ORDER BY street COLLATE "C" NULLS FIRST, reason;
SELECT text_keys FROM odd_net.network;
SELECT DISTINCT street FROM generate_series(0, 30) AS i,
	   circle_snap('odd_net', ST_SetSRID(ST_MakePoint(121.47 + 0.0005 * i, 31.2352), 4326)) AS s WHERE street IS NOT NULL ORDER BY 1;

-- Without SRID it is not known which coordinates these are: an error for the whole input.
CREATE TABLE town.bare AS SELECT id, ST_SetSRID(geom, 0) AS geom FROM town.street;
SELECT circle_create_network('bare_net', 'town.bare');
SELECT circle_build_network('bare_net');
SELECT circle_drop_network('bare_net');

-- Other reference systems give the same network, up to the rounding of coordinates; views and text keys will do.
CREATE VIEW town.projected AS SELECT 'street ' || id AS id, ST_Transform(geom, 32651) AS line, steps, NOT door AS door FROM town.street;
SELECT circle_create_network('projected_net', 'town.projected');
SELECT r -> 'nodes' AS nodes, r -> 'edges' AS edges,
	   abs((r ->> 'km')::numeric - (SELECT report ->> 'km' FROM town_net.build_log ORDER BY build_no DESC LIMIT 1)::numeric) <= 0.001 AS as_long
  FROM circle_build_network('projected_net') AS r;

-- Altering: columns by name, columns forgotten, another input.
SELECT circle_alter_network('projected_net', '{"columns": {"streets": {"door": "-"}}}');
SELECT steps_column, door_column FROM projected_net.network;
SELECT circle_alter_network('projected_net', '{"columns": {"streets": {"street_id": "-"}}}');
SELECT circle_alter_network('projected_net', '{"columns": {"streets": {"street_id": "nothing"}}}');
SELECT circle_alter_network('projected_net', '{"columns": {"streets": {"steps": "line"}}}');
SELECT circle_alter_network('projected_net', '{"columns": {"streets": {"geom": "id"}}}');
SELECT circle_alter_network('projected_net', '{"streets": "town.street"}');
SELECT streets_name, key_column, geom_column, steps_column, door_column, class_column, text_keys FROM projected_net.network;
SELECT r -> 'tiles_built' AS built FROM circle_build_network('projected_net') AS r;
SELECT count(*) AS same FROM projected_net.tile JOIN town_net.tile USING (tile, body_hash);

-- A key that is none.
CREATE VIEW town.many AS SELECT i / 2 AS id, 'SRID=4326;LINESTRING(0 0, 1 1)'::geometry AS geom FROM generate_series(0, 30000) AS i;
SELECT circle_create_network('many_net', 'town.many');
SELECT circle_build_network('many_net');

-- An empty input.
CREATE TABLE town.none (id integer, geom geometry);
SELECT circle_alter_network('many_net', '{"streets": "town.none"}');
SELECT r -> 'edges' AS edges, r -> 'largest_component_share' AS share, r -> 'warnings' AS warnings FROM circle_build_network('many_net') AS r;
SELECT street FROM circle_snap('many_net', 'SRID=4326;POINT(0 0)');

-- Names: hostile ones are only names; reserved, long, missing and taken ones are refused.
CREATE TABLE town."a""b';--" (id integer, "Geo"" m" geometry, "St'eps" boolean);
INSERT INTO town."a""b';--" VALUES (1, 'SRID=4326;LINESTRING(0 0, 0.001 0)', true);
SELECT circle_create_network('odd "name''; --', 'town."a""b'';--"', settings => '{"columns": {"streets": {"steps": "St''eps"}}}');
SELECT r -> 'network' AS network, r -> 'edges' AS edges FROM circle_build_network('odd "name''; --') AS r;
SELECT street, steps FROM circle_snap('odd "name''; --', 'SRID=4326;POINT(0.0005 0)');
SELECT circle_drop_network('odd "name''; --');
SELECT circle_create_network('pg_net', 'town.street');
SELECT circle_create_network('information_schema', 'town.street');
SELECT circle_create_network('public', 'town.street');
SELECT circle_create_network(NULL, 'town.street');
SELECT circle_create_network('', 'town.street');
SELECT circle_create_network(repeat('n', 64), 'town.street');
SELECT circle_create_network('town_net', 'town.street');
SELECT circle_create_network('new_net', NULL);
SELECT circle_create_network('new_net', 'town.nothing');
SELECT circle_create_network('new_net', 'town.street', settings => '{"columns": {"streets": {"street_id": "gid"}}}');
SELECT circle_create_network('new_net', 'town.street', settings => '{"columns": {"streets": {"geom": "class"}}}');
SELECT circle_create_network('new_net', 'town.street', settings => '{"columns": {"streets": {"steps": "class"}}}');
SELECT circle_create_network('new_net', 'pg_namespace');
CREATE TABLE town.geography (id integer, geog geography);
SELECT circle_create_network('new_net', 'town.geography');
CREATE TABLE town.two (id integer, geom1 geometry, geom2 geometry);
SELECT circle_create_network('new_net', 'town.two');
SELECT count(*) AS nothing_left FROM pg_namespace WHERE nspname = 'new_net';

-- A network that is not there.
SELECT circle_build_network('nowhere');
SELECT circle_build_network('town');
SELECT circle_build_network(NULL);
SELECT circle_alter_network('nowhere', '{}');
SELECT circle_drop_network('nowhere');

-- A column that is gone.
DROP VIEW town.projected;
ALTER TABLE town.street DROP COLUMN steps;
SELECT circle_build_network('town_net');
SELECT circle_alter_network('town_net', '{"columns": {"streets": {"steps": "-"}}}');
SELECT r -> 'tiles_built' AS built FROM circle_build_network('town_net') AS r;

-- In a transaction that ends in ROLLBACK, and from an older snapshot: what is seen is what is there.
BEGIN;
UPDATE town.street SET geom = ST_Translate(geom, 0, 0.0002) WHERE id = 1;
SELECT 'moved' FROM circle_build_network('town_net');
SELECT street, snap_m FROM circle_snap('town_net', 'SRID=4326;POINT(121.471 31.2300)');
SAVEPOINT one;
UPDATE town.street SET geom = ST_Translate(geom, 0, 0.0002) WHERE id = 1;
SELECT 'moved again' FROM circle_build_network('town_net');
SELECT street, snap_m FROM circle_snap('town_net', 'SRID=4326;POINT(121.471 31.2300)');
ROLLBACK TO one;
SELECT street, snap_m FROM circle_snap('town_net', 'SRID=4326;POINT(121.471 31.2300)');
ROLLBACK;
SELECT street, snap_m FROM circle_snap('town_net', 'SRID=4326;POINT(121.471 31.2300)');
SET circle_ext.cache_size = 0;
SELECT street, snap_m FROM circle_snap('town_net', 'SRID=4326;POINT(121.471 31.2300)');
RESET circle_ext.cache_size;

-- A damaged tile is an error, never a crash; it can be built again.
UPDATE town_net.tile SET body = set_byte(body, 20, get_byte(body, 20) # 255);
\c
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT street FROM circle_snap('town_net', 'SRID=4326;POINT(121.471 31.2300)');
UPDATE town_net.tile SET body_hash = '\x00';
SELECT street FROM circle_snap('town_net', 'SRID=4326;POINT(121.471 31.2300)');
DELETE FROM town_net.tile;
SELECT r -> 'tiles_built' AS built FROM circle_build_network('town_net') AS r;
SELECT street FROM circle_snap('town_net', 'SRID=4326;POINT(121.471 31.2300)');

-- Who has opened a network sees it as it was judged: its owner's changes wait for the end of the transaction.
BEGIN;
SELECT circle_private.circle__check_network('town_net');
SELECT relation::regclass, mode FROM pg_locks
 WHERE pid = pg_backend_pid() AND relation IN ('town_net.network'::regclass, 'town_net.tile'::regclass) ORDER BY 1;
COMMIT;

-- Dropping: only what was made, and nothing that others depend on.
CREATE VIEW town.uses AS SELECT tile FROM town_net.tile;
CREATE TABLE town_net.mine ();
SELECT circle_drop_network('town_net');
SELECT circle_drop_network('town_net', "cascade" => true);
SELECT relname FROM pg_class WHERE relnamespace = 'town_net'::regnamespace;
DROP SCHEMA town_net CASCADE;
SELECT circle_drop_network('odd_net'), circle_drop_network('projected_net'), circle_drop_network('many_net');
SELECT * FROM circle_networks();
DROP SCHEMA town CASCADE;
