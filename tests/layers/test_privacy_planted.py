"""Several hundred planted secrets are all found; a corpus of real places raises no alarm."""

from __future__ import annotations

import csv
import gzip
import json
from itertools import product
from pathlib import Path

import pytest

from muban.gis.problems import Where
from muban.gis.text.thai_text import thai_digits
from muban.layers.personal.household_pins import find_household_pin
from muban.layers.personal.number_checks import is_national_id
from muban.layers.personal.personal_names import column_holds
from muban.layers.personal.privacy import find_personal

HERE = Where("ทดสอบ.xlsx")


def with_check_digit(twelve: str) -> str:
    """The check digit worked out as the registration office describes it."""
    total = sum((13 - place) * int(digit) for place, digit in enumerate(twelve))
    return twelve + str((11 - total % 11) % 10)


IDS = [
    with_check_digit(twelve)
    for twelve in ("143010012345", "343160001234", "543070098765", "843080011122")
]
ID_WRITINGS = (
    lambda i: i,
    lambda i: f"{i[0]}-{i[1:5]}-{i[5:10]}-{i[10:12]}-{i[12]}",
    lambda i: f"{i[0]} {i[1:5]} {i[5:10]} {i[10:12]} {i[12]}",
    lambda i: f"{i[0]}.{i[1:5]}.{i[5:10]}.{i[10:12]}.{i[12]}",
    lambda i: f"{i[0]}–{i[1:5]}–{i[5:10]}–{i[10:12]}–{i[12]}",
    " ".join,
    "-".join,
    lambda i: f"{i[:6]} {i[6:]}",
    lambda i: f"{i}.0",
    lambda i: f"{i[0]}/{i[1:5]}/{i[5:10]}/{i[10:12]}/{i[12]}",
    lambda i: f"{i[0]}_{i[1:5]}_{i[5:10]}_{i[10:12]}_{i[12]}",
    lambda i: f"บัตร.{i}",
    lambda i: f"ม.3 {i}",
    lambda i: f"เลขบัตรประชาชน {i}",
)
WRITINGS = json.loads(
    (Path(__file__).parent / "data" / "privacy" / "writings.json").read_text("utf-8")
)


def planted() -> list[tuple[str, str]]:
    """Kind and text of every secret: some written out, some combined."""
    titles, persons, carriers = WRITINGS["titles"], WRITINGS["persons"], WRITINGS["carriers"]
    items = [("national_id", write(i)) for i, write in product(IDS, ID_WRITINGS)]
    items += [(kind, text) for kind, texts in WRITINGS["planted"].items() for text in texts]
    items += [("person_name", title + person) for title, person in product(titles, persons)]
    for title in ("นาย", "นางสาว"):
        items += [("person_name", c.format(title + p)) for c, p in product(carriers, persons)]
    return items


SURROUNDINGS = ("{}", "หมายเหตุ {} ปรับปรุงปี 2563", "<{}>", "ร้านค้าชุมชน\n{}\nเปิดทุกวัน")


def test_every_planted_secret_is_found_in_every_writing(capsys: pytest.CaptureFixture[str]) -> None:
    missed: list[str] = []
    count = 0
    for (kind, text), around in product(planted(), SURROUNDINGS):
        for written in (around.format(text), thai_digits(around.format(text))):
            count += 1
            if kind not in {found.kind for found in find_personal(written, where=HERE)}:
                missed.append(f"{kind}: {written}")
    with capsys.disabled():
        print(f"\nplanted: {len(planted())} items, {count} writings, {len(missed)} missed")
    assert missed == []


def test_pins_of_households_in_need_are_recognised() -> None:
    assert [
        text for text in WRITINGS["household_pins"] if find_household_pin(text, where=HERE) is None
    ] == []


@pytest.mark.parametrize(
    "place",
    [
        "ศูนย์ฟื้นฟูคนพิการ", "ชมรมผู้สูงอายุบ้านโพนแพง", "โรงพยาบาลส่งเสริมสุขภาพตำบล", "กองทุนหมู่บ้าน",
        "สมาคมคนพิการจังหวัดหนองคาย", "บ้านโพนแพง", "วัดศรีชมภู", "ร้านค้าประชารัฐ", "ศาลากลางบ้าน",
    ],
)  # fmt: skip
def test_places_that_serve_people_in_need_are_no_households(place: str) -> None:
    assert find_household_pin(place, where=HERE) is None


@pytest.mark.parametrize("text", [*WRITINGS["clean_places"], *WRITINGS["clean_figures"]])
def test_place_names_and_figures_raise_no_alarm(text: str) -> None:
    assert not is_national_id(text)
    assert find_personal(text, where=HERE) == []
    assert find_personal(thai_digits(text), where=HERE) == []


@pytest.mark.slow  # 230,000 texts
def test_all_villages_of_the_country_raise_no_alarm(
    shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts: set[str] = set()
    villages = 0
    with gzip.open(shared_data / "thailand/villages.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            village, tambon, amphoe = row["village"], row["tambon"], row["amphoe"]
            villages += 1
            texts |= {village, tambon, amphoe, row["province"], row["village_code"]}
            texts.add(f"{village} หมู่ที่ {row['moo']} ต.{tambon} อ.{amphoe} จ.{row['province']}")
            texts.add(f"วัด{village}")
    alarms = [text for text in sorted(texts) if find_personal(text, where=HERE)]
    with capsys.disabled():
        print(f"\nclean corpus: {len(texts)} texts of real places, {len(alarms)} false alarms")
    assert alarms == []
    assert len(texts) > 2 * villages > 18_000


def test_nong_khai_codes_coordinates_and_figures_raise_no_alarm(
    shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = 0
    alarms: list[str] = []
    for name in ("villages.csv", "tambon_population.csv", "offices.csv"):
        with (shared_data / "nongkhai" / name).open(encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                for heading, cell in row.items():
                    cells += 1
                    if find_personal(cell, where=HERE.at(field=heading)):
                        alarms.append(f"{heading}: {cell}")
    with capsys.disabled():
        print(f"\nclean figures: {cells} cells, {len(alarms)} alarms")
    assert alarms == []


def test_the_heading_of_a_column_is_evidence() -> None:
    for heading, cell in (
        ("ชื่อ-สกุล", "สมชาย ใจดี"),
        ("เบอร์โทรศัพท์", "812345678.0"),
        ("บ้านเลขที่", "45"),
        ("เลขประจำตัวประชาชน", "1430100123450"),
    ):
        assert find_personal(cell, where=HERE.at(field=heading)), heading
    assert column_holds("ชื่อบ้าน") is None
    assert find_personal("สมชาย ใจดี", where=HERE.at(field="สินค้า"), named="nothing") == []


def test_an_excerpt_does_not_tell_the_secret() -> None:
    [found] = find_personal("นายสมชาย ใจดี", where=HERE)
    assert "ใจดี" not in found.excerpt
    assert "สมชาย" not in found.problem().message("th")
