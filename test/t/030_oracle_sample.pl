# The sample city against the oracle: every home, every category.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleOracle;
use CircleTest;
use Test::More;

oracle_needs();

my $cluster = circle_cluster('oracle_sample');
$cluster->safe_psql('postgres', "SELECT circle_sample_city('sample', 1500)");
refresh_city($cluster,
	streets => 'sample.street',
	homes => 'sample.home',
	amenities => 'sample.amenity',
	communities => 'sample.community',
	standard => sample_standard());
compare_with_oracle($cluster, 'city_15min',
	homes => 1500, places => 1500, 'integer values' => 1000 * 14 * 5, 'integer counts' => 1000 * 14 * 2,
	'float values' => 1000 * 14 * 5, verdicts => 1000);

# Two walkers, and options: horizon, cutoffs, keep and categories of one's own.
$cluster->safe_psql('postgres', "SELECT circle_create_study('city_options', 'city_net', 'park within 700 m & breakfast within 12 min', homes => 'sample.home', amenities => 'sample.amenity', communities => '-', circles => '-', entrances => '-', walkers => 'planning_60m, adult', settings => '{\"categories\": \"pharmacy, park\", \"keep\": 3, \"cutoffs\": [7.5, 20], \"horizon_min\": 22}');
	SELECT circle_set_standard('city_options', 'second', 'bus_stop * 7 within 6.5 min | metro_station within 900 m')");
$cluster->safe_psql('postgres', "SELECT circle_refresh('city_options')");
compare_with_oracle($cluster, 'city_options', homes => 2 * 1500, 'integer values' => 1000);

# Walkers of all kinds, over streets that are crossings, lifts and escalators too.
$cluster->safe_psql('postgres', q{
	INSERT INTO circle_user_walker (name, speed_m_s, steps_factor, door_speed_m_s, snap_limit_m, slope, slope_strength, crossing_s, lift_s)
	VALUES ('hiker', 1.39, 2, 1, 80, 'naismith', 1.5, 12.5, 40);
	CREATE SCHEMA mixed;
	CREATE TABLE mixed.street AS TABLE sample.street;
	ALTER TABLE mixed.street ADD PRIMARY KEY (street_id);
	UPDATE mixed.street SET class = CASE street_id % 20 WHEN 3 THEN 'crossing' WHEN 7 THEN 'Lift;crossing' WHEN 11 THEN 'escalator' END
	 WHERE street_id % 20 IN (3, 7, 11);
	SELECT circle_create_network('mixed_net', 'mixed.street');
	SELECT circle_create_study('city_walkers', 'mixed_net', 'bus_stop * 4 within 10 min & park within 800 m & breakfast within 8 min', homes => 'sample.home', amenities => 'sample.amenity', communities => '-', circles => '-', entrances => '-', walkers => 'elderly, step_free, hiker, child')});
$cluster->safe_psql('postgres', "SELECT circle_refresh('city_walkers')");
compare_with_oracle($cluster, 'city_walkers', homes => 4 * 1500, 'integer values' => 4 * 1000 * 3 * 5);

# The same home again, and out and home again.
foreach my $direction (qw(to_home round_trip))
{
	$cluster->safe_psql('postgres', "SELECT circle_alter_study('city_walkers', '{\"direction\": \"$direction\"}')");
	$cluster->safe_psql('postgres', "SELECT circle_refresh('city_walkers')");
	compare_with_oracle($cluster, 'city_walkers', homes => 4 * 1500, 'integer values' => 4 * 1000 * 3 * 5);
	is($cluster->safe_psql('postgres', "SELECT count(*) FROM circle_check('city_walkers')"), 0, "circle_check() agrees, $direction");
	is($cluster->safe_psql('postgres', "SELECT count(*) FROM city_walkers.home WHERE circle_coverage_at('city_walkers', geom) IS DISTINCT FROM coverage"),
		0, "a point is as the home there, $direction");
}

# Amenities entered at entrances: three for each park, one round the corner for every third amenity, keys as text.
$cluster->safe_psql('postgres', q{
	CREATE TABLE mixed.entrance AS
		SELECT amenity_id, ST_LineInterpolatePoint(ST_ExteriorRing(ST_GeometryN(geom, 1)), part / 3.0) AS geom
		  FROM sample.amenity CROSS JOIN generate_series(0, 2) AS part WHERE ST_Dimension(geom) = 2
		UNION ALL SELECT amenity_id, ST_Translate(geom, 0.0004, 0.0002) FROM sample.amenity WHERE ST_Dimension(geom) = 0 AND amenity_id % 3 = 0;
	SELECT circle_alter_study('city_walkers', '{"direction": "from_home", "entrances": "mixed.entrance"}')});
$cluster->safe_psql('postgres', "SELECT circle_refresh('city_walkers')");
compare_with_oracle($cluster, 'city_walkers', homes => 4 * 1500, 'integer values' => 4 * 1000 * 3 * 5);
is($cluster->safe_psql('postgres', "SELECT count(*) FROM city_walkers.amenity WHERE area IS NOT NULL AND entry_no > 0"), 0, 'no park is entered over its boundary');
is($cluster->safe_psql('postgres', "SELECT count(*) FROM circle_check('city_walkers')"), 0, 'circle_check() agrees with entrances');

# Views with text keys and other reference systems; homes as areas; amenities as lines; streets as multi-lines.
$cluster->safe_psql('postgres', q{
	CREATE SCHEMA other;
	CREATE VIEW other.street AS SELECT 'Straße ' || street_id AS id, ST_Multi(ST_Transform(ST_Force2D(geom), 3857)) AS geom,
			steps, door, private, class FROM sample.street;
	CREATE VIEW other.home AS SELECT 'h' || home_id AS id, population, CASE WHEN home_id % 3 = 0
			THEN ST_Multi(ST_Buffer(geom, 0.00003, 2)) ELSE ST_Transform(geom, 32648) END AS geom FROM sample.home;
	CREATE VIEW other.amenity AS SELECT amenity_id AS id, category, geom FROM sample.amenity
		UNION ALL SELECT amenity_id, 'market "street"', ST_MakeLine(geom, ST_Translate(geom, 0.0005, 0.0003))
			FROM sample.amenity WHERE amenity_id % 7 = 0 AND ST_Dimension(geom) = 0;
	SELECT circle_create_network('other_net', 'other.street');
	SELECT circle_create_study('other_15min', 'other_net', '"market ""street""" * 2 within 20 min & restaurant * 4 within 700 m & barber within 9.5 min', homes => 'other.home', amenities => 'other.amenity', communities => '-', circles => '-', entrances => '-', settings => '{"keep": 7}')});
$cluster->safe_psql('postgres', "SELECT circle_refresh('other_15min')");
compare_with_oracle($cluster, 'other_15min', homes => 1500, 'integer values' => 1000 * 3 * 7);

# An oracle that finds nothing proves nothing.
oracle_finds($cluster, 'city_15min', 'verdict', 'UPDATE city_15min.home SET meets = NOT meets WHERE home_id = (
	SELECT min(home_id) FROM city_15min.home WHERE coverage IS NOT NULL)');
oracle_finds($cluster, 'city_15min', 'integer value', 'UPDATE city_15min.home SET coverage = ' . one_more('city_15min', 'breakfast', 0.1, 'min')
	. ' WHERE home_id = (SELECT min(home_id) FROM city_15min.home WHERE coverage IS NOT NULL)');
oracle_finds($cluster, 'city_15min', 'place', 'UPDATE city_15min.home SET snap_m = snap_m + 0.001');
oracle_finds($cluster, 'city_options', 'home missing', 'DELETE FROM city_options.home
	WHERE home_id = (SELECT max(home_id) FROM city_options.home)');

$cluster->stop;
done_testing();
