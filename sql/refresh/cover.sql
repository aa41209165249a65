-- Coverage of many homes. The queries are SELECTs as text, by the snapshot of the calling query.

CREATE FUNCTION circle__cover(network text, walker text, template circle_coverage, standards circle_standard[],
	homes text, amenities text, direction text DEFAULT 'from_home') RETURNS SETOF record
	LANGUAGE c STABLE PARALLEL SAFE COST 1000000 ROWS 10000
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__cover(text, text, circle_coverage, circle_standard[], text, text, text) IS
'Coverage of homes that lie together. The query homes returns (home_id, lon float8, lat float8, doors bytea), each home once; doors: WKB of the points at which it is left and entered, NULL: where it is. A home''s walk is that of the door from which it is shortest; snap_m is the least of its doors'', on_island and closed hold if they do for all that are on the network. amenities returns (amenity text, category text, lon float8, lat float8, area bytea), one row per amenity, category and access point, at least all within circle__reach_m of the homes; area: WKB of an area of the amenity, in which a home is there at once, or NULL; without lon and lat it is entered nowhere. To be called with AS (home_id …, snap_m float8, on_island boolean, closed boolean, coverage circle_coverage, meets boolean[], score float8[]): one row per home, meets and score per standard. coverage, meets and score are NULL for a home that could not be snapped, unless the template has only straight lines. direction: from_home, to_home, round_trip (half of the way out and the way home, half a ms up).';
