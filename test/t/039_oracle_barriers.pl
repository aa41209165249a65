# Barriers and closed gates all over the sample city, against the oracle: its river and compounds, walls by houses, a railway, ponds, gates.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleOracle;
use CircleTest;
use Test::More;

oracle_needs();

my $cluster = circle_cluster('oracle_barriers');
$cluster->safe_psql('postgres', "SELECT circle_sample_city('sample', 1500)");
$cluster->safe_psql('postgres', q{
	CREATE SCHEMA barred;
	CREATE TABLE barred.barrier AS
	SELECT geom FROM sample.barrier
	UNION ALL SELECT ST_MakeLine(ST_Translate(geom, -0.0003, -0.00008), ST_Translate(geom, 0.0003, -0.00005)) AS geom
	  FROM sample.home WHERE home_id % 3 = 1
	UNION ALL SELECT ST_MakeLine(ST_Translate(geom, 0.00006, -0.0003), ST_Translate(geom, 0.00004, 0.0003))
	  FROM sample.home WHERE home_id % 7 = 2
	UNION ALL SELECT ST_Transform(ST_Buffer(ST_Centroid(geom), 0.0002, 2), 3857) FROM sample.amenity WHERE amenity_id % 11 = 0
	UNION ALL SELECT ST_SetSRID(ST_MakeLine(ST_MakePoint(ST_XMin(e), (ST_YMin(e) + ST_YMax(e)) / 2),
		ST_MakePoint(ST_XMax(e), ST_YMin(e) * 0.45 + ST_YMax(e) * 0.55)), 4326)
	  FROM (SELECT ST_Extent(geom) AS e FROM sample.street) AS s
	UNION ALL SELECT ST_PointN(g, (1 + street_id % ST_NumPoints(g))::int) FROM (
		SELECT street_id, ST_GeometryN(ST_Force2D(geom), 1) AS g FROM sample.street) AS s WHERE street_id % 13 = 0;
	SELECT circle_create_network('open_net', 'sample.street');
	SELECT circle_create_network('barred_net', 'sample.street');
	SELECT circle_alter_network('barred_net', '{"barriers": "barred.barrier"}');
	SELECT circle_create_study(c || '_15min', c || '_net', 'breakfast within 5 min & restaurant * 4 within 700 m & park within 800 m & bus_stop * 4 within 10 min', homes => 'sample.home', amenities => 'sample.amenity', communities => '-', circles => '-', walkers => 'adult, planning_60m') FROM unnest(ARRAY['open', 'barred']) AS c});
$cluster->safe_psql('postgres', "SELECT circle_refresh('${_}_15min')") foreach qw(open barred);
compare_with_oracle($cluster, 'barred_15min', homes => 2 * 1500, 'integer values' => 2 * 1000 * 4 * 5);
is($cluster->safe_psql('postgres', "SELECT count(*) FROM circle_check('barred_15min')"), 0, 'circle_check() agrees');
is($cluster->safe_psql('postgres', "SELECT count(*) FROM barred_15min.home WHERE circle_coverage_at('barred_15min', geom) IS DISTINCT FROM coverage"),
	0, 'a point is as the home there');
my $changed = $cluster->safe_psql('postgres', "SELECT count(*) FROM open_15min.home AS o JOIN barred_15min.home AS b USING (home_id)
	WHERE o.snap_m <> b.snap_m");
cmp_ok($changed, '>', 50, "barriers change the street of homes: $changed of 1500");

# Barriers come and go: as if they had always been so.
$cluster->safe_psql('postgres', 'DELETE FROM barred.barrier WHERE ST_YMax(geom) > (SELECT avg(ST_YMax(geom)) FROM sample.street)');
$cluster->safe_psql('postgres', "SELECT circle_refresh('barred_15min')");
compare_with_oracle($cluster, 'barred_15min', homes => 2 * 1500, 'integer values' => 2 * 1000 * 4 * 5);
$cluster->safe_psql('postgres', 'TRUNCATE barred.barrier');
$cluster->safe_psql('postgres', "SELECT circle_refresh('barred_15min')");
is($cluster->safe_psql('postgres', "SELECT count(*) FROM open_15min.home AS o JOIN barred_15min.home AS b USING (home_id)
	WHERE (o.snap_m, o.coverage) IS DISTINCT FROM (b.snap_m, b.coverage)"), 0, 'without barriers the city is open again');

# Monaco with the barriers that its map has.
SKIP:
{
	my $monaco = circle_data('monaco.osm.pbf');
	skip 'no monaco.osm.pbf in CIRCLE_TEST_DATA or ../shared/data, or no osm2pgsql', 4
	  unless $monaco && system('which osm2pgsql > /dev/null 2>&1') == 0;
	import_osm($cluster, $monaco);
	$cluster->safe_psql('postgres', q{
		SELECT circle_create_network('street_net', 'osm.street');
		SELECT circle_create_network('map_net', 'osm.street');
		SELECT circle_alter_network('map_net', '{"barriers": "osm.barrier"}');
		SELECT circle_create_study(c || '_15min', c || '_net', 'pharmacy within 10 min & restaurant * 4 within 700 m & park within 800 m & bus_stop * 4 within 10 min', homes => 'osm.home', amenities => 'osm.amenity', communities => '-', circles => '-')
		  FROM unnest(ARRAY['street', 'map']) AS c});
	$cluster->safe_psql('postgres', "SELECT circle_refresh('${_}_15min')") foreach qw(street map);
	compare_with_oracle($cluster, 'map_15min', homes => 1000, 'integer values' => 900 * 4 * 5);
	diag($cluster->safe_psql('postgres', "SELECT string_agg(kind || ' ' || n, ', ' ORDER BY n DESC) FROM (
		SELECT kind, count(*) AS n FROM osm.barrier GROUP BY kind) AS k"));
	my ($moved, $gained) = split /\|/, $cluster->safe_psql('postgres', "SELECT count(*) FILTER (WHERE a.snap_m <> b.snap_m),
		count(*) FILTER (WHERE a.snap_m > b.snap_m) FROM street_15min.home AS a JOIN map_15min.home AS b USING (home_id)");
	ok($moved > 0 && $moved < 300, "another street for $moved homes of Monaco");
	is($gained, 0, 'never a nearer one');
}

$cluster->stop;
done_testing();
