# pg_upgrade: a database with networks and studies is carried over whole; what was published is what it was, and the next refresh
# does what the old server would have done. From a server of the same major, or from that of CIRCLE_OLD_PG_CONFIG, which sees the
# private installation CIRCLE_OLD_DESTDIR.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleRefresh;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $old_config = $ENV{CIRCLE_OLD_PG_CONFIG} || $ENV{PG_CONFIG} || 'pg_config';
my $old_inst = $ENV{CIRCLE_OLD_DESTDIR} || $ENV{CIRCLE_DESTDIR};
my $quiet = 'client_min_messages = warning';
# From 18 on, initdb makes checksums unless told otherwise, and pg_upgrade wants both clusters alike.
my @sums = (extra => ['--data-checksums']);
my $old = circle_cluster('old', conf => $quiet, pg_config => $old_config, destdir => $old_inst, @sums);
my $new = circle_cluster('new', conf => $quiet, start => 0, @sums);

sub both
{
	my ($query) = @_;
	return map { $_->safe_psql('postgres', $query) } $old, $new;
}

# A city whose homes change twice, the second time after the upgrade; a table of somebody's with our types, indexed.
my $edit = q{
	UPDATE city.home SET geom = st_translate(geom, 0.0011, -0.0007), population = coalesce(population, 0) + 1 WHERE home_id % 9 = %d;
	DELETE FROM city.street WHERE street_id IN (SELECT street_id FROM city.street ORDER BY hashint8(street_id + %1$d) LIMIT 3);
	UPDATE city.amenity SET geom = st_translate(geom, 0.001, 0.001) WHERE amenity_id % 11 = %1$d;
	SELECT circle_build_network('net');
	SELECT circle_refresh('old', jobs => 1)};
sub edited { my ($n) = @_; return $edit =~ s/%(1\$)?d/$n/gr; }

refresh_city($old, 3000);
$old->safe_psql('postgres', q{
	SELECT circle_refresh('old');
	CREATE TABLE t.mine AS SELECT home_id, coverage, 'park within 600 m'::circle_standard AS wanted, geom FROM old.home;
	CREATE INDEX ON t.mine USING gist (geom)});
$old->safe_psql('postgres', edited(1));

# All that readers see, whole; without what tells when it was made, which differs after a refresh on another server.
my $facts = q{SELECT t.checksum('old'), (SELECT sum(hashtextextended(m::text, 0)) FROM t.mine AS m)};
my $results = q{SELECT format('%s: %s', relation, (xpath('/row/s/text()', query_to_xml(format($q$SELECT count(*) || ' ' || coalesce(sum(hashtextextended(
		(to_jsonb(t) - '{published_at,refreshed_at,built_at}'::text[])::text, 0)), 0) AS s FROM %s AS t$q$, relation), true, true, '')))[1])
	  FROM (SELECT format('old.%I', r) FROM unnest(circle_private.circle__study_relations()) AS r
			 WHERE r <> ALL ('{refresh_log,bi_refresh}') UNION ALL VALUES ('net.tile'), ('net.data_quality')) AS r(relation)};
my $before = $old->safe_psql('postgres', $facts);
is($old->safe_psql('postgres', 'SELECT count(*) > 100, max(version) FROM old.home, old.version'), 't|2', 'the old server has published two versions');

$old->stop;
chdir $new->basedir or die $!;
command_ok(
	[ circle_bindir() . '/pg_upgrade', '--old-datadir' => $old->data_dir, '--new-datadir' => $new->data_dir, '--old-bindir' => circle_bindir($old_config),
		'--new-bindir' => circle_bindir(), '--socketdir' => $new->host, '--old-port' => $old->port, '--new-port' => $new->port ],
	'pg_upgrade') or diag(map { slurp_file($_) } glob $new->data_dir . '/pg_upgrade_output.d/*/*.txt');
$_->start foreach $old, $new;
note(join "\n", both('SELECT version() || $$, $$ || postgis_full_version()'));
$new->safe_psql('postgres', 'SELECT postgis_extensions_upgrade()');

is($new->safe_psql('postgres', $facts), $before, 'everything published is what it was');
is($new->safe_psql('postgres', q{SELECT * FROM circle_check('old')}), '', 'circle_check() finds nothing');
is($new->safe_psql('postgres', q{SELECT count(*) FROM old.home WHERE coverage::text IS DISTINCT FROM circle_coverage_at('old', geom)::text}), 0, 'points answer as homes');

both(edited(2));
my ($on_old, $on_new) = both($results);
is($on_new, $on_old, 'the next refresh publishes what the old server does');
isnt($new->safe_psql('postgres', $facts), $before, 'which is something new');
is(refresh_differences($new), '', 'and what a new study would');

done_testing();
