# Every example of README.md and docs/ runs, and prints what the page says.
#
# The examples of a page run from top to bottom in a database of its own, named city while they run. A page that says
# "The examples continue [...](page)" starts from the database that this page left. A page that needs a map extract
# says so: <!-- data: monaco.osm.pbf as city.osm.pbf -->. Shell examples run in an empty directory with that file in it.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use PostgreSQL::Test::Utils;
use Test::More;
use CircleDocs;
use CircleTest;

my %page = doc_pages();
my $node = circle_cluster('docs', extension => 0);
local $ENV{PGHOST} = $node->host;
local $ENV{PGPORT} = $node->port;
local $ENV{PGDATABASE} = 'city';
local $ENV{PATH} = private_pg_config() . ":$ENV{PATH}";

# Trailing spaces and empty lines at either end are no matter.
sub tidy
{
	my $text = join "\n", map { s/\s+$//r } split /\n/, shift;
	return $text =~ s/\A\n+|\n+\z//gr;
}

# pg_config that finds a private installation (make install DESTDIR=...), for the shell examples.
sub private_pg_config
{
	my $config = $ENV{PG_CONFIG} || 'pg_config';
	chomp(my $real = `which $config`);
	my $dir = PostgreSQL::Test::Utils::tempdir();
	open my $script, '>', "$dir/pg_config" or die $!;
	print $script "#!/bin/sh\n[ \"\$1\" != --sharedir ] || { echo \"\$CIRCLE_DESTDIR\$($real --sharedir)\"; exit; }\nexec $real \"\$@\"\n";
	close $script;
	chmod 0755, "$dir/pg_config";
	return $dir;
}

# The page whose database this one starts from, or undef.
sub parent_page
{
	my ($path) = @_;
	my ($link) = $page{$path} =~ /^The examples continue \[[^\]]*\]\(([^)#]+)/m or return undef;
	my @parts;
	for (split m{/}, dirname($path) . "/$link") { $_ eq '..' ? pop @parts : $_ eq '.' || push @parts, $_; }
	return join '/', @parts;
}

sub database { return 'page_' . ($_[0] =~ s/\W/_/gr); }

sub sql { $node->safe_psql('template1', shift); }

# The examples in groups: SQL that runs in one session, and shell scripts.
sub groups
{
	my (@groups);
	foreach my $block (grep { !$_->{excuse} && $_->{kind} =~ /^(sql|sh)$/ } @_)
	{
		push @groups, [] if !@groups || $block->{kind} eq 'sh' || $groups[-1][0]{kind} eq 'sh';
		push @{ $groups[-1] }, $block;
	}
	return @groups;
}

sub compare
{
	my ($path, $block, $printed) = @_;
	my ($got, $said) = map { tidy($_) } $printed, $block->{output};
	utf8::encode($_) foreach $got, $said;
	is($got, $said, "$path, line $block->{line}");
	return;
}

# The row that a refresh returns says how long it took: no page shows it.
sub quiet { return $_[0] =~ s/^(SELECT \* FROM circle_refresh\(.*\));$/$1 \\gset refresh_/mgr; }

sub run_sql
{
	my ($path, @blocks) = @_;
	my $script = "SET client_min_messages = warning;\n" . join '', map { "\\echo \@\@$_->{line}\n${\quiet($_->{text})}" } @blocks;
	utf8::encode($script);
	my $printed = '';
	IPC::Run::run([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=0' ], '<', \$script, '>', \$printed, '2>&1');
	utf8::decode($printed);
	my (undef, %printed) = split /^\@\@(\d+)\n/m, $printed, -1;
	compare($path, $_, $printed{ $_->{line} } // 'did not run') foreach @blocks;
	return;
}

sub run_shell
{
	my ($path, $dir, $block) = @_;
	my ($out, $err) = ('', '');
	my $script = "cd '$dir' && set -eu\n$block->{text}";
	utf8::encode($script);
	my $ok = IPC::Run::run([ 'bash', '-c', $script ], '>', \$out, '2>', \$err);
	ok($ok, "$path, line $block->{line}: the script runs") or diag($err);
	utf8::decode($out);
	compare($path, $block, $out);
	return;
}

my %done;

sub run_page
{
	my ($path) = @_;
	return $done{$path} if exists $done{$path};
	$done{$path} = 0;
	my @blocks = doc_blocks($page{$path} // die "$path: no such page");
	my $parent = parent_page($path);
	my @odd = grep { !$_->{excuse} && $_->{kind} !~ /^(sql|sh)$/ } @blocks;
	is(join(', ', map { $_->{line} } @odd), '', "$path: what is no example says that it is not run");
	my @groups = groups(@blocks) or return 0;
	my $dir = PostgreSQL::Test::Utils::tempdir();
	my ($data, $name) = $page{$path} =~ /^<!-- data: (\S+) as (\S+) -->$/m;
  SKIP:
	{
		skip "$path: the page that it continues did not run", 1 if $parent && !run_page($parent);
		if ($data)
		{
			my $file = circle_data($data) or skip "$path: no $data", 1;
			skip "$path: osm2pgsql is not installed", 1 unless grep { -x "$_/osm2pgsql" } split /:/, $ENV{PATH};
			symlink abs_path($file), "$dir/$name" or die $!;
		}
		my $makes_it = grep { $_->{kind} eq 'sh' && $_->{text} =~ /^createdb city\b/m } @{ $groups[0] };
		sql('CREATE DATABASE city' . ($parent ? ' TEMPLATE ' . database($parent) : '')) unless $makes_it;
		$_->[0]{kind} eq 'sh' ? run_shell($path, $dir, $_->[0]) : run_sql($path, @$_) foreach @groups;
		sql('ALTER DATABASE city RENAME TO ' . database($path));
		$done{$path} = 1;
	}
	return $done{$path};
}

my @only = split /,/, $ENV{CIRCLE_DOCS} // '';
run_page($_) foreach @only ? @only : grep { $_ ne 'src/README.md' } sort keys %page;
$node->stop;
done_testing();
