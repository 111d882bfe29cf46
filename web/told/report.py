"""The report of a check: JSON for machines, one HTML page with a map for people.

The page needs no script: the language is switched by two radio buttons and CSS, and a
problem's number on the map is a link to its place in the list.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from muban.gis.problem_catalogue import CATALOGUE, Lang
from muban.gis.problems import Severity, unique
from muban.web.told.report_map import problem_map

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas

__all__ = ["html_report", "json_report"]

_TOOLS = {
    "my_maps": "Google My Maps",
    "google_earth": "Google Earth",
    "qgis": "QGIS",
    "excel": "Excel",
}


def json_report(atlas: Atlas, *, lang: Lang = "th") -> str:
    """Problems and ledger as ``muban check --format json`` prints them.

    Returns
    -------
    str
        ``{"problems": [{code, severity, file, layer, feature, field, message, fix, lon,
        lat, id}], "ledger": [{file, layer, read, published, repaired, used,
        set_aside}], "columns": [{file, layer, read, published, used, withheld: {reason:
        count}}]}``,
        indented, ending in a line break.
    """
    report = {
        "problems": [found.to_dict(lang) for found in unique(atlas.problems)],
        "ledger": [row.to_dict() for row in atlas.ledger],
        "columns": [row.to_dict() for row in atlas.columns],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def html_report(atlas: Atlas, *, lang: Lang = "th") -> str:
    """The report as one page that opens from disk: map, problems by file, ledger."""
    from muban.web.wording.render import render

    problems = unique(atlas.problems)
    numbered = {found.id: number for number, found in enumerate(problems, start=1)}
    counts = {kind.value: sum(p.severity is kind for p in problems) for kind in Severity}
    return render(
        "report.html.jinja",
        title=atlas.title,
        lang=lang,
        files=[(file, list(group)) for file, group in groupby(problems, lambda p: p.where.file)],
        numbered=numbered,
        catalogue=CATALOGUE,
        tools=_TOOLS,
        counts=counts,
        ledger=atlas.ledger,
        map=problem_map(atlas, problems, numbered),
    )
