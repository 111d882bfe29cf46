"""A post for each designated village: its name, its year and level, its place and its radar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from muban.web.maps.picture_frame import PictureSize
from muban.web.maps.radar import RadarAxis, build_axes
from muban.web.pages.page_data import village_rows
from muban.web.pages.village_caption import build_village_caption
from muban.web.pages.village_paths import village_paths
from muban.web.paper.canvas import Canvas
from muban.web.paper.card_village import village_words
from muban.web.paper.tambon_sheet import TambonSheet
from muban.web.posts.post import Area, Draw, Post
from muban.web.posts.radar_drawing import draw_radar
from muban.web.stories.facts import ToldFact, newest_results
from muban.web.stories.sentences import source_line

if TYPE_CHECKING:
    from muban.web.maps.tambon_view import TambonView
    from muban.web.pages.site import Site

__all__ = ["map_size", "village_post", "village_posts"]

_LABEL = 25.0


def village_posts(view: TambonView, site: Site) -> Iterator[Post]:
    """Posts of a tambon's designated villages, in the order of their moo.

    Parameters
    ----------
    view
        The tambon.
    site
        Where its pages will stand, and how it is written.
    """
    villages = village_rows(view.tambon, view.ground.grid)
    for index, village in enumerate(villages):
        if village["chosen"]:
            yield village_post(view, site, index, village)


def village_post(view: TambonView, site: Site, index: int, village: Mapping[str, Any]) -> Post:
    """The post of one village, by its position.

    Parameters
    ----------
    view
        The tambon.
    site
        Where its pages will stand, and how it is written.
    index
        The village's position among the tambon's.
    village
        The same as its page shows it.
    """
    tambon, code = view.tambon, village["code"]
    landmarks = int((tambon.landmarks["village_code"] == code).sum())
    path = village_paths(tambon).get(code)
    address = site.address(path) if path else None
    words = village_words(view, village, landmarks, lang=site.lang, thai_digits=site.thai_digits)
    newest = newest_results(view.views.every)
    known = any(one.values.get(code) is not None for one in newest)
    axes = build_axes(view.views.every, code, newest[0].year_be) if known else ()
    source = source_line(tambon.sources, site.lang)
    caption = build_village_caption(
        view, village, landmarks, address=address, lang=site.lang, thai_digits=site.thai_digits
    )
    return Post(
        id=f"village-{code}",
        kicker=words.kicker,
        headline=words.title,
        place=words.place,
        facts=tuple(ToldFact(figure, what) for figure, what in words.figures),
        draw=_drawing(view, index, axes),
        source=source,
        text=caption_with(caption, source),
        address=address,
    )


def caption_with(caption: str, source: str) -> str:
    r"""A caption with its sources above its link and hashtags.

    Parameters
    ----------
    caption
        Text, an empty line, hashtags.
    source
        What is said of the sources; "" for nothing.

    Returns
    -------
    str
        The caption.

    Examples
    --------
    >>> caption_with("บ้านเหนือ\nhttps://a.example/\n\n#หนองคาย", "ที่มา: จปฐ. 2568").splitlines()
    ['บ้านเหนือ', 'ที่มา: จปฐ. 2568', 'https://a.example/', '', '#หนองคาย']
    """
    body, gap, tags = caption.rpartition("\n\n")
    if not source:
        return caption
    lines = body.split("\n")
    at = len(lines) - (1 if lines[-1].startswith(("http://", "https://")) else 0)
    return "\n".join([*lines[:at], source, *lines[at:]]) + gap + tags


def map_size(
    canvas: Canvas, area: Area, *, label: float = _LABEL, margin: float = 34
) -> PictureSize:
    """A map's size and what it leaves free, so that it lies in an area of a sheet.

    Parameters
    ----------
    canvas
        The sheet.
    area
        Where the map lies on it, in pixels.
    label
        Size of the names, in pixels.
    margin
        Left free on each side, in pixels.
    """
    left, top, width, height = area
    padding = (
        top + margin,
        canvas.width - left - width + margin,
        canvas.height - top - height + margin,
        left + margin,
    )
    return PictureSize(canvas.width, canvas.height, label, 30, padding)


def _drawing(view: TambonView, index: int, axes: tuple[RadarAxis, ...]) -> Draw:
    def draw(canvas: Canvas, area: Area) -> None:
        left, top, width, height = area
        beside = len(axes) >= 3 and width > 900 and height < 600
        below = len(axes) >= 3 and not beside and height >= 600
        share, high = (0.5 if beside else 1.0), (0.5 if below else 1.0)
        sheet = TambonSheet(
            view.ground, view.legend, map_size(canvas, (left, top, width * share, height * high))
        )
        sheet.draw(canvas)
        sheet.draw_names(canvas)
        sheet.mark(canvas, index)
        if beside:
            draw_radar(canvas, axes, (left + width * share, top, width * (1 - share), height))
        elif below:
            draw_radar(canvas, axes, (left, top + height * high, width, height * (1 - high)))

    return draw
