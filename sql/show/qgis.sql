-- Styles for QGIS, in the table where QGIS looks for them.
--
-- Colours that are distinguishable with colour vision deficiency: Okabe and Ito 2008 for classes, cividis (Nunez et al. 2018) for scores, from vermilion to blue for shares.

CREATE FUNCTION circle__qml_symbol(kind text, name text, colour text, size_mm float8, outline text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN format(CASE kind
		WHEN 'marker' THEN '<symbol type="marker" name="%1$s" alpha="1"><layer class="SimpleMarker" enabled="1" pass="0" locked="0"><prop k="name" v="circle"/><prop k="color" v="%2$s"/><prop k="size" v="%3$s"/><prop k="size_unit" v="MM"/><prop k="outline_color" v="%4$s"/><prop k="outline_style" v="%5$s"/><prop k="outline_width" v="0.2"/></layer></symbol>'
		ELSE '<symbol type="fill" name="%1$s" alpha="1"><layer class="SimpleFill" enabled="1" pass="0" locked="0"><prop k="color" v="%2$s"/><prop k="style" v="solid"/><prop k="outline_color" v="%4$s"/><prop k="outline_style" v="%5$s"/><prop k="outline_width" v="%3$s"/></layer></symbol>' END,
		name, colour, size_mm, coalesce(outline, '0,0,0,0'), CASE WHEN outline IS NULL THEN 'no' ELSE 'solid' END);
COMMENT ON FUNCTION circle__qml_symbol(text, text, text, float8, text) IS
'A symbol of a QGIS style: a round marker or a fill. Colours are "red,green,blue,alpha"; size_mm is that of the marker or the width of the fill''s outline.';

CREATE FUNCTION circle__qml(body text, label_column text DEFAULT NULL, over_area boolean DEFAULT false) RETURNS xml
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN xmlparse(DOCUMENT format('<qgis version="3.22.0" styleCategories="Symbology%s">%s%s</qgis>',
		CASE WHEN label_column IS NOT NULL THEN '|Labeling' ELSE '' END, body,
		CASE WHEN label_column IS NOT NULL THEN format('<labeling type="simple"><settings><text-style fieldName="%s" fontSize="8" textColor="30,30,30,255"><text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"/></text-style><placement placement="%s" dist="%s" quadOffset="4" polygonPlacementFlags="2"/><rendering obstacle="0" drawLabels="1"/></settings></labeling>',
																   label_column, CASE WHEN over_area THEN 1 ELSE 6 END, CASE WHEN over_area THEN 0 ELSE 2 END) ELSE '' END));
COMMENT ON FUNCTION circle__qml(text, text, boolean) IS 'A QGIS style from its renderer, with the labels of a column if one is given: over an area, else beside a point.';

CREATE FUNCTION circle__qml_classes(kind text, expression text, classes text[], colours text[], size_mm float8, outline text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN (SELECT format('<renderer-v2 type="categorizedSymbol" attr="%s" symbollevels="0" enableorderby="0" forceraster="0"><categories>%s</categories><symbols>%s</symbols></renderer-v2>',
						  replace(replace(replace(expression, '&', '&amp;'), '"', '&quot;'), '<', '&lt;'),
						  string_agg(format('<category symbol="%s" value="%s" label="%s" render="true"/>', no - 1, class, class), '' ORDER BY no),
						  string_agg(circle__qml_symbol(kind, (no - 1)::text, colours[no], size_mm, outline), '' ORDER BY no))
			  FROM unnest(classes) WITH ORDINALITY AS c (class, no));
COMMENT ON FUNCTION circle__qml_classes(text, text, text[], text[], float8, text) IS
'A renderer that gives each value of an expression a colour.';

CREATE FUNCTION circle__qml_ranges(kind text, expression text, bounds float8[], labels text[], colours text[], sizes_mm float8[], outline text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	SET search_path FROM CURRENT
	RETURN (SELECT format('<renderer-v2 type="graduatedSymbol" attr="%s" graduatedMethod="GraduatedColor" symbollevels="0" enableorderby="0" forceraster="0"><ranges>%s</ranges><symbols>%s</symbols></renderer-v2>',
						  expression,
						  string_agg(format('<range symbol="%s" lower="%s" upper="%s" label="%s" render="true"/>', no - 1, bounds[no], bounds[no + 1], label), '' ORDER BY no),
						  string_agg(circle__qml_symbol(kind, (no - 1)::text, colours[no], sizes_mm[no], outline), '' ORDER BY no))
			  FROM unnest(labels) WITH ORDINALITY AS c (label, no));
COMMENT ON FUNCTION circle__qml_ranges(text, text, float8[], text[], text[], float8[], text) IS
'A renderer that gives each range of an expression, from bound to bound, a colour and a size.';

CREATE FUNCTION circle__qgis_styles(OUT layer text, OUT style text, OUT is_default boolean, OUT qml xml, OUT description text)
	RETURNS SETOF record
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
	SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH colour AS (
		SELECT '0,114,178,255' AS blue, '213,94,0,255' AS vermilion, '153,153,153,255' AS grey, '255,255,255,255' AS white, '60,60,60,255' AS dark,
			   -- Cividis at five places, and from a light vermilion to a light blue, on which homes can be seen.
			   '{"0,34,78,255","67,78,107,255","125,124,120,255","188,174,108,255","254,232,56,255"}'::text[] AS ramp,
			   '{"236,158,115,255","244,201,173,255","240,236,230,255","176,208,230,255","120,176,213,255"}'::text[] AS light_ramp
	)
	SELECT l.layer, s.style, s.is_default, s.qml, s.description
	  FROM colour CROSS JOIN LATERAL (VALUES
		('{home}'::text[], 'circle_ext', true,
		 circle__qml(circle__qml_classes('marker', 'CASE WHEN "meets" THEN ''met'' WHEN NOT "meets" THEN ''not met'' ELSE ''unknown'' END',
										 '{met,not met,unknown}', ARRAY[blue, vermilion, grey], 1.4, NULL)),
		 'Does the home meet the principal standard?'),
		('{map_home}'::text[], 'circle_ext', true,
		 circle__qml(circle__qml_classes('marker', 'status', '{met,not met,unknown}', ARRAY[blue, vermilion, grey], 1.4, NULL)),
		 'Does the home meet the principal standard?'),
		('{map_home}'::text[], 'circle_ext score', false,
		 circle__qml(circle__qml_ranges('marker', 'score', '{0,20,40,60,80,100}', '{0 - 20,20 - 40,40 - 60,60 - 80,80 - 100}',
										ramp, '{1.4,1.4,1.4,1.4,1.4}', NULL)),
		 'Score of the home, 0 to 100'),
		('{map_gap}'::text[], 'circle_ext', true,
		 circle__qml(circle__qml_ranges('marker', 'needs_missing', '{0,1,2,1000}', '{1 missing,2 missing,3 or more missing}',
										ARRAY['240,228,66,255', '230,159,0,255', vermilion], '{1.4,2,2.6}', dark)),
		 'How many needs of the standard the home does not meet'),
		('{gap_cluster}'::text[], 'circle_ext', true,
		 circle__qml(format('<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0"><symbols>%s</symbols></renderer-v2>',
							circle__qml_symbol('fill', '0', '213,94,0,40', 0.4, vermilion)), 'need', true),
		 'Groups of homes that do not meet the same need'),
		('{map_circle}'::text[], 'circle_ext', true,
		 circle__qml(circle__qml_classes('marker', 'CASE WHEN "accepted" THEN ''accepted'' WHEN NOT "accepted" THEN ''not accepted'' ELSE ''no standard'' END',
										 '{accepted,not accepted,no standard}', ARRAY[blue, vermilion, grey], 4, white), 'name'),
		 'Centres of circles'),
		('{map_circle_area}'::text[], 'circle_ext', true,
		 circle__qml(circle__qml_classes('fill', 'CASE WHEN "accepted" THEN ''accepted'' WHEN NOT "accepted" THEN ''not accepted'' ELSE ''no standard'' END',
										 '{accepted,not accepted,no standard}', '{"0,114,178,25","213,94,0,25","153,153,153,25"}', 0.5, dark)),
		 'Drawn areas of circles'),
		('{map_community,map_area}'::text[], 'circle_ext', true,
		 circle__qml(circle__qml_ranges('fill', 'share_people', '{0,0.2,0.4,0.6,0.8,1}', '{0 - 20 %,20 - 40 %,40 - 60 %,60 - 80 %,80 - 100 %}',
										light_ramp, '{0.5,0.5,0.5,0.5,0.5}', white)),
		 'Share of people whose home meets the principal standard')) AS s (layers, style, is_default, qml, description)
	 CROSS JOIN LATERAL unnest(s.layers) AS l (layer);
END;
COMMENT ON FUNCTION circle__qgis_styles() IS 'The styles that circle_qgis_styles() writes, by relation of a study.';

CREATE FUNCTION circle__check_styles_table(styles regclass) RETURNS void
	LANGUAGE plpgsql STABLE
	SET search_path FROM CURRENT AS
$$
DECLARE
	lacking text;
BEGIN
	SELECT string_agg(p, ', ' ORDER BY p) INTO lacking FROM unnest('{SELECT,INSERT,UPDATE}'::text[]) AS p WHERE NOT has_table_privilege(styles, p);
	IF lacking IS NOT NULL THEN
		PERFORM circle__raise('insufficient_privilege',
			format('permission denied for table %s', styles),
			detail => format('Lacking: %s.', lacking),
			hint => format('GRANT SELECT, INSERT, UPDATE ON %s TO %I;', styles, current_user));
	END IF;
	SELECT string_agg(quote_ident(c), ', ') INTO lacking
	  FROM unnest('{f_table_catalog,f_table_schema,f_table_name,f_geometry_column,stylename,styleqml,useasdefault,description,update_time}'::text[]) AS c
	 WHERE circle__type_of(styles, c) IS NULL;
	IF lacking IS NOT NULL THEN
		PERFORM circle__raise('undefined_column',
			format('table %s is not as QGIS makes it', styles),
			detail => format('Lacking columns: %s.', lacking),
			hint => 'Rename it, and a new one will be made.');
	END IF;
END
$$;
COMMENT ON FUNCTION circle__check_styles_table(regclass) IS
'Raises an error unless the caller may write to this table, and it has the columns of QGIS styles.';

CREATE FUNCTION circle__styles_table(styles_schema text) RETURNS regclass
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
BEGIN
	IF to_regnamespace(quote_ident(styles_schema)) IS NULL THEN
		PERFORM circle__raise('invalid_schema_name', format('schema %s does not exist', coalesce(quote_ident(styles_schema), 'NULL')));
	END IF;
	IF to_regclass(format('%I.layer_styles', styles_schema)) IS NULL THEN
		IF NOT has_schema_privilege(styles_schema, 'CREATE') THEN
			PERFORM circle__raise('insufficient_privilege',
				format('there is no table %I.layer_styles, and you may not make one', styles_schema),
				detail => 'QGIS looks for styles in a table of that name in its search path.',
				hint => format('GRANT CREATE ON SCHEMA %I TO %I; or have somebody with that right call circle_qgis_styles() first.',
							  styles_schema, current_user));
		END IF;
		-- As QGIS makes it.
		EXECUTE format($sql$
			CREATE TABLE %I.layer_styles (
				id serial PRIMARY KEY, f_table_catalog varchar, f_table_schema varchar, f_table_name varchar, f_geometry_column varchar,
				stylename text, styleqml xml, stylesld xml, useasdefault boolean, description text,
				owner varchar(63) DEFAULT CURRENT_USER, ui xml, update_time timestamp DEFAULT CURRENT_TIMESTAMP, type varchar)$sql$, styles_schema);
	END IF;
	PERFORM circle__check_styles_table(format('%I.layer_styles', styles_schema)::regclass);
	RETURN format('%I.layer_styles', styles_schema)::regclass;
END
$$;
COMMENT ON FUNCTION circle__styles_table(text) IS 'The table of QGIS styles in a schema, made where there is none.';

CREATE FUNCTION circle__write_styles(study text, styles regclass) RETURNS int
	LANGUAGE plpgsql
	SET search_path FROM CURRENT
	SET circle_ext.guard = on AS
$$
DECLARE
	s record;
	written int := 0;
BEGIN
	FOR s IN SELECT * FROM circle__qgis_styles() LOOP
		-- A default of the user's own stays the default. The type of geometry is left NULL: so QGIS takes the style whatever it thinks of the layer.
		EXECUTE format($sql$
			WITH layer AS (
				SELECT st.*, st.ctid AS place FROM %1$s AS st
				 WHERE st.f_table_catalog = current_database() AND st.f_table_schema = $1 AND st.f_table_name = $2 AND st.f_geometry_column = 'geom'
			), fresh AS (
				SELECT $6 AND NOT EXISTS (SELECT FROM layer WHERE useasdefault AND stylename NOT IN ('circle_ext', 'circle_ext score')) AS useasdefault
			), updated AS (
				UPDATE %1$s AS t SET styleqml = $4, description = $5, useasdefault = f.useasdefault, update_time = now()
				  FROM layer AS l CROSS JOIN fresh AS f WHERE t.ctid = l.place AND l.stylename = $3 RETURNING 1
			)
			INSERT INTO %1$s (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, stylename, styleqml, useasdefault, description, owner, update_time)
			SELECT current_database(), $1, $2, 'geom', $3, $4, f.useasdefault, $5, current_user, now()
			  FROM fresh AS f WHERE NOT EXISTS (SELECT FROM updated)$sql$, styles)
		  USING study, s.layer, s.style, s.qml, s.description, s.is_default;
		written := written + 1;
	END LOOP;
	RETURN written;
END
$$;
COMMENT ON FUNCTION circle__write_styles(text, regclass) IS
'Writes the styles of a study to a table of QGIS styles, whosever it is; returns their number.';

CREATE FUNCTION circle_qgis_styles(study text, styles_schema text DEFAULT 'public') RETURNS int
	LANGUAGE plpgsql
	SET search_path FROM CURRENT AS
$$
DECLARE
	schemas_checked CONSTANT boolean := circle_private.circle__check_schemas();
BEGIN
	PERFORM circle__check_study(study);
	RETURN circle__write_styles(study, circle__styles_table(styles_schema));
END
$$;
COMMENT ON FUNCTION circle_qgis_styles(text, text) IS
'Puts styles for a study''s homes, gaps, circles and communities into the table layer_styles, where QGIS finds them (created as QGIS does if it does not exist), so that the layers home, map_home, map_gap, gap_cluster, map_circle, map_circle_area, map_community and map_area open with colours and a legend. Called again, it writes its own rows (circle_ext, circle_ext score) again and no others; where a layer has another default style, that stays the default. Returns the number of styles.';
