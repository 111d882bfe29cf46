"""The legend in QGIS: parsed as QGIS writes it, and drawn by QGIS where there is one."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import pytest
from lxml import etree
from PIL import Image
from shapely.geometry import Point, box

from muban.gis.writing.write import write_geopackage
from muban.symbology.export_qgis import layer_styles, style_files
from muban.symbology.legend import read_legend
from muban.symbology.symbol import drawn_png, symbol_svg_document

LEGEND = read_legend()
STYLES = {style.table: style for style in layer_styles(LEGEND)}
PUBLIC = [symbol for symbol in LEGEND if symbol.public]
HERE = Path(__file__).parent
QGIS_DRAW = HERE.parent / "qgis_draw.py"
RNG = etree.RelaxNG(etree.parse(str(HERE / "data" / "legend" / "sld-1.1.rng")))
SYSTEM_PYTHON = "/usr/bin/python3"


def qml(table: str) -> ElementTree.Element:
    return ElementTree.fromstring(STYLES[table].qml.split("\n", 1)[1])


@pytest.mark.parametrize("table", STYLES)
def test_a_style_says_everything_twice_as_qgis_does(table):
    root = qml(table)
    assert root.tag == "qgis"
    renderer = root.find("renderer-v2")
    assert renderer is not None
    names = {symbol.get("name") for symbol in renderer.iterfind("symbols/symbol")}
    for category in renderer.iterfind("categories/category"):
        assert category.get("symbol") in names
    for layer in renderer.iter("layer"):
        options = {o.get("name"): o.get("value") for o in layer.iterfind("Option/Option")}
        props = {p.get("k"): p.get("v") for p in layer.iterfind("prop")}
        assert options == props
        assert options


def test_every_public_kind_has_a_category_with_its_own_picture_and_no_internal_one():
    renderer = qml("landmarks").find("renderer-v2")
    assert renderer.get("type") == "categorizedSymbol"
    assert renderer.get("attr") == "landmark_kind"
    symbols = {s.get("name"): s for s in renderer.iterfind("symbols/symbol")}
    seen = {}
    for category in renderer.iterfind("categories/category"):
        layer = symbols[category.get("symbol")].find("layer")
        [name] = [
            o.get("value") for o in layer.iterfind("Option/Option") if o.get("name") == "name"
        ]
        seen[category.get("value")] = base64.b64decode(name.removeprefix("base64:")).decode()
        assert category.get("label") == LEGEND[category.get("value")].label_th
    assert seen == {symbol.id: symbol_svg_document(symbol, 96) for symbol in PUBLIC}
    assert "welfare_household" not in seen


def test_ground_claimed_twice_is_crossed_over_its_own_ground_in_both_languages():
    root = qml("disputed")
    layers = [
        {o.get("name"): o.get("value") for o in layer.iterfind("Option/Option")}
        for layer in root.iterfind("renderer-v2/symbols/symbol/layer")
    ]
    assert [layer["style"] for layer in layers] == ["solid", "diagonal_x"]
    assert [layer["color"] for layer in layers] == ["255,255,255,255", "55,71,79,255"]
    sld = etree.fromstring(STYLES["disputed"].sld.encode())
    ns = {"se": "http://www.opengis.net/se"}
    assert sld.findtext(".//se:GraphicFill//se:WellKnownName", namespaces=ns) == "x"
    # The mark is repeated at every so many pixels of 0.28 mm: a strip 3 mm wide has one whole.
    assert 1.0 <= float(sld.findtext(".//se:GraphicFill//se:Size", namespaces=ns)) * 0.28 <= 2.5
    # Villages lie below it, so that it covers where their edges were cut short.
    tables = list(STYLES)
    assert tables.index("villages") < tables.index("disputed") < tables.index("tambons")


def test_symbols_are_drawn_in_the_legends_order():
    renderer = qml("landmarks").find("renderer-v2")
    assert renderer.get("symbollevels") == "1"
    symbols = {s.get("name"): int(s.find("layer").get("pass")) for s in renderer.iter("symbol")}
    levels = [
        (LEGEND[category.get("value")].order, symbols[category.get("symbol")])
        for category in renderer.iterfind("categories/category")
    ]
    assert sorted(levels) == sorted(levels, key=lambda pair: pair[1])


@pytest.mark.parametrize("table", STYLES)
def test_an_sld_has_the_elements_of_the_standard_in_their_order(table):
    RNG.assertValid(etree.fromstring(STYLES[table].sld.encode()))


def test_the_grammar_refuses_what_the_standard_refuses():
    wrong = STYLES["villages"].sld.replace("se:Fill>", "se:Stroke>", 1)
    with pytest.raises((etree.XMLSyntaxError, etree.DocumentInvalid)):
        RNG.assertValid(etree.fromstring(wrong.encode()))
    swapped = STYLES["landmarks"].sld.replace("circle<", "blob<", 1)
    with pytest.raises(etree.DocumentInvalid):
        RNG.assertValid(etree.fromstring(swapped.encode()))


def test_sld_has_the_same_colour_and_picture_for_every_kind():
    ns = {"se": "http://www.opengis.net/se", "ogc": "http://www.opengis.net/ogc"}
    root = etree.fromstring(STYLES["landmarks"].sld.encode())
    found = {}
    for rule in root.iterfind(".//se:Rule", ns):
        kind = rule.findtext(".//ogc:Literal", namespaces=ns)
        if kind:
            content = rule.findtext(".//se:InlineContent", namespaces=ns)
            fill = rule.findtext(".//se:Mark/se:Fill/se:SvgParameter", namespaces=ns)
            found[kind] = (base64.b64decode(content).decode(), fill)
    assert found == {s.id: (symbol_svg_document(s, 96), s.color) for s in PUBLIC}


def test_a_file_with_few_kinds_carries_few_pictures():
    [look] = [s for s in layer_styles(LEGEND, kinds=["school"]) if s.table == "landmarks"]
    assert look.qml.count("<category ") == 1
    assert [s.table for s in layer_styles(LEGEND, kinds=[])].count("landmarks") == 0


def test_the_same_legend_gives_the_same_bytes():
    assert style_files(LEGEND) == style_files(read_legend())


# ------------------------------------------------------- QGIS itself


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A GeoPackage with a pin of every kind, drawn by QGIS with the styles inside it."""
    there = shutil.which(SYSTEM_PYTHON) and subprocess.run(
        [SYSTEM_PYTHON, "-c", "import qgis.core"], capture_output=True, check=False
    )
    if not there or there.returncode:
        pytest.skip("QGIS (Debian's python3-qgis) is not on this machine")
    folder = tmp_path_factory.mktemp("qgis")
    pins = gpd.GeoDataFrame(
        {"landmark_kind": [s.id for s in PUBLIC], "name": [s.label_th for s in PUBLIC]},
        geometry=[Point(*place(i)) for i in range(len(PUBLIC))],
        crs="EPSG:4326",
    )
    village = gpd.GeoDataFrame(
        {"name": ["บ้านโพนแพง"]}, geometry=[box(102.0, 17.61, 102.7, 17.69)], crs="EPSG:4326"
    )
    path = folder / "muban.gpkg"
    write_geopackage(path, {"villages": village, "landmarks": pins}, styles=list(STYLES.values()))
    out = folder / "map.png"
    for style in STYLES.values():
        (folder / f"map.png.{style.table}.sld").write_text(style.sld, "utf-8")
    extent = ["102", "17", "102.7", "17.7"]
    done = subprocess.run(
        [SYSTEM_PYTHON, str(QGIS_DRAW), path, out, *extent, "villages", "landmarks"],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"},
    )
    told = json.loads(done.stdout.rsplit("TOLD", 1)[1])
    return told, Image.open(out).convert("RGB")


def place(number: int) -> tuple[float, float]:
    return 102.05 + number % 7 * 0.1, 17.05 + number // 7 * 0.1


def test_qgis_reads_the_default_styles_of_the_geopackage(drawn):
    told, _ = drawn
    landmarks = told["layers"]["landmarks"]
    assert landmarks["type"] == "categorizedSymbol"
    assert landmarks["labels"] is True
    assert {k: v[1] for k, v in landmarks["categories"].items()} == {
        symbol.id: "SvgMarker" for symbol in PUBLIC
    }
    assert told["layers"]["villages"]["symbol"] == "SimpleFill"


def test_qgis_reads_the_sld_files(drawn):
    told, _ = drawn
    assert told["sld"] == {"villages": True, "landmarks": True}


def test_qgis_draws_every_kind_with_the_same_dots_as_our_pictures(drawn):
    _, picture = drawn
    size, dots = 60, 1000
    ours = {symbol.id: on_white(symbol_svg_document(symbol, size), size) for symbol in PUBLIC}
    for i, symbol in enumerate(PUBLIC):
        x, y = place(i)
        left = round((x - 102) / 0.7 * dots - size / 2)
        top = round((17.7 - y) / 0.7 * dots - size / 2)
        part = np.asarray(picture.crop((left, top, left + size, top + size)), dtype=float)
        unlike = {kind: float(np.abs(part - our).mean()) for kind, our in ours.items()}
        assert min(unlike, key=unlike.__getitem__) == symbol.id
        # half a dot of shift along every edge makes up to this much, of 255
        assert unlike[symbol.id] < 16


def on_white(svg: str, size: int) -> np.ndarray:
    ground = Image.new("RGB", (size, size), "white")
    png = Image.open(io.BytesIO(drawn_png(svg)))
    ground.paste(png, mask=png.getchannel("A"))
    return np.asarray(ground, dtype=float)
