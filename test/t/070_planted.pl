# What a stranger plants in the schema of circle_ext or PostGIS never runs. While he may create there, CREATE EXTENSION and every function
# Also: schemas.
# that looks names up when it runs refuse to work; so they do beside what he left there. In schemas of their own they work.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $cluster = circle_cluster('planted', extension => 0, conf => 'client_min_messages = error');
my $db;
sub sql { return $cluster->safe_psql($db, $_[0]); }

# The error of a statement, or 'none'.
sub error_of
{
	my ($sql) = @_;
	my ($code, undef, $err) = $cluster->psql($db, $sql);
	return $code == 0 ? 'none' : $err;
}

sub new_database
{
	$db = $_[0];
	$cluster->safe_psql('postgres', "CREATE DATABASE $db");
	sql(q{CREATE SCHEMA trap; CREATE SEQUENCE trap.ran; GRANT USAGE ON SCHEMA trap TO PUBLIC; GRANT ALL ON SEQUENCE trap.ran TO PUBLIC});
	return;
}

# A sequence counts what runs, even where the statement fails later.
sub ran { return sql('SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM trap.ran'); }

my @planted = (
	q{FUNCTION quote_ident(name) RETURNS text},
	q{FUNCTION format(text, name) RETURNS text},
	q{FUNCTION format(text, text) RETURNS text},
	q{FUNCTION format(text, text, text) RETURNS text},
	q{FUNCTION format(text, text, text, text) RETURNS text},
	q{FUNCTION concat_ws(text, text, text) RETURNS text},
	q{FUNCTION to_regclass(name) RETURNS regclass},
	q{FUNCTION octet_length(name) RETURNS int},
	q{FUNCTION upper(name) RETURNS text},
	q{FUNCTION round(float8, int) RETURNS numeric},
	q{FUNCTION same(anyelement, anyelement) RETURNS boolean},
	q{FUNCTION joined(text, name) RETURNS text},
	q{FUNCTION joined(text, int) RETURNS text},
);

sub plant
{
	my $made = '';
	foreach my $what (@planted)
	{
		my ($type) = $what =~ /RETURNS (\w+)/;
		$made .= "CREATE $what LANGUAGE plpgsql AS 'BEGIN PERFORM nextval(''trap.ran''); RETURN NULL::$type; END';";
	}
	sql(qq{SET ROLE mallory; SET search_path = public; $made
		CREATE OPERATOR = (LEFTARG = anyelement, RIGHTARG = anyelement, FUNCTION = public.same);
		CREATE OPERATOR || (LEFTARG = text, RIGHTARG = name, FUNCTION = public.joined);
		CREATE OPERATOR || (LEFTARG = text, RIGHTARG = int, FUNCTION = public.joined)});
	return;
}

sub uproot
{
	my $drops = sql(q{SET search_path = pg_catalog;
		SELECT string_agg(format('DROP OPERATOR %s', oid::regoperator), ';') FROM pg_operator WHERE oprowner = 'mallory'::regrole})
	  . q{;} . sql(q{SET search_path = pg_catalog;
		SELECT string_agg(format('DROP FUNCTION %s', oid::regprocedure), ';') FROM pg_proc WHERE proowner = 'mallory'::regrole});
	sql("SET search_path = pg_catalog; $drops");
	return;
}

# One statement for each door. With the schemas of circle_ext and PostGIS.
sub doors
{
	my ($circle, $gis) = @_;
	my $point = "$gis.st_setsrid($gis.st_makepoint(116.4, 39.9), 4326)";
	return map { s/(?<!\.)\bcircle_(?=\w+\()/$circle.circle_/gr } (
		q{SELECT circle_sample_city('town', 200)},
		q{SELECT circle_create_network('town_net', 'town.street')},
		q{SELECT circle_alter_network('town_net', '{"heights": null}')},
		q{SELECT circle_alter_network('town_net', '{"barriers": null}')},
		q{SELECT circle_build_network('town_net')},
		q{SELECT circle_alter_network('town_net', '{}')},
		qq{SELECT circle_create_study('here', 'town_net', 'mofcom_basic_15_of_23', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-')},
		qq{SELECT circle_alter_study('here', '{}')},
		q{SELECT circle_refresh('here')},
		q{SELECT version FROM circle_refresh('here', max_loss => 1)},
		q{SELECT circle_check('here')},
		q{SELECT circle_compare('here', 1, 1)},
		q{SELECT circle_networks()},
		q{SELECT circle_studies()},
		qq{SELECT circle_coverage_at('here', $point)},
		qq{SELECT circle_nearest('here', $point, 'bank')},
		qq{SELECT circle_explain_at('here', $point)},
		q{SELECT circle_explain('here', 1)},
		q{SELECT circle_explain('here', '1'::text)},
		qq{SELECT circle_snap('town_net', $point)},
		qq{SELECT circle_walk_time('town_net', $point, $point)},
		qq{SELECT circle_path('town_net', $point, $point)},
		qq{SELECT circle_edges('town_net', $gis.st_expand($point, 0.01))},
		qq{SELECT circle_reach('town_net', $point, 5)},
		qq{SELECT circle_isochrone('town_net', $point, 5)},
		q{SELECT circle_private.circle__gap_report('here')},
		q{SELECT circle_gap_clusters('here')},
		q{SELECT circle_mvt(14, 13486, 6207, 'here', 'home')},
		q{SELECT circle_mvt(14, 13486, 6207, '{"study": "here", "layer": "home"}')},
		q{SELECT circle_qgis_styles('here')},
		q{SELECT length(circle_report('here'))},
		q{SELECT circle_make_grid('town.home', 500)},
		q{SELECT circle_clean_streets('town.street', 'town.clean')},
		q{SELECT circle_classify_tags('osm', '{"shop": "supermarket"}')},
		q{SELECT circle_osm_finish('town')},                                 # without an import
		q{SELECT circle_drop_study('here')},
		q{SELECT circle_drop_network('town_net')});
}

$cluster->safe_psql('postgres', 'CREATE ROLE mallory');
my $refusal = qr/does not work while others may create objects in schema "public"/;

# --- CREATE EXTENSION ---

new_database('upgraded');
sql('GRANT CREATE ON SCHEMA public TO PUBLIC; CREATE EXTENSION postgis');
like(error_of('CREATE EXTENSION circle_ext'), $refusal, 'CREATE EXTENSION refuses a schema in which everybody may create');
like(error_of('CREATE EXTENSION circle_ext'), qr/REVOKE CREATE ON SCHEMA public FROM PUBLIC/, '... and says what to do');
sql('REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT CREATE ON SCHEMA public TO mallory');
like(error_of('CREATE EXTENSION circle_ext'), qr/REVOKE CREATE ON SCHEMA public FROM mallory/, '... or in which a role may');
like(error_of('CREATE SCHEMA circle; CREATE EXTENSION circle_ext SCHEMA circle'),
	$refusal, '... be it that of PostGIS alone');
plant();
sql('REVOKE CREATE ON SCHEMA public FROM mallory');
like(error_of('CREATE EXTENSION circle_ext'),
	qr/does not work beside function public\.\w+\(.*role mallory/s, '... or in which he left what hides others');
uproot();
is(error_of('CREATE EXTENSION circle_ext'), 'none', '... and is content when all that is gone');
is(ran(), 0, 'nothing planted ran');

# --- every door, in a schema that is opened later ---

sub all_refuse
{
	my ($how, $error) = @_;
	foreach my $door (doors('public', 'public'))
	{
		my $got = error_of($door);
		# What is bound when it is made, or looks nothing up by name, may work or find nothing.
		next if $door =~ /circle_(snap|walk_time|path|edges|reach)\(/ && $got =~ /network "town_net" does not exist/;
		like($got, $error, "$how: $door");
	}
	is(ran(), 0, "$how: nothing planted ran");
	return;
}

sql(q{
	CREATE SCHEMA town; CREATE TABLE town.street (); CREATE TABLE town.home (); CREATE TABLE town.amenity ();
	GRANT CREATE ON SCHEMA public TO mallory});
plant();
all_refuse('a stranger may create', $refusal);
sql('REVOKE CREATE ON SCHEMA public FROM mallory');
all_refuse('he may no more, but has', qr/does not work beside (function|operator) public\./);
uproot();
foreach my $who ('mallory', 'CURRENT_USER', 'pg_database_owner', 'boss')
{
	sql('CREATE ROLE boss SUPERUSER') if $who eq 'boss';
	sql("GRANT CREATE ON SCHEMA public TO $who");
	is(error_of(($who eq 'mallory' ? 'SET ROLE mallory; ' : '') . 'SELECT circle_networks()'), 'none', "$who may create and call");
	sql("REVOKE CREATE ON SCHEMA public FROM $who") if $who ne 'pg_database_owner';
}

# --- schemas of their own ---

new_database('apart');
sql(q{
	GRANT CREATE ON SCHEMA public TO PUBLIC;
	CREATE SCHEMA gis; CREATE EXTENSION postgis SCHEMA gis;
	CREATE SCHEMA circle; CREATE EXTENSION circle_ext SCHEMA circle;
});
plant();
foreach my $door (doors('circle', 'gis'))
{
	my $got = error_of("SET search_path = public; $door");
	next if $door =~ /osm_finish/ && $got =~ /there is no OpenStreetMap import/;
	is($got, 'none', "in schemas of their own: $door");
}
is(ran(), 0, 'nothing planted in another schema ran');

# --- no door is without the check ---

my $open = sql(q{
	WITH RECURSIVE ours AS (
		SELECT p.oid, p.proname, l.lanname, p.prosqlbody IS NOT NULL AS early,
			   l.lanname IN ('plpgsql', 'sql') AND p.prosqlbody IS NULL AS late,
			   p.prosrc ~ '^\nDECLARE\n\tschemas_checked CONSTANT boolean := circle_private\.circle__check_schemas\(\);' AS checked
		  FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
		  JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
		  JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'circle_ext'),
	reached AS (
		SELECT o.* FROM ours AS o
		 WHERE o.proname NOT LIKE 'circle\_\_%'
			OR EXISTS (SELECT FROM pg_depend AS d WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = o.oid AND d.classid <> 'pg_proc'::regclass)
		 UNION
		SELECT o.* FROM reached AS r
		  JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_proc'::regclass
		  JOIN ours AS o ON o.oid = d.refobjid
		 WHERE r.early)
	SELECT string_agg(oid::regprocedure::text, E'\n' ORDER BY 1) FROM reached WHERE late AND NOT checked});
is($open, '', 'every function that can be called by name or by what is bound, and looks names up when it runs, asks first');

done_testing();
