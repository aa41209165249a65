-- Walkers: who walks. A view over the shipped table, which updates replace, and the users' table, which is dumped; a
-- user's row wins.

CREATE TABLE circle_builtin_walker (
	name text PRIMARY KEY,
	speed_m_s double precision NOT NULL,
	steps_factor double precision NOT NULL,
	door_speed_m_s double precision NOT NULL,
	snap_limit_m double precision NOT NULL,
	slope text NOT NULL,
	slope_strength double precision NOT NULL,
	crossing_s double precision NOT NULL,
	lift_s double precision NOT NULL,
	source text NOT NULL);
COMMENT ON TABLE circle_builtin_walker IS 'Walkers that come with circle_ext; add and override them in circle_user_walker.';

INSERT INTO circle_builtin_walker VALUES
	('adult', 1.33, 3, 1.33, 100, 'tobler', 1, 0, 60, '4.8 km/h, and steps three times as long as the flat (Fujiyama and Tyler 2010), as OpenTripPlanner has them; slopes: Tobler 1993. A lift: assumed.'),
	('planning_60m', 1, 1, 1, 100, 'none', 1, 0, 0, 'Planning practice: 60 metres a minute, steps and slopes as their length.'),
	('elderly', 0.76, 3, 0.76, 100, 'tobler', 1, 0, 60, 'Mean of older people with impaired mobility (Asher et al. 2012), 0.64 if frail to 0.80 at 65 to 74. Steps, slopes and lift as for adults: assumed.'),
	('child', 1, 3, 1, 100, 'tobler', 1, 0, 60, 'Children of 6 to 12: 1.0 to 1.2 m/s, general knowledge. Steps, slopes and lift as for adults: assumed.'),
	('pram', 0.8, 0, 0.8, 100, 'tobler', 1, 0, 60, 'An adult with a toddler: about 0.8 m/s, general knowledge; no steps. Slopes and lift as for adults: assumed.'),
	('step_free', 0.96, 0, 0.96, 100, 'tobler', 1, 0, 60, 'Assisted wheelchair: others are 38.9 % faster (J. Stat. Mech. 2021, 10.1088/1742-5468/abe93f); no steps, ramps and lifts kept. Slopes and lift as for adults: assumed.');

CREATE TABLE circle_user_walker (
	name text PRIMARY KEY CHECK (name <> '' AND name NOT LIKE '{%'),
	speed_m_s double precision NOT NULL CHECK (speed_m_s BETWEEN 0.05 AND 20),
	steps_factor double precision NOT NULL DEFAULT 3 CHECK (steps_factor = 0 OR steps_factor BETWEEN 0.1 AND 100),
	door_speed_m_s double precision NOT NULL DEFAULT 1.33 CHECK (door_speed_m_s BETWEEN 0.05 AND 20),
	snap_limit_m double precision NOT NULL DEFAULT 100 CHECK (snap_limit_m > 0 AND snap_limit_m <= 10000),
	slope text NOT NULL DEFAULT 'tobler' CHECK (slope IN ('none', 'tobler', 'naismith')),
	slope_strength double precision NOT NULL DEFAULT 1 CHECK (slope_strength BETWEEN 0 AND 3),
	crossing_s double precision NOT NULL DEFAULT 0 CHECK (crossing_s BETWEEN 0 AND 3600),
	lift_s double precision NOT NULL DEFAULT 60 CHECK (lift_s BETWEEN 0 AND 3600),
	source text NOT NULL DEFAULT '');
COMMENT ON TABLE circle_user_walker IS 'Users'' walkers; a row here wins over the shipped row of that name. Changed numbers count from the next refresh on.';
SELECT pg_catalog.pg_extension_config_dump('circle_user_walker', '');

CREATE VIEW circle_walker AS
	SELECT name, speed_m_s, steps_factor, door_speed_m_s, snap_limit_m, slope, slope_strength, crossing_s, lift_s, source,
		   true AS builtin
	  FROM circle_builtin_walker AS b
	 WHERE NOT EXISTS (SELECT FROM circle_user_walker AS u WHERE u.name = b.name)
	UNION ALL
	SELECT name, speed_m_s, steps_factor, door_speed_m_s, snap_limit_m, slope, slope_strength, crossing_s, lift_s, source,
		   false
	  FROM circle_user_walker;
COMMENT ON VIEW circle_walker IS 'Who walks: the names that functions and studies take as walker, with their numbers.';

CREATE FUNCTION circle__comment_walker(relation regclass) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	c record;
BEGIN
	FOR c IN SELECT * FROM (VALUES
		('name', 'Name of the walker, as given to functions and studies.'),
		('walker', 'Name of the walker.'),
		('speed_m_s', 'Metres per second on the flat, 0.05 to 20.'),
		('steps_factor', 'Time on steps as a multiple of the time on the flat, 0.1 to 100, usually 3; 0: the walker uses no steps and no escalators, and is snapped to none.'),
		('door_speed_m_s', 'Metres per second between a door and its street, usually 1.33.'),
		('snap_limit_m', 'The farthest street, in metres, that a door may be snapped to, at most 10,000, usually 100.'),
		('slope', 'How slopes change the time where heights are known: none; tobler: exp(3.5 (|slope + 0.05| - 0.05)) times that on the flat (Tobler 1993); naismith: 6 s more for a metre up (Naismith 1892), 2 s less for a metre down between 5 and 12 degrees, 2 s more where it is steeper (Langmuir 1984), all for 5 km/h. Steps, escalators and lifts have no slope.'),
		('slope_strength', 'Exponent of what the slope function says, 0 to 3: 1 as published, 0 flat, 2 for those whom slopes trouble twice as much.'),
		('crossing_s', 'Seconds added to a street of class crossing, on the edge that it begins with.'),
		('lift_s', 'Seconds added to a street of class lift, on the edge that it begins with; usually 60.'),
		('source', 'Where the numbers come from, and which of them are assumed.'),
		('builtin', 'Does the walker come with circle_ext?')) AS v (name, meaning)
		  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = relation AND a.attname = v.name AND a.attnum > 0 LOOP
		EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', relation, c.name, c.meaning);
	END LOOP;
END
$$;
COMMENT ON FUNCTION circle__comment_walker(regclass) IS 'Comments the columns of a relation that holds walkers'' numbers.';

SELECT circle__comment_walker(r) FROM unnest('{circle_builtin_walker,circle_user_walker,circle_walker}'::regclass[]) AS r;
GRANT SELECT ON circle_builtin_walker, circle_user_walker, circle_walker TO PUBLIC;

-- What a study knows of walkers.

CREATE FUNCTION circle__add_walker_columns(study text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$make$
BEGIN
	EXECUTE format($sql$
		ALTER TABLE %1$I.walker ADD COLUMN slope text NOT NULL DEFAULT 'none', ADD COLUMN slope_strength float8 NOT NULL DEFAULT 1,
			ADD COLUMN crossing_s float8 NOT NULL DEFAULT 0, ADD COLUMN lift_s float8 NOT NULL DEFAULT 0;
		ALTER TABLE %1$I.study ADD COLUMN direction text NOT NULL DEFAULT 'from_home';
		COMMENT ON COLUMN %1$I.study.direction IS 'Direction of the walks: from_home, to_home, or round_trip (half of the way out and the way home).';
		ALTER TABLE %1$I.version ADD COLUMN direction text NOT NULL DEFAULT 'from_home';
		COMMENT ON COLUMN %1$I.version.direction IS 'Direction of the walks: from_home, to_home, or round_trip (half of the way out and the way home).';
	$sql$, study);
	PERFORM circle__comment_walker(to_regclass(format('%I.walker', study)));
END
$make$;
COMMENT ON FUNCTION circle__add_walker_columns(text) IS 'Adds to a study what is known of walkers.';
