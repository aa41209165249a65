# Hundreds of random edits of every kind, refreshed every few: the study is always what a full one of the same inputs is,
# bit for bit. CIRCLE_SEED is for other runs than the usual one, CIRCLE_EDITS says how many edits (default 300).
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleRefresh;
use CircleTest;
use PostgreSQL::Test::Cluster;
use Test::More;

my $seed = $ENV{CIRCLE_SEED} || 20261124;
my $edits = $ENV{CIRCLE_EDITS} || 300;
srand($seed);
diag("CIRCLE_SEED=$seed CIRCLE_EDITS=$edits");

my $cluster = circle_cluster('edits', conf => "client_min_messages = warning\nautovacuum = off\nmin_parallel_table_scan_size = 0");
refresh_city($cluster, 20000);

# Inputs as real ones are: without constraints.
my ($west, $south, $east, $north) = split /\|/, $cluster->safe_psql('postgres', q{
	ALTER TABLE city.home DROP CONSTRAINT home_pkey, ALTER home_id DROP NOT NULL, ALTER geom DROP NOT NULL, ALTER geom TYPE geometry;
	ALTER TABLE city.amenity ALTER amenity_id DROP NOT NULL, ALTER category DROP NOT NULL, ALTER geom DROP NOT NULL, ALTER geom TYPE geometry;
	ALTER TABLE city.community ALTER geom TYPE geometry, ALTER geom DROP NOT NULL;
	CREATE INDEX ON city.home (home_id);
	CREATE TABLE t.closed (LIKE city.street);
	SELECT circle_refresh('old');
	SELECT st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e) FROM (SELECT st_extent(geom) AS e FROM city.home) AS h;
});
cmp_ok($cluster->safe_psql('postgres', 'SELECT count(DISTINCT tile) FROM old.home'), '>=', 4, 'the homes lie in several tiles');

my $next_key = 1000000;

sub one_of { return $_[ int rand @_ ]; }
sub number { return int rand 2**31; }

# SQL for a key of a table, drawn by chance, and for a point.
sub key
{
	my ($table, $column, $where) = @_;
	return sprintf("(SELECT %s FROM %s WHERE %s ORDER BY hashtextextended(%s::text, %d), 1 LIMIT 1)",
		$column, $table, $where // "$column IS NOT NULL", $column, number());
}

sub point
{
	return sprintf("st_setsrid(st_makepoint(%.7f, %.7f), 4326)", $west + rand($east - $west), $south + rand($north - $south));
}

sub home { return key('city.home', 'home_id'); }
sub amenity { return key('city.amenity', 'amenity_id'); }
sub street { return key('city.street', 'street_id', $_[0]); }
sub category { return one_of(qw(breakfast bus_stop park clinic wet_market)); }

sub bad_geometry
{
	return one_of("NULL", "'SRID=4326;POINT EMPTY'", "'SRID=4326;POINT(29.56 106.55)'", "'SRID=4326;POINT(NaN 29.5)'",
		"'SRID=4326;MULTIPOINT(106.55 29.56, 106.56 29.57)'", "'SRID=3857;POINT(1e30 1e30)'");
}

# A straight street from the start of one street to the end of another, nearby or across the city.
sub street_between
{
	my ($a, $b) = (street(), street());
	my $other = rand() < 0.8 ? "(SELECT n.geom FROM city.street AS n ORDER BY n.geom <-> s.geom, n.street_id OFFSET 5 LIMIT 1)"
	  : "(SELECT n.geom FROM city.street AS n WHERE n.street_id = $b)";
	return "INSERT INTO city.street (street_id, geom, steps, door, private) SELECT " . $next_key++ .
	  ", st_force3d(st_makeline(st_startpoint(s.geom), st_endpoint($other))), " . one_of('true', 'false', 'false') . ", " .
	  one_of('true', 'true', 'false') . ", false FROM city.street AS s WHERE s.street_id = $a";
}

my %edit = (
	home_added => sub { "INSERT INTO city.home (home_id, geom, population, elderly) VALUES (" . $next_key++ . ", " . point() . ", " . one_of(1 .. 9, 'NULL') . ", 1)" },
	home_removed => sub { "DELETE FROM city.home WHERE home_id = " . home() },
	home_moved => sub { "UPDATE city.home SET geom = " . point() . " WHERE home_id = " . home() },
	home_nudged => sub { "UPDATE city.home SET geom = st_translate(geom, 0.0000003, 0) WHERE home_id = " . home() },
	home_split => sub {
		"INSERT INTO city.home (home_id, geom, population) SELECT " . $next_key++ . ", st_translate(geom, 0.00001, 0), 2 FROM city.home WHERE home_id = " . home()
	},
	homes_swapped => sub {
		"WITH k AS MATERIALIZED (SELECT " . home() . " AS a, " . home() . " AS b)
		 UPDATE city.home AS h SET home_id = CASE h.home_id WHEN k.a THEN k.b ELSE k.a END FROM k WHERE h.home_id IN (k.a, k.b)"
	},
	home_weights => sub { "UPDATE city.home SET population = " . one_of(0 .. 20, 'NULL', -3) . ", elderly = " . one_of(0 .. 5, 'NULL') . " WHERE home_id = " . home() },
	home_twice => sub { "INSERT INTO city.home (home_id, geom, population) SELECT home_id, " . point() . ", 7 FROM city.home WHERE home_id = " . home() . " LIMIT 1" },
	home_without_key => sub { "INSERT INTO city.home (geom, population) VALUES (" . point() . ", 1)" },
	home_bad => sub { "UPDATE city.home SET geom = " . bad_geometry() . " WHERE home_id = " . home() },
	homes_many => sub { "UPDATE city.home SET geom = st_translate(geom, 0.0015, -0.001) WHERE home_id % 40 = " . int rand 40 },
	homes_mended => sub { "DELETE FROM city.home WHERE home_id IS NULL OR geom IS NULL OR home_id IN (SELECT home_id FROM city.home GROUP BY 1 HAVING count(*) > 1)" },
	amenity_added => sub { "INSERT INTO city.amenity (amenity_id, category, geom) VALUES (" . $next_key++ . ", '" . category() . "', " . point() . ")" },
	amenity_removed => sub { "DELETE FROM city.amenity WHERE amenity_id = " . amenity() },
	amenity_moved => sub { "UPDATE city.amenity SET geom = " . point() . " WHERE amenity_id = " . amenity() },
	amenity_recategorised => sub { "UPDATE city.amenity SET category = '" . category() . "' WHERE amenity_id = " . amenity() },
	amenity_second_category => sub { "INSERT INTO city.amenity (amenity_id, category, geom) SELECT amenity_id, '" . category() . "', geom FROM city.amenity WHERE amenity_id = " . amenity() },
	amenity_access => sub { "INSERT INTO city.amenity (amenity_id, category, geom) SELECT amenity_id, category, st_translate(st_pointonsurface(geom), 0.0008, 0.0004) FROM city.amenity WHERE st_x(st_pointonsurface(geom)) BETWEEN 106 AND 107 AND amenity_id = " . amenity() },
	amenity_area => sub { "UPDATE city.amenity SET geom = st_setsrid(st_expand(" . point() . ", 0.0007), 4326) WHERE amenity_id = " . amenity() },
	amenity_line => sub { "UPDATE city.amenity SET geom = st_makeline(" . point() . ", " . point() . ") WHERE amenity_id = " . amenity() },
	amenity_bad => sub { "UPDATE city.amenity SET geom = " . bad_geometry() . " WHERE amenity_id = " . amenity() },
	amenity_no_category => sub { "UPDATE city.amenity SET category = NULL WHERE amenity_id = " . amenity() },
	street_closed => sub { "WITH d AS (DELETE FROM city.street WHERE street_id = " . street() . " RETURNING *) INSERT INTO t.closed SELECT * FROM d" },
	street_opened => sub { "WITH d AS (DELETE FROM t.closed WHERE street_id = (SELECT min(street_id) FROM t.closed) RETURNING *) INSERT INTO city.street SELECT * FROM d" },
	bridge_removed => sub { "WITH d AS (DELETE FROM city.street WHERE street_id = " . street("class ~ 'bridge' OR NOT door") . " RETURNING *) INSERT INTO t.closed SELECT * FROM d" },
	street_added => \&street_between,
	street_class => sub { "UPDATE city.street SET " . one_of('steps = NOT steps', 'door = NOT door', 'private = NOT private', "class = 'tunnel'", "class = 'crossing'") . " WHERE street_id = " . street() },
	street_reversed => sub { "UPDATE city.street SET geom = st_reverse(geom) WHERE street_id = " . street() },
	street_moved => sub { "UPDATE city.street SET geom = st_translate(geom, 0.0002, 0.0001) WHERE street_id = " . street() },
	streets_swapped => sub {
		"WITH k AS MATERIALIZED (SELECT " . street() . " AS a, " . street() . " AS b)
		 UPDATE city.street AS s SET geom = o.geom FROM k, city.street AS o WHERE (s.street_id, o.street_id) IN ((k.a, k.b), (k.b, k.a))"
	},
	island_made => sub { "INSERT INTO city.street (street_id, geom, steps, door, private) SELECT " . $next_key++ . ", st_force3d(st_makeline(p, st_translate(p, 0.0006, 0.0003))), false, true, false FROM (SELECT " . point() . " AS p) AS x" },
	island_joined => sub {
		"INSERT INTO city.street (street_id, geom, steps, door, private) SELECT " . $next_key++ . ", st_force3d(st_makeline(st_endpoint(i.geom), st_startpoint(m.geom))), false, true, false
		   FROM city.street AS i, LATERAL (SELECT geom FROM city.street WHERE street_id < 1000000 ORDER BY geom <-> i.geom, street_id LIMIT 1) AS m
		  WHERE i.street_id = " . street('street_id >= 1000000')
	},
	communities_moved => sub { sprintf("UPDATE city.community SET geom = st_translate(geom, %.7f, %.7f) WHERE community = %s", rand(0.002) - 0.001, rand(0.002) - 0.001, key('city.community', 'community')) },
	community_renamed => sub { "UPDATE city.community SET community = community || '+' WHERE community = " . key('city.community', 'community') },
	community_removed => sub { "DELETE FROM city.community WHERE community = " . key('city.community', 'community') },
	community_added => sub { "INSERT INTO city.community VALUES ('new " . $next_key++ . "', 'x', st_expand(" . point() . ", 0.002))" },
	standard => sub {
		"SELECT circle_set_standard('old', 'main', "
		  . one_of(
			"'breakfast within 5 min & bus_stop * 3 within 8 min & park within 600 m'",
			"'breakfast within 4 min & bus_stop * 2 within 8 min & park within 500 m'",
			"'breakfast within 10 min | clinic within 5 min'); SELECT circle_set_standard('old', 'second', 'bus_stop * 2 within 400 m straight'",
			"'2 of (breakfast within 6 min, park within 7 min, wet_market within 8 min) & bus_stop within 300 m'")
		  . ")"
	},
	keep => sub { "SELECT circle_alter_study('old', jsonb_build_object('keep', " . one_of(3, 5, 6) . "))" },
	walkers => sub { "SELECT circle_alter_study('old', jsonb_build_object('walkers', '" . one_of('adult', 'adult, planning_60m', 'step_free, adult', 'elderly, hiker, child') . "'))" },
	walker_numbers => sub {
		sprintf("INSERT INTO circle_user_walker (name, speed_m_s, steps_factor, snap_limit_m, slope, slope_strength, crossing_s) VALUES ('hiker', %.2f, %s, %d, '%s', %.1f, %d)
			ON CONFLICT (name) DO UPDATE SET speed_m_s = excluded.speed_m_s, steps_factor = excluded.steps_factor, snap_limit_m = excluded.snap_limit_m,
				slope = excluded.slope, slope_strength = excluded.slope_strength, crossing_s = excluded.crossing_s",
			0.5 + rand 1, one_of(0, 1, 3), one_of(40, 100, 150), one_of('none', 'tobler', 'naismith'), rand 2, one_of(0, 20))
	},
	direction => sub { "SELECT circle_alter_study('old', jsonb_build_object('direction', '" . one_of('from_home', 'to_home', 'round_trip') . "'))" },
	levels => sub { "SELECT circle_alter_study('old', jsonb_build_object('levels', " . one_of("'subdistrict'", "NULL") . "))" },
	circles => sub { "SELECT circle_alter_study('old', jsonb_build_object('circles', '" . one_of('city.circle', 'city.circle', '-') . "', 'circle_min', " . one_of(10, 15) . "))" },
	categories => sub { "SELECT circle_alter_study('old', jsonb_build_object('categories', '" . one_of('clinic', 'clinic, wet_market', 'pharmacy') . "'))" },
	# As importers make their tables again.
	homes_remade => sub { "CREATE TABLE city.other AS TABLE city.home ORDER BY random(); DROP TABLE city.home; ALTER TABLE city.other RENAME TO home; CREATE INDEX ON city.home (home_id)" },
	amenities_remade => sub { "CREATE TABLE city.other AS TABLE city.amenity ORDER BY random(); DROP TABLE city.amenity; ALTER TABLE city.other RENAME TO amenity" },
	homes_truncated => sub { "CREATE TABLE city.other AS SELECT * FROM city.home WHERE home_id % 30 <> " . int(rand 30) . "; TRUNCATE city.home; INSERT INTO city.home TABLE city.other; DROP TABLE city.other" },
	amenities_truncated => sub { "CREATE TABLE city.other AS SELECT * FROM city.amenity WHERE amenity_id % 30 <> " . int(rand 30) . "; TRUNCATE city.amenity; INSERT INTO city.amenity TABLE city.other; DROP TABLE city.other" },
	circle_moved => sub { "UPDATE city.circle SET geom = " . point() . " WHERE circle_id = (SELECT circle_id FROM city.circle ORDER BY hashtext(circle_id::text || '" . number() . "') LIMIT 1)" },
	street_raised => sub {
		"UPDATE city.street AS s SET geom = (SELECT st_setsrid(st_makeline(st_makepoint(st_x(d.geom), st_y(d.geom), 200 + st_z(d.geom) * " . one_of(-1, 0, 2) . ") ORDER BY d.path), 4326)
			FROM st_dumppoints(s.geom) AS d) WHERE street_id = " . street()
	},
);

# Changes of the definition compute much again: they come more rarely than the rest.
my %rare = map { $_ => 1 } qw(standard keep walkers walker_numbers direction levels circles categories homes_many homes_truncated);
my @kinds = map { ($_) x ($rare{$_} ? 1 : 3) } sort keys %edit;
my @first = sort keys %edit;

sub next_edit
{
	my $kind = @first && rand() < 0.5 ? splice(@first, int rand @first, 1) : one_of(@kinds);
	return ($kind, $edit{$kind}->());
}

my %ways = (
	refresh => sub { "$_[0]; SELECT circle_refresh('old', max_loss => 1);" },
	jobs => sub { "$_[0]; SELECT circle_refresh('old', jobs => 2, max_loss => 1);" },
	recompute => sub { "BEGIN; $_[0]; SELECT version FROM circle_refresh('old', max_loss => 1); COMMIT;" },
	savepoint => sub { "BEGIN; SAVEPOINT a; UPDATE city.home SET geom = " . point() . " WHERE home_id % 20 = 1; SELECT version FROM circle_refresh('old', max_loss => 1); ROLLBACK TO a; $_[0]; SELECT version FROM circle_refresh('old', max_loss => 1); COMMIT;" },
	# Several versions of one transaction, of several processes; what somebody asks in between changes nothing.
	several => sub {
		my @edits = split /;\n/, $_[0];
		my $refresh = "SELECT version FROM circle_refresh('old', jobs => " . one_of(1, 2) . ", max_loss => 1)";
		return "BEGIN; " . join('; ', map { "$_; $refresh" } @edits) . "; $refresh; SELECT count(*) FROM circle_what_if('old', 'breakfast', " . point() . "); COMMIT;";
	},
	undone => sub { "BEGIN; $_[0]; SELECT version FROM circle_refresh('old', max_loss => 1); ROLLBACK; $_[0]; SELECT circle_refresh('old', max_loss => 1);" },
);

# Those that changed between the two versions, found by comparing all homes; nothing is noted where no version was published.
my $before = q{DROP TABLE IF EXISTS t.before;
	CREATE TABLE t.before AS SELECT home_id::text, meets, score, (SELECT version FROM old.version) AS version FROM old.home};
my $unlike = q{
	WITH found AS (
		SELECT home_id, o.meets AS old_meets, n.meets AS new_meets, o.score AS old_score, n.score AS new_score
		  FROM t.before AS o FULL JOIN (SELECT home_id::text, meets, score, true AS there FROM old.home) AS n USING (home_id)
		 WHERE o.version IS NULL OR n.there IS NULL OR (o.meets, o.score) IS DISTINCT FROM (n.meets, n.score)
	), noted AS (SELECT home_id, old_meets, new_meets, old_score, new_score FROM old.changed_home)
	SELECT 'changed_home: ' || d::text FROM ((TABLE found EXCEPT ALL TABLE noted) UNION ALL (TABLE noted EXCEPT ALL TABLE found)) AS d
	 WHERE (SELECT max(version) FROM t.before) = (SELECT version - 1 FROM old.version) ORDER BY 1 LIMIT 3};

my ($done, $refreshes, $bad, $noted) = (0, 0, 0, 0);
my (%made, %tried);
while ($done < $edits && !$bad)
{
	my @batch = map { [next_edit()] } 1 .. 1 + int rand 12;
	my $way = $refreshes < keys %ways ? (sort keys %ways)[$refreshes] : one_of(qw(refresh refresh jobs recompute savepoint several undone));
	my $sql = join ";\n", map { $_->[1] } @batch;
	$cluster->safe_psql('postgres', $before);
	my ($code, $out, $err) = $cluster->psql('postgres', $ways{$way}->($sql), on_error_stop => 1);
	my $differences = $code == 0 ? refresh_differences($cluster) . $cluster->safe_psql('postgres', $unlike) : $err;
	$noted += $cluster->safe_psql('postgres', 'SELECT count(*) FROM old.changed_home') if $code == 0;
	$done += @batch;
	$made{ $_->[0] }++ foreach @batch;
	$tried{$way}++;
	$refreshes++;
	next if $differences eq '';
	$bad = 1;
	diag("after $done edits, by $way:\n$sql;\n$differences");
}
ok(!$bad, "$done edits in $refreshes refreshes leave what a full study is");
cmp_ok($noted, '>', $done, 'homes that changed are listed');
is(join(' ', grep { !$made{$_} } sort keys %edit), '', 'every kind of edit was made') if $edits >= 300;
is(join(' ', grep { !$tried{$_} } sort keys %ways), '', 'every way to refresh was tried') if $refreshes >= keys %ways;
is($cluster->safe_psql('postgres', q{SELECT * FROM circle_check('old')}), '', 'circle_check() finds nothing');
is($cluster->safe_psql('postgres', q{SELECT home_id FROM old.home WHERE tile = (SELECT min(tile) FROM old.home) AND circle_coverage_at('old', geom) IS DISTINCT FROM coverage}),
	'', 'a point is as the home there');

done_testing();
