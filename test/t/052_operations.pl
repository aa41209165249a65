# A study in the life of a server: an ordinary owner, dump and restore, standby, logical replication.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleRefresh;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $cluster = circle_cluster('operations', allows_streaming => 'logical',
	conf => "client_min_messages = warning\nautovacuum = off\nmax_worker_processes = 20");

sub sql { return $cluster->safe_psql('postgres', $_[0]); }

# All of it as an ordinary owner, who is no superuser.
sql('CREATE ROLE mayor LOGIN; GRANT CREATE ON DATABASE postgres TO mayor');
sql('ALTER ROLE CURRENT_USER IN DATABASE postgres SET role = mayor');
is(sql('SELECT rolsuper FROM pg_roles WHERE rolname = current_user'), 'f', 'the owner is an ordinary user');
refresh_city($cluster, 20000);
sql(q{SELECT circle_refresh('old')});
is(sql('SELECT count(*) FROM old.refresh_log'), 1, 'an ordinary owner makes and refreshes a study');
is(refresh_differences($cluster), '', 'and it is what a full study is');

# What readers ask, in one text
my $questions = q{
	SELECT md5(string_agg(circle_coverage_at('old', geom)::text, ';' ORDER BY home_id)) FROM old.home WHERE home_id % 49 = 0;
	SELECT md5(string_agg(n::text, ';' ORDER BY home_id, n::text)) FROM old.home, circle_nearest('old', geom, 'breakfast', 3) AS n WHERE home_id % 49 = 0;
	SELECT md5(string_agg(s::text, ';' ORDER BY home_id)) FROM old.home, circle_snap('net', geom) AS s WHERE home_id % 49 = 0;
	SELECT md5(string_agg(circle_walk_time('net', geom, st_translate(geom, 0.001, 0.001))::text, ';' ORDER BY home_id)) FROM old.home WHERE home_id % 49 = 0;
	SELECT count(*) FROM circle_compare('old', (SELECT min(version) FROM old.refresh_log), (SELECT max(version) FROM old.refresh_log));
	SELECT md5(string_agg(p::text, ';' ORDER BY home_id, p::text)) FROM old.home, circle_path('net', geom, st_translate(geom, 0.001, 0.001)) AS p WHERE home_id % 49 = 0;
	SELECT md5(string_agg(e::text, ';' ORDER BY e::text)) FROM circle_edges('net') AS e;
	SELECT md5(string_agg(g::text, ';' ORDER BY g::text)) FROM circle_gap_clusters('old', 300) AS g;
	SELECT length(circle_report('old')) > 1000;
	SELECT count(*) FROM circle_check('old');
	SELECT count(*) FROM old.refresh_log;
	SELECT * FROM circle_studies();
	SELECT * FROM circle_networks();
	-- and every table and view
	SELECT t.checksum('old');
	SELECT t.views('old');
};
my $answers = sql($questions);

# Dump and restore
my $dump = $cluster->basedir . '/city.dump';
sql('SET ROLE NONE; CREATE DATABASE restored');
command_ok([ 'pg_dump', '-Fc', '-f', $dump, $cluster->connstr('postgres') ], 'pg_dump');
command_ok([ 'pg_restore', '--exit-on-error', '-d', $cluster->connstr('restored'), $dump ], 'pg_restore into an empty database');
$cluster->safe_psql('restored', 'ALTER ROLE CURRENT_USER IN DATABASE restored SET role = mayor');
is($cluster->safe_psql('restored', $questions), $answers, 'the restored database answers the same without a refresh');
my $rows = $cluster->safe_psql('restored', 'SELECT sum(xmin::text::bigint) FROM old.home');
my ($runs, $sum) = ($cluster->safe_psql('restored', 'SELECT count(*) FROM old.refresh_log'), refresh_checksum($cluster, 'restored'));
$cluster->safe_psql('restored', q{SELECT circle_refresh('old')});
is($cluster->safe_psql('restored', 'SELECT count(*) FROM old.refresh_log'), $runs, 'a refresh of it finds nothing new');
is($cluster->safe_psql('restored', 'SELECT sum(xmin::text::bigint) FROM old.home'), $rows, 'and writes no home');
is($cluster->safe_psql('restored', q{SELECT * FROM circle_check('old')}), '', 'circle_check() of it finds nothing');

# Streaming standby. Only who may read statistics sees how far it is.
sql('SET ROLE NONE; GRANT pg_read_all_stats TO mayor');
$cluster->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($cluster, 'base', has_streaming => 1);
$standby->append_conf('postgresql.conf', "shared_preload_libraries = ''\n");
$standby->start;
sql(q{UPDATE city.home SET population = coalesce(population, 0) + 2 WHERE home_id % 35 = 0});
sql(q{SELECT circle_refresh('old')});
$answers = sql($questions);
$cluster->wait_for_catchup($standby, 'replay', $cluster->lsn('insert'));
is($standby->safe_psql('postgres', $questions), $answers, 'a standby answers every question as its primary does');
my (undef, undef, $refused) = $standby->psql('postgres', q{SELECT circle_refresh('old')});
like($refused, qr/read-only|recovery/, 'a refresh of a standby is refused');
$standby->stop;

# Logical replication of results
my $subscriber = circle_cluster('subscriber', conf => 'client_min_messages = warning');
my $schema = $cluster->basedir . '/results.sql';
command_ok([ 'pg_dump', '-s', '-t', 'old.home', '-t', 'old.community_indicator', '-f', $schema, $cluster->connstr('postgres') ], 'pg_dump of result tables');
$subscriber->safe_psql('postgres', 'CREATE ROLE mayor; CREATE SCHEMA old AUTHORIZATION mayor');
command_ok([ 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-d', $subscriber->connstr('postgres'), '-f', $schema ], 'the tables at the subscriber');
# Who publishes whole schemas stands in no refresh's way.
sql('SET ROLE NONE; CREATE PUBLICATION results FOR TABLE old.home, old.community_indicator; CREATE PUBLICATION whole FOR TABLES IN SCHEMA old, net');
is(sql(q{SELECT c.oid::regclass FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace WHERE nspname IN ('old', 'net') AND relkind = 'r'
	AND relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary)}), '', 'every table has a replica identity');
$subscriber->safe_psql('postgres', q{CREATE SUBSCRIPTION results CONNECTION $c$} . $cluster->connstr('postgres') . q{$c$ PUBLICATION results});
$subscriber->wait_for_subscription_sync($cluster, 'results');
sql(q{DELETE FROM city.home WHERE home_id % 91 = 0; UPDATE city.amenity SET geom = st_translate(geom, 0.001, 0) WHERE category = 'breakfast'});
sql(q{SELECT circle_refresh('old')});
$cluster->wait_for_catchup('results');
foreach my $table (qw(home community_indicator))
{
	my $query = "SELECT count(*), sum(hashtextextended(r::text, 0)) FROM old.$table AS r";
	is($subscriber->safe_psql('postgres', $query), sql($query), "a subscriber has the $table of the version");
}
$subscriber->safe_psql('postgres', 'DROP SUBSCRIPTION results');
$subscriber->stop;

# A refresh beside somebody's open what-if says for whom it waits, and obeys lock_timeout.
my $whatif = $cluster->background_psql('postgres');
$whatif->query_safe(q{SET application_name = 'planner'; BEGIN; SELECT version FROM circle_refresh('old', max_loss => 1)});
my ($code, undef, $said) = $cluster->psql('postgres', q{SET client_min_messages = notice; SET lock_timeout = '1s'; SELECT circle_refresh('old')});
is($code, 3, 'a refresh beside an open what-if waits, as long as lock_timeout lets it');
like($said, qr/NOTICE:  waiting for another session that refreshes, builds or alters "old"\nDETAIL:  process \d+ \(planner\), in a transaction since \d{4}-/,
	'and says for whom');
$whatif->query_safe('ROLLBACK');
$whatif->quit;
is($cluster->psql('postgres', q{SET lock_timeout = '1s'; SELECT circle_refresh('old')}), 0, 'when that is rolled back it goes on');

done_testing();
