# ALTER EXTENSION circle_ext UPDATE: a database made by an older release and updated has the catalogue of a new one, to the last
# comment. The extension's objects are made ordinary ones, both databases dumped, the dumps compared.
#
# Older releases are the scripts test/kept/circle_ext--VERSION.sql and what sql/updates holds. For a test of this test an older
# version is planted, and updates that forget something.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = "$FindBin::RealBin/../..";
my $config = $ENV{PG_CONFIG} || 'pg_config';
chomp(my $share = `$config --sharedir`);
chomp(my $lib = `$config --pkglibdir`);
my $installed = ($ENV{CIRCLE_DESTDIR} // '');

# An installation of its own, with the older releases and what is planted.
my $inst = PostgreSQL::Test::Utils::tempdir();
system('mkdir', '-p', "$inst$share/extension", "$inst$lib") == 0 or die 'no directory';
system("cp $installed$share/extension/circle_ext* '$inst$share/extension/' && cp $installed$lib/circle_ext.so '$inst$lib/'") == 0 or die 'nothing installed';
foreach my $kept (glob "$root/test/kept/circle_ext--*.sql")
{
	system('cp', $kept, "$inst$share/extension/") == 0 or die $kept;
}

sub script
{
	my ($name, $text) = @_;
	circle_write("$inst$share/extension/circle_ext--$name.sql", $text);
	return;
}

my ($version) = slurp_file("$inst$share/extension/circle_ext.control") =~ /default_version *= *'([^']+)'/;
my $install = slurp_file("$inst$share/extension/circle_ext--$version.sql");

# Planted: a release that lacks the last function of the install script and a table of words, and updates to today's version.
my ($function) = $install =~ /.*^(CREATE FUNCTION circle_\w+\((?:(?!^CREATE ).)*?^COMMENT ON FUNCTION [^;]*';\n)/ms;
my ($words) = $install =~ /^(CREATE TABLE circle__column_word .*?;\n(?:COMMENT ON [^;]*';\n)+GRANT [^;]*;\n)/ms;
cmp_ok(length($function // ''), '>', 100, 'there is a function to be left out');
cmp_ok(length($words // ''), '>', 100, 'there is a table to be left out');
my $old = $install =~ s/\Q$function\E//r =~ s/\Q$words\E/CREATE TABLE circle__column_word (column_name text PRIMARY KEY, meaning text NOT NULL);\n/r;
isnt($old, $install, 'a release without them');
# Private functions are made and moved as the install script does it.
my ($path) = $install =~ /^(SELECT pg_catalog.set_config\('search_path'.*;\n)/m;
my ($move) = $install =~ /^(DO \$\$\n(?:(?!^DO )(?:.*\n))*?.*SET SCHEMA circle_private.*\n(?:.*\n)*?\$\$;\n)/m;
my $update = "$path$function$words$move" =~ s/^CREATE TABLE [^;]*;\n//mr;
script('planted', $old);
script("planted--$version", $update);
script('forgetful', $old);
script("forgetful--$version", $update =~ s/^COMMENT ON FUNCTION [^;]*';\n//mr =~ s/^GRANT [^;]*;\n//mr);
script('unsafe', $old);
script("unsafe--$version", "$update\nALTER FUNCTION circle_private.circle_coverage_meets(circle_coverage, circle_standard) PARALLEL UNSAFE;");
script('lazy', $old =~ s/^(CREATE OPERATOR @@ \([^;]*?),\s*RESTRICT = \w+/$1/mr);
script("lazy--$version", $update);

my $cluster = circle_cluster('update', destdir => $inst, extension => 0, conf => 'client_min_messages = warning');
my $databases = 0;

# The schema of a database in which the extension was made by these statements, as a dump that no longer knows of it.
sub dump_of
{
	my (@statements) = @_;
	my $database = 'update' . ++$databases;
	my ($out, $err) = ('', '');
	$cluster->safe_psql('postgres', "CREATE DATABASE $database");
	$cluster->safe_psql($database, join ';', 'CREATE EXTENSION postgis', @statements);
	my $made = $cluster->safe_psql($database, q{SELECT extversion FROM pg_extension WHERE extname = 'circle_ext'});
	is($made, $version, "$statements[0]: version $version");
	$cluster->safe_psql($database, q{
		DELETE FROM pg_init_privs AS p USING pg_depend AS d, pg_extension AS e
		 WHERE e.extname = 'circle_ext' AND d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
		   AND p.classoid = d.classid AND p.objoid = d.objid;
		DELETE FROM pg_depend AS d USING pg_extension AS e
		 WHERE e.extname = 'circle_ext' AND (d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid OR d.classid = 'pg_extension'::regclass AND d.objid = e.oid);
		DELETE FROM pg_description AS d USING pg_extension AS e WHERE e.extname = 'circle_ext' AND d.classoid = 'pg_extension'::regclass AND d.objoid = e.oid;
		DELETE FROM pg_extension WHERE extname = 'circle_ext'});
	IPC::Run::run([ circle_bindir() . '/pg_dump', '--schema-only', $cluster->connstr($database) ], '>', \$out, '2>', \$err) or die $err;
	$cluster->safe_psql('postgres', "DROP DATABASE $database");
	return grep { !/^\\(?:un)?restrict |^--|^$/ } split /\n/, $out;
}

# Lines that only one of two dumps has, and where they are in another order.
sub difference
{
	my ($new, $updated) = @_;
	my (%count, @said);
	$count{$_}++ foreach @$new;
	$count{$_}-- foreach @$updated;
	push @said, map { ($count{$_} > 0 ? 'only new: ' : 'only updated: ') . $_ } grep { $count{$_} } sort keys %count;
	push @said, 'in another order' if !@said && join("\n", @$new) ne join("\n", @$updated);
	return join "\n", @said;
}

my @new = dump_of('CREATE EXTENSION circle_ext');
cmp_ok(scalar(grep { /^CREATE FUNCTION / } @new), '>', 300, 'a dump has the functions');
cmp_ok(scalar(grep { /^COMMENT ON / } @new), '>', 300, 'and their comments');
is(difference(\@new, [ dump_of('CREATE EXTENSION circle_ext SCHEMA public') ]), '', 'two new databases are the same');

# Of every release from which there is a way to this one.
my $versions = $cluster->safe_psql('postgres', qq{
	SELECT string_agg(source, ' ' ORDER BY source) FROM pg_extension_update_paths('circle_ext')
	 WHERE target = '$version' AND path IS NOT NULL AND source <> ALL ('{planted,forgetful,unsafe,lazy}')
	   AND source IN (SELECT version FROM pg_available_extension_versions WHERE name = 'circle_ext')});
note('older releases: ', $versions || 'none');
foreach my $release (split / /, "$versions planted")
{
	next if $release eq '';
	is(difference(\@new, [ dump_of("CREATE EXTENSION circle_ext VERSION '$release'", 'ALTER EXTENSION circle_ext UPDATE') ]), '',
		"from $release: the catalogue is that of a new database");
}

# Updates that leave something behind.
my %forgotten = (
	forgetful => [ qr/^only new: COMMENT ON FUNCTION /m, qr/^only new: GRANT SELECT ON TABLE public\.circle__column_word TO PUBLIC/m ],
	unsafe => [ qr/^only updated: .*circle_coverage_meets|^only new: .*PARALLEL SAFE/m ],
	lazy => [ qr/^only new: .*RESTRICT = /m ]);
foreach my $release (sort keys %forgotten)
{
	my $difference = difference(\@new, [ dump_of("CREATE EXTENSION circle_ext VERSION '$release'", 'ALTER EXTENSION circle_ext UPDATE') ]);
	like($difference, $_, "$release: it is told") foreach @{ $forgotten{$release} };
}
$cluster->stop;
done_testing();
