# Refreshes of little or no change. Nothing changed: one scan, and no row of any table is written. Small edits, a
# hundred refreshes: a study that is vacuumed stays about as large as it was. CIRCLE_REFRESHES says how many refreshes (default 30).
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleRefresh;
use CircleTest;
use PostgreSQL::Test::Cluster;
use Test::More;

my $refreshes = $ENV{CIRCLE_REFRESHES} || 30;
my $cluster = circle_cluster('quiet', conf => "client_min_messages = warning\nautovacuum = off\nmin_parallel_table_scan_size = 0");
refresh_city($cluster, 20000);

sub sql { return $cluster->safe_psql('postgres', $_[0]); }

# Every row of every table of both schemas: where it lies and who wrote it.
sql(q{
	CREATE FUNCTION t.rows() RETURNS TABLE (relation text, place tid, writer xid) LANGUAGE plpgsql AS
	$$
	BEGIN
		FOR relation IN SELECT format('%I.%I', nspname, relname) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace
						 WHERE nspname IN ('old', 'net') AND relkind = 'r' LOOP
			RETURN QUERY EXECUTE format('SELECT %L, ctid, xmin FROM %s', relation, relation);
		END LOOP;
	END
	$$;
	-- Inputs with problems of every kind, which are found again in each refresh.
	INSERT INTO city.home (home_id, geom, population) VALUES (900001, 'SRID=4326;POINT EMPTY', 1), (900002, 'SRID=4326;POINT(106.5 29.5)', -4);
	ALTER TABLE city.street ALTER geom DROP NOT NULL;
	INSERT INTO city.street (street_id, steps, door, private) VALUES (900001, false, true, false), (900002, false, true, false);
	INSERT INTO city.amenity (amenity_id, category, geom) VALUES (900001, 'breakfast', 'SRID=4326;POINT(29.5 106.5)');
	SELECT circle_alter_study('old', '{"circles": "city.circle"}');
});
foreach my $way ("SELECT circle_refresh('old')", "SELECT circle_refresh('old', jobs => 2)", "BEGIN; SELECT circle_refresh('old', max_loss => 1); COMMIT")
{
	sql(q{SELECT circle_refresh('old')});
	sql('DROP TABLE IF EXISTS t.before; CREATE TABLE t.before AS SELECT * FROM t.rows()');
	cmp_ok(sql('SELECT count(DISTINCT relation) FROM t.before'), '>', 15, 'most tables hold rows');
	my $version = sql('SELECT version FROM old.version');
	sql($way);
	is(sql('SELECT relation, count(*) FROM (SELECT * FROM t.rows() EXCEPT TABLE t.before) AS new GROUP BY 1'), '', "$way: an unchanged city: no row is written");
	is(sql('SELECT relation, count(*) FROM (TABLE t.before EXCEPT SELECT * FROM t.rows()) AS gone GROUP BY 1'), '', "$way: no row is replaced or deleted");
	is(sql('SELECT version FROM old.version'), $version, "$way: the version that stood stands");
}

# What is wrong with an input is news, too; what was wrong before keeps its row.
sql(q{INSERT INTO city.home (home_id, geom, population) VALUES (900003, 'SRID=4326;POINT EMPTY', 1)});
sql('DROP TABLE t.before; CREATE TABLE t.before AS SELECT * FROM t.rows()');
sql(q{SELECT circle_refresh('old')});
is(sql('SELECT relation, count(*) FROM (SELECT * FROM t.rows() EXCEPT TABLE t.before) AS new GROUP BY 1 ORDER BY 1'),
	"old.data_quality|1\nold.home_bucket|1\nold.input_bucket|1\nold.input_problem|1\nold.input_state|1\nold.refresh_log|1\nold.summary|2\nold.version|1", 'one more problem is one more row of data_quality and a version');

# Many refreshes in one transaction: locks do not pile up. The same study as it is then, as from nothing, and with another definition in between.
sql(q{
	CREATE TABLE t.lock_count (no int, locks bigint);
	CREATE PROCEDURE t.refresh_often(times int) LANGUAGE plpgsql AS
	$$
	BEGIN
		FOR i IN 1 .. times LOOP
			UPDATE city.home SET geom = ST_Translate(geom, 0.00001, 0) WHERE home_id % 500 = i % 500;
			UPDATE city.amenity SET geom = ST_Translate(geom, 0.0001, 0) WHERE amenity_id % 700 = i % 700;
			PERFORM circle_refresh('old', max_loss => 1);
			INSERT INTO t.lock_count SELECT i, count(*) FROM pg_locks WHERE pid = pg_backend_pid();
			IF i = times / 2 THEN
				PERFORM circle_alter_study('old', '{"circles": "city.circle"}'), circle_refresh('old', max_loss => 1);
				PERFORM circle_alter_study('old', '{"circles": "-"}');
			END IF;
		END LOOP;
	END
	$$;
});
sql(q{CALL t.refresh_often(12)});
is(sql('SELECT count(*) > 1 AND max(locks) - min(locks) < 20 FROM t.lock_count WHERE no BETWEEN 2 AND 6'), 't', 'five refreshes more take no more locks');
is(sql('SELECT max(locks) - min(locks) < 20 FROM t.lock_count WHERE no > 7'), 't', 'nor after a change of the definition');
is(sql(q{SELECT count(*) FROM circle_check('old')}), '0', 'and the last version is right');

# Small edits
my $size = q{SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace
	WHERE nspname IN ('old', 'net') AND relkind = 'r' AND relname NOT LIKE '%history'};
sql(q{SELECT circle_alter_study('old', '{"circles": "-"}')});
sql(q{SELECT circle_refresh('old')});
sql('VACUUM');
my $before = sql($size);
my $largest = 0;
foreach my $round (1 .. $refreshes)
{
	sql(qq{UPDATE city.amenity SET geom = st_translate(st_pointonsurface(geom), 0.0002, 0) WHERE amenity_id % 60 = $round % 60;
		DELETE FROM city.street WHERE street_id = (SELECT street_id FROM city.street WHERE street_id % 100 = $round ORDER BY 1 LIMIT 1);
		UPDATE city.home SET population = coalesce(population, 0) + 1 WHERE home_id % 300 = $round * 7 % 300});
	sql(q{SELECT circle_refresh('old')});
	# As autovacuum would, more often than every night and less often than every few.
	sql('VACUUM') if $round % 3 == 0;
	my $ratio = sql($size) / $before;
	$largest = $ratio if $ratio > $largest;
}
note(sprintf '%d refreshes: at most %.2f times the size of before (%d bytes)', $refreshes, $largest, $before);
cmp_ok($largest, '<', 2, "$refreshes refreshes of small edits never double a study that is vacuumed");
is(refresh_differences($cluster), '', 'and leave what a full study is');
cmp_ok(sql('SELECT pg_total_relation_size($$old.community_history$$) / (SELECT greatest(count(*), 1) FROM old.community_history)'), '<', 1000, 'history grows by what changed');

done_testing();
