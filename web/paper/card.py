"""The picture that a shared link shows: what, where, three figures, and the map.

Drawn from our own vectors, with the type that the package carries; named by its content,
because Facebook keeps a picture of one name for about a day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from muban.symbology.hatch import hatch_paths
from muban.web.maps.look import build_look
from muban.web.maps.picture import PictureOptions, PictureSize, build_picture
from muban.web.maps.picture_places import has_places
from muban.web.paper.card_foot import CardFoot
from muban.web.paper.card_layout import CardText, CardWords, lay_out
from muban.web.paper.card_means import means_svg
from muban.web.paper.fonts import FONT_FAMILY
from muban.web.paper.raster import svg_to_png
from muban.web.wording.render import render
from muban.web.wording.words import Lang

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.symbology.legend import Legend
    from muban.web.maps.tambon_view import TambonView
from muban.web.paper.card_words import _name, card_words

__all__ = [
    "SHAPES",
    "CardShape",
    "build_cards",
    "card_svg",
    "draw_cards",
]


@dataclass(frozen=True, slots=True)
class CardShape:
    """A card's size and where its words stand, in px.

    ``column`` is left, top, width and bottom of the words; ``panel`` the white ground
    under them (x, y, width, height); ``padding`` what the map leaves free.
    """

    id: str
    width: int
    height: int
    column: tuple[float, float, float, float]
    panel: tuple[float, float, float, float]
    padding: tuple[float, float, float, float]
    title_size: float
    title_on_one_line: bool

    @property
    def free(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what the words leave to the map."""
        top, right, bottom, left = self.padding
        return left, top, self.width - left - right, self.height - top - bottom

    def map_size(self, symbol: float, below: float) -> PictureSize:
        """How a map is drawn on the card: as large as it, its words and its foot left free.

        Parameters
        ----------
        symbol
            Diameter of what stands on the map, in px.
        below
            Room for what stands under the map, in px.
        """
        top, right, bottom, left = self.padding
        return PictureSize(
            width=self.width,
            height=self.height,
            label=_LABEL,
            symbol=symbol,
            padding=(top, right, bottom + below, left),
        )


SHAPES = (
    CardShape(
        "card", 1200, 630, (48, 44, 374, 596), (0, 0, 440, 630), (30, 30, 30, 470), 84, False
    ),
    CardShape(
        "square", 1080, 1080, (56, 36, 968, 1046), (0, 0, 1080, 316), (340, 40, 150, 40), 96, True
    ),
)
"""``card`` is what Facebook and LINE show of a link; ``square`` is for posting by hand."""

_KEY_HIGH = 46.0
"""Room under the map for the key of the cross-hatch, in px."""
_LABEL, _SYMBOL = 29.0, 32.0
"""A village's number is set at 84 % of its name, and must not be smaller than 24 px."""


DrawMap = Callable[[CardShape], str]
"""Makes the map of a card as SVG of the card's whole size."""


def build_cards(
    view: TambonView, *, thai_digits: bool = False, office: str = "", address: str | None = None
) -> dict[str, bytes]:
    """A tambon's cards.

    Parameters
    ----------
    view
        The tambon as its page shows it.
    thai_digits
        Whether figures are Thai.
    office, address
        Who made it, and the page's full address; both stand under the map.

    Returns
    -------
    dict
        File name → PNG, the wide card first: ``card-<hash>.png``, ``square-<hash>.png``.
    """
    tambon, legend, lang = view.tambon, view.legend, view.lang
    words = card_words(tambon, lang=lang, thai_digits=thai_digits)
    key = _disputed_key(tambon, legend, lang)
    shown = view.views.shown if has_places(tambon) else None
    foot = CardFoot(shown, office, address, lang, thai_digits)

    def means(shape: CardShape) -> str:
        return means_svg(view.views.every, shape.free, lang=lang, thai_digits=thai_digits)

    def draw(shape: CardShape) -> str:
        size = shape.map_size(_SYMBOL, (_KEY_HIGH if key else 0) + foot.height)
        # There is room for one of name and number, and a name says more: the number stands
        # only where the name finds no place.
        options = PictureOptions(
            size=size,
            fills=view.fills,
            fonts=FONT_FAMILY,
            numbers="unnamed",
            thai_digits=thai_digits,
            line=1.3,
        )
        return build_picture(view.ground, legend=legend, options=options).svg

    if not has_places(tambon):
        return draw_cards(words, means, legend=legend)
    return draw_cards(words, draw, legend=legend, key=key, foot=foot)


def _disputed_key(tambon: TambonAtlas, legend: Legend, lang: Lang) -> str:
    """What the hatch on the map means; "" where nothing is hatched."""
    style = legend.disputed
    return _name(style.label_th, style.label_en, lang) if tambon.disputed else ""


def draw_cards(
    words: CardWords,
    draw_map: DrawMap,
    *,
    legend: Legend,
    key: str = "",
    foot: CardFoot | None = None,
) -> dict[str, bytes]:
    """Both cards from their words and their map, by file name.

    ``key`` says what the cross-hatch on the map means, where there is any; ``foot`` stands
    under the map.

    Parameters
    ----------
    words
        What the cards say.
    draw_map
        Draws the map in a place of the card, in pixels.
    legend
        Says the colours.
    key
        What the cross-hatch means; "" where there is none.
    foot
        What stands under the map.
    """
    cards = {}
    for shape in SHAPES:
        svg = card_svg(words, shape, draw_map(shape), legend=legend, key=key, foot=foot)
        png = svg_to_png(svg, width=shape.width, height=shape.height)
        cards[f"{shape.id}-{hashlib.sha256(png).hexdigest()[:12]}.png"] = png
    return cards


def card_svg(
    words: CardWords,
    shape: CardShape,
    picture: str,
    *,
    legend: Legend,
    key: str = "",
    foot: CardFoot | None = None,
) -> str:
    """A card as SVG.

    Parameters
    ----------
    words
        What it says.
    shape
        Its size.
    picture
        SVG that a template of ours made, as large as the card; with "" there is nothing to
        show beside the words, and their white ground takes the whole card.
    legend
        The colours of paper and ground.
    key
        What the cross-hatch means; it stands under the map, beside a sample.
    foot
        What stands under all of that.
    """
    foot = foot if picture and foot is not None else CardFoot()
    below = shape.height - shape.padding[2] - foot.height
    look = build_look(legend)
    x, y, wide, high = shape.panel if picture else (0, 0, shape.width, shape.height)
    return str(
        render(
            "card.svg.jinja",
            width=shape.width,
            height=shape.height,
            font=FONT_FAMILY,
            ground=look.ground,
            paper=look.paper,
            picture=Markup(picture),  # noqa: S704 - it came out of our own escaping template
            panel={"x": x, "y": y, "width": wide, "height": high},
            lines=lines_of(words, shape),
            ink=look.soft_ink,
            key=key,
            key_at=(shape.padding[3], below - _KEY_HIGH + 10),
            foot=Markup(  # noqa: S704 - it came out of our own escaping template
                foot.svg(shape.padding[3], below, shape.width - shape.padding[1])
            ),
            sample=Markup(  # noqa: S704 - drawn from the legend's checked colours
                hatch_paths(
                    legend.disputed.ground,
                    legend.disputed.line,
                    box=(0, 0, 48, 26),
                    crossed=True,
                    width=1.3,
                    step=8,
                )
            ),
        )
    )


def lines_of(words: CardWords, shape: CardShape) -> list[CardText]:
    """A card's lines of text at their places."""
    left, top, width, bottom = shape.column
    if shape.title_on_one_line:
        words = replace(words, title=("".join(words.title),))
    return lay_out(
        words,
        left=left,
        top=top,
        width=width,
        bottom=bottom,
        title_size=shape.title_size,
        end=shape.panel[3] - 12 if shape.title_on_one_line else None,
    )
