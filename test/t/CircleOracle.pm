# CircleOracle.pm: studies made from real and made-up cities, held against the oracle.
#
#   use CircleOracle;
#   oracle_needs();                        # skips all where Python's numbers are missing
#   my $cluster = circle_cluster('name');
#   import_osm($cluster, 'monaco.osm.pbf');
#   refresh_city($cluster, streets => 'osm.street', ..., standard => osm_standard());
#   compare_with_oracle($cluster, 'city_15min', least => { ... });
package CircleOracle;

use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter 'import';
use File::Basename qw(dirname);
use IPC::Run;
use Test::More;
use Time::HiRes qw(time);

use lib dirname(__FILE__);
use CircleTest;

our @EXPORT = qw(oracle_needs osm_city_agrees osm_needs import_osm refresh_city compare_with_oracle oracle_finds one_more osm_standard sample_standard);

my $root = abs_path(dirname(__FILE__) . '/../..');
my $python = '/usr/bin/python3';

sub oracle_needs
{
	my $modules = 'numpy, scipy, psycopg2, pyproj, shapely.wkb';
	my $out = '';
	return if IPC::Run::run([ $python, '-c', "import $modules" ], '>&', \$out);
	plan(skip_all => "$python cannot import $modules");
}

# Skip all unless the extract and what imports it are there; returns the extract's name.
sub osm_needs
{
	my ($extract) = @_;
	my $file = circle_data($extract);
	plan(skip_all => "no data: $extract is neither in CIRCLE_TEST_DATA nor in ../shared/data") unless defined $file;
	circle_needs('osm2pgsql');
	return $file;
}

# A city from the map extract to the summary, held against the oracle: at least so many homes and places, and so many
# homes on the network.
sub osm_city_agrees
{
	my ($city, $homes, $snapped) = @_;
	oracle_needs();
	my $extract = osm_needs("$city.osm.pbf");
	my $cluster = circle_cluster("oracle_$city");
	import_osm($cluster, $extract);
	refresh_city($cluster,
		streets => 'osm.street',
		homes => 'osm.home',
		amenities => 'osm.amenity',
		standard => osm_standard());
	compare_with_oracle($cluster, 'city_15min',
		homes => $homes, places => $homes, 'integer values' => $snapped * 19 * 5, 'integer counts' => $snapped * 19 * 2,
		'float values' => $snapped * 19 * 5, verdicts => $snapped);
	$cluster->stop;
}

# SQL for the coverage of a home of a study with one more amenity of a category, at a value up to all cutoffs.
sub one_more
{
	my ($study, $category, $value, $unit) = @_;
	return qq{coverage || (SELECT jsonb_build_array(e || jsonb_build_object('values', jsonb_build_array($value),
			'counts', (SELECT jsonb_agg(1) FROM jsonb_array_elements(e -> 'cutoffs'))))::circle_coverage
		FROM $study.version CROSS JOIN jsonb_array_elements(template::jsonb) AS e
		WHERE e ->> 'category' = '$category' AND e ->> 'unit' = '$unit')};
}

# A dozen needs in all units, for categories that maps have.
sub osm_standard
{
	return 'convenience within 10 min & supermarket within 15 min & (bakery | breakfast) within 15 min'
	  . ' & pharmacy within 10 min & restaurant * 3 within 800 m & cafe within 10 min & bus_stop * 8 within 8 min'
	  . ' & bus_pole within 300 m straight & park within 1000 m & (clinic | hospital | health_centre) within 15 min'
	  . ' & school within 15 min & 2 of (library within 15 min, gym within 15 min, playground within 10 min)'
	  . ' & bank within 15 min weight 2 & park within 500 m straight';
}

# The same for the sample city.
sub sample_standard
{
	return 'breakfast within 5 min & convenience * 2 within 10 min & supermarket within 15 min & wet_market within 15 min'
	  . ' & restaurant * 3 within 800 m & pharmacy within 10 min & (laundry | barber) within 15 min'
	  . ' & kindergarten within 10 min & primary within 1000 m & park within 800 m straight & bus_stop * 8 within 8 min'
	  . ' & metro_station * 2 within 15 min weight 2 & 1 of (health_station within 15 min, hospital within 2000 m straight)';
}

sub timed
{
	my ($what, $work) = @_;
	my $start = time;
	my @result = $work->();
	diag(sprintf('%s: %.1f s', $what, time - $start));
	return wantarray ? @result : $result[0];
}

# Import an extract and make osm.street, osm.amenity, osm.home and osm.community of it.
sub import_osm
{
	my ($cluster, $file) = @_;
	my $out = '';
	timed 'import', sub {
		ok(IPC::Run::run([ 'osm2pgsql', '-d', $cluster->connstr('postgres'), '-O', 'flex', '-S',
				"$root/sql/osm/circle_osm.lua", $file ], '>&', \$out), "osm2pgsql reads the extract") or diag($out);
		$cluster->safe_psql('postgres', 'SELECT circle_osm_finish()');
	};
	return;
}

# Network city_net and study city_15min of some tables, refreshed; prints the summary.
sub refresh_city
{
	my ($cluster, %city) = @_;
	my $more = defined $city{communities} ? ", communities => '$city{communities}', circles => '-'" : ", communities => '-', circles => '-'";
	timed 'network', sub {
		$cluster->safe_psql('postgres', "SELECT circle_create_network('city_net', '$city{streets}');
			SELECT circle_build_network('city_net')");
	};
	timed 'refresh', sub {
		$cluster->safe_psql('postgres', "SELECT circle_create_study('city_15min', 'city_net', '$city{standard}',
			homes => '$city{homes}', amenities => '$city{amenities}'$more)");
		$cluster->safe_psql('postgres', "SELECT circle_refresh('city_15min')");
	};
	diag($cluster->safe_psql('postgres', "SELECT format('%s homes, %s unsnapped, %s on islands, %s covered, mean score %s, no amenities: %s',
		homes, homes_unsnapped, homes_on_island, homes_covered, round(mean_score::numeric, 2), no_amenities) FROM city_15min.summary"));
	return;
}

sub run_oracle
{
	my ($cluster, $study) = @_;
	my $out = '';
	my $agreed = IPC::Run::run([ $python, '-B', "$root/test/oracle/oracle.py", '--dsn', $cluster->connstr('postgres'),
			'--study', $study ], '>&', \$out);
	return ($agreed, $out);
}

# Results that were spoilt by a statement must not pass.
sub oracle_finds
{
	my ($cluster, $study, $what, $statement) = @_;
	$cluster->safe_psql('postgres', $statement);
	my ($agreed, $out) = run_oracle($cluster, $study);
	ok(!$agreed && $out =~ /^DIFFERENT: \Q$what\E: /m, "the oracle finds a spoilt $what") or diag($out);
	return;
}

# Run the oracle; it must agree, and have compared at least as many things as named.
sub compare_with_oracle
{
	my ($cluster, $study, %least) = @_;
	my ($agreed, $out) = timed 'oracle', sub { run_oracle($cluster, $study) };
	ok($agreed, "$study agrees with the oracle") or diag($out);
	note($out);
	diag($_) foreach $out =~ /^((?:compared|noted): .*)$/mg;
	foreach my $what (sort keys %least)
	{
		my ($count) = $out =~ /^compared: \Q$what\E: (\d+)$/m;
		cmp_ok($count // 0, '>=', $least{$what}, "the oracle compared $what");
	}
	return;
}

1;
