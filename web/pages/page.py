"""The shell of every page: head, policy, banners, words in two languages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from muban.web.pages.site import Site
from muban.web.settings.addresses import tile_source
from muban.web.wording.render import render
from muban.web.wording.words import Lang, digits, word

__all__ = ["Head", "Speech", "content_security_policy", "render_page"]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's head.

    ``path`` is the page's own path in the site; ``bundle`` names its script and style.
    """

    path: str
    title: str
    description: str
    bundle: str
    dataset: dict[str, Any] | None = None
    """JSON-LD (schema.org Dataset), or None."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Words for templates: marked so that the script can change their language."""

    lang: Lang
    thai_digits: bool

    def text(self, key: str, **facts: object) -> str:
        """A word as plain text, for attributes."""
        return _said(self.lang, self.thai_digits, key, **facts)

    def __call__(self, key: str, **facts: object) -> Markup:
        """A word as an element that knows its key and facts."""
        return _marked(self.lang, self.thai_digits, key, **facts)

    def name(self, th: str, en: str = "") -> Markup | str:
        """A name from the data in both languages, or just as it is where there is but one."""
        if not en or en == th:
            return th
        return _in_both(self.lang, th, en)

    def figures(self, text: str) -> str:
        """Figures in the digits that the project asks for."""
        return digits(text, thai=self.thai_digits and self.lang == "th")


# Pages say the same words of many villages. Kept by type as well: a text is escaped, and markup
# that is equal to it is not; 1 is written otherwise than 1.0.
_kept = lru_cache(maxsize=1 << 12, typed=True)


def _said(lang: Lang, thai_digits: bool, key: str, /, **facts: object) -> str:
    return digits(word(key, lang, **facts), thai=thai_digits and lang == "th")


@_kept
def _marked(lang: Lang, thai_digits: bool, key: str, /, **facts: object) -> Markup:
    known = Markup(' data-facts="{}"').format(_facts(facts)) if facts else Markup("")
    text = _said(lang, thai_digits, key, **facts)
    return Markup('<span data-word="{}"{}>{}</span>').format(key, known, text)


@_kept
def _in_both(lang: Lang, th: str, en: str) -> Markup:
    return Markup('<span data-th="{}" data-en="{}">{}</span>').format(
        th, en, en if lang == "en" else th
    )


def _facts(facts: dict[str, object]) -> str:
    text = {k: str(v) for k, v in facts.items()}
    return json.dumps(text, ensure_ascii=False, separators=(",", ":"))


def content_security_policy(site: Site, bundle: str) -> str:
    """What the page may load: its own script and style, and the tiles where asked for.

    Examples
    --------
    >>> content_security_policy(Site("", None, {}), "tambon").split("; ")[1]
    "script-src 'self'"
    """
    scripts, styles = "'self'", "'self'"
    if site.single_file:
        scripts = f"'{site.assets[site.script(bundle)].csp_hash}'"
        styles = f"'{site.assets[f'{bundle}.css'].csp_hash}'"
    images = ["'self'", "data:"]
    if site.basemap is not None:
        images.append(tile_source(site.basemap.url))
    rules = {
        "default-src": "'none'",
        "script-src": scripts,
        "style-src": styles,
        "img-src": " ".join(images),
        "connect-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def render_page(template: str, site: Site, head: Head, **context: Any) -> bytes:
    """A whole page as bytes.

    Parameters
    ----------
    template
        Of ``web/templates``; it extends ``page.html.jinja``.
    site, head
        Settings, and what this page is.
    **context
        What the template speaks of.
    """
    speech = Speech(site.lang, site.thai_digits)
    card = site.cards.get(head.path)
    text = render(
        template,
        site=site,
        head=head,
        w=speech,
        policy=content_security_policy(site, head.bundle),
        script=site.assets[site.script(head.bundle)],
        style=site.assets[f"{head.bundle}.css"],
        inline_script=_inline(site, site.script(head.bundle)),
        inline_style=_inline(site, f"{head.bundle}.css"),
        href=lambda target: site.href(head.path, target),
        address=site.address(head.path),
        card=card,
        card_address=site.address(card.path) if card else None,
        caption=site.captions.get(head.path, ""),
        downloads=site.downloads.get(head.path, ()),
        **context,
    )
    return (text.strip() + "\n").encode()


def _inline(site: Site, name: str) -> Markup:
    """One of our own built files as it stands; its hash is in the page's policy."""
    return Markup(site.assets[name].content.decode() if site.single_file else "")  # noqa: S704
