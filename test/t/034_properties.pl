# What went wrong in other people's programs, as properties of small towns: places on edges, limits,
# snapping, islands, caches, and that every way of computing gives the same bits.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Cluster;
use Test::More;

my $cluster = circle_cluster('properties', allows_streaming => 1);

sub sql
{
	return $cluster->safe_psql('postgres', $_[0]);
}

# The error message of a statement, without its context.
sub failure
{
	my ($statement) = @_;
	my ($code, $out, $err) = $cluster->psql('postgres', $statement);
	return $code == 0 ? "no error, but $out" : $err =~ /ERROR:\s+(.*)/ ? $1 : $err;
}

# Towns are drawn in metres around one place.
sql(q{
	CREATE FUNCTION place(x float8, y float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
	$$ SELECT ST_SetSRID(ST_MakePoint(round((106.55 + x / 96900)::numeric, 7)::float8, round((29.56 + y / 110850)::numeric, 7)::float8), 4326) $$;
	CREATE FUNCTION line(VARIADIC at float8[]) RETURNS geometry LANGUAGE sql IMMUTABLE AS
	$$ SELECT ST_MakeLine(place(at[i], at[i + 1]) ORDER BY i) FROM generate_series(1, cardinality(at), 2) AS i $$;
	CREATE FUNCTION walk_min(way geometry) RETURNS float8 LANGUAGE sql IMMUTABLE AS
	$$ SELECT ST_Length(way::geography) / 1.33 / 60 $$;
});

# A town in schema $name, its network ${name}_net and its study ${name}_study, refreshed.
# Streets are "id, geom, steps, door", homes "id, geom, community", amenities "id, category, geom".
sub town
{
	my ($name, %of) = @_;
	my $communities = $of{communities} ? ", communities => '$name.community'" : '';
	sql(qq{
		CREATE SCHEMA $name;
		CREATE TABLE $name.street (street_id int PRIMARY KEY, geom geometry(LineString, 4326), steps bool, door bool);
		CREATE TABLE $name.home (home_id int PRIMARY KEY, geom geometry(Point, 4326), community text, population int DEFAULT 3);
		CREATE TABLE $name.amenity (amenity_id int PRIMARY KEY, category text, geom geometry(Geometry, 4326));
	});
	foreach my $table (qw(street home amenity))
	{
		sql("INSERT INTO $name.$table VALUES $_") foreach @{ $of{$table} };
	}
	sql(qq{
		SELECT circle_create_network('${name}_net', '$name.street');
		SELECT circle_create_study('${name}_study', '${name}_net', '$of{standard}', homes => '$name.home', amenities => '$name.amenity', communities => '-', circles => '-');
	});
	sql("SELECT circle_refresh('${name}_study')");
	return;
}

# Every named walk of a home to a category is as long as the line drawn for it; 'none': NULL.
sub walks_are
{
	my ($name, $what, @walks) = @_;
	foreach my $walk (@walks)
	{
		my ($home, $category, $line) = @$walk;
		my $expected = $line eq 'none' ? 'NULL' : $line eq 'here' ? '0' : "walk_min(line($line))";
		is(sql("SELECT CASE WHEN e IS NULL AND m IS NULL OR abs(m - e) <= 0.1 / 60 THEN 'as drawn'
					ELSE format('%s min, but drawn %s min', m, e) END
				  FROM (SELECT coverage -> '$category' AS m, ${expected}::float8 AS e
						  FROM ${name}_study.home WHERE home_id = $home) AS q"),
			'as drawn', "$what: home $home to $category");
	}
	return;
}

# --- places on edges: ends, vertices, middles; one edge; loops; parallel edges ---

town('knots',
	standard => 'begin within 15 min & finish within 15 min & middle within 15 min & loop within 15 min & beside within 15 min & other within 15 min',
	street => [ '(1, line(0,0, 300,0))', '(2, line(300,0, 600,0))', '(3, line(600,0, 600,200, 800,200, 800,0, 600,0))',
		'(4, line(0,0, 0,300))', '(5, line(0,0, -100,150, 0,300))' ],
	home => [ '(1, place(300,0))', '(2, place(0,0))', '(3, place(150,0))', '(4, place(700,200))', '(5, place(0,300))',
		'(6, place(150,20))', '(7, place(600,100))' ],
	amenity => [ "(1, 'begin', place(0,0))", "(2, 'finish', place(300,0))", "(3, 'middle', place(100,0))",
		"(4, 'loop', place(800,100))", "(5, 'beside', place(-100,150))" ]);
my @knots = (
	[ 1, 'begin', '300,0, 0,0' ], [ 1, 'finish', 'here' ], [ 2, 'begin', 'here' ], [ 2, 'finish', '0,0, 300,0' ],
	[ 3, 'begin', '150,0, 0,0' ], [ 3, 'finish', '150,0, 300,0' ], [ 3, 'middle', '150,0, 100,0' ],
	[ 2, 'middle', '0,0, 100,0' ], [ 1, 'middle', '300,0, 100,0' ],
	[ 4, 'loop', '700,200, 800,200, 800,100' ], [ 2, 'loop', '0,0, 600,0, 800,0, 800,100' ],
	[ 7, 'loop', '600,100, 600,0, 800,0, 800,100' ],
	[ 5, 'beside', '0,300, -100,150' ], [ 2, 'beside', '0,0, -100,150' ], [ 5, 'begin', '0,300, 0,0' ],
	[ 3, 'beside', '150,0, 0,0, -100,150' ], [ 6, 'begin', '150,20, 150,0, 0,0' ], [ 6, 'middle', '150,20, 150,0, 100,0' ]);
walks_are('knots', 'places on edges', @knots);

my $before = sql("SELECT array_agg(coverage -> c ORDER BY home_id, c) FROM knots_study.home,
	unnest('{begin,finish,middle,loop,beside}'::text[]) AS c");
sql("INSERT INTO knots.amenity SELECT 100 + i, 'other', place(i * 25, 0) FROM generate_series(0, 24) AS i");
sql("SELECT circle_refresh('knots_study')");
walks_are('knots', 'a new amenity', [ 3, 'other', 'here' ], [ 4, 'other', '700,200, 600,200, 600,0' ]);
is(sql("SELECT array_agg(coverage -> c ORDER BY home_id, c) FROM knots_study.home,
	unnest('{begin,finish,middle,loop,beside}'::text[]) AS c"), $before, 'amenities added change no time to others');
is(sql("SELECT count(*) FROM knots.home AS a, knots.home AS b
	 WHERE circle_walk_time('knots_net', a.geom, b.geom) IS DISTINCT FROM circle_walk_time('knots_net', b.geom, a.geom)"),
	0, 'where both directions cost the same, so do the walks');

# --- the snap limit, islands, a river with one bridge ---

town('river',
	standard => 'shop within 15 min & islet within 15 min',
	street => [ '(1, line(0,0, 2000,0))', '(2, line(0,60, 2000,60))', '(3, line(2000,0, 2000,60), false, false)',
		'(4, line(100,-90, 200,-90))' ],
	home => [ '(1, place(100,-5))', '(2, place(1900,10))', '(3, place(150,-85))', '(4, place(110,-120))', '(5, place(100,-400))',
		'(6, place(1990,62))' ],
	amenity => [ "(1, 'shop', place(100,65))", "(2, 'shop', place(1950,60))", "(3, 'islet', place(195,-110))" ]);
walks_are('river', 'one bridge', [ 1, 'shop', '100,-5, 100,0, 2000,0, 2000,60, 1950,60' ],
	[ 2, 'shop', '1900,10, 1900,0, 2000,0, 2000,60, 1950,60' ], [ 6, 'shop', '1990,62, 1990,60, 1950,60' ],
	[ 4, 'islet', '110,-120, 110,-90, 195,-90, 195,-110' ], [ 1, 'islet', 'none' ]);
walks_are('river', 'no farther than both doors are from their streets', [ 3, 'islet', '150,-85, 195,-110' ]);
is(sql("SELECT abs(circle_walk_time('river_net', place(100,-5), place(100,65))
		- walk_min(line(100,-5, 100,0, 2000,0, 2000,60, 100,60, 100,65))) <= 0.1 / 60"), 't', 'to the other bank by the bridge');
is(sql("SELECT string_agg(format('%s %s %s', home_id, round(snap_m), on_island), ', ' ORDER BY home_id)
		  FROM river_study.home WHERE home_id IN (3, 4)"),
	'3 85 f, 4 30 t', 'an island is passed over while a street of the mainland is in reach');
is(sql("SELECT format('%s %s %s %s', snap_m IS NULL, coverage IS NULL, meets IS NULL, score IS NULL) FROM river_study.home WHERE home_id = 5"),
	't t t t', 'beyond the snap limit nothing is known');
is(sql("SELECT count(*) FROM river_study.data_quality WHERE input = 'homes' AND key = '5' AND problem LIKE '%off the network%'"),
	1, 'and data_quality says so');
is(sql("SELECT homes_unsnapped || ' ' || people_unsnapped || ' ' || homes_on_island FROM river_study.summary"),
	'1 3 1', 'the summary counts both apart');

# --- the smallest towns ---

town('pair',
	standard => 'shop within 15 min & school within 15 min',
	street => ['(1, line(0,0, 100,0))'],
	home => [ "(1, place(0,0), 'east')", '(2, place(50,0))' ],
	amenity => ["(1, 'shop', place(100,0))"]);
walks_are('pair', 'two nodes', [ 1, 'shop', '0,0, 100,0' ], [ 2, 'shop', '50,0, 100,0' ], [ 1, 'school', 'none' ]);
is(sql("SELECT no_amenities FROM pair_study.summary"), '{school}', 'a category without amenities is told');
is(sql("SELECT string_agg(format('<%s> %s', community, homes), ', ' ORDER BY community) FROM pair_study.community_indicator WHERE need = ''"),
	'<> 1, <east> 1', 'a home without community is counted under the empty name');

town('nothing', standard => 'shop within 15 min', street => [], home => ['(1, place(0,0))'], amenity => ["(1, 'shop', place(1,0))"]);
is(sql("SELECT format('%s %s', coverage IS NULL, snap_m IS NULL) FROM nothing_study.home"), 't t', 'an empty network knows no walk');
is(sql("SELECT homes || ' ' || homes_unsnapped FROM nothing_study.summary"), '1 1', 'nor does its summary');

# --- what is unknown is an error, a change of costs is noticed ---

like(failure("SELECT coverage -> 'tailor' FROM pair_study.home"), qr/tailor/, 'unknown category');
like(failure("SELECT circle_walk_time('pair_net', place(0,0), place(1,0), 'cyclist')"), qr/walker "cyclist" does not exist/, 'unknown walker');
like(failure("SELECT circle_walk_time('par_net', place(0,0), place(1,0))"), qr/network "par_net" does not exist/, 'unknown network');
like(failure("SELECT 'shop within 5 furlongs'::circle_standard"), qr/standard/, 'unknown unit');
like(failure("SELECT circle_coverage_at('par_study', place(0,0))"), qr/study "par_study" does not exist/, 'unknown study');
is(sql(q{
	SELECT circle_walk_time('pair_net', place(0,0), place(100,0)) AS flat \gset
	UPDATE pair.street SET steps = true;
	SELECT FROM circle_build_network('pair_net');
	SELECT round((circle_walk_time('pair_net', place(0,0), place(100,0)) / :flat)::numeric, 3);
	BEGIN;
	UPDATE pair.street SET steps = false;
	SELECT FROM circle_build_network('pair_net');
	SELECT round((circle_walk_time('pair_net', place(0,0), place(100,0)) / :flat)::numeric, 3);
	ROLLBACK;
	SELECT round((circle_walk_time('pair_net', place(0,0), place(100,0)) / :flat)::numeric, 3);
}) =~ s/\n+/ /gr, '3.000 1.000 3.000', 'one session sees steps come, go and come back');

# --- limits, lower bounds and every way of computing, on the sample city ---

sql("SELECT circle_sample_city('sample', 600)");
sql("SELECT circle_create_network('city_net', 'sample.street')");
my @categories = qw(restaurant bus_stop pharmacy park);
my %limit = (near => 6, far => 14);
foreach my $study (sort keys %limit)
{
	my $standard = join ' & ', map { "$_ within $limit{$study} min" } @categories;
	sql("SELECT circle_create_study('$study', 'city_net', '$standard', homes => 'sample.home', amenities => 'sample.amenity', communities => '-', circles => '-', settings => '{\"keep\": 50}')");
	sql("SELECT circle_refresh('$study')");
}
is(sql("SELECT count(*) FROM near.home AS n JOIN far.home AS f USING (home_id), unnest('{restaurant,bus_stop,pharmacy,park}'::text[]) AS c,
			   generate_series(1, 50) AS k
		 WHERE circle_nth_nearest(n.coverage, c, k) IS DISTINCT FROM
			   (SELECT m FROM circle_nth_nearest(f.coverage, c, k) AS m WHERE m <= 12)"),
	0, 'a longer limit changes no time and loses none');
is(sql("SELECT count(*) FROM far.home, unnest('{restaurant,bus_stop,pharmacy,park}'::text[]) AS c
		 WHERE NOT (circle_count_within(coverage, c, 5) <= circle_count_within(coverage, c, 10) AND circle_count_within(coverage, c, 10) <= circle_count_within(coverage, c, 14)
					AND circle_count_within(coverage, c, 14) <= circle_count_within(coverage, c, 15) AND circle_count_within(coverage, c, 15) <= circle_count_within(coverage, c, 28))"),
	0, 'what is within a limit is within a longer one');
is(sql("SELECT count(*) FROM far.home AS h, LATERAL (
			SELECT min(ST_Distance(h.geom::geography, a.geom::geography)) AS m FROM far.amenity AS a WHERE a.category = 'restaurant') AS a
		 WHERE coverage -> 'restaurant' < m / 1.33 / 60 - 0.11 / 60"), 0, 'no walk is faster than a straight line');
is(sql("SELECT count(*) FROM far.home AS h WHERE coverage -> 'restaurant' = 0
		   AND NOT EXISTS (SELECT FROM far.amenity AS a WHERE ST_DWithin(h.geom::geography, a.geom::geography, 0.1))"),
	0, 'no time is zero but at the place itself');

my $all = "SELECT md5(string_agg(home_id || ' ' || coalesce(coverage::text, 'none'), ',' ORDER BY home_id)) FROM";
my $version = sql("$all far.home");
sub same_everywhere
{
	my ($when, $node) = @_;
	is($node->safe_psql('postgres', "SELECT count(*) FROM far.home WHERE circle_coverage_at('far', geom) IS DISTINCT FROM coverage"),
		0, "one point = the version $when");
	return;
}
same_everywhere('after a refresh', $cluster);
sql("SELECT circle_refresh('far', true)");
is(sql("$all far.home"), $version, 'a full refresh gives the same bits');
sql("SET min_parallel_table_scan_size = 0; SELECT circle_refresh('far', true, jobs => 2)");
is(sql("$all far.home"), $version, 'so does one by two workers');
is(sql("SELECT count(*) FROM circle_check('far')"), 0, 'circle_check finds nothing');

# A refresh of changes, then the same from nothing.
sql(q{
	DELETE FROM sample.amenity WHERE amenity_id % 17 = 0;
	UPDATE sample.amenity SET category = 'pharmacy' WHERE category = 'restaurant' AND amenity_id % 5 = 0;
	UPDATE sample.amenity SET geom = ST_Translate(geom, 0.0007, 0.0003) WHERE amenity_id % 11 = 0;
	UPDATE sample.home SET geom = ST_Translate(geom, 0.0004, -0.0002) WHERE home_id % 29 = 0;
	DELETE FROM sample.home WHERE home_id % 97 = 0;
	DELETE FROM sample.street WHERE street_id % 23 = 0;
	UPDATE sample.street SET steps = true WHERE street_id % 31 = 0;
});
sql("SELECT circle_refresh('far')");
my $changed = sql("$all far.home");
isnt($changed, $version, 'the changes change results');
same_everywhere('after changes', $cluster);
sql("SELECT circle_refresh('far', true)");
is(sql("$all far.home"), $changed, 'step by step = a full refresh');
my $standard = join ' & ', map { "$_ within 14 min" } @categories;
sql("SELECT circle_create_network('fresh_net', 'sample.street')");
sql("SELECT circle_create_study('fresh', 'fresh_net', '$standard', homes => 'sample.home', amenities => 'sample.amenity', communities => '-', circles => '-', settings => '{\"keep\": 50}')");
sql("SELECT circle_refresh('fresh')");
is(sql("$all fresh.home"), $changed, 'step by step = a new network and a new study');

$cluster->restart;
same_everywhere('after a restart', $cluster);
$cluster->backup('copy');
my $standby = PostgreSQL::Test::Cluster->new('properties_standby');
$standby->init_from_backup($cluster, 'copy', has_streaming => 1);
$standby->start;
$cluster->wait_for_catchup($standby);
same_everywhere('on a standby', $standby);
$standby->stop;

$cluster->stop;
done_testing();
