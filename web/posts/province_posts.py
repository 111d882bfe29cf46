"""The newest year's designated villages of the province, by name and on the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from muban.layers.register.register_matrix import counted
from muban.web.maps.picture_province import ProvinceOptions, build_province_picture
from muban.web.maps.province_shapes import province_has_places
from muban.web.pages.share import with_link_and_tags
from muban.web.paper.card_layout import set_lines
from muban.web.paper.fonts import FONT_FAMILY
from muban.web.posts.post import Area, Draw, Post
from muban.web.posts.village_posts import map_size
from muban.web.stories.facts import ToldFact
from muban.web.stories.sentences import source_line
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import Lang, digits, integer, word

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas
    from muban.web.pages.site import Site
    from muban.web.paper.canvas import Canvas

__all__ = ["newest_rows", "province_posts", "row_line"]

_INK = "#1f2a30"
_LINE = 38.0
Lines = list[tuple[str, bool]]
"""Lines of text, and whether each is of the province."""


def newest_rows(atlas: Atlas) -> list[dict[Any, Any]]:
    """Designations of the newest year, those of the province first; none without a register."""
    rows = counted(atlas.designations)
    newest = rows[rows["year_be"] == rows["year_be"].max()]
    newest = newest.assign(first=newest["level"] != "province").sort_values(["first", "row"])
    return list(newest.to_dict("records"))


def row_line(row: dict[Any, Any], lang: Lang = "th") -> str:
    """One designation as a line: its village, tambon and amphoe; ★ for the province's.

    Parameters
    ----------
    row
        A designation (:data:`muban.layers.frames.DESIGNATION_COLUMNS`).
    lang
        Its language.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> row_line({"name": "บ้านเปงจาน", "moo": 8, "tambon": "โพนแพง", "amphoe": "รัตนวาปี"})
    'บ้านเปงจาน หมู่ 8 ต.โพนแพง อ.รัตนวาปี'
    """
    parts = [row["name"]]
    if row["moo"]:
        parts.append(word("moo.short", lang, n=int(row["moo"])))
    parts += [f"ต.{row['tambon']}", f"อ.{row['amphoe']}"]
    return " ".join(str(part) for part in parts)


def province_posts(atlas: Atlas, site: Site) -> Iterator[Post]:
    """One post of the register's newest year; none without a register."""
    rows = newest_rows(atlas)
    if not rows:
        return
    lang, thai = site.lang, site.thai_digits and site.lang == "th"
    year = int(rows[0]["year_be"])
    place = (
        word("province.name", lang, name=atlas.province.name)
        if atlas.province.name
        else atlas.title
    )
    headline = word("story.newest", lang, year=year, n=len(rows))
    source = source_line(atlas.sources, lang, only=("register",))
    address = site.address(site.overview)
    lines = [headline, place, *([word("sample", lang)] if atlas.sample else [])]
    lines += [f"{_level(row, lang)}: {row_line(row, lang)}" for row in rows]
    tags = [place, *paper_word("caption.tags", lang).split()]
    text = digits("\n".join([*lines, *([source] if source else [])]), thai=thai)
    at_province = sum(row["level"] == "province" for row in rows)
    yield Post(
        id=f"province-{atlas.province.code or 'all'}-{year}",
        kicker=word("province.title", lang),
        headline=(digits(headline, thai=thai),),
        place=(place, word("sample.short", lang)) if atlas.sample else (place,),
        facts=(
            ToldFact(digits(integer(at_province), thai=thai), word("level.province", lang)),
            ToldFact(
                digits(integer(len(rows) - at_province), thai=thai), word("level.amphoe", lang)
            ),
        ),
        draw=_drawing(
            atlas,
            site,
            [(digits(row_line(row, lang), thai=thai), row["level"] == "province") for row in rows],
        ),
        source=digits(source, thai=thai),
        text=with_link_and_tags(text, address, tags),
        address=address,
    )


def _level(row: dict[Any, Any], lang: Lang) -> str:
    return word(f"level.{row['level']}", lang)


def _drawing(atlas: Atlas, site: Site, lines: Lines) -> Draw:
    def draw(canvas: Canvas, area: Area) -> None:
        left, top, width, height = area
        mapped = province_has_places(atlas) and height > 400
        high = height * 0.45 if mapped else 0
        year = int(atlas.designations["year_be"].max())
        # The star of the list has the colour that it has on the map.
        star = site.legend.colors_of_years((year,))[year]
        if mapped:
            size = map_size(canvas, (left, top, width, high), margin=24)
            newest = atlas.designations[atlas.designations["year_be"] == year]
            options = ProvinceOptions(
                size=size, labels=False, villages=False, fonts=FONT_FAMILY, lang=site.lang
            )
            # Without roads and waters, which would run on behind the words.
            picture = build_province_picture(
                replace(atlas, background=None, designations=newest),
                legend=site.legend,
                options=options,
            )
            canvas.svg(picture.svg)
        _list(canvas, lines, (left + 56, top + high, width - 80, height - high), site, star)

    return draw


def _list(canvas: Canvas, lines: Lines, area: Area, site: Site, color: str) -> None:
    """As many lines as find room, a star at the province's; the last says how many more."""
    left, top, width, height = area
    room = int(height // _LINE)
    shown = list(lines if len(lines) <= room else lines[: room - 1])
    if len(shown) < len(lines):
        more = paper_word("card.more", site.lang, n=len(lines) - len(shown))
        shown.append((more, False))
    y = top + _LINE
    for line, starred in shown:
        if starred:
            canvas.star(left + 12, y - 18, 13, color)
        parts = set_lines((line,), width=width - 36, largest=28, weight=700 if starred else 400)
        text, size = parts[0]
        text = text if len(parts) == 1 else f"{text}…"
        canvas.text(text, left + 36, y - 8, size, 700 if starred else 400, _INK)
        y += _LINE
