"""Reads what a study was made of: its input tables and its definition, not its copies."""
import re
from dataclasses import dataclass, field

import numpy as np
import shapely.wkb

import geo
import heights
from barriers import Barriers


@dataclass
class Walker:
    speed_m_s: float
    steps_factor: float
    door_speed_m_s: float
    snap_limit_m: float
    slope: str
    slope_strength: float
    crossing_s: float
    lift_s: float


@dataclass
class Streets:
    """
    Lines cut into vertices, with heights (NaN: unknown) and the classes of the lines; key_rank orders lines as their
    streets' keys are ordered.
    """
    xy: np.ndarray
    z: np.ndarray
    line: np.ndarray
    serial: np.ndarray
    classes: dict
    key_rank: np.ndarray
    elevation: object = None    # an elevation model, in place of the heights
    barriers: Barriers = field(default_factory=Barriers)

    @property
    def lines(self):
        return len(self.key_rank)


@dataclass
class Shape:
    """Points, or an area or line by its rings, with a point on it."""
    points: list = None
    rings: list = None
    is_area: bool = False
    surface: tuple = None


@dataclass
class Access:
    """What an amenity is entered by: a shape of it, or points. Who is in an area is there; it may not be entered itself."""
    amenity: str
    category: str
    shape: Shape
    entered: bool = True


def rows(db, query, *arguments):
    with db.cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchall()


def one(db, query, *arguments):
    """The single row of a query as a dictionary."""
    with db.cursor() as cursor:
        cursor.execute(query, arguments)
        names = [column.name for column in cursor.description]
        row, = cursor.fetchall()
        return dict(zip(names, row))


def quoted(*names):
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def wgs84(column):
    return f"ST_Force2D({wgs84_with_heights(column)})"


def wgs84_with_heights(column):
    return f"CASE WHEN ST_SRID({column}) = 4326 THEN {column} ELSE ST_Transform({column}, 4326) END"


def definition(db, schema, relation):
    return one(db, f"SELECT * FROM {quoted(schema, relation)}")


def walker(db, name):
    row = one(db, "SELECT speed_m_s, steps_factor, door_speed_m_s, snap_limit_m, slope, slope_strength, crossing_s, lift_s "
                  "FROM circle_walker WHERE name = %s", name)
    return Walker(**row)


def standards(db, study):
    """Texts of the study's standards, the principal one first."""
    return [text for text, in rows(db, f"SELECT unnest(standards)::text FROM {quoted(study['study'], 'study')}")]


def _lines(geometry):
    """Parts of a line as arrays of quantised positions and of heights."""
    for part in getattr(geometry, "geoms", [geometry]):
        if not part.is_empty:
            coords = np.asarray(part.coords)
            yield geo.quantise(coords[:, :2]), coords[:, 2] if part.has_z else np.full(len(coords), np.nan)


def elevation(db, network):
    """The raster that gives a network its heights, by the centres of its cells; None where it has none."""
    if network["heights_name"] is None:
        return None
    cells = rows(db, f"""
        SELECT ST_X(p.geom), ST_Y(p.geom), p.val, ST_ScaleX(r.{quoted(network['heights_column'])}), -ST_ScaleY(r.{quoted(network['heights_column'])})
          FROM {quoted(network['heights_schema'], network['heights_name'])} AS r,
               LATERAL ST_PixelAsCentroids(r.{quoted(network['heights_column'])}) AS p""")
    lon, lat, height, step_x, step_y = np.array(cells, dtype=np.float64).T
    return heights.Elevation(lon, lat, height, step_x[0], step_y[0])


def barriers(db, network):
    """The usable barriers of a network."""
    if network["barriers_name"] is None:
        return Barriers()
    geom = quoted(network["barriers_geom_column"])
    return Barriers(wkb for wkb, in rows(db, f"""
        SELECT ST_AsBinary({wgs84(geom)}) FROM {quoted(network['barriers_schema'], network['barriers_name'])}
         WHERE {geom} IS NOT NULL AND NOT ST_IsEmpty({geom})"""))


def streets(db, network):
    """The street table of a network, whose keys are taken to be unique."""
    def option(column, otherwise):
        name = network.get(column)
        return otherwise if name is None else quoted(name)

    table = rows(db, f"""
        SELECT {quoted(network['key_column'])}, ST_AsBinary({wgs84_with_heights(quoted(network['geom_column']))}),
               coalesce({option('steps_column', 'false')}, false),
               NOT coalesce({option('door_column', 'true')}, true),
               coalesce({option('private_column', 'false')}, false),
               coalesce({option('class_column', 'NULL')}::text, '')
          FROM {quoted(network['streets_schema'], network['streets_name'])}
         WHERE {quoted(network['geom_column'])} IS NOT NULL
           AND {quoted(network['key_column'])} IS NOT NULL""")
    order = {key: rank for rank, key in enumerate(sorted(
        {row[0] for row in table}, key=lambda k: k.encode() if isinstance(k, str) else k))}
    xy, z, count, serial, ranks = [], [], [], [], []
    classes = {name: [] for name in ("steps", "closed", "private", "lift", "escalator", "crossing", "bridge", "tunnel")}
    for key, wkb, steps, closed, private, words in table:
        within = 0
        named = set(re.findall("[a-z]+", words.lower().replace("elevator", "lift")))
        flags = {"steps": steps, "closed": closed, "private": private}
        for part, heights in _lines(shapely.wkb.loads(bytes(wkb))):
            xy.append(part)
            z.append(heights)
            count.append(len(part))
            serial.append(np.arange(within, within + len(part)))
            within += len(part)
            for name, lines in classes.items():
                lines.append(flags.get(name, False) or name in named)
            ranks.append(order[key])
    return Streets(np.concatenate(xy), np.concatenate(z), np.repeat(np.arange(len(count)), count), np.concatenate(serial),
                   {name: np.array(lines, dtype=bool) for name, lines in classes.items()}, np.array(ranks),
                   elevation(db, network), barriers(db, network))


def homes(db, study):
    """Keys and shapes of the usable homes; of those with a common key the first by position."""
    key, geom = quoted(study["home_key"]), quoted(study["home_geom"])
    found = rows(db, f"""
        SELECT {key}::text, ST_AsBinary(g), ST_AsBinary(ST_PointOnSurface(g))
          FROM (SELECT {key}, {wgs84(geom)} AS g
                  FROM {quoted(study['homes_schema'], study['homes_name'])}
                 WHERE {key} IS NOT NULL AND NOT ST_IsEmpty({geom})) AS input
         WHERE GeometryType(g) IN ('POINT', 'MULTIPOINT', 'POLYGON', 'MULTIPOLYGON')""")
    best = {}
    for home, wkb, surface in found:
        shape = _shape(wkb, surface)
        if home not in best or shape.surface < best[home].surface:
            best[home] = shape
    return list(best), list(best.values())


def _shape(wkb, surface):
    geometry, on = (shapely.wkb.loads(bytes(each)) for each in (wkb, surface))
    on = tuple(int(v) for v in geo.quantise([on.x, on.y]))
    if geometry.geom_type in ("Point", "MultiPoint"):
        parts = getattr(geometry, "geoms", [geometry])
        points = {tuple(int(v) for v in geo.quantise([part.x, part.y])) for part in parts if not part.is_empty}
        return Shape(points=sorted(points), surface=on)
    return Shape(rings=_rings(geometry), is_area="Polygon" in geometry.geom_type, surface=on)


def _rings(geometry):
    """The boundary of an area (all its rings) or the parts of a line."""
    parts = list(getattr(geometry, "geoms", [geometry]))
    if parts[0].geom_type == "Polygon":
        parts = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return [geo.quantise(np.asarray(part.coords)[:, :2]) for part in parts]


def entrances(db, study):
    """The points at which amenities are entered, by the text of their keys."""
    found = {}
    if study.get("entrances_name") is None:
        return found
    key, geom = (f"e.{quoted(study[c])}" for c in ("entrance_key", "entrance_geom"))
    for amenity, lon, lat in rows(db, f"""
            SELECT {key}::text, ST_X(p.geom), ST_Y(p.geom)
              FROM {quoted(study['entrances_schema'], study['entrances_name'])} AS e, ST_Dump({wgs84(geom)}) AS p
             WHERE {key} IS NOT NULL AND ST_Dimension({geom}) = 0"""):
        found.setdefault(amenity, []).append(tuple(geo.quantise([lon, lat])))
    return found


def accesses(db, study, categories):
    """What the amenities of some categories are entered by: their entrances, else what they are themselves."""
    doors = entrances(db, study)
    key, category, geom = (quoted(study[c]) for c in ("amenity_key", "amenity_category", "amenity_geom"))
    found = rows(db, f"""
        SELECT {key}::text, {category}::text, ST_AsBinary({wgs84(geom)}), ST_AsBinary(ST_PointOnSurface({wgs84(geom)}))
          FROM {quoted(study['amenities_schema'], study['amenities_name'])}
         WHERE {key} IS NOT NULL AND {category}::text = ANY (%s) AND NOT ST_IsEmpty({geom})""",
                 list(categories))
    result = [Access(amenity, kind, Shape(points=doors[amenity]))
              for amenity, kind in {(row[0], row[1]) for row in found} if amenity in doors]
    for amenity, kind, wkb, surface in found:
        shape = _shape(wkb, surface)
        if amenity not in doors or shape.is_area:
            result.append(Access(amenity, kind, shape, entered=amenity not in doors))
    return result


def access_points(db, study, categories):
    """The published access points: position by amenity and category."""
    found = {}
    for amenity, kind, lon, lat in rows(db, f"""
            SELECT amenity_id::text, category, ST_X(geom), ST_Y(geom) FROM {quoted(study['study'], 'amenity')}
             WHERE entry_no > 0 AND category = ANY (%s)""", list(categories)):
        found.setdefault((amenity, kind), set()).add(tuple(int(v) for v in geo.quantise([lon, lat])))
    return found
