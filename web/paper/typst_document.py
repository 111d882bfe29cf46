"""PDF by typst: templates of ours, and everything that a file says as data.

A template of ``web/print`` gets one JSON text and reads all words from it, so that text
from users is never markup. No clock, no system font, no package from elsewhere.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typst

from muban.web.paper.fonts import font_files
from muban.web.wording.thai_words import thai_runs

__all__ = ["TEMPLATES", "as_json", "compile_pdf"]

TEMPLATES = Path(__file__).resolve().parents[1] / "print"
"""Where the templates are."""
_FIRST_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""What every PDF is dated, so that the same data gives the same bytes."""


def compile_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Set a document.

    Parameters
    ----------
    template
        Name of a file in ``web/print``, such as ``map.typ``.
    data
        Plain values; SVG pictures as text.

    Returns
    -------
    bytes
        PDF with its fonts embedded; the same data gives the same bytes.
    """
    return bytes(
        typst.compile(
            TEMPLATES / template,
            root=TEMPLATES,
            font_paths=[font_files()[0].parent],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": as_json(data), "words": as_json(thai_runs(_texts(data)))},
            timestamp=_FIRST_DAY,
        )
    )


def as_json(value: object) -> str:
    """Plain values as a template reads them.

    Examples
    --------
    >>> as_json({"ตำบล": 1})
    '{"ตำบล": 1}'
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _texts(value: object) -> Iterator[str]:
    """Every text to be set; a picture's text is drawn as it is."""
    if isinstance(value, str):
        if not value.startswith("<svg"):
            yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
