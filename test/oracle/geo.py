"""Quantised positions, tiles and metres, as the rules say them.

Positions are integers of 1e-7 degrees. Two ways to measure are here on purpose: pyproj's geodesics
for the float oracle, and the mid-latitude formula that the rules name for the integer oracle.
"""
import numpy as np
from pyproj import Geod

GEOD = Geod(ellps="WGS84")
UNIT = np.pi / 180.0 / 1e7
AXIS = 6378137.0
FLATTENING = 1 / 298.257223563
E2 = FLATTENING * (2 - FLATTENING)
TILES_ACROSS = 16384


def quantise(degrees):
    return np.floor(np.asarray(degrees, dtype=np.float64) * 1e7 + 0.5).astype(np.int64)


def _bounds():
    number = np.arange(TILES_ACROSS + 1)
    west = number * 360.0 / TILES_ACROSS - 180.0
    north = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * number / TILES_ACROSS))))
    return quantise(west), quantise(north)


WEST, NORTH = _bounds()


def tile_of(xy):
    """Tile of each position: row * 16384 + column; squares are half-open in x and y."""
    column = np.clip(np.searchsorted(WEST, xy[:, 0], side="right") - 1, 0, TILES_ACROSS - 1)
    # Rows count from the north; NORTH falls, so look up in its mirror image.
    row = np.clip(TILES_ACROSS - np.searchsorted(NORTH[::-1], xy[:, 1], side="right"),
                  0, TILES_ACROSS - 1)
    return row * TILES_ACROSS + column


def plane(y):
    """Metres per unit of x and of y in the local plane at a latitude."""
    latitude = np.asarray(y, dtype=np.float64) * UNIT
    w = np.sqrt(1 - E2 * np.sin(latitude) ** 2)
    return AXIS / w * np.cos(latitude) * UNIT, AXIS * (1 - E2) / w ** 3 * UNIT


def geodesic_m(a, b):
    """Metres between positions by Karney's geodesics."""
    return GEOD.inv(a[..., 0] / 1e7, a[..., 1] / 1e7, b[..., 0] / 1e7, b[..., 1] / 1e7)[2]


def rule_m(a, b):
    """Metres between positions by Gauss's mid-latitude formula, geodesics beyond 0.002 rad."""
    dlon = np.abs(b[..., 0] - a[..., 0]) * UNIT
    dlat = np.abs(b[..., 1] - a[..., 1]) * UNIT
    mid = (a[..., 1] + b[..., 1]) * (UNIT / 2)
    sin2, cos2 = np.sin(mid) ** 2, np.cos(mid) ** 2
    ep2 = E2 / (1 - E2)
    eta2 = ep2 * cos2
    v2 = 1 + eta2
    cross_radius = AXIS / np.sqrt(1 - E2 * sin2)
    meridian_radius = cross_radius / v2
    # With t = tan(mid): eta2 * t^2 = ep2 * sin2, written so that nothing is divided by cos(mid).
    lon_sin2, lon_cos2 = dlon ** 2 * sin2, dlon ** 2 * cos2
    east = cross_radius * dlon * np.sqrt(cos2) * (
        1 - lon_sin2 / 24 + (1 + eta2 - 9 * ep2 * sin2) / (24 * v2 ** 2) * dlat ** 2)
    north = meridian_radius * dlat * np.cos(dlon / 2) * (
        1 + (1 - 2 * eta2) / 24 * lon_cos2 + (eta2 - ep2 * sin2) / (8 * v2 ** 2) * dlat ** 2)
    metres = np.sqrt(east ** 2 + north ** 2)
    far = (dlon >= 0.002) | (dlat >= 0.002)
    if np.any(far):
        metres = np.where(far, geodesic_m(a, b), metres)
    return metres


def millimetres(metres):
    return np.floor(np.asarray(metres) * 1000 + 0.5).astype(np.int64)


def centimetres(metres):
    return np.floor(np.asarray(metres) * 100 + 0.5).astype(np.int64)
