# What is supported is said alike wherever it is said: README.md, docs, META.json, the control file and the only header that asks
# for the server's version; and what "make check-pg" tests is what the documentation says is tested.
use strict;
use warnings;
use Cwd qw(abs_path);
use FindBin;
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;

my $root = abs_path("$FindBin::RealBin/../..");

sub slurp { return slurp_file("$root/$_[0]"); }

my $meta = decode_json(slurp('META.json'));
my $needed = $meta->{prereqs}{runtime}{requires};
my ($postgres) = $needed->{PostgreSQL} =~ /^(\d+)\.0\.0$/;
my ($postgis) = $needed->{postgis} =~ /^(\d+\.\d+)\.0$/;

like(slurp('README.md'), qr/^Requirements: PostgreSQL $postgres or later and PostGIS \Q$postgis\E or later\b/m, 'README.md');
my ($oldest) = slurp('src/pg/server/compat.h') =~ /^#if PG_VERSION_NUM < (\d+)\n#error/m;
is($oldest, $postgres . '0000', 'compat.h');
like(slurp('src/pg/server/compat.h'), qr/^#error ".* needs PostgreSQL $postgres or newer"$/m, 'and the error that it gives');
my ($version) = slurp('circle_ext.control') =~ /^default_version *= *'([^']+)'/m;
is($meta->{version}, $version, 'the control file');
my ($requires) = slurp('circle_ext.control') =~ /^requires *= *'([^']+)'/m;
is($requires, join(', ', sort grep { $_ ne 'PostgreSQL' } keys %$needed), 'and the extensions that it requires');
foreach my $provided (values %{ $meta->{provides} })
{
	ok(-f "$root/$provided->{$_}", "META.json: $provided->{$_}") foreach qw(file docfile);
	is($provided->{version}, $version, 'META.json: the version provided');
}

# Nowhere else does code ask for the version of the server.
my @asking = split /\n/, qx(cd '$root' && grep -rlE --include='*.[ch]' 'PG_VERSION_NUM|PG_MAJORVERSION' src);
is("@asking", 'src/pg/server/compat.h', 'one file asks for the version');

# The majors that roots can be made of, those that the documents call tested, and those of continuous integration.
my @roots = slurp('test/tools/lib.sh') =~ /^\t(\d+)\) echo (?:bookworm|trixie|forky) ;;$/mg;
my ($tested) = slurp('docs/method.md') =~ /^\| PostgreSQL \| PostGIS \| \|\n\|[-| ]+\n((?:\|.*\n)+)/m;
is(join(' ', map { /^\| (\d+) \|/ ? $1 : () } grep { !/not tested/ } split /\n/, $tested // ''), "@roots", 'docs/method.md says what is tested');
like($tested, qr/^\| 16 \|.*not tested/m, 'and what is not');
is($roots[0], $postgres, 'the oldest server that is supported is tested');
my @ci = slurp('.ci/run') =~ /check-pg PG=(\d+)/g;
is(join(' ', $roots[0], sort @ci), "@roots", '.ci/run has a step for each, that of 18 when it is asked for');

done_testing();
