# Every SQL example of README.md runs, from top to bottom in one database, and prints what README.md says.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Utils;
use Test::More;
use CircleTest;

# Trailing spaces and empty lines at either end are no matter.
sub tidy
{
	my $text = join "\n", map { s/\s+$//r } split /\n/, shift;
	return $text =~ s/\A\n+|\n+\z//gr;
}

open my $readme, '<', "$FindBin::RealBin/../../README.md" or die $!;
my $text = do { local $/; <$readme> };
my (@examples);
while ($text =~ /^```sql\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/msg)
{
	push @examples, { line => 1 + (substr($text, 0, $-[0]) =~ tr/\n//), sql => $1, output => tidy($2 // '') };
}
cmp_ok(scalar @examples, '>', 10, 'README has examples');

my $node = circle_cluster('readme', extension => 0);
my $script = "SET client_min_messages = warning;\n";
$script .= "\\echo \@\@$_\n$examples[$_]{sql}" for 0 .. $#examples;
my ($stdout, $stderr) = ('', '');
IPC::Run::run([ 'psql', '-X', '-q', '-d', $node->connstr('postgres'), '-v', 'ON_ERROR_STOP=0' ],
	'<', \$script, '>', \$stdout, '2>&1');
my (undef, %printed) = split /^\@\@(\d+)\n/m, $stdout, -1;
for my $no (0 .. $#examples)
{
	is(tidy($printed{$no} // 'did not run'), $examples[$no]{output}, "example at line $examples[$no]{line}");
}
$node->stop;
done_testing();
