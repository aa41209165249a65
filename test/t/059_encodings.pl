# Databases and clients of several encodings: the extension is made in UTF8 only, elsewhere it refuses and leaves nothing; a client
# gets its labels in its own encoding.
use strict;
use warnings;
use Encode;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $cluster = circle_cluster('encodings', extension => 0);
my $label = q{SELECT label_zh FROM circle_category WHERE name = 'wet_market'};
my $name = "\x{83DC}\x{5E02}\x{573A}";

sub database
{
	my ($encoding) = @_;
	my $database = lc "in_$encoding";
	$cluster->safe_psql('postgres', "CREATE DATABASE $database ENCODING '$encoding' LOCALE 'C' TEMPLATE template0");
	return $database;
}

# What the extension would leave behind.
my $left = q{SELECT (SELECT count(*) FROM pg_proc WHERE proname ~ '^circle__') + (SELECT count(*) FROM pg_class WHERE relname ~ '^circle_')
	+ (SELECT count(*) FROM pg_extension WHERE extname = 'circle_ext')};

foreach my $encoding (qw(LATIN1 SQL_ASCII WIN1252 LATIN9))
{
	my $database = database($encoding);
	my ($code, undef, $error) = $cluster->psql($database, 'CREATE EXTENSION circle_ext CASCADE');
	isnt($code, 0, "$encoding: refused");
	like($error, qr/ERROR:  circle_ext needs a database in encoding UTF8, not $encoding$/m, "$encoding: it says what is needed");
	like($error, qr/^HINT:  .*ENCODING 'UTF8' TEMPLATE template0/m, "$encoding: and what to do");
	is($cluster->safe_psql($database, $left), '0', "$encoding: nothing is left");
}

# The server reads the script before anything of it is run: in encodings of several bytes, it is the server that refuses.
foreach my $encoding (qw(EUC_CN EUC_JP))
{
	my $database = database($encoding);
	my ($code, undef, $error) = $cluster->psql($database, 'CREATE EXTENSION circle_ext CASCADE');
	isnt($code, 0, "$encoding: refused");
	like($error, qr/ERROR:  invalid byte sequence for encoding "$encoding"/, "$encoding: by the server, as docs/troubleshooting.md tells");
	is($cluster->safe_psql($database, $left), '0', "$encoding: nothing is left");
}

my $database = database('UTF8');
$cluster->safe_psql($database, 'CREATE EXTENSION circle_ext CASCADE');
is($cluster->safe_psql($database, q{SELECT encode(convert_to(label_zh, 'UTF8'), 'hex') FROM circle_category WHERE name = 'wet_market'}),
	unpack('H*', encode('UTF-8', $name)), 'UTF8: the label is stored as it is written');
my %clients = (UTF8 => 'UTF-8', GB18030 => 'gb18030', GBK => 'cp936', EUC_CN => 'euc-cn');
foreach my $client (sort keys %clients)
{
	# Perl has no table of GB18030; of these characters it is GBK.
	my $expected = encode($clients{$client} eq 'gb18030' ? 'cp936' : $clients{$client}, $name);
	local $ENV{PGCLIENTENCODING} = $client;
	my $got = `psql -XAt -d '@{[ $cluster->connstr($database) ]}' -c "$label"`;
	chomp $got;
	is(unpack('H*', $got), unpack('H*', $expected), "a client in $client gets the label in it");
}
{
	local $ENV{PGCLIENTENCODING} = 'LATIN1';
	my ($code, undef, $error) = $cluster->psql($database, $label);
	like($error, qr/has no equivalent in encoding "LATIN1"/, 'a client that cannot show a label is told so');
	is($cluster->safe_psql($database, q{SELECT label_en FROM circle_category WHERE name = 'wet_market'}), 'wet market', 'and may ask for the English one');
}
my ($code, undef, $error) = $cluster->psql('postgres', "CREATE DATABASE in_gb18030 ENCODING 'GB18030' LOCALE 'C' TEMPLATE template0");
isnt($code, 0, 'GB18030 is an encoding of clients only');

done_testing();
