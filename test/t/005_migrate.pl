# Networks and studies of older layouts, as dumps keep them (test/kept, and one made here of today's layout): they can be read; the
# owner's next refresh, build or alteration brings them to the newest layout, whole; they are then what new ones are, in the
# catalogue and in all rows. For there to be an older layout, a newer one is planted in the database.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $kept = "$FindBin::RealBin/../kept";
my $cluster = circle_cluster('migrate', conf => 'client_min_messages = warning');
$cluster->safe_psql('template1', 'CREATE EXTENSION circle_ext CASCADE');

sub sql
{
	my ($database, $query) = @_;
	return $cluster->safe_psql($database, $query);
}

my $newest = sql('template1', 'SELECT circle_private.circle__study_layout()');

# One layout more than there is, in a database: homes and runs have a column more.
sub plant
{
	my ($database, $column) = @_;
	my $planted = $newest + 1;
	sql($database, q{
		CREATE OR REPLACE FUNCTION circle_private.circle__study_layout() RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN PLANTED;
		CREATE FUNCTION circle_private.circle__study_layout_PLANTED(study text, home_key_type text, amenity_key_type text) RETURNS void LANGUAGE plpgsql AS
		$$
		BEGIN
			EXECUTE format($sql$
				ALTER TABLE %1$I.home ADD COLUMN "COLUMN" text;
				ALTER TABLE %1$I.home_change ADD COLUMN "COLUMN" text;
				COMMENT ON COLUMN %1$I.home."COLUMN" IS 'Planted.';
				ALTER TABLE %1$I.refresh_log ADD COLUMN planted text NOT NULL DEFAULT 'yes'$sql$, study);
		END
		$$;
		DO
		$$
		BEGIN
			EXECUTE replace(pg_get_functiondef('circle_private.circle__home_columns()'::regprocedure), $q$'home_id'$q$, $q$'home_id', 'COLUMN'$q$);
		END
		$$} =~ s/PLANTED/$planted/gr =~ s/COLUMN"/$column"/gr =~ s/'COLUMN'/'$column'/gr);
	return;
}

sub database
{
	my ($name, $column) = @_;
	sql('postgres', "CREATE DATABASE $name");
	plant($name, $column) if $column;
	return;
}

sub run_file
{
	my ($database, $file, $what) = @_;
	command_ok([ 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-d', $cluster->connstr($database), '-f', $file ], "$database: $what");
	return;
}

# Today's layout as a dump keeps it.
my $dumps = PostgreSQL::Test::Utils::tempdir();
database('today');
run_file('today', "$kept/city.sql", 'a city, a network, two studies');
command_ok([ 'pg_dump', '--no-owner', '--schema=city', '--schema=city_net', '--schema=*15min*', '-f', "$dumps/layout-$newest.sql", $cluster->connstr('today') ],
	'dumped');
my %dump = (map({ $_ => "$kept/layout-$_.sql" } 1 .. $newest - 1), $newest => "$dumps/layout-$newest.sql");

# All of the catalogue that a user can see of the schemas. Weights follow the columns of home that were there when they were added,
# so columns of home and home_change are told by name there.
my $catalogue = q{
	WITH relation AS (
		SELECT c.oid, format('%s.%s', n.nspname, c.relname) AS name, c.relkind, c.relname, c.reloptions, c.relpersistence, c.relreplident
		  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
		 WHERE (n.nspname = 'city_net' OR n.nspname ~ '15min') AND c.relkind <> 't')
	SELECT format('%s kind %s %s %s %s: %s', name, relkind, relpersistence, relreplident, reloptions, obj_description(oid, 'pg_class')) FROM relation
	UNION ALL
	SELECT format('%s column %s%s %s not null %s, default %s, identity %s, storage %s: %s', name,
				  CASE WHEN relname NOT IN ('home', 'home_change') THEN row_number() OVER (PARTITION BY a.attrelid ORDER BY attnum) || ' ' END,
				  attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(d.adbin, d.adrelid), attidentity, attstorage,
				  col_description(a.attrelid, attnum))
	  FROM relation AS r JOIN pg_attribute AS a ON a.attrelid = r.oid LEFT JOIN pg_attrdef AS d ON d.adrelid = r.oid AND d.adnum = a.attnum
	 WHERE attnum > 0 AND NOT attisdropped
	UNION ALL
	SELECT format('%s constraint %s: %s', name, conname, pg_get_constraintdef(c.oid)) FROM relation AS r JOIN pg_constraint AS c ON c.conrelid = r.oid
	UNION ALL
	SELECT format('%s index %s', name, pg_get_indexdef(indexrelid)) FROM relation AS r JOIN pg_index ON indrelid = r.oid
	UNION ALL
	SELECT format('%s view %s', name, pg_get_viewdef(oid)) FROM relation WHERE relkind = 'v'
	UNION ALL
	SELECT format('%s trigger %s', name, pg_get_triggerdef(t.oid)) FROM relation AS r JOIN pg_trigger AS t ON t.tgrelid = r.oid WHERE NOT tgisinternal
	ORDER BY 1
};

# All rows by relation, but for those that tell of the past. Numbers of versions, refreshes and problems, and times, do not tell of the inputs.
my $results = q{
	SELECT format('%s: %s', relation, sum) FROM unnest(circle_private.circle__study_relations()) AS relation,
	LATERAL (SELECT (xpath('/row/s/text()', query_to_xml(format($q$SELECT count(*) || ' ' || coalesce(sum(hashtextextended(
		(to_jsonb(t) - '{version,published_at,refreshed_at,created_at,problem_no}'::text[])::text, 0)), 0) AS s FROM %I.%I AS t$q$,
		'STUDY', relation), true, true, '')))[1]::text AS sum) AS x
	 WHERE relation <> ALL ('{refresh_log,history,community_history,changed_home,bi_refresh,bi_history,bi_community_history}')
};

my %study = (
	city_15min => q{
		SELECT circle_create_study('city_15min', 'city_net', 'breakfast within 8 min & bus_stop * 2 within 8 min', homes => 'city.home', amenities => 'city.amenity', communities => 'city.community', circles => 'city.circle', walkers => 'adult, planning_60m', weights => 'population, elderly');
		SELECT circle_set_standard('city_15min', 'second', 'park within 500 m | clinic within 900 m straight')
	},
	'"Örtlich" 15min' => q{
		SELECT circle_create_study('"Örtlich" 15min', 'city_net', 'breakfast within 5 min', homes => 'city.home_view', amenities => 'city.amenity', communities => '-', circles => '-', weights => '', settings => '{"columns": {"homes": {"home_id": "key of home"}}, "keep": 5}')
	});

sub rows
{
	my ($database, $study) = @_;
	return sql($database, $results =~ s/STUDY/$study/r);
}

# A dump is as good as what it was made of.
database('again');
run_file('again', $dump{$newest}, 'restored');
is(sql('again', $catalogue), sql('today', $catalogue), 'a restored network and studies are what they were, in the catalogue');
is(rows('again', $_), rows('today', $_), "$_: and in all rows") foreach sort keys %study;
sql('again', q{SELECT circle_refresh('city_15min')});
is(sql('again', 'SELECT max(version) FROM city_15min.version'), sql('today', 'SELECT max(version) FROM city_15min.version'), 'a refresh of it finds nothing new');

# What there would be if all had been made by the planted version.
database('fresh', 'planted');
run_file('fresh', $dump{$newest}, 'restored');
foreach my $study (sort keys %study)
{
	sql('fresh', "SELECT circle_drop_study('$study')");
}
sql('fresh', q{SELECT circle_drop_network('city_net'); SELECT circle_create_network('city_net', 'city.street')});
foreach my $study (sort keys %study)
{
	sql('fresh', "$study{$study}; SELECT circle_refresh('$study')");
}
my @catalogue = split /\n/, sql('fresh', $catalogue);
cmp_ok(scalar @catalogue, '>', 500, 'the catalogue of new studies is known');
is(sql('fresh', 'SELECT layout FROM city_15min.study'), $newest + 1, 'new studies have the planted layout');
isnt(sql('fresh', $catalogue), sql('today', $catalogue), 'which differs from the one before');

sub catalogue_is
{
	my ($database, $name) = @_;
	my %new = map { $_ => 1 } @catalogue;
	my %old = map { $_ => 1 } split /\n/, sql($database, $catalogue);
	my $difference = join "\n", (map { "only new:      $_" } grep { !$old{$_} } sort keys %new), map { "only migrated: $_" } grep { !$new{$_} } sort keys %old;
	is($difference, '', "$name: the catalogue is that of new ones (what a layout adds belongs into study/migrate.sql)");
	return;
}

foreach my $layout (sort keys %dump)
{
	my $kept_rows = 'SELECT count(*), sum(hashtextextended(h::text, 0)) FROM city_15min.home AS h';
	my $db = "kept$layout";
	database($db, 'planted');
	run_file($db, $dump{$layout}, 'restored');
	is(sql($db, 'SELECT layout FROM city_15min.study'), $layout, "layout $layout: as kept");

	# Readers
	is(sql($db, 'SELECT string_agg(study, $$ $$ ORDER BY study COLLATE "C"), count(version) FROM circle_studies()'), '"Örtlich" 15min city_15min|2', "layout $layout: studies are listed");
	is(sql($db, 'SELECT network FROM circle_networks()'), 'city_net', "layout $layout: so is the network");
	is(sql($db, q{SELECT count(*) FROM city_15min.home WHERE coverage::text IS DISTINCT FROM circle_coverage_at('city_15min', geom)::text}), 0,
		"layout $layout: points are answered as homes were");
	like(($cluster->psql($db, q{SELECT * FROM circle_check('city_15min')}))[2], qr/study "city_15min" was made by an older version/,
		"layout $layout: circle_check() waits for the migration");
	my $compared = sql($db, q{SELECT * FROM circle_compare('city_15min', 1, 2)});
	isnt($compared, '', "layout $layout: versions are compared");
	cmp_ok(sql($db, 'SELECT count(*) FROM city_15min.gap_report'), '>', 0, "layout $layout: gaps are reported");

	# Not the owner; a migration that is undone; what readers hold
	my $before = sql($db, $kept_rows);
	sql($db, q{CREATE ROLE reader; GRANT USAGE ON SCHEMA city_15min TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA city_15min TO reader});
	like(($cluster->psql($db, q{SET ROLE reader; SELECT circle_refresh('city_15min')}))[2], qr/must be owner of schema city_15min/, "layout $layout: only its owner brings it up to date");
	sql($db, q{BEGIN; SELECT version FROM circle_refresh('city_15min', max_loss => 1); ROLLBACK});
	is(sql($db, 'SELECT layout FROM city_15min.study'), $layout, "layout $layout: undone with its transaction");
	is(sql($db, $kept_rows), $before, "layout $layout: nothing else changed");

	# The owner
	sql($db, q{SELECT circle_alter_study('"Örtlich" 15min', '{"keep": 5}')});
	is(sql($db, q{SELECT layout FROM """Örtlich"" 15min".study}), $newest + 1, "layout $layout: brought up to date by circle_alter_study()");
	sql($db, "SELECT circle_refresh('$_')") foreach sort keys %study;
	is(sql($db, 'SELECT layout FROM city_15min.study'), $newest + 1, "layout $layout: brought up to date by a refresh");
	is(sql($db, 'SELECT layout FROM city_net.network'), sql('fresh', 'SELECT layout FROM city_net.network'), "layout $layout: and so is the network");
	catalogue_is($db, "layout $layout");
	is(rows($db, $_), rows('fresh', $_), "layout $layout: $_ has the rows of a new one") foreach sort keys %study;
	is(sql($db, q{SELECT count(*) FROM circle_check('city_15min')}), 0, "layout $layout: circle_check() finds nothing");
	is(sql($db, q{SELECT * FROM circle_compare('city_15min', 1, 2)}), $compared, "layout $layout: versions are compared as before");
	is(sql($db, q{SELECT relname FROM pg_class WHERE relnamespace = 'city_15min'::regnamespace AND relkind IN ('r', 'v') AND NOT has_table_privilege('reader', oid, 'SELECT')}), '',
		"layout $layout: who could read all of it still can");
	sql($db, q{SELECT circle_drop_study(study) FROM circle_studies(); SELECT circle_drop_network('city_net')});
	is(sql($db, q{SELECT count(*) FROM pg_namespace WHERE nspname ~ '15min|net'}), 0, "layout $layout: nothing is left over when dropped");
	sql($db, 'DROP OWNED BY reader; DROP ROLE reader');
}

# A weight of the old study has the name of a column that is new in homes
database('named', 'elderly');
run_file('named', $dump{$newest}, 'restored');
cmp_ok(sql('named', q{SELECT count(*) FROM circle_explain('city_15min', (SELECT min(home_id) FROM city_15min.home))}), '>', 0, 'a study with such a weight is explained as ever');
my (undef, undef, $named) = $cluster->psql('named', q{SELECT circle_refresh('city_15min')});
like($named, qr/weight "elderly" of study "city_15min" has a name that circle_ext now gives to a column of its own.*circle_alter_study\('city_15min', '\{"weights": \["population", "elderly_1"\]\}'\)/s, 'it is not brought up to date by a refresh');
like(($cluster->psql('named', q{SELECT circle_alter_study('city_15min', '{"weights": "elderly"}')}))[2], qr/"elderly" cannot be the name of a weight/, 'nor with that weight');
sql('named', q{ALTER TABLE city.home RENAME elderly TO elderly_1; SELECT circle_alter_study('city_15min', '{"weights": "population, elderly_1"}')});
is(sql('named', q{SELECT weights FROM city_15min.version}), '{population,"elderly (weight)"}', 'but with another name, the published version keeping its numbers');
is(sql('named', q{SELECT sum("elderly (weight)") FROM city_15min.home}), sql('today', 'SELECT sum(elderly) FROM city_15min.home'), 'all of them');
sql('named', q{SELECT circle_refresh('city_15min')});
is(sql('named', q{SELECT sum(elderly_1), (SELECT count(*) FROM circle_check('city_15min')) FROM city_15min.home}),
	sql('today', 'SELECT sum(elderly), 0 FROM city_15min.home'), 'until the next one has the new name');

# Networks: what later layouts add runs in their order, from the one after that which is there.
sql('today', q{
	CREATE FUNCTION circle_private.circle__network_layout_0(network text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE 'too early'; END $$;
	CREATE FUNCTION circle_private.circle__network_layout_1(network text) RETURNS void LANGUAGE plpgsql AS
		$$ BEGIN EXECUTE format('COMMENT ON TABLE %I.network IS ''Planted.''', network); END $$;
	SELECT circle_private.circle__add_network_layouts('city_net', 0)});
is(sql('today', q{SELECT obj_description('city_net.network'::regclass)}), 'Planted.', 'layouts are added to a network');

# A newer one
my (undef, undef, $err) = $cluster->psql('fresh', q{UPDATE city_15min.study SET layout = 99; SELECT circle_refresh('city_15min')});
like($err, qr/study "city_15min" has layout 99, this version of circle_ext knows layouts 1 to ${\($newest + 1)}/, 'a newer study is refused');
(undef, undef, $err) = $cluster->psql('fresh', q{UPDATE city_net.network SET layout = 99; SELECT circle_build_network('city_net')});
like($err, qr/network "city_net" is of another version/, 'so is a newer network');

done_testing();
