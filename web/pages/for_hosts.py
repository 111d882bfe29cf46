"""What search engines ask a host for: which pages there are, and whether they may be found."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from muban.web.wording.render import render

__all__ = ["build_robots", "build_sitemap", "build_sitemap_of_sitemaps"]


def build_sitemap(base_url: str, pages: Iterable[str]) -> bytes:
    """``sitemap.xml``.

    Parameters
    ----------
    base_url
        Where the site is published, ending in ``/``.
    pages
        Paths of pages in the site; an ``index.html`` is named by its folder.

    Examples
    --------
    >>> b"<loc>https://x.go.th/tambon/1/</loc>" in build_sitemap(
    ...     "https://x.go.th/", ["tambon/1/index.html"])
    True
    """
    addresses = [base_url + quote(page.removesuffix("index.html")) for page in sorted(pages)]
    return (render("sitemap.xml.jinja", addresses=addresses).strip() + "\n").encode()


def build_sitemap_of_sitemaps(base_url: str, sitemaps: Iterable[str]) -> bytes:
    """``sitemap.xml`` of a site whose parts have sitemaps of their own.

    Parameters
    ----------
    base_url
        Where the site is published, ending in ``/``.
    sitemaps
        Their paths in the site.

    Examples
    --------
    >>> b"<loc>https://x.go.th/43/sitemap.xml</loc>" in build_sitemap_of_sitemaps(
    ...     "https://x.go.th/", ["43/sitemap.xml"])
    True
    """
    addresses = [base_url + quote(path) for path in sitemaps]
    return (render("sitemaps.xml.jinja", addresses=addresses).strip() + "\n").encode()


def build_robots(base_url: str | None, *, internal: bool = False) -> bytes:
    """``robots.txt``: everything may be found, or nothing where the site is for the office.

    Examples
    --------
    >>> print(build_robots("https://x.go.th/").decode(), end="")
    User-agent: *
    Allow: /
    Sitemap: https://x.go.th/sitemap.xml
    >>> print(build_robots(None, internal=True).decode(), end="")
    User-agent: *
    Disallow: /
    """
    lines = ["User-agent: *", "Disallow: /" if internal else "Allow: /"]
    if base_url and not internal:
        lines.append(f"Sitemap: {base_url}sitemap.xml")
    return ("\n".join(lines) + "\n").encode()
