
-- Comparing a coverage with a standard.

CREATE FUNCTION circle_coverage_meets(coverage circle_coverage, standard circle_standard) RETURNS boolean
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 30 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_coverage_meets(circle_coverage, circle_standard) IS 'Implementation of the @@ operator.';

CREATE FUNCTION circle__meets_sel(internal, oid, internal, int) RETURNS float8
	LANGUAGE c STABLE STRICT PARALLEL SAFE COST 1 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__meets_sel(internal, oid, internal, int) IS 'Selectivity of the @@ operator for the planner.';

CREATE OPERATOR @@ (
	LEFTARG = circle_coverage, RIGHTARG = circle_standard, FUNCTION = circle_coverage_meets, RESTRICT = circle__meets_sel
);
COMMENT ON OPERATOR @@ (circle_coverage, circle_standard) IS
'Does the coverage meet the standard? Every need of the standard is evaluated, whatever the others give: an error if the coverage does not know its category or cannot count at its limit.';

CREATE FUNCTION circle_score(coverage circle_coverage, standard circle_standard, decay text DEFAULT 'step') RETURNS float8
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 40 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_score(circle_coverage, circle_standard, text) IS
$$Score from 0 to 100, rounded to 1e-6. A need c * n is worth the mean of f(t) over its 1st to n-th nearest amenity (0 where there is none); all of: the mean by weight; any of: the best; k of: the mean of the k best.
f by decay, t being the walk and L the limit of the need, both in its unit; f(t) = 0 for t > 2 L in each:
step: 1 for t <= L, else 0; 100 if and only if the standard is met.
linear: 1 for t <= L, then 2 - t/L (Olivari et al. 2023, NEXI); 100 if and only if the standard is met.
exponential(half): 2^(-t/half), default half = L (Hansen 1959 used powers; the negative exponential is that of Handy and Niemeier 1997).
gaussian(sigma): exp(-t^2 / (2 sigma^2)), default sigma = L (Ingram 1971).
logistic(median, sd): (1 + exp(-median k)) / (1 + exp((t - median) k)) with k = pi / (sd sqrt(3)), defaults median = L, sd = L/4 (Bauer and Groneberg 2016).$$;

CREATE FUNCTION circle_gaps(coverage circle_coverage, standard circle_standard, OUT need_no int, OUT need text,
	OUT category text, OUT needed int, OUT available int, OUT limit_value float8, OUT unit text, OUT nearest float8,
	OUT alternative_of text) RETURNS SETOF record
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 200 ROWS 5 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_gaps(circle_coverage, circle_standard) IS
'What is missing; no rows if and only if the standard is met. A row a need: how many are needed and available within the limit, and the nearest (NULL: none within the horizon). An unmet "any of" or "k of" is one row (category NULL, counting its parts, numbered as its first need), followed by its unmet parts, which name it in alternative_of; so is an unmet "all of" within one.';
