"""What is wrong with someone's data, said so that they can mend it.

Three kinds of trouble never mix:

* imperfect data becomes a :class:`Problem`, and the work goes on;
* work that cannot go on raises :class:`muban.gis.errors.MubanError`;
* our own bug is a traceback.

A problem's words are not here: they stand in the catalogue
(:mod:`muban.gis.problem_catalogue`), in Thai and in English, under the problem's code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from muban.gis.frozen import frozen
from muban.gis.half_letters import whole_text
from muban.gis.problem_catalogue import CATALOGUE, Lang

__all__ = [
    "Effect",
    "FeatureRef",
    "Param",
    "Problem",
    "Severity",
    "Spoken",
    "Where",
    "problem",
    "unique",
]


@runtime_checkable
class Spoken(Protocol):
    """Facts that each language puts into words of its own."""

    def in_words(self, lang: Lang) -> str:
        """The facts in one line of a language."""


Param = str | int | float | Spoken


class Severity(StrEnum):
    """How bad it is: what happens to the reader of the map if nobody mends it."""

    ERROR = "error"
    """Cannot be shown truthfully; the record is set aside."""
    WARNING = "warning"
    """Shown, but almost surely not as it was meant."""
    NOTE = "note"
    """We changed or noticed something harmless; here it is."""


class Effect(StrEnum):
    """What became of the record that the problem speaks of."""

    NONE = "none"
    REPAIRED = "repaired"
    SET_ASIDE = "set_aside"


class FeatureRef(NamedTuple):
    """Names one record that came in: the ledger counts these."""

    file: str
    layer: str
    number: int


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a problem, as a person finds it.

    Parameters
    ----------
    file
        Path inside the project folder, with ``/``.
    layer
        Layer, KML folder or worksheet; None when the whole file is meant.
    number
        The record's number as a person counts it: features from 1, worksheet rows as
        Excel numbers them.
    name
        What the record calls itself, if anything.
    field
        Column or property.
    unit
        Whether ``number`` counts features or rows.

    Examples
    --------
    >>> Where("drawings/ก.kml", "หมู่บ้าน", 3, "บ้านโพนแพง").feature
    '#3 บ้านโพนแพง'
    >>> Where("drawings/ก.kml").feature is None
    True
    """

    file: str
    layer: str | None = None
    number: int | None = None
    name: str | None = None
    field: str | None = None
    unit: Literal["feature", "row"] = "feature"

    def __post_init__(self) -> None:
        # What a file calls a thing may hold half a letter, which no report can write.
        for own in ("file", "layer", "name", "field"):
            text = getattr(self, own)
            if text is not None and text != (whole := whole_text(text)):
                object.__setattr__(self, own, whole)

    @property
    def feature(self) -> str | None:
        """The record in one short text: ``#3 บ้านโพนแพง``; None when no record is meant."""
        number = None if self.number is None else f"#{self.number}"
        return " ".join(part for part in (number, self.name) if part) or None

    @property
    def ref(self) -> FeatureRef | None:
        """The record's entry in the ledger; None when no single record is meant."""
        if self.number is None:
            return None
        return FeatureRef(self.file, self.layer or "", self.number)

    def at(self, *, field: str) -> Where:
        """The same place, narrowed to one field."""
        return replace(self, field=field)


_LONGEST = 600
_NO_PARAMS: Mapping[str, Param] = frozen({})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or was mended, at one place.

    Make one with :func:`problem`, which checks the code against the catalogue.
    """

    code: str
    where: Where
    params: Mapping[str, Param] = field(default_factory=lambda: _NO_PARAMS)
    lon: float | None = None
    lat: float | None = None
    effect: Effect = Effect.NONE

    @property
    def severity(self) -> Severity:
        """As the catalogue states it for this code."""
        return Severity(CATALOGUE[self.code].severity)

    @property
    def id(self) -> str:
        """Twelve hex digits that stay the same as long as the defect does.

        Code, place and facts go in; wording does not, so that a better sentence in the
        catalogue does not make an old defect a new one.
        """
        place = self.where
        parts = [
            self.code,
            place.file,
            place.layer or "",
            str(place.number or ""),
            place.name or "",
            place.field or "",
        ]
        parts += [f"{key}={self.params[key]}" for key in sorted(self.params)]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]

    def message(self, lang: Lang = "th") -> str:
        """What was found, in one sentence of the language asked for."""
        return CATALOGUE[self.code].message[lang].format_map(self._words(lang))

    def fix(self, lang: Lang = "th") -> str:
        """What to do about it, in one sentence of the language asked for."""
        return CATALOGUE[self.code].fix[lang].format_map(self._words(lang))

    def to_dict(self, lang: Lang = "th") -> dict[str, Param | None]:
        """The flat form that reports, the manifest and ``check --format json`` write."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.where.file,
            "layer": self.where.layer,
            "feature": self.where.feature,
            "field": self.where.field,
            "message": self.message(lang),
            "fix": self.fix(lang),
            "lon": self.lon,
            "lat": self.lat,
            "id": self.id,
        }

    def _words(self, lang: Lang) -> dict[str, Param]:
        place = self.where
        here: dict[str, Param] = {
            "file": place.file,
            "layer": place.layer or "",
            "feature": place.feature or "",
            "field": place.field or "",
        }
        said = here | dict(self.params)
        return {name: _readable(value, lang) for name, value in said.items()}


def _readable(value: Param, lang: Lang) -> Param:
    """A fact as a sentence can hold it: nobody reads the five thousandth digit."""
    if isinstance(value, Spoken):
        value = value.in_words(lang)
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]}…"
    return value


def problem(
    code: str,
    where: Where,
    *,
    lonlat: tuple[float, float] | None = None,
    effect: Effect | None = None,
    **params: Param,
) -> Problem:
    """Make a problem, checked against the catalogue.

    Parameters
    ----------
    code
        A code of the catalogue, such as ``geometry.open_ring``.
    where
        The place.
    lonlat
        Longitude and latitude in degrees (EPSG:4326), where there is a place on the map.
    effect
        What became of the record; None takes what the catalogue states for the code.
    **params
        The facts that the catalogue's sentences speak of; every one of them is needed.

    Raises
    ------
    KeyError
        The code is not in the catalogue, or a fact that its sentences need is missing.
        That is a bug of ours, never of the data.

    Examples
    --------
    >>> found = problem("project.unknown_content", Where("reference/ก.csv"), columns="ก, ข")
    >>> found.severity.value, found.effect.value
    ('warning', 'set_aside')
    """
    entry = CATALOGUE[code]
    missing = entry.params - set(params)
    if missing:
        raise KeyError(f"{code} needs {sorted(missing)}")
    lon, lat = lonlat if lonlat is not None else (None, None)
    return Problem(
        code=code,
        where=where,
        params=frozen({key: _whole(value) for key, value in params.items()}),
        lon=None if lon is None else round(float(lon), 6),
        lat=None if lat is None else round(float(lat), 6),
        effect=Effect(entry.effect) if effect is None else effect,
    )


def _whole(value: Param) -> Param:
    return whole_text(value) if isinstance(value, str) else value


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def unique(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in the order of a report: file, severity, layer, record, code.

    Examples
    --------
    >>> unique([])
    []
    """
    by_id = {found.id: found for found in problems}
    return sorted(
        by_id.values(),
        key=lambda p: (
            p.where.file,
            _ORDER[p.severity],
            p.where.layer or "",
            p.where.number or 0,
            p.code,
            p.id,
        ),
    )
