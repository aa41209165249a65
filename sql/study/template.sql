-- What is to be known of each home: a coverage without amenities.

CREATE FUNCTION circle__check_template(categories text[], keep int, cutoffs float8[], horizon_min float8) RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF keep IS NULL OR keep NOT BETWEEN 1 AND 100 THEN
		PERFORM circle__raise('numeric_value_out_of_range',
			format('keep must be from 1 to 100, not %s', coalesce(keep::text, 'NULL')),
			detail => 'It says how many of the nearest amenities a coverage keeps for each category.');
	END IF;
	IF NOT coalesce(horizon_min > 0 AND horizon_min <= 1440, true) THEN
		PERFORM circle__raise('numeric_value_out_of_range',
			format('horizon_min must be above 0 and at most 1440 minutes, not %s', horizon_min));
	END IF;
	IF EXISTS (SELECT FROM unnest(cutoffs) AS m WHERE NOT coalesce(m > 0 AND m <= 1440, false)) THEN
		PERFORM circle__raise('numeric_value_out_of_range',
			'a cutoff must be above 0 and at most 1440 minutes, and not NULL',
			detail => format('Cutoffs: %s.', cutoffs));
	END IF;
	IF EXISTS (SELECT FROM unnest(categories) AS c WHERE coalesce(c, '') = '') THEN
		PERFORM circle__raise('null_value_not_allowed',
			'a category must not be NULL or empty');
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_template(text[], int, float8[], float8) IS
'Raises an error unless these options of a study are within their limits.';

CREATE FUNCTION circle__template_needs(standards circle_standard[], categories text[],
	OUT category text, OUT unit text, OUT limits float8[], OUT longest float8, OUT needed int) RETURNS SETOF record
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 20
	SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH asked AS (
		SELECT n.category, n.unit, n.limit_value, n.needed FROM unnest(standards) AS s, circle_needs(s) AS n
	)
	SELECT a.category, a.unit, array_agg(DISTINCT a.limit_value),
		   CASE WHEN bool_and(a.limit_value IS NOT NULL) THEN max(a.limit_value) END, max(a.needed)::int
	  FROM asked AS a GROUP BY a.category, a.unit
	UNION ALL
	-- What is named as a category is known in minutes, whether or not a standard asks for that.
	SELECT DISTINCT c, 'min', ARRAY[]::float8[], 15, 1 FROM unnest(categories) AS c
	 WHERE NOT EXISTS (SELECT FROM asked AS a WHERE a.category = c AND a.unit = 'min');
END;
COMMENT ON FUNCTION circle__template_needs(circle_standard[], text[]) IS
'Categories and units that standards and a list of categories ask for: their limits, the longest of them (NULL if a need has none), the greatest number needed.';

CREATE FUNCTION circle__template(standards circle_standard[], categories text[], keep int, cutoffs float8[],
	horizon_min float8) RETURNS circle_coverage
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
DECLARE
	n record;
	horizon float8;
	template circle_coverage;
BEGIN
	PERFORM circle__check_template(categories, keep, cutoffs, horizon_min);
	FOR n IN SELECT * FROM circle__template_needs(standards, categories) LOOP
		IF n.longest IS NULL THEN
			PERFORM circle__raise('invalid_parameter_value',
				format('a need of category "%s" has no limit', n.category),
				hint => 'Write "within N min", "within N m" or "within N m straight" after it.');
		END IF;
		horizon := CASE WHEN n.unit <> 'min' THEN 2 * n.longest
						ELSE coalesce(horizon_min, greatest(2 * n.longest, 5)) END;
		IF cardinality(n.limits) > 0 AND horizon < n.longest THEN
			PERFORM circle__raise('invalid_parameter_value',
				format('horizon_min %s is shorter than a limit of the standards', horizon_min),
				detail => format('Category "%s" is asked for within %s min.', n.category, n.longest),
				hint => format('Leave horizon_min out, or make it at least %s.', n.longest));
		END IF;
		-- Scores that fall beyond the limit need as many of the nearest as a need asks for.
		template := coalesce(template || made, made) FROM circle_make_coverage(n.category, '{}', horizon, n.unit,
			least(100, greatest(keep, n.needed)),
			ARRAY(SELECT m FROM unnest(n.limits || CASE WHEN n.unit = 'min' THEN '{5,10,15}' || cutoffs END) AS m
				   WHERE m <= horizon)) AS made;
	END LOOP;
	IF template IS NULL THEN
		PERFORM circle__raise('null_value_not_allowed',
			'neither a standard nor a category says what is to be known');
	END IF;
	RETURN template;
END
$$;
COMMENT ON FUNCTION circle__template(circle_standard[], text[], int, float8[], float8) IS
'What a study knows of each home, as a coverage without amenities. In minutes the horizon is horizon_min, else twice the longest limit and at least 5; the cutoffs are 5, 10, 15, the limits, those given and the horizon. In metres the horizon is twice the longest limit and the cutoffs are the limits and the horizon. So every need of the standards is answerable. A category that no standard asks for in minutes but that is listed is known for 30 minutes.';

CREATE FUNCTION circle__part(template circle_coverage, categories text[]) RETURNS circle_coverage
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN (SELECT coalesce(jsonb_agg(e), '[]')::circle_coverage FROM jsonb_array_elements(template::jsonb) AS e
			 WHERE e ->> 'category' = ANY (categories));
COMMENT ON FUNCTION circle__part(circle_coverage, text[]) IS 'What a template says of some categories.';

CREATE FUNCTION circle__halo_m(walker text, template circle_coverage, direction text DEFAULT 'from_home') RETURNS float8
	LANGUAGE c STABLE STRICT PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__halo_m(text, circle_coverage, text) IS
'Metres around a home beyond which no street and no amenity can change what this template knows of it.';

CREATE FUNCTION circle__reach_m(walker text, template circle_coverage, direction text DEFAULT 'from_home') RETURNS float8
	LANGUAGE c STABLE STRICT PARALLEL SAFE COST 1000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__reach_m(text, circle_coverage, text) IS
'Metres around a home beyond which no amenity can change what this template knows of it, as long as the streets stay what they are.';
