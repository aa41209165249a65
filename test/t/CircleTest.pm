# CircleTest.pm: what the TAP tests share.
#
#   use CircleTest;
#   my $node = circle_cluster('primary');    # a running cluster that can CREATE EXTENSION circle_ext
#   my $data = circle_data('monaco.osm.pbf'); # a map extract, or undef
package CircleTest;

use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter 'import';
use File::Basename qw(dirname);
use File::Path qw(make_path);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;

our @EXPORT = qw(circle_cluster circle_bindir circle_settings circle_data circle_needs circle_write);

my $root = abs_path(dirname(__FILE__) . '/../..');

# Settings that make a private installation (make install DESTDIR=...) visible to a server; without arguments that of
# CIRCLE_DESTDIR to the server of PG_CONFIG.
sub circle_settings
{
	my ($config, $inst) = @_;
	$config //= $ENV{PG_CONFIG} || 'pg_config';
	$inst //= $ENV{CIRCLE_DESTDIR};
	return '' unless defined $inst && $inst ne '';
	my ($major) = `$config --version` =~ /^PostgreSQL (\d+)/;
	return "extension_destdir = '$inst'\n" if $major < 18;
	chomp(my $share = `$config --sharedir`);
	chomp(my $lib = `$config --pkglibdir`);
	return "extension_control_path = '$inst$share:\$system'\n"
	  . "dynamic_library_path = '$inst$lib:\$libdir'\n";
}

# Where the programs of a server are, by default of that of PG_CONFIG.
sub circle_bindir
{
	my $config = shift // $ENV{PG_CONFIG} || 'pg_config';
	chomp(my $bindir = `$config --bindir`);
	return $bindir;
}

# A new cluster, started. Options: conf => more lines for postgresql.conf, start => 0 not to start it,
# extension => 0 not to create the extension in database postgres, pg_config and destdir for another server than that of PG_CONFIG
# and the private installation that it sees; the rest goes to init().
sub circle_cluster
{
	my ($name, %options) = @_;
	my $conf = delete $options{conf} // '';
	my $start = delete $options{start} // 1;
	my $extension = delete $options{extension} // 1;
	my ($config, $inst) = delete @options{qw(pg_config destdir)};
	my $path = $config ? dirname(circle_bindir($config)) : undef;
	my $node = PostgreSQL::Test::Cluster->new($name, install_path => $path);

	# Not what the locale of the caller would make it: osm2pgsql refuses a database that is not UTF-8.
	$node->init(%options, extra => [ '--encoding=UTF8', '--locale=C', @{ $options{extra} // [] } ]);
	$node->append_conf('postgresql.conf', circle_settings($config, $inst) . "fsync = off\n$conf\n");
	return $node unless $start;
	$node->start;
	$node->safe_psql('postgres', 'CREATE EXTENSION circle_ext CASCADE') if $extension;
	return $node;
}

# The full name of a file of test data, from CIRCLE_TEST_DATA or ../shared/data beside the checkout;
# undef if it is not there.
sub circle_data
{
	my ($name) = @_;
	foreach my $dir (grep { defined && $_ ne '' } $ENV{CIRCLE_TEST_DATA}, "$root/../shared/data")
	{
		return "$dir/$name" if -r "$dir/$name";
	}
	return undef;
}

# Skip all of a test file, loudly, unless these programs can be run.
sub circle_needs
{
	foreach my $program (@_)
	{
		next if grep { -x "$_/$program" } split /:/, $ENV{PATH};
		Test::More::plan(skip_all => "$program is not installed");
	}
	return;
}

# Write a file, in a directory that is made where there is none.
sub circle_write
{
	my ($path, $text) = @_;
	make_path(dirname($path));
	open my $file, '>', $path or die "$path: $!";
	print $file $text;
	close $file;
	return;
}

1;
