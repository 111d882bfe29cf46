"""Templates: the only way from text to HTML and SVG, and it escapes."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from muban.web.wording.paper_words import source_word

__all__ = ["json_text", "keep_templates", "render"]


def json_text(value: object) -> Markup:
    r"""JSON that may stand inside a ``<script>`` of data: no character of it ends the element.

    Examples
    --------
    >>> print(json_text({"name": "</script><b>"}))
    {"name":"\u003c/script\u003e\u003cb\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - every character with a meaning in HTML is escaped above


def render(template: str, **context: Any) -> Markup:
    """Fill a template of ``web/templates``; every value is escaped unless it is Markup.

    Parameters
    ----------
    template
        Its name, such as ``picture.svg.jinja``.
    **context
        What it speaks of; a name that is missing raises.

    Returns
    -------
    Markup
        Safe to stand in a page.

    Examples
    --------
    >>> page = render("sitemap.xml.jinja", addresses=["https://a.example/?a=1&b=2"], pages=[])
    >>> "a=1&b=2" in page
    False
    """
    text = _environment().get_template(template).render(**context)
    return Markup(text)  # noqa: S704 - the environment escapes


def keep_templates(where: BytecodeCache) -> None:
    """Take compiled templates from there from now on, and keep those that are compiled."""
    _environment().bytecode_cache = where


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("muban.web", "templates"),
        autoescape=True,
        auto_reload=False,  # a template is not looked for again with every page
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["json"] = json_text
    environment.filters["r"] = _short
    environment.filters["source_word"] = source_word
    return environment


def _short(value: float) -> str:
    """A coordinate in cells as short as it can be said: whole, or three figures."""
    text = f"{value:.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
