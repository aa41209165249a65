-- circle_standard: text, binary, order, building, jsonb.
\set VERBOSITY default
SET client_min_messages = warning;

-- Normal form.
SELECT text, text::circle_standard AS normal_form FROM (VALUES
	('breakfast within 15 min & bus_stop * 8 within 8 min & metro_station * 2 within 15 min & (hospital | clinic) within 15 min'),
	('2 of (library within 15 min, park within 10 min, gym within 15 min)'),
	('clinic within 1000 m'), ('metro_station within 800 m straight weight 2'),
	('a AND (b or "c d") weight 2.50'), ('((a))'), ('a & (b & c)'), ('a | (b | c)'), ('"早餐" * 3 WITHIN 7.5min')) AS t (text);

-- Errors point at the character.
SELECT 'clinic within 15'::circle_standard;
SELECT 'clinic within 15 km'::circle_standard;
SELECT 'clinic & & park'::circle_standard;
SELECT '(clinic | hospital) * 2 within 15 min'::circle_standard;
SELECT '24h_shop within 5 min'::circle_standard;
SELECT '早餐 within 5 min'::circle_standard;
SELECT '"早餐" within 5 min & 24'::circle_standard;
SELECT ''::circle_standard;
SELECT '3 of (a, b)'::circle_standard;
SELECT 'a within 5.001 min'::circle_standard;
SELECT 'a within nan min'::circle_standard;
-- What people write first, and what the hint makes of it.
SELECT 'clinic within 15 minutes'::circle_standard;
SELECT 'clinic within <= 15 min'::circle_standard;
SELECT 'clinic <= 15 min'::circle_standard;
SELECT 'clinic within 15 min, park within 500 m'::circle_standard;
SELECT 'bus stop within 8 min'::circle_standard;
SELECT '(clinic within 5 min hospital)'::circle_standard;
SELECT '2 bus_stop within 8 min'::circle_standard;
SELECT 'bus_stop 2 within 8 min'::circle_standard;
SELECT (repeat('(', 100) || 'a')::circle_standard;
SELECT (repeat('a & ', 1000) || 'a')::circle_standard;
SELECT repeat('x', 191)::circle_standard;

-- Binary form: what is sent is what is received; anything else is refused.
CREATE TEMP TABLE sent (standard circle_standard);
INSERT INTO sent VALUES ('breakfast within 15 min & "早 餐" * 2 within 3 m straight | 2 of (a, b, c) weight 2');
\copy sent TO 'results/standard.bin' WITH (FORMAT binary)
CREATE TEMP TABLE received (standard circle_standard);
\copy received FROM 'results/standard.bin' WITH (FORMAT binary)
SELECT s.standard = r.standard AS same FROM sent AS s, received AS r;
SELECT get_byte(circle_private.circle_standard_send('a'), 0) AS version;
CREATE TEMP TABLE bytes (value bytea);
INSERT INTO bytes VALUES ('\x0218'), ('\x0118016100');
\copy (SELECT value FROM bytes LIMIT 1) TO 'results/standard.bin' WITH (FORMAT binary)
\copy received FROM 'results/standard.bin' WITH (FORMAT binary)
\copy (SELECT value FROM bytes OFFSET 1) TO 'results/standard.bin' WITH (FORMAT binary)
\copy received FROM 'results/standard.bin' WITH (FORMAT binary)

-- Order and hash.
CREATE TEMP TABLE ordered AS
	SELECT s::circle_standard AS standard FROM unnest('{b,a,"a | b","a & b",a,"a * 2"}'::text[]) AS s;
SELECT standard, count(*) FROM ordered GROUP BY standard ORDER BY standard;
CREATE INDEX ON ordered USING btree (standard);
CREATE INDEX ON ordered USING hash (standard);
SELECT count(*) FROM ordered AS o JOIN ordered AS p USING (standard);
SELECT 'a'::circle_standard < 'b', 'a'::circle_standard <= 'a', 'a'::circle_standard > 'b', 'a'::circle_standard >= 'a',
	   'a'::circle_standard <> 'b', 'a & b'::circle_standard = 'b & a', circle_private.circle_standard_cmp('b', 'a'),
	   circle_private.circle_standard_hash('(a)') = circle_private.circle_standard_hash('a'),
	   circle_private.circle_standard_hash_extended('(a)', 7) = circle_private.circle_standard_hash_extended('a', 7);

-- Building and taking apart.
SELECT 'a & b'::circle_standard & 'c | d', 'a | b'::circle_standard | 'c & d', 'a weight 2'::circle_standard & 'b';
SELECT format('2 of (%s)', array_to_string(ARRAY['a', 'b & c', 'd']::circle_standard[], ', '))::circle_standard AS "k of";
SELECT * FROM circle_needs('bus_stop * 8 within 8 min weight 2 & (park within 500.5 m | "早餐") & metro within 800 m straight');
SELECT circle_categories('b within 1 min & a & b within 2 m & "Z"'::circle_standard);

-- jsonb both ways.
SELECT '(a within 5 min | 2 of (b * 3 within 7.5 m, c) weight 3) & "d""d" within 9 m straight'::circle_standard::jsonb;
SELECT s, s::circle_standard::jsonb::circle_standard = s::circle_standard AS same FROM unnest(ARRAY[
	'a', 'a * 2 within 0.005 min weight 0.001', '(a | b) weight 2 & (c & d)', '2 of (a, b | c, 1 of (d))', 'a within 100000 m straight']) AS s;
SELECT '{"all": [{"category": "a", "within": 5.0, "unit": "min"}]}'::jsonb::circle_standard;
SELECT '{"any": []}'::jsonb::circle_standard;
SELECT '[]'::jsonb::circle_standard;
SELECT '"a"'::jsonb::circle_standard;
SELECT '{"category": 5}'::jsonb::circle_standard;
SELECT '{"category": "a", "within": 5}'::jsonb::circle_standard;
SELECT '{"category": "a", "within": 5, "unit": "km"}'::jsonb::circle_standard;
SELECT '{"category": "a", "needed": -1}'::jsonb::circle_standard;
SELECT '{"category": "a", "limit": 1}'::jsonb::circle_standard;
SELECT '{"category": "a", "all": []}'::jsonb::circle_standard;
SELECT '{"k": 1}'::jsonb::circle_standard;
