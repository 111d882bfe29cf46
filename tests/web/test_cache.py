"""What was made before is taken again only where it is what would be made now."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
from jinja2 import DictLoader, Environment
from shapely import Point, box

from muban.layers.atlas import Place
from muban.layers.personal.privacy import PrivacyRule
from muban.web.building.build import BuildOptions, build_site
from muban.web.cache import kept as kept_module
from muban.web.cache import read_code, read_innocent, read_kept, read_whole
from muban.web.cache.digest import digest_of
from muban.web.cache.kept import each_kept, in_turn_kept
from muban.web.cache.read_innocent import innocent_kept
from muban.web.cache.read_templates import KeptTemplates
from muban.web.cache.read_whole import keep_whole, key_of_build, take_whole
from muban.web.cache.write_store import Store
from muban.web.gate import privacy_gate
from muban.web.gate.gate_json import PlacedText
from muban.web.gate.gate_texts import texts_of
from muban.web.gate.innocent import innocent_by
from muban.web.gate.privacy_gate import check_site
from muban.web.project import read_project, survey
from muban.web.publishing.publish_site import publish
from tests.sample_atlas import sample_tambon
from tests.web.test_build_parallel import TOML, drawing

TAMBONS = range(1, 6)

CLASSES = '\n[classes]\nmethod = "equal"\ncount = 3\n'


class Counting(Store):
    """A store that counts what is made anew."""

    new = 0

    def put(self, key: str, content: bytes) -> None:
        self.new += 1
        super().put(key, content)


def project(folder: Path) -> Path:
    (folder / "drawings").mkdir(parents=True)
    (folder / "muban.toml").write_text(TOML, "utf-8")
    for tambon in TAMBONS:
        (folder / "drawings" / f"{tambon}.kml").write_bytes(drawing(tambon))
    return folder


def made(folder: Path, store: Store | None) -> dict[str, bytes]:
    opened = read_project(folder, store)
    atlas = survey(opened, each=each_kept(store, 1))
    return build_site(opened, atlas, BuildOptions(store=store))


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A project, and a store that knows it."""
    place = tmp_path_factory.mktemp("warm")
    folder = project(place / "project")
    made(folder, Store(place / "store"))
    return folder, place / "store"


@pytest.fixture(scope="module")
def fresh(warm: tuple[Path, Path]) -> dict[str, bytes]:
    """The site of that project, made without any store."""
    return made(warm[0], None)


@pytest.fixture
def copied(warm: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Counting]:
    folder, store = warm
    shutil.copytree(folder, tmp_path / "project")
    shutil.copytree(store, tmp_path / "store")
    return tmp_path / "project", Counting(tmp_path / "store")


def change_drawing(folder: Path) -> None:
    path = folder / "drawings" / "3.kml"
    path.write_bytes(path.read_bytes().replace(b"102.6720", b"102.6735"))


def rename(folder: Path) -> None:
    (folder / "drawings" / "3.kml").rename(folder / "drawings" / "อื่น.kml")


def delete(folder: Path) -> None:
    (folder / "drawings" / "5.kml").unlink()


def add(folder: Path) -> None:
    (folder / "drawings" / "9.kml").write_bytes(drawing(9))


def plan(folder: Path) -> None:
    (folder / "plan").mkdir()
    rows = "โครงการ,งบประมาณ,รหัสหมู่บ้าน\nขุดสระ,5000,43010101\n"
    (folder / "plan" / "แผน.csv").write_text(rows, "utf-8")


def items(folder: Path) -> None:
    (folder / "rules").mkdir()
    rows = "ชุดข้อมูล,ตั้งแต่ปี,ข้อที่,ตัวชี้วัด,ด้าน\nจปฐ.,2566,1,ดื่มน้ำสะอาด,\n"
    (folder / "rules" / "รายการ.csv").write_text(rows, "utf-8")


def settings(folder: Path) -> None:
    (folder / "muban.toml").write_text(TOML + CLASSES, "utf-8")


def language(folder: Path) -> None:
    (folder / "muban.toml").write_text(f'lang = "en"\ntolerance_m = 4\n{TOML}', "utf-8")


CHANGES = (change_drawing, rename, delete, add, plan, items, settings, language)


def photo(folder: Path) -> None:
    (folder / "photos").mkdir()
    (folder / "photos" / "0123456789ab.jpg").write_bytes(b"the photo of a pin")


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_the_site_is_that_of_a_build_without_a_store(
    copied: tuple[Path, Counting], change: Callable[[Path], None]
) -> None:
    folder, store = copied
    change(folder)
    assert made(folder, store) == made(folder, None)


def test_nothing_is_made_anew_where_nothing_has_changed(
    copied: tuple[Path, Counting], fresh: dict[str, bytes]
) -> None:
    folder, store = copied
    assert made(folder, store) == fresh
    assert store.new == 0


def test_one_drawing_changed_makes_its_own_tambon_anew_and_no_other(
    copied: tuple[Path, Counting], fresh: dict[str, bytes]
) -> None:
    folder, store = copied
    change_drawing(folder)
    after = made(folder, store)
    assert store.new == 5, "its file, villages, ground and page, and texts that were not met before"
    changed = {name for name in after if name.startswith("tambon/") and after[name] != fresh[name]}
    assert "tambon/430103/index.html" in changed


class Reading(Store):
    """A store that counts what is read of it."""

    read = 0

    def get(self, key: str) -> bytes | None:
        self.read += 1
        return super().get(key)


def test_what_is_kept_is_read_when_its_turn_comes_and_never_all_at_once(tmp_path: Path) -> None:
    things = ["หมู่", "บ้าน", "ตำบล"]
    with in_turn_kept(len_of, things, None, jobs=1, store=Store(tmp_path)) as answers:
        assert list(answers) == [4, 4, 4]
    store = Reading(tmp_path)
    with in_turn_kept(len_of, things, None, jobs=1, store=store) as answers:
        assert store.read == 0
        assert next(answers) == 4
        assert store.read == 1


def len_of(thing: str, _: None) -> int:
    return len(thing)


def test_another_code_takes_nothing(
    copied: tuple[Path, Counting], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, store = copied
    for module in (kept_module, read_kept, read_innocent):
        monkeypatch.setattr(module, "code_version", lambda: "of tomorrow")
    made(folder, store)
    assert store.new == 4 * len(TAMBONS) + 1


def test_a_text_is_innocent_only_by_the_rule_that_judged_it_and_under_its_own_heading(
    tmp_path: Path,
) -> None:
    page = {"data/a.csv": "หมายเหตุ\nนายสมชาย ใจดี\n".encode()}
    mild = PrivacyRule(allowed=frozenset({"นายสมชาย ใจดี"}))
    store = Store(tmp_path)
    with innocent_kept(store, mild, "งาน"):
        assert not check_site(page, rule=mild)
    innocent_by.cache_clear()
    with innocent_kept(store, mild, "งาน"):
        assert ("นายสมชาย ใจดี", "หมายเหตุ") in innocent_by(mild), "kept from the build before"
    for rule in (PrivacyRule(), replace(mild, allowed=frozenset({"นายสมชาย"}))):
        with innocent_kept(store, rule, "งาน"):
            assert ("นายสมชาย ใจดี", "หมายเหตุ") not in innocent_by(rule)
            assert bool(check_site(page, rule=rule))


def test_a_file_is_not_opened_again_only_where_name_bytes_and_rule_are_those_that_were_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def counted(name: str, content: bytes) -> Iterator[PlacedText]:
        opened.append(name)
        return texts_of(name, content)

    monkeypatch.setattr(privacy_gate, "texts_of", counted)
    rule, other, store = PrivacyRule(), PrivacyRule(allowed=frozenset({"x"})), Store(tmp_path)
    clean, bad = "ชื่อ\nบ้านโพนแพง\n".encode(), "ชื่อ\nนายสมชาย ใจดี\n".encode()

    def found(name: str, content: bytes, by: PrivacyRule = rule) -> tuple[bool, list[str]]:
        opened.clear()
        innocent_by.cache_clear()
        with innocent_kept(store, by, "งาน"):
            personal = bool(check_site({name: content}, rule=by))
        return personal, [*opened]

    assert found("a.csv", clean) == (False, ["a.csv"])
    assert found("a.csv", clean) == (False, [])
    assert found("a.csv", bad) == (True, ["a.csv"])
    assert found("a.csv", bad) == (True, ["a.csv"]), "what was found is found each time"
    assert found("a.csv", clean + b"\n") == (False, ["a.csv"])
    assert found("c.csv", clean) == (False, ["c.csv"]), "the name says how it is read"
    assert found("a.csv", clean, other) == (False, ["a.csv"])


def test_a_template_is_taken_as_it_was_compiled_only_of_the_same_text(tmp_path: Path) -> None:
    store = Counting(tmp_path)
    texts = {"a": "{{ 1 }} a"}

    def filled() -> str:
        kept = KeptTemplates(store)
        return Environment(loader=DictLoader(texts), bytecode_cache=kept).get_template("a").render()

    assert (filled(), filled(), store.new) == ("1 a", "1 a", 1)
    texts["a"] = "{{ 2 }} a"
    assert (filled(), store.new) == ("2 a", 2)
    for path in tmp_path.glob("*/*"):
        path.write_bytes(path.read_bytes()[:-1])
    assert (filled(), store.new) == ("2 a", 3), "what is damaged is compiled again"


def entries(folder: Path) -> list[Path]:
    return sorted((folder.parent / "store").glob("*/*"))


class Bomb:
    """What a stranger would lay into a store: it runs when it is read as a pickle."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.target,)


def cut(paths: list[Path]) -> None:
    for path in paths:
        path.write_bytes(path.read_bytes()[:-1])


def flip(paths: list[Path]) -> None:
    for path in paths:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(bytes(content))


def swap(paths: list[Path]) -> None:
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, [*contents[1:], contents[0]], strict=True):
        path.write_bytes(content)


def foreign(paths: list[Path]) -> None:
    other = Store(paths[0].parents[2] / "other")
    for path in paths:
        key = path.parent.name + path.name
        other.put(key, pickle.dumps(Bomb(paths[0].parents[2] / "gone off")))
        path.write_bytes((paths[0].parents[2] / "other" / key[:2] / key[2:]).read_bytes())


def empty(paths: list[Path]) -> None:
    for path in paths:
        path.write_bytes(b"")


def test_an_entry_that_is_not_ours_is_made_again(
    copied: tuple[Path, Counting], fresh: dict[str, bytes]
) -> None:
    folder, store = copied
    damages = (cut, flip, swap, foreign, empty)
    for number, damage in enumerate(damages):
        damage(entries(folder)[number :: len(damages)])
    assert made(folder, store) == fresh
    assert store.new == 4 * len(TAMBONS) + 1, (
        "files, villages, pages, and the texts that were judged"
    )
    assert not (folder.parent / "gone off").exists()


def test_a_new_secret_takes_nothing_of_the_old(tmp_path: Path) -> None:
    Store(tmp_path).put("ab12", b"x")
    assert Store(tmp_path).get("ab12") == b"x"
    (tmp_path / "secret").write_bytes(b"short")
    assert Store(tmp_path).get("ab12") is None


def test_a_store_has_an_end_and_keeps_what_was_asked_for_last(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=450)
    for key in ("aa1", "bb2", "cc3", "dd4"):
        store.put(key, bytes(100))
    for age, key in enumerate(("aa1", "bb2", "cc3", "dd4")):
        path = tmp_path / key[:2] / key[2:]
        stamp = path.stat().st_mtime_ns - (10 - age) * 1_000_000_000
        os.utime(path, ns=(stamp, stamp))
    assert store.get("aa1") is not None
    store.trim()
    assert [store.get(key) is not None for key in ("aa1", "bb2", "cc3", "dd4")] == [
        True,
        False,
        True,
        True,
    ]


def test_a_store_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "aa").write_bytes(b"a file where a folder should be")
    store.put("aa1", b"x")
    assert store.get("aa1") is None
    store.trim()


@pytest.mark.parametrize("change", [*CHANGES, photo])
def test_a_build_of_changed_files_has_another_key(
    warm: tuple[Path, Path], tmp_path: Path, change: Callable[[Path], None]
) -> None:
    shutil.copytree(warm[0], tmp_path / "project")
    before = key_of_build(tmp_path / "project", None, False)
    assert before == key_of_build(warm[0], None, False), "the place says nothing"
    assert before != key_of_build(warm[0], "https://example.go.th/", False)
    change(tmp_path / "project")
    assert key_of_build(tmp_path / "project", None, False) != before


def test_what_a_library_says_of_itself_is_part_of_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version_now() -> str:
        read_code.code_version.cache_clear()
        return read_code.code_version()

    monkeypatch.syspath_prepend(str(tmp_path))
    facts = tmp_path / "muban_reader-1.dist-info"
    seen = [version_now()]
    for name, text in (
        ("METADATA", "Name: muban-reader\nVersion: 1\n"),
        ("METADATA", "Name: muban-reader\nVersion: 2\n"),
        ("entry_points.txt", "[muban.readers]\nabc = muban_reader:read\n"),
    ):
        facts.mkdir(exist_ok=True)
        (facts / name).write_text(text, "utf-8")
        seen.append(version_now())
    monkeypatch.undo()
    assert len({*seen}) == 4
    assert version_now() == seen[0]


def test_a_site_that_stands_is_found_to_stand_without_the_libraries_that_make_it() -> None:
    asked = "import sys; from muban.web.commands.build import build; " + " ".join(
        f"import muban.web.{name};"
        for name in ("cache.read_whole", "cache.write_store", "publishing.publish_site", "in_turn")
    )
    told = "print({'numpy', 'pandas', 'shapely'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", asked + told], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"


def test_a_site_that_stands_is_taken_for_done_only_to_the_last_byte(
    copied: tuple[Path, Counting], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, store = copied
    out = folder.parent / "site"
    opened = read_project(folder)
    atlas = survey(opened)
    publish(build_site(opened, atlas, BuildOptions(store=store)), out)
    keep_whole(store, "ab12", out, atlas.problems, atlas.ledger)
    whole = take_whole(store, "ab12", out)
    assert whole is not None
    assert (whole.problems, whole.ledger) == (atlas.problems, atlas.ledger)
    (out / "CNAME").write_text("example.go.th", "utf-8")
    assert read_whole.foreign_to(whole, out) == ("CNAME",)
    page = out / "tambon" / "430103" / "index.html"
    content = page.read_bytes()
    page.write_bytes(content + b"\n")
    assert take_whole(store, "ab12", out) is None
    page.write_bytes(content)
    assert take_whole(store, "ab12", out) is not None
    page.unlink()
    assert take_whole(store, "ab12", out) is None
    assert take_whole(store, "cd34", out) is None


def test_what_differs_has_another_digest() -> None:
    tambon = sample_tambon()
    moved = tambon.villages.copy()
    moved.geometry = moved.geometry.translate(1e-7)
    renamed = tambon.villages.assign(name=tambon.villages["name"].replace("บ้าน", "", regex=True))
    values: list[object] = [
        tambon,
        replace(tambon, villages=moved),
        replace(tambon, villages=renamed),
        replace(tambon, villages=tambon.villages.iloc[::-1]),
        replace(tambon, tambon=Place("431605", "อื่น")),
        replace(tambon, official=box(102, 17, 103, 18)),
        *(1, 1.0, True, "1", b"1", None, float("nan"), -0.0, 0.0),
        *((), ((),), [("a", "b")], {"a": "b"}, {"a": "c"}, frozenset({"a", "b"})),
        *(Point(1, 2), Point(1, 3), gpd.GeoDataFrame(geometry=[Point(1, 2)], crs=4326)),
        gpd.GeoDataFrame(geometry=[Point(1, 2)], crs=32648),
    ]
    assert len({digest_of(value) for value in values}) == len(values)
    assert digest_of(tambon) == digest_of(sample_tambon())


def test_what_cannot_be_looked_into_has_no_digest() -> None:
    with pytest.raises(TypeError):
        digest_of(object())
