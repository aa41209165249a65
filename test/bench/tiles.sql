-- How long tiles take: for each layer and zoom, tiles that hold homes of a study, at most 200 of them.
--
--   psql -d city -v study=city_15min -f test/bench/tiles.sql
SET client_min_messages = warning;
CREATE FUNCTION pg_temp.tile_times(study text, layer text, z int, OUT tiles bigint, OUT p50_ms numeric, OUT p95_ms numeric, OUT max_ms numeric, OUT max_kb numeric)
	LANGUAGE plpgsql AS
$$
DECLARE
	t record;
	started timestamptz;
	ms float8[];
	bytes bigint[];
BEGIN
	PERFORM circle_mvt(0, 0, 0, study, layer);
	FOR t IN EXECUTE format(
		'SELECT x, y FROM (SELECT DISTINCT floor((ST_X(geom) + 180) / 360 * (1 << $1))::int AS x,
						floor((1 - asinh(tan(radians(ST_Y(geom)))) / pi()) / 2 * (1 << $1))::int AS y FROM %I.home) AS d ORDER BY md5(x::text || y) LIMIT 200', study) USING z LOOP
		started := clock_timestamp();
		bytes := bytes || octet_length(circle_mvt(z, t.x, t.y, study, layer))::bigint;
		ms := ms || extract(epoch FROM clock_timestamp() - started) * 1000;
	END LOOP;
	SELECT count(*), round(percentile_cont(0.5) WITHIN GROUP (ORDER BY m)::numeric, 1), round(percentile_cont(0.95) WITHIN GROUP (ORDER BY m)::numeric, 1),
		   round(max(m)::numeric, 1) INTO tiles, p50_ms, p95_ms, max_ms FROM unnest(ms) AS m;
	max_kb := round((SELECT max(b) FROM unnest(bytes) AS b) / 1024.0, 1);
END
$$;
SELECT layer, z, t.* FROM unnest('{home,gap,community,circle,amenity,street}'::text[]) AS layer, unnest('{0,6,9,11,12,13,14,15,16,18}'::int[]) AS z,
	pg_temp.tile_times(:'study', layer, z) AS t ORDER BY layer, z;
