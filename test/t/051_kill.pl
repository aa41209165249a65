# Refreshes that are cancelled, terminated, timed out, or lose their server at random moments: readers see the last whole
# night, the log says what happened, the next refresh completes and leaves what a full study is.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleNight;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes;

my $seed = $ENV{CIRCLE_SEED} || 20261124;
srand($seed);
diag("CIRCLE_SEED=$seed");

# A server that is killed comes back with what was committed, so it must write as a real one does.
my $cluster = circle_cluster('kill', conf => "client_min_messages = warning\nfsync = on");
night_city($cluster, 20000);
$cluster->safe_psql('postgres', q{CALL circle_refresh('old')});

sub sql { return $cluster->safe_psql('postgres', $_[0]); }

sub edit
{
	sql(sprintf(q{
		UPDATE city.home SET geom = st_translate(geom, 0.0011, -0.0007), population = coalesce(population, 0) + 1 WHERE home_id %% 9 = %d;
		DELETE FROM city.street WHERE street_id = (SELECT street_id FROM city.street ORDER BY hashint8(street_id + %d) LIMIT 1);
		UPDATE city.amenity SET geom = st_translate(geom, 0.001, 0.001) WHERE amenity_id %% 11 = %d;
	}, int rand 9, int rand 1000000, int rand 11));
	return;
}

# How long does one take here?
edit();
my $started = Time::HiRes::time();
sql(q{CALL circle_refresh('old', "full" => true)});
my $whole_ms = 1000 * (Time::HiRes::time() - $started);
note(sprintf 'a refresh takes %.0f ms', $whole_ms);

# The refresh, as a session of its own that is ended by $kill, $ms after it began. No pipes: a server that is started
# meanwhile would inherit them.
sub killed
{
	my ($kill, $ms, $jobs) = @_;
	my $file = $cluster->basedir . '/night.out';
	my $run = IPC::Run::start([ 'psql', '-XAtq', '-d', $cluster->connstr('postgres'), '-c', "SET application_name = 'night'", '-c',
		qq{CALL circle_refresh('old', "full" => true, jobs => $jobs)} ], '<', '/dev/null', '>', $file, '2>&1');
	sql("DO \$\$ BEGIN FOR i IN 1 .. 5000 LOOP
			EXIT WHEN EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'night' AND query ~ '^CALL');
			PERFORM pg_stat_clear_snapshot(), pg_sleep(0.002);
		END LOOP; PERFORM pg_sleep($ms / 1000.0); END \$\$");
	$kill->();
	$run->finish;
	return slurp_file($file);
}

sub signal
{
	my ($function) = @_;
	return sub { sql("SELECT $function(pid) FROM pg_stat_activity WHERE application_name = 'night'") };
}

my %kills = (
	cancelled => signal('pg_cancel_backend'),
	terminated => signal('pg_terminate_backend'),
	'timed out' => undef,
	'without its server' => sub { $cluster->stop('immediate'); $cluster->start; });

my %states;
foreach my $round (1 .. 3)
{
	foreach my $how (sort keys %kills)
	{
		edit();
		my $before = night_checksum($cluster);
		my ($night) = sql('SELECT night FROM old.night');
		my $runs = sql('SELECT count(*) FROM old.refresh_log');
		my $ms = 1 + int rand $whole_ms;
		my $jobs = 1 + $round % 2;
		my $out = defined $kills{$how} ? killed($kills{$how}, $ms, $jobs)
		  : ($cluster->psql('postgres', "SET statement_timeout = $ms; CALL circle_refresh('old', \"full\" => true, jobs => $jobs)"))[2];
		my $name = "$how after $ms ms, jobs $jobs";

		# A kill may come too late, or before anything was noted.
		my $state = sql('SELECT count(*) FROM old.refresh_log') > $runs ? night_last_state($cluster) : 'not begun';
		$states{$state}++;
		if ($state eq 'done')
		{
			cmp_ok(sql('SELECT night FROM old.night'), '>', $night, "$name: it was done already");
		}
		else
		{
			like($state, $how =~ /cancelled|timed/ ? qr/^(failed|not begun)$/ : qr/^(interrupted|failed|not begun)$/, "$name: the log says $state")
			  or diag($out);
			is(night_checksum($cluster), $before, "$name: the last night stands");
		}
		my ($code, undef, $err) = $cluster->psql('postgres', q{CALL circle_refresh('old')});
		is($code, 0, "$name: the next refresh completes") or diag($err);
		is(night_last_state($cluster), 'done', "$name: and says so");
		is(sql(q{SELECT * FROM circle_check('old')}), '', "$name: circle_check() finds nothing");
		is(night_differences($cluster), '', "$name: what a full study is");
	}
}
note(join ', ', map { "$_: $states{$_}" } sort keys %states);
cmp_ok(($states{failed} // 0) + ($states{interrupted} // 0), '>', 4, 'most kills struck while a refresh ran');
is(sql(q{SELECT count(*) FROM old.pending}) + sql(q{SELECT count(*) FROM old.work}), 0, 'no work is left over');

done_testing();
