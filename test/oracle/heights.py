"""Heights along segments of streets, as pieces of even slope."""
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import RegularGridInterpolator

SITE_M = 10
SMOOTH_M = 30


@dataclass
class Pieces:
    """In order of segment and place: parts of the segment (0 to 1) and heights in metres at both ends."""
    segment: np.ndarray
    start: np.ndarray
    end: np.ndarray
    from_height: np.ndarray
    to_height: np.ndarray


def from_vertices(from_z, to_z):
    """One piece a segment; a segment without heights is level."""
    count = len(from_z)
    return Pieces(np.arange(count), np.zeros(count), np.ones(count), np.nan_to_num(from_z), np.nan_to_num(to_z))


class Elevation:
    """An elevation model from the centres of its cells."""

    def __init__(self, lon, lat, height, step_x, step_y):
        column, row = (np.round((place - place.min()) / step).astype(np.int64) for place, step in ((lon, step_x), (lat, step_y)))
        cells = np.full((column.max() + 1, row.max() + 1), np.nan)
        cells[column, row] = height
        axes = tuple(place.min() + step * np.arange(count) for place, step, count in zip((lon, lat), (step_x, step_y), cells.shape))
        self.at = RegularGridInterpolator(axes, cells)
        self.low, self.high = (np.array([axis[end] for axis in axes]) for end in (0, -1))
        self.step = np.array([step_x, step_y])

    def heights(self, xy):
        """NaN where no centre of a cell is within a cell; beyond the outermost centres as at these."""
        degrees = xy / 1e7
        nearest = np.clip(degrees, self.low, self.high)
        inside = np.all(np.abs(degrees - nearest) < self.step, axis=1)
        return np.where(inside, self.at(nearest), np.nan)


def from_elevation(network, elevation, straight):
    """
    Sampled at vertices and at least every 10 m between them, averaged over 30 m to both sides along the line, or less
    near its ends; straight from end to end on lines that are so.
    """
    n = network
    counts = np.maximum(np.ceil(n.seg_m / SITE_M), 1).astype(np.int64)
    first_of_line = np.flatnonzero(np.r_[True, n.seg_line[1:] != n.seg_line[:-1]])
    start, end, low, high = [], [], [], []
    for segments in np.split(np.arange(len(n.seg_m)), first_of_line[1:]):
        part = np.concatenate([np.arange(counts[s]) / counts[s] for s in segments] + [[0.0]])
        seg = np.r_[np.repeat(segments, counts[segments]), segments[-1]]
        part[-1] = 1
        a, b = n.vertex[n.seg_a[seg]].astype(float), n.vertex[n.seg_b[seg]]
        before = np.cumsum(n.seg_m[segments]) - n.seg_m[segments]
        at = before[seg - segments[0]] + n.seg_m[seg] * part
        height = elevation.heights(a + (b - a) * part[:, None])
        known = np.isfinite(height)
        height = np.interp(at, at[known], height[known]) if known.any() else np.zeros(len(at))
        height = np.interp(at, at[[0, -1]], height[[0, -1]]) if straight[n.seg_line[segments[0]]] else smooth(at, height)
        start.append(part[:-1])
        end.append(np.where(seg[1:] == seg[:-1], part[1:], 1.0))
        low.append(height[:-1])
        high.append(height[1:])
    return Pieces(np.repeat(np.arange(len(counts)), counts), *map(np.concatenate, (start, end, low, high)))


def smooth(at, height):
    """Means over a window of a line of heights: differences of its antiderivative, piecewise of second degree."""
    slope = np.diff(height) / np.diff(at)
    total = np.r_[0, np.cumsum(np.diff(at) * (height[1:] + height[:-1]) / 2)]

    def antiderivative(s):
        piece = np.clip(np.searchsorted(at, s, side="right") - 1, 0, len(slope) - 1)
        on = s - at[piece]
        return total[piece] + height[piece] * on + slope[piece] * on ** 2 / 2

    reach = np.minimum(SMOOTH_M, np.minimum(at - at[0], at[-1] - at))
    inside = reach > 0
    result = height.copy()
    low, high = at[inside] - reach[inside], at[inside] + reach[inside]
    result[inside] = (antiderivative(high) - antiderivative(low)) / (2 * reach[inside])
    return result
