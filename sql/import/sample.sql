-- The sample city: a synthetic hilly town on two banks of a river, the same for the same arguments.
--
-- The town is a bent grid of streets. A node (i, j) is a crossing, a cell (i, j) the block north-east
-- of it. What makes the town interesting repeats in every square of 10 x 10 cells:
--   nodes (0..2, 1..3)  a gated compound: private lanes with one gate in the south
--   cell  (4, 3)        a park
--   node  (3, 7)        a hilltop, reached by stairs and one winding road, with a tunnel below
-- and once in the town: the river with a bridge every ten rows, and an island without one.
-- Coordinates are computed as integers of 1e-7 degrees, with an integer hash for everything that
-- looks random, so that every machine makes the same bytes.

CREATE FUNCTION circle__sample_mix(x bigint) RETURNS bigint
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN (((x & 2147483647) # 715225741) * 1640531527 >> 15) & 2147483647;
COMMENT ON FUNCTION circle__sample_mix(bigint) IS
'One round of the sample city''s integer hash: the middle bits of a product. It reads x once, so that nested calls are inlined.';

CREATE FUNCTION circle__sample_hash(seed int, salt int, k bigint) RETURNS bigint
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN circle__sample_mix(circle__sample_mix(circle__sample_mix(circle__sample_mix(
		(k * 69069 + seed::bigint * 7368787 + 12345) * (2 * salt + 1))))) >> 7;
COMMENT ON FUNCTION circle__sample_hash(int, int, bigint) IS
'Integer hash of a number k, 0 to 2^24 - 1; the salt says what it is for.';

CREATE FUNCTION circle__sample_wave(k int, period int, amplitude int) RETURNS int
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN k % period < period / 2 THEN 1 ELSE -1 END * 4 * amplitude
		* (k % (period / 2)) * (period / 2 - k % (period / 2)) / ((period / 2) * (period / 2));
COMMENT ON FUNCTION circle__sample_wave(int, int, int) IS 'A wave made of parabolas, in integers; the period is even.';

CREATE FUNCTION circle__sample_between(a bigint, b bigint, part int, whole int) RETURNS bigint
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN a + (b - a) * part / whole;
COMMENT ON FUNCTION circle__sample_between(bigint, bigint, int, int) IS 'The number part/whole of the way from a to b.';

CREATE FUNCTION circle__sample_point(x bigint, y bigint) RETURNS geometry
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN ST_SetSRID(ST_MakePoint(x / 10000000::float8, y / 10000000::float8), 4326);
COMMENT ON FUNCTION circle__sample_point(bigint, bigint) IS 'Point of two coordinates in 1e-7 degrees.';

CREATE FUNCTION circle__sample_river(cols int) RETURNS int
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN (cols / 10 - 1) / 2 * 10 + 7;
COMMENT ON FUNCTION circle__sample_river(int) IS 'Column of cells that the river takes.';

CREATE FUNCTION circle__sample_is_hill(i int, j int, cols int, rows int) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN i - i % 10 + 5 <= cols AND j - j % 10 + 8 <= rows;
COMMENT ON FUNCTION circle__sample_is_hill(int, int, int, int) IS
'Is there room for a hill in the square of 10 x 10 cells that (i, j) lies in?';

CREATE FUNCTION circle__sample_is_compound(i int, j int, cols int, rows int) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN i - i % 10 + 2 <= cols AND j - j % 10 + 3 <= rows;
COMMENT ON FUNCTION circle__sample_is_compound(int, int, int, int) IS
'Is there room for a gated compound in the square of 10 x 10 cells that (i, j) lies in?';

-- Nodes, cells and the steps between nodes

CREATE FUNCTION circle__sample_nodes(cols int, rows int, seed int)
	RETURNS TABLE (i int, j int, x bigint, y bigint, z int)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10000
BEGIN ATOMIC
	-- A cell is 100 m wide; the river's is 400 m. The grid bends and every node is off by up to 10 m.
	SELECT i, j,
		1065500000 + (2 * i - cols) * 5164::bigint
			+ CASE WHEN i > circle__sample_river(cols) THEN 30984 ELSE 0 END
			+ circle__sample_wave(j, 26, 6000)
			+ circle__sample_hash(seed, 1, i * 100000::bigint + j) % 2001 - 1000,
		295600000 + (2 * j - rows) * 4510::bigint
			+ circle__sample_wave(i, 18, 3600)
			+ circle__sample_hash(seed, 2, i * 100000::bigint + j) % 1801 - 900,
		210 + circle__sample_wave(i, 24, 12) + circle__sample_wave(j, 30, 15)
			+ CASE WHEN NOT circle__sample_is_hill(i, j, cols, rows) THEN 0
				ELSE CASE abs(i % 10 - 3) + abs(j % 10 - 7) WHEN 0 THEN 60 WHEN 1 THEN 25 WHEN 2 THEN 8 ELSE 0 END END
	  FROM generate_series(0, cols) AS i, generate_series(0, rows) AS j;
END;
COMMENT ON FUNCTION circle__sample_nodes(int, int, int) IS
'Crossings of the sample city: place in 1e-7 degrees, height in metres.';

CREATE FUNCTION circle__sample_cells(cols int, rows int, seed int)
	RETURNS TABLE (i int, j int, kind text, x00 bigint, y00 bigint, x10 bigint, y10 bigint,
				   x01 bigint, y01 bigint, x11 bigint, y11 bigint)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10000
BEGIN ATOMIC
	WITH node AS (SELECT * FROM circle__sample_nodes(cols, rows, seed))
	SELECT a.i, a.j,
		CASE WHEN a.i = circle__sample_river(cols) THEN 'river'
			WHEN a.i % 10 = 4 AND a.j % 10 = 3 THEN 'park'
			WHEN a.i % 10 IN (0, 1) AND a.j % 10 IN (1, 2)
				AND circle__sample_is_compound(a.i, a.j, cols, rows) THEN 'compound'
			WHEN a.i % 10 IN (2, 3) AND a.j % 10 IN (6, 7)
				AND circle__sample_is_hill(a.i, a.j, cols, rows) THEN 'hill'
			ELSE 'plain' END,
		a.x, a.y, b.x, b.y, c.x, c.y, d.x, d.y
	  FROM node AS a
	  JOIN node AS b ON b.i = a.i + 1 AND b.j = a.j
	  JOIN node AS c ON c.i = a.i AND c.j = a.j + 1
	  JOIN node AS d ON d.i = a.i + 1 AND d.j = a.j + 1;
END;
COMMENT ON FUNCTION circle__sample_cells(int, int, int) IS
'Blocks of the sample city with their four corners (x01: the north-west one).';

CREATE FUNCTION circle__sample_steps(cols int, rows int, seed int)
	RETURNS TABLE (eastward boolean, i int, j int, kind text, ax bigint, ay bigint, az int,
				   bx bigint, by bigint, bz int, mx bigint, my bigint)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10000
BEGIN ATOMIC
	WITH node AS (SELECT * FROM circle__sample_nodes(cols, rows, seed)),
	step AS (
		SELECT true AS eastward, a.*, b.x AS bx, b.y AS by, b.z AS bz
		  FROM node AS a JOIN node AS b ON b.i = a.i + 1 AND b.j = a.j
		 UNION ALL
		SELECT false, a.*, b.x, b.y, b.z
		  FROM node AS a JOIN node AS b ON b.i = a.i AND b.j = a.j + 1),
	named AS (
		SELECT *, (i * 100000::bigint + j) * 2 + eastward::int AS k, CASE
			WHEN eastward AND i = circle__sample_river(cols) THEN CASE WHEN j % 10 = 4 THEN 'bridge' END
			WHEN (eastward AND i % 10 IN (0, 1) AND j % 10 = 2 OR NOT eastward AND i % 10 = 1 AND j % 10 IN (1, 2))
				AND circle__sample_is_compound(i, j, cols, rows) THEN NULL
			WHEN (eastward AND i % 10 = 3 AND j % 10 = 7 OR NOT eastward AND i % 10 = 3 AND j % 10 IN (6, 7))
				AND circle__sample_is_hill(i, j, cols, rows) THEN 'stairs'
			WHEN eastward AND i % 10 = 2 AND j % 10 = 7 AND circle__sample_is_hill(i, j, cols, rows) THEN 'winding'
			-- One northward street in eight is missing, but never those that hold the town together.
			WHEN NOT eastward AND i % 5 <> 0 AND i NOT IN (circle__sample_river(cols), circle__sample_river(cols) + 1)
				AND circle__sample_hash(seed, 3, i * 100000::bigint + j) % 8 = 0 THEN NULL
			ELSE 'plain' END AS kind
		  FROM step)
	SELECT eastward, i, j, kind, x, y, z, bx, by, bz,
		(x + bx) / 2 + circle__sample_hash(seed, 4, k) % 801 - 400,
		(y + by) / 2 + circle__sample_hash(seed, 5, k) % 801 - 400
	  FROM named WHERE kind IS NOT NULL;
END;
COMMENT ON FUNCTION circle__sample_steps(int, int, int) IS
'Public streets of the sample city, from one node to the next eastward or northward, with a point in the middle.';

-- Streets, as vertices: a street is a (part, a, b, c), its vertices are ordered by ord.

CREATE FUNCTION circle__sample_grid_streets(cols int, rows int, seed int)
	RETURNS TABLE (part text, a int, b int, c bigint, ord int, x bigint, y bigint, z float8)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 100000
BEGIN ATOMIC
	-- Up to five steps in a line are one street, as in a map: its crossings are vertices in its middle.
	WITH step AS (
		SELECT *, CASE WHEN eastward THEN j ELSE i END AS line, CASE WHEN eastward THEN i ELSE j END AS pos
		  FROM circle__sample_steps(cols, rows, seed)),
	run AS (
		SELECT *, pos - row_number() OVER (PARTITION BY eastward, line, pos / 5 ORDER BY pos) AS gap
		  FROM step WHERE kind = 'plain'),
	plain AS (
		SELECT *, lead(pos) OVER (PARTITION BY eastward, line, pos / 5, gap ORDER BY pos) IS NULL AS last FROM run)
	SELECT CASE WHEN eastward THEN 'street' ELSE 'avenue' END, line, pos / 5, gap, v.*
	  FROM plain, LATERAL (VALUES (2 * pos, ax, ay, az::float8), (2 * pos + 1, mx, my, (az + bz) / 2.0::float8),
								  (2 * pos + 2, bx, by, bz::float8)) AS v (ord, x, y, z)
	 WHERE last OR v.ord < 2 * pos + 2
	 UNION ALL
	-- Bridges, stairs and winding roads are built separately; stairs and winding roads swing from side to side.
	SELECT kind, i, j, eastward::int, n,
		circle__sample_between(ax, bx, n, 6) + CASE WHEN n IN (0, 6) OR eastward THEN 0 ELSE swing END,
		circle__sample_between(ay, by, n, 6) + CASE WHEN n IN (0, 6) OR NOT eastward THEN 0 ELSE swing END,
		(az * (6 - n) + bz * n) / 6.0::float8
	  FROM step, generate_series(0, 6) AS n,
		   LATERAL (SELECT (n % 2 * 2 - 1) * CASE kind WHEN 'stairs' THEN 300 WHEN 'winding' THEN 1500 ELSE 0 END) AS s (swing)
	 WHERE kind <> 'plain';
END;
COMMENT ON FUNCTION circle__sample_grid_streets(int, int, int) IS
'Vertices of the sample city''s public streets: streets, avenues, bridges, stairs, winding roads.';

CREATE FUNCTION circle__sample_lanes(cols int, rows int, seed int)
	RETURNS TABLE (part text, a int, b int, c bigint, ord int, x bigint, y bigint, z float8)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10000
BEGIN ATOMIC
	WITH step AS (SELECT * FROM circle__sample_steps(cols, rows, seed) WHERE eastward AND kind = 'plain'),
	cell AS (
		SELECT *, circle__sample_hash(seed, 6, i * 100000::bigint + j) % 16 AS lot,
			(x00 + x10 + x01 + x11) / 4 AS cx, (y00 + y10 + y01 + y11) / 4 AS cy
		  FROM circle__sample_cells(cols, rows, seed) WHERE kind = 'plain'),
	node AS (SELECT * FROM circle__sample_nodes(cols, rows, seed))
	-- A path across one block in sixteen
	SELECT 'path', i, j, 0, v.*
	  FROM cell JOIN node AS p USING (i, j), LATERAL (VALUES (1, x00, y00, p.z::float8), (2, cx, cy, p.z::float8)) AS v
	 WHERE lot = 0
	 UNION ALL
	SELECT 'path', p.i - 1, p.j - 1, 0, 3, x, y, z
	  FROM cell JOIN node AS p ON p.i = cell.i + 1 AND p.j = cell.j + 1 WHERE lot = 0
	 UNION ALL
	-- A blind alley into one block in four, from the middle of the street south of it
	SELECT 'alley', i, j, 0, v.*
	  FROM cell JOIN step USING (i, j),
		   LATERAL (VALUES (1, mx, my, (az + bz) / 2.0::float8),
						   (2, circle__sample_between(mx, cx, 4, 5), circle__sample_between(my, cy, 4, 5),
							(az + bz) / 2.0::float8)) AS v
	 WHERE lot BETWEEN 1 AND 4;
END;
COMMENT ON FUNCTION circle__sample_lanes(int, int, int) IS
'Vertices of the sample city''s small ways: paths across blocks and blind alleys.';

CREATE FUNCTION circle__sample_landmarks(cols int, rows int, seed int)
	RETURNS TABLE (part text, a int, b int, c bigint, ord int, x bigint, y bigint, z float8)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
	WITH node AS (SELECT * FROM circle__sample_nodes(cols, rows, seed)),
	-- The arms of a compound: 0 south (with the gate), 1 east, 2 north, 3 west; p is its point on the ring.
	arm AS (
		SELECT o.i, o.j, arm.n, o.x AS ox, o.y AS oy, e.x AS ex, e.y AS ey, o.z,
			circle__sample_between(o.x, e.x, 3, 5) AS px, circle__sample_between(o.y, e.y, 3, 5) AS py
		  FROM node AS o, (VALUES (0, 0, -1), (1, 1, 0), (2, 0, 1), (3, -1, 0)) AS arm (n, di, dj), node AS e
		 WHERE o.i % 10 = 1 AND o.j % 10 = 2 AND circle__sample_is_compound(o.i, o.j, cols, rows)
		   AND e.i = o.i + arm.di AND e.j = o.j + arm.dj),
	island AS (
		SELECT (w.x + e.x) / 2 AS x, (w.y + e.y) / 2 AS y
		  FROM node AS w JOIN node AS e ON e.i = w.i + 1 AND e.j = w.j
		 WHERE w.i = circle__sample_river(cols) AND w.j = 7)
	SELECT 'gate', i, j, 0, v.* FROM arm, LATERAL (VALUES (1, ox, oy, z::float8), (2, px, py, z::float8), (3, ex, ey, z::float8)) AS v
	 WHERE n = 0
	 UNION ALL
	SELECT 'lane', i, j, n, v.* FROM arm, LATERAL (VALUES (1, ox, oy, z::float8), (2, px, py, z::float8)) AS v
	 WHERE n > 0
	 UNION ALL
	SELECT 'ring', i, j, 0, o, px, py, z::float8 FROM arm, LATERAL (VALUES (n), (n + 4)) AS v (o) WHERE o <= 4
	 UNION ALL
	SELECT 'tunnel', w.i, w.j, 0, n, circle__sample_between(w.x, e.x, n, 3), circle__sample_between(w.y, e.y, n, 3),
		(w.z * (3 - n) + e.z * n) / 3.0::float8
	  FROM node AS w JOIN node AS e ON e.i = w.i + 4 AND e.j = w.j, generate_series(0, 3) AS n
	 WHERE w.i % 10 = 1 AND w.j % 10 = 7 AND circle__sample_is_hill(w.i, w.j, cols, rows)
	 UNION ALL
	SELECT 'island', 0, 0, 0, n, x + dx * 4000, y + dy * 8000, 190
	  FROM island, (VALUES (1, -1, -1), (2, 0, -1), (3, 1, -1), (4, 1, 1), (5, 0, 1), (6, -1, 1), (7, -1, -1)) AS v (n, dx, dy)
	 UNION ALL
	SELECT 'island', 0, 0, 1, n, x, y + dy * 8000, 190 FROM island, (VALUES (1, -1), (2, 1)) AS v (n, dy);
END;
COMMENT ON FUNCTION circle__sample_landmarks(int, int, int) IS
'Vertices of the sample city''s gated compounds, tunnels and island.';

CREATE FUNCTION circle__sample_streets(cols int, rows int, seed int)
	RETURNS TABLE (street_id bigint, geom geometry, steps boolean, door boolean, private boolean, class text, name text)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10000
BEGIN ATOMIC
	WITH vertex AS (
		SELECT * FROM circle__sample_grid_streets(cols, rows, seed)
		 UNION ALL
		SELECT * FROM circle__sample_lanes(cols, rows, seed)
		 UNION ALL
		SELECT * FROM circle__sample_landmarks(cols, rows, seed))
	SELECT row_number() OVER (ORDER BY part, a, b, c),
		ST_SetSRID(ST_MakeLine(ST_MakePoint(x / 10000000::float8, y / 10000000::float8, z) ORDER BY ord), 4326),
		part = 'stairs', part NOT IN ('bridge', 'tunnel'), part IN ('gate', 'lane', 'ring'),
		CASE WHEN part IN ('bridge', 'tunnel') THEN part WHEN part = 'stairs' THEN 'steps' END,
		CASE WHEN part IN ('street', 'avenue') THEN format('%s %s', initcap(part), a + 1)
			WHEN part = 'bridge' THEN format('Bridge %s', b / 10 + 1)
			WHEN part IN ('gate', 'lane', 'ring') THEN format('Garden Court %s', part)
			ELSE initcap(part) END
	  FROM vertex GROUP BY part, a, b, c;
END;
COMMENT ON FUNCTION circle__sample_streets(int, int, int) IS 'Streets of the sample city, as its table street.';

-- Areas

CREATE FUNCTION circle__sample_areas(cols int, rows int, seed int, width int)
	RETURNS TABLE (lo_i int, lo_j int, geom geometry)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
	-- Squares of width x width cells; those of communities (width 5) end at the river's banks.
	WITH river AS (SELECT CASE WHEN width < 10 THEN circle__sample_river(cols) END AS i),
	band AS (
		SELECT lo, hi
		  FROM generate_series(0, cols - 1, width) AS w, river AS r, LATERAL (
			VALUES (w, CASE WHEN r.i >= w AND r.i < w + width THEN r.i ELSE least(w + width, cols) END),
				   (CASE WHEN r.i >= w AND r.i < w + width THEN r.i + 1 END, least(w + width, cols))) AS b (lo, hi)
		 WHERE lo < hi),
	area AS (
		SELECT lo AS lo_i, hi AS hi_i, lo_j, least(lo_j + width, rows) AS hi_j
		  FROM band, generate_series(0, rows - 1, width) AS lo_j),
	boundary AS (
		SELECT a.lo_i, a.lo_j, n.x, n.y, CASE
			WHEN n.j = lo_j THEN n.i - lo_i
			WHEN n.i = hi_i THEN 1000 + n.j
			WHEN n.j = hi_j THEN 1000000 - n.i
			ELSE 2000000 - n.j END AS ord
		  FROM area AS a JOIN circle__sample_nodes(cols, rows, seed) AS n
			ON n.i BETWEEN lo_i AND hi_i AND n.j BETWEEN lo_j AND hi_j
		   AND (n.i IN (lo_i, hi_i) OR n.j IN (lo_j, hi_j))),
	outline AS (
		SELECT lo_i, lo_j, ST_MakeLine(circle__sample_point(x, y) ORDER BY ord) AS line FROM boundary GROUP BY lo_i, lo_j)
	SELECT lo_i, lo_j, ST_MakePolygon(ST_AddPoint(line, ST_StartPoint(line))) FROM outline;
END;
COMMENT ON FUNCTION circle__sample_areas(int, int, int, int) IS
'Areas of the sample city of width x width blocks, by their south-western node.';

CREATE FUNCTION circle__sample_subdistrict(i int, j int, cols int) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN (ARRAY['Shuizhu', 'Aoyuan', 'Honghu', 'Jinling', 'Jinzhou', 'Tianfu', 'Lijia', 'Kangmei', 'Renhe', 'Yuanyang',
				  'Dazhulin', 'Cuiyun', 'Fusheng', 'Longxing', 'Yuzui', 'Guojia', 'Shima', 'Mu''er', 'Gulu', 'Wubao'])
		[1 + (j / 10 * ((cols + 9) / 10) + i / 10) % 20]
		|| CASE WHEN j / 10 * ((cols + 9) / 10) + i / 10 < 20 THEN ''
			ELSE ' ' || (j / 10 * ((cols + 9) / 10) + i / 10) / 20 + 1 END;
COMMENT ON FUNCTION circle__sample_subdistrict(int, int, int) IS 'Name of the subdistrict that a block lies in.';

CREATE FUNCTION circle__sample_circles(cols int, rows int, seed int)
	RETURNS TABLE (circle_id bigint, name text, geom geometry, area geometry)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 100
BEGIN ATOMIC
	-- One in every subdistrict, at a crossing; every third has a drawn area, eight corners 600 m away.
	WITH centre AS (
		SELECT row_number() OVER (ORDER BY lo_j, lo_i) AS n, circle__sample_subdistrict(lo_i, lo_j, cols) AS name, x, y
		  FROM generate_series(0, cols - 1, 10) AS lo_i, generate_series(0, rows - 1, 10) AS lo_j,
			   circle__sample_nodes(cols, rows, seed) AS node
		 WHERE node.i = least(lo_i + 5, cols) AND node.j = least(lo_j + 5, rows))
	SELECT n, name || ' Centre', circle__sample_point(x, y), CASE WHEN n % 3 = 1 THEN
		(SELECT ST_MakePolygon(ST_MakeLine(circle__sample_point(x + dx * 619, y + dy * 541) ORDER BY o))
		   FROM (VALUES (1, 100, 0), (2, 71, 71), (3, 0, 100), (4, -71, 71), (5, -100, 0), (6, -71, -71), (7, 0, -100),
						(8, 71, -71), (9, 100, 0)) AS corner (o, dx, dy)) END
	  FROM centre;
END;
COMMENT ON FUNCTION circle__sample_circles(int, int, int) IS 'Life-circle centres of the sample city, as its table circle.';

-- Homes and amenities

CREATE FUNCTION circle__sample_home_places(homes int, cols int, rows int, seed int)
	RETURNS TABLE (home_id bigint, x bigint, y bigint)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 100000
BEGIN ATOMIC
	-- The last few homes are apart: on the island, and up the hills north of the town, off any street.
	WITH apart AS (SELECT 3 + least(homes / 2500, 17) AS on_island, 2 + least(homes / 5000, 18) AS off_network),
	cell AS (
		SELECT *, row_number() OVER (ORDER BY j, i) - 1 AS n, count(*) OVER () AS cells
		  FROM circle__sample_cells(cols, rows, seed) WHERE kind NOT IN ('river', 'park')),
	node AS (SELECT * FROM circle__sample_nodes(cols, rows, seed))
	SELECT k,
		(x00 * (1000 - u) * (1000 - v) + x10 * u * (1000 - v) + x01 * (1000 - u) * v + x11 * u * v) / 1000000,
		(y00 * (1000 - u) * (1000 - v) + y10 * u * (1000 - v) + y01 * (1000 - u) * v + y11 * u * v) / 1000000
	  FROM apart, generate_series(1, homes - on_island - off_network) AS k
	  JOIN cell ON n = k % (SELECT max(cells) FROM cell),
		   LATERAL (SELECT 120 + circle__sample_hash(seed, 7, k) % 761, 120 + circle__sample_hash(seed, 8, k) % 761) AS p (u, v)
	 UNION ALL
	SELECT homes - off_network - on_island + k,
		(w.x + e.x) / 2 + (k % 2 * 2 - 1) * (1000 + circle__sample_hash(seed, 7, k) % 2001),
		(w.y + e.y) / 2 + circle__sample_hash(seed, 8, k) % 15001 - 7500
	  FROM apart, generate_series(1, on_island) AS k, node AS w JOIN node AS e ON e.i = w.i + 1 AND e.j = w.j
	 WHERE w.i = circle__sample_river(cols) AND w.j = 7
	 UNION ALL
	SELECT homes - off_network + k, n.x, n.y + 36000 + circle__sample_hash(seed, 8, k) % 9001
	  FROM apart, generate_series(1, off_network) AS k JOIN node AS n ON n.j = rows AND n.i = k % (cols + 1);
END;
COMMENT ON FUNCTION circle__sample_home_places(int, int, int, int) IS 'Where the homes of the sample city are, in 1e-7 degrees.';

CREATE FUNCTION circle__sample_homes(homes int, cols int, rows int, seed int)
	RETURNS TABLE (home_id bigint, geom geometry, households int, population int, elderly int, children int)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 100000
BEGIN ATOMIC
	-- One home in 25 is a tower of more households; the residents of one in 500 are unknown.
	SELECT home_id, circle__sample_point(x, y), households, p.population, (p.population * (h / 7 % 31) / 100)::int,
		(p.population * (h / 301 % 26) / 100)::int
	  FROM circle__sample_home_places(homes, cols, rows, seed),
		   LATERAL (SELECT circle__sample_hash(seed, 9, home_id)) AS r (h),
		   LATERAL (SELECT (1 + h % 3 + CASE WHEN home_id % 25 = 0 THEN 10 + h % 20 ELSE 0 END)::int) AS d (households),
		   LATERAL (SELECT CASE WHEN home_id % 500 <> 100 THEN (households * 2 + h % (households + 1))::int END) AS p (population);
END;
COMMENT ON FUNCTION circle__sample_homes(int, int, int, int) IS 'Homes of the sample city, as its table home.';

CREATE FUNCTION circle__sample_categories() RETURNS TABLE (n int, category text, lo int, hi int)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 17
BEGIN ATOMIC
	SELECT n::int, category, (sum(share) OVER w - share)::int, (sum(share) OVER w)::int
	  FROM (VALUES (1, 'convenience', 160), (2, 'restaurant', 170), (3, 'breakfast', 110), (4, 'pharmacy', 80),
			(5, 'barber', 80), (6, 'laundry', 50), (7, 'supermarket', 50), (8, 'wet_market', 30), (9, 'parcel', 60),
			(10, 'bank', 40), (11, 'repair', 40), (12, 'kindergarten', 40), (13, 'primary', 20),
			(14, 'junior_secondary', 10), (15, 'health_station', 30), (16, 'hospital', 4), (17, 'elderly_daycare', 26))
		   AS c (n, category, share)
	WINDOW w AS (ORDER BY n);
END;
COMMENT ON FUNCTION circle__sample_categories() IS
'Categories of the sample city''s shops and services, each with its range of thousandths.';

CREATE FUNCTION circle__sample_shops(shops int, cols int, rows int, seed int)
	RETURNS TABLE (amenity_id bigint, category text, x bigint, y bigint)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10000
BEGIN ATOMIC
	WITH cell AS (
		SELECT *, row_number() OVER (ORDER BY j, i) - 1 AS n, abs(i % 10 - 5) + abs(j % 10 - 5) AS remote
		  FROM circle__sample_cells(cols, rows, seed) WHERE kind = 'plain'),
	drawn AS (
		SELECT k, circle__sample_hash(seed, 10, k) AS lot, circle__sample_hash(seed, 11, k) % cells AS one,
			circle__sample_hash(seed, 12, k) % cells AS other, (200 + circle__sample_hash(seed, 13, k) % 601)::int AS along
		  FROM generate_series(1, shops) AS k, (SELECT count(*) AS cells FROM cell) AS c),
	shop AS (
		-- The nearer to the middle of the subdistrict of two blocks drawn, eight metres north of the street.
		-- The first shops take all categories by turns.
		SELECT k, c.category, lot % 5 = 0 OR k <= 17 AS large, at.*, along
		  FROM drawn
		  JOIN circle__sample_categories() AS c
			ON CASE WHEN k <= 17 THEN c.n = k ELSE lot % 1000 >= c.lo AND lot % 1000 < c.hi END
		  JOIN cell AS a ON a.n = one
		  JOIN cell AS b ON b.n = other
		  JOIN cell AS at ON at.n = CASE WHEN b.remote < a.remote THEN b.n ELSE a.n END)
	SELECT k, category, circle__sample_between(x00, x10, along, 1000), circle__sample_between(y00, y10, along, 1000) + 720
	  FROM shop
	 UNION ALL
	-- A large supermarket is a wet market too: one amenity of two categories.
	SELECT k, 'wet_market', circle__sample_between(x00, x10, along, 1000), circle__sample_between(y00, y10, along, 1000) + 720
	  FROM shop WHERE category = 'supermarket' AND large
	 UNION ALL
	-- A primary school has a second gate on the next street: one amenity with two access points.
	SELECT k, 'primary', circle__sample_between(x01, x11, along, 1000), circle__sample_between(y01, y11, along, 1000) - 720
	  FROM shop WHERE category = 'primary';
END;
COMMENT ON FUNCTION circle__sample_shops(int, int, int, int) IS
'Shops and services of the sample city, places in 1e-7 degrees; rows of one key are one amenity.';

CREATE FUNCTION circle__sample_transport(cols int, rows int, seed int)
	RETURNS TABLE (amenity_id bigint, category text, name text, x bigint, y bigint)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
	WITH node AS (SELECT * FROM circle__sample_nodes(cols, rows, seed))
	-- Bus stops: dense in some subdistricts, thin in others
	SELECT 10000000 + row_number() OVER (ORDER BY j, i), 'bus_stop', format('Avenue %s / Street %s', i + 1, j + 1), x + 900, y - 100
	  FROM node
	 WHERE i % 2 = 1 AND j % 2 = 1
	   AND circle__sample_hash(seed, 14, i * 100000::bigint + j) % 100
		   < 30 + 27 * (circle__sample_hash(seed, 15, i / 10 * 100000::bigint + j / 10) % 3)
	 UNION ALL
	-- A metro line every kilometre, a station every 600 m; a station's entrances have its key
	SELECT 20000000 + dense_rank() OVER (ORDER BY s.j, s.i), 'metro_station',
		format('Line %s Station %s, entrance %s', s.j / 10 + 1, s.i / 6 + 1, e.letter), n.x + e.dx, n.y + e.dy
	  FROM node AS s, (VALUES ('A', 0, 1200, 1100), ('B', 0, -1200, -1100), ('C', 1, 1200, -1100)) AS e (letter, di, dx, dy)
	  JOIN node AS n ON true
	 WHERE s.j % 10 = 5 AND s.i % 6 = 1 AND n.j = s.j AND n.i = s.i + e.di
	   AND (e.di = 0 OR s.i <> circle__sample_river(cols));
END;
COMMENT ON FUNCTION circle__sample_transport(int, int, int) IS 'Bus stops and metro entrances of the sample city.';

CREATE FUNCTION circle__sample_amenities(shops int, cols int, rows int, seed int)
	RETURNS TABLE (amenity_id bigint, category text, name text, geom geometry)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 10000
BEGIN ATOMIC
	SELECT amenity_id, category, format('%s %s', initcap(replace(category, '_', ' ')), amenity_id), circle__sample_point(x, y)
	  FROM circle__sample_shops(shops, cols, rows, seed)
	 UNION ALL
	SELECT amenity_id, category, name, circle__sample_point(x, y) FROM circle__sample_transport(cols, rows, seed)
	 UNION ALL
	SELECT 30000000 + row_number() OVER (ORDER BY j, i), 'park', circle__sample_subdistrict(i, j, cols) || ' Park',
		(SELECT ST_MakePolygon(ST_MakeLine(circle__sample_point(
					circle__sample_between(x, ox, 1, 5), circle__sample_between(y, oy, 1, 5)) ORDER BY n))
		   FROM (VALUES (1, x00, y00, x11, y11), (2, x10, y10, x01, y01), (3, x11, y11, x00, y00), (4, x01, y01, x10, y10),
						(5, x00, y00, x11, y11)) AS corner (n, x, y, ox, oy))
	  FROM circle__sample_cells(cols, rows, seed) WHERE kind = 'park';
END;
COMMENT ON FUNCTION circle__sample_amenities(int, int, int, int) IS 'Amenities of the sample city, as its table amenity.';

-- Barriers

CREATE FUNCTION circle__sample_barriers(cols int, rows int, seed int)
	RETURNS TABLE (barrier_id bigint, kind text, geom geometry)
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH cell AS (SELECT * FROM circle__sample_cells(cols, rows, seed) WHERE kind IN ('river', 'compound'))
	SELECT 1 + bank, 'river',
		ST_MakeLine(circle__sample_point(circle__sample_between(wx, ex, 1 + 3 * bank, 5), circle__sample_between(wy, ey, 1 + 3 * bank, 5)) ORDER BY n)
	  FROM (SELECT j, x00, y00, x10, y10 FROM cell WHERE kind = 'river'
			UNION ALL SELECT j + 1, x01, y01, x11, y11 FROM cell WHERE kind = 'river' AND j = rows - 1) AS row (n, wx, wy, ex, ey),
		generate_series(0, 1) AS bank
	 GROUP BY bank
	UNION ALL
	-- Walls of compounds, between their lanes and the streets around.
	SELECT 2 + row_number() OVER (ORDER BY a.j, a.i), 'wall',
		(SELECT ST_MakePolygon(ST_MakeLine(circle__sample_point(
					circle__sample_between(x, ox, 1, 8), circle__sample_between(y, oy, 1, 8)) ORDER BY n))
		   FROM (VALUES (1, a.x00, a.y00, c.x11, c.y11), (2, b.x10, b.y10, d.x01, d.y01), (3, c.x11, c.y11, a.x00, a.y00),
						(4, d.x01, d.y01, b.x10, b.y10), (5, a.x00, a.y00, c.x11, c.y11)) AS corner (n, x, y, ox, oy))
	  FROM cell AS a
	  JOIN cell AS b ON b.i = a.i + 1 AND b.j = a.j
	  JOIN cell AS c ON c.i = a.i + 1 AND c.j = a.j + 1
	  JOIN cell AS d ON d.i = a.i AND d.j = a.j + 1
	 WHERE a.i % 10 = 0 AND a.j % 10 = 1 AND a.kind = 'compound';
END;
COMMENT ON FUNCTION circle__sample_barriers(int, int, int) IS 'Barriers of the sample city, as its table barrier.';

-- The door

CREATE FUNCTION circle__sample_tables(schema text) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	EXECUTE replace($ddl$
		CREATE TABLE %s.street (street_id bigint PRIMARY KEY, geom geometry(LineStringZ, 4326) NOT NULL, steps boolean NOT NULL,
			door boolean NOT NULL, private boolean NOT NULL, class text, name text);
		COMMENT ON TABLE %s.street IS 'Streets that people may walk, with heights; streets meet where they share a vertex.';
		COMMENT ON COLUMN %s.street.steps IS 'Stairs.';
		COMMENT ON COLUMN %s.street.door IS 'May a walk begin or end here? Not in the tunnel or on a bridge.';
		COMMENT ON COLUMN %s.street.private IS 'Inside a gated compound.';
		CREATE TABLE %s.amenity (amenity_id bigint NOT NULL, category text NOT NULL, name text, geom geometry(Geometry, 4326) NOT NULL);
		COMMENT ON TABLE %s.amenity IS 'Things to walk to. Rows of one amenity_id are one amenity: its categories and its access points.';
		CREATE TABLE %s.home (home_id bigint PRIMARY KEY, geom geometry(Point, 4326) NOT NULL, households int, population int,
			elderly int, children int);
		COMMENT ON TABLE %s.home IS 'Homes with the people in them. A few are off the street network, a few on an island, of a few the people are unknown.';
		COMMENT ON COLUMN %s.home.population IS 'People; NULL where unknown.';
		CREATE TABLE %s.subdistrict (subdistrict text PRIMARY KEY, geom geometry(Polygon, 4326) NOT NULL);
		COMMENT ON TABLE %s.subdistrict IS 'Subdistricts: squares of about 1 km, the river included.';
		CREATE TABLE %s.community (community text PRIMARY KEY, subdistrict text NOT NULL, geom geometry(Polygon, 4326) NOT NULL);
		COMMENT ON TABLE %s.community IS 'Communities: parts of subdistricts that end at the river.';
		CREATE TABLE %s.circle (circle_id bigint PRIMARY KEY, name text NOT NULL, geom geometry(Point, 4326) NOT NULL,
			area geometry(Polygon, 4326));
		COMMENT ON TABLE %s.circle IS 'Centres of life circles; some have a drawn area.';
		CREATE TABLE %s.barrier (barrier_id bigint PRIMARY KEY, kind text NOT NULL, geom geometry(Geometry, 4326) NOT NULL);
		COMMENT ON TABLE %s.barrier IS 'The banks of the river and the walls of gated compounds, for circle_network_barriers().';
		$ddl$, '%s', quote_ident(schema));
END
$$;
COMMENT ON FUNCTION circle__sample_tables(text) IS 'Creates the sample city''s tables.';

CREATE FUNCTION circle__sample_fill(schema text, homes int, cols int, rows int, seed int) RETURNS void
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	-- The planner cannot know how many rows these functions return; it would loop over pairs, and compile at length.
	SET enable_nestloop = off
	SET jit = off AS
$$
DECLARE
	query text;
BEGIN
	FOREACH query IN ARRAY ARRAY[
		'INSERT INTO %1$I.street SELECT * FROM circle__sample_streets($2, $3, $4)',
		'INSERT INTO %1$I.home SELECT * FROM circle__sample_homes($1, $2, $3, $4) ORDER BY home_id',
		'INSERT INTO %1$I.amenity SELECT * FROM circle__sample_amenities(greatest($1 / 25, 60), $2, $3, $4)
			ORDER BY amenity_id, category, name, geom',
		'INSERT INTO %1$I.subdistrict SELECT circle__sample_subdistrict(lo_i, lo_j, $2), geom
			FROM circle__sample_areas($2, $3, $4, 10)',
		'INSERT INTO %1$I.community SELECT format(''%%s %%s'', s, row_number() OVER (PARTITION BY s ORDER BY lo_j, lo_i)), s, geom
			FROM circle__sample_areas($2, $3, $4, 5), circle__sample_subdistrict(lo_i, lo_j, $2) AS s',
		'INSERT INTO %1$I.circle SELECT * FROM circle__sample_circles($2, $3, $4)',
		'INSERT INTO %1$I.barrier SELECT * FROM circle__sample_barriers($2, $3, $4)']
	LOOP
		EXECUTE format(query, schema) USING homes, cols, rows, seed;
	END LOOP;
	FOREACH query IN ARRAY ARRAY['street', 'home', 'amenity', 'subdistrict', 'community', 'circle', 'barrier'] LOOP
		EXECUTE format('CREATE INDEX ON %I.%I USING gist (geom)', schema, query);
		EXECUTE format('ANALYZE %I.%I', schema, query);
	END LOOP;
	EXECUTE format('CREATE INDEX ON %I.amenity (amenity_id)', schema);
END
$$;
COMMENT ON FUNCTION circle__sample_fill(text, int, int, int, int) IS 'Fills the sample city''s tables and indexes them.';

CREATE FUNCTION circle_sample_city(schema text, homes int DEFAULT 5000, seed int DEFAULT 1) RETURNS jsonb
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
	cols int;
	rows int;
	counts jsonb;
BEGIN
	IF homes IS NULL OR homes < 100 OR homes > 1000000 THEN
		PERFORM circle__raise('invalid_parameter_value',
			format('a sample city cannot have %s homes', coalesce(homes::text, 'NULL')),
			hint => 'Choose from 100 to 1000000.');
	END IF;
	IF seed IS NULL THEN
		PERFORM circle__raise('null_value_not_allowed',
			'the seed of a sample city must not be NULL',
			hint => 'Any number will do: the same number makes the same city.');
	END IF;
	-- 25 homes to a block, and a town of at least 10 x 10 blocks so that it has everything.
	cols := greatest(10, ceil(sqrt(homes / 25.0)));
	rows := greatest(10, ceil(homes / 25.0 / cols));
	PERFORM circle__make_schema(schema, ARRAY['street', 'amenity', 'home', 'subdistrict', 'community', 'circle', 'barrier']);
	PERFORM circle__sample_tables(schema);
	PERFORM circle__sample_fill(schema, homes, cols, rows, seed);
	EXECUTE format('SELECT jsonb_build_object(
			''streets'', (SELECT count(*) FROM %1$I.street),
			''street_km'', (SELECT round(sum(ST_Length(geom::geography)) / 1000) FROM %1$I.street),
			''amenities'', (SELECT count(DISTINCT amenity_id) FROM %1$I.amenity),
			''homes'', count(*), ''people'', sum(population),
			''communities'', (SELECT count(*) FROM %1$I.community),
			''subdistricts'', (SELECT count(*) FROM %1$I.subdistrict),
			''circles'', (SELECT count(*) FROM %1$I.circle)) FROM %1$I.home', schema) INTO counts;
	RETURN counts;
END
$$;
COMMENT ON FUNCTION circle_sample_city(text, int, int) IS
'Makes a schema with a synthetic hilly city on a river. Tables street, amenity, home, subdistrict, community, circle and barrier; from 100 to 1,000,000 homes, 2,500 per square kilometre, at least one square kilometre. The same arguments make the same city. Returns counts of what it made.';
