# The pages of docs/reference are what the sources say now; every comment that they are made of exists.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Utils;
use Test::More;
use CircleTest;

my $root = "$FindBin::RealBin/../..";
my $node = circle_cluster('reference');
my $dir = PostgreSQL::Test::Utils::tempdir();

my ($out, $errors) = ('', '');
IPC::Run::run([ 'psql', '-X', '-q', '-d', $node->connstr('postgres'), '-v', "dir=$dir", '-f', "$root/test/tools/reference.sql" ], '>', \$out, '2>', \$errors);
is($errors, '', 'the pages of the catalogs can be made');
IPC::Run::run([ "$root/test/tools/errors" ], '>', "$dir/errors.md", '2>', \$errors);
is($errors, '', 'the page of errors can be made');

foreach my $page (qw(functions types settings relations errors))
{
	my ($made, $kept) = (slurp_file("$dir/$page.md"), slurp_file("$root/docs/reference/$page.md"));
	cmp_ok(length $made, '>', 500, "$page.md has something in it");
	my %kept = map { $_ => 1 } split /\n/, $kept;
	my @new = grep { !$kept{$_} } split /\n/, $made;
	is(join("\n", @new), '', "docs/reference/$page.md has every line that it should have: make reference");
	is($kept, $made, "docs/reference/$page.md is current: make reference");
}
unlike(slurp_file("$dir/$_.md"), qr/^\| [^|]+ \| (?:[^|]+ \| )*\|$/m, "$_.md: nothing is without a comment") foreach qw(functions types settings relations);

# \df circle_* is a table of contents: what the page lists, and no more than a person reads.
my @listed = slurp_file("$dir/functions.md") =~ /^## (\w+)$/mg;
is($node->safe_psql('postgres', q{SELECT string_agg(name, ' ' ORDER BY name COLLATE "C")
	FROM (SELECT DISTINCT proname::text AS name FROM pg_proc WHERE proname LIKE 'circle\_%' AND pronamespace <> 'pg_catalog'::regnamespace AND pg_function_is_visible(oid)) AS p}),
	"@listed", 'functions that a user sees are those of the page');
cmp_ok(scalar @listed, '<=', 45, 'names that a user sees');
$node->stop;
done_testing();
