"""What an office keeps beside its maps: rules of the year and nominations, looked over.

The rules and lists are used by other commands, which stop at what they cannot read; here it
is told with everything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.errors import MubanError
from muban.gis.problems import Problem, Where, problem
from muban.gis.told_error import ToldError
from muban.web.project_nominations import NOMINATIONS_FOLDER, nomination_files, nominations_in
from muban.web.project_register import read_project_register
from muban.web.project_rules import read_rules, year_of
from muban.web.rule_files import rule_files

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.layers.register.year_rules import YearRules
    from muban.web.project import Project

__all__ = ["check_papers"]


def check_papers(project: Project) -> tuple[Problem, ...]:
    """What is wrong in ``rules/`` and ``nominations/``; nothing where they are empty.

    Parameters
    ----------
    project
        As read. Nominations are judged by the rules of its fiscal year.

    Returns
    -------
    tuple of Problem
        ``office.rules_unread``, ``office.no_nominations``, ``office.nomination_unclear``,
        ``office.nomination_barred``, each with its file.
    """
    rules, problems = _rules(project)
    files = nomination_files(project.folder)
    if files:
        problems += _nominations(project, files, rules)
    return tuple(problems)


def _rules(project: Project) -> tuple[YearRules | None, list[Problem]]:
    try:
        return read_rules(project, year_of(project)), []
    except MubanError as error:
        # Where nothing lies in rules/, the settings are wrong, and their reader says so.
        files = [path.name for path in rule_files(project.folder)]
        name = next((file for file in files if file in error.th), "")
        where = Where(f"rules/{name}" if name else "muban.toml")
        return None, [problem("office.rules_unread", where, said=ToldError(error))]


def _nominations(project: Project, files: list[Path], rules: YearRules | None) -> Iterator[Problem]:
    from muban.gis.reading.read import read_file
    from muban.layers.register.nominations import judge_nominations
    from muban.layers.register.register_reading import read_register
    from muban.layers.sorting.blank_sheets import is_blank

    year = year_of(project)
    for path in files:
        reads = read_file(path, project.folder)
        for read in reads:
            yield from read.problems
        tables = any(read_register(read, year_be=year) for read in reads)
        if not tables and not all(map(is_blank, reads)):
            yield problem("office.no_nominations", Where(f"{NOMINATIONS_FOLDER}/{path.name}"))
    try:
        found = read_project_register(project)
    except MubanError:
        return  # Without a list of villages nobody can judge, and every other part says so.
    listed = nominations_in(project.folder, found, year)
    if listed is None:
        return
    th, en = (
        judge_nominations(
            listed, found.gazetteer, found.registers.frame, year_be=year, lang=lang, rules=rules
        ).to_dict("records")
        for lang in _LANGS
    )
    rows = listed.to_dict("records")
    for row, told, also in zip(rows, th, en, strict=True):
        code = _CODES.get(str(told["verdict"]))
        if code is not None:
            where = Where(row["_file"], row["_layer"] or None, int(row["_number"]), unit="row")
            reason = ToldError(MubanError(str(told["reason"]), str(also["reason"])))
            yield problem(code, where, written=str(row["written"]), year=year, reason=reason)


_LANGS: tuple[Lang, ...] = ("th", "en")
_CODES = {
    "not_eligible": "office.nomination_barred",
    "ask_first": "office.nomination_unclear",
}
