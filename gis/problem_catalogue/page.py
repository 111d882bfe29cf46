"""The docs page of problems, printed from the catalogue so that it cannot lag behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from muban.gis.problem_catalogue import CATALOGUE, Entry

__all__ = ["catalogue_page"]

_HEAD = """\
<!-- Printed from gis/problem_catalogue by `make docs`; change the words there. -->

# ข้อบกพร่องที่ muban พบได้ และวิธีแก้ (problems, and how to mend them)

ระดับ (severity): **ผิด** (error) แสดงตามจริงไม่ได้ จึงกันไว้ · **ควรตรวจ** (warning) แสดงแล้ว
แต่น่าจะไม่ตรงกับที่ตั้งใจ · **แจ้งให้ทราบ** (note) โปรแกรมปรับให้ หรือพบสิ่งที่ควรรู้
"""
_SEVERITY = {"error": "ผิด (error)", "warning": "ควรตรวจ (warning)", "note": "แจ้งให้ทราบ (note)"}
_EFFECT = {
    "none": "",
    "repaired": " · ซ่อมแล้วแสดง (repaired)",
    "set_aside": " · กันไว้ ไม่แสดง (set aside)",
}
_TOOLS = {
    "my_maps": "Google My Maps",
    "google_earth": "Google Earth",
    "qgis": "QGIS",
    "excel": "Excel",
}


def catalogue_page(catalogue: Mapping[str, Entry] = CATALOGUE) -> str:
    """The whole catalogue as one Markdown page, by family.

    Examples
    --------
    >>> catalogue_page({}).splitlines()[2].startswith("# ข้อบกพร่อง")
    True
    """
    parts = [_HEAD]
    entries = sorted(catalogue.values(), key=lambda entry: entry.code)
    for family, rows in groupby(entries, key=lambda entry: entry.code.partition(".")[0]):
        parts.append(f"## {family}\n")
        parts += ["\n".join(_lines(entry)) + "\n" for entry in rows]
    return "\n".join(parts)


def _lines(entry: Entry) -> Iterator[str]:
    yield f"### `{entry.code}` — {entry.title['th']}\n"
    yield f"{_SEVERITY[entry.severity]}{_EFFECT[entry.effect]}\n"
    yield f"- พบ: {_plain(entry.message['th'])}"
    yield f"- สำคัญเพราะ: {_plain(entry.why['th'])}"
    yield f"- วิธีแก้: {_plain(entry.fix['th'])}"
    for tool, words in entry.tools.items():
        yield f"  - {_TOOLS[tool]}: {_plain(words['th'])}"
    yield f"- *{entry.title['en']}.* {_plain(entry.message['en'])}. {_plain(entry.why['en'])}."
    yield f"  **What to do:** {_plain(entry.fix['en'])}."
    for tool, words in entry.tools.items():
        yield f"  - {_TOOLS[tool]}: {_plain(words['en'])}"


def _plain(text: str) -> str:
    """A sentence with its facts shown as names, safe inside Markdown."""
    return text.rstrip(".").replace("{", "‹").replace("}", "›").replace("<", "&lt;")
