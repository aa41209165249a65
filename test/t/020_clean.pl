# Two mutilated copies of a real city: crossings without shared vertices, and ends a hand's breadth apart. The report of
# a build sees both, circle_clean_streets() mends both.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Utils;
use Test::More;

circle_needs('osm2pgsql');
my $data = circle_data('laspalmas.osm.pbf');
plan(skip_all => 'laspalmas.osm.pbf is not there: set CIRCLE_TEST_DATA to the folder that holds it') unless $data;

my $config = $ENV{PG_CONFIG} || 'pg_config';
chomp(my $share = `$config --sharedir`);
my $style = ($ENV{CIRCLE_DESTDIR} // '') . "$share/extension/circle_osm.lua";

my $cluster = circle_cluster('clean', conf => 'client_min_messages = error');
$cluster->safe_psql('postgres', 'CREATE DATABASE city TEMPLATE postgres ENCODING UTF8');
command_ok(
	[ 'osm2pgsql', '-d', $cluster->connstr('city'), '-O', 'flex', '-S', $style, $data ],
	'osm2pgsql imports the city');
$cluster->safe_psql('city', 'SELECT circle_osm_finish()');

# Builds a network and returns what is asked of its report.
sub report
{
	my ($network, $expression) = @_;
	return $cluster->safe_psql('city', "SELECT $expression FROM circle_build_network('$network') AS r");
}

sub counts
{
	my ($network) = @_;
	$cluster->safe_psql('city', "SELECT circle_create_network('${network}_net', 'import.$network')");
	my ($share, $ends, $crossings, $edges, $warnings) = split /\|/, report("${network}_net",
		"r ->> 'largest_component_share', r ->> 'ends_not_joined', r ->> 'crossings_without_vertex', r ->> 'edges', r ->> 'warnings'");
	note("$network: share $share, ends $ends, crossings $crossings, edges $edges");
	return { share => $share, ends => $ends, crossings => $crossings, edges => $edges, warnings => $warnings };
}

# The heart of the city. The lines that cross a plaza every which way are not meant to meet on it.
$cluster->safe_psql('city', q{
	CREATE SCHEMA import;
	CREATE TABLE import.good AS SELECT street_id AS id, geom, steps, class FROM osm.street
	 WHERE class !~ 'plaza' AND geom && ST_MakeEnvelope(-15.45, 28.09, -15.41, 28.14, 4326);
	ALTER TABLE import.good ADD PRIMARY KEY (id);
	-- Without the vertices of straight stretches (to 3 cm), so that crossings and junctions on them have none.
	CREATE TABLE import.bare AS SELECT id, ST_Simplify(geom, 3e-7) AS geom, steps, class FROM import.good;
	ALTER TABLE import.bare ADD PRIMARY KEY (id);
	-- Cut into its segments, and each moved a little by its own number: up to 2 cm.
	CREATE TABLE import.loose AS
	SELECT row_number() OVER (ORDER BY g.id, piece.path) AS id,
		   ST_Translate(piece.geom, 1e-7 * (g.id % 3 - 1), 1e-7 * (piece.path[1] % 3 - 1)) AS geom, g.steps, g.class
	  FROM import.good AS g, ST_DumpSegments(g.geom) AS piece WHERE ST_Length(piece.geom) > 0;
	ALTER TABLE import.loose ADD PRIMARY KEY (id);
});

my $good = counts('good');
cmp_ok($good->{share}, '>', 0.9, 'the city is connected');
unlike($good->{warnings}, qr/is connected/, 'no warning of a torn network');

my $bare = counts('bare');
cmp_ok($bare->{share}, '<', $good->{share} - 0.05, 'without its vertices it is less connected');
cmp_ok($bare->{crossings}, '>', 10 * ($good->{crossings} + 1), 'crossings without a vertex are counted');
like($bare->{warnings}, qr/crossings of streets without a common vertex/, 'and warned of');

my $loose = counts('loose');
cmp_ok($loose->{share}, '<', 0.5, 'ends a little apart tear it to pieces');
cmp_ok($loose->{ends}, '>', 1000, 'ends that are not joined are counted');
like($loose->{warnings}, qr/is connected.*ends of streets within 1 m/, 'both are warned of');

# Bridges, tunnels and the like stay on a level of their own.
$cluster->safe_psql('city', q{
	ALTER TABLE import.bare ADD COLUMN level text;
	UPDATE import.bare SET level = CASE WHEN class ~ 'bridge|tunnel|indoor|lift|escalator' THEN id::text ELSE 'ground' END;
	SELECT circle_clean_streets('import.bare', 'noded', node_crossings => true, level_column => 'level');
	SELECT circle_clean_streets('import.loose', 'joined', tolerance_m => 0.05);
});
my $noded = counts('noded');
cmp_ok($noded->{share}, '>=', $good->{share} - 0.001, 'noding the crossings joins the city again');
cmp_ok($noded->{crossings}, '<', 0.02 * $bare->{crossings}, 'next to no crossing is left without a vertex');

my $joined = counts('joined');
cmp_ok($joined->{share}, '>=', $good->{share} - 0.001, 'joining the ends joins the city again');
cmp_ok($joined->{ends}, '<', 0.02 * $loose->{ends}, 'next to no end is left loose');

# What was good stays as it was, but for what was a flaw before.
$cluster->safe_psql('city', q{SELECT circle_clean_streets('import.good', 'again', tolerance_m => 0.05)});
is($cluster->safe_psql('city', q{
	SELECT count(*) < 10 AND bool_and(ST_HausdorffDistance(a.geom, b.geom) < 1e-6)
	  FROM import.good AS a JOIN import.again AS b USING (id) WHERE a.geom::bytea <> b.geom::bytea}), 't',
	'a clean layer is hardly touched');

# By default the cleaner joins what the build counts, as many as the build said, and nothing else; twice is as once.
my $whole = report('good_net', "r ->> 'ends_mendable', r ->> 'crossings_mendable'");
my ($ends, $crossings) = split /\|/, $whole;
$cluster->safe_psql('city', q{
	SELECT circle_clean_streets('import.good', 'mended', node_crossings => true);
	SELECT circle_clean_streets('import.mended', 'mended_twice', node_crossings => true);
});
my $mended = counts('mended');
note("joined by trying: $ends of $good->{ends} ends, $crossings of $good->{crossings} crossings");
is($mended->{ends}, $good->{ends} - $ends, 'as many ends are joined as the build said');
is($mended->{crossings}, $good->{crossings} - $crossings, 'as many crossings');
cmp_ok($ends, '>=', 0.8 * $good->{ends}, 'that is most of them');
is($cluster->safe_psql('city', q{SELECT count(*) FROM import.mended AS a JOIN import.mended_twice AS b USING (id) WHERE a.geom::bytea <> b.geom::bytea}),
	'0', 'cleaned twice as once');
is($cluster->safe_psql('city', q{
	SELECT count(*) < 40 AND bool_and(ST_HausdorffDistance(a.geom, b.geom) < 1.1e-5)
	  FROM import.good AS a JOIN import.mended AS b USING (id) WHERE a.geom::bytea <> b.geom::bytea}), 't',
	'few streets are touched, none by more than a metre');

done_testing();
