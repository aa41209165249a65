# Areas and homes of several doors against the oracle: stars, rings, blocks between streets, pairs and slivers among tunnels, walls and gates.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleOracle;
use CircleTest;
use Test::More;

oracle_needs();

my $cluster = circle_cluster('oracle_areas');
$cluster->safe_psql('postgres', q{
	SELECT circle_sample_city('sample', 1500);
	CREATE SCHEMA shapes;
	CREATE TABLE shapes.street AS SELECT street_id, ST_Force2D(geom) AS geom, steps OR street_id % 17 = 3 AS steps, door AND street_id % 13 <> 5 AS door, private FROM sample.street;
	ALTER TABLE shapes.street ADD PRIMARY KEY (street_id);
	-- Spurs from the middles of blocks and towards streets, so that lines end beside areas; a path that nothing joins.
	INSERT INTO shapes.street SELECT 1000000 + street_id, ST_MakeLine(ST_PointN(ST_GeometryN(ST_Force2D(geom), 1), 1),
			ST_Translate(ST_PointN(ST_GeometryN(ST_Force2D(geom), 1), 1), 0.0004 * cos(street_id), 0.0004 * sin(street_id))), false, true, street_id % 4 = 0
		FROM shapes.street WHERE street_id % 3 = 0;
	CREATE TABLE shapes.barrier AS
		SELECT geom FROM sample.barrier
		UNION ALL SELECT ST_PointN(g, (1 + street_id % ST_NumPoints(g))::int) FROM (
			SELECT street_id, ST_GeometryN(ST_Force2D(geom), 1) AS g FROM shapes.street) AS s WHERE street_id % 11 = 2
		UNION ALL SELECT ST_MakeLine(ST_Translate(ST_EndPoint(geom), -0.0002, 0.00007), ST_Translate(ST_EndPoint(geom), 0.0002, 0.00007))
		  FROM shapes.street WHERE street_id > 1000000 AND street_id % 5 = 0;
	CREATE FUNCTION shapes.star(middle geometry, tips int, size float8) RETURNS geometry LANGUAGE sql IMMUTABLE AS
	$$ SELECT ST_MakePolygon(ST_AddPoint(line, ST_StartPoint(line)))
		 FROM (SELECT ST_MakeLine(ST_Translate(middle, size * (1 + i % 2) * cos(i * pi() / tips), size * (1 + i % 2) * sin(i * pi() / tips)) ORDER BY i) AS line
				 FROM generate_series(0, 2 * tips - 1) AS i) AS s $$;
	CREATE VIEW shapes.middle AS SELECT home_id AS id, ST_Force2D(geom) AS geom FROM sample.home;
	CREATE TABLE shapes.amenity AS
		SELECT 'a' || id AS id, 'star' AS category, shapes.star(geom, (5 + id % 7)::int, 0.0002 + 0.0001 * (id % 9)) AS geom FROM shapes.middle WHERE id % 40 = 1
		UNION ALL SELECT 'b' || id, 'ring', ST_Difference(ST_Buffer(geom, 0.0012, 3), ST_Buffer(geom, 0.0007, 2)) FROM shapes.middle WHERE id % 60 = 2
		UNION ALL SELECT 'd' || id, 'pair', ST_Union(ST_Buffer(geom, 0.0003, 1), ST_Translate(ST_Buffer(geom, 0.0002, 1), 0.001, 0.0002)) FROM shapes.middle WHERE id % 60 = 3
		UNION ALL SELECT 'e' || id, 'sliver', ST_Buffer(ST_MakeLine(geom, ST_Translate(geom, 0.0015, 0.0011)), 0.0000004, 1) FROM shapes.middle WHERE id % 60 = 4
		UNION ALL SELECT 'f' || id, 'star', geom FROM shapes.middle WHERE id % 70 = 5
		-- Amenities of several rows: an area and a point, two areas.
		UNION ALL SELECT 'a' || id, 'star', ST_Translate(geom, 0.003, 0) FROM shapes.middle WHERE id % 80 = 1
		UNION ALL SELECT 'd' || id, 'pair', ST_Buffer(ST_Translate(geom, -0.004, 0.001), 0.0005, 2) FROM shapes.middle WHERE id % 120 = 3
		-- Blocks between streets: their boundaries are the streets.
		UNION ALL SELECT 'c' || row_number() OVER (), 'block', geom FROM (
			SELECT (ST_Dump(ST_Polygonize(g))).geom FROM (SELECT ST_Node(ST_Collect(ST_Force2D(geom))) AS g FROM sample.street) AS s) AS p;
	DELETE FROM shapes.amenity WHERE category = 'block' AND substr(id, 2)::int % 3 <> 0;
	CREATE TABLE shapes.home AS SELECT home_id AS id, population, CASE home_id % 3
			WHEN 0 THEN ST_Buffer(geom, 0.00005 + 0.0004 * (home_id % 7 = 0)::int, 1)
			WHEN 1 THEN ST_Collect(ARRAY[geom, ST_Translate(geom, 0.0006, 0.0003), CASE WHEN home_id % 31 = 0 THEN ST_Translate(geom, 0.02, 0) ELSE geom END])
			ELSE geom END AS geom FROM sample.home;
	CREATE TABLE shapes.entrance AS SELECT id AS amenity_id, ST_PointOnSurface(geom) AS geom FROM shapes.amenity WHERE ST_Dimension(geom) = 2 AND ascii(right(id, 1)) % 3 = 0;
	SELECT circle_create_network('shape_net', 'shapes.street');
	SELECT circle_alter_network('shape_net', '{"barriers": "shapes.barrier"}');
	SELECT circle_create_study('shape_15min', 'shape_net', 'star * 2 within 8 min & ring within 700 m & block * 3 within 6 min & pair within 500 m straight & sliver within 10 min', homes => 'shapes.home', amenities => 'shapes.amenity', communities => '-', circles => '-', entrances => '-', walkers => 'adult, step_free');
	SELECT circle_create_study('shape_both', 'shape_net', 'star within 10 min & block within 300 m & pair within 10 min', homes => 'shapes.home', amenities => 'shapes.amenity', communities => '-', circles => '-', entrances => 'shapes.entrance', settings => '{"direction": "round_trip"}')});
$cluster->safe_psql('postgres', "SELECT circle_refresh('$_')") foreach qw(shape_15min shape_both);

sub agrees
{
	my ($study, $walkers, $wants, $when) = @_;
	compare_with_oracle($cluster, $study, homes => $walkers * 1500, entries => 400, insides => 500, 'integer values' => $walkers * 1000 * $wants * 5);
	is($cluster->safe_psql('postgres', "SELECT count(*) FROM circle_check('$study')"), 0, "circle_check() agrees, $when");
	is($cluster->safe_psql('postgres', "SELECT count(*) FROM $study.home WHERE doors IS NULL AND circle_coverage_at('$study', geom) IS DISTINCT FROM coverage"),
		0, "a point is as the home there, $when");
	is($cluster->safe_psql('postgres', "SELECT count(*) FROM (SELECT * FROM $study.home WHERE home_id % 10 = 3 AND coverage IS NOT NULL) AS h
			CROSS JOIN circle_explain('$study', h.home_id) AS e
		 WHERE coalesce(e.rank, 1) = 1 AND round(e.value::numeric, 3) IS DISTINCT FROM round(circle_nth_nearest(h.coverage, e.category, 1, e.unit)::numeric, 3)"),
		0, "and is explained by the same walks, $when");
	return;
}

agrees('shape_15min', 2, 5, 'from_home');
agrees('shape_both', 1, 3, 'there and back');
diag($cluster->safe_psql('postgres', "SELECT string_agg(format('%s of %s in %s', n, category, areas), ', ' ORDER BY category) FROM (
	SELECT category, count(*) AS n, count(area) AS areas FROM shape_15min.amenity WHERE entry_no > 0 GROUP BY 1) AS c"));

# Streets, barriers, areas, homes and entrances come, go and move: as if they had always been so.
foreach my $round (1 .. 2)
{
	$cluster->safe_psql('postgres', qq{
		DELETE FROM shapes.street WHERE street_id > 1000000 AND street_id % 7 = $round;
		UPDATE shapes.street SET door = NOT door WHERE street_id % 29 = $round;
		DELETE FROM shapes.barrier WHERE ctid IN (SELECT ctid FROM shapes.barrier WHERE hashtext(ST_AsText(geom)) % 9 = $round);
		UPDATE shapes.amenity SET geom = ST_Translate(geom, 0.0001, 0.00007) WHERE abs(hashtext(id)) % 11 = $round;
		DELETE FROM shapes.amenity WHERE abs(hashtext(id)) % 37 = $round;
		UPDATE shapes.home SET geom = ST_Buffer(ST_PointOnSurface(geom), 0.0003, 2) WHERE id % 23 = $round;
		UPDATE shapes.home SET geom = ST_Collect(ST_PointOnSurface(geom), ST_Translate(ST_PointOnSurface(geom), 0, 0.0004)) WHERE id % 19 = $round;
		DELETE FROM shapes.entrance WHERE abs(hashtext(amenity_id)) % 5 = $round});
	$cluster->safe_psql('postgres', "SELECT circle_refresh('$_', max_loss => 1)") foreach qw(shape_15min shape_both);
	agrees('shape_15min', 2, 5, "after edits, round $round");
	agrees('shape_both', 1, 3, "there and back after edits, round $round");
	foreach my $study (qw(shape_15min shape_both))
	{
		$cluster->safe_psql('postgres', "DROP TABLE IF EXISTS shapes.before; CREATE TABLE shapes.before AS TABLE $study.home; CREATE TABLE shapes.before_amenity AS TABLE $study.amenity");
		$cluster->safe_psql('postgres', "SELECT circle_refresh('$study', \"full\" => true)");
		is($cluster->safe_psql('postgres', "SELECT (SELECT count(*) FROM shapes.before AS b FULL JOIN $study.home AS h USING (home_id) WHERE b IS DISTINCT FROM h),
			(SELECT count(*) FROM ((TABLE shapes.before_amenity EXCEPT TABLE $study.amenity) UNION ALL (TABLE $study.amenity EXCEPT TABLE shapes.before_amenity)) AS d)"),
			'0|0', "$study is what a full refresh makes of it, round $round");
		$cluster->safe_psql('postgres', 'DROP TABLE shapes.before_amenity');
	}
}

# An oracle that finds nothing proves nothing.
oracle_finds($cluster, 'shape_both', 'entries', "UPDATE shape_both.amenity SET geom = ST_Translate(geom, 0.0000001, 0)
	WHERE ctid = (SELECT ctid FROM shape_both.amenity WHERE entry_no > 1 LIMIT 1)");
oracle_finds($cluster, 'shape_15min', 'integer value', 'UPDATE shape_15min.home SET coverage = ' . one_more('shape_15min', 'pair', 0, 'm straight')
	. ' WHERE home_id = (SELECT min(home_id) FROM shape_15min.home WHERE coverage IS NOT NULL)');

$cluster->stop;
done_testing();
