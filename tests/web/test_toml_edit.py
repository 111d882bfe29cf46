"""Settings put into ``muban.toml``: what a person wrote there stays, and nothing else changes."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muban.gis.errors import ConfigError
from muban.web.settings.toml_edit import set_in_toml, unset_in_toml
from muban.web.settings.write_settings import change_settings

TEMPLATE = (
    resources.files("muban.web.new_project").joinpath("muban.toml").read_text(encoding="utf-8")
)
FILE = ("files", "drawings/a.kml")


def added(old: str, new: str) -> list[str]:
    """The lines that are new, where every old one is still there in its order."""
    rest = iter(new.splitlines())
    found: list[str] = []
    for line in old.splitlines():
        for one in rest:
            if one == line:
                break
            found.append(one)
        else:
            raise AssertionError(f"lost: {line}")
    return [*found, *rest]


def test_what_is_new_stands_beside_what_was_there() -> None:
    text = set_in_toml(TEMPLATE, (*FILE, "role"), "landmark")
    assert added(TEMPLATE, text) == ["", '[files."drawings/a.kml"]', 'role = "landmark"']
    more = set_in_toml(text, (*FILE, "columns", "moo"), "id")
    assert added(text, more) == ['columns = { moo = "id" }']
    assert unset_in_toml(unset_in_toml(more, (*FILE, "columns")), (*FILE, "role")) != TEMPLATE
    assert tomllib.loads(unset_in_toml(more, FILE)) == tomllib.loads(TEMPLATE)


def test_a_value_changes_and_its_remark_stays() -> None:
    text = set_in_toml('title = "ก # ข"   # ชื่อ\nlang = "en"\n', ("title",), "ค")
    assert text == 'title = "ค"   # ชื่อ\nlang = "en"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[files]\n"drawings/a.kml" = { crs = "x" } # q\n', '{ crs = "x", role = "ignore" } # q'),
        ("[files.'drawings/a.kml']\ncrs = 'x'\n[basemap]\nurl = 'y'\n", 'role = "ignore"'),
        ('[files]\n[files."drawings/a.kml".columns]\nmoo = "m"\n', None),
        ('title = """\nก\n[files]\n"""\n', 'role = "ignore"'),
    ],
)
def test_other_spellings_of_a_table_are_understood(text: str, expected: str | None) -> None:
    before = tomllib.loads(text)
    new = set_in_toml(text, (*FILE, "role"), "ignore")
    after = tomllib.loads(new)
    assert after["files"]["drawings/a.kml"].pop("role") == "ignore"
    if "files" not in before:
        del after["files"]
    assert after == before
    assert expected is None or expected in new


def test_what_cannot_be_changed_safely_is_left_to_a_person() -> None:
    with pytest.raises(ConfigError, match=r"role") as refused:
        set_in_toml('files."drawings/a.kml".crs = "x"\n', (*FILE, "role"), "ignore")
    assert 'role = "ignore"' in refused.value.en


def test_lines_end_as_they_did() -> None:
    text = set_in_toml('title = "ก"\r\n', ("place", "tambon"), "โพนแพง")
    assert text == 'title = "ก"\r\n\r\n[place]\r\ntambon = "โพนแพง"\r\n'


@given(
    st.text(max_size=30),
    st.text(min_size=1, max_size=30),
    st.one_of(st.text(max_size=30), st.booleans(), st.integers(-9, 9), st.lists(st.text())),
)
def test_any_text_is_said_as_it_is(title: str, file: str, value: object) -> None:
    text = set_in_toml(set_in_toml(TEMPLATE, ("title",), title), ("files", file, "role"), value)
    table = tomllib.loads(text)
    assert (table["title"], table["files"][file]["role"]) == (title, value)
    assert "title" not in tomllib.loads(unset_in_toml(text, ("title",)))


def test_settings_are_kept_before_they_are_changed(tmp_path: Path) -> None:
    assert change_settings(tmp_path, {("title",): "ก"})
    assert not change_settings(tmp_path, {("title",): "ก"})
    assert change_settings(tmp_path, {("title",): "ข", ("tambon",): "431605"})
    assert (tmp_path / "backup" / "muban.toml.001").read_text("utf-8") == 'title = "ก"\n'
    assert change_settings(tmp_path, {("tambon",): None})
    assert (tmp_path / "muban.toml").read_text("utf-8") == 'title = "ข"\n'
    assert len(list((tmp_path / "backup").iterdir())) == 2


def test_what_would_be_no_settings_is_not_written(tmp_path: Path) -> None:
    change_settings(tmp_path, {("title",): "ก"})
    with pytest.raises(ConfigError):
        change_settings(tmp_path, {("province",): "99"})
    (tmp_path / "muban.toml").write_text("title = ", "utf-8")
    with pytest.raises(ConfigError):
        change_settings(tmp_path, {("title",): "ข"})
    assert (tmp_path / "muban.toml").read_text("utf-8") == "title = "
