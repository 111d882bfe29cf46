"""When work cannot go on.

::

    MubanError          one line for the user and what to do; the command ends with exit code 2
    ├── ConfigError     muban.toml, or a command's options, are wrong
    ├── ProjectError    the folder is not a project, or has nothing to build from
    └── RefusedError    a limit was met (size, count, depth); the message names the limit

Imperfect data never raises: it becomes a :class:`gis.problems.Problem`.
"""

from __future__ import annotations

__all__ = ["ConfigError", "MubanError", "ProjectError", "RefusedError"]


class MubanError(Exception):
    """Work cannot go on, and the user can do something about it.

    Parameters
    ----------
    th, en
        The same sentence in Thai and in English: where, what was found, what was
        expected, what to do.

    Examples
    --------
    >>> str(MubanError("ไม่พบโฟลเดอร์", "The folder was not found"))
    'The folder was not found'
    """

    def __init__(self, th: str, en: str) -> None:
        super().__init__(en)
        self.th = th
        self.en = en

    def text(self, lang: str = "th") -> str:
        """The sentence in the language asked for."""
        return self.en if lang == "en" else self.th


class ConfigError(MubanError):
    """``muban.toml`` or an option of the command is wrong."""


class ProjectError(MubanError):
    """The folder is not a project, or there is nothing in it to build from."""


class RefusedError(MubanError):
    """A file goes past a limit; the message names the limit and where to set it."""
