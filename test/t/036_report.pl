# The report: a page that stands alone, whose numbers are the summary's, in both languages and on a standby.
use strict;
use warnings;
use Cwd qw(abs_path);
use Encode qw(encode_utf8);
use File::Basename qw(dirname);
use FindBin;
use IPC::Run;
use lib $FindBin::RealBin;
use CircleTest;
use Test::More;

my $checker = abs_path(dirname(__FILE__) . '/../tools/check-html.py');
circle_needs('python3');

# What the checker says of a page, and what it found in it.
sub checked
{
	my ($html, @wanted) = @_;
	my $out = '';
	my $right = IPC::Run::run([ 'python3', '-B', $checker, @wanted ], '<', \$html, '>&', \$out);
	return ($right, $out);
}

my $primary = circle_cluster('report', allows_streaming => 1);
$primary->safe_psql('postgres', "SELECT circle_sample_city('sample', 5000);
	SELECT circle_create_network('city_net', 'sample.street');
	SELECT circle_create_study('city_15min', 'city_net', 'breakfast within 8 min & bus_stop * 8 within 8 min & wet_market within 10 min & park within 500 m', homes => 'sample.home', amenities => 'sample.amenity', communities => 'sample.community', circles => 'sample.circle', settings => '{\"circle_standard\": \"bus_stop * 19\"}')");
$primary->safe_psql('postgres', "SELECT circle_refresh('city_15min')");
$primary->safe_psql('postgres', "DELETE FROM sample.amenity WHERE category = 'bus_stop' AND amenity_id % 5 = 0");
$primary->safe_psql('postgres', "SELECT circle_refresh('city_15min')");

my %page;
foreach my $lang (qw(en zh))
{
	$page{$lang} = $primary->safe_psql('postgres', "SELECT circle_report('city_15min', '$lang')");
	my ($right, $out) = checked($page{$lang}, 'h2');
	ok($right, "the page is right ($lang)") or diag($out);
	is(scalar(() = $out =~ /^h2: /mg), 9, "all sections ($lang)") or diag($out);
	cmp_ok(length($page{$lang}), '<', 300_000, "its size ($lang)");
}
like($page{zh}, qr/<html lang="zh-Hans">/, 'Chinese says so');
my $breakfast_shop = encode_utf8("\x{65e9}\x{9910}\x{5e97}");
like($page{zh}, qr/$breakfast_shop/, 'categories have Chinese names');
unlike($page{zh}, qr/>[^<]*\b(within|Communities|people)\b[^<]*<\/(h2|th|p|strong|small)>/, 'no English left over in Chinese');

# The same page with something active, fetched or left open is found out.
foreach my $bad ('<script>1</script>', '<p onclick="x">y</p>', '<img src="x">', '<p style="background:url(x)">y</p>', '<section>')
{
	my ($right, $out) = checked($page{en} =~ s/<\/main>/$bad<\/main>/r);
	ok(!$right, "the checker finds $bad") or diag($out);
}

# Numbers, from the tables that they stand in
my (undef, $found) = checked($page{en}, qw(strong td));
my @cards = map { s/\xc2\xa0/ /gr } $found =~ /^strong: (.*)$/mg;
my $expected = $primary->safe_psql('postgres', q{SELECT concat_ws('|', round(100 * share_people::numeric, 1) || ' %',
	round(100 * share_people_in_circle::numeric, 1) || ' %', round(mean_score::numeric, 1), people_unsnapped) FROM city_15min.summary});
is(join('|', @cards), $expected, 'the headline is that of the summary');
my $facts = $primary->safe_psql('postgres', q{SELECT to_char(people_covered, 'FM999,999') || ' of ' || to_char(people, 'FM999,999') || ' people' FROM city_15min.summary});
like($page{en}, qr/\Q$facts\E/, 'people in the headline');
my $rows = $primary->safe_psql('postgres', q{SELECT string_agg(concat_ws('|', coalesce(nullif(community, ''), '(in no community)'), to_char(people, 'FM999,999'),
		round(100 * share_people::numeric, 1) || ' %', round(mean_capped_value::numeric, 1), to_char(people_unsnapped, 'FM999,990')), E'\n'
		ORDER BY share_people NULLS LAST, people DESC, community COLLATE "C")
	FROM city_15min.community_indicator WHERE need = '' AND level = 'community'});
$rows =~ tr/\n/|/;
my @cells = map { s/\xc2\xa0/ /gr } $found =~ /^td: (.*)$/mg;
like(join('|', @cells), qr/\Q$rows\E/, 'the table of communities');
my $needs = $primary->safe_psql('postgres', q{SELECT concat_ws('|', round(100 * share::numeric, 1) || ' %', to_char(total - covered, 'FM999,990'),
		round(median_value::numeric) || ' m', round(p90_value::numeric) || ' m', round(100 * share_straight::numeric, 1) || ' %')
	FROM city_15min.indicator WHERE level = 'city' AND weight = 'population' AND need = 'park within 500 m'});
like(join('|', @cells), qr/\|park within 500 m on foot\|\Q$needs\E\|/, 'the table of needs');
my $weights = $primary->safe_psql('postgres', q{SELECT string_agg(concat_ws('|', CASE weight WHEN '' THEN 'homes' ELSE 'people' END, to_char(total, 'FM999,999'),
		round(100 * share::numeric, 1) || ' %', round(100 * share_straight::numeric, 1) || ' %', round(proximity_min::numeric, 1) || ' min',
		round(100 * f15::numeric, 1) || ' %', round(gini::numeric, 2), round(palma::numeric, 2)), '|' ORDER BY weight DESC)
	FROM city_15min.indicator WHERE level = 'city' AND need = ''});
like(join('|', @cells), qr/\Q$weights\E/, 'the table of weights');
my $worst = $primary->safe_psql('postgres', q{SELECT concat_ws('|', 1, community, '8 × bus stop within 8 min', to_char(people, 'FM999,999')) FROM city_15min.gap_report WHERE gap_rank = 1});
like(join('|', @cells), qr/\Q$worst\E/, 'the worst gap');
my ($before, $now) = split /\|/, $primary->safe_psql('postgres', q{SELECT string_agg(round(100 * share_people::numeric, 1)::text, '|' ORDER BY version) FROM city_15min.history});
like($page{en} =~ s/\xc2\xa0/ /gr, qr/Share fell from version 1 \(\Q$before\E %\) to version 2 \(\Q$now\E %\)/, 'the history');

# A standby gives the same
$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('report_standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;
$primary->wait_for_catchup($standby);
is($standby->safe_psql('postgres', "SELECT circle_report('city_15min')"), $page{en}, 'a standby gives the same page');
$standby->stop;

# Two thousand communities with long names
$primary->safe_psql('postgres', "CREATE TABLE sample.named AS SELECT home_id, population, geom, 'community ' || repeat('x', 90) || home_id % 2000 AS community FROM sample.home;
	SELECT circle_create_study('many_15min', 'city_net', 'breakfast within 8 min & park within 500 m', homes => 'sample.named', amenities => 'sample.amenity', communities => '-', circles => '-')");
$primary->safe_psql('postgres', "SELECT circle_refresh('many_15min')");
my $many = $primary->safe_psql('postgres', "SELECT circle_report('many_15min')");
cmp_ok(length($many), '<', 2_000_000, 'the size with two thousand communities');
like($many, qr/and 1,700 more/, 'it says how many it leaves out');
my ($right, $out) = checked($many);
ok($right, 'it is right, too') or diag($out);

$primary->stop;
done_testing();
