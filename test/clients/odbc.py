#!/usr/bin/python3
"""odbc.py STUDY: the facts of facts.sql, read through psqlODBC."""
import datetime
import os
import sys

import pyodbc

KINDS = {str: "text", int: "int", float: "float", bool: "bool", datetime.datetime: "time"}

study = sys.argv[1]
connection = pyodbc.connect("Driver={PostgreSQL Unicode};Servername=%s;Port=%s;Database=%s;Uid=%s;BoolsAsChar=0;MaxLongVarcharSize=0" % (
    os.environ["PGHOST"], os.environ["PGPORT"], os.environ["PGDATABASE"], os.environ["PGUSER"]))
schema = '"%s"' % study.replace('"', '""')
cursor = connection.cursor()
# As BI tools do: ask the driver which views there are.
views = sorted(row.table_name for row in cursor.tables(tableType="VIEW") if row.table_schem == study and row.table_name.startswith("bi_"))
for view in views:
    cursor.execute('SELECT * FROM %s."%s"' % (schema, view))
    columns = [(name, KINDS.get(kind, str(kind))) for name, kind, *_ in cursor.description]
    rows = cursor.fetchall()
    numbers = characters = trues = 0
    for row in rows:
        for (_, kind), value in zip(columns, row):
            if value is None:
                continue
            if kind in ("int", "float"):
                numbers += float(value)
            elif kind == "text":
                characters += len(value)
            elif kind == "bool":
                trues += value
    print("\t".join([view, str(len(rows)), ",".join("%s:%s" % c for c in columns), "%.0f" % numbers, str(characters), str(trues)]))
