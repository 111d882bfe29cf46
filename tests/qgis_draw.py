"""Run by the machine's own Python, where QGIS lives: draws layers of a GeoPackage.

    /usr/bin/python3 qgis_draw.py FILE.gpkg OUT.png WEST SOUTH EAST NORTH LAYER...

Layers are drawn with the default styles in the file, the first at the bottom. What QGIS
makes of each style is printed as JSON.
"""

import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

SIZE = 1000


def described(layer):
    renderer = layer.renderer()
    found = {"type": renderer.type(), "labels": layer.labelsEnabled()}
    if found["type"] == "categorizedSymbol":
        found["attribute"] = renderer.classAttribute()
        found["categories"] = {
            c.value(): [c.label(), c.symbol().symbolLayer(0).layerType()]
            for c in renderer.categories()
        }
    else:
        found["symbol"] = renderer.symbol().symbolLayer(0).layerType()
    return found


def main(file, out, west, south, east, north, *names):
    app = QgsApplication([], False)
    app.initQgis()
    layers = [QgsVectorLayer(f"{file}|layername={name}", name, "ogr") for name in names]
    told = {layer.name(): described(layer) for layer in layers}
    sld = {}
    for layer in layers:
        layer.setLabelsEnabled(False)
        _message, good = layer.clone().loadSldStyle(f"{out}.{layer.name()}.sld")
        sld[layer.name()] = good
    settings = QgsMapSettings()
    settings.setLayers(layers[::-1])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setOutputSize(QSize(SIZE, SIZE))
    settings.setOutputDpi(254)
    settings.setExtent(QgsRectangle(float(west), float(south), float(east), float(north)))
    settings.setBackgroundColor(QColor("#ffffff"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(out)
    print("TOLD" + json.dumps({"layers": told, "sld": sld}))
    sys.stdout.flush()
    # Leaving the usual way, QGIS 3.22 crashes on objects that Python still holds.
    os._exit(0)


main(*sys.argv[1:])
