# pgRouting as a second witness: walks between street vertices of the sample city, there over an edge for
# every segment and in doubles, here by circle_walk_time.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use Test::More;

my $cluster = circle_cluster('pgrouting');
my $available = $cluster->safe_psql('postgres', "SELECT count(*) FROM pg_available_extensions WHERE name = 'pgrouting'");
if (!$available)
{
	$cluster->stop;
	plan(skip_all => 'pgRouting is not installed');
}

$cluster->safe_psql('postgres', q{
	CREATE EXTENSION pgrouting;
	SELECT circle_sample_city('sample', 800);
	SELECT circle_create_network('city_net', 'sample.street');
	SELECT circle_build_network('city_net');

	-- An adult who minds no slopes: pgRouting's costs are those of lengths and steps.
	INSERT INTO circle_user_walker (name, speed_m_s, slope, lift_s) VALUES ('level', 1.33, 'none', 0);

	CREATE TABLE vertex AS
	SELECT row_number() OVER (ORDER BY st_x(geom), st_y(geom)) AS id, geom, ends
	  FROM (SELECT p.geom, bool_or(s.door) AS ends
			  FROM sample.street AS s, st_dumppoints(st_force2d(s.geom)) AS p GROUP BY p.geom) AS v;
	CREATE UNIQUE INDEX ON vertex (st_x(geom), st_y(geom));
	CREATE TABLE segment AS
	SELECT row_number() OVER () AS id, a.id AS source, b.id AS target,
		   st_length(st_makeline(a.geom, b.geom)::geography) / 1.33 * CASE WHEN steps THEN 3 ELSE 1 END AS cost
	  FROM (SELECT s.steps, p.geom AS here, lead(p.geom) OVER (PARTITION BY s.street_id ORDER BY p.path) AS next
			  FROM sample.street AS s, st_dumppoints(st_force2d(s.geom)) AS p) AS q
	  JOIN vertex AS a ON st_x(a.geom) = st_x(here) AND st_y(a.geom) = st_y(here)
	  JOIN vertex AS b ON st_x(b.geom) = st_x(next) AND st_y(b.geom) = st_y(next);
	ANALYZE vertex; ANALYZE segment;

	-- Vertices that a door may open to, on the mainland: those are their own places.
	CREATE TABLE chosen AS
	SELECT v.id, v.geom
	  FROM vertex AS v
	  JOIN pgr_connectedComponents('SELECT id, source, target, cost, cost AS reverse_cost FROM segment') AS c ON c.node = v.id
	 WHERE v.ends AND c.component = (
		SELECT component FROM pgr_connectedComponents('SELECT id, source, target, cost, cost AS reverse_cost FROM segment')
		 GROUP BY component ORDER BY count(*) DESC LIMIT 1)
	 ORDER BY md5(v.id::text) LIMIT 24;
	CREATE TABLE pair AS
	SELECT d.start_vid, d.end_vid, d.agg_cost AS seconds,
		   circle_walk_time('city_net', a.geom, b.geom, 'level') * 60 AS our_seconds
	  FROM pgr_dijkstraCost('SELECT id, source, target, cost FROM segment',
		   (SELECT array_agg(id) FROM chosen), (SELECT array_agg(id) FROM chosen), directed => false) AS d
	  JOIN chosen AS a ON a.id = d.start_vid
	  JOIN chosen AS b ON b.id = d.end_vid
});

my $pairs = $cluster->safe_psql('postgres', 'SELECT count(*) FROM pair WHERE seconds < 7190');
cmp_ok($pairs, '>=', 24 * 23 * 0.9, 'most pairs of vertices are within two hours');
is($cluster->safe_psql('postgres', 'SELECT count(*) FROM pair WHERE seconds < 7190 AND our_seconds IS NULL'),
	0, 'circle_walk_time knows every one of them');
is($cluster->safe_psql('postgres', q{
		SELECT string_agg(format('%s to %s: pgRouting %s s, circle_ext %s s', start_vid, end_vid, seconds, our_seconds), E'\n')
		  FROM pair WHERE seconds < 7190 AND abs(seconds - our_seconds) > 0.1}),
	'', 'every walk within 0.1 s');
diag($cluster->safe_psql('postgres', q{
	SELECT format('%s walks up to %s min, largest difference %s s', count(*), round((max(seconds) / 60)::numeric, 1),
				  round(max(abs(seconds - our_seconds))::numeric, 4)) FROM pair WHERE seconds < 7190}));

$cluster->stop;
done_testing();
