-- Whose rights: the owner builds, a reader reads, and a look-alike runs nobody's code.
-- Also: definition.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE ROLE regress_net_owner;
CREATE ROLE regress_net_reader;
CREATE ROLE regress_net_mallory;
CREATE ROLE regress_net_admin SUPERUSER;
GRANT CREATE ON DATABASE :"DBNAME" TO regress_net_owner, regress_net_mallory;

SET ROLE regress_net_owner;
CREATE SCHEMA own;
CREATE TABLE own.street (id integer PRIMARY KEY, geom geometry(LineString, 4326));
INSERT INTO own.street VALUES (1, 'SRID=4326;LINESTRING(0 0, 0.001 0)');
SELECT circle_create_network('own_net', 'own.street');
SELECT r -> 'edges' AS edges FROM circle_build_network('own_net') AS r;

-- A reader: nothing without grants; with them, reading.
SET ROLE regress_net_reader;
SELECT * FROM circle_networks();
SELECT street FROM circle_snap('own_net', 'SRID=4326;POINT(0 0)');
RESET ROLE;
GRANT USAGE ON SCHEMA own_net TO regress_net_reader;
SET ROLE regress_net_reader;
SELECT * FROM circle_networks();
SELECT street FROM circle_snap('own_net', 'SRID=4326;POINT(0 0)');
RESET ROLE;
GRANT SELECT ON own_net.network TO regress_net_reader;
SET ROLE regress_net_reader;
SELECT street FROM circle_snap('own_net', 'SRID=4326;POINT(0 0)');
RESET ROLE;
GRANT SELECT ON own_net.tile TO regress_net_reader;
SET ROLE regress_net_reader;
SELECT street FROM circle_snap('own_net', 'SRID=4326;POINT(0 0)');
SELECT network, owner, streets FROM circle_networks();
-- Build, alter and drop are the owner's.
SELECT circle_build_network('own_net');
SELECT circle_alter_network('own_net', '{"columns": {"streets": {"street_id": "id"}}}');
SELECT circle_drop_network('own_net');
-- A schema that is not the caller's, and a database in which he may not make one.
RESET ROLE;
GRANT USAGE ON SCHEMA own TO regress_net_reader;
SET ROLE regress_net_reader;
SELECT circle_create_network('own', 'own.street');
SELECT circle_create_network('reader_net', 'own.street');

-- A superuser builds nobody else's network: the streets could be a view with any code in it.
RESET ROLE;
SET ROLE regress_net_admin;
SELECT circle_build_network('own_net');
SELECT circle_drop_network('own_net', true);
SELECT street FROM circle_snap('own_net', 'SRID=4326;POINT(0 0)');
SET ROLE regress_net_owner;
SELECT r -> 'tiles_unchanged' AS unchanged FROM circle_build_network('own_net') AS r;

-- Mallory's traps: a function that tells when it runs, wherever a relation can hide one.
RESET ROLE;
SET ROLE regress_net_mallory;
CREATE SCHEMA trap;
CREATE TABLE trap.ran (who text, how text);
GRANT USAGE ON SCHEMA trap TO PUBLIC;
GRANT INSERT ON trap.ran TO PUBLIC;
CREATE FUNCTION trap.spring(how text) RETURNS boolean LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO trap.ran VALUES (current_user, how); RETURN true; END $$;
CREATE FUNCTION trap.fixed(how text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
$$ BEGIN RAISE WARNING 'code of mallory run by %: %', current_user, how; RETURN true; END $$;
CREATE FUNCTION trap.like(schema_name text) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
	EXECUTE format('CREATE SCHEMA %1$I; GRANT USAGE ON SCHEMA %1$I TO PUBLIC;
		CREATE TABLE %1$I.network (network text PRIMARY KEY, layout integer, streets_schema text, streets_name text, key_column text, geom_column text,
			steps_column text, door_column text, private_column text, class_column text, text_keys boolean, built_at timestamptz,
			heights_schema text, heights_name text, heights_column text, barriers_schema text, barriers_name text, barriers_geom_column text, options jsonb);
		CREATE TABLE %1$I.tile (tile integer PRIMARY KEY, input_digest bytea, body_hash bytea, body bytea);
		INSERT INTO %1$I.network VALUES (%1$L, 1, ''trap'', ''view'', ''id'', ''geom'', NULL, NULL, NULL, NULL, false, NULL);
		GRANT SELECT ON ALL TABLES IN SCHEMA %1$I TO PUBLIC', schema_name);
END
$$;
-- In order: a copy that is a network, if an empty one; row security; a rule; a trigger; a child; a predicate, an expression and
-- statistics of them; a check; another column; views in place of the tables.
SELECT trap.like('like_' || n) FROM unnest('{plain,rls,tile_rls,rule,trigger,child,predicate,expression,check,statistics,column,view,tile_view}'::text[]) AS n;
ALTER TABLE like_rls.network ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON like_rls.network USING (trap.spring('row security'));
ALTER TABLE like_tile_rls.tile ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON like_tile_rls.tile USING (trap.spring('row security of tiles'));
CREATE RULE r AS ON UPDATE TO like_rule.network DO ALSO SELECT trap.spring('rule');
CREATE FUNCTION trap.trigger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM trap.spring('trigger'); RETURN NEW; END $$;
CREATE TRIGGER t BEFORE UPDATE ON like_trigger.network FOR EACH ROW EXECUTE FUNCTION trap.trigger();
CREATE TABLE like_child.child () INHERITS (like_child.network);
SET client_min_messages = error;
CREATE INDEX ON like_predicate.network (layout) WHERE trap.fixed('predicate');
CREATE INDEX ON like_expression.network ((trap.fixed('expression')));
CREATE STATISTICS like_statistics.s ON (trap.fixed('statistics')), layout FROM like_statistics.network;
ALTER TABLE like_check.network ADD CHECK (trap.fixed('check'));
SET client_min_messages = warning;
ALTER TABLE like_column.network ADD COLUMN extra text;
ALTER TABLE like_view.network RENAME TO hidden;
CREATE VIEW like_view.network AS SELECT * FROM like_view.hidden WHERE trap.spring('view');
ALTER TABLE like_tile_view.tile RENAME TO hidden;
CREATE VIEW like_tile_view.tile AS SELECT * FROM like_tile_view.hidden WHERE trap.spring('view of tiles');
GRANT SELECT ON like_view.network, like_tile_view.tile TO PUBLIC;

-- The reader and the superuser list and name them; no code of Mallory's runs.
RESET ROLE;
SET ROLE regress_net_reader;
SELECT network, owner, streets FROM circle_networks();
SELECT street FROM circle_snap('like_plain', 'SRID=4326;POINT(0 0)');
SELECT street FROM circle_snap('like_view', 'SRID=4326;POINT(0 0)');
RESET ROLE;
SET ROLE regress_net_admin;
SELECT network, owner, streets FROM circle_networks();
SELECT n AS network, circle_private.circle__is_network('like_' || n) FROM unnest('{plain,rls,tile_rls,rule,trigger,child,predicate,expression,check,statistics,column,view,tile_view}'::text[]) AS n;
SELECT street FROM circle_snap('like_tile_rls', 'SRID=4326;POINT(0 0)');
SELECT circle_build_network('like_view');
SELECT circle_drop_network('like_predicate');
SELECT circle_build_network('like_plain');
-- A definition that is owned by another than the schema.
CREATE SCHEMA like_owner AUTHORIZATION regress_net_owner;
ALTER TABLE like_plain.network SET SCHEMA like_owner;
ALTER TABLE like_plain.tile SET SCHEMA like_owner;
SELECT circle_private.circle__is_network('like_owner');
SELECT * FROM trap.ran;

-- Nothing in a network hangs on its streets: they can go, and come again.
RESET ROLE;
SET ROLE regress_net_owner;
DROP TABLE own.street;
SELECT circle_build_network('own_net');
SELECT circle_drop_network('own_net');

RESET ROLE;
DROP SCHEMA own, trap, like_plain, like_rls, like_tile_rls, like_rule, like_trigger, like_child, like_predicate, like_expression, like_check,
	like_statistics, like_column, like_view, like_tile_view, like_owner CASCADE;
REVOKE ALL ON DATABASE :"DBNAME" FROM regress_net_owner, regress_net_mallory;
DROP ROLE regress_net_owner, regress_net_reader, regress_net_mallory, regress_net_admin;
