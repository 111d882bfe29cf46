"""Which PDFs a project gives, by file name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from muban.gis.errors import ConfigError
from muban.web.gate.privacy_gate import refuse_personal
from muban.web.maps.tambon_view import view_tambon
from muban.web.pages.page_tambon import tambon_path
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_book import tambon_book, village_book
from muban.web.paper.print_colour import coloured
from muban.web.paper.print_map import map_sheet
from muban.web.paper.print_province import province_sheet
from muban.web.paper.typst_document import compile_pdf
from muban.web.settings.addresses import folder_address
from muban.web.settings.indicator_settings import class_settings, priority_rule

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.symbology.legend import Legend
    from muban.web.settings.config import Config

__all__ = ["document_texts", "imprint_of", "print_files", "refuse_unknown"]


def print_files(
    atlas: Atlas,
    config: Config,
    *,
    legend: Legend,
    only: tuple[str, ...] = (),
    book: bool = False,
    paper: str = "a4",
    base_url: str | None = None,
    province: bool = False,
    colour: str = "",
) -> dict[str, bytes]:
    """Set everything that was asked for.

    Parameters
    ----------
    atlas
        The project.
    config
        Office, date, language.
    legend
        Symbols and colours.
    only
        Codes of tambons (six digits), or of villages (eight) for a village's book; none
        means every tambon that has something on its map.
    book
        The lesson book instead of the map.
    paper
        ``a4``, ``a3`` or ``a2``, for maps.
    base_url
        Where the site is published, for the QR code.
    province
        The province's map in the place of all that.
    colour
        What maps and books are coloured by (:func:`coloured`); "" for what the pages show.

    Returns
    -------
    dict
        File name → PDF: ``map-431605-a4.pdf``, ``book-431605.pdf``, ``book-43160508.pdf``;
        ``map-province-43-a4.pdf``.

    Raises
    ------
    ConfigError
        ``only`` or ``colour`` names what the project does not have.
    MubanError
        Something personal stands in a document; every find is named.
    """
    documents = (
        _province(atlas, config, legend, paper, base_url)
        if province
        else _tambons(atlas, config, legend, only, book, paper, base_url, colour)
    )
    texts = {
        name: text
        for file, doc in documents.items()
        for name, text in document_texts(file, doc.data)
    }
    # The values first, with the names of their places; then the bytes as a stranger reads them.
    refuse_personal(texts, allowed=config.privacy.allowed)
    made = {name: compile_pdf(doc.template, doc.data) for name, doc in documents.items()}
    refuse_personal(made, allowed=config.privacy.allowed)
    return made


class Document(NamedTuple):
    """A template of ``web/print`` and the values it is filled with."""

    template: str
    data: dict[str, Any]


def _province(
    atlas: Atlas, config: Config, legend: Legend, paper: str, base_url: str | None
) -> dict[str, Document]:
    imprint = imprint_of("", atlas, config, base_url)
    data = province_sheet(atlas, legend=legend, imprint=imprint, paper=paper)
    name = "-".join(part for part in ("map-province", atlas.province.code, paper) if part)
    return {f"{name}.pdf": Document("province.typ", data)}


def _tambons(
    atlas: Atlas,
    config: Config,
    legend: Legend,
    only: tuple[str, ...],
    book: bool,
    paper: str,
    base_url: str | None,
    colour: str,
) -> dict[str, Document]:
    pages = {page.tambon.key: page for page in atlas.pages}
    codes = only or tuple(code for code, page in pages.items() if page.has_map)
    refuse_unknown(codes, pages)
    rule, classes = priority_rule(config), class_settings(config)
    views = {
        code: view_tambon(pages[code], legend=legend, classes=classes, lang=config.lang)
        for code in dict.fromkeys(code[:6] for code in codes)
    }
    views = coloured(views, colour)
    documents: dict[str, Document] = {}
    for code in codes:
        view, imprint = views[code[:6]], imprint_of(code[:6], atlas, config, base_url)
        if len(code) == 8:
            data = village_book(view, code, imprint=imprint)
            documents[f"book-{code}.pdf"] = Document("book.typ", data)
        elif book:
            data = tambon_book(view, imprint=imprint, rule=rule)
            documents[f"book-{code}.pdf"] = Document("book.typ", data)
        else:
            data = map_sheet(view, imprint=imprint, paper=paper)
            documents[f"map-{code}-{paper}.pdf"] = Document("map.typ", data)
    return documents


def imprint_of(code: str, atlas: Atlas, config: Config, base_url: str | None) -> Imprint:
    """What stands on everything that is printed of a tambon.

    Parameters
    ----------
    code
        Six digits; "" for the province.
    atlas
        Says what the figures are from.
    config
        ``muban.toml``.
    base_url
        Where the site is published; None where that is not known.
    """
    base = None if not base_url else folder_address(base_url)
    return Imprint(
        office=config.office,
        date=config.date,
        address=base and base + (tambon_path(code).removesuffix("index.html") if code else ""),
        tambons=atlas.tambons,
        lang=config.lang,
        thai_digits=config.thai_digits,
    )


def document_texts(file: str, data: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """What a document says, as files that the privacy gate can read and name the places of."""
    pictures: list[str] = []

    def without_pictures(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: without_pictures(part) for key, part in value.items()}
        if isinstance(value, list):
            return [without_pictures(part) for part in value]
        if isinstance(value, str) and value.startswith("<svg"):
            pictures.append(value)
            return ""
        return value

    yield f"{file}.json", json.dumps(without_pictures(dict(data)), ensure_ascii=False).encode()
    for number, picture in enumerate(dict.fromkeys(pictures), 1):
        yield f"{file}.{number}.svg", picture.encode()


def refuse_unknown(codes: tuple[str, ...], pages: Mapping[str, TambonAtlas]) -> None:
    """Stop at a code of ``--only`` that is no tambon and no village of the project.

    Raises
    ------
    ConfigError
        Naming the tambons that there are.
    """
    for code in codes:
        tambon = pages.get(code[:6])
        known = tambon is not None and (
            code == code[:6] or code in set(tambon.villages["village_code"])
        )
        if not known:
            listed = ", ".join(pages) or "–"
            raise ConfigError(
                f"--only {code}: ไม่มีตำบลหรือหมู่บ้านรหัสนี้ในงาน ตำบลที่มีคือ {listed}",
                f"--only {code}: the project has no such tambon or village; its tambons: {listed}",
            )
