"""What every clip has: a kicker that says “sample” where it is one, and a closing scene."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from muban.web.clips.clip import ClipShape, Scene
from muban.web.clips.drawing import Emblem, closing_layer, words_layer
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import word

if TYPE_CHECKING:
    from muban.web.pages.site import Site
    from muban.web.paper.canvas import Canvas

__all__ = ["Layer", "closing_scene", "scene", "with_sample"]

Layer = Callable[["Canvas", ClipShape], None]


def scene(seconds: float, title: str, place: str, layers: Sequence[Layer], said: str) -> Scene:
    """A scene whose title is said with where it is.

    Parameters
    ----------
    seconds
        How long it is seen.
    title, place
        What it tells, and of where.
    layers
        What is drawn, each over the one before.
    said
        The subtitle.
    """
    return Scene(seconds, f"{title} · {place}", said, tuple(layers))


def with_sample(text: str, sample: bool, site: Site) -> str:
    """A text with “sample” before it, where the project is one.

    Parameters
    ----------
    text
        What is said.
    sample
        Whether the project is one.
    site
        Whose language.
    """
    return f"{word('sample.short', site.lang)} · {text}" if sample else text


def closing_scene(
    kicker: str,
    title: str,
    source: str,
    site: Site,
    address: str | None,
    emblem: Emblem | None = None,
) -> Scene:
    """Who says it, from which sources, and where the page is.

    Parameters
    ----------
    kicker, title
        What it was of.
    source
        The sources in words.
    site
        Whose office.
    address
        Of the page; None where none is published.
    emblem
        What is seen where no address is; None for nothing.
    """
    office = paper_word("print.made_by", site.lang, office=site.office) if site.office else ""
    lines = [line for line in (office, source) if line]
    layers = [words_layer(kicker, (title,)), closing_layer(lines, address, emblem)]
    return scene(3, title, kicker, layers, " · ".join([*lines, *([address] if address else [])]))
