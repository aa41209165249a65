-- The name that a misspelt word is probably meant for.

CREATE FUNCTION circle__nearest_name(word text, names text[]) RETURNS text
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100
	AS 'MODULE_PATHNAME', 'circle_nearest_name';
COMMENT ON FUNCTION circle__nearest_name(text, text[]) IS
'The name that a word is probably meant for: the one with the least edit distance (Levenshtein), at most a quarter of the word''s length and 1; the first of several; NULL if there is none or the word is longer than 255 bytes.';
