-- Datums of Chinese maps: GCJ-02 (AMap, Tencent) and BD-09 (Baidu) to WGS 84 and back.

CREATE FUNCTION circle_gcj02_to_wgs84(geom geometry) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME', 'circle_gcj02_to_wgs84';
COMMENT ON FUNCTION circle_gcj02_to_wgs84(geometry) IS
'A geometry of any type in longitude and latitude (SRID 4326) from GCJ-02, the shifted coordinates of AMap, Tencent and other maps of mainland China, to WGS 84; Z and M stay. The exact inverse of circle_wgs84_to_gcj02, within 1e-8 degrees (1 mm). GCJ-02 is not officially described: the formula is that of the public converters (eviltransform, coordtransform), which follows the map services to about a metre. Outside of longitude 72.004 to 137.8347 and latitude 0.8293 to 55.8271 nothing is shifted. The box holds Hong Kong, Macao, Taiwan and neighbours of China too: what is in WGS 84 there must not be converted.';

CREATE FUNCTION circle_wgs84_to_gcj02(geom geometry) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME', 'circle_wgs84_to_gcj02';
COMMENT ON FUNCTION circle_wgs84_to_gcj02(geometry) IS
'A geometry of any type in longitude and latitude (SRID 4326) from WGS 84 to GCJ-02, to be laid over a map of AMap or Tencent; see circle_gcj02_to_wgs84. The SRID stays 4326, as GCJ-02 has none of its own.';

CREATE FUNCTION circle_bd09_to_wgs84(geom geometry) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME', 'circle_bd09_to_wgs84';
COMMENT ON FUNCTION circle_bd09_to_wgs84(geometry) IS
'A geometry of any type in longitude and latitude (SRID 4326) from BD-09, the coordinates of Baidu''s maps, to WGS 84; Z and M stay. The exact inverse of circle_wgs84_to_bd09, within 1e-8 degrees (1 mm); the formula is that of the public converters. Where coordinates are shifted: see circle_gcj02_to_wgs84.';

CREATE FUNCTION circle_wgs84_to_bd09(geom geometry) RETURNS geometry
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
	AS 'MODULE_PATHNAME', 'circle_wgs84_to_bd09';
COMMENT ON FUNCTION circle_wgs84_to_bd09(geometry) IS
'A geometry of any type in longitude and latitude (SRID 4326) from WGS 84 to BD-09, to be laid over a map of Baidu; see circle_bd09_to_wgs84.';

-- The datum of an input.

CREATE FUNCTION circle__check_datum(datum text) RETURNS void
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF datum NOT IN ('wgs84', 'gcj02', 'bd09') THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('datum "%s" is not known', datum),
			HINT = 'Datums: wgs84 (the usual one), gcj02 (AMap, Tencent), bd09 (Baidu).';
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_datum(text) IS 'Raises an error that lists the datums unless this is one, or NULL.';

CREATE FUNCTION circle__to_wgs84_sql(geom_sql text, datum text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN format(CASE datum WHEN 'gcj02' THEN 'circle_gcj02_to_wgs84(%s)' WHEN 'bd09' THEN 'circle_bd09_to_wgs84(%s)' ELSE '%s' END,
				  format('CASE WHEN st_srid(%1$s) = 4326 THEN st_force2d(%1$s) ELSE circle__to_wgs84(%1$s) END', geom_sql));
COMMENT ON FUNCTION circle__to_wgs84_sql(text, text) IS
'SQL that makes WGS 84 in two dimensions of an expression of type geometry whose coordinates, once they are longitude and latitude, are of this datum (NULL: WGS 84).';
