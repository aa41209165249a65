# A refresh that fails in a session where another extension's callback catches errors while subtransactions are rolled back: the
# caller gets the refresh's own error, the log has it, the server goes on.
use strict;
use warnings;
use Cwd qw(abs_path);
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $source = abs_path("$FindBin::RealBin/../modules/abort_callback.c");
my $library = PostgreSQL::Test::Utils::tempdir() . '/abort_callback.so';
chomp(my $include = `${\($ENV{PG_CONFIG} || 'pg_config')} --includedir-server`);
system_or_bail('cc', '-shared', '-fPIC', '-Wall', '-Wextra', '-Wno-unused-parameter', "-I$include", '-o', $library, $source);

my $cluster = circle_cluster('callbacks', conf => 'log_min_messages = log');
$cluster->safe_psql('postgres', q{
	SELECT circle_sample_city('city', 300, 5);
	SELECT circle_create_network('net', 'city.street');
	SELECT circle_create_study('s', 'net', 'clinic within 15 min', homes => 'city.home', amenities => 'city.amenity', communities => '-', circles => '-');
	SET client_min_messages = error;
	CALL circle_refresh('s');
	ALTER TABLE city.home RENAME TO house;
});

my $log = -s $cluster->logfile;
my ($code, undef, $error) = $cluster->psql('postgres', "LOAD '$library';\nCALL circle_refresh('s');");
isnt($code, 0, 'a refresh without its input fails');
like($error, qr/ERROR:  .*city\.home/, 'by the error of the step that failed');
unlike($error, qr/an error of the callback|server closed/, 'not by that of the callback, and not by a crash');
like(slurp_file($cluster->logfile, $log), qr/the callback caught an error/, 'the callback was called');
unlike(slurp_file($cluster->logfile, $log), qr/terminated by signal|PANIC/, 'no backend crashed');
is($cluster->safe_psql('postgres', 'SELECT state FROM s.refresh_log ORDER BY refresh_no DESC LIMIT 1'), 'failed', 'the log says that it failed');
like($cluster->safe_psql('postgres', 'SELECT message FROM s.refresh_log ORDER BY refresh_no DESC LIMIT 1'), qr/city\.home/, 'and why');

($code, undef, $error) = $cluster->psql('postgres', "LOAD '$library';\nCALL circle_refresh('nothing');");
like($error, qr/study "nothing" does not exist/, 'a study that is not there is an error as ever');

$cluster->safe_psql('postgres', q{ALTER TABLE city.house RENAME TO home});
is(($cluster->psql('postgres', "LOAD '$library';\nCALL circle_refresh('s');"))[0], 0, 'the next refresh completes');

done_testing();
