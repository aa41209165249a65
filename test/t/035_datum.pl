# Shifted coordinates of Chinese maps against another computation (test/oracle/datum.py), all over the box.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use FindBin;
use IPC::Run;
use lib $FindBin::RealBin;
use CircleTest;
use Test::More;

my $oracle = abs_path(dirname(__FILE__) . '/../oracle/datum.py');
circle_needs('python3');
my $cluster = circle_cluster('datum');

# So many positions, inside of the box and 2 km away from its boundary; the seed makes every run the same.
sub positions
{
	my ($count, $change) = @_;
	return $cluster->safe_psql('postgres', qq{
		SELECT concat_ws(' ', lon, lat, ST_X(g), ST_Y(g), ST_X(b), ST_Y(b), ST_X(fg), ST_Y(fg), ST_X(fb), ST_Y(fb))
		  FROM (SELECT setseed(0.5)) AS seed,
			   LATERAL (SELECT 72.03 + random() * 65.78 AS lon, 0.85 + random() * 54.95 AS lat
						  FROM generate_series(1, $count)) AS r,
			   LATERAL (SELECT ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS p OFFSET 0) AS q,
			   LATERAL (SELECT circle_from_wgs84(p, 'gcj02') AS g, circle_from_wgs84($change, 'bd09') AS b,
							   circle_to_wgs84(p, 'gcj02') AS fg, circle_to_wgs84(p, 'bd09') AS fb OFFSET 0) AS c});
}

sub oracle_says
{
	my ($lines) = @_;
	my $out = '';
	my $agreed = IPC::Run::run([ 'python3', '-B', $oracle ], '<', \$lines, '>&', \$out);
	return ($agreed, $out);
}

my ($agreed, $out) = oracle_says(positions(5000, 'p'));
ok($agreed, 'datums agree with the oracle') or diag($out);
like($out, qr/^positions 5000 /, 'the oracle compared all positions');
note($out);
($agreed, $out) = oracle_says(positions(10, 'ST_Translate(p, 1e-9, 0)'));
ok(!$agreed, 'the oracle finds a tenth of a millimetre') or diag($out);

$cluster->stop;
done_testing();
