"""Pages written to a folder with their scripts and styles, for tests that open them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from shapely.geometry import box

from muban.layers.atlas import Atlas, Place, SourceNote
from muban.layers.frame_check import typed
from muban.layers.frames import DESIGNATION_COLUMNS
from muban.layers.register.facts import Choice, fact
from muban.layers.register.speech import Choices, Why
from muban.symbology.legend import read_legend
from muban.web.pages.assets_index import read_assets
from muban.web.pages.page_province import build_province_page
from muban.web.pages.page_tambon import build_tambon_page
from muban.web.pages.site import Site
from tests.frames import units
from tests.sample_atlas import sample_tambon
from tests.seen import seen

_BREAKOUTS = (
    "", "'", '"', "`", ">", "\">", "'>", "</title>", "</script>", "</style>", "</svg>",
    "</textarea>",
    "<!--", "]]>", "{{", "{%", "${", "\\u003c", "&lt;", "%3C",
)  # fmt: skip
_RUNNERS = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>",
    "<iframe srcdoc='<script>parent.hit=1</script>'>",
    "javascript:window.hit=1",
    " onmouseover=window.hit=1 autofocus onfocus=window.hit=1 ",
    "<a href=javascript:window.hit=1 style=position:fixed;inset:0>x</a>",
    "<style>*{display:none}</style><base href=//x.invalid>",
)
PAYLOADS = tuple(breakout + runner for runner in _RUNNERS for breakout in _BREAKOUTS)
"""160 texts that would run, or break the page, if they were ever taken for more than text."""

PAYLOAD = "</script><script>window.hit=1</script><img src=x onerror='window.hit=1'>\"'`"


def make_site(**settings: Any) -> Site:
    """A site with the standard legend and the built scripts."""
    return Site(
        **{"title": "แผนที่ชุมชน", "legend": read_legend(), "assets": read_assets()} | settings
    )


def write_pages(folder: Path, files: Mapping[str, bytes], site: Site) -> Path:
    """Write pages and assets as a publisher would; the folder."""
    assets = {asset.path: asset.content for asset in site.assets.values()}
    for name, content in (assets | dict(files)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def small_province(text: str = "") -> Atlas:
    """Two amphoes of two square tambons each, and a register with every kind of row.

    ``text`` is put behind every text of the register, to see what becomes of it.
    """
    tambons = [
        ("990101", "หนองหนึ่ง", "Nong Nueng", "9901", box(102.0, 17.0, 102.1, 17.1)),
        ("990102", "หนองสอง", "", "9901", box(102.1, 17.0, 102.2, 17.1)),
        ("990201", "บ้านสาม", "Ban Sam", "9902", box(102.0, 16.9, 102.1, 17.0)),
        ("990202", "หนองสี่", "", "9902", box(102.1, 16.9, 102.2, 17.0)),
    ]
    amphoes = [
        ("9901", "เหนือ", "Nuea", "9901", box(102.0, 17.0, 102.2, 17.1)),
        ("9902", "ใต้", "Tai", "9902", box(102.0, 16.9, 102.2, 17.0)),
    ]
    return Atlas(
        title="จังหวัดตัวอย่าง",
        province=Place("99", "ตัวอย่าง", "Tuayang"),
        fiscal_year_be=2563,
        amphoes=units(amphoes),
        tambons=units(tambons),
        designations=register(text),
        pages=(sample_tambon(),),
        sources=(SourceNote("ทะเบียน" + text, "register/letter.txt", 2562),),
    )


def register(text: str = "") -> pd.DataFrame:
    """Six rows: exact, corrected, of a person, a repeat, at a rough place, and a tambon's."""
    rows = [
        designation_row(
            1, 2560, "province", "exact", "บ้านก", 1, "990101", 102.05, 17.05, "drawn", text
        ),
        designation_row(
            2, 2560, "amphoe", "corrected", "บ้านข", 2, "990201", 102.05, 16.95, "point", text
        ),
        designation_row(
            3, 2561, "amphoe", "needs_person", "บ้านค", 3, "990102", None, None, "none", text
        ),
        designation_row(
            4, 2561, "amphoe", "exact", "บ้านง", 4, "990201", 102.05, 16.95, "tambon", text
        ),
        designation_row(
            5, 2560, "province", "duplicate", "บ้านก", 1, "990101", 102.05, 17.05, "drawn", text
        ),
        designation_row(
            6, 2562, "province", "exact", "หนองหนึ่ง", None, "990101", 102.05, 17.05, "tambon", text
        ),
    ]
    rows[4]["duplicate_of"] = 1
    rows[5]["kind"] = "tambon"
    frame = pd.DataFrame(rows, columns=list(DESIGNATION_COLUMNS))
    return typed(frame, DESIGNATION_COLUMNS)


def designation_row(
    number: int,
    year: int,
    level: str,
    status: str,
    name: str,
    moo: int | None,
    tambon: str,
    lon: float | None,
    lat: float | None,
    place: str,
    text: str = "",
) -> dict[str, Any]:
    """One row of a register, as :data:`DESIGNATION_COLUMNS` has it."""
    certain = status in ("exact", "corrected", "duplicate")
    return {
        "row": number,
        "kind": "village",
        "status": status,
        "duplicate_of": pd.NA,
        "village_code": f"{tambon}{moo:02d}" if certain and moo else None,
        "tambon_code": tambon,
        "amphoe_code": tambon[:4],
        "year_be": year,
        "level": level,
        "name": name + text,
        "moo": moo,
        "tambon": "ตำบล" + tambon + text,
        "amphoe": "อำเภอ" + tambon[:4] + text,
        "written": f"ตามต้นฉบับ {number}" + text,
        "evidence": Why((fact("tambon_formerly", name="ผ", written="ฝ" + text),))
        if status == "corrected"
        else Why(),
        "candidates": Choices((Choice("99010203", "บ้านค" + text, 3, "ก"),))
        if status == "needs_person"
        else Choices(),
        "lon": lon,
        "lat": lat,
        "place": place,
        "_file": "register/letter.txt",
        "_layer": "",
        "_number": number,
    }


def tambon_page(folder: Path, **settings: Any) -> str:
    """The sample's tambon page on disk; its address."""
    site = make_site(**settings)
    write_pages(folder, build_tambon_page(seen(sample_tambon()), site), site)
    return (folder / "tambon/431605/index.html").as_uri()


def province_page(folder: Path, text: str = "", **settings: Any) -> str:
    """The small province's page on disk; its address."""
    site = make_site(**settings)
    write_pages(folder, build_province_page(small_province(text), site), site)
    return (folder / "index.html").as_uri()
