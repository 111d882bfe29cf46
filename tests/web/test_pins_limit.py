"""A file with more pins than a map can show is set aside by name; the others are shown."""

from __future__ import annotations

from pathlib import Path

from muban.web.project import read_project, survey
from tests.drawings import kml, placemark


def _project(folder: Path, allowed: int) -> Path:
    limits = f"\n[limits]\nmax_pins = {allowed}\n"
    (folder / "muban.toml").write_text(f'title = "ทดสอบ"\nprovince = "43"\n{limits}', "utf-8")
    (folder / "drawings").mkdir()
    folders = (
        f"<Folder><name>{name}</name>{placemark(f'วัด{name}')}{placemark(f'โรงเรียน{name}')}</Folder>"
        for name in ("เหนือ", "ใต้")
    )
    (folder / "drawings" / "many.kml").write_bytes(kml(*folders))
    (folder / "drawings" / "good.kml").write_bytes(kml(placemark("วัดศรีชมภู")))
    return folder


def test_a_file_of_too_many_pins_is_named_and_every_pin_accounted_for(tmp_path: Path) -> None:
    atlas = survey(read_project(_project(tmp_path, 3)))
    rows = {(row.file, row.layer): row for row in atlas.ledger}
    kept, aside = rows[("drawings/many.kml", "ใต้")], rows[("drawings/many.kml", "เหนือ")]
    assert sorted([(kept.published, kept.set_aside), (aside.published, aside.set_aside)]) == [
        (0, 2),
        (2, 0),
    ]
    good = next(row for row in atlas.ledger if row.file == "drawings/good.kml")
    assert good.published == 1
    [told] = [one for one in atlas.problems if one.code == "read.limit"]
    assert (told.where.file, told.params["limit"]) == ("drawings/many.kml", "max_pins")


def test_as_many_as_are_allowed_are_all_shown(tmp_path: Path) -> None:
    atlas = survey(read_project(_project(tmp_path, 4)))
    assert sum(row.published for row in atlas.ledger) == 5
