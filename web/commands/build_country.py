"""``muban build`` of a project of several provinces: what is told while they are made."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.problems import Problem, Severity, Where, problem, unique
from muban.web.building.chosen import chosen_tambons
from muban.web.country.pace_country import CountryPace
from muban.web.country.stream import Watch, stream_country
from muban.web.pages.page_tambon import TAMBON_PAGE
from muban.web.settings.province_folders import files_of_none
from muban.web.told.terminal import progress, say, show_problems

if TYPE_CHECKING:
    from muban.gis.ledger import LedgerRow
    from muban.gis.problem_catalogue import Lang
    from muban.layers.atlas import Atlas
    from muban.web.building.build import BuildOptions
    from muban.web.country.stream import Country
    from muban.web.project import Project
    from muban.web.settings.province_folders import OneProvince

__all__ = ["CountryTeller"]


@dataclass
class CountryTeller:
    """Tells of each province what it has wrong and how far it is, and remembers it for the end.

    ``as_json`` takes a line after each tambon; with None bars are shown. ``refuse`` is called
    with a province's problems before its first file: what it raises ends the build.
    """

    speech: Lang
    as_json: Callable[[str], object] | None
    refuse: Callable[[list[Problem]], object]
    problems: list[Problem] = field(default_factory=list)
    ledger: list[LedgerRow] = field(default_factory=list)

    def files(
        self, country: Country, out: Path, options: BuildOptions
    ) -> Generator[tuple[str, bytes], None, None]:
        """The files of a country's site; parameters as of :func:`stream_country`."""
        made_anew = {code[:2] for code in options.only}
        pace = CountryPace(country, made_anew)
        self._tell_left_out(country)
        with ExitStack() as bars:
            step: list[Callable[..., None]] = []

            def bar(title: str, total: int | None = None) -> None:
                bars.close()
                step[:] = [bars.enter_context(progress(title, total))]

            def began(province: OneProvince) -> None:
                bar(f"{self._name(province)} {pace.begin(province)}")

            def read(province: OneProvince, _: Project, atlas: Atlas) -> None:
                bars.close()
                self._take(atlas)
                own = [code for code in options.only if code[:2] == province.code]
                total = len(chosen_tambons(atlas, own))
                pace.know(total)
                bar(self._name(province), total)

            watch = Watch(began, read, self._stays, self._missing)
            with closing(stream_country(country, out, options, watch)) as made:
                for name, content in made:
                    yield name, content
                    province, _, page = name.partition("/")
                    if made_anew and province not in made_anew:
                        continue
                    if TAMBON_PAGE.fullmatch(page):
                        line = pace.step()
                        step[0]() if self.as_json is None else self.as_json(line)
        self.problems[:] = unique(self.problems)

    def _take(self, atlas: Atlas) -> None:
        self.problems += atlas.problems
        self.ledger += atlas.ledger
        errors = [one for one in atlas.problems if one.severity is Severity.ERROR]
        show_problems(errors, self.speech)
        self.refuse(errors)

    def _tell_left_out(self, country: Country) -> None:
        """Files that no province reads."""
        paths = files_of_none(country.folder, country.provinces)
        names = [path.relative_to(country.folder).as_posix() for path in paths]
        found = [problem("project.outside_province", Where(name)) for name in names]
        self.problems += found
        show_problems(found, self.speech)

    def _name(self, province: OneProvince) -> str:
        return f"จังหวัด{province.name}" if self.speech == "th" else f"Province {province.code}"

    def _stays(self, province: OneProvince) -> None:
        thai = self.speech == "th"
        stays = "คงหน้าที่เผยแพร่ไว้เดิม" if thai else "its published pages stay as they are"
        say(f"{self._name(province)}: {stays}")

    def _missing(self, province: OneProvince) -> None:
        say(
            f"{self._name(province)}: "
            + (
                f"ยังไม่มีในเว็บไซต์ สร้างเพิ่มได้ด้วย --only {province.code}"
                if self.speech == "th"
                else f"not on the site yet; add it with --only {province.code}"
            )
        )
