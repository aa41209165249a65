# Real hills against the oracle: Monaco with SRTM, central Portland with a model of 10 m, for walkers and directions.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleOracle;
use CircleTest;
use File::Temp;
use IPC::Run;
use Test::More;

oracle_needs();
my $monaco = osm_needs('monaco.osm.pbf');
my $portland = osm_needs('portland-central-filtered.osm.pbf');
circle_needs('gdal_translate');
circle_needs('ogr2ogr');
my $cluster = circle_cluster('oracle_heights');
my ($code) = $cluster->psql('postgres', 'CREATE EXTENSION postgis_raster');
plan(skip_all => 'the extension postgis_raster is not there') if $code != 0;

# Load an elevation model by GDAL into a raster table of 50 x 50 cells a row.
sub load_heights
{
	my ($table, @source) = @_;
	my $dir = File::Temp->newdir;
	my $out = '';
	ok(IPC::Run::run([ 'gdal_translate', '-q', '-of', 'GTiff', '-a_srs', 'EPSG:4326', @source, "$dir/heights.tif" ], '>&', \$out),
		"GDAL reads $source[-1]") or diag($out);
	open my $file, '<:raw', "$dir/heights.tif" or die $!;
	my $hex = unpack 'H*', do { local $/; <$file> };
	$cluster->safe_psql('postgres', "SET postgis.gdal_enabled_drivers = 'GTiff'; CREATE TABLE $table (rid int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, rast raster);
		INSERT INTO $table (rast) SELECT ST_Tile(ST_FromGDALRaster('\\x$hex', 4326), 50, 50)");
	return;
}

# A study of several walkers, in some directions.
sub hills_agree
{
	my ($city, $streets, $homes, $amenities, $standard, $table, @directions) = @_;
	$cluster->safe_psql('postgres', qq{
		SELECT circle_create_network('${city}_net', '$streets');
		SELECT circle_alter_network('${city}_net', '{"heights": "$table"}');
		SELECT FROM circle_build_network('${city}_net');
		SELECT circle_create_study('$city', '${city}_net', '$standard', homes => '$homes', amenities => '$amenities', walkers => 'adult, elderly, step_free, hiker', weights => '')});
	foreach my $direction (@directions)
	{
		$cluster->safe_psql('postgres', "SELECT circle_alter_study('$city', '{\"direction\": \"$direction\"}')");
		$cluster->safe_psql('postgres', "SELECT circle_refresh('$city')");
		my $homes = $cluster->safe_psql('postgres', "SELECT count(*) FROM $city.home");
		compare_with_oracle($cluster, $city, homes => 4 * $homes, 'integer values' => 4 * 2 * 5 * 900, 'float values' => 4 * 2 * 5 * 900);
		is($cluster->safe_psql('postgres', "SELECT count(*) FROM circle_check('$city')"), 0, "$city, $direction: circle_check() agrees");
		is($cluster->safe_psql('postgres', "SELECT count(*) FROM (SELECT * FROM $city.home ORDER BY home_id LIMIT 200) AS h
			WHERE circle_coverage_at('$city', geom) IS DISTINCT FROM coverage"), 0, "$city, $direction: points are as homes there");
	}
	return;
}

$cluster->safe_psql('postgres', "INSERT INTO circle_user_walker (name, speed_m_s, steps_factor, slope_strength, crossing_s) VALUES ('hiker', 1.39, 2, 1.2, 15)");
import_osm($cluster, $monaco);
my $zip = circle_data('monaco-srtm.hgt.zip');
my $srtm = File::Temp->newdir;
my ($names) = ('');
IPC::Run::run([ 'python3', '-c', 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); z.extractall(sys.argv[2]); print(z.namelist()[0])', $zip, "$srtm" ], '>', \$names);
chomp $names;
load_heights('osm.elevation', '-projwin', 7.3, 43.8, 7.5, 43.7, "$srtm/$names");
hills_agree('monaco', 'osm.street', 'osm.home', 'osm.amenity', 'convenience * 2 within 12 min & bus_stop * 3 within 8 min & park within 900 m', 'osm.elevation', 'from_home', 'round_trip');

# Portland's extract has negative ids, which osm2pgsql refuses: its streets alone, homes and amenities at some of their vertices.
my $out = '';
ok(IPC::Run::run([ 'ogr2ogr', '-q', '-f', 'PostgreSQL', 'PG:' . $cluster->connstr('postgres'), $portland, 'lines', '-nln', 'portland_line', '-lco', 'GEOMETRY_NAME=geom' ], '>&', \$out),
	'GDAL reads the streets of Portland') or diag($out);
load_heights('portland_elevation', circle_data('portland-ned.tif'));
$cluster->safe_psql('postgres', q{
	CREATE SCHEMA portland;
	CREATE TABLE portland.street AS
		SELECT row_number() OVER (ORDER BY ogc_fid) AS street_id, geom, highway = 'steps' AS steps, true AS door,
			   CASE WHEN other_tags ~ '"bridge"=>"yes"' THEN 'bridge' WHEN other_tags ~ '"tunnel"=>"yes"' THEN 'tunnel' END AS class
		  FROM portland_line WHERE highway IS NOT NULL AND highway !~ '^motorway';
	ALTER TABLE portland.street ADD PRIMARY KEY (street_id);
	CREATE TABLE portland.home AS SELECT street_id AS home_id, st_translate(st_lineinterpolatepoint(geom, 0.37), 0.0001, 0.00005) AS geom
		FROM portland.street WHERE street_id % 4 = 0 ORDER BY 1 LIMIT 1200;
	CREATE TABLE portland.amenity AS SELECT street_id AS amenity_id, CASE WHEN street_id % 3 = 0 THEN 'bus_stop' ELSE 'cafe' END AS category,
		st_translate(st_startpoint(geom), 0.00005, 0.0001) AS geom FROM portland.street WHERE street_id % 23 = 0});
cmp_ok($cluster->safe_psql('postgres', 'SELECT count(*) FROM portland.street'), '>', 2000, 'Portland has streets');
hills_agree('portland_hills', 'portland.street', 'portland.home', 'portland.amenity', 'bus_stop * 2 within 10 min & cafe * 3 within 900 m & cafe within 6 min', 'portland_elevation', 'to_home');

# Hills make a difference, and not to those who walk as if there were none.
is($cluster->safe_psql('postgres', q{
	SELECT circle_create_network('flat_net', 'portland.street');
	SELECT FROM circle_build_network('flat_net');
	SELECT string_agg(w || ' ' || (count > 0), ', ' ORDER BY w) FROM (
		SELECT w, count(*) FILTER (WHERE circle_walk_time('flat_net', a.geom, b.geom, w) IS DISTINCT FROM circle_walk_time('portland_hills_net', a.geom, b.geom, w))
		  FROM portland.home AS a JOIN portland.home AS b ON b.home_id = a.home_id + 4, unnest('{adult,planning_60m}'::text[]) AS w
		 WHERE a.home_id < 200 GROUP BY w) AS c}) =~ s/^\n+//r, 'adult true, planning_60m false', 'slopes count for adults, and not in planning');

$cluster->stop;
done_testing();
