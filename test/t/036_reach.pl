# What circle_reach, circle_isochrone and circle_path promise, on the sample city and on Monaco: hills, tunnels and layers.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleOracle;
use CircleTest;
use Test::More;

my $cluster = circle_cluster('reach');
my $osm = circle_data('monaco.osm.pbf');

sub sql
{
	return $cluster->safe_psql('postgres', "SET client_min_messages = warning; $_[0]");
}

# Nothing of a kind is found, of at least so many looked at: the query counts both.
sub none_of
{
	my ($what, $least, $query) = @_;
	my ($bad, $seen) = split /\|/, sql($query);
	is($bad, 0, "$what: none");
	cmp_ok($seen, '>=', $least, "$what: looked at");
	return;
}

# What is looked at, in tables: a plane around the point, the areas, and points in their box.
sub promise_tables
{
	my ($net, $streets, $here, $walker, $direction, $minutes) = @_;
	my $args = "'$net', '$here', '{5,9}'::float8[], '$walker', '$direction'";

	sql(qq{
		DROP TABLE IF EXISTS isochrone, reach, area, point, early, line;
		CREATE OR REPLACE FUNCTION plane(g geometry) RETURNS geometry LANGUAGE sql IMMUTABLE AS
			\$\$ SELECT ST_SetSRID(ST_Transform(g, format('+proj=aeqd +lat_0=%s +lon_0=%s +datum=WGS84 +units=m +no_defs', ST_Y('$here'::geometry), ST_X('$here'::geometry))), 0) \$\$;
		CREATE TABLE isochrone AS SELECT * FROM circle_isochrone($args);
		CREATE TABLE reach AS SELECT r.*, plane(geom) AS line FROM circle_reach($args) AS r;
		CREATE INDEX ON reach USING gist (line);
		CREATE TABLE early AS SELECT m AS limit_min, plane(r.geom) AS line FROM unnest('{5,9}'::float8[]) AS m, circle_walker AS w,
			circle_reach('$net', '$here', m - 25 / w.door_speed_m_s / 60, '$walker', '$direction') AS r WHERE w.name = '$walker';
		CREATE INDEX ON early USING gist (line);
		CREATE TABLE area AS SELECT limit_min, ST_Subdivide(plane(geom), 64) AS part FROM isochrone;
		CREATE INDEX ON area USING gist (part);
		CREATE TABLE point AS
			SELECT p.n, p.geom, $minutes AS minutes, s.snap_m, s.closed, s.on_island, plane(p.geom) AS place
			  FROM (SELECT row_number() OVER () AS n, ST_ReducePrecision(d.geom, 1e-7) AS geom FROM isochrone, ST_Dump(ST_GeneratePoints(ST_Envelope(isochrone.geom), 500, 1)) AS d) AS p,
				   circle_snap('$net', p.geom, '$walker') AS s;
		CREATE TABLE line AS SELECT s.door, plane(s.geom) AS line FROM $streets AS s, isochrone WHERE limit_min = 9 AND s.geom && ST_Expand(isochrone.geom, 0.001);
		CREATE INDEX ON line USING gist (line);
		ANALYZE reach, early, area, point, line;
	});
	return;
}

# Promises for walks from or to a point within 5 and 9 minutes. Everything is in metres, in a plane around the point.
sub promises
{
	my ($what, $net, $streets, $here, $walker, $direction) = @_;
	my $walk = sub
	{
		my $ends = $direction eq 'from_home' ? "'$here', $_[0]" : "$_[0], '$here'";
		return "circle_walk_time('$net', $ends, '$walker')";
	};
	promise_tables($net, $streets, $here, $walker, $direction, $walk->('p.geom'));

	none_of("$what: pieces that take another time than the walk to their end", 30,
		"SELECT count(*) FILTER (WHERE abs(to_min - " . $walk->('ST_EndPoint(geom)') . ") > 0.2 / 60), count(*) FROM reach WHERE street IS NOT NULL AND street IN
			(SELECT street_id::text FROM $streets WHERE door AND NOT private) AND to_min > 2 AND ST_Length(line) > 1
			AND (SELECT s.street = reach.street AND s.snap_m < 0.02 FROM circle_snap('$net', ST_EndPoint(geom), '$walker') AS s)");
	none_of("$what: reached streets outside", 50,
		'SELECT sum(outside), sum(seen) FROM isochrone AS s, LATERAL (SELECT count(*) FILTER (WHERE NOT ST_Covers(s.geom, r.geom)) AS outside, count(*) AS seen FROM reach AS r WHERE r.limit_min <= s.limit_min) AS r');
	none_of("$what: places of streets inside, though not reached", 500,
		"WITH inside AS (
			SELECT a.limit_min, (ST_DumpPoints(ST_Segmentize(ST_Intersection(line, a.part), 5))).geom
			  FROM line AS s JOIN area AS a ON ST_Intersects(line, a.part))
		 SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT FROM reach AS r WHERE r.limit_min <= i.limit_min AND ST_DWithin(r.line, i.geom, 1.01))), count(*) FROM inside AS i");
	none_of("$what: boundaries farther than the buffer from what is reached", 500,
		'SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT FROM reach AS r WHERE r.limit_min <= s.limit_min AND ST_DWithin(r.line, d.geom, 25.01))), count(*) FROM isochrone AS s, ST_DumpPoints(plane(s.geom)) AS d');
	none_of("$what: inside, but not within the minutes", 100,
		"SELECT count(*) FILTER (WHERE NOT coalesce(minutes <= limit_min, false)), count(*) FROM point, isochrone AS s
		  WHERE ST_Covers(s.geom, point.geom) AND NOT closed AND NOT on_island
			AND NOT EXISTS (SELECT FROM reach AS r WHERE r.limit_min <= s.limit_min AND ST_DWithin(r.line, place, 1.01))");
	none_of("$what: within the minutes and outside without a reason", 10,
		"WITH missed AS (
			SELECT p.n, p.place, s.limit_min FROM point AS p, isochrone AS s
			 WHERE minutes <= limit_min AND NOT ST_Covers(s.geom, p.geom) AND snap_m < 0.98 * 25 AND NOT closed AND NOT on_island
			 ORDER BY n LIMIT 60),
		 late AS (
			SELECT DISTINCT m.n, m.limit_min FROM missed AS m
			  JOIN line AS s ON s.door AND ST_DWithin(s.line, m.place, 25.51),
				   ST_DumpPoints(ST_Segmentize(ST_Intersection(s.line, ST_Buffer(m.place, 25.51, 32)), 1)) AS d
			 WHERE NOT EXISTS (SELECT FROM early AS e WHERE e.limit_min = m.limit_min AND ST_DWithin(e.line, d.geom, 0.05)))
		 SELECT (SELECT count(*) FROM missed) - (SELECT count(*) FROM late), (SELECT count(*) FROM missed)");
	is(sql('SELECT count(*) FROM isochrone AS a JOIN isochrone AS b ON a.limit_min < b.limit_min WHERE ST_Area(ST_Difference(plane(a.geom), plane(b.geom))) > 0.1'), 0, "$what: nested");
	is(sql('SELECT count(*) FROM isochrone WHERE ST_IsValid(geom) AND ST_SRID(geom) = 4326'), 2, "$what: valid");
	my $few = sql("SELECT string_agg(w.geom::text, '' ORDER BY limit_min) = (SELECT string_agg(geom::text, '' ORDER BY limit_min) FROM isochrone) FROM circle_isochrone('$net', '$here', '{9,5,9}'::float8[], '$walker', '$direction') AS w");
	is($few, 't', "$what: the order of limits does not matter");
	is(sql("SELECT count(*) FROM circle_reach('$net', '$here', 5.1, '$walker', '$direction') AS b
		 HAVING round(sum(metres)::numeric, 3) < (SELECT round(sum(metres)::numeric, 3) FROM reach WHERE limit_min = 5)"), '', "$what: a longer limit reaches no less");
	return;
}

# The paths of a study's homes take as long as the version says, to the bit; along streets nothing is faster than straight on.
sub paths
{
	my ($what, $net, $study, $categories) = @_;
	none_of("$what: paths that take other minutes than the version says", 100,
		"SELECT count(*) FILTER (WHERE best IS DISTINCT FROM nearest), count(*) FROM (
			SELECT h.coverage -> c AS nearest, (SELECT min(p.minutes) FROM $study.amenity AS a, circle_path('$net', h.geom, a.geom) AS p
				WHERE a.category = c AND ST_DWithin(a.geom::geography, h.geom::geography, (h.coverage -> c) * 60 * 1.6 + 200)) AS best
			  FROM (SELECT * FROM $study.home WHERE snap_m IS NOT NULL ORDER BY md5(home_id::text) LIMIT 80) AS h, unnest('$categories'::text[]) AS c
			 WHERE h.coverage -> c IS NOT NULL) AS q");
	return;
}

sql("SELECT circle_sample_city('sample', 1000); SELECT circle_create_network('sample_net', 'sample.street')");
refresh_study('sample_study', 'sample_net', 'sample', 'pharmacy within 10 min & breakfast within 10 min');
promises('sample city', 'sample_net', 'sample.street', sql('SELECT ST_AsEWKT(geom) FROM sample.home WHERE home_id = 100'), 'adult', 'from_home');
promises('sample city, elderly, back', 'sample_net', 'sample.street', sql('SELECT ST_AsEWKT(geom) FROM sample.home WHERE home_id = 700'), 'elderly', 'to_home');
paths('sample city', 'sample_net', 'sample_study', '{pharmacy,breakfast}');

SKIP:
{
	skip 'no monaco.osm.pbf' unless defined $osm;
	circle_needs('osm2pgsql');
	import_osm($cluster, $osm);
	sql("SELECT circle_create_network('monaco_net', 'osm.street')");
	refresh_study('monaco_study', 'monaco_net', 'osm', 'pharmacy within 10 min & bus_stop within 10 min');
	promises('Monaco', 'monaco_net', 'osm.street', 'SRID=4326;POINT(7.4208 43.7333)', 'adult', 'from_home');
	paths('Monaco', 'monaco_net', 'monaco_study', '{pharmacy,bus_stop}');
}

sub refresh_study
{
	my ($study, $net, $schema, $standard) = @_;
	sql("SELECT circle_create_study('$study', '$net', '$standard', homes => '$schema.home', amenities => '$schema.amenity', communities => '-', circles => '-')");
	sql("SELECT circle_refresh('$study')");
	return;
}

$cluster->stop;
done_testing();
