"""Screen and paper show one domain, one year, one set of limits: decided once."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from muban.layers.atlas import TambonAtlas
from muban.web.maps.choropleth import ClassSettings, decide_views
from muban.web.maps.tambon_view import TambonView
from muban.web.maps.tints import TINTS
from muban.web.pages.page_tambon import build_tambon_page
from muban.web.paper import card
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_book import tambon_book
from muban.web.paper.print_map import map_sheet
from tests.built_pages import make_site
from tests.sample_atlas import sample_tambon
from tests.seen import seen

HALVES = ClassSettings(method="equal", count=2)
_AREA = re.compile(r'<path data-village-code="(\d+)" data-index="\d+"(?: fill="([^"]*)")?')


def fills(svg: str) -> dict[str, str]:
    return {code: fill for code, fill in _AREA.findall(svg) if code}


def everything(view: TambonView, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, str]]:
    """The colours of the villages on everything that is made of a tambon."""
    drawn: list[str] = []
    monkeypatch.setattr(card, "svg_to_png", lambda svg, **_: drawn.append(svg) or b"")
    card.build_cards(view)
    [page] = build_tambon_page(view, make_site()).values()
    pictures = {
        "page": page.decode(),
        "card": drawn[0],
        "square": drawn[1],
        "sheet": map_sheet(view, imprint=Imprint())["map"],
        "book": tambon_book(view, imprint=Imprint())["map"]["map"],
        "cover": tambon_book(view, imprint=Imprint())["cover_map"],
    }
    return {name: fills(svg) for name, svg in pictures.items()}


def without_values(tambon: TambonAtlas, domains: set[str]) -> TambonAtlas:
    """The tambon with every value of some domains missing."""
    rows = tambon.indicators
    gone = rows["domain"].isin(domains)
    return replace(
        tambon,
        indicators=rows.assign(
            value=rows["value"].mask(gone), status=rows["status"].mask(gone, "missing")
        ),
    )


def test_page_cards_sheet_and_book_have_the_same_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    found = everything(seen(sample_tambon(), classes=HALVES), monkeypatch)
    plain = found.pop("cover")
    assert set(plain.values()) <= set(TINTS), "the cover is a plain map, by design"
    assert len(found["page"]) == 13
    assert len({fill for fill in found["page"].values() if fill.startswith("#")}) == 2
    assert {name for name, colours in found.items() if colours != found["page"]} == set()


def test_where_the_first_domain_is_empty_all_show_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sample_tambon()
    first, second = [domain.id for domain in whole.domains if not domain.parent][:2]
    view = seen(without_values(whole, {first}))
    shown = view.views.shown
    assert shown is not None
    assert shown.domain.id == second
    found = everything(view, monkeypatch)
    del found["cover"]
    assert {name for name, colours in found.items() if colours != found["page"]} == set()
    assert any(fill.startswith("#") for fill in found["page"].values())
    [page] = build_tambon_page(view, make_site()).values()
    assert f'data-domain="{second}" aria-pressed="true"' in page.decode()
    assert f'"shown":"{shown.key}"' in page.decode()


def test_a_tambon_without_one_value_is_plain_and_says_so() -> None:
    whole = sample_tambon()
    empty = without_values(whole, {domain.parent or domain.id for domain in whole.domains})
    views = decide_views(empty, ClassSettings())
    assert views.every, "what was asked for can still be chosen"
    assert views.shown is None
    [page] = build_tambon_page(seen(empty), make_site()).values()
    assert 'data-domain="" aria-pressed="true"' in page.decode()


def test_results_of_indicators_alone_are_shown() -> None:
    whole = sample_tambon()
    parts = whole.indicators[whole.indicators["indicator"] != ""]
    if parts.empty:
        rows = whole.indicators.assign(indicator="inner")
        parent = next(domain for domain in whole.domains if not domain.parent)
        inner = replace(parent, id="inner", parent=parent.id)
        whole = replace(whole, indicators=rows, domains=(*whole.domains, inner))
    else:
        whole = replace(whole, indicators=pd.DataFrame(parts))
    shown = decide_views(whole, ClassSettings()).shown
    assert shown is not None
    assert shown.domain.parent
