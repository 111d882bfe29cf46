"""The page of a country: choose a province; designated villages by province and year.

It works without scripts: a list of links and a table. The script finds a province by its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from muban.web.pages.page import Head, render_page
from muban.web.wording.render import json_text
from muban.web.wording.words import word

if TYPE_CHECKING:
    from muban.web.country.province_row import ProvinceRow
    from muban.web.pages.site import Site

__all__ = ["PROVINCE_MAPS", "build_country_page"]

PROVINCE_MAPS = "provinces.xml"
"""The list for search engines that this page stands in; each province has one of its own."""


def build_country_page(
    provinces: Sequence[ProvinceRow], site: Site, *, sample: bool
) -> Mapping[str, bytes]:
    """Make ``index.html`` of a site of several provinces.

    Parameters
    ----------
    provinces
        Those that have pages, by code.
    site
        Settings and assets of what stands above the provinces.
    sample
        Whether the data are invented.

    Returns
    -------
    Mapping
        Path → bytes; every text is escaped.
    """
    years = sorted({year for one in provinces for year in one.years})
    span = range(years[0], years[-1] + 1) if years else range(0)
    title = site.title or word("country.title", site.lang)
    facts = word("count.provinces", site.lang, n=len(provinces))
    marked = f"{word('sample.short', site.lang)} · {title}" if sample else title
    head = Head("index.html", marked, f"{title} · {facts}", "country")
    page = render_page(
        "country.html.jinja",
        site,
        head,
        provinces=provinces,
        years=span,
        of_year={year: sum(one.years.get(year, 0) for one in provinces) for year in span},
        sample=sample,
        data=json_text(
            {
                "lang": site.lang,
                "thaiDigits": site.thai_digits,
                "offline": not site.single_file,
            }
        ),
    )
    return {head.path: page}
