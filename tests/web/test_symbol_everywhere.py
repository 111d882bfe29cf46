"""A pin of every kind is the same picture in page, card and print."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser
from shapely.geometry import Point

from muban.layers.atlas import TambonAtlas
from muban.layers.frames import LANDMARK_COLUMNS
from muban.symbology.legend import read_legend
from muban.symbology.symbol import symbol_paths, symbol_svg
from muban.web.pages.page_tambon import build_tambon_page, tambon_path
from muban.web.paper.card import build_cards
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_map import map_sheet
from muban.web.paper.typst_document import compile_pdf
from tests.browser import drawn_anew
from tests.built_pages import make_site, write_pages
from tests.sample_atlas import squares
from tests.seen import seen

LEGEND = read_legend()
KINDS = [symbol.id for symbol in LEGEND.symbols if symbol.public]


@cache
def every_kind() -> TambonAtlas:
    """One wide village with a pin of each public kind, far from one another."""
    tambon = squares(36, name="")
    rows = [
        {
            "landmark_id": f"p{index:02d}",
            "landmark_kind": kind,
            "kind_reason": "",
            "name": "",
            "note": "",
            "village_code": "43160501",
            "tambon_code": "439999",
            "geometry": Point(102.505 + 0.018 * (index % 7), 17.912 - 0.018 * (index // 7)),
            "_file": "ก.kml",
            "_layer": "",
            "_number": index + 1,
        }
        for index, kind in enumerate(KINDS)
    ]
    frame = gpd.GeoDataFrame(rows, columns=list(LANDMARK_COLUMNS), crs="EPSG:4326")
    return replace(tambon, landmarks=frame)


def colours_of(png: bytes) -> NDArray[np.int64]:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).reshape(-1, 3).astype(np.int64)


def dots_of(pixels: NDArray[np.int64], colour: str) -> int:
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return int((np.abs(pixels - wanted).max(axis=1) <= 1).sum())


def test_the_page_the_card_and_the_print_draw_the_legends_own_paths() -> None:
    tambon = every_kind()
    view = seen(tambon, legend=LEGEND)
    page = build_tambon_page(view, make_site(legend=LEGEND))[tambon_path("439999")].decode()
    sheet = map_sheet(view, imprint=Imprint())["map"]
    for kind in KINDS:
        drawing = symbol_svg(LEGEND[kind], 24, legend=LEGEND)
        assert drawing in page, kind
        assert drawing in sheet, kind


def test_a_card_and_a_print_show_every_groups_colour(tmp_path: Path) -> None:
    tambon = every_kind()
    view = seen(tambon, legend=LEGEND)
    card = colours_of(next(iter(build_cards(view).values())))
    pdf = tmp_path / "map.pdf"
    pdf.write_bytes(compile_pdf("map.typ", map_sheet(view, imprint=Imprint())))
    subprocess.run(
        ["pdftoppm", "-r", "150", "-png", "-singlefile", pdf, tmp_path / "map"], check=True
    )
    paper = colours_of((tmp_path / "map.png").read_bytes())
    for colour in sorted({LEGEND[kind].color for kind in KINDS}):
        assert dots_of(card, colour) > 20, colour
        assert dots_of(paper, colour) > 20, colour


@pytest.mark.browser
def test_leaflets_pins_are_the_same_pictures(browser: Browser, tmp_path: Path) -> None:
    site = make_site(legend=LEGEND)
    folder = write_pages(tmp_path, build_tambon_page(seen(every_kind(), legend=LEGEND), site), site)
    context = browser.new_context(viewport={"width": 1600, "height": 1100})
    page = context.new_page()
    page.goto((folder / tambon_path("439999")).as_uri())
    page.wait_for_selector(".leaflet-container")
    page.wait_for_selector("html.ready")
    drawn_anew(page)
    drawn = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(
             ".leaflet-pane .pin:not(.count) use")].map(use => {
               const symbol = document.querySelector(use.getAttribute("href"));
               const paths = [...symbol.querySelectorAll("path")];
               return [use.getAttribute("href").replace("#symbol-", ""), [
                 paths.map(path => path.getAttribute("d")), symbol.innerHTML.toLowerCase()]];
             }))"""
    )
    context.close()
    assert len(drawn) > len(KINDS) * 0.8
    for kind, (paths, html) in drawn.items():
        parts = symbol_paths(LEGEND[kind])
        assert LEGEND[kind].color.lower() in html, kind
        assert {parts.shape, parts.icon} <= set(paths), kind
