# The nightly job by pg_cron, as an ordinary owner and with background workers (no TCP, no password): a job that runs, jobs that start while
# a refresh is still running, and a job whose table is gone.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleRefresh;
use CircleTest;
use PostgreSQL::Test::Cluster;
use Test::More;

my $config = $ENV{PG_CONFIG} || 'pg_config';
chomp(my $libraries = `$config --pkglibdir`);
my ($major) = `$config --version` =~ /^PostgreSQL (\d+)/;
plan(skip_all => "pg_cron is not installed (Debian: postgresql-$major-cron): no job was run") unless -e "$libraries/pg_cron.so";

my $cluster = circle_cluster('cron', conf => "client_min_messages = warning\nshared_preload_libraries = 'pg_cron'\ncron.database_name = 'postgres'\n"
	  . "cron.use_background_workers = on\nmax_worker_processes = 20\nlisten_addresses = ''");
$cluster->safe_psql('postgres', q{
	CREATE EXTENSION pg_cron;
	CREATE ROLE mayor LOGIN;
	GRANT CREATE ON DATABASE postgres TO mayor;
	GRANT USAGE ON SCHEMA cron TO mayor;
	ALTER ROLE CURRENT_USER IN DATABASE postgres SET role = mayor;
});
sub sql { return $cluster->safe_psql('postgres', $_[0]); }

refresh_city($cluster, 3000);
sql(q{
	CREATE TABLE city.kiosk AS SELECT * FROM city.amenity;
	SELECT circle_create_network('gone_net', 'city.street');
	SELECT circle_create_study('gone', 'gone_net', 'breakfast within 5 min', homes => 'city.home', amenities => 'city.kiosk', settings => '{"columns": {"homes": {"home_id": "home_id"}, "amenities": {"amenity_id": "amenity_id"}}}');
});
sql("SELECT circle_refresh('$_')") foreach qw(old gone);
my $stands = sql('SELECT md5(string_agg(h::text, $$ $$ ORDER BY home_id)) FROM gone.home AS h');

# A refresh is running (here: held by a what-if that is not undone yet) when two jobs start; a third finds its table gone.
my $running = $cluster->background_psql('postgres');
$running->query_safe(q{SET client_min_messages = error; BEGIN; DELETE FROM city.amenity WHERE category = 'park'; SELECT version FROM circle_refresh('old', max_loss => 1)});
sql(q{DROP TABLE city.kiosk});
my $day = "'* * * * *'";
sql("SELECT cron.schedule('$_->[0]', $day, \$\$SELECT circle_refresh('$_->[1]', jobs => 2)\$\$)")
  foreach [ 'nightly', 'old' ], [ 'again', 'old' ], [ 'nothing', 'gone' ];
ok($cluster->poll_query_until('postgres', q{SELECT count(DISTINCT jobid) = 3 FROM cron.job_run_details}), 'three jobs began');
is(sql(q{SELECT count(*) FROM cron.job_run_details WHERE command ~ 'old' AND status = 'succeeded'}), '0', 'the others wait for the refresh that is running');
sql(q{DELETE FROM city.home WHERE home_id % 77 = 0});
$running->query_safe('ROLLBACK');
$running->quit;
ok($cluster->poll_query_until('postgres', q{SELECT count(*) >= 2 FROM cron.job_run_details WHERE command ~ 'old' AND status = 'succeeded'}), 'and are done when it is')
  or diag(sql('SELECT command, status, return_message FROM cron.job_run_details'));
# pg_cron takes note of jobs that ended in the order in which they began.
ok($cluster->poll_query_until('postgres', q{SELECT count(*) >= 1 FROM cron.job_run_details WHERE command ~ 'gone' AND status = 'failed'
	AND return_message ~ 'amenities city.kiosk do not exist'}), 'pg_cron says of the one whose table is gone that it failed, and why');
is(sql('SELECT md5(string_agg(h::text, $$ $$ ORDER BY home_id)) FROM gone.home AS h'), $stands, 'and its last version stands');
# Not before: a job that is unscheduled is cancelled.
sql("SELECT cron.unschedule('$_')") foreach qw(nightly again nothing);
is(sql(q{SELECT count(*) FROM city.home AS c FULL JOIN old.home AS o USING (home_id) WHERE c.home_id IS NULL OR o.home_id IS NULL}), 0, 'they read what was there then');
sql(q{SELECT circle_refresh('old')});
is(refresh_differences($cluster), '', 'the study is what a full one is');

done_testing();
