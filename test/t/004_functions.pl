# Functions are short and take few parameters, and the script that says so sees those that do not, in every language.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = "$FindBin::RealBin/../..";

sub run_check
{
	my ($dir) = @_;
	my ($out, $err) = ('', '');
	my $ok = IPC::Run::run([ "$root/test/tools/check-functions", $dir ], '>', \$out, '2>', \$err);
	return ($ok, $out . $err);
}

my ($ok, $said) = run_check($root);
is($said, '', 'no function of the project is too long');
ok($ok, 'and the exit code says so');

my $dir = PostgreSQL::Test::Utils::tempdir();

# A function of so many lines: what comes before its name, the rest of its first line, its body and its end.
my %language = (
	'src/core/base/a.c' => [ "static int\n", 'long_one(int a)', "{\n", "\tf(a);\n", "}\n", "\nint\nnext(void)\n{\n}\n" ],
	'sql/study/a.sql' => [ '', 'CREATE FUNCTION long_one(a text) RETURNS text', "AS \$make\$\nBEGIN\n", "\tPERFORM 'a;', \$\$b;\$\$;\n", "END\n\$make\$;\n", "COMMENT ON FUNCTION long_one(text) IS 'x';\n" ],
	'sql/study/b.sql' => [ '', 'CREATE OR REPLACE PROCEDURE long_one(a text)', "BEGIN ATOMIC\n", "\tSELECT 1;\n", "END;\n", "COMMENT ON FUNCTION long_one(text) IS 'x';\n" ],
	'sql/study/c.sql' => [ '', 'CREATE FUNCTION long_one(a text) RETURNS text', "RETURN 1\n", "\t+ length('a;b''c')\n", "\t+ 1;\n", "COMMENT ON FUNCTION long_one(text) IS 'x';\n" ],
	'test/a.py' => [ "class A:\n", '    def long_one(self):', '', "        f('(')\n\n", "        return 1\n", "\n    def next(self):\n        pass\n" ],
	'test/a.pl' => [ '', 'sub long_one', "{\n", "\tf();\n", "}\n", "sub next_one { return 1; }\n" ],
	'test/tools/a' => [ "#!/bin/bash\n", 'long_one() {', '', "\ttrue\n", "}\n", "next() {\n\ttrue\n}\n" ],
	'sql/osm/a.lua' => [ '', 'local function long_one(a)', '', "\tf(a)\n", "end\n", "" ],
	'test/a.mjs' => [ '', 'async function long_one(a) {', '', "\tf(a)\n", "}\n", "" ]);
foreach my $path (sort keys %language)
{
	my ($before, $name, $begin, $line, $end, $after) = @{ $language{$path} };
	my $function = sub
	{
		my ($lines) = @_;
		my $body = $begin . $end;
		my $left = $lines - 1 - ($body =~ tr/\n//);
		my $each = ($line =~ tr/\n//);
		my $text = $line x int($left / $each);
		$text .= "\n" x ($left % $each);
		return "$before$name\n$begin$text$end$after" =~ s/\n(\t|    |        )?\Q$end\E/\n$1$end/r;
	};
	circle_write("$dir/$path", $function->(60));
	is((run_check($dir))[1], '', "$path: 60 lines will do");
	circle_write("$dir/$path", $function->(61));
	my ($fine, $output) = run_check($dir);
	ok(!$fine, "$path: 61 lines will not");
	like($output, qr/\A\Q$path\E:\d+: long_one has 61 lines\n\z/, "$path: named");
	circle_write("$dir/test/tools/long-functions", "# some\n$path long_one: it is known\n");
	is((run_check($dir))[1], '', "$path: may be excused");
	circle_write("$dir/$path", $function->(60));
	like((run_check($dir))[1], qr/\Atest\/tools\/long-functions: \Q$path\E long_one is not too long any more\n\z/, "$path: but not for ever");
	unlink "$dir/test/tools/long-functions", "$dir/$path";
}
circle_write("$dir/src/pg/server/a.c", "int\nnarrow(int a, int b, int c, int d, int e, int f, int g, int (*h)(int, int))\n{\n}\n");
is((run_check($dir))[1], '', '8 parameters will do');
circle_write("$dir/src/pg/server/a.c", "int\nwide(int a, int b, int c, int d, int e, int f, int g,\n\t int h, int i)\n{\n}\n");
like((run_check($dir))[1], qr/\Asrc\/pg\/server\/a.c: wide\(\) has 9 parameters\n\z/, '9 will not');
circle_write("$dir/test/tools/long-functions", "src/pg/server/a.c wide\n");
like((run_check($dir))[1], qr/not "path name: reason"/, 'an excuse needs a reason');

done_testing();
