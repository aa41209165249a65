# The sources keep their order, and the script that says so sees what does not.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use File::Path qw(make_path);
use PostgreSQL::Test::Utils;
use Test::More;

my $root = "$FindBin::RealBin/../..";
my $check = "$root/test/tools/check-arrows";

sub run_check
{
	my ($dir, $compile) = @_;
	local $ENV{CHECK_COMPILE} = $compile;
	my ($out, $err) = ('', '');
	my $ok = IPC::Run::run([ $check, $dir ], '>', \$out, '2>', \$err);
	return ($ok, $out . $err);
}

my ($ok, $said) = run_check($root, 1);
is($said, '', 'the sources keep their order');
ok($ok, 'and the exit code says so');

my $copy = PostgreSQL::Test::Utils::tempdir() . '/copy';

sub slurp { return -e "$copy/$_[0]" ? slurp_file("$copy/$_[0]") : ''; }

# Each: what is planted where, and what must be said of it. A change is a function of the file's text.
sub plant
{
	my ($name, $path, $change, $expected, $compile) = @_;
	my $before = slurp($path);
	local $_ = $before;
	$change->();
	isnt($_, $before, "$name: planted");
	circle_write("$copy/$path", $_);
	my ($fine, $output) = run_check($copy, $compile // 0);
	ok(!$fine, "$name: refused");
	like($output, $expected, "$name: named");
	is(scalar(() = $output =~ /\n/g), 1, "$name: nothing else") or diag($output);
	$before eq '' ? unlink("$copy/$path") : circle_write("$copy/$path", $before);
	return;
}

make_path($copy);
system('cp', '-r', "$root/src", "$root/sql", "$root/expected", $copy) == 0 or die 'cannot copy';
make_path("$copy/test");
system('cp', '-r', "$root/test/sql", "$root/test/specs", "$root/test/t", "$copy/test") == 0 or die 'cannot copy';
is((run_check($copy, 0))[1], '', 'a copy is in order');

plant('the core uses the server', 'src/core/base/geo.c', sub { s/(#include "base\/geo.h"\n)/$1#include "postgres.h"\n/ }, qr/^src\/core\/base\/geo.c: includes "postgres.h", which/);
plant('the core uses src/pg', 'src/core/base/geo.c', sub { s/(#include "base\/geo.h"\n)/$1#include "server\/rows.h"\n/ }, qr/geo.c: includes "server\/rows.h": the core does not use the server/);
plant('a folder uses a later one', 'src/core/network/build.c', sub { s/(#include "network\/build.h"\n)/$1#include "walk\/walker.h"\n/ }, qr/build.c: includes "walk\/walker.h": network comes before walk/);
plant('so in src/pg', 'src/pg/server/rows.c', sub { s/(#include "server\/rows.h"\n)/$1#include "types\/value.h"\n/ }, qr/rows.c: includes "types\/value.h": server comes before types/);
plant('a circle of files', 'src/core/analysis/batch_nearest_k.c', sub { s/(#include "analysis\/batch_nearest_k.h"\n)/$1#include "analysis\/batch.h"\n/ },
	qr/^src\/core\/analysis\/batch: circle: src\/core\/analysis\/batch -> src\/core\/analysis\/batch_nearest_k -> src\/core\/analysis\/batch$/m);
plant('a folder without a place', 'src/core/other/new.h', sub { $_ = "int cc_new;\n" }, qr/other\/new.h: is in no folder/);
plant('a header that needs another', 'src/core/walk/slope.h', sub { s/#include "walk\/walker.h"\n// }, qr/slope.h: does not compile alone: .*cc_walker/, 1);
plant('postgres.h in a header', 'src/pg/server/srf.h', sub { s/#include "fmgr.h"/#include "postgres.h"\n#include "fmgr.h"/ }, qr/srf.h: includes postgres.h/);
plant('another header first', 'src/core/walk/walker.c', sub { s/#include "walk\/walker.h"/#include "base\/base.h"\n#include "walk\/walker.h"/ }, qr/walker.c: does not include its own header first/);
plant('so in src/pg', 'src/pg/server/args.c', sub { s/#include "server\/args.h"/#include "utils\/builtins.h"\n#include "server\/args.h"/ }, qr/args.c: does not include its own header first/);
plant('a function that no header has', 'src/core/walk/walker.c', sub { $_ .= "\nint\ncc_naked(void)\n{\n\treturn 0;\n}\n" }, qr/cc_naked\(\) is not declared in src\/core\/walk\/walker.h/);
plant('SQL calls what does not exist', 'sql/query/snap.sql', sub { s/'circle_snap'/'circle_snapped'/ }, qr/no C function circle_snapped\(\)/);
plant('SQL and C of two names', 'sql/query/path.sql', sub { s/'circle_path'/'circle_snap'/ }, qr/path.sql: circle_snap\(\) is in src\/pg\/query\/snap.c/);
plant('a part that is not installed', 'sql/query/other.sql', sub { $_ = "SELECT 1;\n" }, qr/other.sql: is not in sql\/order/);
plant('a part that is not there', 'sql/order', sub { $_ .= "query/none.sql\n" }, qr/no sql\/query\/none.sql/);
plant('no expected output', 'test/sql/other.sql', sub { $_ = "SELECT 1;\n" }, qr/no expected\/other.out/);
plant('no test', 'test/sql/map.sql', sub { s/^-- Also: edges\.\n//m }, qr/edges.sql: no test\/sql\/edges.sql/);

# A name without its prefix is named, in either tree.
foreach (['src/core/walk/walker', 'cc_'], ['src/pg/server/srf', 'circle_'])
{
	my ($module, $prefix) = @$_;
	my %before = map { $_ => slurp("$module.$_") } qw(c h);
	circle_write("$copy/$module.c", "$before{c}\nint\nnaked(void)\n{\n\treturn 0;\n}\n");
	circle_write("$copy/$module.h", "$before{h}\nextern int naked(void);\n");
	like((run_check($copy, 0))[1], qr/\A\Q$module.c: naked() is not prefixed $prefix\E\n\z/, "a name without prefix $prefix");
	circle_write("$copy/$module.$_", $before{$_}) foreach qw(c h);
}
# A part in the root of sql/ that pg_regress would run as a test.
circle_write("$copy/$_->[0]/head.$_->[1]", "SELECT 1;\n") foreach ['test/sql', 'sql'], ['expected', 'out'];
like((run_check($copy, 0))[1], qr/\Asql\/head.sql: is taken for the test head by pg_regress: put it into a folder\n\z/, 'a part with the name of a test');
unlink "$copy/test/sql/head.sql", "$copy/expected/head.out";
# An include by the file's name alone does not compile either, but it is told why.
circle_write("$copy/src/core/route/snap.c", slurp('src/core/route/snap.c') =~ s/"route\/near.h"/"near.h"/r);
like((run_check($copy, 0))[1], qr/snap.c: includes "near.h" without its folder/, 'an include without its folder');

done_testing();
