# Las Palmas from the map extract to the summary, against the oracle: every home, every category.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleOracle;
use CircleTest;
use Test::More;

oracle_needs();
my $extract = osm_needs('laspalmas.osm.pbf');

my $cluster = circle_cluster('oracle_laspalmas');
import_osm($cluster, $extract);
refresh_city($cluster,
	streets => 'osm.street',
	homes => 'osm.home',
	amenities => 'osm.amenity',
	standard => osm_standard());
compare_with_oracle($cluster, 'city_15min',
	homes => 20000, places => 20000, 'integer values' => 19000 * 19 * 5, 'integer counts' => 19000 * 19 * 2,
	'float values' => 19000 * 19 * 5, verdicts => 19000);

$cluster->stop;
done_testing();
