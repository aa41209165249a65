# Every function of the extension, private ones too, is called with what nobody means: NULL, NaN, infinities, extremes, empty and mixed and
# three-dimensional geometries, damaged bytes, absurd texts, arrays and documents, relations that are not there; by a role without
# any grant and by the owner of a study. No internal error, no crash; a cancelled call ends at once, and none takes much memory.
#
# CIRCLE_CALLS_SEED=n   other combinations
# CIRCLE_CALLS=n        calls for each role, 0 for all of them (default 6000)
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{CIRCLE_CALLS_SEED} || 1;
my $wanted = $ENV{CIRCLE_CALLS} // 6000;
my $timeout_ms = 1000;
my $late_s = 2;         # beyond the timeout, on a busy machine
my $memory_kb = 300_000;    # that one call may add
my $address_space = 4 << 30;

my $cluster = circle_cluster('calls', conf => "client_min_messages = error\nautovacuum = off\njit = off\nrestart_after_crash = on\nlog_min_messages = fatal");
sub sql { return $cluster->safe_psql('postgres', $_[0]); }

# A call that takes more than this is refused by the kernel: an error and not the end of the machine.
my ($postmaster) = slurp_file($cluster->data_dir . '/postmaster.pid') =~ /^(\d+)/;
system('prlimit', "--pid=$postmaster", "--as=$address_space") == 0 or die 'prlimit failed';

sql(q{
	CREATE ROLE regress_owner; CREATE ROLE regress_nobody;
	GRANT CREATE ON DATABASE postgres TO regress_owner;
	CREATE SCHEMA calls_test; GRANT USAGE ON SCHEMA calls_test TO PUBLIC;
	CREATE FUNCTION calls_test.peak_kb() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS
		$$ SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s*(\d+)'))[1]::int $$;
	SET ROLE regress_owner;
	SELECT circle_sample_city('town', 200);
	SELECT circle_create_network('town_net', 'town.street');
	SELECT circle_create_study('study', 'town_net', 'park within 10 min & pharmacy * 2 within 800 m & bus_stop within 300 m straight', homes => 'town.home', amenities => 'town.amenity', communities => 'town.community', circles => '-');
});
$cluster->safe_psql('postgres', q{SET ROLE regress_owner; SELECT circle_refresh('study')});

# --- values ---

sub quoted { return join ', ', map { $_ eq 'NULL' ? $_ : "'" . s/'/''/gr . "'" } @_; }

my $here = sql('SELECT st_asewkt(st_setsrid(st_centroid(st_extent(geom)), 4326)) FROM town.street');
my ($lon, $lat) = $here =~ /POINT\(([-\d.]+) ([-\d.]+)\)/;
my $coverage = sql('SELECT coverage FROM study.home WHERE coverage IS NOT NULL ORDER BY home_id LIMIT 1');

my $template = sql('SELECT template FROM study.version');

my @numbers = ('0', '1', '-1', '15', '1000000');
my @texts = ('', 'x', 'study', 'town_net', "a'b\"c", '%s %I %L %n', 'pg_catalog', 'town', '((((', "\x{10FFFF}", '-1', "a\nb", ' ');
my @wkt = (
	$here, "SRID=4326;POINT($lon $lat 5)", "SRID=4326;POINT M ($lon $lat 5)", 'POINT(0 0)', 'SRID=4326;POINT EMPTY', 'SRID=3857;POINT(1e30 1)',
	'SRID=4326;POINT(NaN 1)', 'SRID=4326;POINT(1e308 -1e308)', 'SRID=4326;POINT(180 90)', 'SRID=4326;POINT(-180 -85.05)',
	"SRID=4326;MULTIPOINT($lon $lat, 0 0)", 'SRID=4326;MULTIPOINT EMPTY', 'SRID=4326;LINESTRING EMPTY', "SRID=4326;LINESTRING($lon $lat, 180 85)",
	'SRID=4326;LINESTRING ZM (0 0 1 1, 0 0 2 2)', 'SRID=4326;POLYGON EMPTY', 'SRID=4326;POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))',
	"SRID=4326;POLYGON(($lon $lat, 107 30, 107 $lat, $lon 30, $lon $lat))", 'SRID=4326;POLYGON((0 0, 1 1, 0 0, 0 0))',
	'SRID=4326;MULTIPOLYGON EMPTY', 'SRID=4326;GEOMETRYCOLLECTION EMPTY',
	"SRID=4326;GEOMETRYCOLLECTION(POINT EMPTY, GEOMETRYCOLLECTION(LINESTRING(0 0, 1 1), POINT($lon $lat)))",
	'SRID=4326;CIRCULARSTRING(0 0, 1 1, 2 0)', 'SRID=4326;TRIANGLE((0 0, 1 0, 0 1, 0 0))', 'SRID=4326;TIN(((0 0 0, 1 0 0, 0 1 0, 0 0 0)))',
	'SRID=4326;CURVEPOLYGON(CIRCULARSTRING(0 0, 1 1, 2 0, 1 -1, 0 0))', 'SRID=4326;LINESTRING(NaN NaN, 1 1)');
my @standards = (
	'park within 10 min', 'park', '2 of (a within 1 min, b within 2 m, c within 5 m straight)', 'a inside', 'park * 255 within 1440 min', 'a | b & c within 16000 min',
	'(a & b) * 1', '"" within 5 min', join(' & ', map { "k$_ within $_ min" } 1 .. 200));
my @standards_known = grep { valid('circle_standard', $_) } @standards;
my @coverages = grep { valid('circle_coverage', $_) } ($coverage, $template, '', '{}');

sub valid { return ($cluster->psql('postgres', "SELECT '" . $_[1] =~ s/'/''/gr . "'::$_[0]"))[0] == 0; }

my @json = (
	'null', '{}', '[]', '""', '1e999', '-0', 'true', '[[[]]]', '{"a": null}', '{"": {"": []}}', '[null, 1, "x", {}]', '["\ud83d\ude00"]',
	'{"entries": [{"category": "a", "unit": "min", "keep": 1e9, "values": [-1], "cutoffs": [1e99], "counts": null}]}',
	'{"study": "study", "layer": "home"}', '{"needs": 3, "min": "x"}', '{"tags": {"shop": "x"}}', ('[' x 3000) . (']' x 3000));

my %scalars = (
	text => [ map { quoted($_) } @texts ],
	boolean => [ 'true', 'false' ],
	integer => [ @numbers, '2147483647', '-2147483648', '32768' ],
	bigint => [ @numbers, '9223372036854775807', '-9223372036854775808' ],
	oid => [ '0', '1', '4294967295' ],
	'double precision' => [ map { "'$_'" } '5', 0, '-0', 1, -1, 'NaN', 'Infinity', '-Infinity', '1e308', '-1e308', '5e-324', '0.1', '1e7' ],
	date => [ map { "'$_'" } 'now', 'infinity', '-infinity', '4713-01-01 BC', '5874897-12-31' ],
	'timestamp with time zone' => [ map { "'$_'" } 'now', 'infinity', '-infinity', '4714-11-24 00:00:00+00 BC', '294276-12-31 23:59:59+00' ],
	regclass => [ "'town.home'", "'town.street'", '0::oid', '4294967295::oid', "'pg_class'", "'pg_class_oid_index'", "'study.home'", "'pg_stats'" ],
	regtype => [ "'text'", '0::oid', '4294967295::oid', "'circle_standard'" ],
	geometry => [ (map { quoted($_) } @wkt), q{st_setsrid(st_makepoint('Infinity', 1), 4326)}, q{st_setsrid(st_makepoint(1, '-Infinity'), 4326)} ],
	json => [ map { quoted($_) } @json ],
	jsonb => [ map { quoted($_) } @json ],
	bytea => [ q{'\x'}, q{'\x00'}, q{'\x01ffffffffffffffffff'}, q{decode(repeat('a7', 100000), 'hex')} ],
	cstring => [ map { quoted($_) } @texts, @standards, $coverage ],
	circle_standard => [ map { quoted($_) } @standards_known ],
	circle_coverage => [ map { quoted($_) } @coverages ],
	record => [ 'ROW()', q{ROW(NULL, 1, 'x')} ],
	circle__frame => [ q{jsonb_populate_record(NULL::circle__frame, '{}')} ],
);
# Rarely, for they take their time.
my %large = (text => q{repeat('x', 100000)}, cstring => q{repeat('x''', 100000)}, jsonb => q{(SELECT jsonb_agg(n) FROM generate_series(1, 20000) AS n)},
	geometry => q{(SELECT st_setsrid(st_makeline(st_makepoint(sin(n), cos(n))), 4326) FROM generate_series(1, 3000) AS n)});

sub array_values
{
	my ($type) = @_;
	my @few = @{ $scalars{$type} };
	my ($one, $two) = @few[ 0, -1 ];
	return (
		"ARRAY[$one]::${type}[]", "'{}'::${type}[]", "ARRAY[NULL]::${type}[]", "ARRAY[$one, NULL, $two]::${type}[]", "ARRAY[[$one, $two], [$two, $one]]::${type}[]",
		"ARRAY[" . join(', ', @few) . "]::${type}[]", "array_fill($one\::$type, '{2}'::int[], '{2147483640}'::int[])", "array_fill($one\::$type, '{20000}'::int[])",
		"array_fill(NULL::$type, '{3,3,3}'::int[])", map { "ARRAY[$_]::${type}[]" } @few[ 1 .. $#few ]);
}

my %pool;
sub pool
{
	my ($type) = @_;
	return $pool{$type} //= do
	{
		my ($element) = $type =~ /^(.*)\[\]$/;
		die "071_calls.pl knows no values of type $type" unless $scalars{ $element // $type };
		my @values = $element ? array_values($element) : map { /::$type$/ ? $_ : "($_)::$type" } @{ $scalars{$type} };
		[ @values, "NULL::$type", $large{$type} ? "($large{$type})::$type" : () ];
	};
}

# What makes a call go further than its first check.
my %usual = (
	study => "'study'", network => "'town_net'", walker => "'adult'", direction => "'from_home'", schema_name => "'study'", schema => "'town'", category => "'park'", unit => "'min'",
	geom_column => "'geom'", geom => undef, key_column => "'home_id'", column_name => "'home_id'", target => "'town.target'", layer => "'home'", z => '14', level => "'community'",
	homes => "'SELECT ''a''::text, 0::float8, 0::float8, NULL::bytea, false, NULL::circle_coverage, ''{}''::bigint[]'", amenities => undef, nweights => '0', walker_no => '1',
	target_schema => "'study'", datum => "'gcj02'", home_key_type => "'bigint'", amenity_key_type => "'bigint'", lang => "'en'", max_loss => '1', jobs => '1', keep => '5',
	template => undef, scope => "'true'", streets => "'town.street'", communities => "'town.community'", relation => "'town.home'", source => "'osm'", refresh_no => '1', old_run => '1', new_run => '1',
	query => undef, cols => '20', rows => '20', seed => '1', salt => '1', period => '10', whole => '3', decay => "'linear'", horizon => '15', minutes => undef);

sub usual
{
	my ($name, $type) = @_;
	my $value = $usual{$name};
	$value = "'town.home'" if $name eq 'homes' && $type eq 'regclass';
	$value = "'town.amenity'" if $name eq 'amenities' && $type eq 'regclass';
	$value = quoted($template) if $name eq 'template';
	$value = '200' if $name eq 'homes' && $type eq 'integer';
	$value = q{'SELECT home_id, geom FROM town.home'} if $name eq 'query' && $type eq 'text';
	return defined $value && $type !~ /\[\]$/ && $type ne 'circle_standard' ? "($value)::$type" : pool($type)->[0];
}

# --- calls ---

srand($seed);
sub one_of { return $_[0][ int rand @{ $_[0] } ]; }

# Argument lists: as usual, one argument after the other through its pool, and by chance.
sub argument_lists
{
	my ($names, $types) = @_;
	my @usual = map { usual($names->[$_], $types->[$_]) } 0 .. $#$types;
	my @lists = ([@usual]);

	foreach my $i (0 .. $#$types)
	{
		foreach my $value (@{ pool($types->[$i]) })
		{
			my @list = @usual;
			$list[$i] = $value;
			push @lists, \@list;
		}
	}
	push @lists, [ map { rand() < 0.5 ? one_of(pool($types->[$_])) : $usual[$_] } 0 .. $#$types ] for 1 .. 4 * @$types;
	return @lists;
}

my @functions = map { [ split /\|/, $_, -1 ] } split /\n/, sql(q{
	SELECT p.prokind, p.proname, array_to_string(ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS a(t, n) ORDER BY n), ','),
		   array_to_string((coalesce(p.proargnames, array_fill(''::text, ARRAY[greatest(p.pronargs, 1)])))[1:p.pronargs], ',')
	  FROM pg_proc AS p
	  JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
	  JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'circle_ext'
	 WHERE NOT 'internal'::regtype = ANY (p.proargtypes)
	 ORDER BY p.proname, 3});
cmp_ok(scalar @functions, '>', 300, 'functions to be called');

my @calls;
foreach (@functions)
{
	my ($kind, $name, $types, $names) = @$_;
	my @types = split /,/, $types;
	my @names = split /,/, $names, -1;
	foreach my $list (argument_lists(\@names, \@types))
	{
		my $call = "$name(" . join(', ', @$list) . ')';
		push @calls, [ $kind, $kind eq 'p' ? "CALL $call" : "SELECT $call" ];
	}
}

# What once stopped the server or read past an array, every time.
my @always = map { [ 'f', "SELECT $_" ] } (
	"circle_private.circle__indicators(NULL, ARRAY['park within 10 min'::circle_standard], 2147483647, '$template')",
	"circle_private.circle__indicators(NULL, ARRAY['park within 10 min'::circle_standard], -1, '$template')",
	"circle_private.circle__indicators(NULL, array_fill('park within 10 min'::circle_standard, '{20000}'), 1600, '$template')",
	"circle_private.circle__indicators(NULL, ARRAY['park'::circle_standard], 0, '$template')",
	"circle_private.circle__indicators(NULL, ARRAY['park'::circle_standard], 0, '')",
	"circle_private.circle__indicators('\\x01ffffffff0fffffffff0f', ARRAY['park within 10 min'::circle_standard], 0, '$template')",
	"circle_private.circle__sum_parts('\\x01ffffffff0fffffffff0f', false)",
	"circle_private.circle__cover('town_net', 'adult', '$template', ARRAY['park'::circle_standard], 'SELECT home_id, geom FROM town.home', 'SELECT 1', 'from_home')");

# These, and a fair choice of the others in an order of its own.
sub chosen
{
	my @keyed = sort { $a->[0] <=> $b->[0] } map { [ rand(), $_ ] } @calls;
	$#keyed = $wanted - 1 if $wanted > 0 && $wanted < @keyed;
	return (@always, map { $_->[1] } @keyed);
}

sub script
{
	my ($role, $from, @chosen) = @_;
	my $text = "\\set VERBOSITY verbose\n\\set SHOW_CONTEXT never\n\\pset format unaligned\n\\pset tuples_only on\n"
	  . "SET ROLE $role; SET statement_timeout = $timeout_ms;\n"
	  . "SELECT -1, calls_test.peak_kb(), extract(epoch FROM clock_timestamp());\n";
	foreach my $i ($from .. $#chosen)
	{
		my ($kind, $call) = @{ $chosen[$i] };
		my $statement = $kind eq 'p' ? "$call;\n" : "BEGIN;\n$call;\nROLLBACK;\n";
		$text .= "\\warn \@$i\n\\o /dev/null\n$statement\\o\nSELECT $i, calls_test.peak_kb(), extract(epoch FROM clock_timestamp());\n";
	}
	return $text;
}

# Run from a call on, until the end or a crash. Returns the next call to run.
sub run_calls
{
	my ($role, $from, $offenders, @chosen) = @_;
	my $file = "$PostgreSQL::Test::Utils::tmp_check/calls.sql";
	open my $out, '>:encoding(UTF-8)', $file or die $!;
	print $out script($role, $from, @chosen);
	close $out;
	my ($stdout, $stderr) = ('', '');
	IPC::Run::run([ 'psql', '-XAtq', '-d', $cluster->connstr('postgres'), '-f', $file ], '>', \$stdout, '2>', \$stderr);

	my ($peak, $clock);
	foreach (split /\n/, $stdout)
	{
		my ($i, $now_peak, $now) = /^(-?\d+)\|(\d+)\|([\d.]+)$/ or next;
		if ($i >= 0)
		{
			push @$offenders, sprintf '%.1f s: %s', $now - $clock, $chosen[$i][1] if $now - $clock > $timeout_ms / 1000 + $late_s;
			push @$offenders, sprintf '%d MB: %s', ($now_peak - $peak) / 1000, $chosen[$i][1] if $now_peak - $peak > $memory_kb;
		}
		($peak, $clock) = ($now_peak, $now);
	}
	my $next = @chosen;
	foreach (split /^(?=\@\d+$)/m, $stderr)
	{
		my ($i, $messages) = /^\@(\d+)\n(.*)/s or next;
		if ($messages =~ /server closed the connection|terminating connection|connection to server was lost/)
		{
			push @$offenders, "crash: $chosen[$i][1]";
			$next = $i + 1;
			last;
		}
		next unless $messages =~ /ERROR:  ((?:XX|53|58)\w{3}: .*)/;
		my $error = $1;
		# A cancelled GEOS says so in its own way.
		next if $error =~ /InterruptedException/;
		# All errors of PostGIS are internal ones. A private function is right to rely on what its callers have looked at.
		next if $chosen[$i][1] =~ /^SELECT circle__/ && $messages =~ /^LOCATION:.* (?:lwgeom|lwg|geography)\w*\.[ch]:/m;
		# Sums that are kept and damaged are damaged data, also as an argument.
		next if $error =~ /^XX001: indicators: the sums of a part are damaged/;
		push @$offenders, "$error: $chosen[$i][1]";
	}
	return $next;
}

is(sql(q{
	SELECT string_agg(p.oid::regprocedure::text, ', ' ORDER BY 1) FROM pg_proc AS p
	 WHERE p.proname LIKE 'circle\_\_%' AND 'internal'::regtype = ANY (p.proargtypes)
	   AND has_function_privilege('regress_nobody', p.oid, 'EXECUTE')}), '', 'what only the server calls can be called by nobody else');

foreach my $role ('regress_owner', 'regress_nobody')
{
	my @chosen = chosen();
	my @offenders;
	for (my $next = 0; $next < @chosen;)
	{
		$next = run_calls($role, $next, \@offenders, @chosen);
		$cluster->poll_query_until('postgres', 'SELECT true') if $next < @chosen;
	}
	is(scalar @offenders, 0, scalar(@chosen) . ' of ' . scalar(@calls) . " calls as $role") or diag(map { substr($_, 0, 600) . "\n" } @offenders);
}
done_testing();
