"""The whole lesson book as values for ``whole-book.typ``, and the checklist of its headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from muban.web.book.headings import BookKind, Heading, book_word, headings, part_title
from muban.web.book.made_parts import (
    change_table,
    domain_maps,
    item_table,
    pins_of,
    with_results_only,
)
from muban.web.book.plan_table import plan_values
from muban.web.paper.print_book import of_village, tambon_book, village_book

if TYPE_CHECKING:
    from muban.layers.indicator.priorities import PriorityRule
    from muban.web.book.read_book import Contributions
    from muban.web.maps.tambon_view import TambonView
    from muban.web.paper.imprint import Imprint

__all__ = ["Check", "WholeBook", "build_whole_book"]

State = Literal["present", "made", "absent", "optional"]
_PARTS = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class Check:
    """How one heading of the letter stands: text is there, made from data alone, or missing."""

    heading: Heading
    state: State

    def in_words(self) -> str:
        """The heading and its state."""
        return f"{_SIGNS[self.state]} {self.heading.whole} — {book_word(self.state)}"


_SIGNS: Mapping[State, str] = {"present": "✓", "made": "✓", "absent": "✗", "optional": "–"}


@dataclass(frozen=True, eq=False)
class WholeBook:
    """Values for the template, and the checklist, a row for every heading of the letter."""

    data: dict[str, Any]
    checks: tuple[Check, ...]


def build_whole_book(
    view: TambonView,
    code: str,
    contributions: Contributions,
    *,
    imprint: Imprint,
    rule: PriorityRule | None = None,
    internal: bool = False,
) -> WholeBook:
    """Set a tambon's (six digits) or a village's book (eight) from data and an officer's texts.

    Nothing is made up: a heading that has neither text nor data says that it has none.

    Parameters
    ----------
    view
        The tambon, or the one that the village lies in.
    code
        Of the tambon or village.
    contributions
        From :func:`muban.web.book.read_book.read_contributions`.
    imprint
        Who made it, when, where it is published.
    rule
        What counts as a problem.
    internal
        Marks the covers as not to be published.
    """
    kind: BookKind = "village" if len(code) == 8 else "tambon"
    base = (
        village_book(view, code, imprint=imprint)
        if kind == "village"
        else tambon_book(view, imprint=imprint, rule=rule)
    )
    made = _made(view, code, base, imprint)
    made["plan"] = plan_values(view.tambon, code, imprint)
    sections: dict[str, list[dict[str, Any]]] = {part: [] for part in _PARTS}
    checks: list[Check] = []
    for heading in headings(kind):
        blocks = contributions.blocks.get(heading.id, [])
        parts = _parts(heading, made, view, code, imprint)
        state = _state(heading, bool(blocks), bool(parts))
        checks.append(Check(heading, state))
        if state != "optional":
            sections[heading.part].append(
                {
                    "title": heading.whole,
                    "blocks": blocks,
                    "made": parts,
                    "missing": state == "absent",
                }
            )
    cover = contributions.cover
    data = {
        **base,
        "covers": _covers(base["covers"], internal),
        "cover_picture": None if cover is None else cover,
        "parts": [{"title": part_title(part, kind), "sections": sections[part]} for part in _PARTS],
        "book_words": {key: book_word(key) for key in ("contents", "missing", "pins")},
    }
    return WholeBook(data, tuple(checks))


def _covers(covers: dict[str, list[str]], internal: bool) -> dict[str, list[str]]:
    marks = [book_word("internal")] if internal else []
    return {**covers, "part": [book_word("book")], "sample": [*covers["sample"], *marks]}


def _state(heading: Heading, written: bool, made: bool) -> State:
    if written:
        return "present"
    if made:
        return "made"
    return "optional" if heading.optional else "absent"


def _made(view: TambonView, code: str, base: dict[str, Any], imprint: Imprint) -> dict[str, Any]:
    """Everything that the data gives, by the name that headings ask for it."""
    village = len(code) == 8
    shown = of_village(view.tambon, code) if village else view.tambon
    radars, without = with_results_only(base["radars"])
    drawn = bool(shown.has_map)
    return {
        "population": base["table"] if len(shown.villages) else None,
        "map": base["map"] if drawn else None,
        "radars": {"radars": radars, "without": without} if radars or without else None,
        "ranking": base["ranking"],
        "domain_maps": None if village else domain_maps(view, imprint) or None,
        "legend": base["map"]["legend"] if drawn else None,
        "landmarks": base["landmarks"] or None,
        "evidence": base["evidence"] if imprint.address else None,
        "items": item_table(view.tambon, code, imprint),
        "changes": change_table(view.tambon, code, imprint),
    }


def _parts(
    heading: Heading, made: Mapping[str, Any], view: TambonView, code: str, imprint: Imprint
) -> list[dict[str, Any]]:
    found = []
    for name in heading.made:
        if name == "pins":
            tambon = of_village(view.tambon, code) if len(code) == 8 else view.tambon
            value: Any = pins_of(tambon, heading.kinds, view.legend, imprint)
        else:
            value = made.get(name)
        if value:
            found.append({"kind": name, "value": value})
    return found
