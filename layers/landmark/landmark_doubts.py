"""What is said of a pin whose kind was guessed, is not known, or must stay private."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from muban.gis.problems import Problem, Where, problem
from muban.layers.landmark.kind_words import KindWords
from muban.layers.landmark.landmark_kind import OTHER, KindFound

__all__ = ["internal_problem", "kind_problems", "unread_problem"]


def internal_problem(where: Where, kind: str, labels: Mapping[str, Collection[str]]) -> Problem:
    """A pin that is kept off the map because its kind is internal.

    Parameters
    ----------
    where
        The pin.
    kind
        Its kind's id.
    labels
        Words for each kind, the id first; the second one is shown to people.

    Returns
    -------
    Problem
        Without the pin's name and place.

    Examples
    --------
    >>> labels = {"poor": ["poor", "ครัวเรือนยากจน"]}
    >>> found = internal_problem(Where("ก.kml", "", 4, "บ้านยายคำ"), "poor", labels)
    >>> found.code, found.where.name, found.params["kind"]
    ('landmark.internal_kind', None, 'ครัวเรือนยากจน')
    """
    # The report must not repeat what it keeps off the map: neither the name nor the place.
    return problem("landmark.internal_kind", replace(where, name=None), kind=_label(kind, labels))


def kind_problems(
    where: Where,
    lonlat: tuple[float, float],
    found: KindFound,
    labels: Mapping[str, Collection[str]],
    words: KindWords,
) -> list[Problem]:
    """What a person should look at, because a pin's kind is not certain.

    Parameters
    ----------
    where, lonlat
        The pin, and its place in degrees.
    found
        What it became.
    labels
        Words for each kind, the id first; the second one is shown to people.
    words
        The same, ready to be asked for the nearest.
    """
    name = where.name or ""
    if found.stated:
        return []
    if found.village:
        return [
            problem(
                "landmark.ambiguous_name",
                where,
                lonlat=lonlat,
                name=name,
                village=found.village,
                kind=_label(found.words, labels),
                kind_id=found.words,
            )
        ]
    if found.weak:
        kind = _label(found.kind, labels)
        return [
            problem("landmark.guessed_kind", where, lonlat=lonlat, kind=kind, words=found.words)
        ]
    if found.kind != OTHER:
        return []
    if not name:
        return [problem("landmark.unnamed", where, lonlat=lonlat)]
    return [_unknown(where, lonlat, name, labels, words)]


def _unknown(
    where: Where,
    lonlat: tuple[float, float],
    name: str,
    labels: Mapping[str, Collection[str]],
    words: KindWords,
) -> Problem:
    """A name that tells no kind; where none is near, none is suggested."""
    nearest = words.nearest(name)
    if not nearest:
        return problem("landmark.kind_unsaid", where, lonlat=lonlat, name=name)
    return problem(
        "landmark.unknown_kind",
        where,
        lonlat=lonlat,
        name=name,
        nearest=_label(nearest, labels),
        nearest_id=nearest,
    )


def unread_problem(
    where: Where,
    lonlat: tuple[float, float],
    value: str,
    labels: Mapping[str, Collection[str]],
    words: KindWords,
) -> Problem:
    """A column of kinds says something that no kind is called.

    Parameters
    ----------
    where
        The pin.
    lonlat
        Its place in degrees (EPSG:4326).
    value
        What the column says.
    labels
        Words for each kind, the id first; the second one is shown to people.
    words
        The same, ready to be asked for the nearest.
    """
    nearest = words.nearest(value)
    if not nearest or nearest == OTHER:
        return problem("landmark.kind_not_listed", where, lonlat=lonlat, value=value[:60])
    return problem(
        "landmark.unread_kind",
        where,
        lonlat=lonlat,
        value=value[:60],
        nearest=_label(nearest, labels),
    )


def _label(kind: str, labels: Mapping[str, Collection[str]]) -> str:
    words = [word for word in labels.get(kind, ()) if word != kind]
    return words[0] if words else kind
