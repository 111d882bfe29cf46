"""What a project's files say about its register: villages known, rows resolved.

The commands about the register need neither drawings nor maps, so they do not have the
whole project joined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muban.gis.codes.gazetteer import build_gazetteer, gazetteer_rows
from muban.gis.errors import ProjectError
from muban.layers.indicator.indicator_mapping import IndicatorMapping
from muban.layers.personal.gazetteer_names import screen_gazetteer
from muban.layers.personal.privacy import PrivacyRule
from muban.layers.register.register_reading import RegisterTable, read_register
from muban.layers.register.registers import Registers, build_designations
from muban.layers.sheets import sort_sheets
from muban.web.project import file_settings

if TYPE_CHECKING:
    from muban.gis.codes.gazetteer import Gazetteer
    from muban.web.project import Project

__all__ = ["ProjectRegister", "read_project_register"]


@dataclass(frozen=True, eq=False)
class ProjectRegister:
    """A project's gazetteer, its province (two digits) and its registers, resolved."""

    gazetteer: Gazetteer
    province_code: str
    tables: tuple[RegisterTable, ...]
    registers: Registers

    def amphoes(self) -> dict[str, str]:
        """The names of the province's amphoes by code."""
        return {unit.code: unit.name for unit in self.gazetteer.amphoes_of(self.province_code)}


def read_project_register(project: Project) -> ProjectRegister:
    """Resolve the registers of a project that was read.

    Raises
    ------
    ProjectError
        The project has no list of villages to resolve them by.
    """
    settings = {name: file_settings(stated) for name, stated in project.config.files.items()}
    sheets = sort_sheets(
        project.reads, settings, IndicatorMapping.from_config(project.config.indicators)
    )
    references = [
        read
        for read in project.reads.get("reference", ())
        if read not in sheets.of("register") and read not in sheets.of("confirmations")
    ]
    found = ((read, gazetteer_rows(read)) for read in references)
    rule = PrivacyRule(allowed=frozenset(project.config.privacy.allowed))
    rows = [screen_gazetteer(read, table, rule) for read, table in found if table is not None]
    gazetteer = build_gazetteer(*(table for table, _ in rows))
    if not gazetteer.villages:
        raise ProjectError(
            "ไม่พบทำเนียบหมู่บ้านใน reference/ — วางตารางที่มีรหัสหมู่บ้าน ชื่อหมู่บ้าน ตำบล และอำเภอ",
            "There is no list of villages in reference/: put a table there that has village "
            "code, village, tambon and amphoe",
        )
    tables = tuple(table for read in sheets.of("register") for table in read_register(read))
    province = project.config.province or _province(tables, gazetteer)
    registers = build_designations(
        sheets.of("register"),
        gazetteer=gazetteer,
        province_code=province,
        decided=sheets.of("confirmations"),
    )
    named = tuple(problem for _, problems in rows for problem in problems)
    registers = replace(registers, problems=(*named, *registers.problems))
    return ProjectRegister(gazetteer, province, tables, registers)


def _province(tables: Iterable[RegisterTable], gazetteer: Gazetteer) -> str:
    """The province that the registers name most often, else the one with most villages."""
    named = Counter(
        unit.code
        for table in tables
        for row in table.rows
        for unit in gazetteer.find_units(row.province, "province")
    )
    counted = named or Counter(code[:2] for code in gazetteer.villages)
    return counted.most_common(1)[0][0]
