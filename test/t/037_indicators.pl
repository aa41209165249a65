# Indicators against numpy (test/oracle/indicators.py): every column, by every weight, of communities, levels and the city.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use FindBin;
use IPC::Run;
use lib $FindBin::RealBin;
use CircleTest;
use Test::More;

my $oracle = abs_path(dirname(__FILE__) . '/../oracle/indicators.py');
plan(skip_all => 'numpy, psycopg2 or pyproj is not installed') if system('/usr/bin/python3 -c "import numpy, psycopg2, pyproj" 2>/dev/null') != 0;
my $cluster = circle_cluster('indicators');

$cluster->safe_psql('postgres', q{
	SELECT circle_sample_city('sample', 1200, 3);
	UPDATE sample.home SET elderly = NULL WHERE home_id % 7 = 0;
	UPDATE sample.home SET households = 0 WHERE home_id % 5 = 0;
	ALTER TABLE sample.home ADD zone text;
	UPDATE sample.home SET zone = 'zone ' || home_id % 4;
	SELECT circle_create_network('city_net', 'sample.street');
	SELECT circle_create_study('city_15min', 'city_net', 'breakfast within 5 min & bus_stop * 3 within 8 min & 1 of (pharmacy within 6 min, park within 400 m weight 3) weight 2', homes => 'sample.home', amenities => 'sample.amenity', communities => 'sample.community', circles => '-', walkers => 'adult, step_free', weights => 'population, elderly, households', levels => 'subdistrict=sample.subdistrict, zone', settings => '{"keep": 3}');
SELECT circle_set_standard('city_15min', 'second', 'wet_market within 10 min | metro_station within 800 m straight');
SELECT circle_set_standard('city_15min', 'third', 'convenience * 2 within 4 min');
	SELECT circle_refresh('city_15min');
});

sub oracle_says
{
	my $out = '';
	my $agreed = IPC::Run::run([ '/usr/bin/python3', '-B', $oracle, $cluster->connstr('postgres'), 'city_15min' ], '>&', \$out);
	return ($agreed, $out);
}

my ($agreed, $out) = oracle_says();
ok($agreed, 'indicators agree with numpy') or diag($out);
my ($compared) = $out =~ /(\d+) values compared, 0 differ/;
cmp_ok($compared // 0, '>', 15000, 'it compared them') or diag($out);
note($out);
is($cluster->safe_psql('postgres', q{SELECT string_agg(DISTINCT standard || ' ' || (f15 IS NOT NULL), ', ') FROM city_15min.indicator WHERE need = '' AND level = 'city'}),
	'main false, second true, third false', 'F15 where every horizon is beyond 15 min');
# The longest limit is the horizon: what is beyond it has no value above the limit.
$cluster->safe_psql('postgres', q{SELECT circle_alter_study('city_15min', '{"horizon_min": 10}'); SELECT circle_refresh('city_15min')});
($agreed, $out) = oracle_says();
ok($agreed, 'they agree where the horizon is a limit') or diag($out);
is($cluster->safe_psql('postgres', q{SELECT count(*) FROM city_15min.indicator WHERE need = 'wet_market within 10 min' AND weight = '' AND beyond > 0 AND fgt0 = 0}),
	'0', 'no area has homes beyond the horizon and nobody above the limit');
cmp_ok($cluster->safe_psql('postgres', q{SELECT count(*) FROM city_15min.indicator WHERE need = 'wet_market within 10 min' AND weight = '' AND beyond > 0}),
	'>', 0, 'and there are such areas');
$cluster->safe_psql('postgres', q{UPDATE city_15min.indicator SET gini = gini + 1e-5 WHERE level = 'zone' AND gini > 0});
($agreed, $out) = oracle_says();
ok(!$agreed, 'numpy finds a wrong index') or diag($out);

$cluster->stop;
done_testing();
