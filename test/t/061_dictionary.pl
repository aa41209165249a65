# The data dictionary of docs/reference/relations.md is what the comments say now.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Utils;
use Test::More;
use CircleTest;

my $root = "$FindBin::RealBin/../..";
open my $readme, '<', "$root/docs/reference/relations.md" or die $!;
my $text = do { local $/; <$readme> };
my ($written) = $text =~ /<!-- dictionary: make dictionary -->\n(.*?)<!-- end of the dictionary -->/s;
ok(defined $written, 'docs/reference/relations.md has a dictionary');

my $node = circle_cluster('dictionary');
my ($made, $errors) = ('', '');
IPC::Run::run([ 'psql', '-X', '-q', '-d', $node->connstr('postgres'), '-v', 'ON_ERROR_STOP=1', '-f', "$root/test/tools/dictionary.sql" ], '>', \$made, '2>', \$errors);
is($errors, '', 'it can be made');

my %known = map { $_ => 1 } split /\n/, $written // '';
my @new = grep { !$known{$_} } split /\n/, $made;
is(scalar @new, 0, 'every line of it is in docs/reference/relations.md') or diag("make dictionary; it lacks:\n" . join "\n", @new);
is($written // '', $made, 'and it says the same in the same order') or diag('make dictionary');
$node->stop;
done_testing();
