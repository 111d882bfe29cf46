"""What may be public: personal data found in texts, and tables reduced to public columns.

The Personal Data Protection Act (พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562, in full force since
1 June 2565) and the nature of จปฐ. data (households) decide. A public page is made from
reduced data; nothing is hidden by a style sheet. :mod:`muban.web.gate.privacy_gate` searches the
finished site once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from muban.gis.problems import Effect, Problem, Where, problem
from muban.layers.personal.bare_names import BareName, Named, find_bare_names
from muban.layers.personal.number_chains import NumberFind
from muban.layers.personal.number_checks import is_national_id
from muban.layers.personal.personal_names import column_holds, find_names
from muban.layers.personal.privacy_patterns import find_numbers
from muban.layers.personal.search_form import search_form

__all__ = [
    "Finding",
    "PrivacyRule",
    "cut_short",
    "find_personal",
    "may_be_personal",
]

Kind = Literal[
    "national_id",
    "phone",
    "person_name",
    "maybe_person",
    "house_number",
    "passport",
    "bank_account",
    "licence_plate",
    "birth_date",
    "email",
    "line_id",
    "social_account",
    "household_pin",
    "photo_metadata",
]


@dataclass(frozen=True, slots=True)
class PrivacyRule:
    """What a person decided about privacy, in ``muban.toml``.

    Parameters
    ----------
    threshold
        Counts below it are shown as «<threshold».
    allowed
        Texts that look personal and are not (a shop called after its founder): exactly as
        they are found. Each is a decision of the office that publishes.
    """

    threshold: int = 5
    allowed: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def stated(cls, threshold: int | None, allowed: Iterable[str]) -> PrivacyRule:
        """The rule that a project states; the usual threshold where it states none.

        Examples
        --------
        >>> PrivacyRule.stated(None, ()) == PrivacyRule(), PrivacyRule.stated(0, ()).threshold
        (True, 0)
        """
        texts = frozenset(allowed)
        return cls(allowed=texts) if threshold is None else cls(threshold, texts)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something personal in a text.

    ``excerpt`` is cut short, so that the report of a secret does not tell it.
    """

    kind: Kind
    where: Where
    excerpt: str

    def problem(self, *, effect: Effect | None = None) -> Problem:
        """The finding as a problem of the catalogue (``privacy.national_id`` …)."""
        return problem(f"privacy.{self.kind}", self.where, effect=effect, excerpt=self.excerpt)


_NO_RULE = PrivacyRule()
_SHORT = 120


def find_personal(
    text: str,
    *,
    where: Where,
    rule: PrivacyRule = _NO_RULE,
    named: Named = "thing",
) -> list[Finding]:
    """Search one text for personal data.

    Numbers of identity cards, telephones, accounts, passports and plates, house numbers,
    birth dates, addresses of mail and networks, in digits of any script and in any
    writing; names with a title, a rank or an office. In the name of a thing also names
    without one. The heading of the column (``where.field``) counts as evidence: a bare name
    in a column ชื่อ-สกุล is a name.

    Parameters
    ----------
    text
        As it would be published.
    where
        Its place, kept in every finding.
    rule
        Texts that a person has allowed.
    named
        What the text names: a ``thing``, which may be a person; a ``pin`` on the map, where
        even «แม่ปาง» is asked about; a ``place``, whose two bare words are its own;
        ``nothing`` for prose, headings and names of files.

    Returns
    -------
    list of Finding
        In the order of the text; empty when nothing is personal.

    Examples
    --------
    >>> [f.kind for f in find_personal("นายสมชาย ใจดี ๐๘๑-๒๓๔ ๕๖๗๘", where=Where("a.xlsx"))]
    ['person_name', 'phone']
    >>> find_personal("บ้านนายูง ต.นายูง 43160501", where=Where("a.xlsx"))
    []
    >>> find_personal("", where=Where("a.xlsx"))
    []
    """
    found = sorted(_found(text, where.field, named), key=lambda hit: (hit.start, hit.end, hit.kind))
    return [
        Finding(hit.kind, where, cut_short(hit.text))  # type: ignore[arg-type]
        for hit in found
        if hit.text not in rule.allowed and text.strip() not in rule.allowed
    ]


def may_be_personal(text: str, *, heading: str | None = None, named: Named = "thing") -> bool:
    """Whether :func:`find_personal` finds anything in a text of which nothing is allowed.

    For who has many texts to ask about and seldom a find: the place of a text need not be known
    to ask.

    Parameters
    ----------
    text
        As it would be published.
    heading
        Of its column; None for a text that has none.
    named
        What the text names, as in :func:`find_personal`.

    Examples
    --------
    >>> may_be_personal("นายสมชาย ใจดี"), may_be_personal("บ้านนายูง")
    (True, False)
    >>> may_be_personal("สมชาย"), may_be_personal("สมชาย", heading="ชื่อ-สกุล")
    (False, True)
    """
    return bool(_found(text, heading, named))


def _found(text: str, heading: str | None, named: Named) -> Sequence[NumberFind]:
    if not text:
        return ()
    # Names stand on many pages and in many files: a short text is searched once.
    clean, found = _searched_once(text) if len(text) <= _SHORT else _searched(text)
    if not found and heading is not None:
        found = (*_by_heading(clean, heading),)
    if not found and named != "nothing":
        found = tuple(
            NumberFind("person_name" if bare.sure else "maybe_person", bare.text, 0, len(bare.text))
            for bare in (_bare_once if len(text) <= _SHORT else find_bare_names)(clean, named=named)
        )
    return found


def _searched(text: str) -> tuple[str, tuple[NumberFind, ...]]:
    """A text in search form, and what is personal in it whatever it names."""
    clean = search_form(text)
    names = (NumberFind("person_name", n.text, n.start, n.end) for n in find_names(clean))
    return clean, (*find_numbers(clean), *names)


_searched_once = lru_cache(maxsize=1 << 15)(_searched)


@lru_cache(maxsize=1 << 15)
def _bare_once(clean: str, *, named: Named) -> tuple[BareName, ...]:
    """Bare names in a text; a village's is looked at as gazetteer, drawing and register have it."""
    return tuple(find_bare_names(clean, named=named))


def _by_heading(text: str, heading: str) -> Iterator[NumberFind]:
    kind = column_holds(heading)
    if kind is None:
        return
    digits = "".join(letter for letter in text.removesuffix(".0") if letter.isdecimal())
    is_it = {
        "person_name": any(letter.isalpha() for letter in text),
        "phone": 8 <= len(digits) <= 12,
        "house_number": bool(digits),
        "national_id": is_national_id(digits) or len(digits) == 13,
    }[kind]
    if is_it:
        yield NumberFind(kind, text, 0, len(text))


def cut_short(text: str) -> str:
    """As much of a secret as its report may tell.

    Examples
    --------
    >>> cut_short("1234567890123"), cut_short("สมชาย")
    ('12345…', 'สม…')
    """
    shown = text[: 5 if len(text) > 8 else 2]
    return f"{shown}…"
