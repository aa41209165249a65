-- Datums of Chinese maps: GCJ-02 (AMap, Tencent) and BD-09 (Baidu) to WGS 84 and back.

CREATE FUNCTION circle_to_wgs84(geom geometry, datum text) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_to_wgs84(geometry, text) IS
'A geometry of any type in longitude and latitude (SRID 4326) from a datum of Chinese maps to WGS 84; Z and M stay. Datums: gcj02, the shifted coordinates of AMap, Tencent and other maps of mainland China; bd09, those of Baidu; wgs84, which stays as it is. The exact inverse of circle_from_wgs84, within 1e-8 degrees (1 mm). Neither datum is officially described: the formulas are those of the public converters (eviltransform, coordtransform), which follow the map services to about a metre. Outside of longitude 72.004 to 137.8347 and latitude 0.8293 to 55.8271 nothing is shifted. The box holds Hong Kong, Macao, Taiwan and neighbours of China too: what is in WGS 84 there must not be converted.';

CREATE FUNCTION circle_from_wgs84(geom geometry, datum text) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_from_wgs84(geometry, text) IS
'A geometry of any type in longitude and latitude (SRID 4326) from WGS 84 to a datum of Chinese maps, to be laid over a map of AMap or Tencent (gcj02) or Baidu (bd09); see circle_to_wgs84. The SRID stays 4326, as these datums have none of their own.';

-- The datum of an input.

CREATE FUNCTION circle__check_datum(datum text) RETURNS void
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle__check_datum(text) IS 'Raises an error that lists the datums unless this is one, or NULL.';

CREATE FUNCTION circle__to_wgs84_sql(geom_sql text, datum text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN format(CASE WHEN datum IN ('gcj02', 'bd09') THEN 'circle_to_wgs84(%s, %L)' ELSE '%s' END,
				  format('CASE WHEN st_srid(%1$s) = 4326 THEN st_force2d(%1$s) ELSE circle__to_wgs84(%1$s) END', geom_sql), datum);
COMMENT ON FUNCTION circle__to_wgs84_sql(text, text) IS
'SQL that makes WGS 84 in two dimensions of an expression of type geometry whose coordinates, once they are longitude and latitude, are of this datum (NULL: WGS 84).';
