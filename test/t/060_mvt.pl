# Vector tiles of a study, read by another program: what is in them is what is in the study, where it is.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Utils;
use Test::More;
use CircleTest;
use CircleMvt;

my $node = circle_cluster('mvt');
$node->safe_psql('postgres', q{
	SET client_min_messages = warning;
	SELECT circle_sample_city('city', 1500, 4);
	SELECT circle_create_network('net', 'city.street');
	SELECT circle_create_study('Haidian "一刻钟"', 'net', 'breakfast within 5 min & bus_stop * 2 within 4 min & pharmacy within 6 min', homes => 'city.home', amenities => 'city.amenity', communities => 'city.community', circles => 'city.circle', settings => '{"circle_min": 8, "circle_standard": "breakfast * 2"}');
	SELECT circle_refresh('Haidian "一刻钟"');
});

sub sql { return $node->safe_psql('postgres', shift); }

sub bytes_of
{
	my ($z, $x, $y, $layer) = @_;
	return pack 'H*', sql(qq{SELECT encode(circle_mvt($z, $x, $y, 'Haidian "一刻钟"', '$layer'), 'hex')});
}

# All tiles of a zoom that homes or their neighbourhood lie in.
sub tiles_of
{
	my ($z) = @_;
	return map { [ split /\|/ ] } split /\n/, sql(qq{
		WITH box AS (SELECT st_transform(st_setsrid(st_extent(geom), 4326), 3857) AS geom FROM (SELECT geom FROM city.street UNION ALL SELECT geom FROM city.home) AS g)
		SELECT x, y FROM box,
			generate_series(floor((st_xmin(geom) / 40075016.6855785 + 0.5) * (1 << $z))::int, floor((st_xmax(geom) / 40075016.6855785 + 0.5) * (1 << $z))::int) AS x,
			generate_series(floor((0.5 - st_ymax(geom) / 40075016.6855785) * (1 << $z))::int, floor((0.5 - st_ymin(geom) / 40075016.6855785) * (1 << $z))::int) AS y});
}

# The features of a layer at a zoom, each as [tile x, tile y, feature].
sub features_of
{
	my ($z, $layer) = @_;
	my @features;
	foreach my $tile (tiles_of($z))
	{
		my $bytes = bytes_of($z, @$tile, $layer);
		next if $bytes eq '';
		my $layers = mvt_decode($bytes);
		is_deeply([ map { [ $_->{name}, $_->{version}, $_->{extent} ] } values %$layers ], [ [ $layer, 2, 4096 ] ],
			"one layer in $layer $z/$tile->[0]/$tile->[1]") unless @features;
		push @features, map { [ @$tile, $_ ] } @{ $layers->{$layer}{features} };
	}
	return @features;
}

# Those of a point layer whose point is in the tile and not in its boundary.
sub own { return grep { my $p = $_->[2]{points}[0]; $p->[0] >= 0 && $p->[0] < 4096 && $p->[1] >= 0 && $p->[1] < 4096 } @_; }

# Homes: each once in the tile that it lies in, where it is, with what is known of it.
foreach my $z (14, 16)
{
	my %home = map { my ($id, @row) = split /\|/; $id => \@row } split /\n/,
	  sql(q{SELECT home_id, status, h.score, population, st_x(h.geom), st_y(h.geom) FROM "Haidian ""一刻钟""".map_home AS h JOIN "Haidian ""一刻钟""".home USING (home_id)});
	my ($far, $wrong, %seen) = (0, 0);
	foreach (own(features_of($z, 'home')))
	{
		my ($x, $y, $feature) = @$_;
		my $p = $feature->{properties};
		my ($status, $score, $people, $lon, $lat) = @{ $home{ $p->{home_id} } };
		my @at = mvt_lon_lat($z, $x, $y, 4096, $feature->{points}[0]);
		my $step = 360 / 2**$z / 4096;
		$far++ if abs($at[0] - $lon) > 0.51 * $step + 1e-9 || abs($at[1] - $lat) > 0.51 * $step + 1e-9;
		$wrong++ if $p->{status} ne $status || ($p->{score} // '') ne $score || ($p->{population} // '') ne $people;
		$seen{ $p->{home_id} }++;
	}
	is(scalar(keys %seen), scalar(keys %home), "every home is in a tile of zoom $z");
	is(scalar(grep { $_ != 1 } values %seen), 0, 'and in one');
	is($far, 0, 'where it is');
	is($wrong, 0, 'with its status, score and people');
}

# Gaps: the homes that do not meet the standard.
{
	my %missing = map { my ($id, $missing) = split /\|/; $id => $missing } split /\n/,
	  sql(q{SELECT home_id, missing FROM "Haidian ""一刻钟""".map_gap});
	my %found = map { ($_->[2]{properties}{home_id} => $_->[2]{properties}{missing}) } own(features_of(15, 'gap'));
	is_deeply(\%found, \%missing, 'gaps');
}

# Small zooms: squares that add up to the city.
my $city = sql(q{SELECT homes, homes_covered, people, people_covered, people_unsnapped FROM "Haidian ""一刻钟""".summary});
my $cells = sql(q{SELECT count(*) FROM "Haidian ""一刻钟""".map_cell});
foreach my $z (0, 5, 11, 13)
{
	my @sums = (0) x 5;
	my @features = features_of($z, 'home');
	foreach (@features)
	{
		my $p = $_->[2]{properties};
		my @row = map { $p->{$_} } qw(homes homes_covered people people_covered people_unsnapped);
		$sums[$_] += $row[$_] for 0 .. 4;
	}
	is(join('|', @sums), $city, "the squares of zoom $z add up to the city");
	is($features[0][2]{type}, 3, 'and are areas');
	is(scalar @features, $cells, 'one for each cell') if $z == 13;
}
{
	my $sum = 0;
	$sum += $_->[2]{properties}{homes_not_covered} for features_of(12, 'gap');
	is($sum, sql(q{SELECT count(*) FROM "Haidian ""一刻钟""".map_gap}), 'squares of gaps add up too');
}

# Streets, amenities, circles, communities.
{
	my %street = map { ($_->[2]{properties}{street} => 1) } features_of(14, 'street');
	is(scalar(keys %street), sql(q{SELECT count(DISTINCT street) FROM circle_edges('net')}), 'every street');
	my @amenities = own(features_of(14, 'amenity'));
	is(scalar @amenities, sql(q{SELECT count(*) FROM "Haidian ""一刻钟""".amenity}), 'every access point');
	my $sum = 0;
	$sum += $_->[2]{properties}{amenities} for features_of(0, 'amenity');
	is($sum, sql(q{SELECT count(*) FROM (SELECT DISTINCT amenity_id, category FROM "Haidian ""一刻钟""".amenity) AS a}), 'amenities add up');
	my %part;
	$part{ $_->[2]{properties}{part} }{ $_->[2]{properties}{circle_id} } = $_->[2]{type} for features_of(13, 'circle');
	is(join(' ', map { "$_:" . join ',', map { "$_=$part{area}{$_}" } sort keys %{ $part{area} } } 'area'),
		sql(q{SELECT 'area:' || string_agg(circle_id || '=3', ',' ORDER BY circle_id) FROM "Haidian ""一刻钟""".map_circle_area}), 'drawn areas');
	is(scalar(keys %{ $part{centre} }), sql(q{SELECT count(*) FROM "Haidian ""一刻钟""".map_circle}), 'centres');
	my %share = map { ($_->[2]{properties}{community} => sprintf '%.9f', $_->[2]{properties}{share_people} // -1) } features_of(13, 'community');
	is(join(' ', map { "$_=$share{$_}" } sort keys %share),
		sql(q{SELECT string_agg(community || '=' || round(share_people::numeric, 9), ' ' ORDER BY community COLLATE "C") FROM "Haidian ""一刻钟""".map_community}), 'communities with their shares');
}

# The same by a parallel worker, and by a reader who may read and no more; not by one who may not.
my ($x, $y) = @{ (tiles_of(14))[0] };
my $call = qq{SELECT md5(circle_mvt(14, $x, $y, 'Haidian "一刻钟"', 'home'))};
my $mine = sql($call);
my $parallel = sql(q{SELECT name FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query')});
is(sql("SET $parallel = on; $call"), $mine, 'a parallel worker makes the same tile');
sql(q{CREATE ROLE reader LOGIN; CREATE ROLE stranger LOGIN; GRANT USAGE ON SCHEMA "Haidian ""一刻钟""", net TO reader;
	GRANT SELECT ON ALL TABLES IN SCHEMA "Haidian ""一刻钟""", net TO reader});
is($node->safe_psql('postgres', "SET default_transaction_read_only = on; SET ROLE reader; $call"), $mine, 'a reader gets it');
my ($rc, undef, $error) = $node->psql('postgres', "SET ROLE stranger; $call");
isnt($rc, 0, 'a stranger does not');
like($error, qr/permission denied for schema/, 'for want of rights');

$node->stop;
done_testing();
