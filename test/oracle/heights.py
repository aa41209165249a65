"""Heights along segments of streets, as pieces of even slope."""
from dataclasses import dataclass

import numpy as np


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
