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
$node->stop;
done_testing();
