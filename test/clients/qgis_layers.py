#!/usr/bin/python3
"""qgis_layers.py STUDY DIRECTORY: a study's layers in QGIS without a window, opened with nothing but their names.

Each must be valid, lie where the study lies, have the default style that circle_qgis_styles() wrote, and be drawn in the
colours of that style: a PNG for each goes to DIRECTORY. The server is that of PGHOST, PGPORT, PGUSER, PGDATABASE."""
import collections
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsDataSourceUri, QgsMapRendererParallelJob, QgsMapSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

BLUE, VERMILION, GREY = (0, 114, 178), (213, 94, 0), (153, 153, 153)
# layer, key, renderer, colours that must be seen (a fill with some transparency is looked at by its outline)
LAYERS = [
    ("home", "home_id", "categorizedSymbol", [BLUE, VERMILION, GREY]),
    ("map_home", "home_id", "categorizedSymbol", [BLUE, VERMILION, GREY]),
    ("map_gap", "home_id", "graduatedSymbol", [(240, 228, 66), (230, 159, 0)]),
    ("gap_cluster", "cluster_no", "singleSymbol", [VERMILION]),
    ("map_community", "area_id", "graduatedSymbol", [(236, 158, 115), (244, 201, 173)]),
    ("map_circle", "circle_id", "categorizedSymbol", [BLUE, VERMILION]),
    ("map_circle_area", "circle_id", "categorizedSymbol", [(60, 60, 60)]),
]

study, directory = sys.argv[1:3]
failures = 0


def check(good, what):
    global failures
    failures += not good
    print("%s - QGIS: %s" % ("ok" if good else "not ok", what), flush=True)
    return good


def open_layer(name, key):
    uri = QgsDataSourceUri()
    uri.setConnection(os.environ["PGHOST"], os.environ["PGPORT"], os.environ["PGDATABASE"], os.environ["PGUSER"], "")
    uri.setDataSource(study, name, "geom", "", key)
    return QgsVectorLayer(uri.uri(False), name, "postgres")


def draw(layers, extent, path):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setExtent(extent)
    settings.setOutputSize(QSize(900, 700))
    settings.setBackgroundColor(QColor(255, 255, 255))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(path)
    colours = collections.Counter()
    for x in range(image.width()):
        for y in range(image.height()):
            pixel = image.pixelColor(x, y)
            colours[(pixel.red(), pixel.green(), pixel.blue())] += 1
    return colours


application = QgsApplication([], False)
application.initQgis()
homes = open_layer("home", "home_id")
if check(homes.isValid(), "the homes are a layer"):
    extent = homes.extent()
    frame = extent.buffered(0.05 * max(extent.width(), extent.height()))
    opened = {}
    for name, key, renderer, colours in LAYERS:
        layer = open_layer(name, key)
        if not check(layer.isValid() and layer.featureCount() > 0, "%s is a layer of %d features" % (name, layer.featureCount())):
            continue
        opened[name] = layer
        check(layer.crs().authid() == "EPSG:4326" and frame.buffered(0.01).contains(layer.extent()), "%s lies where the homes lie" % name)
        check(layer.renderer().type() == renderer, "%s has its style by itself: %s" % (name, layer.renderer().type()))
        seen = draw([layer], frame, os.path.join(directory, "qgis-%s.png" % name))
        for colour in colours:
            check(seen[colour] >= 10, "%s shows %s in %d pixels" % (name, colour, seen[colour]))
        check(seen[(255, 255, 255)] > 1000, "%s leaves the background free" % name)
    draw([opened[name] for name in ("map_circle", "map_home", "map_circle_area", "map_community") if name in opened], frame,
         os.path.join(directory, "qgis-all.png"))
    named = layer.listStylesInDatabase() if opened else (0, [], [], [], "")
    check(named[0] >= 1, "QGIS finds the styles in the database")
# Closing QGIS down is not what is tested here, and not always clean.
sys.stdout.flush()
os._exit(failures != 0)
