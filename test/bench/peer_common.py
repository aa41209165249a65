"""
What scripts beside circle_ext share: streets, amenities and homes read from PostgreSQL, and answers written back.

A script does what a good engineer writes in an afternoon: the graph of the pgRouting way, places at the nearest node, one search from
each amenity, counts and the least time of each category for each home, and the shares of homes by community. It is timed from
tables to tables. The graph itself is given.
"""
import io
import sys
import time

import numpy
import psycopg2
from scipy.sparse import coo_matrix
from scipy.spatial import cKDTree

TABLES = {
    "nodes": "SELECT id, ST_X(geom), ST_Y(geom) FROM pgr.node ORDER BY id",
    "edges": "SELECT source, target, cost FROM pgr.edge WHERE source <> target",
    "amenities": "SELECT dense_rank() OVER (ORDER BY amenity_id), dense_rank() OVER (ORDER BY category), ST_X(geom), ST_Y(geom) "
                 "FROM bench.amenity ORDER BY category, amenity_id",
    "homes": "SELECT home_id, ST_X(geom), ST_Y(geom) FROM bench.home ORDER BY home_id",
}
SHARES = """
CREATE INDEX ON {schema}.home_result (home_id);
CREATE TABLE {schema}.share AS
	SELECT h.community, r.category, count(*) AS homes, avg((r.within > 0)::int) AS share
	  FROM {schema}.home_result AS r JOIN bench.home AS h USING (home_id) GROUP BY 1, 2;
"""


def read(db, query):
    with db.cursor() as cursor:
        text = io.StringIO()
        cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT csv)", text)
    text.seek(0)
    return numpy.loadtxt(text, delimiter=",", ndmin=2)


def nearest_nodes(nodes, lon, lat):
    shrink = numpy.cos(numpy.radians(nodes[:, 2].mean()))
    tree = cKDTree(numpy.column_stack((nodes[:, 1] * shrink, nodes[:, 2])))
    return tree.query(numpy.column_stack((lon * shrink, lat)))[1]


def graph_of(nodes, edges):
    """The streets as a sparse matrix, both ways, the least of parallel edges; node ids are 1 to n."""
    source, target, cost = (edges[:, 0] - 1).astype(numpy.int32), (edges[:, 1] - 1).astype(numpy.int32), edges[:, 2]
    rows, columns, costs = numpy.r_[source, target], numpy.r_[target, source], numpy.r_[cost, cost]
    order = numpy.lexsort((costs, columns, rows))
    rows, columns, costs = rows[order], columns[order], costs[order]
    first = numpy.r_[True, (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])]
    return coo_matrix((costs[first], (rows[first], columns[first])), shape=(len(nodes),) * 2).tocsr()


def write(db, schema, homes, home_nodes, within, nearest, categories):
    """A row for each home and category that is in reach."""
    at, category = numpy.nonzero(within[home_nodes])
    text = io.StringIO()
    numpy.savetxt(text, numpy.column_stack((homes[at, 0], category, within[home_nodes[at], category], nearest[home_nodes[at], category])),
                  fmt="%d\t%d\t%d\t%.3f")
    text.seek(0)
    with db.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}; CREATE TABLE {schema}.raw (home_id bigint, no int, within int, nearest float8)")
        cursor.copy_expert(f"COPY {schema}.raw FROM STDIN", text)
        cursor.execute(f"CREATE TABLE {schema}.home_result AS SELECT home_id, (%s::text[])[no + 1] AS category, within, nearest "
                       f"FROM {schema}.raw; DROP TABLE {schema}.raw;" + SHARES.format(schema=schema), (categories,))
    db.commit()


def run(schema, answer):
    """DATABASE LIMIT_S: reads, lets answer(graph, amenity nodes, their amenities, their categories, number of categories, limit) find
    what each node reaches, writes; prints the seconds of its steps and those of the processor."""
    database, limit = sys.argv[1], float(sys.argv[2])
    start, processor = time.perf_counter(), time.process_time()
    db = psycopg2.connect(dbname=database)
    nodes, edges, amenities, homes = (read(db, query) for query in TABLES.values())
    with db.cursor() as cursor:
        cursor.execute("SELECT array_agg(DISTINCT category ORDER BY category) FROM bench.amenity")
        categories = cursor.fetchone()[0]
    ready = time.perf_counter()
    graph = graph_of(nodes, edges)
    home_nodes = nearest_nodes(nodes, homes[:, 1], homes[:, 2])
    amenity_nodes = nearest_nodes(nodes, amenities[:, 2], amenities[:, 3])
    within, nearest = answer(graph, amenity_nodes, amenities[:, 0].astype(numpy.int64), (amenities[:, 1] - 1).astype(numpy.int64),
                             len(categories), limit)
    answered = time.perf_counter()
    write(db, schema, homes, home_nodes, within, nearest, categories)
    done = time.perf_counter()
    print(f"read {ready - start:.6f} answer {answered - ready:.6f} write {done - answered:.6f} total {done - start:.6f} "
          f"processor {time.process_time() - processor:.6f}")
