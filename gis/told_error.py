"""What an error says, as a fact of a problem: work goes on, and it is told like any other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muban.gis.errors import MubanError
    from muban.gis.problem_catalogue import Lang

__all__ = ["ToldError"]


@dataclass(frozen=True)
class ToldError:
    """The sentence of an error, in the language that is asked for."""

    error: MubanError

    def in_words(self, lang: Lang) -> str:
        """The sentence.

        Examples
        --------
        >>> from muban.gis.errors import ConfigError
        >>> ToldError(ConfigError("ปีอ่านไม่ได้", "no year")).in_words("en")
        'no year'
        """
        return self.error.text(lang)

    def __str__(self) -> str:
        return self.error.text("en")
