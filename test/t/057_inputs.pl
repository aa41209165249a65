# Inputs of all kinds, owned by an ordinary user: tables, partitioned tables, views, materialized views and foreign tables (of another database
# and of a file); written by COPY, emptied by TRUNCATE and filled again, dropped and created again, restored by pg_restore. Every time the
# study is what a full one is, and where the rows are the same nothing is written.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleRefresh;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $cluster = circle_cluster('inputs', conf => "client_min_messages = warning\nautovacuum = off");
sub sql { return $cluster->safe_psql('postgres', $_[0]); }

sql(q{
	CREATE DATABASE elsewhere;
	CREATE ROLE mayor LOGIN;
	GRANT CREATE ON DATABASE postgres, elsewhere TO mayor;
	GRANT pg_read_server_files TO mayor;
	CREATE EXTENSION postgres_fdw;
	CREATE EXTENSION file_fdw;
	GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw, file_fdw TO mayor;
	ALTER ROLE CURRENT_USER IN DATABASE postgres SET role = mayor;
});
refresh_city($cluster, 10000);
sql(q{SELECT circle_refresh('old')});

# Refresh, compare with a full study; are the rows other ones?
sub refreshed
{
	my ($what, $changed) = @_;
	my $version = sql('SELECT version FROM old.version');
	my ($code, undef, $err) = $cluster->psql('postgres', q{SELECT circle_refresh('old', max_loss => 0.6)});
	is($code, 0, "$what: refreshed") or diag($err);
	is(refresh_differences($cluster), '', "$what: as a full study");
	is(sql('SELECT version FROM old.version'), $version + $changed, "$what: " . ($changed ? 'a new version' : 'nothing has changed, the version stands'));
	return;
}

# A relation gives way to another one of the same name and the same rows; an input that was nothing but renamed is the same.
sub replaced
{
	my ($what, $table, $sql) = @_;
	sql("ALTER TABLE city.$table RENAME TO ${table}_kept; $sql");
	refreshed($what, 0);
	return;
}
sub change { return sql("UPDATE city.$_[0]_kept SET geom = st_translate(geom, 0.0004, 0) WHERE $_[1]"); }
sub back { return sql("DROP $_[1] city.$_[0] CASCADE; ALTER TABLE city.$_[0]_kept RENAME TO $_[0]"); }

replaced('views', 'home', q{CREATE VIEW city.home AS SELECT population, elderly, geom, home_id FROM city.home_kept WHERE home_id > 0});
change('home', 'home_id % 3 = 0');
refreshed('views, changed', 1);
back('home', 'VIEW');

replaced('materialized views', 'amenity', q{CREATE MATERIALIZED VIEW city.amenity AS SELECT * FROM city.amenity_kept});
change('amenity', q{category = 'park'});
refreshed('materialized views, not refreshed', 0);
sql('REFRESH MATERIALIZED VIEW city.amenity');
refreshed('materialized views, refreshed', 1);
back('amenity', 'MATERIALIZED VIEW');

replaced('partitioned tables', 'home', q{
	CREATE TABLE city.home (LIKE city.home_kept) PARTITION BY HASH (home_id);
	CREATE TABLE city.home_0 PARTITION OF city.home FOR VALUES WITH (MODULUS 2, REMAINDER 0);
	CREATE TABLE city.home_1 PARTITION OF city.home FOR VALUES WITH (MODULUS 2, REMAINDER 1);
	INSERT INTO city.home TABLE city.home_kept});
sql('UPDATE city.home SET geom = st_translate(geom, 0, 0.0005) WHERE home_id % 7 = 0 AND home_id % 2 = 0');
refreshed('partitioned tables, changed', 1);
sql('ALTER TABLE city.home DETACH PARTITION city.home_1');
refreshed('partitioned tables, a partition less', 1);
sql('ALTER TABLE city.home ATTACH PARTITION city.home_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1)');
refreshed('partitioned tables, and back again', 1);
sql('DROP TABLE city.home; ALTER TABLE city.home_kept RENAME TO home');
refreshed('a table again', 1);

# Foreign tables: the same rows in another database, and in a file
my ($host, $port) = ($cluster->host, $cluster->port);
my $dump = $cluster->basedir . '/street.dump';
command_ok([ 'pg_dump', '-Fc', '-t', 'city.street', '-f', $dump, $cluster->connstr('postgres') ], 'streets are dumped');
$cluster->safe_psql('elsewhere', q{CREATE EXTENSION postgis; CREATE SCHEMA city AUTHORIZATION mayor});
command_ok([ 'pg_restore', '--exit-on-error', '-d', $cluster->connstr('elsewhere'), $dump ], 'and restored in another database');
sql(qq{CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'elsewhere');
	SET ROLE NONE; CREATE USER MAPPING FOR mayor SERVER elsewhere OPTIONS (user 'mayor', password_required 'false')});
replaced('foreign tables', 'street', q{IMPORT FOREIGN SCHEMA city LIMIT TO (street) FROM SERVER elsewhere INTO city});
$cluster->safe_psql('elsewhere', q{DELETE FROM city.street WHERE street_id IN (SELECT street_id FROM city.street ORDER BY street_id LIMIT 3)});
refreshed('foreign tables, changed there', 1);
back('street', 'FOREIGN TABLE');
refreshed('a table again', 1);

my $file = $cluster->basedir . '/home.csv';
sql("SET ROLE NONE; COPY (SELECT home_id, st_x(geom), st_y(geom), population, elderly FROM city.home) TO '$file' CSV");
replaced('files', 'home', qq{CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
	CREATE FOREIGN TABLE city.home_file (home_id bigint, lon float8, lat float8, population int, elderly int) SERVER files OPTIONS (filename '$file', format 'csv');
	CREATE VIEW city.home AS SELECT home_id, st_setsrid(st_makepoint(lon, lat), 4326) AS geom, population, elderly FROM city.home_file});
append_to_file($file, "900001,106.55,29.56,3,1\n");
refreshed('files, a line more', 1);
append_to_file($file, "900002,106.55,29.56,three,1\n");
my (undef, undef, $err) = $cluster->psql('postgres', q{SELECT circle_refresh('old')});
like($err, qr/invalid input syntax for type integer: "three"/, 'files, a line that cannot be read: an error');
back('home', 'VIEW');
refreshed('a table again', 1);

# What importers do
my $home = $cluster->basedir . '/home.copy';
sql("SET ROLE NONE; COPY city.home TO '$home'");
sql("TRUNCATE city.home; SET ROLE NONE; COPY city.home FROM '$home'");
refreshed('TRUNCATE and COPY', 0);
sql('CREATE TABLE city.copy AS SELECT * FROM city.home ORDER BY geom; DROP TABLE city.home; ALTER TABLE city.copy RENAME TO home');
refreshed('DROP and CREATE', 0);
my $amenity = $cluster->basedir . '/amenity.dump';
command_ok([ 'pg_dump', '-Fc', '-t', 'city.amenity', '-f', $amenity, $cluster->connstr('postgres') ], 'amenities are dumped');
sql('UPDATE city.amenity SET geom = st_translate(geom, 0.0006, 0)');
refreshed('all amenities moved', 1);
command_ok([ 'pg_restore', '--exit-on-error', '--clean', '-d', $cluster->connstr('postgres'), $amenity ], 'and restored');
refreshed('pg_restore', 1);
sql('TRUNCATE city.amenity');
(undef, undef, $err) = $cluster->psql('postgres', q{SELECT circle_refresh('old')});
like($err, qr/input of amenities lost more than 20.0 % of its rows/, 'an import that failed after TRUNCATE empties no city');
is(sql(q{SELECT count(*) FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = tgrelid JOIN pg_namespace AS n ON n.oid = relnamespace WHERE nspname = 'city' AND NOT tgisinternal}), 0,
	'no trigger is on any input');

done_testing();
