# Monaco from the map extract to the summary, against the oracle: every home, every category.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleOracle;
use Test::More;

osm_city_agrees('monaco', 1000, 900);
done_testing();
