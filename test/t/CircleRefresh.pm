# CircleRefresh.pm: what the tests of the nightly job share: a city over several tiles, and the comparison of a study that was
# refreshed again and again with one that is computed afresh from the same inputs.
package CircleRefresh;

use strict;
use warnings;
use Exporter 'import';

our @EXPORT = qw(refresh_city refresh_differences refresh_checksum);

my $standard = 'breakfast within 5 min & bus_stop * 3 within 8 min & park within 600 m';

# Functions in a schema t that tests compare studies with.
my $checks = q{
CREATE SCHEMA t;
CREATE FUNCTION t.study_views(study text) RETURNS text[] LANGUAGE sql AS
$$ SELECT array_agg(relname ORDER BY relname) FROM pg_class WHERE relnamespace = study::regnamespace AND relkind = 'v' $$;
-- Numbers for every table that readers see of a study, but for the log and the work, and for the views over homes.
CREATE FUNCTION t.checksum(study text) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	relation text;
	sums text := '';
	sum text;
BEGIN
	FOR relation IN SELECT r FROM unnest(circle_private.circle__study_relations()) AS r
					 WHERE (r <> ALL (t.study_views(study)) OR r IN ('home_standard', 'home_gap'))
					   AND r !~ '(_change|_scan)$' AND r <> ALL ('{pending,work,refresh_log,study}') LOOP
		EXECUTE format('SELECT count(*) || '':'' || coalesce(sum(hashtextextended(r::text, 0)), 0) FROM %I.%I AS r', study, relation) INTO sum;
		sums := sums || ' ' || sum;
	END LOOP;
	RETURN sums;
END
$$;
-- Rows of every view: what is drawn in them may depend on the order of rows.
CREATE FUNCTION t.views(study text) RETURNS SETOF text LANGUAGE plpgsql AS
$$
DECLARE
	relation text;
BEGIN
	FOREACH relation IN ARRAY t.study_views(study) LOOP
		RETURN QUERY EXECUTE format('SELECT %L || '': '' || count(r::text) FROM %I.%I AS r', relation, study, relation);
	END LOOP;
END
$$;
CREATE FUNCTION t.differing(relation text, ignored text[] DEFAULT '{}') RETURNS SETOF text LANGUAGE plpgsql AS
$$
BEGIN
	RETURN QUERY EXECUTE format(
		'WITH o AS (SELECT %3$s AS r FROM old.%1$I AS t), f AS (SELECT %3$s AS r FROM fresh.%1$I AS t)
		 SELECT d.what FROM ((SELECT %2$L || '' refreshed: '' || r AS what FROM (TABLE o EXCEPT ALL TABLE f) AS x ORDER BY 1 LIMIT 3)
							 UNION ALL
							 (SELECT %2$L || '' afresh: '' || r FROM (TABLE f EXCEPT ALL TABLE o) AS x ORDER BY 1 LIMIT 3)) AS d',
		relation, relation, CASE WHEN ignored = '{}' THEN 't::text' ELSE format('(to_jsonb(t) - %L::text[])::text', ignored) END);
END
$$;
};
my $differences = q{
-- What differs from a network and a study made now from the same inputs: nothing.
CREATE FUNCTION t.differences() RETURNS SETOF text LANGUAGE plpgsql AS
$$
DECLARE
	made text;
BEGIN
	SET LOCAL client_min_messages = error;
	PERFORM circle_create_network('fresh_net', 'city.street', settings => '{"columns": {"streets": {"street_id": "street_id"}}}');
	-- The statements that make the study again, of another name and on another network.
	FOR made IN SELECT replace(replace(line, '''old''', '''fresh'''), '''net''', '''fresh_net''')
				  FROM old.study AS s, regexp_split_to_table(circle_private.circle__study_statement('old', s.options), E'\\n') AS line LOOP
		EXECUTE made;
	END LOOP;
	PERFORM circle_refresh('fresh', max_loss => 1);
	RETURN QUERY SELECT t.differing(r) FROM unnest(ARRAY['home', 'home_walker', 'amenity', 'community_indicator', 'indicator', 'indicator_part', 'indicator_sum',
		'walker', 'standard', 'need', 'tile_seen', 'community', 'map_cell', 'input_problem', 'circle', 'circle_member', 'circle_outlet',
		'circle_indicator']) AS r;
	-- Buckets may be more than a first refresh would make; what is in all of them is the same.
	RETURN QUERY SELECT input || ': other sums' FROM (SELECT input, sum(row_count) AS rows, sum(digest_1) % 18446744073709551616 AS d FROM old.input_bucket GROUP BY 1) AS o
				   FULL JOIN (SELECT input, sum(row_count) AS rows, sum(digest_1) % 18446744073709551616 AS d FROM fresh.input_bucket GROUP BY 1) AS f USING (input)
				  WHERE o.rows IS DISTINCT FROM f.rows OR (o.d - f.d) % 18446744073709551616 <> 0;
	RETURN QUERY SELECT t.differing('summary', '{version,refreshed_at}');
	RETURN QUERY SELECT t.differing('data_quality', '{problem_no}');
	RETURN QUERY SELECT 'tile ' || tile FROM net.tile AS o FULL JOIN fresh_net.tile AS f USING (tile)
				  WHERE o.body IS DISTINCT FROM f.body OR o.body_hash IS DISTINCT FROM f.body_hash;
	PERFORM circle_drop_study('fresh');
	PERFORM circle_drop_network('fresh_net');
END
$$;
};

# Schema city, network net and study old, not refreshed yet. About one home in seven of a city of $homes.
sub refresh_city
{
	my ($cluster, $homes, $database) = @_;
	$cluster->safe_psql($database // 'postgres', qq{
		SELECT circle_sample_city('city', $homes, 5);
		DELETE FROM city.home WHERE home_id % 7 <> 0;
		SELECT circle_create_network('net', 'city.street');
		SELECT circle_create_study('old', 'net', '$standard', homes => 'city.home', amenities => 'city.amenity', communities => 'city.community', circles => '-', walkers => 'adult, planning_60m', weights => 'population, elderly', settings => '{"columns": {"homes": {"home_id": "home_id"}, "amenities": {"amenity_id": "amenity_id"}}}');
	});
	$cluster->safe_psql($database // 'postgres', $_) foreach $checks, $differences;
	return;
}

sub refresh_differences
{
	my ($cluster, $database) = @_;
	return $cluster->safe_psql($database // 'postgres', 'SELECT t.differences()');
}

sub refresh_checksum
{
	my ($cluster, $database) = @_;
	return $cluster->safe_psql($database // 'postgres', q{SELECT t.checksum('old')});
}

1;
