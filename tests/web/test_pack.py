"""The province pack: from the keepers' files of the country to a project where all can be drawn."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
import shapely
from lxml import html

from muban.gis.errors import MubanError
from muban.web.cli import main
from muban.web.pack.install_pack import install_pack, with_pack_settings
from muban.web.pack.pack_file import MOST_BYTES, Pack, open_pack, pack_bytes
from muban.web.project import read_project, survey
from tests.drawings import kml
from tests.national_files import (
    cells,
    dopa_list,
    drawn_in,
    hdx_boundaries,
    osm_boundaries,
    osm_lines,
)
from tests.small_projects import TOML

TAMBONS = {"43": 62, "55": 99, "95": 58}
"""Counted in the lists of the provinces, not in the package that the program asks."""


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ประเทศ")
    hdx_boundaries(folder / "tha_admbnda_adm3.shp")
    osm_boundaries(folder / "osm.geojson", provinces=("38", "43", "54", "55", "95"))
    dopa_list(folder / "หมู่บ้าน.csv")
    osm_lines(folder / "lines.geojson", provinces=("43", "55", "54"))
    return folder


def outlines(pack: Pack) -> dict[str, dict[str, object]]:
    found = json.loads(pack.files["reference/tambon.geojson"])["features"]
    return {one["properties"]["tambon_code"]: one for one in found}


@pytest.mark.parametrize("province", TAMBONS)
@pytest.mark.parametrize("boundaries", ["tha_admbnda_adm3.shp", "osm.geojson"])
def test_a_pack_has_the_provinces_tambons_by_codes_names_and_places(
    boundaries: str, province: str, national: Path, tmp_path: Path
) -> None:
    out = tmp_path / "x.muban.zip"
    files = [str(national / boundaries), str(national / "หมู่บ้าน.csv")]
    assert main(["pack", "make", *files, "--province", province, "--out", str(out)]) == 0
    assert out.stat().st_size < MOST_BYTES
    pack = open_pack(out.read_bytes())
    made = outlines(pack)
    due = {cell.code: cell for cell in cells() if cell.code.startswith(province)}
    assert set(made) == set(due)
    assert len(due) == TAMBONS[province]
    for code, one in made.items():
        assert one["properties"]["tambon_th"] == due[code].th  # type: ignore[index]
        shape = shapely.from_geojson(json.dumps(one["geometry"]))
        assert shapely.contains_xy(shape, *due[code].middle)
    rows = pack.files["reference/villages.csv"].decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 3 * TAMBONS[province]
    assert f"{min(due)}01,1,บ้าน{due[min(due)].th}1" in rows[1]
    assert pack.lacking == ()
    assert pack.sources[0].file == boundaries if boundaries < "หมู่บ้าน.csv" else True


def test_sources_say_year_keeper_and_licence(national: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.muban.zip"
    files = [
        str(national / name) for name in ("tha_admbnda_adm3.shp", "lines.geojson", "หมู่บ้าน.csv")
    ]
    said = ["--source", "หมู่บ้าน.csv=กรมการปกครอง ปี ๒๕๖๖", "--notice", "ถามได้ที่ สพจ.น่าน"]
    assert main(["pack", "make", *files, "--province", "น่าน", "--out", str(out), *said]) == 0
    pack = open_pack(out.read_bytes())
    known = {one.file: (one.year_be, one.origin, one.licence) for one in pack.sources}
    assert known["หมู่บ้าน.csv"] == (2566, "กรมการปกครอง ปี ๒๕๖๖", "")
    assert known["tha_admbnda_adm3.shp"][:2] == (2562, "OCHA / HDX COD-AB Thailand")
    assert known["lines.geojson"][1:] == ("© OpenStreetMap contributors", "ODbL 1.0")
    assert pack.notices == ("ถามได้ที่ สพจ.น่าน",)
    roads = json.loads(pack.files["ground/roads.geojson"])["features"]
    waters = json.loads(pack.files["ground/waters.geojson"])["features"]
    # One road and one named river in each tambon; neither footpaths nor streams without a name.
    # Rivers and roads on the province's edge may belong to a neighbour as well.
    assert {one["properties"]["kind"] for one in roads + waters} == {
        "secondary",
        "river",
        "water",
    }
    assert {one["properties"]["credit"] for one in roads + waters} == {
        "© OpenStreetMap contributors, ODbL 1.0"
    }
    due = {f"ถนน{cell.th}" for cell in cells() if cell.code.startswith("55")}
    assert due <= {one["properties"]["name"] for one in roads}


def test_every_tambon_of_a_project_from_a_pack_can_be_drawn(national: Path, tmp_path: Path) -> None:
    out, work = tmp_path / "nan.muban.zip", tmp_path / "งาน"
    files = [str(national / name) for name in ("tha_admbnda_adm3.shp", "หมู่บ้าน.csv")]
    assert main(["pack", "make", *files, "--province", "55", "--out", str(out)]) == 0
    assert main(["new", str(work), "--pack", str(out)]) == 0
    project = read_project(work)
    assert project.config.province == "55"
    assert len(survey(project).tambons) == 99
    page = tmp_path / "วาด.html"
    assert main(["digitize", str(work), "--tambon", "ดู่ใต้", "--out", str(page)]) == 0
    data = json.loads(
        html.fromstring(page.read_bytes().decode()).get_element_by_id("muban-data").text
    )
    assert len(data["outline"]) == 1
    assert [one["name"] for one in data["villages"]] == ["บ้านดู่ใต้1", "บ้านดู่ใต้2", "บ้านดู่ใต้3"]


@pytest.mark.slow  # builds a pack and a site
def test_roads_and_waters_of_a_pack_lie_under_the_map_with_their_credit(
    national: Path, tmp_path: Path
) -> None:
    out, work = tmp_path / "nan.muban.zip", tmp_path / "งาน"
    names = ("tha_admbnda_adm3.shp", "หมู่บ้าน.csv", "lines.geojson")
    files = [str(national / name) for name in names]
    assert main(["pack", "make", *files, "--province", "55", "--out", str(out)]) == 0
    assert main(["new", str(work), "--pack", str(out)]) == 0
    cell = next(one for one in cells() if one.th == "ดู่ใต้")
    (work / "drawings" / "ดู่ใต้.kml").write_bytes(drawn_in(cell))
    atlas = survey(read_project(work))
    [page] = [one for one in atlas.pages if one.tambon.code == cell.code]
    ground = page.background
    assert ground is not None
    assert ground.credit == ("© OpenStreetMap contributors, ODbL 1.0",)
    found = set(zip(ground.frame["kind"], ground.frame["name"], strict=True))
    assert {("highway", f"ถนน{cell.th}"), ("river", f"น้ำ{cell.th}")} <= found
    assert f"หนอง{cell.th}" in set(ground.frame["name"])
    assert not [one for one in atlas.problems if one.code.startswith("ground.")]
    assert main(["build", str(work), "--out", str(tmp_path / "เว็บ")]) in (0, 1)
    built = (tmp_path / "เว็บ" / "tambon" / cell.code / "index.html").read_text("utf-8")
    assert "© OpenStreetMap contributors, ODbL 1.0" in built
    # The next pack of the province, without them, takes them away.
    del files[2]
    assert main(["pack", "make", *files, "--province", "55", "--out", str(out)]) == 0
    install_pack(work, out.read_bytes())
    assert sorted(path.name for path in (work / "reference" / "pack-55").iterdir()) == [
        "tambon.geojson",
        "villages.csv",
    ]


def test_without_anything_of_the_province_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.kml").write_bytes(kml())
    out = tmp_path / "x.zip"
    assert (
        main(["pack", "make", str(tmp_path / "a.kml"), "--province", "55", "--out", str(out)]) == 2
    )
    assert "docs/data.md" in capsys.readouterr().err
    assert not out.exists()


GOOD = Pack("55", {"reference/villages.csv": b"village_code\n"}, settings={"office": "สพจ.น่าน"})


def changed(**entries: bytes) -> bytes:
    """The good pack with more in it, by name; ``_`` stands for what a keyword cannot hold."""
    held = io.BytesIO(pack_bytes(GOOD))
    with zipfile.ZipFile(held, "a") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("_up_", "../").replace("_dot_", "."), content)
    return held.getvalue()


def bomb() -> bytes:
    files = {"reference/villages.csv": b"0" * 90_000_000}
    return pack_bytes(Pack("55", files))


def claims(**more: object) -> bytes:
    made = zipfile.ZipFile(io.BytesIO(pack_bytes(GOOD)))
    index = {**json.loads(made.read("pack.json")), **more}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("reference/villages.csv", made.read("reference/villages.csv"))
        archive.writestr("pack.json", json.dumps(index))
    return out.getvalue()


def swapped() -> bytes:
    return pack_bytes(GOOD).replace(b"village_code", b"village_xode")


HOSTILE = {
    "no archive": b"PK\x03\x04 nothing",
    "nothing": b"",
    "a device of Windows": pack_bytes(Pack("55", {"reference/con.csv": b"x"})),
    "too large": b"PK" + b"\0" * MOST_BYTES,
    "leads out": changed(_up_muban_dot_toml=b"x"),
    "another folder": changed(**{"drawings/x.kml": b"x"}),
    "a program": changed(**{"reference/x.exe": b"x"}),
    "not listed": changed(**{"reference/more.csv": b"x"}),
    "another province": claims(province="99"),
    "another form": claims(muban_pack=2),
    "no sources": claims(sources=None),
    "files a list": claims(files=[]),
    "settings a text": claims(settings="x", counts=3),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_pack_is_refused_and_nothing_is_written(kind: str, tmp_path: Path) -> None:
    with pytest.raises(MubanError):
        install_pack(tmp_path, HOSTILE[kind])
    assert list(tmp_path.iterdir()) == []


def test_a_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    content = bomb()
    assert len(content) < 200_000
    with pytest.raises(MubanError):
        install_pack(tmp_path, content)


def test_a_pack_whose_bytes_were_changed_is_refused(tmp_path: Path) -> None:
    held = zipfile.ZipFile(io.BytesIO(pack_bytes(GOOD)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("pack.json", held.read("pack.json"))
        archive.writestr("reference/villages.csv", b"village_xode\n")
    with pytest.raises(MubanError, match="changed"):
        install_pack(tmp_path, out.getvalue())


def test_what_an_officer_has_written_stays(tmp_path: Path) -> None:
    (tmp_path / "muban.toml").write_text(TOML + 'office = "ของเรา"\n', "utf-8")
    with_symbol = Pack(
        "43", GOOD.files, settings={"office": "อื่น", "symbols": {"วัด": {"icon": "x"}}}
    )
    text = with_pack_settings((tmp_path / "muban.toml").read_text("utf-8"), with_symbol)
    assert text.startswith(TOML + 'office = "ของเรา"\n')
    assert '[symbols."วัด"]\nicon = "x"' in text
    install_pack(tmp_path, pack_bytes(GOOD))
    assert (tmp_path / "muban.toml").read_text("utf-8") == TOML + 'office = "ของเรา"\n'


def test_the_next_pack_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    more = Pack("55", {**GOOD.files, "reference/amphoe.geojson": b"{}"})
    install_pack(tmp_path, pack_bytes(more))
    install_pack(tmp_path, pack_bytes(GOOD))
    there = [path.name for path in (tmp_path / "reference" / "pack-55").iterdir()]
    assert there == ["villages.csv"]


def test_a_folder_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "ที่อื่น"
    elsewhere.mkdir()
    (tmp_path / "งาน").mkdir()
    (tmp_path / "งาน" / "reference").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(MubanError, match="link"):
        install_pack(tmp_path / "งาน", pack_bytes(GOOD))
    assert list(elsewhere.iterdir()) == []
