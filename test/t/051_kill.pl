# Refreshes that are cancelled, terminated, timed out, or lose their server at random moments, by themselves and while another
# session waits for its turn: the last version stands to the byte, no lock and no work is left, and the next refresh completes and
# leaves what a full study is.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleRefresh;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes;

my $seed = $ENV{CIRCLE_SEED} || 20261124;
my $rounds = $ENV{CIRCLE_ROUNDS} || 2;
srand($seed);
diag("CIRCLE_SEED=$seed CIRCLE_ROUNDS=$rounds");

# A server that is killed comes back with what was committed, so it must write as a real one does.
my $cluster = circle_cluster('kill', conf => "client_min_messages = warning\nfsync = on");
refresh_city($cluster, 20000);
$cluster->safe_psql('postgres', q{SELECT circle_refresh('old')});

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
sql(q{SELECT circle_refresh('old', "full" => true)});
my $whole_ms = 1000 * (Time::HiRes::time() - $started);
note(sprintf 'a refresh takes %.0f ms', $whole_ms);

# A refresh in a session of its own. No pipes: a server that is started meanwhile would inherit them.
sub started
{
	my ($name, $jobs) = @_;
	return IPC::Run::start([ 'psql', '-XAtq', '-d', $cluster->connstr('postgres'), '-c', "SET application_name = '$name'", '-c',
		qq{SELECT circle_refresh('old', "full" => true, jobs => $jobs)} ], '<', '/dev/null', '>', $cluster->basedir . "/$name.out", '2>&1');
}

# Waits until $ms after the refresh of that session began.
sub wait_for
{
	my ($name, $ms) = @_;
	sql("DO \$\$ BEGIN FOR i IN 1 .. 5000 LOOP
			EXIT WHEN EXISTS (SELECT FROM pg_stat_activity WHERE application_name = '$name' AND query ~ 'circle_refresh');
			PERFORM pg_stat_clear_snapshot(), pg_sleep(0.002);
		END LOOP; PERFORM pg_sleep($ms / 1000.0); END \$\$");
	return;
}

sub signal
{
	my ($function) = @_;
	return sub { sql("SELECT $function(pid) FROM pg_stat_activity WHERE application_name = 'refresh'") };
}

my %kills = (
	cancelled => signal('pg_cancel_backend'),
	terminated => signal('pg_terminate_backend'),
	'timed out' => undef,
	'without its server' => sub { $cluster->stop('immediate'); $cluster->start; });

# A refresh that is ended so, $ms after it began.
sub attempt
{
	my ($how, $ms, $jobs) = @_;
	return ($cluster->psql('postgres', "SET statement_timeout = $ms; SELECT circle_refresh('old', \"full\" => true, jobs => $jobs)"))[2] if !defined $kills{$how};
	my $run = started('refresh', $jobs);
	wait_for('refresh', $ms);
	$kills{$how}->();
	$run->finish;
	return slurp_file($cluster->basedir . '/refresh.out');
}

my $struck = 0;
foreach my $round (1 .. $rounds)
{
	foreach my $first (sort keys %kills)
	{
		edit();
		my $jobs = 1 + $round % 2;
		my @hows = ($first, (sort keys %kills)[ int rand 4 ]);
		foreach my $no (0 .. 1)
		{
			my $before = refresh_checksum($cluster);
			my $version = sql('SELECT version FROM old.version');
			my $ms = 1 + int rand $whole_ms;
			my $out = attempt($hows[$no], $ms, $jobs);
			my $name = ('', 'again ')[$no] . "$hows[$no] after $ms ms, jobs $jobs";
			if (sql('SELECT version FROM old.version') ne $version)
			{
				unlike($out, qr/ERROR|FATAL/, "$name: it was done already");
				is(sql('SELECT max(version) FROM old.refresh_log'), $version + 1, "$name: and logged");
				next;
			}
			$struck++;
			is(refresh_checksum($cluster), $before, "$name: the last version stands") or diag($out);
			is(sql('SELECT max(version) FROM old.refresh_log'), $version, "$name: and no other is logged");
		}

		# Another session waits for its turn; the one that has it is ended.
		my $name = "$first, $hows[1]";
		my @sessions = (started('refresh', $jobs), started('other', 1));
		wait_for('refresh', int rand $whole_ms / 2);
		signal((qw(pg_cancel_backend pg_terminate_backend))[ int rand 2 ])->();
		$_->finish foreach @sessions;
		unlike(slurp_file($cluster->basedir . '/other.out'), qr/ERROR|FATAL/, "$name: the other of two sessions completes");
		my ($code, undef, $err) = $cluster->psql('postgres', q{SELECT circle_refresh('old')});
		is($code, 0, "$name: the next refresh completes") or diag($err);
		is(sql(q{SELECT * FROM circle_check('old')}), '', "$name: circle_check() finds nothing");
		is(refresh_differences($cluster), '', "$name: what a full study is");
	}
}
note("$struck kills struck while a refresh ran");
cmp_ok($struck, '>', 5, 'many kills struck while a refresh ran');
is(sql(q{SELECT count(*) FROM old.pending}) + sql(q{SELECT count(*) FROM old.work}), 0, 'no work is left over');
is(sql(q{SELECT count(*) FROM pg_locks WHERE locktype = 'object' AND objsubid = 1}), 0, 'and no lock');

done_testing();
