# What docs/howto/rights.md grants is exactly enough to read, policies hold, and who owns nothing blocks nothing.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleDocs;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $cluster = circle_cluster('rights', conf => "client_min_messages = error\nautovacuum = off");

sub sql { return $cluster->safe_psql('postgres', $_[0]); }

sub error_of
{
	my ($sql) = @_;
	my ($code, undef, $err) = $cluster->psql('postgres', $sql);
	return $code == 0 ? 'none' : $err =~ /ERROR:  (.*)/ ? $1 : $err;
}

sql(q{
	CREATE ROLE regress_mayor; CREATE ROLE regress_stranger; CREATE ROLE regress_neighbour;
	GRANT CREATE ON DATABASE postgres TO regress_mayor, regress_neighbour;
	SET ROLE regress_mayor;
	SELECT circle_sample_city('sample', 150);
	SELECT circle_create_network('city_net', 'sample.street');
	SELECT circle_create_study('city_15min', 'city_net', 'park within 10 min & breakfast within 500 m', homes => 'sample.home', amenities => 'sample.amenity', communities => 'sample.community', circles => 'sample.circle');
	SELECT version FROM circle_refresh('city_15min', max_loss => 1);
	RESET ROLE;
	CREATE SCHEMA styles;
});

# The grants of the page, and no others
my %page = doc_pages();
my ($grants) = map { $_->{text} } grep { $_->{text} =~ /CREATE ROLE regress_planner/ } doc_blocks($page{'docs/howto/rights.md'});
ok($grants, 'the page lists the grants');
sql("SET ROLE NONE; $grants");
my $point = q{(SELECT geom FROM city_15min.home WHERE home_id = 1)};
my %reads = (
	(map { $_ => "SELECT * FROM city_15min.$_" } split /\n/, sql(q{SELECT viewname FROM pg_views WHERE schemaname = 'city_15min'})),
	map { $_ => "SELECT * FROM $_" } 'circle_studies()', 'circle_networks()', q{circle_check('city_15min')},
	q{circle_compare('city_15min', 1, 1)}, "circle_coverage_at('city_15min', $point)", "circle_nearest('city_15min', $point, 'park')",
	"circle_explain_at('city_15min', $point)", q{circle_explain('city_15min', '1')}, q{circle_explain('city_15min', 1::bigint)},
	q{circle_gap_clusters('city_15min')}, q{circle_report('city_15min')},
	(map { "circle_mvt(14, 13036, 6829, 'city_15min', '$_')" } qw(home gap circle community street amenity)),
	"circle_snap('city_net', $point)", "circle_walk_time('city_net', $point, $point)", "circle_path('city_net', $point, $point)",
	"circle_reach('city_net', $point, 5)", "circle_isochrone('city_net', $point, 5)", q{circle_edges('city_net')});
cmp_ok(scalar(grep { !/\(/ } keys %reads), '>', 30, 'views of a study');
foreach my $what (sort keys %reads)
{
	is(error_of("SET ROLE regress_planner; $reads{$what}"), 'none', "$what with the rights of the page");
}
# None of them is too much: without it something cannot be read.
my %less = (
	'REVOKE USAGE ON SCHEMA city_15min FROM regress_planner' => 'bi_home',
	'REVOKE USAGE ON SCHEMA city_net FROM regress_planner' => q{circle_edges('city_net')},
	'REVOKE SELECT ON city_net.network FROM regress_planner' => q{circle_edges('city_net')},
	'REVOKE SELECT ON city_net.tile FROM regress_planner' => q{circle_edges('city_net')},
	'REVOKE SELECT ON city_15min.home FROM regress_planner' => 'bi_home');
foreach my $revoke (sort keys %less)
{
	like(error_of("BEGIN; $revoke; SET ROLE regress_planner; $reads{$less{$revoke}}"), qr/permission denied/, $revoke);
}
is(error_of("SET ROLE regress_planner; SELECT circle_refresh('city_15min')"), 'must be owner of schema city_15min', 'reading is not refreshing');

# Who lacks rights is told what to grant, and what the hints say is enough: each function from a role without any.
# (the inputs are named by a function of the street table's owner, for a name of a relation is looked up by the server)
sql(q{CREATE ROLE "regress Ana"; SET ROLE regress_mayor; CREATE SCHEMA names; GRANT USAGE ON SCHEMA names TO PUBLIC;
	CREATE TABLE names.street AS SELECT 'sample.street'::regclass AS relation; GRANT SELECT ON names.street TO PUBLIC});
sql('GRANT CREATE ON DATABASE postgres TO "regress Ana"');

# Does what the hints say until the statement runs; the hints.
sub follow_hints
{
	my ($statement) = @_;
	my @hints;
	while (@hints < 9)
	{
		my ($code, undef, $err) = $cluster->psql('postgres', qq{SET ROLE "regress Ana"; BEGIN; $statement; ROLLBACK});
		return ('', @hints) if $code == 0;
		return ($err, @hints) if $err !~ /ERROR:  permission denied for .*\n(?:.*\n)*?HINT:  ((?:GRANT [^;\n]*; ?)+)(?:\n|\z)/;
		push @hints, $1;
		sql("SET ROLE regress_mayor; $1");
	}
	return ('no end', @hints);
}
my $any = q{(SELECT 'SRID=4326;POINT(106.55 29.56)'::geometry)};
my %doors = (
	(map { $_ => "SELECT * FROM $_" } q{circle_check('city_15min')}, q{circle_compare('city_15min', 1, 1)}, "circle_coverage_at('city_15min', $any)",
		"circle_nearest('city_15min', $any, 'park')", "circle_explain_at('city_15min', $any)", q{circle_explain('city_15min', '1')}, q{circle_explain('city_15min', 1::bigint)},
		q{circle_gap_clusters('city_15min')}, q{circle_report('city_15min')},
		(map { "circle_mvt(14, 13036, 6829, 'city_15min', '$_')" } qw(home gap circle community street amenity)),
		"circle_snap('city_net', $any)", "circle_walk_time('city_net', $any, $any)", "circle_path('city_net', $any, $any)",
		"circle_reach('city_net', $any, 5)", "circle_isochrone('city_net', $any, 5)", q{circle_edges('city_net')}),
	'circle_clean_streets' => q{CREATE SCHEMA mine; SELECT circle_clean_streets(relation, 'mine.street') FROM names.street},
	'circle_build_network' => q{SELECT circle_create_network('mine', relation) FROM names.street; SELECT circle_build_network('mine')},
	'circle_refresh' => q{SELECT circle_create_study('mine', 'city_net', 'park within 10 min', homes => 'sample.home', amenities => 'sample.amenity');
		SELECT * FROM circle_refresh('mine', max_loss => 1)});
foreach my $door (sort keys %doors)
{
	sql('GRANT USAGE ON SCHEMA sample TO "regress Ana"') if $door eq 'circle_refresh';
	my ($left, @hints) = follow_hints($doors{$door});
	is($left, '', "$door runs after " . join(' ', @hints));
	cmp_ok(scalar(@hints), '>', 0, "$door is denied before");
	sql('DROP OWNED BY "regress Ana"; GRANT CREATE ON DATABASE postgres TO "regress Ana"');
}
is((follow_hints(q{SELECT circle_coverage_at('city_15min', 'SRID=4326;POINT(106.55 29.56)')}))[1],
	'GRANT USAGE ON SCHEMA city_15min TO "regress Ana"; GRANT SELECT ON ALL TABLES IN SCHEMA city_15min TO "regress Ana";', 'names are quoted');
sql('DROP OWNED BY "regress Ana"');
# What no GRANT helps against.
like(error_of(qq{SET ROLE "regress Ana"; SELECT circle_$_}), qr/^must be owner of schema/, "$_ is the owner's")
  foreach q{refresh('city_15min')}, q{drop_study('city_15min')}, q{alter_study('city_15min', '{"keep": 3}')}, q{build_network('city_net')}, q{drop_network('city_net')};
like(error_of(q{GRANT USAGE ON SCHEMA sample TO "regress Ana"; SET ROLE "regress Ana"; SELECT circle_create_network('mine', relation) FROM names.street}), qr/^permission denied for database/, 'who may make no schema');
# A grant of some columns is for the server to judge.
sql(q{GRANT USAGE ON SCHEMA city_15min TO "regress Ana"; GRANT SELECT ON ALL TABLES IN SCHEMA city_15min TO "regress Ana"; REVOKE SELECT ON city_15min.community_history FROM "regress Ana";
	GRANT SELECT (version) ON city_15min.community_history TO "regress Ana"});
is(error_of(q{SET ROLE "regress Ana"; SELECT * FROM circle_compare('city_15min', 1, 1)}), 'permission denied for table community_history', 'some columns are not all');
sql('DROP OWNED BY "regress Ana"; DROP ROLE "regress Ana"; DROP SCHEMA names CASCADE');

# Policies
my $views = sql(q{SELECT string_agg(relname, ' ' ORDER BY 1) FROM pg_class WHERE relnamespace = 'city_15min'::regnamespace AND relkind = 'v'
	AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)});
is($views, '', 'each view runs with the rights of its reader');
sql(q{CREATE POLICY one ON city_15min.home TO regress_planner USING (home_id = 1); ALTER TABLE city_15min.home ENABLE ROW LEVEL SECURITY});
foreach my $view (qw(bi_home map_home))
{
	is(sql("SET ROLE regress_planner; SELECT count(*) FROM city_15min.$view"), '1', "a policy on home holds for $view");
	is(sql("SET ROLE regress_mayor; SELECT count(*) FROM city_15min.$view"), '150', "and not for the owner in $view");
}
foreach my $view (qw(bi_home_need bi_coverage home_standard))
{
	is(sql("SET ROLE regress_planner; SELECT count(DISTINCT home_id) FROM city_15min.$view"), '1', "a policy on home holds for $view");
}
like(error_of(q{SET ROLE regress_planner; SELECT * FROM city_15min.gap_report}), qr/row-level security of relation city_15min.home applies to role "regress_planner"/,
	'a function does not answer by a part');
is(error_of(q{SET ROLE regress_mayor; SELECT * FROM city_15min.gap_report}), 'none', 'the owner is answered');
sql('DROP POLICY one ON city_15min.home; ALTER TABLE city_15min.home DISABLE ROW LEVEL SECURITY');

# What a role without any grant, and one that may read, can hold while others work
sql('GRANT USAGE ON SCHEMA city_15min, city_net TO regress_neighbour; GRANT SELECT ON ALL TABLES IN SCHEMA city_15min TO regress_neighbour; GRANT SELECT ON ALL TABLES IN SCHEMA city_net TO regress_neighbour');
my @advisory = map { my $class = $_; map { "SELECT pg_advisory_lock($class, (SELECT oid::bigint::int FROM pg_namespace WHERE nspname = '$_'))" } qw(city_15min city_net) } 1667854180, 1667854190;
my $blocker = $cluster->background_psql('postgres', on_error_stop => 0);
foreach my $role (qw(regress_stranger regress_neighbour))
{
	like(error_of("SET ROLE $role; SELECT circle_private.circle__lock_schema('city_15min')"), qr/^(must be owner of schema city_15min|permission denied for function circle__lock_schema)$/,
		"$role takes no lock of a study");
	$blocker->query("SET ROLE $role; BEGIN");
	$blocker->query($_) foreach @advisory;
	if ($role eq 'regress_neighbour')
	{
		# All that reading locks
		$blocker->query('SAVEPOINT s; LOCK TABLE city_15min.study IN SHARE MODE; ROLLBACK TO s');
		$blocker->query("SELECT * FROM city_15min.$_ LIMIT 1") foreach qw(study version home summary);
		$blocker->query(q{SELECT count(*) FROM circle_check('city_15min'); SELECT count(*) FROM circle_edges('city_net')});
	}
	sql('UPDATE sample.street SET geom = st_translate(geom, 0, 1e-6) WHERE street_id = 1; UPDATE sample.home SET population = population + 1 WHERE home_id = 1');
	is(error_of("SET ROLE regress_mayor; SET lock_timeout = '20 s'; SELECT circle_build_network('city_net')"), 'none', "$role does not block a build");
	is(error_of("SET lock_timeout = '20 s'; SET ROLE regress_mayor; SELECT circle_refresh('city_15min')"), 'none', "$role does not block a refresh");
	$blocker->query('ROLLBACK; SELECT pg_advisory_unlock_all(); RESET ROLE');
}
$blocker->query('SET ROLE regress_stranger; BEGIN');
$blocker->query($_) foreach @advisory;
is(error_of("BEGIN; SET LOCAL lock_timeout = '20 s'; SET ROLE regress_mayor; SELECT circle_drop_study('city_15min'); ROLLBACK"), 'none', 'regress_stranger does not block a drop');
$blocker->query('ROLLBACK; RESET ROLE');

# The owner of a study on somebody else's network does not hold up its builds.
sql(q{SET ROLE regress_mayor; GRANT USAGE ON SCHEMA sample TO regress_neighbour; GRANT SELECT ON ALL TABLES IN SCHEMA sample TO regress_neighbour});
sql(q{SET ROLE regress_neighbour; SELECT circle_create_study('next_door', 'city_net', 'park within 10 min', homes => 'sample.home', amenities => 'sample.amenity', communities => '-', circles => '-')});
$blocker->query(q{SET ROLE regress_neighbour; BEGIN});
$blocker->query(q{SELECT version FROM circle_refresh('next_door', max_loss => 1)});
sql('UPDATE sample.street SET geom = st_translate(geom, 0, 1e-6) WHERE street_id = 1');
is(error_of("SET ROLE regress_mayor; SET lock_timeout = '20 s'; SELECT circle_build_network('city_net')"), 'none', 'a study of another does not block a build');
$blocker->query('COMMIT; RESET ROLE');
# A refresh that a build has overtaken publishes nothing.
# (it reads its homes from a view that waits for a lock that this session holds until the build is done)
sql(q{SET ROLE regress_neighbour; CREATE SCHEMA waits; CREATE FUNCTION waits.gate() RETURNS boolean LANGUAGE plpgsql AS
	$$ BEGIN PERFORM pg_advisory_lock_shared(77); PERFORM pg_advisory_unlock_shared(77); RETURN true; END $$;
	CREATE VIEW waits.home AS SELECT h.* FROM sample.home AS h, (SELECT waits.gate() OFFSET 0) AS g;
	SELECT circle_alter_study('next_door', '{"homes": "waits.home", "columns": {"homes": {"home_id": "home_id"}}}')});
my $version = sql(q{SET ROLE regress_neighbour; SELECT version FROM next_door.version});
my $gate = $cluster->background_psql('postgres');
$gate->query(q{SELECT pg_advisory_lock(77)});
$blocker->query(q{SET ROLE regress_neighbour});
$blocker->query_until(qr/begun/, "\\echo begun\nSELECT version FROM circle_refresh('next_door');\n");
$cluster->poll_query_until('postgres', q{SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted});
sql('UPDATE sample.street SET geom = st_translate(geom, 0, 1e-6) WHERE street_id = 1');
sql(q{SET ROLE regress_mayor; SELECT circle_build_network('city_net')});
$gate->query(q{SELECT pg_advisory_unlock(77)});
$gate->quit;
$blocker->query(q{RESET ROLE});
like(slurp_file($cluster->logfile), qr/the network was built while study "next_door" was computed/, 'a refresh that a build has overtaken says so');
is(sql(q{SET ROLE regress_neighbour; SELECT version FROM next_door.version}), $version, 'the last version stands');
is(error_of(q{SET ROLE regress_neighbour; SELECT circle_refresh('next_door')}), 'none', 'and the next refresh publishes');
is(sql(q{SET ROLE regress_neighbour; SELECT count(*) FROM circle_check('next_door')}), '0', 'a version of one network');

# Two refreshes exclude one another, and who is killed leaves nothing locked.
$blocker->query('SET ROLE regress_mayor; BEGIN');
$blocker->query(q{SELECT version FROM circle_refresh('city_15min', max_loss => 1)});
my $pid = sql(q{SELECT pid FROM pg_locks WHERE locktype = 'object' AND classid = 'pg_namespace'::regclass AND objid = 'city_15min'::regnamespace AND objsubid = 1 AND granted});
ok($pid, 'a refresh holds the lock of its study');
like(error_of(q{SET lock_timeout = '1 s'; SET ROLE regress_mayor; SELECT version FROM circle_refresh('city_15min', max_loss => 1)}), qr/lock timeout/, 'a second one waits');
sql("SELECT pg_terminate_backend($pid)");
$cluster->poll_query_until('postgres', "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $pid)");
is(sql(q{SELECT count(*) FROM pg_locks WHERE locktype = 'object' AND objsubid = 1}), '0', 'who is killed leaves nothing locked');
is(error_of(q{SET lock_timeout = '20 s'; SET ROLE regress_mayor; SELECT circle_refresh('city_15min')}), 'none', 'and the next refresh runs');
is(sql(q{SELECT count(*) FROM pg_locks WHERE locktype = 'object' AND objsubid = 1}), '0', 'a refresh that has ended holds nothing');

done_testing();
