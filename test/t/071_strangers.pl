# A stranger's study can be read without fear: whatever its owner puts there, none of his code runs in the session of one who calls
# a function of the extension. Every function that takes a study or a network is tried with every trap.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use CircleTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

my $cluster = circle_cluster('strangers', conf => "client_min_messages = error\nautovacuum = off\nmax_locks_per_transaction = 512");

sub sql { return $cluster->safe_psql('postgres', $_[0]); }

# Mallory owns a network and a study that everybody may read. What he plants counts, in a sequence that no rollback turns back, how
# often it runs as somebody else.
sql(q{
	CREATE ROLE regress_mallory;
	CREATE ROLE regress_reader;
	GRANT CREATE ON DATABASE postgres TO regress_mallory;
	CREATE FOREIGN DATA WRAPPER nothing;
	GRANT USAGE ON FOREIGN DATA WRAPPER nothing TO regress_mallory;
	SET ROLE regress_mallory;
	CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
	CREATE SCHEMA trap;
	CREATE SEQUENCE trap.sprung;
	CREATE FUNCTION trap.spring() RETURNS boolean LANGUAGE plpgsql AS
	$$ BEGIN IF current_user <> 'regress_mallory' THEN PERFORM nextval('trap.sprung'); END IF; RETURN true; END $$;
	CREATE FUNCTION trap.fixed(n int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM trap.spring(); RETURN n; END $$;
	CREATE FUNCTION trap.trigger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM trap.spring(); RETURN NEW; END $$;
	CREATE FUNCTION trap.joined(text, text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM trap.spring(); RETURN $1; END $$;
	CREATE OPERATOR trap.||| (LEFTARG = text, RIGHTARG = text, FUNCTION = trap.joined);
	CREATE DOMAIN trap.word AS text CHECK (trap.spring());
	CREATE TYPE trap.own AS ENUM ('a');
	CREATE FUNCTION trap.text_of(trap.own) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM trap.spring(); RETURN 'a'; END $$;
	CREATE CAST (trap.own AS text) WITH FUNCTION trap.text_of(trap.own) AS IMPLICIT;
	GRANT USAGE ON SCHEMA trap TO PUBLIC;
	GRANT ALL ON SEQUENCE trap.sprung TO PUBLIC;
	SELECT circle_sample_city('mal', 100);
	CREATE TABLE mal.entrance AS SELECT amenity_id, geom FROM mal.amenity LIMIT 3;
	SELECT circle_create_network('mal_net', 'mal.street');
	SELECT circle_create_study('mal_15min', 'mal_net', 'park within 10 min & breakfast within 500 m', homes => 'mal.home', amenities => 'mal.amenity',
		communities => 'mal.community', circles => 'mal.circle', entrances => 'mal.entrance', walkers => 'adult, elderly');
	SELECT version FROM circle_refresh('mal_15min', max_loss => 1);
	SELECT version FROM circle_refresh('mal_15min', "full" => true, max_loss => 1);
	GRANT USAGE ON SCHEMA mal_net, mal_15min TO PUBLIC;
	GRANT SELECT ON ALL TABLES IN SCHEMA mal_net TO PUBLIC;
	GRANT SELECT ON ALL TABLES IN SCHEMA mal_15min TO PUBLIC;
});

# A call of every function of the extension that takes a study or a network, or lists them.
my $here = q{(SELECT st_setsrid(st_makepoint(lon, lat), 4326) FROM t.place)};
my $area = qq{st_buffer($here, 0.002)};
my $tile = q{(SELECT x FROM t.place), (SELECT y FROM t.place)};
my %calls = (
	'circle_studies()' => 'SELECT * FROM circle_studies()',
	'circle_networks()' => 'SELECT * FROM circle_networks()',
	'circle_check(text,double precision)' => q{SELECT * FROM circle_check('mal_15min')},
	'circle_compare(text,text,text)' => q{SELECT * FROM circle_compare('mal_15min', '1'::text, '2'::text)},
	'circle_compare(text,bigint,bigint)' => q{SELECT * FROM circle_compare('mal_15min', 1::bigint, 2::bigint)},
	'circle_compare(text,date,date)' => q{SELECT * FROM circle_compare('mal_15min', current_date, current_date)},
	'circle_compare(text,timestamp with time zone,timestamp with time zone)' => q{SELECT * FROM circle_compare('mal_15min', now(), now())},
	'circle_coverage_at(text,geometry)' => qq{SELECT circle_coverage_at('mal_15min', $here)},
	'circle_nearest(text,geometry,text,integer)' => qq{SELECT * FROM circle_nearest('mal_15min', $here, 'park')},
	'circle_explain_at(text,geometry,text,text,integer)' => qq{SELECT * FROM circle_explain_at('mal_15min', $here)},
	'circle_explain(text,text,text,text,integer)' => q{SELECT * FROM circle_explain('mal_15min', '1', 'elderly')},
	'circle_explain(text,bigint,text,text,integer)' => q{SELECT * FROM circle_explain('mal_15min', 1::bigint)},
	'circle_what_if(text,text,geometry)' => qq{SELECT * FROM circle_what_if('mal_15min', 'park', $here)},
	'circle__gap_report(text)' => q{SELECT * FROM circle_private.circle__gap_report('mal_15min')},
	'circle_gap_clusters(text,double precision,integer)' => q{SELECT * FROM circle_gap_clusters('mal_15min')},
	'circle_mvt(integer,integer,integer,text,text)' => join(';', map { "SELECT circle_mvt(14, $tile, 'mal_15min', '$_')" } qw(home gap circle community street amenity)),
	'circle_mvt(integer,integer,integer,json)' => q{SELECT circle_mvt(9, (SELECT x FROM t.place) >> 5, (SELECT y FROM t.place) >> 5, '{"study": "mal_15min", "layer": "gap"}')},
	'circle_report(text,text,text)' => q{SELECT circle_report('mal_15min')},
	'circle_qgis_styles(text,text)' => q{SELECT circle_qgis_styles('mal_15min', 'styles')},
	'circle_snap(text,geometry,text)' => qq{SELECT * FROM circle_snap('mal_net', $here)},
	'circle_walk_time(text,geometry,geometry,text)' => qq{SELECT circle_walk_time('mal_net', $here, $here)},
	'circle_edges(text,geometry)' => q{SELECT * FROM circle_edges('mal_net')},
	'circle_path(text,geometry,geometry,text)' => qq{SELECT * FROM circle_path('mal_net', $here, $here)},
);
# Of these the caller's part is the same; they are called with the network or study and, where they ask for it, a point.
my %owner_calls = (
	circle_create_study => q{SELECT circle_create_study('own_study', 'mal_net', 'park within 10 min', homes => 't.home', amenities => 't.amenity', communities => '-', circles => '-', entrances => '-')},
	circle_create_network => q{SELECT circle_create_network('own_net', 'mal_net.tile')},
	circle_alter_network => q{SELECT circle_alter_network('mal_net', '{"key_column": "id"}')},
	circle_build_network => q{SELECT circle_build_network('mal_net')},
	circle_drop_network => q{SELECT circle_drop_network('mal_net', true)},
	circle_set_standard => q{SELECT circle_set_standard('mal_15min', 'more', 'park within 5 min')},
	circle_drop_standard => q{SELECT circle_drop_standard('mal_15min', 'more')},
	circle_alter_study => q{SELECT circle_alter_study('mal_15min', '{"keep": 3}')},
	circle_drop_study => q{SELECT circle_drop_study('mal_15min', true)},
	circle_refresh => q{SELECT circle_refresh('mal_15min')},
	circle_reach => qq{SELECT * FROM circle_reach('mal_net', $here, 5)},
	circle_isochrone => qq{SELECT * FROM circle_isochrone('mal_net', $here, 5)},
);
my @functions = split /\n/, sql(q{
	SELECT p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')|' || p.proname || '(' || array_to_string(ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS u (t, n) ORDER BY n), ',') || ')'
	  FROM pg_proc AS p JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
	  JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'circle_ext'
	 WHERE p.proname ~ '^circle_[a-z]'
	   AND (p.proargnames && '{study,network,query}' OR p.proname IN ('circle_studies', 'circle_networks')) OR p.proname = 'circle__gap_report'});
my @statements;
foreach my $function (@functions)
{
	my (undef, $signature) = split /\|/, $function;
	my ($name) = $signature =~ /^(\w+)/;
	my $statement = $calls{$signature} // $owner_calls{$name};
	ok(defined $statement, "$signature is tried");
	push @statements, $statement if defined $statement;
}
cmp_ok(scalar @functions, '>=', 30, 'functions that take a study or a network');

# What the victims use
sql(q{
	CREATE SCHEMA t;
	CREATE TABLE t.home AS TABLE mal.home;
	CREATE TABLE t.amenity AS TABLE mal.amenity;
	CREATE TABLE t.place AS SELECT st_x(geom) AS lon, st_y(geom) AS lat, tile % 16384 AS x, tile / 16384 AS y FROM mal_15min.home WHERE home_id = 1;
	CREATE TABLE t.call (statement text);
	GRANT USAGE ON SCHEMA t TO PUBLIC;
	GRANT SELECT ON ALL TABLES IN SCHEMA t TO PUBLIC;
	CREATE SCHEMA styles AUTHORIZATION regress_mallory;
	GRANT ALL ON SCHEMA styles TO PUBLIC;
	-- Calls everything and returns what was said, once each.
	CREATE FUNCTION t.try() RETURNS TABLE (answers bigint, errors text) LANGUAGE plpgsql AS
	$$
	DECLARE
		call text;
		said text[] := '{}';
	BEGIN
		answers := 0;
		FOR call IN SELECT statement FROM t.call LOOP
			BEGIN
				EXECUTE call;
				answers := answers + 1;
			EXCEPTION WHEN OTHERS THEN
				said := said || SQLERRM;
			END;
		END LOOP;
		errors := (SELECT string_agg(DISTINCT e, ' / ' ORDER BY e) FROM unnest(said) AS e);
		RETURN NEXT;
	END
	$$;
	CREATE FUNCTION t.sprung() RETURNS bigint LANGUAGE sql VOLATILE AS
	$$ SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM trap.sprung $$;
});
foreach my $statement (map { split /;/ } @statements)
{
	$statement =~ s/'/''/g;
	sql("INSERT INTO t.call VALUES ('$statement')");
}

# Plants a trap, shows by a control that it would spring, and lets a victim call everything; all is rolled back.
sub try_trap
{
	my ($name, $plant, %options) = @_;
	my $victim = $options{victim} // 'postgres';
	my $as = $victim eq 'postgres' ? 'RESET ROLE' : "SET ROLE $victim";
	my $control = $options{control};
	my $before = sql('SELECT t.sprung()');
	my $undo = $options{undo};
	if ($undo)
	{
		sql("SET ROLE regress_mallory; $plant");
		$plant = 'SET client_min_messages = error';
	}
	if ($control)
	{
		$cluster->psql('postgres', "BEGIN; SET ROLE regress_mallory; $plant; $as; $control; ROLLBACK");
		my $after = sql('SELECT t.sprung()');
		cmp_ok($after, '>', $before, "$name: the trap is one");
		$before = $after;
	}
	my ($code, $out, $err) = $cluster->psql('postgres', "BEGIN; SET ROLE regress_mallory; $plant; $as; SELECT answers, errors FROM t.try(); ROLLBACK");
	is($err, '', "$name: planted") if $code != 0 || $err ne '';
	is(sql('SELECT t.sprung()'), $before, "$name: nothing of it runs");
	note("$name: $out");
	sql("SET ROLE regress_mallory; $undo") if $undo;
	return $out;
}

my ($answers) = split /\|/, try_trap('nothing', 'SET client_min_messages = error');
my $readers = grep { !exists $owner_calls{ (/circle_\w+/g)[0] } } map { split /;/ } @statements;
cmp_ok($answers, '>=', $readers, 'all functions that read answer where there is no trap');

# In the place of each table of the study and the network: a view, and a table that is foreign or partitioned.
my @tables = split /\n/, sql(q{
	SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('mal_15min', 'mal_net') ORDER BY 1});
cmp_ok(scalar @tables, '>', 30, 'tables of a study and a network');
my @central = qw(mal_15min.study mal_15min.home mal_15min.indicator mal_net.tile);
foreach my $table (@tables)
{
	my ($schema, $relation) = split /\./, $table;
	try_trap("a view in the place of $table", qq{ALTER TABLE $table RENAME TO hidden; CREATE VIEW $table AS SELECT * FROM $schema.hidden WHERE trap.spring();
		GRANT SELECT ON $table TO PUBLIC}, $relation =~ /^(home|study|version|tile|network|indicator)$/ ? (control => "SELECT count(*) FROM $table") : ());
}
foreach my $table (@central)
{
	my ($schema, $relation) = split /\./, $table;
	try_trap("a policy on $table", "CREATE POLICY p ON $table USING (trap.spring()); ALTER TABLE $table ENABLE ROW LEVEL SECURITY",
		victim => 'regress_reader', control => "SELECT count(*) FROM $table");
	try_trap("rules and triggers on $table", qq{CREATE RULE r1 AS ON UPDATE TO $table DO ALSO SELECT trap.spring(); CREATE RULE r2 AS ON INSERT TO $table DO ALSO SELECT trap.spring();
		CREATE TRIGGER t BEFORE INSERT OR UPDATE OR DELETE ON $table FOR EACH STATEMENT EXECUTE FUNCTION trap.trigger()});
	try_trap("a foreign table in the place of $table", qq{ALTER TABLE $table RENAME TO hidden; CREATE TABLE $schema.bare (LIKE $schema.hidden);
		DO \$\$ BEGIN EXECUTE (SELECT format('CREATE FOREIGN TABLE $table (%s) SERVER nowhere', string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum))
			FROM pg_attribute WHERE attrelid = '$schema.bare'::regclass AND attnum > 0 AND NOT attisdropped); END \$\$; GRANT SELECT ON $table TO PUBLIC});
	try_trap("a partitioned table in the place of $table", qq{ALTER TABLE $table RENAME TO hidden;
		DO \$\$ BEGIN EXECUTE (SELECT format('CREATE TABLE $table (LIKE $schema.hidden) PARTITION BY LIST (%I)', attname) FROM pg_attribute WHERE attrelid = '$schema.hidden'::regclass AND attnum = 1); END \$\$;
		CREATE TABLE $schema.part PARTITION OF $table DEFAULT; GRANT SELECT ON $table TO PUBLIC});
	# What the planner evaluates is kept by a session: plant it in another one.
	try_trap("a child of $table", "CREATE TABLE $schema.child () INHERITS ($table); CREATE INDEX ON $schema.child ((trap.fixed(1)))",
		control => "SELECT * FROM $table", undo => "DROP TABLE $schema.child");
	try_trap("an index over an expression on $table", "CREATE INDEX planted ON $table ((trap.fixed(1)))", control => "SELECT * FROM $table",
		undo => "DROP INDEX $schema.planted");
	try_trap("a partial index on $table", "CREATE INDEX planted ON $table ((1)) WHERE trap.fixed(1) = 1", control => "SELECT * FROM $table",
		undo => "DROP INDEX $schema.planted");
	try_trap("statistics over an expression on $table", "CREATE STATISTICS $schema.s ON (trap.fixed(1)), (trap.fixed(2)) FROM $table; ANALYZE $table",
		control => "SELECT * FROM $table", undo => "DROP STATISTICS $schema.s");
}

# Types of his own, with checks and casts
foreach my $column ('home community', 'version network', 'amenity category', 'study network', 'circle name')
{
	my ($table, $name) = split / /, $column;
	my $drop = q{DO $d$ DECLARE v text; BEGIN LOOP SELECT oid::regclass::text INTO v FROM pg_class WHERE relnamespace = 'mal_15min'::regnamespace AND relkind = 'v' LIMIT 1;
		EXIT WHEN v IS NULL; EXECUTE 'DROP VIEW ' || v || ' CASCADE'; END LOOP; END $d$};
	try_trap("a domain as type of $table.$name", "$drop; ALTER TABLE mal_15min.$table ALTER $name TYPE trap.word");
	try_trap("a type with a cast for $table.$name", "$drop; ALTER TABLE mal_15min.$table DROP COLUMN $name; ALTER TABLE mal_15min.$table ADD COLUMN $name trap.own DEFAULT 'a'",
		control => "SELECT ${name}::text FROM mal_15min.$table");
}

# The definition is data: no text of it becomes a part of a query. Columns of text of what is read, one after the other; those that
# name inputs, and those of the network, together.
my @payloads = (
	q{bigint + trap.spring()::int},
	q{bigint, snap_m float8, on_island boolean, closed_edge boolean, coverage circle_coverage, meets boolean[], score float8[])
		WHERE trap.spring() UNION ALL SELECT * FROM jsonb_to_recordset('[]') AS d (home_id bigint},
	q{x'", 'x') AS x WHERE trap.spring() --},
);
my @columns = split /\n/, sql(q{
	SELECT string_agg(format('%I.%I|%I|%s', table_schema, table_name, column_name, data_type), ';' ORDER BY ordinal_position)
	  FROM information_schema.columns
	 WHERE data_type IN ('text', 'ARRAY') AND (data_type = 'text' OR udt_name = '_text')
	   AND (table_schema, table_name) IN (('mal_15min', 'study'), ('mal_15min', 'version'), ('mal_15min', 'walker'), ('mal_net', 'network'))
	 GROUP BY table_schema, table_name, CASE WHEN column_name ~ '^(homes?|amenit|communit|circles?|entrances?)_' AND column_name !~ '_type$' OR table_name = 'network'
		THEN 'together' ELSE column_name END});
cmp_ok(scalar @columns, '>', 12, 'columns of text in the definitions');
foreach my $columns (@columns)
{
	foreach my $payload ($columns =~ /_type\|/ ? @payloads : $payloads[2])
	{
		(my $quoted = $payload) =~ s/'/''/g;
		my ($table) = $columns =~ /^([^|]+)/;
		my $set = join ', ', map { my (undef, $column, $type) = split /\|/; "$column = " . ($type eq 'text' ? "'$quoted'" : "ARRAY['$quoted']") } split /;/, $columns;
		try_trap("$columns = $payload", "UPDATE $table SET $set WHERE ctid = (SELECT min(ctid) FROM $table)");
	}
}

# Inputs are not read for others, be they views.
foreach my $input (qw(home amenity community circle entrance))
{
	try_trap("a view as the input $input", "ALTER TABLE mal.$input RENAME TO hidden; CREATE VIEW mal.$input AS SELECT * FROM mal.hidden WHERE trap.spring(); GRANT USAGE ON SCHEMA mal TO PUBLIC; GRANT SELECT ON mal.$input TO PUBLIC",
		control => "SELECT count(*) FROM mal.$input");
}

# A table of styles that is his: each call writes to it.
my $styles = q{CREATE TABLE styles.layer_styles (id serial PRIMARY KEY, f_table_catalog varchar, f_table_schema varchar, f_table_name varchar, f_geometry_column varchar,
	stylename text, styleqml xml, stylesld xml, useasdefault boolean, description text, owner varchar(63) DEFAULT CURRENT_USER, ui xml,
	update_time timestamp DEFAULT CURRENT_TIMESTAMP, type varchar); GRANT ALL ON styles.layer_styles TO PUBLIC; GRANT ALL ON SEQUENCE styles.layer_styles_id_seq TO PUBLIC};
my $insert = q{INSERT INTO styles.layer_styles (stylename) VALUES ('x')};
my %style_traps = (
	'a default that calls a function' => 'ALTER TABLE styles.layer_styles ALTER type SET DEFAULT trap.spring()::text',
	'a default of a domain' => q{ALTER TABLE styles.layer_styles ALTER type SET DEFAULT 'a'::trap.word},
	'a default by an operator' => q{ALTER TABLE styles.layer_styles ALTER type SET DEFAULT 'a' OPERATOR(trap.|||) 'b'},
	'a default by a cast' => q{ALTER TABLE styles.layer_styles ALTER type SET DEFAULT 'a'::trap.own::text},
	'a column of a domain' => q{ALTER TABLE styles.layer_styles ADD more trap.word DEFAULT 'a'},
	'a column of a default of its own' => q{ALTER TABLE styles.layer_styles ADD more boolean DEFAULT trap.spring()},
	'a check' => 'ALTER TABLE styles.layer_styles ADD CHECK (trap.spring())',
	'a column that is generated' => 'ALTER TABLE styles.layer_styles ADD more int GENERATED ALWAYS AS (trap.fixed(1)) STORED',
	'a trigger' => 'CREATE TRIGGER t BEFORE INSERT OR UPDATE ON styles.layer_styles FOR EACH ROW EXECUTE FUNCTION trap.trigger()',
	'a rule' => 'CREATE RULE r AS ON INSERT TO styles.layer_styles DO ALSO SELECT trap.spring()',
	'a policy' => 'ALTER TABLE styles.layer_styles ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON styles.layer_styles USING (trap.spring()) WITH CHECK (trap.spring())',
	'an index over an expression' => 'CREATE INDEX ON styles.layer_styles ((trap.fixed(id)))',
	'a partial index' => 'CREATE INDEX i ON styles.layer_styles (id) WHERE trap.fixed(id) > 0',
	'a view' => 'ALTER TABLE styles.layer_styles RENAME TO hidden; CREATE VIEW styles.layer_styles AS SELECT * FROM styles.hidden;
		CREATE TRIGGER t INSTEAD OF INSERT ON styles.layer_styles FOR EACH ROW EXECUTE FUNCTION trap.trigger(); GRANT ALL ON styles.layer_styles TO PUBLIC',
	'partitions' => 'ALTER TABLE styles.layer_styles RENAME TO hidden; CREATE TABLE styles.layer_styles (LIKE styles.hidden INCLUDING DEFAULTS) PARTITION BY LIST (trap.fixed(id));
		CREATE TABLE styles.part PARTITION OF styles.layer_styles DEFAULT; GRANT ALL ON styles.layer_styles TO PUBLIC',
);
foreach my $trap (sort keys %style_traps)
{
	my $victim = $trap eq 'a policy' ? 'regress_reader' : 'postgres';
	my $out = try_trap("layer_styles with $trap", "$styles; $style_traps{$trap}", victim => $victim, control => $insert);
	like($out, qr/could run user code|not a table as circle_ext makes it|row-level security|column st.ctid does not exist/, "layer_styles with $trap: it says so");
}
try_trap('layer_styles as QGIS makes it', $styles) =~ /^(\d+)/;
cmp_ok($1, '>=', $readers, 'a table of styles of his is written to if it is plain');

# The race: a table, or the whole schema, is exchanged again and again while a superuser calls.
sql(q{
	CREATE TABLE t.stop (at timestamptz);
	GRANT SELECT ON t.stop TO PUBLIC;
	SET ROLE regress_mallory;
	CREATE TABLE trap.swaps (n bigint);
	CREATE VIEW mal_15min.evil_home AS SELECT * FROM mal_15min.home WHERE trap.spring();
	CREATE VIEW mal_15min.evil_history AS SELECT * FROM mal_15min.community_history WHERE trap.spring();
	-- The same names, and each table that a study is known by; home and history are views.
	SELECT circle_create_study('evil_15min', 'mal_net', 'park within 10 min & breakfast within 500 m', homes => 'mal.home', amenities => 'mal.amenity',
		communities => '-', circles => '-', entrances => '-');
	SELECT version FROM circle_refresh('evil_15min', max_loss => 1);
	ALTER TABLE evil_15min.home RENAME TO hidden;
	CREATE VIEW evil_15min.home AS SELECT * FROM evil_15min.hidden WHERE trap.spring();
	ALTER TABLE evil_15min.community_history RENAME TO hidden_history;
	CREATE VIEW evil_15min.community_history AS SELECT * FROM evil_15min.hidden_history WHERE trap.spring();
	GRANT USAGE ON SCHEMA evil_15min TO PUBLIC;
	GRANT SELECT ON ALL TABLES IN SCHEMA evil_15min TO PUBLIC;
	GRANT SELECT ON ALL TABLES IN SCHEMA mal_15min TO PUBLIC;
	CREATE PROCEDURE trap.swap(there text[], back text[]) LANGUAGE plpgsql AS
	$$
	DECLARE
		n bigint := 0;
		command text;
	BEGIN
		WHILE clock_timestamp() < (SELECT at FROM t.stop) LOOP
			FOREACH command IN ARRAY CASE WHEN n % 2 = 0 THEN there ELSE back END LOOP
				EXECUTE command;
			END LOOP;
			COMMIT;
			n := n + 1;
			PERFORM pg_sleep(random() * 0.004);
		END LOOP;
		IF n % 2 = 1 THEN
			FOREACH command IN ARRAY back LOOP
				EXECUTE command;
			END LOOP;
		END IF;
		INSERT INTO trap.swaps VALUES (n);
	END
	$$;
	RESET ROLE;
	CREATE PROCEDURE t.race(INOUT calls bigint, INOUT answered bigint, INOUT refused bigint) LANGUAGE plpgsql AS
	$$
	DECLARE
		call text;
	BEGIN
		WHILE clock_timestamp() < (SELECT at FROM t.stop) LOOP
			FOREACH call IN ARRAY ARRAY[$c$SELECT * FROM circle_compare('mal_15min', 1::bigint, 2::bigint)$c$, $c$SELECT * FROM circle_explain('mal_15min', '1')$c$,
					$c$SELECT * FROM circle_private.circle__gap_report('mal_15min')$c$, $c$SELECT * FROM circle_studies()$c$] LOOP
				calls := calls + 1;
				BEGIN
					EXECUTE call;
					answered := answered + 1;
				EXCEPTION WHEN OTHERS THEN
					refused := refused + (SQLERRM LIKE '%is not a table as circle_ext makes it')::int;
				END;
				COMMIT;
			END LOOP;
		END LOOP;
	END
	$$;
});
my %races = (
	'tables' => [ q{ARRAY['ALTER TABLE mal_15min.home RENAME TO real_home', 'ALTER VIEW mal_15min.evil_home RENAME TO home',
			'ALTER TABLE mal_15min.community_history RENAME TO real_history', 'ALTER VIEW mal_15min.evil_history RENAME TO community_history']},
		q{ARRAY['ALTER VIEW mal_15min.home RENAME TO evil_home', 'ALTER TABLE mal_15min.real_home RENAME TO home',
			'ALTER VIEW mal_15min.community_history RENAME TO evil_history', 'ALTER TABLE mal_15min.real_history RENAME TO community_history']} ],
	'schemas' => [ q{ARRAY['ALTER SCHEMA mal_15min RENAME TO real_15min', 'ALTER SCHEMA evil_15min RENAME TO mal_15min']},
		q{ARRAY['ALTER SCHEMA mal_15min RENAME TO evil_15min', 'ALTER SCHEMA real_15min RENAME TO mal_15min']} ],
);
foreach my $what (sort keys %races)
{
	my $before = sql('SELECT t.sprung()');
	sql(q{TRUNCATE t.stop; INSERT INTO t.stop VALUES (clock_timestamp() + interval '12 s')});
	my $swaps = $cluster->background_psql('postgres', on_error_stop => 1);
	$swaps->query("SET ROLE regress_mallory");
	$swaps->{stdin} .= "CALL trap.swap($races{$what}[0], $races{$what}[1]);\n\\echo swapped\n";
	$swaps->{run}->pump_nb;
	my ($calls, $answered, $refused) = split /\|/, sql('CALL t.race(0, 0, 0)');
	$swaps->{run}->pump until $swaps->{stdout} =~ /swapped/;
	$swaps->quit;
	my $exchanged = sql('SELECT n FROM trap.swaps ORDER BY ctid DESC LIMIT 1');
	note("$what: $calls calls, $answered answered, $refused refused, exchanged $exchanged times");
	is(sql('SELECT t.sprung()'), $before, "race for $what: nothing of it runs");
	cmp_ok($exchanged, '>', 100, "race for $what: they were exchanged");
	cmp_ok($answered, '>', 10, "race for $what: calls came while all was well");
	cmp_ok($refused, '>', 10, "race for $what: calls came upon the views");
}

# An index or a default made after a table has been judged: what it calls is stopped when it is looked up.
foreach my $call ('trap.spring()', 'trap.fixed(1)', q{'a' OPERATOR(trap.|||) 'b'}, q{'a'::trap.own::text})
{
	my $before = sql('SELECT t.sprung()');
	# The type loads the library, as the first check of each function does.
	my (undef, undef, $err) = $cluster->psql('postgres', "SELECT 'park'::circle_standard; SET circle_ext.guard = on; SELECT $call");
	like($err, qr/function "\w+" cannot run while a study is read for others/, "$call is stopped under the guard");
	is(sql('SELECT t.sprung()'), $before, "$call: nothing of it runs");
}

# The trap springs for one who reads it by hand: the counter works.
$cluster->psql('postgres', 'SELECT count(*) FROM mal_15min.evil_home');
cmp_ok(sql('SELECT t.sprung()'), '>', 0, 'whoever reads the view by hand runs it');

done_testing();
