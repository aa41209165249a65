#!/usr/bin/python3
"""
peer_pandana.py DIRECTORY LIMIT_S: the same question asked of pandana; prints the seconds of its steps.

DIRECTORY holds nodes.csv (id, lon, lat), edges.csv (source, target, cost in s), amenities.csv (category, lon, lat) and homes.csv
(lon, lat), as bench.py writes them. Counts at a third, two thirds and all of the limit and the 10 nearest of each category, for the
node nearest to each home: pandana knows no doors and no places along streets.
"""
import os
import sys
import time

import pandana
import pandas


def main():
    directory, limit = sys.argv[1], float(sys.argv[2])
    nodes, edges, amenities, homes = (pandas.read_csv(os.path.join(directory, f"{name}.csv"))
                                      for name in ("nodes", "edges", "amenities", "homes"))
    nodes = nodes.set_index("id")
    start = time.perf_counter()
    network = pandana.Network(nodes["lon"], nodes["lat"], edges["source"], edges["target"], edges[["cost"]], twoway=True)
    network.precompute(limit)
    prepared = time.perf_counter()
    home_nodes = network.get_node_ids(homes["lon"], homes["lat"])
    found = 0.0
    for category, group in amenities.groupby("category"):
        name = f"c{abs(hash(category))}"
        network.set_pois(name, limit, 10, group["lon"], group["lat"])
        nearest = network.nearest_pois(limit, name, num_pois=10)
        found += nearest.loc[home_nodes].to_numpy().sum()
        network.set(network.get_node_ids(group["lon"], group["lat"]), name=name)
        for share in (1, 2, 3):
            found += network.aggregate(limit * share / 3, type="count", name=name).loc[home_nodes].to_numpy().sum()
    done = time.perf_counter()
    print(f"prepare {prepared - start:.6f} answer {done - prepared:.6f} sum {found:.0f}")


if __name__ == "__main__":
    main()
