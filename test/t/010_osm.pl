# From OpenStreetMap to streets, amenities, homes and communities: osm2pgsql with the installed style, then
# circle_osm_finish(). A drawn map shows every rule; Monaco and Shenzhen show that real ones come out plausible.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Utils;
use Test::More;

circle_needs('osm2pgsql');

my $config = $ENV{PG_CONFIG} || 'pg_config';
chomp(my $share = `$config --sharedir`);
my $style = ($ENV{CIRCLE_DESTDIR} // '') . "$share/extension/circle_osm.lua";
ok(-r $style, 'the osm2pgsql style is installed with the extension') or BAIL_OUT("no $style");

my $cluster = circle_cluster('osm');
$cluster->safe_psql('postgres', 'CREATE DATABASE map TEMPLATE postgres ENCODING UTF8');

# ---- a map to draw on: metres east and north of 114 E, 22.5 N ---------------------------------------------------

my ($next_id, @nodes, @ways, @relations);

sub clear_map { ($next_id, @nodes, @ways, @relations) = (1); return; }

sub tags_xml
{
	my (%tags) = @_;
	return join '', map { "<tag k=\"$_\" v=\"$tags{$_}\"/>" } sort keys %tags;
}

sub node
{
	my ($east, $north, %tags) = @_;
	my $id = $next_id++;
	push @nodes, sprintf('<node id="%d" version="1" lat="%.7f" lon="%.7f">%s</node>',
		$id, 22.5 + $north / 110747, 114 + $east / 102891, tags_xml(%tags));
	return $id;
}

sub way
{
	my ($refs, %tags) = @_;
	my $id = $next_id++;
	push @ways, "<way id=\"$id\" version=\"1\">" . join('', map { "<nd ref=\"$_\"/>" } @$refs) . tags_xml(%tags) . '</way>';
	return $id;
}

sub relation
{
	my ($members, %tags) = @_;
	my $id = $next_id++;
	push @relations, "<relation id=\"$id\" version=\"1\">"
	  . join('', map { "<member type=\"$_->[0]\" ref=\"$_->[1]\" role=\"" . ($_->[2] // '') . '"/>' } @$members)
	  . tags_xml(%tags) . '</relation>';
	return $id;
}

# A closed way around a rectangle; its corners are the first four nodes.
sub box
{
	my ($east, $north, $width, $height, %tags) = @_;
	my @corners = (node($east, $north), node($east + $width, $north), node($east + $width, $north + $height),
		node($east, $north + $height));
	return way([ @corners, $corners[0] ], %tags);
}

sub write_map
{
	my ($name) = @_;
	my $file = "$PostgreSQL::Test::Utils::tmp_check/$name.osm";
	open my $out, '>', $file or die "$file: $!";
	print $out join("\n", '<osm version="0.6">', @nodes, @ways, @relations, '</osm>'), "\n";
	close $out;
	return $file;
}

sub import_map
{
	my ($file, $schema) = @_;
	local $ENV{CIRCLE_OSM_IMPORT} = $schema // '';
	my ($out, $err);
	my $ok = IPC::Run::run([ 'osm2pgsql', '-d', $cluster->connstr('map'), '-O', 'flex', '-S', $style, $file ],
		'>', \$out, '2>', \$err);
	diag($err) unless $ok;
	return $ok;
}

sub sql
{
	my ($query) = @_;
	my ($rc, $out, $err) = $cluster->psql('map', $query, on_error_stop => 1);
	diag($err) if $rc;
	return $out;
}

sub sql_error
{
	my ($query) = @_;
	my ($rc, $out, $err) = $cluster->psql('map', $query);
	return $err;
}

# ---- where people may walk, row by row --------------------------------------------------------------------------

clear_map();
# tags => walkable, or: steps, no door, private, class
my @walk = (
	'highway=footway' => '',
	'highway=pedestrian' => '',
	'highway=path' => '',
	'highway=living_street' => '',
	'highway=residential' => '',
	'highway=unclassified' => '',
	'highway=road' => '',
	'highway=service' => '',
	'highway=track' => '',
	'highway=bridleway' => '',
	'highway=primary' => '',
	'highway=primary_link' => '',
	'highway=secondary' => '',
	'highway=secondary_link' => '',
	'highway=tertiary' => '',
	'highway=tertiary_link' => '',
	'highway=platform' => '',
	'public_transport=platform' => '',
	'railway=platform' => 'closed',
	'man_made=pier' => '',
	'highway=steps' => 'steps class:steps',
	'highway=steps conveying=yes' => 'steps closed class:steps escalator',
	'highway=footway conveying=forward' => 'closed class:escalator',
	'highway=footway conveying=no' => '',
	'highway=elevator' => 'closed class:lift',
	'highway=corridor' => 'closed class:indoor',
	'highway=footway indoor=yes' => 'closed class:indoor',
	'highway=footway footway=crossing' => 'class:crossing',
	'highway=path path=crossing' => 'class:crossing',
	'highway=footway tunnel=yes' => 'closed class:tunnel',
	'highway=footway tunnel=building_passage' => 'closed class:tunnel',
	'highway=footway tunnel=no' => '',
	'highway=footway location=underground' => 'closed class:tunnel',
	'highway=footway covered=yes' => '',
	'highway=residential bridge=yes' => 'closed class:bridge',
	'highway=steps bridge=yes' => 'steps closed class:steps bridge',
	# cars only, unless somebody says that people may
	'highway=motorway' => undef,
	'highway=motorway foot=yes' => 'closed',
	'highway=motorway_link' => undef,
	'highway=motorway_link foot=designated' => 'closed',
	'highway=motorway sidewalk=both' => undef,
	'highway=trunk' => 'closed',
	'highway=trunk foot=yes' => '',
	'highway=trunk sidewalk=both' => '',
	'highway=trunk sidewalk:left=yes' => '',
	'highway=trunk sidewalk:both=yes' => '',
	'highway=trunk sidewalk=no' => undef,
	'highway=trunk sidewalk:both=none' => undef,
	'highway=trunk sidewalk:left=no' => 'closed',
	'highway=trunk sidewalk:left=no sidewalk:right=no' => undef,
	'highway=trunk sidewalk=no foot=yes' => '',
	'highway=trunk sidewalk=separate' => 'closed',
	'highway=trunk motorroad=yes' => undef,
	'highway=trunk foot=no' => undef,
	'highway=trunk_link' => 'closed',
	'highway=trunk_link sidewalk=none' => undef,
	'highway=trunk_link sidewalk=right' => 'closed',
	'highway=primary motorroad=yes' => undef,
	'highway=primary motorroad=yes foot=yes' => '',
	'highway=busway' => undef,
	'highway=busway foot=yes' => '',
	'highway=cycleway' => undef,
	'highway=cycleway foot=yes' => '',
	'highway=cycleway foot=designated cycleway=crossing' => 'class:crossing',
	# what is no way (yet, any more)
	'highway=construction' => undef,
	'highway=proposed' => undef,
	'highway=raceway' => undef,
	'highway=bus_guideway' => undef,
	'highway=services' => undef,
	'railway=rail' => undef,
	'waterway=river' => undef,
	# foot rules over access
	'highway=residential foot=no' => undef,
	'highway=residential foot=use_sidepath' => undef,
	'highway=residential foot=private' => 'private',
	'highway=residential access=no' => undef,
	'highway=residential access=military' => undef,
	'highway=residential access=no foot=yes' => '',
	'highway=residential access=no foot=permissive' => '',
	'highway=residential access=private' => 'private',
	'highway=residential access=residents' => 'private',
	'highway=residential access=private foot=yes' => '',
	'highway=residential access=private foot=no' => undef,
	'highway=residential access=destination' => '',
	'highway=residential access=customers' => '',
	'highway=residential access=permissive' => '',
	'highway=service access=private' => 'private',
	'highway=service access=psv' => undef,
	'highway=service service=driveway' => '',
	'highway=track access=agricultural' => undef,
	'highway=cycleway access=yes' => undef,
	'highway=footway access=private' => 'private',
	'highway=steps access=private' => 'steps private class:steps',
	'highway=elevator access=private' => 'closed private class:lift',
	# sidewalks
	'highway=primary sidewalk=both' => '',
	'highway=primary sidewalk=no' => '',
	'highway=primary sidewalk=separate' => 'closed',
	'highway=primary sidewalk:both=separate' => 'closed',
	'highway=primary sidewalk=separate foot=use_sidepath' => undef,
	'highway=residential motor_vehicle=private' => '',
	'highway=residential motor_vehicle=no' => '');
my %expected;
my $row = 0;
for (my $i = 0; $i < @walk; $i += 2)
{
	my %tags = map { split /=/, $_, 2 } split / /, $walk[$i];
	my $id = way([ node(0, $row * 200), node(100, $row * 200) ], %tags);
	$expected{$id} = [ $walk[$i], $walk[ $i + 1 ] ];
	$row++;
}
# Closed ways: a line that comes back, or an area with a outline; and a relation that is an area. A street leads to each.
sub with_street
{
	my ($north, $corners, %tags) = @_;
	way([ $corners->[0], node(-500, $north) ], highway => 'footway');
	return way([ @$corners, $corners->[0] ], %tags);
}
my @closed = (
	[ 'highway=pedestrian', 'LINESTRING 1' ], [ 'highway=pedestrian area=yes', 'outline' ],
	[ 'highway=footway area=yes', 'outline' ], [ 'highway=service area=yes', 'outline' ], [ 'highway=pedestrian area=no', 'LINESTRING 1' ],
	[ 'highway=pedestrian area=yes foot=no', '' ], [ 'highway=pedestrian area=yes access=private', 'outline' ],
	[ 'public_transport=platform area=yes', 'outline' ], [ 'place=square', '' ], [ 'leisure=park', '' ]);
my %closed_id;
foreach my $case (@closed)
{
	my $north = -1000 - 200 * keys %closed_id;
	my %tags = map { split /=/, $_, 2 } split / /, $case->[0];
	$closed_id{ $case->[0] } = with_street($north, [ map { node($_->[0], $north + $_->[1]) } [ 0, 0 ], [ 60, 0 ], [ 60, 50 ], [ 0, 50 ] ], %tags);
}
ok(import_map(write_map('walk')), 'osm2pgsql reads the drawn streets');
sql('SELECT circle_osm_finish()');
my %got = map { my ($id, @rest) = split /\|/, $_, -1; ($id => join ' ', grep { $_ ne '' } @rest) } split /\n/,
  sql(q{SELECT street_id, CASE WHEN steps THEN 'steps' END, CASE WHEN NOT door THEN 'closed' END,
		CASE WHEN private THEN 'private' END, CASE WHEN class <> '' THEN 'class:' || class END
		FROM osm.street ORDER BY street_id});
foreach my $id (sort { $a <=> $b } keys %expected)
{
	is($got{$id}, $expected{$id}[1], $expected{$id}[0] . ' -> ' . ($expected{$id}[1] // 'not walkable'));
}
foreach my $case (@closed)
{
	my $id = $closed_id{ $case->[0] };
	my $line = $got{$id} // '';
	my $outlines = sql("SELECT count(*) FROM osm.street WHERE osm_id = $id AND street_id > 1e13 AND st_isclosed(geom)
		AND private = ('$case->[0]' LIKE '%private%')");
	is((exists $got{$id} ? 'LINESTRING 1' : $outlines ? 'outline' : ''), $case->[1], "closed way $case->[0] -> " . ($case->[1] || 'nothing'));
}
is(sql("SELECT bool_and(st_isvalid(geom) AND st_srid(geom) = 4326 AND geometrytype(geom) = 'LINESTRING') FROM osm.street"), 't',
	'streets are lines in EPSG:4326');

# Trunk roads as whoever imports wants them.
{
	my $trunks = q{SELECT string_agg(street_id::text, ' ' ORDER BY street_id) FROM osm.street WHERE highway = 'trunk'};
	my $by_default = sql($trunks);
	my @told = grep { $expected{$_}[0] =~ /^highway=trunk .*(foot=yes|sidewalk=both|sidewalk:left=yes|sidewalk:both=yes)/ } keys %expected;
	local $ENV{CIRCLE_OSM_TRUNK} = 'sidewalk';
	ok(import_map(write_map('walk')), 'osm2pgsql reads the streets again');
	sql('SELECT circle_osm_finish()');
	is(sql($trunks), join(' ', sort { $a <=> $b } @told), 'CIRCLE_OSM_TRUNK=sidewalk: only those with a sidewalk or foot=yes');
	isnt(sql($trunks), $by_default, 'which are fewer');
	$ENV{CIRCLE_OSM_TRUNK} = 'never';
	my ($out, $err);
	ok(!IPC::Run::run([ 'osm2pgsql', '-d', $cluster->connstr('map'), '-O', 'flex', '-S', $style, write_map('walk') ], '>', \$out, '2>', \$err),
		'another value is refused');
	like($err, qr/CIRCLE_OSM_TRUNK is 'never': it must be 'yes' \(the default\) or 'sidewalk'/, 'and says what it must be');
}

# ---- plazas -----------------------------------------------------------------------------------------------------

clear_map();
# A square with a street at each corner: four sides, two diagonals.
my @square = (node(0, 0), node(100, 0), node(100, 100), node(0, 100));
my $square = way([ @square, $square[0] ], highway => 'pedestrian', area => 'yes', name => '广场');
way([ $square[0], node(-50, -50) ], highway => 'residential');
way([ $square[1], node(150, -50) ], highway => 'residential');
way([ $square[2], node(150, 150) ], highway => 'residential');
my $into = way([ node(-50, 150), $square[3], node(30, 70) ], highway => 'residential');
# An L: the straight line between its tips leaves it.
my @ell = map { node(1000 + $_->[0], $_->[1]) } [ 0, 0 ], [ 100, 0 ], [ 100, 20 ], [ 20, 20 ], [ 20, 100 ], [ 0, 100 ];
my $ell = way([ @ell, $ell[0] ], highway => 'footway', area => 'yes');
way([ $ell[2], node(1200, 20) ], highway => 'footway');
way([ $ell[4], node(1020, 200) ], highway => 'footway');
way([ $ell[0], node(900, 0) ], highway => 'footway');
# A square with a pond in its middle, as a relation.
my @outer = (node(2000, 0), node(2100, 0), node(2100, 100), node(2000, 100));
my @pond = (node(2040, 40), node(2060, 40), node(2060, 60), node(2040, 60));
my $pond = relation([ [ 'way', way([ @outer, $outer[0] ]), 'outer' ], [ 'way', way([ @pond, $pond[0] ]), 'inner' ] ],
	type => 'multipolygon', highway => 'pedestrian');
way([ $outer[0], node(1950, -50) ], highway => 'footway');
way([ $outer[2], node(2150, 150) ], highway => 'footway');
way([ $pond[2], node(2050, 50) ], highway => 'footway');
# One that nothing touches, and one that crosses itself.
my $alone = box(3000, 0, 50, 50, highway => 'pedestrian', area => 'yes');
my @bow = (node(4000, 0), node(4100, 100), node(4100, 0), node(4000, 100));
my $bow = way([ @bow, $bow[0] ], highway => 'pedestrian', area => 'yes');
way([ $bow[0], node(3900, 0) ], highway => 'footway');
# A round one with 60 streets.
my @round = map { node(5000 + 300 * cos($_ * 6.2831853 / 60), 300 * sin($_ * 6.2831853 / 60)) } 0 .. 59;
my $round = way([ @round, $round[0] ], highway => 'pedestrian', area => 'yes');
way([ $round[$_], node(5000 + 400 * cos($_ * 6.2831853 / 60), 400 * sin($_ * 6.2831853 / 60)) ], highway => 'footway') foreach 0 .. 59;

ok(import_map(write_map('plaza')), 'osm2pgsql reads the drawn plazas');
sql('SELECT circle_osm_finish()');
my $lines = sub { sql("SELECT count(*) FILTER (WHERE st_isclosed(geom)), count(*) FILTER (WHERE NOT st_isclosed(geom))
	FROM osm.street WHERE street_id > 1e13 AND osm_id = $_[0]") };
is($lines->($square), '1|6', 'a square: its outline, two diagonals, and four ways to the end of a street inside');
is(sql("SELECT string_agg(round(st_length(geom::geography))::text, ' ' ORDER BY st_length(geom::geography)) FROM osm.street
	WHERE street_id > 1e13 AND osm_id = $square"), '42 76 76 99 141 141 400', 'each as long as it is drawn');
is(sql("SELECT DISTINCT name, highway, door, private FROM osm.street WHERE osm_id = $square"), '广场|pedestrian|t|f',
	'they are what the plaza is');
is(sql("SELECT DISTINCT st_isclosed(geom), class FROM osm.street WHERE osm_id = $square ORDER BY 1"), "f|plaza\nt|plaza",
	'its outline and the ways across it are of class plaza');
is($lines->($ell), '1|2', 'an L: outline, and no way that leaves it');
is($lines->($pond), '2|1', 'around a pond: two outlines, a way to its edge, and none through the water');
is($lines->($alone), '0|0', 'a plaza that no street touches leads nowhere');
is($lines->($bow), '0|0', 'osm2pgsql drops an area that crosses itself');
is($lines->($round), '1|760', 'of 60 streets around a plaza 40 are joined straight: 780 pairs less 20 that are sides');
is(sql("SELECT count(*) FROM osm.street AS s WHERE street_id > 1e13 AND NOT EXISTS (SELECT FROM osm.street AS t
	WHERE t.street_id < 1e13 AND st_dwithin(s.geom, t.geom, 0))"), '0', 'all of them touch a street');
is(sql('SELECT count(*) - count(DISTINCT street_id) FROM osm.street'), '0', 'every line has a key of its own');
is(sql("SELECT circle_create_network('net', 'osm.street')"), '', 'a network of them');
is(sql("SET client_min_messages = error; SELECT circle_build_network('net') ->> 'crossings_without_vertex'"), '0',
	'has no crossings that should have a common vertex');
sub minutes { return "round((circle_walk_time('net', st_setsrid(st_makepoint($_[0]), 4326), st_setsrid(st_makepoint($_[1]), 4326)) * 60)::numeric)"; }
is(sql('SELECT ' . minutes('114, 22.5', '114 + 100/102891.0, 22.5 + 100/110747.0')), '106', 'a square is walked straight across');

# ---- what one amenity is ----------------------------------------------------------------------------------------

clear_map();
my %case;    # what is drawn => its objects
sub pole { my ($east, $north, $name) = @_; return node($east, $north, highway => 'bus_stop', (defined $name ? (name => $name) : ())); }
way([ node(-100, 0), node(9900, 0) ], highway => 'secondary', name => '大路');
# Bus stops, 1 km apart along the road: north and south of it.
$case{'opposite poles of one name'} = [ pole(0, 12, '公园'), pole(20, -12, '公园') ];
$case{'opposite poles without a name'} = [ pole(1000, 12), pole(1020, -12) ];
$case{'opposite poles of two names'} = [ pole(2000, 12, '东'), pole(2020, -12, '西') ];
$case{'poles of two names on one side'} = [ pole(3000, 12, '甲'), pole(3030, 12, '乙') ];
$case{'poles of one name 200 m apart'} = [ pole(4000, 12, '长'), pole(4200, -12, '长') ];
$case{'poles of one name 200 m apart in a stop area'} = [ pole(5000, 12, '区'), pole(5200, -12, '区') ];
relation([ map { [ 'node', $_ ] } @{ $case{'poles of one name 200 m apart in a stop area'} } ],
	type => 'public_transport', public_transport => 'stop_area');
$case{'a pole and its platform'} = [ pole(6000, 12, '台') ];
way([ node(5995, 14), node(6010, 14) ], public_transport => 'platform', bus => 'yes', name => '台');
$case{'a pole and its stop position'} = [ pole(7000, 12, '位') ];
node(7002, 0, public_transport => 'stop_position', bus => 'yes', name => '位');
$case{'a stop position alone'} = [ node(8000, 0, public_transport => 'stop_position', bus => 'yes', name => '独') ];
$case{'three in a row of one name'} = [ pole(9000, 12, '链'), pole(9040, 12, '链'), pole(9080, 12, '链') ];
# stops, poles, access points
my %stops = (
	'opposite poles of one name' => '1|2|2',
	'opposite poles without a name' => '1|2|2',
	'opposite poles of two names' => '1|2|2',
	'poles of two names on one side' => '2|2|2',
	'poles of one name 200 m apart' => '2|2|2',
	'poles of one name 200 m apart in a stop area' => '1|2|2',
	'a pole and its platform' => '1|1|1',
	'a pole and its stop position' => '1|1|1',
	'a stop position alone' => '1|0|1',
	'three in a row of one name' => '1|3|3');

# Metro: stations 2 km apart, 3 km north.
my $with = node(0, 3000, railway => 'station', station => 'subway', name => '龙城');
my @entrances = (node(100, 3000, railway => 'subway_entrance', name => 'A'), node(-100, 3050, railway => 'subway_entrance', name => 'B'));
my $named = node(500, 3000, railway => 'subway_entrance', name => '龙城 D 口');
my $bare = node(2000, 3000, railway => 'station', station => 'subway', name => '荷坳');
node(2400, 3000, railway => 'subway_entrance', name => '别的 A 口');
node(2450, 3000, railway => 'subway_entrance', name => '别的 B 口');
my $double = node(4000, 3000, railway => 'station', station => 'subway', name => '双线');
node(4150, 3000, railway => 'station', station => 'subway', name => '双线');
my $area_station = relation([ [ 'node', my $far = node(6000, 3000, railway => 'station', subway => 'yes', name => '远') ],
	[ 'node', my $far_entrance = node(6900, 3000, railway => 'subway_entrance') ] ],
	type => 'public_transport', public_transport => 'stop_area');
my $train = node(8000, 3000, railway => 'station', name => '火车站');
my $train_entrance = node(8100, 3000, railway => 'subway_entrance');

# Places, 6 km north: nodes in areas, places mapped twice.
my $school = box(0, 6000, 100, 100, amenity => 'school', name => '学校');
node(50, 6050, amenity => 'school', name => '学校');
my $school_library = node(60, 6060, amenity => 'library', name => '图书馆');
my $garden = box(1000, 6000, 300, 300, leisure => 'park', name => '大公园');
my $other_park = box(1010, 6010, 50, 50, leisure => 'park', name => '小公园');
box(1100, 6010, 50, 50, leisure => 'park');
node(1020, 6020, leisure => 'park', name => '旧名');
my $market = box(2000, 6000, 100, 100, amenity => 'marketplace', name => '菜市场');
node(2010 + 10 * $_, 6020, shop => 'greengrocer', name => "菜摊 $_") foreach 0 .. 4;
my $mall = box(3000, 6000, 200, 200, shop => 'mall', name => '商场');
my @in_mall = (node(3010, 6010, shop => 'books'), node(3020, 6020, shop => 'supermarket'));
my $twice = node(4000, 6000, amenity => 'pharmacy', name => '大药房');
node(4020, 6000, amenity => 'pharmacy', name => '大药房');
node(4100, 6000, amenity => 'pharmacy', name => '大药房');
node(4020, 6010, amenity => 'pharmacy', name => '另一药房');
node(4010, 6000, shop => 'convenience', name => '大药房');
node(4500, 6000, amenity => 'cafe');
node(4510, 6000, amenity => 'cafe');
node(4600, 6000, shop => 'bakery', amenity => 'cafe', name => '两样');

ok(import_map(write_map('amenity')), 'osm2pgsql reads the drawn amenities');
my $counts = sql('SELECT circle_osm_finish()');
foreach my $name (sort keys %stops)
{
	my $ids = join ',', @{ $case{$name} };
	is(sql("SELECT count(DISTINCT id) FILTER (WHERE category = 'bus_stop'), count(DISTINCT id) FILTER (WHERE category = 'bus_pole'),
		count(*) FILTER (WHERE category = 'bus_stop') FROM osm.amenity WHERE osm_type = 'N' AND osm_id IN ($ids)"),
		$stops{$name}, "$name: stops|poles|access points $stops{$name}");
}
is(sql("SELECT count(*) FROM osm.amenity AS p JOIN osm.amenity AS s USING (id) WHERE p.category = 'bus_pole' AND s.category = 'bus_stop'"),
	'0', 'a stop and its poles have keys of their own');
my $access = sub { sql("SELECT string_agg(osm_id::text, ',' ORDER BY osm_id) FROM osm.amenity WHERE category = '$_[0]' AND id = $_[1]") };
is($access->('metro_station', $with * 8), join(',', sort { $a <=> $b } @entrances, $named),
	'a station is entered at its entrances, near ones and those named after it');
is($access->('metro_station', $bare * 8), $bare, 'a station without entrances is entered where it is');
is(sql("SELECT count(DISTINCT id), count(*) FROM osm.amenity WHERE category = 'metro_station' AND name LIKE '别的%'"), '1|2',
	'entrances of a station that is not mapped are one station');
is(sql("SELECT count(DISTINCT id), count(*) FROM osm.amenity WHERE category = 'metro_station' AND name = '双线'"), '1|1',
	'a station mapped once for each line is one');
is($access->('metro_station', $far * 8), $far_entrance, 'a stop area says what entrance a station has');
is($access->('train_station', $train * 8), $train_entrance, 'an entrance of a railway station is no metro station');
is(sql("SELECT count(DISTINCT id) FROM osm.amenity WHERE category = 'metro_station'"), '5', 'and these are all metro stations');

my $ids = sub { sql("SELECT string_agg(format('%s%s', osm_type, osm_id), ' ' ORDER BY osm_type, osm_id) FROM osm.amenity
	WHERE category = '$_[0]'" . ($_[1] ? " AND name = '$_[1]'" : '')) };
is($ids->('school'), "W$school", 'a node inside an area of its category is that area');
is($ids->('library'), "N$school_library", 'a node of another category stays itself');
is($ids->('park'), "W$garden W$other_park", 'a park without a name in a park is that park, one with its own name is another');
is($ids->('wet_market'), "W$market", 'a market is one market');
is(sql("SELECT count(*) FROM osm.amenity WHERE category = 'fresh_food'"), '5', 'whose greengrocers are five shops');
is(sql("SELECT count(DISTINCT id) FROM osm.amenity WHERE category = 'commerce' AND osm_id IN ($mall, $in_mall[0], $in_mall[1])"), '3',
	'shops in a mall are not the mall, though all are commerce');
is(sql("SELECT count(*) FROM osm.amenity WHERE category = 'pharmacy' AND name = '大药房'"), '2',
	'the same name and category within 50 m is one place, farther away it is another');
is(sql("SELECT count(DISTINCT id) FROM osm.amenity WHERE name = '另一药房'"), '1', 'another name is another place');
is(sql("SELECT category FROM osm.amenity WHERE name = '大药房' AND category = 'convenience'"), 'convenience', 'and so is another category');
is(sql("SELECT count(*) FROM osm.amenity WHERE category = 'cafe' AND name IS NULL"), '2', 'places without a name are not taken for one');
is(sql("SELECT string_agg(category, ' ' ORDER BY category), count(DISTINCT id) FROM osm.amenity WHERE name = '两样'"),
	'bakery breakfast cafe commerce eating supplies|1', 'one place may have many categories');
is(sql("SELECT bool_and(st_srid(geom) = 4326 AND st_isvalid(geom)) FROM osm.amenity"), 't', 'geometries are valid');

# ---- the rules may change without another import, views stay, keys stay ------------------------------------------

my $fingerprint = q{SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM (SELECT street_id, geom FROM osm.street) AS t
	UNION ALL SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM (SELECT * FROM osm.amenity) AS t};
my $before = sql($fingerprint);
sql('CREATE VIEW cafe AS SELECT * FROM osm.amenity WHERE category = $$cafe$$');
sql("INSERT INTO circle_user_category_rule (source, key, value, category, action) VALUES ('osm', 'amenity', 'cafe', 'cafe', 'reject')");
is(sql("SELECT circle_osm_finish() -> 'categories' -> 'cafe'"), '', 'a new rule works without another import');
is(sql('SELECT count(*) FROM cafe'), '0', 'also through a view');
sql('DELETE FROM circle_user_category_rule');
ok(import_map("$PostgreSQL::Test::Utils::tmp_check/amenity.osm"), 'the same import again');
is(sql('SELECT count(*) FROM cafe'), '0', 'nothing is seen of it before it is finished');
is(sql('BEGIN; SELECT 1 FROM circle_osm_finish(); SELECT circle_osm_finish() IS NULL; COMMIT'), "1\nf", 'finished, twice in a transaction');
is(sql($fingerprint), $before, 'gives the same keys and the same rows');
is(sql('SELECT count(*) FROM cafe'), '3', 'and a view sees them');
is(sql("SELECT count(*) FROM pg_class WHERE relname LIKE 'circle\\_osm\\_%' AND relkind = 'r'"), '0', 'nothing is left behind');

# ---- homes and communities --------------------------------------------------------------------------------------

clear_map();
my @home_cases = (
	'building=apartments building:levels=12' => 'apartments|12', 'building=house' => 'house|', 'building=yes' => 'yes|',
	'building=yes building:levels=abc' => 'yes|', 'building=residential building:levels=2.5' => 'residential|2',
	'building=dormitory' => 'dormitory|', 'building=apartments shop=convenience' => 'apartments|', 'building=yes shop=books' => '',
	'building=yes amenity=school' => '', 'building=school' => '', 'building=commercial' => '', 'building=no' => '',
	'building=apartments disused=yes' => '', 'landuse=residential' => '');
my %home;
for (my $i = 0; $i < @home_cases; $i += 2)
{
	$home{ $home_cases[$i] } = box(100 * $i, 0, 20, 10, map { split /=/, $_, 2 } split / /, $home_cases[$i]);
}
my @ring = map { node(@$_) } [ 0, 100 ], [ 60, 100 ], [ 60, 160 ], [ 0, 160 ];
my @yard = map { node(@$_) } [ 10, 110 ], [ 50, 110 ], [ 50, 150 ], [ 10, 150 ];
my $block = relation([ [ 'way', way([ @ring, $ring[0] ]), 'outer' ], [ 'way', way([ @yard, $yard[0] ]), 'inner' ] ],
	type => 'multipolygon', building => 'apartments');
my $point_home = node(500, 100, building => 'house');
sub district
{
	my ($east, $name, $level) = @_;
	my @c = map { node(@$_) } [ $east, 1000 ], [ $east + 500, 1000 ], [ $east + 500, 1500 ], [ $east, 1500 ];
	return relation([ [ 'way', way([ @c[ 0 .. 2 ] ]), 'outer' ], [ 'way', way([ @c[ 2, 3, 0 ] ]), 'outer' ] ],
		type => 'boundary', boundary => 'administrative', admin_level => $level, ($name ? (name => $name) : ()));
}
my @districts = (district(0, '龙岗街道', 8), district(500, '布吉街道', 8), district(1000, '布吉街道', 8), district(1500, '', 8));
box(0, 1000, 100, 100, boundary => 'administrative', admin_level => 10, name => '社区');
relation([ [ 'way', 999999, 'outer' ] ], type => 'boundary', boundary => 'administrative', admin_level => 8, name => 'cut off');
box(0, 3000, 100, 100, boundary => 'protected_area', name => 'no community');
ok(import_map(write_map('home')), 'osm2pgsql reads the drawn buildings');
my $home_counts = sql('SELECT circle_osm_finish()');
for (my $i = 0; $i < @home_cases; $i += 2)
{
	is(sql("SELECT building, levels FROM osm.home WHERE home_id = $home{$home_cases[$i]}::bigint * 8 + 1"), $home_cases[ $i + 1 ],
		"$home_cases[$i] -> " . ($home_cases[ $i + 1 ] || 'no home'));
}
is(sql("SELECT count(*), count(population) FROM osm.home"), '9|0', 'homes, whose people are unknown');
is(sql("SELECT st_contains(b.geom, h.geom), h.osm_type FROM osm.home AS h JOIN osm.import_building AS b USING (osm_type, osm_id)
	WHERE h.osm_id = $block AND h.osm_type = 'R'"), 't|R', 'the point of a block with a yard is inside the block');
is(sql("SELECT string_agg(community, ',' ORDER BY community_id) FROM osm.community WHERE admin_level = 8"),
	sprintf('龙岗街道,布吉街道 (%d),布吉街道 (%d),unnamed (%d)', map { 8 * $_ + 2 } @districts[ 1 .. 3 ]), 'communities have unique names');
is(sql("SELECT community, geometrytype(geom) FROM osm.community_10"), '社区|MULTIPOLYGON', 'each level is a view');
is(sql("SELECT ('$home_counts'::jsonb) -> 'communities'"), '{"8": 4, "10": 1}', 'and is counted');

# ---- entrances --------------------------------------------------------------------------------------------------

clear_map();
# A park whose outline has a node for each of these, an office building beside it that shares one, and a node inside the park.
my @doors = ('entrance=main', 'entrance=yes', 'entrance=no', 'entrance=emergency', 'entrance=service', 'entrance=yes access=private',
	'entrance=yes access=no foot=yes', 'barrier=gate', 'barrier=gate access=no', 'barrier=kissing_gate', 'barrier=entrance', 'barrier=bollard',
	'entrance=home foot=private');
my %door = map { $doors[$_] => node(10 * $_, 0, map { split /=/ } split / /, $doors[$_]) } 0 .. $#doors;
my @outline = (@door{@doors}, node(200, 100), node(0, 100));
my $green = way([ @outline, $outline[0] ], leisure => 'park', name => '园');
my $library = way([ $door{'entrance=main'}, $outline[-1], node(-50, 50), $door{'entrance=main'} ], amenity => 'library');
node(100, 50, entrance => 'yes');
ok(import_map(write_map('entrance')), 'osm2pgsql reads the drawn entrances');
is(sql("SELECT circle_osm_finish() -> 'entrances'"), '7', 'entrances are counted');
is(sql("SELECT string_agg(kind, ' ' ORDER BY kind) FROM osm.entrance WHERE amenity_id = $green * 8 + 1"),
	'barrier=entrance barrier=gate barrier=kissing_gate entrance=main entrance=yes entrance=yes', 'visitors come in by doors and gates that are open');
is(sql("SELECT string_agg(osm_id::text, ' ' ORDER BY osm_id) FROM osm.entrance WHERE amenity_id = $library * 8 + 1"), $door{'entrance=main'},
	'an entrance on two outlines leads to both, and none is made of a node inside');

# ---- barriers ---------------------------------------------------------------------------------------------------

clear_map();
# A street with gates on its vertices, a gate in a fence; lines; areas.
my %gate = map { $_ => node(100 * $next_id, 0, map { split /=/, $_, 2 } split / /, $_) } (
	'barrier=gate access=no', 'barrier=gate locked=yes', 'barrier=gate foot=no', 'barrier=gate access=no foot=yes', 'barrier=gate access=private',
	'barrier=gate locked=yes foot=private', 'barrier=gate', 'barrier=lift_gate access=no', 'barrier=bollard access=no', 'barrier=turnstile access=no');
way([ map { $gate{$_} } sort { $gate{$a} <=> $gate{$b} } keys %gate ], highway => 'footway');
my $loose = node(0, 500, barrier => 'gate', access => 'no');
my %line = map { $_ => way([ node(0, 1000), node(100, 1000) ], map { split /=/, $_, 2 } split / /, $_) } (
	'waterway=river', 'waterway=canal', 'waterway=stream', 'waterway=river tunnel=culvert', 'railway=rail', 'railway=rail bridge=yes', 'railway=tram',
	'railway=subway tunnel=yes', 'natural=coastline', 'barrier=wall', 'barrier=city_wall', 'barrier=retaining_wall', 'barrier=fence', 'barrier=hedge');
my $lake = box(0, 2000, 100, 100, natural => 'water');
my $pool = box(0, 3000, 20, 20, natural => 'water');
my $yard = box(0, 4000, 20, 20, barrier => 'wall');
ok(import_map(write_map('barrier')), 'osm2pgsql reads the drawn barriers');
is(sql("SELECT circle_osm_finish() -> 'barriers'"), '14', 'barriers are counted');
is(sql("SELECT string_agg(barrier_id::text, ' ' ORDER BY barrier_id) FROM osm.barrier WHERE geometrytype(geom) = 'POINT'"),
	join(' ', map { 8 * $_ } sort { $a <=> $b } @gate{'barrier=gate access=no', 'barrier=gate locked=yes', 'barrier=gate foot=no', 'barrier=turnstile access=no'}),
	'gates on streets that are closed to people on foot');
is(sql("SELECT string_agg(kind, ' ' ORDER BY kind) FROM osm.barrier WHERE geometrytype(geom) = 'LINESTRING'"),
	'barrier=city_wall barrier=fence barrier=retaining_wall barrier=wall natural=coastline railway=rail waterway=canal waterway=river',
	'lines on the ground');
is(sql("SELECT string_agg(barrier_id::text, ' ' ORDER BY barrier_id) FROM osm.barrier WHERE geometrytype(geom) = 'POLYGON'"),
	8 * $lake + 1 . ' ' . (8 * $yard + 1), 'large waters and walled yards');

# ---- what goes wrong --------------------------------------------------------------------------------------------

like(sql_error("SELECT circle_osm_finish('nothing')"),
	qr/ERROR:  there is no OpenStreetMap import in schema public\nDETAIL:  Missing: nothing.import_way.*\nHINT:  Import first: osm2pgsql -d map -O flex -S/,
	'no import');
is(sql("SELECT to_regnamespace('nothing') IS NULL"), 't', 'leaves no schema behind');
like(sql_error('SELECT circle_osm_finish(NULL)'), qr/ERROR:  schema and import_schema must not be NULL/, 'NULL');
like(sql_error("SELECT circle_osm_finish('public')"), qr/ERROR:  schema name "public" is reserved/, 'a reserved schema');
sql('CREATE SCHEMA taken; CREATE TABLE taken.street (id int)');
ok(import_map("$PostgreSQL::Test::Utils::tmp_check/home.osm"), 'another import');
like(sql_error("SELECT circle_osm_finish('taken')"),
	qr/ERROR:  relation taken.street exists and is not one that circle_osm_finish\(\) made\nDETAIL:.*\nHINT:  Give another schema/,
	'a table of somebody else is not touched');
is(sql("SELECT to_regclass('public.circle_osm_way') IS NOT NULL"), 't', 'and the import is still there');
sql('CREATE SCHEMA "Im port"; CREATE ROLE someone; CREATE SCHEMA theirs AUTHORIZATION someone');
like(sql_error("SELECT circle_osm_finish('theirs')"), qr/ERROR:  must be owner of schema theirs/, 'the schema of somebody else');
ok(import_map("$PostgreSQL::Test::Utils::tmp_check/home.osm", 'Im port'), 'an import to a schema of its own');
is(sql(q{SELECT circle_osm_finish('My "map"', 'Im port') -> 'homes'}), '9', 'and any name for the result');
clear_map();
ok(import_map(write_map('empty')), 'osm2pgsql reads an empty map');
is(sql("SELECT circle_osm_finish() - 'categories' - 'communities'"),
	'{"homes": 0, "plazas": 0, "streets": 0, "barriers": 0, "amenities": 0, "entrances": 0, "street_km": 0, "plaza_lines": 0, "unclassified": 0}', 'which is empty');

# ---- real extracts ----------------------------------------------------------------------------------------------

SKIP:
{
	my $monaco = circle_data('monaco.osm.pbf');
	skip 'no monaco.osm.pbf in CIRCLE_TEST_DATA or ../shared/data', 10 unless $monaco;
	ok(import_map($monaco), 'osm2pgsql reads Monaco');
	my $found = sql('SELECT circle_osm_finish()');
	my $count = sub { sql("SELECT coalesce(('$found'::jsonb #>> '{$_[0]}')::numeric, 0)") };
	# Counted apart from all this, by osmium: 124.3 km of ways by highway, foot and access alone; 101 nodes that are bus poles,
	# of 66 names; 1,092 buildings and those of them with another use; 11 pharmacies, 112 restaurants, 18 banks.
	cmp_ok(abs($count->('street_km') - 124.3), '<', 1.5, 'about 124 km of streets');
	my ($poles, $stop_count) = ($count->('categories,bus_pole'), $count->('categories,bus_stop'));
	ok($poles >= 101 && $poles <= 110 && $stop_count >= 55 && $stop_count <= 70, "bus poles $poles, stops $stop_count");
	my $homes = $count->('homes');
	ok($homes > 1000 && $homes <= 1110, "homes $homes");
	is(join(' ', map { $count->("categories,$_") } qw(pharmacy bank)), '11 18', 'pharmacies and banks');
	my $restaurants = $count->('categories,restaurant');
	ok($restaurants >= 105 && $restaurants <= 112, "restaurants $restaurants");
	# People that an import takes away are not published as nobody.
	sql("UPDATE osm.home SET population = 3; SELECT circle_create_network('osm_net', 'osm.street'); SELECT circle_create_study('osm_15min', 'osm_net', 'park within 5 min', communities => '-')");
	sql("SELECT circle_refresh('osm_15min')");
	is(sql('SELECT people FROM osm_15min.summary'), 3 * $homes, 'people are counted');
	ok(import_map($monaco), 'Monaco again');
	sql('SELECT circle_osm_finish()');
	like(sql_error("SELECT circle_refresh('osm_15min')"), qr/ERROR:  weight "population" was lost: $homes homes had it, 0 have it now/, 'people that an import takes away are missed');
	is(sql('SELECT people FROM osm_15min.summary'), 3 * $homes, 'and the last version stands');
	sql("SELECT circle_drop_study('osm_15min'), circle_drop_network('osm_net')");
}

SKIP:
{
	my $shenzhen = circle_data('shenzhen.osm');
	skip 'no shenzhen.osm in CIRCLE_TEST_DATA or ../shared/data', 5 unless $shenzhen;
	ok(import_map($shenzhen), 'osm2pgsql reads a piece of Shenzhen');
	my $found = sql('SELECT circle_osm_finish()');
	cmp_ok(sql("SELECT count(*) FROM osm.street WHERE name ~ '[一-龥]'"), '>', 50, 'streets with Chinese names');
	cmp_ok(sql("SELECT count(*) FROM osm.amenity WHERE name ~ '[一-龥]'"), '>', 20, 'amenities with Chinese names');
	is(sql("SELECT ('$found'::jsonb) -> 'categories' -> 'metro_station'"), '3', 'three metro stations');
	is(sql("SELECT count(*) FROM osm.street WHERE highway ~ '^motorway'"), '0', 'and nobody walks on the motorway');
}

$cluster->stop;
done_testing();
