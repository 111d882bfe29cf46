"""The table of everything that can be wrong, in Thai and English.

The words are data: one JSON file per family beside this module (``geometry.json`` holds
the codes ``geometry.*``). Python reads them here; the page for drawing imports the same
files, so that both speak alike. The docs page of problems is printed from this table.

Each entry has

``severity``
    ``error``, ``warning`` or ``note`` (:class:`muban.gis.problems.Severity`).
``effect``
    ``none``, ``repaired`` or ``set_aside``: what usually becomes of the record.
``title``, ``message``, ``why``, ``fix``
    Sentences in ``th`` and ``en``. ``message`` and ``fix`` may use ``{file}``,
    ``{layer}``, ``{feature}``, ``{field}`` and the facts of the problem.
``tools`` (optional)
    How to mend it in ``my_maps``, ``google_earth``, ``qgis`` or ``excel``, each in ``th``
    and ``en``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from string import Formatter
from types import MappingProxyType
from typing import Literal

__all__ = ["CATALOGUE", "Entry", "Lang", "Words"]

Lang = Literal["th", "en"]
Words = Mapping[str, str]

_PLACE = frozenset({"file", "layer", "feature", "field"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table."""

    code: str
    severity: Literal["error", "warning", "note"]
    effect: Literal["none", "repaired", "set_aside"]
    title: Words
    message: Words
    why: Words
    fix: Words
    tools: Mapping[str, Words] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def params(self) -> frozenset[str]:
        """The facts that a problem of this code must bring."""
        return _facts_in(*self.message.values(), *self.fix.values())


@cache
def _facts_in(*texts: str) -> frozenset[str]:
    """What texts leave open; asked once for each text, not for each of 100,000 problems."""
    names = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    return frozenset(names - _PLACE)


def _read_catalogue() -> Mapping[str, Entry]:
    entries: dict[str, Entry] = {}
    folder = resources.files(__package__)
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".json"):
            continue
        family = file.name.removesuffix(".json")
        for name, row in json.loads(file.read_text("utf-8")).items():
            code = f"{family}.{name}"
            entries[code] = Entry(code=code, **row)
    return MappingProxyType(entries)


CATALOGUE: Mapping[str, Entry] = _read_catalogue()
"""Every entry by its code, such as ``geometry.open_ring``."""
