-- Lists as text: words with commas between them, quoted like identifiers.

CREATE FUNCTION circle__split_list(list text) RETURNS text[]
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'circle_split_list';
COMMENT ON FUNCTION circle__split_list(text) IS
'The names of a list with commas. A name is quoted like an identifier where it holds commas, spaces, capitals or quotes.';
