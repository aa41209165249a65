-- circle_osm.lua: osm2pgsql flex style (osm2pgsql 1.7 and later) of circle_ext.
--
--     osm2pgsql -d db -O flex -S $(pg_config --sharedir)/extension/circle_osm.lua city.osm.pbf
--     psql -d db -c "SELECT circle_osm_finish()"
--
-- osm2pgsql fills the tables circle_osm_* below; circle_osm_finish() makes osm.street, osm.amenity, osm.home and
-- osm.community of them in one transaction. The tables are made in the schema named by the environment variable
-- CIRCLE_OSM_IMPORT (default public), which must exist, and finish moves them away from there.
--
-- What is an amenity of which category is not decided here: every candidate keeps its tags, and the rules of
-- circle_category_rule are applied by circle_osm_finish().

local schema = os.getenv('CIRCLE_OSM_IMPORT')
if not schema or schema == '' then
	schema = 'public'
end

-- ---------------------------------------------------------------------------------------------------------------
-- Where people may walk: the whole table. See walk() for how the rows are combined.
-- ---------------------------------------------------------------------------------------------------------------

local function set(list)
	local result = {}
	for _, value in ipairs(list) do
		result[value] = true
	end
	return result
end

-- Urban trunk roads have sidewalks that nobody has tagged: they are walked unless foot, motorroad or the lack of a sidewalk
-- forbids it. CIRCLE_OSM_TRUNK=sidewalk: only where foot or a sidewalk allows it.
local TRUNK = ({[''] = 'trunk', yes = 'trunk', sidewalk = 'sidewalk'})[os.getenv('CIRCLE_OSM_TRUNK') or '']
if not TRUNK then
	error("CIRCLE_OSM_TRUNK is '" .. os.getenv('CIRCLE_OSM_TRUNK') .. "': it must be 'yes' (the default) or 'sidewalk'")
end

-- highway=*: 'yes' walkable unless foot or access forbid it; 'trunk' also unless there is no sidewalk; 'sidewalk' only where foot
-- or a sidewalk allows it; 'explicit' only where foot allows it. All others (construction, proposed, raceway, …) are never walkable.
local HIGHWAY = {
	footway = 'yes', pedestrian = 'yes', path = 'yes', steps = 'yes', living_street = 'yes', residential = 'yes',
	unclassified = 'yes', road = 'yes', service = 'yes', track = 'yes', bridleway = 'yes', corridor = 'yes',
	elevator = 'yes', platform = 'yes',
	primary = 'yes', primary_link = 'yes', secondary = 'yes', secondary_link = 'yes',
	tertiary = 'yes', tertiary_link = 'yes',
	trunk = TRUNK, trunk_link = TRUNK,
	cycleway = 'explicit', busway = 'explicit', motorway = 'explicit', motorway_link = 'explicit',
}

-- Motor roads: a walk may pass where it is allowed, but no door opens onto them.
local MOTOR_ROAD = set{'motorway', 'motorway_link', 'trunk_link'}

-- foot=* and, where there is no foot=*, access=*. Values that are not listed here have no effect.
local ALLOWED = set{'yes', 'designated', 'permissive', 'official', 'public', 'destination', 'customers'}
local PRIVATE = set{'private', 'residents', 'permit', 'members', 'employees', 'delivery'}
local FORBIDDEN = set{'no', 'use_sidepath', 'military', 'agricultural', 'forestry', 'psv', 'emergency'}

-- sidewalk=*, sidewalk:both=*, sidewalk:left=*, sidewalk:right=*
local SIDEWALK = set{'yes', 'both', 'left', 'right'}
local NO_SIDEWALK = set{'no', 'none'}

local function is_yes(value)
	return value ~= nil and value ~= 'no'
end

local function has_sidewalk(tags)
	return SIDEWALK[tags['sidewalk']] or tags['sidewalk:both'] == 'yes'
		or tags['sidewalk:left'] == 'yes' or tags['sidewalk:right'] == 'yes' or false
end

local function lacks_sidewalk(tags)
	return NO_SIDEWALK[tags['sidewalk']] or NO_SIDEWALK[tags['sidewalk:both']]
		or (NO_SIDEWALK[tags['sidewalk:left']] and NO_SIDEWALK[tags['sidewalk:right']]) or false
end

-- The sidewalk is mapped as a way of its own: doors belong there.
local function sidewalk_apart(tags)
	return tags['sidewalk'] == 'separate' or tags['sidewalk:both'] == 'separate'
end

-- What kind of way is it: its row of HIGHWAY and its name there; nil for what is no way at all.
local function way_kind(tags)
	if tags['highway'] then
		return HIGHWAY[tags['highway']], tags['highway']
	end
	if tags['railway'] == 'platform' or tags['public_transport'] == 'platform' then
		return 'yes', 'platform'
	end
	if tags['man_made'] == 'pier' then
		return 'yes', 'pier'
	end
	return nil
end

-- May people walk here, and is it private? Foot rules over access; both over what the highway is.
local function permission(kind, tags)
	local foot, access = tags['foot'], tags['access']
	if ALLOWED[foot] then
		return true, false
	elseif PRIVATE[foot] then
		return true, true
	elseif FORBIDDEN[foot] then
		return false, false
	elseif FORBIDDEN[access] then
		return false, false
	elseif kind == 'explicit' or (kind == 'sidewalk' and not has_sidewalk(tags)) or (kind == 'trunk' and lacks_sidewalk(tags)) then
		return false, false
	elseif tags['motorroad'] == 'yes' then
		return false, false
	end
	return true, PRIVATE[access] or false
end

-- The class words of a walkable way, and whether a door may open onto it.
local function classes(highway, tags)
	local words, door = {}, true
	local function class(word, closed)
		words[#words + 1] = word
		door = door and not closed
	end
	if highway == 'steps' then
		class('steps', false)
	end
	if highway == 'elevator' then
		class('lift', true)
	end
	if is_yes(tags['conveying']) then
		class('escalator', true)
	end
	if tags['footway'] == 'crossing' or tags['path'] == 'crossing' or tags['cycleway'] == 'crossing' then
		class('crossing', false)
	end
	if is_yes(tags['tunnel']) or tags['location'] == 'underground' then
		class('tunnel', true)
	end
	if is_yes(tags['bridge']) then
		class('bridge', true)
	end
	if highway == 'corridor' or is_yes(tags['indoor']) then
		class('indoor', true)
	end
	if MOTOR_ROAD[highway] or tags['railway'] == 'platform' or sidewalk_apart(tags) then
		door = false
	elseif highway == 'trunk' and not has_sidewalk(tags) and not ALLOWED[tags['foot']] then
		door = false
	end
	return table.concat(words, ' '), door
end

-- Everything about a way that people may walk; nil where they may not.
local function walk(tags)
	local kind, highway = way_kind(tags)
	if not kind then
		return nil
	end
	local walkable, private = permission(kind, tags)
	if not walkable then
		return nil
	end
	local class, door = classes(highway, tags)
	return {
		highway = highway, steps = highway == 'steps', door = door, private = private, class = class, name = tags['name'],
	}
end

-- ---------------------------------------------------------------------------------------------------------------
-- Barriers between doors and streets
-- ---------------------------------------------------------------------------------------------------------------

local BARRIER_KEYS = {'waterway', 'natural', 'railway', 'barrier'}
local BARRIER = {
	waterway = set{'river', 'canal', 'dock'},
	natural = set{'water', 'coastline'},
	railway = set{'rail', 'light_rail', 'narrow_gauge', 'subway'},
	barrier = set{'wall', 'city_wall', 'retaining_wall', 'fence'},
}

-- Gates that people on foot go through; what stops only cars (bollard, lift_gate, swing_gate) is none.
local GATE = set{'gate', 'sliding_gate', 'wicket_gate', 'kissing_gate', 'hampshire_gate', 'door', 'turnstile',
	'full-height_turnstile'}

-- The kind of barrier that a line or an area is; nil for what leads over, under or through.
local function barrier_kind(tags)
	if is_yes(tags['bridge']) or is_yes(tags['tunnel']) or is_yes(tags['indoor']) or tags['location'] == 'underground' then
		return nil
	end
	for _, key in ipairs(BARRIER_KEYS) do
		if BARRIER[key][tags[key]] then
			return key .. '=' .. tags[key]
		end
	end
	return nil
end

-- Is it a gate that is closed to people on foot? Foot rules over access and locked, as on ways.
local function is_closed_gate(tags)
	local foot = tags['foot']
	if not GATE[tags['barrier']] or ALLOWED[foot] or PRIVATE[foot] then
		return false
	end
	return FORBIDDEN[foot] or FORBIDDEN[tags['access']] or tags['locked'] == 'yes' or false
end

-- Entrances that visitors do not use.
local NO_ENTRANCE = set{'no', 'emergency', 'exit', 'garage', 'service'}

-- What a node on the outline of a place lets visitors in by; nil for anything else, and for what is closed or private.
local function entrance_kind(tags)
	local foot, access = tags['foot'], tags['access']
	if FORBIDDEN[foot] or PRIVATE[foot] or (not ALLOWED[foot] and (FORBIDDEN[access] or PRIVATE[access])) or is_closed_gate(tags) then
		return nil
	end
	if is_yes(tags['entrance']) and not NO_ENTRANCE[tags['entrance']] then
		return 'entrance=' .. tags['entrance']
	end
	if GATE[tags['barrier']] or tags['barrier'] == 'entrance' then
		return 'barrier=' .. tags['barrier']
	end
	return nil
end

-- ---------------------------------------------------------------------------------------------------------------
-- What is kept beside the streets
-- ---------------------------------------------------------------------------------------------------------------

-- Candidates for amenities: objects with one of these keys. The rules decide.
local AMENITY_KEYS = {'amenity', 'shop', 'craft', 'office', 'healthcare', 'leisure', 'tourism', 'social_facility',
	'public_transport', 'police', 'government'}
local AMENITY_TAGS = {
	highway = set{'bus_stop'},
	railway = set{'station', 'halt', 'tram_stop', 'subway_entrance', 'train_station_entrance'},
	landuse = set{'recreation_ground', 'village_green'},
	place = set{'square'},
	building = set{'kindergarten', 'school', 'hospital', 'supermarket', 'toilets', 'public'},
}

local function is_candidate(tags)
	for _, key in ipairs(AMENITY_KEYS) do
		if is_yes(tags[key]) then
			return true
		end
	end
	for key, values in pairs(AMENITY_TAGS) do
		if values[tags[key]] then
			return true
		end
	end
	return false
end

-- Buildings that people live in. building=yes says nothing: it counts unless something else in its tags says what
-- the building is for.
local DWELLING = set{'apartments', 'residential', 'house', 'detached', 'semidetached_house', 'semi', 'terrace',
	'bungalow', 'dormitory', 'farm', 'cabin', 'ger', 'houseboat', 'static_caravan', 'tower_block', 'yes'}
local OTHER_USE = {'amenity', 'shop', 'office', 'craft', 'industrial', 'tourism', 'leisure', 'healthcare', 'man_made',
	'public_transport', 'railway', 'aeroway', 'power', 'military', 'historic', 'government', 'religion'}

local function is_home(tags)
	if not DWELLING[tags['building']] or tags['abandoned'] == 'yes' or tags['disused'] == 'yes' then
		return false
	end
	if tags['building'] ~= 'yes' then
		return true
	end
	for _, key in ipairs(OTHER_USE) do
		if is_yes(tags[key]) then
			return false
		end
	end
	return true
end

local function whole_number(text)
	local number = tonumber(text)
	if number and number >= 0 and number <= 1000 then
		return math.floor(number)
	end
	return nil
end

-- ---------------------------------------------------------------------------------------------------------------
-- Tables
-- ---------------------------------------------------------------------------------------------------------------

local function import_table(name, ids, columns)
	return osm2pgsql.define_table{
		name = 'circle_osm_' .. name, schema = schema, ids = ids, columns = columns, indexes = {}, cluster = 'no',
	}
end

local ANY_ID = {type = 'any', type_column = 'osm_type', id_column = 'osm_id'}

local function street_columns(geometry_type)
	return {
		{column = 'highway', type = 'text', not_null = true},
		{column = 'steps', type = 'boolean', not_null = true},
		{column = 'door', type = 'boolean', not_null = true},
		{column = 'private', type = 'boolean', not_null = true},
		{column = 'class', type = 'text', not_null = true},
		{column = 'name', type = 'text'},
		{column = 'geom', type = geometry_type, projection = 4326, not_null = true},
	}
end

local way_table = import_table('way', {type = 'way', id_column = 'osm_id'}, street_columns('linestring'))
local plaza_table = import_table('plaza', ANY_ID, street_columns('geometry'))
local poi_table = import_table('poi', ANY_ID, {
	{column = 'tags', type = 'jsonb', not_null = true},
	{column = 'geom', type = 'geometry', projection = 4326, not_null = true},
})
local building_table = import_table('building', ANY_ID, {
	{column = 'building', type = 'text', not_null = true},
	{column = 'levels', type = 'integer'},
	{column = 'geom', type = 'geometry', projection = 4326, not_null = true},
})
local boundary_table = import_table('boundary', ANY_ID, {
	{column = 'name', type = 'text'},
	{column = 'admin_level', type = 'integer'},
	{column = 'geom', type = 'geometry', projection = 4326, not_null = true},
})
local barrier_table = import_table('barrier', ANY_ID, {
	{column = 'kind', type = 'text', not_null = true},
	{column = 'geom', type = 'geometry', projection = 4326, not_null = true},
})
local door_table = import_table('door', {type = 'node', id_column = 'osm_id'}, {
	{column = 'kind', type = 'text', not_null = true},
	{column = 'geom', type = 'point', projection = 4326, not_null = true},
})
local member_table = import_table('member', {type = 'relation', id_column = 'stop_area_id'}, {
	{column = 'member_type', type = 'text', not_null = true},
	{column = 'member_id', type = 'bigint', not_null = true},
})

-- ---------------------------------------------------------------------------------------------------------------
-- What osm2pgsql calls
-- ---------------------------------------------------------------------------------------------------------------

local function keep_poi(tags, geom)
	if is_candidate(tags) then
		poi_table:insert{tags = tags, geom = geom}
	end
end

local function keep_building(tags, geom)
	if is_home(tags) then
		building_table:insert{
			building = tags['building'], levels = whole_number(tags['building:levels']), geom = geom,
		}
	end
end

local function keep_boundary(tags, geom)
	if tags['boundary'] == 'administrative' then
		boundary_table:insert{name = tags['name'], admin_level = whole_number(tags['admin_level']), geom = geom}
	end
end

local function keep_plaza(tags, geom)
	local row = walk(tags)
	if row then
		row.geom = geom
		plaza_table:insert(row)
	end
end

local function keep_barrier(tags, geom)
	local kind = barrier_kind(tags)
	if kind then
		barrier_table:insert{kind = kind, geom = geom}
	end
end

-- A closed way is an area unless its tags say that it is a line that returns to its start.
local function is_area(object)
	if not object.is_closed or object.tags['area'] == 'no' then
		return false
	end
	if object.tags['area'] == 'yes' then
		return true
	end
	return object.tags['highway'] == nil and object.tags['railway'] ~= 'platform'
		and object.tags['public_transport'] ~= 'platform' and object.tags['man_made'] ~= 'pier'
end

function osm2pgsql.process_node(object)
	local point = object:as_point()
	keep_poi(object.tags, point)
	keep_building(object.tags, point)
	if is_closed_gate(object.tags) then
		barrier_table:insert{kind = 'barrier=' .. object.tags['barrier'], geom = point}
	end
	local door = entrance_kind(object.tags)
	if door then
		door_table:insert{kind = door, geom = point}
	end
end

function osm2pgsql.process_way(object)
	local tags = object.tags
	if is_area(object) then
		local area = object:as_polygon()
		keep_plaza(tags, area)
		keep_poi(tags, area)
		keep_building(tags, area)
		keep_boundary(tags, area)
		keep_barrier(tags, area)
		return
	end
	local line = object:as_linestring()
	local row = walk(tags)
	if row then
		row.geom = line
		way_table:insert(row)
	end
	keep_poi(tags, line)
	keep_barrier(tags, line)
end

function osm2pgsql.process_relation(object)
	local tags = object.tags
	if tags['type'] == 'multipolygon' then
		local area = object:as_multipolygon()
		keep_plaza(tags, area)
		keep_poi(tags, area)
		keep_building(tags, area)
		keep_boundary(tags, area)
		keep_barrier(tags, area)
	elseif tags['type'] == 'boundary' then
		keep_boundary(tags, object:as_multipolygon())
	elseif tags['public_transport'] == 'stop_area' then
		for _, member in ipairs(object.members) do
			member_table:insert{member_type = string.upper(member.type), member_id = member.ref}
		end
	end
end
