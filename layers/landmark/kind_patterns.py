"""The patterns of all kinds, made ready once for many names.

A legend has some four hundred patterns, and a name few of them: to ask each for each name is
what a large file of pins costs. Most patterns hold letters that must stand in a name as they
are; only those whose letters do are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

__all__ = ["KindPattern", "KindPatterns", "sure_letters"]

_PIECE = re.compile(
    r"\\(?:x..|u....|U.{8}|\d+|.)|\[\^?\]?(?:\\.|[^\]])*\]|\{\d*,?\d*\}|.", re.DOTALL
)
_FLAGS = re.compile(r"\(\?[aiLmsux-]")
_Asked = tuple[int, "KindPattern"]


@dataclass(frozen=True, slots=True)
class KindPattern:
    """One way in which names of a kind look.

    Parameters
    ----------
    kind
        Id of the legend.
    regex
        Searched in the plain name (:func:`muban.layers.landmark.landmark_kind.plain_name`),
        small Latin letters; without groups that are referred to.
    priority
        Higher ones win whatever the place of the match.
    weak
        True when the same words also begin names of villages (หนอง…, ห้วย…): such a match
        yields to any other, and to a village of that name nearby.
    of
        ``icon`` when ``regex`` is the file name, without ending, of a pin's icon.
    chosen
        True when a person chose this kind for the name; then nothing is asked again.
    """

    kind: str
    regex: str
    priority: int = 0
    weak: bool = False
    of: Literal["name", "icon"] = "name"
    chosen: bool = False

    @property
    def compiled(self) -> re.Pattern[str]:
        """The expression, ready to search with."""
        return _compiled(self.regex)


class KindPatterns(tuple[KindPattern, ...]):
    """Patterns in their order, and a quick way to those that stand in a name.

    Examples
    --------
    >>> patterns = KindPatterns([KindPattern("school", "โรงเรียน"), KindPattern("temple", "^วัด"),
    ...                          KindPattern("shop", "ร้าน"), KindPattern("pond", "สระ")])
    >>> [(order, found.kind) for order, found in patterns.within("โรงเรียนวัดสระแก้ว")]
    [(0, 'school'), (3, 'pond')]
    """

    @classmethod
    def of(cls, patterns: Sequence[KindPattern]) -> KindPatterns:
        """The same patterns; what is ready stays as it is."""
        return patterns if isinstance(patterns, KindPatterns) else cls(patterns)

    def __reduce__(self) -> tuple[type[KindPatterns], tuple[tuple[KindPattern, ...]]]:
        # Processes that are begun anew are sent the patterns; the quick way each makes itself.
        return KindPatterns, (tuple(self),)

    @cached_property
    def weak_kinds(self) -> frozenset[str]:
        """Kinds whose words also begin names of villages."""
        return frozenset(pattern.kind for pattern in self if pattern.weak)

    def within(self, plain: str) -> tuple[tuple[int, KindPattern], ...]:
        """The patterns of names that are found somewhere in a plain name, with their places."""
        return self._once(plain)

    @cached_property
    def _once(self) -> Callable[[str], tuple[tuple[int, KindPattern], ...]]:
        # The same name stands in every village, and is asked about more than once.
        keyed = [
            (key, (order, one))
            for order, one in enumerate(self)
            if one.of == "name"
            for key in sure_letters(one.regex)
        ]

        def found(plain: str) -> tuple[_Asked, ...]:
            asked = {one for key, one in keyed if key in plain}
            return tuple(one for one in sorted(asked) if one[1].compiled.search(plain))

        return lru_cache(maxsize=1 << 14)(found)


def sure_letters(regex: str) -> tuple[str, ...]:
    r"""Letters of which some must stand in a text where an expression is found.

    Parameters
    ----------
    regex
        An expression.

    Returns
    -------
    tuple of str
        For each of its alternatives the longest run of letters outside brackets; one ''
        stands for «any text».

    Examples
    --------
    >>> sure_letters("^หนอง(?!คาย)"), sure_letters("otop|โอ\\s?ทอป"), sure_letters("(ก|ข)?")
    (('หนอง',), ('otop', 'ทอป'), ('',))
    """
    if _FLAGS.search(regex):
        return ("",)
    runs = [[""]]
    depth = 0
    for piece in _PIECE.findall(regex):
        depth += (piece == "(") - (piece == ")")
        if depth:
            runs[-1].append("")
        elif piece == "|":
            runs.append([""])
        elif piece[0] in "?*+{":
            # The letter before it may be missing.
            runs[-1][-1] = runs[-1][-1][:-1]
            runs[-1].append("")
        elif piece in (")", "^", "$", ".") or piece[0] == "[" or piece[1:].isalnum():
            runs[-1].append("")
        else:
            runs[-1][-1] += piece[-1]
    return tuple(max(run, key=len) for run in runs)


@lru_cache(maxsize=4096)
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)
