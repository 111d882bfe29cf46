"""A pattern that is tried only where a word stands without which it finds nothing.

Most texts of a site hold nothing personal. To see that a word is not there takes a fiftieth of
the time that a pattern of many words takes to find nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Sought"]


class Sought(NamedTuple):
    """A pattern with words of which one stands in whatever it finds.

    Parameters
    ----------
    pattern
        What is searched for.
    needs
        Words or parts of words. What matches the pattern holds at least one of them:
        ``tests/layers/test_sought.py`` looks at each way in which each pattern can match.
    folded
        Whether the words are looked for in the text without capitals, for a pattern that
        ignores them.
    """

    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    folded: bool = False

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """What the pattern finds in a text, in its order.

        Examples
        --------
        >>> profile = Sought(re.compile(r"(?:facebook|fb)[.]com/[a-z]+"), (".com/",))
        >>> [found.group() for found in profile.finditer("อบต. fb.com/somchai")]
        ['fb.com/somchai']
        >>> list(profile.finditer("อบต. facebook"))
        []
        """
        plain = text.casefold() if self.folded else text
        return self.pattern.finditer(text) if any(map(plain.__contains__, self.needs)) else ()
