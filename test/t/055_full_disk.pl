# A disk that is full, at different moments of a refresh: a clear failure in the log, the last version intact to the byte, and with
# space again the next refresh completes. Three ways: none for temporary files, a limit on the size of files that the server may write, and, where test/tools/check
# could mount one (CIRCLE_SMALL_DISK), a tablespace on a small disk that is filled up.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleRefresh;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# Segments of the log are files, too.
my $cluster = circle_cluster('full', conf => "client_min_messages = warning\nautovacuum = off\nlc_messages = 'C'", extra => ['--wal-segsize=1']);
refresh_city($cluster, 60000);
sub sql { return $cluster->safe_psql('postgres', $_[0]); }
sql(q{SELECT circle_refresh('old')});
sql('VACUUM FULL');

my %failed;
my $no_space = qr/No space left on device|File too large|could not (extend|write)/;

# Every home moves, so that all tables grow; then there is little room, until the refresh has ended.
sub refresh_with
{
	my ($name, $fill, $free) = @_;
	sql(q{UPDATE city.home SET geom = st_translate(geom, 0.00005, 0), population = coalesce(population, 0) + 1});
	my $before = refresh_checksum($cluster);
	$fill->();
	my ($code, undef, $err) = $cluster->psql('postgres', q{SELECT circle_refresh('old')});
	$free->();
	if ($code == 0)
	{
		$failed{nowhere}++;
		return;
	}
	like($err, $no_space, "$name: the caller is told");
	is(refresh_checksum($cluster), $before, "$name: the last version stands");
	my ($phase) = $err =~ /circle__(scan|plan|compute|publish)\(text/;
	$failed{$phase // 'elsewhere'}++;
	return;
}

sub recovers
{
	my ($name) = @_;
	is($cluster->psql('postgres', q{SELECT circle_refresh('old')}), 0, "$name: with space again the next refresh completes");
	sql('VACUUM FULL');
	return;
}

# No room for temporary files
sub refresh_without_temporary_files
{
	my ($limit) = @_;
	sql("ALTER SYSTEM SET temp_file_limit = $limit");
	sql('SELECT pg_reload_conf()');
	return;
}
$no_space = qr/$no_space|temporary file size exceeds/;
sql(q{ALTER SYSTEM SET work_mem = '64kB'});
refresh_with('no temporary files', sub { refresh_without_temporary_files(0) }, sub { refresh_without_temporary_files(-1) });
recovers('no temporary files');

SKIP:
{
	skip 'prlimit (util-linux) is not there: no limit on files', 1 if system('prlimit --version >/dev/null 2>&1') != 0;
	my ($postmaster) = slurp_file($cluster->data_dir . '/postmaster.pid') =~ /^(\d+)/;
	my $largest = sql(q{SELECT max(pg_relation_size(oid)) FROM pg_class});
	note("the largest file has $largest bytes");
	foreach my $limit (1100000, 1600000, 2200000, 3000000, 4000000, 6000000)
	{
		my $name = "files of $limit bytes";
		refresh_with($name, sub { command_ok([ 'prlimit', '--pid', $postmaster, "--fsize=$limit:" ], $name) },
			sub { command_ok([ 'prlimit', '--pid', $postmaster, '--fsize=unlimited:' ], "$name no more") });
		recovers($name);
	}
}
SKIP:
{
	my $disk = $ENV{CIRCLE_SMALL_DISK};
	skip 'no small disk was mounted (CIRCLE_SMALL_DISK; test/tools/check does it as root where it may)', 1 if !$disk;
	mkdir "$disk/space";
	$cluster->safe_psql('postgres', "CREATE TABLESPACE small LOCATION '$disk/space'");
	sql(join ';', map { "ALTER TABLE old.$_ SET TABLESPACE small" } qw(home home_walker home_change pending));
	foreach my $left (200, 900, 2500)
	{
		my $name = "$left kB left";
		refresh_with($name, sub {
			sql('CHECKPOINT');
			my ($free) = `df -k --output=avail '$disk'` =~ /(\d+)\s*$/;
			system('fallocate', '-l', ($free - $left) . 'k', "$disk/filler") == 0 or die 'no filler';
		}, sub { unlink "$disk/filler" });
		recovers($name);
	}
}
note(join ', ', map { "$_: $failed{$_}" } sort keys %failed);
cmp_ok(scalar(grep { !/nowhere/ } keys %failed), '>=', 2, 'the disk was full in more than one phase');
is(refresh_differences($cluster), '', 'after all that it is what a full study is');
is(sql(q{SELECT * FROM circle_check('old')}), '', 'circle_check() finds nothing');

done_testing();
