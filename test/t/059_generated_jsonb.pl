# Whatever takes jsonb from a user, given some thousand objects that are nearly right: each is accepted or refused by
# an error that says so; none is an internal error, a syntax error of pasted text, or the end of the server.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use Test::More;

my $inputs = $ENV{CIRCLE_JSONB_INPUTS} || 1500;    # for each door
srand($ENV{CIRCLE_JSONB_SEED} || 20260);
my $json = JSON::PP->new->allow_nonref->canonical->ascii;
my $cluster = circle_cluster('generated');

sub sql { return $cluster->safe_psql('postgres', $_[0]); }

sql(q{
	SELECT circle_sample_city('town', 100);
	SELECT circle_create_network('town_net', 'town.street');
	SELECT circle_build_network('town_net');
	SELECT circle_create_study('town_study', 'town_net', 'pharmacy within 10 min', homes => 'town.home', amenities => 'town.amenity', communities => '-', circles => '-');
});

# Where jsonb comes in: how it is given as $1 and seeds, objects that are right. A door that this version does not have is left out.
my @doors = (
	{
		name => 'standard from jsonb',
		call => 'SELECT (($1::circle_standard)::jsonb)::circle_standard = $1::circle_standard',
		seeds => [
			{ category => 'pharmacy', within => 10, unit => 'min' },
			{ all => [ { category => 'a', within => 5, unit => 'm', needed => 3 }, { any => [ { category => 'b' }, { category => 'c', weight => 2 } ] } ], weight => 0.5 },
			{ k => 2, of => [ { category => 'a', within => 1.5, unit => 'min' }, { category => 'b', within => 500, unit => 'm straight' }, { category => 'c' } ] },
		],
	},
	{
		name => 'coverage from jsonb',
		call => 'SELECT (($1::circle_coverage)::jsonb)::circle_coverage = $1::circle_coverage',
		seeds => [
			[ { category => 'a', unit => 'min', keep => 3, values => [ 1, 2.5 ], cutoffs => [ 5, 10 ], counts => [ 2, 2 ] } ],
			[
				{ category => 'a', unit => 'm', keep => 0, values => [], cutoffs => [100], counts => [7] },
				{ category => 'b', unit => 'm straight', keep => 1, values => [3], cutoffs => [], counts => [] },
			],
		],
	},
	{
		name => 'tags to classify',
		call => q{SELECT circle_classify_tags('osm', $1) IS NOT NULL},
		seeds => [ { amenity => 'pharmacy', name => 'x' }, { shop => 'supermarket', highway => 'bus_stop' } ],
	},
	{
		name => 'changes of a study',
		needs => 'circle_alter_study(text,jsonb)',
		call => q{SELECT circle_alter_study('town_study', $1)::text = ''},
		seeds => [ { walkers => 'adult, elderly', circles => undef }, { weights => ['population'], columns => { homes => { home_id => 'home_id' } } } ],
	},
	{
		name => 'changes of a network',
		needs => 'circle_alter_network(text,jsonb)',
		call => q{SELECT circle_alter_network('town_net', $1)::text = ''},
		seeds => [ { streets => 'town.street', barriers => undef, heights => undef } ],
	},
);

# --- objects that are nearly right ---

my @leaves = (undef, JSON::PP::true, 0, -1, 1, 2, 0.5, 1e-300, 1e300, 4294967296, 2**53, 'min', 'm', 'm straight', '', 'a', "\x{e9}\x{4e2d}", 'NaN', '1',
	"'; SELECT 1/0; --", '%s %I %', '"', '\\', 'x' x 3000);
my @keys = qw(category within unit needed weight all any k of keep values cutoffs counts columns homes walkers);

sub one_of { return $_[ int rand @_ ]; }

# A copy in which every part has a small chance to become something else.
sub bent
{
	my ($value, $depth) = @_;
	return one_of(@leaves) if rand() < 0.04;
	return [ $value, $value ] if rand() < 0.01 && $depth < 6;
	return { one_of(@keys) => $value } if rand() < 0.01 && $depth < 6;
	if (ref $value eq 'ARRAY')
	{
		my @parts = map { rand() < 0.04 ? () : bent($_, $depth + 1) } @$value;
		push @parts, @parts ? $parts[ rand @parts ] : one_of(@leaves) if rand() < 0.05;
		return \@parts;
	}
	return $value if ref $value ne 'HASH';
	my %parts = map { rand() < 0.04 ? () : (rand() < 0.02 ? one_of(@keys) : $_) => bent($value->{$_}, $depth + 1) } sort keys %$value;
	$parts{ one_of(@keys) } = one_of(@leaves) if rand() < 0.05;
	return \%parts;
}

sub nested
{
	my ($depth) = @_;
	return '{"all":[' x $depth . '{"category":"a"}' . ']}' x $depth;
}

# --- what comes of each ---

sql(q{
	CREATE TABLE input (door int, value jsonb);
	CREATE FUNCTION outcome(call text, value jsonb) RETURNS text LANGUAGE plpgsql AS
	$$
	DECLARE
		equal boolean;
	BEGIN
		EXECUTE call INTO STRICT equal USING value;
		RETURN CASE WHEN equal THEN 'accepted' ELSE 'changed' END;
	EXCEPTION WHEN OTHERS THEN
		RETURN SQLSTATE;
	END
	$$;
});
my @open = grep { !$_->{needs} || sql("SELECT to_regprocedure('$_->{needs}') IS NOT NULL") eq 't' } @doors;
cmp_ok(scalar @open, '>=', 3, 'doors: ' . join(', ', map { $_->{name} } @open));
foreach my $door (@open)
{
	my @texts = map { $json->encode(bent(one_of(@{ $door->{seeds} }), 0)) } 1 .. $inputs;
	push @texts, '[]', '{}', 'null', '1', '1e400', '""', '[[]]', nested(32), nested(33), nested(2000);
	my $values = join ",\n", map { '($json$' . $_ . '$json$)' } @texts;
	sql("TRUNCATE input; INSERT INTO input (value) SELECT t::jsonb FROM (VALUES $values) AS v (t)");
	my $outcomes = sql("SELECT outcome(\$call\$$door->{call}\$call\$, value) AS outcome, count(*), left(min(value::text), 200) FROM input GROUP BY 1 ORDER BY 1");
	my %count = map { (split /\|/)[ 0, 1 ] } split /\n/, $outcomes;
	note("$door->{name}:\n$outcomes");
	# Options name relations and columns: that one is not there is an answer.
	my @bad = grep { /^(?:XX|42601|P0|changed)/ || ($door->{needs} ? 0 : /^(?:42703|42P01)/) } sort keys %count;
	is("@bad", '', "$door->{name}: no internal error and no other value") or diag($outcomes);
	cmp_ok($count{accepted} // 0, '>=', $inputs / 20, "$door->{name}: some are accepted");
	my $refused = 0;
	$refused += $count{$_} foreach grep { $_ ne 'accepted' } keys %count;
	cmp_ok($refused, '>=', 5, "$door->{name}: some are refused");
}
is(sql('SELECT 1'), '1', 'the server lives');
unlike($cluster->logfile && PostgreSQL::Test::Utils::slurp_file($cluster->logfile), qr/terminated by signal|PANIC/, 'and lived all the time');

done_testing();
