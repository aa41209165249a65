"""Slopes along streets: what a walker makes of them, and sums of it over parts of a street."""
import numpy as np

import geo

FLAT = 65536             # weight of a mm on the flat
STEEPEST = 1.0


def multiples(walker, slope):
    """Time on slopes (rise over run) as a multiple of that on the flat."""
    slope = np.clip(slope, -STEEPEST, STEEPEST)
    if walker.slope == "none":
        return np.ones(len(slope))
    if walker.slope == "tobler":
        flat_km_h = 6 * np.exp(-3.5 * 0.05)
        times = flat_km_h / (6 * np.exp(-3.5 * np.abs(slope + 0.05)))
    else:
        flat_s = 3.6 / 5
        downhill = np.degrees(np.arctan(-slope))
        langmuir = np.select([(downhill >= 5 - 1e-12) & (downhill <= 12 + 1e-12), downhill > 12], [-2.0, 2.0])
        extra_s = np.where(slope >= 0, 6 * slope, langmuir * -slope)
        times = (flat_s + extra_s) / flat_s
    return times ** walker.slope_strength


class Profile:
    """
    Pieces of links, in order of link and place: from start to end along their link, each with a weight for either
    way. span is more than any place along a link.
    """

    def __init__(self, link, start, end, forward, backward, span):
        self.span, self.start = span, start
        self.key = link * span + start
        first = np.searchsorted(link, link)
        self.weight, self.before = {}, {}
        for way, weight in ((True, forward), (False, backward)):
            total = np.cumsum((end - start) * weight)
            total = total - (end - start) * weight
            self.weight[way], self.before[way] = weight, total - total[first]

    def effort(self, link, at, forward):
        """Sum over a link from its beginning up to a place, of walking that way."""
        piece = np.searchsorted(self.key, link * self.span + at, side="right") - 1
        return self.before[forward][piece] + (at - self.start[piece]) * self.weight[forward][piece]


def integer_profile(network, pieces, sloped):
    """Pieces of edges in whole mm, with weights in 1/65536."""
    n, seg = network, pieces.segment
    edge = n.seg_edge[seg]
    start, end = (geo.millimetres(n.seg_before[seg] + part * n.seg_m[seg]) for part in (pieces.start, pieces.end))
    rise_mm = (geo.centimetres(pieces.to_height) - geo.centimetres(pieces.from_height)) * 10
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = np.where(sloped[edge] & (end > start), rise_mm / (end - start), 0)
    forward, backward = (np.floor(multiples(n.walker, s) * FLAT + 0.5).astype(np.int64) for s in (slope, -slope))
    level = ~sloped[edge]
    forward[level] = backward[level] = FLAT
    return Profile(edge, start, end, forward, backward, np.int64(1) << 33)


def float_profile(network, metres, pieces, sloped):
    """Pieces of segments by part of the segment, weighted by the metres on the flat that the whole of it is worth."""
    n, seg = network, pieces.segment
    run = metres[seg] * (pieces.end - pieces.start)
    # As positions are in 1e-7 degrees, heights are in whole centimetres.
    rise = (geo.centimetres(pieces.to_height) - geo.centimetres(pieces.from_height)) / 100
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = rise / run
    slope = np.where(sloped[n.seg_edge[seg]] & (run > 0), slope, 0)
    forward, backward = (np.where(sloped[n.seg_edge[seg]], multiples(n.walker, s), 1) * metres[seg] for s in (slope, -slope))
    return Profile(seg, pieces.start, pieces.end, forward, backward, 2.0)
