"""What a site needs to be passed on: captions, sitemap, robots, QR codes, and what lacks."""

from __future__ import annotations

import io
import ipaddress
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import segno

from muban.gis.problems import Problem, Where, problem
from muban.gis.table_rows import rows_of
from muban.web.maps.picture_places import has_places
from muban.web.maps.province_shapes import province_has_places
from muban.web.pages.village_facts import village_facts
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import Lang, digits, integer, tambon_name, word

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas

__all__ = [
    "build_caption",
    "build_province_caption",
    "check_sharing",
    "hashtag",
    "names_of",
    "qr_svg",
    "with_link_and_tags",
]

_CERTAIN = ("exact", "corrected")
_INVITATIONS = {
    (True, True): "caption.cia",
    (True, False): "caption.plain",
    (False, True): "caption.results",
    (False, False): "caption.list",
}
"""What a caption invites to, by whether there is a map and whether there are results."""


def check_sharing(base_url: str | None) -> list[Problem]:
    """What sharing will lack.

    Parameters
    ----------
    base_url
        Where the site will be published; None where that is not stated.

    Examples
    --------
    >>> [found.code for found in check_sharing(None)]
    ['share.no_base_url']
    >>> [found.code for found in check_sharing("http://localhost:8000/")]
    ['share.not_https', 'share.local_address']
    >>> check_sharing("https://example.go.th/map/")
    []
    """
    where = Where("muban.toml", field="base_url")
    if not base_url:
        return [problem("share.no_base_url", where)]
    found = []
    parts = urlsplit(base_url)
    if parts.scheme != "https":
        found.append(problem("share.not_https", where, address=base_url))
    if _is_local(parts.hostname or ""):
        found.append(problem("share.local_address", where, address=base_url))
    return found


def _is_local(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local")) or "." not in host


def build_caption(
    tambon: TambonAtlas,
    *,
    address: str | None = None,
    lang: Lang = "th",
    thai_digits: bool = False,
) -> str:
    """A text to post beside the picture: what it is, what is in it, the link, hashtags.

    Parameters
    ----------
    tambon
        What the page shows; only what the page says publicly is said here.
    address
        The page's full address; None leaves the link out.
    lang, thai_digits
        How it is written.
    """
    names = names_of(tambon, lang)
    mapped = has_places(tambon)
    lines = [paper_word("caption.title" if mapped else "caption.data", lang, name=" ".join(names))]
    if tambon.sample:
        lines.append(word("sample", lang))
    lines.append(" · ".join(_counts(tambon, lang)))
    chosen = _designated(tambon, lang)
    if chosen:
        lines.append(paper_word("caption.designated", lang, names=", ".join(chosen)))
    results = bool(len(tambon.indicators))
    lines.append(paper_word(_INVITATIONS[mapped, results], lang))
    text = digits("\n".join(lines), thai=thai_digits and lang == "th")
    tags = [*names[:2], tambon.province.name, *paper_word("caption.tags", lang).split()]
    return with_link_and_tags(text, address, tags)


def build_province_caption(
    atlas: Atlas, *, address: str | None = None, lang: Lang = "th", thai_digits: bool = False
) -> str:
    """A text to post beside the province's overview: how many villages, since when.

    Without a register nothing was chosen: then it speaks of the map, where there is one.

    Parameters
    ----------
    atlas
        The whole project.
    address
        Of the page; None where it has none.
    lang
        Its language.
    thai_digits
        Whether figures are written in Thai digits.
    """
    rows = atlas.designations
    certain = rows[(rows["kind"] == "village") & (rows["status"] != "duplicate")]
    name = word("province.name", lang, name=_in(atlas.province.name, atlas.province.name_en, lang))
    if not atlas.province.name:
        name = atlas.title
    mapped = province_has_places(atlas)
    plain = "caption.title" if mapped else "caption.data"
    lines = [paper_word("caption.province" if len(certain) else plain, lang, name=name)]
    if atlas.sample:
        lines.append(word("sample", lang))
    if len(certain):
        years = certain["year_be"].astype(int)
        facts = {"n": len(certain), "from": years.min(), "to": years.max()}
        lines.append(paper_word("caption.province_count", lang, **facts))
    plain = "caption.plain" if mapped else "caption.list"
    lines.append(paper_word("caption.province_open" if len(certain) else plain, lang))
    text = digits("\n".join(lines), thai=thai_digits and lang == "th")
    tags = [name, *paper_word("caption.tags", lang).split()]
    return with_link_and_tags(text, address, tags)


def with_link_and_tags(text: str, address: str | None, tags: Iterable[str]) -> str:
    """A text with its link, where there is one, and hashtags, each once, on a line of their own.

    Parameters
    ----------
    text
        What is told.
    address
        Of the page; None where it has none.
    tags
        Without ``#``.

    Examples
    --------
    >>> with_link_and_tags("แผนที่", "https://a.go.th/", ["โพนแพง", "โพนแพง"]).splitlines()
    ['แผนที่', 'https://a.go.th/', '', '#โพนแพง']
    """
    marked = dict.fromkeys(tag for tag in map(hashtag, tags) if tag)
    return "\n".join([text, *([address] if address else []), "", " ".join(marked)])


def hashtag(words: str) -> str:
    """Words as one hashtag: letters, marks and figures only; "" where none are left.

    Examples
    --------
    >>> hashtag("ตำบลโพนแพง"), hashtag("Nong Khai"), hashtag("อ.เมือง (ใหม่)"), hashtag("#")
    ('#ตำบลโพนแพง', '#NongKhai', '#อเมืองใหม่', '')
    """
    kept = "".join(c for c in words if unicodedata.category(c)[0] in "LMN" or c == "_")
    return f"#{kept}" if kept else ""


def names_of(tambon: TambonAtlas, lang: Lang) -> list[str]:
    """The tambon, its amphoe and its province, as far as they are known, as headings say them."""
    wider = {"amphoe": tambon.amphoe, "province": tambon.province}
    return [
        tambon_name(tambon.tambon, lang),
        *(
            word(f"{unit}.name", lang, name=_in(place.name, place.name_en, lang))
            for unit, place in wider.items()
            if place.name
        ),
    ]


def _in(th: str, en: str, lang: Lang) -> str:
    return (en if lang == "en" else "") or th


def _counts(tambon: TambonAtlas, lang: Lang) -> list[str]:
    people = float(tambon.villages["population"].sum(min_count=1))
    counts = village_facts(tambon, lang)
    if people == people:  # noqa: PLR0124 - NaN is not equal to itself
        counts.append(word("persons.n", lang, n=integer(people)))
    if len(tambon.landmarks):
        counts.append(word("count.landmarks", lang, n=len(tambon.landmarks)))
    if tambon.fiscal_year_be:
        counts.append(word("year.fiscal", lang, year=tambon.fiscal_year_be))
    return counts


def _designated(tambon: TambonAtlas, lang: Lang) -> list[str]:
    rows = tambon.designations
    chosen = rows[(rows["kind"] == "village") & rows["status"].isin(_CERTAIN)]
    return [
        f"{row['name']} ({word('year.be', lang, year=int(row['year_be']))})"
        for row in rows_of(chosen.sort_values(["year_be", "row"]))
    ]


def qr_svg(address: str, *, color: str = "#1f2a30") -> bytes:
    """An address as a QR code: SVG of one unit per module, with its quiet zone.

    Error correction is at least M (15 %), so that a folded or stained print still reads.

    Parameters
    ----------
    address
        Of a page.
    color
        Of the dark modules.

    Returns
    -------
    bytes
        The same for the same address.

    Examples
    --------
    >>> qr_svg("https://ตำบล.example/430101").startswith(b"<svg")
    True
    """
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(
        out, kind="svg", dark=color, light="#ffffff", border=4, xmldecl=False, nl=False
    )
    return out.getvalue()
