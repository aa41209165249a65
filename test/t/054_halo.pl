# The halo of a change is never too small: what lies just inside it is computed again. Scenes are laid out beside each other, each
# many times over the width of a tile and in four directions, so that borders of tiles fall everywhere; every change is made in one
# version, and the study is then what a full one is. How much of the halo was needed, and how many homes were computed in vain, is printed.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Cluster;
use Test::More;

my $cluster = circle_cluster('halo', conf => "client_min_messages = error\nautovacuum = off");
sub sql { return $cluster->safe_psql('postgres', $_[0]); }

# So far north a tile is about 425 m wide.
my ($lon0, $lat0, $tile_m, $copies) = (10, 80, 425, 12);
my ($m_lon, $m_lat) = (1 / 19394, 1 / 111660);
my (@street, @home, @amenity, @change);
my ($streets, $homes, $scenes) = (0, 0, 0);

# A place of a scene: x metres ahead, y to the left, in the direction of its copy; the ground falls by 5 % ahead, which is
# where a walker is fastest.
my ($east, $north, $direction);
sub place
{
	my ($x, $y) = @_;
	my @turned = ([ $x, $y ], [ -$x, -$y ], [ -$y, $x ], [ $y, -$x ]);
	my ($e, $n) = @{ $turned[$direction] };
	return sprintf '%.7f %.7f %.3f', $lon0 + ($east + $e) * $m_lon, $lat0 + ($north + $n) * $m_lat, 500 - 0.05 * $x;
}
sub line { return "'SRID=4326;LINESTRING Z(" . join(',', map { place(@$_) } @_) . ")'"; }
sub point { return "st_force2d('SRID=4326;POINT Z(" . place(@_) . ")')"; }
sub street { push @street, sprintf "(%d, %s)", ++$streets, line(@_); return $streets; }
sub homes { my ($from, $to, $step, $y) = @_; for (my $x = $from; $x <= $to; $x += $step) { push @home, sprintf "(%d, %s, %d)", ++$homes, point($x, $y), $scenes; } return; }
sub amenity { my ($category, @at) = @_; push @amenity, sprintf "(%d, '%s', %s)", 1 + @amenity, $category, point(@at); return scalar @amenity; }
sub new_amenity { my ($category, @at) = @_; my $sql = pop @amenity if amenity($category, @at); push @amenity, "(NULL, NULL, NULL)"; push @change, "INSERT INTO city.amenity VALUES $sql"; return; }
sub new_street { my $sql = pop @street if street(@_); push @change, "INSERT INTO city.street VALUES $sql"; return; }

my %scene = (
	# An amenity opens where a walk downhill just ends.
	downhill => sub {
		street(map { [ 200 * $_, 0 ] } -7 .. 2);
		homes(-1150, -750, 10, -3);
		new_amenity('shop', 0, 3);
	},
	# An amenity stands 90 m from an island and 95 m from the street of the homes. The island's far end is joined to the rest, so it
	# is one no more, and the amenity is entered from there, out of reach of the homes. For the principal walker, who is snapped 40 m
	# away at most, the amenity is off the network all the time: nothing but the joined street tells of the change.
	island => sub {
		street([ -1400, 0 ], [ -700, 0 ], [ 0, 0 ]);
		homes(-1150, -750, 10, -3);
		amenity('shop', 0, 95);
		street([ 90, 95 ], [ 500, 95 ], [ 1080, 95 ]);
		street([ 1095, 95 ], [ 2000, 95 ], [ 2500, 95 ]);
		new_street([ 1080, 95 ], [ 1095, 95 ]);
	},
	# One edge without vertices in between passes over the corner of a tile where homes are; it is closed.
	corner => sub {
		my $id = street([ -900, -930 ], [ 910, 880 ]);
		homes(-60, 60, 6, -10);
		amenity('shop', -500, -510);
		amenity('shop', 500, 490);
		push @change, "DELETE FROM city.street WHERE id = $id";
	},
	# The same edge gets another end, far from the homes beside it.
	far_end => sub {
		my $id = street([ -2500, -40 ], [ 2500, 40 ]);
		homes(-300, 300, 30, 10);
		amenity('shop', 100, 5);
		push @change, "UPDATE city.street SET geom = " . line([ -2500, -40 ], [ 2500, 140 ]) . " WHERE id = $id";
	},
	# Metres along streets, and as the crow flies.
	metres => sub {
		street(map { [ 200 * $_, 0 ] } -8 .. 2);
		homes(-1320, -1000, 10, -3);
		new_amenity('kiosk', 0, 3);
	},
	straight => sub {
		street([ -7000, -10 ], [ -5000, -10 ]);
		homes(-6100, -5800, 10, 0);
		new_amenity('tower', 0, 0);
	});

my @names = sort keys %scene;
foreach my $name (@names)
{
	foreach my $copy (0 .. $copies - 1)
	{
		($east, $north, $direction) = (20000 * ($scenes * $copies + $copy) + $tile_m * $copy / $copies, $tile_m * (5 * $copy % $copies) / $copies, $copy % 4);
		$scene{$name}->();
	}
	$scenes++;
}

sql(q{
	CREATE SCHEMA city;
	CREATE TABLE city.street (id int PRIMARY KEY, geom geometry(LineStringZ, 4326));
	CREATE TABLE city.home (home_id int PRIMARY KEY, geom geometry(Point, 4326), scene int);
	CREATE TABLE city.amenity (amenity_id int, category text, geom geometry(Point, 4326));
	INSERT INTO city.street VALUES } . join(',', @street) . q{;
	INSERT INTO city.home VALUES } . join(',', @home) . q{;
	INSERT INTO city.amenity VALUES } . join(',', @amenity) . q{;
	DELETE FROM city.amenity WHERE amenity_id IS NULL;
	INSERT INTO circle_user_walker SELECT 'near', speed_m_s, steps_factor, door_speed_m_s, 40, slope, slope_strength, crossing_s, lift_s
	  FROM circle_builtin_walker WHERE name = 'adult';
	SELECT circle_create_network('net', 'city.street');
	CREATE FUNCTION city.make(study text, standard text) RETURNS void LANGUAGE sql AS
	$$ SELECT circle_create_study(study, 'net', standard, homes => 'city.home', amenities => 'city.amenity', walkers => 'near, adult', weights => '', settings => '{"columns": {"homes": {"home_id": "home_id"}, "amenities": {"amenity_id": "amenity_id"}}}') $$;
	-- Each change only for the study that it is about: its halo is that of its own horizons.
	SELECT city.make('walk', 'shop within 5 min & kiosk within 600 m'), city.make('crow', 'shop within 5 min & tower within 3000 m straight');
});
my %study = (walk => 'shop within 5 min & kiosk within 600 m', crow => 'shop within 5 min & tower within 3000 m straight');
sql("SELECT circle_refresh('$_')") foreach sort keys %study;
# A row of results for each home and walker.
sql(qq{CREATE VIEW city.${_}_now AS SELECT home_id, 'near' AS walker, snap_m, coverage FROM $_.home UNION ALL SELECT home_id, walker, snap_m, coverage FROM $_.home_walker;
	CREATE TABLE city.${_}_then AS TABLE city.${_}_now; CREATE TABLE city.${_}_amenity AS TABLE $_.amenity}) foreach sort keys %study;
sql('CREATE TABLE city.seen AS TABLE walk.tile_seen');
sql(join ';', @change);

foreach my $study (sort keys %study)
{
	sql("SELECT circle_refresh('$study')");
	sql("SELECT city.make('fresh', '$study{$study}')");
	sql(q{SELECT circle_refresh('fresh')});
	is(sql(qq{
		SELECT scene, count(*) FROM (SELECT home_id FROM (TABLE $study.home EXCEPT TABLE fresh.home) AS d
									 UNION ALL SELECT home_id FROM (TABLE $study.home_walker EXCEPT TABLE fresh.home_walker) AS d) AS d
		  JOIN city.home USING (home_id) GROUP BY 1}), '', "$study: no home is other than in a full study");
	sql(q{SELECT circle_drop_study('fresh')});
}

# How far the nearest change is from the tile of a home that changed: both are squares of 425 m, so it is up to that much farther.
my %needed;
foreach my $study (sort keys %study)
{
	foreach my $line (split /\n/, sql(qq{
		WITH changed AS (
			SELECT DISTINCT h.home_id, c.scene, h.tile
			  FROM (SELECT home_id FROM (TABLE city.${study}_now EXCEPT TABLE city.${study}_then) AS d) AS n JOIN $study.home AS h USING (home_id) JOIN city.home AS c USING (home_id)
		), news AS (
			SELECT DISTINCT tile FROM (
				SELECT tile FROM net.tile AS n FULL JOIN city.seen AS o USING (tile) WHERE n.body_hash IS DISTINCT FROM o.body_hash
				UNION ALL
				SELECT tile FROM ((TABLE $study.amenity EXCEPT TABLE city.${study}_amenity) UNION ALL (TABLE city.${study}_amenity EXCEPT TABLE $study.amenity)) AS a) AS t
		), needed AS (
			SELECT c.scene, c.home_id, (SELECT $tile_m * sqrt(min(greatest(abs(c.tile / 16384 - n.tile / 16384) - 1, 0) ^ 2 + greatest(abs(c.tile % 16384 - n.tile % 16384) - 1, 0) ^ 2)) FROM news AS n) AS m
			  FROM changed AS c)
		SELECT scene, count(*), round(max(m)) FROM needed GROUP BY 1}))
	{
		my ($scene, $count, $m) = split /\|/, $line;
		$needed{$names[$scene]} = [ $count, $m ] if !$needed{ $names[$scene] } || $needed{ $names[$scene] }[1] < $m;
	}
}
sub halo { return sql("SELECT circle_private.circle__halo_m('adult', circle_private.circle__template(ARRAY['$_[0]']::circle_standard[], NULL, 5, NULL, NULL))"); }
my %halo = (walk => halo('shop within 5 min'), metres => halo('kiosk within 600 m'), straight => halo('tower within 3000 m straight'));
cmp_ok(abs($halo{walk} - (10 * 60 * 1.33 * exp(0.175) + 200 + 1000)), '<', 1, 'the halo is the horizon downhill, twice the snap limit, and 1,000 m');
foreach my $name (@names)
{
	my $halo = $halo{$name} // $halo{walk};
	my ($count, $m) = @{ $needed{$name} // [ 0, 0 ] };
	note(sprintf '%-9s %4d homes changed; the farthest %4d m from the change, of a halo of %4d m', $name, $count, $m, $halo);
	cmp_ok($count, '>=', $copies, "$name: homes changed");
	cmp_ok($m, '<=', $halo, "$name: within the halo");
}
# Were these not nearly as far away as can be, the test would see nothing.
cmp_ok($needed{island}[1], '>', 1600, 'an island joined at its far end is felt farther than the horizon and 600 m away');
cmp_ok($needed{downhill}[1], '>', 800, 'a walk downhill farther than the flat ends');
cmp_ok($needed{straight}[1], '>', 5500, 'the crow flies to the horizon');
foreach my $study (sort keys %study)
{
	my ($computed, $changed) = split /\|/, sql("SELECT homes_computed, homes_written FROM $study.refresh_log ORDER BY version DESC LIMIT 1");
	note(sprintf '%s: %d homes computed, of which %d had changed', $study, $computed, $changed);
}

done_testing();
