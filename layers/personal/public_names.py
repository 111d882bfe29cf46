"""What a file is called in public: officers name files after people.

The file is read all the same; only its name stays in the office.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gis.problems import Effect, Problem, Where
from layers.personal.privacy import PrivacyRule, find_personal

__all__ = ["PublicNames", "public_names"]


@dataclass(frozen=True, slots=True)
class PublicNames:
    """Files whose own name tells of a person → the name to publish, and what was found."""

    by_file: Mapping[str, str]
    problems: tuple[Problem, ...]


def public_names(files: Iterable[str], rule: PrivacyRule) -> PublicNames:
    """Find files named after people, and give each a name that may be published.

    Examples
    --------
    >>> names = public_names(["drawings/นายสมชาย ใจดี.kml", "drawings/วัด.kml"], PrivacyRule())
    >>> dict(names.by_file), [found.code for found in names.problems]
    ({'drawings/นายสมชาย ใจดี.kml': 'drawings/1.kml'}, ['privacy.person_name'])
    """
    by_file: dict[str, str] = {}
    problems: list[Problem] = []
    for number, file in enumerate(sorted(set(files)), start=1):
        folder, slash, name = file.rpartition("/")
        stem, dot, suffix = name.rpartition(".")
        found = find_personal((stem or suffix).replace("_", " "), where=Where(file), rule=rule)
        if found:
            by_file[file] = f"{folder}{slash}{number}{dot}{suffix}"
            problems += [finding.problem(effect=Effect.NONE) for finding in found]
    return PublicNames(MappingProxyType(by_file), tuple(problems))
