"""The page for an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from muban.web.pages.page import Head, render_page
from muban.web.wording.words import word

if TYPE_CHECKING:
    from muban.web.pages.site import Site

__all__ = ["build_missing_page"]

MISSING_PATH = "404.html"


def build_missing_page(site: Site) -> Mapping[str, bytes]:
    """Make ``404.html``, which hosts show for unknown addresses.

    It may be shown for any path: its style stands in it, and its link is absolute where
    the site's address is known.
    """
    site = replace(site, single_file=True)
    title = word("missing.title", site.lang)
    head = Head(MISSING_PATH, title, word("missing.text", site.lang), "province")
    home = site.base_url or "index.html"
    return {MISSING_PATH: render_page("missing.html.jinja", site, head, home=home)}
