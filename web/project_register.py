"""What a project's files say about its register: villages known, rows resolved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muban.gis.errors import ProjectError
from muban.layers.register.register_reading import RegisterTable, read_register
from muban.layers.register.registers import Registers, registers_of
from muban.web.project import know_project

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer
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

    Rows that hold something personal are among them: who may be nominated follows from
    every row. What is published leaves them out.

    Raises
    ------
    ProjectError
        The project has no list of villages to resolve them by.
    """
    known = know_project(project)
    if not known.gazetteer.villages:
        raise ProjectError(
            "ไม่พบทำเนียบหมู่บ้านใน reference/ — วางตารางที่มีรหัสหมู่บ้าน ชื่อหมู่บ้าน ตำบล และอำเภอ",
            "There is no list of villages in reference/: put a table there that has village "
            "code, village, tambon and amphoe",
        )
    tables = tuple(table for read in known.sheets.of("register") for table in read_register(read))
    registers = registers_of(known)
    registers = replace(registers, problems=(*known.name_problems, *registers.problems))
    return ProjectRegister(known.gazetteer, known.province, tables, registers)
