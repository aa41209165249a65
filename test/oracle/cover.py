"""Coverage of every home by the oracle: the costs to all amenities of a category, summed up."""
import numpy as np

import times

STORED = 100     # ms in a decisecond, mm in a decimetre
LEEWAY = 100     # ms or mm by which the float oracle may differ: 0.1 s, 0.1 m


def amenity_costs(want, kind, network, homes, accesses, of_amenity, direction):
    """Amenities of a category, and the costs between every place (column) and each of them (line) in the direction asked."""
    names = np.unique(of_amenity)
    if direction != "round_trip":
        return names, one_way(want, kind, network, homes, accesses, of_amenity, direction == "to_home", 1)
    # One of the ways may be longer than the horizon, but not twice as long.
    there, back = (one_way(want, kind, network, homes, accesses, of_amenity, way, 2) for way in (False, True))
    return names, np.floor((there + back + 1) / 2) if kind is times.Integer else (there + back) / 2


def one_way(want, kind, network, homes, accesses, of_amenity, back, horizons):
    """Costs one way: the least of the amenity's access points."""
    measure = kind(network, want.unit == "min")
    limit = horizons * want.horizon * STORED + STORED
    if want.unit == "m straight":
        blocks = times.straight_blocks(measure, homes, accesses, limit)
    else:
        blocks = times.Walks(measure, homes, accesses, limit, back).blocks()
    names, line = np.unique(of_amenity, return_inverse=True)
    least = np.full((len(names), len(homes.xy)), np.inf)
    for block, concerned, cost in blocks:
        for access, row in zip(block, cost):
            least[line[access], concerned] = np.minimum(least[line[access], concerned], row)
    return least


def nearest(costs, keep):
    """The keep least values of each column, ascending; infinite where there are fewer."""
    if len(costs) > keep:
        costs = np.partition(costs, keep - 1, axis=0)[:keep]
    costs = np.sort(costs, axis=0)
    missing = keep - len(costs)
    return np.vstack([costs, np.full((missing, costs.shape[1]), np.inf)]) if missing else costs


def summarise_integer(want, costs):
    """(values, counts at the cutoffs) of each home, in stored units; values beyond the horizon infinite."""
    stored = np.where(np.isfinite(costs), np.floor((np.where(np.isfinite(costs), costs, 0) + 50) / STORED),
                      np.inf)
    stored[stored > want.horizon] = np.inf
    counts = np.array([(stored <= cutoff).sum(axis=0) for cutoff in want.cutoffs])
    return nearest(stored, want.keep), counts


def summarise_float(want, costs):
    """(values in ms or mm, least and greatest counts at the cutoffs within the leeway)."""
    cutoffs = [cutoff * STORED for cutoff in want.cutoffs]
    low = np.array([(costs < cutoff - LEEWAY).sum(axis=0) for cutoff in cutoffs])
    plain = np.array([(costs <= cutoff).sum(axis=0) for cutoff in cutoffs])
    high = np.array([(costs <= cutoff + LEEWAY).sum(axis=0) for cutoff in cutoffs])
    return nearest(costs, want.keep), low, plain, high
