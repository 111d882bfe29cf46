"""What a file, its folder or a layer of it is called in public: officers name them after people.

The file is read all the same; only the name stays in the office.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from muban.gis.frozen import frozen
from muban.gis.problems import Effect, Problem, Where
from muban.layers.personal.privacy import Finding, PrivacyRule, find_personal

__all__ = ["PublicNames", "public_names"]


@dataclass(frozen=True, slots=True)
class PublicNames:
    """Names to publish instead of those that tell of a person, and what was found.

    ``by_file`` has files, ``by_layer`` layers by their file's true name and their own.
    """

    by_file: Mapping[str, str]
    by_layer: Mapping[tuple[str, str], str]
    problems: tuple[Problem, ...]


def public_names(layers: Iterable[tuple[str, str]], rule: PrivacyRule) -> PublicNames:
    """Find what is named after people, and give each a name that may be published.

    Parameters
    ----------
    layers
        File and layer of everything that was read; a layer may be "".
    rule
        Texts that a person has allowed.

    Examples
    --------
    >>> names = public_names(
    ...     [("drawings/นายสมชาย ใจดี.kml", ""), ("drawings/วัด.kml", "สวนนายสมชาย")], PrivacyRule())
    >>> dict(names.by_file), dict(names.by_layer)
    ({'drawings/นายสมชาย ใจดี.kml': 'drawings/1.kml'}, {('drawings/วัด.kml', 'สวนนายสมชาย'): '(1)'})
    >>> [found.code for found in names.problems]
    ['privacy.person_name', 'privacy.person_name']
    """
    by_file: dict[str, str] = {}
    by_layer: dict[tuple[str, str], str] = {}
    found: list[Finding] = []
    known = sorted(set(layers))
    of_file: dict[str, list[str]] = {}
    for file, layer in known:
        of_file.setdefault(file, []).append(layer)
    for number, file in enumerate(of_file, start=1):
        parts = [_part(part, number, Where(file), rule, found) for part in file.split("/")]
        if (public := "/".join(parts)) != file:
            by_file[file] = public
        for place, layer in enumerate(of_file[file], start=1):
            personal = _personal(layer, Where(file, layer), rule)
            if personal:
                by_layer[file, layer] = f"({place})"
                found += personal
    problems = tuple(finding.problem(effect=Effect.NONE) for finding in found)
    return PublicNames(frozen(by_file), frozen(by_layer), problems)


def _part(name: str, number: int, where: Where, rule: PrivacyRule, found: list[Finding]) -> str:
    """A file or folder of a path, or its number where the name tells of a person."""
    path = PurePosixPath(name)
    personal = _personal(path.stem, where, rule) or _personal(name, where, rule)
    found += personal
    return f"{number}{path.suffix if path.suffix.isascii() else ''}" if personal else name


def _personal(name: str, where: Where, rule: PrivacyRule) -> list[Finding]:
    return find_personal(name.replace("_", " "), where=where, rule=rule, named="nothing")
