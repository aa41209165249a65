# Are shifted layers noticed on real streets, and are others left in peace? Monaco, moved to where Chinese maps are shifted, as it
# is and in every datum; and a piece of Shenzhen where it is. With CIRCLE_LONG, Las Palmas as well.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleOracle;
use CircleTest;
use Test::More;

my %city = (monaco => { extract => 'monaco.osm.pbf', east => 108 });
$city{laspalmas} = { extract => 'laspalmas.osm.pbf', east => 130 } if $ENV{CIRCLE_LONG};
my %file = map { $_ => osm_needs($city{$_}{extract}) } keys %city;
my $shenzhen = osm_needs('shenzhen.osm');

# The problem of an input that a study's data_quality tells of, as far as the evidence.
sub shift_of
{
	my ($cluster, $study, $input) = @_;
	return $cluster->safe_psql('postgres', "SELECT split_part(detail, ':', 1) FROM $study.data_quality
		WHERE problem = 'shifted coordinates' AND input = '$input'");
}

my ($gcj02, $bd09) = map { "circle_from_wgs84(geom, '$_')" } qw(gcj02 bd09);

# A study of homes and amenities whose geometries are these expressions of geom, with options.
sub study_of
{
	my ($cluster, $name, $homes, $amenities, $options) = @_;
	$cluster->safe_psql('postgres', "CREATE VIEW $name\_home AS SELECT home_id AS id, $homes AS geom FROM moved_home;
		CREATE VIEW $name\_amenity AS SELECT id, category, $amenities AS geom FROM moved_amenity;
		SELECT circle_create_study('$name', 'moved_net', 'park within 10 min & restaurant within 10 min
			& bus_stop within 8 min & pharmacy within 15 min & cafe within 10 min & supermarket within 15 min', homes => '$name\_home', amenities => '$name\_amenity', weights => '' $options)");
	$cluster->safe_psql('postgres', "SELECT circle_refresh('$name')");
	return;
}

foreach my $name (sort keys %city)
{
	my $cluster = circle_cluster("shift_$name");
	import_osm($cluster, $file{$name});
	$cluster->safe_psql('postgres', "CREATE TABLE moved_street AS SELECT street_id AS id, ST_Translate(geom, $city{$name}{east}, 0) AS geom, steps, door FROM osm.street;
		CREATE TABLE moved_home AS SELECT home_id, ST_Translate(geom, $city{$name}{east}, 0) AS geom FROM osm.home;
		CREATE TABLE moved_amenity AS SELECT id, category, ST_Translate(geom, $city{$name}{east}, 0) AS geom FROM osm.amenity;
		SELECT circle_create_network('moved_net', 'moved_street')");
	study_of($cluster, 'as_is', 'geom', 'geom', '');
	study_of($cluster, 'gcj', $gcj02, $gcj02, '');
	study_of($cluster, 'bd', $bd09, $bd09, '');
	study_of($cluster, 'told', $bd09, $gcj02, q{, settings => '{"datum": {"homes": "bd09", "amenities": "gcj02"}}'});
	study_of($cluster, 'twice', 'geom', 'geom', q{, settings => '{"datum": {"homes": "gcj02", "amenities": "bd09"}}'});
	foreach my $input (qw(homes amenities))
	{
		is(shift_of($cluster, 'as_is', $input), '', "$name: no false alarm for $input");
		is(shift_of($cluster, 'told', $input), '', "$name: nor for converted $input");
		like(shift_of($cluster, 'gcj', $input), qr/^(almost certainly|probably) in GCJ-02/, "$name: $input in GCJ-02 are noticed");
		like(shift_of($cluster, 'bd', $input), qr/^(almost certainly|probably) in BD-09/, "$name: $input in BD-09 are noticed");
	}
	like(shift_of($cluster, 'twice', 'homes'), qr/GCJ-02 once too often$/, "$name: homes that were no GCJ-02 are noticed");
	like(shift_of($cluster, 'twice', 'amenities'), qr/BD-09 once too often$/, "$name: amenities that were no BD-09 are noticed");
	is($cluster->safe_psql('postgres', "SELECT count(*) FROM as_is.home AS a JOIN told.home AS t USING (home_id) WHERE ST_Distance(a.geom, t.geom) > 1.5e-7"),
		'0', "$name: converted homes are where they were");
	$cluster->stop;
}

my $cluster = circle_cluster('shift_shenzhen');
import_osm($cluster, $shenzhen);
refresh_city($cluster, streets => 'osm.street', homes => 'osm.home', amenities => 'osm.amenity', standard => 'bus_stop within 8 min & park within 15 min');
is(shift_of($cluster, 'city_15min', $_), '', "Shenzhen: no false alarm for $_") foreach qw(homes amenities);
$cluster->stop;
done_testing();
